//! Rules of `reconcile`.

use super::Rule;

/// The rules of this stage.
pub const RULES: &[&Rule] = &[];
