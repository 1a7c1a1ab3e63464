//! 確認事項: each leading to the cell in its file, and to what else was read of its indicator.

use super::super::Source;
use super::begin;
use super::indicators::filled;
use super::sources::{Sources, to_file};
use crate::finding::Finding;
use crate::lang::Lang;
use crate::life::{Mark, Standing};
use crate::messages::{self, answer, sheet};
use crate::page::{Cell, Choices, Page, Role, Tone, fitted};
use crate::rule::Severity;

/// The columns of 確認事項, each with the least and the most of its width.
const COLUMNS: [(&str, (f64, f64)); 18] = [
    ("No.", (6.0, 7.0)),
    ("区分", (8.0, 8.0)),
    ("状態", (8.0, 11.0)),
    ("担当部署", (9.0, 12.0)),
    ("ファイル", (12.0, 22.0)),
    ("シート", (8.0, 14.0)),
    ("セル", (7.0, 8.0)),
    (answer::INDICATOR, (12.0, 22.0)),
    (sheet::SOURCES, (6.0, 6.0)),
    (answer::FOUND, (9.0, 14.0)),
    (answer::EXPECTED, (9.0, 14.0)),
    (answer::MESSAGE, (24.0, 34.0)),
    (answer::REMEDY, (24.0, 34.0)),
    (answer::REPLIED, (12.0, 22.0)),
    (answer::MARK, (6.0, 6.0)),
    (answer::REASON, (20.0, 20.0)),
    // These two serve on the screen.
    ("規則", (10.0, 22.0)),
    (answer::ID, (10.0, 10.0)),
];
/// How many of them are printed.
const PRINTED: usize = 16;
/// The place of 了承 among them.
const MARK: u16 = 14;

/// 確認事項: what is open, then what was accepted, then what is resolved.
pub fn findings(source: &Source, sources: &Sources) -> Page {
    let rows = |findings: &[&Finding]| -> Vec<Vec<Cell>> {
        findings.iter().enumerate().map(|(place, finding)| row(source, sources, place, finding)).collect()
    };
    let standing = |standing| -> Vec<&Finding> {
        source.closed.iter().filter(|finding| finding.life.standing == Some(standing)).collect()
    };
    let open = rows(&source.findings.iter().collect::<Vec<_>>());
    let accepted = rows(&standing(Standing::Accepted));
    let resolved = rows(&standing(Standing::Resolved));
    let headings = COLUMNS.map(|(name, _)| name.to_owned());
    let bounds = COLUMNS.map(|(_, bounds)| bounds);
    let all: Vec<Vec<Cell>> = open.iter().chain(&accepted).chain(&resolved).cloned().collect();
    let mut page = Page::new(sheet::FINDINGS, fitted(&all, &bounds));
    page.landscape = true;
    page.printed = Some(PRINTED);
    begin(&mut page, source, sheet::FINDINGS, "要修正は部署に差し戻すもの、要確認は確認が必要なもの。");
    page.line(
        Role::Note,
        "このままでよいものは、「了承」に○、「了承の理由」に理由を記入する（黄色の欄）。次に集計すると引き継がれ、件数に数えない。",
    );
    page.freeze = Some((page.next() + 1, 2));
    let of_open = (page.next() + 1, open.len());
    let mut page = filled(page, &headings, open);
    choose(&mut page, of_open);
    let accepted = (accepted, "了承したもの（件数に数えない。取り消すときは○を消す）", true);
    let resolved = (resolved, "解消したもの（前回にあり、今回はないもの）", false);
    for (rows, title, asked) in [accepted, resolved] {
        if !rows.is_empty() {
            page.blank();
            page.line(Role::Section, title);
            page.headings(&headings.each_ref().map(String::as_str));
            if asked {
                let place = (page.next(), rows.len());
                choose(&mut page, place);
            }
            rows.into_iter().for_each(|row| page.row(row));
        }
    }
    page
}

/// Lets ○ be chosen in so many rows.
fn choose(page: &mut Page, (first, count): (u32, usize)) {
    if let Some(more) = count.checked_sub(1).and_then(|more| u32::try_from(more).ok()) {
        let words = answer::MARKS.iter().map(|mark| (*mark).to_owned()).collect();
        page.choices.push(Choices { first, last: first.saturating_add(more), column: MARK, words });
    }
}

fn row(source: &Source, sources: &Sources, place: usize, finding: &Finding) -> Vec<Cell> {
    let [mark, reason] = decision(finding);
    let cell = finding.cell.map(|cell| cell.to_string()).unwrap_or_default();
    let place_in_file = finding.cell.map(|cell| (finding.sheet.as_str(), cell));

    vec![
        Cell::count(place + 1),
        Cell::word(Role::Mark(tone(finding.severity)), messages::severity(finding.severity).ja),
        Cell::text(Role::Center, standing(finding)),
        Cell::text(Role::Body, finding.department.as_str()),
        Cell::text(Role::Body, finding.file.as_str()),
        Cell::text(Role::Body, finding.sheet.as_str()),
        to_file(source.whereabouts, &finding.file, place_in_file, Role::Center, cell),
        Cell::text(Role::Body, finding.indicator_name.as_str()),
        sources.link_of(finding),
        Cell::text(Role::Body, finding.found.as_str()),
        Cell::text(Role::Body, finding.expected.as_str()),
        Cell::text(Role::Body, finding.told(Lang::Ja)),
        Cell::text(Role::Body, finding.remedy(Lang::Ja)),
        Cell::text(Role::Body, finding.life.reply()),
        mark,
        reason,
        Cell::word(Role::Body, finding.rule.name),
        Cell::text(Role::Faint, finding.id.as_str()),
    ]
}

/// 了承 and its reason: to be filled in, unless there is nothing to accept.
fn decision(finding: &Finding) -> [Cell; 2] {
    let asked = |mark: &str, reason: &str| [Cell::text(Role::Tick, mark), Cell::text(Role::Input, reason)];
    let accepted = finding.life.standing == Some(Standing::Accepted);
    if finding.life.standing == Some(Standing::Resolved) {
        return [Cell::word(Role::Center, ""), Cell::word(Role::Body, "")];
    }
    let Some(decision) = &finding.life.decision else { return asked("", "") };
    match &decision.mark {
        Mark::Settings => {
            [Cell::word(Role::Center, answer::BY_SETTINGS), Cell::text(Role::Body, decision.reason.as_str())]
        }
        Mark::Accepted if accepted => asked(answer::ACCEPTED, &decision.reason),
        Mark::NoReason => asked(answer::ACCEPTED, ""),
        Mark::Unclear(text) => asked(text, &decision.reason),
        Mark::Nothing => asked("", &decision.reason),
        Mark::Accepted | Mark::Withdrawn => asked("", ""),
    }
}

/// 状態; of what goes on, also since when.
fn standing(finding: &Finding) -> String {
    let life = &finding.life;
    let word = messages::life::standing(life.standing).ja;
    let since =
        Some(life.since.as_str()).filter(|since| life.standing == Some(Standing::Continuing) && !since.is_empty());
    since.map_or_else(|| word.to_owned(), |since| format!("{word}\n{since}～"))
}

/// How a severity looks.
pub const fn tone(severity: Severity) -> Tone {
    match severity {
        Severity::Error => Tone::Bad,
        Severity::Warning => Tone::Care,
        Severity::Note => Tone::Neutral,
    }
}
