//! A sheet while its entries are put together: its atoms, the words, what governs it.

use super::Found;
use super::definition::Definition;
use super::grid::{Atom, Grid};
use super::scope::{self, Scope};
use super::table::Table;
use super::years::Notes;
use crate::cell::{Located, Place, SheetId};
use crate::lexicon::Lexicon;
use crate::model::CellUse;
use crate::period::{FiscalYear, Period};
use crate::sheet::Raw;
use crate::token::time::Time;
use std::cell::OnceCell;
use std::sync::Arc;

/// What is known of a sheet while its entries are put together.
pub struct View<'g, 'a> {
    /// The sheet's atoms.
    pub grid: &'g Grid<'a>,
    /// What words mean.
    pub lexicon: &'g Lexicon,
    /// What the definition of its form says of it.
    pub definition: &'g Definition<'g>,
    /// File and name of the sheet.
    pub id: Arc<SheetId>,
    /// What governs it.
    pub scope: Scope,
    /// What notes say of headings; few sheets need it.
    pub notes: OnceCell<Notes<'g>>,
}

impl View<'_, '_> {
    /// The year that notes on the sheet give a heading.
    pub fn noted_year(&self, heading: &Atom) -> Option<FiscalYear> {
        self.notes.get_or_init(|| Notes::new(self.grid)).year_of(&heading.key, self.scope.near)
    }

    /// Where an atom stands.
    pub fn place(&self, atom: &Atom) -> Place {
        Place { sheet: self.id.clone(), cell: atom.at }
    }

    /// What an atom holds, and where.
    pub fn located(&self, number: usize) -> Option<Located<Raw>> {
        let atom = self.grid.atoms.get(number)?;
        Some(Located { value: atom.raw.clone(), place: self.place(atom) })
    }

    /// A place of the grid as a slot: what stands there, or a blank.
    pub fn slot_at(&self, row: u32, col: u32) -> Located<Raw> {
        match self.grid.at(row, col) {
            Some(atom) => Located { value: atom.raw.clone(), place: self.place(atom) },
            None => {
                Located { value: Raw::blank(), place: Place { sheet: self.id.clone(), cell: self.grid.cell(row, col) } }
            }
        }
    }

    /// The period of a time, of a month in a sheet of months, or of the sheet as a whole.
    pub fn period(&self, time: Option<Time>, monthly: bool, row: u32) -> Option<Period> {
        let year = self.scope.year_of(row);
        let Some(time) = time else { return year.map(Period::year) };
        if let Some(years) = time.relative {
            return year.and_then(|year| year.checked_add(years)).map(Period::year);
        }
        let western = time.western(self.scope.near);
        match (western, time.month, time.quarter) {
            (Some(year), Some(month), _) if monthly => {
                Some(if time.fiscal { Period::month_of(year, month) } else { Period::month(year, month) })
            }
            (Some(_), ..) => time.period(self.scope.near),
            (None, Some(month), _) if time.year.is_none() => year.map(|year| Period::month_of(year, month)),
            (None, _, Some(quarter)) if time.year.is_none() => year.map(|year| Period::quarter(year, quarter)),
            _ => None,
        }
    }
}

/// Marks the header of a table as labels.
pub fn note_header(view: &View, table: &Table, found: &mut Found) {
    for row in table.band.top..=table.band.bottom {
        for number in view.grid.starting_in(row, table.band.left, table.band.right) {
            if let Some(atom) = view.grid.atoms.get(number) {
                found.note(atom.at, CellUse::Label, "");
            }
        }
    }
    for (number, rule) in &table.ignored {
        if let Some(atom) = view.grid.atoms.get(*number) {
            found.note(atom.at, CellUse::Ignored, rule);
        }
    }
}

/// Marks a field's label and value.
pub fn note_field(view: &View, field: &scope::Field, found: &mut Found) {
    if let Some(atom) = view.grid.atoms.get(field.label) {
        found.note(atom.at, CellUse::Label, "");
    }
    if let Some(atom) = field.value.and_then(|value| view.grid.atoms.get(value)) {
        found.note(atom.at, CellUse::Used, "");
    }
}
