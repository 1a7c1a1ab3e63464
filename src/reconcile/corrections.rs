//! Corrections of actuals (修正表): those that are adopted are applied to the model. The departments' files stay as they are.

use super::again::Again;
use super::proposed::{Known, period_shown};
use crate::answers::Folder;
use crate::cell::SheetId;
use crate::correction::{Corrected, Correction, Decision, Slot, Standing, submitted};
use crate::finding::Finding;
use crate::lexicon::Lexicon;
use crate::messages::{file, sheet};
use crate::model::{Figure, Indicator, Model, Status};
use crate::period::Period;
use crate::rule::{Rule, corrections as rules};
use crate::token::text::key;
use crate::token::time;
use rustc_hash::FxHashMap;

/// Brings what was written into the books of the folder that is being written, and of that of the run before, to the
/// corrections that are known, and applies to the model those that are adopted, as long as there stands what they were
/// adopted for.
pub fn correct(model: &mut Model, here: &Folder, before: &Folder, previous: &[Correction]) -> Vec<Finding> {
    let (known, mut findings) = Known::of(here, before, previous);
    let mut corrections = known.corrections();
    let places: Vec<Vec<At>> = {
        let again = Again::of(&model.indicators);
        corrections.iter_mut().map(|one| place(one, &again, &model.indicators)).collect()
    };
    stand(&mut corrections, &places, &model.indicators);
    for (correction, places) in corrections.iter().zip(&places).filter(|(one, _)| one.standing == Standing::Applied) {
        for at in places {
            let indicator = model.indicators.get_mut(at.indicator);
            findings.extend(indicator.and_then(|indicator| apply(correction, indicator, at.observation)));
        }
    }
    corrections.sort_by_cached_key(|one| {
        let words = [&one.department, &one.code, &one.name, &one.period, &one.id].map(String::clone);
        (!one.is_open(), one.standing, words)
    });
    findings.extend(corrections.iter().filter_map(told));
    model.corrections = corrections;
    findings
}

/// An actual in the model.
#[derive(Clone, Copy)]
struct At {
    indicator: usize,
    observation: usize,
}

fn figure(at: At, indicators: &[Indicator]) -> Option<&Figure> {
    Some(&indicators.get(at.indicator)?.observations.get(at.observation)?.actual)
}

/// Where what a correction corrects stands in this run, several times only for one indicator of one measure in several
/// files. The correction then names it as this run does.
fn place(correction: &mut Correction, again: &Again, indicators: &[Indicator]) -> Vec<At> {
    let (found, period, aggregation) = match &correction.slot {
        Some(slot) => (again.find(&slot.indicator, &slot.code, &correction.name), Some(slot.period), slot.aggregation),
        None => {
            let named = again.named(&correction.code, &correction.name);
            let period = time::whole(&correction.period).and_then(|time| time.period(None));
            (named.into_iter().collect(), period, None)
        }
    };
    let Some(period) = period else { return Vec::new() };
    let at = |place: usize| {
        let observations = &indicators.get(place)?.observations;
        let of_period = || observations.iter().enumerate().filter(|(_, one)| one.period == period);
        let exact = of_period().find(|(_, one)| aggregation.is_some() && one.aggregation == aggregation);
        let only = || of_period().next().filter(|_| of_period().count() == 1);
        exact.or_else(only).map(|(observation, _)| At { indicator: place, observation })
    };
    let places: Vec<At> = found.into_iter().filter_map(at).collect();
    let first = places.first().and_then(|at| Some((indicators.get(at.indicator)?, at.observation)));
    if let Some((indicator, observation)) = first {
        name(correction, indicator, observation, period);
    }
    places
}

/// Names what a correction corrects as this run does.
fn name(correction: &mut Correction, indicator: &Indicator, observation: usize, period: Period) {
    let Some(observation) = indicator.observations.get(observation) else { return };
    let belongs = &indicator.belongs;
    let by_hand = correction.slot.is_none();
    correction.slot = Some(Slot {
        indicator: indicator.id.clone(),
        code: belongs.measure_code.clone(),
        period,
        aggregation: observation.aggregation,
    });
    correction.department.clone_from(&belongs.department);
    correction.code.clone_from(&belongs.measure_code);
    correction.name.clone_from(&indicator.name);
    correction.period = period_shown(period, observation.aggregation);
    // A row that was added by hand is about what stands there now.
    if by_hand {
        correction.from = submitted(&observation.actual);
    }
}

/// How each correction stands.
fn stand(corrections: &mut [Correction], places: &[Vec<At>], indicators: &[Indicator]) {
    for (correction, places) in corrections.iter_mut().zip(places) {
        let now: Vec<String> = places.iter().filter_map(|at| figure(*at, indicators)).map(submitted).collect();
        let unit = places.first().and_then(|at| indicators.get(at.indicator)).map_or("", |one| one.unit.as_str());
        correction.now = now.first().cloned().unwrap_or_default();
        correction.standing = standing(correction, &now, unit);
    }
    let mut adopted: FxHashMap<Slot, Vec<usize>> = FxHashMap::default();
    for (number, correction) in corrections.iter().enumerate().filter(|(_, one)| one.standing == Standing::Applied) {
        adopted.entry(correction.slot.clone().unwrap_or_else(nowhere)).or_default().push(number);
    }
    for several in adopted.into_values().filter(|several| several.len() > 1) {
        let value = |number: &usize| corrections.get(*number).map(|one| one.to.value);
        let same = several.iter().all(|number| value(number) == several.first().and_then(value));
        // Of those that say the same, the first is applied.
        let others = several.into_iter().skip(usize::from(same));
        for number in others {
            if let Some(correction) = corrections.get_mut(number) {
                correction.standing = Standing::Contradicted;
            }
        }
    }
}

/// How a correction stands by itself. `now` is what was submitted, in each of its places.
fn standing(correction: &Correction, now: &[String], unit: &str) -> Standing {
    let to = &correction.to;
    let settled = matches!(correction.standing, Standing::Reflected);
    let same = |one: &String, other: &str| key(one) == key(other);
    if correction.decision == Decision::Rejected {
        return Standing::Rejected;
    }
    if now.is_empty() {
        // What the department has mended is settled, also where its file is not sent any more.
        return if settled { Standing::Reflected } else { Standing::NoPlace };
    }
    if to.value.is_none() || !fits(&to.unit, unit) {
        return Standing::Unreadable;
    }
    if now.iter().all(|now| same(now, &to.plain())) {
        return Standing::Reflected;
    }
    if now.iter().any(|now| !same(now, &correction.from) && !same(now, &to.plain())) {
        return Standing::Outdated;
    }
    match &correction.decision {
        Decision::None => Standing::Proposed,
        Decision::Unclear(_) => Standing::Unclear,
        Decision::Rejected => Standing::Rejected,
        Decision::Adopted if correction.reason.is_empty() => Standing::NoReason,
        Decision::Adopted => Standing::Applied,
    }
}

/// Whether a number in one unit is one in the other; a number without a unit fits any.
fn fits(own: &str, unit: &str) -> bool {
    let normal = |text: &str| Lexicon::standard().unit(text).map_or_else(|| text.to_owned(), str::to_owned);
    own.is_empty() || normal(own) == normal(&key(unit))
}

/// What is about nothing is about nothing else.
fn nowhere() -> Slot {
    Slot { indicator: String::new(), code: String::new(), period: Period::year(0), aggregation: None }
}

/// Applies a correction to an actual, and tells the department of it.
fn apply(correction: &Correction, indicator: &mut Indicator, observation: usize) -> Option<Finding> {
    let home = indicator.place.clone();
    let (department, measure_code) = (indicator.belongs.department.clone(), indicator.belongs.measure_code.clone());
    let actual = &mut indicator.observations.get_mut(observation)?.actual;
    if submitted(actual) == correction.to.plain() {
        return None;
    }
    // A correction of a provisional value does not make it final.
    let stays = matches!(actual.status, Status::Provisional | Status::Forecast);
    let before = Corrected {
        value: actual.value,
        text: actual.text.clone(),
        status: actual.status,
        reason: correction.reason.clone(),
        by: correction.by.clone(),
        on: correction.on.clone(),
    };
    actual.value = correction.to.value;
    actual.text = correction.to.plain();
    actual.status = if stays { actual.status } else { Status::Value };
    actual.corrected = Some(Box::new(before));
    let finding =
        Finding::at(&rules::CORRECTION_APPLIED, actual.place.as_ref().unwrap_or(&home), correction.from.as_str());
    let told = finding.expecting(correction.to.plain()).about(&indicator.name);
    Some(Finding { department, measure_code, ..told })
}

/// What the office is told of a correction.
fn told(correction: &Correction) -> Option<Finding> {
    let Correction { from, now, to, .. } = correction;
    let (rule, expected): (&'static Rule, String) = match correction.standing {
        Standing::Proposed => (&rules::CORRECTION_PROPOSED, from.clone()),
        Standing::Unclear => (&rules::CORRECTION_UNCLEAR, from.clone()),
        Standing::NoReason => (&rules::CORRECTION_WITHOUT_REASON, from.clone()),
        Standing::Outdated => (&rules::CORRECTION_OUTDATED, format!("{from}→{now}")),
        Standing::Contradicted => (&rules::CORRECTION_CONTRADICTED, from.clone()),
        Standing::Unreadable => (&rules::CORRECTION_UNREADABLE, from.clone()),
        Standing::NoPlace => (&rules::CORRECTION_WITHOUT_PLACE, format!("{}　{}", correction.name, correction.period)),
        Standing::Applied | Standing::Reflected | Standing::Rejected => return None,
    };
    let page = SheetId { file: file::CONSOLIDATED.to_owned(), sheet: sheet::CORRECTIONS.to_owned() };
    let finding = Finding::of_sheet(rule, &page, to.text.as_str()).expecting(expected).about(&correction.name);
    Some(Finding { measure_code: correction.code.clone(), ..finding })
}
