//! Why a file could not be read at all, and what a reader is told of it.

use super::package::PartError;
use crate::finding::Finding;
use crate::rule::read as rule;

/// Why nothing of a file could be read.
#[derive(Debug, thiserror::Error)]
pub enum Rejection {
    /// The disk did not give it, or it is damaged.
    #[error("{0}")]
    Unreadable(String),
    /// It is protected by a password.
    #[error("protected by a password")]
    Password,
    /// It has no bytes.
    #[error("empty")]
    Empty,
    /// It is something else, whatever its name says.
    #[error("not a spreadsheet but {0}")]
    NotASpreadsheet(&'static str),
    /// It is, or would unpack to, more than can be read.
    #[error("too large: {0}")]
    TooLarge(String),
    /// It has more cells than can be read.
    #[error("more than {limit} cells", limit = super::CELL_LIMIT)]
    TooManyCells,
}

impl Rejection {
    /// The finding that tells of it.
    pub fn finding(&self, file: &str) -> Finding {
        let (rule, found) = match self {
            Self::Unreadable(reason) => (&rule::FILE_UNREADABLE, reason.clone()),
            Self::Password => (&rule::FILE_PASSWORD, String::new()),
            Self::Empty => (&rule::FILE_EMPTY, String::new()),
            Self::NotASpreadsheet(kind) => (&rule::FILE_NOT_A_SPREADSHEET, (*kind).to_owned()),
            Self::TooLarge(size) => (&rule::FILE_TOO_LARGE, size.clone()),
            Self::TooManyCells => (&rule::FILE_TOO_LARGE, format!("> {} cells", super::CELL_LIMIT)),
        };
        Finding::of_file(rule, file, found)
    }
}

impl From<PartError> for Rejection {
    fn from(error: PartError) -> Self {
        match error {
            PartError::TooLarge(..) => Self::TooLarge(error.to_string()),
            PartError::Zip(zip::result::ZipError::UnsupportedArchive(zip::result::ZipError::PASSWORD_REQUIRED)) => {
                Self::Password
            }
            _ => Self::Unreadable(error.to_string()),
        }
    }
}
