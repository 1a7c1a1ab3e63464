//! How the actual of an observation becomes its rate, its mark and whether it is achieved, as formulas over cells: what is
//! left of a judgement when its actual is still to come.

use crate::expression::{Expression, Outcome};
use crate::judgement::Judgement;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use std::fmt;

/// A number that a judgement looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quantity {
    /// 実績値 of the period.
    Actual,
    /// 目標値 of the period.
    Target,
    /// 最終目標値.
    FinalTarget,
    /// 基準値.
    Baseline,
    /// 実績値 of the year before.
    Previous,
    /// 達成率, as reckoned.
    Rate,
}

/// A formula of these numbers.
pub type Formula = Expression<Quantity>;

/// The formulas of an observation, each with the answer for a cell without an actual.
#[derive(Clone, Debug, PartialEq)]
pub struct Reckoning {
    /// 達成率 in percent, to nine decimals; an empty text where there is none.
    pub rate: Formula,
    /// 判定.
    pub mark: Formula,
    /// 達成, 未達成 or 判定なし.
    pub achieved: Formula,
    /// The numbers that stand for what the formulas name, but the actual and the rate.
    pub numbers: Vec<(Quantity, Decimal)>,
}

/// What comes of the formulas for an actual.
#[derive(Clone, Debug, PartialEq)]
pub struct Reckoned {
    /// The rate, if there is one.
    pub rate: Option<f64>,
    /// The mark.
    pub mark: String,
    /// 達成, 未達成 or 判定なし.
    pub achieved: String,
}

impl Reckoning {
    /// What a workbook shows for an actual; `None` where it would show an error.
    pub fn of(&self, actual: Option<Decimal>) -> Option<Reckoned> {
        let cell = |quantity| match quantity {
            Quantity::Actual => Outcome::of(actual),
            other => Outcome::of(self.numbers.iter().find(|(known, _)| *known == other).map(|(_, number)| *number)),
        };
        let rate = self.rate.outcome(&cell)?;
        let beside = |quantity| if quantity == Quantity::Rate { rate.clone() } else { cell(quantity) };
        let text = |formula: &Formula| match formula.outcome(&beside)? {
            Outcome::Text(text) => Some(text),
            _ => None,
        };
        let (mark, achieved) = (text(&self.mark)?, text(&self.achieved)?);
        let rate = match rate {
            Outcome::Number(rate) => Some(rate),
            _ => None,
        };
        Some(Reckoned { rate, mark, achieved })
    }
}

impl Reckoned {
    /// Whether it is what the program itself makes of the actual.
    pub fn is(&self, judgement: &Judgement) -> bool {
        let same = match (self.rate, judgement.achievement_rate.and_then(|rate| rate.to_f64())) {
            (None, None) => true,
            (Some(here), Some(there)) => (here - there).abs() <= f64::max(NEAR.0, here.abs() * NEAR.1),
            _ => false,
        };
        same && self.mark == judgement.shown() && self.achieved == judgement.class()
    }
}

/// How far a rate in floats may lie from the decimal one: by itself, and of a very large rate in parts of it.
const NEAR: (f64, f64) = (1e-9, 1e-14);

/// The reckonings of a run, made when they are wanted: few observations of a large run stand on a page.
pub struct Reckonings<'a> {
    of: Box<dyn Fn(usize, usize) -> Option<Reckoning> + Send + Sync + 'a>,
}

impl<'a> Reckonings<'a> {
    /// Those that this makes of the place of an indicator in the model and the place of an observation in it.
    pub fn new(of: impl Fn(usize, usize) -> Option<Reckoning> + Send + Sync + 'a) -> Self {
        Self { of: Box::new(of) }
    }

    /// That of an observation; `None` where no formula says the same as the program.
    pub fn of(&self, indicator: usize, observation: usize) -> Option<Reckoning> {
        (self.of)(indicator, observation)
    }
}

impl Default for Reckonings<'_> {
    fn default() -> Self {
        Self::new(|_, _| None)
    }
}

impl fmt::Debug for Reckonings<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("reckonings")
    }
}
