//! Rules about a slot that is empty or holds what cannot be used.

use crate::lang::Text;
use crate::rule::{Rule, Severity};

/// A target stands there, the actual's cell is empty, and the period is over.
pub static ACTUAL_MISSING: Rule = Rule {
    name: "actual-missing",
    severity: Severity::Warning,
    title: Text { ja: "実績値がない", en: "actual missing" },
    message: Text {
        ja: "実績値がない（目標値 {expected}）。", en: "There is no actual (target {expected})."
    },
    why: Text {
        ja: "目標のある年度が終わっているのに実績の欄が空いている。このままでは判定できず、集計から漏れる。",
        en: "The period is over and has a target, but the cell of the actual is empty, so it cannot be judged.",
    },
    remedy: Text {
        ja: "実績値を記入する。まだ分からないときは「集計中」、調べない年度は「調査なし」、該当しないときは「－」と書く。0のときは0と書く。",
        en: "Fill in the actual. If it is not known yet, write 「集計中」; if it was not surveyed, 「調査なし」; if there is none, 「－」; if it is 0, write 0.",
    },
    example: Text {
        ja: "満足度 | R5目標 80 | R5実績（空欄） | R6目標 82 | R6実績 79",
        en: "Satisfaction | 2023 target 80 | 2023 actual (empty) | 2024 target 82 | 2024 actual 79",
    },
};

/// An actual stands there and the target's cell is empty.
pub static TARGET_MISSING: Rule = Rule {
    name: "target-missing",
    severity: Severity::Warning,
    title: Text { ja: "目標値がない", en: "target missing" },
    message: Text {
        ja: "実績値 {expected} があるのに目標値の欄が空いている。",
        en: "There is an actual ({expected}), but the target's cell is empty.",
    },
    why: Text {
        ja: "目標がなければ達成したかどうかを判定できない。目標を置かない指標なのか、記入漏れなのかも区別できない。",
        en: "Without a target nothing can be judged, and an indicator that has none looks the same as one that was forgotten.",
    },
    remedy: Text {
        ja: "目標値を記入する。目標を置かない年度であれば「－」、これから決めるのであれば「未定」と書く。",
        en: "Fill in the target; write 「－」 for a year that has none, 「未定」 if it is still to be decided.",
    },
    example: Text {
        ja: "相談件数 | R5目標 100 | R5実績 98 | R6目標（空欄） | R6実績 103",
        en: "Consultations | 2023 target 100 | 2023 actual 98 | 2024 target (empty) | 2024 actual 103",
    },
};

/// The target is a number, the actual is words.
pub static ACTUAL_IN_WORDS: Rule = Rule {
    name: "actual-in-words",
    severity: Severity::Warning,
    title: Text { ja: "実績が数値でない", en: "actual in words" },
    message: Text {
        ja: "目標値は数値（{expected}）だが、実績は「{found}」と書かれている。",
        en: "The target is a number ({expected}), but the actual reads 「{found}」.",
    },
    why: Text {
        ja: "言葉の実績は目標の数値と比べられない。おおよその数（約80など）も、推測では数値にしない。",
        en: "Words cannot be compared with a number, and an approximate figure is never turned into an exact one.",
    },
    remedy: Text {
        ja: "実績を数値だけで記入し、説明は備考に書く。",
        en: "Give the actual as a number alone, and put explanations into the remarks.",
    },
    example: Text {
        ja: "設置箇所数 | 目標 5 | 実績 おおむね設置済", en: "Places | target 5 | actual mostly done"
    },
};

/// A target of 0 for an indicator that should rise.
pub static TARGET_ZERO: Rule = Rule {
    name: "target-zero",
    severity: Severity::Warning,
    title: Text { ja: "目標値が0", en: "target is 0" },
    message: Text { ja: "目標値が 0 になっている。", en: "The target is 0." },
    why: Text {
        ja: "0で割れないので達成率が出ない。空欄のつもりが、数式の参照などで0になっていることがある。",
        en: "No rate can be formed, and an empty cell often turns into 0 when a formula refers to it.",
    },
    remedy: Text {
        ja: "目標がない年度であれば「－」に直す。減らして0にする指標であれば、向き（減少）か「0以下」を書く。",
        en: "If there is no target, write 「－」. If the aim is to come down to 0, state the direction (down) or write 「0以下」.",
    },
    example: Text {
        ja: "講座参加者数 | 向き 増 | R5目標 120 | R6目標 0",
        en: "Participants | direction up | 2023 target 120 | 2024 target 0",
    },
};
