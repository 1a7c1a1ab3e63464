//! What `check` says of an observation.

use crate::messages::reckoned;
use crate::period::FiscalYear;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// The judgement (判定) of one observation. Where none of the scale's bands could be given, `reason` says why.
#[derive(Clone, Debug, PartialEq, Default, Serialize, Deserialize)]
pub struct Judgement {
    /// 達成率 in percent, unrounded.
    pub achievement_rate: Option<Decimal>,
    /// The formula of the rate.
    pub rate_method: Option<RateMethod>,
    /// Percent of the way from baseline to final target.
    pub progress_rate: Option<Decimal>,
    /// The mark of the configured scale; beside a `reason`, its mark for what is not judged.
    pub mark: Option<String>,
    /// Whether the mark's band counts as achieved.
    pub achieved: Option<bool>,
    /// Why there is no mark.
    pub reason: Option<NotJudged>,
}

impl Judgement {
    /// What a page shows as 判定.
    pub fn shown(&self) -> &str {
        match (self.mark.as_deref(), self.achieved) {
            (Some(mark), _) => mark,
            (None, Some(achieved)) => class_of(Some(achieved)),
            (None, None) => reckoned::NO_MARK,
        }
    }

    /// 達成, 未達成 or 判定なし: what counts are made of.
    pub const fn class(&self) -> &'static str {
        class_of(self.achieved)
    }
}

const fn class_of(achieved: Option<bool>) -> &'static str {
    match achieved {
        Some(true) => reckoned::ACHIEVED,
        Some(false) => reckoned::MISSED,
        None => reckoned::NOT_JUDGED,
    }
}

/// The formulas of `conventions.md` §2.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RateMethod {
    /// F1: actual ÷ target × 100, for indicators that should rise.
    Ratio,
    /// F4: (actual − baseline) ÷ (target − baseline) × 100 between 0 and 100.
    Progress,
    /// F4 without bounds.
    Way,
    /// How far above or below the target in the better direction, in percent of it; the target itself is 100.
    Level,
    /// F6: actual ÷ (final target × years gone by ÷ years in all) × 100.
    Expectation,
    /// F6 from the baseline: the way covered ÷ the way that was due by then × 100.
    ExpectedWay,
    /// How far above or below the actual of the year before in the better direction, in percent of it; the same is 100.
    YearOnYear,
    /// No rate, only whether the target was met.
    Comparison,
}

/// Why there is no judgement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NotJudged {
    /// No target for this period.
    NoTarget,
    /// No actual for this period.
    NoActual,
    /// The actual is only a forecast.
    ForecastOnly,
    /// The target is in words.
    TargetInWords,
    /// The actual is in words.
    ActualInWords,
    /// The target or the actual could not be read.
    Unreadable,
    /// It is not known which way is better.
    DirectionUnknown,
    /// A falling indicator without a baseline: met or not is known, a rate is not.
    NoBaseline,
    /// Target and baseline are the same.
    TargetEqualsBaseline,
    /// The target is 0.
    TargetZero,
    /// The target counts several years, the actual one.
    TargetSpansYears,
    /// The target's unit and the actual's differ.
    UnitsDiffer,
    /// The period is not over on the date of the report.
    NotYetOver,
    /// The formula of the scale means nothing for these numbers.
    NoFormula,
    /// The years of baseline and final target are not known, or the period lies outside them.
    NoTerm,
    /// No actual of the year before.
    NoPreviousYear,
    /// The years add up to a target, and not every one of them has an actual.
    YearsMissing,
    /// The scale that the indicator is to be judged by is not there.
    NoScale,
}

/// The judgement of a measure (施策, 政策) in one year, from those of its indicators, by the roll-up of the scale.
#[derive(Clone, Debug, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct MeasureJudgement {
    /// Its place in the order of measures.
    pub place: usize,
    /// The year.
    pub fiscal_year: FiscalYear,
    /// What the bands looked at: a share in percent, a mean or a sum of points.
    pub value: Option<Decimal>,
    /// The mark.
    pub mark: Option<String>,
    /// How many of its indicators it is made from, those of the measures under it among them.
    pub judged: usize,
    /// How many were left out, as they are not judged or have no place in it.
    pub left_out: usize,
    /// Why there is no mark.
    pub reason: Option<NotRolledUp>,
}

/// Why a measure has no judgement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NotRolledUp {
    /// None of its indicators is judged.
    NothingJudged,
    /// The evaluation whose points are added is missing, or gives none, or several.
    NoEvaluation,
    /// The sum has no room in a decimal.
    Unreadable,
}

/// The judgements of a model: `judgements[i][j]` is that of `model.indicators[i].observations[j]`.
pub type Judgements = Vec<Vec<Judgement>>;
