//! Rules of `normalize`: values that could not be read as one number.

use super::{Rule, Severity};
use crate::lang::Text;

/// The rules of this stage.
pub const RULES: &[&Rule] = &[
    &VALUE_UNREADABLE,
    &VALUE_VAGUE,
    &VALUE_ROUGH,
    &VALUE_IS_DATE,
    &CELL_ERROR,
    &FORMULA_UNCOMPUTED,
    &UNIT_MISMATCH,
    &TARGET_UNCLEAR,
    &VALUE_REVISED,
    &VALUE_OF_OTHER_YEAR,
    &TARGET_IN_NAME,
    &TARGET_FROM_STATEMENT,
    &STATEMENT_UNCLEAR,
    &PARTS_DIFFER,
    &FINAL_TARGET_YEAR_UNKNOWN,
];

/// A cell with digits that are no single number.
pub static VALUE_UNREADABLE: Rule = Rule {
    name: "value-unreadable",
    severity: Severity::Error,
    title: Text { ja: "数値として読めない", en: "value cannot be read" },
    message: Text {
        ja: "「{indicator}」の値「{found}」は一つの数値として読めない。",
        en: "The value {found} cannot be read as one number.",
    },
    why: Text { ja: "集計では値なしとして扱われる。", en: "It counts as no value." },
    remedy: Text {
        ja: "数値だけを一つ記入する。内訳や前回の値は備考に書く。",
        en: "Enter one number; put breakdowns and earlier values into the remarks.",
    },
    example: Text { ja: "実績値「120 100」", en: "an actual with two numbers" },
};

/// 80人程度.
pub static VALUE_VAGUE: Rule = Rule {
    name: "value-vague",
    severity: Severity::Error,
    title: Text { ja: "おおよその値", en: "inexact value" },
    message: Text {
        ja: "「{indicator}」の値「{found}」はおおよその値であり、数値として扱っていない。",
        en: "The value {found} is inexact and is not used as a number.",
    },
    why: Text {
        ja: "「80程度」「80弱」は80より多いか少ないかが分からず、達成したかどうか判定できない。",
        en: "Some 80 may be more or less than 80; whether the target was met cannot be judged.",
    },
    remedy: Text {
        ja: "確定した数値を記入する。確定していなければ「集計中」、速報であれば「80（速報値）」と書く。",
        en: "Enter the exact number, or mark it as pending or provisional.",
    },
    example: Text { ja: "実績値「80程度」", en: "an actual given as some 80" },
};

/// 約80.
pub static VALUE_ROUGH: Rule = Rule {
    name: "value-rough",
    severity: Severity::Warning,
    title: Text { ja: "概数", en: "rounded value" },
    message: Text {
        ja: "「{indicator}」の値「{found}」は概数である。書かれた数値をそのまま使っている。",
        en: "The value {found} is a rounded one; its number is used as it stands.",
    },
    why: Text {
        ja: "目標に近い値では、達成したかどうかの判定が変わることがある。",
        en: "Near the target, the exact value could change the judgement.",
    },
    remedy: Text {
        ja: "確定した数値を記入する。速報であれば「80（速報値）」と書く。",
        en: "Enter the exact number, or mark it as provisional.",
    },
    example: Text { ja: "実績値「約80」", en: "an actual given as about 80" },
};

/// A number that Excel turned into a date.
pub static VALUE_IS_DATE: Rule = Rule {
    name: "value-is-date",
    severity: Severity::Error,
    title: Text { ja: "値が日付になっている", en: "value is a date" },
    message: Text {
        ja: "「{indicator}」の値が日付（{found}）になっている。", en: "The value is a date ({found})."
    },
    why: Text {
        ja: "「3/9」などの入力をExcelが日付に変えたと思われ、元の数値は分からない。",
        en: "Excel turned what was typed into a date; the number is lost.",
    },
    remedy: Text {
        ja: "セルの書式を「標準」か「数値」にして、値を入れ直す。",
        en: "Set the cell's format to General and type the value again.",
    },
    example: Text { ja: "「3/9」と入力して「3月9日」になったセル", en: "3/9 typed into a cell" },
};

/// `#DIV/0!` and its kin.
pub static CELL_ERROR: Rule = Rule {
    name: "cell-error",
    severity: Severity::Error,
    title: Text { ja: "数式エラー", en: "formula error" },
    message: Text {
        ja: "「{indicator}」の値が数式エラー（{found}）になっている。",
        en: "The value is a formula error ({found}).",
    },
    why: Text { ja: "値がないものとして扱われる。", en: "It counts as no value." },
    remedy: Text {
        ja: "数式か参照先を直すか、値を直接入力する。",
        en: "Mend the formula or what it refers to, or enter the value.",
    },
    example: Text { ja: "#REF! になった実績値", en: "an actual that shows #REF!" },
};

/// A formula whose value was never stored.
pub static FORMULA_UNCOMPUTED: Rule = Rule {
    name: "formula-uncomputed",
    severity: Severity::Error,
    title: Text { ja: "計算されていない数式", en: "formula without a stored value" },
    message: Text {
        ja: "「{indicator}」の値は数式だが、計算結果がファイルに保存されていない。",
        en: "The value is a formula whose result is not stored in the file.",
    },
    why: Text { ja: "空欄や0として読むと誤りになる。", en: "Reading it as blank or 0 would be wrong." },
    remedy: Text {
        ja: "Excelで開いて上書き保存し、もう一度提出する。",
        en: "Open the file in Excel, save it, and submit it again.",
    },
    example: Text {
        ja: "他のソフトが書き出した数式だけのセル", en: "a formula written by another program"
    },
};

/// A number whose own unit is not the indicator's.
pub static UNIT_MISMATCH: Rule = Rule {
    name: "unit-mismatch",
    severity: Severity::Error,
    title: Text { ja: "単位が指標の単位と違う", en: "unit differs from the indicator's" },
    message: Text {
        ja: "「{indicator}」の単位は「{expected}」だが、値は「{found}」と書かれている。",
        en: "The indicator's unit is {expected}, but the value says {found}.",
    },
    why: Text {
        ja: "そのまま読むと桁の違う数値になるため、値なしとして扱っている。",
        en: "Read as it stands it would be off by a factor, so it counts as no value.",
    },
    remedy: Text {
        ja: "単位「{expected}」で書き直す。単位が変わったのであれば、すべての年度をそろえる。",
        en: "Write the value in {expected}; if the unit changed, change it for all years.",
    },
    example: Text {
        ja: "単位「人」の指標で実績値「3千人」", en: "an indicator in persons with a value in thousands"
    },
};

/// A target with digits that is no single number.
pub static TARGET_UNCLEAR: Rule = Rule {
    name: "target-unclear",
    severity: Severity::Warning,
    title: Text { ja: "目標が一つの数値でない", en: "target is not one number" },
    message: Text {
        ja: "「{indicator}」の目標「{found}」は一つの数値ではないため、文章の目標として扱い、判定していない。",
        en: "The target {found} is not one number; it is kept as words and not judged.",
    },
    why: Text {
        ja: "数値の一部だけを採ると別の目標になる。", en: "Taking a part of it would make another target."
    },
    remedy: Text {
        ja: "目標値を一つの数値（必要なら「以上」「以下」を付けて）で書く。",
        en: "Write the target as one number, with a word for at least or at most if needed.",
    },
    example: Text { ja: "目標値「毎年1ポイント以上」", en: "a target of at least one point a year" },
};

/// Struck-through text beside new text.
pub static VALUE_REVISED: Rule = Rule {
    name: "value-revised",
    severity: Severity::Note,
    title: Text { ja: "改められた値", en: "revised value" },
    message: Text {
        ja: "「{indicator}」の値は「{expected}」から「{found}」に改められている。",
        en: "The value was revised from {expected} to {found}.",
    },
    why: Text {
        ja: "見え消しの取消線の部分や、見直し前（当初）の欄の値は使わず、新しい値を集計に使っている。",
        en: "What is struck through, or stands in a row for the target before its revision, is not used; the new value is.",
    },
    remedy: Text { ja: "改めた値でよいか確かめる。", en: "Check that the new value is the right one." },
    example: Text {
        ja: "「120」に取消線を引いて「135」と書いたセル", en: "120 struck through, 135 beside it"
    },
};

/// A cell that names another year than its heading.
pub static VALUE_OF_OTHER_YEAR: Rule = Rule {
    name: "value-of-other-year",
    severity: Severity::Error,
    title: Text { ja: "見出しと違う年度の値", en: "value of another year" },
    message: Text {
        ja: "「{indicator}」の{expected}の欄に、別の年度を書いた値「{found}」がある。",
        en: "The cell for another year than its heading: {found}.",
    },
    why: Text {
        ja: "どの年度の値か決められないため、値なしとして扱っている。",
        en: "It cannot be decided which year it is of, so it counts as no value.",
    },
    remedy: Text {
        ja: "その年度の値に直す。値がなければ「集計中」などと書き、別の年度の値は備考に書く。",
        en: "Enter the value of the heading's year; put values of other years into the remarks.",
    },
    example: Text { ja: "R4実績の列に「12（R3）」", en: "12 (R3) in the column for R4" },
};

/// A final target for no year.
pub static FINAL_TARGET_YEAR_UNKNOWN: Rule = Rule {
    name: "final-target-year-unknown",
    severity: Severity::Warning,
    title: Text { ja: "最終目標の年度が分からない", en: "final target without a year" },
    message: Text {
        ja: "「{indicator}」の最終目標「{found}」がいつの目標か分からない。",
        en: "It is not known for which year the final target {found} is.",
    },
    why: Text {
        ja: "年度が分からないと、どの年の実績とも比べられない。",
        en: "Without a year it cannot be compared with any actual.",
    },
    remedy: Text {
        ja: "見出しに目標年度を書く（例：最終目標（令和7年度））。",
        en: "Write the year into the heading.",
    },
    example: Text { ja: "「最終目標」の列に年度がない", en: "a column of final targets without a year" },
};

/// A name that holds the target as a sentence.
pub static TARGET_IN_NAME: Rule = Rule {
    name: "target-in-name",
    severity: Severity::Warning,
    title: Text { ja: "目標が指標名の文中にある", en: "target written into the name" },
    message: Text {
        ja: "「{found}」は文中に目標の数値があるが、目標の欄がないため、目標として読み取っていない。",
        en: "The name {found} holds a number that may be the target; there is no cell for a target, and none was read.",
    },
    why: Text {
        ja: "目標がないものとして扱われ、判定されない。",
        en: "It counts as having no target and is not judged.",
    },
    remedy: Text {
        ja: "目標値の欄を設け、数値と目標年度を分けて書く。",
        en: "Give the target a cell of its own, with its year.",
    },
    example: Text { ja: "KPI欄の「企業立地件数４件」", en: "a KPI given as a sentence with its number" },
};

/// A target that a sentence gave.
pub static TARGET_FROM_STATEMENT: Rule = Rule {
    name: "target-from-statement",
    severity: Severity::Note,
    title: Text { ja: "目標を文から読み取った", en: "target read from a sentence" },
    message: Text {
        ja: "「{found}」から目標値「{expected}」を読み取った。",
        en: "The target {expected} was read from the sentence {found}.",
    },
    why: Text {
        ja: "目標の欄がないため、指標名の文中の数値を目標とした。年度が書かれていなければ計画の最終年度の目標とする。",
        en: "There is no cell for a target, so the number in the sentence was taken; where it names no year, for the last year of the plan.",
    },
    remedy: Text {
        ja: "読み取りが正しいか確かめる。目標値の欄を設け、数値と目標年度を分けて書くと確実になる。",
        en: "Check that it was read rightly. A cell for the target and its year is surer.",
    },
    example: Text {
        ja: "KPI「助成金を活用した企業立地件数４件」",
        en: "a KPI that reads: 4 companies settled with a subsidy",
    },
};

/// A sentence whose number could be two.
pub static STATEMENT_UNCLEAR: Rule = Rule {
    name: "statement-unclear",
    severity: Severity::Error,
    title: Text {
        ja: "文中の目標が一つの数値として読めない", en: "target in a sentence cannot be read"
    },
    message: Text {
        ja: "「{found}」の数値は、新旧二つの数値が並んでいる、幅がある、おおよそであるなどのため、一つの目標として読めない。",
        en: "The number in {found} may be an old and a new one side by side, a range or an estimate; it cannot be read as one target.",
    },
    why: Text {
        ja: "見え消しの文書から取消線を落として貼り付けると、「7」と「5」が「75」になる。目標なしとして扱われる。",
        en: "Text pasted from a marked-up document without its strike-through turns 7 and 5 into 75. It counts as having no target.",
    },
    remedy: Text {
        ja: "改定後の数値だけを書く。改定前も残すときは、取消線を付けるか備考に書く。",
        en: "Write the new number alone; strike the old one through, or put it into the remarks.",
    },
    example: Text {
        ja: "「校閲修正版」と書かれたブックの「７５年間で７５組」",
        en: "75 couples in 75 years, in a book that calls itself marked up",
    },
};

/// A sum that is not the sum of its parts.
pub static PARTS_DIFFER: Rule = Rule {
    name: "parts-differ",
    severity: Severity::Warning,
    title: Text { ja: "内訳の合計が目標と違う", en: "parts do not add up" },
    message: Text {
        ja: "「{found}」の内訳を合計すると「{expected}」になり、目標と一致しない。",
        en: "The parts in {found} add up to {expected}, which is not the target.",
    },
    why: Text {
        ja: "目標か内訳のどちらかが改定されていないおそれがある。",
        en: "Either the target or a part may not have been revised.",
    },
    remedy: Text {
        ja: "目標と内訳を確かめ、合うように直す。", en: "Check target and parts, and make them agree."
    },
    example: Text {
        ja: "「33人増（企業立地4件×3人 新規就農者15人）」", en: "33 more (4 x 3 and 15)"
    },
};
