//! `rate-disagrees` and `rate-wrong-way`: the rate that the sheet states against the formulas that bodies use.

use super::facts::{Facts, Seen, baseline_of, direction, finding_at, number};
use super::formula::{inverse, mirrored, progress, ratio, way};
use crate::finding::Finding;
use crate::judgement::{Judgement, NotJudged};
use crate::model::{Direction, Indicator, Observation};
use crate::rule::Rule;
use crate::rule::check::{RATE_DISAGREES, RATE_WRONG_WAY};
use rust_decimal::Decimal;

/// Decimals beyond which a stated rate is a number that Excel computed, not one that someone wrote.
const MOST_DECIMALS: u32 = 6;

/// What a stated rate turns out to be.
enum Reading {
    /// One of the formulas in use gives it.
    Follows,
    /// Actual ÷ target, though the indicator should fall.
    WrongWay,
    /// None does.
    Disagrees,
}

/// `rate-disagrees`.
pub(super) fn check(facts: &Facts) -> Seen {
    look(facts, &RATE_DISAGREES, |reading| matches!(reading, Reading::Disagrees))
}

/// `rate-wrong-way`.
pub(super) fn check_wrong_way(facts: &Facts) -> Seen {
    look(facts, &RATE_WRONG_WAY, |reading| matches!(reading, Reading::WrongWay))
}

fn look(facts: &Facts, rule: &'static Rule, wrong: fn(&Reading) -> bool) -> Seen {
    let mut seen = Seen::default();
    for (indicator, observation, judgement) in facts.observations() {
        let Some(stated) = observation.stated_rate else { continue };
        let unknown = facts.settings.judgement.unknown_direction;
        let direction = direction(indicator, &observation.target, unknown);
        // A sum over the years may stand behind the rate, which the model does not hold.
        let sums = matches!(judgement.reason, Some(NotJudged::TargetSpansYears | NotJudged::UnitsDiffer));
        match read(indicator, observation, direction, stated) {
            Some(Reading::Disagrees) if sums => seen.undecided(),
            Some(reading) => {
                let finding = || finding(rule, indicator, observation, judgement, stated);
                seen.look(wrong(&reading).then(finding));
            }
            None => seen.undecided(),
        }
    }
    seen
}

/// Compares the stated rate with every formula in use; `None` where a number is wanting.
fn read(
    indicator: &Indicator,
    observation: &Observation,
    direction: Option<Direction>,
    stated: Decimal,
) -> Option<Reading> {
    let target = observation.target.value?;
    let actual = number(&observation.actual)?;
    let baseline = baseline_of(indicator, observation);
    let last = indicator.final_target.as_ref().and_then(|last| number(&last.figure));
    let agrees = |rate: Option<Decimal>| rate.is_some_and(|rate| agrees(stated, rate));
    let plain = ratio(actual, target);
    let rising = agrees(plain)
        || agrees(plain.map(|rate| rate.min(Decimal::ONE_HUNDRED)))
        || agrees(observation.cumulative.and_then(|cumulative| ratio(cumulative, target)))
        || agrees(last.and_then(|last| ratio(actual, last)));
    let falling = agrees(inverse(actual, target)) || agrees(mirrored(actual, target));
    let from_baseline = [Some(target), last].into_iter().flatten().any(|target| {
        let along = |formula: fn(Decimal, Decimal, Decimal) -> Option<Decimal>| {
            agrees(baseline.and_then(|baseline| formula(actual, baseline, target)))
        };
        along(way) || along(progress)
    });
    // Against a target of 0 most formulas have no result, so that none can be missed.
    let has_result = plain.is_some() || from_baseline;
    has_result.then(|| match direction {
        _ if from_baseline => Reading::Follows,
        Some(Direction::Down) if falling => Reading::Follows,
        Some(Direction::Down) if agrees(plain) => Reading::WrongWay,
        Some(Direction::Down) => Reading::Disagrees,
        Some(Direction::Up) if rising => Reading::Follows,
        Some(Direction::Up) => Reading::Disagrees,
        _ if rising || falling => Reading::Follows,
        _ => Reading::Disagrees,
    })
}

/// Whether `rate` may have been printed as `stated`: rounded, cut off or raised in its last place.
fn agrees(stated: Decimal, rate: Decimal) -> bool {
    let last_place = Decimal::new(1, stated.scale().min(MOST_DECIMALS));
    stated.checked_sub(rate).is_some_and(|difference| difference.abs() < last_place)
}

fn finding(
    rule: &'static Rule,
    indicator: &Indicator,
    observation: &Observation,
    judgement: &Judgement,
    stated: Decimal,
) -> Finding {
    let plain = || observation.target.value.and_then(|target| ratio(number(&observation.actual)?, target));
    let falls = rule == &RATE_WRONG_WAY;
    let ours = judgement.achievement_rate.or_else(|| if falls { None } else { plain() });
    let decimals = stated.scale().clamp(1, MOST_DECIMALS);
    let expected = ours.map_or_else(|| "－".to_owned(), |rate| format!("{}％", rate.round_dp(decimals).normalize()));
    let finding = finding_at(rule, indicator, &observation.actual, expected);
    Finding { found: format!("{stated}％"), ..finding }
}

#[cfg(test)]
mod tests {
    use crate::check::fixture::expect;

    #[test]
    fn fires_where_no_formula_gives_the_stated_rate() {
        expect(
            "名称     | 向き | 基準 | R4目標 | R4実績              | R4率
             利用者数 | 増   |      | 772    | 712 !rate-disagrees | 97.8
             ごみ量   | 減   | 620  | 580    | 600 !rate-disagrees | 70",
        );
    }

    #[test]
    fn is_silent_on_every_formula_in_use_at_the_printed_precision() {
        expect(
            "名称     | 向き | 基準   | R4目標 | R4実績 | R4率
             利用者数 | 増   |        | 772    | 712    | 92.2
             参加者数 | 増   |        | 772    | 712    | 92
             来館者数 | 増   |        | 772    | 784    | 100
             登録者数 | 増   | 191667 | 230000 | 212585 | 54.6
             ごみ量   | 減   | 620    | 580    | 600    | 50
             排出量   | 減   |        | 580    | 600    | 96.7
             事故件数 | 減   |        | 0      | 0      | 100
             件数     | 増   |        | 772    | 712    |",
        );
    }

    #[test]
    fn rate_wrong_way_fires_on_actual_by_target_of_a_falling_indicator() {
        expect(
            "名称   | 向き | 基準 | R4目標 | R4実績              | R4率
             ごみ量 | 減   |      | 580    | 593 !rate-wrong-way | 102.2
             排出量 | 減   | 620  | 580    | 581 !rate-wrong-way | 100.2",
        );
    }

    #[test]
    fn rate_wrong_way_is_silent_where_both_ways_agree() {
        expect(
            "名称   | 向き | 基準 | R4目標 | R4実績 | R4率
             ごみ量 | 減   |      | 580    | 580    | 100
             排出量 | 減   | 620  | 580    | 580    | 100.0",
        );
    }
}
