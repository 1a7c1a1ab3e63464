//! The run's model, lossless, one JSON object a line: what one run is compared with another by.

use crate::correction::Correction;
use crate::finding::Finding;
use crate::judgement::{Judgement, Judgements};
use crate::life::Life;
use crate::memo::Memo;
use crate::model::{
    Action, Cost, Evaluation, Indicator, LedgerLine, Measure, Model, Narrative, Plan, SubmissionRecord,
};
use crate::rule::{self, Severity};
use rustc_hash::FxHashSet;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// Its name in an output folder.
pub const FILE: &str = "state.jsonl";
/// What a line of a finding begins with.
pub const FINDING: &str = "{\"finding\":";
/// What a line of a correction begins with.
pub const CORRECTION: &str = "{\"correction\":";
/// What a line of a memo begins with.
pub const MEMO: &str = "{\"memo\":";
/// The version of the lines below; a reader refuses a later one.
pub const VERSION: u32 = 3;
/// The version since which the ids of findings last from run to run.
const IDS_LAST: u32 = 2;

/// A line of `state.jsonl`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(clippy::large_enum_variant, reason = "a line lives as long as it takes to write or read it")]
pub enum Line<'a> {
    /// The first line.
    Header(Header<'a>),
    /// A plan.
    Plan(Cow<'a, Plan>),
    /// A node of the plan tree.
    Measure(Cow<'a, Measure>),
    /// An indicator with its observations.
    Indicator(Cow<'a, Indicator>),
    /// The judgements of the indicator in the line before, one per observation.
    Judgements(Cow<'a, [Judgement]>),
    /// An amount of money.
    Cost(Cow<'a, Cost>),
    /// A mark.
    Evaluation(Cow<'a, Evaluation>),
    /// An action.
    Action(Cow<'a, Action>),
    /// A text.
    Narrative(Cow<'a, Narrative>),
    /// A file received or expected.
    Submission(Cow<'a, SubmissionRecord>),
    /// A line of the cell ledger.
    Cells(Cow<'a, LedgerLine>),
    /// A row of 修正表.
    Correction(Cow<'a, Correction>),
    /// A memo of staff.
    Memo(Cow<'a, Memo>),
    /// A finding.
    Finding(FindingRecord<'a>),
}

/// What the file is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Header<'a> {
    /// `matome`.
    pub program: Cow<'a, str>,
    /// [`VERSION`].
    pub state: u32,
    /// 団体名.
    pub body: Cow<'a, str>,
}

/// A finding as it was reported; its rule by name, for a later version may not have it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FindingRecord<'a> {
    /// Its stable id.
    pub id: Cow<'a, str>,
    /// Name of its rule.
    pub rule: Cow<'a, str>,
    /// Its severity after overrides.
    pub severity: Severity,
    /// 担当部署.
    pub department: Cow<'a, str>,
    /// Code of the measure.
    pub measure_code: Cow<'a, str>,
    /// The indicator.
    pub indicator_name: Cow<'a, str>,
    /// The file.
    pub file: Cow<'a, str>,
    /// The sheet.
    pub sheet: Cow<'a, str>,
    /// The cell, A1; empty if there is none.
    pub cell: String,
    /// What stood there.
    pub found: Cow<'a, str>,
    /// What was expected.
    pub expected: Cow<'a, str>,
    /// The second cell, A1; empty if there is none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub related: String,
    /// What became of it.
    #[serde(default)]
    pub life: Cow<'a, Life>,
}

impl FindingRecord<'_> {
    /// The finding as it was told, if its rule still is one.
    pub fn finding(&self) -> Option<Finding> {
        let finding = Finding::of_file(rule::named(&self.rule)?, &self.file, self.found.as_ref());
        Some(Finding {
            id: self.id.to_string(),
            severity: self.severity,
            department: self.department.to_string(),
            measure_code: self.measure_code.to_string(),
            indicator_name: self.indicator_name.to_string(),
            sheet: self.sheet.to_string(),
            cell: self.cell.parse().ok(),
            expected: self.expected.to_string(),
            related: self.related.parse().ok(),
            life: self.life.clone().into_owned(),
            ..finding
        })
    }
}

/// What a `state.jsonl` holds.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct State {
    /// The model.
    pub model: Model,
    /// Its judgements.
    pub judgements: Judgements,
    /// Its findings.
    pub findings: Vec<FindingRecord<'static>>,
}

/// A `state.jsonl` that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum StateError {
    /// A line that is no line of a state.
    #[error("line {line}: {source}")]
    Line {
        /// Which, from 1.
        line: usize,
        /// What is wrong with it.
        source: serde_json::Error,
    },
    /// Not a state, or a later version's.
    #[error("not a state of version {VERSION} or earlier")]
    Version,
}

/// All lines of a state, in order.
pub fn lines<'a>(
    model: &'a Model,
    judgements: &'a [Vec<Judgement>],
    findings: impl Iterator<Item = &'a Finding>,
) -> impl Iterator<Item = Line<'a>> {
    let header = Header { program: crate::run::PROGRAM.into(), state: VERSION, body: model.body.as_str().into() };
    let judged = model.indicators.iter().enumerate().flat_map(|(place, indicator)| {
        let judgements = judgements.get(place).map(|list| Line::Judgements(Cow::Borrowed(list)));
        std::iter::once(Line::Indicator(Cow::Borrowed(indicator))).chain(judgements)
    });
    std::iter::once(Line::Header(header))
        .chain(model.plans.iter().map(|plan| Line::Plan(Cow::Borrowed(plan))))
        .chain(model.measures.iter().map(|measure| Line::Measure(Cow::Borrowed(measure))))
        .chain(judged)
        .chain(model.costs.iter().map(|cost| Line::Cost(Cow::Borrowed(cost))))
        .chain(model.evaluations.iter().map(|evaluation| Line::Evaluation(Cow::Borrowed(evaluation))))
        .chain(model.actions.iter().map(|action| Line::Action(Cow::Borrowed(action))))
        .chain(model.narratives.iter().map(|narrative| Line::Narrative(Cow::Borrowed(narrative))))
        .chain(model.submissions.iter().map(|submission| Line::Submission(Cow::Borrowed(submission))))
        .chain(model.cells.iter().map(|line| Line::Cells(Cow::Borrowed(line))))
        .chain(model.corrections.iter().map(|one| Line::Correction(Cow::Borrowed(one))))
        .chain(model.memos.iter().map(|memo| Line::Memo(Cow::Borrowed(memo))))
        .chain(findings.map(|finding| Line::Finding(record(finding))))
}

/// The findings of two runs, those of the newer one before those that only the older one had.
pub fn newest(newer: &[FindingRecord<'static>], older: &[FindingRecord<'static>]) -> Vec<FindingRecord<'static>> {
    let known: FxHashSet<&str> = newer.iter().map(|record| &*record.id).collect();
    newer.iter().chain(older.iter().filter(|record| !known.contains(&*record.id))).cloned().collect()
}

/// A finding as the state holds it.
pub fn record(finding: &Finding) -> FindingRecord<'_> {
    FindingRecord {
        id: finding.id.as_str().into(),
        rule: finding.rule.name.into(),
        severity: finding.severity,
        department: finding.department.as_str().into(),
        measure_code: finding.measure_code.as_str().into(),
        indicator_name: finding.indicator_name.as_str().into(),
        file: finding.file.as_str().into(),
        sheet: finding.sheet.as_str().into(),
        cell: finding.cell.map(|cell| cell.to_string()).unwrap_or_default(),
        found: finding.found.as_str().into(),
        expected: finding.expected.as_str().into(),
        related: finding.related.map(|cell| cell.to_string()).unwrap_or_default(),
        life: Cow::Borrowed(&finding.life),
    }
}

/// The state in the text of a `state.jsonl`.
pub fn parse(text: &str) -> Result<State, StateError> {
    let mut state = State::default();
    let mut known = false;
    let mut version = VERSION;
    for (place, text) in text.lines().enumerate() {
        let line = serde_json::from_str(text).map_err(|source| StateError::Line { line: place + 1, source })?;
        if !known && !matches!(line, Line::Header(_)) {
            return Err(StateError::Version);
        }
        let model = &mut state.model;
        match line {
            Line::Header(header) => {
                if header.program != crate::run::PROGRAM || header.state > VERSION {
                    return Err(StateError::Version);
                }
                known = true;
                version = header.state;
                model.body = header.body.into_owned();
            }
            Line::Plan(plan) => model.plans.push(plan.into_owned()),
            Line::Measure(measure) => model.measures.push(measure.into_owned()),
            Line::Indicator(indicator) => model.indicators.push(indicator.into_owned()),
            Line::Judgements(judgements) => state.judgements.push(judgements.into_owned()),
            Line::Cost(cost) => model.costs.push(cost.into_owned()),
            Line::Evaluation(evaluation) => model.evaluations.push(evaluation.into_owned()),
            Line::Action(action) => model.actions.push(action.into_owned()),
            Line::Narrative(narrative) => model.narratives.push(narrative.into_owned()),
            Line::Submission(submission) => model.submissions.push(submission.into_owned()),
            Line::Cells(cells) => model.cells.push(cells.into_owned()),
            Line::Correction(correction) => model.corrections.push(correction.into_owned()),
            Line::Memo(memo) => model.memos.push(memo.into_owned()),
            // what the first version told cannot be known again: its ids were made of cells and values
            Line::Finding(_) if version < IDS_LAST => {}
            Line::Finding(finding) => state.findings.push(finding),
        }
    }
    if known { Ok(state) } else { Err(StateError::Version) }
}
