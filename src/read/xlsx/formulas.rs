//! Formulas that cells share: one cell has the text, the others the same with its references moved along.

use crate::cell::{CellRef, MAX_COLS, MAX_ROWS};
use crate::read::limits::{Budget, Exceeded};
use crate::read::links::is_of_word;
use rustc_hash::FxHashMap;
use std::sync::Arc;

/// The formulas of one sheet that are shared.
#[derive(Default)]
pub(super) struct SharedFormulas(FxHashMap<String, (CellRef, Arc<str>)>);

impl SharedFormulas {
    /// Keeps the formula that the cell `at` shares under the number `number`; the first one holds.
    pub(super) fn keep(&mut self, number: &str, at: CellRef, text: &Arc<str>) {
        self.0.entry(number.to_owned()).or_insert_with(|| (at, text.clone()));
    }

    /// The formula of the cell `at`, which shares the one of this number.
    ///
    /// None if no cell before it has the text, or if a reference would leave the grid.
    pub(super) fn of(&self, number: &str, at: CellRef, budget: &mut Budget<'_>) -> Result<Option<Arc<str>>, Exceeded> {
        let Some((from, text)) = self.0.get(number) else { return Ok(None) };
        let down = i64::from(at.row) - i64::from(from.row);
        let right = i64::from(at.col) - i64::from(from.col);
        // A short part can ask for a long text as often as it likes.
        budget.made(text.len())?;
        Ok(moved(text, down, right).map(Arc::from))
    }
}

/// A formula with its relative references moved; none if one of them would leave the grid.
///
/// What stands in quotes (texts, names of sheets) and in brackets (columns of tables, numbers of files) is no reference.
fn moved(formula: &str, down: i64, right: i64) -> Option<String> {
    let mut into = String::with_capacity(formula.len() + 8);
    let mut rest = formula;
    while let Some(first) = rest.chars().next() {
        let len = match first {
            '"' | '\'' => 1 + rest.get(1..)?.find(first).map_or(rest.len() - 1, |end| end + 1),
            '[' => bracketed(rest),
            _ if is_of_word(first) => {
                let len = word(rest).len();
                let before = into.chars().next_back();
                match moved_reference(rest, before, down, right)? {
                    Some((reference, taken)) => {
                        into.push_str(&reference);
                        rest = rest.get(taken..)?;
                        continue;
                    }
                    None => len,
                }
            }
            _ => first.len_utf8(),
        };
        into.push_str(rest.get(..len)?);
        rest = rest.get(len..)?;
    }
    Some(into)
}

/// The reference with which `rest` begins, moved, and its length; none if it begins with something else.
/// The outer one is none if the reference leaves the grid.
#[expect(clippy::option_option, reason = "no reference, and one that cannot be moved, are two things")]
fn moved_reference(rest: &str, before: Option<char>, down: i64, right: i64) -> Option<Option<(String, usize)>> {
    let one = word(rest);
    let after = rest.get(one.len()..)?;
    // An error such as #REF!, a function, a sheet.
    if before == Some('#') || after.starts_with(['(', '!']) {
        return Some(None);
    }
    if let Some((col, row)) = cell(one) {
        return Some(Some((format!("{}{}", col.moved(right, MAX_COLS)?, row.moved(down, MAX_ROWS)?), one.len())));
    }
    // Whole columns or whole rows come in twos.
    let Some(other) = after.strip_prefix(':').map(word) else { return Some(None) };
    let taken = one.len() + 1 + other.len();
    if rest.get(taken..)?.starts_with(['(', '!']) {
        return Some(None);
    }
    let (cols, rows) = ((Side::col(one), Side::col(other)), (Side::row(one), Side::row(other)));
    if let (Some(first), Some(last)) = cols {
        return Some(Some((format!("{}:{}", first.moved(right, MAX_COLS)?, last.moved(right, MAX_COLS)?), taken)));
    }
    if let (Some(first), Some(last)) = rows {
        return Some(Some((format!("{}:{}", first.moved(down, MAX_ROWS)?, last.moved(down, MAX_ROWS)?), taken)));
    }
    Some(None)
}

/// A column or a row of a reference.
struct Side {
    fixed: bool,
    letters: bool,
    /// From 0.
    index: u32,
}

impl Side {
    /// `A` or `$A`, wholly.
    fn col(text: &str) -> Option<Self> {
        let (fixed, letters) = text.strip_prefix('$').map_or((false, text), |rest| (true, rest));
        if letters.is_empty() || letters.len() > 3 {
            return None;
        }
        let mut index = 0u32;
        for letter in letters.bytes() {
            let upper = letter.to_ascii_uppercase();
            if !upper.is_ascii_uppercase() {
                return None;
            }
            index = index * 26 + u32::from(upper - b'A') + 1;
        }
        (index <= MAX_COLS).then(|| Self { fixed, letters: true, index: index - 1 })
    }

    /// `1` or `$1`, wholly.
    fn row(text: &str) -> Option<Self> {
        let (fixed, digits) = text.strip_prefix('$').map_or((false, text), |rest| (true, rest));
        if digits.is_empty() || digits.len() > 7 || digits.starts_with('0') {
            return None;
        }
        let number = digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| digits.parse::<u32>().ok())??;
        (number <= MAX_ROWS).then(|| Self { fixed, letters: false, index: number - 1 })
    }

    /// The text of the same, moved by `by` if it is relative; none beyond `end`.
    fn moved(&self, by: i64, end: u32) -> Option<String> {
        let by = if self.fixed { 0 } else { by };
        let index = u32::try_from(i64::from(self.index).checked_add(by)?).ok().filter(|index| *index < end)?;
        let sign = if self.fixed { "$" } else { "" };
        Some(match self.letters {
            true => format!("{sign}{}", crate::cell::column_letters(index)),
            false => format!("{sign}{}", index + 1),
        })
    }
}

/// Column and row of a word that is the address of a cell.
fn cell(word: &str) -> Option<(Side, Side)> {
    let from = usize::from(word.starts_with('$'));
    let letters = word.get(from..)?.bytes().take_while(u8::is_ascii_alphabetic).count();
    Some((Side::col(word.get(..from + letters)?)?, Side::row(word.get(from + letters..)?)?))
}

/// The letters, digits and the like with which `text` begins.
fn word(text: &str) -> &str {
    let end = text.find(|char| !is_of_word(char)).unwrap_or(text.len());
    text.get(..end).unwrap_or_default()
}

/// How long the brackets are with which `text` begins; an apostrophe takes the meaning from what follows it.
fn bracketed(text: &str) -> usize {
    let (mut depth, mut escaped) = (0u32, false);
    for (at, char) in text.char_indices() {
        match char {
            _ if escaped => escaped = false,
            '\'' => escaped = true,
            '[' => depth += 1,
            ']' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return at + char.len_utf8();
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn relative_references_move_and_nothing_else() {
        for (formula, down, right, expected) in [
            ("A1*2", 1, 0, Some("A2*2")),
            ("$A1+A$1+$A$1", 2, 3, Some("$A3+D$1+$A$1")),
            ("SUM(A1:B2)/LOG10(C3)", 1, 1, Some("SUM(B2:C3)/LOG10(D4)")),
            ("\"A1\"&A1&\"a\"\"A1\"", 1, 0, Some("\"A1\"&A2&\"a\"\"A1\"")),
            ("'表 A1'!A1+Q1!B2+[1]表!C3", 1, 0, Some("'表 A1'!A2+Q1!B3+[1]表!C4")),
            ("'it''s A1'!A1", 1, 0, Some("'it''s A1'!A2")),
            ("指標表[[#This Row],[A1]]*A1", 1, 0, Some("指標表[[#This Row],[A1]]*A2")),
            ("SUM(A:A,$B:C,1:1,$2:3)", 1, 1, Some("SUM(B:B,$B:D,2:2,$2:4)")),
            ("IF(TRUE,1.5,A1)", 1, 0, Some("IF(TRUE,1.5,A2)")),
            ("1E5+ABCD1+XFE1+A0+A1048577", 1, 0, Some("1E5+ABCD1+XFE1+A0+A1048577")),
            ("IF(A1=#REF!,#N/A,#DIV/0!)", 1, 0, Some("IF(A2=#REF!,#N/A,#DIV/0!)")),
            ("目標A1+年度.A1", 1, 0, Some("目標A1+年度.A1")),
            ("_xlfn.ANCHORARRAY(A1)+A1#", 1, 0, Some("_xlfn.ANCHORARRAY(A2)+A2#")),
            ("{1,2;3,4}*a1", 1, 0, Some("{1,2;3,4}*A2")),
            ("A1", -1, 0, None),
            ("A:A", 0, -1, None),
            ("XFD1", 0, 1, None),
            ("A1:INDEX(B1,1)", 1, 0, Some("A2:INDEX(B2,1)")),
            ("\"open", 1, 0, Some("\"open")),
            ("T[open", 1, 0, Some("T[open")),
        ] {
            assert_eq!(moved(formula, down, right).as_deref(), expected, "{formula}");
        }
    }
}
