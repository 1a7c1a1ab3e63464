//! Small workbooks, each with something that readers stumble over (`tests/data/reader`): what is read of them.

#![expect(clippy::disallowed_methods, clippy::panic, clippy::unwrap_used, reason = "a test reads files and fails")]

mod binary;
mod limits;
mod ods;
mod ooxml;
mod others;
mod passwords;
mod worker;

use matome::read::{Reader, Rejection};
use matome::sheet::{Sheet, Workbook};
use std::path::{Path, PathBuf};

/// Where a case lies.
fn path(case: &str) -> PathBuf {
    Path::new("tests/data/reader").join(case)
}

/// The bytes of a case.
fn bytes(case: &str) -> Vec<u8> {
    std::fs::read(path(case)).unwrap_or_else(|error| panic!("{case}: {error}"))
}

/// What `reader` makes of a case.
fn read_by(reader: &Reader, case: &str) -> Result<Workbook, Rejection> {
    reader.parse(case, &bytes(case))
}

/// The name of the rule by which a rejection is told.
fn rule_of(rejected: Result<Workbook, Rejection>, case: &str) -> &'static str {
    match rejected {
        Ok(_) => panic!("{case} was read"),
        Err(rejection) => rejection.finding(case).rule.name,
    }
}

/// The cells of a sheet as `A1=text`.
fn shown(sheet: &Sheet) -> Vec<String> {
    sheet.cells.iter().map(|cell| format!("{}={}", cell.at, cell.raw.text)).collect()
}

#[test]
fn a_plain_workbook_is_read() {
    let workbook = read_by(&Reader::default(), "ok_small.xlsx").unwrap();
    assert_eq!(workbook.sheets.len(), 1);
    assert!(workbook.troubles.is_empty());
    assert_eq!(shown(&workbook.sheets[0]).len(), 2);
}
