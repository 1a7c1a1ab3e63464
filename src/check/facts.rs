//! What every rule of this stage is given, and what it hands back.

use crate::cell::Place;
use crate::finding::Finding;
use crate::judgement::{Judgement, Judgements};
use crate::model::{
    Aggregation, Belonging, Direction, Figure, Indicator, Model, Narrative, Observation, Operator, Status,
};
use crate::period::{Part, Period, wareki_short};
use crate::rule::{NotRun, Rule};
use crate::settings::{Settings, UnknownDirection};
use crate::state::State;
use jiff::civil::Date;
use rust_decimal::Decimal;
use rustc_hash::FxHashMap;
use std::mem::{Discriminant, discriminant};

/// What every rule is given.
pub(super) struct Facts<'a> {
    pub model: &'a Model,
    pub judgements: &'a Judgements,
    pub settings: &'a Settings,
    pub as_of: Option<Date>,
    pub previous: Option<Before<'a>>,
}

/// The run before, its indicators also by their ids and the measures they hang under: 再掲 stands in several places.
pub(super) struct Before<'a> {
    pub all: &'a [Indicator],
    pub narratives: &'a [Narrative],
    indicators: FxHashMap<(&'a str, &'a str), &'a Indicator>,
}

impl<'a> Before<'a> {
    pub fn of(state: &'a State) -> Self {
        let indicators = state.model.indicators.iter();
        Self {
            all: &state.model.indicators,
            narratives: &state.model.narratives,
            indicators: indicators.map(|indicator| (place_of(indicator), indicator)).collect(),
        }
    }
}

fn place_of(indicator: &Indicator) -> (&str, &str) {
    (&indicator.id, &indicator.belongs.measure_code)
}

impl<'a> Facts<'a> {
    /// Every observation with its indicator and its judgement.
    pub fn observations(&self) -> impl Iterator<Item = (&'a Indicator, &'a Observation, &'a Judgement)> {
        let indicators = self.model.indicators.iter().zip(self.judgements);
        indicators.flat_map(|(indicator, judgements)| {
            indicator
                .observations
                .iter()
                .zip(judgements)
                .map(move |(observation, judgement)| (indicator, observation, judgement))
        })
    }

    /// The same indicator in the run before.
    pub fn before(&self, indicator: &Indicator) -> Option<&'a Indicator> {
        self.previous.as_ref()?.indicators.get(&place_of(indicator)).copied()
    }

    /// What the run before had of the same indicator for the same period.
    pub fn observed_before(&self, indicator: &Indicator, observation: &Observation) -> Option<&'a Observation> {
        let alike =
            |other: &&Observation| other.period == observation.period && other.aggregation == observation.aggregation;
        self.before(indicator)?.observations.iter().find(alike)
    }
}

/// How much a rule looked at, and what it found.
#[derive(Default)]
pub(super) struct Seen {
    /// Things it looked at and could decide.
    pub looked_at: usize,
    /// Things it could not decide.
    pub undecided: usize,
    /// What it found.
    pub findings: Vec<Finding>,
    /// What it would have needed to look at all there is.
    pub wants: Option<NotRun>,
}

impl Seen {
    /// Of a rule that compares with the run before.
    pub fn with_previous(facts: &Facts) -> Self {
        Self { wants: facts.previous.is_none().then_some(NotRun::NoPrevious), ..Self::default() }
    }

    /// Of a rule that depends on the date.
    pub fn with_date(facts: &Facts) -> Self {
        Self { wants: facts.as_of.is_none().then_some(NotRun::NoDate), ..Self::default() }
    }

    /// Counts a thing looked at, with what was found there, if anything.
    pub fn look(&mut self, finding: Option<Finding>) {
        self.looked_at += 1;
        self.findings.extend(finding);
    }

    /// Counts a thing that could not be decided.
    pub fn undecided(&mut self) {
        self.undecided += 1;
    }
}

/// The number of the baseline where it can be set beside `observation`: it is of a whole year, so a month's or a quarter's
/// count has none. A value at a point in time has it in every period.
pub(super) fn baseline_of(indicator: &Indicator, observation: &Observation) -> Option<Decimal> {
    let alike = observation.period.part == Part::Year || observation.aggregation == Some(Aggregation::Point);
    baseline(indicator).filter(|_| alike)
}

/// A finding of `rule` at the cell of `figure`, or at the indicator's name where the figure has no cell.
pub(super) fn finding_at(rule: &'static Rule, indicator: &Indicator, figure: &Figure, expected: String) -> Finding {
    let place = figure.place.as_ref().unwrap_or(&indicator.place);
    Finding {
        department: indicator.belongs.department.clone(),
        measure_code: indicator.belongs.measure_code.clone(),
        ..Finding::at(rule, place, shown(figure)).expecting(expected).about(&indicator.name)
    }
}

/// A finding of `rule` at the indicator's name.
pub(super) fn finding_of(
    rule: &'static Rule,
    indicator: &Indicator,
    found: impl Into<String>,
    expected: impl Into<String>,
) -> Finding {
    Finding {
        department: indicator.belongs.department.clone(),
        measure_code: indicator.belongs.measure_code.clone(),
        ..Finding::at(rule, &indicator.place, found).expecting(expected).about(&indicator.name)
    }
}

/// A finding of `rule` about a measure, at `place`.
pub(super) fn finding_in(
    rule: &'static Rule,
    belongs: &Belonging,
    place: &Place,
    found: impl Into<String>,
    expected: impl Into<String>,
) -> Finding {
    Finding {
        department: belongs.department.clone(),
        measure_code: belongs.measure_code.clone(),
        ..Finding::at(rule, place, found).expecting(expected)
    }
}

/// What makes two sheets speak of one measure: plan, code and name. The number of a row is no code that another sheet would share.
pub(super) type Home<'a> = (&'a str, &'a str, &'a str);

/// `None` where nothing says which measure it is.
pub(super) fn home(belongs: &Belonging) -> Option<Home<'_>> {
    let code = if belongs.numbered { "" } else { belongs.measure_code.as_str() };
    let named = !code.is_empty() || !belongs.measure_name.is_empty();
    named.then_some((&belongs.plan, code, &belongs.measure_name))
}

/// A text without its spaces, for comparison.
pub(super) fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// Digits without leading and trailing zeros: of 1200 two, of 0.105 three. Round numbers repeat by themselves.
pub(super) fn significant_digits(value: Decimal) -> usize {
    value.mantissa().unsigned_abs().to_string().trim_end_matches('0').len()
}

/// A figure as its cell shows it.
pub(super) fn shown(figure: &Figure) -> String {
    match figure.value {
        Some(value) if figure.text.trim().is_empty() => value.to_string(),
        _ => figure.text.trim().to_owned(),
    }
}

/// A figure with its period: `R5 1230`, `2023-10 102`.
pub(super) fn dated(observation: &Observation, value: Decimal) -> String {
    let Period { fiscal_year, part } = observation.period;
    match part {
        Part::Year => format!("{} {value}", wareki_short(fiscal_year)),
        Part::Quarter(_) | Part::Month(_) => format!("{} {value}", observation.period),
    }
}

/// Words in a name that say that its values run on from year to year: 認定件数（累計）.
const TOTALS: [&str; 4] = ["（累計）", "(累計)", "（累積）", "(累積)"];

/// Whether the actual is a running total: by what the sheet says of it, else by the name. One that has its running total
/// beside it, `1(3)`, is none.
pub(super) fn runs_on(indicator: &Indicator, observation: &Observation) -> bool {
    match observation.aggregation {
        Some(aggregation) => aggregation == Aggregation::Cumulative,
        None => observation.cumulative.is_none() && TOTALS.iter().any(|word| indicator.name.contains(word)),
    }
}

/// What keeps values of one indicator apart: years, quarters and months, and what they count.
pub(super) fn series(observation: &Observation) -> (Discriminant<Part>, Option<Aggregation>) {
    (discriminant(&observation.period.part), observation.aggregation)
}

/// The observations that can be set beside `observation`: those of its series for other periods.
pub(super) fn others<'a>(
    indicator: &'a Indicator,
    observation: &'a Observation,
) -> impl Iterator<Item = &'a Observation> {
    let alike = |other: &&Observation| other.period != observation.period && series(other) == series(observation);
    indicator.observations.iter().filter(alike)
}

/// Whether the target counts several years.
pub(super) fn spans_years(observation: &Observation) -> bool {
    observation.target_aggregation == Some(Aggregation::Cumulative) || observation.target_from_fiscal_year.is_some()
}

/// The number of the baseline.
pub(super) fn baseline(indicator: &Indicator) -> Option<Decimal> {
    indicator.baseline.as_ref().and_then(|baseline| number(&baseline.figure))
}

/// The number of an actual that is one: a value or a provisional value.
pub(super) fn number(figure: &Figure) -> Option<Decimal> {
    figure.value.filter(|_| matches!(figure.status, Status::Value | Status::Provisional))
}

/// Which way is better for this target: what 以上 and 以下 say, else what is known of the indicator.
pub(super) fn direction(indicator: &Indicator, target: &Figure, unknown: UnknownDirection) -> Option<Direction> {
    match target.operator {
        Some(Operator::AtLeast) => Some(Direction::Up),
        Some(Operator::AtMost) => Some(Direction::Down),
        _ => indicator.direction.or(match unknown {
            UnknownDirection::Up => Some(Direction::Up),
            UnknownDirection::None => None,
        }),
    }
}
