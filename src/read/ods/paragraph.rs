//! Paragraphs of a cell or a note: their text, struck-through spans apart, how it is read aloud apart.

use super::styles::{Look, Styles};
use crate::read::package::PartError;
use crate::read::xml::{self, Xml};
use crate::sheet::Run;
use quick_xml::events::{BytesStart, Event};
use std::sync::Arc;

/// The texts of one cell, being collected.
#[derive(Default)]
pub(super) struct Texts {
    pub(super) shown: String,
    pub(super) struck: String,
    /// How they are read aloud (ruby).
    pub(super) phonetic: String,
    /// Both, and where in it each run ends that looks alike.
    whole: String,
    runs: Vec<(usize, Look)>,
    paragraphs: usize,
}

impl Texts {
    pub(super) fn clear(&mut self) {
        self.shown.clear();
        self.struck.clear();
        self.phonetic.clear();
        self.whole.clear();
        self.runs.clear();
        self.paragraphs = 0;
    }

    /// The whole text, struck through or not.
    pub(super) fn whole(&self) -> &str {
        &self.whole
    }

    /// The runs, if they do not all look alike.
    pub(super) fn runs(&self) -> Option<Arc<[Run]>> {
        if self.runs.len() < 2 {
            return None;
        }
        let mut start = 0;
        let run = |(end, look): &(usize, Look)| {
            let text = self.whole.get(start..*end).unwrap_or_default().into();
            start = *end;
            Run { text, struck: look.struck, colour: look.colour }
        };
        Some(self.runs.iter().map(run).collect())
    }

    /// Goes to the next line if a paragraph went before.
    pub(super) fn start_paragraph(&mut self) {
        if self.paragraphs > 0 && !self.shown.is_empty() {
            self.shown.push('\n');
        }
        if self.paragraphs > 0 && !self.whole.is_empty() {
            self.whole.push('\n');
            if let Some((end, _)) = self.runs.last_mut() {
                *end = self.whole.len();
            }
        }
        self.paragraphs += 1;
    }

    /// Reads a `text:p`, which has just started, in a cell whose text looks like `cell`.
    pub(super) fn read(&mut self, xml: &mut Xml<'_>, styles: &Styles, cell: Look) -> Result<(), PartError> {
        self.start_paragraph();
        // Of each open element, how text in it looks.
        let mut open = vec![cell];
        let mut part = String::new();
        loop {
            let look = open.last().copied().unwrap_or_default();
            match xml.read_event()? {
                Event::Start(element) => match element.name().into_inner() {
                    // How the text is read aloud is not the text.
                    "text:ruby-text" => xml::read_text(xml, &mut self.phonetic)?,
                    // Nor is what someone remarked on it.
                    "office:annotation" | "text:note" => xml::skip(xml)?,
                    "text:s" | "text:tab" | "text:line-break" => {
                        self.push(&blanks(&element), look);
                        xml::skip(xml)?;
                    }
                    "text:span" => open.push(styles.text(xml::attribute(&element, "text:style-name"), look)),
                    _ => open.push(look),
                },
                Event::Empty(element) => self.push(&blanks(&element), look),
                Event::End(_) => {
                    open.pop();
                    if open.is_empty() {
                        return Ok(());
                    }
                }
                Event::Eof => return Err(PartError::Cut),
                event => {
                    part.clear();
                    xml::push_text(&event, &mut part)?;
                    let is_text = matches!(event, Event::Text(_));
                    let into = if look.struck { &self.struck } else { &self.shown };
                    let mut last = into.chars().next_back();
                    part.retain(|char| {
                        // Blanks of the markup are one blank, and none where a line begins.
                        let blank = is_text && matches!(char, ' ' | '\t' | '\r' | '\n');
                        let kept = !blank || !matches!(last, None | Some(' ' | '\n'));
                        if kept {
                            last = Some(if blank { ' ' } else { char });
                        }
                        kept
                    });
                    if is_text && part.contains(['\t', '\r', '\n']) {
                        part = part.replace(['\t', '\r', '\n'], " ");
                    }
                    self.push(&part, look);
                }
            }
        }
    }

    fn push(&mut self, text: &str, look: Look) {
        if text.is_empty() {
            return;
        }
        let into = if look.struck { &mut self.struck } else { &mut self.shown };
        into.push_str(text);
        self.whole.push_str(text);
        let end = self.whole.len();
        match self.runs.last_mut() {
            Some(last) if last.1 == look => last.0 = end,
            _ => self.runs.push((end, look)),
        }
    }
}

/// What an element that stands for blanks stands for; nothing for others.
fn blanks(element: &BytesStart<'_>) -> String {
    match element.name().into_inner() {
        "text:s" => {
            let count = xml::attribute(element, "text:c").and_then(|count| count.parse::<usize>().ok());
            " ".repeat(count.unwrap_or(1).min(1024))
        }
        "text:tab" => "\t".to_owned(),
        "text:line-break" => "\n".to_owned(),
        _ => String::new(),
    }
}
