//! Why a file could not be read at all, and what a reader is told of it.

use super::limits::Exceeded;
use super::package::PartError;
use crate::finding::Finding;
use crate::rule::read as rule;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::io;

/// Why nothing of a file could be read.
#[derive(Clone, Debug, Serialize, Deserialize, thiserror::Error)]
pub enum Rejection {
    /// It is damaged or was cut off. What the reader underneath said is for those who help, not for those who read.
    #[error("{0}")]
    Unreadable(String),
    /// Whoever runs the program may not read it.
    #[error("no permission")]
    Forbidden,
    /// Someone has it open, and keeps others out.
    #[error("open elsewhere")]
    InUse,
    /// The disk or the network did not give it.
    #[error("{0}")]
    NotLoaded(String),
    /// It is a workbook of Excel 2 to 4.
    #[error("Excel 2-4")]
    OldFormat,
    /// It is a document of another program.
    #[error("a document of {0}")]
    Document(Cow<'static, str>),
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
        match kind {
            "Word" | "PowerPoint" | "PDF" | "RTF" => Self::Document(Cow::Borrowed(kind)),
            "Excel 2-4" => Self::OldFormat,
            _ => Self::NotASpreadsheet(Cow::Borrowed(kind)),
        }
    }

    /// The disk said so when it was asked for the file.
    pub(super) fn of_disk(error: &io::Error) -> Self {
        // ERROR_SHARING_VIOLATION and ERROR_LOCK_VIOLATION
        let in_use = cfg!(windows) && matches!(error.raw_os_error(), Some(32 | 33));
        match error.kind() {
            _ if in_use => Self::InUse,
            io::ErrorKind::ResourceBusy | io::ErrorKind::ExecutableFileBusy => Self::InUse,
            io::ErrorKind::PermissionDenied => Self::Forbidden,
            _ => Self::NotLoaded(error.to_string()),
        }
    }

    /// The finding that tells of it.
    pub fn finding(&self, file: &str) -> Finding {
        let (rule, found) = match self {
            Self::Unreadable(reason) => (&rule::FILE_UNREADABLE, reason.clone()),
            Self::Forbidden => (&rule::FILE_FORBIDDEN, String::new()),
            Self::InUse => (&rule::FILE_IN_USE, String::new()),
            Self::NotLoaded(reason) => (&rule::FILE_NOT_LOADED, reason.clone()),
            Self::OldFormat => (&rule::FILE_OLD_FORMAT, String::new()),
            Self::Document(kind) => (&rule::FILE_IS_A_DOCUMENT, kind.to_string()),
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_disk_says_is_told_by_what_to_do_about_it() {
        let rule = |kind: io::ErrorKind| Rejection::of_disk(&kind.into()).finding("a").rule.name;
        assert_eq!(rule(io::ErrorKind::PermissionDenied), "file-forbidden");
        assert_eq!(rule(io::ErrorKind::ResourceBusy), "file-in-use");
        assert_eq!(rule(io::ErrorKind::NotFound), "file-not-loaded");
        if cfg!(windows) {
            let shared = Rejection::of_disk(&io::Error::from_raw_os_error(32));
            assert_eq!(shared.finding("a").rule.name, "file-in-use");
        }
    }
}
