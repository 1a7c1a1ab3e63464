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

/// A short run of what `scripts/fuzz.sh` does for hours: each seed changed in a few places, always in the same way.
#[test]
fn changed_seeds_are_read_or_rejected() {
    const TURNS: u64 = 12;
    for (target, run) in fuzz::TARGETS {
        for (name, seed) in folder::files(&Path::new("fuzz/seeds").join(target)) {
            for turn in 0..TURNS {
                let mut bytes = seed.clone();
                let mut random = turn.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
                let mut next = |below: usize| {
                    random ^= random << 13;
                    random ^= random >> 7;
                    random ^= random << 17;
                    usize::try_from(random % (below.max(1) as u64)).unwrap_or(0)
                };
                for _ in 0..=next(4) {
                    let at = next(bytes.len());
                    match (next(4), bytes.get_mut(at)) {
                        (0, Some(byte)) => *byte ^= 1 << next(8),
                        (1, Some(byte)) => *byte = [0, 0xff, b'9', b'<', b'"', b'(', b'\n', 0x80][next(8)],
                        (2, Some(_)) => drop(bytes.drain(at..(at + next(16)).min(bytes.len()))),
                        _ => {
                            let again: Vec<u8> = bytes.iter().skip(next(bytes.len())).take(next(24)).copied().collect();
                            drop(bytes.splice(at..at, again));
                        }
                    }
                }
                println!("{target}/{name} turn {turn}");
                run(&bytes);
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
