//! What a scale compares: how a rate is made, and what each of its bands looks at.

use serde::Serialize;

/// How a rate is made. The formulas stand in `check`, each with a body that publishes it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
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
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
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
