//! Each rule has a table where it is broken, and one, that breaks none, where it is kept.

use super::*;
use crate::cell::{CellRef, Rect, SheetId};
use crate::sheet::{Cell, Format, Known, Lines, ListTable, Raw, Sheet};
use std::sync::Arc;

/// A sheet written as text: cells between strokes, a row a line; digits alone are a number.
fn sheet(text: &str) -> Sheet {
    let mut cells = Vec::new();
    for (row, line) in (0..).zip(text.lines()) {
        for (col, shown) in (0..).zip(line.split('|')).filter(|(_, shown)| !shown.is_empty()) {
            let raw = shown.parse().map_or_else(|_| Raw::text(shown), Raw::number);
            cells.push(Cell { at: CellRef::new(row, col), raw });
        }
    }
    let id = Arc::new(SheetId { file: "表.xlsx".to_owned(), sheet: "データ_表".to_owned() });
    let visibility = crate::sheet::Visibility::Visible;
    Sheet { id, visibility, cells, merges: Vec::new(), known: Known::default() }
}

fn explained() -> Explained {
    let meaning = |physical_name: &str, number: bool, unit: &str, words: &[&str]| Meaning {
        number,
        unit: unit.to_owned(),
        description: String::new(),
        physical_name: physical_name.to_owned(),
        words: words.iter().map(|word| (*word).to_owned()).collect(),
    };
    let columns = [
        ("団体名", meaning("body", false, "", &[])),
        ("指標名", meaning("indicator_name", false, "", &[])),
        ("状態", meaning("status", false, "", &["value", "blank"])),
        ("年度", meaning("fiscal_year", true, "年度（西暦）", &[])),
        ("実績値", meaning("actual_value", true, "人", &[])),
    ];
    let columns = columns.map(|(heading, meaning)| (heading.to_owned(), meaning)).into();
    Explained { columns, encoding: Some(("utf-8".to_owned(), true)), long_form: None }
}

const SOUND: &str = "団体名|指標名|状態|年度|実績値\nみほん市|件数|value|2024|80\nみほん市|満足度|blank|2024|";

/// The rules that a sheet breaks.
fn broken(sheet: &Sheet, format: Format, bytes: Option<&CsvBytes>, explained: Option<&Explained>) -> Vec<&'static str> {
    let answers = answers(&Subject::new(sheet, format, bytes, explained));
    let broken = NORMS.iter().zip(&answers.verdicts).filter(|(_, verdict)| matches!(verdict, Verdict::Breaks(_)));
    broken.map(|(norm, _)| norm.id).collect()
}

#[test]
fn a_sound_table_breaks_none() {
    let explained = explained();
    assert_eq!(broken(&sheet(SOUND), Format::Xlsx, None, Some(&explained)), [""; 0]);
    let bytes = csv_bytes("\u{feff}団体名,値\r\nみほん市,1\r\n".as_bytes());
    assert_eq!(broken(&sheet(SOUND), Format::Csv, Some(&bytes), Some(&explained)), [""; 0]);
}

/// What breaks the rule, as text.
const TEXTS: [(&str, &str); 18] = [
    ("L1-02", "団体名|指標名|年度\nみほん市|件数|2024\n\nみほん市|件数|2024"),
    ("L1-03", "団体名|指標名||年度\nみほん市|件数||2024"),
    ("L1-04", "団体名|指標名\nみほん市|件数\n※ 速報値を含む"),
    ("L1-05", "団体名|2|指標名\nみほん市|1|件数"),
    ("L1-06", "団体名|指標名\nみほん市|合　計"),
    ("L1-07", "団体名|実績値\nみほん市|3（9）"),
    ("L1-08", "団体名|①実績値\nみほん市|3"),
    ("L2-01", "団体名|実績値\nみほん市|80人"),
    ("L2-02", "団体名|指標名\nみほん市|件数\n〃|満足度"),
    ("L2-03", "団体名|実績値|実績値\nみほん市|1|2"),
    ("L2-04", "団体名|状態\nみほん市|たぶん"),
    ("L2-05", "団体名|区分\nみほん市|その他（海外）"),
    ("L3-01", "団体名||実績値\nみほん市|1|2"),
    ("L3-03", "団体名|実績値\nみほん市|△"),
    ("L3-05", "団体名|基準年度\nみほん市|令和6年度"),
    ("L3-06", "団体名|実績値\nみほん|1"),
    ("L3-08", "団体名|備え\nみほん市|あり"),
    ("L3-09", "団体名|2022年度|2023年度|2024年度\nみほん市|1|2|3"),
];

#[test]
fn what_texts_break_is_seen() {
    let explained = explained();
    for (id, text) in TEXTS {
        let found = broken(&sheet(text), Format::Xlsx, None, Some(&explained));
        assert!(found.contains(&id), "{id}: {found:?}");
    }
}

#[test]
fn what_stands_nowhere_is_missed() {
    let coded = sheet("指標名|状態|実績値\n件数|value|80\n満足度|blank|\n割合|value|3");
    let found = broken(&coded, Format::Xlsx, None, None);
    for id in ["L3-02", "L3-04", "L3-08"] {
        assert!(found.contains(&id), "{id}: {found:?}");
    }
    let unsaid = sheet("指標名|実績値\n件数|80\n満足度|\n割合|3");
    assert!(broken(&unsaid, Format::Xlsx, None, None).contains(&"L1-09"));
}

#[test]
fn what_a_workbook_hides_merges_or_draws_is_seen() {
    let explained = explained();
    type Seed = fn(&mut Sheet);
    let seeded: [(&str, Seed); 6] = [
        ("L1-10", |sheet| sheet.known.drawing = true),
        ("L1-11", |sheet| sheet.cells[6].raw.struck = Some("旧".into())),
        ("L1-12", |sheet| sheet.merges.push(Rect { top: 1, left: 0, bottom: 2, right: 0 })),
        ("L1-13", |sheet| sheet.known.rows.push(Lines { first: 1, last: 1, hidden: true, level: 0 })),
        ("L2-06", |sheet| sheet.cells[9].raw.formula = true),
        ("L1-02", |sheet| {
            for name in ["a", "b"] {
                let cells = Rect { top: 0, left: 0, bottom: 1, right: 1 };
                sheet.known.tables.push(ListTable {
                    name: name.to_owned(),
                    cells,
                    header_rows: 1,
                    totals_rows: 0,
                    columns: Vec::new(),
                });
            }
        }),
    ];
    for (id, seed) in seeded {
        let mut sheet = sheet(SOUND);
        seed(&mut sheet);
        let found = broken(&sheet, Format::Xlsx, None, Some(&explained));
        assert!(found.contains(&id), "{id}: {found:?}");
        assert!(!id.starts_with("L1-1") || broken(&sheet, Format::Csv, None, Some(&explained)).is_empty(), "{id}");
    }
    assert_eq!(broken(&sheet(SOUND), Format::Xls, None, Some(&explained)), ["L1-01"]);
}

#[test]
fn what_the_bytes_of_a_csv_break_is_seen() {
    let explained = explained();
    for (id, bytes) in [
        ("L1-14", "\u{feff}a,b\r\n\"1\r\n2\",3\r\n"),
        ("L1-15", "\u{feff}a,b\r\n1,2,3\r\n"),
        ("L3-08", "a,b\r\n1,2\r\n"),
    ] {
        let bytes = csv_bytes(bytes.as_bytes());
        assert_eq!(broken(&sheet(SOUND), Format::Csv, Some(&bytes), Some(&explained)), [id]);
    }
}

#[test]
fn every_rule_is_broken_by_some_table_here_but_the_one_that_only_people_can_tell() {
    let seen = TEXTS.iter().map(|(id, _)| *id);
    let others =
        ["L1-01", "L1-09", "L1-10", "L1-11", "L1-12", "L1-13", "L1-14", "L1-15", "L2-06", "L3-02", "L3-04", "L3-07"];
    let all: std::collections::BTreeSet<&str> = seen.chain(others).collect();
    assert!(NORMS.iter().map(|norm| norm.id).eq(all));
}
