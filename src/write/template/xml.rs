//! Start tags with an attribute changed, and a part with pieces of it exchanged.

use quick_xml::Reader;
use quick_xml::events::Event;
use std::ops::Range;

/// The value of an attribute in a start tag, as written; names with a prefix are others.
pub(super) fn attribute<'t>(tag: &'t str, name: &str) -> Option<&'t str> {
    tag.get(attribute_at(tag, name)?.1)
}

/// A start tag with an attribute that has this value.
pub(super) fn with_attribute(tag: &str, name: &str, value: &str) -> String {
    let value = value.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;");
    match attribute_at(tag, name) {
        Some((_, at)) => {
            // a value in single quotes may not hold one
            let value = if tag.get(..at.start).is_some_and(|before| before.ends_with('\'')) {
                value.replace('\'', "&apos;")
            } else {
                value
            };
            [tag.get(..at.start), Some(&value), tag.get(at.end..)].into_iter().flatten().collect()
        }
        None => {
            let end = tag.trim_end_matches(['/', '>', ' ']).len();
            let (before, after) = tag.split_at(end);
            format!("{before} {name}=\"{value}\"{after}")
        }
    }
}

/// A start tag without an attribute.
pub(super) fn without_attribute(tag: &str, name: &str) -> String {
    match attribute_at(tag, name) {
        Some((at, value)) => {
            let before = tag.get(..at).unwrap_or_default().trim_end();
            format!("{before}{}", tag.get(value.end + 1..).unwrap_or_default())
        }
        None => tag.to_owned(),
    }
}

/// Where an attribute begins, and where its value stands.
fn attribute_at(tag: &str, name: &str) -> Option<(usize, Range<usize>)> {
    let mut at = tag.find(|c: char| c.is_ascii_whitespace())?;
    loop {
        at += tag.get(at..)?.find(|c: char| !c.is_ascii_whitespace())?;
        let equals = at + tag.get(at..)?.find('=')?;
        let open = equals + tag.get(equals..)?.find(['"', '\''])?;
        let quote = tag.get(open..)?.chars().next()?;
        let value = open + 1..open + 1 + tag.get(open + 1..)?.find(quote)?;
        if tag.get(at..equals)?.trim_end() == name {
            return Some((at, value));
        }
        at = value.end + 1;
    }
}

/// A start tag that stays open, whatever it was.
pub(super) fn opened(tag: &str) -> String {
    format!("{}>", tag.trim_end_matches(['/', '>', ' ']))
}

/// The same without content.
pub(super) fn closed(tag: &str) -> String {
    format!("{}/>", tag.trim_end_matches(['/', '>', ' ']))
}

/// A name without its prefix.
pub(super) fn local(name: &str) -> &str {
    name.rsplit(':').next().unwrap_or(name)
}

/// The text of an element as written, its entities resolved.
pub(super) fn text(written: &str) -> String {
    quick_xml::escape::unescape(written).map_or_else(|_| written.to_owned(), std::borrow::Cow::into_owned)
}

/// A text as character data.
pub(super) fn escaped(text: &str) -> String {
    quick_xml::escape::partial_escape(text).into_owned()
}

/// An element of a part.
pub(super) struct Element<'x> {
    /// Its name without prefix.
    pub(super) name: &'x str,
    /// Its start tag.
    pub(super) tag: &'x str,
    /// Where it starts and ends.
    pub(super) whole: Range<usize>,
    /// Where its content stands.
    pub(super) inner: Range<usize>,
    /// How deep it stands, the root at 0.
    pub(super) depth: usize,
}

/// The elements of a part in the order of their starts, those inside `skip` left out; `None` if it is not well formed.
pub(super) fn elements(xml: &str, skip: Range<usize>) -> Option<Vec<Element<'_>>> {
    let mut elements: Vec<Element> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    for range in [0..skip.start, skip.end..xml.len()] {
        let mut reader = Reader::from_str(xml.get(range.clone())?);
        reader.config_mut().check_end_names = false;
        reader.config_mut().allow_unmatched_ends = true;
        let position = |reader: &Reader<&[u8]>| Some(range.start + usize::try_from(reader.buffer_position()).ok()?);
        loop {
            let start = position(&reader)?;
            let event = reader.read_event().ok()?;
            let end = position(&reader)?;
            match event {
                Event::Start(_) | Event::Empty(_) => {
                    let tag = xml.get(start..end)?;
                    let name = tag.get(1..)?.split([' ', '\t', '\n', '\r', '/', '>']).next()?;
                    let element =
                        Element { name: local(name), tag, whole: start..end, inner: end..end, depth: open.len() };
                    if matches!(event, Event::Start(_)) {
                        open.push(elements.len());
                    }
                    elements.push(element);
                }
                Event::End(_) => {
                    let element = elements.get_mut(open.pop()?)?;
                    element.inner.end = start;
                    element.whole.end = end;
                }
                Event::Eof => break,
                _ => {}
            }
        }
    }
    open.is_empty().then_some(elements)
}

/// A part with pieces of it exchanged; they do not overlap.
pub(super) fn exchanged(xml: &str, mut changes: Vec<(Range<usize>, String)>) -> String {
    changes.sort_by_key(|(range, _)| (range.start, range.end));
    let mut out = String::with_capacity(xml.len());
    let mut done = 0;
    for (range, text) in changes {
        out.push_str(xml.get(done..range.start).unwrap_or_default());
        out.push_str(&text);
        done = range.end;
    }
    out.push_str(xml.get(done..).unwrap_or_default());
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attributes_are_changed_and_nothing_else() {
        let tag = "<x:c  r=\"A1\" x:r='q' s = '3' t=\"s\"/>";
        assert_eq!((attribute(tag, "r"), attribute(tag, "s"), attribute(tag, "u")), (Some("A1"), Some("3"), None));
        assert_eq!(with_attribute(tag, "r", "B2"), "<x:c  r=\"B2\" x:r='q' s = '3' t=\"s\"/>");
        assert_eq!(with_attribute("<c/>", "t", "a&b"), "<c t=\"a&amp;b\"/>");
        assert_eq!(without_attribute(tag, "t"), "<x:c  r=\"A1\" x:r='q' s = '3'/>");
        assert_eq!((opened("<c r=\"1\" />"), closed("<c>")), ("<c r=\"1\">".to_owned(), "<c/>".to_owned()));
    }
}
