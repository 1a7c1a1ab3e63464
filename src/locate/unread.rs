//! Tables of years, of months or of names whose numbers nothing was made of: told, so that no table is dropped in silence.

use super::Found;
use super::grid::{Atom, Grid};
use crate::cell::{CellRef, Place};
use crate::entry::Fact;
use crate::finding::Finding;
use crate::lexicon::{Heading, Lexicon};
use crate::rule::locate as rules;
use crate::sheet::{Content, Sheet};
use crate::token::quantity::{self, Reading};
use rustc_hash::FxHashSet;

/// How many numbers must be left for a table to be told, and how far below its header they are looked for.
const FEWEST: usize = 2;
const DEEPEST: u32 = 100;

/// One finding for each row, or column, of years or months, or of headings beside one for names and one for units, under
/// which numbers stand that nothing claimed.
pub fn tables(grid: &Grid, turned: Option<&Grid>, sheet: &Sheet, lexicon: &Lexicon, found: &Found) -> Vec<Finding> {
    let mut told: FxHashSet<CellRef> = FxHashSet::default();
    let mut findings = Vec::new();
    for grid in std::iter::once(grid).chain(turned) {
        let mut rows: Vec<(u32, Vec<&Atom>)> = Vec::new();
        for atom in grid.atoms.iter().filter(|atom| is_time(atom)) {
            match rows.last_mut() {
                Some((row, atoms)) if *row == atom.rect.top => atoms.push(atom),
                _ => rows.push((atom.rect.top, vec![atom])),
            }
        }
        rows.retain(|(_, times)| times.len() > 1);
        rows.extend(lists(grid));
        rows.sort_by_key(|(row, _)| *row);
        for (_, times) in &rows {
            let numbers: Vec<CellRef> = times.iter().flat_map(|time| numbers_below(grid, lexicon, time)).collect();
            // of a table that was read in part, others tell what is left
            let read = |cell: &CellRef| {
                found.uses.contains_key(cell) || found.blocks.iter().any(|block| block.contains(*cell))
            };
            if numbers.iter().any(read) {
                continue;
            }
            let left: Vec<CellRef> = numbers.into_iter().filter(|cell| !told.contains(cell)).collect();
            let Some(first) = times.first().filter(|_| left.len() >= FEWEST) else { continue };
            told.extend(left.iter().copied());
            if times.iter().any(|time| found.findings.iter().any(|finding| finding.cell == Some(time.at))) {
                continue;
            }
            let place = Place { sheet: sheet.id.clone(), cell: first.at };
            let finding = Finding::at(&rules::TABLE_UNREAD, &place, first.raw.text.to_string());
            findings.push(finding.expecting(left.len().to_string()));
        }
    }
    findings
}

/// The rows that head names and units, with all their texts.
fn lists<'g, 'a>(grid: &'g Grid<'a>) -> Vec<(u32, Vec<&'g Atom<'a>>)> {
    let heading = |atom: &Atom, wanted: fn(&Heading) -> bool| atom.heading.as_deref().is_some_and(wanted);
    let named = |atom: &&Atom| heading(atom, |heading| heading.subject().is_some());
    let in_row = |row: u32| grid.starting_in(row, 0, grid.width()).filter_map(|number| grid.atoms.get(number));
    let mut rows: Vec<u32> = grid.atoms.iter().filter(named).map(|atom| atom.rect.top).collect();
    rows.dedup();
    let units = |row: &u32| in_row(*row).any(|atom| heading(atom, |heading| heading.fact() == Some(Fact::Unit)));
    let rows = rows.into_iter().filter(units);
    rows.map(|row| (row, in_row(row).filter(|atom| atom.is_text()).collect())).collect()
}

fn is_time(atom: &Atom) -> bool {
    let time = atom.heading.as_deref().and_then(|heading| heading.time);
    time.is_some_and(|time| !time.as_of && (time.year.is_some() || time.month.is_some() || time.quarter.is_some()))
}

/// The cells with numbers under a time, up to the next one.
fn numbers_below(grid: &Grid, lexicon: &Lexicon, time: &Atom) -> Vec<CellRef> {
    let rows = time.rect.bottom + 1..grid.height().min(time.rect.bottom + DEEPEST);
    let columns = time.rect.left..=time.rect.right;
    let below = |col: u32| {
        let atoms = rows.clone().filter_map(move |row| grid.at(row, col).filter(|atom| atom.rect.top == row));
        atoms.take_while(|atom| !is_time(atom)).filter(|atom| is_number(atom, lexicon)).map(|atom| atom.at)
    };
    columns.flat_map(below).collect()
}

/// Whether an atom holds a number that someone has entered.
pub fn is_number(atom: &Atom, lexicon: &Lexicon) -> bool {
    match atom.raw.content {
        // a sum over empty cells is 0
        Content::Number(number) => number != 0.0,
        Content::Text => {
            atom.heading.is_none()
                && atom.raw.text.starts_with(|c: char| c.is_numeric() || matches!(c, '△' | '▲' | '-' | '－'))
                && matches!(quantity::read(atom.raw, lexicon), Reading::Number(_))
        }
        _ => false,
    }
}
