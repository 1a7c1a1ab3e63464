//! `costs.csv`: measure × fiscal year × kind of amount.

use super::super::Source;
use super::super::words::Named;
use super::{BODY_AND_PLAN, MEASURE, WHERE, columns, place, text, word};
use crate::model::Cost;
use crate::model::{CostKind, Status};
use crate::table::{Column, Rows, Table, Value};
use rust_decimal::Decimal;

const AMOUNT: [Column; 9] = [
    Column::text("plan_version", "実施計画の版", "毎年見直す実施計画の版。"),
    Column::integer("fiscal_year", "年度（西暦）", "年度（西暦）", "金額の年度。令和7年度は2025。"),
    Column::text(
        "kind",
        "区分",
        "budget 当初予算、revised_budget 補正後予算、carried_over 繰越、settlement 決算、plan 計画。空は不明。",
    )
    .one_of(CostKind::WORDS),
    Column::text("item", "項目", "事業費・人件費・一般財源など、書かれたまま。"),
    Column::number("amount", "金額", "", "金額。単位はunit列。"),
    Column::text("unit", "単位", "書かれた単位（円・千円・百万円）。空は記載なし。"),
    Column::number("amount_yen", "金額（円）", "円", "円に換算した金額。単位の記載がなければ空。"),
    Column::text("amount_text", "金額（原文）", "シートに書かれたままの金額。"),
    Column::text("amount_status", "金額の状態", "値の有無とその理由。コード表を参照。").one_of(Status::WORDS),
];

/// The table.
pub fn table<'a>(source: Source<'a>) -> Table<'a> {
    let body = text(&source.model.body);
    let row = move |cost: &'a Cost| {
        let mut row = vec![
            body.clone(),
            text(&cost.belongs.plan),
            text(&cost.belongs.measure_code),
            text(&cost.belongs.measure_name),
            text(&cost.belongs.department),
            Value::Empty,
            Value::Integer(cost.fiscal_year.into()),
            word(cost.kind),
            text(&cost.item),
            Value::number(cost.amount.value),
            text(&cost.unit),
            Value::number(cost.amount.value.and_then(|amount| in_yen(amount, &cost.unit))),
            text(&cost.amount.text),
            word(Some(cost.amount.status)),
        ];
        row.extend(cost.amount.place.as_ref().map_or([const { Value::Empty }; 3], place));
        row
    };
    Table {
        name: "costs",
        title: "事業費",
        description: "施策などの金額。施策×年度×区分×項目。",
        columns: columns(&[&BODY_AND_PLAN, &MEASURE, &AMOUNT, &WHERE]),
        rows: Rows::of(&source.model.costs, row),
    }
}

/// An amount in yen, if its unit is known.
pub fn in_yen(amount: Decimal, unit: &str) -> Option<Decimal> {
    let yen: i64 = match unit {
        "円" => 1,
        "千円" => 1_000,
        "万円" => 10_000,
        "百万円" => 1_000_000,
        "億円" => 100_000_000,
        _ => return None,
    };
    amount.checked_mul(Decimal::from(yen)).map(|yen| yen.normalize())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_of_unknown_unit_are_not_turned_into_yen() {
        assert_eq!(in_yen(Decimal::new(125, 1), "千円"), Some(Decimal::from(12_500)));
        assert_eq!(in_yen(Decimal::from(5), ""), None);
        assert_eq!(in_yen(Decimal::MAX, "億円"), None);
    }
}
