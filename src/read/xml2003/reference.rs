//! References of the kind R1C1, in which XML Spreadsheet 2003 writes its formulas, as A1.

use crate::cell::{CellRef, MAX_COLS, MAX_ROWS, column_letters};

/// A formula with its references written as A1, seen from the cell `at`. What is no whole cell stays as it is.
pub(super) fn a1(formula: &str, at: CellRef) -> String {
    let mut text = String::with_capacity(formula.len());
    let mut rest = formula.strip_prefix('=').unwrap_or(formula);
    let mut quote = None;
    let mut in_name = false;
    while let Some(char) = rest.chars().next() {
        if quote.is_none()
            && !in_name
            && let Some((reference, after)) = reference(rest, at)
        {
            text.push_str(&reference);
            rest = after;
            in_name = true;
            continue;
        }
        match quote {
            Some(open) if open == char => quote = None,
            None if matches!(char, '"' | '\'') => quote = Some(char),
            _ => {}
        }
        in_name = is_of_name(char);
        text.push(char);
        rest = rest.get(char.len_utf8()..).unwrap_or_default();
    }
    text
}

/// The reference that a text begins with, as A1, and what comes after it.
fn reference(text: &str, at: CellRef) -> Option<(String, &str)> {
    let (row, rest) = line(text, 'R', at.row, MAX_ROWS)?;
    let (col, rest) = line(rest, 'C', at.col, MAX_COLS)?;
    if rest.chars().next().is_some_and(|char| is_of_name(char) || char == '(') {
        return None;
    }
    let fixed = |fixed: bool| if fixed { "$" } else { "" };
    let letters = column_letters(col.0);
    Some((format!("{}{letters}{}{}", fixed(col.1), fixed(row.1), row.0.checked_add(1)?), rest))
}

/// A row or column from 0, whether it is fixed, and what comes after it.
fn line(text: &str, letter: char, here: u32, end: u32) -> Option<((u32, bool), &str)> {
    let text = text.strip_prefix(letter)?;
    if let Some(relative) = text.strip_prefix('[') {
        let (offset, rest) = relative.split_once(']')?;
        let index = i64::from(here).checked_add(offset.parse::<i64>().ok()?)?;
        let index = u32::try_from(index).ok().filter(|index| *index < end)?;
        return Some(((index, false), rest));
    }
    let digits = text.find(|char: char| !char.is_ascii_digit()).unwrap_or(text.len());
    let (number, rest) = text.split_at_checked(digits)?;
    if number.is_empty() {
        return Some(((here, false), rest));
    }
    let index = number.parse::<u32>().ok()?.checked_sub(1).filter(|index| *index < end)?;
    Some(((index, true), rest))
}

fn is_of_name(char: char) -> bool {
    char.is_alphanumeric() || matches!(char, '_' | '.' | '\\')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_rewritten_and_nothing_else() {
        for (formula, expected) in [
            ("=SUM(R[-2]C:R[-1]C)", "SUM(C3:C4)"),
            ("=R1C1+RC[-1]*Sheet1!R2C2", "$A$1+B5*Sheet1!$B$2"),
            ("='R1C1 表'!R1C1&\"R1C1\"", "'R1C1 表'!$A$1&\"R1C1\""),
            ("=ROUND(R1C1,1)", "ROUND($A$1,1)"),
            ("=RC", "C5"),
            ("=R[-9]C", "R[-9]C"),
            ("=RCX+ARC", "RCX+ARC"),
            ("=R1C99999", "R1C99999"),
        ] {
            assert_eq!(a1(formula, CellRef::new(4, 2)), expected, "{formula}");
        }
    }
}
