//! Findings have a life: they keep their ids, are new, continuing, resolved or accepted, and carry what people wrote.
#![expect(clippy::disallowed_methods, clippy::unwrap_used, reason = "tests read and write what people would")]

mod changes;
mod december;
#[path = "../folder/mod.rs"]
mod folder;
mod kept;
mod office;

use folder::files;
use matome::pipeline::Outcome;
use office::Office;
use std::fs;

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
    let overview = office.sheet("2024-12", "総括表.xlsx", "概要");
    assert!(overview.contains("継続\n2\n") && overview.contains("解消\n1\n"), "{overview}");
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

/// Whether a finding of the rule is open, and how it stands.
fn open(outcome: &Outcome, rule: &str) -> bool {
    outcome.findings.iter().any(|finding| finding.rule.name == rule)
}

fn state(office: &Office, month: &str, rule: &str) -> String {
    let rows = office.rows(month, "findings");
    rows.iter().find(|row| row["rule"] == rule).map(|row| row["state"].clone()).unwrap_or_default()
}

/// An office with the sheet of October, read once.
fn october() -> Office {
    let office = Office::new();
    office.put("2024-10/福祉課.xlsx", "評価", SHEET);
    office.run("2024-10", None);
    office
}

/// Accepts what is found about 相談件数 in the book of a month.
fn accept(office: &Office, month: &str) {
    let book = office.out(month).join("総括表.xlsx");
    office.write(&book, "相談件数", "了承", "○");
    office.write(&book, "相談件数", "了承の理由", "概数で公表している");
}

#[test]
fn what_the_office_accepts_in_the_workbook_is_not_raised_again() {
    let office = october();
    accept(&office, "2024-10");
    office.put("2024-11/福祉課.xlsx", "評価", &format!("担当課 | 福祉課\n\n{SHEET}"));
    let outcome = office.run("2024-11", Some("2024-10"));
    assert!(!open(&outcome, "value-rough"));
    assert_eq!(outcome.run.counts["findings_accepted"], 1);
    let rows = office.rows("2024-11", "findings");
    let row = rows.iter().find(|row| row["rule"] == "value-rough").unwrap();
    assert_eq!((&*row["state"], &*row["reason"]), ("accepted", "概数で公表している"));
    let request = office.sheet("2024-11", "確認依頼/福祉課.xlsx", "確認依頼");
    assert!(!request.contains("相談件数") && request.contains("受講者数"), "{request}");
    let page = office.sheet("2024-11", "総括表.xlsx", "確認事項");
    assert!(page.contains("了承したもの") && page.contains("概数で公表している"), "{page}");
    // The next month it is known without a word, until another value stands there.
    office.put("2024-12/福祉課.xlsx", "評価", SHEET);
    assert!(!open(&office.run("2024-12", Some("2024-11")), "value-rough"));
    office.put("2025-01/福祉課.xlsx", "評価", &SHEET.replace("約120", "約130"));
    for _ in 0..2 {
        let outcome = office.run("2025-01", Some("2024-12"));
        let raised = outcome.findings.iter().find(|finding| finding.rule.name == "value-rough").unwrap();
        assert_eq!(state(&office, "2025-01", "value-rough"), "continuing");
        assert!(raised.told(matome::lang::Lang::Ja).contains("「約120」"), "{}", raised.told(matome::lang::Lang::Ja));
    }
    office.put("2025-02/福祉課.xlsx", "評価", &SHEET.replace("約120", "120"));
    office.run("2025-02", Some("2025-01"));
    assert_eq!(state(&office, "2025-02", "value-rough"), "resolved");
    // Once it was mended, the same again is new.
    office.put("2025-03/福祉課.xlsx", "評価", SHEET);
    office.run("2025-03", Some("2025-02"));
    assert_eq!(state(&office, "2025-03", "value-rough"), "new");
}

#[test]
fn ten_runs_in_the_same_folder_keep_what_was_written() {
    let office = october();
    let first = files(&office.out("2024-10"));
    office.run("2024-10", None);
    assert!(files(&office.out("2024-10")) == first, "nothing was written");
    accept(&office, "2024-10");
    let request = office.out("2024-10").join("確認依頼/福祉課.xlsx");
    office.write(&request, "受講者数", "回答", "講座を開いていない");
    office.run("2024-10", None);
    let kept = office.out("2024-10").join("控え");
    fs::remove_dir_all(kept).unwrap();
    let written = files(&office.out("2024-10"));
    for _ in 0..8 {
        let outcome = office.run("2024-10", None);
        assert!(!open(&outcome, "value-rough"));
    }
    let now = files(&office.out("2024-10"));
    let differing: Vec<&String> =
        now.iter().filter(|(name, bytes)| written.get(*name) != Some(bytes)).map(|(name, _)| name).collect();
    assert!(differing.is_empty() && now.len() == written.len(), "{differing:?}");
    let rows = office.rows("2024-10", "findings");
    let replied = rows.iter().find(|row| row["rule"] == "actual-missing").unwrap();
    assert_eq!(replied["reply"], "講座を開いていない");
    assert_eq!(office.written(&request, "受講者数", "回答"), "講座を開いていない");
    let book = office.out("2024-10").join("総括表.xlsx");
    assert_eq!(office.written(&book, "受講者数", "部署の回答"), "講座を開いていない");
}

#[test]
fn an_acceptance_can_be_taken_back_and_given_late() {
    let office = october();
    accept(&office, "2024-10");
    office.put("2024-11/福祉課.xlsx", "評価", SHEET);
    assert!(!open(&office.run("2024-11", Some("2024-10")), "value-rough"));
    // Taken back in the new book: the old one no longer counts.
    let book = office.out("2024-11").join("総括表.xlsx");
    office.write(&book, "相談件数", "了承", "");
    office.write(&book, "相談件数", "了承の理由", "");
    for _ in 0..3 {
        assert!(open(&office.run("2024-11", Some("2024-10")), "value-rough"));
    }
    office.put("2024-12/福祉課.xlsx", "評価", SHEET);
    assert!(open(&office.run("2024-12", Some("2024-11")), "value-rough"));
    accept(&office, "2024-11");
    assert!(
        !open(&office.run("2024-12", Some("2024-11")), "value-rough"),
        "given late, in the book of the month before"
    );
    accept(&office, "2024-12");
    assert!(!open(&office.run("2024-12", Some("2024-11")), "value-rough"));
}

#[test]
fn a_mark_without_a_reason_accepts_nothing_and_is_told() {
    let office = october();
    let book = office.out("2024-10").join("総括表.xlsx");
    office.write(&book, "相談件数", "了承", "○");
    office.write(&book, "利用者数", "了承", "確認中");
    for _ in 0..2 {
        let outcome = office.run("2024-10", None);
        assert!(open(&outcome, "value-rough") && open(&outcome, "acceptance-without-reason"));
        assert!(open(&outcome, "rate-disagrees") && open(&outcome, "acceptance-unclear"));
        assert!(!office.out("2024-10").join("確認依頼/所属不明.xlsx").exists(), "no department is asked");
    }
    let of = |indicator: &str| {
        let row = office.rows("2024-10", "findings");
        let rule = if indicator == "相談件数" { "value-rough" } else { "rate-disagrees" };
        row.iter().find(|row| row["rule"] == rule).unwrap()["finding_id"].clone()
    };
    assert_eq!(office.written(&book, &of("相談件数"), "了承"), "○");
    assert_eq!(office.written(&book, &of("利用者数"), "了承"), "確認中");
    office.write(&book, &of("相談件数"), "了承の理由", "概数で公表している");
    office.write(&book, &of("利用者数"), "了承", "");
    let outcome = office.run("2024-10", None);
    assert!(!open(&outcome, "value-rough") && !open(&outcome, "acceptance-without-reason"));
    assert!(open(&outcome, "rate-disagrees") && !open(&outcome, "acceptance-unclear"));
}

#[test]
fn a_reply_that_comes_back_is_read_wherever_it_lies_and_whatever_it_is_called() {
    let office = october();
    let request = office.out("2024-10").join("確認依頼/福祉課.xlsx");
    let returned = office.path("2024-11/メール/回答(福祉課)済.xlsx");
    fs::create_dir_all(returned.parent().unwrap()).unwrap();
    fs::copy(&request, &returned).unwrap();
    office.write(&returned, "相談件数", "回答", "概数でよい");
    office.write(&request, "相談件数", "回答", "別の担当の回答");
    // The cell on the right of the label.
    let (by, part) = office::cell_of(&returned, "回答者", "お願い");
    office::put_text(&returned, &part, &by, "田中");
    office.put("2024-11/福祉課.xlsx", "評価", &SHEET.replace("| 50 | |", "| 50 | 49 |"));
    office.write(&returned, "受講者数", "回答", "記入しました");
    let outcome = office.run("2024-11", Some("2024-10"));
    assert_eq!(outcome.model.submissions.len(), 1, "a reply is no submission");
    assert!(!open(&outcome, "file-without-indicators"));
    let rows = office.rows("2024-11", "findings");
    let reply = |rule: &str| rows.iter().find(|row| row["rule"] == rule).unwrap()["reply"].clone();
    assert_eq!(reply("value-rough"), "概数でよい（回答者：田中） 別の回答：別の担当の回答");
    assert_eq!(reply("actual-missing"), "記入しました（回答者：田中）", "also of what is resolved");
    let next = office.out("2024-11").join("確認依頼/福祉課.xlsx");
    assert_eq!(office.written(&next, "相談件数", "回答"), "概数でよい");
    // The month after it is resolved and gone, the old book still lies there: nothing is lost.
    office.put("2024-12/福祉課.xlsx", "評価", &SHEET.replace("約120", "120").replace("| 50 | |", "| 50 | 49 |"));
    office.run("2024-12", Some("2024-11"));
    let last = office.path("2025-01/回答.xlsx");
    office.put("2025-01/福祉課.xlsx", "評価", &SHEET.replace("約120", "120").replace("| 50 | |", "| 50 | 49 |"));
    fs::copy(&returned, &last).unwrap();
    let outcome = office.run("2025-01", Some("2024-12"));
    let listed: Vec<&str> = outcome
        .findings
        .iter()
        .filter(|one| one.rule.name == "reply-unmatched")
        .map(|one| one.found.as_str())
        .collect();
    assert_eq!(listed, ["記入しました"], "the other is among the resolved of the month before");
}

#[test]
fn a_consolidated_book_among_the_inputs_is_not_consolidated_again() {
    let office = october();
    fs::copy(office.out("2024-10").join("総括表.xlsx"), office.path("2024-10/総括表.xlsx")).unwrap();
    let outcome = office.run("2024-10", None);
    assert_eq!((outcome.model.submissions.len(), open(&outcome, "own-output")), (1, true));
}

#[test]
fn a_book_that_cannot_be_read_is_told_and_what_is_known_stays() {
    let office = october();
    accept(&office, "2024-10");
    office.run("2024-10", None);
    let book = office.out("2024-10").join("総括表.xlsx");
    let whole = fs::read(&book).unwrap();
    fs::write(&book, &whole[..whole.len() / 2]).unwrap();
    let outcome = office.run("2024-10", None);
    assert!(open(&outcome, "answers-unreadable") && !open(&outcome, "value-rough"));
}

#[test]
fn the_office_sets_until_when_to_reply_once() {
    let office = october();
    let request = office.out("2024-10").join("確認依頼/福祉課.xlsx");
    // The cell on the right of the label.
    let (at, part) = office::cell_of(&request, "回答期限", "内容");
    office::put_text(&request, &part, &at, "2024/11/15");
    office.run("2024-10", None);
    assert_eq!(office.written(&request, "回答期限", "内容"), "2024/11/15");
}

#[test]
fn what_is_accepted_does_not_decide_the_exit_status() {
    let office = october();
    fs::write(office.path("2024-10/壊れた.xlsx"), "PK\u{3}\u{4}").unwrap();
    let run = || {
        let mut command = assert_cmd::Command::cargo_bin("matome").unwrap();
        command.current_dir(office.path(".")).args(["consolidate", "2024-10", "--out", "集計/2024-11"]);
        command.args(["--previous", "集計/2024-10"]).output().unwrap()
    };
    assert_eq!(run().status.code(), Some(1));
    let book = office.out("2024-11").join("総括表.xlsx");
    office.write(&book, "file-unreadable", "了承", "○");
    office.write(&book, "file-unreadable", "了承の理由", "去年のファイルで、いらない");
    let output = run();
    let said = String::from_utf8(output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(0), "{said}");
    assert!(said.contains("新規 0件、継続 3件、解消 0件、了承 1件"), "{said}");
}

#[test]
fn no_two_findings_of_the_samples_share_an_id() {
    let text = fs::read_to_string("tests/expected/csv/findings.csv").unwrap();
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let ids: Vec<String> = reader.records().map(|row| row.unwrap()[0].to_owned()).collect();
    let distinct: std::collections::BTreeSet<&String> = ids.iter().collect();
    assert!(ids.len() > 50 && distinct.len() == ids.len());
}

#[test]
fn the_same_run_after_the_same_run_gives_the_same_bytes() {
    let office = october();
    accept(&office, "2024-10");
    let request = office.out("2024-10").join("確認依頼/福祉課.xlsx");
    office.write(&request, "受講者数", "回答", "講座を開いていない");
    office.put("2024-11/福祉課.xlsx", "評価", &SHEET.replace("約120", "約130").replace("| 80", "|"));
    office.run("2024-11", Some("2024-10"));
    let first = files(&office.out("2024-11"));
    for _ in 0..3 {
        office.run("2024-11", Some("2024-10"));
        let now = files(&office.out("2024-11"));
        let differing: Vec<&String> =
            now.iter().filter(|(name, bytes)| first.get(*name) != Some(bytes)).map(|(name, _)| name).collect();
        assert!(differing.is_empty() && now.len() == first.len(), "{differing:?}");
    }
}

#[test]
fn a_book_is_read_without_the_data_behind_it() {
    let office = october();
    let bytes = fs::read(office.out("2024-10").join("総括表.xlsx")).unwrap();
    let names = |without| {
        let reader = matome::read::Reader { without, ..matome::read::Reader::default() };
        let book = reader.parse("総括表.xlsx", &bytes).unwrap();
        book.sheets.iter().map(|sheet| sheet.id.sheet.clone()).collect::<Vec<_>>()
    };
    let (all, some) = (names(None), names(Some("データ_")));
    assert!(some.iter().any(|name| name == "確認事項") && some.len() < all.len());
    assert!(some.iter().all(|name| !name.starts_with("データ_")), "{some:?}");
}

#[test]
fn a_request_that_is_looked_at_alone_has_no_findings() {
    let office = october();
    let request = office.out("2024-10").join("確認依頼/福祉課.xlsx");
    office.write(&request, "相談件数", "回答", "概数でよい");
    let job = matome::pipeline::Job { inputs: vec![request], ..matome::pipeline::Job::default() };
    let outcome = matome::pipeline::consider(&job, &|_, _| {}).unwrap();
    assert_eq!((outcome.findings.len(), outcome.model.submissions.len()), (0, 0));
}

#[test]
fn what_is_written_survives_ten_runs_one_of_them_with_the_book_open() {
    let office = october();
    let out = office.out("2024-10");
    accept(&office, "2024-10");
    let book = out.join("総括表.xlsx");
    for run in 0..10 {
        let locked = run == 4;
        if locked {
            fs::write(out.join("~$総括表.xlsx"), "鍵").unwrap();
        }
        let outcome = office.run("2024-10", None);
        assert!(!open(&outcome, "value-rough"), "run {run}");
        assert_eq!(outcome.left_open.len(), usize::from(locked), "run {run}");
        if locked {
            // staff go on in the one that is open, and accept another in the one beside it
            office.write(&book, "受講者数", "了承", "○");
            office.write(&book, "受講者数", "了承の理由", "調査は隔年");
            let new = out.join("総括表（新）.xlsx");
            office.write(&new, "利用者数", "了承", "○");
            office.write(&new, "利用者数", "了承の理由", "算式が違う");
            fs::remove_file(out.join("~$総括表.xlsx")).unwrap();
        }
        let accepted = if run > 4 { 3 } else { 1 };
        assert_eq!(outcome.run.counts["findings_accepted"], accepted, "run {run}");
    }
    assert_eq!(office.written(&book, "受講者数", "了承の理由"), "調査は隔年");
    assert_eq!(office.written(&book, "利用者数", "了承の理由"), "算式が違う");
    assert!(!out.join("総括表（新）.xlsx").exists());
}

#[test]
fn what_is_taken_back_in_the_newer_of_two_books_stays_so() {
    let office = october();
    let out = office.out("2024-10");
    accept(&office, "2024-10");
    fs::write(out.join("~$総括表.xlsx"), "鍵").unwrap();
    assert!(!open(&office.run("2024-10", None), "value-rough"));
    let new = out.join("総括表（新）.xlsx");
    office.write(&new, "相談件数", "了承", "");
    office.write(&new, "相談件数", "了承の理由", "");
    fs::remove_file(out.join("~$総括表.xlsx")).unwrap();
    for _ in 0..2 {
        assert!(open(&office.run("2024-10", None), "value-rough"));
    }
}
