//! Turns the model, its judgements and the findings into neutral tables and pages; touches nothing.

mod annotations;
mod breakdown;
mod consolidated;
mod council;
mod focus;
mod judging;
mod order;
mod requests;
mod rollup;
mod show;
mod summary;
mod tables;
mod template;
mod words;

pub use annotations::annotations;
pub use requests::marked;

use crate::annotation::Copies;
use crate::change::Changes;
use crate::finding::Finding;
use crate::judgement::{Judgement, Judgements, MeasureJudgement};
use crate::model::{Indicator, Model, Observation};
use crate::outlook::Outlook;
use crate::page::{Book, Setup};
use crate::reckoning::Reckonings;
use crate::run::Run;
use crate::settings::Council;
use crate::table::Table;
use crate::template::Values;
use crate::whereabouts::Whereabouts;
use std::collections::BTreeMap;
use std::sync::Arc;

/// What a report is made from.
#[derive(Clone, Copy, Debug)]
pub struct Source<'a> {
    /// The one model of the run.
    pub model: &'a Model,
    /// `judgements[i][j]` is that of `model.indicators[i].observations[j]`.
    pub judgements: &'a Judgements,
    /// How a workbook reckons judgements anew; without, they are values.
    pub reckonings: Option<&'a Reckonings<'a>>,
    /// `outlooks[i]` is that of `model.indicators[i]`; empty where none was asked for.
    pub outlooks: &'a [Outlook],
    /// The judgements of measures, by year and in the order of measures; empty where the scale has no roll-up.
    pub rolled_up: &'a [MeasureJudgement],
    /// Sorted, their severity after overrides.
    pub findings: &'a [Finding],
    /// Those that nobody needs to look at any more: accepted, then resolved.
    pub closed: &'a [Finding],
    /// Until when each department is asked to reply, as the office wrote it.
    pub dues: &'a BTreeMap<String, String>,
    /// The copies that lie beside the 確認依頼.
    pub copies: &'a Copies,
    /// Where the files lie, seen from the output folder.
    pub whereabouts: &'a Whereabouts,
    /// What is not as it was in the run before; `None` without one.
    pub changes: Option<&'a Changes>,
    /// The run.
    pub run: &'a Run,
}

/// A report: the tables of the CSVs and the workbooks.
#[derive(Debug)]
pub struct Report<'a> {
    /// One per CSV, in the order of the schema.
    pub tables: Vec<Arc<Table<'a>>>,
    /// 総括表, 議会報告, a 確認依頼 per department.
    pub books: Vec<Book<'a>>,
    /// What an office's own council templates are filled with.
    pub values: Values,
}

/// Everything that is to be written of a run, but its state.
pub fn report(source: Source<'_>) -> Report<'_> {
    let order = Arc::new(order::Order::of(source.model));
    let mut tables: Vec<Arc<Table>> = tables::tables(source, &order).into_iter().map(Arc::new).collect();
    let focus = focus::Focus::of(&source);
    let all: Vec<usize> = (0..source.model.indicators.len()).collect();
    let shown = council::indicators(source.model);
    let figures = |places: &[usize]| summary::Figures::of(&source, &order, &focus, places);
    let (staff, (council, values)) = rayon::join(
        || consolidated::book(&source, &focus, &figures(&all), &order, &tables),
        || {
            let figures = figures(&shown);
            let values = template::values(&source, &focus, &figures, &order, &shown);
            (council::book(&source, &focus, &figures, &order, &shown), values)
        },
    );
    let books = [staff, council].into_iter().chain(requests::books(&source)).collect();
    tables.extend(tables::unencodable(&tables, source.run.encoding).map(Arc::new));
    Report { tables, books, values }
}

impl<'a> Source<'a> {
    /// A report of that much, and of nothing else.
    pub fn of(model: &'a Model, judgements: &'a Judgements, findings: &'a [Finding], run: &'a Run) -> Self {
        static NO_DUES: BTreeMap<String, String> = BTreeMap::new();
        static NO_COPIES: Copies = BTreeMap::new();
        static NOWHERE: Whereabouts = BTreeMap::new();
        Self {
            model,
            judgements,
            reckonings: None,
            outlooks: &[],
            rolled_up: &[],
            findings,
            closed: &[],
            dues: &NO_DUES,
            copies: &NO_COPIES,
            whereabouts: &NOWHERE,
            changes: None,
            run,
        }
    }

    /// What the settings say of the council's book.
    fn council(&self) -> Council {
        let council = self.run.settings.get("council").cloned();
        council.and_then(|council| serde_json::from_value(council).ok()).unwrap_or_default()
    }

    /// What holds for the sheets of staff's book: the minus that the settings ask for.
    fn setup(&self) -> Setup {
        Setup { minus: self.council().minus, ..Setup::default() }
    }

    /// The observations of an indicator, each with its judgement if it has one.
    fn observed(&self, place: usize) -> impl Iterator<Item = (&'a Observation, Option<&'a Judgement>)> {
        let indicator: Option<&'a Indicator> = self.model.indicators.get(place);
        let judgements: Option<&'a Vec<Judgement>> = self.judgements.get(place);
        let observations = indicator.map(|indicator| indicator.observations.as_slice()).unwrap_or_default();
        observations
            .iter()
            .enumerate()
            .map(move |(at, observation)| (observation, judgements.and_then(|list| list.get(at))))
    }
}
