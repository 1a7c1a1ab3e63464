//! `sum-differs`: a total that its parts do not add up to.

use super::facts::{Facts, Seen, finding_at, number};
use super::total::{missed, written};
use crate::model::{Figure, Indicator, Observation};
use crate::rule::check::SUM_DIFFERS;
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// Words for the whole in 名称（計）.
const WHOLES: [&str; 7] = ["計", "合計", "総計", "総数", "全体", "全体計", "総合計"];
/// Parts that are the whole together: beside them the name alone is the whole.
const PAIRS: [[&str; 2]; 3] = [["男", "女"], ["男性", "女性"], ["男子", "女子"]];
/// Units of what cannot be added.
const MEANS: [&str; 8] = ["%", "‰", "点", "歳", "倍", "/", "ポイント", "位"];
/// Words for values that cannot be added, or whose parts share what they count: one person may be in both.
const APART: [&str; 6] = ["率", "割合", "平均", "実人数", "実利用", "うち"];
/// Units in which values are rounded.
const ROUNDED: [&str; 4] = ["百", "千", "万", "億"];

/// Indicators of one measure on one sheet whose names differ in what stands in brackets.
pub(super) fn check(facts: &Facts) -> Seen {
    let mut seen = Seen::default();
    let mut groups: BTreeMap<_, Vec<(&str, &Indicator)>> = BTreeMap::new();
    for indicator in facts.model.indicators.iter().filter(|indicator| can_be_added(indicator)) {
        let (name, part) = split(&indicator.name);
        let belongs = &indicator.belongs;
        let key = (&indicator.place.sheet, &belongs.measure_code, &belongs.measure_name, name, &indicator.unit);
        groups.entry(key).or_default().push((part, indicator));
    }
    for group in groups.values() {
        let Some((whole, parts)) = whole(group) else { continue };
        for observation in &whole.observations {
            let beside: Vec<_> = parts.iter().filter_map(|part| alike(part, observation)).collect();
            let targets: Vec<&Figure> = beside.iter().map(|part| &part.target).collect();
            let actuals: Vec<&Figure> = beside.iter().map(|part| &part.actual).collect();
            for (total, terms) in [(&observation.target, targets), (&observation.actual, actuals)] {
                look(whole, total, &terms, parts.len(), &mut seen);
            }
        }
    }
    seen
}

fn look(whole: &Indicator, total: &Figure, terms: &[&Figure], parts: usize, seen: &mut Seen) {
    let Some(value) = number(total) else { return };
    let terms: Vec<Decimal> = terms.iter().filter_map(|term| number(term)).collect();
    if terms.len() < parts {
        seen.undecided();
        return;
    }
    let rounded = value.scale() > 0 || ROUNDED.iter().any(|word| whole.unit.starts_with(word));
    let sum = missed(value, &terms, rounded);
    seen.look(sum.map(|sum| finding_at(&SUM_DIFFERS, whole, total, written(&terms, sum))));
}

fn can_be_added(indicator: &Indicator) -> bool {
    let mean = MEANS.iter().any(|unit| indicator.unit.contains(unit));
    !mean && !APART.iter().any(|word| indicator.name.contains(word))
}

/// 名称（内訳） into 名称 and 内訳; without brackets the latter is empty.
fn split(name: &str) -> (&str, &str) {
    let inner = name.strip_suffix(['）', ')']).and_then(|open| open.rsplit_once(['（', '(']));
    inner.map_or((name, ""), |(name, part)| (name.trim(), part.trim()))
}

/// The whole and its parts; `None` where nothing says which of them is the whole.
fn whole<'a>(group: &[(&str, &'a Indicator)]) -> Option<(&'a Indicator, Vec<&'a Indicator>)> {
    let told = group.iter().position(|(part, _)| WHOLES.contains(part));
    let pair =
        PAIRS.iter().any(|pair| group.len() == 3 && pair.iter().all(|one| group.iter().any(|(part, _)| part == one)));
    let place = told.or_else(|| group.iter().position(|(part, _)| part.is_empty()).filter(|_| pair))?;
    let (_, whole) = group.get(place)?;
    let others = group.iter().enumerate().filter(|(other, (part, _))| *other != place && !part.is_empty());
    let parts: Vec<&Indicator> = others.map(|(_, (_, indicator))| *indicator).collect();
    let one_whole = group.iter().filter(|(part, _)| WHOLES.contains(part)).count() <= 1;
    (parts.len() > 1 && one_whole).then_some((*whole, parts))
}

fn alike<'a>(part: &'a Indicator, observation: &Observation) -> Option<&'a Observation> {
    let same =
        |other: &&Observation| (other.period, other.aggregation) == (observation.period, observation.aggregation);
    part.observations.iter().find(same)
}

#[cfg(test)]
mod tests {
    use crate::check::fixture::expect;

    #[test]
    fn fires_at_the_total_whose_parts_do_not_add_up() {
        expect(
            "名称             | 単位 | 向き | R4目標 | R4実績 | R5目標           | R5実績
             受講者数（男）   | 人   | 増   | 120    | 118    | 120              | 121
             受講者数（女）   | 人   | 増   | 130    | 133    | 130              | 128
             受講者数（計）   | 人   | 増   | 250    | 251    | 260 !sum-differs | 294 !sum-differs
             登録者数（男性） | 人   | 増   | 20     | 21     | 20               | 21
             登録者数（女性） | 人   | 増   | 20     | 21     | 20               | 21
             登録者数         | 人   | 増   | 40     | 41 !sum-differs | 40      | 42",
        );
    }

    #[test]
    fn is_silent_on_rounding_rates_and_parts_that_are_not_all_known() {
        expect(
            "名称             | 単位 | 向き | R4目標 | R4実績 | R5目標 | R5実績
             来場者（山側）   | 千人 | 増   | 12     | 12     | 12     | 12
             来場者（海側）   | 千人 | 増   | 13     | 13     | 13     | 集計中
             来場者（合計）   | 千人 | 増   | 25     | 26     | 25     | 18
             受診率（男）     | ％   | 増   | 60     | 58     | 60     | 59
             受診率（女）     | ％   | 増   | 62     | 61     | 62     | 63
             受診率（計）     | ％   | 増   | 61     | 60     | 61     | 61
             講座数（前期）   | 回   | 増   | 5      | 5      | 5      | 5
             講座数（後期）   | 回   | 増   | 5      | 5      | 5      | 6
             講座数           | 回   | 増   | 9      | 9      | 9      | 9",
        );
    }
}
