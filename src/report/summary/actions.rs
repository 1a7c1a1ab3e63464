//! Listed actions (取組項目): how many there are, were due, were started and achieved.

use super::super::Source;
use super::super::focus::Focus;
use super::super::order::Order;
use crate::model::{Action, ActionStatus};
use crate::period::{FiscalYear, Period};
use rustc_hash::FxHashSet;

/// The actions of lists that are of one year.
#[derive(Clone, Debug)]
pub struct Actions<'a> {
    /// The fiscal year up to which actions count as due; `None` where nothing says one.
    pub year: Option<FiscalYear>,
    /// By the measure that they hang under, its code and name, in order.
    pub measures: Vec<((&'a str, &'a str), Progress)>,
    /// All.
    pub total: Progress,
}

/// How far actions are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Those to be done by now.
    pub due: Stages,
    /// Those to be done later.
    pub later: Stages,
    /// Those of which the list does not say by when.
    pub undated: Stages,
}

/// How many actions are at which stage.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stages {
    /// All.
    pub items: usize,
    /// 着手: under way, partly achieved or achieved.
    pub started: usize,
    /// 達成.
    pub achieved: usize,
    /// 未着手.
    pub not_started: usize,
    /// 中止.
    pub cancelled: usize,
}

impl Stages {
    /// Those whose stage the list does not say.
    pub const fn unknown(&self) -> usize {
        self.items - self.started - self.not_started - self.cancelled
    }

    const fn add(&mut self, status: Option<ActionStatus>) {
        self.items += 1;
        match status {
            Some(ActionStatus::Achieved) => {
                self.started += 1;
                self.achieved += 1;
            }
            Some(ActionStatus::Started | ActionStatus::Partly) => self.started += 1,
            Some(ActionStatus::NotStarted) => self.not_started += 1,
            Some(ActionStatus::Cancelled) => self.cancelled += 1,
            None => {}
        }
    }
}

impl Progress {
    /// All actions.
    pub const fn items(&self) -> usize {
        self.due.items + self.later.items + self.undated.items
    }

    /// Whether the list says by when its actions are to be done.
    pub const fn is_dated(&self) -> bool {
        self.due.items + self.later.items > 0
    }

    /// What counts: the actions due by now, or all where the list has no dates.
    pub const fn counted(&self) -> Stages {
        if self.is_dated() { self.due } else { self.undated }
    }

    fn add(&mut self, action: &Action, year: Option<FiscalYear>) {
        let stages = match (action.due_fiscal_year, year) {
            (Some(due), Some(year)) if due > year => &mut self.later,
            (Some(_), Some(_)) => &mut self.due,
            _ => &mut self.undated,
        };
        stages.add(action.status);
    }
}

/// The actions of a run by the year that their list is of: that of its own date, else the year reported on. A list that says
/// neither how far its actions are nor by when they are due is no such list.
pub fn actions<'a>(source: &Source<'a>, order: &Order<'a>, focus: &Focus) -> Vec<Actions<'a>> {
    let all: &'a [Action] = &source.model.actions;
    let says = |action: &&Action| action.due_fiscal_year.is_some() || action.status.is_some();
    let lists: FxHashSet<_> = all.iter().filter(says).map(|action| &action.place.sheet).collect();
    let mut by_year: Vec<Actions> = Vec::new();
    for action in all.iter().filter(|action| lists.contains(&action.place.sheet)) {
        let own =
            action.as_of_date.map(|date| Period::month(date.year().into(), date.month().unsigned_abs()).fiscal_year);
        let year = own.or(focus.year);
        let at = by_year.iter().position(|list| list.year == year).unwrap_or_else(|| {
            by_year.push(Actions { year, measures: Vec::new(), total: Progress::default() });
            by_year.len() - 1
        });
        let Some(list) = by_year.get_mut(at) else { continue };
        list.total.add(action, year);
        let measure =
            order.find(&action.belongs).and_then(|place| order.measures.get(place)).map(|node| (node.code, node.name));
        let measure = measure.unwrap_or_default();
        let at = list.measures.iter().position(|(known, _)| *known == measure).unwrap_or_else(|| {
            list.measures.push((measure, Progress::default()));
            list.measures.len() - 1
        });
        if let Some((_, progress)) = list.measures.get_mut(at) {
            progress.add(action, year);
        }
    }
    by_year.sort_by_key(|list| list.year);
    by_year
}
