//! Data sheets with many rows, as text of their part: rows are made, written and deflated one by one and not kept.
//!
//! The writer of workbooks makes the sheet with all but its rows, and the rows take the place of those it made. It has a
//! way of its own to write rows one by one, but that spends six times as long on a cell.

use super::error::Reason;
use super::repack::options;
use super::xlsx::fitting;

use crate::expression::exact;
use crate::page::DataSheet;
use crate::table::Value;
use rayon::prelude::*;
use std::borrow::Cow;
use std::fmt::Write as _;
use std::io::{Cursor, Write};
use zip::write::ZipFileBuilder;
use zip::{PreparedZipFile, ZipArchive, ZipWriter};

/// Characters of rows that wait to be deflated.
const WAITING: usize = 1 << 15;

/// What stands before and after the rows in a sheet's part.
const OPEN: &str = "<sheetData>";
const CLOSE: &str = "</sheetData>";

/// Writes the workbook `bytes` to `out`, the sheets that are `large` with their rows; each with its place among the tabs.
pub fn fill(bytes: &[u8], large: &[(usize, &DataSheet)], out: &mut dyn Write) -> Result<(), Reason> {
    let mut book = ZipArchive::new(Cursor::new(bytes))?;
    let mut parts = Vec::new();
    for (place, data) in large {
        let name = format!("xl/worksheets/sheet{}.xml", place + 1);
        let text = std::io::read_to_string(book.by_name(&name)?)?;
        parts.push((name, text, *data));
    }
    let filled: Vec<(String, PreparedZipFile)> = parts
        .into_par_iter()
        .with_max_len(1)
        .map(|(name, text, data)| {
            let part = part(&name, &text, data)?;
            Ok((name, part))
        })
        .collect::<Result<_, Reason>>()?;
    let mut filled = filled.into_iter().peekable();
    // not as a stream: a part copied into one says that its size stands after it, and it does not
    let mut whole = ZipWriter::new(Cursor::new(Vec::new()));
    for place in 0..book.len() {
        let part = book.by_index_raw(place)?;
        match filled.next_if(|(name, _)| part.name().is_ok_and(|own| own == *name)) {
            Some((_, filled)) => whole.add_prepared_file(filled)?,
            None => whole.raw_copy_file(part)?,
        }
    }
    Ok(out.write_all(whole.finish()?.get_ref())?)
}

/// The part of a sheet, deflated.
fn part(name: &str, text: &str, data: &DataSheet) -> Result<PreparedZipFile, Reason> {
    let mut part = ZipFileBuilder::new(name, options())?;
    let (before, rest) = text.split_once(OPEN).unwrap_or((text, ""));
    let (_, after) = rest.split_once(CLOSE).unwrap_or_default();
    part.write_all(before.as_bytes())?;
    let mut rows = String::with_capacity(WAITING * 2);
    rows.push_str(OPEN);
    let letters: Vec<String> =
        (0u32..).zip(&data.columns).map(|(column, _)| crate::cell::column_letters(column)).collect();
    let heading =
        |place: &usize| data.table.columns.get(*place).map_or(Value::Empty, |column| Value::word(column.title));
    let headings: Vec<Value> = data.columns.iter().map(heading).collect();
    push_row(&mut rows, 1, headings.iter().zip(&letters));
    for (number, values) in (2usize..).zip(data.table.rows.iter()) {
        let values = data.columns.iter().map(|place| values.get(*place).unwrap_or(&Value::Empty));
        push_row(&mut rows, number, values.zip(&letters));
        if rows.len() > WAITING {
            part.write_all(rows.as_bytes())?;
            rows.clear();
        }
    }
    rows.push_str(CLOSE);
    part.write_all(rows.as_bytes())?;
    part.write_all(after.as_bytes())?;
    Ok(part.finish()?)
}

/// A row of values, each with the letters of its column. Writing to a text cannot fail.
fn push_row<'v>(out: &mut String, number: usize, cells: impl Iterator<Item = (&'v Value<'v>, &'v String)>) {
    let number = number.to_string();
    let begun = out.len();
    let _ = write!(out, "<row r=\"{number}\">");
    let empty = out.len();
    for (value, letters) in cells {
        let mut cell = |kind: &str| {
            for piece in ["<c r=\"", letters, &number, "\"", kind] {
                out.push_str(piece);
            }
        };
        match value.settled() {
            Value::Empty | Value::Live(_) => {}
            Value::Number(decimal) => match exact(*decimal) {
                Some(exact) => {
                    cell("><v>");
                    let _ = write!(out, "{exact}</v></c>");
                }
                None => {
                    cell(TEXT);
                    push_text(out, &decimal.to_string());
                }
            },
            Value::Integer(integer) => {
                cell("><v>");
                let _ = write!(out, "{}</v></c>", *integer as f64);
            }
            Value::Bool(truth) => {
                cell(" t=\"b\"><v>");
                out.push_str(if *truth { "1</v></c>" } else { "0</v></c>" });
            }
            Value::Date(date) => {
                cell(TEXT);
                push_text(out, &date.to_string());
            }
            Value::Text(_) | Value::Word(_) | Value::Link(_) => {
                cell(TEXT);
                push_text(out, &fitting(value.as_text().unwrap_or_default()));
            }
        }
    }
    if out.len() == empty {
        out.truncate(begun);
    } else {
        out.push_str("</row>");
    }
}

/// What a cell with a text of its own has before it.
const TEXT: &str = " t=\"inlineStr\"><is><t";

fn push_text(out: &mut String, text: &str) {
    let blank = [' ', '\t', '\n'];
    out.push_str(if text.starts_with(blank) || text.ends_with(blank) { " xml:space=\"preserve\">" } else { ">" });
    let text = literal(text);
    // Most texts hold nothing that must be written otherwise.
    let plain = |byte: &u8| !matches!(*byte, b'&' | b'<' | b'>' | 0..=0x08 | 0x0b..=0x1f | 0xef);
    if text.as_bytes().iter().all(plain) {
        out.push_str(&text);
    } else {
        for char in text.chars() {
            match char {
                '&' => out.push_str("&amp;"),
                '<' => out.push_str("&lt;"),
                '>' => out.push_str("&gt;"),
                '\t' | '\n' => out.push(char),
                '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => {
                    let _ = write!(out, "_x{:04X}_", u32::from(char));
                }
                char => out.push(char),
            }
        }
    }
    out.push_str("</t></is></c>");
}

/// A text that means itself where Excel would take `_x000D_` in it for a character.
fn literal(text: &str) -> Cow<'_, str> {
    let mut literal = Cow::Borrowed(text);
    for (at, _) in text.rmatch_indices("_x") {
        let code = text.get(at + 2..at + 6).is_some_and(|code| code.bytes().all(|byte| byte.is_ascii_hexdigit()));
        if code && text.as_bytes().get(at + 6) == Some(&b'_') {
            literal.to_mut().insert_str(at, "_x005F");
        }
    }
    literal
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_written_so_that_they_come_back() {
        for (text, written) in [
            ("課題", ">課題"),
            ("a<b>&\"c\"", ">a&lt;b&gt;&amp;\"c\""),
            (" a", " xml:space=\"preserve\"> a"),
            ("a\r\nb\u{b}", ">a_x000D_\nb_x000B_"),
            ("_x000D_ _x12G4_ _x", ">_x005F_x000D_ _x12G4_ _x"),
            ("\u{fffe}％", ">_xFFFE_％"),
        ] {
            let mut out = String::new();
            push_text(&mut out, text);
            assert_eq!(out, format!("{written}</t></is></c>"));
        }
    }

    #[test]
    fn a_row_has_only_the_cells_that_hold_something() {
        let letters = ["A", "B", "C", "D"].map(str::to_owned);
        let values = [Value::Empty, Value::Number("0.1".parse().unwrap()), Value::Bool(true), Value::Integer(-3)];
        let mut out = String::new();
        push_row(&mut out, 12, values.iter().zip(&letters));
        assert_eq!(
            out,
            "<row r=\"12\"><c r=\"B12\"><v>0.1</v></c><c r=\"C12\" t=\"b\"><v>1</v></c><c r=\"D12\"><v>-3</v></c></row>"
        );
        out.clear();
        push_row(&mut out, 13, std::iter::once((&Value::Empty, &letters[0])));
        assert_eq!(out, "");
    }
}
