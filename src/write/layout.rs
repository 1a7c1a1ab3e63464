//! Heights of rows, and where printed pages end. Not every program that opens a workbook fits a row to its wrapped text, so that the height is
//! reckoned here from the widths of the columns.

use crate::page::{Page, Paper, Role, Row};
use unicode_width::UnicodeWidthStr;

/// Points of a line of text of 11 points.
const LINE: f64 = 18.75;
/// The highest that Excel takes.
const HIGHEST: f64 = 409.0;
/// Width in columns' units of half a full-width character: 11 points against the width of a digit.
const HALF: f64 = 0.93;

/// The height of a row, where it is not that of one line.
pub fn height(page: &Page, row: &Row) -> Option<f64> {
    if row.height.is_some() {
        return row.height;
    }
    let needed = row.cells.iter().zip(page.widths.iter().chain(std::iter::repeat(&8.0))).map(|(cell, width)| {
        let text = cell.value.as_text().unwrap_or_default();
        match cell.role {
            Role::Cover => 42.0,
            Role::CoverLine | Role::CoverSide | Role::Title => 27.0,
            Role::Section => 22.5,
            Role::Note | Role::Caption => 16.5,
            Role::Plain | Role::Number(_) | Role::Correct(Some(_)) | Role::Faint => LINE,
            Role::Heading
            | Role::Body
            | Role::Center
            | Role::Mark(_)
            | Role::Correct(None)
            | Role::Input
            | Role::Tick => {
                let room = (width - 0.3 - f64::from(cell.indent) * 1.5).max(2.0);
                lines(text, room) * (LINE - 1.5) + 1.5
            }
        }
    });
    let highest = needed.fold(LINE, f64::max);
    (highest - LINE > 0.01 || highest < LINE).then_some(highest.min(HIGHEST))
}

/// Points of a page of that paper inside its margins: along its short and its long side.
const fn inside(paper: Paper) -> (f64, f64) {
    match paper {
        Paper::A4 => (509.0, 737.0),
        Paper::A3 => (756.0, 1086.0),
    }
}

/// Points of a column: of each unit of its width (a digit of 游ゴシック 11 is 8 pixels wide), and beside them.
const COLUMN: (f64, f64) = (6.0, 3.75);
/// How much of a page is reckoned with; programs differ in what they get onto it.
const SURE: f64 = 0.96;
/// Of a part too long for a page, how many rows stay with its name.
const TOGETHER: usize = 5;

/// The rows that begin a printed page because the part of the page that they begin would be torn apart.
pub fn breaks(page: &Page, paper: Paper) -> Vec<u32> {
    let printed = page.printed.unwrap_or(page.widths.len());
    let width: f64 = page.widths.iter().take(printed).map(|width| width * COLUMN.0 + COLUMN.1).sum();
    let (short, long) = inside(paper);
    let (across, along) = if page.landscape { (long + 18.0, short - 18.0) } else { (short, long) };
    let room = along * SURE / (across / width).min(1.0);
    let heights: Vec<f64> = page.rows.iter().map(|row| height(page, row).unwrap_or(LINE)).collect();
    let is_section = |row: &Row| row.cells.first().is_some_and(|cell| cell.role == Role::Section);
    let mut starts: Vec<usize> =
        page.rows.iter().enumerate().filter(|(_, row)| is_section(row)).map(|(at, _)| at).collect();
    starts.push(page.rows.len());
    let repeated: f64 = page.repeat.map_or(0.0, |(first, last)| {
        heights.get(first as usize..=last as usize).map_or(0.0, |heights| heights.iter().sum())
    });
    // A title and the headings under it are no page.
    let begins = page.repeat.map_or(0, |(_, last)| last as usize + 1);
    let mut breaks = Vec::new();
    let mut used = 0.0;
    let mut overflown = false;
    let mut next = starts.iter().copied().zip(starts.iter().copied().skip(1)).peekable();
    for (at, height) in heights.iter().enumerate() {
        if let Some((start, end)) = next.next_if(|(start, _)| *start == at) {
            let whole: f64 = heights.get(start..end).map_or(0.0, |heights| heights.iter().sum());
            let begin: f64 = heights.get(start..end.min(start + TOGETHER)).map_or(0.0, |heights| heights.iter().sum());
            let needed = if whole <= room - repeated { whole } else { begin };
            // Where a page ended by itself is not known for certain; the next part begins a new one.
            if (used + needed > room || overflown) && used > repeated && at > begins {
                breaks.extend(u32::try_from(at));
                used = repeated;
                overflown = false;
            }
        }
        if used + height > room {
            used = repeated;
            overflown = true;
        }
        used += height;
    }
    breaks
}

/// Lines that a text takes in a column with that much room.
fn lines(text: &str, room: f64) -> f64 {
    text.split('\n').map(|line| (line.width_cjk() as f64 * HALF / room).ceil().max(1.0)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::Cell;

    #[test]
    fn a_part_is_not_torn_apart_where_a_page_holds_it() {
        let mut page = Page::new("表", vec![60.0]);
        let part = |page: &mut Page, rows: usize| {
            page.line(Role::Section, "部分");
            (1..rows).for_each(|_| page.row(vec![Cell::word(Role::Body, "行")]));
        };
        part(&mut page, 25);
        part(&mut page, 8);
        part(&mut page, 10);
        part(&mut page, 60);
        part(&mut page, 3);
        assert_eq!(breaks(&page, Paper::A4), [33, 103]);
        assert_eq!(breaks(&Page::new("空", vec![60.0]), Paper::A4), [0; 0]);
    }

    #[test]
    fn headings_are_no_page_of_their_own() {
        let mut page = Page::new("表", vec![60.0]);
        page.line(Role::Title, "表題");
        page.repeat = Some((1, 1));
        page.headings(&["見出し"]);
        for _ in 0..2 {
            page.line(Role::Section, "部分");
            (0..6).for_each(|_| page.tall(Role::Body, "行", 300.0));
        }
        assert_eq!(breaks(&page, Paper::A4), [9]);
    }

    #[test]
    fn a_row_is_as_high_as_its_longest_text_needs() {
        let page = Page::new("表", vec![11.0, 21.0]);
        let of = |text: &str| {
            height(
                &page,
                &Row { cells: vec![Cell::word(Role::Body, "短い"), Cell::text(Role::Body, text)], height: None },
            )
        };
        assert_eq!(of("一行"), None);
        assert_eq!(of("一行\n二行"), Some(36.0));
        assert_eq!(of(&"長".repeat(30)), Some(53.25));
        assert_eq!(of(&"長".repeat(30_000)), Some(HIGHEST));
    }
}
