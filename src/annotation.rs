//! Annotations: what is to be shown of the cells of a workbook in a copy of it.

use crate::cell::CellRef;
use crate::model::CellUse;
use crate::rule::Severity;
use std::collections::BTreeMap;

/// The annotations of one sheet.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct AnnotatedSheet {
    /// The sheet's name.
    pub sheet: String,
    /// The cells of which something is told, row by row, each once.
    pub cells: Vec<Annotation>,
}

/// What is told of a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Annotation {
    /// The cell.
    pub at: CellRef,
    /// What it is about; the colour tells.
    pub mark: Mark,
    /// The same in words; the note tells.
    pub text: String,
}

/// What a colour stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// What became of the cell.
    Use(CellUse),
    /// Someone has to look at it.
    Asked(Severity),
}

/// A copy of a submitted workbook in which one department is shown what to look at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Marked {
    /// The department.
    pub department: String,
    /// The workbook, relative to its input.
    pub file: String,
    /// What the copy is called, in the folder in which the list of that department lies.
    pub name: String,
    /// The cells of its findings.
    pub sheets: Vec<AnnotatedSheet>,
}

/// What became of the copies, by department and file; a file without a cell to mark has none.
pub type Copies = BTreeMap<(String, String), Copied>;

/// What became of a copy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Copied {
    /// It lies beside the list.
    As {
        /// Its name there.
        name: String,
        /// Its sheets that nobody sees, so that no link leads there.
        hidden: Vec<String>,
    },
    /// There is none.
    Not(NoCopy),
}

/// Why there is no copy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoCopy {
    /// Only Office Open XML packages can be marked and else stay as they are.
    Format,
    /// It is protected by a password, and no copy of it is to lie about without.
    Protected,
    /// It is not any more what the run has read.
    Changed,
    /// Its parts are not such as a mark can be put into.
    Parts,
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
    /// Whether its tab is hidden.
    pub hidden: bool,
    /// Its part.
    pub part: String,
    /// Its relations: id, last word of the kind, target part.
    pub relations: Vec<(String, String, String)>,
}
