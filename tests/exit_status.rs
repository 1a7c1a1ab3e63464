//! How the program ends: its exit status, what it says on stderr, and what it leaves behind.

#![expect(clippy::disallowed_methods, clippy::unwrap_used, reason = "a test that makes inputs and looks at outputs")]

mod folder;

use assert_cmd::Command;
use folder::files;
use std::fs;
use std::path::Path;
use tempfile::TempDir;

const CLEAN: &str = "指標名,単位,R5目標値,R5実績値,R6目標値,R6実績値\n相談件数,件,100,120,110,130\n";

/// A folder to run in, with `回答/相談.csv`, in which nothing is wrong.
fn office() -> TempDir {
    let office = tempfile::tempdir().unwrap();
    put(&office, "回答/相談.csv", CLEAN.as_bytes());
    office
}

fn put(office: &TempDir, name: &str, bytes: &[u8]) {
    let path = office.path().join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, bytes).unwrap();
}

/// Runs the program in the folder and gives its exit status, stdout and stderr.
fn run(office: &TempDir, arguments: &[&str]) -> (i32, String, String) {
    let output = Command::cargo_bin("matome").unwrap().current_dir(office.path()).args(arguments).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

/// Runs the program, which must refuse with this status, say all of this on stderr, and change nothing.
fn refused(office: &TempDir, arguments: &[&str], status: i32, said: &[&str]) {
    let before = files(office.path());
    let (code, out, err) = run(office, arguments);
    assert_eq!(code, status, "{arguments:?}: {err}");
    for words in said {
        assert!(err.contains(words), "{arguments:?} says {err}");
    }
    assert!(out.is_empty(), "{arguments:?} writes to stdout: {out}");
    assert!(files(office.path()) == before, "{arguments:?} changed the folder");
}

#[test]
fn a_clean_input_gives_0() {
    let office = office();
    let (code, out, err) = run(&office, &["consolidate", "回答", "--out", "out"]);
    assert_eq!((code, err.as_str()), (0, ""));
    assert!(out.contains("1ファイルから指標1件（2行）"), "{out}");
    assert!(office.path().join("out/総括表.xlsx").is_file());
}

#[test]
fn a_folder_alone_is_consolidated_beside_itself() {
    let office = office();
    assert_eq!(run(&office, &["回答", "--quiet"]), (0, String::new(), String::new()));
    assert!(office.path().join("回答_集計/csv/observations.csv").is_file());
}

#[test]
fn a_damaged_workbook_gives_1_and_is_named_in_the_outputs() {
    let office = office();
    let whole = fs::read("samples/建設部/道路河川課_指標調査票.xlsx").unwrap();
    put(&office, "回答/壊れた.xlsx", whole.get(..whole.len() / 2).unwrap());
    for (inputs, others) in [(["consolidate", "回答/壊れた.xlsx"], 0), (["consolidate", "回答"], 1)] {
        let (code, _, err) = run(&office, &[&inputs[..], &["--out", "out"]].concat());
        assert_eq!((code, err.as_str()), (1, ""));
        let findings = rows(&office.path().join("out/csv/findings.csv"));
        let found: Vec<(&str, &str)> = findings.iter().map(|row| (&row[3], &row[8])).collect();
        assert_eq!(found, [("file-unreadable", "壊れた.xlsx")]);
        assert_eq!(rows(&office.path().join("out/csv/indicators.csv")).len(), others);
    }
}

fn rows(path: &Path) -> Vec<csv::StringRecord> {
    csv::Reader::from_path(path).unwrap().into_records().map(Result::unwrap).collect()
}

#[test]
fn nothing_to_read_gives_2() {
    let office = office();
    fs::create_dir(office.path().join("空")).unwrap();
    put(&office, "文書/読んで.txt", "こんにちは".as_bytes());
    for folder in ["空", "文書"] {
        refused(&office, &["consolidate", folder], 2, &["エラー: ", folder, "読み取れるファイル", "がありません"]);
        refused(&office, &["consolidate", folder, "--lang", "en"], 2, &["error: ", folder, "holds no file"]);
    }
    refused(&office, &["consolidate"], 2, &["読み取るファイルやフォルダーを指定するか"]);
}

#[test]
fn a_path_that_is_not_there_gives_2() {
    let office = office();
    refused(&office, &["consolidate", "回答", "解答"], 2, &["解答: そのファイルやフォルダーはありません"]);
    refused(&office, &["consolidate", "解答", "--lang=en"], 2, &["解答: no such file or folder"]);
    refused(&office, &["inspect", "解答.xlsx"], 2, &["解答.xlsx: "]);
}

#[test]
fn outputs_that_cannot_be_written_give_3_and_change_nothing() {
    let office = office();
    put(&office, "集計", b"a file, not a folder");
    for (out, lang, said) in [
        ("集計", "ja", "出力先にできるフォルダーではありません"),
        ("集計", "en", "is not a folder"),
        ("集計/10月", "ja", "出力先は元のままです"),
        ("集計/10月", "en", "is as it was"),
    ] {
        refused(&office, &["consolidate", "回答", "--out", out, "--lang", lang], 3, &["集計", said]);
    }
}

#[test]
fn a_slip_in_a_command_gives_2_and_the_nearest_command() {
    let office = office();
    refused(&office, &["consolidte", "回答"], 2, &["「consolidte」", "もしかして: consolidate"]);
    refused(&office, &["inspct", "回答", "--lang", "en"], 2, &["「inspct」", "did you mean: inspect"]);
    refused(&office, &["まとめて"], 2, &["「まとめて」というコマンドもファイルもありません"]);
    refused(&office, &["consolidate", "回答", "--perid", "2024-10"], 2, &["--perid"]);
    refused(&office, &["consolidate", "回答", "--period", "2024-13"], 2, &["--period"]);
}

#[test]
fn a_rule_that_there_is_not_gives_2_and_the_nearest_rule() {
    let office = office();
    refused(&office, &["rules", "nosuch"], 2, &["「nosuch」という規則はありません"]);
    refused(&office, &["rules", "actual-mising"], 2, &["もしかして: actual-missing"]);
    let (code, out, _) = run(&office, &["rules", "actual-missing"]);
    assert_eq!(code, 0);
    assert!(out.starts_with("actual-missing "), "{out}");
}

#[test]
fn wrong_settings_give_2_with_their_line() {
    let office = office();
    put(&office, "matome.toml", b"body = \"x\"\n[rules]\nvalue-jmp = \"off\"\n");
    refused(&office, &["consolidate", "回答"], 2, &["matome.toml 3行目", "value-jump"]);
    refused(&office, &["consolidate", "回答", "--lang", "en"], 2, &["matome.toml line 3", "value-jump"]);
    refused(&office, &["consolidate", "回答", "--config", "ない.toml"], 2, &["ない.toml"]);
}

#[test]
fn help_is_there_in_both_languages() {
    let office = office();
    for (lang, words) in
        [("ja", ["使い方: matome", "終了状態: 0 正常"]), ("en", ["Usage: matome", "Exit status: 0 done"])]
    {
        let (code, out, err) = run(&office, &["--help", "--lang", lang]);
        assert_eq!((code, err.as_str()), (0, ""));
        assert!(words.iter().all(|word| out.contains(word)), "{out}");
        let (code, out, _) = run(&office, &["consolidate", "--help", "--lang", lang]);
        assert_eq!(code, 0);
        assert!(out.contains("--period"), "{out}");
    }
    let (code, out, _) = run(&office, &["--version"]);
    assert_eq!((code, out), (0, format!("matome {}\n", env!("CARGO_PKG_VERSION"))));
}

#[test]
fn what_changed_since_the_run_before_is_told() {
    let office = office();
    assert_eq!(run(&office, &["consolidate", "回答", "--out", "前回", "--quiet"]).0, 0);
    put(&office, "回答/相談.csv", CLEAN.replace("120,110", "120,105").as_bytes());
    let (code, _, err) = run(&office, &["consolidate", "回答", "--out", "今回", "--previous", "前回", "--quiet"]);
    assert_eq!((code, err.as_str()), (0, ""));
    let findings = fs::read_to_string(office.path().join("今回/csv/findings.csv")).unwrap();
    assert!(findings.contains("target-changed"), "{findings}");
}

#[test]
fn an_output_that_is_open_is_named_whatever_else_is_asked_for() {
    let office = office();
    let asked = ["consolidate", "回答", "--out", "out", "--quiet"];
    assert_eq!(run(&office, &asked).2, "");
    put(&office, "out/~$総括表.xlsx", b"");
    for lang in ["ja", "en"] {
        let (code, out, err) = run(&office, &[&asked[..], &["--lang", lang]].concat());
        assert_eq!((code, out.as_str()), (0, ""));
        assert!(err.contains("総括表.xlsx") && err.contains("総括表（新）.xlsx"), "{err}");
    }
    fs::remove_file(office.path().join("out/~$総括表.xlsx")).unwrap();
    assert_eq!(run(&office, &asked).2, "");
    assert!(!office.path().join("out/総括表（新）.xlsx").exists());
}

#[test]
fn a_run_before_without_a_state_is_refused() {
    let office = office();
    refused(&office, &["consolidate", "回答", "--out", "out", "--previous", "前回"], 2, &["state.jsonl"]);
    put(&office, "前回/state.jsonl", b"{\"header\":{\"program\":\"matome\",\"state\":99,\"body\":\"\"}}\n");
    refused(&office, &["consolidate", "回答", "--out", "out", "--previous", "前回"], 2, &["state.jsonl"]);
}

#[test]
fn csvs_in_cp932_list_what_has_no_place_in_it() {
    let office = office();
    put(&office, "回答/相談.csv", CLEAN.replace("相談件数", "𠮷野〜髙島の相談件数").as_bytes());
    let (code, _, err) = run(&office, &["consolidate", "回答", "--out", "out", "--encoding", "cp932", "--quiet"]);
    assert_eq!((code, err.as_str()), (0, ""));
    let read = |name: &str| {
        let bytes = fs::read(office.path().join("out/csv").join(name)).unwrap();
        let (text, _, damaged) = encoding_rs::SHIFT_JIS.decode(&bytes);
        assert!(!damaged, "{name}");
        text.into_owned()
    };
    assert!(read("indicators.csv").contains("〓野～髙島の相談件数"), "{}", read("indicators.csv"));
    let listed = read("unencodable.csv");
    assert!(listed.contains("indicators,2,indicator_name,U+20BB7,〓,〓野～髙島の相談件数"), "{listed}");
    assert!(listed.contains("U+301C,～"), "{listed}");
    let package = fs::read_to_string(office.path().join("out/csv/datapackage.json")).unwrap();
    assert!(package.contains("\"encoding\": \"cp932\"") && package.contains("unencodable.csv"));
    assert_eq!(run(&office, &["consolidate", "回答", "--out", "out", "--quiet"]).0, 0);
    assert!(!office.path().join("out/csv/unencodable.csv").exists());
}

#[test]
fn outputs_keep_to_the_rules_on_machine_readable_data_until_someone_changes_them() {
    let office = office();
    for encoding in ["utf-8", "cp932"] {
        let (code, _, err) = run(&office, &["consolidate", "回答", "--out", "out", "--encoding", encoding]);
        assert_eq!(code, 0, "{err}");
        let (code, out, _) = run(&office, &["verify", "out"]);
        assert_eq!(code, 0, "{out}");
        assert!(out.contains("L3-09") && out.contains("適合"), "{out}");
        assert_eq!(run(&office, &["verify", "out", "--lang", "en", "--format", "json"]).0, 0);
    }
    put(&office, "out/csv/plans.csv", b"a,b\n1,2,3\n");
    fs::remove_file(office.path().join("out/csv/costs.csv")).unwrap();
    let (code, out, _) = run(&office, &["verify", "out"]);
    assert_eq!(code, 1);
    for told in ["csv/plans.csv: 出力した後に変更されている", "csv/costs.csv: なくなっている", "2行目"]
    {
        assert!(out.contains(told), "{told}: {out}");
    }
    refused(&office, &["verify", "ない"], 2, &["ない"]);
}

#[test]
fn the_rules_are_asked_of_any_csv() {
    let office = office();
    put(&office, "表.csv", "指標名,令和6年度\r\n件数,80人\r\n〃,\"3\r\n4\"\r\n".as_bytes());
    let (code, out, _) = run(&office, &["verify", "表.csv", "--format", "json"]);
    assert_eq!(code, 1);
    let told: serde_json::Value = serde_json::from_str(&out).unwrap();
    let rules = told["rules"].as_array().unwrap().iter();
    let broken = rules.filter(|rule| rule["tables"][0]["verdict"] == "breaks").map(|rule| rule["id"].as_str().unwrap());
    assert_eq!(broken.collect::<Vec<_>>(), ["L1-14", "L2-02", "L3-05", "L3-08"]);
}
