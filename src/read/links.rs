//! Values that come from other files: which files, and where the first stands.

use crate::cell::CellRef;
use crate::sheet::{Trouble, TroubleKind};
use std::collections::BTreeSet;

/// How many files are named; a reader who sees that many knows what to look for.
const NAMED: usize = 10;

/// The other files that formulas of a workbook speak of.
#[derive(Default)]
pub(super) struct Links {
    /// The first cell with such a formula.
    first: Option<(String, CellRef)>,
    /// The files by their numbers, from 1.
    numbers: BTreeSet<usize>,
    /// The files that formulas name themselves.
    names: BTreeSet<String>,
}

impl Links {
    /// Looks at the formula of a cell.
    pub(super) fn look(&mut self, formula: &str, sheet: &str, at: CellRef) {
        if !formula.contains('[') {
            return;
        }
        let mut found = false;
        each(formula, |file| {
            match file.parse::<usize>() {
                // 0 is the workbook itself.
                Ok(0) => return,
                Ok(number) => drop(self.numbers.insert(number)),
                // Some producers write the whole address, in quotes.
                Err(_) => drop(self.names.insert(file_name(file.trim_matches('\'')))),
            }
            found = true;
        });
        if found && self.first.is_none() {
            self.first = Some((sheet.to_owned(), at));
        }
    }

    /// Looks at the formula of a cell as OpenDocument writes it: `['file:///共有/実績.ods'#$表.A1]`.
    pub(super) fn look_open(&mut self, formula: &str, sheet: &str, at: CellRef) {
        let mut rest = formula;
        while let Some((file, after)) = rest.split_once("['").and_then(|(_, rest)| rest.split_once('\'')) {
            if after.starts_with('#') {
                self.names.insert(file_name(file));
                if self.first.is_none() {
                    self.first = Some((sheet.to_owned(), at));
                }
            }
            rest = after;
        }
    }

    /// The numbers of the files that are used.
    pub(super) fn numbers(&self) -> impl Iterator<Item = usize> {
        self.numbers.iter().copied()
    }

    /// What a reader should know, if any value comes from another file. `name` gives the name of a numbered one.
    pub(super) fn trouble(self, name: impl Fn(usize) -> Option<String>) -> Option<Trouble> {
        let (sheet, cell) = self.first?;
        let mut files = self.names;
        files.extend(self.numbers.into_iter().map(|number| name(number).unwrap_or_else(|| format!("[{number}]"))));
        let more = files.len() > NAMED;
        let mut found = files.into_iter().take(NAMED).collect::<Vec<_>>().join(", ");
        if more {
            found.push_str(", …");
        }
        Some(Trouble { kind: TroubleKind::ExternalLink, sheet: Some(sheet), cell: Some(cell), found })
    }
}

/// Calls `tell` with what stands in the brackets before each name of a sheet, or of a name, of another file.
fn each(formula: &str, mut tell: impl FnMut(&str)) {
    let mut rest = formula;
    let mut before = None;
    while let Some(first) = rest.chars().next() {
        let tail = rest.get(first.len_utf8()..).unwrap_or_default();
        let len = match first {
            '"' => tail.find('"').map_or(tail.len(), |end| end + 1),
            '\'' => {
                let end = tail.find('\'').unwrap_or(tail.len());
                let inside = tail.get(..end).unwrap_or_default();
                if let Some((_, (file, _))) =
                    inside.split_once('[').and_then(|(path, rest)| Some((path, rest.split_once(']')?)))
                {
                    tell(file);
                }
                (end + 1).min(tail.len())
            }
            // In a table's brackets stand its columns.
            '[' if !before.is_some_and(|char| is_of_word(char) || matches!(char, ']' | '[')) => {
                let end = tail.find(']').unwrap_or(tail.len());
                let inside = tail.get(..end).unwrap_or_default();
                let after = tail.get(end + 1..).unwrap_or_default();
                let sheet = after.find(|char| !is_of_word(char)).unwrap_or(after.len());
                if after.get(sheet..).unwrap_or_default().starts_with(['!', ':']) {
                    tell(inside);
                }
                end
            }
            _ => 0,
        };
        before = rest.get(..first.len_utf8() + len).and_then(|taken| taken.chars().next_back());
        rest = tail.get(len..).unwrap_or_default();
    }
}

/// Whether a character of a formula is part of a name, a number or a reference.
pub(super) fn is_of_word(char: char) -> bool {
    char.is_ascii_alphanumeric() || matches!(char, '_' | '.' | '$' | '\\' | '?') || !char.is_ascii()
}

/// The last name of a path or address, as people see it.
pub(super) fn file_name(target: &str) -> String {
    let last = target.rsplit(['/', '\\']).find(|part| !part.is_empty()).unwrap_or(target);
    let mut bytes = Vec::with_capacity(last.len());
    let mut rest = last.as_bytes();
    while let Some((first, tail)) = rest.split_first() {
        let hex = tail.get(..2).and_then(|hex| std::str::from_utf8(hex).ok());
        match hex.filter(|_| *first == b'%').and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = tail.get(2..).unwrap_or_default();
            }
            None => {
                bytes.push(*first);
                rest = tail;
            }
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| last.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_tell_which_files_they_speak_of() {
        for (formula, expected) in [
            ("[1]Sheet1!$A$1", &["1"][..]),
            ("SUM([12]表!A1,'[3]表 1'!B2)", &["12", "3"]),
            ("'C:\\共有\\[実績.xlsx]表'!A1", &["実績.xlsx"]),
            ("[2]!名前+[実績.xls]表!A1", &["2", "実績.xls"]),
            ("[1]表1:表3!A1", &["1"]),
            ("['file:///home/実績.xlsx']表!A1", &["'file:///home/実績.xlsx'"]),
            ("\"[1]Sheet1!A1\"&A1", &[]),
            ("指標表[実績]+指標表[[#This Row],[1]]", &[]),
            ("T[[1]:[3]]!", &[]),
            ("'表'!A1", &[]),
            ("[", &[]),
            ("'[", &[]),
        ] {
            let mut found = Vec::new();
            each(formula, |file| found.push(file.to_owned()));
            assert_eq!(found, expected, "{formula}");
        }
    }

    #[test]
    fn files_are_named_as_people_see_them() {
        for (target, name) in [
            ("file:///\\\\server\\share\\%E5%AE%9F%E7%B8%BE.xlsx", "実績.xlsx"),
            ("/xl/Book 2.xlsx", "Book 2.xlsx"),
            ("100%.xlsx", "100%.xlsx"),
            ("", ""),
        ] {
            assert_eq!(file_name(target), name);
        }
    }
}
