//! What stands inside one cell, or outside all tables: text with its white space, what is struck, what it is.

use super::grid::{Content as Held, Span};
use super::style::Look;
use crate::cell::CellRef;
use crate::read::limits::{Budget, Exceeded};
use crate::read::named_format::format_of;
use crate::read::runs::Runs;
use crate::sheet::{Content, Raw};
use std::sync::Arc;

/// Elements within one another that are told apart; browsers, too, stop somewhere.
const DEEPEST: usize = 256;

/// A text while it is read.
#[derive(Debug, Default)]
pub(super) struct Writing {
    runs: Runs,
    phonetic: String,
    /// A space that is written if something comes after it.
    space: bool,
    open: Vec<Element>,
    /// Whether the whole of it is struck through.
    struck: bool,
}

/// An element that has begun.
#[derive(Debug)]
struct Element {
    name: Vec<u8>,
    struck: bool,
    phonetic: bool,
    around_picture: bool,
}

/// What the markup says that a cell holds.
#[derive(Debug, Default)]
pub(super) struct Said {
    /// `x:num`; empty if the number is the text.
    pub(super) number: Option<String>,
    /// `x:bool`.
    pub(super) truth: bool,
    /// `x:err`.
    pub(super) error: bool,
    /// `x:fmla`, without the equals sign.
    pub(super) formula: Option<Arc<str>>,
    /// The number format, by name or code.
    pub(super) format: Option<String>,
}

/// A cell while it is read.
#[derive(Debug)]
pub(super) struct Open {
    pub(super) at: CellRef,
    pub(super) writing: Writing,
    pub(super) said: Said,
}

impl Writing {
    /// A text that is struck through, or not.
    pub(super) fn new(struck: bool) -> Self {
        Self { struck, ..Self::default() }
    }

    /// An element begins.
    pub(super) fn start(&mut self, name: &[u8], look: &Look) {
        if name == b"br" {
            return self.line_break();
        }
        if is_block(name) {
            self.new_line();
        }
        if self.open.len() < DEEPEST && !is_void(name) {
            let inherited = self.open.last().map_or(self.struck, |element| element.struck);
            let struck = look.struck.unwrap_or(inherited || matches!(name, b"s" | b"strike" | b"del"));
            let phonetic = matches!(name, b"rt" | b"rp") || self.open.last().is_some_and(|element| element.phonetic);
            self.open.push(Element { name: name.to_vec(), struck, phonetic, around_picture: look.around_picture });
        }
    }

    /// An element ends, and with it all that began inside it.
    pub(super) fn end(&mut self, name: &[u8]) {
        if name == b"br" {
            return self.line_break();
        }
        if is_block(name) {
            self.new_line();
        }
        if let Some(at) = self.open.iter().rposition(|element| element.name == name) {
            self.open.truncate(at);
        }
    }

    /// Whether a table that begins here is only there to place the text over a picture.
    pub(super) fn is_around_picture(&self) -> bool {
        self.open.iter().any(|element| element.around_picture)
    }

    /// Text; runs of white space are one space, and none at either end of a line.
    pub(super) fn text(&mut self, text: &str) {
        let (struck, phonetic) = self.open.last().map_or((self.struck, false), |last| (last.struck, last.phonetic));
        if phonetic {
            let part = text.trim_matches(|char: char| char.is_ascii_whitespace() || "()（）".contains(char));
            return self.phonetic.push_str(part);
        }
        let white = |char: char| char.is_ascii_whitespace();
        let mut rest = text;
        while !rest.is_empty() {
            let words = rest.trim_start_matches(white);
            self.space |= words.len() < rest.len();
            let end = words.find(white).unwrap_or(words.len());
            let (word, after) = words.split_at_checked(end).unwrap_or((words, ""));
            if !word.is_empty() {
                let spaced = std::mem::take(&mut self.space) && self.runs.last().is_some_and(|last| last != '\n');
                if spaced {
                    self.runs.push(" ", struck);
                }
                match word.contains('\u{a0}') {
                    true => self.runs.push(&word.replace('\u{a0}', " "), struck),
                    false => self.runs.push(word, struck),
                }
            }
            rest = after;
        }
    }

    /// What was written so far, and an empty text in which the same elements are open.
    pub(super) fn broken(mut self) -> (Self, Self) {
        let open = std::mem::take(&mut self.open);
        let next = Self { open, struck: self.struck, ..Self::default() };
        (self, next)
    }

    /// Whether it is not too long yet.
    ///
    /// # Errors
    ///
    /// If it is.
    pub(super) fn within(&self, limit: usize) -> Result<(), Exceeded> {
        self.runs.within(limit, false)
    }

    fn line_break(&mut self) {
        let struck = self.open.last().map_or(self.struck, |last| last.struck);
        self.space = false;
        self.runs.push("\n", struck);
    }

    /// A block stands on lines of its own.
    fn new_line(&mut self) {
        if self.runs.last().is_some_and(|last| last != '\n') {
            self.line_break();
        }
    }

    /// The text; none if it shows nothing.
    ///
    /// # Errors
    ///
    /// If it is too long.
    pub(super) fn finish(mut self, budget: &Budget<'_>) -> Result<Option<Held>, Exceeded> {
        self.runs.trim_end(char::is_whitespace);
        self.runs.within(budget.limits.text_chars, true)?;
        let phonetic = Some(self.phonetic).filter(|phonetic| !phonetic.is_empty()).map(Arc::from);
        Ok(self.runs.finish().map(|text| Held { text, formula: None, phonetic }))
    }
}

impl Open {
    /// What the cell holds; none if it shows nothing and says nothing.
    ///
    /// # Errors
    ///
    /// If its text is too long.
    pub(super) fn finish(self, budget: &Budget<'_>) -> Result<Option<Held>, Exceeded> {
        let said = self.said;
        let Some(mut held) = self.writing.finish(budget)? else { return Ok(None) };
        let raw = &mut held.text.raw;
        raw.formula = said.formula.is_some();
        held.formula = said.formula;
        // What is struck through is no value any more.
        if raw.content != Content::Text {
            return Ok(Some(held));
        }
        if said.error {
            raw.content = Content::Error;
        } else if said.truth {
            match raw.text.to_ascii_uppercase().as_str() {
                "TRUE" => raw.content = Content::Bool(true),
                "FALSE" => raw.content = Content::Bool(false),
                _ => {}
            }
        } else if let Some(number) = said.number {
            let number = if number.is_empty() { raw.text.replace(',', "") } else { number };
            if let Some(number) = number.trim().parse::<f64>().ok().filter(|number| number.is_finite()) {
                be_number(raw, number, said.format.as_deref());
            }
        }
        Ok(Some(held))
    }
}

/// Makes a number of a text that shows one.
fn be_number(raw: &mut Raw, number: f64, format: Option<&str>) {
    let mut scratch = String::new();
    let told = format.and_then(format_of).map(|format| format.show(number, false, &mut scratch)).unwrap_or_default();
    raw.percent = told.percent || raw.text.ends_with(['%', '％']);
    raw.content = told.date.map_or(Content::Number(number), Content::Date);
}

/// How many cells an attribute asks for.
pub(super) fn span(cols: Option<&str>, rows: Option<&str>, runs_over: bool) -> Span {
    let count = |text: Option<&str>| -> Option<u32> {
        let digits = text?.trim();
        let end = digits.find(|char: char| !char.is_ascii_digit()).unwrap_or(digits.len());
        // More digits than a number holds are more cells than a sheet has.
        let digits = digits.get(..end).filter(|digits| !digits.is_empty())?;
        Some(digits.parse().unwrap_or(u32::MAX))
    };
    let cols = count(cols).unwrap_or(1).clamp(1, crate::cell::MAX_COLS);
    // None at all means down to the end of the table.
    let rows = count(rows).map_or(1, |rows| if rows == 0 { u32::MAX } else { rows });
    Span { cols, rows: rows.clamp(1, crate::cell::MAX_ROWS), merged: !runs_over }
}

/// Whether an element stands on lines of its own.
pub(super) fn is_block(name: &[u8]) -> bool {
    matches!(
        name,
        b"p" | b"div"
            | b"li"
            | b"ul"
            | b"ol"
            | b"dl"
            | b"dt"
            | b"dd"
            | b"h1"
            | b"h2"
            | b"h3"
            | b"h4"
            | b"h5"
            | b"h6"
            | b"hr"
            | b"center"
            | b"pre"
            | b"blockquote"
            | b"form"
            | b"fieldset"
            | b"section"
            | b"article"
            | b"header"
            | b"footer"
            | b"main"
            | b"nav"
            | b"aside"
            | b"address"
            | b"body"
            | b"table"
            | b"tr"
            | b"td"
            | b"th"
    )
}

fn is_void(name: &[u8]) -> bool {
    matches!(name, b"br" | b"hr" | b"img" | b"input" | b"col" | b"meta" | b"link" | b"wbr" | b"area" | b"base")
}
