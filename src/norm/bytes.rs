//! What the bytes of a CSV say before anything is made of them.

/// What the bytes of a CSV say. Lines and fields are counted from 1.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CsvBytes {
    /// Whether it begins with the byte order mark of UTF-8.
    pub bom: bool,
    /// Whether it is UTF-8.
    pub utf8: bool,
    /// Lines that end otherwise than by CRLF.
    pub odd_ends: Vec<usize>,
    /// Lines on which a record begins that goes on to the next.
    pub broken_records: Vec<usize>,
    /// Lines with a quote inside a field without quotes, or text after the quote that ends one.
    pub odd_quotes: Vec<usize>,
    /// Lines of records with another number of fields than the first.
    pub ragged: Vec<usize>,
}

/// Where the reader of bytes is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum At {
    Start,
    Bare,
    Quoted,
    /// After a quote inside quotes: the end of them, or half of a doubled one.
    Quote,
}

/// Looks at bytes. No byte of a character of CP932 is a comma, a quote or a line end but these themselves.
pub fn csv_bytes(bytes: &[u8]) -> CsvBytes {
    let mut said = CsvBytes {
        bom: bytes.starts_with(b"\xef\xbb\xbf"),
        utf8: std::str::from_utf8(bytes).is_ok(),
        ..CsvBytes::default()
    };
    let body = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let (mut at, mut line, mut begun, mut fields, mut first) = (At::Start, 1, 1, 1, None);
    let mut before = 0;
    for byte in body.iter().copied() {
        if byte == b'\n' {
            if before != b'\r' {
                said.odd_ends.push(line);
            }
            if at == At::Quoted {
                said.broken_records.push(begun);
            } else {
                if *first.get_or_insert(fields) != fields {
                    said.ragged.push(begun);
                }
                (at, fields, begun) = (At::Start, 1, line + 1);
            }
            line += 1;
        } else {
            at = match (at, byte) {
                (At::Quoted, b'"') => At::Quote,
                (At::Quoted, _) | (At::Quote, b'"') => At::Quoted,
                (_, b',') => {
                    fields += 1;
                    At::Start
                }
                (At::Start, b'"') => At::Quoted,
                (At::Quote, b'\r') => At::Quote,
                (At::Bare, b'"') | (At::Quote, _) => {
                    said.odd_quotes.push(line);
                    At::Bare
                }
                _ => At::Bare,
            };
        }
        before = byte;
    }
    if before != b'\n' && !body.is_empty() {
        said.odd_ends.push(line);
        if first.is_some_and(|first| first != fields) {
            said.ragged.push(begun);
        }
    }
    said
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sound_bytes_say_nothing_odd() {
        let said = csv_bytes("\u{feff}名,値\r\n\"a,\"\"b\"\"\",1\r\n".as_bytes());
        assert_eq!(said, CsvBytes { bom: true, utf8: true, ..CsvBytes::default() });
    }

    #[test]
    fn every_oddity_is_told_with_its_line() {
        assert_eq!(csv_bytes(b"a,b\n1,2\r\n").odd_ends, [1]);
        assert_eq!(csv_bytes(b"a,b\r\n1,2").odd_ends, [2]);
        assert_eq!(csv_bytes(b"a,b\r\n\"1\r\n2\",3\r\n").broken_records, [2]);
        assert_eq!(csv_bytes(b"a,b\r\n1,2,3\r\n").ragged, [2]);
        assert_eq!(csv_bytes(b"a,b\r\nx\"y,3\r\n").odd_quotes, [2]);
        assert_eq!(csv_bytes(b"a,b\r\n\"x\"y,3\r\n").odd_quotes, [2]);
        assert!(!csv_bytes(b"a\x82\xa0").utf8);
    }
}
