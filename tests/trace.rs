//! Every number leads back to its cell, and every cell is accounted for.

#![expect(clippy::unwrap_used, reason = "a test that reads the sample files")]

use matome::cell::CellRef;
use matome::form::Forms;
use matome::model::{Figure, Submission};
use matome::pipeline::submission;
use matome::sheet::Workbook;
use std::collections::BTreeMap;
use std::path::PathBuf;

#[test]
fn every_number_leads_back_to_its_cell() {
    let mut numbers = 0;
    for book in samples() {
        let (read, _) = submission(&book, &Forms::default(), false);
        for figure in figures(&read).filter(|figure| figure.value.is_some()) {
            let place = figure.place.as_ref().unwrap();
            let sheet = book.sheets.iter().find(|sheet| sheet.id == place.sheet).unwrap();
            let cell = sheet.cells.iter().find(|cell| cell.at == place.cell).unwrap();
            assert_eq!(*cell.raw.text, figure.text, "{place}");
            numbers += 1;
        }
    }
    assert!(numbers > 600, "{numbers} numbers are too few");
}

#[test]
fn every_cell_is_accounted_for_once() {
    let mut cells = 0;
    for book in samples() {
        let (read, _) = submission(&book, &Forms::default(), true);
        let mut accounts: BTreeMap<(&str, CellRef), u32> = BTreeMap::new();
        for line in &read.cells {
            *accounts.entry((&line.sheet, line.cell.unwrap())).or_default() += line.count;
        }
        for sheet in &book.sheets {
            for cell in &sheet.cells {
                let account = accounts.remove(&(sheet.id.sheet.as_str(), cell.at));
                assert_eq!(account, Some(1), "{} [{}]{}", book.file, sheet.id.sheet, cell.at);
                cells += 1;
            }
        }
        assert!(accounts.is_empty(), "{}: {accounts:?}", book.file);
    }
    assert!(cells > 3000, "{cells} cells are too few");
}

fn figures(read: &Submission) -> impl Iterator<Item = &Figure> {
    let of_indicators = read.indicators.iter().flat_map(|indicator| {
        let observed = indicator.observations.iter().flat_map(|one| [&one.target, &one.actual]);
        let baseline = indicator.baseline.iter().map(|baseline| &baseline.figure);
        let final_target = indicator.final_target.iter().map(|target| &target.figure);
        observed.chain(baseline).chain(final_target)
    });
    of_indicators.chain(read.costs.iter().map(|cost| &cost.amount))
}

fn samples() -> Vec<Workbook> {
    let found = matome::read::discover(&[PathBuf::from("samples")]).unwrap();
    found.files.iter().filter_map(|file| matome::read::Reader::default().workbook(file).ok()).collect()
}
