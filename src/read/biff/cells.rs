//! The cells of a .xls sheet: what each record holds, and what Excel shows of it.

use super::globals::{Font, Globals};
use super::record::{f64_at, u16_at, u32_at};
use super::strings::{self, Text};
use crate::read::number_format::write_general;
use crate::read::{is_blank, some_text};
use crate::sheet::{Content, Raw, Run};
use std::sync::Arc;

/// What a record says of one cell.
pub(super) struct Stored {
    pub(super) row: u16,
    pub(super) col: u16,
    pub(super) xf: u16,
    pub(super) value: Value,
    pub(super) formula: bool,
}

/// The value that a record holds.
pub(super) enum Value {
    Number(f64),
    Text(Text),
    Bool(bool),
    Error(u8),
    /// The text of a formula; it follows in a record of its own.
    Follows,
    /// A formula whose value was never stored.
    Uncomputed,
    /// A shared string that is not there.
    Missing(u32),
}

/// The cells of a record; none if it is not one of cells that hold something.
pub(super) fn stored(id: u16, body: &[u8], globals: &Globals) -> Vec<Stored> {
    if id == 0x00bd {
        return numbers(body);
    }
    let one = || {
        let (row, col, xf) = (u16_at(body, 0)?, u16_at(body, 2)?, u16_at(body, 4)?);
        let value = match id {
            0x00fd => {
                let index = u32_at(body, 6)?;
                let text = usize::try_from(index).ok().and_then(|index| globals.strings.get(index));
                text.map_or(Value::Missing(index), |text| Value::Text(text.clone()))
            }
            0x0203 => Value::Number(f64_at(body, 6)?),
            0x027e => Value::Number(packed(u32_at(body, 6)?)),
            0x0205 if *body.get(7)? == 0 => Value::Bool(*body.get(6)? != 0),
            0x0205 => Value::Error(*body.get(6)?),
            0x0204 | 0x00d6 if globals.biff8 => Value::Text(labelled(body, id == 0x00d6)?),
            0x0204 | 0x00d6 => Value::Text(old_labelled(body, id == 0x00d6, globals)?),
            0x0006 => result(body)?,
            _ => return None,
        };
        Some(Stored { row, col, xf, value, formula: id == 0x0006 })
    };
    one().into_iter().collect()
}

/// A run of numbers, each with its style.
fn numbers(body: &[u8]) -> Vec<Stored> {
    let Some((row, first)) = u16_at(body, 0).zip(u16_at(body, 2)) else { return Vec::new() };
    let numbers = body.get(4..body.len().saturating_sub(2)).unwrap_or_default().chunks_exact(6);
    let cell = |(nth, six): (u16, &[u8])| {
        let value = Value::Number(packed(u32_at(six, 2)?));
        Some(Stored { row, col: first.checked_add(nth)?, xf: u16_at(six, 0)?, value, formula: false })
    };
    (0u16..).zip(numbers).filter_map(cell).collect()
}

/// A number in four bytes: a whole one or the upper half of a double, perhaps a hundred times as large as it is.
fn packed(packed: u32) -> f64 {
    let number = if packed & 2 != 0 {
        f64::from(packed.cast_signed() >> 2)
    } else {
        f64::from_bits(u64::from(packed & 0xffff_fffc) << 32)
    };
    if packed & 1 != 0 { number / 100.0 } else { number }
}

/// A text inside its record, in BIFF8; its runs may follow.
fn labelled(body: &[u8], rich: bool) -> Option<Text> {
    let (mut text, end) = strings::inside(body, 6)?;
    if rich {
        let count = usize::from(u16_at(body, end)?);
        let runs = body.get(end.checked_add(2)?..)?.chunks_exact(4).take(count);
        text.runs = runs.filter_map(|run| u16_at(run, 0).zip(u16_at(run, 2))).collect();
    }
    Some(text)
}

/// A text inside its record, in older files; where its runs begin is counted in bytes there, in UTF-16 units here.
fn old_labelled(body: &[u8], rich: bool, globals: &Globals) -> Option<Text> {
    let len = usize::from(u16_at(body, 6)?);
    let bytes = body.get(8..)?.get(..len)?;
    let mut text = Text { text: strings::decoded(bytes, globals.encoding), ..Text::default() };
    if rich {
        let after = body.get(len.checked_add(8)?..)?;
        let runs = after.get(1..)?.chunks_exact(2).take(usize::from(*after.first()?));
        let units = |at: u8| {
            let before = strings::decoded(bytes.get(..usize::from(at)).unwrap_or(bytes), globals.encoding);
            u16::try_from(before.encode_utf16().count()).unwrap_or(u16::MAX)
        };
        text.runs = runs.filter_map(|run| Some((units(*run.first()?), u16::from(*run.get(1)?)))).collect();
    }
    Some(text)
}

/// The result of a formula.
fn result(body: &[u8]) -> Option<Value> {
    let result = body.get(6..14)?;
    let &[kind, _, value, _, _, _, 0xff, 0xff] = result else { return Some(Value::Number(f64_at(result, 0)?)) };
    // Calculated whenever the file is opened, because whoever wrote it did not calculate.
    let on_load = u16_at(body, 14).is_some_and(|flags| flags & 2 != 0);
    Some(match kind {
        0 => Value::Follows,
        1 => Value::Bool(value != 0),
        2 => Value::Error(value),
        _ if on_load => Value::Uncomputed,
        _ => Value::Text(Text::default()),
    })
}

/// The word for an error value.
pub(super) fn error(code: u8) -> Option<&'static str> {
    Some(match code {
        0x00 => "#NULL!",
        0x07 => "#DIV/0!",
        0x0f => "#VALUE!",
        0x17 => "#REF!",
        0x1d => "#NAME?",
        0x24 => "#NUM!",
        0x2a => "#N/A",
        0x2b => "#GETTING_DATA",
        _ => return None,
    })
}

/// A cell as it is given on, and the runs of its text.
pub(super) struct Dressed {
    pub(super) raw: Raw,
    pub(super) runs: Option<Arc<[Run]>>,
    pub(super) phonetic: Option<Arc<str>>,
}

/// What Excel shows of a value; none if it shows nothing, and what stood there if it cannot be told.
pub(super) fn dressed(stored: Stored, globals: &Globals) -> Result<Option<Dressed>, String> {
    let style = globals.style(stored.xf);
    let format = style.map(|(format, _)| format);
    let font = style.map(|(_, font)| *font).unwrap_or_default();
    let plain = |content: Content, text: &str| Raw { content, text: text.into(), ..Raw::blank() };
    let (mut runs, mut phonetic) = (None, None);
    let mut raw = match stored.value {
        Value::Number(number) => {
            let mut text = String::new();
            let told = match format {
                Some(format) => format.show(number, globals.date1904, &mut text),
                None => {
                    write_general(number, &mut text);
                    Default::default()
                }
            };
            let content = told.date.map_or(Content::Number(number), Content::Date);
            Raw { percent: told.percent, ..plain(content, &text) }
        }
        Value::Bool(true) => plain(Content::Bool(true), "TRUE"),
        Value::Bool(false) => plain(Content::Bool(false), "FALSE"),
        Value::Error(code) => plain(Content::Error, error(code).ok_or_else(|| format!("error {code:#04x}"))?),
        Value::Missing(index) => return Err(format!("shared string {index}")),
        Value::Uncomputed => {
            return Ok(Some(Raw { content: Content::Uncomputed, formula: true, ..Raw::blank() }.into()));
        }
        Value::Follows => return Ok(None),
        Value::Text(text) if is_blank(&text.text) => return Ok(None),
        Value::Text(text) => {
            phonetic = text.phonetic.as_deref().and_then(some_text);
            let split = split(&text, font, globals);
            if split.len() > 1 {
                let of = |struck: bool| {
                    split.iter().filter(|run| run.struck == struck).map(|run| &*run.text).collect::<String>()
                };
                let shown = some_text(&of(false)).unwrap_or_default();
                let raw = Raw { struck: some_text(&of(true)), formula: stored.formula, ..Raw::text(shown) };
                return Ok(Some(Dressed { raw, runs: Some(split.into()), phonetic }));
            }
            if let [only] = split.as_slice() {
                runs = Some(only.struck);
            }
            match format.and_then(|format| format.show_text(&text.text)) {
                Some(shown) => Raw::text(shown),
                None => Raw::text(text.text),
            }
        }
    };
    raw.formula = stored.formula;
    if runs.unwrap_or(font.struck) {
        let Some(struck) = some_text(&raw.text) else { return Ok(None) };
        raw = Raw { struck: Some(struck), percent: raw.percent, formula: raw.formula, ..Raw::blank() };
    }
    Ok(Some(Dressed { raw, runs: None, phonetic }))
}

impl From<Raw> for Dressed {
    fn from(raw: Raw) -> Self {
        Self { raw, runs: None, phonetic: None }
    }
}

/// A text in its runs; those that look alike and stand together are one.
fn split(text: &Text, font: Font, globals: &Globals) -> Vec<Run> {
    let mut changes = text.runs.iter().peekable();
    let (mut font, mut unit) = (font, 0usize);
    let mut runs: Vec<(Font, String)> = Vec::new();
    for char in text.text.chars() {
        while let Some((_, next)) = changes.next_if(|(from, _)| usize::from(*from) <= unit) {
            font = globals.font(*next);
        }
        match runs.last_mut() {
            Some((last, run)) if *last == font => run.push(char),
            _ => runs.push((font, char.to_string())),
        }
        unit = unit.saturating_add(char.len_utf16());
    }
    runs.into_iter().map(|(font, text)| Run { text: text.into(), struck: font.struck, colour: font.colour }).collect()
}
