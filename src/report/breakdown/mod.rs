//! Tables of counts as pages show them: by layer, kind, field, department and 視点; against the year before; by mark.

mod actions;
mod comparison;
mod costs;
mod distribution;
mod notes;
mod pages;

pub use actions::{actions, sentence as actions_in_words};
pub use comparison::comparison;
pub use distribution::{distribution, marks};
pub use notes::{About, Note, notes};
pub use pages::{action_pages, pages};

use super::show;
use super::summary::Counts;
use crate::page::{Cell, Page, Role};

/// More fields than this are no overview; the page with the whole tree lists them all.
pub const MOST_FIELDS: usize = 15;

/// A table of counts: its headings, a row for each label, and the sum where there is one.
pub fn breakdown(page: &mut Page, heading: &str, rows: &[(String, &Counts)], total: Option<&Counts>) {
    headings(page, &[heading]);
    for (label, counts) in rows {
        page.row([Cell::text(Role::Body, label.trim())].into_iter().chain(show::counts(counts)).collect());
    }
    if let Some(counts) = total {
        sum(page, counts, 0);
    }
}

/// The headings of a table of counts.
pub fn headings(page: &mut Page, names: &[&str]) {
    page.headings(&names.iter().copied().chain(show::COUNTS).collect::<Vec<_>>());
}

/// The last row, after so many empty cells.
pub fn sum(page: &mut Page, counts: &Counts, empty: usize) {
    let before = std::iter::repeat_n(Cell::word(Role::Body, ""), empty);
    let named = before.chain([Cell::word(Role::Body, "合計")]);
    page.row(named.chain(show::counts(counts)).map(Cell::strong).collect());
}

/// A layer as the pages call it.
pub fn layer(name: &str) -> &str {
    if name.is_empty() { "階層の記載なし" } else { name }
}

/// A measure in one cell: its code and its name.
pub fn named((code, name): (&str, &str)) -> String {
    let name = if code.is_empty() && name.is_empty() { crate::messages::NO_MEASURE } else { name };
    format!("{code}　{name}").trim().to_owned()
}
