//! No damage to a file makes the program panic: it is read, or rejected with a reason.

#![expect(clippy::unwrap_used, reason = "a test that reads the sample files")]

use matome::pipeline::submission;
use matome::read::{InputFile, discover, load, parse};
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
        for seed in 1..400u64 {
            let mut bytes = bytes.clone();
            let mut random = seed;
            for _ in 0..8 {
                random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                let at = usize::try_from(random >> 33).unwrap() % bytes.len().max(1);
                if let Some(byte) = bytes.get_mut(at) {
                    *byte ^= random.to_le_bytes()[1] | 1;
                }
            }
            consider(&file, &bytes);
        }
    }
}

fn consider(file: &InputFile, bytes: &[u8]) {
    match parse(&file.name, bytes) {
        Ok(book) => drop(submission(&book, true)),
        Err(rejection) => assert!(!rejection.finding(&file.name).message(matome::lang::Lang::Ja).is_empty()),
    }
}

/// One sample of each kind of file, and one more.
fn samples() -> Vec<(InputFile, Vec<u8>)> {
    let wanted = ["調査票.xlsx", "月次モニタリング_R6.xlsx", ".ods", ".csv"];
    let found = discover(&[PathBuf::from("samples")]).unwrap();
    let files = found.files.into_iter().filter(|file| wanted.iter().any(|end| file.name.ends_with(end)));
    files.map(|file| (file.clone(), load(&file).unwrap())).collect()
}
