//! The 30 rules, as data: what each asks, how a program sees whether a table keeps to it, and what it leaves to people.

use super::subject::Subject;
use super::{Verdict, form, meaning, values};
use crate::lang::Text;

/// A rule.
pub struct Norm {
    /// Its official id.
    pub id: &'static str,
    /// What it asks, in short.
    pub asks: Text,
    /// Whether the national checker fails a table for it.
    pub fatal: bool,
    /// How it is checked.
    pub check: fn(&Subject) -> Verdict,
    /// What of it only people can tell, in Japanese; empty if the check sees all.
    pub people: &'static str,
}

const fn norm(
    id: &'static str,
    fatal: bool,
    check: fn(&Subject) -> Verdict,
    ja: &'static str,
    en: &'static str,
    people: &'static str,
) -> Norm {
    Norm { id, asks: Text { ja, en }, fatal, check, people }
}

/// The rules in their order.
pub static NORMS: [Norm; 30] = [
    norm(
        "L1-01",
        true,
        form::format,
        "コンピュータが直接読める形式（xlsx、csv、xml、ods、json）",
        "a format that a machine reads directly",
        "",
    ),
    norm("L1-02", true, form::one_table, "1シート（CSVは1ファイル）に1つの表", "one table a sheet, or a file", ""),
    norm(
        "L1-03",
        false,
        form::unbroken,
        "表を分断する空白の行・列や横並びの見出しがない",
        "no blank rows or columns that cut the table",
        "",
    ),
    norm(
        "L1-04",
        false,
        form::nothing_around,
        "表のまわりに関係のないものがない",
        "nothing unrelated around the table",
        "",
    ),
    norm(
        "L1-05",
        false,
        form::headed,
        "すべての列に、意味の分かる見出しがある",
        "every column has a heading whose meaning can be guessed",
        "見出しから意味が推測できるか",
    ),
    norm(
        "L1-06",
        false,
        form::no_layout_by_spaces,
        "体裁を整えるための空白・改行がない",
        "no spaces or line breaks for layout",
        "文章の中の改行が、体裁のためのものか",
    ),
    norm(
        "L1-07",
        false,
        form::one_datum,
        "1つのセルに1つのデータ",
        "one datum a cell",
        "文字列の列で、区切って並べたもの（関連部署など）",
    ),
    norm(
        "L1-08",
        false,
        form::no_dependent_characters,
        "機種依存文字がない（固有名詞を除く）",
        "no platform-dependent characters, proper names excepted",
        "文字列の列で、固有名詞かどうか",
    ),
    norm("L1-09", false, form::blank_is_not_zero, "空欄と0が区別されている", "blank and zero are told apart", ""),
    norm(
        "L1-10",
        false,
        form::no_drawings,
        "図形・画像に必要な情報がない（xlsx）",
        "nothing the reader needs stands in shapes or pictures",
        "",
    ),
    norm(
        "L1-11",
        false,
        form::no_meaning_by_look,
        "書式だけで意味を表していない（xlsx）",
        "no meaning carried by formatting alone",
        "色や太字に意味を持たせていないか",
    ),
    norm("L1-12", false, form::no_merges, "結合したセルがない（xlsx）", "no merged cells", ""),
    norm(
        "L1-13",
        false,
        form::nothing_hidden,
        "非表示・折り畳みの行・列がない（xlsx）",
        "no hidden or collapsed rows and columns",
        "",
    ),
    norm("L1-14", true, form::one_line, "1レコードが1行（csv）", "one record, one line", ""),
    norm(
        "L1-15",
        true,
        form::quoted_commas,
        "カンマを含む値が「\"」で囲まれている（csv）",
        "a field with a comma is in double quotes",
        "",
    ),
    norm(
        "L2-01",
        true,
        values::numbers,
        "数値が数値として入っている（単位・桁区切り・注記がない）",
        "numbers are numbers",
        "",
    ),
    norm(
        "L2-02",
        true,
        values::nothing_left_out,
        "上と同じだからといって省略していない",
        "nothing left out because it is the same as above",
        "空欄が省略かどうか",
    ),
    norm(
        "L2-03",
        true,
        values::unique_headings,
        "見出しが重複せず、1行にそろっている",
        "headings are unique and complete in one row",
        "",
    ),
    norm(
        "L2-04",
        false,
        values::standard_words,
        "選択肢が統一された語かコードである",
        "choices are standardised words or codes",
        "選択肢の定義がない列の表記の揺れ",
    ),
    norm(
        "L2-05",
        false,
        values::other_apart,
        "「その他」とその内容が別の列にある",
        "“other” and its details are separate columns",
        "",
    ),
    norm("L2-06", false, values::no_formulas, "数式が値になっている（xlsx）", "formulas are replaced by values", ""),
    norm(
        "L3-01",
        true,
        meaning::header_first,
        "1行目が見出し、2行目からデータ",
        "row 1 is the header, data from row 2",
        "",
    ),
    norm("L3-02", false, meaning::code_table, "コード表がある", "a code table is supplied", ""),
    norm(
        "L3-03",
        false,
        values::defined_symbols,
        "数値の列の特別な記号が定義されている",
        "special symbols in number columns are defined",
        "",
    ),
    norm("L3-04", false, meaning::units, "単位が示されている", "units are stated", ""),
    norm(
        "L3-05",
        false,
        meaning::standard_time,
        "時間の表記が標準的（西暦、または西暦を併記した和暦）",
        "time is standard: western years, or era with western",
        "",
    ),
    norm(
        "L3-06",
        false,
        meaning::regions,
        "地域コードか正式な地域名がある",
        "region codes or official region names",
        "地域名が正式か",
    ),
    norm(
        "L3-07",
        false,
        meaning::same_layout,
        "年度によって予告なく様式を変えない",
        "the layout does not change from year to year without notice",
        "前の年度の表と比べて、列が変わっていないか",
    ),
    norm(
        "L3-08",
        false,
        meaning::documented,
        "定義・方法・出典・文字コードが示され、物理名が英数字である",
        "definitions, methods, sources; physical names alphanumeric; encoding and BOM defined",
        "算定方法・出典・更新の経緯が十分か",
    ),
    norm("L3-09", false, meaning::long_form, "縦持ち（1行に1つの観測）", "long form, one observation a row", ""),
];
