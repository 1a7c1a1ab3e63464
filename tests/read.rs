//! Workbooks as other programs write them, read back.
#![expect(clippy::unwrap_used, reason = "a test that cannot make its sample fails")]

use matome::read;
use matome::sheet::{Content, Format, TroubleKind, Visibility, Workbook};
use rust_xlsxwriter as writer;
use std::io::{Cursor, Write};

/// A cell as one line: address, what it is, what it shows, and what is struck through.
fn lines(workbook: &Workbook, sheet: usize) -> Vec<String> {
    let line = |cell: &matome::sheet::Cell| {
        let raw = &cell.raw;
        let content = match &raw.content {
            Content::Blank => "blank".to_owned(),
            Content::Number(number) => format!("{number}"),
            Content::Text => "text".to_owned(),
            Content::Bool(told) => format!("{told}"),
            Content::Date(date) => format!("{date}"),
            Content::Error => "error".to_owned(),
            Content::Uncomputed => "uncomputed".to_owned(),
        };
        let mut line = format!("{} {content} {}", cell.at, raw.text);
        if raw.percent {
            line.push_str(" percent");
        }
        if let Some(struck) = &raw.struck {
            line.push_str(&format!(" struck:{struck}"));
        }
        if raw.formula {
            line.push_str(" formula");
        }
        line
    };
    workbook.sheets[sheet].cells.iter().map(line).collect()
}

fn troubles(workbook: &Workbook) -> Vec<(TroubleKind, Option<String>, &str)> {
    let cell = |trouble: &matome::sheet::Trouble| trouble.cell.map(|cell| cell.to_string());
    workbook.troubles.iter().map(|trouble| (trouble.kind, cell(trouble), trouble.found.as_str())).collect()
}

const REL: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// A package of the parts given.
fn package(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        zip.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(content.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A workbook of one sheet, made of the inside of its `worksheet` element.
fn one_sheet(worksheet: &str) -> Vec<u8> {
    with_target("worksheets/sheet1.xml", worksheet)
}

fn with_target(target: &str, worksheet: &str) -> Vec<u8> {
    let rels = format!(
        r#"<Relationships><Relationship Id="rId1" Type="{REL}/worksheet" Target="{target}"/><Relationship Id="rId2" Type="{REL}/sharedStrings" Target="sharedStrings.xml"/></Relationships>"#
    );
    package(&[
        ("xl/workbook.xml", r#"<workbook><sheets><sheet name="表" sheetId="1" r:id="rId1"/></sheets></workbook>"#),
        ("xl/_rels/workbook.xml.rels", &rels),
        ("xl/sharedStrings.xml", "<sst><si><t>指標</t></si></sst>"),
        ("xl/worksheets/sheet1.xml", &format!("<worksheet>{worksheet}</worksheet>")),
    ])
}

#[test]
fn a_written_workbook_is_read_back() {
    let mut book = writer::Workbook::new();
    let format = |code: &str| writer::Format::new().set_num_format(code);
    let struck = writer::Format::new().set_font_strikethrough();
    let plain = writer::Format::new();
    let sheet = book.add_worksheet();
    sheet.set_name("評価シート").unwrap();
    sheet.merge_range(0, 0, 0, 3, "令和６年度　施策評価", &plain).unwrap();
    sheet.write_rich_string(1, 0, &[(&struck, "120件"), (&plain, "135件")]).unwrap();
    sheet.write_string_with_format(1, 1, "廃止", &struck).unwrap();
    sheet.write_number_with_format(1, 2, 12, &struck).unwrap();
    sheet.write_number_with_format(2, 0, 0.694, &format("0.0%")).unwrap();
    sheet.write_number_with_format(2, 1, 45383, &format("[$-411]ggge\"年\"m\"月\"d\"日\"")).unwrap();
    sheet.write_number_with_format(2, 2, 45383, &format("ggge\"年度\"")).unwrap();
    sheet.write_number_with_format(2, 3, 1200, &format("#,##0\"人\"")).unwrap();
    sheet.write_number_with_format(2, 4, -1200, &format("#,##0;△#,##0")).unwrap();
    sheet.write_number_with_format(2, 5, 712.34, &format("0.0\"g/人\"")).unwrap();
    sheet.write_number(3, 0, 0.1 + 0.2).unwrap();
    sheet.write_boolean(3, 1, true).unwrap();
    sheet.write_formula(3, 2, writer::Formula::new("=1+1").set_result("2")).unwrap();
    sheet.write_string(3, 4, "\u{3000} ").unwrap();
    sheet.write_blank(3, 5, &format("0%")).unwrap();
    let hidden = book.add_worksheet();
    hidden.set_name("リスト").unwrap();
    hidden.write_string(0, 0, "維持").unwrap();
    hidden.set_hidden(true);
    let bytes = book.save_to_buffer().unwrap();

    let workbook = read::parse("a.xlsx", &bytes).unwrap();
    assert_eq!(
        lines(&workbook, 0),
        [
            "A1 text 令和６年度　施策評価",
            "A2 text 135件 struck:120件",
            "B2 blank  struck:廃止",
            "C2 blank  struck:12",
            "A3 0.694 69.4% percent",
            "B3 2024-04-01 令和6年4月1日",
            "C3 2024-04-01 令和6年度",
            "D3 1200 1,200人",
            "E3 -1200 △1,200",
            "F3 712.34 712.3g/人",
            "A4 0.30000000000000004 0.3",
            "B4 true TRUE",
            "C4 2 2 formula",
        ]
    );
    assert_eq!(workbook.sheets[0].merges.iter().map(ToString::to_string).collect::<Vec<_>>(), ["A1:D1"]);
    assert_eq!(workbook.sheets[1].id.sheet, "リスト");
    assert_eq!(workbook.sheets[1].visibility, Visibility::Hidden);
    assert_eq!(workbook.format, Format::Xlsx);
    assert_eq!(workbook.sha256.len(), 64);
    assert!(workbook.troubles.is_empty());
}

#[test]
fn cells_of_every_type() {
    let workbook = read::parse(
        "a.xlsx",
        &one_sheet(
            r##"<sheetData><row r="2"><c><v>1</v></c><c t="s"><v>0</v></c><c r="E2" t="inlineStr"><is><r><rPr><strike/></rPr><t>旧</t></r><r><rPr/><t>新</t></r></is></c><c t="b"><v>0</v></c></row>
            <row><c t="e"><v>#SPILL!</v></c><c t="d"><v>2024-04-01</v></c><c t="str"><f>A1</f><v>件&amp;数</v></c><c><f>A1</f></c><c><f>A1</f><v></v></c><c t="str"><f>A1</f><v></v></c><c/><c r="XFD1048576"><v>9</v></c></row></sheetData>"##,
        ),
    )
    .unwrap();
    assert_eq!(
        lines(&workbook, 0),
        [
            "A2 1 1",
            "B2 text 指標",
            "E2 text 新 struck:旧",
            "F2 false FALSE",
            "A3 error #SPILL!",
            "B3 2024-04-01 2024-04-01",
            "C3 text 件&数 formula",
            "D3 uncomputed  formula",
            "E3 uncomputed  formula",
            "XFD1048576 9 9",
        ]
    );
    assert!(workbook.troubles.is_empty());
}

#[test]
fn what_is_wrong_with_a_cell_or_a_merge_costs_only_that() {
    use TroubleKind::{Cell, Merge};
    let workbook = read::parse(
        "a.xlsx",
        &one_sheet(
            r##"<sheetData><row r="1"><c r="A1" t="n"><v>N/A</v></c><c r="B1" t="s"><v>77</v></c><c r="C1" t="b"><v>2</v></c><c r="ZZZZ99999999"><v>5</v></c><c r="D1"><v>NaN</v></c><c r="E1"><v>1</v><extLst><v>8</v></extLst></c><c r="E1"><v>2</v></c><c r="A2"><v>3</v></c></row></sheetData>
            <mergeCells><mergeCell ref="#REF!"/><mergeCell ref="A:B"/><mergeCell ref="A5:B6"/><mergeCell ref="B6:C7"/></mergeCells>"##,
        ),
    )
    .unwrap();
    assert_eq!(lines(&workbook, 0), ["A1 text N/A", "C1 text 2", "D1 text NaN", "E1 1 1", "A2 3 3"]);
    assert_eq!(workbook.sheets[0].merges.iter().map(ToString::to_string).collect::<Vec<_>>(), ["A5:B6"]);
    let at = |cell: &str| Some(cell.to_owned());
    assert_eq!(
        troubles(&workbook),
        [
            (Cell, at("A1"), "N/A"),
            (Cell, at("B1"), "t=\"s\" 77"),
            (Cell, at("C1"), "2"),
            (Cell, None, "ZZZZ99999999 5"),
            (Cell, at("D1"), "NaN"),
            (Merge, None, "#REF!"),
            (Merge, None, "A:B"),
            (Cell, at("E1"), "2"),
            (Merge, None, "B6:C7"),
        ]
    );
    assert_eq!(read::findings(&workbook).len(), 9);
}

#[test]
fn targets_are_found_however_they_are_written() {
    let data = r#"<sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData>"#;
    for target in [
        "worksheets/sheet1.xml",
        "/xl/worksheets/sheet1.xml",
        "../xl/worksheets/sheet1.xml",
        "./worksheets/sheet1.xml",
        "worksheets\\sheet1.xml",
        "Worksheets/Sheet1.XML",
    ] {
        let workbook = read::parse("a.xlsx", &with_target(target, data)).unwrap();
        assert_eq!(lines(&workbook, 0), ["A1 1 1"], "{target}");
    }
}

#[test]
fn a_sheet_that_cannot_be_read_costs_only_itself() {
    for (target, worksheet) in [
        ("worksheets/none.xml", ""),
        ("worksheets/sheet1.xml", "<sheetData><row><c><v>1</v></c><!--"),
        ("worksheets/sheet1.xml", "<sheetData><row><c><v>1</v></c></row></sheetData><a><"),
        ("worksheets/sheet1.xml", "<sheetData><row><c><v>&bomb;</v></c></row></sheetData>"),
    ] {
        let workbook = read::parse("a.xlsx", &with_target(target, worksheet)).unwrap();
        assert!(workbook.sheets.is_empty(), "{worksheet}");
        assert_eq!(workbook.troubles.len(), 1);
        assert_eq!(workbook.troubles[0].kind, TroubleKind::Sheet);
        assert_eq!(workbook.troubles[0].sheet.as_deref(), Some("表"));
    }
}

#[test]
fn other_files_are_rejected_for_what_they_are() {
    let whole = one_sheet("<sheetData/>");
    let mut encrypted = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
    encrypted.resize(1024, 0);
    encrypted.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
    encrypted.resize(2048, 0);
    for (bytes, rule) in [
        (&b""[..], "file-empty"),
        (b"<html><table></table></html>", "file-not-a-spreadsheet"),
        (b"MIME-Version: 1.0\r\nContent-Type: text/html\r\n\r\n<p>x", "file-not-a-spreadsheet"),
        (
            b"<?xml version='1.0'?><Workbook xmlns='urn:schemas-microsoft-com:office:spreadsheet'></Workbook>",
            "file-empty",
        ),
        (b"\x09\x04\x06\x00\x00\x04\x10\x00", "file-old-format"),
        (b"%PDF-1.7", "file-is-a-document"),
        (b"\x00\x01\x02\x03", "file-not-a-spreadsheet"),
        (&whole[..whole.len() / 2], "file-unreadable"),
        (&encrypted, "file-password"),
        (&package(&[("word/document.xml", "<a/>")]), "file-is-a-document"),
    ] {
        let finding = read::parse("a.xlsx", bytes).map(|_| ()).unwrap_err().finding("a.xlsx");
        assert_eq!(finding.rule.name, rule, "{}", String::from_utf8_lossy(bytes));
    }
}

#[test]
fn a_text_is_read_whatever_its_name() {
    let workbook = read::parse("a.xls", "部署,値\n総務,1\n".as_bytes()).unwrap();
    assert_eq!(workbook.format, Format::Csv);
    assert_eq!(lines(&workbook, 0), ["A1 text 部署", "B1 text 値", "A2 text 総務", "B2 text 1"]);
}

#[test]
fn an_open_document_with_merges_percentages_and_repeats() {
    let content = r#"<office:document-content><office:automatic-styles>
      <style:style style:name="T1"><style:text-properties style:text-line-through-style="solid"/></style:style>
      <style:style style:name="ta2"><style:table-properties table:display="false"/></style:style></office:automatic-styles>
      <office:body><office:spreadsheet><table:tracked-changes><table:table-cell/></table:tracked-changes>
      <table:table table:name="表"><table:table-row>
        <table:table-cell office:value-type="string" table:number-columns-spanned="2" table:number-rows-spanned="2"><text:p><text:ruby><text:ruby-base>見出し</text:ruby-base><text:ruby-text>みだし</text:ruby-text></text:ruby></text:p></table:table-cell>
        <table:covered-table-cell/>
        <table:table-cell office:value-type="percentage" office:value="0.694"><text:p>69.4%</text:p></table:table-cell>
        <table:table-cell office:value-type="date" office:date-value="2024-04-01"><text:p>令和6年4月1日</text:p></table:table-cell>
        <table:table-cell table:number-columns-repeated="16380"/></table:table-row>
      <table:table-row table:number-rows-repeated="3"><table:table-cell table:number-columns-repeated="2"/>
        <table:table-cell office:value-type="float" office:value="5" table:number-columns-repeated="2"><text:p>5</text:p></table:table-cell></table:table-row>
      <table:table-row table:number-rows-repeated="1048570"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>
      <table:table-row><table:table-cell office:value-type="string"><text:p><text:span text:style-name="T1">旧</text:span>新<text:s/>値</text:p><text:p>次</text:p></table:table-cell></table:table-row>
      </table:table><table:table table:name="隠し" table:style-name="ta2"><table:table-row><table:table-cell table:formula="of:=1"/></table:table-row></table:table>
      </office:spreadsheet></office:body></office:document-content>"#;
    let bytes = package(&[("mimetype", "application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", content)]);
    let workbook = read::parse("a.ods", &bytes).unwrap();
    assert_eq!(
        lines(&workbook, 0),
        [
            "A1 text 見出し",
            "C1 0.694 69.4% percent",
            "D1 2024-04-01 令和6年4月1日",
            "C2 5 5",
            "D2 5 5",
            "C3 5 5",
            "D3 5 5",
            "C4 5 5",
            "D4 5 5",
            "A1048575 text 新 値\n次 struck:旧",
        ]
    );
    assert_eq!(workbook.sheets[0].merges.iter().map(ToString::to_string).collect::<Vec<_>>(), ["A1:B2"]);
    assert_eq!(workbook.sheets[1].visibility, Visibility::Hidden);
    assert_eq!(lines(&workbook, 1), ["A1 uncomputed  formula"]);
}

#[test]
fn older_and_binary_workbooks() {
    for (bytes, format, expected) in [
        (
            &include_bytes!("data/biff8.xls")[..],
            Format::Xls,
            &[
                "A1 text 部署",
                "B1 text 総務課ﾊﾝｶｸ①㈱髙",
                "A2 12.5 12.5",
                "B2 2024-04-01 令和6年4月1日",
                "A4 text 結合",
                "A6 text 新１３５ struck:旧１２０",
            ][..],
        ),
        (
            // Without a code page.
            include_bytes!("data/biff5.xls"),
            Format::Xls,
            &[
                "A1 text 部署",
                "B1 text 件数",
                "C1 text 日付",
                "A2 text 総務課",
                "B2 12 12",
                "C2 1995-10-28 平成7年10月28日",
                "A3 text ﾊﾝｶｸ①㈱髙",
                "B3 3.5 3.5",
                "C3 2000-01-01 平成12年1月1日",
            ],
        ),
        (
            include_bytes!("data/biff12.xlsb"),
            Format::Xlsb,
            &["A1 text 指標調査票", "A2 text 予算額", "B2 12.5 12.5", "C2 text 直書き", "A3 text １２０件１３５件"],
        ),
    ] {
        let workbook = read::parse("a", bytes).unwrap();
        assert_eq!(workbook.format, format);
        assert_eq!(lines(&workbook, 0), expected);
        // Of .xlsb a note says what is not known.
        assert!(workbook.troubles.iter().all(|trouble| format == Format::Xlsb && trouble.kind == TroubleKind::Format));
    }
}

/// The rule by which a workbook is rejected under limits.
fn rejected(limits: read::Limits, name: &str, bytes: &[u8]) -> &'static str {
    let reader = read::Reader { limits, ..read::Reader::default() };
    reader.parse(name, bytes).map_or_else(|rejection| rejection.finding(name).rule.name, |_| "read")
}

#[test]
fn what_cells_show_together_has_a_limit() {
    let cells = r#"<c t="s"><v>0</v></c>"#.repeat(100);
    let bytes = one_sheet(&format!("<sheetData><row>{cells}</row></sheetData>"));
    // 指標 has six bytes, and each cell shows them.
    let within = |shown_bytes| rejected(read::Limits { shown_bytes, ..read::Limits::default() }, "a.xlsx", &bytes);
    assert_eq!((within(600), within(599)), ("read", "file-too-large"));
}

#[test]
fn cells_outside_of_the_grid_count_as_cells() {
    let rows = "<row><c><v>1</v></c></row>".repeat(300);
    let bytes = one_sheet(&format!(r#"<sheetData><row r="1048576"/>{rows}</sheetData>"#));
    let within = |cells| rejected(read::Limits { cells, ..read::Limits::default() }, "a.xlsx", &bytes);
    assert_eq!((within(1000), within(299)), ("read", "too-many-cells"));
}

#[test]
fn what_fills_a_table_to_its_end_is_read_once() {
    let content = |rows: u32, cols: u32| {
        format!(
            r#"<office:document-content><office:body><office:spreadsheet><table:table table:name="表"><table:table-row><table:table-cell><text:p>指標</text:p></table:table-cell></table:table-row><table:table-row table:number-rows-repeated="{rows}"><table:table-cell table:number-columns-repeated="{cols}" office:value-type="float" office:value="1"><text:p>1</text:p></table:table-cell></table:table-row></table:table></office:spreadsheet></office:body></office:document-content>"#
        )
    };
    let mimetype = ("mimetype", "application/vnd.oasis.opendocument.spreadsheet");
    let read = |rows, cols| {
        let book = read::parse("a.ods", &package(&[mimetype, ("content.xml", &content(rows, cols))])).unwrap();
        let told: Vec<String> = troubles(&book).iter().map(|(_, cell, found)| format!("{cell:?} {found}")).collect();
        (book.sheets[0].cells.len(), told)
    };
    let told = |cell: &str, times: u32| format!("{:?} ×{times}", Some(cell));
    assert_eq!(read(1_048_575, 1), (2, vec![told("A2", 1_048_575)]));
    assert_eq!(read(1, 16_384), (2, vec![told("A2", 16_384)]));
    assert_eq!(read(1_048_575, 16_384), (2, vec![told("A2", 16_384), told("A2", 1_048_575)]));
    assert_eq!(read(2000, 3), (6001, Vec::new()));
}
