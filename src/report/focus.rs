//! Which fiscal year the pages are about, and which observation stands for an indicator in a year.

use super::Source;
use crate::judgement::Judgement;
use crate::model::Observation;
use crate::period::{FiscalYear, Part};
use std::collections::BTreeMap;

/// How many years before the one reported on are shown beside it.
const YEARS_BEFORE: usize = 6;

/// The year reported on and the years beside it.
#[derive(Clone, Debug, Default)]
pub struct Focus {
    /// 対象年度: the latest, up to the run's period, for which at least a fifth as many indicators are judged as in
    /// the fullest year; where none is judged, the same by actuals.
    pub year: Option<FiscalYear>,
    /// The years before it for which there are actuals, earliest first, at most six.
    pub before: Vec<FiscalYear>,
}

impl Focus {
    /// The focus of a run.
    pub fn of(source: &Source) -> Self {
        let mut judged: BTreeMap<FiscalYear, usize> = BTreeMap::new();
        let mut filled: BTreeMap<FiscalYear, usize> = BTreeMap::new();
        let last = source.run.period.map_or(FiscalYear::MAX, |period| period.fiscal_year);
        for place in 0..source.model.indicators.len() {
            for (observation, judgement) in source.observed(place) {
                let year = observation.period.fiscal_year;
                if year > last {
                    continue;
                }
                if judgement.is_some_and(|one| one.achieved.is_some()) {
                    *judged.entry(year).or_default() += 1;
                }
                if observation.actual.value.is_some() {
                    *filled.entry(year).or_default() += 1;
                }
            }
        }
        let year = fullest(&judged).or_else(|| fullest(&filled));
        let mut before: Vec<FiscalYear> =
            filled.keys().copied().filter(|each| year.is_some_and(|year| *each < year)).collect();
        before.drain(..before.len().saturating_sub(YEARS_BEFORE));
        Self { year, before }
    }
}

/// The latest year that is at least a fifth as full as the fullest: what is still being collected counts, a stray
/// value does not.
fn fullest(counts: &BTreeMap<FiscalYear, usize>) -> Option<FiscalYear> {
    let most = counts.values().max()?;
    counts.iter().rev().find(|(_, count)| *count * 5 >= *most).map(|(year, _)| *year)
}

/// The observation that stands for an indicator in a year.
#[derive(Clone, Copy, Debug)]
pub struct Chosen<'a> {
    /// The observation.
    pub observation: &'a Observation,
    /// Its judgement.
    pub judgement: Option<&'a Judgement>,
    /// Its place among the indicator's observations.
    pub at: usize,
    /// Whether the same period has another, counted in another way.
    pub others: bool,
}

/// The observation of an indicator in a year: the judged one, else one with an actual, else any; the whole year before
/// its parts, and of its parts the latest.
pub fn chosen<'a>(source: &Source<'a>, place: usize, year: FiscalYear) -> Option<Chosen<'a>> {
    let rank = |observation: &Observation, judgement: Option<&Judgement>| {
        let part = match observation.period.part {
            Part::Year => (true, 0),
            Part::Quarter(quarter) => (false, quarter * 3),
            Part::Month(month) => (false, month + 1),
        };
        let judged = judgement.is_some_and(|one| one.achieved.is_some());
        (judged, observation.actual.value.is_some(), part)
    };
    let last = source.run.period;
    let in_year =
        || {
            source.observed(place).enumerate().filter(move |(_, (one, _))| one.period.fiscal_year == year).filter(
                move |(_, (one, _))| one.period.part == Part::Year || last.is_none_or(|last| one.period <= last),
            )
        };
    // Of equals the first stands; the page says that there is another.
    let (at, (observation, judgement)) =
        in_year().first_max_by_key(|(_, (observation, judgement))| rank(observation, *judgement))?;
    let others = in_year().any(|(other, (one, _))| other != at && one.period == observation.period);
    Some(Chosen { observation, judgement, at, others })
}

/// `max_by_key` that keeps the first of equals.
trait FirstOfEquals: Iterator + Sized {
    fn first_max_by_key<K: Ord>(self, mut key: impl FnMut(&Self::Item) -> K) -> Option<Self::Item> {
        self.fold(None, |best: Option<(K, Self::Item)>, item| {
            let rank = key(&item);
            match best {
                Some((top, first)) if top >= rank => Some((top, first)),
                _ => Some((rank, item)),
            }
        })
        .map(|(_, item)| item)
    }
}

impl<I: Iterator> FirstOfEquals for I {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_few_stray_values_of_a_later_year_do_not_move_the_report() {
        assert_eq!(fullest(&BTreeMap::from([(2023, 40), (2024, 38), (2025, 1)])), Some(2024));
        assert_eq!(fullest(&BTreeMap::from([(2023, 40), (2024, 8)])), Some(2024));
        assert_eq!(fullest(&BTreeMap::new()), None);
    }

    #[test]
    fn of_equals_the_first_stands() {
        assert_eq!([(1, 'a'), (2, 'b'), (2, 'c')].into_iter().first_max_by_key(|(rank, _)| *rank), Some((2, 'b')));
    }
}
