//! What a file's bytes are, whatever its name says.

use super::encoding::unmarked_utf16;
use super::limits::Budget;
use super::package::Package;
use super::rejection::Rejection;

/// A file that can be read, by what reads it.
pub(super) enum Kind<'a> {
    Xlsx(Package<'a>),
    Ods(Package<'a>),
    Xlsb,
    Xls,
    Xml2003,
    Html,
    Mhtml,
    Text,
}

pub(super) const OLE: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

/// Tells what `bytes` are.
///
/// # Errors
///
/// If they are nothing that is read here; the rejection says what they seem to be.
pub(super) fn kind_of<'a>(name: &str, bytes: &'a [u8], budget: &mut Budget<'_>) -> Result<Kind<'a>, Rejection> {
    if bytes.is_empty() {
        return Err(Rejection::Empty);
    }
    if bytes.starts_with(OLE) {
        return ole(bytes);
    }
    if bytes.starts_with(b"PK") {
        return zip(Package::open(bytes)?, budget);
    }
    match other_format(bytes) {
        Some("XML Spreadsheet 2003") => return Ok(Kind::Xml2003),
        Some("HTML") => return Ok(Kind::Html),
        Some("MHTML") => return Ok(Kind::Mhtml),
        Some(other) => return Err(Rejection::not_a_spreadsheet(other)),
        None => {}
    }
    if is_text(bytes) || unmarked_utf16(bytes).is_some() || is_delimited(name) && is_filled(bytes) {
        return Ok(Kind::Text);
    }
    // Some mail gateways put bytes before a package; its directory, at the end, still stands.
    match Package::open(bytes) {
        Ok(package) => zip(package, budget),
        Err(_) => Err(Rejection::not_a_spreadsheet("?")),
    }
}

fn zip<'a>(mut package: Package<'a>, budget: &mut Budget<'_>) -> Result<Kind<'a>, Rejection> {
    // Where nearly all of them have it; every other question looks at all names.
    if package.has_exactly("xl/workbook.xml") {
        return Ok(Kind::Xlsx(package));
    }
    if package.has("xl/workbook.bin") {
        return Ok(Kind::Xlsb);
    }
    let mut buffer = Vec::new();
    if let Some(kind) = package.text("mimetype", &mut buffer, budget)? {
        if !kind.contains("opendocument.spreadsheet") {
            return Err(Rejection::not_a_spreadsheet("OpenDocument"));
        }
        let manifest = package.text("META-INF/manifest.xml", &mut buffer, budget)?;
        if manifest.is_some_and(|manifest| manifest.contains("encryption-data")) {
            return Err(Rejection::Password);
        }
        return Ok(Kind::Ods(package));
    }
    if package.has_under("word/") {
        return Err(Rejection::not_a_spreadsheet("Word"));
    }
    if package.has_under("ppt/") {
        return Err(Rejection::not_a_spreadsheet("PowerPoint"));
    }
    Ok(Kind::Xlsx(package))
}

/// An OLE file: a workbook of Excel 5 to 2003, or the wrapping of an encrypted package.
fn ole(bytes: &[u8]) -> Result<Kind<'_>, Rejection> {
    // Entries of its directory are 128 bytes long and begin with their name in UTF-16.
    let has = |name: &str| {
        let wanted: Vec<u8> = name.encode_utf16().chain([0]).flat_map(u16::to_le_bytes).collect();
        bytes.chunks(128).any(|entry| entry.starts_with(&wanted))
    };
    if has("EncryptedPackage") {
        return Err(Rejection::Password);
    }
    if has("Workbook") || has("Book") {
        return Ok(Kind::Xls);
    }
    Err(Rejection::not_a_spreadsheet(if has("WordDocument") { "Word" } else { "OLE" }))
}

/// A format that is known and not read.
fn other_format(bytes: &[u8]) -> Option<&'static str> {
    let head = bytes.get(..bytes.len().min(2048)).unwrap_or_default();
    if let [9, 0 | 2 | 4, 4..=8, 0, ..] = *head {
        return Some("Excel 2-4");
    }
    let head: String = head.iter().filter(|byte| **byte != 0).map(|byte| char::from(*byte)).collect();
    let head = head.trim_start_matches(['ï', '»', '¿', 'ÿ', 'þ']).trim_start().to_ascii_lowercase();
    let starts = |words: &[&str]| words.iter().any(|word| head.starts_with(word));
    if starts(&["<html", "<!doctype html", "<table", "<meta", "<head", "<body"]) {
        Some("HTML")
    } else if starts(&["<?xml", "<workbook"]) {
        let spreadsheet = head.contains("office:spreadsheet") || head.contains("<workbook");
        let html = head.contains("<html");
        Some(match (spreadsheet, html) {
            (true, _) => "XML Spreadsheet 2003",
            (_, true) => "HTML",
            _ => "XML",
        })
    } else if starts(&["mime-version"]) {
        Some("MHTML")
    } else if starts(&["%pdf"]) {
        Some("PDF")
    } else if starts(&["{\\rtf"]) {
        Some("RTF")
    } else if head.starts_with('<') && has_table(bytes) {
        Some("HTML")
    } else {
        None
    }
}

/// Whether a table begins in what begins like markup.
fn has_table(bytes: &[u8]) -> bool {
    let head = bytes.get(..bytes.len().min(64 << 10)).unwrap_or_default();
    head.windows(6).any(|tag| tag.eq_ignore_ascii_case(b"<table"))
}

/// Whether bytes may be text: of one that is marked as UTF-16, or without the bytes that no text has.
fn is_text(bytes: &[u8]) -> bool {
    let marked = bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]);
    marked || !bytes.iter().any(|byte| matches!(byte, 0..=8 | 14..=25 | 28..=31))
}

/// Whether bytes are text but for bytes of nothing, with which some hosts fill their fields.
fn is_filled(bytes: &[u8]) -> bool {
    let filling = bytes.iter().filter(|byte| **byte == 0).count();
    filling < bytes.len() / 2 && !bytes.iter().any(|byte| matches!(byte, 1..=8 | 14..=25 | 28..=31))
}

fn is_delimited(name: &str) -> bool {
    let name = name.to_lowercase();
    name.ends_with(".csv") || name.ends_with(".tsv")
}
