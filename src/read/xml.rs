//! A reader of XML parts that are wholly in memory as text, and what all their readers share.
//!
//! It cuts the text into events and borrows all of them: the parts of one workbook have some ten thousand of them, and
//! nothing of them needs to be copied, or checked to be UTF-8 once more. Names are not checked against each other: a zip
//! package has check sums, and what these checks would find is no damage but an odd producer.

use super::package::PartError;
use memchr::{memchr, memchr2, memmem};
use std::borrow::Cow;

/// A reader of one part.
pub(super) struct Xml<'a> {
    /// What has not been read yet.
    rest: &'a str,
    /// How many elements are open.
    depth: u32,
}

/// What stands next in a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Event<'a> {
    /// `<name …>`.
    Start(Element<'a>),
    /// `<name …/>`.
    Empty(Element<'a>),
    /// `</name>`.
    End(Element<'a>),
    /// Character data without entities, as written.
    Text(&'a str),
    /// The inside of `<![CDATA[…]]>`.
    CData(&'a str),
    /// The inside of `&…;`.
    Entity(&'a str),
    /// Comments, instructions, declarations.
    Other,
    /// The end of the part.
    Eof,
}

/// A tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Element<'a> {
    /// Its name, with its prefix.
    pub(super) name: &'a str,
    /// What follows the name.
    attributes: &'a str,
}

/// Starts to read a part.
pub(super) fn reader(text: &str) -> Xml<'_> {
    Xml { rest: text, depth: 0 }
}

impl<'a> Xml<'a> {
    /// The next event.
    ///
    /// # Errors
    ///
    /// If the part ends inside a tag, or more elements end than have started.
    pub(super) fn read_event(&mut self) -> Result<Event<'a>, PartError> {
        match self.rest.as_bytes() {
            [] => Ok(Event::Eof),
            [b'<', b'/', ..] => {
                let inside = self.take(2, memchr(b'>', self.rest.as_bytes()), 1)?;
                let Some(depth) = self.depth.checked_sub(1) else { return Err(PartError::Cut) };
                self.depth = depth;
                Ok(Event::End(Element { name: inside.trim_ascii_end(), attributes: "" }))
            }
            [b'<', b'!' | b'?', ..] => self.special(),
            [b'<', ..] => {
                let inside = self.take(1, tag_end(self.rest), 1)?;
                Ok(match inside.strip_suffix('/') {
                    Some(inside) => Event::Empty(element(inside)),
                    None => {
                        self.depth += 1;
                        Event::Start(element(inside))
                    }
                })
            }
            [b'&', ..] => {
                let end = self.rest.bytes().position(|byte| matches!(byte, b';' | b'<'));
                let end = end.filter(|end| self.rest.as_bytes().get(*end) == Some(&b';'));
                self.take(1, end, 1).map(Event::Entity)
            }
            bytes => {
                let end = memchr2(b'<', b'&', bytes).unwrap_or(bytes.len());
                self.take(0, Some(end), 0).map(Event::Text)
            }
        }
    }

    /// Comments, character data as it is, instructions and declarations.
    fn special(&mut self) -> Result<Event<'a>, PartError> {
        for (open, close) in [("<!--", "-->"), ("<![CDATA[", "]]>"), ("<?", "?>")] {
            if let Some(inside) = self.rest.strip_prefix(open) {
                let end = memmem::find(inside.as_bytes(), close.as_bytes()).map(|end| end + open.len());
                let inside = self.take(open.len(), end, close.len())?;
                return Ok(if open == "<![CDATA[" { Event::CData(inside) } else { Event::Other });
            }
        }
        // A document type; what it declares inside stands in angle brackets too.
        let mut depth = 0u32;
        let end = self.rest.bytes().position(|byte| {
            match byte {
                b'<' => depth += 1,
                b'>' => depth -= 1,
                _ => {}
            }
            depth == 0
        });
        self.take(0, end, 1)?;
        Ok(Event::Other)
    }

    /// Goes on behind what stands at `end`, and gives what stands before it.
    fn take(&mut self, start: usize, end: Option<usize>, closing: usize) -> Result<&'a str, PartError> {
        let parts = end.and_then(|end| Some((self.rest.get(start..end)?, self.rest.get(end + closing..)?)));
        let Some((inside, rest)) = parts else { return Err(PartError::Cut) };
        self.rest = rest;
        Ok(inside)
    }
}

/// Where the `>` stands that closes the tag at the start: the first outside quotes.
fn tag_end(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let first = memchr(b'>', bytes)?;
    let quotes = bytes.get(..first)?.iter().fold((0u32, 0u32), |(double, single), byte| {
        (double + u32::from(*byte == b'"'), single + u32::from(*byte == b'\''))
    });
    if quotes.1 == 0 && quotes.0 % 2 == 0 {
        return Some(first);
    }
    let mut open = None;
    bytes.iter().position(|byte| match (open, *byte) {
        (None, b'>') => true,
        (None, quote @ (b'"' | b'\'')) => {
            open = Some(quote);
            false
        }
        (Some(quote), byte) if quote == byte => {
            open = None;
            false
        }
        _ => false,
    })
}

/// The inside of a tag, its name apart.
fn element(inside: &str) -> Element<'_> {
    let end = inside.bytes().position(|byte| byte.is_ascii_whitespace()).unwrap_or(inside.len());
    let (name, attributes) = inside.split_at_checked(end).unwrap_or((inside, ""));
    Element { name, attributes }
}

/// The attributes of an element: names with their prefix, values as written.
pub(super) fn attributes<'a>(element: &Element<'a>) -> impl Iterator<Item = (&'a str, &'a str)> + use<'a> {
    let mut rest = element.attributes;
    std::iter::from_fn(move || {
        // By bytes: attributes are short, and a search that sets itself up costs more than it finds.
        let bytes = rest.as_bytes();
        let equals = bytes.iter().position(|byte| *byte == b'=')?;
        let quote_at = equals + 1 + bytes.get(equals + 1..)?.iter().position(|byte| !byte.is_ascii_whitespace())?;
        let quote = *bytes.get(quote_at)?;
        let len = bytes.get(quote_at + 1..)?.iter().position(|byte| *byte == quote)?;
        let name = rest.get(..equals)?.trim_ascii();
        let value = rest.get(quote_at + 1..quote_at + 1 + len)?;
        rest = rest.get(quote_at + len + 2..)?;
        Some((name, value))
    })
}

/// The value of the attribute `name`, as written.
pub(super) fn attribute<'a>(element: &Element<'a>, name: &str) -> Option<&'a str> {
    attributes(element).find(|(found, _)| *found == name).map(|(_, value)| value)
}

/// A name without its prefix.
pub(super) fn local(name: &str) -> &str {
    let colon = name.bytes().position(|byte| byte == b':');
    colon.and_then(|colon| name.get(colon + 1..)).unwrap_or(name)
}

/// An attribute's value with its entities resolved; as written if one is unknown.
pub(super) fn unescaped(value: &str) -> Cow<'_, str> {
    let Some((before, mut rest)) = value.split_once('&') else { return Cow::Borrowed(value) };
    let mut text = before.to_owned();
    loop {
        let Some((char, after)) = rest.split_once(';').and_then(|(name, after)| Some((entity(name)?, after))) else {
            return Cow::Borrowed(value);
        };
        text.push(char);
        match after.split_once('&') {
            Some((before, after)) => {
                text.push_str(before);
                rest = after;
            }
            None => {
                text.push_str(after);
                return Cow::Owned(text);
            }
        }
    }
}

/// The character that an entity stands for, by its name or number.
fn entity(name: &str) -> Option<char> {
    match name {
        "lt" => Some('<'),
        "gt" => Some('>'),
        "amp" => Some('&'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => {
            let number = name.strip_prefix('#')?;
            let number = match number.strip_prefix('x') {
                Some(digits) => u32::from_str_radix(digits, 16),
                None => number.parse(),
            };
            number.ok().filter(|number| *number > 0).and_then(char::from_u32)
        }
    }
}

/// Whether an attribute or `val` says yes; OOXML writes `1`, `true`, `on`.
pub(super) fn is_yes(value: &str) -> bool {
    matches!(value, "1" | "true" | "on")
}

/// Appends the character data that an event holds, line breaks of any kind as one; other events hold none.
pub(super) fn push_text(event: &Event<'_>, text: &mut String) -> Result<(), PartError> {
    match event {
        Event::Text(part) | Event::CData(part) if part.contains('\r') => {
            text.push_str(&part.replace("\r\n", "\n").replace('\r', "\n"));
        }
        Event::Text(part) | Event::CData(part) => text.push_str(part),
        Event::Entity(name) => text.push(entity(name).ok_or_else(|| PartError::Entity((*name).to_owned()))?),
        _ => {}
    }
    Ok(())
}

/// Appends the character data of the element that has just started, its children's included.
pub(super) fn read_text(xml: &mut Xml<'_>, text: &mut String) -> Result<(), PartError> {
    let mut depth = 0u32;
    loop {
        match xml.read_event()? {
            Event::Start(_) => depth += 1,
            Event::End(_) if depth == 0 => return Ok(()),
            Event::End(_) => depth -= 1,
            Event::Eof => return Err(PartError::Cut),
            event => push_text(&event, text)?,
        }
    }
}

/// Leaves out the rest of the element that has just started.
pub(super) fn skip(xml: &mut Xml<'_>) -> Result<(), PartError> {
    let mut depth = 0u32;
    loop {
        match xml.read_event()? {
            Event::Start(_) => depth += 1,
            Event::End(_) if depth == 0 => return Ok(()),
            Event::End(_) => depth -= 1,
            Event::Eof => return Err(PartError::Cut),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn events(text: &str) -> Vec<Event<'_>> {
        let mut xml = reader(text);
        let next = || xml.read_event().ok().filter(|event| *event != Event::Eof);
        std::iter::from_fn(next).collect()
    }

    fn tag<'a>(name: &'a str, attributes: &'a str) -> Element<'a> {
        Element { name, attributes }
    }

    #[test]
    fn a_part_is_cut_at_its_tags() {
        assert_eq!(
            events("<?xml version='1.0'?><!-- > --><a b=\"1\">x&amp;y<c/><![CDATA[<&]]></a >"),
            [
                Event::Other,
                Event::Other,
                Event::Start(tag("a", " b=\"1\"")),
                Event::Text("x"),
                Event::Entity("amp"),
                Event::Text("y"),
                Event::Empty(tag("c", "")),
                Event::CData("<&"),
                Event::End(tag("a", "")),
            ]
        );
        assert_eq!(events("<!DOCTYPE a [<!ENTITY b 'c'>]><a/>"), [Event::Other, Event::Empty(tag("a", ""))]);
    }

    #[test]
    fn an_angle_bracket_in_quotes_closes_nothing() {
        for text in ["<a b='x>y'/>", "<a b=\"x>y\"/>", "<a b=\"it's > that\"/>", "<a c='\"' b='x>y'/>"] {
            assert!(matches!(events(text).as_slice(), [Event::Empty(element)] if element.name == "a"), "{text}");
        }
        let [Event::Empty(element)] = events("<a c='\"' b='x>y'/>")[..] else { return };
        assert_eq!(attributes(&element).collect::<Vec<_>>(), [("c", "\""), ("b", "x>y")]);
    }

    #[test]
    fn what_is_cut_or_closes_nothing_is_an_error() {
        for text in ["<a", "<a b='>'", "</a>", "<!-- ", "<![CDATA[x", "&amp", "&amp<a/>", "<!DOCTYPE a [<!b>"] {
            assert!(reader(text).read_event().is_err(), "{text}");
        }
    }

    #[test]
    fn entities_are_resolved_where_all_are_known() {
        assert_eq!(unescaped("a&amp;&#x4EF6;&#20214;b"), "a&件件b");
        for text in ["a&b", "&amp;&unknown;", "&#0;", "&#xD800;"] {
            assert_eq!(unescaped(text), text);
        }
    }
}
