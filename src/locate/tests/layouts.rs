//! What is read of whole layouts.

use super::sheet;
use crate::entry::{EntryKind, Fact, Series};
use crate::form::Form;
use crate::lexicon::Lexicon;
use std::sync::Arc;

fn read(text: &str) -> (Vec<String>, Vec<String>) {
    read_with(text, None)
}

/// The indicators of a sheet, one a line: name, unit, and for each period its target and actual.
pub(super) fn lines(text: &str, form: Option<Form>) -> Vec<String> {
    read_with(text, form).0
}

/// The lines of a sheet, and the rules of its findings.
pub(super) fn read_with(text: &str, form: Option<Form>) -> (Vec<String>, Vec<String>) {
    let form = form.map(Arc::new);
    let (entries, findings) = crate::locate::sheet(&sheet(text), Lexicon::standard(), form.as_ref());
    let fact = |facts: &[(Fact, crate::cell::Located<crate::sheet::Raw>)], wanted: Fact| {
        facts.iter().find(|(fact, _)| *fact == wanted).map(|(_, raw)| raw.value.text.to_string()).unwrap_or_default()
    };
    let line = |entry: &crate::entry::Entry| {
        let name = [Fact::Name, Fact::Breakdown, Fact::Unit].map(|wanted| fact(&entry.facts, wanted)).join(" ");
        let slots = entry.slots.iter().filter(|slot| !slot.value.value.text.is_empty()).map(|slot| {
            let what = match slot.series {
                Series::Target => "T",
                Series::Actual => "A",
                Series::FinalTarget => "F",
                Series::Forecast => "見",
                Series::Baseline => "B",
                Series::BaselineYear => "BY",
                Series::YearBefore => "前",
                _ => "?",
            };
            let period = slot.period.map(|period| period.to_string()).unwrap_or_default();
            format!("{period}{what}{}", slot.value.value.text)
        });
        let kind = if entry.kind == EntryKind::Cost { "￥" } else { "" };
        format!(
            "{kind}{}: {}",
            name.split_whitespace().collect::<Vec<_>>().join(" "),
            slots.collect::<Vec<_>>().join(" ")
        )
    };
    let wanted = |kind: EntryKind| matches!(kind, EntryKind::Indicator(_) | EntryKind::Cost);
    let lines = entries.entries.iter().filter(|entry| wanted(entry.kind)).map(line).collect();
    (lines, findings.iter().map(|finding| finding.rule.name.to_owned()).collect())
}

#[track_caller]
fn gives(text: &str, lines: &[&str]) {
    assert_eq!(read(text).0, lines);
}

#[track_caller]
fn tells(text: &str, rule: &str) {
    let (_, findings) = read(text);
    assert!(findings.iter().any(|found| found == rule), "{findings:?}");
}

#[test]
fn years_over_labelled_rows_need_no_heading_at_their_left() {
    for head in ["| | ", "区分 | 指標名 | ", "指標 | < | <"] {
        let text = format!(
            "評価票（対象：令和5年度）| | | |\n{head} | R4年度 | R5年度\n活動指標 | ≪指標名≫　講座数 | 目標値 | 12 | 13\n^ | （単位：回） | 実績値 | 11 | 14\n成果指標 | ≪指標名≫　受講者 | 目標値 | 300 | 320\n^ | （単位：人） | 実績値 | 312 | 328"
        );
        gives(
            &text,
            &[
                "≪指標名≫ 講座数 回: 2022T12 2022A11 2023T13 2023A14",
                "≪指標名≫ 受講者 人: 2022T300 2022A312 2023T320 2023A328",
            ],
        );
    }
}

#[test]
fn a_place_for_a_name_that_is_empty_names_nothing() {
    gives(
        "区分 | 指標名 | | R4年度 | R5年度\n活動指標 | ≪指標名≫ | 目標値 | | \n^ | （単位：　） | 実績値 | | \n成果指標 | ≪指標名≫　受講者 | 目標値 | 300 | 320\n^ | （単位：人） | 実績値 | 312 | 328",
        &["≪指標名≫ 受講者 人: 2022T300 2022A312 2023T320 2023A328"],
    );
}

#[test]
fn kinds_names_and_units_stand_under_one_heading() {
    let text = "指標 | < | < | 区分 | R4年度 | R5年度\n活動指標 | 清掃回数 | 回 | 計画 | 24 | 26\n^ | ^ | ^ | 実績 | 25 | 27\n成果指標 | 満足度 | ％ | 計画 | 60 | 65\n^ | ^ | ^ | 実績 | 58 | 66\n事業費（千円） | | | 予算 | 1200 | 1250\n | | | 決算 | 1150 | 1222";
    gives(
        text,
        &[
            "清掃回数 回: 2022T24 2022A25 2023T26 2023A27",
            "満足度 ％: 2022T60 2022A58 2023T65 2023A66",
            "￥事業費（千円） 千円: 2022?1200 2023?1250 2022?1150 2023?1222",
        ],
    );
}

#[test]
fn months_are_no_names() {
    let text = "令和6年度 月次管理 | | | | \n指標名 | < | < | 4月 | 5月 | 6月\n受付件数（件） | 月次 | 目標 | 300 | 310 | 320\n^ | ^ | 実績 | 281 | 295 | 340";
    gives(text, &["受付件数（件）: 2024-04T300 2024-04A281 2024-05T310 2024-05A295 2024-06T320 2024-06A340"]);
    gives(&text.replace("指標名", "普及促進事業"), &read(text).0.iter().map(String::as_str).collect::<Vec<_>>());
}

#[test]
fn a_value_among_years_is_no_single_value() {
    let text = "令和5年度 | | | | \n | | | R4年度 | R5年度\n指標名 | 講座数 | | | \n | | | | \n目標値 | 回 | | 12 | 13";
    gives(text, &[]);
    tells("令和5年度\n指標名 | 講座数\n目標値 | 12\n実績値 | 13", "year-from-title");
}

#[test]
fn a_table_that_is_not_read_is_told() {
    tells("推移 | | \n項目 | R4年度 | R5年度\n出生数 | 120 | 130", "table-unread");
}

#[test]
fn the_year_under_a_baseline_is_not_the_year_of_the_row() {
    for head in ["基準値 | < | R4年度 | <", "基準値 | | R4年度 | "] {
        gives(
            &format!("指標名 | 単位 | {head}\n | | 年度 | 値 | 目標 | 実績\n受診率 | ％ | R2 | 36.4 | 40 | 38.9"),
            &["受診率 ％: BYR2 B36.4 2022T40 2022A38.9"],
        );
    }
}

#[test]
fn half_a_year_is_kept_out_of_the_year() {
    for (head, below) in [("R6年度実績 | < | <", " ^ | ^ | "), ("R6年度実績 | | ", " | | ")] {
        let text =
            format!("指標名 | R6年度目標 | {head}\n{below} 上期 | 下期 | 年間\n相談件数 | 300 | 148 | 171 | 319");
        gives(&text, &["相談件数: 2024T300 2024A319"]);
    }
}

#[test]
fn a_mark_beside_a_year_only_marks_the_year() {
    for year in ["R8（最終）", "最終年度（R8）", "R8（目標年度）", "R8（見込）"] {
        let forecast = if year.contains("見込") { "2026見14" } else { "2026A14" };
        gives(
            &format!("指標名 | 区分 | R7 | {year}\n講座数 | 目標 | 10 | 12\n^ | 実績 | 11 | 14"),
            &[&format!("講座数: 2025T10 2025A11 2026T12 {forecast}")],
        );
    }
    gives(
        "指標名 | 年度 | 目標値 | 実績値\n講座数 | R7 | 10 | 11\n^ | R8（最終） | 12 | 14",
        &["講座数: 2025T10 2026T12 2025A11 2026A14"],
    );
}

#[test]
fn a_target_over_several_years_holds_for_each() {
    let text = "指標名 | 区分 | R4 | R5\n講座数 | 目標 | 10 | <\n^ | 実績 | 11 | 14";
    gives(text, &["講座数: 2022T10 2022A11 2023T10 2023A14"]);
    tells(text, "value-spans-years");
}

#[test]
fn an_unmerged_year_reaches_over_texts_that_are_no_headings() {
    gives(
        "指標名 | 単位 | R4年度 | | | R5年度 | |\n | | 目標 | 実績 | 効果の額 | 目標 | 実績 | 効果の額\n売却 | 件 | 3 | 2 | 18 | 4 | 5 | 41",
        &["売却 件: 2022T3 2022A2 2023T4 2023A5"],
    );
}

#[test]
fn a_target_before_its_revision_stands_beside_the_new_one() {
    let old = "区分 | < | R2 | R3\n講座数 | 目標 | 見直し後 | 10 | 12\n^ | ^ | 当初 | 15 | 20\n^ | 実績 | < | 11 | 14";
    let (lines, findings) = read(&format!("指標名 | {old}"));
    assert_eq!(lines, ["講座数: 2020T10 2020?15 2020A11 2021T12 2021?20 2021A14"]);
    assert!(!findings.iter().any(|rule| rule == "value-twice"), "{findings:?}");
}

#[test]
fn two_groups_of_indicators_stand_side_by_side_in_one_table() {
    let text = "事業番号 | 事務事業名 | 活動指標 | < | < | < | 成果指標 | < | < | <\n^ | ^ | 名称 | 単位 | R5年度 | < | 名称 | 単位 | R5年度 | <\n^ | ^ | ^ | ^ | 当年度 | < | ^ | ^ | 当年度 | <\n^ | ^ | ^ | ^ | 目標 | 実績 | ^ | ^ | 目標 | 実績\n01 | 消防団事業 | 訓練回数 | 回 | 24 | 25 | 充足率 | ％ | 95 | 91.3";
    gives(text, &["訓練回数 回: 2023T24 2023A25", "充足率 ％: 2023T95 2023A91.3"]);
}

#[test]
fn an_actual_after_the_end_is_of_the_month_of_the_target() {
    let text = "指標名 | 単位 | 目標値 | 目標年月 | 事業終了後における実績値\n宿泊者数 | 人 | 125 | H29.3 | 118";
    assert!(read(text).0.concat().contains("2016A118"), "{:?}", read(text));
}

#[test]
fn names_can_stand_in_one_group_of_columns_and_values_in_others() {
    let text = "事業名 | 指標① | < | 指標② | < | R4年度 | < | < | < | R5年度 | < | < | <\n^ | ^ | ^ | ^ | ^ | 指標① | < | 指標② | < | 指標① | < | 指標② | <\n^ | 指標名 | 単位 | 指標名 | 単位 | 目標 | 実績 | 目標 | 実績 | 目標 | 実績 | 目標 | 実績\n広報 | 発行部数 | 部 | 満足度 | ％ | 310 | 308 | 75 | 73 | 320 | 307 | 76 | －\n例規 | 改正数 | 件 | 0 | 0 | 12 | 14 | | | 13 | 15 | | ";
    gives(
        text,
        &[
            "発行部数 部: 2022T310 2022A308 2023T320 2023A307",
            "改正数 件: 2022T12 2022A14 2023T13 2023A15",
            "満足度 ％: 2022T75 2022A73 2023T76 2023A－",
        ],
    );
}

#[test]
fn a_row_of_units_can_stand_under_indicators_that_run_across() {
    let text = "年度 | 出生数 | < | 収納率 | <\n単位 | 人 | < | ％ | <\n | 目標 | 実績 | 目標 | 実績\n令和4年度 | 500 | 455 | 98.5 | 98.6\n令和5年度 | 510 | 441 | 98.7 | 98.8";
    gives(
        text,
        &["出生数 人: 2022T500 2022A455 2023T510 2023A441", "収納率 ％: 2022T98.5 2022A98.6 2023T98.7 2023A98.8"],
    );
}

#[test]
fn the_texts_under_a_corner_before_the_units_are_names() {
    gives(
        "担当課 | 重点目標 | 単位 | R5目標 | R5実績\n税務課 | 収納率 | ％ | 98 | 97",
        &["収納率 ％: 2023T98 2023A97"],
    );
    gives(
        "項目 | 単位 | R5目標 | R5実績\n来館者数 | 人 | 100 | 90\n相談件数 | 件 | 5 | 6",
        &["来館者数 人: 2023T100 2023A90", "相談件数 件: 2023T5 2023A6"],
    );
    gives(
        "項目 | 単位 | R5計画 | R5実績\n事業費 | 千円 | 100 | 90\n人件費 | 千円 | 5 | 6",
        &["￥事業費 千円: 2023?100 2023?90", "￥人件費 千円: 2023?5 2023?6"],
    );
}

#[test]
fn a_label_above_names_one_row_of_values() {
    let text = "指標① | 受診者数 | 単位 | 人\n基準値 | R2　3,210人 | 最終目標 | R7　5,000人\n年度 | R3年度 | < | R4年度 | <\n^ | 目標 | 実績 | 目標 | 実績\n値 | 3400 | 3692 | 3600 | 4120";
    gives(text, &["受診者数 人: 2021T3400 2021A3692 2022T3600 2022A4120 BR2　3,210人 FR7　5,000人"]);
    // a text of its own before the values may name another indicator
    gives(&text.replace("値 |", "来館者数 |"), &["受診者数 人: FR7　5,000人"]);
}

#[test]
fn a_label_beside_a_table_of_money_is_no_amount() {
    let text = "事業費 | 区分　(単位:円) | 25年度決算 | 26年度決算\n^ | ①事業費 | 100 | 110\n^ | 　一般財源 | 90 | 95\n平成27年度 | | | ";
    gives(text, &["￥①事業費 円: 2013?100 2014?110", "￥一般財源 円: 2013?90 2014?95"]);
}

#[test]
fn known_words_under_a_corner_are_accounted_for() {
    let text = "指標名 | 区分 | R5目標 | R5実績\n来館者数 | 当初 | 100 | 90\n相談件数 | 当初 | 5 | 6";
    gives(text, &["来館者数: 2023T100 2023A90", "相談件数: 2023T5 2023A6"]);
    assert_eq!(read(text).1, [""; 0]);
}

#[test]
fn actions_with_targets_and_actuals_in_numbers_are_indicators_too() {
    let text = "財政効果額一覧（単位：千円） | | | | |\nNo. | 取組項目 | 担当課 | 区分 | R4 | R5\n1 | 使用料の見直し | 財政課 | 目標額 | 5000 | 8000\n^ | ^ | ^ | 実績額 | 5120 | 7998\n2 | 窓口の見直し | 市民課 | 目標額 | 検討 | 実施\n^ | ^ | ^ | 実績額 | 検討 | 実施";
    gives(text, &["使用料の見直し 千円: 2022T5000 2022A5120 2023T8000 2023A7998"]);
    gives("取組項目 | R5目標額(千円) | R5実績額(千円)\n広告収入 | 100 | 90", &["広告収入 千円: 2023T100 2023A90"]);
}

#[test]
fn a_unit_above_a_table_is_of_its_indicators() {
    gives(
        "指標（単位：人） | | \n指標名 | R5目標 | R5実績\n来館者数 | 100 | 90\n相談件数（件） | 5 | 6",
        &["来館者数 人: 2023T100 2023A90", "相談件数（件）: 2023T5 2023A6"],
    );
    // of the row of another table it says nothing
    gives("受講者 | （単位：人） | 30\n指標名 | R5目標 | R5実績\n来館者数 | 100 | 90", &["来館者数: 2023T100 2023A90"]);
}

#[test]
fn a_note_says_what_the_rows_of_an_indicator_hold() {
    let rows = ["2022T100 2022A95 2023T110 2023A－", "2022T5 2022A6 2023T5 2023A7"];
    let expected: Vec<String> =
        ["来館者数 人: ", "相談件数 件: "].iter().zip(rows).map(|(name, row)| format!("{name}{row}")).collect();
    let expected: Vec<&str> = expected.iter().map(String::as_str).collect();
    let merged = "（上段：目標値、下段：実績値） | | | \n指標名 | 単位 | R4年度 | R5年度\n来館者数 | 人 | 100 | 110\n^ | ^ | 95 | －\n相談件数 | 件 | 5 | 5\n^ | ^ | 6 | 7";
    gives(merged, &expected);
    gives(&merged.replace('^', ""), &expected);
    let noted = merged.replace("（上段：目標値、下段：実績値）", "一覧表") + "\n※上段は目標、下段は実績。 | | | ";
    gives(&noted, &expected);
    // without a word on it nothing is known, and one value over both rows is of neither
    gives(&merged.replace("（上段：目標値、下段：実績値）", "一覧表"), &[]);
    gives(&merged.replace("95 | －", "^ | －"), &["来館者数 人: 2023T110 2023A－", expected[1]]);
}

#[test]
fn a_note_says_what_the_lines_of_a_cell_hold() {
    let mut cells = sheet("上段：目標 下段：実績 | | \n指標名 | R4年度 | R5年度\n来館者数 | 10095 | 110");
    cells
        .cells
        .iter_mut()
        .filter(|cell| &*cell.raw.text == "10095")
        .for_each(|cell| cell.raw = crate::sheet::Raw::text("100\n95"));
    let (entries, findings) = crate::locate::sheet(&cells, Lexicon::standard(), None);
    let values = entries
        .entries
        .iter()
        .flat_map(|entry| &entry.slots)
        .map(|slot| (slot.series, slot.value.value.text.to_string()));
    assert_eq!(values.collect::<Vec<_>>(), [(Series::Target, "100".to_owned()), (Series::Actual, "95".to_owned())]);
    assert!(findings.iter().any(|finding| finding.rule.name == "series-unknown"));
}

#[test]
fn forms_side_by_side_have_their_own_code_and_department() {
    let form = |code: &str, department: &str, name: &str| {
        [
            format!("事業番号 | {code} | 事業名 | {name}事業"),
            format!("担当課 | {department} | | "),
            "成果指標 | 単位 | R5目標 | R5実績".to_owned(),
            format!("{name}者数 | 人 | 10 | 9"),
        ]
    };
    let (left, right) = (form("21", "こども課", "利用"), form("22", "保育課", "登録"));
    let lines: Vec<String> = left.iter().zip(right).map(|(left, right)| format!("{left} | | {right}")).collect();
    let (entries, _) = crate::locate::sheet(&sheet(&lines.join("\n")), Lexicon::standard(), None);
    let said = |wanted: Fact| {
        let of = |entry: &crate::entry::Entry| {
            entry.facts.iter().find(|(fact, _)| *fact == wanted).map(|(_, raw)| raw.value.text.to_string())
        };
        entries
            .entries
            .iter()
            .filter(|entry| matches!(entry.kind, EntryKind::Indicator(_)))
            .filter_map(of)
            .collect::<Vec<_>>()
    };
    assert_eq!(said(Fact::MeasureCode), ["21", "22"]);
    assert_eq!(said(Fact::MeasureName), ["利用事業", "登録事業"]);
    assert_eq!(said(Fact::Department), ["こども課", "保育課"]);
}

#[test]
fn a_list_can_be_of_other_years_than_it_is_evaluated_in() {
    gives(
        "令和6年度 事務事業評価一覧 | | | |\n事業名 | 指標名 | 評価年度 | 対象年度 | 目標値 | 実績値\n広報 | 発行部数 | 令和6年度 | 令和5年度 | 100 | 90\n統計 | 回収率 | 令和6年度 | 令和4年度 | 80 | 82",
        &["発行部数: 2023T100 2023A90", "回収率: 2022T80 2022A82"],
    );
    gives(
        "令和5年度実績一覧 | | | |\n指標名 | 対象年度 | 評価年度 | 目標値 | 実績値\n発行部数 | 令和5年度 | 令和6年度 | 100 | 90\n回収率 | 令和4年度 | 令和6年度 | 80 | 82",
        &["発行部数: 2023T100 2023A90", "回収率: 2022T80 2022A82"],
    );
    gives(
        "令和5年度実績一覧 | | | |\n事業名 | 開始年度 | 終了年度 | 見直しの年 | 指標名 | 目標値 | 実績値\n広報 | 令和元年度 | 令和9年度 | 令和7年度 | 発行部数 | 100 | 90",
        &["発行部数: 2023T100 2023A90"],
    );
    gives(
        "評価年度 | 令和6年度 | 対象年度 | 令和5年度\n指標名 | 単位 | 目標値 | 実績値\n発行部数 | 部 | 100 | 90",
        &["発行部数 部: 2023T100 2023A90"],
    );
    gives(
        "年度 | 令和6年度 | 評価対象年度 | 令和5年度\n指標名 | 単位 | 目標値 | 実績値\n発行部数 | 部 | 100 | 90",
        &["発行部数 部: 2023T100 2023A90"],
    );
}

#[test]
fn letters_before_the_names_only_count_them() {
    let text = "成果指標 | < | 単位 | 区分 | R4 | R5\nサ | 受診率 | ％ | 目標値 | 45 | 47\n^ | ^ | ^ | 実績値 | 44 | 46\nシ | 参加者 | 人 | 目標値 | 60 | 62\n^ | ^ | ^ | 実績値 | 51 | 58";
    gives(text, &["受診率 ％: 2022T45 2022A44 2023T47 2023A46", "参加者 人: 2022T60 2022A51 2023T62 2023A58"]);
}

#[test]
fn parts_of_an_indicator_can_stand_under_a_corner() {
    let text =
        "指標名 | 内訳 | 単位 | R5目標 | R5実績\n健康寿命 | 男性 | 年 | 80.3 | 80.0\n^ | 女性 | 年 | 84.4 | 84.5";
    gives(text, &["健康寿命 男性 年: 2023T80.3 2023A80", "健康寿命 女性 年: 2023T84.4 2023A84.5"]);
    // words that may be kinds of values tell no parts
    gives(
        "指標名 | 区分 | 単位 | R4 | R5 | 最終目標(R8)\n健康寿命 | 見通し | 年 | 80.3 | 80.0 | 81\n^ | 達成 | 年 | 84.4 | 84.5 | ",
        &["健康寿命 年: 2026F81"],
    );
}

#[test]
fn numbers_under_headings_that_are_not_known_are_told() {
    let text = "KPI | 単位 | 事業開始前 | 2022年度増加分\n移住者数 | 人 | 12 | 5\n創業者数 | 者 | 3 | 2";
    gives(text, &[]);
    tells(text, "table-unread");
}

#[test]
fn marked_lines_in_the_cells_of_a_row_are_indicators_of_their_own() {
    let row = |target: &'static str| {
        let mut sheet = sheet("指標一覧（令和5年度） | | |\n指標名 | 単位 | 目標値 | 実績値\nA | B | C | D");
        for (short, text) in [("A", "①相談件数\n②解決率"), ("B", "①件\n②％"), ("C", target), ("D", "－")]
        {
            sheet
                .cells
                .iter_mut()
                .filter(|cell| &*cell.raw.text == short)
                .for_each(|cell| cell.raw = crate::sheet::Raw::text(text));
        }
        let (entries, _) = crate::locate::sheet(&sheet, Lexicon::standard(), None);
        let line = |entry: &crate::entry::Entry| {
            let facts = entry.facts.iter().filter(|(fact, _)| matches!(fact, Fact::Name | Fact::Unit));
            let values = entry.slots.iter().map(|slot| &slot.value.value.text);
            facts
                .map(|(_, raw)| &raw.value.text)
                .chain(values)
                .map(|text| text.replace('\n', " "))
                .collect::<Vec<_>>()
                .join("|")
        };
        entries.entries.iter().map(line).collect::<Vec<_>>()
    };
    assert_eq!(row("①100件\n②80％"), ["相談件数|件|100件|－", "解決率|％|80％|－"]);
    // what is not marked alike belongs to nobody
    assert_eq!(row("100件\n80％"), ["①相談件数 ②解決率|①件 ②％|100件 80％|－"]);
}

#[test]
fn a_year_can_say_in_brackets_what_the_rows_hold() {
    gives(
        "指標名 | 単位 | R4（上段：目標　下段：実績） | R5（上段：目標　下段：実績）\n冊数 | 千冊 | 610 | 620\n^ | ^ | 588 | 601",
        &["冊数 千冊: 2022T610 2022A588 2023T620 2023A601"],
    );
}

#[test]
fn a_target_takes_the_year_beside_its_number_where_no_heading_gives_one() {
    let text = "KPI | R4 | R5 | 目標値\n就業者数 | 101人 | 103人 | 105人（R8）\n創業者数 | 3人 | 2人 | 5人";
    gives(text, &["就業者数: 2022A101人 2023A103人 2026T105人（R8）", "創業者数: 2022A3人 2023A2人"]);
    tells(text, "year-unknown");
}

#[test]
fn values_with_their_rate_behind_them_are_values() {
    gives(
        "KPI | R5目標値 | R5実績値（達成率）\n相談件数 | 120 | 118（98.3%）",
        &["相談件数: 2023T120 2023A118（98.3%）"],
    );
}

#[test]
fn money_stands_beside_a_label_that_reaches_down_its_rows() {
    gives(
        "費用 | | R4年度 | R5年度\n^ | | 決算額 | 当初予算額\n^ | 事業費（千円） | 120 | 130\n^ | 一般財源（千円） | 20 | 30",
        &["￥事業費（千円） 千円: 2022?120 2023?130", "￥一般財源（千円） 千円: 2022?20 2023?30"],
    );
}

#[test]
fn marks_in_a_list_are_of_the_measure_in_their_row() {
    let marks = |text: &str| {
        let (entries, _) = crate::locate::sheet(&sheet(text), Lexicon::standard(), None);
        let marks = entries.entries.into_iter().filter(|entry| entry.kind == EntryKind::Evaluation);
        let said = |entry: crate::entry::Entry| {
            let facts = entry.facts.iter().map(|(_, raw)| &raw.value.text);
            facts.chain(entry.slots.iter().map(|slot| &slot.value.value.text)).map(|text| text.to_string()).collect()
        };
        marks.map(said).collect::<Vec<Vec<String>>>()
    };
    let list = "令和5年度 評価結果一覧 | | | |\n事業名 | 指標名 | 目標値 | 実績値 | 総合評価\n広報 | 発行部数 | 100 | 90 | Ａ\n^ | 配布率 | 80 | 82 | ^\n統計 | 回収率 | 80 | 82 | Ｂ";
    let found = marks(list);
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(found.iter().zip([("広報", "Ａ"), ("統計", "Ｂ")]).all(|(said, (name, mark))| {
        said.iter().any(|text| text == name) && said.last().is_some_and(|last| last == mark)
    }));
    assert_eq!(marks("令和5年度 | | |\n指標名 | 目標値 | 実績値 | 総合評価\n発行部数 | 100 | 90 | Ａ").len(), 0);
    assert_eq!(marks("総合評価 | | | ／２４").len(), 0);
}

#[test]
fn parts_of_a_name_are_told_by_their_units() {
    gives(
        "サービス名 | 単位 | R5見込量 | R5実績\n居宅介護 | 時間/月 | 1850 | 1792\n^ | 人/月 | 120 | 118\n短期入所 | 人/月 | 9 | 8",
        &[
            "居宅介護 時間/月 時間/月: 2023T1850 2023A1792",
            "居宅介護 人/月 人/月: 2023T120 2023A118",
            "短期入所 人/月: 2023T9 2023A8",
        ],
    );
    // the same unit tells nothing
    tells("指標名 | 単位 | R5目標 | R5実績\n居宅介護 | 人 | 1850 | 1792\n^ | 人 | 120 | 118", "value-twice");
}

#[test]
fn parts_stand_under_their_name_beside_years_too() {
    gives(
        "指標名 | 内訳 | 単位 | R4 | R5 | 目標値 R5\n受診率 | 率 | ％ | 41 | 43 | 50\n^ | 対象者数 | 人 | 800 | 770 | ",
        &["受診率 率 ％: 2022A41 2023A43 2023T50", "受診率 対象者数 人: 2022A800 2023A770"],
    );
}

#[test]
fn indicators_can_run_across_with_targets_and_actuals_under_each() {
    gives(
        "年度 | 入込客数（万人） | < | 宿泊者数（千人） | <\n^ | 目標 | 実績 | 目標 | 実績\n令和4年度 | 120 | 98 | 210 | 180\n令和5年度 | 130 | 121 | 220 | 205",
        &[
            "入込客数（万人）: 2022T120 2022A98 2023T130 2023A121",
            "宿泊者数（千人）: 2022T210 2022A180 2023T220 2023A205",
        ],
    );
}

#[test]
fn names_stand_under_an_item_heading_where_values_bear_their_units() {
    gives(
        "項目 | 目標値（期限） | 計画策定時の数値 | 最新値\n女性の割合 | 40％以上（令和7年度末） | 31％（令和2年度） | 33％（令和5年度）",
        &["女性の割合: F40％以上（令和7年度末） B31％（令和2年度） 2023A33％（令和5年度）"],
    );
}

#[test]
fn the_latest_mark_says_how_far_an_action_is() {
    let text = "取組項目 | R4評価 | R5評価\n使用料の見直し | △ | ◎\n窓口の統合 | ○ | ";
    let (entries, _) = crate::locate::sheet(&sheet(text), Lexicon::standard(), None);
    let actions = entries.entries.iter().filter(|entry| entry.kind == EntryKind::Action);
    let status = |entry: &crate::entry::Entry| {
        entry.facts.iter().find(|(fact, _)| *fact == Fact::Status).map(|(_, raw)| raw.value.text.to_string())
    };
    assert_eq!(actions.map(status).collect::<Vec<_>>(), [Some("◎".to_owned()), None]);
}

const MONTHLY: &str = "令和6年度　月次モニタリング|||||
    指標名|単位|年間目標|区分|4月|5月
    来館者数|人|1200|月次|90|";

#[test]
fn the_same_month_a_year_before_stands_beside_the_month() {
    gives(
        &format!("{MONTHLY}100\n|||前年同月|80|85\n|||前年同月比|112.5|117.6"),
        &["来館者数 人: 2024T1200 2024-04A90 2024-04前80 2024-04?112.5 2024-05A100 2024-05前85 2024-05?117.6"],
    );
}

#[test]
fn a_value_of_a_year_before_beside_no_month_is_only_for_comparison() {
    let (lines, _) = read("令和6年度　指標一覧|||\n指標名|単位|R6目標|R6実績|前年同期\n来館者数|人|1200|1180|1100");
    assert_eq!(lines, ["来館者数 人: 2024T1200 2024A1180 2024?1100"]);
}

#[test]
fn a_measure_without_an_indicator_is_no_fault() {
    let text = "令和6年度　施策一覧|||||||
        施策コード|個別施策名|指標名|単位|R5目標値|R5実績値|R6目標値|R6実績値
        1-1-1|子育て支援の充実|相談件数|件|100|120|110|130
        1-1-2|児童の健全育成||||||
        1-1-3|青少年の居場所づくり|－|－|－|－|－|－
        1-2-1|防災力の強化|訓練の参加者数|人|300|310|320|333";
    let (entries, findings) = crate::locate::sheet(&sheet(text), Lexicon::standard(), None);
    assert!(findings.is_empty(), "{findings:?}");
    let measures = entries.entries.iter().filter(|entry| entry.kind == EntryKind::Measure);
    let cells: Vec<String> = measures.map(|entry| entry.place.cell.to_string()).collect();
    assert_eq!(cells, ["B4", "B5"]);
    let unread = entries.uses.iter().filter(|used| used.kind == crate::model::CellUse::Unread);
    assert_eq!(unread.count(), 0);
}
