//! The output folder is staged beside itself and swapped in whole.
//!
//! Two renames do it: OUT → `.OUT.matome-old`, then `.OUT.matome-new` → OUT. A run that is killed before the first
//! leaves the old folder, after the second the new one. Between them OUT is missing and both stand beside it, complete;
//! [`recover`] then puts the old one back. Whatever the program did not write is in the new folder too before the swap,
//! so that nothing is ever only in the folder that goes.
//!
//! Windows renames no folder in which a file is open. Then the files go one by one: first all that are replaced, from
//! OUT to `.OUT.matome-aside`; that folder gets the name `.OUT.matome-gone`; then the new ones, to OUT. A run that is
//! killed before that name leaves what goes back, one that is killed after it what goes on; [`recover`] does either. A
//! book that someone has open (`open`) is left where it is, and the new one gets a name beside it.
#![expect(clippy::disallowed_methods, reason = "this is where outputs reach the disk")]

use super::error::{Reason, WriteError};
use super::json::RUN;
use super::open;
use crate::lang::Text;
use crate::messages::{file, output};
use rayon::prelude::*;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File, TryLockError};
use std::io::{self, BufWriter, Read, Write};
use std::path::{Path, PathBuf};

/// Bytes that wait before they go to the disk.
const BUFFER: usize = 1 << 16;

/// A folder being filled; dropped before its swap, it leaves no trace.
pub struct Staged {
    places: Places,
    /// What the program wrote here before, with digests; none if the folder is not its own.
    before: BTreeMap<String, String>,
    /// Those of them that someone has open, and the names that new ones get beside them.
    open: BTreeMap<String, String>,
    /// Held until the end.
    _lock: Lock,
}

/// The output folder and what stands beside it while it is replaced.
#[derive(Clone)]
struct Places {
    out: PathBuf,
    new: PathBuf,
    old: PathBuf,
    aside: PathBuf,
    gone: PathBuf,
    lock: PathBuf,
}

/// Held by the one run that writes a folder; freed by the system if it is killed.
struct Lock {
    file: Option<File>,
    path: PathBuf,
}

/// What the last run wrote, as far as it matters here.
#[derive(serde::Deserialize)]
struct LastRun {
    program: String,
    #[serde(default)]
    outputs: BTreeMap<String, String>,
}

/// An output that was left as it is because someone has it open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOpen {
    /// Its name in the output folder.
    pub book: String,
    /// Where the new one stands, if there is one.
    pub new: Option<String>,
}

/// Begins to fill a folder that is to stand at `out`.
pub fn stage(out: &Path) -> Result<Staged, WriteError> {
    let places = Places::of(out)?;
    if places.out.exists() && !places.out.is_dir() {
        return Err(error(&places.out, &output::NO_FOLDER, None));
    }
    if let Some(parent) = places.out.parent() {
        fs::create_dir_all(parent).map_err(|cause| not_written(parent, cause))?;
    }
    let lock = Lock::take(&places.lock)?;
    places.recover()?;
    let before = last_outputs(&places.out).unwrap_or_default();
    let open = open_ones(&places.out, &before);
    fs::create_dir(&places.new).map_err(|cause| not_written(&places.new, cause))?;
    Ok(Staged { places, before, open, _lock: lock })
}

/// Writes a file that is not there yet; one that is stays as it is.
pub fn create(path: &Path, bytes: &[u8]) -> Result<(), WriteError> {
    if let Some(parent) = path.parent().filter(|parent| !parent.as_os_str().is_empty()) {
        fs::create_dir_all(parent).map_err(|cause| not_written(parent, cause))?;
    }
    let mut file = match File::create_new(path) {
        Ok(file) => file,
        Err(cause) if cause.kind() == io::ErrorKind::AlreadyExists => {
            return Err(error(path, &output::EXISTS, None));
        }
        Err(cause) => return Err(not_written(path, cause)),
    };
    let written = file.write_all(bytes).and_then(|()| file.sync_all());
    written.map_err(|cause| {
        // half a file is worse than none
        let _ = fs::remove_file(path);
        not_written(path, cause)
    })
}

/// Puts back what a killed run left beside `out`; to be called before the folder's old outputs are read.
pub fn recover(out: &Path) -> Result<(), WriteError> {
    let places = Places::of(out)?;
    let left = [&places.old, &places.new, &places.aside, &places.gone];
    if left.iter().all(|left| !left.exists()) {
        return Ok(());
    }
    let _lock = Lock::take(&places.lock)?;
    places.recover()
}

impl Places {
    fn of(out: &Path) -> Result<Self, WriteError> {
        // An existing folder is meant itself, not a link to it or `..`.
        let existing = if out.exists() { fs::canonicalize(out).ok() } else { None };
        // Some drives of Windows cannot say what a path comes to; there the path as it was given must do.
        let resolved = existing.map_or_else(|| std::path::absolute(out), Ok);
        let resolved = resolved.map_err(|cause| not_written(out, cause))?;
        let (Some(parent), Some(name)) = (resolved.parent(), resolved.file_name()) else {
            return Err(error(out, &output::NO_FOLDER, None));
        };
        let beside = |what: &str| {
            let mut hidden = std::ffi::OsString::from(".");
            hidden.push(name);
            hidden.push(what);
            parent.join(hidden)
        };
        let (new, old, lock) = (beside(".matome-new"), beside(".matome-old"), beside(".matome-lock"));
        let (aside, gone) = (beside(".matome-aside"), beside(".matome-gone"));
        Ok(Self { out: resolved, new, old, aside, gone, lock })
    }

    fn recover(&self) -> Result<(), WriteError> {
        if self.gone.exists() {
            self.go_on()?;
            // while it is there, what is new would be taken for whole
            fs::remove_dir_all(&self.gone).map_err(|cause| not_written(&self.gone, cause))?;
        }
        if self.aside.exists() {
            self.go_back()?;
        }
        if self.new.exists() {
            fs::remove_dir_all(&self.new).map_err(|cause| not_written(&self.new, cause))?;
        }
        if !self.old.exists() {
            return Ok(());
        }
        if last_outputs(&self.out).is_some() {
            // The swap was done; only the clearing away was not.
            return fs::remove_dir_all(&self.old).map_err(|cause| not_written(&self.old, cause));
        }
        if self.out.exists() {
            // Someone made the folder anew; if anything is in it, neither is thrown away.
            fs::remove_dir(&self.out).map_err(|cause| not_written(&self.old, cause))?;
        }
        fs::rename(&self.old, &self.out).map_err(|cause| not_written(&self.old, cause))
    }
}

impl Lock {
    fn take(path: &Path) -> Result<Self, WriteError> {
        let file = File::create(path).map_err(|cause| not_written(path, cause))?;
        match file.try_lock() {
            Err(TryLockError::WouldBlock) => Err(error(path, &output::BUSY, None)),
            // Some network drives know no locks; there the run goes on without.
            Ok(()) | Err(TryLockError::Error(_)) => Ok(Self { file: Some(file), path: path.to_owned() }),
        }
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // Windows removes no open file.
        self.file = None;
        let _ = fs::remove_file(&self.path);
    }
}

impl Drop for Staged {
    fn drop(&mut self) {
        // half of it has gone where it belongs, the next run moves the rest
        if !self.places.gone.exists() {
            let _ = fs::remove_dir_all(&self.places.new);
        }
    }
}

impl Staged {
    /// An error about one of its files, under the name it would have had.
    pub fn error(&self, name: &str, cause: Reason) -> WriteError {
        error(&self.places.out.join(name), &output::NOT_WRITTEN, Some(cause))
    }

    /// Writes a file into it and gives its name and SHA-256.
    pub fn write(
        &self,
        name: &str,
        fill: impl FnOnce(&mut dyn Write) -> Result<(), Reason>,
    ) -> Result<(String, String), WriteError> {
        let name = self.placed(name);
        let digest = self.filled(name, fill).map_err(|cause| self.error(name, cause))?;
        Ok((name.to_owned(), digest))
    }

    fn filled(&self, name: &str, fill: impl FnOnce(&mut dyn Write) -> Result<(), Reason>) -> Result<String, Reason> {
        let path = self.places.new.join(name);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent)?;
        }
        let mut writer =
            BufWriter::with_capacity(BUFFER, Digested { file: File::create(path)?, digest: Sha256::new() });
        fill(&mut writer)?;
        let digested = writer.into_inner().map_err(io::IntoInnerError::into_error)?;
        Ok(hexadecimal(&digested.digest.finalize()))
    }

    /// The name that a file of this name gets: another one if that which is there is open.
    fn placed<'n>(&'n self, name: &'n str) -> &'n str {
        self.open.get(name).map_or(name, String::as_str)
    }

    /// The outputs that stay because someone has them open, with the digests that they were written with.
    pub fn left(&self) -> impl Iterator<Item = (String, String)> {
        self.open.keys().filter_map(|name| Some((name.clone(), self.before.get(name)?.clone())))
    }

    /// Puts it in the place of the old one; tells which outputs someone has open.
    pub fn swap(self) -> Result<Vec<LeftOpen>, WriteError> {
        let (ours, others) = self.standing()?;
        if let Some(foreign) =
            others.iter().find(|other| !other.is_folder && self.places.new.join(&other.path).exists())
        {
            return Err(error(&self.places.out.join(&foreign.path), &output::FOREIGN, None));
        }
        let changed: Vec<&String> = ours
            .par_iter()
            .filter(|name| {
                let digest = digest_of(&self.places.out.join(name)).ok();
                digest.is_none() || self.before.get(*name) != digest.as_ref()
            })
            .collect();
        for name in changed {
            self.keep_changed(Path::new(name))?;
        }
        let whole = self.open.is_empty() && self.keep(&others).is_ok() && self.places.swap_whole()?;
        if !whole {
            self.places.swap_files(ours.iter().map(String::as_str).chain([RUN]))?;
        }
        let told = self.open.iter().map(|(book, new)| {
            let new = self.places.out.join(new).exists().then(|| new.clone());
            LeftOpen { book: book.clone(), new }
        });
        Ok(told.collect())
    }

    /// What stands in the old folder: what the program wrote and may replace, and everything else.
    fn standing(&self) -> Result<(Vec<String>, Vec<Other>), WriteError> {
        let (mut ours, mut others) = (Vec::new(), Vec::new());
        if !self.places.out.is_dir() {
            return Ok((ours, others));
        }
        for entry in walkdir::WalkDir::new(&self.places.out).min_depth(1).sort_by_file_name() {
            let entry = entry.map_err(|cause| not_written(&self.places.out, cause.into()))?;
            let Ok(relative) = entry.path().strip_prefix(&self.places.out) else { continue };
            let name = relative.to_string_lossy().replace('\\', "/");
            let is_folder = entry.file_type().is_dir();
            if !is_folder && self.before.contains_key(&name) && !self.open.contains_key(&name) {
                ours.push(name);
            } else if is_folder || name != RUN || last_outputs(&self.places.out).is_none() {
                others.push(Other { path: relative.to_owned(), is_folder });
            }
        }
        Ok((ours, others))
    }

    /// Gives everything else a place in the new folder.
    fn keep(&self, others: &[Other]) -> Result<(), WriteError> {
        for Other { path, is_folder } in others {
            let (from, to) = (self.places.out.join(path), self.places.new.join(path));
            if !is_folder {
                keep(&from, &to)?;
            } else if fs::read_dir(&from).is_ok_and(|mut entries| entries.next().is_none()) {
                // A folder of which nothing is left is not the program's to keep.
                fs::create_dir_all(&to).map_err(|cause| not_written(&to, cause))?;
            }
        }
        Ok(())
    }

    /// Keeps an output that someone has changed by hand, as 控え/…, numbered if there is another.
    fn keep_changed(&self, relative: &Path) -> Result<(), WriteError> {
        let first = Path::new(file::KEPT).join(relative);
        let stem = first.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let extension = first.extension().unwrap_or_default().to_string_lossy().into_owned();
        let mut to = first.clone();
        let mut number = 2;
        while self.places.new.join(&to).exists() || self.places.out.join(&to).exists() {
            to = first.with_file_name(format!("{stem}（{number}）.{extension}"));
            number += 1;
        }
        keep(&self.places.out.join(relative), &self.places.new.join(to))
    }
}

/// Something in an output folder that the program did not write, or that someone has open.
struct Other {
    path: PathBuf,
    is_folder: bool,
}

impl Places {
    /// Swaps the folders by two renames; `false` if the old one cannot be moved, and then nothing has changed.
    fn swap_whole(&self) -> Result<bool, WriteError> {
        let Self { out, new, old, .. } = self;
        let replaces = out.exists();
        if replaces && fs::rename(out, old).is_err() {
            return Ok(false);
        }
        if let Err(cause) = fs::rename(new, out) {
            if replaces {
                fs::rename(old, out).map_err(|cause| error(old, &output::OPEN, Some(cause.into())))?;
            }
            return Err(error(out, &output::OPEN, Some(cause.into())));
        }
        // What cannot be cleared away now is by the next run.
        let _ = fs::remove_dir_all(old);
        Ok(true)
    }

    /// Replaces these files one by one, and adds what is new.
    fn swap_files<'n>(&self, mut replaced: impl Iterator<Item = &'n str>) -> Result<(), WriteError> {
        fs::create_dir(&self.aside).map_err(|cause| not_written(&self.aside, cause))?;
        let moved = replaced.try_for_each(|name| {
            let from = self.out.join(name);
            if !from.exists() {
                return Ok(());
            }
            moved(&from, &self.aside.join(name)).map_err(|cause| error(&from, &output::OPEN, Some(cause.into())))
        });
        let named = moved.and_then(|()| {
            fs::rename(&self.aside, &self.gone).map_err(|cause| error(&self.out, &output::OPEN, Some(cause.into())))
        });
        if let Err(error) = named {
            self.go_back()?;
            return Err(error);
        }
        self.go_on()?;
        let _ = fs::remove_dir_all(&self.gone);
        Ok(())
    }

    /// Takes back what was moved aside.
    fn go_back(&self) -> Result<(), WriteError> {
        move_all(&self.aside, &self.out)?;
        fs::remove_dir_all(&self.aside).map_err(|cause| not_written(&self.aside, cause))
    }

    /// Moves what is new to where it belongs; what stands there is what was kept.
    fn go_on(&self) -> Result<(), WriteError> {
        move_all(&self.new, &self.out).map_err(|error| WriteError { what: &output::HALF, ..error })?;
        let _ = fs::remove_dir_all(&self.new);
        Ok(())
    }
}

/// Moves every file below a folder to its place below another, but those whose place is taken.
fn move_all(from: &Path, to: &Path) -> Result<(), WriteError> {
    for entry in walkdir::WalkDir::new(from).min_depth(1).sort_by_file_name() {
        // one that is not there has no file left to move
        let Ok(entry) = entry else { continue };
        let Ok(relative) = entry.path().strip_prefix(from) else { continue };
        let place = to.join(relative);
        if entry.file_type().is_file() && !place.exists() {
            moved(entry.path(), &place).map_err(|cause| not_written(&place, cause))?;
        }
    }
    Ok(())
}

fn moved(from: &Path, to: &Path) -> io::Result<()> {
    if let Some(parent) = to.parent() {
        fs::create_dir_all(parent)?;
    }
    fs::rename(from, to)
}

/// The outputs in a folder that someone has open, and for each a name beside it that is free or the program's own.
fn open_ones(folder: &Path, ours: &BTreeMap<String, String>) -> BTreeMap<String, String> {
    let is_ours = |name: &String| ours.contains_key(name);
    let open: BTreeSet<&String> = ours.keys().filter(|name| open::is_open(&folder.join(name))).collect();
    let mut taken = BTreeSet::new();
    let beside = open.iter().map(|name| {
        let names = (1u32..).map(|number| crate::beside::beside(name, number));
        let free =
            |new: &String| !open.contains(new) && !taken.contains(new) && (is_ours(new) || !folder.join(new).exists());
        let new = names.into_iter().find(free).unwrap_or_default();
        taken.insert(new.clone());
        ((*name).clone(), new)
    });
    beside.collect()
}

/// The same file in the new folder: a second name for it, or a copy where the drive has no second names.
fn keep(from: &Path, to: &Path) -> Result<(), WriteError> {
    if let Some(parent) = to.parent() {
        fs::create_dir_all(parent).map_err(|cause| not_written(parent, cause))?;
    }
    fs::hard_link(from, to).or_else(|_| fs::copy(from, to).map(|_| ())).map_err(|cause| not_written(from, cause))
}

/// What the last run wrote into a folder; none if the folder is not an output of the program.
fn last_outputs(folder: &Path) -> Option<BTreeMap<String, String>> {
    let text = fs::read(folder.join(RUN)).ok()?;
    let run: LastRun = serde_json::from_slice(&text).ok()?;
    (run.program == crate::run::PROGRAM).then_some(run.outputs)
}

/// A file that is digested as it is written.
struct Digested {
    file: File,
    digest: Sha256,
}

impl Write for Digested {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.file.write(bytes)?;
        self.digest.update(bytes.get(..written).unwrap_or_default());
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

/// The SHA-256 of a file that may be large.
fn digest_of(path: &Path) -> io::Result<String> {
    let mut file = File::open(path)?;
    let mut digest = Sha256::new();
    let mut bytes = vec![0; BUFFER];
    loop {
        match file.read(&mut bytes)? {
            0 => return Ok(hexadecimal(&digest.finalize())),
            read => digest.update(bytes.get(..read).unwrap_or_default()),
        }
    }
}

fn hexadecimal(digest: &[u8]) -> String {
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn not_written(path: &Path, cause: io::Error) -> WriteError {
    error(path, &output::NOT_WRITTEN, Some(cause.into()))
}

fn error(path: &Path, what: &'static Text, cause: Option<Reason>) -> WriteError {
    WriteError { path: path.to_owned(), what, cause: cause.map(Box::new) }
}
