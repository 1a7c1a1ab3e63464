//! Moving a table moves what is read of it and changes nothing else: the samples, read as they are and with their
//! sheets moved, stretched, renamed and their labels written another way. `MATOME_FORMS` names a folder of further forms.

#![expect(clippy::unwrap_used, reason = "a test that reads the sample files")]

use matome::cell::{CellRef, Rect, SheetId};
use matome::form::Forms;
use matome::lexicon::Lexicon;
use matome::model::{Cost, Indicator, Submission};
use matome::pipeline::submission;
use matome::sheet::{Content, Sheet, Workbook};
use matome::token::text::key;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::{Arc, LazyLock};

#[test]
fn a_block_may_stand_anywhere() {
    holds("rows above", |sheet, _| sheet.stretched(vec![0; 3], vec![]));
    holds("a column at the left", |sheet, _| sheet.stretched(vec![], vec![0]));
    holds("moved down and right", |sheet, _| sheet.stretched(vec![0; 40], vec![0; 30]));
}

#[test]
fn blank_columns_between_columns_change_nothing() {
    holds("a column before each", |sheet, _| sheet.stretched(vec![], sheet.columns()));
}

#[test]
fn blank_rows_between_records_change_nothing() {
    holds("a row above each record", |sheet, names| sheet.stretched(names.rows(), vec![]));
}

#[test]
fn blank_rows_above_tables_change_nothing() {
    holds("a row above each header", |sheet, _| sheet.stretched(sheet.header_rows(), vec![]));
}

#[test]
fn a_sheet_may_have_any_name() {
    holds("renamed", |sheet, _| sheet.renamed("清書（その１）"));
}

#[test]
fn labels_may_be_spaced_out() {
    holds("spaced out", |sheet, _| {
        sheet.relabelled(|text| text.chars().map(String::from).collect::<Vec<_>>().join("\u{3000}"))
    });
}

#[test]
fn labels_may_be_wide() {
    holds("widened", |sheet, _| sheet.relabelled(widened));
}

#[test]
fn all_of_it_at_once() {
    holds("all", |sheet, _| {
        let relabelled = sheet.relabelled(|text| widened(text).replace('標', "標　"));
        relabelled.renamed("Sheet1").stretched([vec![0; 7], sheet.header_rows()].concat(), vec![0, 0, 3])
    });
}

/// A sheet under mutation: as it is now, and before which lines of the original blank ones were put in.
#[derive(Clone)]
struct Mutant {
    sheet: Sheet,
    rows: Vec<u32>,
    cols: Vec<u32>,
}

/// Where the names of a sheet's indicators stand.
struct Names(BTreeSet<CellRef>);

impl Names {
    fn of(read: &Submission) -> Self {
        Self(read.indicators.iter().map(|indicator| indicator.place.cell).collect())
    }

    fn rows(&self) -> Vec<u32> {
        self.0.iter().map(|cell| cell.row).collect::<BTreeSet<u32>>().into_iter().collect()
    }
}

impl Mutant {
    fn of(sheet: &Sheet) -> Self {
        Self { sheet: sheet.clone(), rows: Vec::new(), cols: Vec::new() }
    }

    fn differs_from(&self, sheet: &Sheet) -> bool {
        let cells = |sheet: &Sheet| sheet.cells.iter().map(|cell| (cell.at, cell.raw.clone())).collect::<Vec<_>>();
        self.sheet.id != sheet.id || cells(&self.sheet) != cells(sheet)
    }

    /// With a blank row before each of `rows` and a blank column before each of `cols`; merges across them grow.
    fn stretched(&self, mut rows: Vec<u32>, mut cols: Vec<u32>) -> Self {
        rows.sort_unstable();
        cols.sort_unstable();
        let mut mutant = Self { rows, cols, ..self.clone() };
        let row = |row: u32| row + count(&mutant.rows, |before| **before <= row);
        let col = |col: u32| col + count(&mutant.cols, |before| **before <= col);
        for cell in &mut mutant.sheet.cells {
            cell.at = CellRef::new(row(cell.at.row), col(cell.at.col));
        }
        for merge in &mut mutant.sheet.merges {
            let Rect { top, left, bottom, right } = *merge;
            *merge = Rect { top: row(top), left: col(left), bottom: row(bottom), right: col(right) };
        }
        mutant
    }

    fn renamed(&self, name: &str) -> Self {
        let mut mutant = self.clone();
        let file = mutant.sheet.id.file.clone();
        mutant.sheet.id = Arc::new(SheetId { file, sheet: name.to_owned() });
        mutant
    }

    /// With every label written another way.
    fn relabelled(&self, rewrite: impl Fn(&str) -> String) -> Self {
        let mut mutant = self.clone();
        for cell in &mut mutant.sheet.cells {
            if is_label(&cell.raw.text, &cell.raw.content) {
                cell.raw.text = rewrite(&cell.raw.text).into();
            }
        }
        mutant
    }

    fn columns(&self) -> Vec<u32> {
        self.sheet.cells.iter().map(|cell| cell.at.col).collect::<BTreeSet<u32>>().into_iter().collect()
    }

    /// Rows with two labels or more under a row with fewer: where a table or a group of fields begins.
    fn header_rows(&self) -> Vec<u32> {
        let mut labels: BTreeMap<u32, u32> = BTreeMap::new();
        for cell in &self.sheet.cells {
            *labels.entry(cell.at.row).or_default() += u32::from(is_label(&cell.raw.text, &cell.raw.content));
        }
        let is_header = |row: u32| labels.get(&row).is_some_and(|labels| *labels >= 2);
        // A row inside a merge has its table's header above it.
        let inside = |row: u32| self.sheet.merges.iter().any(|merge| merge.top < row && row <= merge.bottom);
        let begins = |row: &u32| is_header(*row) && !row.checked_sub(1).is_some_and(is_header) && !inside(*row);
        labels.keys().copied().filter(begins).collect()
    }

    /// The cell of the original sheet that now stands at `cell`.
    fn back(&self, cell: CellRef) -> CellRef {
        let line = |line: u32, put_in: &[u32]| {
            let before = put_in.iter().zip(0..).filter(|(before, earlier)| **before + earlier < line).count();
            line - u32::try_from(before).unwrap()
        };
        CellRef::new(line(cell.row, &self.rows), line(cell.col, &self.cols))
    }
}

fn count(lines: &[u32], which: impl Fn(&&u32) -> bool) -> u32 {
    u32::try_from(lines.iter().filter(which).count()).unwrap()
}

fn is_label(text: &str, content: &Content) -> bool {
    *content == Content::Text && Lexicon::standard().heading(text).is_some()
}

/// ASCII letters and digits as their full-width forms.
fn widened(text: &str) -> String {
    let wide = |c: char| if c.is_ascii_alphanumeric() { char::from_u32(u32::from(c) + 0xfee0).unwrap() } else { c };
    text.chars().map(wide).collect()
}

/// What is read of each sheet of the samples is read of its mutant too.
fn holds(mutation: &str, mutate: impl Fn(&Mutant, &Names) -> Mutant) {
    let mut differences = Vec::new();
    let (mut seen, mut changed) = (0, 0);
    for book in SAMPLES.iter() {
        for sheet in &book.sheets {
            // One sheet at a time, so that each may have the same name.
            let alone = |sheet: &Sheet| {
                submission(&Workbook { sheets: vec![sheet.clone()], ..book.clone() }, &Forms::default(), false).0
            };
            let original = alone(sheet);
            let mutant = mutate(&Mutant::of(sheet), &Names::of(&original));
            let as_it_was = lines(&original, &|cell| cell, &sheet.id.sheet);
            let as_it_is = lines(&alone(&mutant.sheet), &|cell| mutant.back(cell), &sheet.id.sheet);
            seen += as_it_was.len();
            changed += usize::from(mutant.differs_from(sheet) && !as_it_was.is_empty());
            for (line, count) in difference(&as_it_was, &as_it_is) {
                let what = if count > 0 { "lost" } else { "new" };
                differences.push(format!("{} [{}] {what}: {line}", book.file, sheet.id.sheet));
            }
        }
    }
    assert!(seen > 500 && changed > 10, "{mutation}: {seen} lines, {changed} sheets changed, are too few");
    assert!(differences.is_empty(), "{mutation}: {} differences\n{}", differences.len(), differences.join("\n"));
}

static SAMPLES: LazyLock<Vec<Workbook>> = LazyLock::new(|| {
    let others = std::env::var_os("MATOME_FORMS").map(PathBuf::from);
    let folders: Vec<PathBuf> = std::iter::once(PathBuf::from("samples")).chain(others).collect();
    let found = matome::read::discover(&folders).unwrap();
    found.files.iter().filter_map(|file| matome::read::Reader::default().workbook(file).ok()).collect()
});

/// Each indicator, amount and action as a line of JSON, its cells taken back to the original sheet.
fn lines(read: &Submission, back: &dyn Fn(CellRef) -> CellRef, sheet: &str) -> Vec<String> {
    let mut lines = Vec::new();
    for indicator in &read.indicators {
        // A remark may read like a label (年度末現在), and is given as written.
        let indicator = Indicator { remark: key(&indicator.remark), ..indicator.clone() };
        let mut whole = serde_json::to_value(&indicator).unwrap();
        let observations = whole["observations"].take();
        lines.push(whole.clone());
        for observation in observations.as_array().unwrap() {
            lines.push(serde_json::json!([indicator.name, indicator.place, observation]));
        }
    }
    // What an amount is for is a label itself.
    let item = |cost: &Cost| Cost { item: key(&cost.item), ..cost.clone() };
    lines.extend(read.costs.iter().map(|cost| serde_json::to_value(item(cost)).unwrap()));
    lines.extend(read.actions.iter().map(|action| serde_json::to_value(action).unwrap()));
    for line in &mut lines {
        take_back(line, back, sheet);
    }
    lines.iter().map(Value::to_string).collect()
}

fn take_back(value: &mut Value, back: &dyn Fn(CellRef) -> CellRef, sheet: &str) {
    match value {
        Value::Array(values) => values.iter_mut().for_each(|value| take_back(value, back, sheet)),
        Value::Object(fields) => {
            if let Some(Value::String(cell)) = fields.get_mut("cell") {
                *cell = back(cell.parse().unwrap()).to_string();
            }
            if let Some(Value::String(name)) = fields.get_mut("sheet") {
                *name = sheet.to_owned();
            }
            fields.values_mut().for_each(|value| take_back(value, back, sheet));
        }
        _ => {}
    }
}

fn difference(one: &[String], other: &[String]) -> BTreeMap<String, i32> {
    let mut count: BTreeMap<String, i32> = BTreeMap::new();
    one.iter().for_each(|line| *count.entry(line.clone()).or_default() += 1);
    other.iter().for_each(|line| *count.entry(line.clone()).or_default() -= 1);
    count.retain(|_, count| *count != 0);
    count
}
