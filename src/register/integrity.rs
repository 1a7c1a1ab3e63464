//! Whether a register holds together: codes, places, parents, departments, revisions.

use super::{Register, Registered};
use crate::cell::Place;
use crate::finding::Finding;
use crate::lexicon::Lexicon;
use crate::model::{Figure, Frequency};
use crate::nearest::nearest;
use crate::period::{Period, wareki};
use crate::rule::register as rules;
use crate::token::text::key;
use rustc_hash::{FxHashMap, FxHashSet};

/// Stands where there is no nearest word.
const NONE: &str = "－";

/// What does not fit together in a register.
pub fn integrity(register: &Register, lexicon: &Lexicon) -> Vec<Finding> {
    let mut findings = codes(register);
    findings.extend(twice(register));
    findings.extend(tree(register));
    findings.extend(register.indicators.iter().flat_map(|registered| alone(register, registered, lexicon)));
    findings.extend(revisions(register));
    findings
}

/// A finding about an indicator of the register.
fn of(rule: &'static crate::rule::Rule, registered: &Registered, place: &Place, found: impl Into<String>) -> Finding {
    Finding::at(rule, place, found).about(&registered.indicator.name)
}

/// Codes that two indicators have, and codes that none has.
fn codes(register: &Register) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut first: FxHashMap<&str, &Registered> = FxHashMap::default();
    for registered in register.indicators.iter().filter(|each| !each.code.is_empty() && !each.is_repeat()) {
        match first.get(registered.code.as_str()) {
            Some(other) => {
                let finding = of(&rules::CODE_DUPLICATE, registered, registered.place(), registered.code.as_str());
                findings.push(finding.expecting(other.indicator.name.as_str()).related_to(other.place().cell));
            }
            None => {
                first.insert(&registered.code, registered);
            }
        }
    }
    let near = |code: &str| nearest(code, first.keys().copied()).unwrap_or(NONE).to_owned();
    for registered in &register.indicators {
        if let Some(code) = registered.repeats.as_ref().filter(|code| !first.contains_key(code.value.as_str())) {
            let finding = of(&rules::CODE_UNKNOWN, registered, &code.place, code.value.as_str());
            findings.push(finding.expecting(near(&code.value)));
        }
    }
    for revision in &register.revisions {
        if register.indicators.iter().any(|registered| revision.is_of(registered)) {
            continue;
        }
        let (found, near) = if revision.code.is_empty() {
            let names = register.indicators.iter().map(|registered| registered.indicator.name.as_str());
            (&revision.name, nearest(&revision.name, names).unwrap_or(NONE).to_owned())
        } else {
            (&revision.code, near(&revision.code))
        };
        let finding = Finding::at(&rules::CODE_UNKNOWN, &revision.place, found.as_str()).expecting(near);
        findings.push(finding.about(&revision.name));
    }
    findings
}

/// The same indicator twice, where no 再掲 says that it is one.
fn twice(register: &Register) -> Vec<Finding> {
    let mut first: FxHashMap<(String, String), &Registered> = FxHashMap::default();
    let mut findings = Vec::new();
    for registered in register.indicators.iter().filter(|each| !each.is_repeat()) {
        let same = (key(&registered.indicator.name), registered.indicator.unit.clone());
        if let Some(other) = first.get(&same) {
            let place = |each: &Registered| {
                let belongs = &each.indicator.belongs;
                let code = if each.code.is_empty() { &belongs.measure_code } else { &each.code };
                format!("{code} {}", belongs.measure_name).trim().to_owned()
            };
            let finding = of(&rules::INDICATOR_TWICE, registered, registered.place(), place(registered));
            findings.push(finding.expecting(place(other)).related_to(other.place().cell));
        } else {
            first.insert(same, registered);
        }
    }
    findings
}

/// Measures whose parent is not listed, and measures of indicators that are not, where the register lists the plan tree.
fn tree(register: &Register) -> Vec<Finding> {
    let listed: FxHashSet<&str> = register.measures.iter().map(|measure| measure.code.as_str()).collect();
    if listed.is_empty() {
        return Vec::new();
    }
    let near = |code: &str| nearest(code, listed.iter().copied()).unwrap_or(NONE).to_owned();
    let mut findings = Vec::new();
    for measure in &register.measures {
        if !measure.parent.is_empty() && !listed.contains(measure.parent.as_str()) {
            let found = format!("{} {}", measure.code, measure.name);
            let finding = Finding::at(&rules::MEASURE_ORPHAN, &measure.place, found);
            findings.push(Finding { measure_code: measure.code.clone(), ..finding }.expecting(measure.parent.as_str()));
        }
    }
    let mut told = FxHashSet::default();
    for node in register.indicators.iter().flat_map(|registered| &registered.path) {
        if !node.code.is_empty() && !listed.contains(node.code.as_str()) && told.insert(&node.code) {
            let found = format!("{} {}", node.code, node.name).trim().to_owned();
            let finding = Finding::at(&rules::MEASURE_UNLISTED, &node.place, found);
            findings.push(Finding { measure_code: node.code.clone(), ..finding }.expecting(near(&node.code)));
        }
    }
    findings
}

/// What can be said of an indicator by itself.
fn alone(register: &Register, registered: &Registered, lexicon: &Lexicon) -> Vec<Finding> {
    let mut findings = Vec::new();
    let indicator = &registered.indicator;
    let unit = key(&indicator.unit_text);
    if !unit.is_empty() && !lexicon.is_unit(&unit) {
        findings.push(of(&rules::UNIT_UNKNOWN, registered, registered.place(), indicator.unit_text.as_str()));
    }
    let asked = registered.asked();
    if !register.roster.is_empty() && !asked.is_empty() && !register.expects(asked) {
        let known = register.roster.iter().map(|expected| expected.department.as_str());
        let finding = of(&rules::DEPARTMENT_NOT_ON_ROSTER, registered, registered.place(), asked);
        findings
            .push(Finding { department: asked.to_owned(), ..finding.expecting(nearest(asked, known).unwrap_or(NONE)) });
    }
    let rhythm = &registered.rhythm;
    let cycle = match rhythm.frequency {
        Some(Frequency::Every(_)) => rhythm.survey_years.is_empty() && rhythm.anchor.is_none(),
        Some(Frequency::Survey) => rhythm.survey_years.is_empty(),
        _ => false,
    };
    if cycle {
        findings.push(of(&rules::CYCLE_UNKNOWN, registered, registered.place(), indicator.name.as_str()));
    }
    findings
}

/// Targets of the list that the table of revisions knows nothing of.
fn revisions(register: &Register) -> Vec<Finding> {
    let mut findings = Vec::new();
    for registered in register.indicators.iter().filter(|each| !each.is_repeat()) {
        let of_this = register.revisions.iter().filter(|revision| revision.is_of(registered));
        for revision in of_this.clone() {
            let Some(target) = target_for(registered, revision.year) else { continue };
            let known = |value| {
                let same_year = of_this.clone().filter(|other| other.year == revision.year);
                same_year.flat_map(|other| [other.old.value, other.new.value]).any(|known| known == value)
            };
            let (Some(place), false) = (&target.place, target.value.is_none() || known(target.value)) else { continue };
            let year = revision.year.map_or_else(|| "最終".to_owned(), wareki);
            let old = revision.old.text.trim();
            let expected = format!("{year}: {old} → {}", revision.new.text.trim());
            let finding = of(&rules::TARGET_CONTRADICTS, registered, place, target.text.trim());
            findings.push(finding.expecting(expected).related_to(revision.place.cell));
        }
    }
    findings.dedup_by(|one, other| one.repeats(other));
    findings
}

/// The target that the list gives for a year, or the final one.
fn target_for(registered: &Registered, year: Option<i32>) -> Option<&Figure> {
    let indicator = &registered.indicator;
    match year {
        Some(year) => {
            let period = Period::year(year);
            indicator.observations.iter().find(|observation| observation.period == period).map(|one| &one.target)
        }
        None => indicator.final_target.as_ref().map(|target| &target.figure),
    }
}
