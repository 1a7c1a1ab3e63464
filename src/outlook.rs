//! Where an indicator is heading on the day of the report: what was due by now, and projections, which are no actuals.

use crate::period::{FiscalYear, Period};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// The outlooks of a model: `outlooks[i]` is that of `model.indicators[i]`.
pub type Outlooks = Vec<Outlook>;

/// Where one indicator is heading.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Outlook {
    /// Within the year in which the day lies; `None` where no month or quarter of it has an actual.
    pub year: Option<YearOutlook>,
    /// Towards the final target; `None` where there is no year to go on from, or none is left.
    pub term: Option<TermOutlook>,
}

/// The year in which the day of the report lies, by its months or its quarters.
#[derive(Clone, Debug, PartialEq)]
pub struct YearOutlook {
    /// The year.
    pub fiscal_year: FiscalYear,
    /// The last month or quarter that has an actual.
    pub through: Period,
    /// The actual of that month or quarter alone; `None` where the sheet has running totals only.
    pub latest: Option<Decimal>,
    /// 前年同月: the same a year before.
    pub year_before: Option<Decimal>,
    /// What was counted from the year's start, or from the plan's where the sheet counts from there; of a value at a point
    /// in time, that value.
    pub to_date: Option<Decimal>,
    /// The year's target.
    pub target: Option<Decimal>,
    /// What was due by then.
    pub due: Option<Due>,
    /// What was done in percent of what was due, for indicators that should rise.
    pub pace: Option<Decimal>,
    /// Whether it is where it should be.
    pub keeps_up: Option<bool>,
    /// 着地見込み, or why there is none.
    pub projection: Result<Projection, NoProjection>,
    /// What a month or quarter brought so far, on average.
    pub so_far: Option<Decimal>,
    /// What each month or quarter that is left has to bring; of an indicator that should fall, what it may bring at most.
    pub left: Option<Decimal>,
    /// What the sheet itself expects of the year: 見込.
    pub forecast: Option<Decimal>,
}

/// What was due by a month or quarter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Due {
    /// How much.
    pub value: Decimal,
    /// By what.
    pub by: DueBy,
}

/// By what something was due.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DueBy {
    /// The targets of the months or quarters.
    Stated,
    /// The same part of the year's target each month or quarter.
    Even,
}

/// What a year will come to if it goes on as it does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Projection {
    /// How much.
    pub value: Decimal,
    /// How it was made.
    pub by: ProjectedBy,
}

/// How a projection was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ProjectedBy {
    /// The year goes on as the year before did: to date × the year before in all ÷ the year before to the same month.
    Seasonal,
    /// Each month or quarter brings what the ones before did on average.
    Even,
    /// The years go on in a straight line.
    Linear,
}

/// Why there is no projection of the year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NoProjection {
    /// A value at a point in time does not add up.
    PointInTime,
    /// It is not said what a month's value counts.
    CountUnknown,
    /// It is not known from when a running total counts.
    StartUnknown,
    /// A month or quarter before the last has no number.
    Gap,
    /// Less than a quarter has gone by.
    TooEarly,
    /// All of the year is there.
    Over,
    /// The numbers leave no room for it.
    NoRoom,
}

/// The way to the final target.
#[derive(Clone, Debug, PartialEq)]
pub struct TermOutlook {
    /// The year of the final target.
    pub final_year: FiscalYear,
    /// The final target.
    pub target: Decimal,
    /// Where the line begins: the baseline, or the first actual.
    pub from: (FiscalYear, Decimal),
    /// The last actual of a whole year.
    pub last: (FiscalYear, Decimal),
    /// 最終年度の見込み.
    pub projection: Projection,
    /// Whether the final target is met in that line.
    pub keeps_up: Option<bool>,
    /// What a year brought so far, on average.
    pub so_far: Decimal,
    /// What each year that is left has to bring; 0 where the target is reached.
    pub left: Decimal,
}
