//! What a workbook program knows of a sheet besides what its cells show: hidden lines, notes, formulas, runs.

use crate::cell::{CellRef, Rect};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// What is known of a sheet besides its cells. Lists of cells are sorted by address and name none twice.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct Known {
    /// Rows that are hidden or stand in an outline, first to last, none twice.
    pub rows: Vec<Lines>,
    /// Columns, likewise.
    pub cols: Vec<Lines>,
    /// The text of formulas, without the equals sign, as the file writes it.
    pub formulas: Vec<(CellRef, Arc<str>)>,
    /// The runs of texts whose look changes inside the cell.
    pub runs: Vec<(CellRef, Arc<[Run]>)>,
    /// How texts are read aloud (ふりがな), where the file says it.
    pub phonetics: Vec<(CellRef, Arc<str>)>,
    /// Notes, and the comments of a thread, in the order in which they were written.
    pub notes: Vec<Note>,
    /// What may be entered where.
    pub validations: Vec<Validation>,
    /// Lists that the program knows as tables.
    pub tables: Vec<ListTable>,
    /// Whether charts or pictures lie on it, as far as the file says so.
    pub drawing: bool,
}

/// Rows or columns next to one another that are alike.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Lines {
    /// The first, from 0.
    pub first: u32,
    /// The last, included.
    pub last: u32,
    /// Whether they are hidden, by hand, by a filter or with a width of nothing.
    pub hidden: bool,
    /// How deep in the outline they stand; 0 is not at all.
    pub level: u8,
}

/// A part of a text that looks alike.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Run {
    /// The text.
    pub text: Arc<str>,
    /// Whether it is struck through.
    pub struck: bool,
    /// Its colour as RRGGBB, where the file names one.
    pub colour: Option<u32>,
}

/// A note on a cell, or one comment of a thread.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Note {
    /// The cell.
    pub at: CellRef,
    /// Who wrote it; empty if the file does not say.
    pub author: Arc<str>,
    /// What it says.
    pub text: Arc<str>,
    /// Whether it is part of a thread.
    pub threaded: bool,
}

/// What may be entered into some cells.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Validation {
    /// The cells.
    pub cells: Vec<Rect>,
    /// What kind of entry.
    pub kind: ValidationKind,
    /// Of a list its source, of a bound the bound: a formula as the file writes it, `"A,B"` being a list of two.
    pub first: String,
    /// The second bound, where there are two.
    pub second: String,
}

/// What kind of entry a validation asks for.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum ValidationKind {
    /// One of a list.
    List,
    /// A whole number.
    Whole,
    /// A number.
    Decimal,
    /// A date.
    Date,
    /// A time of day.
    Time,
    /// A text of some length.
    Length,
    /// What a formula allows.
    Custom,
}

/// A list that the program knows as a table.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ListTable {
    /// Its name.
    pub name: String,
    /// All its cells, header and totals included.
    pub cells: Rect,
    /// How many header rows it begins with.
    pub header_rows: u32,
    /// How many rows of totals it ends with.
    pub totals_rows: u32,
    /// Its columns, by their names.
    pub columns: Vec<String>,
}

/// A name that a workbook defines.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct DefinedName {
    /// The name.
    pub name: String,
    /// The sheet in which alone it holds; none if it holds in all.
    pub sheet: Option<String>,
    /// What it stands for: a formula without the equals sign.
    pub formula: String,
    /// Whether users do not see it.
    pub hidden: bool,
}

/// How much is known of a sheet besides its cells.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct KnownCounts {
    /// Hidden rows.
    pub hidden_rows: u32,
    /// Hidden columns.
    pub hidden_cols: u32,
    /// Notes and comments of threads.
    pub notes: usize,
    /// Rules on what may be entered.
    pub validations: usize,
    /// Tables.
    pub tables: usize,
}

impl Known {
    /// How much is known.
    pub fn counts(&self) -> KnownCounts {
        let hidden = |lines: &[Lines]| {
            let hidden = lines.iter().filter(|lines| lines.hidden);
            hidden.map(|lines| lines.last.saturating_sub(lines.first).saturating_add(1)).sum()
        };
        KnownCounts {
            hidden_rows: hidden(&self.rows),
            hidden_cols: hidden(&self.cols),
            notes: self.notes.len(),
            validations: self.validations.len(),
            tables: self.tables.len(),
        }
    }

    /// Whether the row is hidden.
    pub fn hides_row(&self, row: u32) -> bool {
        hides(&self.rows, row)
    }

    /// Whether the column is hidden.
    pub fn hides_col(&self, col: u32) -> bool {
        hides(&self.cols, col)
    }

    /// The formula behind a cell, if there is one and the file writes it.
    pub fn formula(&self, at: CellRef) -> Option<&str> {
        of_cell(&self.formulas, at).map(|formula| &**formula)
    }

    /// The runs of a cell's text, if its look changes inside.
    pub fn runs(&self, at: CellRef) -> Option<&[Run]> {
        of_cell(&self.runs, at).map(|runs| &**runs)
    }

    /// How a cell's text is read aloud, where the file says it.
    pub fn phonetic(&self, at: CellRef) -> Option<&str> {
        of_cell(&self.phonetics, at).map(|phonetic| &**phonetic)
    }
}

fn hides(lines: &[Lines], index: u32) -> bool {
    let after = lines.partition_point(|lines| lines.last < index);
    lines.get(after).is_some_and(|lines| lines.first <= index && lines.hidden)
}

fn of_cell<T>(list: &[(CellRef, T)], at: CellRef) -> Option<&T> {
    let found = list.binary_search_by_key(&at, |(cell, _)| *cell).ok()?;
    list.get(found).map(|(_, value)| value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hidden_lines_are_found_among_others() {
        let lines = |first, last, hidden| Lines { first, last, hidden, level: u8::from(!hidden) };
        let known = Known { rows: vec![lines(2, 4, true), lines(5, 5, false), lines(9, 9, true)], ..Known::default() };
        let hidden: Vec<u32> = (0..12).filter(|row| known.hides_row(*row)).collect();
        assert_eq!(hidden, [2, 3, 4, 9]);
        assert!(!known.hides_col(3));
    }

    #[test]
    fn what_is_known_of_a_cell_is_found_by_its_address() {
        let at = |row, col| CellRef::new(row, col);
        let known = Known { formulas: vec![(at(0, 1), "A1".into()), (at(1, 0), "A2".into())], ..Known::default() };
        assert_eq!(known.formula(at(1, 0)), Some("A2"));
        assert_eq!(known.formula(at(0, 0)), None);
        assert_eq!(known.phonetic(at(1, 0)), None);
        assert_eq!(known.runs(at(1, 0)), None);
    }
}
