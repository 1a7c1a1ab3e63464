//! One table: where its cells stand, what they hold, which of its lines are hidden.

use crate::cell::{CellRef, MAX_COLS, MAX_ROWS, Rect};
use crate::read::limits::{Budget, Exceeded};
use crate::read::runs::Collected;
use crate::read::{merges, sheet_id};
use crate::sheet::{Cell, Known, Lines, Sheet, Trouble, TroubleKind, Visibility};
use std::collections::BTreeMap;
use std::sync::Arc;

/// A table while it is read.
#[derive(Debug, Default)]
pub(super) struct Grid {
    cells: Vec<Cell>,
    merges: Vec<Rect>,
    known: Known,
    /// Cells outside the grid.
    outside: Vec<String>,
    /// The row at hand, once there is one.
    row: Option<u32>,
    /// The column at which the next cell is looked for.
    col: u32,
    /// Cells that reach down into the row at hand, by their left side: right side and last row.
    above: BTreeMap<u32, (u32, u32)>,
    /// How many columns have been described.
    described: u32,
}

/// How many columns and rows a cell takes, each at least 1.
#[derive(Clone, Copy, Debug)]
pub(super) struct Span {
    pub(super) cols: u32,
    pub(super) rows: u32,
    /// Whether the cells it takes are merged.
    pub(super) merged: bool,
}

/// What a cell holds.
#[derive(Debug)]
pub(super) struct Content {
    pub(super) text: Collected,
    pub(super) formula: Option<Arc<str>>,
    pub(super) phonetic: Option<Arc<str>>,
}

impl Grid {
    /// Begins a row.
    pub(super) fn start_row(&mut self, hidden: bool, budget: &mut Budget<'_>) -> Result<(), Exceeded> {
        let row = self.row.map_or(0, |row| row.saturating_add(1));
        self.row = Some(row);
        self.col = 0;
        if hidden && row < MAX_ROWS {
            hide(&mut self.known.rows, row, row, budget)?;
        }
        Ok(())
    }

    /// A row of its own for a text that stands above or below the table.
    pub(super) fn line(&mut self, text: Collected, budget: &mut Budget<'_>) -> Result<(), Exceeded> {
        self.start_row(false, budget)?;
        let place = self.place(Span { cols: 1, rows: 1, merged: false }, budget)?;
        self.hold(place, Content { text, formula: None, phonetic: None }, budget)
    }

    /// Describes the next columns.
    pub(super) fn describe(&mut self, count: u32, hidden: bool, budget: &mut Budget<'_>) -> Result<(), Exceeded> {
        let first = self.described;
        self.described = first.saturating_add(count).min(MAX_COLS);
        if hidden && first < self.described {
            hide(&mut self.known.cols, first, self.described.saturating_sub(1), budget)?;
        }
        Ok(())
    }

    /// Finds room for the next cell of the row, beside those that reach down into it.
    pub(super) fn place(&mut self, span: Span, budget: &mut Budget<'_>) -> Result<CellRef, Exceeded> {
        let row = self.row.unwrap_or(0);
        let mut col = self.col;
        while let Some((&left, &(right, bottom))) = self.above.range(..=col).next_back() {
            budget.time()?;
            if bottom < row {
                self.above.remove(&left);
            } else if right < col {
                break;
            } else {
                col = right.saturating_add(1);
            }
        }
        let right = col.saturating_add(span.cols.saturating_sub(1)).min(MAX_COLS.saturating_sub(1));
        let bottom = row.saturating_add(span.rows.saturating_sub(1)).min(MAX_ROWS.saturating_sub(1));
        self.col = col.saturating_add(span.cols).max(right.saturating_add(1));
        let at = CellRef::new(row, col);
        if col <= right && row <= bottom {
            if bottom > row {
                self.above.insert(col, (right, bottom));
            }
            if span.merged && (bottom > row || right > col) {
                budget.merge()?;
                self.merges.push(Rect { top: row, left: col, bottom, right });
            }
        }
        Ok(at)
    }

    /// Puts a content where room was found.
    pub(super) fn hold(&mut self, at: CellRef, content: Content, budget: &mut Budget<'_>) -> Result<(), Exceeded> {
        budget.cells(1)?;
        if at.row >= MAX_ROWS || at.col >= MAX_COLS {
            self.outside.push(content.text.raw.text.to_string());
            return Ok(());
        }
        let Collected { raw, runs } = content.text;
        self.cells.push(Cell { at, raw });
        if let Some(runs) = runs {
            self.known.runs.push((at, runs));
        }
        if let Some(formula) = content.formula {
            self.known.formulas.push((at, formula));
        }
        if let Some(phonetic) = content.phonetic {
            self.known.phonetics.push((at, phonetic));
        }
        Ok(())
    }

    /// Whether no cell of it holds anything.
    pub(super) fn is_empty(&self) -> bool {
        self.cells.is_empty() && self.outside.is_empty()
    }

    /// The table as a sheet, and what could not be read of it.
    pub(super) fn finish(mut self, file: &str, name: &str, visibility: Visibility) -> (Sheet, Vec<Trouble>) {
        let trouble =
            |kind: TroubleKind, found: String| Trouble { kind, sheet: Some(name.to_owned()), cell: None, found };
        // A cell reaches no further down than the table.
        let last = self.row.unwrap_or(0);
        for rect in &mut self.merges {
            rect.bottom = rect.bottom.min(last);
        }
        let (merges, overlapping) = merges::sorted(self.merges);
        let cells = self.outside.into_iter().map(|found| trouble(TroubleKind::Cell, found));
        let troubles = cells.chain(overlapping.iter().map(|rect| trouble(TroubleKind::Merge, rect.to_string())));
        let troubles = troubles.collect();
        // Excel ends each table with a hidden row that holds nothing but widths.
        let last = self.cells.last().map_or(0, |cell| cell.at.row);
        self.known.rows.retain(|lines| lines.first <= last);
        if let Some(lines) = self.known.rows.last_mut() {
            lines.last = lines.last.min(last);
        }
        let sheet = Sheet { id: sheet_id(file, name), visibility, cells: self.cells, merges, known: self.known };
        (sheet, troubles)
    }
}

/// Notes that lines are hidden; each comes after those before.
fn hide(lines: &mut Vec<Lines>, first: u32, last: u32, budget: &mut Budget<'_>) -> Result<(), Exceeded> {
    match lines.last_mut() {
        Some(before) if before.last.checked_add(1) == Some(first) => before.last = last,
        _ => {
            budget.detail()?;
            lines.push(Lines { first, last, hidden: true, level: 0 });
        }
    }
    Ok(())
}
