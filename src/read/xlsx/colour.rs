//! Colours of text: written out, by the number of a palette, or by the role that they have in the workbook's theme.

use crate::read::limits::Budget;
use crate::read::package::PartError;
use crate::read::xml;
use quick_xml::events::{BytesStart, Event};

/// A colour that is not resolved yet: RRGGBB, or a number with one of these marks.
const OF_THEME: u32 = 1 << 24;
const OF_PALETTE: u32 = 2 << 24;
/// The theme's colour for text. It is what text has that nobody coloured.
const TEXT: u32 = OF_THEME | 1;

/// What numbers of colours stand for.
#[derive(Default)]
pub(super) struct Palette {
    /// The theme's colours by their numbers.
    pub(super) theme: Vec<u32>,
    /// The palette, where the workbook has one of its own.
    pub(super) indexed: Vec<u32>,
}

/// The palette of a workbook that has none of its own, from 8 on; 0 to 7 are the first eight again.
const INDEXED: [u32; 56] = [
    0x00_0000, 0xFF_FFFF, 0xFF_0000, 0x00_FF00, 0x00_00FF, 0xFF_FF00, 0xFF_00FF, 0x00_FFFF, 0x80_0000, 0x00_8000,
    0x00_0080, 0x80_8000, 0x80_0080, 0x00_8080, 0xC0_C0C0, 0x80_8080, 0x99_99FF, 0x99_3366, 0xFF_FFCC, 0xCC_FFFF,
    0x66_0066, 0xFF_8080, 0x00_66CC, 0xCC_CCFF, 0x00_0080, 0xFF_00FF, 0xFF_FF00, 0x00_FFFF, 0x80_0080, 0x80_0000,
    0x00_8080, 0x00_00FF, 0x00_CCFF, 0xCC_FFFF, 0xCC_FFCC, 0xFF_FF99, 0x99_CCFF, 0xFF_99CC, 0xCC_99FF, 0xFF_CC99,
    0x33_66FF, 0x33_CCCC, 0x99_CC00, 0xFF_CC00, 0xFF_9900, 0xFF_6600, 0x66_6699, 0x96_9696, 0x00_3366, 0x33_9966,
    0x00_3300, 0x33_3300, 0x99_3300, 0x99_3366, 0x33_3399, 0x33_3333,
];

impl Palette {
    /// The colour as RRGGBB; none if it has a number for which there is no colour.
    pub(super) fn resolved(&self, colour: u32) -> Option<u32> {
        let number = usize::try_from(colour & 0xFF_FFFF).ok()?;
        if colour & OF_THEME != 0 {
            return self.theme.get(number).copied();
        }
        if colour & OF_PALETTE == 0 {
            return Some(colour);
        }
        let default = || INDEXED.get(if number < 8 { number } else { number - 8 });
        self.indexed.get(number).or_else(default).copied()
    }
}

/// What an element names as a colour, to be resolved. None if that is no colour, the text's own, or a shade of another.
pub(super) fn named(element: &BytesStart<'_>) -> Option<u32> {
    let mut colour = None;
    for (name, value) in xml::attributes(element) {
        match name {
            "rgb" => colour = colour.or_else(|| rgb(value)),
            "theme" => colour = value.parse().ok().filter(|theme| *theme < 64).map(|theme: u32| OF_THEME | theme),
            "indexed" => colour = value.parse().ok().filter(|index| *index < 64).map(|index: u32| OF_PALETTE | index),
            "tint" if value.parse() != Ok(0.0) => return None,
            _ => {}
        }
    }
    colour.filter(|colour| *colour != TEXT)
}

/// Whether a colour is the theme's.
pub(super) fn is_of_theme(colour: Option<u32>) -> bool {
    colour.is_some_and(|colour| colour & OF_THEME != 0)
}

/// `RRGGBB`, or `AARRGGBB` of which the first two say how opaque it is.
fn rgb(text: &str) -> Option<u32> {
    let digits = match text.len() {
        6 => text,
        8 => text.get(2..)?,
        _ => return None,
    };
    u32::from_str_radix(digits, 16).ok()
}

/// Reads the colours of a theme part, by their numbers.
pub(super) fn read_theme(text: &str, budget: &Budget<'_>) -> Result<Vec<u32>, PartError> {
    let mut colours = Vec::new();
    let mut reader = xml::reader(text, budget);
    loop {
        match reader.read_event()? {
            Event::Start(element) | Event::Empty(element) => {
                let value = match xml::local(element.name().into_inner()) {
                    "srgbClr" => xml::attribute(&element, "val"),
                    "sysClr" => xml::attribute(&element, "lastClr"),
                    _ => continue,
                };
                colours.push(value.and_then(rgb).unwrap_or_default());
            }
            Event::End(element) if xml::local(element.name().into_inner()) == "clrScheme" => break,
            Event::Eof => break,
            _ => {}
        }
    }
    // The part has dark 1, light 1, dark 2, light 2; the numbers have light before dark.
    for pair in colours.chunks_exact_mut(2).take(2) {
        pair.reverse();
    }
    Ok(colours)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::limits::Limits;

    fn colour(attributes: &str) -> Option<u32> {
        let theme = "<a:clrScheme><a:dk1><a:sysClr val='windowText' lastClr='000000'/></a:dk1><a:lt1><a:sysClr val='window' lastClr='FFFFFF'/></a:lt1>\
            <a:dk2><a:srgbClr val='1F497D'/></a:dk2><a:lt2><a:srgbClr val='EEECE1'/></a:lt2><a:accent1><a:srgbClr val='4F81BD'/></a:accent1></a:clrScheme><a:srgbClr val='111111'/>";
        let limits = Limits::default();
        let palette = Palette { theme: read_theme(theme, &Budget::new(&limits)).unwrap(), indexed: Vec::new() };
        let element = format!("color {attributes}");
        named(&BytesStart::from_content(&element, 5)).and_then(|colour| palette.resolved(colour))
    }

    #[test]
    fn colours_are_resolved_where_that_is_simple() {
        for (attributes, expected) in [
            ("rgb='FFFF0000'", Some(0xFF_0000)),
            ("rgb='00FF00'", Some(0x00_FF00)),
            ("rgb='red'", None),
            ("indexed='10'", Some(0xFF_0000)),
            ("indexed='2'", Some(0xFF_0000)),
            ("indexed='64'", None),
            ("theme='0'", Some(0xFF_FFFF)),
            ("theme='1'", None),
            ("theme='3'", Some(0x1F_497D)),
            ("theme='4' tint='0'", Some(0x4F_81BD)),
            ("theme='4' tint='-0.25'", None),
            ("theme='44'", None),
            ("auto='1'", None),
        ] {
            assert_eq!(colour(attributes), expected, "{attributes}");
        }
    }
}
