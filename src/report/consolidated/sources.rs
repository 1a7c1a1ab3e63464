//! 出典: every number of the pages, with the cell that it was read from and what stands there; each leads to its file.

use super::super::focus::Focus;
use super::super::order::Order;
use super::super::{Source, show};
use super::begin;
use super::indicators::{filled, in_order};
use crate::cell::{CellRef, Place};
use crate::finding::Finding;
use crate::messages::{self, sheet};
use crate::model::{Figure, Indicator, Observation, Status};
use crate::page::{Cell, MOST_LINKS, Page, Role, fitted};
use crate::period::{FiscalYear, Part, Period};
use crate::table::{Link, Value};
use crate::whereabouts::Whereabouts;
use rustc_hash::{FxHashMap, FxHashSet};

/// Rows that the page has at most; Excel has room for a few more.
const MOST_ROWS: usize = 1_000_000;
const HEADINGS: [(&str, (f64, f64)); 12] = [
    ("コード", (7.0, 9.0)),
    ("担当部署", (9.0, 24.0)),
    ("指標名", (20.0, 34.0)),
    ("項目", (10.0, 12.0)),
    ("年度・月", (18.0, 24.0)),
    ("読み取った値", (13.0, 18.0)),
    ("単位", (6.0, 10.0)),
    ("セルの記載（原文）", (18.0, 32.0)),
    ("備考", (10.0, 24.0)),
    ("ファイル", (16.0, 44.0)),
    ("シート", (8.0, 20.0)),
    ("セル", (8.0, 9.0)),
];

/// The page, and where on it what stands.
pub struct Sources {
    /// The page.
    pub page: Page,
    /// The first row of each indicator, and those of its observations, from 0.
    rows: FxHashMap<usize, (u32, FxHashMap<usize, u32>)>,
    /// The row of each cell.
    cells: FxHashMap<Place, u32>,
    /// The first row of each indicator by its file, measure and name.
    names: FxHashMap<[String; 3], u32>,
}

/// What a row is about.
struct Item {
    name: &'static str,
    period: String,
    /// The place of its observation among those of the indicator.
    at: Option<usize>,
}

/// A row before it has its place.
struct Entry<'a> {
    indicator: usize,
    at: Option<usize>,
    place: &'a Place,
    cells: Vec<Cell>,
}

impl Sources {
    /// The page of a run: of each indicator its name, then its figures of the years that other pages show.
    pub fn of(source: &Source, focus: &Focus, order: &Order) -> Self {
        let mut entries: Vec<Entry> = Vec::new();
        for (place, indicator) in in_order(source, order) {
            entries.extend(entries_of(source, focus, place, indicator));
        }
        let left = entries.len().saturating_sub(MOST_ROWS);
        entries.truncate(MOST_ROWS);
        let linked = entries.iter().filter(|entry| entry.cells.last().is_some_and(is_link)).count();
        let lead = "指標一覧などの値を、どのファイルのどのセルから読み取ったか。セルから元のファイルへ移れる。";
        let first: Vec<Vec<Cell>> = entries.iter().take(2_000).map(|entry| entry.cells.clone()).collect();
        let mut page = Page::new(sheet::SOURCES, fitted(&first, &HEADINGS.map(|(_, bounds)| bounds)));
        page.landscape = true;
        begin(&mut page, source, sheet::SOURCES, lead);
        page.line(
            Role::Note,
            "※リンクは、集計の出力先と元のファイルの位置関係が変わると働かない。ZIPの中のファイルはZIPを開く。",
        );
        if linked > MOST_LINKS {
            let text = format!("※Excelが1シートに持てるリンクは{MOST_LINKS}件まで。それより下の行にはリンクがない。");
            page.line(Role::Note, &text);
        }
        if left > 0 {
            let text = format!("※{MOST_ROWS}行を超える{left}行は載せていない。csv/observations.csvにはすべてある。");
            page.line(Role::Note, &text);
        }
        page.freeze = Some((page.next() + 1, 3));
        let top = page.next() + 1;
        let (mut rows, mut cells, mut names) = (FxHashMap::default(), FxHashMap::default(), FxHashMap::default());
        for (row, entry) in (top..).zip(&entries) {
            let (_, observed) = rows.entry(entry.indicator).or_insert_with(|| (row, FxHashMap::default()));
            if let Some(at) = entry.at {
                observed.entry(at).or_insert(row);
            }
            cells.entry(entry.place.clone()).or_insert(row);
            if let Some(indicator) = source.model.indicators.get(entry.indicator) {
                let file = indicator.place.sheet.file.clone();
                let name = [file, indicator.belongs.measure_code.clone(), indicator.name.clone()];
                names.entry(name).or_insert(row);
            }
        }
        let headings = HEADINGS.map(|(heading, _)| heading.to_owned());
        let page = filled(page, &headings, entries.into_iter().map(|entry| entry.cells).collect());
        Self { page, rows, cells, names }
    }

    /// A text that leads to the row of an indicator, or of one of its observations.
    pub fn link(&self, indicator: usize, at: Option<usize>, text: String) -> Cell {
        let known = self.rows.get(&indicator);
        let row = known.map(|(first, observed)| at.and_then(|at| observed.get(&at)).unwrap_or(first));
        to_row(row.copied(), text)
    }

    /// A cell that leads to the row of the cell that a finding is about, else to that of its indicator; empty where there
    /// is none. A text of its own leads there, for one that is a link is not wrapped by every program.
    pub fn link_of(&self, finding: &Finding) -> Cell {
        let of_cell = finding.cell.and_then(|cell| self.cells.get(&finding_place(finding, cell)));
        let of_name =
            || self.names.get(&[finding.file.clone(), finding.measure_code.clone(), finding.indicator_name.clone()]);
        let row = of_cell.or_else(of_name).filter(|_| !finding.indicator_name.is_empty());
        row.map_or(Cell::word(Role::Body, ""), |row| to_row(Some(*row), sheet::SOURCES.to_owned()))
    }
}

fn finding_place(finding: &Finding, cell: CellRef) -> Place {
    let (file, sheet) = (finding.file.clone(), finding.sheet.clone());
    Place { sheet: crate::cell::SheetId { file, sheet }.into(), cell }
}

fn to_row(row: Option<u32>, text: String) -> Cell {
    let Some(row) = row else { return Cell::text(Role::Body, text) };
    let (file, cell) = (String::new(), format!("A{}", row + 1));
    let link = Link { text, file, sheet: sheet::SOURCES.to_owned(), cell };
    Cell { value: Value::Link(Box::new(link)), role: Role::Body, ..Cell::default() }
}

/// A text that leads to a file, and in it to a cell where it can be told which.
pub fn to_file(
    whereabouts: &Whereabouts,
    file: &str,
    place: Option<(&str, CellRef)>,
    role: Role,
    text: String,
) -> Cell {
    let Some(known) = whereabouts.get(file).filter(|_| !text.is_empty()) else { return Cell::text(role, text) };
    let place = place.filter(|(sheet, _)| known.has_cells && !sheet.is_empty());
    let (sheet, cell) = place.map(|(sheet, cell)| (sheet.to_owned(), cell.to_string())).unwrap_or_default();
    let link = Link { text, file: known.path.clone(), sheet, cell };
    Cell { value: Value::Link(Box::new(link)), role, ..Cell::default() }
}

fn is_link(cell: &Cell) -> bool {
    matches!(cell.value, Value::Link(_))
}

fn entries_of<'a>(source: &Source<'a>, focus: &Focus, place: usize, indicator: &'a Indicator) -> Vec<Entry<'a>> {
    let years = years(source, focus, place);
    let mut entries = vec![Entry {
        indicator: place,
        at: None,
        place: &indicator.place,
        cells: row(
            source,
            indicator,
            &Item { name: "指標名", period: String::new(), at: None },
            &indicator.place,
            [Cell::word(Role::Center, ""), Cell::word(Role::Body, ""), Cell::word(Role::Body, "")],
        )
        .into_iter()
        .map(Cell::strong)
        .collect(),
    }];
    let year = |year: Option<FiscalYear>| year.map(|year| dated(Period::year(year))).unwrap_or_default();
    let mut add = |item: Item, figure: &'a Figure| {
        let Some(cell) = figure.place.as_ref().filter(|_| figure.status != Status::Blank) else { return };
        let cells = row(source, indicator, &item, cell, read(figure));
        entries.push(Entry { indicator: place, at: item.at, place: cell, cells });
    };
    if let Some(one) = &indicator.baseline {
        add(Item { name: "基準値", period: year(one.fiscal_year), at: None }, &one.figure);
    }
    for (at, one) in
        indicator.observations.iter().enumerate().filter(|(_, one)| years.contains(&one.period.fiscal_year))
    {
        let Observation { target, actual, year_before, .. } = one;
        let period = dated(one.period);
        add(Item { name: "目標", period: period.clone(), at: Some(at) }, target);
        add(Item { name: "実績", period: period.clone(), at: Some(at) }, actual);
        if let Some(before) = year_before {
            let name = if one.period.part == Part::Year { "前年度" } else { "前年同月" };
            add(Item { name, period: format!("{period}の欄"), at: Some(at) }, before);
        }
    }
    if let Some(one) = &indicator.final_target {
        add(Item { name: "最終目標", period: year(one.fiscal_year), at: None }, &one.figure);
    }
    entries
}

/// The years of an indicator of which other pages show a number.
fn years(source: &Source, focus: &Focus, place: usize) -> FxHashSet<FiscalYear> {
    let mut years: FxHashSet<FiscalYear> = focus.before.iter().copied().chain(focus.year).collect();
    let outlook = source.outlooks.get(place);
    if let Some(year) = outlook.and_then(|one| one.year.as_ref()) {
        years.extend([year.fiscal_year, year.fiscal_year - 1]);
    }
    if let Some(term) = outlook.and_then(|one| one.term.as_ref()) {
        years.extend([term.from.0, term.last.0, term.final_year]);
    }
    years
}

/// A point in time in the era and by the western calendar: 令和6年度 (2024), 令和6年10月 (2024-10).
pub fn dated(period: Period) -> String {
    format!("{} ({period})", messages::period(period))
}

/// What was read of a cell, what stands in it, and what is to be known of that.
fn read(figure: &Figure) -> [Cell; 3] {
    let status = if figure.value.is_some() { messages::status(figure.status) } else { "" };
    let before = figure.revised_from_text.as_deref().map(|text| format!("改定前：{text}"));
    let remarks: Vec<String> =
        Some(status.to_owned()).into_iter().filter(|text| !text.is_empty()).chain(before).collect();
    [show::figure(figure), Cell::text(Role::Body, figure.text.as_str()), Cell::text(Role::Body, remarks.join("、"))]
}

fn row(source: &Source, indicator: &Indicator, item: &Item, place: &Place, read: [Cell; 3]) -> Vec<Cell> {
    let [value, text, remark] = read;
    let (file, sheet) = (place.sheet.file.as_str(), place.sheet.sheet.as_str());
    let cell = to_file(source.whereabouts, file, Some((sheet, place.cell)), Role::Center, place.cell.to_string());
    vec![
        Cell::text(Role::Body, indicator.belongs.measure_code.as_str()),
        Cell::text(Role::Body, indicator.belongs.department.as_str()),
        Cell::text(Role::Body, indicator.name.as_str()),
        Cell::word(Role::Center, item.name),
        Cell::text(Role::Body, item.period.as_str()),
        value,
        Cell::text(Role::Center, indicator.unit.as_str()),
        text,
        remark,
        Cell::text(Role::Body, file),
        Cell::text(Role::Body, sheet),
        cell,
    ]
}
