//! Entries: every value of a sheet with all that heads it.

use super::column::{Column, Role};
use super::grid::{Atom, Grid};
use super::scope::{self, Scope};
use super::table::{self, Odd, Record, RowClaim, Table};
use super::{Found, band, form};
use crate::cell::{Located, Place, SheetId};
use crate::entry::{Entry, EntryKind, Fact, Series, Slot};
use crate::finding::Finding;
use crate::lexicon::Lexicon;
use crate::model::CellUse;
use crate::period::Period;
use crate::rule::locate as rules;
use crate::sheet::{Raw, Sheet};
use crate::token::time::Time;
use std::sync::Arc;

/// What is known of a sheet while its entries are put together.
pub struct View<'g, 'a> {
    /// The sheet's atoms.
    pub grid: &'g Grid<'a>,
    /// What words mean.
    pub lexicon: &'g Lexicon,
    /// File and name of the sheet.
    pub id: Arc<SheetId>,
    /// What governs it.
    pub scope: Scope,
}

/// Reads all entries of a sheet.
pub fn read(grid: &Grid, sheet: &Sheet, lexicon: &Lexicon, found: &mut Found) {
    let file = sheet.id.file.rsplit('/').next().unwrap_or("");
    let names = [sheet.id.sheet.as_str(), file];
    let near = scope::near(grid, &names);
    found.near = near;
    let (view, tables) = view(grid, sheet, lexicon, near, &names);
    for table in &tables {
        read_table(&view, &tables, table, found);
    }
    let turned = grid.turned();
    let (turned_view, turned_tables) = self::view(&turned, sheet, lexicon, near, &names);
    let fresh = |table: &&Table| {
        let heads = (table.band.top..=table.band.bottom)
            .flat_map(|row| turned.starting_in(row, table.band.left, table.band.right));
        // one name with its labels below it is a form with single values
        let several = table.records.len() > 1 || table.band.bottom > table.band.top;
        table.is_named()
            && several
            && heads.filter_map(|number| turned.atoms.get(number)).all(|atom| !found.uses.contains_key(&atom.at))
    };
    let fresh: Vec<&Table> = turned_tables.iter().filter(fresh).collect();
    // the year of the sheet is found on the sheet as it stands
    let turned_view = View { scope: Scope { year: view.scope.year, ..turned_view.scope }, ..turned_view };
    for table in fresh {
        read_indicators(&turned_view, table, found);
    }
    form::read(&view, found);
    for section in &view.scope.sections {
        if let Some(atom) = grid.atoms.get(section.atom) {
            found.note(atom.at, CellUse::Label, "");
        }
    }
}

fn view<'g, 'a>(
    grid: &'g Grid<'a>,
    sheet: &Sheet,
    lexicon: &'g Lexicon,
    near: Option<i32>,
    names: &[&str],
) -> (View<'g, 'a>, Vec<Table>) {
    let bands = band::find(grid, lexicon);
    let sections = scope::sections(grid, lexicon, near);
    let mut names_rows = vec![false; grid.height() as usize];
    for section in &sections {
        if let Some(row) = names_rows.get_mut(section.row as usize) {
            *row = true;
        }
    }
    let is_section = |row: u32| names_rows.get(row as usize).copied().unwrap_or(false);
    let tables = table::tables(grid, lexicon, &bands, &is_section);
    let taken = |atom: &Atom| {
        tables.iter().any(|table| {
            let last = table
                .records
                .iter()
                .flat_map(|record| &record.rows)
                .map(|row| row.row)
                .max()
                .unwrap_or(table.band.bottom);
            let rows = table.band.top <= atom.rect.top && atom.rect.top <= last;
            rows && table.band.left <= atom.rect.left && atom.rect.left <= table.band.right
        })
    };
    let fields = scope::fields(grid, taken);
    let blocks = scope::blocks(grid, &fields);
    let mut scope = Scope { fields, blocks, sections, near, year: None };
    let first = tables.iter().filter(|table| table.is_named()).map(|table| table.band.top).min();
    scope.year = scope::year(grid, &scope, first.unwrap_or(grid.height()), names);
    (View { grid, lexicon, id: sheet.id.clone(), scope }, tables)
}

impl View<'_, '_> {
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
    fn slot_at(&self, row: u32, col: u32) -> Located<Raw> {
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
        let western = time.western(self.scope.near);
        match (western, time.month, time.quarter) {
            (Some(year), Some(month), _) if monthly && !time.dotted => {
                Some(if time.fiscal { Period::month_of(year, month) } else { Period::month(year, month) })
            }
            (Some(_), ..) => time.period(self.scope.near),
            (None, Some(month), _) if time.year.is_none() => year.map(|year| Period::month_of(year, month)),
            (None, _, Some(quarter)) if time.year.is_none() => year.map(|year| Period::quarter(year, quarter)),
            _ => None,
        }
    }
}

fn read_table(view: &View, tables: &[Table], table: &Table, found: &mut Found) {
    if table.is_named() {
        read_indicators(view, table, found);
    } else if table.column_of(Role::ActionName).is_some() {
        form::read_actions(view, table, found);
    } else if table.lists_measures() {
        form::read_measures(view, table, found);
    } else if table::is_money(view.grid, table) || money_section(view, table) {
        form::read_costs(view, table, found);
    } else if speaks_of_an_indicator(table) {
        read_scoped(view, tables, table, found);
    }
}

fn money_section(view: &View, table: &Table) -> bool {
    let section = view.scope.sections.iter().rev().find(|section| section.row < table.band.top);
    section.is_some_and(|section| section.money)
}

/// Whether rows and columns together say both what kind of value and which time.
fn speaks_of_an_indicator(table: &Table) -> bool {
    let wanted = |series: Option<Series>| {
        series.is_some_and(|series| matches!(series, Series::Target | Series::Actual | Series::FinalTarget))
    };
    let rows = || table.records.iter().flat_map(|record| &record.rows);
    let columns = || table.columns_of(Role::Value);
    (rows().any(|row| wanted(row.series)) && columns().any(|column| column.time.is_some()))
        || (rows().any(|row| row.time.is_some()) && columns().any(|column| wanted(column.series)))
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

/// The indicators of a table that names them.
fn read_indicators(view: &View, table: &Table, found: &mut Found) {
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
    let mut unsure = Vec::new();
    for record in &table.records {
        let Some(name) = record.name.and_then(|name| view.located(name)) else { continue };
        let breakdown = record.breakdown.and_then(|number| view.located(number));
        let place = breakdown.as_ref().unwrap_or(&name).place.clone();
        let mut facts = vec![(Fact::Name, name)];
        facts.extend(breakdown.map(|raw| (Fact::Breakdown, raw)));
        push_indicator(view, table, record, facts, place, found, &mut unsure);
    }
    unsure.dedup();
    found.findings.extend(unsure);
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
fn subject(view: &View, tables: &[Table], table: &Table, found: &Found) -> Option<Subject> {
    let between = |row: u32| {
        tables.iter().any(|other| {
            let meets = other.band.left <= table.band.right && table.band.left <= other.band.right;
            let indicators = other.is_named() || speaks_of_an_indicator(other);
            meets && indicators && row < other.band.top && other.band.top < table.band.top
        })
    };
    let free = |label: usize| view.grid.atoms.get(label).is_some_and(|atom| !found.uses.contains_key(&atom.at));
    let fields = view.scope.fields.iter().filter_map(|field| {
        let heading = view.grid.atoms.get(field.label)?.heading.as_deref()?;
        let kind = heading.subject()?;
        let open = field.row <= table.band.top && !between(field.row) && free(field.label);
        let name = view.located(field.value.filter(|_| open)?)?;
        Some(Subject { name, kind, row: field.row, label: field.label })
    });
    let above = table.band.top.saturating_sub(3)..table.band.top;
    let captions =
        above.flat_map(|row| view.grid.starting_in(row, table.band.left, table.band.right)).filter_map(|number| {
            let atom = view.grid.atoms.get(number).filter(|atom| atom.is_text() && atom.heading.is_none())?;
            let name = scope::caption(&atom.raw.text, view.lexicon)?;
            let located = view.located(number)?;
            let open = !between(atom.rect.top) && free(number);
            open.then(|| Subject { name: located.with(Raw::text(name)), kind: None, row: atom.rect.top, label: number })
        });
    fields.chain(captions).max_by_key(|subject| subject.row)
}

/// The indicator of a table without names: a label above names it.
fn read_scoped(view: &View, tables: &[Table], table: &Table, found: &mut Found) {
    let Some(subject) = subject(view, tables, table, found) else {
        let filled = |row: &RowClaim| {
            table.columns_of(Role::Value).any(|column| view.grid.filled(row.row, column.col).is_some())
        };
        if !table.records.iter().flat_map(|record| &record.rows).any(filled) {
            return;
        }
        if let Some(atom) = table.columns.first().and_then(|column| view.grid.atoms.get(column.head)) {
            found.findings.push(Finding::at(&rules::TABLE_WITHOUT_NAME, &view.place(atom), atom.raw.text.to_string()));
        }
        return;
    };
    let name = subject.name;
    note_header(view, table, found);
    if let Some(label) = view.grid.atoms.get(subject.label) {
        found.note(label.at, CellUse::Label, "");
    }
    let mut unsure = Vec::new();
    // all rows speak of the one indicator
    let rows = table.records.iter().flat_map(|record| record.rows.iter().copied());
    let rows: Vec<RowClaim> = rows.filter(|row| row.labelled || !table.has_labels()).collect();
    let claim = |row: &RowClaim| (row.series, row.aggregation, row.time);
    if let Some(again) =
        rows.iter().enumerate().find(|(rank, row)| rows.iter().take(*rank).any(|other| claim(other) == claim(row)))
    {
        let label = table.columns_of(Role::RowLabel).find_map(|column| view.grid.at(again.1.row, column.col));
        found.findings.extend(label.map(|label| {
            Finding::at(&rules::ROWS_REPEAT, &view.place(label), label.raw.text.to_string())
                .about(&crate::token::text::one_line(&name.value.text))
        }));
        return;
    }
    let record = Record { name: None, breakdown: None, rows };
    let mut facts = vec![(Fact::Name, name.clone())];
    for fact in [Fact::Unit, Fact::Definition, Fact::Source, Fact::Direction] {
        let field = view
            .scope
            .fields
            .iter()
            .filter(|field| field.row >= subject.row && field.row <= table.band.top && field.value.is_some());
        let mut field = field.filter(|field| {
            view.grid
                .atoms
                .get(field.label)
                .and_then(|atom| atom.heading.as_deref())
                .is_some_and(|heading| heading.fact() == Some(fact))
        });
        if let Some(field) = field.next() {
            note_field(view, field, found);
            facts.extend(field.value.and_then(|value| view.located(value)).map(|raw| (fact, raw)));
        }
    }
    let table = Table { kind: subject.kind.or(table.kind), ..table.clone() };
    push_indicator(view, &table, &record, facts, name.place, found, &mut unsure);
    unsure.dedup();
    found.findings.extend(unsure);
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

fn push_indicator(
    view: &View,
    table: &Table,
    record: &Record,
    mut facts: Vec<(Fact, Located<Raw>)>,
    place: Place,
    found: &mut Found,
    unsure: &mut Vec<Finding>,
) {
    let kind = record.rows.iter().find_map(|row| row.kind).or(table.kind);
    let slots = slots(view, table, record, kind, unsure);
    let slots = once(slots, &facts, found);
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
    scope_facts(view, record.rows.first().map_or(0, |row| row.row), &mut facts, found);
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
    found.entries.push(Entry { kind: EntryKind::Indicator(kind), facts, slots, place });
}

/// The row labels of a record.
fn labels(view: &View, table: &Table, record: &Record) -> Vec<(usize, CellUse)> {
    let columns = table.columns_of(Role::RowLabel);
    let of_rows =
        columns.flat_map(|column| record.rows.iter().filter_map(|row| view.grid.number_at(row.row, column.col)));
    of_rows.map(|number| (number, CellUse::Label)).collect()
}

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
    let above = |col: u32| {
        let first = record.rows.first()?.row;
        (table.band.bottom + 1..first).rev().find_map(|row| {
            let number = view.grid.number_at(row, col)?;
            view.grid.atoms.get(number).filter(|atom| !atom.is_blank() && atom.heading.is_none()).map(|_| number)
        })
    };
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
        && !facts.iter().any(|(fact, _)| *fact == Fact::Unit)
    {
        facts.push((Fact::Unit, head.with(Raw::text(unit.as_str()))));
    }
}

/// Whether a cell lists several things, one a line, each with a box: □… .
pub fn is_list(atom: &Atom) -> bool {
    atom.raw.text.trim_start().starts_with(LIST_MARKS)
}

/// What stands before each thing of a list inside a cell.
pub const LIST_MARKS: [char; 4] = ['□', '■', '☐', '☑'];

/// What fields and sections above a row say, where the row itself does not.
pub fn scope_facts(view: &View, row: u32, facts: &mut Vec<(Fact, Located<Raw>)>, found: &mut Found) {
    let known = |facts: &[(Fact, Located<Raw>)], fact: Fact| facts.iter().any(|(known, _)| *known == fact);
    for fact in [Fact::MeasureCode, Fact::Department, Fact::RelatedDepartments, Fact::Plan, Fact::Stage] {
        if !known(facts, fact)
            && let Some(field) = view.scope.field(view.grid, row, scope::means(fact))
        {
            note_field(view, field, found);
            facts.extend(field.value.and_then(|value| view.located(value)).map(|raw| (fact, raw)));
        }
    }
    if known(facts, Fact::MeasureName) {
        return;
    }
    let mut levels: Vec<(usize, &scope::Field)> = (0..view.lexicon.levels.len())
        .filter_map(|level| Some((level, view.scope.field(view.grid, row, |heading| heading.level() == Some(level))?)))
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

/// Every value of a record with what heads it.
fn slots(
    view: &View,
    table: &Table,
    record: &Record,
    kind: Option<crate::model::IndicatorKind>,
    unsure: &mut Vec<Finding>,
) -> Vec<Slot> {
    let monthly =
        table.columns_of(Role::Value).filter(|column| column.time.is_some_and(|time| time.month.is_some())).count() > 1;
    let paired = paired(view, table, record);
    let mut slots = Vec::new();
    let mut last_time: Option<Time> = None;
    for column in table.columns_of(Role::Value).filter(|column| !column.money) {
        // a rate or mark without a year of its own belongs to the value on its left
        let mark = matches!(column.series, Some(Series::Rate | Series::Judgement));
        let time = if mark { column.time.or(last_time) } else { column.time };
        if !mark && column.time.is_some() {
            last_time = column.time;
        }
        let home = home_row(record, column);
        for (rank, row) in record.rows.iter().enumerate() {
            let atom = view.grid.at(row.row, column.col);
            let starts = atom.is_none_or(|atom| atom.rect.top == row.row && atom.rect.left == column.col);
            let filled = atom.is_some_and(|atom| !atom.is_blank());
            if !starts || (!filled && !column.first) {
                continue;
            }
            let own_series = column.series;
            if own_series.is_some() && row.series.is_some() && rank != home {
                // the column says what it holds; the other rows of the record add nothing to it
                if filled && atom.is_some_and(|atom| view.lexicon.missing(&atom.key).is_none()) {
                    let place = view.slot_at(row.row, column.col).place;
                    unsure.push(Finding::at(&rules::HEADINGS_DISAGREE, &place, atom.map_or("", |atom| &atom.raw.text)));
                }
                continue;
            }
            let paired = paired.and_then(|pair| pair.get(rank).copied());
            let series = own_series
                .or(row.series)
                .or(paired)
                .or_else(|| table::bare_series(table, column, kind, view.scope.near));
            let Some(series) = series else {
                let head = view.grid.atoms.get(column.head);
                unsure.extend(
                    head.map(|head| Finding::at(&rules::SERIES_UNKNOWN, &view.place(head), head.raw.text.to_string())),
                );
                continue;
            };
            if table.has_labels()
                && own_series.is_none()
                && row.series.is_none()
                && row.time.is_none()
                && row.aggregation.is_none()
            {
                let labelled = record.rows.iter().any(|row| row.series.is_some());
                if labelled {
                    continue;
                }
            }
            let when = match (time, row.time) {
                (Some(time), Some(above)) => Some(time.within(&above)),
                (time, above) => time.or(above),
            };
            let whole_year = monthly && when.is_none();
            let aggregation = column.aggregation.or(row.aggregation.filter(|_| !whole_year));
            if let Some(slot) = slot(view, column, row, series, when, aggregation, monthly, unsure) {
                slots.push(slot);
            }
        }
    }
    slots
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

#[expect(clippy::too_many_arguments, reason = "each is one thing that heads the value")]
fn slot(
    view: &View,
    column: &Column,
    row: &RowClaim,
    series: Series,
    time: Option<Time>,
    aggregation: Option<crate::model::Aggregation>,
    monthly: bool,
    unsure: &mut Vec<Finding>,
) -> Option<Slot> {
    let value = view.slot_at(row.row, column.col);
    let standing =
        matches!(series, Series::Baseline | Series::FinalTarget | Series::BaselineYear | Series::FinalTargetYear);
    let period = match (standing, time) {
        (true, None) => {
            let head = view.grid.atoms.get(column.head);
            let noted = head.and_then(|head| scope::noted_year(view.grid, &head.raw.text, view.scope.near));
            noted.map(|(year, _)| Period::year(year))
        }
        (true, Some(time)) => time.last_year(view.scope.near).map(Period::year),
        (false, Some(time)) if time.until.is_some() => time.last_year(view.scope.near).map(Period::year),
        (false, time) => view.period(time, monthly, row.row),
    };
    let from = time.filter(|time| time.until.is_some()).and_then(|time| time.fiscal_year(view.scope.near));
    if period.is_none() && !standing && series != Series::Reference {
        let head = view.grid.atoms.get(column.head)?;
        unsure.push(Finding::at(&rules::YEAR_UNKNOWN, &view.place(head), head.raw.text.to_string()));
        return None;
    }
    Some(Slot { series, period, stated: time.is_some(), aggregation, from, value })
}

/// Two different values for the same thing are a finding; neither is read.
fn once(slots: Vec<Slot>, facts: &[(Fact, Located<Raw>)], found: &mut Found) -> Vec<Slot> {
    let same = |one: &Slot, other: &Slot| {
        one.series == other.series
            && one.period == other.period
            && one.aggregation == other.aggregation
            && one.series != Series::Reference
    };
    let mut kept: Vec<Slot> = Vec::new();
    let mut twice: Vec<(Slot, Slot)> = Vec::new();
    for slot in slots {
        match kept.iter().position(|known| same(known, &slot)) {
            None => kept.push(slot),
            Some(at) if kept[at].value.value.text.is_empty() => kept[at] = slot,
            Some(at) if slot.value.value.text.is_empty() || slot.value.value.text == kept[at].value.value.text => {}
            Some(at) => twice.push((kept[at].clone(), slot)),
        }
    }
    let name = facts.first().map(|(_, raw)| raw.value.text.to_string()).unwrap_or_default();
    for (first, second) in twice {
        kept.retain(|slot| !same(slot, &first));
        let finding = Finding::at(&rules::VALUE_TWICE, &first.value.place, first.value.value.text.to_string());
        found.findings.push(
            finding.expecting(second.value.value.text.to_string()).about(&name).related_to(second.value.place.cell),
        );
    }
    kept
}
