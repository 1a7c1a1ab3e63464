//! Several months in a row: a month with nothing new says what the month before said.

#![expect(clippy::disallowed_methods, clippy::unwrap_used, reason = "a test that reads and writes files")]

use jiff::civil::{Date, date};
use matome::finding::Finding;
use matome::life::Standing;
use matome::model::Status;
use matome::period::Period;
use matome::pipeline::{Job, Outcome, consider};
use matome::register::{Register, Renamed};
use matome::settings::{Scale, Settings};
use matome::state::{self, State};

const REGISTER: &str = "templates/register/みほん市_指標台帳.xlsx";

fn job(month: u8, as_of: Option<Date>) -> Job {
    Job { inputs: vec!["samples".into()], period: Some(Period::month(2024, month)), as_of, ..Job::default() }
}

fn run(job: &Job) -> Outcome {
    consider(job, &|_, _| {}).unwrap()
}

/// What the next run reads of this one.
fn state_of(outcome: &Outcome) -> State {
    let findings = outcome.findings.iter().chain(&outcome.closed);
    let lines = state::lines(&outcome.model, &outcome.judgements, findings);
    let text: Vec<String> = lines.map(|line| serde_json::to_string(&line).unwrap()).collect();
    state::parse(&text.join("\n")).unwrap()
}

/// All of a finding but how it stands.
fn told(finding: &Finding) -> (String, String) {
    (
        finding.id.clone(),
        format!("{} {finding:?}", finding.rule.name).split("life: ").next().unwrap_or_default().to_owned(),
    )
}

/// Three months, the second and the third with nothing new.
fn nothing_new(october: &Job) -> [Outcome; 3] {
    let first = run(october);
    let november = Job { period: Some(Period::month(2024, 11)), previous: Some(state_of(&first)), ..october.clone() };
    let second = run(&november);
    let december = Job { period: Some(Period::month(2024, 12)), previous: Some(state_of(&second)), ..october.clone() };
    let third = run(&december);
    assert!(!first.findings.is_empty());
    for next in [&second, &third] {
        assert_eq!(next.model, first.model);
        assert_eq!(next.judgements, first.judgements);
        assert_eq!(next.rolled_up, first.rolled_up);
        assert_eq!(next.outlooks, first.outlooks);
        let of = |outcome: &Outcome| outcome.findings.iter().map(told).collect::<Vec<_>>();
        assert_eq!(of(next), of(&first));
        for finding in &next.findings {
            assert_eq!(finding.life.standing, Some(Standing::Continuing), "{finding:?}");
            assert_eq!(finding.life.since, "2024-10", "{finding:?}");
        }
        assert_eq!(next.closed, []);
        let counts = ["findings_new", "findings_resolved", "findings_accepted"].map(|name| next.run.counts[name]);
        assert_eq!(counts, [0, 0, 0]);
    }
    [first, second, third]
}

#[test]
fn a_month_with_nothing_new_yields_the_same_marks_and_findings() {
    nothing_new(&job(10, Some(date(2024, 10, 31))));
}

#[test]
fn so_it_does_by_every_scale() {
    for name in Scale::names() {
        let settings = Settings::parse(&format!("[judgement]\nscale = \"{name}\"")).unwrap();
        assert_eq!(settings.judgement.scale, Scale::named(name).unwrap());
        nothing_new(&Job { settings, ..job(10, None) });
    }
}

#[test]
fn so_it_does_with_the_register_whose_ids_stay() {
    let with = |as_of| Job { register: Some(REGISTER.into()), ..job(10, Some(as_of)) };
    let [first, ..] = nothing_new(&with(date(2024, 10, 31)));
    let registered = first.model.indicators.iter().filter(|one| one.registered.is_some());
    assert_eq!(registered.count(), first.model.indicators.len());
    assert!(first.findings.iter().any(|finding| !finding.life.indicator.is_empty()));
}

#[test]
fn what_was_not_due_is_missing_once_it_is_due_and_all_else_goes_on() {
    let with = |as_of| Job { register: Some(REGISTER.into()), ..job(10, Some(as_of)) };
    let before = run(&with(date(2024, 10, 31)));
    let later = Job { previous: Some(state_of(&before)), ..with(date(2025, 10, 31)) };
    let after = run(&later);
    let ids = |outcome: &Outcome| outcome.model.indicators.iter().map(|one| one.id.clone()).collect::<Vec<_>>();
    assert_eq!(ids(&after), ids(&before));
    let observed = |outcome: &Outcome| -> Vec<Status> {
        let all = outcome.model.indicators.iter().flat_map(|one| &one.observations);
        all.map(|one| one.actual.status).collect()
    };
    let mut became_due = 0;
    for (old, new) in observed(&before).into_iter().zip(observed(&after)) {
        if old == Status::NotDue && new == Status::Blank {
            became_due += 1;
        } else {
            assert_eq!(old, new);
        }
    }
    assert!(became_due > 0);
    let new = after.findings.iter().filter(|one| one.life.standing == Some(Standing::New));
    let missing = new.filter(|one| one.rule.name == "actual-missing").count();
    assert!(missing > 0 && missing <= became_due, "{missing} of {became_due}");
    let rules = |standing| -> std::collections::BTreeSet<&str> {
        let all = after.findings.iter().chain(&after.closed);
        all.filter(|one| one.life.standing == Some(standing)).map(|one| one.rule.name).collect()
    };
    // a year later answers are missing, provisional values are old, and no value is of a year that still runs
    assert_eq!(rules(Standing::New), ["actual-missing", "provisional-stays", "submission-missing"].into());
    assert_eq!(rules(Standing::Resolved), ["actual-before-end"].into());
}

#[test]
fn a_renamed_department_keeps_its_findings() {
    let (old, new) = ("生涯学習課", "生涯学習推進課");
    let dir = tempfile::tempdir().unwrap();
    let first = dir.path().join("台帳.xlsx");
    let mut register = matome::register::draft(&run(&job(10, None)).model);
    let write = |path: &std::path::Path, register: &Register| {
        matome::write::new_book(path, &matome::register::book(register)).unwrap();
    };
    write(&first, &register);
    let second = dir.path().join("台帳_改正後.xlsx");
    let place = register.indicators[0].indicator.place.clone();
    register.renamed =
        vec![Renamed { old: old.to_owned(), new: new.to_owned(), effective: Some(date(2024, 11, 1)), place }];
    let named = register.indicators.iter_mut().flat_map(|one| {
        let belongs = &mut one.indicator.belongs;
        [&mut belongs.department, &mut one.submitter].into_iter().chain(&mut belongs.related_departments)
    });
    for department in named.filter(|name| *name == old) {
        new.clone_into(department);
    }
    for department in register.roster.iter_mut().map(|one| &mut one.department).filter(|name| *name == old) {
        new.clone_into(department);
    }
    write(&second, &register);
    let october = run(&Job { register: Some(first), ..job(10, Some(date(2024, 10, 31))) });
    let of = |outcome: &Outcome, name: &str| outcome.findings.iter().filter(|one| one.department == name).count();
    assert!(of(&october, old) > 3);
    let later = Job { register: Some(second), previous: Some(state_of(&october)), ..job(11, Some(date(2024, 11, 30))) };
    let november = run(&later);
    let all = || november.findings.iter().chain(&november.closed);
    let told: Vec<String> = all()
        .filter(|one| one.life.standing != Some(Standing::Continuing))
        .map(|one| format!("{} {} {} {:?}", one.rule.name, one.file, one.found, one.life.standing))
        .collect();
    assert!(!told.is_empty() && told.iter().all(|one| one.starts_with("department-renamed")), "{told:#?}");
    assert_eq!(of(&november, old), 0);
    assert_eq!(november.judgements, october.judgements);
}

/// The state of a run of the first version, before there were registers, ratings and lives of findings.
const FIRST: &str = include_str!("states/first.jsonl");

#[test]
fn a_state_of_the_first_version_is_compared_with() {
    let state = state::parse(FIRST).unwrap();
    assert_eq!((state.model.indicators.len(), state.judgements.len(), state.findings.len()), (2, 2, 0));
    let dir = tempfile::tempdir().unwrap();
    let sheet = "施策コード,施策名,担当課,指標名,単位,向き,R4目標値,R4実績値,R5目標値,R5実績値\n\
        1-1,移住の促進,福祉課,相談件数,件,増,90,89,105,104\n1-1,移住の促進,福祉課,移住者数,人,増,20,21,22,約24\n";
    std::fs::write(dir.path().join("福祉課.csv"), sheet).unwrap();
    let job = Job { inputs: vec![dir.path().into()], previous: Some(state), ..Job::default() };
    let outcome = run(&job);
    let told: Vec<String> = outcome
        .findings
        .iter()
        .map(|one| {
            format!("{} {} {}>{}: {:?}", one.rule.name, one.indicator_name, one.expected, one.found, one.life.standing)
        })
        .collect();
    let expected = [
        "actual-changed 相談件数 98>89: Some(New)",
        "target-changed 相談件数 100>105: Some(New)",
        "value-rough 移住者数 >約24: Some(New)",
    ];
    assert_eq!(told, expected);
    assert_eq!(outcome.closed, [], "nothing is taken for mended");
}

#[test]
fn a_state_that_is_none_or_of_a_later_version_is_refused() {
    let refused = |text: &str| state::parse(text).unwrap_err().to_string();
    let later = FIRST.replace("\"state\":1", "\"state\":99");
    let version = "not a state of version 3 or earlier";
    for text in [later.as_str(), "", FIRST.split_once('\n').unwrap().1] {
        assert_eq!(refused(text), version);
    }
    assert!(refused(&FIRST.replace("\"fiscal_year\":2022", "\"fiscal_year\":true")).starts_with("line 4: "));
}
