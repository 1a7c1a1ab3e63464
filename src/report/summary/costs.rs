//! Budget against settlement of the year reported on, by the measures at the top of the plan tree.

use super::super::Source;
use super::super::focus::Focus;
use super::super::order::Order;
use super::super::tables::in_yen;
use crate::model::{Cost, CostKind};
use crate::period::FiscalYear;
use crate::token::text;
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// What an amount is called that stands for all that a measure costs. An item that is only a part of it (人件費, 一般財源)
/// is none of these.
const WHOLE: [&str; 18] = [
    "事業費",
    "直接事業費",
    "事業費計",
    "事業費合計",
    "予算",
    "予算額",
    "当初予算",
    "当初予算額",
    "補正後予算",
    "補正後予算額",
    "最終予算",
    "最終予算額",
    "予算現額",
    "決算",
    "決算額",
    "支出済額",
    "執行額",
    "決算見込額",
];

/// Budget and settlement of a year.
#[derive(Clone, Debug)]
pub struct Costs<'a> {
    /// The fiscal year.
    pub year: FiscalYear,
    /// By the measure at the top that heads others, its code and name; last what hangs under none, where there is such.
    pub measures: Vec<(Option<(&'a str, &'a str)>, Amounts)>,
    /// All.
    pub total: Amounts,
    /// Measures of which it is not known which amount or which unit counts.
    pub unclear: usize,
    /// Whether a budget is that after revisions.
    pub revised: bool,
}

/// Sums in yen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Amounts {
    /// Measures with a budget or a settlement.
    pub measures: usize,
    /// Of those with a budget, how many and how much.
    pub budget: (usize, Decimal),
    /// Of those with a settlement, how many and how much.
    pub settlement: (usize, Decimal),
    /// Of those with both, how many, the budget and the settlement.
    pub both: (usize, Decimal, Decimal),
}

impl Amounts {
    /// Settlement in percent of the budget, of the measures that have both.
    pub fn rate(&self) -> Option<Decimal> {
        super::percent(self.both.2, self.both.1)
    }

    fn add(&mut self, budget: Option<Decimal>, settlement: Option<Decimal>) -> Option<()> {
        self.measures += 1;
        let sum = |(many, sum): (usize, Decimal), amount: Decimal| Some((many + 1, sum.checked_add(amount)?));
        if let Some(amount) = budget {
            self.budget = sum(self.budget, amount)?;
        }
        if let Some(amount) = settlement {
            self.settlement = sum(self.settlement, amount)?;
        }
        if let Some((budget, settlement)) = budget.zip(settlement) {
            let (many, of_budget, of_settlement) = self.both;
            self.both = (many + 1, of_budget.checked_add(budget)?, of_settlement.checked_add(settlement)?);
        }
        Some(())
    }
}

/// What was found of a measure for one kind of amount.
#[derive(Clone, Copy, PartialEq)]
enum Found {
    Amount(Decimal),
    /// Several amounts, or one without a unit.
    Unclear,
}

/// The costs of the year reported on; `None` where no budget and no settlement of it is known, or their sum is too large to
/// be one.
pub fn costs<'a>(source: &Source<'a>, order: &Order<'a>, focus: &Focus) -> Option<Costs<'a>> {
    let year = focus.year?;
    let mut found: BTreeMap<usize, BTreeMap<u8, Found>> = BTreeMap::new();
    let amounts = source.model.costs.iter().filter(|cost| cost.fiscal_year == year && cost.amount.value.is_some());
    for cost in amounts.filter(|cost| is_whole(&cost.item)) {
        let rank = match cost.kind {
            Some(CostKind::Budget) => 0,
            Some(CostKind::RevisedBudget) => 1,
            Some(CostKind::Settlement) => 2,
            _ => continue,
        };
        let Some(place) = order.find(&cost.belongs) else { continue };
        let amount = yen(cost).map_or(Found::Unclear, Found::Amount);
        let known = found.entry(place).or_default().entry(rank).or_insert(amount);
        if *known != amount {
            *known = Found::Unclear;
        }
    }
    let heads: Vec<usize> = order.measures.iter().filter_map(|node| node.parent).collect();
    let mut costs = Costs { year, measures: Vec::new(), total: Amounts::default(), unclear: 0, revised: false };
    let mut of_heads: BTreeMap<(bool, usize), Amounts> = BTreeMap::new();
    for (place, kinds) in found {
        if kinds.values().any(|found| *found == Found::Unclear) {
            costs.unclear += 1;
            continue;
        }
        let of = |rank| match kinds.get(&rank) {
            Some(Found::Amount(amount)) => Some(*amount),
            _ => None,
        };
        let (first, revised, settlement) = (of(0), of(1), of(2));
        costs.revised |= revised.is_some();
        let head = order.top(place).filter(|top| heads.contains(top));
        let key = (head.is_none(), head.unwrap_or_default());
        of_heads.entry(key).or_default().add(revised.or(first), settlement)?;
        costs.total.add(revised.or(first), settlement)?;
    }
    let named = |place: usize| order.measures.get(place).map(|node| (node.code, node.name));
    costs.measures = of_heads.into_iter().map(|((alone, head), sums)| (named(head).filter(|_| !alone), sums)).collect();
    (costs.total.measures > 0).then_some(costs)
}

fn yen(cost: &Cost) -> Option<Decimal> {
    in_yen(cost.amount.value?, &cost.unit)
}

/// Whether an item is the whole, a year before it and a unit behind it set aside: R5決算額(千円).
fn is_whole(item: &str) -> bool {
    let key = text::key(item);
    let bare = key.split('(').next().unwrap_or_default();
    let word = bare.trim_start_matches(|c: char| {
        c.is_ascii_alphanumeric() || matches!(c, '令' | '和' | '元' | '年' | '度' | '平' | '成')
    });
    WHOLE.contains(&word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_is_not_the_whole() {
        for (item, whole) in [
            ("事業費", true),
            ("R5決算額(千円)", true),
            ("令和５年度　予算額", true),
            ("うち一般財源", false),
            ("人件費", false),
            ("総事業費（決算額＋人件費）", false),
            ("イベント開催委託料", false),
        ] {
            assert_eq!(is_whole(item), whole, "{item}");
        }
    }
}
