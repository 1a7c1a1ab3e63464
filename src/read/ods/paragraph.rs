//! Paragraphs of a cell: their text, struck-through spans apart, ruby left out.

use super::styles::Styles;
use crate::read::package::PartError;
use crate::read::xml::{self, Xml};
use quick_xml::events::{BytesStart, Event};

/// The texts of one cell, being collected.
#[derive(Default)]
pub(super) struct Texts {
    pub(super) shown: String,
    pub(super) struck: String,
    paragraphs: usize,
}

impl Texts {
    pub(super) fn clear(&mut self) {
        self.shown.clear();
        self.struck.clear();
        self.paragraphs = 0;
    }

    /// Goes to the next line if a paragraph went before.
    pub(super) fn start_paragraph(&mut self) {
        if self.paragraphs > 0 && !self.shown.is_empty() {
            self.shown.push('\n');
        }
        self.paragraphs += 1;
    }

    /// Reads a `text:p`, which has just started.
    pub(super) fn read(&mut self, xml: &mut Xml<'_>, styles: &Styles) -> Result<(), PartError> {
        self.start_paragraph();
        // Of each open element, whether text in it is struck through.
        let mut open = vec![false];
        let mut part = String::new();
        loop {
            let struck = open.last().copied().unwrap_or(false);
            match xml.read_event()? {
                Event::Start(element) => match element.name().into_inner() {
                    // How the text is read aloud, and what someone remarked on it.
                    "text:ruby-text" | "office:annotation" | "text:note" => xml::skip(xml)?,
                    "text:s" | "text:tab" | "text:line-break" => {
                        self.into(struck).push_str(&blanks(&element));
                        xml::skip(xml)?;
                    }
                    "text:span" => {
                        let styled = styles.is_struck(xml::attribute(&element, "text:style-name"));
                        open.push(struck || styled);
                    }
                    _ => open.push(struck),
                },
                Event::Empty(element) => {
                    let blanks = blanks(&element);
                    self.into(struck).push_str(&blanks);
                }
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
                    let into = self.into(struck);
                    for char in part.chars() {
                        // Blanks of the markup are one blank, and none where a line begins.
                        let blank = is_text && matches!(char, ' ' | '\t' | '\r' | '\n');
                        if !blank {
                            into.push(char);
                        } else if !into.is_empty() && !into.ends_with([' ', '\n']) {
                            into.push(' ');
                        }
                    }
                }
            }
        }
    }

    fn into(&mut self, struck: bool) -> &mut String {
        if struck { &mut self.struck } else { &mut self.shown }
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
