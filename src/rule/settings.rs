//! Rules of the settings: what the user wrote and the run had no use for.

use super::{Rule, Severity};
use crate::lang::Text;

/// The rules of the settings.
pub const RULES: &[&Rule] = &[&EXCEPTION_UNUSED];

/// An exception in the settings that accepts nothing.
pub static EXCEPTION_UNUSED: Rule = Rule {
    name: "exception-unused",
    severity: Severity::Warning,
    title: Text { ja: "使われていない例外", en: "exception not used" },
    message: Text {
        ja: "設定の例外に当てはまる確認事項がない（{found}）。",
        en: "No finding matches this exception of the settings ({found}).",
    },
    why: Text {
        ja: "指摘がすでに直っているか、ファイル名や指標名が変わっている。残しておくと、将来の別の誤りを見逃すことがある。",
        en: "Either it has been mended, or a file or indicator has another name now. Left in place, it may hide another mistake later.",
    },
    remedy: Text {
        ja: "直っていれば設定ファイルからこの [[accept]] を消す。名前が変わったのであれば書き直す。",
        en: "If it has been mended, take this [[accept]] out of the settings; if a name changed, correct it.",
    },
    example: Text {
        ja: "[[accept]] rule = \"value-jump\", file = \"相談.xlsx\" と書いたが、相談.xlsx に value-jump の指摘がない",
        en: "[[accept]] rule = \"value-jump\", file = \"a.xlsx\", while a.xlsx has no such finding",
    },
};
