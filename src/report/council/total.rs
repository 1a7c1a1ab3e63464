//! 総括: one page that can be read alone; and 体系別総括, every measure with its counts.

use super::super::breakdown::{
    MOST_FIELDS, actions, actions_in_words, breakdown, comparison, distribution, headings, layer, marks, named, sum,
};
use super::super::focus::Focus;
use super::super::judging::Judging;
use super::super::show;
use super::super::summary::{Counts, Figures, Summary, share};
use super::pictures::Pictures;
use super::{About, Setting};
use crate::messages::{self, sheet};
use crate::page::{Cell, Page, Role};
use crate::period::wareki;

/// The page, and that of the numbers that its charts alone have.
pub fn page(focus: &Focus, figures: &Figures, judging: &Judging, setting: &Setting) -> (Page, Option<Page>) {
    let mut page = Page::new(sheet::COUNCIL_SUMMARY, [36.0].into_iter().chain([10.0; 7]).collect());
    page.line(Role::Title, &setting.title("指標の達成状況（総括）", &[]));
    let mut parts = figures.parts();
    // A plan may be of actions alone.
    parts.retain(|(_, part)| part.total.indicators > 0 || figures.actions.is_empty());
    for (name, part) in &parts {
        let of = match (figures.layers.is_empty(), *name) {
            (true, _) => String::new(),
            (false, "") => "階層の記載がない".to_owned(),
            (false, name) => format!("{name}の"),
        };
        page.line(Role::Plain, &conclusion(&of, part, judging));
    }
    let refer = |about: &[About]| setting.notes.refer(about);
    let mut sections = Sections { number: 0, pictures: Pictures::new(&setting.title(sheet::CHART_FIGURES, &[])) };
    if !figures.layers.is_empty() {
        let about = [About::Counts, About::Shares, About::Layers];
        sections.begin(&mut page, &format!("階層別の達成状況{}", refer(&about)));
        let rows: Vec<(String, &Counts)> =
            figures.layers.iter().map(|(name, part)| (layer(name).to_owned(), &part.total)).collect();
        breakdown(&mut page, "階層", &rows, None);
    }
    for (name, part) in &parts {
        let of = if figures.layers.is_empty() { String::new() } else { format!("{}：", layer(name)) };
        tables(&mut page, &mut sections, &of, (focus, part, judging, setting));
    }
    for list in &figures.actions {
        sections.begin(&mut page, "取組項目の進捗");
        page.line(Role::Plain, &actions_in_words(list, judging.minus));
        actions(&mut page, list);
    }
    page.blank();
    let about = [About::Counts, About::Shares, About::Distribution, About::Layers, About::Comparison, About::Values];
    setting.notes.under(&mut page, &about);
    (page, sections.pictures.numbers())
}

/// The tables of the indicators that shares are of together.
fn tables(page: &mut Page, sections: &mut Sections, of: &str, shown: (&Focus, &Summary, &Judging, &Setting)) {
    let (focus, part, judging, setting) = shown;
    let marks = marks(judging, part);
    let refer = |about: &[About]| setting.notes.refer(about);
    let shares = refer(&[About::Counts, About::Shares]);
    let compared = if part.year_before.is_some() { "達成状況（前年度との比較）" } else { "達成状況" };
    let about = [About::Counts, About::Shares, About::Comparison];
    sections.begin(page, &format!("{of}{compared}{}", refer(&about)));
    let first = page.next() + 1;
    comparison(page, focus, part, &marks);
    sections.pictures.comparison(page, first, focus, part, &marks);
    if part.measurements.iter().any(|(measurement, _)| measurement.is_some()) {
        sections.begin(page, &format!("{of}測定方法別{shares}"));
        let label = |of: Option<_>| if of.is_none() { "区分なし" } else { messages::measurement(of) };
        let rows: Vec<(String, &Counts)> =
            part.measurements.iter().map(|(measurement, counts)| (label(*measurement).to_owned(), counts)).collect();
        breakdown(page, "区分", &rows, Some(&part.total));
    }
    if part.kinds.iter().any(|(kind, _)| kind.is_some()) {
        sections.begin(page, &format!("{of}指標の種類別{shares}"));
        let label = |of: Option<_>| if of.is_none() { "区分なし" } else { messages::kind(of) };
        let rows: Vec<(String, &Counts)> =
            part.kinds.iter().map(|(kind, counts)| (label(*kind).to_owned(), counts)).collect();
        breakdown(page, "種類", &rows, Some(&part.total));
    }
    let fields = part.fields();
    let fields = if fields.len() <= MOST_FIELDS { fields } else { Vec::new() };
    let rows: Vec<(String, &Counts)> =
        fields.into_iter().map(|field| (named((field.code, field.label())), &field.counts)).collect();
    if !rows.is_empty() {
        sections.begin(page, &format!("{of}分野別{shares}"));
        let first = page.next() + 1;
        breakdown(page, "分野", &rows, Some(&part.total));
        // Bands say all that, and more.
        if !(part.tells_marks() && Pictures::draws_bands(&rows, &marks)) {
            sections.pictures.shares(page, &format!("{of}分野別の達成状況"), first, &rows);
        }
    }
    if part.tells_marks() && !marks.is_empty() {
        sections.begin(page, &format!("{of}判定の分布{}", refer(&[About::Counts, About::Distribution])));
        distribution(page, "分野", &rows, &part.total, &marks, judging);
        sections.pictures.bands(page, &format!("{of}判定の分布"), &rows, &marks);
    }
}

/// Sections of a page and their charts, numbered.
struct Sections {
    number: usize,
    pictures: Pictures,
}

impl Sections {
    fn begin(&mut self, page: &mut Page, name: &str) {
        self.number += 1;
        let number: String =
            self.number.to_string().chars().filter_map(|digit| char::from_u32(u32::from(digit) + 0xFEE0)).collect();
        page.blank();
        page.line(Role::Section, &format!("{number}　{name}"));
    }
}

/// The sentence that such tables are read with.
fn conclusion(of: &str, part: &Summary, judging: &Judging) -> String {
    let total = &part.total;
    if total.judged() == 0 {
        return format!("{of}指標は{}件であり、判定したものはない。", total.indicators);
    }
    let share =
        |part: usize, whole: usize| share(part, whole).map(|share| format!("（{share}％）")).unwrap_or_default();
    let now = format!(
        "{of}指標{}件のうち{}件を判定した。達成は{}件{}、未達成は{}件{}である。",
        total.indicators,
        total.judged(),
        total.achieved,
        share(total.achieved, total.judged()),
        total.missed,
        share(total.missed, total.judged()),
    );
    let good: Vec<&str> = judging.achieved().into_iter().filter(|mark| total.marked(mark) > 0).collect();
    let marked: usize = good.iter().map(|mark| total.marked(mark)).sum();
    let marks = (part.tells_marks() && good.len() > 1 && marked == total.achieved)
        .then(|| format!("達成とする区分（{}）は{marked}件{}である。", good.join("＋"), share(marked, total.judged())));
    let before = part.year_before.as_ref().filter(|(_, before)| before.judged() > 0).map(|(year, before)| {
        format!(
            "{}は、判定した{}件のうち達成が{}件{}であった。",
            wareki(*year),
            before.judged(),
            before.achieved,
            share(before.achieved, before.judged())
        )
    });
    now + &marks.unwrap_or_default() + &before.unwrap_or_default()
}

/// 体系別総括.
pub fn by_measure(figures: &Figures, setting: &Setting) -> Page {
    let mut page = Page::new(sheet::SUMMARY, [9.0, 36.0].into_iter().chain([9.0; 7]).collect());
    page.line(Role::Title, &setting.title(sheet::SUMMARY, &[About::Counts, About::Shares]));
    page.repeat = Some((page.next(), page.next()));
    page.freeze = Some((page.next() + 1, 2));
    headings(&mut page, &["番号", "名称"]);
    for (name, part) in figures.parts() {
        if !figures.layers.is_empty() {
            page.line(Role::Section, layer(name));
        }
        for measure in &part.measures {
            let named = [
                Cell::text(Role::Body, measure.code),
                Cell::text(Role::Body, measure.label()).indented(measure.level - 1),
            ];
            let cells = named.into_iter().chain(show::counts(&measure.counts));
            page.row(cells.map(|cell| if measure.heads { cell.strong() } else { cell }).collect());
        }
        sum(&mut page, &part.total, 1);
    }
    page
}
