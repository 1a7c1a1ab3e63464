//! What stands apart from a table changes nothing of what is read of it, and what is no longer merged says the same.

use super::layouts::lines;

const TABLE: &str = "指標名 | 単位 | R5目標 | R5実績\n来館者数 | 人 | 100 | 90\n貸出冊数 | 冊 | 50 | 60";

#[track_caller]
fn the_same(texts: &[&str]) {
    let table = lines(TABLE, None);
    assert_eq!(table.len(), 2);
    for text in texts {
        assert_eq!(lines(text, None), table, "{text}");
    }
}

#[test]
fn lists_below_a_table_are_none_of_its_records() {
    the_same(&[
        &format!(
            "{TABLE}\n\n\n会議名 | 開催日 | 出席者数\n第1回検討会 | 令和5年5月10日 | 12\n第2回検討会 | 令和5年9月4日 | 15"
        ),
        &format!("{TABLE}\n\n備品一覧\n備品 | 数量 | 単価\n机 | 12 | 35000\n書架 | 3 | 48000"),
        &format!("{TABLE}\n\n\n地区 | 世帯数 | 人口\n東地区 | 1204 | 3011"),
        &format!("{TABLE}\n\n\n氏名 | 職名 | 内線\n山田 | 課長 | 2101"),
    ]);
}

#[test]
fn lists_and_notes_beside_a_table_are_none_of_its_columns() {
    the_same(&[
        "指標名 | 単位 | R5目標 | R5実績 | | | 氏名 | 職名\n来館者数 | 人 | 100 | 90 | | | 山田 | 課長\n貸出冊数 | 冊 | 50 | 60 | | | 佐藤 | 主査",
        "指標名 | 単位 | R5目標 | R5実績\n来館者数 | 人 | 100 | 90 | | | 版 | 日付\n貸出冊数 | 冊 | 50 | 60 | | | 1.0 | 2023/4/1",
        "指標名 | 単位 | R5目標 | R5実績 | | ※ 網掛けの欄に記入する。\n来館者数 | 人 | 100 | 90\n貸出冊数 | 冊 | 50 | 60",
    ]);
}

#[test]
fn words_after_a_gap_are_records_if_their_values_are() {
    let text = "指標名 | 単位 | R5目標 | R5実績\n来館者数 | 人 | 100 | 90\n\n計画の策定 | － | 策定 | 策定\n貸出冊数 | 冊 | 50 | 60";
    assert_eq!(lines(text, None).len(), 3);
}

#[test]
fn a_heading_that_is_not_merged_stands_over_what_divides_it() {
    let merged = "指標 | 基準値 | < | R5実績\n^ | 値 | 年度 | ^\n来館者数 | 80 | R1 | 90";
    let plain = "指標 | 基準値 | | R5実績\n^ | 値 | 年度 | ^\n来館者数 | 80 | R1 | 90";
    assert_eq!(lines(merged, None), lines(plain, None));
    assert_eq!(lines(plain, None).len(), 1);
}

#[test]
fn a_rate_beside_months_is_of_the_year() {
    let text = "令和6年度 | | | | | \n指標名 | 単位 | 年間目標 | 4月実績 | 5月実績 | 進捗率\n来館者数 | 人 | 100 | 10 | 20 | 30%";
    assert!(lines(text, None).iter().any(|line| line.contains("2024?30%")), "{:?}", lines(text, None));
}
