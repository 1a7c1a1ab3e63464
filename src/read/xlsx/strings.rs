//! Shared and inline strings: runs of text, struck-through ones (見え消し) apart, phonetics left out.

use crate::read::limits::{Budget, Exceeded};
use crate::read::package::PartError;
use crate::read::xml::{self, Xml};
use crate::read::{is_blank, some_text};
use quick_xml::events::Event;
use std::borrow::Cow;
use std::sync::Arc;

/// A text, its struck-through runs apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Split {
    /// What is not struck through.
    pub(super) shown: Arc<str>,
    /// What is, if anything but blanks.
    pub(super) struck: Option<Arc<str>>,
}

/// A string of the workbook, as it reads in a cell of either kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct SharedString {
    /// In a cell whose font is not struck through.
    plain: Split,
    /// In a cell whose font is, if that makes a difference to it other than that all of it is struck:
    /// runs with a font of their own do not follow the cell's.
    in_struck_cell: Option<Box<Split>>,
}

impl SharedString {
    /// The string as it reads in a cell whose font is struck through, or is not.
    pub(super) fn split(&self, struck_cell: bool) -> Split {
        match (struck_cell, &self.in_struck_cell) {
            (false, _) => self.plain.clone(),
            (true, Some(split)) => (**split).clone(),
            (true, None) => Split { shown: Arc::default(), struck: some_text(&self.plain.shown) },
        }
    }
}

/// The texts of one string, being collected; kept from string to string for its memory.
#[derive(Default)]
pub(super) struct Collector {
    /// Text without a run.
    bare: String,
    /// Runs with a font that is not struck.
    shown: String,
    struck: String,
    /// Whether there are runs at all, and any that follows the cell's font.
    rich: bool,
    /// The same two, as they are in a cell that is struck.
    shown_in_struck: String,
    struck_in_struck: String,
    raw: String,
}

impl Collector {
    /// Reads a `si` or `is` element, which has just started.
    pub(super) fn read(&mut self, xml: &mut Xml<'_>) -> Result<SharedString, PartError> {
        self.clear();
        loop {
            match xml.read_event()? {
                Event::Start(element) => match xml::local(element.name().into_inner()) {
                    "t" => {
                        self.read_t(xml, keeps_space(&element))?;
                        self.bare.push_str(&unescaped(&self.raw));
                    }
                    "r" => self.read_run(xml)?,
                    // rPh is how the text is read aloud, not the text.
                    _ => xml::skip(xml)?,
                },
                Event::End(_) => return Ok(self.string()),
                Event::Eof => return Err(PartError::Cut),
                _ => {}
            }
        }
    }

    fn clear(&mut self) {
        self.rich = false;
        for text in
            [&mut self.bare, &mut self.shown, &mut self.struck, &mut self.shown_in_struck, &mut self.struck_in_struck]
        {
            text.clear();
        }
    }

    fn read_run(&mut self, xml: &mut Xml<'_>) -> Result<(), PartError> {
        if !self.rich {
            // Text before the first run has the cell's font.
            self.shown.push_str(&self.bare);
            self.struck_in_struck.push_str(&self.bare);
            self.rich = true;
        }
        // None: the run has no font of its own and follows the cell's.
        let mut struck = None;
        loop {
            match xml.read_event()? {
                Event::Start(element) => match xml::local(element.name().into_inner()) {
                    "rPr" => struck = Some(is_struck(xml)?),
                    "t" => {
                        self.read_t(xml, keeps_space(&element))?;
                        let text = unescaped(&self.raw);
                        let plain = if struck == Some(true) { &mut self.struck } else { &mut self.shown };
                        plain.push_str(&text);
                        let in_struck =
                            if struck == Some(false) { &mut self.shown_in_struck } else { &mut self.struck_in_struck };
                        in_struck.push_str(&text);
                    }
                    _ => xml::skip(xml)?,
                },
                Event::Empty(element) if xml::local(element.name().into_inner()) == "rPr" => struck = Some(false),
                Event::End(_) => return Ok(()),
                Event::Eof => return Err(PartError::Cut),
                _ => {}
            }
        }
    }

    fn read_t(&mut self, xml: &mut Xml<'_>, keeps_space: bool) -> Result<(), PartError> {
        self.raw.clear();
        xml::read_text(xml, &mut self.raw)?;
        if !keeps_space {
            // Excel drops plain blanks at both ends unless told to keep them; the full-width one is a character.
            let kept = self.raw.trim_matches([' ', '\t', '\r', '\n']);
            if kept.len() < self.raw.len() {
                self.raw = kept.to_owned();
            }
        }
        Ok(())
    }

    fn string(&self) -> SharedString {
        if !self.rich {
            let plain = Split { shown: self.bare.as_str().into(), struck: None };
            return SharedString { plain, in_struck_cell: None };
        }
        let split = |shown: &str, struck| Split { shown: shown.into(), struck: some_text(struck) };
        let plain = split(&self.shown, &self.struck);
        let in_struck_cell = Some(Box::new(split(&self.shown_in_struck, &self.struck_in_struck)));
        SharedString { plain, in_struck_cell }
    }
}

/// Reads the shared strings.
pub(super) fn read(text: &str, budget: &mut Budget<'_>) -> Result<Vec<SharedString>, PartError> {
    let mut strings = Vec::new();
    let mut collector = Collector::default();
    let mut xml = xml::reader(text);
    loop {
        match xml.read_event()? {
            Event::Start(element) if xml::local(element.name().into_inner()) == "si" => {
                strings.push(collector.read(&mut xml)?);
            }
            Event::Empty(element) if xml::local(element.name().into_inner()) == "si" => {
                collector.clear();
                strings.push(collector.string());
            }
            Event::End(element) if xml::local(element.name().into_inner()) == "sst" => return Ok(strings),
            Event::Empty(element) if xml::local(element.name().into_inner()) == "sst" => return Ok(strings),
            Event::Eof => return Err(PartError::Cut),
            _ => {}
        }
        if strings.len() > budget.limits.cells {
            return Err(Exceeded::Cells(budget.limits.cells).into());
        }
        budget.time()?;
    }
}

/// Whether the font that has just started is struck through.
fn is_struck(xml: &mut Xml<'_>) -> Result<bool, PartError> {
    let mut struck = false;
    loop {
        match xml.read_event()? {
            Event::Empty(element) | Event::Start(element) if xml::local(element.name().into_inner()) == "strike" => {
                struck = xml::attribute(&element, "val").is_none_or(xml::is_yes);
            }
            Event::End(element) if xml::local(element.name().into_inner()) == "rPr" => return Ok(struck),
            Event::Eof => return Err(PartError::Cut),
            _ => {}
        }
    }
}

fn keeps_space(element: &quick_xml::events::BytesStart<'_>) -> bool {
    xml::attribute(element, "xml:space") == Some("preserve")
}

/// A text with `_xHHHH_` turned into the characters they stand for, and one kind of line break.
pub(super) fn unescaped(text: &str) -> Cow<'_, str> {
    if !text.contains("_x") && !text.contains('\r') {
        return Cow::Borrowed(text);
    }
    let mut decoded = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("_x") {
        decoded.push_str(before);
        match escaped(after) {
            Some((char, after)) => {
                decoded.push(char);
                rest = after;
            }
            None => {
                decoded.push_str("_x");
                rest = after;
            }
        }
    }
    decoded.push_str(rest);
    Cow::Owned(decoded.replace("\r\n", "\n").replace('\r', "\n"))
}

/// The character of `HHHH_`, or of two such in a row that are halves of one, and what follows.
fn escaped(text: &str) -> Option<(char, &str)> {
    let unit = |text: &str| -> Option<u16> {
        let hex = text.get(..4)?.bytes().all(|byte| byte.is_ascii_hexdigit());
        (hex && text.as_bytes().get(4) == Some(&b'_')).then(|| u16::from_str_radix(text.get(..4)?, 16).ok())?
    };
    let first = unit(text)?;
    let rest = text.get(5..)?;
    if let Some(char) = char::from_u32(u32::from(first)) {
        return Some((char, rest));
    }
    let second = rest.strip_prefix("_x").and_then(|rest| Some((unit(rest)?, rest.get(5..)?)));
    let (second, rest) = second?;
    let char = char::decode_utf16([first, second]).next()?.ok()?;
    Some((char, rest))
}

/// Whether a string shows nothing.
impl Split {
    pub(super) fn is_empty(&self) -> bool {
        self.struck.is_none() && is_blank(&self.shown)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::limits::Limits;

    fn only(si: &str, struck_cell: bool) -> (String, Option<String>) {
        let strings = read(&format!("<sst><si>{si}</si></sst>"), &mut Budget::new(&Limits::default())).unwrap();
        let split = strings[0].split(struck_cell);
        (split.shown.to_string(), split.struck.map(|struck| struck.to_string()))
    }

    #[test]
    fn struck_runs_stand_apart() {
        let old = "<r><rPr><strike/><sz val='11'/></rPr><t>120件</t></r>";
        let new = "<r><rPr><sz val='11'/></rPr><t>135件</t></r>";
        let not_struck = "<r><rPr><strike val='0'/></rPr><t>135件</t></r>";
        let bare = "<r><t>約</t></r>";
        for (si, struck_cell, shown, struck) in [
            (format!("{old}{new}"), false, "135件", Some("120件")),
            (format!("{old}{not_struck}"), false, "135件", Some("120件")),
            (old.to_owned(), false, "", Some("120件")),
            (new.to_owned(), false, "135件", None),
            (format!("{bare}{new}"), false, "約135件", None),
            (format!("{bare}{new}"), true, "135件", Some("約")),
            ("<t>135件</t>".to_owned(), true, "", Some("135件")),
        ] {
            assert_eq!(only(&si, struck_cell), (shown.to_owned(), struck.map(str::to_owned)), "{si}");
        }
    }

    #[test]
    fn phonetics_are_left_out_and_blanks_kept_where_told() {
        for (si, shown) in [
            ("<t>課題</t><rPh sb='0' eb='2'><t>カダイ</t></rPh><phoneticPr fontId='1'/>", "課題"),
            ("<t> A </t>", "A"),
            ("<t xml:space='preserve'> A </t>", " A "),
            ("<t>　A　</t>", "　A　"),
            ("<t><![CDATA[<a>]]>&amp;&#x4EF6;</t>", "<a>&件"),
            ("<t/>", ""),
            ("<t>a_x000D_\nb</t>", "a\nb"),
            ("<t>_x4E00_</t>", "一"),
            ("<t>_x005F_x4E00_</t>", "_x4E00_"),
            ("<t>_xD83D__xDE00_</t>", "😀"),
            ("<t>_xD83D_ _xyz_ _x</t>", "_xD83D_ _xyz_ _x"),
        ] {
            assert_eq!(only(si, false).0, shown, "{si}");
        }
    }
}
