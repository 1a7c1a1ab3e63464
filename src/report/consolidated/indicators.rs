//! 未達成・遅れ, and what it shares with 指標一覧: one row per indicator and place, each leading to its cells.

use super::super::focus::{self, Chosen, Focus};
use super::super::order::Order;
use super::super::{Source, show};
use super::{begin, observations_sheet};
use crate::cell::Place;
use crate::messages::{self, reckoned::AS_OF_RUN, sheet};
use crate::model::{Indicator, Operator};
use crate::page::{Cell, Page, Role, fitted};
use crate::period::wareki;
use crate::table::{Link, Value};
use rust_decimal::Decimal;

/// The widest 出所 gets: it is not printed, and one that wraps would make every row two lines high on paper.
pub const ORIGIN: f64 = 110.0;

/// 未達成・遅れ.
pub fn behind(source: &Source, focus: &Focus, order: &Order) -> Page {
    let headings = [
        "コード",
        "施策名",
        "担当部署",
        "指標名",
        "単位",
        "方向",
        "前年度\n実績",
        "目標",
        "実績",
        "目標との\n差",
        "達成率\n（％）",
        "判定",
        "出所",
    ]
    .map(str::to_owned);
    let rows: Vec<Vec<Cell>> =
        in_order(source, order).filter_map(|(place, one)| behind_row(source, focus, place, one)).collect();
    let bounds = [
        (7.0, 9.0),
        (12.0, 22.0),
        (9.0, 14.0),
        (20.0, 30.0),
        (5.0, 8.0),
        (6.0, 6.0),
        (9.0, 14.0),
        (9.0, 16.0),
        (9.0, 16.0),
        (9.0, 14.0),
        (9.0, 9.0),
        (8.0, 10.0),
        (20.0, ORIGIN),
    ];
    let lead = focus.year.map(|year| {
        format!(
            "{}の目標を達成していない指標。{}件。目標との差は、実績値から目標値を引いたもの。{AS_OF_RUN}",
            wareki(year),
            rows.len()
        )
    });
    let page = begun(source, sheet::BEHIND, &lead.unwrap_or_default(), fitted(&rows, &bounds), 4);
    filled(page, &headings, rows)
}

/// The indicators and their places, in the order of the plan tree.
pub fn in_order<'a>(source: &Source<'a>, order: &Order) -> impl Iterator<Item = (usize, &'a Indicator)> {
    let model = source.model;
    order.indicators(model).into_iter().filter_map(|place| Some((place, model.indicators.get(place)?)))
}

/// A page of indicators before its table: its title, its lead, how many columns stay in view.
pub fn begun(source: &Source, name: &str, lead: &str, widths: Vec<f64>, frozen: u16) -> Page {
    let mut page = Page::new(name, widths);
    page.landscape = true;
    // 出所 serves on the screen.
    page.printed = Some(page.widths.len() - 1);
    begin(&mut page, source, name, lead);
    page.freeze = Some((page.next() + 1, frozen));
    page
}

/// The headings, repeated and filtered, and the rows under them.
pub fn filled(mut page: Page, headings: &[String], rows: Vec<Vec<Cell>>) -> Page {
    let first = page.next();
    page.repeat = Some((first, first));
    page.headings(&headings.iter().map(String::as_str).collect::<Vec<_>>());
    for row in rows {
        page.row(row);
    }
    let last_column = u16::try_from(headings.len().saturating_sub(1)).unwrap_or(u16::MAX);
    if page.next() > first + 1 {
        page.filter = Some((first, page.next() - 1, last_column));
    }
    page
}

fn behind_row(source: &Source, focus: &Focus, place: usize, indicator: &Indicator) -> Option<Vec<Cell>> {
    let chosen = focus::chosen(source, place, focus.year?)?;
    let judgement = chosen.judgement.filter(|one| one.achieved == Some(false))?;
    let belongs = &indicator.belongs;
    let before = focus.before.last().and_then(|year| focus::chosen(source, place, *year));
    let (target, actual) = (&chosen.observation.target, &chosen.observation.actual);
    Some(vec![
        Cell::text(Role::Body, belongs.measure_code.as_str()),
        Cell::text(Role::Body, belongs.measure_name.as_str()),
        Cell::text(Role::Body, belongs.department.as_str()),
        Cell::text(Role::Body, indicator.name.as_str()),
        Cell::text(Role::Center, indicator.unit.as_str()),
        Cell::word(Role::Center, messages::direction(indicator.direction)),
        show::optional(before.map(|before| &before.observation.actual)),
        show::figure(target),
        show::figure(actual),
        gap(actual.value, target.value, target.operator),
        show::rate(judgement.achievement_rate),
        show::judgement(Some(&chosen)),
        origin(focus, place, indicator, Some(&chosen)),
    ])
}

/// Actual less target, where the target is a level and not a change against another year.
fn gap(actual: Option<Decimal>, target: Option<Decimal>, operator: Option<Operator>) -> Cell {
    let level = matches!(operator, Some(Operator::Equal | Operator::AtLeast | Operator::AtMost));
    let gap = actual.zip(target).filter(|_| level).and_then(|(actual, target)| actual.checked_sub(target));
    gap.map_or(Cell::word(Role::Center, "－"), |gap| Cell::number(gap, ""))
}

/// Where target and actual stand, as a link to their row among the data.
pub fn origin(focus: &Focus, place: usize, indicator: &Indicator, chosen: Option<&Chosen>) -> Cell {
    let places = chosen.map(|chosen| (&chosen.observation.target.place, &chosen.observation.actual.place));
    let text = match places {
        Some((Some(target), Some(actual))) if target.sheet == actual.sheet => {
            format!("{target}（目標）・{}（実績）", actual.cell)
        }
        Some((Some(target), Some(actual))) => format!("{target}（目標）・{actual}（実績）"),
        Some((Some(target), None)) => format!("{target}（目標）"),
        Some((None, Some(actual))) => format!("{actual}（実績）"),
        _ => Place::to_string(&indicator.place),
    };
    let Some(chosen) = chosen else {
        return Cell::text(Role::Body, text);
    };
    // Row 1 holds the headings.
    let row = focus.rows.get(place).copied().unwrap_or_default() + chosen.at + 2;
    let link = Link { text, file: String::new(), sheet: observations_sheet(), cell: format!("A{row}") };
    Cell { value: Value::Link(Box::new(link)), role: Role::Body, ..Cell::default() }
}
