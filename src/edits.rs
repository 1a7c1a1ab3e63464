//! What staff wrote into a 総括表: memos, actuals of 指標一覧 that they changed, rows of 修正表.
//!
//! As in `answers`, a table is known by its headings and a row by what its faint last column says.

use crate::cell::{CellRef, Place};
use crate::correction::{Decision, Entered, Slot, digest_of};
use crate::lexicon::Lexicon;
use crate::memo::About;
use crate::messages::correction as words;
use crate::model::Status;
use crate::period::{Period, wareki_short};
use crate::row_key::{CorrectionKey, RowKey, WrittenActual, digest, parse};
use crate::sheet::{Cell, Content, Raw, Sheet, Workbook};
use crate::token::quantity::{self, Reading};
use crate::token::text::key;
use crate::token::time;
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// What staff wrote into one book.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Edits {
    /// The memos that stand in it, and those taken away.
    pub memos: Vec<MemoRow>,
    /// Memos in rows that the program does not know, each with its place.
    pub loose: Vec<(Place, String)>,
    /// Actuals that were changed.
    pub actuals: Vec<ActualEdit>,
    /// The rows of 修正表 in which something stands.
    pub corrections: Vec<CorrectionRow>,
}

/// The memo of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MemoRow {
    /// What it is about.
    pub about: About,
    /// 指標名.
    pub name: String,
    /// What stands there.
    pub text: String,
    /// A digest of what the program wrote there.
    pub written: String,
}

impl MemoRow {
    /// A digest of what stands there.
    pub fn digest(&self) -> String {
        digest(&[&self.text])
    }

    /// Whether it is not what the program wrote.
    pub fn edited(&self) -> bool {
        self.digest() != self.written
    }
}

/// An actual that was changed in 指標一覧.
#[derive(Clone, Debug, PartialEq)]
pub struct ActualEdit {
    /// Where.
    pub place: Place,
    /// Which actual.
    pub slot: Slot,
    /// 担当部署.
    pub department: String,
    /// 指標名.
    pub name: String,
    /// What the program had written there.
    pub shown: String,
    /// What was submitted then.
    pub submitted: String,
    /// What stands there now.
    pub to: Entered,
    /// Whether a formula stands there: what it comes to is nobody's word.
    pub formula: bool,
}

/// A row of 修正表.
#[derive(Clone, Debug, PartialEq)]
pub struct CorrectionRow {
    /// Its 修正値.
    pub place: Place,
    /// What the program knows it by; `None` if staff added it.
    pub key: Option<CorrectionKey>,
    /// 担当部署.
    pub department: String,
    /// コード.
    pub code: String,
    /// 指標名.
    pub name: String,
    /// 期間, as written.
    pub period: String,
    /// 項目.
    pub item: String,
    /// 修正値.
    pub to: Entered,
    /// 理由.
    pub reason: String,
    /// 記入者.
    pub by: String,
    /// 日付.
    pub on: String,
    /// 採否.
    pub decision: Decision,
    /// A digest of what stands in those of its cells that staff may change.
    pub digest: String,
}

impl CorrectionRow {
    /// Whether it is not what the program wrote.
    pub fn edited(&self) -> bool {
        self.key.as_ref().is_none_or(|key| key.written != self.digest)
    }

    /// The period that it names, if it names one.
    pub fn period(&self) -> Option<Period> {
        time::whole(&self.period)?.period(None)
    }
}

/// The headings of a row, as keyed, each with its column.
type Headings = BTreeMap<String, u32>;

impl Edits {
    /// What staff wrote into the pages of a 総括表; nothing in another workbook.
    pub fn of(workbook: &Workbook) -> Self {
        let mut edits = Self::default();
        workbook.sheets.iter().for_each(|sheet| edits.sheet(sheet));
        edits
    }

    /// Whether nothing stands there.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    fn sheet(&mut self, sheet: &Sheet) {
        let mut rows: BTreeMap<u32, Vec<&Cell>> = BTreeMap::new();
        for cell in &sheet.cells {
            rows.entry(cell.at.row).or_default().push(cell);
        }
        let mut tables: Vec<(u32, Headings)> = Vec::new();
        for (row, cells) in &rows {
            let headings: Headings = cells.iter().rev().map(|cell| (key(&cell.raw.text), cell.at.col)).collect();
            let has = |names: &[&str]| names.iter().all(|name| headings.contains_key(*name));
            if has(&[words::MEMO, words::ROW]) || has(&[words::TO, words::DECISION, words::ID]) {
                tables.push((*row, headings));
            }
        }
        for (row, cells) in &rows {
            // A row that was sorted above the headings is one of the first table.
            let table = tables.iter().rev().find(|(head, _)| head <= row).or(tables.first());
            let Some((head, headings)) = table.filter(|(head, _)| head != row) else { continue };
            let line = Line { sheet, row: *row, below: row > head, cells, headings };
            if headings.contains_key(words::ROW) {
                self.indicator(&line)
            } else {
                self.corrections.extend(correction(&line))
            }
        }
    }

    /// A row of 指標一覧, or of another page on which there are memos.
    fn indicator(&mut self, line: &Line) {
        let text = line.text(words::MEMO);
        let Some(RowKey { about, memo, actuals }) = line.raw(words::ROW).and_then(|raw| parse(&raw.text)) else {
            if line.below && !text.is_empty() {
                self.loose.extend(line.place(words::MEMO).map(|place| (place, text)));
            }
            return;
        };
        let name = line.text(words::INDICATOR);
        if let About::Indicator { id, code } = &about {
            let changed = actuals.into_iter().filter_map(|written| line.changed(written, id, code, &name));
            self.actuals.extend(changed);
        }
        let row = MemoRow { about, name, text, written: memo };
        if line.headings.contains_key(words::MEMO) && (row.edited() || !row.text.is_empty()) {
            self.memos.push(row);
        }
    }
}

/// A row under headings.
struct Line<'a> {
    sheet: &'a Sheet,
    row: u32,
    /// Whether it stands below them.
    below: bool,
    cells: &'a [&'a Cell],
    headings: &'a Headings,
}

impl Line<'_> {
    fn raw(&self, heading: &str) -> Option<&Raw> {
        let col = self.headings.get(heading)?;
        self.cells.iter().find(|cell| cell.at.col == *col).map(|cell| &cell.raw)
    }

    /// What shows under a heading; of a date, its day.
    fn text(&self, heading: &str) -> String {
        match self.raw(heading) {
            Some(Raw { content: Content::Date(day), .. }) => day.to_string(),
            Some(raw) => raw.text.trim().replace("\r\n", "\n"),
            None => String::new(),
        }
    }

    fn place(&self, heading: &str) -> Option<Place> {
        let cell = CellRef::new(self.row, *self.headings.get(heading)?);
        Some(Place { sheet: self.sheet.id.clone(), cell })
    }

    /// An actual of this row that is not what the program wrote.
    fn changed(&self, written: WrittenActual, id: &str, code: &str, name: &str) -> Option<ActualEdit> {
        let heading = format!("{}{}", wareki_short(written.period.fiscal_year), words::ACTUAL);
        let heading = key(&heading);
        // Without its column nothing was changed in it.
        let place = self.place(&heading)?;
        let blank = Raw::blank();
        let raw = self.raw(&heading).unwrap_or(&blank);
        if is_unchanged(raw, &written.shown) {
            return None;
        }
        let WrittenActual { period, aggregation, shown, submitted } = written;
        Some(ActualEdit {
            place,
            slot: Slot { indicator: id.to_owned(), code: code.to_owned(), period, aggregation },
            department: self.text(words::DEPARTMENT),
            name: name.to_owned(),
            submitted: submitted.unwrap_or_else(|| shown.clone()),
            shown,
            to: entered(raw),
            formula: raw.formula,
        })
    }
}

/// Whether a cell holds what was written, however it is stored or shown by now.
fn is_unchanged(raw: &Raw, written: &str) -> bool {
    let number = written.parse::<Decimal>().ok();
    let stored = match raw.content {
        Content::Number(stored) => quantity::decimal(stored),
        // A number that its program keeps as text.
        Content::Text => raw.text.trim().replace(',', "").parse().ok(),
        _ => None,
    };
    match (number, stored) {
        (Some(number), Some(stored)) => number == stored,
        _ => key(&raw.text) == key(written) && !matches!(raw.content, Content::Uncomputed),
    }
}

/// What someone put into a cell for a number: one number and nothing that makes it less than exact, or words.
pub fn entered(raw: &Raw) -> Entered {
    let exact = match quantity::read(raw, Lexicon::standard()) {
        Reading::Number(read) if !raw.formula => Some(read),
        _ => None,
    };
    let exact = exact.filter(|read| {
        let plain = read.operator.is_none() && read.bracketed.is_none() && read.time.is_none();
        plain
            && !read.vague
            && !read.cumulative
            && matches!(read.status, Status::Value | Status::Provisional | Status::Forecast)
    });
    let value = exact.as_ref().map(|read| read.value.normalize());
    let unit = exact.map(|read| read.unit).unwrap_or_default();
    let plain = value.filter(|_| unit.is_empty()).map(|value| value.to_string());
    Entered { text: plain.unwrap_or_else(|| raw.text.trim().to_owned()), value, unit }
}

/// A row of 修正表 in which something stands.
fn correction(line: &Line) -> Option<CorrectionRow> {
    let known: Option<CorrectionKey> = line.raw(words::ID).and_then(|raw| parse(&raw.text));
    let to = line.raw(words::TO).map_or_else(|| entered(&Raw::blank()), entered);
    let of = |heading: &str| line.text(heading);
    let (reason, by, on, decision) = (of(words::REASON), of(words::BY), of(words::ON), of(words::DECISION));
    let digest = digest_of(&to.text, &reason, &by, &on, &decision);
    let stands = !to.text.is_empty() || !reason.is_empty() || !decision.is_empty();
    if known.is_none() && (!line.below || !stands) {
        return None;
    }
    Some(CorrectionRow {
        place: line.place(words::TO)?,
        key: known,
        digest,
        department: of(words::DEPARTMENT),
        code: of(words::CODE),
        name: of(words::INDICATOR),
        period: of(words::PERIOD),
        item: of(words::ITEM),
        decision: words::decided(&key(&decision)),
        to,
        reason,
        by,
        on,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neither_formatting_nor_rewriting_is_a_change() {
        let percent = Raw { percent: true, text: "9850％".into(), ..Raw::number(98.5) };
        for raw in [Raw::number(98.5), Raw::number(98.500_000_000_000_01), percent, Raw::text("98.50")] {
            assert!(is_unchanged(&raw, "98.5"), "{raw:?}");
        }
        assert!(is_unchanged(&Raw::text("1,234"), "1234") && is_unchanged(&Raw::text("集計中 "), "集計中"));
        assert!(is_unchanged(&Raw::blank(), ""));
        for raw in [Raw::number(98.4), Raw::text("約98.5"), Raw::blank()] {
            assert!(!is_unchanged(&raw, "98.5"), "{raw:?}");
        }
        let uncomputed = Raw { content: Content::Uncomputed, formula: true, ..Raw::blank() };
        assert!(!is_unchanged(&uncomputed, "98.5") && !is_unchanged(&uncomputed, ""));
    }

    #[test]
    fn only_one_exact_number_is_a_number() {
        let number = |raw: &Raw| entered(raw).value.map(|value| value.to_string());
        assert_eq!(number(&Raw::text("１，２３４")).as_deref(), Some("1234"));
        assert_eq!(number(&Raw::text("△5.50")).as_deref(), Some("-5.5"));
        assert_eq!(entered(&Raw::text("12人")).unit, "人");
        for text in ["約80", "80以上", "80人程度", "3(9)", "80～90", "集計中", "設置", "2024/10/01", ""] {
            assert_eq!(number(&Raw::text(text)), None, "{text}");
        }
        assert_eq!(number(&Raw { formula: true, ..Raw::number(5.0) }), None);
    }
}
