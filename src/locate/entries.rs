//! Entries: a sheet from its atoms to what it speaks of.

use super::Found;
use super::aside;
use super::band::{self};
use super::column::{Column, Role};
use super::definition::Definition;
use super::form;
use super::grid::{Atom, Grid};
use super::indicators;
use super::scope::{self, Scope, Section};
use super::shown;
use super::table::{self, Table, is_label};
use super::unread;
use super::view::View;
use super::years;
use crate::cell::Rect;
use crate::lexicon::{Lexicon, Sense};
use crate::model::CellUse;
use crate::sheet::Sheet;
use crate::token::text::key;
use std::cell::OnceCell;

/// What a sheet is read with, however its grid is turned.
struct With<'s> {
    sheet: &'s Sheet,
    lexicon: &'s Lexicon,
    definition: &'s Definition<'s>,
    /// The names of the sheet and of its file.
    names: [&'s str; 2],
    /// A year that the sheet names, near which era-less years lie.
    near: Option<i32>,
}

/// Reads all entries of a sheet.
pub fn read(grid: &Grid, sheet: &Sheet, lexicon: &Lexicon, definition: &Definition, found: &mut Found) {
    let file = sheet.id.file.rsplit('/').next().unwrap_or("");
    let names = [sheet.id.sheet.as_str(), file];
    let near = years::near(grid, &names);
    let with = With { sheet, lexicon, definition, names, near };
    found.near = near;
    found.final_year = years::final_year(grid, near);
    found.says_revised = names.iter().any(|name| lexicon.says_revised(&key(name)))
        || grid
            .atoms
            .iter()
            .any(|atom| atom.is_text() && atom.key.len() <= years::LONGEST_NOTE && lexicon.says_revised(&atom.key));
    let (sections, tables) = tables(grid, &with);
    let view = view(grid, &with, sections, &tables);
    for table in &tables {
        read_table(&view, table, found);
    }
    let turned = grid.heads_downward().then(|| grid.turned());
    if let Some(turned) = &turned {
        read_turned(&view, turned, &with, found);
    }
    form::read(&view, found);
    let unread = unread::tables(grid, turned.as_ref(), sheet, lexicon, found);
    found.findings.extend(unread);
    for section in &view.scope.sections {
        if let Some(atom) = grid.atoms.get(section.atom) {
            found.note(atom.at, CellUse::Label, "");
        }
    }
    aside::note(&view, &tables, found);
    shown::sheet(&view, found);
}

/// Reads the indicators of tables whose labels run down, where nothing was read of them yet.
fn read_turned(view: &View, turned: &Grid, with: &With, found: &mut Found) {
    let (sections, tables) = tables(turned, with);
    let fresh = |table: &&Table| {
        let heads = (table.band.top..=table.band.bottom)
            .flat_map(|row| turned.starting_in(row, table.band.left, table.band.right));
        // one name with its labels below it is a form with single values
        let several = table.records.len() > 1 || table.band.bottom > table.band.top;
        table.is_named()
            && several
            && !names_labels(turned, table)
            && heads.filter_map(|number| turned.atoms.get(number)).all(|atom| !found.uses.contains_key(&atom.at))
    };
    let fresh: Vec<&Table> = tables.iter().filter(fresh).collect();
    if fresh.is_empty() {
        return;
    }
    let mut of_turned = self::view(turned, with, sections, &tables);
    // the year of the sheet is found on the sheet as it stands
    of_turned.scope.year = view.scope.year;
    for table in fresh {
        let before = found.entries.len();
        indicators::read_indicators(&of_turned, table, found);
        shown::table(&of_turned, table, before, found);
    }
}

/// Whether times or labels stand where a table has its names: turned that way it is none.
fn names_labels(grid: &Grid, table: &Table) -> bool {
    let Some(col) = table.column_of(Role::Name).map(|column| column.col) else { return false };
    let heading = |row: u32| grid.at(row, col).filter(|atom| atom.rect.top == row)?.heading.as_deref();
    (table.band.bottom + 1..table.end).filter_map(heading).any(is_label)
}

/// The sections and tables of a grid.
fn tables(grid: &Grid, with: &With) -> (Vec<Section>, Vec<Table>) {
    let lexicon = with.lexicon;
    let bands = band::find(grid, lexicon);
    let sections = scope::sections(grid, lexicon, with.near);
    let mut names_rows = vec![false; grid.height() as usize];
    for section in &sections {
        if let Some(row) = names_rows.get_mut(section.row as usize) {
            *row = true;
        }
    }
    let is_section = |row: u32| names_rows.get(row as usize).copied().unwrap_or(false);
    let mut tables = table::tables(grid, lexicon, &bands, &is_section);
    for table in &mut tables {
        let kind = with.definition.kind(grid.cell(table.band.top, table.band.left).row);
        table.kind = kind.or(table.kind);
    }
    (sections, tables)
}

fn view<'g, 'a>(grid: &'g Grid<'a>, with: &With<'g>, sections: Vec<Section>, tables: &[Table]) -> View<'g, 'a> {
    let fields = scope::fields(grid, taken(grid, tables));
    let mut scope = Scope::new(grid, fields, sections, with.near);
    let first = tables.iter().filter(|table| table.is_named()).map(|table| table.band.top).min();
    let stated = with.definition.year(with.near).filter(|_| years::field(grid, &scope).is_none());
    scope.year = stated.or_else(|| years::year(grid, &scope, first.unwrap_or(grid.height()), &with.names));
    let (lexicon, definition) = (with.lexicon, with.definition);
    View { grid, lexicon, definition, id: with.sheet.id.clone(), scope, notes: OnceCell::new() }
}

/// Whether an atom stands in a table, asked in reading order; tables are given from the top.
fn taken(grid: &Grid, tables: &[Table]) -> impl FnMut(&Atom) -> bool {
    // Of each column, the row after the last that a table so far takes of it.
    let mut free_from = vec![0; grid.width() as usize];
    let mut tables = tables.iter().peekable();
    move |atom| {
        while let Some(table) = tables.next_if(|table| table.band.top <= atom.rect.top) {
            let free = table.last_row() + 1;
            for column in free_from.iter_mut().take(table.band.right as usize + 1).skip(table.band.left as usize) {
                *column = free.max(*column);
            }
        }
        free_from.get(atom.rect.left as usize).is_some_and(|free| *free > atom.rect.top)
    }
}

fn read_table(view: &View, table: &Table, found: &mut Found) {
    let before = found.entries.len();
    read_entries(view, table, found);
    shown::table(view, table, before, found);
    let last = table.last_row();
    if last > table.band.bottom && found.entries.len() > before {
        let (from, to) = (view.grid.cell(table.band.top, table.band.left), view.grid.cell(last, table.band.right));
        not_needed(view, table, last, found);
        found.blocks.push(Rect { top: from.row, left: from.col, bottom: to.row, right: to.col });
    }
}

/// What stands in columns that are known and not needed (会計, 担当者名), and known words under a corner (区分: 当初).
fn not_needed(view: &View, table: &Table, last: u32, found: &mut Found) {
    let other = |column: &&Column| {
        let heading = view.grid.atoms.get(column.head).and_then(|atom| atom.heading.as_deref());
        column.role == Role::Unknown && heading.is_some_and(|heading| heading.has(Sense::Other))
    };
    let corner = |column: &&Column| {
        let heading = view.grid.atoms.get(column.head).and_then(|atom| atom.heading.as_deref());
        column.role == Role::Unknown && heading.is_some_and(|heading| heading.has(Sense::Stub))
    };
    for column in table.columns.iter().filter(corner) {
        let words = (table.band.bottom + 1..=last).filter_map(|row| view.grid.filled(row, column.col));
        for word in words.filter(|word| word.heading.is_some()) {
            found.note(word.at, CellUse::Label, "");
        }
    }
    for column in table.columns_of(Role::Value).filter(|column| column.time.is_some_and(|time| time.half.is_some())) {
        for row in table.band.bottom + 1..=last {
            if let Some(atom) = view.grid.filled(row, column.col) {
                found.note(atom.at, CellUse::Ignored, "half-year");
            }
        }
    }
    for column in table.columns.iter().filter(other) {
        for row in table.band.bottom + 1..=last {
            if let Some(atom) = view.grid.filled(row, column.col) {
                found.note(atom.at, CellUse::Ignored, "column-not-needed");
            }
        }
    }
}

fn read_entries(view: &View, table: &Table, found: &mut Found) {
    if table.is_named() {
        indicators::read_indicators(view, table, found);
    } else if table.column_of(Role::ActionName).is_some() {
        form::read_actions(view, table, found);
        indicators::read_aimed_actions(view, table, found);
    } else if table.lists_measures() {
        form::read_measures(view, table, found);
    } else if table::is_money(view.grid, table) || money_section(view, table) {
        form::read_costs(view, table, found);
    } else if table::speaks_of_an_indicator(table) || table::is_row_of_values(view.grid, view.lexicon, table) {
        indicators::read_scoped(view, table, found);
    }
}

fn money_section(view: &View, table: &Table) -> bool {
    let row = view.grid.cell(table.band.top, table.band.left).row;
    view.definition.is_money(row) || view.scope.section_above(table.band.top).is_some_and(|section| section.money)
}
