//! Form definitions from the command line: listed, shown, checked, used.

#![expect(clippy::disallowed_methods, clippy::unwrap_used, reason = "a test that runs the program")]

use assert_cmd::Command;
use matome::form::Form;
use std::path::Path;
use tempfile::TempDir;

const LIST: &str = "事業名,ものさし,単位,ねらい,到達点,ねらい,到達点\n図書館,来館者数,人,100,90,110,95\n";
const DEFINITION: &str = "title = \"一覧\"\nheadings = [\"事業名\", \"ものさし\", \"ねらい\"]\n[words]\n\"ものさし\" = \"指標名\"\n\
                          \"ねらい\" = \"目標値\"\n\"到達点\" = \"実績値\"\n[repeat]\nblocks = [\"R5年度\", \"R6年度\"]\n";

/// A folder with a list and the definition of its form.
fn office(definition: &str) -> TempDir {
    let dir = tempfile::tempdir().unwrap();
    std::fs::create_dir_all(dir.path().join("様式")).unwrap();
    std::fs::create_dir_all(dir.path().join("回答")).unwrap();
    std::fs::write(dir.path().join("様式/一覧.toml"), definition).unwrap();
    std::fs::write(dir.path().join("回答/図書館.csv"), LIST).unwrap();
    dir
}

/// Exit status and what was said on both channels.
fn run(dir: &Path, arguments: &str) -> (i32, String, String) {
    let output = Command::cargo_bin("matome").unwrap().current_dir(dir).args(arguments.split(' ')).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

#[test]
fn definitions_are_listed_and_shown_as_written() {
    let dir = office(DEFINITION);
    let (status, said, _) = run(dir.path(), "form list --forms 様式");
    assert_eq!((status, said.as_str()), (0, "一覧  一覧\n"));
    assert_eq!(run(dir.path(), "form show 一覧 --forms 様式"), (0, DEFINITION.to_owned(), String::new()));
    let (status, _, wrong) = run(dir.path(), "form show 一蘭 --forms 様式");
    assert_eq!(status, 2);
    assert!(wrong.contains("もしかして: 一覧"), "{wrong}");
}

#[test]
fn mistakes_name_file_and_line_and_stop_the_run() {
    let dir = office(&DEFINITION.replace("実績値", "実席値"));
    for command in ["form check --forms 様式", "consolidate 回答 --forms 様式 --out out", "inspect 回答 --forms 様式"]
    {
        let (status, _, wrong) = run(dir.path(), command);
        assert_eq!(status, 2, "{command}");
        assert!(wrong.contains("一覧.toml 6行目: 到達点 に「実席値」は使えません。"), "{wrong}");
    }
    assert!(!dir.path().join("out").exists());
    let (status, _, wrong) = run(dir.path(), "form list --forms 無い");
    assert_eq!(status, 2);
    assert!(wrong.contains("無い"), "{wrong}");
}

#[test]
fn a_check_says_which_sheets_a_definition_fits_and_what_changed() {
    let dir = office(DEFINITION);
    let (status, said, _) = run(dir.path(), "form check 回答 --forms 様式");
    assert_eq!(status, 0, "{said}");
    assert!(said.contains("様式定義「一覧」に当てはまる"), "{said}");
    std::fs::write(dir.path().join("回答/図書館.csv"), LIST.replace("ものさし", "物さし")).unwrap();
    let (status, said, _) = run(dir.path(), "form check 回答 --forms 様式");
    assert_eq!(status, 1, "{said}");
    assert!(said.contains("次の見出しがない: ものさし → 物さし"), "{said}");
    std::fs::write(dir.path().join("回答/図書館.csv"), LIST.replace(",ねらい,到達点\n", "\n")).unwrap();
    let (status, said, _) = run(dir.path(), "form check 回答 --forms 様式");
    assert_eq!(status, 1, "{said}");
    assert!(said.contains("form-repeat-differs"), "{said}");
}

#[test]
fn the_settings_can_name_the_folder() {
    let dir = office(DEFINITION);
    std::fs::write(dir.path().join("matome.toml"), "inputs = [\"回答\"]\nforms = \"様式\"\n").unwrap();
    let (_, _, wrong) = run(dir.path(), "consolidate --out out --quiet");
    let observations = std::fs::read_to_string(dir.path().join("out/csv/observations.csv")).unwrap();
    assert!(observations.contains("来館者数"), "{observations} {wrong}");
    assert_eq!(observations.lines().count(), 3, "{observations}");
    let run_json = std::fs::read_to_string(dir.path().join("out/run.json")).unwrap();
    assert!(run_json.contains("\"一覧\""), "the definitions of a run stand in its record");
}

#[test]
fn the_definition_on_the_page_is_one() {
    let page = std::fs::read_to_string("docs/forms.md").unwrap();
    let written = page.split("```toml\n").nth(1).and_then(|rest| rest.split("```").next()).unwrap();
    assert!(Form::parse("page", written).is_ok(), "{:?}", Form::parse("page", written).err());
}
