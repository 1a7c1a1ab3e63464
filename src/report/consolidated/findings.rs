//! 確認事項 and 提出状況.

use super::super::Source;
use super::begin;
use super::indicators::filled;
use crate::finding::Finding;
use crate::lang::Lang;
use crate::life::Standing;
use crate::messages::{self, sheet};
use crate::page::{Cell, Page, Role, Tone, fitted};
use crate::rule::Severity;
use crate::table::{Table, Value};
use std::sync::Arc;

/// The columns of 確認事項, each with the least and the most of its width.
const COLUMNS: [(&str, (f64, f64)); 14] = [
    ("No.", (6.0, 7.0)),
    ("区分", (8.0, 8.0)),
    ("状態", (8.0, 8.0)),
    ("担当部署", (9.0, 12.0)),
    ("ファイル", (12.0, 22.0)),
    ("シート", (8.0, 14.0)),
    ("セル", (7.0, 8.0)),
    ("指標名", (12.0, 22.0)),
    ("今の値", (9.0, 14.0)),
    ("あるべき値", (9.0, 14.0)),
    ("内容", (24.0, 34.0)),
    ("お願い", (24.0, 34.0)),
    ("了承の理由", (12.0, 22.0)),
    ("規則", (10.0, 22.0)),
];

/// 確認事項: what is open, then what was accepted, then what is resolved.
pub fn findings(source: &Source) -> Page {
    let rows = |findings: &[&Finding]| -> Vec<Vec<Cell>> {
        findings.iter().enumerate().map(|(place, finding)| row(place, finding)).collect()
    };
    let standing = |standing| -> Vec<&Finding> {
        source.closed.iter().filter(|finding| finding.life.standing == Some(standing)).collect()
    };
    let open = rows(&source.findings.iter().collect::<Vec<_>>());
    let accepted = rows(&standing(Standing::Accepted));
    let resolved = rows(&standing(Standing::Resolved));
    let headings = COLUMNS.map(|(name, _)| name.to_owned());
    let bounds = COLUMNS.map(|(_, bounds)| bounds);
    let all: Vec<Vec<Cell>> = open.iter().chain(&accepted).chain(&resolved).cloned().collect();
    let mut page = Page::new(sheet::FINDINGS, fitted(&all, &bounds));
    page.landscape = true;
    // The rule's name serves on the screen.
    page.printed = Some(headings.len() - 1);
    begin(&mut page, source, sheet::FINDINGS, "要修正は部署に差し戻すもの、要確認は確認が必要なもの。");
    page.freeze = Some((page.next() + 1, 2));
    let mut page = filled(page, &headings, open);
    for (title, rows) in
        [("了承したもの（件数に数えない）", accepted), ("解消したもの（前回にあり、今回はないもの）", resolved)]
    {
        if !rows.is_empty() {
            page.blank();
            page.line(Role::Section, title);
            page.headings(&headings.each_ref().map(String::as_str));
            rows.into_iter().for_each(|row| page.row(row));
        }
    }
    page
}

fn row(place: usize, finding: &Finding) -> Vec<Cell> {
    vec![
        Cell::count(place + 1),
        Cell::word(Role::Mark(tone(finding.severity)), messages::severity(finding.severity).ja),
        Cell::text(Role::Center, standing(finding)),
        Cell::text(Role::Body, finding.department.as_str()),
        Cell::text(Role::Body, finding.file.as_str()),
        Cell::text(Role::Body, finding.sheet.as_str()),
        Cell::text(Role::Center, finding.cell.map(|cell| cell.to_string()).unwrap_or_default()),
        Cell::text(Role::Body, finding.indicator_name.as_str()),
        Cell::text(Role::Body, finding.found.as_str()),
        Cell::text(Role::Body, finding.expected.as_str()),
        Cell::text(Role::Body, finding.told(Lang::Ja)),
        Cell::text(Role::Body, finding.remedy(Lang::Ja)),
        Cell::text(Role::Body, finding.life.reason()),
        Cell::word(Role::Body, finding.rule.name),
    ]
}

/// 状態; of what goes on, also since when.
fn standing(finding: &Finding) -> String {
    let life = &finding.life;
    let word = messages::life::standing(life.standing).ja;
    let since =
        Some(life.since.as_str()).filter(|since| life.standing == Some(Standing::Continuing) && !since.is_empty());
    since.map_or_else(|| word.to_owned(), |since| format!("{word}\n{since}～"))
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
