//! The parts around the sheets: what in them speaks of cells follows.

use super::formula::{Kind, Sheets};
use super::rows::RowMap;
use super::sheet::Wrong;
use super::xml::{Element, attribute, elements, escaped, exchanged, text, with_attribute};
use crate::cell::{CellRef, Rect};
use crate::template::Problem;
use std::ops::Range;

type Changes = Vec<(Range<usize>, String)>;

fn all(xml: &str) -> Result<Vec<Element<'_>>, Wrong> {
    elements(xml, 0..0).ok_or((None, Problem::Unreadable(String::new())))
}

fn tag_of(element: &Element<'_>) -> Range<usize> {
    element.whole.start..element.whole.start + element.tag.len()
}

fn listed(map: &RowMap, element: &Element<'_>, changes: &mut Changes) -> Result<(), Wrong> {
    if let Some(list) = attribute(element.tag, "ref") {
        let moved = map.list(list).map_err(|problem| (None, problem))?;
        changes.push((tag_of(element), with_attribute(element.tag, "ref", &moved)));
    }
    Ok(())
}

/// A part of a sheet, by the kind of its relation.
pub(super) fn of_sheet(kind: &str, xml: &str, map: &RowMap) -> Result<String, Wrong> {
    match kind {
        "table" => table(xml, map),
        "drawing" => drawing(xml, map),
        "vmlDrawing" => vml(xml, map),
        "comments" | "threadedComment" => notes(xml, map),
        "pivotTable" => Err((None, Problem::Fixed("ピボットテーブル"))),
        "ctrlProp" => Err((None, Problem::Fixed("コントロール"))),
        _ => Ok(xml.to_owned()),
    }
}

fn table(xml: &str, map: &RowMap) -> Result<String, Wrong> {
    let mut changes = Vec::new();
    for element in all(xml)? {
        if element.depth == 0
            && let Some(area) = attribute(element.tag, "ref").and_then(|area| area.parse::<Rect>().ok())
        {
            let heads = attribute(element.tag, "headerRowCount") != Some("0") && map.copies(area.top).is_some();
            let sums = attribute(element.tag, "totalsRowCount").is_some_and(|count| count != "0")
                && map.copies(area.bottom).is_some();
            if heads || sums {
                let row = if heads { area.top } else { area.bottom };
                return Err((Some(CellRef::new(row, area.left)), Problem::TableHead));
            }
        }
        match element.name {
            "table" | "autoFilter" | "sortState" | "sortCondition" => listed(map, &element, &mut changes)?,
            _ => {}
        }
    }
    Ok(exchanged(xml, changes))
}

fn notes(xml: &str, map: &RowMap) -> Result<String, Wrong> {
    let mut changes = Vec::new();
    for element in all(xml)?.iter().filter(|element| matches!(element.name, "comment" | "threadedComment")) {
        if let Some(at) = attribute(element.tag, "ref").and_then(|at| at.parse::<CellRef>().ok()) {
            let moved = map.cell(at).map_err(|problem| (Some(at), problem))?;
            changes.push((tag_of(element), with_attribute(element.tag, "ref", &moved.to_string())));
        }
    }
    Ok(exchanged(xml, changes))
}

/// Pictures, charts and shapes: what hangs on cells goes with them, and stretches where it is to.
fn drawing(xml: &str, map: &RowMap) -> Result<String, Wrong> {
    let mut changes = Vec::new();
    let all = all(xml)?;
    // how far the anchor at hand moves as one; nothing where each of its ends moves by itself
    let mut whole: Option<u32> = None;
    let mut end = 0;
    let (mut fixed, mut size, mut first) = (false, false, true);
    for element in &all {
        match element.name {
            "twoCellAnchor" | "oneCellAnchor" => {
                let edit = attribute(element.tag, "editAs");
                (fixed, size) = (edit == Some("absolute"), edit == Some("oneCell"));
                (whole, end, first) = (None, element.whole.end, true);
            }
            "row" if element.whole.start < end && !fixed => {
                let Some(row) = xml.get(element.inner.clone()).and_then(|row| row.trim().parse::<u32>().ok()) else {
                    continue;
                };
                let moved = match whole.filter(|_| size && !first) {
                    Some(by) => row.saturating_add(by),
                    None => map.moved(row),
                };
                if first {
                    whole = Some(moved - row);
                }
                first = false;
                changes.push((element.inner.clone(), moved.to_string()));
            }
            _ => {}
        }
    }
    Ok(exchanged(xml, changes))
}

/// Drawings of notes: the cell that each is of, and where it is shown.
fn vml(xml: &str, map: &RowMap) -> Result<String, Wrong> {
    let mut changes = Vec::new();
    let mut from = 0;
    while let Some(start) = xml.get(from..).and_then(|rest| rest.find("ClientData")).map(|at| from + at) {
        let end = xml.get(start..).and_then(|rest| rest.find("/x:ClientData>")).map_or(xml.len(), |at| start + at);
        let inside = |name: &str| {
            let open = format!("<x:{name}>");
            let begin = start + xml.get(start..end)?.find(&open)? + open.len();
            Some(begin..begin + xml.get(begin..end)?.find('<')?)
        };
        let row = inside("Row").and_then(|range| Some((xml.get(range.clone())?.trim().parse::<u32>().ok()?, range)));
        let moved = row.as_ref().map(|(row, range)| {
            changes.push((range.clone(), map.moved(*row).to_string()));
            map.moved(*row) - row
        });
        if let Some(range) = inside("Anchor") {
            let written = xml.get(range.clone()).unwrap_or_default();
            let numbers: Option<Vec<u32>> = written.split(',').map(|number| number.trim().parse().ok()).collect();
            if let Some(mut numbers) = numbers.filter(|numbers| numbers.len() == 8) {
                let by = moved.unwrap_or_else(|| numbers.get(2).map_or(0, |row| map.moved(*row) - row));
                for place in [2, 6] {
                    if let Some(row) = numbers.get_mut(place) {
                        *row = row.saturating_add(by);
                    }
                }
                if by > 0 {
                    let numbers: Vec<String> = numbers.iter().map(u32::to_string).collect();
                    changes.push((range, numbers.join(", ")));
                }
            }
        }
        from = end.max(start + 1);
    }
    Ok(exchanged(xml, changes))
}

/// A chart, or the source of a pivot table. What a chart remembers of cells that have other values now is left out: the
/// program that opens it looks at the cells.
pub(super) fn elsewhere(xml: &str, sheets: &Sheets<'_>, changed: &dyn Fn(usize) -> bool) -> Result<String, Wrong> {
    let mut changes = Vec::new();
    let all = all(xml)?;
    let mut title_end = 0;
    let mut stale_end = 0;
    for (at, element) in all.iter().enumerate() {
        match element.name {
            "worksheetSource" => {
                let of = attribute(element.tag, "sheet").and_then(|name| sheets.place(&text(name)));
                let moves = |place: usize| sheets.maps.get(place).is_some_and(|map| !map.stays());
                // a source by name may lie anywhere
                if of.is_none_or(moves) && sheets.maps.iter().any(|map| !map.stays()) {
                    return Err((None, Problem::Fixed("ピボットテーブル")));
                }
            }
            "tx" | "title" => title_end = title_end.max(element.whole.end),
            "f" => {
                let written = text(xml.get(element.inner.clone()).unwrap_or_default());
                let kind = if element.whole.start < title_end { Kind::Title } else { Kind::Named };
                let mapped = sheets.mapped(&written, None, kind).map_err(|problem| (None, problem))?;
                if mapped != written {
                    changes.push((element.inner.clone(), escaped(&mapped)));
                }
                let holder = all.get(..at).and_then(|before| before.iter().rfind(|one| one.depth < element.depth));
                let ends = holder.map_or(element.whole.end, |holder| holder.whole.end);
                stale_end = if sheets.looks_at(&written, None, changed) { ends } else { 0 };
            }
            "numCache" | "strCache" | "multiLvlStrCache" if element.whole.start < stale_end => {
                changes.push((element.whole.clone(), String::new()));
            }
            _ => {}
        }
    }
    Ok(exchanged(xml, changes))
}

/// The main part: names follow, and formulas are reckoned when the book is opened.
pub(super) fn workbook(xml: &str, sheets: &Sheets<'_>, reckon: bool) -> Result<String, Wrong> {
    let mut changes = Vec::new();
    let all = all(xml)?;
    for element in all.iter().filter(|element| element.name == "definedName") {
        let written = text(xml.get(element.inner.clone()).unwrap_or_default());
        let mapped = sheets.mapped(&written, None, Kind::Named).map_err(|problem| (None, problem))?;
        if mapped != written {
            changes.push((element.inner.clone(), escaped(&mapped)));
        }
    }
    if reckon {
        match all.iter().find(|element| element.name == "calcPr") {
            Some(element) => changes.push((tag_of(element), with_attribute(element.tag, "fullCalcOnLoad", "1"))),
            None => {
                // the order of CT_Workbook: calcPr stands after these
                let before = ["sheets", "functionGroups", "externalReferences", "definedNames"];
                let after = all.iter().rfind(|element| element.depth == 1 && before.contains(&element.name));
                if let Some(after) = after {
                    let prefix = prefix_of(after);
                    let at = after.whole.end;
                    changes.push((at..at, format!("<{prefix}calcPr fullCalcOnLoad=\"1\"/>")));
                }
            }
        }
    }
    Ok(exchanged(xml, changes))
}

/// A list of parts (content types, relations) without those that lead to a part.
pub(super) fn without(xml: &str, part: &str) -> Result<String, Wrong> {
    let name = part.rsplit('/').next().unwrap_or(part).to_lowercase();
    let leads = |element: &Element<'_>| {
        ["PartName", "Target"]
            .into_iter()
            .filter_map(|attr| attribute(element.tag, attr))
            .any(|target| target.replace('\\', "/").rsplit('/').next().is_some_and(|last| last.to_lowercase() == name))
    };
    let all = all(xml)?;
    let changes = all.iter().filter(|element| element.depth == 1 && leads(element));
    Ok(exchanged(xml, changes.map(|element| (element.whole.clone(), String::new())).collect()))
}

fn prefix_of(element: &Element<'_>) -> String {
    let name = element.tag.get(1..).unwrap_or_default();
    name.find(element.name).and_then(|at| name.get(..at)).unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Row 5 is repeated three times.
    fn map() -> RowMap {
        RowMap::of(vec![(4, 2)])
    }

    #[test]
    fn drawings_go_with_their_cells() {
        let anchor = |edit: &str, from: u32, to: u32| {
            format!(
                "<xdr:twoCellAnchor{edit}><xdr:from><xdr:col>1</xdr:col><xdr:row>{from}</xdr:row></xdr:from><xdr:to><xdr:row>{to}</xdr:row></xdr:to></xdr:twoCellAnchor>"
            )
        };
        for (edit, (from, to), (moved_from, moved_to)) in [
            ("", (8, 20), (10, 22)),
            ("", (1, 8), (1, 10)),
            (" editAs=\"oneCell\"", (1, 8), (1, 8)),
            (" editAs=\"oneCell\"", (8, 9), (10, 11)),
            (" editAs=\"absolute\"", (8, 9), (8, 9)),
        ] {
            let whole = |anchor: String| format!("<xdr:wsDr>{anchor}</xdr:wsDr>");
            let moved = drawing(&whole(anchor(edit, from, to)), &map()).unwrap();
            assert_eq!(moved, whole(anchor(edit, moved_from, moved_to)));
        }
    }

    #[test]
    fn notes_go_with_their_cells() {
        let vml = "<xml><v:shape><x:ClientData ObjectType=\"Note\"><x:Anchor>1, 15, 8, 2, 3, 15, 11, 4</x:Anchor><x:Row>8</x:Row></x:ClientData></v:shape></xml>";
        let moved = super::vml(vml, &map()).unwrap();
        assert_eq!(moved, vml.replace("8, 2,", "10, 2,").replace("11, 4", "13, 4").replace("<x:Row>8", "<x:Row>10"));
        assert_eq!(notes("<c><comment ref=\"B9\"/></c>", &map()).unwrap(), "<c><comment ref=\"B11\"/></c>");
    }

    #[test]
    fn tables_grow_but_not_by_their_heads() {
        let table = |area: &str| format!("<table ref=\"{area}\"><autoFilter ref=\"{area}\"/></table>");
        assert_eq!(super::table(&table("A4:C5"), &map()).unwrap(), table("A4:C7"));
        assert!(matches!(super::table(&table("A5:C9"), &map()), Err((_, Problem::TableHead))));
    }

    #[test]
    fn charts_grow_and_forget_what_they_remember() {
        let maps = [map(), RowMap::default()];
        let sheets = Sheets { names: vec!["一覧", "別"], maps: &maps };
        let chart = "<c><ser><tx><f>一覧!$E$4</f></tx><val><numRef><f>一覧!$E$5:$E$5</f><numCache><pt/></numCache></numRef></val><val><numRef><f>別!$A$1</f><numCache/></numRef></val></ser></c>";
        assert_eq!(
            elsewhere(chart, &sheets, &|place| place == 0).unwrap(),
            "<c><ser><tx><f>一覧!$E$4</f></tx><val><numRef><f>一覧!$E$5:$E$7</f></numRef></val><val><numRef><f>別!$A$1</f><numCache/></numRef></val></ser></c>"
        );
    }

    #[test]
    fn the_book_reckons_when_it_is_opened() {
        let maps = [map()];
        let sheets = Sheets { names: vec!["一覧"], maps: &maps };
        let book = "<workbook><sheets><sheet name=\"一覧\"/></sheets><definedNames><definedName name=\"_xlnm.Print_Area\">一覧!$A$1:$H$9</definedName></definedNames></workbook>";
        let done = workbook(book, &sheets, true).unwrap();
        assert!(
            done.contains("$A$1:$H$11</definedName></definedNames><calcPr fullCalcOnLoad=\"1\"/></workbook>"),
            "{done}"
        );
    }
}
