//! `actuals-copied`: every actual of a sheet is that of the year before.

use super::facts::{Facts, Seen, finding_at, number, significant_digits};
use crate::cell::SheetId;
use crate::model::{Indicator, Observation};
use crate::period::{FiscalYear, Part, Period, wareki};
use crate::rule::check::ACTUALS_COPIED;
use std::collections::BTreeMap;

/// Fewer may stay the same by chance.
const INDICATORS: usize = 3;
/// Round numbers repeat by themselves.
const DIGITS: usize = 2;

/// The last year of each sheet against the year before it, which stands on the sheet or in the run before.
pub(super) fn check(facts: &Facts) -> Seen {
    let mut seen = Seen::default();
    let mut sheets: BTreeMap<&SheetId, Vec<&Indicator>> = BTreeMap::new();
    for indicator in &facts.model.indicators {
        sheets.entry(&indicator.place.sheet).or_default().push(indicator);
    }
    for indicators in sheets.values() {
        let filled =
            indicators.iter().flat_map(|indicator| annual(indicator)).filter(|year| number(&year.actual).is_some());
        let Some(last) = filled.map(|year| year.period.fiscal_year).max() else { continue };
        let pairs: Vec<_> = indicators.iter().filter_map(|indicator| pair(facts, indicator, last)).collect();
        if pairs.len() < INDICATORS {
            seen.undecided();
            continue;
        }
        let equal = pairs.iter().all(|(_, year, before)| year.actual.value == before.actual.value);
        let telling = pairs.iter().filter_map(|(_, year, _)| number(&year.actual));
        let telling = telling.filter(|value| significant_digits(*value) >= DIGITS).count() >= INDICATORS;
        let first = pairs.first().filter(|_| equal && telling);
        seen.look(first.map(|(indicator, year, _)| {
            let expected = format!("{} {}", wareki(last.saturating_sub(1)), pairs.len());
            finding_at(&ACTUALS_COPIED, indicator, &year.actual, expected)
        }));
    }
    seen
}

fn annual(indicator: &Indicator) -> impl Iterator<Item = &Observation> {
    indicator.observations.iter().filter(|one| one.period.part == Part::Year)
}

/// The year's observation with an actual, and that of the year before.
fn pair<'a>(
    facts: &Facts<'a>,
    indicator: &'a Indicator,
    last: FiscalYear,
) -> Option<(&'a Indicator, &'a Observation, &'a Observation)> {
    let before = Period::year(last.checked_sub(1)?);
    let year = annual(indicator).find(|one| one.period.fiscal_year == last && number(&one.actual).is_some())?;
    let of = |indicator: &'a Indicator| {
        annual(indicator)
            .find(|one| one.period == before && one.aggregation == year.aggregation && number(&one.actual).is_some())
    };
    let other = of(indicator).or_else(|| facts.before(indicator).and_then(of))?;
    Some((indicator, year, other))
}

#[cfg(test)]
mod tests {
    use crate::check::fixture::{expect, expect_after};

    #[test]
    fn fires_once_where_all_actuals_are_those_of_the_year_before() {
        expect(
            "名称     | 向き | R4実績 | R5実績
             利用者数 | 増   | 1,187  | 1,187 !actuals-copied
             満足度   | 増   | 61.3   | 61.3
             開催回数 | 増   | 12     | 12
             講座数   | 増   | 10     | 10",
        );
        expect_after(
            "名称     | 向き | R4実績
             利用者数 | 増   | 1,187
             満足度   | 増   | 61.3
             開催回数 | 増   | 12",
            "名称     | 向き | R5実績
             利用者数 | 増   | 1,187 !actuals-copied
             満足度   | 増   | 61.3
             開催回数 | 増   | 12",
        );
    }

    #[test]
    fn is_silent_where_one_differs_and_on_few_or_round_values() {
        expect(
            "名称     | 向き | シート | R4実績 | R5実績
             利用者数 | 増   | 1      | 1,187  | 1,187
             満足度   | 増   | 1      | 61.3   | 61.4
             開催回数 | 増   | 1      | 12     | 12
             講座数   | 増   | 2      | 11     | 11
             施設数   | 増   | 2      | 3      | 3
             整備率   | 増   | 2      | 100    | 100",
        );
    }
}
