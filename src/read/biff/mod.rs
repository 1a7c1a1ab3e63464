//! Workbooks of Excel 5 to 2003 (.xls): their values as Excel shows them, and what it knows of their sheets.
//!
//! Cells are read one by one from their records, so a stray cell far from the rest costs nothing. Only the text of
//! formulas is left to calamine.

mod cells;
mod formula;
mod globals;
mod notes;
pub(super) mod ole;
pub(super) mod record;
mod sheet;
mod strings;

use super::limits::Budget;
use super::rejection::Rejection;
use super::{Contents, merges, sheet_id};
use crate::cell::Rect;
use crate::sheet::{Content, Sheet, Trouble, TroubleKind};
use encoding_rs::Encoding;
use globals::Globals;

/// What was read of a workbook.
pub(super) struct Book {
    pub(super) contents: Contents,
    /// Whether a program that makes room for all between the first cell and the last of each sheet can be let at it.
    pub(super) is_compact: bool,
    /// Whether texts look like Japanese read in a Western code page.
    pub(super) is_garbled: bool,
}

/// The most cells between first and last, of all sheets, for a workbook to be compact.
const COMPACT: u64 = 4_000_000;

/// Where the records of a workbook are.
pub(super) fn workbook_stream(bytes: &[u8]) -> Option<Vec<u8>> {
    ole::stream(bytes, "Workbook").or_else(|| ole::stream(bytes, "Book"))
}

/// Reads a workbook. `forced` is the encoding of its texts, whatever it says itself.
///
/// # Errors
///
/// If it is no workbook, is cut off, or exceeds a limit.
pub(super) fn read(
    file: &str,
    bytes: &[u8],
    forced: Option<&'static Encoding>,
    budget: &mut Budget<'_>,
) -> Result<Book, Rejection> {
    let damaged = |what: &str| Rejection::Unreadable(what.to_owned());
    let stream = workbook_stream(bytes).ok_or_else(|| damaged("the workbook stream is cut off"))?;
    let globals =
        Globals::read(&stream, forced, budget)?.ok_or_else(|| damaged("the workbook stream has no beginning"))?;
    if globals.tabs.is_empty() {
        return Err(damaged("the workbook has no sheets"));
    }
    let mut contents = Contents { names: globals.names.clone(), ..Contents::default() };
    let (mut area, mut inside) = (0u64, true);
    for tab in globals.tabs.iter().filter(|tab| tab.is_worksheet) {
        budget.sheet()?;
        let read = sheet::read(&stream, tab.start, &tab.name, &globals, budget)?;
        area = area.saturating_add(read.area);
        inside &= read.inside && read.whole;
        let trouble =
            |kind: TroubleKind, found: String| Trouble { kind, sheet: Some(tab.name.clone()), cell: None, found };
        if !read.whole {
            contents.troubles.push(trouble(TroubleKind::Sheet, "the sheet has no end".to_owned()));
            continue;
        }
        let is_possible = |rect: &Rect| rect.top <= rect.bottom && rect.left <= rect.right && rect.right < 256;
        let (good, mut bad): (Vec<Rect>, Vec<Rect>) = read.merges.into_iter().partition(is_possible);
        let (merges, mut overlapping) = merges::sorted(good);
        bad.append(&mut overlapping);
        contents.troubles.extend(bad.iter().map(|rect| trouble(TroubleKind::Merge, rect.to_string())));
        contents.troubles.extend(read.troubles);
        let (id, known) = (sheet_id(file, &tab.name), read.known);
        contents.sheets.push(Sheet { id, visibility: tab.visibility, cells: read.cells, merges, known });
    }
    let is_garbled = !globals.biff8 && is_garbled(&contents.sheets);
    Ok(Book { contents, is_compact: inside && area <= COMPACT, is_garbled })
}

/// Whether texts look like Japanese read in a Western code page: accented letters, and no kana or kanji at all.
fn is_garbled(sheets: &[Sheet]) -> bool {
    let mut accented = false;
    for sheet in sheets {
        // Only what was written: 令和 in a date comes from its number format.
        let written = sheet.cells.iter().filter(|cell| cell.raw.content == Content::Text);
        let texts = written.map(|cell| &*cell.raw.text).chain([sheet.id.sheet.as_str()]);
        for char in texts.flat_map(str::chars) {
            match char {
                '\u{3040}'..='\u{30ff}' | '\u{4e00}'..='\u{9fff}' => return false,
                '\u{80}'..='\u{ff}' => accented = true,
                _ => {}
            }
        }
    }
    accented
}
