//! Words for what becomes of findings: their states, what staff and departments write into the books.

use crate::lang::Text;
use crate::life::Standing;

/// How a finding stands.
pub const fn standing(standing: Option<Standing>) -> Text {
    match standing {
        None => Text { ja: "", en: "" },
        Some(Standing::New) => Text { ja: "新規", en: "new" },
        Some(Standing::Continuing) => Text { ja: "継続", en: "continuing" },
        Some(Standing::Resolved) => Text { ja: "解消", en: "resolved" },
        Some(Standing::Accepted) => Text { ja: "了承", en: "accepted" },
    }
}

/// Every state with what it means.
pub const STANDINGS: [(&str, &str); 4] = [
    ("新規", "前回にはなかったもの。"),
    ("継続", "前回にもあったもの。値が前回と違っていても、同じことについてであれば継続とする。"),
    ("解消", "前回にあり、今回はなくなったもの。今回提出のなかったファイルのものは、解消とせず継続とする。"),
    (
        "了承",
        "このままでよいと企画担当が認めたもの。「了承」に○、「了承の理由」に理由を記入すると、次に集計したときから件数に数えない。値が変わったときは、もう一度確認事項に挙げる。",
    ),
];

/// Its file did not come.
pub static NOT_LOOKED_AT: Text = Text {
    ja: "今回は、このファイルを読み取れていないため、前回の内容のまま残している。",
    en: "Its file was not read this time; this is what the run before said.",
};
/// It tells of a change since a run before.
pub static STILL_CHANGED: Text = Text {
    ja: "前回までに見つかった変更であり、値が元に戻るか、了承するまで残している。",
    en: "A change that an earlier run found; it stays until the value changes or the office accepts it.",
};
/// What was accepted was another value.
pub static ACCEPTED_ANOTHER: Text = Text {
    ja: "了承したときの内容（今の値「{found}」、あるべき値「{expected}」、理由「{reason}」）から変わっている。",
    en: "What was accepted was another: found 「{found}」, expected 「{expected}」, for the reason 「{reason}」.",
};
/// ○ without a reason.
pub static NO_REASON: Text = Text {
    ja: "「了承の理由」が記入されていないため、了承としていない。",
    en: "It is not accepted, for no reason is given.",
};

/// Who replied, after the reply.
pub fn by(name: &str) -> String {
    format!("（回答者：{name}）")
}

/// A reply that is not the one that holds.
pub fn other_reply(text: &str) -> String {
    format!("別の回答：{text}")
}
