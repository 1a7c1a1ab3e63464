//! XML Spreadsheet 2003: a workbook in one XML file, which systems of its time export under the name .xls.

mod cell;
mod reference;
mod styles;
mod table;
#[cfg(test)]
mod tests;

use super::Contents;
use super::encoding::{declared, decoded};
use super::limits::Budget;
use super::package::PartError;
use super::rejection::Rejection;
use super::xml::{self, Xml};
use crate::cell::CellRef;
use crate::sheet::{DefinedName, Visibility};
use quick_xml::events::Event;
use styles::{Styles, value};
use table::Table;

/// Reads a workbook.
pub(super) fn read(file: &str, bytes: &[u8], budget: &mut Budget<'_>) -> Result<Contents, Rejection> {
    let text = decoded(bytes, declared(bytes).as_deref());
    let mut reader = xml::reader(&text, budget);
    let mut workbook = Workbook { budget, styles: Styles::default(), date1904: false, contents: Contents::default() };
    workbook.read(file, &mut reader)?;
    if workbook.contents.sheets.is_empty() {
        return Err(Rejection::Empty);
    }
    Ok(workbook.contents)
}

/// A workbook while it is read.
struct Workbook<'a, 'l> {
    budget: &'a mut Budget<'l>,
    styles: Styles,
    date1904: bool,
    contents: Contents,
}

impl Workbook<'_, '_> {
    fn read(&mut self, file: &str, reader: &mut Xml<'_>) -> Result<(), PartError> {
        loop {
            self.budget.time()?;
            match reader.read_event()? {
                Event::Start(element) => match xml::local(element.name().into_inner()) {
                    "Styles" => self.styles.read(reader, self.budget)?,
                    "Names" => self.names(reader, None)?,
                    "Date1904" => self.date1904 = true,
                    "Worksheet" => {
                        let name = value(&element, "Name").unwrap_or_default();
                        self.sheet(file, &name, reader)?;
                    }
                    _ => {}
                },
                Event::Empty(element) => match xml::local(element.name().into_inner()) {
                    "Date1904" => self.date1904 = true,
                    "Worksheet" => self.budget.sheet()?,
                    _ => {}
                },
                Event::End(element) if xml::local(element.name().into_inner()) == "Workbook" => return Ok(()),
                Event::Eof => return Err(PartError::Cut),
                _ => {}
            }
        }
    }

    /// Reads the element `Worksheet`, which has just started.
    fn sheet(&mut self, file: &str, name: &str, reader: &mut Xml<'_>) -> Result<(), PartError> {
        self.budget.sheet()?;
        let mut visibility = Visibility::Visible;
        let mut table = Table::new(&self.styles, self.date1904);
        let mut names = Vec::new();
        loop {
            match reader.read_event()? {
                Event::Start(element) => match xml::local(element.name().into_inner()) {
                    "Table" => table.read(reader, self.budget)?,
                    "Names" => names.append(&mut read_names(reader, Some(name), self.budget)?),
                    "Visible" => {
                        let mut word = String::new();
                        xml::read_text(reader, &mut word)?;
                        visibility = match word.trim() {
                            "SheetHidden" => Visibility::Hidden,
                            "SheetVeryHidden" => Visibility::VeryHidden,
                            _ => Visibility::Visible,
                        };
                    }
                    _ => {}
                },
                Event::End(element) if xml::local(element.name().into_inner()) == "Worksheet" => break,
                Event::Eof => return Err(PartError::Cut),
                _ => {}
            }
        }
        let (sheet, mut troubles) = table.finish(file, name, visibility);
        self.contents.sheets.push(sheet);
        self.contents.troubles.append(&mut troubles);
        self.contents.names.append(&mut names);
        Ok(())
    }

    fn names(&mut self, reader: &mut Xml<'_>, sheet: Option<&str>) -> Result<(), PartError> {
        let mut names = read_names(reader, sheet, self.budget)?;
        self.contents.names.append(&mut names);
        Ok(())
    }
}

/// Reads the element `Names`, which has just started.
fn read_names(
    reader: &mut Xml<'_>,
    sheet: Option<&str>,
    budget: &mut Budget<'_>,
) -> Result<Vec<DefinedName>, PartError> {
    let mut names = Vec::new();
    loop {
        match reader.read_event()? {
            Event::Start(element) | Event::Empty(element)
                if xml::local(element.name().into_inner()) == "NamedRange" =>
            {
                budget.detail()?;
                let formula = value(&element, "RefersTo").unwrap_or_default();
                names.push(DefinedName {
                    name: value(&element, "Name").unwrap_or_default(),
                    sheet: sheet.map(str::to_owned),
                    formula: reference::a1(&formula, CellRef::new(0, 0)),
                    hidden: value(&element, "Hidden").is_some_and(|yes| xml::is_yes(&yes)),
                });
            }
            Event::End(element) if xml::local(element.name().into_inner()) == "Names" => return Ok(names),
            Event::Eof => return Err(PartError::Cut),
            _ => {}
        }
    }
}
