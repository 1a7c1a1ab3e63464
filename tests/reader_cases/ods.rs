//! What is read of .ods workbooks.

use super::{read_by, shown};
use matome::read::Reader;
use matome::sheet::{Content, Lines, ValidationKind, Visibility, Workbook};
use std::io::{Cursor, Write};

fn read(case: &str) -> Workbook {
    read_by(&Reader::default(), case).unwrap_or_else(|rejection| panic!("{case}: {rejection}"))
}

fn hidden(lines: &[Lines]) -> Vec<(u32, u32, bool, u8)> {
    lines.iter().map(|lines| (lines.first, lines.last, lines.hidden, lines.level)).collect()
}

/// A workbook of these styles and this inside its spreadsheet.
fn of(common: &str, automatic: &str, spreadsheet: &str) -> Workbook {
    let content = format!(
        "<office:document-content><office:automatic-styles>{automatic}</office:automatic-styles><office:body><office:spreadsheet>{spreadsheet}</office:spreadsheet></office:body></office:document-content>"
    );
    let styles = format!("<office:document-styles><office:styles>{common}</office:styles></office:document-styles>");
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, part) in [
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        ("content.xml", content.as_str()),
        ("styles.xml", styles.as_str()),
    ] {
        zip.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(part.as_bytes()).unwrap();
    }
    matome::read::parse("case.ods", &zip.finish().unwrap().into_inner()).unwrap()
}

#[test]
fn paragraphs_notes_and_ruby() {
    let workbook = read("c_multi_para_note.ods");
    let sheet = &workbook.sheets[0];
    assert_eq!(shown(sheet), ["A1=一行目\n二行目  末取消", "C1=5", "A2=予算", "B2=50%"]);
    assert!(sheet.cells[3].raw.percent);
    let [note] = &sheet.known.notes[..] else { panic!("one note") };
    assert_eq!((note.at.to_string().as_str(), &*note.text, &*note.author), ("A1", "注釈本文", ""));
    assert_eq!(
        sheet.known.phonetics.iter().map(|(at, text)| format!("{at}={text}")).collect::<Vec<_>>(),
        ["A2=ヨサン"]
    );
}

#[test]
fn what_excel_knew_after_a_conversion() {
    let workbook = read("lo_c_merge_hidden_comment_dv.ods");
    let sheet = &workbook.sheets[0];
    assert_eq!(
        shown(sheet),
        [
            "A1=指標調査票",
            "A3=部署",
            "B3=総務課",
            "B4=12.5",
            "C4=隠し列",
            "D4=コメント有",
            "B5=隠し行",
            "A7=",
            "A8=黄色",
            "B8=達成",
            "A9=2",
            "B9=リンク",
            "A10=25",
        ]
    );
    assert_eq!(hidden(&sheet.known.rows), [(4, 4, true, 0)]);
    assert_eq!(hidden(&sheet.known.cols), [(2, 2, true, 0)]);
    assert_eq!(sheet.merges.iter().map(ToString::to_string).collect::<Vec<_>>(), ["A1:D1", "A3:A5", "B3:D3"]);
    let struck: Vec<_> = sheet.cells.iter().filter_map(|cell| cell.raw.struck.as_deref()).collect();
    assert_eq!(struck, ["旧値"]);
    let [note] = &sheet.known.notes[..] else { panic!("one note") };
    assert_eq!((note.at.to_string().as_str(), &*note.text), ("D4", "担当：山田\n要確認"));
    let [validation] = &sheet.known.validations[..] else { panic!("one validation") };
    assert_eq!(validation.kind, ValidationKind::List);
    assert_eq!(validation.first, "\"達成,未達成,該当なし\"");
    assert_eq!(validation.cells.iter().map(ToString::to_string).collect::<Vec<_>>(), ["B8:B8"]);
    let formulas: Vec<String> = sheet.known.formulas.iter().map(|(at, formula)| format!("{at}={formula}")).collect();
    assert_eq!(formulas, ["A9=1+1", "B9=HYPERLINK(\"http://example.invalid/\";\"リンク\")", "A10=[.B4]*2"]);
    assert_eq!(
        workbook.sheets.iter().map(|sheet| sheet.visibility).collect::<Vec<_>>(),
        [Visibility::Visible, Visibility::Hidden, Visibility::Hidden]
    );
    assert!(workbook.troubles.is_empty());
}

#[test]
fn names_and_ranges() {
    let workbook = read("lo_i_names_tables.ods");
    let told = |name: &matome::sheet::DefinedName| {
        let sheet = name.sheet.as_ref().map(|sheet| format!("{sheet}!")).unwrap_or_default();
        format!("{sheet}{}={}", name.name, name.formula)
    };
    assert_eq!(
        workbook.names.iter().map(told).collect::<Vec<_>>(),
        [
            "データ!_xlnm.Print_Area=$データ.$A$1:.$C$10",
            "データ!_xlnm.Print_Titles=$データ.$1:.$2",
            "データ!局所=$データ.$A$1",
            "Ｂ!局所=$Ｂ.$A$9",
            "壊れ=#ref!$a$1",
            "年度=$データ.$C$2",
            "税率=0.1",
            "隠し名=$データ.$A$1",
        ]
    );
    let [table] = &workbook.sheets[0].known.tables[..] else { panic!("one table") };
    assert_eq!((table.name.as_str(), table.cells.to_string().as_str(), table.header_rows), ("指標表", "A1:C4", 1));
    assert_eq!(table.columns, ["部署", "指標", "値"]);
    assert_eq!(shown(&workbook.sheets[0]).last().map(String::as_str), Some("C4=3"));
}

#[test]
fn runs_that_are_struck_or_coloured() {
    let workbook = read("lo_a_strings_rph_rich.ods");
    let sheet = &workbook.sheets[0];
    let cell = |at: &str| sheet.cells.iter().find(|cell| cell.at.to_string() == at).unwrap();
    assert_eq!((&*cell("A3").raw.text, cell("A3").raw.struck.as_deref()), ("１３５件", Some("１２０件")));
    assert_eq!((&*cell("A13").raw.text, cell("A13").raw.struck.as_deref()), ("新", Some("旧")));
    assert_eq!((&*cell("A14").raw.text, cell("A14").raw.struck.as_deref()), ("", Some("普通")));
    let runs: Vec<_> =
        sheet.known.runs(cell("A3").at).unwrap().iter().map(|run| (&*run.text, run.struck, run.colour)).collect();
    assert_eq!(runs, [("１２０件", true, Some(0xFF_0000)), ("１３５件", false, Some(0xFF_0000))]);
}

#[test]
fn dates_and_formulas_after_a_conversion() {
    let workbook = read("lo_g_dates_1900.ods");
    let sheet = &workbook.sheets[0];
    for (at, text) in [("B1", "4/1/2024"), ("B11", "令和6年4月1日"), ("B18", "4月"), ("B19", "2024年度")] {
        let cell = sheet.cells.iter().find(|cell| cell.at.to_string() == at).unwrap();
        assert_eq!(cell.raw.content, Content::Date(jiff::civil::Date::constant(2024, 4, 1)), "{at}");
        assert_eq!(&*cell.raw.text, text, "{at}");
    }
    let workbook = read("lo_h_formulas.ods");
    let known = &workbook.sheets[0].known;
    let formula = |at: &str| known.formula(at.parse().unwrap());
    assert_eq!(formula("A1"), Some("1+1"));
    assert_eq!(formula("B3"), Some("[.A2]*2"));
}

#[test]
fn stray_cells_and_repeats() {
    assert_eq!(shown(&read("j_stray_col.ods").sheets[0]), ["A1=1", "WQL1=2", "A5002=9"]);
    assert_eq!(shown(&read("j_stray_last.ods").sheets[0]), ["A1=1", "XFD1048576=9"]);
    // One value in all the cells there are is one value, and both ways in which it was repeated are told.
    let everywhere = read("j_repeat_value.ods");
    assert_eq!((shown(&everywhere.sheets[0]), everywhere.troubles.len()), (vec!["A1=1".to_owned()], 2));
}

#[test]
fn groups_and_lines_without_size() {
    let workbook = of(
        "",
        r#"<style:style style:name="ro0" style:family="table-row"><style:table-row-properties style:row-height="0cm"/></style:style>
        <style:style style:name="co0" style:family="table-column"><style:table-column-properties style:column-width="0.0in"/></style:style>"#,
        r#"<table:table table:name="表"><table:table-column/><table:table-column-group><table:table-column table:number-columns-repeated="2"/></table:table-column-group><table:table-column table:style-name="co0"/>
        <table:table-row/><table:table-row-group table:display="false"><table:table-row table:visibility="collapse"/><table:table-row-group><table:table-row table:number-rows-repeated="3"/></table:table-row-group></table:table-row-group>
        <table:table-row table:visibility="filter"><table:table-cell office:value-type="float" office:value="1"/></table:table-row><table:table-row/><table:table-row table:style-name="ro0" table:number-rows-repeated="1048000"/></table:table>"#,
    );
    let known = &workbook.sheets[0].known;
    assert_eq!(hidden(&known.cols), [(1, 2, false, 1), (3, 3, true, 0)]);
    assert_eq!(hidden(&known.rows), [(1, 1, true, 1), (2, 4, true, 2), (5, 5, true, 0), (7, 1_048_006, true, 0)]);
}

#[test]
fn styles_of_parents_columns_and_spans() {
    let struck = r#"<style:text-properties style:text-line-through-style="solid"/>"#;
    let workbook = of(
        &format!(r#"<style:style style:name="取消" style:family="table-cell">{struck}</style:style>"#),
        r##"<style:style style:name="ce1" style:family="table-cell" style:parent-style-name="取消"/>
        <style:style style:name="T1" style:family="text"><style:text-properties fo:color="#0000ff" style:text-line-through-style="none"/></style:style>"##,
        r#"<table:table table:name="表"><table:table-column table:default-cell-style-name="ce1"/><table:table-column/>
        <table:table-row><table:table-cell office:value-type="string"><text:p>旧</text:p></table:table-cell><table:table-cell office:value-type="string"><text:p>新</text:p></table:table-cell></table:table-row>
        <table:table-row><table:table-cell office:value-type="string"><text:p>旧<text:span text:style-name="T1">新</text:span></text:p></table:table-cell><table:table-cell table:style-name="取消" office:value-type="float" office:value="12"><text:p>12</text:p></table:table-cell></table:table-row></table:table>"#,
    );
    let sheet = &workbook.sheets[0];
    let told: Vec<_> =
        sheet.cells.iter().map(|cell| (cell.at.to_string(), &*cell.raw.text, cell.raw.struck.as_deref())).collect();
    let cell = |at: &str, text, struck| (at.to_owned(), text, struck);
    assert_eq!(
        told,
        [cell("A1", "", Some("旧")), cell("B1", "新", None), cell("A2", "新", Some("旧")), cell("B2", "", Some("12"))]
    );
    let runs: Vec<_> = sheet.known.runs[0].1.iter().map(|run| (&*run.text, run.struck, run.colour)).collect();
    assert_eq!(runs, [("旧", true, None), ("新", false, Some(0x00_00FF))]);
}

#[test]
fn validated_cells_are_told_together() {
    let workbook = of(
        "",
        "",
        r#"<table:content-validations><table:content-validation table:name="v" table:condition="of:cell-content-is-whole-number() and cell-content-is-between(1,5)"/></table:content-validations>
        <table:table table:name="表"><table:table-row><table:table-cell table:number-columns-repeated="2" table:content-validation-name="v"/></table:table-row>
        <table:table-row table:number-rows-repeated="3"><table:table-cell table:number-columns-repeated="2" table:content-validation-name="v"/><table:table-cell/><table:table-cell table:content-validation-name="v"/></table:table-row></table:table>"#,
    );
    let [validation] = &workbook.sheets[0].known.validations[..] else { panic!("one validation") };
    assert_eq!(validation.cells.iter().map(ToString::to_string).collect::<Vec<_>>(), ["A1:B4", "D2:D4"]);
    assert_eq!((validation.first.as_str(), validation.second.as_str()), ("1", "5"));
}

#[test]
fn values_of_other_files_are_told() {
    let workbook = of(
        "",
        "",
        r#"<table:table table:name="表"><table:table-row><table:table-cell table:formula="of:=['file:///tmp/%E5%AE%9F%E7%B8%BE.ods'#$表.A1]" office:value-type="float" office:value="3"/></table:table-row></table:table>"#,
    );
    assert_eq!(shown(&workbook.sheets[0]), ["A1=3"]);
    assert_eq!(matome::read::findings(&workbook)[0].rule.name, "external-link");
    assert_eq!(workbook.troubles[0].found, "実績.ods");
}

#[test]
fn what_a_formula_came_to_may_be_kept_as_a_text_whatever_type_it_says() {
    let row = r#"<table:table table:name="A"><table:table-row>
        <table:table-cell table:formula="of:=IF(1;&quot;OK&quot;)" office:value-type="float" office:string-value="OK"/>
        <table:table-cell table:formula="of:=IF(1;&quot;OK&quot;)" office:string-value="OK"/>
        <table:table-cell office:value-type="float" office:value="2" office:string-value="二"/>
        </table:table-row></table:table>"#;
    assert_eq!(shown(&of("", "", row).sheets[0]), ["A1=OK", "B1=OK", "C1=2"]);
}
