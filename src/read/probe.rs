//! Ways into single readers, for the tests that feed them anything at all; the program itself never comes this way.

use super::biff::Styles;
use super::number_format::NumberFormat;

/// Reads what `biff` reads of a .xls workbook, without calamine, and asks for some cells.
pub fn biff(bytes: &[u8]) {
    let styles = Styles::read(bytes);
    for place in 0..64 {
        let style = styles.of(place % 3, u32::try_from(place / 8).unwrap_or_default(), (place % 8) as u32);
        style.split("指標😀の名前");
    }
}

/// What a number format shows for a number, in both date systems, and for a text.
pub fn number_format(code: &str, number: f64) -> [Option<String>; 3] {
    let format = NumberFormat::parse(code);
    let shown = |date1904| {
        let mut text = String::new();
        format.show(number, date1904, &mut text);
        text
    };
    [Some(shown(false)), Some(shown(true)), format.show_text("満足度")]
}
