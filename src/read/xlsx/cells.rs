//! A sheet part: its cells and its merged rectangles, in one pass.

use super::Shared;
use super::strings::{Collector, SharedString, Split, unescaped};
use crate::cell::{CellRef, MAX_COLS, MAX_ROWS, Rect};
use crate::read::limits::Budget;
use crate::read::package::PartError;
use crate::read::xml::{self, Xml};
use crate::read::{dates, is_blank, merges, some_text};
use crate::sheet::{Cell, Content, Raw, Trouble, TroubleKind};
use quick_xml::events::{BytesStart, Event};
use std::sync::Arc;

/// Reads a sheet part.
///
/// # Errors
///
/// If it is no well-formed XML or ends too early. What is wrong with one cell or one merge is a trouble.
pub(super) fn read(
    text: &str,
    shared: &Shared,
    sheet: &str,
    troubles: &mut Vec<Trouble>,
    budget: &mut Budget<'_>,
) -> Result<(Vec<Cell>, Vec<Rect>), PartError> {
    let mut reader = Reader {
        shared,
        sheet,
        troubles,
        budget,
        cells: Vec::new(),
        row: 0,
        col: 0,
        value: String::new(),
        shown: String::new(),
        collector: Collector::default(),
    };
    let merges = reader.read(&mut xml::reader(text))?;
    let cells = reader.in_order();
    let (merges, overlapping) = merges::sorted(merges);
    troubles.extend(overlapping.iter().map(|rect| of_merge(sheet, &rect.to_string())));
    Ok((cells, merges))
}

struct Reader<'a, 'l> {
    shared: &'a Shared,
    sheet: &'a str,
    troubles: &'a mut Vec<Trouble>,
    budget: &'a mut Budget<'l>,
    cells: Vec<Cell>,
    /// Row and column of the next cell, should it not say its address.
    row: u32,
    col: u32,
    // Kept from cell to cell for their memory.
    value: String,
    shown: String,
    collector: Collector,
}

/// What a `c` element says of itself.
#[derive(Default)]
struct Head {
    at: Option<CellRef>,
    kind: Kind,
    style: usize,
}

/// The `t` of a cell.
#[derive(Clone, Copy, PartialEq, Eq, Default)]
enum Kind {
    #[default]
    Number,
    Shared,
    Inline,
    /// The text of a formula.
    Text,
    Bool,
    Error,
    Date,
}

/// What stands inside a `c` element.
#[derive(Default)]
struct Body {
    formula: bool,
    /// Whether there is a `v`; its text is in the reader's `value`.
    valued: bool,
    inline: Option<SharedString>,
}

impl Reader<'_, '_> {
    fn read(&mut self, xml: &mut Xml<'_>) -> Result<Vec<Rect>, PartError> {
        let mut rects = Vec::new();
        let mut in_data = false;
        let mut rows = 0u32;
        loop {
            match xml.read_event()? {
                Event::Start(element) => match xml::local(element.name().into_inner()) {
                    "c" if in_data => self.read_cell(&element, xml)?,
                    "row" if in_data => self.start_row(&element, &mut rows),
                    "sheetData" => in_data = true,
                    "mergeCell" => self.read_merge(&element, &mut rects)?,
                    _ => {}
                },
                Event::Empty(element) => match xml::local(element.name().into_inner()) {
                    // A cell with a style only, but the next one may count from it.
                    "c" if in_data => drop(self.head(&element)),
                    "row" if in_data => self.start_row(&element, &mut rows),
                    "mergeCell" => self.read_merge(&element, &mut rects)?,
                    _ => {}
                },
                Event::End(element) => match xml::local(element.name().into_inner()) {
                    "sheetData" => in_data = false,
                    // Nothing that comes after the merges is needed.
                    "mergeCells" | "worksheet" => return Ok(rects),
                    _ => {}
                },
                Event::Eof => return Err(PartError::Cut),
                _ => {}
            }
        }
    }

    fn start_row(&mut self, element: &BytesStart<'_>, rows: &mut u32) {
        let said = xml::attribute(element, "r").and_then(|row| row.parse::<u32>().ok());
        self.row = said.map_or(*rows, |row| row.saturating_sub(1));
        *rows = self.row.saturating_add(1);
        self.col = 0;
    }

    /// Reads the attributes of a `c` element; the position moves on.
    fn head(&mut self, element: &BytesStart<'_>) -> Head {
        let mut head = Head::default();
        let mut said = None;
        for (name, value) in xml::attributes(element) {
            match name {
                "r" => said = Some(value),
                "s" => head.style = value.parse().unwrap_or(0),
                "t" => head.kind = Kind::of(value),
                _ => {}
            }
        }
        head.at = match said {
            Some(address) => address.parse().ok(),
            None if self.row < MAX_ROWS && self.col < MAX_COLS => Some(CellRef::new(self.row, self.col)),
            None => None,
        };
        self.col = head.at.map_or(self.col, |at| at.col).saturating_add(1);
        head
    }

    fn read_cell(&mut self, element: &BytesStart<'_>, xml: &mut Xml<'_>) -> Result<(), PartError> {
        self.budget.time()?;
        let head = self.head(element);
        let body = self.read_body(xml)?;
        let Some(at) = head.at else {
            let address = xml::attribute(element, "r").unwrap_or_default();
            let found = format!("{address} {}", self.value);
            self.troubles.push(trouble(self.sheet, None, found.trim()));
            return Ok(());
        };
        if let Some(raw) = self.raw(at, &head, body) {
            self.budget.cells(1)?;
            self.cells.push(Cell { at, raw });
        }
        Ok(())
    }

    fn read_body(&mut self, xml: &mut Xml<'_>) -> Result<Body, PartError> {
        let mut body = Body::default();
        self.value.clear();
        loop {
            match xml.read_event()? {
                Event::Start(element) => match xml::local(element.name().into_inner()) {
                    "v" => {
                        body.valued = true;
                        xml::read_text(xml, &mut self.value)?;
                    }
                    "f" => {
                        body.formula = true;
                        xml::skip(xml)?;
                    }
                    "is" => body.inline = Some(self.collector.read(xml)?),
                    _ => xml::skip(xml)?,
                },
                Event::Empty(element) => match xml::local(element.name().into_inner()) {
                    "v" => body.valued = true,
                    "f" => body.formula = true,
                    _ => {}
                },
                Event::End(_) => return Ok(body),
                Event::Eof => return Err(PartError::Cut),
                _ => {}
            }
        }
    }

    /// What the cell holds; none if it shows nothing.
    fn raw(&mut self, at: CellRef, head: &Head, body: Body) -> Option<Raw> {
        let (format, struck) = self.shared.styles.of(head.style);
        let formula = body.formula;
        if let Some(inline) = body.inline {
            return self.text(inline.split(struck), head.style, formula);
        }
        let value = self.value.trim_ascii();
        if value.is_empty() {
            // An empty text is a result; no value, or an empty number, is a formula that was never calculated.
            let uncomputed = formula && !(body.valued && head.kind == Kind::Text);
            return uncomputed.then(|| Raw { content: Content::Uncomputed, formula, ..Raw::blank() });
        }
        let mut percent = false;
        self.shown.clear();
        let content = match head.kind {
            Kind::Shared => {
                let string = value.parse().ok().and_then(|index: usize| self.shared.strings.get(index));
                let Some(string) = string else {
                    let found = format!("t=\"s\" {value}");
                    self.troubles.push(trouble(self.sheet, Some(at), &found));
                    return None;
                };
                return self.text(string.split(struck), head.style, formula);
            }
            Kind::Text | Kind::Inline => {
                let text: Arc<str> = unescaped(&self.value).as_ref().into();
                let split = match struck {
                    true => Split { shown: Arc::default(), struck: some_text(&text) },
                    false => Split { shown: text, struck: None },
                };
                return self.text(split, head.style, formula);
            }
            Kind::Number => match value.parse::<f64>().ok().filter(|number| number.is_finite()) {
                Some(number) => {
                    let told = format.map(|format| format.show(number, self.shared.date1904, &mut self.shown));
                    percent = told.is_some_and(|told| told.percent);
                    told.and_then(|told| told.date).map_or(Content::Number(number), Content::Date)
                }
                None => return self.unlike_its_kind(at, struck, formula),
            },
            Kind::Date => match dates::parse_iso(value) {
                Some((date, serial)) => {
                    let told = format.map(|format| format.show(serial, false, &mut self.shown));
                    if told.is_none_or(|told| told.date.is_none()) {
                        self.shown.clear();
                        self.shown.push_str(value);
                    }
                    Content::Date(date)
                }
                None => return self.unlike_its_kind(at, struck, formula),
            },
            Kind::Bool => {
                let told = match value {
                    "1" | "true" => true,
                    "0" | "false" => false,
                    _ => return self.unlike_its_kind(at, struck, formula),
                };
                self.shown.push_str(if told { "TRUE" } else { "FALSE" });
                Content::Bool(told)
            }
            Kind::Error => {
                self.shown.push_str(value);
                Content::Error
            }
        };
        if struck {
            let struck = some_text(&self.shown)?;
            return Some(Raw { percent, struck: Some(struck), formula, ..Raw::blank() });
        }
        Some(Raw { content, text: self.shown.as_str().into(), percent, struck: None, formula })
    }

    /// A text; none if it shows nothing.
    fn text(&self, split: Split, style: usize, formula: bool) -> Option<Raw> {
        if split.is_empty() {
            return None;
        }
        if is_blank(&split.shown) {
            return Some(Raw { struck: split.struck, formula, ..Raw::blank() });
        }
        let (format, _) = self.shared.styles.of(style);
        let text = match format.and_then(|format| format.show_text(&split.shown)) {
            Some(text) => text.into(),
            None => split.shown,
        };
        Some(Raw { content: Content::Text, text, percent: false, struck: split.struck, formula })
    }

    /// A value that is not what its type says: kept as text, and told.
    fn unlike_its_kind(&mut self, at: CellRef, struck: bool, formula: bool) -> Option<Raw> {
        let value = self.value.trim_ascii();
        self.troubles.push(trouble(self.sheet, Some(at), value));
        let text: Arc<str> = value.into();
        match struck {
            true => Some(Raw { struck: Some(text), formula, ..Raw::blank() }),
            false => Some(Raw { formula, ..Raw::text(text) }),
        }
    }

    fn read_merge(&mut self, element: &BytesStart<'_>, rects: &mut Vec<Rect>) -> Result<(), PartError> {
        self.budget.merge()?;
        let reference = xml::attribute(element, "ref").unwrap_or_default();
        match reference.parse() {
            Ok(rect) => rects.push(rect),
            Err(_) => self.troubles.push(of_merge(self.sheet, reference)),
        }
        Ok(())
    }

    /// The cells row by row. Where an address stands twice the first is kept, and the second told.
    fn in_order(&mut self) -> Vec<Cell> {
        let mut cells = std::mem::take(&mut self.cells);
        if !cells.is_sorted_by(|one, next| one.at < next.at) {
            cells.sort_by_key(|cell| cell.at);
            cells.dedup_by(|next, one| {
                let twice = next.at == one.at;
                if twice {
                    self.troubles.push(trouble(self.sheet, Some(next.at), &next.raw.text));
                }
                twice
            });
        }
        cells
    }
}

impl Kind {
    fn of(value: &str) -> Self {
        match value {
            "s" => Self::Shared,
            "str" => Self::Text,
            "inlineStr" => Self::Inline,
            "b" => Self::Bool,
            "e" => Self::Error,
            "d" => Self::Date,
            _ => Self::Number,
        }
    }
}

fn trouble(sheet: &str, cell: Option<CellRef>, found: &str) -> Trouble {
    Trouble { kind: TroubleKind::Cell, sheet: Some(sheet.to_owned()), cell, found: found.to_owned() }
}

fn of_merge(sheet: &str, found: &str) -> Trouble {
    Trouble { kind: TroubleKind::Merge, sheet: Some(sheet.to_owned()), cell: None, found: found.to_owned() }
}
