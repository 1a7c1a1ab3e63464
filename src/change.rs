//! What is not as it was in the run before: figure by figure, judgement by judgement, file by file.

use crate::judgement::Judgement;
use crate::model::{Aggregation, Figure, Indicator};
use crate::period::Period;

/// What differs between two runs.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Changes {
    /// Indicators of this run that the run before had too, under whatever name.
    pub compared: usize,
    /// Those of them in which nothing differs.
    pub unchanged: usize,
    /// The others, and those that came, in the order of the model; then those that went.
    pub indicators: Vec<IndicatorChange>,
    /// Files that came, went or have other bytes, by name.
    pub files: Vec<(String, FileChange)>,
}

/// What differs in an indicator.
#[derive(Clone, Debug, PartialEq)]
pub enum IndicatorChange {
    /// It is new: its place in the model.
    Added(usize),
    /// It is gone, and was this.
    Dropped(Box<Indicator>),
    /// Something in it differs.
    Differs(Box<Difference>),
}

/// What differs in an indicator that both runs have.
#[derive(Clone, Debug, PartialEq)]
pub struct Difference {
    /// Its place in the model.
    pub place: usize,
    /// The name that it had, where it is another now.
    pub name: Option<String>,
    /// The unit that it had, where it is another now.
    pub unit: Option<String>,
    /// Its figures that differ.
    pub figures: Vec<FigureChange>,
    /// Its judgements that differ.
    pub judgements: Vec<JudgementChange>,
}

/// A figure that differs; `None` where one of the runs says nothing of it.
#[derive(Clone, Debug, PartialEq)]
pub struct FigureChange {
    /// Which figure.
    pub item: Item,
    /// What it was.
    pub before: Option<Figure>,
    /// What it is.
    pub now: Option<Figure>,
}

/// A judgement that differs.
#[derive(Clone, Debug, PartialEq)]
pub struct JudgementChange {
    /// Of which period.
    pub period: Period,
    /// What the actual counts.
    pub aggregation: Option<Aggregation>,
    /// What it was.
    pub before: Option<Judgement>,
    /// What it is.
    pub now: Option<Judgement>,
}

/// A figure of an indicator.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Item {
    /// 基準値.
    Baseline,
    /// 目標, with what its actual counts.
    Target(Period, Option<Aggregation>),
    /// 実績, with what it counts.
    Actual(Period, Option<Aggregation>),
    /// 最終目標.
    FinalTarget,
}

/// What became of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileChange {
    /// It was not there.
    New,
    /// It is not there any more.
    Gone,
    /// Its bytes differ.
    Changed,
}
