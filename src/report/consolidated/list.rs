//! 指標一覧: its columns, and a row per indicator and place in the order of the plan tree.

use super::super::focus::{self, Chosen, Focus};
use super::super::order::Order;
use super::super::{Source, show};
use super::indicators::{ORIGIN, begun, filled, in_order, origin};
use super::kept::Kept;
use crate::messages::{self, correction, sheet};
use crate::model::Indicator;
use crate::page::{Cell, Page, Role, fitted};
use crate::period::{FiscalYear, wareki, wareki_short};

/// What a column holds: by this name others ask where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Key {
    /// コード.
    Code,
    /// 施策名.
    Measure,
    /// 担当部署.
    Department,
    /// 指標名.
    Name,
    /// 種類.
    Kind,
    /// 単位.
    Unit,
    /// 方向.
    Direction,
    /// 基準値.
    Baseline,
    /// 基準年度.
    BaselineYear,
    /// 実績 of a year before the one reported on.
    Before(FiscalYear),
    /// 目標.
    Target,
    /// 実績.
    Actual,
    /// 達成率.
    Rate,
    /// 判定.
    Mark,
    /// 最終目標.
    FinalTarget,
    /// 目標年度 of the final target.
    FinalYear,
    /// 備考.
    Remark,
    /// メモ of staff.
    Memo,
    /// 出所.
    Origin,
    /// What the row is known by when it is read back.
    Row,
}

/// A column.
struct Column<'a> {
    key: Key,
    heading: String,
    /// Its least and its greatest width.
    bounds: (f64, f64),
    /// Whether it is printed; those that are not stand after those that are.
    printed: bool,
    /// What stands in it in a row.
    cell: Box<dyn Fn(&Line<'a, '_>) -> Cell + 'a>,
}

/// What the cells of a row are made from.
struct Line<'a, 'b> {
    source: &'b Source<'a>,
    focus: &'b Focus,
    /// The place of the indicator in the model.
    place: usize,
    indicator: &'a Indicator,
    /// What stands for it in the year reported on.
    chosen: Option<Chosen<'a>>,
    /// What staff wrote.
    kept: &'b Kept<'a>,
}

/// Where the column of that name stands, counted from 0.
fn place_of(columns: &[Column], key: Key) -> Option<u16> {
    u16::try_from(columns.iter().position(|column| column.key == key)?).ok()
}

/// The page.
pub fn page(source: &Source, focus: &Focus, order: &Order) -> Page {
    let columns = columns(focus);
    let kept = Kept::of(source.model);
    let lead = focus.year.map(|year| {
        format!(
            "{}を対象とする。出所から元データの行へ移れる。メモは黄色の欄に書く。実績を書き直すと、次の集計で「{}」に載る。",
            wareki(year),
            sheet::CORRECTIONS
        )
    });
    let least = columns.iter().map(|column| column.bounds.0).collect();
    let frozen = place_of(&columns, Key::Name).map_or(0, |name| name + 1);
    let mut page = begun(source, sheet::INDICATORS, &lead.unwrap_or_default(), least, frozen);
    page.printed = Some(columns.iter().take_while(|column| column.printed).count());
    let rows: Vec<Vec<Cell>> = in_order(source, order)
        .map(|(place, indicator)| {
            let chosen = focus.year.and_then(|year| focus::chosen(source, place, year));
            let line = Line { source, focus, place, indicator, chosen, kept: &kept };
            columns.iter().map(|column| (column.cell)(&line)).collect()
        })
        .collect();
    page.widths = fitted(&rows, &columns.iter().map(|column| column.bounds).collect::<Vec<_>>());
    let headings: Vec<String> = columns.into_iter().map(|column| column.heading).collect();
    filled(page, &headings, rows)
}

/// The columns, from the left.
fn columns<'a>(focus: &Focus) -> Vec<Column<'a>> {
    let year = focus.year.map(wareki_short).unwrap_or_default();
    let of_year = |name: &str| format!("{year}\n{name}");
    let mut columns = vec![
        column(Key::Code, "コード", (7.0, 9.0), |line| text(&line.indicator.belongs.measure_code)),
        column(Key::Measure, "施策名", (12.0, 18.0), |line| text(&line.indicator.belongs.measure_name)),
        column(Key::Department, "担当部署", (9.0, 12.0), |line| text(&line.indicator.belongs.department)),
        column(Key::Name, "指標名", (20.0, 28.0), |line| text(&line.indicator.name)),
        column(Key::Kind, "種類", (6.0, 7.0), |line| Cell::word(Role::Center, messages::kind(line.indicator.kind))),
        column(Key::Unit, "単位", (5.0, 8.0), |line| Cell::text(Role::Center, line.indicator.unit.as_str())),
        column(Key::Direction, "方向", (6.0, 6.0), |line| {
            Cell::word(Role::Center, messages::direction(line.indicator.direction))
        }),
        column(Key::Baseline, "基準値", (9.0, 12.0), |line| {
            show::optional(line.indicator.baseline.as_ref().map(|one| &one.figure))
        }),
        column(Key::BaselineYear, "基準\n年度", (6.0, 6.0), |line| {
            short(line.indicator.baseline.as_ref().and_then(|one| one.fiscal_year))
        }),
    ];
    columns.extend(focus.before.iter().map(|&year| {
        column(Key::Before(year), format!("{}\n実績", wareki_short(year)), (9.0, 14.0), move |line| {
            let before = focus::chosen(line.source, line.place, year);
            show::optional(before.map(|before| &before.observation.actual))
        })
    }));
    columns.extend([
        column(Key::Target, of_year("目標"), (9.0, 16.0), |line| {
            show::optional(line.chosen.map(|chosen| &chosen.observation.target))
        }),
        column(Key::Actual, of_year("実績"), (9.0, 16.0), |line| {
            show::optional(line.chosen.map(|chosen| &chosen.observation.actual))
        }),
        column(Key::Rate, of_year("達成率\n（％）"), (8.0, 8.0), |line| {
            show::rate(line.chosen.and_then(|chosen| chosen.judgement).and_then(|one| one.achievement_rate))
        }),
        column(Key::Mark, of_year("判定"), (8.0, 10.0), |line| show::judgement(line.chosen.as_ref())),
        column(Key::FinalTarget, "最終目標", (9.0, 16.0), |line| {
            show::optional(line.indicator.final_target.as_ref().map(|one| &one.figure))
        }),
        column(Key::FinalYear, "目標\n年度", (6.0, 6.0), |line| {
            short(line.indicator.final_target.as_ref().and_then(|one| one.fiscal_year))
        }),
        column(Key::Remark, "備考", (10.0, 18.0), |line| {
            let remark = show::remark(line.chosen.as_ref(), line.focus.year.is_some());
            let waiting = line.chosen.and_then(|chosen| line.kept.waiting(line.indicator, chosen.observation));
            text(
                &[remark].into_iter().filter(|remark| !remark.is_empty()).chain(waiting).collect::<Vec<_>>().join("、"),
            )
        }),
        // These serve on the screen.
        unprinted(column(Key::Memo, correction::MEMO, (24.0, 24.0), |line| {
            Cell::text(Role::Input, line.kept.memo(line.indicator))
        })),
        unprinted(column(Key::Origin, "出所", (20.0, ORIGIN), |line| {
            origin(line.focus, line.place, line.indicator, line.chosen.as_ref())
        })),
        unprinted(column(Key::Row, correction::ROW, (10.0, 10.0), |line| {
            let years = line.focus.before.iter().chain(&line.focus.year);
            let actuals = years.map(|year| (*year, focus::chosen(line.source, line.place, *year)));
            Cell::text(Role::Faint, line.kept.row(line.indicator, actuals))
        })),
    ]);
    columns
}

fn column<'a>(
    key: Key,
    heading: impl Into<String>,
    bounds: (f64, f64),
    cell: impl Fn(&Line<'a, '_>) -> Cell + 'a,
) -> Column<'a> {
    Column { key, heading: heading.into(), bounds, printed: true, cell: Box::new(cell) }
}

fn unprinted(column: Column) -> Column {
    Column { printed: false, ..column }
}

fn text(text: &str) -> Cell {
    Cell::text(Role::Body, text)
}

fn short(year: Option<FiscalYear>) -> Cell {
    Cell::text(Role::Center, year.map(wareki_short).unwrap_or_default())
}
