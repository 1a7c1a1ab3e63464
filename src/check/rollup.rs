//! Judges measures (施策, 政策) by their indicators, as the roll-up of the scale says.

use crate::judgement::{Judgement, Judgements, MeasureJudgement, NotRolledUp};
use crate::model::{Evaluation, Indicator, Model};
use crate::order::Order;
use crate::period::{FiscalYear, Period};
use crate::settings::{Added, Band, Judging, Rollup, RollupMethod, Settings};
use crate::token::text::key;
use rust_decimal::Decimal;
use rustc_hash::FxHashSet;
use std::collections::BTreeMap;

/// The judgements of all measures with indicators at them or under them, by year and in the order of measures; none where
/// the scale has no roll-up. An indicator that stands in several places under a measure counts once there.
pub fn roll_up(model: &Model, judgements: &Judgements, settings: &Settings) -> Vec<MeasureJudgement> {
    let judging = &settings.judgement;
    let Some(rollup) = &judging.scale.rollup else { return Vec::new() };
    let order = Order::of(model);
    let mut gathered: BTreeMap<(FiscalYear, usize), Gathered> = BTreeMap::new();
    let mut seen: FxHashSet<(FiscalYear, usize, &str)> = FxHashSet::default();
    for (indicator, judgements) in model.indicators.iter().zip(judgements) {
        for (year, judgement) in of_years(indicator, judgements) {
            let Some(own) = order.find(&indicator.belongs) else { continue };
            for place in order.upward(own) {
                if seen.insert((year, place, &indicator.id)) {
                    let gathered = gathered.entry((year, place)).or_default();
                    let part = if place == own { &mut gathered.own } else { &mut gathered.below };
                    part.take(indicator, judgement, judging);
                }
            }
        }
    }
    let given = rollup.added.as_ref().map(|added| points_given(model, &order, added));
    let result = |((fiscal_year, place), gathered): ((FiscalYear, usize), Gathered)| {
        let added = given.as_ref().map(|given| given.get(&(place, fiscal_year)).copied().flatten());
        MeasureJudgement { place, fiscal_year, ..gathered.judged_by(rollup, &judging.scale.bands, added) }
    };
    gathered.into_iter().map(result).collect()
}

/// The judgement of an indicator for each year as a whole: of several the one that says most, of these the first.
fn of_years<'a>(indicator: &Indicator, judgements: &'a [Judgement]) -> BTreeMap<FiscalYear, &'a Judgement> {
    let mut of_years: BTreeMap<FiscalYear, &Judgement> = BTreeMap::new();
    for (observation, judgement) in indicator.observations.iter().zip(judgements) {
        let year = observation.period.fiscal_year;
        if observation.period == Period::year(year) {
            let known = of_years.entry(year).or_insert(judgement);
            if known.achieved.is_none() && judgement.achieved.is_some() {
                *known = judgement;
            }
        }
    }
    of_years
}

/// What the indicators of a measure come to.
#[derive(Default)]
struct Gathered {
    own: Part,
    below: Part,
}

/// What some indicators come to. A sum that has no room in a decimal is none.
struct Part {
    /// Indicators with a mark of a band.
    marked: usize,
    /// Those for which met or not is known.
    judged: usize,
    achieved: usize,
    /// The worst mark, by its place among the bands of the run's scale.
    worst: Option<usize>,
    /// Those with points, their weights and points.
    weights: Option<Decimal>,
    points: Option<Decimal>,
    pointed: usize,
    /// Those with a rate, and its sum.
    rated: usize,
    rates: Option<Decimal>,
    all: usize,
}

impl Default for Part {
    fn default() -> Self {
        let none = Some(Decimal::ZERO);
        Self {
            marked: 0,
            judged: 0,
            achieved: 0,
            worst: None,
            weights: none,
            points: none,
            pointed: 0,
            rated: 0,
            rates: none,
            all: 0,
        }
    }
}

impl Part {
    fn take(&mut self, indicator: &Indicator, judgement: &Judgement, judging: &Judging) {
        self.all += 1;
        if let Some(achieved) = judgement.achieved {
            self.judged += 1;
            self.achieved += usize::from(achieved);
        }
        let Some(mark) = judgement.mark.as_ref().filter(|_| judgement.reason.is_none()) else { return };
        let labelled = |band: &&Band| band.label == *mark;
        if let Some(place) = judging.scale.bands.iter().position(|band| band.label == *mark) {
            self.marked += 1;
            self.worst = self.worst.max(Some(place));
        }
        let points = judging.scale_of(&indicator.rating).and_then(|scale| scale.bands.iter().find(labelled)?.points);
        if let Some(points) = points {
            let weight = indicator.rating.weight.unwrap_or(Decimal::ONE);
            self.pointed += 1;
            self.weights = self.weights.and_then(|sum| sum.checked_add(weight));
            self.points = self.points.and_then(|sum| sum.checked_add(points.checked_mul(weight)?));
        }
        if let Some(rate) = judgement.achievement_rate {
            self.rated += 1;
            self.rates = self.rates.and_then(|sum| sum.checked_add(rate));
        }
    }

    /// The points of the mean rate; `None` where nothing here has a rate.
    fn points_of_mean(&self, bands: &[Band]) -> Option<Option<Decimal>> {
        let mean = (self.rated > 0).then(|| self.rates.and_then(|sum| sum.checked_div(Decimal::from(self.rated))))?;
        Some(mean.and_then(|mean| {
            let band = Band::reached(bands, |_| Ok::<_, ()>(mean), false).ok().flatten();
            band.and_then(|band| band.points)
        }))
    }
}

impl Gathered {
    fn judged_by(&self, rollup: &Rollup, bands: &[Band], added: Option<Option<Decimal>>) -> MeasureJudgement {
        let parts = [&self.own, &self.below];
        let all = parts.iter().map(|part| part.all).sum::<usize>();
        let counted = |count: fn(&Part) -> usize| parts.iter().map(|part| count(part)).sum::<usize>();
        let judged = match rollup.method {
            RollupMethod::Worst => counted(|part| part.marked),
            RollupMethod::Share => counted(|part| part.judged),
            RollupMethod::Mean => counted(|part| part.pointed),
            RollupMethod::Points => counted(|part| part.rated),
        };
        let result = MeasureJudgement { judged, left_out: all.saturating_sub(judged), ..MeasureJudgement::default() };
        if judged == 0 {
            return MeasureJudgement { reason: Some(NotRolledUp::NothingJudged), ..result };
        }
        if rollup.method == RollupMethod::Worst {
            let worst = parts.iter().filter_map(|part| part.worst).max().and_then(|place| bands.get(place));
            return MeasureJudgement { mark: worst.map(|band| band.label.clone()), ..result };
        }
        let value = match rollup.method {
            RollupMethod::Worst => None,
            RollupMethod::Share => Decimal::from(counted(|part| part.achieved))
                .checked_mul(Decimal::ONE_HUNDRED)
                .and_then(|share| share.checked_div(Decimal::from(judged))),
            RollupMethod::Mean => sum(parts.map(|part| part.points))
                .and_then(|points| points.checked_div(sum(parts.map(|part| part.weights))?)),
            RollupMethod::Points => parts
                .iter()
                .filter_map(|part| part.points_of_mean(bands))
                .try_fold(Decimal::ZERO, |sum, points| sum.checked_add(points?)),
        };
        let value = match added {
            None => value,
            Some(None) => return MeasureJudgement { reason: Some(NotRolledUp::NoEvaluation), ..result },
            Some(Some(points)) => value.and_then(|value| value.checked_add(points)),
        };
        let Some(value) = value else { return MeasureJudgement { reason: Some(NotRolledUp::Unreadable), ..result } };
        let band = Band::reached(&rollup.bands, |_| Ok::<_, ()>(value), false).ok().flatten();
        MeasureJudgement { value: Some(value), mark: band.map(|band| band.label.clone()), ..result }
    }
}

fn sum(parts: [Option<Decimal>; 2]) -> Option<Decimal> {
    parts.into_iter().try_fold(Decimal::ZERO, |sum, part| sum.checked_add(part?))
}

/// The points of the evaluations that are meant, by measure and year; `None` where one gives none, or several differ.
fn points_given(model: &Model, order: &Order, added: &Added) -> BTreeMap<(usize, FiscalYear), Option<Decimal>> {
    let criterion = key(&added.criterion);
    let points = |evaluation: &Evaluation| {
        if added.marks.is_empty() {
            return evaluation.points;
        }
        let mark = key(&evaluation.mark);
        added.marks.iter().find(|(label, _)| key(label) == mark).map(|(_, points)| *points)
    };
    let mut given = BTreeMap::new();
    for evaluation in model.evaluations.iter().filter(|evaluation| key(&evaluation.criterion) == criterion) {
        let (Some(place), Some(year)) = (order.find(&evaluation.belongs), evaluation.fiscal_year) else { continue };
        let points = points(evaluation);
        let known = given.entry((place, year)).or_insert(points);
        if *known != points {
            *known = None;
        }
    }
    given
}

#[cfg(test)]
mod tests;
