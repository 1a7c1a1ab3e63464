//! Annotations: what became of the cells of a workbook, to be shown in a copy of it.

use crate::cell::CellRef;
use crate::model::CellUse;

/// The annotations of one sheet.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct AnnotatedSheet {
    /// The sheet's name.
    pub sheet: String,
    /// Its cells that hold something, row by row.
    pub cells: Vec<Annotation>,
}

/// What became of a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Annotation {
    /// The cell.
    pub at: CellRef,
    /// Where it went; the colour tells.
    pub kind: CellUse,
    /// The same in words, and what it was read as; the note tells.
    pub text: String,
}

/// Where the parts of an Office Open XML package lie that annotations touch.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct PackageParts {
    /// The style sheet.
    pub styles: Option<String>,
    /// The sheets, in the order of their tabs.
    pub sheets: Vec<SheetPart>,
}

/// Where the parts of one sheet lie.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct SheetPart {
    /// The sheet's name.
    pub sheet: String,
    /// Its part.
    pub part: String,
    /// Its relations: id, last word of the kind, target part.
    pub relations: Vec<(String, String, String)>,
}
