//! The settings (`matome.toml`): what the user wrote, read from text and validated.

mod apply;
mod council;
mod indicator;
mod judging;
mod parse;
mod scale;

pub use apply::{Accepted, Applied};
pub use council::Council;
pub use indicator::IndicatorSetting;
pub use judging::{Judging, UnknownDirection};
pub use scale::{Added, Band, Bound, Rollup, RollupMethod, Scale, Word, Words};

use crate::cell::CellRef;
use crate::config::Mistake;
use crate::rule::{Rule, Severity};
use serde::Serialize;
use std::collections::BTreeMap;

/// Validated settings of a run.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Settings {
    /// 団体名; empty if not given.
    pub body: String,
    /// Files and folders to read when the command line names none, relative to the settings file.
    pub inputs: Vec<String>,
    /// The folder of form definitions, relative to the settings file; empty if not given.
    pub forms: String,
    /// The indicator register, relative to the settings file; empty if not given.
    pub register: String,
    /// The office's own council template, or a folder of such, relative to the settings file; empty if not given.
    pub council_template: String,
    /// Levels of rules that are not the rule's own.
    pub rules: BTreeMap<String, Level>,
    /// Findings that are known and accepted.
    pub accept: Vec<Exception>,
    /// The council's book.
    pub council: Council,
    /// How actuals are judged.
    pub judgement: Judging,
    /// What single indicators have of their own.
    pub indicators: Vec<IndicatorSetting>,
}

/// The level a user gives a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// As an error.
    Error,
    /// As a warning.
    Warning,
    /// As a note.
    Note,
    /// The rule is not run.
    Off,
}

/// A finding that is known and accepted, with the reason; what is left out matches anything.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Exception {
    /// The rule.
    pub rule: String,
    /// The file, relative to its input, or the end of that path.
    pub file: Option<String>,
    /// The sheet.
    pub sheet: Option<String>,
    /// The cell.
    pub cell: Option<CellRef>,
    /// The indicator, by its name.
    pub indicator: Option<String>,
    /// Why it is accepted.
    pub reason: String,
    /// Its line in the settings, from 1.
    pub line: usize,
}

impl Settings {
    /// Reads and validates the text of a settings file; every mistake in it is told, not only the first.
    pub fn parse(text: &str) -> Result<Self, Vec<Mistake>> {
        parse::settings(text)
    }

    /// Whether `rule` is switched off.
    pub fn is_off(&self, rule: &Rule) -> bool {
        self.rules.get(rule.name) == Some(&Level::Off)
    }

    /// The severity of `rule` in this run; `None` if it is switched off.
    pub fn severity(&self, rule: &Rule) -> Option<Severity> {
        match self.rules.get(rule.name) {
            None => Some(rule.severity),
            Some(Level::Error) => Some(Severity::Error),
            Some(Level::Warning) => Some(Severity::Warning),
            Some(Level::Note) => Some(Severity::Note),
            Some(Level::Off) => None,
        }
    }
}
