//! Ways into single readers, for the tests that feed them anything at all; the program itself never comes this way.

use super::biff;
use super::limits::{Budget, Limits};
use super::number_format::NumberFormat;
use super::secret::{self, Passwords};

/// How many cells `biff` reads of a .xls workbook without calamine; none if it rejects it.
pub fn biff(bytes: &[u8], limits: &Limits) -> Option<usize> {
    let book = biff::read("a.xls", bytes, None, &mut Budget::new(limits)).ok()?;
    Some(book.contents.sheets.iter().map(|sheet| sheet.cells.len()).sum())
}

/// Whether a .xls workbook is protected by the password, and opened with it.
pub fn opened(bytes: &[u8], password: &str, limits: &Limits) -> bool {
    let passwords = Passwords::parse(password.as_bytes());
    secret::opened(bytes, &passwords, &mut Budget::new(limits)).is_ok_and(|opened| opened.is_some())
}

/// Whether a package that is so described is opened with the password.
pub fn opened_package(info: &[u8], package: &[u8], password: &str, limits: &Limits) -> bool {
    let passwords = Passwords::parse(password.as_bytes());
    let lock = secret::Lock::of_package(info, package);
    lock.is_ok_and(|lock| lock.open(&passwords, &mut Budget::new(limits)).is_ok())
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
