//! Names of files that every system takes, that are told apart by every system, and that links lead to as they are.

use crate::messages::file;
use std::collections::BTreeSet;

/// Longest name of a file, so that the path stays short enough for Windows.
const LONGEST: usize = 60;

/// A name that Windows takes: characters it refuses become full-width ones, and so do those that links would have to
/// escape; its reserved names get a mark.
pub(super) fn sanitized(name: &str) -> String {
    let kept: String = name
        .chars()
        .map(|character| match character {
            '<' | '>' | ':' | '"' | '/' | '\\' | '|' | '?' | '*' | '#' | '%' | '&' | '\'' | '[' | ']' | '^' | '`'
            | '{' | '}' => char::from_u32(u32::from(character) + 0xFEE0).unwrap_or('＿'),
            '~' | '$' => '＿',
            character if character.is_control() => '＿',
            character => character,
        })
        .take(LONGEST)
        .collect();
    let kept = kept.trim().trim_end_matches(['.', ' ', '　']).trim_start_matches('.');
    let stem = kept.split('.').next().unwrap_or_default().trim_end().to_ascii_uppercase();
    let numbered = |prefix: &str| {
        let rest = stem.strip_prefix(prefix).unwrap_or_default();
        rest.chars().count() == 1 && rest.chars().all(|digit| digit.is_ascii_digit() || "¹²³".contains(digit))
    };
    let reserved = ["CON", "PRN", "AUX", "NUL"].contains(&stem.as_str()) || numbered("COM") || numbered("LPT");
    match (kept, reserved) {
        ("", _) => file::NO_DEPARTMENT.to_owned(),
        (kept, true) => format!("{kept}＿"),
        (kept, false) => kept.to_owned(),
    }
}

/// The name, with a number if another department's already is the same to Windows or macOS.
pub(super) fn unique(name: &str, taken: &mut BTreeSet<String>) -> String {
    use unicode_normalization::UnicodeNormalization;
    let folded = |name: &str| name.nfc().collect::<String>().to_lowercase();
    let mut candidate = name.to_owned();
    let mut number = 2;
    while !taken.insert(folded(&candidate)) {
        candidate = format!("{name}（{number}）");
        number += 1;
    }
    candidate
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_such_as_windows_takes() {
        for (name, expected) in [
            ("福祉課", "福祉課"),
            ("総務部/人事課", "総務部／人事課"),
            ("課:名?", "課：名？"),
            ("[R6]100%#1", "［R6］100％＃1"),
            ("課. ", "課"),
            ("con", "con＿"),
            ("COM1.x", "COM1.x＿"),
            ("COMA", "COMA"),
            ("...", "所属不明"),
            ("..\\..\\x", "＼..＼x"),
            ("改\n行", "改＿行"),
        ] {
            assert_eq!(sanitized(name), expected, "{name}");
        }
        assert_eq!(sanitized(&"課".repeat(200)).chars().count(), LONGEST);
    }

    #[test]
    fn names_that_windows_takes_for_the_same_are_numbered() {
        let mut taken = BTreeSet::new();
        let names = ["DX課", "dx課", "DX課"].map(|name| unique(name, &mut taken));
        assert_eq!(names, ["DX課", "dx課（2）", "DX課（3）"]);
    }
}
