//! The passwords that an office uses for its workbooks.

use std::fmt;

/// Passwords to try, in their order. They are never shown.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Passwords(Vec<String>);

impl Passwords {
    /// The passwords of a file, one a line, in UTF-8 or in the code page of Japanese Windows. Empty lines are none.
    pub fn parse(file: &[u8]) -> Self {
        let text = match std::str::from_utf8(file) {
            Ok(text) => text.trim_start_matches('\u{feff}').to_owned(),
            Err(_) => encoding_rs::SHIFT_JIS.decode_without_bom_handling(file).0.into_owned(),
        };
        Self(text.lines().filter(|line| !line.is_empty()).map(str::to_owned).collect())
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }
}

impl fmt::Debug for Passwords {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} passwords", self.0.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_a_password() {
        let all = |file: &[u8]| Passwords::parse(file).0;
        assert_eq!(all("\u{feff}ひみつ\r\n\r\nabc d\n".as_bytes()), ["ひみつ", "abc d"]);
        assert_eq!(all(&[0x82, 0xd0, 0x82, 0xdd, 0x82, 0xc2]), ["ひみつ"]);
        assert_eq!(format!("{:?}", Passwords::parse(b"secret")), "1 passwords");
    }
}
