//! Findings of a change since the run before, after that run: whether what was changed still stands.

use super::identify::is_about;
use super::subject::{figure_words, file_key, name_words, text_words};
use crate::cell::Place;
use crate::finding::Finding;
use crate::life::Standing;
use crate::model::{Belonging, Figure, Indicator, Model};
use crate::rule::Rule;
use crate::rule::check::{
    ACTUAL_CHANGED, INDICATOR_ADDED, INDICATOR_DROPPED, NAME_CHANGED, NARRATIVE_COPIED, OF_CHANGES, TARGET_CHANGED,
    UNIT_CHANGED,
};
use crate::state::State;
use crate::token::text::key;
use rust_decimal::Decimal;
use rustc_hash::{FxHashMap, FxHashSet};

/// Whether the rule tells of changes that go on as long as they stand.
pub fn is_of_change(rule: &'static Rule) -> bool {
    OF_CHANGES.contains(&rule)
}

/// Sets the findings of changes beside those that the run before still had open: one that leads back to what stood there
/// before is none, and one that changes what was changed already is set beside what stood there first.
pub fn since(model: &Model, previous: &State, findings: &mut Vec<Finding>) {
    let open: Vec<Finding> = previous
        .findings
        .iter()
        .filter(|record| !matches!(record.life.standing, Some(Standing::Resolved | Standing::Accepted)))
        .filter_map(|record| record.finding().filter(|finding| is_of_change(finding.rule)))
        .collect();
    if open.is_empty() {
        return;
    }
    let by_id: FxHashMap<&str, &Finding> = open.iter().map(|finding| (finding.id.as_str(), finding)).collect();
    let now = Now::of(model);
    findings.retain_mut(|finding| {
        if open.iter().any(|earlier| leads_back(finding, earlier)) {
            return false;
        }
        let Some(first) = by_id.get(finding.id.as_str()) else { return true };
        finding.expected.clone_from(&first.expected);
        !now.is_back(finding)
    });
}

/// Whether an indicator got its former name again, or came again.
fn leads_back(finding: &Finding, earlier: &Finding) -> bool {
    let same = |one: &str, other: &str| key(one) == key(other);
    if finding.department != earlier.department || finding.measure_code != earlier.measure_code {
        return false;
    }
    if finding.rule == &NAME_CHANGED && earlier.rule == &NAME_CHANGED {
        return same(&finding.found, &earlier.expected) && same(&finding.expected, &earlier.found);
    }
    finding.rule == &INDICATOR_ADDED && earlier.rule == &INDICATOR_DROPPED && same(&finding.found, &earlier.found)
}

/// What stands there now.
pub struct Now<'a> {
    model: &'a Model,
    indicators: FxHashMap<&'a str, Vec<&'a Indicator>>,
}

impl<'a> Now<'a> {
    /// What stands in the model.
    pub fn of(model: &'a Model) -> Self {
        let mut indicators: FxHashMap<&str, Vec<&Indicator>> = FxHashMap::default();
        for indicator in &model.indicators {
            indicators.entry(&indicator.id).or_default().push(indicator);
        }
        Self { model, indicators }
    }

    /// Whether there is an indicator of this id.
    pub fn has(&self, id: &str) -> bool {
        self.indicators.contains_key(id)
    }

    /// The indicators of this id, those of the same file first.
    fn alike(&self, finding: &Finding) -> impl Iterator<Item = &'a Indicator> {
        let all = || self.indicators.get(finding.life.indicator.as_str()).into_iter().flatten().copied();
        let file = file_key(&finding.file);
        let here: Vec<&Indicator> = all().filter(|one| file_key(&one.place.sheet.file) == file).collect();
        here.into_iter().chain(all())
    }

    /// The figures that the finding may be of: one, or one in every place of the indicator.
    fn figures(&self, finding: &Finding) -> impl Iterator<Item = (&'a Indicator, &'a Figure)> {
        self.alike(finding).flat_map(move |indicator| {
            let both = indicator.observations.iter().flat_map(move |one| {
                [("target", &one.target), ("actual", &one.actual)]
                    .map(|(series, figure)| (figure_words(indicator, one, series), figure))
            });
            let about = both.filter(|(words, _)| is_about(finding, words));
            about.map(|(_, figure)| (indicator, figure)).collect::<Vec<_>>()
        })
    }

    /// Where what the finding tells of stands now, if it still does. `before` is the model of the run before.
    pub fn place_of(&self, finding: &Finding, before: &Now<'a>) -> Option<&'a Place> {
        let rule = finding.rule;
        if rule == &TARGET_CHANGED || rule == &ACTUAL_CHANGED {
            let (_, old) = before.figures(finding).next().unzip();
            let stands = |(_, figure): &(&Indicator, &Figure)| {
                let value = old.and_then(|old| old.value).filter(|_| figure.revised_from.is_none());
                key(&figure.text) == key(&finding.found) || value.is_some() && figure.value == value
            };
            let (indicator, figure) = self.figures(finding).find(stands)?;
            return Some(figure.place.as_ref().unwrap_or(&indicator.place));
        }
        if rule == &UNIT_CHANGED || rule == &NAME_CHANGED {
            let shows = |one: &&Indicator| {
                let shown = if rule == &UNIT_CHANGED { &one.unit_text } else { &one.name };
                is_about(finding, &name_words(one)) && key(shown) == key(&finding.found)
            };
            return self.alike(finding).find(shows).map(|one| &one.place);
        }
        if rule == &INDICATOR_DROPPED {
            return self.still_without(finding, before);
        }
        let copied = self.model.narratives.iter().filter(|_| rule == &NARRATIVE_COPIED);
        let text = |one: &&crate::model::Narrative| {
            key(&one.text).starts_with(key(finding.found.trim_end_matches('…')).as_str())
        };
        copied.filter(text).find(|one| is_about(finding, &text_words(one))).map(|one| &one.place)
    }

    /// A place in the measure that the indicator is gone from.
    fn still_without(&self, finding: &Finding, before: &Now<'a>) -> Option<&'a Place> {
        let there = |one: &&Indicator| {
            one.place.sheet.file == finding.file
                && one.place.sheet.sheet == finding.sheet
                && Some(one.place.cell) == finding.cell
        };
        let home =
            |belongs: &Belonging| [&belongs.plan, &belongs.measure_code, &belongs.measure_name].map(|text| key(text));
        let measure = before.model.indicators.iter().find(there).map(|one| home(&one.belongs))?;
        let here = || self.model.indicators.iter().filter(|one| home(&one.belongs) == measure);
        let names: FxHashSet<String> = here().map(|one| key(&one.name)).collect();
        here().next().filter(|_| !names.contains(&key(&finding.found))).map(|one| &one.place)
    }

    /// Whether there stands again what was expected.
    fn is_back(&self, finding: &Finding) -> bool {
        if finding.rule == &TARGET_CHANGED || finding.rule == &ACTUAL_CHANGED {
            let number = finding.expected.split('（').next().and_then(|text| text.parse::<Decimal>().ok());
            return number.is_some() && self.figures(finding).any(|(_, figure)| figure.value == number);
        }
        (finding.rule == &UNIT_CHANGED || finding.rule == &NAME_CHANGED)
            && key(&finding.found) == key(&finding.expected)
    }
}
