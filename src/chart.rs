//! A chart on a page: which cells it draws, and what it says to those who cannot see it.

use crate::cell::column_letters;
use std::fmt;

/// A chart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chart {
    /// How it draws.
    pub kind: ChartKind,
    /// What stands over it.
    pub title: String,
    /// What it shows, in a sentence with its figures, for those who hear the page.
    pub alt: String,
    /// The unit of the axis of values; empty for none.
    pub unit: String,
    /// The cell of the page under its upper left corner: row and column.
    pub at: (u32, u16),
    /// Width and height in pixels.
    pub size: (u32, u32),
    /// What it draws, in the order of its legend.
    pub series: Vec<Series>,
}

/// How a chart draws.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChartKind {
    /// Bars that lie, the parts of each after one another.
    Stacked,
    /// The same, each bar as long as 100 %.
    Shares,
    /// Bars that stand, beside one another.
    Columns,
    /// Lines over years.
    Lines,
}

/// A row of values with their names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Series {
    /// Its name in the legend.
    pub name: String,
    /// What each value is of.
    pub names: Span,
    /// The values.
    pub values: Span,
}

/// Cells of a sheet in one row or column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span {
    /// The sheet.
    pub sheet: String,
    /// Row and column of the first.
    pub first: (u32, u16),
    /// Row and column of the last.
    pub last: (u32, u16),
}

impl fmt::Display for Span {
    /// As a formula on another sheet names it: `'指標一覧'!$R$6:$R$41`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let fixed = |(row, column): (u32, u16)| format!("${}${}", column_letters(column.into()), row + 1);
        write!(f, "'{}'!{}:{}", self.sheet.replace('\'', "''"), fixed(self.first), fixed(self.last))
    }
}
