//! A table under its header: its columns and its records.

use super::band::Band;
use super::column::{Column, Role, columns};
use super::grid::{Atom, Grid};
use super::legend::Legends;
use super::rows;
use super::settle;
use super::stub::is_empty_label;
use crate::entry::{Fact, Series};
use crate::lexicon::{Heading, Lexicon, Sense};
use crate::model::{Aggregation, IndicatorKind};
use crate::token::quantity::{self, Reading};
use crate::token::time::Time;
use rustc_hash::FxHashSet;
use std::rc::Rc;

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
    /// Rows that only name what the rows below them belong to.
    pub heads: Vec<Head>,
    /// Rows that name a measure without an indicator, which is no fault: the name of the measure stands for them.
    pub bare: Vec<Record>,
    /// Atoms that belong to the table and hold nothing needed: totals, notes.
    pub ignored: Vec<(usize, &'static str)>,
    /// What could not be understood.
    pub odd: Vec<Odd>,
    /// The first row of the nearest table of indicators above it: what stands over that names nothing here.
    pub ceiling: u32,
    /// Of each column that names a measure, what is written there, from the top.
    pub written: Vec<(u32, Vec<(u32, usize)>)>,
    /// The row below it from which money stands under the same header.
    pub costs: Option<u32>,
    /// What a note says that the rows of each record hold, from the top; empty if none says it.
    pub stacked: Vec<Series>,
}

/// Something in a table that was left unread.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Odd {
    /// Values in a row that no name governs.
    Unnamed(usize),
    /// A row whose label is not known, among rows whose labels are.
    UnknownLabel(usize),
}

/// A row of a table that names a measure.
#[derive(Clone, Copy, Debug)]
pub struct Head {
    /// The grid row.
    pub row: u32,
    /// Number of the atom with its name.
    pub name: usize,
    /// Number of the atom with its code.
    pub code: Option<usize>,
}

/// The rows of one indicator, item or action.
#[derive(Clone, Debug, Default)]
pub struct Record {
    /// Number of the atom with its name.
    pub name: Option<usize>,
    /// Number of the atom with its breakdown.
    pub breakdown: Option<usize>,
    /// Number of the atom that gives its unit, below its name.
    pub unit: Option<usize>,
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

impl RowClaim {
    /// What the row is told from the others of its record by.
    pub fn claim(&self) -> (Option<Series>, Option<Aggregation>, Option<Time>) {
        (self.series, self.aggregation, self.time)
    }
}

/// The table under each header of a grid. `is_section` says which rows only name what follows.
pub fn tables(grid: &Grid, lexicon: &Lexicon, bands: &[Band], is_section: &dyn Fn(u32) -> bool) -> Vec<Table> {
    let mut tables = Vec::new();
    let legends = Legends::new(grid, lexicon);
    for (band, end) in bands.iter().zip(ends(grid, bands)) {
        let mut groups = groups(columns(grid, *band));
        let stacked = legends.of(grid, lexicon, *band);
        let table = |columns: Vec<Column>| {
            let table = Table { stacked: stacked.clone(), ..Table::of(*band, columns, end) };
            read(grid, lexicon, table, is_section)
        };
        let last = groups.pop().unwrap_or_default();
        let alone = groups.is_empty();
        for columns in groups {
            // 活動指標 and 成果指標 side by side, each with a name, targets and actuals of its own
            tables.push(of_kind(grid, table(columns)));
        }
        let table = table(last);
        let table = if alone { table } else { of_kind(grid, table) };
        let costs = table.costs.map(|row| money_below(grid, lexicon, &table, (row, end), is_section));
        tables.push(table);
        tables.extend(costs);
    }
    tables.sort_by_key(|table| (table.band.top, table.band.left));
    set_ceilings(grid, &mut tables);
    tables
}

/// The columns of each group of indicators, if one header has several, with those that all groups share; else all of them.
fn groups(columns: Vec<Column>) -> Vec<Vec<Column>> {
    let headed = groups_by_heading(&columns);
    let groups = if headed.is_empty() { groups_by_place(&columns) } else { headed };
    if groups.is_empty() {
        return vec![columns];
    }
    let of_group = |group: Option<usize>| {
        let mine = |(_, of): &(&Column, &Option<usize>)| of.is_none() || **of == group;
        columns.iter().zip(&groups).filter(mine).map(|(column, _)| column.clone()).collect()
    };
    (0..=groups.iter().copied().flatten().max().unwrap_or(0)).map(|group| of_group(Some(group))).collect()
}

/// Of each column, the number of its group, where groups go from a name to the next one; nothing unless there are several.
fn groups_by_place(columns: &[Column]) -> Vec<Option<usize>> {
    let mut groups = Vec::with_capacity(columns.len());
    let mut names = 0_usize;
    for column in columns {
        names += usize::from(column.role == Role::Name && column.first);
        groups.push(names.checked_sub(1));
    }
    several(columns, groups, names)
}

/// Of each column, the number of its group, where 指標① and 指標② head the names first and again the values of each year.
fn groups_by_heading(columns: &[Column]) -> Vec<Option<usize>> {
    let mut keys: Vec<&Rc<str>> = Vec::new();
    for key in
        columns.iter().filter(|column| column.role == Role::Name && column.first).filter_map(|it| it.group.as_ref())
    {
        if keys.contains(&key) {
            return Vec::new();
        }
        keys.push(key);
    }
    // 単位 right behind a name is of that name
    let mut beside = None;
    let groups = columns.iter().map(|column| {
        let own = keys.iter().position(|known| Some(*known) == column.group.as_ref());
        let fact = matches!(column.role, Role::Fact(Fact::Unit | Fact::Definition | Fact::Source | Fact::Direction));
        beside = own.or(beside.filter(|_| fact));
        beside
    });
    several(columns, groups.collect(), keys.len())
}

/// The groups if there are several, and targets or actuals in each.
fn several(columns: &[Column], groups: Vec<Option<usize>>, number: usize) -> Vec<Option<usize>> {
    let wanted =
        |column: &Column| column.role == Role::Value && matches!(column.series, Some(Series::Target | Series::Actual));
    let mut valued = vec![false; number];
    for group in columns.iter().zip(&groups).filter(|(column, _)| wanted(column)).filter_map(|(_, group)| *group) {
        if let Some(valued) = valued.get_mut(group) {
            *valued = true;
        }
    }
    if number > 1 && valued.iter().all(|valued| *valued) { groups } else { Vec::new() }
}

/// A group of indicators under a heading of its own above the header is of the kind that this names.
fn of_kind(grid: &Grid, table: Table) -> Table {
    let name = table.column_of(Role::Name).map(|column| column.col);
    let above = name.and_then(|col| grid.heading(table.band.top.checked_sub(1)?, col));
    let kind = table.kind.or_else(|| above.and_then(|heading| heading.subject().flatten()));
    Table { kind, ..table }
}

/// Of each band, from the top, the row in which its table ends: where the next header over one of its columns begins.
fn ends(grid: &Grid, bands: &[Band]) -> Vec<u32> {
    // Of each column, the first rows of the bands over it, from the bottom.
    let mut tops: Vec<Vec<u32>> = vec![Vec::new(); grid.width() as usize];
    let mut ends = Vec::with_capacity(bands.len());
    for band in bands.iter().rev() {
        let mut end = grid.height();
        for tops in tops.iter_mut().take(band.right as usize + 1).skip(band.left as usize) {
            let below = tops.partition_point(|top| *top > band.bottom);
            end = below.checked_sub(1).and_then(|at| tops.get(at)).map_or(end, |top| end.min(*top));
            tops.push(band.top);
        }
        ends.push(end);
    }
    ends.reverse();
    ends
}

/// Of each table, the first row of the nearest table of indicators above it, over one of its columns.
fn set_ceilings(grid: &Grid, tables: &mut [Table]) {
    let mut tops = vec![0; grid.width() as usize];
    let mut at = 0;
    while let Some(row) = tables.get(at).map(|table| table.band.top) {
        let beside = tables.iter().skip(at).take_while(|table| table.band.top == row).count();
        let same = tables.get_mut(at..at + beside).unwrap_or_default();
        for table in same.iter_mut() {
            let over = tops.iter().take(table.band.right as usize + 1).skip(table.band.left as usize);
            table.ceiling = over.copied().max().unwrap_or(0);
        }
        for table in same.iter().filter(|table| table.is_named() || speaks_of_an_indicator(table)) {
            for top in tops.iter_mut().take(table.band.right as usize + 1).skip(table.band.left as usize) {
                *top = row;
            }
        }
        at += beside;
    }
}

/// Reads what stands under the header of a table.
fn read(grid: &Grid, lexicon: &Lexicon, mut table: Table, is_section: &dyn Fn(u32) -> bool) -> Table {
    table.end = form_row(grid, lexicon, &table).unwrap_or(table.end);
    settle::settle_columns(grid, lexicon, &mut table, is_section);
    rows::read_rows(grid, lexicon, &mut table, is_section);
    table.written = written(grid, &table);
    table
}

/// The money that stands under the header of a table of indicators, below its rows.
fn money_below(
    grid: &Grid,
    lexicon: &Lexicon,
    above: &Table,
    (row, end): (u32, u32),
    is_section: &dyn Fn(u32) -> bool,
) -> Table {
    let columns = above.columns.iter().cloned().map(|column| match column.role {
        Role::Name | Role::Breakdown => Column { role: Role::Unknown, ..column },
        _ => column,
    });
    let band = Band { top: row - 1, bottom: row - 1, ..above.band };
    let mut table = Table::of(band, columns.collect(), end);
    rows::read_rows(grid, lexicon, &mut table, is_section);
    table.written = written(grid, &table);
    table
}

/// What is written in the columns that name a measure, row by row: it stands for the rows under it (同上の省略).
fn written(grid: &Grid, table: &Table) -> Vec<(u32, Vec<(u32, usize)>)> {
    let names = |column: &&Column| matches!(column.role, Role::Level(_) | Role::Fact(Fact::MeasureCode));
    let last = table.last_row();
    let of_column = |column: &Column| {
        let rows = (table.band.bottom + 1..=last).filter_map(|row| {
            let number = grid.number_at(row, column.col)?;
            let atom = grid.atoms.get(number)?;
            (!atom.is_blank() && atom.heading.is_none()).then_some((row, number))
        });
        (column.col, rows.collect())
    };
    table.columns.iter().filter(names).map(of_column).collect()
}

/// The first row below a header with which a form goes on: it starts with a label, and no number stands under the header.
fn form_row(grid: &Grid, lexicon: &Lexicon, table: &Table) -> Option<u32> {
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
            let starts = |atom: &&Atom| atom.rect.top == row && atom.rect.left == col;
            grid.at(row, col)
                .filter(starts)
                .is_some_and(|atom| matches!(quantity::read(atom.raw, lexicon), Reading::Number(_)))
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
        let labelled = [Some(first), second]
            .into_iter()
            .flatten()
            .any(|atom| !is_empty_label(atom) && atom.heading.as_deref().is_some_and(label));
        // a mark or text below a gap stands apart, whatever is beside it
        let apart = grid.gap_above(*row) > 0 && first.heading.as_deref().is_some_and(is_form_label);
        labelled && (apart || !number(*row))
    })
}

impl Table {
    /// A table of which nothing is known but its header and where it ends.
    fn of(band: Band, columns: Vec<Column>, end: u32) -> Self {
        Self {
            band,
            end,
            columns,
            kind: None,
            records: Vec::new(),
            heads: Vec::new(),
            bare: Vec::new(),
            ignored: Vec::new(),
            odd: Vec::new(),
            ceiling: 0,
            written: Vec::new(),
            costs: None,
            stacked: Vec::new(),
        }
    }

    /// The last row of its records; of a table without any, of its header.
    pub fn last_row(&self) -> u32 {
        let last = self.records.iter().flat_map(|record| &record.rows).map(|row| row.row).max();
        last.unwrap_or(self.band.bottom)
    }

    /// What was last written above a row in a column that names a measure.
    pub fn written_above(&self, row: u32, col: u32) -> Option<usize> {
        let at = self.written.binary_search_by_key(&col, |(known, _)| *known).ok()?;
        let (_, written) = self.written.get(at)?;
        let above = written.partition_point(|(other, _)| *other < row);
        above.checked_sub(1).and_then(|at| written.get(at)).map(|(_, number)| *number)
    }

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

/// Whether a text says which time or kind of value something is of, and so is no name: R6年度, 目標値, 月次, 累計.
pub fn is_label(heading: &Heading) -> bool {
    heading.senses.iter().all(|sense| matches!(sense, Sense::Series(_) | Sense::Aggregation(_)))
        && (heading.time.is_some() || !heading.senses.is_empty())
}

/// Whether a kind of value that is written beside a year may say no more than which year it is.
pub fn marks_years(series: Series) -> bool {
    matches!(series, Series::FinalTarget | Series::FinalTargetYear)
}

pub fn labels_a_row(heading: &Heading) -> bool {
    heading.series().is_some()
        || heading.aggregation().is_some()
        || heading.subject().is_some_and(|kind| kind.is_some())
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
    // a total row (計, 合計) is of whatever the others are
    let totals: FxHashSet<usize> = table.ignored.iter().map(|(number, _)| *number).collect();
    let labels = table.columns_of(Role::RowLabel).any(|column| {
        (table.band.bottom + 1..table.end).any(|row| {
            let total = grid.number_at(row, column.col).is_some_and(|number| totals.contains(&number));
            !total && grid.heading(row, column.col).is_some_and(super::column::is_money)
        })
    });
    // rows that are labelled 活動指標 are none, whatever stands among them
    let kinds = table.records.iter().flat_map(|record| &record.rows).any(|row| row.kind.is_some());
    if kinds && speaks_of_an_indicator(table) {
        return false;
    }
    labels || table.columns_of(Role::Value).any(|column| column.money) || table.records.iter().any(item)
}

/// What the columns of a table that name a kind of value say together of those that name none.
pub struct Bare {
    actual: bool,
    baseline: bool,
    target: bool,
    /// Whether any of them names a time, and the earliest year that one names.
    dated: bool,
    earliest: Option<i32>,
    near: Option<i32>,
}

impl Bare {
    /// What the columns of a table say.
    pub fn of(table: &Table, near: Option<i32>) -> Self {
        let mut bare = Self { actual: false, baseline: false, target: false, dated: false, earliest: None, near };
        for column in table.columns_of(Role::Value) {
            let Some(series) = column.series else { continue };
            bare.actual |= series == Series::Actual;
            bare.baseline |= series == Series::Baseline;
            bare.target |= matches!(series, Series::Target | Series::FinalTarget | Series::Baseline | Series::Rate);
            bare.dated |= column.time.is_some();
            let year = column.time.and_then(|time| time.western(near));
            bare.earliest = [bare.earliest, year].into_iter().flatten().min();
        }
        bare
    }

    /// What kind of value stands under a header that names none, in a table that names others.
    ///
    /// In a list with a target, a baseline or a rate, the bare years hold the actuals. Where all other years say what
    /// they hold, a bare year before them is the starting value. Otherwise it is not known.
    pub fn series(&self, column: &Column, kind: Option<IndicatorKind>) -> Option<Series> {
        let time = column.time?;
        if self.actual {
            let first = time.western(self.near).zip(self.earliest).is_none_or(|(this, others)| this < others);
            let starts = self.dated && first && !self.baseline && time.is_year();
            return if starts { Some(Series::Baseline) } else { Some(Series::Actual).filter(|_| time.as_of) };
        }
        (self.target || kind == Some(IndicatorKind::Input)).then_some(Series::Actual)
    }
}

/// Whether a heading is a criterion or the heading of a text.
pub fn is_form_label(heading: &Heading) -> bool {
    heading.senses.iter().any(|sense| matches!(sense, Sense::Criterion | Sense::Narrative(_)))
}

/// Whether rows and columns together say both what kind of value and which time.
pub fn speaks_of_an_indicator(table: &Table) -> bool {
    let rows = || table.records.iter().flat_map(|record| &record.rows);
    let columns = || table.columns_of(Role::Value);
    (rows().any(|row| aimed(row.series)) && columns().any(|column| column.time.is_some()))
        || (rows().any(|row| row.time.is_some()) && columns().any(|column| aimed(column.series)))
}

/// Whether a table has one row, of nothing but values, and its columns alone say what kind of value and which time.
pub fn is_row_of_values(grid: &Grid, lexicon: &Lexicon, table: &Table) -> bool {
    let [Record { name, rows, .. }] = table.records.as_slice() else { return false };
    let label = name.and_then(|name| grid.atoms.get(name));
    rows.len() == 1
        && label.is_none_or(|label| lexicon.is_value_label(&label.key))
        && table.columns_of(Role::Value).any(|column| aimed(column.series) && column.time.is_some())
}

/// Whether a kind of value is what an indicator is read for.
fn aimed(series: Option<Series>) -> bool {
    matches!(series, Some(Series::Target | Series::Actual | Series::FinalTarget))
}
