//! What governs a part of a sheet from outside its tables: titles, sections, labelled fields, notes.

use super::grid::{Atom, Grid};
use crate::entry::Fact;
use crate::lexicon::{Heading, Lexicon, Sense};
use crate::period::FiscalYear;
use crate::token::text::{code, is_code_char, key};
use crate::token::time::{self, Time};

/// A row that names what follows it.
#[derive(Clone, Debug)]
pub struct Section {
    /// Its row on the grid.
    pub row: u32,
    /// Number of its atom.
    pub atom: usize,
    /// The code it gives: 戦略1, 1-2-1; empty if none.
    pub code: String,
    /// What it names.
    pub name: String,
    /// The fiscal year it names.
    pub time: Option<Time>,
    /// Whether it is about money.
    pub money: bool,
    /// The unit it gives: （単位：千円）.
    pub unit: Option<String>,
}

/// A label and the value that stands beside or below it.
#[derive(Clone, Debug)]
pub struct Field {
    /// Number of the label's atom.
    pub label: usize,
    /// Number of the value's atom; `None` if it is empty.
    pub value: Option<usize>,
    /// The label's row on the grid.
    pub row: u32,
    /// The label's column on the grid.
    pub col: u32,
}

/// What governs a sheet.
#[derive(Clone, Debug, Default)]
pub struct Scope {
    /// Sections, from the top.
    pub sections: Vec<Section>,
    /// Fields, in reading order.
    pub fields: Vec<Field>,
    /// First rows of the blocks after the first.
    pub blocks: Vec<u32>,
    /// A year that the sheet names, near which era-less years lie.
    pub near: Option<i32>,
    /// The fiscal year that the sheet as a whole is about; `None` if it names none or several.
    pub year: Option<FiscalYear>,
}

/// The longest text of a section, in bytes.
const LONGEST_SECTION: usize = 240;

impl Scope {
    /// The section that governs a row.
    pub fn section(&self, row: u32) -> Option<&Section> {
        self.sections.iter().rev().find(|section| section.row < row && !section.name.is_empty())
    }

    /// The fiscal year that governs a row: of the nearest section that names one, else of the sheet.
    pub fn year_of(&self, row: u32) -> Option<FiscalYear> {
        let sections = self.sections.iter().rev().filter(|section| section.row < row && section.row > 0);
        let named = sections
            .filter_map(|section| section.time.filter(Time::is_year))
            .find_map(|time| time.fiscal_year(self.near));
        // a title with several years has been weighed already
        self.year.or(named)
    }

    /// The field with a label of that meaning that governs a row: of its own block the nearest above, else the first
    /// below; where its block has no such label, the nearest of the blocks above.
    pub fn field<'s>(&'s self, grid: &Grid, row: u32, means: impl Fn(&Heading) -> bool) -> Option<&'s Field> {
        let labelled = |field: &&Field| heading_of(grid, field).is_some_and(&means);
        let (start, end) = self.block(row);
        let nearest = |field: &&Field| (field.row, std::cmp::Reverse(field.col));
        let own = || self.fields.iter().filter(|field| start <= field.row && field.row < end).filter(labelled);
        if own().next().is_some() {
            let filled = || own().filter(|field| field.value.is_some());
            return filled().filter(|field| field.row <= row).max_by_key(nearest).or_else(|| filled().next());
        }
        let above = self.fields.iter().filter(|field| field.row < start && field.value.is_some());
        above.filter(labelled).max_by_key(nearest)
    }

    /// The rows of the block that a row lies in: from where a measure is named to where one is named again.
    pub fn block(&self, row: u32) -> (u32, u32) {
        let start = self.blocks.iter().rev().find(|start| **start <= row).copied().unwrap_or(0);
        let end = self.blocks.iter().find(|start| **start > row).copied().unwrap_or(u32::MAX);
        (start, end)
    }
}

fn heading_of<'g>(grid: &'g Grid, field: &Field) -> Option<&'g Heading> {
    grid.atoms.get(field.label)?.heading.as_deref()
}

/// Where blocks begin: a label for the code or name of a measure stands there that has stood before.
pub fn blocks(grid: &Grid, fields: &[Field]) -> Vec<u32> {
    let mut starts = Vec::new();
    let mut seen: Vec<&str> = Vec::new();
    for field in fields {
        let names = heading_of(grid, field)
            .is_some_and(|heading| heading.fact() == Some(Fact::MeasureCode) || heading.level().is_some());
        let Some(label) = grid.atoms.get(field.label).filter(|_| names) else { continue };
        if seen.contains(&&*label.key) {
            seen.clear();
            starts.push(field.row);
        }
        seen.push(&label.key);
    }
    starts
}

/// The rows that hold one text and nothing else: titles, sections, notes.
pub fn sections(grid: &Grid, lexicon: &Lexicon, near: Option<i32>) -> Vec<Section> {
    let mut sections = Vec::new();
    for row in 0..grid.height() {
        let mut starting = grid.starting_in(row, 0, grid.width());
        let (Some(number), None) = (starting.next(), starting.next()) else { continue };
        let Some(atom) = grid.atoms.get(number) else { continue };
        if let Some(section) = section(atom, number, row, lexicon, near) {
            sections.push(section);
        }
    }
    sections
}

fn section(atom: &Atom, number: usize, row: u32, lexicon: &Lexicon, near: Option<i32>) -> Option<Section> {
    if !atom.is_text() || atom.raw.text.len() > LONGEST_SECTION {
        return None;
    }
    let heading = atom.heading.as_deref();
    if heading.is_some_and(|heading| heading.series().is_some() || heading.aggregation().is_some() || atom.width() < 3)
    {
        return None;
    }
    let key = &atom.key;
    if lexicon.is_note(key) || lexicon.is_total(key) || lexicon.missing(key).is_some() {
        return None;
    }
    let aside = atom.raw.text.trim_start().starts_with(['(', '（', '【', '[', '［']);
    let (code, name) = numbered(&atom.raw.text, lexicon);
    let title = lexicon.is_title(key);
    Some(Section {
        row,
        atom: number,
        code: if title { String::new() } else { code },
        name: if title || aside || heading.is_some() { String::new() } else { name },
        time: heading.and_then(|heading| heading.time).or_else(|| single_year(key, near)),
        money: ["事業費", "費用", "コスト", "投入資源", "財源", "予算", "決算"].iter().any(|word| key.contains(word)),
        unit: stated_unit(key),
    })
}

/// The one year that a text names.
fn single_year(key: &str, near: Option<i32>) -> Option<Time> {
    let mut times =
        time::all_in(key).into_iter().filter(|(time, ..)| time.until.is_none() && !time.as_of).map(|(time, ..)| time);
    let first = times.next()?;
    times.all(|time| time.fiscal_year(near) == first.fiscal_year(near)).then_some(first)
}

/// 「（単位：千円）」 anywhere in a text.
pub fn stated_unit(key: &str) -> Option<String> {
    let (_, after) = key.split_once("単位:").or_else(|| key.split_once("単位"))?;
    let unit: String = after.chars().take_while(|c| !matches!(c, ')' | ']' | '】' | '、' | ',')).collect();
    (!unit.is_empty() && unit.chars().count() <= 8).then_some(unit)
}

/// 「戦略 1 生涯に…」 → (戦略1, 生涯に…); 「施策１－２－１　商工業の振興」 → (1-2-1, 商工業の振興).
fn numbered(text: &str, lexicon: &Lexicon) -> (String, String) {
    let line = crate::token::text::one_line(text);
    let words = lexicon.levels.iter().map(String::as_str);
    let mut rest = line.trim();
    let mut word = "";
    let mut found: Vec<&str> = words.filter(|word| rest.starts_with(word)).collect();
    found.sort_by_key(|word| word.len());
    if let Some(level) = found.last() {
        word = level;
        rest = rest.get(word.len()..).unwrap_or("").trim_start();
    }
    let end = rest.find(|c: char| !is_code_char(c)).unwrap_or(rest.len());
    let (number, name) = rest.split_at_checked(end).unwrap_or(("", rest));
    let number = code(number);
    let name = name
        .trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '.' | '．' | '、' | ':' | '：' | '・'))
        .to_owned();
    if number.is_empty() || !number.contains(|c: char| c.is_ascii_digit()) || name.is_empty() {
        return (String::new(), line.trim().to_owned());
    }
    let code = match (word.is_empty(), number.contains('-')) {
        (_, true) => number,
        (false, false) => format!("{word}{number}"),
        (true, false) => String::new(),
    };
    (code, name)
}

/// Labels with their values, outside the rows that `taken` says belong to tables.
pub fn fields(grid: &Grid, taken: impl Fn(&Atom) -> bool) -> Vec<Field> {
    let labels =
        grid.atoms.iter().enumerate().filter(|(_, atom)| {
            atom.heading.as_deref().is_some_and(|heading| !heading.senses.is_empty()) && !taken(atom)
        });
    labels.filter_map(|(number, atom)| field(grid, number, atom)).collect()
}

/// The value of a label: the nearest text to its right up to the next label, else the one right below.
fn field(grid: &Grid, label: usize, atom: &Atom) -> Option<Field> {
    let (row, col) = (atom.rect.top, atom.rect.left);
    let mut right = atom.rect.right + 1;
    let mut value = None;
    let mut slot = false;
    while right < grid.width() {
        match grid.number_at(row, right) {
            Some(number) => {
                let next = grid.atoms.get(number)?;
                if next.heading.as_deref().is_some_and(|heading| !heading.senses.is_empty()) {
                    break;
                }
                slot = true;
                if !next.is_blank() {
                    value = Some(number);
                    break;
                }
                right = next.rect.right + 1;
            }
            None => {
                slot = true;
                right += 1;
            }
        }
    }
    if value.is_none() && !slot {
        value = grid.number_at(atom.rect.bottom + 1, col).filter(|number| {
            grid.atoms.get(*number).is_some_and(|below| {
                !below.is_blank() && below.heading.as_deref().is_none_or(|heading| heading.senses.is_empty())
            })
        });
    }
    Some(Field { label, value, row, col })
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

/// The name in a caption above a small table: 「指標① バスの利用者数（人）」; `None` if the text is no caption.
pub fn caption(text: &str, lexicon: &Lexicon) -> Option<String> {
    if text.len() > LONGEST_SECTION {
        return None;
    }
    let ends = text.char_indices().map(|(at, _)| at).take(14).skip(1);
    let split = ends.filter(|end| {
        let label = text.get(..*end).unwrap_or("");
        let rest = text.get(*end..).unwrap_or("");
        let apart = rest.starts_with(|c: char| c.is_whitespace() || matches!(c, '：' | ':' | '・'))
            || label.ends_with(['】', '≫', '》', '」', ']', '］', '）', ')']);
        let numbered = label.chars().next_back().is_some_and(char::is_numeric);
        (apart || numbered)
            && lexicon.heading(label).is_some_and(|heading| heading.subject().is_some() && heading.series().is_none())
    });
    let name = text
        .get(split.last()?..)?
        .trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '：' | ':' | '・' | '】' | '≫' | '.' | '．'));
    (!name.is_empty() && lexicon.heading(name).is_none()).then(|| name.trim().to_owned())
}

/// The fiscal year that the sheet is about.
///
/// A field 対象年度 says it; else a title: of 「令和6年度 評価票（対象：令和5年度）」 and 「…（令和5年度実績）」 the year beside
/// 対象 or 実績, else the only year the titles name.
pub fn year(grid: &Grid, scope: &Scope, first_table: u32, names: &[&str]) -> Option<FiscalYear> {
    let near = scope.near;
    let field = scope.field(grid, 0, |heading| heading.has(Sense::Stub) && heading.senses.len() == 1);
    let stated = field.and_then(|field| {
        let label = grid.atoms.get(field.label)?.key.clone();
        let value = grid.atoms.get(field.value?)?;
        let about = label.contains("対象") || label.contains("会計年度");
        time::whole(&value.raw.text).filter(|time| about && time.is_year())?.fiscal_year(near)
    });
    if stated.is_some() {
        return stated;
    }
    let titles: Vec<String> = grid
        .atoms
        .iter()
        .take_while(|atom| atom.rect.top < first_table)
        .filter(|atom| atom.is_text() && atom.raw.text.len() <= LONGEST_SECTION)
        .map(|atom| atom.key.to_string())
        .collect();
    let names = names.iter().map(|name| key(name));
    let mut fallback: Option<FiscalYear> = None;
    for (is_title, text) in titles.into_iter().map(|text| (true, text)).chain(names.map(|name| (false, name))) {
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

/// The year that a note gives a heading: 「※「５ヵ年目標」は…最終年である平成17年における目標」.
///
/// Years that open or close a range do not count; two others are no answer.
pub fn noted_year(grid: &Grid, heading: &str, near: Option<i32>) -> Option<(FiscalYear, usize)> {
    let quoted = key(heading);
    let mut found = None;
    for (number, atom) in grid.atoms.iter().enumerate() {
        if !atom.is_text() || !atom.raw.text.contains(['「', '『']) {
            continue;
        }
        let text = &atom.key;
        let cites = ["「", "『"].iter().any(|open| text.contains(&format!("{open}{quoted}")));
        if !cites {
            continue;
        }
        let years = time::all_in(text).into_iter().filter(|(time, ..)| time.until.is_none());
        let mut years: Vec<FiscalYear> = years.filter_map(|(time, ..)| time.fiscal_year(near)).collect();
        years.dedup();
        if let [year] = years.as_slice() {
            match found {
                Some((known, _)) if known != *year => return None,
                _ => found = Some((*year, number)),
            }
        }
    }
    found
}

/// Whether a label is of a fact.
pub fn means(fact: Fact) -> impl Fn(&Heading) -> bool {
    move |heading| heading.fact() == Some(fact)
}
