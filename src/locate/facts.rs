//! What is said of an entry, by the columns of its table, by fields and by sections.

use super::Found;
use super::column::{Column, Role};
use super::grid::Atom;
use super::scope::{self, Means};
use super::table::{Record, Table};
use super::view::{View, note_field};
use crate::cell::Located;
use crate::entry::{Fact, Series};
use crate::model::CellUse;
use crate::sheet::Raw;

/// What the columns of a table say of a record.
pub fn table_facts(
    view: &View,
    table: &Table,
    record: &Record,
    facts: &mut Vec<(Fact, Located<Raw>)>,
    found: &mut Found,
) {
    let in_record = |col: u32| {
        record.rows.iter().find_map(|row| {
            let number = view.grid.number_at(row.row, col)?;
            view.grid
                .atoms
                .get(number)
                .filter(|atom| !atom.is_blank() && atom.rect.top > table.band.bottom)
                .map(|_| number)
        })
    };
    // 同上の省略: a measure stands for the rows under it
    let above = |col: u32| table.written_above(record.rows.first()?.row, col);
    let mut push = |fact: Fact, number: usize| {
        if !facts.iter().any(|(known, _)| *known == fact) {
            facts.extend(view.located(number).map(|raw| (fact, raw)));
        }
    };
    for column in &table.columns {
        match column.role {
            Role::Fact(Fact::MeasureCode) => {
                if let Some(number) = in_record(column.col).or_else(|| above(column.col)) {
                    push(Fact::MeasureCode, number);
                }
            }
            Role::Fact(fact) => {
                if let Some(number) = in_record(column.col) {
                    push(fact, number);
                }
            }
            _ => {}
        }
    }
    let mut levels: Vec<(usize, &Column, usize)> = table
        .columns
        .iter()
        .filter_map(|column| match column.role {
            Role::Level(level) => Some((level, column, in_record(column.col).or_else(|| above(column.col))?)),
            _ => None,
        })
        .collect();
    levels.sort_by_key(|(level, column, _)| (*level, column.col));
    for (rank, (_, column, number)) in levels.iter().rev().enumerate() {
        if rank == 0 {
            push(Fact::Level, column.head);
            push(Fact::MeasureName, *number);
        } else {
            push(Fact::ParentName, *number);
        }
        if let Some(atom) = view.grid.atoms.get(*number) {
            found.note(atom.at, CellUse::Used, "");
        }
    }
    let first = record.rows.first().map_or(0, |row| row.row);
    let heads = table.heads.partition_point(|head| head.row < first);
    if let Some(head) = heads.checked_sub(1).and_then(|at| table.heads.get(at)) {
        push(Fact::MeasureName, head.name);
        if let Some(code) = head.code {
            push(Fact::MeasureCode, code);
        }
    }
    for column in table.columns_of(Role::Number).take(1) {
        if let Some(number) = in_record(column.col) {
            push(Fact::Number, number);
        }
    }
    if !facts.iter().any(|(fact, _)| *fact == Fact::Unit) {
        let labels =
            table.columns_of(Role::RowLabel).flat_map(|column| record.rows.iter().map(|row| (row.row, column.col)));
        let unit = labels.filter_map(|(row, col)| {
            Some((view.grid.number_at(row, col)?, view.grid.heading(row, col)?.unit.clone()?))
        });
        let unit = unit.filter_map(|(number, unit)| Some((Fact::Unit, view.located(number)?.with(Raw::text(unit)))));
        facts.extend(unit.filter(|(_, raw)| &*raw.value.text != "%").take(1));
    }
    let unit = table.columns_of(Role::Value).find(|column| {
        column.unit.is_some()
            && column
                .series
                .is_some_and(|series| matches!(series, Series::Target | Series::Actual | Series::FinalTarget))
    });
    if let Some(column) = unit
        && let (Some(unit), Some(head)) = (&column.unit, view.located(column.head))
        && !states_unit(view, facts)
    {
        facts.push((Fact::Unit, head.with(Raw::text(unit.as_str()))));
    }
}

/// Whether the unit is known, or stands in the name.
pub fn states_unit(view: &View, facts: &[(Fact, Located<Raw>)]) -> bool {
    facts.iter().any(|(fact, raw)| match fact {
        Fact::Unit => true,
        Fact::Name => scope::unit_in_name(&raw.value.text, view.lexicon),
        _ => false,
    })
}

/// Whether a cell lists several things, one a line, each with a box: □… .
pub fn is_list(atom: &Atom) -> bool {
    atom.raw.text.trim_start().starts_with(LIST_MARKS)
}

/// What stands before each thing of a list inside a cell.
pub const LIST_MARKS: [char; 4] = ['□', '■', '☐', '☑'];

/// What fields and sections above a place say, where its row itself does not.
pub fn scope_facts(view: &View, (row, col): (u32, u32), facts: &mut Vec<(Fact, Located<Raw>)>, found: &mut Found) {
    let known = |facts: &[(Fact, Located<Raw>)], fact: Fact| facts.iter().any(|(known, _)| *known == fact);
    for fact in [Fact::MeasureCode, Fact::Department, Fact::RelatedDepartments, Fact::Plan, Fact::Stage] {
        if !known(facts, fact)
            && let Some(field) = view.scope.field(row, col, Means::Fact(fact))
        {
            note_field(view, field, found);
            facts.extend(field.value.and_then(|value| view.located(value)).map(|raw| (fact, raw)));
        }
    }
    // Below a label 視点 may stand what something is looked at by; beside it stand those of the measure.
    let beside = |field: &&scope::Field| {
        let row = |number: usize| view.grid.atoms.get(number).map(|atom| atom.rect.top);
        field.value.and_then(row) == row(field.label)
    };
    if !known(facts, Fact::Viewpoints)
        && let Some(field) = view.scope.field(row, col, Means::Fact(Fact::Viewpoints)).filter(beside)
    {
        note_field(view, field, found);
        facts.extend(field.value.and_then(|value| view.located(value)).map(|raw| (Fact::Viewpoints, raw)));
    }
    for fact in [Fact::MeasureCode, Fact::Department, Fact::RelatedDepartments, Fact::Plan, Fact::Unit] {
        if !known(facts, fact)
            && let Some(value) = view.definition.fact(fact)
        {
            facts.push((fact, Located { value, ..view.slot_at(row, 0) }));
        }
    }
    if known(facts, Fact::MeasureName) {
        return;
    }
    let mut levels: Vec<(usize, &scope::Field)> = (0..view.lexicon.levels.len())
        .filter_map(|level| Some((level, view.scope.field(row, col, Means::Level(level))?)))
        .collect();
    levels.retain(|(_, field)| {
        field.value.and_then(|value| view.grid.atoms.get(value)).is_some_and(|atom| atom.is_text() && !is_list(atom))
    });
    if let Some((_, field)) = levels.pop() {
        note_field(view, field, found);
        facts.extend(view.located(field.label).map(|raw| (Fact::Level, raw)));
        facts.extend(field.value.and_then(|value| view.located(value)).map(|raw| (Fact::MeasureName, raw)));
        if let Some((_, upper)) = levels.pop() {
            note_field(view, upper, found);
            facts.extend(upper.value.and_then(|value| view.located(value)).map(|raw| (Fact::ParentName, raw)));
        }
        return;
    }
    if let Some(section) = view.scope.section(row)
        && let Some(raw) = view.located(section.atom)
    {
        if !section.code.is_empty() && !known(facts, Fact::MeasureCode) {
            facts.push((Fact::MeasureCode, raw.with(Raw::text(section.code.as_str()))));
        }
        facts.push((Fact::MeasureName, raw.with(Raw::text(section.name.as_str()))));
    }
}
