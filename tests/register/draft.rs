//! A first register from a folder of sheets: written, read back, used.

#![expect(clippy::disallowed_methods, reason = "a test that reads and writes files")]

use assert_cmd::Command;
use matome::model::{Baseline, Figure, FinalTarget, Operator};
use matome::pipeline::{self, Job};
use matome::register::{Register, Registered};
use matome::settings::Settings;
use std::path::Path;

/// What of a figure is written: its number, and how it is to be compared.
fn said(figure: &Figure) -> Option<(String, Option<Operator>, bool)> {
    let value = figure.value.map(|value| value.normalize().to_string());
    let said = value.is_some() || figure.operator.is_some_and(|operator| operator != Operator::Equal);
    said.then(|| (value.unwrap_or_default(), figure.operator.or(Some(Operator::Equal)), figure.strict))
}

/// All that is written of an indicator.
fn row(each: &Registered) -> String {
    let indicator = &each.indicator;
    let baseline = |one: &Baseline| Some((said(&one.figure), one.fiscal_year)).filter(|one| *one != (None, None));
    let goal = |one: &FinalTarget| said(&one.figure).map(|said| (said, one.fiscal_year));
    let targets: Vec<_> = indicator
        .observations
        .iter()
        .filter_map(|one| said(&one.target).map(|said| (one.period.to_string(), said)))
        .collect();
    let path: Vec<_> = each.path.iter().map(|node| (&node.level, &node.code, &node.name)).collect();
    let stated =
        indicator.direction.filter(|_| indicator.direction_source != Some(matome::model::DirectionSource::Derived));
    format!(
        "{:?}",
        (
            (&each.code, &indicator.name, &indicator.belongs, indicator.kind, indicator.measurement),
            (&indicator.unit, stated, each.aggregation, indicator.baseline.as_ref().and_then(baseline)),
            (indicator.final_target.as_ref().and_then(goal), targets, path, &each.submitter, each.released),
            (&each.rhythm.frequency, &each.rhythm.due, &each.rating, &each.aliases, each.repeats.is_some()),
        )
    )
}

fn drafted(out: &Path) -> Register {
    let job = Job { inputs: vec!["samples".into()], ..Job::default() };
    pipeline::draft_register(&job, out, &|_, _| {}).unwrap()
}

fn read_back(path: &Path) -> Register {
    let bytes = std::fs::read(path).unwrap();
    pipeline::register(&matome::read::parse("台帳.xlsx", &bytes).unwrap(), &Settings::default()).0
}

#[test]
fn a_register_is_read_back_as_it_was_drafted() {
    let dir = tempfile::tempdir().unwrap();
    let out = dir.path().join("台帳.xlsx");
    let (drafted, read) = (drafted(&out), read_back(&out));
    assert_eq!(drafted.indicators.len(), read.indicators.len());
    for (one, other) in drafted.indicators.iter().zip(&read.indicators) {
        assert_eq!(row(one), row(other));
    }
    let tree = |register: &Register| -> Vec<String> {
        let nodes = register.measures.iter();
        nodes
            .map(|each| format!("{} {} {} {} {}", each.code, each.name, each.level, each.parent, each.department))
            .collect()
    };
    assert_eq!(tree(&drafted), tree(&read));
    let roster = |register: &Register| -> Vec<String> {
        register.roster.iter().map(|expected| expected.department.clone()).collect()
    };
    assert_eq!(roster(&drafted), roster(&read));
    assert!(!read.measures.is_empty() && read.roster.len() > 10);
}

#[test]
fn the_workbook_asks_for_what_the_sheets_do_not_say() {
    let dir = tempfile::tempdir().unwrap();
    let out = dir.path().join("台帳.xlsx");
    drafted(&out);
    let book = matome::read::parse("台帳.xlsx", &std::fs::read(&out).unwrap()).unwrap();
    let names: Vec<&str> = book.sheets.iter().map(|sheet| sheet.id.sheet.as_str()).collect();
    assert_eq!(names, ["指標台帳", "施策体系", "名簿", "組織改正", "目標改定"]);
    let lists: Vec<&str> =
        book.sheets[0].known.validations.iter().map(|validation| validation.first.as_str()).collect();
    for words in ["増加", "単年", "毎年", "公表しない"] {
        assert!(lists.iter().any(|list| list.contains(words)), "{words}: {lists:?}");
    }
}

#[test]
fn nothing_is_overwritten_and_what_cannot_be_read_stops_the_run() {
    let dir = tempfile::tempdir().unwrap();
    let run = |arguments: &[&str]| {
        let output = Command::cargo_bin("matome").unwrap().args(arguments).output().unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
    };
    let path = |name: &str| dir.path().join(name).to_string_lossy().into_owned();
    let (out, input) = (path("台帳.xlsx"), "samples/建設部");
    let (status, told, _) = run(&["register", "draft", input, "--out", &out]);
    assert_eq!((status, told.contains("指標台帳の下書き")), (0, true), "{told}");
    let before = std::fs::read(&out).unwrap();
    let (status, _, told) = run(&["register", "draft", input, "--out", &out, "--lang", "en"]);
    assert_eq!((status, told.contains("is there already")), (3, true), "{told}");
    assert_eq!(std::fs::read(&out).unwrap(), before);
    std::fs::write(path("壊れた.xlsx"), b"PK\x03\x04, and then nothing").unwrap();
    for register in [path("壊れた.xlsx"), path("無い.xlsx")] {
        let (status, _, told) = run(&["consolidate", input, "--register", &register, "--out", &path("結果")]);
        assert_eq!((status, told.contains(&register)), (2, true), "{told}");
        assert!(!Path::new(&path("結果")).exists());
    }
}

#[test]
fn the_settings_name_a_register_and_the_run_says_which_it_was() {
    let dir = tempfile::tempdir().unwrap();
    let input = dir.path().join("回答");
    std::fs::create_dir(&input).unwrap();
    std::fs::copy("samples/建設部/道路河川課_指標調査票.xlsx", input.join("道路河川課.xlsx")).unwrap();
    let job = Job { inputs: vec![input.clone()], ..Job::default() };
    pipeline::draft_register(&job, &input.join("台帳.xlsx"), &|_, _| {}).unwrap();
    std::fs::write(dir.path().join("matome.toml"), "register = \"回答/台帳.xlsx\"\ninputs = [\"回答\"]\n").unwrap();
    let run = |arguments: &[&str]| {
        let mut command = Command::cargo_bin("matome").unwrap();
        command.current_dir(dir.path()).args(arguments).output().unwrap().status.code().unwrap()
    };
    assert_eq!(run(&["consolidate", "--out", "結果", "--quiet"]), 1);
    let text = std::fs::read_to_string(dir.path().join("結果/run.json")).unwrap();
    let json: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(json["register"]["name"], "台帳.xlsx");
    assert_eq!(json["register"]["sha256"].as_str().unwrap().len(), 64);
    let findings = std::fs::read_to_string(dir.path().join("結果/csv/findings.csv")).unwrap();
    assert!(!findings.contains("register-in-inputs") && !findings.contains("indicator-unregistered"), "{findings}");
    // without being named it is no answer either
    assert_eq!(run(&["consolidate", "回答", "--config", "回答/../none.toml", "--out", "別", "--quiet"]), 2);
    std::fs::write(dir.path().join("none.toml"), "").unwrap();
    assert_eq!(run(&["consolidate", "回答", "--config", "none.toml", "--out", "別", "--quiet"]), 1);
    let findings = std::fs::read_to_string(dir.path().join("別/csv/findings.csv")).unwrap();
    assert!(findings.contains("register-in-inputs"), "{findings}");
    let submissions = std::fs::read_to_string(dir.path().join("別/csv/submissions.csv")).unwrap();
    assert_eq!(submissions.lines().count(), 2, "{submissions}");
}
