//! The national rules on machine-readable data (行政データにおける機械可読性に関するルール, 2026-03-31), and what a table makes of them.
//!
//! Pure: a table as it was read goes in, an answer to each of the 30 rules comes out.

mod bytes;
mod form;
mod meaning;
mod rules;
mod subject;
#[cfg(test)]
mod tests;
mod values;

pub use bytes::{CsvBytes, csv_bytes};
pub use rules::{NORMS, Norm};
pub use subject::{Explained, Meaning, Subject, of_package, of_sheets};

use crate::lang::Text;

/// What a table makes of a rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It keeps to it, as far as a program can see.
    Meets,
    /// It breaks it: where, and what stands there.
    Breaks(Vec<String>),
    /// The rule asks nothing of it: why.
    NotAsked(Text),
    /// Only people can tell.
    People,
}

/// The answers of one table to all rules, in their order.
#[derive(Clone, Debug)]
pub struct Answers {
    /// The file.
    pub file: String,
    /// The sheet; empty for a CSV.
    pub sheet: String,
    /// One for each of [`NORMS`].
    pub verdicts: Vec<Verdict>,
}

/// What was looked at.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// The tables.
    pub tables: Vec<Answers>,
    /// Sheets laid out for people, which the rules do not speak of: file and sheet.
    pub pages: Vec<(String, String)>,
    /// Files that are not as the run wrote them, and what is wrong with each.
    pub changed: Vec<(String, Text)>,
    /// Files that could not be read, and why.
    pub unread: Vec<(String, String)>,
    /// How many files are as the run wrote them.
    pub unchanged: usize,
}

impl Report {
    /// Whether nothing is wrong.
    pub fn is_fine(&self) -> bool {
        let broken = self.tables.iter().flat_map(|table| &table.verdicts);
        self.changed.is_empty()
            && self.unread.is_empty()
            && !broken.into_iter().any(|verdict| matches!(verdict, Verdict::Breaks(_)))
    }
}

/// What a table makes of every rule.
pub fn answers(subject: &Subject) -> Answers {
    Answers {
        file: subject.sheet.id.file.clone(),
        sheet: subject.sheet.id.sheet.clone(),
        verdicts: NORMS.iter().map(|norm| (norm.check)(subject)).collect(),
    }
}

/// The places at which a rule is told to be broken: more are counted.
const TOLD: usize = 5;

/// The verdict on what was found wrong.
fn verdict(found: impl IntoIterator<Item = String>) -> Verdict {
    let mut found = found.into_iter();
    let mut told: Vec<String> = found.by_ref().take(TOLD).collect();
    if told.is_empty() {
        return Verdict::Meets;
    }
    let more = found.count();
    if more > 0 {
        told.push(format!("+{more}"));
    }
    Verdict::Breaks(told)
}
