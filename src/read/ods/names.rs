//! Named expressions and database ranges, and the addresses in which they are written.

use crate::cell::{CellRef, MAX_COLS, Rect};
use crate::read::limits::Budget;
use crate::read::package::PartError;
use crate::read::xml::{self, Xml};
use crate::sheet::{DefinedName, ListTable, Sheet};
use quick_xml::events::Event;

/// How ranges are called that have no name of their own: a filter was switched on in them.
const NAMELESS: &str = "__Anonymous_";

/// Reads `table:named-expressions`, which has just started, of the whole file or of one sheet.
pub(super) fn read(
    xml: &mut Xml<'_>,
    sheet: Option<&str>,
    names: &mut Vec<DefinedName>,
    budget: &mut Budget<'_>,
) -> Result<(), PartError> {
    loop {
        match xml.read_event()? {
            Event::Start(element) | Event::Empty(element) => {
                let formula = match element.name().into_inner() {
                    "table:named-range" => xml::attribute(&element, "table:cell-range-address"),
                    "table:named-expression" => xml::attribute(&element, "table:expression"),
                    _ => continue,
                };
                budget.detail()?;
                let formula = xml::unescaped(formula.unwrap_or_default());
                budget.text(&formula)?;
                let name = xml::unescaped(xml::attribute(&element, "table:name").unwrap_or_default()).into_owned();
                let (sheet, formula) = (sheet.map(str::to_owned), formula_of(&formula).to_owned());
                names.push(DefinedName { name, sheet, formula, hidden: false });
            }
            Event::End(element) if element.name().into_inner() == "table:named-expressions" => return Ok(()),
            Event::Eof => return Err(PartError::Cut),
            _ => {}
        }
    }
}

/// Reads `table:database-ranges`, which has just started: those that have a name are tables of their sheets.
pub(super) fn read_ranges(xml: &mut Xml<'_>, sheets: &mut [Sheet], budget: &mut Budget<'_>) -> Result<(), PartError> {
    loop {
        match xml.read_event()? {
            Event::Start(element) | Event::Empty(element) if element.name().into_inner() == "table:database-range" => {
                let attribute = |name| xml::unescaped(xml::attribute(&element, name).unwrap_or_default());
                let name = attribute("table:name");
                let headed = xml::attribute(&element, "table:contains-header") != Some("false");
                // By columns instead of by rows it is no table.
                let lying = xml::attribute(&element, "table:orientation") == Some("column");
                let range = range(&attribute("table:target-range-address"));
                let Some((sheet, cells)) = range.filter(|_| !lying && !name.is_empty() && !name.starts_with(NAMELESS))
                else {
                    continue;
                };
                if let Some(sheet) = sheets.iter_mut().find(|found| found.id.sheet == sheet) {
                    budget.detail()?;
                    let columns = if headed { columns(sheet, cells, budget)? } else { Vec::new() };
                    let (name, header_rows) = (name.into_owned(), u32::from(headed));
                    sheet.known.tables.push(ListTable { name, cells, header_rows, totals_rows: 0, columns });
                }
            }
            Event::End(element) if element.name().into_inner() == "table:database-ranges" => return Ok(()),
            Event::Eof => return Err(PartError::Cut),
            _ => {}
        }
    }
}

/// What stands in the first row of a table.
fn columns(sheet: &Sheet, table: Rect, budget: &mut Budget<'_>) -> Result<Vec<String>, PartError> {
    let mut columns = Vec::new();
    for col in table.left..=table.right.min(MAX_COLS) {
        budget.detail()?;
        let at = CellRef::new(table.top, col);
        let cell = sheet.cells.binary_search_by_key(&at, |cell| cell.at).ok().and_then(|found| sheet.cells.get(found));
        columns.push(cell.map(|cell| cell.raw.text.to_string()).unwrap_or_default());
    }
    Ok(columns)
}

/// A formula without what stands before it: `of:=SUM([.A1])` is `SUM([.A1])`.
pub(super) fn formula_of(formula: &str) -> &str {
    let is_prefix = |prefix: &str| {
        let name = prefix.strip_suffix(':').unwrap_or(prefix);
        name.bytes().all(|byte| byte.is_ascii_alphanumeric()) && (name.is_empty() || prefix.ends_with(':'))
    };
    match formula.split_once('=') {
        Some((prefix, formula)) if is_prefix(prefix) => formula,
        _ => formula,
    }
}

/// Sheet and cells of `$'表 1'.$A$1:.$B$2`.
fn range(address: &str) -> Option<(String, Rect)> {
    let (sheet, first, rest) = cell(address)?;
    let last = match rest.strip_prefix(':') {
        Some(rest) => cell(rest)?.1,
        None => first,
    };
    let rect: Rect = format!("{first}:{last}").parse().ok()?;
    Some((sheet, rect))
}

/// Sheet and cell of an address, and what comes after it.
fn cell(address: &str) -> Option<(String, CellRef, &str)> {
    let address = address.strip_prefix('$').unwrap_or(address);
    let (sheet, rest) = match address.strip_prefix('\'') {
        Some(quoted) => {
            // A quote in the name stands twice.
            let mut end = 0;
            loop {
                end += quoted.get(end..)?.find('\'')?;
                match quoted.get(end + 1..)?.starts_with('\'') {
                    true => end += 2,
                    false => break,
                }
            }
            (quoted.get(..end)?.replace("''", "'"), quoted.get(end + 1..)?.strip_prefix('.')?)
        }
        None => {
            let (sheet, rest) = address.split_once('.')?;
            (sheet.to_owned(), rest)
        }
    };
    let end = rest.find(|char: char| !char.is_ascii_alphanumeric() && char != '$').unwrap_or(rest.len());
    Some((sheet, rest.get(..end)?.parse().ok()?, rest.get(end..)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_are_found_by_their_addresses() {
        for (address, expected) in [
            ("データ.A1:データ.C4", Some(("データ", "A1:C4"))),
            ("$データ.$A$1:.$C$4", Some(("データ", "A1:C4"))),
            ("$'it''s 表.1'.$B$2", Some(("it's 表.1", "B2:B2"))),
            ("'表.A1", None),
            ("A1", None),
            ("", None),
        ] {
            let found = range(address).map(|(sheet, rect)| (sheet, rect.to_string()));
            let expected = expected.map(|(sheet, rect)| (sheet.to_owned(), rect.to_owned()));
            assert_eq!(found, expected, "{address}");
        }
    }

    #[test]
    fn formulas_lose_what_stands_before_them() {
        for (written, formula) in [
            ("of:=SUM([.A1:.B2])", "SUM([.A1:.B2])"),
            ("=A1=B1", "A1=B1"),
            ("msoxl:=A1", "A1"),
            ("$データ.$A$1", "$データ.$A$1"),
            ("[.A1]=1", "[.A1]=1"),
            ("A1=1", "A1=1"),
        ] {
            assert_eq!(formula_of(written), formula);
        }
    }
}
