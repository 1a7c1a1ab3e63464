//! メモ: what staff notes for itself beside a row of 総括表, kept from run to run.

use serde::{Deserialize, Serialize};

/// What a memo is about: it belongs there, whatever year or month is shown.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum About {
    /// An indicator under a measure.
    Indicator {
        /// Its id.
        id: String,
        /// Code of the measure.
        code: String,
    },
    /// A measure.
    Measure {
        /// Its code.
        code: String,
        /// Its name.
        name: String,
    },
}

/// A memo.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Memo {
    /// What it is about.
    pub about: About,
    /// The indicator's name, by which it is told when it has no place any more.
    pub name: String,
    /// What staff wrote; empty where it was taken away, so that an older book does not bring it back.
    pub text: String,
    /// Whether what it is about stands in the book of this run.
    pub placed: bool,
    /// Whether it is as the folder of the run before has it: what is written there late counts as long as nothing was
    /// written here.
    #[serde(default)]
    pub carried: bool,
    /// Digests of what was taken from books: one that stays as it is, open in Excel, is not taken anew by every run.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub heard: Vec<String>,
}
