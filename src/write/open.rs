//! Whether someone has a file open.
//!
//! Excel leaves `~$総括表.xlsx` beside a book that is open, LibreOffice `.~lock.総括表.xlsx#`; both stay after a crash.
//! Windows itself knows, and is asked. Elsewhere the mark decides, and one that was left behind has to be deleted by hand.
#![expect(clippy::disallowed_methods, reason = "write is one of the two ends that touch files")]

use std::path::Path;

/// Whether someone has the file open.
pub fn is_open(file: &Path) -> bool {
    is_used(file).unwrap_or_else(|| is_marked(file))
}

/// Whether a mark beside it says so.
fn is_marked(file: &Path) -> bool {
    let Some(name) = file.file_name().map(|name| name.to_string_lossy()) else { return false };
    [format!("~${name}"), format!(".~lock.{name}#")].iter().any(|mark| file.with_file_name(mark).exists())
}

/// What the system says of it, where it can tell.
#[cfg(windows)]
fn is_used(file: &Path) -> Option<bool> {
    use std::os::windows::fs::OpenOptionsExt;
    const SHARING_VIOLATION: i32 = 32;
    const LOCK_VIOLATION: i32 = 33;
    // to be the only one who has it is not granted while another has it
    match std::fs::OpenOptions::new().read(true).share_mode(0).open(file) {
        Ok(_) => Some(false),
        Err(error) => match error.raw_os_error() {
            Some(SHARING_VIOLATION | LOCK_VIOLATION) => Some(true),
            _ => error.kind().eq(&std::io::ErrorKind::NotFound).then_some(false),
        },
    }
}

/// Only Windows keeps others from a file that is open.
#[cfg(not(windows))]
const fn is_used(_: &Path) -> Option<bool> {
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn a_mark_beside_a_file_says_that_it_is_open() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("総括表.xlsx");
        fs::write(&file, "x").unwrap();
        assert!(!is_marked(&file));
        for mark in ["~$総括表.xlsx", ".~lock.総括表.xlsx#"] {
            let mark = folder.path().join(mark);
            fs::write(&mark, "x").unwrap();
            assert!(is_marked(&file), "{}", mark.display());
            assert!(!is_marked(&folder.path().join("表.xlsx")));
            fs::remove_file(mark).unwrap();
        }
    }
}
