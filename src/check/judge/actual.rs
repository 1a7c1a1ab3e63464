//! The actual that is judged: that of the period, or the sum of the years where they add up.

use super::Case;
use crate::check::facts::{number, spans_years};
use crate::check::over::is_over;
use crate::judgement::NotJudged;
use crate::model::{Aggregation, Indicator, Observation, Status};
use crate::period::{Part, Period};
use jiff::civil::Date;
use rust_decimal::Decimal;

/// The actual that may be compared with the target, on the day `as_of`.
///
/// A target over several years is never compared with one year's actual (conventions of いわき市 and 滋賀県, F5: cumulative
/// actual against cumulative target): only a cumulative value will do.
pub(super) fn actual(case: &Case, as_of: Option<Date>) -> Result<Decimal, NotJudged> {
    let observation = case.observation;
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
            observation.cumulative.map_or_else(|| sum(case), Ok)
        }
        _ if case.goal.is_final && counts_one_of_several_years(case.indicator, observation) => sum(case),
        _ => Ok(value),
    }
}

/// The sum of the years' actuals, where someone says that they add up: from the year the target counts from, else the
/// first year of the plan. Sums come first, the division after (いわき市, 滋賀県).
fn sum(case: &Case) -> Result<Decimal, NotJudged> {
    let Case { indicator, observation, .. } = *case;
    if indicator.rating.adds_up != Some(true) || observation.period.part != Part::Year {
        return Err(NotJudged::TargetSpansYears);
    }
    let counts_from = |other: &Observation| other.target_from_fiscal_year;
    let from = counts_from(observation).or_else(|| indicator.observations.iter().find_map(counts_from));
    let from = from.or(case.plan_start).ok_or(NotJudged::NoTerm)?;
    let last = observation.period.fiscal_year;
    if from > last {
        return Err(NotJudged::NoTerm);
    }
    let mut sum = Decimal::ZERO;
    for year in from..=last {
        let alike =
            |other: &&Observation| other.period == Period::year(year) && other.aggregation == observation.aggregation;
        let of_year = indicator.observations.iter().find(alike).and_then(|other| number(&other.actual));
        sum = sum.checked_add(of_year.ok_or(NotJudged::YearsMissing)?).ok_or(NotJudged::Unreadable)?;
    }
    Ok(sum)
}

pub(super) fn counts_one_of_several_years(indicator: &Indicator, observation: &Observation) -> bool {
    let one_year = matches!(observation.aggregation, None | Some(Aggregation::Annual)) && !spans_years(observation);
    one_year && indicator.observations.iter().any(spans_years)
}
