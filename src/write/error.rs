//! Why outputs could not be written: the path, the reason, and that nothing was changed.

use crate::lang::{Lang, Text};
use crate::messages::output;
use std::fmt;
use std::path::PathBuf;

/// Outputs that could not be written. What stood in the output folder before stands there still, or what was begun is
/// ended by the next run; the message says which.
#[derive(Debug)]
pub struct WriteError {
    /// The file or folder.
    pub path: PathBuf,
    /// What is wrong.
    pub what: &'static Text,
    /// What the system or the writer underneath said, if anything.
    pub cause: Option<Box<Reason>>,
}

/// What the layer underneath said.
#[derive(Debug, thiserror::Error)]
pub enum Reason {
    /// The system.
    #[error(transparent)]
    Io(#[from] std::io::Error),
    /// The writer of workbooks.
    #[error(transparent)]
    Xlsx(#[from] rust_xlsxwriter::XlsxError),
    /// The writer of zip packages.
    #[error(transparent)]
    Zip(#[from] zip::result::ZipError),
    /// A number too large for its place.
    #[error(transparent)]
    Range(#[from] std::num::TryFromIntError),
    /// The writer of JSON.
    #[error(transparent)]
    Json(#[from] serde_json::Error),
}

impl WriteError {
    /// The path, the reason, and that nothing was changed.
    pub fn message(&self, lang: Lang) -> String {
        let path = self.path.display();
        let cause = self.cause.as_ref().map(|cause| format!(" ({cause})")).unwrap_or_default();
        let half = std::ptr::eq(self.what, &output::HALF);
        let unchanged = if half { "" } else { output::UNCHANGED.get(lang) };
        match lang {
            Lang::Ja => format!("{path}: {}{cause}。{unchanged}", self.what.ja),
            Lang::En => format!("{path}: {}{cause}. {unchanged}", self.what.en),
        }
    }
}

impl fmt::Display for WriteError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message(Lang::Ja))
    }
}

impl std::error::Error for WriteError {}
