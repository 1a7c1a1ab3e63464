//! A sheet of paper: cells written the way one types them into Excel.
//!
//! `1,234` and `69.4%` become numbers, `'1,234` stays text, `=A1+B1 => 3` is a formula with its result,
//! `[+new+]` is underlined and `[-old-]` struck through in red.

use super::ink::Ink;
use anyhow::Result;
use rust_xlsxwriter::{DataValidation, Format, FormatUnderline, Formula, Worksheet, XlsxError};
use std::collections::BTreeMap;
use unicode_width::UnicodeWidthStr;

/// Stands for the result of a formula that has none in the file.
pub const NO_RESULT: &str = "NO-CACHED-RESULT";
/// Stands for a result that is the empty text; `rust_xlsxwriter` writes 0 for it.
pub const EMPTY_RESULT: &str = "EMPTY-RESULT";

#[derive(Clone, Copy)]
struct Area {
    row: u32,
    col: u16,
    last_row: u32,
    last_col: u16,
}

/// A sheet: cells, their looks, and the indicators named on it.
pub struct Page {
    name: String,
    font: &'static str,
    colours: [u32; 3],
    cells: Vec<(Area, String, Ink)>,
    widths: Vec<f64>,
    choices: Vec<(Area, String)>,
    freeze: Option<Area>,
    pub hidden: bool,
    pub landscape: bool,
    /// The least height of a row, in points.
    pub height: f64,
    /// Cell and name of every true indicator.
    pub indicators: Vec<(String, String)>,
}

impl Page {
    /// `colours`: of headings, labels and section bands.
    pub fn new(name: &str, font: &'static str, colours: [u32; 3], widths: &[f64]) -> Page {
        Page {
            name: name.into(),
            font,
            colours,
            cells: vec![],
            widths: widths.to_vec(),
            choices: vec![],
            freeze: None,
            hidden: false,
            landscape: false,
            height: 18.0,
            indicators: vec![],
        }
    }

    pub fn name(&self) -> &str {
        &self.name
    }

    /// Writes into a cell (`B3`) or a merge (`B3:F4`).
    pub fn put(&mut self, at: &str, text: &str, ink: Ink) {
        self.cells.push((area(at), text.into(), ink));
    }

    /// Writes an indicator's name.
    pub fn put_indicator(&mut self, at: &str, name: &str, ink: Ink) {
        let cell = at.split(':').next().unwrap_or(at);
        self.indicators.push((cell.into(), name.into()));
        self.put(at, name, ink);
    }

    /// Writes cells side by side, `|` between them.
    pub fn row(&mut self, at: &str, line: &str, ink: Ink) {
        let first = area(at);
        for (text, col) in line.split('|').zip(first.col..) {
            let at = Area { col, last_col: col, ..first };
            self.cells.push((at, text.trim_matches(' ').into(), ink));
        }
    }

    /// A drop-down list of the values in `source`.
    pub fn choose(&mut self, at: &str, source: &str) {
        self.choices.push((area(at), source.into()));
    }

    /// Freezes what is above and left of a cell.
    pub fn freeze(&mut self, at: &str) {
        self.freeze = Some(area(at));
    }

    pub fn render(&self) -> Result<Worksheet> {
        let mut sheet = Worksheet::new();
        sheet.set_name(&self.name)?.set_hidden(self.hidden).set_paper_size(9).set_print_fit_to_pages(1, 0);
        sheet.set_margins(0.5, 0.5, 0.6, 0.6, 0.3, 0.3);
        if self.landscape {
            sheet.set_landscape();
        }
        for (width, col) in self.widths.iter().zip(0..) {
            sheet.set_column_width(col, *width)?;
        }
        for (row, height) in self.heights() {
            sheet.set_row_height(row, height)?;
        }
        for (at, text, ink) in &self.cells {
            self.write(&mut sheet, *at, text, *ink)?;
        }
        for (at, source) in &self.choices {
            let list = DataValidation::new().allow_list_formula(Formula::new(source));
            sheet.add_data_validation(at.row, at.col, at.last_row, at.last_col, &list)?;
        }
        if let Some(at) = self.freeze {
            sheet.set_freeze_panes(at.row, at.col)?.set_repeat_rows(0, at.row - 1)?;
        }
        Ok(sheet)
    }

    fn write(&self, sheet: &mut Worksheet, at: Area, text: &str, ink: Ink) -> Result<(), XlsxError> {
        let (row, col) = (at.row, at.col);
        let format = ink.format(self.font, self.colours);
        if (at.row, at.col) != (at.last_row, at.last_col) {
            sheet.merge_range(at.row, at.col, at.last_row, at.last_col, "", &format)?;
        }
        if text.is_empty() {
            sheet.write_blank(row, col, &format)?;
        } else if let Some(typed) = text.strip_prefix('\'') {
            sheet.write_string_with_format(row, col, typed, &format)?;
        } else if let Some((formula, result)) = text.split_once(" =>").filter(|_| text.starts_with('=')) {
            let format = match ink.percent {
                true => format.set_num_format("0.0%"),
                false => format.set_num_format("#,##0"),
            };
            let result = Some(result.trim()).filter(|result| !result.is_empty()).unwrap_or(EMPTY_RESULT);
            sheet.write_formula_with_format(row, col, Formula::new(formula).set_result(result), &format)?;
        } else if let Some((number, shown)) = number(text) {
            sheet.write_number_with_format(row, col, number, &format.set_num_format(shown))?;
        } else if text.contains("[+") || text.contains("[-") {
            self.write_revised(sheet, at, text, ink)?;
        } else {
            sheet.write_string_with_format(row, col, text, &format)?;
        }
        Ok(())
    }

    /// 見え消し: the new text underlined, the old one struck through, both red.
    fn write_revised(&self, sheet: &mut Worksheet, at: Area, text: &str, ink: Ink) -> Result<(), XlsxError> {
        let plain = Format::new().set_font_name(self.font).set_font_size(ink.size);
        let new = plain.clone().set_font_color(0xC00000).set_underline(FormatUnderline::Single);
        let old = plain.clone().set_font_color(0xC00000).set_font_strikethrough();
        let mut runs = vec![];
        let mut rest = text;
        while let Some(start) = rest.find("[+").into_iter().chain(rest.find("[-")).min() {
            let (close, format) = if rest[start..].starts_with("[+") { ("+]", &new) } else { ("-]", &old) };
            let end = rest[start..].find(close).map_or(rest.len(), |at| start + at);
            runs.push((&plain, &rest[..start]));
            runs.push((format, &rest[start + 2..end]));
            rest = rest.get(end + 2..).unwrap_or("");
        }
        runs.push((&plain, rest));
        runs.retain(|(_, text)| !text.is_empty());
        sheet.write_rich_string_with_format(at.row, at.col, &runs, &ink.format(self.font, self.colours))?;
        Ok(())
    }

    /// Excel does not fit the height of merged cells: count the lines ourselves.
    fn heights(&self) -> BTreeMap<u32, f64> {
        let mut heights = BTreeMap::new();
        for (at, text, ink) in &self.cells {
            let width: f64 = (at.col..=at.last_col).filter_map(|col| self.widths.get(usize::from(col))).sum();
            let fits = (width * 11.0 / ink.size - 1.5).max(2.0);
            let text = if ink.wrap && !ink.upright && !text.starts_with('=') { text.as_str() } else { "" };
            let lines: f64 = text.split('\n').map(|line| (line.width() as f64 / fits).ceil().max(1.0)).sum();
            let rows = f64::from(at.last_row - at.row + 1);
            let needed = (lines * ink.size * 1.4 + 5.0).max(ink.size * 1.9) / rows;
            for row in at.row..=at.last_row {
                let height = heights.entry(row).or_insert(self.height);
                *height = height.max(needed.round());
            }
        }
        heights
    }
}

/// What Excel makes of a number typed in: its value and its format.
pub fn number(text: &str) -> Option<(f64, String)> {
    let (digits, percent) = text.strip_suffix('%').map_or((text, ""), |digits| (digits, "%"));
    let well_formed = digits.trim_start_matches('-').starts_with(|c: char| c.is_ascii_digit());
    // The exponent does the division: 69.4 / 100.0 would not be 0.694.
    let exponent = if percent.is_empty() { "" } else { "e-2" };
    let value: f64 = format!("{}{exponent}", digits.replace(',', "")).parse().ok().filter(|_| well_formed)?;
    let decimals = digits.split_once('.').map_or(0, |(_, decimals)| decimals.len());
    let grouped = if percent.is_empty() { "#,##0" } else { "0" };
    let shown = match decimals {
        0 => format!("{grouped}{percent}"),
        n => format!("{grouped}.{}{percent}", "0".repeat(n)),
    };
    Some((value, shown))
}

/// The name of a column, from 0: `A`, `B`, …
pub fn column(index: u32) -> char {
    char::from_u32(u32::from('A') + index).unwrap_or('?')
}

fn area(at: &str) -> Area {
    let (first, last) = at.split_once(':').unwrap_or((at, at));
    let ((row, col), (last_row, last_col)) = (cell(first), cell(last));
    Area { row, col, last_row, last_col }
}

/// Row and column, from 0, of a one-letter cell name.
fn cell(name: &str) -> (u32, u16) {
    let col = name.bytes().next().map_or(0, |letter| u16::from(letter.saturating_sub(b'A')));
    let row: u32 = name.get(1..).and_then(|row| row.parse().ok()).unwrap_or(1);
    (row - 1, col)
}
