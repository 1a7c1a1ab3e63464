//! Files into workbooks: sparse sheets of raw cells, or a rejection that says why not.
//!
//! `files` finds and loads; `parse` and everything below it works on bytes alone.

mod biff;
mod binary;
mod dates;
mod delimited;
mod encoding;
mod files;
mod html;
mod limits;
mod lines;
mod links;
mod merges;
mod mhtml;
mod named_format;
mod number_format;
mod ods;
mod own;
mod package;
mod previous;
#[doc(hidden)]
pub mod probe;
mod published;
mod rejection;
mod runs;
mod secret;
mod sniff;
mod way;
pub mod worker;
mod xlsx;
mod xml;
mod xml2003;

pub use files::{Found, InputFile, MissingInput, Skip, discover, load};
pub use limits::{Exceeded, Limits};
pub use own::{own, written};
pub use previous::{NoState, previous};
pub use published::published;
pub use rejection::Rejection;
pub use secret::Passwords;
pub use way::way;

use crate::annotation::PackageParts;
use crate::cell::{CellRef, SheetId};
use crate::finding::Finding;
use crate::rule::read as rule;
use crate::sheet::{DefinedName, Format, Sheet, Trouble, TroubleKind, Workbook};
use crate::template::{Problem, Template, TemplateMistake};
use limits::Budget;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use sniff::Kind;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use unicode_normalization::UnicodeNormalization;

/// Reads files, within limits.
#[derive(Clone, Debug, Default)]
pub struct Reader {
    /// The most that is read of one file.
    pub limits: Limits,
    /// The program that reads binary workbooks when it is started with [`worker::ARGUMENT`]: this one. Without it, or
    /// where it cannot be started, they are read in this process; a panic is then caught, an abort is not.
    pub worker: Option<PathBuf>,
    /// What is tried on workbooks that a password protects.
    pub passwords: Passwords,
    /// Sheets of .xlsx workbooks whose names begin like this are left out.
    pub without: Option<&'static str>,
}

/// What was found in a file's bytes.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
struct Contents {
    sheets: Vec<Sheet>,
    names: Vec<DefinedName>,
    troubles: Vec<Trouble>,
}

impl Reader {
    /// Finds the files of the inputs, as [`discover`] does.
    ///
    /// # Errors
    ///
    /// If an input is not there.
    pub fn discover(&self, inputs: &[PathBuf]) -> Result<Found, MissingInput> {
        files::discover_within(inputs, &self.limits)
    }

    /// Loads a file and reads it.
    ///
    /// # Errors
    ///
    /// If nothing of it can be read. What cannot be read of a file that else can is among its troubles.
    pub fn workbook(&self, file: &InputFile) -> Result<Workbook, Rejection> {
        self.parse(&file.name, &load(file, self.limits.file_bytes)?)
    }

    /// Reads a file's bytes. What they are is seen from themselves; `name` only tells text from text.
    ///
    /// # Errors
    ///
    /// As [`Self::workbook`].
    pub fn parse(&self, name: &str, bytes: &[u8]) -> Result<Workbook, Rejection> {
        let mut budget = Budget::new(&self.limits);
        let budget = &mut budget;
        let opened = secret::opened(bytes, &self.passwords, budget)?;
        let (whole, bytes) = (bytes, opened.as_ref().map_or(bytes, |opened| &opened.bytes));
        let (format, contents) = match sniff::kind_of(name, bytes, budget)? {
            Kind::Xlsx(mut package) => (Format::Xlsx, xlsx::read(name, &mut package, self.without, budget)?),
            Kind::Ods(mut package) => (Format::Ods, ods::read(name, &mut package, budget)?),
            Kind::Xlsb => (Format::Xlsb, binary::read(name, Format::Xlsb, bytes, self)?),
            Kind::Xls => (Format::Xls, binary::read(name, Format::Xls, bytes, self)?),
            Kind::Xml2003 => (Format::Xml2003, xml2003::read(name, bytes, budget)?),
            Kind::Html => (Format::Html, html::read(name, bytes, budget)?),
            Kind::Mhtml => (Format::Html, mhtml::read(name, bytes, budget)?),
            Kind::Text => (Format::Csv, delimited::read(name, bytes, budget)?),
        };
        let Contents { sheets, names, mut troubles } = contents;
        let mut shown = Budget::new(&self.limits);
        sheets.iter().flat_map(|sheet| &sheet.cells).try_for_each(|cell| shown.shown(&cell.raw.text))?;
        if opened.is_some_and(|opened| opened.by_own) {
            troubles.insert(0, Trouble { kind: TroubleKind::Decrypted, sheet: None, cell: None, found: String::new() });
        }
        Ok(Workbook { file: name.to_owned(), sha256: sha256(whole), format, sheets, names, troubles })
    }
}

/// Where the parts of an Office Open XML package lie that a copy with annotations touches; `None` for other files.
pub fn package_parts(name: &str, bytes: &[u8]) -> Option<PackageParts> {
    let limits = Limits::default();
    let mut budget = Budget::new(&limits);
    match sniff::kind_of(name, bytes, &mut budget) {
        Ok(Kind::Xlsx(mut package)) => xlsx::parts(&mut package, &mut budget).ok(),
        _ => None,
    }
}

/// Reads an office's template: the cells with placeholders, and where its parts lie.
///
/// # Errors
///
/// Everything that keeps it from being read: it is no workbook in the form of Excel 2007 and later, or has placeholders
/// that are not known.
pub fn template(path: &Path, limits: &Limits) -> Result<Template, Vec<TemplateMistake>> {
    let file = path.file_name().map(|name| name.to_string_lossy().nfc().collect()).unwrap_or_default();
    let unreadable = |why: String| {
        let problem = Problem::Unreadable(why);
        vec![TemplateMistake { file: path.display().to_string(), sheet: String::new(), cell: None, problem }]
    };
    let input = InputFile { path: path.to_owned(), name: file, ..InputFile::default() };
    let bytes = load(&input, limits.file_bytes).map_err(|rejection| unreadable(rejection.to_string()))?;
    let mut budget = Budget::new(limits);
    let (mut template, mistakes) = match sniff::kind_of(&input.name, &bytes, &mut budget) {
        Ok(Kind::Xlsx(mut package)) => xlsx::template(&input.name, &mut package, &mut budget),
        Ok(_) => return Err(unreadable(String::new())),
        Err(rejection) => Err(rejection),
    }
    .map_err(|rejection| unreadable(rejection.to_string()))?;
    if !mistakes.is_empty() {
        return Err(mistakes);
    }
    template.sha256 = sha256(&bytes);
    template.bytes = bytes;
    Ok(template)
}

/// Reads a file's bytes as any [`Reader`] does that nothing else was told.
///
/// # Errors
///
/// As [`Reader::workbook`].
pub fn parse(name: &str, bytes: &[u8]) -> Result<Workbook, Rejection> {
    Reader::default().parse(name, bytes)
}

/// What a reader of a workbook should know: one finding for each of its troubles.
pub fn findings(workbook: &Workbook) -> Vec<Finding> {
    let of = |trouble: &Trouble| {
        let rule = match trouble.kind {
            TroubleKind::Sheet => &rule::SHEET_UNREADABLE,
            TroubleKind::Cell => &rule::CELL_UNREADABLE,
            TroubleKind::Merge => &rule::MERGE_UNREADABLE,
            TroubleKind::Decrypted => &rule::FILE_DECRYPTED,
            TroubleKind::Format => &rule::FORMAT_PARTLY_KNOWN,
            TroubleKind::Detail => &rule::DETAIL_UNREADABLE,
            TroubleKind::MacroSheet => &rule::MACRO_SHEET,
            TroubleKind::ExternalLink => &rule::EXTERNAL_LINK,
        };
        let mut finding = Finding::of_file(rule, &workbook.file, trouble.found.clone());
        finding.sheet = trouble.sheet.clone().unwrap_or_default();
        finding.cell = trouble.cell;
        finding
    };
    workbook.troubles.iter().map(of).collect()
}

/// Whether an Office Open XML workbook lies in an envelope that only a password opens, be it Excel's own.
pub fn is_protected(bytes: &[u8]) -> bool {
    bytes.starts_with(sniff::OLE)
}

/// SHA-256 in lower-case hexadecimal.
pub fn sha256(bytes: &[u8]) -> String {
    let mut hex = String::with_capacity(64);
    for byte in Sha256::digest(bytes) {
        // Writing to a string cannot fail.
        let _ = write!(hex, "{byte:02x}");
    }
    hex
}

/// Whether a text shows nothing: white space of any width.
fn is_blank(text: &str) -> bool {
    text.chars().all(|char| char.is_whitespace() || char == '\u{feff}')
}

/// A text that shows something.
fn some_text(text: &str) -> Option<Arc<str>> {
    (!is_blank(text)).then(|| text.into())
}

/// The sheet `sheet` of the file `file`.
fn sheet_id(file: &str, sheet: &str) -> Arc<SheetId> {
    Arc::new(SheetId { file: file.to_owned(), sheet: sheet.to_owned() })
}

/// A cell's address, if it lies inside the grid.
fn cell_ref(row: usize, col: usize) -> Option<CellRef> {
    let at = CellRef::new(u32::try_from(row).ok()?, u32::try_from(col).ok()?);
    (at.row < crate::cell::MAX_ROWS && at.col < crate::cell::MAX_COLS).then_some(at)
}
