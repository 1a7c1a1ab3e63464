//! An office that runs the program month after month: its folder, the sheets that come in, what comes out.

use matome::period::Period;
use matome::pipeline::{Job, Outcome, consolidate};
use matome::read;
use rust_xlsxwriter::Workbook;
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

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
            previous: before.as_deref().map(|before| read::previous(before).unwrap()),
            ..Job::default()
        };
        consolidate(&job, &out, &|_, _| {}).unwrap()
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
