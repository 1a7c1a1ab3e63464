//! A folder as the tests see it: every file below it with its bytes.

#![expect(clippy::disallowed_methods, clippy::unwrap_used, reason = "a test that reads folders")]

use std::collections::BTreeMap;
use std::path::Path;

/// Every file below a folder, by its path with `/` between the parts.
pub fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = walkdir::WalkDir::new(folder).into_iter().map(Result::unwrap);
    let files = entries.filter(|entry| entry.file_type().is_file());
    files
        .map(|file| {
            let name = file.path().strip_prefix(folder).unwrap().to_string_lossy().replace('\\', "/");
            (name, std::fs::read(file.path()).unwrap())
        })
        .collect()
}
