//! Header bands: the rows at the top of a table that head its columns.

use super::grid::{Atom, Grid};
use super::stub::is_empty_label;
use super::table::is_label;
use crate::entry::{Fact, Series};
use crate::lexicon::{Heading, Lexicon, Sense};
use crate::sheet::Content;

/// A header band: some rows of the grid and the columns that they head.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Band {
    /// First row.
    pub top: u32,
    /// Last row.
    pub bottom: u32,
    /// First column.
    pub left: u32,
    /// Last column.
    pub right: u32,
}

/// The longest text of an unknown heading, in bytes of its key.
const LONGEST_UNKNOWN: usize = 60;

/// All header bands of a grid, from the top.
///
/// A row is one if headings stand side by side in it, most of its texts are headings, no number stands among them, and
/// together they can head a table. Rows of a form (label, value, label, value) are none.
pub fn find(grid: &Grid, lexicon: &Lexicon) -> Vec<Band> {
    let mut bands: Vec<Band> = Vec::new();
    // Of each column, the row after the last that a band takes of it.
    let mut free_from = vec![0; grid.width() as usize];
    let taken = |free_from: &[u32], left: u32, right: u32| {
        free_from.get(left as usize..=right as usize).unwrap_or_default().iter().copied().max().unwrap_or(0)
    };
    for row in 0..grid.height() {
        for (left, right) in header_runs(grid, lexicon, row) {
            if taken(&free_from, left, right) > row || lists_years(grid, &free_from, row, left, right) {
                continue;
            }
            let right = extend_right(grid, lexicon, row, right);
            let bottom = extend_down(grid, lexicon, row, left, right);
            let top = extend_up(grid, taken(&free_from, left, right), row, left, right);
            let left = stub(grid, row, bottom, left, right).unwrap_or(left);
            for free in free_from.iter_mut().take(right as usize + 1).skip(left as usize) {
                *free = (*free).max(bottom + 1);
            }
            bands.push(Band { top, bottom, left, right });
        }
    }
    bands.sort_by_key(|band| (band.top, band.left));
    bands
}

/// Whether the headings of a row are years that a header above heads: 開始年度 and 終了年度 side by side in a list.
fn lists_years(grid: &Grid, free_from: &[u32], row: u32, left: u32, right: u32) -> bool {
    let above = |col: u32| grid.filled(free_from.get(col as usize)?.checked_sub(1)?, col);
    let of_year = |sense: &Sense| {
        matches!(
            sense,
            Sense::Stub
                | Sense::Other
                | Sense::Fact(Fact::Due)
                | Sense::Series(Series::BaselineYear | Series::FinalTargetYear)
        )
    };
    let mut headings = grid.starting_in(row, left, right).filter_map(|number| {
        let atom = grid.atoms.get(number)?;
        Some((atom.heading.as_deref()?, atom.rect.left))
    });
    let headed = |atom: &Atom| {
        atom.heading.as_deref().is_none_or(|above| above.time.is_none() && above.senses.iter().all(of_year))
    };
    headings.all(|(heading, col)| heading.only_time() && above(col).is_some_and(headed))
}

/// The spans of columns in a row whose atoms head columns.
fn header_runs(grid: &Grid, lexicon: &Lexicon, row: u32) -> Vec<(u32, u32)> {
    let mut runs: Vec<Vec<&Atom>> = Vec::new();
    // Whether anything in the last run names, and whether anything in it holds values.
    let (mut named, mut valued) = (false, false);
    let mut col = 0;
    let mut broken = true;
    while col < grid.width() {
        let Some(atom) = grid.filled(row, col) else {
            col += 1;
            continue;
        };
        col = atom.rect.right + 1;
        if !can_head(atom, lexicon) {
            // a label with a number right behind it is of its row
            let touched = |run: &mut Vec<&Atom>| run.last().is_some_and(|last| labels_value(last, atom));
            runs.pop_if(|run| !broken && touched(run));
            broken = true;
            continue;
        }
        let heading = atom.heading.as_deref();
        // 活動指標①R5実績 heads values, whose name stands elsewhere
        let names_again = named && heading.is_some_and(|heading| names(heading) && !marked_values(heading));
        let touches = |run: &Vec<&Atom>| run.last().is_some_and(|last| last.rect.right + 1 == atom.rect.left);
        // the same corner once more, apart from the first, begins a table of its own
        let corner_again = runs.last().and_then(|run| run.first()).is_some_and(|first| {
            first.key == atom.key
                && first.heading.as_deref().is_some_and(|heading| heading.has(Sense::Stub) || names(heading))
        });
        // under headings that reach down from above, names stand side by side in one table
        let shared = names_again && runs.last().is_some_and(|run| run.iter().any(|atom| atom.rect.top < row));
        match runs.last_mut() {
            Some(run) if !broken && (shared && touches(run)) => run.push(atom),
            Some(run) if !broken && !((names_again || corner_again) && (valued || !touches(run))) => run.push(atom),
            _ => {
                runs.push(vec![atom]);
                (named, valued) = (false, false);
            }
        }
        named |= heading.is_some_and(names);
        valued |= heading.is_some_and(holds_values);
        broken = false;
    }
    if grid.is_turned() {
        // labels that run down a form: what stands above the name is of the measure
        for run in &mut runs {
            let first = run.iter().position(|atom| atom.heading.as_deref().is_some_and(names));
            run.drain(..first.unwrap_or(0));
        }
    }
    runs.iter()
        .filter(|run| heads_a_table(run, row, lexicon))
        .filter_map(|run| Some((run.first()?.rect.left, run.last()?.rect.right)))
        .collect()
}

/// Whether an atom says which kind of value the number right beside it is.
fn labels_value(label: &Atom, value: &Atom) -> bool {
    label.rect.right + 1 == value.rect.left
        && matches!(value.raw.content, Content::Number(_))
        && label.heading.as_deref().is_some_and(|heading| heading.time.is_none() && is_label(heading))
}

fn holds_values(heading: &Heading) -> bool {
    heading.series().is_some() || heading.time.is_some()
}

/// Whether a heading is over the values of one of several indicators.
fn marked_values(heading: &Heading) -> bool {
    heading.mark.is_some() && holds_values(heading)
}

fn names(heading: &Heading) -> bool {
    heading.subject().is_some() || heading.has(Sense::Action)
}

/// Whether an atom can stand in a header: a heading, or a short text that is no value.
fn can_head(atom: &Atom, lexicon: &Lexicon) -> bool {
    if atom.heading.is_some() {
        return !is_empty_label(atom);
    }
    if !atom.is_text() || atom.raw.text.len() > LONGEST_UNKNOWN * 2 {
        return false;
    }
    let key = &atom.key;
    let value = key.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '△' | '▲' | '+'))
        && key.ends_with(|c: char| !c.is_alphabetic());
    key.len() <= LONGEST_UNKNOWN
        && !value
        && lexicon.missing(key).is_none()
        && lexicon.unit(key).is_none()
        && !lexicon.is_note(key)
}

/// Whether a row of atoms can head the columns of a table. Atoms that reach down from above do not make it one.
fn heads_a_table(run: &[&Atom], row: u32, lexicon: &Lexicon) -> bool {
    let here = |atom: &Atom| atom.rect.top == row;
    let headings: Vec<&Heading> =
        run.iter().filter(|atom| here(atom)).filter_map(|atom| atom.heading.as_deref()).collect();
    let adjoin = |left: &Atom, right: &Atom| left.rect.right + 1 == right.rect.left;
    let side_by_side = run.windows(2).any(|pair| {
        pair.iter().all(|atom| here(atom) && atom.heading.is_some())
            && adjoin(pair[0], pair[1])
            && pair[0].heading != pair[1].heading
    });
    if headings.len() < 2 || headings.len() * 2 < run.len() || !side_by_side {
        return false;
    }
    let times = headings.iter().filter(|heading| heading.only_time()).count();
    let only_time = |atom: &Atom| here(atom) && atom.heading.as_deref().is_some_and(Heading::only_time);
    let years = run.windows(2).any(|pair| only_time(pair[0]) && only_time(pair[1]) && adjoin(pair[0], pair[1]));
    let series = headings.iter().filter(|heading| heading.series().is_some()).count();
    let named = headings.iter().filter(|heading| names(heading)).count();
    // A heading may be two of these at once: 目標を達成した指標 names a series and what heads names.
    let others =
        headings.iter().filter(|heading| !heading.only_time() && heading.series().is_none() && !names(heading));
    let others = others.count();
    // 単位 with its value beside it is a row of a form
    let form = run.windows(2).any(|pair| {
        pair[0].heading.as_deref().is_some_and(|heading| heading.fact() == Some(Fact::Unit))
            && pair[1].heading.is_none()
            && lexicon.unit(&pair[1].key).is_some()
    });
    let all = run.iter().all(|atom| atom.heading.is_some());
    // three labels side by side head a list of something, whatever it is
    let list = run.windows(3).any(|row| {
        row.iter().all(|atom| here(atom) && atom.heading.as_deref().is_some_and(|heading| !heading.senses.is_empty()))
            && adjoin(row[0], row[1])
            && adjoin(row[1], row[2])
    });
    let list = list && (all || times + series > 0);
    let names_values = named >= 1 && (times + series >= 1 || (all && others >= 1));
    !form && (list || years || (series >= 1 && times + series + others >= 2) || names_values)
}

/// An unmerged heading at the end of a row heads the columns that the row below divides it into.
fn extend_right(grid: &Grid, lexicon: &Lexicon, row: u32, right: u32) -> u32 {
    let part = |heading: &Heading| holds_values(heading) || heading.aggregation().is_some();
    let stage = |col: u32| grid.filled(row + 1, col).is_some_and(|atom| is_stage(grid, lexicon, atom, row, right));
    let divides = |col: u32| grid.heading(row + 1, col).is_some_and(part) || stage(col);
    let starts = (grid.heading(row, right).is_some_and(holds_values) || stage(right)) && divides(right);
    (right + 1..grid.width())
        .take_while(|col| starts && grid.at(row, *col).is_none() && divides(*col))
        .last()
        .unwrap_or(right)
}

/// How far down the header goes: rows of nothing but headings that stand under wider ones, under none, or divide them.
fn extend_down(grid: &Grid, lexicon: &Lexicon, row: u32, left: u32, right: u32) -> u32 {
    let mut bottom = row;
    // a header cell merged downward takes the rows it covers with it, if they hold headings
    while bottom + 1 < grid.height() && grid.gap_above(bottom + 1) <= 1 && divides(grid, lexicon, bottom, left, right) {
        bottom += 1;
    }
    bottom
}

/// Whether the row below `row` is a further row of the header.
fn divides(grid: &Grid, lexicon: &Lexicon, row: u32, left: u32, right: u32) -> bool {
    let below: Vec<&Atom> =
        grid.starting_in(row + 1, left, right).filter_map(|number| grid.atoms.get(number)).collect();
    if below.is_empty() || !below.iter().any(|atom| atom.heading.is_some()) {
        return false;
    }
    let names_below = below
        .iter()
        .any(|atom| atom.heading.as_deref().is_some_and(|heading| names(heading) || heading.fact().is_some()));
    let values_below = below.iter().filter(|atom| atom.heading.as_deref().is_some_and(holds_values)).count();
    below.iter().all(|atom| {
        let above = grid.filled(row, atom.rect.left);
        match (atom.heading.as_deref(), above) {
            // a remark on the heading above it
            (None, Some(above)) if atom.key.starts_with('(') && is_short(atom) && above.heading.is_some() => true,
            // 着手 and 達成 under 進捗
            (None, _) if is_stage(grid, lexicon, atom, row, left) => true,
            // parts of a name, where the rest of the row divides years or kinds of values
            (None, Some(above)) if above.width() > atom.width() && above.heading.as_deref().is_some_and(names) => {
                is_short(atom) && values_below >= 2
            }
            (None, Some(above)) => {
                spread(grid, above, row, right) > atom.width()
                    && above.heading.as_deref().is_some_and(|heading| !names(heading))
                    && is_short(atom)
            }
            (None, None) => beside_group(grid, atom, row, left),
            (Some(_), None) => true,
            (Some(heading), Some(above)) => match above.heading.as_deref() {
                None => above.width() > atom.width(),
                Some(over) if spread(grid, above, row, right) > atom.width() => !names(over) || names_below,
                Some(over) => refines(over, heading),
            },
        }
    })
}

/// Whether a text is a stage of actions under a heading of their status, merged or not.
fn is_stage(grid: &Grid, lexicon: &Lexicon, atom: &Atom, row: u32, left: u32) -> bool {
    let over = (left..=atom.rect.left).rev().find_map(|col| grid.heading(row, col));
    let status = |heading: &Heading| heading.has(Sense::Fact(crate::entry::Fact::Status));
    lexicon.action_status(&atom.key).is_some() && over.is_some_and(status)
}

/// Whether a text stands, like the one before it, under an unmerged heading of years or kinds of values at its left.
fn beside_group(grid: &Grid, atom: &Atom, row: u32, left: u32) -> bool {
    let Some(over) = (left..atom.rect.left).rev().find_map(|col| grid.at(row, col)) else { return false };
    let divided = grid.filled(row + 1, over.rect.left).is_some_and(|below| below.heading.is_some());
    let filled = (over.rect.left..atom.rect.left).all(|col| grid.filled(row + 1, col).is_some());
    is_short(atom) && divided && filled && over.heading.as_deref().is_some_and(holds_values)
}

/// How many columns a heading is over: those of its merge, or empty ones to its right that the row below fills.
fn spread(grid: &Grid, above: &Atom, row: u32, right: u32) -> u32 {
    if above.width() > 1 || above.rect.bottom > row {
        return above.width();
    }
    let heads = |atom: &Atom| atom.heading.is_some() || is_short(atom);
    let filled = |col: &u32| grid.at(row, *col).is_none() && grid.filled(row + 1, *col).is_some_and(heads);
    let over = (above.rect.right + 1..=right).take_while(filled).count();
    1 + u32::try_from(over).unwrap_or(0)
}

/// Where a header of times alone begins with the labels of its rows, over which nothing stands.
fn stub(grid: &Grid, row: u32, bottom: u32, left: u32, right: u32) -> Option<u32> {
    let timed = |atom: &Atom| atom.heading.as_deref().is_some_and(|heading| heading.time.is_some());
    if grid.is_turned() || !(left..=right).all(|col| grid.filled(row, col).is_some_and(timed)) {
        return None;
    }
    let free = |col: &u32| (row..=bottom).all(|row| grid.filled(row, *col).is_none());
    let texts = |col: &u32| (bottom + 1..=bottom + 2).any(|row| grid.filled(row, *col).is_some_and(Atom::is_text));
    let label = |row: u32| {
        let heading = grid.heading(row, left.checked_sub(1)?)?;
        heading.series().filter(|series| matches!(series, Series::Target | Series::Actual))
    };
    label(bottom + 1)?;
    (0..left).rev().take_while(|col| free(col) && texts(col)).last()
}

fn is_short(atom: &Atom) -> bool {
    atom.is_text() && atom.raw.text.len() <= LONGEST_UNKNOWN
}

/// Whether a heading right below another of the same width says more of the same column.
fn refines(above: &Heading, below: &Heading) -> bool {
    let (over_time, under_time) = (above.only_time(), below.only_time());
    let part = |heading: &Heading| heading.series().is_some() || heading.aggregation().is_some();
    (over_time && part(below) && below.time.is_none())
        || (above.series().is_some() && above.time.is_none() && under_time)
        || (above.time.is_some() && under_time && below.time.is_some_and(|time| time.half.is_some()))
        || (over_time && under_time && below.time.is_some_and(|time| time.year.is_none()))
}

/// How far up the header goes: rows of nothing but headings, each over columns that the row below divides. The rows
/// above `free_from` are another header's.
fn extend_up(grid: &Grid, free_from: u32, row: u32, left: u32, right: u32) -> u32 {
    let mut top = row;
    while top > free_from && grid.gap_above(top) == 0 {
        let above = top - 1;
        let atoms: Vec<&Atom> =
            (left..=right).filter_map(|col| grid.filled(above, col)).filter(|atom| atom.rect.bottom == above).collect();
        let outside = atoms.iter().any(|atom| atom.rect.left < left || atom.rect.right > right);
        let groups = atoms
            .iter()
            .all(|atom| atom.heading.as_deref().is_some_and(|heading| groups(grid, atom, heading, top, right)));
        if atoms.is_empty() || outside || !groups {
            break;
        }
        top = above;
    }
    top
}

/// Whether a heading stands over at least two columns, all of which the row below heads with something else.
fn groups(grid: &Grid, atom: &Atom, heading: &Heading, below: u32, right: u32) -> bool {
    if heading.time.is_some_and(|time| time.as_of) || heading.fact().is_some() || heading.level().is_some() {
        return false;
    }
    let reach = if atom.width() > 1 { atom.rect.right } else { reach(grid, atom, right) };
    if reach == atom.rect.left {
        return false;
    }
    (atom.rect.left..=reach).all(|col| {
        grid.filled(below, col).is_some_and(|under| {
            under.rect.left >= atom.rect.left
                && under.rect.right <= reach
                && under.heading.as_deref().is_some_and(|under| {
                    under.series().is_some() || under.time.is_some() || under.aggregation().is_some() || names(heading)
                })
        })
    })
}

/// How far to the right an unmerged heading reaches over empty places in its row.
pub fn reach(grid: &Grid, atom: &Atom, right: u32) -> u32 {
    let mut reach = atom.rect.right;
    while reach < right && grid.at(atom.rect.top, reach + 1).is_none() {
        reach += 1;
    }
    reach
}

#[cfg(test)]
mod tests {
    use super::super::tests::sheet;
    use super::*;

    #[track_caller]
    fn bands(text: &str) -> Vec<(u32, u32, u32, u32)> {
        let sheet = sheet(text);
        let grid = Grid::new(&sheet, Lexicon::standard()).expect("a small grid");
        find(&grid, Lexicon::standard()).iter().map(|band| (band.top, band.bottom, band.left, band.right)).collect()
    }

    #[test]
    fn a_heading_can_name_what_is_listed_and_a_series() {
        assert_eq!(bands("指標目標 | 実績\n満足度 | 80"), [(0, 0, 0, 1)]);
    }

    #[test]
    fn years_that_a_list_gives_are_no_header() {
        let list = "事業名 | 開始年度 | 終了年度 | 目標値 | 実績値\n広報 | 令和3年度 | 令和7年度 | | \n統計 | 令和4年度 | 令和8年度 | 10 | 9";
        assert_eq!(bands(list), [(0, 0, 0, 4)]);
        assert_eq!(bands(&format!("{list}\n区分 | 令和4年度 | 令和5年度 | | ")), [(0, 0, 0, 4), (3, 3, 0, 2)]);
    }

    #[test]
    fn one_row_of_headings_is_a_header() {
        assert_eq!(bands("指標名 | 単位 | 目標値 | 実績値\n来館者数 | 人 | 100 | 90"), [(0, 0, 0, 3)]);
    }

    #[test]
    fn rows_of_a_form_are_none() {
        assert!(bands("事務事業名 | 老朽管更新事業 | 担当課 | 上下水道課\n指標名 | 相談件数 | 単位 | 件\n目標値 | 100 | 実績値 | 90").is_empty());
    }

    #[test]
    fn years_over_series_are_one_header() {
        assert_eq!(
            bands(
                "指標名 | 単位 | R5年度 | < | R6年度 | < \n ^ | ^ | 目標 | 実績 | 目標 | 実績\n来館者数 | 人 | 100 | 90 | 110 | 95"
            ),
            [(0, 1, 0, 5)]
        );
        assert_eq!(
            bands(
                "指標名 | 単位 | R5年度 | | R6年度 | \n | | 目標 | 実績 | 目標 | 実績\n来館者数 | 人 | 100 | 90 | 110 | 95"
            ),
            [(0, 1, 0, 5)]
        );
    }

    #[test]
    fn labels_of_rows_are_no_second_header_row() {
        assert_eq!(bands("指標名 | 単位 | 区分 | R5 | R6\n | | 目標値 | | \n | | 実績値 | | "), [(0, 0, 0, 4)]);
        assert_eq!(bands("年度 | 目標値 | 実績値\nR4 | | \nR5 | | "), [(0, 0, 0, 2)]);
    }

    #[test]
    fn a_date_above_the_header_is_not_part_of_it() {
        assert_eq!(
            bands("表題 | | | 令和6年10月末現在\n指標名 | 単位 | 目標値 | 実績値\n来館者数 | 人 | 100 | 90"),
            [(1, 1, 0, 3)]
        );
    }
}
