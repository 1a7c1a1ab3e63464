//! What may be entered where: `dataValidation`, of the standard and of its extension (`x14`).

use crate::cell::Rect;
use crate::read::limits::Budget;
use crate::read::package::PartError;
use crate::read::xml::{self, Xml};
use crate::sheet::{Validation, ValidationKind};
use quick_xml::events::{BytesStart, Event};

/// Reads a `dataValidation`, which has just started; none if anything may be entered.
pub(super) fn read(
    element: &BytesStart<'_>,
    xml: &mut Xml<'_>,
    budget: &mut Budget<'_>,
) -> Result<Option<Validation>, PartError> {
    let kind = xml::attribute(element, "type").and_then(kind);
    let mut cells = rects(xml::attribute(element, "sqref").unwrap_or_default(), budget)?;
    let (mut first, mut second) = (String::new(), String::new());
    // Which bound an `xm:f` is, is said by the element around it.
    let mut depth = 0u32;
    loop {
        match xml.read_event()? {
            Event::Start(element) => match xml::local(element.name().into_inner()) {
                "formula1" => read_formula(xml, &mut first, budget)?,
                "formula2" => read_formula(xml, &mut second, budget)?,
                "sqref" => {
                    let mut text = String::new();
                    xml::read_text(xml, &mut text)?;
                    cells.extend(rects(&text, budget)?);
                }
                // Excel writes lists with quotes twice: for itself, and as a fallback for others.
                "list" => xml::skip(xml)?,
                _ => depth = depth.saturating_add(1),
            },
            Event::End(_) if depth == 0 => break,
            Event::End(_) => depth -= 1,
            Event::Eof => return Err(PartError::Cut),
            _ => {}
        }
    }
    let Some(kind) = kind.filter(|_| !cells.is_empty()) else { return Ok(None) };
    if matches!(kind, ValidationKind::List | ValidationKind::Custom) {
        // Some producers write a second bound where there can be none.
        second.clear();
    }
    budget.detail()?;
    Ok(Some(Validation { cells, kind, first, second }))
}

fn read_formula(xml: &mut Xml<'_>, formula: &mut String, budget: &Budget<'_>) -> Result<(), PartError> {
    formula.clear();
    xml::read_text(xml, formula)?;
    budget.text(formula)?;
    let trimmed = formula.trim();
    if trimmed.len() < formula.len() {
        *formula = trimmed.to_owned();
    }
    Ok(())
}

/// The rectangles of a list of them; what is none is left out.
fn rects(list: &str, budget: &mut Budget<'_>) -> Result<Vec<Rect>, PartError> {
    let mut rects = Vec::new();
    for text in list.split_ascii_whitespace() {
        budget.time()?;
        if let Ok(rect) = text.parse() {
            budget.detail()?;
            rects.push(rect);
        }
    }
    Ok(rects)
}

fn kind(text: &str) -> Option<ValidationKind> {
    Some(match text {
        "list" => ValidationKind::List,
        "whole" => ValidationKind::Whole,
        "decimal" => ValidationKind::Decimal,
        "date" => ValidationKind::Date,
        "time" => ValidationKind::Time,
        "textLength" => ValidationKind::Length,
        "custom" => ValidationKind::Custom,
        _ => return None,
    })
}
