//! `percent-over-hundred`: a share of more than 100 %, where nothing else of the indicator is.

use super::facts::{Facts, Seen, baseline, finding_at, number};
use crate::model::{Indicator, Observation};
use crate::rule::check::PERCENT_OVER_HUNDRED;
use rust_decimal::Decimal;

/// Without another value to compare with, only more than this is odd.
const ALONE: Decimal = Decimal::from_parts(200, 0, 0, false, 0);

/// Looks at indicators in % whose name speaks of a share. Ratios that pass 100 (経常収支比率) do so in more than one value.
pub(super) fn check(facts: &Facts) -> Seen {
    let mut seen = Seen::default();
    for (indicator, observation, _) in facts.observations() {
        let share = indicator.unit == "%" && ["率", "割合"].iter().any(|word| indicator.name.contains(word));
        let Some(value) = number(&observation.actual).filter(|_| share) else { continue };
        let others = others(indicator, observation);
        let bound = if others.is_empty() { ALONE } else { Decimal::ONE_HUNDRED };
        let odd = value > bound && others.iter().all(|other| *other <= Decimal::ONE_HUNDRED);
        seen.look(odd.then(|| finding_at(&PERCENT_OVER_HUNDRED, indicator, &observation.actual, "100".to_owned())));
    }
    seen
}

/// Every other figure of the indicator: its targets, its baseline, its other actuals.
fn others(indicator: &Indicator, observation: &Observation) -> Vec<Decimal> {
    let actuals = indicator.observations.iter().filter(|other| other.period != observation.period);
    let actuals = actuals.filter_map(|other| number(&other.actual));
    let targets = indicator.observations.iter().filter_map(|other| number(&other.target));
    let baseline = baseline(indicator);
    let last = indicator.final_target.as_ref().and_then(|last| number(&last.figure));
    actuals.chain(targets).chain(baseline).chain(last).collect()
}

#[cfg(test)]
mod tests {
    use crate::check::fixture::expect;

    #[test]
    fn fires_on_a_share_over_100_where_nothing_else_is() {
        expect(
            "名称   | 単位 | 向き | R4目標 | R4実績 | R5目標 | R5実績
             収納率 | ％   | 増   | 98     | 97.5   | 98     | 103.1 !percent-over-hundred
             整備率 | ％   | 増   |        |        | !target-missing | 1005 !percent-over-hundred",
        );
    }

    #[test]
    fn is_silent_on_ratios_that_pass_100_and_on_other_units() {
        expect(
            "名称         | 単位 | 向き | R4目標 | R4実績 | R5目標 | R5実績
             経常収支比率 | ％   | 減   | 95     | 101.2  | 95     | 100.4
             回転率       | 回   | 増   | 98     | 97.5   | 98     | 103.1
             増加人数     | ％   | 増   | 98     | 97.5   | 98     | 103.1",
        );
    }
}
