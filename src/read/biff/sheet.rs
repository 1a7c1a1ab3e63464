//! One sheet of a .xls workbook: its cells, and what Excel knows besides.

use super::cells::{self, Stored, Value};
use super::formula;
use super::globals::Globals;
use super::notes::Notes;
use super::record::{BOF, CONTINUE, EOF, records, u16_at, u32_at};
use super::strings;
use crate::cell::{CellRef, Rect};
use crate::read::limits::{Budget, Exceeded};
use crate::sheet::{Cell, Known, Lines, Trouble, TroubleKind, Validation, ValidationKind};
use std::collections::BTreeMap;

/// Rows that a sheet of such a workbook has.
const ROWS: u32 = 65_536;
/// Columns.
const COLS: u16 = 256;

/// What was read of a sheet.
#[derive(Default)]
pub(super) struct Content {
    pub(super) cells: Vec<Cell>,
    pub(super) merges: Vec<Rect>,
    pub(super) known: Known,
    pub(super) troubles: Vec<Trouble>,
    /// Whether it came to its end.
    pub(super) whole: bool,
    /// Cells between the first and the last, and whether all lie where such a sheet has cells.
    pub(super) area: u64,
    pub(super) inside: bool,
}

struct Reader<'a, 'b, 'l> {
    globals: &'a Globals,
    name: &'a str,
    budget: &'b mut Budget<'l>,
    content: Content,
    rows: BTreeMap<u32, Lines>,
    /// Whether rows of which nothing is said are hidden.
    rows_hidden: bool,
    cols: BTreeMap<u32, Lines>,
    /// A formula whose text is yet to come.
    open: Option<Stored>,
    bounds: Option<(u16, u16, u16, u16)>,
}

/// Reads the sheet whose records begin at `start`.
pub(super) fn read(
    stream: &[u8],
    start: usize,
    name: &str,
    globals: &Globals,
    budget: &mut Budget<'_>,
) -> Result<Content, Exceeded> {
    let content = Content { inside: true, ..Content::default() };
    let (rows, cols) = (BTreeMap::new(), BTreeMap::new());
    let mut reader =
        Reader { globals, name, budget, content, rows, rows_hidden: false, cols, open: None, bounds: None };
    let mut notes = Notes::new(globals);
    let mut text_records: Vec<&[u8]> = Vec::new();
    let mut long_text = None;
    // Charts on a sheet are streams within its stream.
    let mut depth = 0u32;
    for (id, body) in records(stream, start) {
        reader.budget.time()?;
        // A text that goes on in further records.
        if let Some(len) = long_text {
            if id == CONTINUE {
                text_records.push(body);
                continue;
            }
            reader.string(strings::continued(&text_records, len))?;
            text_records.clear();
            long_text = None;
        }
        match id {
            BOF => depth = depth.saturating_add(1),
            _ if depth == 0 => break,
            EOF if depth == 1 => {
                reader.content.whole = true;
                break;
            }
            EOF => depth -= 1,
            _ if depth > 1 => {}
            0x0207 if globals.biff8 => {
                long_text = u16_at(body, 0);
                text_records.extend(body.get(2..));
            }
            0x0207 => {
                let len = u16_at(body, 0).map(usize::from);
                let text = len.and_then(|len| body.get(2..)?.get(..len));
                reader.string(text.map(|text| strings::decoded(text, globals.encoding)))?;
            }
            0x001c | 0x005d | 0x01b6 | CONTINUE => notes.record(id, body, reader.budget)?,
            _ => reader.record(id, body)?,
        }
    }
    reader.content.known.notes = notes.finish();
    Ok(reader.finish())
}

impl Reader<'_, '_, '_> {
    fn record(&mut self, id: u16, body: &[u8]) -> Result<(), Exceeded> {
        match id {
            0x0208 => {
                self.budget.detail()?;
                if let Some((row, flags)) = u16_at(body, 0).zip(u16_at(body, 12)) {
                    let (row, level) = (u32::from(row), flags.to_le_bytes()[0] & 7);
                    self.rows.insert(row, Lines { first: row, last: row, hidden: flags & 0x20 != 0, level });
                }
            }
            0x0225 => self.rows_hidden = u16_at(body, 0).is_some_and(|flags| flags & 2 != 0),
            0x007d => {
                self.budget.detail()?;
                let said = (u16_at(body, 0), u16_at(body, 2), u16_at(body, 4), u16_at(body, 8));
                if let (Some(first), Some(last), Some(width), Some(flags)) = said {
                    let (first, last) = (u32::from(first), u32::from(last.min(COLS - 1)));
                    let hidden = flags & 1 != 0 || width == 0;
                    if first <= last {
                        self.cols.insert(first, Lines { first, last, hidden, level: flags.to_le_bytes()[1] & 7 });
                    }
                }
            }
            0x00e5 => {
                for rect in body.get(2..).unwrap_or_default().chunks_exact(8).filter_map(rect) {
                    self.budget.merge()?;
                    self.content.merges.push(rect);
                }
            }
            0x01be => {
                self.budget.detail()?;
                self.content.known.validations.extend(validation(body, self.globals));
            }
            // Where a program that makes room for all of a sheet would make it.
            0x0200 => {
                let (rows, cols) = if self.globals.biff8 {
                    (u32_at(body, 4), u16_at(body, 10))
                } else {
                    (u16_at(body, 2).map(u32::from), u16_at(body, 6))
                };
                let (rows, cols) = (rows.unwrap_or(0), cols.unwrap_or(0));
                self.content.inside &= rows <= ROWS && cols <= COLS;
                self.content.area = u64::from(rows) * u64::from(cols);
            }
            _ => {
                for cell in cells::stored(id, body, self.globals) {
                    self.push(cell)?;
                }
            }
        }
        Ok(())
    }

    fn push(&mut self, cell: Stored) -> Result<(), Exceeded> {
        let (row, col) = (cell.row, cell.col);
        self.content.inside &= col < COLS;
        let (top, left, bottom, right) = self.bounds.unwrap_or((row, col, row, col));
        self.bounds = Some((top.min(row), left.min(col), bottom.max(row), right.max(col)));
        if matches!(cell.value, Value::Follows) {
            self.open = Some(cell);
            return Ok(());
        }
        self.budget.cells(1)?;
        let at = CellRef::new(u32::from(row), u32::from(col));
        if col >= COLS {
            self.trouble(None, at.to_string());
            return Ok(());
        }
        match cells::dressed(cell, self.globals) {
            Ok(None) => {}
            Ok(Some(dressed)) => {
                if dressed.raw.text.chars().take(self.budget.limits.text_chars.saturating_add(1)).count()
                    > self.budget.limits.text_chars
                {
                    return Err(Exceeded::Text(self.budget.limits.text_chars));
                }
                self.content.known.runs.extend(dressed.runs.map(|runs| (at, runs)));
                self.content.known.phonetics.extend(dressed.phonetic.map(|phonetic| (at, phonetic)));
                self.content.cells.push(Cell { at, raw: dressed.raw });
            }
            Err(found) => self.trouble(Some(at), found),
        }
        Ok(())
    }

    /// The text of the formula before.
    fn string(&mut self, text: Option<String>) -> Result<(), Exceeded> {
        let Some((mut cell, text)) = self.open.take().zip(text) else { return Ok(()) };
        cell.value = Value::Text(strings::Text { text, ..strings::Text::default() });
        self.push(cell)
    }

    fn trouble(&mut self, cell: Option<CellRef>, found: String) {
        let sheet = Some(self.name.to_owned());
        self.content.troubles.push(Trouble { kind: TroubleKind::Cell, sheet, cell, found });
    }

    fn finish(mut self) -> Content {
        if self.rows_hidden {
            for row in 0..ROWS {
                self.rows.entry(row).or_insert(Lines { first: row, last: row, hidden: true, level: 0 });
            }
        }
        self.content.known.rows = together(self.rows);
        self.content.known.cols = together(self.cols);
        if let Some((top, left, bottom, right)) = self.bounds {
            let area = (u64::from(bottom - top) + 1) * (u64::from(right - left) + 1);
            self.content.area = self.content.area.max(area);
        }
        let Content { cells, known, .. } = &mut self.content;
        cells.sort_by_key(|cell| cell.at);
        cells.dedup_by_key(|cell| cell.at);
        known.runs.sort_by_key(|(at, _)| *at);
        known.runs.dedup_by_key(|(at, _)| *at);
        known.phonetics.sort_by_key(|(at, _)| *at);
        known.phonetics.dedup_by_key(|(at, _)| *at);
        self.content
    }
}

/// Lines that are hidden or stand in an outline, those next to one another that are alike as one.
fn together(lines: BTreeMap<u32, Lines>) -> Vec<Lines> {
    let mut all: Vec<Lines> = Vec::new();
    for (_, lines) in lines {
        match all.last_mut() {
            // What an earlier record says of a line holds.
            Some(last) if lines.last <= last.last => {}
            Some(last)
                if lines.first <= last.last.saturating_add(1)
                    && (last.hidden, last.level) == (lines.hidden, lines.level) =>
            {
                last.last = lines.last;
            }
            Some(last) if lines.first <= last.last => {
                let first = last.last.saturating_add(1);
                all.push(Lines { first, ..lines });
            }
            _ => all.push(lines),
        }
    }
    all.retain(|lines| lines.hidden || lines.level > 0);
    all
}

/// Four numbers: first row, last row, first column, last column.
fn rect(body: &[u8]) -> Option<Rect> {
    let (top, bottom) = (u32::from(u16_at(body, 0)?), u32::from(u16_at(body, 2)?));
    let (left, right) = (u32::from(u16_at(body, 4)?), u32::from(u16_at(body, 6)?));
    Some(Rect { top, left, bottom, right })
}

/// What a DV record says; none if it is no kind that is known, or computes what it allows.
fn validation(body: &[u8], globals: &Globals) -> Option<Validation> {
    let flags = u32_at(body, 0)?;
    let kind = match flags & 15 {
        1 => ValidationKind::Whole,
        2 => ValidationKind::Decimal,
        3 => ValidationKind::List,
        4 => ValidationKind::Date,
        5 => ValidationKind::Time,
        6 => ValidationKind::Length,
        7 => ValidationKind::Custom,
        _ => return None,
    };
    // Titles and messages come first.
    let mut at = 4;
    for _ in 0..4 {
        at = strings::inside(body, at)?.1;
    }
    let mut formula = || {
        let len = usize::from(u16_at(body, at)?);
        let code = body.get(at.checked_add(4)?..)?.get(..len)?;
        at = at.checked_add(4)?.checked_add(len)?;
        Some(code)
    };
    let (first, second) = (formula()?, formula()?);
    let text = |code: &[u8]| {
        if code.is_empty() { Some(String::new()) } else { formula::text(code, &globals.books, ',') }
    };
    // Only between two bounds, or outside of them, does the second say anything.
    let two = !matches!(kind, ValidationKind::List | ValidationKind::Custom) && flags >> 20 & 15 <= 1;
    let (first, second) = (text(first)?, if two { text(second)? } else { String::new() });
    let count = usize::from(u16_at(body, at)?);
    let places = body.get(at.checked_add(2)?..)?.chunks_exact(8).take(count);
    let cells: Vec<Rect> =
        places.filter_map(rect).filter(|rect| rect.top <= rect.bottom && rect.left <= rect.right).collect();
    (!cells.is_empty()).then_some(Validation { cells, kind, first, second })
}
