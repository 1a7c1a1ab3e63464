//! `cumulative-falls`: a running total below the one before it.

use super::facts::{Facts, Seen, dated, finding_at, number};
use crate::model::{Aggregation, Observation};
use crate::period::{Part, Period};
use crate::rule::check::CUMULATIVE_FALLS;
use rust_decimal::Decimal;

/// Totals of months and quarters begin anew with each fiscal year.
pub(super) fn check(facts: &Facts) -> Seen {
    let mut seen = Seen::default();
    for indicator in &facts.model.indicators {
        let mut before: Option<(&Observation, Decimal)> = None;
        for observation in &indicator.observations {
            let Some(value) = total(observation) else { continue };
            if let Some((last, total)) = before.filter(|(last, _)| run_on(last.period, observation.period)) {
                let expected = || dated(last, total);
                let fallen = value < total;
                seen.look(fallen.then(|| finding_at(&CUMULATIVE_FALLS, indicator, &observation.actual, expected())));
            }
            before = Some((observation, value));
        }
    }
    seen
}

/// The running total: the actual if it is one, else that beside it, `3(9)`.
fn total(observation: &Observation) -> Option<Decimal> {
    match observation.aggregation {
        Some(Aggregation::Cumulative) => number(&observation.actual),
        _ => observation.cumulative,
    }
}

fn run_on(before: Period, after: Period) -> bool {
    match (before.part, after.part) {
        (Part::Year, Part::Year) => true,
        (Part::Month(_), Part::Month(_)) | (Part::Quarter(_), Part::Quarter(_)) => {
            before.fiscal_year == after.fiscal_year
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use crate::check::fixture::expect;

    #[test]
    fn fires_where_a_total_falls() {
        expect(
            "名称     | 向き | 種別 | R4目標 | R4実績 | R4累計 | R5目標 | R5実績               | R5累計
             認定件数 | 増   | 累計 | 40     | 42     |        | 50     | 11 !cumulative-falls |
             起業者数 | 増   | 単年 | 40     | 42     | 60     | 50     | 41 !cumulative-falls | 51",
        );
    }

    #[test]
    fn is_silent_on_growth_annual_values_and_a_new_fiscal_year() {
        expect(
            "名称     | 向き | 種別 | R4目標 | R4実績 | R5目標 | R5実績
             認定件数 | 増   | 累計 | 40     | 42     | 50     | 42
             起業者数 | 増   | 単年 | 40     | 42     | 50     | 31",
        );
        expect(
            "名称     | 向き | 種別 | R4.2実績 | R4.3実績 | R5.4実績 | R5.5実績
             来館者数 | 増   | 累計 | 400      | 420      | 30       | 75",
        );
    }
}
