//! `final-target-differs`: the final target and the yearly target of that year are two numbers.

use super::facts::{Facts, Seen, finding_at, number, shown};
use crate::model::{Aggregation, Observation};
use crate::period::Period;
use crate::rule::check::FINAL_TARGET_DIFFERS;

/// A target over several years beside one of a year alone is no contradiction and is left out.
pub(super) fn check(facts: &Facts) -> Seen {
    let mut seen = Seen::default();
    for indicator in &facts.model.indicators {
        let Some(last) = &indicator.final_target else { continue };
        let (Some(value), Some(year)) = (number(&last.figure), last.fiscal_year) else { continue };
        let same_year = |observation: &&Observation| {
            observation.period == Period::year(year) && observation.target_aggregation != Some(Aggregation::Annual)
        };
        // Where the year has an annual and a cumulative target, one of them has to agree.
        let same_year = indicator.observations.iter().filter(same_year);
        let targets: Vec<_> = same_year.filter_map(|other| Some((other, number(&other.target)?))).collect();
        let Some((first, _)) = targets.first() else { continue };
        let differs = targets.iter().all(|(_, target)| *target != value);
        let finding = || finding_at(&FINAL_TARGET_DIFFERS, indicator, &last.figure, shown(&first.target));
        seen.look(differs.then(finding));
    }
    seen
}

#[cfg(test)]
mod tests {
    use crate::check::fixture::expect;

    #[test]
    fn fires_on_two_targets_of_one_year() {
        expect(
            "名称     | 向き | R7目標 | R7実績 | R8目標 | R8実績 | 最終R8
             定住者数 | 増   | 270    | －     | 280    | －     | 300 !final-target-differs",
        );
    }

    #[test]
    fn is_silent_where_they_agree_or_years_differ() {
        expect(
            "名称     | 向き | R7目標 | R7実績 | R8目標 | R8実績 | 最終R8
             定住者数 | 増   | 270    | －     | 300.0  | －     | 300
             移住者数 | 増   | 270    | －     |        | －     | 300",
        );
    }
}
