//! 提出状況: what came of each file that was received or expected, and what is still open between office and department.

use super::super::Source;
use super::begin;
use super::indicators::filled;
use super::sources::to_file;
use crate::messages::{self, sheet};
use crate::model::SubmissionStatus;
use crate::page::{Cell, Page, Role, Tone, fitted};
use crate::rule::Severity;
use crate::table::{Table, Value};
use std::collections::BTreeMap;
use std::sync::Arc;

const HEADINGS: [(&str, (f64, f64)); 12] = [
    ("担当部署", (12.0, 18.0)),
    ("コード", (8.0, 10.0)),
    ("施策名", (16.0, 30.0)),
    ("提出状況", (10.0, 10.0)),
    ("ファイル", (20.0, 44.0)),
    ("読み取った\n指標数", (10.0, 10.0)),
    ("予定の\n指標数", (8.0, 8.0)),
    ("実績\n記入済", (8.0, 8.0)),
    ("要修正", (8.0, 8.0)),
    ("要確認", (8.0, 8.0)),
    ("うち\n返信あり", (9.0, 9.0)),
    ("回答期限", (11.0, 16.0)),
];
/// The columns of the table that the page shares with the CSV.
const COUNTS: [&str; 4] = ["indicators_expected", "indicators_filled", "findings_error", "findings_warning"];

/// The page, its counts from the same table as the CSV.
pub fn page(source: &Source, tables: &[Arc<Table>]) -> Page {
    let table = tables.iter().find(|table| table.name == "submissions");
    let places: Vec<Option<usize>> = COUNTS.iter().map(|name| table.and_then(|table| table.position(name))).collect();
    let replied = replied(source);
    let records = source.model.submissions.iter().zip(table.iter().flat_map(|table| table.rows.iter()));
    let rows: Vec<Vec<Cell>> = records
        .map(|(record, values)| {
            let (word, tone) = (messages::submission(record.status).ja, tone(record.status));
            let mut cells = vec![
                Cell::text(Role::Body, record.department.as_str()),
                Cell::text(Role::Body, record.measure_code.as_str()),
                Cell::text(Role::Body, record.measure_name.as_str()),
                Cell::word(Role::Mark(tone), word),
                to_file(source.whereabouts, &record.file, None, Role::Body, record.file.clone()),
                Cell::count(usize::try_from(record.indicators).unwrap_or(usize::MAX)),
            ];
            cells.extend(places.iter().map(|place| count(place.and_then(|place| values.get(place)))));
            cells.push(Cell::count(replied.get(record.file.as_str()).copied().unwrap_or_default()));
            let due = source.dues.get(&record.department).map(String::as_str).unwrap_or_default();
            cells.push(Cell::text(Role::Center, due));
            cells
        })
        .collect();
    let mut page = Page::new(sheet::SUBMISSIONS, fitted(&rows, &HEADINGS.map(|(_, bounds)| bounds)));
    page.landscape = true;
    begin(&mut page, source, sheet::SUBMISSIONS, &lead(source));
    page.freeze = Some((page.next() + 1, 1));
    filled(page, &HEADINGS.map(|(heading, _)| heading.to_owned()), rows)
}

/// How many files there are of each status.
fn lead(source: &Source) -> String {
    let mut counts: BTreeMap<SubmissionOrder, usize> = BTreeMap::new();
    for record in &source.model.submissions {
        *counts.entry((record.status as u8, messages::submission(record.status).ja)).or_default() += 1;
    }
    let counts: Vec<String> = counts.into_iter().map(|((_, word), count)| format!("{word}{count}件")).collect();
    format!("{}。回答期限は確認依頼に書いた日。", counts.join("、"))
}

/// A status by its place among all, and its word.
type SubmissionOrder = (u8, &'static str);

/// Of each file, how many findings that ask something of the department have a reply.
fn replied<'a>(source: &Source<'a>) -> BTreeMap<&'a str, usize> {
    let mut replied: BTreeMap<&str, usize> = BTreeMap::new();
    let asked = source.findings.iter().filter(|finding| finding.severity != Severity::Note);
    for finding in asked.filter(|finding| !finding.life.replies.is_empty()) {
        *replied.entry(&finding.file).or_default() += 1;
    }
    replied
}

const fn tone(status: SubmissionStatus) -> Tone {
    match status {
        SubmissionStatus::Received => Tone::Good,
        SubmissionStatus::Missing | SubmissionStatus::Rejected => Tone::Bad,
        SubmissionStatus::Late
        | SubmissionStatus::Duplicate
        | SubmissionStatus::Unchanged
        | SubmissionStatus::OldForm
        | SubmissionStatus::Unexpected => Tone::Care,
    }
}

fn count(value: Option<&Value>) -> Cell {
    match value {
        Some(Value::Integer(count)) => Cell::count(usize::try_from(*count).unwrap_or_default()),
        _ => Cell::word(Role::Center, ""),
    }
}
