//! Rules about totals, counts and amounts of money.

use crate::lang::Text;
use crate::rule::{Rule, Severity};

/// A total that its parts do not add up to.
pub static SUM_DIFFERS: Rule = Rule {
    name: "sum-differs",
    severity: Severity::Warning,
    title: Text { ja: "合計が内訳と合わない", en: "total differs from its parts" },
    message: Text {
        ja: "合計が {found} となっているが、内訳を足すと {expected} になる。",
        en: "The total is {found}, but its parts add up to {expected}.",
    },
    why: Text {
        ja: "内訳か合計のどちらかが誤っている。写し間違いや、片方だけの更新でよく起こる。",
        en: "Either the total or a part is wrong: one was mistyped, or only one was brought up to date.",
    },
    remedy: Text {
        ja: "内訳と合計を元の資料で確かめる。内訳に含まれないものがあれば、「その他」として書く。",
        en: "Check both against the source; if there are more parts, list them as 「その他」.",
    },
    example: Text {
        ja: "受講者数（男） 121 | 受講者数（女） 128 | 受講者数（計） 294",
        en: "Participants (men) 121 | (women) 128 | (total) 294",
    },
};

/// A total cost that is not the sum of its parts.
pub static COST_SUM_DIFFERS: Rule = Rule {
    name: "cost-sum-differs",
    severity: Severity::Warning,
    title: Text { ja: "事業費の合計が合わない", en: "cost differs from its parts" },
    message: Text {
        ja: "金額が {found} となっているが、内訳を足すと {expected} になる。",
        en: "The amount is {found}, but its parts add up to {expected}.",
    },
    why: Text {
        ja: "総事業費や財源内訳は、決算の数値として議会に報告される。足し算が合わないと資料全体が疑われる。",
        en: "Total costs and sources of funds are reported with the accounts; a sum that does not add up puts all of it in doubt.",
    },
    remedy: Text {
        ja: "決算書と照らし合わせ、誤っている金額を直す。",
        en: "Compare with the accounts and correct the amount that is wrong.",
    },
    example: Text {
        ja: "決算額 1,404 | 人件費 2,350 | 総事業費（決算額＋人件費） 3,574",
        en: "Cost 1,404 | Staff 2,350 | Total (cost + staff) 3,574",
    },
};

/// A stated number of things, and another number listed.
pub static COUNT_DIFFERS: Rule = Rule {
    name: "count-differs",
    severity: Severity::Warning,
    title: Text { ja: "件数と列挙が合わない", en: "count differs from what is listed" },
    message: Text {
        ja: "{found} 件とあるが、列挙されているのは {expected} 件である。",
        en: "{found} are announced, but {expected} are listed.",
    },
    why: Text {
        ja: "件数か列挙のどちらかが更新されていない。件数はそのまま集計と公表に使われる。",
        en: "Either the number or the list was not brought up to date, and the number is what gets published.",
    },
    remedy: Text {
        ja: "件数を数え直すか、列挙に漏れがないかを確かめる。",
        en: "Count again, or check that nothing is missing from the list.",
    },
    example: Text {
        ja: "次の３件を実施した。①相談会 ②お試し住宅 ③空き家の紹介 ④移住者の集い",
        en: "「次の３件」 followed by 「①」 to 「④」",
    },
};

/// Money and no indicator.
pub static COST_WITHOUT_INDICATOR: Rule = Rule {
    name: "cost-without-indicator",
    severity: Severity::Note,
    title: Text { ja: "事業費だけで指標がない", en: "cost without indicator" },
    message: Text {
        ja: "「{found}」には事業費があるが、指標がない（同じファイルのほかの事業にはどちらもある）。",
        en: "「{found}」 has costs and no indicator (the other measures of the file have both).",
    },
    why: Text {
        ja: "何のための支出かを示す指標がないと、評価できない。行の追加や結合で、指標が読み取られていないこともある。",
        en: "Without an indicator nothing shows what the money achieved; or its row could not be read.",
    },
    remedy: Text {
        ja: "指標を記入する。指標を置かない事業（簡易管理など）であれば、そのままでよい。",
        en: "Fill in an indicator; a measure that has none on purpose may stay as it is.",
    },
    example: Text {
        ja: "移住 | 相談件数 104 | 事業費 1,200　漁業 | （指標なし） | 事業費 350",
        en: "Moving | 104 | 1,200; Fishing | (none) | 350",
    },
};

/// An indicator and no money.
pub static INDICATOR_WITHOUT_COST: Rule = Rule {
    name: "indicator-without-cost",
    severity: Severity::Note,
    title: Text { ja: "指標だけで事業費がない", en: "indicator without cost" },
    message: Text {
        ja: "「{found}」には指標があるが、事業費がない（同じファイルのほかの事業にはどちらもある）。",
        en: "「{found}」 has indicators and no cost (the other measures of the file have both).",
    },
    why: Text {
        ja: "事業費の欄が空いていると、費用の合計から漏れる。",
        en: "A measure whose cost is blank is left out of the sum.",
    },
    remedy: Text {
        ja: "事業費を記入する。費用のかからない事業であれば0と書く。",
        en: "Fill in the cost; if there is none, write 0.",
    },
    example: Text {
        ja: "移住 | 相談件数 104 | 事業費 1,200　漁業 | 就漁者数 3 | （空欄）",
        en: "Moving | 104 | 1,200; Fishing | 3 | (empty)",
    },
};
