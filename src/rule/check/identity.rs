//! Rules about indicators that look like the same one.

use crate::lang::Text;
use crate::rule::{Rule, Severity};

/// One name, several units.
pub static UNIT_DIFFERS: Rule = Rule {
    name: "unit-differs",
    severity: Severity::Warning,
    title: Text { ja: "同じ指標で単位が違う", en: "unit differs" },
    message: Text {
        ja: "同じ名称の指標の単位が、ここでは「{found}」、ほかでは「{expected}」になっている。",
        en: "The unit of this indicator is 「{found}」 here and 「{expected}」 elsewhere.",
    },
    why: Text {
        ja: "単位が違う値を並べると、桁の違う数を比べることになる。",
        en: "Values in different units cannot be set side by side.",
    },
    remedy: Text {
        ja: "単位をそろえる。別の指標であれば、名称を書き分ける。",
        en: "Use one unit; if these are two indicators, give them different names.",
    },
    example: Text {
        ja: "観光消費額 | 千円（観光課.xlsx）、観光消費額 | 百万円（総括.xlsx）",
        en: "Visitors' spending | thousand yen (a.xlsx), Visitors' spending | million yen (b.xlsx)",
    },
};

/// One indicator in two files with different values.
pub static DUPLICATE_DIFFERS: Rule = Rule {
    name: "duplicate-differs",
    severity: Severity::Error,
    title: Text { ja: "二つのファイルで値が違う", en: "two files, two values" },
    message: Text {
        ja: "同じ指標が二つのファイルにあり、値が違う。ここでは {found}、もう一方では {expected}。",
        en: "The same indicator stands in two files with different values: {found} here, {expected} there.",
    },
    why: Text {
        ja: "どちらが正しいか分からないので、どちらも選ばない。",
        en: "There is no telling which one is right, so neither is chosen.",
    },
    remedy: Text {
        ja: "正しい方を確かめ、古いファイルを入力から外すか、値を直す。",
        en: "Find out which one is right; take the older file out of the inputs, or correct the value.",
    },
    example: Text {
        ja: "相談件数 | R5実績 120（福祉課.xlsx）、相談件数 | R5実績 102（福祉課_修正.xlsx）",
        en: "Consultations | 2023 120 (a.xlsx), Consultations | 2023 102 (a_corrected.xlsx)",
    },
};

/// One indicator in two files with the same values.
pub static DUPLICATE_INDICATOR: Rule = Rule {
    name: "duplicate-indicator",
    severity: Severity::Warning,
    title: Text { ja: "同じ指標が二度ある", en: "indicator stands twice" },
    message: Text {
        ja: "同じ施策の同じ名称の指標が、{expected} にもある。",
        en: "An indicator of the same measure and name also stands in {expected}.",
    },
    why: Text {
        ja: "再掲なのか重複なのかが分からず、指標の本数が実際より多く数えられる。",
        en: "It may be listed again on purpose or by mistake, and is counted twice.",
    },
    remedy: Text {
        ja: "再掲であれば「再掲」と書くか、指標台帳に登録する。重複であれば片方を外す。",
        en: "If it is listed again on purpose, mark it 「再掲」 or register it; otherwise take one of the two out.",
    },
    example: Text {
        ja: "1-1 相談件数（福祉課.xlsx）と 1-1 相談件数（総務課.xlsx）",
        en: "1-1 Consultations (a.xlsx) and 1-1 Consultations (b.xlsx)",
    },
};

/// One KPI sentence under two measures.
pub static STATEMENT_SHARED: Rule = Rule {
    name: "statement-shared",
    severity: Severity::Note,
    title: Text { ja: "同じKPIが二つの施策にある", en: "same KPI under two measures" },
    message: Text {
        ja: "同じ文のKPIが、別の施策の {expected} にもある。別々の指標として扱っている。",
        en: "The same KPI sentence also stands under another measure, in {expected}; they are kept as two.",
    },
    why: Text {
        ja: "一つの指標を二つの施策が共有しているのか、それぞれの指標なのかは、文からは分からない。",
        en: "Whether two measures share one indicator, or each has its own, cannot be seen from the text.",
    },
    remedy: Text {
        ja: "一つの指標であれば、片方に「再掲」と書く。別の指標であれば、名称を書き分ける。",
        en: "If it is one indicator, mark one of the two 「再掲」; otherwise give them different names.",
    },
    example: Text {
        ja: "2-1-1 と 2-1-2 のKPI「参加者数（交流人口21,000人増加）」",
        en: "2-1-1 and 2-1-2 with the same sentence as their KPI",
    },
};

/// Two sheets for one measure.
pub static MEASURE_TWICE: Rule = Rule {
    name: "measure-twice",
    severity: Severity::Warning,
    title: Text { ja: "同じ施策のシートが二つある", en: "two sheets for one measure" },
    message: Text {
        ja: "「{found}」のシートが、{expected} にもある。",
        en: "There is another sheet of 「{found}」: {expected}.",
    },
    why: Text {
        ja: "古い版が残っていると、どちらの値が正しいか分からず、指標も二重に数えられる。",
        en: "If an older version was left, nobody knows which is right, and its indicators count twice.",
    },
    remedy: Text {
        ja: "正しい方を残し、もう一方を入力から外す。",
        en: "Keep the one that is right and take the other out of the inputs.",
    },
    example: Text {
        ja: "0101 移住（移住.xlsx）と 0101 移住（移住_修正.xlsx）",
        en: "0101 Moving (a.xlsx) and 0101 Moving (a_corrected.xlsx)",
    },
};

/// Nothing names the department.
pub static DEPARTMENT_MISSING: Rule = Rule {
    name: "department-missing",
    severity: Severity::Warning,
    title: Text { ja: "担当部署が分からない", en: "department missing" },
    message: Text {
        ja: "このファイルの指標{found}件の担当部署が、シート・ファイル名・フォルダ名のどこからも分からない。",
        en: "Neither sheet nor file nor folder names the department of {found} indicators of this file.",
    },
    why: Text {
        ja: "部署別の集計から漏れ、確認依頼の宛先もない。",
        en: "They are left out of the tables by department, and nobody can be asked about them.",
    },
    remedy: Text {
        ja: "シートに所管を書くか、部署名のフォルダに入れる。",
        en: "Name the department on the sheet, or put the file into a folder of its name.",
    },
    example: Text {
        ja: "評価シート.xlsx（所管の欄なし、フォルダなし）",
        en: "sheet.xlsx without a department, in no folder",
    },
};
