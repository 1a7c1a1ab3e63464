//! What holds of every scale and method, for any numbers; and for the targets of a real strategy, for any actual.

use crate::check::fixture::model_of;
use crate::check::judge;
use crate::judgement::{Judgement, NotJudged};
use crate::rating::Method;
use crate::settings::{Scale, Settings};
use proptest::prelude::*;
use rust_decimal::Decimal;

/// Every shipped scale with its own method and with every other.
fn all() -> Vec<(String, Settings)> {
    let mut all = Vec::new();
    for scale in Scale::names() {
        let own = format!("[judgement]\nscale = \"{scale}\"");
        let methods = Method::ALL.iter().map(|(method, _)| format!("{own}\nmethod = \"{method}\""));
        for text in std::iter::once(own.clone()).chain(methods) {
            all.push((text.clone(), Settings::parse(&text).unwrap()));
        }
    }
    all
}

/// The judgements of the last period of each row.
fn last(settings: &Settings, text: &str) -> Vec<Judgement> {
    let (model, _) = model_of(text);
    judge(&model, settings, None).into_iter().filter_map(|mut judgements| judgements.pop()).collect()
}

/// The rank of a mark, 0 the best; `None` where no band was given.
fn rank(settings: &Settings, judgement: &Judgement, interim: bool) -> Option<usize> {
    let scale = &settings.judgement.scale;
    let bands = scale.bands_of(interim && !scale.interim.is_empty());
    let given = judgement.mark.as_ref().filter(|_| judgement.reason.is_none())?;
    bands.iter().position(|band| band.label == *given)
}

/// Two rows that differ only in their last actual.
fn rows(heads: &str, row: impl Fn(Decimal) -> String, actuals: [Decimal; 2]) -> String {
    format!("{heads}\n{}\n{}", row(actuals[0]), row(actuals[1]))
}

fn number() -> impl Strategy<Value = Decimal> {
    (-3000_i64..3000, 0_u32..3).prop_map(|(digits, decimals)| Decimal::new(digits, decimals))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn more_is_never_a_worse_mark_for_up_and_never_a_better_one_for_down(
        actual in number(), more in number(), target in number(), baseline in number(), before in number(),
        up in any::<bool>(), interim in any::<bool>(),
    ) {
        let direction = if up { "増" } else { "減" };
        let heads = "名称 | 単位 | 測定 | 向き | 基準R2 | R3実績 | R4目標 | R4実績 | 最終R7";
        let own = if interim { String::new() } else { target.to_string() };
        let row = |actual: Decimal| {
            format!("指標 | ％ | 主観 | {direction} | {baseline} | {before} | {own} | {actual} | {target}")
        };
        let text = rows(heads, row, [actual, actual + more.abs()]);
        for (name, settings) in all() {
            let judged = last(&settings, &text);
            let ranks = (rank(&settings, &judged[0], interim), rank(&settings, &judged[1], interim));
            if let (Some(less), Some(more)) = ranks {
                prop_assert!(if up { more <= less } else { more >= less }, "{}\n{}\n{} {}", name, text, less, more);
            }
        }
    }

    #[test]
    fn another_unit_changes_no_mark(
        actual in number(), target in number(), baseline in number(), before in number(), up in any::<bool>(),
        interim in any::<bool>(), zeros in 1_u32..5,
    ) {
        let direction = if up { "増" } else { "減" };
        let heads = "名称 | 単位 | 向き | 基準R2 | R3実績 | R4目標 | R4実績 | 最終R7";
        let row = |unit: Decimal| {
            let [baseline, before, actual, target] = [baseline, before, actual, target].map(|value| value * unit);
            let own = if interim { String::new() } else { target.to_string() };
            format!("指標 | 円 | {direction} | {baseline} | {before} | {own} | {actual} | {target}")
        };
        let unit = Decimal::from(10_u64.pow(zeros));
        let text = format!("{heads}\n{}\n{}", row(Decimal::ONE), row(unit));
        for (name, settings) in all() {
            let judged = last(&settings, &text);
            prop_assert_eq!(&judged[0], &judged[1], "{}\n{}", name, text);
        }
    }
}

/// The 21 targets of 掛川市's strategy for 2025: unit, baseline, its year, target. One goes from below 0 to above it, one falls.
const STRATEGY: [(&str, &str, &str, &str); 21] = [
    ("％", "69.4", "R1", "80"),
    ("％", "34.6", "R1", "70"),
    ("％", "48.9", "R1", "60"),
    ("人", "8.17", "H30", "8.45"),
    ("％", "37.7", "R1", "60"),
    ("％", "90.5", "H30", "94"),
    ("％", "62.5", "R1", "80"),
    ("％", "78.3", "R1", "85"),
    ("％", "94.9", "H29", "67.5"),
    ("％", "17.2", "R2", "27.2"),
    ("億円", "11147", "H30", "12500"),
    ("％", "45.7", "R2", "60"),
    ("％", "42.3", "R2", "70"),
    ("人", "-242", "R1", "150"),
    ("万人", "375", "H30", "400"),
    ("％", "19.4", "R1", "50"),
    ("％", "75.8", "R1", "85"),
    ("％", "36.9", "R1", "50"),
    ("％", "31.5", "R1", "45"),
    ("％", "57.9", "R1", "75"),
    ("％", "14.5", "R2", "50"),
];

/// The shares of the population aimed at in the same plan: an age group each.
const POPULATION: [&str; 3] = ["13.2以上", "57.5以上", "29.3以下"];

fn actual() -> impl Strategy<Value = Decimal> {
    prop_oneof![
        (-20_000_i64..20_000).prop_map(|digits| Decimal::new(digits, 1)),
        any::<i64>().prop_map(|digits| Decimal::new(digits, 2)),
        Just(Decimal::ZERO),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    /// In the last year the target is met by every method exactly when it is met, and a rate of 100 says so.
    #[test]
    fn a_strategy_is_judged_sensibly_whatever_comes(place in 0_usize..STRATEGY.len(), any in actual(), hit in any::<bool>()) {
        let (unit, baseline, year, target) = STRATEGY[place];
        let decimal = |text: &str| text.parse::<Decimal>().unwrap();
        let (from, to) = (decimal(baseline), decimal(target));
        let up = to > from;
        let actual = if hit { to } else { any };
        let direction = if up { "増" } else { "減" };
        let row = format!(
            "名称 | 単位 | 向き | 基準{year} | R6実績 | R7目標 | R7実績 | 最終R7\n\
             指標 | {unit} | {direction} | {baseline} | {baseline} | {target} | {actual} | {target}"
        );
        let met = if up { actual >= to } else { actual <= to };
        for (name, settings) in all() {
            let judgement = last(&settings, &row).remove(0);
            if settings.judgement.scale.method == Method::YearOnYear {
                continue;
            }
            if name.contains("\"default\"") {
                prop_assert_eq!(judgement.achieved, Some(met), "{}\n{}\n{:?}", name, row, judgement);
            }
            if let (Some(rate), Some(true)) = (judgement.achievement_rate, judgement.reason.is_none().then_some(true)) {
                prop_assert_eq!(rate >= Decimal::ONE_HUNDRED, met, "{}\n{}\n{:?}", name, row, judgement);
            }
            prop_assert!(judgement.mark.is_some() || judgement.reason.is_some(), "{}\n{}", name, row);
        }
    }

    #[test]
    fn shares_of_the_population_are_met_on_the_side_they_name(place in 0_usize..POPULATION.len(), any in actual(), hit in any::<bool>()) {
        let target = POPULATION[place];
        let bound: Decimal = target.trim_end_matches(['以', '上', '下']).parse().unwrap();
        let actual = if hit { bound } else { any };
        let row = format!("名称 | 単位 | R7目標 | R7実績 | 最終R7\n指標 | ％ | {target} | {actual} | {target}");
        let met = if target.ends_with("以上") { actual >= bound } else { actual <= bound };
        for (name, settings) in all().into_iter().filter(|(name, _)| name.contains("\"default\"")) {
            let judgement = last(&settings, &row).remove(0);
            if settings.judgement.scale.method != Method::YearOnYear {
                prop_assert_eq!(judgement.achieved, Some(met), "{}\n{}\n{:?}", name, row, judgement);
            }
        }
    }

    /// 維持 against the baseline, 前年比5％アップ against the year before: met exactly when they are, never a rate without end.
    #[test]
    fn maintained_and_yearly_changes_are_met_when_they_are(before in actual(), any in actual(), hit in any::<bool>()) {
        let growth = before.checked_mul(Decimal::new(105, 2)).unwrap();
        let actual = if hit { growth } else { any };
        let row = |target: &str| {
            format!("名称 | 単位 | 向き | R6実績 | R7目標 | R7実績\n指標 | 人 | 増 | {before} | {target} | {actual}")
        };
        let settings = Settings::default();
        prop_assert_eq!(last(&settings, &row("維持")).remove(0).achieved, Some(actual >= before));
        let judgement = last(&settings, &row("前年比5％アップ")).remove(0);
        if before <= Decimal::ZERO {
            prop_assert_eq!(judgement.reason, Some(NotJudged::NoFormula));
        } else {
            prop_assert_eq!(judgement.achieved, Some(actual >= growth), "{}\n{:?}", row(""), judgement);
        }
    }
}

#[test]
fn a_target_that_is_the_baseline_or_zero_has_its_reason_stated() {
    for (name, settings) in all() {
        for (baseline, target, actual) in [("50", "50", "60"), ("50", "0", "60"), ("0", "0", "0")] {
            let row = format!(
                "名称 | 向き | 基準R2 | R6実績 | R7目標 | R7実績 | 最終R7\n\
                 指標 | 増 | {baseline} | 40 | {target} | {actual} | {target}"
            );
            let judgement = last(&settings, &row).remove(0);
            assert_said(&judgement, &name);
        }
    }
}

/// A rate, or met or not, or a reason: something is always said.
fn assert_said(judgement: &Judgement, name: &str) {
    let said = judgement.achieved.is_some() || judgement.reason.is_some();
    assert!(said && (judgement.mark.is_some() || judgement.reason.is_some()), "{name} {judgement:?}");
}
