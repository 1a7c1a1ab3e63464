//! `plans.csv` and `measures.csv`: the plans and the nodes of their trees.

use super::super::focus::Focus;
use super::super::order::Order;
use super::super::words::Named;
use super::super::{Source, rollup};
use super::{BODY_AND_PLAN, WHERE, columns, place, several, text, word};
use crate::judgement::NotRolledUp;
use crate::table::{Column, Rows, Table, Value};
use std::sync::Arc;

const PLAN: [Column; 6] = [
    Column::integer("start_fiscal_year", "開始年度", "年度（西暦）", "計画の最初の年度。"),
    Column::integer("end_fiscal_year", "終了年度", "年度（西暦）", "計画の最後の年度。"),
    Column::integer("extended_to_fiscal_year", "延長後の終了年度", "年度（西暦）", "延長されたときの最後の年度。"),
    Column::integer("priority_start_fiscal_year", "重点期間の開始年度", "年度（西暦）", "重点期間の最初の年度。"),
    Column::integer("priority_end_fiscal_year", "重点期間の終了年度", "年度（西暦）", "重点期間の最後の年度。"),
    Column::text("parent_plan", "上位計画", "個別計画のとき、その上位の計画。"),
];

const TREE: [Column; 13] = [
    Column::text("measure_id", "施策ID", "計画名とコード（なければ名称）。"),
    Column::text("parent_id", "上位の施策ID", "1つ上の施策などのmeasure_id。最上位は空。"),
    Column::integer("level", "階層番号", "階層", "1が最上位。"),
    Column::text("level_name", "階層", "その団体での階層の呼び名。"),
    Column::integer("sort_order", "並び順", "番目", "並び順。6-10は6-2より後になる。"),
    Column::text("measure_code", "施策コード", "番号。半角数字と「-」に統一（1-1-1）。"),
    Column::text("measure_name", "施策名", "名称。"),
    Column::text("department", "担当部署", "担当部署。"),
    Column::text("related_departments", "関連部署", "関連部署。「;」区切り。"),
    Column::text("viewpoints", "視点", "横断的な視点。「;」区切り。"),
    Column::integer("start_fiscal_year", "開始年度", "年度（西暦）", "最初の年度。"),
    Column::integer("end_fiscal_year", "終了年度", "年度（西暦）", "最後の年度。"),
    Column::text("status", "状態", "新規・継続・完了など、書かれたまま。"),
];

/// The judgement of the measure in the year reported on, where the scale rolls up.
const JUDGED: [Column; 6] = [
    Column::integer("judgement_fiscal_year", "評価の年度", "年度（西暦）", "評価の対象年度。"),
    Column::number("judgement_value", "評価の値", "判定区分による（%・点）", "評価のもとになる割合・平均点・合計点。"),
    Column::text("judgement", "評価", "判定区分の [rollup] による評価。"),
    Column::integer("judged_indicators", "評価に使った指標数", "件", "下位の施策の指標を含む。"),
    Column::integer("left_out_indicators", "使わなかった指標数", "件", "判定なしなどで評価に使わなかった指標の数。"),
    Column::text(
        "judgement_reason",
        "評価のない理由",
        "nothing_judged 判定した指標がない、no_evaluation 加える評価がない、unreadable 計算できない。",
    )
    .one_of(NotRolledUp::WORDS),
];

/// The plans.
pub fn plans<'a>(source: Source<'a>) -> Table<'a> {
    let body = text(&source.model.body);
    let row = move |plan: &'a crate::model::Plan| {
        let mut row = vec![
            body.clone(),
            text(&plan.name),
            Value::integer(plan.start_fiscal_year),
            Value::integer(plan.end_fiscal_year),
        ];
        row.extend(std::iter::repeat_n(Value::Empty, 4));
        row.extend(place(&plan.place));
        row
    };
    Table {
        name: "plans",
        title: "計画",
        description: "計画（総合計画、総合戦略、行革大綱など）。",
        columns: columns(&[&BODY_AND_PLAN, &PLAN, &WHERE]),
        rows: Rows::of(&source.model.plans, row),
    }
}

/// The nodes of the plan tree, in their order.
pub fn measures<'a>(source: Source<'a>, order: &Arc<Order<'a>>) -> Table<'a> {
    let body = text(&source.model.body);
    let mut measures: Vec<&'a crate::model::Measure> = source.model.measures.iter().collect();
    measures.sort_by_key(|measure| order.place(&measure.belongs));
    let order = Arc::clone(order);
    let focus = if source.rolled_up.is_empty() { Focus::default() } else { Focus::of(&source) };
    let row = move |measure: &'a crate::model::Measure| {
        let belongs = &measure.belongs;
        let at = order.place(belongs);
        let node = order.measures.get(at);
        let above = node.and_then(|node| node.parent).and_then(|above| order.measures.get(above));
        let mut row = vec![
            body.clone(),
            text(&belongs.plan),
            node.map_or(Value::Empty, |node| Value::text(node.id())),
            above.map_or(Value::Empty, |above| Value::text(above.id())),
            Value::integer(node.map(|node| node.level)),
            text(&belongs.level),
            Value::integer(i64::try_from(at + 1).ok()),
            text(&belongs.measure_code),
            text(&belongs.measure_name),
            text(&belongs.department),
            several(&belongs.related_departments),
            several(&measure.viewpoints),
            Value::integer(measure.start_fiscal_year),
            Value::integer(measure.end_fiscal_year),
            text(&measure.status),
        ];
        row.extend(place(&measure.place));
        let judged = rollup::of(&source, &focus, at);
        let count = |count: usize| Value::integer(i64::try_from(count).ok());
        row.extend([
            Value::integer(judged.map(|one| one.fiscal_year)),
            Value::number(judged.and_then(|one| one.value)),
            text(judged.and_then(|one| one.mark.as_deref()).unwrap_or_default()),
            judged.map_or(Value::Empty, |one| count(one.judged)),
            judged.map_or(Value::Empty, |one| count(one.left_out)),
            word(judged.and_then(|one| one.reason)),
        ]);
        row
    };
    Table {
        name: "measures",
        title: "施策体系",
        description: "政策・施策・事務事業など、計画の体系。",
        columns: columns(&[&BODY_AND_PLAN, &TREE, &WHERE, &JUDGED]),
        rows: Rows::in_groups(measures.len(), measures.len(), move |place| {
            measures.get(place).map(|measure| row(measure)).into_iter().collect()
        }),
    }
}
