//! How roles look: every format derives from one base, so that a book has one font.

use crate::page::{Minus, NumberStyle, Role, Tone};
use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, FormatUnderline};
use rustc_hash::FxHashMap;

/// The font of every book.
pub const FONT: &str = "游ゴシック";

/// Colours of texts besides black: of notes, of links, and of what is hardly to be seen.
const QUIET: u32 = 0x0040_4040;
const LINK: u32 = 0x0004_509E;
const FAINT: u32 = 0x0076_7676;
/// Colours behind texts besides white. None of them says what the words before it do not.
const HEADING: u32 = 0x00D9_E1F2;
const STRONG: u32 = 0x00F2_F2F2;
const INPUT: u32 = 0x00FF_FF99;
const GOOD: u32 = 0x00E2_EFDA;
const BAD: u32 = 0x00FC_E4D6;
const CARE: u32 = 0x00FF_F2CC;
/// The lines around cells.
const BORDER: u32 = 0x0080_8080;

/// The base that every format derives from.
pub fn base() -> Format {
    Format::new().set_font_name(FONT).set_font_size(11).set_font_charset(128).set_align(FormatAlign::VerticalCenter)
}

/// What decides a format.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Look {
    /// The cell's role.
    pub role: Role,
    /// Whether it is a sum or heads others.
    pub strong: bool,
    /// How deep it stands.
    pub indent: u8,
    /// Whether it leads somewhere.
    pub link: bool,
}

/// The formats in use in a book.
pub struct Formats {
    base: Format,
    minus: Minus,
    made: FxHashMap<Look, Format>,
}

impl Formats {
    /// No formats yet; negative numbers will have that sign.
    pub fn new(minus: Minus) -> Self {
        Self { base: base(), minus, made: FxHashMap::default() }
    }

    /// The format of a look.
    pub fn of(&mut self, look: Look) -> &Format {
        self.made.entry(look).or_insert_with(|| made(&self.base, self.minus, look))
    }
}

fn made(base: &Format, minus: Minus, look: Look) -> Format {
    let mut format = role(base.clone(), minus, look.role);
    if look.strong {
        format = format.set_bold();
        if !matches!(look.role, Role::Mark(_) | Role::Correct(_) | Role::Input | Role::Tick) {
            format = format.set_background_color(Color::RGB(STRONG));
        }
    }
    if look.indent > 0 {
        format = format.set_indent(look.indent);
    }
    if look.link {
        format = format.set_font_color(Color::RGB(LINK)).set_underline(FormatUnderline::Single);
    }
    format
}

fn role(base: Format, minus: Minus, role: Role) -> Format {
    match role {
        Role::Plain => base,
        Role::Cover => base.set_bold().set_font_size(24).set_align(FormatAlign::Center),
        Role::CoverLine => base.set_font_size(14).set_align(FormatAlign::Center),
        Role::CoverSide => base.set_font_size(14).set_align(FormatAlign::Right),
        Role::Title => base.set_bold().set_font_size(14),
        Role::Section => base.set_bold().set_font_size(12),
        Role::Note => base.set_font_size(9).set_font_color(Color::RGB(QUIET)),
        Role::Caption => base.set_font_size(9).set_font_color(Color::RGB(QUIET)).set_align(FormatAlign::Top),
        Role::Heading => boxed(base)
            .set_bold()
            .set_text_wrap()
            .set_align(FormatAlign::Center)
            .set_background_color(Color::RGB(HEADING)),
        Role::Body => boxed(base).set_text_wrap(),
        Role::Center => boxed(base).set_text_wrap().set_align(FormatAlign::Center),
        Role::Number(style) => boxed(base).set_num_format(number(style, minus)),
        Role::Mark(tone) => marked(boxed(base).set_text_wrap().set_align(FormatAlign::Center), tone),
        Role::Correct(Some(style)) => correct(base).set_num_format(number(style, minus)),
        Role::Correct(None) => correct(base).set_text_wrap().set_align(FormatAlign::Center),
        Role::Input => input(base),
        Role::Tick => input(base).set_align(FormatAlign::Center),
        // Filled, a long text ends with its cell and does not run on over the sheet.
        Role::Faint => base.set_font_size(8).set_font_color(Color::RGB(FAINT)).set_align(FormatAlign::Fill),
    }
}

fn input(base: Format) -> Format {
    boxed(base).set_text_wrap().set_unlocked().set_background_color(Color::RGB(INPUT))
}

fn correct(base: Format) -> Format {
    boxed(base).set_unlocked().set_background_color(Color::RGB(0x00DD_F3FA))
}

fn boxed(format: Format) -> Format {
    format.set_border(FormatBorder::Thin).set_border_color(Color::RGB(BORDER))
}

/// The format with the colour of a tone.
pub fn marked(format: Format, tone: Tone) -> Format {
    match tone {
        Tone::Good => format.set_background_color(Color::RGB(GOOD)),
        Tone::Bad => format.set_background_color(Color::RGB(BAD)),
        Tone::Care => format.set_background_color(Color::RGB(CARE)),
        Tone::Neutral => format,
    }
}

/// Commas, the minus, so many decimals, and the words that follow.
fn number(style: NumberStyle, minus: Minus) -> String {
    let minus = minus.sign();
    let decimals = "0".repeat(usize::from(style.decimals));
    let point = if decimals.is_empty() { "" } else { "." };
    let suffix = if style.suffix.is_empty() { String::new() } else { format!("\"{}\"", style.suffix) };
    format!("#,##0{point}{decimals}{suffix};{minus}#,##0{point}{decimals}{suffix}")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Relative luminance (WCAG 2.2).
    fn luminance(colour: u32) -> f64 {
        let channel = |shift: u32| {
            let value = f64::from((colour >> shift) & 0xFF) / 255.0;
            if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * channel(16) + 0.7152 * channel(8) + 0.0722 * channel(0)
    }

    fn contrast(one: u32, other: u32) -> f64 {
        let (one, other) = (luminance(one), luminance(other));
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    #[test]
    fn every_text_stands_out_from_what_is_behind_it() {
        const WHITE: u32 = 0x00FF_FFFF;
        for behind in [WHITE, HEADING, STRONG, INPUT, GOOD, BAD, CARE] {
            assert!(contrast(0, behind) >= 4.5, "{behind:06X}");
            assert!(contrast(LINK, behind) >= 4.5, "{behind:06X}");
        }
        assert!(contrast(QUIET, WHITE) >= 4.5 && contrast(FAINT, WHITE) >= 4.5);
        // a line is no text
        assert!(contrast(BORDER, WHITE) >= 3.0);
    }

    #[test]
    fn negatives_are_shown_as_offices_do() {
        assert_eq!(number(NumberStyle { decimals: 1, suffix: "" }, Minus::White), "#,##0.0;△#,##0.0");
        assert_eq!(number(NumberStyle { decimals: 0, suffix: "以上" }, Minus::Black), "#,##0\"以上\";▲#,##0\"以上\"");
    }
}
