//! `target-not-toward`: targets that move away from where the indicator should go.

use super::facts::{Facts, Seen, dated, finding_at, number};
use crate::model::{Direction, DirectionSource, Figure, Indicator, Observation, Operator};
use crate::period::Part;
use crate::rule::check::TARGET_NOT_TOWARD;
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// Compares each yearly target with the one before, and the final target with the baseline.
pub(super) fn check(facts: &Facts) -> Seen {
    let mut seen = Seen::default();
    for indicator in &facts.model.indicators {
        let Some(direction) = indicator.direction.filter(|way| matches!(way, Direction::Up | Direction::Down)) else {
            seen.undecided();
            continue;
        };
        let mut before: BTreeMap<_, (&Observation, Decimal)> = BTreeMap::new();
        for observation in &indicator.observations {
            let Some(value) = comparable(&observation.target).filter(|_| observation.period.part == Part::Year) else {
                continue;
            };
            let series = (observation.aggregation, observation.target_aggregation);
            if let Some((last, bound)) = before.insert(series, (observation, value)) {
                seen.look(away(direction, bound, value).then(|| {
                    let expected = format!("{}、向き {}", dated(last, bound), word(direction));
                    finding_at(&TARGET_NOT_TOWARD, indicator, &observation.target, expected)
                }));
            }
        }
        final_target(indicator, direction, &mut seen);
    }
    seen
}

/// A direction that was derived from these two figures cannot contradict them.
fn final_target(indicator: &Indicator, direction: Direction, seen: &mut Seen) {
    let (Some(last), Some(baseline)) = (&indicator.final_target, &indicator.baseline) else { return };
    let (Some(value), Some(start)) = (comparable(&last.figure), number(&baseline.figure)) else { return };
    if indicator.direction_source != Some(DirectionSource::Derived) {
        seen.look(away(direction, start, value).then(|| {
            let expected = format!("基準値 {start}、向き {}", word(direction));
            finding_at(&TARGET_NOT_TOWARD, indicator, &last.figure, expected)
        }));
    }
}

/// The value of a target that bounds the actual.
fn comparable(figure: &Figure) -> Option<Decimal> {
    let bounds = matches!(figure.operator, None | Some(Operator::Equal | Operator::AtLeast | Operator::AtMost));
    number(figure).filter(|_| bounds)
}

fn away(direction: Direction, from: Decimal, to: Decimal) -> bool {
    match direction {
        Direction::Up => to < from,
        Direction::Down => to > from,
        Direction::Maintain | Direction::Range => false,
    }
}

fn word(direction: Direction) -> &'static str {
    if direction == Direction::Up { "増加" } else { "減少" }
}

#[cfg(test)]
mod tests {
    use crate::check::fixture::expect;

    #[test]
    fn fires_where_a_target_steps_back() {
        expect(
            "名称   | 向き | 基準 | R4目標 | R4実績 | R5目標                | R5実績 | 最終R8
             受診率 | 増   | 58   | 62     | 61     | 26 !target-not-toward | －     | 70
             ごみ量 | 減   | 620  | 600    | －     | 590                   | －     | 650 !target-not-toward",
        );
    }

    #[test]
    fn is_silent_where_targets_stay_or_approach() {
        expect(
            "名称   | 向き | 基準 | R4目標 | R4実績 | R5目標 | R5実績 | 最終R8
             受診率 | 増   | 58   | 62     | 61     | 62     | －     | 70
             ごみ量 | 減   | 620  | 600    | －     | 590    | －     | 560
             水位   | 維持 | 20   | 21     | －     | 20     | －     | 20",
        );
    }
}
