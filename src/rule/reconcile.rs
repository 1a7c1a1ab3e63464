//! Rules of `reconcile`: files set beside one another.

use super::{Rule, Severity};
use crate::lang::Text;

/// The rules of this stage.
pub const RULES: &[&Rule] = &[&FILE_DUPLICATE, &FILE_WITHOUT_INDICATORS, &SHEET_OF_ANOTHER_KIND, &SHEET_NOT_UNDERSTOOD];

/// The same bytes under two names.
pub static FILE_DUPLICATE: Rule = Rule {
    name: "file-duplicate",
    severity: Severity::Warning,
    title: Text { ja: "同じファイルが二つある", en: "the same file twice" },
    message: Text {
        ja: "「{found}」とまったく同じ内容のファイルのため、集計に入れていない。",
        en: "This file is identical to {found}; it was not counted.",
    },
    why: Text { ja: "同じ指標を二重に数えないため。", en: "No indicator is to be counted twice." },
    remedy: Text {
        ja: "不要な方を提出フォルダから除く。別の内容のはずであれば、正しいファイルを提出し直す。",
        en: "Remove one of the two. If it should differ, submit the right file.",
    },
    example: Text {
        ja: "「評価シート.xlsx」と「評価シート - コピー.xlsx」", en: "a workbook and its copy"
    },
};

/// A file that was read and in which nothing was found.
pub static FILE_WITHOUT_INDICATORS: Rule = Rule {
    name: "file-without-indicators",
    severity: Severity::Warning,
    title: Text { ja: "指標が見つからない", en: "no indicators found" },
    message: Text {
        ja: "このファイルからは、指標・取組項目・事業費のいずれも読み取れなかった（{found}）。",
        en: "Neither indicators nor actions nor amounts were found in this file ({found}).",
    },
    why: Text {
        ja: "評価シートの付け忘れか、様式の言葉が未登録のことがある。",
        en: "The evaluation sheet may be missing, or the form may use words that are not known.",
    },
    remedy: Text {
        ja: "評価シートが入っているか確かめる。入っていれば、企画担当課に知らせる。",
        en: "Check that the evaluation sheet is in the file; if it is, tell the planning office.",
    },
    example: Text { ja: "送付状だけのファイル", en: "a file with only a cover letter" },
};

/// A sheet on which there is no indicator, in a file with others.
pub static SHEET_OF_ANOTHER_KIND: Rule = Rule {
    name: "sheet-of-another-kind",
    severity: Severity::Note,
    title: Text { ja: "指標のないシート", en: "sheet without indicators" },
    message: Text {
        ja: "このシートからは、指標を読み取っていない（{found}）。",
        en: "No indicator was read from this sheet ({found}).",
    },
    why: Text {
        ja: "名簿、予算書、記入要領などのシートの数値を、指標の値として集計に入れない。",
        en: "Numbers on lists of persons, in budgets or instructions are not to be taken for values of indicators.",
    },
    remedy: Text {
        ja: "評価に関係のないシートであれば、そのままでよい。指標の表であれば、「指標名」「目標値」「実績値」と年度の見出しを付けて、もう一度提出する。",
        en: "Sheets that have nothing to do with the evaluation may stay. If it is a table of indicators, give it headings for names, targets, actuals and years, and submit it again.",
    },
    example: Text {
        ja: "評価シートの後ろにある「職員名簿」", en: "a staff list behind the evaluation sheets"
    },
};

/// A sheet that speaks of indicators and of which nothing could be made.
pub static SHEET_NOT_UNDERSTOOD: Rule = Rule {
    name: "sheet-not-understood",
    severity: Severity::Warning,
    title: Text {
        ja: "指標の言葉があるのに読み取れないシート", en: "sheet of indicators that could not be read"
    },
    message: Text {
        ja: "このシートには指標・目標・実績の見出しと数値があるが、指標を一つも読み取れなかった（{found}）。",
        en: "This sheet has headings for indicators, targets or actuals, and numbers, but no indicator could be read from it ({found}).",
    },
    why: Text {
        ja: "指標の表であれば、その目標と実績は集計に入っていない。",
        en: "If it is a table of indicators, its targets and actuals are not in the results.",
    },
    remedy: Text {
        ja: "見出しと値の位置を、ほかの評価シートと同じにする。どのセルが読めないかは matome inspect で分かる。指標の表でなければ、そのままでよい。",
        en: "Arrange headings and values as on other sheets; matome inspect shows which cells were not read. If it is no table of indicators, it may stay.",
    },
    example: Text {
        ja: "見出し「指標」「目標」「実績」が値の欄から離れた場所にある表",
        en: "a table whose headings stand apart from its values",
    },
};
