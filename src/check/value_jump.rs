//! `value-jump`: an actual far from the other years, or from its target.

use super::digit_slip;
use super::facts::{Facts, Seen, baseline_of, dated, finding_at, number, others};
use crate::model::{Aggregation, Indicator, Observation};
use crate::rule::check::VALUE_JUMP;
use rust_decimal::Decimal;

/// This many times the middle of the other years is far. A digit too many is 10 times, less what the year itself differs;
/// of 14,370 published pairs of target and actual, 99 % lie below 3.71 times the target.
const FAR: Decimal = Decimal::from_parts(5, 0, 0, false, 0);
/// Whole numbers below this rise and fall by such factors without any mistake.
pub(super) const SMALL: Decimal = Decimal::from_parts(20, 0, 0, false, 0);

/// So many of the other values are named in the finding.
pub(super) const NAMED: usize = 6;

/// Needs two other values of the indicator (baseline included), or a target.
pub(super) fn check(facts: &Facts) -> Seen {
    let mut seen = Seen::default();
    for (indicator, observation, _) in facts.observations() {
        if number(&observation.actual).is_none() {
            continue;
        }
        if values(indicator, observation).len() < 2 && target(observation).is_none() {
            seen.undecided();
            continue;
        }
        // a digit too many or too few is told as such
        let far = of(indicator, observation).filter(|_| digit_slip::of_actual(indicator, observation).is_none());
        seen.look(far.map(|expected| finding_at(&VALUE_JUMP, indicator, &observation.actual, expected)));
    }
    seen
}

/// What the actual is far from, if it is.
pub(super) fn of(indicator: &Indicator, observation: &Observation) -> Option<String> {
    let value = number(&observation.actual)?;
    let others = values(indicator, observation);
    far_from_others(value, &others, observation).or_else(|| far_from_target(value, &others, target(observation)))
}

/// The target that an actual can be set beside.
fn target(observation: &Observation) -> Option<Decimal> {
    number(&observation.target).filter(|target| *target > Decimal::ZERO)
}

/// Another value, and the observation it is from; the baseline has none.
struct Other<'a> {
    value: Decimal,
    observation: Option<&'a Observation>,
}

impl Other<'_> {
    fn named(&self) -> String {
        self.observation.map_or_else(|| format!("基準値 {}", self.value), |other| dated(other, self.value))
    }
}

/// The actuals of the other periods, and the baseline where it is comparable.
fn values<'a>(indicator: &'a Indicator, observation: &'a Observation) -> Vec<Other<'a>> {
    let baseline = baseline_of(indicator, observation);
    let baseline = baseline.map(|value| Other { value, observation: None });
    let actuals = others(indicator, observation)
        .filter_map(|other| Some(Other { value: number(&other.actual)?, observation: Some(other) }));
    baseline.into_iter().chain(actuals).collect()
}

/// Far above the upper middle or below the lower middle of the others, so that one slip among them does not mislead.
fn far_from_others(value: Decimal, others: &[Other], observation: &Observation) -> Option<String> {
    // A running total grows by itself, and what changes its sign has no usual size.
    let values = || others.iter().map(|other| other.value).chain([value]);
    let changes_sign = values().any(|value| value < Decimal::ZERO) && values().any(|value| value > Decimal::ZERO);
    if others.len() < 2 || observation.aggregation == Some(Aggregation::Cumulative) || changes_sign {
        return None;
    }
    let mut sizes: Vec<Decimal> = others.iter().map(|other| other.value.abs()).collect();
    sizes.sort();
    let lower = *sizes.get((sizes.len() - 1) / 2)?;
    let upper = *sizes.get(sizes.len() / 2)?;
    let far = times_as_large(value.abs(), upper) || times_as_large(lower, value.abs());
    far.then(|| others.iter().take(NAMED).map(Other::named).collect::<Vec<_>>().join("、"))
}

/// Far above the target, while no other value is as large.
fn far_from_target(value: Decimal, others: &[Other], target: Option<Decimal>) -> Option<String> {
    let target = target?;
    let usual = others.iter().any(|other| !times_as_large(value, other.value.abs()));
    (!usual && times_as_large(value, target)).then(|| format!("目標値 {target}"))
}

/// Whether `large` is far above `small`, and neither a small count.
fn times_as_large(large: Decimal, small: Decimal) -> bool {
    let count = large.fract().is_zero() && small.fract().is_zero() && large < SMALL;
    let bound = small.checked_mul(FAR);
    !count && large > Decimal::ZERO && bound.is_some_and(|bound| large >= bound)
}

#[cfg(test)]
mod tests {
    use crate::check::fixture::expect;

    #[test]
    fn fires_far_above_and_far_below_the_others() {
        expect(
            "名称     | 向き | 基準 | R3目標 | R3実績 | R4目標 | R4実績             | R5目標 | R5実績
             利用者数 | 増   |      | 1200   | 1,180  | 1200   | 33,050 !value-jump | 1200   | 1,230
             登録者数 | 増   |      | 1200   | 1,180  | 1200   | 210 !value-jump    | 1200   | 1,230
             参加者数 | 増   |      |        |        | 120    | 1150 !value-jump   |        |
             満足度   | 増   | 61.2 | 62     | 61.8   | 63     | 11.4 !value-jump   | 64     | 63.1",
        );
    }

    #[test]
    fn leaves_a_slip_of_a_digit_to_the_rule_for_it() {
        expect(
            "名称     | 向き | R3目標 | R3実績 | R4目標 | R4実績             | R5目標 | R5実績
             利用者数 | 増   | 1200   | 1,180  | 1200   | 12,050 !digit-slip | 1200   | 1,230",
        );
    }

    #[test]
    fn is_silent_on_growth_small_counts_and_running_totals() {
        expect(
            "名称     | 向き | 種別 | 基準 | R3目標 | R3実績 | R4目標 | R4実績 | R5目標 | R5実績
             利用者数 | 増   |      | 400  | 1200   | 980    | 1200   | 1,450  | 1200   | 1,880
             起業件数 | 増   |      | 1    | 2      | 0      | 2      | 9 !rate-over | 2 | 1
             認定件数 | 増   | 累計 | 3    | 10     | 8      | 40     | 44     | 120    | 131
             社会移動 | 増   |      | △242 | －     | △181   | －     | △58    | －     | 36
             収支差   | 増   |      |      | 100    | 90     | 100    | △95    | 100    | 0
             来場者数 | 増   |      | 9000 | 1200   | 8,050 !rate-over | 1200 | 8,000 !rate-over |        |",
        );
    }
}
