//! Sheets without an indicator: what they look like, so that a person is told of each once.

use super::Found;
use super::grid::{Atom, Grid};
use super::unread::is_number;
use crate::entry::{Entry, EntryKind, Series};
use crate::finding::Finding;
use crate::layout::{Means, Reaches};
use crate::lexicon::{Heading, Lexicon, sheet_kind};
use crate::model::{CellUse, Look};
use crate::rule::locate as rules;
use crate::sheet::Sheet;
use crate::token::text::key;
use rustc_hash::FxHashSet;

/// How many texts at the top of a sheet may be its title, and the longest of them, in bytes of its key.
const TITLES: usize = 3;
const LONGEST_TITLE: usize = 120;

/// What a sheet looks like on which there is no indicator and no action; `None` if there is one, or if the sheet is a
/// further page of an evaluation. Of `findings`, those stay that the look does not tell already.
pub fn look(grid: &Grid, sheet: &Sheet, lexicon: &Lexicon, found: &Found, findings: &mut Vec<Finding>) -> Option<Look> {
    let any = |kind: fn(&Entry) -> bool| found.entries.iter().any(kind);
    if any(|entry| matches!(entry.kind, EntryKind::Indicator(_) | EntryKind::Action)) {
        return None;
    }
    if grid.atoms.iter().all(Atom::is_blank) {
        return Some(if sheet.known.drawing { Look::Drawing } else { Look::Empty });
    }
    if findings.iter().any(|finding| !is_summed_up(finding)) {
        return Some(Look::Told);
    }
    if speaks_of_indicators(grid) {
        if !has_values(grid, lexicon, found) {
            findings.clear();
            return Some(Look::EmptyForm);
        }
        return Some(one_of(findings).unwrap_or(Look::NotUnderstood));
    }
    let known = kind(grid, sheet);
    let page = |entry: &Entry| matches!(entry.kind, EntryKind::Evaluation | EntryKind::Measure);
    if any(page) || known.is_none() && any(|entry| matches!(entry.kind, EntryKind::Narrative(_))) {
        return None;
    }
    if any(|entry| entry.kind == EntryKind::Cost) {
        return Some(if findings.is_empty() { Look::Costs } else { Look::Told });
    }
    if let Some(known) = known {
        findings.clear();
        return Some(Look::Kind(known.to_owned()));
    }
    let numbers = grid.atoms.iter().filter(|atom| is_number(atom, lexicon)).count();
    Some(one_of(findings).unwrap_or(if numbers > 1 { Look::Table } else { Look::Words }))
}

/// Whether a finding says no more than that something was not read.
fn is_summed_up(finding: &Finding) -> bool {
    finding.rule == &rules::TABLE_UNREAD || finding.rule == &rules::CELLS_UNREAD
}

/// Of several findings about tables that were not read the first, for all of them.
fn one_of(findings: &mut Vec<Finding>) -> Option<Look> {
    let numbers: usize = findings.iter().filter_map(|finding| finding.expected.parse::<usize>().ok()).sum();
    findings.truncate(1);
    findings.first_mut()?.expected = numbers.to_string();
    Some(Look::Told)
}

/// Whether headings stand on a sheet for names of indicators and for targets or actuals, or for both of these.
fn speaks_of_indicators(grid: &Grid) -> bool {
    let headings = || grid.atoms.iter().filter_map(|atom| atom.heading.as_deref());
    let has = |wanted: &dyn Fn(&Heading) -> bool| headings().any(wanted);
    let target = has(&|heading| matches!(heading.series(), Some(Series::Target | Series::FinalTarget)));
    let actual = has(&|heading| heading.series() == Some(Series::Actual));
    let subject = has(&|heading| heading.subject().is_some());
    target && actual || subject && (target || actual)
}

/// Whether numbers that nothing claimed stand under headings that are known, or anywhere if no table was recognised.
///
/// A form with nothing filled in may have its rows numbered, and codes printed on it.
fn has_values(grid: &Grid, lexicon: &Lexicon, found: &Found) -> bool {
    let reaches = Reaches::new(&found.layout);
    let value = |atom: &Atom| match reaches.table(atom.at) {
        Some(table) => {
            let means = table.column(atom.at).map(|column| &column.means);
            matches!(means, Some(Means::Value { .. } | Means::Money { .. } | Means::Name(_) | Means::Breakdown))
        }
        None => found.layout.tables.is_empty(),
    };
    let free = |atom: &Atom| !matches!(found.uses.get(&atom.at), Some((CellUse::Used | CellUse::Ignored, _)));
    grid.atoms.iter().any(|atom| is_number(atom, lexicon) && free(atom) && value(atom))
}

/// The kind of a sheet by its name, its titles and the words in its cells.
fn kind(grid: &Grid, sheet: &Sheet) -> Option<&'static str> {
    let name = key(&sheet.id.sheet);
    let texts = || grid.atoms.iter().filter(|atom| atom.is_text() && atom.key.len() <= LONGEST_TITLE);
    let titles: Vec<&str> = std::iter::once(&*name).chain(texts().take(TITLES).map(|atom| &*atom.key)).collect();
    sheet_kind(&titles, &texts().map(|atom| &*atom.key).collect::<FxHashSet<&str>>())
}
