//! Rules about what is not as it was in the run before.

use crate::lang::Text;
use crate::rule::{Rule, Severity};

/// Another target than last time, and nothing says that it was revised.
pub static TARGET_CHANGED: Rule = Rule {
    name: "target-changed",
    severity: Severity::Warning,
    title: Text { ja: "目標値が前回と違う", en: "target changed" },
    message: Text {
        ja: "目標値が {found} となっているが、前回の集計では {expected} だった。改定の記載がない。",
        en: "The target is {found}; in the run before it was {expected}, and nothing says that it was revised.",
    },
    why: Text {
        ja: "目標を後から変えると、同じ実績でも達成になる。改定したことが分からないまま、議会に報告してはならない。",
        en: "A target changed afterwards turns the same actual into a success; a council must be told of a revision.",
    },
    remedy: Text {
        ja: "改定したのであれば、旧い目標値と改定の年度・理由が分かるように書く。改定していなければ、元の目標値に戻す。",
        en: "If it was revised, show the old value, the year and the reason; if not, restore the old value.",
    },
    example: Text {
        ja: "相談件数 | R6目標 前回 110 → 今回 105 | R6実績 106",
        en: "Consultations | 2024 target then 110, now 105 | 2024 actual 106",
    },
};

/// Another actual for a past period.
pub static ACTUAL_CHANGED: Rule = Rule {
    name: "actual-changed",
    severity: Severity::Warning,
    title: Text { ja: "過去の実績値が前回と違う", en: "past actual changed" },
    message: Text {
        ja: "過去の実績値が {found} となっているが、前回の集計では {expected} だった。",
        en: "The past actual is {found}; in the run before it was {expected}.",
    },
    why: Text {
        ja: "一度報告した実績が変わると、前年度の評価も変わる。打ち間違いか、訂正の記載漏れである。",
        en: "A changed actual changes last year's evaluation, too: it is a slip, or a correction that nobody mentions.",
    },
    remedy: Text {
        ja: "訂正であれば、その理由を備考に書き、公表済みの資料への影響を確かめる。誤りであれば、元の値に戻す。",
        en: "If it is a correction, give the reason and check what was published; if not, restore the old value.",
    },
    example: Text {
        ja: "相談件数 | R4実績 前回 98 → 今回 89 | R6実績 112",
        en: "Consultations | 2022 then 98, now 89 | 2024 112",
    },
};

/// Another unit than last time.
pub static UNIT_CHANGED: Rule = Rule {
    name: "unit-changed",
    severity: Severity::Warning,
    title: Text { ja: "単位が前回と違う", en: "unit changed" },
    message: Text {
        ja: "単位が「{found}」となっているが、前回の集計では「{expected}」だった。",
        en: "The unit is 「{found}」; in the run before it was 「{expected}」.",
    },
    why: Text {
        ja: "単位を変えて値を直さないと、過去の値と桁が合わなくなる。",
        en: "A new unit with the old values leaves past and present incomparable.",
    },
    remedy: Text {
        ja: "単位を元に戻すか、すべての年度の値を新しい単位に直す。",
        en: "Restore the unit, or convert the values of all years.",
    },
    example: Text {
        ja: "観光消費額 | 前回 千円 → 今回 百万円",
        en: "Visitors' spending | then thousand yen, now million yen",
    },
};

/// An indicator that is no longer there.
pub static INDICATOR_DROPPED: Rule = Rule {
    name: "indicator-dropped",
    severity: Severity::Warning,
    title: Text { ja: "前回あった指標がない", en: "indicator dropped" },
    message: Text {
        ja: "前回の集計にあった指標「{found}」が、この施策からなくなっている。",
        en: "The indicator 「{found}」 of the run before is no longer among those of this measure.",
    },
    why: Text {
        ja: "都合の悪い指標が消えていないか、行の削除や結合で読めなくなっていないかを確かめる必要がある。",
        en: "An inconvenient indicator may have been taken out, or its row can no longer be read.",
    },
    remedy: Text {
        ja: "廃止であれば、シートに「廃止」と理由を書く。誤りであれば、行を元に戻す。",
        en: "If it was given up, say so and why; otherwise restore its row.",
    },
    example: Text {
        ja: "移住 | 前回 相談件数・移住者数 → 今回 相談件数だけ",
        en: "Moving | then two indicators, now one",
    },
};

/// An indicator that was not there.
pub static INDICATOR_ADDED: Rule = Rule {
    name: "indicator-added",
    severity: Severity::Note,
    title: Text { ja: "前回なかった指標がある", en: "indicator added" },
    message: Text {
        ja: "指標「{found}」は、前回の集計ではこの施策になかった。",
        en: "The indicator 「{found}」 was not among those of this measure in the run before.",
    },
    why: Text {
        ja: "指標の追加は計画の変更にあたることがある。本数の前年比較にも影響する。",
        en: "A new indicator may be a change of the plan, and it changes counts against the year before.",
    },
    remedy: Text {
        ja: "計画の変更によるものかどうかを確かめる。",
        en: "Check that it comes with a change of the plan.",
    },
    example: Text {
        ja: "移住 | 前回 相談件数 → 今回 相談件数・お試し住宅の利用",
        en: "Moving | then one indicator, now two",
    },
};

/// The same history under another name.
pub static NAME_CHANGED: Rule = Rule {
    name: "name-changed",
    severity: Severity::Warning,
    title: Text { ja: "指標名が前回と違う", en: "name changed" },
    message: Text {
        ja: "指標名が「{found}」となっているが、前回の集計で同じ値をもつ指標は「{expected}」だった。",
        en: "The name is 「{found}」; the indicator of the same values was called 「{expected}」 in the run before.",
    },
    why: Text {
        ja: "名称が変わると別の指標として扱われ、過去の値とつながらない。定義が変わったのかどうかも分からない。",
        en: "Under a new name it counts as another indicator without a past, and its definition may have changed.",
    },
    remedy: Text {
        ja: "元の名称に戻す。改めたのであれば、備考に旧名称を書く。",
        en: "Restore the name; if it was changed on purpose, give the old one in the remarks.",
    },
    example: Text {
        ja: "創業 | 前回 創業件数 → 今回 創業者の数（R5実績はどちらも24）",
        en: "Start-ups | then 「創業件数」, now 「創業者の数」, both 24 in 2023",
    },
};
