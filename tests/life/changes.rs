//! What changed since the run before stays told until it changes back or is accepted.

use super::office::Office;
use matome::pipeline::Outcome;
use std::fs;

/// October, before anything changes.
const OCTOBER: &str =
    "施策コード | 施策名 | 担当課 | 指標名 | 単位 | 向き | R4目標値 | R4実績値 | R5目標値 | R5実績値 | R6目標値
1-1 | 移住の促進 | 福祉課 | 相談件数 | 件 | 増 | 90 | 98 | 100 | 104 | 110
1-1 | 移住の促進 | 福祉課 | 移住者数 | 人 | 増 | 20 | 21 | 22 | 24 | 26
1-2 | 創業の支援 | 福祉課 | 創業件数 | 件 | 増 | 20 | 21 | 23 | 25 | 27";

/// The rules that tell of changes and how what they tell stands, month by month, from November on.
fn standings(months: &[&str]) -> Vec<Vec<String>> {
    let office = Office::new();
    let names: Vec<String> = (10..)
        .take(months.len() + 1)
        .map(|month| if month > 12 { format!("2025-{:02}", month - 12) } else { format!("2024-{month}") })
        .collect();
    office.put(&format!("{}/福祉課.xlsx", names[0]), "評価", OCTOBER);
    office.run(&names[0], None);
    let mut all = Vec::new();
    for (pair, rows) in names.windows(2).zip(months) {
        office.put(&format!("{}/福祉課.xlsx", pair[1]), "評価", rows);
        all.push(told(&office.run(&pair[1], Some(&pair[0]))));
    }
    all
}

fn told(outcome: &Outcome) -> Vec<String> {
    let changes = ["-changed", "indicator-dropped", "indicator-added"];
    let all = outcome.findings.iter().chain(&outcome.closed);
    let told = all.filter(|one| changes.iter().any(|end| one.rule.name.ends_with(end)));
    let mut told: Vec<String> = told
        .map(|one| {
            let standing = one.life.standing.map(|standing| format!("{standing:?}")).unwrap_or_default();
            format!("{} {} {}>{}: {standing}", one.rule.name, one.indicator_name, one.expected, one.found)
        })
        .collect();
    told.sort();
    told
}

fn stays(changed: &str, what: &str) {
    let moved = format!("令和6年度 評価シート\n\n{changed}");
    let months = standings(&[changed, changed, &moved, OCTOBER, OCTOBER]);
    for (month, standing) in months.iter().zip(["New", "Continuing", "Continuing", "Resolved"]) {
        assert_eq!(*month, [format!("{what}: {standing}")]);
    }
    assert!(months[4].is_empty(), "{:?}", months[4]);
}

#[test]
fn targets_actuals_units_and_names_stay_told_until_they_are_as_before() {
    stays(&OCTOBER.replace("| 110", "| 105"), "target-changed 相談件数 110>105");
    stays(&OCTOBER.replace("| 98", "| 89"), "actual-changed 相談件数 98>89");
    stays(&OCTOBER.replace("相談件数 | 件", "相談件数 | 回"), "unit-changed 相談件数 件>回");
    stays(&OCTOBER.replace("創業件数", "創業者の数"), "name-changed 創業者の数 創業件数>創業者の数");
}

#[test]
fn an_indicator_that_is_gone_stays_told_until_it_is_back() {
    let line = OCTOBER.lines().find(|line| line.contains("移住者数")).unwrap();
    stays(&OCTOBER.replace(&format!("{line}\n"), ""), "indicator-dropped 移住者数 >移住者数");
}

#[test]
fn an_indicator_that_came_is_told_once() {
    let more = format!("{OCTOBER}\n1-2 | 創業の支援 | 福祉課 | 相談会の回数 | 回 | 増 | 3 | 4 | 5 | 6 | 7");
    let months = standings(&[&more, &more, &more]);
    let what = "indicator-added 相談会の回数 >相談会の回数";
    assert_eq!(months[..2], [vec![format!("{what}: New")], vec![format!("{what}: Resolved")]]);
    assert!(months[2].is_empty());
}

#[test]
fn what_changes_twice_is_set_beside_what_stood_there_first() {
    let once = OCTOBER.replace("| 110", "| 105");
    let twice = OCTOBER.replace("| 110", "| 103");
    let months = standings(&[&once, &twice, &twice, OCTOBER]);
    let states = ["105: New", "103: Continuing", "103: Continuing", "105"];
    for (month, state) in months[..3].iter().zip(states) {
        assert_eq!(*month, [format!("target-changed 相談件数 110>{state}")]);
    }
    assert_eq!(months[3], ["target-changed 相談件数 110>103: Resolved"]);
}

#[test]
fn what_changed_stays_told_after_a_month_without_the_file() {
    let office = Office::new();
    let changed = OCTOBER.replace("| 110", "| 105").replace("創業件数", "創業者の数");
    for (month, before, rows) in [
        ("2024-10", None, Some(OCTOBER)),
        ("2024-11", Some("2024-10"), Some(&*changed)),
        ("2024-12", Some("2024-11"), None),
        ("2025-01", Some("2024-12"), Some(&*changed)),
        ("2025-02", Some("2025-01"), Some(OCTOBER)),
    ] {
        office.put(
            &format!("{month}/税務課.xlsx"),
            "評価",
            "指標名 | 向き | R5目標値 | R5実績値\n口座振替率 | 増 | 40 | 41",
        );
        if let Some(rows) = rows {
            office.put(&format!("{month}/福祉課.xlsx"), "評価", rows);
        }
        let told = told(&office.run(month, before));
        let state = match month {
            "2024-10" => continue,
            "2024-11" => "New",
            "2025-02" => "Resolved",
            _ => "Continuing",
        };
        let expected = [
            format!("name-changed 創業者の数 創業件数>創業者の数: {state}"),
            format!("target-changed 相談件数 110>105: {state}"),
        ];
        assert_eq!(told, expected, "{month}");
    }
}

#[test]
fn an_accepted_change_stays_accepted_as_long_as_it_stands() {
    let office = Office::new();
    let changed = OCTOBER.replace("| 110", "| 105");
    let run = |month: &str, before: Option<&str>, rows: &str| {
        office.put(&format!("{month}/福祉課.xlsx"), "評価", rows);
        told(&office.run(month, before))
    };
    run("2024-10", None, OCTOBER);
    run("2024-11", Some("2024-10"), &changed);
    let book = office.out("2024-11").join("総括表.xlsx");
    office.write(&book, "相談件数", "了承", "○");
    office.write(&book, "相談件数", "了承の理由", "中間見直しによる");
    for (month, before) in [("2024-12", "2024-11"), ("2025-01", "2024-12"), ("2025-02", "2025-01")] {
        let told = run(month, Some(before), &changed);
        assert_eq!(told, ["target-changed 相談件数 110>105: Accepted"], "{month}");
        let page = office.sheet(month, "総括表.xlsx", "確認事項");
        assert!(!page.contains("値が元に戻るか"), "{page}");
    }
    // Another change is raised again, and tells what was accepted.
    let told = run("2025-03", Some("2025-02"), &OCTOBER.replace("| 110", "| 103"));
    assert_eq!(told, ["target-changed 相談件数 105>103: Continuing"]);
    assert!(fs::read_to_string(office.out("2025-03").join("csv/findings.csv")).unwrap().contains("中間見直しによる"));
}
