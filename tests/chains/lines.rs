//! Mutations of whole rows and columns: put in, moved, hidden, widened.

use crate::mutant::{Mutant, Mutation, pick};
use matome::cell::Rect;
use matome::sheet::{Lines, Visibility};

pub const ALL: &[(&str, Mutation)] = &[
    ("insert row", insert_row),
    ("insert column", insert_column),
    ("move", move_all),
    ("widen column", widen_column),
    ("hide row", hide_row),
    ("hide column", hide_column),
    ("hidden copy", hidden_copy),
];

fn insert_row(mutant: &Mutant, number: usize) -> Option<Mutant> {
    let (row, _) = pick(&mutant.rows(), number)?;
    Some(mutant.stretched(vec![row], vec![]))
}

fn insert_column(mutant: &Mutant, number: usize) -> Option<Mutant> {
    let (col, _) = pick(&mutant.cols(), number)?;
    Some(mutant.stretched(vec![], vec![col]))
}

fn move_all(mutant: &Mutant, number: usize) -> Option<Mutant> {
    Some(mutant.stretched(vec![0; number % 30 + 1], vec![0; number / 30 % 20]))
}

/// A column becomes two, and each of its cells takes both (方眼紙).
fn widen_column(mutant: &Mutant, number: usize) -> Option<Mutant> {
    let (col, _) = pick(&mutant.cols(), number)?;
    let mut wide = mutant.stretched(vec![], vec![col + 1]);
    let single = wide.sheet.cells.iter().filter(|cell| cell.at.col == col && wide.merge_at(cell.at).is_none());
    let single: Vec<Rect> = single.map(|cell| Rect { right: col + 1, ..Rect::of(cell.at) }).collect();
    wide.sheet.merges.iter_mut().filter(|merge| merge.right == col).for_each(|merge| merge.right += 1);
    Some(wide.with([], single))
}

/// What a hidden row holds is read: people hide rows to print a sheet, not to take a value back.
fn hide_row(mutant: &Mutant, number: usize) -> Option<Mutant> {
    let (row, _) = pick(&mutant.rows(), number)?;
    let mut hidden = mutant.clone();
    hidden.sheet.known.rows = vec![hiding(row)];
    Some(hidden)
}

fn hide_column(mutant: &Mutant, number: usize) -> Option<Mutant> {
    let (col, _) = pick(&mutant.cols(), number)?;
    let mut hidden = mutant.clone();
    hidden.sheet.known.cols = vec![hiding(col)];
    Some(hidden)
}

fn hiding(line: u32) -> Lines {
    Lines { first: line, last: line, hidden: true, level: 0 }
}

/// A copy on a hidden sheet is not read.
fn hidden_copy(mutant: &Mutant, _: usize) -> Option<Mutant> {
    let mut copy = mutant.renamed("控え").sheet;
    copy.visibility = Visibility::Hidden;
    let mut mutant = mutant.clone();
    mutant.beside = vec![copy];
    Some(mutant)
}
