//! `actual-changed`: an actual of the past that was reported with another value.

use super::facts::{Facts, Seen, finding_at, number, others};
use super::over::is_over;
use crate::model::{Indicator, Observation, Status};
use crate::period::Period;
use crate::rule::check::ACTUAL_CHANGED;
use rust_decimal::Decimal;

/// How much one value is of the other where a digit or a unit slipped.
const FACTORS: [u32; 3] = [10, 100, 1000];

/// Values that were final. Those of a period that still ran then may have grown since: they count where a later period has a
/// value, or the date shows that it was over long before.
pub(super) fn check(facts: &Facts) -> Seen {
    let mut seen = Seen::with_previous(facts);
    for (indicator, observation, _) in facts.observations() {
        let Some(before) = facts.observed_before(indicator, observation) else { continue };
        // What the office corrected is no change of the department's.
        let (actual, earlier) = (observation.actual.as_submitted(), before.actual.as_submitted());
        if earlier.status != Status::Value || actual.status != Status::Value {
            continue;
        }
        let (Some(value), Some(old)) = (number(&actual), number(&earlier)) else { continue };
        if !settled(facts, indicator, observation) || before.as_of_date != observation.as_of_date {
            seen.undecided();
            continue;
        }
        let unsaid = value != old && actual.revised_from != Some(old);
        seen.look(unsaid.then(|| finding_at(&ACTUAL_CHANGED, indicator, &actual, told(value, old))));
    }
    seen
}

fn settled(facts: &Facts, indicator: &Indicator, observation: &Observation) -> bool {
    let later = others(indicator, observation)
        .any(|other| other.period > observation.period && number(&other.actual).is_some());
    let Period { fiscal_year, part } = observation.period;
    let year_later = fiscal_year.checked_add(1).map(|fiscal_year| Period { fiscal_year, part });
    later || facts.as_of.zip(year_later).is_some_and(|(date, year)| is_over(year, date))
}

/// The value of the run before; with how much the new one is of it where that is a slip of digits.
fn told(value: Decimal, old: Decimal) -> String {
    let times = |factor: &&u32| old.checked_mul(Decimal::from(**factor)) == Some(value);
    let part = |factor: &&u32| value.checked_mul(Decimal::from(**factor)) == Some(old);
    let whole = FACTORS.iter().find(times).map(|factor| format!("{old}（今回はちょうど{factor}倍）"));
    let part = || FACTORS.iter().find(part).map(|factor| format!("{old}（今回はちょうど{factor}分の1）"));
    whole.or_else(part).unwrap_or_else(|| old.to_string())
}

#[cfg(test)]
mod tests {
    use crate::check::fixture::{expect_after, expect_after_on};
    use jiff::civil::date;

    const BEFORE: &str = "名称     | 向き | R4実績 | R5実績
        相談件数 | 増   | 98     | 104
        受診率   | 増   | 61     | 62速報";

    #[test]
    fn fires_on_a_past_value_that_is_another_now() {
        expect_after(
            BEFORE,
            "名称     | 向き | R4実績              | R5実績              | R6実績
             相談件数 | 増   | 89 !actual-changed | 110 !actual-changed | 112
             受診率   | 増   | 61                  | 62.4                | 63",
        );
        expect_after_on(
            date(2025, 3, 31),
            BEFORE,
            "名称     | 向き | R4実績 | R5実績\n相談件数 | 増 | 98 | 114 !actual-changed",
        );
    }

    #[test]
    fn is_silent_on_equal_values_and_on_a_year_that_may_have_run_then() {
        expect_after(
            BEFORE,
            "名称     | 向き | R4実績 | R5実績
             相談件数 | 増   | 98.0   | 114
             受診率   | 増   | 61     | 62.4",
        );
    }
}
