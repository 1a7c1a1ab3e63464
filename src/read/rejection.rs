//! Why a file could not be read at all, and what a reader is told of it.

use super::limits::Exceeded;
use super::package::PartError;
use crate::finding::Finding;
use crate::rule::read as rule;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// Why nothing of a file could be read.
#[derive(Clone, Debug, Serialize, Deserialize, thiserror::Error)]
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
    NotASpreadsheet(Cow<'static, str>),
    /// It is, holds or takes more than can be read.
    #[error(transparent)]
    Exceeded(#[from] Exceeded),
}

impl Rejection {
    /// It is `kind`, which is no spreadsheet.
    pub(super) fn not_a_spreadsheet(kind: &'static str) -> Self {
        Self::NotASpreadsheet(Cow::Borrowed(kind))
    }

    /// The finding that tells of it.
    pub fn finding(&self, file: &str) -> Finding {
        let (rule, found) = match self {
            Self::Unreadable(reason) => (&rule::FILE_UNREADABLE, reason.clone()),
            Self::Password => (&rule::FILE_PASSWORD, String::new()),
            Self::Empty => (&rule::FILE_EMPTY, String::new()),
            Self::NotASpreadsheet(kind) => (&rule::FILE_NOT_A_SPREADSHEET, kind.to_string()),
            Self::Exceeded(limit) => (limit.rule(), limit.to_string()),
        };
        Finding::of_file(rule, file, found)
    }
}

impl From<PartError> for Rejection {
    fn from(error: PartError) -> Self {
        match error {
            PartError::Exceeded(limit) => Self::Exceeded(limit),
            PartError::Zip(zip::result::ZipError::UnsupportedArchive(zip::result::ZipError::PASSWORD_REQUIRED)) => {
                Self::Password
            }
            _ => Self::Unreadable(error.to_string()),
        }
    }
}
