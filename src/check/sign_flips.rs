//! `sign-flips`: an actual of the usual size with the sign that the others do not have.

use super::facts::{Facts, Seen, baseline, finding_at, number, others};
use crate::model::{Indicator, Observation};
use crate::rule::check::SIGN_FLIPS;
use rust_decimal::Decimal;

/// So many of the other values are named in the finding.
const NAMED: usize = 6;

/// Compares with baseline and the other years where there are two of them, else with the target. A value that really
/// changes sign passes through small numbers; a forgotten △ keeps its size.
pub(super) fn check(facts: &Facts) -> Seen {
    let mut seen = Seen::default();
    for (indicator, observation, _) in facts.observations() {
        let Some(value) = number(&observation.actual).filter(|value| !value.is_zero()) else { continue };
        let others = values(indicator, observation);
        let target = number(&observation.target).filter(|target| !target.is_zero());
        let expected = match (others.as_slice(), target) {
            ([], None) => {
                seen.undecided();
                continue;
            }
            ([_, _, ..], _) if others.iter().all(|other| opposite(value, *other)) => {
                Some(others.iter().take(NAMED).map(Decimal::to_string).collect::<Vec<_>>().join("、"))
            }
            ([], Some(target)) if opposite(value, target) => Some(format!("目標値 {target}")),
            _ => None,
        };
        seen.look(expected.map(|expected| finding_at(&SIGN_FLIPS, indicator, &observation.actual, expected)));
    }
    seen
}

fn values(indicator: &Indicator, observation: &Observation) -> Vec<Decimal> {
    let actuals = others(indicator, observation).filter_map(|other| number(&other.actual));
    baseline(indicator).into_iter().chain(actuals).filter(|value| !value.is_zero()).collect()
}

/// Other sign, and at least half and at most twice the size.
fn opposite(one: Decimal, other: Decimal) -> bool {
    let within = |small: Decimal, large: Decimal| {
        small.abs().checked_mul(Decimal::TWO).is_some_and(|twice| twice >= large.abs())
    };
    one.is_sign_negative() != other.is_sign_negative() && within(one, other) && within(other, one)
}

#[cfg(test)]
mod tests {
    use crate::check::fixture::expect;

    #[test]
    fn fires_on_a_forgotten_minus() {
        expect(
            "名称     | 向き | R3目標 | R3実績 | R4目標 | R4実績 | R5目標 | R5実績
             社会増減 | 増   | △100   | △120   | △100   | △131   | △100   | 128 !sign-flips
             自然増減 | 増   |        |        |        |        | △300   | 310 !sign-flips",
        );
    }

    #[test]
    fn is_silent_where_a_value_really_changes_sign() {
        expect(
            "名称     | 向き | R3目標 | R3実績 | R4目標 | R4実績 | R5目標 | R5実績
             社会増減 | 増   | 100    | △90    | 100    | △40    | 100    | 15
             収支差   | 増   | 100    | 90     | 100    | △95    | 100    | 0",
        );
    }
}
