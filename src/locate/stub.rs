//! What the columns left of the values hold, where no heading of their own says it.

use super::column::{self, Column, Role};
use super::grid::{Atom, Grid};
use super::scope::stated_unit;
use super::table::{self, Table};
use crate::entry::{Fact, Series};
use crate::lexicon::{Heading, Lexicon, Sense};

/// Lets the columns under one wide heading, or under none, be names and units by what stands in them.
pub fn settle_stub(grid: &Grid, lexicon: &Lexicon, table: &mut Table) {
    let Some(first_value) = table.columns_of(Role::Value).map(|column| column.col).min() else { return };
    let open: Vec<usize> = (0..table.columns.len())
        .filter(|at| {
            let column = &table.columns[*at];
            column.col < first_value && is_open(grid, column)
        })
        .collect();
    let unit = Role::Fact(Fact::Unit);
    if table.column_of(unit).is_none()
        && let Some(at) = open.iter().find(|at| holds_units(grid, lexicon, table, table.columns[**at].col))
    {
        table.columns[*at].role = unit;
    }
    let known = |column: &Column| matches!(column.role, Role::Name | Role::ActionName | Role::Level(_));
    if table.columns.iter().any(known) {
        return;
    }
    let breakdown = open.iter().find(|at| table.columns[**at].role == Role::Breakdown);
    let named = breakdown.or_else(|| {
        let free = open.iter().filter(|at| table.columns[**at].role == Role::Unknown);
        free.into_iter().find(|at| holds_names(grid, lexicon, table, table.columns[**at].col))
    });
    if let Some(at) = named {
        table.columns[*at].role = Role::Name;
        table.columns[*at].first = true;
    }
}

fn is_open(grid: &Grid, column: &Column) -> bool {
    let head = grid.atoms.get(column.head);
    let heading = head.and_then(|atom| atom.heading.as_deref());
    // 区分 over the names and over what their rows hold
    let corner = head.is_some_and(|head| head.rect.left == column.col && head.rect.right > column.col);
    let open = |heading: &Heading| heading.subject().is_some() || corner && heading.senses == [Sense::Stub];
    match column.role {
        Role::Breakdown => true,
        Role::Name => !column.first,
        Role::Unknown => heading.is_none_or(open),
        _ => false,
    }
}

fn texts<'g, 'a>(grid: &'g Grid<'a>, table: &Table, col: u32) -> impl Iterator<Item = &'g Atom<'a>> {
    let rows = table.band.bottom + 1..table.end.min(table.band.bottom + 200);
    rows.filter_map(move |row| {
        grid.filled(row, col).filter(|atom| atom.rect.top == row && atom.rect.left == col && atom.is_text())
    })
}

fn holds_units(grid: &Grid, lexicon: &Lexicon, table: &Table, col: u32) -> bool {
    let (mut units, mut others) = (0, 0);
    for atom in texts(grid, table, col) {
        if lexicon.is_unit(atom.key.trim_matches(['(', ')'])) { units += 1 } else { others += 1 }
    }
    units > 0 && others * 3 <= units
}

/// Whether the texts of a column name indicators: the rows are labelled as their targets and actuals, and units are given.
fn holds_names(grid: &Grid, lexicon: &Lexicon, table: &Table, col: u32) -> bool {
    let wanted = |series: Option<Series>| matches!(series, Some(Series::Target | Series::Actual));
    let labels = table.columns_of(Role::RowLabel).any(|column| {
        texts(grid, table, column.col)
            .any(|atom| atom.heading.as_deref().is_some_and(|heading| wanted(heading.series())))
    });
    let dated = table.columns_of(Role::Value).any(|column| column.time.is_some());
    let money = |atom: &Atom| atom.heading.as_deref().is_some_and(column::is_money);
    let names = || texts(grid, table, col).filter(|atom| !is_unit_note(&atom.key));
    let mut units = texts(grid, table, col).filter(|atom| {
        let bracketed = atom.key.strip_suffix(')').and_then(|rest| rest.rsplit_once('('));
        stated_unit(&atom.key).is_some() || bracketed.is_some_and(|(_, inner)| lexicon.is_unit(inner))
    });
    labels
        && dated
        && names().next().is_some()
        && !names().next().is_some_and(money)
        && !names().any(|atom| atom.heading.as_deref().is_some_and(table::labels_a_row))
        && (table.column_of(Role::Fact(Fact::Unit)).is_some() || units.next().is_some())
}

/// Whether a text only gives a unit, or has a place for one: 「（単位：人）」, 「（単位：　）」.
pub fn is_unit_note(key: &str) -> bool {
    key.trim_start_matches(['(', '[', '【', '※']).starts_with("単位") && key.chars().count() <= 14
}

/// Whether a cell holds the label of a name and no name: ≪指標名≫.
pub fn is_empty_label(atom: &Atom) -> bool {
    atom.key.starts_with(['≪', '《'])
        && atom.key.ends_with(['≫', '》'])
        && atom.heading.as_deref().is_some_and(|heading| heading.subject().is_some())
}
