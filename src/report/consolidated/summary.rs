//! 体系別総括: how many indicators are achieved, by measure.

use super::super::breakdown::layer;
use super::super::summary::{Counts, Figures};
use super::super::{Source, breakdown, focus::Focus, show};
use super::begin;
use crate::messages::{reckoned::AS_OF_RUN, sheet};
use crate::page::{Cell, Page, Role};
use crate::period::wareki;

/// More marks than this are left to the data sheets.
const MOST_MARKS: usize = 8;

/// The page.
pub fn page(source: &Source, focus: &Focus, figures: &Figures) -> Page {
    let summary = &figures.all;
    // 達成 and 未達成 have their columns already.
    let marks = if summary.tells_marks() && summary.marks.len() <= MOST_MARKS { summary.marks.as_slice() } else { &[] };
    let mut widths = vec![9.0, 44.0, 12.0, 9.0, 10.0, 9.0, 10.0, 9.0, 10.0, 10.0];
    widths.extend(marks.iter().map(|_| 8.0));
    let mut page = Page::new(sheet::SUMMARY, widths);
    page.landscape = true;
    let year = focus.year.map(wareki).unwrap_or_default();
    begin(
        &mut page,
        source,
        "体系別総括",
        &format!(
            "{year}の判定。割合の分母は、判定した指標の数。合計は、再掲を除く実指標数。上位の行は下位の行を含む。{AS_OF_RUN}"
        ),
    );
    page.repeat = Some((page.next(), page.next()));
    page.freeze = Some((page.next() + 1, 2));
    let marked: Vec<String> = marks.iter().map(|mark| format!("判定\n{mark}")).collect();
    let mut headings = vec!["コード", "名称", "階層"];
    headings.extend(show::COUNTS);
    headings.extend(marked.iter().map(String::as_str));
    page.headings(&headings);
    for (name, part) in figures.parts() {
        if !figures.layers.is_empty() {
            page.line(Role::Section, layer(name));
        }
        for measure in &part.measures {
            let named = [
                Cell::text(Role::Body, measure.code),
                Cell::text(Role::Body, measure.label()).indented(measure.level - 1),
                Cell::text(Role::Center, measure.level_name),
            ];
            let cells = named.into_iter().chain(counted(&measure.counts, marks));
            page.row(cells.map(|cell| if measure.heads { cell.strong() } else { cell }).collect());
        }
        let named = [Cell::word(Role::Body, "合計"), Cell::word(Role::Body, ""), Cell::word(Role::Center, "")];
        page.row(named.into_iter().chain(counted(&part.total, marks)).map(Cell::strong).collect());
    }
    page.blank();
    for note in breakdown::notes(figures, focus) {
        page.line(Role::Note, &format!("※{note}"));
    }
    page
}

/// Counts and shares, then how many of each mark.
fn counted(counts: &Counts, marks: &[&str]) -> Vec<Cell> {
    let mut cells = show::counts(counts);
    cells.extend(marks.iter().map(|mark| Cell::count(counts.marks.get(*mark).copied().unwrap_or_default())));
    cells
}
