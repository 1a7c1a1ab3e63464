//! 体系別総括: how many indicators are achieved, by measure.

use super::super::judging::Judging;
use super::super::summary::{Counts, Summary};
use super::super::{Source, focus::Focus, show};
use super::begin;
use crate::messages::sheet;
use crate::page::{Cell, Page, Role};
use crate::period::wareki;

/// More marks than this are left to the data sheets.
const MOST_MARKS: usize = 8;

/// The page.
pub fn page(source: &Source, focus: &Focus, summary: &Summary) -> Page {
    // 達成 and 未達成 have their columns already.
    let marks = if summary.tells_marks() && summary.marks.len() <= MOST_MARKS { summary.marks.as_slice() } else { &[] };
    let mut widths = vec![9.0, 44.0, 12.0, 9.0, 10.0, 9.0, 10.0, 9.0, 10.0, 10.0];
    widths.extend(marks.iter().map(|_| 8.0));
    let mut page = Page::new(sheet::SUMMARY, widths);
    page.landscape = true;
    let year = focus.year.map(wareki).unwrap_or_default();
    begin(&mut page, source, "体系別総括", &format!("{year}の判定。"));
    page.repeat = Some((page.next(), page.next()));
    page.freeze = Some((page.next() + 1, 2));
    let marked: Vec<String> = marks.iter().map(|mark| format!("判定\n{mark}")).collect();
    let mut headings = vec!["コード", "名称", "階層"];
    headings.extend(show::COUNTS);
    headings.extend(marked.iter().map(String::as_str));
    page.headings(&headings);
    for measure in &summary.measures {
        let named = [
            Cell::text(Role::Body, measure.code),
            Cell::text(Role::Body, measure.name).indented(measure.level - 1),
            Cell::text(Role::Center, measure.level_name),
        ];
        let cells = named.into_iter().chain(counted(&measure.counts, marks));
        page.row(cells.map(|cell| if measure.heads { cell.strong() } else { cell }).collect());
    }
    let named = [Cell::word(Role::Body, "合計"), Cell::word(Role::Body, ""), Cell::word(Role::Center, "")];
    page.row(named.into_iter().chain(counted(&summary.total, marks)).map(Cell::strong).collect());
    page.blank();
    if summary.repeated > 0 {
        page.line(Role::Note, &format!("※再掲の指標が{}件ある。", summary.repeated));
    }
    for note in Judging::of(source.run).notes() {
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
