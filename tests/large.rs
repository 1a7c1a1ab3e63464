//! Large sheets are read in a time that grows with their size: with the square of it, these tests would not end.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may")]

use matome::cell::{CellRef, SheetId};
use matome::entry::{EntryKind, SheetEntries};
use matome::lexicon::Lexicon;
use matome::locate;
use matome::sheet::{Cell, Known, Raw, Sheet, Visibility};
use std::sync::Arc;

const MANY: usize = 30_000;

/// A sheet of rows, given as texts between strokes; a text of digits is a number.
fn sheet(rows: impl Iterator<Item = String>) -> Sheet {
    let mut cells = Vec::new();
    for (row, texts) in (0..).zip(rows) {
        for (col, text) in (0..).zip(texts.split('|')).filter(|(_, text)| !text.is_empty()) {
            let raw = text.parse().map_or_else(|_| Raw::text(text), Raw::number);
            cells.push(Cell { at: CellRef::new(row, col), raw });
        }
    }
    let id = Arc::new(SheetId { file: "令和6年度.xlsx".to_owned(), sheet: "一覧".to_owned() });
    Sheet { id, visibility: Visibility::Visible, cells, merges: Vec::new(), known: Known::default() }
}

fn located(rows: impl Iterator<Item = String>) -> (SheetEntries, usize) {
    let (entries, findings) = locate::sheet(&sheet(rows), Lexicon::standard(), None);
    (entries, findings.len())
}

fn count(entries: &SheetEntries, kind: fn(&EntryKind) -> bool) -> usize {
    entries.entries.iter().filter(|entry| kind(&entry.kind)).count()
}

fn is_indicator(kind: &EntryKind) -> bool {
    matches!(kind, EntryKind::Indicator(_))
}

/// Some rows, and then many others.
fn after(head: &[&str], row: impl Fn(usize) -> String) -> impl Iterator<Item = String> {
    let head: Vec<String> = head.iter().map(|row| (*row).to_owned()).collect();
    head.into_iter().chain((0..MANY).map(row))
}

#[test]
fn a_list_without_measures_codes_or_units() {
    let head = ["コード|施策名|指標名|単位|R5目標|R5実績|会計"];
    let (entries, _) = located(after(&head, |row| format!("||件数{row}||1|2|一般")));
    assert_eq!(count(&entries, is_indicator), MANY);
}

#[test]
fn a_list_whose_standing_values_have_no_year() {
    let head = ["指標名|単位|基準値|最終目標|R5目標|R5実績"];
    let (entries, _) = located(after(&head, |row| match row % 2 {
        0 => format!("件数{row}|件|1|2|3|4"),
        _ => format!("件数{row}（「最終目標」は令和8年度）|件|1|2|3|4"),
    }));
    assert_eq!(count(&entries, is_indicator), MANY);
}

#[test]
fn many_headers() {
    let (entries, _) = located((0..MANY).map(|row| match row % 2 {
        0 => "指標名|単位|R5目標|R5実績".to_owned(),
        _ => format!("件数{row}|件|1|2"),
    }));
    assert_eq!(count(&entries, is_indicator), MANY / 2);
}

#[test]
fn many_tables_with_labels_above() {
    let rows = ["指標名|件数", "区分|R4年度|R5年度", "目標値|1|2", "実績値|1|2", ""];
    let (entries, _) = located((0..MANY).map(|row| rows[row % rows.len()].to_owned()));
    assert_eq!(count(&entries, is_indicator), MANY / rows.len());
}

#[test]
fn many_forms_with_sections() {
    let (entries, _) = located((0..MANY).map(|row| match row % 4 {
        0 => format!("第{row}節　よい暮らし"),
        1 => format!("事業名|事業{row}|担当課|課"),
        2 => "課題|人手が足りない".to_owned(),
        _ => format!("指標名|件数{row}|目標値|100|実績値|90"),
    }));
    assert_eq!(count(&entries, is_indicator), MANY / 4);
    assert_eq!(count(&entries, |kind| matches!(kind, EntryKind::Narrative(_))), MANY / 4);
    assert_eq!(count(&entries, |kind| *kind == EntryKind::Measure), MANY / 4);
}

#[test]
fn labels_of_rows_without_end() {
    let head = ["指標名|区分|R4年度|R5年度", "件数|目標値|1|2"];
    let (entries, findings) = located(after(&head, |_| "|実績値|1|2".to_owned()));
    assert_eq!((count(&entries, is_indicator), entries.uses.len()), (1, 8 + 3 * MANY));
    assert!(findings > 0);
}

#[test]
fn labels_run_down_without_end() {
    let words = ["指標名", "目標値", "実績値", "R5年度", "単位", "基準値"];
    let (entries, _) = located((0..MANY).map(|row| format!("{}|{row}", words[row % words.len()])));
    assert_eq!(entries.uses.len(), 2 * MANY);
}

#[test]
fn money_and_its_sums() {
    let (entries, _) = located(after(&["区分|R5年度|R6年度"], |row| match row % 2 {
        0 => "合計|1|2".to_owned(),
        _ => format!("件数{row}|1|2"),
    }));
    assert_eq!(entries.uses.len(), 3 + 3 * MANY);
}

#[test]
fn a_header_of_empty_columns() {
    let wide = 4000;
    let head = ["指標名|R5目標", &"|".repeat(wide), "実績値"].concat();
    let (entries, _) = located([head, vec!["1"; wide].join("|")].into_iter());
    assert_eq!(entries.uses.len(), 3 + wide);
}

#[test]
fn long_texts_are_understood_once() {
    let text: Arc<str> = "集計の都合により".repeat(4000).into();
    let mut sheet = sheet((0..MANY).map(|row| row.to_string()));
    for cell in &mut sheet.cells {
        cell.raw = Raw::text(text.clone());
    }
    let (entries, _) = locate::sheet(&sheet, Lexicon::standard(), None);
    assert_eq!(entries.uses.len(), MANY);
}
