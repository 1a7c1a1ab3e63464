//! A list on a sheet of a register: its headings wherever they stand, and the rows under them.

use super::words::{Column, Kind, column};
use crate::cell::{CellRef, Place};
use crate::lexicon::Lexicon;
use crate::sheet::{Raw, Sheet, Visibility};
use crate::token::text::{key, one_line};
use rustc_hash::FxHashMap;
use std::collections::{BTreeMap, BTreeSet};

/// The headings stand in one of so many rows at the top.
pub const TOP: u32 = 20;
/// The longest text, in bytes, that is looked at as a heading.
const LONGEST: usize = 120;

/// A list with what its columns hold.
#[derive(Debug)]
pub struct List<'a> {
    /// The sheet.
    pub sheet: &'a Sheet,
    /// What it lists.
    pub kind: Kind,
    /// The row of the headings.
    pub header: u32,
    /// The columns whose heading is known.
    pub columns: BTreeMap<u32, Column>,
    cells: FxHashMap<CellRef, &'a Raw>,
    merged: FxHashMap<CellRef, CellRef>,
}

/// A row of a list.
pub struct Row<'l, 'a> {
    /// The list.
    pub list: &'l List<'a>,
    /// Which row.
    pub row: u32,
}

impl<'a> List<'a> {
    /// The list on a sheet; `None` if it shows none of a register.
    pub fn of(sheet: &'a Sheet, lexicon: &Lexicon) -> Option<Self> {
        if sheet.visibility != Visibility::Visible {
            return None;
        }
        let mut rows: BTreeMap<u32, Vec<(u32, &str)>> = BTreeMap::new();
        for cell in sheet.cells.iter().take_while(|cell| cell.at.row < TOP) {
            if !cell.raw.text.is_empty() && cell.raw.text.len() <= LONGEST {
                rows.entry(cell.at.row).or_default().push((cell.at.col, &cell.raw.text));
            }
        }
        let mut best: Option<(Kind, u32, BTreeMap<u32, Column>)> = None;
        for (row, texts) in rows.iter().filter(|(_, texts)| texts.len() > 1) {
            for kind in [Kind::Revisions, Kind::Indicators, Kind::Measures, Kind::Roster, Kind::Renamed] {
                let known = texts.iter().filter_map(|(col, text)| Some((*col, column(kind, text, lexicon)?)));
                let columns: BTreeMap<u32, Column> = known.collect();
                let more = best.as_ref().is_none_or(|(_, _, known)| columns.len() > known.len());
                if more && is_of(kind, &columns) {
                    best = Some((kind, *row, columns));
                }
            }
        }
        let (kind, header, columns) = best?;
        let mut merged = FxHashMap::default();
        // a cell that spans rows is of each of them
        for merge in sheet.merges.iter().filter(|merge| merge.top > header && merge.left == merge.right) {
            for row in merge.top..=merge.bottom.min(last_row(sheet)) {
                merged.insert(CellRef::new(row, merge.left), merge.origin());
            }
        }
        let below = sheet.cells.iter().filter(|cell| cell.at.row > header && !cell.raw.text.trim().is_empty());
        let cells = below.map(|cell| (cell.at, &cell.raw)).collect();
        Some(Self { sheet, kind, header, columns, cells, merged })
    }

    /// Headings that are not understood, where something stands under them.
    pub fn unknown(&self) -> Vec<(Place, String)> {
        let used: BTreeSet<u32> = self.cells.keys().map(|at| at.col).collect();
        let heads = self.sheet.cells.iter().filter(|cell| cell.at.row == self.header && !cell.raw.text.is_empty());
        let unknown = heads.filter(|cell| !self.columns.contains_key(&cell.at.col) && used.contains(&cell.at.col));
        unknown.map(|cell| (self.place(cell.at), one_line(&cell.raw.text).into_owned())).collect()
    }

    /// Columns without a heading in which something stands, each with its first cell.
    pub fn headless(&self) -> Vec<(Place, String)> {
        let heads: BTreeSet<u32> = self
            .sheet
            .cells
            .iter()
            .filter(|cell| cell.at.row == self.header && !cell.raw.text.is_empty())
            .map(|cell| cell.at.col)
            .collect();
        let mut first: BTreeMap<u32, (CellRef, &str)> = BTreeMap::new();
        for (at, raw) in self.cells.iter().filter(|(at, _)| !heads.contains(&at.col)) {
            let known = first.entry(at.col).or_insert((*at, &raw.text));
            if at.row < known.0.row {
                *known = (*at, &raw.text);
            }
        }
        first.into_values().map(|(at, text)| (self.place(at), one_line(text).into_owned())).collect()
    }

    /// Columns that another column before them means too.
    pub fn twice(&self) -> Vec<(Place, String)> {
        let mut seen = BTreeSet::new();
        let again = self.columns.iter().filter(|(_, column)| **column != Column::AsElsewhere && !seen.insert(**column));
        again
            .filter_map(|(col, _)| {
                let at = CellRef::new(self.header, *col);
                let cell = self.sheet.cells.iter().find(|cell| cell.at == at)?;
                Some((self.place(at), one_line(&cell.raw.text).into_owned()))
            })
            .collect()
    }

    /// The rows in which something stands under a known heading.
    pub fn rows(&self) -> impl Iterator<Item = Row<'_, 'a>> {
        let rows: BTreeSet<u32> =
            self.cells.keys().filter(|at| self.columns.contains_key(&at.col)).map(|at| at.row).collect();
        rows.into_iter().map(|row| Row { list: self, row })
    }

    /// The text of a heading.
    pub fn heading(&self, col: u32) -> Option<&'a str> {
        let at = CellRef::new(self.header, col);
        self.sheet.cells.iter().find(|cell| cell.at == at).map(|cell| &*cell.raw.text)
    }

    /// The place of a cell.
    pub fn place(&self, cell: CellRef) -> Place {
        Place { sheet: self.sheet.id.clone(), cell }
    }

    /// The columns that mean `column`.
    pub fn has(&self, column: Column) -> bool {
        self.columns.values().any(|known| *known == column)
    }
}

fn last_row(sheet: &Sheet) -> u32 {
    sheet.cells.last().map_or(0, |cell| cell.at.row)
}

/// Whether these columns make a list of that kind.
fn is_of(kind: Kind, columns: &BTreeMap<u32, Column>) -> bool {
    let has = |column: Column| columns.values().any(|known| *known == column);
    match kind {
        Kind::Indicators => has(Column::Name) && columns.len() >= 3,
        Kind::Measures => has(Column::Code) && has(Column::Name) && has(Column::Parent),
        Kind::Roster => has(Column::Department) && [Column::Group, Column::Due, Column::Received].into_iter().any(has),
        Kind::Renamed => has(Column::Old) && has(Column::New),
        Kind::Revisions => (has(Column::Code) || has(Column::Name)) && has(Column::New) && has(Column::Year),
    }
}

impl<'a> Row<'_, 'a> {
    /// The cell under a heading; of a merge that spans rows, its first.
    pub fn cell(&self, column: Column) -> Option<(Place, &'a Raw)> {
        let (col, _) = self.list.columns.iter().find(|(_, known)| **known == column)?;
        self.at(*col)
    }

    fn at(&self, col: u32) -> Option<(Place, &'a Raw)> {
        let at = CellRef::new(self.row, col);
        let at = self.list.merged.get(&at).copied().unwrap_or(at);
        self.list.cells.get(&at).map(|raw| (self.list.place(at), *raw))
    }

    /// Its text on one line; `None` if nothing stands there, or only a mark that there is nothing.
    pub fn text(&self, column: Column, lexicon: &Lexicon) -> Option<(Place, String)> {
        let (place, raw) = self.cell(column)?;
        let text = one_line(&raw.text).into_owned();
        let nothing = text.is_empty() || lexicon.meaning(&text).missing.is_some();
        (!nothing).then_some((place, text))
    }

    /// The same without its place; empty if there is none.
    pub fn word(&self, column: Column, lexicon: &Lexicon) -> String {
        self.text(column, lexicon).map(|(_, text)| text).unwrap_or_default()
    }

    /// Its first cell under a known heading that is no part of a merge from above.
    pub fn first(&self) -> Option<(Place, &'a Raw)> {
        let mut columns = self.list.columns.keys();
        columns.find_map(|col| {
            let at = CellRef::new(self.row, *col);
            self.list.cells.get(&at).map(|raw| (self.list.place(at), *raw))
        })
    }

    /// Whether anything stands in it that any sheet has of an indicator besides its name.
    pub fn has_values(&self) -> bool {
        let mut columns = self.list.columns.iter().filter(|(_, column)| **column == Column::AsElsewhere);
        columns.any(|(col, _)| self.list.cells.contains_key(&CellRef::new(self.row, *col)))
    }

    /// Whether it only explains: one text that begins as notes do.
    pub fn is_note(&self, lexicon: &Lexicon) -> bool {
        let first = self.first();
        first.is_some_and(|(_, raw)| lexicon.is_note(&key(&raw.text)) || lexicon.is_example_row(&key(&raw.text)))
    }
}
