//! A workbook as `read` gives it: sparse sheets of raw cells, in absolute coordinates.

mod known;

pub use known::{DefinedName, Known, KnownCounts, Lines, ListTable, Note, Run, Validation, ValidationKind};

use crate::cell::{CellRef, Rect, SheetId};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// A file that was read.
#[derive(Clone, Debug)]
pub struct Workbook {
    /// The file, relative to the input it was found under, `/` between its parts, NFC.
    pub file: String,
    /// SHA-256 of its bytes, lower-case hexadecimal.
    pub sha256: String,
    /// What its content is, whatever its name says.
    pub format: Format,
    /// Its sheets, in the order of their tabs.
    pub sheets: Vec<Sheet>,
    /// The names it defines, in the file's order.
    pub names: Vec<DefinedName>,
    /// What a reader of this file should know: cells, merges or sheets that could not be read.
    pub troubles: Vec<Trouble>,
}

/// What a file's bytes are.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// Office Open XML, with or without macros.
    Xlsx,
    /// BIFF5 or BIFF8.
    Xls,
    /// BIFF12.
    Xlsb,
    /// OpenDocument.
    Ods,
    /// XML Spreadsheet 2003.
    Xml2003,
    /// Delimited text.
    Csv,
    /// A web page, or one saved as a single file with all its parts.
    Html,
}

/// Something in a file that could not be read while the rest could.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Trouble {
    /// What could not be read.
    pub kind: TroubleKind,
    /// The sheet, if it is one sheet's.
    pub sheet: Option<String>,
    /// The cell, if it is one cell's.
    pub cell: Option<CellRef>,
    /// What stood there, or what the reader underneath said.
    pub found: String,
}

/// What of a file could not be read.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum TroubleKind {
    /// A sheet, wholly.
    Sheet,
    /// A cell.
    Cell,
    /// A merged rectangle; its cells were read one by one.
    Merge,
    /// Nothing: the file was opened with one of the office's passwords.
    Decrypted,
    /// What the file's format tells besides values.
    Format,
    /// What a sheet says besides its cells: notes, tables, what may be entered.
    Detail,
    /// A sheet of macros of Excel 4; it was left out.
    MacroSheet,
    /// Nothing: values that come from other files are those that the files had when they were last looked at.
    ExternalLink,
}

/// Who sees a sheet.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub enum Visibility {
    /// Everyone.
    #[default]
    Visible,
    /// Whoever unhides it.
    Hidden,
    /// Only macros and readers like this one.
    VeryHidden,
}

/// One sheet, sparse.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Sheet {
    /// File and name; every place on the sheet shares it.
    pub id: Arc<SheetId>,
    /// Who sees it.
    pub visibility: Visibility,
    /// The cells that hold something, row by row; no address twice, none without content.
    pub cells: Vec<Cell>,
    /// Merged rectangles inside the grid, sorted, none overlapping another.
    pub merges: Vec<Rect>,
    /// What is known of it besides.
    pub known: Known,
}

/// A cell that holds something.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Cell {
    /// Where.
    pub at: CellRef,
    /// What.
    pub raw: Raw,
}

/// What a cell holds.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Raw {
    /// The value behind.
    pub content: Content,
    /// What Excel shows: number format applied, struck-through runs left out. Empty if nothing shows.
    pub text: Arc<str>,
    /// Whether the number format is a percentage: 0.694 shows as 69.4％ and means 69.4.
    pub percent: bool,
    /// The text of struck-through runs (見え消し), if there are any; of a cell that is struck whole, all of it.
    pub struck: Option<Arc<str>>,
    /// Whether a formula stands behind it.
    pub formula: bool,
}

/// The value behind what a cell shows.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub enum Content {
    /// Nothing: an empty slot, an empty text, or text that is all struck through.
    Blank,
    /// A number, as stored.
    Number(f64),
    /// A text; its unstruck part stands in `Raw::text`.
    Text,
    /// TRUE or FALSE.
    Bool(bool),
    /// A number whose format is a date.
    Date(Date),
    /// `#N/A` and its kin; the word stands in `Raw::text`.
    Error,
    /// A formula whose value was never stored.
    Uncomputed,
}

impl Raw {
    /// A text cell.
    pub fn text(text: impl Into<Arc<str>>) -> Self {
        let text = text.into();
        let content = if text.is_empty() { Content::Blank } else { Content::Text };
        Self { content, text, percent: false, struck: None, formula: false }
    }

    /// A number cell with the General format.
    pub fn number(number: f64) -> Self {
        Self {
            content: Content::Number(number),
            text: number.to_string().into(),
            percent: false,
            struck: None,
            formula: false,
        }
    }

    /// An empty slot.
    pub fn blank() -> Self {
        Self::text("")
    }
}
