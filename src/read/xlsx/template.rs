//! An office's template: its parts, and the cells in which placeholders stand.

use super::{book, relations_of, rels_path, workbook_path};
use crate::cell::{CellRef, Rect};
use crate::read::limits::Budget;
use crate::read::package::{Package, PartError};
use crate::read::rejection::Rejection;
use crate::read::xml;
use crate::sheet::DefinedName;
use crate::template::{
    Placeholder, Problem, Slot, Template, TemplateMistake, TemplateSheet, placeholders, text, words,
};
use quick_xml::events::{BytesStart, Event};
use rustc_hash::{FxHashMap, FxHashSet};

/// Kinds of relations whose parts may speak of cells.
const KINDS: [&str; 9] =
    ["drawing", "vmlDrawing", "comments", "threadedComment", "table", "pivotTable", "queryTable", "ctrlProp", "chart"];

/// Reads a template from an opened package; the bytes of it are left to the caller.
pub(in crate::read) fn template(
    file: &str,
    package: &mut Package<'_>,
    budget: &mut Budget<'_>,
) -> Result<(Template, Vec<TemplateMistake>), Rejection> {
    let mut buffer = Vec::new();
    let workbook = workbook_path(package, &mut buffer, budget)?;
    let mut template = Template { file: file.to_owned(), workbook: workbook.clone(), ..Template::default() };
    let mut parts = Parts { package, buffer, template: &mut template };
    let Some(main) = parts.take(&workbook, budget)? else { return Err(Rejection::not_a_spreadsheet("ZIP")) };
    let book = book::read(&main, budget)?;
    parts.take("[Content_Types].xml", budget)?;
    parts.take(&rels_path(&workbook), budget)?;
    let of_book = relations_of(&workbook, parts.package, &mut parts.buffer, budget)?;
    for relation in &of_book {
        match relation.kind.as_str() {
            "calcChain" => parts.template.calc_chain = Some(relation.target.clone()),
            "pivotCacheDefinition" => {
                parts.take(&relation.target, budget)?;
                parts.template.charts.push(relation.target.clone());
            }
            _ => {}
        }
    }
    let strings = of_book.iter().find(|relation| relation.kind == "sharedStrings");
    let strings = match strings {
        Some(relation) => parts.text(&relation.target, budget)?,
        None => None,
    };
    let strings = shared(strings.as_deref().unwrap_or_default(), budget)?;
    let mut mistakes = Vec::new();
    for (place, tab) in book.tabs.iter().enumerate() {
        budget.sheet()?;
        let relation = of_book.iter().find(|relation| relation.id == tab.relation);
        let mut sheet = TemplateSheet { name: tab.name.clone(), ..TemplateSheet::default() };
        if let Some(relation) = relation {
            parts.related(&relation.target, &mut sheet, budget)?;
        }
        if let Some(relation) = relation.filter(|relation| relation.kind == "worksheet")
            && let Some(part) = parts.take(&relation.target, budget)?
        {
            sheet.part = Some(relation.target.clone());
            let mut found = cells(&part, &strings, budget)?;
            for (name, at) in named(&book.names(), &tab.name, &part, budget)? {
                match at {
                    Ok(at) => found.push((at, format!("<t>{{{{{name}}}}}</t>"))),
                    Err(at) => mistakes.push(mistake(file, &tab.name, at, Problem::NamedRange(name))),
                }
            }
            let mut slots = Vec::new();
            for (at, inner) in found {
                slots.extend(slot(place, at, inner, |problem| mistakes.push(mistake(file, &tab.name, at, problem))));
            }
            // a cell with a name has no other placeholder
            slots.sort_by_key(|slot| slot.at);
            slots.dedup_by(|later, first| later.at == first.at);
            parts.template.slots.extend(slots);
        }
        parts.template.sheets.push(sheet);
    }
    Ok((template, mistakes))
}

fn mistake(file: &str, sheet: &str, at: CellRef, problem: Problem) -> TemplateMistake {
    TemplateMistake { file: file.to_owned(), sheet: sheet.to_owned(), cell: Some(at), problem }
}

/// A cell with its placeholders; those that are not known are told.
fn slot(sheet: usize, at: CellRef, inner: String, mut told: impl FnMut(Problem)) -> Option<Slot> {
    let mut known = Vec::new();
    for (_, name) in placeholders(&text::said(&inner)?) {
        match Placeholder::named(&name) {
            Ok(placeholder) => known.push(placeholder),
            Err(nearest) => told(Problem::Unknown { name, nearest }),
        }
    }
    (!known.is_empty()).then_some(Slot { sheet, at, inner, placeholders: known })
}

/// The parts of a template, being taken.
struct Parts<'a, 'p> {
    package: &'a mut Package<'p>,
    buffer: Vec<u8>,
    template: &'a mut Template,
}

impl Parts<'_, '_> {
    fn text(&mut self, name: &str, budget: &mut Budget<'_>) -> Result<Option<String>, PartError> {
        Ok(self.package.text(name, &mut self.buffer, budget)?.map(|text| text.into_owned()))
    }

    /// The text of a part, which the template keeps too.
    fn take(&mut self, name: &str, budget: &mut Budget<'_>) -> Result<Option<String>, PartError> {
        let text = self.text(name, budget)?.map(in_utf8);
        if let Some(text) = &text {
            self.template.texts.insert(name.to_owned(), text.clone());
        }
        Ok(text)
    }

    /// Takes what belongs to a sheet, and the charts on its drawings.
    fn related(&mut self, part: &str, sheet: &mut TemplateSheet, budget: &mut Budget<'_>) -> Result<(), PartError> {
        for relation in relations_of(part, self.package, &mut self.buffer, budget)? {
            if !KINDS.contains(&relation.kind.as_str()) || self.template.texts.contains_key(&relation.target) {
                continue;
            }
            self.take(&relation.target, budget)?;
            if relation.kind == "drawing" {
                for chart in relations_of(&relation.target, self.package, &mut self.buffer, budget)? {
                    if chart.kind.starts_with("chart") && !self.template.texts.contains_key(&chart.target) {
                        self.take(&chart.target, budget)?;
                        self.template.charts.push(chart.target);
                    }
                }
            }
            sheet.related.push((relation.kind, relation.target));
        }
        Ok(())
    }
}

/// The text as it is when it is written as UTF-8: a declaration that says otherwise is replaced.
fn in_utf8(text: String) -> String {
    let Some((declaration, rest)) = text.strip_prefix("<?xml").and_then(|rest| rest.split_once("?>")) else {
        return text;
    };
    let lower = declaration.to_ascii_lowercase();
    if !lower.contains("encoding") || lower.contains("utf-8") {
        return text;
    }
    format!("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>{rest}")
}

/// The shared strings that hold a placeholder, by their places.
fn shared(text: &str, budget: &mut Budget<'_>) -> Result<FxHashMap<usize, String>, PartError> {
    let mut found = FxHashMap::default();
    let mut reader = xml::reader(text, budget);
    let (mut place, mut open) = (0usize, None);
    loop {
        let before = reader.position();
        match reader.read_event()? {
            Event::Start(element) if xml::local(element.name().into_inner()) == "si" => open = Some(reader.position()),
            Event::Empty(element) if xml::local(element.name().into_inner()) == "si" => place += 1,
            Event::End(element) if xml::local(element.name().into_inner()) == "si" => {
                let inner = open.take().and_then(|start| text.get(start..before)).unwrap_or_default();
                if speaks(inner) {
                    budget.text(inner)?;
                    found.insert(place, inner.to_owned());
                }
                place += 1;
            }
            Event::Eof => return Ok(found),
            _ => {}
        }
    }
}

/// Whether XML may hold a placeholder.
fn speaks(inner: &str) -> bool {
    // runs may be parted between the braces
    (inner.contains('{') || inner.contains('｛'))
        && text::said(inner).is_some_and(|said| !placeholders(&said).is_empty())
}

/// The cells of a sheet with placeholders, each with the inside of its `si` or `is`.
fn cells(
    text: &str,
    strings: &FxHashMap<usize, String>,
    budget: &mut Budget<'_>,
) -> Result<Vec<(CellRef, String)>, PartError> {
    let mut found = Vec::new();
    let mut reader = xml::reader(text, budget);
    let (mut row, mut next, mut at) = (0u32, 0u32, CellRef::new(0, 0));
    let (mut kind, mut formula, mut inside, mut value) = (String::new(), false, None, None);
    loop {
        let before = reader.position();
        let event = reader.read_event()?;
        let name = match &event {
            Event::Start(element) | Event::Empty(element) => xml::local(element.name().into_inner()),
            Event::End(element) => xml::local(element.name().into_inner()),
            Event::Eof => return Ok(found),
            _ => continue,
        };
        match (&event, name) {
            (Event::Start(element), "row") => {
                row = number(element, "r").map_or(row + 1, |number| number);
                next = 0;
            }
            (Event::Empty(element), "row") => row = number(element, "r").map_or(row + 1, |number| number),
            (Event::Start(element), "c") => {
                budget.cells(1)?;
                at = address(element).unwrap_or(CellRef::new(row.saturating_sub(1), next));
                next = at.col.saturating_add(1);
                kind = xml::attribute(element, "t").unwrap_or_default().to_owned();
                (formula, inside, value) = (false, None, None);
            }
            (Event::Empty(element), "c") => {
                next = address(element).map_or(next, |at| at.col).saturating_add(1);
            }
            (Event::Start(_) | Event::Empty(_), "f") => formula = true,
            (Event::Start(_), "v" | "is") => inside = Some(reader.position()),
            (Event::End(_), "v" | "is") => {
                value = inside.take().and_then(|start| text.get(start..before));
            }
            (Event::End(_), "c") if !formula => {
                let inner = match (kind.as_str(), value) {
                    ("s", Some(place)) => {
                        place.trim().parse().ok().and_then(|place: usize| strings.get(&place)).cloned()
                    }
                    ("inlineStr", Some(inner)) if speaks(inner) => Some(inner.to_owned()),
                    _ => None,
                };
                found.extend(inner.map(|inner| (at, inner)));
            }
            _ => {}
        }
    }
}

fn number(element: &BytesStart<'_>, name: &str) -> Option<u32> {
    xml::attribute(element, name)?.trim().parse().ok()
}

fn address(element: &BytesStart<'_>) -> Option<CellRef> {
    xml::attribute(element, "r")?.parse().ok()
}

/// A name and its cell; one that stands for more than a cell is wrong.
type Named = (String, Result<CellRef, CellRef>);

/// The names of a workbook that are fields of the book and stand for cells of the sheet, each with its cell; one with
/// more than a cell or a merge is wrong. Cells with formulas are the template's own business.
fn named(names: &[DefinedName], sheet: &str, part: &str, budget: &mut Budget<'_>) -> Result<Vec<Named>, PartError> {
    let of_sheet = names.iter().filter(|name| words::FIELDS.iter().any(|field| field.name == name.name));
    let places: Vec<(String, Rect)> = of_sheet
        .filter_map(|name| {
            let (of, range) = name.formula.rsplit_once('!')?;
            let of = of
                .strip_prefix('\'')
                .and_then(|of| of.strip_suffix('\''))
                .map(|of| of.replace("''", "'"))
                .unwrap_or_else(|| of.to_owned());
            (of == sheet).then_some(())?;
            Some((name.name.clone(), range.parse().ok()?))
        })
        .collect();
    if places.is_empty() {
        return Ok(Vec::new());
    }
    let (mut merges, mut formulas): (Vec<Rect>, FxHashSet<CellRef>) = (Vec::new(), FxHashSet::default());
    let mut reader = xml::reader(part, budget);
    let mut at = None;
    loop {
        match reader.read_event()? {
            Event::Start(element) | Event::Empty(element) => match xml::local(element.name().into_inner()) {
                "mergeCell" => {
                    budget.merge()?;
                    merges.extend(xml::attribute(&element, "ref").and_then(|range| range.parse::<Rect>().ok()));
                }
                "c" => at = address(&element),
                "f" => formulas.extend(at),
                _ => {}
            },
            Event::Eof => break,
            _ => {}
        }
    }
    let single = |rect: &Rect| rect.top == rect.bottom && rect.left == rect.right;
    let named = places.into_iter().filter(|(_, rect)| !formulas.contains(&rect.origin()));
    Ok(named
        .map(|(name, rect)| {
            let one = single(&rect) || merges.contains(&rect);
            let at = merges.iter().find(|merge| merge.contains(rect.origin())).map_or(rect.origin(), Rect::origin);
            (name, if one { Ok(at) } else { Err(rect.origin()) })
        })
        .collect())
}
