//! What stands on a form beside its indicators: money, actions, marks, texts, and single values with their labels.

use super::Found;
use super::column::{Column, Role};
use super::facts::{LIST_MARKS, is_list, scope_facts, table_facts};
use super::scope::{Field, stated_unit};
use super::table::{Record, Table, is_label};
use super::view::{View, note_field, note_header};
use crate::cell::{CellRef, Located, Place};
use crate::entry::{Entry, EntryKind, Fact, Series, Slot};
use crate::finding::Finding;
use crate::lexicon::{Heading, Sense};
use crate::model::{CellUse, NarrativeKind};
use crate::period::{Period, wareki};
use crate::rule::locate as rules;
use crate::sheet::Raw;
use rustc_hash::FxHashSet;

/// Units of money.
const MONEY: [&str; 5] = ["円", "千円", "百万円", "万円", "億円"];

/// The amounts of a table of money.
pub fn read_costs(view: &View, table: &Table, found: &mut Found) {
    note_header(view, table, found);
    let section = view.scope.section_above(table.band.top);
    let header = (table.band.top..=table.band.bottom)
        .flat_map(|row| view.grid.starting_in(row, table.band.left, table.band.right))
        .find_map(|number| stated_unit(&view.grid.atoms.get(number)?.key).map(|unit| (number, unit)));
    let unit = header.or_else(|| section.and_then(|section| Some((section.atom, section.unit.clone()?))));
    for record in &table.records {
        let label = |row: u32| table.columns_of(Role::RowLabel).find_map(|column| view.grid.number_at(row, column.col));
        let name = record.name.or_else(|| label(record.rows.first()?.row));
        let Some(name) = name.and_then(|name| view.located(name)) else { continue };
        let text = crate::token::text::key(&name.value.text);
        // persons and rates stand among the money
        if view.lexicon.is_no_money(&text) {
            continue;
        }
        let heading = view.lexicon.heading_of(&text);
        let named = money_series(heading.as_ref().and_then(Heading::series));
        let own = heading.and_then(|heading| heading.unit).filter(|unit| MONEY.contains(&unit.as_str()));
        let mut slots = Vec::new();
        for row in &record.rows {
            let amounts = |column: &&Column| !column.series.is_some_and(is_beside);
            if row.series.is_some_and(is_beside) {
                continue;
            }
            for column in table
                .columns_of(Role::Value)
                .filter(|column| matches!(column.series, Some(Series::Reference | Series::YearBefore)))
            {
                if let Some(atom) = view.grid.filled(row.row, column.col) {
                    found.note(atom.at, CellUse::Ignored, "reference-figure");
                }
            }
            for column in table.columns_of(Role::Value).filter(amounts) {
                let number = view.grid.number_at(row.row, column.col).filter(|number| {
                    let origin = CellRef::new(row.row, column.col);
                    view.grid.atoms.get(*number).is_some_and(|atom| atom.rect.origin() == origin)
                });
                let when = column.time.or(row.time);
                let Some(period) = view.period(when, false, row.row).filter(|_| when.is_none_or(|time| time.is_year()))
                else {
                    // how a budget is spent month by month is no cost of a year
                    let of_month = when.is_some_and(|time| time.month.is_some());
                    if let Some(value) = number.filter(|_| of_month).and_then(|number| view.located(number)) {
                        found.note(value.place.cell, CellUse::Ignored, "cost-by-month");
                    }
                    continue;
                };
                let series = money_series(column.series).or_else(|| money_series(row.series)).or(named);
                let Some(value) = number.and_then(|number| view.located(number)) else { continue };
                found.note(value.place.cell, CellUse::Used, "");
                slots.push(Slot {
                    series: series.unwrap_or(Series::Text),
                    period: Some(period),
                    stated: false,
                    aggregation: None,
                    from: None,
                    value,
                });
            }
        }
        if slots.is_empty() {
            continue;
        }
        let place = name.place.clone();
        let mut facts = vec![(Fact::Name, name.clone())];
        if let Some(own) = own {
            facts.push((Fact::Unit, name.with(Raw::text(own))));
        } else if let Some(unit) = unit_beside(view, table, record) {
            facts.push((Fact::Unit, unit));
        } else if let Some((atom, unit)) = &unit {
            facts.extend(view.located(*atom).map(|raw| (Fact::Unit, raw.with(Raw::text(unit.as_str())))));
        }
        let first = record.rows.first().map_or(0, |row| row.row);
        scope_facts(view, (first, table.band.left), &mut facts, found);
        for (_, raw) in &facts {
            found.note(raw.place.cell, CellUse::Used, "");
        }
        found.entries.push(Entry { kind: EntryKind::Cost, facts, slots, place });
    }
}

/// The unit of money in the row of an item.
fn unit_beside(view: &View, table: &Table, record: &Record) -> Option<Located<Raw>> {
    let (column, row) = (table.column_of(Role::Fact(Fact::Unit))?, record.rows.first()?);
    let unit = view.grid.number_at(row.row, column.col).and_then(|number| view.located(number))?;
    MONEY.contains(&unit.value.text.trim()).then_some(unit)
}

/// What stands beside amounts and is none.
const fn is_beside(series: Series) -> bool {
    matches!(series, Series::Rate | Series::Judgement | Series::Reference | Series::YearBefore)
}

fn money_series(series: Option<Series>) -> Option<Series> {
    match series? {
        series @ (Series::Budget
        | Series::RevisedBudget
        | Series::CarriedOver
        | Series::Settlement
        | Series::PlanAmount) => Some(series),
        Series::Actual => Some(Series::Settlement),
        Series::Target => Some(Series::PlanAmount),
        _ => None,
    }
}

/// The listed actions of a table.
pub fn read_actions(view: &View, table: &Table, found: &mut Found) {
    note_header(view, table, found);
    let marks = table.columns_of(Role::Value).filter(|column| column.series == Some(Series::Judgement));
    // of the marks of several years the latest says how far an action is
    let latest = marks.filter_map(|column| column.time?.last_year(view.scope.near)).max();
    let day = super::aside::day_above(view, table.band.top).and_then(|number| view.located(number));
    for record in &table.records {
        let (Some(name), Some(row)) =
            (record.name.and_then(|name| view.located(name)), record.rows.first().map(|row| row.row))
        else {
            continue;
        };
        let mut facts = vec![(Fact::Name, name.clone())];
        let mut stages: Vec<(Located<Raw>, crate::model::ActionStatus)> = Vec::new();
        for column in &table.columns {
            // 同上の省略: a measure stands for the rows under it
            let written = matches!(column.role, Role::Level(_)).then(|| table.written_above(row + 1, column.col));
            let Some(number) = written.flatten().or_else(|| view.grid.number_at(row, column.col)) else { continue };
            let Some(atom) =
                view.grid.atoms.get(number).filter(|atom| !atom.is_blank() && atom.rect.top > table.band.bottom)
            else {
                continue;
            };
            let head = view.grid.atoms.get(column.head).map(|atom| atom.key.clone()).unwrap_or_default();
            if let Some(status) = view.lexicon.action_status(&head) {
                let raw = view.located(column.head).map(|head| Located { value: head.value, place: view.place(atom) });
                stages.extend(raw.filter(|_| view.lexicon.says_yes(&atom.key)).map(|raw| (raw, status)));
                found.note(atom.at, CellUse::Used, "");
                continue;
            }
            let fact = match (column.role, column.series) {
                (Role::Fact(fact), _) => Some(fact),
                (Role::Level(_), _) => Some(Fact::MeasureName),
                (Role::Number, _) => Some(Fact::Number),
                (Role::Value, Some(Series::Judgement)) => {
                    let year = column.time.and_then(|time| time.last_year(view.scope.near));
                    (year == latest).then_some(Fact::Status)
                }
                _ => None,
            };
            if let Some(fact) = fact.filter(|fact| !facts.iter().any(|(known, _)| known == fact)) {
                facts.extend(view.located(number).map(|raw| (fact, raw)));
            }
        }
        // of 着手 and 達成 the one that is further along counts
        if let Some((raw, _)) =
            stages.into_iter().max_by_key(|(_, status)| *status == crate::model::ActionStatus::Achieved)
        {
            facts.push((Fact::Status, raw));
        }
        facts.extend(day.clone().map(|day| (Fact::AsOf, day)));
        scope_facts(view, (row, table.band.left), &mut facts, found);
        for (_, raw) in &facts {
            found.note(raw.place.cell, CellUse::Used, "");
        }
        found.entries.push(Entry { kind: EntryKind::Action, facts, slots: Vec::new(), place: name.place });
    }
}

/// What an amount or a mark in the row of a measure takes over from it.
const OF_MEASURE: [Fact; 7] =
    [Fact::MeasureCode, Fact::MeasureName, Fact::Level, Fact::ParentName, Fact::Plan, Fact::Department, Fact::Number];

/// The marks that a list gives in the row of a measure, 総合評価 Ａ; each cell is read once, whatever rows it spans.
pub fn marks_beside(
    view: &View,
    table: &Table,
    row: u32,
    facts: &[(Fact, Located<Raw>)],
    place: &Place,
    found: &mut Found,
) {
    if !facts.iter().any(|(fact, _)| matches!(fact, Fact::MeasureName | Fact::MeasureCode)) {
        return;
    }
    let criterion = |column: &&Column| {
        let heading = view.grid.atoms.get(column.head).and_then(|head| head.heading.as_deref());
        column.role == Role::Unknown && heading.is_some_and(|heading| heading.has(Sense::Criterion))
    };
    for column in table.columns.iter().filter(criterion) {
        let filled = view.grid.filled(row, column.col).filter(|atom| atom.rect.top > table.band.bottom);
        let value = filled.and_then(|atom| view.located(view.grid.number_at(atom.rect.top, atom.rect.left)?));
        let Some((head, value)) = view.located(column.head).zip(value) else { continue };
        if found.uses.contains_key(&value.place.cell) {
            continue;
        }
        found.note(value.place.cell, CellUse::Used, "");
        let mut of_mark = vec![(Fact::Name, head)];
        of_mark.extend(facts.iter().filter(|(fact, _)| OF_MEASURE.contains(fact)).cloned());
        let series = mark_or_text(&value);
        let period = view.scope.year_of(row).map(Period::year);
        let slot = Slot { series, period, stated: false, aggregation: None, from: None, value };
        let (facts, slots, place) = (of_mark, vec![slot], place.clone());
        found.entries.push(Entry { kind: EntryKind::Evaluation, facts, slots, place });
    }
}

/// A mark is short; what is longer is a text.
fn mark_or_text(raw: &Located<Raw>) -> Series {
    if raw.value.text.chars().count() <= 8 { Series::Mark } else { Series::Text }
}

/// The amounts that a list gives in the row of a measure; each cell is read once, whatever rows it spans.
pub fn costs_beside(
    view: &View,
    table: &Table,
    row: u32,
    facts: &[(Fact, Located<Raw>)],
    place: &Place,
    found: &mut Found,
) {
    for column in table.columns_of(Role::Value).filter(|column| column.money) {
        // 年度計 in a list of indicators sums up its own row
        let sums = |number: usize| view.grid.atoms.get(number).is_some_and(|head| sums_up(&head.key));
        if sums(column.head) {
            continue;
        }
        let (Some(period), Some(head)) = (view.period(column.time, false, row), view.located(column.head)) else {
            continue;
        };
        let value = view.grid.number_at(row, column.col).and_then(|number| view.located(number));
        let Some(value) = value.filter(|value| !found.uses.contains_key(&value.place.cell)) else { continue };
        found.note(value.place.cell, CellUse::Used, "");
        let mut of_cost = vec![(Fact::Name, head.clone())];
        of_cost.extend(facts.iter().filter(|(fact, _)| OF_MEASURE.contains(fact)).cloned());
        of_cost.extend(column.unit.as_ref().map(|unit| (Fact::Unit, head.with(Raw::text(unit.as_str())))));
        let series = money_series(column.series).unwrap_or(Series::Text);
        let slot = Slot { series, period: Some(period), stated: false, aggregation: None, from: None, value };
        let (facts, slots, place) = (of_cost, vec![slot], place.clone());
        found.entries.push(Entry { kind: EntryKind::Cost, facts, slots, place });
    }
}

/// The measures that a table lists, and the amounts beside them.
pub fn read_measures(view: &View, table: &Table, found: &mut Found) {
    note_header(view, table, found);
    for record in &table.records {
        measure_of_row(view, table, record, found);
    }
}

/// The measure that a row of a table names, and the amounts and marks beside it.
pub fn measure_of_row(view: &View, table: &Table, record: &Record, found: &mut Found) {
    let (Some(name), Some(row)) = (record.name.and_then(|name| view.located(name)), record.rows.first()) else {
        return;
    };
    let mut facts = Vec::new();
    table_facts(view, table, record, &mut facts, found);
    scope_facts(view, (row.row, table.band.left), &mut facts, found);
    for (_, raw) in &facts {
        found.note(raw.place.cell, CellUse::Used, "");
    }
    costs_beside(view, table, row.row, &facts, &name.place, found);
    marks_beside(view, table, row.row, &facts, &name.place, found);
    found.entries.push(Entry { kind: EntryKind::Measure, facts, slots: Vec::new(), place: name.place });
}

/// Fields: what they say of the sheet's measure, its marks, its texts.
pub fn read(view: &View, found: &mut Found) {
    read_single_values(view, found);
    let of_measures = found.entries.iter().filter(|entry| entry.kind == EntryKind::Measure);
    let mut measures: FxHashSet<CellRef> =
        of_measures.flat_map(|entry| &entry.facts).map(|(_, raw)| raw.place.cell).collect();
    for field in &view.scope.fields {
        let Some(heading) = view.grid.atoms.get(field.label).and_then(|atom| atom.heading.as_deref()) else { continue };
        if heading.has(Sense::Criterion) {
            read_mark(view, field, found);
        } else if let Some(kind) = narrative(heading) {
            read_text(view, field, kind, found);
        } else if let Some(label) = view.grid.atoms.get(field.label) {
            let measure = heading.fact() == Some(Fact::MeasureCode) || heading.level().is_some();
            let list = field.value.and_then(|value| view.grid.atoms.get(value)).is_some_and(is_list);
            if list {
                read_list(view, field, found);
            } else if measure && field.value.is_some() {
                read_measure(view, field, &mut measures, found);
            } else {
                found.note(label.at, CellUse::Label, "");
                if let Some(value) =
                    field.value.and_then(|value| view.grid.atoms.get(value)).filter(|_| heading.has(Sense::Other))
                {
                    found.note(value.at, CellUse::Ignored, "not-needed");
                }
            }
        }
    }
}

/// The things listed in one cell, □ before each: actions of the measure.
fn read_list(view: &View, field: &Field, found: &mut Found) {
    let Some(list) = field.value.and_then(|value| view.located(value)) else { return };
    note_field(view, field, found);
    let mut scope = Vec::new();
    scope_facts(view, spot(view, field), &mut scope, found);
    for line in list.value.text.lines().filter(|line| line.trim_start().starts_with(LIST_MARKS)) {
        for name in line.split(LIST_MARKS).map(str::trim).filter(|name| !name.is_empty()) {
            let mut facts = vec![(Fact::Name, list.with(Raw::text(name)))];
            facts.extend(scope.iter().cloned());
            found.entries.push(Entry { kind: EntryKind::Action, facts, slots: Vec::new(), place: list.place.clone() });
        }
    }
}

/// Where a field's label stands, as row and column.
fn spot(view: &View, field: &Field) -> (u32, u32) {
    (field.row, view.grid.atoms.get(field.label).map_or(0, |label| label.rect.left))
}

fn narrative(heading: &Heading) -> Option<NarrativeKind> {
    heading.senses.iter().find_map(|sense| if let Sense::Narrative(kind) = sense { Some(*kind) } else { None })
}

/// A measure that a sheet names: its code or name starts it, the other is a fact of it.
///
/// `measures` holds the cells that measures were read from.
fn read_measure(view: &View, field: &Field, measures: &mut FxHashSet<CellRef>, found: &mut Found) {
    let mut facts = Vec::new();
    // all that its block says of it, above and below
    let (_, end) = view.scope.block(field.row);
    let last = end.min(view.grid.height()).saturating_sub(1);
    scope_facts(view, (last, spot(view, field).1), &mut facts, found);
    let Some(place) = field.value.and_then(|value| view.located(value)).map(|raw| raw.place) else { return };
    let mine =
        facts.iter().any(|(fact, raw)| matches!(fact, Fact::MeasureName | Fact::MeasureCode) && raw.place == place);
    if mine && !measures.contains(&place.cell) {
        measures.extend(facts.iter().map(|(_, raw)| raw.place.cell));
        found.entries.push(Entry { kind: EntryKind::Measure, facts, slots: Vec::new(), place });
    }
}

/// A criterion with its mark and the comment beside it.
fn read_mark(view: &View, field: &Field, found: &mut Found) {
    let (Some(label), Some(value)) = (view.located(field.label), field.value) else { return };
    let (Some(atom), Some(mark)) = (view.grid.atoms.get(value), view.located(value)) else { return };
    // ／２４ beside an empty place for points is no mark
    if atom.key.starts_with('/') {
        return;
    }
    note_field(view, field, found);
    let slot = |series: Series, value: Located<Raw>| Slot {
        series,
        period: view.scope.year_of(field.row).map(Period::year),
        stated: false,
        aggregation: None,
        from: None,
        value,
    };
    let series = mark_or_text(&mark);
    let short = series == Series::Mark;
    let mut slots = vec![slot(series, mark)];
    let beside = view
        .grid
        .number_at(atom.rect.top, atom.rect.right + 1)
        .and_then(|number| Some((view.grid.atoms.get(number)?, view.located(number)?)));
    if let Some((text, raw)) = beside.filter(|(text, _)| short && text.is_text() && text.heading.is_none()) {
        found.note(text.at, CellUse::Used, "");
        slots.push(slot(Series::Text, raw));
    }
    let mut facts = vec![(Fact::Name, label.clone())];
    scope_facts(view, spot(view, field), &mut facts, found);
    found.entries.push(Entry { kind: EntryKind::Evaluation, facts, slots, place: label.place });
}

fn read_text(view: &View, field: &Field, kind: NarrativeKind, found: &mut Found) {
    let (Some(label), Some(text)) = (view.located(field.label), field.value.and_then(|value| view.located(value)))
    else {
        return;
    };
    note_field(view, field, found);
    let mut facts = vec![(Fact::Name, label.clone())];
    scope_facts(view, spot(view, field), &mut facts, found);
    let slot = Slot {
        series: Series::Text,
        period: view.scope.year_of(field.row).map(Period::year),
        stated: false,
        aggregation: None,
        from: None,
        value: text,
    };
    found.entries.push(Entry { kind: EntryKind::Narrative(kind), facts, slots: vec![slot], place: label.place });
}

/// Indicators given by labels alone: 指標名 … 目標値 … 実績値 …, each with its value beside it.
fn read_single_values(view: &View, found: &mut Found) {
    let heading = |field: &Field| view.grid.atoms.get(field.label).and_then(|atom| atom.heading.as_deref());
    let subjects: Vec<usize> = (0..view.scope.fields.len())
        .filter(|at| {
            heading(&view.scope.fields[*at])
                .is_some_and(|heading| heading.subject().is_some() && heading.series().is_none())
        })
        .collect();
    for (rank, at) in subjects.iter().enumerate() {
        let subject = &view.scope.fields[*at];
        let Some((name, label)) =
            subject.value.and_then(|value| view.located(value)).zip(view.grid.atoms.get(subject.label))
        else {
            continue;
        };
        if found.uses.contains_key(&label.at)
            || view.lexicon.missing(&crate::token::text::key(&name.value.text)).is_some()
            || view.lexicon.heading(&name.value.text).is_some_and(|heading| is_label(&heading))
        {
            continue;
        }
        let end = subjects.get(rank + 1).copied().unwrap_or(view.scope.fields.len());
        let fields = view.scope.fields.get(*at + 1..end).unwrap_or(&[]);
        let mut facts = vec![(Fact::Name, name.clone())];
        let mut slots: Vec<Slot> = Vec::new();
        let mut known: FxHashSet<(Series, Option<Period>)> = FxHashSet::default();
        let mut used = vec![subject];
        for field in fields {
            let Some(heading) = heading(field) else { continue };
            if let Some(series) = heading.series() {
                let slot = field_slot(view, field, series, heading);
                if let Some(slot) = slot.filter(|slot| known.insert((slot.series, slot.period))) {
                    slots.push(slot);
                    used.push(field);
                }
            } else if let Some(fact) = heading.fact().filter(|fact| {
                matches!(fact, Fact::Unit | Fact::Definition | Fact::Source | Fact::Direction | Fact::Remark)
            }) {
                facts.extend(field.value.and_then(|value| view.located(value)).map(|raw| (fact, raw)));
                used.push(field);
            }
        }
        let values = |slot: &Slot| matches!(slot.series, Series::Target | Series::Actual | Series::FinalTarget);
        if !slots.iter().any(values) {
            continue;
        }
        let from_title = slots.iter().find(|slot| slot.series == Series::Actual && !slot.stated);
        if let Some((slot, period)) = from_title.and_then(|slot| Some((slot, slot.period?))) {
            let label = used.iter().filter_map(|field| view.grid.atoms.get(field.label));
            let label = label.rev().find(|label| label.at.row == slot.value.place.cell.row);
            let label = label.map(|label| label.raw.text.to_string()).unwrap_or_default();
            let finding = Finding::at(&rules::YEAR_FROM_TITLE, &slot.value.place, label);
            found.findings.push(finding.expecting(wareki(period.fiscal_year)));
        }
        for field in used {
            note_field(view, field, found);
        }
        scope_facts(view, spot(view, subject), &mut facts, found);
        let kind = label.heading.as_deref().and_then(Heading::subject).flatten();
        found.entries.push(Entry { kind: EntryKind::Indicator(kind), facts, slots, place: name.place });
    }
}

/// The value of a label that says what kind it is; `None` if nothing says which time it is of.
pub fn field_slot(view: &View, field: &Field, series: Series, heading: &Heading) -> Option<Slot> {
    let value = view.located(field.value?)?;
    if heading.time.is_none() && goes_on_under_times(view, field.value?) {
        return None;
    }
    let standing =
        matches!(series, Series::Baseline | Series::FinalTarget | Series::BaselineYear | Series::FinalTargetYear);
    let period = match (heading.time, standing) {
        (Some(time), true) => time.last_year(view.scope.near).map(Period::year),
        (None, true) => None,
        (time, false) => view.period(time, false, field.row),
    };
    (period.is_some() || standing).then(|| Slot {
        series,
        period,
        stated: heading.time.is_some(),
        aggregation: heading.aggregation(),
        from: None,
        value,
    })
}

/// Whether a value is the first of several in its row that stand under years or months: it is not of the label alone.
fn goes_on_under_times(view: &View, value: usize) -> bool {
    const HIGHEST: u32 = 30;
    let Some(atom) = view.grid.atoms.get(value) else { return false };
    let row = atom.rect.top;
    let timed = |col: u32| {
        let above = (row.saturating_sub(HIGHEST)..row).rev().filter_map(|row| view.grid.heading(row, col));
        above.take(4).any(|heading| heading.time.is_some())
    };
    let next = view.grid.at(row, atom.rect.right + 1);
    next.is_some_and(|next| next.heading.is_none()) && timed(atom.rect.left) && timed(atom.rect.right + 1)
}

/// 計, 合計, 年度計: the sum of what stands beside it, of money or not.
fn sums_up(key: &str) -> bool {
    key.ends_with('計') && key.chars().count() <= 4
}
