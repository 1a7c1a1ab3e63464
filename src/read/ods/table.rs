//! Tables: rows and cells, which may stand for many of their kind.

use super::paragraph::Texts;
use super::styles::Styles;
use crate::cell::{CellRef, MAX_COLS, MAX_ROWS, Rect};
use crate::read::limits::Budget;
use crate::read::number_format::write_general;
use crate::read::package::PartError;
use crate::read::rejection::Rejection;
use crate::read::xml::{self, Xml};
use crate::read::{Contents, dates, is_blank, merges, sheet_id, some_text};
use crate::sheet::{Cell, Content, Known, Raw, Sheet, Trouble, TroubleKind, Visibility};
use quick_xml::events::{BytesStart, Event};
use std::sync::Arc;

/// The tables of a file, being read.
pub(super) struct Tables<'a, 'l> {
    file: &'a str,
    pub(super) contents: Contents,
    budget: &'a mut Budget<'l>,
    texts: Texts,
}

/// The table at hand.
#[derive(Default)]
struct Table {
    name: String,
    cells: Vec<Cell>,
    merges: Vec<Rect>,
    row: u32,
}

impl<'a, 'l> Tables<'a, 'l> {
    pub(super) fn new(file: &'a str, budget: &'a mut Budget<'l>) -> Self {
        Self { file, contents: Contents::default(), budget, texts: Texts::default() }
    }

    /// Reads a `table:table`, which has just started.
    pub(super) fn read(
        &mut self,
        element: &BytesStart<'_>,
        xml: &mut Xml<'_>,
        styles: &Styles,
    ) -> Result<(), Rejection> {
        self.budget.sheet()?;
        let name = xml::unescaped(xml::attribute(element, "table:name").unwrap_or_default()).into_owned();
        let hidden = styles.is_hidden(xml::attribute(element, "table:style-name"));
        let mut table = Table { name, ..Table::default() };
        // A table with a source is what another file held when it was last looked at.
        let mut copied = false;
        loop {
            match xml.read_event().map_err(PartError::from)? {
                Event::Start(element) => match element.name().into_inner() {
                    "table:table-row" => self.read_row(&mut table, &element, xml, styles)?,
                    "table:table-source" => {
                        copied = true;
                        xml::skip(xml)?;
                    }
                    "table:shapes" | "office:forms" | "table:named-expressions" | "table:desc" | "table:title" => {
                        xml::skip(xml)?;
                    }
                    _ => {}
                },
                Event::Empty(element) => match element.name().into_inner() {
                    "table:table-row" => {
                        table.row = table.row.saturating_add(count(&element, "table:number-rows-repeated"));
                    }
                    "table:table-source" => copied = true,
                    _ => {}
                },
                Event::End(element) if element.name().into_inner() == "table:table" => break,
                Event::Eof => return Err(PartError::Cut.into()),
                _ => {}
            }
        }
        if !copied {
            self.finish(table, hidden);
        }
        Ok(())
    }

    fn finish(&mut self, table: Table, hidden: bool) {
        let (merges, overlapping) = merges::sorted(table.merges);
        self.contents.troubles.extend(overlapping.iter().map(|rect| Trouble {
            kind: TroubleKind::Merge,
            sheet: Some(table.name.clone()),
            cell: None,
            found: rect.to_string(),
        }));
        let visibility = if hidden { Visibility::Hidden } else { Visibility::Visible };
        let id = sheet_id(self.file, &table.name);
        let known = Known::default();
        self.contents.sheets.push(Sheet { id, visibility, cells: table.cells, merges, known });
    }

    fn read_row(
        &mut self,
        table: &mut Table,
        element: &BytesStart<'_>,
        xml: &mut Xml<'_>,
        styles: &Styles,
    ) -> Result<(), Rejection> {
        let repeated = count(element, "table:number-rows-repeated");
        let first = table.cells.len();
        let mut col = 0u32;
        loop {
            match xml.read_event().map_err(PartError::from)? {
                Event::Start(element) => match element.name().into_inner() {
                    "table:table-cell" | "table:covered-table-cell" => {
                        self.read_cell(table, &mut col, &element, Some(&mut *xml), styles)?;
                    }
                    _ => xml::skip(xml)?,
                },
                Event::Empty(element) => match element.name().into_inner() {
                    "table:table-cell" | "table:covered-table-cell" => {
                        self.read_cell(table, &mut col, &element, None, styles)?;
                    }
                    _ => {}
                },
                Event::End(_) => break,
                Event::Eof => return Err(PartError::Cut.into()),
                _ => {}
            }
        }
        let of_row = table.cells.get(first..).unwrap_or_default().to_vec();
        if !of_row.is_empty() {
            for row in (1..repeated).map_while(|more| table.row.checked_add(more).filter(|row| *row < MAX_ROWS)) {
                self.budget.cells(of_row.len())?;
                let copies =
                    of_row.iter().map(|cell| Cell { at: CellRef::new(row, cell.at.col), raw: cell.raw.clone() });
                table.cells.extend(copies);
            }
        }
        table.row = table.row.saturating_add(repeated);
        Ok(())
    }

    /// Reads a cell; without `xml` it is one with attributes only.
    fn read_cell(
        &mut self,
        table: &mut Table,
        col: &mut u32,
        element: &BytesStart<'_>,
        xml: Option<&mut Xml<'_>>,
        styles: &Styles,
    ) -> Result<(), Rejection> {
        self.budget.time()?;
        self.texts.clear();
        if let Some(xml) = xml {
            self.read_texts(xml, styles)?;
        }
        let left = *col;
        let repeated = count(element, "table:number-columns-repeated");
        *col = col.saturating_add(repeated);
        let (across, down) =
            (count(element, "table:number-columns-spanned"), count(element, "table:number-rows-spanned"));
        let rect = Rect {
            top: table.row,
            left,
            bottom: table.row.saturating_add(down - 1),
            right: left.saturating_add(across - 1),
        };
        if (across > 1 || down > 1) && rect.bottom < MAX_ROWS && rect.right < MAX_COLS {
            self.budget.merge()?;
            table.merges.push(rect);
        }
        let at = CellRef::new(table.row, left);
        let Some(raw) = self.raw(&table.name, at, element, styles) else { return Ok(()) };
        for col in (left..left.saturating_add(repeated)).take_while(|col| *col < MAX_COLS && table.row < MAX_ROWS) {
            self.budget.cells(1)?;
            table.cells.push(Cell { at: CellRef::new(table.row, col), raw: raw.clone() });
        }
        Ok(())
    }

    fn read_texts(&mut self, xml: &mut Xml<'_>, styles: &Styles) -> Result<(), PartError> {
        loop {
            match xml.read_event()? {
                Event::Start(element) if element.name().into_inner() == "text:p" => self.texts.read(xml, styles)?,
                Event::Start(_) => xml::skip(xml)?,
                Event::Empty(element) if element.name().into_inner() == "text:p" => self.texts.start_paragraph(),
                Event::End(_) => return Ok(()),
                Event::Eof => return Err(PartError::Cut),
                _ => {}
            }
        }
    }

    /// What the cell holds; none if it shows nothing.
    fn raw(&mut self, sheet: &str, at: CellRef, element: &BytesStart<'_>, styles: &Styles) -> Option<Raw> {
        let formula = xml::attribute(element, "table:formula").is_some();
        let kind = xml::attribute(element, "office:value-type").unwrap_or_default();
        let value = xml::attribute(element, "office:value").unwrap_or_default();
        let number = || value.parse::<f64>().ok().filter(|number| number.is_finite());
        let mut shown = std::mem::take(&mut self.texts.shown);
        let content = match kind {
            _ if xml::attribute(element, "calcext:value-type") == Some("error") => Some(Content::Error),
            "float" | "percentage" | "currency" => number().map(Content::Number),
            "date" => {
                let date = xml::attribute(element, "office:date-value").and_then(dates::parse_iso);
                date.map(|(date, _)| Content::Date(date))
            }
            "boolean" => Some(Content::Bool(xml::attribute(element, "office:boolean-value") == Some("true"))),
            "" if formula && is_blank(&shown) => Some(Content::Uncomputed),
            _ => Some(Content::Text),
        };
        if shown.is_empty() {
            match &content {
                Some(Content::Number(number)) => write_general(*number, &mut shown),
                Some(Content::Date(date)) => shown = date.to_string(),
                Some(Content::Bool(told)) => shown = if *told { "TRUE" } else { "FALSE" }.to_owned(),
                Some(Content::Text) => {
                    let value = xml::attribute(element, "office:string-value").unwrap_or_default();
                    shown.push_str(&xml::unescaped(value));
                }
                _ => {}
            }
        }
        let content = content.unwrap_or_else(|| {
            let (sheet, found) = (Some(sheet.to_owned()), shown.clone());
            self.contents.troubles.push(Trouble { kind: TroubleKind::Cell, sheet, cell: Some(at), found });
            Content::Text
        });
        let uncomputed = content == Content::Uncomputed;
        let struck_whole = styles.is_struck(xml::attribute(element, "table:style-name"));
        if struck_whole && !uncomputed {
            let struck = some_text(&[&*self.texts.struck, &*shown].concat())?;
            return Some(Raw { struck: Some(struck), formula, ..Raw::blank() });
        }
        let struck = some_text(&self.texts.struck);
        if is_blank(&shown) && !uncomputed {
            struck.as_ref()?;
            return Some(Raw { struck, formula, ..Raw::blank() });
        }
        let percent = kind == "percentage";
        let text: Arc<str> = if uncomputed { Arc::default() } else { shown.into() };
        Some(Raw { content, text, percent, struck, formula })
    }
}

/// How many of its kind an element stands for or spans: at least 1.
fn count(element: &BytesStart<'_>, attribute: &str) -> u32 {
    xml::attribute(element, attribute).and_then(|count| count.parse().ok()).unwrap_or(1).max(1)
}
