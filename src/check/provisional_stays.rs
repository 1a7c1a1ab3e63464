//! `provisional-stays`: a provisional value that was never settled.

use super::facts::{Facts, Seen, finding_at, number, others};
use super::over::is_over;
use crate::model::{Indicator, Observation, Status};
use crate::period::{Period, wareki};
use crate::rule::NotRun;
use crate::rule::check::PROVISIONAL_STAYS;

/// So many later years with settled values show that this one was forgotten.
const SETTLED: usize = 2;

/// Provisional more than a year after its period, or in the run before already, or while later years are settled.
pub(super) fn check(facts: &Facts) -> Seen {
    let blind = facts.as_of.is_none() && facts.previous.is_none();
    let mut seen = Seen { wants: blind.then_some(NotRun::NoDate), ..Seen::default() };
    for (indicator, observation, _) in facts.observations() {
        let actual = &observation.actual;
        if actual.status != Status::Provisional {
            continue;
        }
        let stays =
            old(facts, observation) || stayed(facts, indicator, observation) || overtaken(indicator, observation);
        if !stays && blind {
            seen.undecided();
        } else {
            let expected = || wareki(observation.period.fiscal_year);
            seen.look(stays.then(|| finding_at(&PROVISIONAL_STAYS, indicator, actual, expected())));
        }
    }
    seen
}

fn old(facts: &Facts, observation: &Observation) -> bool {
    let Period { fiscal_year, part } = observation.period;
    let year_later = fiscal_year.checked_add(1).map(|fiscal_year| Period { fiscal_year, part });
    facts.as_of.zip(year_later).is_some_and(|(date, later)| is_over(later, date))
}

/// The run before had the same value, provisional, and by now a later period has one.
fn stayed(facts: &Facts, indicator: &Indicator, observation: &Observation) -> bool {
    let before = facts.observed_before(indicator, observation).map(|before| &before.actual);
    let same =
        before.is_some_and(|before| before.status == Status::Provisional && before.value == observation.actual.value);
    same && later_settled(indicator, observation) > 0
}

fn overtaken(indicator: &Indicator, observation: &Observation) -> bool {
    later_settled(indicator, observation) >= SETTLED
}

fn later_settled(indicator: &Indicator, observation: &Observation) -> usize {
    let later = others(indicator, observation).filter(|other| other.period > observation.period);
    later.filter(|other| other.actual.status == Status::Value && number(&other.actual).is_some()).count()
}

#[cfg(test)]
mod tests {
    use crate::check::fixture::{expect, expect_after, expect_on};
    use jiff::civil::date;

    #[test]
    fn fires_a_year_after_the_period_after_a_run_that_had_it_and_behind_settled_years() {
        expect_on(
            Some(date(2025, 3, 31)),
            "名称     | 向き | R4実績  | R5実績
             来場者数 | 増   | 1,187   | 1,240速報 !provisional-stays",
        );
        expect_after(
            "名称     | 向き | R5実績\n来場者数 | 増 | 1,240速報",
            "名称     | 向き | R5実績                        | R6実績
             来場者数 | 増   | 1,240速報 !provisional-stays | 1,251",
        );
        expect(
            "名称     | 向き | R4実績                        | R5実績 | R6実績
             来場者数 | 増   | 1,187速報 !provisional-stays | 1,240  | 1,251",
        );
    }

    #[test]
    fn is_silent_on_fresh_and_on_corrected_values() {
        expect_on(Some(date(2024, 6, 30)), "名称 | 向き | R4実績 | R5実績\n来場者数 | 増 | 1,187 | 1,240速報");
        expect_after(
            "名称     | 向き | R5実績\n来場者数 | 増 | 1,240速報",
            "名称     | 向き | R5実績 | R6実績\n来場者数 | 増 | 1,238 | 1,251速報",
        );
        expect("名称 | 向き | R4実績 | R5実績\n来場者数 | 増 | 1,187速報 | 1,240速報");
    }
}
