//! Rows and texts that hold no value: totals, notes, examples, seals, numbers of forms, legends.

use super::Lexicon;
use super::words::{BTreeMapOf, Words, keys};

/// Texts beside tables that are no label and no value, by key.
#[derive(Clone, Debug, Default)]
pub struct Asides {
    /// Where someone puts a seal; the whole text.
    pub seals: Vec<String>,
    /// What the number of a form starts with.
    pub form_numbers: Vec<String>,
    /// What a legend starts with.
    pub legends: Vec<String>,
}

impl Asides {
    /// The words of the file.
    pub(super) fn of(words: &BTreeMapOf<Words>) -> Self {
        Self {
            seals: keys(words.get("seal")),
            form_numbers: keys(words.get("form_number")),
            legends: keys(words.get("legend")),
        }
    }
}

impl Lexicon {
    /// Whether a row whose first text has this key sums up others.
    pub fn is_total(&self, key: &str) -> bool {
        let counts = |rest: &str| {
            rest.chars().all(|c| {
                c.is_ascii_digit()
                    || matches!(c, '(' | ')' | '事' | '業' | '件' | '指' | '標' | '項' | '目' | '本' | '数')
            })
        };
        let remark = |rest: &str| rest.starts_with('(') && rest.ends_with(')');
        self.totals
            .iter()
            .any(|total| key.strip_prefix(total.as_str()).is_some_and(|rest| counts(rest) || remark(rest)))
    }

    /// Whether a text with this key only explains.
    pub fn is_note(&self, key: &str) -> bool {
        self.notes.iter().any(|note| key.starts_with(note.as_str()))
    }

    /// Whether a text with this key at the start of a row only says that values stand in it.
    pub fn is_value_label(&self, key: &str) -> bool {
        self.value_rows.iter().any(|label| label == key)
    }

    /// Whether a sheet's name or title with this key says that it only shows how to fill in: it starts or ends with such a
    /// word, or has it in brackets. A sentence that speaks of one (見本です) says nothing.
    pub fn is_example(&self, key: &str) -> bool {
        self.examples.iter().any(|example| {
            key.starts_with(example.as_str())
                || key.ends_with(example.as_str())
                || key.contains(&format!("({example})"))
        })
    }

    /// Whether a cell with this key makes its row one that only shows how to fill in.
    pub fn is_example_row(&self, key: &str) -> bool {
        self.example_rows.iter().any(|example| example == key)
            || self.example_starts.iter().any(|start| key.starts_with(start.as_str()))
    }
}
