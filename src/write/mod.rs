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
mod language;
mod layout;
mod open;
mod origin;
mod repack;
mod rows;
mod template;
mod xlsx;

pub use error::WriteError;
pub use folder::{LeftOpen, recover};
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
use std::sync::{Arc, Mutex, PoisonError};

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

/// An output folder being filled beside the one it replaces; dropped before its end, it leaves no trace.
pub struct Filling {
    staged: folder::Staged,
    written: Mutex<Vec<(String, String)>>,
}

impl Filling {
    /// Starts the folder.
    pub fn start(out: &Path) -> Result<Self, WriteError> {
        Ok(Self { staged: folder::stage(out)?, written: Mutex::default() })
    }

    /// Writes a file; gives the name that it got.
    fn put(
        &self,
        name: &str,
        fill: impl FnOnce(&mut dyn Write) -> Result<(), error::Reason>,
    ) -> Result<String, WriteError> {
        let written = self.staged.write(name, fill)?;
        let name = written.0.clone();
        self.written.lock().unwrap_or_else(PoisonError::into_inner).push(written);
        Ok(name)
    }

    /// Adds a copy: of an Office Open XML package one that differs in colours and notes alone, of another file a new
    /// workbook that shows the same cells.
    pub fn annotated(&self, copy: &Annotated) -> Result<(), WriteError> {
        let package = copy.parts.as_ref().and_then(|parts| {
            let mut bytes = Vec::new();
            // a package that cannot be patched is shown by a new workbook
            annotate::package(copy.bytes, parts, copy.annotations, &mut bytes).ok().map(|()| bytes)
        });
        let name = if package.is_some() { copy.file.to_owned() } else { format!("{}.xlsx", copy.file) };
        self.put(&name, |out| match &package {
            Some(bytes) => Ok(out.write_all(bytes)?),
            None => annotate::plain(copy.sheets, copy.annotations, out),
        })?;
        Ok(())
    }

    /// Adds a copy of a package that differs in colours and notes alone; gives the name that it got, or `None` if the
    /// package is not such as can be marked.
    pub fn marked(
        &self,
        name: &str,
        bytes: &[u8],
        parts: &PackageParts,
        sheets: &[AnnotatedSheet],
    ) -> Result<Option<String>, WriteError> {
        let mut copy = Vec::with_capacity(bytes.len());
        if annotate::package(bytes, parts, sheets, &mut copy).is_err() {
            return Ok(None);
        }
        self.put(name, |out| Ok(out.write_all(&copy)?)).map(Some)
    }

    /// Adds all that a run has to tell, ends the folder and puts it in place; tells which outputs someone has open.
    pub fn outputs(self, outputs: &Outputs) -> Result<Vec<LeftOpen>, WriteError> {
        let mut jobs: Vec<(String, Job)> =
            outputs.books.iter().map(|book| (book.file_name.clone(), Job::Book(book))).collect();
        let filled = outputs.templates.iter();
        jobs.extend(filled.map(|template| (crate::template::output(&template.file), Job::Template(template))));
        jobs.push((crate::state::FILE.to_owned(), Job::State));
        jobs.extend(outputs.tables.iter().map(|table| (format!("csv/{}.csv", table.name), Job::Table(table))));
        jobs.push(("csv/datapackage.json".to_owned(), Job::Package));
        jobs.par_iter()
            .with_max_len(1)
            .try_for_each(|(name, job)| self.put(name, |out| rendered(job, outputs, out)).map(drop))?;
        self.finish(outputs.run)
    }

    /// Ends the folder with its `run.json`, and puts it in place; tells which outputs someone has open.
    pub fn finish(self, run: &Run) -> Result<Vec<LeftOpen>, WriteError> {
        let Self { staged, written } = self;
        let mut written = written.into_inner().unwrap_or_else(PoisonError::into_inner);
        written.extend(staged.left());
        let run = json::run(run, &written).map_err(|reason| staged.error(json::RUN, reason.into()))?;
        staged.write(json::RUN, |out| Ok(out.write_all(&run)?))?;
        staged.swap()
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
pub fn outputs(out: &Path, outputs: &Outputs) -> Result<Vec<LeftOpen>, WriteError> {
    Filling::start(out)?.outputs(outputs)
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
