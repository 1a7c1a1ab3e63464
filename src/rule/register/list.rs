//! Rules of the register itself: what is written in it and cannot be used, and what does not fit together.

use crate::lang::Text;
use crate::rule::{Rule, Severity};

/// No list of indicators in the register.
pub static REGISTER_EMPTY: Rule = Rule {
    name: "register-empty",
    severity: Severity::Error,
    title: Text { ja: "指標台帳の一覧がない", en: "no list of indicators in the register" },
    message: Text {
        ja: "このファイルには、指標台帳の一覧（指標名の見出しと、単位・所管課・目標などの見出しのある表）がない。",
        en: "This file has no list of indicators: a table with a heading for names and others for units, departments or targets.",
    },
    why: Text {
        ja: "台帳がないものとして集計したため、指標の照合も、提出の確認もしていない。",
        en: "The run was made as if there were no register: nothing was matched, and nobody was missed.",
    },
    remedy: Text {
        ja: "台帳のファイルを選び直すか、1行に1指標の一覧に「指標名」の見出しを付ける。",
        en: "Name another file, or give the list, one indicator a row, a heading for names.",
    },
    example: Text { ja: "名簿のシートだけのファイル", en: "a file with the roster alone" },
};

/// Sheet of the register that is not used.
pub static SHEET_UNKNOWN: Rule = Rule {
    name: "register-sheet-unknown",
    severity: Severity::Note,
    title: Text { ja: "台帳のうち使わないシート", en: "sheet of the register that is not used" },
    message: Text {
        ja: "台帳のシート「{found}」は、指標台帳・施策体系・名簿・組織改正・目標改定のどの一覧でもないため、使っていない。",
        en: "The sheet 「{found}」 is none of the lists that a register has, and is not used.",
    },
    why: Text {
        ja: "書いてあるのに効いていないものを残さないため。", en: "What is written there has no effect."
    },
    remedy: Text {
        ja: "説明のシートであれば、そのままでよい。一覧であれば、見出しを台帳の様式に合わせる。",
        en: "A sheet of explanations may stay; a list needs the headings of a register.",
    },
    example: Text { ja: "「記入要領」のシート", en: "a sheet of instructions" },
};

/// Column of the register that is not understood.
pub static COLUMN_UNKNOWN: Rule = Rule {
    name: "register-column-unknown",
    severity: Severity::Warning,
    title: Text { ja: "台帳の分からない列", en: "column of the register that is not understood" },
    message: Text {
        ja: "台帳の列「{found}」は、見出しがないか、台帳の見出しとして知られていないか、同じ意味の列が前にあるため、使っていない。",
        en: "The column 「{found}」 of the register has no heading, one that is not known, or one that a column before it has too; it is not used.",
    },
    why: Text {
        ja: "書いてあるのに効いていないものを残さないため。", en: "What stands in it has no effect."
    },
    remedy: Text {
        ja: "見出しを台帳の様式の言葉に直す。台帳に要らない列であれば、別のシートに移す。",
        en: "Use a heading that the register knows, or move the column to another sheet.",
    },
    example: Text { ja: "| 指標名 | 担当者氏名 |", en: "| indicator | person |" },
};

/// Value of the register that is not understood.
pub static VALUE_UNKNOWN: Rule = Rule {
    name: "register-value-unknown",
    severity: Severity::Warning,
    title: Text { ja: "台帳の分からない値", en: "value of the register that is not understood" },
    message: Text {
        ja: "台帳の「{found}」は、この列の値として読めない（例: {expected}）。",
        en: "「{found}」 is not understood in this column of the register (for example: {expected}).",
    },
    why: Text {
        ja: "読めない値は使われない。議会報告の欄が読めない指標は、議会報告に載せない。",
        en: "What is not understood is not used; an indicator whose release is not understood is not shown to the council.",
    },
    remedy: Text { ja: "例にならって書き直す。", en: "Write it as in the examples." },
    example: Text { ja: "| 測定頻度 | 随時 |", en: "| 測定頻度 | 随時 |" },
};

/// Row of the register that is not read.
pub static ROW_UNREAD: Rule = Rule {
    name: "register-row-unread",
    severity: Severity::Warning,
    title: Text { ja: "台帳の読めない行", en: "row of the register that is not read" },
    message: Text {
        ja: "台帳のこの行（{found}）は、指標名など必要な欄が空か、読めないため、使っていない。",
        en: "This row of the register ({found}) lacks what it is about, or cannot be read, and is not used.",
    },
    why: Text {
        ja: "その行の指標・部署・改定は、ないものとして扱われる。",
        en: "Its indicator, department or revision is taken as not there.",
    },
    remedy: Text {
        ja: "空いている欄を埋めるか、要らない行を消す。",
        en: "Fill in what is missing, or delete the row.",
    },
    example: Text { ja: "| 指標コード | 指標名 |\n| K012 | |", en: "| code | indicator |\n| K012 | |" },
};

/// The same code twice.
pub static CODE_DUPLICATE: Rule = Rule {
    name: "register-code-duplicate",
    severity: Severity::Error,
    title: Text { ja: "指標コードの重複", en: "the same code twice" },
    message: Text {
        ja: "指標コード「{found}」が、「{expected}」（{related}）にも付いている。",
        en: "The code {found} is also that of {expected} ({related}).",
    },
    why: Text {
        ja: "コードで照合するため、どちらの指標か分からなくなる。",
        en: "Indicators are matched by code; it would not be known which is meant.",
    },
    remedy: Text {
        ja: "一方のコードを改める。同じ指標の再掲であれば、「再掲」の欄に元の指標コードを書く。",
        en: "Change one of them; for another place of the same indicator write its code under 「再掲」.",
    },
    example: Text {
        ja: "| K001 | 相談件数 |\n| K001 | 受診率 |",
        en: "| K001 | consultations |\n| K001 | examinations |",
    },
};

/// The same indicator twice without 再掲.
pub static INDICATOR_TWICE: Rule = Rule {
    name: "register-indicator-twice",
    severity: Severity::Warning,
    title: Text { ja: "再掲の印なく二度載る指標", en: "the same indicator twice without 「再掲」" },
    message: Text {
        ja: "台帳の「{indicator}」（{found}）は、{related}（{expected}）と指標名も単位も同じだが、再掲とされていない。",
        en: "「{indicator}」 ({found}) has the name and unit of {related} ({expected}) and is not marked as another place of it.",
    },
    why: Text {
        ja: "再掲であれば1件に数えるべきものを、2件に数えている。",
        en: "If it is the same indicator it is counted twice.",
    },
    remedy: Text {
        ja: "同じ指標であれば、一方の「再掲」の欄に元の指標コードを書く。別の指標であれば、指標名で区別する。",
        en: "For the same indicator write the code of the other under 「再掲」; for another, tell them apart by their names.",
    },
    example: Text {
        ja: "施策1と施策3の両方に載る「相談件数」", en: "an indicator listed under two measures"
    },
};

/// Points to no indicator of the register.
pub static CODE_UNKNOWN: Rule = Rule {
    name: "register-code-unknown",
    severity: Severity::Error,
    title: Text { ja: "台帳にない指標を指す", en: "points to no indicator of the register" },
    message: Text {
        ja: "「{found}」は、台帳のどの指標のコード・名称でもない（近いもの: {expected}）。",
        en: "{found} is neither code nor name of any indicator in the register (nearest: {expected}).",
    },
    why: Text {
        ja: "再掲や目標の改定が、どの指標のものか分からないため、使われない。",
        en: "It is not known of which indicator it is the other place, or the revision; it is not used.",
    },
    remedy: Text { ja: "指標コードを確かめて直す。", en: "Correct the code." },
    example: Text { ja: "| 再掲 |\n| K999 |", en: "| 再掲 |\n| K999 |" },
};

/// Measure whose parent is not listed.
pub static MEASURE_ORPHAN: Rule = Rule {
    name: "register-measure-orphan",
    severity: Severity::Warning,
    title: Text { ja: "上位のない施策", en: "measure whose parent is not listed" },
    message: Text {
        ja: "「{found}」の上位コード「{expected}」が、施策体系にない。",
        en: "{expected}, the parent of 「{found}」, is not in the list of measures.",
    },
    why: Text {
        ja: "体系別の集計で、この施策の指標が上位の数に入らない。",
        en: "Its indicators are missing from the counts of the level above.",
    },
    remedy: Text {
        ja: "上位コードを直すか、上位の施策を一覧に加える。",
        en: "Correct the code of the parent, or add the parent to the list.",
    },
    example: Text { ja: "| コード | 上位コード |\n| 1-2-1 | 1-9 |", en: "| 1-2-1 | 1-9 |" },
};

/// Indicator of a measure that is not listed.
pub static MEASURE_UNLISTED: Rule = Rule {
    name: "register-measure-unlisted",
    severity: Severity::Warning,
    title: Text { ja: "体系にない施策の指標", en: "indicator of a measure that is not listed" },
    message: Text {
        ja: "施策「{found}」が、施策体系にない（近いもの: {expected}）。",
        en: "The measure 「{found}」 is not in the list of measures (nearest: {expected}).",
    },
    why: Text {
        ja: "施策が改められたか、コードの書き間違いのことがある。",
        en: "The measure was changed, or its code is a slip.",
    },
    remedy: Text {
        ja: "施策コードを直すか、施策体系に加える。",
        en: "Correct the code, or add the measure to the list.",
    },
    example: Text { ja: "施策体系にない 1-2-9 の指標", en: "an indicator of 1-2-9, which is not listed" },
};

/// Unit that is not known.
pub static UNIT_UNKNOWN: Rule = Rule {
    name: "register-unit-unknown",
    severity: Severity::Note,
    title: Text { ja: "知られていない単位", en: "unit that is not known" },
    message: Text {
        ja: "「{indicator}」の単位「{found}」は、知られていない単位である。表記を統一せず、書かれたまま使う。",
        en: "The unit 「{found}」 of {indicator} is not known; it is used as written.",
    },
    why: Text {
        ja: "表記の違い（か所・箇所など）を同じ単位とみなせない。",
        en: "Other spellings of it are not taken for the same unit.",
    },
    remedy: Text {
        ja: "書き間違いでなければ、そのままでよい。", en: "It may stay unless it is a slip."
    },
    example: Text { ja: "| 単位 |\n| パーセソト |", en: "| 単位 |\n| パーセソト |" },
};

/// Department that is not on the roster.
pub static DEPARTMENT_NOT_ON_ROSTER: Rule = Rule {
    name: "register-department-not-on-roster",
    severity: Severity::Warning,
    title: Text { ja: "名簿にない所管課", en: "department that is not on the roster" },
    message: Text {
        ja: "「{indicator}」の所管課「{found}」が、名簿にない（近いもの: {expected}）。",
        en: "「{found}」, the department of {indicator}, is not on the roster (nearest: {expected}).",
    },
    why: Text {
        ja: "誰にも依頼されず、提出がなくても分からない。",
        en: "Nobody is asked, and nobody notices that nothing comes.",
    },
    remedy: Text {
        ja: "所管課を直すか、名簿に加える。", en: "Correct the department, or add it to the roster."
    },
    example: Text {
        ja: "名簿にない「健康づくり課」の指標", en: "an indicator of an office that is not listed"
    },
};

/// Years of measurement not known.
pub static CYCLE_UNKNOWN: Rule = Rule {
    name: "register-cycle-unknown",
    severity: Severity::Warning,
    title: Text { ja: "測定する年度が分からない", en: "years of measurement not known" },
    message: Text {
        ja: "「{found}」は毎年測定しないが、どの年度に測定するか（基準年度か調査年度）が台帳にない。",
        en: "{found} is not measured every year, and the register does not say in which: it has neither a year of the baseline nor years of surveys.",
    },
    why: Text {
        ja: "空欄の実績が、未到来か記入漏れか決められない。",
        en: "Whether an empty actual is not due or forgotten cannot be decided.",
    },
    remedy: Text {
        ja: "「基準年度」か「調査年度」の欄を埋める。", en: "Fill in 「基準年度」 or 「調査年度」."
    },
    example: Text {
        ja: "| 測定頻度 | 基準年度 |\n| 3年に1度 | |", en: "| 測定頻度 | 基準年度 |\n| 3年に1度 | |"
    },
};

/// Target that contradicts the revisions.
pub static TARGET_CONTRADICTS: Rule = Rule {
    name: "register-target-contradicts",
    severity: Severity::Error,
    title: Text { ja: "目標が目標改定と合わない", en: "target that contradicts the revisions" },
    message: Text {
        ja: "「{indicator}」の目標「{found}」は、目標改定（{expected}、{related}）の旧目標でも新目標でもない。",
        en: "The target {found} of 「{indicator}」 is neither the old nor the new one of the revision ({expected}, {related}).",
    },
    why: Text { ja: "どちらが正しい目標か分からない。", en: "It is not known which target is right." },
    remedy: Text {
        ja: "指標台帳の目標か、目標改定の表を直す。", en: "Correct the list or the table of revisions."
    },
    example: Text { ja: "台帳の R7目標 110、目標改定 100→120", en: "list: 110; revisions: 100 to 120" },
};
