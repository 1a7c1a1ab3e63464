//! A sheet under mutation, and the way back to the cells of the original.

use crate::records::Records;
use matome::cell::{CellRef, Rect, SheetId};
use matome::lexicon::{Heading, Lexicon};
use matome::sheet::{Cell, Content, Raw, Sheet};
use std::collections::BTreeSet;
use std::sync::Arc;

/// Changes a sheet and leaves its meaning as it is; `None` where it cannot be done. The number picks where and how.
pub type Mutation = fn(&Mutant, usize) -> Option<Mutant>;

/// A sheet as it is now, and what was moved on the way.
#[derive(Clone)]
pub struct Mutant {
    /// The sheet.
    pub sheet: Sheet,
    /// Sheets that were put beside it.
    pub beside: Vec<Sheet>,
    /// What is read of the original.
    pub original: Arc<Records>,
    moves: Vec<Move>,
}

#[derive(Clone)]
enum Move {
    /// Blank lines were put in before these, sorted.
    Stretched { rows: Vec<u32>, cols: Vec<u32> },
    /// In these rows, two groups of columns side by side changed places: the second begins with `middle`.
    Swapped { block: Rect, middle: u32 },
}

impl Mutant {
    /// A sheet as it is.
    pub fn of(sheet: &Sheet, original: Arc<Records>) -> Self {
        Self { sheet: sheet.clone(), beside: Vec::new(), original, moves: Vec::new() }
    }

    /// The sheet and those beside it.
    pub fn sheets(&self) -> Vec<Sheet> {
        [std::slice::from_ref(&self.sheet), &self.beside].concat()
    }

    /// With a blank row before each of `rows` and a blank column before each of `cols`; merges across them grow.
    pub fn stretched(&self, mut rows: Vec<u32>, mut cols: Vec<u32>) -> Self {
        rows.sort_unstable();
        cols.sort_unstable();
        self.moved(Move::Stretched { rows, cols })
    }

    /// With two groups of columns side by side in each other's place; `middle` is the first column of the second.
    pub fn swapped(&self, block: Rect, middle: u32) -> Self {
        self.moved(Move::Swapped { block, middle })
    }

    fn moved(&self, step: Move) -> Self {
        let mut mutant = self.clone();
        for cell in &mut mutant.sheet.cells {
            cell.at = step.forth(cell.at);
        }
        mutant.sheet.cells.sort_by_key(|cell| cell.at);
        for merge in &mut mutant.sheet.merges {
            let (first, last) = (step.forth(merge.origin()), step.forth(CellRef::new(merge.bottom, merge.right)));
            if first.col <= last.col {
                *merge = Rect { top: first.row, left: first.col, bottom: last.row, right: last.col };
            }
        }
        mutant.sheet.merges.sort_unstable();
        mutant.moves.push(step);
        mutant
    }

    /// With the same cells under another name of the sheet.
    pub fn renamed(&self, name: &str) -> Self {
        let mut mutant = self.clone();
        mutant.sheet.id = Arc::new(SheetId { file: mutant.sheet.id.file.clone(), sheet: name.to_owned() });
        mutant
    }

    /// With further cells and merges, none of them where one stands.
    pub fn with(
        &self,
        cells: impl IntoIterator<Item = (CellRef, Raw)>,
        merges: impl IntoIterator<Item = Rect>,
    ) -> Self {
        let mut mutant = self.clone();
        mutant.sheet.cells.extend(cells.into_iter().map(|(at, raw)| Cell { at, raw }));
        mutant.sheet.cells.sort_by_key(|cell| cell.at);
        mutant.sheet.merges.extend(merges);
        mutant.sheet.merges.sort_unstable();
        mutant
    }

    /// With one cell rewritten.
    pub fn rewritten(&self, at: CellRef, rewrite: impl FnOnce(&Raw) -> Raw) -> Self {
        let mut mutant = self.clone();
        if let Some(cell) = mutant.sheet.cells.iter_mut().find(|cell| cell.at == at) {
            cell.raw = rewrite(&cell.raw);
        }
        mutant
    }

    /// The cell of the original that now stands at `cell`; `None` if it was put in.
    pub fn back(&self, cell: CellRef) -> Option<CellRef> {
        self.moves.iter().rev().try_fold(cell, |cell, step| step.back(cell))
    }

    /// Where a cell of the original stands now.
    pub fn forth(&self, cell: CellRef) -> CellRef {
        self.moves.iter().fold(cell, |cell, step| step.forth(cell))
    }

    /// What stands at a cell.
    pub fn at(&self, row: u32, col: u32) -> Option<&Raw> {
        let at = self.sheet.cells.binary_search_by_key(&CellRef::new(row, col), |cell| cell.at).ok()?;
        self.sheet.cells.get(at).map(|cell| &cell.raw)
    }

    /// The merge that covers a cell.
    pub fn merge_at(&self, cell: CellRef) -> Option<Rect> {
        self.sheet.merges.iter().find(|merge| merge.contains(cell)).copied()
    }

    /// Whether nothing stands at a cell, nor a merge over it.
    pub fn is_free(&self, row: u32, col: u32) -> bool {
        self.at(row, col).is_none() && self.merge_at(CellRef::new(row, col)).is_none()
    }

    /// The rows in which something stands.
    pub fn rows(&self) -> Vec<u32> {
        self.sheet.cells.iter().map(|cell| cell.at.row).collect::<BTreeSet<u32>>().into_iter().collect()
    }

    /// The columns in which something stands.
    pub fn cols(&self) -> Vec<u32> {
        self.sheet.cells.iter().map(|cell| cell.at.col).collect::<BTreeSet<u32>>().into_iter().collect()
    }

    /// The last row and column that anything takes.
    pub fn end(&self) -> CellRef {
        let merges = self.sheet.merges.iter();
        let row = merges.clone().map(|merge| merge.bottom).chain(self.rows()).max();
        let col = merges.map(|merge| merge.right).chain(self.cols()).max();
        CellRef::new(row.unwrap_or(0), col.unwrap_or(0))
    }

    /// The cells that are read as labels, each with what it means.
    pub fn labels(&self) -> impl Iterator<Item = (&Cell, Heading)> {
        let labels = |cell: &&Cell| self.back(cell.at).is_some_and(|cell| self.original.labels.contains(&cell));
        let texts = self.sheet.cells.iter().filter(|cell| cell.raw.content == Content::Text).filter(labels);
        texts.filter_map(|cell| Some((cell, Lexicon::standard().heading(&cell.raw.text)?)))
    }

    /// What a cell means as a label.
    pub fn heading(&self, row: u32, col: u32) -> Option<Heading> {
        let raw = self.at(row, col).filter(|raw| raw.content == Content::Text)?;
        Lexicon::standard().heading(&raw.text)
    }
}

impl Move {
    fn forth(&self, cell: CellRef) -> CellRef {
        match self {
            Self::Stretched { rows, cols } => {
                let line = |line: u32, before: &[u32]| line + count(before.partition_point(|before| *before <= line));
                CellRef::new(line(cell.row, rows), line(cell.col, cols))
            }
            Self::Swapped { block, middle } => swap(cell, *block, *middle),
        }
    }

    fn back(&self, cell: CellRef) -> Option<CellRef> {
        match self {
            Self::Stretched { rows, cols } => {
                let line = |now: u32, before: &[u32]| {
                    let put_in = before.iter().zip(0..).filter(|(before, earlier)| **before + earlier < now).count();
                    let line = now - count(put_in);
                    (line + count(before.partition_point(|before| *before <= line)) == now).then_some(line)
                };
                Some(CellRef::new(line(cell.row, rows)?, line(cell.col, cols)?))
            }
            Self::Swapped { block, middle } => Some(swap(cell, *block, block.right + 1 - (middle - block.left))),
        }
    }
}

fn swap(cell: CellRef, block: Rect, middle: u32) -> CellRef {
    if !block.contains(cell) {
        return cell;
    }
    let (first, second) = (middle - block.left, block.right + 1 - middle);
    let col = if cell.col < middle { cell.col + second } else { cell.col - first };
    CellRef::new(cell.row, col)
}

fn count(lines: usize) -> u32 {
    u32::try_from(lines).unwrap()
}

/// One of several, and what of the number is left to choose with.
pub fn pick<T: Clone>(among: &[T], number: usize) -> Option<(T, usize)> {
    let chosen = among.get(number.checked_rem(among.len())?)?;
    Some((chosen.clone(), number / among.len()))
}
