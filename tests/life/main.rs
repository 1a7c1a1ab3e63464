//! Findings have a life: they keep their ids, are new, continuing, resolved or accepted, and carry what people wrote.
#![expect(clippy::disallowed_methods, clippy::unwrap_used, reason = "tests read and write what people would")]

mod office;

use office::Office;

/// One value is not exact, one actual is missing, one stated rate is wrong.
const SHEET: &str = "指標名 | 単位 | 向き | R4目標値 | R4実績値 | R5目標値 | R5実績値 | R5達成率
相談件数 | 件 | 増 | 100 | 98 | 110 | 約120 |
受講者数 | 人 | 増 | 50 | | 60 | 61 |
利用者数 | 人 | 増 | 1000 | 990 | 1000 | 950 | 80";

/// The ids of what is found about an indicator, each with its rule.
fn ids(office: &Office, month: &str) -> Vec<(String, String, String)> {
    let rows = office.rows(month, "findings");
    let mut ids: Vec<_> = rows
        .iter()
        .map(|row| {
            let of = |name: &str| row.get(name).unwrap().clone();
            (of("rule"), of("indicator_name"), of("finding_id"))
        })
        .collect();
    ids.sort();
    ids
}

#[test]
fn an_id_stays_when_rows_sheets_and_files_move() {
    let office = Office::new();
    office.put("2024-10/福祉課/評価シート.xlsx", "評価", SHEET);
    office.run("2024-10", None);
    let before = ids(&office, "2024-10");
    assert!(before.len() >= 3, "{before:?}");
    let with_rows = SHEET.replace("相談件数", "新しい指標 | 件 | 増 | 10 | 11 | 10 | 11 | 110\n相談件数");
    let above = format!("令和6年度 評価シート\n担当課 | 福祉課\n\n{SHEET}");
    for (month, file, sheet, rows) in [
        ("2024-11", "福祉課/評価シート.xlsx", "評価", with_rows.as_str()),
        ("2024-12", "福祉課/評価シート.xlsx", "指標の評価", SHEET),
        ("2025-01", "福祉課/評価シート_修正版.xlsx", "評価", SHEET),
        ("2025-02", "福祉課/R6提出.xlsx", "Sheet1", above.as_str()),
    ] {
        office.put(&format!("{month}/{file}"), sheet, rows);
        office.run(month, None);
        assert_eq!(ids(&office, month), before, "{month}");
    }
}

/// What is found, as `rule indicator: state`, by rule.
fn states(office: &Office, month: &str) -> Vec<String> {
    let rows = office.rows(month, "findings");
    let mut states: Vec<String> =
        rows.iter().map(|row| format!("{} {}: {}", row["rule"], row["indicator_name"], row["state"])).collect();
    states.sort();
    states
}

#[test]
fn findings_are_new_then_continuing_then_resolved_then_gone() {
    let office = Office::new();
    let put = |month: &str, rows: &str| office.put(&format!("{month}/福祉課.xlsx"), "評価", rows);
    put("2024-10", SHEET);
    office.run("2024-10", None);
    assert!(states(&office, "2024-10").iter().all(|state| state.ends_with(": ")), "nothing to compare with");
    // One is mended, one has another wrong value, one stays, one comes.
    let mended = SHEET.replace("約120", "120").replace("| 80", "| 70");
    put("2024-11", &format!("{mended}\n苦情件数 | 件 | 減 | 10 | 約9 | 8 | 8 |"));
    let outcome = office.run("2024-11", Some("2024-10"));
    let expected = [
        "actual-missing 受講者数: continuing",
        "rate-disagrees 利用者数: continuing",
        "value-rough 相談件数: resolved",
        "value-rough 苦情件数: new",
    ];
    assert_eq!(states(&office, "2024-11"), expected);
    let counts = ["findings_new", "findings_continuing", "findings_resolved", "findings_warning"];
    assert_eq!(counts.map(|name| outcome.run.counts[name]), [1, 2, 1, outcome.findings.len() as u64]);
    put("2024-12", &mended);
    office.run("2024-12", Some("2024-11"));
    let expected = [
        "actual-missing 受講者数: continuing",
        "rate-disagrees 利用者数: continuing",
        "value-rough 苦情件数: resolved",
    ];
    assert_eq!(states(&office, "2024-12"), expected);
    let page = office.sheet("2024-12", "総括表.xlsx", "確認事項");
    assert!(page.contains("継続\n2024-10～"), "{page}");
    assert!(page.contains("解消したもの"), "{page}");
}

#[test]
fn what_did_not_come_is_not_resolved() {
    let office = Office::new();
    let other = SHEET.replace("相談件数", "検診件数").replace("受講者数", "参加者数").replace("利用者数", "来館者数");
    office.put("2024-10/福祉課.xlsx", "評価", SHEET);
    office.put("2024-10/健康課.xlsx", "評価", &other);
    office.run("2024-10", None);
    for (month, before) in [("2024-11", "2024-10"), ("2024-12", "2024-11")] {
        office.put(&format!("{month}/健康課.xlsx"), "評価", &other.replace("約120", "120"));
        let outcome = office.run(month, Some(before));
        let kept = ["actual-missing 受講者数: continuing", "value-rough 相談件数: continuing"];
        let states = states(&office, month);
        assert!(kept.iter().all(|kept| states.iter().any(|state| state == kept)), "{states:?}");
        let rough = outcome.findings.iter().find(|one| one.indicator_name == "相談件数").unwrap();
        assert!(rough.told(matome::lang::Lang::Ja).contains("読み取れていない"));
        assert_eq!(rough.department, "福祉課");
    }
    // Under any name, what was kept is looked at again.
    office.put("2025-01/R7提出.xlsx", "一覧", &SHEET.replace("約120", "120"));
    office.run("2025-01", Some("2024-12"));
    let states = states(&office, "2025-01");
    for state in
        ["value-rough 相談件数: resolved", "actual-missing 受講者数: continuing", "actual-missing 参加者数: continuing"]
    {
        assert!(states.iter().any(|one| one == state), "{state} is not among {states:?}");
    }
}

#[test]
fn a_changed_target_stays_until_it_is_changed_again() {
    let office = Office::new();
    let clean = "指標名 | 向き | R5目標値 | R5実績値 | R6目標値 | R6実績値\n相談件数 | 増 | 100 | 105 | 110 | 112";
    let changed = clean.replace("110", "108");
    for (month, before, rows) in [
        ("2024-10", None, clean),
        ("2024-11", Some("2024-10"), &*changed),
        ("2024-12", Some("2024-11"), &*changed),
        ("2025-01", Some("2024-12"), &*format!("担当課 | 福祉課\n\n{changed}")),
        ("2025-02", Some("2025-01"), "指標名 | 向き | R5目標値 | R5実績値\n相談件数 | 増 | 100 | 105"),
    ] {
        office.put(&format!("{month}/福祉課.xlsx"), "評価", rows);
        office.run(month, before);
    }
    let states = ["2024-11", "2024-12", "2025-01", "2025-02"].map(|month| {
        let states = states(&office, month);
        states.into_iter().find(|state| state.starts_with("target-changed")).unwrap_or_default()
    });
    let expected =
        ["new", "continuing", "continuing", "resolved"].map(|state| format!("target-changed 相談件数: {state}"));
    assert_eq!(states, expected);
    assert!(
        office.rows("2025-01", "findings").iter().any(|row| row["rule"] == "target-changed" && row["cell"] == "E4")
    );
}

#[test]
fn what_the_settings_accept_is_listed_with_its_reason() {
    let office = Office::new();
    office.put("2024-10/福祉課.xlsx", "評価", SHEET);
    office.settings("[[accept]]\nrule = \"value-rough\"\nindicator = \"相談件数\"\nreason = \"概数で公表している\"\n");
    let outcome = office.run("2024-10", None);
    assert!(outcome.findings.iter().all(|finding| finding.rule.name != "value-rough"));
    assert_eq!(outcome.run.counts["findings_accepted"], 1);
    let rows = office.rows("2024-10", "findings");
    let accepted = rows.iter().find(|row| row["state"] == "accepted").unwrap();
    assert_eq!((&*accepted["rule"], &*accepted["reason"]), ("value-rough", "概数で公表している"));
}
