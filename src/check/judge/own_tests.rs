//! What single indicators have of their own: from the settings into the model, and into the judgement.

use super::tests::short;
use crate::check::fixture::{judged_with, model_of};
use crate::check::judge;
use crate::finding::Finding;
use crate::judgement::NotJudged;
use crate::model::{Direction, DirectionSource, Model, Plan};
use crate::settings::Settings;

fn set(settings: &str, text: &str) -> (Model, Vec<Finding>) {
    let (mut model, _) = model_of(text);
    let findings = Settings::parse(settings).unwrap().set_indicators(&mut model);
    (model, findings)
}

fn own(setting: &str, text: &str) -> String {
    let settings = format!("[[indicator]]\nname = \"指標\"\nreason = \"理由\"\n{setting}");
    short(&judged_with(&settings, None, text))
}

#[test]
fn an_indicator_is_judged_by_its_own_scale_and_method() {
    let rising = "名称 | 向き | 基準 | R4目標 | R4実績\n指標 | 増 | 50 | 100 | 90";
    assert_eq!(own("rounding = 1", rising), "90 未達成 missed");
    assert_eq!(own("scale = \"sano\"", rising), "90 6点 missed");
    assert_eq!(own("scale = \"佐野市の7点法\"", rising), "90 6点 missed");
    assert_eq!(own("method = \"way\"", rising), "80 未達成 missed");
    assert_eq!(own("scale = \"sano\"\nmethod = \"progress\"", rising), "80 5点 missed");
    let close = "名称 | 向き | R4目標 | R4実績\n指標 | 増 | 2000 | 1999";
    assert_eq!(own("rounding = 1", close), "99.95 達成 met");
    assert_eq!(own("rounding = \"none\"", close), "99.95 未達成 missed");
}

#[test]
fn the_direction_may_come_from_the_settings() {
    let text = "名称 | R4目標 | R4実績\n指標 | 100 | 90";
    assert_eq!(own("rounding = 1", text), "DirectionUnknown");
    assert_eq!(own("direction = \"up\"", text), "90 未達成 missed");
    assert_eq!(own("direction = \"down\"", text), "達成 met");
    let setting = "[[indicator]]\nname = \" 指 標\"\ndirection = \"down\"\nreason = \"苦情の数\"";
    let (model, findings) = set(setting, text);
    assert_eq!(findings, []);
    let indicator = model.indicators.first().unwrap();
    assert_eq!(indicator.direction, Some(Direction::Down));
    assert_eq!(indicator.direction_source, Some(DirectionSource::Settings));
}

#[test]
fn a_tolerance_says_what_counts_as_maintained() {
    let row = |direction: &str, target: &str, actual: &str| {
        format!("名称 | 単位 | 向き | 基準 | R4目標 | R4実績\n指標 | ％ | {direction} | 50 | {target} | {actual}")
    };
    let within = |direction: &str, target: &str, actual: &str| {
        own("tolerance = { points = 3 }", &row(direction, target, actual))
    };
    let below = |direction: &str, target: &str, actual: &str| {
        own("tolerance = { points = 3, strict = true }", &row(direction, target, actual))
    };
    assert_eq!(within("維持", "維持", "47"), "達成 met");
    assert_eq!(below("維持", "維持", "47"), "未達成 missed");
    assert_eq!(below("維持", "維持", "47.1"), "達成 met");
    assert_eq!(within("維持", "維持", "54"), "未達成 missed");
    assert_eq!(within("増", "維持", "54"), "達成 met");
    assert_eq!(within("減", "維持", "54"), "未達成 missed");
    assert_eq!(within("減", "維持", "20"), "達成 met");
    assert_eq!(within("増", "60維持", "57"), "達成 met");
    assert_eq!(within("維持", "60", "56"), "未達成 missed");
    assert_eq!(within("", "維持", "48"), "達成 met");
    assert_eq!(within("", "維持", "46"), "DirectionUnknown");
    let tenth = |actual: &str| own("tolerance = { percent = 10 }", &row("増", "維持", actual));
    assert_eq!((tenth("45"), tenth("44.9")), ("達成 met".to_owned(), "未達成 missed".to_owned()));
}

#[test]
fn points_of_a_scale_are_for_percentages_and_those_of_an_indicator_for_what_it_is() {
    let judged = |settings: &str, unit: &str| {
        let text = format!("名称 | 単位 | 向き | R4目標 | R4実績\n指標 | {unit} | 増 | 50維持 | 48");
        short(&judged_with(settings, None, &text))
    };
    let scale = "[judgement]\ntolerance = { points = 3 }";
    assert_eq!(judged(scale, "％"), "達成 met");
    assert_eq!(judged(scale, "人"), "未達成 missed");
    let surveys = "[judgement]\ntolerance = { points = 3, perception = true }";
    assert_eq!(judged(surveys, "％"), "未達成 missed");
    let own = "[[indicator]]\nname = \"指標\"\ntolerance = { points = 3 }\nreason = \"定員の誤差\"";
    assert_eq!(judged(own, "人"), "達成 met");
}

#[test]
fn a_scale_that_there_is_not_is_no_reason_to_judge_by_another() {
    let (mut model, _) = model_of("名称 | 向き | R4目標 | R4実績\n指標 | 増 | 100 | 90");
    model.indicators[0].rating.scale = Some("架空市のA～C".to_owned());
    let judgements = judge(&model, &Settings::default(), None);
    assert_eq!(judgements[0][0].reason, Some(NotJudged::NoScale));
    assert_eq!(judgements[0][0].mark, None);
}

#[test]
fn a_setting_of_no_indicator_is_a_finding() {
    let text = "名称 | コード | 部署 | ファイル | R4目標\n相談件数 | 1-1 | 福祉課 | 福祉部/相談.xlsx | 5";
    let found = |place: &str| {
        let setting = format!("[[indicator]]\nname = \"相談件数\"\ndirection = \"up\"\nreason = \"理由\"\n{place}");
        let (_, findings) = set(&setting, text);
        findings.iter().map(|finding| format!("{} {}", finding.rule.name, finding.found)).collect::<Vec<_>>()
    };
    for place in ["", "measure_code = \"１-1\"", "department = \"福祉課\"", "file = \"相談.xlsx\""] {
        assert_eq!(found(place), [""; 0], "{place}");
    }
    assert_eq!(
        found("department = \"税務課\""),
        ["indicator-setting-unused 1: name = \"相談件数\", department = \"税務課\""]
    );
}

#[test]
fn of_settings_that_contradict_each_other_none_is_taken() {
    let setting = |rest: &str| format!("[[indicator]]\nname = \"指標\"\nreason = \"理由\"\n{rest}\n");
    let settings = setting("direction = \"up\"\nscale = \"sano\"") + &setting("direction = \"down\"");
    let (model, findings) = set(&settings, "名称 | R4目標 | R4実績\n指標 | 100 | 90");
    let found: Vec<(&str, &str)> = findings.iter().map(|finding| (finding.rule.name, finding.found.as_str())).collect();
    assert_eq!(found, [("indicator-settings-differ", "1, 6")]);
    let indicator = model.indicators.first().unwrap();
    assert_eq!((indicator.direction, indicator.rating.scale.as_deref()), (None, Some("sano")));
}

#[test]
fn the_years_are_summed_only_where_they_are_said_to_add_up() {
    let heads = "名称 | 向き | 種別 | 目標種別 | 起点 | R4実績 | R5実績 | R6目標 | R6実績";
    let row = |from: &str, years: &str| format!("{heads}\n指標 | 増 | 単年 | 累計 | {from} | {years}");
    let sums = |from: &str, years: &str| own("adds_up = true", &row(from, years));
    assert_eq!(sums("R4", "10 | 20 | 100 | 30"), "60 未達成 missed");
    assert_eq!(sums("R4", "10 | 20 | 50 | 30"), "120 達成 met");
    assert_eq!(sums("R5", "10 | 20 | 50 | 30"), "100 達成 met");
    assert_eq!(sums("R4", "10 | 集計中 | 50 | 30"), "YearsMissing");
    assert_eq!(sums("R3", "10 | 20 | 50 | 30"), "YearsMissing");
    assert_eq!(sums("R7", "10 | 20 | 50 | 30"), "NoTerm");
    assert_eq!(sums("", "10 | 20 | 50 | 30"), "NoTerm");
    assert_eq!(own("adds_up = false", &row("R4", "10 | 20 | 50 | 30")), "TargetSpansYears");
    assert_eq!(own("rounding = 1", &row("R4", "10 | 20 | 50 | 30")), "TargetSpansYears");
}

#[test]
fn the_first_year_of_the_plan_is_where_sums_begin() {
    let heads = "名称 | 向き | 種別 | 目標種別 | R4実績 | R5目標 | R5実績";
    let (mut model, _) = model_of(&format!("{heads}\n指標 | 増 | 単年 | 累計 | 10 | 40 | 30"));
    let indicator = &mut model.indicators[0];
    indicator.rating.adds_up = Some(true);
    indicator.belongs.plan = "架空市総合計画".to_owned();
    model.plans.push(Plan {
        name: "架空市総合計画".to_owned(),
        start_fiscal_year: Some(2022),
        end_fiscal_year: Some(2026),
        place: model.indicators[0].place.clone(),
    });
    let judgements = judge(&model, &Settings::default(), None);
    assert_eq!(short(&judgements[0][1]), "100 達成 met");
}

#[test]
fn the_year_before_is_what_a_change_is_of() {
    let text = |before: &str, target: &str, actual: &str| {
        format!("名称 | 向き | R3実績 | R4目標 | R4実績\n指標 | 増 | {before} | {target} | {actual}")
    };
    let changed = |before: &str, target: &str, actual: &str| own("rounding = 1", &text(before, target, actual));
    assert_eq!(changed("200", "前年比５％アップ", "210"), "100 達成 met");
    assert_eq!(changed("200", "前年比5％アップ", "209"), "99.52 未達成 missed");
    assert_eq!(changed("200", "前年比5％減", "190"), "達成 met");
    assert_eq!(changed("200", "前年比5％減", "191"), "未達成 missed");
    assert_eq!(changed("", "前年比5％アップ", "209"), "NoPreviousYear");
    assert_eq!(changed("0", "前年比5％アップ", "209"), "NoFormula");
    assert_eq!(changed("△100", "前年比5％アップ", "△104"), "NoFormula");
    assert_eq!(changed("200", "前年比1410％アップ", "209"), "TargetInWords");
    let year_on_year =
        |before: &str, target: &str, actual: &str| own("method = \"year_on_year\"", &text(before, target, actual));
    assert_eq!(year_on_year("200", "", "210"), "105 達成 met");
    assert_eq!(year_on_year("200", "500", "190"), "95 未達成 missed");
    assert_eq!(year_on_year("0", "", "5"), "達成 met");
    assert_eq!(year_on_year("", "", "5"), "NoPreviousYear");
}
