//! `plans.csv` and `measures.csv`: the plans and the nodes of their trees.

use super::super::Source;
use super::super::order::Order;
use super::{BODY_AND_PLAN, WHERE, columns, place, several, text};
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
    Column::integer("level", "階層番号", "", "1が最上位。"),
    Column::text("level_name", "階層", "その団体での階層の呼び名。"),
    Column::integer("sort_order", "並び順", "", "並び順。6-10は6-2より後になる。"),
    Column::text("measure_code", "施策コード", "番号。半角数字と「-」に統一（1-1-1）。"),
    Column::text("measure_name", "施策名", "名称。"),
    Column::text("department", "担当部署", "担当部署。"),
    Column::text("related_departments", "関連部署", "関連部署。「;」区切り。"),
    Column::text("viewpoints", "視点", "横断的な視点。「;」区切り。"),
    Column::integer("start_fiscal_year", "開始年度", "年度（西暦）", "最初の年度。"),
    Column::integer("end_fiscal_year", "終了年度", "年度（西暦）", "最後の年度。"),
    Column::text("status", "状態", "新規・継続・完了など、書かれたまま。"),
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
        row
    };
    Table {
        name: "measures",
        title: "施策体系",
        description: "政策・施策・事務事業など、計画の体系。",
        columns: columns(&[&BODY_AND_PLAN, &TREE, &WHERE]),
        rows: Rows::in_groups(measures.len(), measures.len(), move |place| {
            measures.get(place).map(|measure| row(measure)).into_iter().collect()
        }),
    }
}
