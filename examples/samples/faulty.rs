//! What else lies in the folders: a workbook without indicators, a second copy, a cut-off file, and what Windows and Excel leave behind.

use super::book::{Sample, bare, bind};
use super::ink::{LABEL, PLAIN, TEXT, TITLE};
use super::paper::Page;
use anyhow::Result;

const GREY: [u32; 3] = [0xD9D9D9, 0xF2F2F2, 0x595959];

/// Only the covering letter was sent; the indicator sheet is missing.
pub fn letter() -> Result<Sample> {
    let mut letter = Page::new("送付状", "ＭＳ 明朝", GREY, &[14.0, 50.0]);
    letter.put("A1:B1", "送　付　状", TITLE);
    letter.put("A2:B2", "みほん市教育委員会（架空の市の見本です）", PLAIN);
    for (row, label, text) in [
        (4, "日　付", "令和６年１１月７日"),
        (5, "宛　先", "企画政策課　御中"),
        (6, "差出人", "教育委員会　学校教育課　庶務係"),
        (7, "件　名", "施策指標の進捗調査について（回答）"),
        (8, "本　文", "標記の件について、別紙のとおり回答します。\n指標シートは確認ができしだい送ります。"),
        (9, "添　付", "施策指標一覧　１部"),
    ] {
        letter.put(&format!("A{row}"), label, LABEL);
        letter.put(&format!("B{row}"), text, TEXT);
    }
    let mut contacts = Page::new("連絡先", "ＭＳ 明朝", GREY, &[20.0, 20.0, 14.0]);
    contacts.row("A1", "係|担当|内線", LABEL);
    contacts.row("A2", "庶務係|係長|'3101", TEXT);
    contacts.row("A3", "指導係|指導主事|'3105", TEXT);
    bind("教育委員会/学校教育課_調査回答.xlsx", "学校教育課", &[letter, contacts])
}

/// The same bytes under a second name.
pub fn copy_of(sample: &Sample, path: &str) -> Sample {
    Sample { path: path.into(), bytes: sample.bytes.clone(), indicators: sample.indicators.clone() }
}

/// The first part of a workbook: the transfer broke off.
pub fn cut_off(sample: &Sample, path: &str) -> Sample {
    bare(path, sample.bytes[..sample.bytes.len() * 3 / 5].to_vec())
}

/// The lock file Excel keeps beside an open workbook: the user's name, twice, in 165 bytes.
pub fn lock_file(path: &str) -> Sample {
    let name: Vec<u16> = "企画政策課".encode_utf16().collect();
    let mut bytes = vec![0x20; 165];
    bytes[0] = name.len() as u8;
    bytes[54..57].copy_from_slice(&[0x20, name.len() as u8, 0]);
    for (unit, at) in name.iter().zip((57..).step_by(2)) {
        bytes[at..at + 2].copy_from_slice(&unit.to_le_bytes());
    }
    bare(path, bytes)
}

/// Windows' picture cache: an OLE container, as an .xls is.
pub fn thumbnails(path: &str) -> Sample {
    let mut bytes = vec![0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
    bytes.resize(512, 0);
    bare(path, bytes)
}
