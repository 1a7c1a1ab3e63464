//! The zip package under .xlsx and .ods: its parts, found by name and inflated within limits.

use super::limits::{Budget, Exceeded};
use rustc_hash::FxHashMap;
use std::borrow::Cow;
use std::cell::OnceCell;
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// Deflate cannot do better than about 1:1032, so a part that claims more is not believed.
const BEST_RATIO: u64 = 1100;

/// An opened package.
pub(super) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    /// The parts by their names as [`Self::names`] gives them; made when a name is not found as it is written.
    by_plain_name: OnceCell<FxHashMap<String, usize>>,
}

/// Why a part could not be read.
#[derive(Debug, thiserror::Error)]
pub(super) enum PartError {
    #[error(transparent)]
    Zip(#[from] zip::result::ZipError),
    #[error(transparent)]
    Io(#[from] std::io::Error),
    #[error(transparent)]
    Xml(#[from] quick_xml::Error),
    #[error(transparent)]
    Exceeded(#[from] Exceeded),
    #[error("{0}: unknown text encoding")]
    Encoding(String),
    #[error("no part {0}")]
    Missing(String),
    #[error("{0}: larger than it says")]
    Larger(String),
    #[error("the end is missing")]
    Cut,
    #[error("&{0};")]
    Entity(String),
}

impl<'a> Package<'a> {
    /// Opens a package by its directory; nothing is inflated yet.
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, PartError> {
        Ok(Self { archive: ZipArchive::new(Cursor::new(bytes))?, by_plain_name: OnceCell::new() })
    }

    /// Whether it has the part `name`, written just so.
    pub(super) fn has_exactly(&self, name: &str) -> bool {
        self.archive.index_for_name(name).is_some()
    }

    /// Whether it has the part `name`, of whatever case.
    pub(super) fn has(&self, name: &str) -> bool {
        self.index(name).is_some()
    }

    /// Whether any part's name starts with `prefix`, of whatever case.
    pub(super) fn has_under(&self, prefix: &str) -> bool {
        self.names().any(|(_, name)| name.starts_with(prefix))
    }

    /// The part `name` as text, inflated into `buffer`; none if there is no such part.
    ///
    /// # Errors
    ///
    /// If it is damaged, encrypted, too large or in an unknown encoding.
    pub(super) fn text<'b>(
        &mut self,
        name: &str,
        buffer: &'b mut Vec<u8>,
        budget: &mut Budget<'_>,
    ) -> Result<Option<Cow<'b, str>>, PartError> {
        let Some(index) = self.index(name) else { return Ok(None) };
        let part = self.archive.by_index(index)?;
        let size = part.size();
        budget.part(size)?;
        buffer.clear();
        let believed = size.min(part.compressed_size().saturating_mul(BEST_RATIO));
        buffer.reserve(usize::try_from(believed).unwrap_or(0));
        // One byte more than declared tells a part that is not what it says.
        let read = part.take(size.saturating_add(1)).read_to_end(buffer)?;
        if u64::try_from(read).is_ok_and(|read| read > size) {
            return Err(PartError::Larger(name.to_owned()));
        }
        decoded(buffer).map(Some).ok_or_else(|| PartError::Encoding(name.to_owned()))
    }

    fn index(&self, name: &str) -> Option<usize> {
        self.archive.index_for_name(name).or_else(|| {
            let by_plain_name = self.by_plain_name.get_or_init(|| {
                let mut parts = FxHashMap::default();
                for (index, name) in self.names() {
                    parts.entry(name).or_insert(index);
                }
                parts
            });
            by_plain_name.get(&name.to_lowercase()).copied()
        })
    }

    /// Index and name of each part; some producers write backslashes, or another case than they refer to.
    fn names(&self) -> impl Iterator<Item = (usize, String)> {
        (0..self.archive.len()).filter_map(|index| {
            let name = self.archive.name_for_index(index)?.ok()?;
            Some((index, name.replace('\\', "/").trim_start_matches('/').to_lowercase()))
        })
    }
}

/// The text of an XML part: UTF-8, UTF-16 by its mark, or what its first line declares.
fn decoded(bytes: &[u8]) -> Option<Cow<'_, str>> {
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        let (text, _, damaged) = encoding_rs::UTF_16LE.decode(bytes);
        return (!damaged).then_some(text);
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Some(Cow::Borrowed(text));
    }
    let first_line = bytes.split(|byte| *byte == b'>').next().unwrap_or_default();
    let first_line = std::str::from_utf8(first_line).ok()?;
    let label = first_line.split_once("encoding=")?.1;
    let label = label.trim_start_matches(['"', '\'']).split(['"', '\'']).next()?;
    let (text, _, damaged) = encoding_rs::Encoding::for_label(label.as_bytes())?.decode(bytes);
    (!damaged).then_some(text)
}

/// The name of the part that `target` means when a part in `folder` says it.
pub(super) fn resolved(folder: &str, target: &str) -> String {
    let target = target.replace('\\', "/");
    let from_root = target.starts_with('/');
    let mut parts: Vec<&str> = Vec::new();
    let base = if from_root { "" } else { folder };
    for part in base.split('/').chain(target.split('/')) {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            _ => parts.push(part),
        }
    }
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_are_resolved() {
        for (target, name) in [
            ("worksheets/sheet1.xml", "xl/worksheets/sheet1.xml"),
            ("/xl/worksheets/sheet1.xml", "xl/worksheets/sheet1.xml"),
            ("../xl/worksheets/sheet1.xml", "xl/worksheets/sheet1.xml"),
            ("./sharedStrings.xml", "xl/sharedStrings.xml"),
            ("worksheets\\sheet1.xml", "xl/worksheets/sheet1.xml"),
            ("../../../sheet1.xml", "sheet1.xml"),
        ] {
            assert_eq!(resolved("xl", target), name);
        }
    }

    #[test]
    fn parts_are_text_in_the_encoding_they_say() {
        assert_eq!(decoded("<a>約</a>".as_bytes()).as_deref(), Some("<a>約</a>"));
        assert_eq!(decoded(b"\xef\xbb\xbf<a/>").as_deref(), Some("<a/>"));
        assert_eq!(decoded(b"\xff\xfe<\0a\0/\0>\0").as_deref(), Some("<a/>"));
        let declared = [&b"<?xml version='1.0' encoding='Shift_JIS'?><a>"[..], b"\x8c\x8f", b"</a>"].concat();
        assert!(decoded(&declared).is_some_and(|text| text.ends_with("<a>件</a>")));
        assert_eq!(decoded(b"<a>\x8c\x8f</a>"), None);
    }
}
