//! The stages in order. The only place that knows them all.

mod copies;

use crate::annotation::Copies;
use crate::answers::{Answers, Folder};
use crate::cell::Rect;
use crate::change::Changes;
use crate::check;
use crate::encoding::Encoding;
use crate::entry::{EntryKind, SheetEntries};
use crate::finding::{Finding, bounded};
use crate::form::{Fit, Forms, draft};
use crate::lang::Lang;
use crate::layout::SheetShown;
use crate::lexicon::Lexicon;
use crate::life::Standing;
use crate::locate;
use crate::model::{CellUse, Model, Submission};
use crate::norm::Report as Verified;
use crate::normalize;
use crate::period::Period;
use crate::read::{self, InputFile, MissingInput, Reader, Skip};
use crate::reckoning::Reckonings;
use crate::reconcile::{self, Office, Received, Written};
use crate::register::{self, Register};
use crate::report::{self, Source};
use crate::rule::{self, Rule, Severity};
use crate::run::{CouncilTemplate, Input, Run};
use crate::settings::{Applied, Settings};
use crate::sheet::{Format, KnownCounts, Sheet, TroubleKind, Visibility, Workbook};
use crate::state::{self, State};
use crate::template::{Template, TemplateMistake};
use crate::whereabouts::{Whereabout, Whereabouts};
use crate::write::{self, Filling, LeftOpen, Outputs, WriteError};
use jiff::civil::Date;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// What a run is asked to do.
#[derive(Clone, Debug, Default)]
pub struct Job {
    /// Files and folders to read.
    pub inputs: Vec<PathBuf>,
    /// The settings.
    pub settings: Settings,
    /// 対象月.
    pub period: Option<Period>,
    /// The day as of which dates are judged.
    pub as_of: Option<Date>,
    /// Whether the ledger has a line per cell.
    pub full_ledger: bool,
    /// Whether what was recognised on the sheets is kept.
    pub shows_sheets: bool,
    /// How files are read.
    pub reader: Reader,
    /// The definitions of forms that do not speak for themselves.
    pub forms: Forms,
    /// The run before this one.
    pub previous: Option<State>,
    /// The encoding of the CSVs.
    pub encoding: Encoding,
    /// What was written into the books of that run.
    pub written: Folder,
    /// The indicator register.
    pub register: Option<PathBuf>,
    /// The office's own council templates.
    pub templates: Vec<Template>,
}

/// What a run came to.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// The one model.
    pub model: Model,
    /// Its judgements.
    pub judgements: crate::judgement::Judgements,
    /// Where its indicators are heading.
    pub outlooks: crate::outlook::Outlooks,
    /// The judgements of its measures, where the scale rolls up.
    pub rolled_up: Vec<crate::judgement::MeasureJudgement>,
    /// The findings, sorted, their severity after overrides.
    pub findings: Vec<Finding>,
    /// Those that nobody needs to look at any more: accepted, then resolved.
    pub closed: Vec<Finding>,
    /// Until when each department is asked to reply, as the office wrote it.
    pub dues: BTreeMap<String, String>,
    /// The run.
    pub run: Run,
    /// Where its files are.
    pub files: Vec<InputFile>,
    /// Where the files lie, seen from the folder that is going to be written.
    pub whereabouts: Whereabouts,
    /// What is not as it was in the run before; `None` without one.
    pub changes: Option<Changes>,
    /// What is known of the files' sheets besides their cells, in the order of the files.
    pub known: Vec<FileKnown>,
    /// What was recognised on their sheets, where the job asks for it.
    pub shown: Vec<SheetShown>,
    /// The outputs that were left as they are because someone has them open.
    pub left_open: Vec<LeftOpen>,
}

/// What is known of a file besides the cells of its sheets.
#[derive(Clone, Debug)]
pub struct FileKnown {
    /// The file.
    pub file: String,
    /// Its sheets in the order of their tabs.
    pub sheets: Vec<(String, KnownCounts)>,
    /// How many names it defines that users see.
    pub names: usize,
    /// The other files from which values come, if there are any.
    pub links: Option<String>,
}

impl FileKnown {
    fn of(workbook: &Workbook) -> Self {
        let links = workbook.troubles.iter().find(|trouble| trouble.kind == TroubleKind::ExternalLink);
        let names = workbook.names.iter().filter(|name| !name.hidden && !name.name.starts_with("_xlnm."));
        Self {
            file: workbook.file.clone(),
            sheets: workbook.sheets.iter().map(|sheet| (sheet.id.sheet.clone(), sheet.known.counts())).collect(),
            names: names.count(),
            links: links.map(|trouble| trouble.found.clone()),
        }
    }
}

/// Why a run did nothing.
#[derive(Debug, thiserror::Error)]
pub enum JobError {
    /// An input is not there.
    #[error(transparent)]
    Missing(#[from] MissingInput),
    /// The inputs hold no file that can be read.
    #[error("nothing to read")]
    Nothing(PathBuf),
    /// The indicator register could not be read.
    #[error("{}", .0.file)]
    Register(Box<Finding>),
    /// The outputs could not be written.
    #[error(transparent)]
    Write(#[from] WriteError),
}

/// Told after each file, from any thread: how many are done, of how many.
pub type Progress<'a> = &'a (dyn Fn(usize, usize) + Sync);

/// Reads the office's own council templates, and sees whether they can be filled.
///
/// # Errors
///
/// Everything that keeps one of them from being filled.
pub fn templates(paths: &[PathBuf], reader: &Reader) -> Result<Vec<Template>, Vec<TemplateMistake>> {
    let (mut templates, mut mistakes) = (Vec::new(), Vec::new());
    for path in paths {
        match read::template(path, &reader.limits) {
            Ok(template) => match write::check_template(&template) {
                Ok(()) => templates.push(template),
                Err(mistake) => mistakes.push(mistake),
            },
            Err(more) => mistakes.extend(more),
        }
    }
    if mistakes.is_empty() { Ok(templates) } else { Err(mistakes) }
}

/// Asks the rules on machine-readable data of output folders, workbooks and CSVs.
///
/// # Errors
///
/// If one is not there, or there is nothing to look at. Files that cannot be read are told.
pub fn verify(paths: &[PathBuf], reader: &Reader) -> Result<Verified, JobError> {
    let report = read::published(paths, reader)?;
    match paths.first() {
        Some(first) if report.tables.is_empty() && report.unread.is_empty() && report.changed.is_empty() => {
            Err(JobError::Nothing(first.clone()))
        }
        _ => Ok(report),
    }
}

/// Reads, locates, normalizes, reconciles and checks.
///
/// # Errors
///
/// If an input is missing or there is nothing to read. Files that cannot be read are findings.
pub fn consider(job: &Job, progress: Progress) -> Result<Outcome, JobError> {
    considered(job, None, progress)
}

/// As [`consider`], with what stands in the folder that is going to be written, if one is: only then is it told what
/// became of what people wrote.
fn considered(job: &Job, written: Option<(&Path, &Folder)>, progress: Progress) -> Result<Outcome, JobError> {
    let (path, out) = written.unzip();
    let found = discovered(job)?;
    let known_register = job.register.as_deref().map(|path| the_register(job, path)).transpose()?;
    let (register, format, mut findings) = match known_register {
        Some((register, format, findings)) => (Some(register), Some(format), findings),
        None => (None, None, Vec::new()),
    };
    let done = std::sync::atomic::AtomicUsize::new(0);
    let files: Vec<FileOutcome> = found
        .files
        .par_iter()
        .map(|file| {
            let outcome = one_file(file, job);
            progress(done.fetch_add(1, std::sync::atomic::Ordering::Relaxed) + 1, found.files.len());
            outcome
        })
        .collect();
    findings.extend(found.findings);
    let mut inputs = Vec::new();
    let mut received = Vec::new();
    let mut known = Vec::new();
    let (mut shown, mut answers) = (Vec::new(), Vec::new());
    for file in files {
        known.extend(file.known);
        shown.extend(file.shown);
        // the register that is in use may lie among the inputs
        let in_use = register.as_ref().is_some_and(|register| register.sha256 == file.input.sha256);
        findings.extend(file.findings.into_iter().filter(|_| !in_use));
        inputs.push(file.input);
        received.extend(file.received);
        answers.extend(file.answers);
    }
    let office = Office { body: &job.settings.body, register: register.as_ref(), as_of: job.as_of };
    let (mut model, reconciled) = reconcile::reconcile(office, received);
    findings.extend(reconciled);
    findings.extend(job.settings.set_indicators(&mut model));
    let told = kept(job, out, &mut model);
    findings.extend(told.into_iter().filter(|_| out.is_some()));
    let duplicates: Vec<&str> = duplicates(&model);
    findings.retain(|finding| is_of_file(finding.rule) || !duplicates.contains(&finding.file.as_str()));
    let judgements = check::judge(&model, &job.settings, job.as_of);
    let rolled_up = check::roll_up(&model, &judgements, &job.settings);
    let outlooks = check::outlook(&model, &job.settings, job.as_of);
    let against = check::Against { settings: &job.settings, as_of: job.as_of, previous: job.previous.as_ref() };
    let (checked, rule_runs) = check::check(&model, &judgements, against);
    findings.extend(checked);
    reconcile::address(&model, &mut findings);
    let changes = check::changes(&model, &judgements, against);
    let Followed { findings, closed, switched_off } = followed(job, out, &model, &rule_runs, &answers, findings);
    let mut counts = counts(&model, &findings);
    let standing = |standing| {
        let all = findings.iter().chain(&closed);
        all.filter(|finding| finding.life.standing == Some(standing)).count() as u64
    };
    counts.insert("findings_accepted".to_owned(), standing(Standing::Accepted));
    if job.previous.is_some() {
        counts.insert("findings_new".to_owned(), standing(Standing::New));
        counts.insert("findings_continuing".to_owned(), standing(Standing::Continuing));
        counts.insert("findings_resolved".to_owned(), standing(Standing::Resolved));
    }
    counts.insert("findings_switched_off".to_owned(), switched_off as u64);
    counts.insert("rules_run".to_owned(), rule_runs.iter().filter(|run| run.not_run.is_none()).count() as u64);
    counts.insert("rules_not_run".to_owned(), rule_runs.iter().filter(|run| run.not_run.is_some()).count() as u64);
    let run = Run {
        period: job.period,
        as_of: job.as_of,
        inputs,
        skipped: skipped(&found.skipped),
        settings: serde_json::to_value(&job.settings).unwrap_or_default(),
        register: register.map(|register| Input { name: register.file, sha256: register.sha256, format }),
        council_templates: job
            .templates
            .iter()
            .map(|template| CouncilTemplate { name: template.file.clone(), sha256: template.sha256.clone() })
            .collect(),
        forms: job.forms.0.iter().map(|form| (form.name.clone(), form.text.clone())).collect(),
        encoding: job.encoding,
        counts,
        rules: rule_runs,
        ..Run::default()
    };
    Ok(Outcome {
        model,
        judgements,
        outlooks,
        rolled_up,
        findings,
        closed,
        dues: out.map(Folder::dues).unwrap_or_default(),
        whereabouts: path.map(|out| whereabouts(&found.files, &run, out)).unwrap_or_default(),
        run,
        files: found.files,
        changes,
        known,
        shown,
        left_open: Vec::new(),
    })
}

/// Where the files of a run lie, seen from its output folder.
fn whereabouts(files: &[InputFile], run: &Run, out: &Path) -> Whereabouts {
    let formats: BTreeMap<&str, Option<Format>> =
        run.inputs.iter().map(|input| (input.name.as_str(), input.format)).collect();
    let of = |file: &InputFile| {
        let format = formats.get(file.name.as_str()).copied().flatten();
        // Other formats have no sheets by the names that are read.
        let book = matches!(format, Some(Format::Xlsx | Format::Xls | Format::Xlsb | Format::Ods));
        let has_cells = book && file.inside.is_empty();
        Some((file.name.clone(), Whereabout { path: read::way(out, &file.path)?, has_cells }))
    };
    files.iter().filter_map(of).collect()
}

/// Brings corrections and memos of staff to the model, with what is to be told of them.
fn kept(job: &Job, out: Option<&Folder>, model: &mut Model) -> Vec<Finding> {
    let nothing = Folder::default();
    let (here, before) = (out.unwrap_or(&nothing), &job.written);
    let previous = job.previous.as_ref().map(|state| &state.model);
    let corrections = previous.map(|model| model.corrections.as_slice()).unwrap_or_default();
    let memos = previous.map(|model| model.memos.as_slice()).unwrap_or_default();
    let mut told = reconcile::correct(model, here, before, corrections);
    told.extend(reconcile::memos(model, here, before, memos));
    told
}

/// The findings of a run with their lives.
struct Followed {
    /// Those to look at.
    findings: Vec<Finding>,
    /// Those that are accepted or resolved.
    closed: Vec<Finding>,
    /// How many were left out because their rule is switched off.
    switched_off: usize,
}

/// Sets the findings beside those of the run before and beside what people wrote into the books: each keeps its id, the
/// settings give it its level, and what is accepted or resolved is set apart.
fn followed(
    job: &Job,
    out: Option<&Folder>,
    model: &Model,
    rule_runs: &[rule::RuleRun],
    answers: &[Answers],
    mut findings: Vec<Finding>,
) -> Followed {
    let previous = job.previous.as_ref().map(|state| state.findings.as_slice()).unwrap_or_default();
    let nothing = Folder::default();
    let here = out.unwrap_or(&nothing);
    let earlier = state::newest(&here.findings, previous);
    reconcile::identify(model, &earlier, &mut findings);
    if let Some(previous) = &job.previous {
        reconcile::since(model, previous, &mut findings);
    }
    let kept = job.previous.as_ref().map(|previous| reconcile::kept(model, previous, &findings));
    findings.extend(kept.into_iter().flatten());
    let written = Written::of(here, &job.written, previous, answers);
    written.answer(&mut findings);
    findings.extend(out.map(|_| written.findings(&findings)).into_iter().flatten());
    let Applied { mut findings, accepted, switched_off } = job.settings.apply(findings, rule_runs);
    reconcile::identify(model, &earlier, &mut findings);
    let mut closed = reconcile::follow(job.previous.as_ref(), job.period, &job.settings, &mut findings, accepted);
    written.reply(&mut closed);
    Followed { findings, closed, switched_off }
}

/// What lies in the inputs of a job: one file at least.
fn discovered(job: &Job) -> Result<read::Found, JobError> {
    let found = job.reader.discover(&job.inputs)?;
    if found.files.is_empty() {
        return Err(JobError::Nothing(job.inputs.first().cloned().unwrap_or_default()));
    }
    Ok(found)
}

/// Does the whole job and writes its outputs to `out`, all of them or none.
///
/// # Errors
///
/// As [`consider`], and if the outputs cannot be written.
pub fn consolidate(job: &Job, out: &Path, progress: Progress) -> Result<Outcome, JobError> {
    write::recover(out)?;
    let mut outcome = considered(job, Some((out, &read::own(out, &job.reader))), progress)?;
    let folder = Filling::start(out)?;
    let copies = copies::copies(job, &outcome, &folder)?;
    outcome.left_open = write_report(job, &outcome, &copies, folder)?;
    Ok(outcome)
}

/// Does all but the writing, and writes a copy of each file to `out` in which every cell shows what became of it.
///
/// # Errors
///
/// As [`consolidate`].
pub fn annotate(job: &Job, out: &Path, progress: Progress) -> Result<Outcome, JobError> {
    write::recover(out)?;
    let mut outcome = consider(job, progress)?;
    let copies = Filling::start(out)?;
    for file in read::discover(&job.inputs)?.files {
        // what cannot be read is among the findings
        let Ok(bytes) = read::load(&file, job.reader.limits.file_bytes) else { continue };
        let Ok(workbook) = job.reader.parse(&file.name, &bytes) else { continue };
        let (parts, annotations) =
            (read::package_parts(&file.name, &bytes), report::annotations(&outcome.model, &file.name));
        let (file, sheets) = (file.name.as_str(), workbook.sheets.as_slice());
        copies.annotated(&write::Annotated { file, bytes: &bytes, parts, sheets, annotations: &annotations })?;
    }
    outcome.left_open = copies.finish(&outcome.run)?;
    Ok(outcome)
}

fn write_report(job: &Job, outcome: &Outcome, copies: &Copies, folder: Filling) -> Result<Vec<LeftOpen>, WriteError> {
    let Outcome { model, judgements, outlooks, rolled_up, findings, closed, dues, run, .. } = outcome;
    let of = |indicator, observation| check::reckon(model, &job.settings, job.as_of, indicator, observation);
    let reckonings = Reckonings::new(of);
    let reckonings = Some(&reckonings);
    let (whereabouts, changes) = (&outcome.whereabouts, outcome.changes.as_ref());
    let source = Source {
        model,
        judgements,
        reckonings,
        outlooks,
        rolled_up,
        findings,
        closed,
        dues,
        copies,
        whereabouts,
        changes,
        run,
    };
    let report = report::report(source);
    let (tables, books, values) = (&report.tables, &report.books, &report.values);
    let templates = &job.templates;
    folder.outputs(&Outputs { tables, books, model, judgements, findings, closed, run, templates, values })
}

/// Which definition a sheet is of.
#[derive(Clone, Debug)]
pub struct SheetFit {
    /// The file.
    pub file: String,
    /// The sheet; empty if the file could not be read.
    pub sheet: String,
    /// The definitions of which it has all headings, or most.
    pub fits: Vec<Fit>,
    /// What reading it by its definition tells of the definition, or why the file could not be read.
    pub findings: Vec<Finding>,
}

/// Which definition each sheet of the inputs is of, in the order of files and sheets; hidden sheets are left out.
///
/// # Errors
///
/// As [`consider`].
pub fn fits(job: &Job) -> Result<Vec<SheetFit>, JobError> {
    let found = discovered(job)?;
    let of_file = |file: &InputFile| match job.reader.workbook(file) {
        Err(rejection) => {
            let findings = vec![rejection.finding(&file.name)];
            vec![SheetFit { file: file.name.clone(), sheet: String::new(), fits: Vec::new(), findings }]
        }
        Ok(workbook) => {
            let visible = workbook.sheets.iter().filter(|sheet| sheet.visibility == Visibility::Visible);
            let fit = |sheet: &Sheet| {
                let (form, mut findings) = job.forms.of(sheet);
                let (_, more) = locate::sheet(sheet, Lexicon::standard(), form.as_ref());
                findings.extend(more.into_iter().filter(|finding| rule::form::RULES.contains(&finding.rule)));
                let (file, sheet_name) = (file.name.clone(), sheet.id.sheet.clone());
                SheetFit { file, sheet: sheet_name, fits: job.forms.fits(sheet), findings }
            };
            visible.map(fit).collect()
        }
    };
    Ok(found.files.par_iter().flat_map(of_file).collect())
}

/// A first definition for each sheet of the inputs that is not read wholly, in the order of files and sheets.
///
/// # Errors
///
/// As [`consider`].
pub fn drafts(job: &Job, lang: Lang) -> Result<Vec<String>, JobError> {
    let found = discovered(job)?;
    let of_file = |file: &InputFile| {
        let sheets = job.reader.workbook(file).map(|workbook| workbook.sheets).unwrap_or_default();
        let visible = sheets.iter().filter(|sheet| sheet.visibility == Visibility::Visible);
        visible.filter_map(|sheet| draft_of(sheet, &job.forms, lang)).collect::<Vec<_>>()
    };
    Ok(found.files.iter().flat_map(of_file).collect())
}

/// The draft for a sheet; none if all that stands in its tables is read, or if nothing on it looks like a table.
fn draft_of(sheet: &Sheet, forms: &Forms, lang: Lang) -> Option<String> {
    let (form, _) = forms.of(sheet);
    let (entries, findings) = locate::sheet(sheet, Lexicon::standard(), form.as_ref());
    let unread = |rect: &Rect| {
        entries.uses.iter().filter(|used| used.kind == CellUse::Unread && rect.contains(used.cell)).count()
    };
    let worst = entries.layout.tables.iter().filter(|table| !table.turned).max_by_key(|table| unread(&table.reach));
    let left = worst.map_or(0, |table| unread(&table.reach));
    let read = entries.entries.iter().any(|entry| matches!(entry.kind, EntryKind::Indicator(_)));
    if read && left == 0 {
        return None;
    }
    let told: Vec<String> = findings.iter().map(|finding| finding.message(lang)).collect();
    let known = draft::Known {
        header: worst.filter(|_| left > 0).map(|table| table.header),
        year: entries.layout.year.is_some(),
        told: &told,
    };
    draft::draft(sheet, known, lang)
}

/// What became of one file.
struct FileOutcome {
    input: Input,
    /// What it holds; `None` if it is a register or one of the program's own books.
    received: Option<Received>,
    /// What is written in it, if it is one of the program's own books.
    answers: Option<Answers>,
    findings: Vec<Finding>,
    known: Option<FileKnown>,
    shown: Vec<SheetShown>,
}

fn one_file(file: &InputFile, job: &Job) -> FileOutcome {
    let outcome = |sha256: &str, format, findings| FileOutcome {
        input: Input { name: file.name.clone(), sha256: sha256.to_owned(), format },
        received: None,
        answers: None,
        findings,
        known: None,
        shown: Vec::new(),
    };
    match job.reader.workbook(file) {
        Ok(workbook) => {
            let mut findings = read::findings(&workbook);
            let outcome = |findings| outcome(&workbook.sha256, Some(workbook.format), findings);
            if let Some(answers) = Answers::of(&workbook) {
                return FileOutcome { answers: Some(answers), ..outcome(bounded(findings)) };
            }
            if register::is_register(&workbook, Lexicon::standard()) {
                let finding = Finding::of_file(&crate::rule::register::REGISTER_IN_INPUTS, &workbook.file, "");
                return FileOutcome { known: Some(FileKnown::of(&workbook)), ..outcome(vec![finding]) };
            }
            let (sheets, more) = located(&workbook, &job.forms);
            findings.extend(more);
            let (submission, more) = normalized(&workbook, &sheets, job.full_ledger);
            findings.extend(more);
            let outcome = outcome(bounded(findings));
            let known = Some(FileKnown::of(&workbook));
            let shown = if job.shows_sheets { shown(&workbook, sheets) } else { Vec::new() };
            let received = Received { file: workbook.file, sha256: workbook.sha256, submission: Some(submission) };
            FileOutcome { received: Some(received), known, shown, ..outcome }
        }
        Err(rejection) => {
            let received = Received { file: file.name.clone(), sha256: String::new(), submission: None };
            FileOutcome { received: Some(received), ..outcome("", None, vec![rejection.finding(&file.name)]) }
        }
    }
}

/// What a workbook that was read holds.
pub fn submission(workbook: &Workbook, forms: &Forms, full_ledger: bool) -> (Submission, Vec<Finding>) {
    let (sheets, mut findings) = located(workbook, forms);
    let (submission, more) = normalized(workbook, &sheets, full_ledger);
    findings.extend(more);
    (submission, findings)
}

/// Reads the indicator register; what is wrong in it are findings.
fn the_register(job: &Job, path: &Path) -> Result<(Register, Format, Vec<Finding>), JobError> {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let file = InputFile { path: path.to_owned(), name, ..InputFile::default() };
    let rejected = |rejection: read::Rejection| {
        let finding = rejection.finding(&file.name);
        JobError::Register(Box::new(Finding { file: path.display().to_string(), ..finding }))
    };
    let workbook = job.reader.workbook(&file).map_err(rejected)?;
    let (register, findings) = register(&workbook, &job.settings);
    Ok((register, workbook.format, findings))
}

/// Reads the inputs and writes a first register of what they hold to a file that is not there yet.
///
/// # Errors
///
/// As [`consolidate`], and if the file is there.
pub fn draft_register(job: &Job, out: &Path, progress: Progress) -> Result<Register, JobError> {
    let outcome = consider(job, progress)?;
    let register = register::draft(&outcome.model);
    write::new_book(out, &register::book(&register))?;
    Ok(register)
}

/// The indicator register that a workbook is, and what in it is not understood or does not fit together.
pub fn register(workbook: &Workbook, settings: &Settings) -> (Register, Vec<Finding>) {
    let lexicon = Lexicon::standard();
    let parts = register::parts(workbook, lexicon);
    let (read, more) = submission(&parts.plain, &Forms::default(), false);
    let (register, told) = register::understand(&parts, read, lexicon, &settings.judgement);
    let mut findings = read::findings(workbook);
    findings.extend(more);
    findings.extend(told);
    findings.extend(register::integrity(&register, lexicon));
    (register, bounded(findings))
}

fn located(workbook: &Workbook, forms: &Forms) -> (Vec<SheetEntries>, Vec<Finding>) {
    let mut findings = Vec::new();
    let mut sheets = Vec::new();
    for sheet in &workbook.sheets {
        let (form, told) = if sheet.visibility == Visibility::Visible { forms.of(sheet) } else { (None, Vec::new()) };
        findings.extend(told);
        let (entries, more) = locate::sheet(sheet, Lexicon::standard(), form.as_ref());
        findings.extend(more);
        sheets.push(entries);
    }
    (sheets, findings)
}

fn normalized(workbook: &Workbook, sheets: &[SheetEntries], full_ledger: bool) -> (Submission, Vec<Finding>) {
    normalize::submission(&workbook.file, &workbook.sha256, sheets, Lexicon::standard(), full_ledger)
}

/// The sheets of a workbook with what was recognised on them; cells and their uses are in the same order.
fn shown(workbook: &Workbook, sheets: Vec<SheetEntries>) -> Vec<SheetShown> {
    let shown = workbook.sheets.iter().zip(sheets).map(|(sheet, entries)| {
        let texts = sheet.cells.iter().map(|cell| cell.raw.text.clone());
        SheetShown {
            sheet: entries.sheet,
            visibility: sheet.visibility,
            layout: entries.layout,
            cells: entries.uses.into_iter().zip(texts).collect(),
        }
    });
    shown.collect()
}

/// Files that only repeat another: what stands in them is told once, at the first.
fn duplicates(model: &Model) -> Vec<&str> {
    let again =
        model.submissions.iter().filter(|submission| submission.status == crate::model::SubmissionStatus::Duplicate);
    again.map(|submission| submission.file.as_str()).collect()
}

fn is_of_file(rule: &'static Rule) -> bool {
    rule == &crate::rule::reconcile::FILE_DUPLICATE
}

fn skipped(skipped: &[(String, Skip)]) -> BTreeMap<String, Vec<String>> {
    let mut by_reason: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (name, reason) in skipped {
        let reason = match reason {
            Skip::Lock => "lock",
            Skip::System => "system",
            Skip::Temporary => "temporary",
            Skip::Backup => "backup",
            Skip::Extension => "extension",
            Skip::Output => "output",
            Skip::Unlistable => "unlistable",
            Skip::Device => "device",
        };
        by_reason.entry(reason.to_owned()).or_default().push(name.clone());
    }
    by_reason
}

fn counts(model: &Model, findings: &[Finding]) -> BTreeMap<String, u64> {
    let of = |severity: Severity| findings.iter().filter(|finding| finding.severity == severity).count();
    let observations: usize = model.indicators.iter().map(|indicator| indicator.observations.len()).sum();
    [
        ("files", model.submissions.iter().filter(|record| !record.file.is_empty()).count()),
        ("indicators", model.indicators.len()),
        ("observations", observations),
        ("measures", model.measures.len()),
        ("costs", model.costs.len()),
        ("evaluations", model.evaluations.len()),
        ("actions", model.actions.len()),
        ("narratives", model.narratives.len()),
        ("findings_error", of(Severity::Error)),
        ("findings_warning", of(Severity::Warning)),
        ("findings_note", of(Severity::Note)),
    ]
    .map(|(name, count)| (name.to_owned(), count as u64))
    .into()
}
