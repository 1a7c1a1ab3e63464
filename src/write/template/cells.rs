//! The rows and cells of a sheet part, as they are written and as they are to be.

use super::formula;
use super::xml::{attribute, closed, local, opened, text, with_attribute, without_attribute};
use crate::cell::CellRef;
use quick_xml::Reader;
use quick_xml::events::Event;
use rustc_hash::FxHashMap;
use std::borrow::Cow;
use std::ops::Range;

/// The rows of a sheet part.
pub(super) struct Rows<'x> {
    /// The prefix of its elements with its colon, or nothing.
    pub(super) prefix: String,
    /// Where `sheetData` stands in the part.
    pub(super) data: Range<usize>,
    pub(super) rows: Vec<Row<'x>>,
}

pub(super) struct Row<'x> {
    /// From 0.
    pub(super) number: u32,
    /// As it is written.
    pub(super) whole: &'x str,
    pub(super) open: Cow<'x, str>,
    pub(super) cells: Vec<Cell<'x>>,
}

pub(super) struct Cell<'x> {
    pub(super) at: CellRef,
    pub(super) open: Cow<'x, str>,
    /// What stands between its tags.
    pub(super) inner: &'x str,
    pub(super) formula: Option<Formula<'x>>,
}

pub(super) struct Formula<'x> {
    /// Its start tag.
    pub(super) tag: &'x str,
    /// What it says; of one that others share too, as this cell has it.
    pub(super) text: String,
    /// What stands after it in the cell: its value.
    pub(super) after: &'x str,
    pub(super) kind: FormulaKind,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum FormulaKind {
    Plain,
    Shared,
    /// An array formula or a data table.
    Array,
}

impl<'x> Rows<'x> {
    /// The rows of a sheet part; `None` if it is not well formed.
    pub(super) fn of(xml: &'x str) -> Option<Self> {
        let mut reader = Reader::from_str(xml);
        reader.config_mut().check_end_names = false;
        let position = |reader: &Reader<&[u8]>| usize::try_from(reader.buffer_position()).ok();
        let mut rows = Self { prefix: String::new(), data: 0..0, rows: Vec::new() };
        let (mut next_row, mut next_column) = (0u32, 0u32);
        let (mut row_start, mut cell_start, mut inside) = (0, 0, false);
        loop {
            let start = position(&reader)?;
            let event = reader.read_event().ok()?;
            let end = position(&reader)?;
            let tag = xml.get(start..end)?;
            match &event {
                Event::Start(element) | Event::Empty(element) => {
                    let empty = matches!(event, Event::Empty(_));
                    let name = element.name().into_inner();
                    match local(name) {
                        "sheetData" => {
                            rows.prefix = name.strip_suffix("sheetData")?.to_owned();
                            rows.data = start..end;
                            inside = true;
                            if empty {
                                return Some(rows);
                            }
                        }
                        "row" if inside => {
                            let number = attribute(tag, "r").and_then(|number| number.trim().parse::<u32>().ok());
                            let number = number.map_or(Some(next_row), |number| number.checked_sub(1))?;
                            next_row = number.checked_add(1)?;
                            (next_column, row_start) = (0, start);
                            let whole = if empty { tag } else { "" };
                            rows.rows.push(Row { number, whole, open: Cow::Borrowed(tag), cells: Vec::new() });
                        }
                        "c" if inside => {
                            let row = rows.rows.last_mut()?;
                            let at = attribute(tag, "r").and_then(|at| at.trim().parse().ok());
                            let at = at.unwrap_or(CellRef::new(row.number, next_column));
                            next_column = at.col.checked_add(1)?;
                            cell_start = end;
                            row.cells.push(Cell { at, open: Cow::Borrowed(tag), inner: "", formula: None });
                        }
                        _ => {}
                    }
                }
                Event::End(element) => match local(element.name().into_inner()) {
                    "sheetData" => {
                        rows.data.end = end;
                        rows.share();
                        return Some(rows);
                    }
                    "row" if inside => rows.rows.last_mut()?.whole = xml.get(row_start..end)?,
                    "c" if inside => {
                        let cell = rows.rows.last_mut()?.cells.last_mut()?;
                        cell.inner = xml.get(cell_start..start)?;
                        cell.formula = Formula::of(cell.inner);
                    }
                    _ => {}
                },
                Event::Eof => return None,
                _ => {}
            }
        }
    }

    /// Gives every cell that shares a formula its own.
    fn share(&mut self) {
        let mut first: FxHashMap<&str, (CellRef, String)> = FxHashMap::default();
        for cell in self.rows.iter_mut().flat_map(|row| &mut row.cells) {
            let at = cell.at;
            let Some(formula) = cell.formula.as_mut().filter(|formula| formula.kind == FormulaKind::Shared) else {
                continue;
            };
            let number = attribute(formula.tag, "si").unwrap_or_default();
            if !formula.text.is_empty() {
                first.insert(number, (at, formula.text.clone()));
            } else if let Some((from, text)) = first.get(number) {
                formula.text = formula::shared(text, *from, at).unwrap_or_else(|| "#REF!".to_owned());
            }
        }
    }

    /// Makes sure that there is such a cell.
    pub(super) fn ensure(&mut self, at: CellRef) {
        let prefix = self.prefix.clone();
        let row = self.rows.partition_point(|row| row.number < at.row);
        if self.rows.get(row).is_none_or(|row| row.number != at.row) {
            let open = Cow::Owned(format!("<{prefix}row r=\"{}\">", at.row + 1));
            self.rows.insert(row, Row { number: at.row, whole: "", open, cells: Vec::new() });
        }
        let Some(row) = self.rows.get_mut(row) else { return };
        let place = row.cells.partition_point(|cell| cell.at.col < at.col);
        if row.cells.get(place).is_none_or(|cell| cell.at != at) {
            let open = Cow::Owned(format!("<{prefix}c r=\"{at}\">"));
            row.cells.insert(place, Cell { at, open, inner: "", formula: None });
        }
    }

    /// The formulas, each with its cell.
    pub(super) fn formulas(&self) -> impl Iterator<Item = (CellRef, &Formula<'x>)> {
        self.rows.iter().flat_map(|row| &row.cells).filter_map(|cell| Some((cell.at, cell.formula.as_ref()?)))
    }
}

impl<'x> Formula<'x> {
    fn of(inner: &'x str) -> Option<Self> {
        let mut from = 0;
        // the first element whose name is f
        let (start, end) = loop {
            let start = from + inner.get(from..)?.find('<')?;
            let end = start + inner.get(start..)?.find('>')? + 1;
            let name = inner.get(start + 1..end)?.split([' ', '/', '>', '\t', '\n', '\r']).next()?;
            if local(name) == "f" {
                break (start, end);
            }
            from = end;
        };
        let tag = inner.get(start..end)?;
        let (written, after) = if tag.ends_with("/>") {
            ("", inner.get(end..)?)
        } else {
            let close = end + inner.get(end..)?.find("</")?;
            let after = close + inner.get(close..)?.find('>')? + 1;
            (inner.get(end..close)?, inner.get(after..)?)
        };
        let kind = match attribute(tag, "t") {
            Some("shared") => FormulaKind::Shared,
            Some("array" | "dataTable") => FormulaKind::Array,
            _ => FormulaKind::Plain,
        };
        Some(Self { tag, text: text(written), after, kind })
    }
}

impl Cell<'_> {
    /// Its start tag at another place.
    fn tag(&self, at: CellRef) -> Cow<'_, str> {
        match attribute(&self.open, "r") {
            Some(_) if at != self.at => Cow::Owned(with_attribute(&self.open, "r", &at.to_string())),
            _ => Cow::Borrowed(&*self.open),
        }
    }

    /// The cell as it is, at another place.
    pub(super) fn moved(&self, at: CellRef, prefix: &str, out: &mut String) {
        let tag = self.tag(at);
        out.push_str(&tag);
        if !tag.ends_with("/>") {
            out.push_str(self.inner);
            out.push_str(&format!("</{prefix}c>"));
        }
    }

    /// The cell with a content of another type.
    pub(super) fn filled(&self, at: CellRef, kind: Option<&str>, content: &str, prefix: &str, out: &mut String) {
        let tag = without_attribute(&self.tag(at), "t");
        if content.is_empty() {
            out.push_str(&closed(&tag));
            return;
        }
        let tag = kind.map_or_else(|| tag.clone(), |kind| with_attribute(&tag, "t", kind));
        out.push_str(&opened(&tag));
        out.push_str(content);
        out.push_str(&format!("</{prefix}c>"));
    }
}
