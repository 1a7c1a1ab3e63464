//! CSV: UTF-8 with BOM or CP932, CRLF, RFC 4180, one record a line.

use crate::encoding::Encoding;
use crate::table::{Kind, Table, Value};
use std::fmt::Write;
use std::io;

/// The byte order mark, by which Excel knows UTF-8.
const BOM: &str = "\u{feff}";

/// Writes a table, record by record.
pub fn table(table: &Table, encoding: Encoding, out: &mut dyn io::Write) -> io::Result<()> {
    let mut line = String::with_capacity(1 << 12);
    if encoding == Encoding::Utf8 {
        line.push_str(BOM);
    }
    for (place, column) in table.columns.iter().enumerate() {
        separate(&mut line, place);
        line.push_str(&column.heading());
    }
    line.push_str("\r\n");
    for row in table.rows.iter() {
        for (place, value) in row.iter().enumerate() {
            separate(&mut line, place);
            let words = table.columns.get(place).is_none_or(|column| column.kind == Kind::Text);
            push(&mut line, value, words);
        }
        line.push_str("\r\n");
        out.write_all(&encoding.bytes(&line))?;
        line.clear();
    }
    out.write_all(&encoding.bytes(&line))
}

fn separate(out: &mut String, place: usize) {
    if place > 0 {
        out.push(',');
    }
}

fn push(out: &mut String, value: &Value, words: bool) {
    // Writing to a String cannot fail.
    let _ = match value.settled() {
        Value::Empty | Value::Live(_) => Ok(()),
        Value::Number(number) => write!(out, "{number}"),
        Value::Integer(number) => write!(out, "{number}"),
        Value::Bool(truth) => write!(out, "{truth}"),
        Value::Date(date) => write!(out, "{date}"),
        Value::Word(_) | Value::Text(_) | Value::Link(_) => {
            push_text(out, value.as_text().unwrap_or_default(), words);
            Ok(())
        }
    };
}

fn push_text(out: &mut String, text: &str, words: bool) {
    let guarded = words && needs_guard(text);
    let quoted = text.contains(['"', ',']);
    if quoted {
        out.push('"');
    }
    if guarded {
        out.push('\'');
    }
    if text.contains(['"', '\r', '\n', '\u{85}', '\u{2028}', '\u{2029}', '\u{b}', '\u{c}']) {
        push_on_one_line(out, text);
    } else {
        out.push_str(text);
    }
    if quoted {
        out.push('"');
    }
}

/// Quotes are doubled; a line break of any kind becomes one space.
fn push_on_one_line(out: &mut String, text: &str) {
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '"' => out.push_str("\"\""),
            '\r' => {
                characters.next_if_eq(&'\n');
                out.push(' ');
            }
            '\n' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => out.push(' '),
            character => out.push(character),
        }
    }
}

/// Whether a spreadsheet would take a text for a formula; then a `'` stands before it, as before a text that itself
/// starts with one, so that taking one `'` away always gives the text back. A plain number and a lone dash are no
/// formulas. Japanese Excel takes the full-width signs too.
fn needs_guard(text: &str) -> bool {
    match text.chars().next() {
        // a sign alone is the operator of a target, not the start of a formula
        Some('=') => text.len() > 1,
        Some('\'' | '@' | '\t' | '\r' | '＝' | '＠') => true,
        Some('+' | '-' | '＋' | '－') => !is_number_or_dash(text),
        _ => false,
    }
}

fn is_number_or_dash(text: &str) -> bool {
    let rest = text.trim_start_matches(['+', '-', '＋', '－']);
    let signs = text.chars().count() - rest.chars().count();
    if rest.is_empty() {
        return signs == 1;
    }
    let mut points = 0;
    let plain = rest.chars().all(|character| match character {
        '.' | '．' => {
            points += 1;
            true
        }
        ',' | '，' | '0'..='9' | '０'..='９' => true,
        _ => false,
    });
    signs == 1
        && plain
        && points <= 1
        && rest.starts_with(|first: char| first.is_ascii_digit() || ('０'..='９').contains(&first))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::Column;
    use rust_decimal::Decimal;

    #[test]
    fn what_looks_like_a_formula_is_made_harmless_and_can_be_had_back() {
        for text in [
            "=1+1", "+81-3", "-1+2", "@SUM(A1)", "\tx", "'quoted", "＝cmd", "－＝x", "--", "-5人", "-0.8.1", "-.5",
            "- 5",
        ] {
            let mut out = String::new();
            push_text(&mut out, text, true);
            assert_eq!(out, format!("'{text}"));
        }
        for text in ["-", "－", "-0.8", "+5", "－１２，３４５", "△0.8", "80以上", "1-1", ""] {
            let mut out = String::new();
            push_text(&mut out, text, true);
            assert_eq!(out, text);
        }
    }

    #[test]
    fn a_record_is_one_line() {
        let columns = vec![
            Column::text("name", "名", ""),
            Column::number("value", "値", "", ""),
            Column::boolean("strict", "境界", ""),
        ];
        let rows = vec![
            vec![Value::text("一行目\r\n二\"行\"目\n,三"), Value::Number(Decimal::new(-800, 2)), Value::Bool(true)],
            vec![Value::Empty, Value::Empty, Value::Empty],
        ];
        let mut bytes = Vec::new();
        super::table(
            &Table { name: "t", title: "表", description: "", columns, rows: rows.into() },
            Encoding::Utf8,
            &mut bytes,
        )
        .unwrap();
        let text = String::from_utf8(bytes).unwrap();
        assert_eq!(text, "\u{feff}name,value,strict\r\n\"一行目 二\"\"行\"\"目 ,三\",-8.00,true\r\n,,\r\n");
    }

    #[test]
    fn a_csv_reader_gives_the_texts_back() {
        let texts = ["a,b", "\"", "'", "x\"y,z", "値"];
        let columns = texts.iter().map(|_| Column::text("c", "列", "")).collect();
        let rows = vec![texts.iter().map(|text| Value::text(*text)).collect()];
        let mut bytes = Vec::new();
        super::table(
            &Table { name: "t", title: "表", description: "", columns, rows: rows.into() },
            Encoding::Utf8,
            &mut bytes,
        )
        .unwrap();
        let mut reader = ::csv::Reader::from_reader(&bytes[3..]);
        let record = reader.records().next().unwrap().unwrap();
        let read: Vec<&str> = record.iter().map(|text| text.strip_prefix('\'').unwrap_or(text)).collect();
        assert_eq!(read, texts);
    }
}
