//! 前回との差: what differs from the run before, counted first, then a row for each.

use super::super::{Source, show};
use super::begin;
use super::indicators::filled;
use super::sources::{Sources, dated};
use crate::change::{Changes, Difference, FigureChange, FileChange, IndicatorChange, Item, JudgementChange};
use crate::judgement::Judgement;
use crate::messages::sheet;
use crate::model::{Figure, Indicator};
use crate::page::{Cell, Page, Role, Tone, fitted};
use crate::period::Period;
use rust_decimal::Decimal;

const HEADINGS: [(&str, (f64, f64)); 11] = [
    ("変わり方", (11.0, 13.0)),
    ("コード", (7.0, 9.0)),
    ("施策名", (12.0, 20.0)),
    ("担当部署", (9.0, 20.0)),
    ("指標名", (20.0, 34.0)),
    ("項目", (8.0, 10.0)),
    ("年度・月", (18.0, 24.0)),
    ("前回", (12.0, 30.0)),
    ("今回", (12.0, 30.0)),
    ("増減", (9.0, 14.0)),
    // It serves on the screen.
    ("出所", (8.0, 8.0)),
];

/// Ways in which something can differ, as the page calls and counts them.
const KINDS: [(&str, &str); 13] = [
    ("追加", "今回はじめてある指標。"),
    ("なくなった", "前回にあり、今回はない指標。"),
    ("名称変更", "同じ値を持ち、名称が変わった指標。"),
    ("単位変更", "値も新しい単位になっているかを確かめる。"),
    ("新たに記入", "前回は記載がなかった値。"),
    ("増", "前回より大きくなった値。"),
    ("減", "前回より小さくなった値。"),
    ("記載の変更", "数値は同じで、速報・以上などの記載が変わったもの、または文の変更。"),
    ("記載なしへ", "前回はあり、今回は記載がない値。"),
    ("達成へ", "判定が達成になった。"),
    ("未達成へ", "判定が未達成になった。"),
    ("区分の変更", "達成・未達成は同じで、判定の区分が変わった。"),
    ("判定なしへ", "前回は判定があり、今回はない。"),
];

/// The page.
pub fn page(source: &Source, sources: &Sources) -> Page {
    let Some(changes) = source.changes else {
        let mut page = Page::new(sheet::CHANGES, vec![24.0, 10.0, 60.0]);
        begin(&mut page, source, sheet::CHANGES, "");
        page.line(Role::Note, "前回の集計と比べていない。比べるには、前回の出力フォルダーを --previous で指定する。");
        return page;
    };
    let rows: Vec<Vec<Cell>> = changes.indicators.iter().flat_map(|change| rows(source, sources, change)).collect();
    let mut page = Page::new(sheet::CHANGES, fitted(&rows, &HEADINGS.map(|(_, bounds)| bounds)));
    page.landscape = true;
    page.printed = Some(HEADINGS.len() - 1);
    begin(&mut page, source, sheet::CHANGES, &lead(changes, rows.len()));
    counted(&mut page, &rows);
    files(&mut page, changes);
    if rows.is_empty() {
        return page;
    }
    page.blank();
    page.line(Role::Section, "変わったもの");
    filled(page, &HEADINGS.map(|(heading, _)| heading.to_owned()), rows)
}

fn lead(changes: &Changes, rows: usize) -> String {
    let Changes { compared, unchanged, files, .. } = changes;
    if rows == 0 && files.is_empty() {
        return format!("前回の集計と変わりなし。前回と今回の両方にある{compared}指標の値・判定はすべて同じ。");
    }
    format!("前回と今回の両方にある{compared}指標のうち、{unchanged}指標は変わりなし。")
}

/// How many rows there are of each kind.
fn counted(page: &mut Page, rows: &[Vec<Cell>]) {
    let of =
        |kind: &str| rows.iter().filter(|row| row.first().and_then(|cell| cell.value.as_text()) == Some(kind)).count();
    let counts = KINDS.iter().map(|(kind, meaning)| (*kind, *meaning, of(kind))).filter(|(.., count)| *count > 0);
    let counts: Vec<_> = counts.collect();
    if counts.is_empty() {
        return;
    }
    page.blank();
    page.line(Role::Section, "件数");
    page.headings(&["変わり方", "件数"]);
    for (kind, meaning, count) in counts {
        let note = Cell::word(Role::Note, meaning);
        page.row(vec![Cell::word(Role::Center, kind), Cell::count(count), note]);
    }
}

fn files(page: &mut Page, changes: &Changes) {
    if changes.files.is_empty() {
        return;
    }
    page.blank();
    page.line(Role::Section, "ファイル");
    for (change, word) in
        [(FileChange::New, "新しい"), (FileChange::Changed, "内容が変わった"), (FileChange::Gone, "なくなった")]
    {
        let names: Vec<&str> =
            changes.files.iter().filter(|(_, one)| *one == change).map(|(name, _)| name.as_str()).collect();
        if !names.is_empty() {
            page.line(Role::Plain, &format!("{word}ファイル：{}件", names.len()));
            names.iter().for_each(|name| page.line(Role::Note, &format!("　{name}")));
        }
    }
}

fn rows(source: &Source, sources: &Sources, change: &IndicatorChange) -> Vec<Vec<Cell>> {
    match change {
        IndicatorChange::Added(place) => {
            let Some(indicator) = source.model.indicators.get(*place) else { return Vec::new() };
            let from = sources.link(*place, None, "出典".to_owned());
            vec![row("追加", indicator, ("指標", None), said(""), said(&indicator.name), None, from)]
        }
        IndicatorChange::Dropped(old) => {
            vec![row("なくなった", old, ("指標", None), said(&old.name), said(""), None, said(""))]
        }
        IndicatorChange::Differs(one) => differing(source, sources, one),
    }
}

fn differing(source: &Source, sources: &Sources, one: &Difference) -> Vec<Vec<Cell>> {
    let Some(indicator) = source.model.indicators.get(one.place) else { return Vec::new() };
    let from = |period: Option<Period>| {
        let at = period.and_then(|period| indicator.observations.iter().position(|one| one.period == period));
        sources.link(one.place, at, "出典".to_owned())
    };
    let named = |kind, item, before: &str, now: &str| {
        row(kind, indicator, (item, None), said(before), said(now), None, from(None))
    };
    let mut rows = Vec::new();
    rows.extend(one.name.as_ref().map(|before| named("名称変更", "指標名", before, &indicator.name)));
    rows.extend(one.unit.as_ref().map(|before| named("単位変更", "単位", before, &indicator.unit)));
    rows.extend(one.figures.iter().map(|change| {
        let (item, period) = item(change.item, indicator);
        let shown = |figure: &Option<Figure>| show::optional(figure.as_ref());
        let (kind, gap) = way(change);
        row(kind, indicator, (item, period), shown(&change.before), shown(&change.now), gap, from(period))
    }));
    rows.extend(one.judgements.iter().map(|change| {
        let JudgementChange { period, before, now, .. } = change;
        let item = ("判定", Some(*period));
        row(turn(change), indicator, item, mark(before.as_ref()), mark(now.as_ref()), None, from(Some(*period)))
    }));
    rows
}

/// How a figure differs, and by how much.
fn way(change: &FigureChange) -> (&'static str, Option<Decimal>) {
    let value = |figure: &Option<Figure>| figure.as_ref().and_then(|one| one.value);
    match (&change.before, &change.now, value(&change.before), value(&change.now)) {
        (None, ..) => ("新たに記入", None),
        (_, None, ..) => ("記載なしへ", None),
        (.., Some(before), Some(now)) if now > before => ("増", now.checked_sub(before)),
        (.., Some(before), Some(now)) if now < before => ("減", now.checked_sub(before)),
        (.., None, Some(_)) => ("新たに記入", None),
        (.., Some(_), None) => ("記載なしへ", None),
        _ => ("記載の変更", None),
    }
}

/// Which way a judgement went.
fn turn(change: &JudgementChange) -> &'static str {
    let met = |one: &Option<Judgement>| one.as_ref().and_then(|one| one.achieved);
    match (met(&change.before), met(&change.now)) {
        (_, None) => "判定なしへ",
        (before, now) if before == now => "区分の変更",
        (_, Some(true)) => "達成へ",
        (_, Some(false)) => "未達成へ",
    }
}

fn item(item: Item, indicator: &Indicator) -> (&'static str, Option<Period>) {
    match item {
        Item::Baseline => ("基準値", indicator.baseline.as_ref().and_then(|one| one.fiscal_year).map(Period::year)),
        Item::Target(period, _) => ("目標", Some(period)),
        Item::Actual(period, _) => ("実績", Some(period)),
        Item::FinalTarget => {
            ("最終目標", indicator.final_target.as_ref().and_then(|one| one.fiscal_year).map(Period::year))
        }
    }
}

fn said(text: &str) -> Cell {
    Cell::text(Role::Body, text)
}

fn mark(judgement: Option<&Judgement>) -> Cell {
    let Some(judgement) = judgement else { return Cell::word(Role::Center, "－") };
    let (tone, word) = match judgement.achieved {
        Some(true) => (Tone::Good, "達成"),
        Some(false) => (Tone::Bad, "未達成"),
        None => (Tone::Neutral, "－"),
    };
    Cell::text(Role::Mark(tone), judgement.mark.as_deref().unwrap_or(word))
}

fn row(
    kind: &'static str,
    indicator: &Indicator,
    (item, period): (&'static str, Option<Period>),
    before: Cell,
    now: Cell,
    gap: Option<Decimal>,
    from: Cell,
) -> Vec<Cell> {
    let belongs = &indicator.belongs;
    vec![
        Cell::word(Role::Center, kind),
        said(&belongs.measure_code),
        said(&belongs.measure_name),
        said(&belongs.department),
        said(&indicator.name),
        Cell::word(Role::Center, item),
        said(&period.map(dated).unwrap_or_default()),
        before,
        now,
        gap.map_or(Cell::word(Role::Center, ""), |gap| Cell::number(gap, "")),
        from,
    ]
}
