//! The main part of a workbook: its tabs, and which of the two date systems it counts in, its names, the files it links to.

use crate::read::limits::Budget;
use crate::read::package::PartError;
use crate::read::xml::{self, Xml};
use crate::sheet::{DefinedName, Visibility};
use quick_xml::events::{BytesStart, Event};

/// What the main part says.
#[derive(Default)]
pub(super) struct Book {
    pub(super) tabs: Vec<Tab>,
    names: Vec<LocalName>,
    pub(super) date1904: bool,
    /// Of each other file that formulas speak of by number, from 1, the id of the relation that leads to it.
    pub(super) files: Vec<String>,
}

/// A defined name, and by its number the tab in which alone it holds.
struct LocalName {
    tab: Option<usize>,
    name: DefinedName,
}

/// A sheet as its tab shows it.
pub(super) struct Tab {
    pub(super) name: String,
    pub(super) visibility: Visibility,
    /// The id of the relation that leads to its part.
    pub(super) relation: String,
}

/// Reads the main part.
pub(super) fn read(text: &str, budget: &mut Budget<'_>) -> Result<Book, PartError> {
    let mut book = Book::default();
    let mut reader = xml::reader(text, budget);
    loop {
        match reader.read_event()? {
            Event::Start(element) if xml::local(element.name().into_inner()) == "definedName" => {
                budget.detail()?;
                book.names.push(LocalName::read(&element, &mut reader, budget)?);
            }
            Event::Start(element) | Event::Empty(element) => match xml::local(element.name().into_inner()) {
                "workbookPr" => book.date1904 = xml::attribute(&element, "date1904").is_some_and(xml::is_yes),
                "externalReference" => {
                    budget.detail()?;
                    let id = xml::attributes(&element).find(|(name, _)| xml::local(name) == "id");
                    book.files.push(id.map(|(_, id)| xml::unescaped(id).into_owned()).unwrap_or_default());
                }
                "sheet" => {
                    budget.time()?;
                    let mut tab = Tab { name: String::new(), visibility: Visibility::Visible, relation: String::new() };
                    for (name, value) in xml::attributes(&element) {
                        match xml::local(name) {
                            "name" => tab.name = xml::unescaped(value).into_owned(),
                            // `r:id`; the sheet's own number is `sheetId`.
                            "id" => tab.relation = xml::unescaped(value).into_owned(),
                            "state" => {
                                tab.visibility = match value {
                                    "hidden" => Visibility::Hidden,
                                    "veryHidden" => Visibility::VeryHidden,
                                    _ => Visibility::Visible,
                                };
                            }
                            _ => {}
                        }
                    }
                    book.tabs.push(tab);
                }
                _ => {}
            },
            Event::End(element) if xml::local(element.name().into_inner()) == "workbook" => return Ok(book),
            Event::Eof => return Err(PartError::Cut),
            _ => {}
        }
    }
}

impl Book {
    /// The defined names, with the names of the sheets in which alone they hold.
    pub(super) fn names(&self) -> Vec<DefinedName> {
        let named = |local: &LocalName| DefinedName {
            sheet: local.tab.and_then(|tab| self.tabs.get(tab)).map(|tab| tab.name.clone()),
            ..local.name.clone()
        };
        self.names.iter().map(named).collect()
    }
}

impl LocalName {
    /// Reads a `definedName`, which has just started.
    fn read(element: &BytesStart<'_>, xml: &mut Xml<'_>, budget: &Budget<'_>) -> Result<Self, PartError> {
        let attribute = |name: &str| xml::attribute(element, name);
        let name = xml::unescaped(attribute("name").unwrap_or_default()).into_owned();
        let hidden = attribute("hidden").is_some_and(xml::is_yes);
        let tab = attribute("localSheetId").and_then(|tab| tab.parse().ok());
        let mut formula = String::new();
        xml::read_text(xml, &mut formula)?;
        budget.text(&formula)?;
        Ok(Self { tab, name: DefinedName { name, sheet: None, formula, hidden } })
    }
}
