//! `inspect`: what was recognised as what, what was read from where, and every cell that was not used and why.

#![expect(clippy::unwrap_used, reason = "a test that reads the sample files")]

use matome::cell::{CellRef, Rect};
use matome::lang::Lang;
use matome::model::CellUse;
use matome::pipeline::{Job, Outcome, consider};
use matome::terminal;
use serde_json::Value;
use std::path::PathBuf;

const SERVICE: &str = "samples/福祉部/高齢者支援課_事務事業評価シート.xlsx";

fn inspected(path: &str) -> Outcome {
    let job = Job { inputs: vec![PathBuf::from(path)], shows_sheets: true, ..Job::default() };
    consider(&job, &|_, _| {}).unwrap()
}

#[test]
fn a_person_sees_what_was_recognised_as_what() {
    let text = terminal::inspection(&inspected(SERVICE), Lang::Ja);
    for line in [
        "■ シート「0312」  R5  セル 145（",
        "読み取ったもの: 指標 4件、事業費 11件",
        "G4   担当課        「高齢者支援課」                                  担当部署",
        "表  指標 2件（見出し A10:K11）",
        "D  「１　活動指標・成果指標／単位」        単位",
        "R4 の値（種類は行の見出し）",
        "A:E  「区　　分」  費目",
        "B12 サロン開催回数（回）  0312 高齢者ふれあいサロン運営支援事業",
        "R4 目標 F12=480 実績 F13=462  R5 目標 G12=500 実績 G13=5170  R6 目標 H12=520 実績 H13=「集計中」",
        "J4       生きがい係                                    除外: 集計に要らない欄 (not-needed)",
        "確認事項",
        "[0312]G13 warning digit-slip ",
    ] {
        assert!(text.contains(line), "「{line}」 is missing in\n{text}");
    }
    let english = terminal::inspection(&inspected(SERVICE), Lang::En);
    for line in ["Read: 4 indicators, 11 amounts", "2023 target G12=500 actual G13=5170", "ignored: field not needed"] {
        assert!(english.contains(line), "「{line}」 is missing in\n{english}");
    }
}

#[test]
fn columns_of_text_are_aligned_as_they_are_shown() {
    let text = terminal::inspection(&inspected(SERVICE), Lang::Ja);
    let lines = text.lines().skip_while(|line| !line.contains("使わなかったセル")).skip(1);
    let starts: Vec<usize> = lines
        .take_while(|line| !line.is_empty())
        .map(|line| matome::page::width(line.split_once(" 除外: ").or(line.split_once(" 未読: ")).expect("a reason").0))
        .collect();
    assert!(starts.len() > 5 && starts.windows(2).all(|pair| pair[0] == pair[1]), "{starts:?}");
}

#[test]
fn of_many_files_long_lists_are_cut_and_of_one_they_are_whole() {
    let of_all = terminal::inspection(&inspected("samples"), Lang::Ja);
    assert!(of_all.lines().count() > 300);
    assert!(of_all.contains("このファイルだけを指定すると、すべて示す"));
    let of_one = terminal::inspection(&inspected("samples/総務部/行政経営課_経営改革大綱_取組一覧.xlsx"), Lang::Ja);
    assert!(!of_one.contains("このファイルだけを指定すると、すべて示す"));
}

#[test]
fn every_cell_that_was_not_used_is_told_once_with_its_reason() {
    let outcome = inspected("samples");
    let json: Value = serde_json::from_str(&terminal::inspection_json(&outcome, Lang::Ja)).unwrap();
    let mut told = 0;
    for file in json["files"].as_array().unwrap() {
        for sheet in file["sheets"].as_array().unwrap() {
            let shown = outcome.shown.iter().find(|shown| {
                shown.sheet.file == file["file"].as_str().unwrap()
                    && shown.sheet.sheet == sheet["sheet"].as_str().unwrap()
            });
            let shown = shown.unwrap();
            let runs = sheet["not_used"].as_array().unwrap();
            assert!(runs.iter().all(|run| !run["reason"].as_str().unwrap().is_empty()));
            let mut left: Vec<CellRef> = Vec::new();
            for run in runs {
                let rect = range(run["range"].as_str().unwrap());
                let cells = shown.cells.iter().map(|(cell, _)| cell.cell).filter(|cell| rect.contains(*cell));
                let before = left.len();
                left.extend(cells);
                assert_eq!(left.len() - before, run["texts"].as_array().unwrap().len());
            }
            let expected: Vec<CellRef> = shown
                .cells
                .iter()
                .filter(|(cell, _)| matches!(cell.kind, CellUse::Ignored | CellUse::Unread))
                .map(|(cell, _)| cell.cell)
                .collect();
            assert_eq!(left, expected, "{file} {sheet}");
            let counts = &sheet["cells"];
            let sum: u64 =
                ["used", "label", "ignored", "unread"].map(|kind| counts[kind].as_u64().unwrap()).iter().sum();
            assert_eq!(counts["all"].as_u64(), Some(sum));
            told += left.len();
        }
    }
    assert!(told > 200, "{told}");
    assert!(json["findings"].as_array().unwrap().len() > 20);
    let indicators: Vec<&Value> = json["files"]
        .as_array()
        .unwrap()
        .iter()
        .flat_map(|file| file["sheets"].as_array().unwrap())
        .flat_map(|sheet| sheet["indicators"].as_array().unwrap())
        .collect();
    assert_eq!(indicators.len(), outcome.model.indicators.len());
    let salon = indicators.iter().find(|indicator| indicator["name"] == "サロン開催回数").unwrap();
    assert_eq!(salon["observations"][0]["target"]["cell"], "F12");
    assert_eq!(salon["observations"][0]["target"]["value"], "480");
}

fn range(text: &str) -> Rect {
    text.parse().unwrap_or_else(|_| Rect::of(text.parse().unwrap()))
}

#[test]
fn every_reason_of_the_ledger_is_in_the_catalogue() {
    let outcome = inspected("samples");
    for line in outcome.model.cells.iter().filter(|line| line.kind == CellUse::Ignored) {
        assert!(matome::rule::ignored::named(&line.rule).is_some(), "{}", line.rule);
    }
}

#[test]
fn what_stands_beside_the_tables_is_left_out_for_a_reason_with_a_name() {
    let outcome = inspected("samples");
    let rule = |file: &str, sheet: &str, cell: &str| {
        let mut shown = outcome.shown.iter().filter(|shown| shown.sheet.file.ends_with(file));
        let shown = shown.find(|shown| shown.sheet.sheet == sheet).unwrap();
        let cell: CellRef = cell.parse().unwrap();
        shown.cells.iter().find(|(used, _)| used.cell == cell).map(|(used, _)| (used.kind, used.rule)).unwrap()
    };
    let service = "高齢者支援課_事務事業評価シート.xlsx";
    for (file, sheet, cell, expected) in [
        (service, "0312", "A2", "note-row"),
        (service, "0312", "G2", "form-number"),
        (service, "0312", "C5", "upper-level"),
        ("観光課_月次モニタリング_R6.xlsx", "月次", "N2", "date-line"),
        ("政策経営課_総合戦略_進捗管理票.xlsx", "基本目標１", "F2", "legend"),
    ] {
        assert_eq!(rule(file, sheet, cell), (CellUse::Ignored, expected), "{cell}");
    }
    // the labels of a table with nothing in it are labels
    let form = "こども政策課_事務事業評価シート.xlsx";
    for cell in ["B11", "F11", "E12", "A35"] {
        assert_eq!(rule(form, "様式（白紙）", cell).0, CellUse::Label, "{cell}");
    }
}
