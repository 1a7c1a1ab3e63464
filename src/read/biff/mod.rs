//! What calamine does not tell of a .xls workbook: each cell's number format, strike and whether it has a formula.
//!
//! Only the records that say so are read; what is odd is left out, and the cell is then shown as General shows it.

mod ole;
mod strings;

use super::number_format::NumberFormat;
use ole::stream;
use rustc_hash::FxHashMap;
use strings::Runs;

/// The cell styles of a workbook.
#[derive(Default)]
pub(super) struct Styles {
    pub(super) date1904: bool,
    /// Whether a sheet claims places that no sheet of such a workbook has; calamine would make room for all between.
    pub(super) is_overgrown: bool,
    fonts: Vec<bool>,
    codes: FxHashMap<u16, String>,
    styles: Vec<(NumberFormat, bool)>,
    /// Of each shared string, where its font changes.
    runs: Vec<Runs>,
    /// Of each sheet, in the order of their tabs: its cells by row and column.
    sheets: Vec<FxHashMap<(u16, u16), CellStyle>>,
}

/// What a cell's record says of it.
#[derive(Clone, Copy)]
struct CellStyle {
    style: u16,
    formula: bool,
    /// The shared string that it shows.
    string: Option<u32>,
}

/// What the style of a cell says.
#[derive(Clone, Default)]
pub(super) struct Style<'a> {
    pub(super) format: Option<&'a NumberFormat>,
    pub(super) struck: bool,
    pub(super) formula: bool,
    /// From which UTF-16 unit of its text on the text is struck through, or is not.
    pub(super) runs: Vec<(u16, bool)>,
}

impl Style<'_> {
    /// A text without and with its struck-through runs.
    pub(super) fn split(&self, text: &str) -> (String, String) {
        let (mut shown, mut struck) = (String::new(), String::new());
        let mut runs = self.runs.iter().peekable();
        let (mut is_struck, mut unit) = (self.struck, 0usize);
        for char in text.chars() {
            while let Some((_, next)) = runs.next_if(|(from, _)| usize::from(*from) <= unit) {
                is_struck = *next;
            }
            if is_struck { &mut struck } else { &mut shown }.push(char);
            unit += char.len_utf16();
        }
        (shown, struck)
    }
}

impl Styles {
    /// Reads the styles of a workbook; empty if it is not stored as workbooks are.
    pub(super) fn read(bytes: &[u8]) -> Self {
        let stream = stream(bytes, "Workbook").or_else(|| stream(bytes, "Book")).unwrap_or_default();
        let mut styles = Self::default();
        let mut xfs = Vec::new();
        let mut starts = Vec::new();
        let mut biff8 = true;
        let mut string_records: Vec<&[u8]> = Vec::new();
        let mut before = 0;
        for (id, body) in records(&stream, 0) {
            match id {
                0x0809 => biff8 = u16_at(body, 0) != Some(0x0500),
                0x0022 => styles.date1904 = u16_at(body, 0) == Some(1),
                0x0031 => styles.fonts.push(u16_at(body, 2).is_some_and(|flags| flags & 8 != 0)),
                0x041e => {
                    if let Some((id, code)) = u16_at(body, 0).zip(format_code(body, biff8)) {
                        styles.codes.insert(id, code);
                    }
                }
                0x00e0 => xfs.extend(u16_at(body, 0).zip(u16_at(body, 2))),
                0x0085 => starts.extend(u32_at(body, 0)),
                STRINGS => string_records.push(body),
                CONTINUED if before == STRINGS => {
                    string_records.push(body);
                    continue;
                }
                END => break,
                _ => {}
            }
            before = id;
        }
        styles.runs = strings::runs(&string_records);
        styles.styles = xfs.iter().map(|(font, format)| styles.style(*font, *format)).collect();
        styles.is_overgrown = starts.iter().any(|start| is_overgrown(&stream, *start));
        styles.sheets = starts.iter().map(|start| sheet(&stream, *start)).collect();
        styles
    }

    /// What is said of the cell at `row` and `col` of the sheet `sheet`, counted by tabs.
    pub(super) fn of(&self, sheet: usize, row: u32, col: u32) -> Style<'_> {
        let at = u16::try_from(row).ok().zip(u16::try_from(col).ok());
        let cell = at.and_then(|at| self.sheets.get(sheet)?.get(&at));
        let Some(cell) = cell else { return Style::default() };
        let known = self.styles.get(usize::from(cell.style));
        let string = cell.string.and_then(|string| self.runs.get(usize::try_from(string).ok()?));
        let runs = string.map(|runs| runs.iter().map(|(from, font)| (*from, self.is_struck(*font))).collect());
        Style {
            format: known.map(|(format, _)| format),
            struck: known.is_some_and(|(_, struck)| *struck),
            formula: cell.formula,
            runs: runs.unwrap_or_default(),
        }
    }

    fn style(&self, font: u16, format: u16) -> (NumberFormat, bool) {
        let format = match self.codes.get(&format) {
            Some(code) => NumberFormat::parse(code),
            None => NumberFormat::built_in(u32::from(format)),
        };
        (format, self.is_struck(font))
    }

    fn is_struck(&self, font: u16) -> bool {
        // Font 4 does not exist, so those after it are one further up than they say.
        let font = usize::from(if font > 4 { font - 1 } else { font });
        self.fonts.get(font).copied().unwrap_or(false)
    }
}

const END: u16 = 0x000a;
const STRINGS: u16 = 0x00fc;
const CONTINUED: u16 = 0x003c;
const ROWS: u32 = 65_536;
const COLS: u16 = 256;

/// Whether the sheet that starts there claims rows or columns that it cannot have.
fn is_overgrown(stream: &[u8], start: u32) -> bool {
    let mut depth = 0;
    let mut records = records(stream, usize::try_from(start).unwrap_or(usize::MAX)).take_while(|(id, _)| {
        depth += i32::from(*id == 0x0809) - i32::from(*id == END);
        *id != END || depth > 0
    });
    records.any(|(id, body)| match id {
        // DIMENSIONS: first row, row after the last, first column, column after the last; rows in two bytes or four.
        0x0200 if body.len() >= 14 => {
            u32_at(body, 4).is_some_and(|rows| rows > ROWS) || u16_at(body, 10).is_some_and(|cols| cols > COLS)
        }
        0x0200 => u16_at(body, 6).is_some_and(|cols| cols > COLS),
        // MULRK: a run of cells, whose last column stands at its end.
        0x00bd => u16_at(body, body.len().saturating_sub(2)).is_some_and(|col| col >= COLS),
        0x0006 | 0x0203 | 0x0204 | 0x0205 | 0x027e | 0x00fd | 0x00d6 => u16_at(body, 2).is_some_and(|col| col >= COLS),
        _ => false,
    })
}

/// Style and formula of each cell of the sheet that starts there.
fn sheet(stream: &[u8], start: u32) -> FxHashMap<(u16, u16), CellStyle> {
    let mut cells = FxHashMap::default();
    // Charts on a sheet are streams within its stream.
    let mut depth = 0;
    for (id, body) in records(stream, usize::try_from(start).unwrap_or(usize::MAX)) {
        match id {
            0x0809 => depth += 1,
            END if depth <= 1 => break,
            END => depth -= 1,
            // FORMULA, NUMBER, LABEL, BOOLERR, RK, LABELSST, RSTRING
            0x0006 | 0x0203 | 0x0204 | 0x0205 | 0x027e | 0x00fd | 0x00d6 if depth == 1 => {
                if let Some((at, style)) = u16_at(body, 0).zip(u16_at(body, 2)).zip(u16_at(body, 4)) {
                    let string = if id == 0x00fd { u32_at(body, 6) } else { None };
                    cells.insert(at, CellStyle { style, formula: id == 0x0006, string });
                }
            }
            // MULRK: a run of numbers, each with its style.
            0x00bd if depth == 1 => {
                let Some((row, first)) = u16_at(body, 0).zip(u16_at(body, 2)) else { continue };
                let runs = body.get(4..body.len().saturating_sub(2)).unwrap_or_default().chunks_exact(6);
                for (nth, run) in (0u16..).zip(runs) {
                    if let Some((col, style)) = first.checked_add(nth).zip(u16_at(run, 0)) {
                        cells.insert((row, col), CellStyle { style, formula: false, string: None });
                    }
                }
            }
            _ => {}
        }
    }
    cells
}

/// The code of a FORMAT record.
fn format_code(body: &[u8], biff8: bool) -> Option<String> {
    if !biff8 {
        let len = usize::from(*body.get(2)?);
        return Some(encoding_rs::SHIFT_JIS.decode_without_bom_handling(body.get(3..)?.get(..len)?).0.into_owned());
    }
    let len = usize::from(u16_at(body, 2)?);
    let text = body.get(5..)?;
    if body.get(4)? & 1 == 0 {
        return Some(text.get(..len)?.iter().map(|byte| char::from(*byte)).collect());
    }
    let units: Vec<u16> = text.get(..len.checked_mul(2)?)?.chunks_exact(2).filter_map(|two| u16_at(two, 0)).collect();
    Some(String::from_utf16_lossy(&units))
}

/// The records from `start` on: kind and content.
fn records(stream: &[u8], start: usize) -> impl Iterator<Item = (u16, &[u8])> {
    let mut rest = stream.get(start..).unwrap_or_default();
    std::iter::from_fn(move || {
        let (id, len) = u16_at(rest, 0).zip(u16_at(rest, 2))?;
        let body = rest.get(4..)?;
        let len = usize::from(len);
        rest = body.get(len..)?;
        Some((id, body.get(..len)?))
    })
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..)?.first_chunk().map(|two| u16::from_le_bytes(*two))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..)?.first_chunk().map(|four| u32::from_le_bytes(*four))
}
