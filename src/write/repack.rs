//! A package written again: some of its parts have another text or go, the others stay as they are packed.

use super::error::Reason;
use super::origin::same_everywhere;
use super::xlsx::COMPRESSION;
use std::collections::BTreeMap;
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, System, ZipArchive, ZipWriter};

/// Parts by their keys: the new text, or nothing where the part goes.
pub type Changed = BTreeMap<String, Option<String>>;

/// How parts are put into a package, as the writer of workbooks does it.
pub fn options() -> SimpleFileOptions {
    SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(COMPRESSION.into()))
        .unix_permissions(0o600)
        .system(System::Unix)
        .last_modified_time(DateTime::default())
}

/// The package with its parts changed; what no part has as its key is a new part at the end.
///
/// # Errors
///
/// If the package cannot be read.
pub fn repacked(package: &[u8], mut changed: Changed, key: impl Fn(&str) -> String) -> Result<Vec<u8>, Reason> {
    let mut parts = ZipArchive::new(Cursor::new(package))?;
    // not as a stream: a part copied into one says that its size stands after it, and it does not
    let mut whole = ZipWriter::new(Cursor::new(Vec::with_capacity(package.len())));
    let put = |whole: &mut ZipWriter<Cursor<Vec<u8>>>, name: &str, text: &str| -> Result<(), Reason> {
        whole.start_file(name, options())?;
        Ok(whole.write_all(text.as_bytes())?)
    };
    for place in 0..parts.len() {
        let part = parts.by_index_raw(place)?;
        let name = part.name()?.into_owned();
        match changed.remove(&key(&name)) {
            Some(Some(text)) => put(&mut whole, &name, &text)?,
            Some(None) => {}
            None => whole.raw_copy_file(part)?,
        }
    }
    for (name, text) in changed {
        put(&mut whole, &name, &text.unwrap_or_default())?;
    }
    let mut bytes = whole.finish()?.into_inner();
    same_everywhere(&mut bytes);
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read;

    fn package(parts: &[(&str, &str)], options: SimpleFileOptions) -> Vec<u8> {
        let mut whole = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, text) in parts {
            whole.start_file(*name, options).unwrap();
            whole.write_all(text.as_bytes()).unwrap();
        }
        whole.finish().unwrap().into_inner()
    }

    #[test]
    fn parts_are_exchanged_dropped_kept_and_added_and_the_system_is_one_everywhere() {
        let parts = [("A.xml", "a"), ("b.xml", "b"), ("c.xml", "c")];
        let changed = || {
            let of = |name: &str, text: Option<&str>| (name.to_owned(), text.map(str::to_owned));
            BTreeMap::from([of("a.xml", Some("neu")), of("b.xml", None), of("z.xml", Some("z"))])
        };
        let dos = package(&parts, options().system(System::Dos));
        let [here, there] =
            [package(&parts, options()), dos].map(|bytes| repacked(&bytes, changed(), str::to_lowercase).unwrap());
        assert_eq!(here, there);
        let mut read = ZipArchive::new(Cursor::new(here)).unwrap();
        let texts: Vec<(String, String)> = (0..read.len())
            .map(|place| {
                let mut part = read.by_index(place).unwrap();
                let mut text = String::new();
                part.read_to_string(&mut text).unwrap();
                (part.name().unwrap().into_owned(), text)
            })
            .collect();
        let expected = [("A.xml", "neu"), ("c.xml", "c"), ("z.xml", "z")];
        assert_eq!(texts, expected.map(|(name, text)| (name.to_owned(), text.to_owned())));
    }
}
