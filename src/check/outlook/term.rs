//! Towards the final target: the line from the baseline through the last actual, and what is left to be done.

use super::{is_met, to_be_reached};
use crate::check::facts::{number, series, spans_years};
use crate::check::over::is_over;
use crate::model::{Aggregation, Direction, Figure, Indicator, Observation};
use crate::outlook::{ProjectedBy, Projection, TermOutlook};
use crate::period::{FiscalYear, Part, Period};
use jiff::civil::Date;
use rust_decimal::Decimal;

/// One change from a year to the next is no line.
const LEAST_YEARS: FiscalYear = 2;

/// The outlook towards the final target; whole years only, and never one year's count against a target over several.
pub fn outlook(
    indicator: &Indicator,
    day: Date,
    direction: impl Fn(&Figure) -> Option<Direction>,
) -> Option<TermOutlook> {
    let goal = indicator.final_target.as_ref()?;
    let (target, final_year) = (to_be_reached(&goal.figure)?, goal.fiscal_year?);
    if is_over(Period::year(final_year), day) {
        return None;
    }
    let known = |observation: &&Observation| {
        let period = observation.period;
        period.part == Part::Year && period.fiscal_year < final_year && is_over(period, day)
    };
    let years = || indicator.observations.iter().filter(known);
    let last = years().rev().find(|observation| number(&observation.actual).is_some())?;
    if indicator.observations.iter().any(spans_years) && last.aggregation != Some(Aggregation::Cumulative) {
        return None;
    }
    let first = years().find(|other| series(other) == series(last) && number(&other.actual).is_some());
    let of = |observation: &Observation| Some((observation.period.fiscal_year, number(&observation.actual)?));
    let last = of(last)?;
    let baseline = indicator.baseline.as_ref().and_then(|one| Some((one.fiscal_year?, number(&one.figure)?)));
    let from = baseline
        .or_else(|| first.and_then(of))
        .filter(|(year, _)| last.0.checked_sub(*year).is_some_and(|years| years >= LEAST_YEARS))?;
    let so_far = per_year(from, last)?;
    let years_left = Decimal::from(final_year.checked_sub(last.0)?);
    let ahead = bounded(so_far.checked_mul(years_left)?.checked_add(last.1)?, indicator, [from.1, last.1, target]);
    let direction = direction(&goal.figure);
    let reached = is_met(last.1, target, direction) == Some(true);
    let left = if reached { Decimal::ZERO } else { target.checked_sub(last.1)?.checked_div(years_left)? };
    Some(TermOutlook {
        final_year,
        target,
        from,
        last,
        projection: Projection { value: ahead, by: ProjectedBy::Linear },
        keeps_up: is_met(ahead, target, direction),
        so_far,
        left,
    })
}

fn per_year(from: (FiscalYear, Decimal), to: (FiscalYear, Decimal)) -> Option<Decimal> {
    to.1.checked_sub(from.1)?.checked_div(Decimal::from(to.0.checked_sub(from.0)?))
}

/// A line leads below nothing or beyond all of something; the value stays where all that is known lies.
fn bounded(value: Decimal, indicator: &Indicator, known: [Decimal; 3]) -> Decimal {
    let floor = known.iter().all(|each| *each >= Decimal::ZERO).then_some(Decimal::ZERO);
    let share = indicator.unit == "%" && known.iter().all(|each| *each <= Decimal::ONE_HUNDRED);
    let value = floor.map_or(value, |floor| value.max(floor));
    if share { value.min(Decimal::ONE_HUNDRED) } else { value }
}

#[cfg(test)]
mod tests {
    use crate::check::fixture::outlook_on;
    use crate::outlook::TermOutlook;
    use jiff::civil::date;
    use rust_decimal::Decimal;

    fn term(text: &str) -> Option<TermOutlook> {
        outlook_on(date(2025, 10, 31), text).term
    }

    fn number(value: &str) -> Decimal {
        value.parse().unwrap()
    }

    #[test]
    fn the_line_from_the_baseline_is_drawn_on_to_the_final_year() {
        let term =
            term("名称 | 向き | 基準R2 | R5実績 | R6実績 | 最終R8\n移住者 | 増 | 100 | 130 | 140 | 170").unwrap();
        assert_eq!((term.from.0, term.last.0), (2020, 2024));
        assert_eq!(term.projection.value, number("160"));
        assert_eq!((term.so_far, term.left), (number("10"), number("15")));
        assert_eq!(term.keeps_up, Some(false));
    }

    #[test]
    fn a_falling_indicator_falls_on_and_not_below_nothing() {
        let falling = term("名称 | 向き | 基準R2 | R6実績 | 最終R8\n事故 | 減 | 50 | 10 | 5").unwrap();
        assert_eq!((falling.projection.value, falling.keeps_up), (number("0"), Some(true)));
        assert_eq!(falling.left, number("-2.5"));
        let share = term("名称 | 単位 | 向き | 基準R2 | R6実績 | 最終R8\n率 | ％ | 増 | 60 | 95 | 98").unwrap();
        assert_eq!(share.projection.value, number("100"));
    }

    #[test]
    fn a_loss_may_turn_into_a_gain() {
        let loss = term("名称 | 向き | 基準R2 | R6実績 | 最終R8\n社会増減 | 増 | △242 | △42 | 150").unwrap();
        assert_eq!((loss.projection.value, loss.left), (number("58"), number("96")));
    }

    #[test]
    fn without_a_year_to_go_on_from_or_to_go_there_is_none() {
        for sheet in [
            "名称 | 向き | R6実績 | 最終R8\n移住者 | 増 | 140 | 170",
            "名称 | 向き | 基準R2 | R6実績 | 最終R6\n移住者 | 増 | 100 | 140 | 170",
            "名称 | 向き | 基準R2 | R6実績 | 最終R8\n移住者 | 増 | 100 | 集計中 | 170",
            "名称 | 向き | 基準R5 | R6実績 | 最終R8\n移住者 | 増 | 100 | 140 | 170",
            "名称 | 向き | 種別 | 目標種別 | 基準R2 | R6目標 | R6実績 | 最終R8\n移住者 | 増 | 単年 | 累計 | 10 | 60 | 12 | 70",
        ] {
            assert_eq!(term(sheet), None, "{sheet}");
        }
    }
}
