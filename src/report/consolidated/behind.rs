//! 未達成・遅れ: what was missed in the year reported on and what is behind within the present one, each with the reasons given.

use super::super::focus::{self, Focus};
use super::super::order::Order;
use super::super::{Source, show};
use super::begin;
use super::indicators::{ORIGIN, filled, in_order, origin};
use super::sources::Sources;
use crate::cell::SheetId;
use crate::messages::{self, reckoned::AS_OF_RUN, sheet};
use crate::model::{Indicator, Narrative, NarrativeKind, Operator};
use crate::outlook::YearOutlook;
use crate::page::{Cell, Page, Role, Tone, fitted, in_pieces};
use crate::period::{FiscalYear, wareki};
use rust_decimal::Decimal;
use rustc_hash::FxHashMap;

const HEADINGS: [(&str, (f64, f64)); 16] = [
    ("区分", (8.0, 8.0)),
    ("コード", (7.0, 9.0)),
    ("施策名", (12.0, 18.0)),
    ("担当部署", (9.0, 12.0)),
    ("指標名", (20.0, 26.0)),
    ("単位", (5.0, 8.0)),
    ("年度・時点", (12.0, 14.0)),
    ("前年度\n実績", (9.0, 14.0)),
    ("目標", (9.0, 16.0)),
    ("実績", (9.0, 16.0)),
    ("目標との\n差", (9.0, 14.0)),
    ("達成率\n（％）", (8.0, 8.0)),
    ("判定", (8.0, 10.0)),
    ("理由（要因・課題）", (24.0, REASON)),
    ("今後の方向", (18.0, DIRECTION)),
    // It serves on the screen.
    ("出所", (20.0, ORIGIN)),
];
/// The places of the two that may be long, and the most of their widths.
const LONG: [(usize, f64); 2] = [(13, REASON), (14, DIRECTION)];
const REASON: f64 = 46.0;
const DIRECTION: f64 = 36.0;
/// The places of what names a row, which is said again where its texts go on in a further one.
const NAMES: [usize; 5] = [0, 1, 2, 3, 4];
/// Lines of a text that a row has room for: Excel's rows are at most 409 points high.
const LINES: usize = 20;

/// 区分 of an indicator that missed its target.
const MISSED: &str = "未達成";
/// 区分 of an indicator that is behind what was due by now.
const LATE: &str = "遅れ";

/// What stands where the sheets give no reason.
const NO_REASON: &str = "理由の記載なし";

/// The page.
pub fn page(source: &Source, focus: &Focus, order: &Order, sources: &Sources) -> Page {
    let texts = Texts::of(source, order);
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    let (mut missed, mut late, mut silent) = (0, 0, 0);
    for (place, indicator) in in_order(source, order) {
        let of_year = missed_row(source, focus, place, indicator, sources).zip(focus.year);
        let now = source.outlooks.get(place).and_then(|one| one.year.as_ref());
        let behind = now.filter(|one| one.keeps_up == Some(false));
        let behind = behind.map(|one| (late_row(source, place, indicator, one, sources), one.fiscal_year));
        missed += usize::from(of_year.is_some());
        late += usize::from(behind.is_some());
        for (mut row, year) in of_year.into_iter().chain(behind) {
            let said = texts.of_year(order, indicator, year);
            silent += usize::from(said.reason.is_none());
            let origin = row.pop();
            row.push(match (said.reason, said.remark) {
                (Some(reason), _) => Cell::text(Role::Body, reason),
                (None, None) => Cell::word(Role::Mark(Tone::Care), NO_REASON),
                (None, Some(remark)) => Cell::text(Role::Mark(Tone::Care), format!("{NO_REASON}\n{remark}")),
            });
            row.push(Cell::text(Role::Body, said.direction));
            row.extend(origin);
            rows.extend(continued(row));
        }
    }
    let year = focus.year.map(wareki).unwrap_or_default();
    let mut page = Page::new(sheet::BEHIND, fitted(&rows, &HEADINGS.map(|(_, bounds)| bounds)));
    page.landscape = true;
    page.printed = Some(HEADINGS.len() - 1);
    let lead = format!(
        "{year}の目標を達成していない指標{missed}件、年度内の目安より遅れている指標{late}件。うち理由の記載なし{silent}件。{AS_OF_RUN}"
    );
    begin(&mut page, source, sheet::BEHIND, &lead);
    page.line(
        Role::Note,
        "※目標との差は、実績値から目標値を引いたもの。理由・今後の方向は、その施策などについてシートに書かれたもの（全文）。",
    );
    page.freeze = Some((page.next() + 1, 5));
    filled(page, &HEADINGS.map(|(heading, _)| heading.to_owned()), rows)
}

/// A row and as many under it as its longest text needs.
fn continued(row: Vec<Cell>) -> Vec<Vec<Cell>> {
    let parts: Vec<(usize, Vec<String>)> = LONG
        .iter()
        .map(|(at, width)| {
            let text = row.get(*at).and_then(|cell| cell.value.as_text()).unwrap_or_default();
            (*at, in_pieces(text, *width as usize, LINES))
        })
        .collect();
    let most = parts.iter().map(|(_, parts)| parts.len()).max().unwrap_or(1);
    if most <= 1 {
        return vec![row];
    }
    let of_piece = |piece: usize| {
        let cells = row.iter().enumerate().map(|(at, cell)| {
            match parts.iter().find(|(long, parts)| *long == at && parts.len() > 1) {
                Some((_, parts)) => Cell::text(Role::Body, parts.get(piece).cloned().unwrap_or_default()),
                None if piece == 0 || NAMES.contains(&at) => cell.clone(),
                None => Cell::word(Role::Body, ""),
            }
        });
        cells.collect()
    };
    (0..most).map(of_piece).collect()
}

/// What the sheets say of measures: why, what is wrong, what comes next.
struct Texts<'a> {
    of_measures: FxHashMap<usize, Vec<&'a Narrative>>,
    /// Of sheets that are about one indicator alone.
    of_sheets: FxHashMap<&'a SheetId, Vec<&'a Narrative>>,
}

/// What is said of an indicator.
struct Said {
    /// 要因 and 課題, then 備考; `None` without the first two.
    reason: Option<String>,
    /// 備考 of the indicator itself, which may be a reason.
    remark: Option<String>,
    direction: String,
}

impl<'a> Texts<'a> {
    fn of(source: &Source<'a>, order: &Order) -> Self {
        let mut indicators: FxHashMap<&SheetId, usize> = FxHashMap::default();
        for indicator in &source.model.indicators {
            *indicators.entry(&indicator.place.sheet).or_default() += 1;
        }
        let (mut of_measures, mut of_sheets) = (FxHashMap::default(), FxHashMap::default());
        for narrative in &source.model.narratives {
            let sheet: &SheetId = &narrative.place.sheet;
            match order.find(&narrative.belongs) {
                Some(measure) => of_measures.entry(measure).or_insert_with(Vec::new).push(narrative),
                None if indicators.get(sheet) == Some(&1) => {
                    of_sheets.entry(sheet).or_insert_with(Vec::new).push(narrative);
                }
                None => {}
            }
        }
        Self { of_measures, of_sheets }
    }

    /// What is said of the indicator's measure in a year, or of no year.
    fn of_year(&self, order: &Order, indicator: &Indicator, year: FiscalYear) -> Said {
        let sheet: &SheetId = &indicator.place.sheet;
        let known = match order.find(&indicator.belongs) {
            Some(measure) => self.of_measures.get(&measure),
            None => self.of_sheets.get(sheet),
        };
        let of_year = |kind: NarrativeKind| {
            let texts = known.into_iter().flatten().filter(move |one| one.kind == kind);
            let texts = texts.filter(move |one| one.fiscal_year.is_none_or(|of| of == year));
            texts.filter(|one| !one.text.trim().is_empty()).map(|one| headed(&one.heading, &one.text))
        };
        let remark = Some(indicator.remark.as_str()).filter(|text| !text.trim().is_empty());
        let remark = remark.map(|text| headed("備考", text));
        let mut reason: Vec<String> = of_year(NarrativeKind::Reason).chain(of_year(NarrativeKind::Issue)).collect();
        if !reason.is_empty() {
            reason.extend(remark.clone());
        }
        let reason = Some(reason.join("\n")).filter(|text| !text.is_empty());
        let direction: Vec<String> = of_year(NarrativeKind::Direction).collect();
        Said { reason, remark, direction: direction.join("\n") }
    }
}

fn headed(heading: &str, text: &str) -> String {
    let heading: String = heading.split_whitespace().collect();
    if heading.is_empty() { text.trim().to_owned() } else { format!("【{heading}】{}", text.trim()) }
}

fn missed_row(
    source: &Source,
    focus: &Focus,
    place: usize,
    indicator: &Indicator,
    sources: &Sources,
) -> Option<Vec<Cell>> {
    let chosen = focus::chosen(source, place, focus.year?)?;
    let judgement = chosen.judgement.filter(|one| one.achieved == Some(false))?;
    let before = focus.before.last().and_then(|year| focus::chosen(source, place, *year));
    let (target, actual) = (&chosen.observation.target, &chosen.observation.actual);
    let mut row = named(MISSED, Tone::Bad, indicator);
    row.extend([
        Cell::text(Role::Center, messages::period(chosen.observation.period)),
        show::optional(before.map(|before| &before.observation.actual)),
        show::figure(target),
        show::figure(actual),
        gap(actual.value, target.value, target.operator),
        show::rate(judgement.achievement_rate),
        show::judgement(Some(&chosen)),
        origin(sources, place, indicator, Some(&chosen)),
    ]);
    Some(row)
}

fn late_row(source: &Source, place: usize, indicator: &Indicator, year: &YearOutlook, sources: &Sources) -> Vec<Cell> {
    let at = indicator.observations.iter().position(|one| one.period == year.through);
    let before = focus::chosen(source, place, year.fiscal_year - 1);
    let number =
        |number: Option<Decimal>| number.map_or(Cell::word(Role::Center, ""), |number| Cell::number(number, ""));
    let pace = year.pace.map(|pace| format!("\n目安比{}％", show::to_one_decimal(pace))).unwrap_or_default();
    let mut row = named(LATE, Tone::Care, indicator);
    row.extend([
        Cell::text(Role::Center, format!("{}まで{pace}", messages::period(year.through))),
        show::optional(before.map(|before| &before.observation.actual)),
        number(year.target),
        number(year.to_date.or(year.latest)),
        Cell::word(Role::Center, "－"),
        Cell::word(Role::Center, "－"),
        Cell::word(Role::Mark(Tone::Care), LATE),
        sources.link(place, at, "出典（各月の値）".to_owned()),
    ]);
    row
}

fn named(kind: &'static str, tone: Tone, indicator: &Indicator) -> Vec<Cell> {
    let belongs = &indicator.belongs;
    vec![
        Cell::word(Role::Mark(tone), kind),
        Cell::text(Role::Body, belongs.measure_code.as_str()),
        Cell::text(Role::Body, belongs.measure_name.as_str()),
        Cell::text(Role::Body, belongs.department.as_str()),
        Cell::text(Role::Body, indicator.name.as_str()),
        Cell::text(Role::Center, indicator.unit.as_str()),
    ]
}

/// Actual less target, where the target is a level and not a change against another year.
fn gap(actual: Option<Decimal>, target: Option<Decimal>, operator: Option<Operator>) -> Cell {
    let level = matches!(operator, Some(Operator::Equal | Operator::AtLeast | Operator::AtMost));
    let gap = actual.zip(target).filter(|_| level).and_then(|(actual, target)| actual.checked_sub(target));
    gap.map_or(Cell::word(Role::Center, "－"), |gap| Cell::number(gap, ""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_too_long_for_a_row_goes_on_in_the_next_whole_and_under_the_same_names() {
        let long: String = (0..1_500).map(|at| char::from(b'a' + (at % 26) as u8)).collect();
        let mut row = vec![Cell::word(Role::Body, "名"); HEADINGS.len()];
        row[13] = Cell::text(Role::Body, format!("{long}\n{long}"));
        row[14] = Cell::word(Role::Body, "短い");
        let rows = continued(row);
        assert!(rows.len() > 1);
        let texts: String = rows.iter().filter_map(|row| row[13].value.as_text()).collect();
        assert_eq!(texts.replace('\n', ""), long.repeat(2));
        assert!(rows.iter().all(|row| row[4].value.as_text() == Some("名")));
        assert_eq!((rows[0][14].value.as_text(), rows[1][14].value.as_text()), (Some("短い"), None));
    }
}
