//! The formulas of rates, in decimal arithmetic. `None` where a result does not exist or has no room in a decimal.
//!
//! F1 to F9 are names for the formulas that municipalities publish; each function cites a body that uses it.

use rust_decimal::Decimal;

/// F1: actual ÷ target × 100, for indicators that should rise.
///
/// 新庄市 712 / 772 = 92.2 (city.shinjo.yamagata.jp/book/etc/hyoukaR1/pageindices/index254.html). The same formula for an
/// indicator that should fall is a known mistake, which the rule `rate-wrong-way` finds.
pub(super) fn ratio(actual: Decimal, target: Decimal) -> Option<Decimal> {
    actual.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(target)
}

/// The way covered from the baseline, in percent, unbounded: (actual − baseline) ÷ (target − baseline) × 100.
pub(super) fn way(actual: Decimal, baseline: Decimal, target: Decimal) -> Option<Decimal> {
    ratio(actual.checked_sub(baseline)?, target.checked_sub(baseline)?)
}

/// F4: the way covered from the baseline, from 0 to 100.
///
/// 滋賀県: 1,226 → 1,275 with 1,254 is 57.1; beyond the target it stays 100, behind the baseline 0
/// (pref.shiga.lg.jp/file/attachment/5244689.pdf).
pub(super) fn progress(actual: Decimal, baseline: Decimal, target: Decimal) -> Option<Decimal> {
    way(actual, baseline, target).map(|way| way.clamp(Decimal::ZERO, Decimal::ONE_HUNDRED))
}

/// Target ÷ actual × 100, which some sheets state for indicators that should fall. Never computed for results, as no
/// body was found that publishes it; only accepted where a sheet states it.
pub(super) fn inverse(actual: Decimal, target: Decimal) -> Option<Decimal> {
    ratio(target, actual)
}

/// (2 − actual ÷ target) × 100, likewise only accepted where a sheet states it.
pub(super) fn mirrored(actual: Decimal, target: Decimal) -> Option<Decimal> {
    Decimal::TWO.checked_mul(Decimal::ONE_HUNDRED)?.checked_sub(ratio(actual, target)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rounded(rate: Option<Decimal>) -> String {
        rate.map(|rate| rate.round_dp(1).normalize().to_string()).unwrap_or_default()
    }

    fn decimal(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    #[test]
    fn published_ratios_come_out_as_published() {
        for (actual, target, rate) in
            [("712", "772", "92.2"), ("755", "772", "97.8"), ("784", "772", "101.6"), ("16.4", "15", "109.3")]
        {
            assert_eq!(rounded(ratio(decimal(actual), decimal(target))), rate);
        }
    }

    #[test]
    fn published_progress_comes_out_as_published() {
        for (actual, baseline, target, rate) in [
            ("212585", "191667", "230000", "54.6"),
            ("230106", "191667", "230000", "100"),
            ("1254", "1226", "1275", "57.1"),
            ("1274", "1226", "1275", "98"),
            ("1230", "1298", "1240", "100"),
            ("10118", "12864", "13070", "0"),
        ] {
            assert_eq!(rounded(progress(decimal(actual), decimal(baseline), decimal(target))), rate);
        }
    }

    #[test]
    fn what_does_not_exist_is_none() {
        assert_eq!(ratio(Decimal::ONE, Decimal::ZERO), None);
        assert_eq!(ratio(Decimal::MAX, Decimal::ONE), None);
        assert_eq!(way(Decimal::ONE, Decimal::ONE, Decimal::ONE), None);
        assert_eq!(way(Decimal::MAX, Decimal::MIN, Decimal::ONE), None);
        assert_eq!(mirrored(Decimal::ONE, Decimal::ZERO), None);
    }
}
