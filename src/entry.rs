//! What `locate` finds on a sheet: entries whose cells are cited, not understood.

use crate::cell::{Located, Place, SheetId};
use crate::form::Form;
use crate::layout::Layout;
use crate::model::{Aggregation, IndicatorKind, NarrativeKind};
use crate::period::{FiscalYear, Period};
use crate::sheet::Raw;
use std::sync::Arc;

/// Everything found on one sheet.
#[derive(Clone, Debug)]
pub struct SheetEntries {
    /// File and name of the sheet.
    pub sheet: Arc<SheetId>,
    /// The entries, in the order in which they stand.
    pub entries: Vec<Entry>,
    /// Where each non-empty cell went, as far as layout can tell.
    pub uses: Vec<CellUsed>,
    /// A year that the sheet names, near which its era-less years lie.
    pub near: Option<i32>,
    /// The last year of the plan, where the sheet names it: 令和8年度（計画最終年度）.
    pub final_year: Option<FiscalYear>,
    /// What it says and shows of revisions.
    pub revision: Revision,
    /// The definition by which it was read.
    pub form: Option<Arc<Form>>,
    /// What was recognised on it as what.
    pub layout: Layout,
}

/// What a sheet says and shows of revisions.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Revision {
    /// Whether it calls itself 見え消し or 校閲.
    pub says: bool,
    /// Whether any of its texts is struck through.
    pub struck: bool,
}

/// A non-empty cell and where it went.
#[derive(Clone, Debug)]
pub struct CellUsed {
    /// The cell.
    pub cell: crate::cell::CellRef,
    /// Where it went.
    pub kind: crate::model::CellUse,
    /// By which rule it was ignored.
    pub rule: &'static str,
}

/// One thing that a sheet speaks of, with what heads it and the slots that belong to it.
#[derive(Clone, Debug)]
pub struct Entry {
    /// What it is.
    pub kind: EntryKind,
    /// What is said of it; a key stands once.
    pub facts: Vec<(Fact, Located<Raw>)>,
    /// Its values.
    pub slots: Vec<Slot>,
    /// Where its name stands, or its first slot.
    pub place: Place,
}

/// What an entry is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EntryKind {
    /// An indicator.
    Indicator(Option<IndicatorKind>),
    /// An item of money.
    Cost,
    /// A mark of an evaluation.
    Evaluation,
    /// A listed action.
    Action,
    /// A text under a heading.
    Narrative(NarrativeKind),
    /// The measure that a sheet or a part of it is about.
    Measure,
}

/// What can be said of an entry, besides its values.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Fact {
    /// Its name: of an indicator, an item, a criterion, an action, a heading.
    Name,
    /// The breakdown under its name.
    Breakdown,
    /// 単位.
    Unit,
    /// Code of the measure.
    MeasureCode,
    /// The number of its row in a list.
    Number,
    /// Name of the measure.
    MeasureName,
    /// The label of the measure's level.
    Level,
    /// Name of the measure above.
    ParentName,
    /// 計画名.
    Plan,
    /// 担当部署.
    Department,
    /// 関連部署.
    RelatedDepartments,
    /// 算定方法.
    Definition,
    /// 出典.
    Source,
    /// 方向.
    Direction,
    /// 備考.
    Remark,
    /// 評価の段階.
    Stage,
    /// 達成予定年度.
    Due,
    /// 状況.
    Status,
    /// The date of the figures.
    AsOf,
}

/// A cell that holds, or would hold, a value.
#[derive(Clone, Debug)]
pub struct Slot {
    /// What kind of value.
    pub series: Series,
    /// What it is for; `None` where no heading says.
    pub period: Option<Period>,
    /// Whether a heading of its own says what it is for; otherwise the sheet as a whole does.
    pub stated: bool,
    /// What it counts, where a heading says.
    pub aggregation: Option<Aggregation>,
    /// The first year it counts from, where a heading says.
    pub from: Option<FiscalYear>,
    /// The value, blank slots too.
    pub value: Located<Raw>,
}

/// What kind of value a slot holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Series {
    /// 目標値, 計画値.
    Target,
    /// The target before it was revised: 当初, 見直し前.
    Superseded,
    /// 最終目標.
    FinalTarget,
    /// 実績値.
    Actual,
    /// 見込.
    Forecast,
    /// 基準値, 現状値.
    Baseline,
    /// 達成率.
    Rate,
    /// 判定.
    Judgement,
    /// A figure for comparison: 全国平均, 前年比.
    Reference,
    /// The actual of the same month or quarter a year before: 前年同月.
    YearBefore,
    /// The fiscal year of the baseline.
    BaselineYear,
    /// The fiscal year of the final target.
    FinalTargetYear,
    /// 予算.
    Budget,
    /// 補正後予算.
    RevisedBudget,
    /// 繰越.
    CarriedOver,
    /// 決算.
    Settlement,
    /// 計画額.
    PlanAmount,
    /// A mark.
    Mark,
    /// Points.
    Points,
    /// A text.
    Text,
}
