//! What the readers of XML parts share: attributes, character data, elements to leave out.

use super::limits::{Budget, Clock};
use super::package::PartError;
use quick_xml::Reader;
use quick_xml::escape::unescape;
use quick_xml::events::{BytesStart, Event};
use std::borrow::Cow;

/// A reader of one part that is wholly in memory. It looks at the clock, so nothing in a part reads forever.
pub(super) struct Xml<'a> {
    reader: Reader<&'a [u8]>,
    clock: Clock,
}

/// Starts to read a part.
pub(super) fn reader<'a>(text: &'a str, budget: &Budget<'_>) -> Xml<'a> {
    let mut reader = Reader::from_str(text);
    // A zip package has check sums; what these checks would find is no damage but an odd producer.
    reader.config_mut().check_end_names = false;
    Xml { reader, clock: budget.clock() }
}

impl<'a> Xml<'a> {
    /// How many bytes of the part have been read.
    pub(super) fn position(&self) -> usize {
        usize::try_from(self.reader.buffer_position()).unwrap_or(usize::MAX)
    }

    /// The next event.
    #[inline]
    pub(super) fn read_event(&mut self) -> Result<Event<'a>, PartError> {
        self.clock.look()?;
        Ok(self.reader.read_event()?)
    }
}

/// The attributes of an element: names with their prefix, values as written.
pub(super) fn attributes<'a>(element: &'a BytesStart<'_>) -> impl Iterator<Item = (&'a str, &'a str)> {
    let mut rest = element.attributes_raw();
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
pub(super) fn attribute<'a>(element: &'a BytesStart<'_>, name: &str) -> Option<&'a str> {
    attributes(element).find(|(found, _)| *found == name).map(|(_, value)| value)
}

/// A name without its prefix.
pub(super) fn local(name: &str) -> &str {
    let colon = name.bytes().position(|byte| byte == b':');
    colon.and_then(|colon| name.get(colon + 1..)).unwrap_or(name)
}

/// An attribute's value with its entities resolved; as written if one is unknown.
pub(super) fn unescaped(value: &str) -> Cow<'_, str> {
    if value.contains('&') { unescape(value).unwrap_or(Cow::Borrowed(value)) } else { Cow::Borrowed(value) }
}

/// Whether an attribute or `val` says yes; OOXML writes `1`, `true`, `on`.
pub(super) fn is_yes(value: &str) -> bool {
    matches!(value, "1" | "true" | "on")
}

/// Appends the character data that an event holds; other events hold none.
pub(super) fn push_text(event: &Event<'_>, text: &mut String) -> Result<(), PartError> {
    match event {
        Event::Text(part) => text.push_str(&part.xml10_content()),
        Event::CData(part) => text.push_str(&part.xml10_content()),
        Event::GeneralRef(entity) => match entity.resolve_char_ref()? {
            Some(char) => text.push(char),
            None => text.push(match &**entity {
                "lt" => '<',
                "gt" => '>',
                "amp" => '&',
                "quot" => '"',
                "apos" => '\'',
                unknown => return Err(PartError::Entity(unknown.to_owned())),
            }),
        },
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
