//! Which indicators stand together: those under one 基本目標, the top of the plan tree.

use super::super::breakdown::named;
use super::super::order::{Node, Order};
use crate::messages::NO_HEAD;
use crate::model::Model;
use rustc_hash::FxHashSet;

/// Indicators under one heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// Its heading; empty where there is but one group.
    pub name: String,
    /// The places of its indicators, in the order of the plan tree.
    pub places: Vec<usize>,
}

/// The indicators at these places by what stands at the top over them; those over which nothing stands come last,
/// together.
pub fn groups(model: &Model, order: &Order, places: &[usize]) -> Vec<Group> {
    let shown: FxHashSet<usize> = places.iter().copied().collect();
    let mut groups: Vec<(Option<usize>, Group)> = Vec::new();
    for place in order.indicators(model).into_iter().filter(|place| shown.contains(place)) {
        let own = model.indicators.get(place).and_then(|indicator| order.find(&indicator.belongs));
        let top = own.and_then(|own| order.upward(own).last()).filter(|top| heads(order, *top));
        match groups.iter_mut().find(|(known, _)| *known == top) {
            Some((_, group)) => group.places.push(place),
            None => {
                let name = top.and_then(|top| order.measures.get(top)).map(|node| label(model, node));
                groups.push((top, Group { name: name.unwrap_or_else(|| NO_HEAD.to_owned()), places: vec![place] }));
            }
        }
    }
    groups.sort_by_key(|(top, _)| top.unwrap_or(usize::MAX));
    if let [(_, only)] = groups.as_mut_slice() {
        only.name.clear();
    }
    groups.into_iter().map(|(_, group)| group).collect()
}

/// Whether others stand under a measure.
fn heads(order: &Order, place: usize) -> bool {
    order.measures.iter().any(|node| node.parent == Some(place))
}

fn label(model: &Model, node: &Node) -> String {
    let name = named((node.code, node.name));
    if model.plans.len() > 1 && !node.plan.is_empty() { format!("{}　{name}", node.plan) } else { name }
}
