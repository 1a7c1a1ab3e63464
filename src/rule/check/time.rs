//! Rules about years and days.

use crate::lang::Text;
use crate::rule::{Rule, Severity};

/// The evaluated year is empty and the next one filled.
pub static YEAR_SHIFTED: Rule = Rule {
    name: "year-shifted",
    severity: Severity::Warning,
    title: Text { ja: "評価年度と対象年度の取り違え", en: "evaluated year and next year confused" },
    message: Text {
        ja: "評価の対象は {expected} だが、その年度の実績が空いていて、翌年度の欄に {found} と書かれている。",
        en: "The sheet evaluates {expected}, whose actual is empty, while the year after has {found}.",
    },
    why: Text {
        ja: "「令和6年度評価」が令和5年度を対象とするとき、実績を一年ずれた欄に書いてしまうことがある。",
        en: "Where an evaluation made in 2024 is about 2023, the actual is easily written into the wrong year.",
    },
    remedy: Text {
        ja: "どの年度の実績かを確かめ、正しい年度の欄に書く。",
        en: "Find out which year the actual is of, and write it under that year.",
    },
    example: Text {
        ja: "令和5年度を対象とするシート | R5実績（空欄） | R6実績 106",
        en: "A sheet about 2023 | 2023 actual (empty) | 2024 actual 106",
    },
};

/// A day or a period that has not come yet.
pub static DATE_IN_FUTURE: Rule = Rule {
    name: "date-in-future",
    severity: Severity::Warning,
    title: Text { ja: "先の日付の実績", en: "date in the future" },
    message: Text {
        ja: "実績が {found} のものとなっているが、基準日は {expected} である。",
        en: "The actual is of {found}, but the report is as of {expected}.",
    },
    why: Text {
        ja: "まだ来ていない日や期間の実績はない。年や月を間違えたか、見込みを実績として書いている。",
        en: "There is no actual of a day that has not come: the date is wrong, or this is a forecast.",
    },
    remedy: Text {
        ja: "日付と、どの期間の値かを確かめる。見込みであれば「見込」と書く。",
        en: "Check the date and the period; if it is a forecast, write 「見込」.",
    },
    example: Text { ja: "基準日 2024-10-31 | R6年11月実績 1,240", en: "as of 2024-10-31 | November 2024 1,240" },
};

/// The actual of a year that still runs.
pub static ACTUAL_BEFORE_END: Rule = Rule {
    name: "actual-before-end",
    severity: Severity::Note,
    title: Text { ja: "年度途中の値が実績になっている", en: "actual before the year's end" },
    message: Text {
        ja: "{expected}はまだ終わっていないのに、実績値 {found} が入っている。",
        en: "{expected} is not over yet, but its actual is {found}.",
    },
    why: Text {
        ja: "途中までの値を一年分の目標と比べると、未達成に見える。前の年度の値を一年ずれた欄に書いたこともある。",
        en: "What was counted so far looks like a miss beside the target of a whole year; or the value of last year stands under the wrong year.",
    },
    remedy: Text {
        ja: "どの年度の値かを確かめる。途中の値であれば「10月末現在」のように時点を、見込みであれば「見込」を書く。",
        en: "Check which year it is of; give the day of a value so far, and write 「見込」 to a forecast.",
    },
    example: Text {
        ja: "基準日 2024-10-31 | 来場者数 | R6実績 1,240",
        en: "as of 2024-10-31 | Visitors | 2024 actual 1,240",
    },
};

/// A provisional value never settled.
pub static PROVISIONAL_STAYS: Rule = Rule {
    name: "provisional-stays",
    severity: Severity::Warning,
    title: Text { ja: "速報値のまま", en: "still provisional" },
    message: Text {
        ja: "{expected}の実績値 {found} が、速報値のままになっている。",
        en: "The actual {found} ({expected}) is still provisional.",
    },
    why: Text {
        ja: "速報値は確定値に置き換えないと、前年度との比較や最終の評価が狂う。",
        en: "A provisional value that is never replaced spoils comparisons and the final evaluation.",
    },
    remedy: Text {
        ja: "確定値を調べて置き換える。確定値が公表されないのであれば、そのことを備考に書く。",
        en: "Replace it by the final value; if none is published, say so in the remarks.",
    },
    example: Text {
        ja: "来場者数 | R4実績 1,187（速報値） | R5実績 1,240 | R6実績 1,251",
        en: "Visitors | 2022 1,187 (provisional) | 2023 1,240 | 2024 1,251",
    },
};
