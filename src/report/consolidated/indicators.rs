//! What the pages of indicators share: their order, their frame, and where the numbers of an indicator stand.

use super::super::Source;
use super::super::focus::Chosen;
use super::super::order::Order;
use super::begin;
use super::sources::Sources;
use crate::cell::Place;
use crate::model::Indicator;
use crate::page::{Cell, Page};

/// The widest 出所 gets: it is not printed, and one that wraps would make every row two lines high on paper.
pub const ORIGIN: f64 = 110.0;

/// The indicators and their places, in the order of the plan tree.
pub fn in_order<'a>(source: &Source<'a>, order: &Order) -> impl Iterator<Item = (usize, &'a Indicator)> {
    let model = source.model;
    order.indicators(model).into_iter().filter_map(|place| Some((place, model.indicators.get(place)?)))
}

/// A page of indicators before its table: its title, its lead, how many columns stay in view.
pub fn begun(source: &Source, name: &str, lead: &str, widths: Vec<f64>, frozen: u16) -> Page {
    let mut page = Page::new(name, widths);
    page.landscape = true;
    // 出所 serves on the screen.
    page.printed = Some(page.widths.len() - 1);
    begin(&mut page, source, name, lead);
    page.freeze = Some((page.next() + 1, frozen));
    page
}

/// The headings, repeated and filtered, and the rows under them.
pub fn filled(mut page: Page, headings: &[String], rows: Vec<Vec<Cell>>) -> Page {
    let first = page.next();
    page.repeat = Some((first, first));
    page.headings(&headings.iter().map(String::as_str).collect::<Vec<_>>());
    for row in rows {
        page.row(row);
    }
    let last_column = u16::try_from(headings.len().saturating_sub(1)).unwrap_or(u16::MAX);
    if page.next() > first + 1 {
        page.filter = Some((first, page.next() - 1, last_column));
    }
    page
}

/// Where target and actual stand, as a link to their row in 出典.
pub fn origin(sources: &Sources, place: usize, indicator: &Indicator, chosen: Option<&Chosen>) -> Cell {
    let places = chosen.map(|chosen| (&chosen.observation.target.place, &chosen.observation.actual.place));
    let text = match places {
        Some((Some(target), Some(actual))) if target.sheet == actual.sheet => {
            format!("{target}（目標）・{}（実績）", actual.cell)
        }
        Some((Some(target), Some(actual))) => format!("{target}（目標）・{actual}（実績）"),
        Some((Some(target), None)) => format!("{target}（目標）"),
        Some((None, Some(actual))) => format!("{actual}（実績）"),
        _ => Place::to_string(&indicator.place),
    };
    sources.link(place, chosen.map(|chosen| chosen.at), text)
}
