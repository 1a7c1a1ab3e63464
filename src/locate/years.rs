//! Which years a sheet is about, and near which its era-less years lie.

use super::grid::Grid;
use super::scope::{LONGEST_SECTION, Scope};
use crate::period::FiscalYear;
use crate::token::text::key;
use crate::token::time::{self, Time};
use rustc_hash::FxHashMap;
use std::borrow::Cow;
use std::cell::RefCell;
use std::rc::Rc;

/// The one year that a text names.
pub fn single_year(key: &str, near: Option<i32>) -> Option<Time> {
    let mut times =
        time::all_in(key).into_iter().filter(|(time, ..)| time.until.is_none() && !time.as_of).map(|(time, ..)| time);
    let first = times.next()?;
    times.all(|time| time.fiscal_year(near) == first.fiscal_year(near)).then_some(first)
}

/// A year that the sheet names with its era, nearest to the top; era-less years lie near it.
pub fn near(grid: &Grid, names: &[&str]) -> Option<i32> {
    let texts = grid.atoms.iter().filter(|atom| atom.is_text() && atom.raw.text.len() <= LONGEST_SECTION);
    let written = texts.flat_map(|atom| time::all_in(&atom.key)).map(|(time, ..)| time);
    let dates = grid.atoms.iter().filter_map(|atom| match atom.raw.content {
        crate::sheet::Content::Date(date) => Some(i32::from(date.year())),
        _ => None,
    });
    let named = names.iter().flat_map(|name| time::all_in(&key(name))).map(|(time, ..)| time);
    written.chain(named).find_map(|time| time.western(None)).or_else(|| dates.into_iter().next())
}

/// The fiscal year that a field of the sheet says it is about.
pub fn field(grid: &Grid, scope: &Scope) -> Option<FiscalYear> {
    scope.corners().find_map(|field| {
        let label = &grid.atoms.get(field.label)?.key;
        let value = grid.atoms.get(field.value?)?;
        let about = label.contains("対象") || label.contains("会計年度");
        time::whole(&value.raw.text).filter(|time| about && time.is_year())?.fiscal_year(scope.near)
    })
}

/// The fiscal year that the sheet is about.
///
/// A field 対象年度 says it; else a title: of 「令和6年度 評価票（対象：令和5年度）」 and 「…（令和5年度実績）」 the year beside
/// 対象 or 実績, else the only year the titles name.
pub fn year(grid: &Grid, scope: &Scope, first_table: u32, names: &[&str]) -> Option<FiscalYear> {
    let near = scope.near;
    let stated = field(grid, scope);
    if stated.is_some() {
        return stated;
    }
    let titles = grid
        .atoms
        .iter()
        .take_while(|atom| atom.rect.top < first_table)
        .filter(|atom| atom.is_text() && atom.raw.text.len() <= LONGEST_SECTION)
        .map(|atom| (true, Cow::Borrowed(&*atom.key)));
    let names = names.iter().map(|name| (false, Cow::Owned(key(name))));
    let mut fallback: Option<FiscalYear> = None;
    for (is_title, text) in titles.chain(names) {
        let times: Vec<_> =
            time::all_in(&text).into_iter().filter(|(time, ..)| time.is_year() && time.until.is_none()).collect();
        let beside = times.iter().find(|(_, start, end)| {
            const ABOUT: [&str; 8] = ["実績", "の実績", "対象", "事業", "実施", "分", "決算", "における"];
            text.get(*end..).is_some_and(|after| ABOUT.iter().any(|word| after.starts_with(word)))
                || text.get(..*start).is_some_and(|before| {
                    before.ends_with("対象:") || before.ends_with("対象") || before.ends_with("対象年度:")
                })
        });
        if let Some((time, ..)) = beside {
            return time.fiscal_year(near);
        }
        let fiscal: Vec<FiscalYear> =
            times.iter().filter(|(time, ..)| time.fiscal).filter_map(|(time, ..)| time.fiscal_year(near)).collect();
        match (fiscal.first(), fallback) {
            (Some(first), None) if fiscal.iter().all(|year| year == first) => fallback = Some(*first),
            (Some(first), Some(known)) if is_title && *first != known => return None,
            _ => {}
        }
    }
    fallback
}

/// The last year of the plan: the one year that texts call 最終年度, such as 「令和８年度（計画最終年度）末」.
pub fn final_year(grid: &Grid, near: Option<i32>) -> Option<FiscalYear> {
    const LAST: [&str; 3] = ["最終年度", "最終年", "目標年度"];
    let texts = grid.atoms.iter().filter(|atom| atom.is_text() && atom.key.len() <= LONGEST_NOTE);
    let texts = texts.filter(|atom| LAST.iter().any(|word| atom.key.contains(word)));
    let mut years: Vec<FiscalYear> = texts
        .filter_map(|atom| {
            let times = time::all_in(&atom.key);
            let [(time, start, end)] = times.as_slice() else { return None };
            let after = atom.key.get(*end..).unwrap_or_default();
            let before = atom.key.get(..*start).unwrap_or_default();
            let beside = LAST.iter().any(|word| {
                after.trim_start_matches(['(', '計', '画', 'の', '度']).starts_with(word)
                    || before.trim_end_matches(['(', ':', 'の', 'は', 'で', 'あ', 'る']).ends_with(word)
            });
            time.fiscal_year(near).filter(|_| beside && time.until.is_none())
        })
        .collect();
    years.dedup();
    if let [year] = years.as_slice() { Some(*year) } else { None }
}

/// The notes of a sheet that cite headings: 「※「５ヵ年目標」は…最終年である平成17年における目標」.
pub struct Notes<'g> {
    /// What follows each opening quote, sorted, and the key of the text it stands in.
    quoted: Vec<(&'g str, &'g str)>,
    /// What they say of the headings that were asked for.
    known: RefCell<FxHashMap<Rc<str>, Option<FiscalYear>>>,
}

/// The longest text that is looked at for what it remarks on others, in bytes of its key.
pub const LONGEST_NOTE: usize = 3000;

/// How many quotes of a sheet are looked at.
const MOST_QUOTES: usize = 10_000;

impl<'g> Notes<'g> {
    /// The notes of a grid.
    pub fn new(grid: &'g Grid) -> Self {
        let notes = grid.atoms.iter().filter(|atom| atom.is_text() && atom.key.len() <= LONGEST_NOTE);
        let quoted = notes.map(|atom| &*atom.key).flat_map(|note: &str| {
            let opening = note.char_indices().filter(|(_, c)| matches!(c, '「' | '『'));
            opening.filter_map(move |(at, c)| Some((note.get(at + c.len_utf8()..)?, note)))
        });
        let mut quoted: Vec<(&str, &str)> = quoted.take(MOST_QUOTES).collect();
        quoted.sort_unstable();
        Self { quoted, known: RefCell::default() }
    }

    /// The year that notes give a heading, by its key.
    ///
    /// Years that open or close a range do not count; two others are no answer.
    pub fn year_of(&self, heading: &Rc<str>, near: Option<i32>) -> Option<FiscalYear> {
        *self.known.borrow_mut().entry(heading.clone()).or_insert_with(|| self.find(heading, near))
    }

    fn find(&self, heading: &str, near: Option<i32>) -> Option<FiscalYear> {
        let first = self.quoted.partition_point(|(quoted, _)| *quoted < heading);
        let citing = self.quoted.iter().skip(first).take_while(|(quoted, _)| quoted.starts_with(heading));
        let mut found = None;
        for (_, note) in citing {
            let years = time::all_in(note).into_iter().filter(|(time, ..)| time.until.is_none());
            let mut years: Vec<FiscalYear> = years.filter_map(|(time, ..)| time.fiscal_year(near)).collect();
            years.dedup();
            if let [year] = years.as_slice() {
                match found {
                    Some(known) if known != *year => return None,
                    _ => found = Some(*year),
                }
            }
        }
        found
    }
}
