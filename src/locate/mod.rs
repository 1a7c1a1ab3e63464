//! Locating: what stands where on a sheet, by its labels and never by address.
//!
//! A sheet becomes a grid of atoms (`grid`); rows of headings become header bands (`band`) with columns (`column`) and
//! the records under them (`table`); texts that govern from outside are its scope (`scope`). `entries` puts together
//! what heads each value. A sheet whose labels run down is read the same way, turned.

mod apart;
mod aside;
mod band;
mod column;
mod definition;
mod entries;
mod facts;
mod form;
mod grid;
mod indicators;
mod legend;
mod lines;
mod look;
mod rows;
mod scope;
mod settle;
mod shown;
mod slots;
mod stub;
mod table;
mod unread;
mod view;
mod years;

use crate::cell::{CellRef, Place, Rect};
use crate::entry::{CellUsed, Entry, Revision, SheetEntries};
use crate::finding::Finding;
use crate::form::Form;
use crate::layout::Layout;
use crate::lexicon::Lexicon;
use crate::model::{CellUse, Look};
use crate::period::FiscalYear;
use crate::rule::locate as rules;
use crate::sheet::{Cell, Sheet, Visibility};
use band::Band;
use definition::Definition;
use grid::Grid;
use rustc_hash::FxHashMap;
use std::collections::VecDeque;
use std::sync::Arc;

/// Where cells went: one line a cell, the first claim stays.
type Uses = FxHashMap<CellRef, (CellUse, &'static str)>;

/// What stands on a sheet, and what about its layout could not be understood.
///
/// Hidden sheets are not read: nobody sees what stands there. The file's name takes part where the sheet names no year.
/// A sheet with a definition is read with its words.
pub fn sheet(sheet: &Sheet, lexicon: &Lexicon, form: Option<&Arc<Form>>) -> (SheetEntries, Vec<Finding>) {
    let mut found = Found::default();
    let lexicon = form.map_or(lexicon, |form| &form.lexicon);
    let definition = Definition::of(sheet, form.map(|form| &**form), &mut found);
    let readable = definition.readable(sheet, &mut found);
    let (findings, rule) = read(&readable, lexicon, &definition, &mut found);
    (SheetEntries { form: form.cloned(), ..closed(sheet, found, rule) }, findings)
}

/// Reads a sheet; what is told of it, and the rule that ignores all that nothing claimed, if there is one.
fn read(sheet: &Sheet, lexicon: &Lexicon, definition: &Definition, found: &mut Found) -> (Vec<Finding>, &'static str) {
    let of_sheet = |rule| Finding::of_sheet(rule, &sheet.id, "");
    let Some(mut grid) = Grid::new(sheet, lexicon) else {
        return (vec![of_sheet(&rules::SHEET_TOO_LARGE)], "");
    };
    if sheet.visibility != Visibility::Visible {
        let bands = band::find(&grid, lexicon);
        let named = |band: &Band| column::columns(&grid, *band).iter().any(|column| column.role == column::Role::Name);
        let finding = Some(of_sheet(&rules::SHEET_HIDDEN)).filter(|_| bands.iter().any(named));
        return (finding.into_iter().collect(), rules::SHEET_HIDDEN.name);
    }
    let title = grid.atoms.iter().filter(|atom| atom.is_text()).take(2).any(|atom| lexicon.is_example(&atom.key));
    if title || lexicon.is_example(&crate::token::text::key(&sheet.id.sheet)) {
        found.layout.look = Some(Look::Instructions);
        return (Vec::new(), "example-sheet");
    }
    let apart = apart::lists(&grid, lexicon);
    apart.iter().for_each(|cell| found.note(*cell, CellUse::Ignored, "list-apart"));
    let mut rest = if apart.is_empty() { None } else { Grid::without(&apart, sheet, lexicon) };
    let to_read = rest.as_mut().unwrap_or(&mut grid);
    definition.head_blocks(to_read, sheet, found);
    entries::read(to_read, sheet, lexicon, definition, found);
    definition.note_headings(sheet, found);
    let mut findings = std::mem::take(&mut found.findings);
    findings.extend(left_over(sheet, found));
    found.layout.look = look::look(&grid, sheet, lexicon, found, &mut findings);
    (findings, "")
}

/// What reading a sheet gives.
#[derive(Default)]
struct Found {
    entries: Vec<Entry>,
    findings: Vec<Finding>,
    uses: Uses,
    near: Option<i32>,
    /// The tables that were read, as places on the sheet.
    blocks: Vec<Rect>,
    layout: Layout,
    final_year: Option<FiscalYear>,
    says_revised: bool,
}

impl Found {
    fn note(&mut self, cell: CellRef, kind: CellUse, rule: &'static str) {
        self.uses.entry(cell).or_insert((kind, rule));
    }
}

/// For each table that was read, one finding with its cells that nothing claimed.
fn left_over(sheet: &Sheet, found: &Found) -> Vec<Finding> {
    const SHOWN: usize = 10;
    let mut left: Vec<Vec<&Cell>> = vec![Vec::new(); found.blocks.len()];
    // Of each column, the numbers of the blocks that may still come: cells and blocks are in order from the top.
    let mut open: FxHashMap<u32, VecDeque<usize>> = FxHashMap::default();
    let mut blocks = found.blocks.iter().enumerate().peekable();
    for cell in sheet.cells.iter().filter(|cell| !found.uses.contains_key(&cell.at)) {
        while let Some((number, block)) = blocks.next_if(|(_, block)| block.top <= cell.at.row) {
            for col in block.left..=block.right {
                open.entry(col).or_default().push_back(number);
            }
        }
        let Some(open) = open.get_mut(&cell.at.col) else { continue };
        let over = |number: &usize| found.blocks.get(*number).is_none_or(|block| block.bottom < cell.at.row);
        while open.front().is_some_and(over) {
            open.pop_front();
        }
        if let Some(cells) = open.front().and_then(|number| left.get_mut(*number)) {
            cells.push(cell);
        }
    }
    let finding = |cells: Vec<&Cell>| {
        let first = cells.first()?;
        let place = Place { sheet: sheet.id.clone(), cell: first.at };
        let mut told: Vec<String> = cells.iter().take(SHOWN).map(|cell| cell.at.to_string()).collect();
        if cells.len() > SHOWN {
            told.push("…".to_owned());
        }
        Some(Finding::at(&rules::CELLS_UNREAD, &place, told.join(" ")).expecting(cells.len().to_string()))
    };
    left.into_iter().filter_map(finding).collect()
}

/// Every cell of the sheet with where it went; `rule` ignores all that nothing claimed.
fn closed(sheet: &Sheet, found: Found, rule: &'static str) -> SheetEntries {
    let uses = sheet
        .cells
        .iter()
        .map(|cell| {
            let unclaimed = if rule.is_empty() { (CellUse::Unread, "") } else { (CellUse::Ignored, rule) };
            let (kind, rule) = found.uses.get(&cell.at).copied().unwrap_or(unclaimed);
            CellUsed { cell: cell.at, kind, rule }
        })
        .collect();
    let Found { entries, near, final_year, says_revised, layout, .. } = found;
    let revision = Revision { says: says_revised, struck: sheet.cells.iter().any(|cell| cell.raw.struck.is_some()) };
    SheetEntries { sheet: sheet.id.clone(), entries, uses, near, final_year, revision, form: None, layout }
}

#[cfg(test)]
pub(crate) mod tests;
