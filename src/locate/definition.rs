//! What a form definition adds to a sheet: what stands over its repeated columns, and what its parts are.

use super::Found;
use super::grid::Grid;
use crate::cell::CellRef;
use crate::entry::Fact;
use crate::finding::Finding;
use crate::form::repeat::{self, Run};
use crate::form::{Block, Form, Repeat, What};
use crate::lexicon::{Heading, Sense};
use crate::model::{CellUse, IndicatorKind};
use crate::period::FiscalYear;
use crate::rule::{Rule, form as rules};
use crate::sheet::{Cell, Content, Raw, Sheet};
use crate::token::text::key;
use std::borrow::Cow;
use std::rc::Rc;

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

    /// Marks the headings by which the form is known as labels.
    pub fn note_headings(&self, sheet: &Sheet, found: &mut Found) {
        let headings = self.form.iter().flat_map(|form| &form.headings).map(|heading| key(heading));
        let headings: Vec<String> = headings.collect();
        if headings.is_empty() {
            return;
        }
        for cell in sheet.cells.iter().filter(|cell| cell.raw.content == Content::Text) {
            if headings.contains(&key(&cell.raw.text)) {
                found.note(cell.at, CellUse::Label, "");
            }
        }
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
                let first = || {
                    let start = u32::try_from(run.start).ok()?;
                    grid.filled(row, start).map(|atom| atom.raw.text.to_string())
                };
                let wrong = match (run.times == wanted, run.rest) {
                    (true, 0) => None,
                    (true, _) => {
                        Some(told(sheet, &rules::FORM_REPEAT_UNCLEAR, &first().unwrap_or_default(), &form.name))
                    }
                    (false, _) => {
                        Some(told(sheet, &rules::FORM_REPEAT_DIFFERS, &run.times.to_string(), &wanted.to_string()))
                    }
                };
                for atom in grid.atoms.iter_mut().filter(|atom| (top..=row).contains(&atom.rect.top)) {
                    let Some(number) = run.block_of(atom.rect.left as usize) else { continue };
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

/// The repeated headings of a row.
fn run(grid: &Grid, row: u32, repeat: &Repeat, wanted: usize) -> Option<Run> {
    let head = |col: u32| {
        let number = grid.number_at(row, col)?;
        grid.atoms.get(number).filter(|atom| atom.is_text()).map(|atom| (&*atom.key, number))
    };
    let heads: Vec<repeat::Head> = (0..grid.width()).map(head).collect();
    let first = repeat.first.as_ref().map(|first| key(first));
    repeat::run(&heads, first.as_deref(), Some(wanted))
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
    Finding::of_sheet(rule, &sheet.id, found).expecting(expected)
}
