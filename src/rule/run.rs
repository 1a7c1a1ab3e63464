//! What a rule did in a run: not checked is not passed.

use super::Rule;
use serde::{Serialize, Serializer};

/// How much a rule looked at, or why it did not run.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RuleRun {
    /// The rule.
    #[serde(serialize_with = "name_of")]
    pub rule: &'static Rule,
    /// How many things it looked at and could decide.
    pub looked_at: usize,
    /// How many it could not decide, for want of a date, a direction or a rate.
    pub undecided: usize,
    /// How many findings it made, before the settings' exceptions.
    pub findings: usize,
    /// Why it did not run.
    pub not_run: Option<NotRun>,
}

/// Why a rule did not run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum NotRun {
    /// The settings switch it off.
    SwitchedOff,
    /// The model holds nothing that it is about, or nothing that it could decide.
    NothingToLookAt,
    /// It compares with the run before, and none was given.
    NoPrevious,
    /// It depends on the date, and none was given.
    NoDate,
}

fn name_of<S: Serializer>(rule: &&'static Rule, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(rule.name)
}
