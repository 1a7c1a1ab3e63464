//! Every text that users see and that is not a rule's: labels, names of sheets, headings, notes.

pub mod answer;
pub mod cli;
pub mod code;
pub mod correction;
pub mod council;
pub mod form;
pub mod inspection;
pub mod life;
pub mod reckoned;
pub mod request;
pub mod template;
pub mod verify;

use crate::judgement::{NotJudged, NotRolledUp, RateMethod};
use crate::lang::Text;
use crate::model::{Aggregation, Direction, IndicatorKind, Look, Measurement, Status, SubmissionStatus};
use crate::outlook::{NoProjection, ProjectedBy};
use crate::period::{FiscalYear, Part, Period, wareki};
use crate::rating::{Method, Reference, Tolerance, Width};
use crate::rule::{NotRun, Severity};
use crate::settings::{IndicatorSetting, Rollup, RollupMethod, Scale, Words};
use jiff::civil::Date;

/// Words of the notes in an annotated copy.
pub mod annotation {
    /// A cell whose content was used.
    pub const USED: &str = "使用：施策・部署・年度などとして読み取った";
    /// A heading.
    pub const LABEL: &str = "見出し";
    /// A cell that was left out on purpose.
    pub const IGNORED: &str = "除外";
    /// A cell that nothing was made of.
    pub const UNREAD: &str = "未使用：何のセルか分からない";
    /// The name of an indicator.
    pub const NAME: &str = "指標名";
    /// A baseline.
    pub const BASELINE: &str = "の基準値";
    /// A final target.
    pub const FINAL_TARGET: &str = "の最終目標";
    /// A target.
    pub const TARGET: &str = "の目標値";
    /// An actual.
    pub const ACTUAL: &str = "の実績値";
    /// The actual of the same month a year before.
    pub const YEAR_BEFORE: &str = "の前年同期の実績値";
    /// An amount of money.
    pub const COST: &str = "事業費";
    /// A mark of an evaluation.
    pub const EVALUATION: &str = "評価";
    /// A listed action.
    pub const ACTION: &str = "取組項目";
    /// A text under a heading.
    pub const NARRATIVE: &str = "記述";
    /// A node of the plan tree.
    pub const MEASURE: &str = "施策・事業の名称";
}

/// What a sheet without an indicator looks like.
pub fn look(look: &Look) -> String {
    let text = match look {
        Look::Told => "",
        Look::NotUnderstood => "表の形が分からない",
        Look::EmptyForm => "様式のままで、何も記入されていない",
        Look::Instructions => "記入例・記入要領と見られる",
        Look::Costs => "予算・決算などの金額の表",
        Look::Kind(kind) => return format!("{kind}と見られる"),
        Look::Words => "表題や文章だけで、表がない",
        Look::Table => "指標名・目標・実績の見出しのない表",
        Look::Drawing => "グラフや図だけで、セルに何も書かれていない",
        Look::Empty => "どのシートにも、読めるものが書かれていない",
    };
    text.to_owned()
}

/// 区分 of a finding, as staff read it.
pub const fn severity(severity: Severity) -> Text {
    match severity {
        Severity::Error => Text { ja: "要修正", en: "error" },
        Severity::Warning => Text { ja: "要確認", en: "warning" },
        Severity::Note => Text { ja: "参考", en: "note" },
    }
}

/// 区分 of a finding, as the department it goes back to reads it.
pub const fn request(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "差戻し",
        Severity::Warning => "要確認",
        Severity::Note => "参考",
    }
}

/// Why a figure has no number, or what its number is; empty where there is nothing to say.
pub const fn status(status: Status) -> &'static str {
    match status {
        Status::Value | Status::NoSlot | Status::Text => "",
        Status::Provisional => "速報値",
        Status::Forecast => "見込値",
        Status::Blank => "未記入",
        Status::None => "－",
        Status::Pending => "集計中",
        Status::Undetermined => "未定",
        Status::NotSurveyed => "調査なし",
        Status::NotApplicable => "対象外",
        Status::Discontinued => "中止・廃止",
        Status::FirstYear => "初年度",
        Status::NotDue => "未到来",
        Status::Suppressed => "秘匿",
        Status::Unreadable => "読取不能",
    }
}

/// What each status means.
pub const STATUSES: [(Status, &str, &str); 16] = [
    (Status::Value, "（値）", "値がある。0も値である。文章の実績（設置、取組中など）も含む。"),
    (Status::Provisional, "速報値", "速報値・暫定値。"),
    (Status::Forecast, "見込値", "見込みの値。判定しない。"),
    (Status::Blank, "未記入", "記入欄が空のまま。"),
    (Status::None, "－", "「－」「該当なし」と書かれている。"),
    (Status::Pending, "集計中", "集計中・未公表。"),
    (Status::Undetermined, "未定", "まだ決まっていない。"),
    (Status::NotSurveyed, "調査なし", "その年度に調査がない。"),
    (Status::NotApplicable, "対象外", "対象外と書かれている。"),
    (Status::Discontinued, "中止・廃止", "中止・廃止された。"),
    (Status::FirstYear, "初年度", "初年度のため値がない。"),
    (Status::NotDue, "未到来", "まだ把握する時期でない。"),
    (Status::NoSlot, "（欄なし）", "シートに記入欄がない。"),
    (Status::Suppressed, "秘匿", "公表しないとされている。"),
    (Status::Text, "（文章）", "目標が文章で書かれている（設置、前年度以上など）。"),
    (Status::Unreadable, "読取不能", "値として読めない。確認事項に記載。"),
];

/// How a projection was made.
pub const fn projected_by(by: ProjectedBy) -> &'static str {
    match by {
        ProjectedBy::Seasonal => "前年の同じ時期との比",
        ProjectedBy::Even => "今年度の平均",
        ProjectedBy::Linear => "直線の延長",
    }
}

/// Why there is no projection.
pub const fn no_projection(reason: NoProjection) -> &'static str {
    match reason {
        NoProjection::PointInTime => "時点の値のため推計しない",
        NoProjection::CountUnknown => "単月か時点か不明のため推計しない",
        NoProjection::StartUnknown => "累計の起点が不明のため推計しない",
        NoProjection::Gap => "値のない月があるため推計しない",
        NoProjection::TooEarly => "年度の初めのため推計しない",
        NoProjection::Over => "年度が終わっている",
        NoProjection::NoRoom => "計算できない",
    }
}

/// Why a rule did not run.
pub const fn not_run(reason: NotRun) -> &'static str {
    match reason {
        NotRun::SwitchedOff => "設定で止めている",
        NotRun::NothingToLookAt => "対象となる値や文章がない",
        NotRun::NoPrevious => "前回の集計（--previous）がない",
        NotRun::NoDate => "基準日（--as-of または --period）がない",
    }
}

/// Why there is no judgement.
pub const fn not_judged(reason: NotJudged) -> Text {
    match reason {
        NotJudged::NoTarget => Text { ja: "目標値がない", en: "no target" },
        NotJudged::NoActual => Text { ja: "実績値がない", en: "no actual" },
        NotJudged::ForecastOnly => Text { ja: "実績が見込値", en: "the actual is a forecast" },
        NotJudged::TargetInWords => Text { ja: "目標が文章", en: "the target is in words" },
        NotJudged::ActualInWords => Text { ja: "実績が文章", en: "the actual is in words" },
        NotJudged::Unreadable => Text { ja: "値が読めない", en: "a value cannot be read" },
        NotJudged::DirectionUnknown => {
            Text { ja: "増減どちらが望ましいか不明", en: "it is not known which way is better" }
        }
        NotJudged::NoBaseline => Text { ja: "基準値がない", en: "no baseline" },
        NotJudged::TargetEqualsBaseline => {
            Text { ja: "目標値と基準値が同じ", en: "target and baseline are the same" }
        }
        NotJudged::TargetZero => Text { ja: "目標値が0", en: "the target is 0" },
        NotJudged::TargetSpansYears => {
            Text { ja: "目標が複数年の累計", en: "the target counts several years" }
        }
        NotJudged::UnitsDiffer => Text { ja: "目標と実績の単位が違う", en: "the units differ" },
        NotJudged::NotYetOver => Text { ja: "期間が終わっていない", en: "the period is not over" },
        NotJudged::NoFormula => {
            Text { ja: "算式を当てはめられない", en: "the formula does not apply to these numbers" }
        }
        NotJudged::NoTerm => Text {
            ja: "基準値・最終目標の年度が不明",
            en: "the years of baseline and final target are not known",
        },
        NotJudged::NoPreviousYear => Text { ja: "前年度の実績値がない", en: "no actual of the year before" },
        NotJudged::YearsMissing => Text {
            ja: "合計する年度の実績値がそろっていない",
            en: "not every year that adds up has an actual",
        },
        NotJudged::NoScale => Text { ja: "指定された判定区分がない", en: "there is no scale of that name" },
    }
}

/// What became of a file.
pub const fn submission(status: SubmissionStatus) -> Text {
    match status {
        SubmissionStatus::Received => Text { ja: "提出済", en: "received" },
        SubmissionStatus::Missing => Text { ja: "未提出", en: "missing" },
        SubmissionStatus::Late => Text { ja: "期限後", en: "late" },
        SubmissionStatus::Duplicate => Text { ja: "重複", en: "duplicate" },
        SubmissionStatus::Unchanged => Text { ja: "前回と同じ", en: "unchanged" },
        SubmissionStatus::OldForm => Text { ja: "旧様式", en: "old form" },
        SubmissionStatus::Unexpected => Text { ja: "予定外", en: "unexpected" },
        SubmissionStatus::Rejected => Text { ja: "読取不能", en: "rejected" },
    }
}

/// Which way is better.
pub const fn direction(direction: Option<Direction>) -> &'static str {
    match direction {
        Some(Direction::Up) => "増加",
        Some(Direction::Down) => "減少",
        Some(Direction::Maintain) => "維持",
        Some(Direction::Range) => "範囲",
        None => "",
    }
}

/// What a value counts.
pub const fn aggregation(aggregation: Aggregation) -> &'static str {
    match aggregation {
        Aggregation::Annual => "単年",
        Aggregation::Cumulative => "累計",
        Aggregation::Point => "時点",
    }
}

/// A day, by the western year.
pub fn day(date: Date) -> String {
    format!("{}年{}月{}日", date.year(), date.month(), date.day())
}

/// 指標の種類.
pub const fn kind(kind: Option<IndicatorKind>) -> &'static str {
    match kind {
        Some(IndicatorKind::Outcome) => "成果",
        Some(IndicatorKind::Output) => "活動",
        Some(IndicatorKind::Input) => "対象・投入",
        None => "",
    }
}

/// 主観 or 客観.
pub const fn measurement(measurement: Option<Measurement>) -> &'static str {
    match measurement {
        Some(Measurement::Perception) => "主観（意識調査）",
        Some(Measurement::Objective) => "客観（数値）",
        None => "",
    }
}

/// The formula of a rate.
pub const fn rate_method(method: RateMethod) -> &'static str {
    match method {
        RateMethod::Ratio => "実績値÷目標値×100",
        RateMethod::Progress => "（実績値－基準値）÷（目標値－基準値）×100（下限0・上限100）",
        RateMethod::Way => "（実績値－基準値）÷（目標値－基準値）×100",
        RateMethod::Level => "100±（実績値－目標値）÷目標値の大きさ×100（増加が望ましい指標は＋、減少は－）",
        RateMethod::Expectation => "実績値÷（最終目標値×経過年数÷期間の年数）×100",
        RateMethod::ExpectedWay => "（実績値－基準値）÷（（最終目標値－基準値）×経過年数÷期間の年数）×100",
        RateMethod::YearOnYear => {
            "100±（実績値－前年度の実績値）÷前年度の実績値の大きさ×100（増加が望ましい指標は＋、減少は－）"
        }
        RateMethod::Comparison => "率を出さず、目標値との大小で判定",
    }
}

/// A period as offices write it: 令和7年度, 令和7年度第1四半期, 令和7年10月.
pub fn period(period: Period) -> String {
    match period.part {
        Part::Year => wareki(period.fiscal_year),
        Part::Quarter(quarter) => format!("{}第{quarter}四半期", wareki(period.fiscal_year)),
        Part::Month(place) => {
            let month = (place + 3) % 12 + 1;
            let year = period.fiscal_year + i32::from(month < 4);
            // The new era began in May 2019; the months before it still counted by the old one.
            let era_year = if year == 2019 && month < 5 { "平成31年".to_owned() } else { calendar_year(year) };
            format!("{era_year}{month}月")
        }
    }
}

/// A month or a quarter within its year: 10月, 第2四半期.
pub fn part(period: Period) -> String {
    match period.part {
        Part::Year => wareki(period.fiscal_year),
        Part::Quarter(quarter) => format!("第{quarter}四半期"),
        Part::Month(place) => format!("{}月", (place + 3) % 12 + 1),
    }
}

fn calendar_year(year: FiscalYear) -> String {
    wareki(year).replace("年度", "年")
}

/// Words of a register that is drafted.
pub mod register {
    /// Its title.
    pub const TITLE: &str = "指標台帳";
    /// The list of indicators.
    pub const INDICATORS: &str = "指標台帳";
    /// What to do with it.
    pub const INDICATORS_NOTE: &str = "※1行に1指標。色のある欄を埋め、ほかの欄も正しいか確かめる。別の施策に再掲する指標は行を加え、「再掲」に元の指標コードを書く。";
    /// The plan tree.
    pub const MEASURES: &str = "施策体系";
    /// What to do with it.
    pub const MEASURES_NOTE: &str = "※施策などの番号と名称。上位の施策・政策も1行ずつ加え、「上位コード」でつなぐ。";
    /// Who is expected to answer.
    pub const ROSTER: &str = "名簿";
    /// What to do with it.
    pub const ROSTER_NOTE: &str = "※提出を求める部署。担当者の氏名は書かない。受領日を書くと、期限後の提出が分かる。";
    /// Renamed offices.
    pub const RENAMED: &str = "組織改正";
    /// What to do with it.
    pub const RENAMED_NOTE: &str = "※名称の変わった部署。旧部署名のシートを、新しい部署のものとして扱う。";
    /// Revised targets.
    pub const REVISIONS: &str = "目標改定";
    /// What to do with it.
    pub const REVISIONS_NOTE: &str =
        "※改めた目標。適用年度から新目標で判定し、旧目標も残す。最終目標は対象年度に「最終」と書く。";
}

/// Names of sheets.
pub mod sheet {
    /// What was read.
    pub const OVERVIEW: &str = "概要";
    /// Counts by measure.
    pub const SUMMARY: &str = "体系別総括";
    /// Counts by department.
    pub const DEPARTMENTS: &str = "部署別総括";
    /// Counts by 視点 and 柱.
    pub const VIEWPOINTS: &str = "視点別総括";
    /// Listed actions.
    pub const ACTIONS: &str = "取組項目総括";
    /// Budget against settlement.
    pub const COSTS: &str = "事業費総括";
    /// One row per indicator.
    pub const INDICATORS: &str = "指標一覧";
    /// Not achieved.
    pub const BEHIND: &str = "未達成・遅れ";
    /// What the office corrects.
    pub const CORRECTIONS: &str = "修正表";
    /// The year in which the day of the report lies, by its months.
    pub const YEAR_OUTLOOK: &str = "年度内の進捗";
    /// The way to the final targets.
    pub const TERM_OUTLOOK: &str = "最終目標の見通し";
    /// Findings.
    pub const FINDINGS: &str = "確認事項";
    /// Submissions.
    pub const SUBMISSIONS: &str = "提出状況";
    /// What is not as it was in the run before.
    pub const CHANGES: &str = "前回との差";
    /// Where each number stands.
    pub const SOURCES: &str = "出典";
    /// Legend.
    pub const LEGEND: &str = "凡例・算定方法";
    /// What stands before the title of a data sheet.
    pub const DATA: &str = "データ_";
    /// The columns of the data sheets.
    pub const DICTIONARY: &str = "データ_項目定義";
    /// The codes in the data sheets.
    pub const CODES: &str = "データ_コード表";
    /// Cover of the council's book.
    pub const COVER: &str = "表紙";
    /// Summary of the council's book.
    pub const COUNCIL_SUMMARY: &str = "総括";
    /// Table of contents of the council's book.
    pub const CONTENTS: &str = "目次";
    /// What is not achieved, in the council's book.
    pub const COUNCIL_BEHIND: &str = "未達成と今後の対応";
    /// Notes of the council's book.
    pub const NOTES: &str = "注記";
    /// Numbers that charts of the council's book draw and that stand in no table of their own.
    pub const CHART_FIGURES: &str = "グラフの数値";
    /// Words and methods of the council's book.
    pub const TERMS: &str = "用語と算定方法";
    /// The sheet of a request.
    pub const REQUEST: &str = "確認依頼";
}

/// Names of the output files.
pub mod file {
    /// Staff's workbook.
    pub const CONSOLIDATED: &str = "総括表.xlsx";
    /// The council's workbook.
    pub const COUNCIL: &str = "議会報告.xlsx";
    /// The folder of the requests.
    pub const REQUESTS: &str = "確認依頼";
    /// What findings of no known department are filed under.
    pub const NO_DEPARTMENT: &str = "所属不明";
    /// Ends the name of a copy in which cells are marked.
    pub const MARKED: &str = "（確認箇所）";
    /// Where outputs go that someone has changed by hand.
    pub const KEPT: &str = "控え";
}

/// Stands for the measure of indicators whose sheets name none.
pub const NO_MEASURE: &str = "（施策の記載なし）";

/// Stands for measures that no other stands above.
pub const NO_HEAD: &str = "その他（上位の記載なし）";

/// Stands in the title of whatever leaves the office before its figures are confirmed.
pub const UNCONFIRMED: &str = "【未確定】";

/// Notes on how the counts and rates come about; for staff and for the council alike.
pub const COUNTING_NOTES: [&str; 3] = [
    "指標数は、実指標数（再掲を除く。）である。体系の各行には再掲の指標も含むため、行の計と合計は一致しないことがある。上位の行は下位の行を含む。",
    "達成・未達成の割合は、判定した指標の数（達成と未達成の計）を分母とする。判定なしの指標は、分母に含まない。",
    "割合は小数第2位を四捨五入しているため、合計が100％にならないことがある。",
];

/// What marks and signs mean.
pub fn signs_note(minus: char) -> String {
    format!(
        "{minus}は負の値を示す。（速報）は速報値・暫定値、（見込）は見込値である。「－」は、該当する値がないことを示す。"
    )
}

/// Where nothing says which way is better.
pub const UNKNOWN_IS_UP: &str = "増減どちらが望ましいか書かれていない指標は、増加が望ましいものとして判定している。";

/// Indicators that are judged by a scale of their own: 「長与町のS～C」による指標（相談件数など3指標）.
pub fn own_scale(name: &str, indicators: &[String]) -> String {
    let which = match indicators {
        [] => String::new(),
        [only] => format!("（{only}）"),
        [first, ..] => format!("（{first}など{}指標）", indicators.len()),
    };
    format!("「{name}」による指標{which}")
}

/// The marks of a scale that some indicators have for themselves, behind those of the run.
pub fn own_marks(which: &str, marks: &str) -> String {
    format!("。{which}は、{marks}")
}

/// The marks of years before the final one, behind those of the others.
pub fn interim_marks(marks: &str) -> String {
    format!("。最終年度だけに目標のある指標は、最終年度までは最終目標に対して、{marks}")
}

/// How targets in words are marked.
pub fn words_note(words: &Words) -> Option<String> {
    let marks = [("前倒し", &words.early), ("達成", &words.met), ("未達成", &words.missed), ("後ろ倒し", &words.late)];
    let marks: Vec<String> =
        marks.iter().filter_map(|(word, mark)| Some(format!("{word}は{}", mark.as_ref()?))).collect();
    (!marks.is_empty()).then(|| format!("文章の目標は、{}とする。", marks.join("、")))
}

/// The heading of the judgements of measures.
pub const ROLLED_UP: &str = "施策などの評価";

/// Why a measure has no judgement.
pub const fn not_rolled_up(reason: NotRolledUp) -> Text {
    match reason {
        NotRolledUp::NothingJudged => Text { ja: "判定した指標がない", en: "no indicator is judged" },
        NotRolledUp::NoEvaluation => {
            Text { ja: "加える評価がない", en: "the evaluation to be added is missing" }
        }
        NotRolledUp::Unreadable => Text { ja: "計算できない", en: "it cannot be computed" },
    }
}

/// How measures are judged by their indicators.
pub fn rollup_note(rollup: &Rollup, bands: &[(String, String)]) -> String {
    let how = match rollup.method {
        RollupMethod::Worst => "その施策と下位の施策の指標のうち、最も低い判定",
        RollupMethod::Share => "その施策と下位の施策の判定した指標のうち、達成した指標の割合（％）",
        RollupMethod::Mean => "その施策と下位の施策の指標の評価点の平均（重みのある指標は加重平均）",
        RollupMethod::Points => "その施策の指標の平均達成率の評価点と、下位の施策の指標の平均達成率の評価点の合計",
    };
    let added = rollup.added.as_ref().map(|added| format!("に「{}」の評価点を加えたもの", added.criterion));
    let named = |(label, range): &(String, String)| format!("{label}（{range}）");
    let marks: Vec<String> = bands.iter().map(named).collect();
    let marks = if marks.is_empty() { String::new() } else { format!("区分は、{}。", marks.join("、")) };
    format!("評価は、{how}{}による。判定なしの指標は含まない。{marks}", added.unwrap_or_default())
}

/// What the settings say of one indicator, with the reason.
pub fn own_setting(setting: &IndicatorSetting) -> String {
    let rating = &setting.rating;
    let scale = |name: &String| Scale::meant(name).map_or(name.as_str(), |scale| scale.name.as_str()).to_owned();
    let adds_up = |adds_up: bool| {
        if adds_up { "年度ごとの実績を合計する" } else { "年度ごとの実績を合計しない" }
    };
    let said: Vec<String> = [
        setting.direction.map(|known| format!("望ましい方向は{}", direction(Some(known)))),
        rating.scale.as_ref().map(|name| format!("判定区分は{}", scale(name))),
        rating.method.map(|method| {
            let word = Method::ALL.iter().find(|(_, other)| *other == method).map_or("", |(word, _)| *word);
            format!("算定方法は{word}")
        }),
        rating.tolerance.map(|tolerance| format!("差が{}なら同じ水準", width(tolerance))),
        rating.rounding.map(|rounding| format!("{}で判定", judged_value(rounding.decimals()))),
        rating.weight.map(|weight| format!("重みは{weight}")),
        rating.adds_up.map(|sums| adds_up(sums).to_owned()),
    ]
    .into_iter()
    .flatten()
    .collect();
    format!("{}（理由：{}）", said.join("、"), setting.reason)
}

fn width(tolerance: Tolerance) -> String {
    let width = match tolerance.width {
        Width::Points(width) => format!("{width}ポイント"),
        Width::Percent(width) => format!("{width}％"),
    };
    format!("{width}{}", if tolerance.strict { "未満" } else { "以内" })
}

/// How far from a value still counts as that value.
pub fn tolerance_note(tolerance: Tolerance) -> String {
    let width = width(tolerance);
    let which = if tolerance.perception { "意識調査の指標は、" } else { "" };
    format!("{which}維持の目標値や基準値との差が{width}のものは、同じ水準とみなす。")
}

/// How many indicators the register keeps inside.
pub fn not_released(many: usize) -> String {
    format!("公表しない指標{many}件は、一覧にも件数にも入れていない。")
}

/// How rates are rounded before they are judged.
pub fn rounding_note(decimals: Option<u32>) -> String {
    let judged = judged_value(decimals);
    format!("判定は{judged}で行い、達成率は小数第2位を四捨五入して表示している。")
}

fn judged_value(decimals: Option<u32>) -> String {
    match decimals {
        None => "四捨五入する前の値".to_owned(),
        Some(0) => "整数に四捨五入した値".to_owned(),
        Some(decimals) => format!("小数第{decimals}位までに四捨五入した値"),
    }
}

/// What a band looks at, before its bounds; nothing for the target.
pub const fn reference(reference: Reference) -> &'static str {
    match reference {
        Reference::Target => "",
        Reference::Baseline => "基準値の",
        Reference::Previous => "前年度の",
    }
}

/// The mark of what is not judged.
pub fn not_judged_note(mark: &str) -> String {
    format!("判定できないものは「{mark}」で示す。")
}

/// Why a file was not looked into.
pub fn skipped(reason: &str) -> &'static str {
    match reason {
        "lock" => "Excelの作業用ファイル（名前が「~$」で始まるもの）",
        "temporary" => "保存やダウンロードの途中で残った一時ファイル",
        "backup" => "保存する前の控え（.bak、.xlkなど）",
        "device" => "ファイルでないもの（装置、リンクなど）",
        "system" => "隠しファイルなど、システムのもの（Thumbs.dbなど）",
        "extension" => "表計算ソフトのファイルでないもの（Word、PDFなど）",
        "output" => "このプログラムが以前に作ったもの",
        "unlistable" => "開けないフォルダー",
        _ => "",
    }
}

/// Why there is no judgement, in words for those outside; `None` where there is nothing for the year.
pub const fn not_judged_outside(reason: Option<NotJudged>) -> &'static str {
    match reason {
        Some(NotJudged::NoTarget) => "目標値なし",
        Some(NotJudged::NoActual | NotJudged::Unreadable) => "実績値なし",
        Some(NotJudged::TargetInWords | NotJudged::ActualInWords) => "数値でないため判定なし",
        Some(NotJudged::ForecastOnly) => "見込値のため判定なし",
        Some(NotJudged::NotYetOver) => "期間中のため判定なし",
        Some(NotJudged::TargetSpansYears) => "複数年の累計目標",
        Some(NotJudged::TargetZero) => "目標値がゼロ",
        Some(
            NotJudged::DirectionUnknown
            | NotJudged::NoBaseline
            | NotJudged::TargetEqualsBaseline
            | NotJudged::UnitsDiffer
            | NotJudged::NoFormula
            | NotJudged::NoTerm
            | NotJudged::NoPreviousYear
            | NotJudged::YearsMissing
            | NotJudged::NoScale,
        ) => "判定なし",
        None => "対象年度の値なし",
    }
}

/// Texts of `write`'s errors.
pub mod output {
    use crate::lang::Text;

    /// A file or folder could not be written.
    pub static NOT_WRITTEN: Text = Text { ja: "書き込めません", en: "cannot be written" };
    /// A file of that name is not the program's.
    pub static FOREIGN: Text = Text {
        ja: "同じ名前のファイルがあり、このプログラムが作ったものではないため上書きしません。名前を変えるか、別の出力先を指定してください",
        en: "a file of that name stands there that this program did not write; rename it or choose another output folder",
    };
    /// The folder could not be replaced, probably because a file in it is open.
    pub static OPEN: Text = Text {
        ja: "フォルダーを入れ替えられません。中のファイルがExcelなどで開かれていれば、閉じてからもう一度実行してください",
        en: "the folder cannot be replaced; close any of its files that are open in Excel and run again",
    };
    /// A file that is to be new stands there.
    pub static EXISTS: Text = Text {
        ja: "すでにあるため、上書きしません。別の名前を指定してください",
        en: "is there already and is not overwritten; name another file",
    };
    /// Not a folder that can be replaced.
    pub static NO_FOLDER: Text = Text {
        ja: "出力先にできるフォルダーではありません",
        en: "is not a folder that can hold outputs",
    };
    /// Another run writes the same folder.
    pub static BUSY: Text = Text {
        ja: "別の実行が同じ出力先に書き込んでいます",
        en: "another run is writing the same folder",
    };
    /// Some of the new files have replaced the old ones, some not yet.
    pub static HALF: Text = Text {
        ja: "入れ替えの途中で止まりました。もう一度実行すると、続きから入れ替えます",
        en: "was reached half-way through replacing the outputs; the next run goes on from there",
    };
    /// A book that is open is left, the new one stands beside it.
    pub static LEFT_OPEN: Text = Text {
        ja: "{book} は開かれているため、そのまま残しました。新しいものは {new} です。閉じてからもう一度実行すると、元の名前に戻ります（書き込んだ内容は両方から引き継ぎます）",
        en: "{book} is open and was left as it is; the new one is {new}. Close it and run again, and the new one gets its name back (what was written in either is carried over)",
    };
    /// A book that is open is left, though there would be none any more.
    pub static LEFT_ALONE: Text = Text {
        ja: "{book} は開かれているため、そのまま残しました。今回は作らないブックです。閉じてからもう一度実行すると、なくなります",
        en: "{book} is open and was left as it is, though this run makes none; close it and run again, and it goes",
    };
    /// Nothing was changed.
    pub static UNCHANGED: Text =
        Text { ja: "出力先は元のままです。", en: "The output folder is as it was." };
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_are_written_as_offices_do() {
        assert_eq!(period(Period::year(2025)), "令和7年度");
        assert_eq!(period(Period::month(2026, 1)), "令和8年1月");
        assert_eq!(period(Period::month(2019, 4)), "平成31年4月");
        assert_eq!(period(Period::month(2019, 5)), "令和元年5月");
        assert_eq!(period(Period::quarter(2025, 1)), "令和7年度第1四半期");
    }

    #[test]
    fn the_list_of_statuses_says_what_the_cells_say() {
        for (each, label, meaning) in STATUSES {
            assert!(status(each).is_empty() || status(each) == label);
            assert!(!meaning.is_empty());
        }
    }
}
