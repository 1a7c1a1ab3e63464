//! Published results, each with its page, and what holds of every rate.

use super::*;
use proptest::prelude::*;

const METHODS: [RateMethod; 6] = [
    RateMethod::Ratio,
    RateMethod::Level,
    RateMethod::Progress,
    RateMethod::Way,
    RateMethod::Expectation,
    RateMethod::ExpectedWay,
];

/// Numbers as published: `actual / target`, with `from baseline` and `after gone of term` where the method needs them.
fn sides(text: &str) -> Sides {
    let word = |before: &str| {
        let mut words = text.split_whitespace().skip_while(|word| *word != before).skip(1);
        words.next().map(|number| number.replace(',', "").parse::<Decimal>().unwrap())
    };
    let baseline = word("from");
    let target = word("/").unwrap();
    Sides {
        actual: text.split_whitespace().next().unwrap().replace(',', "").parse().unwrap(),
        target,
        baseline,
        years: word("after").zip(word("of")),
        rises: baseline.is_none_or(|baseline| baseline < target),
    }
}

/// The rate at the decimals that bodies print, half up.
fn printed(rate: Result<Decimal, NotJudged>) -> String {
    let half_up = rust_decimal::RoundingStrategy::MidpointAwayFromZero;
    rate.map_or_else(
        |reason| format!("{reason:?}"),
        |rate| rate.round_dp_with_strategy(1, half_up).normalize().to_string(),
    )
}

#[test]
fn published_rates_come_out_to_the_digit() {
    use RateMethod::{Progress, Ratio, Way};
    let rows = [
        // 新庄市: city.shinjo.yamagata.jp/book/etc/hyoukaR1/pageindices/index254.html
        (Ratio, "712 / 772", "92.2"),
        (Ratio, "755 / 772", "97.8"),
        (Ratio, "784 / 772", "101.6"),
        (Ratio, "664 / 772", "86"),
        // 中野区: 123deta y96jk9dy
        (Ratio, "1,295 / 2,000", "64.8"),
        (Ratio, "16.4 / 15", "109.3"),
        // 福知山市, amounts cut: city.fukuchiyama.lg.jp/soshiki/1/41188.html
        (Ratio, "4,533 / 3,297", "137.5"),
        (Ratio, "24,672 / 45,298", "54.5"),
        (Ratio, "31 / 15", "206.7"),
        // 滋賀県, 認知症サポーター, whose target was raised: pref.shiga.lg.jp/file/attachment/5244689.pdf, 5284513.pdf
        (Progress, "212,585 / 230,000 from 191,667", "54.6"),
        (Progress, "230,106 / 230,000 from 191,667", "100"),
        (Way, "230,106 / 230,000 from 191,667", "100.3"),
        (Progress, "235,777 / 240,000 from 191,667", "91.3"),
        // 滋賀県, 山地災害: the same files
        (Progress, "1,254 / 1,275 from 1,226", "57.1"),
        (Progress, "1,270 / 1,275 from 1,226", "89.8"),
        (Progress, "1,274 / 1,275 from 1,226", "98"),
        // 滋賀県, 温室効果ガス and 近江鉄道: pref.shiga.lg.jp/file/attachment/5374261.pdf, 5451901.pdf
        (Progress, "1,230 / 1,240 from 1,298", "100"),
        (Progress, "10,118 / 13,070 from 12,864", "0"),
        // 滋賀県, 3(6) and 3(9) of 9: sums of the years
        (Ratio, "2 / 9", "22.2"),
        (Ratio, "7 / 9", "77.8"),
        // いわき市, the year and the sum: city.iwaki.lg.jp/www/contents/1001000004139/
        (Ratio, "2,085 / 950", "219.5"),
        (Ratio, "2,085 / 5,140", "40.6"),
    ];
    for (method, numbers, published) in rows {
        assert_eq!(printed(rate(method, &sides(numbers))), published, "{method:?} {numbers}");
    }
}

/// 御所市 publishes actual ÷ target of a falling indicator, so that a missed target has more than 100 %
/// (city.gose.nara.jp/0000000456.html). No method here does.
#[test]
fn a_missed_falling_target_is_never_over_100() {
    for (actual, theirs, ours) in [("581", "100.2", "99.8"), ("593", "102.2", "97.8"), ("586", "101", "99")] {
        let falling = Sides { rises: false, ..sides(&format!("{actual} / 580")) };
        assert_eq!(printed(formula::ratio(falling.actual, falling.target).ok_or(NotJudged::Unreadable)), theirs);
        assert_eq!(rate(RateMethod::Ratio, &falling), Err(NotJudged::NoFormula));
        assert_eq!(printed(rate(RateMethod::Level, &falling)), ours);
    }
}

/// 多摩市 expects 20, 40, 60, 80, 100 % of the target (expydoc.com/doc/10040981).
#[test]
fn what_is_expected_grows_from_year_to_year() {
    for (gone, expected) in [(1, "20"), (2, "40"), (3, "60"), (4, "80"), (5, "100")] {
        assert_eq!(
            printed(rate(RateMethod::Expectation, &sides(&format!("{expected} / 100 after {gone} of 5")))),
            "100"
        );
        let from = format!("{expected} / 100 from 0 after {gone} of 5");
        assert_eq!(printed(rate(RateMethod::ExpectedWay, &sides(&from))), "100");
    }
    assert_eq!(printed(rate(RateMethod::Expectation, &sides("30 / 100 after 2 of 5"))), "75");
    assert_eq!(printed(rate(RateMethod::ExpectedWay, &sides("90 / 50 from 100 after 2 of 5"))), "50");
}

#[test]
fn what_has_no_rate_says_why() {
    let reason = |method, numbers: &str, rises| printed(rate(method, &Sides { rises, ..sides(numbers) }));
    assert_eq!(reason(RateMethod::Ratio, "5 / 0", true), "TargetZero");
    assert_eq!(reason(RateMethod::Ratio, "-120 / -100", true), "NoFormula");
    assert_eq!(reason(RateMethod::Level, "-120 / -100", true), "80");
    assert_eq!(reason(RateMethod::Level, "-120 / -100", false), "120");
    assert_eq!(reason(RateMethod::Level, "5 / 0", false), "NoFormula");
    assert_eq!(reason(RateMethod::Level, "0 / 0", false), "100");
    assert_eq!(reason(RateMethod::Progress, "5 / 10", true), "NoBaseline");
    assert_eq!(reason(RateMethod::Progress, "5 / 10 from 10", true), "TargetEqualsBaseline");
    assert_eq!(reason(RateMethod::Way, "5 / 10 from 20", true), "NoFormula");
    assert_eq!(reason(RateMethod::Expectation, "5 / 10", true), "NoTerm");
    assert_eq!(reason(RateMethod::Expectation, "5 / 10 after 0 of 5", true), "NoTerm");
    assert_eq!(reason(RateMethod::ExpectedWay, "5 / 10 from 0 after 6 of 5", true), "NoTerm");
    assert_eq!(reason(RateMethod::Way, "-79228162514264337593543950335 / 10 from 5", true), "Unreadable");
}

/// Numbers with up to three decimals, on either side of 0.
fn number() -> impl Strategy<Value = Decimal> {
    (-1_000_000_000_i64..1_000_000_000, 0_u32..4).prop_map(|(digits, scale)| Decimal::new(digits, scale))
}

fn any_sides() -> impl Strategy<Value = Sides> {
    let years =
        proptest::option::of((1_i64..10, 1_i64..10).prop_map(|(gone, more)| (gone.into(), (gone + more).into())));
    (number(), number(), proptest::option::of(number()), years, any::<bool>())
        .prop_map(|(actual, target, baseline, years, rises)| Sides { actual, target, baseline, years, rises })
}

proptest! {
    #[test]
    fn more_is_never_worse_for_up_and_never_better_for_down(sides in any_sides(), more in number()) {
        let other = Sides { actual: sides.actual + more.abs(), ..sides };
        for method in METHODS {
            // A target of 0 has a level in itself alone.
            if method == RateMethod::Level && sides.target.is_zero() { continue }
            match (rate(method, &sides), rate(method, &other)) {
                (Ok(less), Ok(more)) if sides.rises => prop_assert!(less <= more, "{method:?}: {less} {more}"),
                (Ok(less), Ok(more)) => prop_assert!(less >= more, "{method:?}: {less} {more}"),
                (less, more) => prop_assert_eq!(less, more),
            }
        }
    }

    #[test]
    fn another_unit_changes_nothing(sides in any_sides(), zeros in 1_u32..6) {
        let unit = Decimal::from(10_u64.pow(zeros));
        let scaled = Sides {
            actual: sides.actual * unit,
            target: sides.target * unit,
            baseline: sides.baseline.map(|baseline| baseline * unit),
            ..sides
        };
        for method in METHODS {
            prop_assert_eq!(rate(method, &sides), rate(method, &scaled));
        }
    }

    #[test]
    fn a_met_target_has_100_or_more_and_a_missed_one_less(sides in any_sides()) {
        let met = if sides.rises { sides.actual >= sides.target } else { sides.actual <= sides.target };
        for method in [RateMethod::Ratio, RateMethod::Level, RateMethod::Progress, RateMethod::Way] {
            if let Ok(rate) = rate(method, &sides) {
                prop_assert_eq!(rate >= Decimal::ONE_HUNDRED, met, "{:?}: {}", method, rate);
            }
        }
    }
}
