//! What was recognised as what, as plain data: for a person who asks why a number is not in the book.

use super::Found;
use super::column::{Column, NO_HEAD, Role};
use super::table::{Bare, Table};
use super::view::View;
use crate::cell::Rect;
use crate::entry::{EntryKind, Series};
use crate::layout::{ColumnLayout, FieldLayout, Means, TableLayout};
use crate::lexicon::{Heading, Sense};
use crate::model::{CellUse, IndicatorKind};
use crate::period::Period;
use crate::token::text::one_line;
use crate::token::time;

/// Keeps what a table was recognised as; what it gave are the entries from `before` on.
pub fn table(view: &View, table: &Table, before: usize, found: &mut Found) {
    let given = found.entries.get(before..).unwrap_or_default();
    let rect = |bottom: u32| {
        let (from, to) = (view.grid.cell(table.band.top, table.band.left), view.grid.cell(bottom, table.band.right));
        Rect { top: from.row, left: from.col, bottom: to.row, right: to.col }
    };
    let last = table.end.saturating_sub(1).min(view.grid.height().saturating_sub(1)).max(table.last_row());
    // amounts and measures stand beside what a table is about
    let rank = |kind: EntryKind| match kind {
        EntryKind::Indicator(_) => 0,
        EntryKind::Action => 1,
        EntryKind::Measure => 2,
        EntryKind::Cost | EntryKind::Evaluation | EntryKind::Narrative(_) => 3,
    };
    let reads = given.iter().map(|entry| entry.kind).min_by_key(|kind| rank(*kind));
    let records = given.iter().filter(|entry| reads.is_some_and(|kind| rank(kind) == rank(entry.kind))).count();
    found.layout.tables.push(TableLayout {
        header: rect(table.band.bottom),
        reach: rect(last),
        reads,
        records,
        turned: view.grid.is_turned(),
        columns: columns(view, table, reads),
    });
}

fn columns(view: &View, table: &Table, reads: Option<EntryKind>) -> Vec<ColumnLayout> {
    let bare = Bare::of(table, view.scope.near);
    let months = |column: &&Column| column.time.is_some_and(|time| time.month.is_some());
    let monthly = table.columns_of(Role::Value).filter(months).count() > 1;
    let mut columns: Vec<ColumnLayout> = Vec::new();
    for column in &table.columns {
        let cell = view.grid.cell(table.band.top, column.col);
        let line = if view.grid.is_turned() { cell.row } else { cell.col };
        let heading = heading(view, table, column);
        let means = match (reads, means(view, table, column, &bare, monthly)) {
            (Some(EntryKind::Cost), Means::Value { series, period, .. }) => Means::Money { series, period },
            (Some(EntryKind::Cost), Means::Unknown) if names_items(view, table, column.col) => Means::Item,
            // a heading of names with no name under it
            (None, Means::Unknown) if subject(view, column).is_some() => Means::Name(subject(view, column).flatten()),
            (_, means) => means,
        };
        match columns.last_mut() {
            Some(last) if last.heading == heading && last.means == means => last.last = line,
            _ => columns.push(ColumnLayout { first: line, last: line, heading, means }),
        }
    }
    columns
}

fn names_items(view: &View, table: &Table, col: u32) -> bool {
    let starts =
        |number: usize| view.grid.atoms.get(number).is_some_and(|atom| atom.rect.left <= col && col <= atom.rect.right);
    table.records.iter().filter_map(|record| record.name).any(starts)
}

fn subject(view: &View, column: &Column) -> Option<Option<IndicatorKind>> {
    view.grid.atoms.get(column.head)?.heading.as_deref()?.subject()
}

/// The texts over a column, from the top.
fn heading(view: &View, table: &Table, column: &Column) -> String {
    let above = (table.band.top..=table.band.bottom).filter_map(|row| view.grid.number_at(row, column.col));
    let own = Some(column.head).filter(|head| *head != NO_HEAD);
    let mut numbers: Vec<usize> = above.chain(own).collect();
    numbers.sort_unstable();
    numbers.dedup();
    let texts = numbers.into_iter().filter_map(|number| view.grid.atoms.get(number));
    let texts: Vec<_> = texts.filter(|atom| !atom.is_blank()).map(|atom| one_line(&atom.raw.text)).collect();
    texts.join("／")
}

fn means(view: &View, table: &Table, column: &Column, bare: &Bare, monthly: bool) -> Means {
    let heading = || view.grid.atoms.get(column.head)?.heading.as_deref();
    let series = column.series.or_else(|| if table.has_labels() { None } else { bare.series(column, table.kind) });
    let period = column.time.and_then(|time| match series {
        Some(Series::Baseline | Series::FinalTarget) => time.last_year(view.scope.near).map(Period::year),
        _ => view.period(Some(time), monthly, table.band.bottom),
    });
    match column.role {
        Role::Name => Means::Name(column.kind.or(table.kind)),
        Role::ActionName => Means::ActionName,
        Role::Breakdown => Means::Breakdown,
        Role::Fact(fact) => Means::Fact(fact),
        Role::Number => Means::Number,
        Role::Level(level) => Means::Level(view.lexicon.levels.get(level).cloned().unwrap_or_default()),
        Role::RowLabel => Means::RowLabel,
        Role::Value if column.money => Means::Money { series: column.series, period },
        Role::Value => Means::Value { series, period, aggregation: column.aggregation },
        Role::Unknown if heading().is_some_and(|heading| heading.has(Sense::Other)) => Means::NotNeeded,
        Role::Unknown => Means::Unknown,
    }
}

/// Keeps the labels outside tables that were understood, and the year of the sheet.
pub fn sheet(view: &View, found: &mut Found) {
    found.layout.year = view.scope.year;
    for field in &view.scope.fields {
        let Some(label) = view.grid.atoms.get(field.label) else { continue };
        let Some(means) = label.heading.as_deref().and_then(|heading| field_means(view, heading, field.row)) else {
            continue;
        };
        let value = field.value.and_then(|value| view.grid.atoms.get(value));
        let used = |cell| matches!(found.uses.get(&cell), Some((CellUse::Used, _)));
        let said = match means {
            // a corner is no label, unless a year stands beside it
            Means::Year => value.is_some_and(|value| time::whole(&value.raw.text).is_some_and(|time| time.is_year())),
            _ => value.is_none_or(|value| used(value.at)),
        };
        if !said {
            continue;
        }
        found.layout.fields.push(FieldLayout {
            label: (label.at, label.raw.text.clone()),
            value: value.map(|value| (value.at, value.raw.text.clone())),
            means,
        });
    }
}

fn field_means(view: &View, heading: &Heading, row: u32) -> Option<Means> {
    let sense = heading.senses.first()?;
    let period = heading.time.and_then(|time| view.period(Some(time), false, row));
    let series = heading.series();
    if series.is_some() {
        return Some(Means::Value { series, period, aggregation: heading.aggregation() });
    }
    Some(match sense {
        Sense::Fact(fact) => Means::Fact(*fact),
        Sense::Level(level) => Means::Level(view.lexicon.levels.get(*level)?.clone()),
        Sense::Subject(kind) => Means::Name(*kind),
        Sense::Action => Means::ActionName,
        Sense::Number => Means::Number,
        Sense::Criterion => Means::Criterion,
        Sense::Narrative(kind) => Means::Narrative(*kind),
        Sense::Stub if heading.senses.len() == 1 => Means::Year,
        Sense::Cost => Means::Money { series: None, period },
        _ => return None,
    })
}
