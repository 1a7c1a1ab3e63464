//! What is wrong with an office's own template, in words.

use crate::lang::{Lang, Text};
use crate::template::{Problem, TemplateMistake};

/// A mistake with its file, sheet and cell.
pub fn mistake(mistake: &TemplateMistake, lang: Lang) -> String {
    let sheet = if mistake.sheet.is_empty() { String::new() } else { format!(" [{}]", mistake.sheet) };
    let cell =
        mistake.cell.map(|cell| format!("{}{cell}", if sheet.is_empty() { " " } else { "" })).unwrap_or_default();
    format!("{}{sheet}{cell}: {}", mistake.file, problem(&mistake.problem, lang))
}

fn problem(problem: &Problem, lang: Lang) -> String {
    let (text, value): (Text, String) = match problem {
        Problem::Unreadable(why) if why.is_empty() => (UNREADABLE, String::new()),
        Problem::Unreadable(why) => (UNREADABLE_WHY, why.clone()),
        Problem::Unknown { name, nearest: None } => (UNKNOWN, name.clone()),
        Problem::Unknown { name, nearest: Some(nearest) } => {
            return NEAREST.get(lang).replace("{value}", name).replace("{nearest}", nearest);
        }
        Problem::NamedRange(name) => (NAMED_RANGE, name.clone()),
        Problem::TwoLists => (TWO_LISTS, String::new()),
        Problem::TwoRows => (TWO_ROWS, String::new()),
        Problem::Merge(rect) => (MERGE, rect.to_string()),
        Problem::OneOfMany(formula) => (ONE_OF_MANY, formula.clone()),
        Problem::Relative(formula) => (RELATIVE, formula.clone()),
        Problem::Formula(formula) => (FORMULA, formula.clone()),
        Problem::Array => (ARRAY, String::new()),
        Problem::TableHead => (TABLE_HEAD, String::new()),
        Problem::Fixed(what) => (FIXED, (*what).to_owned()),
        Problem::TooLong => (TOO_LONG, String::new()),
    };
    text.get(lang).replace("{value}", &value)
}

const UNREADABLE: Text = Text {
    ja: "議会報告の様式として読めません。Excelブック（.xlsx、.xlsm）を指定してください",
    en: "cannot be read as a council template; name an Excel workbook (.xlsx, .xlsm)",
};
const UNREADABLE_WHY: Text = Text {
    ja: "議会報告の様式として読めません（{value}）",
    en: "cannot be read as a council template ({value})",
};
const UNKNOWN: Text = Text {
    ja: "{{{value}}} という差し込み項目はありません。一覧は docs/council-template.md にあります",
    en: "there is no placeholder {{{value}}}; docs/council-template.md lists them",
};
const NEAREST: Text = Text {
    ja: "{{{value}}} という差し込み項目はありません。もしかして {{{nearest}}}",
    en: "there is no placeholder {{{value}}}; did you mean {{{nearest}}}?",
};
const NAMED_RANGE: Text = Text {
    ja: "名前「{value}」は一つのセル（または一つの結合セル）に付けてください",
    en: "the name {value} must stand for one cell or one merged cell",
};
const TWO_LISTS: Text = Text {
    ja: "一つの行に二つの一覧の項目があります。行を分けてください",
    en: "fields of two lists stand in one row; give each a row of its own",
};
const TWO_ROWS: Text = Text {
    ja: "同じ一覧の項目が続く2行にあります。1件は1行にしてください",
    en: "fields of one list stand in two rows, one below the other; a record is one row",
};
const MERGE: Text = Text {
    ja: "くり返す行がほかの行と結合されています（{value}）。結合を解いてください",
    en: "the row that is repeated is merged with others ({value}); undo the merge",
};
const ONE_OF_MANY: Text = Text {
    ja: "くり返す行の一つのセルを参照する数式です（={value}）。範囲（E5:E5）で書いてください",
    en: "a formula looks at one cell of the row that is repeated (={value}); write it as a range (E5:E5)",
};
const RELATIVE: Text = Text {
    ja: "くり返しによって行の間隔が変わる参照です（={value}）。行に $ を付けて（E$20）書いてください",
    en: "the distance to a cell changes when rows are repeated (={value}); write its row with $ (E$20)",
};
const FORMULA: Text = Text {
    ja: "行をくり返すと参照を追えない数式です（={value}）",
    en: "a formula whose cells cannot be followed when rows are repeated (={value})",
};
const ARRAY: Text = Text {
    ja: "くり返す行にかかる配列数式かデータテーブルがあります",
    en: "an array formula or a data table lies across the row that is repeated",
};
const TABLE_HEAD: Text = Text {
    ja: "くり返す行がテーブルの見出しか集計の行です",
    en: "the row that is repeated is the head or the sum of an Excel table",
};
const FIXED: Text = Text {
    ja: "行をくり返すシートに、位置を変えられないものがあります（{value}）",
    en: "a sheet with a row that is repeated has something whose place cannot be changed ({value})",
};
const TOO_LONG: Text = Text { ja: "行がシートに収まりません", en: "the rows do not fit on the sheet" };

/// Two templates would be written to one file.
pub static TWICE: Text =
    Text { ja: "同じ名前の様式が二つあります", en: "two templates have the same name" };

/// `--council-template`.
pub static COUNCIL_TEMPLATE: Text = Text {
    ja: "自団体の議会報告の様式（.xlsx、.xlsm）。差し込み項目を埋めて 議会報告_様式名 を作る（省略時: matome.toml の council_template、なければその隣の templates/council/）",
    en: "The office's own council workbook with placeholders; filled as 議会報告_NAME (default: council_template in matome.toml, else templates/council/ beside it)",
};
