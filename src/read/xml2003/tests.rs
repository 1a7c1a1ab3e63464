//! What is read of an XML Spreadsheet 2003.

use super::*;
use crate::read::limits::Limits;

const HEAD: &str = "<?xml version=\"1.0\"?><?mso-application progid=\"Excel.Sheet\"?>\
    <Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\" xmlns:ss=\"urn:schemas-microsoft-com:office:spreadsheet\" \
    xmlns:html=\"http://www.w3.org/TR/REC-html40\"><Styles><Style ss:ID=\"Default\"/>\
    <Style ss:ID=\"p\"><NumberFormat ss:Format=\"Percent\"/></Style><Style ss:ID=\"d\"><NumberFormat ss:Format=\"[$-411]ggge&quot;年度&quot;\"/></Style>\
    <Style ss:ID=\"s\"><Font ss:StrikeThrough=\"1\"/></Style><Style ss:ID=\"ps\" ss:Parent=\"p\"><Font ss:StrikeThrough=\"1\"/></Style>\
    <Style ss:ID=\"t\"><NumberFormat ss:Format=\"Short Time\"/></Style></Styles>";

fn contents(inside: &str) -> Contents {
    let text = [HEAD, inside, "</Workbook>"].concat();
    read("a.xls", text.as_bytes(), &mut Budget::new(&Limits::default())).unwrap()
}

fn sheet_of(table: &str) -> Contents {
    contents(&format!("<Worksheet ss:Name=\"表\"><Table>{table}</Table></Worksheet>"))
}

fn lines(contents: &Contents) -> Vec<String> {
    let line = |cell: &crate::sheet::Cell| {
        let raw = &cell.raw;
        let struck = raw.struck.as_ref().map(|struck| format!(" struck:{struck}")).unwrap_or_default();
        let percent = if raw.percent { " percent" } else { "" };
        format!("{} {:?} {}{percent}{struck}", cell.at, raw.content, raw.text)
    };
    contents.sheets[0].cells.iter().map(line).collect()
}

#[test]
fn cells_of_every_type() {
    let data =
        |style: &str, kind: &str, value: &str| format!("<Cell{style}><Data ss:Type=\"{kind}\">{value}</Data></Cell>");
    let row = [
        data("", "Number", "1200.5"),
        data(" ss:StyleID=\"p\"", "Number", "0.694"),
        data(" ss:StyleID=\"d\"", "Number", "45383"),
        data(" ss:StyleID=\"d\"", "DateTime", "2024-04-01T00:00:00.000"),
        data(" ss:StyleID=\"t\"", "DateTime", "1899-12-31T09:30:00.000"),
        data("", "Boolean", "1"),
        data("", "Error", "#N/A"),
        data("", "String", "件&amp;数&#10;二行"),
        data(" ss:StyleID=\"s\"", "String", "廃止"),
        data(" ss:StyleID=\"ps\"", "Number", "0.5"),
        "<Cell><ss:Data ss:Type=\"String\"><html:S>120件</html:S><html:Font html:Color=\"#FF0000\">135件</html:Font></ss:Data></Cell>".to_owned(),
        data("", "Number", "N/A"),
        data("", "String", " "),
        "<Cell ss:Formula=\"=RC[-1]+1\"/>".to_owned(),
        "<Cell ss:Formula=\"=SUM(R1C1:R1C2)\"><Data ss:Type=\"Number\">3</Data></Cell>".to_owned(),
    ];
    let contents = sheet_of(&format!("<Row>{}</Row>", row.concat()));
    assert_eq!(
        lines(&contents),
        [
            "A1 Number(1200.5) 1200.5",
            "B1 Number(0.694) 69.40% percent",
            "C1 Date(2024-04-01) 令和6年度",
            "D1 Date(2024-04-01) 令和6年度",
            "E1 Number(0.3958333333333333) 9:30",
            "F1 Bool(true) TRUE",
            "G1 Error #N/A",
            "H1 Text 件&数\n二行",
            "I1 Blank  struck:廃止",
            "J1 Blank  percent struck:50.00%",
            "K1 Text 135件 struck:120件",
            "L1 Text N/A",
            "N1 Uncomputed ",
            "O1 Number(3.0) 3",
        ]
    );
    let sheet = &contents.sheets[0];
    let formulas: Vec<&str> = sheet.known.formulas.iter().map(|(_, formula)| &**formula).collect();
    assert_eq!(formulas, ["M1+1", "SUM($A$1:$B$1)"]);
    assert_eq!(sheet.known.runs.len(), 1);
    assert_eq!(contents.troubles.len(), 1);
}

#[test]
fn places_merges_and_hidden_lines() {
    let contents = sheet_of(
        "<Column ss:Index=\"2\" ss:Hidden=\"1\" ss:Span=\"1\"/><Column ss:StyleID=\"p\"/>\
        <Row ss:Index=\"3\" ss:Hidden=\"1\" ss:Span=\"1\"><Cell ss:Index=\"2\" ss:MergeAcross=\"1\" ss:MergeDown=\"1\"><Data ss:Type=\"String\">見出し</Data>\
        <Comment ss:Author=\"山田\"><ss:Data><html:B>山田:</html:B>確認</ss:Data></Comment><PhoneticText>ミダシ</PhoneticText></Cell>\
        <Cell><Data ss:Type=\"Number\">0.5</Data></Cell></Row>\
        <Row><Cell ss:Index=\"99999\"><Data ss:Type=\"Number\">1</Data></Cell></Row><Row ss:StyleID=\"s\"><Cell><Data ss:Type=\"Number\">2</Data></Cell></Row>",
    );
    assert_eq!(lines(&contents), ["B3 Text 見出し", "D3 Number(0.5) 50.00% percent", "A6 Blank  struck:2"]);
    let sheet = &contents.sheets[0];
    assert_eq!(sheet.merges.iter().map(ToString::to_string).collect::<Vec<_>>(), ["B3:C4"]);
    assert_eq!([1, 2, 3, 4].map(|row| sheet.known.hides_row(row)), [false, true, true, false]);
    assert_eq!([0, 1, 2, 3].map(|col| sheet.known.hides_col(col)), [false, true, true, false]);
    assert_eq!(sheet.known.notes[0].text.as_ref(), "山田:確認");
    assert_eq!(sheet.known.notes[0].author.as_ref(), "山田");
    assert_eq!(sheet.known.phonetic(sheet.cells[0].at), Some("ミダシ"));
    assert_eq!(contents.troubles.len(), 1);
}

#[test]
fn names_and_sheets_that_are_hidden() {
    let contents = contents(
        "<Names><NamedRange ss:Name=\"一覧\" ss:RefersTo=\"=リスト!R1C1:R3C1\"/></Names>\
        <Worksheet ss:Name=\"表\"><Table/></Worksheet><Worksheet ss:Name=\"リスト\"><Names><NamedRange ss:Name=\"Print_Area\" ss:RefersTo=\"=リスト!R1C1\" ss:Hidden=\"1\"/></Names><Table><Row><Cell><Data ss:Type=\"String\">維持</Data></Cell></Row></Table>\
        <WorksheetOptions xmlns=\"urn:schemas-microsoft-com:office:excel\"><Visible>SheetHidden</Visible></WorksheetOptions></Worksheet>",
    );
    assert_eq!(
        contents.sheets.iter().map(|sheet| sheet.visibility).collect::<Vec<_>>(),
        [Visibility::Visible, Visibility::Hidden]
    );
    assert_eq!(contents.names[0].formula, "リスト!$A$1:$A$3");
    assert_eq!(contents.names[1].sheet.as_deref(), Some("リスト"));
}

#[test]
fn what_is_cut_off_or_too_much_is_rejected() {
    let limits = Limits { details: 100, merges: 100, cells: 100, sheets: 10, text_chars: 100, ..Limits::default() };
    let many = |one: &str| one.repeat(1000);
    for (inside, rule) in [
        ("<Worksheet><Table><Row><Cell>".to_owned(), "file-unreadable"),
        (String::new(), "file-empty"),
        (many("<Worksheet></Worksheet>"), "too-many-sheets"),
        (
            format!("<Worksheet><Table>{}", many("<Row><Cell><Data ss:Type=\"Number\">1</Data></Cell></Row>")),
            "too-many-cells",
        ),
        (format!("<Worksheet><Table><Row>{}", many("<Cell ss:MergeAcross=\"1\"/>")), "too-many-merges"),
        (format!("<Worksheet><Table>{}", many("<Row/><Row ss:Hidden=\"1\"/>")), "too-many-details"),
        (format!("<Worksheet><Table><Row><Cell><Data>{}</Data>", many("件")), "text-too-long"),
    ] {
        let text = [HEAD, &inside, "</Workbook>"].concat();
        let rejected = read("a.xls", text.as_bytes(), &mut Budget::new(&limits)).map(|_| ()).unwrap_err();
        assert_eq!(rejected.finding("a.xls").rule.name, rule, "{rejected}");
    }
}
