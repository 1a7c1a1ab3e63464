//! Roll-ups of small trees, and the levels of 佐野市.

use super::*;
use crate::check::fixture::model_of;
use crate::check::judge;
use crate::model::{Belonging, Measure};

/// 施策1 with 基本事業 1-1 under it; indicators of R4, each with the code of its measure.
fn model(rows: &str) -> Model {
    let (mut model, _) = model_of(&format!("名称 | コード | 向き | R4目標 | R4実績\n{rows}"));
    let place = model.indicators[0].place.clone();
    let measure = |code: &str, parent: &str| Measure {
        belongs: Belonging { measure_code: code.to_owned(), ..Belonging::default() },
        parent_code: parent.to_owned(),
        parent_name: String::new(),
        viewpoints: Vec::new(),
        start_fiscal_year: None,
        end_fiscal_year: None,
        status: String::new(),
        place: place.clone(),
    };
    model.measures = vec![measure("1", ""), measure("1-1", "1")];
    model
}

fn evaluated(mut model: Model, mark: &str, points: Option<i64>) -> Model {
    let indicator = &model.indicators[0];
    model.evaluations.push(Evaluation {
        belongs: Belonging { measure_code: "1".to_owned(), ..Belonging::default() },
        fiscal_year: Some(2022),
        stage: String::new(),
        criterion: "取組方針".to_owned(),
        mark: mark.to_owned(),
        points: points.map(Decimal::from),
        text: String::new(),
        place: indicator.place.clone(),
    });
    model
}

/// `value mark judged/all reason` of each measure.
fn rolled(settings: &str, model: &Model) -> Vec<String> {
    let mut model = model.clone();
    let settings = Settings::parse(settings).unwrap();
    assert_eq!(settings.set_indicators(&mut model), []);
    let rolled = roll_up(&model, &judge(&model, &settings, None), &settings);
    let short = |one: MeasureJudgement| {
        let value = one.value.map(|value| value.round_dp(1).normalize().to_string());
        let all = one.judged + one.left_out;
        let reason = one.reason.map(|reason| format!("{reason:?}"));
        let counts = Some(format!("{}/{all}", one.judged));
        [value, one.mark, counts, reason].into_iter().flatten().collect::<Vec<_>>().join(" ")
    };
    rolled.into_iter().map(short).collect()
}

const ROWS: &str = "一 | 1 | 増 | 100 | 100
二 | 1 | 増 | 100 | 85
三 | 1-1 | 増 | 100 | 70
四 | 1-1 | 増 | 100 | 集計中";

const BANDS: &str = "
[[judgement.band]]
label = \"A\"
at_least = 100
points = 3
achieved = true
[[judgement.band]]
label = \"B\"
at_least = 80
points = 2
[[judgement.band]]
label = \"C\"
points = 1
";

#[test]
fn the_worst_mark_is_that_of_the_measure() {
    let settings = format!("{BANDS}\n[judgement.rollup]\nmethod = \"worst\"");
    assert_eq!(rolled(&settings, &model(ROWS)), ["C 3/4", "C 1/2"]);
    assert_eq!(rolled(&settings, &model("一 | 1-1 | 増 | 100 |")), ["0/1 NothingJudged", "0/1 NothingJudged"]);
    assert!(rolled(BANDS, &model(ROWS)).is_empty());
}

#[test]
fn the_share_achieved_has_bands_of_its_own() {
    let settings = format!(
        "{BANDS}\n[judgement.rollup]\nmethod = \"share\"\n[[judgement.rollup.band]]\nlabel = \"順調\"\nat_least = 50\n[[judgement.rollup.band]]\nlabel = \"遅れ\""
    );
    assert_eq!(rolled(&settings, &model(ROWS)), ["33.3 遅れ 3/4", "0 遅れ 1/2"]);
}

#[test]
fn the_mean_of_points_goes_by_weights() {
    let settings = format!("{BANDS}\n[judgement.rollup]\nmethod = \"mean\"");
    assert_eq!(rolled(&settings, &model(ROWS)), ["2 3/4", "1 1/2"]);
    let weighted = format!("{settings}\n[[indicator]]\nname = \"一\"\nweight = 4\nreason = \"主な指標\"");
    assert_eq!(rolled(&weighted, &model(ROWS)), ["2.5 3/4", "1 1/2"]);
}

#[test]
fn an_indicator_in_several_places_counts_once() {
    let settings = format!("{BANDS}\n[judgement.rollup]\nmethod = \"share\"");
    let mut model = model("一 | 1 | 増 | 100 | 100\n一 | 1-1 | 増 | 100 | 100");
    model.indicators[1].id = model.indicators[0].id.clone();
    assert_eq!(rolled(&settings, &model), ["100 1/1", "100 1/1"]);
}

/// 佐野市 adds up to 7 points for the mean rate of a 施策, up to 7 for that of its 基本事業, and 3, 2 or 1 for 取組方針
/// all, partly or not achieved, and puts the sum into 18–16, 15–13, 12–11 and less (city.sano.lg.jp/kurashi_gyosei/
/// shiseijoho_nyusatsu/kaikaku_kaizennimuketatorikumi/3/naiyou/6505.html and 6503.html).
#[test]
fn sano_adds_the_points_of_the_rates_and_of_the_policy() {
    let sano = |own: &str, below: &str, mark: &str| {
        let model = model(&format!("一 | 1 | 増 | 100 | {own}\n二 | 1-1 | 増 | 100 | {below}"));
        rolled("[judgement]\nscale = \"sano\"", &evaluated(model, mark, None)).remove(0)
    };
    assert_eq!(sano("100", "100", "全て達成"), "17 18～16点 2/2");
    assert_eq!(sano("100", "95", "全て達成"), "16 18～16点 2/2");
    assert_eq!(sano("100", "95", "一部未達成"), "15 15～13点 2/2");
    assert_eq!(sano("85", "85", "全て達成"), "13 15～13点 2/2");
    assert_eq!(sano("85", "85", "一部未達成"), "12 12～11点 2/2");
    assert_eq!(sano("85", "75", "一部未達成"), "11 12～11点 2/2");
    assert_eq!(sano("75", "75", "一部未達成"), "10 10点以下 2/2");
    assert_eq!(sano("10", "10", "全て未達成"), "3 10点以下 2/2");
    assert_eq!(sano("100", "100", "検討中"), "2/2 NoEvaluation");
}

#[test]
fn points_of_an_evaluation_are_those_of_the_sheet_where_no_marks_are_given() {
    let settings = format!("{BANDS}\n[judgement.rollup]\nmethod = \"points\"\ncriterion = \"取組方針\"");
    assert_eq!(rolled(&settings, &evaluated(model(ROWS), "良", Some(2)))[0], "5 3/4");
    assert_eq!(rolled(&settings, &evaluated(model(ROWS), "良", None))[0], "3/4 NoEvaluation");
    let twice = evaluated(evaluated(model(ROWS), "良", Some(2)), "可", Some(1));
    assert_eq!(rolled(&settings, &twice)[0], "3/4 NoEvaluation");
}

#[test]
fn a_roll_up_by_points_needs_points() {
    let settings = "[[judgement.band]]\nlabel = \"A\"\n[judgement.rollup]\nmethod = \"mean\"";
    assert!(Settings::parse(settings).is_err());
}
