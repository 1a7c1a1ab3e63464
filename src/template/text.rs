//! The text of a cell as XML (`si`, `is`): what it says, and the same with its placeholders replaced.

use super::placeholders;
use quick_xml::Reader;
use quick_xml::escape::unescape;
use quick_xml::events::Event;
use std::ops::Range;

/// A `t` element that is shown.
struct Segment {
    /// The whole element.
    element: Range<usize>,
    /// Its name, with its prefix.
    name: String,
    /// Its text.
    text: String,
}

/// What the inside of an `si` or `is` says, phonetics left out; `None` if it is not well formed.
pub fn said(inner: &str) -> Option<String> {
    let (segments, _) = segments(inner)?;
    Some(segments.into_iter().map(|segment| segment.text).collect())
}

/// The inside of an `si` or `is` with its placeholders replaced, each in the run in which it begins; phonetics, which
/// speak of the text as it was, are left out.
pub fn replaced(inner: &str, mut value: impl FnMut(&str) -> String) -> Option<String> {
    let (segments, phonetics) = segments(inner)?;
    let whole: String = segments.iter().map(|segment| segment.text.as_str()).collect();
    let found = placeholders(&whole);
    let values: Vec<String> = found.iter().map(|(_, name)| value(name)).collect();
    let mut changes: Vec<(Range<usize>, String)> = phonetics.into_iter().map(|range| (range, String::new())).collect();
    let mut begin = 0;
    for segment in segments {
        let end = begin + segment.text.len();
        let mut text = String::new();
        let mut at = begin;
        for ((range, _), value) in found.iter().zip(&values) {
            if range.end <= begin || range.start >= end {
                continue;
            }
            text.push_str(whole.get(at..range.start.max(at)).unwrap_or_default());
            if range.start >= begin {
                text.push_str(value);
            }
            at = range.end.min(end);
        }
        text.push_str(whole.get(at..end).unwrap_or_default());
        if text != segment.text {
            changes.push((segment.element, element(&segment.name, &text)));
        }
        begin = end;
    }
    changes.sort_by_key(|(range, _)| range.start);
    let (mut out, mut done) = (String::new(), 0);
    for (range, text) in changes {
        out.push_str(inner.get(done..range.start)?);
        out.push_str(&text);
        done = range.end;
    }
    out.push_str(inner.get(done..)?);
    Some(out)
}

/// A text as an element.
pub fn element(name: &str, text: &str) -> String {
    let edge = |c: Option<char>| c.is_some_and(|c| c.is_ascii_whitespace());
    let blank = edge(text.chars().next()) || edge(text.chars().next_back()) || text.contains('\n');
    let space = if blank { " xml:space=\"preserve\"" } else { "" };
    format!("<{name}{space}>{}</{name}>", escaped(text))
}

/// A text as Excel takes it inside an element: what XML cannot say, and what Excel would take for such, as `_x000B_`.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (at, char) in text.char_indices() {
        match char {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '_' if is_code(text.get(at..at + 7)) => out.push_str("_x005F_"),
            '\t' | '\n' => out.push(char),
            '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => out.push_str(&format!("_x{:04X}_", u32::from(char))),
            char => out.push(char),
        }
    }
    out
}

fn is_code(text: Option<&str>) -> bool {
    text.and_then(|text| text.strip_prefix("_x")?.strip_suffix('_'))
        .is_some_and(|code| code.len() == 4 && code.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

fn segments(inner: &str) -> Option<(Vec<Segment>, Vec<Range<usize>>)> {
    let mut reader = Reader::from_str(inner);
    let (mut segments, mut phonetics): (Vec<Segment>, Vec<Range<usize>>) = (Vec::new(), Vec::new());
    let (mut open, mut phonetic): (Option<Segment>, Option<usize>) = (None, None);
    let position = |reader: &Reader<&[u8]>| usize::try_from(reader.buffer_position()).ok();
    loop {
        let start = position(&reader)?;
        let event = reader.read_event().ok()?;
        let end = position(&reader)?;
        match &event {
            Event::Start(element) | Event::Empty(element) => {
                let empty = matches!(event, Event::Empty(_));
                let name = element.name().into_inner();
                match name.rsplit(':').next().unwrap_or(name) {
                    "rPh" | "phoneticPr" if empty => phonetics.push(start..end),
                    "rPh" | "phoneticPr" => phonetic = Some(start),
                    "t" if phonetic.is_none() => {
                        let segment = Segment { element: start..end, name: name.to_owned(), text: String::new() };
                        if empty { segments.push(segment) } else { open = Some(segment) }
                    }
                    _ => {}
                }
            }
            Event::End(element) => {
                let name = element.name().into_inner();
                match name.rsplit(':').next().unwrap_or(name) {
                    "rPh" | "phoneticPr" => phonetics.extend(phonetic.take().map(|start| start..end)),
                    "t" => segments.extend(open.take().map(|segment| {
                        let element = segment.element.start..end;
                        Segment { element, ..segment }
                    })),
                    _ => {}
                }
            }
            Event::Eof => return Some((segments, phonetics)),
            Event::Text(_) | Event::CData(_) | Event::GeneralRef(_) => {
                let Some(segment) = &mut open else { continue };
                match &event {
                    Event::CData(text) => segment.text.push_str(&text.xml10_content()),
                    // text and references as they are written, with their entities resolved
                    _ => segment.text.push_str(&unescape(inner.get(start..end)?).ok()?.replace("\r\n", "\n")),
                }
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_placeholder_is_replaced_in_the_run_in_which_it_begins() {
        let rich = "<r><rPr><b/></rPr><t>令和6年度　{{団</t></r><r><t>体名}}の</t></r><r><t>結果</t></r><rPh sb=\"0\" eb=\"2\"><t>レイワ</t></rPh><phoneticPr fontId=\"1\"/>";
        assert_eq!(said(rich).as_deref(), Some("令和6年度　{{団体名}}の結果"));
        assert_eq!(
            replaced(rich, |name| format!("<{name}>")).as_deref(),
            Some("<r><rPr><b/></rPr><t>令和6年度　&lt;団体名&gt;</t></r><r><t>の</t></r><r><t>結果</t></r>")
        );
        assert_eq!(replaced("<t>{{a}}と{{b}}</t>", str::to_owned).as_deref(), Some("<t>aとb</t>"));
        assert_eq!(
            replaced("<x:t>&lt;{{a}} </x:t>", str::to_owned).as_deref(),
            Some("<x:t xml:space=\"preserve\">&lt;a </x:t>")
        );
    }

    #[test]
    fn texts_are_written_so_that_they_come_back() {
        for (text, written) in
            [("a<b>&", "a&lt;b&gt;&amp;"), ("_x000D_ _x", "_x005F_x000D_ _x"), ("a\u{b}", "a_x000B_")]
        {
            assert_eq!(escaped(text), written);
        }
    }
}
