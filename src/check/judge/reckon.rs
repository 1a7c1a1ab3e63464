//! The same judgement as formulas over the cells of an indicator, so that a workbook follows when an actual is corrected.
//!
//! A formula is handed out only if it says what the judgement says: not for the actual alone that stands there, but for
//! everything around the bounds of its bands.

use super::{Case, baseline_of, direction, goal, has_target, judge_one, last_year, tolerance, years};
use crate::check::facts::number as number_of;
use crate::expression::{Expression, Function, Operation, exact};
use crate::messages::reckoned::{ACHIEVED, MISSED, NO_MARK, NOT_JUDGED};
use crate::model::{Direction, Figure, Model, Observation, Operator, Status};
use crate::period::Period;
use crate::rating::{Method, Reference, Tolerance, Width};
use crate::reckoning::{Formula, Quantity, Reckoning};
use crate::settings::{Band, Bound, Settings};
use crate::token::change;
use jiff::civil::Date;
use rust_decimal::Decimal;
use std::cmp::Ordering;

/// The formulas of an observation, by the places of its indicator in the model and of itself in that; `None` where no
/// formula says what the judgement says, as where it depends on a sum over years or on words.
pub fn reckon(
    model: &Model,
    settings: &Settings,
    as_of: Option<Date>,
    indicator: usize,
    observation: usize,
) -> Option<Reckoning> {
    let indicator = model.indicators.get(indicator)?;
    let observation = indicator.observations.get(observation)?;
    let plan = model.plans.iter().find(|plan| plan.name == indicator.belongs.plan);
    let scale = settings.judgement.scale_of(&indicator.rating)?;
    let case = Case {
        indicator,
        observation,
        scale: &scale,
        unknown: settings.judgement.unknown_direction,
        plan_start: plan.and_then(|plan| plan.start_fiscal_year),
        goal: goal(indicator, observation, &scale),
    };
    let shape = shape(&case)?;
    let reckoning = formulas(&case, &shape)?;
    says_the_same(&case, &reckoning, as_of).then_some(reckoning)
}

/// How a judgement comes about, whatever the actual.
struct Shape {
    /// The rate; `None` where values are only compared.
    rate: Option<Formula>,
    /// Whether the target is met.
    met: Formula,
    /// What the actual must not be for a band from 100 upward: a target to be exceeded.
    exceeds: Option<Quantity>,
    /// The numbers that rate and comparison look at, the actual apart.
    numbers: Vec<(Quantity, Decimal)>,
}

const ACTUAL: Formula = Expression::Cell(Quantity::Actual);
const RATE: Formula = Expression::Cell(Quantity::Rate);

fn number(number: impl Into<Decimal>) -> Formula {
    Expression::number(number)
}

fn hundred() -> Formula {
    number(Decimal::ONE_HUNDRED)
}

/// Mirrors `judge_one`.
fn shape(case: &Case) -> Option<Shape> {
    let Case { indicator, observation, scale, goal, .. } = *case;
    if scale.method == Method::YearOnYear {
        let (quantity, before) = previous(case)?;
        let rises = rises(case)?;
        let level = level(quantity, before, rises)?;
        let rate = match tolerance(case) {
            Some(tolerance) => Expression::either(covers(tolerance, quantity), hundred(), level),
            None => level,
        };
        let met = RATE.of(Operation::AtLeast, hundred());
        return Some(Shape { rate: Some(rate), met, exceeds: None, numbers: vec![(quantity, before)] });
    }
    has_target(goal.figure).ok()?;
    let to_be_reached =
        matches!(goal.figure.operator, None | Some(Operator::Equal | Operator::AtLeast | Operator::AtMost));
    let Some(target) = goal.figure.value.filter(|_| to_be_reached) else { return in_words(case) };
    let Some(rises) = rises(case) else { return in_words(case) };
    let of = if goal.is_final { Quantity::FinalTarget } else { Quantity::Target };
    let compared = Shape {
        rate: None,
        met: better(of, rises, !goal.figure.strict),
        exceeds: goal.figure.strict.then_some(of),
        numbers: vec![(of, target)],
    };
    let from_nothing = rises && target > Decimal::ZERO;
    let baseline = baseline_of(indicator, observation);
    let on_the_way = baseline.filter(|from| (target > *from) == rises && target != *from);
    let years = years(indicator, observation).filter(|(gone, term)| *gone > Decimal::ZERO && gone <= term);
    let goal = || Expression::Cell(of);
    let from = || Expression::Cell(Quantity::Baseline);
    let due = |whole: Formula| {
        let (gone, term) = years?;
        Some(if gone == term { whole } else { whole.times(number(gone)).over(number(term)) })
    };
    let method = match scale.method {
        Method::Standard if rises && target.is_zero() => return None,
        Method::Standard if rises => Method::Ratio,
        Method::Standard => Method::Progress,
        method => method,
    };
    let way = || ACTUAL.minus(from()).over(goal().minus(from())).times(hundred());
    let (rate, looks_at_baseline) = match method {
        Method::Ratio if from_nothing => (ACTUAL.over(goal()).times(hundred()), false),
        Method::Level => (level(of, target, rises)?, false),
        Method::Progress if on_the_way.is_some() => {
            let floor = Expression::call(Function::Max, vec![number(0), way()]);
            (Expression::call(Function::Min, vec![hundred(), floor]), true)
        }
        Method::Way if on_the_way.is_some() => (way(), true),
        Method::Expectation if from_nothing && years.is_some() => (ACTUAL.over(due(goal())?).times(hundred()), false),
        Method::ExpectedWay if on_the_way.is_some() && years.is_some() => {
            (ACTUAL.minus(from()).over(due(goal().minus(from()))?).times(hundred()), true)
        }
        _ => return Some(compared),
    };
    let by_now = matches!(method, Method::Expectation | Method::ExpectedWay);
    let met = if by_now { at_least_100(compared.exceeds) } else { compared.met };
    let mut numbers = compared.numbers;
    numbers.extend(baseline.filter(|_| looks_at_baseline).map(|from| (Quantity::Baseline, from)));
    Some(Shape { rate: Some(rate), met, exceeds: compared.exceeds, numbers })
}

/// 維持, 前年度以上, 前年比5％アップ: what `compare` sets beside another value than a target. Mirrors it.
fn in_words(case: &Case) -> Option<Shape> {
    let Case { indicator, observation, goal, .. } = *case;
    let figure = goal.figure;
    let baseline = || Some((Quantity::Baseline, baseline_of(indicator, observation)?));
    let (of, value) = match (figure.operator, figure.value) {
        (_, Some(value)) if goal.is_final => (Quantity::FinalTarget, value),
        (_, Some(value)) => (Quantity::Target, value),
        (Some(Operator::YearOnYear), None) => previous(case)?,
        (Some(_), None) => baseline().or_else(|| previous(case))?,
        (None, None) => {
            let (of, before) = previous(case).filter(|(_, before)| *before > Decimal::ZERO)?;
            let change = change::year_on_year(&figure.text)?;
            let percent = change.of(Decimal::ONE_HUNDRED)?;
            let target = Expression::Cell(of).times(number(percent)).over(hundred());
            let numbers = vec![(of, before)];
            // The change of a round number is not round in floats.
            let met = |operation| ACTUAL.minus(target.clone()).rounded(9).of(operation, number(0));
            return Some(if change.rises() {
                let rate = ACTUAL.over(target.clone()).times(hundred());
                Shape { rate: Some(rate), met: met(Operation::AtLeast), exceeds: None, numbers }
            } else {
                Shape { rate: None, met: met(Operation::AtMost), exceeds: None, numbers }
            });
        }
    };
    let up = match (figure.operator, direction(indicator, figure, case.unknown)) {
        (Some(Operator::Increase), _) => return Some(beyond(of, value, true)),
        (Some(Operator::Decrease), _) => return Some(beyond(of, value, false)),
        (_, Some(Direction::Up)) => Some(true),
        (_, Some(Direction::Down)) => Some(false),
        (_, Some(Direction::Maintain)) => None,
        _ => return None,
    };
    let maintained = matches!(figure.operator, Some(Operator::Maintain)) || up.is_none();
    let met = match (up, tolerance(case).filter(|_| maintained)) {
        (Some(up), None) => better(of, up, maintained || !figure.strict),
        (Some(up), Some(tolerance)) => {
            Expression::call(Function::Or, vec![covers(tolerance, of), better(of, up, true)])
        }
        (None, Some(tolerance)) => covers(tolerance, of),
        (None, None) => return None,
    };
    Some(Shape { rate: None, met, exceeds: None, numbers: vec![(of, value)] })
}

/// 増加, 減少.
fn beyond(of: Quantity, value: Decimal, up: bool) -> Shape {
    Shape { rate: None, met: better(of, up, false), exceeds: None, numbers: vec![(of, value)] }
}

/// Which way is better, where it is up or down.
fn rises(case: &Case) -> Option<bool> {
    match direction(case.indicator, case.goal.figure, case.unknown) {
        Some(Direction::Up) => Some(true),
        Some(Direction::Down) => Some(false),
        _ => None,
    }
}

/// The actual of the year before, and whether it is the baseline that stands for it.
fn previous(case: &Case) -> Option<(Quantity, Decimal)> {
    let Case { indicator, observation, .. } = *case;
    let value = last_year(indicator, observation)?;
    let period = Period { fiscal_year: observation.period.fiscal_year.checked_sub(1)?, ..observation.period };
    let own = indicator.observations.iter().any(|other| {
        other.period == period && other.aggregation == observation.aggregation && number_of(&other.actual).is_some()
    });
    Some((if own { Quantity::Previous } else { Quantity::Baseline }, value))
}

/// Whether the actual is better than a number, or as good.
fn better(than: Quantity, up: bool, or_equal: bool) -> Formula {
    let operation = match (up, or_equal) {
        (true, true) => Operation::AtLeast,
        (true, false) => Operation::More,
        (false, true) => Operation::AtMost,
        (false, false) => Operation::Less,
    };
    ACTUAL.of(operation, Expression::Cell(than))
}

fn at_least_100(exceeds: Option<Quantity>) -> Formula {
    above(RATE, Bound::AtLeast(Decimal::ONE_HUNDRED), exceeds)
}

/// How far above or below a number, in percent of it.
fn level(of: Quantity, value: Decimal, up: bool) -> Option<Formula> {
    let reference = || Expression::Cell(of);
    Some(match (value.cmp(&Decimal::ZERO), up) {
        (Ordering::Equal, _) => return None,
        (Ordering::Greater, true) => ACTUAL.over(reference()).times(hundred()),
        (Ordering::Greater, false) => number(200).minus(ACTUAL.over(reference()).times(hundred())),
        (Ordering::Less, up) => {
            let better = if up { ACTUAL.minus(reference()) } else { reference().minus(ACTUAL) };
            let size = Expression::call(Function::Abs, vec![reference()]);
            hundred().of(Operation::Plus, better.over(size).times(hundred()))
        }
    })
}

/// Whether the actual is as good as a number within a tolerance.
fn covers(tolerance: Tolerance, of: Quantity) -> Formula {
    let operation = if tolerance.strict { Operation::Less } else { Operation::AtMost };
    let distance = Expression::call(Function::Abs, vec![ACTUAL.minus(Expression::Cell(of))]).rounded(9);
    match tolerance.width {
        Width::Points(width) => distance.of(operation, number(width)),
        Width::Percent(width) => {
            let size = Expression::call(Function::Abs, vec![Expression::Cell(of)]);
            distance.of(operation, size.times(number(width)).over(hundred()).rounded(9))
        }
    }
}

/// Whether a level reaches a bound. `exceeds`: a target that was only reached does not reach 100.
fn above(level: Formula, bound: Bound, exceeds: Option<Quantity>) -> Formula {
    match bound {
        Bound::AtLeast(bound) => {
            let reached = level.of(Operation::AtLeast, number(bound));
            match exceeds.filter(|_| bound == Decimal::ONE_HUNDRED) {
                Some(target) => {
                    let exceeded = ACTUAL.of(Operation::IsNot, Expression::Cell(target));
                    Expression::call(Function::And, vec![reached, exceeded])
                }
                None => reached,
            }
        }
        Bound::MoreThan(bound) => level.of(Operation::More, number(bound)),
        Bound::Rest => hundred().of(Operation::Is, hundred()),
    }
}

/// What a band says: its mark, and whether it counts as achieved.
struct Said {
    mark: Formula,
    achieved: Formula,
}

/// Mirrors `mark`.
fn formulas(case: &Case, shape: &Shape) -> Option<Reckoning> {
    let bands = case.scale.bands_of(case.goal.interim);
    let none = case.scale.not_judged.as_deref();
    let met = |met: &str, missed: &str| {
        Expression::either(shape.met.clone(), Expression::text(met), Expression::text(missed))
    };
    let class = || met(ACHIEVED, MISSED);
    let unmarked = || Said { mark: none.map_or_else(class, Expression::text), achieved: class() };
    let mut numbers = shape.numbers.clone();
    let (said, is_there) = if shape.rate.is_some() {
        let said = banded(case, shape, bands, &unmarked, &mut numbers)?;
        (said, RATE.of(Operation::Is, Expression::text("")))
    } else {
        let label = |achieved: bool, word| {
            let band = Band::only(bands, achieved).map(|band| band.label.as_str());
            band.or(none).unwrap_or(word)
        };
        let said = Said { mark: met(label(true, ACHIEVED), label(false, MISSED)), achieved: class() };
        (said, counted(&numbers, Operation::Less))
    };
    let rate = shape.rate.clone().map_or_else(
        || Expression::text(""),
        |rate| Expression::either(counted(&shape.numbers, Operation::Is), rate.rounded(9), Expression::text("")),
    );
    Some(Reckoning {
        rate,
        mark: Expression::either(is_there.clone(), Expression::text(none.unwrap_or(NO_MARK)), said.mark),
        achieved: Expression::either(is_there, Expression::text(NOT_JUDGED), said.achieved),
        numbers,
    })
}

/// Whether actual and numbers are all there, or fewer.
fn counted(numbers: &[(Quantity, Decimal)], operation: Operation) -> Formula {
    let cells: Vec<Formula> = numbers.iter().map(|(quantity, _)| Expression::Cell(*quantity)).chain([ACTUAL]).collect();
    let many = Decimal::from(cells.len());
    Expression::call(Function::Count, cells).of(operation, number(many))
}

/// The bands from the highest to the lowest, one question each.
fn banded(
    case: &Case,
    shape: &Shape,
    bands: &[Band],
    unmarked: &dyn Fn() -> Said,
    numbers: &mut Vec<(Quantity, Decimal)>,
) -> Option<Said> {
    let mut asked: Vec<(Formula, Said)> = Vec::new();
    let mut last = unmarked();
    for band in bands {
        let achieved = match band.achieved {
            Some(true) => Expression::text(ACHIEVED),
            Some(false) => Expression::text(MISSED),
            None => unmarked().achieved,
        };
        let said = Said { mark: Expression::text(&band.label), achieved };
        if band.bound == Bound::Rest {
            last = said;
            break;
        }
        let reached = match band.against {
            Reference::Target => above(rounding(case, RATE), band.bound, shape.exceeds),
            reference => {
                let of = match reference {
                    Reference::Previous => previous(case),
                    _ => baseline_of(case.indicator, case.observation).map(|from| (Quantity::Baseline, from)),
                };
                // Without it no further band can be given.
                let Some((of, value)) = of else { break };
                if !numbers.contains(&(of, value)) {
                    numbers.push((of, value));
                }
                stands_to(case, of, value, band.bound)?
            }
        };
        asked.push((reached, said));
    }
    Some(asked.into_iter().rev().fold(last, |below, (reached, said)| Said {
        mark: Expression::either(reached.clone(), said.mark, below.mark),
        achieved: Expression::either(reached, said.achieved, below.achieved),
    }))
}

fn rounding(case: &Case, rate: Formula) -> Formula {
    match case.scale.rounding {
        Some(decimals) => rate.rounded(decimals),
        None => rate,
    }
}

/// Whether the actual reaches a bound set beside the baseline or the year before.
fn stands_to(case: &Case, of: Quantity, value: Decimal, bound: Bound) -> Option<Formula> {
    let up = rises(case)?;
    let tolerance = tolerance(case);
    let at_100 = [Bound::AtLeast(Decimal::ONE_HUNDRED), Bound::MoreThan(Decimal::ONE_HUNDRED)].contains(&bound);
    if at_100 && tolerance.is_none() && case.scale.rounding.is_none() && !value.is_zero() {
        // As good as it or better, which needs no level.
        return Some(better(of, up, matches!(bound, Bound::AtLeast(_))));
    }
    let level = level(of, value, up)?;
    let level = match tolerance {
        Some(tolerance) => Expression::either(covers(tolerance, of), hundred(), level),
        None => level,
    };
    Some(above(level.rounded(case.scale.rounding.unwrap_or(9)), bound, None))
}

/// Whether the formulas say what the judgement says, for what stands there, for none, and for actuals on the bounds of all bands and
/// a little beside them.
fn says_the_same(case: &Case, reckoning: &Reckoning, as_of: Option<Date>) -> bool {
    let Case { scale, unknown, plan_start, goal, indicator, .. } = *case;
    let mut observation: Observation = case.observation.clone();
    let mut judged = |actual: Figure| {
        observation.actual = actual;
        judge_one(&Case { indicator, observation: &observation, scale, unknown, plan_start, goal }, as_of)
    };
    let mut same = |actual: Option<Decimal>, figure: Figure| {
        reckoning.of(actual).is_some_and(|reckoned| reckoned.is(&judged(figure)))
    };
    let own = &case.observation.actual;
    let blank = Figure { status: Status::Blank, ..Figure::no_slot() };
    let value = |value| Figure { value: Some(value), status: Status::Value, ..Figure::no_slot() };
    let typed = probes(case, reckoning);
    reckoning.numbers.iter().all(|(_, number)| exact(*number).is_some())
        && same(own.value, own.clone())
        && same(None, blank)
        && !typed.is_empty()
        && typed.into_iter().all(|actual| same(Some(actual), value(actual)))
}

/// Actuals on the bounds of the bands, and next to them by one in the last digit.
fn probes(case: &Case, reckoning: &Reckoning) -> Vec<Decimal> {
    let scale = reckoning.numbers.iter().map(|(_, number)| number.normalize().scale()).max().unwrap_or_default();
    let Ok(step) = Decimal::try_new(1, scale) else { return Vec::new() };
    let bands = case.scale.bands_of(case.goal.interim).iter();
    let mut shares: Vec<Decimal> = bands
        .filter_map(|band| match band.bound {
            Bound::AtLeast(bound) | Bound::MoreThan(bound) => bound.checked_div(Decimal::ONE_HUNDRED),
            Bound::Rest => None,
        })
        .collect();
    shares.extend([Decimal::ZERO, Decimal::ONE, Decimal::TWO]);
    let due = years(case.indicator, case.observation).and_then(|(gone, term)| gone.checked_div(term));
    let parts = [Some(Decimal::ONE), due.filter(|due| *due != Decimal::ONE)];
    let baseline = baseline_of(case.indicator, case.observation).unwrap_or_default();
    let mut probes = Vec::new();
    for (_, number) in &reckoning.numbers {
        for share in &shares {
            for part in parts.into_iter().flatten() {
                let of = |whole: Decimal| whole.checked_mul(*share)?.checked_mul(part);
                let bounds = [
                    of(*number),
                    of(*number).and_then(|part| number.checked_mul(Decimal::TWO)?.checked_sub(part)),
                    number.checked_sub(baseline).and_then(of).and_then(|way| baseline.checked_add(way)),
                ];
                for bound in bounds.into_iter().flatten() {
                    let bound = bound.round_dp(scale.max(6));
                    probes
                        .extend([Some(bound), bound.checked_add(step), bound.checked_sub(step)].into_iter().flatten());
                }
            }
        }
        if let Some(width) = tolerance(case).map(|tolerance| match tolerance.width {
            Width::Points(width) => width,
            Width::Percent(width) => {
                number.abs().checked_mul(width).map_or(width, |width| width / Decimal::ONE_HUNDRED)
            }
        }) {
            let edges = [number.checked_add(width), number.checked_sub(width)];
            probes.extend(edges.into_iter().flatten().flat_map(|edge| [edge, edge + step, edge - step]));
        }
    }
    probes
}

#[cfg(test)]
mod tests;
