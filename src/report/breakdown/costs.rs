//! Budget against settlement, in thousands of yen.

use super::super::show;
use super::super::summary::{Amounts, Costs};
use super::named;
use crate::messages;
use crate::page::{Cell, Page, Role};
use rust_decimal::{Decimal, RoundingStrategy};

/// The table and its notes.
pub fn costs(page: &mut Page, costs: &Costs) {
    let budget = if costs.revised { "予算額\n(千円)※" } else { "予算額\n(千円)" };
    page.headings(&[
        "区分",
        "事業数",
        "予算のある\n事業数",
        budget,
        "決算のある\n事業数",
        "決算額\n(千円)",
        "執行率の\n対象事業数",
        "執行率\n(%)",
    ]);
    for (head, amounts) in &costs.measures {
        let label = head.map_or_else(|| messages::NO_HEAD.to_owned(), named);
        page.row(row(label, amounts));
    }
    page.row(row("合計".to_owned(), &costs.total).into_iter().map(Cell::strong).collect());
    for note in notes(costs) {
        page.line(Role::Note, &format!("※{note}"));
    }
}

fn row(label: String, amounts: &Amounts) -> Vec<Cell> {
    let sum = |(many, sum): (usize, Decimal)| {
        let thousands = thousands(sum).filter(|_| many > 0);
        thousands.map_or(Cell::word(Role::Center, "－"), |thousands| Cell::number(thousands, ""))
    };
    vec![
        Cell::text(Role::Body, label),
        Cell::count(amounts.measures),
        Cell::count(amounts.budget.0),
        sum(amounts.budget),
        Cell::count(amounts.settlement.0),
        sum(amounts.settlement),
        Cell::count(amounts.both.0),
        show::percent(amounts.rate()),
    ]
}

fn thousands(yen: Decimal) -> Option<Decimal> {
    let thousands = yen.checked_div(Decimal::ONE_THOUSAND)?;
    Some(thousands.round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero))
}

fn notes(costs: &Costs) -> Vec<String> {
    let mut notes =
        vec!["執行率は、予算と決算の両方が分かる事業について、決算額÷予算額×100により算出した。".to_owned()];
    if costs.revised {
        notes.push("補正後の予算額が分かる事業は、補正後の額による。".to_owned());
    }
    if costs.unclear > 0 {
        notes.push(format!(
            "金額の単位の記載がない事業、または同じ年度の金額が複数あり一つに決まらない事業が{}事業あり、含まない。",
            costs.unclear
        ));
    }
    let misses = |of: fn(&Amounts) -> Decimal| {
        let parts: Option<Decimal> = costs.measures.iter().map(|(_, amounts)| thousands(of(amounts))).sum();
        parts != thousands(of(&costs.total))
    };
    if misses(|amounts| amounts.budget.1) || misses(|amounts| amounts.settlement.1) {
        notes.push("金額は千円未満を四捨五入しているため、計と一致しない。".to_owned());
    }
    notes
}
