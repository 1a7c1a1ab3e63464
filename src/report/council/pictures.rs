//! Charts over the tables of the book: each draws cells that stand beside it and says their figures in words.

use super::super::focus::Focus;
use super::super::summary::{Counts, Summary};
use crate::chart::{Chart, ChartKind, Series, Span};
use crate::messages::council::{columns_caption, shares_caption};
use crate::messages::sheet;
use crate::page::{Cell, Page, Role};
use crate::period::wareki_short;

/// Pixels of a bar, and of all that is not bars.
const BAR: u32 = 30;
const AROUND: u32 = 110;
/// Pixels of a chart of columns.
const COLUMNS: u32 = 210;
/// Pixels that a chart stays away from the rim of the printed page.
const RIM: u32 = 12;

/// The most series of a chart that patterns tell apart.
const MOST_SERIES: usize = 6;

/// Charts on a page, numbered, and the page of the numbers that stand in no table of their own.
pub struct Pictures {
    number: usize,
    numbers: Page,
}

impl Pictures {
    /// None yet; `title` is that of the page of their numbers.
    pub fn new(title: &str) -> Self {
        let mut numbers = Page::new(sheet::CHART_FIGURES, [36.0].into_iter().chain([10.0; MOST_SERIES]).collect());
        numbers.line(Role::Title, title);
        Self { number: 0, numbers }
    }

    /// The page of the numbers, if there are any.
    pub fn numbers(self) -> Option<Page> {
        (self.numbers.rows.len() > 1).then_some(self.numbers)
    }

    /// Whether [`Self::bands`] draws these.
    pub fn draws_bands(rows: &[(String, &Counts)], marks: &[&str]) -> bool {
        let marked = rows.iter().any(|(_, counts)| counts.marks.values().any(|many| *many > 0));
        rows.len() > 1 && (2..=MOST_SERIES - 2).contains(&marks.len()) && marked
    }

    /// How the indicators of each row spread over the marks.
    pub fn bands(&mut self, page: &mut Page, title: &str, rows: &[(String, &Counts)], marks: &[&str]) {
        if !Self::draws_bands(rows, marks) {
            return;
        }
        let unmarked = rows.iter().any(|(_, counts)| counts.unmarked() > 0).then_some("区分を決められない");
        let names: Vec<&str> = marks.iter().copied().chain(unmarked).chain(["判定なし"]).collect();
        let parts = |counts: &Counts| -> Vec<usize> {
            let marked = marks.iter().map(|mark| counts.marked(mark));
            marked.chain(unmarked.map(|_| counts.unmarked())).chain([counts.unjudged()]).collect()
        };
        self.number += 1;
        self.numbers.line(Role::Section, &format!("図{}　{title}", self.number));
        self.numbers.headings(&["分野"].into_iter().chain(names.iter().copied()).collect::<Vec<_>>());
        let span = down(&self.numbers, self.numbers.next(), rows.len());
        let mut figures = Vec::new();
        for (label, counts) in rows {
            let (label, parts) = (label.trim(), parts(counts));
            let told: Vec<String> = names.iter().zip(&parts).map(|(name, many)| format!("{name}{many}件")).collect();
            figures.push(format!("{label}は{}", told.join("、")));
            let cells = [Cell::text(Role::Body, label)].into_iter().chain(parts.into_iter().map(Cell::count));
            self.numbers.row(cells.collect());
        }
        let chart = Chart {
            kind: ChartKind::Shares,
            title: title.to_owned(),
            alt: alt(title, figures.into_iter()),
            unit: "割合（％）".to_owned(),
            at: (0, 0),
            size: (width(page), bars(rows.len())),
            series: (1..).zip(names).map(|(column, name)| of(name, span(0), span(column))).collect(),
        };
        page.chart(&shares_caption(self.number), chart);
    }

    /// Of a table of counts whose first row under the headings is `first`: what part of each row is achieved, what is not
    /// and what is not judged.
    pub fn shares(&mut self, page: &mut Page, title: &str, first: u32, rows: &[(String, &Counts)]) {
        if rows.len() < 2 || rows.iter().all(|(_, counts)| counts.judged() == 0) {
            return;
        }
        self.number += 1;
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
            size: (width(page), bars(rows.len())),
            series: series.map(|(name, column)| of(name, span(0), span(column))).into(),
        };
        page.chart(&shares_caption(self.number), chart);
    }

    /// Of the comparison whose first row under the headings is `first`: how many have each mark in the year and in the
    /// year before; where the marks say no more than that, how many are achieved.
    pub fn comparison(&mut self, page: &mut Page, first: u32, focus: &Focus, summary: &Summary, marks: &[&str]) {
        let Some((before, counts)) = &summary.year_before else { return };
        let now = &summary.total;
        if now.judged() == 0 || counts.judged() == 0 {
            return;
        }
        self.number += 1;
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
        page.chart(&columns_caption(self.number), chart);
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

/// The height of a chart with so many bars.
fn bars(many: usize) -> u32 {
    BAR.saturating_mul(u32::try_from(many).unwrap_or(u32::MAX)).saturating_add(AROUND)
}

fn width(page: &Page) -> u32 {
    page.across().saturating_sub(RIM)
}
