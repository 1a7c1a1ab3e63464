//! The rules: each owns its name, its severity and its texts. One list, a file per stage that raises them.

pub mod answers;
pub mod check;
pub mod corrections;
pub mod form;
pub mod ignored;
pub mod limits;
pub mod locate;
pub mod normalize;
mod page;
pub mod read;
pub mod reconcile;
pub mod register;
mod run;
pub mod settings;

pub use page::page;
pub use run::{NotRun, RuleRun};

use crate::lang::Text;
use serde::{Deserialize, Serialize};

/// How much a finding matters.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The value cannot be used.
    Error,
    /// Used, but someone should look.
    Warning,
    /// For information.
    Note,
}

/// A rule. In its texts `{found}`, `{expected}`, `{indicator}` and `{related}` stand for the finding's own.
#[derive(Debug, PartialEq, Eq)]
pub struct Rule {
    /// Kebab-case, named for what is wrong; a promise once released.
    pub name: &'static str,
    /// Before the settings' overrides.
    pub severity: Severity,
    /// A few words.
    pub title: Text,
    /// The finding's sentence.
    pub message: Text,
    /// Why it matters.
    pub why: Text,
    /// What to do.
    pub remedy: Text,
    /// A sheet in a line or two on which it fires.
    pub example: Text,
}

/// Every rule, stage by stage.
pub fn all() -> impl Iterator<Item = &'static Rule> {
    [
        read::RULES,
        limits::RULES,
        form::RULES,
        locate::RULES,
        normalize::RULES,
        reconcile::RULES,
        register::RULES,
        check::RULES,
        answers::RULES,
        corrections::OF_THE_OFFICE,
        corrections::OF_THE_DEPARTMENT,
        settings::RULES,
    ]
    .into_iter()
    .flatten()
    .copied()
}

/// The rules of what the office itself does and keeps: no department can mend it.
pub const OF_THE_OFFICE: &[&[&Rule]] =
    &[answers::RULES, corrections::OF_THE_OFFICE, register::OF_THE_LIST, settings::RULES];

/// The rules whose findings have, as what was expected, how many cells there are: nothing that could stand in a cell.
pub const THAT_COUNT: [&Rule; 3] = [&locate::CELLS_UNREAD, &locate::TABLE_UNREAD, &limits::TOO_MANY_FINDINGS];

/// The rule of that name.
pub fn named(name: &str) -> Option<&'static Rule> {
    all().find(|rule| rule.name == name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn names_are_kebab_case_and_used_once() {
        let mut seen = BTreeSet::new();
        for rule in all() {
            assert!(rule.name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-'), "{}", rule.name);
            assert!(seen.insert(rule.name), "{} stands twice", rule.name);
        }
    }

    #[test]
    fn every_reason_of_the_ledger_has_texts_and_a_name_of_its_own() {
        let names: Vec<&str> = ignored::IGNORED.iter().map(|ignored| ignored.name).collect();
        assert!(names.is_sorted_by(|one, other| one < other), "{names:?}");
        for ignored in ignored::IGNORED {
            for text in [ignored.reason, ignored.why] {
                assert!(!text.ja.is_empty() && !text.en.is_empty(), "{}", ignored.name);
            }
        }
    }

    #[test]
    fn every_text_is_there_in_both_languages() {
        for rule in all() {
            for text in [rule.title, rule.message, rule.why, rule.remedy, rule.example] {
                assert!(!text.ja.is_empty() && !text.en.is_empty(), "{}", rule.name);
                assert!(
                    text.en.is_ascii() || text.en.contains('「') || text.en.contains('|'),
                    "{}: {}",
                    rule.name,
                    text.en
                );
            }
        }
    }
}
