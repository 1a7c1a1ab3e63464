//! 指標一覧 of the council's book: one row per indicator and place, a section per 基本目標.

use super::super::focus::{self, Chosen, Focus};
use super::super::order::Order;
use super::super::{Source, show};
use super::groups::groups;
use super::{About, Setting};
use crate::messages::{self, sheet};
use crate::model::{Figure, Indicator, Status};
use crate::page::{Cell, Page, Paper, Role, fitted};
use crate::period::{Part, wareki_short};

/// The page, of the indicators at these places.
pub fn page(source: &Source, focus: &Focus, order: &Order, places: &[usize], setting: &Setting) -> Page {
    let year = focus.year.map(wareki_short).unwrap_or_default();
    let before = focus.before.last().copied();
    let before_name = before.map(wareki_short).unwrap_or_default();
    let mut headings: Vec<String> =
        ["番号", "施策名", "指標名", "単位", "基準値", "基準\n年度"].map(str::to_owned).into();
    if before.is_some() {
        headings.extend(["実績", "判定"].map(|name| format!("{before_name}\n{name}")));
    }
    headings.extend(["目標", "実績", "達成率\n（％）", "判定"].map(|name| format!("{year}\n{name}")));
    headings.extend(["最終目標", "目標\n年度", "備考"].map(str::to_owned));
    let mut bounds = vec![(6.0, 8.0), (12.0, 22.0), (20.0, 32.0), (5.0, 9.0), (8.0, 11.0), (6.0, 6.0)];
    if before.is_some() {
        bounds.extend([(8.0, 11.0), (8.0, 9.0)]);
    }
    bounds.extend([(8.0, 13.0), (8.0, 13.0), (8.0, 8.0), (8.0, 9.0)]);
    bounds.extend([(8.0, 13.0), (6.0, 6.0), (10.0, 16.0)]);
    if setting.paper == Paper::A3 {
        bounds.iter_mut().for_each(|(_, most)| *most *= 1.5);
    }
    let row = |place: usize| Some(row(source, focus, place, source.model.indicators.get(place)?));
    let groups: Vec<(String, Vec<Vec<Cell>>)> = groups(source.model, order, places)
        .into_iter()
        .map(|group| (group.name, group.places.into_iter().filter_map(row).collect()))
        .collect();
    let all: Vec<Vec<Cell>> = groups.iter().flat_map(|(_, rows)| rows.iter().cloned()).collect();
    let mut page = Page::new(sheet::INDICATORS, fitted(&all, &bounds));
    page.landscape = true;
    page.line(Role::Title, &setting.title(sheet::INDICATORS, &[About::Values]));
    page.repeat = Some((page.next(), page.next()));
    page.freeze = Some((page.next() + 1, 3));
    page.headings(&headings.iter().map(String::as_str).collect::<Vec<_>>());
    for (name, rows) in groups {
        if !name.is_empty() {
            page.line(Role::Section, &name);
        }
        rows.into_iter().for_each(|row| page.row(row));
    }
    page
}

fn row(source: &Source, focus: &Focus, place: usize, indicator: &Indicator) -> Vec<Cell> {
    let chosen = focus.year.and_then(|year| focus::chosen(source, place, year));
    let baseline = indicator.baseline.as_ref();
    let goal = indicator.final_target.as_ref();
    let short = |year: Option<i32>| Cell::text(Role::Center, year.map(wareki_short).unwrap_or_default());
    let mut cells = vec![
        Cell::text(Role::Body, indicator.belongs.measure_code.as_str()),
        Cell::text(Role::Body, indicator.belongs.measure_name.as_str()),
        Cell::text(Role::Body, indicator.name.as_str()),
        Cell::text(Role::Center, indicator.unit.as_str()),
        optional(baseline.map(|one| &one.figure)),
        short(baseline.and_then(|one| one.fiscal_year)),
    ];
    if let Some(before) = focus.before.last() {
        let before = focus::chosen(source, place, *before);
        cells.extend([optional(before.map(|before| &before.observation.actual)), show::judgement(before.as_ref())]);
    }
    cells.extend([
        optional(chosen.map(|chosen| &chosen.observation.target)),
        optional(chosen.map(|chosen| &chosen.observation.actual)),
        rate(chosen.as_ref()),
        show::judgement(chosen.as_ref()),
        optional(goal.map(|one| &one.figure)),
        short(goal.and_then(|one| one.fiscal_year)),
        Cell::text(Role::Body, remark(chosen.as_ref())),
    ]);
    cells
}

/// A figure; what is only the office's concern, a blank or an illegible cell, is no value to those outside.
pub fn optional(figure: Option<&Figure>) -> Cell {
    let inside = |figure: &&Figure| !matches!(figure.status, Status::Blank | Status::Unreadable | Status::NoSlot);
    figure.filter(inside).map_or(Cell::word(Role::Center, "－"), show::figure)
}

/// An achievement rate; `－` where there is none.
pub fn rate(chosen: Option<&Chosen>) -> Cell {
    let rate = chosen.and_then(|chosen| chosen.judgement).and_then(|one| one.achievement_rate);
    if rate.is_none() { Cell::word(Role::Center, "－") } else { show::rate(rate) }
}

/// Why there is no judgement, in words for those outside; and which part of the year the values are of.
pub fn remark(chosen: Option<&Chosen>) -> String {
    let Some(chosen) = chosen else { return messages::not_judged_outside(None).to_owned() };
    let mut remarks = Vec::new();
    if chosen.observation.actual.status == Status::Provisional {
        remarks.push("※速報値".to_owned());
    }
    if chosen.observation.actual.corrected.is_some() {
        remarks.push(messages::correction::CORRECTED_OUTSIDE.to_owned());
    }
    if chosen.observation.period.part != Part::Year {
        remarks.push(format!("{}の値", messages::period(chosen.observation.period)));
    }
    let judgement = chosen.judgement.filter(|one| one.achieved.is_none());
    if let Some(reason) = judgement.and_then(|one| one.reason) {
        remarks.push(messages::not_judged_outside(Some(reason)).to_owned());
    }
    remarks.extend(show::revision(&chosen.observation.target));
    remarks.join("、")
}
