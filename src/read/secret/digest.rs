//! The digests and the cipher that protected packages use, by their names there.

use aes::cipher::{BlockCipherDecrypt, KeyInit};
use aes::{Aes128, Aes192, Aes256, Block};
use md5::Md5;
use sha1::Sha1;
use sha2::{Digest, Sha256, Sha384, Sha512};

/// A digest.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Hash {
    Md5,
    Sha1,
    Sha256,
    Sha384,
    Sha512,
}

impl Hash {
    /// A digest by its name.
    pub(super) fn named(name: &str) -> Option<Self> {
        Some(match name {
            "MD5" => Self::Md5,
            "SHA1" | "SHA-1" => Self::Sha1,
            "SHA256" | "SHA-256" => Self::Sha256,
            "SHA384" | "SHA-384" => Self::Sha384,
            "SHA512" | "SHA-512" => Self::Sha512,
            _ => return None,
        })
    }

    /// The digest of the parts, one after the other.
    pub(super) fn of(self, parts: &[&[u8]]) -> Vec<u8> {
        match self {
            Self::Md5 => digest::<Md5>(parts),
            Self::Sha1 => digest::<Sha1>(parts),
            Self::Sha256 => digest::<Sha256>(parts),
            Self::Sha384 => digest::<Sha384>(parts),
            Self::Sha512 => digest::<Sha512>(parts),
        }
    }
}

fn digest<D: Digest>(parts: &[&[u8]]) -> Vec<u8> {
    let mut digest = D::new();
    for part in parts {
        digest.update(part);
    }
    digest.finalize().to_vec()
}

/// AES with a key of one of its three lengths.
pub(super) enum Aes {
    Short(Aes128),
    Middle(Aes192),
    Long(Aes256),
}

/// Bytes in a block of AES.
pub(super) const BLOCK: usize = 16;

impl Aes {
    /// Whether it knows keys of so many bytes.
    pub(super) fn has_keys_of(bytes: usize) -> bool {
        matches!(bytes, 16 | 24 | 32)
    }

    /// With this key; none if it has no length that AES knows.
    pub(super) fn new(key: &[u8]) -> Option<Self> {
        Some(match key.len() {
            16 => Self::Short(Aes128::new_from_slice(key).ok()?),
            24 => Self::Middle(Aes192::new_from_slice(key).ok()?),
            32 => Self::Long(Aes256::new_from_slice(key).ok()?),
            _ => return None,
        })
    }

    /// Appends what the bytes are in clear, block by block; what is left over at the end is left out. With a vector,
    /// each block depends on the one before.
    pub(super) fn decrypt(&self, bytes: &[u8], vector: Option<&[u8]>, into: &mut Vec<u8>) {
        let mut before: Option<[u8; BLOCK]> = vector.and_then(|vector| vector.first_chunk().copied());
        for encrypted in bytes.as_chunks::<BLOCK>().0 {
            let mut block = Block::from(*encrypted);
            match self {
                Self::Short(aes) => aes.decrypt_block(&mut block),
                Self::Middle(aes) => aes.decrypt_block(&mut block),
                Self::Long(aes) => aes.decrypt_block(&mut block),
            }
            if let Some(before) = &mut before {
                block.iter_mut().zip(before.iter()).for_each(|(byte, other)| *byte ^= other);
                *before = *encrypted;
            }
            into.extend_from_slice(&block);
        }
    }
}
