//! How the rows of a sheet move when some of them are repeated.

use crate::cell::{CellRef, MAX_ROWS, Rect};
use crate::template::Problem;

/// The rows of a sheet that are repeated; rows are counted from 0.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct RowMap {
    /// Each of them, and how many copies come after it; in order.
    models: Vec<(u32, u32)>,
}

impl RowMap {
    /// With these rows and how many copies come after each.
    pub(super) fn of(mut models: Vec<(u32, u32)>) -> Self {
        models.sort_unstable();
        Self { models }
    }

    /// Whether no row moves.
    pub(super) fn stays(&self) -> bool {
        self.models.iter().all(|(_, copies)| *copies == 0)
    }

    /// How many copies come after a row; `None` if it is none of those that are repeated.
    pub(super) fn copies(&self, row: u32) -> Option<u32> {
        self.models.iter().find(|(model, _)| *model == row).map(|(_, copies)| *copies)
    }

    /// Whether the row stands more than once.
    pub(super) fn repeats(&self, row: u32) -> bool {
        self.copies(row).is_some_and(|copies| copies > 0)
    }

    /// Where a row stands, its first copy.
    pub(super) fn moved(&self, row: u32) -> u32 {
        let above = self.models.iter().take_while(|(model, _)| *model < row);
        above.fold(row, |row, (_, copies)| row.saturating_add(*copies))
    }

    /// Where the last copy of a row stands.
    pub(super) fn end(&self, row: u32) -> u32 {
        self.moved(row).saturating_add(self.copies(row).unwrap_or(0))
    }

    /// The last row of a range that ends with this row; one that ends with the sheet still does.
    pub(super) fn last(&self, row: u32) -> u32 {
        if row == MAX_ROWS - 1 { row } else { self.end(row) }
    }

    /// Where a cell stands.
    pub(super) fn cell(&self, at: CellRef) -> Result<CellRef, Problem> {
        let row = self.moved(at.row);
        if row < MAX_ROWS { Ok(CellRef::new(row, at.col)) } else { Err(Problem::TooLong) }
    }

    /// What a rectangle of cells covers.
    pub(super) fn rect(&self, rect: Rect) -> Result<Rect, Problem> {
        let bottom = if rect.top < rect.bottom { self.last(rect.bottom) } else { self.end(rect.bottom) };
        let moved = Rect { top: self.moved(rect.top), bottom, ..rect };
        if moved.bottom < MAX_ROWS { Ok(moved) } else { Err(Problem::TooLong) }
    }

    /// A list of cells and rectangles as attributes write it; what is neither stays.
    pub(super) fn list(&self, list: &str) -> Result<String, Problem> {
        let moved: Vec<String> =
            list.split_ascii_whitespace().map(|one| self.reference(one)).collect::<Result<_, _>>()?;
        Ok(moved.join(" "))
    }

    fn reference(&self, text: &str) -> Result<String, Problem> {
        let Ok(rect) = text.parse::<Rect>() else { return Ok(text.to_owned()) };
        let moved = self.rect(rect)?;
        if moved == rect {
            return Ok(text.to_owned());
        }
        let single = moved.top == moved.bottom && moved.left == moved.right;
        Ok(if single { moved.origin().to_string() } else { moved.to_string() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_below_move_and_what_covers_grows() {
        let map = RowMap::of(vec![(9, 1), (4, 2)]);
        assert_eq!([0, 4, 5, 9, 10].map(|row| map.moved(row)), [0, 4, 7, 11, 13]);
        assert_eq!((map.end(4), map.end(9), map.end(5)), (6, 12, 7));
        assert_eq!(map.list("A1:B4 A5 C5:C6 A11 A1:A1048576").unwrap(), "A1:B4 A5:A7 C5:C8 A14 A1:A1048576");
        assert!(map.list("A1048576").is_err());
    }
}
