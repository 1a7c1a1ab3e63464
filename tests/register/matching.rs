//! What was submitted, set beside the register.

use crate::sheets::{register_of, workbook};
use jiff::civil::{Date, date};
use matome::check::{self, Against};
use matome::finding::Finding;
use matome::form::Forms;
use matome::model::{DirectionSource, Indicator, Model, Status, SubmissionStatus};
use matome::pipeline;
use matome::reconcile::{Office, Received, reconcile};
use matome::settings::Settings;
use matome::state::State;

const LIST: &str = "\
指標コード|施策コード|施策名|指標名|所管課|単位|方向|集計|基準値|基準年度|R6目標|R7目標|測定頻度|把握月|議会報告|旧名称|再掲
K001|1-1|子育て支援|相談件数|こども課|件|増加|単年|80|R2|100|110|毎年|翌年度5月|||
K002|1-1|子育て支援|待機児童数|こども課|人|減少|時点|12|R2|5以下|3以下|毎年|当年度10月|公表しない||
K003|1-2|健康づくり|健診の受診率|健康課|％|増加||41.5|R3|44|45|3年に1度|||受診率（健診）|
K004|2-1|地域で育てる|相談件数|こども課||||||||||||K001
";

/// What comes of these answers, each a file with one sheet, and the findings as `file cell rule`.
fn office(register: &[(&str, &str)], answers: &[(&str, &str)], as_of: Option<Date>) -> (Model, Vec<Finding>) {
    let (register, told) = register_of(register);
    assert_eq!(crate::sheets::told(&told), [""; 0]);
    let received = answers.iter().map(|(file, text)| {
        let workbook = workbook(file, &[("評価", text)]);
        let (submission, _) = pipeline::submission(&workbook, &Forms::default(), false);
        Received { file: (*file).to_owned(), sha256: (*file).to_owned(), submission: Some(submission) }
    });
    reconcile(Office { body: "", register: Some(&register), as_of }, received.collect())
}

fn told(findings: &[Finding]) -> Vec<String> {
    let told = |finding: &Finding| {
        let cell = finding.cell.map(|cell| cell.to_string()).unwrap_or_default();
        for lang in [matome::lang::Lang::Ja, matome::lang::Lang::En] {
            let sentence = finding.message(lang) + &finding.remedy(lang);
            assert!(!sentence.contains('{') && !sentence.contains("（）"), "{sentence}");
        }
        format!("{} {cell} {}", finding.file, finding.rule.name).replace("指標台帳.xlsx", "台帳")
    };
    findings.iter().map(told).collect()
}

fn named<'a>(model: &'a Model, name: &str) -> &'a Indicator {
    model.indicators.iter().find(|indicator| indicator.name == name).unwrap()
}

const CHILDREN: (&str, &str) = (
    "こども課.xlsx",
    "施策コード|施策名|担当課|指標名|単位|R6目標|R6実績|R7目標|R7実績\n1-1|子育て支援|こども課|相談件数|件|100|98|110|\n1-1|子育て支援|こども課|待機児童数|人|5|4|3|",
);
const HEALTH: (&str, &str) = (
    "健康課.xlsx",
    "施策コード|施策名|担当課|指標名|単位|R5実績|R6目標|R6実績\n1-2|健康づくり|健康課|健診の受診率|％||44|43.2",
);
const AGAIN: (&str, &str) =
    ("地域.xlsx", "施策コード|施策名|担当課|指標名|単位|R6目標|R6実績\n2-1|地域で育てる|こども課|相談件数|件|100|98");

#[test]
fn an_indicator_in_several_places_is_one_and_the_register_fills_in() {
    let (model, findings) = office(&[("台帳", LIST)], &[CHILDREN, HEALTH, AGAIN], None);
    assert_eq!(told(&findings), [""; 0]);
    let ids: Vec<&str> = model.indicators.iter().map(|indicator| indicator.id.as_str()).collect();
    assert_eq!(ids, ["K001", "K002", "K001", "K003"]);
    let first = model.indicators.iter().find(|indicator| indicator.belongs.measure_code == "1-1").unwrap();
    assert_eq!(first.direction_source, Some(DirectionSource::Register));
    assert_eq!(first.baseline.as_ref().unwrap().figure.value, Some(80.into()));
    assert!(!named(&model, "待機児童数").registered.as_ref().unwrap().released);
    // 5以下 of the register says what the bare 5 of the sheet is
    let target = &named(&model, "待機児童数").observations[0].target;
    assert_eq!((target.value, target.place.as_ref().unwrap().sheet.file.as_str()), (Some(5.into()), "こども課.xlsx"));
    assert_eq!(target.operator, Some(matome::model::Operator::AtMost));
}

#[test]
fn matching_goes_by_code_then_by_former_name_and_never_by_guessing() {
    let by_code =
        ("a.xlsx", "指標コード|指標名|単位|R6目標|R6実績\nK001|子育て相談の件数|件|100|98\nK002|待機児童数|人|5|4");
    let by_alias = ("b.xlsx", "施策コード|担当課|指標名|単位|R6目標|R6実績\n1-2|健康課|受診率（健診）|％|44|43");
    let (model, findings) = office(&[("台帳", LIST)], &[by_code, by_alias, AGAIN], None);
    assert_eq!(told(&findings), ["a.xlsx B2 indicator-renamed", "b.xlsx C2 indicator-renamed"]);
    assert_eq!(named(&model, "受診率（健診）").id, "K003");
    let near = (
        "c.xlsx",
        "施策コード|担当課|指標名|単位|R6目標|R6実績\n1-2|健康課|健診受診率|％|44|43\n1-2|健康課|歩数|歩|8000|7600",
    );
    let (model, findings) = office(&[("台帳", LIST)], &[CHILDREN, near, AGAIN], None);
    assert_eq!(told(&findings), ["c.xlsx C2 match-uncertain", "c.xlsx C3 indicator-unregistered"]);
    assert_eq!(findings[0].expected, "健診の受診率［K003］");
    assert!(named(&model, "健診受診率").registered.is_none());
    // the same name in another measure and department is another indicator until someone says otherwise
    let other = ("d.xlsx", "施策コード|担当課|指標名|単位|R6目標|R6実績\n9-9|税務課|健診の受診率|％|44|43");
    let (_, findings) = office(&[("台帳", LIST)], &[CHILDREN, other, AGAIN], None);
    assert_eq!(told(&findings), ["d.xlsx C2 match-uncertain"]);
}

#[test]
fn two_answers_for_one_indicator_are_told_and_neither_is_picked() {
    let again = ("z/こども課の写し.xlsx", CHILDREN.1);
    let (model, findings) = office(&[("台帳", LIST)], &[CHILDREN, again, HEALTH, AGAIN], None);
    assert_eq!(findings.len(), 4);
    assert!(findings.iter().all(|finding| finding.rule.name == "indicator-submitted-twice"), "{:?}", told(&findings));
    assert_eq!(model.indicators.iter().filter(|indicator| indicator.registered.is_none()).count(), 4);
}

#[test]
fn where_the_sheet_says_otherwise_the_register_decides_and_it_is_told() {
    let sheet = (
        "こども課.xlsx",
        "施策コード|担当課|指標名|単位|方向|基準値|R6目標|R6実績\n1-1|こども課|相談件数|件|減少|82|105|98\n1-1|こども課|待機児童数|世帯|減少|12|5|4",
    );
    let (model, findings) = office(&[("台帳", LIST)], &[sheet, HEALTH, AGAIN], None);
    let mut found = told(&findings);
    found.sort();
    assert_eq!(
        found,
        [
            "こども課.xlsx C2 registered-direction-differs",
            "こども課.xlsx C3 registered-unit-differs",
            "こども課.xlsx F2 registered-baseline-differs",
            "こども課.xlsx G2 registered-target-differs",
        ]
    );
    let indicator =
        model.indicators.iter().find(|each| each.belongs.measure_code == "1-1" && each.id == "K001").unwrap();
    assert_eq!(indicator.observations[0].target.value, Some(100.into()));
    assert_eq!(indicator.baseline.as_ref().unwrap().figure.value, Some(80.into()));
    let submitted = &indicator.registered.as_ref().unwrap().submitted;
    assert_eq!(submitted.targets[0].2.value, Some(105.into()));
    assert_eq!(submitted.baseline.as_ref().unwrap().figure.value, Some(82.into()));
    // in another unit nothing of the register is used
    assert_eq!(named(&model, "待機児童数").observations[0].target.value, Some(5.into()));
}

#[test]
fn what_is_not_due_is_neither_blank_nor_late() {
    let children = (
        "こども課.xlsx",
        "施策コード|担当課|指標名|単位|R6目標|R6実績\n1-1|こども課|相談件数|件|100|\n1-1|こども課|待機児童数|人|5|",
    );
    let statuses = |as_of| {
        let (model, findings) = office(&[("台帳", LIST)], &[children, HEALTH, AGAIN], as_of);
        let of = |name: &str, at: usize| named(&model, name).observations[at].actual.status;
        let first = model.indicators.iter().find(|each| each.place.sheet.file == "こども課.xlsx" && each.id == "K001");
        let found = [first.unwrap().observations[0].actual.status, of("待機児童数", 0), of("健診の受診率", 0)];
        (found, told(&findings))
    };
    // the years between are known without a date: R3 and every third after it
    assert_eq!(statuses(None), ([Status::Blank, Status::Blank, Status::NotDue], vec![]));
    assert_eq!(statuses(Some(date(2024, 9, 30))).0, [Status::NotDue, Status::NotDue, Status::NotDue]);
    let late = vec!["こども課.xlsx F3 actual-overdue".to_owned()];
    assert_eq!(statuses(Some(date(2024, 10, 31))), ([Status::NotDue, Status::Blank, Status::NotDue], late));
    assert_eq!(statuses(Some(date(2025, 5, 31))), ([Status::Blank, Status::Blank, Status::NotDue], vec![]));
}

const REVISIONS: &str = "指標コード|対象年度|旧目標|新目標|適用年度\nK001|R7|100|110|R7";

#[test]
fn a_revised_target_holds_from_its_year_and_the_old_one_is_kept() {
    let sheet = |target: &str| {
        format!(
            "施策コード|担当課|指標名|単位|R6目標|R6実績|R7目標|R7実績\n1-1|こども課|相談件数|件|100|98|{target}|\n1-1|こども課|待機児童数|人|5|4|3|"
        )
    };
    let of = |target: &str, as_of| {
        let text = sheet(target);
        let (model, findings) =
            office(&[("台帳", LIST), ("改定", REVISIONS)], &[("こども課.xlsx", &text), HEALTH, AGAIN], as_of);
        let indicator =
            model.indicators.iter().find(|each| each.place.sheet.file == "こども課.xlsx" && each.id == "K001");
        let target = indicator.unwrap().observations[1].target.clone();
        (target.value.unwrap().to_string(), target.revised_from.map(|old| old.to_string()), told(&findings))
    };
    let old = Some("100".to_owned());
    assert_eq!(of("110", None), ("110".to_owned(), old.clone(), vec![]));
    assert_eq!(of("", None), ("110".to_owned(), old.clone(), vec![]));
    assert_eq!(of("100", None), ("110".to_owned(), old.clone(), vec!["こども課.xlsx G2 target-outdated".to_owned()]));
    assert_eq!(of("120", None), ("110".to_owned(), old, vec!["こども課.xlsx G2 registered-target-differs".to_owned()]));
    // before its year the old one holds
    assert_eq!(of("100", Some(date(2024, 10, 31))), ("100".to_owned(), None, vec![]));
}

const ROSTER: &str = "部署|部会|提出期限|受領日\nこども課|福祉部会|2024/10/25|2024/10/28\n健康課|福祉部会|2024/10/25|\n税務課|総務部会|2024/11/25|";

#[test]
fn the_roster_says_who_is_missing_late_or_unexpected() {
    let stray = ("水道課.xlsx", "施策コード|担当課|指標名|単位|R6目標|R6実績\n1-1|水道課|漏水件数|件|5|4");
    let (model, findings) =
        office(&[("台帳", LIST), ("名簿", ROSTER)], &[CHILDREN, AGAIN, stray], Some(date(2024, 10, 31)));
    let mut found = told(&findings);
    found.sort();
    assert_eq!(
        found,
        [
            "こども課.xlsx  submission-late",
            "台帳 A3 submission-missing",
            "地域.xlsx  submission-late",
            "水道課.xlsx  department-unknown",
            "水道課.xlsx  submission-unexpected",
            "水道課.xlsx C2 indicator-unregistered",
        ]
    );
    let statuses: Vec<(&str, SubmissionStatus, Option<u32>)> = model
        .submissions
        .iter()
        .map(|record| (record.department.as_str(), record.status, record.indicators_expected))
        .collect();
    assert_eq!(
        statuses,
        [
            ("こども課", SubmissionStatus::Late, Some(2)),
            ("こども課", SubmissionStatus::Late, Some(1)),
            ("健康課", SubmissionStatus::Missing, Some(1)),
            ("水道課", SubmissionStatus::Unexpected, None),
            ("税務課", SubmissionStatus::Missing, Some(0)),
        ]
    );
}

#[test]
fn an_indicator_that_no_sheet_has_goes_to_its_department() {
    let (_, findings) = office(&[("台帳", LIST)], &[CHILDREN], None);
    assert_eq!(told(&findings), ["台帳 D4 indicator-missing", "台帳 D5 indicator-missing"]);
    assert_eq!(findings[0].department, "健康課");
}

#[test]
fn offices_have_the_names_they_are_called_by_now() {
    let renamed = "旧部署名|新部署名|施行日\n子育て課|こども課|令和6年4月1日\n保健課|健康課|令和7年度\n福祉課|こども課|\n福祉課|健康課|";
    let answers = [
        ("子育て課.xlsx", &*CHILDREN.1.replace("こども課", "子育て課")),
        ("保健課.xlsx", &*HEALTH.1.replace("健康課", "保健課")),
        ("地域.xlsx", &*AGAIN.1.replace("こども課", "福祉課")),
    ];
    let (model, findings) = office(&[("台帳", LIST), ("改正", renamed)], &answers, Some(date(2024, 10, 31)));
    assert_eq!(
        told(&findings),
        ["地域.xlsx  department-ambiguous", "子育て課.xlsx  department-renamed"],
        "a change of next year has not happened"
    );
    let departments: Vec<&str> = model.submissions.iter().map(|record| record.department.as_str()).collect();
    assert_eq!(departments, ["こども課", "保健課", "福祉課"]);
    assert!(model.indicators.iter().all(|indicator| indicator.registered.is_some()));
}

#[test]
fn a_target_that_changed_as_the_register_says_has_not_changed_unsaid() {
    let sheet = |target: &str| {
        format!("施策コード|担当課|指標名|単位|R6目標|R6実績|R7目標|R7実績\n1-1|こども課|相談件数|件|100|98|{target}|")
    };
    let old = LIST.replace("|100|110|毎年", "|100|100|毎年");
    let (before, after) = (sheet("100"), sheet("110"));
    let (model, _) = office(&[("台帳", &old)], &[("こども課.xlsx", &before), HEALTH, AGAIN], None);
    let previous = State { model, ..State::default() };
    let changed = |register: &[(&str, &str)]| {
        let (model, _) = office(register, &[("こども課.xlsx", &after), HEALTH, AGAIN], None);
        let settings = Settings::default();
        let judgements = check::judge(&model, &settings, None);
        let against = Against { settings: &settings, as_of: None, previous: Some(&previous) };
        let (findings, _) = check::check(&model, &judgements, against);
        findings.iter().filter(|finding| finding.rule.name == "target-changed").count()
    };
    assert_eq!(changed(&[("台帳", LIST)]), 1);
    assert_eq!(changed(&[("台帳", LIST), ("改定", REVISIONS)]), 0);
}

#[test]
fn what_is_about_the_run_goes_to_nobody_who_is_missing() {
    let (model, _) = office(&[("台帳", LIST), ("名簿", ROSTER)], &[CHILDREN, AGAIN], None);
    assert!(model.submissions.iter().any(|record| record.status == SubmissionStatus::Missing));
    let mut findings = [Finding::of_file(&matome::rule::settings::INDICATOR_SETTING_UNUSED, "", "12")];
    matome::reconcile::address(&model, &mut findings);
    assert_eq!(findings[0].department, "");
}

#[test]
fn places_of_one_indicator_have_the_same_actuals() {
    let other = (AGAIN.0, &*AGAIN.1.replace("|98", "|89"));
    let (_, findings) = office(&[("台帳", LIST)], &[CHILDREN, HEALTH, other], None);
    assert_eq!(findings.len(), 1, "{:?}", told(&findings));
    assert_eq!(findings[0].rule.name, "registered-places-differ");
}

#[test]
fn two_plans_may_give_one_code_to_two_measures() {
    let list = "\
指標コード|計画|施策コード|施策名|指標名|所管課|単位|R6目標
K001|総合計画|1-1|子育て支援|相談件数|こども課|件|100
K002|総合計画|1-2|健康づくり|受診率|健康課|％|44";
    let of = |measure: &str| {
        let text = format!(
            "計画名|施策コード|施策名|担当課|指標名|単位|R6目標|R6実績\n総合戦略|1-1|{measure}|総務課|相談件数|件|70|66"
        );
        let (_, findings) = office(&[("台帳", list)], &[("a.xlsx", text.as_str())], None);
        told(&findings)
    };
    assert_eq!(of("行政改革"), ["a.xlsx E2 match-uncertain", "台帳 E3 indicator-missing"]);
    // the measure itself is the same: only the plan is called otherwise
    assert_eq!(of("子育て支援"), ["a.xlsx G2 registered-target-differs", "台帳 E3 indicator-missing"]);
}
