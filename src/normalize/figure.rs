//! A value cell becomes a figure: its number, or why there is none.

use super::Context;
use crate::cell::Located;
use crate::finding::Finding;
use crate::model::{Figure, Operator, Status};
use crate::rule::normalize as rules;
use crate::sheet::Raw;
use crate::token::quantity::{self, Quantity, Reading, Why};
use rust_decimal::Decimal;

/// Whether a cell is to be compared with, or is what is compared.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// 目標値: it may be in words.
    Target,
    /// 実績値.
    Actual,
    /// 実績見込: its number is a forecast.
    Forecast,
    /// 基準値.
    Baseline,
}

/// A figure and what else its cell says.
pub struct Read {
    /// The figure.
    pub figure: Figure,
    /// The number with all that stands beside it.
    pub quantity: Option<Quantity>,
}

/// Reads a value cell. `unit` is the unit that the indicator states, as keyed; a number in another unit is not read.
pub fn read(
    raw: &Located<Raw>,
    side: Side,
    unit: &str,
    name: &str,
    context: &Context,
    findings: &mut Vec<Finding>,
) -> Read {
    let mut figure = Figure {
        text: raw.value.text.to_string(),
        place: Some(raw.place.clone()),
        status: Status::Blank,
        ..Figure::no_slot()
    };
    let mut report = |rule, expected: &str| {
        findings.push(Finding::at(rule, &raw.place, raw.value.text.to_string()).expecting(expected).about(name));
    };
    let mut quantity = None;
    match quantity::read(&raw.value, context.lexicon) {
        Reading::Blank => {
            if let Some(struck) = &raw.value.struck {
                figure.revised_from_text = Some(struck.to_string());
            }
        }
        Reading::Missing(status) => figure.status = status,
        Reading::Words(operator) => {
            figure.status = if side == Side::Target { Status::Text } else { Status::Value };
            figure.operator = operator.filter(|_| side == Side::Target);
        }
        Reading::Number(read) if read.vague && side == Side::Target => {
            figure.status = Status::Text;
            report(&rules::TARGET_UNCLEAR, "");
        }
        Reading::Number(read) => {
            if read.vague {
                report(&rules::VALUE_ROUGH, "");
            }
            if fits(&read.unit, unit, context) {
                figure.status = status(&read, side);
                figure.value = Some(read.value);
                if side == Side::Target {
                    figure.operator = Some(read.operator.unwrap_or(Operator::Equal));
                    figure.strict = read.strict;
                }
                quantity = Some(read);
            } else {
                figure.status = Status::Unreadable;
                report(&rules::UNIT_MISMATCH, unit);
            }
        }
        Reading::Unreadable(why) if side == Side::Target && matches!(why, Why::Unclear | Why::Vague) => {
            figure.status = Status::Text;
            report(&rules::TARGET_UNCLEAR, "");
        }
        Reading::Unreadable(why) => {
            figure.status = Status::Unreadable;
            report(
                match why {
                    Why::Vague => &rules::VALUE_VAGUE,
                    Why::Unclear | Why::TooLong => &rules::VALUE_UNREADABLE,
                    Why::Error => &rules::CELL_ERROR,
                    Why::Uncomputed => &rules::FORMULA_UNCOMPUTED,
                    Why::Date => &rules::VALUE_IS_DATE,
                },
                "",
            );
        }
    }
    note_revision(&mut figure, raw, name, context, findings);
    Read { figure, quantity }
}

/// Keeps what is struck through in the figure's cell, and tells of it.
pub fn note_revision(
    figure: &mut Figure,
    raw: &Located<Raw>,
    name: &str,
    context: &Context,
    findings: &mut Vec<Finding>,
) {
    let Some(struck) = raw.value.struck.as_deref() else { return };
    figure.revised_from_text = Some(struck.to_owned());
    figure.revised_from = revised_from(struck, context);
    findings
        .push(Finding::at(&rules::VALUE_REVISED, &raw.place, raw.value.text.to_string()).expecting(struck).about(name));
}

fn revised_from(struck: &str, context: &Context) -> Option<Decimal> {
    match quantity::read(&Raw::text(struck), context.lexicon) {
        Reading::Number(quantity) => Some(quantity.value),
        _ => None,
    }
}

fn status(read: &Quantity, side: Side) -> Status {
    match (side, read.status) {
        (Side::Forecast, _) => Status::Forecast,
        (Side::Target, _) => Status::Value,
        (_, status) => status,
    }
}

/// Whether a number's own unit is the indicator's; one without a unit of its own fits any.
fn fits(own: &str, unit: &str, context: &Context) -> bool {
    let normal = |key: &str| context.lexicon.unit(key).map_or_else(|| key.to_owned(), str::to_owned);
    let plain = |unit: &str| unit.replace(['/', '・'], "");
    own.is_empty()
        || unit.is_empty()
        || normal(own) == normal(unit)
        || plain(own) == plain(unit)
        || unit.split(['/', '・']).next() == Some(own)
}
