//! Headings that come again and again: the blocks of columns that a definition counts.

/// A heading by its key and the number of its cell, if a column has one.
pub type Head<'t> = Option<(&'t str, usize)>;

/// The widest header in which a repetition is looked for, in columns.
const WIDEST: usize = 4_096;

/// Columns whose headings repeat.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Run {
    /// The first of them.
    pub start: usize,
    /// Columns in each block.
    pub period: usize,
    /// How often they come.
    pub times: usize,
    /// Columns at the end with which another block would begin: then the blocks may begin with any of as many headings.
    pub rest: usize,
}

impl Run {
    /// The columns of all blocks.
    pub fn width(&self) -> usize {
        self.period.saturating_mul(self.times).saturating_add(self.rest)
    }

    /// The number of the block that a column is in.
    pub fn block_of(&self, col: usize) -> Option<usize> {
        let past = col.checked_sub(self.start).filter(|past| *past < self.width())?;
        past.checked_div(self.period)
    }
}

/// The widest run of repeated headings in a row, one that repeats as often as wanted before all others.
///
/// `heads` are the keys of the headings, column by column, each with its cell: a merged one does not repeat itself. Each
/// block begins with `first`, if that is given.
pub fn run(heads: &[Head], first: Option<&str>, wanted: Option<usize>) -> Option<Run> {
    let heads = heads.get(..WIDEST).unwrap_or(heads);
    let comes_again = |pair: (&Head, &Head)| match pair {
        (Some((one, cell)), Some((other, later))) => one == other && cell != later,
        _ => false,
    };
    let rank = |run: &Run| (Some(run.times) == wanted, run.width(), run.rest == 0);
    let mut best: Option<Run> = None;
    for period in 1..=heads.len() / 2 {
        let again = heads.iter().zip(heads.get(period..).unwrap_or_default());
        let again: Vec<bool> = again.map(comes_again).collect();
        let mut start = 0;
        for same in again.chunk_by(|one, other| one == other) {
            let found =
                same.first().filter(|same| **same).and_then(|_| aligned(heads, start, same.len(), period, first));
            if let Some(found) = found.filter(|found| best.is_none_or(|known| rank(found) > rank(&known))) {
                best = Some(found);
            }
            start += same.len();
        }
    }
    best
}

/// The run of so many columns that each have the same heading a period further on.
fn aligned(heads: &[Head], start: usize, length: usize, period: usize, first: Option<&str>) -> Option<Run> {
    if length < period {
        return None;
    }
    let (start, length, rest) = match first {
        None => (start, length, length % period),
        Some(first) => {
            let skipped = heads
                .get(start..start + period)?
                .iter()
                .position(|head| head.is_some_and(|(text, _)| text == first))?;
            (start + skipped, length.checked_sub(skipped)?, 0)
        }
    };
    let times = length / period + 1;
    (times > 1).then_some(Run { start, period, times, rest })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(header: &str, first: Option<&str>, wanted: usize) -> Option<(usize, usize, usize, usize)> {
        let texts = header.split(' ').enumerate();
        let heads: Vec<_> = texts.map(|(at, text)| Some((text, at)).filter(|(text, _)| *text != "_")).collect();
        run(&heads, first, Some(wanted)).map(|run| (run.start, run.period, run.times, run.rest))
    }

    #[test]
    fn blocks_are_found_by_the_headings_that_come_again() {
        assert_eq!(found("事業名 目標 実績 目標 実績 目標 実績", None, 3), Some((1, 2, 3, 0)));
        assert_eq!(found("名 単位 名 単位 実績 実績 実績", None, 3), Some((4, 1, 3, 0)));
        assert_eq!(found("事業名 目標 実績", None, 2), None);
        assert_eq!(found("目標 _ 実績 _ _ _", None, 2), None);
        // the number of blocks that is there is told, if it is another one
        assert_eq!(found("事業名 目標 実績 目標 実績 目標 実績", None, 4), Some((1, 2, 3, 0)));
    }

    #[test]
    fn a_merged_heading_does_not_repeat_itself() {
        assert_eq!(run(&[Some(("表題", 0)); 8], None, None), None);
    }

    #[test]
    fn blocks_that_may_begin_with_either_of_two_headings_are_unclear() {
        assert_eq!(found("備考 目標 実績 備考 目標 実績 備考", None, 2), Some((0, 3, 2, 1)));
        assert_eq!(found("備考 目標 実績 備考 目標 実績 備考", Some("目標"), 2), Some((1, 3, 2, 0)));
    }
}
