//! `date-in-future` and `actual-before-end`: what is told before it can be known.

use super::facts::{Facts, Seen, finding_at, finding_in, number, shown};
use super::over::{has_begun, is_over};
use crate::cell::SheetId;
use crate::finding::Finding;
use crate::model::{Aggregation, Figure, Indicator, Observation, Status};
use crate::period::{Part, Period, wareki};
use crate::rule::check::{ACTUAL_BEFORE_END, DATE_IN_FUTURE};
use std::collections::BTreeMap;

/// `date-in-future`: values and states as of a later day, and actuals of periods that have not begun.
pub(super) fn check(facts: &Facts) -> Seen {
    let mut seen = Seen::with_date(facts);
    let Some(today) = facts.as_of else { return seen };
    for (indicator, observation, _) in facts.observations() {
        if number(&observation.actual).is_none() {
            continue;
        }
        let dated = observation.as_of_date.filter(|date| *date > today);
        let late = dated
            .map(|date| date.to_string())
            .or_else(|| (!has_begun(observation.period, today)).then(|| name(observation.period)));
        seen.look(late.map(|late| {
            let finding = finding_at(&DATE_IN_FUTURE, indicator, &observation.actual, today.to_string());
            Finding { found: late, ..finding }
        }));
    }
    for action in &facts.model.actions {
        let Some(date) = action.as_of_date else { continue };
        let finding = || {
            finding_in(&DATE_IN_FUTURE, &action.belongs, &action.place, date.to_string(), today.to_string())
                .about(&action.name)
        };
        seen.look((date > today).then(finding));
    }
    seen
}

/// `actual-before-end`: the actual of a year that still runs, as if it were final; once for each sheet. A value at a point in
/// time, one with its date and one that is marked as provisional say what they are.
pub(super) fn check_before_end(facts: &Facts) -> Seen {
    let mut seen = Seen::with_date(facts);
    let Some(today) = facts.as_of else { return seen };
    let mut sheets: BTreeMap<(&SheetId, Period), Vec<(&Indicator, &Figure)>> = BTreeMap::new();
    for (indicator, observation, _) in facts.observations() {
        let Observation { period, actual, .. } = observation;
        if actual.status != Status::Value || actual.value.is_none() || period.part != Part::Year {
            continue;
        }
        let told = observation.as_of_date.is_some()
            || matches!(observation.aggregation, Some(Aggregation::Point | Aggregation::Cumulative))
            || has_parts(indicator, *period);
        if told || is_over(*period, today) || !has_begun(*period, today) {
            seen.look(None);
        } else {
            sheets.entry((&indicator.place.sheet, *period)).or_default().push((indicator, actual));
        }
    }
    for ((_, period), early) in sheets {
        seen.looked_at += early.len();
        if let Some((indicator, actual)) = early.first() {
            let finding = finding_at(&ACTUAL_BEFORE_END, indicator, actual, name(period));
            let more = early.len() - 1;
            let found = if more == 0 { shown(actual) } else { format!("{}（ほか{more}件）", shown(actual)) };
            seen.findings.push(Finding { found, ..finding });
        }
    }
    seen
}

/// Whether the year's months or quarters stand beside it, so that it is what they come to so far.
fn has_parts(indicator: &Indicator, year: Period) -> bool {
    indicator.observations.iter().any(|one| one.period.part != Part::Year && one.period.fiscal_year == year.fiscal_year)
}

fn name(period: Period) -> String {
    if period.part == Part::Year { wareki(period.fiscal_year) } else { period.to_string() }
}

#[cfg(test)]
mod tests {
    use crate::check::fixture::expect_on;
    use jiff::civil::date;

    #[test]
    fn fires_on_later_days_and_on_periods_that_have_not_begun() {
        expect_on(
            Some(date(2024, 10, 31)),
            "名称     | 向き | R6.10実績 | R6.11実績            | R7実績
             来場者数 | 増   | 1,187     | 1,240 !date-in-future |
             相談件数 | 増   |           |                      | 120 !date-in-future",
        );
        expect_on(
            Some(date(2024, 10, 31)),
            "名称     | 向き | R6実績               | R6時点\n来場者数 | 増 | 1,187 !date-in-future | 2025-10-31",
        );
    }

    #[test]
    fn is_silent_up_to_the_day() {
        expect_on(
            Some(date(2024, 10, 31)),
            "名称     | 向き | R5実績 | R6.10実績 | R6.11実績\n来場者数 | 増 | 1,187 | 1,240 | 集計中",
        );
    }

    #[test]
    fn an_actual_of_a_year_that_still_runs_is_told() {
        expect_on(
            Some(date(2024, 10, 31)),
            "名称     | 向き | R5実績 | R6実績
             来場者数 | 増   | 1,187  | 1,240 !actual-before-end
             相談件数 | 増   | 118    | 124",
        );
    }

    #[test]
    fn an_actual_that_says_what_it_is_is_not_told() {
        expect_on(
            Some(date(2024, 10, 31)),
            "名称     | 向き | 種別 | R6.10実績 | R6実績    | R6時点
             来場者数 | 増   |      |           | 1,240     | 2024-10-31
             登録者数 | 増   | 時点 |           | 240       |
             相談件数 | 増   |      |           | 120見込   |
             利用件数 | 増   |      | 32        | 210       |",
        );
    }
}
