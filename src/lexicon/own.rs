//! The words of one form: what they mean is said in words that the lexicon knows.

use super::{Lexicon, Sense, Word, fresh_id};
use crate::token::text::key;

/// What a form's own word means if it heads something that is not needed.
pub const IGNORED: &str = "無視";

impl Lexicon {
    /// The same lexicon with the words of one form, each with a known text that means the same.
    ///
    /// A word that meant something else before means only this.
    pub fn with<'w>(&self, words: impl IntoIterator<Item = (&'w str, &'w str)>) -> Self {
        let mut own = Self { id: fresh_id(), ..self.clone() };
        for (word, same) in words {
            own.learn_same(&key(word), &key(same));
        }
        own
    }

    /// Whether a form's own word can be said to mean this.
    pub fn knows(&self, text: &str) -> bool {
        let same = key(text);
        same == IGNORED
            || self.heading_of(&same).is_some()
            || self.missing(&same).is_some()
            || self.units.contains_key(&same)
            || self.directions.contains_key(&same)
            || self.action_statuses.contains_key(&same)
    }

    /// Words that a form's own word may be said to mean.
    pub fn known(&self) -> impl Iterator<Item = &str> {
        let headings = self.words.values().flatten().filter(|(_, word)| !word.senses.is_empty());
        let headings = headings.map(|(word, _)| word.as_str());
        headings.chain(self.missing.keys().map(String::as_str)).chain(self.units.values().map(String::as_str))
    }

    fn learn_same(&mut self, word: &str, same: &str) {
        let Some(first) = word.chars().next() else { return };
        let heading = if same == IGNORED { None } else { self.heading_of(same) };
        let senses = if same == IGNORED {
            vec![Sense::Other]
        } else {
            heading.as_ref().map(|heading| heading.senses.clone()).unwrap_or_default()
        };
        let words = self.words.entry(first).or_default();
        words.retain(|(known, _)| known != word);
        self.same.remove(word);
        if !senses.is_empty() {
            let mark = heading.as_ref().and_then(|heading| heading.mark.clone());
            words.push((word.to_owned(), Word { senses, mark }));
            words.sort_by(|(one, _), (other, _)| other.len().cmp(&one.len()).then_with(|| one.cmp(other)));
        }
        // A year or a unit is meant only where the word stands alone.
        if let Some(heading) = heading.filter(|heading| heading.time.is_some() || heading.unit.is_some()) {
            self.same.insert(word.to_owned(), heading);
        }
        if let Some(status) = self.missing(same) {
            self.longest_missing = self.longest_missing.max(word.len());
            self.missing.insert(word.to_owned(), status);
        }
        if let Some(unit) = self.units.get(same).cloned() {
            self.units.insert(word.to_owned(), unit);
        }
        if let Some(direction) = self.directions.get(same).copied() {
            self.directions.insert(word.to_owned(), direction);
        }
        if let Some(status) = self.action_statuses.get(same).copied() {
            self.action_statuses.insert(word.to_owned(), status);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entry::{Fact, Series};
    use crate::model::Status;

    #[test]
    fn own_words_mean_what_is_said_of_them_and_combine() {
        let own = Lexicon::standard().with([
            ("主管グループ", "担当課"),
            ("到達点", "実績値"),
            ("現状", "実績値"),
            ("前期末", "令和6年度目標値"),
            ("対象から除く", "対象外"),
            ("ケース", "件"),
            ("様式番号", IGNORED),
        ]);
        let heading = |text: &str| own.heading(text).expect(text);
        assert_eq!(heading("主管　グループ").fact(), Some(Fact::Department));
        assert_eq!(heading("R5到達点").series(), Some(Series::Actual));
        assert_eq!(heading("R5到達点").time.and_then(|time| time.western(None)), Some(2023));
        assert_eq!(heading("現状").series(), Some(Series::Actual));
        assert_eq!(heading("現状").fact(), None);
        assert_eq!(heading("前期末").time.and_then(|time| time.western(None)), Some(2024));
        assert_eq!(own.missing("対象から除く"), Some(Status::NotApplicable));
        assert_eq!(own.unit("ケース"), Some("件"));
        assert_eq!(heading("様式番号").senses, [Sense::Other]);
        assert_eq!(Lexicon::standard().heading("主管グループ"), None);
    }

    #[test]
    fn two_lexicons_do_not_share_what_they_remember() {
        let standard = Lexicon::standard();
        assert!(standard.meaning("到達点").heading.is_none());
        let own = standard.with([("到達点", "実績値")]);
        assert!(own.meaning("到達点").heading.is_some());
        assert!(standard.meaning("到達点").heading.is_none());
    }
}
