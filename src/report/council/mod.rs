//! 議会報告.xlsx: A4, print-ready, values only: no paths, no names of staff, no cell addresses, no notes meant for inside.

pub mod list;
mod total;

use super::focus::Focus;
use super::judging::Judging;
use super::order::Order;
use super::rollup;
use super::summary::Figures;
use super::{Source, breakdown};
use crate::messages::{self, UNCONFIRMED, file, sheet};
use crate::model::{Indicator, Model};
use crate::page::{Book, Cell, Page, Role, Setup, Sheet};
use crate::period::wareki;
use rustc_hash::FxHashSet;

/// The indicators that the council is shown, their places in the model: all but those that the register keeps inside.
pub fn indicators(model: &Model) -> Vec<usize> {
    let shown = |indicator: &Indicator| indicator.registered.as_ref().is_none_or(|entry| entry.released);
    let all = model.indicators.iter().enumerate();
    all.filter(|(_, indicator)| shown(indicator)).map(|(place, _)| place).collect()
}

/// How many indicators the council is not shown in any place, each counted once.
fn left_out(model: &Model, places: &[usize]) -> usize {
    let id = |indicator: &'_ Indicator| indicator.id.clone();
    let shown: FxHashSet<String> = places.iter().filter_map(|place| model.indicators.get(*place)).map(id).collect();
    model.indicators.iter().map(id).filter(|id| !shown.contains(id)).collect::<FxHashSet<_>>().len()
}

/// The workbook, of the indicators at these places and their figures.
pub fn book<'a>(source: &Source, focus: &Focus, figures: &Figures, order: &Order, places: &[usize]) -> Book<'a> {
    let title = title(source, focus);
    let shown: Vec<&Indicator> = places.iter().filter_map(|place| source.model.indicators.get(*place)).collect();
    let judging = Judging::over(source, &shown);
    let mut measures = total::by_measure(focus, figures);
    rollup::section(&mut measures, source, focus, order);
    let mut whole = total::page(focus, figures, &judging);
    if let many @ 1.. = left_out(source.model, places) {
        whole.line(Role::Note, &messages::not_released(many));
    }
    let mut pages = vec![cover(source, focus), whole, measures];
    let year = focus.year.map(wareki).unwrap_or_default();
    pages.extend(breakdown::pages(figures, |name| format!("{year}　{name}")));
    pages.extend([list::page(source, focus, order, places), notes(&judging, focus)]);
    for page in &mut pages {
        page.running_head.clone_from(&title);
    }
    let council = source.council();
    let setup = Setup { paper: council.paper, minus: council.minus };
    Book { file_name: file::COUNCIL.to_owned(), title, sheets: pages.into_iter().map(Sheet::Page).collect(), setup }
}

fn title(source: &Source, focus: &Focus) -> String {
    let year = focus.year.map(|year| format!("{}　", wareki(year))).unwrap_or_default();
    let body = if source.model.body.is_empty() { String::new() } else { format!("{}　", source.model.body) };
    format!("{UNCONFIRMED}{body}{year}指標の達成状況")
}

fn cover(source: &Source, focus: &Focus) -> Page {
    let mut page = Page::new(sheet::COVER, vec![84.0]);
    for _ in 0..9 {
        page.blank();
    }
    page.line(Role::Cover, UNCONFIRMED);
    page.blank();
    if !source.model.body.is_empty() {
        page.line(Role::Cover, &source.model.body);
        page.blank();
    }
    if let Some(year) = focus.year {
        page.line(Role::Cover, &wareki(year));
    }
    page.line(Role::Cover, "指標の達成状況");
    page.blank();
    for plan in &source.model.plans {
        page.row(vec![Cell::text(Role::CoverLine, plan.name.as_str())]);
    }
    for _ in 0..6 {
        page.blank();
    }
    if let Some(period) = source.run.period {
        page.row(vec![Cell::text(Role::CoverLine, messages::period(period))]);
    }
    page
}

fn notes(judging: &Judging, focus: &Focus) -> Page {
    let mut page = Page::new(sheet::NOTES, vec![26.0, 62.0]);
    page.line(Role::Title, "用語と算定方法");
    page.blank();
    page.headings(&["用語", "意味"]);
    let year = focus.year.map(wareki).unwrap_or_default();
    let target = format!("{year}の目標値。「以上」「以下」などの付いた数は、その条件の目標である。");
    let marks = judging.marks();
    let judgement = if marks.is_empty() {
        "目標値と実績値を比べて決める。".to_owned()
    } else {
        format!("達成率により、{marks}の区分で示す。率を出せないものは、目標値との大小で決まるときだけ示す。")
    };
    for (word, meaning) in
        [("基準値", "計画策定時などの値。"), ("目標", target.as_str()), ("実績", "その年度の実績値。")]
    {
        page.row(vec![Cell::text(Role::Body, word), Cell::text(Role::Body, meaning)]);
    }
    for (which, formula) in judging.formulas() {
        page.row(vec![Cell::text(Role::Body, format!("達成率（{which}）")), Cell::text(Role::Body, formula)]);
    }
    for (word, meaning) in [
        ("判定", judgement.as_str()),
        ("判定なし", "目標値・実績値の一方がない、目標が文章であるなど、判定できないもの。"),
        ("集計中・調査なしなど", "値がまだない、またはその年度に調査がないもの。"),
    ] {
        page.row(vec![Cell::text(Role::Body, word), Cell::text(Role::Body, meaning)]);
    }
    page.blank();
    for note in judging.notes() {
        page.line(Role::Note, &format!("※{note}"));
    }
    page
}
