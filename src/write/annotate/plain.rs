//! The annotated copy of a file that is no Office Open XML package: a new workbook that shows the same cells.

use super::colour;
use crate::annotation::{AnnotatedSheet, Annotation};
use crate::cell::CellRef;
use crate::sheet::{Content, Sheet};
use crate::write::error::Reason;
use rust_xlsxwriter::{Color, DocProperties, ExcelDateTime, Format, FormatAlign, Note, Workbook};
use std::collections::BTreeMap;
use std::io::Write;

/// Longest name of a sheet in Excel, and what none may hold.
const LONGEST_NAME: usize = 31;
const FORBIDDEN: [char; 7] = ['[', ']', ':', '*', '?', '/', '\\'];

/// Writes the sheets with their cells as they show, and the annotations.
pub fn plain(sheets: &[Sheet], annotated: &[AnnotatedSheet], out: &mut dyn Write) -> Result<(), Reason> {
    let mut workbook = Workbook::new();
    let created = ExcelDateTime::from_ymd(2000, 1, 1)?;
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&created));
    let base = Format::new().set_font_name("游ゴシック").set_font_size(11).set_align(FormatAlign::VerticalCenter);
    let filled = |annotation: &Annotation| {
        let colour = u32::from_str_radix(colour(annotation.mark), 16).unwrap_or(0xff_ffff);
        base.clone().set_background_color(Color::RGB(colour))
    };
    let mut names: Vec<String> = Vec::new();
    for sheet in sheets {
        let name = name(&sheet.id.sheet, &names);
        let page = workbook.add_worksheet().set_name(&name)?;
        names.push(name.to_lowercase());
        let annotations: BTreeMap<CellRef, &Annotation> = annotated
            .iter()
            .filter(|annotated| annotated.sheet == sheet.id.sheet)
            .flat_map(|annotated| &annotated.cells)
            .map(|annotation| (annotation.at, annotation))
            .collect();
        for rect in &sheet.merges {
            let (left, right) = (u16::try_from(rect.left)?, u16::try_from(rect.right)?);
            page.merge_range(rect.top, left, rect.bottom, right, "", &base)?;
        }
        for cell in &sheet.cells {
            let col = u16::try_from(cell.at.col)?;
            let annotation = annotations.get(&cell.at);
            let format = annotation.map_or_else(|| base.clone(), |annotation| filled(annotation));
            let text: String = cell.raw.text.chars().take(32_767).collect();
            match cell.raw.content {
                Content::Number(number) if number.to_string() == text => {
                    page.write_number_with_format(cell.at.row, col, number, &format)?;
                }
                _ => {
                    page.write_string_with_format(cell.at.row, col, text, &format)?;
                }
            }
            if let Some(annotation) = annotation {
                page.insert_note(cell.at.row, col, &Note::new(&annotation.text).set_author("matome"))?;
            }
        }
    }
    if sheets.is_empty() {
        workbook.add_worksheet();
    }
    out.write_all(&workbook.save_to_buffer()?)?;
    Ok(())
}

/// A name that Excel takes and no other sheet has.
fn name(wanted: &str, taken: &[String]) -> String {
    let clean: String = wanted.chars().map(|c| if FORBIDDEN.contains(&c) { '_' } else { c }).collect();
    let clean = clean.trim_matches('\'');
    let start: String =
        if clean.is_empty() { "CSV".to_owned() } else { clean.chars().take(LONGEST_NAME - 4).collect() };
    let numbered = (2u32..).map(|number| format!("{start} {number}"));
    let whole = clean.chars().count() <= LONGEST_NAME && !clean.is_empty();
    let first = if whole { clean.to_owned() } else { start.clone() };
    let free = |name: &String| !taken.contains(&name.to_lowercase());
    std::iter::once(first).chain(numbered).find(free).unwrap_or(start)
}
