//! Writes what comes out of `samples/` into `tests/expected/`, as text: `cargo run --example expected`.
//!
//! Run it after a change that is meant to change an output, then read the diff. CSVs lose their byte order mark and
//! CRLF; of a workbook, every sheet for people is one text, a row a line.
#![expect(clippy::disallowed_methods, reason = "it writes files; that is what it is for")]

use anyhow::{Context, Result};
use matome::pipeline::{Job, consolidate};
use matome::sheet::{Sheet, Workbook};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// Where the texts stand.
pub const FOLDER: &str = "tests/expected";

fn main() -> Result<()> {
    let expected = expected()?;
    if Path::new(FOLDER).exists() {
        fs::remove_dir_all(FOLDER)?;
    }
    for (name, text) in &expected {
        let path = Path::new(FOLDER).join(name);
        fs::create_dir_all(path.parent().context("a file lies in a folder")?)?;
        fs::write(path, text)?;
    }
    Ok(())
}

/// What comes out of the samples for October 2024, as texts by name.
pub fn expected() -> Result<BTreeMap<String, String>> {
    let out = tempfile::tempdir()?;
    let job = Job {
        inputs: vec!["samples".into()],
        period: Some(matome::period::Period::month(2024, 10)),
        as_of: Some(jiff::civil::date(2024, 10, 31)),
        ..Job::default()
    };
    consolidate(&job, out.path(), &|_, _| {})?;
    let mut expected = BTreeMap::new();
    for entry in walkdir::WalkDir::new(out.path()).sort_by_file_name() {
        let entry = entry?;
        let name = entry.path().strip_prefix(out.path())?.to_string_lossy().replace('\\', "/");
        match name.rsplit_once('.') {
            Some((_, "csv")) => {
                let text = String::from_utf8(fs::read(entry.path())?)?;
                expected.insert(name.clone(), text.trim_start_matches('\u{feff}').replace("\r\n", "\n"));
            }
            Some((stem, "xlsx")) => {
                let book = matome::read::parse(&name, &fs::read(entry.path())?)
                    .map_err(|rejection| anyhow::anyhow!("{name}: {rejection:?}"))?;
                expected.insert(format!("{stem}.txt"), as_text(&book));
            }
            _ => {}
        }
    }
    Ok(expected)
}

/// The sheets for people; those that repeat the CSVs are left out.
fn as_text(book: &Workbook) -> String {
    let repeats = |sheet: &&Sheet| sheet.id.sheet.starts_with("データ_");
    let texts = book.sheets.iter().filter(|sheet| !repeats(sheet)).map(sheet_as_text);
    texts.collect::<Vec<_>>().join("\n")
}

/// `# name`, then a line per row: what each cell shows, `|` between two, nothing for an empty row.
fn sheet_as_text(sheet: &Sheet) -> String {
    let mut rows: BTreeMap<u32, Vec<&str>> = BTreeMap::new();
    for cell in sheet.cells.iter().filter(|cell| !cell.raw.text.is_empty()) {
        let row = rows.entry(cell.at.row).or_default();
        row.resize(cell.at.col as usize, "");
        row.push(&cell.raw.text);
    }
    let last = rows.keys().last().copied().unwrap_or_default();
    let line = |row: u32| rows.get(&row).map(|cells| cells.join(" | ").replace('\n', "⏎")).unwrap_or_default();
    let lines: Vec<String> = (0..=last).map(line).collect();
    format!("# {}\n{}\n", sheet.id.sheet, lines.join("\n"))
}
