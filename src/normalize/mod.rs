//! Normalizing: entries become the KPI model. Numbers, units, years and codes get one form; the raw text stays.

mod belonging;
mod direction;
mod figure;
mod indicator;
mod items;
mod ledger;
mod statement;

use crate::cell::Located;
use crate::entry::{Entry, EntryKind, Fact, SheetEntries};
use crate::finding::Finding;
use crate::lexicon::Lexicon;
use crate::model::{Look, OtherSheet, Submission};
use crate::period::FiscalYear;
use crate::sheet::Raw;
use rustc_hash::FxHashSet;

/// One submission from the entries of its sheets, and what could not be understood.
///
/// `full_ledger` keeps one line per cell instead of one per kind of cell.
pub fn submission(
    file: &str,
    sha256: &str,
    sheets: &[SheetEntries],
    lexicon: &Lexicon,
    full_ledger: bool,
) -> (Submission, Vec<Finding>) {
    let mut submission = Submission { file: file.to_owned(), sha256: sha256.to_owned(), ..Submission::default() };
    let mut findings = Vec::new();
    let struck = sheets.iter().any(|sheet| sheet.revision.struck);
    let says = lexicon.says_revised(&crate::token::text::key(file)) || sheets.iter().any(|sheet| sheet.revision.says);
    let mut plans = FxHashSet::default();
    for sheet in sheets {
        let (near, final_year) = (sheet.near, sheet.final_year);
        let lexicon = sheet.form.as_ref().map_or(lexicon, |form| &form.lexicon);
        let context = Context { lexicon, near, final_year, pasted: says && !struck };
        for entry in &sheet.entries {
            match entry.kind {
                EntryKind::Indicator(kind) => {
                    submission.indicators.extend(indicator::indicator(entry, kind, &context, &mut findings));
                }
                EntryKind::Cost => submission.costs.extend(items::costs(entry, &context, &mut findings)),
                EntryKind::Evaluation => submission.evaluations.extend(items::evaluation(entry, &context)),
                EntryKind::Action => submission.actions.extend(items::action(entry, &context)),
                EntryKind::Narrative(kind) => submission.narratives.extend(items::narrative(entry, kind, &context)),
                EntryKind::Measure => submission.measures.extend(items::measure(entry, &context)),
            }
            submission.plans.extend(items::plan(entry).filter(|plan| plans.insert(plan.name.clone())));
        }
        let other = |look: &Look| OtherSheet { sheet: sheet.sheet.sheet.clone(), look: look.clone() };
        submission.others.extend(sheet.layout.look.as_ref().map(other));
        submission.cells.extend(ledger::lines(sheet, full_ledger));
    }
    items::measures_of_indicators(&mut submission);
    (submission, findings)
}

/// What the entries of one sheet are read with.
struct Context<'a> {
    lexicon: &'a Lexicon,
    near: Option<i32>,
    /// The last year of the plan, where the sheet names it.
    final_year: Option<FiscalYear>,
    /// Whether the book says that old and new texts stand in it, and nothing is struck through.
    pasted: bool,
}

/// What an entry says of itself.
fn fact(entry: &Entry, fact: Fact) -> Option<&Located<Raw>> {
    entry.facts.iter().find(|(known, _)| *known == fact).map(|(_, raw)| raw)
}

/// A fact's text on one line; empty if there is none, or only a mark that there is none.
fn fact_text(entry: &Entry, wanted: Fact, lexicon: &Lexicon) -> String {
    let Some(raw) = fact(entry, wanted) else { return String::new() };
    let text = crate::token::text::one_line(&raw.value.text).into_owned();
    let nothing = lexicon.meaning(&text).missing.is_some();
    if nothing { String::new() } else { text }
}
