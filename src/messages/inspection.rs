//! Words of `inspect`: what was recognised on a sheet as what, and what became of its cells.

use crate::entry::{EntryKind, Fact, Series};
use crate::lang::{Lang, Text};
use crate::layout::Means;
use crate::model::{Aggregation, CellUse, IndicatorKind, NarrativeKind};
use crate::period::{Part, Period};

/// Before the name of a sheet.
pub static SHEET: Text = Text { ja: "シート", en: "Sheet" };
/// A sheet that users do not see.
pub static HIDDEN: Text = Text { ja: "非表示", en: "hidden" };
/// A sheet without any cell that holds something.
pub static EMPTY: Text = Text { ja: "何も書かれていない", en: "nothing stands on it" };
/// How many cells a sheet has, and where they went.
pub static CELLS: Text = Text {
    ja: "セル {all}（使用 {used}、見出し {label}、除外 {ignored}、未読 {unread}）",
    en: "{all} cells ({used} used, {label} labels, {ignored} ignored, {unread} unread)",
};
/// Before what was read.
pub static READ: Text = Text { ja: "読み取ったもの", en: "Read" };
/// Nothing was read.
pub static READ_NOTHING: Text = Text { ja: "読み取ったものはない", en: "Nothing was read" };
/// Over the labels outside tables.
pub static FIELDS: Text = Text { ja: "欄", en: "Fields" };
/// A label with nothing beside it.
pub static NOT_FILLED: Text = Text { ja: "（空欄）", en: "(empty)" };
/// Before the range of a table.
pub static TABLE: Text = Text { ja: "表", en: "Table" };
/// The table's labels run down.
pub static TURNED: Text = Text { ja: "見出しは縦", en: "labels run down" };
/// Where the header of a table stands.
pub static HEADER: Text = Text { ja: "見出し", en: "header" };
/// Over the indicators.
pub static INDICATORS: Text = Text { ja: "指標", en: "Indicators" };
/// Over the cells that were not used.
pub static NOT_USED: Text = Text { ja: "使わなかったセル", en: "Cells not used" };
/// How many lines are left out.
pub static MORE: Text = Text {
    ja: "… ほか {n} 行（このファイルだけを指定すると、すべて示す）",
    en: "… {n} more lines (name this file alone to see them all)",
};
/// Over the findings.
pub static FINDINGS: Text = Text { ja: "確認事項", en: "Findings" };
/// A file that could not be read, or that repeats another.
pub static NOT_SHOWN: Text = Text { ja: "シートを読み取っていない", en: "its sheets were not read" };
/// The baseline among the values of an indicator.
pub static BASELINE: Text = Text { ja: "基準値", en: "baseline" };
/// The final target among the values of an indicator.
pub static FINAL_TARGET: Text = Text { ja: "最終目標", en: "final target" };
/// Nothing claimed a cell.
pub static UNREAD: Text = Text { ja: "未読", en: "unread" };
/// Why a cell outside any table was not read.
pub static UNREAD_ALONE: Text = Text {
    ja: "何のセルか分からない（読み取った表の外）",
    en: "not understood; outside the tables that were read",
};
/// Why a cell of a table was not read, under a heading.
pub static UNREAD_UNDER: Text = Text {
    ja: "列の見出し「{heading}」では何の値か分からない",
    en: "the heading {heading} does not say what it is",
};
/// Why a cell of a table was not read, under a heading that is known.
pub static UNREAD_ROW: Text = Text {
    ja: "表の中にあるが、何の行か分からない（列は「{heading}」）",
    en: "in a table, in a row that was not understood (column {heading})",
};
/// Why a cell of a table was not read, where nothing heads it.
pub static UNREAD_IN_TABLE: Text =
    Text { ja: "表の中にあるが、見出しがない", en: "in a table, and nothing heads it" };
/// Why no cell of a table was read: it has no names of indicators.
pub static TABLE_NAMELESS: Text = Text {
    ja: "読み取っていない：指標名の欄がない",
    en: "not read: it has no column of indicator names",
};
/// Why no cell of a table was read: nothing says target or actual.
pub static TABLE_VALUELESS: Text = Text {
    ja: "読み取っていない：目標・実績の欄がない",
    en: "not read: it has no column of targets or actuals",
};
/// Why no cell of a table was read: nothing is filled in.
pub static TABLE_EMPTY: Text = Text {
    ja: "読み取っていない：名称か値が記入されていない",
    en: "not read: no name, or no value, is filled in",
};
/// Before the reason of a cell that belongs to a table of which nothing was read.
pub static TABLE_NOT_READ: Text = Text {
    ja: "読み取れなかった表（見出し {range}）の中",
    en: "in a table that was not read (header {range})",
};

/// A text with a remark behind it.
pub fn in_brackets(text: &str, remark: &str, lang: Lang) -> String {
    match lang {
        Lang::Ja => format!("{text}（{remark}）"),
        Lang::En => format!("{text} ({remark})"),
    }
}

/// Things of a kind, as they are counted.
pub const fn entries(kind: EntryKind) -> Text {
    match kind {
        EntryKind::Indicator(_) => Text { ja: "指標", en: "indicators" },
        EntryKind::Action => Text { ja: "取組項目", en: "actions" },
        EntryKind::Cost => Text { ja: "事業費", en: "amounts" },
        EntryKind::Evaluation => Text { ja: "評価", en: "marks" },
        EntryKind::Narrative(_) => Text { ja: "記述", en: "texts" },
        EntryKind::Measure => Text { ja: "施策・事業", en: "measures" },
    }
}

/// Where a cell went.
pub const fn cell_use(kind: CellUse) -> Text {
    match kind {
        CellUse::Used => Text { ja: "使用", en: "used" },
        CellUse::Label => Text { ja: "見出し", en: "label" },
        CellUse::Ignored => Text { ja: "除外", en: "ignored" },
        CellUse::Unread => UNREAD,
    }
}

/// A period on as little room as it takes: R5, H30, R5年10月, 2023.
pub fn period(period: Period, lang: Lang) -> String {
    let year = match period.fiscal_year {
        year @ 2019.. => format!("R{}", year - 2018),
        year @ 1989.. => format!("H{}", year - 1988),
        _ => return if lang == Lang::Ja { super::period(period) } else { period.to_string() },
    };
    match (lang, period.part) {
        (Lang::En, _) => period.to_string(),
        (Lang::Ja, Part::Year) => year,
        (Lang::Ja, Part::Quarter(quarter)) => format!("{year}第{quarter}四半期"),
        (Lang::Ja, Part::Month(_)) => {
            super::period(period).replace("令和元", "R1").replace("令和", "R").replace("平成", "H")
        }
    }
}

/// What stands in a column or beside a label.
pub fn means(means: &Means, lang: Lang) -> String {
    let text = match means {
        Means::Name(kind) => name(*kind),
        Means::ActionName => Text { ja: "取組項目の名称", en: "name of an action" },
        Means::Breakdown => Text { ja: "指標名の内訳", en: "breakdown of the name" },
        Means::Fact(what) => fact(*what),
        Means::Number => Text { ja: "番号", en: "number" },
        Means::Level(level) => {
            return match lang {
                Lang::Ja => format!("{level}の名称"),
                Lang::En => format!("name of the measure ({level})"),
            };
        }
        Means::RowLabel => Text { ja: "行の見出し", en: "labels of rows" },
        Means::Value { series: what, period, aggregation: how } => return value(*what, *period, *how, lang),
        Means::Item => Text { ja: "費目", en: "item" },
        Means::Money { series: what, period } => {
            let when = period.map(|when| self::period(when, lang));
            let what = what.map(|what| series(what).get(lang).to_owned());
            let words: Vec<String> = [when, what].into_iter().flatten().collect();
            let money = Text { ja: "金額", en: "amount" }.get(lang);
            return if words.is_empty() { money.to_owned() } else { in_brackets(money, &words.join(" "), lang) };
        }
        Means::Year => Text { ja: "シートの年度", en: "year of the sheet" },
        Means::Criterion => Text { ja: "評価の結果", en: "mark" },
        Means::Narrative(kind) => narrative(*kind),
        Means::NotNeeded => Text { ja: "集計に要らない", en: "not needed" },
        Means::Unknown => Text { ja: "見出しの意味が分からない", en: "heading not understood" },
    };
    text.get(lang).to_owned()
}

/// Where the heading of a column says only the year.
static VALUE_OF_ROW: Text =
    Text { ja: "の値（種類は行の見出し）", en: "value (its row says of what kind)" };

fn value(what: Option<Series>, period: Option<Period>, how: Option<Aggregation>, lang: Lang) -> String {
    let mut words: Vec<String> = period.map(|when| self::period(when, lang)).into_iter().collect();
    match what {
        Some(what) => words.push(series(what).get(lang).to_owned()),
        None => words.push(VALUE_OF_ROW.get(lang).to_owned()),
    }
    words.extend(how.map(|how| aggregation(how).get(lang).to_owned()));
    words.join(" ")
}

const fn name(kind: Option<IndicatorKind>) -> Text {
    match kind {
        None => Text { ja: "指標名", en: "indicator name" },
        Some(IndicatorKind::Outcome) => Text { ja: "指標名（成果指標）", en: "indicator name (outcome)" },
        Some(IndicatorKind::Output) => Text { ja: "指標名（活動指標）", en: "indicator name (output)" },
        Some(IndicatorKind::Input) => Text { ja: "指標名（対象・投入）", en: "indicator name (input)" },
    }
}

/// What a value counts.
pub const fn aggregation(how: Aggregation) -> Text {
    match how {
        Aggregation::Annual => Text { ja: "単年度", en: "of the period alone" },
        Aggregation::Cumulative => Text { ja: "累計", en: "cumulative" },
        Aggregation::Point => Text { ja: "時点", en: "at a date" },
    }
}

/// What is said of an indicator or a measure.
pub const fn fact(fact: Fact) -> Text {
    match fact {
        Fact::Name => Text { ja: "名称", en: "name" },
        Fact::Breakdown => Text { ja: "内訳", en: "breakdown" },
        Fact::Unit => Text { ja: "単位", en: "unit" },
        Fact::MeasureCode => Text { ja: "施策・事業のコード", en: "code of the measure" },
        Fact::Number => Text { ja: "番号", en: "number" },
        Fact::MeasureName => Text { ja: "施策・事業の名称", en: "name of the measure" },
        Fact::Level => Text { ja: "階層", en: "level" },
        Fact::ParentName => Text { ja: "上位の名称", en: "name of the measure above" },
        Fact::Plan => Text { ja: "計画名", en: "plan" },
        Fact::Department => Text { ja: "担当部署", en: "department" },
        Fact::RelatedDepartments => Text { ja: "関連部署", en: "related departments" },
        Fact::Definition => Text { ja: "算定方法", en: "definition" },
        Fact::Source => Text { ja: "出典", en: "source" },
        Fact::Direction => Text { ja: "望ましい方向", en: "which way is better" },
        Fact::Remark => Text { ja: "備考", en: "remark" },
        Fact::Stage => Text { ja: "評価の段階", en: "stage of evaluation" },
        Fact::Due => Text { ja: "達成予定年度", en: "due year" },
        Fact::Status => Text { ja: "状況", en: "status" },
        Fact::AsOf => Text { ja: "時点", en: "as of" },
    }
}

/// What kind of value.
pub const fn series(series: Series) -> Text {
    match series {
        Series::Target => Text { ja: "目標", en: "target" },
        Series::Superseded => Text { ja: "見直し前の目標", en: "target before revision" },
        Series::FinalTarget => FINAL_TARGET,
        Series::Actual => Text { ja: "実績", en: "actual" },
        Series::Forecast => Text { ja: "見込", en: "forecast" },
        Series::Baseline => BASELINE,
        Series::Rate => Text { ja: "達成率", en: "rate" },
        Series::Judgement => Text { ja: "判定", en: "judgement" },
        Series::Reference => Text { ja: "参考値（集計に使わない）", en: "reference (not used)" },
        Series::YearBefore => Text { ja: "前年同期の実績", en: "actual of a year before" },
        Series::BaselineYear => Text { ja: "基準値の年度", en: "year of the baseline" },
        Series::FinalTargetYear => Text { ja: "目標の年度", en: "year of the target" },
        Series::Budget => Text { ja: "予算", en: "budget" },
        Series::RevisedBudget => Text { ja: "補正後予算", en: "revised budget" },
        Series::CarriedOver => Text { ja: "繰越", en: "carried over" },
        Series::Settlement => Text { ja: "決算", en: "settlement" },
        Series::PlanAmount => Text { ja: "計画額", en: "planned" },
        Series::Mark => Text { ja: "評価", en: "mark" },
        Series::Points => Text { ja: "点数", en: "points" },
        Series::Text => Text { ja: "文章", en: "text" },
    }
}

const fn narrative(kind: NarrativeKind) -> Text {
    match kind {
        NarrativeKind::Issue => Text { ja: "記述（課題）", en: "text (issues)" },
        NarrativeKind::Activity => Text { ja: "記述（取組）", en: "text (activities)" },
        NarrativeKind::Result => Text { ja: "記述（成果）", en: "text (results)" },
        NarrativeKind::Reason => Text { ja: "記述（要因）", en: "text (reasons)" },
        NarrativeKind::Direction => Text { ja: "記述（今後）", en: "text (what is next)" },
        NarrativeKind::Comment => Text { ja: "記述（コメント）", en: "text (comment)" },
        NarrativeKind::Other => Text { ja: "記述", en: "text" },
    }
}
