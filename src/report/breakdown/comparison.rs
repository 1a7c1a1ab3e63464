//! The year reported on against the year before, both judged by the same rule.

use super::super::focus::Focus;
use super::super::show;
use super::super::summary::{Counts, Summary, share};
use crate::page::{Cell, Page, Role};
use crate::period::wareki_short;
use rust_decimal::Decimal;

/// What a line counts.
#[derive(Clone, Copy)]
enum Line<'a> {
    Achieved,
    Missed,
    Mark(&'a str),
    /// Met or not is known, which of several bands is not.
    Unmarked,
    Judged,
    Unjudged,
    All,
}

impl Line<'_> {
    fn of(self, counts: &Counts) -> usize {
        match self {
            Self::Achieved => counts.achieved,
            Self::Missed => counts.missed,
            Self::Mark(mark) => counts.marked(mark),
            Self::Unmarked => counts.unmarked(),
            Self::Judged => counts.judged(),
            Self::Unjudged => counts.unjudged(),
            Self::All => counts.indicators,
        }
    }
}

/// The table: 項目, 件数 and 割合 of both years, 増減.
pub fn comparison(page: &mut Page, focus: &Focus, summary: &Summary, marks: &[&str]) {
    let (now, before) = (&summary.total, summary.year_before.as_ref());
    let year = focus.year.map(wareki_short).unwrap_or_default();
    let mut names = vec!["区分".to_owned(), format!("{year}\n件数"), format!("{year}\n割合(%)")];
    if let Some((before, _)) = before {
        let before = wareki_short(*before);
        names.extend([
            format!("{before}\n件数"),
            format!("{before}\n割合(%)"),
            "増減\n(件)".to_owned(),
            "割合の増減\n(ポイント)".to_owned(),
        ]);
    }
    page.headings(&names.iter().map(String::as_str).collect::<Vec<_>>());
    let mut lines: Vec<(String, Line, bool)> = vec![
        ("達成".to_owned(), Line::Achieved, true),
        ("未達成".to_owned(), Line::Missed, true),
        ("判定した指標".to_owned(), Line::Judged, false),
        ("判定なし".to_owned(), Line::Unjudged, false),
        ("指標数".to_owned(), Line::All, false),
    ];
    if summary.tells_marks() {
        let marks = marks.iter().map(|mark| (format!("判定　{mark}"), Line::Mark(mark), true));
        let unmarked = [("（区分を決められないもの）".to_owned(), Line::Unmarked, true)];
        let some = [Some(now), before.map(|(_, before)| before)].into_iter().flatten();
        let unmarked = unmarked.into_iter().filter(|(_, line, _)| some.clone().any(|counts| line.of(counts) > 0));
        lines.splice(2..2, marks.chain(unmarked));
    }
    for (label, line, shared) in lines {
        let of = |counts: &Counts| share(line.of(counts), counts.judged()).filter(|_| shared);
        let mut cells = vec![Cell::text(Role::Body, label), Cell::count(line.of(now)), show::percent(of(now))];
        if let Some((_, before)) = before {
            cells.extend([
                Cell::count(line.of(before)),
                show::percent(of(before)),
                difference(Some(Decimal::from(line.of(now))), Some(Decimal::from(line.of(before)))),
                difference(of(now), of(before)),
            ]);
        }
        page.row(cells.into_iter().map(|cell| if shared { cell } else { cell.strong() }).collect());
    }
}

fn difference(now: Option<Decimal>, before: Option<Decimal>) -> Cell {
    let difference = now.zip(before).and_then(|(now, before)| now.checked_sub(before));
    difference.map_or(Cell::word(Role::Center, "－"), |difference| Cell::number(difference, ""))
}
