//! The values of a record, each with all that heads it.

use super::Found;
use super::column::{Column, Role};
use super::grid::Atom;
use super::table::{Bare, Record, RowClaim, Table};
use super::view::View;
use crate::cell::{CellRef, Located, Place};
use crate::entry::{Fact, Series, Slot};
use crate::finding::Finding;
use crate::period::{Period, wareki};
use crate::rule::{Rule, locate as rules};
use crate::sheet::Raw;
use crate::token::quantity::{self, Reading};
use crate::token::time::Time;
use rustc_hash::{FxHashMap, FxHashSet};

/// What could not be told while the records of one table were read, each thing once.
#[derive(Default)]
pub struct Unsure {
    /// The findings.
    pub findings: Vec<Finding>,
    told: FxHashSet<(&'static str, CellRef)>,
    /// Whether it was told that actuals take their year from the title.
    from_title: bool,
}

impl Unsure {
    fn tell(&mut self, rule: &'static Rule, place: &Place, found: &str) {
        if self.told.insert((rule.name, place.cell)) {
            self.findings.push(Finding::at(rule, place, found));
        }
    }
}

/// Every value of a record with what heads it.
pub fn slots(
    view: &View,
    table: &Table,
    record: &Record,
    kind: Option<crate::model::IndicatorKind>,
    unsure: &mut Unsure,
) -> Vec<Slot> {
    let monthly =
        table.columns_of(Role::Value).filter(|column| column.time.is_some_and(|time| time.month.is_some())).count() > 1;
    let paired = paired(view, table, record);
    let stacked = stacked(table, record);
    let labelled = record.rows.iter().any(|row| row.series.is_some());
    let bare = Bare::of(table, view.scope.near);
    let has_labels = table.has_labels();
    let mut slots = Vec::new();
    let mut last_time: Option<Time> = None;
    let half = |column: &&Column| column.time.is_some_and(|time| time.half.is_some());
    for column in table.columns_of(Role::Value).filter(|column| !column.money && !half(column)) {
        // a rate or mark without a year of its own belongs to the value on its left, beside months to the whole year
        let mark = matches!(column.series, Some(Series::Rate | Series::Judgement));
        let time = if mark { column.time.or(last_time.filter(|_| !monthly)) } else { column.time };
        if !mark && column.time.is_some() {
            last_time = column.time;
        }
        let home = home_row(record, column);
        for (rank, row) in record.rows.iter().enumerate() {
            let atom = view.grid.at(row.row, column.col);
            let starts = atom.is_none_or(|atom| atom.rect.top == row.row && atom.rect.left == column.col);
            let filled = atom.is_some_and(|atom| !atom.is_blank());
            let across = atom.filter(|atom| spans_years(table, atom, row.row, column));
            if let Some(across) = across {
                unsure.tell(&rules::VALUE_SPANS_YEARS, &view.place(across), &across.raw.text);
            }
            // a target over several years holds for each of them
            let each = across.is_some() && column.series.or(row.series) == Some(Series::Target);
            if !starts && !each || (!filled && !column.first) {
                continue;
            }
            let own_series = column.series.filter(|_| !marks_only(column, row.series));
            if own_series.is_some() && row.series.is_some() && rank != home {
                // the column says what it holds; the other rows of the record add nothing to it
                if filled && atom.is_some_and(|atom| view.lexicon.missing(&atom.key).is_none()) {
                    let place = view.slot_at(row.row, column.col).place;
                    unsure.tell(&rules::HEADINGS_DISAGREE, &place, atom.map_or("", |atom| &atom.raw.text));
                }
                continue;
            }
            let paired = paired.and_then(|pair| pair.get(rank).copied());
            let said = own_series.is_some() || row.series.is_some();
            if let Some(stacked) = stacked.filter(|_| !said) {
                let when = column.time.or(row.time);
                slots.extend(stacked_slots(
                    view,
                    column,
                    row,
                    stacked,
                    (rank, record.rows.len()),
                    when,
                    monthly,
                    unsure,
                ));
                continue;
            }
            let forecast = column.series == Some(Series::Forecast) && row.series == Some(Series::Actual);
            let series = own_series
                .or(row.series)
                .map(|series| if forecast { Series::Forecast } else { series })
                .or(paired)
                .or_else(|| bare.series(column, kind));
            let Some(series) = series else {
                if let Some(head) = view.grid.atoms.get(column.head) {
                    unsure.tell(&rules::SERIES_UNKNOWN, &view.place(head), &head.raw.text);
                }
                continue;
            };
            if has_labels
                && own_series.is_none()
                && row.series.is_none()
                && row.time.is_none()
                && row.aggregation.is_none()
                && labelled
            {
                continue;
            }
            let when = match (time, row.time) {
                (Some(time), Some(above)) => Some(time.within(&above)),
                (time, above) => time.or(above),
            };
            let when = when.or_else(|| at_the_end(view, table, column, series, row.row));
            let whole_year = monthly && when.is_none();
            let aggregation = column.aggregation.or(row.aggregation.filter(|_| !whole_year));
            if let Some(slot) = slot(view, column, row, series, when, aggregation, monthly, unsure) {
                slots.push(slot);
            }
        }
    }
    same_year(&mut slots);
    slots
}

/// 「事業終了後における実績値」 beside 目標年月: the actual is of that time.
fn at_the_end(view: &View, table: &Table, column: &Column, series: Series, row: u32) -> Option<Time> {
    let mut heads = (table.band.top..=table.band.bottom).filter_map(|row| view.grid.filled(row, column.col));
    if series != Series::Actual || !heads.any(|head| head.key.contains("終了後")) {
        return None;
    }
    let due = table.columns_of(Role::Value).find(|other| other.series == Some(Series::FinalTargetYear))?;
    let time = crate::token::time::whole(&view.grid.filled(row, due.col)?.raw.text)?;
    // 「H29.3」 is of the fiscal year that it lies in
    let year = time.fiscal_year(view.scope.near)?;
    Some(Time { year: Some(crate::token::time::Year::Western(year)), fiscal: true, ..Time::default() })
}

/// 年間 beside a target of the bare year says nothing more than the year.
fn same_year(slots: &mut [Slot]) {
    use crate::model::Aggregation;
    let plain: Vec<(Series, Option<Period>)> =
        slots.iter().filter(|slot| slot.aggregation.is_none()).map(|slot| (slot.series, slot.period)).collect();
    for slot in slots.iter_mut().filter(|slot| slot.aggregation == Some(Aggregation::Annual)) {
        let year = slot.period.is_some_and(|period| period == Period::year(period.fiscal_year));
        let beside = plain.iter().any(|(_, period)| *period == slot.period);
        if year && beside && !plain.contains(&(slot.series, slot.period)) {
            slot.aggregation = None;
        }
    }
}

/// Whether 見込 beside the year of a column only marks the year: its rows say what stands in them.
fn marks_only(column: &Column, of_row: Option<Series>) -> bool {
    column.time.is_some()
        && column.series == Some(Series::Forecast)
        && matches!(of_row, Some(Series::Target | Series::Actual))
}

/// Whether a merged value starts under the year of another column than this one.
fn spans_years(table: &Table, atom: &Atom, row: u32, column: &Column) -> bool {
    let first = table.columns.binary_search_by_key(&atom.rect.left, |other| other.col).ok();
    let first = first.and_then(|at| table.columns.get(at)).filter(|first| first.role == Role::Value);
    let years = first.is_some_and(|first| first.time.is_some() && column.time.is_some() && first.time != column.time);
    !atom.is_blank() && atom.rect.top == row && atom.rect.left < column.col && years
}

/// Of the rows of a record, the one that a column with a kind of its own belongs to: the row of that kind, else the first.
fn home_row(record: &Record, column: &Column) -> usize {
    let wanted = match column.series {
        Some(Series::Target | Series::FinalTarget) => Series::Target,
        Some(Series::Actual | Series::Forecast) => Series::Actual,
        _ => return 0,
    };
    record.rows.iter().position(|row| row.series == Some(wanted)).unwrap_or(0)
}

/// The two rows of a name that bears its own label, ≪指標名≫ …: targets, and actuals below them (as 甲府市 writes).
fn paired(view: &View, table: &Table, record: &Record) -> Option<[Series; 2]> {
    let name = &view.grid.atoms.get(record.name?)?.key;
    let label = [('≪', '≫'), ('《', '》'), ('【', '】')]
        .iter()
        .find_map(|(open, close)| name.strip_prefix(*open)?.split_once(*close).map(|(label, _)| label))?;
    let labelled = view.lexicon.heading_of(label).is_some_and(|heading| heading.subject().is_some());
    (labelled && record.rows.len() == 2 && !table.has_labels()).then_some([Series::Target, Series::Actual])
}

/// What a note says that the rows of a record hold, where no label does.
fn stacked<'t>(table: &'t Table, record: &Record) -> Option<&'t [Series]> {
    let labelled = record.rows.iter().any(|row| row.series.is_some());
    let rows = record.rows.len();
    Some(&*table.stacked).filter(|stacked| !labelled && !stacked.is_empty() && (rows == 1 || rows == stacked.len()))
}

/// The values that a note tells apart: one in each row of a record, or one on each line of its only row.
#[expect(clippy::too_many_arguments, reason = "each is one thing that heads the value")]
fn stacked_slots(
    view: &View,
    column: &Column,
    row: &RowClaim,
    stacked: &[Series],
    (rank, rows): (usize, usize),
    when: Option<Time>,
    monthly: bool,
    unsure: &mut Unsure,
) -> Vec<Slot> {
    let atom = view.grid.at(row.row, column.col);
    if rows == stacked.len() {
        // one value over several rows is of none of them
        let over = atom.is_some_and(|atom| !atom.is_blank() && atom.rect.bottom > row.row);
        let series = stacked.get(rank).copied().filter(|_| !over);
        let slot = series.and_then(|series| slot(view, column, row, series, when, column.aggregation, monthly, unsure));
        return slot.into_iter().collect();
    }
    let text = atom.map_or("", |atom| &*atom.raw.text);
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let nothing = lines.is_empty() || atom.is_some_and(|atom| view.lexicon.missing(&atom.key).is_some());
    if nothing {
        let slots = stacked
            .iter()
            .filter_map(|series| slot(view, column, row, *series, when, column.aggregation, monthly, unsure));
        return slots.collect();
    }
    if lines.len() != stacked.len() {
        if let Some(head) = view.grid.atoms.get(column.head) {
            unsure.tell(&rules::SERIES_UNKNOWN, &view.place(head), &head.raw.text);
        }
        return Vec::new();
    }
    let of_line = |(series, line): (&Series, &&str)| {
        let slot = slot(view, column, row, *series, when, column.aggregation, monthly, unsure)?;
        Some(Slot { value: slot.value.with(Raw::text(*line)), ..slot })
    };
    stacked.iter().zip(&lines).filter_map(of_line).collect()
}

#[expect(clippy::too_many_arguments, reason = "each is one thing that heads the value")]
fn slot(
    view: &View,
    column: &Column,
    row: &RowClaim,
    series: Series,
    time: Option<Time>,
    aggregation: Option<crate::model::Aggregation>,
    monthly: bool,
    unsure: &mut Unsure,
) -> Option<Slot> {
    let value = view.slot_at(row.row, column.col);
    let standing =
        matches!(series, Series::Baseline | Series::FinalTarget | Series::BaselineYear | Series::FinalTargetYear);
    let period = match (standing, time) {
        (true, None) => {
            let head = view.grid.atoms.get(column.head);
            head.and_then(|head| view.noted_year(head)).map(Period::year)
        }
        (true, Some(time)) => time.last_year(view.scope.near).map(Period::year),
        (false, Some(time)) if time.until.is_some() => time.last_year(view.scope.near).map(Period::year),
        (false, time) => view.period(time, monthly, row.row),
    };
    let of_cell = || own_year(view, &value.value).filter(|_| !standing);
    let (period, titled) = (period.or_else(of_cell), period.is_some() && time.is_none());
    let from = time.filter(|time| time.until.is_some()).and_then(|time| time.fiscal_year(view.scope.near));
    if period.is_none() && !standing && !matches!(series, Series::Reference | Series::YearBefore) {
        let head = view.grid.atoms.get(column.head)?;
        unsure.tell(&rules::YEAR_UNKNOWN, &view.place(head), &head.raw.text);
        return None;
    }
    // an actual takes the year of the sheet's title, which may be that of the evaluation: told once a table
    if let (Series::Actual, true, Some(period), false) = (series, titled, period, unsure.from_title)
        && let Some(head) = view.grid.atoms.get(column.head)
    {
        unsure.from_title = true;
        let finding = Finding::at(&rules::YEAR_FROM_TITLE, &view.place(head), head.raw.text.to_string());
        unsure.findings.push(finding.expecting(wareki(period.fiscal_year)));
    }
    Some(Slot { series, period, stated: time.is_some(), aggregation, from, value })
}

/// The year that a cell gives beside its number: 10,500人（R8）.
fn own_year(view: &View, raw: &Raw) -> Option<Period> {
    match quantity::read(raw, view.lexicon) {
        Reading::Number(quantity) => quantity.time?.fiscal_year(view.scope.near).map(Period::year),
        _ => None,
    }
}

/// What stands for the same month or quarter a year before belongs to the actual of that month; what has none, or has a
/// second beside it, is only a figure for comparison.
pub fn compared(slots: &mut [Slot]) {
    let of = |wanted: Series, slots: &[Slot]| -> Vec<(Option<Period>, Option<crate::model::Aggregation>)> {
        slots.iter().filter(|slot| slot.series == wanted).map(|slot| (slot.period, slot.aggregation)).collect()
    };
    let (actuals, before) = (of(Series::Actual, slots), of(Series::YearBefore, slots));
    for slot in slots.iter_mut().filter(|slot| slot.series == Series::YearBefore) {
        let part = slot.period.is_some_and(|period| period.part != crate::period::Part::Year);
        let beside = actuals.iter().any(|(period, _)| *period == slot.period);
        let only = before.iter().filter(|other| **other == (slot.period, slot.aggregation)).count() == 1;
        if !(part && beside && only) {
            slot.series = Series::Reference;
        }
    }
}

/// Two different values for the same thing are a finding; neither is read.
pub fn once(slots: Vec<Slot>, facts: &[(Fact, Located<Raw>)], found: &mut Found) -> Vec<Slot> {
    let key = |slot: &Slot| (slot.series, slot.period, slot.aggregation);
    let mut kept: Vec<Slot> = Vec::with_capacity(slots.len());
    let mut at_key: FxHashMap<_, usize> = FxHashMap::default();
    let mut twice: Vec<(Slot, Slot)> = Vec::new();
    for slot in slots {
        let known = match slot.series {
            Series::Reference | Series::YearBefore => None,
            _ => at_key.insert(key(&slot), kept.len()),
        };
        if let Some(known) = known {
            at_key.insert(key(&slot), known);
        }
        match known {
            None => kept.push(slot),
            Some(at) if kept[at].value.value.text.is_empty() => kept[at] = slot,
            Some(at) if slot.value.value.text.is_empty() || slot.value.value.text == kept[at].value.value.text => {}
            Some(at) => twice.push((kept[at].clone(), slot)),
        }
    }
    let name = facts.first().map(|(_, raw)| raw.value.text.to_string()).unwrap_or_default();
    let unclear: FxHashSet<_> = twice.iter().map(|(first, _)| key(first)).collect();
    kept.retain(|slot| !unclear.contains(&key(slot)));
    for (first, second) in twice {
        let finding = Finding::at(&rules::VALUE_TWICE, &first.value.place, first.value.value.text.to_string());
        found.findings.push(
            finding.expecting(second.value.value.text.to_string()).about(&name).related_to(second.value.place.cell),
        );
    }
    kept
}
