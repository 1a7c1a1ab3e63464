//! A first register from what was submitted; what the sheets do not say is left for the office to fill in.

use super::{Expected, Listed, Node, Register, Registered, Rhythm};
use crate::model::{Belonging, DirectionSource, Indicator, Model, Status, SubmissionStatus};
use crate::period::Part;
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::BTreeSet;

/// 階層 of a measure of which the sheet does not say it.
const SOME_LEVEL: &str = "施策";

/// The register of all that a model holds, in its order.
pub fn draft(model: &Model) -> Register {
    let of_file: FxHashMap<&str, &str> =
        model.submissions.iter().map(|record| (record.file.as_str(), record.department.as_str())).collect();
    let registered = |(at, indicator): (usize, &Indicator)| {
        let asked = of_file.get(indicator.place.sheet.file.as_str()).copied().unwrap_or_default();
        registered(indicator, format!("K{:03}", at + 1), asked)
    };
    Register {
        indicators: model.indicators.iter().enumerate().map(registered).collect(),
        measures: measures(model),
        roster: roster(model),
        ..Register::default()
    }
}

fn registered(indicator: &Indicator, code: String, asked: &str) -> Registered {
    let belongs = &indicator.belongs;
    let measure_code = if belongs.numbered { String::new() } else { belongs.measure_code.clone() };
    let node = (!measure_code.is_empty() || !belongs.measure_name.is_empty()).then(|| Node {
        level: level(&belongs.level),
        code: measure_code.clone(),
        name: belongs.measure_name.clone(),
        place: indicator.place.clone(),
    });
    let stated = indicator.direction_source != Some(DirectionSource::Derived);
    let yearly = |observation: &&crate::model::Observation| observation.period.part == Part::Year;
    let counted: BTreeSet<_> = indicator.observations.iter().filter(yearly).map(|each| each.aggregation).collect();
    let aggregation = if counted.len() == 1 { counted.first().copied().flatten() } else { None };
    let anchor = indicator.baseline.as_ref().and_then(|baseline| baseline.fiscal_year);
    let elsewhere = !asked.is_empty() && asked != belongs.department;
    let mut observations: Vec<_> = indicator.observations.iter().filter(yearly).cloned().collect();
    observations.retain(|each| {
        each.target.value.is_some() || (each.target.status == Status::Text && each.target.operator.is_some())
    });
    // of a year with several series it is not known of which the target is
    let years: Vec<_> = observations.iter().map(|each| each.period).collect();
    observations.retain(|each| years.iter().filter(|year| **year == each.period).count() == 1);
    Registered {
        code,
        indicator: Indicator {
            id: String::new(),
            belongs: Belonging {
                measure_code,
                level: node.as_ref().map(|node| node.level.clone()).unwrap_or_default(),
                numbered: false,
                ..belongs.clone()
            },
            direction: indicator.direction.filter(|_| stated),
            direction_source: indicator.direction_source.filter(|_| stated),
            observations,
            registered: None,
            ..indicator.clone()
        },
        path: node.into_iter().collect(),
        aggregation,
        rhythm: Rhythm { anchor, ..Rhythm::default() },
        rating: indicator.rating.clone(),
        submitter: if elsewhere { asked.to_owned() } else { String::new() },
        released: true,
        aliases: Vec::new(),
        repeats: None,
    }
}

fn level(level: &str) -> String {
    if level.is_empty() { SOME_LEVEL.to_owned() } else { level.to_owned() }
}

/// The measures that have a code, each once; a parent is named where it is one of them.
fn measures(model: &Model) -> Vec<Listed> {
    let coded = || {
        let all = model.measures.iter();
        all.filter(|measure| !measure.belongs.measure_code.is_empty() && !measure.belongs.numbered)
    };
    let codes: FxHashSet<&str> = coded().map(|measure| measure.belongs.measure_code.as_str()).collect();
    let mut seen = FxHashSet::default();
    let once = coded().filter(|measure| seen.insert(measure.belongs.measure_code.as_str()));
    once.map(|measure| Listed {
        code: measure.belongs.measure_code.clone(),
        name: measure.belongs.measure_name.clone(),
        level: level(&measure.belongs.level),
        parent: Some(&measure.parent_code).filter(|code| codes.contains(code.as_str())).cloned().unwrap_or_default(),
        department: measure.belongs.department.clone(),
        place: measure.place.clone(),
    })
    .collect()
}

/// Who handed something in, readable or not.
fn roster(model: &Model) -> Vec<Expected> {
    let came = model.submissions.iter().filter(|record| record.status != SubmissionStatus::Duplicate);
    let departments: BTreeSet<&str> = came.map(|record| record.department.as_str()).collect();
    let place = model.indicators.first().map(|indicator| indicator.place.clone());
    let Some(place) = place else { return Vec::new() };
    let expected = departments.into_iter().filter(|department| !department.is_empty()).map(|department| Expected {
        department: department.to_owned(),
        group: String::new(),
        due: None,
        received: None,
        measure_code: String::new(),
        measure_name: String::new(),
        place: place.clone(),
    });
    expected.collect()
}
