//! Texts of a .xls workbook: shared ones, which go on from record to record, and those inside a record.

use super::record::{u16_at, utf16};
use crate::read::limits::{Budget, Exceeded};
use encoding_rs::Encoding;

/// From which UTF-16 unit (in older files: byte) on which font is used.
pub(super) type Runs = Vec<(u16, u16)>;

/// A text with what the file knows of it.
#[derive(Clone, PartialEq, Debug, Default)]
pub(super) struct Text {
    pub(super) text: String,
    pub(super) runs: Runs,
    /// How it is read aloud.
    pub(super) phonetic: Option<String>,
}

/// The shared strings, from the SST record and those that continue it.
pub(super) fn shared(records: &[&[u8]], budget: &mut Budget<'_>) -> Result<Vec<Text>, Exceeded> {
    let mut bytes = Continued::new(records);
    let mut strings = Vec::new();
    // Two counts come first.
    if bytes.skip(8).is_none() {
        return Ok(strings);
    }
    while let Some(string) = string(&mut bytes) {
        if strings.len() >= budget.limits.cells {
            return Err(Exceeded::Cells(budget.limits.cells));
        }
        budget.time()?;
        strings.push(string);
    }
    Ok(strings)
}

/// A text that says itself how long it is, how its characters are stored and what follows them.
fn string(bytes: &mut Continued<'_>) -> Option<Text> {
    let len = bytes.u16()?;
    let flags = bytes.byte()?;
    let count = if flags & 8 != 0 { bytes.u16()? } else { 0 };
    let further = if flags & 4 != 0 { u32::from(bytes.u16()?) | u32::from(bytes.u16()?) << 16 } else { 0 };
    let text = utf16(&bytes.units(len, flags & 1 != 0)?);
    let runs = (0..count).map(|_| Some((bytes.u16()?, bytes.u16()?))).collect::<Option<Runs>>()?;
    let phonetic = phonetic(bytes, usize::try_from(further).ok()?)?;
    Some(Text { text, runs, phonetic })
}

/// What follows a text: how it is read aloud, if it is that.
fn phonetic(bytes: &mut Continued<'_>, len: usize) -> Option<Option<String>> {
    const HEAD: usize = 14;
    if len < HEAD {
        bytes.skip(len)?;
        return Some(None);
    }
    let mut head = [0; HEAD];
    for byte in &mut head {
        *byte = bytes.byte()?;
    }
    let mut left = len - HEAD;
    let count = u16_at(&head, 12).filter(|count| u16_at(&head, 0) == Some(1) && usize::from(*count) <= left / 2);
    let mut units = Vec::new();
    for _ in 0..count.unwrap_or(0) {
        units.push(bytes.u16()?);
        left = left.saturating_sub(2);
    }
    bytes.skip(left)?;
    Some((!units.is_empty()).then(|| utf16(&units)))
}

/// A text of BIFF8 from `at` on: two bytes of length, one of flags, the characters; where it ends.
pub(super) fn inside(body: &[u8], at: usize) -> Option<(Text, usize)> {
    let rest = body.get(at..)?;
    let records = [rest];
    let mut bytes = Continued::new(&records);
    let text = string(&mut bytes)?;
    Some((text, at.checked_add(bytes.at)?))
}

/// Characters of BIFF8 from `at` on, after their count: one byte of flags, then they.
pub(super) fn characters(body: &[u8], at: usize, len: u16) -> Option<String> {
    let wide = body.get(at)? & 1 != 0;
    let records = [body.get(at.checked_add(1)?..)?];
    Some(utf16(&Continued::new(&records).units(len, wide)?))
}

/// Characters that go on from record to record, each record beginning with how they are stored.
pub(super) fn continued(records: &[&[u8]], len: u16) -> Option<String> {
    let mut bytes = Continued::new(records);
    let wide = bytes.byte()? & 1 != 0;
    Some(utf16(&bytes.units(len, wide)?))
}

/// A text of an older file, in its code page.
pub(super) fn decoded(bytes: &[u8], encoding: &'static Encoding) -> String {
    encoding.decode_without_bom_handling(bytes).0.into_owned()
}

/// Bytes that go on from record to record.
struct Continued<'a> {
    records: &'a [&'a [u8]],
    at: usize,
}

impl<'a> Continued<'a> {
    fn new(records: &'a [&'a [u8]]) -> Self {
        Self { records, at: 0 }
    }

    fn is_at_end_of_record(&self) -> bool {
        self.records.first().is_some_and(|record| self.at >= record.len())
    }

    fn byte(&mut self) -> Option<u8> {
        while self.is_at_end_of_record() {
            self.records = self.records.get(1..)?;
            self.at = 0;
        }
        let byte = self.records.first()?.get(self.at).copied()?;
        self.at += 1;
        Some(byte)
    }

    fn u16(&mut self) -> Option<u16> {
        Some(u16::from_le_bytes([self.byte()?, self.byte()?]))
    }

    fn units(&mut self, len: u16, mut wide: bool) -> Option<Vec<u16>> {
        let mut units = Vec::new();
        for _ in 0..len {
            // Where a text goes over to the next record, that begins with how its characters are stored.
            if self.is_at_end_of_record() {
                wide = self.byte()? & 1 != 0;
            }
            units.push(if wide { self.u16()? } else { u16::from(self.byte()?) });
        }
        Some(units)
    }

    fn skip(&mut self, mut count: usize) -> Option<()> {
        while count > 0 {
            while self.is_at_end_of_record() {
                self.records = self.records.get(1..)?;
                self.at = 0;
            }
            let step = count.min(self.records.first()?.len().checked_sub(self.at)?);
            self.at += step;
            count -= step;
        }
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::Limits;

    fn read(records: &[&[u8]]) -> Vec<(String, Runs)> {
        let limits = Limits::default();
        let strings = shared(records, &mut Budget::new(&limits)).unwrap();
        strings.into_iter().map(|string| (string.text, string.runs)).collect()
    }

    #[test]
    fn texts_and_runs_are_found_across_records() {
        let counts = [0u8; 8];
        let plain = [2, 0, 0, b'a', b'b'];
        let rich = [3, 0, 1 | 8, 1, 0, 0x42, 0x30, 0x44, 0x30];
        let first = [&counts[..], &plain, &rich].concat();
        // The third character, now stored in one byte, then the run: from unit 1 on, font 6.
        let second = [0, b'c', 1, 0, 6, 0, 0, 0, 0, 1, 0];
        let (ab, rich) = (("ab".to_owned(), vec![]), ("\u{3042}\u{3044}c".to_owned(), vec![(1, 6)]));
        assert_eq!(read(&[&first, &second]), [ab.clone(), rich, (String::new(), vec![])]);
        assert_eq!(read(&[&first]), [ab]);
        assert_eq!(read(&[]), []);
    }

    #[test]
    fn how_a_text_is_read_aloud_is_found() {
        let units = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
        let aloud = [&[1, 0, 0, 0, 0, 0, 0, 0, 1, 0, 3, 0, 3, 0][..], &units("ヨサン"), &[0; 6]].concat();
        let string = [&[2, 0, 5, 26, 0, 0, 0][..], &units("予算"), &aloud, &[9]].concat();
        let (text, end) = inside(&string, 0).unwrap();
        assert_eq!((text.text.as_str(), text.phonetic.as_deref()), ("予算", Some("ヨサン")));
        assert_eq!(string.get(end..), Some(&[9][..]));
    }
}
