//! Rules about the rates and marks that the sheet itself states.

use crate::lang::Text;
use crate::rule::{Rule, Severity};

/// 実績÷目標 for an indicator that should fall.
pub static RATE_WRONG_WAY: Rule = Rule {
    name: "rate-wrong-way",
    severity: Severity::Error,
    title: Text { ja: "減少指標の達成率が逆", en: "rate of a falling indicator is upside down" },
    message: Text {
        ja: "減少を目指す指標なのに、達成率が実績÷目標で計算されている（記載 {found}、基準値からの進み具合 {expected}）。",
        en: "This indicator should fall, but its rate {found} is actual / target (the way covered from the baseline: {expected}).",
    },
    why: Text {
        ja: "この式では、悪くなるほど達成率が上がる。目標に届いていないのに100％を超えて見える。",
        en: "By this formula the rate rises as things get worse: a missed target looks like more than 100 %.",
    },
    remedy: Text {
        ja: "基準値からの進み具合（（実績－基準）÷（目標－基準）×100）に改めるか、達成率の欄を「－」にする。",
        en: "Use the way covered from the baseline, (actual - baseline) / (target - baseline) x 100, or leave the rate out.",
    },
    example: Text {
        ja: "1人1日ごみ量 | 向き 減 | 目標 580 | 実績 593 | 達成率 102.2",
        en: "Waste per head | direction down | target 580 | actual 593 | rate 102.2",
    },
};

/// The sheet's rate follows from none of the usual formulas.
pub static RATE_DISAGREES: Rule = Rule {
    name: "rate-disagrees",
    severity: Severity::Warning,
    title: Text { ja: "達成率が計算と合わない", en: "rate disagrees" },
    message: Text {
        ja: "記載の達成率 {found} が、実績値と目標値からの計算 {expected} と合わない。",
        en: "The stated rate {found} does not follow from actual and target ({expected}).",
    },
    why: Text {
        ja: "実績値・目標値・達成率のどれかが誤っている。実績を直したあと、達成率だけ前のまま残っていることが多い。",
        en: "One of actual, target and rate is wrong; often the rate was left as it was when the actual was corrected.",
    },
    remedy: Text {
        ja: "実績値と目標値を確かめ、達成率を計算し直す。別の式によるときは、式を備考に書く。",
        en: "Check actual and target and work the rate out again; if it follows another formula, write that into the remarks.",
    },
    example: Text {
        ja: "利用者数 | 目標 772 | 実績 712 | 達成率 97.8（計算では 92.2）",
        en: "Users | target 772 | actual 712 | rate 97.8 (works out as 92.2)",
    },
};

/// The sheet says 達成 and the numbers say otherwise, or the reverse.
pub static JUDGEMENT_DISAGREES: Rule = Rule {
    name: "judgement-disagrees",
    severity: Severity::Warning,
    title: Text { ja: "判定が数値と合わない", en: "judgement disagrees" },
    message: Text {
        ja: "記載の判定は「{found}」だが、数値では「{expected}」になる。",
        en: "The sheet says 「{found}」, but by its numbers it is 「{expected}」.",
    },
    why: Text {
        ja: "議会や公表の資料では判定の方が読まれる。数値と食い違うと説明がつかない。",
        en: "It is the judgement that people read; one that its numbers contradict cannot be explained.",
    },
    remedy: Text {
        ja: "実績値・目標値・向きを確かめて判定を直す。数値以外の事情で判定したときは、理由を備考に書く。",
        en: "Check actual, target and direction and correct the judgement; if it rests on more than numbers, give the reason.",
    },
    example: Text {
        ja: "受診率 | 向き 増 | 目標 60 | 実績 58.2 | 判定 達成",
        en: "Check-ups | direction up | target 60 | actual 58.2 | judgement: achieved",
    },
};

/// More than twice the target.
pub static RATE_OVER: Rule = Rule {
    name: "rate-over",
    severity: Severity::Note,
    title: Text { ja: "達成率が200％を超えている", en: "rate over 200 %" },
    message: Text {
        ja: "達成率が {found} と、{expected}を超えている。",
        en: "The rate of achievement is {found}, more than {expected}.",
    },
    why: Text {
        ja: "目標が低すぎるか、実績か目標の桁・単位・数え方（単年と累計、延べと実数）が食い違っていることがある（目標を大きく超えた正しい値もある）。",
        en: "The target is too low, or target and actual differ in digits, unit or what they count (a year or a total); some such values are right.",
    },
    remedy: Text {
        ja: "目標値と実績値が同じものを同じ単位で数えているかを確かめる。正しければ、要因を書き、目標の見直しを検討する。",
        en: "Check that both count the same thing in the same unit; if so, give the reason and consider a new target.",
    },
    example: Text {
        ja: "相談件数 | R5目標 40 | R5実績 98", en: "Consultations | 2023 target 40 | 2023 actual 98"
    },
};
