//! The placeholders that there are, and what each stands for.

/// A name and what stands for it.
#[derive(Clone, Copy, Debug)]
pub struct Word {
    /// As it is written between the braces.
    pub name: &'static str,
    /// What it stands for.
    pub meaning: &'static str,
}

/// A list whose records repeat the row in which its fields stand.
#[derive(Clone, Copy, Debug)]
pub struct List {
    /// What stands before the point.
    pub name: &'static str,
    /// Of what its records are, and in which order.
    pub meaning: &'static str,
    /// What may stand after the point.
    pub fields: &'static [Word],
}

const fn word(name: &'static str, meaning: &'static str) -> Word {
    Word { name, meaning }
}

/// The fields of the book.
pub static FIELDS: &[Word] = &[
    word("未確定", "数値が確定するまで【未確定】、確定したら空"),
    word("団体名", "設定の団体名"),
    word("会議名", "提出する会議の名称"),
    word("期日", "会議の期日"),
    word("資料番号", "資料番号"),
    word("所管", "資料を所管する部署"),
    word("計画名", "計画の名称。複数は「、」でつなぐ"),
    word("対象月", "--period の月（例 令和6（2024）年10月）"),
    word("対象年度", "集計した年度（例 令和5（2023）年度）"),
    word("前年度", "比較する前の年度"),
    word("指標数", "指標の件数（再掲は1件に数え、公開しないものは含まない）"),
    word("判定数", "達成か未達成かを判定した件数"),
    word("達成数", "達成した件数"),
    word("未達成数", "達成しなかった件数"),
    word("判定なし数", "判定できない件数"),
    word("達成率", "達成数÷判定数の百分率（小数第1位。階層が複数あるときは「－」）"),
    word("未達成率", "未達成数÷判定数の百分率（同上）"),
    word("前年度判定数", "前年度に判定した件数"),
    word("前年度達成数", "前年度に達成した件数"),
    word("前年度未達成数", "前年度に達成しなかった件数"),
    word("前年度達成率", "前年度の達成率（百分率、小数第1位）"),
    word("速報値数", "実績が速報値である指標の件数"),
];

/// The fields of a list of indicators.
static INDICATOR: &[Word] = &[
    word("番号", "上から1、2、3…"),
    word("コード", "指標台帳の指標コード"),
    word("施策コード", "施策の番号"),
    word("施策名", "施策の名称"),
    word("指標名", "指標の名称"),
    word("単位", "単位"),
    word("所管", "担当部署"),
    word("基準値", "基準値"),
    word("基準年度", "基準値の年度（例 R2）"),
    word("前年度実績", "前年度の実績"),
    word("前年度判定", "前年度の判定"),
    word("目標", "対象年度の目標。「以上」などが付くもの、値のないものは文字になる"),
    word("実績", "対象年度の実績。「（速報）」などが付くもの、値のないものは文字になる"),
    word("目標値", "目標の数だけ（計算に使う欄に。値がなければ空）"),
    word("実績値", "実績の数だけ（計算に使う欄に。値がなければ空）"),
    word("達成率", "達成率の百分率（小数第1位）。なければ「－」"),
    word("判定", "判定区分"),
    word("最終目標", "計画の最終目標"),
    word("最終目標年度", "最終目標の年度"),
    word("備考", "速報値、判定できない理由、目標の改定など"),
];

/// The fields of a list of counts.
static COUNTED: &[Word] = &[
    word("番号", "上から1、2、3…"),
    word("コード", "番号・コード（あるもの）"),
    word("名称", "名称"),
    word("指標数", "指標の件数"),
    word("判定数", "判定した件数"),
    word("達成数", "達成した件数"),
    word("達成率", "達成数÷判定数の百分率（小数第1位）"),
    word("未達成数", "達成しなかった件数"),
    word("未達成率", "未達成数÷判定数の百分率（小数第1位）"),
    word("判定なし数", "判定できない件数"),
];

/// The lists.
pub static LISTS: &[List] = &[
    List { name: "指標", meaning: "公開する指標。施策体系の順", fields: INDICATOR },
    List { name: "未達成", meaning: "そのうち達成しなかったもの", fields: INDICATOR },
    List { name: "施策", meaning: "施策体系のすべての階層。体系の順", fields: COUNTED },
    List { name: "分野", meaning: "施策体系のいちばん上の階層", fields: COUNTED },
    List {
        name: "階層", meaning: "施策・事務事業などの階層（複数あるとき。一つなら全体の1件）", fields: COUNTED
    },
    List { name: "部署", meaning: "担当部署", fields: COUNTED },
];

/// Every placeholder: its list, if it is of one, and its field.
pub fn all() -> impl Iterator<Item = (Option<&'static str>, &'static str)> {
    let of_lists = LISTS.iter().flat_map(|list| list.fields.iter().map(|field| (Some(list.name), field.name)));
    FIELDS.iter().map(|field| (None, field.name)).chain(of_lists)
}

/// As a placeholder is written between its braces.
pub fn written(list: Option<&str>, field: &str) -> String {
    list.map_or_else(|| field.to_owned(), |list| format!("{list}.{field}"))
}
