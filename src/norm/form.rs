//! L1: what a program needs to read a table at all.

use super::subject::Subject;
use super::{Verdict, verdict};
use crate::cell::column_letters;
use crate::lang::Text;
use crate::sheet::{Format, Visibility};
use std::collections::BTreeSet;

const NO_WORKBOOK: Text = Text { ja: "CSVにはない", en: "a CSV has none" };
const NO_CSV: Text = Text { ja: "CSVではない", en: "no CSV" };

fn of_workbook(subject: &Subject, check: impl Fn() -> Verdict) -> Verdict {
    if subject.format == Format::Csv { Verdict::NotAsked(NO_WORKBOOK) } else { check() }
}

/// L1-01.
pub fn format(subject: &Subject) -> Verdict {
    let open = [Format::Xlsx, Format::Csv, Format::Ods, Format::Xml2003].contains(&subject.format);
    verdict((!open).then(|| format!("{:?}", subject.format)))
}

/// Rows and columns with nothing in them before others that hold something.
fn gaps(subject: &Subject) -> Vec<String> {
    let cells = || subject.sheet.cells.iter().filter(|cell| !cell.raw.text.is_empty());
    let rows: BTreeSet<u32> = cells().map(|cell| cell.at.row).collect();
    let cols: BTreeSet<u32> = cells().map(|cell| cell.at.col).collect();
    let blank = |used: &BTreeSet<u32>| -> Vec<u32> {
        let mut next = 0;
        let mut blank = Vec::new();
        for one in used {
            if *one > next {
                blank.push(next);
            }
            next = one + 1;
        }
        blank
    };
    let rows = blank(&rows).into_iter().map(|row| format!("行{}", row + 1));
    rows.chain(blank(&cols).into_iter().map(|col| format!("列{}", column_letters(col)))).collect()
}

/// L1-02.
pub fn one_table(subject: &Subject) -> Verdict {
    match subject.sheet.known.tables.as_slice() {
        [] => verdict(gaps(subject)),
        [_] => Verdict::Meets,
        tables => verdict(tables.iter().map(|table| table.name.clone())),
    }
}

/// L1-03.
pub fn unbroken(subject: &Subject) -> Verdict {
    verdict(gaps(subject))
}

/// L1-04.
pub fn nothing_around(subject: &Subject) -> Verdict {
    let cells = || subject.sheet.cells.iter().filter(|cell| !cell.raw.text.is_empty());
    if let [table] = subject.sheet.known.tables.as_slice() {
        return verdict(cells().filter(|cell| !table.cells.contains(cell.at)).map(|cell| cell.at.to_string()));
    }
    let headings = subject.headings.iter().filter(|heading| !heading.is_empty()).count();
    let title = (headings == 1 && subject.headings.len() > 1).then(|| "行1".to_owned());
    let is_note = |text: &str| ["※", "注", "（注", "(注", "出典", "資料："].iter().any(|mark| text.starts_with(mark));
    let notes = subject.data().filter(|cell| cell.at.col == 0 && is_note(&cell.raw.text));
    verdict(title.into_iter().chain(notes.map(|cell| format!("{} {}", cell.at, cell.raw.text))))
}

/// L1-05.
pub fn headed(subject: &Subject) -> Verdict {
    let wrong = (0u32..).zip(&subject.headings).filter(|(_, heading)| !heading.chars().any(char::is_alphabetic));
    verdict(wrong.map(|(col, heading)| format!("{}1 「{heading}」", column_letters(col))))
}

/// L1-06. What is quoted is left as it was written.
pub fn no_layout_by_spaces(subject: &Subject) -> Verdict {
    let heading = |text: &str| text.chars().any(char::is_whitespace);
    let headings = (0u32..).zip(&subject.headings).filter(|(_, text)| heading(text));
    let headings = headings.map(|(col, text)| format!("{}1 「{}」", column_letters(col), text.escape_debug()));
    let padded = subject.data().filter(|cell| !subject.is_quoted(cell) && is_padded(&cell.raw.text));
    verdict(headings.chain(padded.map(|cell| format!("{} 「{}」", cell.at, cell.raw.text.escape_debug()))))
}

/// 「合　計」, spaces before or after a text.
fn is_padded(text: &str) -> bool {
    if text.trim() != text {
        return true;
    }
    let parts: Vec<&str> = text.split('　').collect();
    parts.len() > 1 && parts.iter().all(|part| part.chars().count() == 1)
}

/// L1-07.
pub fn one_datum(subject: &Subject) -> Verdict {
    let several = |text: &str| {
        let parts = text.split(|one: char| !(one.is_ascii_digit() || matches!(one, '.' | ',')));
        parts.filter(|part| part.bytes().any(|byte| byte.is_ascii_digit())).count() > 1
    };
    let cells = subject.data().filter(|cell| subject.is_numeric(cell.at.col as usize));
    let wrong = cells.filter(|cell| !super::subject::is_number(cell) && several(&cell.raw.text));
    verdict(wrong.map(|cell| format!("{} 「{}」", cell.at, cell.raw.text)))
}

/// L1-08. In texts they may be part of a proper name, which is for people to tell.
pub fn no_dependent_characters(subject: &Subject) -> Verdict {
    let headings = (0u32..).zip(&subject.headings).filter(|(_, text)| text.chars().any(is_dependent));
    let headings = headings.map(|(col, text)| format!("{}1 「{text}」", column_letters(col)));
    let coded = |cell: &&crate::sheet::Cell| {
        subject.is_numeric(cell.at.col as usize) || subject.meaning(cell).is_some_and(|one| !one.words.is_empty())
    };
    let cells = subject.data().filter(coded).filter(|cell| cell.raw.text.chars().any(is_dependent));
    verdict(headings.chain(cells.map(|cell| format!("{} 「{}」", cell.at, cell.raw.text))))
}

/// Characters of NEC's and IBM's own rows, kana of half width, signs of one's own making.
fn is_dependent(one: char) -> bool {
    matches!(one, '\u{2460}'..='\u{24ff}' | '\u{2160}'..='\u{217f}' | '\u{3220}'..='\u{33ff}' | '\u{ff61}'..='\u{ff9f}'
        | '\u{e000}'..='\u{f8ff}' | '\u{f900}'..='\u{faff}' | '№' | '℡' | '〝' | '〟')
}

/// L1-09.
pub fn blank_is_not_zero(subject: &Subject) -> Verdict {
    let rows: BTreeSet<u32> = subject.data().map(|cell| cell.at.row).collect();
    let reason =
        |heading: &String| ["状態", "理由", "_status", "_reason", "備考"].iter().any(|word| heading.contains(word));
    if subject.explained.is_some() || subject.headings.iter().any(reason) {
        return Verdict::Meets;
    }
    let blank = (0u32..)
        .zip(subject.headings.iter().zip(&subject.columns))
        .filter(|(col, (_, column))| subject.is_numeric(*col as usize) && column.numbers + column.others < rows.len());
    verdict(blank.map(|(col, (heading, _))| format!("列{} 「{heading}」", column_letters(col))))
}

/// L1-10.
pub fn no_drawings(subject: &Subject) -> Verdict {
    of_workbook(subject, || verdict(subject.sheet.known.drawing.then(|| "図・グラフ".to_owned())))
}

/// L1-11. Colours of cells are for people to tell.
pub fn no_meaning_by_look(subject: &Subject) -> Verdict {
    of_workbook(subject, || {
        let struck = subject.sheet.cells.iter().filter(|cell| cell.raw.struck.is_some());
        verdict(struck.map(|cell| cell.at.to_string()))
    })
}

/// L1-12.
pub fn no_merges(subject: &Subject) -> Verdict {
    of_workbook(subject, || verdict(subject.sheet.merges.iter().map(ToString::to_string)))
}

/// L1-13.
pub fn nothing_hidden(subject: &Subject) -> Verdict {
    of_workbook(subject, || {
        let known = &subject.sheet.known;
        let hidden = (subject.sheet.visibility != Visibility::Visible).then(|| "シート".to_owned());
        let away = |lines: &&crate::sheet::Lines| lines.hidden || lines.level > 0;
        let rows = known.rows.iter().filter(away).map(|lines| format!("行{}～{}", lines.first + 1, lines.last + 1));
        let cols = known.cols.iter().filter(away);
        let cols = cols.map(|lines| format!("列{}～{}", column_letters(lines.first), column_letters(lines.last)));
        verdict(hidden.into_iter().chain(rows).chain(cols))
    })
}

/// L1-14.
pub fn one_line(subject: &Subject) -> Verdict {
    subject.bytes.map_or(Verdict::NotAsked(NO_CSV), |bytes| {
        verdict(bytes.broken_records.iter().map(|line| format!("{line}行目")))
    })
}

/// L1-15.
pub fn quoted_commas(subject: &Subject) -> Verdict {
    subject.bytes.map_or(Verdict::NotAsked(NO_CSV), |bytes| {
        verdict(bytes.ragged.iter().chain(&bytes.odd_quotes).map(|line| format!("{line}行目")))
    })
}
