//! `submissions.csv`: one row per file received or expected, with how many findings it has.

use super::super::Source;
use super::super::words::Named;
use super::{columns, text, word};
use crate::model::SubmissionRecord;
use crate::model::SubmissionStatus;
use crate::rule::Severity;
use crate::table::{Column, Rows, Table, Value};
use rustc_hash::FxHashMap;

const COLUMNS: [Column; 10] = [
    Column::text("department", "担当部署", "担当部署。シートの記載、なければフォルダー名。"),
    Column::text("measure_code", "施策コード", "対象の施策などの番号。"),
    Column::text("measure_name", "施策名", "対象の施策などの名称。"),
    Column::text(
        "status",
        "提出状況",
        "received 提出済、missing 未提出、late 期限後、duplicate 重複、unchanged 前回と同じ、old_form 旧様式、unexpected 予定外、rejected 読取不能。",
    ).one_of(SubmissionStatus::WORDS),
    Column::text("file", "ファイル", "提出されたファイル。未提出は空。"),
    Column::text("sha256", "SHA-256", "ファイルのSHA-256。"),
    Column::integer("indicators_expected", "予定の指標数", "件", "指標台帳にある指標の数。台帳がなければ空。"),
    Column::integer("indicators_filled", "記入済の指標数", "件", "実績が1つ以上ある指標の数。"),
    Column::integer("findings_error", "要修正", "件", "区分がerrorの確認事項の数。"),
    Column::integer("findings_warning", "要確認", "件", "区分がwarningの確認事項の数。"),
];

/// The table.
pub fn table<'a>(source: Source<'a>) -> Table<'a> {
    let counts = counts(&source);
    let row = move |record: &'a SubmissionRecord| {
        let (errors, warnings) = counts.get(record.file.as_str()).copied().unwrap_or_default();
        vec![
            text(&record.department),
            text(&record.measure_code),
            text(&record.measure_name),
            word(Some(record.status)),
            text(&record.file),
            text(&record.sha256),
            Value::integer(record.indicators_expected),
            Value::Integer(record.indicators_filled.into()),
            Value::Integer(errors),
            Value::Integer(warnings),
        ]
    };
    Table {
        name: "submissions",
        title: "提出状況",
        description: "提出された、または提出されるはずのファイル。",
        columns: columns(&[&COLUMNS]),
        rows: Rows::of(&source.model.submissions, row),
    }
}

/// Errors and warnings of each file.
fn counts<'a>(source: &Source<'a>) -> FxHashMap<&'a str, (i64, i64)> {
    let mut counts: FxHashMap<&str, (i64, i64)> = FxHashMap::default();
    for finding in source.findings.iter().filter(|finding| !finding.file.is_empty()) {
        let (errors, warnings) = counts.entry(&finding.file).or_default();
        match finding.severity {
            Severity::Error => *errors += 1,
            Severity::Warning => *warnings += 1,
            Severity::Note => {}
        }
    }
    counts
}
