//! The disk: finding the files of the inputs, and loading them.
#![expect(clippy::disallowed_methods, reason = "read is one of the two ends that touch files")]

mod archive;
mod lock;
mod names;
#[cfg(test)]
mod tests;

use super::limits::{Exceeded, Limits};
use super::rejection::Rejection;
use crate::finding::Finding;
use crate::rule::read as rule;
use archive::Listing;
use names::{Place, is_of_system, skip_of};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use unicode_normalization::UnicodeNormalization;
use walkdir::WalkDir;

/// How much of a `run.json` is looked at, in bytes.
const RUN_LIMIT: u64 = 64 << 10;

/// A file to read.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct InputFile {
    /// Where it is, or the archive that holds it.
    pub path: PathBuf,
    /// What it is called in every output: relative to its input, `/` between its parts, NFC.
    pub name: String,
    /// In an archive the number of its entry, in an archive inside an archive two; empty for a file on the disk.
    pub inside: Vec<usize>,
    /// The limit that it exceeds, where that was seen when it was found.
    pub exceeds: Option<Exceeded>,
}

/// What the inputs hold.
#[derive(Clone, Debug, Default)]
pub struct Found {
    /// The files to read, by name.
    pub files: Vec<InputFile>,
    /// What was passed over, by name, and why.
    pub skipped: Vec<(String, Skip)>,
    /// What should be known of files and folders before any is read.
    pub findings: Vec<Finding>,
}

/// Why something was passed over.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Skip {
    /// `~$…`, `.~lock.…#`: someone has the workbook open.
    Lock,
    /// Hidden, or the system's own: dot files, Thumbs.db, desktop.ini, `__MACOSX`.
    System,
    /// What a program left while it saved, or a browser while it loaded.
    Temporary,
    /// The state before the last time it was saved.
    Backup,
    /// No kind of file that is read.
    Extension,
    /// A folder that an earlier run wrote.
    Output,
    /// A folder that could not be listed.
    Unlistable,
    /// No file but a device or a pipe.
    Device,
}

/// An input that is not there.
#[derive(Debug, thiserror::Error)]
#[error("{}: no such file or folder", .0.display())]
pub struct MissingInput(pub PathBuf);

/// Finds the files of the inputs: each a file or a folder with all below it, workbooks in archives included. The same
/// file is taken once.
///
/// # Errors
///
/// If an input is not there.
pub fn discover(inputs: &[PathBuf]) -> Result<Found, MissingInput> {
    discover_within(inputs, &Limits::default())
}

/// As [`discover`], with archives within these limits.
pub(super) fn discover_within(inputs: &[PathBuf], limits: &Limits) -> Result<Found, MissingInput> {
    let mut search = Search::new(limits);
    for input in inputs {
        let known = fs::metadata(input).map_err(|_| MissingInput(input.clone()))?;
        if known.is_dir() {
            search.folder(input);
        } else {
            search.take(input, input, file_name(input), Place::Named);
        }
    }
    Ok(search.finish())
}

/// Loads a file.
///
/// # Errors
///
/// If the disk does not give it, or it has more bytes than `limit`.
pub fn load(file: &InputFile, limit: u64) -> Result<Vec<u8>, Rejection> {
    if let Some(exceeded) = file.exceeds {
        return Err(exceeded.into());
    }
    if !file.inside.is_empty() {
        return archive::load(&file.path, &file.inside, limit);
    }
    let unreadable = |error: std::io::Error| Rejection::of_disk(&error);
    // Before it is opened: to open a pipe is to wait for whoever writes to it.
    let known = fs::metadata(&file.path).map_err(unreadable)?;
    if !known.is_file() {
        return Err(Rejection::not_a_spreadsheet("?"));
    }
    let size = known.len();
    if size > limit {
        return Err(Exceeded::Bytes(limit).into());
    }
    let opened = fs::File::open(&file.path).map_err(unreadable)?;
    let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or(0));
    // The limit again: a file may grow.
    opened.take(limit.saturating_add(1)).read_to_end(&mut bytes).map_err(unreadable)?;
    if bytes.len() as u64 > limit {
        return Err(Exceeded::Bytes(limit).into());
    }
    Ok(bytes)
}

struct Search<'l> {
    limits: &'l Limits,
    /// Each with the input that it was found under.
    files: Vec<(InputFile, PathBuf)>,
    skipped: BTreeSet<(String, Skip)>,
    findings: Vec<Finding>,
    /// Files already taken, as the system knows them.
    taken: BTreeSet<PathBuf>,
    /// Marks that someone has a file open, and the file.
    locks: Vec<(PathBuf, PathBuf)>,
}

impl<'l> Search<'l> {
    fn new(limits: &'l Limits) -> Self {
        let (files, findings, locks) = (Vec::new(), Vec::new(), Vec::new());
        Self { limits, files, skipped: BTreeSet::new(), findings, taken: BTreeSet::new(), locks }
    }

    fn folder(&mut self, folder: &Path) {
        let mut walk = WalkDir::new(folder).follow_links(true).sort_by_file_name().into_iter();
        while let Some(entry) = walk.next() {
            let entry = match entry {
                Ok(entry) => entry,
                Err(error) => {
                    self.unlisted(folder, &error);
                    continue;
                }
            };
            let path = entry.path();
            if entry.file_type().is_dir() {
                let hidden = entry.depth() > 0 && is_of_system(&file_name(path));
                let skip = if hidden { Some(Skip::System) } else { is_output(path).then_some(Skip::Output) };
                if let Some(skip) = skip {
                    let name = if entry.depth() > 0 { relative(folder, path) } else { file_name(path) };
                    self.skipped.insert((name, skip));
                    walk.skip_current_dir();
                }
            } else {
                self.take(folder, path, relative(folder, path), Place::Found);
            }
        }
    }

    /// What the disk did not show.
    fn unlisted(&mut self, folder: &Path, error: &walkdir::Error) {
        // A link that leads back to a folder above it is passed over: all in it is found anyway.
        let Some(path) = error.path().filter(|_| error.loop_ancestor().is_none()) else { return };
        let name = if error.depth() > 0 { relative(folder, path) } else { file_name(path) };
        if fs::symlink_metadata(path).is_ok_and(|known| !known.is_dir()) {
            // A link that leads nowhere, or a file that is gone already: who loads it tells.
            match skip_of(&file_name(path), Place::Found) {
                Some(skip) => drop(self.skipped.insert((name, skip))),
                None => self.push(folder, InputFile { path: path.to_owned(), name, ..InputFile::default() }),
            }
            return;
        }
        let found = error.io_error().map(ToString::to_string).unwrap_or_default();
        self.findings.push(Finding::of_file(&rule::FOLDER_UNREADABLE, &name, found));
        self.skipped.insert((name, Skip::Unlistable));
    }

    fn take(&mut self, input: &Path, path: &Path, name: String, place: Place) {
        if fs::metadata(path).is_ok_and(|known| !known.is_file()) {
            self.skipped.insert((name, Skip::Device));
            return;
        }
        let own = file_name(path);
        if let Some(skip) = skip_of(&own, place) {
            if skip == Skip::Lock
                && let Some(file) = lock::file_of(path)
            {
                self.locks.push((path.to_owned(), file));
            }
            if skip != Skip::Extension || !(names::is_of_web(&own) && names::is_of_excel(&head(path))) {
                self.skipped.insert((name, skip));
                return;
            }
        }
        let known = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        if !self.taken.insert(known) {
            return;
        }
        let file = InputFile { path: path.to_owned(), name, ..InputFile::default() };
        if !names::is_archive(&own) {
            return self.push(input, file);
        }
        match archive::list(&file, self.limits) {
            Listing::Whole => self.push(input, file),
            Listing::Exceeds(limit) => self.push(input, InputFile { exceeds: Some(limit), ..file }),
            Listing::Entries { files, skipped } => {
                if files.is_empty() && skipped.is_empty() {
                    self.skipped.insert((file.name, Skip::Extension));
                }
                self.skipped.extend(skipped);
                self.files.extend(files.into_iter().map(|file| (file, input.to_owned())));
            }
        }
    }

    fn push(&mut self, input: &Path, file: InputFile) {
        self.files.push((file, input.to_owned()));
    }

    fn finish(self) -> Found {
        let mut files = distinct(self.files);
        files.sort_by(|one, other| one.name.cmp(&other.name));
        let mut findings = self.findings;
        let on_disk = files.iter().filter(|file| file.inside.is_empty());
        let names: BTreeMap<&Path, &str> = on_disk.map(|file| (file.path.as_path(), file.name.as_str())).collect();
        for (mark, file) in &self.locks {
            let Some(name) = names.get(file.as_path()) else { continue };
            let found = lock::owner(mark).unwrap_or_else(|| file_name(mark));
            findings.push(Finding::of_file(&rule::FILE_OPEN, name, found));
        }
        Found { files, skipped: self.skipped.into_iter().collect(), findings }
    }
}

/// The beginning of a file; nothing if the disk does not give it.
fn head(path: &Path) -> Vec<u8> {
    let mut head = Vec::new();
    let opened = fs::File::open(path).map(|file| file.take(names::HEAD).read_to_end(&mut head));
    if matches!(opened, Ok(Ok(_))) { head } else { Vec::new() }
}

/// Gives files of the same name different ones: the name of their input goes before it, then a number.
fn distinct(found: Vec<(InputFile, PathBuf)>) -> Vec<InputFile> {
    let mut uses: BTreeMap<String, usize> = BTreeMap::new();
    for (file, _) in &found {
        *uses.entry(file.name.clone()).or_default() += 1;
    }
    let mut names: BTreeSet<String> =
        uses.iter().filter(|(_, count)| **count == 1).map(|(name, _)| name.clone()).collect();
    let mut files = Vec::with_capacity(found.len());
    for (mut file, input) in found {
        if uses.get(&file.name).is_some_and(|count| *count > 1) {
            let folder =
                if input == file.path { input.parent().map_or_else(String::new, file_name) } else { file_name(&input) };
            let wanted = if folder.is_empty() { file.name.clone() } else { format!("{folder}/{}", file.name) };
            let numbered = (2..).map(|number: u64| format!("{wanted} ({number})"));
            if let Some(free) = std::iter::once(wanted.clone()).chain(numbered).find(|name| !names.contains(name)) {
                names.insert(free.clone());
                file.name = free;
            }
        }
        files.push(file);
    }
    files
}

/// Whether an earlier run wrote this folder: its `run.json` says so.
pub(super) fn is_output(folder: &Path) -> bool {
    let run = folder.join("run.json");
    if !fs::metadata(&run).is_ok_and(|known| known.is_file()) {
        return false;
    }
    let Ok(file) = fs::File::open(run) else { return false };
    let mut head = Vec::new();
    if file.take(RUN_LIMIT).read_to_end(&mut head).is_err() {
        return false;
    }
    // The file may be longer than what was read, so it is not parsed.
    let head: String = String::from_utf8_lossy(&head).chars().filter(|char| !char.is_whitespace()).collect();
    head.starts_with('{') && head.contains(r#""program":"matome""#)
}

/// The name of `path` below `folder`.
fn relative(folder: &Path, path: &Path) -> String {
    let below = path.strip_prefix(folder).unwrap_or(path);
    let parts: Vec<String> = below.components().map(|part| nfc(&part.as_os_str().to_string_lossy())).collect();
    parts.join("/")
}

fn file_name(path: &Path) -> String {
    path.file_name().map(|name| nfc(&name.to_string_lossy())).unwrap_or_default()
}

fn nfc(text: &str) -> String {
    text.nfc().collect()
}
