//! The marks that programs leave beside a file while someone has it open.
#![expect(clippy::disallowed_methods, reason = "read is one of the two ends that touch files")]

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

/// How long a mark is at most, in bytes; Excel's has 165.
const LONGEST: u64 = 1024;
/// Where Excel's mark has the name in UTF-16, its length before it.
const WIDE_NAME: usize = 55;

/// The file that a mark says is open.
pub(super) fn file_of(mark: &Path) -> Option<PathBuf> {
    let name = mark.file_name()?.to_str()?;
    let of_excel = name.strip_prefix("~$");
    let file = of_excel.or_else(|| name.strip_prefix(".~lock.")?.strip_suffix('#'))?;
    (!file.is_empty()).then(|| mark.with_file_name(file))
}

/// Who has the file open, if the mark can be read and says it.
pub(super) fn owner(mark: &Path) -> Option<String> {
    if !fs::metadata(mark).is_ok_and(|known| known.is_file()) {
        return None;
    }
    let mut bytes = Vec::new();
    fs::File::open(mark).ok()?.take(LONGEST).read_to_end(&mut bytes).ok()?;
    let name = if mark.file_name()?.to_str()?.starts_with("~$") { of_excel(&bytes) } else { of_office(&bytes) }?;
    let name = name.trim();
    let legible = !name.is_empty() && !name.chars().any(|char| char.is_control() || char == '\u{fffd}');
    legible.then(|| name.to_owned())
}

/// A byte with a length and the name in the system's code page; from byte 55 on the same in UTF-16.
fn of_excel(bytes: &[u8]) -> Option<String> {
    let unit = |pair: &[u8]| -> Option<u16> { Some(u16::from_le_bytes(pair.try_into().ok()?)) };
    let wide = bytes.get(WIDE_NAME..).unwrap_or_default();
    let len = wide.get(..2).and_then(unit).map_or(0, usize::from);
    if let Some(name) = wide.get(2..len.saturating_mul(2).saturating_add(2)).filter(|name| !name.is_empty()) {
        let units: Vec<u16> = name.chunks_exact(2).filter_map(unit).collect();
        return String::from_utf16(&units).ok();
    }
    let len = usize::from(*bytes.first()?);
    Some(encoding_rs::SHIFT_JIS.decode_without_bom_handling(bytes.get(1..len.checked_add(1)?)?).0.into_owned())
}

/// `name,user,machine,time,folder`, the name often empty.
fn of_office(bytes: &[u8]) -> Option<String> {
    let text = std::str::from_utf8(bytes).ok()?;
    text.split(',').take(2).map(str::trim).find(|part| !part.is_empty()).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_has_it_open() {
        let mut mark = vec![6];
        mark.extend(encoding_rs::SHIFT_JIS.encode("山田 ").0.iter());
        mark.resize(WIDE_NAME, b' ');
        assert_eq!(of_excel(&mark).as_deref().map(str::trim), Some("山田"));
        mark.extend([3, 0]);
        mark.extend("髙橋﨑".encode_utf16().flat_map(u16::to_le_bytes));
        mark.resize(165, b' ');
        assert_eq!(of_excel(&mark).as_deref(), Some("髙橋﨑"));
        assert_eq!(of_office(",yamada,pc,16.11.2026 10:00,file:///x;".as_bytes()).as_deref(), Some("yamada"));
        for odd in [&b""[..], b"\xff", b"\x05ab"] {
            assert_eq!(of_excel(odd), None);
        }
    }

    #[test]
    fn what_is_open() {
        let file = |mark: &str| file_of(Path::new(mark)).map(|path| path.to_string_lossy().into_owned());
        assert_eq!(file("課/~$評価.xlsx").as_deref(), Some("課/評価.xlsx"));
        assert_eq!(file("課/.~lock.評価.ods#").as_deref(), Some("課/評価.ods"));
        assert_eq!(file("~$"), None);
    }
}
