//! Rules of `read`: files that could not be read, or not wholly.

use super::{Rule, Severity};
use crate::lang::Text;

/// The rules of this stage.
pub const RULES: &[&Rule] = &[&FILE_UNREADABLE];

/// A file that looks like a spreadsheet and cannot be opened.
pub static FILE_UNREADABLE: Rule = Rule {
    name: "file-unreadable",
    severity: Severity::Error,
    title: Text { ja: "ファイルが読めない", en: "file cannot be read" },
    message: Text {
        ja: "このファイルは読めない（{found}）。", en: "This file cannot be read ({found})."
    },
    why: Text {
        ja: "中の指標が一つも集計に入っていない。", en: "None of the indicators in it are in the results."
    },
    remedy: Text {
        ja: "Excelで開けるか確かめ、開ければ「名前を付けて保存」で保存し直して、もう一度提出する。",
        en: "Check that Excel opens it; if so, save it again under a new name and submit it once more.",
    },
    example: Text { ja: "途中で切れた .xlsx ファイル", en: "an .xlsx file that was cut off" },
};
