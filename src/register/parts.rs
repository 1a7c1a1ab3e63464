//! What of a workbook is a register, and what of that is read as on any other sheet.

use super::list::{List, TOP};
use super::words::{Column, Kind, ONLY_HERE, is_actual, is_own};
use crate::lexicon::Lexicon;
use crate::sheet::{Known, Sheet, Visibility, Workbook};

/// A sheet of a workbook with its headings is a register's if it has so many columns that only a register has.
const SURELY: usize = 3;
/// The longest heading, in bytes, that only a register has.
const LONGEST_OWN: usize = 60;

/// The lists of a workbook, and a copy of it that holds only what any sheet of indicators has.
#[derive(Debug)]
pub struct Parts<'a> {
    /// The workbook.
    pub(super) workbook: &'a Workbook,
    /// Its lists, in the order of the sheets.
    pub(super) lists: Vec<List<'a>>,
    /// Its other sheets that users see and on which something stands.
    pub(super) others: Vec<&'a Sheet>,
    /// Of the lists of indicators, names, units, directions, baselines and targets, each in its own cell.
    pub plain: Workbook,
}

/// Takes a register apart.
pub fn parts<'a>(workbook: &'a Workbook, lexicon: &Lexicon) -> Parts<'a> {
    let (mut lists, mut others) = (Vec::new(), Vec::new());
    for sheet in &workbook.sheets {
        match List::of(sheet, lexicon) {
            Some(list) => lists.push(list),
            None if sheet.visibility == Visibility::Visible && !sheet.cells.is_empty() => others.push(sheet),
            None => {}
        }
    }
    let of_indicators = lists.iter().filter(|list| list.kind == Kind::Indicators);
    let plain = Workbook { sheets: of_indicators.map(plain).collect(), ..workbook.clone() };
    Parts { workbook, lists, others, plain }
}

/// The cells of a list that any sheet of indicators has, where they stand.
fn plain(list: &List) -> Sheet {
    let kept = |col: u32| matches!(list.columns.get(&col), Some(Column::Name | Column::AsElsewhere));
    let cells = list.sheet.cells.iter().filter(|cell| cell.at.row >= list.header && kept(cell.at.col));
    let merges =
        list.sheet.merges.iter().filter(|merge| merge.top >= list.header && (merge.left..=merge.right).all(kept));
    Sheet {
        cells: cells.cloned().collect(),
        merges: merges.copied().collect(),
        // rows that a filter hides are of the register all the same
        known: Known::default(),
        ..list.sheet.clone()
    }
}

/// Whether a workbook is a register and no answer of a department: it has columns that only registers have, and none for
/// actuals.
pub fn is_register(workbook: &Workbook, lexicon: &Lexicon) -> bool {
    workbook.sheets.iter().any(|sheet| {
        // most sheets show at once that they are none
        let top = sheet.cells.iter().take_while(|cell| cell.at.row < TOP && sheet.visibility == Visibility::Visible);
        let short = top.filter(|cell| !cell.raw.text.is_empty() && cell.raw.text.len() <= LONGEST_OWN);
        if short.filter(|cell| is_own(&cell.raw.text)).take(SURELY).count() < SURELY {
            return false;
        }
        let Some(list) = List::of(sheet, lexicon).filter(|list| list.kind == Kind::Indicators) else { return false };
        let many = ONLY_HERE.into_iter().filter(|column| list.has(*column)).count();
        let heads = sheet.cells.iter().filter(|cell| cell.at.row == list.header);
        many >= SURELY && !heads.into_iter().any(|cell| is_actual(&cell.raw.text, lexicon))
    })
}
