//! `unencodable.csv`: every character of the other tables that has no place in the encoding they are written in.

use crate::encoding::Encoding;
use crate::table::{Column, Table, Value};
use std::collections::BTreeSet;
use std::sync::Arc;

const COLUMNS: [Column; 6] = [
    Column::text("csv", "CSV", "文字のあるCSV。"),
    Column::integer("line", "行", "行目", "CSVの行。見出しが1行目。"),
    Column::text("column", "項目名", "CSVの項目。"),
    Column::text("code_point", "符号位置", "Unicodeの符号位置（U+9AD9など）。"),
    Column::text("written", "代わりの文字", "代わりに書いた文字。同じ字がなければ「〓」。"),
    Column::text("text", "文字列", "文字のある文字列（代わりの文字で）。"),
];

/// The table; `None` where everything has a place.
pub fn table<'a>(tables: &[Arc<Table<'a>>], encoding: Encoding) -> Option<Table<'a>> {
    if encoding == Encoding::Utf8 {
        return None;
    }
    let rows: Vec<Vec<Value<'a>>> = tables.iter().flat_map(|table| of_table(table, encoding)).collect();
    Some(Table {
        name: "unencodable",
        title: "表せない文字",
        description: "この文字コードにない文字と、代わりに書いた文字。",
        columns: COLUMNS.to_vec(),
        rows: rows.into(),
    })
}

fn of_table<'a>(table: &Table<'a>, encoding: Encoding) -> Vec<Vec<Value<'a>>> {
    let mut rows = Vec::new();
    for (row, line) in table.rows.iter().zip(2i64..) {
        for (value, column) in row.iter().zip(&table.columns) {
            let text = value.as_text().unwrap_or_default();
            // line breaks of any kind are written as a space
            let unfit = text.chars().filter(|one| !matches!(one, '\u{85}' | '\u{2028}' | '\u{2029}'));
            let unfit: BTreeSet<(char, char)> = unfit.filter_map(|one| Some((one, encoding.instead(one)?))).collect();
            rows.extend(unfit.into_iter().map(|(one, written)| {
                vec![
                    Value::Word(table.name),
                    Value::Integer(line),
                    Value::text(column.heading()),
                    Value::text(format!("U+{:04X}", u32::from(one))),
                    Value::text(written.to_string()),
                    Value::text(text.to_owned()),
                ]
            }));
        }
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_character_without_a_place_is_listed_with_its_line() {
        let rows = vec![vec![Value::text("𠮷野 10〜20")], vec![Value::text("髙島①")]];
        let columns = vec![Column::text("name", "名", "")];
        let table = Table { name: "t", title: "表", description: "", columns, rows: rows.into() };
        let tables = [Arc::new(table)];
        let listed = super::table(&tables, Encoding::Cp932).unwrap();
        let lines: Vec<String> = listed
            .rows
            .iter()
            .map(|row| format!("{:?} {:?} {:?}", row[1], row[3].as_text(), row[4].as_text()))
            .collect();
        assert_eq!(lines, ["Integer(2) Some(\"U+301C\") Some(\"～\")", "Integer(2) Some(\"U+20BB7\") Some(\"〓\")"]);
        assert!(super::table(&tables, Encoding::Utf8).is_none());
    }
}
