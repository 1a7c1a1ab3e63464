//! What is read of pages.

use super::*;
use crate::read::limits::Limits;
use crate::sheet::Sheet;

fn contents(page: &str) -> Contents {
    read("a.xls", page.as_bytes(), &mut Budget::new(&Limits::default())).unwrap()
}

fn lines(sheet: &Sheet) -> Vec<String> {
    let line = |cell: &crate::sheet::Cell| {
        let struck = cell.raw.struck.as_ref().map(|struck| format!(" struck:{struck}")).unwrap_or_default();
        format!("{}={}{struck}", cell.at, cell.raw.text)
    };
    sheet.cells.iter().map(line).collect()
}

fn rejected(page: &str, limits: &Limits) -> Rejection {
    match read("a.xls", page.as_bytes(), &mut Budget::new(limits)) {
        Err(rejection) => rejection,
        Ok(_) => panic!("read"),
    }
}

#[test]
fn tables_are_sheets_and_what_stands_around_them_is_in_rows() {
    let page = "<html><head><title>帳票</title><style>td{color:red}</style></head><body><h1>令和６年度</h1><p>総務課<table>\
        <tr><th>指標<td>値<tr><td>件数<td>1,200</table><div>※速報</div><table><caption>二つ\n目</caption><tr><td>x</td></tr>\
        <tr><td></td></tr></table><p>出典</body></html>";
    let contents = contents(page);
    let names: Vec<&str> = contents.sheets.iter().map(|sheet| sheet.id.sheet.as_str()).collect();
    assert_eq!(names, ["表1", "二つ 目"]);
    assert_eq!(lines(&contents.sheets[0]), ["A1=令和６年度", "A2=総務課", "A3=指標", "B3=値", "A4=件数", "B4=1,200"]);
    assert_eq!(lines(&contents.sheets[1]), ["A1=※速報", "A2=二つ 目", "A3=x", "A5=出典"]);
}

#[test]
fn texts_of_cells() {
    for (cell, expected) in [
        ("a<br>b<br/>\n c", "A1=a\nb\nc"),
        ("  a \n b&nbsp;c&amp;&lt;d ", "A1=a b c&<d"),
        ("<p>一</p><p>二</p>", "A1=一\n二"),
        ("<b>太</b><i>い</i>", "A1=太い"),
        ("<s>120件</s>135件", "A1=135件 struck:120件"),
        ("<span style='text-decoration:line-through'>旧<span>い</span></span>新", "A1=新 struck:旧い"),
        ("<del>廃止</del>", "A1= struck:廃止"),
        ("<font class=f>旧</font>新", "A1=新 struck:旧"),
        ("予算<ruby>額<rp>(</rp><rt>ガク</rt><rp>)</rp></ruby>", "A1=予算額"),
        ("<script>var a = '<td>';</script>a<select><option>x</select>", "A1=a"),
        ("12<span style='display:none'>34</span>", "A1=1234"),
        ("実績<![if !supportAnnotations]><a>[1]</a><![endif]>値", "A1=実績値"),
        ("<span style='mso-ignore:vglayout2'><table><tr><td>図の上</td></tr></table></span>", "A1=図の上"),
    ] {
        let page = format!("<style>.f{{text-decoration:line-through}}</style><table><tr><td>{cell}</td></tr></table>");
        assert_eq!(lines(&contents(&page).sheets[0]), [expected], "{cell}");
    }
}

#[test]
fn cells_find_their_places_beside_those_that_span() {
    for (rows, cells, merges) in [
        (
            "<tr><td rowspan=2>a<td colspan=2>b<tr><td>c<td>d",
            &["A1=a", "B1=b", "B2=c", "C2=d"][..],
            &["A1:A2", "B1:C1"][..],
        ),
        (
            "<tr><td>a<td rowspan=3>b<td>c<tr><td>d<td>e<tr><td>f<td>g",
            &["A1=a", "B1=b", "C1=c", "A2=d", "C2=e", "A3=f", "C3=g"],
            &["B1:B3"],
        ),
        ("<tr><td rowspan=0>a<td>b<tr><td>c", &["A1=a", "B1=b", "B2=c"], &["A1:A2"]),
        ("<tr><td rowspan=99>a<td>b<tr><td>c", &["A1=a", "B1=b", "B2=c"], &["A1:A2"]),
        ("<tr><td colspan=3 style='mso-ignore:colspan'>a<td>b", &["A1=a", "D1=b"], &[]),
        ("<tr><td colspan='x'>a<td colspan=-1>b<td colspan=0>c", &["A1=a", "B1=b", "C1=c"], &[]),
        ("<td>a<td>b<tr><td>c", &["A1=a", "B1=b", "A2=c"], &[]),
        ("<tr><td colspan=99999999999>a<tr><td>b", &["A1=a", "A2=b"], &["A1:XFD1"]),
    ] {
        let contents = contents(&format!("<table>{rows}</table>"));
        assert_eq!(lines(&contents.sheets[0]), cells, "{rows}");
        assert_eq!(contents.sheets[0].merges.iter().map(ToString::to_string).collect::<Vec<_>>(), merges, "{rows}");
    }
}

#[test]
fn a_table_in_a_table_is_a_sheet_of_its_own() {
    let contents = contents("<table><tr><td>外<table><tr><td>内<tr><td>2</table>側<td>右</table>");
    assert_eq!(lines(&contents.sheets[0]), ["A1=外側", "B1=右"]);
    assert_eq!(lines(&contents.sheets[1]), ["A1=内", "A2=2"]);
    let layout = "<table><tr><td><table><tr><td>内</table></table>";
    assert_eq!(lines(&super::tests::contents(layout).sheets[0]), ["A1=内"]);
}

#[test]
fn what_excel_writes_of_its_own() {
    let page = "<html xmlns:x=\"urn:schemas-microsoft-com:office:excel\"><head><!--[if gte mso 9]><xml><x:ExcelWorkbook>\
        <x:ExcelWorksheets><x:ExcelWorksheet><x:Name>評価&amp;表</x:Name></x:ExcelWorksheet></x:ExcelWorksheets>\
        </x:ExcelWorkbook></xml><![endif]--><style><!--\n.xl65{mso-number-format:\"ggge\\0022年度\\0022\";}\n.xl66{mso-number-format:\"0\\.0%\"}--></style></head><body><table>\
        <col span=2><col style='display:none'><tr><td x:num=\"45383\" class=xl65>令和6年度</td><td class=xl66 x:num=\"0.69399\">69.4%</td>\
        <td x:num>1,200</td><td x:num=\"1\" x:fmla=\"=SUM(A1:A2)\">1</td><td x:err>#N/A</td><td x:bool>TRUE</td><td x:str>001</td></tr>\
        <tr style='display:none'><td>隠れ</td></tr><tr style='display:none'><td width=72></td></tr></table></body></html>";
    let contents = contents(page);
    let sheet = &contents.sheets[0];
    assert_eq!(sheet.id.sheet, "評価&表");
    let held: Vec<String> = sheet.cells.iter().map(|cell| format!("{:?}", cell.raw.content)).collect();
    assert_eq!(
        held,
        ["Date(2024-04-01)", "Number(0.69399)", "Number(1200.0)", "Number(1.0)", "Error", "Bool(true)", "Text", "Text"]
    );
    assert!(sheet.cells[1].raw.percent);
    assert_eq!(sheet.known.formula(sheet.cells[3].at), Some("SUM(A1:A2)"));
    assert!(sheet.known.hides_row(1) && !sheet.known.hides_row(2));
    assert!(sheet.known.hides_col(2) && !sheet.known.hides_col(1));
}

#[test]
fn names_that_stand_in_no_comment() {
    let page = "<xml><x:ExcelWorksheet><x:Name>一覧</x:Name></x:ExcelWorksheet></xml><table><tr><td>a</table>\
        <table><caption>一覧</caption><tr><td>b</table>";
    let names: Vec<String> = contents(page).sheets.iter().map(|sheet| sheet.id.sheet.clone()).collect();
    assert_eq!(names, ["一覧", "一覧 (2)"]);
}

#[test]
fn declared_encodings() {
    for (head, label) in [
        ("<meta http-equiv=Content-Type content=\"text/html; charset=Shift_JIS\">", Some("shift_jis")),
        ("<meta charset='utf-8'>", Some("utf-8")),
        ("<?xml version=\"1.0\" encoding=\"EUC-JP\"?>", Some("euc-jp")),
        ("<html>", None),
    ] {
        assert_eq!(declared(head.as_bytes()).as_deref(), label);
    }
}

#[test]
fn no_page_is_too_much() {
    let limits = Limits { details: 1000, merges: 1000, cells: 1000, text_chars: 1000, ..Limits::default() };
    for (page, rule) in [
        ("<table>".repeat(100_000), "too-many-details"),
        (format!("<table>{}", "<tr><td rowspan=65535 colspan=9>".repeat(100_000)), "too-many-merges"),
        (format!("<table>{}", "<tr><td>1".repeat(100_000)), "too-many-cells"),
        (format!("<table><tr><td>{}", "件".repeat(100_000)), "text-too-long"),
        ("<b><i>".repeat(100_000), "file-not-a-spreadsheet"),
        ("<p>ログインしてください".to_owned(), "file-not-a-spreadsheet"),
    ] {
        assert_eq!(rejected(&page, &limits).finding("a.xls").rule.name, rule);
    }
    let deep = format!("<table><tr><td>{}深い{}", "<b><s>".repeat(100_000), "</i></b>".repeat(100_000));
    assert_eq!(lines(&contents(&deep).sheets[0]), ["A1= struck:深い"]);
}
