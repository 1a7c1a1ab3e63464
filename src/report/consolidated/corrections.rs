//! 修正表: every correction of an actual that staff proposed, with what became of it; and memos that have no row any more.

use super::super::Source;
use super::begin;
use super::indicators::filled;
use crate::correction::{Correction, Standing};
use crate::memo::Memo;
use crate::messages::{correction as words, sheet};
use crate::page::{Cell, Choices, Page, Role, Tone, fitted};
use crate::row_key::{self, CorrectionKey, RowKey, digest};
use crate::table::Value;

/// The columns, each with the least and the most of its width.
const COLUMNS: [(&str, (f64, f64)); 14] = [
    ("No.", (5.0, 6.0)),
    (words::STANDING, (9.0, 9.0)),
    (words::DEPARTMENT, (9.0, 12.0)),
    (words::CODE, (7.0, 9.0)),
    (words::INDICATOR, (18.0, 28.0)),
    (words::PERIOD, (12.0, 16.0)),
    (words::ITEM, (6.0, 6.0)),
    (words::READ, (9.0, 14.0)),
    (words::TO, (10.0, 14.0)),
    (words::REASON, (24.0, 24.0)),
    (words::BY, (10.0, 10.0)),
    (words::ON, (11.0, 11.0)),
    (words::DECISION, (8.0, 8.0)),
    // It serves the program.
    (words::ID, (10.0, 10.0)),
];
/// How many of them are printed.
const PRINTED: usize = 13;
/// The place of 採否 among them.
const DECISION: u16 = 12;
/// Rows left for corrections that staff adds by hand.
const FREE: usize = 10;

/// The page.
pub fn page(source: &Source) -> Page {
    let corrections = &source.model.corrections;
    let mut rows: Vec<Vec<Cell>> = corrections.iter().enumerate().map(|(place, one)| row(place, one)).collect();
    rows.extend(std::iter::repeat_with(free).take(FREE));
    let mut page = Page::new(sheet::CORRECTIONS, fitted(&rows, &COLUMNS.map(|(_, bounds)| bounds)));
    page.landscape = true;
    page.printed = Some(PRINTED);
    begin(
        &mut page,
        source,
        sheet::CORRECTIONS,
        "提出された実績を、部署のファイルに触れずに修正する。「指標一覧」の実績を書き直すと、次の集計でここに提案として載る。下の空いた行に、コード・指標名・期間・修正値を書いて加えることもできる。",
    );
    page.line(
        Role::Note,
        "理由・記入者・日付を記入し、採否で「採用」を選ぶと、次の集計から修正値で集計する（黄色の欄）。やめるときは「却下」とする。行を消しても修正は残る。",
    );
    page.freeze = Some((page.next() + 1, 2));
    let first = page.next() + 1;
    let last = first.saturating_add(u32::try_from(rows.len()).unwrap_or(u32::MAX).saturating_sub(1));
    let mut page = filled(page, &COLUMNS.map(|(name, _)| name.to_owned()), rows);
    let words = words::DECISIONS.map(str::to_owned).to_vec();
    page.choices.push(Choices { first, last, column: DECISION, words });
    lost(&mut page, &source.model.memos);
    page.blank();
    page.line(Role::Section, "状態の意味");
    for (word, meaning) in words::STANDINGS {
        page.line(Role::Note, &format!("{word}：{meaning}"));
    }
    page
}

fn row(place: usize, one: &Correction) -> Vec<Cell> {
    // What the program does not know, staff may put right.
    let known = if one.slot.is_some() { Role::Body } else { Role::Input };
    vec![
        Cell::count(place + 1),
        Cell::word(Role::Mark(tone(one.standing)), words::standing(one.standing)),
        Cell::text(Role::Body, one.department.as_str()),
        Cell::text(known, one.code.as_str()),
        Cell::text(known, one.name.as_str()),
        Cell::text(known, one.period.as_str()),
        Cell::word(Role::Center, words::ACTUAL),
        figure(Role::Body, one.shown_read()),
        figure(Role::Input, &one.to.text),
        Cell::text(Role::Input, one.reason.as_str()),
        Cell::text(Role::Input, one.by.as_str()),
        Cell::text(Role::Input, one.on.as_str()),
        Cell::text(Role::Tick, one.shown_decision()),
        Cell::text(Role::Faint, row_key::text(&key(one))),
    ]
}

fn key(one: &Correction) -> CorrectionKey {
    CorrectionKey {
        id: one.id.clone(),
        slot: one.slot.clone(),
        read: one.shown_read().to_owned(),
        written: one.digest(),
    }
}

/// A row for staff to fill in.
fn free() -> Vec<Cell> {
    let roles = [
        Role::Body,
        Role::Body,
        Role::Body,
        Role::Input,
        Role::Input,
        Role::Input,
        Role::Body,
        Role::Body,
        Role::Input,
        Role::Input,
        Role::Input,
        Role::Input,
        Role::Tick,
        Role::Faint,
    ];
    roles.map(|role| Cell::word(role, "")).to_vec()
}

/// A number as one; words as words.
fn figure(role: Role, text: &str) -> Cell {
    match text.parse() {
        Ok(number) if role == Role::Body => Cell::number(number, ""),
        Ok(number) => Cell { value: Value::Number(number), role, ..Cell::default() },
        Err(_) => Cell::text(role, text),
    }
}

const fn tone(standing: Standing) -> Tone {
    match standing {
        Standing::Applied | Standing::Reflected => Tone::Good,
        Standing::Rejected => Tone::Neutral,
        _ => Tone::Care,
    }
}

/// Memos that have no row any more.
fn lost(page: &mut Page, memos: &[Memo]) {
    let lost: Vec<&Memo> = memos.iter().filter(|memo| !memo.placed && !memo.text.is_empty()).collect();
    if lost.is_empty() {
        return;
    }
    page.blank();
    page.line(Role::Section, "行のなくなったメモ（いらなくなったら、メモを消す）");
    let mut headings = [""; COLUMNS.len()];
    let at = |name: &str| COLUMNS.iter().position(|(heading, _)| *heading == name).unwrap_or_default();
    let (name, memo, row) = (at(words::INDICATOR), at(words::REASON), COLUMNS.len() - 1);
    for (place, heading) in [(name, words::INDICATOR), (memo, words::MEMO), (row, words::ROW)] {
        if let Some(slot) = headings.get_mut(place) {
            *slot = heading;
        }
    }
    let role = |heading: &str| if heading.is_empty() { Role::Plain } else { Role::Heading };
    page.row(headings.iter().map(|heading| Cell::text(role(heading), *heading)).collect());
    for one in lost {
        let key = RowKey { about: one.about.clone(), memo: digest(&[&one.text]), actuals: Vec::new() };
        let cells = headings.iter().map(|heading| match *heading {
            words::INDICATOR => Cell::text(Role::Body, one.name.as_str()),
            words::MEMO => Cell::text(Role::Input, one.text.as_str()),
            words::ROW => Cell::text(Role::Faint, row_key::text(&key)),
            _ => Cell::default(),
        });
        page.row(cells.collect());
    }
}
