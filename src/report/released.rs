//! What the council is shown: all but the indicators that by the register are not released.

use super::Source;
use crate::judgement::Judgements;
use crate::messages::sheet;
use crate::model::{Indicator, Model};
use crate::page::{Book, Role, Sheet};

/// The part of a run that is released.
pub struct Released {
    /// The model without what is not released.
    pub model: Model,
    /// Its judgements.
    pub judgements: Judgements,
    /// How many indicators were left out, each counted once.
    pub left_out: usize,
}

/// The part of a run that is released; `None` if that is all of it.
pub fn released(source: &Source) -> Option<Released> {
    let kept = |indicator: &Indicator| indicator.registered.as_ref().is_none_or(|registered| registered.released);
    let all = &source.model.indicators;
    let mut out: Vec<&str> = all.iter().filter(|each| !kept(each)).map(|each| each.id.as_str()).collect();
    out.sort_unstable();
    out.dedup();
    if out.is_empty() {
        return None;
    }
    // an indicator that is shown in another place is not left out
    let left_out = out.len() - out.iter().filter(|id| all.iter().any(|each| kept(each) && each.id == **id)).count();
    let pairs = all.iter().zip(source.judgements).filter(|(indicator, _)| kept(indicator));
    let (indicators, judgements): (Vec<_>, Judgements) =
        pairs.map(|(indicator, judgements)| (indicator.clone(), judgements.clone())).unzip();
    let model = Model {
        indicators,
        body: source.model.body.clone(),
        plans: source.model.plans.clone(),
        measures: source.model.measures.clone(),
        costs: source.model.costs.clone(),
        evaluations: source.model.evaluations.clone(),
        actions: source.model.actions.clone(),
        narratives: source.model.narratives.clone(),
        submissions: source.model.submissions.clone(),
        cells: Vec::new(),
    };
    Some(Released { model, judgements, left_out })
}

/// Says in the book how many indicators are left out.
pub fn note(book: &mut Book, left_out: usize) {
    let pages = book.sheets.iter_mut().filter_map(|sheet| match sheet {
        Sheet::Page(page) => Some(page),
        Sheet::Data(_) => None,
    });
    for page in pages.filter(|page| page.name == sheet::COUNCIL_SUMMARY) {
        let text = format!("※公表しない指標{left_out}件は、一覧にも件数にも入れていない。");
        page.line(Role::Note, &text);
    }
}
