//! 確認事項 and 提出状況.

use super::super::Source;
use super::begin;
use super::indicators::filled;
use crate::finding::Finding;
use crate::lang::Lang;
use crate::messages::{self, sheet};
use crate::page::{Cell, Page, Role, Tone, fitted};
use crate::rule::Severity;
use crate::table::{Table, Value};
use std::sync::Arc;

/// 確認事項.
pub fn findings(source: &Source) -> Page {
    let headings = [
        "No.",
        "区分",
        "担当部署",
        "ファイル",
        "シート",
        "セル",
        "指標名",
        "今の値",
        "あるべき値",
        "内容",
        "お願い",
        "規則",
    ]
    .map(str::to_owned);
    let bounds = [
        (6.0, 7.0),
        (8.0, 8.0),
        (9.0, 12.0),
        (12.0, 22.0),
        (8.0, 14.0),
        (7.0, 8.0),
        (12.0, 22.0),
        (9.0, 14.0),
        (9.0, 14.0),
        (24.0, 34.0),
        (24.0, 34.0),
        (10.0, 22.0),
    ];
    let rows: Vec<Vec<Cell>> = source.findings.iter().enumerate().map(|(place, finding)| row(place, finding)).collect();
    let mut page = Page::new(sheet::FINDINGS, fitted(&rows, &bounds));
    page.landscape = true;
    // The rule's name serves on the screen.
    page.printed = Some(headings.len() - 1);
    begin(&mut page, source, sheet::FINDINGS, "要修正は部署に差し戻すもの、要確認は確認が必要なもの。");
    page.freeze = Some((page.next() + 1, 2));
    filled(page, &headings, rows)
}

fn row(place: usize, finding: &Finding) -> Vec<Cell> {
    vec![
        Cell::count(place + 1),
        Cell::word(Role::Mark(tone(finding.severity)), messages::severity(finding.severity).ja),
        Cell::text(Role::Body, finding.department.as_str()),
        Cell::text(Role::Body, finding.file.as_str()),
        Cell::text(Role::Body, finding.sheet.as_str()),
        Cell::text(Role::Center, finding.cell.map(|cell| cell.to_string()).unwrap_or_default()),
        Cell::text(Role::Body, finding.indicator_name.as_str()),
        Cell::text(Role::Body, finding.found.as_str()),
        Cell::text(Role::Body, finding.expected.as_str()),
        Cell::text(Role::Body, finding.message(Lang::Ja)),
        Cell::text(Role::Body, finding.remedy(Lang::Ja)),
        Cell::word(Role::Body, finding.rule.name),
    ]
}

/// How a severity looks.
pub const fn tone(severity: Severity) -> Tone {
    match severity {
        Severity::Error => Tone::Bad,
        Severity::Warning => Tone::Care,
        Severity::Note => Tone::Neutral,
    }
}

/// 提出状況, from the same table as the CSV.
pub fn submissions(source: &Source, tables: &[Arc<Table>]) -> Page {
    let headings =
        ["担当部署", "コード", "施策名", "提出状況", "ファイル", "予定の\n指標数", "記入済", "要修正", "要確認"]
            .map(str::to_owned);
    let names = [
        "department",
        "measure_code",
        "measure_name",
        "file",
        "indicators_expected",
        "indicators_filled",
        "findings_error",
        "findings_warning",
    ];
    let table = tables.iter().find(|table| table.name == "submissions");
    let places: Vec<Option<usize>> = names.iter().map(|name| table.and_then(|table| table.position(name))).collect();
    let rows: Vec<Vec<Cell>> = source
        .model
        .submissions
        .iter()
        .zip(table.iter().flat_map(|table| table.rows.iter()))
        .map(|(record, values)| {
            let mut cells: Vec<Cell> =
                places.iter().map(|place| shown(place.and_then(|place| values.get(place)))).collect();
            cells.insert(3, Cell::word(Role::Center, messages::submission(record.status).ja));
            cells
        })
        .collect();
    let bounds = [
        (12.0, 18.0),
        (8.0, 10.0),
        (16.0, 34.0),
        (10.0, 10.0),
        (20.0, 40.0),
        (8.0, 8.0),
        (8.0, 8.0),
        (8.0, 8.0),
        (8.0, 8.0),
    ];
    let mut page = Page::new(sheet::SUBMISSIONS, fitted(&rows, &bounds));
    page.landscape = true;
    begin(&mut page, source, sheet::SUBMISSIONS, "");
    page.freeze = Some((page.next() + 1, 1));
    filled(page, &headings, rows)
}

fn shown(value: Option<&Value>) -> Cell {
    match value {
        Some(Value::Integer(count)) => Cell::count(usize::try_from(*count).unwrap_or_default()),
        Some(value) => Cell { value: value.clone().into_owned(), role: Role::Body, ..Cell::default() },
        None => Cell::word(Role::Body, ""),
    }
}
