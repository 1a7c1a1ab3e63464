//! How an indicator is rated: what the run has for all of them, and what one may have of its own.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// What an indicator has of its own, from the register or the settings; what it leaves out is that of the run.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Rating {
    /// The scale, by the name that selects it or by the one it bears.
    pub scale: Option<String>,
    /// How its rate is made.
    pub method: Option<Method>,
    /// How far from a value still counts as that value.
    pub tolerance: Option<Tolerance>,
    /// To how many decimals its rate is rounded before it is judged.
    pub rounding: Option<Rounding>,
    /// Whether the actuals of the years add up to a target over several years; `None` if nobody says so.
    pub adds_up: Option<bool>,
}

impl Rating {
    /// Whether all is as the run has it.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// How a rate is made. The formulas stand in `check`, each with a body that publishes it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Method {
    /// By the direction: a ratio where more is better, the way from the baseline where less is.
    #[default]
    Standard,
    /// Actual ÷ target, where more is better.
    Ratio,
    /// How far above or below the target, in percent of it, whichever way is better.
    Level,
    /// The way from the baseline to the target, from 0 to 100.
    Progress,
    /// The way from the baseline to the target, without bounds.
    Way,
    /// Actual ÷ the part of the final target that is due after the years gone by.
    Expectation,
    /// The way from the baseline ÷ the part of it that is due after the years gone by.
    ExpectedWay,
    /// No rate: met or not.
    Comparison,
}

impl Method {
    /// All of them, by the word that selects each.
    pub const ALL: [(&'static str, Self); 8] = [
        ("standard", Self::Standard),
        ("ratio", Self::Ratio),
        ("level", Self::Level),
        ("progress", Self::Progress),
        ("way", Self::Way),
        ("expectation", Self::Expectation),
        ("expected_way", Self::ExpectedWay),
        ("comparison", Self::Comparison),
    ];
}

/// What a band sets the actual beside.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reference {
    /// The target, by the method of the scale.
    #[default]
    Target,
    /// The baseline: how far above or below it, in percent of it.
    Baseline,
    /// The actual of the year before, likewise.
    Previous,
}

impl Reference {
    /// All of them, by the word that selects each.
    pub const ALL: [(&'static str, Self); 3] =
        [("target", Self::Target), ("baseline", Self::Baseline), ("previous", Self::Previous)];
}

/// How far from a value still counts as that value (同水準, 現状維持).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tolerance {
    /// How far.
    pub width: Width,
    /// Whether the width itself is too far: 未満 where it is left out, 以内 where not.
    pub strict: bool,
    /// Whether it is only for what is asked of people (意識調査), whose answers have an error of sampling.
    pub perception: bool,
}

/// A distance from a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Width {
    /// In the unit of the indicator: 3 points of a percentage.
    Points(Decimal),
    /// In percent of the value.
    Percent(Decimal),
}

impl Tolerance {
    /// Whether `actual` counts as `value`; `None` if the distance has no room in a decimal.
    pub fn covers(self, actual: Decimal, value: Decimal) -> Option<bool> {
        let distance = actual.checked_sub(value)?.abs();
        let (distance, width) = match self.width {
            Width::Points(width) => (distance, width),
            Width::Percent(width) => (distance.checked_mul(Decimal::ONE_HUNDRED)?, value.abs().checked_mul(width)?),
        };
        // A value always counts as itself.
        Some(distance.is_zero() || distance < width || (!self.strict && distance == width))
    }
}

/// The value of a rate that is judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rounding {
    /// As it is.
    None,
    /// Rounded half up to so many decimals.
    Decimals(u32),
}

impl Rounding {
    /// The decimals, if it rounds.
    pub const fn decimals(self) -> Option<u32> {
        match self {
            Self::None => None,
            Self::Decimals(decimals) => Some(decimals),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn covers(tolerance: Tolerance, actual: &str, value: &str) -> Option<bool> {
        tolerance.covers(actual.parse().unwrap(), value.parse().unwrap())
    }

    #[test]
    fn a_tolerance_is_within_or_below_its_width() {
        let within = Tolerance { width: Width::Points(3.into()), strict: false, perception: false };
        let below = Tolerance { strict: true, ..within };
        assert_eq!(covers(within, "53", "50"), Some(true));
        assert_eq!(covers(below, "53", "50"), Some(false));
        assert_eq!(covers(below, "47.1", "50"), Some(true));
        assert_eq!(covers(within, "46.9", "50"), Some(false));
    }

    #[test]
    fn a_tolerance_in_percent_is_of_the_value() {
        let tenth = Tolerance { width: Width::Percent(10.into()), strict: false, perception: false };
        assert_eq!(covers(tenth, "180", "200"), Some(true));
        assert_eq!(covers(tenth, "179.9", "200"), Some(false));
        assert_eq!(covers(tenth, "-110", "-100"), Some(true));
        assert_eq!(covers(tenth, "0", "0"), Some(true));
        assert_eq!(covers(tenth, "0.1", "0"), Some(false));
        assert_eq!(covers(tenth, "-79228162514264337593543950335", "79228162514264337593543950335"), None);
    }
}
