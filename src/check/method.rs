//! The rate of an actual by the method of a scale: a rate, or the reason why there is none.

use super::formula;
use crate::judgement::{NotJudged, RateMethod};
use rust_decimal::Decimal;
use std::cmp::Ordering;

/// All that a method may need to know of an indicator in one year.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sides {
    /// 実績値.
    pub actual: Decimal,
    /// 目標値, or the final one, as the method has it.
    pub target: Decimal,
    /// 基準値.
    pub baseline: Option<Decimal>,
    /// Years from the baseline to the actual and to the final target.
    pub years: Option<(Decimal, Decimal)>,
    /// Whether more is better.
    pub rises: bool,
}

/// The rate in percent, unrounded.
pub(super) fn rate(method: RateMethod, sides: &Sides) -> Result<Decimal, NotJudged> {
    let Sides { actual, target, years, rises, .. } = *sides;
    let years = years.filter(|(gone, term)| *gone > Decimal::ZERO && gone <= term).ok_or(NotJudged::NoTerm);
    let rate = match method {
        RateMethod::Ratio => formula::ratio(actual, from_nothing(sides)?),
        RateMethod::Level => return level(actual, target, rises),
        RateMethod::Progress => formula::progress(actual, on_the_way(sides)?, target),
        RateMethod::Way => formula::way(actual, on_the_way(sides)?, target),
        RateMethod::Expectation => formula::expectation(actual, from_nothing(sides)?, years?),
        RateMethod::ExpectedWay => formula::expected_way(actual, on_the_way(sides)?, target, years?),
        RateMethod::YearOnYear | RateMethod::Comparison => return Err(NotJudged::NoFormula),
    };
    rate.ok_or(NotJudged::Unreadable)
}

/// How far above or below a reference in the better direction, in percent of it. Nothing is a percentage of 0 but 0 itself.
pub(super) fn level(actual: Decimal, reference: Decimal, rises: bool) -> Result<Decimal, NotJudged> {
    if actual == reference {
        return Ok(Decimal::ONE_HUNDRED);
    }
    if reference.is_zero() {
        return Err(NotJudged::NoFormula);
    }
    formula::level(actual, reference, rises).ok_or(NotJudged::Unreadable)
}

/// The target, where a share of it means something: above 0, for an indicator that should rise.
fn from_nothing(sides: &Sides) -> Result<Decimal, NotJudged> {
    match sides.target.cmp(&Decimal::ZERO) {
        Ordering::Equal => Err(NotJudged::TargetZero),
        Ordering::Greater if sides.rises => Ok(sides.target),
        _ => Err(NotJudged::NoFormula),
    }
}

/// The baseline, where the way from it to the target leads in the better direction.
fn on_the_way(sides: &Sides) -> Result<Decimal, NotJudged> {
    let baseline = sides.baseline.ok_or(NotJudged::NoBaseline)?;
    match sides.target.cmp(&baseline) {
        Ordering::Equal => Err(NotJudged::TargetEqualsBaseline),
        order if (order == Ordering::Greater) == sides.rises => Ok(baseline),
        _ => Err(NotJudged::NoFormula),
    }
}

#[cfg(test)]
mod tests;
