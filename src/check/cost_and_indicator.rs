//! `cost-without-indicator` and `indicator-without-cost`: money and nothing to show for it, and the reverse.

use super::facts::{Facts, Home, Seen, finding_in, home};
use crate::cell::Place;
use crate::finding::Finding;
use crate::model::Belonging;
use crate::rule::Rule;
use crate::rule::check::{COST_WITHOUT_INDICATOR, INDICATOR_WITHOUT_COST};
use std::collections::BTreeMap;

/// With fewer others nothing shows what is usual in a file.
const OTHERS: usize = 2;

/// What a file tells of a measure: where its first amount and its first indicator stand.
#[derive(Default)]
struct Told<'a> {
    cost: Option<(&'a Belonging, &'a Place)>,
    indicator: Option<(&'a Belonging, &'a Place)>,
}

/// `cost-without-indicator`.
pub(super) fn check_cost(facts: &Facts) -> Seen {
    look(facts, &COST_WITHOUT_INDICATOR, |told| told.cost.filter(|_| told.indicator.is_none()))
}

/// `indicator-without-cost`.
pub(super) fn check_indicator(facts: &Facts) -> Seen {
    look(facts, &INDICATOR_WITHOUT_COST, |told| told.indicator.filter(|_| told.cost.is_none()))
}

/// Only in a file where all others have both: many forms ask for one of the two alone, and simple measures (簡易管理) have no
/// indicator at all.
fn look<'a>(
    facts: &Facts<'a>,
    rule: &'static Rule,
    lacks: impl Fn(&Told<'a>) -> Option<(&'a Belonging, &'a Place)>,
) -> Seen {
    let mut seen = Seen::default();
    let mut files: BTreeMap<&str, BTreeMap<Home, Told>> = BTreeMap::new();
    for cost in &facts.model.costs {
        if let (Some(home), Some(place)) = (home(&cost.belongs), &cost.amount.place) {
            let told = files.entry(&place.sheet.file).or_default().entry(home).or_default();
            told.cost.get_or_insert((&cost.belongs, place));
        }
    }
    for indicator in &facts.model.indicators {
        if let Some(home) = home(&indicator.belongs) {
            let told = files.entry(&indicator.place.sheet.file).or_default().entry(home).or_default();
            told.indicator.get_or_insert((&indicator.belongs, &indicator.place));
        }
    }
    for measures in files.values() {
        let lacking: Vec<_> = measures.values().filter_map(&lacks).collect();
        let both = measures.values().filter(|told| told.cost.is_some() && told.indicator.is_some()).count();
        // more than one without is a kind of measure, not a slip
        let usual = both >= OTHERS && both + lacking.len() == measures.len() && both > lacking.len() * OTHERS;
        for (belongs, place) in lacking {
            seen.look(usual.then(|| finding(rule, belongs, place)));
        }
        for _ in 0..both {
            seen.look(None);
        }
    }
    seen
}

fn finding(rule: &'static Rule, belongs: &Belonging, place: &Place) -> Finding {
    let name = if belongs.measure_name.is_empty() { &belongs.measure_code } else { &belongs.measure_name };
    finding_in(rule, belongs, place, name, "")
}

#[cfg(test)]
mod tests {
    use crate::check::fixture::expect;

    #[test]
    fn fires_at_the_one_measure_that_lacks_what_the_others_have() {
        expect(
            "施策 | 名称     | 向き | R5実績 | 費:事業費:R5
             移住 | 相談件数 | 増   | 104    | 1200
             創業 | 創業件数 | 増   | 14     | 800
             農業 | 就農者数 | 増   | 6      | 400
             漁業 |          |      |        | 350 !cost-without-indicator",
        );
        expect(
            "施策 | 名称                             | 向き | R5実績 | 費:事業費:R5
             移住 | 相談件数                         | 増   | 104    | 1200
             創業 | 創業件数                         | 増   | 14     | 800
             農業 | 就農者数                         | 増   | 6      | 400
             漁業 | 就漁者数 !indicator-without-cost | 増   | 3      |",
        );
    }

    #[test]
    fn is_silent_where_it_is_not_unusual() {
        expect(
            "施策 | ファイル | 名称     | 向き | R5実績 | 費:事業費:R5
             移住 | a.xlsx   | 相談件数 | 増   | 104    | 1200
             創業 | a.xlsx   |          |      |        | 800
             農業 | a.xlsx   |          |      |        | 400
             漁業 | b.xlsx   | 就漁者数 | 増   | 3      |
             林業 | b.xlsx   | 就業者数 | 増   | 3      |",
        );
    }
}
