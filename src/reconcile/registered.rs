//! What the register says of an indicator that was submitted: it fills in, and where the sheet says otherwise it decides.

use super::revised::{Official, official, official_final};
use crate::finding::Finding;
use crate::messages;
use crate::model::{
    Baseline, DirectionSource, Figure, FinalTarget, Indicator, Observation, Operator, Registration, Status, Submitted,
};
use crate::period::{FiscalYear, Part, Period, wareki};
use crate::register::{Register, Registered};
use crate::rule::{Rule, register as rules};
use crate::token::text::key;
use rust_decimal::Decimal;

/// Gives a submitted indicator what the register says of it, and tells where the sheet says otherwise.
///
/// `now` is the fiscal year of the report, if it is known.
pub fn register(
    indicator: &mut Indicator,
    register: &Register,
    row: &Registered,
    now: Option<FiscalYear>,
) -> Vec<Finding> {
    let original = register.original(row);
    let mut findings = Vec::new();
    let known = [row, original].iter().any(|each| key(&each.indicator.name) == key(&indicator.name));
    if !known {
        findings.push(told(&rules::INDICATOR_RENAMED, indicator, None, &indicator.name, &row.indicator.name));
    }
    indicator.id = register.id(row);
    if indicator.belongs.department.is_empty() {
        indicator.belongs.department.clone_from(&row.indicator.belongs.department);
    }
    if indicator.belongs.plan.is_empty() {
        indicator.belongs.plan.clone_from(&row.indicator.belongs.plan);
    }
    let said = &original.indicator;
    indicator.kind = said.kind.or(indicator.kind);
    indicator.measurement = said.measurement.or(indicator.measurement);
    for (own, theirs) in [(&mut indicator.definition, &said.definition), (&mut indicator.source, &said.source)] {
        if own.is_empty() {
            own.clone_from(theirs);
        }
    }
    indicator.rating = original.rating.clone();
    let mut submitted = Submitted::default();
    findings.extend(direction(indicator, said, &mut submitted));
    if comparable(indicator, said, &mut findings) {
        findings.extend(aggregation(indicator, original));
        findings.extend(baseline(indicator, said, &mut submitted));
        findings.extend(targets(indicator, register, original, now, &mut submitted));
        findings.extend(final_target(indicator, register, original, now, &mut submitted));
    }
    // the final target often stands in the cell of its year's
    let mut seen = Vec::new();
    findings.retain(|finding| {
        let new = !seen.contains(&(finding.rule.name, finding.cell));
        seen.push((finding.rule.name, finding.cell));
        new
    });
    indicator.registered = Some(Box::new(Registration {
        code: original.code.clone(),
        place: row.place().clone(),
        frequency: original.rhythm.frequency,
        due_month: original.rhythm.due.map(|due| due.month),
        released: row.released && original.released,
        submitted,
    }));
    findings
}

/// A finding at a figure's cell, or at the indicator's name.
fn told(
    rule: &'static Rule,
    indicator: &Indicator,
    figure: Option<&Figure>,
    found: impl Into<String>,
    expected: impl Into<String>,
) -> Finding {
    let place = figure.and_then(|figure| figure.place.as_ref()).unwrap_or(&indicator.place);
    Finding {
        department: indicator.belongs.department.clone(),
        measure_code: indicator.belongs.measure_code.clone(),
        ..Finding::at(rule, place, found).expecting(expected).about(&indicator.name)
    }
}

/// A direction that the register states decides; one that only follows from its targets fills in.
fn direction(indicator: &mut Indicator, said: &Indicator, submitted: &mut Submitted) -> Option<Finding> {
    let registered = said.direction?;
    if said.direction_source == Some(DirectionSource::Derived) {
        if indicator.direction.is_none() {
            (indicator.direction, indicator.direction_source) = (said.direction, said.direction_source);
        }
        return None;
    }
    let stated = indicator.direction.filter(|_| indicator.direction_source == Some(DirectionSource::Sheet));
    let differs = stated.filter(|stated| *stated != registered);
    submitted.direction = differs;
    (indicator.direction, indicator.direction_source) = (Some(registered), Some(DirectionSource::Register));
    let words = [differs?, registered].map(|direction| messages::direction(Some(direction)));
    Some(told(&rules::DIRECTION_DIFFERS, indicator, None, words[0], words[1]))
}

/// Whether numbers of the register can be set beside those of the sheet: their units are the same.
fn comparable(indicator: &mut Indicator, said: &Indicator, findings: &mut Vec<Finding>) -> bool {
    if indicator.unit.is_empty() {
        indicator.unit.clone_from(&said.unit);
        indicator.unit_text.clone_from(&said.unit_text);
    }
    let same = said.unit.is_empty() || indicator.unit == said.unit;
    if !same {
        let found = indicator.unit_text.clone();
        findings.push(told(&rules::UNIT_DIFFERS, indicator, None, found, said.unit_text.as_str()));
    }
    same
}

fn aggregation(indicator: &mut Indicator, original: &Registered) -> Option<Finding> {
    let registered = original.aggregation?;
    let taken: Vec<Period> = indicator
        .observations
        .iter()
        .filter(|observation| observation.aggregation == Some(registered))
        .map(|observation| observation.period)
        .collect();
    for observation in &mut indicator.observations {
        if observation.aggregation.is_none() && !taken.contains(&observation.period) {
            observation.aggregation = Some(registered);
        }
    }
    let other = indicator.observations.iter().find_map(|one| one.aggregation.filter(|stated| *stated != registered))?;
    let both = !taken.is_empty();
    let words = [other, registered].map(messages::aggregation);
    (!both).then(|| told(&rules::AGGREGATION_DIFFERS, indicator, None, words[0], words[1]))
}

fn baseline(indicator: &mut Indicator, said: &Indicator, submitted: &mut Submitted) -> Option<Finding> {
    let registered = said.baseline.as_ref().filter(|baseline| baseline.figure.value.is_some())?;
    let own = indicator.baseline.take();
    let value = own.as_ref().and_then(|baseline| baseline.figure.value);
    if value.is_some() && value == registered.figure.value {
        let own_year = own.as_ref().and_then(|baseline| baseline.fiscal_year);
        indicator.baseline = own.map(|own| Baseline { fiscal_year: own_year.or(registered.fiscal_year), ..own });
        return None;
    }
    indicator.baseline = Some(registered.clone());
    value?;
    let own = own?;
    let finding =
        told(&rules::BASELINE_DIFFERS, indicator, Some(&own.figure), shown(&own.figure), shown(&registered.figure));
    submitted.baseline = Some(own);
    Some(finding)
}

fn targets(
    indicator: &mut Indicator,
    register: &Register,
    original: &Registered,
    now: Option<FiscalYear>,
    submitted: &mut Submitted,
) -> Vec<Finding> {
    let mut findings = Vec::new();
    for at in 0..indicator.observations.len() {
        let Some(observation) = indicator.observations.get(at) else { continue };
        let (period, counted) = (observation.period, observation.aggregation);
        let alike = indicator.observations.iter().filter(|other| other.period == period).count();
        let of_series = alike == 1 || (counted.is_some() && counted == original.aggregation);
        if period.part != Part::Year || !of_series {
            continue;
        }
        let Some(official) = official(register, original, period.fiscal_year, now) else { continue };
        let own = observation.target.clone();
        let (target, rule) = decided(&own, &official);
        if let Some(rule) = rule {
            let year = wareki(period.fiscal_year);
            let expected = format!("{year} {}", shown(&official.figure));
            findings.push(told(rule, indicator, Some(&own), shown(&own), expected));
            submitted.targets.push((period, counted, own));
        }
        if let (Some(observation), Some(target)) = (indicator.observations.get_mut(at), target) {
            observation.target = target;
        }
    }
    findings
}

fn final_target(
    indicator: &mut Indicator,
    register: &Register,
    original: &Registered,
    now: Option<FiscalYear>,
    submitted: &mut Submitted,
) -> Option<Finding> {
    let (official, year) = official_final(register, original, now)?;
    let own = indicator.final_target.clone();
    let figure = own.as_ref().map_or_else(Figure::no_slot, |own| own.figure.clone());
    let (target, rule) = decided(&figure, &official);
    let fiscal_year = own.as_ref().and_then(|own| own.fiscal_year).or(year);
    let target = target.unwrap_or_else(|| figure.clone());
    if let Some(year) = fiscal_year {
        let period = Period::year(year);
        if !indicator.observations.iter().any(|observation| observation.period == period) {
            indicator.observations.push(aimed(period, target.clone()));
            indicator.observations.sort_by_key(|observation| (observation.period, observation.aggregation));
        }
    }
    indicator.final_target = Some(FinalTarget { figure: target, fiscal_year });
    let finding = told(rule?, indicator, Some(&figure), shown(&figure), shown(&official.figure));
    submitted.final_target = own;
    Some(finding)
}

/// A year for which the sheet has no cell, and the register a target.
fn aimed(period: Period, target: Figure) -> Observation {
    Observation {
        period,
        aggregation: None,
        target_aggregation: None,
        target_from_fiscal_year: None,
        as_of_date: None,
        target,
        actual: Figure::no_slot(),
        cumulative: None,
        year_before: None,
        stated_rate: None,
        stated_judgement: String::new(),
    }
}

/// The target that holds, if it is not the sheet's as it is; and what is to be told of the sheet's.
fn decided(own: &Figure, official: &Official) -> (Option<Figure>, Option<&'static Rule>) {
    let revised = |figure: &Figure| {
        let old = official.old.as_ref().filter(|_| figure.revised_from_text.is_none());
        old.map(|old| Figure {
            revised_from: old.value,
            revised_from_text: Some(old.text.trim().to_owned()),
            ..figure.clone()
        })
    };
    let holds = revised(&official.figure).unwrap_or_else(|| official.figure.clone());
    match own.status {
        Status::NoSlot | Status::Blank => return (Some(holds), None),
        // its own finding says so
        Status::Unreadable => return (Some(holds), None),
        _ => {}
    }
    let same_words = own.value.is_none() && own.operator.is_some() && own.operator == official.figure.operator;
    let same_value = own.value.is_some() && own.value == official.figure.value;
    if same_value || (same_words && official.figure.value.is_none()) {
        // 5以下 in the register says what a bare 5 on the sheet is
        let bare = own.operator == Some(Operator::Equal) && official.figure.operator != own.operator;
        let (operator, strict) = (official.figure.operator, official.figure.strict);
        let meant = bare.then(|| Figure { operator, strict, ..own.clone() });
        return (revised(meant.as_ref().unwrap_or(own)).or(meant), None);
    }
    let outdated = official.old.as_ref().is_some_and(|old| old.value.is_some() && old.value == own.value);
    (Some(holds), Some(if outdated { &rules::TARGET_OUTDATED } else { &rules::TARGET_DIFFERS }))
}

fn shown(figure: &Figure) -> String {
    let text = figure.text.trim();
    if text.is_empty() { figure.value.as_ref().map(Decimal::to_string).unwrap_or_default() } else { text.to_owned() }
}
