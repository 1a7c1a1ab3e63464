//! L2: what makes the values of a table comparable.

use super::subject::{Subject, is_number};
use super::{Verdict, verdict};
use crate::cell::column_letters;
use crate::lang::Text;
use crate::sheet::{Cell, Content, Format};
use std::collections::BTreeSet;

const NO_WORKBOOK: Text = Text { ja: "CSVにはない", en: "a CSV has none" };

fn at(cell: &Cell) -> String {
    format!("{} 「{}」", cell.at, cell.raw.text)
}

/// The cells of columns of numbers that hold none.
fn no_numbers<'s>(subject: &'s Subject) -> impl Iterator<Item = &'s Cell> {
    subject.data().filter(|cell| subject.is_numeric(cell.at.col as usize) && !is_number(cell))
}

/// L2-01. In a workbook digits that are text are no number, but for those with more digits than a number has.
pub fn numbers(subject: &Subject) -> Verdict {
    let as_text = |cell: &&Cell| {
        let text = subject.format != Format::Csv && cell.raw.content == Content::Text;
        text && subject.is_numeric(cell.at.col as usize) && is_number(cell) && cell.raw.text.len() <= 15
    };
    let wrong = no_numbers(subject).filter(|cell| cell.raw.text.chars().any(char::is_numeric));
    verdict(wrong.chain(subject.data().filter(as_text)).map(at))
}

/// L2-02.
pub fn nothing_left_out(subject: &Subject) -> Verdict {
    let ditto = |text: &str| matches!(text, "〃" | "々" | "同上" | "同左" | "″" | "\"");
    verdict(subject.data().filter(|cell| !subject.is_quoted(cell) && ditto(&cell.raw.text)).map(at))
}

/// L2-03.
pub fn unique_headings(subject: &Subject) -> Verdict {
    let mut seen = BTreeSet::new();
    let wrong = (0u32..).zip(&subject.headings).filter(|(_, heading)| heading.is_empty() || !seen.insert(*heading));
    verdict(wrong.map(|(col, heading)| format!("{}1 「{heading}」", column_letters(col))).collect::<Vec<_>>())
}

/// L2-04.
pub fn standard_words(subject: &Subject) -> Verdict {
    let Some(explained) = subject.explained else { return Verdict::People };
    if explained.columns.values().all(|meaning| meaning.words.is_empty()) {
        return Verdict::NotAsked(Text { ja: "選択肢の列がない", en: "no column of choices" });
    }
    let other = |cell: &&Cell| {
        subject.meaning(cell).is_some_and(|one| !one.words.is_empty() && !one.words.contains(&*cell.raw.text))
    };
    verdict(subject.data().filter(other).map(at))
}

/// L2-05.
pub fn other_apart(subject: &Subject) -> Verdict {
    let mixed = |text: &str| {
        let after = text.strip_prefix("その他").and_then(|rest| rest.chars().next());
        after.is_some_and(|first| matches!(first, '（' | '(' | '：' | ':'))
    };
    let name = |cell: &Cell| subject.heading(cell).ends_with('名') || subject.heading(cell).ends_with("_name");
    verdict(subject.data().filter(|cell| !subject.is_quoted(cell) && !name(cell) && mixed(&cell.raw.text)).map(at))
}

/// L2-06.
pub fn no_formulas(subject: &Subject) -> Verdict {
    if subject.format == Format::Csv {
        return Verdict::NotAsked(NO_WORKBOOK);
    }
    verdict(subject.sheet.cells.iter().filter(|cell| cell.raw.formula).map(|cell| cell.at.to_string()))
}

/// L3-03.
pub fn defined_symbols(subject: &Subject) -> Verdict {
    verdict(no_numbers(subject).filter(|cell| !cell.raw.text.chars().any(char::is_numeric)).map(at))
}
