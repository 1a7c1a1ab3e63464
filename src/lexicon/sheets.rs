//! What a sheet without indicators is: the words are data (`templates/lexicon/sheets.toml`), and decide only what is told.

use super::words::{Words, keys};
use rustc_hash::FxHashSet;
use serde::Deserialize;
use std::sync::OnceLock;

const SOURCE: &str = include_str!("../../templates/lexicon/sheets.toml");

/// What a title counts against words in cells.
const TITLE: usize = 2;

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Sheets {
    kind: Vec<SheetKind>,
}

/// A kind of sheets, and the words by which it is known, as keys.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SheetKind {
    name: String,
    titles: Words,
    cells: Words,
}

/// The kinds that come with the program; a test holds that they parse.
fn kinds() -> &'static [SheetKind] {
    static KINDS: OnceLock<Vec<SheetKind>> = OnceLock::new();
    KINDS.get_or_init(|| {
        let sheets: Sheets = toml::from_str(SOURCE).unwrap_or_default();
        let keyed = |SheetKind { name, titles, cells }| SheetKind {
            name,
            titles: keys(Some(&titles)),
            cells: keys(Some(&cells)),
        };
        sheets.kind.into_iter().map(keyed).collect()
    })
}

/// What a sheet without indicators is, by the keys of its name and titles and of its cells; `None` if that is not known.
pub fn sheet_kind(titles: &[&str], cells: &FxHashSet<&str>) -> Option<&'static str> {
    let points = |kind: &SheetKind| {
        let titled = kind.titles.iter().any(|word| titles.iter().any(|title| title.contains(word.as_str())));
        let known = kind.cells.iter().filter(|word| cells.contains(word.as_str())).count();
        known + if titled { TITLE } else { 0 }
    };
    // of kinds with as many points the first one
    let best = kinds().iter().rev().max_by_key(|kind| points(kind)).filter(|kind| points(kind) >= TITLE)?;
    Some(&best.name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_parses() {
        let sheets: Sheets = toml::from_str(SOURCE).expect("sheets.toml");
        assert!(sheets.kind.iter().all(|kind| !kind.name.is_empty() && !kind.titles.is_empty()));
    }

    #[test]
    fn one_word_alone_says_nothing() {
        let cells = |words: &[&'static str]| words.iter().copied().collect::<FxHashSet<&str>>();
        assert_eq!(sheet_kind(&["評価表"], &cells(&["氏名", "目標値"])), None);
        assert_eq!(sheet_kind(&["評価表"], &cells(&["氏名", "内線"])), Some("名簿・連絡先"));
        assert_eq!(sheet_kind(&["令和6年度職員名簿"], &cells(&[])), Some("名簿・連絡先"));
    }
}
