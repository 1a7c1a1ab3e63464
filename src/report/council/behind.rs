//! 未達成と今後の対応: every indicator that is not achieved, with what the sheet of its measure gives as cause, as what is
//! left to do and as what comes next, whole.

use super::super::focus::{self, Chosen, Focus};
use super::super::order::Order;
use super::super::{Source, show};
use super::groups::groups;
use super::{Setting, list};
use crate::messages::council::{GOES_ON, NOT_GIVEN, NOTHING_BEHIND, SAME};
use crate::messages::sheet;
use crate::model::{Indicator, NarrativeKind};
use crate::page::{Cell, Page, Paper, Role, in_pieces};
use crate::period::{FiscalYear, wareki_short};
use rustc_hash::FxHashMap;

/// What is told of an indicator that is not achieved, in the order of the columns.
const KINDS: [NarrativeKind; 3] = [NarrativeKind::Reason, NarrativeKind::Issue, NarrativeKind::Direction];
/// The most lines of a row: what is longer goes on in the next, so that no row is higher than a page.
const MOST_LINES: usize = 16;

/// The page.
pub fn page(source: &Source, focus: &Focus, order: &Order, places: &[usize], setting: &Setting) -> Page {
    let wide = if setting.paper == Paper::A3 { 1.5 } else { 1.0 };
    let text = 25.0 * wide;
    let mut widths = vec![8.0, 18.0 * wide, 22.0 * wide, 7.0, 11.0, 11.0, 8.5, 9.0];
    let first = widths.len();
    widths.extend([text; KINDS.len()]);
    let mut page = Page::new(sheet::COUNCIL_BEHIND, widths);
    page.landscape = true;
    page.line(Role::Title, &setting.title(sheet::COUNCIL_BEHIND, &[super::About::Behind]));
    let year = focus.year.map(wareki_short).unwrap_or_default();
    let missed: Vec<usize> = places.iter().copied().filter(|place| missed(source, focus, *place).is_some()).collect();
    if missed.is_empty() {
        page.line(Role::Plain, NOTHING_BEHIND);
        return page;
    }
    page.repeat = Some((page.next(), page.next()));
    page.freeze = Some((page.next() + 1, 3));
    let values = ["目標", "実績", "達成率\n（％）", "判定"].map(|name| format!("{year}\n{name}"));
    let names = ["番号", "施策名", "指標名", "単位"].map(str::to_owned).into_iter().chain(values);
    let names: Vec<String> = names.chain(["要因", "課題", "今後の対応"].map(str::to_owned)).collect();
    page.headings(&names.iter().map(String::as_str).collect::<Vec<_>>());
    let told = told(source, focus, order);
    for group in groups(source.model, order, &missed) {
        if !group.name.is_empty() {
            page.line(Role::Section, &group.name);
        }
        let mut above = None;
        for place in group.places {
            let Some(indicator) = source.model.indicators.get(place) else { continue };
            let measure = order.find(&indicator.belongs);
            let same = measure.is_some() && measure == above;
            above = measure;
            let texts = KINDS.map(|kind| {
                measure.and_then(|at| told.get(&(at, kind))).map_or(String::new(), |texts| texts.join("\n"))
            });
            let pieces: Vec<Vec<String>> =
                texts.iter().map(|text| in_pieces(text, text_room(text_width(&page, first)), MOST_LINES)).collect();
            let rows = if same { 1 } else { pieces.iter().map(Vec::len).max().unwrap_or(1).max(1) };
            for row in 0..rows {
                let mut cells = if row == 0 {
                    values_of(source, focus, place, indicator)
                } else {
                    let mut cells = vec![Cell::word(Role::Body, ""); first];
                    if let Some(name) = cells.get_mut(2) {
                        *name = Cell::text(Role::Body, format!("{}{GOES_ON}", indicator.name));
                    }
                    cells
                };
                cells.extend(pieces.iter().zip(&texts).map(|(pieces, text)| {
                    let said = match (row, text.is_empty()) {
                        (0, true) => NOT_GIVEN,
                        (0, false) if same => SAME,
                        (row, _) => pieces.get(row).map_or("", String::as_str),
                    };
                    Cell::text(Role::Body, said)
                }));
                page.row(cells);
            }
        }
    }
    page
}

fn text_width(page: &Page, first: usize) -> f64 {
    page.widths.get(first).copied().unwrap_or_default()
}

/// Half-width characters that a line of a column holds for certain.
fn text_room(width: f64) -> usize {
    (width - 1.0).max(4.0) as usize
}

/// What stands for an indicator that is not achieved.
fn missed<'a>(source: &Source<'a>, focus: &Focus, place: usize) -> Option<Chosen<'a>> {
    let chosen = focus::chosen(source, place, focus.year?)?;
    (chosen.judgement?.achieved == Some(false)).then_some(chosen)
}

fn values_of(source: &Source, focus: &Focus, place: usize, indicator: &Indicator) -> Vec<Cell> {
    let chosen = missed(source, focus, place);
    vec![
        Cell::text(Role::Body, indicator.belongs.measure_code.as_str()),
        Cell::text(Role::Body, indicator.belongs.measure_name.as_str()),
        Cell::text(Role::Body, indicator.name.as_str()),
        Cell::text(Role::Center, indicator.unit.as_str()),
        list::optional(chosen.map(|chosen| &chosen.observation.target)),
        list::optional(chosen.map(|chosen| &chosen.observation.actual)),
        list::rate(chosen.as_ref()),
        show::judgement(chosen.as_ref()),
    ]
}

/// What sheets say, by the place of the measure and what it is about.
type Told<'a> = FxHashMap<(usize, NarrativeKind), Vec<&'a str>>;

/// All that the sheets say for the year reported on, or for no year in particular, each text of a measure once.
fn told<'a>(source: &Source<'a>, focus: &Focus, order: &Order) -> Told<'a> {
    let mut told = Told::default();
    let of_year = |year: Option<FiscalYear>| year.is_none_or(|year| Some(year) == focus.year);
    for one in source.model.narratives.iter().filter(|one| KINDS.contains(&one.kind) && of_year(one.fiscal_year)) {
        let Some(measure) = order.find(&one.belongs) else { continue };
        let (texts, text) = (told.entry((measure, one.kind)).or_default(), one.text.trim());
        if !text.is_empty() && !texts.contains(&text) {
            texts.push(text);
        }
    }
    told
}
