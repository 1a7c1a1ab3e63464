//! The headings and words by which the program finds again what staff wrote into 指標一覧 and 修正表.

use crate::correction::{Decision, Standing};

/// 指標一覧: staff's own note.
pub const MEMO: &str = "メモ";
/// 指標一覧: what the program knows the row by.
pub const ROW: &str = "照合番号";
/// 修正表: how the correction stands.
pub const STANDING: &str = "状態";
/// 修正表: the department.
pub const DEPARTMENT: &str = "担当部署";
/// 修正表: the code of the measure.
pub const CODE: &str = "コード";
/// 修正表: the indicator.
pub const INDICATOR: &str = "指標名";
/// 修正表: the period.
pub const PERIOD: &str = "期間";
/// 修正表: what is corrected.
pub const ITEM: &str = "項目";
/// 修正表: what was submitted.
pub const READ: &str = "読み取った値";
/// 修正表: what it is to be.
pub const TO: &str = "修正値";
/// 修正表: why.
pub const REASON: &str = "理由";
/// 修正表: who says so.
pub const BY: &str = "記入者";
/// 修正表: when.
pub const ON: &str = "日付";
/// 修正表: whether it is to be applied.
pub const DECISION: &str = "採否";
/// 修正表: what the program knows the row by.
pub const ID: &str = "修正番号";

/// The end of the heading of a year's actuals in 指標一覧.
pub const ACTUAL: &str = "実績";
/// What may stand in 採否.
pub const DECISIONS: [&str; 2] = ["採用", "却下"];

/// What stands in 採否.
pub fn decision(decision: &Decision) -> &str {
    match decision {
        Decision::None => "",
        Decision::Adopted => DECISIONS[0],
        Decision::Rejected => DECISIONS[1],
        Decision::Unclear(text) => text,
    }
}

/// What a text in 採否 says, as keyed.
pub fn decided(key: &str) -> Decision {
    match key {
        "" | "-" | "保留" | "検討中" => Decision::None,
        "採用" | "採" | "○" | "〇" | "◯" | "可" | "適用" => Decision::Adopted,
        "却下" | "不採用" | "×" | "x" | "✕" | "否" | "不可" | "取消" | "取り消し" => {
            Decision::Rejected
        }
        other => Decision::Unclear(other.to_owned()),
    }
}

/// How a correction stands.
pub const fn standing(standing: Standing) -> &'static str {
    match standing {
        Standing::Proposed => "提案",
        Standing::Unclear => "採否不明",
        Standing::NoReason => "理由なし",
        Standing::Outdated => "要再確認",
        Standing::Contradicted => "重複",
        Standing::Unreadable => "値が不明",
        Standing::NoPlace => "該当なし",
        Standing::Applied => "適用中",
        Standing::Reflected => "反映済み",
        Standing::Rejected => "却下",
    }
}

/// Every state with what it means.
pub const STANDINGS: [(&str, &str); 10] = [
    ("提案", "採否がまだない。集計では、読み取った値のままとしている。"),
    ("採否不明", "採否の言葉が「採用」でも「却下」でもない。適用していない。"),
    ("理由なし", "採用とあるが、理由がない。適用していない。"),
    ("要再確認", "修正したときから、部署の提出した値が変わった。適用していない。今の値を見て、もう一度採否を選ぶ。"),
    ("重複", "同じ実績について、採用としたものが二つ以上ある。どれも適用していない。"),
    ("値が不明", "修正値が一つの数として読めないか、単位が違う。適用していない。"),
    ("該当なし", "今回の提出物に、当てはまる指標・期間がない。適用していない。"),
    ("適用中", "修正値で集計している。部署のファイルはそのままである。"),
    ("反映済み", "部署のファイルが修正値と同じになった。もう適用していない。"),
    ("却下", "適用しないと決めたもの。"),
];

/// That the actual shown was corrected.
pub fn corrected(before: &str) -> String {
    format!("修正（元の値 {before}）")
}

/// That a correction of the actual shown waits for a decision.
pub fn waiting(to: &str) -> String {
    format!("修正の提案あり（{to}。修正表）")
}

/// Stands before a memo that another book has for the same row.
pub const ANOTHER_MEMO: &str = "別のメモ：";

/// For those outside: that the actual shown was corrected.
pub const CORRECTED_OUTSIDE: &str = "※提出後に修正した値";
