//! Where something stands: a cell, a rectangle of cells, a place in a file.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

/// Rows of an Excel sheet; a row index is below this.
pub const MAX_ROWS: u32 = 1_048_576;
/// Columns of an Excel sheet; a column index is below this.
pub const MAX_COLS: u32 = 16_384;

/// A cell's address, counted from 0. Shown and parsed as A1; ordered row by row.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CellRef {
    /// Row, from 0.
    pub row: u32,
    /// Column, from 0.
    pub col: u32,
}

/// A rectangle of cells, all four sides included.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub struct Rect {
    /// First row.
    pub top: u32,
    /// First column.
    pub left: u32,
    /// Last row.
    pub bottom: u32,
    /// Last column.
    pub right: u32,
}

/// A sheet of a file; every cell of it shares one.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub struct SheetId {
    /// The file, relative to the input it was found under, `/` between its parts, NFC.
    pub file: String,
    /// The sheet's name as written; empty for CSV.
    pub sheet: String,
}

/// A cell of a sheet of a file.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub struct Place {
    /// File and sheet.
    pub sheet: Arc<SheetId>,
    /// The cell; of a merge, the one at its top left.
    pub cell: CellRef,
}

/// A value and the cell it stands in.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Located<T> {
    /// The value.
    pub value: T,
    /// Its cell.
    pub place: Place,
}

impl CellRef {
    /// The cell at `row` and `col`, both from 0.
    pub const fn new(row: u32, col: u32) -> Self {
        Self { row, col }
    }
}

/// A column's letters: 0 → `A`, 26 → `AA`.
pub fn column_letters(col: u32) -> String {
    let mut letters = Vec::new();
    let mut rest = col + 1;
    while rest > 0 {
        rest -= 1;
        letters.push((b'A' + (rest % 26) as u8) as char);
        rest /= 26;
    }
    letters.iter().rev().collect()
}

impl fmt::Display for CellRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", column_letters(self.col), self.row + 1)
    }
}

impl fmt::Debug for CellRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// A text that is no cell address inside the grid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a cell address")]
pub struct NoCellRef;

impl FromStr for CellRef {
    type Err = NoCellRef;

    fn from_str(text: &str) -> Result<Self, NoCellRef> {
        let (mut row, mut col) = (0u32, 0u32);
        let mut digits = false;
        for byte in text.bytes().filter(|byte| *byte != b'$') {
            match byte {
                b'A'..=b'Z' | b'a'..=b'z' if !digits => {
                    col = col * 26 + u32::from(byte.to_ascii_uppercase() - b'A') + 1;
                }
                b'0'..=b'9' => {
                    digits = true;
                    row = row * 10 + u32::from(byte - b'0');
                }
                _ => return Err(NoCellRef),
            }
            if row > MAX_ROWS || col > MAX_COLS {
                return Err(NoCellRef);
            }
        }
        match (row, col) {
            (1.., 1..) => Ok(Self::new(row - 1, col - 1)),
            _ => Err(NoCellRef),
        }
    }
}

impl Serialize for CellRef {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for CellRef {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

impl Rect {
    /// The rectangle of one cell.
    pub const fn of(cell: CellRef) -> Self {
        Self { top: cell.row, left: cell.col, bottom: cell.row, right: cell.col }
    }

    /// Its cell at the top left.
    pub const fn origin(&self) -> CellRef {
        CellRef::new(self.top, self.left)
    }

    /// Whether `cell` lies in it.
    pub const fn contains(&self, cell: CellRef) -> bool {
        self.top <= cell.row && cell.row <= self.bottom && self.left <= cell.col && cell.col <= self.right
    }

    /// Whether the two share a cell.
    pub const fn meets(&self, other: &Self) -> bool {
        self.top <= other.bottom && other.top <= self.bottom && self.left <= other.right && other.left <= self.right
    }

    /// The same rectangle with rows and columns exchanged.
    pub const fn transposed(&self) -> Self {
        Self { top: self.left, left: self.top, bottom: self.right, right: self.bottom }
    }
}

impl fmt::Display for Rect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.origin(), CellRef::new(self.bottom, self.right))
    }
}

impl FromStr for Rect {
    type Err = NoCellRef;

    fn from_str(text: &str) -> Result<Self, NoCellRef> {
        let (first, last) = text.split_once(':').unwrap_or((text, text));
        let (first, last): (CellRef, CellRef) = (first.parse()?, last.parse()?);
        Ok(Self {
            top: first.row.min(last.row),
            left: first.col.min(last.col),
            bottom: first.row.max(last.row),
            right: first.col.max(last.col),
        })
    }
}

impl<T> Located<T> {
    /// The same place with another value.
    pub fn with<U>(&self, value: U) -> Located<U> {
        Located { value, place: self.place.clone() }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} [{}]{}", self.sheet.file, self.sheet.sheet, self.cell)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_go_both_ways() {
        for (text, row, col) in [("A1", 0, 0), ("Z9", 8, 25), ("AA10", 9, 26), ("XFD1048576", 1_048_575, 16_383)] {
            assert_eq!(text.parse(), Ok(CellRef::new(row, col)));
            assert_eq!(CellRef::new(row, col).to_string(), text);
        }
    }

    #[test]
    fn addresses_outside_the_grid_are_refused() {
        for text in ["", "A", "1", "A0", "XFE1", "A1048577", "ZZZZ99999999", "1A", "A1B", "#REF!"] {
            assert_eq!(text.parse::<CellRef>(), Err(NoCellRef), "{text}");
        }
    }

    #[test]
    fn a_rect_of_one_cell_is_itself() {
        assert_eq!("B2".parse::<Rect>(), Ok(Rect::of(CellRef::new(1, 1))));
        assert_eq!("C4:B2".parse::<Rect>().map(|rect| rect.to_string()), Ok("B2:C4".to_owned()));
    }
}
