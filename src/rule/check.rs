//! Rules of `check`: what is wrong or odd in a model that could be read.

mod identity;
mod previous;
mod rate;
mod series;
mod slot;
mod target;

pub use identity::{DUPLICATE_DIFFERS, DUPLICATE_INDICATOR, STATEMENT_SHARED, UNIT_DIFFERS};
pub use previous::TARGET_CHANGED;
pub use rate::{JUDGEMENT_DISAGREES, RATE_DISAGREES, RATE_WRONG_WAY};
pub use series::{CUMULATIVE_FALLS, PERCENT_OVER_HUNDRED, SAME_AS_LAST_YEAR, SIGN_FLIPS, VALUE_JUMP};
pub use slot::{ACTUAL_IN_WORDS, ACTUAL_MISSING, TARGET_MISSING, TARGET_ZERO};
pub use target::{DIRECTION_UNKNOWN, FINAL_TARGET_DIFFERS, TARGET_NOT_TOWARD, TARGET_SPANS_YEARS};

use super::Rule;

/// Those that tell of a change since the run before: that they are silent the next time does not mean that it is mended.
pub const OF_CHANGES: &[&Rule] = &[&TARGET_CHANGED];

/// The rules of this stage.
pub const RULES: &[&Rule] = &[
    &ACTUAL_MISSING,
    &TARGET_MISSING,
    &ACTUAL_IN_WORDS,
    &TARGET_ZERO,
    &RATE_WRONG_WAY,
    &RATE_DISAGREES,
    &JUDGEMENT_DISAGREES,
    &DIRECTION_UNKNOWN,
    &TARGET_NOT_TOWARD,
    &FINAL_TARGET_DIFFERS,
    &TARGET_SPANS_YEARS,
    &VALUE_JUMP,
    &SIGN_FLIPS,
    &CUMULATIVE_FALLS,
    &PERCENT_OVER_HUNDRED,
    &SAME_AS_LAST_YEAR,
    &UNIT_DIFFERS,
    &DUPLICATE_DIFFERS,
    &DUPLICATE_INDICATOR,
    &STATEMENT_SHARED,
    &TARGET_CHANGED,
];
