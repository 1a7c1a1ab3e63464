//! Counts of indicators, and shares of them.

use crate::judgement::Judgement;
use rust_decimal::{Decimal, RoundingStrategy};
use std::collections::BTreeMap;

/// How many indicators, and what became of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Indicators.
    pub indicators: usize,
    /// Achieved.
    pub achieved: usize,
    /// Not achieved.
    pub missed: usize,
    /// The marks of those that are judged.
    pub marks: BTreeMap<String, usize>,
    /// Of each mark, those that are achieved.
    pub achieved_of: BTreeMap<String, usize>,
}

impl Counts {
    /// Those for which it is known whether they are achieved.
    pub const fn judged(&self) -> usize {
        self.achieved + self.missed
    }

    /// Those for which it is not.
    pub const fn unjudged(&self) -> usize {
        self.indicators - self.judged()
    }

    /// Those with a mark.
    pub fn marked(&self, mark: &str) -> usize {
        self.marks.get(mark).copied().unwrap_or_default()
    }

    /// Met or not is known, which of several bands is not.
    pub fn unmarked(&self) -> usize {
        self.judged().saturating_sub(self.marks.values().sum())
    }

    /// Of a mark, those that are achieved, where the mark alone does not say it.
    pub fn part_achieved(&self, mark: &str) -> Option<usize> {
        let achieved = self.achieved_of.get(mark).copied().unwrap_or_default();
        (achieved > 0 && achieved < self.marked(mark)).then_some(achieved)
    }

    /// Counts one more.
    pub fn add(&mut self, judgement: Option<&Judgement>) {
        self.indicators += 1;
        let Some((judgement, achieved)) = judgement.and_then(|one| Some((one, one.achieved?))) else { return };
        if achieved {
            self.achieved += 1;
        } else {
            self.missed += 1;
        }
        if let Some(mark) = &judgement.mark {
            *self.marks.entry(mark.clone()).or_default() += 1;
            if achieved {
                *self.achieved_of.entry(mark.clone()).or_default() += 1;
            }
        }
    }
}

/// Counts by a key, in the order in which the keys came.
#[derive(Clone, Debug)]
pub struct Breakdown<K>(pub Vec<(K, Counts)>);

impl<K: PartialEq + Copy> Breakdown<K> {
    /// The counts of a key.
    pub fn of(&mut self, key: K) -> &mut Counts {
        let at = self.0.iter().position(|(known, _)| *known == key).unwrap_or_else(|| {
            self.0.push((key, Counts::default()));
            self.0.len() - 1
        });
        &mut self.0[at].1
    }
}

impl<K> Default for Breakdown<K> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

/// A share in percent to one decimal, half up; nothing of nothing is no share. Shares are not made to sum to 100.
pub fn percent(part: Decimal, whole: Decimal) -> Option<Decimal> {
    let share = part.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(whole)?;
    let mut share = share.round_dp_with_strategy(1, RoundingStrategy::MidpointAwayFromZero);
    share.rescale(1);
    Some(share)
}

/// The same of counts.
pub fn share(part: usize, whole: usize) -> Option<Decimal> {
    percent(part.into(), whole.into())
}

/// Whether shares of a whole, rounded each for itself, miss 100.0 in sum.
pub fn misses_the_whole(parts: &[usize], whole: usize) -> bool {
    let shares: Option<Decimal> = parts.iter().map(|part| share(*part, whole)).sum();
    whole > 0 && parts.iter().sum::<usize>() == whole && shares.is_some_and(|sum| sum != Decimal::ONE_HUNDRED)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_rounded_half_up_and_not_made_to_sum_up() {
        let shares = |parts: &[usize], whole| -> Vec<String> {
            parts.iter().filter_map(|part| share(*part, whole)).map(|share| share.to_string()).collect()
        };
        assert_eq!(shares(&[44, 19, 45], 108), ["40.7", "17.6", "41.7"]);
        assert!(!misses_the_whole(&[44, 19, 45], 108));
        assert_eq!(shares(&[1, 1, 1], 3), ["33.3", "33.3", "33.3"]);
        assert!(misses_the_whole(&[1, 1, 1], 3));
        assert_eq!(shares(&[1], 16), ["6.3"]);
        assert_eq!(share(0, 0), None);
    }
}
