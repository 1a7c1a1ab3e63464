//! Judges every observation: a rate, a mark of the scale, or the reason why there is none.

use super::facts::{baseline_of, direction, number};
use super::formula::{progress, ratio, way};
use super::method::{self, Sides};
use super::over::is_over;
use crate::judgement::{Judgement, Judgements, NotJudged, RateMethod};
use crate::model::{Aggregation, Direction, Figure, Indicator, Measurement, Model, Observation, Operator, Status};
use crate::period::{Part, Period};
use crate::rating::{Method, Reference, Tolerance, Width};
use crate::settings::{Scale, Settings, UnknownDirection};
use jiff::civil::Date;
use rust_decimal::{Decimal, RoundingStrategy};
use std::cmp::Ordering;

/// Judges every observation of `model`: `judgements[i][j]` is that of `model.indicators[i].observations[j]`.
///
/// Without `as_of` no period counts as unfinished.
pub fn judge(model: &Model, settings: &Settings, as_of: Option<Date>) -> Judgements {
    let unknown = settings.judgement.unknown_direction;
    let of = |indicator: &Indicator| {
        let scale = settings.judgement.scale_of(&indicator.rating);
        let judge = |observation| match &scale {
            Some(scale) => judge_one(indicator, observation, By { scale, unknown }, as_of),
            None => Judgement { reason: Some(NotJudged::NoScale), ..Judgement::default() },
        };
        indicator.observations.iter().map(judge).collect()
    };
    model.indicators.iter().map(of).collect()
}

/// What an indicator is judged by.
#[derive(Clone, Copy)]
struct By<'a> {
    /// Its scale.
    scale: &'a Scale,
    /// What to do where it is not known which way is better.
    unknown: UnknownDirection,
}

/// How an actual stands to its target.
enum Verdict {
    /// There is a rate. `just_missed`: the target was to be exceeded and was only reached.
    Rate { rate: Decimal, method: RateMethod, met: bool, just_missed: bool },
    /// Met or not is known; `reason` says why a rate is not.
    Compared { met: bool, reason: NotJudged },
}

fn judge_one(indicator: &Indicator, observation: &Observation, by: By, as_of: Option<Date>) -> Judgement {
    let actual = actual(observation, as_of);
    let progress_rate = actual.ok().and_then(|actual| way_to_final_target(indicator, observation, actual));
    let goal = goal(indicator, observation, by.scale.method);
    let judgement = target(goal).and(actual).and_then(|actual| {
        let verdict = by_method(indicator, observation, goal, actual, by)
            .unwrap_or_else(|| verdict(indicator, observation, actual, by))?;
        let level = |reference| beside(indicator, observation, actual, reference, by);
        Ok(mark(verdict, by.scale, level))
    });
    let judgement = judgement.unwrap_or_else(|reason| Judgement { reason: Some(reason), ..Judgement::default() });
    let not_judged = judgement.reason.and_then(|_| by.scale.not_judged.clone());
    Judgement { progress_rate, mark: judgement.mark.or(not_judged), ..judgement }
}

/// The target that the method looks at: what is due after some of the years is a share of the final one, and the way from
/// the baseline leads there where a year has none of its own.
fn goal<'a>(indicator: &'a Indicator, observation: &'a Observation, method: Method) -> &'a Figure {
    let last = indicator.final_target.as_ref().map(|last| &last.figure);
    match method {
        Method::Expectation | Method::ExpectedWay => last.unwrap_or(&observation.target),
        Method::Progress | Method::Way if has_none(&observation.target) => last.unwrap_or(&observation.target),
        _ => &observation.target,
    }
}

fn has_none(target: &Figure) -> bool {
    target.value.is_none() && matches!(target.status, Status::Blank | Status::NoSlot)
}

/// The verdict by the method of the scale; `None` where the scale has none of its own, or the goal is no number to be
/// reached (維持, 前年度以上): there values are compared as always.
fn by_method(
    indicator: &Indicator,
    observation: &Observation,
    goal: &Figure,
    actual: Decimal,
    by: By,
) -> Option<Result<Verdict, NotJudged>> {
    let method = match by.scale.method {
        Method::Standard => return None,
        Method::Ratio => RateMethod::Ratio,
        Method::Level => RateMethod::Level,
        Method::Progress => RateMethod::Progress,
        Method::Way => RateMethod::Way,
        Method::Expectation => RateMethod::Expectation,
        Method::ExpectedWay => RateMethod::ExpectedWay,
        Method::Comparison => RateMethod::Comparison,
    };
    let is_final = !std::ptr::eq(goal, &observation.target);
    let to_be_reached = matches!(goal.operator, None | Some(Operator::Equal | Operator::AtLeast | Operator::AtMost));
    let direction = direction(indicator, goal, by.unknown);
    let (target, rises) = match (goal.value.filter(|_| to_be_reached), direction) {
        (Some(target), Some(Direction::Up)) => (target, true),
        (Some(target), Some(Direction::Down)) => (target, false),
        (None, _) => return is_final.then_some(Err(NotJudged::TargetInWords)),
        (Some(_), _) => return is_final.then_some(Err(NotJudged::DirectionUnknown)),
    };
    if is_final && counts_one_of_several_years(indicator, observation) {
        return Some(Err(NotJudged::TargetSpansYears));
    }
    let baseline = baseline_of(indicator, observation);
    let years = years(indicator, observation);
    let just_missed = goal.strict && actual == target;
    let reached = actual == target || (actual > target) == rises;
    let by_now = matches!(method, RateMethod::Expectation | RateMethod::ExpectedWay);
    Some(match method::rate(method, &Sides { actual, target, baseline, years, rises }) {
        // Before the last year it is the share due by now that is met.
        Ok(rate) if by_now => {
            Ok(Verdict::Rate { rate, method, met: rate >= Decimal::ONE_HUNDRED && !just_missed, just_missed })
        }
        Ok(rate) => Ok(Verdict::Rate { rate, method, met: reached && !just_missed, just_missed }),
        Err(reason) if by_now => Err(reason),
        Err(reason) => Ok(Verdict::Compared { met: reached && !just_missed, reason }),
    })
}

/// Years from the baseline to the period, and to the final target.
fn years(indicator: &Indicator, observation: &Observation) -> Option<(Decimal, Decimal)> {
    let start = indicator.baseline.as_ref()?.fiscal_year?;
    let end = indicator.final_target.as_ref()?.fiscal_year?;
    let whole = observation.period.part == Part::Year;
    let since = |year: i32| year.checked_sub(start).map(Decimal::from);
    since(observation.period.fiscal_year).zip(since(end)).filter(|_| whole)
}

/// How the actual stands to the baseline or to the year before.
fn beside(
    indicator: &Indicator,
    observation: &Observation,
    actual: Decimal,
    reference: Reference,
    by: By,
) -> Result<Decimal, NotJudged> {
    let value = match reference {
        Reference::Target => return Err(NotJudged::NoFormula),
        Reference::Baseline => baseline_of(indicator, observation).ok_or(NotJudged::NoBaseline),
        Reference::Previous => last_year(indicator, observation).ok_or(NotJudged::NoPreviousYear),
    }?;
    let direction = direction(indicator, &observation.target, by.unknown);
    if direction.is_some() && tolerance(indicator, by).is_some_and(|within| within.covers(actual, value) == Some(true))
    {
        return Ok(Decimal::ONE_HUNDRED);
    }
    match direction {
        Some(Direction::Up) => method::level(actual, value, true),
        Some(Direction::Down) => method::level(actual, value, false),
        _ => Err(NotJudged::DirectionUnknown),
    }
}

/// Whether there is a target to judge by.
fn target(target: &Figure) -> Result<(), NotJudged> {
    match target.status {
        Status::Unreadable => Err(NotJudged::Unreadable),
        Status::Text => Ok(()),
        _ if target.value.is_some() => Ok(()),
        Status::Value => Err(NotJudged::TargetInWords),
        _ => Err(NotJudged::NoTarget),
    }
}

/// The actual that may be compared with the target, on the day `as_of`.
///
/// A target over several years is never compared with one year's actual (conventions of いわき市 and 滋賀県, F5: cumulative
/// actual against cumulative target): only a cumulative value will do.
fn actual(observation: &Observation, as_of: Option<Date>) -> Result<Decimal, NotJudged> {
    let figure = &observation.actual;
    if figure.status == Status::Unreadable {
        return Err(NotJudged::Unreadable);
    }
    if figure.status == Status::Forecast {
        return Err(NotJudged::ForecastOnly);
    }
    // 「10月末現在」 of a count over the year is a part of that year, whatever the date of the report.
    let counted = matches!(observation.aggregation, Some(Aggregation::Annual | Aggregation::Cumulative));
    let part = counted && observation.as_of_date.is_some_and(|date| !is_over(observation.period, date));
    if part || as_of.is_some_and(|date| !is_over(observation.period, date)) {
        return Err(NotJudged::NotYetOver);
    }
    let value = match (number(figure), figure.status) {
        (Some(value), _) => value,
        (None, Status::Value | Status::Provisional | Status::Text) => return Err(NotJudged::ActualInWords),
        (None, _) => return Err(NotJudged::NoActual),
    };
    match observation.aggregation {
        // A cumulative actual beside a target for one year alone.
        Some(Aggregation::Cumulative) if observation.target_aggregation == Some(Aggregation::Annual) => {
            Err(NotJudged::UnitsDiffer)
        }
        None | Some(Aggregation::Annual) if spans_years(observation) => {
            observation.cumulative.ok_or(NotJudged::TargetSpansYears)
        }
        _ => Ok(value),
    }
}

/// Whether the target counts several years.
fn spans_years(observation: &Observation) -> bool {
    observation.target_aggregation == Some(Aggregation::Cumulative) || observation.target_from_fiscal_year.is_some()
}

/// Sets the actual beside the target.
fn verdict(indicator: &Indicator, observation: &Observation, actual: Decimal, by: By) -> Result<Verdict, NotJudged> {
    let target = &observation.target;
    let direction = direction(indicator, target, by.unknown);
    match (target.operator, target.value) {
        // F9: 維持 has no published formula; offices compare, within a tolerance if they have one.
        (Some(Operator::Maintain), Some(value)) => maintained(actual, value, direction, tolerance(indicator, by)),
        (Some(Operator::Increase | Operator::Decrease | Operator::YearOnYear), Some(_)) => {
            Err(NotJudged::TargetInWords)
        }
        (_, Some(value)) => match direction {
            Some(Direction::Up) => rising(actual, value, target.strict),
            Some(Direction::Down) => falling(actual, value, target.strict, baseline_of(indicator, observation)),
            Some(Direction::Maintain) => maintained(actual, value, direction, tolerance(indicator, by)),
            Some(Direction::Range) | None => Err(NotJudged::DirectionUnknown),
        },
        (Some(operator), None) => {
            let reference = reference(indicator, observation, operator).ok_or(NotJudged::TargetInWords)?;
            in_words(target, actual, reference, direction, tolerance(indicator, by))
        }
        (None, None) => Err(NotJudged::TargetInWords),
    }
}

/// F1 where a ratio means something, else only a comparison.
fn rising(actual: Decimal, target: Decimal, strict: bool) -> Result<Verdict, NotJudged> {
    let met = if strict { actual > target } else { actual >= target };
    match target.cmp(&Decimal::ZERO) {
        Ordering::Equal => Err(NotJudged::TargetZero),
        // −120 against −100 is no 120 %.
        Ordering::Less => Ok(Verdict::Compared { met, reason: NotJudged::NoBaseline }),
        Ordering::Greater => {
            let rate = ratio(actual, target).ok_or(NotJudged::Unreadable)?;
            Ok(Verdict::Rate { rate, method: RateMethod::Ratio, met, just_missed: strict && actual == target })
        }
    }
}

/// F4 where the baseline lies above the target, else only a comparison.
fn falling(actual: Decimal, target: Decimal, strict: bool, baseline: Option<Decimal>) -> Result<Verdict, NotJudged> {
    let met = if strict { actual < target } else { actual <= target };
    let compared = |reason| Ok(Verdict::Compared { met, reason });
    let Some(baseline) = baseline else { return compared(NotJudged::NoBaseline) };
    match baseline.cmp(&target) {
        Ordering::Equal => compared(NotJudged::TargetEqualsBaseline),
        // The target is worse than the baseline, so the way from one to the other leads backwards.
        Ordering::Less => compared(NotJudged::NoBaseline),
        Ordering::Greater => {
            let rate = progress(actual, baseline, target).ok_or(NotJudged::Unreadable)?;
            Ok(Verdict::Rate { rate, method: RateMethod::Progress, met, just_missed: strict && actual == target })
        }
    }
}

/// How far from a value still counts as that value: the indicator's own, else the scale's where it means something.
fn tolerance(indicator: &Indicator, by: By) -> Option<Tolerance> {
    // Points are the unit of percentages; 3 points of a number of people would be three people.
    let in_points = ["%", "ポイント"].contains(&indicator.unit.as_str());
    let applies = |tolerance: &Tolerance| {
        (in_points || matches!(tolerance.width, Width::Percent(_)))
            && (!tolerance.perception || indicator.measurement == Some(Measurement::Perception))
    };
    indicator.rating.tolerance.or_else(|| by.scale.tolerance.filter(applies))
}

/// 維持: the value itself is met, and what the tolerance covers; whether another one is better depends on the direction.
fn maintained(
    actual: Decimal,
    value: Decimal,
    direction: Option<Direction>,
    tolerance: Option<Tolerance>,
) -> Result<Verdict, NotJudged> {
    let covered = tolerance.and_then(|tolerance| tolerance.covers(actual, value));
    let met = match (actual.cmp(&value), direction) {
        (Ordering::Equal, _) => true,
        _ if covered == Some(true) => true,
        (order, Some(Direction::Up)) => order == Ordering::Greater,
        (order, Some(Direction::Down)) => order == Ordering::Less,
        // Neither way is better, so beyond the tolerance either is a miss.
        (_, Some(Direction::Maintain)) if covered == Some(false) => false,
        _ => return Err(NotJudged::DirectionUnknown),
    };
    Ok(Verdict::Compared { met, reason: NotJudged::TargetInWords })
}

/// 増加, 減少, 維持, 前年度以上 against the value that they refer to.
fn in_words(
    target: &Figure,
    actual: Decimal,
    reference: Decimal,
    direction: Option<Direction>,
    tolerance: Option<Tolerance>,
) -> Result<Verdict, NotJudged> {
    let just = !target.strict && actual == reference;
    let met = match (target.operator, direction) {
        (Some(Operator::Increase), _) => actual > reference,
        (Some(Operator::Decrease), _) => actual < reference,
        (Some(Operator::Maintain), _) => return maintained(actual, reference, direction, tolerance),
        (Some(Operator::YearOnYear), Some(Direction::Up)) => actual > reference || just,
        (Some(Operator::YearOnYear), Some(Direction::Down)) => actual < reference || just,
        (Some(Operator::YearOnYear), _) => return Err(NotJudged::DirectionUnknown),
        _ => return Err(NotJudged::TargetInWords),
    };
    Ok(Verdict::Compared { met, reason: NotJudged::TargetInWords })
}

/// What a target in words refers to: last year's actual, or the baseline where there is one.
fn reference(indicator: &Indicator, observation: &Observation, operator: Operator) -> Option<Decimal> {
    match operator {
        Operator::YearOnYear => last_year(indicator, observation),
        Operator::Maintain | Operator::Increase | Operator::Decrease => {
            baseline_of(indicator, observation).or_else(|| last_year(indicator, observation))
        }
        Operator::Equal | Operator::AtLeast | Operator::AtMost => None,
    }
}

/// The actual of the year before.
fn last_year(indicator: &Indicator, observation: &Observation) -> Option<Decimal> {
    let period = Period { fiscal_year: observation.period.fiscal_year.checked_sub(1)?, ..observation.period };
    let alike = |other: &&Observation| other.period == period && other.aggregation == observation.aggregation;
    indicator.observations.iter().find(alike).and_then(|other| number(&other.actual))
}

/// 進捗率: how much of the way from baseline to final target the actual has covered, unbounded.
///
/// Where targets of the indicator count several years, so may the final one: a year's actual without a target of its own
/// is not compared with it.
fn way_to_final_target(indicator: &Indicator, observation: &Observation, actual: Decimal) -> Option<Decimal> {
    if counts_one_of_several_years(indicator, observation) {
        return None;
    }
    let target = number(&indicator.final_target.as_ref()?.figure)?;
    way(actual, baseline_of(indicator, observation)?, target)
}

fn counts_one_of_several_years(indicator: &Indicator, observation: &Observation) -> bool {
    let one_year = matches!(observation.aggregation, None | Some(Aggregation::Annual)) && !spans_years(observation);
    one_year && indicator.observations.iter().any(spans_years)
}

/// Gives a verdict its mark; `beside` is the level of the actual against what else a band may look at.
///
/// The rate is compared with the bounds unrounded, unless the settings say otherwise, so 99.95 is not 100. What was only
/// compared has a mark where a single band is possible; what fell short of a target below has none, for lack of a rate.
fn mark(verdict: Verdict, scale: &Scale, beside: impl Fn(Reference) -> Result<Decimal, NotJudged>) -> Judgement {
    match verdict {
        Verdict::Rate { rate, method, met, just_missed } => {
            let compared = |reference| {
                let rate = if reference == Reference::Target { Ok(rate) } else { beside(reference) }?;
                Ok(scale.rounding.map_or(rate, |decimals| {
                    rate.round_dp_with_strategy(decimals, RoundingStrategy::MidpointAwayFromZero)
                }))
            };
            let (band, reason) = match scale.band(compared, just_missed) {
                Ok(band) => (band, None),
                Err(reason) => (None, Some(reason)),
            };
            Judgement {
                achievement_rate: Some(rate),
                rate_method: Some(method),
                mark: band.map(|band| band.label.clone()),
                achieved: Some(band.and_then(|band| band.achieved).unwrap_or(met)),
                reason,
                ..Judgement::default()
            }
        }
        Verdict::Compared { met, reason } => {
            let band = scale.only_band(met);
            Judgement {
                rate_method: Some(RateMethod::Comparison),
                mark: band.map(|band| band.label.clone()),
                achieved: Some(met),
                reason: if band.is_none() { Some(reason) } else { None },
                ..Judgement::default()
            }
        }
    }
}

#[cfg(test)]
mod own_tests;
#[cfg(test)]
mod tests;
