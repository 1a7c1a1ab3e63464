//! `evaluations.csv`, `actions.csv`, `narratives.csv`: what was said of a measure besides its indicators.

use super::super::Source;
use super::super::words::Named;
use super::{BODY_AND_PLAN, MEASURE, WHERE, columns, place, text, word};
use crate::model::{ActionStatus, NarrativeKind};
use crate::table::{Column, Rows, Table, Value};

const YEAR: Column = Column::integer("fiscal_year", "年度（西暦）", "年度（西暦）", "対象の年度。令和7年度は2025。");

const EVALUATION: [Column; 6] = [
    YEAR,
    Column::text("stage", "評価の段階", "一次・二次・外部など。"),
    Column::text("criterion", "評価項目", "必要性・効率性・今後の方向性など、書かれたまま。"),
    Column::text("mark", "評価", "評価の記号・語。"),
    Column::number("points", "評価点", "点", "評価点。"),
    Column::text("text", "評価の文章", "評価に添えられた文章。"),
];

const ACTION: [Column; 8] = [
    MEASURE[0],
    MEASURE[1],
    Column::text("action_name", "取組名", "取組項目・事業の名称。"),
    Column::integer("due_fiscal_year", "達成予定年度", "年度（西暦）", "いつまでに行うか。"),
    Column::text(
        "action_status",
        "取組の状況",
        "not_started 未着手、started 着手・取組中、achieved 達成・完了、partly 一部達成、cancelled 中止。空は不明。",
    )
    .one_of(ActionStatus::WORDS),
    Column::text("action_status_text", "取組の状況（原文）", "シートに書かれたままの状況。"),
    Column::date("as_of_date", "時点", "状況の時点。"),
    MEASURE[2],
];

const NARRATIVE: [Column; 4] = [
    YEAR,
    Column::text("heading", "見出し", "シートに書かれたままの見出し。"),
    Column::text(
        "kind",
        "文章の種類",
        "issue 課題、activity 取組、result 成果、reason 要因、direction 今後、comment 意見、other その他。",
    )
    .one_of(NarrativeKind::WORDS),
    Column::text("text", "文章", "文章の全文。CSVでは改行を空白1つに置き換える。"),
];

/// Marks.
pub fn evaluations<'a>(source: Source<'a>) -> Table<'a> {
    let body = text(&source.model.body);
    let row = move |one: &'a crate::model::Evaluation| {
        let mut row = vec![
            body.clone(),
            text(&one.belongs.plan),
            text(&one.belongs.measure_code),
            text(&one.belongs.measure_name),
            text(&one.belongs.department),
            Value::integer(one.fiscal_year),
            text(&one.stage),
            text(&one.criterion),
            text(&one.mark),
            Value::number(one.points),
            text(&one.text),
        ];
        row.extend(place(&one.place));
        row
    };
    Table {
        name: "evaluations",
        title: "評価",
        description: "施策などの評価。施策×評価項目。",
        columns: columns(&[&BODY_AND_PLAN, &MEASURE, &EVALUATION, &WHERE]),
        rows: Rows::of(&source.model.evaluations, row),
    }
}

/// Actions.
pub fn actions<'a>(source: Source<'a>) -> Table<'a> {
    let body = text(&source.model.body);
    let row = move |one: &'a crate::model::Action| {
        let mut row = vec![
            body.clone(),
            text(&one.belongs.plan),
            text(&one.belongs.measure_code),
            text(&one.belongs.measure_name),
            text(&one.name),
            Value::integer(one.due_fiscal_year),
            word(one.status),
            text(&one.status_text),
            Value::date(one.as_of_date),
            text(&one.belongs.department),
        ];
        row.extend(place(&one.place));
        row
    };
    Table {
        name: "actions",
        title: "取組",
        description: "施策などの取組項目・事業。着手の件数は started・partly・achieved の計。",
        columns: columns(&[&BODY_AND_PLAN, &ACTION, &WHERE]),
        rows: Rows::of(&source.model.actions, row),
    }
}

/// Texts.
pub fn narratives<'a>(source: Source<'a>) -> Table<'a> {
    let body = text(&source.model.body);
    let row = move |one: &'a crate::model::Narrative| {
        let mut row = vec![
            body.clone(),
            text(&one.belongs.plan),
            text(&one.belongs.measure_code),
            text(&one.belongs.measure_name),
            text(&one.belongs.department),
            Value::integer(one.fiscal_year),
            text(&one.heading),
            word(Some(one.kind)),
            text(&one.text),
        ];
        row.extend(place(&one.place));
        row
    };
    Table {
        name: "narratives",
        title: "記述",
        description: "施策などの文章（課題、取組、今後の方向性など）。施策×見出し。",
        columns: columns(&[&BODY_AND_PLAN, &MEASURE, &NARRATIVE, &WHERE]),
        rows: Rows::of(&source.model.narratives, row),
    }
}
