//! Workbooks of Excel 5 to 2003 (.xls) and binary workbooks (.xlsb), through calamine.
//!
//! It tells neither number formats (but for dates) nor struck-through runs, and of .xlsb no merges; of .xls the
//! formats and the strikes come from `biff`.

use super::biff::{Style, Styles};
use super::limits::{Budget, Limits};
use super::number_format::write_general;
use super::rejection::Rejection;
use super::worker::{self, Failure};
use super::{Contents, cell_ref, dates, is_blank, merges, sheet_id, some_text};
use crate::cell::{CellRef, MAX_COLS, MAX_ROWS, Rect};
use crate::sheet::{Cell, Content, Format, Known, Raw, Sheet, Trouble, TroubleKind, Visibility};
use calamine::{Data, ExcelDateTime, Reader, SheetType, SheetVisible, Xls, XlsError, XlsOptions, Xlsb};
use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Reads a binary workbook, in a process of its own if the reader has a worker.
pub(super) fn read(file: &str, format: Format, bytes: &[u8], reader: &super::Reader) -> Result<Contents, Rejection> {
    let Some(program) = &reader.worker else { return read_alone(file, format, bytes, &reader.limits) };
    match worker::read(program, file, format, bytes, &reader.limits) {
        Ok(read) => read,
        // An office's virus scanner may forbid that programs start themselves.
        Err(Failure::NotStarted) => read_alone(file, format, bytes, &reader.limits),
        Err(Failure::Exceeded(limit)) => Err(limit.into()),
        Err(Failure::Died(why)) => Err(Rejection::Unreadable(why.to_owned())),
    }
}

/// Reads a binary workbook in this process; a panic on a damaged one is caught.
pub(super) fn read_alone(file: &str, format: Format, bytes: &[u8], limits: &Limits) -> Result<Contents, Rejection> {
    let read = || match format {
        Format::Xlsb => xlsb(file, bytes, &mut Budget::new(limits)),
        _ => any_xls(file, bytes, limits),
    };
    // What it worked on is dropped with it, so nothing half-done is seen afterwards.
    catch_unwind(AssertUnwindSafe(read)).unwrap_or_else(|_| Err(Rejection::Unreadable("calamine".to_owned())))
}

fn any_xls(file: &str, bytes: &[u8], limits: &Limits) -> Result<Contents, Rejection> {
    let read = xls(file, bytes, None, &mut Budget::new(limits))?;
    if !is_garbled(&read.sheets) {
        return Ok(read);
    }
    // Older files may lack their code page, or name the wrong one.
    match xls(file, bytes, Some(932), &mut Budget::new(limits)) {
        Ok(again) if !is_garbled(&again.sheets) => Ok(again),
        _ => Ok(read),
    }
}

fn xls(file: &str, bytes: &[u8], code_page: Option<u16>, budget: &mut Budget<'_>) -> Result<Contents, Rejection> {
    let styles = Styles::read(bytes);
    if styles.is_overgrown {
        return Err(Rejection::Unreadable("a cell outside of its sheet".to_owned()));
    }
    let mut options = XlsOptions::default();
    options.force_codepage = code_page;
    let mut workbook = Xls::new_with_options(Cursor::new(bytes), options).map_err(|error| match error {
        XlsError::Password => Rejection::Password,
        error => Rejection::Unreadable(error.to_string()),
    })?;
    let mut reading = Reading::new(file, budget);
    for (nth, tab) in workbook.sheets_metadata().to_vec().into_iter().enumerate() {
        if tab.typ != SheetType::WorkSheet {
            continue;
        }
        let range = match workbook.worksheet_range(&tab.name) {
            Ok(range) => range,
            Err(error) => {
                reading.sheet_trouble(&tab.name, &error.to_string());
                continue;
            }
        };
        let (top, left) = range.start().unwrap_or_default();
        let offset = |index: usize, first: u32| usize::try_from(first).ok().and_then(|first| index.checked_add(first));
        let mut cells = Vec::new();
        for (row, col, data) in range.used_cells() {
            let at = offset(row, top).zip(offset(col, left)).and_then(|(row, col)| cell_ref(row, col));
            let style = at.map(|at| styles.of(nth, at.row, at.col)).unwrap_or_default();
            reading.push(&tab.name, at, raw(data.clone(), style, styles.date1904), &mut cells)?;
        }
        let rects = workbook.merge_cells_by_sheet_name(&tab.name).unwrap_or_default();
        let rects =
            rects.iter().map(|it| Rect { top: it.start.0, left: it.start.1, bottom: it.end.0, right: it.end.1 });
        reading.finish(&tab, cells, rects.collect());
    }
    Ok(reading.contents)
}

fn xlsb(file: &str, bytes: &[u8], budget: &mut Budget<'_>) -> Result<Contents, Rejection> {
    let unreadable = |error: calamine::XlsbError| Rejection::Unreadable(error.to_string());
    let mut workbook = Xlsb::new(Cursor::new(bytes)).map_err(unreadable)?;
    let mut reading = Reading::new(file, budget);
    for tab in workbook.sheets_metadata().to_vec() {
        if tab.typ != SheetType::WorkSheet {
            continue;
        }
        // Cell by cell: a whole range takes memory for all between the first cell and the last.
        let mut cells = Vec::new();
        let mut reader = match workbook.worksheet_cells_reader(&tab.name) {
            Ok(reader) => reader,
            Err(error) => {
                reading.sheet_trouble(&tab.name, &error.to_string());
                continue;
            }
        };
        let failure = loop {
            match reader.next_cell() {
                Ok(Some(cell)) => {
                    let (row, col) = cell.get_position();
                    let at = (row < MAX_ROWS && col < MAX_COLS).then_some(CellRef::new(row, col));
                    let raw = raw(cell.get_value().clone().into(), Style::default(), false);
                    reading.push(&tab.name, at, raw, &mut cells)?;
                }
                Ok(None) => break None,
                Err(error) => break Some(error.to_string()),
            }
        };
        match failure {
            Some(failure) => reading.sheet_trouble(&tab.name, &failure),
            None => reading.finish(&tab, cells, Vec::new()),
        }
    }
    Ok(reading.contents)
}

/// A workbook while it is read.
struct Reading<'a, 'l> {
    file: &'a str,
    contents: Contents,
    budget: &'a mut Budget<'l>,
}

impl<'a, 'l> Reading<'a, 'l> {
    fn new(file: &'a str, budget: &'a mut Budget<'l>) -> Self {
        Self { file, contents: Contents::default(), budget }
    }

    fn push(
        &mut self,
        sheet: &str,
        at: Option<CellRef>,
        raw: Option<Raw>,
        cells: &mut Vec<Cell>,
    ) -> Result<(), Rejection> {
        let Some(raw) = raw else { return Ok(()) };
        self.budget.time()?;
        self.budget.cells(1)?;
        match at {
            Some(at) => cells.push(Cell { at, raw }),
            None => self.contents.troubles.push(Trouble {
                kind: TroubleKind::Cell,
                sheet: Some(sheet.to_owned()),
                cell: None,
                found: raw.text.to_string(),
            }),
        }
        Ok(())
    }

    fn finish(&mut self, tab: &calamine::Sheet, mut cells: Vec<Cell>, rects: Vec<Rect>) {
        cells.sort_by_key(|cell| cell.at);
        cells.dedup_by_key(|cell| cell.at);
        let inside = |rect: &Rect| {
            rect.top <= rect.bottom && rect.left <= rect.right && rect.bottom < MAX_ROWS && rect.right < MAX_COLS
        };
        let (good, mut bad): (Vec<Rect>, Vec<Rect>) = rects.into_iter().partition(inside);
        let (merges, mut overlapping) = merges::sorted(good);
        bad.append(&mut overlapping);
        self.contents.troubles.extend(bad.iter().map(|rect| Trouble {
            kind: TroubleKind::Merge,
            sheet: Some(tab.name.clone()),
            cell: None,
            found: rect.to_string(),
        }));
        let visibility = match tab.visible {
            SheetVisible::Visible => Visibility::Visible,
            SheetVisible::Hidden => Visibility::Hidden,
            SheetVisible::VeryHidden => Visibility::VeryHidden,
        };
        let id = sheet_id(self.file, &tab.name);
        self.contents.sheets.push(Sheet { id, visibility, cells, merges, known: Known::default() });
    }

    fn sheet_trouble(&mut self, sheet: &str, found: &str) {
        let sheet = Some(sheet.to_owned());
        self.contents.troubles.push(Trouble { kind: TroubleKind::Sheet, sheet, cell: None, found: found.to_owned() });
    }
}

/// What a cell holds; none if it shows nothing.
fn raw(data: Data, style: Style<'_>, date1904: bool) -> Option<Raw> {
    let plain = |content: Content, text: String| Raw { content, text: text.into(), ..Raw::blank() };
    let number = |number: f64, otherwise: Option<Raw>| match style.format {
        Some(format) => {
            let mut text = String::new();
            let told = format.show(number, date1904, &mut text);
            let content = told.date.map_or(Content::Number(number), Content::Date);
            Raw { percent: told.percent, ..plain(content, text) }
        }
        None => otherwise.unwrap_or_else(|| number_cell(number)),
    };
    let mut raw = match data {
        Data::Empty => return None,
        Data::Int(int) => number(int as f64, None),
        Data::Float(float) => number(float, None),
        Data::Bool(true) => plain(Content::Bool(true), "TRUE".to_owned()),
        Data::Bool(false) => plain(Content::Bool(false), "FALSE".to_owned()),
        Data::DateTime(moment) => {
            let day = date(&moment).map(|date| plain(Content::Date(date), date.to_string()));
            number(moment.as_f64(), day)
        }
        Data::DateTimeIso(text) | Data::DurationIso(text) => match dates::parse_iso(&text) {
            Some((date, _)) => plain(Content::Date(date), date.to_string()),
            None => Raw::text(text),
        },
        Data::Error(error) => plain(Content::Error, error.to_string()),
        Data::String(text) if is_blank(&text) => return None,
        Data::String(text) if !style.runs.is_empty() => {
            let (shown, struck) = style.split(&text);
            let shown = if is_blank(&shown) { String::new() } else { shown };
            return Some(Raw { struck: some_text(&struck), formula: style.formula, ..Raw::text(shown) });
        }
        Data::String(text) => match style.format.and_then(|format| format.show_text(&text)) {
            Some(shown) => Raw::text(shown),
            None => Raw::text(text),
        },
    };
    raw.formula = style.formula;
    if style.struck {
        let struck = some_text(&raw.text)?;
        return Some(Raw { struck: Some(struck), percent: raw.percent, formula: raw.formula, ..Raw::blank() });
    }
    Some(raw)
}

fn number_cell(number: f64) -> Raw {
    let mut text = String::new();
    write_general(number, &mut text);
    Raw { content: Content::Number(number), text: text.into(), ..Raw::blank() }
}

/// The day of a moment; none for elapsed time and for numbers that no calendar has.
fn date(moment: &ExcelDateTime) -> Option<jiff::civil::Date> {
    if !moment.is_datetime() || !(1.0..2_958_466.0).contains(&moment.as_f64()) {
        return None;
    }
    let (year, month, day, ..) = moment.to_ymd_hms_milli();
    jiff::civil::Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// Whether texts look like Japanese read in a Western code page: accented letters, and no kana or kanji at all.
fn is_garbled(sheets: &[Sheet]) -> bool {
    let mut accented = false;
    for sheet in sheets {
        // Only what was written: 令和 in a date comes from its number format.
        let written = sheet.cells.iter().filter(|cell| cell.raw.content == Content::Text);
        let texts = written.map(|cell| &*cell.raw.text).chain([sheet.id.sheet.as_str()]);
        for char in texts.flat_map(str::chars) {
            match char {
                '\u{3040}'..='\u{30ff}' | '\u{4e00}'..='\u{9fff}' => return false,
                '\u{80}'..='\u{ff}' => accented = true,
                _ => {}
            }
        }
    }
    accented
}
