//! How figures, rates and judgements are shown in the cells of a page.

use super::focus::Chosen;
use super::summary::{self, Counts};
use crate::correction::submitted;
use crate::messages::{self, reckoned::NO_MARK};
use crate::model::{Figure, Operator, Status};
use crate::page::{Cell, NumberStyle, Role, Tone};
use crate::table::Value;
use rust_decimal::{Decimal, RoundingStrategy};

/// A figure: its number with what its target asks, or why there is none.
pub fn figure(figure: &Figure) -> Cell {
    if let Some(value) = figure.value {
        return Cell::number(value, suffix(figure));
    }
    let label = messages::status(figure.status);
    if label.is_empty() { Cell::text(Role::Center, figure.text.as_str()) } else { Cell::word(Role::Center, label) }
}

/// The figure that may not be there.
pub fn optional(one: Option<&Figure>) -> Cell {
    one.map_or(Cell::word(Role::Center, ""), figure)
}

const fn suffix(figure: &Figure) -> &'static str {
    match (figure.status, figure.operator) {
        (Status::Provisional, _) => "（速報）",
        (Status::Forecast, _) => "（見込）",
        (_, Some(Operator::AtLeast)) if figure.strict => "超",
        (_, Some(Operator::AtLeast)) => "以上",
        (_, Some(Operator::AtMost)) if figure.strict => "未満",
        (_, Some(Operator::AtMost)) => "以下",
        (_, Some(Operator::Maintain)) => "維持",
        _ => "",
    }
}

/// A rate, to one decimal, half up.
pub fn rate(rate: Option<Decimal>) -> Cell {
    let style = NumberStyle { decimals: 1, suffix: "" };
    Cell { value: Value::number(rate.map(to_one_decimal)), role: Role::Number(style), ..Cell::default() }
}

/// A share of a whole in percent, to one decimal; nothing of nothing is no share.
pub fn share(part: usize, whole: usize) -> Cell {
    percent(summary::share(part, whole))
}

/// A share that may not be there.
pub fn percent(share: Option<Decimal>) -> Cell {
    if share.is_none() { Cell::word(Role::Center, "－") } else { rate(share) }
}

/// The headings of [`counts`].
pub const COUNTS: [&str; 7] =
    ["指標数", "判定した\n指標数", "達成\n件数", "達成\n割合(%)", "未達成\n件数", "未達成\n割合(%)", "判定なし\n件数"];

/// Counts as they stand in a row, every share after what it is a share of.
pub fn counts(counts: &Counts) -> Vec<Cell> {
    vec![
        Cell::count(counts.indicators),
        Cell::count(counts.judged()),
        Cell::count(counts.achieved),
        share(counts.achieved, counts.judged()),
        Cell::count(counts.missed),
        share(counts.missed, counts.judged()),
        Cell::count(counts.unjudged()),
    ]
}

/// Half up at the first decimal.
pub fn to_one_decimal(number: Decimal) -> Decimal {
    number.round_dp_with_strategy(1, RoundingStrategy::MidpointAwayFromZero)
}

/// The judgement of what was chosen; `－` where there is none.
pub fn judgement(chosen: Option<&Chosen>) -> Cell {
    let Some(judgement) = chosen.and_then(|chosen| chosen.judgement) else {
        return Cell::word(Role::Center, NO_MARK);
    };
    let tone = match judgement.achieved {
        Some(true) => Tone::Good,
        Some(false) => Tone::Bad,
        None if judgement.mark.is_none() => return Cell::word(Role::Center, NO_MARK),
        None => Tone::Neutral,
    };
    Cell::text(Role::Mark(tone), judgement.shown())
}

/// What the target was before it was revised; without a number nothing that fits a remark.
pub fn revision(target: &Figure) -> Option<String> {
    target.revised_from.map(|before| format!("目標改定（改定前{before}）"))
}

/// Why there is no judgement, and that other values stand beside the one shown.
pub fn remark(chosen: Option<&Chosen>, reported: bool) -> String {
    let Some(chosen) = chosen else {
        return if reported { "対象年度の欄がない".to_owned() } else { String::new() };
    };
    let mut remarks = Vec::new();
    if chosen.observation.period.part != crate::period::Part::Year {
        remarks.push(format!("{}の値", messages::period(chosen.observation.period)));
    }
    if let Some((judgement, reason)) = chosen.judgement.and_then(|one| Some((one, one.reason?))) {
        let words = messages::not_judged(reason).ja;
        // Met or not is known, only a rate is not.
        remarks.push(if judgement.achieved.is_some() && judgement.achievement_rate.is_none() {
            format!("達成率なし：{words}")
        } else {
            words.to_owned()
        });
    }
    remarks.extend(revision(&chosen.observation.target));
    let actual = &chosen.observation.actual;
    if actual.corrected.is_some() {
        remarks.push(messages::correction::corrected(&submitted(actual)));
    }
    if chosen.others {
        remarks.push("同じ期間に集計方法の違う値あり".to_owned());
    }
    remarks.join("、")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_rounded_half_up_and_nothing_of_nothing_is_none() {
        assert_eq!(share(44, 108).value, Value::Number(Decimal::new(407, 1)));
        assert_eq!(share(1, 16).value, Value::Number(Decimal::new(63, 1)));
        assert_eq!(share(0, 0).value, Value::Word("－"));
    }

    #[test]
    fn a_revised_target_shows_what_it_was() {
        let target = Figure { revised_from: Some(Decimal::from(220_000)), ..Figure::no_slot() };
        assert_eq!(revision(&target).as_deref(), Some("目標改定（改定前220000）"));
        assert_eq!(revision(&Figure::no_slot()), None);
    }

    #[test]
    fn a_target_keeps_its_number_and_its_condition() {
        let target = Figure {
            value: Some(Decimal::new(800, 1)),
            operator: Some(Operator::AtLeast),
            text: "80.0以上".to_owned(),
            status: Status::Value,
            ..Figure::no_slot()
        };
        assert_eq!(figure(&target).role, Role::Number(NumberStyle { decimals: 1, suffix: "以上" }));
        let words = Figure { value: None, status: Status::Text, text: "限りなくゼロ".to_owned(), ..target };
        assert_eq!(figure(&words).value.as_text(), Some("限りなくゼロ"));
        assert_eq!(figure(&Figure { status: Status::Pending, ..words }).value.as_text(), Some("集計中"));
    }
}
