//! Automatic styles: which of them strike text through, and which hide a table.

use crate::read::package::PartError;
use crate::read::xml::{self, Xml};
use quick_xml::events::Event;
use rustc_hash::FxHashSet;

/// The automatic styles that matter.
#[derive(Default)]
pub(super) struct Styles {
    struck: FxHashSet<String>,
    hidden: FxHashSet<String>,
}

impl Styles {
    /// Whether text of this style is struck through.
    pub(super) fn is_struck(&self, name: Option<&str>) -> bool {
        name.is_some_and(|name| self.struck.contains(name))
    }

    /// Whether a table of this style is hidden.
    pub(super) fn is_hidden(&self, name: Option<&str>) -> bool {
        name.is_some_and(|name| self.hidden.contains(name))
    }
}

/// Reads the automatic styles, which have just started.
pub(super) fn read(xml: &mut Xml<'_>) -> Result<Styles, PartError> {
    let mut styles = Styles::default();
    let mut name = String::new();
    loop {
        match xml.read_event()? {
            Event::Start(element) | Event::Empty(element) => match element.name().into_inner() {
                "style:style" => {
                    name = xml::unescaped(xml::attribute(&element, "style:name").unwrap_or_default()).into_owned();
                }
                "style:text-properties" => {
                    let line = |attribute| xml::attribute(&element, attribute).is_some_and(|line| line != "none");
                    if line("style:text-line-through-style") || line("style:text-line-through-type") {
                        styles.struck.insert(name.clone());
                    }
                }
                "style:table-properties" if xml::attribute(&element, "table:display") == Some("false") => {
                    styles.hidden.insert(name.clone());
                }
                _ => {}
            },
            Event::End(element) if element.name().into_inner() == "office:automatic-styles" => return Ok(styles),
            Event::Eof => return Err(PartError::Cut),
            _ => {}
        }
    }
}
