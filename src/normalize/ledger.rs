//! The cell ledger: every non-empty cell was used, is a label, was ignored by a named rule, or is unread.

use crate::entry::SheetEntries;
use crate::model::{CellUse, LedgerLine};

/// The ledger of a sheet: one line per kind of cell, or with `full` one per cell.
pub fn lines(sheet: &SheetEntries, full: bool) -> Vec<LedgerLine> {
    let line = |cell, kind, rule: &str, count| LedgerLine {
        file: sheet.sheet.file.clone(),
        sheet: sheet.sheet.sheet.clone(),
        cell,
        kind,
        rule: rule.to_owned(),
        count,
    };
    if full {
        return sheet.uses.iter().map(|used| line(Some(used.cell), used.kind, used.rule, 1)).collect();
    }
    let mut counts: Vec<((CellUse, &str), u32)> = Vec::new();
    for used in &sheet.uses {
        // a handful of kinds, each cell mostly of the one before it
        match counts.iter_mut().find(|(known, _)| *known == (used.kind, used.rule)) {
            Some((_, count)) => *count += 1,
            None => counts.push(((used.kind, used.rule), 1)),
        }
    }
    counts.sort_unstable();
    counts.into_iter().map(|((kind, rule), count)| line(None, kind, rule, count)).collect()
}
