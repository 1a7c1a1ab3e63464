//! Workbooks of Excel 5 to 2003 (.xls) and binary ones (.xlsb). What is expected is what Excel shows.

use super::{bytes, read_by, rule_of, shown};
use calamine::{Data, Reader as _, Xls};
use matome::cell::CellRef;
use matome::read::{Limits, Reader};
use matome::sheet::{Content, DefinedName, Lines, Sheet, ValidationKind, Visibility, Workbook};
use std::io::Cursor;

fn read(case: &str) -> Workbook {
    read_by(&Reader::default(), case).unwrap_or_else(|rejection| panic!("{case}: {rejection}"))
}

fn at(address: &str) -> CellRef {
    address.parse().unwrap_or_else(|_| panic!("{address}"))
}

fn cell<'a>(sheet: &'a Sheet, address: &str) -> &'a matome::sheet::Raw {
    &sheet.cells.iter().find(|cell| cell.at == at(address)).unwrap_or_else(|| panic!("nothing in {address}")).raw
}

#[test]
fn a_stray_cell_in_the_last_corner_costs_nothing() {
    let limits = Limits { worker_bytes: 64 << 20, seconds: 5, ..Limits::default() };
    for reader in [Reader::default(), super::worker::with_worker(limits)] {
        let book = read_by(&reader, "j_stray_iv65536.xls").unwrap();
        assert_eq!(shown(&book.sheets[0]), ["A1=1", "IV65536=9"]);
        assert!(book.troubles.is_empty());
    }
}

#[test]
fn struck_runs_hidden_rows_and_dates_are_seen() {
    let book = read("l_biff8_xlwt.xls");
    let sheet = &book.sheets[0];
    assert_eq!(
        shown(sheet),
        ["A1=部署", "B1=総務課ﾊﾝｶｸ①㈱髙", "A2=12.5", "B2=令和6年4月1日", "A4=結合", "A6=新１３５"]
    );
    assert_eq!(cell(sheet, "A6").struck.as_deref(), Some("旧１２０"));
    let runs = sheet.known.runs(at("A6")).unwrap();
    let runs: Vec<_> = runs.iter().map(|run| (&*run.text, run.struck, run.colour)).collect();
    assert_eq!(runs, [("旧１２０", true, Some(0xff_0000)), ("新１３５", false, Some(0xff_0000))]);
    assert_eq!(sheet.known.rows, [Lines { first: 2, last: 2, hidden: true, level: 0 }]);
    assert_eq!(sheet.merges.iter().map(ToString::to_string).collect::<Vec<_>>(), ["A4:D4"]);
}

#[test]
fn older_files_are_read_in_the_right_code_page() {
    for case in ["l_biff5_cp932.xls", "l_biff5_codepage_1252.xls", "l_biff5_no_codepage.xls"] {
        let book = read(case);
        assert_eq!(book.sheets[0].id.sheet, "集計", "{case}");
        assert_eq!(
            shown(&book.sheets[0]),
            [
                "A1=部署",
                "B1=件数",
                "C1=日付",
                "A2=総務課",
                "B2=12",
                "C2=平成7年10月28日",
                "A3=ﾊﾝｶｸ①㈱髙",
                "B3=3.5",
                "C3=平成12年1月1日"
            ],
            "{case}"
        );
    }
}

#[test]
fn texts_are_read_with_their_runs() {
    let book = read("lo_a_strings_rph_rich.xls");
    let sheet = &book.sheets[0];
    for (address, text, struck) in [
        ("A1", "予算額", None),
        ("A3", "１３５件", Some("１２０件")),
        ("A8", "\u{3000}全角空白\u{3000}", None),
        ("A11", "a&b<c>", None),
        ("A13", "新", Some("旧")),
        ("A14", "", Some("普通")),
    ] {
        assert_eq!((&*cell(sheet, address).text, cell(sheet, address).struck.as_deref()), (text, struck), "{address}");
    }
    assert_eq!(cell(sheet, "A14").content, Content::Blank);
}

#[test]
fn hidden_lines_notes_and_validations_are_seen() {
    let book = read("lo_c_merge_hidden_comment_dv.xls");
    let sheet = &book.sheets[0];
    assert_eq!(sheet.merges.iter().map(ToString::to_string).collect::<Vec<_>>(), ["A1:D1", "A3:A5", "B3:D3"]);
    assert_eq!(sheet.known.rows, [Lines { first: 4, last: 4, hidden: true, level: 0 }]);
    assert_eq!(sheet.known.cols, [Lines { first: 2, last: 2, hidden: true, level: 0 }]);
    let [note] = sheet.known.notes.as_slice() else { panic!("{:?}", sheet.known.notes) };
    assert_eq!((note.at, &*note.text), (at("D4"), "担当：山田\n要確認"));
    let [validation] = sheet.known.validations.as_slice() else { panic!("{:?}", sheet.known.validations) };
    assert_eq!((validation.kind, validation.first.as_str()), (ValidationKind::List, "\"達成,未達成,該当なし\""));
    assert_eq!(validation.cells.iter().map(ToString::to_string).collect::<Vec<_>>(), ["B8:B8"]);
    assert_eq!(sheet.known.formula(at("A10")), Some("B4*2"));
    assert_eq!(cell(sheet, "A7").struck.as_deref(), Some("旧値"));
    // The converter knows no sheets that are hidden twice.
    let seen: Vec<Visibility> = book.sheets.iter().map(|sheet| sheet.visibility).collect();
    assert_eq!(seen, [Visibility::Visible, Visibility::Hidden, Visibility::Hidden]);
}

#[test]
fn names_are_read_with_their_scope() {
    let book = read("lo_i_names_tables.xls");
    let name = |name: &str, sheet: Option<&str>, formula: &str| DefinedName {
        name: name.to_owned(),
        sheet: sheet.map(str::to_owned),
        formula: formula.to_owned(),
        hidden: false,
    };
    for wanted in [
        name("_xlnm.Print_Area", Some("データ"), "データ!$A$1:$C$10"),
        name("_xlnm.Print_Titles", Some("データ"), "データ!$1:$2"),
        name("年度", None, "データ!$C$2"),
        name("税率", None, "0.1"),
        name("局所", Some("データ"), "データ!$A$1"),
        name("局所", Some("Ｂ"), "Ｂ!$A$9"),
    ] {
        assert_eq!(book.names.iter().filter(|name| **name == wanted).count(), 1, "{wanted:?}");
    }
}

#[test]
fn formulas_are_read_with_their_results() {
    let sheet = &read("lo_h_formulas.xls").sheets[0];
    for (address, text, formula) in [
        ("A1", "2", Some("1+1")),
        ("C1", "ab", Some("\"a\"&\"b\"")),
        ("D1", "TRUE", Some("1=1")),
        ("E1", "#DIV/0!", Some("1/0")),
    ] {
        assert_eq!((&*cell(sheet, address).text, sheet.known.formula(at(address))), (text, formula), "{address}");
        assert!(cell(sheet, address).formula);
    }
    assert_eq!(cell(sheet, "E1").content, Content::Error);
}

#[test]
fn japanese_dates_are_shown_as_excel_shows_them() {
    let sheet = &read("lo_g_dates_1900.xls").sheets[0];
    for (address, text) in [
        ("B11", "令和6年4月1日"),
        ("B12", "令和6年"),
        ("B13", "R6.4.1"),
        ("B14", "令和6年度"),
        ("B16", "月曜日"),
        ("B18", "4月"),
        ("B19", "2024年度"),
    ] {
        assert_eq!(&*cell(sheet, address).text, text, "{address}");
        assert!(matches!(cell(sheet, address).content, Content::Date(_)), "{address}");
    }
    assert!(cell(sheet, "B26").percent);
}

/// The values behind, as another reader sees them.
#[test]
fn values_are_those_that_another_reader_sees() {
    let mut compared = 0;
    for case in [
        "l_biff5_cp932.xls",
        "l_biff8_xlwt.xls",
        "lo_a_strings_rph_rich.xls",
        "lo_c_merge_hidden_comment_dv.xls",
        "lo_g_dates_1900.xls",
        "lo_h_formulas.xls",
        "lo_i_names_tables.xls",
    ] {
        let book = read(case);
        let mut other = Xls::new(Cursor::new(bytes(case))).unwrap();
        for sheet in &book.sheets {
            let range = other.worksheet_range(&sheet.id.sheet).unwrap();
            for cell in &sheet.cells {
                let value = range.get_value((cell.at.row, cell.at.col)).unwrap();
                let same = match (&cell.raw.content, value) {
                    (Content::Number(one), Data::Int(other)) => *one == *other as f64,
                    (Content::Number(one), Data::Float(other)) => one == other,
                    (Content::Number(one), Data::DateTime(other)) => *one == other.as_f64(),
                    (Content::Bool(one), Data::Bool(other)) => one == other,
                    (Content::Date(_), Data::DateTime(_) | Data::Float(_) | Data::Int(_)) => true,
                    (Content::Error, Data::Error(other)) => *cell.raw.text == *other.to_string(),
                    (Content::Text | Content::Blank, Data::String(other)) => {
                        let runs = sheet.known.runs(cell.at);
                        let whole: String = runs.map_or_else(
                            || cell.raw.struck.as_deref().unwrap_or(&cell.raw.text).to_owned(),
                            |runs| runs.iter().map(|run| &*run.text).collect(),
                        );
                        whole == *other
                    }
                    _ => false,
                };
                assert!(same, "{case} [{}]{}: {:?} {value:?}", sheet.id.sheet, cell.at, cell.raw);
                compared += 1;
            }
            let shows = |data: &&Data| !matches!(data, Data::Empty) && !data.to_string().trim().is_empty();
            let others = range.used_cells().map(|(_, _, data)| data).filter(shows).count();
            assert_eq!(others, sheet.cells.len(), "{case} [{}]", sheet.id.sheet);
        }
    }
    assert!(compared > 150, "{compared}");
}

#[test]
fn a_workbook_of_excel_4_is_told_apart() {
    assert_eq!(rule_of(read_by(&Reader::default(), "k_biff4_raw.xls"), "k_biff4_raw.xls"), "file-old-format");
}

#[test]
fn of_xlsb_the_values_are_read_and_a_note_says_what_is_not() {
    for (case, cells) in [
        ("c_merge_hidden.xlsb", &["A1=指標調査票", "A2=予算額", "B2=12.5", "C2=直書き", "A3=１２０件１３５件"][..]),
        ("j_stray.xlsb", &["A1=1", "XFD1048576=9"][..]),
    ] {
        for reader in [Reader::default(), super::worker::with_worker(Limits::default())] {
            let book = read_by(&reader, case).unwrap();
            assert_eq!(shown(&book.sheets[0]), cells, "{case}");
            let rules: Vec<&str> = matome::read::findings(&book).iter().map(|finding| finding.rule.name).collect();
            assert_eq!(rules, ["format-partly-known"], "{case}");
        }
    }
}
