//! 指標一覧: its columns, and a row per indicator and place in the order of the plan tree.

use super::super::focus::{self, Chosen, Focus};
use super::super::judging::Judging;
use super::super::order::Order;
use super::super::{Source, show};
use super::indicators::{ORIGIN, begun, filled, in_order, origin};
use super::kept::Kept;
use super::sources::Sources;
use crate::cell::CellRef;
use crate::chart::Span;
use crate::judgement::{Judgement, NotJudged};
use crate::messages::{self, correction, reckoned, sheet};
use crate::model::Indicator;
use crate::page::{Cell, Highlight, Page, Role, Tone, fitted};
use crate::period::{FiscalYear, wareki, wareki_short};
use crate::reckoning::{Formula, Quantity, Reckoning};
use crate::table::Value;
use rust_decimal::{Decimal, RoundingStrategy};
use rustc_hash::FxHashMap;

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
    /// 集計区分: what counts are made of.
    Class,
    /// 求め方: whether rate and mark are formulas.
    How,
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
    sources: &'b Sources,
    /// The place of the indicator in the model.
    place: usize,
    indicator: &'a Indicator,
    /// What stands for it in the year reported on.
    chosen: Option<Chosen<'a>>,
    /// What staff wrote.
    kept: &'b Kept<'a>,
    /// Whether this is the place of the indicator that counts.
    counted: bool,
    /// The row of the sheet.
    row: u32,
    columns: &'b [Column<'a>],
    /// Its formulas.
    reckoning: Option<Reckoning>,
}

impl Line<'_, '_> {
    /// The formulas that say of its cells what the program says.
    fn reckoning(&self) -> Option<Reckoning> {
        let chosen = self.chosen.as_ref()?;
        let reckoning = self.source.reckonings?.of(self.place, chosen.at)?;
        let stand = reckoning.numbers.iter().all(|(quantity, number)| self.number(*quantity) == Some(*number));
        let same = reckoning.of(chosen.observation.actual.value)?.is(chosen.judgement?);
        (stand && same).then_some(reckoning)
    }

    /// The number that the row shows of a quantity.
    fn number(&self, quantity: Quantity) -> Option<Decimal> {
        let chosen = self.chosen.as_ref()?;
        match quantity {
            Quantity::Actual => chosen.observation.actual.value,
            Quantity::Target => chosen.observation.target.value,
            Quantity::FinalTarget => self.indicator.final_target.as_ref()?.figure.value,
            Quantity::Baseline => self.indicator.baseline.as_ref()?.figure.value,
            Quantity::Previous => {
                let year = self.focus.before.last().filter(|year| Some(**year + 1) == self.focus.year)?;
                focus::chosen(self.source, self.place, *year)?.observation.actual.value
            }
            Quantity::Rate => None,
        }
    }

    /// A formula over the cells of the row.
    fn written(&self, formula: &Formula) -> Option<String> {
        formula.written(&|quantity| {
            let key = match quantity {
                Quantity::Actual => Key::Actual,
                Quantity::Target => Key::Target,
                Quantity::FinalTarget => Key::FinalTarget,
                Quantity::Baseline => Key::Baseline,
                Quantity::Previous => Key::Before(*self.focus.before.last()?),
                Quantity::Rate => Key::Rate,
            };
            Some(CellRef::new(self.row, place_of(self.columns, key)?.into()))
        })
    }

    /// The cell, reckoned by that formula where the row has formulas; one that is always empty is none.
    fn live(&self, cell: Cell, formula: impl Fn(&Reckoning) -> &Formula) -> Cell {
        let formula = self.reckoning.as_ref().map(formula).filter(|formula| **formula != Formula::text(""));
        match formula.and_then(|formula| self.written(formula)) {
            Some(formula) => cell.live(formula),
            None => cell,
        }
    }

    fn judgement(&self) -> Option<&Judgement> {
        self.chosen.and_then(|chosen| chosen.judgement)
    }

    fn rate(&self) -> Cell {
        let rate = self.judgement().and_then(|one| one.achievement_rate);
        let cell = show::rate(rate);
        if self.reckoning.is_none() {
            return cell;
        }
        let exact = rate.map(|rate| rate.round_dp_with_strategy(9, RoundingStrategy::MidpointAwayFromZero));
        let cell = Cell { value: Value::number(exact.map(|rate| rate.normalize())), ..cell };
        self.live(cell, |reckoning| &reckoning.rate)
    }

    fn mark(&self) -> Cell {
        let cell = show::judgement(self.chosen.as_ref());
        match self.reckoning {
            // Its colour follows its word.
            Some(_) => self.live(Cell { role: Role::Mark(Tone::Neutral), ..cell }, |reckoning| &reckoning.mark),
            None => cell,
        }
    }

    fn class(&self) -> Cell {
        if !self.counted {
            return Cell::word(Role::Center, reckoned::REPEATED);
        }
        let class = self.judgement().map_or(reckoned::NOT_JUDGED, Judgement::class);
        self.live(Cell::word(Role::Center, class), |reckoning| &reckoning.achieved)
    }

    fn how(&self) -> Cell {
        let reason = self.judgement().and_then(|one| one.reason);
        let how = match (&self.chosen, &self.reckoning) {
            (_, Some(_)) => reckoned::BY_FORMULA,
            (Some(_), None) if reason != Some(NotJudged::NoTarget) => reckoned::BY_VALUE,
            // Without a target nothing follows from an actual.
            _ => "",
        };
        Cell::word(Role::Center, how)
    }
}

/// Where the column of that name stands, counted from 0.
fn place_of(columns: &[Column], key: Key) -> Option<u16> {
    u16::try_from(columns.iter().position(|column| column.key == key)?).ok()
}

/// The page, and where on it stands what counts are made of.
pub fn page(source: &Source, focus: &Focus, order: &Order, sources: &Sources) -> (Page, Option<Span>) {
    let columns = columns(focus);
    let kept = Kept::of(source.model);
    let lead = focus.year.map(|year| {
        format!("{}を対象とする。出所から「出典」の行へ、そこから元のファイルのセルへ移れる。", wareki(year))
    });
    let least = columns.iter().map(|column| column.bounds.0).collect();
    let frozen = place_of(&columns, Key::Name).map_or(0, |name| name + 1);
    let mut page = begun(source, sheet::INDICATORS, &lead.unwrap_or_default(), least, frozen);
    if focus.year.is_some() {
        page.line(Role::Note, reckoned::TO_CORRECT);
        page.freeze = Some((page.next() + 1, frozen));
    }
    page.printed = Some(columns.iter().take_while(|column| column.printed).count());
    // Under the headings.
    let first = page.next() + 1;
    let firsts = firsts(source);
    let rows: Vec<Vec<Cell>> = (first..)
        .zip(in_order(source, order))
        .map(|(row, (place, indicator))| {
            let chosen = focus.year.and_then(|year| focus::chosen(source, place, year));
            let counted = firsts.get(indicator.id.as_str()) == Some(&place);
            let columns = columns.as_slice();
            let line = Line {
                source,
                focus,
                sources,
                place,
                indicator,
                chosen,
                kept: &kept,
                counted,
                row,
                columns,
                reckoning: None,
            };
            let line = Line { reckoning: line.reckoning(), ..line };
            columns.iter().map(|column| (column.cell)(&line)).collect()
        })
        .collect();
    page.widths = fitted(&rows, &columns.iter().map(|column| column.bounds).collect::<Vec<_>>());
    let (marks, classes) = (place_of(&columns, Key::Mark), place_of(&columns, Key::Class));
    let headings: Vec<String> = columns.iter().map(|column| column.heading.clone()).collect();
    let mut page = filled(page, &headings, rows);
    let last = page.next().saturating_sub(1);
    if last < first {
        return (page, None);
    }
    let highlight = |column| move |(word, tone)| Highlight { first, last, column, word, tone };
    page.highlights.extend(marks.into_iter().flat_map(|column| tones(source).into_iter().map(highlight(column))));
    let words =
        [(reckoned::ACHIEVED, Tone::Good), (reckoned::MISSED, Tone::Bad)].map(|(word, tone)| (word.to_owned(), tone));
    page.highlights.extend(classes.into_iter().flat_map(|column| words.clone().into_iter().map(highlight(column))));
    let counted = classes.map(|column| Span { sheet: page.name.clone(), first: (first, column), last: (last, column) });
    (page, counted)
}

/// The first place in the model of each indicator: what stands in several is counted there.
fn firsts<'a>(source: &Source<'a>) -> FxHashMap<&'a str, usize> {
    let mut firsts = FxHashMap::default();
    for (place, indicator) in source.model.indicators.iter().enumerate() {
        firsts.entry(indicator.id.as_str()).or_insert(place);
    }
    firsts
}

/// The marks that say by themselves whether a target is met, with their tones.
fn tones(source: &Source) -> Vec<(String, Tone)> {
    let judging = Judging::of(source);
    let scales = judging.scale.iter().chain(judging.others.iter().map(|(scale, _)| scale));
    let mut said: Vec<(&str, Option<bool>)> = vec![(reckoned::ACHIEVED, Some(true)), (reckoned::MISSED, Some(false))];
    for band in scales.flat_map(|scale| scale.bands.iter().chain(&scale.interim)) {
        match said.iter_mut().find(|(label, _)| *label == band.label) {
            Some((_, known)) if *known != band.achieved => *known = None,
            Some(_) => {}
            None => said.push((&band.label, band.achieved)),
        }
    }
    let tone = |achieved| if achieved { Tone::Good } else { Tone::Bad };
    said.into_iter().filter_map(|(label, achieved)| Some((label.to_owned(), tone(achieved?)))).collect()
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
        column(Key::Actual, of_year("実績"), (9.0, 16.0), |line| match line.chosen {
            Some(chosen) => show::figure(&chosen.observation.actual).correctable(),
            None => Cell::word(Role::Center, ""),
        }),
        column(Key::Rate, of_year("達成率\n（％）"), (8.0, 8.0), |line| line.rate()),
        column(Key::Mark, of_year("判定"), (8.0, 10.0), |line| line.mark()),
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
        // The rest serves on the screen.
        unprinted(column(Key::Memo, correction::MEMO, (24.0, 24.0), |line| {
            Cell::text(Role::Input, line.kept.memo(line.indicator))
        })),
        unprinted(column(Key::Class, reckoned::CLASS, (9.0, 9.0), |line| line.class())),
        unprinted(column(Key::How, reckoned::HOW, (7.0, 7.0), |line| line.how())),
        unprinted(column(Key::Origin, "出所", (20.0, ORIGIN), |line| {
            origin(line.sources, line.place, line.indicator, line.chosen.as_ref())
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
