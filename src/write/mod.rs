//! Turns tables, pages and the run into files; knows nothing of KPIs.
//!
//! Everything is rendered into a folder beside the output folder and swapped in whole (`folder`).

mod annotate;
mod charts;
mod csv;
mod datapackage;
mod error;
mod folder;
mod formats;
mod json;
mod layout;
mod origin;
mod rows;
mod template;
mod xlsx;

pub use error::WriteError;
pub use folder::recover;
pub use template::check as check_template;

use crate::annotation::{AnnotatedSheet, PackageParts};
use crate::finding::Finding;
use crate::judgement::Judgements;
use crate::model::Model;
use crate::page::Book;
use crate::run::Run;
use crate::sheet::Sheet;
use crate::table::Table;
use crate::template::{Template, Values};
use rayon::prelude::*;
use std::io::Write;
use std::path::Path;
use std::sync::Arc;

/// Everything that a run puts into its output folder.
#[derive(Clone, Copy, Debug)]
pub struct Outputs<'a, 't> {
    /// One per CSV.
    pub tables: &'a [Arc<Table<'t>>],
    /// The workbooks.
    pub books: &'a [Book<'t>],
    /// `state.jsonl`: the model.
    pub model: &'a Model,
    /// `state.jsonl`: its judgements.
    pub judgements: &'a Judgements,
    /// `state.jsonl`: the findings.
    pub findings: &'a [Finding],
    /// `state.jsonl`: those that are accepted or resolved.
    pub closed: &'a [Finding],
    /// `run.json`.
    pub run: &'a Run,
    /// The office's own council templates.
    pub templates: &'a [Template],
    /// What they are filled with.
    pub values: &'a Values,
}

/// Writes a book to a file of its own that is not there yet.
pub fn new_book(path: &Path, book: &Book) -> Result<(), WriteError> {
    let mut bytes = Vec::new();
    let error = |what, cause: error::Reason| WriteError { path: path.to_owned(), what, cause: Some(Box::new(cause)) };
    xlsx::book(book, None, &mut bytes).map_err(|cause| error(&crate::messages::output::NOT_WRITTEN, cause))?;
    folder::create(path, &bytes)
}

/// A workbook to be copied with annotations.
#[derive(Debug)]
pub struct Annotated<'a> {
    /// Its file, relative to its input.
    pub file: &'a str,
    /// Its bytes.
    pub bytes: &'a [u8],
    /// Where its parts lie, if it is an Office Open XML package.
    pub parts: Option<PackageParts>,
    /// Its sheets as they were read.
    pub sheets: &'a [Sheet],
    /// What became of their cells.
    pub annotations: &'a [AnnotatedSheet],
}

/// A folder of annotated copies, being written beside the one it replaces.
pub struct Copies {
    staged: folder::Staged,
    written: Vec<(String, String)>,
}

impl Copies {
    /// Starts the folder.
    pub fn start(out: &Path) -> Result<Self, WriteError> {
        Ok(Self { staged: folder::stage(out)?, written: Vec::new() })
    }

    /// Adds a copy: of an Office Open XML package one that differs in colours and notes alone, of another file a new
    /// workbook that shows the same cells.
    pub fn add(&mut self, copy: &Annotated) -> Result<(), WriteError> {
        let package = copy.parts.as_ref().and_then(|parts| {
            let mut bytes = Vec::new();
            // a package that cannot be patched is shown by a new workbook
            annotate::package(copy.bytes, parts, copy.annotations, &mut bytes).ok().map(|()| bytes)
        });
        let name = if package.is_some() { copy.file.to_owned() } else { format!("{}.xlsx", copy.file) };
        let digest = self.staged.write(&name, |out| match &package {
            Some(bytes) => Ok(out.write_all(bytes)?),
            None => annotate::plain(copy.sheets, copy.annotations, out),
        })?;
        self.written.push((name, digest));
        Ok(())
    }

    /// Ends the folder with its `run.json`, and puts it in place.
    pub fn finish(self, run: &Run) -> Result<(), WriteError> {
        let run = json::run(run, &self.written).map_err(|reason| self.staged.error(json::RUN, reason.into()))?;
        self.staged.write(json::RUN, |out| Ok(out.write_all(&run)?))?;
        self.staged.swap()
    }
}

/// A file to be made.
enum Job<'a, 't> {
    Book(&'a Book<'t>),
    Table(&'a Table<'t>),
    Template(&'a Template),
    Package,
    State,
}

/// Writes the output folder: all of it, or nothing. Files in it that the program did not write are kept.
pub fn outputs(out: &Path, outputs: &Outputs) -> Result<(), WriteError> {
    let staged = folder::stage(out)?;
    let mut jobs: Vec<(String, Job)> =
        outputs.books.iter().map(|book| (book.file_name.clone(), Job::Book(book))).collect();
    let filled = outputs.templates.iter();
    jobs.extend(filled.map(|template| (crate::template::output(&template.file), Job::Template(template))));
    jobs.push((crate::state::FILE.to_owned(), Job::State));
    jobs.extend(outputs.tables.iter().map(|table| (format!("csv/{}.csv", table.name), Job::Table(table))));
    jobs.push(("csv/datapackage.json".to_owned(), Job::Package));
    let written: Vec<(String, String)> = jobs
        .par_iter()
        .with_max_len(1)
        .map(|(name, job)| {
            let digest = staged.write(name, |out| rendered(job, outputs, out))?;
            Ok((name.clone(), digest))
        })
        .collect::<Result<_, WriteError>>()?;
    let run = json::run(outputs.run, &written).map_err(|reason| staged.error(json::RUN, reason.into()))?;
    staged.write(json::RUN, |out| Ok(out.write_all(&run)?))?;
    staged.swap()
}

fn rendered(job: &Job, outputs: &Outputs, out: &mut dyn Write) -> Result<(), error::Reason> {
    match job {
        Job::Book(book) => xlsx::book(book, outputs.run.as_of, out)?,
        Job::Template(template) => template::fill(template, outputs.values, out)?,
        Job::Table(table) => csv::table(table, outputs.run.encoding, out)?,
        Job::Package => out.write_all(&datapackage::package(outputs.tables, outputs.run.encoding)?)?,
        Job::State => {
            json::state(outputs.model, outputs.judgements, outputs.findings.iter().chain(outputs.closed), out)?
        }
    }
    Ok(())
}
