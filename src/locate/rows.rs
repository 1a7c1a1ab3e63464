//! The rows under a header: which of them make a record.

use super::column::{Column, Role};
use super::grid::{Atom, Grid};
use super::stub;
use super::table::{self, Head, Odd, Record, RowClaim, Table};
use crate::entry::Series;
use crate::lexicon::{Heading, Lexicon, Sense};
use crate::model::Aggregation;
use crate::token::time::Time;
use rustc_hash::FxHashSet;

/// What a row is told from the others of its record by.
type Claim = (Option<Series>, Option<Aggregation>, Option<Time>);

pub fn read_rows(grid: &Grid, lexicon: &Lexicon, table: &mut Table, is_section: &dyn Fn(u32) -> bool) {
    let name_col = table.column_of(Role::Name).or_else(|| table.column_of(Role::ActionName)).map(|column| column.col);
    let name_col =
        name_col.or_else(|| table.level_column().map(|column| column.col)).or_else(|| item_column(grid, table));
    let breakdown_col = table.column_of(Role::Breakdown).map(|column| column.col);
    let label_cols: Vec<u32> = table.columns_of(Role::RowLabel).map(|column| column.col).collect();
    let value_cols: Vec<u32> = table.columns_of(Role::Value).map(|column| column.col).collect();
    // what a list of indicators says of money is of the measure
    let named = table.is_named();
    let of_names = table.columns_of(Role::Value).filter(|column| !named || !column.money);
    let of_names: Vec<u32> = of_names.map(|column| column.col).collect();
    let kinds = |column: &Column| matches!(column.series, Some(Series::Target | Series::Actual));
    let valued = table.columns_of(Role::Value).any(kinds);
    let mut record: Option<Record> = None;
    // What the rows of that record claim.
    let mut claims: FxHashSet<Claim> = FxHashSet::default();
    let units = units(grid, table);
    let end = table.end;
    for row in table.band.bottom + 1..end {
        let starting: Vec<usize> = grid.starting_in(row, table.band.left, table.band.right).collect();
        if is_section(row) {
            table.records.extend(record.take());
            continue;
        }
        let Some(first) = starting.first().and_then(|number| grid.atoms.get(*number)) else { continue };
        let example = |number: &usize| grid.atoms.get(*number).is_some_and(|atom| lexicon.is_example_row(&atom.key));
        if starting.iter().take(3).any(example) {
            table.records.extend(record.take());
            table.ignored.extend(starting.iter().map(|number| (*number, "example-row")));
            continue;
        }
        if let Some(why) = sums_or_explains(grid, lexicon, &starting, first) {
            table.records.extend(record.take());
            table.ignored.extend(starting.iter().map(|number| (*number, why)));
            continue;
        }
        let mut claim = claim(grid, row, &label_cols);
        // R8（最終）, R6（見込） beside columns of targets and actuals only mark the year
        if claim.time.is_some_and(|time| time.is_year()) && claim.series.is_some_and(table::marks_years) && valued {
            claim.series = None;
        }
        let name = name_col.and_then(|col| grid.number_at(row, col));
        let mut name =
            name.filter(|number| grid.atoms.get(*number).is_some_and(|atom| atom.rect.top > table.band.bottom));
        if table.is_named() && starts_costs(grid, row, first, name, &claim, !label_cols.is_empty()) {
            (table.end, table.costs) = (row, Some(row));
            break;
        }
        let unnamed = name.and_then(|number| grid.atoms.get(number)).is_some_and(stub::is_empty_label);
        if !unnamed && ends(grid, lexicon, table, row, first, name_col, &value_cols) {
            table.end = row;
            break;
        }
        let unit = name.filter(|number| grid.atoms.get(*number).is_some_and(|atom| stub::is_unit_note(&atom.key)));
        if unnamed || unit.is_some() {
            name = None;
        }
        if unnamed {
            table.records.extend(record.take());
        }
        let blank = name.is_none_or(|number| grid.atoms.get(number).is_none_or(Atom::is_blank));
        // the header's own merge covers the place of the breakdown where the name takes both columns
        let breakdown = breakdown_col.and_then(|col| grid.number_at(row, col)).filter(|number| {
            Some(*number) != name
                && grid.atoms.get(*number).is_some_and(|atom| !atom.is_blank() && atom.rect.top > table.band.bottom)
        });
        let by_unit = breakdown_col.is_none() && label_cols.is_empty() && table.stacked.is_empty();
        let breakdown = breakdown.or_else(|| unit_of_part(grid, table, name.filter(|_| by_unit)?, row));
        inherit(grid, record.as_ref(), &mut claim, &label_cols);
        let values = || value_cols.iter().any(|col| grid.filled(row, *col).is_some_and(|atom| atom.rect.top == row));
        let repeated = claims.contains(&claim.claim());
        let free = !label_cols.is_empty() && !repeated;
        let joins = record.as_ref().is_some_and(|record| joins(record, name, blank, breakdown, claim, free));
        if !label_cols.is_empty() && !claim.labelled && table_has_label(grid, row, &label_cols) && joins {
            // a row whose label says something unknown is no target and no actual
            let label = label_cols.iter().find_map(|col| grid.number_at(row, *col));
            table.odd.extend(label.filter(|_| values()).map(Odd::UnknownLabel));
            continue;
        }
        // a row that a note speaks of needs no name of its own
        let below = |record: &Record| {
            let next = record.rows.last().is_some_and(|last| last.row + 1 == row);
            record.rows.len() < table.stacked.len() && next && blank && breakdown.is_none() && values()
        };
        let joins = joins
            || label_cols.is_empty() && record.as_ref().is_some_and(below)
            || unit.is_some()
                && label_cols.is_empty()
                && record.as_ref().is_some_and(|record| {
                    record.rows.len() == 1
                        && record
                            .name
                            .and_then(|name| grid.atoms.get(name))
                            .is_some_and(|name| name.key.starts_with(['≪', '《']))
                });
        if joins {
            if let Some(record) = &mut record {
                record.rows.push(claim);
                claims.insert(claim.claim());
                record.unit = record.unit.or(unit);
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
        // a time, a kind of value or a unit names nothing
        let label = |number: usize| {
            let atom = grid.atoms.get(number).filter(|_| table.is_named());
            atom.is_some_and(|atom| {
                atom.heading.as_deref().is_some_and(table::is_label) || is_bare_unit(&atom.key, lexicon)
            })
        };
        let phantom = |number: usize| grid.atoms.get(number).is_some_and(|atom| is_phantom(atom, lexicon));
        let bare = measure_alone(grid, lexicon, table, row, &value_cols).map(|measure| Record {
            name: Some(measure),
            breakdown: None,
            unit: None,
            rows: vec![claim],
        });
        let name = match name {
            Some(number) if !blank && phantom(number) => {
                table.bare.extend(bare);
                let unit = table.column_of(Role::Fact(crate::entry::Fact::Unit)).map(|column| column.col);
                let beside = of_names.iter().copied().chain(unit).filter_map(|col| grid.number_at(row, col));
                // a value that is none either; any other is told
                let nothing = |number: &usize| starting.contains(number) && phantom(*number);
                let beside: Vec<usize> = beside.filter(nothing).collect();
                table.ignored.extend(std::iter::once(number).chain(beside).map(|number| (number, "phantom-indicator")));
                continue;
            }
            Some(number) if !blank && !bare_number(number) && !label(number) => Some(number),
            // an unmerged name stands for the breakdowns under it
            _ if breakdown.is_some() && name_before.is_some() => name_before,
            _ => None,
        };
        if name.is_none() && name_col.is_some() {
            let value = of_names.iter().find_map(|col| {
                grid.number_at(row, *col).filter(|_| {
                    grid.filled(row, *col).is_some_and(|atom| atom.rect.top == row && speaks(atom, lexicon))
                })
            });
            table.odd.extend(value.map(Odd::Unnamed));
            table.bare.extend(bare);
            continue;
        }
        if label_cols.is_empty() && names_measure(grid, table, row, &value_cols, &units) {
            let code =
                table.column_of(Role::Fact(crate::entry::Fact::MeasureCode)).or_else(|| table.column_of(Role::Number));
            let code = code.and_then(|column| grid.number_at(row, column.col));
            table.heads.extend(name.map(|name| Head { row, name, code }));
            continue;
        }
        record = Some(Record { name, breakdown, unit: None, rows: vec![claim] });
        claims = FxHashSet::from_iter([claim.claim()]);
    }
    table.records.extend(record.take());
}

/// The name of a measure that begins in a row whose places for values say nothing.
fn measure_alone(grid: &Grid, lexicon: &Lexicon, table: &Table, row: u32, value_cols: &[u32]) -> Option<usize> {
    let lowest = table.columns.iter().rev().find(|column| matches!(column.role, Role::Level(_)))?;
    let number = grid.number_at(row, lowest.col)?;
    let name = grid.atoms.get(number).filter(|name| name.rect.top == row && name.rect.bottom == row)?;
    let silent = value_cols.iter().all(|col| grid.filled(row, *col).is_none_or(|value| is_phantom(value, lexicon)));
    (silent && name.is_text() && name.heading.is_none() && !is_phantom(name, lexicon)).then_some(number)
}

/// The unit in a row of a merged name whose rows each have another: 居宅介護, 時間 and 人.
fn unit_of_part(grid: &Grid, table: &Table, name: usize, row: u32) -> Option<usize> {
    let col = table.column_of(Role::Fact(crate::entry::Fact::Unit))?.col;
    let name = grid.atoms.get(name).filter(|name| name.rect.bottom > name.rect.top)?;
    let rows = name.rect.top..=name.rect.bottom.min(table.end.saturating_sub(1));
    let units: FxHashSet<&str> = rows.clone().filter_map(|row| Some(&*grid.filled(row, col)?.key)).collect();
    if units.len() == rows.count() { grid.number_at(row, col) } else { None }
}

/// Whether money stands from here on: an item of money that is no name among the others.
fn starts_costs(grid: &Grid, row: u32, first: &Atom, name: Option<usize>, claim: &RowClaim, labels: bool) -> bool {
    let cost = |atom: &Atom| {
        let heading = atom.heading.as_deref();
        atom.rect.top == row
            && heading.is_some_and(|heading| heading.has(Sense::Cost) && !table::is_form_label(heading))
    };
    let named = name.and_then(|name| grid.atoms.get(name)).is_some_and(|name| !name.is_blank() && name.at == first.at);
    cost(first) && (!named || grid.gap_above(row) > 0 || labels && !claim.labelled)
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
            !heading.senses.is_empty() && !table::labels_a_row(heading) && !super::column::is_money(heading)
        };
        return first.heading.as_deref().is_some_and(other) && first.rect.top == row;
    };
    let corner = first.heading.as_deref().filter(|heading| heading.senses == [Sense::Stub]);
    let corner = corner.filter(|_| first.rect.top == row && grid.at(row, col).is_none());
    let Some(heading) = grid.heading(row, col).or(corner) else { return false };
    let starts = corner.is_some() || grid.at(row, col).is_some_and(|atom| atom.rect.top == row);
    let label =
        !heading.senses.is_empty() && (named || !super::column::is_money(heading) || table::is_form_label(heading));
    starts && label && !value_cols.iter().any(value)
}

/// Without a column of names, the first column that nothing else is known of names the items, unless its heading stands
/// beside the rows.
fn item_column(grid: &Grid, table: &Table) -> Option<u32> {
    let first_value = table.column_of(Role::Value)?.col;
    let beside = |column: &Column| {
        let head = grid.atoms.get(column.head);
        head.is_some_and(|head| head.rect.bottom > table.band.bottom && head.rect.right >= column.col)
    };
    let free = table.columns.iter().filter(|column| column.role == Role::Unknown && column.col < first_value);
    let free = free.filter(|column| !beside(column));
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
        claim.series = match heading.series() {
            // 当初 beside 目標: the target before it was revised
            Some(Series::Superseded) => claim.series.map(|_| Series::Superseded),
            series => claim.series.or(series),
        };
        claim.aggregation = claim.aggregation.or_else(|| heading.aggregation());
        claim.kind = claim.kind.or_else(|| heading.subject().flatten());
        claim.time = match (claim.time, heading.time) {
            (Some(above), Some(time)) => Some(time.within(&above)),
            (known, time) => known.or(time),
        };
        claim.labelled |= table::labels_a_row(heading) || heading.time.is_some();
    }
    claim
}

/// An unmerged 累計 reaches down over the rows whose place for it is empty.
fn inherit(grid: &Grid, record: Option<&Record>, claim: &mut RowClaim, label_cols: &[u32]) {
    let Some(above) = record.and_then(|record| record.rows.last()).filter(|_| claim.aggregation.is_none()) else {
        return;
    };
    let counts = |row: u32, col: u32| grid.heading(row, col).is_some_and(|heading| heading.aggregation().is_some());
    let first = |col: &u32| (0..=above.row).rev().find(|row| grid.at(*row, *col).is_some()).unwrap_or(above.row);
    let empty = |col: &&u32| grid.at(claim.row, **col).is_none() && counts(first(col), **col);
    if claim.labelled && label_cols.iter().any(|col| empty(&col)) {
        claim.aggregation = above.aggregation;
    }
}

fn table_has_label(grid: &Grid, row: u32, label_cols: &[u32]) -> bool {
    label_cols.iter().any(|col| grid.filled(row, *col).is_some())
}

/// Whether a row goes on with a record: under the same merged name, or under none with a label not yet there, which is
/// what `free` says of it.
fn joins(
    record: &Record,
    name: Option<usize>,
    blank: bool,
    breakdown: Option<usize>,
    claim: RowClaim,
    free: bool,
) -> bool {
    let other_breakdown = breakdown.is_some() && breakdown != record.breakdown;
    if !blank {
        return name == record.name && !other_breakdown;
    }
    free && claim.labelled && name.is_none() && !other_breakdown
}

/// Whether a row only names what the rows below belong to: no unit where others have one, and no value.
fn names_measure(grid: &Grid, table: &Table, row: u32, value_cols: &[u32], units: &[u32]) -> bool {
    let Some(unit) = table.column_of(Role::Fact(crate::entry::Fact::Unit)).map(|column| column.col) else {
        return false;
    };
    let here = |row: u32, col: u32| grid.filled(row, col).is_some();
    let others = units.iter().any(|other| *other != row);
    others && table.is_named() && !here(row, unit) && !value_cols.iter().any(|col| here(row, *col))
}

/// The first two rows that have a unit.
fn units(grid: &Grid, table: &Table) -> Vec<u32> {
    let unit = table.column_of(Role::Fact(crate::entry::Fact::Unit)).map(|column| column.col);
    let rows = unit
        .into_iter()
        .flat_map(|unit| (table.band.bottom + 1..table.end).filter(move |row| grid.filled(*row, unit).is_some()));
    rows.take(2).collect()
}

fn is_number(key: &str) -> bool {
    !key.is_empty() && key.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | '-' | '%'))
}

/// Whether a text is a unit and nothing else; 件数 and 回数 are units to some and names to others.
fn is_bare_unit(key: &str, lexicon: &Lexicon) -> bool {
    lexicon.is_unit(key) && !key.ends_with('数')
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
