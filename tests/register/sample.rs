//! The register of みほん市: it is what its generator makes, and what a run of the samples with it gives.

#![expect(clippy::disallowed_methods, reason = "a test that reads and writes files")]

#[path = "../../examples/sample-register.rs"]
#[expect(dead_code, reason = "main is called when it runs as an example")]
mod generator;

use jiff::civil::date;
use matome::model::{Status, SubmissionStatus};
use matome::period::Period;
use matome::pipeline::{Job, Outcome, consider, consolidate};
use std::collections::BTreeMap;

fn job() -> Job {
    Job {
        inputs: vec!["samples".into()],
        as_of: Some(date(2024, 10, 31)),
        register: Some(generator::REGISTER.into()),
        ..Job::default()
    }
}

fn run() -> Outcome {
    consider(&job(), &|_, _| {}).unwrap()
}

#[test]
fn the_generator_gives_the_committed_bytes() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("台帳.xlsx");
    generator::write(&path).unwrap();
    let same = std::fs::read(&path).unwrap() == std::fs::read(generator::REGISTER).unwrap();
    assert!(same, "it is old: cargo run --example sample-register");
}

#[test]
fn every_sample_is_matched_and_only_what_is_so_is_told() {
    let outcome = run();
    let without: Vec<&str> = outcome
        .model
        .indicators
        .iter()
        .filter(|indicator| indicator.registered.is_none())
        .map(|indicator| indicator.name.as_str())
        .collect();
    assert_eq!(without, [""; 0]);
    let mut told: BTreeMap<&str, usize> = BTreeMap::new();
    let own: Vec<&str> = matome::rule::register::RULES.iter().map(|rule| rule.name).collect();
    for finding in outcome.findings.iter().filter(|finding| own.contains(&finding.rule.name)) {
        *told.entry(finding.rule.name).or_default() += 1;
    }
    let told: Vec<(&str, usize)> = told.into_iter().collect();
    // of the two indicators that stand in two places one has other actuals in each
    let expected =
        [("department-renamed", 1), ("registered-places-differ", 1), ("submission-late", 1), ("submission-missing", 1)];
    assert_eq!(told, expected);
    let shared = outcome.findings.iter().filter(|finding| finding.rule.name == "statement-shared");
    assert_eq!(shared.count(), 0, "the register says that they are one");
}

#[test]
fn an_indicator_with_two_places_has_one_id() {
    let outcome = run();
    let mut ids: Vec<&str> = outcome.model.indicators.iter().map(|indicator| indicator.id.as_str()).collect();
    let places = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(places - ids.len(), 2);
}

#[test]
fn empty_actuals_that_are_not_due_say_so() {
    let statuses = |job: &Job| {
        let outcome = consider(job, &|_, _| {}).unwrap();
        let actuals = outcome.model.indicators.iter().flat_map(|indicator| &indicator.observations);
        let count = |status| actuals.clone().filter(|one| one.actual.status == status).count();
        (count(Status::Blank), count(Status::NotDue))
    };
    let (with, without) = (statuses(&job()), statuses(&Job { register: None, ..job() }));
    assert_eq!((without.1, with.0 + with.1), (0, without.0));
    assert!(with.1 > with.0, "{with:?}");
    // what is missing for years that are over stays missing
    let outcome = run();
    let missing = |outcome: &Outcome| outcome.findings.iter().filter(|one| one.rule.name == "actual-missing").count();
    assert_eq!(missing(&outcome), missing(&consider(&Job { register: None, ..job() }, &|_, _| {}).unwrap()));
}

#[test]
fn a_revision_is_kept_beside_the_target() {
    let outcome = run();
    let lectures = outcome.model.indicators.iter().find(|each| each.name == "生涯学習講座の受講者数").unwrap();
    let target = &lectures.final_target.as_ref().unwrap().figure;
    assert_eq!((target.value, target.revised_from), (Some(3500.into()), Some(3200.into())));
    let of_year = lectures.observations.iter().find(|one| one.period == Period::year(2026)).unwrap();
    assert_eq!(of_year.target.revised_from, Some(3200.into()));
}

#[test]
fn the_roster_tells_who_is_late_and_who_is_missing() {
    let outcome = run();
    let of = |status| -> Vec<&str> {
        let records = outcome.model.submissions.iter().filter(move |record| record.status == status);
        records.map(|record| record.department.as_str()).collect()
    };
    assert_eq!(of(SubmissionStatus::Late), ["観光課"]);
    assert_eq!(of(SubmissionStatus::Missing), ["危機管理課", "税務課"]);
    assert_eq!(of(SubmissionStatus::Unexpected), [""; 0]);
    let read = outcome.model.submissions.iter().filter(|record| record.status == SubmissionStatus::Received);
    for record in read {
        assert_eq!(record.indicators_expected, Some(record.indicators), "{}", record.file);
    }
}

#[test]
fn what_is_not_released_stays_inside() {
    let dir = tempfile::tempdir().unwrap();
    let out = dir.path().join("結果");
    consolidate(&job(), &out, &|_, _| {}).unwrap();
    let book = |name: &str| {
        let workbook = matome::read::parse(name, &std::fs::read(out.join(name)).unwrap()).unwrap();
        let cells = workbook.sheets.into_iter().flat_map(|sheet| sheet.cells);
        cells.map(|cell| cell.raw.text.to_string()).collect::<Vec<_>>()
    };
    let (council, staff) = (book("議会報告.xlsx"), book("総括表.xlsx"));
    for name in ["施設予約に関する苦情の件数", "道路の穴による事故の件数"] {
        assert!(council.iter().all(|text| !text.contains(name)), "{name}");
        assert!(staff.iter().any(|text| text.contains(name)), "{name}");
    }
    assert!(council.iter().any(|text| text.ends_with("公表しない指標2件は、一覧にも件数にも入れていない。")));
    let csv = std::fs::read_to_string(out.join("csv/indicators.csv")).unwrap();
    let row = csv.lines().find(|line| line.contains("道路の穴による事故の件数")).unwrap();
    assert!(row.contains(",yearly,5,") && row.ends_with(",false,"), "{row}");
}
