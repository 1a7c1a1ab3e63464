//! How indicators spread over the bands of the scale: 件数 and, in brackets below, the share of all indicators of the row.

use super::super::judging::Judging;
use super::super::summary::{Counts, Summary, share};
use crate::page::{Cell, Page, Role};

/// More marks than this do not fit side by side on A4.
const MOST_MARKS: usize = 8;

/// The marks of the scale from the highest, those that none has too; then others in use.
pub fn marks<'a>(judging: &'a Judging, summary: &Summary<'a>) -> Vec<&'a str> {
    let mut marks: Vec<&'a str> = judging.labels();
    let others: Vec<&'a str> = summary.marks.iter().copied().filter(|mark| !marks.contains(mark)).collect();
    if others.len() == summary.marks.len() {
        // The scale is not the one that was judged by.
        return others;
    }
    marks.extend(others);
    marks
}

/// The table; nothing where the marks say no more than 達成 and 未達成 do, or are too many.
pub fn distribution(
    page: &mut Page,
    heading: &str,
    rows: &[(String, &Counts)],
    total: &Counts,
    marks: &[&str],
    judging: &Judging,
) -> bool {
    if marks.len() > MOST_MARKS {
        return false;
    }
    let unmarked = rows.iter().map(|(_, counts)| *counts).chain([total]).any(|counts| counts.unmarked() > 0);
    let mut names = vec![heading.to_owned(), "指標数".to_owned()];
    names.extend(marks.iter().map(|mark| (*mark).to_owned()));
    names.extend(unmarked.then(|| "区分を\n決められない".to_owned()));
    names.push(judging.not_judged().map_or("判定なし".to_owned(), |mark| format!("判定なし\n（{mark}）")));
    page.headings(&names.iter().map(String::as_str).collect::<Vec<_>>());
    let row = |label: &str, counts: &Counts| {
        let whole = counts.indicators;
        let mut cells = vec![Cell::text(Role::Body, label.trim()), Cell::count(whole)];
        cells.extend(marks.iter().map(|mark| part(counts.marked(mark), whole, counts.part_achieved(mark))));
        cells.extend(unmarked.then(|| part(counts.unmarked(), whole, None)));
        cells.push(part(counts.unjudged(), whole, None));
        cells
    };
    for (label, counts) in rows {
        page.row(row(label, counts));
    }
    page.row(row("合計", total).into_iter().map(Cell::strong).collect());
    true
}

/// 44（40.7%）, and of these those that are achieved where the mark alone does not say it.
fn part(part: usize, whole: usize, achieved: Option<usize>) -> Cell {
    let share = share(part, whole).map(|share| format!("\n({share}%)")).unwrap_or_default();
    let achieved = achieved.map(|achieved| format!("\nうち達成{achieved}")).unwrap_or_default();
    Cell::text(Role::Center, format!("{part}{share}{achieved}"))
}
