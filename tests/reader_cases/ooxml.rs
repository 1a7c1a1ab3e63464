//! What is read of .xlsx and .xlsm workbooks.

use super::{bytes, read_by, rule_of, shown};
use matome::read::{Reader, findings};
use matome::sheet::{Content, Known, Lines, TroubleKind, ValidationKind, Visibility, Workbook};
use std::io::{Cursor, Read, Write};

fn read(case: &str) -> Workbook {
    read_by(&Reader::default(), case).unwrap_or_else(|rejection| panic!("{case}: {rejection}"))
}

/// The troubles as `kind sheet!cell found`.
fn troubles(workbook: &Workbook) -> Vec<String> {
    let told = |trouble: &matome::sheet::Trouble| {
        let sheet = trouble.sheet.as_deref().unwrap_or_default();
        let cell = trouble.cell.map(|cell| cell.to_string()).unwrap_or_default();
        format!("{:?} {sheet}!{cell} {}", trouble.kind, trouble.found)
    };
    workbook.troubles.iter().map(told).collect()
}

/// Cells that are neither numbers nor texts, as `A1=content`.
fn special(workbook: &Workbook, sheet: usize) -> Vec<String> {
    let cells = workbook.sheets[sheet].cells.iter();
    let special = cells.filter(|cell| !matches!(cell.raw.content, Content::Number(_) | Content::Text));
    special.map(|cell| format!("{}={:?}", cell.at, cell.raw.content)).collect()
}

fn hidden(lines: &[Lines]) -> Vec<(u32, u32, bool, u8)> {
    lines.iter().map(|lines| (lines.first, lines.last, lines.hidden, lines.level)).collect()
}

fn formulas(known: &Known) -> Vec<String> {
    known.formulas.iter().map(|(at, formula)| format!("{at}={formula}")).collect()
}

fn notes(known: &Known) -> Vec<String> {
    let told = |note: &matome::sheet::Note| {
        let threaded = if note.threaded { " threaded" } else { "" };
        format!("{} {}: {}{threaded}", note.at, note.author, note.text)
    };
    known.notes.iter().map(told).collect()
}

fn validations(known: &Known) -> Vec<String> {
    let told = |validation: &matome::sheet::Validation| {
        let cells: Vec<String> = validation.cells.iter().map(ToString::to_string).collect();
        format!("{} {:?} {} {}", cells.join(" "), validation.kind, validation.first, validation.second)
    };
    known.validations.iter().map(|validation| told(validation).trim_end().to_owned()).collect()
}

fn names(workbook: &Workbook) -> Vec<String> {
    let told = |name: &matome::sheet::DefinedName| {
        let sheet = name.sheet.as_ref().map(|sheet| format!("{sheet}!")).unwrap_or_default();
        let hidden = if name.hidden { " hidden" } else { "" };
        format!("{sheet}{}={}{hidden}", name.name, name.formula)
    };
    workbook.names.iter().map(told).collect()
}

/// A package with one more or another part.
fn with_parts(case: &str, parts: &[(&str, &str)]) -> Vec<u8> {
    let mut package = zip::ZipArchive::new(Cursor::new(bytes(case))).unwrap();
    let mut written = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    for index in 0..package.len() {
        let mut part = package.by_index(index).unwrap();
        let name = part.name().unwrap().into_owned();
        if parts.iter().any(|(other, _)| *other == name) {
            continue;
        }
        let mut content = Vec::new();
        part.read_to_end(&mut content).unwrap();
        written.start_file(name, options).unwrap();
        written.write_all(&content).unwrap();
    }
    for (name, content) in parts {
        written.start_file(*name, options).unwrap();
        written.write_all(content.as_bytes()).unwrap();
    }
    written.finish().unwrap().into_inner()
}

/// `ok_small.xlsx` with this inside its sheet, and other parts besides.
fn with_sheet(worksheet: &str, parts: &[(&str, &str)]) -> Workbook {
    let sheet = format!("<worksheet>{worksheet}</worksheet>");
    let mut all = vec![("xl/worksheets/sheet1.xml", sheet.as_str())];
    all.extend_from_slice(parts);
    matome::read::parse("case.xlsx", &with_parts("ok_small.xlsx", &all)).unwrap()
}

const REL: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

#[test]
fn texts_runs_and_phonetics() {
    let workbook = read("a_strings_rph_rich.xlsx");
    assert_eq!(
        shown(&workbook.sheets[0]),
        [
            "A1=予算額",
            "A2=担当部署",
            "A3=１３５件",
            "A4=普通",
            "A5=令和 ５ 年度",
            "A6=AB",
            "A7=改行1\n改行2\n3",
            "A8=　全角空白　",
            "A9=一_x000D_",
            "A11=a&b<c>",
            "A12=事業名",
            "A13=新",
            "A14=",
            "A15=<CDATA>",
        ]
    );
    let struck: Vec<_> =
        workbook.sheets[0].cells.iter().filter_map(|cell| Some((cell.at, cell.raw.struck.clone()?))).collect();
    let struck: Vec<String> = struck.iter().map(|(at, text)| format!("{at}={text}")).collect();
    assert_eq!(struck, ["A3=１２０件", "A13=旧", "A14=普通"]);
    let known = &workbook.sheets[0].known;
    let phonetics: Vec<String> = known.phonetics.iter().map(|(at, text)| format!("{at}={text}")).collect();
    assert_eq!(phonetics, ["A1=ヨサンガク", "A2=タントウブショ", "A12=ジギョウメイ"]);
    let runs: Vec<_> = known
        .runs
        .iter()
        .flat_map(|(at, runs)| {
            runs.iter().map(move |run| (at.to_string(), run.text.to_string(), run.struck, run.colour))
        })
        .collect();
    let run = |at: &str, text: &str, struck, colour| (at.to_owned(), text.to_owned(), struck, colour);
    assert_eq!(
        runs,
        [
            run("A3", "１２０件", true, Some(0xFF_0000)),
            run("A3", "１３５件", false, Some(0xFF_0000)),
            run("A13", "旧", true, None),
            run("A13", "新", false, None),
        ]
    );
    assert!(workbook.troubles.is_empty());
}

#[test]
fn merges_hidden_lines_notes_and_validations() {
    for case in ["c_merge_hidden_comment_dv.xlsx", "lo_c_resaved.xlsx"] {
        let workbook = read(case);
        let sheet = &workbook.sheets[0];
        assert_eq!(hidden(&sheet.known.rows), [(4, 4, true, 0)], "{case}");
        assert_eq!(hidden(&sheet.known.cols), [(2, 2, true, 0)], "{case}");
        assert_eq!(sheet.merges.iter().map(ToString::to_string).collect::<Vec<_>>(), ["A1:D1", "A3:A5", "B3:D3"]);
        assert_eq!(validations(&sheet.known), ["B8:B8 List \"達成,未達成,該当なし\""], "{case}");
        assert_eq!(sheet.cells.iter().filter(|cell| cell.raw.struck.as_deref() == Some("旧値")).count(), 1);
        assert_eq!(
            workbook.sheets.iter().map(|sheet| sheet.visibility).collect::<Vec<_>>()[..2],
            [Visibility::Visible, Visibility::Hidden]
        );
        assert!(workbook.troubles.is_empty());
    }
    let workbook = read("c_merge_hidden_comment_dv.xlsx");
    let known = &workbook.sheets[0].known;
    assert_eq!(notes(known), ["D4 山田: 担当：山田\n要確認"]);
    assert_eq!(formulas(known), ["A9=1+1", "B9=HYPERLINK(\"http://example.invalid/\",\"リンク\")", "A10=B4*2"]);
    assert_eq!(special(&workbook, 0), ["A7=Blank", "A9=Uncomputed", "B9=Uncomputed", "A10=Uncomputed"]);
    assert_eq!(workbook.sheets[2].visibility, Visibility::VeryHidden);
    assert_eq!(names(&workbook), ["部署名=調査票!$B$3", "調査票!_xlnm.Print_Area='調査票'!$A$1:$D$20"]);
}

/// What Excel for Japan shows for 45383, or 45383.5 in even rows, under the format of each row.
const DATES_1900: [&str; 45] = [
    "2024/4/1",
    "2024/4/1 12:00",
    "R6.4.1",
    "令和6年4月1日",
    "4/1/24",
    "2024年4月1日",
    "R6.4.1",
    "R6.4.1",
    "R6.4.1",
    "令和6年4月1日",
    "令和6年4月1日",
    "令和6年",
    "R6.4.1",
    "令和6年度",
    "6",
    "月曜日",
    "(月)",
    "4月",
    "2024年度",
    "1089204:00",
    "0時00分",
    "令和6年4月1日",
    "令和元年4月1日",
    "45383.5人",
    "45,383",
    "4538350.0%",
    "45383ヶ月",
    "45,384m",
    "45,383m",
    "45383.5",
    "45383s",
    "2024/4/1",
    "2024年4月1日",
    "令和六年",
    "00:00.0",
    "45千円",
    "45383",
    "45384",
    "45383",
    "R45384",
    "45383",
    "45,384",
    "45,383",
    "45,384",
    "45383",
];

/// The rows whose day counts, and the day of the same number in the other system.
const DATED: [usize; 24] = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 22, 23, 32, 33, 34];
const DATES_1904: [&str; 24] = [
    "2028/4/2",
    "2028/4/2 12:00",
    "R10.4.2",
    "令和10年4月2日",
    "4/2/28",
    "2028年4月2日",
    "R10.4.2",
    "R10.4.2",
    "R10.4.2",
    "令和10年4月2日",
    "令和10年4月2日",
    "令和10年",
    "R10.4.2",
    "令和10年度",
    "10",
    "日曜日",
    "(日)",
    "4月",
    "2028年度",
    "令和10年4月2日",
    "令和元年4月2日",
    "2028/4/2",
    "2028年4月2日",
    "令和十年",
];

#[test]
fn dates_and_numbers_under_every_format() {
    for (case, year, day) in [("g_dates_1900.xlsx", 2024, 1), ("g_dates_1904.xlsx", 2028, 2)] {
        let workbook = read(case);
        let mut rows = 0;
        for row in 1..=45 {
            let cell = workbook.sheets[0].cells.iter().find(|cell| cell.at.to_string() == format!("B{row}")).unwrap();
            let dated = DATED.iter().position(|dated| *dated == row);
            let expected = match dated {
                Some(index) if year == 2028 => DATES_1904[index],
                _ => DATES_1900[row - 1],
            };
            assert_eq!(cell.raw.text.trim(), expected, "{case} row {row}");
            match &cell.raw.content {
                Content::Date(date) => assert_eq!((date.year(), date.month(), date.day()), (year, 4, day)),
                content => {
                    let number = if row.is_multiple_of(2) { 45383.5 } else { 45383.0 };
                    assert_eq!(*content, Content::Number(number), "{case} row {row}");
                }
            }
            assert_eq!(matches!(cell.raw.content, Content::Date(_)), dated.is_some(), "{case} row {row}");
            assert_eq!(cell.raw.percent, row == 26);
            rows += 1;
        }
        assert_eq!(rows, 45);
    }
}

#[test]
fn numbers_that_no_calendar_has() {
    for case in ["g_date_edge.xlsx", "g_date_edge_badnum.xlsx"] {
        let workbook = read(case);
        let cells = &workbook.sheets[0].cells;
        let content = |at: &str| &cells.iter().find(|cell| cell.at.to_string() == at).unwrap().raw.content;
        assert_eq!(*content("A1"), Content::Date(jiff::civil::Date::constant(2024, 4, 1)));
        assert_eq!(*content("D1"), Content::Date(jiff::civil::Date::constant(1900, 3, 1)));
        for (at, number) in [
            ("B1", 0.0),
            ("C1", 60.0),
            ("E1", -1.0),
            ("F1", 2_958_466.0),
            ("G1", 1e-5),
            ("H1", 1_234_567_890_123_456_789.0),
        ] {
            assert_eq!(*content(at), Content::Number(number), "{case} {at}");
        }
    }
    assert!(read("g_date_edge.xlsx").troubles.is_empty());
    let workbook = read("g_date_edge_badnum.xlsx");
    assert_eq!(troubles(&workbook), ["Cell 日付!I1 N/A"]);
    assert_eq!(shown(&workbook.sheets[0]).last().map(String::as_str), Some("I1=N/A"));
}

#[test]
fn formulas_with_and_without_values() {
    let workbook = read("h_formulas.xlsx");
    let known = &workbook.sheets[0].known;
    assert_eq!(
        shown(&workbook.sheets[0]),
        [
            "A1=2",
            "B1=",
            "C1=ab",
            "D1=TRUE",
            "E1=#DIV/0!",
            "G1=",
            "A2=4",
            "B2=4",
            "C2=1",
            "D2=45000",
            "E2=x",
            "F2=99",
            "A3=4",
            "B3=8",
            "C3=2",
            "D3=#N/A",
            "E3=#REF!",
            "A4=7",
        ]
    );
    assert_eq!(
        special(&workbook, 0),
        ["B1=Uncomputed", "D1=Bool(true)", "E1=Error", "G1=Uncomputed", "D3=Error", "E3=Error"]
    );
    assert_eq!(
        formulas(known),
        [
            "A1=1+1",
            "B1=1+1",
            "C1=\"a\"&\"b\"",
            "D1=1=1",
            "E1=1/0",
            "F1=\"\"",
            "G1=B1",
            "A2=SUM(A1:B1*2)",
            "B2=A1*2",
            "C2=_xlfn._xlws.SORT(A1:A3)",
            "D2=NOW()",
            "E2=_xlfn.XLOOKUP(A1,A:A,B:B)",
            "F2=[1]Sheet1!$A$1",
            "B3=A2*2",
        ]
    );
    assert_eq!(troubles(&workbook), ["ExternalLink 計算!F2 [1]"]);
    let told = findings(&workbook);
    assert_eq!((told.len(), told[0].rule.name), (1, "external-link"));
}

#[test]
fn uncomputed_formulas_and_new_errors() {
    let workbook = read("h_formula_suite_nocache.xlsx");
    let known = &workbook.sheets[1].known;
    let uncomputed = |sheet: &matome::sheet::Sheet| {
        sheet.cells.iter().filter(|cell| cell.raw.content == Content::Uncomputed).count()
    };
    assert_eq!(known.formulas.len(), 58);
    assert_eq!(uncomputed(&workbook.sheets[1]), 58);
    let workbook = read("h_new_errors_spill_calc.xlsx");
    assert_eq!(shown(&workbook.sheets[0]), ["A1=1", "B1=#SPILL!", "C1=3", "A2=2", "B2=#CALC!", "C2=5", "A3=末尾"]);
    assert_eq!(special(&workbook, 0), ["B1=Error", "B2=Error"]);
    assert_eq!(shown(&workbook.sheets[1]), ["A1=1"]);
    assert!(workbook.troubles.is_empty());
}

#[test]
fn names_with_scope_and_tables() {
    let workbook = read("i_names_tables.xlsx");
    assert_eq!(
        names(&workbook),
        [
            "年度=データ!$C$2",
            "税率=0.1",
            "壊れ=#REF!$A$1",
            "隠し名=データ!$A$1 hidden",
            "データ!局所=データ!$A$1",
            "データ!_xlnm.Print_Titles='データ'!$1:$2",
            "データ!_xlnm.Print_Area='データ'!$A$1:$C$10",
            "Ｂ!局所='Ｂ'!$A$9",
        ]
    );
    let [table] = &workbook.sheets[0].known.tables[..] else { panic!("one table") };
    assert_eq!((table.name.as_str(), table.cells.to_string().as_str()), ("指標表", "A1:C4"));
    assert_eq!((table.header_rows, table.totals_rows), (1, 1));
    assert_eq!(table.columns, ["部署", "指標", "値"]);
    assert!(workbook.sheets[1].known.tables.is_empty());
}

#[test]
fn stray_cells_and_lying_dimensions_cost_nothing() {
    for (case, cells) in [
        ("j_stray_xfd1048576.xlsx", &["A1=1", "XFD1048576=9"][..]),
        ("j_stray_a1048576.xlsx", &["A1=1", "T1=2", "A1048576=9"]),
        ("j_stray_space_string.xlsx", &["A1=1"]),
        ("j_bigdim_declared_only.xlsx", &["A1=1"]),
        ("j_reversed_dim.xlsx", &["A1=1"]),
        ("j_overflow_ref.xlsx", &["A1=1"]),
    ] {
        assert_eq!(shown(&read(case).sheets[0]), cells, "{case}");
    }
    assert_eq!(troubles(&read("j_overflow_ref.xlsx")).len(), 1);
}

#[test]
fn what_is_wrong_costs_only_itself() {
    for (case, cells, told) in [
        ("k_bad_bool.xlsx", &["A1=1", "B1=2"][..], &["Cell S!B1 2"][..]),
        ("k_missing_sst_idx.xlsx", &["A1=あ"], &["Cell S!B1 t=\"s\" 77"]),
        ("k_ext_in_cell.xlsx", &["A1=5", "B1=2"], &[]),
        ("k_bad_merge_ref.xlsx", &["A1=1"], &["Merge S! #REF!"]),
        ("k_column_merge_ref.xlsx", &["A1=1"], &["Merge S! A:B"]),
        ("k_empty_sheet.xlsx", &[], &[]),
        ("k_junk_prefix.xlsx", &["A1=1", "B1=あ"], &[]),
        ("k_xlm_macrosheet.xlsm", &["A1=1"], &["MacroSheet Macro1! "]),
        ("k_chartsheet.xlsx", &["A1=1", "A2=2", "A3=3"], &[]),
        ("k_xlsx_named.xls", &["A1=1", "B1=あ"], &[]),
    ] {
        let workbook = read(case);
        assert_eq!(shown(&workbook.sheets[0]), cells, "{case}");
        assert_eq!(troubles(&workbook), told, "{case}");
        assert_eq!(workbook.sheets.len(), 1);
    }
    assert_eq!(read("k_bad_merge_ref.xlsx").sheets[0].merges.len(), 1);
}

#[test]
fn damage_and_tricks_cost_the_sheet_or_the_file() {
    for case in ["k_crc_corrupt.xlsx", "k_entity_bomb.xlsx", "k_xxe.xlsx"] {
        let workbook = read(case);
        assert!(workbook.sheets.is_empty(), "{case}");
        assert_eq!(workbook.troubles.iter().map(|trouble| trouble.kind).collect::<Vec<_>>(), [TroubleKind::Sheet]);
    }
    for (case, rule) in [("k_truncated.xlsx", "file-unreadable"), ("k_zero_byte.xlsx", "file-empty")] {
        assert_eq!(rule_of(read_by(&Reader::default(), case), case), rule);
    }
}

#[test]
fn other_sheets_are_read_beside_a_damaged_one() {
    let mut damaged = bytes("h_new_errors_spill_calc.xlsx");
    let mut package = zip::ZipArchive::new(Cursor::new(damaged.clone())).unwrap();
    let part = package.by_name("xl/worksheets/sheet1.xml").unwrap();
    let start = usize::try_from(part.data_start().unwrap()).unwrap();
    let end = start + usize::try_from(part.compressed_size()).unwrap();
    drop(part);
    damaged[start..end].iter_mut().for_each(|byte| *byte ^= 0x55);
    let workbook = matome::read::parse("case.xlsx", &damaged).unwrap();
    assert_eq!(workbook.sheets.len(), 1);
    assert_eq!(shown(&workbook.sheets[0]), ["A1=1"]);
    assert_eq!(workbook.troubles.len(), 1);
}

#[test]
fn packages_as_other_producers_make_them() {
    for case in [
        "m_abs_targets.xlsx",
        "m_backslash_names.xlsx",
        "m_bom.xlsx",
        "m_case_mismatch.xlsx",
        "m_no_r_attrs.xlsx",
        "m_no_rels.xlsx",
        "m_no_styles.xlsx",
        "m_prefixed_ns.xlsx",
        "m_rel_dotdot.xlsx",
        "m_sheetname_specials.xlsx",
        "m_utf16.xlsx",
        "m_workbook_renamed.xlsx",
    ] {
        let workbook = read(case);
        assert_eq!(shown(&workbook.sheets[0]), ["A1=あ", "B1=2"], "{case}");
        assert!(workbook.troubles.is_empty(), "{case}");
    }
    // The only sheet's relation leads nowhere: the file is read, and the sheet told.
    let workbook = read("m_dangling_sheet_rel.xlsx");
    assert!(workbook.sheets.is_empty());
    assert_eq!(workbook.troubles.iter().map(|trouble| trouble.kind).collect::<Vec<_>>(), [TroubleKind::Sheet]);
}

#[test]
fn strict_workbooks_and_extensions() {
    let workbook = read("k_strict.xlsx");
    assert_eq!(shown(&workbook.sheets[0]), ["A1=あ", "B1=2", "C1=2024/4/1"]);
    assert_eq!(special(&workbook, 0), ["C1=Date(2024-04-01)"]);
    let workbook = read("k_x14_ext.xlsx");
    assert_eq!(validations(&workbook.sheets[0].known), ["B2:B2 List リスト!$A$1:$A$2"]);
    assert_eq!(shown(&workbook.sheets[1]), ["A1=達成", "A2=未達成"]);
}

#[test]
fn hidden_lines_however_they_are_hidden() {
    let workbook = with_sheet(
        r#"<sheetFormatPr zeroHeight="1"/><cols><col min="2" max="3" width="0"/><col min="4" max="4" hidden="1" outlineLevel="1"/><col min="6" max="16384" outlineLevel="2"/></cols>
        <sheetData><row r="2" outlineLevel="1"/><row r="3" ht="0"/><row r="4" hidden="true"/><row r="5"/></sheetData>"#,
        &[],
    );
    let known = &workbook.sheets[0].known;
    assert_eq!(hidden(&known.cols), [(1, 2, true, 0), (3, 3, true, 1), (5, 16_383, false, 2)]);
    assert_eq!(hidden(&known.rows), [(0, 0, true, 0), (1, 1, false, 1), (2, 3, true, 0), (5, 1_048_575, true, 0)]);
    assert!(known.hides_row(2) && !known.hides_row(4) && known.hides_col(1));
}

#[test]
fn threads_are_told_once() {
    let rels = format!(
        r#"<Relationships><Relationship Id="r1" Type="{REL}/comments" Target="../comments1.xml"/><Relationship Id="r2" Type="http://schemas.microsoft.com/office/2017/10/relationships/threadedComment" Target="../threadedComments/t1.xml"/></Relationships>"#
    );
    let book = format!(
        r#"<Relationships><Relationship Id="rId1" Type="{REL}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId9" Type="http://schemas.microsoft.com/office/2017/10/relationships/person" Target="persons/person.xml"/></Relationships>"#
    );
    let workbook = with_sheet(
        r#"<sheetData/><legacyDrawing r:id="r1"/>"#,
        &[
            ("xl/worksheets/_rels/sheet1.xml.rels", &rels),
            ("xl/_rels/workbook.xml.rels", &book),
            (
                "xl/comments1.xml",
                "<comments><authors><author>山田</author><author>tc={1}</author></authors><commentList><comment ref='C2' authorId='0'><text><r><rPr><b/></rPr><t>山田:</t></r><r><t xml:space='preserve'>\n注</t></r></text></comment><comment ref='B2' authorId='1'><text><t>[スレッド化されたコメント] いつ？</t></text></comment></commentList></comments>",
            ),
            (
                "xl/threadedComments/t1.xml",
                "<ThreadedComments><threadedComment ref='B2' dT='2024-05-02T09:00:00.00' personId='{b}' id='{2}' parentId='{1}'><text>来週</text></threadedComment><threadedComment ref='B2' dT='2024-05-01T09:00:00.00' personId='{a}' id='{1}'><text>いつ？</text></threadedComment></ThreadedComments>",
            ),
            (
                "xl/persons/person.xml",
                "<personList><person displayName='佐藤' id='{a}'/><person displayName='鈴木 &amp; 課' id='{b}'/></personList>",
            ),
        ],
    );
    assert_eq!(
        notes(&workbook.sheets[0].known),
        ["B2 佐藤: いつ？ threaded", "B2 鈴木 & 課: 来週 threaded", "C2 山田: 山田:\n注"]
    );
    assert!(workbook.troubles.is_empty());
}

#[test]
fn a_damaged_part_beside_the_sheet_costs_only_itself() {
    let rels = format!(
        r#"<Relationships><Relationship Id="r1" Type="{REL}/comments" Target="../comments1.xml"/><Relationship Id="r2" Type="{REL}/table" Target="../tables/none.xml"/></Relationships>"#
    );
    let parts =
        [("xl/worksheets/_rels/sheet1.xml.rels", rels.as_str()), ("xl/comments1.xml", "<comments><authors><auth")];
    let workbook = with_sheet(r#"<sheetData><row><c><v>1</v></c></row></sheetData>"#, &parts);
    assert_eq!(shown(&workbook.sheets[0]), ["A1=1"]);
    assert_eq!(workbook.troubles.iter().map(|trouble| trouble.kind).collect::<Vec<_>>(), [TroubleKind::Detail; 2]);
    assert_eq!(findings(&workbook)[0].rule.name, "detail-unreadable");
}

#[test]
fn what_may_be_entered() {
    let workbook = with_sheet(
        r##"<sheetData/><dataValidations><dataValidation type="whole" operator="between" sqref="A1 B2:C3 D1:D1048576"><formula1>1</formula1><formula2>$A$9</formula2></dataValidation>
        <dataValidation type="list" sqref="E1"><mc:AlternateContent><mc:Choice Requires="x12ac"><x12ac:list>"a, b"</x12ac:list></mc:Choice><mc:Fallback><formula1>"a, b"</formula1></mc:Fallback></mc:AlternateContent></dataValidation>
        <dataValidation type="none" sqref="F1"><formula1>1</formula1></dataValidation><dataValidation sqref="G1"/>
        <dataValidation type="textLength" sqref="#REF! H1"><formula1>40</formula1></dataValidation></dataValidations>"##,
        &[],
    );
    assert_eq!(
        validations(&workbook.sheets[0].known),
        ["A1:A1 B2:C3 D1:D1048576 Whole 1 $A$9", "E1:E1 List \"a, b\"", "H1:H1 Length 40"]
    );
    assert_eq!(workbook.sheets[0].known.validations[0].kind, ValidationKind::Whole);
}

#[test]
fn files_from_which_values_come_are_named_once() {
    let book = format!(
        r#"<Relationships><Relationship Id="rId1" Type="{REL}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="x2" Type="{REL}/externalLink" Target="externalLinks/externalLink2.xml"/><Relationship Id="x1" Type="{REL}/externalLink" Target="externalLinks/externalLink1.xml"/></Relationships>"#
    );
    let path = |target: &str| {
        format!(
            r#"<Relationships><Relationship Id="rId1" Type="{REL}/externalLinkPath" Target="{target}" TargetMode="External"/></Relationships>"#
        )
    };
    let (one, two) = (path(r"file:///\\server\共有\%E5%AE%9F%E7%B8%BE%20R6.xlsx"), path("予算.xlsx"));
    let workbook = with_sheet(
        r#"<sheetData><row r="3"><c r="B3"><f>[1]表!A1*2</f><v>4</v></c><c r="C3"><f>SUM('[2]表 1'!A1,[1]表!A2)</f><v>5</v></c></row></sheetData>"#,
        &[
            ("xl/_rels/workbook.xml.rels", &book),
            (
                "xl/workbook.xml",
                r#"<workbook><sheets><sheet name="表" sheetId="1" r:id="rId1"/></sheets><externalReferences><externalReference r:id="x1"/><externalReference r:id="x2"/></externalReferences></workbook>"#,
            ),
            ("xl/externalLinks/_rels/externalLink1.xml.rels", &one),
            ("xl/externalLinks/_rels/externalLink2.xml.rels", &two),
        ],
    );
    assert_eq!(shown(&workbook.sheets[0]), ["B3=4", "C3=5"]);
    assert_eq!(troubles(&workbook), ["ExternalLink 表!B3 予算.xlsx, 実績 R6.xlsx"]);
}

#[test]
fn colours_of_the_theme() {
    let book = format!(
        r#"<Relationships><Relationship Id="rId1" Type="{REL}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="s" Type="{REL}/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="t" Type="{REL}/theme" Target="theme/theme1.xml"/></Relationships>"#
    );
    let workbook = with_sheet(
        r#"<sheetData><row><c t="s"><v>0</v></c></row></sheetData>"#,
        &[
            ("xl/_rels/workbook.xml.rels", &book),
            (
                "xl/sharedStrings.xml",
                "<sst><si><r><rPr><color theme='4'/></rPr><t>青</t></r><r><rPr><color theme='1'/></rPr><t>黒</t></r></si></sst>",
            ),
            (
                "xl/theme/theme1.xml",
                "<a:theme><a:clrScheme><a:dk1><a:sysClr lastClr='000000'/></a:dk1><a:lt1><a:sysClr lastClr='FFFFFF'/></a:lt1><a:dk2><a:srgbClr val='1F497D'/></a:dk2><a:lt2><a:srgbClr val='EEECE1'/></a:lt2><a:accent1><a:srgbClr val='4F81BD'/></a:accent1></a:clrScheme></a:theme>",
            ),
        ],
    );
    let runs: Vec<_> = workbook.sheets[0].known.runs[0].1.iter().map(|run| (&*run.text, run.colour)).collect();
    assert_eq!(runs, [("青", Some(0x4F_81BD)), ("黒", None)]);
}

#[test]
fn parts_without_content_are_parts() {
    let rels = format!(
        r#"<Relationships><Relationship Id="r1" Type="{REL}/comments" Target="../comments1.xml"/></Relationships>"#
    );
    let parts = [
        ("xl/worksheets/sheet1.xml", "<worksheet/>"),
        ("xl/styles.xml", "<styleSheet/>"),
        ("xl/worksheets/_rels/sheet1.xml.rels", rels.as_str()),
        ("xl/comments1.xml", "<comments/>"),
    ];
    let workbook = matome::read::parse("case.xlsx", &with_parts("ok_small.xlsx", &parts)).unwrap();
    assert!(workbook.sheets[0].cells.is_empty() && workbook.troubles.is_empty());
}
