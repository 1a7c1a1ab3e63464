//! Neutral pages for people: roles rather than formats, and the data sheets that stand behind them.

use crate::chart::Chart;
use crate::table::{Live, Table, Value};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use unicode_width::UnicodeWidthStr;

/// A workbook to be written.
#[derive(Clone, Debug)]
pub struct Book<'a> {
    /// Where it goes in the output folder, `/` between its parts: `確認依頼/福祉課.xlsx`.
    pub file_name: String,
    /// Title in the document's properties.
    pub title: String,
    /// Its sheets, in the order of their tabs.
    pub sheets: Vec<Sheet<'a>>,
    /// Its paper and its signs.
    pub setup: Setup,
}

/// What holds for all sheets of a book.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Setup {
    /// The paper of pages that lie on their side; the others are A4.
    pub paper: Paper,
    /// What stands before negative numbers.
    pub minus: Minus,
}

/// Sizes of paper.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Paper {
    /// 210 × 297 mm.
    #[default]
    A4,
    /// 297 × 420 mm.
    A3,
}

/// The sign of negative numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Minus {
    /// △, as most offices do.
    #[default]
    #[serde(rename = "△")]
    White,
    /// ▲.
    #[serde(rename = "▲")]
    Black,
}

impl Minus {
    /// The sign itself.
    pub const fn sign(self) -> char {
        match self {
            Self::White => '△',
            Self::Black => '▲',
        }
    }
}

/// A sheet of a workbook.
#[derive(Clone, Debug)]
pub enum Sheet<'a> {
    /// Laid out for people.
    Page(Page),
    /// One table, header in row 1, nothing else.
    Data(DataSheet<'a>),
}

/// A table as a sheet.
#[derive(Clone, Debug)]
pub struct DataSheet<'a> {
    /// Name of the tab.
    pub name: String,
    /// The table.
    pub table: Arc<Table<'a>>,
    /// Which of its columns, in order.
    pub columns: Vec<usize>,
}

/// A sheet laid out for people, to be read on the screen and on A4.
#[derive(Clone, Debug, Default)]
pub struct Page {
    /// Name of the tab.
    pub name: String,
    /// Whether the paper lies on its side.
    pub landscape: bool,
    /// Column widths, in half-width characters.
    pub widths: Vec<f64>,
    /// The rows from the top.
    pub rows: Vec<Row>,
    /// Rows to repeat on every printed page: first and last.
    pub repeat: Option<(u32, u32)>,
    /// Rows and columns that stay in view: how many.
    pub freeze: Option<(u32, u16)>,
    /// The headings and the rows under them that can be filtered: first row, last row, last column.
    pub filter: Option<(u32, u32, u16)>,
    /// Whether it is printed on one sheet of paper, however small.
    pub one_page: bool,
    /// How many of its columns are printed; all, if it does not say.
    pub printed: Option<usize>,
    /// What stands at the top left of every printed page.
    pub running_head: String,
    /// Cells in which one of a few words is to stand.
    pub choices: Vec<Choices>,
    /// Cells that look otherwise while a word stands in them.
    pub highlights: Vec<Highlight>,
    /// Its charts.
    pub charts: Vec<Chart>,
}

/// Cells of a column that look otherwise while one word stands in them, whether written or reckoned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Highlight {
    /// The first row.
    pub first: u32,
    /// The last row.
    pub last: u32,
    /// The column.
    pub column: u16,
    /// The word.
    pub word: String,
    /// How they look then.
    pub tone: Tone,
}

/// Cells of a column in which one of a few words is to be chosen; others may be written too.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choices {
    /// The first row.
    pub first: u32,
    /// The last row.
    pub last: u32,
    /// The column.
    pub column: u16,
    /// The words.
    pub words: Vec<String>,
}

/// A row of a page.
#[derive(Clone, Debug, Default)]
pub struct Row {
    /// Its cells from the left.
    pub cells: Vec<Cell>,
    /// Its height in points, where its text does not decide.
    pub height: Option<f64>,
}

/// A cell of a page.
#[derive(Clone, Debug, Default)]
pub struct Cell {
    /// What stands in it.
    pub value: Value<'static>,
    /// What it is for.
    pub role: Role,
    /// Whether it is a sum or heads others.
    pub strong: bool,
    /// How deep it stands under others.
    pub indent: u8,
}

/// What a cell is for; the writer decides how that looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum Role {
    /// Nothing: no border.
    #[default]
    Plain,
    /// The title of a book.
    Cover,
    /// A smaller line under the title of a book.
    CoverLine,
    /// The title of a page.
    Title,
    /// A part of a page.
    Section,
    /// A note in small print.
    Note,
    /// A heading of a table.
    Heading,
    /// Words in a table.
    Body,
    /// A short word in a table, in the middle.
    Center,
    /// A number in a table.
    Number(NumberStyle),
    /// A judgement in a table.
    Mark(Tone),
    /// Left for the reader to fill in.
    Input,
    /// A short word left for the reader to fill in, in the middle.
    Tick,
    /// For the program alone, hardly seen.
    Faint,
}

/// How a number is shown: the book's minus, commas, so many decimals, and what its target asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub struct NumberStyle {
    /// Digits after the point.
    pub decimals: u8,
    /// Words that follow the number: 以上, （速報）.
    pub suffix: &'static str,
}

/// What a judgement says; its words say so too.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Tone {
    /// Achieved, nothing to do.
    Good,
    /// Not achieved, to be mended.
    Bad,
    /// To be looked at.
    Care,
    /// Neither.
    Neutral,
}

impl Cell {
    /// Words in that role.
    pub fn text(role: Role, text: impl Into<String>) -> Self {
        Self { value: Value::text(text.into()), role, ..Self::default() }
    }

    /// A fixed word in that role.
    pub const fn word(role: Role, word: &'static str) -> Self {
        Self { value: Value::word(word), role, strong: false, indent: 0 }
    }

    /// A count.
    pub fn count(count: usize) -> Self {
        let value = Value::Integer(i64::try_from(count).unwrap_or(i64::MAX));
        Self { value, role: Role::Number(NumberStyle::default()), ..Self::default() }
    }

    /// A number with the decimals it is written with.
    pub fn number(number: Decimal, suffix: &'static str) -> Self {
        let decimals = u8::try_from(number.scale()).unwrap_or(u8::MAX);
        let role = Role::Number(NumberStyle { decimals, suffix });
        Self { value: Value::Number(number), role, ..Self::default() }
    }

    /// The same, reckoned anew by a formula (without `=`) when a cell it looks at is changed.
    pub fn live(self, formula: String) -> Self {
        let live = Live { formula, result: self.value };
        Self { value: Value::Live(Box::new(live)), ..self }
    }

    /// The same, as a sum or a head of others.
    pub fn strong(self) -> Self {
        Self { strong: true, ..self }
    }

    /// The same, `depth` steps to the right.
    pub fn indented(self, depth: u8) -> Self {
        Self { indent: depth, ..self }
    }

    /// How many half-width characters it takes on one line.
    pub fn width(&self) -> usize {
        let indent = usize::from(self.indent) * 2;
        indent
            + match (self.value.settled(), self.role) {
                (Value::Number(number), Role::Number(style)) => {
                    let digits = number.trunc().abs().to_string().len();
                    let point = usize::from(style.decimals) + usize::from(style.decimals > 0);
                    let minus = if number.is_sign_negative() { 2 } else { 0 };
                    digits + (digits - 1) / 3 + point + minus + style.suffix.width_cjk()
                }
                (Value::Number(number), _) => number.to_string().len(),
                (Value::Integer(number), _) => number.to_string().len() + 1,
                (Value::Date(_), _) => 10,
                (Value::Bool(_) | Value::Empty, _) => 4,
                (value, _) => width(value.as_text().unwrap_or_default()),
            }
    }
}

/// Half-width characters that the longest line of a text takes.
pub fn width(text: &str) -> usize {
    text.lines().map(UnicodeWidthStr::width_cjk).max().unwrap_or_default()
}

impl Page {
    /// An empty page with columns of these widths.
    pub fn new(name: &str, widths: Vec<f64>) -> Self {
        Self { name: name.to_owned(), widths, ..Self::default() }
    }

    /// The row that comes next.
    pub fn next(&self) -> u32 {
        u32::try_from(self.rows.len()).unwrap_or(u32::MAX)
    }

    /// Adds a row.
    pub fn row(&mut self, cells: Vec<Cell>) {
        self.rows.push(Row { cells, height: None });
    }

    /// Adds an empty row.
    pub fn blank(&mut self) {
        self.row(Vec::new());
    }

    /// Adds a text that stands alone; one too long for the page is broken into several rows.
    pub fn line(&mut self, role: Role, text: &str) {
        let room = match role {
            Role::Note => self.widths.iter().sum::<f64>() * 1.1,
            Role::Cover | Role::Title => self.widths.iter().sum::<f64>() * 0.6,
            _ => self.widths.iter().sum::<f64>() * 0.95,
        };
        for (place, part) in broken(text, room as usize).into_iter().enumerate() {
            let indent = if place > 0 && role == Role::Note { "　" } else { "" };
            self.row(vec![Cell::text(role, format!("{indent}{part}"))]);
        }
    }

    /// Adds the headings of a table.
    pub fn headings(&mut self, headings: &[&str]) {
        self.row(headings.iter().map(|heading| Cell::text(Role::Heading, *heading)).collect());
    }
}

/// A text in lines of at most `room` half-width characters.
fn broken(text: &str, room: usize) -> Vec<String> {
    let room = room.max(20);
    let mut lines = vec![String::new()];
    let mut used = 0;
    let mut buffer = [0; 4];
    for character in text.chars() {
        let wide = character.encode_utf8(&mut buffer).width_cjk();
        // A line does not start with a mark that ends a phrase.
        let in_number = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '△' | '▲');
        let last = lines.last().and_then(|line| line.chars().next_back());
        // Nor within a number.
        let stays = matches!(character, '、' | '。' | '）' | '」' | '・' | 'ー' | '％' | ')' | '%')
            || in_number(character) && last.is_some_and(in_number);
        if used + wide > room && !stays {
            lines.push(String::new());
            used = 0;
        }
        if let Some(line) = lines.last_mut() {
            line.push(character);
        }
        used += wide;
    }
    lines
}

/// The widest a column of numbers gets.
const WIDEST_NUMBER: f64 = 40.0;

/// Widths of columns that fit these rows, each between its least and its most; headings and words may wrap, a number
/// does not and gets the room it needs.
pub fn fitted(rows: &[Vec<Cell>], bounds: &[(f64, f64)]) -> Vec<f64> {
    let mut widths: Vec<f64> = bounds.iter().map(|(least, _)| *least).collect();
    for row in rows {
        for ((cell, most), width) in row.iter().zip(bounds.iter().map(|(_, most)| *most)).zip(&mut widths) {
            let most = if matches!(cell.value.settled(), Value::Number(_)) { WIDEST_NUMBER } else { most };
            *width = width.max((cell.width() as f64 * 0.95 + 2.0).min(most));
        }
    }
    widths
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn japanese_takes_two_places() {
        assert_eq!(Cell::word(Role::Body, "申請処理日数").width(), 12);
        assert_eq!(Cell::number(Decimal::new(-12345678, 1), "以上").width(), 9 + 2 + 2 + 4);
    }

    #[test]
    fn long_notes_are_broken_into_rows() {
        let mut page = Page::new("注", vec![10.0, 20.0]);
        page.line(Role::Note, &"注".repeat(40));
        assert!(page.rows.len() > 1);
        assert!(page.rows.iter().all(|row| row.cells[0].width() <= 38));
    }

    #[test]
    fn widths_stay_between_their_bounds() {
        let rows = vec![vec![Cell::word(Role::Body, "あ"), Cell::text(Role::Body, "あ".repeat(50))]];
        assert_eq!(fitted(&rows, &[(6.0, 20.0), (6.0, 20.0)]), [6.0, 20.0]);
        let wide = vec![vec![Cell::number(Decimal::new(12_345_678_901, 0), "以上")]];
        assert!(fitted(&wide, &[(6.0, 14.0)])[0] > 18.0);
    }
}
