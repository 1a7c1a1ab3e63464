//! 議会報告.xlsx: A4, print-ready, values only: no paths, no names of staff, no cell addresses, no notes meant for inside.

use super::focus::{self, Chosen, Focus};
use super::judging::Judging;
use super::order::Order;
use super::summary::{Counts, MeasureCounts, Summary};
use super::{Source, show};
use crate::messages::{self, UNCONFIRMED, file, sheet};
use crate::model::{Figure, Indicator, Status};
use crate::page::{Book, Cell, Page, Role, Sheet, fitted};
use crate::period::{Part, wareki, wareki_short};
use rust_decimal::Decimal;

/// The workbook.
pub fn book<'a>(source: &Source, focus: &Focus, summary: &Summary, order: &Order) -> Book<'a> {
    let title = title(source, focus);
    let mut pages = vec![
        cover(source, focus),
        counts(focus, summary),
        by_measure(focus, summary),
        list(source, focus, order),
        notes(source, focus),
    ];
    for page in &mut pages {
        page.running_head.clone_from(&title);
    }
    Book { file_name: file::COUNCIL.to_owned(), title, sheets: pages.into_iter().map(Sheet::Page).collect() }
}

fn title(source: &Source, focus: &Focus) -> String {
    let year = focus.year.map(|year| format!("{}　", wareki(year))).unwrap_or_default();
    let body = if source.model.body.is_empty() { String::new() } else { format!("{}　", source.model.body) };
    format!("{UNCONFIRMED}{body}{year}指標の達成状況")
}

fn cover(source: &Source, focus: &Focus) -> Page {
    let mut page = Page::new(sheet::COVER, vec![84.0]);
    for _ in 0..9 {
        page.blank();
    }
    page.line(Role::Cover, UNCONFIRMED);
    page.blank();
    if !source.model.body.is_empty() {
        page.line(Role::Cover, &source.model.body);
        page.blank();
    }
    if let Some(year) = focus.year {
        page.line(Role::Cover, &wareki(year));
    }
    page.line(Role::Cover, "指標の達成状況");
    page.blank();
    for plan in &source.model.plans {
        page.row(vec![Cell::text(Role::CoverLine, plan.name.as_str())]);
    }
    for _ in 0..6 {
        page.blank();
    }
    if let Some(period) = source.run.period {
        page.row(vec![Cell::text(Role::CoverLine, messages::period(period))]);
    }
    page
}

/// More fields than this are no overview; the next page lists them all.
const MOST_FIELDS: usize = 15;

/// 総括: one page that can be read alone.
fn counts(focus: &Focus, summary: &Summary) -> Page {
    let mut page = Page::new(sheet::COUNCIL_SUMMARY, [36.0].into_iter().chain([10.0; 7]).collect());
    let year = focus.year.map(wareki).unwrap_or_default();
    page.line(Role::Title, &format!("{year}　指標の達成状況（総括）"));
    page.blank();
    page.line(Role::Plain, &conclusion(summary));
    page.blank();
    let mut sections = ["１", "２", "３"].into_iter();
    let mut section = |page: &mut Page, name: &str| {
        page.line(Role::Section, &format!("{}　{name}", sections.next().unwrap_or_default()));
    };
    section(&mut page, if summary.year_before.is_some() { "達成状況（前年度との比較）" } else { "達成状況" });
    overall(&mut page, focus, summary);
    if summary.measurements.iter().any(|(measurement, _)| measurement.is_some()) {
        page.blank();
        section(&mut page, "測定方法別");
        headings(&mut page, &["区分"]);
        for (measurement, counts) in &summary.measurements {
            let label = if measurement.is_some() { messages::measurement(*measurement) } else { "区分なし" };
            page.row([Cell::word(Role::Body, label)].into_iter().chain(show::counts(counts)).collect());
        }
        total(&mut page, &summary.total, 0);
    }
    let fields: Vec<&MeasureCounts> = summary.measures.iter().filter(|measure| measure.level == 1).collect();
    if fields.len() <= MOST_FIELDS && fields.iter().any(|field| field.heads) {
        page.blank();
        section(&mut page, "分野別");
        headings(&mut page, &["分野"]);
        for field in fields {
            let name = format!("{}　{}", field.code, field.label());
            let named = Cell::text(Role::Body, name.trim());
            page.row([named].into_iter().chain(show::counts(&field.counts)).collect());
        }
        total(&mut page, &summary.total, 0);
    }
    page.blank();
    let mut reasons: Vec<(&str, usize)> = Vec::new();
    for (reason, many) in &summary.reasons {
        let words = messages::not_judged_outside(*reason);
        let words = if words == "判定なし" { "その他" } else { words };
        match reasons.iter_mut().find(|(known, _)| *known == words) {
            Some((_, sum)) => *sum += many,
            None => reasons.push((words, *many)),
        }
    }
    if !reasons.is_empty() {
        reasons.sort_by_key(|(words, many)| (*words == "その他", std::cmp::Reverse(*many)));
        let listed: Vec<String> = reasons.iter().map(|(words, many)| format!("{words}{many}件")).collect();
        page.line(Role::Note, &format!("※判定なし{}件の内訳：{}。", summary.total.unjudged(), listed.join("、")));
    }
    page.line(Role::Note, "※割合の分母は、判定した指標の数（達成と未達成の計）である。");
    if summary.year_before.is_some() {
        page.line(Role::Note, "※前年度の数は、前年度の目標または実績の欄がある指標を、同じ方法で判定したもの。");
    }
    if summary.repeated > 0 {
        let note = format!("※再掲の指標{}件は、合計では1件に数えている。", summary.repeated);
        page.line(Role::Note, &note);
    }
    page
}

/// 体系別総括: every measure with its counts.
fn by_measure(focus: &Focus, summary: &Summary) -> Page {
    let mut page = Page::new(sheet::SUMMARY, [9.0, 36.0].into_iter().chain([9.0; 7]).collect());
    let year = focus.year.map(wareki).unwrap_or_default();
    page.line(Role::Title, &format!("{year}　体系別総括"));
    page.repeat = Some((page.next(), page.next()));
    page.freeze = Some((page.next() + 1, 2));
    headings(&mut page, &["番号", "名称"]);
    for measure in &summary.measures {
        let named =
            [Cell::text(Role::Body, measure.code), Cell::text(Role::Body, measure.label()).indented(measure.level - 1)];
        let cells = named.into_iter().chain(show::counts(&measure.counts));
        page.row(cells.map(|cell| if measure.heads { cell.strong() } else { cell }).collect());
    }
    total(&mut page, &summary.total, 1);
    page
}

/// The sentence that such tables are read with.
fn conclusion(summary: &Summary) -> String {
    let total = &summary.total;
    if total.judged() == 0 {
        return format!("指標は{}件であり、判定したものはない。", total.indicators);
    }
    let share =
        |part: usize, whole: usize| percent(part, whole).map(|share| format!("（{share:.1}％）")).unwrap_or_default();
    let now = format!(
        "指標{}件のうち{}件を判定した。達成は{}件{}、未達成は{}件{}である。",
        total.indicators,
        total.judged(),
        total.achieved,
        share(total.achieved, total.judged()),
        total.missed,
        share(total.missed, total.judged()),
    );
    let before = summary.year_before.as_ref().filter(|(_, before)| before.judged() > 0).map(|(year, before)| {
        format!(
            "{}は、判定した{}件のうち達成が{}件{}であった。",
            wareki(*year),
            before.judged(),
            before.achieved,
            share(before.achieved, before.judged())
        )
    });
    now + &before.unwrap_or_default()
}

fn headings(page: &mut Page, names: &[&str]) {
    page.headings(&names.iter().copied().chain(show::COUNTS).collect::<Vec<_>>());
}

/// The last row, after so many empty cells.
fn total(page: &mut Page, counts: &Counts, empty: usize) {
    let before = std::iter::repeat_n(Cell::word(Role::Body, ""), empty);
    let named = before.chain([Cell::word(Role::Body, "合計")]);
    page.row(named.chain(show::counts(counts)).map(Cell::strong).collect());
}

fn overall(page: &mut Page, focus: &Focus, summary: &Summary) {
    let (now, before) = (&summary.total, summary.year_before.as_ref());
    let year = focus.year.map(wareki_short).unwrap_or_default();
    let mut names = vec!["区分".to_owned(), format!("{year}\n件数"), format!("{year}\n割合(%)")];
    if let Some((before, _)) = before {
        let before = wareki_short(*before);
        names.extend([
            format!("{before}\n件数"),
            format!("{before}\n割合(%)"),
            "増減\n(件)".to_owned(),
            "割合の増減\n(ポイント)".to_owned(),
        ]);
    }
    page.headings(&names.iter().map(String::as_str).collect::<Vec<_>>());
    let mut lines: Vec<(String, Line, bool)> = vec![
        ("達成".to_owned(), Line::Achieved, true),
        ("未達成".to_owned(), Line::Missed, true),
        ("判定した指標".to_owned(), Line::Judged, false),
        ("判定なし".to_owned(), Line::Unjudged, false),
        ("指標数".to_owned(), Line::All, false),
    ];
    if summary.tells_marks() {
        let marks = summary.marks.iter().map(|mark| (format!("判定　{mark}"), Line::Mark(mark), true));
        let unmarked = [("（区分を決められないもの）".to_owned(), Line::Unmarked, true)];
        let some = [Some(now), before.map(|(_, before)| before)].into_iter().flatten();
        let unmarked = unmarked.into_iter().filter(|(_, line, _)| some.clone().any(|counts| line.of(counts) > 0));
        lines.splice(2..2, marks.chain(unmarked));
    }
    for (label, line, shared) in lines {
        let share = |counts: &Counts| {
            if shared { show::share(line.of(counts), counts.judged()) } else { Cell::word(Role::Center, "－") }
        };
        let mut cells = vec![Cell::text(Role::Body, label), Cell::count(line.of(now)), share(now)];
        if let Some((_, before)) = before {
            let rate = |counts: &Counts| percent(line.of(counts), counts.judged()).filter(|_| shared);
            cells.extend([
                Cell::count(line.of(before)),
                share(before),
                difference(Some(Decimal::from(line.of(now))), Some(Decimal::from(line.of(before)))),
                difference(rate(now), rate(before)),
            ]);
        }
        page.row(cells.into_iter().map(|cell| if shared { cell } else { cell.strong() }).collect());
    }
}

/// What a line counts.
#[derive(Clone, Copy)]
enum Line<'a> {
    Achieved,
    Missed,
    Mark(&'a str),
    /// Met or not is known, which of several bands is not.
    Unmarked,
    Judged,
    Unjudged,
    All,
}

impl Line<'_> {
    fn of(self, counts: &Counts) -> usize {
        match self {
            Self::Achieved => counts.achieved,
            Self::Missed => counts.missed,
            Self::Mark(mark) => counts.marks.get(mark).copied().unwrap_or_default(),
            Self::Unmarked => counts.judged().saturating_sub(counts.marks.values().sum()),
            Self::Judged => counts.judged(),
            Self::Unjudged => counts.unjudged(),
            Self::All => counts.indicators,
        }
    }
}

fn percent(part: usize, whole: usize) -> Option<Decimal> {
    let mut percent = Decimal::from(part * 100).checked_div(Decimal::from(whole)).map(show::to_one_decimal)?;
    percent.rescale(1);
    Some(percent)
}

fn difference(now: Option<Decimal>, before: Option<Decimal>) -> Cell {
    now.zip(before).map_or(Cell::word(Role::Center, "－"), |(now, before)| Cell::number(now - before, ""))
}

fn list(source: &Source, focus: &Focus, order: &Order) -> Page {
    let year = focus.year.map(wareki_short).unwrap_or_default();
    let before = focus.before.last().copied();
    let before_name = before.map(wareki_short).unwrap_or_default();
    let mut headings: Vec<String> =
        ["番号", "施策名", "指標名", "単位", "基準値", "基準\n年度"].map(str::to_owned).into();
    if before.is_some() {
        headings.extend(["実績", "判定"].map(|name| format!("{before_name}\n{name}")));
    }
    headings.extend(["目標", "実績", "達成率\n（％）", "判定"].map(|name| format!("{year}\n{name}")));
    headings.extend(["最終目標", "目標\n年度", "備考"].map(str::to_owned));
    let mut bounds = vec![(6.0, 8.0), (12.0, 22.0), (20.0, 32.0), (5.0, 9.0), (8.0, 11.0), (6.0, 6.0)];
    if before.is_some() {
        bounds.extend([(8.0, 11.0), (8.0, 9.0)]);
    }
    bounds.extend([(8.0, 13.0), (8.0, 13.0), (8.0, 8.0), (8.0, 9.0)]);
    bounds.extend([(8.0, 13.0), (6.0, 6.0), (10.0, 16.0)]);
    let rows: Vec<Vec<Cell>> = order
        .indicators(source.model)
        .into_iter()
        .filter_map(|place| Some(row(source, focus, place, source.model.indicators.get(place)?)))
        .collect();
    let mut page = Page::new(sheet::INDICATORS, fitted(&rows, &bounds));
    page.landscape = true;
    let title = focus.year.map(wareki).unwrap_or_default();
    page.line(Role::Title, &format!("{title}　指標一覧"));
    page.repeat = Some((page.next(), page.next()));
    page.freeze = Some((page.next() + 1, 3));
    page.headings(&headings.iter().map(String::as_str).collect::<Vec<_>>());
    for row in rows {
        page.row(row);
    }
    page
}

fn row(source: &Source, focus: &Focus, place: usize, indicator: &Indicator) -> Vec<Cell> {
    let chosen = focus.year.and_then(|year| focus::chosen(source, place, year));
    let baseline = indicator.baseline.as_ref();
    let goal = indicator.final_target.as_ref();
    let short = |year: Option<i32>| Cell::text(Role::Center, year.map(wareki_short).unwrap_or_default());
    let mut cells = vec![
        Cell::text(Role::Body, indicator.belongs.measure_code.as_str()),
        Cell::text(Role::Body, indicator.belongs.measure_name.as_str()),
        Cell::text(Role::Body, indicator.name.as_str()),
        Cell::text(Role::Center, indicator.unit.as_str()),
        optional(baseline.map(|one| &one.figure)),
        short(baseline.and_then(|one| one.fiscal_year)),
    ];
    if let Some(before) = focus.before.last() {
        let before = focus::chosen(source, place, *before);
        cells.extend([optional(before.map(|before| &before.observation.actual)), show::judgement(before.as_ref())]);
    }
    cells.extend([
        optional(chosen.map(|chosen| &chosen.observation.target)),
        optional(chosen.map(|chosen| &chosen.observation.actual)),
        rate(chosen.as_ref()),
        show::judgement(chosen.as_ref()),
        optional(goal.map(|one| &one.figure)),
        short(goal.and_then(|one| one.fiscal_year)),
        Cell::text(Role::Body, remark(chosen.as_ref())),
    ]);
    cells
}

/// A figure; what is only the office's concern, a blank or an illegible cell, is no value to those outside.
fn optional(figure: Option<&Figure>) -> Cell {
    let inside = |figure: &&Figure| !matches!(figure.status, Status::Blank | Status::Unreadable | Status::NoSlot);
    figure.filter(inside).map_or(Cell::word(Role::Center, "－"), show::figure)
}

fn rate(chosen: Option<&Chosen>) -> Cell {
    let rate = chosen.and_then(|chosen| chosen.judgement).and_then(|one| one.achievement_rate);
    if rate.is_none() { Cell::word(Role::Center, "－") } else { show::rate(rate) }
}

/// Why there is no judgement, in words for those outside; and which part of the year the values are of.
fn remark(chosen: Option<&Chosen>) -> String {
    let Some(chosen) = chosen else { return messages::not_judged_outside(None).to_owned() };
    let mut remarks = Vec::new();
    if chosen.observation.period.part != Part::Year {
        remarks.push(format!("{}の値", messages::period(chosen.observation.period)));
    }
    let judgement = chosen.judgement.filter(|one| one.achieved.is_none());
    if let Some(reason) = judgement.and_then(|one| one.reason) {
        remarks.push(messages::not_judged_outside(Some(reason)).to_owned());
    }
    remarks.join("、")
}

fn notes(source: &Source, focus: &Focus) -> Page {
    let judging = Judging::of(source);
    let mut page = Page::new(sheet::NOTES, vec![26.0, 62.0]);
    page.line(Role::Title, "用語と算定方法");
    page.blank();
    page.headings(&["用語", "意味"]);
    let year = focus.year.map(wareki).unwrap_or_default();
    let target = format!("{year}の目標値。「以上」「以下」などの付いた数は、その条件の目標である。");
    let marks = judging.marks();
    let judgement = if marks.is_empty() {
        "目標値と実績値を比べて決める。".to_owned()
    } else {
        format!("達成率により、{marks}の区分で示す。率を出せないものは、目標値との大小で決まるときだけ示す。")
    };
    for (word, meaning) in
        [("基準値", "計画策定時などの値。"), ("目標", target.as_str()), ("実績", "その年度の実績値。")]
    {
        page.row(vec![Cell::text(Role::Body, word), Cell::text(Role::Body, meaning)]);
    }
    for (which, formula) in judging.formulas() {
        page.row(vec![Cell::text(Role::Body, format!("達成率（{which}）")), Cell::text(Role::Body, formula)]);
    }
    for (word, meaning) in [
        ("判定", judgement.as_str()),
        ("判定なし", "目標値・実績値の一方がない、目標が文章であるなど、判定できないもの。"),
        ("集計中・調査なしなど", "値がまだない、またはその年度に調査がないもの。"),
    ] {
        page.row(vec![Cell::text(Role::Body, word), Cell::text(Role::Body, meaning)]);
    }
    page.blank();
    for note in judging.notes() {
        page.line(Role::Note, &format!("※{note}"));
    }
    page
}
