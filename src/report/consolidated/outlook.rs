//! 年度内の進捗 and 最終目標の見通し: where indicators are heading, with projections that say that they are projections.

use super::super::order::Order;
use super::super::{Source, show};
use super::begin;
use super::indicators::{filled, in_order};
use super::sources::Sources;
use crate::messages::{self, reckoned::AS_OF_RUN, sheet};
use crate::model::Indicator;
use crate::outlook::{TermOutlook, YearOutlook};
use crate::page::{Cell, Page, Role, Tone, fitted};
use crate::period::wareki_short;
use rust_decimal::{Decimal, RoundingStrategy};

/// The pages; none without a date, and none on which nothing would stand.
pub fn pages(source: &Source, order: &Order, sources: &Sources) -> Vec<Page> {
    let of = |place: usize| source.outlooks.get(place);
    let years: Vec<Vec<Cell>> = in_order(source, order)
        .filter_map(|(place, one)| Some(year_row(place, one, of(place)?.year.as_ref()?, sources)))
        .collect();
    let terms: Vec<Vec<Cell>> = in_order(source, order)
        .filter_map(|(place, one)| Some(term_row(place, one, of(place)?.term.as_ref()?, sources)))
        .collect();
    let pages = [(!years.is_empty()).then(|| year(source, years)), (!terms.is_empty()).then(|| term(source, terms))];
    pages.into_iter().flatten().collect()
}

fn year(source: &Source, rows: Vec<Vec<Cell>>) -> Page {
    let headings = [
        "コード",
        "担当部署",
        "指標名",
        sheet::SOURCES,
        "単位",
        "方向",
        "実績の\nある月",
        "その月の\n実績",
        "前年同月",
        "前年同月比\n（％）",
        "現在\nまでの計",
        "年度目標",
        "現時点の\n目安",
        "目安比\n（％）",
        "進み具合",
        "年度末見込\n【推計】",
        "推計の方法",
        "これまでの\n平均",
        "今後必要な\n平均",
        "部署の\n見込",
    ];
    let bounds = [
        (7.0, 9.0),
        (9.0, 13.0),
        (18.0, 26.0),
        (6.0, 6.0),
        (5.0, 8.0),
        (6.0, 6.0),
        (7.0, 9.0),
        (8.0, 12.0),
        (8.0, 12.0),
        (9.0, 9.0),
        (9.0, 13.0),
        (9.0, 13.0),
        (9.0, 13.0),
        (8.0, 8.0),
        (8.0, 9.0),
        (10.0, 13.0),
        (9.0, 14.0),
        (9.0, 12.0),
        (9.0, 12.0),
        (8.0, 12.0),
    ];
    let mut page = Page::new(sheet::YEAR_OUTLOOK, fitted(&rows, &bounds));
    let lead = "月・四半期の実績を、年度の目標と比べたもの。見込は推計であり、実績ではない。議会報告には載せない。";
    begun(&mut page, source, sheet::YEAR_OUTLOOK, lead);
    page.line(
        Role::Note,
        "※目安は、月・四半期の目標があればその計、なければ年度の目標を月数（四半期数）で割ったもの。",
    );
    page.line(Role::Note, "※推計は、前年度の月ごとの実績があれば前年の同じ時期との比により、なければ今年度の平均による。平均は1か月（1四半期）あたり。");
    table(page, &headings, rows, 3)
}

fn term(source: &Source, rows: Vec<Vec<Cell>>) -> Page {
    let headings = [
        "コード",
        "担当部署",
        "指標名",
        sheet::SOURCES,
        "単位",
        "方向",
        "起点\n年度",
        "起点の値",
        "直近\n年度",
        "直近の実績",
        "最終\n年度",
        "最終目標",
        "最終年度見込\n【推計】",
        "見通し",
        "これまでの\n年平均",
        "今後必要な\n年平均",
    ];
    let bounds = [
        (7.0, 9.0),
        (9.0, 13.0),
        (20.0, 30.0),
        (6.0, 6.0),
        (5.0, 8.0),
        (6.0, 6.0),
        (6.0, 6.0),
        (9.0, 13.0),
        (6.0, 6.0),
        (9.0, 13.0),
        (6.0, 6.0),
        (9.0, 13.0),
        (11.0, 13.0),
        (8.0, 9.0),
        (9.0, 12.0),
        (9.0, 12.0),
    ];
    let mut page = Page::new(sheet::TERM_OUTLOOK, fitted(&rows, &bounds));
    let lead = "起点（基準値）から直近の年度までの変化がそのまま続いたときの、最終年度の値。推計であり、実績ではない。議会報告には載せない。";
    begun(&mut page, source, sheet::TERM_OUTLOOK, lead);
    page.line(Role::Note, "※０未満にならない指標は０、割合の指標は100％を限りとする。年平均は1年度あたりの増減。");
    table(page, &headings, rows, 3)
}

fn begun(page: &mut Page, source: &Source, name: &str, lead: &str) {
    page.landscape = true;
    let day = source.run.as_of.map(|day| format!("基準日{day}。")).unwrap_or_default();
    begin(page, source, name, &format!("{day}{lead}{AS_OF_RUN}"));
}

fn table(mut page: Page, headings: &[&str], rows: Vec<Vec<Cell>>, frozen: u16) -> Page {
    page.freeze = Some((page.next() + 1, frozen));
    let headings: Vec<String> = headings.iter().map(|heading| (*heading).to_owned()).collect();
    filled(page, &headings, rows)
}

fn named(place: usize, indicator: &Indicator, sources: &Sources) -> [Cell; 6] {
    [
        Cell::text(Role::Body, indicator.belongs.measure_code.as_str()),
        Cell::text(Role::Body, indicator.belongs.department.as_str()),
        Cell::text(Role::Body, indicator.name.as_str()),
        sources.link(place, None, sheet::SOURCES.to_owned()),
        Cell::text(Role::Center, indicator.unit.as_str()),
        Cell::word(Role::Center, messages::direction(indicator.direction)),
    ]
}

fn year_row(place: usize, indicator: &Indicator, year: &YearOutlook, sources: &Sources) -> Vec<Cell> {
    let like = year.to_date.or(year.latest).unwrap_or_default();
    let compared = year.latest.zip(year.year_before).and_then(|(now, before)| {
        now.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(before).filter(|_| before > Decimal::ZERO)
    });
    let by = match year.projection {
        Ok(projection) => messages::projected_by(projection.by),
        Err(reason) => messages::no_projection(reason),
    };
    let mut cells = Vec::from(named(place, indicator, sources));
    cells.extend([
        Cell::text(Role::Center, messages::part(year.through)),
        number(year.latest),
        number(year.year_before),
        show::rate(compared),
        number(year.to_date),
        number(year.target),
        made(year.due.map(|due| due.value), like),
        show::rate(year.pace),
        keeps_up(year.keeps_up, ["目安どおり", "遅れ"]),
        made(year.projection.ok().map(|one| one.value), like),
        Cell::word(Role::Body, by),
        made(year.so_far, finer(like)),
        made(year.left, finer(like)),
        number(year.forecast),
    ]);
    cells
}

fn term_row(place: usize, indicator: &Indicator, term: &TermOutlook, sources: &Sources) -> Vec<Cell> {
    let like = if term.target.scale() > term.last.1.scale() { term.target } else { term.last.1 };
    let year = |year| Cell::text(Role::Center, wareki_short(year));
    let mut cells = Vec::from(named(place, indicator, sources));
    cells.extend([
        year(term.from.0),
        number(Some(term.from.1)),
        year(term.last.0),
        number(Some(term.last.1)),
        year(term.final_year),
        number(Some(term.target)),
        made(Some(term.projection.value), like),
        keeps_up(term.keeps_up, ["届く", "届かない"]),
        made(Some(term.so_far), finer(like)),
        made(Some(term.left), finer(like)),
    ]);
    cells
}

fn number(number: Option<Decimal>) -> Cell {
    number.map_or(Cell::word(Role::Center, ""), |number| Cell::number(number, ""))
}

/// What was made by dividing, with the decimals of what it was made from.
fn made(value: Option<Decimal>, like: Decimal) -> Cell {
    let rounded = |value: Decimal| {
        let mut value = value.round_dp_with_strategy(like.scale(), RoundingStrategy::MidpointAwayFromZero);
        value.rescale(like.scale());
        value
    };
    number(value.map(rounded))
}

/// One decimal more: an average of small counts is a fraction.
fn finer(like: Decimal) -> Decimal {
    Decimal::new(0, (like.scale() + 1).min(Decimal::MAX_SCALE))
}

fn keeps_up(keeps_up: Option<bool>, [yes, no]: [&'static str; 2]) -> Cell {
    match keeps_up {
        Some(true) => Cell::word(Role::Mark(Tone::Good), yes),
        Some(false) => Cell::word(Role::Mark(Tone::Care), no),
        None => Cell::word(Role::Center, "－"),
    }
}
