//! How a cell looks.

use rust_xlsxwriter::{Format, FormatAlign, FormatBorder};

#[derive(Clone, Copy, PartialEq)]
pub enum Fill {
    None,
    Head,
    Label,
    Band,
}

#[derive(Clone, Copy, PartialEq)]
pub enum Side {
    Left,
    Center,
    Right,
}

#[derive(Clone, Copy)]
pub struct Ink {
    pub size: f64,
    pub bold: bool,
    pub fill: Fill,
    pub side: Side,
    pub framed: bool,
    pub wrap: bool,
    pub upright: bool,
    pub percent: bool,
}

pub const TEXT: Ink = Ink {
    size: 10.0,
    bold: false,
    fill: Fill::None,
    side: Side::Left,
    framed: true,
    wrap: true,
    upright: false,
    percent: false,
};
pub const NUM: Ink = Ink { side: Side::Right, ..TEXT };
pub const RATE: Ink = Ink { percent: true, ..NUM };
pub const MARK: Ink = Ink { side: Side::Center, ..TEXT };
pub const HEAD: Ink = Ink { fill: Fill::Head, ..MARK };
pub const LABEL: Ink = Ink { fill: Fill::Label, ..MARK };
pub const UPRIGHT: Ink = Ink { upright: true, ..LABEL };
pub const BAND: Ink = Ink { bold: true, fill: Fill::Band, wrap: false, ..TEXT };
pub const TITLE: Ink = Ink { size: 14.0, bold: true, side: Side::Center, framed: false, wrap: false, ..TEXT };
pub const PLAIN: Ink = Ink { size: 9.0, framed: false, wrap: false, ..TEXT };
pub const RIGHT: Ink = Ink { side: Side::Right, ..PLAIN };

impl Ink {
    /// `colours`: of headings, labels and section bands.
    pub fn format(self, font: &str, colours: [u32; 3]) -> Format {
        let mut format = Format::new()
            .set_font_name(font)
            .set_font_family(3)
            .set_font_charset(128)
            .set_font_size(self.size)
            .set_align(FormatAlign::VerticalCenter)
            .set_align(match self.side {
                Side::Left => FormatAlign::Left,
                Side::Center => FormatAlign::Center,
                Side::Right => FormatAlign::Right,
            });
        if self.bold {
            format = format.set_bold();
        }
        if self.framed {
            format = format.set_border(FormatBorder::Thin).set_border_color(0x595959);
        }
        if self.wrap {
            format = format.set_text_wrap();
        }
        if self.framed && self.side == Side::Left {
            format = format.set_indent(1);
        }
        if self.upright {
            format = format.set_rotation(270);
        }
        match self.fill {
            Fill::None => format,
            Fill::Head => format.set_background_color(colours[0]),
            Fill::Label => format.set_background_color(colours[1]),
            Fill::Band => format.set_background_color(colours[2]).set_font_color(0xFFFFFF),
        }
    }
}
