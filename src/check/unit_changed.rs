//! `unit-changed`: another unit than in the run before.

use super::facts::{Facts, Seen, finding_of};
use crate::rule::check::UNIT_CHANGED;

/// Units that are written in another way only are one.
pub(super) fn check(facts: &Facts) -> Seen {
    let mut seen = Seen::with_previous(facts);
    for indicator in &facts.model.indicators {
        let Some(before) = facts.before(indicator) else { continue };
        if indicator.unit.is_empty() || before.unit.is_empty() {
            continue;
        }
        let differs = indicator.unit != before.unit;
        seen.look(differs.then(|| finding_of(&UNIT_CHANGED, indicator, &indicator.unit_text, &before.unit_text)));
    }
    seen
}

#[cfg(test)]
mod tests {
    use crate::check::fixture::expect_after;

    #[test]
    fn fires_on_another_unit() {
        expect_after(
            "名称   | 単位 | 向き | R5実績\n消費額 | 千円 | 増 | 4200",
            "名称                 | 単位   | 向き | R5実績 | R6実績\n消費額 !unit-changed | 百万円 | 増 | 4200 | 4300",
        );
    }

    #[test]
    fn is_silent_on_the_same_unit_and_where_there_was_none() {
        expect_after(
            "名称   | 単位 | 向き | R5実績\n受診率 | ％ | 増 | 42\n消費額 |  | 増 | 42",
            "名称   | 単位 | 向き | R5実績\n受診率 | % | 増 | 42\n消費額 | 千円 | 増 | 42",
        );
    }
}
