//! Rules about targets: their direction, and how they agree among themselves.

use crate::lang::Text;
use crate::rule::{Rule, Severity};

/// Nothing says which way is better.
pub static DIRECTION_UNKNOWN: Rule = Rule {
    name: "direction-unknown",
    severity: Severity::Note,
    title: Text { ja: "増減の向きが分からない", en: "direction unknown" },
    message: Text {
        ja: "増えるのがよいのか減るのがよいのか分からないので、判定していない。",
        en: "It is not known whether more or less is better, so this indicator is not judged.",
    },
    why: Text {
        ja: "向きは指標の名称からは決められない。推測で判定すると、悪化を達成と数えてしまう。",
        en: "A name does not tell the direction, and a guess may count a change for the worse as achieved.",
    },
    remedy: Text {
        ja: "様式や指標台帳に向き（増加・減少・維持）を書くか、目標を「80以上」「30以下」のように書く。基準値があれば、目標との比較で分かる。",
        en: "State the direction on the form or in the register, or write the target as 「80以上」 or 「30以下」. A baseline helps, too.",
    },
    example: Text {
        ja: "苦情件数 | 基準値（なし） | 目標 20 | 実績 25",
        en: "Complaints | no baseline | target 20 | actual 25",
    },
};

/// Targets that move away from where they should go.
pub static TARGET_NOT_TOWARD: Rule = Rule {
    name: "target-not-toward",
    severity: Severity::Warning,
    title: Text { ja: "目標が向きと逆", en: "target goes the wrong way" },
    message: Text {
        ja: "目標値 {found} が、目指す向きと逆に動いている（{expected}）。",
        en: "The target {found} moves against the direction ({expected}).",
    },
    why: Text {
        ja: "目標値の打ち間違いか、向きの記載の誤りが考えられる。そのままでは、後退しても達成になる。",
        en: "Either the target or the direction is a slip; as it stands, falling back would count as achieved.",
    },
    remedy: Text {
        ja: "目標値と向きを確かめる。意図して目標を下げたのであれば、理由を備考に書く。",
        en: "Check target and direction; if the target was lowered on purpose, give the reason.",
    },
    example: Text {
        ja: "受診率 | 向き 増 | R5目標 62 | R6目標 26",
        en: "Check-ups | direction up | 2023 target 62 | 2024 target 26",
    },
};

/// The final target and the yearly target of that year are two numbers.
pub static FINAL_TARGET_DIFFERS: Rule = Rule {
    name: "final-target-differs",
    severity: Severity::Warning,
    title: Text { ja: "最終目標と同じ年度の目標が違う", en: "final target differs" },
    message: Text {
        ja: "最終目標は {found} だが、同じ年度の目標値は {expected} となっている。",
        en: "The final target is {found}, but the target of that same year is {expected}.",
    },
    why: Text {
        ja: "同じ年度に目標が二つあり、どちらで判定するかで結果が変わる。",
        en: "One year has two targets, and the result depends on which of them is taken.",
    },
    remedy: Text {
        ja: "どちらが今の目標かを確かめ、もう一方を直す。",
        en: "Find out which of them holds now and correct the other.",
    },
    example: Text {
        ja: "定住者数 | 最終目標（R8） 300 | R8目標 280",
        en: "Settlers | final target (2026) 300 | 2026 target 280",
    },
};

/// A target over several years beside the actual of one.
pub static TARGET_SPANS_YEARS: Rule = Rule {
    name: "target-spans-years",
    severity: Severity::Note,
    title: Text { ja: "数年分の目標に単年の実績", en: "target spans years" },
    message: Text {
        ja: "目標（{found}）は数年分の累計、実績（{expected}）は単年度なので、比べていない。",
        en: "The target ({found}) counts several years and the actual ({expected}) one, so they are not compared.",
    },
    why: Text {
        ja: "1年分の実績を数年分の目標で割ると、順調でも低い達成率になる。足し合わせてよい指標かどうかは、様式からは分からない。",
        en: "One year's actual over several years' target looks bad even when all is well, and not every actual may be summed.",
    },
    remedy: Text {
        ja: "実績を累計で書く（「単年（累計）」の形でもよい）か、年度ごとの目標値を置く。年度ごとの実績を合計してよい指標であれば、設定の [[indicator]] に adds_up = true と書く。",
        en: "Give the actual cumulatively, too, as in 「3(9)」, or set a target for each year; if the years add up, say `adds_up = true` in [[indicator]] of the settings.",
    },
    example: Text {
        ja: "移住世帯数 | 目標 7年間で70世帯 | R6実績 9",
        en: "Families moved in | target 70 in 7 years | 2024 actual 9",
    },
};

/// The target repeats the actual of the year before.
pub static TARGET_IS_LAST_ACTUAL: Rule = Rule {
    name: "target-is-last-actual",
    severity: Severity::Note,
    title: Text { ja: "目標値が前年度実績と同じ", en: "target is the last actual" },
    message: Text {
        ja: "目標値 {found} が、前年度の実績値（{expected}）と末尾の桁まで同じである。",
        en: "The target {found} is the actual of the year before ({expected}) to the last digit.",
    },
    why: Text {
        ja: "実績を写しただけの目標は、何を目指すのかを示していない。欄を間違えて実績を書いたこともある。",
        en: "A target that only repeats the actual aims at nothing; or the actual was written into the wrong cell.",
    },
    remedy: Text {
        ja: "計画の目標値かどうかを確かめる。維持を目指すのであれば「維持」か「以上」と書く。",
        en: "Check it against the plan; if the aim is to keep the level, write 「維持」 or 「以上」.",
    },
    example: Text {
        ja: "満足度 | R5実績 61.3 | R6目標 61.3",
        en: "Satisfaction | 2023 actual 61.3 | 2024 target 61.3",
    },
};

/// The target lies well behind what was reached two years running.
pub static TARGET_ALREADY_MET: Rule = Rule {
    name: "target-already-met",
    severity: Severity::Note,
    title: Text { ja: "目標値がすでに達成済み", en: "target already met" },
    message: Text {
        ja: "目標値 {found} を、2年続けて2割以上上回る水準で達成している（{expected}）。",
        en: "The target {found} was passed by more than a fifth two years running ({expected}).",
    },
    why: Text {
        ja: "すでに超えている目標では、これからの取組の成果を測れない。目標の見直しが要るか、目標値の誤りである。",
        en: "A target that lies behind measures nothing any more: it should be reviewed, or it is wrong.",
    },
    remedy: Text {
        ja: "目標値を計画と照らし合わせ、合っていれば見直しを検討する。",
        en: "Check the target against the plan; if it is right, consider a revision.",
    },
    example: Text {
        ja: "利用者数 | R4実績 1,204 | R5実績 1,187 | R6目標 900",
        en: "Users | 2022 1,204 | 2023 1,187 | 2024 target 900",
    },
};
