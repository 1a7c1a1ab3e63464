//! Workbooks that a password protects.

use super::{bytes, read_by, rule_of, shown};
use matome::read::{Limits, Passwords, Reader, findings};

fn with(passwords: &str) -> Reader {
    Reader { passwords: Passwords::parse(passwords.as_bytes()), ..Reader::default() }
}

#[test]
fn protected_and_not_secret_is_opened_without_a_word() {
    for case in ["k_enc_agile_velvet.xlsx", "k_enc_rc4_velvet.xls"] {
        let book = read_by(&Reader::default(), case).unwrap();
        assert!(!book.sheets[0].cells.is_empty() && book.troubles.is_empty(), "{case}");
    }
}

#[test]
fn one_of_the_offices_passwords_opens_and_a_note_says_so() {
    for (case, same) in [
        ("k_enc_agile_himitsu.xlsx", "k_enc_agile_velvet.xlsx"),
        ("k_enc_standard_himitsu.xlsx", "ok_small.xlsx"),
        ("k_enc_rc4_himitsu.xls", "k_enc_rc4_velvet.xls"),
        ("k_enc_cryptoapi_himitsu.xls", "l_biff8_xlwt.xls"),
    ] {
        for reader in [
            with("ちがう\nhimitsu\n"),
            Reader { passwords: with("himitsu").passwords, ..super::worker::with_worker(Limits::default()) },
        ] {
            let book = read_by(&reader, case).unwrap_or_else(|rejection| panic!("{case}: {rejection}"));
            let other = read_by(&Reader::default(), same).unwrap();
            assert_eq!(shown(&book.sheets[0]), shown(&other.sheets[0]), "{case}");
            let found = findings(&book);
            assert_eq!(found.iter().map(|finding| finding.rule.name).collect::<Vec<_>>(), ["file-decrypted"], "{case}");
            assert!(!format!("{reader:?} {book:?} {found:?}").contains("himitsu\""), "{case}");
        }
    }
}

#[test]
fn without_the_right_password_it_is_rejected() {
    for case in [
        "k_enc_agile_himitsu.xlsx",
        "k_enc_standard_himitsu.xlsx",
        "k_enc_rc4_himitsu.xls",
        "k_enc_cryptoapi_himitsu.xls",
        "k_enc_xor_marker.xls",
    ] {
        assert_eq!(rule_of(read_by(&Reader::default(), case), case), "file-password", "{case}");
        assert_eq!(rule_of(read_by(&with("himitsu2"), case), case), "file-password", "{case}");
    }
}

#[test]
fn damage_to_a_protected_file_is_no_end() {
    for case in ["k_enc_agile_velvet.xlsx", "k_enc_rc4_velvet.xls", "k_enc_standard_himitsu.xlsx"] {
        let whole = bytes(case);
        for part in 1..16 {
            let cut = whole.get(..whole.len() * part / 16).unwrap_or_default();
            let _ = with("himitsu").parse(case, cut);
        }
    }
}
