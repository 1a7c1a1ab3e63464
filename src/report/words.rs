//! The schema's words for the model's choices, as they stand in the CSVs.

use crate::judgement::{NotJudged, NotRolledUp, RateMethod};
use crate::life::Standing;
use crate::model::{
    ActionStatus, Aggregation, CellUse, CostKind, Direction, DirectionSource, IndicatorKind, Measurement,
    NarrativeKind, Operator, Status, SubmissionStatus,
};
use crate::outlook::{DueBy, NoProjection, ProjectedBy};
use crate::rule::Severity;

/// A choice that has a word in the schema.
pub trait Named {
    /// The words of all its values.
    const WORDS: &'static [&'static str];
    /// Its word.
    fn name(&self) -> &'static str;
}

macro_rules! named {
    ($($choice:ident { $($variant:ident = $word:literal),+ $(,)? })+) => {
        $(impl Named for $choice {
            const WORDS: &'static [&'static str] = &[$($word),+];

            fn name(&self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }
        })+

        /// Every choice with its words, for the table of codes and the tests.
        pub const ALL: &[(&str, &[&str])] = &[$((stringify!($choice), &[$($word),+])),+];

        #[cfg(test)]
        mod tests {
            use super::*;

            #[test]
            fn the_words_are_those_of_the_state() {
                $($(assert_eq!(serde_json::json!($choice::$variant), $word);)+)+
            }
        }
    };
}

named! {
    Status {
        Value = "value", Provisional = "provisional", Forecast = "forecast", Blank = "blank", None = "none",
        Pending = "pending", Undetermined = "undetermined", NotSurveyed = "not_surveyed",
        NotApplicable = "not_applicable", Discontinued = "discontinued", FirstYear = "first_year",
        NotDue = "not_due", NoSlot = "no_slot", Suppressed = "suppressed", Text = "text",
        Unreadable = "unreadable",
    }
    Operator {
        Equal = "=", AtLeast = ">=", AtMost = "<=", Maintain = "maintain", Increase = "increase",
        Decrease = "decrease", YearOnYear = "yoy",
    }
    Aggregation { Annual = "annual", Cumulative = "cumulative", Point = "point" }
    IndicatorKind { Outcome = "outcome", Output = "output", Input = "input" }
    Direction { Up = "up", Down = "down", Maintain = "maintain", Range = "range" }
    DirectionSource { Register = "register", Sheet = "sheet", Derived = "derived", Settings = "settings" }
    Measurement { Perception = "perception", Objective = "objective" }
    RateMethod {
        Ratio = "ratio", Progress = "progress", Way = "way", Level = "level", Expectation = "expectation",
        ExpectedWay = "expected_way", YearOnYear = "year_on_year", Comparison = "comparison",
    }
    NotJudged {
        NoTarget = "no_target", NoActual = "no_actual", ForecastOnly = "forecast_only",
        TargetInWords = "target_in_words", ActualInWords = "actual_in_words", Unreadable = "unreadable",
        DirectionUnknown = "direction_unknown", NoBaseline = "no_baseline",
        TargetEqualsBaseline = "target_equals_baseline", TargetZero = "target_zero",
        TargetSpansYears = "target_spans_years", UnitsDiffer = "units_differ", NotYetOver = "not_yet_over",
        NoFormula = "no_formula", NoTerm = "no_term", NoPreviousYear = "no_previous_year",
        YearsMissing = "years_missing", NoScale = "no_scale",
    }
    DueBy { Stated = "stated", Even = "even" }
    ProjectedBy { Seasonal = "seasonal", Even = "even", Linear = "linear" }
    NoProjection {
        PointInTime = "point_in_time", CountUnknown = "count_unknown", StartUnknown = "start_unknown", Gap = "gap",
        TooEarly = "too_early", Over = "over", NoRoom = "no_room",
    }
    NotRolledUp {
        NothingJudged = "nothing_judged", NoEvaluation = "no_evaluation", Unreadable = "unreadable",
    }
    CostKind {
        Budget = "budget", RevisedBudget = "revised_budget", CarriedOver = "carried_over",
        Settlement = "settlement", Plan = "plan",
    }
    ActionStatus {
        NotStarted = "not_started", Started = "started", Achieved = "achieved", Partly = "partly",
        Cancelled = "cancelled",
    }
    NarrativeKind {
        Issue = "issue", Activity = "activity", Result = "result", Reason = "reason", Direction = "direction",
        Comment = "comment", Other = "other",
    }
    SubmissionStatus {
        Received = "received", Missing = "missing", Late = "late", Duplicate = "duplicate",
        Unchanged = "unchanged", OldForm = "old_form", Unexpected = "unexpected", Rejected = "rejected",
    }
    CellUse { Used = "used", Label = "label", Ignored = "ignored", Unread = "unread" }
    Standing { New = "new", Continuing = "continuing", Resolved = "resolved", Accepted = "accepted" }
    Severity { Error = "error", Warning = "warning", Note = "note" }
}

/// The word of a choice, or nothing.
pub fn word<T: Named>(choice: Option<&T>) -> crate::table::Value<'static> {
    choice.map_or(crate::table::Value::Empty, |choice| crate::table::Value::Word(choice.name()))
}
