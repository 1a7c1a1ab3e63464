//! Tables and edge cases of the judgement, as sheets of text.

use crate::check::fixture::{judged, judged_with};
use crate::judgement::{Judgement, NotJudged, RateMethod};
use crate::settings::{Scale, Settings};
use jiff::civil::date;
use proptest::prelude::*;

/// `rate mark achieved reason`, as far as each is there.
pub(super) fn short(judgement: &Judgement) -> String {
    let rate = judgement.achievement_rate.map(|rate| rate.round_dp(2).normalize().to_string());
    let achieved = judgement.achieved.map(|achieved| if achieved { "met" } else { "missed" }.to_owned());
    let reason = judgement.reason.map(|reason| format!("{reason:?}"));
    let parts = [rate, judgement.mark.clone(), achieved, reason];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

fn row(direction: &str, baseline: &str, target: &str, actual: &str) -> String {
    let text = format!("名称 | 向き | 基準 | R4目標 | R4実績\n指標 | {direction} | {baseline} | {target} | {actual}");
    short(&judged(&text))
}

#[test]
fn a_rising_indicator_is_judged_by_its_ratio() {
    assert_eq!(row("増", "", "772", "712"), "92.23 未達成 missed");
    assert_eq!(row("増", "", "772", "784"), "101.55 達成 met");
    assert_eq!(row("", "", "80以上", "80"), "100 達成 met");
    assert_eq!(row("増", "", "100", "103速報"), "103 達成 met");
    assert_eq!(row("増", "", "100", "△5"), "-5 未達成 missed");
}

#[test]
fn a_rate_just_below_100_is_not_100() {
    assert_eq!(row("増", "", "100000", "99999"), "100 未達成 missed");
    assert_eq!(row("増", "", "2000", "1999"), "99.95 未達成 missed");
    let text = "名称 | 向き | R4目標 | R4実績\n指標 | 増 | 2000 | 1999";
    assert_eq!(short(&judged_with("[judgement]\nrounding = 2", None, text)), "99.95 未達成 missed");
    assert_eq!(short(&judged_with("[judgement]\nrounding = 1", None, text)), "99.95 達成 met");
}

#[test]
fn a_target_to_be_exceeded_is_not_met_by_itself() {
    assert_eq!(row("", "", "80超", "80"), "100 未達成 missed");
    assert_eq!(row("", "", "80超", "80.2"), "100.25 達成 met");
    assert_eq!(row("", "50", "30未満", "30"), "100 未達成 missed");
}

#[test]
fn a_falling_indicator_is_judged_by_its_way_from_the_baseline() {
    assert_eq!(row("減", "1298", "1240", "1230"), "100 達成 met");
    assert_eq!(row("減", "620", "580", "600"), "50 未達成 missed");
    assert_eq!(row("減", "620", "580", "640"), "0 未達成 missed");
    assert_eq!(row("", "620", "580以下", "580"), "100 達成 met");
    assert_eq!(row("減", "10", "0", "5"), "50 未達成 missed");
}

#[test]
fn a_falling_indicator_without_a_baseline_is_only_compared() {
    assert_eq!(row("減", "", "580", "560"), "達成 met");
    assert_eq!(row("減", "", "580", "593"), "未達成 missed");
    assert_eq!(row("減", "580", "580", "593"), "未達成 missed");
    // 現状10、目標15以下: 12 is met, though F4 would say 40 %.
    assert_eq!(row("", "10", "15以下", "12"), "達成 met");
    let text = "名称 | 向き | R4目標 | R4実績\n指標 | 減 | 580 | 560";
    let osaka = judged_with("[judgement]\nscale = \"osaka-library\"", None, text);
    assert_eq!(short(&osaka), "met NoBaseline");
    assert_eq!(osaka.rate_method, Some(RateMethod::Comparison));
}

#[test]
fn targets_that_have_no_ratio_are_not_divided() {
    assert_eq!(row("増", "", "0", "5"), "TargetZero");
    assert_eq!(row("増", "", "△100", "△120"), "未達成 missed");
    assert_eq!(row("増", "", "△100", "△90"), "達成 met");
}

#[test]
fn an_unknown_direction_is_not_guessed() {
    assert_eq!(row("", "", "100", "120"), "DirectionUnknown");
    assert_eq!(row("範囲", "", "100", "120"), "DirectionUnknown");
    let text = "名称 | R4目標 | R4実績\n指標 | 100 | 120";
    assert_eq!(short(&judged_with("[judgement]\nunknown_direction = \"up\"", None, text)), "120 達成 met");
}

#[test]
fn targets_in_words_are_compared_with_what_they_refer_to() {
    assert_eq!(row("", "50", "増加", "51"), "達成 met");
    assert_eq!(row("", "50", "減少", "51"), "未達成 missed");
    assert_eq!(row("", "", "増加", "51"), "TargetInWords");
    assert_eq!(row("増", "50", "維持", "51"), "達成 met");
    assert_eq!(row("", "50", "維持", "50"), "達成 met");
    assert_eq!(row("", "50", "維持", "51"), "DirectionUnknown");
    assert_eq!(row("増", "", "100維持", "99"), "未達成 missed");
    assert_eq!(row("増", "", "設置", "51"), "TargetInWords");
    let text = "名称 | 向き | R3実績 | R4目標 | R4実績\n指標 | 増 | 50 | 前年度以上 | 50";
    assert_eq!(short(&judged(text)), "達成 met");
}

#[test]
fn what_is_not_there_is_named() {
    assert_eq!(row("増", "", "", "5"), "NoTarget");
    assert_eq!(row("増", "", "－", "5"), "NoTarget");
    assert_eq!(row("増", "", "5", ""), "NoActual");
    assert_eq!(row("増", "", "5", "集計中"), "NoActual");
    assert_eq!(row("増", "", "5", "取組中"), "ActualInWords");
    assert_eq!(row("増", "", "5", "6見込"), "ForecastOnly");
    assert_eq!(row("増", "", "5", "？"), "Unreadable");
    assert_eq!(row("増", "", "？", "5"), "Unreadable");
}

#[test]
fn a_period_that_is_not_over_is_not_judged() {
    let text = "名称 | 向き | R7目標 | R7実績\n指標 | 増 | 100 | 60";
    assert_eq!(judged_with("", Some(date(2025, 10, 31)), text).reason, Some(NotJudged::NotYetOver));
    assert_eq!(short(&judged_with("", Some(date(2026, 3, 31)), text)), "60 未達成 missed");
    let blank = "名称 | 向き | R7目標 | R7実績\n指標 | 増 | 100 |";
    assert_eq!(judged_with("", Some(date(2025, 10, 31)), blank).reason, Some(NotJudged::NotYetOver));
    let month = "名称 | 向き | R7.10目標 | R7.10実績\n指標 | 増 | 100 | 60";
    assert_eq!(short(&judged_with("", Some(date(2025, 10, 31)), month)), "60 未達成 missed");
}

#[test]
fn a_target_over_several_years_needs_a_cumulative_actual() {
    let judged = |heads: &str, row: &str| short(&judged(&format!("名称 | 向き | {heads}\n指標 | 増 | {row}")));
    assert_eq!(judged("目標種別 | 種別 | R4目標 | R4実績", "累計 | 単年 | 70 | 9"), "TargetSpansYears");
    assert_eq!(judged("目標種別 | R4目標 | R4実績", "累計 | 70 | 9"), "TargetSpansYears");
    assert_eq!(judged("目標種別 | 種別 | R4目標 | R4実績", "累計 | 累計 | 9 | 7"), "77.78 未達成 missed");
    assert_eq!(judged("目標種別 | R4目標 | R4実績 | R4累計", "累計 | 9 | 3 | 7"), "77.78 未達成 missed");
    assert_eq!(judged("目標種別 | 種別 | R4目標 | R4実績", "単年 | 累計 | 9 | 7"), "UnitsDiffer");
}

#[test]
fn progress_to_the_final_target_has_no_bounds() {
    let progress = |baseline: &str, last: &str, actual: &str| {
        let text = format!("名称 | 基準 | R4実績 | 最終R8\n指標 | {baseline} | {actual} | {last}");
        judged(&text).progress_rate.map(|rate| rate.normalize().to_string()).unwrap_or_default()
    };
    assert_eq!(progress("100", "200", "250"), "150");
    assert_eq!(progress("200", "100", "225"), "-25");
    assert_eq!(progress("100", "100", "225"), "");
    assert_eq!(progress("", "100", "225"), "");
    assert_eq!(progress("100", "200", "150見込"), "");
}

#[test]
fn a_yearly_baseline_is_not_set_beside_the_count_of_a_month() {
    let month = |kind: &str| {
        short(&judged(&format!(
            "名称 | 向き | 種別 | 基準 | R7.10目標 | R7.10実績 | 最終R8\n指標 | 減 | {kind} | 1200 | 90 | 95 | 1000"
        )))
    };
    assert_eq!(month(""), "未達成 missed");
    assert_eq!(month("時点"), "99.55 未達成 missed");
}

#[test]
fn numbers_without_room_are_not_judged_and_do_not_panic() {
    let large = "79228162514264337593543950335";
    assert_eq!(row("増", "", "0.0000000000000000000000000001", large), "Unreadable");
    assert_eq!(row("減", &format!("△{large}"), large, large), "達成 met");
    assert_eq!(row("減", large, &format!("△{large}"), "5"), "Unreadable");
}

/// The judgement by a scale that comes with the program.
fn by_scale(scale: &str, text: &str) -> String {
    short(&judged_with(&format!("[judgement]\nscale = \"{scale}\""), None, text))
}

#[test]
fn each_scale_compares_what_its_body_compares() {
    let row = |scale: &str, direction: &str, baseline: &str, target: &str, actual: &str| {
        by_scale(
            scale,
            &format!("名称 | 向き | 基準 | R4目標 | R4実績\n指標 | {direction} | {baseline} | {target} | {actual}"),
        )
    };
    assert_eq!(row("saitama", "増", "", "100", "110"), "110 A met");
    assert_eq!(row("saitama", "減", "", "580", "586"), "98.97 B missed");
    assert_eq!(row("saitama", "減", "", "100", "90"), "110 A met");
    assert_eq!(row("saitama", "減", "", "0", "5"), "missed NoFormula");
    assert_eq!(row("nagayo", "増", "50", "100", "101"), "101 S met");
    assert_eq!(row("nagayo", "増", "50", "100", "100"), "100 A met");
    assert_eq!(row("nagayo", "増", "50", "100", "45"), "45 B missed");
    assert_eq!(row("nagayo", "減", "50", "40", "56"), "60 C missed");
    assert_eq!(row("nagayo", "増", "", "100", "45"), "45 － missed NoBaseline");
    assert_eq!(row("nagayo", "増", "50", "100", ""), "－ NoActual");
    assert_eq!(row("tagawa", "増", "50", "100", "51"), "51 B missed");
    assert_eq!(row("regional-grants", "増", "50", "100", "70"), "70 相当程度効果 missed");
    assert_eq!(row("regional-grants", "増", "50", "100", "49"), "49 効果なし missed");
}

#[test]
fn the_share_of_the_final_target_that_is_due_grows_with_the_years() {
    let tama = |actual: &str| {
        by_scale("tama", &format!("名称 | 向き | 基準R2 | R4実績 | 最終R7\n指標 | 増 | 0 | {actual} | 100"))
    };
    assert_eq!(tama("40"), "100 期待値の100%以上 met");
    assert_eq!(tama("39"), "97.5 期待値の60%以上100%未満 missed");
    assert_eq!(tama("10"), "25 期待値の60%未満 missed");
    let growth = |last: &str, actual: &str| {
        by_scale("growth-strategy", &format!("名称 | 向き | 基準R2 | R4実績 | {last}\n指標 | 減 | 100 | {actual} | 50"))
    };
    assert_eq!(growth("最終R7", "80"), "100 A met");
    assert_eq!(growth("最終R7", "81"), "95 B missed");
    assert_eq!(growth("最終R3", "80"), "N NoTerm");
    assert_eq!(growth("最終R7", "集計中"), "N NoActual");
}

#[test]
fn a_method_in_the_settings_goes_before_that_of_the_scale() {
    let text = "名称 | 向き | 基準 | R4実績 | 最終R8\n指標 | 増 | 100 | 150 | 180";
    assert_eq!(short(&judged_with("[judgement]\nmethod = \"progress\"", None, text)), "62.5 未達成 missed");
    let beyond = text.replace("150", "190");
    assert_eq!(short(&judged_with("[judgement]\nmethod = \"progress\"", None, &beyond)), "100 達成 met");
    assert_eq!(short(&judged_with("[judgement]\nmethod = \"way\"", None, &beyond)), "112.5 達成 met");
    let falling = "名称 | 向き | 基準 | R4目標 | R4実績\n指標 | 減 | 620 | 580 | 593";
    assert_eq!(short(&judged_with("[judgement]\nmethod = \"ratio\"", None, falling)), "未達成 missed");
    assert_eq!(short(&judged_with("[judgement]\nmethod = \"comparison\"", None, falling)), "未達成 missed");
}

proptest! {
    #[test]
    fn more_is_never_a_worse_mark_for_up_and_never_a_better_one_for_down(
        actual in 0_u32..300, more in 0_u32..300, target in 0_u32..300, baseline in 0_u32..300, up in any::<bool>(),
    ) {
        let heads = "名称 | 向き | 基準R2 | R3実績 | R4目標 | R4実績 | 最終R7";
        let direction = if up { "増" } else { "減" };
        for scale in Scale::names() {
            let settings = format!("[judgement]\nscale = \"{scale}\"");
            let bands = Settings::parse(&settings).unwrap().judgement.scale.bands;
            let rank = |actual: u32| {
                let row = format!("指標 | {direction} | {baseline} | {baseline} | {target} | {actual} | {target}");
                let mark = judged_with(&settings, None, &format!("{heads}\n{row}")).mark;
                bands.iter().position(|band| Some(&band.label) == mark.as_ref())
            };
            let (less, more) = (rank(actual), rank(actual + more));
            if let (Some(less), Some(more)) = (less, more) {
                prop_assert!(if up { more <= less } else { more >= less }, "{}: {} {}", scale, less, more);
            }
        }
    }
}
