//! 確認依頼/<部署>.xlsx: what one department is asked to look at, with a column for its reply.

mod copies;
mod names;

pub use copies::marked;

use super::Source;
use super::consolidated::{title, tone};
use crate::annotation::{Copied, Copies};
use crate::finding::Finding;
use crate::lang::Lang;
use crate::messages::{self, answer, file, request as words, sheet};
use crate::page::{Book, Cell, Page, Role, Setup, Sheet, fitted};
use crate::rule::{self, Severity};
use crate::table::{Link, Value};
use std::collections::{BTreeMap, BTreeSet};

/// What one department is asked.
struct Asked<'f> {
    department: &'f str,
    /// The stem of its list's name, with which those of its copies begin.
    stem: String,
    findings: Vec<&'f Finding>,
}

/// A workbook per department that has something to look at.
pub fn books<'a>(source: &Source) -> Vec<Book<'a>> {
    let (asked, _) = asked(source.findings);
    asked.iter().map(|asked| book(source, asked)).collect()
}

/// What each department is asked, and the names that are taken by its lists.
fn asked(findings: &[Finding]) -> (Vec<Asked<'_>>, BTreeSet<String>) {
    let mut by_department: BTreeMap<&str, Vec<&Finding>> = BTreeMap::new();
    for finding in findings.iter().filter(|finding| is_asked(finding)) {
        by_department.entry(&finding.department).or_default().push(finding);
    }
    let mut taken = BTreeSet::new();
    let all = by_department.into_iter().map(|(department, findings)| {
        let stem = names::unique(&names::sanitized(named(department)), &mut taken);
        Asked { department, stem, findings }
    });
    let all = all.collect();
    (all, taken)
}

const fn named(department: &str) -> &str {
    if department.is_empty() { file::NO_DEPARTMENT } else { department }
}

/// Notes ask nothing of a department, and what the office itself did is nothing that one can mend.
fn is_asked(finding: &Finding) -> bool {
    let of_office = rule::OF_THE_OFFICE.iter().any(|rules| rules.contains(&finding.rule));
    finding.severity != Severity::Note && !of_office
}

fn book<'a>(source: &Source, asked: &Asked) -> Book<'a> {
    let named = named(asked.department);
    let file_name = format!("{}/{}.xlsx", file::REQUESTS, asked.stem);
    let title = title(source, &answer::title(named));
    let due = source.dues.get(named).map(String::as_str).unwrap_or_default();
    let copies = Beside { department: asked.department, copies: source.copies };
    let mut page = page(&title, due, &asked.findings, copies);
    page.running_head.clone_from(&title);
    Book { file_name, title, sheets: vec![Sheet::Page(page)], setup: Setup::default() }
}

/// The copies that lie beside the list of a department.
#[derive(Clone, Copy)]
struct Beside<'s> {
    department: &'s str,
    copies: &'s Copies,
}

impl Beside<'_> {
    fn of(&self, file: &str) -> Option<&Copied> {
        self.copies.get(&(self.department.to_owned(), file.to_owned()))
    }

    /// What the page says of them.
    fn told(&self) -> Vec<String> {
        let own = self.copies.iter().filter(|((department, _), _)| department == self.department);
        let own: Vec<(&String, &Copied)> = own.map(|((_, file), copied)| (file, copied)).collect();
        let any = own.iter().any(|(_, copied)| matches!(copied, Copied::As { .. }));
        let without = own.iter().filter_map(|(file, copied)| match copied {
            Copied::As { .. } => None,
            Copied::Not(why) => Some(words::no_copy(file, *why)),
        });
        any.then(|| words::COPIES.to_owned()).into_iter().chain(without).collect()
    }

    /// The cell of a finding, leading to it where it can be seen.
    fn cell(&self, finding: &Finding) -> Cell {
        let Some(cell) = finding.cell.map(|cell| cell.to_string()) else { return Cell::word(Role::Center, "") };
        match self.of(&finding.file) {
            Some(Copied::As { name, hidden }) if !hidden.contains(&finding.sheet) => {
                let link = Link { text: cell.clone(), file: name.clone(), sheet: finding.sheet.clone(), cell };
                Cell { value: Value::Link(Box::new(link)), role: Role::Center, ..Cell::default() }
            }
            _ => Cell::text(Role::Center, cell),
        }
    }
}

fn page(title: &str, due: &str, findings: &[&Finding], copies: Beside) -> Page {
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
        answer::EXPECTED,
        answer::REMEDY,
        answer::REPLY,
        answer::ID,
    ];
    let bounds = [
        (5.0, 6.0),
        (8.0, 8.0),
        (7.0, 7.0),
        (12.0, 18.0),
        (8.0, 12.0),
        (6.0, 7.0),
        (12.0, 18.0),
        (22.0, 30.0),
        (9.0, 12.0),
        (9.0, 12.0),
        (20.0, 28.0),
        (26.0, 26.0),
        (10.0, 10.0),
    ];
    let rows: Vec<Vec<Cell>> =
        findings.iter().enumerate().map(|(place, finding)| row(place, finding, copies)).collect();
    let mut page = Page::new(sheet::REQUEST, fitted(&rows, &bounds));
    page.landscape = true;
    // The ids serve the program, which finds the replies again by them.
    page.printed = Some(headings.len() - 1);
    page.line(Role::Title, title);
    let errors = findings.iter().filter(|finding| finding.severity == Severity::Error).count();
    let [back, look] = words::HOW;
    page.line(Role::Note, &format!("差戻し{errors}件、要確認{}件。{back}", findings.len() - errors));
    page.line(Role::Note, look);
    for told in copies.told() {
        page.line(Role::Note, &told);
    }
    let asked = |name| Cell::word(Role::Heading, name);
    let blank = || Cell::word(Role::Plain, "");
    let mut labels: Vec<Cell> = std::iter::repeat_with(blank).take(6).collect();
    labels.extend([asked(answer::DUE), Cell::text(Role::Input, due), asked(answer::BY), Cell::word(Role::Input, "")]);
    page.row(labels);
    page.blank();
    let first = page.next();
    page.repeat = Some((first, first));
    page.freeze = Some((first + 1, 2));
    page.filter = Some((first, first + u32::try_from(rows.len()).unwrap_or_default(), 12));
    page.headings(&headings);
    for row in rows {
        page.row(row);
    }
    page
}

/// A row; the department sees the reply that it gave.
fn row(place: usize, finding: &Finding, copies: Beside) -> Vec<Cell> {
    let reply = finding.life.replies.first().map(|reply| reply.text.as_str()).unwrap_or_default();
    vec![
        Cell::count(place + 1),
        Cell::word(Role::Mark(tone(finding.severity)), messages::request(finding.severity)),
        Cell::word(Role::Center, messages::life::standing(finding.life.standing).ja),
        Cell::text(Role::Body, finding.file.as_str()),
        Cell::text(Role::Body, finding.sheet.as_str()),
        copies.cell(finding),
        Cell::text(Role::Body, finding.indicator_name.as_str()),
        Cell::text(Role::Body, message(finding)),
        Cell::text(Role::Body, finding.found.as_str()),
        Cell::text(Role::Body, finding.expected.as_str()),
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
