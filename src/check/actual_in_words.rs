//! `actual-in-words`: the target is a number, the actual is not.

use super::facts::{Facts, Seen, finding_at, shown};
use crate::model::Status;
use crate::rule::check::ACTUAL_IN_WORDS;

/// Looks at actuals that stand beside a number; a blank or a reason for none is no word.
pub(super) fn check(facts: &Facts) -> Seen {
    let mut seen = Seen::default();
    for (indicator, observation, _) in facts.observations() {
        let actual = &observation.actual;
        let written = matches!(actual.status, Status::Value | Status::Provisional | Status::Text);
        if observation.target.value.is_some() && written {
            let expected = || shown(&observation.target);
            seen.look(actual.value.is_none().then(|| finding_at(&ACTUAL_IN_WORDS, indicator, actual, expected())));
        }
    }
    seen
}

#[cfg(test)]
mod tests {
    use crate::check::fixture::expect;

    #[test]
    fn fires_on_words_beside_a_number() {
        expect(
            "名称       | 向き | R4目標 | R4実績
             設置箇所数 | 増   | 5      | おおむね設置済 !actual-in-words",
        );
    }

    #[test]
    fn is_silent_on_numbers_reasons_and_targets_in_words() {
        expect(
            "名称       | 向き | R4目標 | R4実績
             設置箇所数 | 増   | 5      | 3
             相談件数   | 増   | 5      | 集計中
             条例の制定 |      | 制定   | 制定済",
        );
    }
}
