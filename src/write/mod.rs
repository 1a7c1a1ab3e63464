//! Turns tables, pages and the run into files; knows nothing of KPIs.
//!
//! Everything is rendered into a folder beside the output folder and swapped in whole (`folder`).

mod csv;
mod datapackage;
mod error;
mod folder;
mod formats;
mod json;
mod layout;
mod origin;
mod rows;
mod xlsx;

pub use error::WriteError;
pub use folder::recover;

use crate::finding::Finding;
use crate::judgement::Judgements;
use crate::model::Model;
use crate::page::Book;
use crate::run::Run;
use crate::table::Table;
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
    /// `run.json`.
    pub run: &'a Run,
}

/// A file to be made.
enum Job<'a, 't> {
    Book(&'a Book<'t>),
    Table(&'a Table<'t>),
    Package,
    State,
}

/// Writes the output folder: all of it, or nothing. Files in it that the program did not write are kept.
pub fn outputs(out: &Path, outputs: &Outputs) -> Result<(), WriteError> {
    let staged = folder::stage(out)?;
    let mut jobs: Vec<(String, Job)> =
        outputs.books.iter().map(|book| (book.file_name.clone(), Job::Book(book))).collect();
    jobs.push(("state.jsonl".to_owned(), Job::State));
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
        Job::Table(table) => csv::table(table, out)?,
        Job::Package => out.write_all(&datapackage::package(outputs.tables)?)?,
        Job::State => json::state(outputs.model, outputs.judgements, outputs.findings, out)?,
    }
    Ok(())
}
