//! `rate-disagrees` and `rate-wrong-way`: the rate that the sheet states against the formulas that bodies use.

use super::facts::{Facts, Seen, baseline_of, direction, finding_at, number};
use super::formula::{inverse, mirrored, progress, ratio, way};
use crate::cell::Place;
use crate::finding::Finding;
use crate::judgement::{Judgement, NotJudged};
use crate::model::{Direction, Indicator, Observation};
use crate::period::{Part, wareki_short};
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
    let mut seen = Seen::default();
    for (indicator, observation, judgement) in facts.observations() {
        let Some(stated) = observation.stated_rate else { continue };
        match read(facts, indicator, observation, judgement, stated) {
            Some(Reading::Disagrees) => seen.look(Some(disagreeing(indicator, observation, judgement, stated))),
            Some(Reading::Follows | Reading::WrongWay) => seen.look(None),
            None => seen.undecided(),
        }
    }
    seen
}

/// `rate-wrong-way`: one formula runs through all years of an indicator, so that it is told once, with every cell.
pub(super) fn check_wrong_way(facts: &Facts) -> Seen {
    let mut seen = Seen::default();
    for (indicator, judgements) in facts.model.indicators.iter().zip(facts.judgements) {
        let mut wrong = Vec::new();
        for (observation, judgement) in indicator.observations.iter().zip(judgements) {
            let Some(stated) = observation.stated_rate else { continue };
            match read(facts, indicator, observation, judgement, stated) {
                Some(Reading::WrongWay) => {
                    seen.look(None);
                    wrong.push((observation, judgement, stated));
                }
                Some(Reading::Follows | Reading::Disagrees) => seen.look(None),
                None => seen.undecided(),
            }
        }
        seen.findings.extend(upside_down(indicator, &wrong));
    }
    seen
}

/// Reads the stated rate, unless a sum over the years may stand behind it, which the model does not hold.
fn read(
    facts: &Facts,
    indicator: &Indicator,
    observation: &Observation,
    judgement: &Judgement,
    stated: Decimal,
) -> Option<Reading> {
    // The formula of the indicator's own scale, over the sums of years too, goes before those in use elsewhere.
    if judgement.achievement_rate.is_some_and(|rate| agrees(stated, rate)) {
        return Some(Reading::Follows);
    }
    let direction = direction(indicator, &observation.target, facts.settings.judgement.unknown_direction);
    let sums = matches!(judgement.reason, Some(NotJudged::TargetSpansYears | NotJudged::UnitsDiffer));
    compare(indicator, observation, direction, stated)
        .filter(|reading| !(sums && matches!(reading, Reading::Disagrees)))
}

/// Compares the stated rate with every formula in use; `None` where a number is wanting.
fn compare(
    indicator: &Indicator,
    observation: &Observation,
    direction: Option<Direction>,
    stated: Decimal,
) -> Option<Reading> {
    let target = observation.target.value?;
    // The sheet reckons with what it says itself.
    let actual = number(&observation.actual.as_submitted())?;
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

fn disagreeing(indicator: &Indicator, observation: &Observation, judgement: &Judgement, stated: Decimal) -> Finding {
    let plain = || observation.target.value.and_then(|target| ratio(number(&observation.actual)?, target));
    let expected = percent(judgement.achievement_rate.or_else(plain), stated);
    let finding = finding_at(&RATE_DISAGREES, indicator, &observation.actual, expected);
    Finding { found: format!("{stated}％"), ..finding }
}

/// One finding at the first of the cells, which names them all.
fn upside_down(indicator: &Indicator, wrong: &[(&Observation, &Judgement, Decimal)]) -> Option<Finding> {
    let (first, ..) = wrong.first()?;
    let home = first.actual.place.as_ref();
    let dated = |one: &Observation, rate: String| match wrong {
        [_] => rate,
        _ => format!("{} {rate}", period(one)),
    };
    let stated = wrong.iter().map(|(one, _, stated)| {
        let cell = if wrong.len() > 1 { cell(one.actual.place.as_ref(), home) } else { String::new() };
        dated(one, format!("{stated}％{cell}"))
    });
    let found = stated.collect::<Vec<_>>().join("、");
    let known = wrong.iter().filter(|(_, judgement, _)| judgement.achievement_rate.is_some());
    let rates = known.map(|(one, judgement, stated)| dated(one, percent(judgement.achievement_rate, *stated)));
    let expected = rates.collect::<Vec<_>>().join("、");
    let expected = if expected.is_empty() { "－".to_owned() } else { expected };
    Some(Finding { found, ..finding_at(&RATE_WRONG_WAY, indicator, &first.actual, expected) })
}

/// A rate with the decimals of the stated one.
fn percent(rate: Option<Decimal>, stated: Decimal) -> String {
    let decimals = stated.scale().clamp(1, MOST_DECIMALS);
    rate.map_or_else(|| "－".to_owned(), |rate| format!("{}％", rate.round_dp(decimals).normalize()))
}

fn period(observation: &Observation) -> String {
    match observation.period.part {
        Part::Year => wareki_short(observation.period.fiscal_year),
        Part::Quarter(_) | Part::Month(_) => observation.period.to_string(),
    }
}

/// A cell in brackets, with its sheet where that is another than the finding's.
fn cell(place: Option<&Place>, home: Option<&Place>) -> String {
    match (place, home) {
        (Some(place), Some(home)) if place.sheet == home.sheet => format!("（{}）", place.cell),
        (Some(place), _) => format!("（{place}）"),
        (None, _) => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use crate::check::fixture::{alone, expect, model_of};
    use crate::check::{check, judge};
    use crate::rule::check::{RATE_DISAGREES, RATE_WRONG_WAY};
    use crate::settings::Settings;

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
    fn is_silent_on_the_rate_of_the_configured_method() {
        let stated = |rate: &str| {
            let (model, _) = model_of(&format!(
                "名称 | 向き | 基準R2 | R4目標 | R4実績 | R4率 | 最終R7\n指標 | 増 | 0 | 90 | 30 | {rate} | 100"
            ));
            let settings = Settings::parse("[judgement]\nmethod = \"expectation\"").unwrap();
            let (findings, _) = check(&model, &judge(&model, &settings, None), alone(&settings));
            findings.iter().filter(|finding| finding.rule == &RATE_DISAGREES).count()
        };
        assert_eq!(stated("75"), 0);
        assert_eq!(stated("76"), 1);
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
    fn rate_wrong_way_is_told_once_for_all_years_of_an_indicator() {
        let (model, _) = model_of(
            "名称   | 向き | 基準 | R4目標 | R4実績 | R4率  | R5目標 | R5実績 | R5率  | R6目標 | R6実績 | R6率
             ごみ量 | 減   | 620  | 600    | 606    | 101.0 | 590    | 593    | 100.5 | 580    | 575    | 100",
        );
        let settings = Settings::default();
        let (findings, _) = check(&model, &judge(&model, &settings, None), alone(&settings));
        let wrong: Vec<_> = findings.iter().filter(|finding| finding.rule == &RATE_WRONG_WAY).collect();
        assert_eq!(wrong.len(), 1);
        let cell = |place: usize| model.indicators[0].observations[place].actual.place.as_ref().unwrap().cell;
        assert_eq!(wrong[0].cell, Some(cell(0)));
        assert_eq!(wrong[0].found, format!("R4 101.0％（{}）、R5 100.5％（{}）", cell(0), cell(1)));
        assert_eq!(wrong[0].expected, "R4 70％、R5 90％");
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
