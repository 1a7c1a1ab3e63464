//! Binary workbooks with one to four wrong bytes are read or rejected, each in a process of its own.
//!
//! A few hundred in every run of the tests; ten thousand of each format by
//! `cargo test --test mutated_binary -- --ignored --nocapture`.

#![expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a test that reads files and counts"
)]

use matome::read::{Limits, Reader, Rejection};
use matome::sheet::TroubleKind;
use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

const XLS: [&str; 6] = [
    "l_biff5_cp932.xls",
    "l_biff8_xlwt.xls",
    "lo_a_strings_rph_rich.xls",
    "lo_c_merge_hidden_comment_dv.xls",
    "lo_i_names_tables.xls",
    "k_enc_cryptoapi_himitsu.xls",
];
const XLSB: [&str; 2] = ["c_merge_hidden.xlsb", "j_stray.xlsb"];

#[test]
fn some_mutants_are_read_or_rejected() {
    survive(&XLS, 120);
    survive(&XLSB, 120);
}

#[test]
#[ignore = "takes minutes"]
fn ten_thousand_mutants_of_each_format_are_read_or_rejected() {
    survive(&XLS, 10_000);
    survive(&XLSB, 10_000);
}

fn survive(cases: &[&str], mutants: u64) {
    let limits = Limits { seconds: 10, worker_bytes: 512 << 20, ..Limits::default() };
    let longest = Duration::from_secs(2 * limits.seconds + 5);
    let worker = Some(PathBuf::from(env!("CARGO_BIN_EXE_matome")));
    let reader = Reader { limits, worker, ..Reader::default() };
    let wholes: Vec<Vec<u8>> =
        cases.iter().map(|case| std::fs::read(Path::new("tests/data/reader").join(case)).unwrap()).collect();
    let mut outcomes: BTreeMap<String, u64> = BTreeMap::new();
    for (seed, (case, whole)) in (0..mutants).zip(cases.iter().zip(&wholes).cycle()) {
        let mutant = mutant(whole, seed);
        let began = Instant::now();
        let outcome = match reader.parse(case, &mutant) {
            Ok(book) if book.troubles.iter().any(|trouble| trouble.kind != TroubleKind::Format) => {
                "read, with troubles".to_owned()
            }
            Ok(_) => "read".to_owned(),
            Err(Rejection::Unreadable(why)) if why.starts_with("the reader") => why,
            Err(rejection) => format!("rejected: {}", rejection.finding(case).rule.name),
        };
        assert!(began.elapsed() < longest, "{case} {seed}: {outcome}");
        *outcomes.entry(outcome).or_default() += 1;
    }
    println!("{cases:?}: {outcomes:#?}");
}

/// The file with one to four bytes wrong, always the same for the same seed; of a package in one of its parts.
fn mutant(whole: &[u8], seed: u64) -> Vec<u8> {
    let mut random = Random(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
    if !whole.starts_with(b"PK") {
        let mut bytes = whole.to_vec();
        random.spoil(&mut bytes);
        return bytes;
    }
    let mut archive = zip::ZipArchive::new(Cursor::new(whole)).unwrap();
    let spoilt = random.below(archive.len());
    let mut package = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let stored = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for nth in 0..archive.len() {
        let mut part = archive.by_index(nth).unwrap();
        let name = part.name().unwrap().into_owned();
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).unwrap();
        if nth == spoilt {
            random.spoil(&mut bytes);
        }
        package.start_file(name, stored).unwrap();
        package.write_all(&bytes).unwrap();
    }
    package.finish().unwrap().into_inner()
}

struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % limit.max(1)
    }

    fn spoil(&mut self, bytes: &mut [u8]) {
        for _ in 0..=self.below(4) {
            let at = self.below(bytes.len());
            let with = u8::try_from(self.below(255)).unwrap() + 1;
            if let Some(byte) = bytes.get_mut(at) {
                *byte ^= with;
            }
        }
    }
}
