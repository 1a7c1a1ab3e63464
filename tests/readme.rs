//! What README.md promises: its commands, what the main one ends with and what then stands there.

#![expect(clippy::disallowed_methods, clippy::unwrap_used, reason = "a test that looks at outputs")]

use assert_cmd::Command;

const README: &str = include_str!("../README.md");
const MAIN: &str = "cargo run --release -- consolidate samples --period 2024-10 --out out";
const TESTS: &str = "cargo test";

#[test]
fn its_commands_are_these() {
    let commands: Vec<&str> = README
        .split("```sh\n")
        .skip(1)
        .flat_map(|block| block.split("```").next().unwrap().lines().map(str::trim).collect::<Vec<_>>())
        .collect();
    assert_eq!(commands, [MAIN, TESTS]);
    let ci = std::fs::read_to_string(".ci/run").unwrap();
    assert!(ci.lines().any(|line| line == format!("step {TESTS}")), ".ci/run runs other tests than README.md says");
}

#[test]
fn the_main_command_ends_as_it_says_and_gives_what_it_lists() {
    let folder = tempfile::tempdir().unwrap();
    let (_, arguments) = MAIN.split_once(" -- ").unwrap();
    let mut arguments: Vec<String> = arguments.split(' ').map(str::to_owned).collect();
    let out = folder.path().join(arguments.pop().unwrap());
    let status = README.split("終了状態は ").nth(1).unwrap().chars().next().unwrap().to_digit(10).unwrap();
    Command::cargo_bin("matome").unwrap().args(arguments).arg(&out).assert().code(i32::try_from(status).unwrap());
    let listed = first_cells("| 出力 |");
    assert!(listed.len() > 4, "{listed:?}");
    for name in listed {
        let path = out.join(name.trim_matches('`').trim_end_matches('/'));
        assert_eq!(path.is_dir(), name.ends_with("/`"), "{name}");
        assert!(path.exists(), "{name}");
    }
}

#[test]
fn the_sheets_it_explains_are_those_of_the_book() {
    let folder = tempfile::tempdir().unwrap();
    let mut command = Command::cargo_bin("matome").unwrap();
    command.args(["consolidate", "samples", "--period", "2024-10", "--quiet", "--out"]).arg(folder.path().join("out"));
    command.assert().code(1);
    let bytes = std::fs::read(folder.path().join("out/総括表.xlsx")).unwrap();
    let book = matome::read::parse("総括表.xlsx", &bytes).unwrap();
    let sheets = book.sheets.iter().map(|sheet| sheet.id.sheet.clone());
    let for_people: Vec<String> = sheets.filter(|name| !name.starts_with("データ_")).collect();
    assert_eq!(first_cells("| シート |"), for_people);
}

/// The first cell of every row of the table that begins so.
fn first_cells(header: &str) -> Vec<String> {
    let rows = README.lines().skip_while(|line| !line.starts_with(header)).skip(2);
    let rows = rows.take_while(|line| line.starts_with('|'));
    rows.map(|row| row.split('|').nth(1).unwrap().trim().to_owned()).collect()
}
