//! A table under its header: which rows make a record, and what heads each of its values.

use super::band::Band;
use super::column::{Column, Role, columns};
use super::grid::{Atom, Grid};
use crate::entry::Series;
use crate::lexicon::{Heading, Lexicon, Sense};
use crate::model::{Aggregation, IndicatorKind};
use crate::token::time::Time;

/// A header band with the rows it governs.
#[derive(Clone, Debug)]
pub struct Table {
    /// Its header.
    pub band: Band,
    /// The row after its last.
    pub end: u32,
    /// Its columns, by header and by what stands under it.
    pub columns: Vec<Column>,
    /// The kind of indicator that the whole table is of.
    pub kind: Option<IndicatorKind>,
    /// Its records, from the top.
    pub records: Vec<Record>,
    /// Atoms that belong to the table and hold nothing needed: totals, notes.
    pub ignored: Vec<(usize, &'static str)>,
    /// What could not be understood.
    pub odd: Vec<Odd>,
}

/// Something in a table that was left unread.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Odd {
    /// Values in a row that no name governs.
    Unnamed(usize),
    /// A row whose label is not known, among rows whose labels are.
    UnknownLabel(usize),
}

/// The rows of one indicator, item or action.
#[derive(Clone, Debug, Default)]
pub struct Record {
    /// Number of the atom with its name.
    pub name: Option<usize>,
    /// Number of the atom with its breakdown.
    pub breakdown: Option<usize>,
    /// Its rows.
    pub rows: Vec<RowClaim>,
}

/// A row of a record and what its label says.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct RowClaim {
    /// The grid row.
    pub row: u32,
    /// What kind of value stands in it.
    pub series: Option<Series>,
    /// What it is for.
    pub time: Option<Time>,
    /// What it counts.
    pub aggregation: Option<Aggregation>,
    /// The kind of indicator.
    pub kind: Option<IndicatorKind>,
    /// Whether it has a label at all.
    pub labelled: bool,
}

/// The table under each header of a grid. `is_section` says which rows only name what follows.
pub fn tables(grid: &Grid, lexicon: &Lexicon, bands: &[Band], is_section: &dyn Fn(u32) -> bool) -> Vec<Table> {
    bands.iter().map(|band| table(grid, lexicon, *band, end(grid, bands, *band), is_section)).collect()
}

/// A table ends where the next header over one of its columns begins.
fn end(grid: &Grid, bands: &[Band], band: Band) -> u32 {
    let next = bands.iter().filter(|next| next.top > band.bottom && next.left <= band.right && band.left <= next.right);
    next.map(|next| next.top).min().unwrap_or(grid.height())
}

fn table(grid: &Grid, lexicon: &Lexicon, band: Band, end: u32, is_section: &dyn Fn(u32) -> bool) -> Table {
    let mut table = Table {
        band,
        end,
        columns: columns(grid, band),
        kind: None,
        records: Vec::new(),
        ignored: Vec::new(),
        odd: Vec::new(),
    };
    table.end = form_row(grid, &table).unwrap_or(table.end);
    settle_columns(grid, &mut table, is_section);
    read_rows(grid, lexicon, &mut table, is_section);
    table
}

/// The first row below a header with which a form goes on: it starts with a label, and no number stands under the header.
fn form_row(grid: &Grid, table: &Table) -> Option<u32> {
    let form = |sense: &Sense| {
        matches!(
            sense,
            Sense::Fact(_)
                | Sense::Level(_)
                | Sense::Narrative(_)
                | Sense::Criterion
                | Sense::Subject(None)
                | Sense::Other
                | Sense::Number
        )
    };
    let label = |heading: &Heading| !heading.senses.is_empty() && heading.senses.iter().all(form);
    let number = |row: u32| {
        let mut columns = table.columns_of(Role::Value).map(|column| column.col);
        columns.any(|col| {
            grid.at(row, col).is_some_and(|atom| {
                atom.rect.top == row
                    && atom.rect.left == col
                    && (matches!(atom.raw.content, crate::sheet::Content::Number(_))
                        || atom.key.starts_with(|c: char| c.is_ascii_digit()))
            })
        })
    };
    (table.band.bottom + 1..table.end).find(|row| {
        let mut starting =
            grid.starting_in(*row, table.band.left, table.band.right).filter_map(|number| grid.atoms.get(number));
        let Some(first) = starting.next() else { return false };
        // a group's label may stand before it
        let group = first.heading.as_deref().is_some_and(|heading| heading.subject().is_some());
        let Some(second) = starting.next() else { return false };
        let second = Some(second).filter(|_| group);
        let labelled =
            [Some(first), second].into_iter().flatten().any(|atom| atom.heading.as_deref().is_some_and(label));
        labelled && !number(*row)
    })
}

impl Table {
    /// The columns of a role.
    pub fn columns_of(&self, role: Role) -> impl Iterator<Item = &Column> {
        self.columns.iter().filter(move |column| column.role == role)
    }

    /// Its first column of a role.
    pub fn column_of(&self, role: Role) -> Option<&Column> {
        self.columns_of(role).next()
    }

    /// Whether it holds names of indicators.
    pub fn is_named(&self) -> bool {
        self.column_of(Role::Name).is_some()
    }

    /// The column that names the deepest level of the plan tree.
    pub fn level_column(&self) -> Option<&Column> {
        let levels = self.columns.iter().filter_map(|column| match column.role {
            Role::Level(level) if column.first => Some((level, column)),
            _ => None,
        });
        levels.max_by_key(|(level, column)| (*level, column.col)).map(|(_, column)| column)
    }

    /// Whether it lists measures: it names them, and no indicators or actions.
    pub fn lists_measures(&self) -> bool {
        !self.is_named() && self.column_of(Role::ActionName).is_none() && self.level_column().is_some()
    }

    /// Whether rows are told apart by labels.
    pub fn has_labels(&self) -> bool {
        self.column_of(Role::RowLabel).is_some()
    }
}

/// What stands in a column below the header.
#[derive(Default)]
struct Body {
    filled: u32,
    labels: u32,
    times: u32,
}

fn body(grid: &Grid, table: &Table, col: u32, is_section: &dyn Fn(u32) -> bool) -> Body {
    let mut body = Body::default();
    for row in (table.band.bottom + 1..table.end).filter(|row| !is_section(*row)).take(200) {
        let Some(atom) = grid.filled(row, col).filter(|atom| atom.rect.top == row && atom.rect.left == col) else {
            continue;
        };
        body.filled += 1;
        match atom.heading.as_deref() {
            Some(heading) if heading.only_time() => body.times += 1,
            Some(heading) if labels_a_row(heading) => body.labels += 1,
            _ => {}
        }
    }
    body
}

fn labels_a_row(heading: &Heading) -> bool {
    heading.series().is_some()
        || heading.aggregation().is_some()
        || heading.subject().is_some_and(|kind| kind.is_some())
}

/// Lets what stands under the headings settle what they leave open.
fn settle_columns(grid: &Grid, table: &mut Table, is_section: &dyn Fn(u32) -> bool) {
    let bodies: Vec<Body> = table.columns.iter().map(|column| body(grid, table, column.col, is_section)).collect();
    let dated_values = table.columns.iter().any(|column| column.role == Role::Value && column.time.is_some());
    let several_names = table.columns_of(Role::Name).filter(|column| column.first).count() > 1;
    let mut group = None;
    let mut before: Option<(Role, Option<Series>, bool)> = None;
    for (column, body) in table.columns.iter_mut().zip(&bodies) {
        let head = grid.atoms.get(column.head);
        let beside = head.is_some_and(|atom| atom.rect.bottom > table.band.bottom);
        match column.role {
            // a group's label that stands beside the rows, or a name's heading with nothing under it
            Role::Name if column.first && (beside || several_names && body.filled == 0) => {
                group = group.or(column.kind);
                column.role = Role::Unknown;
            }
            Role::Name | Role::RowLabel | Role::Unknown if body.labels * 2 > body.filled => {
                column.role = Role::RowLabel
            }
            Role::Name if !column.first && body.filled == 0 => column.role = Role::Unknown,
            Role::Name if !column.first => column.role = Role::Breakdown,
            Role::RowLabel | Role::Unknown if body.times * 2 > body.filled => {
                let baseline = matches!(before, Some((Role::Value, Some(Series::Baseline), false)));
                if baseline && dated_values {
                    (column.role, column.series) = (Role::Value, Some(Series::BaselineYear));
                } else {
                    column.role = Role::RowLabel;
                }
            }
            Role::RowLabel => column.role = Role::Unknown,
            Role::Value if body.times * 2 > body.filled => {
                column.series = match column.series {
                    Some(Series::Baseline | Series::BaselineYear) => Some(Series::BaselineYear),
                    Some(Series::FinalTarget | Series::Target | Series::FinalTargetYear) => {
                        Some(Series::FinalTargetYear)
                    }
                    other => other,
                };
            }
            _ => {}
        }
        before = Some((column.role, column.series, column.time.is_some()));
    }
    // a target whose year stands in a column of its own is the final one
    let has = |table: &Table, series: Series| table.columns_of(Role::Value).any(|column| column.series == Some(series));
    if has(table, Series::FinalTargetYear) && !has(table, Series::FinalTarget) && !table.has_labels() {
        for column in
            table.columns.iter_mut().filter(|column| column.time.is_none() && column.series == Some(Series::Target))
        {
            column.series = Some(Series::FinalTarget);
        }
    }
    // of two columns headed as names the later one has them: a group first, then the name
    let names: Vec<usize> = (0..table.columns.len()).filter(|at| table.columns[*at].role == Role::Name).collect();
    if let Some((_, groups)) = names.split_last() {
        for at in groups {
            table.columns[*at].role = Role::Unknown;
        }
    }
    name_beside_unit(grid, table, &bodies);
    let heads = table.columns_of(Role::Name).find_map(|column| column.kind);
    table.kind = group.or(heads);
}

/// Where no heading is known to head names, the texts right before the units are the names, if targets or actuals follow.
fn name_beside_unit(grid: &Grid, table: &mut Table, bodies: &[Body]) {
    let known = |column: &Column| matches!(column.role, Role::Name | Role::ActionName | Role::Level(_));
    let wanted = |column: &Column| {
        column.role == Role::Value
            && matches!(column.series, Some(Series::Target | Series::Actual | Series::FinalTarget))
    };
    let valued = table.columns.iter().any(wanted) || table.has_labels();
    if !valued || table.columns.iter().any(known) {
        return;
    }
    let Some(unit) = table.columns.iter().position(|column| column.role == Role::Fact(crate::entry::Fact::Unit)) else {
        return;
    };
    let free = (0..unit).rev().find(|at| {
        let column = &table.columns[*at];
        let headed = grid.atoms.get(column.head).is_some_and(|head| head.heading.is_none() && !head.is_blank());
        column.role == Role::Unknown && column.first && headed && bodies.get(*at).is_some_and(|body| body.filled > 0)
    });
    if let Some(at) = free {
        table.columns[at].role = Role::Name;
    }
}

fn read_rows(grid: &Grid, lexicon: &Lexicon, table: &mut Table, is_section: &dyn Fn(u32) -> bool) {
    let name_col = table.column_of(Role::Name).or_else(|| table.column_of(Role::ActionName)).map(|column| column.col);
    let name_col =
        name_col.or_else(|| table.level_column().map(|column| column.col)).or_else(|| item_column(grid, table));
    let breakdown_col = table.column_of(Role::Breakdown).map(|column| column.col);
    let label_cols: Vec<u32> = table.columns_of(Role::RowLabel).map(|column| column.col).collect();
    let value_cols: Vec<u32> = table.columns_of(Role::Value).map(|column| column.col).collect();
    let mut record: Option<Record> = None;
    let end = table.end;
    for row in table.band.bottom + 1..end {
        let starting: Vec<usize> = grid.starting_in(row, table.band.left, table.band.right).collect();
        if is_section(row) {
            table.records.extend(record.take());
            continue;
        }
        let Some(first) = starting.first().and_then(|number| grid.atoms.get(*number)) else { continue };
        if let Some(why) = sums_or_explains(grid, lexicon, &starting, first) {
            table.records.extend(record.take());
            table.ignored.extend(starting.iter().map(|number| (*number, why)));
            continue;
        }
        if ends(grid, lexicon, table, row, first, name_col, &value_cols) {
            table.end = row;
            break;
        }
        let claim = claim(grid, row, &label_cols);
        let name = name_col.and_then(|col| grid.number_at(row, col));
        let name = name.filter(|number| grid.atoms.get(*number).is_some_and(|atom| atom.rect.top > table.band.bottom));
        let blank = name.is_none_or(|number| grid.atoms.get(number).is_none_or(Atom::is_blank));
        // the header's own merge covers the place of the breakdown where the name takes both columns
        let breakdown = breakdown_col.and_then(|col| grid.number_at(row, col)).filter(|number| {
            Some(*number) != name
                && grid.atoms.get(*number).is_some_and(|atom| !atom.is_blank() && atom.rect.top > table.band.bottom)
        });
        let values = || value_cols.iter().any(|col| grid.filled(row, *col).is_some_and(|atom| atom.rect.top == row));
        let joins =
            record.as_ref().is_some_and(|record| joins(record, name, blank, breakdown, claim, !label_cols.is_empty()));
        if !label_cols.is_empty() && !claim.labelled && table_has_label(grid, row, &label_cols) && joins {
            // a row whose label says something unknown is no target and no actual
            let label = label_cols.iter().find_map(|col| grid.number_at(row, *col));
            table.odd.extend(label.filter(|_| values()).map(Odd::UnknownLabel));
            continue;
        }
        if joins {
            if let Some(record) = &mut record {
                record.rows.push(claim);
            }
            continue;
        }
        let name_before = record.as_ref().and_then(|record| record.name);
        table.records.extend(record.take());
        let bare_number = |number: usize| {
            grid.atoms.get(number).is_some_and(|atom| {
                matches!(atom.raw.content, crate::sheet::Content::Number(_)) || is_number(&atom.key)
            })
        };
        let phantom = |number: usize| grid.atoms.get(number).is_some_and(|atom| is_phantom(atom, lexicon));
        let name = match name {
            Some(number) if !blank && phantom(number) => {
                table.ignored.push((number, "phantom-indicator"));
                continue;
            }
            Some(number) if !blank && !bare_number(number) => Some(number),
            // an unmerged name stands for the breakdowns under it
            _ if breakdown.is_some() && name_before.is_some() => name_before,
            _ => None,
        };
        if name.is_none() && name_col.is_some() {
            let value = value_cols.iter().find_map(|col| {
                grid.number_at(row, *col).filter(|_| {
                    grid.filled(row, *col).is_some_and(|atom| atom.rect.top == row && speaks(atom, lexicon))
                })
            });
            table.odd.extend(value.map(Odd::Unnamed));
            continue;
        }
        record = Some(Record { name, breakdown, rows: vec![claim] });
    }
    table.records.extend(record.take());
}

/// Whether a form goes on here: a label stands where a name or a row's label would, and no value beside it.
fn ends(
    grid: &Grid,
    lexicon: &Lexicon,
    table: &Table,
    row: u32,
    first: &Atom,
    name_col: Option<u32>,
    value_cols: &[u32],
) -> bool {
    let named = table.is_named() || table.column_of(Role::ActionName).is_some();
    let value = |col: &u32| {
        grid.at(row, *col).is_some_and(|atom| {
            atom.rect.top == row && atom.rect.left == *col && atom.heading.is_none() && speaks(atom, lexicon)
        })
    };
    let Some(col) = name_col else {
        let other = |heading: &Heading| {
            !heading.senses.is_empty() && !labels_a_row(heading) && !super::column::is_money(heading)
        };
        return first.heading.as_deref().is_some_and(other) && first.rect.top == row;
    };
    let Some(heading) = grid.heading(row, col) else { return false };
    let starts = grid.at(row, col).is_some_and(|atom| atom.rect.top == row);
    let label = !heading.senses.is_empty() && (named || !super::column::is_money(heading) || is_form_label(heading));
    starts && label && !value_cols.iter().any(value)
}

/// Without a column of names, the first column that nothing else is known of names the items.
fn item_column(grid: &Grid, table: &Table) -> Option<u32> {
    let first_value = table.column_of(Role::Value)?.col;
    let free = table.columns.iter().filter(|column| column.role == Role::Unknown && column.col < first_value);
    let below = |atom: &Atom| atom.is_text() && atom.rect.top > table.band.bottom;
    let texts =
        |col: u32| (table.band.bottom + 1..table.end).filter(|row| grid.filled(*row, col).is_some_and(below)).count();
    free.map(|column| (texts(column.col), column.col)).filter(|(texts, _)| *texts > 0).map(|(_, col)| col).next()
}

fn sums_or_explains(grid: &Grid, lexicon: &Lexicon, starting: &[usize], first: &Atom) -> Option<&'static str> {
    if lexicon.is_note(&first.key) {
        return Some("note-row");
    }
    let total = starting
        .iter()
        .take(2)
        .filter_map(|number| grid.atoms.get(*number))
        .any(|atom| atom.is_text() && lexicon.is_total(&atom.key));
    total.then_some("total-row")
}

/// What the labels of a row say together.
fn claim(grid: &Grid, row: u32, label_cols: &[u32]) -> RowClaim {
    let mut claim = RowClaim { row, ..RowClaim::default() };
    for heading in label_cols.iter().filter_map(|col| grid.heading(row, *col)) {
        claim.series = claim.series.or_else(|| heading.series());
        claim.aggregation = claim.aggregation.or_else(|| heading.aggregation());
        claim.kind = claim.kind.or_else(|| heading.subject().flatten());
        claim.time = match (claim.time, heading.time) {
            (Some(above), Some(time)) => Some(time.within(&above)),
            (known, time) => known.or(time),
        };
        claim.labelled |= labels_a_row(heading) || heading.time.is_some();
    }
    claim
}

fn table_has_label(grid: &Grid, row: u32, label_cols: &[u32]) -> bool {
    label_cols.iter().any(|col| grid.filled(row, *col).is_some())
}

/// Whether a row goes on with a record: under the same merged name, or under none with a label not yet there.
fn joins(
    record: &Record,
    name: Option<usize>,
    blank: bool,
    breakdown: Option<usize>,
    claim: RowClaim,
    labels: bool,
) -> bool {
    let other_breakdown = breakdown.is_some() && breakdown != record.breakdown;
    if !blank {
        return name == record.name && !other_breakdown;
    }
    let repeated = record
        .rows
        .iter()
        .any(|row| (row.series, row.aggregation, row.time) == (claim.series, claim.aggregation, claim.time));
    labels && claim.labelled && name.is_none() && !other_breakdown && !repeated
}

fn is_number(key: &str) -> bool {
    !key.is_empty() && key.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | '-' | '%'))
}

/// An indicator named `0` is what a reference to an empty cell leaves behind; one named － is none either.
fn is_phantom(atom: &Atom, lexicon: &Lexicon) -> bool {
    let key = &atom.key;
    matches!(&**key, "0") || atom.raw.text.as_ref() == "0" || lexicon.missing(key).is_some()
}

/// Whether a value cell says something: not blank, and not only that there is nothing.
fn speaks(atom: &Atom, lexicon: &Lexicon) -> bool {
    !atom.is_blank() && lexicon.missing(&atom.key).is_none()
}

/// Whether the rows or columns of a table are of money.
pub fn is_money(grid: &Grid, table: &Table) -> bool {
    if table.is_named() || table.column_of(Role::ActionName).is_some() {
        return false;
    }
    let item = |record: &Record| {
        record
            .name
            .and_then(|name| grid.atoms.get(name))
            .and_then(|atom| atom.heading.as_deref())
            .is_some_and(super::column::is_money)
    };
    let labels = table.columns_of(Role::RowLabel).any(|column| {
        (table.band.bottom + 1..table.end).any(|row| grid.heading(row, column.col).is_some_and(super::column::is_money))
    });
    labels || table.columns_of(Role::Value).any(|column| column.money) || table.records.iter().any(item)
}

/// What kind of value stands under a header that names none, in a table that names others.
///
/// In a list with a target, a baseline or a rate, the bare years hold the actuals. Where all other years say what they
/// hold, a bare year before them is the starting value. Otherwise it is not known.
pub fn bare_series(table: &Table, column: &Column, kind: Option<IndicatorKind>, near: Option<i32>) -> Option<Series> {
    let time = column.time?;
    let others: Vec<&Column> = table.columns_of(Role::Value).filter(|other| other.col != column.col).collect();
    let says = |series: &[Series]| others.iter().any(|other| other.series.is_some_and(|other| series.contains(&other)));
    if says(&[Series::Actual]) {
        let before = |other: &&Column| match (other.time.and_then(|time| time.western(near)), time.western(near)) {
            (Some(other), Some(this)) => this < other,
            _ => true,
        };
        let dated: Vec<&&Column> =
            others.iter().filter(|other| other.series.is_some() && other.time.is_some()).collect();
        let earliest = !dated.is_empty() && dated.into_iter().all(before) && !says(&[Series::Baseline]);
        return if earliest && time.is_year() {
            Some(Series::Baseline)
        } else if time.as_of {
            Some(Series::Actual)
        } else {
            None
        };
    }
    let target = says(&[Series::Target, Series::FinalTarget, Series::Baseline, Series::Rate]);
    (target || kind == Some(IndicatorKind::Input)).then_some(Series::Actual)
}

/// Whether a heading is a criterion or the heading of a text.
pub fn is_form_label(heading: &Heading) -> bool {
    heading.senses.iter().any(|sense| matches!(sense, Sense::Criterion | Sense::Narrative(_)))
}
