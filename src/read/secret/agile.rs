//! Packages as Excel 2010 and later encrypt them ("agile"): how is said in XML.

use super::digest::{Aes, BLOCK, Hash};
use super::{fits, of_package, turned};
use crate::read::limits::Budget;
use crate::read::rejection::Rejection;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// What a key is made for, as the format numbers it.
const FOR_VERIFIER: [u8; 8] = [0xfe, 0xa7, 0xd2, 0x76, 0x3b, 0x4b, 0x9e, 0x79];
const FOR_VERIFIER_HASH: [u8; 8] = [0xd7, 0xaa, 0x0f, 0x6d, 0x30, 0x61, 0x34, 0x4e];
const FOR_KEY: [u8; 8] = [0x14, 0x6e, 0x0b, 0xe7, 0xab, 0xac, 0xd0, 0xd6];
/// Bytes that are encrypted together.
const SEGMENT: usize = 4096;
/// More turns than this no program writes (Excel: 100,000); a file that asks for them wants time, not safety.
const MOST_TURNS: u32 = 10_000_000;

/// How a package is encrypted.
#[derive(Debug, Default)]
pub(in crate::read) struct Info {
    salt: Vec<u8>,
    hash: Option<Hash>,
    key_salt: Vec<u8>,
    key_hash: Option<Hash>,
    key_bytes: usize,
    turns: u32,
    verifier: Vec<u8>,
    verifier_hash: Vec<u8>,
    key: Vec<u8>,
}

impl Info {
    /// Reads an EncryptionInfo stream; none if it is of another kind, or asks for what is not known.
    pub(super) fn read(bytes: &[u8]) -> Option<Self> {
        let xml = match bytes {
            [4, 0, 4, 0, _, _, _, _, xml @ ..] => std::str::from_utf8(xml).ok()?.trim_end_matches('\0'),
            _ => return None,
        };
        let mut info = Self::default();
        let mut reader = Reader::from_str(xml);
        let mut chained = true;
        loop {
            match reader.read_event().ok()? {
                Event::Start(element) | Event::Empty(element) => {
                    match crate::read::xml::local(element.name().into_inner()) {
                        "keyData" => {
                            chained &= attribute(&element, "cipherChaining")? == "ChainingModeCBC";
                            info.salt = base64(&attribute(&element, "saltValue")?)?;
                            info.hash = Hash::named(&attribute(&element, "hashAlgorithm")?);
                        }
                        "encryptedKey" => {
                            chained &= attribute(&element, "cipherChaining")? == "ChainingModeCBC";
                            info.key_salt = base64(&attribute(&element, "saltValue")?)?;
                            info.key_hash = Hash::named(&attribute(&element, "hashAlgorithm")?);
                            info.key_bytes = attribute(&element, "keyBits")?.parse::<usize>().ok()? / 8;
                            info.turns = attribute(&element, "spinCount")?.parse().ok()?;
                            info.verifier = base64(&attribute(&element, "encryptedVerifierHashInput")?)?;
                            info.verifier_hash = base64(&attribute(&element, "encryptedVerifierHashValue")?)?;
                            info.key = base64(&attribute(&element, "encryptedKeyValue")?)?;
                        }
                        _ => {}
                    }
                }
                Event::Eof => break,
                _ => {}
            }
        }
        (chained && info.turns <= MOST_TURNS && Aes::has_keys_of(info.key_bytes)).then_some(info)
    }

    /// The package in clear; none if the password is wrong.
    pub(super) fn open(
        &self,
        password: &[u8],
        package: &[u8],
        budget: &mut Budget<'_>,
    ) -> Result<Option<Vec<u8>>, Rejection> {
        let Some(hash) = self.key_hash else { return Ok(None) };
        let turned = turned(hash, &self.key_salt, password, self.turns, budget)?;
        let decrypted = |bytes: &[u8], purpose: &[u8]| {
            let mut key = hash.of(&[&turned, purpose]);
            key.resize(self.key_bytes, 0x36);
            let mut plain = Vec::new();
            Aes::new(&key)?.decrypt(bytes, Some(&self.key_salt), &mut plain);
            Some(plain)
        };
        let opened = || {
            let verifier = decrypted(&self.verifier, &FOR_VERIFIER)?;
            let expected = hash.of(&[&verifier]);
            if !fits(decrypted(&self.verifier_hash, &FOR_VERIFIER_HASH)?.starts_with(&expected)) {
                return None;
            }
            let key = decrypted(&self.key, &FOR_KEY)?;
            let aes = Aes::new(key.get(..self.key_bytes)?)?;
            let (len, bytes) = of_package(package)?;
            let mut plain = Vec::with_capacity(bytes.len());
            for (number, segment) in (0u32..).zip(bytes.chunks(SEGMENT)) {
                let mut vector = self.hash?.of(&[&self.salt, &number.to_le_bytes()]);
                vector.resize(BLOCK, 0x36);
                aes.decrypt(segment, Some(&vector), &mut plain);
            }
            plain.truncate(len);
            Some(plain)
        };
        Ok(opened())
    }
}

fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    crate::read::xml::attribute(element, name).map(|value| value.to_string())
}

/// Base 64 in clear; none if it is none.
fn base64(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    let (mut bits, mut count) = (0u32, 0u32);
    for char in text.trim().trim_end_matches('=').bytes() {
        let six = match char {
            b'A'..=b'Z' => char - b'A',
            b'a'..=b'z' => char - b'a' + 26,
            b'0'..=b'9' => char - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            _ => return None,
        };
        bits = bits << 6 & 0x00ff_ffff | u32::from(six);
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push((bits >> count).to_le_bytes()[0]);
        }
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base_64_is_read() {
        assert_eq!(base64("TWFu").as_deref(), Some(&b"Man"[..]));
        assert_eq!(base64("TWE=").as_deref(), Some(&b"Ma"[..]));
        assert_eq!(base64("TQ==").as_deref(), Some(&b"M"[..]));
        assert_eq!(base64("T?"), None);
    }

    fn described(key_bits: &str, turns: &str) -> Option<Info> {
        let key = "cipherChaining=\"ChainingModeCBC\" hashAlgorithm=\"SHA512\" saltValue=\"\"";
        let xml = format!(
            "<e><keyData {key}/><p:encryptedKey {key} keyBits=\"{key_bits}\" spinCount=\"{turns}\" \
             encryptedVerifierHashInput=\"\" encryptedVerifierHashValue=\"\" encryptedKeyValue=\"\"/></e>"
        );
        Info::read(&[&[4, 0, 4, 0, 64, 0, 0, 0], xml.as_bytes()].concat())
    }

    #[test]
    fn endless_turns_are_not_begun() {
        assert!(described("256", "100000").is_some());
        assert!(described("256", "2147483647").is_none());
    }

    #[test]
    fn keys_of_a_length_that_no_cipher_has_are_not_made() {
        assert!(described("128", "1").is_some());
        for bits in ["0", "8", "99999999999999999", "18446744073709551615"] {
            assert!(described(bits, "1").is_none(), "{bits}");
        }
    }
}
