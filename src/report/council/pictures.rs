//! Charts over the tables of the book: each draws cells that stand beside it and says their figures in words.

use super::super::focus::Focus;
use super::super::summary::{Counts, Summary};
use crate::chart::{Chart, ChartKind, Series, Span};
use crate::messages::council::{columns_caption, shares_caption};
use crate::page::Page;
use crate::period::wareki_short;

/// Pixels of a bar, and of all that is not bars.
const BAR: u32 = 30;
const AROUND: u32 = 110;
/// Pixels of a chart of columns.
const COLUMNS: u32 = 210;
/// Pixels that a chart stays away from the rim of the printed page.
const RIM: u32 = 12;

/// Charts on a page, numbered.
#[derive(Default)]
pub struct Pictures(usize);

impl Pictures {
    /// Of a table of counts whose first row under the headings is `first`: what part of each row is achieved, what is not
    /// and what is not judged.
    pub fn shares(&mut self, page: &mut Page, title: &str, first: u32, rows: &[(String, &Counts)]) {
        if rows.len() < 2 || rows.iter().all(|(_, counts)| counts.judged() == 0) {
            return;
        }
        self.0 += 1;
        let figures = rows.iter().map(|(label, counts)| {
            let (label, unjudged) = (label.trim(), counts.unjudged());
            format!("{label}は達成{}件、未達成{}件、判定なし{unjudged}件", counts.achieved, counts.missed)
        });
        let span = down(page, first, rows.len());
        let series = [("達成", 3), ("未達成", 5), ("判定なし", 7)];
        let chart = Chart {
            kind: ChartKind::Shares,
            title: title.to_owned(),
            alt: alt(title, figures),
            unit: "割合（％）".to_owned(),
            at: (0, 0),
            size: (width(page), BAR * u32::try_from(rows.len()).unwrap_or(1) + AROUND),
            series: series.map(|(name, column)| of(name, span(0), span(column))).into(),
        };
        page.chart(&shares_caption(self.0), chart);
    }

    /// Of the comparison whose first row under the headings is `first`: how many have each mark in the year and in the
    /// year before; where the marks say no more than that, how many are achieved.
    pub fn comparison(&mut self, page: &mut Page, first: u32, focus: &Focus, summary: &Summary, marks: &[&str]) {
        let Some((before, counts)) = &summary.year_before else { return };
        let now = &summary.total;
        if now.judged() == 0 || counts.judged() == 0 {
            return;
        }
        self.0 += 1;
        let told = summary.tells_marks() && !marks.is_empty();
        let lines: Vec<(String, usize, usize)> = if told {
            let line = |mark: &&str| ((*mark).to_owned(), now.marked(mark), counts.marked(mark));
            marks.iter().map(line).collect()
        } else {
            vec![("達成".to_owned(), now.achieved, counts.achieved), ("未達成".to_owned(), now.missed, counts.missed)]
        };
        let (year, before) = (focus.year.map(wareki_short).unwrap_or_default(), wareki_short(*before));
        let title = format!("{before}と{year}の判定（同じ方法による）");
        let figures = lines.iter().map(|(label, now, then)| format!("{label}は{before}が{then}件、{year}が{now}件"));
        // 達成 and 未達成 stand above the marks.
        let span = down(page, if told { first + 2 } else { first }, lines.len());
        let chart = Chart {
            kind: ChartKind::Columns,
            alt: alt(&title, figures),
            title,
            unit: "件数（件）".to_owned(),
            at: (0, 0),
            size: (width(page), COLUMNS),
            series: vec![of(&before, span(0), span(3)), of(&year, span(0), span(1))],
        };
        page.chart(&columns_caption(self.0), chart);
    }
}

/// A title and figures in one sentence each.
fn alt(title: &str, figures: impl Iterator<Item = String>) -> String {
    format!("{title}。{}。", figures.collect::<Vec<_>>().join("。"))
}

fn of(name: &str, names: Span, values: Span) -> Series {
    Series { name: name.to_owned(), names, values }
}

/// So many cells of a column, from that row down.
fn down(page: &Page, first: u32, rows: usize) -> impl Fn(u16) -> Span + use<> {
    let sheet = page.name.clone();
    let last = first + u32::try_from(rows.saturating_sub(1)).unwrap_or_default();
    move |column| Span { sheet: sheet.clone(), first: (first, column), last: (last, column) }
}

fn width(page: &Page) -> u32 {
    page.across().saturating_sub(RIM)
}
