//! What is read of sheets with a definition of their form.

use super::layouts::{lines, read_with};
use crate::form::Form;

#[track_caller]
fn gives(text: &str, definition: &str, expected: &[&str]) {
    let form = Form::parse("様式", definition).expect("a definition");
    assert_eq!(lines(text, Some(form)), expected);
}

#[track_caller]
fn tells(text: &str, definition: &str, rule: &str, expected: &[&str]) {
    let form = Form::parse("様式", definition).expect("a definition");
    let (lines, findings) = read_with(text, Some(form));
    assert!(findings.iter().any(|found| found == rule), "{findings:?}");
    assert_eq!(lines, expected);
}

const HEAD: &str = "title = \"様式\"\nheadings = [\"事業名\"]\n";

#[test]
fn own_words_head_columns() {
    let text = "事業名 | ものさし | 単位 | R5ねらい | R5到達点\n図書館 | 来館者数 | 人 | 100 | 90";
    let words = "[words]\n\"ものさし\" = \"指標名\"\n\"ねらい\" = \"目標値\"\n\"到達点\" = \"実績値\"\n";
    gives(text, &format!("{HEAD}{words}"), &["来館者数 人: 2023T100 2023A90"]);
    assert!(lines(text, None).is_empty());
}

#[test]
fn blocks_of_columns_take_what_would_stand_over_them() {
    let text = "事業名 | 指標名 | 単位 | 目標 | 実績 | 目標 | 実績 | 目標 | 実績\n図書館 | 来館者数 | 人 | 1 | 2 | 3 | 4 | 5 | 6";
    let blocks = |blocks: &str| format!("{HEAD}[repeat]\nblocks = [{blocks}]\n");
    gives(
        text,
        &blocks(r#""R4年度", "R5年度", "R6年度""#),
        &["来館者数 人: 2022T1 2022A2 2023T3 2023A4 2024T5 2024A6"],
    );
    // another number of blocks is told, and nothing is read of them, whatever year the sheet is of
    let dated = format!("令和6年度 事業評価一覧 | | | | | | | |\n{text}");
    tells(&dated, &blocks(r#""R5年度", "R6年度""#), "form-repeat-differs", &[]);
    tells(&dated, &blocks(r#""R3年度", "R4年度", "R5年度", "R6年度""#), "form-repeat-differs", &[]);
}

#[test]
fn years_of_blocks_can_be_told_from_the_year_of_the_sheet() {
    let text = "令和6年度 事業評価一覧 | | | | |\n事業名 | 指標名 | 単位 | 実績 | 実績 | 目標\n図書館 | 来館者数 | 人 | 1 | 2 | 3";
    let text = text.replace("目標", "実績");
    let blocks = "[repeat]\nblocks = [\"前年度\", \"当年度\", \"次年度目標\"]\n";
    gives(&text, &format!("{HEAD}{blocks}"), &["来館者数 人: 2023A1 2024A2 2025A3"]);
}

#[test]
fn several_indicators_of_a_row_are_told_by_their_marks() {
    let text = "補助行 | | | | | | | | |\n事業名 | 活動指標ア名称 | 活動指標ア単位 | 成果指標サ名称 | 成果指標サ単位 | 事業費 | ア | サ | 事業費 | ア | サ\n\
                図書館 | 講座数 | 回 | 満足度 | ％ | 100 | 12 | 80 | 110 | 13 | －\n\
                公民館 | 0 | 0 | 来館者 | 人 | 50 | 0 | 7 | 60 | 0 | 8";
    let definition = format!(
        "{HEAD}[words]\n\"ア\" = \"活動指標ア\"\n\"サ\" = \"成果指標サ\"\n[repeat]\nblocks = [\"R5年度実績\", \"R6年度目標\"]\n"
    );
    gives(
        text,
        &definition,
        &[
            "￥事業費: 2023?100",
            "￥事業費: 2024?110",
            "講座数 回: 2023A12 2024T13",
            "満足度 ％: 2023A80 2024T－",
            "￥事業費: 2023?50",
            "￥事業費: 2024?60",
            "来館者 人: 2023A7 2024T8",
        ],
    );
    tells(
        &text.replace("| ア | サ | 事業費 | ア | サ", "| ア | サ | 事業費 | ア | "),
        &definition,
        "form-repeat-differs",
        &[],
    );
}

#[test]
fn parts_that_are_not_to_be_read_are_not() {
    let text = "事業名 | 指標名 | R5目標 | R5実績\n図書館 | 来館者数 | 1 | 2\n参考　前年の様式 | | | \n事業名 | 指標名 | R5目標 | R5実績\n図書館 | 貸出数 | 3 | 4";
    let region = |from: &str| format!("{HEAD}[[region]]\nfrom = \"{from}\"\nis = \"無視\"\n");
    gives(text, &region("参考"), &["来館者数: 2023T1 2023A2"]);
    tells(text, &region("附表"), "form-region-missing", &["来館者数: 2023T1 2023A2", "貸出数: 2023T3 2023A4"]);
}

#[test]
fn fields_say_what_the_sheet_does_not() {
    let text = "事業名 | 指標名 | 目標 | 実績\n図書館 | 来館者数 | 1 | 2";
    let fields = "[fields]\n\"対象年度\" = \"令和5年度\"\n\"単位\" = \"人\"\n";
    gives(text, &format!("{HEAD}{fields}"), &["来館者数 人: 2023T1 2023A2"]);
    // what stands on the sheet counts before that
    let own = format!("対象年度 | 令和4年度 | | \n{text}");
    gives(&own, &format!("{HEAD}{fields}"), &["来館者数 人: 2022T1 2022A2"]);
}
