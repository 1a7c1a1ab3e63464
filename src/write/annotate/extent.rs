//! How far a note reaches over the cells beside it: sheets of 方眼紙 have columns of one character, others of forty.

use super::patch::local;
use crate::cell::{CellRef, MAX_COLS, MAX_ROWS};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::collections::BTreeMap;

/// Width of a note in pixels.
const WIDTH: f64 = 330.0;
/// Full-width characters on a line of it.
const LINE: usize = 25;
/// Height of a line in pixels, and the most lines that are shown at once.
const LINE_HEIGHT: f64 = 17.0;
const MOST_LINES: usize = 22;
/// A character of a column's width, and a point of a row's height, in pixels.
const CHARACTER: f64 = 8.0;
const POINT: f64 = 96.0 / 72.0;

/// The widths of the columns and the heights of the rows of a sheet, in pixels.
pub(super) struct Extent {
    /// First and last of columns of one width.
    columns: Vec<(u32, u32, f64)>,
    rows: BTreeMap<u32, f64>,
    column: f64,
    row: f64,
}

/// The cell in which a note ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Note {
    /// The cell that it is about.
    pub(super) at: CellRef,
    /// The column and the row of its lower right corner.
    pub(super) right: u32,
    pub(super) bottom: u32,
}

impl Extent {
    /// Of a worksheet part, as far as it can be read.
    pub(super) fn of(xml: &str) -> Self {
        let mut extent = Self { columns: Vec::new(), rows: BTreeMap::new(), column: 72.0, row: 20.0 };
        let mut reader = Reader::from_str(xml);
        let mut next = 0;
        while let Ok(event) = reader.read_event() {
            match event {
                Event::Start(element) | Event::Empty(element) => extent.take(&element, &mut next),
                Event::Eof => break,
                _ => {}
            }
        }
        extent
    }

    fn take(&mut self, element: &BytesStart, next: &mut u32) {
        let number = |name: &str| {
            let mut all = element.attributes().flatten();
            let found = all.find(|attribute| attribute.key.as_ref() == name)?;
            found.value.parse::<f64>().ok().filter(|value| value.is_finite() && *value >= 0.0)
        };
        let hidden = || element.attributes().flatten().any(|one| one.key.as_ref() == "hidden" && is_yes(&one.value));
        let place = |name: &str| number(name).map(|value| (value as u32).saturating_sub(1));
        match local(element.name().into_inner()) {
            "sheetFormatPr" => {
                self.column = number("defaultColWidth").map_or(self.column, |width| width * CHARACTER);
                self.row = number("defaultRowHeight").map_or(self.row, |height| height * POINT);
            }
            "col" => {
                let width = if hidden() { 0.0 } else { number("width").map_or(self.column, |wide| wide * CHARACTER) };
                if let (Some(first), Some(last)) = (place("min"), place("max")) {
                    self.columns.push((first, last, width));
                }
            }
            "row" => {
                let row = place("r").unwrap_or(*next);
                *next = row.saturating_add(1);
                let height = if hidden() { Some(0.0) } else { number("ht").map(|points| points * POINT) };
                self.rows.extend(height.map(|height| (row, height)));
            }
            _ => {}
        }
    }

    /// How far the note with this text goes, from the column beside its cell.
    pub(super) fn note(&self, at: CellRef, text: &str) -> Note {
        let lines: usize = text.lines().map(|line| line.chars().count() / LINE + 1).sum();
        let height = (lines.min(MOST_LINES) + 1) as f64 * LINE_HEIGHT;
        let width = |col| self.columns.iter().find(|(first, last, _)| (*first..=*last).contains(&col)).map(|it| it.2);
        let right = reached(at.col.saturating_add(1), MAX_COLS, WIDTH, |col| width(col).unwrap_or(self.column));
        let bottom = reached(at.row, MAX_ROWS, height, |row| self.rows.get(&row).copied().unwrap_or(self.row));
        Note { at, right, bottom }
    }
}

/// Where so many pixels are reached, or the edge of the sheet.
fn reached(first: u32, edge: u32, wanted: f64, pixels: impl Fn(u32) -> f64) -> u32 {
    let mut left = wanted;
    for place in first..edge.saturating_sub(1) {
        left -= pixels(place);
        if left <= 0.0 {
            return place.saturating_add(1);
        }
    }
    edge.saturating_sub(1)
}

fn is_yes(text: &str) -> bool {
    matches!(text, "1" | "true" | "on")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_is_as_wide_on_narrow_columns_as_on_wide_ones() {
        let at: CellRef = "B2".parse().unwrap();
        let narrow = Extent::of("<worksheet><cols><col min='1' max='200' width='2'/></cols></worksheet>");
        let wide = Extent::of("<worksheet><cols><col min='3' max='3' width='60'/></cols></worksheet>");
        // 330 pixels are 21 columns of 16, and the first of 480
        assert_eq!([narrow.note(at, "x").right, wide.note(at, "x").right], [2 + 21, 3]);
    }

    #[test]
    fn long_texts_get_more_rows_and_hidden_rows_are_none() {
        let at: CellRef = "A1".parse().unwrap();
        let plain = Extent::of("<worksheet><sheetData/></worksheet>");
        assert!(plain.note(at, &"あ".repeat(300)).bottom > plain.note(at, "あ").bottom);
        let hidden = "<worksheet><sheetData><row r='1' hidden='1'/><row hidden='1'/></sheetData></worksheet>";
        assert_eq!(Extent::of(hidden).note(at, "x").bottom, plain.note(at, "x").bottom + 2);
        let last: CellRef = "XFD1048576".parse().unwrap();
        let note = plain.note(last, "x");
        assert_eq!((note.right, note.bottom), (MAX_COLS - 1, MAX_ROWS - 1));
    }
}
