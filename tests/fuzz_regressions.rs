//! The seeds of the fuzzing and what it once crashed on, replayed.

#![expect(clippy::disallowed_methods, reason = "a test that reads files")]

mod folder;
#[path = "../fuzz/src/lib.rs"]
#[allow(dead_code, reason = "each target is called by its name")]
mod fuzz;

use std::path::Path;

#[test]
fn seeds_and_former_crashes_are_read_or_rejected() {
    for (target, run) in fuzz::TARGETS {
        for kind in ["seeds", "regressions"] {
            let folder = Path::new("fuzz").join(kind).join(target);
            if folder.is_dir() {
                for (name, bytes) in folder::files(&folder) {
                    // Seen only if the test fails: on which file it did.
                    println!("{}/{name}", folder.display());
                    run(&bytes);
                }
            }
        }
    }
}

#[test]
fn each_target_has_its_program_and_seeds() {
    let manifest = std::fs::read_to_string("fuzz/Cargo.toml").unwrap();
    let built: Vec<&str> = manifest.lines().filter_map(|line| line.strip_prefix("name = ")).skip(1).collect();
    let known: Vec<String> = fuzz::TARGETS.iter().map(|(name, _)| format!("\"{name}\"")).collect();
    assert_eq!(built, known);
    for (name, _) in fuzz::TARGETS {
        let program = std::fs::read_to_string(format!("fuzz/fuzz_targets/{name}.rs")).unwrap();
        assert!(program.contains(&format!("matome_fuzz::{name}(bytes)")), "{name}");
        assert!(!folder::files(&Path::new("fuzz/seeds").join(name)).is_empty(), "{name} has no seeds");
    }
}
