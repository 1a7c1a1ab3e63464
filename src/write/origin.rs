//! Packages name the system on which they were made; ours name the same one everywhere.

/// What a package says of that system where there is Unix.
const UNIX: u8 = 3;

/// Makes a package say that it was made on Unix, whatever wrote it; other bytes stay as they are.
pub fn same_everywhere(package: &mut [u8]) {
    // The end: a mark, 6 bytes, how many parts there are, 4 bytes, where their directory begins.
    let Some(end) = package.windows(4).rposition(|bytes| bytes == b"PK\x05\x06") else { return };
    let count = u16_at(package, end + 10).unwrap_or(0);
    let Some((low, high)) = u16_at(package, end + 16).zip(u16_at(package, end + 18)) else { return };
    let mut at = usize::from(low) | usize::from(high) << 16;
    for _ in 0..count {
        if package.get(at..at + 4) != Some(b"PK\x01\x02") {
            return;
        }
        if let Some(system) = package.get_mut(at + 5) {
            *system = UNIX;
        }
        // An entry is 46 bytes, then come a name, extra fields and a comment.
        let lengths = [28, 30, 32].map(|place| u16_at(package, at + place).map_or(0, usize::from));
        at += 46 + lengths.iter().sum::<usize>();
    }
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..)?.first_chunk().map(|two| u16::from_le_bytes(*two))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::{Cursor, Write};
    use zip::write::SimpleFileOptions;
    use zip::{DateTime, System, ZipWriter};

    fn package(system: System) -> Vec<u8> {
        let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
        let options = SimpleFileOptions::default().system(system).last_modified_time(DateTime::default());
        for (name, text) in [("a.xml", "<a/>"), ("集計/b.xml", "PK\u{1}\u{2}"), ("c", "")] {
            archive.start_file(name, options.unix_permissions(0o600)).unwrap();
            archive.write_all(text.as_bytes()).unwrap();
        }
        archive.finish().unwrap().into_inner()
    }

    #[test]
    fn packages_of_two_systems_are_the_same() {
        let (unix, mut dos) = (package(System::Unix), package(System::Dos));
        assert_ne!(unix, dos);
        same_everywhere(&mut dos);
        assert_eq!(unix, dos);
    }

    #[test]
    fn what_is_no_package_stays_as_it_is() {
        for bytes in [&b""[..], b"PK", b"PK\x05\x06", b"PK\x05\x06\0\0\0\0\0\0\x09\0\0\0\0\0\xff\xff\xff\xff\0\0"] {
            let mut same = bytes.to_vec();
            same_everywhere(&mut same);
            assert_eq!(same, bytes);
        }
    }
}
