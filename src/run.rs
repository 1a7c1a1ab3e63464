//! What one run read, with which settings, and how much came of it: `run.json`.

use crate::encoding::Encoding;
use crate::period::Period;
use crate::rule::RuleRun;
use crate::sheet::Format;
use jiff::civil::Date;
use serde::{Serialize, Serializer};
use std::collections::BTreeMap;

/// The program's name; by it a folder is known as one of its outputs.
pub const PROGRAM: &str = "matome";

/// A run. No clock, no path outside the inputs, no number of threads: the same run, the same bytes.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Run {
    /// Always [`PROGRAM`], and always first.
    pub program: &'static str,
    /// The program's version.
    pub version: &'static str,
    /// 対象月 or year.
    #[serde(serialize_with = "shown")]
    pub period: Option<Period>,
    /// The day as of which dates are judged.
    pub as_of: Option<Date>,
    /// The files that were read, sorted by name.
    pub inputs: Vec<Input>,
    /// The files that were not looked into, by reason.
    pub skipped: BTreeMap<String, Vec<String>>,
    /// The settings as they held.
    pub settings: serde_json::Value,
    /// The indicator register.
    pub register: Option<Input>,
    /// The office's own council templates.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub council_templates: Vec<CouncilTemplate>,
    /// The form definitions, by name, each as written.
    pub forms: BTreeMap<String, String>,
    /// The encoding of the CSVs.
    pub encoding: Encoding,
    /// How many of what.
    pub counts: BTreeMap<String, u64>,
    /// What each rule of the checks looked at, or why it did not: not checked is not passed.
    pub rules: Vec<RuleRun>,
}

/// A file that was read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Input {
    /// The file, relative to its input.
    pub name: String,
    /// SHA-256 of its bytes.
    pub sha256: String,
    /// What its content is; `None` if it could not be read.
    pub format: Option<Format>,
}

/// A council template that was filled.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CouncilTemplate {
    /// Its file's name.
    pub name: String,
    /// SHA-256 of its bytes.
    pub sha256: String,
}

impl Default for Run {
    fn default() -> Self {
        Self {
            program: PROGRAM,
            version: env!("CARGO_PKG_VERSION"),
            period: None,
            as_of: None,
            inputs: Vec::new(),
            skipped: BTreeMap::new(),
            settings: serde_json::Value::Null,
            register: None,
            council_templates: Vec::new(),
            forms: BTreeMap::new(),
            encoding: Encoding::default(),
            counts: BTreeMap::new(),
            rules: Vec::new(),
        }
    }
}

fn shown<S: Serializer>(period: &Option<Period>, serializer: S) -> Result<S::Ok, S::Error> {
    match period {
        Some(period) => serializer.collect_str(period),
        None => serializer.serialize_none(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_program_stands_first_and_the_period_as_text() {
        let run = Run { period: Some(Period::month(2025, 10)), ..Run::default() };
        let json = serde_json::to_string(&run).unwrap_or_default();
        assert!(json.starts_with(r#"{"program":"matome","version":"#), "{json}");
        assert!(json.contains(r#""period":"2025-10","as_of":null"#), "{json}");
    }
}
