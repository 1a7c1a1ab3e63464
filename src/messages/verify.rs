//! Texts of `verify`.

use crate::lang::Text;

/// A file was changed since.
pub static OTHER: Text = Text { ja: "出力した後に変更されている", en: "changed since it was written" };
/// A file is gone.
pub static GONE: Text = Text { ja: "なくなっている", en: "is gone" };
/// A run cannot be read.
pub static NO_RUN: Text = Text { ja: "run.json を読めない", en: "run.json cannot be read" };
/// How many files are as they were written.
pub static UNCHANGED: Text =
    Text { ja: "出力したままのファイル: {n}", en: "Files as the run wrote them: {n}" };
/// How many tables were looked at.
pub static TABLES: Text = Text {
    ja: "機械可読性のルール（2026-03-31決定、30項目）: データのシート・CSV {n}表",
    en: "Rules on machine-readable data (2026-03-31, 30 rules): {n} data sheets and CSVs",
};
/// Sheets for people.
pub static PAGES: Text = Text {
    ja: "人が読むシート {n}枚（概要、議会報告など）は、ルールの対象ではない。",
    en: "{n} sheets are laid out for people, and the rules do not speak of them.",
};
/// Verdicts: kept, broken, not asked, for people.
pub static VERDICTS: [Text; 4] = [
    Text { ja: "適合", en: "meets" },
    Text { ja: "不適合", en: "breaks" },
    Text { ja: "対象外", en: "not asked" },
    Text { ja: "人の判断", en: "for people" },
];
/// What is left to people.
pub static PEOPLE: Text = Text { ja: "人の判断が要る", en: "for people to tell" };
/// A rule for which the national checker fails a table.
pub static FATAL: Text = Text { ja: "必須", en: "fatal" };
