//! Rules about a value that does not fit the others of its indicator.

use crate::lang::Text;
use crate::rule::{Rule, Severity};

/// Far from the other years.
pub static VALUE_JUMP: Rule = Rule {
    name: "value-jump",
    severity: Severity::Warning,
    title: Text { ja: "桁違いの疑い", en: "value jumps" },
    message: Text {
        ja: "実績値 {found} が、{expected}とかけ離れている。",
        en: "The actual {found} is far from {expected}.",
    },
    why: Text {
        ja: "桁の打ち間違いや、単位の取り違え（円と千円など）でよく起こる。",
        en: "A digit too many or another unit (yen for thousands of yen) usually looks like this.",
    },
    remedy: Text {
        ja: "元の資料で桁と単位を確かめる。正しい値であれば、理由を備考に書く。",
        en: "Check digits and unit against the source; if the value is right, give the reason in the remarks.",
    },
    example: Text {
        ja: "利用者数 | R3実績 1,180 | R4実績 12,050 | R5実績 1,230",
        en: "Users | 2021 1,180 | 2022 12,050 | 2023 1,230",
    },
};

/// A sign unlike all others.
pub static SIGN_FLIPS: Rule = Rule {
    name: "sign-flips",
    severity: Severity::Warning,
    title: Text { ja: "符号が逆の疑い", en: "sign flips" },
    message: Text {
        ja: "実績値 {found} の符号が、{expected}と逆になっている。",
        en: "The sign of the actual {found} is the opposite of {expected}.",
    },
    why: Text {
        ja: "△や▲の付け忘れ、付け間違いがあると、増減が逆に読まれる。",
        en: "A forgotten or misplaced 「△」 turns a loss into a gain.",
    },
    remedy: Text { ja: "符号を元の資料で確かめる。", en: "Check the sign against the source." },
    example: Text {
        ja: "社会増減 | R3実績 △120 | R4実績 △131 | R5実績 128",
        en: "Net migration | 2021 -120 | 2022 -131 | 2023 128",
    },
};

/// A cumulative value below the one before it.
pub static CUMULATIVE_FALLS: Rule = Rule {
    name: "cumulative-falls",
    severity: Severity::Warning,
    title: Text { ja: "累計が減っている", en: "cumulative value falls" },
    message: Text {
        ja: "累計の実績値 {found} が、前の期間の {expected} より小さい。",
        en: "The cumulative actual {found} is less than that of the period before ({expected}).",
    },
    why: Text {
        ja: "累計は減らない。単年度の値を書いたか、前の期間の値が誤っている。",
        en: "A running total does not fall: this is one year's value, or the one before is wrong.",
    },
    remedy: Text {
        ja: "累計に直すか、単年度の指標として書く。過去の値を訂正したのであれば、前の期間も直す。",
        en: "Give the running total, or mark the indicator as annual; if the past was corrected, correct the period before, too.",
    },
    example: Text {
        ja: "認定件数（累計） | R4実績 42 | R5実績 11", en: "Certified (cumulative) | 2022 42 | 2023 11"
    },
};

/// A share of more than 100 %, where nothing else of the indicator is.
pub static PERCENT_OVER_HUNDRED: Rule = Rule {
    name: "percent-over-hundred",
    severity: Severity::Note,
    title: Text { ja: "割合が100％を超えている", en: "share over 100 %" },
    message: Text {
        ja: "割合の指標なのに、実績値が {found} と{expected}％を超えている。",
        en: "The actual of this share is {found}, more than {expected} %.",
    },
    why: Text {
        ja: "割合はふつう100％を超えない。達成率や件数を書いてしまった可能性がある（経常収支比率のように超える指標もある）。",
        en: "A share does not usually exceed 100 %; this may be a rate of achievement or a count (some ratios do exceed it).",
    },
    remedy: Text {
        ja: "実績値が指標の定義どおりの割合かを確かめる。",
        en: "Check that the actual is the share that the indicator defines.",
    },
    example: Text {
        ja: "収納率 | ％ | 目標 98 | R5実績 97.5 | R6実績 103.1",
        en: "Collected | % | target 98 | 2023 97.5 | 2024 103.1",
    },
};

/// The same digits three years running.
pub static SAME_AS_LAST_YEAR: Rule = Rule {
    name: "same-as-last-year",
    severity: Severity::Note,
    title: Text { ja: "3年以上同じ実績値", en: "same as in the years before" },
    message: Text {
        ja: "実績値 {found} が{expected}から末尾の桁まで同じである。",
        en: "The actual {found} has been the same to the last digit since {expected}.",
    },
    why: Text {
        ja: "前年度のシートを写したまま、更新されていないことがある。",
        en: "The sheet of the year before may have been copied and not brought up to date.",
    },
    remedy: Text {
        ja: "今年度の値かどうかを確かめる。新しい値がないときは「調査なし」か「集計中」と書く。",
        en: "Check that it is this year's value; if there is no new one, write 「調査なし」 or 「集計中」.",
    },
    example: Text {
        ja: "来場者数 | R3実績 1,234 | R4実績 1,234 | R5実績 1,234",
        en: "Visitors | 2021 1,234 | 2022 1,234 | 2023 1,234",
    },
};

/// Ten, a hundred or a thousand times the others, or that part of them.
pub static DIGIT_SLIP: Rule = Rule {
    name: "digit-slip",
    severity: Severity::Warning,
    title: Text { ja: "桁を誤った疑い", en: "digits slipped" },
    message: Text {
        ja: "値 {found} は {expected}にあたり、桁か単位を誤った疑いがある。",
        en: "The value {found} is {expected}: a digit or the unit may be wrong.",
    },
    why: Text {
        ja: "0の付けすぎや付け忘れ、小数点の位置、円と千円の取り違えは、ちょうど10倍・100倍・1,000倍になって現れる。",
        en: "A zero too many, a misplaced point or yen for thousands of yen make a value exactly 10, 100 or 1,000 times what it should be.",
    },
    remedy: Text {
        ja: "元の資料で桁と単位を確かめる。正しい値であれば、理由を備考に書く。",
        en: "Check digits and unit against the source; if the value is right, give the reason in the remarks.",
    },
    example: Text {
        ja: "利用者数 | R3実績 1,180 | R4実績 12,050 | R5実績 1,230",
        en: "Users | 2021 1,180 | 2022 12,050 | 2023 1,230",
    },
};

/// All actuals of a sheet are those of the year before.
pub static ACTUALS_COPIED: Rule = Rule {
    name: "actuals-copied",
    severity: Severity::Warning,
    title: Text { ja: "実績がすべて前年度と同じ", en: "all actuals as in the year before" },
    message: Text {
        ja: "このシートの実績値が、どの指標も{expected}件とも同じである（{found} ほか）。",
        en: "All actuals of this sheet ({found} and the others) are those of the year before ({expected}).",
    },
    why: Text {
        ja: "前年度のシートを写したまま、実績が更新されていないことがある。",
        en: "The sheet of the year before may have been copied without its actuals being brought up to date.",
    },
    remedy: Text {
        ja: "今年度の実績値かどうかを確かめる。まだ分からないときは「集計中」と書く。",
        en: "Check that these are this year's actuals; if they are not known yet, write 「集計中」.",
    },
    example: Text {
        ja: "R4実績 1,187・61.3・12 | R5実績 1,187・61.3・12",
        en: "2022 1,187, 61.3, 12 | 2023 1,187, 61.3, 12",
    },
};
