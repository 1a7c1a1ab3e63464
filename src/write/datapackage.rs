//! `datapackage.json`: a Frictionless Data Package that describes every CSV.

use crate::encoding::Encoding;
use crate::table::{Column, Headed, Key, Kind, Table};
use serde_json::{Value, json};
use std::sync::Arc;

/// How a text that was made harmless is had back.
const GUARD: &str = "文字列の項目で「=」「+」「-」「@」（全角を含む）、タブ、「'」で始まるものは、表計算ソフトが数式と解釈しないよう先頭に「'」を1つ付けている。先頭の「'」を1つ取り除くと元の文字列になる。数値だけのもの（-0.8など）と「-」1字だけのものには付けない。";

/// The bytes of the package.
pub fn package(tables: &[Arc<Table>], encoding: Encoding) -> Result<Vec<u8>, serde_json::Error> {
    let resources: Vec<Value> = tables.iter().map(|table| resource(table, encoding)).collect();
    let written = match encoding {
        Encoding::Utf8 => "UTF-8（BOM付き）",
        Encoding::Cp932 => "CP932。この文字コードにない文字は「〓」などにし、unencodable.csvに並べた",
    };
    let package = json!({
        "profile": "tabular-data-package",
        "name": "matome",
        "title": "評価指標の集計",
        "description": format!(
            "{written}、改行CRLF、RFC 4180。1行目は見出し。空は値なし。値がない理由は_statusで終わる項目にある。文字列の中の改行は空白1つに置き換えている。{GUARD}"
        ),
        "resources": resources,
    });
    let mut bytes = serde_json::to_vec_pretty(&package)?;
    bytes.push(b'\n');
    Ok(bytes)
}

fn resource(table: &Table, encoding: Encoding) -> Value {
    let mut schema = json!({
        "fields": table.columns.iter().map(field).collect::<Vec<_>>(),
        "missingValues": [""],
    });
    for column in &table.columns {
        match column.key {
            Some(Key::Own) => schema["primaryKey"] = json!([column.heading()]),
            Some(Key::Of(other)) => {
                let reference = json!({ "resource": other, "fields": [column.name] });
                schema["foreignKeys"] = json!([{ "fields": [column.heading()], "reference": reference }]);
            }
            None => {}
        }
    }
    let long_form = table.columns.iter().find_map(|column| match column.headed {
        Headed::Year(_, long) => Some(long),
        _ => None,
    });
    let mut resource = json!({
        "profile": "tabular-data-resource",
        "name": table.name,
        "title": table.title,
        "description": table.description,
        "path": format!("{}.csv", table.name),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": encoding.name(),
        "bom": encoding == Encoding::Utf8,
        "dialect": {
            "delimiter": ",",
            "lineTerminator": "\r\n",
            "quoteChar": "\"",
            "doubleQuote": true,
            "header": true,
            "skipInitialSpace": false,
        },
        "schema": schema,
    });
    if let Some(long_form) = long_form {
        resource["longForm"] = long_form.into();
    }
    resource
}

fn field(column: &Column) -> Value {
    let kind = match column.kind {
        Kind::Text => "string",
        Kind::Number => "number",
        Kind::Integer => "integer",
        Kind::Date => "date",
        Kind::Boolean => "boolean",
    };
    let mut field = json!({
        "name": column.heading(),
        "type": kind,
        "title": column.title,
        "description": column.description,
    });
    if column.headed != Headed::Name {
        field["physicalName"] = column.physical_name().into();
    }
    if !column.words.is_empty() {
        field["constraints"] = json!({ "enum": column.words });
    }
    if !column.unit.is_empty() {
        field["unit"] = column.unit.into();
    }
    if column.kind == Kind::Boolean {
        field["trueValues"] = json!(["true"]);
        field["falseValues"] = json!(["false"]);
    }
    field
}
