//! The main part of a workbook: its tabs, and which of the two date systems it counts in.

use crate::read::package::PartError;
use crate::read::xml;
use crate::sheet::Visibility;
use quick_xml::events::Event;

/// What the main part says.
#[derive(Default)]
pub(super) struct Book {
    pub(super) tabs: Vec<Tab>,
    pub(super) date1904: bool,
}

/// A sheet as its tab shows it.
pub(super) struct Tab {
    pub(super) name: String,
    pub(super) visibility: Visibility,
    /// The id of the relation that leads to its part.
    pub(super) relation: String,
}

/// Reads the main part.
pub(super) fn read(text: &str) -> Result<Book, PartError> {
    let mut book = Book::default();
    let mut reader = xml::reader(text);
    loop {
        match reader.read_event()? {
            Event::Start(element) | Event::Empty(element) => match xml::local(element.name().into_inner()) {
                "workbookPr" => book.date1904 = xml::attribute(&element, "date1904").is_some_and(xml::is_yes),
                "sheet" => {
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
