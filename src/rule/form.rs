//! Rules of form definitions: a sheet that a definition no longer fits, or fits in part.

use super::{Rule, Severity};
use crate::lang::Text;

/// The rules of definitions.
pub const RULES: &[&Rule] =
    &[&FORM_CHANGED, &FORM_AMBIGUOUS, &FORM_REPEAT_DIFFERS, &FORM_REPEAT_UNCLEAR, &FORM_REGION_MISSING];

/// A sheet that has some of a definition's headings and not all.
pub static FORM_CHANGED: Rule = Rule {
    name: "form-changed",
    severity: Severity::Warning,
    title: Text { ja: "様式定義と見出しが違う", en: "headings differ from the form definition" },
    message: Text {
        ja: "様式定義「{expected}」に似たシートだが、見出し「{found}」が違うため、定義を使わずに読んだ。",
        en: "The sheet resembles form definition {expected}, but a heading differs ({found}); it was read without the definition.",
    },
    why: Text {
        ja: "様式が変わったのに古い定義で読むと、違う年度や違う欄の数値になることがある。",
        en: "Reading a changed form by an old definition can give numbers of another year or column.",
    },
    remedy: Text {
        ja: "様式が新しくなったのであれば、定義の headings・words・repeat を新しい様式に合わせる（matome form check で確かめられる）。別の様式であれば、そのままでよい。",
        en: "If the form is new, bring the definition's headings, words and repeat up to date (matome form check tells whether they fit). If it is another form, leave it.",
    },
    example: Text {
        ja: "定義では「活動指標ア」、今年度の様式では「活動指標１」",
        en: "「活動指標ア」 in the definition, 「活動指標１」 on this year's form",
    },
};

/// A sheet that two definitions fit.
pub static FORM_AMBIGUOUS: Rule = Rule {
    name: "form-ambiguous",
    severity: Severity::Error,
    title: Text { ja: "二つの様式定義に当てはまる", en: "two form definitions fit" },
    message: Text {
        ja: "このシートには様式定義「{found}」と「{expected}」の両方が当てはまるため、どちらも使わずに読んだ。",
        en: "Form definitions {found} and {expected} both fit this sheet; it was read without either.",
    },
    why: Text {
        ja: "どちらで読むかによって数値の意味が変わる。",
        en: "Which of them is used changes what the numbers mean.",
    },
    remedy: Text {
        ja: "一方の定義の headings に、その様式だけにある見出しを足すか、sheet でシート名を限る。",
        en: "Add a heading to one definition's headings that only that form has, or name the sheet with sheet.",
    },
    example: Text {
        ja: "昨年度と今年度の定義の headings がどちらも [\"事務事業名\"]",
        en: "last year's and this year's definitions both have the one heading 「事務事業名」",
    },
};

/// Columns that repeat another number of times than the definition says.
pub static FORM_REPEAT_DIFFERS: Rule = Rule {
    name: "form-repeat-differs",
    severity: Severity::Error,
    title: Text { ja: "くり返しの数が様式定義と違う", en: "repetition differs from the form definition" },
    message: Text {
        ja: "様式定義では同じ列の組が{expected}回くり返すが、シートでは{found}回である。年度を当てられないため、この部分は読み取っていない。",
        en: "The form definition says that a block of columns repeats {expected} times; on the sheet it does {found} times. The years cannot be told, so these columns were not read.",
    },
    why: Text {
        ja: "回数の違うまま左から年度を当てると、全部の値が一年ずれることがある。",
        en: "Counting years from the left over another number of blocks can move every value by a year.",
    },
    remedy: Text {
        ja: "定義の repeat の blocks を、シートにある列の組の数だけ左から順に書く。",
        en: "Write in repeat.blocks what stands over each block of the sheet, from the left.",
    },
    example: Text {
        ja: "定義は6年分、今年度の様式は7年分",
        en: "six years in the definition, seven on this year's form",
    },
};

/// Columns that repeat, and more than one heading with which a block could begin.
pub static FORM_REPEAT_UNCLEAR: Rule = Rule {
    name: "form-repeat-unclear",
    severity: Severity::Error,
    title: Text { ja: "くり返しの始まりが分からない", en: "start of the repetition unclear" },
    message: Text {
        ja: "くり返す列の組が「{found}」から始まるのか、その右の見出しから始まるのか分からないため、この部分は読み取っていない。",
        en: "It cannot be told whether the blocks of columns begin with {found} or with a heading to its right; they were not read.",
    },
    why: Text {
        ja: "始まりを取り違えると、端の列の値が一年ずれる。",
        en: "A wrong start moves the values of the outer columns by a year.",
    },
    remedy: Text {
        ja: "定義の [repeat] に first = \"（組の最初の見出し）\" を書く。",
        en: "Give the first heading of a block in the definition's [repeat]: first = \"...\".",
    },
    example: Text {
        ja: "備考｜目標｜実績｜備考｜目標｜実績｜備考",
        en: "the headings 「備考｜目標｜実績｜備考｜目標｜実績｜備考」",
    },
};

/// A region whose first text is not on the sheet.
pub static FORM_REGION_MISSING: Rule = Rule {
    name: "form-region-missing",
    severity: Severity::Warning,
    title: Text {
        ja: "様式定義の区域がシートにない", en: "region of the form definition not on the sheet"
    },
    message: Text {
        ja: "様式定義にある区域の始まり「{found}」で始まる文字がシートにない。",
        en: "No text on the sheet begins with {found}, where the form definition has a region begin.",
    },
    why: Text {
        ja: "読まないはずの部分を読んだり、種類を取り違えたりすることがある。",
        en: "What should be left out may be read, or be taken for another kind.",
    },
    remedy: Text {
        ja: "定義の region の from を、シートにある文字に直す。なくなった区域であれば定義から消す。",
        en: "Correct the region's from to what stands on the sheet, or take the region out of the definition.",
    },
    example: Text {
        ja: "from = \"参考資料\"、シートでは「（参考）」",
        en: "from = 「参考資料」, on the sheet 「（参考）」",
    },
};
