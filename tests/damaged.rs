//! No damage to a file makes the program panic: it is read, or rejected with a reason.

#![expect(clippy::unwrap_used, reason = "a test that reads the sample files")]

use matome::form::Forms;
use matome::pipeline::submission;
use matome::read::{InputFile, discover, load, parse};
use std::io::{Cursor, Read, Write};
use std::path::PathBuf;

#[test]
fn a_file_cut_off_anywhere_is_read_or_rejected() {
    for (file, bytes) in samples() {
        for part in 0..24 {
            consider(&file, bytes.get(..bytes.len() * part / 24).unwrap());
        }
    }
}

#[test]
fn a_file_with_wrong_bytes_is_read_or_rejected() {
    for (file, bytes) in samples() {
        for seed in 1..400 {
            consider(&file, &spoilt(&bytes, seed));
        }
    }
}

#[test]
fn a_package_with_wrong_bytes_in_its_parts_is_read_or_rejected() {
    for (file, bytes) in
        samples().into_iter().filter(|(file, _)| file.name.ends_with("x") || file.name.ends_with("ods"))
    {
        let parts = parts(&bytes);
        for seed in 1..40 {
            let spoilt: Vec<(String, Vec<u8>)> =
                parts.iter().map(|(name, part)| (name.clone(), spoilt(part, seed))).collect();
            consider(&file, &package(&spoilt));
            // And one part at a time, so that the others lead to it.
            for (nth, part) in spoilt.into_iter().enumerate() {
                let mut parts = parts.clone();
                parts[nth] = part;
                consider(&file, &package(&parts));
            }
        }
    }
}

/// The bytes with eight of them wrong, always the same for the same seed.
fn spoilt(bytes: &[u8], seed: u64) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    let mut random = seed;
    for _ in 0..8 {
        random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let at = usize::try_from(random >> 33).unwrap() % bytes.len().max(1);
        if let Some(byte) = bytes.get_mut(at) {
            *byte ^= random.to_le_bytes()[1] | 1;
        }
    }
    bytes
}

fn parts(package: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = zip::ZipArchive::new(Cursor::new(package)).unwrap();
    let names: Vec<String> = archive.file_names().map(|name| name.unwrap().into_owned()).collect();
    let part = |name: String| {
        let mut bytes = Vec::new();
        archive.by_name(&name).unwrap().read_to_end(&mut bytes).unwrap();
        (name, bytes)
    };
    names.into_iter().map(part).collect()
}

fn package(parts: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let stored = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (name, bytes) in parts {
        archive.start_file(name.as_str(), stored).unwrap();
        archive.write_all(bytes).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

fn consider(file: &InputFile, bytes: &[u8]) {
    match parse(&file.name, bytes) {
        Ok(book) => drop(submission(&book, &Forms::default(), true)),
        Err(rejection) => assert!(!rejection.finding(&file.name).message(matome::lang::Lang::Ja).is_empty()),
    }
}

/// One sample of each kind of file, and one more.
fn samples() -> Vec<(InputFile, Vec<u8>)> {
    let wanted = ["戦略の指標.xls", "調査票.xlsx", "月次モニタリング_R6.xlsx", ".ods", ".csv"];
    let found = discover(&[PathBuf::from("samples")]).unwrap();
    let files = found.files.into_iter().filter(|file| wanted.iter().any(|end| file.name.ends_with(end)));
    files.map(|file| (file.clone(), load(&file, u64::MAX).unwrap())).collect()
}
