//! Notes of a sheet: the part with their texts, and the drawing that shows them.

use super::extent::Note;
use super::patch::{Part, escaped, local, with};
use crate::annotation::Annotation;
use crate::cell::CellRef;
use quick_xml::Reader;
use quick_xml::events::Event;
use std::collections::BTreeMap;
use std::fmt::Write;

const AUTHOR: &str = "matome";
const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const STRICT_MAIN: &str = "http://purl.oclc.org/ooxml/spreadsheetml/main";
/// Shapes of drawings that are there have lower numbers.
const FIRST_SHAPE: u64 = 5_000_000;

/// A new part with the texts, in the namespace of a strict package or of any other.
pub(super) fn texts(annotations: &[Annotation], strict: bool) -> String {
    let main = if strict { STRICT_MAIN } else { MAIN };
    let mut xml = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<comments xmlns=\"{main}\"><authors><author>{AUTHOR}</author></authors><commentList>"
    );
    for annotation in annotations {
        push_comment(&mut xml, "", 0, annotation);
    }
    xml.push_str("</commentList></comments>");
    xml
}

fn push_comment(xml: &mut String, prefix: &str, author: usize, annotation: &Annotation) {
    // Writing to a string cannot fail.
    let _ = write!(
        xml,
        "<{prefix}comment ref=\"{}\" authorId=\"{author}\"><{prefix}text><{prefix}t xml:space=\"preserve\">{}</{prefix}t></{prefix}text></{prefix}comment>",
        annotation.at,
        escaped(&annotation.text)
    );
}

/// The part with the texts that a sheet has, with more in it; and the cells that had none. `None` if it cannot be read.
pub(super) fn more_texts(xml: &str, annotations: &[Annotation]) -> Option<(String, Vec<CellRef>)> {
    let part = Part::of(xml)?;
    let prefix = &part.prefix;
    let authors = part.child("authors")?;
    let list = part.child("commentList")?;
    if authors.empty || list.empty {
        return None;
    }
    let (count, ends) = known(xml)?;
    let mut insertions = vec![(authors.close_start, format!("<{prefix}author>{AUTHOR}</{prefix}author>"))];
    let (mut more, mut fresh) = (String::new(), Vec::new());
    for annotation in annotations {
        match ends.get(&annotation.at) {
            Some(end) => {
                let text = escaped(&annotation.text);
                let run = format!("<{prefix}r><{prefix}t xml:space=\"preserve\">\n{text}</{prefix}t></{prefix}r>");
                insertions.push((*end, run));
            }
            None => {
                push_comment(&mut more, prefix, count, annotation);
                fresh.push(annotation.at);
            }
        }
    }
    insertions.push((list.close_start, more));
    Some((with(xml, insertions)?, fresh))
}

/// How many authors there are, and of each cell with a note where its text ends.
fn known(xml: &str) -> Option<(usize, BTreeMap<CellRef, usize>)> {
    let mut reader = Reader::from_str(xml);
    let (mut authors, mut ends, mut at) = (0, BTreeMap::new(), None);
    loop {
        let start = usize::try_from(reader.buffer_position()).ok()?;
        match reader.read_event().ok()? {
            Event::Start(element) => match local(element.name().into_inner()) {
                "author" => authors += 1,
                "comment" => at = reference(element.attributes_raw()),
                _ => {}
            },
            Event::Empty(element) if local(element.name().into_inner()) == "author" => authors += 1,
            Event::End(element) if local(element.name().into_inner()) == "text" => {
                if let Some(at) = at.take() {
                    ends.insert(at, start);
                }
            }
            Event::Eof => return Some((authors, ends)),
            _ => {}
        }
    }
}

fn reference(attributes: &str) -> Option<CellRef> {
    let (_, after) = attributes.split_once("ref=")?;
    after.trim_start_matches(['"', '\'']).split(['"', '\'']).next()?.parse().ok()
}

/// A new drawing with a shape for each note.
pub(super) fn drawing(notes: &[Note]) -> String {
    let mut xml = String::from(
        "<xml xmlns:v=\"urn:schemas-microsoft-com:vml\" xmlns:o=\"urn:schemas-microsoft-com:office:office\" xmlns:x=\"urn:schemas-microsoft-com:office:excel\"><o:shapelayout v:ext=\"edit\"><o:idmap v:ext=\"edit\" data=\"1\"/></o:shapelayout>",
    );
    push_shapes(&mut xml, notes, 1025);
    xml.push_str("</xml>");
    xml
}

/// The drawing that a sheet has, with more shapes in it; `None` if it has no end.
pub(super) fn more_drawing(xml: &str, notes: &[Note]) -> Option<String> {
    let end = xml.rfind("</xml>")?;
    let mut shapes = String::new();
    push_shapes(&mut shapes, notes, FIRST_SHAPE);
    with(xml, vec![(end, shapes)])
}

/// Each shape says all that it needs itself, whatever else the drawing declares.
fn push_shapes(xml: &mut String, notes: &[Note], first: u64) {
    for (number, note) in (first..).zip(notes) {
        let (row, col) = (note.at.row, note.at.col);
        let Note { right, bottom, .. } = note;
        // Writing to a string cannot fail.
        let _ = write!(
            xml,
            "<v:shape xmlns:v=\"urn:schemas-microsoft-com:vml\" xmlns:o=\"urn:schemas-microsoft-com:office:office\" xmlns:x=\"urn:schemas-microsoft-com:office:excel\" id=\"_x0000_s{number}\" path=\"m,l,21600r21600,l21600,xe\" style=\"position:absolute;margin-left:60pt;margin-top:2pt;width:240pt;height:72pt;z-index:1;visibility:hidden\" o:spt=\"202\" coordsize=\"21600,21600\" fillcolor=\"#ffffe1\" o:insetmode=\"auto\"><v:fill color2=\"#ffffe1\"/><v:shadow on=\"t\" color=\"black\" obscured=\"t\"/><v:path o:connecttype=\"none\"/><v:textbox><div style=\"text-align:left\"></div></v:textbox><x:ClientData ObjectType=\"Note\"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>{}, 15, {row}, 2, {right}, 15, {bottom}, 4</x:Anchor><x:AutoFill>False</x:AutoFill><x:Row>{row}</x:Row><x:Column>{col}</x:Column></x:ClientData></v:shape>",
            col.saturating_add(1),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotation::Mark;
    use crate::model::CellUse;

    fn annotation(at: &str, text: &str) -> Annotation {
        Annotation { at: at.parse().unwrap(), mark: Mark::Use(CellUse::Used), text: text.to_owned() }
    }

    #[test]
    fn notes_that_are_there_stay_and_are_gone_on_with() {
        let there = "<comments><authors><author>課長</author></authors><commentList><comment ref='B2' authorId='0'><text><t>確認</t></text></comment></commentList></comments>";
        let (xml, fresh) = more_texts(there, &[annotation("B2", "実績値"), annotation("C3", "見出し")]).unwrap();
        assert_eq!(
            xml,
            "<comments><authors><author>課長</author><author>matome</author></authors><commentList><comment ref='B2' authorId='0'><text><t>確認</t><r><t xml:space=\"preserve\">\n実績値</t></r></text></comment><comment ref=\"C3\" authorId=\"1\"><text><t xml:space=\"preserve\">見出し</t></text></comment></commentList></comments>"
        );
        assert_eq!(fresh, ["C3".parse().unwrap()]);
    }

    #[test]
    fn a_drawing_has_a_shape_for_each_note() {
        let notes = ["A1", "C3"].map(|cell| Note { at: cell.parse().unwrap(), right: 9, bottom: 9 });
        let xml = drawing(&notes);
        assert_eq!(xml.matches("<v:shape ").count(), 2);
        assert!(xml.contains("<x:Row>2</x:Row><x:Column>2</x:Column>"));
        let more = more_drawing(&xml, &notes).unwrap();
        assert_eq!(more.matches("<v:shape ").count(), 4);
    }
}
