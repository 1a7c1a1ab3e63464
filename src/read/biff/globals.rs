//! What a .xls workbook says once for all its sheets: fonts, formats, shared strings, tabs, names.

use super::formula::{self, Books};
use super::record::{BOF, CONTINUE, EOF, records, u16_at, u32_at};
use super::strings::{self, Text};
use crate::read::limits::{Budget, Exceeded};
use crate::read::number_format::NumberFormat;
use crate::sheet::{DefinedName, Visibility};
use encoding_rs::Encoding;
use rustc_hash::{FxHashMap, FxHashSet};

/// What a font looks like.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub(super) struct Font {
    pub(super) struck: bool,
    /// RRGGBB, where it has a colour of its own.
    pub(super) colour: Option<u32>,
}

/// A sheet as its tab tells it.
pub(super) struct Tab {
    /// Where its records begin.
    pub(super) start: usize,
    pub(super) visibility: Visibility,
    pub(super) is_worksheet: bool,
    pub(super) name: String,
}

/// What holds for all sheets of a workbook.
pub(super) struct Globals {
    pub(super) biff8: bool,
    pub(super) encoding: &'static Encoding,
    pub(super) date1904: bool,
    pub(super) strings: Vec<Text>,
    pub(super) tabs: Vec<Tab>,
    pub(super) names: Vec<DefinedName>,
    pub(super) books: Books,
    fonts: Vec<Font>,
    styles: Vec<(NumberFormat, Font)>,
}

/// Records in which formats, fonts and styles of cells stand, before they are put together.
#[derive(Default)]
struct Looks {
    fonts: Vec<(bool, u16)>,
    palette: Vec<u32>,
    codes: FxHashMap<u16, String>,
    xfs: Vec<(u16, u16)>,
}

impl Globals {
    /// Reads the globals of a workbook stream; none if there are none. `forced` holds whatever the file says.
    pub(super) fn read(
        stream: &[u8],
        forced: Option<&'static Encoding>,
        budget: &mut Budget<'_>,
    ) -> Result<Option<Self>, Exceeded> {
        let mut all = records(stream, 0);
        let Some((BOF, head)) = all.next() else { return Ok(None) };
        let mut globals = Self {
            biff8: u16_at(head, 0) != Some(0x0500),
            encoding: forced.unwrap_or(encoding_rs::WINDOWS_1252),
            date1904: false,
            strings: Vec::new(),
            tabs: Vec::new(),
            names: Vec::new(),
            books: Books::default(),
            fonts: Vec::new(),
            styles: Vec::new(),
        };
        let mut looks = Looks::default();
        let mut string_records: Vec<&[u8]> = Vec::new();
        let mut names = Vec::new();
        let mut before = 0;
        for (id, body) in all {
            budget.time()?;
            match id {
                EOF => break,
                CONTINUE if before == STRINGS => {
                    string_records.push(body);
                    continue;
                }
                STRINGS => string_records.push(body),
                0x0042 if forced.is_none() => globals.encoding = encoding_of(u16_at(body, 0).unwrap_or(0)),
                0x0022 => globals.date1904 = u16_at(body, 0) == Some(1),
                0x0085 => globals.tabs.extend(globals.tab(body)),
                0x0017 => globals.books.external_sheets(body),
                0x01ae => globals.books.book(body),
                0x0018 => {
                    budget.detail()?;
                    names.push(body);
                }
                0x0031 => {
                    budget.detail()?;
                    looks
                        .fonts
                        .push((u16_at(body, 2).is_some_and(|flags| flags & 8 != 0), u16_at(body, 4).unwrap_or(0)));
                }
                0x0092 => looks.palette = palette(body),
                0x041e => {
                    budget.detail()?;
                    looks.codes.extend(u16_at(body, 0).zip(globals.format_code(body)));
                }
                0x00e0 => {
                    budget.detail()?;
                    looks.xfs.extend(u16_at(body, 0).zip(u16_at(body, 2)));
                }
                _ => {}
            }
            before = id;
        }
        globals.strings = strings::shared(&string_records, budget)?;
        globals.dress(&looks);
        globals.books.sheets = globals.tabs.iter().map(|tab| tab.name.clone()).collect();
        if globals.biff8 {
            globals.books.names = names.iter().map(|body| formula::name_of(body)).collect();
            globals.names = names.iter().filter_map(|body| formula::defined_name(body, &globals.books)).collect();
            // Some programs write one twice.
            let mut seen = FxHashSet::default();
            globals.names.retain(|it| seen.insert((it.name.clone(), it.sheet.clone(), it.formula.clone())));
        }
        Ok(Some(globals))
    }

    /// The format and the font of a cell.
    pub(super) fn style(&self, xf: u16) -> Option<&(NumberFormat, Font)> {
        self.styles.get(usize::from(xf))
    }

    /// A font by its number.
    pub(super) fn font(&self, number: u16) -> Font {
        // Font 4 does not exist, so those after it are one further up than they say.
        let font = usize::from(if number > 4 { number - 1 } else { number });
        self.fonts.get(font).copied().unwrap_or_default()
    }

    fn tab(&self, body: &[u8]) -> Option<Tab> {
        let len = *body.get(6)?;
        let name = if self.biff8 {
            strings::characters(body, 7, u16::from(len))?
        } else {
            strings::decoded(body.get(7..)?.get(..usize::from(len))?, self.encoding)
        };
        let visibility = match body.get(4)? & 3 {
            0 => Visibility::Visible,
            1 => Visibility::Hidden,
            _ => Visibility::VeryHidden,
        };
        let start = usize::try_from(u32_at(body, 0)?).ok()?;
        Some(Tab { start, visibility, is_worksheet: *body.get(5)? == 0, name })
    }

    /// The code of a FORMAT record.
    fn format_code(&self, body: &[u8]) -> Option<String> {
        if self.biff8 {
            return strings::characters(body, 4, u16_at(body, 2)?);
        }
        let len = usize::from(*body.get(2)?);
        Some(strings::decoded(body.get(3..)?.get(..len)?, encoding_rs::SHIFT_JIS))
    }

    fn dress(&mut self, looks: &Looks) {
        let colour = |index: u16| {
            let own = index.checked_sub(8).map(usize::from);
            own.and_then(|own| looks.palette.get(own).or_else(|| PALETTE.get(own))).or_else(|| {
                // The first eight are those of the palette again, whatever is done to it.
                PALETTE.get(usize::from(index)).filter(|_| index < 8)
            })
        };
        self.fonts = looks
            .fonts
            .iter()
            .map(|(struck, index)| Font { struck: *struck, colour: colour(*index).copied() })
            .collect();
        let style = |(font, format): &(u16, u16)| {
            let format = match looks.codes.get(format) {
                Some(code) => NumberFormat::parse(code),
                None => NumberFormat::built_in(u32::from(*format)),
            };
            (format, self.font(*font))
        };
        self.styles = looks.xfs.iter().map(style).collect();
    }
}

const STRINGS: u16 = 0x00fc;

/// The colours of a workbook that names none of its own, from number 8 on.
const PALETTE: [u32; 56] = [
    0x000000, 0xffffff, 0xff0000, 0x00ff00, 0x0000ff, 0xffff00, 0xff00ff, 0x00ffff, 0x800000, 0x008000, 0x000080,
    0x808000, 0x800080, 0x008080, 0xc0c0c0, 0x808080, 0x9999ff, 0x993366, 0xffffcc, 0xccffff, 0x660066, 0xff8080,
    0x0066cc, 0xccccff, 0x000080, 0xff00ff, 0xffff00, 0x00ffff, 0x800080, 0x800000, 0x008080, 0x0000ff, 0x00ccff,
    0xccffff, 0xccffcc, 0xffff99, 0x99ccff, 0xff99cc, 0xcc99ff, 0xffcc99, 0x3366ff, 0x33cccc, 0x99cc00, 0xffcc00,
    0xff9900, 0xff6600, 0x666699, 0x969696, 0x003366, 0x339966, 0x003300, 0x333300, 0x993300, 0x993366, 0x333399,
    0x333333,
];

fn palette(body: &[u8]) -> Vec<u32> {
    let colours = body.get(2..).unwrap_or_default().chunks_exact(4);
    colours.filter_map(|four| u32_at(four, 0)).map(|bgr| (bgr & 0xff) << 16 | bgr & 0xff00 | bgr >> 16 & 0xff).collect()
}

/// The encoding of a code page.
fn encoding_of(code_page: u16) -> &'static Encoding {
    match code_page {
        932 | 10001 => encoding_rs::SHIFT_JIS,
        936 => encoding_rs::GBK,
        949 => encoding_rs::EUC_KR,
        950 => encoding_rs::BIG5,
        1251 => encoding_rs::WINDOWS_1251,
        _ => encoding_rs::WINDOWS_1252,
    }
}
