//! Tables that were published: the outputs of a run, or any workbooks and CSVs, with all that the rules on machine-readable
//! data ask of their bytes.
#![expect(clippy::disallowed_methods, reason = "read is one of the two ends that touch files")]

use super::files::{self, InputFile, MissingInput};
use super::{Reader, sha256};
use crate::lang::{Lang, Text};
use crate::messages::{sheet as named, verify as words};
use crate::norm::{self, Explained, Report, Subject};
use crate::sheet::{Format, Workbook};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// What a run tells of the files that it wrote.
#[derive(serde::Deserialize)]
struct Written {
    outputs: BTreeMap<String, String>,
}

/// A file to look at.
struct Looked {
    file: InputFile,
    /// Whether only its sheets of data are asked.
    ours: bool,
    /// What is written of it elsewhere.
    explained: Option<Explained>,
}

/// Looks at output folders of runs, and at other folders and files.
///
/// # Errors
///
/// If one of them is not there.
pub fn published(inputs: &[PathBuf], reader: &Reader) -> Result<Report, MissingInput> {
    let mut report = Report::default();
    let mut looked = Vec::new();
    for input in inputs {
        if files::is_output(input) {
            looked.extend(of_run(input, &mut report));
        } else {
            let found = reader.discover(std::slice::from_ref(input))?.files.into_iter();
            looked.extend(found.map(|file| {
                let explained = explained_beside(&file.path);
                Looked { file, ours: false, explained }
            }));
        }
    }
    let all: Vec<Report> = looked.par_iter().with_max_len(1).map(|one| of_file(one, reader)).collect();
    for one in all {
        report.tables.extend(one.tables);
        report.pages.extend(one.pages);
        report.unread.extend(one.unread);
    }
    Ok(report)
}

/// What a data package beside a file says of it.
fn explained_beside(path: &Path) -> Option<Explained> {
    let package = fs::read_to_string(path.parent()?.join("datapackage.json")).ok()?;
    norm::of_package(&package).remove(&*path.file_name()?.to_string_lossy())
}

/// The workbooks and CSVs of a run; those that are not as it wrote them are told.
fn of_run(folder: &Path, report: &mut Report) -> Vec<Looked> {
    let run = fs::read(folder.join("run.json")).ok().and_then(|text| serde_json::from_slice::<Written>(&text).ok());
    let Some(run) = run else {
        report.unread.push(("run.json".to_owned(), words::NO_RUN.get(Lang::Ja).to_owned()));
        return Vec::new();
    };
    let mut looked = Vec::new();
    for (name, digest) in run.outputs {
        let path = folder.join(&name);
        let changed: Option<&Text> = match fs::read(&path) {
            Ok(bytes) if sha256(&bytes) == digest => None,
            Ok(_) => Some(&words::OTHER),
            Err(_) => Some(&words::GONE),
        };
        report.unchanged += usize::from(changed.is_none());
        report.changed.extend(changed.map(|what| (name.clone(), *what)));
        let table = name.ends_with(".csv") || name.ends_with(".xlsx");
        if table && path.is_file() {
            let explained = explained_beside(&path);
            looked.push(Looked { file: InputFile { path, name, ..InputFile::default() }, ours: true, explained });
        }
    }
    looked
}

fn of_file(looked: &Looked, reader: &Reader) -> Report {
    let mut report = Report::default();
    let name = &looked.file.name;
    let read =
        files::load(&looked.file, reader.limits.file_bytes).and_then(|bytes| Ok((reader.parse(name, &bytes)?, bytes)));
    let (Workbook { format, sheets, .. }, bytes) = match read {
        Ok(read) => read,
        Err(rejection) => {
            report.unread.push((name.clone(), rejection.finding(name).message(Lang::Ja)));
            return report;
        }
    };
    let said = (format == Format::Csv).then(|| norm::csv_bytes(&bytes));
    let own = norm::of_sheets(&sheets);
    for sheet in &sheets {
        if looked.ours && format != Format::Csv && !sheet.id.sheet.starts_with(named::DATA) {
            report.pages.push((name.clone(), sheet.id.sheet.clone()));
            continue;
        }
        let explained = looked.explained.as_ref().or_else(|| own.get(&sheet.id.sheet));
        report.tables.push(norm::answers(&Subject::new(sheet, format, said.as_ref(), explained)));
    }
    report
}
