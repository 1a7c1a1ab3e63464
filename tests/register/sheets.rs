//! Registers as text: lists of cells between bars, a line per row.

use matome::cell::{CellRef, SheetId};
use matome::finding::Finding;
use matome::register::Register;
use matome::sheet::{Cell, Format, Known, Raw, Sheet, Visibility, Workbook};
use std::sync::Arc;

/// A workbook of these sheets.
pub fn book(sheets: &[(&str, &str)]) -> Workbook {
    let file = "指標台帳.xlsx".to_owned();
    let sheet = |(name, text): &(&str, &str)| {
        let id = Arc::new(SheetId { file: file.clone(), sheet: (*name).to_owned() });
        let rows = (0..).zip(text.lines());
        let cells = rows.flat_map(|(row, line)| (0..).zip(line.split('|')).map(move |(col, text)| (row, col, text)));
        let cells = cells.filter(|(.., text)| !text.trim().is_empty()).map(|(row, col, text)| {
            let raw = text.trim().parse::<f64>().map_or_else(|_| Raw::text(text.trim()), Raw::number);
            Cell { at: CellRef::new(row, col), raw }
        });
        Sheet {
            id,
            visibility: Visibility::Visible,
            cells: cells.collect(),
            merges: Vec::new(),
            known: Known::default(),
        }
    };
    Workbook {
        sheets: sheets.iter().map(sheet).collect(),
        sha256: "0".repeat(64),
        format: Format::Xlsx,
        names: Vec::new(),
        troubles: Vec::new(),
        file,
    }
}

/// The register of these sheets, and what is told of it.
pub fn register_of(sheets: &[(&str, &str)]) -> (Register, Vec<Finding>) {
    matome::pipeline::register(&book(sheets))
}

/// Sheet, cell and rule of each finding.
pub fn told(findings: &[Finding]) -> Vec<String> {
    let told = |finding: &Finding| {
        let cell = finding.cell.map(|cell| cell.to_string()).unwrap_or_default();
        let sentence = finding.message(matome::lang::Lang::Ja);
        assert!(!sentence.contains('{') && !sentence.contains("（）"), "{sentence}");
        format!("{}!{cell} {}", finding.sheet, finding.rule.name)
    };
    findings.iter().map(told).collect()
}
