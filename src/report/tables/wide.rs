//! `indicators_wide.csv`: one row per indicator and place, the years across, in words for people who paste it into Excel.

use super::super::Source;
use super::super::focus::chosen;
use super::super::order::Order;
use super::text;
use crate::messages::{self, code};
use crate::model::{Figure, Indicator};
use crate::period::Part;
use crate::table::{Column, Headed, Key, Rows, Table, Value};
use std::collections::BTreeSet;
use std::sync::Arc;

const INDICATOR: [Column; 12] = [
    Column::text("indicator_id", "指標ID", "指標の固定番号。年度が変わっても変わらない。").keyed(Key::Of("indicators")),
    Column::text("body", "団体名", "団体名。設定にあるとき。"),
    Column::text("plan", "計画名", "計画の名称（総合計画、総合戦略など）。"),
    Column::text("measure_code", "施策コード", "施策などの番号。半角数字と「-」に統一（1-1-1）。"),
    Column::text("measure_name", "施策名", "施策などの名称。"),
    Column::text("department", "担当部署", "担当部署。"),
    Column::text("indicator_name", "指標名", "指標の名称。"),
    Column::text("indicator_kind", "指標の種類", "成果、活動、対象・投入。空は不明。").one_of(code::KINDS),
    Column::text("unit", "単位", "値の単位。"),
    Column::text("direction", "望ましい方向", "どうなるのがよいか。空は不明。").one_of(code::DIRECTIONS),
    Column::number("baseline_value", "基準値", "", "基準値・現状値。単位は「単位」の列。"),
    Column::integer("baseline_fiscal_year", "基準値の年度", "年度（西暦）", "令和7年度は2025。"),
];

const YEAR: [Column; 8] = [
    Column::number("target_value", "目標値", "", "年度の目標値。単位は「単位」の列。"),
    Column::text("target_operator", "目標の条件", "以上・以下など。空は目標値のとおり、または文章。")
        .one_of(code::OPERATORS),
    Column::text("target_aggregation", "目標の集計", "目標が実績と違う数え方のとき（計画期間の累計など）。")
        .one_of(code::AGGREGATIONS),
    Column::text("target_status", "目標の状態", "値の有無とその理由。空はその年度の行なし。").one_of(code::STATUSES),
    Column::number("actual_value", "実績値", "", "年度の実績値。四半期・月ごとの値はobservations.csvにある。"),
    Column::text("actual_status", "実績の状態", "値の有無とその理由。空はその年度の行なし。").one_of(code::STATUSES),
    Column::number("achievement_rate", "達成率（％）", "%", "達成率。小数第6位まで（第7位を四捨五入）。"),
    Column::text("judgement", "判定", "設定された区分による判定。"),
];

const GOAL: [Column; 3] = [
    Column::number("final_target_value", "最終目標値", "", "最終目標の値。単位は「単位」の列。"),
    Column::text("final_target_operator", "最終目標の条件", "以上・以下など。空は目標値のとおり、または文章。")
        .one_of(code::OPERATORS),
    Column::integer("final_target_fiscal_year", "最終目標の年度", "年度（西暦）", "最終目標の年度。"),
];

/// The table. Its columns grow with the years that any indicator has a row for.
pub fn table<'a>(source: Source<'a>, order: &Order<'a>) -> Table<'a> {
    let observations = source.model.indicators.iter().flat_map(|indicator| &indicator.observations);
    let whole = observations.filter(|observation| observation.period.part == Part::Year);
    let years: Arc<[i32]> =
        whole.map(|observation| observation.period.fiscal_year).collect::<BTreeSet<_>>().into_iter().collect();
    let titled = |column: &Column| column.headed(Headed::Title);
    let of_years =
        years.iter().flat_map(|year| YEAR.iter().map(|column| column.headed(Headed::Year(*year, "observations"))));
    let columns = INDICATOR.iter().map(titled).chain(of_years).chain(GOAL.iter().map(titled)).collect();
    let places = order.indicators(source.model);
    let rows = Rows::in_groups(places.len(), places.len(), move |place| {
        let place = places.get(place).copied();
        let indicator = place.and_then(|place| Some((place, source.model.indicators.get(place)?)));
        indicator.map(|(place, indicator)| row(&source, place, indicator, &years)).into_iter().collect()
    });
    Table {
        name: "indicators_wide",
        title: "指標一覧（横持ち）",
        description: "Excelに貼り付けて使うための表。指標（掲載箇所ごと）1行に、年度を横に並べる。同じ値を縦に並べたものがobservations.csv。",
        columns,
        rows,
    }
}

fn row<'a>(source: &Source<'a>, place: usize, indicator: &'a Indicator, years: &[i32]) -> Vec<Value<'a>> {
    let belongs = &indicator.belongs;
    let (baseline, goal) = (indicator.baseline.as_ref(), indicator.final_target.as_ref());
    let mut row = vec![
        text(&indicator.id),
        text(&source.model.body),
        text(&belongs.plan),
        text(&belongs.measure_code),
        text(&belongs.measure_name),
        text(&belongs.department),
        text(&indicator.name),
        Value::word(messages::kind(indicator.kind)),
        text(&indicator.unit),
        Value::word(messages::direction(indicator.direction)),
        Value::number(baseline.and_then(|baseline| baseline.figure.value)),
        Value::integer(baseline.and_then(|baseline| baseline.fiscal_year)),
    ];
    for year in years {
        let chosen = chosen(source, place, *year).filter(|one| one.observation.period.part == Part::Year);
        let Some(one) = chosen else {
            row.extend(YEAR.map(|_| Value::Empty));
            continue;
        };
        let (target, actual) = (&one.observation.target, &one.observation.actual);
        row.extend([
            Value::number(target.value),
            asks(target),
            one.observation.target_aggregation.map_or(Value::Empty, |one| Value::word(messages::aggregation(one))),
            Value::word(code::status(target.status)),
            Value::number(actual.value),
            Value::word(code::status(actual.status)),
            Value::number(one.judgement.and_then(|one| one.achievement_rate).map(super::observations::to_six_digits)),
            one.judgement.and_then(|one| one.mark.as_deref()).map_or(Value::Empty, text),
        ]);
    }
    row.extend([
        Value::number(goal.and_then(|goal| goal.figure.value)),
        goal.map_or(Value::Empty, |goal| asks(&goal.figure)),
        Value::integer(goal.and_then(|goal| goal.fiscal_year)),
    ]);
    row
}

fn asks(target: &Figure) -> Value<'static> {
    target.operator.map_or(Value::Empty, |operator| Value::word(code::operator(operator, target.strict)))
}
