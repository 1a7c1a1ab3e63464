//! `outlooks.csv`: what was due by the day of the report, and projections. It is a table of its own, so that no projection
//! is ever taken for an actual.

use super::super::Source;
use super::super::words::Named;
use super::{BODY_AND_PLAN, MEASURE, columns, text, word};
use crate::model::Direction;
use crate::model::Indicator;
use crate::outlook::{DueBy, NoProjection, ProjectedBy};
use crate::outlook::{Outlook, TermOutlook, YearOutlook};
use crate::table::{Column, Key, Rows, Table, Value};
use rust_decimal::{Decimal, RoundingStrategy};

const ID: [Column; 1] = [Column::text("indicator_id", "指標ID", "指標の固定番号。").keyed(Key::Of("indicators"))];

const OUTLOOK: [Column; 21] = [
    Column::text("indicator_name", "指標名", "指標の名称。"),
    Column::text("unit", "単位", "比較のため表記を統一した単位。"),
    Column::text("direction", "望ましい方向", "up 増加、down 減少。空は不明。").one_of(Direction::WORDS),
    Column::text("scope", "見込みの対象", "year 年度末、term 最終目標の年度。"),
    Column::integer("fiscal_year", "見込む年度", "年度（西暦）", "見込みの対象の年度。"),
    Column::text("through", "実績のある期間", "値のある最後の月・四半期・年度。"),
    Column::number("latest_value", "最新の実績", "", "その月・四半期・年度だけの実績。"),
    Column::number("year_before_value", "前年同期の実績", "", "前年の同じ月・四半期の実績。"),
    Column::number("to_date_value", "現在までの計", "", "年度当初（通算の指標は計画当初）からの計。時点の値はその値。"),
    Column::number("target_value", "目標値", "", "年度の目標、または最終目標。"),
    Column::number("due_value", "現時点の目安", "", "その時点までに必要な値。"),
    Column::text("due_by", "目安の根拠", "stated 月・四半期の目標、even 年度の目標の月割り。").one_of(DueBy::WORDS),
    Column::number("pace_rate", "目安に対する割合", "%", "増加が望ましい指標だけ。"),
    Column::boolean("keeps_up", "目安どおり", "true 目安・目標に届く、false 届かない。"),
    Column::number("projection_value", "見込み（推計）", "", "このまま進んだときの値。実績ではない。"),
    Column::text(
        "projection_method",
        "推計の方法",
        "seasonal 前年の同じ時期との比、even 月・四半期の平均、linear 年度の値の直線延長。",
    )
    .one_of(ProjectedBy::WORDS),
    Column::text("projection_reason", "推計しない理由", "推計がないときの理由。コード表を参照。")
        .one_of(NoProjection::WORDS),
    Column::number("average_value", "これまでの平均", "", "1か月・1四半期・1年度あたり。"),
    Column::number("required_value", "今後必要な平均", "", "同上。減少が望ましい指標では上限。"),
    Column::number("forecast_value", "部署の見込み", "", "シートに書かれた見込値。"),
    Column::integer("from_fiscal_year", "起点の年度", "年度（西暦）", "直線の起点（基準値など）の年度。"),
];

/// The table.
pub fn table<'a>(source: Source<'a>) -> Table<'a> {
    let body = text(&source.model.body);
    let rows = source.model.indicators.iter().zip(source.outlooks).flat_map(|(indicator, outlook)| {
        let Outlook { year, term } = outlook;
        let year = year.as_ref().map(|year| row(&body, indicator, of_year(year)));
        [year, term.as_ref().map(|term| row(&body, indicator, of_term(term)))].into_iter().flatten()
    });
    let rows: Vec<Vec<Value<'a>>> = rows.collect();
    Table {
        name: "outlooks",
        title: "見込み",
        description: "基準日での進み具合と見込み（推計）。実績ではない。",
        columns: columns(&[&ID, &BODY_AND_PLAN, &MEASURE, &OUTLOOK]),
        rows: Rows::from(rows),
    }
}

fn row<'a>(body: &Value<'a>, indicator: &'a Indicator, outlook: [Value<'static>; 18]) -> Vec<Value<'a>> {
    let belongs = &indicator.belongs;
    let mut row = vec![
        text(&indicator.id),
        body.clone(),
        text(&belongs.plan),
        text(&belongs.measure_code),
        text(&belongs.measure_name),
        text(&belongs.department),
        text(&indicator.name),
        text(&indicator.unit),
        word(indicator.direction),
    ];
    row.extend(outlook);
    row
}

fn of_year(year: &YearOutlook) -> [Value<'static>; 18] {
    let projected = year.projection.ok();
    [
        Value::Word("year"),
        Value::Integer(year.fiscal_year.into()),
        Value::text(year.through.to_string()),
        Value::number(year.latest),
        Value::number(year.year_before),
        Value::number(year.to_date),
        Value::number(year.target),
        made(year.due.map(|due| due.value)),
        word(year.due.map(|due| due.by)),
        made(year.pace),
        year.keeps_up.map_or(Value::Empty, Value::Bool),
        made(projected.map(|one| one.value)),
        word(projected.map(|one| one.by)),
        word(year.projection.err()),
        made(year.so_far),
        made(year.left),
        Value::number(year.forecast),
        Value::Empty,
    ]
}

fn of_term(term: &TermOutlook) -> [Value<'static>; 18] {
    [
        Value::Word("term"),
        Value::Integer(term.final_year.into()),
        Value::text(term.last.0.to_string()),
        Value::Number(term.last.1),
        Value::Empty,
        Value::Empty,
        Value::Number(term.target),
        Value::Empty,
        Value::Empty,
        Value::Empty,
        term.keeps_up.map_or(Value::Empty, Value::Bool),
        made(Some(term.projection.value)),
        word(Some(term.projection.by)),
        Value::Empty,
        made(Some(term.so_far)),
        made(Some(term.left)),
        Value::Empty,
        Value::Integer(term.from.0.into()),
    ]
}

/// What was made by dividing, half up at the sixth digit.
fn made(value: Option<Decimal>) -> Value<'static> {
    let six = |value: Decimal| value.round_dp_with_strategy(6, RoundingStrategy::MidpointAwayFromZero).normalize();
    Value::number(value.map(six))
}
