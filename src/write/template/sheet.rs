//! A sheet part with its cells filled and its rows repeated; all that speaks of its cells follows.

use super::cells::{Cell, FormulaKind, Row, Rows};
use super::formula::{Kind, Sheets};
use super::rows::RowMap;
use super::xml::{Element, attribute, elements, escaped, exchanged, text, with_attribute, without_attribute};
use crate::cell::{CellRef, MAX_ROWS, Rect};
use crate::template::text as cell_text;
use crate::template::{Placeholder, Problem, Slot, Values, placeholders};
use rustc_hash::FxHashMap;
use std::ops::Range;

/// What is wrong, and in which cell.
pub(super) type Wrong = (Option<CellRef>, Problem);

/// A sheet being filled.
pub(super) struct Filling<'a> {
    pub(super) sheets: &'a Sheets<'a>,
    /// Its place among the sheets.
    pub(super) place: usize,
    pub(super) map: &'a RowMap,
    pub(super) slots: &'a [&'a Slot],
    pub(super) values: &'a Values,
    /// Whether formulas on it may have another result now.
    pub(super) dirty: bool,
}

impl Filling<'_> {
    /// The part as it is to be.
    pub(super) fn part(&self, xml: &str, mut rows: Rows<'_>) -> Result<String, Wrong> {
        for slot in self.slots {
            rows.ensure(slot.at);
        }
        let slots: FxHashMap<CellRef, &Slot> = self.slots.iter().map(|slot| (slot.at, *slot)).collect();
        let prefix = rows.prefix.as_str();
        let mut data = String::with_capacity(rows.data.len());
        let moves = self.sheets.maps.iter().any(|map| !map.stays());
        for row in &rows.rows {
            let copies = self.map.copies(row.number);
            for copy in 0..=copies.unwrap_or(0) {
                self.row(row, copy, copies.is_some(), moves, &slots, prefix, &mut data)?;
            }
        }
        let mut changes = self.around(xml, rows.data.clone())?;
        if self.dirty || !self.slots.is_empty() || !self.map.stays() {
            changes.push((rows.data.clone(), format!("<{prefix}sheetData>{data}</{prefix}sheetData>")));
        }
        Ok(exchanged(xml, changes))
    }

    #[expect(clippy::too_many_arguments, reason = "all of one row")]
    fn row(
        &self,
        row: &Row<'_>,
        copy: u32,
        model: bool,
        moves: bool,
        slots: &FxHashMap<CellRef, &Slot>,
        prefix: &str,
        out: &mut String,
    ) -> Result<(), Wrong> {
        let number = self.map.moved(row.number).saturating_add(copy);
        if number >= MAX_ROWS {
            return Err((Some(CellRef::new(row.number, 0)), Problem::TooLong));
        }
        let touched = number != row.number
            || row.whole.is_empty()
            || row.cells.iter().any(|cell| slots.contains_key(&cell.at) || cell.formula.is_some());
        if !touched {
            out.push_str(row.whole);
            return Ok(());
        }
        let open = match attribute(&row.open, "r") {
            Some(_) => with_attribute(&row.open, "r", &(number + 1).to_string()),
            None => row.open.clone().into_owned(),
        };
        out.push_str(&open);
        if open.ends_with("/>") {
            return Ok(());
        }
        for cell in &row.cells {
            let at = CellRef::new(number, cell.at.col);
            match slots.get(&cell.at) {
                Some(slot) => self.fill(cell, slot, at, copy, prefix, out),
                None if cell.formula.is_some() => {
                    let kind = if model { Kind::Repeated(row.number, copy) } else { Kind::Cell };
                    self.formula(cell, at, kind, moves, prefix, out)?;
                }
                None => cell.moved(at, prefix, out),
            }
        }
        out.push_str(&format!("</{prefix}row>"));
        Ok(())
    }

    fn fill(&self, cell: &Cell<'_>, slot: &Slot, at: CellRef, record: u32, prefix: &str, out: &mut String) {
        let record = usize::try_from(record).unwrap_or(usize::MAX);
        let said = cell_text::said(&slot.inner).unwrap_or_default();
        if let [placeholder] = slot.placeholders.as_slice() {
            let alone = placeholders(said.trim()).first().is_some_and(|(range, _)| *range == (0..said.trim().len()));
            let number = self.values.of(*placeholder, record).and_then(|filled| filled.number);
            if let Some(number) = number.filter(|_| alone).and_then(crate::expression::exact) {
                cell.filled(at, None, &format!("<{prefix}v>{number}</{prefix}v>"), prefix, out);
                return;
            }
        }
        let text = cell_text::replaced(&slot.inner, |name| self.shown(name, record)).unwrap_or_default();
        let said = cell_text::said(&text).unwrap_or_default();
        let fits = super::super::xlsx::fitting(&said);
        // runs with another prefix than the sheet's mean nothing on it
        let own = !slot.inner.contains(":t>") && !slot.inner.contains(":t ") && prefix.is_empty();
        let content = match said.as_str() {
            "" => String::new(),
            _ if own && fits.len() == said.len() => format!("<is>{text}</is>"),
            _ => {
                let element = cell_text::element(&format!("{prefix}t"), &fits);
                format!("<{prefix}is>{element}</{prefix}is>")
            }
        };
        cell.filled(at, Some("inlineStr"), &content, prefix, out);
    }

    fn shown(&self, name: &str, record: usize) -> String {
        let placeholder = Placeholder::named(name).ok();
        placeholder.and_then(|one| self.values.of(one, record)).map(|filled| filled.text.clone()).unwrap_or_default()
    }

    fn formula(
        &self,
        cell: &Cell<'_>,
        at: CellRef,
        kind: Kind,
        moves: bool,
        prefix: &str,
        out: &mut String,
    ) -> Result<(), Wrong> {
        let Some(formula) = &cell.formula else { return Ok(()) };
        let wrong = |problem| (Some(cell.at), problem);
        let mapped = self.sheets.mapped(&formula.text, Some(self.place), kind).map_err(wrong)?;
        if mapped == formula.text && at == cell.at && !self.dirty {
            cell.moved(at, prefix, out);
            return Ok(());
        }
        let mut tag = formula.tag.to_owned();
        match formula.kind {
            FormulaKind::Shared if moves => {
                for name in ["t", "ref", "si"] {
                    tag = without_attribute(&tag, name);
                }
            }
            FormulaKind::Array if !self.map.stays() => {
                let area = attribute(&tag, "ref").and_then(|area| area.parse::<Rect>().ok());
                let area = area.unwrap_or(Rect::of(cell.at));
                let across = (area.top..=area.bottom).any(|row| self.map.repeats(row));
                if attribute(&tag, "t") == Some("dataTable") || across && area.top != area.bottom {
                    return Err(wrong(Problem::Array));
                }
                let moved = Rect { top: at.row, bottom: at.row + (area.bottom - area.top), ..area };
                tag = with_attribute(&tag, "ref", &reference(moved));
            }
            _ => {}
        }
        let keeps_shared = formula.kind == FormulaKind::Shared && !moves;
        let content = if keeps_shared && tag.ends_with("/>") {
            tag
        } else {
            format!("{}{}</{prefix}f>", super::xml::opened(&tag), escaped(&mapped))
        };
        if self.dirty {
            cell.filled(at, None, &content, prefix, out);
        } else {
            let kind = attribute(&cell.open, "t").map(str::to_owned);
            cell.filled(at, kind.as_deref(), &format!("{content}{}", formula.after), prefix, out);
        }
        Ok(())
    }

    /// What changes around the rows.
    fn around(&self, xml: &str, data: Range<usize>) -> Result<Vec<(Range<usize>, String)>, Wrong> {
        let elements = elements(xml, data).ok_or((None, Problem::Unreadable(String::new())))?;
        let mut changes = Vec::new();
        let moves = self.sheets.maps.iter().any(|map| !map.stays());
        // the cells that conditions are of, and where the element that says so ends
        let mut anchor: (Option<u32>, usize) = (None, 0);
        let mut sparkline_end = 0;
        for element in &elements {
            let inner = xml.get(element.inner.clone()).unwrap_or_default();
            match element.name {
                "oddHeader" | "oddFooter" | "evenHeader" | "evenFooter" | "firstHeader" | "firstFooter" => {
                    changes.extend(self.header(element, inner)?);
                }
                _ if !moves => {}
                "controls" if !self.map.stays() => return Err((None, Problem::Fixed("コントロール"))),
                "oleObjects" if !self.map.stays() => return Err((None, Problem::Fixed("埋め込みオブジェクト"))),
                "scenarios" if !self.map.stays() => return Err((None, Problem::Fixed("シナリオ"))),
                "mergeCells" => changes.extend(self.merges(xml, element, &elements)?),
                "hyperlink" => changes.extend(self.hyperlink(xml, element)?),
                "sparkline" => {
                    sparkline_end = element.whole.end;
                    changes.push((element.whole.clone(), self.sparklines(xml, element, &elements)?));
                }
                "f" | "sqref" if element.whole.start < sparkline_end => {}
                "conditionalFormatting" | "dataValidation" => {
                    let of = attribute(element.tag, "sqref").or_else(|| {
                        // the extension says it in an element, at the end
                        inner.split_once("sqref>").and_then(|(_, rest)| rest.split('<').next())
                    });
                    anchor = (of.and_then(top), element.whole.end);
                    self.attribute(element, "sqref", &mut changes)?;
                }
                // the extension has an element of its own inside its formulas
                "formula" | "formula1" | "formula2" | "f" if element.whole.start < anchor.1 && !inner.contains('<') => {
                    let kind = anchor.0.map_or(Kind::Named, Kind::Anchored);
                    let mapped = self.mapped(&text(inner), kind)?;
                    changes.push((element.inner.clone(), escaped(&mapped)));
                }
                "cfvo" if attribute(element.tag, "type") == Some("formula") => {
                    if let Some(formula) = attribute(element.tag, "val") {
                        let kind = anchor.0.map_or(Kind::Named, Kind::Anchored);
                        let mapped = self.mapped(&text(formula), kind)?;
                        changes.push((tag_of(element), with_attribute(element.tag, "val", &mapped)));
                    }
                }
                "sqref" => {
                    let mapped = self.map.list(inner).map_err(|problem| (None, problem))?;
                    changes.push((element.inner.clone(), mapped));
                }
                "dimension" | "autoFilter" | "sortState" | "sortCondition" => {
                    self.attribute(element, "ref", &mut changes)?;
                }
                "protectedRange" | "ignoredError" => self.attribute(element, "sqref", &mut changes)?,
                "cellWatch" => self.attribute(element, "r", &mut changes)?,
                "brk" if is_in(element, &elements, "rowBreaks") => {
                    let id = attribute(element.tag, "id").and_then(|id| id.parse::<u32>().ok());
                    if let Some(row) = id.and_then(|id| id.checked_sub(1)) {
                        let moved = (self.map.end(row) + 1).to_string();
                        changes.push((tag_of(element), with_attribute(element.tag, "id", &moved)));
                    }
                }
                _ => {}
            }
        }
        changes.retain(|(range, text)| xml.get(range.clone()) != Some(text.as_str()));
        Ok(changes)
    }

    fn mapped(&self, formula: &str, kind: Kind) -> Result<String, Wrong> {
        self.sheets.mapped(formula, Some(self.place), kind).map_err(|problem| (None, problem))
    }

    fn attribute(
        &self,
        element: &Element<'_>,
        name: &str,
        changes: &mut Vec<(Range<usize>, String)>,
    ) -> Result<(), Wrong> {
        if let Some(list) = attribute(element.tag, name) {
            let moved = self.map.list(list).map_err(|problem| (None, problem))?;
            changes.push((tag_of(element), with_attribute(element.tag, name, &moved)));
        }
        Ok(())
    }

    /// A header or footer with its placeholders replaced.
    fn header(&self, element: &Element<'_>, inner: &str) -> Result<Option<(Range<usize>, String)>, Wrong> {
        let said = text(inner);
        let found = placeholders(&said);
        let (mut out, mut done) = (String::new(), 0);
        for (range, name) in &found {
            let placeholder = Placeholder::named(name);
            let known = placeholder.map_err(|nearest| (None, Problem::Unknown { name: name.clone(), nearest }))?;
            if known.list.is_some() {
                return Err((None, Problem::Unknown { name: name.clone(), nearest: None }));
            }
            out.push_str(said.get(done..range.start).unwrap_or_default());
            out.push_str(&self.shown(name, 0).replace('&', "&&"));
            done = range.end;
        }
        out.push_str(said.get(done..).unwrap_or_default());
        Ok((!found.is_empty()).then(|| (element.inner.clone(), escaped(&out))))
    }

    /// The merges: those of a row that is repeated stand in each copy.
    fn merges(
        &self,
        xml: &str,
        all: &Element<'_>,
        elements: &[Element<'_>],
    ) -> Result<Vec<(Range<usize>, String)>, Wrong> {
        let (mut changes, mut count) = (Vec::new(), 0u32);
        for element in within(all, elements).filter(|element| element.name == "mergeCell") {
            let Some(rect) = attribute(element.tag, "ref").and_then(|area| area.parse::<Rect>().ok()) else {
                count += 1;
                continue;
            };
            let models = (rect.top..=rect.bottom).filter_map(|row| Some((row, self.map.copies(row)?)));
            let models: Vec<(u32, u32)> = models.collect();
            if !models.is_empty() && rect.top != rect.bottom {
                return Err((Some(rect.origin()), Problem::Merge(rect)));
            }
            let copies = models.first().map_or(0, |(_, copies)| *copies);
            let whole = xml.get(element.whole.clone()).unwrap_or_default();
            let mut out = String::new();
            for copy in 0..=copies {
                let top = self.map.moved(rect.top).saturating_add(copy);
                let moved = Rect { top, bottom: top.saturating_add(rect.bottom - rect.top), ..rect };
                let moved = if models.is_empty() {
                    self.map.rect(rect).map_err(|problem| (Some(rect.origin()), problem))?
                } else {
                    moved
                };
                out.push_str(&with_attribute(whole, "ref", &moved.to_string()));
                count += 1;
            }
            changes.push((element.whole.clone(), out));
        }
        if attribute(all.tag, "count").is_some() {
            changes.push((tag_of(all), with_attribute(all.tag, "count", &count.to_string())));
        }
        Ok(changes)
    }

    /// A link: one in a row that is repeated stands in each copy.
    fn hyperlink(&self, xml: &str, element: &Element<'_>) -> Result<Option<(Range<usize>, String)>, Wrong> {
        let Some(area) = attribute(element.tag, "ref").and_then(|area| area.parse::<Rect>().ok()) else {
            return Ok(None);
        };
        let whole = xml.get(element.whole.clone()).unwrap_or_default();
        let whole = match attribute(element.tag, "location") {
            Some(location) => with_attribute(whole, "location", &self.mapped(&text(location), Kind::Title)?),
            None => whole.to_owned(),
        };
        let copies = if area.top == area.bottom { self.map.copies(area.top) } else { None };
        let mut out = String::new();
        for copy in 0..=copies.unwrap_or(0) {
            let moved = match copies {
                Some(_) => {
                    let row = self.map.moved(area.top).saturating_add(copy);
                    Rect { top: row, bottom: row, ..area }
                }
                None => self.map.rect(area).map_err(|problem| (Some(area.origin()), problem))?,
            };
            out.push_str(&with_attribute(&whole, "ref", &reference(moved)));
        }
        Ok(Some((element.whole.clone(), out)))
    }

    /// A sparkline: one in a row that is repeated stands in each copy and looks at its own row.
    fn sparklines(&self, xml: &str, element: &Element<'_>, elements: &[Element<'_>]) -> Result<String, Wrong> {
        let inside = |name: &str| within(element, elements).find(|one| one.name == name);
        let whole = xml.get(element.whole.clone()).unwrap_or_default();
        let (Some(formula), Some(place)) = (inside("f"), inside("sqref")) else { return Ok(whole.to_owned()) };
        let written = |one: &Element<'_>| xml.get(one.inner.clone()).unwrap_or_default();
        let Ok(at) = written(place).parse::<CellRef>() else { return Ok(whole.to_owned()) };
        let copies = self.map.copies(at.row);
        let mut out = String::new();
        let shift = |range: &Range<usize>| range.start - element.whole.start..range.end - element.whole.start;
        for copy in 0..=copies.unwrap_or(0) {
            let kind = if copies.is_some() { Kind::Repeated(at.row, copy) } else { Kind::Cell };
            let looks = self.sheets.mapped(&text(written(formula)), Some(self.place), kind);
            let looks = looks.map_err(|problem| (Some(at), problem))?;
            let stands = CellRef::new(self.map.moved(at.row).saturating_add(copy), at.col).to_string();
            let changes = vec![(shift(&formula.inner), escaped(&looks)), (shift(&place.inner), stands)];
            out.push_str(&exchanged(whole, changes));
        }
        Ok(out)
    }
}

/// A rectangle as attributes write it: one cell as itself.
fn reference(rect: Rect) -> String {
    let single = rect.top == rect.bottom && rect.left == rect.right;
    if single { rect.origin().to_string() } else { rect.to_string() }
}

/// The first row of a list of cells.
fn top(list: &str) -> Option<u32> {
    list.split_ascii_whitespace().next()?.parse::<Rect>().ok().map(|rect| rect.top)
}

fn tag_of(element: &Element<'_>) -> Range<usize> {
    element.whole.start..element.whole.start + element.tag.len()
}

/// The elements inside another; all stand in the order of their starts.
fn within<'e, 'x>(element: &Element<'_>, elements: &'e [Element<'x>]) -> impl Iterator<Item = &'e Element<'x>> {
    let (start, end) = (element.whole.start, element.whole.end);
    let first = elements.partition_point(|one| one.whole.start <= start);
    elements.iter().skip(first).take_while(move |one| one.whole.start < end)
}

fn is_in(element: &Element<'_>, elements: &[Element<'_>], name: &str) -> bool {
    let at = element.whole.start;
    elements.iter().any(|one| one.name == name && one.inner.start <= at && at < one.inner.end)
}
