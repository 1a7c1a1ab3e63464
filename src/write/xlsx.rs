//! Workbooks. The only folder that names `rust_xlsxwriter`.

use super::error::Reason;
use super::formats::{Formats, Look, base, marked};
use super::{charts, language, layout, rows};
use crate::chart::Chart;
use crate::expression::exact;
use crate::page::{self, Book, Cell, Choices, DataSheet, Highlight, Page, Paper, Role, Sheet};
use crate::table::{Link, Value};
use jiff::civil::Date;
use rust_decimal::prelude::ToPrimitive;
use rust_xlsxwriter::{
    ConditionalFormatCell, ConditionalFormatCellRule, DataValidation, DataValidationErrorStyle, DocProperties,
    ExcelDateTime, Format, Formula, Table as ListTable, TableColumn, TableStyle, Url, Workbook, Worksheet, XlsxError,
};
use std::borrow::Cow;
use std::io::Write;

/// A paper by Excel's number.
const fn number_of(paper: Paper) -> u8 {
    match paper {
        Paper::A4 => 9,
        Paper::A3 => 8,
    }
}

/// Data sheets of more cells than this are written row by row and not kept in memory (`rows`).
const MANY_CELLS: usize = 20_000;
/// The longest text that Excel takes in a cell.
const LONGEST: usize = 32_767;
/// Characters of an address that Excel takes, of the file and of the cell alike.
const LONGEST_ADDRESS: usize = 2_000;
/// Characters of a running head; Excel takes 255 with its codes.
const LONGEST_HEAD: usize = 100;
/// Deflate level: twice as fast as the usual 6, the files a tenth larger.
pub const COMPRESSION: u8 = 1;

/// Pixels of the words over a chart.
const CAPTION_PIXELS: u32 = 24;

/// Height of a row and width of a column that the font of the books asks for.
const ROW_PIXELS: u32 = 25;
const COLUMN_PIXELS: u32 = 72;

/// Writes a book.
pub fn book(book: &Book, as_of: Option<Date>, out: &mut dyn Write) -> Result<(), Reason> {
    let mut workbook = Workbook::new();
    workbook.set_zip_compression_level(COMPRESSION);
    workbook.set_default_format(&base(), ROW_PIXELS, COLUMN_PIXELS)?;
    workbook.set_properties(&properties(book, as_of)?);
    let mut formats = Formats::new(book.setup.minus);
    let mut large = Vec::new();
    for (place, sheet) in book.sheets.iter().enumerate() {
        match sheet {
            Sheet::Page(page) => page_sheet(workbook.add_worksheet(), page, book.setup.paper, &mut formats)?,
            Sheet::Data(data) => {
                let many = data.table.rows.len() * data.columns.len() > MANY_CELLS;
                data_sheet(workbook.add_worksheet(), data, !many)?;
                large.extend(many.then_some((place, data)));
            }
        }
    }
    let bytes = language::set(&workbook.save_to_buffer()?)?;
    drop(workbook);
    if large.is_empty() { Ok(out.write_all(&bytes)?) } else { rows::fill(&bytes, &large, out) }
}

/// The creation date is the run's, not the clock's.
fn properties(book: &Book, as_of: Option<Date>) -> Result<DocProperties, XlsxError> {
    let (year, month, day) = as_of
        .and_then(|date| Some((u16::try_from(date.year()).ok()?, date.month(), date.day())))
        .and_then(|(year, month, day)| Some((year, u8::try_from(month).ok()?, u8::try_from(day).ok()?)))
        .unwrap_or((2000, 1, 1));
    Ok(DocProperties::new()
        .set_title(&book.title)
        .set_author(crate::run::PROGRAM)
        .set_creation_datetime(&ExcelDateTime::from_ymd(year, month, day)?))
}

fn page_sheet(sheet: &mut Worksheet, page: &Page, wide: Paper, formats: &mut Formats) -> Result<(), XlsxError> {
    let paper = if page.landscape { wide } else { Paper::A4 };
    sheet.set_name(&page.name)?;
    for (column, width) in (0u16..).zip(&page.widths) {
        sheet.set_column_width(column, *width)?;
    }
    // A formula whose result is no text has none, and not 0.
    sheet.set_formula_result_default("");
    let mut links = 0;
    for (place, row) in (0u32..).zip(&page.rows) {
        for (column, cell) in (0u16..).zip(&row.cells) {
            let link = matches!(&cell.value, Value::Link(link) if leads(link)) && links < page::MOST_LINKS;
            links += usize::from(link);
            let look = Look { role: cell.role, strong: cell.strong, indent: cell.indent, link };
            put(sheet, place, column, cell, formats.of(look), link)?;
        }
        if let Some(height) = layout::height(page, row) {
            sheet.set_row_height(place, height)?;
        }
    }
    if let Some((rows, columns)) = page.freeze {
        sheet.set_freeze_panes(rows, columns)?;
    }
    if let Some((first, last, column)) = page.filter {
        sheet.autofilter(first, 0, last, column)?;
    }
    if let Some((first, last)) = page.repeat {
        sheet.set_repeat_rows(first, last)?;
    }
    for Choices { first, last, column, words } in &page.choices {
        // other words may be written; a reader then says what it does not know
        let list =
            DataValidation::new().allow_list_strings(words)?.set_error_style(DataValidationErrorStyle::Information);
        sheet.add_data_validation(*first, *column, *last, *column, &list)?;
    }
    for Highlight { first, last, column, word, tone } in &page.highlights {
        let shown = ConditionalFormatCell::new()
            .set_rule(ConditionalFormatCellRule::EqualTo(word.as_str()))
            .set_format(marked(Format::new(), *tone));
        sheet.add_conditional_format(*first, *column, *last, *column, &shown)?;
    }
    for chart in &page.charts {
        charts::draw(sheet, chart, above(page, chart))?;
    }
    print_setup(sheet, &page.running_head, page.landscape, paper);
    if page.one_page {
        sheet.set_print_fit_to_pages(1, 1).set_print_center_horizontally(true);
    } else {
        sheet.set_page_breaks(&layout::breaks(page, paper))?;
    }
    sheet.set_screen_gridlines(false);
    let all = page.printed.unwrap_or(page.widths.len());
    let last_column = u16::try_from(all.saturating_sub(1)).unwrap_or(u16::MAX);
    let last_row = page.next().saturating_sub(1);
    sheet.set_print_area(0, 0, last_row, last_column)?;
    Ok(())
}

fn print_setup(sheet: &mut Worksheet, head: &str, landscape: bool, paper: Paper) {
    sheet.set_paper_size(number_of(paper)).set_print_fit_to_pages(1, 0).set_margins(0.6, 0.6, 0.75, 0.7, 0.3, 0.3);
    if landscape {
        sheet.set_landscape();
    }
    let head: String = head.chars().take(LONGEST_HEAD).collect();
    if !head.is_empty() {
        sheet.set_header(format!("&R&\"游ゴシック,標準\"&9{}", head.replace('&', "&&")));
    }
    sheet.set_footer("&C&\"游ゴシック,標準\"&9&P / &N");
}

fn put(
    sheet: &mut Worksheet,
    row: u32,
    column: u16,
    cell: &Cell,
    format: &Format,
    link: bool,
) -> Result<(), XlsxError> {
    match &cell.value {
        Value::Empty if cell.role == Role::Plain => {}
        Value::Empty => {
            sheet.write_blank(row, column, format)?;
        }
        Value::Number(number) => match exact(*number) {
            Some(exact) => {
                sheet.write_number_with_format(row, column, exact, format)?;
            }
            None => {
                sheet.write_string_with_format(row, column, number.to_string(), format)?;
            }
        },
        Value::Integer(number) => {
            sheet.write_number_with_format(row, column, number.to_f64().unwrap_or_default(), format)?;
        }
        Value::Bool(truth) => {
            sheet.write_boolean_with_format(row, column, *truth, format)?;
        }
        Value::Date(date) => {
            sheet.write_string_with_format(row, column, date.to_string(), format)?;
        }
        Value::Link(target) if link => {
            let url = Url::new(address(target)).set_text(fitting(&target.text));
            sheet.write_url_with_format(row, column, url, format)?;
        }
        Value::Live(live) => {
            let result = match live.result.settled() {
                Value::Number(number) => number.to_string(),
                Value::Integer(number) => number.to_string(),
                result => fitting(result.as_text().unwrap_or_default()).into_owned(),
            };
            let formula = Formula::new(&live.formula).set_result(result);
            sheet.write_formula_with_format(row, column, formula, format)?;
        }
        value => {
            let text = fitting(value.as_text().unwrap_or_default());
            sheet.write_string_with_format(row, column, text, format)?;
        }
    }
    Ok(())
}

/// Pixels that a chart leaves to the words in the row that it begins in.
fn above(page: &Page, chart: &Chart) -> u32 {
    let row = usize::try_from(chart.at.0).ok().and_then(|row| page.rows.get(row));
    let caption = row.and_then(|row| row.cells.first()).is_some_and(|cell| cell.role == Role::Caption);
    if caption { CAPTION_PIXELS } else { 0 }
}

/// Where a link leads, as the writer of workbooks wants it said.
fn address(link: &Link) -> String {
    let within = match link.sheet.as_str() {
        "" => String::new(),
        sheet => format!("'{}'!{}", sheet.replace('\'', "''"), link.cell),
    };
    match (escaped(&link.file).as_str(), within.as_str()) {
        ("", within) => format!("internal:{within}"),
        (file, "") => format!("file:///{file}"),
        (file, within) => format!("file:///{file}#{within}"),
    }
}

/// Whether Excel takes an address of that length.
fn leads(link: &Link) -> bool {
    [escaped(&link.file), link.sheet.replace('\'', "''")]
        .iter()
        .all(|part| part.encode_utf16().count() <= LONGEST_ADDRESS)
}

/// A path as a reference to it is written: what means something else in a reference, as its bytes.
fn escaped(path: &str) -> String {
    let plain = |c: char| !c.is_ascii() || c.is_ascii_alphanumeric() || "/-._~!$&'()*+,;=@".contains(c);
    path.chars().fold(String::with_capacity(path.len()), |mut escaped, character| {
        if plain(character) {
            escaped.push(character);
        } else {
            escaped.push_str(&format!("%{:02X}", u32::from(character)));
        }
        escaped
    })
}

/// A table of Excel's: header in row 1, data from row 2, nothing else. Not `filled` it has all but its rows.
fn data_sheet(sheet: &mut Worksheet, data: &DataSheet, filled: bool) -> Result<(), XlsxError> {
    let table = &data.table;
    sheet.set_name(&data.name)?;
    let first: Vec<Vec<Value>> = table.rows.iter().take(50).collect();
    for (column, place) in (0u16..).zip(&data.columns) {
        sheet.set_column_width(column, width(data, &first, *place))?;
    }
    // a table of Excel's has a row for data, if only an empty one
    let last_row = u32::try_from(table.rows.len().max(1)).unwrap_or(u32::MAX);
    let last_column = u16::try_from(data.columns.len().saturating_sub(1)).unwrap_or(u16::MAX);
    if filled {
        fill(sheet, data)?;
    } else {
        // The two corners say how far the rows go that will stand here.
        sheet.write_number(0, 0, 0)?.write_number(last_row, last_column, 0)?;
    }
    let headings = data.columns.iter().filter_map(|place| table.columns.get(*place));
    let columns: Vec<TableColumn> = headings.map(|column| TableColumn::new().set_header(column.title)).collect();
    // its heading is black and its bands are grey: dark enough to be read on any screen and paper
    let list = ListTable::new().set_name(&data.name).set_style(TableStyle::Light1).set_columns(&columns);
    sheet.add_table(0, 0, last_row, last_column, &list)?;
    sheet.set_freeze_panes(1, 0)?;
    sheet.set_repeat_rows(0, 0)?;
    print_setup(sheet, &data.name, true, Paper::A4);
    Ok(())
}

/// The rows of a small table.
fn fill(sheet: &mut Worksheet, data: &DataSheet) -> Result<(), XlsxError> {
    for (row, values) in (1u32..).zip(data.table.rows.iter()) {
        for (column, place) in (0u16..).zip(&data.columns) {
            let Some(value) = values.get(*place) else { continue };
            match value {
                Value::Empty => {}
                Value::Number(number) => match exact(*number) {
                    Some(exact) => {
                        sheet.write_number(row, column, exact)?;
                    }
                    None => {
                        sheet.write_string(row, column, number.to_string())?;
                    }
                },
                Value::Integer(number) => {
                    sheet.write_number(row, column, number.to_f64().unwrap_or_default())?;
                }
                Value::Bool(truth) => {
                    sheet.write_boolean(row, column, *truth)?;
                }
                Value::Date(date) => {
                    sheet.write_string(row, column, date.to_string())?;
                }
                value => {
                    sheet.write_string(row, column, fitting(value.as_text().unwrap_or_default()))?;
                }
            }
        }
    }
    Ok(())
}

/// Wide enough for the heading and the first records.
fn width(data: &DataSheet, first: &[Vec<Value>], place: usize) -> f64 {
    let heading = data.table.columns.get(place).map(|column| page::width(column.title) + 4).unwrap_or_default();
    let values = first.iter().filter_map(|row| row.get(place)).map(|value| match value {
        Value::Number(number) => number.to_string().len(),
        Value::Integer(_) => 6,
        value => page::width(value.as_text().unwrap_or_default()),
    });
    values.chain([heading]).max().unwrap_or(8).clamp(8, 36) as f64 + 1.0
}

/// A text that Excel takes; of one that is longer, the beginning. The CSV has it whole.
pub fn fitting(text: &str) -> Cow<'_, str> {
    if text.len() <= LONGEST || text.encode_utf16().count() <= LONGEST {
        return Cow::Borrowed(text);
    }
    let mut units = 0;
    let short = text.chars().take_while(|character| {
        units += character.len_utf16();
        units < LONGEST
    });
    Cow::Owned(short.chain(['…']).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_the_nearest_that_excel_can_hold_or_stay_text() {
        for text in ["0.1", "2.675", "-1234567.89", "92.227979", "0.30000000000001", "99999999999999.9", "0", "-0.0"] {
            assert_eq!(text.parse().ok().and_then(exact), text.parse::<f64>().ok(), "{text}");
        }
        assert_eq!("1234567890123456789".parse().ok().and_then(exact), None);
        assert_eq!("100000000000000000000".parse().ok().and_then(exact), None);
    }

    #[test]
    fn addresses_hold_what_means_something_in_a_reference() {
        let link = |file: &str, sheet: &str| {
            let (text, cell) = (String::new(), "H14".to_owned());
            Link { text, file: file.to_owned(), sheet: sheet.to_owned(), cell }
        };
        let file = "../回答/5% #1 '甲'.xlsx";
        assert_eq!(address(&link(file, "様式'1")), "file:///../回答/5%25%20%231%20'甲'.xlsx#'様式''1'!H14");
        assert_eq!(address(&link("a.csv", "")), "file:///a.csv");
        assert_eq!(address(&link("", "出典")), "internal:'出典'!H14");
        assert!(!leads(&link(&"あ".repeat(2_001), "")));
    }

    #[test]
    fn a_sheet_has_as_many_links_as_excel_takes_and_the_others_as_texts() {
        let link =
            Link { text: "H14".to_owned(), file: String::new(), sheet: "出典".to_owned(), cell: "A1".to_owned() };
        let mut page = Page::new("出典", vec![8.0]);
        for _ in 0..page::MOST_LINKS + 2 {
            page.row(vec![Cell { value: Value::Link(Box::new(link.clone())), role: Role::Body, ..Cell::default() }]);
        }
        let (file_name, title, sheets) = ("a.xlsx".to_owned(), String::new(), vec![Sheet::Page(page)]);
        let mut bytes = Vec::new();
        book(&Book { file_name, title, sheets, setup: page::Setup::default() }, None, &mut bytes).unwrap();
        let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
        let xml = std::io::read_to_string(archive.by_name("xl/worksheets/sheet1.xml").unwrap()).unwrap();
        assert_eq!(xml.matches("<hyperlink ").count(), page::MOST_LINKS);
        assert_eq!(xml.matches("<c r=\"A").count(), page::MOST_LINKS + 2);
    }

    #[test]
    fn long_texts_are_cut_to_what_excel_takes() {
        let long = "𠮷".repeat(20_000);
        assert!(fitting(&long).encode_utf16().count() <= LONGEST);
        assert!(fitting(&long).ends_with('…'));
        assert_eq!(fitting("短い"), "短い");
    }
}
