//! 名簿: who was to answer, who did, when, and how much of what is registered.

use super::matching::Matched;
use crate::finding::Finding;
use crate::messages;
use crate::model::{Indicator, Model, SubmissionRecord, SubmissionStatus};
use crate::nearest::nearest;
use crate::register::{Expected, Register};
use crate::rule::register as rules;
use crate::token::text::{code, key};
use jiff::civil::Date;
use rustc_hash::{FxHashMap, FxHashSet};

/// Sets the received files beside the roster: late, unexpected, missing.
pub fn received(model: &mut Model, register: &Register, as_of: Option<Date>) -> Vec<Finding> {
    let mut findings = Vec::new();
    if register.roster.is_empty() {
        return findings;
    }
    let mut missing = Vec::new();
    for expected in &register.roster {
        let mut came = false;
        for record in model.submissions.iter_mut().filter(|record| is_of(record, expected)) {
            came = true;
            if let (Some(due), Some(day), SubmissionStatus::Received) = (expected.due, expected.received, record.status)
                && day > due
            {
                record.status = SubmissionStatus::Late;
                let finding = Finding::of_file(&rules::SUBMISSION_LATE, &record.file, messages::day(day));
                findings.push(Finding {
                    department: record.department.clone(),
                    measure_code: record.measure_code.clone(),
                    ..finding.expecting(messages::day(due))
                });
            }
        }
        if came {
            continue;
        }
        missing.push(record_of(expected));
        // before the date nobody is to be reminded
        if expected.due.zip(as_of).is_none_or(|(due, as_of)| due < as_of) {
            findings.push(not_there(expected));
        }
    }
    for record in &mut model.submissions {
        let known = record.department.is_empty() || register.expects(&record.department);
        if !known && record.status == SubmissionStatus::Received {
            record.status = SubmissionStatus::Unexpected;
            let finding = Finding::of_file(&rules::SUBMISSION_UNEXPECTED, &record.file, record.department.as_str());
            findings.push(Finding { department: record.department.clone(), ..finding });
        }
    }
    model.submissions.extend(missing);
    findings
}

/// Whether a file is the answer that is expected: of the department, and of its measure where that is said of both.
fn is_of(record: &SubmissionRecord, expected: &Expected) -> bool {
    let same = |one: &str, other: &str| one.is_empty() || other.is_empty() || one == other;
    key(&record.department) == key(&expected.department)
        && same(&code(&record.measure_code), &expected.measure_code)
        && (!record.measure_code.is_empty() && !expected.measure_code.is_empty()
            || same(&key(&record.measure_name), &key(&expected.measure_name)))
}

fn record_of(expected: &Expected) -> SubmissionRecord {
    SubmissionRecord {
        department: expected.department.clone(),
        measure_code: expected.measure_code.clone(),
        measure_name: expected.measure_name.clone(),
        status: SubmissionStatus::Missing,
        file: String::new(),
        sha256: String::new(),
        indicators_expected: None,
        indicators_filled: 0,
        indicators: 0,
    }
}

fn not_there(expected: &Expected) -> Finding {
    let measure = format!("{} {}", expected.measure_code, expected.measure_name);
    let found = match measure.trim() {
        "" => expected.department.clone(),
        measure => format!("{}（{measure}）", expected.department),
    };
    let due = expected.due.map_or_else(|| "－".to_owned(), messages::day);
    Finding {
        department: expected.department.clone(),
        measure_code: expected.measure_code.clone(),
        ..Finding::at(&rules::SUBMISSION_MISSING, &expected.place, found).expecting(due)
    }
}

/// Registered indicators that no sheet has, each to its department; those of departments from which nothing came are told
/// with that. Says of each submission how many indicators it was to have.
pub fn indicators(model: &mut Model, register: &Register, matched: &Matched) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut expected: FxHashMap<String, u32> = FxHashMap::default();
    let mut found: FxHashSet<usize> = FxHashSet::default();
    for (indicator, row) in model.indicators.iter().zip(&matched.rows) {
        let Some(row) = row else { continue };
        found.insert(*row);
        *expected.entry(indicator.place.sheet.file.clone()).or_default() += 1;
    }
    let mut of_department: FxHashMap<String, usize> = FxHashMap::default();
    for (at, record) in model.submissions.iter().enumerate() {
        let counts = matches!(
            record.status,
            SubmissionStatus::Received
                | SubmissionStatus::Late
                | SubmissionStatus::Missing
                | SubmissionStatus::Rejected
        );
        if counts {
            of_department.entry(key(&record.department)).or_insert(at);
        }
    }
    let mut more: FxHashMap<usize, u32> = FxHashMap::default();
    for (at, registered) in register.indicators.iter().enumerate() {
        if found.contains(&at) || matched.uncertain.contains(&at) {
            continue;
        }
        let asked = registered.asked();
        let record = of_department.get(&key(asked)).copied();
        if let Some(record) = record {
            *more.entry(record).or_default() += 1;
        }
        let absent = [SubmissionStatus::Missing, SubmissionStatus::Rejected];
        let told = record
            .and_then(|record| model.submissions.get(record))
            .is_some_and(|record| absent.contains(&record.status));
        if !told {
            let belongs = &registered.indicator.belongs;
            let place = [registered.code.as_str(), &belongs.measure_code, &belongs.measure_name];
            let named = place.into_iter().find(|text| !text.is_empty()).unwrap_or(asked);
            let finding = Finding::at(&rules::INDICATOR_MISSING, registered.place(), named);
            findings.push(Finding {
                department: asked.to_owned(),
                measure_code: belongs.measure_code.clone(),
                ..finding.about(&registered.indicator.name)
            });
        }
    }
    for (at, record) in model.submissions.iter_mut().enumerate() {
        let own = expected.get(record.file.as_str()).copied().unwrap_or_default();
        let known = !matches!(record.status, SubmissionStatus::Duplicate | SubmissionStatus::Unexpected);
        let all = own.saturating_add(more.get(&at).copied().unwrap_or_default());
        record.indicators_expected = (known || all > 0).then_some(all);
    }
    findings
}

/// Departments that neither the roster nor the list of indicators has, each told once a file.
pub fn departments(indicators: &[Indicator], register: &Register) -> Vec<Finding> {
    if register.roster.is_empty() {
        return Vec::new();
    }
    let mut known: FxHashSet<String> = register.roster.iter().map(|expected| key(&expected.department)).collect();
    known.extend(
        register.indicators.iter().flat_map(|each| [key(&each.indicator.belongs.department), key(each.asked())]),
    );
    let ambiguous: FxHashSet<String> = register.renamed.iter().map(|renamed| key(&renamed.old)).collect();
    let names = || register.roster.iter().map(|expected| expected.department.as_str());
    let mut told = FxHashSet::default();
    let mut findings = Vec::new();
    for indicator in indicators {
        let department = &indicator.belongs.department;
        let file = indicator.place.sheet.file.as_str();
        let named = key(department);
        if named.is_empty() || known.contains(&named) || ambiguous.contains(&named) || !told.insert((file, named)) {
            continue;
        }
        let finding = Finding::of_sheet(&rules::DEPARTMENT_UNKNOWN, &indicator.place.sheet, department.as_str());
        let near = nearest(department, names()).unwrap_or("－");
        findings.push(Finding { department: department.clone(), ..finding.expecting(near) });
    }
    findings
}
