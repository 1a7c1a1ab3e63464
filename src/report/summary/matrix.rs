//! Cross-cutting 視点 against the 柱 at the top of the plan tree.

use super::super::order::Order;
use super::{Breakdown, Counts, Member};
use crate::model::Model;
use rustc_hash::FxHashSet;
use std::collections::BTreeMap;

/// Counts by 視点 and 柱. What is under several 視点 counts under each, and once in the sums over them.
#[derive(Clone, Debug, Default)]
pub struct Matrix<'a> {
    /// The 視点, in the order of the model, each with its counts over all 柱.
    pub viewpoints: Breakdown<&'a str>,
    /// The 柱, code and name, in order, each with its counts over all 視点.
    pub pillars: Vec<((&'a str, &'a str), Counts)>,
    /// The places that hold any: of the 視点, of the 柱, and the counts.
    cells: BTreeMap<(usize, usize), Counts>,
    /// Every indicator with a 視点, once.
    pub total: Counts,
    /// Those under several 視点.
    pub several: usize,
    /// Those without one.
    pub without: usize,
}

impl Matrix<'_> {
    /// The counts of a 視点 and a 柱.
    pub fn cell(&self, viewpoint: usize, pillar: usize) -> Counts {
        self.cells.get(&(viewpoint, pillar)).cloned().unwrap_or_default()
    }
}

/// The 視点 that each measure is under, its own.
pub struct Viewpoints<'a> {
    of_measures: Vec<Vec<&'a str>>,
    order: Vec<&'a str>,
}

impl<'a> Viewpoints<'a> {
    /// Those of a model.
    pub fn of(model: &'a Model, order: &Order<'a>) -> Self {
        let mut of_measures: Vec<Vec<&'a str>> = vec![Vec::new(); order.measures.len()];
        let mut all: Vec<&'a str> = Vec::new();
        for measure in &model.measures {
            let own = order.find(&measure.belongs).and_then(|place| of_measures.get_mut(place));
            if let Some(own) = own {
                own.extend(measure.viewpoints.iter().map(String::as_str));
            }
        }
        let named = model.measures.iter().flat_map(|measure| &measure.viewpoints);
        for viewpoint in named.chain(model.indicators.iter().flat_map(|indicator| &indicator.viewpoints)) {
            if !all.contains(&viewpoint.as_str()) {
                all.push(viewpoint);
            }
        }
        Self { of_measures, order: all }
    }

    /// What a sheet names for an indicator, for its measure and for any above.
    fn under(&self, member: &Member<'a>, order: &Order<'a>) -> Vec<&'a str> {
        let own = member.indicator.viewpoints.iter().map(String::as_str);
        let above = order.upward(member.node).filter_map(|place| self.of_measures.get(place)).flatten().copied();
        let mut under: Vec<&'a str> = Vec::new();
        for viewpoint in own.chain(above) {
            if !under.contains(&viewpoint) {
                under.push(viewpoint);
            }
        }
        under
    }
}

/// The matrix of some indicators.
pub fn matrix<'a>(members: &[&Member<'a>], order: &Order<'a>, viewpoints: &Viewpoints<'a>) -> Matrix<'a> {
    let mut matrix = Matrix::default();
    if viewpoints.order.is_empty() {
        return matrix;
    }
    // What is under it, and where; an indicator that stands in several places is one.
    let mut under: Vec<(&Member<'a>, Vec<usize>, Option<usize>)> = Vec::new();
    for member in members {
        let of_member = viewpoints.under(member, order);
        let places = viewpoints.order.iter().enumerate().filter(|(_, one)| of_member.contains(one)).map(|(at, _)| at);
        under.push((member, places.collect(), order.top(member.node)));
    }
    let mut pillars: Vec<usize> =
        under.iter().filter(|(_, views, _)| !views.is_empty()).filter_map(|(_, _, top)| *top).collect();
    pillars.sort_unstable();
    pillars.dedup();
    matrix.viewpoints = Breakdown(viewpoints.order.iter().map(|name| (*name, Counts::default())).collect());
    matrix.pillars = pillars
        .iter()
        .filter_map(|top| order.measures.get(*top))
        .map(|node| ((node.code, node.name), Counts::default()))
        .collect();
    let mut seen: FxHashSet<(Option<usize>, Option<usize>, &str)> = FxHashSet::default();
    let mut held: BTreeMap<&str, FxHashSet<usize>> = BTreeMap::new();
    for (member, views, top) in &under {
        let id = member.indicator.id.as_str();
        held.entry(id).or_default().extend(views);
        let judgement = member.judgement();
        let pillar = top.and_then(|top| pillars.binary_search(&top).ok());
        for view in views {
            if seen.insert((Some(*view), None, id))
                && let Some((_, counts)) = matrix.viewpoints.0.get_mut(*view)
            {
                counts.add(judgement);
            }
            if let Some(pillar) = pillar.filter(|pillar| seen.insert((Some(*view), Some(*pillar), id))) {
                matrix.cells.entry((*view, pillar)).or_default().add(judgement);
            }
        }
        if views.is_empty() {
            continue;
        }
        if let Some(pillar) = pillar.filter(|pillar| seen.insert((None, Some(*pillar), id)))
            && let Some((_, counts)) = matrix.pillars.get_mut(pillar)
        {
            counts.add(judgement);
        }
        if seen.insert((None, None, id)) {
            matrix.total.add(judgement);
        }
    }
    matrix.several = held.values().filter(|views| views.len() > 1).count();
    matrix.without = held.values().filter(|views| views.is_empty()).count();
    matrix
}
