//! How the text of the CSVs is written as bytes.

use serde::Serialize;
use std::borrow::Cow;

/// An encoding of CSVs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Encoding {
    /// UTF-8 with a byte order mark: what Excel takes without asking, and everything can be written.
    #[default]
    #[serde(rename = "utf-8")]
    Utf8,
    /// Shift_JIS as Windows has it, for programs that read nothing else.
    Cp932,
}

/// What stands for a character that has no place: 〓, as in print.
const GETA: char = '〓';

/// Characters that JIS has under another code point: the same sign, told apart by Unicode alone.
const TWINS: [(char, char); 10] = [
    ('\u{301c}', '～'),
    ('\u{2212}', '－'),
    ('\u{2016}', '∥'),
    ('\u{2014}', '―'),
    ('\u{a2}', '￠'),
    ('\u{a3}', '￡'),
    ('\u{ac}', '￢'),
    ('\u{a6}', '￤'),
    ('\u{a5}', '￥'),
    ('\u{203e}', '￣'),
];

impl Encoding {
    /// All of them, by the word that selects each.
    pub const ALL: [(&'static str, Self); 2] = [("utf-8", Self::Utf8), ("cp932", Self::Cp932)];

    /// Its word, which is also what Python calls it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "utf-8",
            Self::Cp932 => "cp932",
        }
    }

    /// What is written for a character: another one where it has no place, `None` where it has.
    pub fn instead(self, character: char) -> Option<char> {
        if self == Self::Utf8 || character.is_ascii() {
            return None;
        }
        let twin = TWINS.iter().find(|(known, _)| *known == character).map(|(_, twin)| *twin);
        twin.or_else(|| {
            let mut buffer = [0; 4];
            let (_, _, without_place) = encoding_rs::SHIFT_JIS.encode(character.encode_utf8(&mut buffer));
            without_place.then_some(GETA)
        })
    }

    /// The bytes of a text, each character that has no place written as another.
    pub fn bytes(self, text: &str) -> Cow<'_, [u8]> {
        if self == Self::Utf8 || text.is_ascii() {
            return Cow::Borrowed(text.as_bytes());
        }
        let fitting: String = text.chars().map(|character| self.instead(character).unwrap_or(character)).collect();
        Cow::Owned(encoding_rs::SHIFT_JIS.encode(&fitting).0.into_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cp932_has_is_written_and_what_it_has_not_is_a_geta() {
        for (text, written) in [
            ("①髙﨑Ⅱ㈱ｱ", "①髙﨑Ⅱ㈱ｱ"),
            ("10〜20", "10～20"),
            ("−5", "－5"),
            ("𠮷野家", "〓野家"),
            ("é¥", "〓￥"),
            ("葛󠄀城", "葛〓城"),
        ] {
            let bytes = Encoding::Cp932.bytes(text);
            let (read, _, damaged) = encoding_rs::SHIFT_JIS.decode(&bytes);
            assert_eq!((read.as_ref(), damaged), (written, false), "{text}");
        }
        assert_eq!(Encoding::Utf8.bytes("𠮷"), "𠮷".as_bytes());
    }

    #[test]
    fn no_character_is_left_to_the_encoder_to_invent_something_for() {
        for character in ('\u{80}'..='\u{ffff}').filter(|character| Encoding::Cp932.instead(*character).is_none()) {
            let bytes = Encoding::Cp932.bytes(character.encode_utf8(&mut [0; 4])).into_owned();
            let (read, _, _) = encoding_rs::SHIFT_JIS.decode(&bytes);
            assert!(read.chars().eq([character]), "{:x} {read}", u32::from(character));
        }
    }
}
