//! The sample workbooks are what their generator and their README say.

#![expect(clippy::disallowed_methods, clippy::unwrap_used, reason = "a test that reads the sample files")]

#[path = "../examples/samples/main.rs"]
#[expect(dead_code, reason = "main is called when it runs as an example")]
mod generator;

use calamine::{Data, Reader, open_workbook_auto, open_workbook_auto_from_rs};
use encoding_rs::SHIFT_JIS;
use generator::book::Sample;
use matome::cell::CellRef;
use std::collections::{BTreeMap, BTreeSet};
use std::io::Cursor;
use std::path::Path;

const README: &str = include_str!("../examples/samples/README.md");
const INDICATORS: &str = include_str!("../examples/samples/indicators.csv");

#[test]
fn the_generator_gives_the_committed_bytes() {
    let samples = generator::generated().unwrap();
    for sample in &samples {
        let committed = std::fs::read(Path::new("samples").join(&sample.path)).unwrap();
        assert!(committed == sample.bytes, "{}: run cargo run --example samples", sample.path);
    }
}

#[test]
fn it_gives_the_same_bytes_in_a_folder_of_its_own() {
    let dir = tempfile::tempdir().unwrap();
    let samples = generator::generated().unwrap();
    generator::write_all(&samples, dir.path()).unwrap();
    let written = files(dir.path());
    assert_eq!(written.len(), samples.len());
    for path in written {
        assert!(
            std::fs::read(dir.path().join(&path)).unwrap() == std::fs::read(Path::new("samples").join(&path)).unwrap(),
            "{path}"
        );
    }
}

#[test]
fn nothing_else_lies_in_the_folder() {
    let expected: BTreeSet<String> = all().into_iter().map(|sample| sample.path).collect();
    assert_eq!(files(Path::new("samples")), expected);
}

#[test]
fn it_stays_small() {
    let size: u64 = files(Path::new("samples"))
        .iter()
        .map(|path| std::fs::metadata(Path::new("samples").join(path)).unwrap().len())
        .sum();
    assert!(size < 600_000, "{size} bytes");
}

#[test]
fn the_converted_files_hold_what_their_sources_hold() {
    for source in generator::sources().unwrap() {
        let mut source_book = open_workbook_auto_from_rs(Cursor::new(source.bytes.clone())).unwrap();
        let mut book = open_workbook_auto(Path::new("samples").join(&source.path)).unwrap();
        assert_eq!(book.sheet_names(), source_book.sheet_names());
        for sheet in source_book.sheet_names() {
            let range = book.worksheet_range(&sheet).unwrap();
            for (row, col, data) in source_book.worksheet_range(&sheet).unwrap().used_cells() {
                let converted = range.get_value((row as u32, col as u32)).cloned().unwrap_or_default();
                assert_eq!(shown(&converted), shown(data), "{} row {row} column {col}", source.path);
            }
        }
    }
}

#[test]
fn the_readme_names_every_file_and_its_indicators() {
    let listed: BTreeMap<String, usize> =
        table("| file | layout |").iter().map(|row| (plain(&row[0]), row[2].parse().unwrap())).collect();
    let true_counts: BTreeMap<String, usize> =
        all().into_iter().map(|sample| (sample.path, sample.indicators.len())).collect();
    assert_eq!(listed, true_counts);
}

#[test]
fn the_faults_stand_where_the_readme_says() {
    let faults = table("| file | sheet |");
    assert!(faults.len() > 80);
    for row in faults.iter().filter(|row| !row[2].is_empty()) {
        let (file, sheet, cell) = (plain(&row[0]), &row[1], row[2].parse::<CellRef>().unwrap());
        assert_eq!(text_at(&file, sheet, cell), plain(&row[4]).replace('⇥', "\t"), "{file} {sheet} {}", row[2]);
    }
}

#[test]
fn the_list_of_indicators_is_current() {
    assert_eq!(INDICATORS, generator::indicator_list().unwrap(), "see examples/samples/README.md for the command");
}

#[test]
fn the_reform_list_counts_as_published() {
    let mut book = open_workbook_auto("samples/総務部/行政経営課_経営改革大綱_取組一覧.xlsx").unwrap();
    let range = book.worksheet_range("取組一覧").unwrap();
    let items: Vec<_> = range.rows().filter(|row| matches!(row[0], Data::Float(_))).collect();
    let count = |col: usize, text: &str| items.iter().filter(|row| row[col] == Data::String(text.into())).count();
    assert_eq!((items.len(), items.len() - count(4, "令和元年度")), (121, 89));
    assert_eq!((count(5, "○"), count(6, "○")), (85, 53));
    let names: BTreeSet<String> = items.iter().map(|row| row[2].to_string()).collect();
    assert_eq!(names.len(), 121);
}

fn all() -> Vec<Sample> {
    let mut samples = generator::generated().unwrap();
    samples.extend(generator::sources().unwrap());
    samples
}

fn files(dir: &Path) -> BTreeSet<String> {
    let entries = walkdir::WalkDir::new(dir).into_iter().map(Result::unwrap);
    let files = entries.filter(|entry| entry.file_type().is_file());
    files.map(|file| file.path().strip_prefix(dir).unwrap().to_str().unwrap().replace('\\', "/")).collect()
}

fn text_at(file: &str, sheet: &str, cell: CellRef) -> String {
    let path = Path::new("samples").join(file);
    if file.ends_with(".csv") {
        // The reader leaves out empty lines; a quoted comma keeps their place.
        let bytes = std::fs::read(path).unwrap();
        let text = SHIFT_JIS.decode(&bytes).0.replace("\r\n\r\n", "\r\n\"\",\r\n");
        let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
        let record = reader.records().nth(cell.row as usize).unwrap().unwrap();
        return record[cell.col as usize].into();
    }
    let range = open_workbook_auto(path).unwrap().worksheet_range(sheet).unwrap();
    range.get_value((cell.row, cell.col)).map(shown).unwrap_or_default()
}

fn shown(data: &Data) -> String {
    data.to_string()
}

/// The rows of the README's table whose header begins so.
fn table(header: &str) -> Vec<Vec<String>> {
    let lines = README.lines().skip_while(|line| !line.starts_with(header)).skip(2);
    let rows = lines.take_while(|line| line.starts_with('|'));
    rows.map(|row| row.trim_matches('|').split('|').map(|cell| cell.trim().to_string()).collect()).collect()
}

fn plain(cell: &str) -> String {
    cell.trim_matches('`').into()
}
