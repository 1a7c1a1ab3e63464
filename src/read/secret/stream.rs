//! Workbook streams of .xls as Excel 97 to 2003 encrypt them, and later ones when they write that format: RC4, the
//! content of records only.

use super::digest::Hash;
use super::{fits, standard};
use crate::read::biff::record::u16_at;

const BOF: u16 = 0x0809;
const FILEPASS: u16 = 0x002f;
const BOUNDSHEET: u16 = 0x0085;
/// A record that readers pass over; it stands where FILEPASS stood.
const PASSED_OVER: u16 = 0x0042 | 0x8000;
/// Records whose content stays in clear: BOF, FILEPASS, INTERFACEHDR, USREXCL, FILELOCK and those of shared workbooks.
const IN_CLEAR: [u16; 7] = [BOF, FILEPASS, 0x00e1, 0x0194, 0x0195, 0x0196, 0x0138];
/// Bytes for which one key holds.
const BLOCK: usize = 1024;

/// How a stream is encrypted.
#[derive(Debug)]
pub(in crate::read) enum Info {
    /// Salt, verifier and its digest.
    Rc4([u8; 16], [u8; 16], [u8; 16]),
    CryptoApi(standard::Info),
}

/// Whether and how a workbook stream is protected; inside none if not in a way that is known.
pub(super) fn protection(stream: &[u8]) -> Option<Option<Info>> {
    let mut records = crate::read::biff::record::records(stream, 0);
    records.next().filter(|(id, _)| *id == BOF)?;
    // Before it stands at most that the file is protected from writing.
    let (_, body) = records.take(4).find(|(id, _)| *id == FILEPASS)?;
    Some(info(body))
}

fn info(body: &[u8]) -> Option<Info> {
    // The oldest way, which only scrambles, is 0.
    if u16_at(body, 0)? != 1 {
        return None;
    }
    if u16_at(body, 2)? == 1 {
        let part = |from: usize| body.get(from..)?.first_chunk().copied();
        return Some(Info::Rc4(part(6)?, part(22)?, part(38)?));
    }
    standard::Info::read(body.get(2..)?).map(Info::CryptoApi)
}

impl Info {
    /// The stream in clear; none if the password is wrong.
    pub(super) fn open(&self, password: &[u8], stream: &[u8]) -> Option<Vec<u8>> {
        let base = match self {
            Self::Rc4(salt, ..) => {
                let hash = Hash::Md5.of(&[password]);
                let salted = [hash.get(..5)?, salt].concat().repeat(16);
                Hash::Md5.of(&[&salted]).get(..5)?.to_vec()
            }
            Self::CryptoApi(info) => Hash::Sha1.of(&[&info.salt, password]),
        };
        let (hash, verifier, verifier_hash): (_, &[u8], &[u8]) = match self {
            Self::Rc4(_, verifier, hash) => (Hash::Md5, verifier, hash),
            Self::CryptoApi(info) => (Hash::Sha1, &info.verifier, info.verifier_hash.get(..20)?),
        };
        let tested = [verifier, verifier_hash].concat();
        let tested: Vec<u8> = tested.iter().zip(self.noise(&base, 0)?).map(|(byte, noise)| byte ^ noise).collect();
        let (verifier, expected) = tested.split_at_checked(verifier.len())?;
        fits(hash.of(&[verifier]) == expected).then(|| self.cleared(&base, stream)).flatten()
    }

    /// What lies over the bytes of a block.
    fn noise(&self, base: &[u8], block: u32) -> Option<[u8; BLOCK]> {
        let key = match self {
            Self::Rc4(..) => Hash::Md5.of(&[base, &block.to_le_bytes()]),
            Self::CryptoApi(info) => {
                let mut key = Hash::Sha1.of(&[base, &block.to_le_bytes()]);
                // A key of 40 bits is filled up with zeros; 0 bits mean 40.
                let len = if info.key_bytes == 0 { 5 } else { info.key_bytes };
                key.truncate(len);
                if len == 5 {
                    key.resize(16, 0);
                }
                key
            }
        };
        let mut noise = [0; BLOCK];
        rc4(&key, &mut noise)?;
        Some(noise)
    }

    /// The stream with the content of its records in clear, and no mark that it ever was not.
    fn cleared(&self, base: &[u8], stream: &[u8]) -> Option<Vec<u8>> {
        let mut clear = stream.to_vec();
        let mut at = 0usize;
        let (mut block, mut noise) = (0, self.noise(base, 0)?);
        while let Some((id, len)) = u16_at(stream, at).zip(u16_at(stream, at.checked_add(2)?)) {
            let start = at.checked_add(4)?;
            let end = start.checked_add(usize::from(len))?;
            if id == FILEPASS {
                clear.get_mut(at..at.checked_add(2)?)?.copy_from_slice(&PASSED_OVER.to_le_bytes());
            }
            // Of where a sheet begins, the place stays in clear.
            let from = if id == BOUNDSHEET { start.saturating_add(4) } else { start };
            if !IN_CLEAR.contains(&id) {
                for (place, byte) in (from..end).zip(clear.get_mut(from..end).unwrap_or_default()) {
                    let own = u32::try_from(place / BLOCK).ok()?;
                    if own != block {
                        (block, noise) = (own, self.noise(base, own)?);
                    }
                    *byte ^= noise.get(place % BLOCK)?;
                }
            }
            at = end;
        }
        Some(clear)
    }
}

/// Lays RC4 over the bytes; none if the key has no length that it can have.
fn rc4(key: &[u8], bytes: &mut [u8]) -> Option<()> {
    use ::rc4::{KeyInit, Rc4, StreamCipher};
    Rc4::new_from_slice(key).ok()?.apply_keystream(bytes);
    Some(())
}
