//! Judges every observation: a rate, a mark of the scale, or the reason why there is none.

mod actual;
mod compare;
mod reckon;
mod words;

use super::facts::{baseline_of, direction, number};
use super::formula::way;
use super::method::{self, Sides};
use crate::judgement::{Judgement, Judgements, NotJudged, RateMethod};
use crate::model::{Direction, Figure, Indicator, Measurement, Model, Observation, Operator, Status};
use crate::period::{FiscalYear, Part, Period};
use crate::rating::{Method, Reference, Tolerance, Width};
use crate::settings::{Band, Scale, Settings, UnknownDirection};
use jiff::civil::Date;
pub use reckon::reckon;
use rust_decimal::{Decimal, RoundingStrategy};
use words::Outcome;

/// Judges every observation of `model`: `judgements[i][j]` is that of `model.indicators[i].observations[j]`.
///
/// Without `as_of` no period counts as unfinished.
pub fn judge(model: &Model, settings: &Settings, as_of: Option<Date>) -> Judgements {
    let unknown = settings.judgement.unknown_direction;
    let of = |indicator: &Indicator| {
        let plan = model.plans.iter().find(|plan| plan.name == indicator.belongs.plan);
        let plan_start = plan.and_then(|plan| plan.start_fiscal_year);
        let scale = settings.judgement.scale_of(&indicator.rating);
        let judge = |observation| match &scale {
            Some(scale) => {
                let goal = goal(indicator, observation, scale);
                judge_one(&Case { indicator, observation, scale, unknown, plan_start, goal }, as_of)
            }
            None => Judgement { reason: Some(NotJudged::NoScale), ..Judgement::default() },
        };
        indicator.observations.iter().map(judge).collect()
    };
    model.indicators.iter().map(of).collect()
}

/// What is judged, and what by.
struct Case<'a> {
    indicator: &'a Indicator,
    observation: &'a Observation,
    /// The scale of the indicator.
    scale: &'a Scale,
    /// What to do where it is not known which way is better.
    unknown: UnknownDirection,
    /// The first year of the indicator's plan.
    plan_start: Option<FiscalYear>,
    goal: Goal<'a>,
}

/// The target that the scale looks at.
#[derive(Clone, Copy)]
struct Goal<'a> {
    figure: &'a Figure,
    /// Whether it is the final one, for a period that has none of its own or whose share of it is due.
    is_final: bool,
    /// Whether the bands for the years before the final one are meant.
    interim: bool,
}

/// How an actual stands to its target.
enum Verdict {
    /// There is a rate. `just_missed`: the target was to be exceeded and was only reached.
    Rate { rate: Decimal, method: RateMethod, met: bool, just_missed: bool },
    /// Met or not is known; `reason` says why a rate is not.
    Compared { met: bool, reason: NotJudged },
    /// Target and actual are in words.
    InWords(Outcome),
}

fn judge_one(case: &Case, as_of: Option<Date>) -> Judgement {
    let actual = actual::actual(case, as_of);
    let progress_rate = actual.ok().and_then(|actual| way_to_final_target(case, actual));
    let verdict = if case.scale.method == Method::YearOnYear {
        actual.and_then(|actual| year_on_year(case, actual))
    } else {
        has_target(case.goal.figure).and_then(|()| match actual {
            Ok(actual) => by_method(case, actual).unwrap_or_else(|| compare::verdict(case, actual)),
            Err(NotJudged::ActualInWords) => words::verdict(case).ok_or(NotJudged::ActualInWords),
            Err(reason) => Err(reason),
        })
    };
    let level = |reference| actual.and_then(|actual| beside(case, actual, reference));
    let judgement = verdict.map(|verdict| mark(verdict, case, level));
    let judgement = judgement.unwrap_or_else(|reason| Judgement { reason: Some(reason), ..Judgement::default() });
    let not_judged = judgement.reason.and_then(|_| case.scale.not_judged.clone());
    Judgement { progress_rate, mark: judgement.mark.or(not_judged), ..judgement }
}

/// The target that the scale looks at: what is due after some of the years is a share of the final one; the way from the
/// baseline, and bands for the years before the final one, lead there where a year has none of its own.
fn goal<'a>(indicator: &'a Indicator, observation: &'a Observation, scale: &Scale) -> Goal<'a> {
    let own = Goal { figure: &observation.target, is_final: false, interim: false };
    let Some(last) = &indicator.final_target else { return own };
    let before = last.fiscal_year.is_some_and(|year| observation.period.fiscal_year < year);
    let without = has_none(&observation.target);
    let interim = without && before && !scale.interim.is_empty();
    let is_final = match scale.method {
        Method::Expectation | Method::ExpectedWay => true,
        Method::Progress | Method::Way => without,
        _ => interim,
    };
    if is_final { Goal { figure: &last.figure, is_final, interim } } else { own }
}

fn has_none(target: &Figure) -> bool {
    target.value.is_none() && matches!(target.status, Status::Blank | Status::NoSlot)
}

/// Whether there is a target to judge by.
fn has_target(target: &Figure) -> Result<(), NotJudged> {
    match target.status {
        Status::Unreadable => Err(NotJudged::Unreadable),
        Status::Value | Status::Text => Ok(()),
        _ if target.value.is_some() => Ok(()),
        _ => Err(NotJudged::NoTarget),
    }
}

/// The verdict by the method of the scale; `None` where the scale has none of its own, or the goal is no number to be
/// reached (維持, 前年度以上): there values are compared as always.
fn by_method(case: &Case, actual: Decimal) -> Option<Result<Verdict, NotJudged>> {
    let Case { indicator, observation, goal, .. } = *case;
    let method = match case.scale.method {
        Method::Standard => return None,
        Method::Ratio => RateMethod::Ratio,
        Method::Level => RateMethod::Level,
        Method::Progress => RateMethod::Progress,
        Method::Way => RateMethod::Way,
        Method::Expectation => RateMethod::Expectation,
        Method::ExpectedWay => RateMethod::ExpectedWay,
        Method::YearOnYear => RateMethod::YearOnYear,
        Method::Comparison => RateMethod::Comparison,
    };
    let Goal { figure, is_final, .. } = goal;
    let to_be_reached = matches!(figure.operator, None | Some(Operator::Equal | Operator::AtLeast | Operator::AtMost));
    let (target, rises) = match (figure.value.filter(|_| to_be_reached), direction(indicator, figure, case.unknown)) {
        (Some(target), Some(Direction::Up)) => (target, true),
        (Some(target), Some(Direction::Down)) => (target, false),
        (None, _) => return is_final.then_some(Err(NotJudged::TargetInWords)),
        (Some(_), _) => return is_final.then_some(Err(NotJudged::DirectionUnknown)),
    };
    let baseline = baseline_of(indicator, observation);
    let years = years(indicator, observation);
    let just_missed = figure.strict && actual == target;
    let reached = actual == target || (actual > target) == rises;
    let by_now = matches!(method, RateMethod::Expectation | RateMethod::ExpectedWay);
    Some(match method::rate(method, &Sides { actual, target, baseline, years, rises }) {
        // Before the last year it is the share due by now that is met.
        Ok(rate) if by_now => {
            Ok(Verdict::Rate { rate, method, met: rate >= Decimal::ONE_HUNDRED && !just_missed, just_missed })
        }
        Ok(rate) => Ok(Verdict::Rate { rate, method, met: reached && !just_missed, just_missed }),
        // In the last year it is met or not, whatever was due on the way.
        Err(reason) if by_now && !is_last_year(indicator, observation) => Err(reason),
        Err(reason) => Ok(Verdict::Compared { met: reached && !just_missed, reason }),
    })
}

fn is_last_year(indicator: &Indicator, observation: &Observation) -> bool {
    let last = indicator.final_target.as_ref().and_then(|last| last.fiscal_year);
    last == Some(observation.period.fiscal_year) && observation.period.part == Part::Year
}

/// 前年比: the actual beside that of the year before, whatever the target.
fn year_on_year(case: &Case, actual: Decimal) -> Result<Verdict, NotJudged> {
    match beside(case, actual, Reference::Previous) {
        Ok(rate) => {
            let met = rate >= Decimal::ONE_HUNDRED;
            Ok(Verdict::Rate { rate, method: RateMethod::YearOnYear, met, just_missed: false })
        }
        // Nothing is a percentage of 0, but more or less than 0 is.
        Err(NotJudged::NoFormula) => {
            let up = direction(case.indicator, &case.observation.target, case.unknown) == Some(Direction::Up);
            let met = (actual > Decimal::ZERO) == up;
            Ok(Verdict::Compared { met, reason: NotJudged::NoFormula })
        }
        Err(reason) => Err(reason),
    }
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
fn beside(case: &Case, actual: Decimal, reference: Reference) -> Result<Decimal, NotJudged> {
    let Case { indicator, observation, .. } = *case;
    let value = match reference {
        Reference::Target => return Err(NotJudged::NoFormula),
        Reference::Baseline => baseline_of(indicator, observation).ok_or(NotJudged::NoBaseline),
        Reference::Previous => last_year(indicator, observation).ok_or(NotJudged::NoPreviousYear),
    }?;
    let rises = match direction(indicator, case.goal.figure, case.unknown) {
        Some(Direction::Up) => true,
        Some(Direction::Down) => false,
        _ => return Err(NotJudged::DirectionUnknown),
    };
    let within = tolerance(case).and_then(|tolerance| tolerance.covers(actual, value));
    if within == Some(true) { Ok(Decimal::ONE_HUNDRED) } else { method::level(actual, value, rises) }
}

/// How far from a value still counts as that value: the indicator's own, else the scale's where it means something.
fn tolerance(case: &Case) -> Option<Tolerance> {
    let indicator = case.indicator;
    // Points are the unit of percentages; 3 points of a number of people would be three people.
    let in_points = ["%", "ポイント"].contains(&indicator.unit.as_str());
    let applies = |tolerance: &Tolerance| {
        (in_points || matches!(tolerance.width, Width::Percent(_)))
            && (!tolerance.perception || indicator.measurement == Some(Measurement::Perception))
    };
    indicator.rating.tolerance.or_else(|| case.scale.tolerance.filter(applies))
}

/// The actual of the year before; the baseline where it is of that year.
fn last_year(indicator: &Indicator, observation: &Observation) -> Option<Decimal> {
    let fiscal_year = observation.period.fiscal_year.checked_sub(1)?;
    let period = Period { fiscal_year, ..observation.period };
    let alike = |other: &&Observation| other.period == period && other.aggregation == observation.aggregation;
    let actual = indicator.observations.iter().find(alike).and_then(|other| number(&other.actual));
    let of_that_year = indicator.baseline.as_ref().is_some_and(|baseline| baseline.fiscal_year == Some(fiscal_year));
    actual.or_else(|| baseline_of(indicator, observation).filter(|_| of_that_year))
}

/// 進捗率: how much of the way from baseline to final target the actual has covered, unbounded.
///
/// Where targets of the indicator count several years, so may the final one: a year's actual without a target of its own
/// is not compared with it.
fn way_to_final_target(case: &Case, actual: Decimal) -> Option<Decimal> {
    let Case { indicator, observation, .. } = *case;
    if actual::counts_one_of_several_years(indicator, observation) {
        return None;
    }
    let target = number(&indicator.final_target.as_ref()?.figure)?;
    way(actual, baseline_of(indicator, observation)?, target)
}

/// Gives a verdict its mark; `beside` is the level of the actual against what else a band may look at.
///
/// The rate is compared with the bounds unrounded, unless the settings say otherwise, so 99.95 is not 100. What was only
/// compared has a mark where a single band is possible; what fell short of a target below has none, for lack of a rate.
fn mark(verdict: Verdict, case: &Case, beside: impl Fn(Reference) -> Result<Decimal, NotJudged>) -> Judgement {
    let scale = case.scale;
    let bands = scale.bands_of(case.goal.interim);
    match verdict {
        Verdict::Rate { rate, method, met, just_missed } => {
            let compared = |reference| {
                let rate = if reference == Reference::Target { Ok(rate) } else { beside(reference) }?;
                Ok(scale.rounding.map_or(rate, |decimals| {
                    rate.round_dp_with_strategy(decimals, RoundingStrategy::MidpointAwayFromZero)
                }))
            };
            let (band, reason) = match Band::reached(bands, compared, just_missed) {
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
            let band = Band::only(bands, met);
            Judgement {
                rate_method: Some(RateMethod::Comparison),
                mark: band.map(|band| band.label.clone()),
                achieved: Some(met),
                reason: if band.is_none() { Some(reason) } else { None },
                ..Judgement::default()
            }
        }
        Verdict::InWords(outcome) => {
            let band = scale.words.band(&scale.bands, outcome.word()).or_else(|| Band::only(bands, outcome.is_met()));
            Judgement {
                rate_method: Some(RateMethod::Comparison),
                mark: band.map(|band| band.label.clone()),
                achieved: Some(outcome.is_met()),
                reason: if band.is_none() { Some(NotJudged::TargetInWords) } else { None },
                ..Judgement::default()
            }
        }
    }
}

#[cfg(test)]
mod body_tests;
#[cfg(test)]
mod own_tests;
#[cfg(test)]
mod property_tests;
#[cfg(test)]
mod tests;
