//! Rows or columns that are hidden or stand in an outline, as they come along.

use super::limits::{Budget, Exceeded};
use crate::sheet::Lines;

/// Rows, or columns, being collected.
pub(super) struct LineList {
    lines: Vec<Lines>,
    /// How many the grid has.
    end: u32,
    /// Whether those of which nothing is said are hidden: then those of which something is said count too.
    hides_others: bool,
}

impl LineList {
    /// None yet, in a grid of `end`.
    pub(super) fn new(end: u32) -> Self {
        Self { lines: Vec::new(), end, hides_others: false }
    }

    /// Hides all of which nothing is said from now on.
    pub(super) fn hide_others(&mut self) {
        self.hides_others = true;
    }

    /// Takes those from `first` to `last`. Beyond the grid there are none.
    pub(super) fn push(&mut self, lines: Lines, budget: &mut Budget<'_>) -> Result<(), Exceeded> {
        let noted = lines.hidden || lines.level > 0 || self.hides_others;
        let lines = Lines { last: lines.last.min(self.end.saturating_sub(1)), ..lines };
        if !noted || lines.first > lines.last {
            return Ok(());
        }
        if let Some(before) = self.lines.last_mut()
            && before.last.checked_add(1) == Some(lines.first)
            && alike(before, &lines)
        {
            before.last = lines.last;
            return Ok(());
        }
        budget.detail()?;
        self.lines.push(lines);
        Ok(())
    }

    /// All that are hidden or in an outline, sorted, none twice: what is said first holds.
    pub(super) fn finish(self) -> Vec<Lines> {
        let mut said = self.lines;
        said.sort_by_key(|lines| lines.first);
        let mut list: Vec<Lines> = Vec::with_capacity(said.len());
        let mut next = 0;
        for mut lines in said {
            lines.first = lines.first.max(next);
            if lines.first > lines.last {
                continue;
            }
            if self.hides_others && next < lines.first {
                join(&mut list, Lines { first: next, last: lines.first - 1, hidden: true, level: 0 });
            }
            next = lines.last.saturating_add(1);
            join(&mut list, lines);
        }
        if self.hides_others && next < self.end {
            join(&mut list, Lines { first: next, last: self.end - 1, hidden: true, level: 0 });
        }
        list.retain(|lines| lines.hidden || lines.level > 0);
        list
    }
}

fn join(list: &mut Vec<Lines>, lines: Lines) {
    match list.last_mut() {
        Some(before) if before.last.checked_add(1) == Some(lines.first) && alike(before, &lines) => {
            before.last = lines.last;
        }
        _ => list.push(lines),
    }
}

fn alike(one: &Lines, other: &Lines) -> bool {
    one.hidden == other.hidden && one.level == other.level
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::limits::Limits;

    fn list(hides_others: bool, pushed: &[(u32, u32, bool, u8)]) -> Vec<(u32, u32, bool, u8)> {
        let limits = Limits::default();
        let mut budget = Budget::new(&limits);
        let mut list = LineList::new(20);
        if hides_others {
            list.hide_others();
        }
        for &(first, last, hidden, level) in pushed {
            list.push(Lines { first, last, hidden, level }, &mut budget).unwrap();
        }
        list.finish().iter().map(|lines| (lines.first, lines.last, lines.hidden, lines.level)).collect()
    }

    #[test]
    fn neighbours_that_are_alike_are_one() {
        let lines =
            list(false, &[(0, 0, false, 0), (1, 1, true, 0), (2, 4, true, 0), (5, 5, true, 1), (7, 7, false, 1)]);
        assert_eq!(lines, [(1, 4, true, 0), (5, 5, true, 1), (7, 7, false, 1)]);
    }

    #[test]
    fn none_stands_twice_or_beyond_the_grid() {
        assert_eq!(list(false, &[(4, 9, true, 0), (2, 5, true, 1)]), [(2, 5, true, 1), (6, 9, true, 0)]);
        assert_eq!(list(false, &[(18, 16_000, true, 0), (30, 40, true, 0)]), [(18, 19, true, 0)]);
        assert_eq!(list(false, &[(9, 2, true, 0)]), []);
    }

    #[test]
    fn others_are_hidden_where_the_sheet_says_so() {
        assert_eq!(list(true, &[(1, 3, false, 0), (5, 5, true, 0)]), [(0, 0, true, 0), (4, 19, true, 0)]);
        assert_eq!(list(true, &[]), [(0, 19, true, 0)]);
    }
}
