//! Which way is better: from the sheet, else from the target against the baseline. Never from the name.

use super::Context;
use crate::cell::Located;
use crate::model::{Direction, DirectionSource, Figure, Indicator, Operator};
use crate::sheet::Raw;
use crate::token::text::key;
use rust_decimal::Decimal;

/// Sets an indicator's direction and who says so.
///
/// A column for it and an operator in the targets (以上, 以下) are the sheet's own word. Without one, a last target above
/// the baseline means up; without a baseline, targets that only rise or only fall from year to year mean the same. Of a
/// population they mean nothing: 目標人口 115,400人 below the present one is what is to be kept, not what is to be lost.
pub fn set(indicator: &mut Indicator, stated: Option<&Located<Raw>>, context: &Context) {
    let stated = stated.and_then(|raw| context.lexicon.direction(&key(&raw.value.text)));
    let sheet = stated.or_else(|| operators(indicator));
    let derived = derived(indicator).filter(|way| !context.lexicon.is_adrift(&indicator.name, *way));
    (indicator.direction, indicator.direction_source) = match (sheet, derived) {
        (Some(direction), _) => (Some(direction), Some(DirectionSource::Sheet)),
        (None, Some(direction)) => (Some(direction), Some(DirectionSource::Derived)),
        (None, None) => (None, None),
    };
}

fn targets(indicator: &Indicator) -> impl DoubleEndedIterator<Item = &Figure> {
    indicator.observations.iter().map(|observation| &observation.target)
}

/// What all operators of the targets say together.
fn operators(indicator: &Indicator) -> Option<Direction> {
    let mut said = targets(indicator).filter_map(|figure| match figure.operator? {
        Operator::AtLeast | Operator::Increase => Some(Direction::Up),
        Operator::AtMost | Operator::Decrease => Some(Direction::Down),
        Operator::Maintain => Some(Direction::Maintain),
        Operator::Equal | Operator::YearOnYear => None,
    });
    let first = said.next()?;
    said.all(|other| other == first).then_some(first)
}

fn derived(indicator: &Indicator) -> Option<Direction> {
    let values: Vec<Decimal> = targets(indicator).filter_map(|figure| figure.value).collect();
    let last = *values.last()?;
    let baseline = indicator.baseline.as_ref().and_then(|baseline| baseline.figure.value);
    if let Some(baseline) = baseline {
        return towards(baseline, last);
    }
    let first = *values.first()?;
    let rising = values.windows(2).all(|pair| pair[0] <= pair[1]);
    let falling = values.windows(2).all(|pair| pair[0] >= pair[1]);
    towards(first, last).filter(|direction| if *direction == Direction::Up { rising } else { falling })
}

fn towards(from: Decimal, to: Decimal) -> Option<Direction> {
    match from.cmp(&to) {
        std::cmp::Ordering::Less => Some(Direction::Up),
        std::cmp::Ordering::Greater => Some(Direction::Down),
        std::cmp::Ordering::Equal => None,
    }
}

#[cfg(test)]
mod tests {
    use crate::lexicon::Lexicon;
    use crate::model::Direction;

    #[test]
    fn a_population_moves_by_itself_and_a_rate_per_head_does_not() {
        let adrift = |name: &str| [Direction::Up, Direction::Down].map(|way| Lexicon::standard().is_adrift(name, way));
        for name in ["目標人口", "年少人口（0～14歳）", "生産年齢人口(15～64歳)", "将来人口", "交流人口"]
        {
            assert_eq!(adrift(name), [false, true], "{name}");
        }
        assert_eq!(adrift("高齢人口（65歳以上）"), [true, true]);
        for name in ["人口千人当たりの出生数", "人口の社会移動", "交通事故死者数", "汚水処理人口普及率"]
        {
            assert_eq!(adrift(name), [false, false], "{name}");
        }
    }
}
