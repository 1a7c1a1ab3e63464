//! From the text of a scale file, or of a table of the settings, to a scale.

use super::{Band, Bound, Scale};
use crate::config::{Mistake, Problem, Reader};
use crate::lang::Text;
use crate::rating::{Method, Reference, Rounding, Tolerance, Width};
use rust_decimal::Decimal;
use std::collections::BTreeSet;
use std::ops::Range;
use toml::de::{DeTable, DeValue};

/// `rounding` beyond this many decimals is surely a slip.
const MOST_DECIMALS: u32 = 6;
const ROUNDING: Text =
    Text { ja: "\"none\"、または小数の桁数（0～6）", en: "\"none\" or a number of decimals (0 to 6)" };
const TOLERANCE: Text = Text {
    ja: "{ points = 3 } か { percent = 10 }（未満なら strict = true を足す）",
    en: "{ points = 3 } or { percent = 10 }, 0 or more, with strict = true where the width itself is too far",
};

/// The keys of a scale.
pub const KEYS: [&str; 6] = ["name", "method", "rounding", "tolerance", "not_judged", "band"];

impl Scale {
    /// Reads a scale file: `name` and `[[band]]`s.
    pub fn parse(text: &str) -> Result<Self, Vec<Mistake>> {
        let mut reader = Reader::new(text);
        let document = reader.document().unwrap_or_default();
        let scale = read_scale(&mut reader, &document, &(0..0));
        if reader.errors.is_empty() { Ok(scale) } else { Err(reader.errors) }
    }
}

/// Reads the table of a scale, which begins at `span`.
pub fn read_scale<'a>(reader: &mut Reader<'a>, table: &DeTable<'a>, span: &Range<usize>) -> Scale {
    reader.only_keys(table, &KEYS);
    let name = reader.string(table, "name").map(|(name, _)| name).unwrap_or_default();
    let tables = reader.tables(table, "band");
    if tables.is_empty() && reader.errors.is_empty() {
        reader.note(span, Problem::MissingKey { key: "[[band]]".to_owned() });
    }
    let method = read_method(reader, table).unwrap_or_default();
    let rounding = read_rounding(reader, table).and_then(Rounding::decimals);
    let tolerance = read_tolerance(reader, table);
    let bands = read_bands(reader, &tables);
    let not_judged = read_not_judged(reader, table, &bands);
    Scale { name, method, rounding, tolerance, bands, not_judged }
}

/// Reads `rounding`, if it is there.
pub fn read_rounding<'a>(reader: &mut Reader<'a>, table: &DeTable<'a>) -> Option<Rounding> {
    let value = table.get("rounding")?;
    let rounding = match value.get_ref() {
        DeValue::String(word) if word.as_ref() == "none" => Some(Rounding::None),
        DeValue::Integer(integer) => {
            let decimals = integer.as_str().parse().ok().filter(|decimals| *decimals <= MOST_DECIMALS);
            decimals.map(Rounding::Decimals)
        }
        _ => None,
    };
    if rounding.is_none() {
        reader.note(&value.span(), Problem::WrongType { key: "rounding".to_owned(), takes: ROUNDING });
    }
    rounding
}

/// Reads `tolerance`, if it is there.
pub fn read_tolerance<'a>(reader: &mut Reader<'a>, table: &DeTable<'a>) -> Option<Tolerance> {
    let inner = reader.table(table, "tolerance")?;
    reader.only_keys(inner, &["points", "percent", "strict", "perception"]);
    let widths = (reader.number(inner, "points"), reader.number(inner, "percent"));
    let width = match widths {
        (Some(width), None) if width >= Decimal::ZERO => Some(Width::Points(width)),
        (None, Some(width)) if width >= Decimal::ZERO => Some(Width::Percent(width)),
        _ => None,
    };
    let strict = reader.boolean(inner, "strict").unwrap_or_default();
    let perception = reader.boolean(inner, "perception").unwrap_or_default();
    if width.is_none() {
        let span = table.get("tolerance").map_or(0..0, toml::Spanned::span);
        reader.note(&span, Problem::WrongType { key: "tolerance".to_owned(), takes: TOLERANCE });
    }
    width.map(|width| Tolerance { width, strict, perception })
}

/// Reads `method`, if it is there.
pub fn read_method<'a>(reader: &mut Reader<'a>, table: &DeTable<'a>) -> Option<Method> {
    choice(reader, table, "method", &Method::ALL)
}

/// Reads the mark of what is not judged, which no band may have.
pub fn read_not_judged<'a>(reader: &mut Reader<'a>, table: &DeTable<'a>, bands: &[Band]) -> Option<String> {
    let (mark, span) = reader.string(table, "not_judged")?;
    if bands.iter().any(|band| band.label == mark) {
        reader.note(&span, Problem::BandTwice { label: mark.clone() });
    }
    Some(mark)
}

/// Reads one of several words.
pub fn choice<'a, T: Copy>(reader: &mut Reader<'a>, table: &DeTable<'a>, key: &str, all: &[(&str, T)]) -> Option<T> {
    let (word, span) = reader.string(table, key)?;
    let chosen = all.iter().find(|(name, _)| *name == word).map(|(_, choice)| *choice);
    if chosen.is_none() {
        let known: Vec<&str> = all.iter().map(|(name, _)| *name).collect();
        reader.unknown_word(&span, key, &word, &known);
    }
    chosen
}

/// Reads and validates the bands of a scale.
pub fn read_bands<'a>(reader: &mut Reader<'a>, tables: &[(&DeTable<'a>, Range<usize>)]) -> Vec<Band> {
    let mut bands: Vec<Band> = Vec::new();
    let mut labels = BTreeSet::new();
    let last = tables.len().saturating_sub(1);
    for (i, (table, span)) in tables.iter().enumerate() {
        reader.only_keys(table, &["label", "against", "at_least", "more_than", "achieved"]);
        let Some((label, _)) = reader.string(table, "label") else {
            if !table.contains_key("label") {
                reader.note(span, Problem::MissingKey { key: "label".to_owned() });
            }
            continue;
        };
        let at_least = reader.number(table, "at_least");
        let more_than = reader.number(table, "more_than");
        let achieved = reader.boolean(table, "achieved");
        let against = choice(reader, table, "against", &Reference::ALL).unwrap_or_default();
        let bound = match (at_least, more_than) {
            (Some(bound), None) => Bound::AtLeast(bound),
            (None, Some(bound)) => Bound::MoreThan(bound),
            (None, None) => Bound::Rest,
            (Some(_), Some(_)) => {
                reader.note(span, Problem::BandBounds { label });
                continue;
            }
        };
        if !labels.insert(label.clone()) {
            reader.note(span, Problem::BandTwice { label: label.clone() });
        }
        match bound.height() {
            None if i != last => reader.note(span, Problem::BandBounds { label: label.clone() }),
            Some(_) if i == last => reader.note(span, Problem::LastBandBound { label: label.clone() }),
            Some(height) => {
                let mut above = bands.iter().rev().filter(|band| band.against == against);
                let above = above.next().and_then(|band| band.bound.height());
                if above.is_some_and(|above| height >= above) {
                    reader.note(span, Problem::BandOrder { label: label.clone() });
                }
            }
            None => {}
        }
        bands.push(Band { label, against, bound, achieved });
    }
    bands
}
