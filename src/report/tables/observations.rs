//! `observations.csv`: indicator × period, the long table that everything else can be made from.

use super::super::Source;
use super::super::order::{Order, digests};
use super::super::words::Named;
use super::columns::{GOAL, RHYTHM, goal_values, identity, identity_values, rhythm_values};
use super::{text, word};
use crate::cell::{Place, SheetId};
use crate::judgement::Judgement;
use crate::judgement::{NotJudged, RateMethod};
use crate::model::{Aggregation, Figure, Indicator, Observation};
use crate::model::{Operator, Status};
use crate::table::{Column, Key, Rows, Table, Value};
use rust_decimal::{Decimal, RoundingStrategy};
use rustc_hash::FxHashMap;
use std::sync::Arc;

const PERIOD: [Column; 5] = [
    Column::text("aggregation", "実績の集計", "annual 単年度、cumulative 累計、point 時点。空は不明。")
        .one_of(Aggregation::WORDS),
    Column::text("target_aggregation", "目標の集計", "目標が実績と違う数え方のとき。値はaggregationに同じ。")
        .one_of(Aggregation::WORDS),
    Column::integer("target_from_fiscal_year", "目標の起点年度", "年度（西暦）", "累計の目標を数え始める年度。"),
    Column::text("time_basis", "時点の区分", "fiscal_year 年度、calendar_year 暦年、point 時点。空は不明。"),
    Column::date("as_of_date", "時点", "「10月末現在」などの日付。"),
];

const FIGURES: [Column; 23] = [
    Column::integer("fiscal_year", "年度（西暦）", "年度（西暦）", "年度が始まる西暦年。令和7年度は2025。"),
    Column::text("period", "期間", "2025は年度、2025-Q1は四半期（4～6月）、2025-10は月。"),
    Column::number("target_value", "目標値", "", "目標値。単位はunit列。空の理由はtarget_status。"),
    Column::text(
        "target_operator",
        "目標の条件",
        "=、>= 以上・超、<= 以下・未満、maintain 維持、increase 増加、decrease 減少、yoy 前年度比。空は文章。",
    ).one_of(Operator::WORDS),
    Column::text("target_text", "目標（原文）", "シートに書かれたままの目標。"),
    Column::text("target_status", "目標の状態", "値の有無とその理由。コード表を参照。").one_of(Status::WORDS),
    Column::boolean("operator_strict", "境界を含まない", "trueは超・未満。falseは境界の値を含む。"),
    Column::number("target_revised_from", "改定前の目標値", "", "見え消し・二段書きで示された改定前の目標値。"),
    Column::text("target_revised_from_text", "改定前の目標（原文）", "改定前の目標、書かれたまま。"),
    Column::number("actual_value", "実績値", "", "実績値。単位はunit列。空の理由はactual_status。"),
    Column::text("actual_text", "実績（原文）", "シートに書かれたままの実績。修正したものは修正値。"),
    Column::text("actual_status", "実績の状態", "値の有無とその理由。コード表を参照。").one_of(Status::WORDS),
    Column::number("cumulative_value", "累計値", "", "「3(9)」のように累計が併記されたときの累計。"),
    Column::number("achievement_rate", "達成率", "%", "達成率。小数第6位まで（第7位を四捨五入）。"),
    Column::text(
        "rate_method",
        "達成率の算式",
        "ratio 実績÷目標、progress・way 基準値からの進捗、level 目標との隔たり、expectation・expected_way 期待値比、comparison 率なし。",
    ).one_of(RateMethod::WORDS),
    Column::number("progress_rate", "進捗率", "%", "基準値から最終目標までの進み具合。"),
    Column::text("judgement", "判定", "設定された区分による判定。"),
    Column::text("judgement_reason", "判定なしの理由", "判定がないときの理由。コード表を参照。").one_of(NotJudged::WORDS),
    Column::number("stated_rate", "記載の達成率", "%", "シートに書かれた達成率。"),
    Column::text("stated_judgement", "記載の判定", "シートに書かれた判定。"),
    Column::text("file", "ファイル", "元のファイル。入力フォルダーからの相対パス。"),
    Column::text("sheet", "シート", "元のシート。"),
    Column::text("target_cell", "目標のセル", "目標のあるセル（A1形式）。実績と別のシートにあれば「シート!A1」。"),
];

const CELLS: [Column; 2] = [
    Column::text("actual_cell", "実績のセル", "実績のあるセル（A1形式）。"),
    Column::text("sha256", "SHA-256", "元のファイルのSHA-256。"),
];

const CORRECTED: [Column; 5] = [
    Column::number(
        "actual_corrected_from",
        "修正前の実績値",
        "",
        "修正表で修正した実績の、提出された値。空は修正なし、または値なし。",
    ),
    Column::text("actual_corrected_from_text", "修正前の実績（原文）", "修正した実績の、シートに書かれたままの値。"),
    Column::text("correction_reason", "修正の理由", "修正表の理由。空は修正なし。"),
    Column::text("corrected_by", "修正の記入者", "修正表の記入者。"),
    Column::text("corrected_on", "修正の日付", "修正表の日付。書かれたまま。"),
];

/// The table.
pub fn table<'a>(source: Source<'a>, order: &Arc<Order<'a>>) -> Table<'a> {
    let columns =
        [&identity(Key::Of("indicators")), &PERIOD[..], &RHYTHM, &GOAL, &FIGURES, &CELLS, &CORRECTED].concat();
    let (width, order, digests) = (columns.len(), Arc::clone(order), digests(&source));
    let indicators = source.model.indicators.as_slice();
    let len = indicators.iter().map(|indicator| indicator.observations.len()).sum();
    let rows = Rows::in_groups(len, indicators.len(), move |place| rows(source, &order, &digests, place, width));
    Table {
        name: "observations", title: "観測値", description: "指標×期間。1行が1つの値。", columns, rows
    }
}

/// The rows of one indicator.
fn rows<'a>(
    source: Source<'a>,
    order: &Order,
    digests: &FxHashMap<&'a str, &'a str>,
    place: usize,
    width: usize,
) -> Vec<Vec<Value<'a>>> {
    let Some(indicator) = source.model.indicators.get(place) else { return Vec::new() };
    let identity = identity_values(indicator, &source.model.body, order);
    let (rhythm, goal) = (rhythm_values(indicator), goal_values(indicator));
    let row = |(observation, judgement)| {
        let mut row = Vec::with_capacity(width);
        row.extend_from_slice(&identity);
        row.extend(counted(observation));
        row.extend_from_slice(&rhythm);
        row.extend_from_slice(&goal);
        row.extend(figures(observation));
        row.extend(judged(observation, judgement));
        row.extend(stands(indicator, observation, digests));
        row.extend(corrected(observation));
        row
    };
    source.observed(place).map(row).collect()
}

fn counted(observation: &Observation) -> [Value<'static>; 5] {
    [
        word(observation.aggregation),
        word(observation.target_aggregation),
        Value::integer(observation.target_from_fiscal_year),
        time_basis(observation),
        Value::date(observation.as_of_date),
    ]
}

/// 時点 where the sheet shows it; a year that is not said to be one is not guessed.
pub fn time_basis(observation: &Observation) -> Value<'static> {
    let point = observation.as_of_date.is_some() || observation.aggregation == Some(Aggregation::Point);
    if point { Value::Word("point") } else { Value::Empty }
}

fn figures(observation: &Observation) -> [Value<'_>; 13] {
    let Figure { value, operator, strict, text: written, status, revised_from, revised_from_text, .. } =
        &observation.target;
    let actual = &observation.actual;
    [
        Value::Integer(observation.period.fiscal_year.into()),
        Value::text(observation.period.to_string()),
        Value::number(*value),
        word(*operator),
        text(written),
        word(Some(*status)),
        operator.map_or(Value::Empty, |_| Value::Bool(*strict)),
        Value::number(*revised_from),
        revised_from_text.as_deref().map_or(Value::Empty, text),
        Value::number(actual.value),
        text(&actual.text),
        word(Some(actual.status)),
        Value::number(observation.cumulative),
    ]
}

fn judged<'a>(observation: &'a Observation, judgement: Option<&'a Judgement>) -> [Value<'a>; 7] {
    let rate = |rate: Option<Decimal>| Value::number(rate.map(to_six_digits));
    [
        rate(judgement.and_then(|one| one.achievement_rate)),
        word(judgement.and_then(|one| one.rate_method)),
        rate(judgement.and_then(|one| one.progress_rate)),
        judgement.and_then(|one| one.mark.as_deref()).map_or(Value::Empty, text),
        word(judgement.and_then(|one| one.reason)),
        Value::number(observation.stated_rate),
        text(&observation.stated_judgement),
    ]
}

/// Half up at the sixth digit, without zeros at the end.
pub fn to_six_digits(rate: Decimal) -> Decimal {
    rate.round_dp_with_strategy(6, RoundingStrategy::MidpointAwayFromZero).normalize()
}

fn stands<'a>(
    indicator: &'a Indicator,
    observation: &'a Observation,
    digests: &FxHashMap<&'a str, &'a str>,
) -> [Value<'a>; 5] {
    let (target, actual) = (observation.target.place.as_ref(), observation.actual.place.as_ref());
    let home = &actual.or(target).unwrap_or(&indicator.place).sheet;
    let cell = |place: Option<&Place>| place.map_or(Value::Empty, |place| Value::text(address(place, home)));
    let digest = digests.get(home.file.as_str()).copied().map_or(Value::Empty, text);
    [text(&home.file), text(&home.sheet), cell(target), cell(actual), digest]
}

/// What the office corrected.
fn corrected(observation: &Observation) -> [Value<'_>; 5] {
    match observation.actual.corrected.as_deref() {
        None => [Value::Empty, Value::Empty, Value::Empty, Value::Empty, Value::Empty],
        Some(before) => {
            [Value::number(before.value), text(&before.text), text(&before.reason), text(&before.by), text(&before.on)]
        }
    }
}

/// A cell's address, with its sheet and file where they are not those the record names.
fn address(place: &Place, home: &SheetId) -> String {
    if place.sheet.file != home.file {
        place.to_string()
    } else if place.sheet.sheet != home.sheet {
        format!("{}!{}", place.sheet.sheet, place.cell)
    } else {
        place.cell.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rates_are_rounded_half_up_at_the_sixth_digit() {
        let rate = |text: &str| text.parse::<Decimal>().map(to_six_digits).map(|rate| rate.to_string());
        assert_eq!(rate("92.22797927461"), Ok("92.227979".to_owned()));
        assert_eq!(rate("0.0000005"), Ok("0.000001".to_owned()));
        assert_eq!(rate("100.000000"), Ok("100".to_owned()));
    }
}
