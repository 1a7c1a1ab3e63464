//! The target of an indicator that is named by a sentence: 「企業立地件数４件」, 「7年間で70人増（現状30人）」.

use super::figure::note_revision;
use super::indicator::{Observations, empty};
use super::{Context, fact};
use crate::cell::Located;
use crate::entry::{Entry, Fact, Series};
use crate::finding::Finding;
use crate::model::{Aggregation, Baseline, Figure, FinalTarget, Operator, Status};
use crate::period::{FiscalYear, Period};
use crate::rule::normalize as rules;
use crate::sheet::Raw;
use crate::token::change::{self, Change};
use crate::token::statement::{self, Aim, Statement};
use crate::token::time;
use rust_decimal::Decimal;

/// What a sentence gives its indicator.
pub struct Stated {
    /// The name without the target.
    pub name: String,
    /// The unit, as keyed.
    pub unit: String,
    /// The target.
    pub target: Figure,
    /// The fiscal year it is for, if the sentence or the sheet says.
    pub fiscal_year: Option<FiscalYear>,
    /// Whether it counts up over several years.
    pub cumulative: bool,
    /// From which year on.
    pub from: Option<FiscalYear>,
    /// The present value.
    pub baseline: Option<Baseline>,
}

/// Takes the name of an indicator apart that has no cell for a target; `None` if it is only a name.
pub fn stated(entry: &Entry, context: &Context, findings: &mut Vec<Finding>) -> Option<Stated> {
    let raw = fact(entry, Fact::Name)?;
    let text = &*raw.value.text;
    if statement::several(text, context.lexicon) > 1 {
        findings.push(Finding::at(&rules::TARGET_IN_NAME, &raw.place, text).about(text));
        return None;
    }
    let statement = statement::read(text, context.lexicon)?;
    let mut target = target(&statement, raw, context);
    let expected = target.value.map(|value| value.to_string()).unwrap_or_default();
    note_revision(&mut target, raw, &statement.name, context, findings);
    let rule = match target.status {
        Status::Unreadable => Some(&rules::STATEMENT_UNCLEAR),
        Status::Value => Some(&rules::TARGET_FROM_STATEMENT),
        _ => None,
    };
    let told = |rule| Finding::at(rule, &raw.place, text).expecting(expected).about(&statement.name);
    findings.extend(rule.map(told));
    let sum = statement.parts.iter().try_fold(Decimal::ZERO, |sum, part| sum.checked_add(*part));
    if let (Some(value), Some(sum)) = (target.value, sum)
        && !statement.parts.is_empty()
        && sum != value
    {
        let finding = Finding::at(&rules::PARTS_DIFFER, &raw.place, text).expecting(sum.normalize().to_string());
        findings.push(finding.about(&statement.name));
    }
    let near = context.near;
    let year_of = |slot: &crate::entry::Slot| time::whole(&slot.value.value.text)?.fiscal_year(near);
    let mut beside = entry.slots.iter().filter(|slot| slot.series == Series::FinalTargetYear);
    let own = statement.period.and_then(|period| period.last_year(near)).or_else(|| beside.find_map(year_of));
    let from = statement.period.and_then(|period| period.fiscal_year(near));
    let baseline = statement.baseline.map(|value| Baseline {
        figure: Figure { value: Some(value), status: Status::Value, ..quoted(raw) },
        fiscal_year: None,
    });
    let counted = context.lexicon.statement.counted.iter().find(|(end, _)| statement.name.ends_with(end.as_str()));
    let counted = counted.filter(|_| matches!(statement.aim, Aim::Words(Some(Operator::Maintain))));
    Some(Stated {
        unit: counted.map_or(statement.unit, |(_, unit)| unit.clone()),
        name: statement.name,
        target,
        fiscal_year: own.or(context.final_year),
        cumulative: statement.gain || statement.years.is_some(),
        from,
        baseline,
    })
}

/// The figure of a sentence's aim.
fn target(statement: &Statement, raw: &Located<Raw>, context: &Context) -> Figure {
    let mut figure = quoted(raw);
    match statement.aim {
        Aim::Number { splits: true, .. } if context.pasted => figure.status = Status::Unreadable,
        Aim::Number { value, operator, strict, .. } => {
            figure.value = Some(value);
            figure.operator = Some(operator.unwrap_or(Operator::Equal));
            figure.strict = strict;
            figure.status = Status::Value;
        }
        // 前年比１４１０％アップ: an old number and a new one, or one number
        Aim::Words(_) if context.pasted && change::year_on_year(&figure.text).is_some_and(Change::splits) => {
            figure.status = Status::Unreadable;
        }
        Aim::Words(operator) => {
            figure.status = Status::Text;
            figure.operator = operator;
        }
        Aim::Undetermined => figure.status = Status::Undetermined,
        Aim::Unclear => figure.status = Status::Unreadable,
    }
    figure
}

/// A figure with the whole sentence as its text.
fn quoted(raw: &Located<Raw>) -> Figure {
    Figure { text: raw.value.text.to_string(), place: Some(raw.place.clone()), ..Figure::no_slot() }
}

impl Stated {
    /// The final target, its observation marked: for the year it says, else the last that the table gives.
    pub fn settle(self, observations: &mut Observations) -> FinalTarget {
        let last = observations.keys().rfind(|(period, _)| *period == Period::year(period.fiscal_year));
        let fiscal_year = self.fiscal_year.or(last.map(|(period, _)| period.fiscal_year));
        if let Some(year) = fiscal_year {
            let period = Period::year(year);
            let observation = observations.entry((period, None)).or_insert_with(|| empty(period, None));
            observation.target_aggregation = self.cumulative.then_some(Aggregation::Cumulative);
            observation.target_from_fiscal_year = self.from.filter(|_| self.cumulative);
        }
        FinalTarget { figure: self.target, fiscal_year }
    }
}
