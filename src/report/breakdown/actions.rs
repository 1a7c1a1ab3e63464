//! Listed actions: how many there are, were due, were started and achieved, and what plan and actual differ by.

use super::super::show;
use super::super::summary::{Actions, Progress, share};
use super::{MOST_FIELDS, named};
use crate::page::{Cell, Minus, Page, Role};
use crate::period::wareki;
use rust_decimal::Decimal;

/// What the actions come to in a sentence.
pub fn sentence(actions: &Actions, minus: Minus) -> String {
    let (total, stages) = (&actions.total, actions.total.counted());
    let of = |part: usize| share(part, stages.items).map(|share| format!("（{share}％）")).unwrap_or_default();
    let begin = match actions.year.filter(|_| total.is_dated()) {
        Some(year) => {
            format!(
                "取組項目{}項目のうち、{}までに実施すべき{}項目について、",
                total.items(),
                wareki(year),
                stages.items
            )
        }
        None => format!("取組項目{}項目について、", stages.items),
    };
    let gap = stages.items - stages.started;
    let gap = if total.is_dated() && gap > 0 {
        format!("計画との差は{}{gap}項目である。", minus.sign())
    } else {
        String::new()
    };
    format!(
        "{begin}{}項目{}に着手し、そのうち{}項目{}を達成した。{gap}",
        stages.started,
        of(stages.started),
        stages.achieved,
        of(stages.achieved)
    )
}

/// The table by measure, where these are few enough for an overview, and its notes.
pub fn actions(page: &mut Page, actions: &Actions) {
    let total = &actions.total;
    let due = if total.is_dated() { "実施すべき\n項目数" } else { "対象\n項目数" };
    page.headings(&[
        "区分",
        "取組\n項目数",
        due,
        "着手\n件数",
        "着手\n割合(%)",
        "達成\n件数",
        "達成\n割合(%)",
        "計画との差\n(件)",
    ]);
    let row = |label: String, progress: &Progress| {
        // Of a list with dates only what is due counts, also where nothing of a measure is.
        let stages = if total.is_dated() { progress.due } else { progress.undated };
        let behind = Decimal::from(stages.started).checked_sub(Decimal::from(stages.items));
        let behind = behind.filter(|_| total.is_dated());
        vec![
            Cell::text(Role::Body, label),
            Cell::count(progress.items()),
            Cell::count(stages.items),
            Cell::count(stages.started),
            show::share(stages.started, stages.items),
            Cell::count(stages.achieved),
            show::share(stages.achieved, stages.items),
            behind.map_or(Cell::word(Role::Center, "－"), |behind| Cell::number(behind, "")),
        ]
    };
    if (2..=MOST_FIELDS).contains(&actions.measures.len()) {
        for (measure, progress) in &actions.measures {
            page.row(row(named(*measure), progress));
        }
    }
    page.row(row("合計".to_owned(), total).into_iter().map(Cell::strong).collect());
    for note in notes(actions) {
        page.line(Role::Note, &format!("※{note}"));
    }
}

fn notes(actions: &Actions) -> Vec<String> {
    let (total, stages) = (&actions.total, actions.total.counted());
    let mut notes = Vec::new();
    let left: Vec<String> =
        [("未着手", stages.not_started), ("中止", stages.cancelled), ("状況の記載なし", stages.unknown())]
            .into_iter()
            .filter(|(_, many)| *many > 0)
            .map(|(word, many)| format!("{word}{many}項目"))
            .collect();
    if !left.is_empty() {
        notes.push(format!("着手していない項目の内訳：{}。", left.join("、")));
    }
    let whole = if total.is_dated() { "実施すべき項目数" } else { "項目数" };
    notes.push(format!("着手には達成を含む。割合の分母は{whole}である。"));
    if total.later.started > 0 {
        notes.push(format!(
            "実施予定年度がまだ来ていない{}項目のうち、{}項目に着手し、{}項目を達成している（上の数に含まない。）。",
            total.later.items, total.later.started, total.later.achieved
        ));
    }
    if total.is_dated() && total.undated.items > 0 {
        notes.push(format!(
            "実施予定年度の記載がない{}項目（着手{}、うち達成{}）は、実施すべき項目に含まない。",
            total.undated.items, total.undated.started, total.undated.achieved
        ));
    }
    notes
}
