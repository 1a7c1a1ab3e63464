//! `digit-slip`: a value that is ten, a hundred or a thousand times what the others show, or that part of it.

use super::facts::{Facts, Seen, baseline_of, dated, finding_at, finding_in, number, others, runs_on, shown};
use super::value_jump::{NAMED, SMALL};
use crate::finding::Finding;
use crate::model::{Cost, Figure, Indicator, Observation, Operator};
use crate::rule::check::DIGIT_SLIP;
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// The slips of one to three digits; a thousand is also the step from 円 to 千円.
const FACTORS: [Decimal; 3] = [
    Decimal::from_parts(10, 0, 0, false, 0),
    Decimal::from_parts(100, 0, 0, false, 0),
    Decimal::from_parts(1000, 0, 0, false, 0),
];
/// The others show a usual size where the largest is at most this many times the smallest.
const STEADY: Decimal = Decimal::TWO;
/// A running total has grown from the one before it to the one after it.
const GROWING: Decimal = Decimal::from_parts(4, 0, 0, false, 0);
/// The value with its digits put right lies at most this far outside of the others: with [`GROWING`] less than ten times
/// in all, so that only one slip can fit.
const ROOM: Decimal = Decimal::from_parts(14, 0, 0, false, 1);

/// Actuals, targets, the final target and amounts of money.
pub(super) fn check(facts: &Facts) -> Seen {
    let mut seen = Seen::default();
    for (indicator, observation, _) in facts.observations() {
        if number(&observation.actual).is_some() {
            let slip = of_actual(indicator, observation);
            seen.look(slip.map(|slip| finding_at(&DIGIT_SLIP, indicator, &observation.actual, slip)));
        }
        if compared(&observation.target).is_some() {
            let slip = of_target(indicator, observation);
            seen.look(slip.map(|slip| finding_at(&DIGIT_SLIP, indicator, &observation.target, slip)));
        }
    }
    for indicator in &facts.model.indicators {
        let Some(last) = &indicator.final_target else { continue };
        if let Some(target) = compared(&last.figure) {
            let slip = slip(target, &beside_final_target(indicator), STEADY);
            seen.look(slip.map(|slip| finding_at(&DIGIT_SLIP, indicator, &last.figure, slip)));
        }
    }
    amounts(&facts.model.costs, &mut seen);
    seen
}

/// What the actual is a slip of, if it is one.
pub(super) fn of_actual(indicator: &Indicator, observation: &Observation) -> Option<String> {
    let value = number(&observation.actual)?;
    if own_target(observation).is_some_and(|target| near(value, target)) {
        return None;
    }
    if runs_on(indicator, observation) {
        return slip(value, &around(indicator, observation), GROWING);
    }
    slip(value, &beside_actual(indicator, observation), STEADY)
}

/// What the target is a slip of, if it is one.
pub(super) fn of_target(indicator: &Indicator, observation: &Observation) -> Option<String> {
    let target = compared(&observation.target)?;
    let met = number(&observation.actual).is_some_and(|actual| near(actual, target));
    if met { None } else { slip(target, &beside_target(indicator, observation), STEADY) }
}

/// Whether target and actual bear each other out: a large year has both.
fn near(one: Decimal, other: Decimal) -> bool {
    let (small, large) = (one.abs().min(other.abs()), one.abs().max(other.abs()));
    small.checked_mul(ROOM).is_some_and(|bound| large <= bound)
}

/// A value and what it is called in a finding.
type Named = (String, Decimal);

/// The actuals of the other periods and the baseline; where these are fewer than two, the targets too.
fn beside_actual(indicator: &Indicator, observation: &Observation) -> Vec<Named> {
    let baseline = baseline_of(indicator, observation).map(|value| (format!("基準値 {value}"), value));
    let actuals = others(indicator, observation)
        .filter_map(|other| Some((dated(other, number(&other.actual)?), number(&other.actual)?)));
    let mut values: Vec<Named> = baseline.into_iter().chain(actuals).collect();
    if values.len() < 2 {
        values.extend(own_target(observation).map(|target| (format!("目標値 {target}"), target)));
        values.extend(other_targets(indicator, observation));
    }
    values
}

/// Of a running total the values before and after, and its target.
fn around(indicator: &Indicator, observation: &Observation) -> Vec<Named> {
    let value = |other: &Observation| Some((dated(other, number(&other.actual)?), number(&other.actual)?));
    let before = others(indicator, observation).filter(|other| other.period < observation.period).filter_map(value);
    let after = others(indicator, observation).filter(|other| other.period > observation.period).filter_map(value);
    let target = own_target(observation).map(|target| (format!("目標値 {target}"), target));
    before.last().into_iter().chain(after.take(1)).chain(target).collect()
}

/// The targets of the other periods; beside one alone the actuals and the baseline too. Without another the target may be of
/// several years.
fn beside_target(indicator: &Indicator, observation: &Observation) -> Vec<Named> {
    let mut values: Vec<Named> = other_targets(indicator, observation).collect();
    if values.len() == 1 && observation.target_aggregation.is_none_or(|way| Some(way) == observation.aggregation) {
        let actual = number(&observation.actual).map(|value| (format!("実績値 {value}"), value));
        values.extend(actual.into_iter().chain(beside_actual(indicator, observation)));
        values.dedup();
    }
    values
}

/// The targets of years. Actuals say nothing: the final target may be the sum of several.
fn beside_final_target(indicator: &Indicator) -> Vec<Named> {
    let whole = indicator.observations.iter().filter(|one| one.target_aggregation.is_none());
    whole
        .filter_map(|one| Some((format!("目標 {}", dated(one, compared(&one.target)?)), compared(&one.target)?)))
        .collect()
}

fn other_targets<'a>(indicator: &'a Indicator, observation: &'a Observation) -> impl Iterator<Item = Named> + 'a {
    others(indicator, observation)
        .filter(move |other| other.target_aggregation == observation.target_aggregation)
        .filter_map(|other| {
            Some((format!("目標 {}", dated(other, compared(&other.target)?)), compared(&other.target)?))
        })
}

/// The target of the same period, if it counts what the actual counts.
fn own_target(observation: &Observation) -> Option<Decimal> {
    compared(&observation.target).filter(|_| observation.target_aggregation.is_none())
}

/// The number of a target that is a size and no change.
fn compared(figure: &Figure) -> Option<Decimal> {
    let size = matches!(figure.operator, None | Some(Operator::Equal | Operator::AtLeast | Operator::AtMost));
    number(figure).filter(|_| size)
}

/// Which of the others `value` would stand among with its digits put right, and how far off it is.
fn slip(value: Decimal, others: &[Named], steady: Decimal) -> Option<String> {
    let sizes = || others.iter().map(|(_, other)| other.abs()).filter(|size| !size.is_zero());
    let (least, most) = (sizes().min()?, sizes().max()?);
    let signs_differ = others.iter().any(|(_, other)| other.is_sign_negative() != value.is_sign_negative());
    if sizes().count() < 2 || signs_differ || most > least.checked_mul(steady)? {
        return None;
    }
    let (low, high) = (least.checked_div(ROOM)?, most.checked_mul(ROOM)?);
    let places = others.iter().map(|(_, other)| other.normalize().scale()).max()?;
    let in_reach = |value: &Decimal| (low..=high).contains(&value.abs());
    // what is counted has no decimals
    let among = |value: &Decimal| in_reach(value) && value.normalize().scale() <= places;
    let count = |one: Decimal, other: Decimal| {
        one.fract().is_zero() && other.fract().is_zero() && one.abs().max(other.abs()) < SMALL
    };
    let told = |right: Decimal, how: String| {
        let names: Vec<&str> = others.iter().take(NAMED).map(|(name, _)| name.as_str()).collect();
        format!("{} の{how}（{}）", right.normalize(), names.join("、"))
    };
    if in_reach(&value) {
        return None;
    }
    FACTORS.iter().find_map(|factor| {
        let too_large = value.checked_div(*factor).filter(|right| among(right) && !count(value, *right));
        let too_small = || value.checked_mul(*factor).filter(|right| among(right) && !count(value, *right));
        too_large
            .map(|right| told(right, format!("ちょうど{factor}倍")))
            .or_else(|| too_small().map(|right| told(right, format!("ちょうど{factor}分の1"))))
    })
}

/// Amounts of one item on one sheet in other years: a slip from 円 to 千円.
fn amounts(costs: &[Cost], seen: &mut Seen) {
    let mut items: BTreeMap<_, Vec<(&Cost, Decimal)>> = BTreeMap::new();
    for cost in costs {
        let (Some(value), Some(place)) = (number(&cost.amount), &cost.amount.place) else { continue };
        let belongs = &cost.belongs;
        let key = (&place.sheet.file, &place.sheet.sheet, &belongs.measure_code, &belongs.measure_name, &cost.item);
        items.entry((key, &cost.unit)).or_default().push((cost, value));
    }
    for item in items.values().filter(|item| item.len() > 2) {
        for (cost, value) in item {
            let elsewhere = item.iter().filter(|(other, _)| !std::ptr::eq(*other, *cost));
            let others: Vec<Named> = elsewhere
                .map(|(other, value)| {
                    (crate::period::wareki_short(other.fiscal_year) + " " + &value.to_string(), *value)
                })
                .collect();
            seen.look(slip(*value, &others, STEADY).and_then(|slip| of_amount(cost, slip)));
        }
    }
}

fn of_amount(cost: &Cost, slip: String) -> Option<Finding> {
    let place = cost.amount.place.as_ref()?;
    Some(finding_in(&DIGIT_SLIP, &cost.belongs, place, shown(&cost.amount), slip).about(&cost.item))
}

#[cfg(test)]
mod tests {
    use crate::check::fixture::expect;

    #[test]
    fn fires_on_a_digit_too_many_or_too_few() {
        expect(
            "名称     | 向き | 種別 | 基準 | R3目標 | R3実績 | R4目標           | R4実績            | R5目標 | R5実績
             利用者数 | 増   |      |      | 1200   | 1,180  | 1200             | 12,050 !digit-slip | 1200   | 1,230
             登録者数 | 増   |      |      | 1200   | 1,180  | 1200             | 118 !digit-slip   | 1200   | 1,230
             参加者数 | 増   |      |      | 120    | 115    | 12 !digit-slip !target-not-toward | 118 | 120 | 121
             満足度   | 増   |      | 61.2 | 62     | 61.8   | 63               | 6.24 !digit-slip  | 64     | 63.1
             消費額   | 増   |      |      | 500    | 480    | 500              | 490000 !digit-slip | 500   | 505
             認定件数 | 増   | 累計 |      | 40     | 44     | 80               | 830 !digit-slip   | 120    | 131 !cumulative-falls
             来場者数 | 増   |      |      |        |        | 1200             | 11,500 !digit-slip | 1250  |",
        );
    }

    #[test]
    fn fires_on_a_final_target_and_on_an_amount_in_another_unit() {
        expect(
            "名称     | 向き | R4目標 | R4実績 | R5目標 | R5実績 | 最終R8 | 費:事業費:R3 | 費:事業費:R4 | 費:事業費:R5
             受診者数 | 増   | 300    | 310    | 320    | 318    | 3500 !digit-slip | 1368 | 1404000 !digit-slip | 1512",
        );
    }

    #[test]
    fn is_silent_on_growth_small_counts_and_values_without_a_usual_size() {
        expect(
            "名称     | 向き | 種別 | 基準 | R3目標 | R3実績 | R4目標 | R4実績 | R5目標 | R5実績
             利用者数 | 増   |      | 400  | 1200   | 980    | 1200   | 1,450  | 1200   | 1,880
             起業件数 | 増   |      | 1    | 2      | 1      | 2      | 10 !rate-over | 2 | 1
             認定件数 | 増   | 累計 | 3    | 10     | 8      | 40     | 44     | 120    | 131
             社会移動 | 増   |      | △242 | －     | △181   | －     | △58    | －     | 36
             整備延長 | 増   |      |      | 50     | 40     | 900    | 800 !value-jump | 60 !target-not-toward | 66",
        );
    }
}
