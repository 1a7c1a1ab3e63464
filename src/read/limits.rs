//! How much of a file is read at most, and how much of that is left.

use crate::rule::{Rule, limits as rule};
use serde::{Deserialize, Serialize};
use std::time::{Duration, Instant};

/// The most that is read of one file. What exceeds one of these is rejected by the name of the limit.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Limits {
    /// Bytes of a file as it lies on the disk.
    pub file_bytes: u64,
    /// Bytes of one part of a package, unpacked.
    pub part_bytes: u64,
    /// Bytes of all parts that are read of a package, unpacked.
    pub parts_bytes: u64,
    /// Sheets.
    pub sheets: usize,
    /// Cells that hold something, and strings that they share. A list of 100,000 rows and 20 columns has 2 million and
    /// its header; twice as many would not leave room for what is made of them within 2 GB.
    pub cells: usize,
    /// Bytes of what all cells show, a text that cells share counted for each of them.
    pub shown_bytes: u64,
    /// Merged rectangles.
    pub merges: usize,
    /// Notes, validations, tables, names, hidden lines, styles: each of them.
    pub details: usize,
    /// Characters of one text; Excel's own limit is 32,767.
    pub text_chars: usize,
    /// Seconds that reading may take.
    pub seconds: u64,
    /// Bytes of memory that a worker may ask for.
    pub worker_bytes: u64,
    /// Files in an archive that was handed in.
    pub archive_files: usize,
    /// Bytes of all workbooks in such an archive, unpacked.
    pub archive_bytes: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            file_bytes: 256 << 20,
            part_bytes: 256 << 20,
            parts_bytes: 512 << 20,
            sheets: 1_000,
            cells: 3_000_000,
            shown_bytes: 256 << 20,
            merges: 500_000,
            details: 500_000,
            text_chars: 1_000_000,
            seconds: 15,
            worker_bytes: 2 << 30,
            archive_files: 10_000,
            archive_bytes: 2 << 30,
        }
    }
}

/// A limit that was exceeded.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, thiserror::Error)]
pub enum Exceeded {
    /// Bytes: of the file, of a part, of all parts.
    #[error("> {} MB", .0 >> 20)]
    Bytes(u64),
    /// Sheets.
    #[error("> {0}")]
    Sheets(usize),
    /// Cells, or strings for them.
    #[error("> {0}")]
    Cells(usize),
    /// Merged rectangles.
    #[error("> {0}")]
    Merges(usize),
    /// Notes, validations, tables, names, hidden lines or styles.
    #[error("> {0}")]
    Details(usize),
    /// Characters of a text.
    #[error("> {0}")]
    Text(usize),
    /// Time.
    #[error("> {0} s")]
    Seconds(u64),
    /// Memory of a worker.
    #[error("> {} MB", .0 >> 20)]
    Memory(u64),
    /// Files in an archive.
    #[error("> {0}")]
    Files(usize),
}

impl Exceeded {
    /// The rule that tells of it.
    pub(super) fn rule(self) -> &'static Rule {
        match self {
            Self::Bytes(_) => &rule::TOO_LARGE,
            Self::Sheets(_) => &rule::TOO_MANY_SHEETS,
            Self::Cells(_) => &rule::TOO_MANY_CELLS,
            Self::Merges(_) => &rule::TOO_MANY_MERGES,
            Self::Details(_) => &rule::TOO_MANY_DETAILS,
            Self::Text(_) => &rule::TEXT_TOO_LONG,
            Self::Seconds(_) => &rule::TOO_SLOW,
            Self::Memory(_) => &rule::TOO_DEMANDING,
            Self::Files(_) => &rule::TOO_MANY_FILES,
        }
    }
}

/// What is left of the limits while one file is read.
pub(super) struct Budget<'a> {
    pub(super) limits: &'a Limits,
    parts_bytes: u64,
    shown_bytes: u64,
    cells: usize,
    merges: usize,
    details: usize,
    sheets: usize,
    clock: Clock,
}

/// When reading must be done. Whoever works in a loop holds one and looks at it each time round.
#[derive(Clone, Copy)]
pub(super) struct Clock {
    until: Instant,
    seconds: u64,
    /// How often time was asked for; the clock is looked at once in a while.
    asked: u32,
}

/// How often time is asked for before the clock is looked at.
const LOOKS: u32 = 1024;

impl Clock {
    /// Looks at the clock, once in a while.
    #[expect(clippy::disallowed_methods, reason = "how long a file takes is seen on the clock")]
    #[inline]
    pub(super) fn look(&mut self) -> Result<(), Exceeded> {
        self.asked = self.asked.wrapping_add(1);
        if self.asked.is_multiple_of(LOOKS) && Instant::now() > self.until {
            return Err(Exceeded::Seconds(self.seconds));
        }
        Ok(())
    }
}

impl<'a> Budget<'a> {
    /// All of the limits, from now on.
    #[expect(clippy::disallowed_methods, reason = "how long a file takes is seen on the clock")]
    pub(super) fn new(limits: &'a Limits) -> Self {
        Self {
            limits,
            parts_bytes: limits.parts_bytes,
            shown_bytes: limits.shown_bytes,
            cells: limits.cells,
            merges: limits.merges,
            details: limits.details,
            sheets: limits.sheets,
            clock: Clock {
                until: Instant::now() + Duration::from_secs(limits.seconds),
                seconds: limits.seconds,
                asked: 0,
            },
        }
    }

    /// Takes the bytes of a part, before it is unpacked.
    pub(super) fn part(&mut self, bytes: u64) -> Result<(), Exceeded> {
        if bytes > self.limits.part_bytes {
            return Err(Exceeded::Bytes(self.limits.part_bytes));
        }
        let left = self.parts_bytes.checked_sub(bytes).ok_or(Exceeded::Bytes(self.limits.parts_bytes))?;
        self.parts_bytes = left;
        Ok(())
    }

    /// Takes a sheet.
    pub(super) fn sheet(&mut self) -> Result<(), Exceeded> {
        take(&mut self.sheets, 1).ok_or(Exceeded::Sheets(self.limits.sheets))
    }

    /// Takes cells that hold something.
    pub(super) fn cells(&mut self, count: usize) -> Result<(), Exceeded> {
        take(&mut self.cells, count).ok_or(Exceeded::Cells(self.limits.cells))
    }

    /// Takes a merged rectangle.
    pub(super) fn merge(&mut self) -> Result<(), Exceeded> {
        take(&mut self.merges, 1).ok_or(Exceeded::Merges(self.limits.merges))
    }

    /// Takes a note, a validation, a table, a name, hidden lines or a style.
    pub(super) fn detail(&mut self) -> Result<(), Exceeded> {
        take(&mut self.details, 1).ok_or(Exceeded::Details(self.limits.details))
    }

    /// Takes what a cell shows.
    pub(super) fn shown(&mut self, text: &str) -> Result<(), Exceeded> {
        let left = u64::try_from(text.len()).ok().and_then(|bytes| self.shown_bytes.checked_sub(bytes));
        self.shown_bytes = left.ok_or(Exceeded::Bytes(self.limits.shown_bytes))?;
        Ok(())
    }

    /// Takes bytes that are not in the file but made from it.
    pub(super) fn made(&mut self, bytes: usize) -> Result<(), Exceeded> {
        let left = u64::try_from(bytes).ok().and_then(|bytes| self.parts_bytes.checked_sub(bytes));
        self.parts_bytes = left.ok_or(Exceeded::Bytes(self.limits.parts_bytes))?;
        Ok(())
    }

    /// Looks at how long a text is.
    pub(super) fn text(&self, text: &str) -> Result<(), Exceeded> {
        let most = self.limits.text_chars;
        // No text has more characters than bytes, so most are not counted.
        if text.len() > most && text.chars().count() > most {
            return Err(Exceeded::Text(most));
        }
        Ok(())
    }

    /// Looks at the clock, once in a while.
    pub(super) fn time(&mut self) -> Result<(), Exceeded> {
        self.clock.look()
    }

    /// The clock, for whoever works without the budget.
    pub(super) fn clock(&self) -> Clock {
        self.clock
    }
}

fn take(left: &mut usize, count: usize) -> Option<()> {
    *left = left.checked_sub(count)?;
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_taken_is_gone() {
        let limits = Limits { cells: 3, sheets: 1, part_bytes: 10, parts_bytes: 15, ..Limits::default() };
        let mut budget = Budget::new(&limits);
        assert_eq!((budget.cells(2), budget.cells(1)), (Ok(()), Ok(())));
        assert_eq!(budget.cells(1), Err(Exceeded::Cells(3)));
        assert_eq!((budget.sheet(), budget.sheet()), (Ok(()), Err(Exceeded::Sheets(1))));
        assert_eq!(budget.part(11), Err(Exceeded::Bytes(10)));
        assert_eq!((budget.part(10), budget.part(6)), (Ok(()), Err(Exceeded::Bytes(15))));
    }

    #[test]
    fn time_runs_out() {
        let limits = Limits { seconds: 0, ..Limits::default() };
        let mut budget = Budget::new(&limits);
        std::thread::sleep(Duration::from_millis(2));
        assert!((0..LOOKS).any(|_| budget.time() == Err(Exceeded::Seconds(0))));
    }
}
