//! Rules about what a sheet says of its results in words and marks.

use crate::lang::Text;
use crate::rule::{Rule, Severity};

/// Going on as it is with less than half of the target.
pub static CONTINUED_THOUGH_LOW: Rule = Rule {
    name: "continued-though-low",
    severity: Severity::Warning,
    title: Text { ja: "達成率50％未満で現状維持", en: "continued though under 50 %" },
    message: Text {
        ja: "方向性は「{found}」だが、指標の達成率はどれも50％に届いていない（{expected}）。",
        en: "It is to go on (「{found}」) though every rate is under 50 % ({expected}).",
    },
    why: Text {
        ja: "目標の半分に届かない事業をそのまま続けるのであれば、理由の説明を求められる。",
        en: "Who goes on with less than half of the target will be asked why.",
    },
    remedy: Text {
        ja: "方向性を見直すか、続ける理由（要因が一時的であるなど）を書く。",
        en: "Reconsider, or give the reason for going on (a passing cause, for instance).",
    },
    example: Text {
        ja: "相談件数 | R5目標 100 | R5実績 38 | 今後の方向性 現状維持",
        en: "Consultations | 2023 target 100 | 2023 actual 38 | 「現状維持」",
    },
};

/// A target missed and no reason given.
pub static REASON_MISSING: Rule = Rule {
    name: "reason-missing",
    severity: Severity::Warning,
    title: Text { ja: "未達成の理由がない", en: "no reason for the miss" },
    message: Text {
        ja: "目標値 {expected} に対して実績値 {found} で未達成だが、要因の記載がない。",
        en: "The target {expected} was missed ({found}) and no reason is given.",
    },
    why: Text {
        ja: "未達成の要因は議会で必ず問われる。様式に欄があるのに空いていると、検討していないと受け取られる。",
        en: "A council will ask for the reason; an empty cell for it looks as if nobody had thought about it.",
    },
    remedy: Text {
        ja: "要因（備考）の欄に、未達成となった理由を書く。",
        en: "Give the reason for the miss in the cell for it.",
    },
    example: Text {
        ja: "相談件数 | R5目標 100 | R5実績 81 | 要因（空欄）",
        en: "Consultations | 2023 target 100 | 2023 actual 81 | reason (empty)",
    },
};

/// The same long text under two measures.
pub static NARRATIVE_SHARED: Rule = Rule {
    name: "narrative-shared",
    severity: Severity::Note,
    title: Text { ja: "同じ文章が別の施策にもある", en: "same text under another measure" },
    message: Text {
        ja: "「{found}」と同じ文章が、別の施策の {expected} にもある。",
        en: "The same text (「{found}」) also stands under another measure, in {expected}.",
    },
    why: Text {
        ja: "ほかの施策の文章を写したまま、書き換えられていないことがある。",
        en: "A text may have been copied from another measure and never rewritten.",
    },
    remedy: Text {
        ja: "この施策について書かれた文章かどうかを確かめる。",
        en: "Check that the text is about this measure.",
    },
    example: Text {
        ja: "1-1 の課題と 1-2 の課題が同じ文章", en: "1-1 and 1-2 with the same text as their issue"
    },
};

/// The text of an earlier year, unchanged.
pub static NARRATIVE_COPIED: Rule = Rule {
    name: "narrative-copied",
    severity: Severity::Note,
    title: Text { ja: "文章が以前の年度と同じ", en: "text unchanged from an earlier year" },
    message: Text {
        ja: "「{found}」は、{expected}の文章と同じである。",
        en: "The text 「{found}」 is that of an earlier year ({expected}).",
    },
    why: Text {
        ja: "前年度の文章を写したままでは、今年度の成果や課題が分からない。",
        en: "A text copied from last year says nothing of this year's results.",
    },
    remedy: Text {
        ja: "今年度の内容に書き改める。変わっていないのであれば、そのことを書く。",
        en: "Write this year's text; if nothing changed, say so.",
    },
    example: Text {
        ja: "課題 R5「相談の窓口が一つに定まっておらず…」 R6「相談の窓口が一つに定まっておらず…」",
        en: "Issue 2023 and 2024: the same sentence",
    },
};
