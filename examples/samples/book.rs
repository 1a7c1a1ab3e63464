//! A workbook of pages, and its bytes: the same on every day and every machine.

use super::paper::{EMPTY_RESULT, NO_RESULT, Page};
use anyhow::Result;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook};
use std::io::{Cursor, Read, Write};
use zip::write::SimpleFileOptions;
use zip::{System, ZipArchive, ZipWriter};

/// A file of the city's month.
pub struct Sample {
    /// Below `samples/`.
    pub path: String,
    /// What the file holds.
    pub bytes: Vec<u8>,
    /// Sheet, cell and name of every true indicator.
    pub indicators: Vec<[String; 3]>,
}

/// Makes a workbook.
pub fn bind(path: &str, author: &str, pages: &[Page]) -> Result<Sample> {
    let mut book = Workbook::new();
    let day = ExcelDateTime::from_ymd(2024, 11, 8)?;
    let title = path.rsplit('/').next().unwrap_or(path);
    book.set_properties(
        &DocProperties::new()
            .set_title(title)
            .set_author(author)
            .set_company("みほん市（架空）")
            .set_creation_datetime(&day),
    );
    let mut indicators = vec![];
    for page in pages {
        book.push_worksheet(page.render()?);
        indicators.extend(page.indicators.iter().map(|(cell, name)| [page.name().into(), cell.clone(), name.clone()]));
    }
    Ok(Sample { path: path.into(), bytes: settle_results(&book.save_to_buffer()?)?, indicators })
}

/// A file without indicators.
pub fn bare(path: &str, bytes: Vec<u8>) -> Sample {
    Sample { path: path.into(), bytes, indicators: vec![] }
}

/// Puts empty results in their place, and takes out those marked as missing: formulas that Excel has not calculated yet.
fn settle_results(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut from = ZipArchive::new(Cursor::new(bytes))?;
    let mut to = ZipWriter::new(Cursor::new(vec![]));
    // Without it the archive names the system it was made on.
    let options = SimpleFileOptions::default().system(System::Unix);
    for index in 0..from.len() {
        let mut part = from.by_index(index)?;
        let name = part.name()?.into_owned();
        let mut text = String::new();
        part.read_to_string(&mut text)?;
        text = text.replace(EMPTY_RESULT, "");
        let marked = format!("<v>{NO_RESULT}</v>");
        while let Some(at) = text.find(&marked) {
            text.replace_range(at..at + marked.len(), "");
            if let Some(kind) = text[..at].rfind(r#" t="str""#) {
                text.replace_range(kind..kind + r#" t="str""#.len(), "");
            }
        }
        to.start_file(name, options)?;
        to.write_all(text.as_bytes())?;
    }
    Ok(to.finish()?.into_inner())
}
