//! `target-is-last-actual`: a target that is the actual of the year before, to the last digit.

use super::facts::{Facts, Seen, dated, direction, finding_at, number, others, significant_digits};
use crate::model::{Direction, Indicator, Observation, Operator};
use crate::period::{Part, Period};
use crate::rule::check::TARGET_IS_LAST_ACTUAL;
use crate::settings::UnknownDirection;

/// Round numbers meet by chance.
const DIGITS: usize = 3;
/// So many digits do not meet by chance at all.
const MANY: usize = 4;

/// The last such target of an indicator. To hold what was reached is the aim of those that are to be kept.
pub(super) fn check(facts: &Facts) -> Seen {
    let mut seen = Seen::default();
    for indicator in &facts.model.indicators {
        let years = indicator.observations.iter().filter(|one| one.period.part == Part::Year);
        let pairs: Vec<_> = years.filter_map(|year| Some((year, last_year(indicator, year)?))).collect();
        if pairs.is_empty() {
            continue;
        }
        let copies: Vec<_> = pairs.into_iter().filter(|(year, last)| is_copy(indicator, year, last)).collect();
        let told = copies.last().filter(|(year, _)| copies.len() > 1 || stands_out(indicator, year));
        seen.look(told.and_then(|(year, last)| {
            Some(finding_at(&TARGET_IS_LAST_ACTUAL, indicator, &year.target, dated(last, number(&last.actual)?)))
        }));
    }
    seen
}

/// Whether the target is written in more digits than the others, as actuals are; one alone has to have many.
fn stands_out(indicator: &Indicator, year: &Observation) -> bool {
    let digits = number(&year.target).map_or(0, significant_digits);
    let usual = others(indicator, year).filter_map(|other| number(&other.target)).map(significant_digits).max();
    usual.map_or(digits >= MANY, |usual| digits > usual)
}

fn last_year<'a>(indicator: &'a Indicator, year: &'a Observation) -> Option<&'a Observation> {
    let before = Period::year(year.period.fiscal_year.checked_sub(1)?);
    others(indicator, year).find(|other| other.period == before)
}

fn is_copy(indicator: &Indicator, year: &Observation, last: &Observation) -> bool {
    let (Some(target), Some(actual)) = (number(&year.target), number(&last.actual)) else { return false };
    let kept = year.target.operator != Some(Operator::Equal)
        || matches!(
            direction(indicator, &year.target, UnknownDirection::None),
            Some(Direction::Maintain | Direction::Range)
        );
    // a target that was hit exactly, or that stood before the actual was known
    let stood = number(&last.target) == Some(target);
    target == actual && significant_digits(target) >= DIGITS && !kept && !stood
}

#[cfg(test)]
mod tests {
    use crate::check::fixture::expect;

    #[test]
    fn fires_at_the_last_target_that_repeats_the_actual_before_it() {
        expect(
            "名称     | 向き | R4目標 | R4実績 | R5目標 | R5実績 | R6目標
             利用者数 | 増   | 1,150  | 1,187  | 1,187  | 1,204  | 1,204 !target-is-last-actual
             満足度   | 増   | 60     | 61.3   | 61.3 !target-is-last-actual | 62 | 63",
        );
    }

    #[test]
    fn is_silent_on_targets_to_be_kept_round_numbers_and_targets_that_were_met() {
        expect(
            "名称     | 向き | R4目標 | R4実績 | R5目標   | R5実績
             利用者数 | 維持 | 1,187  | 1,187  | 1,187    | 1,204
             受診率   | 増   | 61.3   | 61.3   | 61.3     | 62
             満足度   | 増   | 60     | 61.3   | 61.3以上 | 62
             収納率   | 増   | 98.7   | 98.9   | 98.9     | 98.8
             開催回数 | 増   | 10     | 12     | 12       | 12",
        );
    }
}
