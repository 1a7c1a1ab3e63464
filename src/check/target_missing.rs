//! `target-missing`: an actual stands there and the target's cell is empty.

use super::facts::{Facts, Seen, finding_at, number, others, shown};
use crate::model::{Indicator, Observation, Status};
use crate::rule::check::TARGET_MISSING;

/// Years before the first target are not missing one; an indicator without any target is told once, at its first.
pub(super) fn check(facts: &Facts) -> Seen {
    let mut seen = Seen::default();
    for indicator in &facts.model.indicators {
        let aims = |observation: &&Observation| matches!(observation.target.status, Status::Value | Status::Text);
        // An indicator that has targets in one of its series needs none in the other.
        let mut told = indicator.observations.iter().any(|observation| aims(&observation));
        for observation in &indicator.observations {
            if number(&observation.actual).is_none() || observation.target.status == Status::NoSlot {
                continue;
            }
            let first_target = others(indicator, observation).find(aims);
            let missing = observation.target.status == Status::Blank
                && first_target.map_or(!told, |first| observation.period > first.period);
            told |= missing;
            seen.look(missing.then(|| finding(indicator, observation)));
        }
    }
    seen
}

fn finding(indicator: &Indicator, observation: &Observation) -> crate::finding::Finding {
    finding_at(&TARGET_MISSING, indicator, &observation.target, shown(&observation.actual))
}

#[cfg(test)]
mod tests {
    use crate::check::fixture::expect;

    #[test]
    fn fires_on_an_empty_target_beside_an_actual() {
        expect(
            "名称     | 向き | R4目標          | R4実績 | R5目標          | R5実績
             相談件数 | 増   | 100             | 98     | !target-missing | 103
             利用者数 | 増   | !target-missing | 98     |                 | 103",
        );
    }

    #[test]
    fn is_silent_before_the_first_target_and_where_a_mark_says_that_there_is_none() {
        expect(
            "名称     | 向き | R4目標 | R4実績 | R5目標 | R5実績
             相談件数 | 増   |        | 98     | 100    | 103
             利用者数 | 増   | 100    | 98     | －     | 103
             満足度   | 増   | 80     | 79     |        |",
        );
    }
}
