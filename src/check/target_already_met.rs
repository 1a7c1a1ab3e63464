//! `target-already-met`: a target that was left behind years ago.

use super::facts::{Facts, Seen, dated, direction, finding_at, number};
use crate::finding::Finding;
use crate::model::{Direction, Figure, Indicator, Observation};
use crate::period::Part;
use crate::rule::check::TARGET_ALREADY_MET;
use crate::settings::UnknownDirection;
use rust_decimal::Decimal;

/// Of 14,370 published pairs of target and actual three quarters lie below 1.08; a fifth above is more than a good year.
const ROOM: Decimal = Decimal::from_parts(2, 0, 0, false, 1);
/// A single good year is no reason to move a target.
const YEARS: usize = 2;

/// The last target of an indicator against the years before it.
pub(super) fn check(facts: &Facts) -> Seen {
    let mut seen = Seen::default();
    for indicator in &facts.model.indicators {
        let years: Vec<&Observation> =
            indicator.observations.iter().filter(|one| one.period.part == Part::Year).collect();
        let last = years.iter().rposition(|year| number(&year.target).is_some());
        let Some((last, before)) = last.and_then(|place| Some((years.get(place)?, years.get(..place)?))) else {
            continue;
        };
        let alike = |year: &&&Observation| year.aggregation == last.aggregation;
        let known =
            before.iter().rev().filter(alike).take(YEARS).filter_map(|year| Some((*year, number(&year.actual)?)));
        let known: Vec<(&Observation, Decimal)> = known.collect();
        match direction(indicator, &last.target, UnknownDirection::None) {
            Some(way @ (Direction::Up | Direction::Down)) if known.len() == YEARS => {
                seen.look(finding(indicator, &last.target, &known, way));
            }
            _ => seen.undecided(),
        }
    }
    seen
}

fn finding(
    indicator: &Indicator,
    figure: &Figure,
    known: &[(&Observation, Decimal)],
    way: Direction,
) -> Option<Finding> {
    let target = number(figure)?;
    let room = target.abs().checked_mul(ROOM)?;
    let bound = if way == Direction::Up { target.checked_add(room)? } else { target.checked_sub(room)? };
    let passed = known.iter().all(|(_, actual)| if way == Direction::Up { *actual > bound } else { *actual < bound });
    let names: Vec<String> = known.iter().rev().map(|(year, actual)| dated(year, *actual)).collect();
    (passed && target > Decimal::ZERO).then(|| finding_at(&TARGET_ALREADY_MET, indicator, figure, names.join("、")))
}

#[cfg(test)]
mod tests {
    use crate::check::fixture::expect;

    #[test]
    fn fires_where_two_years_were_well_past_the_target() {
        expect(
            "名称     | 向き | R4目標 | R4実績 | R5目標 | R5実績 | R6目標
             利用者数 | 増   | 800    | 1,204  | 850    | 1,187  | 900 !target-already-met
             不法投棄 | 減   | 60     | 41     | 60     | 38     | 58以下 !target-already-met",
        );
    }

    #[test]
    fn is_silent_on_one_good_year_and_on_targets_that_are_about_reached() {
        expect(
            "名称     | 向き | R4目標 | R4実績 | R5目標 | R5実績 | R6目標
             利用者数 | 増   | 800    | 1,204  | 850    | 860    | 900
             満足度   | 増   | 60     | 61.3   | 61     | 62     | 61.5
             窓口件数 !direction-unknown | | 800 | 1,190 | 850    | 1,187  | 900",
        );
    }
}
