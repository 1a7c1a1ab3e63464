//! The code is laid out as `docs/architecture.md` says: who may name whom, and what a file looks like.

#![expect(clippy::disallowed_methods, clippy::unwrap_used, reason = "a test that reads the code")]

#[path = "../examples/code-map.rs"]
#[expect(dead_code, reason = "main is called when it runs as an example")]
mod code_map;

mod folder;

use std::path::Path;

/// The stages, in order.
const STAGES: [&str; 7] = ["read", "locate", "normalize", "reconcile", "check", "report", "write"];
/// Those who know stages: the one place that calls them all, and what stands between it and the user.
const ABOVE: [&str; 3] = ["pipeline", "cli", "terminal"];
/// The most lines of a file.
const LONGEST: usize = 700;

#[test]
fn no_stage_names_another() {
    for (file, text) in sources() {
        let Some(stage) = stage_of(&file) else { continue };
        for other in STAGES.iter().chain(&ABOVE).filter(|other| **other != stage) {
            assert_none(&file, &text, &module(other));
        }
    }
}

#[test]
fn no_noun_names_a_stage() {
    for (file, text) in sources() {
        let first = file.split('/').next().unwrap_or(&file).trim_end_matches(".rs");
        let above = ABOVE.contains(&first) || ["main.rs", "lib.rs"].contains(&file.as_str());
        if stage_of(&file).is_some() || above {
            continue;
        }
        for stage in STAGES.iter().chain(&ABOVE) {
            assert_none(&file, &text, &module(stage));
        }
    }
}

#[test]
fn only_the_ends_touch_the_world() {
    for (file, text) in sources() {
        if file == "main.rs" || ["read", "write"].contains(&stage_of(&file).unwrap_or_default()) {
            continue;
        }
        for word in ["std::fs", "std::env::", "std::net", "std::process", "SystemTime", "disallowed_methods"] {
            assert_none(&file, &text, &|line| line.contains(word));
        }
    }
}

#[test]
fn each_library_of_workbooks_is_named_in_one_folder() {
    for (library, stage) in [("calamine", "read"), ("rust_xlsxwriter", "write")] {
        let mut named = false;
        for (file, text) in sources() {
            if stage_of(&file) == Some(stage) {
                named |= text.contains(library);
            } else {
                assert_none(&file, &text, &|line| line.contains(library));
            }
        }
        assert!(named, "{library} is named nowhere");
    }
}

#[test]
fn every_file_says_first_what_it_is_for() {
    for (file, text) in sources() {
        assert!(text.starts_with("//! "), "src/{file}: its first line is no `//! ` line");
    }
}

#[test]
fn no_file_is_too_long_to_read() {
    for (file, text) in sources() {
        let lines = text.lines().count();
        assert!(lines <= LONGEST, "src/{file}: {lines} lines; look for the second subject");
    }
}

#[test]
fn the_code_map_is_up_to_date() {
    let page = std::fs::read_to_string(code_map::PAGE).unwrap().replace("\r\n", "\n");
    assert!(page == code_map::page().unwrap(), "the page is old: cargo run --example code-map");
}

/// Every file under src with its text, by its path there.
fn sources() -> Vec<(String, String)> {
    let files = folder::files(Path::new("src")).into_iter();
    let texts = files.filter(|(name, _)| name.ends_with(".rs")).map(|(name, bytes)| {
        let text = String::from_utf8(bytes).unwrap();
        (name, text)
    });
    texts.collect()
}

/// The stage that a file belongs to.
fn stage_of(file: &str) -> Option<&'static str> {
    let first = file.split('/').next().unwrap_or(file).trim_end_matches(".rs");
    STAGES.into_iter().find(|stage| *stage == first)
}

/// Whether a line of code names a module of the crate.
fn module(name: &str) -> impl Fn(&str) -> bool {
    let path = format!("crate::{name}");
    move |line| {
        line.match_indices(&path).any(|(at, _)| {
            let after = line.get(at + path.len()..).unwrap_or_default().chars().next();
            !after.is_some_and(|c| c.is_alphanumeric() || c == '_')
        })
    }
}

/// No line of the file, comments aside, is such a line.
fn assert_none(file: &str, text: &str, wrong: &dyn Fn(&str) -> bool) {
    for (line, number) in text.lines().zip(1..) {
        let code = line.trim_start();
        assert!(code.starts_with("//") || !wrong(code), "src/{file}:{number}: {code}");
    }
}
