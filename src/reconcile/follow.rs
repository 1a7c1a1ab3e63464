//! Findings set beside those of the run before: what is new, what goes on, what is resolved.

use super::changes::{Now, is_of_change};
use super::subject::file_key;
use crate::cell::Place;
use crate::finding::Finding;
use crate::life::{Kept, Life, Standing};
use crate::model::{Model, SubmissionStatus};
use crate::period::Period;
use crate::settings::{Accepted, Settings};
use crate::state::State;
use rustc_hash::{FxHashMap, FxHashSet};

/// Findings of the run before that this one did not find and could not find, because it did not look at what they are
/// about: they go on as they were.
pub fn kept(model: &Model, previous: &State, findings: &[Finding]) -> Vec<Finding> {
    let now: FxHashSet<&str> = findings.iter().map(|finding| finding.id.as_str()).collect();
    let looked = Looked::of(model, previous);
    let missing = previous.findings.iter().filter(|record| !now.contains(&*record.id));
    let open = missing.filter(|record| record.life.standing != Some(Standing::Resolved));
    open.filter_map(|record| looked.going_on(record.finding()?)).collect()
}

/// Gives each finding its state beside the run before, and sets apart those that need no one's attention any more:
/// accepted ones, then those of the run before that are resolved.
pub fn follow(
    previous: Option<&State>,
    period: Option<Period>,
    settings: &Settings,
    findings: &mut Vec<Finding>,
    by_settings: Vec<Accepted>,
) -> Vec<Finding> {
    let before: FxHashMap<&str, &Life> = previous
        .iter()
        .flat_map(|state| &state.findings)
        .filter(|record| record.life.standing != Some(Standing::Resolved))
        .map(|record| (&*record.id, &*record.life))
        .collect();
    let stand = |finding: &mut Finding| {
        let known = before.get(finding.id.as_str());
        let since = || period.map(|period| period.to_string()).unwrap_or_default();
        finding.life.since = known.map_or_else(since, |life| life.since.clone());
        let beside = if known.is_some() { Standing::Continuing } else { Standing::New };
        let accepted = finding.life.decision.as_ref().is_some_and(|decision| decision.accepts(finding));
        finding.life.standing = if accepted { Some(Standing::Accepted) } else { previous.is_some().then_some(beside) };
    };
    findings.extend(by_settings.into_iter().map(Accepted::decided));
    findings.iter_mut().for_each(stand);
    let now: FxHashSet<String> = findings.iter().map(|finding| finding.id.clone()).collect();
    let mut closed: Vec<Finding> =
        findings.extract_if(.., |finding| finding.life.standing == Some(Standing::Accepted)).collect();
    findings.sort_by(Finding::order);
    closed.sort_by(Finding::order);
    let gone = previous.iter().flat_map(|state| &state.findings).filter(|record| !now.contains(&*record.id));
    let gone = gone.filter(|record| before.contains_key(&*record.id)).filter_map(|record| record.finding());
    let mut resolved: Vec<Finding> = gone
        .filter(|finding| !settings.is_off(finding.rule))
        .map(|finding| {
            let life = Life { standing: Some(Standing::Resolved), kept: None, ..finding.life.clone() };
            Finding { life, ..finding }
        })
        .collect();
    resolved.sort_by(Finding::order);
    closed.extend(resolved);
    closed
}

/// What this run looked at.
struct Looked<'a> {
    /// Files that came and were read, by their keys.
    files: FxHashSet<String>,
    /// Departments of which a file came and was read.
    departments: FxHashSet<&'a str>,
    now: Now<'a>,
    before: Now<'a>,
    /// The files of the run before.
    submitted: FxHashSet<&'a str>,
    /// The ids of the indicators of the run before, by file.
    of_files: FxHashMap<&'a str, Vec<&'a str>>,
}

impl<'a> Looked<'a> {
    fn of(model: &'a Model, previous: &'a State) -> Self {
        let unread = [SubmissionStatus::Missing, SubmissionStatus::Rejected];
        let read = || model.submissions.iter().filter(|one| !unread.contains(&one.status));
        let mut of_files: FxHashMap<&str, Vec<&str>> = FxHashMap::default();
        for indicator in &previous.model.indicators {
            of_files.entry(&indicator.place.sheet.file).or_default().push(&indicator.id);
        }
        Self {
            files: read().map(|one| file_key(&one.file)).collect(),
            departments: read().map(|one| one.department.as_str()).filter(|name| !name.is_empty()).collect(),
            now: Now::of(model),
            before: Now::of(&previous.model),
            submitted: previous.model.submissions.iter().map(|one| one.file.as_str()).collect(),
            of_files,
        }
    }

    /// The finding as it goes on, if it does; it does not where it was looked at what it is about.
    fn going_on(&self, finding: Finding) -> Option<Finding> {
        let change = is_of_change(finding.rule);
        // What is about no submission is looked at in every run.
        if !change && finding.life.kept.is_none() && !self.submitted.contains(finding.file.as_str()) {
            return None;
        }
        if !self.at(&finding) {
            return Some(Finding { life: Life { kept: Some(Kept::NotLookedAt), ..finding.life.clone() }, ..finding });
        }
        let Place { sheet, cell } = self.now.place_of(&finding, &self.before).filter(|_| change)?;
        let life = Life { kept: Some(Kept::StillChanged), ..finding.life.clone() };
        Some(Finding { file: sheet.file.clone(), sheet: sheet.sheet.clone(), cell: Some(*cell), life, ..finding })
    }

    /// Whether it was looked at what the finding is about.
    fn at(&self, finding: &Finding) -> bool {
        if self.files.contains(&file_key(&finding.file)) || self.now.has(&finding.life.indicator) {
            return true;
        }
        // A file that came under another name holds what it held.
        let of_file = self.of_files.get(finding.file.as_str()).map(Vec::as_slice).unwrap_or_default();
        let renamed = finding.life.indicator.is_empty() && of_file.iter().any(|id| self.now.has(id));
        // A file that could not be read is mended by another that can.
        renamed || finding.sheet.is_empty() && self.departments.contains(finding.department.as_str())
    }
}
