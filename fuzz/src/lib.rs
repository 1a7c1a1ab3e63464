//! What is fuzzed: a function for each reader, which takes any bytes and must come back without a panic, soon.
//!
//! `fuzz_targets/` hands these to the fuzzer, and `tests/fuzz_regressions.rs` replays seeds and former crashes with them.

use matome::cell::{CellRef, Rect};
use matome::digest::of_texts;
use matome::form::Forms;
use matome::lang::Lang;
use matome::lexicon::Lexicon;
use matome::pipeline::submission;
use matome::read::{Limits, Reader, probe};
use matome::settings::{Scale, Settings};
use matome::sheet::{Content, Raw};
use matome::token::{quantity, statement, text, time};
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// A function that takes any bytes.
pub type Target = fn(&[u8]);

/// All of them, by name.
pub const TARGETS: [(&str, Target); 17] = [
    ("biff", biff),
    ("biff_records", biff_records),
    ("delimited", delimited),
    ("html", html),
    ("mhtml", mhtml),
    ("number_format", number_format),
    ("ods_content", ods_content),
    ("secret", secret),
    ("settings", settings),
    ("table", table),
    ("tokens", tokens),
    ("xlsx", xlsx),
    ("xlsx_book", xlsx_book),
    ("xlsx_sheet", xlsx_sheet),
    ("xlsx_strings", xlsx_strings),
    ("xlsx_styles", xlsx_styles),
    ("xml2003", xml2003),
];

/// A whole package.
pub fn xlsx(bytes: &[u8]) {
    if !is_read_by_calamine(bytes) {
        read("a.xlsx", bytes);
    }
}

/// The parts of a package: each begins with a line `@@ NAME`, and what stands before the first is its main part.
pub fn xlsx_book(bytes: &[u8]) {
    let bytes = &[b"\n@@ xl/workbook.xml\n", bytes].concat();
    let mut parts: Vec<(&str, &[u8])> = Vec::new();
    for part in split(bytes, b"\n@@ ").into_iter().skip(1) {
        let end = part.iter().position(|byte| *byte == b'\n').unwrap_or(part.len());
        let (name, content) = part.split_at(end);
        let Ok(name) = std::str::from_utf8(name) else { continue };
        if parts.iter().all(|(known, _)| *known != name) && parts.len() < 16 {
            parts.push((name, content.get(1..).unwrap_or_default()));
        }
    }
    if !parts.iter().any(|(name, _)| is_read_by_calamine(name.as_bytes())) {
        read("a.xlsx", &package(&parts));
    }
}

/// A sheet part.
pub fn xlsx_sheet(bytes: &[u8]) {
    with_sheet(bytes, STRINGS, STYLES);
}

/// The part of the shared strings.
pub fn xlsx_strings(bytes: &[u8]) {
    with_sheet(SHEET, bytes, STYLES);
}

/// The part of the styles, number formats among them.
pub fn xlsx_styles(bytes: &[u8]) {
    with_sheet(SHEET, STRINGS, bytes);
}

/// The one part of an OpenDocument spreadsheet that holds its tables.
pub fn ods_content(bytes: &[u8]) {
    let kind = b"application/vnd.oasis.opendocument.spreadsheet";
    read("a.ods", &package(&[("mimetype", kind), ("content.xml", bytes)]));
}

/// What is read of a .xls workbook beside calamine.
pub fn biff(bytes: &[u8]) {
    probe::biff(bytes, &limits());
}

/// The same from the records on, which stand in an OLE file without fault.
pub fn biff_records(bytes: &[u8]) {
    probe::biff(&ole("Workbook", bytes), &limits());
}

/// Text files.
pub fn delimited(bytes: &[u8]) {
    // Other kinds of files have targets of their own.
    if !bytes.starts_with(b"PK") && !is_read_by_calamine(bytes) {
        read("a.csv", bytes);
    }
}

/// Web pages.
pub fn html(bytes: &[u8]) {
    read("a.xls", &[b"<html>", bytes].concat());
}

/// Web pages in one file with what belongs to them.
pub fn mhtml(bytes: &[u8]) {
    read("a.mht", &[b"MIME-Version: 1.0\n", bytes].concat());
}

/// XML Spreadsheet 2003, its root aside.
pub fn xml2003(bytes: &[u8]) {
    const ROOT: &[u8] = br#"<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet" xmlns:x="urn:schemas-microsoft-com:office:excel">"#;
    read("a.xls", &[ROOT, bytes, b"</Workbook>"].concat());
}

/// What says how a file is protected: the records of a .xls, or the description of a package before a line of `@@`.
pub fn secret(bytes: &[u8]) {
    let limits = limits();
    probe::opened(&ole("Workbook", bytes), "himitsu", &limits);
    let (info, package) = match split(bytes, b"\n@@\n").as_slice() {
        [info, package] => (*info, *package),
        _ => (bytes, &[0u8; 4096][..]),
    };
    probe::opened_package(info, package, "himitsu", &limits);
}

/// A table written as text, always read on to the model.
pub fn table(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    if text.starts_with("PK") || text.starts_with(['<', '{', '%']) {
        return;
    }
    let limits = Limits { cells: 500, ..Limits::default() };
    if let Ok(book) = (Reader { limits, ..Reader::default() }).parse("a.tsv", text.as_bytes()) {
        submission(&book, &Forms::default(), true);
    }
}

/// The settings and the scales of judgement.
pub fn settings(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    for errors in [Settings::parse(&text).err(), Scale::parse(&text).err()] {
        for error in errors.into_iter().flatten() {
            assert!(!error.message(Lang::Ja).is_empty());
        }
    }
}

/// What people write into cells: a line is a text.
pub fn tokens(bytes: &[u8]) {
    let all = String::from_utf8_lossy(bytes);
    let lexicon = Lexicon::standard();
    for line in all.lines().take(16) {
        let key = text::key(line);
        text::one_line(line);
        text::undecorated(line);
        text::code(line);
        text::code_and_name(line);
        for near in [None, Some(2024)] {
            for time in [time::whole(line), time::whole(&key)].into_iter().flatten() {
                time.period(near);
                time.fiscal_year(near);
                time.last_year(near);
                time.within(&time);
            }
        }
        if let Some((_, len)) = time::at_start(&key) {
            assert!(key.is_char_boundary(len), "{key:?}");
        }
        for (_, start, end) in time::all_in(&key) {
            assert!(key.get(start..end).is_some(), "{key:?}");
        }
        lexicon.heading(line);
        lexicon.meaning(line);
        quantity::read(&Raw::text(line), lexicon);
        statement::read(line, lexicon);
        if let Ok(number) = line.trim().parse::<f64>() {
            let raw = Raw { content: Content::Number(number), percent: true, ..Raw::text(line) };
            quantity::read(&raw, lexicon);
        }
        // What is shown of an address is the same address.
        if let Ok(cell) = line.parse::<CellRef>() {
            assert_eq!(cell.to_string().parse(), Ok(cell));
        }
        if let Ok(rect) = line.parse::<Rect>() {
            assert_eq!(rect.to_string().parse(), Ok(rect));
        }
    }
}

/// A number format: the eight bytes of a number, then the code.
pub fn number_format(bytes: &[u8]) {
    let Some((number, code)) = bytes.split_first_chunk() else { return };
    let code = String::from_utf8_lossy(code);
    let number = f64::from_le_bytes(*number);
    // Readers refuse a number that is none.
    if number.is_finite() && code.len() <= 512 {
        let _ = probe::number_format(&code, number);
        let _ = probe::number_format(&code, 45_383.5);
    }
}

const WORKBOOK: &[u8] = br#"<workbook><sheets><sheet name="A" sheetId="1" r:id="r1"/></sheets></workbook>"#;
const RELATIONS: &[u8] = br#"<Relationships><Relationship Id="r1" Type="x/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="x/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="r3" Type="x/styles" Target="styles.xml"/></Relationships>"#;
const STRINGS: &[u8] = include_bytes!("../parts/strings.xml");
const STYLES: &[u8] = include_bytes!("../parts/styles.xml");
const SHEET: &[u8] = include_bytes!("../parts/sheet.xml");

/// Reads a workbook of one sheet.
fn with_sheet(sheet: &[u8], strings: &[u8], styles: &[u8]) {
    read(
        "a.xlsx",
        &package(&[
            ("xl/workbook.xml", WORKBOOK),
            ("xl/_rels/workbook.xml.rels", RELATIONS),
            ("xl/worksheets/sheet1.xml", sheet),
            ("xl/sharedStrings.xml", strings),
            ("xl/styles.xml", styles),
        ]),
    );
}

/// One file of so many is read on to the model.
const RARELY: u64 = 256;

/// Limits within which any file is read soon.
fn limits() -> Limits {
    Limits {
        part_bytes: 1 << 20,
        parts_bytes: 4 << 20,
        sheets: 16,
        cells: 2_000,
        merges: 500,
        details: 2_000,
        text_chars: 10_000,
        seconds: 5,
        ..Limits::default()
    }
}

/// Reads a file, and what was read on to the model.
fn read(name: &str, bytes: &[u8]) {
    match (Reader { limits: limits(), ..Reader::default() }).parse(name, bytes) {
        // The stages after reading take most of the time: they see some of what is fuzzed, and all that is replayed.
        Ok(book) if cfg!(fuzzing) && !of_texts(std::iter::once(&*book.sha256)).is_multiple_of(RARELY) => drop(book),
        Ok(book) => drop(submission(&book, &Forms::default(), true)),
        Err(rejection) => assert!(!rejection.finding(name).message(Lang::Ja).is_empty()),
    }
}

/// An OLE file whose one stream holds these bytes: the table of sectors, the directory, then the stream.
fn ole(stream: &str, bytes: &[u8]) -> Vec<u8> {
    const SECTOR: usize = 512;
    const FREE: u32 = 0xffff_ffff;
    const END: u32 = 0xffff_fffe;
    let bytes = bytes.get(..60 * SECTOR).unwrap_or(bytes);
    // Shorter streams are stored in another way.
    let sectors = bytes.len().div_ceil(SECTOR).max(8) as u32;
    let mut file = vec![0; SECTOR];
    file[..8].copy_from_slice(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1");
    file[30] = 9;
    let mut put = |at: usize, number: u32| file[at..at + 4].copy_from_slice(&number.to_le_bytes());
    (48..76).step_by(4).for_each(|at| put(at, END));
    (76..SECTOR).step_by(4).for_each(|at| put(at, FREE));
    put(48, 1);
    put(76, 0);
    let next = |sector: u32| match sector {
        0 | 1 => END,
        _ if sector <= sectors => sector + 1,
        _ if sector == sectors + 1 => END,
        _ => FREE,
    };
    file.extend((0..128).flat_map(|sector| next(sector).to_le_bytes()));
    let mut directory = vec![0; SECTOR];
    for (at, unit) in stream.encode_utf16().enumerate() {
        directory[128 + 2 * at..130 + 2 * at].copy_from_slice(&unit.to_le_bytes());
    }
    directory[128 + 116] = 2;
    directory[128 + 120..128 + 124].copy_from_slice(&(sectors * SECTOR as u32).to_le_bytes());
    file.extend(directory);
    file.extend(bytes);
    file.resize((3 + sectors as usize) * SECTOR, 0);
    file
}

/// Whether calamine would read it: what that does with any bytes is not ours to mend.
fn is_read_by_calamine(bytes: &[u8]) -> bool {
    let part = b"workbook.bin";
    bytes.starts_with(b"\xd0\xcf\x11\xe0") || bytes.windows(part.len()).any(|it| it.eq_ignore_ascii_case(part))
}

/// A package of these parts, not compressed.
fn package(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let mut archive = ZipWriter::new(Cursor::new(Vec::with_capacity(8192)));
    for (name, bytes) in parts {
        // A name that no package can have is left out.
        if archive.start_file(*name, options).is_ok() {
            let _ = archive.write_all(bytes);
        }
    }
    archive.finish().map(Cursor::into_inner).unwrap_or_default()
}

fn split<'a>(bytes: &'a [u8], by: &[u8]) -> Vec<&'a [u8]> {
    let mut parts = Vec::new();
    let mut rest = bytes;
    while let Some(at) = rest.windows(by.len()).position(|window| window == by) {
        let (part, after) = rest.split_at(at);
        parts.push(part);
        rest = after.get(by.len()..).unwrap_or_default();
    }
    parts.push(rest);
    parts
}
