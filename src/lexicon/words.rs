//! The files of the lexicon as they are written, and the names that stand in them.

use crate::entry::{Fact, Series};
use crate::model::{ActionStatus, Direction, NarrativeKind, Operator, Status};
use crate::token::text::key;
use rustc_hash::FxHashMap;
use serde::Deserialize;
use std::collections::BTreeMap;

pub type BTreeMapOf<T> = BTreeMap<String, T>;

pub type Words = Vec<String>;

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Headings {
    pub subject: BTreeMapOf<Words>,
    pub action: BTreeMapOf<Words>,
    pub series: BTreeMapOf<Words>,
    pub aggregation: BTreeMapOf<Words>,
    pub fact: BTreeMapOf<Words>,
    pub level: Vec<LevelWords>,
    pub stub: BTreeMapOf<Words>,
    pub other: BTreeMapOf<Words>,
    pub cost: BTreeMapOf<Words>,
    pub criterion: BTreeMapOf<Words>,
    pub narrative: BTreeMapOf<Words>,
    pub row: BTreeMapOf<Words>,
    pub filler: BTreeMapOf<Words>,
    pub title: BTreeMapOf<Words>,
    pub money: BTreeMapOf<Words>,
    pub aside: BTreeMapOf<Words>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LevelWords {
    pub name: String,
    pub words: Words,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Values {
    pub missing: BTreeMap<Status, Words>,
    pub missing_containing: BTreeMap<Status, Words>,
    pub qualifier: BTreeMap<Status, Words>,
    pub operator: BTreeMap<Bound, Words>,
    pub counted: BTreeMap<Counted, Words>,
    pub vague: BTreeMapOf<Words>,
    pub words: BTreeMap<Wording, Words>,
    pub direction: BTreeMap<Direction, Words>,
    pub action_status: BTreeMapOf<Words>,
    pub measurement: BTreeMapOf<Words>,
    pub statement: StatementKeys,
}

/// The words of KPI sentences: as written in the file, as keys in the lexicon.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StatementKeys {
    /// At the end, after a number: that it is aimed at.
    pub aim: Vec<String>,
    /// After a number: it is what is to be gained.
    pub up: Vec<String>,
    /// After a number: it is to be lost, or a share of what the sentence does not give.
    pub words: Vec<String>,
    /// Before a number: it is compared with another year.
    pub relative: Vec<String>,
    /// At the start of a bracket: the present value.
    pub baseline: Vec<String>,
    /// At the start of a bracket: the target.
    pub target: Vec<String>,
    /// No target is set yet.
    pub undetermined: Vec<String>,
    /// What a book calls itself whose texts stand in an old and a new form.
    pub revised: Vec<String>,
    /// The unit of what a name counts, by the end of the name.
    pub counted: BTreeMap<String, String>,
    /// Before a number: it is not exact.
    pub about: Vec<String>,
    /// Units of what a number before them describes rather than counts.
    pub describing: Vec<String>,
}

impl StatementKeys {
    /// The same with every word as its key, the longest first.
    pub fn keyed(self) -> Self {
        let keyed = |words: Vec<String>| {
            let words = longest_first(words.iter().map(|word| (key(word), ())).collect());
            words.into_iter().map(|(word, ())| word).collect()
        };
        Self {
            aim: keyed(self.aim),
            up: keyed(self.up),
            words: keyed(self.words),
            relative: keyed(self.relative),
            baseline: keyed(self.baseline),
            target: keyed(self.target),
            undetermined: keyed(self.undetermined),
            revised: keyed(self.revised),
            counted: self.counted,
            about: keyed(self.about),
            describing: keyed(self.describing),
        }
    }
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Units {
    pub unit: BTreeMapOf<Words>,
}

#[derive(Clone, Copy, Deserialize, PartialEq, Eq, PartialOrd, Ord)]
#[serde(rename_all = "snake_case")]
pub enum Bound {
    AtLeast,
    MoreThan,
    AtMost,
    LessThan,
    Maintain,
}

impl Bound {
    pub fn operator(self) -> Operator {
        match self {
            Self::AtLeast | Self::MoreThan => Operator::AtLeast,
            Self::AtMost | Self::LessThan => Operator::AtMost,
            Self::Maintain => Operator::Maintain,
        }
    }

    pub fn strict(self) -> bool {
        matches!(self, Self::MoreThan | Self::LessThan)
    }
}

#[derive(Clone, Copy, Deserialize, PartialEq, Eq, PartialOrd, Ord)]
#[serde(rename_all = "snake_case")]
pub enum Counted {
    Cumulative,
    Plain,
}

#[derive(Clone, Copy, Deserialize, PartialEq, Eq, PartialOrd, Ord)]
#[serde(rename_all = "snake_case")]
pub enum Wording {
    Maintain,
    Increase,
    Decrease,
    Yoy,
}

impl From<Wording> for Operator {
    fn from(wording: Wording) -> Self {
        match wording {
            Wording::Maintain => Self::Maintain,
            Wording::Increase => Self::Increase,
            Wording::Decrease => Self::Decrease,
            Wording::Yoy => Self::YearOnYear,
        }
    }
}

pub fn keys(words: Option<&Words>) -> Vec<String> {
    words.into_iter().flatten().map(|word| key(word)).collect()
}

pub fn pairs<T: Copy>(words: &BTreeMap<T, Words>) -> Vec<(String, T)> {
    words.iter().flat_map(|(what, words)| words.iter().map(|word| (key(word), *what))).collect()
}

pub fn by_key<T: Copy>(words: &BTreeMap<T, Words>) -> FxHashMap<String, T> {
    pairs(words).into_iter().collect()
}

pub fn longest_first<T>(mut words: Vec<(String, T)>) -> Vec<(String, T)> {
    words.sort_by(|(one, _), (other, _)| other.len().cmp(&one.len()).then_with(|| one.cmp(other)));
    words
}

pub fn series_named(name: &str) -> Option<Series> {
    Some(match name {
        "target" => Series::Target,
        "superseded" => Series::Superseded,
        "final_target" => Series::FinalTarget,
        "actual" => Series::Actual,
        "forecast" => Series::Forecast,
        "baseline" => Series::Baseline,
        "rate" => Series::Rate,
        "judgement" => Series::Judgement,
        "reference" => Series::Reference,
        "year_before" => Series::YearBefore,
        "baseline_year" => Series::BaselineYear,
        "final_target_year" => Series::FinalTargetYear,
        "budget" => Series::Budget,
        "revised_budget" => Series::RevisedBudget,
        "carried_over" => Series::CarriedOver,
        "settlement" => Series::Settlement,
        "plan_amount" => Series::PlanAmount,
        _ => return None,
    })
}

pub fn fact_named(name: &str) -> Option<Fact> {
    Some(match name {
        "unit" => Fact::Unit,
        "measure_code" => Fact::MeasureCode,
        "plan" => Fact::Plan,
        "department" => Fact::Department,
        "related_departments" => Fact::RelatedDepartments,
        "definition" => Fact::Definition,
        "source" => Fact::Source,
        "direction" => Fact::Direction,
        "remark" => Fact::Remark,
        "due" => Fact::Due,
        "status" => Fact::Status,
        "stage" => Fact::Stage,
        _ => return None,
    })
}

pub fn narrative_named(name: &str) -> NarrativeKind {
    match name {
        "issue" => NarrativeKind::Issue,
        "activity" => NarrativeKind::Activity,
        "result" => NarrativeKind::Result,
        "reason" => NarrativeKind::Reason,
        "direction" => NarrativeKind::Direction,
        "comment" => NarrativeKind::Comment,
        _ => NarrativeKind::Other,
    }
}

pub fn action_status(name: &str) -> Option<ActionStatus> {
    Some(match name {
        "not_started" => ActionStatus::NotStarted,
        "started" => ActionStatus::Started,
        "achieved" => ActionStatus::Achieved,
        "partly" => ActionStatus::Partly,
        "cancelled" => ActionStatus::Cancelled,
        _ => return None,
    })
}
