//! Formulas whose cells have moved: references follow, those that covered the row that is repeated grow.

use super::rows::RowMap;
use crate::cell::{CellRef, MAX_COLS, MAX_ROWS, column_letters};
use crate::template::Problem;

/// Functions that take ranges in all their arguments: a single cell of the row that is repeated means all its rows.
const AGGREGATES: [&str; 11] =
    ["SUM", "COUNT", "COUNTA", "COUNTBLANK", "AVERAGE", "MAX", "MIN", "MEDIAN", "PRODUCT", "SUBTOTAL", "AGGREGATE"];

/// What kind of formula it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Of a cell that is not repeated.
    Cell,
    /// Of a cell in the row (from 0) that is repeated, in its copy of this number (from 0).
    Repeated(u32, u32),
    /// Of a conditional format or a validation; relative rows are counted from the first row of its cells.
    Anchored(u32),
    /// Of a defined name or the values of a chart: relative rows are left alone, a single cell may grow.
    Named,
    /// Of a title of a chart: a single cell stays one.
    Title,
}

/// The sheets of a workbook, and how the rows of each move.
pub(super) struct Sheets<'a> {
    pub(super) names: Vec<&'a str>,
    pub(super) maps: &'a [RowMap],
}

impl Sheets<'_> {
    /// The place of a sheet.
    pub(super) fn place(&self, name: &str) -> Option<usize> {
        let same = |known: &&str| known.to_lowercase() == name.to_lowercase();
        self.names.iter().position(same)
    }

    fn map(&self, sheet: Option<usize>) -> Option<&RowMap> {
        self.maps.get(sheet?).filter(|map| !map.stays())
    }

    /// A formula of a cell of the sheet `own`, as it is once rows have moved.
    pub(super) fn mapped(&self, formula: &str, own: Option<usize>, kind: Kind) -> Result<String, Problem> {
        if self.maps.iter().all(RowMap::stays) {
            return Ok(formula.to_owned());
        }
        let tokens = tokens(formula);
        let mut out = String::with_capacity(formula.len());
        let mut functions: Vec<&str> = Vec::new();
        let mut sheet = own;
        let mut foreign = false;
        let mut at = 0;
        while let Some(token) = tokens.get(at) {
            let next = |step: usize| tokens.get(at + step);
            match *token {
                Token::Sheet(text, ref name) => {
                    let spans = name.contains(':')
                        || at > 0 && matches!(tokens.get(at - 1), Some(Token::Mark(":"))) && sheet == own;
                    foreign = name.contains('[') || matches!(out.chars().next_back(), Some(']'));
                    if spans && !foreign {
                        return Err(Problem::Formula(formula.to_owned()));
                    }
                    sheet = self.place(name);
                    foreign |= sheet.is_none();
                    out.push_str(text);
                    at += 1;
                    continue;
                }
                Token::Word(word) => {
                    if matches!(next(1), Some(Token::Mark("("))) {
                        if word.eq_ignore_ascii_case("INDIRECT") {
                            return Err(Problem::Formula(formula.to_owned()));
                        }
                        functions.push(word);
                        out.push_str(word);
                        out.push('(');
                        at += 2;
                        (sheet, foreign) = (own, false);
                        continue;
                    }
                    let last = match (next(1), next(2)) {
                        (Some(Token::Mark(":")), Some(Token::Word(last))) => Some(*last),
                        _ => None,
                    };
                    let map = self.map(sheet).filter(|_| !foreign);
                    let range = last.and_then(|last| Some((Edge::of(word)?, Edge::of(last)?)));
                    match (map, range, Edge::of(word)) {
                        (Some(map), Some((first, last)), _) => {
                            let rows = range_rows(map, (&first, &last), kind, sheet == own);
                            let (top, bottom) = rows.map_err(|()| Problem::Relative(formula.to_owned()))?;
                            out.push_str(&first.with(top)?);
                            out.push(':');
                            out.push_str(&last.with(bottom)?);
                            at += 2;
                        }
                        (Some(map), None, Some(cell)) if cell.is_cell() => {
                            let before = at.checked_sub(1).and_then(|before| tokens.get(before));
                            let before = match before {
                                Some(Token::Sheet(..)) => at.checked_sub(2).and_then(|before| tokens.get(before)),
                                other => other,
                            };
                            let alone = matches!(before, Some(Token::Mark("(" | ",")))
                                && matches!(next(1), Some(Token::Mark(")" | ",")));
                            let sums = functions
                                .last()
                                .is_some_and(|name| AGGREGATES.iter().any(|known| known.eq_ignore_ascii_case(name)));
                            out.push_str(&single(map, &cell, kind, sheet == own, alone && sums, formula)?);
                        }
                        (_, Some(_), _) => {
                            out.push_str(word);
                            out.push(':');
                            out.push_str(last.unwrap_or_default());
                            at += 2;
                        }
                        _ => out.push_str(word),
                    }
                }
                Token::Mark(mark) => {
                    match mark {
                        "(" => functions.push(""),
                        ")" => {
                            functions.pop();
                        }
                        _ => {}
                    }
                    out.push_str(mark);
                }
                Token::Other(text) => out.push_str(text),
            }
            (sheet, foreign) = (own, false);
            at += 1;
        }
        Ok(out)
    }

    /// Whether a formula of the sheet `own` looks at one of the sheets that `changed` says, or at what cannot be told.
    pub(super) fn looks_at(&self, formula: &str, own: Option<usize>, changed: &dyn Fn(usize) -> bool) -> bool {
        let tokens = tokens(formula);
        let named = |(at, token): (usize, &Token)| match token {
            Token::Sheet(_, name) => name.contains(':') || self.place(name).is_some_and(changed),
            Token::Word(word) => {
                let function = matches!(tokens.get(at + 1), Some(Token::Mark("(")));
                let number = word.starts_with(|c: char| c.is_ascii_digit() || c == '.');
                !function && !number && Edge::of(word).is_none() && !matches!(*word, "TRUE" | "FALSE")
            }
            _ => false,
        };
        own.is_some_and(changed) || tokens.iter().enumerate().any(named)
    }
}

/// One reference outside ranges.
fn single(map: &RowMap, cell: &Edge, kind: Kind, own: bool, grows: bool, formula: &str) -> Result<String, Problem> {
    let Some(row) = cell.row else { return cell.with(None) };
    let many = || Problem::OneOfMany(formula.to_owned());
    let relative = || Problem::Relative(formula.to_owned());
    let whole = || Ok(format!("{}:{}", cell.with(Some(map.moved(row)))?, cell.with(Some(map.end(row)))?));
    match kind {
        Kind::Repeated(model, copy) if own && row == model => {
            cell.with(Some(map.moved(row) + if cell.fixed { 0 } else { copy }))
        }
        Kind::Repeated(..) if !cell.fixed => Err(relative()),
        Kind::Named if !cell.fixed => cell.with(Some(row)),
        Kind::Named if map.repeats(row) => whole(),
        Kind::Title => cell.with(Some(map.moved(row))),
        Kind::Anchored(anchor) if !cell.fixed => {
            if !own {
                return Err(relative());
            }
            let same = i64::from(map.moved(row)) - i64::from(map.moved(anchor)) == i64::from(row) - i64::from(anchor);
            if same { cell.with(Some(map.moved(row))) } else { Err(relative()) }
        }
        _ if map.repeats(row) && grows => whole(),
        _ if map.repeats(row) => Err(many()),
        _ => cell.with(Some(map.moved(row))),
    }
}

/// The rows of a range once rows have moved; nothing if they depend on where the formula stands.
fn range_rows(
    map: &RowMap,
    (first, last): (&Edge, &Edge),
    kind: Kind,
    own: bool,
) -> Result<(Option<u32>, Option<u32>), ()> {
    let (Some(top), Some(bottom)) = (first.row, last.row) else { return Ok((first.row, last.row)) };
    let grown = (Some(map.moved(top.min(bottom))), Some(map.last(top.max(bottom))));
    match kind {
        Kind::Repeated(model, copy) if own => {
            if first.fixed && last.fixed {
                return Ok(grown);
            }
            let one = |edge: &Edge, row: u32| match (row == model, edge.fixed) {
                (true, false) => Ok(Some(map.moved(row) + copy)),
                (_, true) => Ok(Some(map.moved(row))),
                (false, false) => Err(()),
            };
            Ok((one(first, top)?, one(last, bottom)?))
        }
        Kind::Repeated(..) if !(first.fixed && last.fixed) => Err(()),
        Kind::Named if !(first.fixed && last.fixed) => Ok((Some(top), Some(bottom))),
        Kind::Anchored(anchor) if !(first.fixed && last.fixed) => {
            let one = |edge: &Edge, row: u32| {
                let moves = i64::from(map.moved(row)) - i64::from(row);
                let same = own && moves == i64::from(map.moved(anchor)) - i64::from(anchor);
                if edge.fixed || same { Ok(Some(map.moved(row))) } else { Err(()) }
            };
            Ok((one(first, top)?, one(last, bottom)?))
        }
        _ => Ok(grown),
    }
}

/// A cell, a column or a row as it stands in a formula.
struct Edge<'t> {
    /// What stands before the row.
    column: &'t str,
    /// Whether the row has a `$`.
    fixed: bool,
    /// The row, from 0.
    row: Option<u32>,
}

impl<'t> Edge<'t> {
    fn of(word: &'t str) -> Option<Self> {
        let digits = word.find(|c: char| c.is_ascii_digit());
        let (column, row) = word.split_at(digits.unwrap_or(word.len()));
        let (column, fixed) = match column.strip_suffix('$') {
            Some(before) if digits.is_some() => (before, true),
            _ => (column, false),
        };
        let letters = column.strip_prefix('$').unwrap_or(column);
        let fits = letters.len() <= 3 && letters.bytes().all(|byte| byte.is_ascii_alphabetic());
        let number = letters.bytes().fold(0, |number, byte| number * 26 + u32::from(byte.to_ascii_uppercase() - 64));
        if !fits || number > MAX_COLS || (column.starts_with('$') && letters.is_empty()) {
            return None;
        }
        let row = match digits {
            Some(_) => Some(row.parse::<u32>().ok().filter(|row| (1..=MAX_ROWS).contains(row))? - 1),
            None if letters.is_empty() => return None,
            None => None,
        };
        Some(Self { column, fixed, row })
    }

    fn is_cell(&self) -> bool {
        !self.column.is_empty() && self.row.is_some()
    }

    fn with(&self, row: Option<u32>) -> Result<String, Problem> {
        if row.is_some_and(|row| row >= MAX_ROWS) {
            return Err(Problem::TooLong);
        }
        let row = row.map(|row| format!("{}{}", if self.fixed { "$" } else { "" }, row + 1)).unwrap_or_default();
        Ok(format!("{}{row}", self.column))
    }
}

/// A piece of a formula.
enum Token<'t> {
    /// The name of a sheet with its `!`: as written, and the name alone.
    Sheet(&'t str, String),
    /// A name, a number or a reference.
    Word(&'t str),
    /// An operator, a bracket, a comma.
    Mark(&'t str),
    /// A text, an error, a structured reference, blanks.
    Other(&'t str),
}

fn tokens(formula: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let mut rest = formula;
    while let Some(first) = rest.chars().next() {
        let len = match first {
            '"' => quoted(rest, '"'),
            '\'' => quoted(rest, '\''),
            '[' => bracketed(rest),
            '#' => {
                1 + rest.get(1..).map_or(0, |rest| {
                    rest.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '/' | '!' | '?' | '_')))
                        .unwrap_or(rest.len())
                })
            }
            c if is_word(c) => rest.find(|c: char| !is_word(c)).unwrap_or(rest.len()),
            c => c.len_utf8(),
        };
        let (token, after) = rest.split_at(len);
        let named = after.starts_with('!') && (first == '\'' || is_word(first));
        if named {
            let inner = token.strip_prefix('\'').and_then(|token| token.strip_suffix('\''));
            let name = inner.map_or_else(|| token.to_owned(), |inner| inner.replace("''", "'"));
            let (whole, after) = rest.split_at(len + 1);
            tokens.push(Token::Sheet(whole, name));
            rest = after;
            continue;
        }
        tokens.push(match first {
            '"' | '\'' | '[' | '#' => Token::Other(token),
            c if is_word(c) => Token::Word(token),
            c if c.is_whitespace() => Token::Other(token),
            _ => Token::Mark(token),
        });
        rest = after;
    }
    tokens
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '.' | '$' | '\\' | '?') || (!c.is_ascii() && !c.is_whitespace())
}

/// How long the text in quotes is with which this begins; a doubled quote is one of it.
fn quoted(text: &str, quote: char) -> usize {
    let mut chars = text.char_indices().skip(1).peekable();
    while let Some((at, c)) = chars.next() {
        if c == quote && chars.next_if(|(_, next)| *next == quote).is_none() {
            return at + 1;
        }
    }
    text.len()
}

/// How long the brackets are with which this begins, those inside it counted.
fn bracketed(text: &str) -> usize {
    let mut depth = 0usize;
    for (at, c) in text.char_indices() {
        match c {
            '[' => depth += 1,
            ']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 {
            return at + 1;
        }
    }
    text.len()
}

/// A formula that cells share, as another of them has it: relative references moved along.
pub(super) fn shared(formula: &str, from: CellRef, to: CellRef) -> Option<String> {
    let mut out = String::with_capacity(formula.len());
    let tokens = tokens(formula);
    let by = |at: u32, from: u32, to: u32, most: u32| {
        u32::try_from(i64::from(at) + i64::from(to) - i64::from(from)).ok().filter(|at| *at < most)
    };
    for (at, token) in tokens.iter().enumerate() {
        match token {
            Token::Word(word) => {
                let function = matches!(tokens.get(at + 1), Some(Token::Mark("(")));
                // columns and rows alone are references only in a range
                let ranged = matches!(tokens.get(at + 1), Some(Token::Mark(":")))
                    || at > 0 && matches!(tokens.get(at - 1), Some(Token::Mark(":")));
                match Edge::of(word).filter(|edge| !function && (edge.is_cell() || ranged)) {
                    Some(edge) => {
                        let letters = edge.column.trim_start_matches('$');
                        if edge.column.starts_with('$') || letters.is_empty() {
                            out.push_str(edge.column);
                        } else {
                            let column = format!("{letters}1").parse::<CellRef>().ok()?.col;
                            out.push_str(&column_letters(by(column, from.col, to.col, MAX_COLS)?));
                        }
                        if let Some(row) = edge.row {
                            let row = if edge.fixed { row } else { by(row, from.row, to.row, MAX_ROWS)? };
                            out.push_str(if edge.fixed { "$" } else { "" });
                            out.push_str(&(row + 1).to_string());
                        }
                    }
                    None => out.push_str(word),
                }
            }
            Token::Sheet(text, _) | Token::Mark(text) | Token::Other(text) => out.push_str(text),
        }
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Row 5 of 一覧 is repeated three times.
    fn mapped(formula: &str, kind: Kind) -> Result<String, Problem> {
        let maps = [RowMap::of(vec![(4, 2)]), RowMap::default()];
        Sheets { names: vec!["一覧", "表 紙"], maps: &maps }.mapped(formula, Some(0), kind)
    }

    #[test]
    fn references_follow_and_ranges_grow() {
        for (formula, expected) in [
            ("SUM(E5:E5)", "SUM(E5:E7)"),
            ("SUM(E5)", "SUM(E5:E7)"),
            ("SUM(一覧!$E$5,A1)", "SUM(一覧!$E$5:$E$7,A1)"),
            ("SUM(E4:E6)/E7", "SUM(E4:E8)/E9"),
            ("A1&\"A9\"&$B9", "A1&\"A9\"&$B11"),
            ("COUNTIF($F:$F,\"達成\")+SUM(6:7)", "COUNTIF($F:$F,\"達成\")+SUM(8:9)"),
            ("'表 紙'!A9+[1]一覧!A9+Table1[A9]+LOG10(A9)", "'表 紙'!A9+[1]一覧!A9+Table1[A9]+LOG10(A11)"),
            ("IF(A9=1.5E3,#REF!,達成9)", "IF(A11=1.5E3,#REF!,達成9)"),
            ("SUMPRODUCT((F5:F6=\"達成\")*1)", "SUMPRODUCT((F5:F8=\"達成\")*1)"),
        ] {
            assert_eq!(mapped(formula, Kind::Cell).as_deref(), Ok(expected));
        }
        for formula in ["E5+1", "ROUND(E5,1)", "INDIRECT(\"E9\")", "SUM(一覧:表!A1)"] {
            assert!(mapped(formula, Kind::Cell).is_err(), "{formula}");
        }
    }

    #[test]
    fn a_repeated_formula_looks_at_its_own_row() {
        for (formula, expected) in [
            ("IF(E5=0,\"\",F5/E5)", "IF(E6=0,\"\",F6/E6)"),
            ("SUM(E$5:E5)", "SUM(E$5:E6)"),
            ("E5/SUM(E$5:E$5)", "E6/SUM(E$5:E$7)"),
            ("F5/$F$9", "F6/$F$11"),
        ] {
            assert_eq!(mapped(formula, Kind::Repeated(4, 1)).as_deref(), Ok(expected));
        }
        for formula in ["A4+1", "F5/F9", "'表 紙'!A1+SUM(E4:E5)"] {
            assert!(matches!(mapped(formula, Kind::Repeated(4, 1)), Err(Problem::Relative(_))), "{formula}");
        }
    }

    #[test]
    fn conditions_keep_their_distance_and_names_grow() {
        assert_eq!(mapped("$F5=\"達成\"", Kind::Anchored(4)).as_deref(), Ok("$F5=\"達成\""));
        assert_eq!(mapped("A9<SUM(B9:C9)+$D$5:$D$6", Kind::Anchored(8)).as_deref(), Ok("A11<SUM(B11:C11)+$D$5:$D$8"));
        assert!(mapped("A4=1", Kind::Anchored(8)).is_err());
        assert_eq!(mapped("一覧!$A$1:$H$9,一覧!$E$5", Kind::Named).as_deref(), Ok("一覧!$A$1:$H$11,一覧!$E$5:$E$7"));
        assert_eq!(mapped("一覧!$E$5", Kind::Title).as_deref(), Ok("一覧!$E$5"));
    }

    #[test]
    fn a_shared_formula_moves_along() {
        let at = |text: &str| text.parse().unwrap();
        assert_eq!(shared("A1+$B1+C$1+SUM(D:D)", at("E1"), at("F3")).as_deref(), Some("B3+$B3+D$1+SUM(E:E)"));
        assert_eq!(shared("A1", at("B2"), at("B1")), None);
    }
}
