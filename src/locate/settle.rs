//! What stands under the headings settles what they leave open.

use super::column::{self, Column, Role};
use super::grid::Grid;
use super::stub;
use super::table::{self, Table, labels_a_row};
use crate::entry::Series;
use crate::lexicon::{Heading, Lexicon, Sense};
use crate::token::quantity::{self, Reading};

/// How many rows under a header are looked at.
const LOOKED_AT: u32 = 200;

/// What stands in a column below the header.
#[derive(Default)]
struct Body {
    filled: u32,
    labels: u32,
    /// Those that say 当初: labels beside others, something else in a column of its own.
    superseded: u32,
    times: u32,
}

fn body(grid: &Grid, table: &Table, col: u32, is_section: &dyn Fn(u32) -> bool) -> Body {
    let mut body = Body::default();
    for row in (table.band.bottom + 1..table.end).filter(|row| !is_section(*row)).take(LOOKED_AT as usize) {
        let Some(atom) = grid.filled(row, col).filter(|atom| atom.rect.top == row && atom.rect.left == col) else {
            continue;
        };
        body.filled += 1;
        match atom.heading.as_deref() {
            Some(heading) if heading.only_time() || marked_year(heading) => body.times += 1,
            Some(heading) if heading.series() == Some(Series::Superseded) => body.superseded += 1,
            Some(heading) if table::labels_a_row(heading) => body.labels += 1,
            _ => {}
        }
    }
    body
}

/// R8（最終）: a year with a mark.
fn marked_year(heading: &Heading) -> bool {
    heading.time.is_some_and(|time| time.year.is_some()) && heading.series().is_some_and(table::marks_years)
}

/// Lets what stands under the headings settle what they leave open.
pub fn settle_columns(grid: &Grid, lexicon: &Lexicon, table: &mut Table, is_section: &dyn Fn(u32) -> bool) {
    let bodies: Vec<Body> = table.columns.iter().map(|column| body(grid, table, column.col, is_section)).collect();
    let dated_values = table.columns.iter().any(|column| column.role == Role::Value && column.time.is_some());
    let several_names = table.columns_of(Role::Name).filter(|column| column.first).count() > 1;
    let mut group = None;
    let mut before: Option<(Role, Option<Series>, bool)> = None;
    for (column, body) in table.columns.iter_mut().zip(&bodies) {
        let head = grid.atoms.get(column.head);
        let labels = body.labels + if column.first { 0 } else { body.superseded };
        let beside = head.is_some_and(|atom| atom.rect.bottom > table.band.bottom);
        match column.role {
            // a group's label that stands beside the rows, or a name's heading with nothing under it
            Role::Name if column.first && (beside || several_names && body.filled == 0) => {
                group = group.or(column.kind);
                column.role = Role::Unknown;
            }
            // 事業費 beside the rows of a table of money
            Role::Value if beside && column.series.is_none() && column.time.is_none() => column.role = Role::Unknown,
            Role::Name | Role::RowLabel | Role::Unknown if labels * 2 > body.filled => column.role = Role::RowLabel,
            Role::Name if !column.first && body.filled == 0 => column.role = Role::Unknown,
            Role::Name if !column.first => column.role = Role::Breakdown,
            // 開始年度, 評価年度: years, but not those of the values
            Role::Unknown if column.first && head.is_some_and(|head| !head.is_blank()) => {}
            Role::RowLabel | Role::Unknown if body.times * 2 > body.filled => {
                let baseline = matches!(before, Some((Role::Value, Some(Series::Baseline), false)));
                if baseline && dated_values {
                    (column.role, column.series) = (Role::Value, Some(Series::BaselineYear));
                } else {
                    column.role = Role::RowLabel;
                }
            }
            Role::RowLabel => column.role = Role::Unknown,
            Role::Value if body.times * 2 > body.filled => {
                column.series = match column.series {
                    Some(Series::Baseline | Series::BaselineYear) => Some(Series::BaselineYear),
                    Some(Series::FinalTarget | Series::Target | Series::FinalTargetYear) => {
                        Some(Series::FinalTargetYear)
                    }
                    other => other,
                };
            }
            _ => {}
        }
        before = Some((column.role, column.series, column.time.is_some()));
    }
    // a target whose year stands in a column of its own is the final one
    let has = |table: &Table, series: Series| table.columns_of(Role::Value).any(|column| column.series == Some(series));
    if has(table, Series::FinalTargetYear) && !has(table, Series::FinalTarget) && !table.has_labels() {
        for column in
            table.columns.iter_mut().filter(|column| column.time.is_none() && column.series == Some(Series::Target))
        {
            column.series = Some(Series::FinalTarget);
        }
    }
    // R8（最終） over rows of targets and actuals only marks the year
    let kinds = |atom: &super::grid::Atom| {
        let series = atom.heading.as_deref().and_then(Heading::series);
        matches!(series, Some(Series::Target | Series::Actual))
    };
    let labels: Vec<u32> = table.columns_of(Role::RowLabel).map(|column| column.col).collect();
    let rows = table.band.bottom + 1..table.end;
    let labelled =
        rows.take(LOOKED_AT as usize).any(|row| labels.iter().any(|col| grid.filled(row, *col).is_some_and(kinds)));
    for column in table.columns.iter_mut().filter(|column| column.role == Role::Value && labelled) {
        if column.time.is_some_and(|time| time.is_year()) && column.series.is_some_and(table::marks_years) {
            column.series = None;
        }
    }
    // of two columns headed as names the later one has them: a group first, then the name
    let names: Vec<usize> = (0..table.columns.len()).filter(|at| table.columns[*at].role == Role::Name).collect();
    if let Some((_, groups)) = names.split_last() {
        for at in groups {
            table.columns[*at].role = Role::Unknown;
        }
    }
    // 実績額 is what was spent, unless nothing else is set beside the targets
    let of = |table: &Table, series: Series, money: bool| {
        table.columns_of(Role::Value).any(|column| column.series == Some(series) && column.money == money)
    };
    let listed = table.is_named() || table.column_of(Role::ActionName).is_some();
    if listed && of(table, Series::Target, false) && !of(table, Series::Actual, false) {
        let actuals = table.columns.iter_mut().filter(|column| column.series == Some(Series::Actual));
        actuals.for_each(|column| column.money = false);
    }
    names_after_marks(grid, table);
    breakdown_under_corner(grid, table);
    name_beside_unit(grid, lexicon, table, &bodies);
    stub::settle_stub(grid, lexicon, table);
    let heads = table.columns_of(Role::Name).find_map(|column| column.kind);
    table.kind = group.or(heads);
}

/// Under one heading for both, names stand behind the letters or numbers that count them: サ, ①, 1.
fn names_after_marks(grid: &Grid, table: &mut Table) {
    let Some(at) = table.columns.iter().position(|column| column.role == Role::Name && column.first) else { return };
    let Some([marks, names]) = table.columns.get(at..at + 2) else { return };
    let valued = |row: &u32| table.columns_of(Role::Value).any(|column| grid.filled(*row, column.col).is_some());
    let texts = |column: &Column| {
        let rows = table.band.bottom + 1..table.end.min(table.band.bottom + LOOKED_AT);
        rows.filter(valued)
            .filter_map(|row| grid.filled(row, column.col).filter(|atom| atom.rect.top == row))
            .collect::<Vec<_>>()
    };
    let is_mark = |atom: &&super::grid::Atom| atom.raw.text.trim().chars().count() <= 2;
    let (before, behind) = (texts(marks), texts(names));
    let marked = before.iter().filter(|atom| is_mark(atom)).count();
    let counted = marked * 2 > before.len() && before.len() <= behind.len();
    let unnamed = behind.iter().filter(|atom| is_mark(atom)).count();
    if names.role == Role::Breakdown && counted && unnamed * 2 < behind.len() {
        table.columns[at].role = Role::Unknown;
        table.columns[at + 1].role = Role::Name;
        table.columns[at + 1].first = true;
    }
}

/// 内訳 beside the names, where one name stands for rows that it tells apart and every column says what kind of value it
/// holds, or which year it is of and the heading that its rows are parts.
fn breakdown_under_corner(grid: &Grid, table: &mut Table) {
    let Some(name) = table.columns.iter().position(|column| column.role == Role::Name) else { return };
    let Some(corner) = table.columns.get(name + 1).filter(|column| column.role == Role::Unknown && column.first) else {
        return;
    };
    let headed = grid.atoms.get(corner.head).and_then(|atom| atom.heading.as_deref());
    let parts = grid.atoms.get(corner.head).is_some_and(|head| head.key.starts_with("内訳"));
    let kinds = table.columns_of(Role::Value).all(|column| column.series.is_some() || parts && column.time.is_some());
    let known = table.column_of(Role::Breakdown).is_some() || table.has_labels();
    if known || !kinds || !headed.is_some_and(|heading| heading.has(Sense::Stub)) {
        return;
    }
    let col = table.columns[name].col;
    let rows = table.band.bottom + 1..table.end.min(table.band.bottom + LOOKED_AT);
    let part = |row: u32| grid.filled(row, corner.col).filter(|part| part.is_text() && part.heading.is_none());
    let shared = |row: u32| {
        let goes_on = |name: &super::grid::Atom| name.rect.top < row && name.rect.top > table.band.bottom;
        let before = part(row - 1).filter(|_| grid.at(row, col).is_none_or(goes_on));
        before.zip(part(row)).is_some_and(|(before, part)| before.key != part.key)
    };
    if rows.into_iter().any(shared) {
        table.columns[name + 1].role = Role::Breakdown;
    }
}

/// Where no heading is known to head names, the texts right before the units are the names, if targets or actuals follow
/// and they are no items of money; without units, those under 項目. 重点目標 heads them too, where nothing but words stands under it.
fn name_beside_unit(grid: &Grid, lexicon: &Lexicon, table: &mut Table, bodies: &[Body]) {
    let known = |column: &Column| matches!(column.role, Role::Name | Role::ActionName | Role::Level(_));
    let wanted = |column: &Column| {
        column.role == Role::Value
            && matches!(column.series, Some(Series::Target | Series::Actual | Series::FinalTarget))
    };
    let valued = table.columns.iter().any(wanted) || table.has_labels();
    if !valued || table.columns.iter().any(known) {
        return;
    }
    let unit = table.columns.iter().position(|column| column.role == Role::Fact(crate::entry::Fact::Unit));
    let first_value = || table.columns.iter().position(|column| column.role == Role::Value);
    let Some(end) = unit.or_else(first_value) else { return };
    let free = (0..end).rev().find(|at| {
        let column = &table.columns[*at];
        let items = grid.atoms.get(column.head).is_some_and(|head| head.key.starts_with("項目"));
        if unit.is_none() && !items {
            return false;
        }
        let headed = grid.atoms.get(column.head).filter(|head| !head.is_blank()).is_some_and(|head| {
            head.heading.as_deref().is_none_or(|heading| heading.senses == [Sense::Stub] && heading.time.is_none())
        });
        let words = column.series == Some(Series::Target)
            && column.time.is_none()
            && only_words(grid, lexicon, table, column.col);
        (words || column.role == Role::Unknown && headed)
            && column.first
            && bodies.get(*at).is_some_and(|body| body.filled > 0)
    });
    let Some(at) = free else { return };
    let col = table.columns[at].col;
    let rows = table.band.bottom + 1..table.end.min(table.band.bottom + LOOKED_AT);
    let item =
        |row: u32| grid.heading(row, col).is_some_and(|heading| column::is_money(heading) || labels_a_row(heading));
    if !rows.into_iter().any(item) {
        table.columns[at].role = Role::Name;
    }
}

/// Whether a column holds words and neither numbers nor marks that there is no value.
fn only_words(grid: &Grid, lexicon: &Lexicon, table: &Table, col: u32) -> bool {
    let rows = table.band.bottom + 1..table.end.min(table.band.bottom + LOOKED_AT);
    let mut atoms = rows.filter_map(|row| grid.filled(row, col));
    atoms.all(|atom| matches!(quantity::read(atom.raw, lexicon), Reading::Words(None)))
}
