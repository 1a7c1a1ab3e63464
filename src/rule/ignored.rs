//! Why the cell ledger leaves cells out: each reason has a name, and texts that a person can read.

use crate::lang::Text;

/// A reason for which a cell is not needed.
#[derive(Debug, PartialEq, Eq)]
pub struct Ignored {
    /// Its name, as it stands in the ledger.
    pub name: &'static str,
    /// The reason in a few words.
    pub reason: Text,
    /// Which cells these are, and why they can hold no value of an indicator.
    pub why: Text,
}

/// All reasons, by name.
pub const IGNORED: &[&Ignored] = &[
    &COLUMN_NOT_NEEDED,
    &COST_BY_MONTH,
    &DATE_LINE,
    &EXAMPLE_ROW,
    &EXAMPLE_SHEET,
    &FORM_NUMBER,
    &HALF_YEAR,
    &LEGEND,
    &LIST_APART,
    &NOT_NEEDED,
    &NOTE_ROW,
    &PAGE_MARK,
    &PHANTOM_INDICATOR,
    &REFERENCE_FIGURE,
    &SEAL,
    &SHEET_HIDDEN,
    &TOTAL_ROW,
    &UPPER_LEVEL,
];

/// The reason of that name.
pub fn named(name: &str) -> Option<&'static Ignored> {
    IGNORED.iter().copied().find(|ignored| ignored.name == name)
}

/// 会計, 担当者名: known, and asked for by nothing.
pub static COLUMN_NOT_NEEDED: Ignored = Ignored {
    name: "column-not-needed",
    reason: Text { ja: "集計に要らない列", en: "column not needed" },
    why: Text {
        ja: "会計、担当者名など、意味は分かるが集計に使わない列の中身。",
        en: "What stands in columns that are known and not used, such as the account or the person in charge.",
    },
};

/// Money month by month.
pub static COST_BY_MONTH: Ignored = Ignored {
    name: "cost-by-month",
    reason: Text { ja: "月ごとの事業費", en: "amounts by month" },
    why: Text {
        ja: "事業費は年度ごとに集計する。月ごとの額はその途中経過である。",
        en: "Amounts are kept by year; those by month only show the way there.",
    },
};

/// A row that shows how to fill in.
pub static EXAMPLE_ROW: Ignored = Ignored {
    name: "example-row",
    reason: Text { ja: "記入例の行", en: "example row" },
    why: Text {
        ja: "「例」「記入例」と書かれた行。値は見本で、実績ではない。",
        en: "A row marked as an example; its values are no actuals.",
    },
};

/// A sheet that shows how to fill in.
pub static EXAMPLE_SHEET: Ignored = Ignored {
    name: "example-sheet",
    reason: Text { ja: "記入例・記入要領のシート", en: "sheet of examples or instructions" },
    why: Text {
        ja: "名前か表題に「記入例」「記入要領」「見本」などとあるシート。値は見本である。",
        en: "A sheet whose name or title says that it shows how to fill in; its values are examples.",
    },
};

/// First and second half of a year.
pub static HALF_YEAR: Ignored = Ignored {
    name: "half-year",
    reason: Text { ja: "上半期・下半期の値", en: "value of half a year" },
    why: Text {
        ja: "年度・四半期・月の値だけを集計する。半期の値は、年度の値とは別のものである。",
        en: "Only values of years, quarters and months are kept; that of half a year is none of these.",
    },
};

/// A list apart from all else that says nothing of indicators.
pub static LIST_APART: Ignored = Ignored {
    name: "list-apart",
    reason: Text { ja: "指標と関係のない一覧", en: "list that is not of indicators" },
    why: Text {
        ja: "表から離れて置かれた名簿、会議や備品の一覧など。見出しに指標・年度・目標・実績の言葉がない。",
        en: "A list apart from the tables, such as one of staff or meetings; none of its headings speaks of indicators, years or values.",
    },
};

/// The value of a label that is known and asked for by nothing.
pub static NOT_NEEDED: Ignored = Ignored {
    name: "not-needed",
    reason: Text { ja: "集計に要らない欄", en: "field not needed" },
    why: Text {
        ja: "記入者、連絡先、事業期間など、意味は分かるが集計に使わない欄の中身。",
        en: "What stands beside labels that are known and not used, such as who filled in the form.",
    },
};

/// A row of a table that only explains.
pub static NOTE_ROW: Ignored = Ignored {
    name: "note-row",
    reason: Text { ja: "注記", en: "note" },
    why: Text {
        ja: "「※」「注」「出典：」などで始まる説明。",
        en: "An explanation that starts with a mark such as ※ or 注.",
    },
};

/// An indicator named 0.
pub static PHANTOM_INDICATOR: Ignored = Ignored {
    name: "phantom-indicator",
    reason: Text { ja: "名称が0または空の指標", en: "indicator named 0 or －" },
    why: Text {
        ja: "空のセルを参照する数式が残した「0」や「－」が指標名の欄にある行。",
        en: "A row in whose place for a name a reference to an empty cell has left 0, or －.",
    },
};

/// A figure for comparison.
pub static REFERENCE_FIGURE: Ignored = Ignored {
    name: "reference-figure",
    reason: Text { ja: "比較のための参考値", en: "figure for comparison" },
    why: Text {
        ja: "全国平均、県平均、前年比など、団体自身の目標でも実績でもない値。",
        en: "A national or prefectural average, a change on last year: neither target nor actual of the body.",
    },
};

/// A hidden sheet.
pub static SHEET_HIDDEN: Ignored = Ignored {
    name: "sheet-hidden",
    reason: Text { ja: "非表示のシート", en: "hidden sheet" },
    why: Text {
        ja: "画面で見えない値は集計に入れない。控えや入力規則のための一覧が多い。",
        en: "Values nobody sees are not used; such sheets mostly hold copies and lists for validations.",
    },
};

/// A row that sums up others.
pub static TOTAL_ROW: Ignored = Ignored {
    name: "total-row",
    reason: Text { ja: "合計の行", en: "total row" },
    why: Text {
        ja: "合計、小計、平均など、ほかの行をまとめた行。数えると二重になる。",
        en: "A row that sums up others; counting it would count them twice.",
    },
};

/// The date of a sheet.
pub static DATE_LINE: Ignored = Ignored {
    name: "date-line",
    reason: Text { ja: "作成日・時点の表示", en: "date of the sheet" },
    why: Text {
        ja: "表の外にある「令和6年10月末現在」や作成日。値ではない。",
        en: "The day of which, or on which, a sheet was made, outside its tables.",
    },
};

/// 様式第2号.
pub static FORM_NUMBER: Ignored = Ignored {
    name: "form-number",
    reason: Text { ja: "様式などの番号", en: "number of the form" },
    why: Text {
        ja: "表の外にある「様式第2号」「別紙1」「資料3」など。",
        en: "The number of a form, an annex or a document, outside its tables.",
    },
};

/// 凡例.
pub static LEGEND: Ignored = Ignored {
    name: "legend",
    reason: Text { ja: "凡例", en: "legend" },
    why: Text {
        ja: "表の外にある、記号や色の意味の説明。", en: "What marks and colours mean, outside the tables."
    },
};

/// 1/2ページ.
pub static PAGE_MARK: Ignored = Ignored {
    name: "page-mark",
    reason: Text { ja: "ページ番号", en: "page number" },
    why: Text {
        ja: "表の外にある「1/2ページ」「- 1 -」など。数だけのものは含まない。",
        en: "Numbers of pages outside the tables; a bare number is none.",
    },
};

/// 印.
pub static SEAL: Ignored = Ignored {
    name: "seal",
    reason: Text { ja: "押印・決裁の欄", en: "place for a seal" },
    why: Text {
        ja: "表の外にある「印」「決裁」などの欄の名前。",
        en: "The name of a place for a seal or an approval, outside the tables.",
    },
};

/// 政策 above the 施策 of a 事務事業.
pub static UPPER_LEVEL: Ignored = Ignored {
    name: "upper-level",
    reason: Text { ja: "体系の上の階層", en: "upper level of the plan" },
    why: Text {
        ja: "施策・事業とその一つ上の名称だけを使う。さらに上の階層（政策、将来像など）の名称。",
        en: "Of the plan tree, the measure and the one above it are used; these are the names above those.",
    },
};
