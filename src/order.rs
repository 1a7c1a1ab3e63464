//! The order of measures (6-10 after 6-2) and their tree.

use crate::model::{Belonging, Model};
use crate::token::text;
use rustc_hash::FxHashMap;
use std::cmp::Ordering;

/// What a measure is known by, as written: plan, code, name.
type Key<'a> = (&'a str, &'a str, &'a str);

/// Measures in order, and what hangs under what.
#[derive(Debug)]
pub struct Order<'a> {
    /// Every measure named anywhere, in order.
    pub measures: Vec<Node<'a>>,
    places: FxHashMap<Key<'a>, usize>,
}

/// A measure in the tree.
#[derive(Clone, Debug, Default)]
pub struct Node<'a> {
    /// Its plan.
    pub plan: &'a str,
    /// Its code.
    pub code: &'a str,
    /// Its name.
    pub name: &'a str,
    /// 階層 in the body's own word.
    pub level_name: &'a str,
    /// The node above.
    pub parent: Option<usize>,
    /// How deep it stands, from 1.
    pub level: u8,
    /// Whether another measure of the plan has the same code, as running numbers of several sheets do.
    shares_code: bool,
}

/// A measure as it is being gathered.
#[derive(Default)]
struct Found<'a> {
    node: Node<'a>,
    above: Option<Key<'a>>,
    spellings: Vec<Key<'a>>,
}

/// The number of a row in a list is no measure's code.
fn key(belongs: &Belonging) -> Key<'_> {
    (&belongs.plan, if belongs.numbered { "" } else { &belongs.measure_code }, &belongs.measure_name)
}

impl<'a> Order<'a> {
    /// The measures of a model.
    pub fn of(model: &'a Model) -> Self {
        let found = gathered(model);
        let mut at: FxHashMap<Key<'a>, usize> = FxHashMap::default();
        for (place, one) in found.iter().enumerate() {
            at.extend(one.spellings.iter().map(|key| (*key, place)));
        }
        let parent = |place: usize| found[place].above.and_then(|above| at.get(&above).copied());
        let parents: Vec<Option<usize>> =
            (0..found.len()).map(|place| parent(place).filter(|above| *above != place)).collect();
        // What has no code stands before the first of those under it.
        let mut codes: Vec<&str> = found.iter().map(|one| one.node.code).collect();
        for (one, above) in found.iter().zip(&parents) {
            if let Some(above) = above.filter(|above| found[*above].node.code.is_empty())
                && !one.node.code.is_empty()
                && (codes[above].is_empty() || natural(one.node.code, codes[above]).is_lt())
            {
                codes[above] = one.node.code;
            }
        }
        let plans: FxHashMap<&str, usize> =
            model.plans.iter().enumerate().rev().map(|(place, plan)| (plan.name.as_str(), place)).collect();
        let rank = |place: usize| {
            let node = &found[place].node;
            (plans.get(node.plan).copied().unwrap_or(usize::MAX), node.plan, codes[place].is_empty())
        };
        let mut sorted: Vec<usize> = (0..found.len()).collect();
        sorted.sort_by(|left, right| {
            let (one, other) = (&found[*left].node, &found[*right].node);
            rank(*left)
                .cmp(&rank(*right))
                .then_with(|| natural(codes[*left], codes[*right]))
                .then_with(|| (!one.code.is_empty(), one.name).cmp(&(!other.code.is_empty(), other.name)))
        });
        let mut now_at = vec![0; found.len()];
        for (now, place) in sorted.iter().enumerate() {
            now_at[*place] = now;
        }
        let measures = sorted
            .iter()
            .map(|place| Node { parent: parents[*place].map(|above| now_at[above]), ..found[*place].node.clone() })
            .collect();
        let places = at.into_iter().map(|(key, place)| (key, now_at[place])).collect();
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
        self.find(belongs).unwrap_or_default()
    }

    /// The place of a measure in the order; `None` if it is none of them.
    pub fn find(&self, belongs: &Belonging) -> Option<usize> {
        self.places.get(&key(belongs)).copied()
    }

    /// A measure and what it stands under, up to the top.
    pub fn upward(&self, place: usize) -> impl Iterator<Item = usize> {
        let above = |place: &usize| self.measures.get(*place).and_then(|node| node.parent);
        std::iter::successors(Some(place).filter(|place| *place < self.measures.len()), above)
    }

    /// The measure at the top that another stands under.
    pub fn top(&self, place: usize) -> Option<usize> {
        self.upward(place).last()
    }
}

impl Node<'_> {
    /// Stable: plan and code, or plan and name where there is no code; both where others have the same code.
    pub fn id(&self) -> String {
        let own = match (self.code, self.name) {
            ("", name) => name.to_owned(),
            (code, name) if self.shares_code && !name.is_empty() => format!("{code} {name}"),
            (code, _) => code.to_owned(),
        };
        if self.plan.is_empty() { own } else { format!("{}:{own}", self.plan) }
    }
}

/// The measures named anywhere. One code is one measure, unless sheets give it different names; what gives it none is
/// the one measure of that code, where there is only one.
fn gathered(model: &Model) -> Vec<Found<'_>> {
    let mut named: Vec<(Key, &str, Option<Key>)> = Vec::new();
    for measure in &model.measures {
        let plan = measure.belongs.plan.as_str();
        let above: Key = (plan, &measure.parent_code, &measure.parent_name);
        let parent = (!above.1.is_empty() || !above.2.is_empty()).then_some(above);
        named.extend(parent.map(|above| (above, "", None)));
        named.push((key(&measure.belongs), &measure.belongs.level, parent));
    }
    named.extend(hanging(model).map(|belongs| (key(belongs), belongs.level.as_str(), None)));
    // Names first, so that what has none finds them.
    named.sort_by_key(|((_, _, name), ..)| name.is_empty());
    let mut found: Vec<Found> = Vec::new();
    let mut spelt: FxHashMap<Key, usize> = FxHashMap::default();
    let mut alike: FxHashMap<(&str, &str, String), usize> = FxHashMap::default();
    let mut of_code: FxHashMap<(&str, &str), Vec<usize>> = FxHashMap::default();
    for (key, level_name, above) in named {
        let (plan, code, name) = key;
        let place = *spelt.entry(key).or_insert_with(|| {
            let same_code = of_code.entry((plan, code)).or_default();
            let only = match same_code.as_slice() {
                [only] if name.is_empty() => Some(*only),
                _ => None,
            };
            let place = only.unwrap_or_else(|| *alike.entry((plan, code, text::key(name))).or_insert(found.len()));
            if place == found.len() {
                same_code.push(place);
                found.push(Found { node: Node { plan, code, name, level: 1, ..Node::default() }, ..Found::default() });
            }
            found[place].spellings.push(key);
            place
        });
        let one = &mut found[place];
        if one.node.level_name.is_empty() {
            one.node.level_name = level_name;
        }
        one.above = one.above.or(above);
    }
    for places in of_code.into_iter().filter(|((_, code), places)| !code.is_empty() && places.len() > 1) {
        for place in places.1 {
            found[place].node.shares_code = true;
        }
    }
    found
}

/// Where everything of the model hangs.
fn hanging(model: &Model) -> impl Iterator<Item = &Belonging> {
    let indicators = model.indicators.iter().map(|indicator| &indicator.belongs);
    let costs = model.costs.iter().map(|cost| &cost.belongs);
    let evaluations = model.evaluations.iter().map(|evaluation| &evaluation.belongs);
    indicators.chain(costs).chain(evaluations)
}

/// Compares codes part by part, numbers as numbers.
fn natural(left: &str, right: &str) -> Ordering {
    let parts = |code: &str| -> Vec<(u64, String)> {
        code.split('-')
            .map(|part| part.parse().map_or((u64::MAX, part.to_owned()), |number| (number, String::new())))
            .collect()
    };
    parts(left).cmp(&parts(right)).then_with(|| left.cmp(right))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cell::{CellRef, Place, SheetId};
    use crate::model::Measure;
    use std::sync::Arc;

    fn model(measures: &[(&str, &str, &str)]) -> Model {
        let sheet = Arc::new(SheetId { file: "a.xlsx".to_owned(), sheet: "1".to_owned() });
        let measure = |(code, name, parent): &(&str, &str, &str)| Measure {
            belongs: belonging(code, name),
            parent_code: String::new(),
            parent_name: (*parent).to_owned(),
            viewpoints: Vec::new(),
            start_fiscal_year: None,
            end_fiscal_year: None,
            status: String::new(),
            place: Place { sheet: Arc::clone(&sheet), cell: CellRef::new(0, 0) },
        };
        Model { measures: measures.iter().map(measure).collect(), ..Model::default() }
    }

    fn belonging(code: &str, name: &str) -> Belonging {
        Belonging { measure_code: code.to_owned(), measure_name: name.to_owned(), ..Belonging::default() }
    }

    #[test]
    fn measures_of_one_code_are_one_unless_their_names_differ() {
        let model =
            model(&[("1", "生涯学習の推進", ""), ("1", "健康づくり", ""), ("2", "", ""), ("2", "子育て 支援", "")]);
        let order = Order::of(&model);
        let ids: Vec<String> = order.measures.iter().map(Node::id).collect();
        assert_eq!(ids, ["1 健康づくり", "1 生涯学習の推進", "2"]);
        for name in ["", "子育て 支援"] {
            assert_eq!(order.place(&belonging("2", name)), 2);
        }
    }

    #[test]
    fn a_measure_without_a_code_stands_before_those_under_it() {
        let model = model(&[
            ("1-2", "相談の充実", "支え合い"),
            ("1-1", "見守り", "支え合い"),
            ("1", "福祉", ""),
            ("2", "教育", ""),
        ]);
        let names: Vec<&str> = Order::of(&model).measures.iter().map(|node| node.name).collect();
        assert_eq!(names, ["福祉", "支え合い", "見守り", "相談の充実", "教育"]);
    }

    #[test]
    fn ten_comes_after_two() {
        let mut codes = ["6-10", "10", "6-2", "6", "2-1-1", "A-1", "6-2-1"];
        codes.sort_by(|left, right| natural(left, right));
        assert_eq!(codes, ["2-1-1", "6", "6-2", "6-2-1", "6-10", "10", "A-1"]);
    }
}
