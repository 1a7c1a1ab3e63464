//! The disk: finding the files of the inputs, and loading them.
#![expect(clippy::disallowed_methods, reason = "read is one of the two ends that touch files")]

use super::limits::Exceeded;
use super::rejection::Rejection;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use unicode_normalization::UnicodeNormalization;
use walkdir::WalkDir;

/// How much of a `run.json` is looked at, in bytes.
const RUN_LIMIT: u64 = 64 << 10;
const EXTENSIONS: [&str; 9] = ["xlsx", "xlsm", "xltx", "xltm", "xls", "xlsb", "ods", "csv", "tsv"];

/// A file to read.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct InputFile {
    /// Where it is.
    pub path: PathBuf,
    /// What it is called in every output: relative to its input, `/` between its parts, NFC.
    pub name: String,
}

/// What the inputs hold.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Found {
    /// The files to read, by name.
    pub files: Vec<InputFile>,
    /// What was passed over, by name, and why.
    pub skipped: Vec<(String, Skip)>,
}

/// Why something was passed over.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Skip {
    /// `~$…`: someone has the workbook open.
    Lock,
    /// Hidden, or the system's own: dot files, Thumbs.db, desktop.ini.
    System,
    /// No kind of file that is read.
    Extension,
    /// A folder that an earlier run wrote.
    Output,
    /// A folder or file that could not be listed.
    Unlistable,
}

/// An input that is not there.
#[derive(Debug, thiserror::Error)]
#[error("{}: no such file or folder", .0.display())]
pub struct MissingInput(pub PathBuf);

/// Finds the files of the inputs: each a file or a folder with all below it. The same file is taken once.
///
/// # Errors
///
/// If an input is not there.
pub fn discover(inputs: &[PathBuf]) -> Result<Found, MissingInput> {
    let mut search = Search::default();
    for input in inputs {
        let known = fs::metadata(input).map_err(|_| MissingInput(input.clone()))?;
        if known.is_dir() {
            search.folder(input);
        } else {
            search.take(input, input, file_name(input));
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
    let unreadable = |error: std::io::Error| Rejection::of_disk(&error);
    let opened = fs::File::open(&file.path).map_err(unreadable)?;
    let size = opened.metadata().map_err(unreadable)?.len();
    if size > limit {
        return Err(Exceeded::Bytes(limit).into());
    }
    let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or(0));
    // The limit again: a file may grow, and what is no plain file has no size.
    opened.take(limit.saturating_add(1)).read_to_end(&mut bytes).map_err(unreadable)?;
    if bytes.len() as u64 > limit {
        return Err(Exceeded::Bytes(limit).into());
    }
    Ok(bytes)
}

#[derive(Default)]
struct Search {
    /// Path, name and the folder it was found under.
    files: Vec<(InputFile, PathBuf)>,
    skipped: BTreeSet<(String, Skip)>,
    /// Files already taken, as the system knows them.
    taken: BTreeSet<PathBuf>,
}

impl Search {
    fn folder(&mut self, folder: &Path) {
        let mut walk = WalkDir::new(folder).follow_links(true).sort_by_file_name().into_iter();
        while let Some(entry) = walk.next() {
            let entry = match entry {
                Ok(entry) => entry,
                Err(error) => {
                    // A link that leads back to a folder above it is passed over: all in it is found anyway.
                    if error.loop_ancestor().is_none() {
                        let name = error.path().map_or_else(String::new, |path| relative(folder, path));
                        self.skipped.insert((name, Skip::Unlistable));
                    }
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
                self.take(folder, path, relative(folder, path));
            }
        }
    }

    fn take(&mut self, input: &Path, path: &Path, name: String) {
        if let Some(skip) = skip_of(&file_name(path)) {
            self.skipped.insert((name, skip));
            return;
        }
        let known = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        if self.taken.insert(known) {
            self.files.push((InputFile { path: path.to_owned(), name }, input.to_owned()));
        }
    }

    fn finish(self) -> Found {
        let mut files = distinct(self.files);
        files.sort_by(|one, other| one.name.cmp(&other.name));
        Found { files, skipped: self.skipped.into_iter().collect() }
    }
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

fn skip_of(name: &str) -> Option<Skip> {
    if name.starts_with("~$") {
        return Some(Skip::Lock);
    }
    if is_of_system(name) {
        return Some(Skip::System);
    }
    // Compatibility forms, since a full-width ．ｘｌｓｘ is a name that people do write.
    let plain: String = name.nfkc().collect::<String>().to_lowercase();
    let extension = plain.rsplit_once('.').map_or("", |(_, extension)| extension);
    (!EXTENSIONS.contains(&extension)).then_some(Skip::Extension)
}

fn is_of_system(name: &str) -> bool {
    name.starts_with('.') || ["thumbs.db", "desktop.ini"].contains(&name.to_ascii_lowercase().as_str())
}

/// Whether an earlier run wrote this folder: its `run.json` says so.
fn is_output(folder: &Path) -> bool {
    let Ok(file) = fs::File::open(folder.join("run.json")) else { return false };
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

#[cfg(test)]
mod tests {
    use super::*;

    fn tree(files: &[(&str, &str)]) -> tempfile::TempDir {
        let root = tempfile::tempdir().unwrap();
        for (name, content) in files {
            let path = root.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, content).unwrap();
        }
        root
    }

    fn names(found: &Found) -> Vec<&str> {
        found.files.iter().map(|file| file.name.as_str()).collect()
    }

    #[test]
    fn folders_are_searched_and_the_rest_is_told() {
        let root = tree(&[
            ("福祉課/b.xlsx", ""),
            ("福祉課/a.XLSX", ""),
            ("か\u{3099}.csv", ""),
            ("全角．ｘｌｓｘ", ""),
            ("~$a.xlsx", ""),
            ("Thumbs.db", ""),
            (".hidden.xlsx", ""),
            (".git/a.xlsx", ""),
            ("note.docx", ""),
            ("folder.xlsx/c.ods", ""),
            ("集計/2025-10/run.json", "{ \"program\" : \"matome\" }"),
            ("集計/2025-10/総括表.xlsx", ""),
            ("other/run.json", "{\"program\":\"else\"}"),
            ("other/d.xls", ""),
        ]);
        let found = discover(&[root.path().to_owned()]).unwrap();
        assert_eq!(
            names(&found),
            ["folder.xlsx/c.ods", "other/d.xls", "が.csv", "全角．ｘｌｓｘ", "福祉課/a.XLSX", "福祉課/b.xlsx"]
        );
        let skipped: Vec<(&str, Skip)> = found.skipped.iter().map(|(name, skip)| (name.as_str(), *skip)).collect();
        assert_eq!(
            skipped,
            [
                (".git", Skip::System),
                (".hidden.xlsx", Skip::System),
                ("Thumbs.db", Skip::System),
                ("note.docx", Skip::Extension),
                ("other/run.json", Skip::Extension),
                ("~$a.xlsx", Skip::Lock),
                ("集計/2025-10", Skip::Output),
            ]
        );
    }

    #[test]
    fn names_are_made_distinct_and_a_file_is_taken_once() {
        let root = tree(&[("one/a.xlsx", ""), ("two/a.xlsx", ""), ("three/two/a.xlsx", ""), ("one/b.xlsx", "")]);
        let at = |name: &str| root.path().join(name);
        let inputs = [at("one"), at("two"), at("one/b.xlsx"), at("three/two/a.xlsx"), at("three/two")];
        let found = discover(&inputs).unwrap();
        assert_eq!(names(&found), ["b.xlsx", "one/a.xlsx", "two/a.xlsx", "two/a.xlsx (2)"]);
    }

    #[cfg(unix)]
    #[test]
    fn links_that_go_round_end() {
        let root = tree(&[("a/b.xlsx", "")]);
        std::os::unix::fs::symlink(root.path(), root.path().join("a/up")).unwrap();
        assert_eq!(names(&discover(&[root.path().to_owned()]).unwrap()), ["a/b.xlsx"]);
    }

    #[test]
    fn an_input_that_is_not_there_is_an_error() {
        assert!(discover(&[PathBuf::from("/no/such/folder")]).is_err());
    }
}
