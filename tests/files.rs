//! From an archive to the outputs: inner names, duplicates, and what was passed over.

#![expect(clippy::disallowed_methods, reason = "a test that makes inputs and looks at outputs")]

use assert_cmd::Command;
use std::fs;
use std::io::{Cursor, Write};

const TABLE: &str = "指標名,単位,R5目標値,R5実績値,R6目標値,R6実績値\n相談件数,件,100,120,110,130\n";
const PAGE: &str = "<html><meta charset=utf-8><table><tr><th>指標名<th>単位<th>R5目標値<th>R5実績値<th>R6目標値<th>R6実績値\
    <tr><td>参加者数<td>人<td>100<td>120<td>110<td>130</table></html>";

#[test]
fn an_archive_of_an_office_is_consolidated() {
    let office = tempfile::tempdir().unwrap();
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in
        [("福祉課/相談.csv", TABLE), ("文化課/一覧.xls", PAGE), ("写し/相談 - コピー.csv", TABLE), ("写真.jpg", "")]
    {
        zip.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(content.as_bytes()).unwrap();
    }
    fs::create_dir(office.path().join("回答")).unwrap();
    fs::write(office.path().join("回答/提出.zip"), zip.finish().unwrap().into_inner()).unwrap();
    fs::write(office.path().join("回答/控え.bak"), "").unwrap();
    let run = Command::cargo_bin("matome")
        .unwrap()
        .current_dir(office.path())
        .args(["consolidate", "回答", "--out", "out", "--quiet"])
        .output()
        .unwrap();
    assert!(run.status.code().is_some_and(|code| code < 2), "{}", String::from_utf8_lossy(&run.stderr));
    let json: serde_json::Value =
        serde_json::from_slice(&fs::read(office.path().join("out/run.json")).unwrap()).unwrap();
    let inputs: Vec<(&str, &str)> = json["inputs"]
        .as_array()
        .unwrap()
        .iter()
        .map(|input| (input["name"].as_str().unwrap(), input["format"].as_str().unwrap()))
        .collect();
    assert_eq!(
        inputs,
        [
            ("提出.zip/写し/相談 - コピー.csv", "csv"),
            ("提出.zip/文化課/一覧.xls", "html"),
            ("提出.zip/福祉課/相談.csv", "csv")
        ]
    );
    assert_eq!(json["skipped"]["backup"][0], "控え.bak");
    assert_eq!(json["skipped"]["extension"][0], "提出.zip/写真.jpg");
    let rows = |name: &str| -> Vec<csv::StringRecord> {
        csv::Reader::from_path(office.path().join("out/csv").join(name))
            .unwrap()
            .into_records()
            .map(Result::unwrap)
            .collect()
    };
    assert_eq!(rows("indicators.csv").len(), 2);
    let duplicates: Vec<String> =
        rows("findings.csv").iter().filter(|row| &row[3] == "file-duplicate").map(|row| row[8].to_owned()).collect();
    assert_eq!(duplicates, ["提出.zip/写し/相談 - コピー.csv"]);
}

#[test]
fn rules_that_did_not_run_are_recorded_with_the_reason() {
    let office = tempfile::tempdir().unwrap();
    fs::create_dir(office.path().join("回答")).unwrap();
    fs::write(office.path().join("回答/相談.csv"), TABLE).unwrap();
    let consolidate = |out: &str, more: &[&str]| -> serde_json::Value {
        let run = Command::cargo_bin("matome")
            .unwrap()
            .current_dir(office.path())
            .args(["consolidate", "回答", "--quiet", "--out", out])
            .args(more)
            .output()
            .unwrap();
        assert!(run.status.code().is_some_and(|code| code < 2), "{}", String::from_utf8_lossy(&run.stderr));
        serde_json::from_slice(&fs::read(office.path().join(out).join("run.json")).unwrap()).unwrap()
    };
    let reason = |json: &serde_json::Value, rule: &str| {
        let run = json["rules"].as_array().unwrap().iter().find(|run| run["rule"] == rule).unwrap();
        run["not_run"].as_str().unwrap_or("ran").to_owned()
    };
    let first = consolidate("一回目", &[]);
    assert_eq!(reason(&first, "target-changed"), "no_previous");
    assert_eq!(reason(&first, "date-in-future"), "no_date");
    assert_eq!(reason(&first, "sum-differs"), "nothing_to_look_at");
    assert_eq!(reason(&first, "rate-over"), "ran");
    let second = consolidate("二回目", &["--previous", "一回目", "--as-of", "2025-06-30"]);
    assert_eq!(reason(&second, "target-changed"), "ran");
    assert_eq!(reason(&second, "date-in-future"), "ran");
}
