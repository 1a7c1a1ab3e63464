//! What staff and departments wrote into the program's own books: 了承 in 総括表, 回答 in 確認依頼.
//!
//! A book is known by its headings and a row by its id, never by an address or a name: rows are sorted, filtered and
//! deleted, columns inserted, books renamed, sent by mail and saved by other programs.

use crate::cell::{CellRef, Place};
use crate::correction::Correction;
use crate::edits::Edits;
use crate::memo::Memo;
use crate::messages::answer as words;
use crate::sheet::{Cell, Sheet, Workbook};
use crate::state::FindingRecord;
use crate::token::text::key;
use std::collections::BTreeMap;

/// What an output folder of an earlier run knows, and what people wrote there since.
#[derive(Clone, Debug, Default)]
pub struct Folder {
    /// The findings of its state.
    pub findings: Vec<FindingRecord<'static>>,
    /// The corrections of its state.
    pub corrections: Vec<Correction>,
    /// The memos of its state.
    pub memos: Vec<Memo>,
    /// Its books that people may have written into.
    pub books: Vec<Answers>,
    /// What else staff wrote into its 総括表.
    pub edits: Vec<Edits>,
    /// Those that cannot be read, and why.
    pub unreadable: Vec<(String, String)>,
}

/// What is written in one book.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answers {
    /// The book.
    pub file: String,
    /// Which of the program's books it is.
    pub book: Book,
    /// Its rows that have an id or in which something is written.
    pub rows: Vec<Row>,
    /// Of a 確認依頼, the department.
    pub department: String,
    /// 回答者.
    pub by: String,
    /// 回答期限.
    pub due: String,
}

/// A book that people write into.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Book {
    /// 総括表, with its sheet 確認事項.
    Consolidated,
    /// 確認依頼 of a department.
    Request,
}

/// A row of such a book.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The cell that people write into: 了承 or 回答.
    pub place: Place,
    /// The id of the finding; empty if it was lost.
    pub id: String,
    /// 了承.
    pub mark: String,
    /// 了承の理由.
    pub reason: String,
    /// 回答.
    pub reply: String,
    /// 指標名.
    pub indicator: String,
    /// 今の値.
    pub found: String,
    /// あるべき値.
    pub expected: String,
}

impl Folder {
    /// 回答期限 by department.
    pub fn dues(&self) -> BTreeMap<String, String> {
        let asked = self.books.iter().filter(|answers| answers.book == Book::Request && !answers.due.is_empty());
        asked.map(|answers| (answers.department.clone(), answers.due.clone())).collect()
    }
}

impl Answers {
    /// What is written in a workbook, if it is one of the program's own.
    pub fn of(workbook: &Workbook) -> Option<Self> {
        let tables = || workbook.sheets.iter().filter_map(Table::of);
        let table = tables().find(|table| table.book == Book::Consolidated).or_else(|| tables().next())?;
        let title = table.rows.values().flatten().find_map(|cell| words::department(&cell.raw.text));
        Some(Self {
            file: workbook.file.clone(),
            book: table.book,
            rows: table.written(),
            department: title.unwrap_or_default().to_owned(),
            by: table.beside(words::BY),
            due: table.beside(words::DUE),
        })
    }
}

/// The sheet of such a book on which people write.
struct Table<'a> {
    sheet: &'a Sheet,
    book: Book,
    rows: BTreeMap<u32, Vec<&'a Cell>>,
    /// The first row of headings.
    head: u32,
    columns: BTreeMap<String, u32>,
}

impl<'a> Table<'a> {
    fn of(sheet: &'a Sheet) -> Option<Self> {
        if !sheet.cells.iter().any(|cell| &*cell.raw.text == words::REMEDY) {
            return None;
        }
        let mut rows: BTreeMap<u32, Vec<&Cell>> = BTreeMap::new();
        for cell in &sheet.cells {
            rows.entry(cell.at.row).or_default().push(cell);
        }
        let headings = |cells: &Vec<&Cell>| -> BTreeMap<String, u32> {
            cells.iter().rev().map(|cell| (key(&cell.raw.text), cell.at.col)).collect()
        };
        let book_of = |columns: &BTreeMap<String, u32>| {
            let all = |names: &[&str]| names.iter().all(|name| columns.contains_key(*name));
            if all(&[words::MESSAGE, words::REMEDY, words::MARK, words::REASON]) {
                return Some(Book::Consolidated);
            }
            all(&[words::MESSAGE, words::REMEDY, words::FOUND, words::REPLY]).then_some(Book::Request)
        };
        let (head, columns, book) = rows.iter().find_map(|(row, cells)| {
            let columns = headings(cells);
            book_of(&columns).map(|book| (*row, columns, book))
        })?;
        Some(Self { sheet, book, rows, head, columns })
    }

    fn written(&self) -> Vec<Row> {
        let rows = self.rows.iter().filter_map(|(row, cells)| {
            let text = |name: &str| {
                let col = self.columns.get(name)?;
                let cell = cells.iter().find(|cell| cell.at.col == *col)?;
                Some(cell.raw.text.trim()).filter(|text| key(text) != name).map(str::to_owned)
            };
            let of = |name: &str| text(name).unwrap_or_default();
            let id = text(words::ID).map(|text| key(&text)).filter(|text| is_id(text)).unwrap_or_default();
            let asked = if self.book == Book::Request { words::REPLY } else { words::MARK };
            let (mark, reason, reply) = (of(words::MARK), of(words::REASON), of(words::REPLY));
            let empty = mark.is_empty() && reason.is_empty() && reply.is_empty();
            if id.is_empty() && (empty || *row <= self.head) {
                return None;
            }
            let cell = CellRef::new(*row, self.columns.get(asked).copied().unwrap_or_default());
            let place = Place { sheet: self.sheet.id.clone(), cell };
            let (indicator, found, expected) = (of(words::INDICATOR), of(words::FOUND), of(words::EXPECTED));
            Some(Row { place, id, mark, reason, reply, indicator, found, expected })
        });
        rows.collect()
    }

    /// What stands beside a label, on its right.
    fn beside(&self, label: &str) -> String {
        let labels = [words::BY, words::DUE];
        for cells in self.rows.values() {
            let mut cells = cells.iter().filter(|cell| !cell.raw.text.trim().is_empty());
            if cells.any(|cell| key(&cell.raw.text) == label) {
                let next = cells.next().filter(|cell| !labels.contains(&&*key(&cell.raw.text)));
                return next.map(|cell| cell.raw.text.trim().to_owned()).unwrap_or_default();
            }
        }
        String::new()
    }
}

/// Whether a text is the id of a finding.
fn is_id(text: &str) -> bool {
    let (digest, number) = text.split_once('-').unwrap_or((text, "2"));
    let hexadecimal = |digits: &str| digits.len() == 15 && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    digest.strip_prefix('f').is_some_and(hexadecimal) && number.parse::<u32>().is_ok()
}

/// What a text in 了承 says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Said {
    /// Accepted.
    Yes,
    /// Not accepted, or nothing.
    No,
    /// Neither.
    Unclear,
}

/// What a text in 了承 says.
pub fn said(mark: &str) -> Said {
    match &*key(mark) {
        "○" | "〇" | "◯" | "◎" | "●" | "o" | "丸" | "マル" | "まる" | "✓" | "✔" | "レ" | "☑" | "了承" | "了" | "済"
        | "可" | "ok" | "はい" => Said::Yes,
        "" | "-" | "×" | "x" | "✕" | "☐" | "□" | "否" | "不可" | "ng" | "いいえ" | words::BY_SETTINGS => {
            Said::No
        }
        _ => Said::Unclear,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cell::SheetId;
    use crate::sheet::{Format, Known, Raw, Visibility};
    use std::sync::Arc;

    const ID: &str = "f0123456789abcde";

    fn book(rows: &str) -> Workbook {
        let id = Arc::new(SheetId { file: "回答.xlsx".to_owned(), sheet: "Sheet1".to_owned() });
        let mut cells = Vec::new();
        for (row, line) in (0..).zip(rows.lines()) {
            for (col, text) in (0..).zip(line.split('|').map(str::trim)).filter(|(_, text)| !text.is_empty()) {
                cells.push(Cell { at: CellRef::new(row, col), raw: Raw::text(text) });
            }
        }
        let visibility = Visibility::Visible;
        let sheet = Sheet { id, visibility, cells, merges: Vec::new(), known: Known::default() };
        Workbook {
            file: "回答.xlsx".to_owned(),
            sha256: String::new(),
            format: Format::Xlsx,
            sheets: vec![sheet],
            names: Vec::new(),
            troubles: Vec::new(),
        }
    }

    #[test]
    fn rows_are_found_by_their_headings_and_ids() {
        let answers = Answers::of(&book(&format!(
            "確認依頼（福祉課）
             | | 回答期限 | 2024/11/15 | 回答者 | 田中
             No. | 内容 | メモ | 確認番号 | 今の値 | お願い | 回答
             2   | い   |      | {ID}-2   | 5      | う     |
             1   | あ   | 急ぎ | Ｆ0123456789ABCDE | 約80 | え | 正しい値です
             3   | お   |      |          |        |        | 番号のない回答"
        )))
        .unwrap();
        assert_eq!((answers.book, &*answers.department, &*answers.by), (Book::Request, "福祉課", "田中"));
        assert_eq!(answers.due, "2024/11/15");
        let rows: Vec<_> = answers.rows.iter().map(|row| (&*row.id, &*row.reply, row.place.cell.to_string())).collect();
        let (one, two) = (ID, format!("{ID}-2"));
        let expected = [
            (&*two, "", "G4".to_owned()),
            (one, "正しい値です", "G5".to_owned()),
            ("", "番号のない回答", "G6".to_owned()),
        ];
        assert_eq!(rows, expected);
    }

    #[test]
    fn several_tables_on_a_sheet_and_rows_above_their_headings_are_read() {
        let answers = Answers::of(&book(&format!(
            "○ | 単年度の特例 | {ID} | あ | い
             了承 | 了承の理由 | 確認番号 | 内容 | お願い
             ○ |  | {ID}-2 | あ | い

             了承 | 了承の理由 | 確認番号 | 内容 | お願い
              | 前からの理由 | {ID}-3 | あ | い"
        )))
        .unwrap();
        let rows: Vec<_> = answers.rows.iter().map(|row| (&*row.mark, &*row.reason)).collect();
        assert_eq!(rows, [("○", "単年度の特例"), ("○", ""), ("", "前からの理由")]);
        assert_eq!((answers.book, answers.by.as_str()), (Book::Consolidated, ""));
    }

    #[test]
    fn other_books_are_not_taken_for_own_ones() {
        for rows in
            ["指標名 | 目標値 | 実績値\n件数 | 1 | 2", "No. | 内容 | お願い\n1 | あ | い", "内容 | 回答\nあ | い"]
        {
            assert_eq!(Answers::of(&book(rows)), None, "{rows}");
        }
    }

    #[test]
    fn marks_are_understood_as_people_write_them() {
        for mark in ["○", "〇", "◯", " ○ ", "了承", "済", "OK", "ＯＫ"] {
            assert_eq!(said(mark), Said::Yes, "{mark}");
        }
        for mark in ["", "×", "－", "否", "設定"] {
            assert_eq!(said(mark), Said::No, "{mark}");
        }
        assert_eq!(said("確認中"), Said::Unclear);
    }
}
