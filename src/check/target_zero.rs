//! `target-zero`: a target of 0 for an indicator that should rise.

use super::facts::{Facts, Seen, baseline, direction, finding_at, number};
use crate::model::{Direction, Indicator};
use crate::rule::check::TARGET_ZERO;
use rust_decimal::Decimal;

/// Where no direction is known, 0 may well be the aim (事故件数): it counts only if another target of the indicator is not 0.
pub(super) fn check(facts: &Facts) -> Seen {
    let mut seen = Seen::default();
    for (indicator, observation, _) in facts.observations() {
        let target = &observation.target;
        let Some(value) = target.value else { continue };
        let wanted = match direction(indicator, target, facts.settings.judgement.unknown_direction) {
            Some(Direction::Up) => comes_from_below(indicator),
            None => !aims_higher(indicator),
            Some(Direction::Down | Direction::Maintain | Direction::Range) => true,
        };
        seen.look((value.is_zero() && !wanted).then(|| finding_at(&TARGET_ZERO, indicator, target, String::new())));
    }
    seen
}

/// 県平均との差 and the like rise to 0 from below.
fn comes_from_below(indicator: &Indicator) -> bool {
    let actuals = indicator.observations.iter().filter_map(|observation| number(&observation.actual));
    baseline(indicator).into_iter().chain(actuals).any(|value| value < Decimal::ZERO)
}

fn aims_higher(indicator: &Indicator) -> bool {
    indicator.observations.iter().any(|observation| observation.target.value.is_some_and(|value| !value.is_zero()))
}

#[cfg(test)]
mod tests {
    use crate::check::fixture::expect;

    #[test]
    fn fires_where_0_cannot_be_the_aim() {
        expect(
            "名称       | 向き | R4目標          | R4実績 | R5目標 | R5実績
             講座参加者 | 増   | 0 !target-zero  | 98     | 100    | 103
             来場者数   |      | 0 !target-zero  | －     | 100    | －",
        );
    }

    #[test]
    fn is_silent_where_0_is_the_aim() {
        expect(
            "名称       | 向き | R4目標 | R4実績 | R5目標 | R5実績
             事故件数   | 減   | 0      | 0      | 0      | －
             待機児童数 |      | 0以下  | 0      | 0以下  | －
             苦情件数   |      | 0      | －     | 0      | －
             平均との差 | 増   | 0      | △1.2   | 0      | △0.4",
        );
    }
}
