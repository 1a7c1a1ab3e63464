//! Sheets as text: rows by line, cells by `|`; `<` merges with the cell on the left, `^` with the one above.

mod apart;
mod definitions;
mod layouts;

use crate::cell::{CellRef, Rect, SheetId};
use crate::sheet::{Cell, Known, Raw, Sheet, Visibility};
use std::sync::Arc;

/// The sheet that a text draws.
pub(crate) fn sheet(text: &str) -> Sheet {
    let rows: Vec<Vec<&str>> = text.lines().map(|line| line.split('|').map(str::trim).collect()).collect();
    let at = |row: usize, col: usize| rows.get(row).and_then(|row| row.get(col)).copied().unwrap_or("");
    let mut cells = Vec::new();
    let mut merges = Vec::new();
    for (row, line) in rows.iter().enumerate() {
        for (col, content) in line.iter().enumerate() {
            if matches!(*content, "<" | "^") {
                continue;
            }
            let right = (col + 1..).take_while(|right| at(row, *right) == "<").last().unwrap_or(col);
            let bottom = (row + 1..).take_while(|bottom| at(*bottom, col) == "^").last().unwrap_or(row);
            let cell = CellRef::new(row as u32, col as u32);
            if (right, bottom) != (col, row) {
                merges.push(Rect { top: cell.row, left: cell.col, bottom: bottom as u32, right: right as u32 });
            }
            if !content.is_empty() {
                let raw = content.parse::<f64>().map(Raw::number).unwrap_or_else(|_| Raw::text(*content));
                cells.push(Cell { at: cell, raw });
            }
        }
    }
    let id = Arc::new(SheetId { file: "課.xlsx".to_owned(), sheet: "シート".to_owned() });
    Sheet { id, visibility: Visibility::Visible, cells, merges, known: Known::default() }
}
