//! How many indicators are achieved, by measure, and in the year before.

use super::Source;
use super::focus::{self, Focus};
use super::order::{self, Order};
use crate::judgement::NotJudged;
use crate::model::Measurement;
use crate::period::FiscalYear;
use rust_decimal::Decimal;
use rustc_hash::FxHashSet;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// Counts of the year reported on.
#[derive(Clone, Debug, Default)]
pub struct Summary<'a> {
    /// Everything, each indicator once.
    pub total: Counts,
    /// The same for the year before.
    pub year_before: Option<(FiscalYear, Counts)>,
    /// Measures that have indicators under them, in order.
    pub measures: Vec<MeasureCounts<'a>>,
    /// 主観, 客観, not said.
    pub measurements: Vec<(Option<Measurement>, Counts)>,
    /// The marks in use, the best first.
    pub marks: Vec<&'a str>,
    /// Why indicators are not judged; `None` where the sheet has no place for the year.
    pub reasons: BTreeMap<Option<NotJudged>, usize>,
    /// How many places indicators stand in, beyond the first of each.
    pub repeated: usize,
}

/// Counts of one measure and what is under it.
#[derive(Clone, Debug)]
pub struct MeasureCounts<'a> {
    /// Code.
    pub code: &'a str,
    /// Name.
    pub name: &'a str,
    /// 階層.
    pub level_name: &'a str,
    /// How deep it stands, from 1.
    pub level: u8,
    /// Whether others stand under it.
    pub heads: bool,
    /// Counts.
    pub counts: Counts,
}

/// How many indicators, and what became of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Indicators.
    pub indicators: usize,
    /// Achieved.
    pub achieved: usize,
    /// Not achieved.
    pub missed: usize,
    /// Marks, in the order of [`Summary::marks`].
    pub marks: BTreeMap<String, usize>,
}

impl Counts {
    /// Those for which it is known whether they are achieved.
    pub fn judged(&self) -> usize {
        self.achieved + self.missed
    }

    /// Those for which it is not.
    pub fn unjudged(&self) -> usize {
        self.indicators - self.judged()
    }

    fn add(&mut self, achieved: Option<bool>, mark: Option<&str>) {
        self.indicators += 1;
        match achieved {
            Some(true) => self.achieved += 1,
            Some(false) => self.missed += 1,
            None => {}
        }
        if let Some(mark) = mark {
            *self.marks.entry(mark.to_owned()).or_default() += 1;
        }
    }
}

impl<'a> Summary<'a> {
    /// The counts of a run.
    pub fn of(source: &Source<'a>, order: &Order<'a>, focus: &Focus) -> Self {
        let Some(year) = focus.year else {
            return Self { total: unjudged(source), ..Self::default() };
        };
        let mut summary = Self::default();
        let mut nodes = vec![Counts::default(); order.measures.len()];
        let mut seen: FxHashSet<(Option<usize>, &str)> = FxHashSet::default();
        let mut kinds = vec![
            (Some(Measurement::Perception), Counts::default()),
            (Some(Measurement::Objective), Counts::default()),
            (None, Counts::default()),
        ];
        let mut ranks: BTreeMap<&'a str, (Option<bool>, Option<Decimal>)> = BTreeMap::new();
        for (place, indicator) in source.model.indicators.iter().enumerate() {
            let chosen = focus::chosen(source, place, year);
            let judgement = chosen.and_then(|chosen| chosen.judgement);
            let achieved = judgement.and_then(|one| one.achieved);
            let mark = judgement.and_then(|one| one.mark.as_deref());
            if seen.insert((None, &indicator.id)) {
                summary.total.add(achieved, mark);
                for (kind, counts) in &mut kinds {
                    if *kind == indicator.measurement {
                        counts.add(achieved, mark);
                    }
                }
                if achieved.is_none() {
                    *summary.reasons.entry(judgement.and_then(|one| one.reason)).or_default() += 1;
                }
            } else {
                summary.repeated += 1;
            }
            if let Some(mark) = mark {
                let rate = judgement.and_then(|one| one.achievement_rate);
                let rank = ranks.entry(mark).or_insert((achieved, rate));
                *rank = (rank.0.max(achieved), rank.1.max(rate));
            }
            let mut at = Some(order.place(&indicator.belongs));
            while let Some(node) = at.filter(|node| *node < nodes.len()) {
                if seen.insert((Some(node), &indicator.id)) {
                    nodes[node].add(achieved, mark);
                }
                at = order.measures[node].parent;
            }
        }
        summary.measures = with_counts(order, nodes);
        summary.measurements = kinds.into_iter().filter(|(_, counts)| counts.indicators > 0).collect();
        summary.marks = ranks.keys().copied().collect();
        summary.marks.sort_by_key(|mark| Reverse(ranks.get(mark).copied()));
        summary.year_before = focus.before.last().map(|before| (*before, totals(source, *before)));
        summary
    }
}

impl Summary<'_> {
    /// Whether the marks tell more than 達成 and 未達成 do.
    pub fn tells_marks(&self) -> bool {
        self.marks.iter().any(|mark| !matches!(*mark, "達成" | "未達成"))
    }
}

/// Every indicator once, none judged.
fn unjudged(source: &Source) -> Counts {
    let ids: FxHashSet<&str> = source.model.indicators.iter().map(|indicator| indicator.id.as_str()).collect();
    Counts { indicators: ids.len(), ..Counts::default() }
}

/// Counts of another year, over the indicators that have a place for it.
fn totals(source: &Source, year: FiscalYear) -> Counts {
    let mut counts = Counts::default();
    let mut seen: FxHashSet<&str> = FxHashSet::default();
    for (place, indicator) in source.model.indicators.iter().enumerate() {
        if let Some(chosen) = focus::chosen(source, place, year).filter(|_| seen.insert(&indicator.id)) {
            let judgement = chosen.judgement;
            counts.add(judgement.and_then(|one| one.achieved), judgement.and_then(|one| one.mark.as_deref()));
        }
    }
    counts
}

fn with_counts<'a>(order: &Order<'a>, nodes: Vec<Counts>) -> Vec<MeasureCounts<'a>> {
    let mut children: Vec<Vec<usize>> = vec![Vec::new(); order.measures.len()];
    let mut waiting = Vec::new();
    for (place, node) in order.measures.iter().enumerate() {
        match node.parent {
            Some(parent) => children[parent].push(place),
            None => waiting.push(place),
        }
    }
    // What is under a measure follows it, whatever its code.
    waiting.reverse();
    let mut counted = Vec::new();
    while let Some(place) = waiting.pop() {
        let node: &order::Node<'a> = &order.measures[place];
        let under: Vec<usize> = children[place].iter().copied().filter(|child| nodes[*child].indicators > 0).collect();
        if nodes[place].indicators > 0 {
            counted.push(MeasureCounts {
                code: node.code,
                name: node.name,
                level_name: node.level_name,
                level: node.level,
                heads: !under.is_empty(),
                counts: nodes[place].clone(),
            });
        }
        waiting.extend(under.into_iter().rev());
    }
    counted
}
