//! `direction-unknown`: target and actual are there, and nothing says which way is better.

use super::facts::{Facts, Seen, finding_of};
use crate::judgement::NotJudged;
use crate::rule::check::DIRECTION_UNKNOWN;

/// Once per indicator, and only where it keeps something from being judged.
pub(super) fn check(facts: &Facts) -> Seen {
    let mut seen = Seen::default();
    for (indicator, judgements) in facts.model.indicators.iter().zip(facts.judgements) {
        let unknown = judgements.iter().any(|judgement| judgement.reason == Some(NotJudged::DirectionUnknown));
        // A range is a direction, only none that can be judged.
        let unknown = unknown && indicator.direction.is_none();
        if unknown || judgements.iter().any(|judgement| judgement.achieved.is_some()) {
            seen.look(unknown.then(|| finding_of(&DIRECTION_UNKNOWN, indicator, &indicator.name, "")));
        }
    }
    seen
}

#[cfg(test)]
mod tests {
    use crate::check::fixture::expect;

    #[test]
    fn fires_once_for_an_indicator_that_cannot_be_judged() {
        expect(
            "名称                        | R4目標 | R4実績 | R5目標 | R5実績
             苦情件数 !direction-unknown | 20     | 25     | 20     | 18",
        );
    }

    #[test]
    fn is_silent_where_a_direction_is_known_or_nothing_could_be_judged_anyway() {
        expect(
            "名称     | 向き | R4目標 | R4実績
             相談件数 | 増   | 20     | 25
             満足度   |      | 80以上 | 82
             苦情件数 |      | 20     | 集計中
             水位     | 範囲 | 20     | 21",
        );
    }
}
