//! A copy of a workbook in which cells are marked: by a colour, and by a note.
//!
//! Colours are conditional formats that always hold, so no cell, style or value of the sheet changes; every part that
//! is not named here is copied as it is packed. Libraries that edit workbooks lose what they do not know.

mod earlier;
mod extent;
mod notes;
mod patch;
mod plain;

pub(super) use plain::plain;

use super::error::Reason;
use super::repack::repacked;
use crate::annotation::{AnnotatedSheet, Annotation, Mark, PackageParts, SheetPart};
use crate::cell::CellRef;
use crate::model::CellUse;
use crate::rule::Severity;
use extent::{Extent, Note};
use patch::{Part, with};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::io::{Cursor, Read, Write};
use zip::ZipArchive;

/// The colour of a mark; those of one copy are legible beside one another in grey too.
pub(super) const fn colour(mark: Mark) -> &'static str {
    match mark {
        Mark::Use(CellUse::Used) => "C6E0B4",
        Mark::Use(CellUse::Label) => "BDD7EE",
        Mark::Use(CellUse::Ignored) => "D9D9D9",
        Mark::Use(CellUse::Unread) => "F8CBAD",
        Mark::Asked(Severity::Error) => "FF9F80",
        Mark::Asked(Severity::Warning) => "FFE066",
        Mark::Asked(Severity::Note) => "DDEBF7",
    }
}

/// Who writes the notes.
const AUTHOR: &str = "matome";
/// The formula of the conditional formats: it always holds, and tells whose they are.
const FORMULA: &str = "\"matome\"=\"matome\"";
/// The most bytes of a part that is changed.
const LONGEST_PART: u64 = 256 << 20;
/// Cells named in one conditional format.
const CHUNK: usize = 400;
const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const STRICT_RELATIONS: &str = "http://purl.oclc.org/ooxml/officeDocument/relationships";
const PACKAGE_RELATIONS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const CONTENT_TYPES: &str = "[Content_Types].xml";
const COMMENTS_TYPE: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml";
const DRAWING_TYPE: &str = "application/vnd.openxmlformats-officedocument.vmlDrawing";

/// A package being annotated: its parts that change, and those that are new.
struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    changed: BTreeMap<String, String>,
    /// New parts with notes, which the content types have to name.
    comments: Vec<String>,
    drawings: bool,
}

/// The annotated copy of an Office Open XML package.
///
/// # Errors
///
/// If a part that has to change is not well formed.
pub(super) fn package(
    bytes: &[u8],
    parts: &PackageParts,
    sheets: &[AnnotatedSheet],
    out: &mut dyn Write,
) -> Result<(), Reason> {
    let archive = ZipArchive::new(Cursor::new(bytes))?;
    let mut package = Package { archive, changed: BTreeMap::new(), comments: Vec::new(), drawings: false };
    let styles = parts.styles.as_deref().ok_or_else(|| odd("styles"))?;
    let used = sheets.iter().flat_map(|sheet| &sheet.cells).map(|cell| colour(cell.mark));
    let colours: Vec<&str> = used.collect::<BTreeSet<_>>().into_iter().collect();
    let formats = Formats { first: package.add_formats(styles, &colours)?, colours };
    for part in &parts.sheets {
        package.clear(part)?;
    }
    for sheet in sheets.iter().filter(|sheet| !sheet.cells.is_empty()) {
        let part = parts.sheets.iter().find(|part| part.sheet == sheet.sheet).ok_or_else(|| odd(&sheet.sheet))?;
        package.annotate(part, &sheet.cells, &formats)?;
    }
    package.name_new_parts()?;
    package.write(out)
}

fn odd(part: &str) -> Reason {
    Reason::from(std::io::Error::new(std::io::ErrorKind::InvalidData, part.to_owned()))
}

impl Package<'_> {
    fn text(&mut self, name: &str) -> Result<Option<String>, Reason> {
        if let Some(text) = self.changed.get(&self.own_name(name)) {
            return Ok(Some(text.clone()));
        }
        let Some(index) = self.index(name) else { return Ok(None) };
        let mut text = String::new();
        self.archive.by_index(index)?.take(LONGEST_PART + 1).read_to_string(&mut text)?;
        if text.len() as u64 > LONGEST_PART { Err(odd(name)) } else { Ok(Some(text)) }
    }

    /// Part names are compared without regard to case, and some producers write backslashes.
    fn index(&self, name: &str) -> Option<usize> {
        let plain = |name: &str| name.replace('\\', "/").trim_start_matches('/').to_lowercase();
        let wanted = plain(name);
        (0..self.archive.len()).find(|index| {
            self.archive.name_for_index(*index).and_then(Result::ok).is_some_and(|name| plain(&name) == wanted)
        })
    }

    /// The name as the archive writes it.
    fn own_name(&self, name: &str) -> String {
        let own = self.index(name).and_then(|index| self.archive.name_for_index(index)?.ok());
        own.map_or_else(|| name.to_owned(), |own| own.into_owned())
    }

    fn change(&mut self, name: &str, text: String) {
        let own = self.own_name(name);
        self.changed.insert(own, text);
    }

    /// Adds a fill of each colour to the differential formats; gives the number of the first.
    fn add_formats(&mut self, styles: &str, colours: &[&str]) -> Result<usize, Reason> {
        let own = self.own_name(styles);
        let xml = self.text(&own)?.ok_or_else(|| odd(styles))?;
        let part = Part::of(&xml).ok_or_else(|| odd(styles))?;
        let prefix = &part.prefix;
        let mut formats = String::new();
        for colour in colours {
            let _ = write!(
                formats,
                "<{prefix}dxf><{prefix}fill><{prefix}patternFill patternType=\"solid\"><{prefix}fgColor rgb=\"FF{colour}\"/><{prefix}bgColor rgb=\"FF{colour}\"/></{prefix}patternFill></{prefix}fill></{prefix}dxf>"
            );
        }
        let (first, patched) = match part.child("dxfs") {
            Some(there) => {
                let inner = xml.get(there.open_end..there.close_start).unwrap_or_default();
                let first = Part::of(&format!("<a>{inner}</a>")).map_or(0, |inner| inner.children.len());
                let count = first + colours.len();
                let whole = format!("<{prefix}dxfs count=\"{count}\">{inner}{formats}</{prefix}dxfs>");
                let (before, after) = (xml.get(..there.start), xml.get(there.end..));
                (first, before.zip(after).map(|(before, after)| [before, &whole, after].concat()))
            }
            None => {
                let count = colours.len();
                let whole = format!("<{prefix}dxfs count=\"{count}\">{formats}</{prefix}dxfs>");
                (0, with(&xml, vec![(part.place_in_style_sheet("dxfs"), whole)]))
            }
        };
        self.changed.insert(own, patched.ok_or_else(|| odd(styles))?);
        Ok(first)
    }

    /// Takes the marks of an earlier copy off a sheet.
    fn clear(&mut self, place: &SheetPart) -> Result<(), Reason> {
        let Some(xml) = self.text(&place.part)? else { return Ok(()) };
        let Some(plain) = earlier::without_colours(&xml) else { return Ok(()) };
        let drawing = Part::of(&xml).and_then(|part| drawing_of(&part, place));
        self.change(&place.part, plain);
        let Some(notes) = target(place, "comments") else { return Ok(()) };
        let Some((texts, cells)) = self.text(&notes)?.and_then(|xml| earlier::without_texts(&xml)) else {
            return Ok(());
        };
        self.change(&notes, texts);
        let Some(drawing) = drawing else { return Ok(()) };
        if let Some(shapes) = self.text(&drawing)?.and_then(|xml| earlier::without_shapes(&xml, &cells)) {
            self.change(&drawing, shapes);
        }
        Ok(())
    }

    fn annotate(&mut self, place: &SheetPart, cells: &[Annotation], formats: &Formats) -> Result<(), Reason> {
        let own = self.own_name(&place.part);
        let wrong = || odd(&place.part);
        let xml = self.text(&own)?.ok_or_else(wrong)?;
        let part = Part::of(&xml).ok_or_else(wrong)?;
        let colours = colours(&part, cells, formats);
        let mut insertions = vec![(part.place_in_worksheet("conditionalFormatting"), colours)];
        let strict = xml.contains("purl.oclc.org/ooxml");
        let kinds = if strict { STRICT_RELATIONS } else { RELATIONS };
        let mut relations = String::new();
        let texts = match target(place, "comments") {
            Some(there) => self.text(&there)?.and_then(|xml| notes::more_texts(&xml, cells)).map(|more| (there, more)),
            None => None,
        };
        let fresh: Vec<CellRef> = match texts {
            Some((there, (text, fresh))) => {
                self.change(&there, text);
                fresh
            }
            None if target(place, "comments").is_some() => Vec::new(),
            None => {
                let name = self.free_name("xl/commentsMatome", "xml");
                let _ = write!(
                    relations,
                    "<Relationship Id=\"rIdMatomeNotes\" Type=\"{kinds}/comments\" Target=\"/{name}\"/>"
                );
                self.changed.insert(name.clone(), notes::texts(cells, strict));
                self.comments.push(name);
                cells.iter().map(|cell| cell.at).collect()
            }
        };
        let drawn = drawing_of(&part, place);
        let extent = Extent::of(&xml);
        let is_fresh = |cell: &&Annotation| fresh.binary_search(&cell.at).is_ok();
        let boxes: Vec<Note> = cells.iter().filter(is_fresh).map(|cell| extent.note(cell.at, &cell.text)).collect();
        match drawn {
            Some(there) if !boxes.is_empty() => {
                let drawing = self.text(&there)?.and_then(|xml| notes::more_drawing(&xml, &boxes));
                self.change(&there, drawing.ok_or_else(|| odd(&there))?);
            }
            None if !boxes.is_empty() => {
                let name = self.free_name("xl/drawings/vmlDrawingMatome", "vml");
                let _ = write!(
                    relations,
                    "<Relationship Id=\"rIdMatomeDrawing\" Type=\"{kinds}/vmlDrawing\" Target=\"/{name}\"/>"
                );
                self.changed.insert(name, notes::drawing(&boxes));
                self.drawings = true;
                let element = format!("<{}legacyDrawing xmlns:r=\"{kinds}\" r:id=\"rIdMatomeDrawing\"/>", part.prefix);
                insertions.push((part.place_in_worksheet("legacyDrawing"), element));
            }
            _ => {}
        }
        let patched = with(&xml, insertions).ok_or_else(wrong)?;
        self.changed.insert(own, patched);
        if relations.is_empty() { Ok(()) } else { self.add_relations(&place.part, &relations) }
    }

    /// A part's name with a number that no part has.
    fn free_name(&self, start: &str, extension: &str) -> String {
        let free = |name: &String| self.index(name).is_none() && !self.changed.contains_key(name);
        (1u32..).map(|number| format!("{start}{number}.{extension}")).find(free).unwrap_or_default()
    }

    fn add_relations(&mut self, part: &str, relations: &str) -> Result<(), Reason> {
        let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
        let name = format!("{folder}/_rels/{file}.rels");
        let name = self.own_name(name.trim_start_matches('/'));
        let whole = match self.text(&name)? {
            Some(xml) => match Part::of(&xml) {
                Some(there) => {
                    let own = relations.replace("<Relationship ", &format!("<{}Relationship ", there.prefix));
                    with(&xml, vec![(there.root_end, own)]).ok_or_else(|| odd(&name))?
                }
                // a list without relations may be written as an empty element
                None => list_of(relations),
            },
            None => list_of(relations),
        };
        self.changed.insert(name, whole);
        Ok(())
    }

    fn name_new_parts(&mut self) -> Result<(), Reason> {
        let name = self.own_name(CONTENT_TYPES);
        let xml = self.text(&name)?.ok_or_else(|| odd(CONTENT_TYPES))?;
        let part = Part::of(&xml).ok_or_else(|| odd(CONTENT_TYPES))?;
        let prefix = &part.prefix;
        let mut types = String::new();
        let known = xml.to_lowercase().replace('\'', "\"").contains("extension=\"vml\"");
        if self.drawings && !known {
            let _ = write!(types, "<{prefix}Default Extension=\"vml\" ContentType=\"{DRAWING_TYPE}\"/>");
        }
        for comments in &self.comments {
            let _ = write!(types, "<{prefix}Override PartName=\"/{comments}\" ContentType=\"{COMMENTS_TYPE}\"/>");
        }
        let patched = with(&xml, vec![(part.root_end, types)]).ok_or_else(|| odd(CONTENT_TYPES))?;
        self.changed.insert(name, patched);
        Ok(())
    }

    /// Writes the package: parts that changed anew, the others as they are packed, new ones at the end.
    fn write(self, out: &mut dyn Write) -> Result<(), Reason> {
        let changed = self.changed.into_iter().map(|(name, text)| (name, Some(text))).collect();
        Ok(out.write_all(&repacked(self.archive.into_inner().into_inner(), changed, str::to_owned)?)?)
    }
}

/// The part to which a relation of that kind leads.
fn target(place: &SheetPart, kind: &str) -> Option<String> {
    place.relations.iter().find(|(_, known, _)| known == kind).map(|(_, _, target)| target.clone())
}

/// The drawing of a sheet's notes, not that of its header.
fn drawing_of(part: &Part, place: &SheetPart) -> Option<String> {
    let child = part.child("legacyDrawing")?;
    let tag = part.xml.get(child.start..child.open_end)?;
    let (_, after) = tag.split_once(":id=")?;
    let id = after.trim_start_matches(['"', '\'']).split(['"', '\'']).next()?;
    place.relations.iter().find(|(known, ..)| known == id).map(|(_, _, target)| target.clone())
}

fn list_of(relations: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<Relationships xmlns=\"{PACKAGE_RELATIONS}\">{relations}</Relationships>"
    )
}

/// The colours of a copy and the number of the format that the first of them has; the others follow.
struct Formats<'c> {
    colours: Vec<&'c str>,
    first: usize,
}

/// Conditional formats that always hold, one for each colour.
fn colours(part: &Part, cells: &[Annotation], formats: &Formats) -> String {
    let prefix = &part.prefix;
    let mut xml = String::new();
    let mut priority = part.xml.matches("<cfRule").count() + part.xml.matches(":cfRule").count();
    for (format, shown) in (formats.first..).zip(&formats.colours) {
        let of_colour: Vec<String> =
            cells.iter().filter(|cell| colour(cell.mark) == *shown).map(|cell| cell.at.to_string()).collect();
        for chunk in of_colour.chunks(CHUNK) {
            priority += 1;
            let _ = write!(
                xml,
                "<{prefix}conditionalFormatting sqref=\"{}\"><{prefix}cfRule type=\"expression\" dxfId=\"{format}\" priority=\"{priority}\"><{prefix}formula>{FORMULA}</{prefix}formula></{prefix}cfRule></{prefix}conditionalFormatting>",
                chunk.join(" ")
            );
        }
    }
    xml
}
