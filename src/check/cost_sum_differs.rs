//! `cost-sum-differs`: a total cost that is not what its heading adds up, and sources of funds that are not the cost.

use super::facts::{Facts, Seen, finding_in, number, shown, squeezed};
use super::total::{missed, written};
use crate::finding::Finding;
use crate::model::{Cost, CostKind};
use crate::rule::check::COST_SUM_DIFFERS;
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// What a cost is called where its sources are listed beside it.
const COSTS: [&str; 5] = ["事業費", "直接事業費", "決算額", "予算額", "事業費計"];
/// What comes from the state; 国道支出金 and the like are the state's and the prefecture's in one.
const STATE: [&str; 2] = ["国庫", "国"];
/// What comes from others; with the state's, the body's own and the rest these are all there are.
const SOURCES: [&str; 9] = ["国庫", "国", "県", "都", "道", "府", "地方債", "市債", "町債"];

/// An amount by its heading without spaces.
type Item<'a> = (String, &'a Cost, Decimal);

/// The amounts of one measure and year on one sheet.
pub(super) fn check(facts: &Facts) -> Seen {
    let mut seen = Seen::default();
    let mut groups: BTreeMap<_, Vec<Item>> = BTreeMap::new();
    for cost in &facts.model.costs {
        let (Some(value), Some(place)) = (number(&cost.amount), &cost.amount.place) else { continue };
        let belongs = &cost.belongs;
        let home = (&belongs.measure_code, &belongs.measure_name);
        groups.entry((&place.sheet, home, cost.fiscal_year, &cost.unit)).or_default().push((
            squeezed(&cost.item),
            cost,
            value,
        ));
    }
    for items in groups.values() {
        for (_, cost, value) in items {
            let Some(terms) = formula(&cost.item) else { continue };
            let parts: Option<Vec<Decimal>> = terms.iter().map(|term| part(items, term, cost)).collect();
            match parts.filter(|parts| parts.len() > 1) {
                Some(parts) => seen.look(told(cost, *value, &parts)),
                None => seen.undecided(),
            }
        }
        sources(items, &mut seen);
    }
    seen
}

fn told(cost: &Cost, value: Decimal, parts: &[Decimal]) -> Option<Finding> {
    let sum = missed(value, parts, cost.unit != "円")?;
    let place = cost.amount.place.as_ref()?;
    let finding = finding_in(&COST_SUM_DIFFERS, &cost.belongs, place, shown(&cost.amount), written(parts, sum));
    Some(finding.about(&cost.item))
}

/// The terms of a heading that says how its amount is made: 総事業費（決算額＋人件費）, 費用合計(①+②).
fn formula(item: &str) -> Option<Vec<String>> {
    let text = squeezed(item);
    let inner = text.strip_suffix(['）', ')'])?.rsplit_once(['（', '('])?.1.to_owned();
    let terms: Vec<String> = inner.split(['＋', '+']).map(str::to_owned).collect();
    (terms.len() > 1 && terms.iter().all(|term| !term.is_empty())).then_some(terms)
}

/// The one amount that a term means: by its heading, or by the circled number before or behind it.
fn part(items: &[Item], term: &str, whole: &Cost) -> Option<Decimal> {
    let mark = Some(term).filter(|term| term.chars().count() == 1 && term.chars().all(is_circled));
    let means = |heading: &str| {
        mark.map_or_else(|| heading == term, |mark| heading.starts_with(mark) || heading.ends_with(mark))
    };
    let mut found = items.iter().filter(|(heading, cost, _)| !std::ptr::eq(*cost, whole) && means(heading));
    let (_, _, value) = found.next()?;
    found.next().is_none().then_some(*value)
}

fn is_circled(c: char) -> bool {
    ('①'..='⑳').contains(&c)
}

/// Sources of funds against the cost. Only where none can be missing: the state's, the body's own and the rest stand there.
fn sources(items: &[Item], seen: &mut Seen) {
    let named = |heading: &str| {
        heading.trim_start_matches(is_circled).trim_end_matches(is_circled).trim_end_matches('・').to_owned()
    };
    let of = |kind: Option<CostKind>| items.iter().filter(move |(_, cost, _)| cost.kind == kind);
    for kind in [Some(CostKind::Settlement), Some(CostKind::Budget), Some(CostKind::Plan), None] {
        let costs: Vec<_> = of(kind).filter(|(heading, _, _)| COSTS.contains(&named(heading).as_str())).collect();
        let is_source = |heading: &str| {
            let heading = named(heading);
            let paid = heading.ends_with("支出金") || heading.ends_with("補助金") || heading.ends_with('債');
            heading == "一般財源"
                || heading.starts_with("その他")
                || (paid && SOURCES.iter().any(|word| heading.starts_with(word)))
        };
        let parts: Vec<_> = of(kind).filter(|(heading, _, _)| is_source(heading)).collect();
        let has = |test: &dyn Fn(&str) -> bool| parts.iter().any(|(heading, _, _)| test(&named(heading)));
        let whole = has(&|heading| heading == "一般財源")
            && has(&|heading| heading.starts_with("その他"))
            && has(&|heading| STATE.iter().any(|word| heading.starts_with(word)));
        let [(_, cost, value)] = costs.as_slice() else { continue };
        if whole {
            let parts: Vec<Decimal> = parts.iter().map(|(_, _, value)| *value).collect();
            seen.look(told(cost, *value, &parts));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::fixture::expect;

    #[test]
    fn fires_at_a_total_that_its_heading_does_not_give() {
        expect(
            "施策   | 費:決算額:R5決算 | 費:人件費:R5 | 費:総事業費（決算額＋人件費）:R5
             サロン | 1404             | 2350         | 3574 !cost-sum-differs",
        );
        expect(
            "施策 | 費:事業費 ・・・ ①:R5 | 費:人件費 ・・・ ②:R5 | 費:費用合計(①+②):R5
             検診 | 404521               | 7418                 | 411393 !cost-sum-differs",
        );
        expect(
            "施策 | 費:①事業費:R5決算        | 費:国道支出金:R5決算 | 費:地方債:R5決算 | 費:その他:R5決算 | 費:一般財源:R5決算
             検診 | 1368 !cost-sum-differs | 600                  | 0                | 0                | 786",
        );
    }

    #[test]
    fn is_silent_on_rounding_and_where_a_source_or_a_term_is_not_there() {
        expect(
            "施策   | 費:決算額:R5決算 | 費:人件費:R5 | 費:総事業費（決算額＋人件費）:R5 | 費:うち一般財源:R5
             サロン | 1404             | 2350         | 3755                             | 900
             見守り | 1404             |              | 3755                             | 900",
        );
        expect(
            "施策 | 費:①事業費:R5決算 | 費:国庫支出金:R5決算 | 費:一般財源:R5決算
             検診 | 1368              | 600                  | 700",
        );
    }
}
