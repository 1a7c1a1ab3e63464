//! What staff wrote into 総括表 survives: memos, and actuals that they corrected.

use super::folder::files;
use super::office::{Office, put_cell, put_text};
use matome::cell::CellRef;
use matome::pipeline::Outcome;
use matome::read;
use matome::sheet::Content;
use std::fs;
use std::path::{Path, PathBuf};

/// Two indicators of one measure, all in order.
const SHEET: &str = "施策コード | 施策名 | 担当課 | 指標名 | 単位 | 向き | R4目標値 | R4実績値 | R5目標値 | R5実績値
1-1 | 移住の促進 | 福祉課 | 相談件数 | 件 | 増 | 90 | 91 | 100 | 98
1-1 | 移住の促進 | 福祉課 | 移住者数 | 人 | 増 | 20 | 21 | 22 | 24";

const OCTOBER: &str = "2024-10";

fn office() -> Office {
    let office = Office::new();
    office.put("2024-10/福祉課.xlsx", "評価", SHEET);
    office.run(OCTOBER, None);
    office
}

fn book(office: &Office, month: &str) -> PathBuf {
    office.out(month).join("総括表.xlsx")
}

/// The address under a heading in the row of `word` on a page, its part, and what stands there.
fn cell(book: &Path, page: &str, word: &str, heading: &str) -> (String, String, matome::sheet::Raw) {
    let read = read::parse("book.xlsx", &fs::read(book).unwrap()).unwrap();
    let place = read.sheets.iter().position(|sheet| sheet.id.sheet == page).unwrap();
    let cells = &read.sheets[place].cells;
    let head = cells.iter().rfind(|cell| cell.raw.text.replace('\n', "") == heading).unwrap().at;
    let row = cells.iter().find(|cell| &*cell.raw.text == word && cell.at.row > head.row).unwrap().at.row;
    let at = CellRef::new(row, head.col);
    let raw = cells.iter().find(|cell| cell.at == at).map(|cell| cell.raw.clone());
    (at.to_string(), format!("xl/worksheets/sheet{}.xml", place + 1), raw.unwrap_or_else(matome::sheet::Raw::blank))
}

fn text(book: &Path, page: &str, word: &str, heading: &str) -> String {
    cell(book, page, word, heading).2.text.to_string()
}

fn write(book: &Path, page: &str, word: &str, heading: &str, text: &str) {
    let (at, part, _) = cell(book, page, word, heading);
    put_text(book, &part, &at, text);
}

fn number(book: &Path, page: &str, word: &str, heading: &str, number: &str) {
    let (at, part, _) = cell(book, page, word, heading);
    put_cell(book, &part, &at, &format!("><v>{number}</v>"));
}

/// Decides on the only correction of an indicator.
fn decide(book: &Path, indicator: &str, reason: &str, decision: &str) {
    for (heading, text) in [("理由", reason), ("記入者", "田中"), ("日付", "2024-11-05"), ("採否", decision)]
    {
        write(book, "修正表", indicator, heading, text);
    }
}

/// The rules of what is open about corrections and memos.
fn told(outcome: &Outcome) -> Vec<&'static str> {
    let names = outcome.findings.iter().map(|finding| finding.rule.name);
    names.filter(|name| ["correction-", "memo-", "edit-"].iter().any(|begins| name.starts_with(begins))).collect()
}

/// Of an indicator's actual of R5, what `observations.csv` says.
fn row(office: &Office, month: &str, indicator: &str) -> [String; 6] {
    let rows = office.rows(month, "observations");
    let row = rows.iter().find(|row| row["indicator_name"] == indicator && row["period"] == "2023").unwrap();
    ["actual_value", "actual_text", "judgement", "actual_corrected_from", "correction_reason", "corrected_by"]
        .map(|name| row[name].clone())
}

const AS_SUBMITTED: [&str; 6] = ["98", "98", "未達成", "", "", ""];

#[test]
fn a_memo_stays_with_its_indicator() {
    let office = office();
    write(&book(&office, OCTOBER), "指標一覧", "相談件数", "メモ", "部署に確認中");
    assert_eq!(told(&office.run(OCTOBER, None)), [""; 0]);
    assert_eq!(text(&book(&office, OCTOBER), "指標一覧", "相談件数", "メモ"), "部署に確認中");
    // In the next month, with a year more and rows above.
    let more = SHEET.replace("R5実績値", "R5実績値 | R6目標値 | R6実績値").replace("| 98", "| 98 | 110 | 111");
    let more = more.replace("| 24", "| 24 | 25 | 26");
    office.put("2024-11/福祉課.xlsx", "評価", &format!("令和6年度\n\n{more}"));
    office.run("2024-11", Some(OCTOBER));
    assert_eq!(text(&book(&office, "2024-11"), "指標一覧", "相談件数", "メモ"), "部署に確認中");
    // Also where the book of the month before is not there any more.
    fs::remove_file(book(&office, "2024-11")).unwrap();
    office.put("2024-12/福祉課.xlsx", "評価", &more);
    office.run("2024-12", Some("2024-11"));
    let december = book(&office, "2024-12");
    assert_eq!(text(&december, "指標一覧", "相談件数", "メモ"), "部署に確認中");
    write(&december, "指標一覧", "相談件数", "メモ", "");
    for _ in 0..3 {
        office.run("2024-12", Some("2024-11"));
        assert_eq!(text(&december, "指標一覧", "相談件数", "メモ"), "", "taken away is taken away");
    }
}

#[test]
fn the_newest_word_of_a_memo_counts() {
    let office = office();
    write(&book(&office, OCTOBER), "指標一覧", "相談件数", "メモ", "十月");
    office.put("2024-11/福祉課.xlsx", "評価", SHEET);
    let november = || text(&book(&office, "2024-11"), "指標一覧", "相談件数", "メモ");
    office.run("2024-11", Some(OCTOBER));
    assert_eq!(november(), "十月");
    write(&book(&office, OCTOBER), "指標一覧", "相談件数", "メモ", "十月、後から");
    office.run("2024-11", Some(OCTOBER));
    assert_eq!(november(), "十月、後から", "given late, in the book of the month before");
    write(&book(&office, "2024-11"), "指標一覧", "相談件数", "メモ", "十一月");
    for _ in 0..3 {
        office.run("2024-11", Some(OCTOBER));
        assert_eq!(november(), "十一月");
    }
}

#[test]
fn a_memo_whose_indicator_is_gone_is_listed_and_comes_back_with_it() {
    let office = office();
    write(&book(&office, OCTOBER), "指標一覧", "相談件数", "メモ", "部署に確認中");
    let line = SHEET.lines().nth(1).unwrap();
    office.put("2024-10/福祉課.xlsx", "評価", &SHEET.replace(&format!("{line}\n"), ""));
    for _ in 0..2 {
        assert_eq!(told(&office.run(OCTOBER, None)), ["memo-without-place"]);
        assert_eq!(text(&book(&office, OCTOBER), "修正表", "相談件数", "メモ"), "部署に確認中");
    }
    office.put("2024-10/福祉課.xlsx", "評価", SHEET);
    assert_eq!(told(&office.run(OCTOBER, None)), [""; 0]);
    assert_eq!(text(&book(&office, OCTOBER), "指標一覧", "相談件数", "メモ"), "部署に確認中");
}

#[test]
fn a_corrected_actual_is_proposed_then_applied_then_reflected() {
    let office = office();
    let book = book(&office, OCTOBER);
    number(&book, "指標一覧", "相談件数", "R5実績", "100");
    for _ in 0..2 {
        assert_eq!(told(&office.run(OCTOBER, None)), ["correction-proposed"]);
        assert_eq!(row(&office, OCTOBER, "相談件数"), AS_SUBMITTED, "nothing changes before it is accepted");
        assert_eq!(cell(&book, "指標一覧", "相談件数", "R5実績").2.content, Content::Number(98.0));
        assert!(text(&book, "指標一覧", "相談件数", "備考").contains("修正の提案あり（100。修正表）"));
    }
    assert_eq!(text(&book, "修正表", "相談件数", "状態"), "提案");
    assert_eq!(text(&book, "修正表", "相談件数", "読み取った値"), "98");
    decide(&book, "相談件数", "", "採用");
    assert_eq!(told(&office.run(OCTOBER, None)), ["correction-without-reason"]);
    assert_eq!(row(&office, OCTOBER, "相談件数"), AS_SUBMITTED);
    write(&book, "修正表", "相談件数", "理由", "12月分の計上もれ");
    for _ in 0..3 {
        assert_eq!(told(&office.run(OCTOBER, None)), ["correction-applied"]);
        let applied = ["100", "100", "達成", "98", "12月分の計上もれ", "田中"];
        assert_eq!(row(&office, OCTOBER, "相談件数"), applied);
    }
    assert_eq!(cell(&book, "指標一覧", "相談件数", "R5実績").2.content, Content::Number(100.0));
    assert_eq!(text(&book, "指標一覧", "相談件数", "備考"), "修正（元の値 98）");
    assert_eq!(text(&book, "修正表", "相談件数", "日付"), "2024-11-05");
    let council = office.out(OCTOBER).join("議会報告.xlsx");
    assert_eq!(cell(&council, "指標一覧", "相談件数", "R5実績").2.content, Content::Number(100.0));
    assert!(text(&council, "指標一覧", "相談件数", "備考").contains("※提出後に修正した値"));
    let all: String =
        ["表紙", "総括", "指標一覧", "注記"].map(|page| office.sheet(OCTOBER, "議会報告.xlsx", page)).concat();
    assert!(!all.contains("計上もれ") && !all.contains("田中"), "nothing meant for inside");
    let request = office.sheet(OCTOBER, "確認依頼/福祉課.xlsx", "確認依頼");
    assert!(request.contains("「98」を、「100」に修正して") && !request.contains("田中"), "{request}");
    // The department mends its file.
    office.put("2024-11/福祉課.xlsx", "評価", &SHEET.replace("| 98", "| 100"));
    for _ in 0..2 {
        assert_eq!(told(&office.run("2024-11", Some(OCTOBER))), [""; 0]);
        assert_eq!(row(&office, "2024-11", "相談件数"), ["100", "100", "達成", "", "", ""]);
    }
    let november = office.out("2024-11").join("総括表.xlsx");
    assert_eq!(text(&november, "修正表", "相談件数", "状態"), "反映済み");
    assert_eq!(text(&november, "指標一覧", "相談件数", "備考"), "");
}

#[test]
fn an_adopted_correction_is_of_the_value_that_stood_there() {
    let office = office();
    let book = book(&office, OCTOBER);
    number(&book, "指標一覧", "相談件数", "R5実績", "100");
    office.run(OCTOBER, None);
    decide(&book, "相談件数", "計上もれ", "採用");
    assert_eq!(told(&office.run(OCTOBER, None)), ["correction-applied"]);
    office.put("2024-10/福祉課.xlsx", "評価", &SHEET.replace("| 98", "| 99"));
    for _ in 0..3 {
        assert_eq!(told(&office.run(OCTOBER, None)), ["correction-outdated"]);
        assert_eq!(row(&office, OCTOBER, "相談件数")[..2], ["99", "99"]);
        assert_eq!(text(&book, "修正表", "相談件数", "読み取った値"), "99");
        assert_eq!(text(&book, "修正表", "相談件数", "採否"), "");
    }
    write(&book, "修正表", "相談件数", "採否", "採用");
    assert_eq!(told(&office.run(OCTOBER, None)), ["correction-applied"]);
    assert_eq!(row(&office, OCTOBER, "相談件数")[3], "99");
    write(&book, "修正表", "相談件数", "採否", "却下");
    for _ in 0..3 {
        assert_eq!(told(&office.run(OCTOBER, None)), [""; 0]);
        assert_eq!(row(&office, OCTOBER, "相談件数")[..2], ["99", "99"]);
        assert_eq!(text(&book, "修正表", "相談件数", "状態"), "却下");
    }
}

#[test]
fn what_is_no_number_is_not_guessed() {
    let office = office();
    let book = book(&office, OCTOBER);
    write(&book, "指標一覧", "相談件数", "R5実績", "約100");
    for _ in 0..2 {
        assert_eq!(told(&office.run(OCTOBER, None)), ["correction-unreadable"]);
    }
    decide(&book, "相談件数", "計上もれ", "採用");
    assert_eq!(told(&office.run(OCTOBER, None)), ["correction-unreadable"]);
    assert_eq!(row(&office, OCTOBER, "相談件数"), AS_SUBMITTED);
    write(&book, "修正表", "相談件数", "修正値", "100人");
    assert_eq!(told(&office.run(OCTOBER, None)), ["correction-unreadable"], "in another unit");
    write(&book, "修正表", "相談件数", "修正値", "１００件");
    assert_eq!(told(&office.run(OCTOBER, None)), ["correction-applied"]);
    assert_eq!(row(&office, OCTOBER, "相談件数")[0], "100");
}

#[test]
fn neither_a_formula_nor_an_empty_cell_is_a_correction() {
    let office = office();
    let book = book(&office, OCTOBER);
    for content in ["><f>98+2</f><v>100</v>", "><f>98+2</f>", " t=\"inlineStr\"><is><t></t></is>"] {
        let (at, part, _) = cell(&book, "指標一覧", "相談件数", "R5実績");
        put_cell(&book, &part, &at, content);
        assert_eq!(told(&office.run(OCTOBER, None)), ["edit-not-taken"], "{content}");
        assert_eq!(row(&office, OCTOBER, "相談件数"), AS_SUBMITTED);
        assert_eq!(told(&office.run(OCTOBER, None)), [""; 0]);
    }
    // The same number stored otherwise is none either.
    for number in ["98.0", "9.8E1", "98.00000000000001"] {
        self::number(&book, "指標一覧", "相談件数", "R5実績", number);
        assert_eq!(told(&office.run(OCTOBER, None)), [""; 0], "{number}");
    }
    write(&book, "指標一覧", "相談件数", "R5実績", "98");
    assert_eq!(told(&office.run(OCTOBER, None)), [""; 0]);
}

#[test]
fn two_adopted_corrections_of_one_actual_contradict_each_other() {
    let office = office();
    let book = book(&office, OCTOBER);
    for (number, reason) in [("100", "計上もれ"), ("101", "再集計")] {
        self::number(&book, "指標一覧", "相談件数", "R5実績", number);
        office.run(OCTOBER, None);
        decide(&book, "相談件数", reason, "採用");
        office.run(OCTOBER, None);
    }
    let first = text(&book, "修正表", "相談件数", "修正値");
    assert_eq!(told(&office.run(OCTOBER, None)), ["correction-contradicted"; 2]);
    assert_eq!(row(&office, OCTOBER, "相談件数"), AS_SUBMITTED);
    write(&book, "修正表", "相談件数", "採否", "却下");
    assert_eq!(told(&office.run(OCTOBER, None)), ["correction-applied"]);
    assert_ne!(row(&office, OCTOBER, "相談件数")[0], first);
}

#[test]
fn rows_that_staff_adds_are_taken_at_their_word() {
    let office = office();
    let book = book(&office, OCTOBER);
    // The first free row of 修正表.
    let read = read::parse("book.xlsx", &fs::read(&book).unwrap()).unwrap();
    let place = read.sheets.iter().position(|sheet| sheet.id.sheet == "修正表").unwrap();
    let part = format!("xl/worksheets/sheet{}.xml", place + 1);
    let add = |below: u32, values: &[(&str, &str)]| {
        for (heading, text) in values {
            let cells = &read.sheets[place].cells;
            let head = cells.iter().rfind(|cell| &*cell.raw.text == *heading).unwrap().at;
            put_text(&book, &part, &CellRef::new(head.row + below, head.col).to_string(), text);
        }
    };
    let words = [("理由", "計上もれ"), ("記入者", "田中"), ("採否", "採用")];
    add(1, &[("コード", "1-1"), ("指標名", "移住者数"), ("期間", "R4"), ("修正値", "20")]);
    add(1, &words);
    add(2, &[("コード", "1-1"), ("指標名", "移住者の数"), ("期間", "令和5年度"), ("修正値", "20")]);
    add(2, &words);
    for _ in 0..3 {
        assert_eq!(told(&office.run(OCTOBER, None)), ["correction-without-place", "correction-applied"]);
        let rows = office.rows(OCTOBER, "observations");
        let corrected: Vec<_> = rows.iter().filter(|row| !row["correction_reason"].is_empty()).collect();
        let [only] = corrected.as_slice() else { panic!("{corrected:?}") };
        assert_eq!([&*only["period"], &*only["actual_value"], &*only["actual_corrected_from"]], ["2022", "20", "21"]);
    }
    // What was not found can be put right where it stands.
    write(&book, "修正表", "移住者の数", "指標名", "移住者数");
    assert_eq!(told(&office.run(OCTOBER, None)), ["correction-applied"; 2]);
}

#[test]
fn a_correction_is_found_again_when_its_indicator_comes_back() {
    let office = office();
    let book = book(&office, OCTOBER);
    number(&book, "指標一覧", "相談件数", "R4実績", "95");
    office.run(OCTOBER, None);
    decide(&book, "相談件数", "計上もれ", "採用");
    office.run(OCTOBER, None);
    let line = SHEET.lines().nth(1).unwrap();
    for (month, before, rows) in
        [("2024-11", OCTOBER, SHEET.replace(&format!("{line}\n"), "")), ("2024-12", "2024-11", SHEET.to_owned())]
    {
        office.put(&format!("{month}/福祉課.xlsx"), "評価", &rows);
        let expected = if month == "2024-11" { "correction-without-place" } else { "correction-applied" };
        for _ in 0..2 {
            assert_eq!(told(&office.run(month, Some(before))), [expected], "{month}");
        }
        let book = self::book(&office, month);
        assert_eq!(text(&book, "修正表", "相談件数", "修正値"), "95");
    }
}

#[test]
fn ten_runs_keep_what_staff_wrote() {
    let office = office();
    let book = book(&office, OCTOBER);
    write(&book, "指標一覧", "移住者数", "メモ", "転出の数は別に聞く");
    number(&book, "指標一覧", "相談件数", "R5実績", "100");
    office.run(OCTOBER, None);
    decide(&book, "相談件数", "計上もれ", "採用");
    office.run(OCTOBER, None);
    fs::remove_dir_all(office.out(OCTOBER).join("控え")).unwrap();
    let written = files(&office.out(OCTOBER));
    for _ in 0..10 {
        office.run(OCTOBER, None);
    }
    let now = files(&office.out(OCTOBER));
    let differing: Vec<&String> =
        now.iter().filter(|(name, bytes)| written.get(*name) != Some(bytes)).map(|(name, _)| name).collect();
    assert!(differing.is_empty() && now.len() == written.len(), "{differing:?}");
    assert_eq!(text(&book, "指標一覧", "移住者数", "メモ"), "転出の数は別に聞く");
    assert_eq!(row(&office, OCTOBER, "相談件数")[0], "100");
    // A book without its state tells the same.
    fs::remove_file(office.out(OCTOBER).join("state.jsonl")).unwrap();
    office.run(OCTOBER, None);
    assert_eq!(text(&book, "指標一覧", "移住者数", "メモ"), "転出の数は別に聞く");
    assert_eq!(row(&office, OCTOBER, "相談件数")[3], "98");
}
