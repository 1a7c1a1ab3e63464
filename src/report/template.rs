//! What the placeholders of an office's own council template get: the figures of 議会報告, and nothing it does not show.

use super::council::list;
use super::focus::{self, Chosen, Focus};
use super::order::Order;
use super::show;
use super::summary::{Counts, Figures, Summary, share};
use super::{Source, breakdown};
use crate::messages::{self, UNCONFIRMED};
use crate::model::Figure;
use crate::page::{Cell, Minus, NumberStyle, Role};
use crate::period::{wareki, wareki_short};
use crate::settings::Council;
use crate::table::Value;
use crate::template::{Filled, Values};
use rust_decimal::Decimal;
use rustc_hash::FxHashSet;
use std::collections::BTreeMap;

/// A record of a list.
type Record = BTreeMap<&'static str, Filled>;

/// The values, of the indicators at these places and their figures.
pub fn values(source: &Source, focus: &Focus, figures: &Figures, order: &Order, places: &[usize]) -> Values {
    let council = source.run.settings.get("council").cloned();
    let council: Council = council.and_then(|council| serde_json::from_value(council).ok()).unwrap_or_default();
    let shown: FxHashSet<usize> = places.iter().copied().collect();
    let all: Vec<usize> = order.indicators(source.model).into_iter().filter(|place| shown.contains(place)).collect();
    let missed = all.iter().copied().filter(|place| {
        let chosen = focus.year.and_then(|year| focus::chosen(source, *place, year));
        chosen.and_then(|chosen| chosen.judgement?.achieved) == Some(false)
    });
    let records = |places: &mut dyn Iterator<Item = usize>| -> Vec<Record> {
        places.zip(1..).filter_map(|(place, number)| indicator(source, focus, council.minus, place, number)).collect()
    };
    let counted = |rows: &mut dyn Iterator<Item = (&str, String, &Counts)>| -> Vec<Record> {
        rows.zip(1..).map(|((code, name, counts), number)| counts_of(code, name, counts, number)).collect()
    };
    let all_of = &figures.all;
    let layers = figures.parts().into_iter().map(|(name, part)| {
        let name = if figures.layers.is_empty() { "全体" } else { breakdown::layer(name) };
        ("", name.to_owned(), &part.total)
    });
    let departments = all_of.departments.0.iter().map(|(name, counts)| {
        let name = if name.is_empty() { "（部署の記載なし）" } else { name };
        ("", name.to_owned(), counts)
    });
    let measure = |measure: &super::summary::MeasureCounts| measure.label().to_owned();
    let lists = [
        ("指標", records(&mut all.iter().copied())),
        ("未達成", records(&mut missed.collect::<Vec<_>>().into_iter())),
        ("施策", counted(&mut all_of.measures.iter().map(|one| (one.code, measure(one), &one.counts)))),
        ("分野", counted(&mut all_of.fields().into_iter().map(|one| (one.code, measure(one), &one.counts)))),
        ("階層", counted(&mut layers.into_iter())),
        ("部署", counted(&mut departments.into_iter())),
    ];
    Values { fields: fields(source, &council, focus, figures), lists: lists.into_iter().collect() }
}

fn fields(source: &Source, council: &Council, focus: &Focus, figures: &Figures) -> Record {
    let Summary { total, year_before, aside, .. } = &figures.all;
    // a share is never of several layers
    let shared = |part: usize, whole: usize| if figures.layers.is_empty() { percent(part, whole) } else { text("－") };
    let year = |year: Option<i32>| text(&year.map(wareki).unwrap_or_default());
    let before = |count: fn(&Counts) -> usize| match year_before {
        Some((_, counts)) => number(count(counts)),
        None => text("－"),
    };
    let plans: Vec<&str> = source.model.plans.iter().map(|plan| plan.name.as_str()).collect();
    let unconfirmed = if council.confirms(source.run.period) { "" } else { UNCONFIRMED };
    let month = source.run.period.map(messages::period).unwrap_or_default();
    [
        ("未確定", text(unconfirmed)),
        ("団体名", text(&source.model.body)),
        ("会議名", text(&council.meeting)),
        ("期日", text(&council.date)),
        ("資料番号", text(&council.number)),
        ("所管", text(&council.department)),
        ("計画名", text(&plans.join("、"))),
        ("対象月", text(&month)),
        ("対象年度", year(focus.year)),
        ("前年度", year(year_before.as_ref().map(|(year, _)| *year))),
        ("指標数", number(total.indicators)),
        ("判定数", number(total.judged())),
        ("達成数", number(total.achieved)),
        ("未達成数", number(total.missed)),
        ("判定なし数", number(total.unjudged())),
        ("達成率", shared(total.achieved, total.judged())),
        ("未達成率", shared(total.missed, total.judged())),
        ("前年度判定数", before(Counts::judged)),
        ("前年度達成数", before(|counts| counts.achieved)),
        ("前年度未達成数", before(|counts| counts.missed)),
        (
            "前年度達成率",
            year_before.as_ref().map_or(text("－"), |(_, counts)| shared(counts.achieved, counts.judged())),
        ),
        ("速報値数", number(aside.provisional)),
    ]
    .into_iter()
    .collect()
}

fn counts_of(code: &str, name: String, counts: &Counts, place: usize) -> Record {
    [
        ("番号", number(place)),
        ("コード", text(code)),
        ("名称", text(&name)),
        ("指標数", number(counts.indicators)),
        ("判定数", number(counts.judged())),
        ("達成数", number(counts.achieved)),
        ("達成率", percent(counts.achieved, counts.judged())),
        ("未達成数", number(counts.missed)),
        ("未達成率", percent(counts.missed, counts.judged())),
        ("判定なし数", number(counts.unjudged())),
    ]
    .into_iter()
    .collect()
}

fn indicator(source: &Source, focus: &Focus, minus: Minus, place: usize, at: usize) -> Option<Record> {
    let indicator = source.model.indicators.get(place)?;
    let chosen: Option<Chosen> = focus.year.and_then(|year| focus::chosen(source, place, year));
    let before = focus.before.last().and_then(|year| focus::chosen(source, place, *year));
    let (baseline, goal) = (indicator.baseline.as_ref(), indicator.final_target.as_ref());
    let target = chosen.map(|chosen| &chosen.observation.target);
    let actual = chosen.map(|chosen| &chosen.observation.actual);
    let short = |year: Option<i32>| text(&year.map(wareki_short).unwrap_or_default());
    let figure = |figure: Option<&Figure>| cell(&list::optional(figure), minus);
    let alone = |figure: Option<&Figure>| {
        figure.and_then(|figure| figure.value).map_or(text(""), |value| decimal(value, minus))
    };
    let belongs = &indicator.belongs;
    let code = indicator.registered.as_ref().map(|entry| entry.code.as_str()).unwrap_or_default();
    let record = [
        ("番号", number(at)),
        ("コード", text(code)),
        ("施策コード", text(&belongs.measure_code)),
        ("施策名", text(&belongs.measure_name)),
        ("指標名", text(&indicator.name)),
        ("単位", text(&indicator.unit)),
        ("所管", text(&belongs.department)),
        ("基準値", figure(baseline.map(|one| &one.figure))),
        ("基準年度", short(baseline.and_then(|one| one.fiscal_year))),
        ("前年度実績", figure(before.map(|before| &before.observation.actual))),
        ("前年度判定", cell(&show::judgement(before.as_ref()), minus)),
        ("目標", figure(target)),
        ("実績", figure(actual)),
        ("目標値", alone(target)),
        ("実績値", alone(actual)),
        ("達成率", cell(&list::rate(chosen.as_ref()), minus)),
        ("判定", cell(&show::judgement(chosen.as_ref()), minus)),
        ("最終目標", figure(goal.map(|one| &one.figure))),
        ("最終目標年度", short(goal.and_then(|one| one.fiscal_year))),
        ("備考", text(&list::remark(chosen.as_ref()))),
    ];
    Some(record.into_iter().collect())
}

/// A cell of 議会報告 as it is shown there; a number with words behind it is a text.
fn cell(cell: &Cell, minus: Minus) -> Filled {
    let style = match cell.role {
        Role::Number(style) => style,
        _ => NumberStyle::default(),
    };
    match cell.value.settled() {
        Value::Number(number) => {
            let shown = format!("{}{}", in_words(*number, style.decimals, minus), style.suffix);
            Filled { number: style.suffix.is_empty().then_some(*number), text: shown }
        }
        Value::Integer(number) => decimal(Decimal::from(*number), minus),
        value => text(value.as_text().unwrap_or_default()),
    }
}

fn text(text: &str) -> Filled {
    Filled { number: None, text: text.to_owned() }
}

fn number(count: usize) -> Filled {
    decimal(Decimal::from(count), Minus::default())
}

fn decimal(number: Decimal, minus: Minus) -> Filled {
    let decimals = u8::try_from(number.scale()).unwrap_or(u8::MAX);
    Filled { number: Some(number), text: in_words(number, decimals, minus) }
}

/// A share in percent, to one decimal.
fn percent(part: usize, whole: usize) -> Filled {
    share(part, whole).map_or_else(|| text("－"), |share| decimal(share, Minus::default()))
}

/// Commas, the office's minus, so many decimals: as the pages show numbers.
fn in_words(number: Decimal, decimals: u8, minus: Minus) -> String {
    let mut number = number;
    number.rescale(decimals.into());
    let digits = number.abs().to_string();
    let (whole, rest) = digits.split_at(digits.find('.').unwrap_or(digits.len()));
    let mut shown = String::new();
    if number.is_sign_negative() && !number.is_zero() {
        shown.push(minus.sign());
    }
    for (at, digit) in whole.char_indices() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            shown.push(',');
        }
        shown.push(digit);
    }
    shown + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_within_texts_look_as_on_the_pages() {
        for (number, shown) in [("1234567.50", "1,234,567.50"), ("-1234", "△1,234"), ("123", "123"), ("0.0", "0.0")] {
            assert_eq!(decimal(number.parse().unwrap(), Minus::White).text, shown);
        }
        assert_eq!(decimal("-1".parse().unwrap(), Minus::Black).text, "▲1");
        let target = cell(&Cell::number("80.0".parse().unwrap(), "以上"), Minus::White);
        assert_eq!(target, Filled { number: None, text: "80.0以上".to_owned() });
    }
}
