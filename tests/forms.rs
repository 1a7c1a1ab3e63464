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

const WIDE: &str = "↓記入しない,,,,,,,,,,,\n\
    整理番号,事務事業名,主管グループ,活動指標ア,単位,成果指標サ,単位,事業費,ア,サ,事業費,ア,サ,総合評価\n\
    1,広報発行,広報課,発行部数,部,満足度,％,1200,31000,75.5,1300,31500,76\n\
    2,例規管理,総務課,改正件数,件,0,0,80,88,0,90,102,0\n";

/// The answers that an office gives to the questions of a draft.
fn answered(draft: &str, blocks: &str) -> String {
    let line = |line: &str| match line.strip_prefix("# ") {
        Some("blocks = [\"\", \"\"]") => format!("blocks = [{blocks}]"),
        Some("[repeat]") => "[repeat]".to_owned(),
        Some(question) if question.starts_with("\"主管グループ\" = ") => {
            "\"主管グループ\" = \"担当課\"".to_owned()
        }
        Some(question) if question.starts_with('"') && !question.contains("= \"\"") => question.to_owned(),
        _ => line.to_owned(),
    };
    draft.lines().map(line).collect::<Vec<_>>().join("\n")
}

#[test]
fn a_draft_asks_what_is_left_and_its_answers_make_the_sheet_readable() {
    let dir = office(DEFINITION);
    std::fs::write(dir.path().join("集約.csv"), WIDE).unwrap();
    let (status, draft, _) = run(dir.path(), "form draft 集約.csv");
    assert_eq!(status, 0, "{draft}");
    assert!(Form::parse("下書き", &draft).is_ok(), "{:?}\n{draft}", Form::parse("下書き", &draft).err());
    for question in [
        "# \"主管グループ\" = \"",
        "# \"ア\" = \"活動指標ア\"",
        "# blocks = [\"\", \"\"]",
        "2回くり返しています（H2、K2 から",
    ] {
        assert!(draft.contains(question), "{question}\n{draft}");
    }
    std::fs::create_dir(dir.path().join("定義")).unwrap();
    let answered = answered(&draft, "\"令和5年度実績\", \"令和6年度目標\"");
    std::fs::write(dir.path().join("定義/集約.toml"), &answered).unwrap();
    let (_, said, wrong) = run(dir.path(), "consolidate 集約.csv --forms 定義 --out out --lang en");
    let observations = std::fs::read_to_string(dir.path().join("out/csv/observations.csv")).unwrap_or_default();
    assert_eq!(observations.lines().count(), 1 + 6, "{answered}\n{observations}\n{said}{wrong}");
    for value in ["31000", "31500", "75.5", "76", "88", "102"] {
        assert!(observations.contains(value), "{value}\n{observations}");
    }
    // what is read wholly needs no definition
    std::fs::write(dir.path().join("読める.csv"), "指標名,単位,R5目標値,R5実績値\n相談件数,件,100,120\n").unwrap();
    let (_, none, _) = run(dir.path(), "form draft 読める.csv");
    assert!(none.starts_with("# どのシートも"), "{none}");
}
