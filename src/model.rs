//! The KPI model: what every sheet becomes. Columns of the CSVs are made from it (`docs/schema.md`).

use crate::cell::Place;
use crate::correction::{Corrected, Correction};
use crate::memo::Memo;
use crate::period::{FiscalYear, Period};
use crate::rating::Rating;
use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// Everything one run knows, in one place: what `reconcile` gives to `check` and `report`.
///
/// Sorted by department, measure code, place; the order is the order of all outputs.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Model {
    /// 団体名, from the settings; empty if they name none.
    pub body: String,
    /// Plans, in order of first mention.
    pub plans: Vec<Plan>,
    /// Nodes of the plan tree.
    pub measures: Vec<Measure>,
    /// Indicators with their observations.
    pub indicators: Vec<Indicator>,
    /// Amounts of money.
    pub costs: Vec<Cost>,
    /// Marks given in an evaluation.
    pub evaluations: Vec<Evaluation>,
    /// Listed actions (取組項目).
    pub actions: Vec<Action>,
    /// Texts of a measure, whole.
    pub narratives: Vec<Narrative>,
    /// One per file received or expected.
    pub submissions: Vec<SubmissionRecord>,
    /// How many cells of each sheet went where; with the full ledger, one per cell.
    pub cells: Vec<LedgerLine>,
    /// 修正表: what the office corrects without touching a file.
    #[serde(default)]
    pub corrections: Vec<Correction>,
    /// メモ of staff.
    #[serde(default)]
    pub memos: Vec<Memo>,
}

/// What one workbook holds, before it is set beside the others. Same lists as [`Model`].
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Submission {
    /// The file, relative to its input.
    pub file: String,
    /// SHA-256 of its bytes.
    pub sha256: String,
    /// Plans named on its sheets.
    pub plans: Vec<Plan>,
    /// Nodes of the plan tree named on its sheets.
    pub measures: Vec<Measure>,
    /// Indicators.
    pub indicators: Vec<Indicator>,
    /// Amounts of money.
    pub costs: Vec<Cost>,
    /// Marks.
    pub evaluations: Vec<Evaluation>,
    /// Actions.
    pub actions: Vec<Action>,
    /// Texts.
    pub narratives: Vec<Narrative>,
    /// The cell ledger.
    pub cells: Vec<LedgerLine>,
    /// Its sheets that users see and that hold no indicator and no action, and what each looks like.
    #[serde(default)]
    pub others: Vec<OtherSheet>,
}

/// A sheet without an indicator.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OtherSheet {
    /// Its name.
    pub sheet: String,
    /// What it looks like.
    pub look: Look,
}

/// What a sheet without an indicator looks like.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Look {
    /// What a finding about it has told already.
    Told,
    /// Headings for indicators stand there, and numbers, and nothing could be made of them.
    NotUnderstood,
    /// A form with nothing filled in.
    EmptyForm,
    /// It shows how to fill in.
    Instructions,
    /// Amounts of money were read from it, and nothing else.
    Costs,
    /// A kind that the lexicon knows, by its name there.
    Kind(String),
    /// Words and no table.
    Words,
    /// A table without headings for indicators, targets or actuals.
    Table,
    /// Nothing but a chart or a picture.
    Drawing,
    /// Nothing at all.
    Empty,
}

/// A plan: 総合計画, 総合戦略, 行革大綱.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Plan {
    /// Its name as written.
    pub name: String,
    /// First fiscal year.
    pub start_fiscal_year: Option<FiscalYear>,
    /// Last fiscal year.
    pub end_fiscal_year: Option<FiscalYear>,
    /// Where it is named.
    pub place: Place,
}

/// Where an indicator, an amount or a text hangs, and who answers for it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Belonging {
    /// 計画名; empty if the sheet names none.
    pub plan: String,
    /// 階層 in the body's own word (施策, 事務事業 …); empty if not known.
    pub level: String,
    /// Code of the measure, ASCII with `-`, leading zeros kept; empty if there is none.
    pub measure_code: String,
    /// Whether the code is only the number of its row in a list: on another sheet it means something else.
    #[serde(default)]
    pub numbered: bool,
    /// Name of the measure.
    pub measure_name: String,
    /// 担当部署.
    pub department: String,
    /// 関連部署.
    pub related_departments: Vec<String>,
}

/// A node of the plan tree.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Measure {
    /// Where it hangs; its own code and name are in here.
    pub belongs: Belonging,
    /// Code of the node above; empty at the top.
    pub parent_code: String,
    /// Name of the node above; empty at the top.
    pub parent_name: String,
    /// Cross-cutting 視点.
    pub viewpoints: Vec<String>,
    /// First fiscal year of the measure.
    pub start_fiscal_year: Option<FiscalYear>,
    /// Last fiscal year of the measure.
    pub end_fiscal_year: Option<FiscalYear>,
    /// 新規, 継続, 完了 … as written.
    pub status: String,
    /// Where its name or code stands.
    pub place: Place,
}

/// An indicator (指標) with everything its sheet says of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Indicator {
    /// Stable id, from measure code and name.
    pub id: String,
    /// Where it hangs.
    pub belongs: Belonging,
    /// Cross-cutting 視点 that its own row or sheet names.
    #[serde(default)]
    pub viewpoints: Vec<String>,
    /// Its name as written, line breaks and padding removed; with its breakdown as 名称（内訳）.
    pub name: String,
    /// 成果, 活動, 対象・投入.
    pub kind: Option<IndicatorKind>,
    /// Its unit, normalized for comparison.
    pub unit: String,
    /// Its unit as written.
    pub unit_text: String,
    /// Which way is better, if the sheet says so or its target and baseline show it.
    pub direction: Option<Direction>,
    /// Who says so.
    pub direction_source: Option<DirectionSource>,
    /// 主観 or 客観.
    pub measurement: Option<Measurement>,
    /// 算定方法.
    pub definition: String,
    /// 出典.
    pub source: String,
    /// 備考.
    pub remark: String,
    /// 基準値.
    pub baseline: Option<Baseline>,
    /// 最終目標.
    pub final_target: Option<FinalTarget>,
    /// How it is rated where it has something of its own.
    #[serde(default, skip_serializing_if = "Rating::is_empty")]
    pub rating: Rating,
    /// One per period that has a slot for a target or an actual, in order of period, then aggregation.
    pub observations: Vec<Observation>,
    /// Where its name stands.
    pub place: Place,
    /// What the indicator register says of it; `None` if it is not in one.
    #[serde(default)]
    pub registered: Option<Box<Registration>>,
}

/// What the indicator register says of an indicator besides what any sheet says.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Registration {
    /// 指標コード; empty if it has none.
    pub code: String,
    /// Where it stands in the register.
    pub place: Place,
    /// How often it is measured.
    pub frequency: Option<Frequency>,
    /// The month in which a value is known, 1 to 12.
    pub due_month: Option<u8>,
    /// Whether it is shown to the council.
    pub released: bool,
    /// What the sheet said where the register says otherwise and decides.
    pub submitted: Submitted,
}

/// What a sheet said where the register says otherwise.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Submitted {
    /// Which way is better.
    pub direction: Option<Direction>,
    /// 基準値.
    pub baseline: Option<Baseline>,
    /// 最終目標.
    pub final_target: Option<FinalTarget>,
    /// Targets, with what they are for and what their actual counts.
    pub targets: Vec<(Period, Option<Aggregation>, Figure)>,
}

/// How often an indicator is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Frequency {
    /// 毎月.
    Monthly,
    /// 四半期.
    Quarterly,
    /// 半年.
    HalfYearly,
    /// 毎年.
    Yearly,
    /// Once in so many years: 隔年, 3年に1度.
    Every(u8),
    /// In the years of a survey.
    Survey,
}

/// 指標の種類.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum IndicatorKind {
    /// 成果指標.
    Outcome,
    /// 活動指標.
    Output,
    /// 対象指標, 投入.
    Input,
}

/// Which way is better.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// 増加が望ましい.
    Up,
    /// 減少が望ましい.
    Down,
    /// 維持.
    Maintain,
    /// Inside a range.
    Range,
}

/// Who says which way is better.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DirectionSource {
    /// The indicator register.
    Register,
    /// The sheet: a column for it, or an operator in the target (以上, 以下).
    Sheet,
    /// Target against baseline.
    Derived,
    /// The settings.
    Settings,
}

/// How an indicator is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Measurement {
    /// 市民実感度・意識調査.
    Perception,
    /// 数値.
    Objective,
}

/// 基準値, 現状値.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Baseline {
    /// The figure.
    pub figure: Figure,
    /// The fiscal year it is of.
    pub fiscal_year: Option<FiscalYear>,
}

/// 最終目標.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FinalTarget {
    /// The figure.
    pub figure: Figure,
    /// The fiscal year it is for.
    pub fiscal_year: Option<FiscalYear>,
}

/// What a sheet says of one indicator for one period.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Observation {
    /// The period.
    pub period: Period,
    /// What the actual counts.
    pub aggregation: Option<Aggregation>,
    /// What the target counts, where it differs from the actual.
    pub target_aggregation: Option<Aggregation>,
    /// From which fiscal year a cumulative target counts.
    pub target_from_fiscal_year: Option<FiscalYear>,
    /// 「10月末現在」 as a date.
    pub as_of_date: Option<Date>,
    /// 目標値.
    pub target: Figure,
    /// 実績値.
    pub actual: Figure,
    /// The cumulative value where a cell gives 単年(累計): `3(9)`.
    pub cumulative: Option<Decimal>,
    /// The actual of the same month or quarter a year before, where the sheet sets it beside this one: 前年同月.
    #[serde(default)]
    pub year_before: Option<Figure>,
    /// 達成率 as the sheet states it, in percent.
    pub stated_rate: Option<Decimal>,
    /// 判定 as the sheet states it.
    pub stated_judgement: String,
}

/// What a value counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Aggregation {
    /// 単年度; of a month, that month alone.
    Annual,
    /// 累計.
    Cumulative,
    /// 時点.
    Point,
}

/// A target, an actual or a baseline: a number, or why there is none.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Figure {
    /// The number in the indicator's unit, as shown (69.4％ is 69.4).
    pub value: Option<Decimal>,
    /// How a target is to be compared; `None` for actuals, and for targets in words that say nothing comparable.
    pub operator: Option<Operator>,
    /// Whether the bound itself is left out: 超, 未満.
    pub strict: bool,
    /// The cell as written.
    pub text: String,
    /// Whether there is a value, and if not, why.
    pub status: Status,
    /// The cell; `None` where the sheet has no slot.
    pub place: Option<Place>,
    /// The value before a revision shown in the cell.
    pub revised_from: Option<Decimal>,
    /// The text before a revision shown in the cell.
    pub revised_from_text: Option<String>,
    /// What was submitted, where the office corrected it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub corrected: Option<Box<Corrected>>,
}

impl Figure {
    /// A figure for which the sheet has no cell.
    pub fn no_slot() -> Self {
        Self {
            value: None,
            operator: None,
            strict: false,
            text: String::new(),
            status: Status::NoSlot,
            place: None,
            revised_from: None,
            revised_from_text: None,
            corrected: None,
        }
    }
}

/// How a target is to be compared with an actual.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Operator {
    /// The value itself.
    #[serde(rename = "=")]
    Equal,
    /// 以上, 超.
    #[serde(rename = ">=")]
    AtLeast,
    /// 以下, 未満.
    #[serde(rename = "<=")]
    AtMost,
    /// 維持.
    #[serde(rename = "maintain")]
    Maintain,
    /// 増加.
    #[serde(rename = "increase")]
    Increase,
    /// 減少.
    #[serde(rename = "decrease")]
    Decrease,
    /// 前年度以上, 前年比.
    #[serde(rename = "yoy")]
    YearOnYear,
}

/// Whether a slot holds a value, and if not, why (`docs/schema.md`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// A value, 0 included; of an actual also words (設置).
    Value,
    /// 速報値, 暫定値.
    Provisional,
    /// 見込.
    Forecast,
    /// Not filled in.
    Blank,
    /// －, 該当なし.
    None,
    /// 集計中, 未公表.
    Pending,
    /// 未定.
    Undetermined,
    /// 調査なし.
    NotSurveyed,
    /// 対象外.
    NotApplicable,
    /// 中止, 廃止.
    Discontinued,
    /// 初年度.
    FirstYear,
    /// 未到来.
    NotDue,
    /// The sheet has no cell for it.
    NoSlot,
    /// 秘匿.
    Suppressed,
    /// A target in words.
    Text,
    /// Not understood; a finding says so.
    Unreadable,
}

/// An amount of money.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Cost {
    /// Where it hangs.
    pub belongs: Belonging,
    /// The fiscal year.
    pub fiscal_year: FiscalYear,
    /// Budget or settlement; `None` if the sheet does not say.
    pub kind: Option<CostKind>,
    /// 事業費, 人件費 … as written.
    pub item: String,
    /// The amount, its unit that of `unit`.
    pub amount: Figure,
    /// 円, 千円 … as stated; empty if not stated.
    pub unit: String,
}

/// What an amount is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CostKind {
    /// 当初予算.
    Budget,
    /// 補正後予算.
    RevisedBudget,
    /// 繰越.
    CarriedOver,
    /// 決算.
    Settlement,
    /// 計画.
    Plan,
}

/// A mark given in an evaluation.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Evaluation {
    /// Where it hangs.
    pub belongs: Belonging,
    /// The fiscal year evaluated.
    pub fiscal_year: Option<FiscalYear>,
    /// 一次, 二次, 外部; empty if not said.
    pub stage: String,
    /// 必要性, 効率性 … as written.
    pub criterion: String,
    /// The mark as written, NFKC.
    pub mark: String,
    /// Points, where given.
    pub points: Option<Decimal>,
    /// The comment beside it.
    pub text: String,
    /// Where the mark stands.
    pub place: Place,
}

/// A listed action (取組項目, □事業).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Action {
    /// Where it hangs.
    pub belongs: Belonging,
    /// Its name.
    pub name: String,
    /// By when it is to be done.
    pub due_fiscal_year: Option<FiscalYear>,
    /// How far it is.
    pub status: Option<ActionStatus>,
    /// The status as written.
    pub status_text: String,
    /// The date the status is of.
    pub as_of_date: Option<Date>,
    /// Where its name stands.
    pub place: Place,
}

/// How far an action is. 着手 counts started, partly and achieved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ActionStatus {
    /// 未着手.
    NotStarted,
    /// 着手, 取組中.
    Started,
    /// 達成, 完了.
    Achieved,
    /// 一部達成.
    Partly,
    /// 中止.
    Cancelled,
}

/// A text of a measure, whole.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Narrative {
    /// Where it hangs.
    pub belongs: Belonging,
    /// The fiscal year it is about.
    pub fiscal_year: Option<FiscalYear>,
    /// Its heading as written.
    pub heading: String,
    /// What it is about.
    pub kind: NarrativeKind,
    /// The text.
    pub text: String,
    /// Where it stands.
    pub place: Place,
}

/// What a text is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NarrativeKind {
    /// 課題.
    Issue,
    /// 取組.
    Activity,
    /// 成果.
    Result,
    /// 要因.
    Reason,
    /// 今後.
    Direction,
    /// Comment.
    Comment,
    /// Anything else.
    Other,
}

/// What became of a file or of an expected answer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SubmissionRecord {
    /// 担当部署: from the sheet, else the folder.
    pub department: String,
    /// Code of the measure it is about.
    pub measure_code: String,
    /// Name of the measure it is about.
    pub measure_name: String,
    /// What became of it.
    pub status: SubmissionStatus,
    /// The file; empty if none came.
    pub file: String,
    /// SHA-256 of its bytes; empty if none came.
    pub sha256: String,
    /// Indicators the register expects; `None` without a register.
    pub indicators_expected: Option<u32>,
    /// Indicators with at least one actual.
    pub indicators_filled: u32,
    /// Indicators read.
    pub indicators: u32,
}

/// What became of a file or of an expected answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SubmissionStatus {
    /// Came and was read.
    Received,
    /// Expected, did not come.
    Missing,
    /// Came after the date.
    Late,
    /// The same bytes came twice.
    Duplicate,
    /// The same as the month before.
    Unchanged,
    /// A form of an earlier year.
    OldForm,
    /// Not expected.
    Unexpected,
    /// Could not be read.
    Rejected,
}

/// How many cells of a sheet went one way; in the full ledger, one cell.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LedgerLine {
    /// The file.
    pub file: String,
    /// The sheet.
    pub sheet: String,
    /// The cell, in the full ledger.
    pub cell: Option<crate::cell::CellRef>,
    /// Where it went.
    pub kind: CellUse,
    /// By which rule it was ignored; empty otherwise.
    pub rule: String,
    /// How many.
    pub count: u32,
}

/// Where a non-empty cell went.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CellUse {
    /// Its content stands in the model.
    Used,
    /// It heads others.
    Label,
    /// A named rule says why it is not needed.
    Ignored,
    /// Nothing claimed it.
    Unread,
}
