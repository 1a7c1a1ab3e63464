//! Tables: rows and cells, which may stand for many of their kind.

use super::names;
use super::paragraph::Texts;
use super::styles::{Look, Styles};
use super::validations::{Conditions, Validated};
use crate::cell::{CellRef, MAX_COLS, MAX_ROWS, Rect};
use crate::read::limits::{Budget, Exceeded};
use crate::read::lines::LineList;
use crate::read::links::Links;
use crate::read::number_format::write_general;
use crate::read::package::PartError;
use crate::read::xml::{self, Xml};
use crate::read::{Contents, dates, is_blank, merges, sheet_id, some_text};
use crate::sheet::{Cell, Content, Known, Lines, Note, Raw, Run, Sheet, Trouble, TroubleKind, Visibility};
use quick_xml::events::{BytesStart, Event};
use std::sync::Arc;

/// What the tables of a file share, and what is read of them.
pub(super) struct Tables<'a> {
    file: &'a str,
    pub(super) contents: Contents,
    pub(super) styles: Styles,
    pub(super) conditions: Conditions,
    pub(super) links: Links,
    texts: Texts,
    /// Of a note, which stands inside a cell.
    remark: Texts,
}

/// The table at hand.
struct Table {
    name: String,
    cells: Vec<Cell>,
    merges: Vec<Rect>,
    known: Known,
    rows: LineList,
    cols: LineList,
    validated: Validated,
    /// How deep in row groups and in column groups the reader is, and how many of the row groups are closed.
    groups: Groups,
    col_groups: Groups,
    /// How text looks in columns, by the column after the last of them.
    col_looks: Vec<(u32, Look)>,
    row: u32,
    col: u32,
}

/// Groups of rows or columns that the reader is in: of each, whether its lines are shown.
#[derive(Default)]
struct Groups(Vec<bool>);

/// A cell as it stands in the file, which may stand for several.
struct CellRead {
    raw: Option<Raw>,
    formula: Option<Arc<str>>,
    runs: Option<Arc<[Run]>>,
    phonetic: Option<Arc<str>>,
}

impl Groups {
    fn enter(&mut self, element: &BytesStart<'_>) {
        self.0.push(xml::attribute(element, "table:display") != Some("false"));
    }

    fn leave(&mut self) {
        self.0.pop();
    }

    /// What lines here are, if they say no more of themselves.
    fn lines(&self, first: u32, last: u32, hidden: bool) -> Lines {
        let hidden = hidden || self.0.contains(&false);
        Lines { first, last, hidden, level: u8::try_from(self.0.len()).unwrap_or(u8::MAX) }
    }
}

impl Table {
    fn named(name: String) -> Self {
        Self {
            name,
            cells: Vec::new(),
            merges: Vec::new(),
            known: Known::default(),
            rows: LineList::new(MAX_ROWS),
            cols: LineList::new(MAX_COLS),
            validated: Validated::default(),
            groups: Groups::default(),
            col_groups: Groups::default(),
            col_looks: Vec::new(),
            row: 0,
            col: 0,
        }
    }

    /// How text looks in a cell that has no style of its own.
    fn look(&self, row: Option<Look>, col: u32) -> Look {
        row.unwrap_or_else(|| {
            let after = self.col_looks.partition_point(|(end, _)| *end <= col);
            self.col_looks.get(after).map(|(_, look)| *look).unwrap_or_default()
        })
    }
}

impl<'a> Tables<'a> {
    pub(super) fn new(file: &'a str, styles: Styles) -> Self {
        Self {
            file,
            contents: Contents::default(),
            styles,
            conditions: Conditions::default(),
            links: Links::default(),
            texts: Texts::default(),
            remark: Texts::default(),
        }
    }

    /// Reads a `table:table`, which has just started.
    pub(super) fn read(
        &mut self,
        element: &BytesStart<'_>,
        xml: &mut Xml<'_>,
        budget: &mut Budget<'_>,
    ) -> Result<(), PartError> {
        budget.sheet()?;
        let name = xml::unescaped(xml::attribute(element, "table:name").unwrap_or_default()).into_owned();
        let hidden = self.styles.is_hidden(xml::attribute(element, "table:style-name"));
        let mut table = Table::named(name);
        // A table with a source is what another file held when it was last looked at.
        let mut copied = false;
        let mut names = Vec::new();
        loop {
            match xml.read_event()? {
                Event::Start(element) => match element.name().into_inner() {
                    "table:table-row" => self.read_row(&mut table, &element, xml, budget)?,
                    "table:table-column" => self.read_cols(&mut table, &element, budget)?,
                    "table:table-row-group" => table.groups.enter(&element),
                    "table:table-column-group" => table.col_groups.enter(&element),
                    "table:table-source" => {
                        copied = true;
                        xml::skip(xml)?;
                    }
                    "table:named-expressions" => names::read(xml, Some(&table.name), &mut names, budget)?,
                    "table:shapes" | "office:forms" | "table:desc" | "table:title" => xml::skip(xml)?,
                    _ => {}
                },
                Event::Empty(element) => match element.name().into_inner() {
                    "table:table-row" => self.pass_rows(&mut table, &element, budget)?,
                    "table:table-column" => self.read_cols(&mut table, &element, budget)?,
                    "table:table-source" => copied = true,
                    _ => {}
                },
                Event::End(element) => match element.name().into_inner() {
                    "table:table" => break,
                    "table:table-row-group" => table.groups.leave(),
                    "table:table-column-group" => table.col_groups.leave(),
                    _ => {}
                },
                Event::Eof => return Err(PartError::Cut),
                _ => {}
            }
        }
        if !copied {
            self.finish(table, hidden);
            self.contents.names.append(&mut names);
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
        let known = Known {
            rows: table.rows.finish(),
            cols: table.cols.finish(),
            validations: table.validated.finish(&self.conditions),
            ..table.known
        };
        self.contents.sheets.push(Sheet { id, visibility, cells: table.cells, merges, known });
    }

    /// Reads a `table:table-column`: columns that are alike.
    fn read_cols(
        &mut self,
        table: &mut Table,
        element: &BytesStart<'_>,
        budget: &mut Budget<'_>,
    ) -> Result<(), Exceeded> {
        let first = table.col;
        table.col = first.saturating_add(count(element, "table:number-columns-repeated"));
        let hidden = self.is_hidden(element);
        table.cols.push(table.col_groups.lines(first, table.col - 1, hidden), budget)?;
        let look = self.styles.cell(xml::attribute(element, "table:default-cell-style-name"));
        match table.col_looks.last_mut() {
            Some((end, last)) if *last == look => *end = table.col,
            _ => {
                budget.detail()?;
                table.col_looks.push((table.col, look));
            }
        }
        Ok(())
    }

    /// Whether rows or columns are hidden, by hand, by a filter, or with a size of nothing.
    fn is_hidden(&self, element: &BytesStart<'_>) -> bool {
        matches!(xml::attribute(element, "table:visibility"), Some("collapse" | "filter"))
            || self.styles.is_hidden(xml::attribute(element, "table:style-name"))
    }

    /// Goes past rows, keeping whether they are hidden.
    fn pass_rows(
        &mut self,
        table: &mut Table,
        element: &BytesStart<'_>,
        budget: &mut Budget<'_>,
    ) -> Result<(), Exceeded> {
        let first = table.row;
        table.row = first.saturating_add(count(element, "table:number-rows-repeated"));
        table.rows.push(table.groups.lines(first, table.row - 1, self.is_hidden(element)), budget)
    }

    fn read_row(
        &mut self,
        table: &mut Table,
        element: &BytesStart<'_>,
        xml: &mut Xml<'_>,
        budget: &mut Budget<'_>,
    ) -> Result<(), PartError> {
        let row_look = xml::attribute(element, "table:default-cell-style-name");
        let row_look = row_look.map(|name| self.styles.cell(Some(name)));
        let (cells, known) = (table.cells.len(), &table.known);
        let (formulas, runs, phonetics) = (known.formulas.len(), known.runs.len(), known.phonetics.len());
        let repeated = count(element, "table:number-rows-repeated");
        let mut col = 0u32;
        loop {
            match xml.read_event()? {
                Event::Start(cell) => match cell.name().into_inner() {
                    "table:table-cell" | "table:covered-table-cell" => {
                        self.read_cell(table, (repeated, row_look), &mut col, &cell, Some(&mut *xml), budget)?;
                    }
                    _ => xml::skip(xml)?,
                },
                Event::Empty(cell) => match cell.name().into_inner() {
                    "table:table-cell" | "table:covered-table-cell" => {
                        self.read_cell(table, (repeated, row_look), &mut col, &cell, None, budget)?;
                    }
                    _ => {}
                },
                Event::End(_) => break,
                Event::Eof => return Err(PartError::Cut),
                _ => {}
            }
        }
        let of_row = table.cells.get(cells..).unwrap_or_default().to_vec();
        // The row may stand for many; those beyond the grid are no rows.
        let end = table.row.saturating_add(repeated).min(MAX_ROWS);
        let mut copies = table.row.saturating_add(1)..end;
        if let Some(first) = of_row.first().filter(|_| fills(table.row, end, MAX_ROWS)) {
            self.told_once(&table.name, first.at, repeated);
            copies.end = copies.start;
        }
        let rows = usize::try_from(copies.end.saturating_sub(copies.start)).unwrap_or(usize::MAX);
        budget.cells(of_row.len().saturating_mul(rows))?;
        if !of_row.is_empty() {
            for row in copies.clone() {
                let copy = |cell: &Cell| Cell { at: CellRef::new(row, cell.at.col), raw: cell.raw.clone() };
                table.cells.extend(of_row.iter().map(copy));
            }
        }
        // Formulas without a value are no cells, so they count for themselves.
        let silent = table.known.formulas.len().saturating_sub(formulas);
        budget.cells(silent.saturating_mul(rows))?;
        repeat(&mut table.known.formulas, formulas, copies.clone());
        repeat(&mut table.known.runs, runs, copies.clone());
        repeat(&mut table.known.phonetics, phonetics, copies);
        Ok(self.pass_rows(table, element, budget)?)
    }

    /// Tells that what stands for all to the end of the sheet was read as what it is: one.
    fn told_once(&mut self, sheet: &str, at: CellRef, repeated: u32) {
        let (sheet, found) = (Some(sheet.to_owned()), format!("×{repeated}"));
        self.contents.troubles.push(Trouble { kind: TroubleKind::Cell, sheet, cell: Some(at), found });
    }

    /// Reads a cell of a row that stands for some and may say how text in it looks;
    /// without `xml` it is one with attributes only.
    fn read_cell(
        &mut self,
        table: &mut Table,
        (rows, row_look): (u32, Option<Look>),
        col: &mut u32,
        element: &BytesStart<'_>,
        xml: Option<&mut Xml<'_>>,
        budget: &mut Budget<'_>,
    ) -> Result<(), PartError> {
        let left = *col;
        let at = CellRef::new(table.row, left);
        let repeated = count(element, "table:number-columns-repeated");
        *col = left.saturating_add(repeated);
        let look = match xml::attribute(element, "table:style-name") {
            Some(name) => self.styles.cell(Some(name)),
            None => table.look(row_look, left),
        };
        self.texts.clear();
        if let Some(xml) = xml {
            let note = self.read_texts(xml, look, budget)?;
            table.known.notes.extend(note.filter(|_| inside(at)).map(|note| Note { at, ..note }));
        }
        if let Some(name) = xml::attribute(element, "table:content-validation-name").filter(|_| inside(at)) {
            let bottom = table.row.saturating_add(rows).min(MAX_ROWS) - 1;
            let rect = Rect { top: table.row, left, bottom, right: (*col).min(MAX_COLS) - 1 };
            table.validated.push(&xml::unescaped(name), rect, budget)?;
        }
        let (across, down) =
            (count(element, "table:number-columns-spanned"), count(element, "table:number-rows-spanned"));
        let rect = Rect {
            top: table.row,
            left,
            bottom: table.row.saturating_add(down - 1),
            right: left.saturating_add(across - 1),
        };
        if (across > 1 || down > 1) && rect.bottom < MAX_ROWS && rect.right < MAX_COLS {
            budget.merge()?;
            table.merges.push(rect);
        }
        let read = self.cell_read(&table.name, at, element, look, budget)?;
        if !inside(at) || read.raw.is_none() && read.formula.is_none() {
            return Ok(());
        }
        // One cell may stand for many; they are counted before they are made.
        let mut cols = left..(*col).min(MAX_COLS);
        if fills(left, cols.end, MAX_COLS) {
            self.told_once(&table.name, at, repeated);
            cols.end = left + 1;
        }
        budget.cells(cols.len())?;
        for col in cols {
            let at = CellRef::new(table.row, col);
            table.cells.extend(read.raw.clone().map(|raw| Cell { at, raw }));
            table.known.formulas.extend(read.formula.clone().map(|formula| (at, formula)));
            table.known.runs.extend(read.runs.clone().map(|runs| (at, runs)));
            table.known.phonetics.extend(read.phonetic.clone().map(|phonetic| (at, phonetic)));
        }
        Ok(())
    }

    /// Reads what stands in a cell, and gives the note that is on it.
    fn read_texts(
        &mut self,
        xml: &mut Xml<'_>,
        look: Look,
        budget: &mut Budget<'_>,
    ) -> Result<Option<Note>, PartError> {
        let mut note = None;
        loop {
            match xml.read_event()? {
                Event::Start(element) => match element.name().into_inner() {
                    "text:p" => self.texts.read(xml, &self.styles, look)?,
                    "office:annotation" => note = self.read_note(xml, budget)?.or(note),
                    _ => xml::skip(xml)?,
                },
                Event::Empty(element) if element.name().into_inner() == "text:p" => self.texts.start_paragraph(),
                Event::End(_) => break,
                Event::Eof => return Err(PartError::Cut),
                _ => {}
            }
        }
        budget.text(self.texts.whole())?;
        budget.text(&self.texts.phonetic)?;
        Ok(note)
    }

    /// Reads an `office:annotation`, which has just started; none if it says nothing.
    fn read_note(&mut self, xml: &mut Xml<'_>, budget: &mut Budget<'_>) -> Result<Option<Note>, PartError> {
        let mut author = String::new();
        self.remark.clear();
        loop {
            match xml.read_event()? {
                Event::Start(element) => match element.name().into_inner() {
                    "dc:creator" => {
                        author.clear();
                        xml::read_text(xml, &mut author)?;
                        budget.text(&author)?;
                    }
                    "text:p" => self.remark.read(xml, &self.styles, Look::default())?,
                    // A list of paragraphs.
                    "text:list" | "text:list-item" => {}
                    _ => xml::skip(xml)?,
                },
                Event::Empty(element) if element.name().into_inner() == "text:p" => self.remark.start_paragraph(),
                Event::End(element) if element.name().into_inner() == "office:annotation" => break,
                Event::Eof => return Err(PartError::Cut),
                _ => {}
            }
        }
        let text = self.remark.whole();
        budget.text(text)?;
        if is_blank(text) {
            return Ok(None);
        }
        budget.detail()?;
        let (at, author, text) = (CellRef::new(0, 0), author.trim().into(), text.into());
        Ok(Some(Note { at, author, text, threaded: false }))
    }

    /// What is read of the cell whose texts were read, and of its formula.
    fn cell_read(
        &mut self,
        sheet: &str,
        at: CellRef,
        element: &BytesStart<'_>,
        look: Look,
        budget: &mut Budget<'_>,
    ) -> Result<CellRead, PartError> {
        let formula = match xml::attribute(element, "table:formula") {
            Some(written) => {
                let written = xml::unescaped(written);
                budget.text(&written)?;
                let formula = names::formula_of(&written);
                self.links.look_open(formula, sheet, at);
                Some(Arc::from(formula))
            }
            None => None,
        };
        let runs = self.texts.runs();
        let phonetic = some_text(&self.texts.phonetic);
        let raw = self.raw(sheet, at, element, look, formula.is_some());
        if let Some(raw) = &raw {
            budget.text(&raw.text)?;
        }
        let text = raw.as_ref().is_some_and(|raw| matches!(raw.content, Content::Text | Content::Blank));
        Ok(CellRead { raw, formula, runs: runs.filter(|_| text), phonetic: phonetic.filter(|_| text) })
    }

    /// What the cell holds; none if it shows nothing.
    fn raw(&mut self, sheet: &str, at: CellRef, element: &BytesStart<'_>, look: Look, formula: bool) -> Option<Raw> {
        let kind = xml::attribute(element, "office:value-type").unwrap_or_default();
        let value = xml::attribute(element, "office:value").unwrap_or_default();
        let stored = xml::attribute(element, "office:string-value").unwrap_or_default();
        let number = || value.parse::<f64>().ok().filter(|number| number.is_finite());
        let mut shown = std::mem::take(&mut self.texts.shown);
        let is_text = matches!(kind, "" | "string");
        if look.struck && !is_text {
            // A number has no runs: all of it is struck.
            shown.insert_str(0, &std::mem::take(&mut self.texts.struck));
        }
        let content = match kind {
            _ if xml::attribute(element, "calcext:value-type") == Some("error") => Some(Content::Error),
            // what a formula came to is called a number and kept as a text
            "float" if value.is_empty() && !stored.is_empty() => Some(Content::Text),
            "float" | "percentage" | "currency" => number().map(Content::Number),
            "date" => {
                let date = xml::attribute(element, "office:date-value").and_then(dates::parse_iso);
                date.map(|(date, _)| Content::Date(date))
            }
            "boolean" => Some(Content::Bool(xml::attribute(element, "office:boolean-value") == Some("true"))),
            "" if formula && is_blank(&shown) && stored.is_empty() => Some(Content::Uncomputed),
            _ => Some(Content::Text),
        };
        if shown.is_empty() && self.texts.whole().is_empty() || shown.is_empty() && !is_text {
            match &content {
                Some(Content::Number(number)) => write_general(*number, &mut shown),
                Some(Content::Date(date)) => shown = date.to_string(),
                Some(Content::Bool(told)) => shown = if *told { "TRUE" } else { "FALSE" }.to_owned(),
                Some(Content::Text) => shown.push_str(&xml::unescaped(stored)),
                _ => {}
            }
        }
        let content = content.unwrap_or_else(|| {
            let (sheet, found) = (Some(sheet.to_owned()), shown.clone());
            self.contents.troubles.push(Trouble { kind: TroubleKind::Cell, sheet, cell: Some(at), found });
            Content::Text
        });
        let uncomputed = content == Content::Uncomputed;
        // What has spans of its own may be struck in parts; what comes from attributes has the cell's look.
        let whole = !is_text || self.texts.whole().is_empty();
        if look.struck && whole && !uncomputed {
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

/// Copies what is known of the cells of a row, from the index `from` on, to other rows.
fn repeat<T: Clone>(list: &mut Vec<(CellRef, T)>, from: usize, rows: std::ops::Range<u32>) {
    let of_row = list.get(from..).unwrap_or_default().to_vec();
    if !of_row.is_empty() {
        for row in rows {
            list.extend(of_row.iter().map(|(at, value)| (CellRef::new(row, at.col), value.clone())));
        }
    }
}

/// Whether a cell lies in the grid.
fn inside(at: CellRef) -> bool {
    at.row < MAX_ROWS && at.col < MAX_COLS
}

/// Whether repeated rows or columns fill the sheet to its end. Nobody writes so many; it is what formatting whole columns
/// or rows leaves behind.
fn fills(first: u32, end: u32, most: u32) -> bool {
    const MANY: u32 = 1000;
    end >= most && end.saturating_sub(first) > MANY
}

/// How many of its kind an element stands for or spans: at least 1.
fn count(element: &BytesStart<'_>, attribute: &str) -> u32 {
    xml::attribute(element, attribute).and_then(|count| count.parse().ok()).unwrap_or(1).max(1)
}
