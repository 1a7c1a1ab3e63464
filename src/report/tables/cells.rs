//! `cells.csv`: how many cells of each sheet went where.

use super::super::Source;
use super::super::words::Named;
use super::{BODY_AND_PLAN, WHERE, columns, text, word};
use crate::model::CellUse;
use crate::table::{Column, Rows, Table, Value};
use rustc_hash::FxHashMap;

const COLUMNS: [Column; 3] = [
    Column::text("kind", "行き先", "used 値として使用、label 見出し、ignored 規則により除外、unread 未使用。")
        .one_of(CellUse::WORDS),
    Column::text("rule", "規則", "除外した規則の名称。"),
    Column::integer("count", "セル数", "個", "空でないセルの数。"),
];

/// The table.
pub fn table<'a>(source: Source<'a>) -> Table<'a> {
    let plans = plans(&source);
    let body = text(&source.model.body);
    let row = move |line: &'a crate::model::LedgerLine| {
        vec![
            body.clone(),
            plans.get(line.file.as_str()).copied().flatten().map_or(Value::Empty, text),
            text(&line.file),
            text(&line.sheet),
            line.cell.map_or(Value::Empty, |cell| Value::text(cell.to_string())),
            word(Some(line.kind)),
            text(&line.rule),
            Value::Integer(line.count.into()),
        ]
    };
    Table {
        name: "cells",
        title: "セル台帳",
        description: "空でないセルの行き先。シート×種類（詳細出力ではセルごと）。",
        columns: columns(&[&BODY_AND_PLAN, &WHERE, &COLUMNS]),
        rows: Rows::of(&source.model.cells, row),
    }
}

/// The plan of each file that speaks of one plan only.
fn plans<'a>(source: &Source<'a>) -> FxHashMap<&'a str, Option<&'a str>> {
    let mut plans: FxHashMap<&str, Option<&str>> = FxHashMap::default();
    for indicator in &source.model.indicators {
        let plan = indicator.belongs.plan.as_str();
        let known = plans.entry(&indicator.place.sheet.file).or_insert(Some(plan));
        if *known != Some(plan) {
            *known = None;
        }
    }
    plans
}
