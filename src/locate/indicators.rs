//! The indicators of tables: those that tables name, and those that a label or caption above names.

use super::Found;
use super::column::Role;
use super::facts::{scope_facts, states_unit, table_facts};
use super::form;
use super::grid::Atom;
use super::lines;
use super::scope::{self};
use super::slots::{self, Unsure, once};
use super::table::{self, Odd, Record, RowClaim, Table};
use super::view::{View, note_field, note_header};
use crate::cell::{Located, Place};
use crate::entry::{Entry, EntryKind, Fact, Series, Slot};
use crate::finding::Finding;
use crate::lexicon::Sense;
use crate::model::CellUse;
use crate::rule::locate as rules;
use crate::sheet::Raw;
use crate::token::quantity::{self, Reading};
use crate::token::statement;
use rustc_hash::FxHashSet;

/// The indicators of a table that names them.
pub fn read_indicators(view: &View, table: &Table, found: &mut Found) {
    note_header(view, table, found);
    for odd in &table.odd {
        let (rule, number) = match odd {
            Odd::Unnamed(number) => (&rules::INDICATOR_UNNAMED, *number),
            Odd::UnknownLabel(number) => (&rules::ROW_LABEL_UNKNOWN, *number),
        };
        if let Some(atom) = view.grid.atoms.get(number) {
            found.findings.push(Finding::at(rule, &view.place(atom), atom.raw.text.to_string()));
        }
    }
    let mut unsure = Unsure::default();
    for record in &table.records {
        let Some(name) = record.name.and_then(|name| view.located(name)) else { continue };
        let breakdown = record.breakdown.and_then(|number| view.located(number));
        let place = breakdown.as_ref().unwrap_or(&name).place.clone();
        let mut facts = vec![(Fact::Name, name)];
        facts.extend(breakdown.map(|raw| (Fact::Breakdown, raw)));
        let unit = record.unit.and_then(|number| view.located(number));
        facts.extend(unit.and_then(|raw| {
            let unit = scope::stated_unit(&crate::token::text::key(&raw.value.text))?;
            Some((Fact::Unit, raw.with(Raw::text(unit))))
        }));
        push_indicator(view, table, record, Said { facts, slots: Vec::new(), place }, found, &mut unsure);
    }
    for record in &table.bare {
        form::measure_of_row(view, table, record, found);
    }
    found.findings.extend(unsure.findings);
}

/// The actions of a table that have targets or actuals in numbers (効果額: 目標額, 実績額): each is an indicator too.
pub fn read_aimed_actions(view: &View, table: &Table, found: &mut Found) {
    let mut unsure = Unsure::default();
    for record in &table.records {
        let Some(name) = record.name.and_then(|name| view.located(name)) else { continue };
        let slots = slots::slots(view, table, record, table.kind, &mut Unsure::default());
        let number = |slot: &Slot| {
            matches!(slot.series, Series::Target | Series::Actual)
                && matches!(quantity::read(&slot.value.value, view.lexicon), Reading::Number(_))
        };
        if slots.iter().any(number) {
            let said = Said { place: name.place.clone(), facts: vec![(Fact::Name, name)], slots: Vec::new() };
            push_indicator(view, table, record, said, found, &mut unsure);
        }
    }
    found.findings.extend(unsure.findings);
}

/// What is said of an indicator outside the values of its record.
struct Said {
    facts: Vec<(Fact, Located<Raw>)>,
    slots: Vec<Slot>,
    place: Place,
}

/// What names the indicator of a table that names none.
struct Subject {
    name: Located<Raw>,
    kind: Option<crate::model::IndicatorKind>,
    /// The row that its label stands in.
    row: u32,
    /// Number of its label's atom.
    label: usize,
}

/// The nearest label above a table that names an indicator, or caption right above it. What another table of indicators
/// stands between, or what names a table already, names nothing further.
fn subject(view: &View, table: &Table, found: &Found) -> Option<Subject> {
    let free = |label: usize| view.grid.atoms.get(label).is_some_and(|atom| !found.uses.contains_key(&atom.at));
    let mut fields = view.scope.fields_between(table.ceiling, table.band.top).iter().rev().filter_map(|field| {
        let heading = view.grid.atoms.get(field.label)?.heading.as_deref()?;
        let kind = heading.subject()?;
        let name = view.located(field.value.filter(|_| free(field.label))?)?;
        Some(Subject { name, kind, row: field.row, label: field.label })
    });
    let field = fields.next();
    let above = table.band.top.saturating_sub(3)..table.band.top;
    let captions =
        above.flat_map(|row| view.grid.starting_in(row, table.band.left, table.band.right)).filter_map(|number| {
            let atom = view.grid.atoms.get(number).filter(|atom| atom.is_text() && atom.heading.is_none())?;
            let name = scope::caption(&atom.raw.text, view.lexicon)?;
            let located = view.located(number)?;
            let open = atom.rect.top >= table.ceiling && free(number);
            open.then(|| Subject { name: located.with(Raw::text(name)), kind: None, row: atom.rect.top, label: number })
        });
    field.into_iter().chain(captions).max_by_key(|subject| subject.row)
}

/// The indicator of a table without names: a label above names it.
pub fn read_scoped(view: &View, table: &Table, found: &mut Found) {
    let Some(subject) = subject(view, table, found) else {
        let filled = |row: &RowClaim| {
            table.columns_of(Role::Value).any(|column| view.grid.filled(row.row, column.col).is_some())
        };
        if !table.records.iter().flat_map(|record| &record.rows).any(filled) {
            return;
        }
        if let Some(atom) = table.columns.iter().find_map(|column| view.grid.atoms.get(column.head)) {
            found.findings.push(Finding::at(&rules::TABLE_WITHOUT_NAME, &view.place(atom), atom.raw.text.to_string()));
        }
        return;
    };
    let name = subject.name;
    note_header(view, table, found);
    let values = table.records.iter().filter_map(|record| view.grid.atoms.get(record.name?));
    for label in values.filter(|label| view.lexicon.is_value_label(&label.key)) {
        found.note(label.at, CellUse::Label, "");
    }
    if let Some(label) = view.grid.atoms.get(subject.label) {
        found.note(label.at, CellUse::Label, "");
    }
    let mut unsure = Unsure::default();
    // all rows speak of the one indicator
    let rows = table.records.iter().flat_map(|record| record.rows.iter().copied());
    let rows: Vec<RowClaim> = rows.filter(|row| row.labelled || !table.has_labels()).collect();
    let mut claims = FxHashSet::default();
    if let Some(again) = rows.iter().find(|row| !claims.insert(row.claim())) {
        if let Some(several) = numbered(view, table, &rows, &name) {
            for (name, rows) in several {
                let record = Record { rows, ..Record::default() };
                let place = name.place.clone();
                let said = Said { facts: vec![(Fact::Name, name)], slots: Vec::new(), place };
                push_indicator(view, table, &record, said, found, &mut unsure);
            }
            found.findings.extend(unsure.findings);
            return;
        }
        let label = table.columns_of(Role::RowLabel).find_map(|column| view.grid.at(again.row, column.col));
        found.findings.extend(label.map(|label| {
            Finding::at(&rules::ROWS_REPEAT, &view.place(label), label.raw.text.to_string())
                .about(&crate::token::text::one_line(&name.value.text))
        }));
        return;
    }
    let record = Record { rows, ..Record::default() };
    let mut facts = vec![(Fact::Name, name.clone())];
    let mut slots = Vec::new();
    for field in view.scope.fields_between(subject.row, table.band.top).iter().filter(|field| field.value.is_some()) {
        let heading = view.grid.atoms.get(field.label).and_then(|atom| atom.heading.as_deref());
        let Some(heading) = heading else { continue };
        let fact = heading.fact().filter(|fact| {
            matches!(fact, Fact::Unit | Fact::Definition | Fact::Source | Fact::Direction)
                && !facts.iter().any(|(known, _)| known == fact)
        });
        let standing = heading.series().filter(|series| {
            matches!(series, Series::Baseline | Series::BaselineYear | Series::FinalTarget | Series::FinalTargetYear)
        });
        if let Some(fact) = fact {
            note_field(view, field, found);
            facts.extend(field.value.and_then(|value| view.located(value)).map(|raw| (fact, raw)));
        } else if let Some(slot) = standing.and_then(|series| form::field_slot(view, field, series, heading)) {
            note_field(view, field, found);
            slots.push(slot);
        }
    }
    let table = Table { kind: subject.kind.or(table.kind), ..table.clone() };
    push_indicator(view, &table, &record, Said { facts, slots, place: name.place }, found, &mut unsure);
    found.findings.extend(unsure.findings);
}

/// Several indicators named line by line in one cell, and numbered in the labels of their rows: 実績①, 実績②.
///
/// `None` unless there are as many lines as numbers, and no row is left over.
fn numbered(
    view: &View,
    table: &Table,
    rows: &[RowClaim],
    name: &Located<Raw>,
) -> Option<Vec<(Located<Raw>, Vec<RowClaim>)>> {
    let mut several: Vec<(Located<Raw>, Vec<RowClaim>)> =
        statement::lines(&name.value.text).map(|line| (name.with(Raw::text(line)), Vec::new())).collect();
    let mut claims = FxHashSet::default();
    for row in rows {
        let label =
            table.columns_of(Role::RowLabel).filter_map(|column| view.grid.filled(row.row, column.col)).last()?;
        let digits = label.key.trim_start_matches(|c: char| !c.is_ascii_digit());
        let nth = digits.trim_end_matches(')').parse::<usize>().ok()?.checked_sub(1)?;
        let (_, of_it) = several.get_mut(nth)?;
        if !claims.insert((nth, row.series, row.time)) {
            return None;
        }
        of_it.push(*row);
    }
    several.iter().all(|(_, rows)| !rows.is_empty()).then_some(several)
}

fn push_indicator(view: &View, table: &Table, record: &Record, said: Said, found: &mut Found, unsure: &mut Unsure) {
    let Said { mut facts, slots: standing, place } = said;
    let name = facts.first().and_then(|(_, name)| view.lexicon.heading(&name.value.text));
    if name.is_some_and(|heading| table::is_label(&heading)) {
        return;
    }
    let kind = record.rows.iter().find_map(|row| row.kind).or(table.kind);
    let mut slots = slots::slots(view, table, record, kind, unsure);
    slots.extend(standing);
    let mut slots = once(slots, &facts, found);
    slots::compared(&mut slots);
    let said =
        |slot: &Slot| matches!(slot.series, Series::Target | Series::Actual | Series::FinalTarget | Series::Forecast);
    if !slots.iter().any(said) {
        return;
    }
    table_facts(view, table, record, &mut facts, found);
    for (number, used) in labels(view, table, record) {
        if let Some(atom) = view.grid.atoms.get(number) {
            found.note(atom.at, used, "");
        }
    }
    if !states_unit(view, &facts) && table.column_of(Role::Fact(Fact::Unit)).is_none() {
        facts.extend(unit_above(view, table));
    }
    let spot = (record.rows.first().map_or(0, |row| row.row), table.band.left);
    scope_facts(view, spot, &mut facts, found);
    for (_, raw) in &facts {
        found.note(raw.place.cell, CellUse::Used, "");
    }
    for slot in &slots {
        let reference = slot.series == Series::Reference;
        found.note(
            slot.value.place.cell,
            if reference { CellUse::Ignored } else { CellUse::Used },
            if reference { "reference-figure" } else { "" },
        );
    }
    if let Some(row) = record.rows.first().filter(|_| table.is_named()) {
        form::costs_beside(view, table, row.row, &facts, &place, found);
        form::marks_beside(view, table, row.row, &facts, &place, found);
    }
    let entry = Entry { kind: EntryKind::Indicator(kind), facts, slots, place };
    found.entries.extend(lines::entries(entry, view.lexicon));
}

/// The unit that stands in the corner of a table, or above it with nothing but a title: 「（単位：千円）」.
fn unit_above(view: &View, table: &Table) -> Option<(Fact, Located<Raw>)> {
    let grid = view.grid;
    let above = table.band.top.checked_sub(1).into_iter().flat_map(|row| grid.starting_in(row, 0, grid.width()));
    let above: Vec<usize> = above.take(3).collect();
    let texts = above.len() < 3 && above.iter().all(|number| grid.atoms.get(*number).is_some_and(Atom::is_text));
    let header = table.band.top..=table.band.bottom;
    let corner = header.flat_map(|row| grid.starting_in(row, table.band.left, table.band.right)).filter(|number| {
        let heading = grid.atoms.get(*number).and_then(|atom| atom.heading.as_deref());
        heading.is_some_and(|heading| heading.has(Sense::Stub))
    });
    above.iter().copied().filter(|_| texts).chain(corner).find_map(|number| {
        let unit = scope::stated_unit(&grid.atoms.get(number)?.key)?;
        Some((Fact::Unit, view.located(number)?.with(Raw::text(unit))))
    })
}

/// The row labels of a record.
fn labels(view: &View, table: &Table, record: &Record) -> Vec<(usize, CellUse)> {
    let columns = table.columns_of(Role::RowLabel);
    let of_rows =
        columns.flat_map(|column| record.rows.iter().filter_map(|row| view.grid.number_at(row.row, column.col)));
    of_rows.map(|number| (number, CellUse::Label)).collect()
}
