//! The state that an earlier run left in its output folder.
#![expect(clippy::disallowed_methods, reason = "read is one of the two ends that touch files")]

use crate::state::{self, State, StateError};
use std::path::{Path, PathBuf};

/// A folder whose state cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum NoState {
    /// It holds none, or one that cannot be opened.
    #[error("{}: {source}", path.display())]
    Missing {
        /// The state.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// It is no state, or of a later version.
    #[error("{}: {source}", path.display())]
    Unknown {
        /// The state.
        path: PathBuf,
        /// What is wrong with it.
        source: StateError,
    },
}

/// The state in the output folder of an earlier run.
///
/// # Errors
///
/// If there is none, or it cannot be understood.
pub fn previous(folder: &Path) -> Result<State, NoState> {
    let path = folder.join(state::FILE);
    match std::fs::read_to_string(&path) {
        Err(source) => Err(NoState::Missing { path, source }),
        Ok(text) => state::parse(&text).map_err(|source| NoState::Unknown { path, source }),
    }
}
