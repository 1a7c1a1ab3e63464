//! Styles: of each cell style, the number format and whether its font is struck through (見え消し).

use crate::read::number_format::NumberFormat;
use crate::read::package::PartError;
use crate::read::xml;
use quick_xml::events::{BytesStart, Event};
use rustc_hash::FxHashMap;

/// Excel itself stops at 64,000 styles; what a damaged part says beyond that is not kept.
const LIMIT: usize = 65_536;

/// The cell styles of a workbook.
pub(super) struct Styles {
    cells: Vec<Style>,
    formats: Vec<NumberFormat>,
}

/// What a cell style says that matters for what a cell means.
#[derive(Clone, Copy, Default)]
struct Style {
    /// Index of its number format.
    format: usize,
    struck: bool,
}

impl Default for Styles {
    fn default() -> Self {
        Self { cells: Vec::new(), formats: vec![NumberFormat::built_in(0)] }
    }
}

impl Styles {
    /// The number format of the style `index`, if it has one, and whether its font is struck through.
    pub(super) fn of(&self, index: usize) -> (Option<&NumberFormat>, bool) {
        let style = self.cells.get(index).copied().unwrap_or_default();
        (self.formats.get(style.format), style.struck)
    }
}

/// Reads the styles part up to its cell styles; what comes after them is not needed.
pub(super) fn read(text: &str) -> Result<Styles, PartError> {
    let mut codes: FxHashMap<u32, String> = FxHashMap::default();
    let mut struck_fonts: Vec<bool> = Vec::new();
    let mut known: FxHashMap<u32, usize> = FxHashMap::default();
    let mut styles = Styles::default();
    let mut reader = xml::reader(text);
    let (mut in_fonts, mut in_cells) = (false, false);
    loop {
        match reader.read_event()? {
            Event::Start(element) | Event::Empty(element) => match xml::local(element.name().into_inner()) {
                "numFmt" if codes.len() < LIMIT => {
                    let id = xml::attribute(&element, "numFmtId").and_then(|id| id.parse().ok());
                    if let Some((id, code)) = id.zip(xml::attribute(&element, "formatCode")) {
                        codes.insert(id, xml::unescaped(code).into_owned());
                    }
                }
                "fonts" => in_fonts = true,
                "font" if in_fonts && struck_fonts.len() < LIMIT => struck_fonts.push(false),
                "strike" if in_fonts => {
                    if let Some(struck) = struck_fonts.last_mut() {
                        *struck = xml::attribute(&element, "val").is_none_or(xml::is_yes);
                    }
                }
                "cellXfs" => in_cells = true,
                "xf" if in_cells && styles.cells.len() < LIMIT => {
                    let (format, font) = format_and_font(&element);
                    let index = *known.entry(format).or_insert_with(|| {
                        let parsed = codes.get(&format).map(|code| NumberFormat::parse(code));
                        styles.formats.push(parsed.unwrap_or_else(|| NumberFormat::built_in(format)));
                        styles.formats.len() - 1
                    });
                    let struck = struck_fonts.get(font).copied().unwrap_or(false);
                    styles.cells.push(Style { format: index, struck });
                }
                _ => {}
            },
            Event::End(element) => match xml::local(element.name().into_inner()) {
                "fonts" => in_fonts = false,
                "cellXfs" | "styleSheet" => return Ok(styles),
                _ => {}
            },
            Event::Eof => return Err(PartError::Cut),
            _ => {}
        }
    }
}

fn format_and_font(element: &BytesStart<'_>) -> (u32, usize) {
    let (mut format, mut font) = (0, 0);
    for (name, value) in xml::attributes(element) {
        match name {
            "numFmtId" => format = value.parse().unwrap_or(0),
            "fontId" => font = value.parse().unwrap_or(0),
            _ => {}
        }
    }
    (format, font)
}
