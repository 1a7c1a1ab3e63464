//! KPIs that are written as sentences, from a sheet to the model.

#![expect(clippy::expect_used, reason = "a test fails")]

use matome::finding::Finding;
use matome::form::Forms;
use matome::model::{Aggregation, Indicator, Status};
use matome::pipeline::submission;
use matome::read::parse;

fn read(text: &str) -> (Vec<Indicator>, Vec<Finding>) {
    let workbook = parse("進捗.csv", text.as_bytes()).expect("text is read");
    let (submission, findings) = submission(&workbook, &Forms::default(), false);
    (submission.indicators, findings)
}

/// A measure's part of a progress sheet.
fn part(code: &str, kpi: &str, rows: &str) -> String {
    format!("施策NO.,{code},KPI,\"{kpi}\"\n施策名,施策{code}\n担当部署,企画課\nＫＰＩの進捗,年度,R6,R7,R8\n{rows}\n\n")
}

fn fired(findings: &[Finding], rule: &str) -> usize {
    findings.iter().filter(|finding| finding.rule.name == rule).count()
}

#[test]
fn a_sentence_gives_name_unit_and_target_of_the_last_year() {
    let (indicators, findings) = read(&part("1-1-1", "新規就農・就漁者２１人増", ",実績,3,2,"));
    let [indicator] = indicators.as_slice() else { panic!("{indicators:?}") };
    assert_eq!((indicator.name.as_str(), indicator.unit.as_str()), ("新規就農・就漁者", "人"));
    let last = indicator.observations.last().expect("a year");
    assert_eq!(last.period.fiscal_year, 2026);
    assert_eq!(last.target.value, Some(21.into()));
    assert_eq!(last.target.text, "新規就農・就漁者２１人増");
    assert_eq!(last.target_aggregation, Some(Aggregation::Cumulative));
    assert_eq!(fired(&findings, "target-from-statement"), 1);
}

#[test]
fn a_note_on_the_sheet_says_which_year_is_the_last() {
    let note = "※KPIは、令和9年度（計画最終年度）末における達成目標\n";
    let (indicators, _) = read(&(part("1-1-1", "相談件数70件", ",実績,3,2,") + note));
    let target = indicators[0].final_target.as_ref().expect("a target");
    assert_eq!((target.fiscal_year, target.figure.value), (Some(2027), Some(70.into())));
}

#[test]
fn two_sentences_in_one_cell_go_with_their_numbered_rows() {
    let kpi = "登録者数150人（現状75人）R2～R6\n相談件数80件（現状50件）R6～R8";
    let (indicators, findings) = read(&part("3-1-1", kpi, ",実績①,110,－,－\n,実績②,52,,"));
    let said: Vec<String> = indicators
        .iter()
        .map(|indicator| {
            let target = indicator.final_target.as_ref().expect("a target");
            let baseline = indicator.baseline.as_ref().and_then(|baseline| baseline.figure.value);
            format!("{} {:?} {:?} {:?}", indicator.name, target.fiscal_year, target.figure.value, baseline)
        })
        .collect();
    assert_eq!(
        said,
        ["登録者数 Some(2024) Some(150) Some(75)", "相談件数 Some(2026) Some(80) Some(50)"],
        "{findings:?}"
    );
    // without numbers nobody knows whose values they are
    let (indicators, findings) = read(&part("3-1-1", kpi, ",実績,110,－,－\n,実績,52,,"));
    assert_eq!((indicators.len(), fired(&findings, "rows-repeat")), (0, 1));
}

#[test]
fn a_marked_up_book_without_strikes_asks() {
    let sheet = part("1-1-2", "新規商談成立件数７５件", ",実績,3,2,") + &part("1-1-3", "受診率５０％", ",実績,30%,,");
    let aims = |text: &str| -> Vec<Status> {
        let (indicators, _) = read(text);
        indicators.iter().filter_map(|it| Some(it.final_target.as_ref()?.figure.status)).collect()
    };
    assert_eq!(aims(&sheet), [Status::Value, Status::Value]);
    let marked_up = format!("総合戦略　校閲修正版\n\n{sheet}");
    assert_eq!(aims(&marked_up), [Status::Unreadable, Status::Value]);
    assert_eq!(fired(&read(&marked_up).1, "statement-unclear"), 1);
}

#[test]
fn words_and_targets_not_yet_set_stay_what_they_are() {
    for (kpi, name, status) in [
        ("入館者数維持", "入館者数", Status::Text),
        ("売上額前年比５％アップ", "売上額", Status::Text),
        ("販売金額※現在の実績値を基に算出", "販売金額", Status::Undetermined),
    ] {
        let (indicators, _) = read(&part("2-1-1", kpi, ",実績,3,2,"));
        let target = &indicators[0].final_target.as_ref().expect("a target").figure;
        assert_eq!((indicators[0].name.as_str(), target.status, target.value), (name, status, None), "{kpi}");
        assert_eq!(target.text, kpi);
    }
}
