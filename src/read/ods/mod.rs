//! OpenDocument spreadsheets: one pass over their content.

mod paragraph;
mod styles;
mod table;

use super::Contents;
use super::limits::Budget;
use super::package::{Package, PartError};
use super::rejection::Rejection;
use super::xml;
use quick_xml::events::Event;
use styles::Styles;

/// Reads the sheets of an opened package.
pub(super) fn read(file: &str, package: &mut Package<'_>, budget: &mut Budget<'_>) -> Result<Contents, Rejection> {
    let mut buffer = Vec::new();
    let part = "content.xml";
    let missing = || PartError::Missing(part.to_owned());
    let text = package.text(part, &mut buffer, budget)?.ok_or_else(missing)?;
    let mut styles = Styles::default();
    let mut tables = table::Tables::new(file, budget);
    let mut reader = xml::reader(&text);
    loop {
        match reader.read_event().map_err(PartError::from)? {
            Event::Start(element) => match element.name().into_inner() {
                "office:automatic-styles" => styles = styles::read(&mut reader)?,
                // What was deleted while changes were tracked is still in the file.
                "table:tracked-changes" => xml::skip(&mut reader)?,
                "table:table" => tables.read(&element, &mut reader, &styles)?,
                _ => {}
            },
            Event::End(element) if element.name().into_inner() == "office:document-content" => break,
            Event::Eof => return Err(PartError::Cut.into()),
            _ => {}
        }
    }
    Ok(tables.contents)
}
