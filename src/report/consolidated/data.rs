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

const CODES: [Column; 5] = [
    Column::text("sheet", "シート", "データのシート。CSVだけにある表は空。"),
    Column::text("csv", "CSV", "同じ表のCSV。"),
    Column::text("title", "見出し", "シートの見出し。"),
    Column::text("code", "コード", "データでの値。"),
    Column::text("meaning", "意味", "日本語での意味。"),
];

/// The data sheets; tables without records are left out, all but the observations.
pub fn sheets<'a>(tables: &[Arc<Table<'a>>]) -> Vec<Sheet<'a>> {
    let mut sheets = Vec::new();
    let (mut dictionary, mut codes) = (Vec::new(), Vec::new());
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
        let own = || columns.iter().filter_map(|place| table.columns.get(*place));
        dictionary.extend(own().map(|one| meaning(&tab, &format!("{}.csv", table.name), one)));
        codes.extend(own().flat_map(|one| codes_of(&tab, table, one)));
        sheets.push(Sheet::Data(DataSheet { name: tab, table: Arc::clone(table), columns }));
    }
    let all = |name: &str, table: Table<'a>| {
        let columns = (0..table.columns.len()).collect();
        Sheet::Data(DataSheet { name: name.to_owned(), table: Arc::new(table), columns })
    };
    let shown: Vec<&str> = SHEETS.iter().map(|(name, _)| *name).collect();
    for table in tables.iter().filter(|table| !shown.contains(&table.name)) {
        codes.extend(table.columns.iter().flat_map(|column| codes_of("", table, column)));
    }
    for (tab, columns) in [(sheet::DICTIONARY, DICTIONARY.as_slice()), (sheet::CODES, &CODES)] {
        dictionary.extend(columns.iter().map(|column| meaning(tab, "", column)));
    }
    let columns = DICTIONARY.to_vec();
    let dictionary =
        Table {
            name: "dictionary", title: "項目定義", description: "項目の意味。", columns, rows: dictionary.into()
        };
    let codes = Table {
        name: "codes",
        title: "コード表",
        description: "コードの意味。",
        columns: CODES.to_vec(),
        rows: codes.into(),
    };
    sheets.extend([all(sheet::DICTIONARY, dictionary), all(sheet::CODES, codes)]);
    sheets
}

fn meaning(tab: &str, csv: &str, column: &Column) -> Vec<Value<'static>> {
    let kind = match column.kind {
        Kind::Text => "文字列",
        Kind::Number => "数値",
        Kind::Integer => "整数",
        Kind::Date => "日付（ISO 8601）",
        Kind::Boolean => "true/false",
    };
    vec![
        Value::text(tab.to_owned()),
        Value::text(csv.to_owned()),
        Value::Word(column.title),
        Value::Word(column.name),
        Value::Word(kind),
        Value::word(column.unit),
        Value::Word(column.description),
    ]
}

/// What each code of a column means. Words of Japanese speak for themselves.
fn codes_of(tab: &str, table: &Table, column: &Column) -> Vec<Vec<Value<'static>>> {
    let choice = ALL.iter().find(|(_, words)| *words == column.words).map(|(name, _)| *name);
    let row = |word: &&'static str| {
        Some(vec![
            Value::text(tab.to_owned()),
            Value::text(format!("{}.csv", table.name)),
            Value::Word(column.title),
            Value::Word(word),
            Value::text(says(choice?, word)),
        ])
    };
    column.words.iter().filter_map(row).collect()
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
        "NotRolledUp" => serde_json::from_value(json)
            .map(|reason| crate::messages::not_rolled_up(reason).ja.to_owned())
            .unwrap_or_default(),
        "NoProjection" => serde_json::from_value(json)
            .map(|reason| crate::messages::no_projection(reason).to_owned())
            .unwrap_or_default(),
        choice => crate::messages::code::meaning(choice, word).unwrap_or_default().to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_has_a_meaning() {
        for (choice, words) in ALL {
            for word in *words {
                assert!(!says(choice, word).is_empty(), "{choice} {word}");
            }
        }
    }
}
