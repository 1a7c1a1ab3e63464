//! The formulas say what the judgement says, for every shipped scale with every method and any numbers.

use super::reckon;
use crate::check::fixture::model_of;
use crate::check::judge;
use crate::model::{Figure, Model, Status};
use crate::rating::Method;
use crate::reckoning::{Quantity, Reckoning};
use crate::settings::{Scale, Settings};
use proptest::prelude::*;
use rust_decimal::Decimal;

/// Addresses as on a sheet.
fn address(quantity: Quantity) -> Option<&'static str> {
    Some(match quantity {
        Quantity::Previous => "L5",
        Quantity::Target => "M5",
        Quantity::Actual => "N5",
        Quantity::Rate => "O5",
        Quantity::Baseline => "H5",
        Quantity::FinalTarget => "Q5",
    })
}

/// The formulas of the last observation of the first indicator.
fn of(settings: &str, text: &str) -> Option<Reckoning> {
    let (model, _) = model_of(text);
    let settings = Settings::parse(settings).unwrap();
    let last = model.indicators[0].observations.len() - 1;
    reckon(&model, &settings, None, 0, last)
}

/// Rate, mark and class as a workbook has them.
fn written(settings: &str, text: &str) -> [String; 3] {
    let reckoning = of(settings, text).unwrap();
    [&reckoning.rate, &reckoning.mark, &reckoning.achieved].map(|formula| formula.written(&address).unwrap())
}

fn scale(name: &str) -> String {
    format!("[judgement]\nscale = \"{name}\"")
}

#[test]
fn a_rising_indicator_has_formulas_that_a_person_can_read() {
    let row = "名称 | 向き | R4目標 | R4実績\n指標 | 増 | 772 | 712";
    assert_eq!(
        written("", row),
        [
            "IF(COUNT(M5,N5)=2,ROUND(N5/M5*100,9),\"\")",
            "IF(O5=\"\",\"－\",IF(O5>=100,\"達成\",\"未達成\"))",
            "IF(O5=\"\",\"判定なし\",IF(O5>=100,\"達成\",\"未達成\"))",
        ]
    );
}

#[test]
fn a_falling_indicator_goes_from_its_baseline_or_is_only_compared() {
    let row = "名称 | 向き | 基準 | R4目標 | R4実績\n指標 | 減 | 620 | 580以下 | 593";
    assert_eq!(written("", row)[0], "IF(COUNT(M5,H5,N5)=3,ROUND(MIN(100,MAX(0,(N5-H5)/(M5-H5)*100)),9),\"\")");
    let [rate, mark, achieved] = written("", "名称 | 向き | R4目標 | R4実績\n指標 | 減 | 580未満 | 593");
    assert_eq!(rate, "\"\"");
    assert_eq!(mark, "IF(COUNT(M5,N5)<2,\"－\",IF(N5<M5,\"達成\",\"未達成\"))");
    assert_eq!(achieved, "IF(COUNT(M5,N5)<2,\"判定なし\",IF(N5<M5,\"達成\",\"未達成\"))");
}

#[test]
fn a_target_to_be_exceeded_is_not_met_at_100() {
    let mark = &written("", "名称 | 向き | R4目標 | R4実績\n指標 | 増 | 50超 | 50")[1];
    assert_eq!(mark, "IF(O5=\"\",\"－\",IF(AND(O5>=100,N5<>M5),\"達成\",\"未達成\"))");
}

#[test]
fn bands_beside_the_baseline_and_the_year_before_are_stated() {
    let [_, mark, achieved] =
        written(&scale("nagayo"), "名称 | 向き | 基準 | R4目標 | R4実績\n指標 | 増 | 50 | 100 | 45");
    assert_eq!(mark, "IF(O5=\"\",\"－\",IF(O5>100,\"S\",IF(N5>H5,\"A\",IF(ROUND(N5/H5*100,9)>=90,\"B\",\"C\"))))");
    assert_eq!(achieved, "IF(O5=\"\",\"判定なし\",IF(O5>100,\"達成\",IF(N5>=M5,\"達成\",\"未達成\")))");
    let interim = "名称 | 向き | R3実績 | R4目標 | R4実績 | 最終R7\n指標 | 増 | 40 | | 45 | 100";
    let mark = &written(&scale("osaka-library"), interim)[1];
    assert_eq!(mark, "IF(O5=\"\",\"－\",IF(O5>=100,\"A\",IF(N5>L5,\"B\",IF(N5>=L5,\"C\",\"D\"))))");
}

#[test]
fn the_share_of_the_years_gone_by_is_a_number() {
    let rate = &written(&scale("tama"), "名称 | 向き | 基準R2 | R4実績 | 最終R7\n指標 | 増 | 0 | 40 | 100")[0];
    assert_eq!(rate, "IF(COUNT(Q5,N5)=2,ROUND(N5/(Q5*2/5)*100,9),\"\")");
}

#[test]
fn what_a_formula_cannot_say_has_none() {
    for text in [
        // In words, by a sum over years, of an estimate, without a target, of a direction that nobody knows.
        "名称 | 向き | R4目標 | R4実績\n計画 | 増 | 策定 | 策定",
        "名称 | 向き | 目標種別 | R4目標 | R4実績 | R4累計\n指標 | 増 | 累計 | 9 | 3 | 7",
        "名称 | 向き | R4目標 | R4実績\n指標 | 増 | 50 | 45見込",
        "名称 | 向き | R4目標 | R4実績\n指標 | 増 | | 45",
        "名称 | R4目標 | R4実績\n指標 | 50 | 45",
        // More digits than a workbook keeps, or a hair's breadth from 100 there.
        "名称 | 向き | R4目標 | R4実績\n指標 | 増 | 1000000000000 | 999999999999",
    ] {
        assert_eq!(of("", text), None, "{text}");
    }
}

#[test]
fn a_cell_without_an_actual_shows_a_rate_once_one_is_typed() {
    let reckoning = of("", "名称 | 向き | R4目標 | R4実績\n指標 | 増 | 80 | ").unwrap();
    let empty = reckoning.of(None).unwrap();
    assert_eq!((empty.rate, empty.mark.as_str(), empty.achieved.as_str()), (None, "－", "判定なし"));
    let typed = reckoning.of(Some(Decimal::from(88))).unwrap();
    assert_eq!((typed.rate, typed.mark.as_str(), typed.achieved.as_str()), (Some(110.0), "達成", "達成"));
}

/// Every shipped scale with its own method and with every other, rounding or not.
fn settings() -> Vec<Settings> {
    let mut all = Vec::new();
    for scale in Scale::names() {
        let own = format!("[judgement]\nscale = \"{scale}\"");
        all.push(own.clone());
        all.push(format!("{own}\nrounding = 1\ntolerance = {{ points = 3 }}"));
        all.extend(Method::ALL.iter().map(|(method, _)| format!("{own}\nmethod = \"{method}\"")));
    }
    all.iter().map(|text| Settings::parse(text).unwrap()).collect()
}

/// The model with another actual in the last observation.
fn with_actual(model: &Model, actual: Decimal) -> Model {
    let mut model = model.clone();
    let last = model.indicators[0].observations.last_mut().unwrap();
    last.actual =
        Figure { value: Some(actual), status: Status::Value, text: actual.to_string(), ..last.actual.clone() };
    model
}

fn number() -> impl Strategy<Value = Decimal> {
    (-3000_i64..3000, 0_u32..3).prop_map(|(digits, decimals)| Decimal::new(digits, decimals))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Whatever is typed over the actual, the workbook shows what the program would say of it.
    #[test]
    fn a_workbook_follows_as_the_program_would(
        target in number(), baseline in number(), before in number(), typed in prop::collection::vec(number(), 6),
        up in any::<bool>(), words in 0_usize..6, share in 0_i64..130,
    ) {
        let direction = if up { "増" } else { "減" };
        let target = match words {
            0 => String::new(),
            1 => "前年度以上".to_owned(),
            2 => "維持".to_owned(),
            3 => format!("{target}{}", if up { "超" } else { "未満" }),
            _ => target.to_string(),
        };
        let text = format!(
            "名称 | 単位 | 測定 | 向き | 基準R2 | R3実績 | R4目標 | R4実績 | 最終R7\n\
             指標 | ％ | 主観 | {direction} | {baseline} | {before} | {target} | 1 | {before}"
        );
        let (model, _) = model_of(&text);
        let last = model.indicators[0].observations.len() - 1;
        let part = (before * Decimal::new(share, 2)).normalize();
        for settings in settings() {
            let Some(reckoning) = reckon(&model, &settings, None, 0, last) else { continue };
            for actual in typed.iter().copied().chain([part, before, baseline]) {
                let judged = judge(&with_actual(&model, actual), &settings, None)[0].pop().unwrap();
                let reckoned = reckoning.of(Some(actual));
                prop_assert!(
                    reckoned.as_ref().is_some_and(|reckoned| reckoned.is(&judged)),
                    "{}\n{}\n{}\n{:?}\n{:?}\n{:?}", settings.judgement.scale.name, text, actual, reckoned, judged, reckoning
                );
            }
        }
    }
}

/// What is judged has formulas, so that the property above says something.
#[test]
fn formulas_are_offered_wherever_numbers_are_judged() {
    let heads = "名称 | 単位 | 向き | 基準R2 | R3実績 | R4目標 | R4実績 | 最終R7";
    for name in Scale::names() {
        for row in ["指標 | ％ | 増 | 40 | 50 | 60 | 55 | 80", "指標 | ％ | 減 | 80 | 50 | 60 | 55 | 40"] {
            let text = format!("{heads}\n{row}");
            let settings = Settings::parse(&scale(name)).unwrap();
            let judged = judge(&model_of(&text).0, &settings, None)[0].pop().unwrap();
            assert_eq!(of(&scale(name), &text).is_some(), judged.achieved.is_some(), "{name}\n{text}");
        }
    }
}
