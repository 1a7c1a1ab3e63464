//! The shared strings of a .xls workbook: where in each the font changes.

use super::u16_at;

/// From which UTF-16 unit on which font is used.
pub(super) type Runs = Vec<(u16, u16)>;

/// The runs of each shared string, from the SST record and those that continue it; empty for plain strings.
pub(super) fn runs(records: &[&[u8]]) -> Vec<Runs> {
    let mut bytes = Continued { records, at: 0 };
    let mut strings = Vec::new();
    // Two counts come first.
    if bytes.skip(8).is_none() {
        return strings;
    }
    while let Some(runs) = string(&mut bytes) {
        strings.push(runs);
    }
    strings
}

fn string(bytes: &mut Continued<'_>) -> Option<Runs> {
    let len = bytes.u16()?;
    let flags = bytes.byte()?;
    let count = if flags & 8 != 0 { bytes.u16()? } else { 0 };
    let further = if flags & 4 != 0 { u32::from(bytes.u16()?) | u32::from(bytes.u16()?) << 16 } else { 0 };
    let mut wide = flags & 1 != 0;
    for _ in 0..len {
        // Where a text goes over to the next record, that begins with how its characters are stored.
        if bytes.is_at_end_of_record() {
            wide = bytes.byte()? & 1 != 0;
        }
        bytes.skip(if wide { 2 } else { 1 })?;
    }
    let runs = (0..count).map(|_| Some((bytes.u16()?, bytes.u16()?))).collect::<Option<Runs>>()?;
    bytes.skip(usize::try_from(further).ok()?)?;
    Some(runs)
}

/// Bytes that go on from record to record.
struct Continued<'a> {
    records: &'a [&'a [u8]],
    at: usize,
}

impl Continued<'_> {
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
        u16_at(&[self.byte()?, self.byte()?], 0)
    }

    fn skip(&mut self, mut count: usize) -> Option<()> {
        while count > 0 {
            while self.is_at_end_of_record() {
                self.records = self.records.get(1..)?;
                self.at = 0;
            }
            let step = count.min(self.records.first()?.len() - self.at);
            self.at += step;
            count -= step;
        }
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_are_found_across_records() {
        let counts = [0u8; 8];
        let plain = [2, 0, 0, b'a', b'b'];
        let rich = [3, 0, 1 | 8, 1, 0, 0x42, 0x30, 0x44, 0x30];
        let first = [&counts[..], &plain, &rich].concat();
        // The third character, now stored in one byte, then the run: from unit 1 on, font 6.
        let second = [0, b'c', 1, 0, 6, 0, 1, 0, 0, b'z'];
        assert_eq!(runs(&[&first, &second]), [vec![], vec![(1, 6)], vec![]]);
        assert_eq!(runs(&[&first]), [Runs::new()]);
        assert_eq!(runs(&[]), Vec::<Runs>::new());
    }
}
