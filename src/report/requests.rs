//! 確認依頼/<部署>.xlsx: what one department is asked to look at, with a column for its reply.

use super::Source;
use super::consolidated::{title, tone};
use crate::finding::Finding;
use crate::lang::Lang;
use crate::messages::{self, answer, file, sheet};
use crate::page::{Book, Cell, Page, Role, Setup, Sheet, fitted};
use crate::rule::{self, Severity};
use std::collections::{BTreeMap, BTreeSet};

/// Longest name of a file, so that the path stays short enough for Windows.
const LONGEST: usize = 60;

/// A workbook per department that has something to look at.
pub fn books<'a>(source: &Source) -> Vec<Book<'a>> {
    let mut asked: BTreeMap<&str, Vec<&Finding>> = BTreeMap::new();
    for finding in source.findings.iter().filter(|finding| is_asked(finding)) {
        asked.entry(&finding.department).or_default().push(finding);
    }
    let mut taken = BTreeSet::new();
    asked.into_iter().map(|(department, findings)| book(source, department, &findings, &mut taken)).collect()
}

/// Notes ask nothing of a department, and what the office itself did is nothing that one can mend.
fn is_asked(finding: &Finding) -> bool {
    let of_office = rule::OF_THE_OFFICE.iter().any(|rules| rules.contains(&finding.rule));
    finding.severity != Severity::Note && !of_office
}

fn book<'a>(source: &Source, department: &str, findings: &[&Finding], taken: &mut BTreeSet<String>) -> Book<'a> {
    let named = if department.is_empty() { file::NO_DEPARTMENT } else { department };
    let file_name = format!("{}/{}.xlsx", file::REQUESTS, unique(&sanitized(named), taken));
    let title = title(source, &answer::title(named));
    let due = source.dues.get(named).map(String::as_str).unwrap_or_default();
    let mut page = page(&title, due, findings);
    page.running_head.clone_from(&title);
    Book { file_name, title, sheets: vec![Sheet::Page(page)], setup: Setup::default() }
}

fn page(title: &str, due: &str, findings: &[&Finding]) -> Page {
    let headings = [
        "No.",
        "区分",
        "状態",
        "ファイル",
        "シート",
        "セル",
        answer::INDICATOR,
        answer::MESSAGE,
        answer::FOUND,
        answer::REMEDY,
        answer::REPLY,
        answer::ID,
    ];
    let bounds = [
        (5.0, 7.0),
        (8.0, 8.0),
        (8.0, 8.0),
        (12.0, 22.0),
        (8.0, 14.0),
        (6.0, 8.0),
        (12.0, 24.0),
        (22.0, 34.0),
        (9.0, 15.0),
        (22.0, 34.0),
        (24.0, 24.0),
        (10.0, 10.0),
    ];
    let rows: Vec<Vec<Cell>> = findings.iter().enumerate().map(|(place, finding)| row(place, finding)).collect();
    let mut page = Page::new(sheet::REQUEST, fitted(&rows, &bounds));
    page.landscape = true;
    // The ids serve the program, which finds the replies again by them.
    page.printed = Some(headings.len() - 1);
    page.line(Role::Title, title);
    let errors = findings.iter().filter(|finding| finding.severity == Severity::Error).count();
    page.line(
        Role::Note,
        &format!(
            "差戻し{errors}件、要確認{}件。「差戻し」は、元のファイルを直して再提出してください。",
            findings.len() - errors
        ),
    );
    page.line(
        Role::Note,
        "「要確認」は、内容を確かめ、直す必要がなければその旨を「回答」欄（黄色）に記入してください。",
    );
    let asked = |name| Cell::word(Role::Heading, name);
    let blank = || Cell::word(Role::Plain, "");
    let mut labels: Vec<Cell> = std::iter::repeat_with(blank).take(6).collect();
    labels.extend([asked(answer::DUE), Cell::text(Role::Input, due), asked(answer::BY), Cell::word(Role::Input, "")]);
    page.row(labels);
    page.blank();
    let first = page.next();
    page.repeat = Some((first, first));
    page.freeze = Some((first + 1, 2));
    page.filter = Some((first, first + u32::try_from(rows.len()).unwrap_or_default(), 11));
    page.headings(&headings);
    for row in rows {
        page.row(row);
    }
    page
}

/// A row; the department sees the reply that it gave.
fn row(place: usize, finding: &Finding) -> Vec<Cell> {
    let reply = finding.life.replies.first().map(|reply| reply.text.as_str()).unwrap_or_default();
    vec![
        Cell::count(place + 1),
        Cell::word(Role::Mark(tone(finding.severity)), messages::request(finding.severity)),
        Cell::word(Role::Center, messages::life::standing(finding.life.standing).ja),
        Cell::text(Role::Body, finding.file.as_str()),
        Cell::text(Role::Body, finding.sheet.as_str()),
        Cell::text(Role::Center, finding.cell.map(|cell| cell.to_string()).unwrap_or_default()),
        Cell::text(Role::Body, finding.indicator_name.as_str()),
        Cell::text(Role::Body, message(finding)),
        Cell::text(Role::Body, finding.found.as_str()),
        Cell::text(Role::Body, finding.remedy(Lang::Ja)),
        Cell::text(Role::Input, reply),
        Cell::text(Role::Faint, finding.id.as_str()),
    ]
}

/// What is wrong, without what the office alone should know.
fn message(finding: &Finding) -> String {
    match finding.life.kept_note(Lang::Ja) {
        "" => finding.message(Lang::Ja),
        note => format!("{}\n※{note}", finding.message(Lang::Ja)),
    }
}

/// A name that Windows takes: characters it refuses become full-width ones, its reserved names get a mark.
fn sanitized(name: &str) -> String {
    let kept: String = name
        .chars()
        .map(|character| match character {
            '<' | '>' | ':' | '"' | '/' | '\\' | '|' | '?' | '*' => {
                char::from_u32(u32::from(character) + 0xFEE0).unwrap_or('＿')
            }
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
fn unique(name: &str, taken: &mut BTreeSet<String>) -> String {
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
