//! 総括表 follows when an actual is corrected: what its formulas are, and that their results are the program's own.

#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test that reads what was written"
)]

use assert_cmd::Command;
use matome::cell::CellRef;
use matome::sheet::{Content, Sheet, Workbook};
use std::io::Read;
use std::path::Path;

/// 総括表 of the samples, with further arguments.
fn consolidated(out: &Path, more: &[&str]) -> Workbook {
    let mut command = Command::cargo_bin("matome").unwrap();
    command.args(["consolidate", "samples", "--period", "2024-10", "--quiet", "--out"]).arg(out).args(more);
    command.assert().code(1);
    let bytes = std::fs::read(out.join("総括表.xlsx")).unwrap();
    matome::read::parse("総括表.xlsx", &bytes).unwrap()
}

fn sheet<'a>(book: &'a Workbook, name: &str) -> &'a Sheet {
    book.sheets.iter().find(|sheet| sheet.id.sheet == name).expect("a sheet of that name")
}

fn text(sheet: &Sheet, row: u32, col: u32) -> &str {
    let found = sheet.cells.iter().find(|cell| cell.at == CellRef::new(row, col));
    found.map(|cell| &*cell.raw.text).unwrap_or_default()
}

/// 指標一覧 as rows, and the places of its columns by the end of their headings.
struct List<'a> {
    sheet: &'a Sheet,
    head: u32,
    last: u32,
}

impl<'a> List<'a> {
    fn of(book: &'a Workbook) -> Self {
        let sheet = sheet(book, "指標一覧");
        let head = (0..12).find(|row| text(sheet, *row, 0) == "コード").expect("headings");
        let last = sheet.cells.iter().map(|cell| cell.at.row).max().unwrap();
        Self { sheet, head, last }
    }

    fn column(&self, heading: &str) -> u32 {
        let found = (0..40).find(|col| text(self.sheet, self.head, *col).replace('\n', "").ends_with(heading));
        found.expect("a column under that heading")
    }

    fn texts(&self, heading: &str) -> Vec<&'a str> {
        let column = self.column(heading);
        (self.head + 1..=self.last).map(|row| text(self.sheet, row, column)).collect()
    }
}

#[test]
fn what_follows_an_actual_is_a_formula_and_the_rest_says_that_it_is_none() {
    let folder = tempfile::tempdir().unwrap();
    let book = consolidated(folder.path(), &[]);
    let list = List::of(&book);
    let (mark, class, how) = (list.column("判定"), list.column("集計区分"), list.column("求め方"));
    let (rate, goal) = (list.column("達成率（％）"), list.column("R5目標"));
    let mut live = 0;
    for row in list.head + 1..=list.last {
        let formula = |col| list.sheet.known.formula(CellRef::new(row, col));
        let is_live = text(list.sheet, row, how) == "数式";
        assert_eq!(formula(mark).is_some(), is_live, "row {row}");
        assert!(formula(class).is_none() || is_live, "row {row}");
        let judged = matches!(text(list.sheet, row, class), "達成" | "未達成");
        assert!(!judged || is_live || text(list.sheet, row, how) == "値", "row {row}");
        live += usize::from(is_live);
        let shown = list.sheet.cells.iter().find(|cell| cell.at == CellRef::new(row, rate));
        if let (Some(formula), Some(cell)) = (formula(rate), shown) {
            // Over the cells of its own row, with a result of its own or none, never 0 in place of none.
            let target = CellRef::new(row, goal).to_string();
            let baseline = CellRef::new(row, list.column("基準値")).to_string();
            assert!(formula.contains(&target) || formula.contains(&baseline), "{formula}");
            let is_number = matches!(cell.raw.content, Content::Number(_));
            assert_eq!(is_number, judged, "row {row}: {formula}");
        }
    }
    assert!(live > 40, "{live}");
}

#[test]
fn the_counts_of_the_overview_are_those_of_the_list() {
    for more in [&[][..], &["--register", "templates/register/みほん市_指標台帳.xlsx"][..]] {
        let folder = tempfile::tempdir().unwrap();
        let book = consolidated(folder.path(), more);
        let classes = List::of(&book).texts("集計区分");
        let overview = sheet(&book, "概要");
        let at = |name: &str| (0..60).find(|row| text(overview, *row, 0) == name).expect("a row of the counts");
        let mut sum = 0;
        for name in ["達成", "未達成", "判定なし"] {
            let counted = classes.iter().filter(|class| **class == name).count();
            assert_eq!(text(overview, at(name), 1), counted.to_string(), "{name} {more:?}");
            let formula = overview.known.formula(CellRef::new(at(name), 1)).unwrap();
            assert!(
                formula.starts_with("COUNTIF('指標一覧'!$") && formula.ends_with(&format!(",\"{name}\")")),
                "{formula}"
            );
            sum += counted;
        }
        assert_eq!(text(overview, at("計"), 1), sum.to_string());
        let repeated = classes.iter().filter(|class| **class == "再掲").count();
        assert_eq!(sum + repeated, classes.len(), "every row is counted or said to be counted elsewhere");
    }
}

#[test]
fn the_chart_says_its_figures_and_marks_are_coloured_by_their_word() {
    let folder = tempfile::tempdir().unwrap();
    let book = consolidated(folder.path(), &[]);
    let overview = sheet(&book, "概要");
    let many = |name: &str| {
        let row = (0..60).find(|row| text(overview, *row, 0) == name).expect("a row of the counts");
        text(overview, row, 1).to_owned()
    };
    let bytes = std::fs::read(folder.path().join("総括表.xlsx")).unwrap();
    let mut package = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut part = |name: &str| {
        let mut text = String::new();
        package.by_name(name).unwrap().read_to_string(&mut text).unwrap();
        text
    };
    let drawing = part("xl/drawings/drawing1.xml");
    for name in ["達成", "未達成", "判定なし"] {
        assert!(drawing.contains(&format!("{name}{}件", many(name))), "{drawing}");
    }
    let place = book.sheets.iter().position(|sheet| sheet.id.sheet == "指標一覧").unwrap() + 1;
    let list = part(&format!("xl/worksheets/sheet{place}.xml"));
    assert!(list.contains("<conditionalFormatting") && list.contains("<formula>\"未達成\"</formula>"));
}
