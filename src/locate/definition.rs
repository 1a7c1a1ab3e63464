//! What a form definition adds to a sheet: what stands over its repeated columns, and what its parts are.

use super::Found;
use super::grid::Grid;
use crate::cell::CellRef;
use crate::entry::Fact;
use crate::finding::Finding;
use crate::form::{Block, Form, Repeat, What};
use crate::lexicon::{Heading, Sense};
use crate::model::{CellUse, IndicatorKind};
use crate::period::FiscalYear;
use crate::rule::{Rule, form as rules};
use crate::sheet::{Cell, Content, Raw, Sheet};
use crate::token::text::key;
use std::borrow::Cow;
use std::rc::Rc;

/// The widest header in which a repetition is looked for, in columns.
const WIDEST: u32 = 4_096;
/// How many rows below the definition's headings the repeated ones may stand.
const BELOW: u32 = 3;

/// What the definition of a sheet says of it; nothing, for most sheets have none.
#[derive(Clone, Debug, Default)]
pub struct Definition<'f> {
    form: Option<&'f Form>,
    /// Parts of the sheet: first and last row of the sheet, and what they are.
    parts: Vec<(u32, u32, What)>,
}

impl<'f> Definition<'f> {
    /// What a definition says of a sheet; a part that is not there is told.
    pub fn of(sheet: &Sheet, form: Option<&'f Form>, found: &mut Found) -> Self {
        let texts = || sheet.cells.iter().filter(|cell| cell.raw.content == Content::Text);
        let mut parts = Vec::new();
        for (form, region) in form.into_iter().flat_map(|form| form.regions.iter().map(move |region| (form, region))) {
            let Some(first) = texts().find(|cell| region.begins(&cell.raw.text)).map(|cell| cell.at.row) else {
                found.findings.push(told(sheet, &rules::FORM_REGION_MISSING, &region.from, &form.name));
                continue;
            };
            let after = texts().find(|cell| cell.at.row > first && region.ends(&cell.raw.text));
            parts.push((first, after.map_or(u32::MAX, |cell| cell.at.row - 1), region.what));
        }
        Self { form, parts }
    }

    /// The sheet without what is not to be read.
    pub fn readable<'s>(&self, sheet: &'s Sheet, found: &mut Found) -> Cow<'s, Sheet> {
        let ignored = |at: CellRef| {
            self.parts.iter().any(|(first, last, what)| *what == What::Ignored && (*first..=*last).contains(&at.row))
        };
        if !sheet.cells.iter().any(|cell| ignored(cell.at)) {
            return Cow::Borrowed(sheet);
        }
        let (left_out, cells): (Vec<Cell>, Vec<Cell>) = sheet.cells.iter().cloned().partition(|cell| ignored(cell.at));
        for cell in left_out {
            found.note(cell.at, CellUse::Ignored, "form-region");
        }
        let merges = sheet.merges.iter().copied().filter(|rect| !ignored(rect.origin())).collect();
        Cow::Owned(Sheet { cells, merges, ..sheet.clone() })
    }

    /// The kind of the indicators in a row, where a part says it.
    pub fn kind(&self, row: u32) -> Option<IndicatorKind> {
        self.within(row).find_map(|what| if let What::Indicators(kind) = what { Some(kind) } else { None })
    }

    /// Whether a row is in a part of money.
    pub fn is_money(&self, row: u32) -> bool {
        self.within(row).any(|what| what == What::Costs)
    }

    fn within(&self, row: u32) -> impl Iterator<Item = What> {
        let here = self.parts.iter().filter(move |(first, last, _)| (*first..=*last).contains(&row));
        here.map(|(_, _, what)| *what)
    }

    /// The year that a sheet is about, as if a field of it said so.
    pub fn year(&self, near: Option<i32>) -> Option<FiscalYear> {
        self.form.and_then(Form::year)?.fiscal_year(near)
    }

    /// What it says of every indicator where the sheet does not.
    pub fn fact(&self, fact: Fact) -> Option<Raw> {
        self.form.and_then(|form| form.fact(fact)).map(Raw::text)
    }

    /// Writes over the repeated columns of a sheet what its definition says would stand there.
    pub fn head_blocks(&self, grid: &mut Grid, sheet: &Sheet, found: &mut Found) {
        let Some((form, repeat)) = self.form.and_then(|form| Some((form, form.repeat.as_ref()?))) else { return };
        let Some((top, bottom)) = header(grid, form) else { return };
        let wanted = repeat.blocks.len();
        let best = (top..=bottom).filter_map(|row| Some((row, run(grid, row, repeat, wanted)?)));
        match best.min_by_key(|(row, run)| (run.times != wanted, std::cmp::Reverse(run.width()), *row)) {
            None => found.findings.push(told(sheet, &rules::FORM_REPEAT_DIFFERS, "0", &wanted.to_string())),
            Some((row, run)) => {
                let first = || grid.filled(row, run.start).map(|atom| atom.raw.text.to_string()).unwrap_or_default();
                let wrong = match (run.times == wanted, run.rest) {
                    (true, 0) => None,
                    (true, _) => Some(told(sheet, &rules::FORM_REPEAT_UNCLEAR, &first(), &form.name)),
                    (false, _) => {
                        Some(told(sheet, &rules::FORM_REPEAT_DIFFERS, &run.times.to_string(), &wanted.to_string()))
                    }
                };
                for atom in grid.atoms.iter_mut().filter(|atom| (top..=row).contains(&atom.rect.top)) {
                    let Some(number) = run.block_of(atom.rect.left) else { continue };
                    // Without a year of their own the columns must not take that of the sheet.
                    let block = repeat.blocks.get(number).filter(|_| wrong.is_none());
                    let own = atom.heading.as_deref();
                    atom.heading = block.zip(own).map(|(block, own)| Rc::new(under(block, own)));
                }
                found.findings.extend(wrong);
            }
        }
    }
}

/// The rows of a header: from the first to the last row of the definition's headings, and what may stand below them.
fn header(grid: &Grid, form: &Form) -> Option<(u32, u32)> {
    let headings: Vec<String> = form.headings.iter().map(|heading| key(heading)).collect();
    let atoms = grid.atoms.iter().filter(|atom| headings.iter().any(|heading| **heading == *atom.key));
    let rows: Vec<(u32, u32)> = atoms.map(|atom| (atom.rect.top, atom.rect.bottom)).collect();
    let top = rows.iter().map(|(top, _)| *top).min()?;
    let bottom = rows.iter().map(|(_, bottom)| *bottom).max()?;
    Some((top, bottom.saturating_add(BELOW).min(grid.height().checked_sub(1)?)))
}

/// Columns whose headings repeat.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Run {
    /// The first of them.
    start: u32,
    /// Columns in each block.
    period: u32,
    /// How often they come.
    times: usize,
    /// Columns at the end with which another block would begin: then the blocks may begin with any of as many headings.
    rest: u32,
}

impl Run {
    /// The columns of all blocks.
    fn width(&self) -> u32 {
        self.period.saturating_mul(u32::try_from(self.times).unwrap_or(u32::MAX)).saturating_add(self.rest)
    }

    /// The number of the block that a column is in.
    fn block_of(&self, col: u32) -> Option<usize> {
        let past = col.checked_sub(self.start).filter(|past| *past < self.width())?;
        usize::try_from(past / self.period).ok()
    }
}

/// The widest run of repeated headings in a row, one that repeats as often as wanted before all others.
fn run(grid: &Grid, row: u32, repeat: &Repeat, wanted: usize) -> Option<Run> {
    let text = |col: u32| grid.filled(row, col).filter(|atom| atom.is_text()).map(|atom| &*atom.key);
    let width = grid.width().min(WIDEST);
    let first = repeat.first.as_ref().map(|first| key(first));
    let mut best: Option<Run> = None;
    for period in 1..=width / 2 {
        let mut start = 0;
        while start + period < width {
            let same = |col: &u32| text(*col).is_some() && text(*col) == text(*col + period);
            let length = (start..width - period).take_while(same).count();
            let length = u32::try_from(length).unwrap_or(0);
            let found = aligned(start, length, period, first.as_deref(), &text);
            let better = |known: Run| {
                let rank = |run: &Run| (run.times == wanted, run.width(), run.rest == 0);
                found.is_some_and(|found| rank(&found) > rank(&known))
            };
            if best.is_none_or(better) {
                best = found.or(best);
            }
            start += length.max(1);
        }
    }
    best
}

/// The run of so many columns that each have the same heading a period further on; it begins with `first`, if given.
fn aligned<'t>(
    start: u32,
    length: u32,
    period: u32,
    first: Option<&str>,
    text: &impl Fn(u32) -> Option<&'t str>,
) -> Option<Run> {
    if length < period {
        return None;
    }
    let (start, length, rest) = match first {
        None => (start, length, length % period),
        Some(first) => {
            let skipped = (0..period).find(|past| text(start + past) == Some(first))?;
            (start + skipped, length.checked_sub(skipped)?, 0)
        }
    };
    let times = usize::try_from(length / period).ok()? + 1;
    (times > 1).then_some(Run { start, period, times, rest })
}

/// A heading under the one that would stand over its block. What it says itself counts before that.
fn under(block: &Block, own: &Heading) -> Heading {
    let mut heading = own.clone();
    heading.time = match (own.time, block.heading.time) {
        (Some(own), Some(above)) => Some(own.within(&above)),
        (own, above) => own.or(above),
    };
    let says_what = own.series().is_some() || own.fact().is_some() || own.level().is_some();
    let valued = own.subject().is_some() || own.has(Sense::Cost);
    if valued && !says_what {
        heading.senses.extend(block.heading.senses.iter().copied());
    }
    heading
}

fn told(sheet: &Sheet, rule: &'static Rule, found: &str, expected: &str) -> Finding {
    Finding { sheet: sheet.id.sheet.clone(), ..Finding::of_file(rule, &sheet.id.file, found).expecting(expected) }
}

#[cfg(test)]
mod tests {
    use super::super::tests::sheet;
    use super::*;
    use crate::lexicon::Lexicon;

    fn found_run(header: &str, first: Option<&str>, wanted: usize) -> Option<(u32, u32, usize, u32)> {
        let sheet = sheet(header);
        let grid = Grid::new(&sheet, Lexicon::standard()).expect("a small grid");
        let repeat = Repeat { first: first.map(str::to_owned), blocks: Vec::new() };
        run(&grid, 0, &repeat, wanted).map(|run| (run.start, run.period, run.times, run.rest))
    }

    #[test]
    fn blocks_are_found_by_the_headings_that_come_again() {
        assert_eq!(found_run("事業名 | 目標 | 実績 | 目標 | 実績 | 目標 | 実績", None, 3), Some((1, 2, 3, 0)));
        assert_eq!(found_run("名 | 単位 | 名 | 単位 | 実績 | 実績 | 実績", None, 3), Some((4, 1, 3, 0)));
        assert_eq!(found_run("事業名 | 目標 | 実績", None, 2), None);
        // the number of blocks that is there is told, if it is another one
        assert_eq!(found_run("事業名 | 目標 | 実績 | 目標 | 実績 | 目標 | 実績", None, 4), Some((1, 2, 3, 0)));
    }

    #[test]
    fn blocks_that_may_begin_with_either_of_two_headings_are_unclear() {
        assert_eq!(found_run("備考 | 目標 | 実績 | 備考 | 目標 | 実績 | 備考", None, 2), Some((0, 3, 2, 1)));
        assert_eq!(found_run("備考 | 目標 | 実績 | 備考 | 目標 | 実績 | 備考", Some("目標"), 2), Some((1, 3, 2, 0)));
    }
}
