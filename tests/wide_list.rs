//! A list as wide as offices keep them: a project a row, 200 columns, years that no heading names.

#![expect(clippy::expect_used, reason = "a definition that is written here")]

use matome::cell::{CellRef, SheetId};
use matome::form::{Form, Forms};
use matome::model::{Indicator, IndicatorKind, Status, Submission};
use matome::pipeline::submission;
use matome::sheet::{Cell, Format, Known, Raw, Sheet, Visibility, Workbook};
use std::collections::BTreeMap;
use std::sync::Arc;

const DEFINITION: &str = include_str!("data/forms/集約表.toml");
const PROJECTS: u32 = 407;
const MARKS: [(&str, &str); 9] = [
    ("活動指標", "ア"),
    ("活動指標", "イ"),
    ("活動指標", "ウ"),
    ("対象指標", "カ"),
    ("対象指標", "キ"),
    ("対象指標", "ク"),
    ("成果指標", "サ"),
    ("成果指標", "シ"),
    ("成果指標", "ス"),
];
const COSTS: [&str; 10] = [
    "国庫支出金",
    "県支出金",
    "地方債",
    "その他特定財源",
    "一般財源",
    "事業費計",
    "人工",
    "人件費",
    "トータルコスト",
    "受益者負担",
];
const HEAD: [&str; 14] = [
    "整理番号",
    "政策名",
    "施策名",
    "基本事業名",
    "事務事業名",
    "主管",
    "会計",
    "款",
    "項",
    "目",
    "事業期間",
    "事業の対象",
    "意図",
    "事業概要",
];
const DASHES: [&str; 5] = ["-", "－", "―", "‐", "–"];
const BLOCKS: u32 = 6;
const COLUMNS: u32 = 200;

/// What the sheet holds of one indicator in one year.
type Key = (String, i32);

/// The sheet, and of each indicator by its name and of each year what it must be read as.
struct List {
    sheet: Sheet,
    truth: BTreeMap<Key, Result<String, Status>>,
    phantoms: usize,
}

fn list(blocks: u32) -> List {
    let mut cells = Vec::new();
    let mut put = |row: u32, col: u32, raw: Raw| cells.push(Cell { at: CellRef::new(row, col), raw });
    put(0, 2, Raw::text("↓記入しない"));
    let names = HEAD.len() as u32;
    let first = names + 2 * MARKS.len() as u32;
    let block = (COSTS.len() + MARKS.len()) as u32;
    for (col, text) in (0..).zip(HEAD) {
        put(1, col, Raw::text(text));
    }
    for (at, (kind, mark)) in (0..).zip(MARKS) {
        put(1, names + 2 * at, Raw::text(format!("{kind}{mark}")));
        put(1, names + 2 * at + 1, Raw::text("単位"));
    }
    for number in 0..blocks {
        let headings = COSTS.into_iter().chain(MARKS.map(|(_, mark)| mark));
        for (at, text) in (0..).zip(headings) {
            put(1, first + number * block + at, Raw::text(text));
        }
    }
    let last = first + blocks * block;
    put(1, last, Raw::text("総合評価"));
    for col in last + 1..COLUMNS.max(last + 1) {
        put(1, col, Raw::text(format!("設問{}", col - last)));
    }
    let mut truth = BTreeMap::new();
    let mut phantoms = 0;
    for project in 0..PROJECTS {
        let row = project + 2;
        let head = [
            format!("{:04}", project + 1),
            "暮らし".into(),
            "子育て".into(),
            "保育".into(),
            format!("事業{project}"),
            "保育課".into(),
        ];
        for (col, text) in (0..).zip(head) {
            put(row, col, Raw::text(text));
        }
        for (at, (kind, mark)) in (0u32..).zip(MARKS) {
            // not every place for an indicator is used; some are and say 0, for they point to an empty cell
            let seed = project * 9 + at;
            if seed % 13 < 5 {
                continue;
            }
            let phantom = seed % 24 == 7 && phantoms < 93;
            let name = format!("{kind}{mark}の件数{project}");
            if phantom {
                phantoms += 1;
                put(row, names + 2 * at, Raw::number(0.0));
                put(row, names + 2 * at + 1, Raw::number(0.0));
            } else {
                put(row, names + 2 * at, Raw::text(name.as_str()));
                put(row, names + 2 * at + 1, Raw::text("件"));
            }
            for number in 0..blocks {
                let col = first + number * block + COSTS.len() as u32 + at;
                let seed = seed * 6 + number;
                let (raw, expected) = match seed % 10 {
                    _ if phantom => (Raw::number(0.0), None),
                    0 => (Raw::text(DASHES[(seed / 10 % 5) as usize]), Some(Err(Status::None))),
                    1 => (
                        Raw::text(format!("{},{:03}", seed % 90 + 1, seed % 1000)),
                        Some(Ok(format!("{}", (seed % 90 + 1) * 1000 + seed % 1000))),
                    ),
                    2 => (Raw::text(format!("{}\t", seed)), Some(Ok(seed.to_string()))),
                    3 => continue,
                    _ => (Raw::number(f64::from(seed)), Some(Ok(seed.to_string()))),
                };
                put(row, col, raw);
                if let Some(expected) = expected {
                    truth.insert((name.clone(), 2020 + number as i32), expected);
                }
            }
        }
        for number in 0..blocks {
            for at in 0..COSTS.len() as u32 {
                put(row, first + number * block + at, Raw::number(f64::from(1000 * number + at)));
            }
        }
        put(row, last, Raw::text("１　現状維持"));
    }
    cells.sort_by_key(|cell| cell.at);
    let id = Arc::new(SheetId { file: "集約表.xlsx".into(), sheet: "集約".into() });
    let sheet = Sheet { id, visibility: Visibility::Visible, cells, merges: Vec::new(), known: Known::default() };
    List { sheet, truth, phantoms }
}

fn read(sheet: Sheet, forms: &Forms) -> (Submission, Vec<String>) {
    let book = Workbook {
        file: "集約表.xlsx".into(),
        sha256: String::new(),
        format: Format::Xlsx,
        sheets: vec![sheet],
        troubles: Vec::new(),
        names: Vec::new(),
    };
    let (submission, findings) = submission(&book, forms, false);
    (submission, findings.iter().map(|finding| finding.rule.name.to_owned()).collect())
}

fn defined() -> Forms {
    Forms(vec![Arc::new(Form::parse("集約表", DEFINITION).expect("a definition"))])
}

/// Each value that was read, by indicator and year; targets and actuals alike, of which a place has one.
fn values(indicators: &[Indicator]) -> BTreeMap<Key, Result<String, Status>> {
    let mut values = BTreeMap::new();
    for indicator in indicators {
        for observation in &indicator.observations {
            let year = observation.period.fiscal_year;
            // whom a project is for is expected, not achieved
            let planned = year == 2025 || year == 2024 && indicator.kind == Some(IndicatorKind::Input);
            for (figure, is_target) in [(&observation.target, true), (&observation.actual, false)] {
                if figure.place.is_none() || figure.text.is_empty() {
                    continue;
                }
                assert_eq!(is_target, planned, "{} {year}", indicator.name);
                let value = figure.value.map(|value| value.normalize().to_string()).ok_or(figure.status);
                values.insert((indicator.name.clone(), year), value);
            }
        }
    }
    values
}

#[test]
fn the_definition_is_short() {
    assert!(DEFINITION.lines().count() <= 25);
}

#[test]
fn a_wide_list_is_read_by_its_definition() {
    let List { sheet, truth, phantoms } = list(BLOCKS);
    assert_eq!(phantoms, 93);
    assert!(sheet.cells.iter().map(|cell| cell.at.col).max() == Some(COLUMNS - 1));
    let (submission, findings) = read(sheet, &defined());
    let read = values(&submission.indicators);
    let wrong: Vec<_> = truth.iter().filter(|(key, value)| read.get(*key) != Some(*value)).take(5).collect();
    assert!(wrong.is_empty(), "{wrong:?} {:?}", wrong.iter().map(|(key, _)| read.get(*key)).collect::<Vec<_>>());
    assert_eq!(read.len(), truth.len());
    assert!(
        submission
            .indicators
            .iter()
            .all(|indicator| indicator.unit_text == "件" && indicator.belongs.department == "保育課")
    );
    // what a project without any indicator says of money and of its evaluation belongs to nothing that is read
    let told: std::collections::BTreeSet<&str> = findings.iter().map(String::as_str).collect();
    assert_eq!(told.into_iter().collect::<Vec<_>>(), ["cells-unread"]);
}

#[test]
fn without_it_no_year_is_guessed() {
    let (submission, _) = read(list(BLOCKS).sheet, &Forms::default());
    assert!(values(&submission.indicators).is_empty());
}

#[test]
fn another_number_of_years_is_told_and_nothing_read() {
    for blocks in [BLOCKS - 1, BLOCKS + 1] {
        let (submission, findings) = read(list(blocks).sheet, &defined());
        assert!(findings.iter().any(|rule| rule == "form-repeat-differs"), "{blocks}: {findings:?}");
        assert!(values(&submission.indicators).is_empty(), "{blocks}");
    }
}

#[test]
fn a_heading_that_was_renamed_is_told() {
    let mut sheet = list(BLOCKS).sheet;
    for cell in sheet.cells.iter_mut().filter(|cell| &*cell.raw.text == "成果指標サ") {
        cell.raw = Raw::text("成果指標サ（新）");
    }
    let (submission, findings) = read(sheet, &defined());
    assert!(findings.iter().any(|rule| rule == "form-changed"), "{findings:?}");
    assert!(values(&submission.indicators).is_empty());
}
