//! Reconciling: the submissions become the one model of the run.

mod address;
mod department;
mod identify;
mod others;
mod subject;

pub use address::address;
pub use identify::identify;

use crate::finding::Finding;
use crate::model::{Indicator, Model, Submission, SubmissionRecord, SubmissionStatus};
use crate::rule::reconcile as rules;
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

/// The model of all that was received.
///
/// The same bytes under two names count once. Departments that a sheet does not name are taken from its folder. Order:
/// department, measure code, file, place.
pub fn reconcile(body: &str, mut received: Vec<Received>) -> (Model, Vec<Finding>) {
    let mut model = Model { body: body.to_owned(), ..Model::default() };
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
                let record = record(&each.file, &each.sha256, SubmissionStatus::Received, Some(&submission));
                findings.extend(others::findings(&submission));
                take(&mut model, &mut plans, submission);
                record
            }
        };
        model.submissions.push(record);
    }
    sort(&mut model);
    name(&mut model.indicators);
    (model, findings)
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

/// Gives each indicator its id: a digest of measure and name, with a number behind it where two have the same.
fn name(indicators: &mut [Indicator]) {
    let mut times: FxHashMap<String, u32> = FxHashMap::default();
    for indicator in indicators {
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
        let (model, findings) = reconcile("", vec![received("福祉部/a.xlsx", "1"), received("福祉部/b.xlsx", "1")]);
        let statuses: Vec<_> = model.submissions.iter().map(|submission| submission.status).collect();
        assert_eq!(statuses, [SubmissionStatus::Received, SubmissionStatus::Duplicate]);
        assert!(
            findings.iter().any(|finding| finding.rule == &rules::FILE_DUPLICATE && finding.file == "福祉部/b.xlsx")
        );
    }

    #[test]
    fn a_rejected_file_stays_in_the_list() {
        let rejected = Received { file: "建設部/c.xlsx".to_owned(), sha256: String::new(), submission: None };
        let (model, _) = reconcile("みほん市", vec![rejected]);
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
