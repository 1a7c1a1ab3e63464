//! `same-as-last-year`: the same digits three years running.

use super::facts::{Facts, Seen, finding_at, number, significant_digits};
use crate::model::{Indicator, Observation};
use crate::period::{Part, wareki};
use crate::rule::check::SAME_AS_LAST_YEAR;
use rust_decimal::Decimal;

/// This many years running look copied.
const YEARS: usize = 3;
/// Round numbers repeat by themselves; this many significant digits do not.
const DIGITS: usize = 3;

/// Once per run of equal years, at its last.
pub(super) fn check(facts: &Facts) -> Seen {
    let mut seen = Seen::default();
    for indicator in &facts.model.indicators {
        let mut years: Vec<(&Observation, Decimal)> = indicator
            .observations
            .iter()
            .filter(|observation| observation.period.part == Part::Year)
            .filter_map(|observation| Some((observation, number(&observation.actual)?)))
            .collect();
        years.sort_by_key(|(observation, _)| observation.aggregation);
        if years.len() < YEARS {
            continue;
        }
        let runs = years.chunk_by(|(one, value), (next, other)| value == other && one.aggregation == next.aggregation);
        let mut found = runs.filter_map(|run| finding(indicator, run));
        let first = found.next();
        seen.look(first);
        seen.findings.extend(found);
    }
    seen
}

fn finding(indicator: &Indicator, run: &[(&Observation, Decimal)]) -> Option<crate::finding::Finding> {
    let ((first, value), (last, _)) = (run.first()?, run.last()?);
    let copied = run.len() >= YEARS && significant_digits(*value) >= DIGITS;
    copied.then(|| finding_at(&SAME_AS_LAST_YEAR, indicator, &last.actual, wareki(first.period.fiscal_year)))
}

#[cfg(test)]
mod tests {
    use crate::check::fixture::expect;

    #[test]
    fn fires_on_three_equal_years_once() {
        expect(
            "名称     | 向き | R3実績 | R4実績 | R5実績                   | R6実績
             来場者数 | 増   | 1,234  | 1,234  | 1,234 !same-as-last-year | 1,301
             満足度   | 増   | 60.1   | 61.5   | 61.5                     | 61.5 !same-as-last-year",
        );
    }

    #[test]
    fn is_silent_on_two_years_and_on_round_numbers() {
        expect(
            "名称     | 向き | R3実績 | R4実績 | R5実績 | R6実績
             来場者数 | 増   | 1,234  | 1,234  | 1,301  | 1,234
             実施率   | 増   | 100    | 100.0  | 100    | 100
             施設数   | 増   | 12     | 12     | 12     | 12",
        );
    }
}
