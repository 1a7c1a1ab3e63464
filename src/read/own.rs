//! What stands in an output folder of an earlier run: what its state keeps of what people wrote, and the books that they
//! write into.
#![expect(clippy::disallowed_methods, reason = "read is one of the two ends that touch files")]

use super::files::{self, InputFile};
use super::{Reader, sha256};
use crate::answers::{Answers, Folder};
use crate::beside::is_beside;
use crate::edits::Edits;
use crate::lang::Lang;
use crate::messages::{file, sheet};
use crate::state::{self, Line};
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{BufRead, BufReader};
use std::path::Path;

/// What the last run tells of the files that it wrote.
#[derive(serde::Deserialize)]
struct LastRun {
    #[serde(default)]
    outputs: BTreeMap<String, String>,
}

/// What an output folder of an earlier run knows and what was written there since; nothing if it is none.
pub fn own(folder: &Path, reader: &Reader) -> Folder {
    if !files::is_output(folder) {
        return Folder::default();
    }
    let known = kept(folder);
    let Folder { books, edits, unreadable, .. } = books(folder, reader, known.is_some());
    Folder { books, edits, unreadable, ..known.unwrap_or_default() }
}

/// The books of an output folder whose state is read elsewhere.
pub fn written(folder: &Path, reader: &Reader) -> Folder {
    if files::is_output(folder) { books(folder, reader, true) } else { Folder::default() }
}

/// Its books, of 総括表 those that stand beside it too, the newest first. It is left out where it is as the run wrote it: then the state knows all that it says.
fn books(folder: &Path, reader: &Reader, known: bool) -> Folder {
    // The data behind the book is large, and nobody writes there.
    let reader = &Reader { without: Some(sheet::DATA), ..reader.clone() };
    let mut own = Folder::default();
    let run = fs::read(folder.join("run.json")).ok().and_then(|text| serde_json::from_slice::<LastRun>(&text).ok());
    let outputs = run.map(|run| run.outputs).unwrap_or_default();
    let is_consolidated = |name: &str| name == file::CONSOLIDATED || is_beside(name, file::CONSOLIDATED);
    let mut names: Vec<&str> =
        outputs.keys().map(String::as_str).filter(|name| is_beside(name, file::CONSOLIDATED)).collect();
    names.push(file::CONSOLIDATED);
    // the newest first: each has a longer name than the one that was open when it was written
    names.sort_by_key(|name| std::cmp::Reverse((name.len(), *name)));
    let mut found = Vec::new();
    for (name, path) in names.into_iter().map(|name| (name, folder.join(name))).filter(|(_, path)| path.is_file()) {
        found.push(InputFile { path, name: name.to_owned(), ..InputFile::default() });
    }
    let mut requests = reader.discover(&[folder.join(file::REQUESTS)]).map(|found| found.files).unwrap_or_default();
    // the copies beside them ask nothing and hold no reply
    requests.retain(|one| !one.name.contains(file::MARKED));
    found.extend(requests.into_iter().map(|one| InputFile { name: format!("{}/{}", file::REQUESTS, one.name), ..one }));
    for one in found {
        let read = files::load(&one, reader.limits.file_bytes).and_then(|bytes| {
            let unchanged = is_consolidated(&one.name) && outputs.get(&one.name) == Some(&sha256(&bytes));
            if unchanged && known { Ok(None) } else { reader.parse(&one.name, &bytes).map(Some) }
        });
        match read {
            Ok(workbook) => {
                own.books.extend(workbook.as_ref().and_then(Answers::of));
                own.edits.extend(workbook.as_ref().map(Edits::of).filter(|edits| !edits.is_empty()));
            }
            Err(rejection) => {
                let told = rejection.finding(&one.name).message(Lang::Ja);
                own.unreadable.push((one.name, told));
            }
        }
    }
    own
}

/// What its state keeps from run to run, without the model that stands before it; `None` if it has no state that can be
/// used.
fn kept(folder: &Path) -> Option<Folder> {
    let lines = BufReader::new(File::open(folder.join(state::FILE)).ok()?).lines();
    let mut kept = Folder::default();
    for line in lines {
        let line = line.ok()?;
        if ![state::FINDING, state::CORRECTION, state::MEMO].iter().any(|begins| line.starts_with(begins)) {
            continue;
        }
        match serde_json::from_str(&line).ok()? {
            Line::Finding(finding) => kept.findings.push(finding),
            Line::Correction(correction) => kept.corrections.push(correction.into_owned()),
            Line::Memo(memo) => kept.memos.push(memo.into_owned()),
            _ => return None,
        }
    }
    Some(kept)
}
