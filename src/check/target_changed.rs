//! `target-changed`: a target that the run before had with another value.

use super::facts::{Facts, Seen, finding_at};
use crate::rule::check::TARGET_CHANGED;

/// A cell that shows its revision (見え消し, 二段書き) says so itself.
pub(super) fn check(facts: &Facts) -> Seen {
    let mut seen = Seen::with_previous(facts);
    for (indicator, observation, _) in facts.observations() {
        let Some(before) = facts.observed_before(indicator, observation) else { continue };
        let (Some(target), Some(old)) = (observation.target.value, before.target.value) else { continue };
        let unsaid = target != old && observation.target.revised_from != Some(old);
        seen.look(unsaid.then(|| finding_at(&TARGET_CHANGED, indicator, &observation.target, old.to_string())));
    }
    seen
}

#[cfg(test)]
mod tests {
    use crate::check::fixture::expect_after;

    const BEFORE: &str = "名称 | 向き | R5目標 | R5実績 | R6目標 | R6実績
        相談件数 | 増   | 100    | 98     | 110    |
        受診率   | 増   | 60     | 61     | 62以上 |";

    #[test]
    fn fires_on_another_value_than_last_time() {
        expect_after(
            BEFORE,
            "名称     | 向き | R5目標 | R5実績 | R6目標              | R6実績
             相談件数 | 増   | 100    | 98     | 105 !target-changed | 106
             受診率   | 増   | 60     | 61     | 62以上              | 63",
        );
    }

    #[test]
    fn is_silent_on_the_same_value_and_on_other_indicators() {
        expect_after(
            BEFORE,
            "名称     | 向き | R5目標 | R5実績 | R6目標 | R6実績
             相談件数 | 増   | 100    | 98     | 110.0  | 112
             検診率   | 増   | 70     | 71     | 72     | 73",
        );
    }
}
