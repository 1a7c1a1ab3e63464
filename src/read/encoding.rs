//! Bytes into text, where the file does not say for sure how it was written.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{EUC_JP, Encoding, ISO_2022_JP, SHIFT_JIS, UTF_8, UTF_16BE, UTF_16LE};
use std::borrow::Cow;

/// Where an encoding could not tell what a character is.
pub(super) const UNKNOWN: char = '\u{fffd}';
/// How many bytes are looked at to tell UTF-16 without its mark.
const SAMPLE: usize = 8192;
/// How far into a page its encoding is declared.
const HEAD: usize = 4096;

/// The text: by its mark; as UTF-16 or UTF-8 if it is; as `declared` if that fits; else in the Japanese encoding
/// that fits best.
///
/// That bytes are UTF-8 by accident hardly happens, while pages often declare what they once were.
pub(super) fn decoded<'a>(bytes: &'a [u8], declared: Option<&str>) -> Cow<'a, str> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        let bytes = bytes.get(mark..).unwrap_or_default();
        return encoding.decode_without_bom_handling(bytes).0;
    }
    if let Some(encoding) = unmarked_utf16(bytes) {
        return encoding.decode_without_bom_handling(bytes).0;
    }
    let declared = declared.and_then(|label| Encoding::for_label(label.trim().as_bytes()));
    // Its bytes are all ASCII, so they would pass for UTF-8.
    let of_escapes = declared == Some(ISO_2022_JP) || bytes.windows(3).any(|escape| matches!(escape, b"\x1b$B"));
    if !of_escapes && let Ok(text) = std::str::from_utf8(bytes) {
        return Cow::Borrowed(text);
    }
    if let Some(encoding) = declared {
        let (text, damaged) = encoding.decode_without_bom_handling(bytes);
        if !damaged {
            return text;
        }
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(bytes, true);
    let guess = detector.guess(Some(b"jp"), Utf8Detection::Allow);
    // A file of an office is in one of these; other guesses come from files of a few characters.
    let likely = [SHIFT_JIS, EUC_JP, ISO_2022_JP, UTF_8].contains(&guess);
    let encoding = if likely { guess } else { SHIFT_JIS };
    encoding.decode_without_bom_handling(bytes).0
}

/// The encoding that the head of a page or the first line of an XML file declares.
pub(super) fn declared(bytes: &[u8]) -> Option<String> {
    let head = bytes.get(..bytes.len().min(HEAD)).unwrap_or_default();
    let head = String::from_utf8_lossy(head).to_ascii_lowercase();
    let after = head.split_once("charset=").or_else(|| head.split_once("encoding=")).map(|(_, after)| after)?;
    let after = after.trim_start_matches(['"', '\'', ' ']);
    after.split(['"', '\'', ' ', ';', '>', '/', '?']).next().map(str::to_owned)
}

/// UTF-16 without the mark that it should begin with: by which order of bytes its beginning is Japanese text.
pub(super) fn unmarked_utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = bytes.get(..bytes.len().min(SAMPLE)).unwrap_or_default();
    // No other text has bytes of nothing, and UTF-16 has them in each digit, comma and end of a line.
    if !bytes.len().is_multiple_of(2) || !sample.contains(&0) {
        return None;
    }
    let is_text = |of: fn([u8; 2]) -> u16| {
        let units = sample
            .chunks_exact(2)
            .map(|pair| of([pair.first().copied().unwrap_or(0), pair.get(1).copied().unwrap_or(0)]));
        let (mut all, mut usual) = (0usize, 0usize);
        for unit in units {
            all += 1;
            match unit {
                9 | 10 | 13 | 0x20..=0x7e | 0x2010..=0x26ff | 0x3000..=0x33ff | 0x4e00..=0x9fff | 0xff00..=0xffef => {
                    usual += 1
                }
                0..=0x1f | 0x7f | 0xfffe | 0xffff => return false,
                _ => {}
            }
        }
        usual.saturating_mul(10) >= all.saturating_mul(9)
    };
    match (is_text(u16::from_le_bytes), is_text(u16::from_be_bytes)) {
        (true, false) => Some(UTF_16LE),
        (false, true) => Some(UTF_16BE),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn utf16(text: &str, of: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(of).collect()
    }

    #[test]
    fn texts_are_told_by_their_bytes() {
        let text = "部署,値\r\n総務課,12\r\n";
        for bytes in [
            text.as_bytes().to_vec(),
            ["\u{feff}", text].concat().into_bytes(),
            utf16(text, u16::to_le_bytes),
            utf16(text, u16::to_be_bytes),
            utf16(&["\u{feff}", text].concat(), u16::to_le_bytes),
            utf16(&["\u{feff}", text].concat(), u16::to_be_bytes),
            SHIFT_JIS.encode(text).0.into_owned(),
            EUC_JP.encode(text).0.into_owned(),
            ISO_2022_JP.encode(text).0.into_owned(),
        ] {
            assert_eq!(decoded(&bytes, None), text, "{bytes:x?}");
        }
    }

    #[test]
    fn what_is_declared_holds_where_it_fits() {
        let text = "<td>件</td>";
        for declared in [None, Some("shift_jis"), Some("utf-8"), Some("x-sjis"), Some("なし")] {
            assert_eq!(decoded(text.as_bytes(), declared), text);
            assert_eq!(decoded(&SHIFT_JIS.encode(text).0, declared), text);
        }
        assert_eq!(decoded(b"\xe9t\xe9", Some("windows-1252")), "été");
    }
}
