//! What governs a part of a sheet from outside its tables: titles, sections, labelled fields, captions.

use super::grid::{Atom, Grid};
use super::years;
use crate::entry::Fact;
use crate::lexicon::{Heading, Lexicon, Sense};
use crate::period::FiscalYear;
use crate::token::text::{code, is_code_char};
use crate::token::time::Time;
use rustc_hash::FxHashMap;

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
    /// Whether it names the sheet or the form.
    pub title: bool,
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
}

/// What a field's label can mean that others ask for.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Means {
    /// A fact.
    Fact(Fact),
    /// The name on a level of the plan tree.
    Level(usize),
    /// A corner and nothing else: 年度, 対象年度.
    Corner,
}

/// The fields whose labels mean one thing, in reading order, by their numbers.
#[derive(Clone, Debug, Default)]
struct Alike {
    all: Vec<usize>,
    filled: Vec<usize>,
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
    /// First columns of the forms that stand side by side, after the first.
    panes: Vec<u32>,
    /// A year that the sheet names, near which era-less years lie.
    pub near: Option<i32>,
    /// The fiscal year that the sheet as a whole is about; `None` if it names none or several.
    pub year: Option<FiscalYear>,
    /// The fields of each meaning: of each form that stands beside others, and of the whole sheet.
    alike: FxHashMap<(Option<usize>, Means), Alike>,
    /// Of each section, the number of the nearest up to it that names something, and the nearest year up to it.
    up_to: Vec<(Option<usize>, Option<FiscalYear>)>,
}

/// The longest text of a section, in bytes.
pub const LONGEST_SECTION: usize = 240;

impl Scope {
    /// The scope of sections and fields, each in reading order.
    pub fn new(grid: &Grid, fields: Vec<Field>, sections: Vec<Section>, near: Option<i32>) -> Self {
        let (blocks, panes) = blocks(grid, &fields);
        let mut alike: FxHashMap<(Option<usize>, Means), Alike> = FxHashMap::default();
        for (number, field) in fields.iter().enumerate() {
            let Some(heading) = heading_of(grid, field) else { continue };
            let corner = heading.has(Sense::Stub) && heading.senses.len() == 1;
            let means = [
                heading.fact().map(Means::Fact),
                heading.level().map(Means::Level),
                Some(Means::Corner).filter(|_| corner),
            ];
            let pane = grid.atoms.get(field.label).and_then(|label| pane(&panes, label.rect.left));
            for pane in [None].into_iter().chain(pane.map(Some)) {
                for means in means.into_iter().flatten() {
                    let alike = alike.entry((pane, means)).or_default();
                    alike.all.push(number);
                    alike.filled.extend(field.value.map(|_| number));
                }
            }
        }
        let (mut named, mut year) = (None, None);
        let title = sections.iter().position(|section| section.time.is_some());
        let title = title.filter(|first| sections.get(*first).is_some_and(|section| section.title || section.row == 0));
        let up_to = sections.iter().enumerate().map(|(number, section)| {
            if !section.name.is_empty() {
                named = Some(number);
            }
            // a title with several years has been weighed already
            let time = section.time.filter(|time| time.is_year() && title != Some(number));
            year = time.and_then(|time| time.fiscal_year(near)).or(year);
            (named, year)
        });
        let up_to = up_to.collect();
        Self { sections, fields, blocks, panes, near, year: None, alike, up_to }
    }

    /// The section nearest above a row, whatever it says.
    pub fn section_above(&self, row: u32) -> Option<&Section> {
        self.sections.get(self.sections_above(row).checked_sub(1)?)
    }

    /// The section that governs a row: the nearest above that names something.
    pub fn section(&self, row: u32) -> Option<&Section> {
        let (named, _) = self.up_to.get(self.sections_above(row).checked_sub(1)?)?;
        self.sections.get((*named)?)
    }

    fn sections_above(&self, row: u32) -> usize {
        self.sections.partition_point(|section| section.row < row)
    }

    /// The fiscal year that governs a row: of the sheet, else of the nearest section above that names one.
    pub fn year_of(&self, row: u32) -> Option<FiscalYear> {
        let named = || self.up_to.get(self.sections_above(row).checked_sub(1)?)?.1;
        self.year.or_else(named)
    }

    /// The field with a label of that meaning that governs a row: of its own block the nearest above, else the first
    /// below; where its block has no such label, the nearest of the blocks above. Of forms that stand side by side, the
    /// one that the column lies in.
    pub fn field(&self, row: u32, col: u32, means: Means) -> Option<&Field> {
        let beside = pane(&self.panes, col).and_then(|pane| self.alike.get(&(Some(pane), means)));
        let alike = beside.or_else(|| self.alike.get(&(None, means)))?;
        let row_of = |number: usize| self.fields.get(number).map_or(u32::MAX, |field| field.row);
        let before = |numbers: &[usize], row: u32| numbers.partition_point(|number| row_of(*number) < row);
        let (start, end) = self.block(row);
        // of those in the rows from `start` to before `end` the leftmost of the last row
        let nearest = |start: u32, end: u32| {
            let last = before(&alike.filled, end).checked_sub(1).and_then(|at| alike.filled.get(at))?;
            let last = row_of(*last);
            (start <= last).then(|| alike.filled.get(before(&alike.filled, last))).flatten()
        };
        let own = before(&alike.all, start) < before(&alike.all, end);
        let found = if own {
            let first = || {
                let first = alike.filled.get(before(&alike.filled, start));
                first.filter(|number| row_of(**number) < end)
            };
            nearest(start, end.min(row.saturating_add(1))).or_else(first)
        } else {
            nearest(0, start)
        };
        self.fields.get(*found?)
    }

    /// The fields whose labels are corners and nothing else: 年度, 対象年度.
    pub fn corners(&self) -> impl Iterator<Item = &Field> {
        let alike = self.alike.get(&(None, Means::Corner)).into_iter();
        alike.flat_map(|alike| &alike.filled).filter_map(|number| self.fields.get(*number))
    }

    /// The fields whose labels stand in some rows, the last included.
    pub fn fields_between(&self, first: u32, last: u32) -> &[Field] {
        let before = self.fields.partition_point(|field| field.row < first);
        let up_to = self.fields.partition_point(|field| field.row <= last);
        self.fields.get(before..up_to).unwrap_or_default()
    }

    /// The rows of the block that a row lies in: from where a measure is named to where one is named again.
    pub fn block(&self, row: u32) -> (u32, u32) {
        let after = self.blocks.partition_point(|start| *start <= row);
        let start = after.checked_sub(1).and_then(|at| self.blocks.get(at)).copied().unwrap_or(0);
        (start, self.blocks.get(after).copied().unwrap_or(u32::MAX))
    }
}

fn heading_of<'g>(grid: &'g Grid, field: &Field) -> Option<&'g Heading> {
    grid.atoms.get(field.label)?.heading.as_deref()
}

/// The number of the form that a column lies in, if several stand side by side.
fn pane(panes: &[u32], col: u32) -> Option<usize> {
    (!panes.is_empty()).then(|| panes.partition_point(|start| *start <= col))
}

/// The rows where blocks begin, and the columns where forms beside the first do: a label for the code or name of a measure
/// stands there that has stood before, above it or in its row. One that says the same below labels of indicators begins a
/// block too.
fn blocks(grid: &Grid, fields: &[Field]) -> (Vec<u32>, Vec<u32>) {
    let (mut starts, mut panes) = (Vec::new(), Vec::new());
    let mut seen: FxHashMap<&str, u32> = FxHashMap::default();
    // Of each meaning, the last row in which a label had it.
    let mut last: FxHashMap<Means, u32> = FxHashMap::default();
    let of_indicators = rows_of_indicators(grid);
    let up_to = |row: u32| of_indicators.partition_point(|other| *other < row);
    // The label by which forms side by side are told, for the others of its row stand there again too.
    let mut telling: Option<&str> = None;
    for field in fields {
        let Some(means) = heading_of(grid, field).and_then(names_measure) else { continue };
        let Some(label) = grid.atoms.get(field.label) else { continue };
        let again = last.insert(means, field.row).is_some_and(|row| up_to(row) < up_to(field.row));
        match seen.insert(&label.key, field.row) {
            Some(row) if row == field.row => {
                let again = *telling.get_or_insert(&label.key) == &*label.key;
                panes.extend(again.then_some(label.rect.left));
            }
            None if !again => {}
            _ => {
                seen = FxHashMap::from_iter([(&*label.key, field.row)]);
                last = FxHashMap::from_iter([(means, field.row)]);
                starts.push(field.row);
            }
        }
    }
    panes.sort_unstable();
    panes.dedup();
    (starts, panes)
}

/// What a label says of a measure, if it gives its code or its name.
fn names_measure(heading: &Heading) -> Option<Means> {
    let code = heading.fact().filter(|fact| *fact == Fact::MeasureCode);
    code.map(Means::Fact).or_else(|| heading.level().map(Means::Level))
}

/// The rows in which labels of indicators or their values stand.
fn rows_of_indicators(grid: &Grid) -> Vec<u32> {
    let speaks = |atom: &&Atom| {
        atom.heading.as_deref().is_some_and(|heading| heading.subject().is_some() || heading.series().is_some())
    };
    let mut rows: Vec<u32> = grid.atoms.iter().filter(speaks).map(|atom| atom.rect.top).collect();
    rows.dedup();
    rows
}

/// The rows that hold one text and nothing else: titles, sections, notes.
pub fn sections(grid: &Grid, lexicon: &Lexicon, near: Option<i32>) -> Vec<Section> {
    let mut sections = Vec::new();
    for row in 0..grid.height() {
        // a note may stand at the side
        let note = |number: &usize| grid.atoms.get(*number).is_some_and(|atom| lexicon.is_note(&atom.key));
        let starting = grid.starting_in(row, 0, grid.width()).enumerate();
        let mut starting = starting.filter(|(rank, number)| *rank == 0 || !note(number)).map(|(_, number)| number);
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
    let narrow = atom.width() < 3 && stated_unit(&atom.key).is_none();
    if heading.is_some_and(|heading| heading.series().is_some() || heading.aggregation().is_some() || narrow) {
        return None;
    }
    let key = &atom.key;
    if is_page_mark(key) || key.starts_with("単位") || is_remark(&atom.raw.text, lexicon) {
        return None;
    }
    if lexicon.is_note(key) || lexicon.is_total(key) || lexicon.missing(key).is_some() {
        return None;
    }
    let aside = atom.raw.text.trim_start().starts_with(['(', '（', '【', '[', '［']);
    let (code, name) = numbered(&atom.raw.text, lexicon);
    let title = lexicon.is_title(key);
    let unnamed = title || aside || heading.is_some() || is_office(&name, lexicon);
    Some(Section {
        row,
        atom: number,
        code: if title { String::new() } else { code },
        name: if unnamed { String::new() } else { name },
        time: heading.and_then(|heading| heading.time).or_else(|| years::single_year(key, near)),
        title,
        money: lexicon.speaks_of_money(key),
        unit: stated_unit(key),
    })
}

/// 福祉部　健康増進課: who answers for the sheet, no measure.
fn is_office(name: &str, lexicon: &Lexicon) -> bool {
    name.split_whitespace().all(|word| lexicon.is_office(word))
}

/// 1/2ページ, - 1 -.
pub fn is_page_mark(key: &str) -> bool {
    let bare = key.trim_end_matches("ページ").trim_end_matches('頁').trim_matches('-');
    key.contains(|c: char| c.is_ascii_digit())
        && bare.chars().all(|c| c.is_ascii_digit() || matches!(c, '/' | '-' | 'p' | '.'))
}

/// 「備考　…」, 「コメント：…」: a label and its text in one cell.
fn is_remark(text: &str, lexicon: &Lexicon) -> bool {
    let Some((label, _)) = text.trim().split_once(['：', ':', '　', ' ']) else { return false };
    lexicon.heading(label).is_some_and(|heading| {
        heading
            .senses
            .iter()
            .any(|sense| matches!(sense, Sense::Fact(_) | Sense::Narrative(_) | Sense::Criterion | Sense::Other))
    })
}

/// 「（単位：千円）」 anywhere in a text.
pub fn stated_unit(key: &str) -> Option<String> {
    let (_, after) = key.split_once("単位:").or_else(|| key.split_once("単位"))?;
    let unit: String = after.chars().take_while(|c| !matches!(c, ')' | ']' | '】' | '、' | ',')).collect();
    (!unit.is_empty() && unit.chars().count() <= 8).then_some(unit)
}

/// Whether a name ends with its unit in brackets: 相談件数（件）.
pub fn unit_in_name(name: &str, lexicon: &Lexicon) -> bool {
    let key = crate::token::text::key(name);
    let inner = key.strip_suffix(')').and_then(|rest| rest.rsplit_once('('));
    inner.is_some_and(|(_, inner)| lexicon.is_unit(inner))
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

/// Labels with their values, outside the rows that `taken` says belong to tables; it is asked in reading order.
pub fn fields(grid: &Grid, mut taken: impl FnMut(&Atom) -> bool) -> Vec<Field> {
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
    // a label over several rows beside others heads these
    let of_group = atom.rect.top < atom.rect.bottom && right < grid.width();
    if value.is_none() && !slot && !of_group && !heads_a_list(grid, atom) {
        value = grid.number_at(atom.rect.bottom + 1, col).filter(|number| {
            grid.atoms.get(*number).is_some_and(|below| {
                !below.is_blank() && below.heading.as_deref().is_none_or(|heading| heading.senses.is_empty())
            })
        });
    }
    Some(Field { label, value, row })
}

/// Whether a label and a text beside it both stand over several texts: what is below is a list, no value.
fn heads_a_list(grid: &Grid, label: &Atom) -> bool {
    let below = |atom: &Atom| {
        let text = |row: u32| grid.filled(row, atom.rect.left).is_some_and(|below| below.heading.is_none());
        text(atom.rect.bottom + 1) && text(atom.rect.bottom + 2)
    };
    let row = label.rect.top;
    let left = label.rect.left.checked_sub(1).and_then(|col| grid.filled(row, col));
    let beside = left.into_iter().chain(grid.filled(row, label.rect.right + 1));
    below(label) && beside.filter(|atom| atom.is_text()).any(below)
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
