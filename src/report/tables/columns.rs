//! Columns that `observations` and `indicators` share: everything that describes an indicator.

use super::super::order::Order;
use super::super::words::Named;
use super::{BODY_AND_PLAN, several, text, word};
use crate::model::{Direction, DirectionSource, IndicatorKind, Measurement, Operator};
use crate::model::{Frequency, Indicator};
use crate::table::{Column, Key, Value};

/// Identity and place in the plan tree.
pub fn identity(key: Key) -> Vec<Column> {
    let mut columns =
        vec![Column::text("indicator_id", "指標ID", "指標の固定番号。年度が変わっても変わらない。").keyed(key)];
    columns.extend(BODY_AND_PLAN);
    columns.extend([
        Column::text("level", "階層", "施策・事務事業など、その団体での階層の呼び名。"),
        Column::text("measure_code", "施策コード", "施策などの番号。半角数字と「-」に統一（1-1-1）。"),
        Column::text("measure_name", "施策名", "施策などの名称。"),
        Column::integer("sort_order", "並び順", "番目", "施策などの並び順。6-10は6-2より後になる。"),
        Column::text("department", "担当部署", "担当部署。"),
        Column::text("related_departments", "関連部署", "関連部署。複数は「;」区切り。"),
        Column::text("indicator_name", "指標名", "指標の名称。改行と余白を除いたもの。"),
        Column::text("indicator_kind", "指標の種類", "outcome 成果、output 活動、input 対象・投入。空は不明。")
            .one_of(IndicatorKind::WORDS),
        Column::text("unit", "単位", "比較のため表記を統一した単位。"),
        Column::text("unit_text", "単位（原文）", "シートに書かれたままの単位。"),
        Column::text("direction", "望ましい方向", "up 増加、down 減少、maintain 維持、range 範囲。空は不明。")
            .one_of(Direction::WORDS),
        Column::text(
            "direction_source",
            "方向の根拠",
            "register 指標台帳、sheet シートの記載、derived 目標値と基準値の大小、settings 設定。",
        )
        .one_of(DirectionSource::WORDS),
        Column::text("measurement", "測定の種類", "perception 市民実感度・意識調査（主観）、objective 数値（客観）。")
            .one_of(Measurement::WORDS),
    ]);
    columns
}

/// How often it is measured.
pub const RHYTHM: [Column; 2] = [
    Column::text(
        "frequency",
        "把握頻度",
        "monthly 毎月、quarterly 四半期、half_yearly 半年、yearly 毎年、every_3_years 3年に1度、survey 調査年（指標台帳による）。",
    ),
    Column::integer("due_month", "把握月", "月", "値が判明する月（指標台帳による）。"),
];

/// Baseline and final target.
pub const GOAL: [Column; 6] = [
    Column::number("baseline_value", "基準値", "", "基準値・現状値。単位はunit列。"),
    Column::integer("baseline_fiscal_year", "基準値の年度", "年度（西暦）", "基準値の年度。令和7年度は2025。"),
    Column::number("final_target_value", "最終目標値", "", "最終目標の値。単位はunit列。"),
    Column::text("final_target_operator", "最終目標の条件", "target_operatorに同じ。").one_of(Operator::WORDS),
    Column::text("final_target_text", "最終目標（原文）", "シートに書かれたままの最終目標。"),
    Column::integer("final_target_fiscal_year", "最終目標の年度", "年度（西暦）", "最終目標の年度。"),
];

/// The values of [`identity`].
pub fn identity_values<'a>(indicator: &'a Indicator, body: &'a str, order: &Order) -> Vec<Value<'a>> {
    let belongs = &indicator.belongs;
    vec![
        text(&indicator.id),
        text(body),
        text(&belongs.plan),
        text(&belongs.level),
        text(&belongs.measure_code),
        text(&belongs.measure_name),
        Value::integer(i64::try_from(order.place(belongs) + 1).ok()),
        text(&belongs.department),
        several(&belongs.related_departments),
        text(&indicator.name),
        word(indicator.kind),
        text(&indicator.unit),
        text(&indicator.unit_text),
        word(indicator.direction),
        word(indicator.direction_source),
        word(indicator.measurement),
    ]
}

/// The values of [`RHYTHM`].
pub fn rhythm_values(indicator: &Indicator) -> [Value<'static>; 2] {
    let registered = indicator.registered.as_deref();
    let frequency = registered.and_then(|registered| registered.frequency);
    [
        frequency.map_or(Value::Empty, frequency_word),
        Value::integer(registered.and_then(|registered| registered.due_month).map(i64::from)),
    ]
}

/// How often, as the schema says it: `yearly`, `every_3_years`.
fn frequency_word(frequency: Frequency) -> Value<'static> {
    match frequency {
        Frequency::Monthly => Value::word("monthly"),
        Frequency::Quarterly => Value::word("quarterly"),
        Frequency::HalfYearly => Value::word("half_yearly"),
        Frequency::Yearly => Value::word("yearly"),
        Frequency::Every(years) => Value::text(format!("every_{years}_years")),
        Frequency::Survey => Value::word("survey"),
    }
}

/// The values of [`GOAL`].
pub fn goal_values(indicator: &Indicator) -> Vec<Value<'_>> {
    let baseline = indicator.baseline.as_ref();
    let goal = indicator.final_target.as_ref();
    vec![
        Value::number(baseline.and_then(|baseline| baseline.figure.value)),
        Value::integer(baseline.and_then(|baseline| baseline.fiscal_year)),
        Value::number(goal.and_then(|goal| goal.figure.value)),
        word(goal.and_then(|goal| goal.figure.operator)),
        goal.map_or(Value::Empty, |goal| text(&goal.figure.text)),
        Value::integer(goal.and_then(|goal| goal.fiscal_year)),
    ]
}
