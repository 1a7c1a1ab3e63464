//! 未達成と今後の対応: every indicator that is not achieved, with what the sheet of its measure gives as cause, as what is
//! left to do and as what comes next, whole.

use super::super::focus::{self, Chosen, Focus};
use super::super::order::Order;
use super::super::{Source, show};
use super::groups::groups;
use super::{About, Setting, list};
use crate::messages::council::{GOES_ON, NOT_GIVEN, NOTHING_BEHIND, SAME};
use crate::messages::sheet;
use crate::model::{Indicator, NarrativeKind};
use crate::page::{Cell, Page, Paper, Role, fitted, in_pieces};
use crate::period::{FiscalYear, wareki_short};
use rustc_hash::FxHashMap;

/// What is told of an indicator that is not achieved, in the order of the columns.
const KINDS: [NarrativeKind; 3] = [NarrativeKind::Reason, NarrativeKind::Issue, NarrativeKind::Direction];
/// The most lines of a row: what is longer goes on in the next, so that no row is higher than a page.
const MOST_LINES: usize = 16;
/// The width of a column of text on A4.
const TEXT: f64 = 27.0;

/// The page.
pub fn page(source: &Source, focus: &Focus, order: &Order, places: &[usize], setting: &Setting) -> Page {
    let wide = if setting.paper == Paper::A3 { 1.5 } else { 1.0 };
    let missed: Vec<usize> = places.iter().copied().filter(|place| missed(source, focus, *place).is_some()).collect();
    let told = told(source, focus, order);
    let groups: Vec<(String, Vec<Vec<Cell>>)> = groups(source.model, order, &missed)
        .into_iter()
        .map(|group| (group.name, rows(source, focus, order, &told, &group.places, TEXT * wide)))
        .collect();
    let all: Vec<Vec<Cell>> = groups.iter().flat_map(|(_, rows)| rows.iter().cloned()).collect();
    let text = (TEXT * wide, TEXT * wide);
    let bounds = [
        (7.0, 9.0),
        (12.0, 18.0 * wide),
        (16.0, 22.0 * wide),
        (5.0, 9.0),
        (8.0, 13.0),
        (8.0, 13.0),
        (8.0, 8.0),
        (8.0, 9.0),
        text,
        text,
        text,
    ];
    let mut page = Page::new(sheet::COUNCIL_BEHIND, fitted(&all, &bounds));
    page.landscape = true;
    page.line(Role::Title, &setting.title(sheet::COUNCIL_BEHIND, &[About::Behind]));
    if all.is_empty() {
        page.line(Role::Plain, NOTHING_BEHIND);
        return page;
    }
    page.repeat = Some((page.next(), page.next()));
    page.freeze = Some((page.next() + 1, 3));
    let year = focus.year.map(wareki_short).unwrap_or_default();
    let values = ["目標", "実績", "達成率\n（％）", "判定"].map(|name| format!("{year}\n{name}"));
    let names = ["番号", "施策名", "指標名", "単位"].map(str::to_owned).into_iter().chain(values);
    let names: Vec<String> = names.chain(["要因", "課題", "今後の対応"].map(str::to_owned)).collect();
    page.headings(&names.iter().map(String::as_str).collect::<Vec<_>>());
    for (name, rows) in groups {
        if !name.is_empty() {
            page.line(Role::Section, &name);
        }
        rows.into_iter().for_each(|row| page.row(row));
    }
    page
}

/// The rows of indicators that stand together; where the same measure goes on, its texts are not told again.
fn rows(source: &Source, focus: &Focus, order: &Order, told: &Told, places: &[usize], width: f64) -> Vec<Vec<Cell>> {
    let mut rows = Vec::new();
    let mut above = None;
    for place in places {
        let Some(indicator) = source.model.indicators.get(*place) else { continue };
        let measure = order.find(&indicator.belongs);
        let same = measure.is_some() && measure == above;
        above = measure;
        let texts = KINDS.map(|kind| measure.and_then(|at| told.get(&(at, kind))).map(|texts| texts.join("\n")));
        let pieces: Vec<Vec<String>> = texts
            .iter()
            .map(|text| match text {
                None => vec![NOT_GIVEN.to_owned()],
                Some(_) if same => vec![SAME.to_owned()],
                Some(text) => in_pieces(text, (width - 1.0) as usize, MOST_LINES),
            })
            .collect();
        let many = pieces.iter().map(Vec::len).max().unwrap_or_default();
        for row in 0..many {
            let mut cells = values(source, focus, *place, indicator);
            if row > 0 {
                let name = Cell::text(Role::Body, format!("{}{GOES_ON}", indicator.name));
                cells = cells.iter().map(|_| Cell::word(Role::Body, "")).collect();
                cells.splice(2..3, [name]);
            }
            let piece = |pieces: &Vec<String>| pieces.get(row).cloned().unwrap_or_default();
            cells.extend(pieces.iter().map(|pieces| Cell::text(Role::Body, piece(pieces))));
            rows.push(cells);
        }
    }
    rows
}

/// What stands for an indicator that is not achieved.
fn missed<'a>(source: &Source<'a>, focus: &Focus, place: usize) -> Option<Chosen<'a>> {
    let chosen = focus::chosen(source, place, focus.year?)?;
    (chosen.judgement?.achieved == Some(false)).then_some(chosen)
}

fn values(source: &Source, focus: &Focus, place: usize, indicator: &Indicator) -> Vec<Cell> {
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
        let Some(measure) = order.find(&one.belongs).filter(|_| !one.text.trim().is_empty()) else { continue };
        let (texts, text) = (told.entry((measure, one.kind)).or_default(), one.text.trim());
        if !texts.contains(&text) {
            texts.push(text);
        }
    }
    told
}
