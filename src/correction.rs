//! Corrections (修正表): an actual that the office corrects without touching the department's file.

use crate::messages::{self, correction as words};
use crate::model::{Aggregation, Figure, Status};
use crate::period::Period;
use crate::row_key::digest;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// Which actual a correction is of.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Slot {
    /// The id of the indicator.
    pub indicator: String,
    /// Code of the measure it stands under.
    pub code: String,
    /// The period.
    pub period: Period,
    /// What the actual counts.
    pub aggregation: Option<Aggregation>,
}

/// What someone put into a cell for a number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entered {
    /// The number in plain digits; what stands there, where it has a unit or is not exactly one number.
    pub text: String,
    /// The number.
    pub value: Option<Decimal>,
    /// The unit written with it, as keyed; empty if none is.
    pub unit: String,
}

impl Entered {
    /// The number in plain digits, else what stands there.
    pub fn plain(&self) -> String {
        self.value.map_or_else(|| self.text.clone(), |value| value.to_string())
    }
}

/// A correction and how it stands: a row of 修正表.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Correction {
    /// By which its row is found again: made of the slot and the value, the same from run to run.
    pub id: String,
    /// What it corrects; `None` where a row that was added by hand does not say so clearly.
    pub slot: Option<Slot>,
    /// 担当部署.
    pub department: String,
    /// Code of the measure.
    pub code: String,
    /// 指標名.
    pub name: String,
    /// 期間, as shown or as written.
    pub period: String,
    /// What was submitted when it was proposed or decided, as [`submitted`] has it: the office's word is of this value.
    pub from: String,
    /// What was submitted this time.
    pub now: String,
    /// What it is to be.
    pub to: Entered,
    /// 理由.
    pub reason: String,
    /// 記入者.
    pub by: String,
    /// 日付, as written; never taken from a clock.
    pub on: String,
    /// 採否.
    pub decision: Decision,
    /// How it stands.
    pub standing: Standing,
    /// Whether it is as the folder of the run before has it: what is written there late counts as long as nothing was
    /// written here.
    #[serde(default)]
    pub carried: bool,
    /// Digests of what was taken from books: one that stays as it is, open in Excel, is not taken anew by every run.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub heard: Vec<String>,
}

/// What the office decided.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Decision {
    /// Nothing yet.
    None,
    /// 採用.
    Adopted,
    /// 却下.
    Rejected,
    /// A word that is neither.
    Unclear(String),
}

/// How a correction stands. In the order of 修正表.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// Not decided.
    Proposed,
    /// 採否 holds a word that is neither 採用 nor 却下.
    Unclear,
    /// Adopted without a reason: not applied.
    NoReason,
    /// The department submitted another value since.
    Outdated,
    /// Another adopted correction says something else of the same actual: none is applied.
    Contradicted,
    /// What it is to be is not exactly one number.
    Unreadable,
    /// Nothing that was submitted is what it corrects.
    NoPlace,
    /// Applied.
    Applied,
    /// The department's file says the same by now.
    Reflected,
    /// 却下.
    Rejected,
}

/// What stood in a figure's cell before the office corrected it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Corrected {
    /// The number that was submitted.
    pub value: Option<Decimal>,
    /// The cell as written.
    pub text: String,
    /// Whether there was a value, and if not, why.
    pub status: Status,
    /// 理由.
    pub reason: String,
    /// 記入者.
    pub by: String,
    /// 日付.
    pub on: String,
}

impl Figure {
    /// The figure as it was submitted, whatever the office made of it.
    pub fn as_submitted(&self) -> Cow<'_, Self> {
        match self.corrected.as_deref() {
            None => Cow::Borrowed(self),
            Some(before) => Cow::Owned(Self {
                value: before.value,
                text: before.text.clone(),
                status: before.status,
                corrected: None,
                ..self.clone()
            }),
        }
    }
}

/// A figure as its cell in 指標一覧 shows it, its number in plain digits: `1234.5`, `集計中`.
pub fn shown(figure: &Figure) -> String {
    match (figure.value, messages::status(figure.status)) {
        (Some(value), _) => value.normalize().to_string(),
        (None, "") => figure.text.trim().to_owned(),
        (None, label) => label.to_owned(),
    }
}

/// The same of the figure as it was submitted.
pub fn submitted(figure: &Figure) -> String {
    shown(&figure.as_submitted())
}

impl Correction {
    /// What 採否 shows: nothing once the department submitted another value, for the decision was not about that.
    pub fn shown_decision(&self) -> &str {
        if self.standing == Standing::Outdated { "" } else { words::decision(&self.decision) }
    }

    /// What 読み取った値 shows: what the decision is about, or what was submitted since.
    pub fn shown_read(&self) -> &str {
        if self.standing == Standing::Outdated { &self.now } else { &self.from }
    }

    /// A digest of what its row shows of what staff may change.
    pub fn digest(&self) -> String {
        digest_of(&self.to.text, &self.reason, &self.by, &self.on, self.shown_decision())
    }

    /// Whether the figures differ from what was submitted because of it, or may soon.
    pub fn is_open(&self) -> bool {
        !matches!(self.standing, Standing::Applied | Standing::Reflected | Standing::Rejected)
    }
}

/// A digest of what of a row of 修正表 staff may change.
pub fn digest_of(to: &str, reason: &str, by: &str, on: &str, decision: &str) -> String {
    digest(&[to, reason, by, on, decision])
}
