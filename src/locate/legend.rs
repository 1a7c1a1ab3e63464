//! What notes say of the rows of each indicator, one above the other: 「上段：目標値　下段：実績値」.

use super::band::Band;
use super::grid::{Atom, Grid};
use super::years::LONGEST_NOTE;
use crate::entry::Series;
use crate::lexicon::Lexicon;

/// How many rows above a header a note is of its table alone.
const NEAR: u32 = 3;

/// The legends of a grid, from the top.
pub struct Legends {
    found: Vec<(u32, Vec<Series>)>,
}

impl Legends {
    /// The legends that stand on a grid.
    pub fn new(grid: &Grid, lexicon: &Lexicon) -> Self {
        let notes = grid.atoms.iter().filter(|atom| atom.is_text() && atom.key.len() <= LONGEST_NOTE);
        Self { found: notes.filter_map(|atom| Some((atom.rect.top, legend(&atom.key, lexicon)?))).collect() }
    }

    /// What kinds of values the rows of an indicator hold under a header: by what stands in it or right above it, else by
    /// the only legend of the sheet. Nothing if no legend says it.
    pub fn of(&self, grid: &Grid, lexicon: &Lexicon, band: Band) -> Vec<Series> {
        let near = self.found.iter().filter(|(row, _)| (band.top.saturating_sub(NEAR)..=band.bottom).contains(row));
        let lines = (band.top..=band.bottom).flat_map(|row| grid.starting_in(row, band.left, band.right));
        let lines = lines.filter_map(|number| lines_of(grid.atoms.get(number)?, lexicon));
        let only = |mut legends: Vec<Vec<Series>>| {
            legends.dedup();
            if let [legend] = legends.as_mut_slice() { Some(std::mem::take(legend)) } else { None }
        };
        let near: Vec<Vec<Series>> = near.map(|(_, legend)| legend.clone()).chain(lines).collect();
        if !near.is_empty() {
            return only(near).unwrap_or_default();
        }
        only(self.found.iter().map(|(_, legend)| legend.clone()).collect()).unwrap_or_default()
    }
}

/// 「目標値⏎実績値」 in one heading: a kind of value on each line.
fn lines_of(atom: &Atom, lexicon: &Lexicon) -> Option<Vec<Series>> {
    let lines = atom.raw.text.lines().map(str::trim).filter(|line| !line.is_empty());
    let series: Vec<Series> =
        lines.map(|line| series(&crate::token::text::key(line), lexicon)).collect::<Option<_>>()?;
    several(series)
}

/// What a note says of the rows; `None` unless it says of each what it holds.
fn legend(key: &str, lexicon: &Lexicon) -> Option<Vec<Series>> {
    let mut marks: Vec<(usize, usize)> = Vec::new();
    for word in &lexicon.stacked {
        let mut at = key.match_indices(word.as_str()).map(|(at, _)| (at, at + word.len()));
        marks.extend(at.next().filter(|_| at.next().is_none()));
    }
    if marks.len() < 2 || !marks.is_sorted() {
        return None;
    }
    // 目標値（上段）／実績値（下段）, 目標値を上段に、実績値を下段に: the kind stands before the word
    let behind = |(start, end): &(usize, usize)| {
        let bracketed = key[..*start].ends_with('(') && key[*end..].starts_with(')');
        bracketed || key[..*start].ends_with(['を', 'は', 'が'])
    };
    let texts: Vec<Series> = if marks.iter().all(behind) {
        let ends = [0].into_iter().chain(marks.iter().map(|(_, end)| *end));
        marks
            .iter()
            .zip(ends)
            .map(|((start, _), last)| said_last(key.get(last..*start)?, lexicon))
            .collect::<Option<_>>()
    } else {
        let starts = marks.iter().map(|(start, _)| *start).skip(1).chain([key.len()]);
        marks
            .iter()
            .zip(starts)
            .map(|((_, end), next)| said_first(key.get(*end..next)?, lexicon))
            .collect::<Option<_>>()
    }?;
    several(texts)
}

/// At least two different kinds of values, each once.
fn several(series: Vec<Series>) -> Option<Vec<Series>> {
    let once = series.iter().enumerate().all(|(at, one)| !series[..at].contains(one));
    (series.len() > 1 && once).then_some(series)
}

/// The kind of value that a text starts with: 「：目標値を示す。」.
fn said_first(text: &str, lexicon: &Lexicon) -> Option<Series> {
    let text = text.trim_start_matches(|c: char| !c.is_alphanumeric() || matches!(c, 'は' | 'が' | 'に'));
    let ends = text.char_indices().map(|(at, c)| at + c.len_utf8()).take(LONGEST);
    ends.collect::<Vec<_>>().into_iter().rev().find_map(|end| series(text.get(..end)?, lexicon))
}

/// The kind of value that a text ends with: 「各年度の目標値（」.
fn said_last(text: &str, lexicon: &Lexicon) -> Option<Series> {
    let text = text.trim_end_matches(|c: char| !c.is_alphanumeric() || matches!(c, 'は' | 'が' | 'を'));
    let starts: Vec<usize> = text.char_indices().map(|(at, _)| at).rev().take(LONGEST).collect();
    starts.into_iter().rev().find_map(|start| series(text.get(start..)?, lexicon))
}

/// The longest name of a kind of value, in characters.
const LONGEST: usize = 10;

/// The kind of value that a text names, if it is one that an indicator has and no time stands beside it.
fn series(key: &str, lexicon: &Lexicon) -> Option<Series> {
    let heading = lexicon.heading_of(key).filter(|heading| heading.time.is_none())?;
    heading.series().filter(|series| {
        matches!(series, Series::Target | Series::Actual | Series::Forecast | Series::Superseded | Series::Rate)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::token::text::key;

    #[test]
    fn notes_say_which_row_holds_what() {
        let both = Some(vec![Series::Target, Series::Actual]);
        for (note, expected) in [
            ("上段：目標値　下段：実績値", both.clone()),
            ("※各年度の上段は目標、下段は実績を示す。", both.clone()),
            ("（上段／計画値、下段／実績値）", both.clone()),
            ("目標値（上段）　実績値（下段）　達成率は小数第１位まで", both.clone()),
            ("目標値を上段に、実績値を下段に、達成率を備考に記入する。", both),
            ("上段:目標 中段:実績 下段:達成率", Some(vec![Series::Target, Series::Actual, Series::Rate])),
            ("上段：変更前　下段：変更後", Some(vec![Series::Superseded, Series::Target])),
            ("上段：予算額　下段：決算額", None),
            ("上段：Ｒ５実績　下段：Ｒ６目標", None),
            ("上段に記入し、下段は空欄とする。", None),
            ("上段：目標値　下段：目標値", None),
        ] {
            assert_eq!(legend(&key(note), Lexicon::standard()), expected, "{note}");
        }
    }
}
