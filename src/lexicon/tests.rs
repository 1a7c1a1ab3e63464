//! The lexicon's files, and what words mean by them.

use super::*;
use crate::entry::{Fact, Series};

#[test]
fn the_files_parse_and_every_name_is_known() {
    let headings: Headings =
        toml::from_str(include_str!("../../templates/lexicon/headings.toml")).expect("headings.toml");
    let values: Values = toml::from_str(include_str!("../../templates/lexicon/values.toml")).expect("values.toml");
    toml::from_str::<Units>(include_str!("../../templates/lexicon/units.toml")).expect("units.toml");
    for name in headings.series.keys() {
        assert!(series_named(name).is_some(), "series.{name}");
    }
    for name in headings.fact.keys().filter(|name| *name != "number") {
        assert!(fact_named(name).is_some(), "fact.{name}");
    }
    for name in values.action_status.keys().filter(|name| *name != "yes") {
        assert!(action_status(name).is_some(), "action_status.{name}");
    }
}

#[track_caller]
fn heading(text: &str) -> Heading {
    Lexicon::standard().heading(text).unwrap_or_else(|| panic!("{text} is no heading"))
}

#[test]
fn words_and_times_combine() {
    for (text, series, year) in [
        ("R4目標", Series::Target, Some(2022)),
        ("平成13年実績", Series::Actual, Some(2001)),
        ("平成15年末見込", Series::Forecast, Some(2003)),
        ("基準値(R1)", Series::Baseline, Some(2019)),
        ("最終目標\n(R7年度)", Series::FinalTarget, Some(2025)),
        ("５ヵ年目標", Series::FinalTarget, None),
        ("最終目標値", Series::FinalTarget, None),
        ("目 標 値", Series::Target, None),
        ("達成率(%)", Series::Rate, None),
        ("令和元年度実績値（人）", Series::Actual, Some(2019)),
        ("基準値\n（年度）", Series::Baseline, None),
        ("目標年度", Series::FinalTargetYear, None),
        ("全国平均", Series::Reference, None),
    ] {
        let found = heading(text);
        assert_eq!(found.series(), Some(series), "{text}");
        assert_eq!(found.time.and_then(|time| time.western(None)), year, "{text}");
    }
}

#[test]
fn columns_may_speak_of_each_other_by_letters() {
    for (text, series) in [
        ("目標　Ａ", Series::Target),
        ("実績\nＢ", Series::Actual),
        ("差\nＢ－Ａ", Series::Reference),
        ("達成率 Ｂ/Ａ", Series::Rate),
        ("見込量", Series::Target),
    ] {
        assert_eq!(heading(text).series(), Some(series), "{text}");
    }
    assert_eq!(heading("実績（t）").unit.as_deref(), Some("t"));
    assert!(Lexicon::standard().heading("実績 t").is_none(), "a letter that is a unit counts nothing");
}

#[test]
fn a_rate_in_the_brackets_of_a_heading_stands_in_those_of_the_values() {
    assert_eq!(heading("実績値\n（達成率）").series(), Some(Series::Actual));
    assert_eq!(heading("実績（対計画比）").series(), Some(Series::Actual));
    assert_eq!(heading("達成率（実績/目標）").series(), Some(Series::Rate));
    assert_eq!(heading("実績値・達成率").series(), None);
}

#[test]
fn labels_are_known_in_every_spacing() {
    assert_eq!(heading("施策　ＮＯ．").fact(), Some(Fact::MeasureCode));
    assert_eq!(heading("活動指標１").subject(), Some(Some(IndicatorKind::Output)));
    assert_eq!(heading("その他\n（対象）").subject(), Some(Some(IndicatorKind::Input)));
    assert_eq!(heading("①事業費").senses, [Sense::Other, Sense::Cost]);
    assert_eq!(heading("事業費 ・・・ ①").senses, [Sense::Other, Sense::Cost]);
    assert_eq!(heading("区分　(単位:円)").unit.as_deref(), Some("円"));
    assert!(heading("23年度").only_time());
}

#[test]
fn one_of_several_indicators_is_told_by_its_mark() {
    for (text, mark) in [
        ("指標①", "1"),
        ("活動指標ア", "ア"),
        ("活動指標（ア）", "ア"),
        ("成果指標サ 名称", "サ"),
        ("成果指標Ｂ（単位）", "b"),
        ("活動指標２ 単位", "2"),
        ("活動指標1R5実績", "1"),
        ("活動指標アR5実績", "ア"),
    ] {
        assert_eq!(heading(text).mark.as_deref(), Some(mark), "{text}");
    }
    assert_eq!(heading("成果指標 R5実績").mark, None);
    assert_eq!(Lexicon::standard().heading("成果指標アンケート"), None);
}

#[test]
fn names_and_values_are_no_headings() {
    for text in [
        "自主防災組織率",
        "上下水道課",
        "集計中",
        "100",
        "611g/人",
        "市立図書館来館者数",
        "設置",
        "3(9)",
        "担当者会議の開催回数",
        "10回",
    ] {
        assert_eq!(Lexicon::standard().heading(text), None, "{text}");
    }
}

#[test]
fn a_cell_without_a_value_says_why() {
    let missing = |text: &str| Lexicon::standard().missing(&key(text));
    for text in ["-", "－", "―", "‐", "–", "ー", "…", "***", "（なし）"] {
        assert_eq!(missing(text), Some(Status::None), "{text}");
    }
    assert_eq!(missing("（集計中）"), Some(Status::Pending));
    assert_eq!(missing("（R5実績値はR7.6月頃に公表予定）"), Some(Status::Pending));
    assert_eq!(missing("調査なし"), Some(Status::NotSurveyed));
    assert_eq!(missing("中止"), Some(Status::Discontinued));
    assert_eq!(missing("0"), None);
}

#[test]
fn a_bracket_behind_a_status_changes_no_beginning() {
    use crate::model::ActionStatus;
    let status = |text: &str| Lexicon::standard().action_status(&key(text));
    assert_eq!(status("未着手（検討中）"), Some(ActionStatus::NotStarted));
    for unclear in ["達成（一部）", "完了（予定）", "未着手（中止）", "令和元年度に実施予定"]
    {
        assert_eq!(status(unclear), None, "{unclear}");
    }
}
