//! OpenDocument spreadsheets: one pass over their content.

mod names;
mod paragraph;
mod styles;
mod table;
mod validations;

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
    let mut tables = table::Tables::new(file, common_styles(package, &mut buffer, budget)?);
    let part = "content.xml";
    let missing = || PartError::Missing(part.to_owned());
    let text = package.text(part, &mut buffer, budget)?.ok_or_else(missing)?;
    let mut reader = xml::reader(&text, budget);
    loop {
        match reader.read_event()? {
            Event::Start(element) => match element.name().into_inner() {
                "office:automatic-styles" => tables.styles.read(&mut reader, "office:automatic-styles", budget)?,
                // What was deleted while changes were tracked is still in the file.
                "table:tracked-changes" => xml::skip(&mut reader)?,
                "table:content-validations" => tables.conditions.read(&mut reader, budget)?,
                "table:table" => tables.read(&element, &mut reader, budget)?,
                "table:named-expressions" => names::read(&mut reader, None, &mut tables.contents.names, budget)?,
                "table:database-ranges" => names::read_ranges(&mut reader, &mut tables.contents.sheets, budget)?,
                _ => {}
            },
            Event::End(element) if element.name().into_inner() == "office:document-content" => break,
            Event::Eof => return Err(PartError::Cut.into()),
            _ => {}
        }
    }
    let mut contents = tables.contents;
    // Formulas name the files themselves.
    contents.troubles.extend(tables.links.trouble(|_| None));
    Ok(contents)
}

/// The styles that have names of their own. A file without them, or with damaged ones, has its text all the same.
fn common_styles(
    package: &mut Package<'_>,
    buffer: &mut Vec<u8>,
    budget: &mut Budget<'_>,
) -> Result<Styles, PartError> {
    let mut styles = Styles::default();
    let read = package.text("styles.xml", buffer, budget).and_then(|text| {
        let Some(text) = text else { return Ok(()) };
        let mut reader = xml::reader(&text, budget);
        loop {
            match reader.read_event()? {
                Event::Start(element) if element.name().into_inner() == "office:styles" => {
                    return styles.read(&mut reader, "office:styles", budget);
                }
                Event::Eof => return Ok(()),
                _ => {}
            }
        }
    });
    match read {
        Err(error @ PartError::Exceeded(_)) => Err(error),
        _ => Ok(styles),
    }
}
