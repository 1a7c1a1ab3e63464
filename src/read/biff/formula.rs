//! The simple formulas of a .xls workbook: what names stand for and what may be entered. Places, constants, lists of
//! them; whatever computes is left to others.

use super::record::{f64_at, u16_at};
use super::strings;
use crate::cell::CellRef;
use crate::sheet::DefinedName;

/// What formulas of a workbook refer to.
#[derive(Default)]
pub(super) struct Books {
    /// Its sheets, in the order of their tabs.
    pub(super) sheets: Vec<String>,
    /// Its names, in their order.
    pub(super) names: Vec<Option<String>>,
    /// Whether each book that is referred to is this one.
    own: Vec<bool>,
    /// Of each reference: which book, from which sheet to which.
    references: Vec<(u16, u16, u16)>,
}

impl Books {
    /// A SUPBOOK record.
    pub(super) fn book(&mut self, body: &[u8]) {
        self.own.push(u16_at(body, 2) == Some(0x0401));
    }

    /// An EXTERNSHEET record.
    pub(super) fn external_sheets(&mut self, body: &[u8]) {
        let all = body.get(2..).unwrap_or_default().chunks_exact(6);
        self.references.extend(all.filter_map(|it| Some((u16_at(it, 0)?, u16_at(it, 2)?, u16_at(it, 4)?))));
    }

    /// The sheet of a reference, as it stands before the exclamation mark.
    fn sheet(&self, reference: u16) -> Option<String> {
        let (book, first, last) = *self.references.get(usize::from(reference))?;
        if !*self.own.get(usize::from(book))? || first != last {
            return None;
        }
        let name = self.sheets.get(usize::from(first))?;
        let plain =
            name.chars().all(|c| c == '_' || c.is_alphanumeric()) && !name.starts_with(|c: char| c.is_numeric());
        Some(if plain { name.clone() } else { format!("'{}'", name.replace('\'', "''")) })
    }
}

/// The names that Excel gives itself.
const BUILT_IN: [&str; 14] = [
    "Consolidate_Area",
    "Auto_Open",
    "Auto_Close",
    "Extract",
    "Database",
    "Criteria",
    "Print_Area",
    "Print_Titles",
    "Recorder",
    "Data_Form",
    "Auto_Activate",
    "Auto_Deactivate",
    "Sheet_Title",
    "_FilterDatabase",
];

/// Where in a NAME record the name begins.
const NAME: usize = 14;

/// The name that a NAME record defines.
pub(super) fn name_of(body: &[u8]) -> Option<String> {
    let name = strings::characters(body, NAME, u16::from(*body.get(3)?))?;
    if u16_at(body, 0)? & 0x20 == 0 {
        return Some(name);
    }
    let number = usize::try_from(u32::from(name.chars().next()?)).ok()?;
    BUILT_IN.get(number).map(|name| format!("_xlnm.{name}"))
}

/// What a NAME record defines, if it is a place or a constant.
pub(super) fn defined_name(body: &[u8], books: &Books) -> Option<DefinedName> {
    let flags = u16_at(body, 0)?;
    let wide = body.get(NAME)? & 1 != 0;
    let len = usize::from(*body.get(3)?).checked_mul(if wide { 2 } else { 1 })?;
    let code = body.get(NAME.checked_add(1)?.checked_add(len)?..)?.get(..usize::from(u16_at(body, 4)?))?;
    let sheet = match u16_at(body, 8)? {
        0 => None,
        tab => Some(books.sheets.get(usize::from(tab).checked_sub(1)?)?.clone()),
    };
    Some(DefinedName { name: name_of(body)?, sheet, formula: text(code, books, ',')?, hidden: flags & 1 != 0 })
}

/// A formula as text; none if it computes, or refers to what is not there.
pub(super) fn text(code: &[u8], books: &Books, separator: char) -> Option<String> {
    let mut operands: Vec<String> = Vec::new();
    let mut rest = code;
    while let [token, after @ ..] = rest {
        let mut len = 0;
        // The three classes of operands differ only in what becomes of them.
        let kind = if *token >= 0x40 { *token & 0x1f | 0x20 } else { *token };
        match kind {
            // Union
            0x10 => {
                let (second, first) = (operands.pop()?, operands.pop()?);
                operands.push(format!("{first},{second}"));
            }
            // A text; of a list what it may be, a zero between them.
            0x17 => {
                let count = u16::from(*after.first()?);
                let wide = after.get(1)? & 1 != 0;
                let value = strings::characters(after, 1, count)?.replace('\0', &separator.to_string());
                operands.push(format!("\"{}\"", value.replace('"', "\"\"")));
                len = usize::from(count).checked_mul(if wide { 2 } else { 1 })?.checked_add(2)?;
            }
            0x1c => {
                operands.push(super::cells::error(*after.first()?)?.to_owned());
                len = 1;
            }
            0x1d => {
                operands.push(if *after.first()? == 0 { "FALSE" } else { "TRUE" }.to_owned());
                len = 1;
            }
            0x1e => {
                operands.push(u16_at(after, 0)?.to_string());
                len = 2;
            }
            0x1f => {
                operands.push(f64_at(after, 0)?.to_string());
                len = 8;
            }
            // A name of this workbook
            0x23 => {
                operands.push(books.names.get(usize::from(u16_at(after, 0)?).checked_sub(1)?)?.clone()?);
                len = 4;
            }
            0x24 => {
                operands.push(place(u16_at(after, 0)?, u16_at(after, 2)?));
                len = 4;
            }
            0x25 => {
                operands.push(area(after)?);
                len = 8;
            }
            // What a union is computed with; it follows.
            0x29 => len = 2,
            0x3a => {
                operands.push(format!(
                    "{}!{}",
                    books.sheet(u16_at(after, 0)?)?,
                    place(u16_at(after, 2)?, u16_at(after, 4)?)
                ));
                len = 6;
            }
            0x3b => {
                operands.push(format!("{}!{}", books.sheet(u16_at(after, 0)?)?, area(after.get(2..)?)?));
                len = 10;
            }
            _ => return None,
        }
        rest = after.get(len..)?;
    }
    let only = operands.pop()?;
    operands.is_empty().then_some(only)
}

/// Rows and columns of a place: the upper bits of a column say which of both move along.
fn place(row: u16, col: u16) -> String {
    let at = CellRef::new(u32::from(row), u32::from(col & 0xff)).to_string();
    let digits = at.find(|c: char| c.is_ascii_digit()).unwrap_or(at.len());
    let (letters, digits) = at.split_at(digits);
    let fixed = |moves: bool| if moves { "" } else { "$" };
    format!("{}{letters}{}{digits}", fixed(col & 0x4000 != 0), fixed(col & 0x8000 != 0))
}

fn area(body: &[u8]) -> Option<String> {
    let (top, bottom) = (u16_at(body, 0)?, u16_at(body, 2)?);
    let (left, right) = (u16_at(body, 4)?, u16_at(body, 6)?);
    let (first, last) = (place(top, left), place(bottom, right));
    // Whole columns and whole rows have no rows or columns.
    if top == 0 && bottom == u16::MAX {
        let columns = |at: &str| at.trim_end_matches(|c: char| c.is_ascii_digit()).trim_end_matches('$').to_owned();
        return Some(format!("{}:{}", columns(&first), columns(&last)));
    }
    if left & 0xff == 0 && right & 0xff == 0xff {
        let rows = |at: u16, col: u16| format!("{}{}", if col & 0x8000 == 0 { "$" } else { "" }, u32::from(at) + 1);
        return Some(format!("{}:{}", rows(top, left), rows(bottom, right)));
    }
    Some(format!("{first}:{last}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_and_lists_are_written_as_excel_writes_them() {
        let books = Books {
            sheets: vec!["事務事業".to_owned(), "R7 一覧".to_owned()],
            own: vec![true],
            references: vec![(0, 0, 0), (0, 1, 1)],
            ..Books::default()
        };
        let text = |code: &[u8]| text(code, &books, ',');
        assert_eq!(text(&[0x17, 3, 0, b'A', 0, b'B']).as_deref(), Some("\"A,B\""));
        assert_eq!(text(&[0x24, 2, 0, 1, 0xc0]).as_deref(), Some("B3"));
        assert_eq!(text(&[0x3b, 1, 0, 0, 0, 4, 0, 0, 0, 2, 0]).as_deref(), Some("'R7 一覧'!$A$1:$C$5"));
        assert_eq!(text(&[0x3b, 0, 0, 0, 0, 1, 0, 0, 0, 255, 0]).as_deref(), Some("事務事業!$1:$2"));
        assert_eq!(text(&[0x25, 0, 0, 255, 255, 0, 0, 1, 0]).as_deref(), Some("$A:$B"));
        assert_eq!(text(&[0x1e, 5, 0]).as_deref(), Some("5"));
        // A sum, and what is cut off.
        assert_eq!(text(&[0x1e, 5, 0, 0x1e, 5, 0, 3]), None);
        assert_eq!(text(&[0x1e, 5]), None);
        assert_eq!(text(&[]), None);
    }
}
