//! Indicators that by the register stand in several places: their actuals are the same in all of them.

use crate::finding::Finding;
use crate::model::{Figure, Indicator};
use crate::rule::register::PLACES_DIFFER;
use rustc_hash::FxHashMap;

/// One finding for each further place whose actuals are not those of the first.
pub fn differ(indicators: &[Indicator]) -> Vec<Finding> {
    let mut first: FxHashMap<&str, &Indicator> = FxHashMap::default();
    let mut findings = Vec::new();
    for indicator in indicators.iter().filter(|indicator| indicator.registered.is_some()) {
        let Some(other) = first.get(indicator.id.as_str()) else {
            first.insert(&indicator.id, indicator);
            continue;
        };
        let Some((here, there)) = differing(indicator, other) else { continue };
        let (place, at) =
            (here.place.as_ref().unwrap_or(&indicator.place), there.place.as_ref().unwrap_or(&other.place));
        let finding = Finding::at(&PLACES_DIFFER, place, here.text.trim());
        findings.push(Finding {
            department: indicator.belongs.department.clone(),
            measure_code: indicator.belongs.measure_code.clone(),
            ..finding.expecting(format!("{}（{at}）", there.text.trim())).about(&indicator.name)
        });
    }
    findings
}

/// The first actuals for one period that are not the same.
fn differing<'a>(one: &'a Indicator, other: &'a Indicator) -> Option<(&'a Figure, &'a Figure)> {
    one.observations.iter().find_map(|here| {
        let alike =
            |there: &&crate::model::Observation| there.period == here.period && there.aggregation == here.aggregation;
        let there = other.observations.iter().find(alike)?;
        let differ = here.actual.value.zip(there.actual.value).is_some_and(|(here, there)| here != there);
        (differ && one.unit == other.unit).then_some((&here.actual, &there.actual))
    })
}
