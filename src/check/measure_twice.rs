//! `measure-twice`: two sheets for one measure.

use super::facts::{Facts, Home, Seen, finding_of, home, number};
use crate::cell::SheetId;
use crate::model::Indicator;
use crate::period::Period;
use crate::rule::check::MEASURE_TWICE;
use std::collections::{BTreeMap, BTreeSet};

/// With how many others of its measure a sheet is compared.
const MOST_OTHERS: usize = 100;

/// A sheet that is about one measure alone, again: an older version that stayed in the folder. A list beside it is none, and
/// sheets of several years are none.
pub(super) fn check(facts: &Facts) -> Seen {
    let mut seen = Seen::default();
    for alike in of_measure(facts).values() {
        for (place, sheet) in alike.iter().enumerate() {
            let again = others(alike, place).find(|other| overlap(sheet, other));
            seen.look(again.and_then(|other| {
                let (here, there) = (sheet.first()?, other.first()?);
                let sheet = &there.place.sheet;
                let there = if sheet.sheet.is_empty() {
                    sheet.file.clone()
                } else {
                    format!("{} [{}]", sheet.file, sheet.sheet)
                };
                Some(finding_of(&MEASURE_TWICE, here, named(here), there))
            }));
        }
    }
    seen
}

/// The pairs of sheets, either first, that are for one measure: what they share is told once, of the sheets.
pub(super) fn pairs<'a>(facts: &Facts<'a>) -> BTreeSet<(&'a SheetId, &'a SheetId)> {
    let mut pairs = BTreeSet::new();
    for alike in of_measure(facts).values() {
        for (place, sheet) in alike.iter().enumerate() {
            for other in others(alike, place).filter(|other| overlap(sheet, other)) {
                pairs.extend(
                    sheet.first().zip(other.first()).map(|(one, next)| (&*one.place.sheet, &*next.place.sheet)),
                );
            }
        }
    }
    pairs
}

/// Those beside the one at that place.
fn others<'s, 'a>(alike: &'s [Vec<&'a Indicator>], place: usize) -> impl Iterator<Item = &'s Vec<&'a Indicator>> {
    alike.iter().enumerate().filter(move |(other, _)| *other != place).map(|(_, other)| other).take(MOST_OTHERS)
}

/// The sheets that are about one measure alone, by the measure; each as its indicators.
fn of_measure<'a>(facts: &Facts<'a>) -> BTreeMap<Home<'a>, Vec<Vec<&'a Indicator>>> {
    let mut sheets: BTreeMap<&SheetId, Vec<&Indicator>> = BTreeMap::new();
    for indicator in &facts.model.indicators {
        sheets.entry(&indicator.place.sheet).or_default().push(indicator);
    }
    let mut of_measure: BTreeMap<Home, Vec<Vec<&Indicator>>> = BTreeMap::new();
    for indicators in sheets.into_values() {
        if let Some(home) = only_measure(&indicators) {
            of_measure.entry(home).or_default().push(indicators);
        }
    }
    of_measure
}

/// The code and the name of the measure.
fn named(indicator: &Indicator) -> String {
    let belongs = &indicator.belongs;
    format!("{} {}", belongs.measure_code, belongs.measure_name).trim().to_owned()
}

fn only_measure<'a>(indicators: &[&'a Indicator]) -> Option<Home<'a>> {
    let first = home(&indicators.first()?.belongs)?;
    let (_, code, name) = first;
    // a code alone may be another body's, a name alone another department's
    let certain = !code.is_empty() && !name.is_empty();
    (certain && indicators.iter().all(|one| home(&one.belongs) == Some(first))).then_some(first)
}

/// Whether the two sheets tell of the same indicators in the same years: those with an actual, the last of them.
fn overlap(one: &[&Indicator], other: &[&Indicator]) -> bool {
    let names = |sheet: &[&Indicator]| sheet.iter().map(|indicator| indicator.name.clone()).collect::<BTreeSet<_>>();
    let last = |sheet: &[&Indicator]| -> Option<Period> {
        let filled = sheet.iter().flat_map(|indicator| &indicator.observations);
        filled.filter(|one| number(&one.actual).is_some()).map(|one| one.period).max()
    };
    last(one) == last(other) && names(one).intersection(&names(other)).next().is_some()
}

#[cfg(test)]
mod tests {
    use crate::check::fixture::expect;

    #[test]
    fn fires_at_both_sheets_of_one_measure() {
        expect(
            "コード | 施策 | ファイル | 名称                                          | 向き | R5目標 | R5実績
             0101   | 移住 | a.xlsx   | 相談件数 !measure-twice                       | 増   | 100    | 104 !duplicate-differs
             0101   | 移住 | a.xlsx   | 移住者数                                      | 増   | 20     | 21
             0101   | 移住 | b.xlsx   | 相談件数 !measure-twice                       | 増   | 100    | 140 !duplicate-differs",
        );
    }

    #[test]
    fn what_the_two_sheets_share_is_not_told_again() {
        expect(
            "コード | 施策 | ファイル | 名称                    | 向き | R5目標 | R5実績
             0101   | 移住 | a.xlsx   | 相談件数 !measure-twice | 増   | 100    | 104
             0101   | 移住 | a.xlsx   | 移住者数                | 増   | 20     | 21
             0101   | 移住 | b.xlsx   | 相談件数 !measure-twice | 増   | 100    | 104
             0101   | 移住 | b.xlsx   | 移住者数                | 増   | 20     | 21",
        );
    }

    #[test]
    fn is_silent_on_lists_other_years_and_other_indicators() {
        expect(
            "コード | 施策 | ファイル | 名称                           | 向き | R4実績 | R5実績
             0101   | 移住 | a.xlsx   | 相談件数 !duplicate-indicator  | 増   | 100    | 104
             0101   | 移住 | l.xlsx   | 相談件数 !duplicate-indicator  | 増   | 100    | 104
             0102   | 創業 | l.xlsx   | 創業件数                       | 増   | 10     | 14
             0102   | 創業 | c.xlsx   | 受講者数                       | 増   | 10     | 14",
        );
    }
}
