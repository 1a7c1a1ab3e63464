//! Delimited text: its encoding, its delimiter, one record per row.

use super::limits::Budget;
use super::rejection::Rejection;
use super::{Contents, cell_ref, is_blank, sheet_id};
use crate::sheet::{Cell, Known, Raw, Sheet, Trouble, TroubleKind, Visibility};
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use csv::{ReaderBuilder, StringRecord};
use encoding_rs::{EUC_JP, Encoding, ISO_2022_JP, SHIFT_JIS, UTF_8};
use std::borrow::Cow;

/// Where an encoding could not tell what a character is.
const UNKNOWN: char = '\u{fffd}';
/// Records looked at to find the delimiter.
const SAMPLE: usize = 200;

/// Reads delimited text as one sheet without a name, all its cells text.
pub(super) fn read(file: &str, bytes: &[u8], budget: &mut Budget<'_>) -> Result<Contents, Rejection> {
    let text = decoded(bytes);
    if is_blank(&text) {
        return Err(Rejection::Empty);
    }
    let (mut cells, mut troubles) = (Vec::new(), Vec::new());
    let limit = budget.limits.cells;
    for_each_record(&text, delimiter(&text), |row, record| {
        for (col, field) in record.iter().enumerate().filter(|(_, field)| !is_blank(field)) {
            let at = cell_ref(row, col);
            if at.is_none() || field.contains(UNKNOWN) {
                let found = field.to_owned();
                troubles.push(Trouble { kind: TroubleKind::Cell, sheet: Some(String::new()), cell: at, found });
            }
            if let Some(at) = at {
                cells.push(Cell { at, raw: Raw::text(field) });
            }
        }
        cells.len() <= limit && troubles.len() <= limit
    })
    .map_err(|error| Rejection::Unreadable(error.to_string()))?;
    budget.cells(cells.len().max(troubles.len()))?;
    let id = sheet_id(file, "");
    let known = Known::default();
    let sheet = Sheet { id, visibility: Visibility::Visible, cells, merges: Vec::new(), known };
    Ok(Contents { sheets: vec![sheet], troubles, ..Contents::default() })
}

/// The text: by its mark, as UTF-8 if it is, else in the Japanese encoding that fits best.
fn decoded(bytes: &[u8]) -> Cow<'_, str> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        let bytes = bytes.get(mark..).unwrap_or_default();
        return encoding.decode_without_bom_handling(bytes).0;
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Cow::Borrowed(text);
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(bytes, true);
    let guess = detector.guess(Some(b"jp"), Utf8Detection::Allow);
    // A file of an office is in one of these; other guesses come from files of a few characters.
    let likely = [SHIFT_JIS, EUC_JP, ISO_2022_JP, UTF_8].contains(&guess);
    let encoding = if likely { guess } else { SHIFT_JIS };
    encoding.decode_without_bom_handling(bytes).0
}

/// What splits most records into the same number of fields.
fn delimiter(text: &str) -> u8 {
    let mut best = (b',', 0.0);
    // A tab is rarely anything but a delimiter, so it wins where all are alike; a semicolon comes last.
    for candidate in [b'\t', b',', b';'] {
        let mut counts: Vec<usize> = Vec::new();
        let read = for_each_record(text, candidate, |_, record| {
            counts.push(record.len());
            counts.len() < SAMPLE
        });
        if read.is_err() || counts.is_empty() {
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

/// Gives each record with its row, from 0, until told to stop. A line without anything is a row, too.
fn for_each_record(
    text: &str,
    delimiter: u8,
    mut each: impl FnMut(usize, &StringRecord) -> bool,
) -> Result<(), csv::Error> {
    let mut reader =
        ReaderBuilder::new().delimiter(delimiter).has_headers(false).flexible(true).from_reader(text.as_bytes());
    let mut record = StringRecord::new();
    let mut row = 0usize;
    loop {
        // The reader passes over empty lines; how many there are is seen from where it stands.
        let start = usize::try_from(reader.position().byte()).unwrap_or(usize::MAX);
        row = row.saturating_add(empty_lines(text, start));
        if !reader.read_record(&mut record)? || !each(row, &record) {
            return Ok(());
        }
        row = row.saturating_add(1);
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
            assert_eq!(delimiter(text), expected, "{text:?}");
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
}
