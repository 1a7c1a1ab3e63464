//! What stands beside the tables and is neither label nor value: notes, dates, numbers of forms and pages, seals, legends,
//! upper levels; and the labels of what was left empty. No number that may be a value is among it.

use super::Found;
use super::column::Role;
use super::grid::Atom;
use super::scope::is_page_mark;
use super::table::{self, Table};
use super::unread::is_number;
use super::view::View;
use crate::cell::{CellRef, Rect};
use crate::entry::Fact;
use crate::lexicon::{Heading, Lexicon, Sense};
use crate::model::CellUse;
use crate::rule::ignored::{DATE_LINE, FORM_NUMBER, Ignored, LEGEND, NOTE_ROW, PAGE_MARK, SEAL, UPPER_LEVEL};
use crate::token::time;
use rustc_hash::FxHashMap;

/// The longest text that is a date, a number of a form or of a page, in characters of its key.
const SHORT: usize = 24;

/// Accounts for the cells of a sheet that no table and no field claimed, as far as they say themselves what they are.
pub fn note(view: &View, tables: &[Table], found: &mut Found) {
    upper_levels(view, found);
    for table in tables {
        empty(view, table, found);
    }
    for field in view.scope.fields.iter().filter(|field| field.value.is_none()) {
        if let Some(label) = view.grid.atoms.get(field.label) {
            found.note(label.at, CellUse::Label, "");
        }
    }
    let blocks = Blocks::new(&found.blocks);
    for atom in view.grid.atoms.iter().filter(|atom| atom.is_text()) {
        if found.uses.contains_key(&atom.at) {
            continue;
        }
        if atom.key.starts_with("(単位") || atom.key.starts_with("単位:") {
            found.note(atom.at, CellUse::Label, "");
        } else if let Some(why) = why(&atom.key, view.lexicon).filter(|_| !blocks.hold(atom.at)) {
            found.note(atom.at, CellUse::Ignored, why.name);
        }
    }
}

/// What a text outside all tables is, if it says so itself.
fn why(key: &str, lexicon: &Lexicon) -> Option<&'static Ignored> {
    if lexicon.is_note(key) || key.contains('※') {
        return Some(&NOTE_ROW);
    }
    if lexicon.asides.legends.iter().any(|start| key.starts_with(start.as_str())) {
        return Some(&LEGEND);
    }
    if key.chars().count() > SHORT {
        return None;
    }
    if lexicon.asides.seals.iter().any(|seal| seal == key) {
        return Some(&SEAL);
    }
    // 第 alone counts other things too: 第2期, 第3回
    let numbered = |rest: &str| is_number_of_form(rest) && (!key.starts_with('第') || rest.contains('号'));
    let number = |start: &String| key.strip_prefix(start.as_str()).is_some_and(numbered);
    if lexicon.asides.form_numbers.iter().any(number) {
        return Some(&FORM_NUMBER);
    }
    if is_page_mark(key) && key.contains(['p', 'ペ', '頁']) || is_between_dashes(key) {
        return Some(&PAGE_MARK);
    }
    is_date(key).then_some(&DATE_LINE)
}

/// 第2号, 1-2, 2号様式(第3条関係): what stands behind the word of a form's number.
fn is_number_of_form(rest: &str) -> bool {
    let mark = |c: char| {
        c.is_ascii_digit() || matches!(c, '-' | '(' | ')' | '第' | '号' | '条' | '様' | '式' | 'の' | '関' | '係')
    };
    rest.contains(|c: char| c.is_ascii_digit()) && rest.chars().all(mark)
}

/// - 1 -.
fn is_between_dashes(key: &str) -> bool {
    let number = key.strip_prefix('-').and_then(|rest| rest.strip_suffix('-'));
    number.is_some_and(|number| !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()))
}

/// 令和6年10月末現在, 令和6年10月31日: one date, and nothing else but 現在 or 時点.
fn is_date(key: &str) -> bool {
    let bare = key.trim_matches(['(', ')']);
    let times = time::all_in(bare);
    let [(time, start, end)] = times.as_slice() else { return false };
    let (before, after) = (bare.get(..*start).unwrap_or_default(), bare.get(*end..).unwrap_or_default());
    let day = |rest: &str| rest.strip_suffix('日').is_some_and(|day| day.bytes().all(|byte| byte.is_ascii_digit()));
    before.is_empty()
        && (time.as_of && after.is_empty()
            || time.year.is_some()
                && time.month.is_some()
                && (day(after) || bare.ends_with("現在") || bare.ends_with('日')))
}

/// The one text above a row that says of which day the sheet is: 平成31年3月31日現在.
pub fn day_above(view: &View, row: u32) -> Option<usize> {
    let says = |atom: &Atom| atom.is_text() && atom.key.contains("現在") && is_date(&atom.key);
    let above = view.grid.atoms.iter().enumerate().filter(|(_, atom)| atom.rect.bottom < row && says(atom));
    let mut above = above.map(|(number, _)| number);
    above.next().filter(|_| above.next().is_none())
}

/// The names above those that are used, where a measure was read.
fn upper_levels(view: &View, found: &mut Found) {
    let measured = found.entries.iter().any(|entry| entry.facts.iter().any(|(fact, _)| *fact == Fact::MeasureName));
    if !measured {
        return;
    }
    for field in &view.scope.fields {
        let atoms = &view.grid.atoms;
        let Some((label, value)) = atoms.get(field.label).zip(field.value.and_then(|value| atoms.get(value))) else {
            continue;
        };
        let level =
            label.heading.as_deref().is_some_and(|heading| heading.level().is_some() && heading.series().is_none());
        if level && value.is_text() && !found.uses.contains_key(&value.at) {
            found.note(label.at, CellUse::Label, "");
            found.note(value.at, CellUse::Ignored, UPPER_LEVEL.name);
        }
    }
}

/// The headings and labels of a table of indicators or money in which nothing is filled in.
fn empty(view: &View, table: &Table, found: &mut Found) {
    let heads = |number: usize| view.grid.atoms.get(number).filter(|atom| !found.uses.contains_key(&atom.at));
    let header = (table.band.top..=table.band.bottom)
        .flat_map(|row| view.grid.starting_in(row, table.band.left, table.band.right));
    let header: Vec<CellRef> = header.filter_map(heads).map(|atom| atom.at).collect();
    let subject = |atom: &Atom| atom.heading.as_deref().is_some_and(|heading| heading.subject().is_some());
    let named = table.columns.iter().filter_map(|column| view.grid.atoms.get(column.head)).any(subject);
    let about = named || table::speaks_of_an_indicator(table) || table::is_money(view.grid, table);
    if header.is_empty() || !about {
        return;
    }
    let values: Vec<u32> = table.columns_of(Role::Value).map(|column| column.col).collect();
    let filled = |row: u32| {
        values.iter().any(|col| view.grid.filled(row, *col).is_some_and(|atom| is_number(atom, view.lexicon)))
    };
    let rows = table.band.bottom + 1..table.end;
    if values.is_empty() || rows.clone().any(filled) {
        return;
    }
    let label = |heading: &Heading| {
        let of_row =
            |sense: &Sense| matches!(sense, Sense::Series(_) | Sense::Aggregation(_) | Sense::Cost | Sense::Subject(_));
        !heading.senses.is_empty() && heading.senses.iter().all(of_row)
    };
    let starting = rows.flat_map(|row| view.grid.starting_in(row, table.band.left, table.band.right));
    let labels = starting.filter_map(|number| view.grid.atoms.get(number));
    let labels = labels.filter(|atom| atom.heading.as_deref().is_some_and(label)).map(|atom| atom.at);
    for cell in header.into_iter().chain(labels) {
        found.note(cell, CellUse::Label, "");
    }
}

/// The tables that were read, by the columns they are over.
struct Blocks {
    /// Of each column, the rows of the blocks over it, from the top.
    over: FxHashMap<u32, Vec<(u32, u32)>>,
}

impl Blocks {
    fn new(blocks: &[Rect]) -> Self {
        let mut over: FxHashMap<u32, Vec<(u32, u32)>> = FxHashMap::default();
        for block in blocks {
            for col in block.left..=block.right {
                over.entry(col).or_default().push((block.top, block.bottom));
            }
        }
        for rows in over.values_mut() {
            rows.sort_unstable();
        }
        Self { over }
    }

    fn hold(&self, cell: CellRef) -> bool {
        let Some(rows) = self.over.get(&cell.col) else { return false };
        let above = rows.partition_point(|(top, _)| *top <= cell.row);
        above.checked_sub(1).and_then(|at| rows.get(at)).is_some_and(|(_, bottom)| *bottom >= cell.row)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::token::text::key;

    #[test]
    fn texts_beside_tables_say_what_they_are() {
        for (text, expected) in [
            ("※前年同月は参考値。", Some("note-row")),
            ("みほん市　※架空の市の見本です。", Some("note-row")),
            ("（注）単位未満を四捨五入", Some("note-row")),
            ("令和6年10月末現在", Some("date-line")),
            ("平成３１年３月３１日現在", Some("date-line")),
            ("令和6年9月2日", Some("date-line")),
            ("様式第２号", Some("form-number")),
            ("様式１－２", Some("form-number")),
            ("第３号様式（第５条関係）", Some("form-number")),
            ("別紙１", Some("form-number")),
            ("印", Some("seal")),
            ("㊞", Some("seal")),
            ("凡例：◎達成　○概ね達成", Some("legend")),
            ("1/2ページ", Some("page-mark")),
            ("- 1 -", Some("page-mark")),
            // what may be a value, a label or a name
            ("R4年度", None),
            ("令和6年度", None),
            ("10月", None),
            ("-5", None),
            ("1/2", None),
            ("第2", None),
            ("12", None),
            ("3-1", None),
            ("第2子以降の出生数", None),
            ("様式", None),
            ("資料の貸出冊数", None),
            ("印鑑登録者数", None),
            ("100人", None),
            ("令和6年10月末現在の登録者数120人", None),
        ] {
            assert_eq!(why(&key(text), Lexicon::standard()).map(|why| why.name), expected, "{text}");
        }
    }
}
