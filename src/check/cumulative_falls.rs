//! `cumulative-falls`: a running total below the one before it.

use super::facts::{Facts, Seen, dated, finding_at, number, others, runs_on};
use crate::model::{Indicator, Observation};
use crate::period::{Part, Period};
use crate::rule::check::CUMULATIVE_FALLS;
use rust_decimal::Decimal;

/// Totals of months and quarters begin anew with each fiscal year.
pub(super) fn check(facts: &Facts) -> Seen {
    let mut seen = Seen::default();
    for (indicator, observation, _) in facts.observations() {
        let before = others(indicator, observation).filter(|before| is_part(before.period, observation.period));
        let last = before.filter_map(|before| Some((before, total(indicator, before)?))).last();
        let (Some(value), Some((last, total))) = (total(indicator, observation), last) else { continue };
        let finding = || finding_at(&CUMULATIVE_FALLS, indicator, &observation.actual, dated(last, total));
        seen.look((value < total).then(finding));
    }
    seen
}

/// The running total: the actual if it is one, else that beside it, `3(9)`.
fn total(indicator: &Indicator, observation: &Observation) -> Option<Decimal> {
    if runs_on(indicator, observation) { number(&observation.actual) } else { observation.cumulative }
}

/// Whether a total of `before` is part of that of `after`; both are of one series.
fn is_part(before: Period, after: Period) -> bool {
    before < after && (after.part == Part::Year || before.fiscal_year == after.fiscal_year)
}

#[cfg(test)]
mod tests {
    use crate::check::fixture::expect;

    #[test]
    fn fires_where_a_total_falls() {
        expect(
            "名称     | 向き | 種別 | R4目標 | R4実績 | R4累計 | R5目標 | R5実績               | R5累計
             認定件数 | 増   | 累計 | 40     | 42     |        | 50     | 11 !cumulative-falls |
             起業者数 | 増   | 単年 | 40     | 42     | 60     | 50     | 41 !cumulative-falls | 51
             登録者数（累計） | 増 |  | 40     | 42     |        | 50     | 11 !cumulative-falls |",
        );
    }

    #[test]
    fn is_silent_on_growth_annual_values_and_a_new_fiscal_year() {
        expect(
            "名称     | 向き | 種別 | R4目標 | R4実績 | R5目標 | R5実績
             認定件数 | 増   | 累計 | 40     | 42     | 50     | 42
             起業者数 | 増   | 単年 | 40     | 42     | 50     | 31
             登録者数（累計） | 増 | 単年 | 40 | 42     | 50     | 31",
        );
        expect(
            "名称     | 向き | 種別 | R4.2実績 | R4.3実績 | R5.4実績 | R5.5実績
             来館者数 | 増   | 累計 | 400      | 420      | 30       | 75",
        );
        expect(
            "名称                   | 向き | R4目標 | R4実績 | R4累計 | R5目標 | R5実績 | R5累計
             創業件数（単年(累計)） | 増   | 2      | 2      | 2      | 2      | 1      | 3",
        );
    }
}
