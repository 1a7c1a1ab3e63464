//! Makes the council template that comes with the project: `cargo run --example council-template`.
//!
//! みほん市 does not exist. The template has what an office's own has: merges, a picture, a chart, a validation,
//! conditional formats, names and a print set-up.

#![expect(clippy::disallowed_methods, reason = "a program that writes a file")]

use rust_xlsxwriter::{
    Chart, ChartType, Color, ConditionalFormatFormula, DataValidation, DocProperties, ExcelDateTime, Format,
    FormatAlign, FormatBorder, Formula, Image, Note, Workbook, Worksheet, XlsxError,
};

/// Where it lies.
const PATH: &str = "templates/council/みほん市_議会資料.xlsx";

fn main() -> Result<(), Box<dyn std::error::Error>> {
    std::fs::create_dir_all("templates/council")?;
    std::fs::write(PATH, template()?)?;
    Ok(())
}

/// The workbook: 総括 with counts and a row per layer, 指標 with a row per indicator.
pub fn template() -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let made = ExcelDateTime::from_ymd(2024, 4, 1)?;
    book.set_properties(&DocProperties::new().set_title("みほん市　議会資料（様式）").set_creation_datetime(&made));
    book.add_worksheet().set_name("総括")?;
    book.add_worksheet().set_name("指標")?;
    summary(book.worksheet_from_name("総括")?)?;
    list(book.worksheet_from_name("指標")?)?;
    book.define_name("資料番号", "=総括!$H$1")?;
    book.define_name("実績の列", "=指標!$F$5:$F$5")?;
    book.save_to_buffer()
}

fn base() -> Format {
    Format::new().set_font_name("游ゴシック").set_font_size(11).set_align(FormatAlign::VerticalCenter)
}

fn boxed() -> Format {
    base().set_border(FormatBorder::Thin).set_text_wrap()
}

fn heading() -> Format {
    boxed().set_bold().set_align(FormatAlign::Center).set_background_color(Color::RGB(0x00DD_EBF7))
}

fn count() -> Format {
    boxed().set_num_format("#,##0\"件\"")
}

fn rate() -> Format {
    boxed().set_num_format("0.0\"％\"")
}

fn summary(sheet: &mut Worksheet) -> Result<(), XlsxError> {
    for (column, width) in [6.0, 24.0, 10.0, 10.0, 10.0, 10.0, 10.0, 12.0].into_iter().enumerate() {
        sheet.set_column_width(u16::try_from(column).unwrap_or_default(), width)?;
    }
    sheet.insert_image(0, 0, &Image::new_from_buffer(EMBLEM)?.set_alt_text("みほん市の市章（架空）"))?;
    sheet.write_blank(0, 7, &boxed().set_align(FormatAlign::Center))?;
    let title = base().set_bold().set_font_size(16).set_align(FormatAlign::Center);
    sheet.merge_range(1, 0, 1, 7, "{{未確定}}{{対象年度}}　{{団体名}}　指標の達成状況", &title)?;
    sheet.set_row_height(1, 30)?;
    let plain = base().set_align(FormatAlign::Right);
    sheet.merge_range(2, 4, 2, 7, "{{会議名}}　{{期日}}　{{所管}}", &plain)?;
    let text = base().set_text_wrap();
    sheet.merge_range(
        3,
        0,
        3,
        7,
        "　指標{{指標数}}件のうち、判定した{{判定数}}件の達成は{{達成数}}件、未達成は{{未達成数}}件である。",
        &text,
    )?;
    sheet.set_row_height(3, 34)?;
    for (column, word) in (0u16..).zip(["番号", "階層", "指標数", "判定", "達成", "達成率", "未達成", "備考"])
    {
        sheet.write_with_format(5, column, word, &heading())?;
    }
    for (column, field) in (0u16..).zip(["番号", "名称", "指標数", "判定数", "達成数", "達成率", "未達成数"])
    {
        let format = match field {
            "番号" | "名称" => boxed(),
            "達成率" => rate(),
            _ => count(),
        };
        sheet.write_with_format(6, column, format!("{{{{階層.{field}}}}}"), &format)?;
    }
    sheet.write_blank(6, 7, &boxed())?;
    sheet.merge_range(7, 0, 7, 1, "計", &heading())?;
    for (column, letter) in [(2u16, "C"), (3, "D"), (4, "E"), (6, "G")] {
        sheet.write_formula_with_format(7, column, format!("=SUM({letter}7:{letter}7)").as_str(), &count())?;
    }
    sheet.write_with_format(7, 5, "－", &boxed().set_align(FormatAlign::Center))?;
    sheet.write_blank(7, 7, &boxed())?;
    sheet.write_with_format(8, 0, "※割合は小数第1位に四捨五入している。", &base().set_font_size(9))?;
    let mut chart = Chart::new(ChartType::BarStacked);
    chart.title().set_name("階層別の達成と未達成");
    chart.add_series().set_name("=総括!$E$6").set_categories("=総括!$B$7:$B$7").set_values("=総括!$E$7:$E$7");
    chart.add_series().set_name("=総括!$G$6").set_categories("=総括!$B$7:$B$7").set_values("=総括!$G$7:$G$7");
    chart.set_width(640).set_height(280).set_alt_text("階層ごとの達成件数と未達成件数の帯グラフ");
    sheet.insert_chart(10, 0, &chart)?;
    sheet.set_paper_size(9).set_landscape().set_print_fit_to_pages(1, 0).set_print_area(0, 0, 24, 7)?;
    sheet.set_footer("&C&P / &N");
    Ok(())
}

fn list(sheet: &mut Worksheet) -> Result<(), XlsxError> {
    for (column, width) in [8.0, 22.0, 30.0, 8.0, 11.0, 11.0, 9.0, 10.0, 16.0, 12.0].into_iter().enumerate() {
        sheet.set_column_width(u16::try_from(column).unwrap_or_default(), width)?;
    }
    let title = base().set_bold().set_font_size(14);
    sheet.merge_range(0, 0, 0, 9, "{{未確定}}{{対象年度}}　指標一覧（{{対象月}}）", &title)?;
    sheet.write_with_format(1, 0, "1行に1指標。", &base())?;
    let words = ["番号", "施策", "指標", "単位", "目標", "実績", "達成率", "判定", "備考", "確認欄"];
    for (column, word) in (0u16..).zip(words) {
        sheet.write_with_format(3, column, word, &heading())?;
    }
    let fields = ["番号", "施策名", "指標名", "単位", "目標", "実績", "達成率", "判定"];
    for (column, field) in (0u16..).zip(fields) {
        let format = match field {
            "目標" | "実績" => boxed().set_num_format("#,##0.0;△#,##0.0").set_align(FormatAlign::Right),
            "達成率" => rate().set_align(FormatAlign::Right),
            _ => boxed(),
        };
        sheet.write_with_format(4, column, format!("{{{{指標.{field}}}}}"), &format)?;
    }
    sheet.set_row_height(4, 36)?;
    sheet.merge_range(4, 8, 4, 9, "{{指標.備考}}", &boxed())?;
    sheet.write_with_format(5, 2, "達成した指標", &heading())?;
    sheet.write_formula_with_format(5, 7, Formula::new("=COUNTIF(H5:H5,\"達成\")").set_result("0"), &count())?;
    sheet.write_with_format(6, 2, "確認した人", &heading())?;
    sheet.write_blank(6, 7, &boxed())?;
    let choices = DataValidation::new().allow_list_strings(&["済", "未"])?;
    sheet.add_data_validation(6, 7, 6, 7, &choices)?;
    let note = Note::new("確認が済んだら「済」を選ぶ").set_author("");
    sheet.insert_note(6, 7, &note)?;
    let missed = Format::new().set_background_color(Color::RGB(0x00FC_E4D6)).set_bold();
    let rule = ConditionalFormatFormula::new().set_rule("=$H5=\"未達成\"").set_format(missed);
    sheet.add_conditional_format(4, 0, 4, 9, &rule)?;
    sheet.autofilter(3, 0, 4, 7)?;
    sheet.set_freeze_panes(4, 0)?;
    sheet.set_paper_size(9).set_landscape().set_print_fit_to_pages(1, 0);
    sheet.set_print_area(0, 0, 6, 9)?;
    sheet.set_repeat_rows(3, 3)?;
    sheet.set_header("&R{{未確定}}{{団体名}}").set_footer("&C&P / &N");
    Ok(())
}

/// A blue disc of 16 × 16 pixels, as PNG.
const EMBLEM: &[u8] = b"\x89\x50\x4e\x47\x0d\x0a\x1a\x0a\x00\x00\x00\x0d\x49\x48\x44\x52\x00\x00\x00\x10\x00\x00\x00\x10\x08\x02\x00\x00\x00\x90\x91\x68\x36\x00\x00\x00\x34\x49\x44\x41\x54\x78\xda\x63\xf8\x4f\x22\x60\x40\xe6\xc8\xfb\x55\x62\x45\xd8\x35\xe0\x52\x8d\xa6\x87\x81\x18\xd5\xc8\x7a\x18\x88\x54\x0d\xd7\x33\xaa\x81\x66\x1a\x48\x8e\x38\x72\x92\x06\x39\x89\x8f\x48\x00\x00\xe9\x4c\x95\x9c\x1a\x68\x30\xa1\x00\x00\x00\x00\x49\x45\x4e\x44\xae\x42\x60\x82";
