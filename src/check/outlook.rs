//! Where each indicator is heading: within the year by its months or quarters, and towards its final target.

mod term;
mod year;

use super::facts;
use crate::model::{Direction, Figure, Indicator, Model, Operator};
use crate::outlook::{Outlook, Outlooks};
use crate::settings::Settings;
use jiff::civil::Date;
use rayon::prelude::*;
use rust_decimal::Decimal;

/// The outlook of every indicator on the day `as_of`; without a day there is none.
pub fn outlook(model: &Model, settings: &Settings, as_of: Option<Date>) -> Outlooks {
    let of = |indicator: &Indicator| match as_of {
        None => Outlook::default(),
        Some(day) => {
            let unknown = settings.judgement.unknown_direction;
            let direction = |target: &Figure| facts::direction(indicator, target, unknown);
            Outlook { year: year::outlook(indicator, day, direction), term: term::outlook(indicator, day, direction) }
        }
    };
    model.indicators.par_iter().map(of).collect()
}

/// The number of a target that is to be reached; 維持 and 前年度以上 are none.
fn to_be_reached(target: &Figure) -> Option<Decimal> {
    let level = matches!(target.operator, None | Some(Operator::Equal | Operator::AtLeast | Operator::AtMost));
    target.value.filter(|_| level)
}

/// Whether `value` is as good as `asked`, or better.
fn is_met(value: Decimal, asked: Decimal, direction: Option<Direction>) -> Option<bool> {
    match direction {
        Some(Direction::Up) => Some(value >= asked),
        Some(Direction::Down) => Some(value <= asked),
        _ => None,
    }
}
