//! The element `Table`: its columns, rows and cells.

use super::cell::{self, Read};
use super::reference::a1;
use super::styles::{Style, Styles, value};
use crate::cell::{CellRef, MAX_COLS, MAX_ROWS, Rect};
use crate::read::limits::{Budget, Exceeded};
use crate::read::package::PartError;
use crate::read::xml::{self, Xml};
use crate::read::{merges, sheet_id};
use crate::sheet::{Cell, Content, Known, Lines, Note, Raw, Sheet, Trouble, TroubleKind, Visibility};
use quick_xml::events::{BytesStart, Event};

/// A sheet while it is read.
pub(super) struct Table<'s> {
    styles: &'s Styles,
    date1904: bool,
    cells: Vec<Cell>,
    merges: Vec<Rect>,
    known: Known,
    /// What could not be read: where, and what stood there.
    troubles: Vec<(Option<CellRef>, String)>,
    /// The styles of columns: first, last, id.
    columns: Vec<(u32, u32, String)>,
    /// The next column that is described, the next row, the next cell's column.
    described: u32,
    row: u32,
    col: u32,
    row_style: String,
}

impl<'s> Table<'s> {
    pub(super) fn new(styles: &'s Styles, date1904: bool) -> Self {
        Self {
            styles,
            date1904,
            cells: Vec::new(),
            merges: Vec::new(),
            known: Known::default(),
            troubles: Vec::new(),
            columns: Vec::new(),
            described: 0,
            row: 0,
            col: 0,
            row_style: String::new(),
        }
    }

    /// Reads the element, which has just started.
    pub(super) fn read(&mut self, reader: &mut Xml<'_>, budget: &mut Budget<'_>) -> Result<(), PartError> {
        let mut next_row = 0u32;
        loop {
            budget.time()?;
            match reader.read_event()? {
                Event::Start(element) => match xml::local(element.name().into_inner()) {
                    "Column" => self.column(&element, budget)?,
                    "Row" => next_row = self.start_row(&element, next_row, budget)?,
                    "Cell" => self.cell(&element, Some(reader), budget)?,
                    _ => xml::skip(reader)?,
                },
                Event::Empty(element) => match xml::local(element.name().into_inner()) {
                    "Column" => self.column(&element, budget)?,
                    "Row" => next_row = self.start_row(&element, next_row, budget)?,
                    "Cell" => self.cell(&element, None, budget)?,
                    _ => {}
                },
                Event::End(element) if xml::local(element.name().into_inner()) == "Table" => return Ok(()),
                Event::Eof => return Err(PartError::Cut),
                _ => {}
            }
        }
    }

    fn column(&mut self, element: &BytesStart<'_>, budget: &mut Budget<'_>) -> Result<(), Exceeded> {
        let first = index(element).unwrap_or(self.described);
        let last = first.saturating_add(number(element, "Span"));
        self.described = last.saturating_add(1);
        if last >= MAX_COLS {
            return Ok(());
        }
        if is_hidden(element) {
            hide(&mut self.known.cols, first, last, budget)?;
        }
        if let Some(style) = value(element, "StyleID") {
            budget.detail()?;
            self.columns.push((first, last, style));
        }
        Ok(())
    }

    /// Begins a row; gives the row after it.
    fn start_row(&mut self, element: &BytesStart<'_>, next: u32, budget: &mut Budget<'_>) -> Result<u32, Exceeded> {
        self.row = index(element).unwrap_or(next);
        self.col = 0;
        self.row_style = value(element, "StyleID").unwrap_or_default();
        let last = self.row.saturating_add(number(element, "Span"));
        if is_hidden(element) && last < MAX_ROWS {
            hide(&mut self.known.rows, self.row, last, budget)?;
        }
        Ok(last.saturating_add(1))
    }

    /// Reads a cell, whose inside is read from `reader` if it has one.
    fn cell(
        &mut self,
        element: &BytesStart<'_>,
        reader: Option<&mut Xml<'_>>,
        budget: &mut Budget<'_>,
    ) -> Result<(), PartError> {
        let at = CellRef::new(self.row, index(element).unwrap_or(self.col));
        let (across, down) = (number(element, "MergeAcross"), number(element, "MergeDown"));
        self.col = at.col.saturating_add(across).saturating_add(1);
        let read = match reader {
            Some(reader) => cell::read(reader, budget)?,
            None => Read::default(),
        };
        let inside = at.row < MAX_ROWS && at.col < MAX_COLS;
        if across > 0 || down > 0 {
            budget.merge()?;
            let (bottom, right) = (at.row.saturating_add(down), at.col.saturating_add(across));
            if inside && bottom < MAX_ROWS && right < MAX_COLS {
                self.merges.push(Rect { top: at.row, left: at.col, bottom, right });
            }
        }
        let formula = value(element, "Formula").filter(|formula| !formula.is_empty());
        let note = read.note.clone();
        let style = self.style(element, at.col);
        let phonetic = read.phonetic.clone();
        let raw = match read.data {
            Some(data) => {
                let shown = data.raw(&style, self.date1904);
                if shown.unlike {
                    budget.detail()?;
                    self.troubles.push((Some(at).filter(|_| inside), shown.found));
                }
                if let Some(runs) = shown.runs.filter(|_| inside) {
                    self.known.runs.push((at, runs));
                }
                shown.raw.map(|raw| Raw { formula: formula.is_some(), ..raw })
            }
            None => formula.is_some().then(|| Raw { content: Content::Uncomputed, formula: true, ..Raw::blank() }),
        };
        let Some(raw) = raw else { return self.note(at, note, inside, budget) };
        budget.cells(1)?;
        if !inside {
            self.troubles.push((None, raw.text.to_string()));
            return Ok(());
        }
        if let Some(formula) = formula {
            self.known.formulas.push((at, a1(&formula, at).into()));
        }
        if let Some(phonetic) = phonetic {
            self.known.phonetics.push((at, phonetic.into()));
        }
        self.cells.push(Cell { at, raw });
        self.note(at, note, inside, budget)
    }

    fn note(
        &mut self,
        at: CellRef,
        note: Option<(String, String)>,
        inside: bool,
        budget: &mut Budget<'_>,
    ) -> Result<(), PartError> {
        if let Some((author, text)) = note.filter(|_| inside) {
            budget.detail()?;
            self.known.notes.push(Note { at, author: author.into(), text: text.into(), threaded: false });
        }
        Ok(())
    }

    /// The style of a cell: its own, its row's, its column's.
    fn style(&self, element: &BytesStart<'_>, col: u32) -> Style {
        if let Some(own) = value(element, "StyleID") {
            return self.styles.of(&own);
        }
        if !self.row_style.is_empty() {
            return self.styles.of(&self.row_style);
        }
        let after = self.columns.partition_point(|(_, last, _)| *last < col);
        let column = self.columns.get(after).filter(|(first, _, _)| *first <= col);
        self.styles.of(column.map_or("Default", |(_, _, style)| style))
    }

    /// The sheet, and what could not be read of it.
    pub(super) fn finish(mut self, file: &str, name: &str, visibility: Visibility) -> (Sheet, Vec<Trouble>) {
        let mut cells = std::mem::take(&mut self.cells);
        if !cells.is_sorted_by(|one, next| one.at < next.at) {
            cells.sort_by_key(|cell| cell.at);
            cells.dedup_by(|next, one| {
                let twice = next.at == one.at;
                if twice {
                    self.troubles.push((Some(next.at), next.raw.text.to_string()));
                }
                twice
            });
        }
        let mut known = self.known;
        by_cell(&mut known.formulas);
        by_cell(&mut known.runs);
        by_cell(&mut known.phonetics);
        known.notes.sort_by_key(|note| note.at);
        let (merges, overlapping) = merges::sorted(self.merges);
        let sheet = Some(name.to_owned());
        let cell = |(cell, found)| Trouble { kind: TroubleKind::Cell, sheet: sheet.clone(), cell, found };
        let merge = |rect: &Rect| {
            let found = rect.to_string();
            Trouble { kind: TroubleKind::Merge, sheet: sheet.clone(), cell: None, found }
        };
        let troubles = self.troubles.into_iter().map(cell).chain(overlapping.iter().map(merge)).collect();
        (Sheet { id: sheet_id(file, name), visibility, cells, merges, known }, troubles)
    }
}

/// Sorts what is known of cells, of each the first.
fn by_cell<T>(list: &mut Vec<(CellRef, T)>) {
    list.sort_by_key(|(at, _)| *at);
    list.dedup_by_key(|(at, _)| *at);
}

/// `ss:Index`, from 0.
fn index(element: &BytesStart<'_>) -> Option<u32> {
    value(element, "Index")?.trim().parse::<u32>().ok()?.checked_sub(1)
}

/// A number that an attribute gives; 0 if it gives none.
fn number(element: &BytesStart<'_>, name: &str) -> u32 {
    value(element, name).and_then(|value| value.trim().parse().ok()).unwrap_or(0)
}

fn is_hidden(element: &BytesStart<'_>) -> bool {
    value(element, "Hidden").is_some_and(|yes| xml::is_yes(&yes))
}

/// Notes that lines are hidden, if they come after those before.
fn hide(lines: &mut Vec<Lines>, first: u32, last: u32, budget: &mut Budget<'_>) -> Result<(), Exceeded> {
    match lines.last_mut() {
        Some(before) if before.last >= first => {}
        Some(before) if before.last.checked_add(1) == Some(first) => before.last = last,
        _ => {
            budget.detail()?;
            lines.push(Lines { first, last, hidden: true, level: 0 });
        }
    }
    Ok(())
}
