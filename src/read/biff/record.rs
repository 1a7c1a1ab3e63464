//! The records of a workbook stream: kind and content, and numbers in them.

/// A record: its kind and its content.
pub(super) type Record<'a> = (u16, &'a [u8]);

pub(super) const BOF: u16 = 0x0809;
pub(super) const EOF: u16 = 0x000a;
pub(super) const CONTINUE: u16 = 0x003c;

/// The records from `start` on. They end where the stream does not hold a whole one any more.
pub(in crate::read) fn records(stream: &[u8], start: usize) -> impl Iterator<Item = Record<'_>> {
    let mut rest = stream.get(start..).unwrap_or_default();
    std::iter::from_fn(move || {
        let (id, len) = u16_at(rest, 0).zip(u16_at(rest, 2))?;
        let body = rest.get(4..)?;
        let len = usize::from(len);
        rest = body.get(len..)?;
        Some((id, body.get(..len)?))
    })
}

pub(in crate::read) fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..)?.first_chunk().map(|two| u16::from_le_bytes(*two))
}

pub(in crate::read) fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..)?.first_chunk().map(|four| u32::from_le_bytes(*four))
}

pub(super) fn f64_at(bytes: &[u8], at: usize) -> Option<f64> {
    bytes.get(at..)?.first_chunk().map(|eight| f64::from_le_bytes(*eight))
}

/// UTF-16 as text; half a character becomes the mark for one that is lost.
pub(super) fn utf16(units: &[u16]) -> String {
    String::from_utf16_lossy(units)
}
