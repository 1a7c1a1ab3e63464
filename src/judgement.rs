//! What `check` says of an observation.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// The judgement (判定) of one observation. Without a mark, `reason` says why there is none.
#[derive(Clone, Debug, PartialEq, Default, Serialize, Deserialize)]
pub struct Judgement {
    /// 達成率 in percent, unrounded.
    pub achievement_rate: Option<Decimal>,
    /// The formula of the rate.
    pub rate_method: Option<RateMethod>,
    /// Percent of the way from baseline to final target.
    pub progress_rate: Option<Decimal>,
    /// The mark of the configured scale.
    pub mark: Option<String>,
    /// Whether the mark's band counts as achieved.
    pub achieved: Option<bool>,
    /// Why there is no mark.
    pub reason: Option<NotJudged>,
}

/// The formulas of `conventions.md` §2.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RateMethod {
    /// F1: actual ÷ target × 100, for indicators that should rise.
    Ratio,
    /// F4: (actual − baseline) ÷ (target − baseline) × 100 between 0 and 100, for indicators that should fall.
    Progress,
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
}

/// The judgements of a model: `judgements[i][j]` is that of `model.indicators[i].observations[j]`.
pub type Judgements = Vec<Vec<Judgement>>;
