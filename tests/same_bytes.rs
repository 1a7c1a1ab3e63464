//! The same input gives the same bytes, however often and with however many threads.

#![expect(clippy::disallowed_methods, clippy::unwrap_used, reason = "a test that reads what was written")]

mod folder;

use assert_cmd::Command;
use folder::files;
use std::path::Path;

#[test]
fn two_runs_and_any_number_of_threads_give_the_same_bytes() {
    let folder = tempfile::tempdir().unwrap();
    let first = folder.path().join("first");
    consolidate(&first, &[]);
    let expected = files(&first);
    assert!(expected.len() > 12, "{:?}", expected.keys());
    // Once more over its own outputs, then elsewhere with one thread and with two.
    consolidate(&first, &[]);
    assert_same(&expected, &first);
    for jobs in ["1", "2"] {
        let out = folder.path().join(format!("jobs-{jobs}"));
        consolidate(&out, &["--jobs", jobs]);
        assert_same(&expected, &out);
    }
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 3, "something was left beside the outputs");
}

fn consolidate(out: &Path, more: &[&str]) {
    let mut command = Command::cargo_bin("matome").unwrap();
    command.args(["consolidate", "samples", "--period", "2024-10", "--quiet", "--out"]).arg(out).args(more);
    command.assert().code(1);
}

fn assert_same(expected: &std::collections::BTreeMap<String, Vec<u8>>, folder: &Path) {
    let found = files(folder);
    assert_eq!(found.keys().collect::<Vec<_>>(), expected.keys().collect::<Vec<_>>());
    for (name, bytes) in expected {
        assert!(found.get(name) == Some(bytes), "{name} differs in {}", folder.display());
    }
}
