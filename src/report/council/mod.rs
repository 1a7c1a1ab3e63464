//! 議会報告.xlsx: print-ready, values only: no paths, no names of staff, no cell addresses, no notes meant for inside.

mod behind;
mod cover;
mod groups;
pub mod list;
mod notes;
mod pictures;
mod total;

use super::breakdown::About;
use super::focus::Focus;
use super::judging::Judging;
use super::order::Order;
use super::rollup;
use super::summary::Figures;
use super::{Source, breakdown};
use crate::messages::council::{TITLE, TO_CONTENTS};
use crate::messages::{UNCONFIRMED, file, sheet};
use crate::model::{Indicator, Model};
use crate::page::{Book, Cell, Page, Paper, Role, Setup, Sheet};
use crate::period::wareki;
use crate::table::{Link, Value};
use notes::Notes;
use rustc_hash::FxHashSet;

/// The indicators that the council is shown, their places in the model: all but those that the register keeps inside.
pub fn indicators(model: &Model) -> Vec<usize> {
    let shown = |indicator: &Indicator| indicator.registered.as_ref().is_none_or(|entry| entry.released);
    let all = model.indicators.iter().enumerate();
    all.filter(|(_, indicator)| shown(indicator)).map(|(place, _)| place).collect()
}

/// How many indicators the council is not shown in any place, each counted once.
fn left_out(model: &Model, places: &[usize]) -> usize {
    let id = |indicator: &'_ Indicator| indicator.id.clone();
    let shown: FxHashSet<String> = places.iter().filter_map(|place| model.indicators.get(*place)).map(id).collect();
    model.indicators.iter().map(id).filter(|id| !shown.contains(id)).collect::<FxHashSet<_>>().len()
}

/// What every page of the book needs to know of the others.
pub struct Setting {
    /// 【未確定】, until the period is confirmed.
    mark: &'static str,
    /// The year reported on, with the space after it.
    year: String,
    /// The paper of wide tables.
    paper: Paper,
    /// The numbered notes.
    notes: Notes,
}

impl Setting {
    /// The title of a page, with the notes that it refers to.
    fn title(&self, name: &str, about: &[About]) -> String {
        format!("{}{}{name}{}", self.mark, self.year, self.notes.refer(about))
    }
}

/// The workbook, of the indicators at these places and their figures.
pub fn book<'a>(source: &Source, focus: &Focus, figures: &Figures, order: &Order, places: &[usize]) -> Book<'a> {
    let council = source.council();
    let shown: Vec<&Indicator> = places.iter().filter_map(|place| source.model.indicators.get(*place)).collect();
    let judging = Judging::over(source, &shown);
    let counted = if figures.all.total.indicators > 0 || figures.actions.is_empty() {
        breakdown::notes(figures, focus)
    } else {
        Vec::new()
    };
    let setting = Setting {
        mark: if council.confirms(source.run.period) { "" } else { UNCONFIRMED },
        year: focus.year.map(|year| format!("{}　", wareki(year))).unwrap_or_default(),
        paper: council.paper,
        notes: Notes::of(counted, left_out(source.model, places), &judging),
    };
    let mut measures = total::by_measure(figures, &setting);
    rollup::section(&mut measures, source, focus, order);
    let (whole, numbers) = total::page(focus, figures, &judging, &setting);
    let mut pages = vec![whole, measures];
    pages.extend(breakdown::pages(figures, |name| setting.title(name, &[About::Counts, About::Shares]), None));
    pages.push(list::page(source, focus, order, places, &setting));
    if figures.all.total.indicators > 0 {
        pages.push(behind::page(source, focus, order, places, &setting));
    }
    pages.push(setting.notes.page(&setting.title(sheet::NOTES, &[])));
    pages.push(notes::terms(&judging, focus, &setting.title(sheet::TERMS, &[])));
    pages.extend(numbers);
    let contents = cover::contents(&setting, &pages);
    pages.iter_mut().for_each(lead_back);
    pages.splice(0..0, [cover::page(source, &council, &setting), contents]);
    let title = title(source, &setting);
    for page in &mut pages {
        page.running_head.clone_from(&title);
    }
    let setup = Setup { paper: council.paper, minus: council.minus };
    Book { file_name: file::COUNCIL.to_owned(), title, sheets: pages.into_iter().map(Sheet::Page).collect(), setup }
}

fn title(source: &Source, setting: &Setting) -> String {
    let body = if source.model.body.is_empty() { String::new() } else { format!("{}　", source.model.body) };
    format!("{}{body}{}{TITLE}", setting.mark, setting.year)
}

/// Puts a link to the contents beside the title of a page, outside what is printed.
fn lead_back(page: &mut Page) {
    let column = page.printed.unwrap_or(page.widths.len());
    page.printed = Some(column);
    page.widths.truncate(column);
    page.widths.push(10.0);
    let Some(row) = page.rows.first_mut() else { return };
    row.cells.resize_with(column, Cell::default);
    row.cells.push(leading(TO_CONTENTS, sheet::CONTENTS, Role::Plain));
}

/// A cell that leads to the beginning of another sheet.
fn leading(text: &str, name: &str, role: Role) -> Cell {
    let link = Link { text: text.to_owned(), file: String::new(), sheet: name.to_owned(), cell: "A1".to_owned() };
    Cell { value: Value::Link(Box::new(link)), role, ..Cell::default() }
}
