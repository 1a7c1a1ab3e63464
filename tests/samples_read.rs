//! Every indicator of the samples is read, with its name, at its cell, and nothing else is taken for one.
//!
//! `examples/samples/indicators.csv` lists what a careful person finds there.

#![expect(clippy::unwrap_used, reason = "a test that reads the sample files")]

use matome::form::Forms;
use matome::pipeline::submission;
use std::collections::BTreeMap;
use std::path::PathBuf;

const INDICATORS: &str = include_str!("../examples/samples/indicators.csv");

/// A workbook whose indicators are sentences without a heading of their own (「新規就農・就漁者２１人増」), sometimes two in a
/// cell: not all of them are read yet, but nothing else may be taken for one.
const SENTENCES: &str = "企画部/政策経営課_総合戦略_進捗管理票.xlsx";

/// File, sheet, cell, name.
type Indicator = [String; 4];

#[test]
fn what_is_listed_is_read_and_nothing_else() {
    let mut difference: BTreeMap<Indicator, i32> = BTreeMap::new();
    for indicator in listed() {
        *difference.entry(indicator).or_default() += 1;
    }
    for indicator in read() {
        *difference.entry(indicator).or_default() -= 1;
    }
    let differences: Vec<String> = difference
        .into_iter()
        .filter(|([file, ..], count)| *count != 0 && file != SENTENCES)
        .map(|([file, sheet, cell, name], count)| {
            let what = if count > 0 { "is not read" } else { "is read and not listed" };
            format!("{file} [{sheet}]{cell} 「{name}」 {what}")
        })
        .collect();
    assert!(differences.is_empty(), "{} differences:\n{}", differences.len(), differences.join("\n"));
}

#[test]
fn only_listed_cells_are_read_as_sentences() {
    let listed: Vec<[String; 2]> = listed().into_iter().filter_map(sentence).collect();
    assert!(listed.len() > 30);
    for cell in read().into_iter().filter_map(sentence) {
        assert!(listed.contains(&cell), "{cell:?} is read and not listed");
    }
}

/// Sheet and cell of a sentence.
fn sentence([file, sheet, cell, _]: Indicator) -> Option<[String; 2]> {
    (file == SENTENCES).then_some([sheet, cell])
}

/// What the list says, as it is read if all is well.
fn listed() -> Vec<Indicator> {
    let listed = csv::Reader::from_reader(INDICATORS.as_bytes()).into_deserialize().map(Result::unwrap);
    // The mark before a name is no part of it.
    let as_read = listed.map(|[file, sheet, cell, name]: Indicator| {
        let name = name.strip_prefix('●').unwrap_or(&name).to_owned();
        [file, sheet, cell, name]
    });
    as_read.collect()
}

fn read() -> Vec<Indicator> {
    let found = matome::read::discover(&[PathBuf::from("samples")]).unwrap();
    let books = found.files.iter().filter_map(|file| matome::read::Reader::default().workbook(file).ok());
    let indicators = books.flat_map(|book| submission(&book, &Forms::default(), false).0.indicators);
    indicators
        .map(|indicator| {
            let place = &indicator.place;
            [place.sheet.file.clone(), place.sheet.sheet.clone(), place.cell.to_string(), indicator.name]
        })
        .collect()
}
