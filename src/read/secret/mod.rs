//! Workbooks that a password protects: opened with Excel's own default, or with the passwords that the office uses.
//!
//! Read are the encryptions of Excel 97 to today: RC4 in .xls, with or without the CryptoAPI, and AES around packages.

mod agile;
mod digest;
mod passwords;
mod standard;
mod stream;

pub use passwords::Passwords;

use super::biff::{ole, workbook_stream};
use super::limits::Budget;
use super::rejection::Rejection;
use digest::Hash;

/// What Excel takes for a password where a workbook is protected and not secret. Nobody is asked for it.
const DEFAULT: &str = "VelvetSweatshop";

/// A file whose protection was taken off.
pub(super) struct Opened {
    /// The file as it is without.
    pub(super) bytes: Vec<u8>,
    /// Whether that took one of the office's own passwords.
    pub(super) by_own: bool,
}

/// A way in which a file is protected; all that is left is to try passwords.
pub(super) enum Lock<'a> {
    Agile(agile::Info, &'a [u8]),
    Standard(standard::Info, &'a [u8]),
    Stream(stream::Info, &'a [u8]),
}

/// Takes the protection off a file; none if it has none.
///
/// # Errors
///
/// If no password fits, or its kind of protection is not known.
pub(super) fn opened(bytes: &[u8], own: &Passwords, budget: &mut Budget<'_>) -> Result<Option<Opened>, Rejection> {
    if !bytes.starts_with(super::sniff::OLE) {
        return Ok(None);
    }
    let package = ole::stream(bytes, "EncryptedPackage");
    let workbook = if package.is_none() { workbook_stream(bytes) } else { None };
    let lock = match (&package, &workbook) {
        (Some(package), _) => {
            let info = ole::stream(bytes, "EncryptionInfo").ok_or(Rejection::Password)?;
            Lock::of_package(&info, package)?
        }
        (None, Some(workbook)) => match stream::protection(workbook) {
            None => return Ok(None),
            Some(info) => Lock::Stream(info.ok_or(Rejection::Password)?, workbook),
        },
        (None, None) => return Ok(None),
    };
    lock.open(own, budget).map(Some)
}

impl<'a> Lock<'a> {
    /// The lock of an encrypted package, by the description that lies beside it.
    pub(super) fn of_package(info: &[u8], package: &'a [u8]) -> Result<Self, Rejection> {
        Ok(match agile::Info::read(info) {
            Some(info) => Self::Agile(info, package),
            None => Self::Standard(standard::Info::read(info).ok_or(Rejection::Password)?, package),
        })
    }

    /// Tries Excel's own password, then the office's.
    pub(super) fn open(&self, own: &Passwords, budget: &mut Budget<'_>) -> Result<Opened, Rejection> {
        let passwords = std::iter::once((DEFAULT, false)).chain(own.iter().map(|own| (own, true)));
        for (password, by_own) in passwords {
            let password: Vec<u8> = password.encode_utf16().flat_map(u16::to_le_bytes).collect();
            let plain = match self {
                Self::Agile(info, package) => info.open(&password, package, budget)?,
                Self::Standard(info, package) => info.open(&password, package, budget)?,
                Self::Stream(info, workbook) => info.open(&password, workbook).map(|stream| ole::wrapped(&stream)),
            };
            if let Some(bytes) = plain {
                return Ok(Opened { bytes, by_own });
            }
        }
        Err(Rejection::Password)
    }
}

/// The bytes of a package, which begin with how many they are.
fn of_package(package: &[u8]) -> Option<(usize, &[u8])> {
    let len = package.first_chunk().map(|eight| u64::from_le_bytes(*eight))?;
    let rest = package.get(8..)?;
    Some((usize::try_from(len).ok()?.min(rest.len()), rest))
}

/// A password hashed again and again, each time with the number of the turn before it.
fn turned(hash: Hash, salt: &[u8], password: &[u8], turns: u32, budget: &mut Budget<'_>) -> Result<Vec<u8>, Rejection> {
    // What comes after the hashing is what a fuzzer is to see.
    let turns = if cfg!(fuzzing) { turns.min(1) } else { turns };
    let mut value = hash.of(&[salt, password]);
    for turn in 0..turns {
        budget.time()?;
        value = hash.of(&[&turn.to_le_bytes(), &value]);
    }
    Ok(value)
}

/// Whether a password fits; to a fuzzer, which guesses none, any does.
fn fits(verified: bool) -> bool {
    cfg!(fuzzing) || verified
}
