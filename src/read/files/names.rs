//! What the name of a file, and where it need be its beginning, says about whether it is read.

use super::Skip;
use unicode_normalization::UnicodeNormalization;

/// How much of a file is looked at, in bytes.
pub(super) const HEAD: u64 = 4096;
/// What workbooks are called, and archives of them.
const EXTENSIONS: [&str; 12] =
    ["xlsx", "xlsm", "xltx", "xltm", "xls", "xlt", "xlsb", "ods", "ots", "csv", "tsv", "zip"];
/// What pages are called, of which some are workbooks.
const OF_WEB: [&str; 5] = ["html", "htm", "mht", "mhtml", "xml"];
/// What may be a table if someone says so by naming the file.
const IF_NAMED: [&str; 4] = ["txt", "tab", "prn", ""];

/// How a file came to be looked at.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Place {
    /// It is an input itself.
    Named,
    /// It lies in a folder or an archive that is.
    Found,
}

/// Why a file of this name is passed over, if it is.
///
/// Beside workbooks lie minutes, letters and saved pages, so what is found is read if its name is a workbook's; a page
/// if Excel made it. A copy (「… - コピー.xlsx」) is read: whether it is the same is seen from its bytes.
pub(super) fn skip_of(name: &str, place: Place) -> Option<Skip> {
    let lower = name.to_lowercase();
    if name.starts_with("~$") || lower.starts_with(".~lock.") {
        return Some(Skip::Lock);
    }
    if is_of_system(name) {
        return Some(Skip::System);
    }
    let extension = extension(name);
    if ["tmp", "temp", "crdownload", "part", "partial", "download"].contains(&extension.as_str()) {
        return Some(Skip::Temporary);
    }
    if ["bak", "xlk", "old", "backup"].contains(&extension.as_str()) || extension.ends_with('~') {
        return Some(Skip::Backup);
    }
    let extension = extension.as_str();
    let read = EXTENSIONS.contains(&extension)
        || place == Place::Named && (OF_WEB.contains(&extension) || IF_NAMED.contains(&extension));
    (!read).then_some(Skip::Extension)
}

/// Whether a file or folder of this name is the system's own.
pub(super) fn is_of_system(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    name.starts_with('.') || ["thumbs.db", "desktop.ini", "__macosx"].contains(&lower.as_str())
}

/// Whether a file of this name is an archive, unless it is a workbook.
pub(super) fn is_archive(name: &str) -> bool {
    extension(name) == "zip"
}

/// Whether a file of this name is a page, which may be a workbook.
pub(super) fn is_of_web(name: &str) -> bool {
    OF_WEB.contains(&extension(name).as_str())
}

/// Whether a page that begins so was made by Excel, or made to be opened with it.
pub(super) fn is_of_excel(head: &[u8]) -> bool {
    let head: Vec<u8> = head.iter().copied().filter(|byte| *byte != 0).collect();
    let head = String::from_utf8_lossy(&head).to_lowercase();
    ["office:spreadsheet", "office:excel", "excel.sheet", "x-document-type: workbook"]
        .iter()
        .any(|mark| head.contains(mark))
}

/// What comes after the last dot.
fn extension(name: &str) -> String {
    // Compatibility forms, since a full-width ．ｘｌｓｘ is a name that people do write; mails leave spaces behind it.
    let plain: String = name.nfkc().collect::<String>().to_lowercase();
    let plain = plain.trim_end_matches([' ', '.']);
    plain.rsplit_once('.').map_or("", |(_, extension)| extension).to_owned()
}
