//! The inside of a `Cell`: its data, its note, how it is read aloud.

use super::styles::{Style, value};
use crate::read::limits::Budget;
use crate::read::package::PartError;
use crate::read::runs::{Collected, Runs};
use crate::read::xml::{self, Xml};
use crate::read::{dates, is_blank, number_format, some_text};
use crate::sheet::{Content, Raw, Run};
use jiff::civil::Date;
use quick_xml::events::Event;
use std::sync::Arc;

/// What stands inside a cell.
#[derive(Debug, Default)]
pub(super) struct Read {
    pub(super) data: Option<Data>,
    /// Who wrote the note, and what it says.
    pub(super) note: Option<(String, String)>,
    pub(super) phonetic: Option<String>,
}

/// The element `Data`.
#[derive(Debug)]
pub(super) struct Data {
    kind: String,
    runs: Runs,
}

/// What a cell comes to.
#[derive(Debug, Default)]
pub(super) struct Seen {
    /// None if it shows nothing.
    pub(super) raw: Option<Raw>,
    pub(super) runs: Option<Arc<[Run]>>,
    /// Whether the value is not what its type says, and the value.
    pub(super) unlike: bool,
    pub(super) found: String,
}

/// Reads the element `Cell`, which has just started.
pub(super) fn read(reader: &mut Xml<'_>, budget: &mut Budget<'_>) -> Result<Read, PartError> {
    let mut read = Read::default();
    loop {
        match reader.read_event()? {
            Event::Start(element) => match xml::local(element.name().into_inner()) {
                "Data" => {
                    let kind = value(&element, "Type").unwrap_or_default();
                    read.data = Some(Data { kind, runs: runs(reader, "Data", budget)? });
                }
                "Comment" => {
                    let author = value(&element, "Author").unwrap_or_default();
                    let text = runs(reader, "Comment", budget)?;
                    let text = text.finish().map(|text| text.raw.text.trim().to_owned());
                    read.note = text.map(|text| (author, text));
                }
                "PhoneticText" => {
                    let mut text = String::new();
                    xml::read_text(reader, &mut text)?;
                    read.phonetic = Some(text).filter(|text| !is_blank(text));
                }
                _ => xml::skip(reader)?,
            },
            Event::End(element) if xml::local(element.name().into_inner()) == "Cell" => return Ok(read),
            Event::Eof => return Err(PartError::Cut),
            _ => {}
        }
    }
}

/// The text of an element that has just started, up to its end; elements of HTML in it change its look.
fn runs(reader: &mut Xml<'_>, until: &str, budget: &mut Budget<'_>) -> Result<Runs, PartError> {
    let mut runs = Runs::default();
    let mut struck = 0usize;
    let mut text = String::new();
    let is_strike = |name: &str| matches!(name, "S" | "s" | "Strike" | "strike" | "Del" | "del");
    loop {
        budget.time()?;
        match reader.read_event()? {
            Event::Start(element) if is_strike(xml::local(element.name().into_inner())) => {
                struck = struck.saturating_add(1);
            }
            Event::End(element) => {
                let name = xml::local(element.name().into_inner());
                if is_strike(name) {
                    struck = struck.saturating_sub(1);
                } else if name == until {
                    runs.within(budget.limits.text_chars, true)?;
                    return Ok(runs);
                }
            }
            Event::Eof => return Err(PartError::Cut),
            event => {
                text.clear();
                xml::push_text(&event, &mut text)?;
                runs.push(&text, struck > 0);
                runs.within(budget.limits.text_chars, false)?;
            }
        }
    }
}

impl Data {
    /// What the cell shows under its style.
    pub(super) fn raw(self, style: &Style, date1904: bool) -> Seen {
        let Some(Collected { raw, runs }) = self.runs.finish() else { return Seen::default() };
        if self.kind == "String" || raw.content != Content::Text {
            return text(raw, runs, style);
        }
        let value = raw.text.trim();
        let mut shown = String::new();
        let mut percent = false;
        let content = match self.kind.as_str() {
            "Number" => value.parse::<f64>().ok().filter(|number| number.is_finite()).map(|number| {
                let format = style.format.as_deref();
                if format.is_none() {
                    number_format::write_general(number, &mut shown);
                }
                let told = format.map(|format| format.show(number, date1904, &mut shown)).unwrap_or_default();
                percent = told.percent;
                told.date.map_or(Content::Number(number), Content::Date)
            }),
            "DateTime" => dates::parse_iso(value).map(|(date, serial)| moment(value, date, serial, style, &mut shown)),
            "Boolean" => match value {
                "1" | "true" => Some(true),
                "0" | "false" => Some(false),
                _ => None,
            }
            .map(|told| {
                shown.push_str(if told { "TRUE" } else { "FALSE" });
                Content::Bool(told)
            }),
            "Error" => {
                shown.push_str(value);
                Some(Content::Error)
            }
            _ => None,
        };
        let Some(content) = content else {
            let found = value.to_owned();
            return Seen { unlike: true, found, ..text(raw, runs, style) };
        };
        let raw = match style.struck {
            true => some_text(&shown).map(|struck| Raw { percent, struck: Some(struck), ..Raw::blank() }),
            false => Some(Raw { content, text: shown.into(), percent, struck: None, formula: false }),
        };
        Seen { raw, ..Seen::default() }
    }
}

/// A moment: a day, or a time of day if it lies before the first day that Excel knows.
fn moment(value: &str, date: Date, serial: f64, style: &Style, shown: &mut String) -> Content {
    let told = style.format.as_deref().map(|format| format.show(serial, false, shown));
    if date < Date::constant(1900, 1, 1) && told.is_some() {
        return Content::Number(serial);
    }
    if told.is_none_or(|told| told.date.is_none()) {
        shown.clear();
        shown.push_str(value);
    }
    Content::Date(date)
}

/// A text under its style.
fn text(raw: Raw, runs: Option<Arc<[Run]>>, style: &Style) -> Seen {
    if style.struck {
        let whole: String = runs.iter().flat_map(|runs| runs.iter()).map(|run| &*run.text).collect();
        let struck = if whole.is_empty() { raw.struck.or_else(|| some_text(&raw.text)) } else { some_text(&whole) };
        return Seen { raw: Some(Raw { struck, ..Raw::blank() }), ..Seen::default() };
    }
    let around =
        style.format.as_deref().filter(|_| !raw.text.is_empty()).and_then(|format| format.show_text(&raw.text));
    let text = around.map_or(raw.text, Arc::from);
    Seen { raw: Some(Raw { text, ..raw }), runs, ..Seen::default() }
}
