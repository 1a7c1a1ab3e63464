//! The tables of the schema, one per CSV. Columns and their order are the contract of `docs/schema.md`.

mod cells;
mod columns;
mod costs;
mod evaluations;
mod findings;
mod indicators;
mod measures;
mod observations;
mod outlooks;
mod submissions;
mod unencodable;
mod wide;

pub use costs::in_yen;

pub use unencodable::table as unencodable;

use super::order::Order;
use super::words::Named;
use super::{Source, words};
use crate::cell::Place;
use crate::table::{Column, Table, Value};
use std::sync::Arc;

/// All tables, in the order of the schema.
pub fn tables<'a>(source: Source<'a>, order: &Arc<Order<'a>>) -> Vec<Table<'a>> {
    vec![
        observations::table(source, order),
        indicators::table(source, order),
        measures::plans(source),
        measures::measures(source, order),
        costs::table(source),
        evaluations::evaluations(source),
        evaluations::actions(source),
        evaluations::narratives(source),
        findings::table(source),
        submissions::table(source),
        outlooks::table(source),
        cells::table(source),
        wide::table(source, order),
    ]
}

/// 団体名 and 計画名, which most tables begin with.
const BODY_AND_PLAN: [Column; 2] = [
    Column::text("body", "団体名", "団体名。設定にあるとき。"),
    Column::text("plan", "計画名", "計画の名称（総合計画、総合戦略など）。"),
];

/// Where a record stands, which most tables end with.
const WHERE: [Column; 3] = [
    Column::text("file", "ファイル", "元のファイル。入力フォルダーからの相対パス。"),
    Column::text("sheet", "シート", "元のシート。"),
    Column::text("cell", "セル", "元のセル（A1形式）。"),
];

/// Code, name and department of a measure, which several tables have.
const MEASURE: [Column; 3] = [
    Column::text("measure_code", "施策コード", "施策などの番号。半角数字と「-」に統一（1-1-1）。"),
    Column::text("measure_name", "施策名", "施策などの名称。"),
    Column::text("department", "担当部署", "担当部署。"),
];

fn place(place: &Place) -> [Value<'_>; 3] {
    [text(&place.sheet.file), text(&place.sheet.sheet), Value::text(place.cell.to_string())]
}

fn text(text: &str) -> Value<'_> {
    Value::text(text)
}

fn word<T: Named>(choice: Option<T>) -> Value<'static> {
    words::word(choice.as_ref())
}

/// Several names in one cell.
fn several(names: &[String]) -> Value<'_> {
    match names {
        [only] => Value::text(only.as_str()),
        names => Value::text(names.join(";")),
    }
}

fn columns(parts: &[&[Column]]) -> Vec<Column> {
    parts.concat()
}
