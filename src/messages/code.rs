//! What the words of the CSVs mean, where they are but a few: the rows of the table of codes.

/// Choices, each with its words and what they mean; those that have texts of their own elsewhere are not among them.
pub const MEANINGS: &[(&str, &[(&str, &str)])] = &[
    (
        "Operator",
        &[
            ("=", "目標値のとおり"),
            (">=", "目標値以上（境界を含まないときは超）"),
            ("<=", "目標値以下（境界を含まないときは未満）"),
            ("maintain", "維持"),
            ("increase", "増加"),
            ("decrease", "減少"),
            ("yoy", "前年度比"),
        ],
    ),
    ("Aggregation", &[("annual", "単年度"), ("cumulative", "累計"), ("point", "時点")]),
    ("IndicatorKind", &[("outcome", "成果指標"), ("output", "活動指標"), ("input", "対象・投入の指標")]),
    ("Direction", &[("up", "増加が望ましい"), ("down", "減少が望ましい"), ("maintain", "維持"), ("range", "範囲内")]),
    (
        "DirectionSource",
        &[
            ("register", "指標台帳"),
            ("sheet", "シートの記載"),
            ("derived", "目標値と基準値の大小"),
            ("settings", "設定"),
        ],
    ),
    ("Measurement", &[("perception", "市民実感度・意識調査（主観）"), ("objective", "数値（客観）")]),
    (
        "RateMethod",
        &[
            ("ratio", "実績÷目標"),
            ("progress", "基準値からの進捗（0～100）"),
            ("way", "基準値からの進捗（上限・下限なし）"),
            ("level", "目標との隔たり"),
            ("expectation", "期待値に対する比"),
            ("expected_way", "期待される進捗に対する比"),
            ("year_on_year", "前年度との比"),
            ("comparison", "率なし（達成か未達成かだけ）"),
        ],
    ),
    ("DueBy", &[("stated", "月・四半期の目標"), ("even", "年度の目標の月割り")]),
    (
        "ProjectedBy",
        &[("seasonal", "前年の同じ時期との比"), ("even", "月・四半期の平均"), ("linear", "年度の値の直線延長")],
    ),
    (
        "CostKind",
        &[
            ("budget", "当初予算"),
            ("revised_budget", "補正後予算"),
            ("carried_over", "繰越"),
            ("settlement", "決算"),
            ("plan", "計画"),
        ],
    ),
    (
        "ActionStatus",
        &[
            ("not_started", "未着手"),
            ("started", "着手・取組中"),
            ("achieved", "達成・完了"),
            ("partly", "一部達成"),
            ("cancelled", "中止"),
        ],
    ),
    (
        "NarrativeKind",
        &[
            ("issue", "課題"),
            ("activity", "取組"),
            ("result", "成果"),
            ("reason", "要因"),
            ("direction", "今後の方向性"),
            ("comment", "意見・評価"),
            ("other", "その他"),
        ],
    ),
    (
        "SubmissionStatus",
        &[
            ("received", "提出済"),
            ("missing", "未提出"),
            ("late", "期限後"),
            ("duplicate", "重複"),
            ("unchanged", "前回と同じ"),
            ("old_form", "旧様式"),
            ("unexpected", "予定外"),
            ("rejected", "読取不能"),
        ],
    ),
    ("CellUse", &[("used", "値として使用"), ("label", "見出し"), ("ignored", "規則により除外"), ("unread", "未使用")]),
    ("Standing", &[("new", "新規"), ("continuing", "継続"), ("resolved", "解消"), ("accepted", "了承")]),
    ("Severity", &[("error", "要修正"), ("warning", "要確認"), ("note", "参考")]),
];

/// What a word of a choice means; `None` if it is told elsewhere.
pub fn meaning(choice: &str, word: &str) -> Option<&'static str> {
    let (_, words) = MEANINGS.iter().find(|(name, _)| *name == choice)?;
    words.iter().find(|(known, _)| *known == word).map(|(_, meaning)| *meaning)
}

/// What a target asks of an actual, where it asks more than the value: 以上.
pub const fn operator(operator: crate::model::Operator, strict: bool) -> &'static str {
    use crate::model::Operator;
    match (operator, strict) {
        (Operator::Equal, _) => "",
        (Operator::AtLeast, false) => "以上",
        (Operator::AtLeast, true) => "超",
        (Operator::AtMost, false) => "以下",
        (Operator::AtMost, true) => "未満",
        (Operator::Maintain, _) => "維持",
        (Operator::Increase, _) => "増加",
        (Operator::Decrease, _) => "減少",
        (Operator::YearOnYear, _) => "前年度比",
    }
}

/// All that [`operator`] says.
pub const OPERATORS: &[&str] = &["以上", "超", "以下", "未満", "維持", "増加", "減少", "前年度比"];
/// All that [`super::kind`] says.
pub const KINDS: &[&str] = &["成果", "活動", "対象・投入"];
/// All that [`super::direction`] says.
pub const DIRECTIONS: &[&str] = &["増加", "減少", "維持", "範囲"];
/// All that [`super::aggregation`] says.
pub const AGGREGATIONS: &[&str] = &["単年", "累計", "時点"];
/// 状態 of a figure, in the order of [`super::STATUSES`], for those who read no codes.
pub const STATUSES: &[&str] = &[
    "値",
    "速報値",
    "見込値",
    "未記入",
    "該当なし",
    "集計中",
    "未定",
    "調査なし",
    "対象外",
    "中止・廃止",
    "初年度",
    "未到来",
    "欄なし",
    "秘匿",
    "文章",
    "読取不能",
];

/// 状態 of a figure.
pub fn status(status: crate::model::Status) -> &'static str {
    let known = super::STATUSES.iter().zip(STATUSES).find(|((each, ..), _)| *each == status);
    known.map(|(_, word)| *word).unwrap_or_default()
}
