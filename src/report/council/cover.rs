//! 表紙 and 目次.

use super::super::Source;
use super::{Setting, leading};
use crate::messages::council::{TITLE, holds};
use crate::messages::{self, sheet};
use crate::page::{Cell, Page, Role};
use crate::settings::Council;

/// 表紙: what the office says of the meeting, what is reported, and who answers for it; distances are heights of rows.
pub fn page(source: &Source, council: &Council, setting: &Setting) -> Page {
    let mut page = Page::new(sheet::COVER, vec![70.0]);
    page.one_page = true;
    for text in [&council.number, &council.meeting, &council.date].into_iter().filter(|text| !text.is_empty()) {
        page.row(vec![Cell::text(Role::CoverSide, text.as_str())]);
    }
    let title = format!("{}{TITLE}", setting.year);
    if setting.mark.is_empty() {
        page.tall(Role::Cover, &title, 260.0);
    } else {
        page.tall(Role::Cover, setting.mark, 160.0);
        page.tall(Role::Cover, &title, 60.0);
    }
    let period = source.run.period.map(|period| format!("報告時点：{}", messages::period(period)));
    let plans = source.model.plans.iter().filter(|plan| !plan.name.is_empty());
    let mut lines: Vec<String> = plans.map(|plan| format!("対象：{}", plan.name)).collect();
    lines.extend(period);
    for line in lines {
        page.row(vec![Cell::text(Role::CoverLine, line)]);
    }
    let by = [source.model.body.clone(), labelled("所管：", &council.department)];
    for (text, height) in by.iter().filter(|text| !text.is_empty()).zip([160.0, 36.0]) {
        page.tall(Role::CoverLine, text, height);
    }
    page
}

fn labelled(label: &str, text: &str) -> String {
    if text.is_empty() { String::new() } else { format!("{label}{text}") }
}

/// 目次, of these pages.
pub fn contents(setting: &Setting, pages: &[Page]) -> Page {
    let mut page = Page::new(sheet::CONTENTS, vec![8.0, 26.0, 58.0]);
    page.line(Role::Title, &setting.title(sheet::CONTENTS, &[]));
    page.headings(&["番号", "シート", "内容"]);
    for (place, listed) in pages.iter().enumerate() {
        page.row(vec![
            Cell::count(place + 1),
            leading(&listed.name, &listed.name, Role::Body),
            Cell::word(Role::Body, holds(&listed.name)),
        ]);
    }
    page
}
