//! `actual-missing`: a target stands there, the actual's cell is empty, and the period is over.

use super::facts::{Facts, Seen, finding_at, number, others, shown};
use super::over::is_over;
use crate::model::{Indicator, Observation, Status};
use crate::rule::check::ACTUAL_MISSING;
use jiff::civil::Date;

/// A period is over on the date of the report, or when a later one of the same kind already has its actual.
pub(super) fn check(facts: &Facts) -> Seen {
    let mut seen = Seen::default();
    for (indicator, observation, _) in facts.observations() {
        let target = &observation.target;
        if !matches!(target.status, Status::Value | Status::Text | Status::Provisional) {
            continue;
        }
        match observation.actual.status {
            Status::NoSlot => {}
            Status::Blank if over(indicator, observation, facts.as_of) => {
                seen.look(Some(finding_at(&ACTUAL_MISSING, indicator, &observation.actual, shown(target))));
            }
            Status::Blank if facts.as_of.is_none() => seen.undecided(),
            _ => seen.look(None),
        }
    }
    seen
}

fn over(indicator: &Indicator, observation: &Observation, as_of: Option<Date>) -> bool {
    let period = observation.period;
    let later_actual = |other: &Observation| other.period > period && number(&other.actual).is_some();
    as_of.is_some_and(|date| is_over(period, date)) || others(indicator, observation).any(later_actual)
}

#[cfg(test)]
mod tests {
    use crate::check::fixture::{expect, expect_on};
    use jiff::civil::date;

    #[test]
    fn fires_on_an_empty_actual_of_a_period_that_is_over() {
        expect(
            "名称   | 向き | R4目標 | R4実績           | R5目標 | R5実績
             満足度 | 増   | 80     | !actual-missing  | 82     | 79",
        );
        expect_on(
            Some(date(2024, 3, 31)),
            "名称   | 向き | R5目標   | R5実績          | R6目標 | R6実績
             満足度 | 増   | 80       | !actual-missing | 82     |
             整備率 |      | 前年度以上 | !actual-missing | 82     |",
        );
    }

    #[test]
    fn is_silent_where_the_reason_is_given_or_the_period_runs() {
        expect_on(
            Some(date(2024, 3, 30)),
            "名称   | 向き | R4目標 | R4実績 | R5目標 | R5実績
             満足度 | 増   | 80     | 集計中 | 82     |
             受診率 | 増   | －     |        | 82     |
             整備率 | 増   | 80     | 0      | 82     |",
        );
    }
}
