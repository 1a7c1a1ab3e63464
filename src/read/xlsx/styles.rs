//! Styles: of each cell style, the number format and what of its font matters: 見え消し, colour.

use super::colour;
use super::strings::Font;
use crate::read::limits::Budget;
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
    palette: Vec<u32>,
}

/// What a cell style says that matters for what a cell means.
#[derive(Clone, Copy, Default)]
struct Style {
    /// Index of its number format.
    format: usize,
    font: Font,
}

impl Default for Styles {
    fn default() -> Self {
        Self { cells: Vec::new(), formats: vec![NumberFormat::built_in(0)], palette: Vec::new() }
    }
}

impl Styles {
    /// The number format of the style `index`, if it has one, and whether its font is struck through.
    pub(super) fn of(&self, index: usize) -> (Option<&NumberFormat>, bool) {
        let style = self.cells.get(index).copied().unwrap_or_default();
        (self.formats.get(style.format), style.font.struck)
    }

    /// The font of the style `index`.
    pub(super) fn font(&self, index: usize) -> Font {
        self.cells.get(index).map(|style| style.font).unwrap_or_default()
    }

    /// Whether any font has a colour of the theme.
    pub(super) fn is_themed(&self) -> bool {
        self.cells.iter().any(|style| colour::is_of_theme(style.font.colour))
    }

    /// The palette, where the workbook has one of its own. It is taken.
    pub(super) fn take_palette(&mut self) -> Vec<u32> {
        std::mem::take(&mut self.palette)
    }
}

/// Reads the styles part up to its cell styles; of what comes after them only a palette is needed.
pub(super) fn read(text: &str, budget: &mut Budget<'_>) -> Result<Styles, PartError> {
    let mut codes: FxHashMap<u32, String> = FxHashMap::default();
    let mut fonts: Vec<Font> = Vec::new();
    let mut known: FxHashMap<u32, usize> = FxHashMap::default();
    let mut styles = Styles::default();
    let mut reader = xml::reader(text, budget);
    let (mut in_fonts, mut in_cells) = (false, false);
    loop {
        match reader.read_event()? {
            Event::Empty(element) if xml::local(element.name().into_inner()) == "styleSheet" => return Ok(styles),
            Event::Start(element) | Event::Empty(element) => match xml::local(element.name().into_inner()) {
                "numFmt" if codes.len() < LIMIT => {
                    let id = xml::attribute(&element, "numFmtId").and_then(|id| id.parse().ok());
                    if let Some((id, code)) = id.zip(xml::attribute(&element, "formatCode")) {
                        codes.insert(id, xml::unescaped(code).into_owned());
                    }
                }
                "fonts" => in_fonts = true,
                "font" if in_fonts && fonts.len() < LIMIT => fonts.push(Font::default()),
                "cellXfs" => in_cells = true,
                "xf" if in_cells && styles.cells.len() < LIMIT => {
                    let (format, font) = format_and_font(&element);
                    let index = *known.entry(format).or_insert_with(|| {
                        let parsed = codes.get(&format).map(|code| NumberFormat::parse(code));
                        styles.formats.push(parsed.unwrap_or_else(|| NumberFormat::built_in(format)));
                        styles.formats.len() - 1
                    });
                    let font = fonts.get(font).copied().unwrap_or_default();
                    styles.cells.push(Style { format: index, font });
                }
                _ if in_fonts => {
                    if let Some(font) = fonts.last_mut() {
                        font.take(&element);
                    }
                }
                _ => {}
            },
            Event::End(element) => match xml::local(element.name().into_inner()) {
                "fonts" => in_fonts = false,
                "cellXfs" | "styleSheet" => {
                    let rest = text.get(reader.position()..).unwrap_or_default();
                    styles.palette = match rest.split_once("<indexedColors") {
                        Some((_, palette)) => read_palette(palette, budget)?,
                        None => Vec::new(),
                    };
                    return Ok(styles);
                }
                _ => {}
            },
            Event::Eof => return Err(PartError::Cut),
            _ => {}
        }
    }
}

/// Reads the colours of a palette, up to its end.
fn read_palette(text: &str, budget: &Budget<'_>) -> Result<Vec<u32>, PartError> {
    let mut colours = Vec::new();
    // Before the first `<` is the rest of the element that has just begun, and its end comes last.
    let start = text.find('<').unwrap_or(text.len());
    let text = text.get(start..).and_then(|text| text.split("</indexedColors").next()).unwrap_or_default();
    let mut reader = xml::reader(text, budget);
    loop {
        match reader.read_event()? {
            Event::Start(element) | Event::Empty(element)
                if xml::local(element.name().into_inner()) == "rgbColor" && colours.len() < 64 =>
            {
                colours.push(colour::named(&element).unwrap_or_default());
            }
            Event::Eof => return Ok(colours),
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
