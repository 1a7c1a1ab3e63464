//! Heights of rows. Not every program that opens a workbook fits a row to its wrapped text, so that the height is
//! reckoned here from the widths of the columns.

use crate::page::{Page, Role, Row};
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
            Role::CoverLine | Role::Title => 27.0,
            Role::Section => 22.5,
            Role::Note => 16.5,
            Role::Plain | Role::Number(_) | Role::Faint => LINE,
            Role::Heading | Role::Body | Role::Center | Role::Mark(_) | Role::Input | Role::Tick => {
                let room = (width - 0.3 - f64::from(cell.indent) * 1.5).max(2.0);
                lines(text, room) * (LINE - 1.5) + 1.5
            }
        }
    });
    let highest = needed.fold(LINE, f64::max);
    (highest - LINE > 0.01 || highest < LINE).then_some(highest.min(HIGHEST))
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
