//! Lists that stand apart from all else and have nothing to do with indicators: 担当者一覧, 会議の開催状況, 改訂履歴.

use super::grid::{Atom, Grid};
use crate::cell::CellRef;
use crate::entry::Fact;
use crate::lexicon::{Heading, Lexicon, Sense};
use crate::sheet::Content;
use crate::token::quantity::{self, Reading};
use crate::token::time;
use rustc_hash::FxHashSet;

/// How many empty columns of the sheet set a list apart from what stands beside it.
const APART: u32 = 2;

/// The cells of all such lists.
///
/// A list is a row of different texts side by side that say nothing of indicators, with nothing above it but a title,
/// and under it rows that hold something in its columns and nothing right beside them.
pub fn lists(grid: &Grid, lexicon: &Lexicon) -> FxHashSet<CellRef> {
    let mut cells = FxHashSet::default();
    for row in 0..grid.height() {
        for run in runs(grid, lexicon, row) {
            if let Some(list) = list(grid, lexicon, row, &run) {
                cells.extend(list);
            }
        }
    }
    cells
}

/// The atoms that start in a row, parted where they stand apart; notes may stand anywhere.
fn runs<'g, 'a>(grid: &'g Grid<'a>, lexicon: &Lexicon, row: u32) -> Vec<Vec<&'g Atom<'a>>> {
    let mut runs: Vec<Vec<&Atom>> = Vec::new();
    let atoms = grid.starting_in(row, 0, grid.width()).filter_map(|number| grid.atoms.get(number));
    for atom in atoms.filter(|atom| !lexicon.is_note(&atom.key)) {
        match runs.last_mut() {
            Some(run) if run.last().is_some_and(|last| grid.between(last.rect.right, atom.rect.left) < APART) => {
                run.push(atom);
            }
            _ => runs.push(vec![atom]),
        }
    }
    runs
}

/// The cells of the list under a row of texts, with its title.
fn list(grid: &Grid, lexicon: &Lexicon, row: u32, heads: &[&Atom]) -> Option<Vec<CellRef>> {
    let (first, last) = (heads.first()?, heads.last()?);
    let (left, right) = (first.rect.left, last.rect.right);
    let head = |(rank, atom): (usize, &&Atom)| can_head(atom, rank == 0, lexicon);
    let adjoin = heads.windows(2).all(|pair| pair[0].rect.right + 1 == pair[1].rect.left);
    let keys: FxHashSet<&str> = heads.iter().map(|atom| &*atom.key).collect();
    if heads.len() < 2 || !adjoin || keys.len() < heads.len() || !heads.iter().enumerate().all(head) {
        return None;
    }
    let title = title(grid, lexicon, row, left, right)?;
    let known = heads.iter().filter(|atom| atom.heading.is_some()).count();
    let mut cells: Vec<CellRef> = heads.iter().copied().chain(title).map(|atom| atom.at).collect();
    let mut rows = 0;
    let mut counted = false;
    for row in row + 1..grid.height() {
        let body: Vec<&Atom> = (left..=right).filter_map(|col| grid.filled(row, col)).collect();
        // a section of the whole sheet may be merged over the list's columns too
        let ends = body.first().is_none_or(|first| first.rect.left < left);
        if ends || grid.gap_above(row) > 1 {
            break;
        }
        let inside = |atom: &&Atom| left <= atom.rect.left && atom.rect.right <= right && says_nothing(atom, lexicon);
        if is_beside(grid, lexicon, row, left, right) || !body.iter().all(inside) {
            return None;
        }
        rows += 1;
        counted |= rows == 1 && body.iter().any(|atom| counts(atom, lexicon));
        cells.extend(body.iter().map(|atom| atom.at));
    }
    let department = heads.iter().any(|atom| atom.heading.as_deref().is_some_and(is_department));
    (rows > usize::from(department) && (counted || known > 1)).then_some(cells)
}

/// Nothing above some places of a row, or a text alone with nothing above it; `None` if anything else stands there.
fn title<'g, 'a>(
    grid: &'g Grid<'a>,
    lexicon: &Lexicon,
    row: u32,
    left: u32,
    right: u32,
) -> Option<Option<&'g Atom<'a>>> {
    // a title of the whole sheet may be merged over the list's columns too
    let inside = |atom: &&Atom| left <= atom.rect.left && atom.rect.right <= right;
    let above = |row: u32| -> Vec<&'g Atom<'a>> {
        let row = row.checked_sub(1).filter(|_| grid.gap_above(row) == 0);
        let atoms = row.into_iter().flat_map(|row| (left..=right).filter_map(move |col| grid.filled(row, col)));
        atoms.filter(inside).collect()
    };
    match above(row).as_slice() {
        [] => Some(None),
        [title] => {
            let alone = title.is_text() && title.heading.is_none() && title.rect.top + 1 == row;
            (alone && above(row - 1).is_empty() && !is_beside(grid, lexicon, row - 1, left, right))
                .then_some(Some(title))
        }
        _ => None,
    }
}

/// Whether anything stands right beside some places of a row.
fn is_beside(grid: &Grid, lexicon: &Lexicon, row: u32, left: u32, right: u32) -> bool {
    let before = (0..left).rev().take_while(|col| grid.between(*col, left) < APART);
    let after = (right + 1..grid.width()).take_while(|col| grid.between(right, *col) < APART);
    before.chain(after).any(|col| grid.filled(row, col).is_some_and(|atom| !lexicon.is_note(&atom.key)))
}

/// Whether a text can stand over a list that is not ours; a unit cannot, but 件数 and, as the first, 地区 can.
fn can_head(atom: &Atom, first: bool, lexicon: &Lexicon) -> bool {
    if let Some(heading) = atom.heading.as_deref() {
        return heading.time.is_none() && heading.senses.iter().all(|sense| *sense == Sense::Other)
            || is_department(heading);
    }
    atom.is_text()
        && atom.rect.top == atom.rect.bottom
        && lexicon.missing(&atom.key).is_none()
        && lexicon.wording(&atom.key).is_none()
        && (!lexicon.is_unit(&atom.key) || atom.key.ends_with('数') || first)
        && !lexicon.is_note(&atom.key)
        && !counts(atom, lexicon)
}

fn is_department(heading: &Heading) -> bool {
    heading.time.is_none() && heading.senses == [Sense::Fact(Fact::Department)]
}

/// Whether what stands in a list says nothing of indicators either.
fn says_nothing(atom: &Atom, lexicon: &Lexicon) -> bool {
    let heading = atom.heading.as_deref();
    heading.is_none_or(|heading| heading.senses.iter().all(|sense| *sense == Sense::Other))
        || lexicon.is_note(&atom.key)
}

/// Whether a cell holds a number or a date.
fn counts(atom: &Atom, lexicon: &Lexicon) -> bool {
    match atom.raw.content {
        Content::Number(_) | Content::Date(_) => true,
        _ => matches!(quantity::read(atom.raw, lexicon), Reading::Number(_)) || time::whole(&atom.raw.text).is_some(),
    }
}
