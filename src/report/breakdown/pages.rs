//! Pages that both workbooks have: by department, by 視点, costs; and listed actions.

use super::super::show;
use super::super::summary::{Breakdown, Counts, Figures, Matrix};
use super::{actions, breakdown, costs::costs, layer, named};
use crate::messages::sheet;
use crate::page::{Cell, Minus, Page, Role};
use crate::period::wareki;

/// Widths of the columns of a table of counts.
const WIDTHS: [f64; 8] = [36.0, 10.0, 10.0, 10.0, 10.0, 10.0, 10.0, 10.0];
/// How many 柱 stand side by side.
const PILLARS: usize = 8;

/// The pages that say something; `title` makes the title of each from its name.
pub fn pages(figures: &Figures, title: impl Fn(&str) -> String) -> Vec<Page> {
    let begin = |name: &str, widths: Vec<f64>| {
        let mut page = Page::new(name, widths);
        page.line(Role::Title, &title(name));
        page
    };
    let mut pages = Vec::new();
    if !figures.all.matrix.viewpoints.0.is_empty() {
        let mut page = begin(sheet::VIEWPOINTS, [22.0, 16.0].into_iter().chain([12.0; PILLARS + 1]).collect());
        viewpoints(&mut page, figures);
        pages.push(page);
    }
    if figures.all.departments.0.len() > 1 {
        let mut page = begin(sheet::DEPARTMENTS, WIDTHS.to_vec());
        departments(&mut page, figures);
        pages.push(page);
    }
    if let Some(sums) = &figures.costs {
        let mut page = begin(sheet::COSTS, vec![36.0, 8.0, 10.0, 14.0, 10.0, 14.0, 10.0, 10.0]);
        page.blank();
        page.line(Role::Section, &format!("{}の予算と決算", wareki(sums.year)));
        costs(&mut page, sums);
        pages.push(page);
    }
    pages
}

/// Listed actions on a page of their own.
pub fn action_pages(figures: &Figures, minus: Minus, title: impl Fn(&str) -> String) -> Option<Page> {
    if figures.actions.is_empty() {
        return None;
    }
    let mut page = Page::new(sheet::ACTIONS, WIDTHS.to_vec());
    page.line(Role::Title, &title(sheet::ACTIONS));
    for list in &figures.actions {
        page.blank();
        page.line(Role::Plain, &actions::sentence(list, minus));
        page.blank();
        actions::actions(&mut page, list);
    }
    Some(page)
}

fn departments(page: &mut Page, figures: &Figures) {
    for (name, part) in figures.parts() {
        page.blank();
        if !figures.layers.is_empty() {
            page.line(Role::Section, layer(name));
        }
        let Breakdown(departments) = &part.departments;
        let label =
            |name: &str| if name.is_empty() { "（部署の記載なし）".to_owned() } else { name.to_owned() };
        let rows: Vec<(String, &Counts)> =
            departments.iter().map(|(department, counts)| (label(department), counts)).collect();
        breakdown(page, "部署", &rows, Some(&part.total));
        let sum: usize = departments.iter().map(|(_, counts)| counts.indicators).sum();
        if sum > part.total.indicators {
            page.line(Role::Note, "※複数の部署に再掲する指標は、部署ごとに数え、合計では1件に数えている。");
        }
    }
    page.line(Role::Note, "※割合の分母は、判定した指標の数（達成と未達成の計）である。");
}

/// For each 視点 rows of counts, a column for each 柱.
fn viewpoints(page: &mut Page, figures: &Figures) {
    page.landscape = true;
    let parts = figures.parts();
    let shown = parts.iter().filter(|(_, part)| part.matrix.total.indicators > 0);
    for (name, part) in shown {
        let matrix = &part.matrix;
        page.blank();
        if !figures.layers.is_empty() {
            page.line(Role::Section, layer(name));
        }
        let chunks = matrix.pillars.len().div_ceil(PILLARS).max(1);
        for chunk in 0..chunks {
            table(page, matrix, chunk * PILLARS, chunk + 1 == chunks);
            page.blank();
        }
        if matrix.several > 0 {
            page.line(
                Role::Note,
                &format!(
                    "※複数の視点にわたる指標{}件は、それぞれの視点に数え、計（実数）では1件に数えている。",
                    matrix.several
                ),
            );
        }
        if matrix.without > 0 {
            page.line(Role::Note, &format!("※視点の記載がない指標{}件は、この表に含まない。", matrix.without));
        }
    }
    page.line(Role::Note, "※割合の分母は、判定した指標の数（達成と未達成の計）である。");
}

fn table(page: &mut Page, matrix: &Matrix, first: usize, last: bool) {
    let pillars: Vec<usize> = (first..matrix.pillars.len().min(first + PILLARS)).collect();
    let mut headings = vec!["視点".to_owned(), "区分".to_owned()];
    headings.extend(pillars.iter().filter_map(|at| matrix.pillars.get(*at)).map(|(pillar, _)| named(*pillar)));
    headings.extend(last.then(|| "計".to_owned()));
    page.headings(&headings.iter().map(String::as_str).collect::<Vec<_>>());
    for (at, (viewpoint, sum)) in matrix.viewpoints.0.iter().enumerate() {
        let cells: Vec<Counts> = pillars.iter().map(|pillar| matrix.cell(at, *pillar)).collect();
        rows(page, viewpoint, cells.iter().chain(last.then_some(sum)), false);
    }
    let columns = pillars.iter().filter_map(|at| matrix.pillars.get(*at)).map(|(_, counts)| counts);
    rows(page, "計（実数）", columns.chain(last.then_some(&matrix.total)), true);
}

/// What a row of a 視点 shows of counts.
type Shown = fn(&Counts) -> Cell;

fn rows<'c>(page: &mut Page, name: &str, counts: impl Iterator<Item = &'c Counts> + Clone, strong: bool) {
    let lines: [(&str, Shown); 4] = [
        ("指標数", |counts| Cell::count(counts.indicators)),
        ("判定した指標数", |counts| Cell::count(counts.judged())),
        ("達成件数", |counts| Cell::count(counts.achieved)),
        ("達成割合(%)", |counts| show::share(counts.achieved, counts.judged())),
    ];
    for (place, (label, shown)) in lines.into_iter().enumerate() {
        let name = if place == 0 { name } else { "" };
        let row = [Cell::text(Role::Body, name), Cell::word(Role::Body, label)];
        let row = row.into_iter().chain(counts.clone().map(shown));
        page.row(row.map(|cell| if strong { cell.strong() } else { cell }).collect());
    }
}
