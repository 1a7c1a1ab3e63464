//! Reconciling: the submissions become the one model of the run.

mod address;
mod again;
mod answers;
mod changes;
mod corrections;
mod department;
mod due;
mod follow;
mod identify;
mod matching;
mod memos;
mod others;
mod places;
mod proposed;
mod registered;
mod renamed;
mod revised;
mod roster;
mod subject;

pub use address::address;
pub use answers::Written;
pub use changes::since;
pub use corrections::correct;
pub use follow::{follow, kept};
pub use identify::identify;
pub use memos::memos;

use crate::finding::Finding;
use crate::model::{Indicator, Model, Submission, SubmissionRecord, SubmissionStatus};
use crate::period::fiscal_year_of;
use crate::register::Register;
use crate::rule::reconcile as rules;
use jiff::civil::Date;
use rustc_hash::{FxHashMap, FxHashSet};

/// A file that was received: what it holds, or that it could not be read.
#[derive(Clone, Debug)]
pub struct Received {
    /// The file, relative to its input.
    pub file: String,
    /// SHA-256 of its bytes; empty if it could not be loaded.
    pub sha256: String,
    /// What it holds; `None` if it was rejected.
    pub submission: Option<Submission>,
}

/// What the office knows besides what was submitted.
#[derive(Clone, Copy, Debug, Default)]
pub struct Office<'a> {
    /// 団体名; empty if the settings name none.
    pub body: &'a str,
    /// The indicator register.
    pub register: Option<&'a Register>,
    /// The day as of which dates are judged.
    pub as_of: Option<Date>,
}

/// The model of all that was received.
///
/// The same bytes under two names count once. Departments that a sheet does not name are taken from its folder, and have the
/// names they are called by now. What is registered is matched to what was submitted. Order: department, measure code, file,
/// place.
pub fn reconcile(office: Office, mut received: Vec<Received>) -> (Model, Vec<Finding>) {
    let mut model = Model { body: office.body.to_owned(), ..Model::default() };
    let mut findings = Vec::new();
    let mut first_with: FxHashMap<String, String> = FxHashMap::default();
    let mut plans = FxHashSet::default();
    // of a file and its copy, the one with the shorter name is the original
    received
        .sort_by(|one, other| (one.file.chars().count(), &one.file).cmp(&(other.file.chars().count(), &other.file)));
    for each in received {
        let known = first_with.get(&each.sha256).filter(|_| !each.sha256.is_empty());
        let record = match (each.submission, known) {
            (None, _) => record(&each.file, &each.sha256, SubmissionStatus::Rejected, None),
            (Some(submission), Some(first)) => {
                findings.push(Finding::of_file(&rules::FILE_DUPLICATE, &each.file, first.as_str()));
                record(&each.file, &each.sha256, SubmissionStatus::Duplicate, Some(&submission))
            }
            (Some(mut submission), None) => {
                first_with.insert(each.sha256.clone(), each.file.clone());
                department::fill(&mut submission);
                if let Some(register) = office.register {
                    findings.extend(renamed::rename(&mut submission, register, office.as_of));
                }
                let record = record(&each.file, &each.sha256, SubmissionStatus::Received, Some(&submission));
                findings.extend(others::findings(&submission));
                take(&mut model, &mut plans, submission);
                record
            }
        };
        model.submissions.push(record);
    }
    if let Some(register) = office.register {
        findings.extend(set_beside(&mut model, register, office.as_of));
    }
    sort(&mut model);
    name(&mut model.indicators);
    (model, findings)
}

/// Sets what was submitted beside the register.
fn set_beside(model: &mut Model, register: &Register, as_of: Option<Date>) -> Vec<Finding> {
    for record in &mut model.submissions {
        if let renamed::Now::Renamed(new) = renamed::now(register, &record.department, as_of) {
            new.clone_into(&mut record.department);
        }
    }
    let (matched, mut findings) = matching::matched(register, &model.indicators);
    let year = as_of.map(fiscal_year_of);
    for (indicator, row) in model.indicators.iter_mut().zip(&matched.rows) {
        let Some(row) = row.and_then(|row| register.indicators.get(row)) else { continue };
        findings.extend(registered::register(indicator, register, row, year));
        findings.extend(due::due(indicator, register.original(row), as_of));
    }
    findings.extend(places::differ(&model.indicators));
    findings.extend(roster::received(model, register, as_of));
    findings.extend(roster::indicators(model, register, &matched));
    findings.extend(roster::departments(&model.indicators, register));
    findings
}

fn take(model: &mut Model, plans: &mut FxHashSet<String>, submission: Submission) {
    let plans = submission.plans.into_iter().filter(|plan| plans.insert(plan.name.clone()));
    model.plans.extend(plans);
    model.measures.extend(submission.measures);
    model.indicators.extend(submission.indicators);
    model.costs.extend(submission.costs);
    model.evaluations.extend(submission.evaluations);
    model.actions.extend(submission.actions);
    model.narratives.extend(submission.narratives);
    model.cells.extend(submission.cells);
}

fn record(file: &str, sha256: &str, status: SubmissionStatus, submission: Option<&Submission>) -> SubmissionRecord {
    let indicators = submission.map(|submission| submission.indicators.as_slice()).unwrap_or_default();
    let filled =
        |indicator: &&Indicator| indicator.observations.iter().any(|observation| observation.actual.value.is_some());
    let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    let measure = submission.and_then(|submission| match submission.measures.as_slice() {
        [only] => Some(only),
        _ => None,
    });
    SubmissionRecord {
        department: submission
            .map_or_else(|| department::of_folder(file), |submission| department::of(submission, file)),
        measure_code: measure.map(|measure| measure.belongs.measure_code.clone()).unwrap_or_default(),
        measure_name: measure.map(|measure| measure.belongs.measure_name.clone()).unwrap_or_default(),
        status,
        file: file.to_owned(),
        sha256: sha256.to_owned(),
        indicators_expected: None,
        indicators_filled: count(indicators.iter().filter(filled).count()),
        indicators: count(indicators.len()),
    }
}

fn sort(model: &mut Model) {
    model.indicators.sort_by_cached_key(|indicator| {
        let belongs = &indicator.belongs;
        (belongs.department.clone(), sort_code(&belongs.measure_code), indicator.place.clone())
    });
    let mut seen: FxHashSet<(String, String)> = FxHashSet::default();
    model
        .measures
        .retain(|measure| seen.insert((measure.belongs.measure_code.clone(), measure.belongs.measure_name.clone())));
    model.measures.sort_by_cached_key(|measure| (sort_code(&measure.belongs.measure_code), measure.place.clone()));
    model.submissions.sort_by(|one, other| (&one.department, &one.file).cmp(&(&other.department, &other.file)));
}

/// A code so that 6-10 comes after 6-2: its digits as numbers.
fn sort_code(code: &str) -> Vec<(u64, String)> {
    let parts = code.split('-').map(|part| {
        let digits: String = part.chars().filter(char::is_ascii_digit).collect();
        (digits.parse().unwrap_or(u64::MAX), part.to_owned())
    });
    parts.collect()
}

/// Gives each indicator that the register does not name its id: a digest of measure and name, with a number behind it where two have the same.
fn name(indicators: &mut [Indicator]) {
    let mut times: FxHashMap<String, u32> = FxHashMap::default();
    for indicator in indicators.iter_mut().filter(|indicator| indicator.registered.is_none()) {
        let belongs = &indicator.belongs;
        let parts = [&belongs.plan, &belongs.measure_code, &belongs.measure_name, &indicator.name];
        let id = crate::digest::short(&parts.map(|part| crate::token::text::key(part)));
        let time = times.entry(id.clone()).or_default();
        *time += 1;
        indicator.id = if *time == 1 { id } else { format!("{id}-{time}") };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn received(file: &str, sha256: &str) -> Received {
        let submission = Submission { file: file.to_owned(), sha256: sha256.to_owned(), ..Submission::default() };
        Received { file: file.to_owned(), sha256: sha256.to_owned(), submission: Some(submission) }
    }

    #[test]
    fn the_same_bytes_count_once() {
        let (model, findings) =
            reconcile(Office::default(), vec![received("福祉部/a.xlsx", "1"), received("福祉部/b.xlsx", "1")]);
        let statuses: Vec<_> = model.submissions.iter().map(|submission| submission.status).collect();
        assert_eq!(statuses, [SubmissionStatus::Received, SubmissionStatus::Duplicate]);
        assert!(
            findings.iter().any(|finding| finding.rule == &rules::FILE_DUPLICATE && finding.file == "福祉部/b.xlsx")
        );
    }

    #[test]
    fn a_rejected_file_stays_in_the_list() {
        let rejected = Received { file: "建設部/c.xlsx".to_owned(), sha256: String::new(), submission: None };
        let (model, _) = reconcile(Office { body: "みほん市", ..Office::default() }, vec![rejected]);
        assert_eq!(model.submissions[0].status, SubmissionStatus::Rejected);
        assert_eq!(model.submissions[0].department, "建設部");
    }

    #[test]
    fn codes_sort_by_their_numbers() {
        let mut codes = ["6-10", "6-2", "10-1", "6"];
        codes.sort_by_key(|code| sort_code(code));
        assert_eq!(codes, ["6", "6-2", "6-10", "10-1"]);
    }
}
