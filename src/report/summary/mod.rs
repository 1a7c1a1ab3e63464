//! Figures of the year reported on: how many indicators are achieved, by measure, layer, kind, department and 視点, and in
//! the year before; how far listed actions are; budget against settlement.

mod actions;
mod costs;
mod counts;
mod matrix;

pub use actions::{Actions, Progress};
pub use costs::{Amounts, Costs};
pub use counts::{Breakdown, Counts, misses_the_whole, percent, share};
pub use matrix::Matrix;

use super::Source;
use super::focus::{self, Chosen, Focus};
use super::order::{self, Order};
use crate::cell::CellRef;
use crate::judgement::{Judgement, NotJudged};
use crate::lexicon::Lexicon;
use crate::messages;
use crate::model::{Indicator, IndicatorKind, Measurement, Status};
use crate::period::FiscalYear;
use matrix::Viewpoints;
use rust_decimal::Decimal;
use rustc_hash::FxHashSet;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// The figures of a report: counts of indicators, of listed actions, and money.
#[derive(Clone, Debug, Default)]
pub struct Figures<'a> {
    /// All indicators.
    pub all: Summary<'a>,
    /// Indicators of each layer (施策, 事務事業) by itself, its name first, empty where sheets do not say; none if all
    /// are of one. A share is never of several layers.
    pub layers: Vec<(&'a str, Summary<'a>)>,
    /// Listed actions, by the year that their list is of.
    pub actions: Vec<Actions<'a>>,
    /// Budget against settlement.
    pub costs: Option<Costs<'a>>,
}

/// Counts of the year reported on.
#[derive(Clone, Debug, Default)]
pub struct Summary<'a> {
    /// Everything, each indicator once.
    pub total: Counts,
    /// The same indicators in the year before, by the same rule.
    pub year_before: Option<(FiscalYear, Counts)>,
    /// Measures that have indicators under them, in order.
    pub measures: Vec<MeasureCounts<'a>>,
    /// 主観, 客観, not said.
    pub measurements: Vec<(Option<Measurement>, Counts)>,
    /// 成果, 活動, 対象・投入, not said.
    pub kinds: Vec<(Option<IndicatorKind>, Counts)>,
    /// By 担当部署, in the order of the model; an indicator that several answer for counts for each.
    pub departments: Breakdown<&'a str>,
    /// 視点 × 柱.
    pub matrix: Matrix<'a>,
    /// The marks in use, the best first.
    pub marks: Vec<&'a str>,
    /// Why indicators are not judged; `None` where the sheet has no place for the year.
    pub reasons: BTreeMap<Option<NotJudged>, usize>,
    /// What has to be said beside the counts.
    pub aside: Aside,
}

/// What has to be said beside counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Aside {
    /// How many places indicators stand in, beyond the first of each.
    pub repeated: usize,
    /// Those whose actual is provisional.
    pub provisional: usize,
    /// Those whose sheet says that they are estimated from a sample.
    pub sampled: usize,
    /// Those with a place for the year, and none for the year before.
    pub appeared: usize,
    /// Those with a place for the year before, and none for the year.
    pub disappeared: usize,
    /// Those that look like another one, and are counted each for itself.
    pub alike: usize,
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

impl<'a> MeasureCounts<'a> {
    /// Its name; what hangs under nothing says so.
    pub const fn label(&self) -> &'a str {
        if self.code.is_empty() && self.name.is_empty() { messages::NO_MEASURE } else { self.name }
    }
}

/// An indicator in one of its places, with what stands for it.
#[derive(Clone, Copy, Debug)]
pub struct Member<'a> {
    indicator: &'a Indicator,
    /// The place of its measure in the order.
    node: usize,
    now: Option<Chosen<'a>>,
    before: Option<Chosen<'a>>,
    /// Whether a finding says that it looks like another one.
    alike: bool,
}

impl<'a> Member<'a> {
    fn judgement(&self) -> Option<&'a Judgement> {
        self.now.and_then(|chosen| chosen.judgement)
    }
}

impl<'a> Figures<'a> {
    /// The figures of a run over the indicators at these places of the model.
    pub fn of(source: &Source<'a>, order: &Order<'a>, focus: &Focus, places: &[usize]) -> Self {
        let members = members(source, order, focus, places);
        let viewpoints = Viewpoints::of(source.model, order);
        let before = focus.before.last().copied().filter(|_| focus.year.is_some());
        let summary = |members: &[&Member<'a>]| {
            let summary = Summary::of(members, order, &viewpoints, before);
            // Without a year nothing was looked for, and nothing is missing.
            if focus.year.is_none() { Summary { reasons: BTreeMap::new(), ..summary } } else { summary }
        };
        let every: Vec<&Member> = members.iter().collect();
        let mut layers: Vec<(&'a str, Vec<&Member>)> = Vec::new();
        for member in &members {
            let layer = order.measures.get(member.node).map(|node| node.level_name).unwrap_or_default();
            match layers.iter_mut().find(|(known, _)| *known == layer) {
                Some((_, of_layer)) => of_layer.push(member),
                None => layers.push((layer, vec![member])),
            }
        }
        let known = &Lexicon::standard().levels;
        let rank = |layer: &str| known.iter().position(|level| level == layer).unwrap_or(usize::MAX);
        layers.sort_by_key(|(layer, _)| (layer.is_empty(), rank(layer)));
        let layers = if layers.len() > 1 { layers } else { Vec::new() };
        Self {
            all: summary(&every),
            layers: layers.into_iter().map(|(layer, of_layer)| (layer, summary(&of_layer))).collect(),
            actions: actions::actions(source, order, focus),
            costs: costs::costs(source, order, focus),
        }
    }

    /// What shares are of: each layer by itself, or all where there is one.
    pub fn parts(&self) -> Vec<(&'a str, &Summary<'a>)> {
        if self.layers.is_empty() {
            vec![("", &self.all)]
        } else {
            self.layers.iter().map(|(layer, summary)| (*layer, summary)).collect()
        }
    }
}

impl<'a> Summary<'a> {
    fn of(members: &[&Member<'a>], order: &Order<'a>, viewpoints: &Viewpoints<'a>, before: Option<FiscalYear>) -> Self {
        let mut summary = Self::default();
        let mut nodes = vec![Counts::default(); order.measures.len()];
        let mut seen: FxHashSet<(Option<usize>, &str)> = FxHashSet::default();
        let mut of_departments: FxHashSet<(&str, &str)> = FxHashSet::default();
        let mut measurements: Breakdown<Option<Measurement>> = Breakdown::default();
        let mut kinds: Breakdown<Option<IndicatorKind>> = Breakdown::default();
        let mut last_year = Counts::default();
        let mut ranks: BTreeMap<&'a str, (Option<bool>, Option<Decimal>)> = BTreeMap::new();
        for member in members {
            let indicator = member.indicator;
            let judgement = member.judgement();
            let achieved = judgement.and_then(|one| one.achieved);
            if seen.insert((None, &indicator.id)) {
                summary.total.add(judgement);
                measurements.of(indicator.measurement).add(judgement);
                kinds.of(indicator.kind).add(judgement);
                if achieved.is_none() {
                    *summary.reasons.entry(judgement.and_then(|one| one.reason)).or_default() += 1;
                }
                last_year.add(member.before.and_then(|chosen| chosen.judgement));
                summary.aside.count(member);
            } else {
                summary.aside.repeated += 1;
            }
            let department = indicator.belongs.department.as_str();
            if of_departments.insert((department, &indicator.id)) {
                summary.departments.of(department).add(judgement);
            }
            if let Some(mark) = judgement.filter(|_| achieved.is_some()).and_then(|one| one.mark.as_deref()) {
                let rate = judgement.and_then(|one| one.achievement_rate);
                let rank = ranks.entry(mark).or_insert((achieved, rate));
                *rank = (rank.0.max(achieved), rank.1.max(rate));
            }
            for node in order.upward(member.node) {
                if seen.insert((Some(node), &indicator.id)) {
                    nodes[node].add(judgement);
                }
            }
        }
        measurements.0.sort_by_key(|(measurement, _)| match measurement {
            Some(Measurement::Perception) => 0,
            Some(Measurement::Objective) => 1,
            None => 2,
        });
        kinds.0.sort_by_key(|(kind, _)| match kind {
            Some(IndicatorKind::Outcome) => 0,
            Some(IndicatorKind::Output) => 1,
            Some(IndicatorKind::Input) => 2,
            None => 3,
        });
        summary.departments.0.sort_by_key(|(department, _)| department.is_empty());
        summary.measures = with_counts(order, nodes);
        summary.measurements = measurements.0;
        summary.kinds = kinds.0;
        summary.matrix = matrix::matrix(members, order, viewpoints);
        summary.marks = ranks.keys().copied().collect();
        summary.marks.sort_by_key(|mark| Reverse(ranks.get(mark).copied()));
        summary.year_before = before.map(|before| (before, last_year));
        if summary.year_before.is_none() {
            (summary.aside.appeared, summary.aside.disappeared) = (0, 0);
        }
        summary
    }

    /// Whether the marks tell more than 達成 and 未達成 do.
    pub fn tells_marks(&self) -> bool {
        self.marks.iter().any(|mark| !matches!(*mark, "達成" | "未達成"))
    }

    /// The measures at the top of the tree, if any of them heads others.
    pub fn fields(&self) -> Vec<&MeasureCounts<'a>> {
        let fields: Vec<&MeasureCounts> = self.measures.iter().filter(|measure| measure.level == 1).collect();
        if fields.iter().any(|field| field.heads) { fields } else { Vec::new() }
    }
}

impl Aside {
    /// Counts an indicator for the first of its places.
    fn count(&mut self, member: &Member) {
        let indicator = member.indicator;
        let says = |text: &String| SAMPLE.iter().any(|word| text.contains(word));
        let observed = member.now.map(|chosen| chosen.observation);
        self.provisional += usize::from(observed.is_some_and(|one| one.actual.status == Status::Provisional));
        self.sampled +=
            usize::from([&indicator.definition, &indicator.source, &indicator.remark].into_iter().any(says));
        self.alike += usize::from(member.alike);
        match (exists(member.now), exists(member.before)) {
            (true, false) => self.appeared += 1,
            (false, true) => self.disappeared += 1,
            _ => {}
        }
    }
}

/// Words by which a sheet says that a value is estimated from a sample.
const SAMPLE: [&str; 3] = ["標本調査", "抽出調査", "サンプル調査"];

/// Whether an indicator is one of a year's: it has a place for it that does not say 廃止.
fn exists(chosen: Option<Chosen>) -> bool {
    chosen.is_some_and(|chosen| {
        let (target, actual) = (&chosen.observation.target, &chosen.observation.actual);
        target.status != Status::Discontinued && actual.status != Status::Discontinued
    })
}

fn members<'a>(source: &Source<'a>, order: &Order<'a>, focus: &Focus, places: &[usize]) -> Vec<Member<'a>> {
    let told = source.findings.iter().filter(|finding| finding.rule.name == ALIKE);
    let alike: FxHashSet<(&str, &str, Option<CellRef>)> =
        told.map(|finding| (finding.file.as_str(), finding.sheet.as_str(), finding.cell)).collect();
    let of_year = |place: usize, year: Option<FiscalYear>| focus::chosen(source, place, year?);
    let before = focus.before.last().copied();
    let member = |place: &usize| {
        let indicator = source.model.indicators.get(*place)?;
        Some(Member {
            indicator,
            node: order.place(&indicator.belongs),
            now: of_year(*place, focus.year),
            before: of_year(*place, before),
            alike: alike.contains(&(
                indicator.place.sheet.file.as_str(),
                indicator.place.sheet.sheet.as_str(),
                Some(indicator.place.cell),
            )),
        })
    };
    places.iter().filter_map(member).collect()
}

/// The rule that tells of indicators that look like one.
const ALIKE: &str = "duplicate-indicator";

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
