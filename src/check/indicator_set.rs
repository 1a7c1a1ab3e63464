//! `indicator-dropped`, `indicator-added` and `name-changed`: what the indicators of a measure were in the run before.

use super::facts::{Facts, Home, Seen, finding_in, finding_of, home, number, squeezed};
use crate::model::{Indicator, Observation};
use crate::rule::check::{INDICATOR_ADDED, INDICATOR_DROPPED, NAME_CHANGED};
use std::collections::{BTreeMap, BTreeSet};

/// So many values in common show that two names are of one indicator.
const SHARED: usize = 2;

/// `indicator-dropped`.
pub(super) fn check_dropped(facts: &Facts) -> Seen {
    let mut seen = Seen::with_previous(facts);
    for change in changes(facts) {
        seen.looked_at += change.kept;
        for gone in change.dropped {
            // where it stood is in another file now, if it is there at all
            let Some(place) = change.now.first().map(|now| &now.place) else { continue };
            seen.look(Some(finding_in(&INDICATOR_DROPPED, &gone.belongs, place, &gone.name, "").about(&gone.name)));
        }
    }
    seen
}

/// `indicator-added`.
pub(super) fn check_added(facts: &Facts) -> Seen {
    let mut seen = Seen::with_previous(facts);
    for change in changes(facts) {
        seen.looked_at += change.kept;
        for new in change.added {
            seen.look(Some(finding_of(&INDICATOR_ADDED, new, &new.name, "")));
        }
    }
    seen
}

/// `name-changed`.
pub(super) fn check_renamed(facts: &Facts) -> Seen {
    let mut seen = Seen::with_previous(facts);
    for change in changes(facts) {
        seen.looked_at += change.kept;
        for (old, new) in change.renamed {
            seen.look(Some(finding_of(&NAME_CHANGED, new, &new.name, &old.name)));
        }
    }
    seen
}

/// The indicators that have another name now, each after what it was.
pub(super) fn renamed<'a>(facts: &Facts<'a>) -> Vec<(&'a Indicator, &'a Indicator)> {
    changes(facts).into_iter().flat_map(|change| change.renamed).collect()
}

/// How the indicators of a measure that both runs have differ.
struct Change<'a> {
    now: Vec<&'a Indicator>,
    kept: usize,
    dropped: Vec<&'a Indicator>,
    added: Vec<&'a Indicator>,
    renamed: Vec<(&'a Indicator, &'a Indicator)>,
}

/// Measures of which one run knows nothing came or went as a whole: that is told of their sheets.
fn changes<'a>(facts: &Facts<'a>) -> Vec<Change<'a>> {
    let Some(previous) = &facts.previous else { return Vec::new() };
    let now = by_measure(&facts.model.indicators);
    let before = by_measure(previous.all);
    let both = now.into_iter().filter_map(|(home, now)| Some((now, before.get(&home)?)));
    both.map(|(now, before)| change(now, before)).collect()
}

fn by_measure(indicators: &[Indicator]) -> BTreeMap<Home<'_>, Vec<&Indicator>> {
    let mut measures: BTreeMap<Home, Vec<&Indicator>> = BTreeMap::new();
    for indicator in indicators {
        if let Some(home) = home(&indicator.belongs) {
            measures.entry(home).or_default().push(indicator);
        }
    }
    measures
}

fn change<'a>(now: Vec<&'a Indicator>, before: &[&'a Indicator]) -> Change<'a> {
    let names = |list: &[&Indicator]| list.iter().map(|one| squeezed(&one.name)).collect::<BTreeSet<_>>();
    let (names_now, names_before) = (names(&now), names(before));
    let mut added: Vec<&Indicator> =
        now.iter().copied().filter(|one| !names_before.contains(&squeezed(&one.name))).collect();
    let mut dropped: Vec<&Indicator> =
        before.iter().copied().filter(|one| !names_now.contains(&squeezed(&one.name))).collect();
    let mut renamed = Vec::new();
    dropped.retain(|old| {
        let mut like = added.iter().enumerate().filter(|(_, new)| same_history(old, new));
        let (Some((place, _)), None) = (like.next(), like.next()) else { return true };
        renamed.push((*old, added.remove(place)));
        false
    });
    Change { kept: now.len() - added.len() - renamed.len(), now, dropped, added, renamed }
}

/// The same unit and the same past values, and none that differs.
fn same_history(old: &Indicator, new: &Indicator) -> bool {
    let pairs = old.observations.iter().filter_map(|one| Some((one, same_period(new, one)?)));
    let values = pairs.flat_map(|(one, other)| {
        [(number(&one.target), number(&other.target)), (number(&one.actual), number(&other.actual))]
    });
    let baseline = |indicator: &Indicator| indicator.baseline.as_ref().and_then(|baseline| number(&baseline.figure));
    let values = values.chain([(baseline(old), baseline(new))]);
    let known: Vec<_> = values.filter_map(|(one, other)| Some((one?, other?))).collect();
    old.unit == new.unit && known.len() >= SHARED && known.iter().all(|(one, other)| one == other)
}

fn same_period<'a>(indicator: &'a Indicator, observation: &Observation) -> Option<&'a Observation> {
    let alike =
        |other: &&Observation| other.period == observation.period && other.aggregation == observation.aggregation;
    indicator.observations.iter().find(alike)
}

#[cfg(test)]
mod tests {
    use crate::check::fixture::expect_after;

    const BEFORE: &str = "施策 | 名称     | 単位 | 向き | R4目標 | R4実績 | R5目標 | R5実績
        移住 | 相談件数 | 件   | 増   | 90     | 98     | 100    | 104
        移住 | 移住者数 | 人   | 増   | 20     | 21     | 22     | 24
        創業 | 創業件数 | 件   | 増   | 20     | 21     | 22     | 24";

    #[test]
    fn fires_on_what_came_went_and_changed_its_name() {
        expect_after(
            BEFORE,
            "施策 | 名称                              | 単位 | 向き | R5目標 | R5実績 | R6目標 | R6実績
             移住 | 相談件数 !indicator-dropped       | 件   | 増   | 100    | 104    | 110    | 112
             移住 | お試し住宅の利用 !indicator-added | 組   | 増   | 8      | 7      | 8      | 9
             創業 | 創業者の数 !name-changed     | 件   | 増   | 22     | 24     | 24     | 25",
        );
    }

    #[test]
    fn is_silent_on_the_same_names_and_on_measures_that_were_not_there() {
        expect_after(
            BEFORE,
            "施策 | 名称      | 単位 | 向き | R5目標 | R5実績
             移住 | 移住 者数 | 人   | 増   | 22     | 24
             移住 | 相談件数  | 件   | 増   | 100    | 104
             農業 | 就農者数  | 人   | 増   | 3      | 4",
        );
    }
}
