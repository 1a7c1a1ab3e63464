//! Files that are something else than their names say: what they are decides.

use super::{bytes, read_by, rule_of, shown};
use matome::read::{Reader, parse};
use matome::sheet::Format;

#[test]
fn files_are_read_for_what_they_are() {
    for (case, format, sheet, cells) in [
        ("k_html_as.xls", Format::Html, "表1", &["A1=部署", "B1=値", "A2=総務", "B2=1"][..]),
        ("k_csv_as.xls", Format::Csv, "", &["A1=部署", "B1=値", "A2=総務", "B2=1"]),
        ("k_spreadsheetml2003.xls", Format::Xml2003, "S", &["A1=1"]),
    ] {
        let workbook = read_by(&Reader::default(), case).unwrap_or_else(|error| panic!("{case}: {error}"));
        assert_eq!(workbook.format, format, "{case}");
        assert_eq!(workbook.sheets[0].id.sheet, sheet, "{case}");
        assert_eq!(shown(&workbook.sheets[0]), cells, "{case}");
        assert!(workbook.troubles.is_empty(), "{case}");
    }
    for (case, format) in [("k_xlsx_named.xls", Format::Xlsx), ("k_xls_named.xlsx", Format::Xls)] {
        let workbook = read_by(&Reader::default(), case).unwrap_or_else(|error| panic!("{case}: {error}"));
        assert_eq!((workbook.format, workbook.sheets.is_empty()), (format, false), "{case}");
    }
    assert_eq!(rule_of(read_by(&Reader::default(), "k_biff4_raw.xls"), "k_biff4_raw.xls"), "file-old-format");
}

#[test]
fn a_cut_or_changed_file_never_stops_the_reader() {
    let cases = ["k_html_as.xls", "k_csv_as.xls", "k_spreadsheetml2003.xls"].map(|case| (case, bytes(case)));
    for (case, whole) in cases.into_iter().chain([("a.mht", PAGE.as_bytes().to_vec())]) {
        for end in 0..whole.len() {
            let _ = parse(case, &whole[..end]);
            let mut changed = whole.clone();
            changed[end] ^= 0x1f;
            let _ = parse(case, &changed);
        }
    }
}

const PAGE: &str = "MIME-Version: 1.0\r\nX-Document-Type: Workbook\r\nContent-Type: multipart/related; boundary=\"--=_x\"\r\n\r\n\
    ----=_x\r\nContent-Location: file:///C:/a/book.htm\r\nContent-Transfer-Encoding: quoted-printable\r\nContent-Type: text/html; charset=\"us-ascii\"\r\n\r\n\
    <html xmlns:x=3D\"urn:schemas-microsoft-com:office:excel\"><head><!--[if gte mso 9]><xml><x:ExcelWorkbook><x:ExcelWorksheets>=\r\n\
    <x:ExcelWorksheet><x:Name>&#35413;&#20385;</x:Name><x:WorksheetSource HRef=3D\"book.files/sheet001.htm\"/></x:ExcelWorksheet>=\r\n\
    <x:ExcelWorksheet><x:Name>List</x:Name><x:Visible>SheetHidden</x:Visible><x:WorksheetSource HRef=3D\"book.files/sheet002.htm\"/></x:ExcelWorksheet>=\r\n\
    </x:ExcelWorksheets></x:ExcelWorkbook></xml><![endif]--></head><frameset><frame src=3D\"book.files/sheet001.htm\"></frameset></html>\r\n\
    ----=_x\r\nContent-Location: file:///C:/a/book.files/sheet001.htm\r\nContent-Transfer-Encoding: quoted-printable\r\nContent-Type: text/html; charset=\"Shift_JIS\"\r\n\r\n\
    <table><tr><td>=8E=77=95=57</td><td>1</td></tr></table>\r\n\
    ----=_x\r\nContent-Location: file:///C:/a/book.files/sheet002.htm\r\nContent-Transfer-Encoding: base64\r\nContent-Type: text/html; charset=\"us-ascii\"\r\n\r\n\
    PHRhYmxlPjx0cj48dGQ+eDwvdGQ+PC90cj48L3RhYmxlPg==\r\n\
    ----=_x--\r\n";

#[test]
fn a_page_saved_as_one_file_has_the_sheets_that_excel_lists() {
    let workbook = parse("a.mht", PAGE.as_bytes()).unwrap_or_else(|error| panic!("{error}"));
    let sheets: Vec<(&str, bool)> = workbook
        .sheets
        .iter()
        .map(|sheet| (sheet.id.sheet.as_str(), sheet.visibility == matome::sheet::Visibility::Visible))
        .collect();
    assert_eq!(sheets, [("評価", true), ("List", false)]);
    assert_eq!(shown(&workbook.sheets[0]), ["A1=指標", "B1=1"]);
    assert_eq!(shown(&workbook.sheets[1]), ["A1=x"]);
}
