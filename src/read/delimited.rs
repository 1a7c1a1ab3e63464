//! Delimited text: its encoding, its delimiter, one record per row.

use super::encoding::{UNKNOWN, decoded};
use super::limits::{Budget, Exceeded};
use super::rejection::Rejection;
use super::{Contents, cell_ref, is_blank, sheet_id};
use crate::sheet::{Cell, Known, Raw, Sheet, Trouble, TroubleKind, Visibility};
use csv_core::{ReadFieldResult, Reader, ReaderBuilder};
use std::borrow::Cow;

/// Records looked at to find the delimiter.
const SAMPLE: usize = 200;
/// Bytes looked at to find the delimiter.
const SAMPLE_BYTES: usize = 1 << 20;

/// Reads delimited text as one sheet without a name, all its cells text.
pub(super) fn read(file: &str, bytes: &[u8], budget: &mut Budget<'_>) -> Result<Contents, Rejection> {
    let text = decoded(bytes, None);
    if is_blank(&text) {
        return Err(Rejection::Empty);
    }
    let (text, said) = without_sep_line(&text);
    let delimiter = said.unwrap_or_else(|| delimiter_of(text));
    let (mut cells, mut troubles) = (Vec::new(), Vec::new());
    let mut fields = Fields::new(text, delimiter, budget.limits.text_chars);
    let mut outside = None;
    while let Some(field) = fields.next()? {
        budget.time()?;
        let (row, col, whole) = (field.row, field.col, field.text);
        let text = without_nul(whole);
        if is_blank(&text) {
            continue;
        }
        budget.cells(1)?;
        let at = cell_ref(row, col);
        if at.is_none() {
            // Of what lies outside the grid one is told for each row: the rest is as far outside.
            if outside == Some(row) {
                continue;
            }
            outside = Some(row);
            budget.detail()?;
        }
        if at.is_none() || text.contains(UNKNOWN) || text.len() < whole.len() {
            let found = text.clone().into_owned();
            troubles.push(Trouble { kind: TroubleKind::Cell, sheet: Some(String::new()), cell: at, found });
        }
        if let Some(at) = at {
            cells.push(Cell { at, raw: Raw::text(&*text) });
        }
    }
    let id = sheet_id(file, "");
    let known = Known::default();
    let sheet = Sheet { id, visibility: Visibility::Visible, cells, merges: Vec::new(), known };
    Ok(Contents { sheets: vec![sheet], troubles, ..Contents::default() })
}

/// Some hosts fill fields with bytes of nothing; they show nothing, and who looks at the cell is told.
fn without_nul(text: &str) -> Cow<'_, str> {
    if text.contains('\0') { Cow::Owned(text.replace('\0', "")) } else { Cow::Borrowed(text) }
}

/// The text after a first line `sep=;`, and what it says: Excel takes it for the delimiter and shows no such row.
fn without_sep_line(text: &str) -> (&str, Option<u8>) {
    let none = (text, None);
    let bare = text.strip_prefix('"').unwrap_or(text);
    let Some(prefix) = bare.get(..4) else { return none };
    let Some(&delimiter) = bare.as_bytes().get(4) else { return none };
    if !prefix.eq_ignore_ascii_case("sep=") || !matches!(delimiter, b'\t' | b' '..=b'~') {
        return none;
    }
    let Some(rest) = bare.get(5..) else { return none };
    let rest = if bare.len() < text.len() { rest.strip_prefix('"').unwrap_or(rest) } else { rest };
    let after = rest.strip_prefix("\r\n").or_else(|| rest.strip_prefix(['\r', '\n']));
    after.map_or(none, |after| (after, Some(delimiter)))
}

/// What splits most records into the same number of fields.
fn delimiter_of(text: &str) -> u8 {
    let end = (0..=SAMPLE_BYTES.min(text.len())).rev().find(|end| text.is_char_boundary(*end));
    let text = end.and_then(|end| text.get(..end)).unwrap_or(text);
    let mut best = (b',', 0.0);
    // A tab is rarely anything but a delimiter, so it wins where all are alike; a semicolon comes last.
    for candidate in [b'\t', b',', b';'] {
        let counts = field_counts(text, candidate);
        if counts.is_empty() {
            continue;
        }
        let alike = |len: usize| counts.iter().filter(|count| **count == len).count();
        let most = counts.iter().copied().filter(|len| *len > 1).map(alike).max().unwrap_or(0);
        let share = most as f64 / counts.len() as f64;
        if share > best.1 {
            best = (candidate, share);
        }
    }
    best.0
}

/// How many fields each of the first records has.
fn field_counts(text: &str, delimiter: u8) -> Vec<usize> {
    let mut counts: Vec<usize> = Vec::new();
    let mut fields = Fields::new(text, delimiter, usize::MAX);
    let mut last_row = None;
    while let Ok(Some(field)) = fields.next() {
        if last_row != Some(field.row) {
            if counts.len() == SAMPLE {
                break;
            }
            last_row = Some(field.row);
            counts.push(0);
        }
        if let Some(count) = counts.last_mut() {
            *count += 1;
        }
    }
    counts
}

/// A field with where it stands, both from 0.
struct Field<'a> {
    row: usize,
    col: usize,
    text: &'a str,
}

/// The fields of a text, one by one: a record may be as long as the file.
struct Fields<'a> {
    core: Reader,
    text: &'a str,
    /// How many bytes are read.
    at: usize,
    row: usize,
    col: usize,
    field: Vec<u8>,
    /// The most characters of a field.
    limit: usize,
}

impl<'a> Fields<'a> {
    fn new(text: &'a str, delimiter: u8, limit: usize) -> Self {
        let core = ReaderBuilder::new().delimiter(delimiter).build();
        Self { core, text, at: 0, row: 0, col: 0, field: vec![0; 256], limit }
    }

    /// The next field. A line without anything is a row, too, and has none.
    fn next(&mut self) -> Result<Option<Field<'_>>, Exceeded> {
        if self.col == 0 {
            // The reader passes over empty lines; how many there are is seen from where it stands.
            self.row = self.row.saturating_add(empty_lines(self.text, self.at));
        }
        let mut len = 0usize;
        loop {
            let input = self.text.as_bytes().get(self.at..).unwrap_or_default();
            let output = self.field.get_mut(len..).unwrap_or_default();
            let (result, read, written) = self.core.read_field(input, output);
            self.at = self.at.saturating_add(read);
            len = len.saturating_add(written);
            match result {
                ReadFieldResult::InputEmpty => {}
                ReadFieldResult::OutputFull => {
                    // A character has four bytes at most.
                    if len / 4 > self.limit {
                        return Err(Exceeded::Text(self.limit));
                    }
                    self.field.resize(self.field.len().saturating_mul(2), 0);
                }
                ReadFieldResult::End => return Ok(None),
                ReadFieldResult::Field { record_end } => {
                    let (row, col) = (self.row, self.col);
                    (self.row, self.col) =
                        if record_end { (row.saturating_add(1), 0) } else { (row, col.saturating_add(1)) };
                    let bytes = self.field.get(..len).unwrap_or_default();
                    // Delimiters and quotes are ASCII, so what stands between them is whole characters.
                    let text = std::str::from_utf8(bytes).unwrap_or_default();
                    if len > self.limit && text.chars().count() > self.limit {
                        return Err(Exceeded::Text(self.limit));
                    }
                    return Ok(Some(Field { row, col, text }));
                }
            }
        }
    }
}

/// How many lines without anything begin at `start`.
fn empty_lines(text: &str, start: usize) -> usize {
    let bytes = text.as_bytes();
    let mut at = start;
    // Where the record before ended with CR LF, the reader may stand between the two.
    if at > 0 && bytes.get(at - 1) == Some(&b'\r') && bytes.get(at) == Some(&b'\n') {
        at += 1;
    }
    let mut lines = 0;
    loop {
        match (bytes.get(at), bytes.get(at + 1)) {
            (Some(b'\r'), Some(b'\n')) => at += 2,
            (Some(b'\r' | b'\n'), _) => at += 1,
            _ => return lines,
        }
        lines += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::limits::Limits;
    use encoding_rs::SHIFT_JIS;

    fn cells(bytes: &[u8]) -> Vec<String> {
        let sheets = read("a.csv", bytes, &mut Budget::new(&Limits::default())).unwrap().sheets;
        sheets[0].cells.iter().map(|cell| format!("{}={}", cell.at, cell.raw.text)).collect()
    }

    #[test]
    fn one_record_is_one_row_and_an_empty_line_is_one() {
        for (text, expected) in [
            ("a,b\n1,2\n", &["A1=a", "B1=b", "A2=1", "B2=2"][..]),
            ("a\n\n\nb\n", &["A1=a", "A4=b"]),
            ("a\r\n\r\n\r\nb\r\n", &["A1=a", "A4=b"]),
            ("\r\n\na\r\rb", &["A3=a", "A5=b"]),
            ("a,\"1\n\n2\"\nb,c", &["A1=a", "B1=1\n\n2", "A2=b", "B2=c"]),
            (",,\n , x ,\u{3000}\n", &["B2= x "]),
            ("a,b,c\n1\n2,3\n", &["A1=a", "B1=b", "C1=c", "A2=1", "A3=2", "B3=3"]),
            ("a,\"say \"\"x\"\"\"", &["A1=a", "B1=say \"x\""]),
        ] {
            assert_eq!(cells(text.as_bytes()), expected, "{text:?}");
        }
    }

    #[test]
    fn the_delimiter_is_what_splits_rows_alike() {
        for (text, expected) in [
            ("a,b\n1,2", b','),
            ("a;b\n1,5;2\n1;2", b';'),
            ("a\tb\n1,200\t3", b'\t'),
            ("表題\n\na,b,c\n1,2,3\n", b','),
            ("一つ", b','),
            ("\"x;y\",1\n\"x\ty\",2", b','),
        ] {
            assert_eq!(delimiter_of(text), expected, "{text:?}");
        }
    }

    #[test]
    fn encodings() {
        let word = "指標,①㈱髙";
        let utf16 = |little: bool| -> Vec<u8> {
            let bytes = |unit: u16| if little { unit.to_le_bytes() } else { unit.to_be_bytes() };
            std::iter::once(0xfeff).chain(word.encode_utf16()).flat_map(bytes).collect()
        };
        let marked = ["\u{feff}", word].concat();
        for bytes in [
            word.as_bytes().to_vec(),
            marked.into_bytes(),
            utf16(true),
            utf16(false),
            SHIFT_JIS.encode(word).0.into_owned(),
        ] {
            assert_eq!(cells(&bytes), ["A1=指標", "B1=①㈱髙"]);
        }
        for short in ["計", "予算", "ｼﾋｮｳ"] {
            assert_eq!(cells(&SHIFT_JIS.encode(short).0), [format!("A1={short}")]);
        }
    }

    #[test]
    fn what_no_encoding_knows_is_told() {
        let limits = Limits::default();
        let contents = read("a.csv", b"\x8e\x77\x95\x57,1\n\xff\xff,2", &mut Budget::new(&limits)).unwrap();
        let Contents { sheets, troubles, .. } = contents;
        assert_eq!(sheets[0].cells.len(), 4);
        assert_eq!(troubles.len(), 1);
        assert_eq!(troubles[0].cell.map(|cell| cell.to_string()).as_deref(), Some("A2"));
    }

    #[test]
    fn a_first_line_may_say_the_delimiter() {
        for (text, expected) in [
            ("sep=;\r\na,b;c", &["A1=a,b", "B1=c"][..]),
            ("\"sep=\t\"\na\tb", &["A1=a", "B1=b"]),
            ("SEP=,\na,b", &["A1=a", "B1=b"]),
            ("sep=、\na,b", &["A1=sep=、", "A2=a", "B2=b"]),
            ("sep=,a\nb,c", &["A1=sep=", "B1=a", "A2=b", "B2=c"]),
        ] {
            assert_eq!(cells(text.as_bytes()), expected, "{text:?}");
        }
    }

    #[test]
    fn bytes_of_nothing_show_nothing_and_are_told() {
        let limits = Limits::default();
        let contents = read("a.csv", b"a\0\0,b\n\0,c", &mut Budget::new(&limits)).unwrap();
        let texts: Vec<String> = contents.sheets[0].cells.iter().map(|cell| cell.raw.text.to_string()).collect();
        assert_eq!((texts, contents.troubles.len()), (vec!["a".to_owned(), "b".to_owned(), "c".to_owned()], 1));
    }

    #[test]
    fn a_record_without_end_meets_a_limit() {
        let limits = Limits { cells: 1000, text_chars: 1000, ..Limits::default() };
        let rejected = |text: &str| match read("a.csv", text.as_bytes(), &mut Budget::new(&limits)) {
            Err(Rejection::Exceeded(limit)) => limit,
            _ => panic!("read"),
        };
        assert_eq!(rejected(&"1,".repeat(100_000)), Exceeded::Cells(1000));
        assert_eq!(rejected(&"件".repeat(100_000)), Exceeded::Text(1000));
        assert_eq!(rejected(&["a,\"", &"b\n".repeat(100_000)].concat()), Exceeded::Text(1000));
    }
}
