//! Archives that were handed in: which workbooks they hold, and loading one of them. Nothing is unpacked to the disk.
#![expect(clippy::disallowed_methods, reason = "read is one of the two ends that touch files")]

use super::names::{self, Place, is_archive, is_of_system, skip_of};
use super::{InputFile, Skip, nfc};
use crate::read::limits::{Exceeded, Limits};
use crate::read::package::PartError;
use crate::read::rejection::Rejection;
use encoding_rs::SHIFT_JIS;
use std::fs;
use std::io::{BufReader, Cursor, Read, Seek};
use std::path::Path;
use zip::ZipArchive;

/// What an archive is, seen from its directory.
pub(super) enum Listing {
    /// To be read as it is: a workbook after all, or something that cannot be opened, as who reads it will tell.
    Whole,
    /// More than is looked into.
    Exceeds(Exceeded),
    /// What is in it.
    Entries {
        /// The workbooks.
        files: Vec<InputFile>,
        /// What was passed over.
        skipped: Vec<(String, Skip)>,
    },
}

/// Looks into an archive.
pub(super) fn list(file: &InputFile, limits: &Limits) -> Listing {
    let Ok(opened) = fs::File::open(&file.path) else { return Listing::Whole };
    let Ok(mut archive) = ZipArchive::new(BufReader::new(opened)) else { return Listing::Whole };
    if is_document(&archive) {
        return Listing::Whole;
    }
    let mut lister = Lister { path: &file.path, limits, entries: 0, bytes: 0, files: Vec::new(), skipped: Vec::new() };
    match lister.list(&mut archive, &file.name, &[]) {
        Ok(()) => Listing::Entries { files: lister.files, skipped: lister.skipped },
        Err(limit) => Listing::Exceeds(limit),
    }
}

/// Loads an entry.
///
/// # Errors
///
/// If the archive does not give it, it is encrypted, or it has more bytes than `limit`.
pub(super) fn load(path: &Path, inside: &[usize], limit: u64) -> Result<Vec<u8>, Rejection> {
    let opened = fs::File::open(path).map_err(PartError::from)?;
    let mut archive = ZipArchive::new(BufReader::new(opened)).map_err(PartError::from)?;
    let (first, rest) = inside.split_first().ok_or(Rejection::Empty)?;
    let mut bytes = entry(&mut archive, *first, limit)?;
    for index in rest {
        let mut archive = ZipArchive::new(Cursor::new(bytes.as_slice())).map_err(PartError::from)?;
        bytes = entry(&mut archive, *index, limit)?;
    }
    Ok(bytes)
}

/// The bytes of an entry.
fn entry<R: Read + Seek>(archive: &mut ZipArchive<R>, index: usize, limit: u64) -> Result<Vec<u8>, Rejection> {
    let entry = archive.by_index(index).map_err(PartError::from)?;
    if entry.size() > limit {
        return Err(Exceeded::Bytes(limit).into());
    }
    let mut bytes = Vec::new();
    entry.take(limit.saturating_add(1)).read_to_end(&mut bytes).map_err(PartError::from)?;
    if bytes.len() as u64 > limit {
        return Err(Exceeded::Bytes(limit).into());
    }
    Ok(bytes)
}

/// Whether it is the package of a workbook or another document.
fn is_document<R: Read + Seek>(archive: &ZipArchive<R>) -> bool {
    ["[Content_Types].xml", "xl/workbook.xml", "xl/workbook.bin", "mimetype"]
        .iter()
        .any(|part| archive.index_for_name(part).is_some())
}

/// An archive while it is looked into.
struct Lister<'a> {
    path: &'a Path,
    limits: &'a Limits,
    /// Entries and bytes so far, archives in it included.
    entries: usize,
    bytes: u64,
    files: Vec<InputFile>,
    skipped: Vec<(String, Skip)>,
}

impl Lister<'_> {
    /// Lists what is in an archive called `name`, which stands at `inside` in the one on the disk.
    fn list<R: Read + Seek>(
        &mut self,
        archive: &mut ZipArchive<R>,
        name: &str,
        inside: &[usize],
    ) -> Result<(), Exceeded> {
        self.entries = self.entries.saturating_add(archive.len());
        if self.entries > self.limits.archive_files {
            return Err(Exceeded::Files(self.limits.archive_files));
        }
        for index in 0..archive.len() {
            let listed = archive.name_for_index(index).and_then(Result::ok).map(|name| parts(name.as_bytes()));
            let (below, is_dir, size, special) = match archive.by_index_raw(index) {
                Ok(entry) => (parts(entry.name_raw()), entry.is_dir(), entry.size(), entry.is_symlink()),
                // Whoever loads it tells what is wrong with it.
                Err(_) => (listed.unwrap_or_default(), false, 0, false),
            };
            let Some(own) = below.last().filter(|_| !is_dir) else { continue };
            let full = format!("{name}/{}", below.join("/"));
            let folders = below.get(..below.len().saturating_sub(1)).unwrap_or_default();
            let skip = match () {
                () if special => Some(Skip::Device),
                () if folders.iter().any(|folder| is_of_system(folder)) => Some(Skip::System),
                () => skip_of(own, Place::Found),
            };
            if let Some(skip) = skip {
                let page = skip == Skip::Extension && names::is_of_web(own);
                if !(page && names::is_of_excel(&head(archive, index))) {
                    self.skipped.push((full, skip));
                    continue;
                }
            }
            self.bytes = self.bytes.saturating_add(size);
            if self.bytes > self.limits.archive_bytes {
                return Err(Exceeded::Bytes(self.limits.archive_bytes));
            }
            let at: Vec<usize> = inside.iter().copied().chain([index]).collect();
            if is_archive(own) && inside.is_empty() && self.list_inner(archive, index, &full, &at)? {
                continue;
            }
            self.files.push(InputFile { path: self.path.to_owned(), name: full, inside: at, exceeds: None });
        }
        Ok(())
    }

    /// Lists what is in an archive in an archive; false if it is to be read as it is.
    fn list_inner<R: Read + Seek>(
        &mut self,
        archive: &mut ZipArchive<R>,
        index: usize,
        name: &str,
        inside: &[usize],
    ) -> Result<bool, Exceeded> {
        let Ok(bytes) = entry(archive, index, self.limits.file_bytes) else { return Ok(false) };
        let Ok(mut inner) = ZipArchive::new(Cursor::new(bytes.as_slice())) else { return Ok(false) };
        if is_document(&inner) {
            return Ok(false);
        }
        self.list(&mut inner, name, inside)?;
        Ok(true)
    }
}

/// The beginning of an entry.
fn head<R: Read + Seek>(archive: &mut ZipArchive<R>, index: usize) -> Vec<u8> {
    let mut head = Vec::new();
    let read = archive.by_index(index).map(|entry| entry.take(names::HEAD).read_to_end(&mut head));
    if matches!(read, Ok(Ok(_))) { head } else { Vec::new() }
}

/// The parts of an entry's name, none of which leads anywhere: UTF-8 if it is, else as Windows in Japan writes it.
fn parts(raw: &[u8]) -> Vec<String> {
    let name = match std::str::from_utf8(raw) {
        Ok(name) => name.to_owned(),
        Err(_) => SHIFT_JIS.decode_without_bom_handling(raw).0.into_owned(),
    };
    let parts = name.split(['/', '\\']).filter(|part| !matches!(*part, "" | "." | ".."));
    parts.map(|part| nfc(&part.replace('\0', ""))).collect()
}
