//! Packages as Excel 2007 encrypts them ("standard"), and the verifier that it shares with the CryptoAPI of .xls.

use super::digest::{Aes, Hash};
use super::{fits, of_package, turned};
use crate::read::biff::record::u32_at;
use crate::read::limits::Budget;
use crate::read::rejection::Rejection;

/// How often the password is hashed.
const TURNS: u32 = 50_000;
/// Bytes of a SHA-1 digest.
const SHA1: usize = 20;

/// How a package or a stream is encrypted, as one header says it.
#[derive(Debug)]
pub(in crate::read) struct Info {
    pub(super) key_bytes: usize,
    pub(super) salt: Vec<u8>,
    pub(super) verifier: Vec<u8>,
    pub(super) verifier_hash: Vec<u8>,
}

impl Info {
    /// Reads an EncryptionInfo stream of this kind: two numbers of its version, flags, header, verifier.
    pub(super) fn read(bytes: &[u8]) -> Option<Self> {
        match bytes {
            [2..=4, 0, 2, 0, ..] => {}
            _ => return None,
        }
        let len = usize::try_from(u32_at(bytes, 8)?).ok()?;
        let header = bytes.get(12..)?.get(..len)?;
        let after = bytes.get(12usize.checked_add(len)?..)?;
        let key_bits = u32_at(header, 16)?;
        Some(Self {
            key_bytes: usize::try_from(key_bits / 8).ok()?,
            salt: after.get(4..20)?.to_vec(),
            verifier: after.get(20..36)?.to_vec(),
            verifier_hash: after.get(40..)?.to_vec(),
        })
    }

    /// The package in clear; none if the password is wrong.
    pub(super) fn open(
        &self,
        password: &[u8],
        package: &[u8],
        budget: &mut Budget<'_>,
    ) -> Result<Option<Vec<u8>>, Rejection> {
        let turned = turned(Hash::Sha1, &self.salt, password, TURNS, budget)?;
        let last = Hash::Sha1.of(&[&turned, &[0; 4]]);
        let half = |filler: u8| {
            let mut bytes = [filler; 64];
            bytes.iter_mut().zip(&last).for_each(|(byte, other)| *byte ^= other);
            Hash::Sha1.of(&[&bytes])
        };
        let opened = || {
            let key = [half(0x36), half(0x5c)].concat();
            let aes = Aes::new(key.get(..self.key_bytes)?)?;
            let decrypted = |bytes: &[u8]| {
                let mut plain = Vec::with_capacity(bytes.len());
                aes.decrypt(bytes, None, &mut plain);
                plain
            };
            let expected = Hash::Sha1.of(&[&decrypted(&self.verifier)]);
            if !fits(decrypted(&self.verifier_hash).get(..SHA1)? == expected) {
                return None;
            }
            let (len, bytes) = of_package(package)?;
            let mut plain = decrypted(bytes);
            plain.truncate(len);
            Some(plain)
        };
        Ok(opened())
    }
}
