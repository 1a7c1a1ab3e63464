//! What was recognised on a sheet as what: for a person who asks why a number is not in the book.

use crate::cell::{CellRef, Rect, SheetId};
use crate::entry::{CellUsed, EntryKind, Fact, Series};
use crate::model::{Aggregation, IndicatorKind, Look, NarrativeKind};
use crate::period::{FiscalYear, Period};
use crate::sheet::Visibility;
use rustc_hash::FxHashMap;
use std::sync::Arc;

/// A sheet with what was recognised on it and what became of each of its cells.
#[derive(Clone, Debug)]
pub struct SheetShown {
    /// File and name of the sheet.
    pub sheet: Arc<SheetId>,
    /// Whether users see it.
    pub visibility: Visibility,
    /// What was recognised.
    pub layout: Layout,
    /// Its cells that are not empty, each with where it went and its text.
    pub cells: Vec<(CellUsed, Arc<str>)>,
}

/// What was recognised on a sheet.
#[derive(Clone, Debug, Default)]
pub struct Layout {
    /// The fiscal year that it is about as a whole.
    pub year: Option<FiscalYear>,
    /// Its tables.
    pub tables: Vec<TableLayout>,
    /// Its labels outside tables that were understood, each with the value that belongs to it.
    pub fields: Vec<FieldLayout>,
    /// What it looks like, if no indicator stands on it and users see it.
    pub look: Option<Look>,
}

/// A header and the table under it.
#[derive(Clone, Debug)]
pub struct TableLayout {
    /// The cells of the header.
    pub header: Rect,
    /// The header with all rows that may belong to it.
    pub reach: Rect,
    /// What was made of its records; `None` if nothing was.
    pub reads: Option<EntryKind>,
    /// How many records were read from it.
    pub records: usize,
    /// Whether its labels run down, so that its columns are rows of the sheet.
    pub turned: bool,
    /// What its columns hold.
    pub columns: Vec<ColumnLayout>,
}

/// Columns of a table under one heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ColumnLayout {
    /// First column of the sheet; of a turned table, first row.
    pub first: u32,
    /// Last column of the sheet; of a turned table, last row.
    pub last: u32,
    /// The texts over it, from the top.
    pub heading: String,
    /// What stands in it.
    pub means: Means,
}

/// A label and what stands beside or below it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldLayout {
    /// The label.
    pub label: (CellRef, Arc<str>),
    /// Its value; `None` if that is empty.
    pub value: Option<(CellRef, Arc<str>)>,
    /// What it was read as.
    pub means: Means,
}

/// What stands in a column or beside a label.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Means {
    /// Names of indicators.
    Name(Option<IndicatorKind>),
    /// Names of listed actions.
    ActionName,
    /// Breakdowns under the names.
    Breakdown,
    /// Something said of an indicator or a measure.
    Fact(Fact),
    /// Numbers that count rows.
    Number,
    /// Names on a level of the plan tree, by the name of the level.
    Level(String),
    /// Labels that say what kind of value, or which year, stands in a row.
    RowLabel,
    /// Values.
    Value {
        /// What kind of value; `None` where the rows say it, or nothing does.
        series: Option<Series>,
        /// What it is for; `None` where the rows or the sheet say it, or nothing does.
        period: Option<Period>,
        /// What it counts.
        aggregation: Option<Aggregation>,
    },
    /// Names of items of money.
    Item,
    /// An amount of money.
    Money {
        /// Budget or settlement.
        series: Option<Series>,
        /// What it is for.
        period: Option<Period>,
    },
    /// The year that the sheet is about.
    Year,
    /// A criterion of an evaluation.
    Criterion,
    /// A text under a heading.
    Narrative(NarrativeKind),
    /// What is known and not needed.
    NotNeeded,
    /// Nothing that is known.
    Unknown,
}

/// The tables of a sheet by the columns they reach over, so that a cell's table is found at once.
#[derive(Debug)]
pub struct Reaches<'a> {
    tables: &'a [TableLayout],
    /// Of each column, the numbers of the tables over it, from the top.
    over: FxHashMap<u32, Vec<usize>>,
}

impl<'a> Reaches<'a> {
    /// The reaches of a sheet's tables.
    pub fn new(layout: &'a Layout) -> Self {
        let tables = layout.tables.as_slice();
        let mut order: Vec<(usize, &TableLayout)> = tables.iter().enumerate().collect();
        order.sort_by_key(|(_, table)| table.header.top);
        let mut over: FxHashMap<u32, Vec<usize>> = FxHashMap::default();
        for (number, table) in order {
            for col in table.reach.left..=table.reach.right {
                over.entry(col).or_default().push(number);
            }
        }
        Self { tables, over }
    }

    /// The table in whose reach a cell stands, the header left out.
    pub fn table(&self, cell: CellRef) -> Option<&'a TableLayout> {
        /// Tables side by side under one header, and money below them, reach over the same columns.
        const MOST: usize = 4;
        let over = self.over.get(&cell.col)?;
        let below = |number: &usize| self.tables.get(*number).is_some_and(|table| table.header.top <= cell.row);
        let near = over.get(..over.partition_point(below))?.iter().rev().take(MOST);
        let mut tables = near.filter_map(|number| self.tables.get(*number));
        tables.find(|table| table.reach.contains(cell) && !table.header.contains(cell))
    }
}

impl TableLayout {
    /// The column of a cell.
    pub fn column(&self, cell: CellRef) -> Option<&ColumnLayout> {
        let line = if self.turned { cell.row } else { cell.col };
        let after = self.columns.partition_point(|column| column.first <= line);
        self.columns.get(after.checked_sub(1)?).filter(|column| column.last >= line)
    }
}
