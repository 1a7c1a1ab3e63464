//! Marks of an earlier copy: a department mends the copy that it got and sends that in, and what is mended is marked no more.

use super::patch::{Part, local, without};
use super::{AUTHOR, FORMULA};
use quick_xml::Reader;
use quick_xml::events::Event;
use std::collections::BTreeSet;
use std::ops::Range;

/// The cells of notes, as a drawing names them: row and column from 0.
pub(super) type Cells = BTreeSet<(u32, u32)>;

/// A sheet without the colours of an earlier copy; `None` if it has none.
pub(super) fn without_colours(xml: &str) -> Option<String> {
    let escaped = FORMULA.replace('"', "&quot;");
    let is_ours = |text: &str| text.contains(FORMULA) || text.contains(&escaped);
    if !is_ours(xml) {
        return None;
    }
    let formats = Part::of(xml)?.children.into_iter().filter(|child| child.name == "conditionalFormatting");
    let spans: Vec<Range<usize>> = formats.map(|child| child.start..child.end).collect();
    let ours = spans.into_iter().filter(|span| {
        let text = xml.get(span.clone()).unwrap_or_default();
        is_ours(text) && text.matches("cfRule ").count() == 1
    });
    without(xml, ours)
}

/// The texts of notes without those of an earlier copy, and the cells of those; `None` if there are none.
pub(super) fn without_texts(xml: &str) -> Option<(String, Cells)> {
    let mut reader = Reader::from_str(xml);
    let (mut authors, mut in_author) = (Vec::new(), false);
    let (mut spans, mut cells, mut begun) = (Vec::new(), Cells::new(), None);
    loop {
        let start = usize::try_from(reader.buffer_position()).ok()?;
        let event = reader.read_event().ok()?;
        let end = usize::try_from(reader.buffer_position()).ok()?;
        match event {
            Event::Start(element) => match local(element.name().into_inner()) {
                "author" => {
                    in_author = true;
                    authors.push(String::new());
                }
                "comment" => {
                    let of = |name: &str| {
                        let mut all = element.attributes().flatten();
                        all.find(|one| one.key.as_ref() == name).map(|one| one.value.into_owned())
                    };
                    let author = of("authorId")?.parse::<usize>().ok()?;
                    let ours = authors.get(author).is_some_and(|author| author == AUTHOR);
                    begun = ours.then_some(start);
                    if ours {
                        let at: crate::cell::CellRef = of("ref")?.parse().ok()?;
                        cells.insert((at.row, at.col));
                    }
                }
                _ => {}
            },
            Event::Empty(element) if local(element.name().into_inner()) == "author" => authors.push(String::new()),
            Event::Text(text) if in_author => {
                if let Some(author) = authors.last_mut() {
                    author.push_str(text.as_ref());
                }
            }
            Event::End(element) => match local(element.name().into_inner()) {
                "author" => in_author = false,
                "comment" => spans.extend(begun.take().map(|begun| begun..end)),
                _ => {}
            },
            Event::Eof => break,
            _ => {}
        }
    }
    if spans.is_empty() { None } else { Some((without(xml, spans.into_iter())?, cells)) }
}

/// A drawing without the shapes of the notes on these cells.
pub(super) fn without_shapes(xml: &str, cells: &Cells) -> Option<String> {
    const OPEN: &str = "<v:shape ";
    const CLOSE: &str = "</v:shape>";
    let mut spans = Vec::new();
    let mut from = 0;
    while let Some(start) = xml.get(from..)?.find(OPEN).map(|at| from + at) {
        let end = xml.get(start..)?.find(CLOSE).map(|at| start + at + CLOSE.len())?;
        let shape = xml.get(start..end)?;
        let number = |name: &str| -> Option<u32> {
            let (_, rest) = shape.split_once(&format!("<x:{name}>"))?;
            rest.split('<').next()?.trim().parse().ok()
        };
        if number("Row").zip(number("Column")).is_some_and(|cell| cells.contains(&cell)) {
            spans.push(start..end);
        }
        from = end;
    }
    without(xml, spans.into_iter())
}
