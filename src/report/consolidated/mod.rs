//! 総括表.xlsx: staff's workbook, from what was read down to the data behind it.

mod behind;
mod changes;
mod corrections;
mod data;
mod findings;
mod indicators;
mod kept;
mod legend;
mod list;
mod outlook;
mod overview;
mod sources;
mod submissions;
mod summary;

use super::{Source, breakdown};
pub use findings::tone;

use super::focus::Focus;
use super::order::Order;
use super::rollup;
use super::summary::Figures;
use crate::messages::{self, file, reckoned};
use crate::page::{Book, Page, Role, Sheet};
use crate::table::Table;
use std::sync::Arc;

/// The workbook.
pub fn book<'a>(
    source: &Source,
    focus: &Focus,
    figures: &Figures,
    order: &Order,
    tables: &[Arc<Table<'a>>],
) -> Book<'a> {
    let title = title(source, "総括表");
    let mut measures = summary::page(source, focus, figures);
    rollup::section(&mut measures, source, focus, order);
    let sources = sources::Sources::of(source, focus, order);
    let (list, counted) = list::page(source, focus, order, &sources);
    let mut pages = vec![overview::page(source, focus, figures, counted.as_ref()), measures];
    let titled = |name: &str| self::title(source, name);
    pages.extend(breakdown::pages(figures, titled, Some(reckoned::AS_OF_RUN)));
    pages.extend(breakdown::action_pages(figures, source.setup().minus, titled));
    pages.extend([list, behind::page(source, focus, order, &sources)]);
    pages.push(corrections::page(source));
    pages.extend(outlook::pages(source, order, &sources));
    pages.extend([changes::page(source, &sources), findings::findings(source, &sources)]);
    pages.extend([submissions::page(source, tables), sources.page, legend::page(source)]);
    for page in &mut pages {
        page.running_head.clone_from(&title);
    }
    let sheets = pages.into_iter().map(Sheet::Page).chain(data::sheets(tables)).collect();
    Book { file_name: file::CONSOLIDATED.to_owned(), title, sheets, setup: source.setup() }
}

/// A title with the body and the period it is of.
pub fn title(source: &Source, name: &str) -> String {
    let period = source.run.period.map(|period| format!("{}　", messages::period(period))).unwrap_or_default();
    let body = if source.model.body.is_empty() { String::new() } else { format!("{}　", source.model.body) };
    format!("{body}{period}{name}")
}

/// Begins a page: its title, and the one line that says what it is.
fn begin(page: &mut Page, source: &Source, name: &str, lead: &str) {
    page.line(Role::Title, &title(source, name));
    if !lead.is_empty() {
        page.line(Role::Note, lead);
    }
}
