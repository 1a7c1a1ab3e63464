//! Copies for the departments: the files of the findings are read again, and marked.

use super::{Job, JobError, Outcome};
use crate::annotation::{Copied, Copies, Marked, NoCopy};
use crate::messages::file::REQUESTS;
use crate::read::{self, InputFile};
use crate::report;
use crate::run::Input;
use crate::sheet::Format;
use crate::write::{Filling, WriteError};
use rayon::prelude::*;
use std::collections::BTreeMap;

/// Writes the copies; what became of each.
pub(super) fn copies(job: &Job, outcome: &Outcome, folder: &Filling) -> Result<Copies, JobError> {
    let inputs: BTreeMap<&str, &Input> = outcome.run.inputs.iter().map(|input| (input.name.as_str(), input)).collect();
    let files: BTreeMap<&str, &InputFile> = outcome.files.iter().map(|file| (file.name.as_str(), file)).collect();
    let marked = report::marked(&outcome.findings);
    // what did not come this time cannot be copied, and is not missed
    let copied = marked.par_iter().with_max_len(1).filter_map(|marked| {
        let (file, input) = (files.get(marked.file.as_str())?, inputs.get(marked.file.as_str())?);
        let copied = copy(job, marked, file, input, folder);
        Some(copied.map(|copied| ((marked.department.clone(), marked.file.clone()), copied)))
    });
    Ok(copied.collect::<Result<_, WriteError>>()?)
}

fn copy(job: &Job, marked: &Marked, file: &InputFile, input: &Input, folder: &Filling) -> Result<Copied, WriteError> {
    if input.format != Some(Format::Xlsx) {
        return Ok(Copied::Not(NoCopy::Format));
    }
    let bytes = read::load(file, job.reader.limits.file_bytes).ok().filter(|bytes| read::sha256(bytes) == input.sha256);
    let Some(bytes) = bytes else { return Ok(Copied::Not(NoCopy::Changed)) };
    if read::is_protected(&bytes) {
        return Ok(Copied::Not(NoCopy::Protected));
    }
    let Some(parts) = read::package_parts(&file.name, &bytes) else { return Ok(Copied::Not(NoCopy::Parts)) };
    let made = folder.marked(&format!("{REQUESTS}/{}", marked.name), &bytes, &parts, &marked.sheets)?;
    if !made {
        return Ok(Copied::Not(NoCopy::Parts));
    }
    let hidden = parts.sheets.into_iter().filter(|sheet| sheet.hidden).map(|sheet| sheet.sheet);
    Ok(Copied::As { name: marked.name.clone(), hidden: hidden.collect() })
}
