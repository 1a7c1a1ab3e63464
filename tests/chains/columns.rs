//! Columns of a table that change places, each with its heading.

use crate::mutant::{Mutant, Mutation, pick};
use crate::records::around;
use matome::cell::{CellRef, Rect};
use matome::entry::Series;
use matome::lexicon::{Heading, Sense};
use std::collections::{BTreeMap, BTreeSet};

pub const ALL: &[(&str, Mutation)] = &[("swap columns", swap_columns)];

/// The header of a table of indicators: its rows, the columns with figures under it, and the last row with figures.
pub struct Header {
    /// First row.
    pub top: u32,
    /// Last row.
    pub bottom: u32,
    /// First column of the table.
    left: u32,
    /// Last column with figures.
    right: u32,
    /// Last row of the table.
    end: u32,
}

/// The headers of the tables in which indicators stand row by row, as far as the figures tell.
pub fn headers(mutant: &Mutant) -> Vec<Header> {
    // Indicators of one table have their figures in the same columns.
    let mut tables: BTreeMap<BTreeSet<u32>, Vec<CellRef>> = BTreeMap::new();
    for (name, cells) in &mutant.original.indicators {
        let cells: Vec<CellRef> = cells.iter().map(|cell| mutant.forth(*cell)).collect();
        let name = mutant.forth(*name);
        let columns: BTreeSet<u32> = cells.iter().map(|cell| cell.col).collect();
        if columns.len() > 1 && cells.iter().any(|cell| cell.row == name.row) {
            tables.entry(columns).or_default().extend(cells.into_iter().chain([name]));
        }
    }
    tables.values().filter_map(|cells| header(mutant, around(first(mutant, cells))?)).collect()
}

/// Of the cells of tables with the same columns, those of the first table: down to where names are headed again.
fn first(mutant: &Mutant, cells: &[CellRef]) -> Vec<CellRef> {
    let top = cells.iter().map(|cell| cell.row).min();
    let figures: BTreeSet<u32> = cells.iter().map(|cell| cell.row).collect();
    let heads = |row: u32| Some(row) > top && !figures.contains(&row);
    let again = mutant.labels().filter(|(cell, label)| label.subject().is_some() && heads(cell.at.row));
    let again = again.map(|(cell, _)| cell.at.row).min();
    cells.iter().filter(|cell| again.is_none_or(|again| cell.row < again)).copied().collect()
}

/// The rows of nothing but headings and blanks right above a rectangle.
fn header(mutant: &Mutant, rect: Rect) -> Option<Header> {
    let filled = |row: u32| (rect.left..=rect.right).filter(move |col| mutant.at(row, *col).is_some());
    let heads =
        |row: &u32| filled(*row).next().is_some() && filled(*row).all(|col| mutant.heading(*row, col).is_some());
    let top = (0..rect.top).rev().take_while(heads).last()?;
    let whole = filled(rect.top - 1).count() > 0;
    // a rate, a judgement, 前年同月 has a row of its own
    let labelled =
        |row: &u32| (0..rect.right).any(|col| mutant.heading(*row, col).is_some_and(|label| is_mark(&label)));
    let end = mutant.rows().into_iter().filter(|row| *row > rect.bottom).take_while(labelled).last();
    let (bottom, end) = (rect.top - 1, end.unwrap_or(rect.bottom));
    whole.then_some(Header { top, bottom, left: rect.left, right: rect.right, end })
}

impl Header {
    /// The headings of a row with the columns they head, and whether they are merged.
    pub fn spans(&self, mutant: &Mutant, row: u32) -> Vec<(Rect, bool)> {
        let cells = (self.left..=self.right).filter(|col| mutant.at(row, *col).is_some());
        let spans = cells.map(|col| {
            let at = CellRef::new(row, col);
            if let Some(merge) = mutant.merge_at(at) {
                return (merge, true);
            }
            let divided = |col: &u32| mutant.is_free(row, *col) && mutant.heading(row + 1, *col).is_some();
            let divides = row < self.bottom && mutant.heading(row + 1, col).is_some();
            let right = (col + 1..=self.right).take_while(|col| divides && divided(col)).last().unwrap_or(col);
            (Rect { right, ..Rect::of(at) }, false)
        });
        spans.collect()
    }
}

/// Two headings side by side change places, each with all that stands under it.
fn swap_columns(mutant: &Mutant, number: usize) -> Option<Mutant> {
    let mut sites = Vec::new();
    for header in headers(mutant) {
        for row in header.top..=header.bottom {
            let spans = header.spans(mutant, row);
            let headings = || spans.iter().filter_map(|(span, _)| mutant.heading(span.top, span.left));
            // 達成率 without a year belongs to the value on its left
            if row == header.top && headings().any(|heading| is_mark(&heading) && heading.time.is_none()) {
                continue;
            }
            for pair in spans.windows(2) {
                let ((first, _), (second, _)) = (pair[0], pair[1]);
                let block = Rect { top: row, left: first.left, bottom: header.end, right: second.right };
                let both = [first, second].map(|span| mutant.heading(span.top, span.left));
                let adjoin = first.right + 1 == second.left && first.top == row && second.top == row;
                let apart =
                    adjoin && holds_together(mutant, block, second.left) && one_parent(mutant, &header, first, second);
                if apart && both.iter().all(|heading| heading.as_ref().is_some_and(stands_for_itself)) {
                    sites.push((block, second.left));
                }
            }
        }
    }
    let ((block, middle), _) = pick(&sites, number)?;
    Some(mutant.swapped(block, middle))
}

/// Whether a label is of what is made of a value or set beside it: a rate, a judgement, 前年同月.
fn is_mark(label: &Heading) -> bool {
    matches!(label.series(), Some(Series::Rate | Series::Judgement | Series::Reference | Series::YearBefore))
}

/// Whether a heading says the same wherever it stands: a corner looks at what is under it, a bare 21 at its neighbours.
fn stands_for_itself(heading: &Heading) -> bool {
    !heading.has(Sense::Stub)
        && !heading.has(Sense::Other)
        && heading.time.is_none_or(|time| time.western(None).is_some() || time.relative.is_some())
}

/// Whether no merge reaches over the sides of two groups of columns, unless it takes both.
fn holds_together(mutant: &Mutant, block: Rect, middle: u32) -> bool {
    let groups = [Rect { right: middle - 1, ..block }, Rect { left: middle, ..block }];
    let inside = |merge: &Rect, group: &Rect| group.contains(merge.origin()) && group.contains(corner(merge));
    let fits = |merge: &Rect| {
        let over_both = merge.left <= block.left && merge.right >= block.right;
        !merge.meets(&block)
            || over_both && merge.bottom <= block.bottom
            || groups.iter().any(|group| inside(merge, group))
    };
    mutant.sheet.merges.iter().all(fits)
}

fn corner(rect: &Rect) -> CellRef {
    CellRef::new(rect.bottom, rect.right)
}

/// Whether the same heading stands over both, or none.
fn one_parent(mutant: &Mutant, header: &Header, first: Rect, second: Rect) -> bool {
    let parent = |span: Rect, row: u32| {
        let over = header.spans(mutant, row).into_iter().map(|(rect, _)| rect);
        over.into_iter().find(|rect| rect.left <= span.left && span.right <= rect.right)
    };
    (header.top..first.top).all(|row| parent(first, row) == parent(second, row))
}
