//! The output folder is staged beside itself and swapped in whole.
//!
//! Two renames do it: OUT → `.OUT.matome-old`, then `.OUT.matome-new` → OUT. A run that is killed before the first
//! leaves the old folder, after the second the new one. Between them OUT is missing and both stand beside it, complete;
//! [`recover`] then puts the old one back. Whatever the program did not write is in the new folder too before the swap,
//! so that nothing is ever only in the folder that goes.
#![expect(clippy::disallowed_methods, reason = "this is where outputs reach the disk")]

use super::error::{Reason, WriteError};
use super::json::RUN;
use crate::lang::Text;
use crate::messages::{file, output};
use rayon::prelude::*;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
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
    /// Held until the end.
    _lock: Lock,
}

/// The output folder and what stands beside it while it is replaced.
#[derive(Clone)]
struct Places {
    out: PathBuf,
    new: PathBuf,
    old: PathBuf,
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
    fs::create_dir(&places.new).map_err(|cause| not_written(&places.new, cause))?;
    Ok(Staged { places, before, _lock: lock })
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
    if !places.old.exists() && !places.new.exists() {
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
        Ok(Self { out: resolved, new, old, lock })
    }

    fn recover(&self) -> Result<(), WriteError> {
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
        let _ = fs::remove_dir_all(&self.places.new);
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

    /// Puts it in the place of the old one.
    pub fn swap(self) -> Result<(), WriteError> {
        self.keep_others()?;
        let Places { out, new, old, .. } = &self.places;
        let replaces = out.exists();
        if replaces {
            fs::rename(out, old).map_err(|cause| error(out, &output::OPEN, Some(cause.into())))?;
        }
        if let Err(cause) = fs::rename(new, out) {
            if replaces {
                fs::rename(old, out).map_err(|cause| error(old, &output::OPEN, Some(cause.into())))?;
            }
            return Err(error(out, &output::OPEN, Some(cause.into())));
        }
        // What cannot be cleared away now is by the next run.
        let _ = fs::remove_dir_all(old);
        Ok(())
    }

    /// Everything in the old folder that the program did not write, or that someone has changed since.
    fn keep_others(&self) -> Result<(), WriteError> {
        let mut others = Vec::new();
        let mut ours = Vec::new();
        if self.places.out.is_dir() {
            for entry in walkdir::WalkDir::new(&self.places.out).min_depth(1).sort_by_file_name() {
                let entry = entry.map_err(|cause| not_written(&self.places.out, cause.into()))?;
                let Ok(relative) = entry.path().strip_prefix(&self.places.out) else { continue };
                let name = relative.to_string_lossy().replace('\\', "/");
                if entry.file_type().is_dir() {
                    others.push((relative.to_owned(), name, true));
                } else if self.before.contains_key(&name) {
                    ours.push((relative.to_owned(), name));
                } else if !(name == RUN && last_outputs(&self.places.out).is_some()) {
                    others.push((relative.to_owned(), name, false));
                }
            }
        }
        for (relative, _, folder) in &others {
            let (from, to) = (self.places.out.join(relative), self.places.new.join(relative));
            if *folder {
                // A folder of which nothing is left is not the program's to keep.
                let empty = fs::read_dir(&from).is_ok_and(|mut entries| entries.next().is_none());
                if empty {
                    fs::create_dir_all(&to).map_err(|cause| not_written(&to, cause))?;
                }
            } else if to.exists() {
                return Err(error(&from, &output::FOREIGN, None));
            } else {
                keep(&from, &to)?;
            }
        }
        let changed: Vec<&(PathBuf, String)> = ours
            .par_iter()
            .filter(|(relative, name)| {
                let digest = digest_of(&self.places.out.join(relative)).ok();
                digest.is_none() || self.before.get(name) != digest.as_ref()
            })
            .collect();
        for (relative, _) in changed {
            self.keep_changed(relative)?;
        }
        Ok(())
    }

    /// Keeps an output that someone has changed by hand, as 控え/…, numbered if there is another.
    fn keep_changed(&self, relative: &Path) -> Result<(), WriteError> {
        let from = self.places.out.join(relative);
        let first = Path::new(file::KEPT).join(relative);
        let stem = first.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let extension = first.extension().unwrap_or_default().to_string_lossy().into_owned();
        let mut to = self.places.new.join(&first);
        let mut number = 2;
        while to.exists() {
            to = self.places.new.join(first.with_file_name(format!("{stem}（{number}）.{extension}")));
            number += 1;
        }
        keep(&from, &to)
    }
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
