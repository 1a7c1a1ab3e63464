//! Sets an actual beside its target where the scale has no method of its own, and where the target is no number.

use super::{Case, Verdict, last_year, tolerance};
use crate::check::facts::{baseline_of, direction};
use crate::check::formula::{progress, ratio};
use crate::judgement::{NotJudged, RateMethod};
use crate::model::{Direction, Figure, Indicator, Observation, Operator};
use crate::rating::Tolerance;
use crate::token::change::{self, Change};
use rust_decimal::Decimal;
use std::cmp::Ordering;

/// Sets the actual beside the target.
pub(super) fn verdict(case: &Case, actual: Decimal) -> Result<Verdict, NotJudged> {
    let Case { indicator, observation, .. } = *case;
    let target = case.goal.figure;
    let direction = direction(indicator, target, case.unknown);
    match (target.operator, target.value) {
        // F9: 維持 has no published formula; offices compare, within a tolerance if they have one.
        (Some(Operator::Maintain), Some(value)) => maintained(actual, value, direction, tolerance(case)),
        (Some(Operator::Increase | Operator::Decrease | Operator::YearOnYear), Some(_)) => {
            Err(NotJudged::TargetInWords)
        }
        (_, Some(value)) => match direction {
            Some(Direction::Up) => rising(actual, value, target.strict),
            Some(Direction::Down) => falling(actual, value, target.strict, baseline_of(indicator, observation)),
            Some(Direction::Maintain) => maintained(actual, value, direction, tolerance(case)),
            Some(Direction::Range) | None => Err(NotJudged::DirectionUnknown),
        },
        (Some(operator), None) => {
            let reference = reference(indicator, observation, operator).ok_or(NotJudged::TargetInWords)?;
            in_words(target, actual, reference, direction, tolerance(case))
        }
        (None, None) => match change::year_on_year(&target.text) {
            Some(change) => changed(change, actual, last_year(indicator, observation)),
            None => Err(NotJudged::TargetInWords),
        },
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

/// 前年比5％アップ: the actual of the year before with that change is the target.
fn changed(change: Change, actual: Decimal, before: Option<Decimal>) -> Result<Verdict, NotJudged> {
    let before = before.ok_or(NotJudged::NoPreviousYear)?;
    // A percentage more of nothing is nothing, and 5 % more of −100 could be either way.
    if before <= Decimal::ZERO {
        return Err(NotJudged::NoFormula);
    }
    let target = change.of(before).ok_or(NotJudged::Unreadable)?;
    if change.rises() {
        return rising(actual, target, false);
    }
    Ok(Verdict::Compared { met: actual <= target, reason: NotJudged::NoBaseline })
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
