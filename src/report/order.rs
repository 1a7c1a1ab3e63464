//! The order of measures (6-10 after 6-2), their tree, and the files' digests.

use crate::model::{Belonging, Model};
use rustc_hash::FxHashMap;
use std::cmp::Ordering;

/// What a measure is known by: plan, code, and its name where it has no code.
pub type Key<'a> = (&'a str, &'a str, &'a str);

/// Measures in order, and what hangs under what.
pub struct Order<'a> {
    /// Every measure named anywhere, in order.
    pub measures: Vec<Node<'a>>,
    places: FxHashMap<Key<'a>, usize>,
}

/// A measure in the tree.
#[derive(Clone, Debug)]
pub struct Node<'a> {
    /// What it is known by.
    pub key: Key<'a>,
    /// Its name.
    pub name: &'a str,
    /// 階層 in the body's own word.
    pub level_name: &'a str,
    /// The node above.
    pub parent: Option<usize>,
    /// How deep it stands, from 1.
    pub level: u8,
}

/// What the measure that something hangs under is known by.
pub fn key(belongs: &Belonging) -> Key<'_> {
    keyed(&belongs.plan, &belongs.measure_code, &belongs.measure_name)
}

fn keyed<'a>(plan: &'a str, code: &'a str, name: &'a str) -> Key<'a> {
    (plan, code, if code.is_empty() { name } else { "" })
}

impl<'a> Order<'a> {
    /// The measures of a model.
    pub fn of(model: &'a Model) -> Self {
        let plans: FxHashMap<&str, usize> =
            model.plans.iter().enumerate().rev().map(|(place, plan)| (plan.name.as_str(), place)).collect();
        let mut found: FxHashMap<Key<'a>, (&'a str, &'a str, Option<Key<'a>>)> = FxHashMap::default();
        for measure in &model.measures {
            let plan = measure.belongs.plan.as_str();
            let above = keyed(plan, &measure.parent_code, &measure.parent_name);
            let parent = (!measure.parent_code.is_empty() || !measure.parent_name.is_empty()).then_some(above);
            if let Some(above) = parent {
                let entry = found.entry(above).or_insert((&measure.parent_name, "", None));
                if entry.0.is_empty() {
                    entry.0 = &measure.parent_name;
                }
            }
            let entry = found.entry(key(&measure.belongs)).or_insert(("", "", None));
            *entry = (
                if entry.0.is_empty() { &measure.belongs.measure_name } else { entry.0 },
                if entry.1.is_empty() { &measure.belongs.level } else { entry.1 },
                entry.2.or(parent),
            );
        }
        for belongs in hanging(model) {
            let entry = found.entry(key(belongs)).or_insert(("", "", None));
            if entry.0.is_empty() {
                entry.0 = &belongs.measure_name;
            }
            if entry.1.is_empty() {
                entry.1 = &belongs.level;
            }
        }
        let mut keys: Vec<Key<'a>> = found.keys().copied().collect();
        keys.sort_by(|left, right| compare(left, right, &plans));
        let places: FxHashMap<Key<'a>, usize> = keys.iter().enumerate().map(|(place, key)| (*key, place)).collect();
        let measures = keys
            .iter()
            .map(|key| {
                let (name, level_name, parent) = found.get(key).copied().unwrap_or_default();
                let parent = parent.filter(|above| above != key).and_then(|above| places.get(&above).copied());
                Node { key: *key, name, level_name, parent, level: 1 }
            })
            .collect();
        let mut order = Self { measures, places };
        order.set_levels();
        order
    }

    /// Counts levels from the top; a node that would stand above itself stands at the top.
    fn set_levels(&mut self) {
        for place in 0..self.measures.len() {
            let mut level = 1u8;
            let mut above = self.measures[place].parent;
            while let Some(parent) = above {
                level = level.saturating_add(1);
                if level > 20 {
                    self.measures[place].parent = None;
                    level = 1;
                    break;
                }
                above = self.measures[parent].parent;
            }
            self.measures[place].level = level;
        }
    }

    /// The indicators' places, in the order of the plan tree; those of one measure as they stand in the model.
    pub fn indicators(&self, model: &Model) -> Vec<usize> {
        let mut places: Vec<usize> = (0..model.indicators.len()).collect();
        let key = |place: &usize| model.indicators.get(*place).map(|indicator| self.place(&indicator.belongs));
        places.sort_by_cached_key(key);
        places
    }

    /// The place of a measure in the order, from 0.
    pub fn place(&self, belongs: &Belonging) -> usize {
        self.places.get(&key(belongs)).copied().unwrap_or_default()
    }
}

impl Node<'_> {
    /// Stable: plan and code, or plan and name where there is no code.
    pub fn id(&self) -> String {
        let (plan, code, name) = self.key;
        let own = if code.is_empty() { name } else { code };
        if plan.is_empty() { own.to_owned() } else { format!("{plan}:{own}") }
    }
}

/// Where everything of the model hangs.
fn hanging(model: &Model) -> impl Iterator<Item = &Belonging> {
    let indicators = model.indicators.iter().map(|indicator| &indicator.belongs);
    let costs = model.costs.iter().map(|cost| &cost.belongs);
    let evaluations = model.evaluations.iter().map(|evaluation| &evaluation.belongs);
    indicators.chain(costs).chain(evaluations)
}

fn compare(left: &Key, right: &Key, plans: &FxHashMap<&str, usize>) -> Ordering {
    let plan = |key: &Key| (plans.get(key.0).copied().unwrap_or(usize::MAX), key.0.to_owned());
    plan(left)
        .cmp(&plan(right))
        .then_with(|| left.1.is_empty().cmp(&right.1.is_empty()))
        .then_with(|| natural(left.1, right.1))
        .then_with(|| left.2.cmp(right.2))
}

/// Compares codes part by part, numbers as numbers.
pub fn natural(left: &str, right: &str) -> Ordering {
    let parts = |code: &str| -> Vec<(u64, String)> {
        code.split('-')
            .map(|part| part.parse().map_or((u64::MAX, part.to_owned()), |number| (number, String::new())))
            .collect()
    };
    parts(left).cmp(&parts(right)).then_with(|| left.cmp(right))
}

/// The digest of each file that was read.
pub fn digests<'a>(source: &super::Source<'a>) -> FxHashMap<&'a str, &'a str> {
    let of_inputs = source.run.inputs.iter().map(|input| (&input.name, &input.sha256));
    let of_submissions = source.model.submissions.iter().map(|record| (&record.file, &record.sha256));
    let known = of_submissions.chain(of_inputs).filter(|(file, digest)| !file.is_empty() && !digest.is_empty());
    known.map(|(file, digest)| (file.as_str(), digest.as_str())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ten_comes_after_two() {
        let mut codes = ["6-10", "10", "6-2", "6", "2-1-1", "A-1", "6-2-1"];
        codes.sort_by(|left, right| natural(left, right));
        assert_eq!(codes, ["2-1-1", "6", "6-2", "6-2-1", "6-10", "10", "A-1"]);
    }
}
