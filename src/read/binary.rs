//! Binary workbooks: .xls through `biff`, the text of its formulas and all of .xlsb through calamine; where there is a
//! worker, in a process of its own.
//!
//! Of .xlsb calamine tells neither number formats (but for dates) nor struck-through runs, merges or hidden lines.

use super::biff;
use super::limits::{Budget, Limits};
use super::number_format::write_general;
use super::rejection::Rejection;
use super::worker::{self, Failure};
use super::{Contents, dates, is_blank, sheet_id};
use crate::cell::{CellRef, MAX_COLS, MAX_ROWS};
use crate::sheet::{Cell, Content, Format, Known, Raw, Sheet, Trouble, TroubleKind, Visibility};
use calamine::{Data, ExcelDateTime, Reader, SheetType, SheetVisible, Xls, Xlsb};
use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Reads a binary workbook, in a process of its own if the reader has a worker.
pub(super) fn read(file: &str, format: Format, bytes: &[u8], reader: &super::Reader) -> Result<Contents, Rejection> {
    let limits = &reader.limits;
    let Some(program) = &reader.worker else { return read_alone(file, format, bytes, limits) };
    match worker::read(program, file, format, bytes, limits) {
        Ok(read) => read,
        // An office's virus scanner may forbid that programs start themselves.
        Err(Failure::NotStarted) => read_alone(file, format, bytes, limits),
        // What the worker died of is the text of the formulas: all else can be read without.
        Err(_) if format == Format::Xls => guarded(|| xls(file, bytes, limits).map(|(contents, _)| contents)),
        Err(Failure::Exceeded(limit)) => Err(limit.into()),
        Err(Failure::Died(why)) => Err(Rejection::Unreadable(why.to_owned())),
    }
}

/// Reads a binary workbook in this process; a panic on a damaged one is caught.
pub(super) fn read_alone(file: &str, format: Format, bytes: &[u8], limits: &Limits) -> Result<Contents, Rejection> {
    if format != Format::Xls {
        return guarded(|| xlsb(file, bytes, &mut Budget::new(limits)));
    }
    let (mut contents, is_compact) = guarded(|| xls(file, bytes, limits))?;
    if is_compact {
        let formulas = guarded(|| Ok(formulas(bytes, &contents.sheets)));
        for (sheet, formulas) in contents.sheets.iter_mut().zip(formulas.unwrap_or_default()) {
            sheet.known.formulas = formulas;
        }
    }
    Ok(contents)
}

/// Runs what may panic on a damaged file.
fn guarded<T>(read: impl FnOnce() -> Result<T, Rejection>) -> Result<T, Rejection> {
    // What it worked on is dropped with it, so nothing half-done is seen afterwards.
    catch_unwind(AssertUnwindSafe(read))
        .unwrap_or_else(|_| Err(Rejection::Unreadable("the reader was at a loss".to_owned())))
}

/// A .xls workbook, and whether calamine may be asked for the text of its formulas.
fn xls(file: &str, bytes: &[u8], limits: &Limits) -> Result<(Contents, bool), Rejection> {
    let mut book = biff::read(file, bytes, None, &mut Budget::new(limits))?;
    if book.is_garbled {
        // Older files may lack their code page, or name the wrong one.
        match biff::read(file, bytes, Some(encoding_rs::SHIFT_JIS), &mut Budget::new(limits)) {
            Ok(again) if !again.is_garbled => book = again,
            _ => {}
        }
    }
    Ok((book.contents, book.is_compact))
}

type Formulas = Vec<(CellRef, std::sync::Arc<str>)>;

/// The text of the formulas of each sheet; none where calamine does not know it.
fn formulas(bytes: &[u8], sheets: &[Sheet]) -> Vec<Formulas> {
    if !sheets.iter().any(|sheet| sheet.cells.iter().any(|cell| cell.raw.formula)) {
        return Vec::new();
    }
    let Ok(mut workbook) = Xls::new(Cursor::new(bytes)) else { return Vec::new() };
    let mut all = Vec::new();
    for sheet in sheets {
        let mut formulas = Formulas::new();
        if let Ok(range) = workbook.worksheet_formula(&sheet.id.sheet) {
            for cell in sheet.cells.iter().filter(|cell| cell.raw.formula) {
                let text = range.get_value((cell.at.row, cell.at.col));
                let known = text.filter(|text| !text.is_empty() && !text.starts_with("Unrecognised"));
                formulas.extend(known.map(|text| (cell.at, text.as_str().into())));
            }
        }
        all.push(formulas);
    }
    all
}

fn xlsb(file: &str, bytes: &[u8], budget: &mut Budget<'_>) -> Result<Contents, Rejection> {
    let unreadable = |error: calamine::XlsbError| Rejection::Unreadable(error.to_string());
    let mut workbook = Xlsb::new(Cursor::new(bytes)).map_err(unreadable)?;
    let mut reading = Reading::new(file, budget);
    let found = "merges, percentages, struck-through texts, hidden rows and columns".to_owned();
    reading.contents.troubles.push(Trouble { kind: TroubleKind::Format, sheet: None, cell: None, found });
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
                    let raw = raw(cell.get_value().clone().into());
                    reading.push(&tab.name, at, raw, &mut cells)?;
                }
                Ok(None) => break None,
                Err(error) => break Some(error.to_string()),
            }
        };
        match failure {
            Some(failure) => reading.sheet_trouble(&tab.name, &failure),
            None => reading.finish(&tab, cells),
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

    fn finish(&mut self, tab: &calamine::Sheet, mut cells: Vec<Cell>) {
        cells.sort_by_key(|cell| cell.at);
        cells.dedup_by_key(|cell| cell.at);
        let visibility = match tab.visible {
            SheetVisible::Visible => Visibility::Visible,
            SheetVisible::Hidden => Visibility::Hidden,
            SheetVisible::VeryHidden => Visibility::VeryHidden,
        };
        let id = sheet_id(self.file, &tab.name);
        self.contents.sheets.push(Sheet { id, visibility, cells, merges: Vec::new(), known: Known::default() });
    }

    fn sheet_trouble(&mut self, sheet: &str, found: &str) {
        let sheet = Some(sheet.to_owned());
        self.contents.troubles.push(Trouble { kind: TroubleKind::Sheet, sheet, cell: None, found: found.to_owned() });
    }
}

/// What a cell holds; none if it shows nothing.
fn raw(data: Data) -> Option<Raw> {
    let plain = |content: Content, text: String| Raw { content, text: text.into(), ..Raw::blank() };
    Some(match data {
        Data::Empty => return None,
        Data::Int(int) => number_cell(int as f64),
        Data::Float(float) => number_cell(float),
        Data::Bool(true) => plain(Content::Bool(true), "TRUE".to_owned()),
        Data::Bool(false) => plain(Content::Bool(false), "FALSE".to_owned()),
        Data::DateTime(moment) => match date(&moment) {
            Some(date) => plain(Content::Date(date), date.to_string()),
            None => number_cell(moment.as_f64()),
        },
        Data::DateTimeIso(text) | Data::DurationIso(text) => match dates::parse_iso(&text) {
            Some((date, _)) => plain(Content::Date(date), date.to_string()),
            None => Raw::text(text),
        },
        Data::Error(error) => plain(Content::Error, error.to_string()),
        Data::String(text) if is_blank(&text) => return None,
        Data::String(text) => Raw::text(text),
    })
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
