//! `rate-over`: more than twice what was aimed at.

use super::digit_slip;
use super::facts::{Facts, Seen, finding_at};
use super::value_jump;
use crate::finding::Finding;
use crate::judgement::RateMethod;
use crate::rule::check::RATE_OVER;
use rust_decimal::Decimal;

/// Of 14,370 published pairs of target and actual 3.5 % are more than twice the target.
const DOUBLE: Decimal = Decimal::from_parts(200, 0, 0, false, 0);

/// By the rate that the sheet states, else by ours. What the value itself is told for is not told again.
pub(super) fn check(facts: &Facts) -> Seen {
    let mut seen = Seen::default();
    for (indicator, observation, judgement) in facts.observations() {
        // the way from a baseline to the target may be short
        let ours = judgement.achievement_rate.filter(|_| judgement.rate_method == Some(RateMethod::Ratio));
        let Some(rate) = observation.stated_rate.or(ours) else { continue };
        let told = || {
            digit_slip::of_actual(indicator, observation).is_some()
                || digit_slip::of_target(indicator, observation).is_some()
                || value_jump::of(indicator, observation).is_some()
        };
        seen.look((rate > DOUBLE && !told()).then(|| {
            let finding = finding_at(&RATE_OVER, indicator, &observation.actual, "200％".to_owned());
            Finding { found: format!("{}％", rate.round_dp(1).normalize()), ..finding }
        }));
    }
    seen
}

#[cfg(test)]
mod tests {
    use crate::check::fixture::expect;

    #[test]
    fn fires_on_a_rate_over_200_stated_or_computed() {
        expect(
            "名称     | 向き | R4目標 | R4実績         | R4率  | R5目標 | R5実績         | R5率
             相談件数 | 増   | 40     | 98 !rate-over  |       | 45     | 99 !rate-over  | 220
             来場者数 | 増   | 400    | 498            | 124.5 | 450    | 560            | 124.4",
        );
    }

    #[test]
    fn is_silent_up_to_200_and_on_what_is_told_of_the_value() {
        expect(
            "名称     | 向き | R4目標 | R4実績 | R4率 | R5目標 | R5実績           | R5率 | R6目標 | R6実績
             相談件数 | 増   | 49     | 98     | 200  | 98     | 99               |      | 98     | 101
             利用者数 | 増   | 1200   | 1190   |      | 1200   | 12050 !digit-slip |     | 1200   | 1210",
        );
    }
}
