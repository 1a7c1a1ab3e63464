//! Copies of submitted workbooks in which a department finds the cells that it is asked about.

use super::{Asked, asked, message, names};
use crate::annotation::{AnnotatedSheet, Annotation, Mark, Marked};
use crate::cell::CellRef;
use crate::finding::Finding;
use crate::lang::Lang;
use crate::messages::{self, file, request as words};
use crate::rule::Severity;
use std::collections::BTreeMap;

/// The longest stem of a copy's name without what is put behind it.
const LONGEST: usize = 80;
/// The longest note, in characters; the list says all.
const LONGEST_NOTE: usize = 2_000;
/// Names that Excel opens as packages.
const PACKAGES: [&str; 4] = ["xlsx", "xlsm", "xltx", "xltm"];

/// A copy for each department of each file with a cell that it is asked about, in the order of both.
pub fn marked(findings: &[Finding]) -> Vec<Marked> {
    let (all, mut taken) = asked(findings);
    let mut copies = Vec::new();
    for Asked { department, stem, findings } in all {
        let mut files: BTreeMap<&str, BTreeMap<&str, BTreeMap<CellRef, Vec<&Finding>>>> = BTreeMap::new();
        for finding in findings {
            if let Some(cell) = finding.cell {
                files
                    .entry(&finding.file)
                    .or_default()
                    .entry(&finding.sheet)
                    .or_default()
                    .entry(cell)
                    .or_default()
                    .push(finding);
            }
        }
        for (file, sheets) in files {
            let (wanted, extension) = name(&stem, file);
            let name = format!("{}.{extension}", names::unique(&wanted, &mut taken));
            let sheets = sheets.into_iter().map(|(sheet, cells)| AnnotatedSheet {
                sheet: sheet.to_owned(),
                cells: cells.into_iter().map(|(at, findings)| annotation(at, &findings)).collect(),
            });
            let (department, file) = (department.to_owned(), file.to_owned());
            copies.push(Marked { department, file, name, sheets: sheets.collect() });
        }
    }
    copies
}

/// The stem of a copy's name and its extension: it begins like the list of the department, so that they stand together.
fn name(stem: &str, file: &str) -> (String, String) {
    let name = file.rsplit('/').next().unwrap_or(file);
    let (own, extension) = name.rsplit_once('.').unwrap_or((name, ""));
    let own = names::sanitized(own);
    let whole = if own.starts_with(stem) { own } else { format!("{stem}_{own}") };
    let extension = extension.to_ascii_lowercase();
    let extension = PACKAGES.into_iter().find(|known| *known == extension).unwrap_or("xlsx");
    let whole: String = whole.chars().take(LONGEST).collect();
    (format!("{}{}", whole.trim_end(), file::MARKED), extension.to_owned())
}

/// All that is said of a cell; its colour is that of the gravest.
fn annotation(at: CellRef, findings: &[&Finding]) -> Annotation {
    let gravest = findings.iter().map(|finding| finding.severity).min().unwrap_or(Severity::Note);
    let told: Vec<String> = findings
        .iter()
        .map(|finding| {
            let title = finding.rule.title.get(Lang::Ja);
            let head = format!("【{}】{title}", messages::request(finding.severity));
            [head, message(finding), words::asked(&finding.remedy(Lang::Ja))].join("\n")
        })
        .collect();
    let mut text = told.join(words::NEXT);
    if let Some((cut, _)) = text.char_indices().nth(LONGEST_NOTE) {
        text.truncate(cut);
        text.push('…');
    }
    Annotation { at, mark: Mark::Asked(gravest), text }
}
