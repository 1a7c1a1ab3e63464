//! An office's own template, filled: cells get their values, rows are repeated, what refers to them follows, and every
//! other part is copied as it is packed.

mod cells;
mod formula;
mod parts;
mod rows;
mod sheet;
mod xml;

use super::error::Reason;
use super::repack::{Changed, repacked};
use crate::cell::{CellRef, Rect};
use crate::template::{Problem, Slot, Template, TemplateMistake, TemplateSheet, Values};
use cells::Rows;
use formula::Sheets;
use rows::RowMap;
use sheet::{Filling, Wrong};
use std::collections::BTreeMap;
use std::io::Write;

/// Whether a template can be filled, whatever it gets.
///
/// # Errors
///
/// What keeps it from being filled.
pub fn check(template: &Template) -> Result<(), TemplateMistake> {
    changed(template, &Values::trial()).map(drop)
}

/// Writes the template with its values.
///
/// # Errors
///
/// If there is no room for its rows, or it cannot be written.
pub(super) fn fill(template: &Template, values: &Values, out: &mut dyn Write) -> Result<(), Reason> {
    let odd = |mistake: TemplateMistake| {
        let words = crate::messages::template::mistake(&mistake, crate::lang::Lang::Ja);
        std::io::Error::new(std::io::ErrorKind::InvalidData, words)
    };
    let changed = changed(template, values).map_err(odd)?;
    Ok(out.write_all(&repacked(&template.bytes, changed, plain)?)?)
}

/// Part names are compared without regard to case, and some producers write backslashes.
fn plain(name: &str) -> String {
    name.replace('\\', "/").trim_start_matches('/').to_lowercase()
}

fn changed(template: &Template, values: &Values) -> Result<Changed, TemplateMistake> {
    let told = |sheet: &str, (cell, problem): Wrong| TemplateMistake {
        file: template.file.clone(),
        sheet: sheet.to_owned(),
        cell,
        problem,
    };
    let unreadable = |name: &str| told(name, (None, Problem::Unreadable(String::new())));
    let slots: Vec<Vec<&Slot>> = (0..template.sheets.len())
        .map(|place| template.slots.iter().filter(|slot| slot.sheet == place).collect())
        .collect();
    let mut maps = Vec::new();
    for (sheet, slots) in template.sheets.iter().zip(&slots) {
        maps.push(row_map(slots, values).map_err(|wrong| told(&sheet.name, wrong))?);
    }
    let sheets = Sheets { names: template.sheets.iter().map(|sheet| sheet.name.as_str()).collect(), maps: &maps };
    let text = |part: &str| template.texts.get(part).map(String::as_str);
    let mut rows = Vec::new();
    for sheet in &template.sheets {
        let xml = sheet.part.as_deref().and_then(text);
        rows.push(match xml {
            Some(xml) => Some((xml, Rows::of(xml).ok_or_else(|| unreadable(&sheet.name))?)),
            None => None,
        });
    }
    let dirty = dirty(&sheets, &slots, &rows);
    let is_dirty = |place: usize| dirty.get(place).copied().unwrap_or(false);
    let mut changed = Changed::new();
    let mut change = |name: &str, new: String| {
        if text(name) != Some(new.as_str()) {
            changed.insert(plain(name), Some(new));
        }
    };
    let mut formulas_move = false;
    for (place, ((sheet, rows), map)) in template.sheets.iter().zip(rows).zip(&maps).enumerate() {
        let in_sheet = |wrong| told(&sheet.name, wrong);
        if let (Some(part), Some((xml, rows))) = (&sheet.part, rows) {
            formulas_move |= !map.stays() && rows.formulas().next().is_some();
            let slots = slots.get(place).map(Vec::as_slice).unwrap_or_default();
            let filling = Filling { sheets: &sheets, place, map, slots, values, dirty: is_dirty(place) };
            change(part, filling.part(xml, rows).map_err(in_sheet)?);
        }
        if !map.stays() {
            for (kind, part) in &sheet.related {
                let Some(xml) = text(part) else { continue };
                change(part, parts::of_sheet(kind, xml, map).map_err(in_sheet)?);
            }
        }
    }
    for part in &template.charts {
        let Some(xml) = text(part) else { continue };
        let of = sheet_of(&template.sheets, part);
        change(part, parts::elsewhere(xml, &sheets, &is_dirty).map_err(|wrong| told(of, wrong))?);
    }
    let reckon = !template.slots.is_empty();
    let main = text(&template.workbook).ok_or_else(|| unreadable(""))?;
    change(&template.workbook, parts::workbook(main, &sheets, reckon).map_err(|wrong| told("", wrong))?);
    if let Some(chain) = template.calc_chain.as_deref().filter(|_| formulas_move) {
        for (name, xml) in template.texts.iter().filter(|(name, _)| is_list(name, &template.workbook)) {
            change(name, parts::without(xml, chain).map_err(|wrong| told("", wrong))?);
        }
        changed.insert(plain(chain), None);
    }
    Ok(changed)
}

/// Whether a part names the others of the package, or those of the main part.
fn is_list(name: &str, workbook: &str) -> bool {
    let main = workbook.rsplit('/').next().unwrap_or(workbook);
    name == "[Content_Types].xml" || name.ends_with(&format!("_rels/{main}.rels"))
}

/// The sheet that a part belongs to, if it can be told.
fn sheet_of<'t>(sheets: &'t [TemplateSheet], part: &str) -> &'t str {
    let of = sheets.iter().find(|sheet| sheet.related.iter().any(|(_, related)| related == part));
    of.map(|sheet| sheet.name.as_str()).unwrap_or_default()
}

/// How the rows of a sheet move: each row with fields of a list is there once for each record, and once if there is none.
fn row_map(slots: &[&Slot], values: &Values) -> Result<RowMap, Wrong> {
    let mut models: BTreeMap<u32, (&str, CellRef)> = BTreeMap::new();
    for slot in slots {
        for list in slot.placeholders.iter().filter_map(|placeholder| placeholder.list) {
            match models.get(&slot.at.row) {
                Some((known, _)) if *known != list => return Err((Some(slot.at), Problem::TwoLists)),
                Some(_) => {}
                None => {
                    models.insert(slot.at.row, (list, slot.at));
                }
            }
        }
    }
    for (row, (list, at)) in &models {
        if row.checked_sub(1).and_then(|above| models.get(&above)).is_some_and(|(above, _)| above == list) {
            return Err((Some(*at), Problem::TwoRows));
        }
    }
    let copies = |list: &str| u32::try_from(values.records(list).saturating_sub(1)).unwrap_or(u32::MAX);
    let map = RowMap::of(models.iter().map(|(row, (list, _))| (*row, copies(list))).collect());
    for (row, (_, at)) in &models {
        map.rect(Rect::of(CellRef::new(*row, 0))).map_err(|problem| (Some(*at), problem))?;
    }
    Ok(map)
}

/// For each sheet, whether its formulas may have other results now.
fn dirty(sheets: &Sheets<'_>, slots: &[Vec<&Slot>], rows: &[Option<(&str, Rows<'_>)>]) -> Vec<bool> {
    let mut dirty: Vec<bool> = slots.iter().map(|slots| !slots.is_empty()).collect();
    if !dirty.contains(&true) {
        return dirty;
    }
    loop {
        let is_dirty = |place: usize| dirty.get(place).copied().unwrap_or(false);
        let looks = |place: usize, rows: &Rows<'_>| {
            rows.formulas().any(|(_, formula)| sheets.looks_at(&formula.text, Some(place), &is_dirty))
        };
        let more: Vec<usize> = rows
            .iter()
            .enumerate()
            .filter(|(place, _)| !is_dirty(*place))
            .filter(|(place, rows)| rows.as_ref().is_some_and(|(_, rows)| looks(*place, rows)))
            .map(|(place, _)| place)
            .collect();
        if more.is_empty() {
            return dirty;
        }
        for place in more {
            if let Some(dirty) = dirty.get_mut(place) {
                *dirty = true;
            }
        }
    }
}
