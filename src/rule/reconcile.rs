//! Rules of `reconcile`: files set beside one another.

use super::{Rule, Severity};
use crate::lang::Text;

/// The rules of this stage.
pub const RULES: &[&Rule] = &[&FILE_DUPLICATE, &FILE_WITHOUT_INDICATORS];

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
        ja: "このファイルからは、指標・取組項目・事業費のいずれも読み取れなかった。",
        en: "Neither indicators nor actions nor amounts were found in this file.",
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
