//! A sheet part in one pass: its cells, its merged rectangles, and what it says of them besides.

use super::Shared;
use super::formulas::SharedFormulas;
use super::strings::{Collector, SharedString, Split, unescaped};
use super::validations;
use crate::cell::{CellRef, MAX_COLS, MAX_ROWS, Rect};
use crate::read::limits::Budget;
use crate::read::lines::LineList;
use crate::read::links::Links;
use crate::read::package::PartError;
use crate::read::xml::{self, Xml};
use crate::read::{dates, is_blank, merges, some_text};
use crate::sheet::{Cell, Content, Known, Lines, Raw, Trouble, TroubleKind};
use quick_xml::events::{BytesStart, Event};
use std::sync::Arc;

/// What a sheet part says.
pub(super) struct SheetPart {
    pub(super) cells: Vec<Cell>,
    pub(super) merges: Vec<Rect>,
    pub(super) known: Known,
}

/// Reads a sheet part.
///
/// # Errors
///
/// If it is no well-formed XML or ends too early. What is wrong with one cell, one merge, or only with what comes
/// after the merges, is a trouble.
pub(super) fn read(
    text: &str,
    shared: &Shared,
    sheet: &str,
    links: &mut Links,
    troubles: &mut Vec<Trouble>,
    budget: &mut Budget<'_>,
) -> Result<SheetPart, PartError> {
    let mut xml = xml::reader(text, budget);
    let mut reader = Reader {
        shared,
        sheet,
        links,
        troubles,
        budget,
        cells: Vec::new(),
        merges: Vec::new(),
        known: Known::default(),
        rows: LineList::new(MAX_ROWS),
        cols: LineList::new(MAX_COLS),
        formulas: SharedFormulas::default(),
        after_merges: false,
        row: 0,
        col: 0,
        value: String::new(),
        formula: String::new(),
        shown: String::new(),
        collector: Collector::default(),
    };
    match reader.read(&mut xml) {
        Ok(()) => {}
        Err(error @ PartError::Exceeded(_)) => return Err(error),
        Err(error) if reader.after_merges => {
            let (kind, sheet) = (TroubleKind::Detail, Some(sheet.to_owned()));
            reader.troubles.push(Trouble { kind, sheet, cell: None, found: error.to_string() });
        }
        Err(error) => return Err(error),
    }
    Ok(reader.finish())
}

struct Reader<'a, 'l> {
    shared: &'a Shared,
    sheet: &'a str,
    links: &'a mut Links,
    troubles: &'a mut Vec<Trouble>,
    budget: &'a mut Budget<'l>,
    cells: Vec<Cell>,
    merges: Vec<Rect>,
    known: Known,
    rows: LineList,
    cols: LineList,
    formulas: SharedFormulas,
    /// Whether all that is needed to understand the cells has been read.
    after_merges: bool,
    /// Row and column of the next cell, should it not say its address.
    row: u32,
    col: u32,
    // Kept from cell to cell for their memory.
    value: String,
    formula: String,
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
    fn read(&mut self, xml: &mut Xml<'_>) -> Result<(), PartError> {
        let mut in_data = false;
        let mut rows = 0u32;
        loop {
            match xml.read_event()? {
                Event::Start(element) => match xml::local(element.name().into_inner()) {
                    "c" if in_data => self.read_cell(&element, xml)?,
                    "row" if in_data => self.start_row(&element, &mut rows)?,
                    "sheetData" => in_data = true,
                    "dataValidation" => {
                        let validation = validations::read(&element, xml, self.budget)?;
                        self.known.validations.extend(validation);
                    }
                    name => self.read_other(name, &element)?,
                },
                Event::Empty(element) => match xml::local(element.name().into_inner()) {
                    // A cell with a style only, but the next one may count from it.
                    "c" if in_data => drop(self.head(&element)),
                    "row" if in_data => self.start_row(&element, &mut rows)?,
                    "worksheet" => return Ok(()),
                    name => self.read_other(name, &element)?,
                },
                Event::End(element) => match xml::local(element.name().into_inner()) {
                    "sheetData" => in_data = false,
                    "mergeCells" => self.after_merges = true,
                    "worksheet" => return Ok(()),
                    _ => {}
                },
                Event::Eof => return Err(PartError::Cut),
                _ => {}
            }
        }
    }

    fn read_other(&mut self, name: &str, element: &BytesStart<'_>) -> Result<(), PartError> {
        match name {
            "mergeCell" => self.read_merge(element)?,
            "col" => self.read_cols(element)?,
            "drawing" => self.known.drawing = true,
            "sheetFormatPr" if xml::attribute(element, "zeroHeight").is_some_and(xml::is_yes) => {
                self.rows.hide_others();
            }
            _ => {}
        }
        Ok(())
    }

    /// Reads a `col`: columns next to one another.
    fn read_cols(&mut self, element: &BytesStart<'_>) -> Result<(), PartError> {
        let (mut first, mut last) = (0u32, 0u32);
        let (mut hidden, mut level) = (false, 0);
        for (name, value) in xml::attributes(element) {
            match name {
                "min" => first = value.parse().unwrap_or(0),
                "max" => last = value.parse().unwrap_or(0),
                "hidden" => hidden |= xml::is_yes(value),
                "width" => hidden |= value.parse() == Ok(0.0),
                "outlineLevel" => level = value.parse().unwrap_or(0),
                _ => {}
            }
        }
        let Some((first, last)) = first.checked_sub(1).zip(last.checked_sub(1)) else { return Ok(()) };
        Ok(self.cols.push(Lines { first, last, hidden, level }, self.budget)?)
    }

    fn start_row(&mut self, element: &BytesStart<'_>, rows: &mut u32) -> Result<(), PartError> {
        let mut said = None;
        let (mut hidden, mut level) = (false, 0);
        for (name, value) in xml::attributes(element) {
            match name {
                "r" => said = value.parse::<u32>().ok(),
                "hidden" => hidden |= xml::is_yes(value),
                "ht" => hidden |= value.parse() == Ok(0.0),
                "outlineLevel" => level = value.parse().unwrap_or(0),
                _ => {}
            }
        }
        self.row = said.map_or(*rows, |row| row.saturating_sub(1));
        *rows = self.row.saturating_add(1);
        self.col = 0;
        Ok(self.rows.push(Lines { first: self.row, last: self.row, hidden, level }, self.budget)?)
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
        let head = self.head(element);
        let body = self.read_body(head.at, xml)?;
        let Some(at) = head.at else {
            let address = xml::attribute(element, "r").unwrap_or_default();
            // What lies outside of the grid counts as what lies inside.
            self.budget.cells(1)?;
            let found = format!("{address} {}", self.value);
            self.troubles.push(trouble(self.sheet, None, found.trim()));
            return Ok(());
        };
        let formula = body.formula;
        match self.raw(at, &head, body)? {
            Some(raw) => {
                self.budget.cells(1)?;
                self.budget.shown(&raw.text)?;
                self.cells.push(Cell { at, raw });
            }
            // Nothing shows, but there is a formula to keep.
            None if formula => self.budget.cells(1)?,
            None => {}
        }
        Ok(())
    }

    fn read_body(&mut self, at: Option<CellRef>, xml: &mut Xml<'_>) -> Result<Body, PartError> {
        let mut body = Body::default();
        self.value.clear();
        loop {
            match xml.read_event()? {
                Event::Start(element) => match xml::local(element.name().into_inner()) {
                    "v" => {
                        body.valued = true;
                        xml::read_text(xml, &mut self.value)?;
                        self.budget.text(&self.value)?;
                    }
                    "f" => {
                        body.formula = true;
                        self.formula.clear();
                        xml::read_text(xml, &mut self.formula)?;
                        self.keep_formula(&element, at)?;
                    }
                    "is" => body.inline = Some(self.collector.read(xml, &self.shared.palette, self.budget)?),
                    _ => xml::skip(xml)?,
                },
                Event::Empty(element) => match xml::local(element.name().into_inner()) {
                    "v" => body.valued = true,
                    "f" => {
                        body.formula = true;
                        self.formula.clear();
                        self.keep_formula(&element, at)?;
                    }
                    _ => {}
                },
                Event::End(_) => return Ok(body),
                Event::Eof => return Err(PartError::Cut),
                _ => {}
            }
        }
    }

    /// Keeps the formula of the cell `at`, whose element says whether it is shared and whose text has been read.
    fn keep_formula(&mut self, element: &BytesStart<'_>, at: Option<CellRef>) -> Result<(), PartError> {
        let Some(at) = at else { return Ok(()) };
        let (mut shared, mut number) = (false, None);
        for (name, value) in xml::attributes(element) {
            match name {
                "t" => shared = value == "shared",
                "si" => number = Some(value),
                _ => {}
            }
        }
        let number = number.filter(|_| shared);
        if is_blank(&self.formula) {
            let of_another = match number {
                Some(number) => self.formulas.of(number, at, self.budget)?,
                None => None,
            };
            self.known.formulas.extend(of_another.map(|text| (at, text)));
            return Ok(());
        }
        self.budget.text(&self.formula)?;
        let text: Arc<str> = unescaped(&self.formula).as_ref().into();
        self.links.look(&text, self.sheet, at);
        if let Some(number) = number {
            self.formulas.keep(number, at, &text);
        }
        self.known.formulas.push((at, text));
        Ok(())
    }

    /// What the cell holds; none if it shows nothing.
    fn raw(&mut self, at: CellRef, head: &Head, body: Body) -> Result<Option<Raw>, PartError> {
        let (format, struck) = self.shared.styles.of(head.style);
        let formula = body.formula;
        if let Some(inline) = body.inline {
            return self.string(&inline, at, head.style, formula);
        }
        let value = self.value.trim_ascii();
        if value.is_empty() {
            // An empty text is a result; no value, or an empty number, is a formula that was never calculated.
            let uncomputed = formula && !(body.valued && head.kind == Kind::Text);
            return Ok(uncomputed.then(|| Raw { content: Content::Uncomputed, formula, ..Raw::blank() }));
        }
        let mut percent = false;
        self.shown.clear();
        let content = match head.kind {
            Kind::Shared => {
                let shared = self.shared;
                let string = value.parse().ok().and_then(|index: usize| shared.strings.get(index));
                let Some(string) = string else {
                    let found = format!("t=\"s\" {value}");
                    self.troubles.push(trouble(self.sheet, Some(at), &found));
                    return Ok(None);
                };
                return self.string(string, at, head.style, formula);
            }
            Kind::Text | Kind::Inline => {
                let text: Arc<str> = unescaped(&self.value).as_ref().into();
                let split = match struck {
                    true => Split { shown: Arc::default(), struck: some_text(&text) },
                    false => Split { shown: text, struck: None },
                };
                return Ok(self.text(split, head.style, formula));
            }
            Kind::Number => match value.parse::<f64>().ok().filter(|number| number.is_finite()) {
                Some(number) => {
                    let told = format.map(|format| format.show(number, self.shared.date1904, &mut self.shown));
                    percent = told.is_some_and(|told| told.percent);
                    told.and_then(|told| told.date).map_or(Content::Number(number), Content::Date)
                }
                None => return Ok(self.unlike_its_kind(at, struck, formula)),
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
                None => return Ok(self.unlike_its_kind(at, struck, formula)),
            },
            Kind::Bool => {
                let told = match value {
                    "1" | "true" => true,
                    "0" | "false" => false,
                    _ => return Ok(self.unlike_its_kind(at, struck, formula)),
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
            let struck = some_text(&self.shown);
            return Ok(struck.map(|struck| Raw { percent, struck: Some(struck), formula, ..Raw::blank() }));
        }
        Ok(Some(Raw { content, text: self.shown.as_str().into(), percent, struck: None, formula }))
    }

    /// A string, with what there is to know of it besides; none if it shows nothing.
    fn string(
        &mut self,
        string: &SharedString,
        at: CellRef,
        style: usize,
        formula: bool,
    ) -> Result<Option<Raw>, PartError> {
        let font = self.shared.styles.font(style);
        let raw = self.text(string.split(font.struck), style, formula);
        if raw.is_some() {
            let runs = string.runs(font, &self.shared.palette, self.budget)?;
            self.known.runs.extend(runs.map(|runs| (at, runs)));
            self.known.phonetics.extend(string.phonetic().map(|phonetic| (at, phonetic.clone())));
        }
        Ok(raw)
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

    fn read_merge(&mut self, element: &BytesStart<'_>) -> Result<(), PartError> {
        self.budget.merge()?;
        let reference = xml::attribute(element, "ref").unwrap_or_default();
        match reference.parse() {
            Ok(rect) => self.merges.push(rect),
            Err(_) => self.troubles.push(of_merge(self.sheet, reference)),
        }
        Ok(())
    }

    fn finish(mut self) -> SheetPart {
        let cells = self.in_order();
        let (merges, overlapping) = merges::sorted(self.merges);
        self.troubles.extend(overlapping.iter().map(|rect| of_merge(self.sheet, &rect.to_string())));
        let mut known = self.known;
        known.rows = self.rows.finish();
        known.cols = self.cols.finish();
        sort_by_cell(&mut known.formulas);
        sort_by_cell(&mut known.runs);
        sort_by_cell(&mut known.phonetics);
        SheetPart { cells, merges, known }
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

/// Sorts a list by its cells. Of those that stand twice the first is kept, as it is of the cells themselves.
fn sort_by_cell<T>(list: &mut Vec<(CellRef, T)>) {
    if !list.is_sorted_by(|one, next| one.0 < next.0) {
        list.sort_by_key(|(at, _)| *at);
        list.dedup_by_key(|(at, _)| *at);
    }
}

fn trouble(sheet: &str, cell: Option<CellRef>, found: &str) -> Trouble {
    Trouble { kind: TroubleKind::Cell, sheet: Some(sheet.to_owned()), cell, found: found.to_owned() }
}

fn of_merge(sheet: &str, found: &str) -> Trouble {
    Trouble { kind: TroubleKind::Merge, sheet: Some(sheet.to_owned()), cell: None, found: found.to_owned() }
}
