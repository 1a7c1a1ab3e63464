//! A sheet as atoms on a grid without empty rows and columns; a merge is one atom. The way back to the cells is kept.

use crate::cell::{CellRef, Rect};
use crate::lexicon::{Heading, LONGEST_KNOWN, Lexicon, Meaning};
use crate::sheet::{Content, Raw, Sheet};
use rustc_hash::{FxHashMap, FxHashSet};
use std::rc::Rc;

/// What stands in a cell or merge.
#[derive(Clone, Debug)]
pub struct Atom<'a> {
    /// The rows and columns it covers, on the grid.
    pub rect: Rect,
    /// Its cell on the sheet; of a merge, the one at the top left.
    pub at: CellRef,
    /// What it holds; an empty merge holds a blank.
    pub raw: &'a Raw,
    /// Its text's key; empty unless it is a text or a date.
    pub key: Rc<str>,
    /// What it means as a heading.
    pub heading: Option<Rc<Heading>>,
}

impl Atom<'_> {
    /// Whether it holds nothing that shows.
    pub fn is_blank(&self) -> bool {
        self.raw.content == Content::Blank
    }

    /// Whether it holds text.
    pub fn is_text(&self) -> bool {
        self.raw.content == Content::Text
    }

    /// How many columns it covers.
    pub fn width(&self) -> u32 {
        self.rect.right - self.rect.left + 1
    }
}

/// The atoms of a sheet. Rows and columns of the grid are those of the sheet in which something stands.
#[derive(Clone, Debug)]
pub struct Grid<'a> {
    /// The atoms, row by row.
    pub atoms: Vec<Atom<'a>>,
    /// Sheet row of each grid row.
    rows: Vec<u32>,
    /// Sheet column of each grid column.
    cols: Vec<u32>,
    /// How many columns of the sheet before each column of the grid have nothing in them, nor a merge over them.
    free: Vec<u32>,
    /// Number of the atom on each place, plus one; 0 is empty.
    places: Vec<u32>,
    /// Whether rows of the grid are columns of the sheet.
    turned: bool,
}

/// The most places a grid may have; a sheet that needs more is not looked at.
const MOST_PLACES: usize = 50_000_000;

static BLANK: std::sync::LazyLock<Raw> = std::sync::LazyLock::new(Raw::blank);

impl<'a> Grid<'a> {
    /// The grid of a sheet; `None` if it is too large to be looked at.
    pub fn new(sheet: &'a Sheet, lexicon: &Lexicon) -> Option<Self> {
        Self::without(&FxHashSet::default(), sheet, lexicon)
    }

    /// The same, as if nothing stood in some cells.
    pub fn without(left_out: &FxHashSet<CellRef>, sheet: &'a Sheet, lexicon: &Lexicon) -> Option<Self> {
        let cells = || sheet.cells.iter().filter(|cell| !left_out.contains(&cell.at));
        let mut rows: Vec<u32> = cells().map(|cell| cell.at.row).collect();
        let mut cols: Vec<u32> = cells().map(|cell| cell.at.col).collect();
        for lines in [&mut rows, &mut cols] {
            lines.sort_unstable();
            lines.dedup();
        }
        if rows.len().checked_mul(cols.len())? > MOST_PLACES {
            return None;
        }
        let merges: FxHashMap<CellRef, Rect> = sheet.merges.iter().map(|rect| (rect.origin(), *rect)).collect();
        let nothing = Meaning { key: Rc::from(""), heading: None, missing: None };
        let free = free(&cols, merges.values());
        let mut grid =
            Self { atoms: Vec::new(), places: vec![0; rows.len() * cols.len()], rows, cols, free, turned: false };
        // Long texts are looked up once for all cells that share one: nothing else would keep what they mean.
        let mut long: FxHashMap<*const u8, Meaning> = FxHashMap::default();
        for cell in cells() {
            let rect = merges.get(&cell.at).copied().unwrap_or(Rect::of(cell.at));
            let text = &cell.raw.text;
            let meaning = match cell.raw.content {
                Content::Text if text.len() > LONGEST_KNOWN => {
                    long.entry(text.as_ptr()).or_insert_with(|| lexicon.meaning(text)).clone()
                }
                Content::Text | Content::Date(_) => lexicon.meaning(text),
                _ => nothing.clone(),
            };
            grid.put(rect, cell.at, &cell.raw, meaning);
        }
        for (at, rect) in merges.iter().filter(|(at, _)| !left_out.contains(at)) {
            if grid.spot(*at).is_none_or(|(row, col)| grid.at(row, col).is_none()) {
                grid.put(*rect, *at, &BLANK, nothing.clone());
            }
        }
        grid.sort();
        Some(grid)
    }

    fn spot(&self, at: CellRef) -> Option<(u32, u32)> {
        let row = self.rows.binary_search(&at.row).ok()?;
        let col = self.cols.binary_search(&at.col).ok()?;
        Some((u32::try_from(row).ok()?, u32::try_from(col).ok()?))
    }

    /// Puts an atom on every place its rectangle covers; one that covers no row or no column of the grid has no place.
    fn put(&mut self, rect: Rect, at: CellRef, raw: &'a Raw, meaning: Meaning) {
        let range = |lines: &[u32], first: u32, last: u32| {
            let start = lines.partition_point(|line| *line < first);
            let end = lines.partition_point(|line| *line <= last);
            (start < end).then(|| (start, end - 1))
        };
        let (Some((top, bottom)), Some((left, right))) =
            (range(&self.rows, rect.top, rect.bottom), range(&self.cols, rect.left, rect.right))
        else {
            return;
        };
        let Ok(number) = u32::try_from(self.atoms.len() + 1) else { return };
        for row in top..=bottom {
            for col in left..=right {
                let place = &mut self.places[row * self.cols.len() + col];
                if *place == 0 {
                    *place = number;
                }
            }
        }
        let on_grid = |line: usize| u32::try_from(line).unwrap_or(u32::MAX);
        let rect = Rect { top: on_grid(top), left: on_grid(left), bottom: on_grid(bottom), right: on_grid(right) };
        self.atoms.push(Atom { rect, at, raw, key: meaning.key, heading: meaning.heading });
    }

    /// Puts the atoms into reading order.
    fn sort(&mut self) {
        if !self.atoms.is_sorted_by_key(|atom| atom.rect.origin()) {
            let (order, places) = in_order(&self.atoms, |rect| rect.origin());
            self.renumber(&places);
            self.atoms = order.iter().filter_map(|number| self.atoms.get(*number as usize)).cloned().collect();
        }
    }

    /// Gives the atoms on all places their new numbers.
    fn renumber(&mut self, places: &[u32]) {
        for place in &mut self.places {
            *place = places.get(*place as usize).copied().unwrap_or(0);
        }
    }

    /// The same grid with rows and columns exchanged.
    pub fn turned(&self) -> Self {
        let (height, width) = (self.rows.len(), self.cols.len());
        let mut places = vec![0; self.places.len()];
        for row in 0..height {
            for col in 0..width {
                places[col * height + row] = self.places[row * width + col];
            }
        }
        let (order, renumbered) = in_order(&self.atoms, |rect| rect.transposed().origin());
        let atoms = order.iter().filter_map(|number| self.atoms.get(*number as usize));
        let atoms = atoms.map(|atom| Atom { rect: atom.rect.transposed(), ..atom.clone() }).collect();
        let (rows, cols) = (self.cols.clone(), self.rows.clone());
        let mut turned = Self { atoms, places, rows, cols, free: Vec::new(), turned: !self.turned };
        turned.renumber(&renumbered);
        turned
    }

    /// Whether anywhere a heading stands right below another: without that, no labels run down.
    pub fn heads_downward(&self) -> bool {
        self.atoms.iter().any(|atom| {
            let under = || self.at(atom.rect.bottom + 1, atom.rect.left);
            let other = |under: &Atom| under.heading.is_some() && under.heading != atom.heading;
            atom.heading.is_some() && under().is_some_and(|under| under.rect.left == atom.rect.left && other(under))
        })
    }

    /// Whether its rows are columns of the sheet.
    pub fn is_turned(&self) -> bool {
        self.turned
    }

    /// How many rows it has.
    pub fn height(&self) -> u32 {
        u32::try_from(self.rows.len()).unwrap_or(u32::MAX)
    }

    /// How many columns it has.
    pub fn width(&self) -> u32 {
        u32::try_from(self.cols.len()).unwrap_or(u32::MAX)
    }

    /// The number of the atom on a place, if one is there, a blank one too.
    pub fn number_at(&self, row: u32, col: u32) -> Option<usize> {
        if row >= self.height() || col >= self.width() {
            return None;
        }
        let number = self.places.get(row as usize * self.cols.len() + col as usize)?;
        (*number as usize).checked_sub(1)
    }

    /// The atom on a place, if one is there, a blank one too.
    pub fn at(&self, row: u32, col: u32) -> Option<&Atom<'a>> {
        self.atoms.get(self.number_at(row, col)?)
    }

    /// The atom on a place, unless it is blank.
    pub fn filled(&self, row: u32, col: u32) -> Option<&Atom<'a>> {
        self.at(row, col).filter(|atom| !atom.is_blank())
    }

    /// The heading on a place.
    pub fn heading(&self, row: u32, col: u32) -> Option<&Heading> {
        self.at(row, col)?.heading.as_deref()
    }

    /// The sheet's cell of a place.
    pub fn cell(&self, row: u32, col: u32) -> CellRef {
        let row = self.rows.get(row as usize).copied().unwrap_or_default();
        let col = self.cols.get(col as usize).copied().unwrap_or_default();
        if self.turned { CellRef::new(col, row) } else { CellRef::new(row, col) }
    }

    /// How many empty rows of the sheet lie between a row of the grid and the one before it.
    pub fn gap_above(&self, row: u32) -> u32 {
        let line = |row: u32| self.rows.get(row as usize).copied().unwrap_or_default();
        if row == 0 { 0 } else { line(row).saturating_sub(line(row - 1)).saturating_sub(1) }
    }

    /// How many columns of the sheet lie between a column of the grid and a later one; those that merges cover and
    /// nothing stands in do not count.
    pub fn between(&self, left: u32, right: u32) -> u32 {
        let place = |col: u32| col + self.free.get(col as usize).copied().unwrap_or_default();
        place(right).saturating_sub(place(left)).saturating_sub(1)
    }

    /// The numbers of the atoms that start in a row between two columns, blank ones left out.
    pub fn starting_in(&self, row: u32, left: u32, right: u32) -> impl Iterator<Item = usize> + '_ {
        (left..=right.min(self.width().saturating_sub(1))).filter_map(move |col| {
            let number = self.number_at(row, col)?;
            let atom = self.atoms.get(number)?;
            (atom.rect.origin() == CellRef::new(row, col) && !atom.is_blank()).then_some(number)
        })
    }
}

/// The numbers of atoms in the order of a key, and on each place of those numbers plus one the new number plus one.
fn in_order(atoms: &[Atom], key: impl Fn(Rect) -> CellRef) -> (Vec<u32>, Vec<u32>) {
    let mut order: Vec<u32> = (0..u32::try_from(atoms.len()).unwrap_or(u32::MAX)).collect();
    order.sort_by_key(|number| atoms.get(*number as usize).map(|atom| key(atom.rect)));
    let mut places = vec![0; atoms.len() + 1];
    for (new, old) in (1..).zip(&order) {
        if let Some(place) = places.get_mut(*old as usize + 1) {
            *place = new;
        }
    }
    (order, places)
}

/// Of each column, how many before it hold nothing and are under no merge of one column's cell; a title may be over all.
fn free<'r>(cols: &[u32], merges: impl Iterator<Item = &'r Rect>) -> Vec<u32> {
    let before = |line: u32| cols.partition_point(|col| *col < line);
    let of_one = merges.filter(|merge| before(merge.right + 1) - before(merge.left) == 1);
    let mut taken: Vec<(u32, u32)> = of_one.map(|merge| (merge.left, merge.right)).collect();
    taken.extend(cols.iter().map(|col| (*col, *col)));
    taken.sort_unstable();
    let mut taken = taken.into_iter().peekable();
    let (mut next, mut free) = (0, 0);
    let before = |col: &u32| {
        while let Some((left, right)) = taken.next_if(|(left, _)| left <= col) {
            free += left.saturating_sub(next);
            next = next.max(right + 1);
        }
        free
    };
    cols.iter().map(before).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cell::SheetId;
    use crate::sheet::{Cell, Known, Visibility};
    use std::sync::Arc;

    #[test]
    fn empty_lines_are_dropped_and_found_again() {
        let cells = [("B2", "指標名"), ("D2", "目標値"), ("B5", "来館者数"), ("D5", "10")]
            .map(|(at, text)| Cell { at: at.parse().expect("an address"), raw: Raw::text(text) });
        let sheet = Sheet {
            id: Arc::new(SheetId { file: "a.xlsx".into(), sheet: "1".into() }),
            visibility: Visibility::Visible,
            cells: cells.to_vec(),
            merges: vec!["B2:C3".parse().expect("a rect")],
            known: Known::default(),
        };
        let grid = Grid::new(&sheet, Lexicon::standard()).expect("a small grid");
        assert_eq!((grid.height(), grid.width()), (2, 2));
        assert_eq!(grid.cell(1, 1).to_string(), "D5");
        assert_eq!(grid.gap_above(1), 2);
        let turned = grid.turned();
        assert_eq!(turned.cell(1, 0).to_string(), "D2");
        assert_eq!(turned.filled(0, 1).map(|atom| atom.at.to_string()).as_deref(), Some("B5"));
    }

    #[test]
    fn a_merge_apart_from_all_cells_has_no_place() {
        let sheet = Sheet {
            id: Arc::new(SheetId { file: "a.xlsx".into(), sheet: "1".into() }),
            visibility: Visibility::Visible,
            cells: vec![Cell { at: "C5".parse().expect("an address"), raw: Raw::text("指標名") }],
            merges: vec!["A1:B2".parse().expect("a rect"), "E7:F8".parse().expect("a rect")],
            known: Known::default(),
        };
        let grid = Grid::new(&sheet, Lexicon::standard()).expect("a small grid");
        assert_eq!(grid.atoms.len(), 1);
    }
}
