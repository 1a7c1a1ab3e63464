//! 総括: one page that can be read alone; and 体系別総括, every measure with its counts.

use super::super::breakdown::{
    self, MOST_FIELDS, actions, actions_in_words, breakdown, comparison, distribution, headings, layer, marks, named,
    sum,
};
use super::super::focus::Focus;
use super::super::judging::Judging;
use super::super::show;
use super::super::summary::{Counts, Figures, Summary, share};
use crate::messages::{self, sheet};
use crate::page::{Cell, Page, Role};
use crate::period::wareki;

/// The page.
pub fn page(focus: &Focus, figures: &Figures, judging: &Judging) -> Page {
    let mut page = Page::new(sheet::COUNCIL_SUMMARY, [36.0].into_iter().chain([10.0; 7]).collect());
    let year = focus.year.map(wareki).unwrap_or_default();
    page.line(Role::Title, &format!("{year}　指標の達成状況（総括）"));
    page.blank();
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
    let mut sections = Sections::default();
    if !figures.layers.is_empty() {
        sections.begin(&mut page, "階層別の達成状況");
        let rows: Vec<(String, &Counts)> =
            figures.layers.iter().map(|(name, part)| (layer(name).to_owned(), &part.total)).collect();
        breakdown(&mut page, "階層", &rows, None);
    }
    for (name, part) in &parts {
        let of = if figures.layers.is_empty() { String::new() } else { format!("{}：", layer(name)) };
        tables(&mut page, &mut sections, &of, (focus, part, judging));
    }
    for list in &figures.actions {
        sections.begin(&mut page, "取組項目の進捗");
        page.line(Role::Plain, &actions_in_words(list, judging.minus));
        actions(&mut page, list);
    }
    page.blank();
    for note in breakdown::notes(figures, focus).into_iter().filter(|_| !parts.is_empty()) {
        page.line(Role::Note, &format!("※{note}"));
    }
    page
}

/// The tables of the indicators that shares are of together.
fn tables(page: &mut Page, sections: &mut Sections, of: &str, (focus, part, judging): (&Focus, &Summary, &Judging)) {
    let marks = marks(judging, part);
    let compared = if part.year_before.is_some() { "達成状況（前年度との比較）" } else { "達成状況" };
    sections.begin(page, &format!("{of}{compared}"));
    comparison(page, focus, part, &marks);
    if part.measurements.iter().any(|(measurement, _)| measurement.is_some()) {
        sections.begin(page, &format!("{of}測定方法別"));
        let label = |of: Option<_>| if of.is_none() { "区分なし" } else { messages::measurement(of) };
        let rows: Vec<(String, &Counts)> =
            part.measurements.iter().map(|(measurement, counts)| (label(*measurement).to_owned(), counts)).collect();
        breakdown(page, "区分", &rows, Some(&part.total));
    }
    if part.kinds.iter().any(|(kind, _)| kind.is_some()) {
        sections.begin(page, &format!("{of}指標の種類別"));
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
        sections.begin(page, &format!("{of}分野別"));
        breakdown(page, "分野", &rows, Some(&part.total));
    }
    if part.tells_marks() && !marks.is_empty() {
        sections.begin(page, &format!("{of}判定の分布"));
        distribution(page, "分野", &rows, &part.total, &marks, judging);
    }
}

/// Sections of a page, numbered.
#[derive(Default)]
struct Sections(usize);

impl Sections {
    fn begin(&mut self, page: &mut Page, name: &str) {
        self.0 += 1;
        let number: String =
            self.0.to_string().chars().filter_map(|digit| char::from_u32(u32::from(digit) + 0xFEE0)).collect();
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
pub fn by_measure(focus: &Focus, figures: &Figures) -> Page {
    let mut page = Page::new(sheet::SUMMARY, [9.0, 36.0].into_iter().chain([9.0; 7]).collect());
    let year = focus.year.map(wareki).unwrap_or_default();
    page.line(Role::Title, &format!("{year}　体系別総括"));
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
