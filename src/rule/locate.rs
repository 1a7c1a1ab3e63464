//! Rules of `locate`: layouts that could not be understood, or not wholly.

use super::{Rule, Severity};
use crate::lang::Text;

/// The rules of this stage.
pub const RULES: &[&Rule] = &[
    &SHEET_TOO_LARGE,
    &SHEET_HIDDEN,
    &INDICATOR_UNNAMED,
    &ROW_LABEL_UNKNOWN,
    &TABLE_WITHOUT_NAME,
    &SERIES_UNKNOWN,
    &YEAR_UNKNOWN,
    &HEADINGS_DISAGREE,
    &VALUE_TWICE,
    &ROWS_REPEAT,
    &VALUE_SPANS_YEARS,
    &YEAR_FROM_TITLE,
    &CELLS_UNREAD,
    &TABLE_UNREAD,
];

/// A sheet with more places than can be looked at.
pub static SHEET_TOO_LARGE: Rule = Rule {
    name: "sheet-too-large",
    severity: Severity::Error,
    title: Text { ja: "シートが大きすぎる", en: "sheet too large" },
    message: Text {
        ja: "このシートは大きすぎて読み取れない。", en: "This sheet is too large to be read."
    },
    why: Text {
        ja: "中の指標が集計に入っていない。", en: "The indicators on it are not in the results."
    },
    remedy: Text {
        ja: "評価に関係のないデータのシートを別のファイルに移すか、表の外に残った文字を消して、もう一度提出する。",
        en: "Move sheets of unrelated data to another file, or clear what stands far outside the table, and submit it again.",
    },
    example: Text { ja: "数百万セルのデータシート", en: "a data sheet with millions of cells" },
};

/// A hidden sheet that looks like a form.
pub static SHEET_HIDDEN: Rule = Rule {
    name: "sheet-hidden",
    severity: Severity::Note,
    title: Text { ja: "非表示のシートは読まない", en: "hidden sheet not read" },
    message: Text {
        ja: "このシートは非表示のため読み取っていない。指標の表らしきものがある。",
        en: "This sheet is hidden and was not read. It seems to hold a table of indicators.",
    },
    why: Text {
        ja: "非表示のシートには前年度の控えなどが残っていることが多く、画面で見えない値を集計に入れない。",
        en: "Hidden sheets often keep last year's copy; values nobody sees are not put into the results.",
    },
    remedy: Text {
        ja: "集計に入れるシートであれば、再表示して提出する。",
        en: "If it is meant to be read, unhide it and submit it again.",
    },
    example: Text {
        ja: "「R5年度（旧）」という非表示のシート", en: "a hidden sheet with last year's form"
    },
};

/// Values in a row without a name.
pub static INDICATOR_UNNAMED: Rule = Rule {
    name: "indicator-unnamed",
    severity: Severity::Error,
    title: Text { ja: "指標名がない", en: "indicator without a name" },
    message: Text {
        ja: "値「{found}」があるが、その行に指標名がない。",
        en: "There is a value ({found}) but no indicator name in its row.",
    },
    why: Text {
        ja: "どの指標の値か分からず、集計に入れられない。",
        en: "It is not known which indicator the value belongs to, so it is left out.",
    },
    remedy: Text {
        ja: "指標名を記入する。使わない枠であれば値を消す。",
        en: "Fill in the indicator's name, or clear the value if the row is not used.",
    },
    example: Text { ja: "指標名が空欄で、目標値だけが100", en: "indicator name empty, target 100" },
};

/// A row label that is no known kind of value.
pub static ROW_LABEL_UNKNOWN: Rule = Rule {
    name: "row-label-unknown",
    severity: Severity::Warning,
    title: Text { ja: "行の見出しが分からない", en: "unknown row label" },
    message: Text {
        ja: "行の見出し「{found}」が目標か実績か分からないため、この行の値は読み取っていない。",
        en: "The row label {found} does not say whether the row holds targets or actuals; its values were not read.",
    },
    why: Text {
        ja: "推測で目標や実績とすると誤った数値になる。", en: "Guessing would give wrong numbers."
    },
    remedy: Text {
        ja: "目標値・実績値の行であれば、見出しをそのとおりに直す。様式の言葉であれば、企画担当課に知らせる。",
        en: "If the row holds targets or actuals, label it so. If the form uses this word, tell the planning office.",
    },
    example: Text {
        ja: "目標値／実績値の行の間に「近隣市」の行",
        en: "a row for neighbouring cities between target and actual",
    },
};

/// Targets and actuals without any indicator name in sight.
pub static TABLE_WITHOUT_NAME: Rule = Rule {
    name: "table-without-name",
    severity: Severity::Warning,
    title: Text { ja: "表の指標名が見つからない", en: "table without an indicator name" },
    message: Text {
        ja: "「{found}」から始まる表に目標・実績の欄があるが、指標名の欄が見つからず、読み取っていない。",
        en: "The table that starts at {found} has targets or actuals, but no indicator name was found for it; it was not read.",
    },
    why: Text {
        ja: "どの指標の値か分からない。", en: "It is not known which indicator the values belong to."
    },
    remedy: Text {
        ja: "表の上に「指標名」の見出しと名称を書く。",
        en: "Write a label and the indicator's name above the table.",
    },
    example: Text {
        ja: "見出しのない「年度・目標・実績」の表",
        en: "a table of years, targets and actuals without a caption",
    },
};

/// A column of years whose kind of value is not said.
pub static SERIES_UNKNOWN: Rule = Rule {
    name: "series-unknown",
    severity: Severity::Warning,
    title: Text { ja: "目標か実績か分からない列", en: "column neither target nor actual" },
    message: Text {
        ja: "列の見出し「{found}」だけでは目標か実績か分からないため、この列の値は読み取っていない。",
        en: "The heading {found} does not say whether the column holds targets or actuals; its values were not read.",
    },
    why: Text {
        ja: "推測で目標や実績とすると誤った数値になる。", en: "Guessing would give wrong numbers."
    },
    remedy: Text {
        ja: "列の見出しに「目標」または「実績」を加える。",
        en: "Add the word for target or actual to the column's heading.",
    },
    example: Text {
        ja: "指標名｜単位｜R4｜R5 だけの表", en: "a table with nothing but names, units and years"
    },
};

/// A value whose year is not said.
pub static YEAR_UNKNOWN: Rule = Rule {
    name: "year-unknown",
    severity: Severity::Warning,
    title: Text { ja: "年度が分からない列", en: "column without a year" },
    message: Text {
        ja: "列の見出し「{found}」の年度が分からないため、この列の値は読み取っていない。",
        en: "It is not known which year the column {found} is for; its values were not read.",
    },
    why: Text {
        ja: "年度を推測すると別の年の値と取り違える。",
        en: "A guessed year would mix up the values of different years.",
    },
    remedy: Text {
        ja: "列の見出しか表題に、年度を元号つきで書く（例：令和6年度）。",
        en: "Write the year with its era in the column's heading or in the title.",
    },
    example: Text {
        ja: "表題に年度がなく、列が「目標値」「実績値」だけ",
        en: "no year in the title, columns only target and actual",
    },
};

/// A value under a column heading that says one thing and beside a row label that says another.
pub static HEADINGS_DISAGREE: Rule = Rule {
    name: "headings-disagree",
    severity: Severity::Warning,
    title: Text { ja: "行と列の見出しが食い違う", en: "row and column headings disagree" },
    message: Text {
        ja: "値「{found}」は、列の見出しと行の見出しが別の種類の値を指しているため、読み取っていない。",
        en: "The column's heading and the row's label name different kinds of value for {found}; it was not read.",
    },
    why: Text { ja: "どちらの値か決められない。", en: "It cannot be decided which of the two it is." },
    remedy: Text { ja: "値を正しい欄に移す。", en: "Move the value to the right cell." },
    example: Text {
        ja: "「最終目標値」の列で「実績値」の行にある数値",
        en: "a number in the row of actuals under a column of final targets",
    },
};

/// Two different values for the same indicator, year and kind.
pub static VALUE_TWICE: Rule = Rule {
    name: "value-twice",
    severity: Severity::Error,
    title: Text { ja: "同じ欄の値が二つある", en: "two values for the same thing" },
    message: Text {
        ja: "「{indicator}」の同じ年度・同じ種類の値が二つある（「{found}」と {related} の「{expected}」）。どちらも読み取っていない。",
        en: "There are two values of the same kind and year ({found}, and {expected} in {related}); neither was read.",
    },
    why: Text {
        ja: "先にある方を採ると、誤った数値になることがある。",
        en: "Taking the first could give a wrong number.",
    },
    remedy: Text { ja: "正しい値だけを残す。", en: "Keep only the right value." },
    example: Text { ja: "R5実績の列が二つある", en: "two columns for the same actual" },
};

/// Rows of the same kind under one name.
pub static ROWS_REPEAT: Rule = Rule {
    name: "rows-repeat",
    severity: Severity::Error,
    title: Text { ja: "一つの指標名に同じ行が二つある", en: "the same row twice under one name" },
    message: Text {
        ja: "「{indicator}」の下に「{found}」の行が二つ以上あり、どの指標の値か分からないため、表を読み取っていない。",
        en: "Several rows {found} stand under one indicator name; it is not known which indicator each is of, so the table was not read.",
    },
    why: Text {
        ja: "複数の指標が一つの欄に書かれていることが多く、値を取り違えるおそれがある。",
        en: "Several indicators are often written into one cell; their values could be mixed up.",
    },
    remedy: Text {
        ja: "指標ごとに欄と行を分け、行の見出しに指標名を書く。",
        en: "Give each indicator a cell of its own and name it in its row.",
    },
    example: Text {
        ja: "KPI欄に指標が二つあり、下に「実績①」「実績②」の行",
        en: "two indicators in one cell and two rows of actuals below",
    },
};

/// A merged value under several years.
pub static VALUE_SPANS_YEARS: Rule = Rule {
    name: "value-spans-years",
    severity: Severity::Warning,
    title: Text { ja: "値が複数の年度の欄にまたがる", en: "value merged across years" },
    message: Text {
        ja: "値「{found}」のセルは複数の年度の欄にまたがって結合されている。目標であれば各年度の目標として、実績であれば左端の年度の値としてだけ読み取った。",
        en: "The cell with {found} is merged across several years; a target was read as that of each year, any other value as that of the first one only.",
    },
    why: Text {
        ja: "各年度の値なのか、期間全体の値なのか分からない。",
        en: "It is not known whether it is the value of each year or of all of them together.",
    },
    remedy: Text {
        ja: "結合をやめ、年度ごとに値を書く。", en: "Unmerge the cell and enter a value for each year."
    },
    example: Text {
        ja: "R4～R6の3列を結合して書いた目標値「100」",
        en: "a target of 100 in a cell merged over three years",
    },
};

/// Actuals whose year only the sheet as a whole names.
pub static YEAR_FROM_TITLE: Rule = Rule {
    name: "year-from-title",
    severity: Severity::Note,
    title: Text { ja: "実績の年度を表題から取った", en: "year of actuals taken from the title" },
    message: Text {
        ja: "列「{found}」に年度がないため、表題などにある{expected}の値として読み取った。",
        en: "The column {found} names no year; its values were read as those of the year the sheet names.",
    },
    why: Text {
        ja: "表題の年度が評価をする年度で、実績の年度（対象年度）と違うことがある。",
        en: "The title may name the year of the evaluation, which is not always the year evaluated.",
    },
    remedy: Text {
        ja: "実績の年度が違うときは、列の見出しか表題に「令和5年度実績」のように書く。",
        en: "If the actuals are of another year, write it into the column's heading or the title.",
    },
    example: Text {
        ja: "「令和6年度 評価表」で列が「目標値」「実績値」だけ",
        en: "a title with one year and columns of bare targets and actuals",
    },
};

/// Cells of a table that was read, which nothing made anything of.
pub static CELLS_UNREAD: Rule = Rule {
    name: "cells-unread",
    severity: Severity::Warning,
    title: Text { ja: "表の中に読み取っていないセルがある", en: "cells of a table were not read" },
    message: Text {
        ja: "読み取った表の中に、使っていないセルが{expected}個ある（{found}）。",
        en: "Within a table that was read, {expected} cells were not used ({found}).",
    },
    why: Text {
        ja: "見出しが読み取れない列や行の値は、集計に入っていない。",
        en: "Values under headings that are not understood are not in the results.",
    },
    remedy: Text {
        ja: "これらのセルの見出しを確かめる。集計に要る値であれば、ほかの表と同じ見出しに直す。",
        en: "Check the headings of these cells; if the values are needed, use the same headings as elsewhere.",
    },
    example: Text { ja: "見出しのない列に書かれた数値", en: "numbers in a column without a heading" },
};

/// Headings with numbers under them, which nothing made anything of.
pub static TABLE_UNREAD: Rule = Rule {
    name: "table-unread",
    severity: Severity::Warning,
    title: Text { ja: "読み取っていない表がある", en: "a table was not read" },
    message: Text {
        ja: "「{found}」から始まる見出しの下に数値が{expected}個あるが、指標の表として読み取れなかった。",
        en: "There are {expected} numbers under headings that start at {found}; no table of indicators could be made of them.",
    },
    why: Text {
        ja: "指標の表であれば、その目標と実績は集計に入っていない。",
        en: "If it is a table of indicators, its targets and actuals are not in the results.",
    },
    remedy: Text {
        ja: "指標の表であれば、「指標名」「目標値」「実績値」の見出しを付ける。指標でない統計などの表であれば、そのままでよい。",
        en: "If it is one, give it headings for names, targets and actuals. Other tables, such as statistics, may stay as they are.",
    },
    example: Text {
        ja: "4月から3月までの数値だけが並び、目標か実績かの見出しがない表",
        en: "numbers for twelve months, with no heading for target or actual",
    },
};
