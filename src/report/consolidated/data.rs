//! データ_ sheets: the tables of the CSVs, each with its header in row 1 and nothing else, then what their columns mean.

use super::super::words::ALL;
use crate::messages::sheet;
use crate::model::Status;
use crate::page::{DataSheet, Sheet};
use crate::table::{Column, Kind, Table, Value};
use std::sync::Arc;

/// Tables that have a sheet, and of the longest those columns that a reader or a pivot table needs; the CSV has all.
const SHEETS: [(&str, &[&str]); 9] = [
    (
        "observations",
        &[
            "indicator_id",
            "plan",
            "measure_code",
            "measure_name",
            "sort_order",
            "department",
            "indicator_name",
            "indicator_kind",
            "unit",
            "direction",
            "aggregation",
            "baseline_value",
            "final_target_value",
            "fiscal_year",
            "period",
            "target_value",
            "target_operator",
            "target_text",
            "target_status",
            "actual_value",
            "actual_text",
            "actual_status",
            "achievement_rate",
            "progress_rate",
            "judgement",
            "judgement_reason",
            "file",
            "sheet",
            "target_cell",
            "actual_cell",
        ],
    ),
    ("indicators", &[]),
    ("plans", &[]),
    ("measures", &[]),
    ("costs", &[]),
    ("evaluations", &[]),
    ("actions", &[]),
    ("narratives", &[]),
    ("outlooks", &[]),
];

const DICTIONARY: [Column; 7] = [
    Column::text("sheet", "シート", "データのシート。"),
    Column::text("csv", "CSV", "同じ表のCSV。"),
    Column::text("title", "見出し", "シートの見出し。"),
    Column::text("name", "項目名", "CSVの見出し。"),
    Column::text("kind", "型", "値の型。"),
    Column::text("unit", "単位", "すべての値に共通の単位。"),
    Column::text("description", "説明", "項目の意味。"),
];

const CODES: [Column; 3] = [
    Column::text("choice", "コードの種類", "コードの種類。"),
    Column::text("code", "コード", "データでの値。"),
    Column::text("meaning", "意味", "日本語での意味。"),
];

/// The data sheets; tables without records are left out, all but the observations.
pub fn sheets<'a>(tables: &[Arc<Table<'a>>]) -> Vec<Sheet<'a>> {
    let mut sheets = Vec::new();
    let mut dictionary = Vec::new();
    for (name, wanted) in SHEETS {
        let Some(table) = tables.iter().find(|table| table.name == name) else { continue };
        if table.rows.is_empty() && name != "observations" {
            continue;
        }
        let columns: Vec<usize> = match wanted {
            [] => (0..table.columns.len()).collect(),
            wanted => wanted.iter().filter_map(|name| table.position(name)).collect(),
        };
        let tab = format!("{}{}", sheet::DATA, table.title);
        dictionary
            .extend(columns.iter().filter_map(|place| table.columns.get(*place)).map(|one| meaning(&tab, table, one)));
        sheets.push(Sheet::Data(DataSheet { name: tab, table: Arc::clone(table), columns }));
    }
    let all = |name: &str, table: Table<'a>| {
        let columns = (0..table.columns.len()).collect();
        Sheet::Data(DataSheet { name: name.to_owned(), table: Arc::new(table), columns })
    };
    let (columns, codes) = (DICTIONARY.to_vec(), CODES.to_vec());
    let dictionary =
        Table {
            name: "dictionary", title: "項目定義", description: "項目の意味。", columns, rows: dictionary.into()
        };
    let codes = Table {
        name: "codes",
        title: "コード表",
        description: "コードの意味。",
        columns: codes,
        rows: codes_rows().into(),
    };
    sheets.extend([all(sheet::DICTIONARY, dictionary), all(sheet::CODES, codes)]);
    sheets
}

fn meaning(tab: &str, table: &Table, column: &Column) -> Vec<Value<'static>> {
    let kind = match column.kind {
        Kind::Text => "文字列",
        Kind::Number => "数値",
        Kind::Integer => "整数",
        Kind::Date => "日付（ISO 8601）",
        Kind::Boolean => "true/false",
    };
    vec![
        Value::text(tab.to_owned()),
        Value::text(format!("{}.csv", table.name)),
        Value::Word(column.title),
        Value::Word(column.name),
        Value::Word(kind),
        Value::word(column.unit),
        Value::Word(column.description),
    ]
}

/// What each code in the data means.
fn codes_rows() -> Vec<Vec<Value<'static>>> {
    let mut rows = Vec::new();
    for (choice, title) in [("Status", "状態"), ("NotJudged", "判定なしの理由"), ("NoProjection", "推計しない理由")]
    {
        let words = ALL.iter().find(|(name, _)| *name == choice).map(|(_, words)| *words).unwrap_or_default();
        rows.extend(
            words.iter().map(|word| vec![Value::Word(title), Value::Word(word), Value::text(says(choice, word))]),
        );
    }
    rows
}

fn says(choice: &str, word: &str) -> String {
    let json = serde_json::Value::from(word);
    match choice {
        "Status" => {
            let status: Option<Status> = serde_json::from_value(json).ok();
            let known = crate::messages::STATUSES.iter().find(|(each, ..)| Some(*each) == status);
            known.map(|(_, label, meaning)| format!("{label}：{meaning}")).unwrap_or_default()
        }
        "NotJudged" => serde_json::from_value(json)
            .map(|reason| crate::messages::not_judged(reason).ja.to_owned())
            .unwrap_or_default(),
        _ => serde_json::from_value(json)
            .map(|reason| crate::messages::no_projection(reason).to_owned())
            .unwrap_or_default(),
    }
}
