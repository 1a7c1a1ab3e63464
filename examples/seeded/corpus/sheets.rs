//! The city's workbooks as files, and in which cell what stands.

use super::city::{City, EVALUATED, Indicator, Layout, Measure, YEARS, number};
use anyhow::Result;
use rust_decimal::Decimal;
use rust_xlsxwriter::{Format, Workbook, Worksheet};
use std::collections::BTreeMap;
use std::path::Path;

/// Where something stands: file, sheet and cell.
pub type Place = (String, String, String);
/// Places by what stands there: `3/name` (the measure), `3/1/actual/2024` (its second indicator).
pub type Places = BTreeMap<String, Place>;

const ERA: [&str; 5] = ["令和4年度", "令和5年度", "令和6年度", "令和7年度", "令和8年度"];

/// A sheet under the pen.
struct Page<'a> {
    sheet: Worksheet,
    file: &'a str,
    name: String,
    places: &'a mut Places,
}

impl Page<'_> {
    /// Writes a number as a number and anything else as text, and notes where.
    fn put(&mut self, row: u32, col: u16, text: &str, key: Option<String>) -> Result<()> {
        if text.is_empty() {
            self.sheet.write_blank(row, col, &Format::new())?;
        } else if let Ok(value) = text.parse::<f64>() {
            let decimals = text.split_once('.').map_or(0, |(_, decimals)| decimals.len());
            let shown = if decimals == 0 { "#,##0".to_owned() } else { format!("#,##0.{}", "0".repeat(decimals)) };
            let plain = text.starts_with('0') && text.len() > 1 && decimals == 0;
            if plain {
                self.sheet.write_string(row, col, text)?;
            } else {
                self.sheet.write_number_with_format(row, col, value, &Format::new().set_num_format(shown))?;
            }
        } else {
            self.sheet.write_string(row, col, text)?;
        }
        if let Some(key) = key {
            let cell = rust_xlsxwriter::utility::row_col_to_cell(row, col);
            self.places.insert(key, (self.file.to_owned(), self.name.clone(), cell));
        }
        Ok(())
    }

    fn line(&mut self, row: u32, col: u16, texts: &[&str]) -> Result<()> {
        texts.iter().zip(col..).try_for_each(|(text, col)| self.put(row, col, text, None))
    }

    fn merged(&mut self, row: u32, cols: (u16, u16), text: &str) -> Result<()> {
        self.sheet.merge_range(row, cols.0, row, cols.1, text, &Format::new())?;
        Ok(())
    }
}

/// Writes every workbook below `folder`.
pub fn write(city: &City, folder: &Path) -> Result<Places> {
    let mut files: BTreeMap<&str, Vec<(usize, &Measure)>> = BTreeMap::new();
    for (number, measure) in city.measures.iter().enumerate() {
        files.entry(&measure.file).or_default().push((number, measure));
    }
    let mut places = Places::new();
    for (file, measures) in files {
        let path = folder.join(file);
        std::fs::create_dir_all(path.parent().unwrap_or(folder))?;
        let layout = measures.first().map(|(_, measure)| measure.layout);
        let mut book = Workbook::new();
        if layout == Some(Layout::Book) {
            for one in &measures {
                let mut page = Page { sheet: Worksheet::new(), file, name: one.1.code.clone(), places: &mut places };
                page.sheet.set_name(&one.1.code)?;
                form(&mut page, *one, city.evaluated)?;
                book.push_worksheet(page.sheet);
            }
            book.save(path)?;
            continue;
        }
        let name = if layout == Some(Layout::Form) { "評価シート" } else { "一覧" };
        let mut page = Page { sheet: Worksheet::new(), file, name: name.to_owned(), places: &mut places };
        page.sheet.set_name(name)?;
        match layout {
            Some(Layout::Form) => measures.iter().try_for_each(|one| form(&mut page, *one, city.evaluated))?,
            Some(Layout::Projects) => projects(&mut page, &measures)?,
            Some(Layout::Rows) => rows(&mut page, &measures)?,
            _ => list(&mut page, &measures)?,
        }
        book.push_worksheet(page.sheet);
        book.save(path)?;
    }
    Ok(places)
}

fn of(values: &BTreeMap<i32, String>, year: i32) -> &str {
    values.get(&year).map_or("", String::as_str)
}

/// 実績÷目標 of what should rise, 目標÷実績 of what should fall, as the form's formula gives it.
fn rate(indicator: &Indicator, year: i32) -> String {
    if let Some(stated) = indicator.rates.get(&year) {
        return stated.clone();
    }
    let (target, actual) = (number(of(&indicator.targets, year)), number(of(&indicator.actuals, year)));
    let (above, below) = if indicator.direction == "減少" { (target, actual) } else { (actual, target) };
    let told = indicator.rated && !target.is_zero() && !actual.is_zero();
    if told { format!("{}％", (above / below * Decimal::ONE_HUNDRED).round_dp(1)) } else { String::new() }
}

/// 達成 or 未達成, as the numbers say.
pub fn mark(indicator: &Indicator, year: i32) -> String {
    if let Some(stated) = indicator.marks.get(&year) {
        return stated.clone();
    }
    let (target, actual) = (of(&indicator.targets, year), of(&indicator.actuals, year));
    let (Ok(target), Ok(actual)) = (target.parse::<Decimal>(), actual.parse::<Decimal>()) else { return String::new() };
    let met = if indicator.direction == "減少" { actual <= target } else { actual >= target };
    if met { "達成".to_owned() } else { "未達成".to_owned() }
}

fn list(page: &mut Page, measures: &[(usize, &Measure)]) -> Result<()> {
    page.put(0, 0, "総合計画　指標一覧", None)?;
    page.line(2, 0, &["施策コード", "施策名", "指標名", "単位", "方向性", "基準値"])?;
    for (era, col) in ERA.iter().take(4).zip((6..).step_by(4)) {
        page.merged(2, (col, col + 3), era)?;
        page.line(3, col, &["目標値", "実績値", "達成率", "判定"])?;
    }
    page.line(2, 22, &["最終目標値（R7）", "備考", "担当課"])?;
    let mut row = 4;
    for (number, measure) in measures {
        for (place, indicator) in measure.indicators.iter().enumerate() {
            let key = |what: &str| Some(format!("{number}/{place}/{what}"));
            page.line(row, 0, &[&measure.code, &measure.name])?;
            page.put(row, 2, &indicator.name, key("name"))?;
            page.put(row, 3, &indicator.unit, key("unit"))?;
            page.put(row, 4, indicator.direction, None)?;
            page.put(row, 5, &indicator.baseline, None)?;
            for (year, col) in YEARS.iter().take(4).zip((6..).step_by(4)) {
                page.put(row, col, of(&indicator.targets, *year), key(&format!("target/{year}")))?;
                page.put(row, col + 1, of(&indicator.actuals, *year), key(&format!("actual/{year}")))?;
                page.put(row, col + 2, &rate(indicator, *year), None)?;
                page.put(row, col + 3, &mark(indicator, *year), None)?;
            }
            let last = indicator.final_target.as_deref().unwrap_or(of(&indicator.targets, 2025));
            page.put(row, 22, last, key("final"))?;
            let missed = mark(indicator, EVALUATED) == "未達成";
            let reason =
                if missed { format!("{}が見込みを下回った。", indicator.name) } else { String::new() };
            page.put(row, 23, indicator.remark.as_deref().unwrap_or(&reason), None)?;
            page.put(row, 24, &measure.department, None)?;
            row += 1;
        }
    }
    Ok(())
}

fn projects(page: &mut Page, measures: &[(usize, &Measure)]) -> Result<()> {
    page.put(0, 0, "事務事業評価　集約表", None)?;
    page.line(2, 0, &["事業コード", "事業名", "担当課", "指標名", "単位", "方向性"])?;
    for (era, col) in ERA.iter().take(4).zip((6..).step_by(2)) {
        page.merged(2, (col, col + 1), era)?;
        page.line(3, col, &["目標値", "実績値"])?;
    }
    page.line(2, 14, &["R6決算額（千円）"])?;
    for ((number, measure), row) in measures.iter().zip(4..) {
        page.line(row, 0, &[&measure.code, &measure.name, &measure.department])?;
        for (place, indicator) in measure.indicators.iter().enumerate() {
            let key = |what: &str| Some(format!("{number}/{place}/{what}"));
            page.put(row, 3, &indicator.name, key("name"))?;
            page.line(row, 4, &[&indicator.unit, indicator.direction])?;
            for (year, col) in YEARS.iter().take(4).zip((6..).step_by(2)) {
                page.put(row, col, of(&indicator.targets, *year), key(&format!("target/{year}")))?;
                page.put(row, col + 1, of(&indicator.actuals, *year), key(&format!("actual/{year}")))?;
            }
        }
        let cost = measure.costs.get(&EVALUATED).map(|[cost, _]| cost.to_string()).unwrap_or_default();
        page.put(row, 14, &cost, Some(format!("{number}/cost")))?;
    }
    Ok(())
}

fn rows(page: &mut Page, measures: &[(usize, &Measure)]) -> Result<()> {
    page.put(0, 0, "進行管理表", None)?;
    page.line(2, 0, &["No", "指標の名称", "区分"])?;
    page.line(2, 3, &ERA[..4])?;
    page.line(2, 7, &["単位", "担当課"])?;
    let mut row = 3;
    for (number, measure) in measures {
        for (place, indicator) in measure.indicators.iter().enumerate() {
            let key = |what: &str| Some(format!("{number}/{place}/{what}"));
            for (col, text) in
                [(0, measure.code.as_str()), (1, &indicator.name), (7, &indicator.unit), (8, &measure.department)]
            {
                page.sheet.merge_range(row, col, row + 2, col, text, &Format::new())?;
            }
            page.put(row, 1, &indicator.name, key("name"))?;
            for (label, row) in ["判定", "目標値", "実績値"].iter().zip(row..) {
                page.put(row, 2, label, None)?;
            }
            for (year, col) in YEARS.iter().take(4).zip(3..) {
                page.put(row, col, &mark(indicator, *year), None)?;
                page.put(row + 1, col, of(&indicator.targets, *year), key(&format!("target/{year}")))?;
                page.put(row + 2, col, of(&indicator.actuals, *year), key(&format!("actual/{year}")))?;
            }
            row += 3;
        }
    }
    Ok(())
}

fn form(page: &mut Page, (number, measure): (usize, &Measure), evaluated: i32) -> Result<()> {
    let year = evaluated - 2018;
    let title = format!("令和{}年度　事務事業評価シート（評価対象：令和{year}年度実績）", year + 1);
    page.merged(0, (0, 9), &title)?;
    for (col, text) in [
        (0, "整理番号"),
        (2, &measure.code),
        (3, "事務事業名"),
        (4, &measure.name),
        (7, "担当課"),
        (8, &measure.department),
    ] {
        page.put(2, col, text, None)?;
    }
    page.line(4, 0, &["指標名", "単位", "方向性", "区分"])?;
    page.line(4, 4, &ERA)?;
    let mut row = 5;
    if measure.indicators.is_empty() {
        for (label, line) in ["目標値", "実績値", "達成率"].iter().zip(row..) {
            page.put(line, 3, label, None)?;
        }
        row += 3;
    }
    for (place, indicator) in measure.indicators.iter().enumerate() {
        let key = |what: &str| Some(format!("{number}/{place}/{what}"));
        for (col, text) in [(0, indicator.name.as_str()), (1, &indicator.unit), (2, indicator.direction)] {
            page.sheet.merge_range(row, col, row + 2, col, text, &Format::new())?;
        }
        page.put(row, 0, &indicator.name, key("name"))?;
        for (label, row) in ["目標値", "実績値", "達成率"].iter().zip(row..) {
            page.put(row, 3, label, None)?;
        }
        for (year, col) in YEARS.iter().zip(4..) {
            page.put(row, col, of(&indicator.targets, *year), key(&format!("target/{year}")))?;
            page.put(row + 1, col, of(&indicator.actuals, *year), key(&format!("actual/{year}")))?;
            page.put(row + 2, col, &rate(indicator, *year), None)?;
        }
        row += 3;
    }
    row += 1;
    page.merged(row, (0, 8), "事業費（単位：千円）")?;
    page.merged(row + 1, (0, 3), "区分")?;
    page.line(row + 1, 4, &ERA)?;
    for (label, line) in ["決算額", "人件費", "総事業費（決算額＋人件費）"].iter().zip(row + 2..) {
        page.merged(line, (0, 3), label)?;
    }
    for ((year, [cost, staff]), col) in measure.costs.iter().zip(4..) {
        let total = measure.total.filter(|_| *year == EVALUATED).unwrap_or(cost + staff);
        page.put(row + 2, col, &cost.to_string(), Some(format!("{number}/cost/{year}")))?;
        page.put(row + 3, col, &staff.to_string(), None)?;
        page.put(row + 4, col, &total.to_string(), Some(format!("{number}/total/{year}")))?;
    }
    row += 6;
    for ((label, text), row) in ["課題", "取組内容", "要因", "今後の方向性"].iter().zip(&measure.texts).zip(row..)
    {
        page.merged(row, (0, 1), label)?;
        page.merged(row, (2, 8), text)?;
        page.put(row, 2, text, Some(format!("{number}/{label}")))?;
    }
    Ok(())
}
