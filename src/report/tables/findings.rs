//! `findings.csv`: what someone should look at.

use super::super::Source;
use super::super::words::Named;
use super::{columns, text, word};
use crate::finding::Finding;
use crate::lang::Lang;
use crate::life::Standing;
use crate::rule::Severity;
use crate::table::{Column, Rows, Table, Value};

const COLUMNS: [Column; 17] = [
    Column::text("finding_id", "確認事項ID", "確認事項の固定番号。同じ事項は次回も同じ番号。"),
    Column::text(
        "state",
        "状態",
        "new 新規、continuing 継続、resolved 解消、accepted 了承。空は前回との比較なし。解消と了承のものは、件数に数えない。",
    ).one_of(Standing::WORDS),
    Column::text("reply", "回答", "部署からの回答。"),
    Column::text("rule", "規則", "規則の名称。"),
    Column::text("severity", "区分", "error 値を使えない、warning 使ったが確認が必要、note 参考。").one_of(Severity::WORDS),
    Column::text("department", "担当部署", "担当部署。"),
    Column::text("measure_code", "施策コード", "施策などの番号。"),
    Column::text("indicator_name", "指標名", "指標の名称。"),
    Column::text("file", "ファイル", "元のファイル。"),
    Column::text("sheet", "シート", "元のシート。ファイル全体のことであれば空。"),
    Column::text("cell", "セル", "元のセル（A1形式）。ファイル全体のことであれば空。"),
    Column::text("found", "今の値", "そこに書かれているもの。"),
    Column::text("expected", "あるべき値", "そこにあるべきもの。"),
    Column::text("message", "内容", "何が問題か。"),
    Column::text("remedy", "お願い", "どうすればよいか。"),
    Column::text("related_cell", "関係するセル", "関係するもう1つのセル。"),
    Column::text("reason", "了承の理由", "了承したものについて、その理由。"),
];

/// The table.
pub fn table<'a>(source: Source<'a>) -> Table<'a> {
    let mut all: Vec<&Finding> = source.findings.iter().chain(source.closed).collect();
    all.sort_by(|one, other| one.order(other));
    let row = |finding: &'a Finding| {
        let cell = |cell: Option<crate::cell::CellRef>| cell.map_or(Value::Empty, |cell| Value::text(cell.to_string()));
        vec![
            text(&finding.id),
            word(finding.life.standing),
            Value::text(finding.life.reply()),
            Value::Word(finding.rule.name),
            word(Some(finding.severity)),
            text(&finding.department),
            text(&finding.measure_code),
            text(&finding.indicator_name),
            text(&finding.file),
            text(&finding.sheet),
            cell(finding.cell),
            text(&finding.found),
            text(&finding.expected),
            Value::text(finding.told(Lang::Ja)),
            Value::text(finding.remedy(Lang::Ja)),
            cell(finding.related),
            text(finding.life.reason()),
        ]
    };
    Table {
        name: "findings",
        title: "確認事項",
        description: "確認が必要な事項。",
        columns: columns(&[&COLUMNS]),
        rows: Rows::in_groups(all.len(), all.len(), move |place| {
            all.get(place).map(|one| row(one)).into_iter().collect()
        }),
    }
}
