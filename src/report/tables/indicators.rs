//! `indicators.csv`: one row per indicator, however many places it stands in.

use super::super::Source;
use super::super::order::Order;
use super::super::words::Named;
use super::columns::{GOAL, RHYTHM, goal_values, identity, identity_values, rhythm_values};
use super::{WHERE, observations, place, text, word};
use crate::model::Aggregation;
use crate::model::Indicator;
use crate::table::{Column, Key, Rows, Table, Value};
use rustc_hash::FxHashMap;
use std::sync::Arc;

const COUNTED: [Column; 2] = [
    Column::text("aggregation", "実績の集計", "annual 単年度、cumulative 累計、point 時点。年度により違うときは空。")
        .one_of(Aggregation::WORDS),
    Column::text("time_basis", "時点の区分", "fiscal_year 年度、calendar_year 暦年、point 時点。空は不明。"),
];

const MEANING: [Column; 5] = [
    Column::text("definition", "算定方法", "算定方法・定義。"),
    Column::text("source", "出典", "値の出典。"),
    Column::text("scale", "判定区分", "この指標に使う判定区分の名称（指標台帳・設定による）。空は全体と同じ。"),
    Column::text("places", "掲載箇所", "掲載されている施策コード。再掲を含む。「;」区切り。"),
    Column::boolean("registered", "台帳登録", "指標台帳にあるか。"),
];

/// What came later stands last.
const DECIDED: [Column; 2] = [
    Column::boolean("released", "議会報告", "議会報告に載せるか（指標台帳による）。台帳にない指標は空。"),
    Column::number(
        "final_target_revised_from",
        "改定前の最終目標値",
        "",
        "見え消し・二段書き・台帳の目標改定による、改定前の最終目標。",
    ),
];

/// The table.
pub fn table<'a>(source: Source<'a>, order: &Arc<Order<'a>>) -> Table<'a> {
    let mut places: FxHashMap<&'a str, Vec<&'a str>> = FxHashMap::default();
    for indicator in &source.model.indicators {
        let codes = places.entry(&indicator.id).or_default();
        let code = indicator.belongs.measure_code.as_str();
        if !code.is_empty() && !codes.contains(&code) {
            codes.push(code);
        }
    }
    // The first place an indicator stands in takes its row.
    let first = |indicator: &'a Indicator| Some((indicator, places.remove(indicator.id.as_str())?));
    let once: Vec<(&Indicator, Vec<&str>)> = source.model.indicators.iter().filter_map(first).collect();
    let order = Arc::clone(order);
    let rows = Rows::in_groups(once.len(), once.len(), move |place| {
        once.get(place).map(|(indicator, codes)| row(&source, &order, indicator, codes)).into_iter().collect()
    });
    let columns = [&identity(Key::Own), &COUNTED[..], &RHYTHM, &GOAL, &MEANING, &WHERE, &DECIDED].concat();
    Table { name: "indicators", title: "指標", description: "指標。再掲があっても1行。", columns, rows }
}

fn row<'a>(source: &Source<'a>, order: &Order, indicator: &'a Indicator, codes: &[&str]) -> Vec<Value<'a>> {
    let mut row = identity_values(indicator, &source.model.body, order);
    let first = indicator.observations.first();
    let same = first.filter(|first| indicator.observations.iter().all(|one| one.aggregation == first.aggregation));
    row.push(word(same.and_then(|first| first.aggregation)));
    let basis = first.map(observations::time_basis);
    let alike = indicator.observations.iter().all(|one| Some(observations::time_basis(one)) == basis);
    row.push(basis.filter(|_| alike).unwrap_or_default());
    row.extend(rhythm_values(indicator));
    row.extend(goal_values(indicator));
    row.extend([
        text(&indicator.definition),
        text(&indicator.source),
        text(indicator.rating.scale.as_deref().unwrap_or_default()),
        Value::text(codes.join(";")),
        Value::Bool(indicator.registered.is_some()),
    ]);
    row.extend(place(&indicator.place));
    row.extend([
        indicator.registered.as_deref().map_or(Value::Empty, |registered| Value::Bool(registered.released)),
        Value::number(indicator.final_target.as_ref().and_then(|target| target.figure.revised_from)),
    ]);
    row
}
