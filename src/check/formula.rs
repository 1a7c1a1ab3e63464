//! The formulas of rates, in decimal arithmetic. `None` where a result does not exist or has no room in a decimal.
//!
//! F1 to F9 are names for the formulas that municipalities publish; each function cites a body that uses it.

use rust_decimal::Decimal;

/// F1: actual ÷ target × 100, for indicators that should rise.
///
/// 新庄市 712 / 772 = 92.2 (city.shinjo.yamagata.jp/book/etc/hyoukaR1/pageindices/index254.html). The same formula for an
/// indicator that should fall is a known mistake, which the rule `rate-wrong-way` finds.
///
/// It is also F2, where what was cut is set beside what was to be cut (福知山市 4,533 / 3,297 = 137.5,
/// city.fukuchiyama.lg.jp/soshiki/1/41188.html), F5, with the sums of the years (いわき市 2,085 / 5,140 = 40.6,
/// city.iwaki.lg.jp/www/contents/1001000004139/), and F7, with the interim target (富士市, expydoc.com/doc/11693707).
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

/// F6: actual ÷ (target × years gone by ÷ years in all) × 100, for indicators that begin at nothing and should rise.
///
/// 多摩市 expects 20, 40, 60, 80, 100 % of the target after each of five years (expydoc.com/doc/10040981).
pub(super) fn expectation(actual: Decimal, target: Decimal, (gone, term): (Decimal, Decimal)) -> Option<Decimal> {
    ratio(actual.checked_mul(term)?, target.checked_mul(gone)?)
}

/// F6 from the baseline: the way covered ÷ the way due by then × 100, unbounded.
///
/// 静岡県 draws a line from baseline to target, of which each year has its value (www2.pref.shizuoka.jp/all/COMGIJI.nsf/
/// 67d081f2c561b61a49256854002fdbc3/822985fac6adcf9149258792002cfb85); the national growth strategy asks for the share of the years gone by (happylibus 304374).
pub(super) fn expected_way(
    actual: Decimal,
    baseline: Decimal,
    target: Decimal,
    years: (Decimal, Decimal),
) -> Option<Decimal> {
    expectation(actual.checked_sub(baseline)?, target.checked_sub(baseline)?, years)
}

/// How far above or below a reference in the better direction, in percent of its size; the reference itself is 100.
///
/// さいたま市 asks for ±10 % of the target (city.saitama.lg.jp/001/006/006/p062565.html), 長与町 for 10 % below the baseline
/// (webtown.nagayo.jp/kiji0032107/). For an indicator that should rise this is F1.
pub(super) fn level(actual: Decimal, reference: Decimal, rises: bool) -> Option<Decimal> {
    let better = if rises { actual.checked_sub(reference) } else { reference.checked_sub(actual) }?;
    ratio(better, reference.abs())?.checked_add(Decimal::ONE_HUNDRED)
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
