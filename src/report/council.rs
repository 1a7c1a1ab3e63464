//! 議会報告.xlsx: A4, print-ready, values only: no paths, no names of staff, no cell addresses, no notes meant for inside.

use super::focus::{self, Chosen, Focus};
use super::order::Order;
use super::summary::{Counts, Summary};
use super::{Source, show};
use crate::judgement::NotJudged;
use crate::messages::{self, COUNTING_NOTES, UNCONFIRMED, file, sheet};
use crate::model::{Figure, Indicator, Status};
use crate::page::{Book, Cell, Page, Role, Sheet, fitted};
use crate::period::{wareki, wareki_short};
use rust_decimal::Decimal;

/// The workbook.
pub fn book<'a>(source: &Source, focus: &Focus, summary: &Summary, order: &Order) -> Book<'a> {
    let title = title(source, focus);
    let mut pages =
        vec![cover(source, focus), counts(focus, summary), list(source, focus, order), notes(focus, summary)];
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

const WIDTHS: [f64; 9] = [8.0, 32.0, 8.0, 9.0, 9.0, 9.0, 9.0, 9.0, 9.0];

fn counts(focus: &Focus, summary: &Summary) -> Page {
    let mut page = Page::new(sheet::COUNCIL_SUMMARY, WIDTHS.to_vec());
    let year = focus.year.map(wareki).unwrap_or_default();
    page.line(Role::Title, &format!("{year}　指標の達成状況（総括）"));
    page.line(Role::Note, &conclusion(&summary.total));
    page.blank();
    let mut sections = ["１", "２", "３"].into_iter();
    let mut section = |page: &mut Page, name: &str| {
        page.line(Role::Section, &format!("{}　{name}", sections.next().unwrap_or_default()));
    };
    section(&mut page, "体系別");
    page.headings(&[
        "番号",
        "名称",
        "指標数",
        "達成\n件数",
        "達成\n割合(%)",
        "未達成\n件数",
        "未達成\n割合(%)",
        "判定なし\n件数",
        "判定なし\n割合(%)",
    ]);
    for measure in &summary.measures {
        let named =
            [Cell::text(Role::Body, measure.code), Cell::text(Role::Body, measure.name).indented(measure.level - 1)];
        let cells = named.into_iter().chain(counted(&measure.counts));
        page.row(cells.map(|cell| if measure.heads { cell.strong() } else { cell }).collect());
    }
    total(&mut page, &summary.total);
    if summary.measurements.iter().any(|(measurement, _)| measurement.is_some()) {
        page.blank();
        section(&mut page, "測定方法別");
        page.headings(&[
            "",
            "区分",
            "指標数",
            "達成\n件数",
            "達成\n割合(%)",
            "未達成\n件数",
            "未達成\n割合(%)",
            "判定なし\n件数",
            "判定なし\n割合(%)",
        ]);
        for (measurement, counts) in &summary.measurements {
            let label = if measurement.is_some() { messages::measurement(*measurement) } else { "区分なし" };
            let named = [Cell::word(Role::Body, ""), Cell::word(Role::Body, label)];
            page.row(named.into_iter().chain(counted(counts)).collect());
        }
        total(&mut page, &summary.total);
    }
    if let Some((before, counts)) = &summary.year_before {
        page.blank();
        section(&mut page, "前年度との比較");
        compared(&mut page, focus, &summary.total, &wareki_short(*before), counts);
    }
    page.blank();
    page.line(Role::Note, "※割合の分母は、達成・未達成は判定できた指標の数、判定なしは指標数。");
    if summary.repeated > 0 {
        let note = format!("※再掲の指標{}件は、合計では1件に数えている。", summary.repeated);
        page.line(Role::Note, &note);
    }
    page
}

/// The sentence that such tables are read with.
fn conclusion(total: &Counts) -> String {
    let share = Decimal::from(total.achieved * 100).checked_div(Decimal::from(total.judged()));
    let share = share.map(|share| format!("（{:.1}％）", show::to_one_decimal(share))).unwrap_or_default();
    format!(
        "指標{}件のうち、判定できたものは{}件であり、達成は{}件{share}、未達成は{}件であった。",
        total.indicators,
        total.judged(),
        total.achieved,
        total.missed
    )
}

fn counted(counts: &Counts) -> Vec<Cell> {
    let mut cells = vec![Cell::count(counts.indicators)];
    for (many, whole) in
        [(counts.achieved, counts.judged()), (counts.missed, counts.judged()), (counts.unjudged(), counts.indicators)]
    {
        cells.extend([Cell::count(many), show::share(many, whole)]);
    }
    cells
}

fn total(page: &mut Page, counts: &Counts) {
    let named = [Cell::word(Role::Body, ""), Cell::word(Role::Body, "合計")];
    page.row(named.into_iter().chain(counted(counts)).map(Cell::strong).collect());
}

fn compared(page: &mut Page, focus: &Focus, now: &Counts, before_name: &str, before: &Counts) {
    let year = focus.year.map(wareki_short).unwrap_or_default();
    let (now_many, now_share) = (format!("{year}\n件数"), format!("{year}\n割合(%)"));
    let (many, share) = (format!("{before_name}\n件数"), format!("{before_name}\n割合(%)"));
    page.headings(&["", "区分", &now_many, &many, "増減\n(件)", &now_share, &share, "ポイント\n増減"]);
    for (label, now_many, now_whole, many, whole) in [
        ("達成", now.achieved, now.judged(), before.achieved, before.judged()),
        ("未達成", now.missed, now.judged(), before.missed, before.judged()),
        ("判定なし", now.unjudged(), now.indicators, before.unjudged(), before.indicators),
    ] {
        page.row(vec![
            Cell::word(Role::Body, ""),
            Cell::word(Role::Body, label),
            Cell::count(now_many),
            Cell::count(many),
            difference(Some(Decimal::from(now_many)), Some(Decimal::from(many))),
            show::share(now_many, now_whole),
            show::share(many, whole),
            difference(percent(now_many, now_whole), percent(many, whole)),
        ]);
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
        headings.extend(["目標", "実績", "判定"].map(|name| format!("{before_name}\n{name}")));
    }
    headings.extend(["目標", "実績", "達成率\n（％）", "判定"].map(|name| format!("{year}\n{name}")));
    headings.extend(["最終目標", "目標\n年度", "備考"].map(str::to_owned));
    let mut bounds = vec![(7.0, 9.0), (12.0, 22.0), (20.0, 30.0), (5.0, 9.0), (8.0, 11.0), (6.0, 6.0)];
    if before.is_some() {
        bounds.extend([(8.0, 14.0), (8.0, 14.0), (8.0, 9.0)]);
    }
    bounds.extend([(8.0, 14.0), (8.0, 14.0), (8.0, 8.0), (8.0, 9.0)]);
    bounds.extend([(8.0, 14.0), (6.0, 6.0), (10.0, 20.0)]);
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
        cells.extend([
            optional(before.map(|before| &before.observation.target)),
            optional(before.map(|before| &before.observation.actual)),
            show::judgement(before.as_ref()),
        ]);
    }
    cells.extend([
        optional(chosen.map(|chosen| &chosen.observation.target)),
        optional(chosen.map(|chosen| &chosen.observation.actual)),
        show::rate(chosen.and_then(|chosen| chosen.judgement).and_then(|one| one.achievement_rate)),
        show::judgement(chosen.as_ref()),
        optional(goal.map(|one| &one.figure)),
        short(goal.and_then(|one| one.fiscal_year)),
        Cell::text(Role::Body, remark(chosen.as_ref())),
    ]);
    cells
}

/// A figure; what is only the office's concern, a blank or an illegible cell, is no value to those outside.
fn optional(figure: Option<&Figure>) -> Cell {
    let inside = figure.is_some_and(|figure| matches!(figure.status, Status::Blank | Status::Unreadable));
    if inside { Cell::word(Role::Center, "－") } else { show::optional(figure) }
}

/// Why there is no judgement, in words for those outside.
fn remark(chosen: Option<&Chosen>) -> &'static str {
    let judgement = chosen.and_then(|chosen| chosen.judgement).filter(|one| one.mark.is_none());
    match judgement.and_then(|one| one.reason) {
        Some(NotJudged::TargetInWords | NotJudged::ActualInWords) => "数値でないため判定なし",
        Some(NotJudged::NoTarget) => "目標値なし",
        Some(NotJudged::NoActual | NotJudged::Unreadable) => "実績値なし",
        Some(NotJudged::ForecastOnly) => "見込値のため判定なし",
        Some(NotJudged::NotYetOver) => "期間中のため判定なし",
        Some(NotJudged::TargetSpansYears) => "複数年の累計目標",
        Some(_) => "判定なし",
        None => "",
    }
}

fn notes(focus: &Focus, summary: &Summary) -> Page {
    let mut page = Page::new(sheet::NOTES, vec![22.0, 62.0]);
    page.line(Role::Title, "用語と算定方法");
    page.blank();
    page.headings(&["用語", "意味"]);
    let year = focus.year.map(wareki).unwrap_or_default();
    let target = format!("{year}の目標値。「以上」「以下」などの付いた数は、その条件の目標である。");
    let marks = summary.marks.join("、");
    let judgement = if marks.is_empty() {
        "目標値と実績値を比べて決める。".to_owned()
    } else {
        format!("目標値と実績値を比べて、{marks}の区分で示す。達成とする区分に入るものを達成に数える。")
    };
    for (word, meaning) in [
        ("基準値", "計画策定時などの値。"),
        ("目標", target.as_str()),
        ("実績", "その年度の実績値。"),
        ("達成率（増加が望ましい）", "実績値÷目標値×100"),
        ("達成率（減少が望ましい）", "（実績値－基準値）÷（目標値－基準値）×100。下限0、上限100。"),
        ("判定", judgement.as_str()),
        ("判定なし", "目標値・実績値の一方がない、目標が文章であるなど、判定できないもの。"),
        ("集計中・調査なしなど", "値がまだない、またはその年度に調査がないもの。"),
    ] {
        page.row(vec![Cell::text(Role::Body, word), Cell::text(Role::Body, meaning)]);
    }
    page.blank();
    for note in COUNTING_NOTES {
        page.line(Role::Note, &format!("※{note}"));
    }
    page
}
