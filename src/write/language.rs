//! The language of a package: its properties and its charts say that they are Japanese, which the writer of workbooks
//! cannot be told.

use super::error::Reason;
use super::repack::{Changed, repacked};
use std::io::Cursor;
use zip::ZipArchive;

/// The language of every book.
const LANGUAGE: &str = "ja-JP";
/// What the writer says instead.
const WRITERS: &str = "en-US";

/// The same package, its language said; other parts stay byte for byte as they are.
pub fn set(package: &[u8]) -> Result<Vec<u8>, Reason> {
    let mut parts = ZipArchive::new(Cursor::new(package))?;
    let mut changed = Changed::new();
    for place in 0..parts.len() {
        let name = parts.by_index_raw(place)?.name()?.into_owned();
        if says_language(&name) {
            let text = std::io::read_to_string(parts.by_index(place)?)?;
            changed.insert(name.clone(), Some(said(&name, &text)));
        }
    }
    repacked(package, changed, str::to_owned)
}

const PROPERTIES: &str = "docProps/core.xml";
/// Where the properties end.
const END: &str = "</cp:coreProperties>";

fn says_language(name: &str) -> bool {
    name == PROPERTIES || name.starts_with("xl/charts/chart")
}

fn said(name: &str, text: &str) -> String {
    if name == PROPERTIES {
        text.replace(END, &format!("<dc:language>{LANGUAGE}</dc:language>{END}"))
    } else {
        let [old, new] = [WRITERS, LANGUAGE].map(|language| format!("lang=\"{language}\""));
        let [old_book, new_book] = [WRITERS, LANGUAGE].map(|language| format!("<c:lang val=\"{language}\"/>"));
        text.replace(&old, &new).replace(&old_book, &new_book)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn properties_and_charts_say_their_language() {
        assert_eq!(
            said(PROPERTIES, "<dc:title>集計</dc:title></cp:coreProperties>"),
            "<dc:title>集計</dc:title><dc:language>ja-JP</dc:language></cp:coreProperties>"
        );
        let chart = "<c:lang val=\"en-US\"/><a:rPr lang=\"en-US\" sz=\"1200\"/>";
        assert_eq!(said("xl/charts/chart1.xml", chart), "<c:lang val=\"ja-JP\"/><a:rPr lang=\"ja-JP\" sz=\"1200\"/>");
    }
}
