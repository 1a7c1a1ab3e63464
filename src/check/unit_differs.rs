//! `unit-differs`: one name, several units.

use super::facts::{Facts, Seen, finding_of, squeezed};
use crate::model::{Belonging, Indicator};
use crate::rule::check::UNIT_DIFFERS;
use std::collections::BTreeMap;

/// Sets indicators of one measure and name side by side, wherever they stand; without a measure, those of one department.
/// Those without a unit say nothing. Names like 参加者数 are too common to be compared across measures.
pub(super) fn check(facts: &Facts) -> Seen {
    let mut seen = Seen::default();
    let mut names: BTreeMap<(&str, String), Vec<&Indicator>> = BTreeMap::new();
    for indicator in facts.model.indicators.iter().filter(|indicator| !indicator.unit.is_empty()) {
        names.entry((home(indicator), squeezed(&indicator.name))).or_default().push(indicator);
    }
    for group in names.values() {
        let usual = usual_unit(group);
        for indicator in group.iter().filter(|_| group.len() > 1) {
            let differs = usual.map_or_else(|| several(group), |usual| indicator.unit != usual);
            seen.look(
                differs.then(|| finding_of(&UNIT_DIFFERS, indicator, written(indicator), others(indicator, group))),
            );
        }
    }
    seen
}

/// The measure, by code or name, else the department.
fn home(indicator: &Indicator) -> &str {
    let Belonging { measure_code, measure_name, department, .. } = &indicator.belongs;
    [measure_code, measure_name].into_iter().find(|text| !text.is_empty()).unwrap_or(department)
}

fn several(group: &[&Indicator]) -> bool {
    group.windows(2).any(|pair| matches!(pair, [one, other] if one.unit != other.unit))
}

/// The unit of more than half of them; `None` where no unit is.
fn usual_unit<'a>(group: &[&'a Indicator]) -> Option<&'a str> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for indicator in group {
        *counts.entry(&indicator.unit).or_default() += 1;
    }
    counts.into_iter().find(|(_, count)| count * 2 > group.len()).map(|(unit, _)| unit)
}

/// The other units, as written, each once.
fn others(indicator: &Indicator, group: &[&Indicator]) -> String {
    let mut texts: BTreeMap<&str, &str> = BTreeMap::new();
    for other in group.iter().filter(|other| other.unit != indicator.unit) {
        texts.entry(&other.unit).or_insert_with(|| written(other));
    }
    texts.into_values().collect::<Vec<_>>().join("」「")
}

fn written(indicator: &Indicator) -> &str {
    if indicator.unit_text.is_empty() { &indicator.unit } else { &indicator.unit_text }
}

#[cfg(test)]
mod tests {
    use crate::check::fixture::expect;

    #[test]
    fn fires_at_the_odd_one_out_and_at_both_of_two() {
        expect(
            "名称                     | 単位   | 向き | R4目標 | R4実績
             観光消費額 !unit-differs | 千円   | 増   | 500    | 510
             観光 消費額 !unit-differs | 百万円 | 増   | 500    | 510
             入込客数                 | 人     | 増   | 500    | 510
             入込客数                 | 人     | 増   | 500    | 510
             入込客数 !unit-differs   | 千人   | 増   | 500    | 510",
        );
    }

    #[test]
    fn is_silent_on_one_unit_written_in_two_ways() {
        expect(
            "名称     | 単位 | 向き | R4目標 | R4実績
             満足度   | ％   | 増   | 50     | 51
             満足度   | %    | 増   | 50     | 51
             満足度   |      | 増   | 50     | 51
             利用者数 | 人   | 増   | 50     | 51",
        );
        expect(
            "コード | 名称     | 単位 | 向き | R4目標 | R4実績
             1-1    | 参加者数 | 人   | 増   | 50     | 51
             1-2    | 参加者数 | 組   | 増   | 50     | 51",
        );
    }
}
