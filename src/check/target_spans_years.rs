//! `target-spans-years`: a target over several years beside the actual of one.

use super::facts::{Facts, Seen, finding_at, shown};
use crate::judgement::NotJudged;
use crate::rule::check::TARGET_SPANS_YEARS;

/// Once per indicator, at the first target that could not be compared.
pub(super) fn check(facts: &Facts) -> Seen {
    let mut seen = Seen::default();
    for (indicator, judgements) in facts.model.indicators.iter().zip(facts.judgements) {
        let mut pairs = indicator.observations.iter().zip(judgements);
        let spans = pairs.find(|(_, judgement)| judgement.reason == Some(NotJudged::TargetSpansYears));
        if spans.is_some() || judgements.iter().any(|judgement| judgement.achieved.is_some()) {
            seen.look(spans.map(|(observation, _)| {
                finding_at(&TARGET_SPANS_YEARS, indicator, &observation.target, shown(&observation.actual))
            }));
        }
    }
    seen
}

#[cfg(test)]
mod tests {
    use crate::check::fixture::expect;

    #[test]
    fn fires_once_where_years_and_a_year_stand_side_by_side() {
        expect(
            "名称       | 向き | 種別 | 目標種別 | R4目標                 | R4実績 | R5目標 | R5実績
             移住世帯数 | 増   | 単年 | 累計     | 70 !target-spans-years | 9      | 70     | 11",
        );
    }

    #[test]
    fn is_silent_where_the_actual_is_cumulative_too() {
        expect(
            "名称       | 向き | 種別 | 目標種別 | R4目標 | R4実績 | R4累計
             移住世帯数 | 増   | 累計 | 累計     | 70     | 9      |
             起業者数   | 増   | 単年 | 累計     | 9      | 3      | 7",
        );
    }
}
