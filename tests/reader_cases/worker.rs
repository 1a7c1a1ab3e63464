//! Binary workbooks are read by a process of their own, and whatever becomes of that costs the file only.

use super::{bytes, read_by, rule_of};
use matome::read::{Limits, Reader};
use std::path::PathBuf;
use std::time::{Duration, Instant};

/// A reader whose worker is the program itself.
pub fn with_worker(limits: Limits) -> Reader {
    Reader { limits, worker: Some(PathBuf::from(env!("CARGO_BIN_EXE_matome"))), ..Reader::default() }
}

/// A reader whose worker is a script that misbehaves.
#[cfg(unix)]
fn with_script(script: &str, limits: Limits) -> Reader {
    let script = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/worker").join(script);
    Reader { limits, worker: Some(script), ..Reader::default() }
}

const CASES: [&str; 10] = [
    "c_merge_hidden.xlsb",
    "l_biff5_codepage_1252.xls",
    "l_biff5_cp932.xls",
    "l_biff5_no_codepage.xls",
    "l_biff8_xlwt.xls",
    "lo_a_strings_rph_rich.xls",
    "lo_c_merge_hidden_comment_dv.xls",
    "lo_g_dates_1900.xls",
    "lo_h_formulas.xls",
    "lo_i_names_tables.xls",
];

#[test]
fn a_worker_reads_what_is_read_without_one() {
    for case in CASES {
        let alone = read_by(&Reader::default(), case).unwrap();
        let by_worker = read_by(&with_worker(Limits::default()), case).unwrap();
        assert_eq!(format!("{alone:?}"), format!("{by_worker:?}"), "{case}");
    }
}

#[test]
fn limits_hold_in_a_worker_too() {
    let limits = Limits { cells: 1, ..Limits::default() };
    assert_eq!(rule_of(read_by(&with_worker(limits), "lo_h_formulas.xls"), "lo_h_formulas.xls"), "too-many-cells");
}

#[test]
fn a_worker_that_cannot_be_started_is_done_without() {
    let reader = Reader { worker: Some(PathBuf::from("/no/such/program")), ..Reader::default() };
    assert!(read_by(&reader, "l_biff8_xlwt.xls").is_ok());
    assert!(read_by(&reader, "c_merge_hidden.xlsb").is_ok());
}

/// What each way to misbehave comes to, for a small file and for one that fills every pipe.
#[cfg(unix)]
#[test]
fn a_worker_that_misbehaves_costs_the_file_only() {
    let limits = || Limits { seconds: 1, worker_bytes: 64 << 20, ..Limits::default() };
    for (script, rule) in [
        ("hangs.sh", "file-too-slow"),
        ("deaf.sh", "file-too-slow"),
        ("aborts.sh", "file-unreadable"),
        ("babbles.sh", "file-unreadable"),
        ("no_memory.sh", "file-too-demanding"),
        ("endless.sh", "file-too-demanding"),
    ] {
        let small = bytes("c_merge_hidden.xlsb");
        let large = [b"PK".to_vec(), vec![0; 3 << 20], small.clone()].concat();
        for bytes in [small, large] {
            let began = Instant::now();
            let read = with_script(script, limits()).parse("a.xlsb", &bytes);
            assert_eq!(rule_of(read, script), rule, "{script} of {} bytes", bytes.len());
            assert!(began.elapsed() < Duration::from_secs(8), "{script}");
        }
    }
}
