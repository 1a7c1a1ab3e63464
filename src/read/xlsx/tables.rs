//! Table parts: lists that the program knows as tables.

use super::strings::unescaped;
use crate::read::limits::Budget;
use crate::read::package::PartError;
use crate::read::xml;
use crate::sheet::ListTable;
use quick_xml::events::Event;

/// Reads a table part; none if it does not say where the table is.
pub(super) fn read(text: &str, budget: &mut Budget<'_>) -> Result<Option<ListTable>, PartError> {
    let mut table: Option<ListTable> = None;
    let mut reader = xml::reader(text, budget);
    loop {
        match reader.read_event()? {
            Event::Start(element) | Event::Empty(element) => match xml::local(element.name().into_inner()) {
                "table" if table.is_none() => {
                    budget.detail()?;
                    let attribute = |name| xml::attribute(&element, name);
                    let rows = |name, default| attribute(name).and_then(|rows| rows.parse().ok()).unwrap_or(default);
                    let name = attribute("displayName").or_else(|| attribute("name")).unwrap_or_default();
                    let Some(cells) = attribute("ref").and_then(|cells| cells.parse().ok()) else { return Ok(None) };
                    table = Some(ListTable {
                        name: text_of(name),
                        cells,
                        header_rows: rows("headerRowCount", 1),
                        totals_rows: rows("totalsRowCount", 0),
                        columns: Vec::new(),
                    });
                }
                "tableColumn" => {
                    if let Some(table) = &mut table {
                        budget.detail()?;
                        table.columns.push(text_of(xml::attribute(&element, "name").unwrap_or_default()));
                    }
                }
                _ => {}
            },
            Event::End(element) if xml::local(element.name().into_inner()) == "table" => return Ok(table),
            Event::Eof => return Err(PartError::Cut),
            _ => {}
        }
    }
}

fn text_of(value: &str) -> String {
    unescaped(&xml::unescaped(value)).into_owned()
}
