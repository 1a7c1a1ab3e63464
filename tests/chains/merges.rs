//! Mutations of merges: taken apart where the top left speaks for all, put together where it does already.

use crate::columns::{Header, headers};
use crate::mutant::{Mutant, Mutation, pick};
use crate::records::around;
use matome::cell::{CellRef, Rect};
use matome::lexicon::{Heading, Sense};
use matome::sheet::Content;
use std::collections::BTreeSet;

pub const ALL: &[(&str, Mutation)] = &[
    ("unmerge", unmerge),
    ("unmerge names", unmerge_names),
    ("unmerge headings", unmerge_headings),
    ("merge title", merge_title),
    ("merge name", merge_name),
    ("merge heading across", merge_heading),
];

/// A merge becomes its top left and blanks.
fn unmerge(mutant: &Mutant, number: usize) -> Option<Mutant> {
    let (merge, _) = pick(&own(mutant), number)?;
    let mut mutant = mutant.clone();
    mutant.sheet.merges.retain(|other| *other != merge);
    Some(mutant)
}

/// The headings of all tables become their top left and blanks.
fn unmerge_headings(mutant: &Mutant, _: usize) -> Option<Mutant> {
    let headings: Vec<Rect> = headers(mutant)
        .iter()
        .flat_map(|header| (header.top..=header.bottom).flat_map(|row| header.spans(mutant, row)).collect::<Vec<_>>())
        .filter(|(_, merged)| *merged)
        .map(|(rect, _)| rect)
        .collect();
    let mut mutant = Some(mutant.clone()).filter(|_| !headings.is_empty())?;
    mutant.sheet.merges.retain(|merge| !headings.contains(merge));
    Some(mutant)
}

/// All names of indicators become their top left and blanks.
fn unmerge_names(mutant: &Mutant, _: usize) -> Option<Mutant> {
    let names: BTreeSet<CellRef> = mutant.original.names.iter().map(|name| mutant.forth(*name)).collect();
    let own = own(mutant);
    let named: Vec<&Rect> = own.iter().filter(|merge| names.contains(&merge.origin())).collect();
    let mut mutant = Some(mutant.clone()).filter(|_| !named.is_empty())?;
    mutant.sheet.merges.retain(|merge| !named.contains(&merge));
    Some(mutant)
}

/// The merges whose top left speaks for all: no value, remark or number that several indicators share, and no 事業費
/// beside the rows of a table, which would head a column.
fn own(mutant: &Mutant) -> Vec<Rect> {
    let names: Vec<CellRef> = mutant.original.names.iter().map(|name| mutant.forth(*name)).collect();
    let shared = |merge: &Rect| {
        let beside = names.iter().filter(|name| merge.top <= name.row && name.row <= merge.bottom);
        let number = mutant.at(merge.top, merge.left).is_some_and(|raw| matches!(raw.content, Content::Number(_)));
        beside.filter(|name| number || name.col < merge.left).count() > 1
    };
    let beside_money = |merge: &Rect| {
        let money = |label: Heading| label.has(Sense::Cost);
        merge.top < merge.bottom && mutant.heading(merge.top, merge.left).is_some_and(money)
    };
    mutant.sheet.merges.iter().filter(|merge| !shared(merge) && !beside_money(merge)).copied().collect()
}

/// A text alone in its row above all names is merged over the sheet's width.
fn merge_title(mutant: &Mutant, number: usize) -> Option<Mutant> {
    let first = mutant.original.names.iter().map(|name| mutant.forth(*name).row).min()?;
    let end = mutant.end();
    let texts = mutant.sheet.cells.iter().filter(|cell| cell.at.row < first && cell.raw.content == Content::Text);
    let alone = |at: &CellRef| {
        let others = (at.col + 1..=end.col).all(|col| mutant.is_free(at.row, col));
        let before = (0..at.col).all(|col| mutant.is_free(at.row, col));
        at.col < end.col && others && before && mutant.merge_at(*at).is_none()
    };
    let titles = texts.filter(|cell| mutant.heading(cell.at.row, cell.at.col).is_none()).map(|cell| cell.at);
    let (title, _) = pick(&titles.filter(alone).collect::<Vec<_>>(), number)?;
    Some(mutant.with([], [Rect { right: end.col, ..Rect::of(title) }]))
}

/// A name above blanks is merged over the rows of its indicator.
fn merge_name(mutant: &Mutant, number: usize) -> Option<Mutant> {
    let rects = mutant.original.indicators.iter().filter_map(|(name, cells)| {
        let name = mutant.forth(*name);
        let rows = around(cells.iter().map(|cell| mutant.forth(*cell)))?;
        let free = (name.row + 1..=rows.bottom).all(|row| mutant.is_free(row, name.col));
        let fits = rows.top == name.row && rows.bottom > rows.top && free && mutant.merge_at(name).is_none();
        fits.then_some(Rect { bottom: rows.bottom, ..Rect::of(name) })
    });
    let rects: Vec<Rect> = rects.collect();
    let apart = |rect: &&Rect| rects.iter().filter(|other| other.meets(rect)).count() == 1;
    let (rect, _) = pick(&rects.iter().filter(apart).copied().collect::<Vec<_>>(), number)?;
    Some(mutant.with([], [rect]))
}

/// A heading beside blanks is merged over the columns that the row below divides it into.
fn merge_heading(mutant: &Mutant, number: usize) -> Option<Mutant> {
    let spread = |header: &Header| {
        let rects = (header.top..header.bottom).flat_map(|row| header.spans(mutant, row));
        rects.filter(|(_, merged)| !merged).map(|(rect, _)| rect).filter(|rect| rect.left < rect.right).collect()
    };
    let rects: Vec<Rect> = headers(mutant).iter().flat_map(|header| -> Vec<Rect> { spread(header) }).collect();
    let (rect, _) = pick(&rects, number)?;
    Some(mutant.with([], [rect]))
}
