//! An office that runs the program month after month: its folder, the sheets that come in, what comes out.

use matome::period::Period;
use matome::pipeline::{Job, Outcome, consolidate};
use matome::read::{self, Reader};
use matome::settings::Settings;
use rust_xlsxwriter::Workbook;
use std::fs;
use std::io::{Cursor, Write};
use std::path::{Path, PathBuf};
use tempfile::TempDir;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

pub struct Office(TempDir);

impl Office {
    pub fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// Puts a workbook with one sheet; a text that is a number becomes one.
    pub fn put(&self, name: &str, sheet: &str, rows: &str) {
        let mut book = Workbook::new();
        let page = book.add_worksheet().set_name(sheet).unwrap();
        for (row, line) in (0u32..).zip(rows.lines()) {
            for (column, text) in (0u16..).zip(line.split('|').map(str::trim)) {
                match text.parse::<f64>() {
                    Ok(number) => page.write_number(row, column, number).unwrap(),
                    Err(_) => page.write_string(row, column, text).unwrap(),
                };
            }
        }
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        book.save(path).unwrap();
    }

    /// Runs on the folder `name` into 集計/`name`, after the run of the month before, if there was one.
    pub fn run(&self, name: &str, before: Option<&str>) -> Outcome {
        let out = self.out(name);
        let (year, month) = name.split_once('-').unwrap();
        let before = before.map(|before| self.out(before));
        let job = Job {
            inputs: vec![self.path(name)],
            period: Some(Period::month(year.parse().unwrap(), month.parse().unwrap())),
            settings: self.written_settings(),
            written: before.as_deref().map(|before| read::written(before, &Reader::default())).unwrap_or_default(),
            previous: before.as_deref().map(|before| read::previous(before).unwrap()),
            ..Job::default()
        };
        consolidate(&job, &out, &|_, _| {}).unwrap()
    }

    pub fn settings(&self, text: &str) {
        fs::write(self.path("matome.toml"), text).unwrap();
    }

    fn written_settings(&self) -> Settings {
        fs::read_to_string(self.path("matome.toml")).map(|text| Settings::parse(&text).unwrap()).unwrap_or_default()
    }

    /// The texts of a sheet of one of the run's books, a cell a line.
    pub fn sheet(&self, name: &str, book: &str, sheet: &str) -> String {
        let book = read::parse(book, &fs::read(self.out(name).join(book)).unwrap()).unwrap();
        let sheet = book.sheets.iter().find(|one| one.id.sheet == sheet).unwrap();
        sheet.cells.iter().map(|cell| format!("{}\n", cell.raw.text)).collect()
    }

    /// Writes a text into a book, in the row of 確認事項 or 確認依頼 about an indicator, under a heading.
    pub fn write(&self, book: &Path, indicator: &str, heading: &str, text: &str) {
        let (at, part) = cell_of(book, indicator, heading);
        put_text(book, &part, &at, text);
    }

    /// What stands there.
    pub fn written(&self, book: &Path, indicator: &str, heading: &str) -> String {
        let (at, _) = cell_of(book, indicator, heading);
        let read = read::parse("book.xlsx", &fs::read(book).unwrap()).unwrap();
        let cells = read.sheets.iter().filter(|sheet| PAGES.contains(&&*sheet.id.sheet)).flat_map(|sheet| &sheet.cells);
        cells.filter(|cell| cell.at.to_string() == at).map(|cell| cell.raw.text.to_string()).collect()
    }

    pub fn out(&self, name: &str) -> PathBuf {
        self.path("集計").join(name)
    }

    /// The rows of a CSV of the run, each with its columns by name.
    pub fn rows(&self, name: &str, csv: &str) -> Vec<std::collections::BTreeMap<String, String>> {
        rows(&self.out(name).join(format!("csv/{csv}.csv")))
    }
}

fn rows(path: &Path) -> Vec<std::collections::BTreeMap<String, String>> {
    let text = fs::read_to_string(path).unwrap();
    let mut reader = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    reader.deserialize().map(Result::unwrap).collect()
}

/// The sheets that people write on.
const PAGES: [&str; 2] = ["確認事項", "確認依頼"];

/// The address of the cell under `heading` in the last row that has `indicator` in it, and the part of its sheet.
pub fn cell_of(book: &Path, indicator: &str, heading: &str) -> (String, String) {
    let read = read::parse("book.xlsx", &fs::read(book).unwrap()).unwrap();
    let place = read.sheets.iter().position(|sheet| PAGES.contains(&&*sheet.id.sheet)).unwrap();
    let cells = &read.sheets[place].cells;
    let head = cells.iter().find(|cell| &*cell.raw.text == heading).unwrap().at;
    // What is told of the office itself stands first.
    let row = cells.iter().rfind(|cell| &*cell.raw.text == indicator).unwrap().at;
    let cell = matome::cell::CellRef::new(row.row, head.col);
    (cell.to_string(), format!("xl/worksheets/sheet{}.xml", place + 1))
}

/// Writes a text into a cell that is there, as a program does that leaves all else as it is.
pub fn put_text(book: &Path, part: &str, at: &str, text: &str) {
    put_cell(book, part, at, &format!(" t=\"inlineStr\"><is><t>{text}</t></is>"));
}

/// The same with what stands behind the style of a cell: its kind and its content.
pub fn put_cell(book: &Path, part: &str, at: &str, content: &str) {
    let mut old = ZipArchive::new(Cursor::new(fs::read(book).unwrap())).unwrap();
    let mut new = ZipWriter::new(Cursor::new(Vec::new()));
    for number in 0..old.len() {
        let name = old.by_index(number).unwrap().name().unwrap().to_string();
        if name != part {
            new.raw_copy_file(old.by_index_raw(number).unwrap()).unwrap();
            continue;
        }
        let xml = std::io::read_to_string(old.by_name(&name).unwrap()).unwrap();
        let open = format!("<c r=\"{at}\" ");
        let (before, rest) = xml.split_once(&open).unwrap();
        let (attributes, rest) = rest.split_once('>').unwrap();
        let rest = if attributes.ends_with('/') { rest } else { rest.split_once("</c>").unwrap().1 };
        let style = attributes.trim_end_matches('/').split(" t=").next().unwrap();
        let cell = format!("{open}{style}{content}</c>");
        new.start_file(name, SimpleFileOptions::default()).unwrap();
        new.write_all(format!("{before}{cell}{rest}").as_bytes()).unwrap();
    }
    fs::write(book, new.finish().unwrap().into_inner()).unwrap();
}
