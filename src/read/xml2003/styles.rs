//! The styles of an XML Spreadsheet 2003, as far as they change what a cell says.

use crate::read::limits::Budget;
use crate::read::named_format::format_of;
use crate::read::number_format::NumberFormat;
use crate::read::package::PartError;
use crate::read::xml::{self, Xml};
use quick_xml::events::{BytesStart, Event};
use std::collections::BTreeMap;
use std::rc::Rc;

/// Styles by their ids.
#[derive(Debug, Default)]
pub(super) struct Styles {
    by_id: BTreeMap<String, Style>,
}

/// What a style says.
#[derive(Clone, Debug, Default)]
pub(super) struct Style {
    /// How numbers show; none is General.
    pub(super) format: Option<Rc<NumberFormat>>,
    /// Whether its font is struck through.
    pub(super) struck: bool,
}

impl Styles {
    /// The style of an id; the default one if there is no such.
    pub(super) fn of(&self, id: &str) -> Style {
        self.by_id.get(id).or_else(|| self.by_id.get("Default")).cloned().unwrap_or_default()
    }

    /// Reads the element `Styles`, which has just started.
    pub(super) fn read(&mut self, reader: &mut Xml<'_>, budget: &mut Budget<'_>) -> Result<(), PartError> {
        let (mut id, mut style) = (String::new(), Style::default());
        loop {
            match reader.read_event()? {
                Event::Start(element) | Event::Empty(element) => match xml::local(element.name().into_inner()) {
                    "Style" => {
                        budget.detail()?;
                        id = value(&element, "ID").unwrap_or_default();
                        let parent = value(&element, "Parent").unwrap_or_else(|| "Default".to_owned());
                        style = self.of(&parent);
                        self.by_id.insert(id.clone(), style.clone());
                    }
                    "NumberFormat" => {
                        style.format = format_of(&value(&element, "Format").unwrap_or_default()).map(Rc::new);
                        self.by_id.insert(id.clone(), style.clone());
                    }
                    "Font" => {
                        style.struck = value(&element, "StrikeThrough").is_some_and(|yes| xml::is_yes(&yes));
                        self.by_id.insert(id.clone(), style.clone());
                    }
                    _ => {}
                },
                Event::End(element) if xml::local(element.name().into_inner()) == "Styles" => return Ok(()),
                Event::Eof => return Err(PartError::Cut),
                _ => {}
            }
        }
    }
}

/// An attribute by its name without prefix.
pub(super) fn value(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = xml::attributes(element).find(|(found, _)| xml::local(found) == name);
    found.map(|(_, value)| xml::unescaped(value).into_owned())
}
