//! What stands in the faint last columns of 総括表: by it a row is known again, and what the program had written there.
//!
//! A book carries with it what it was written with, so that it can be told from itself what was changed in it by hand: it
//! may be older than the state beside it.

use crate::correction::Slot;
use crate::memo::About;
use crate::model::Aggregation;
use crate::period::Period;
use crate::token::text::key;
use serde::{Deserialize, Serialize};

/// What a row is about and what was written in those of its cells that staff may change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowKey {
    /// What it is about.
    pub about: About,
    /// A digest of its memo; empty if it had none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub memo: String,
    /// Its actuals, a year each.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub actuals: Vec<WrittenActual>,
}

/// An actual as it was written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WrittenActual {
    /// The period.
    pub period: Period,
    /// What it counts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub aggregation: Option<Aggregation>,
    /// What was shown: a number in plain digits, or words.
    pub shown: String,
    /// What was submitted, where a correction was shown instead.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub submitted: Option<String>,
}

/// What a row of 修正表 is about and what was written in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CorrectionKey {
    /// The id of the correction.
    pub id: String,
    /// What it corrects.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub slot: Option<Slot>,
    /// What 読み取った値 showed.
    #[serde(default)]
    pub read: String,
    /// A digest of what staff may change in it.
    pub written: String,
}

/// A key as the text of a cell; nothing but a key that cannot be written, which none is.
pub fn text(key: &impl Serialize) -> String {
    serde_json::to_string(key).unwrap_or_default()
}

/// The key in the text of a cell.
pub fn parse<K: for<'k> Deserialize<'k>>(text: &str) -> Option<K> {
    serde_json::from_str(text.trim()).ok()
}

/// A digest of texts by which it is seen whether one of them was changed; of nothing, nothing.
pub fn digest(texts: &[&str]) -> String {
    let keys: Vec<String> = texts.iter().map(|text| key(text)).collect();
    if keys.iter().all(String::is_empty) { String::new() } else { crate::digest::short(&keys) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_comes_back_as_it_was() {
        let about = About::Indicator { id: "a\"1|".to_owned(), code: "1-1".to_owned() };
        let actual = WrittenActual {
            period: Period::month(2024, 10),
            aggregation: Some(Aggregation::Cumulative),
            shown: "集計中".to_owned(),
            submitted: None,
        };
        let key = RowKey { about, memo: digest(&["あ"]), actuals: vec![actual] };
        assert_eq!(parse(&text(&key)), Some(key));
        assert_eq!(parse::<RowKey>("1"), None);
    }

    #[test]
    fn a_digest_does_not_see_how_a_text_is_laid_out() {
        assert_eq!(digest(&["部署に 確認\r\n済"]), digest(&["部署に確認\n済 "]));
        assert_ne!(digest(&["a", "b"]), digest(&["ab", ""]));
        assert_eq!(digest(&["", " "]), "");
    }
}
