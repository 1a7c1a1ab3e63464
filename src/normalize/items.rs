//! The other entries: money, marks, actions, texts, measures, plans.

use super::belonging::{belonging, viewpoints};
use super::figure::{Side, read};
use super::{Context, fact, fact_text};
use crate::entry::{Entry, Fact, Series};
use crate::finding::Finding;
use crate::model::{
    Action, Belonging, Cost, CostKind, Evaluation, Measure, Narrative, NarrativeKind, Plan, Submission,
};
use crate::token::quantity::{self, Reading};
use crate::token::text::{key, one_line};
use crate::token::time;
use jiff::civil::Date;
use rustc_hash::{FxHashMap, FxHashSet};
use unicode_normalization::UnicodeNormalization;

/// The amounts of an item, one a year.
pub fn costs(entry: &Entry, context: &Context, findings: &mut Vec<Finding>) -> Vec<Cost> {
    let belongs = belonging(entry, context);
    let item = fact_text(entry, Fact::Name, context.lexicon);
    let unit = fact_text(entry, Fact::Unit, context.lexicon);
    let amounts = entry.slots.iter().filter_map(|slot| {
        let period = slot.period?;
        let kind = match slot.series {
            Series::Budget => Some(CostKind::Budget),
            Series::RevisedBudget => Some(CostKind::RevisedBudget),
            Series::CarriedOver => Some(CostKind::CarriedOver),
            Series::Settlement => Some(CostKind::Settlement),
            Series::PlanAmount => Some(CostKind::Plan),
            _ => None,
        };
        let amount = read(&slot.value, Side::Actual, &key(&unit), &item, context, findings).figure;
        Some(Cost {
            belongs: belongs.clone(),
            fiscal_year: period.fiscal_year,
            kind,
            item: item.clone(),
            amount,
            unit: unit.clone(),
        })
    });
    amounts.collect()
}

/// A mark with its comment.
pub fn evaluation(entry: &Entry, context: &Context) -> Option<Evaluation> {
    let slot = |series: Series| entry.slots.iter().find(|slot| slot.series == series);
    let text = |series: Series| {
        slot(series).map(|slot| one_line(&slot.value.value.text).nfkc().collect::<String>()).unwrap_or_default()
    };
    let points = slot(Series::Points).or_else(|| slot(Series::Mark)).and_then(|slot| {
        match quantity::read(&slot.value.value, context.lexicon) {
            // 「1 現状維持」 is a choice with its number
            Reading::Number(quantity) if quantity.unit.is_empty() || context.lexicon.is_unit(&quantity.unit) => {
                Some(quantity.value)
            }
            _ => None,
        }
    });
    let place = entry.slots.first()?.value.place.clone();
    Some(Evaluation {
        belongs: belonging(entry, context),
        fiscal_year: entry.slots.first().and_then(|slot| slot.period).map(|period| period.fiscal_year),
        stage: fact_text(entry, Fact::Stage, context.lexicon),
        criterion: fact_text(entry, Fact::Name, context.lexicon),
        mark: text(Series::Mark),
        points,
        text: slot(Series::Text).map(|slot| slot.value.value.text.to_string()).unwrap_or_default(),
        place,
    })
}

/// A listed action.
pub fn action(entry: &Entry, context: &Context) -> Option<Action> {
    let name = fact_text(entry, Fact::Name, context.lexicon);
    if name.is_empty() {
        return None;
    }
    let status = fact(entry, Fact::Status);
    let due = fact(entry, Fact::Due).and_then(|raw| time::whole(&raw.value.text));
    Some(Action {
        belongs: belonging(entry, context),
        name,
        due_fiscal_year: due.and_then(|time| time.last_year(context.near)),
        status: status.and_then(|raw| context.lexicon.action_status(&key(&raw.value.text))),
        status_text: status.map(|raw| one_line(&raw.value.text).into_owned()).unwrap_or_default(),
        as_of_date: fact(entry, Fact::AsOf).and_then(|raw| day(&raw.value.text, context.near)),
        place: entry.place.clone(),
    })
}

/// The day that a text names: 平成31年3月31日現在, 令和6年10月末現在.
fn day(text: &str, near: Option<i32>) -> Option<Date> {
    let key = key(text);
    let times = time::all_in(&key);
    let [(time, ..)] = times.as_slice() else { return None };
    let year = i16::try_from(time.western(near)?).ok()?;
    let month = i8::try_from(time.month?).ok()?;
    let first = Date::new(year, month, 1).ok()?;
    let Some((before, _)) = key.rsplit_once('日') else { return time.end.then(|| first.last_of_month()) };
    let digits = before.rsplit(|c: char| !c.is_ascii_digit()).next().unwrap_or_default();
    Date::new(year, month, digits.parse().ok()?).ok()
}

/// A text under its heading.
pub fn narrative(entry: &Entry, kind: NarrativeKind, context: &Context) -> Option<Narrative> {
    let slot = entry.slots.first()?;
    Some(Narrative {
        belongs: belonging(entry, context),
        fiscal_year: slot.period.map(|period| period.fiscal_year),
        heading: fact_text(entry, Fact::Name, context.lexicon),
        kind,
        text: slot.value.value.text.to_string(),
        place: slot.value.place.clone(),
    })
}

/// The measure that a sheet, or a part of it, is about.
pub fn measure(entry: &Entry, context: &Context) -> Option<Measure> {
    let belongs = belonging(entry, context);
    let named = !belongs.measure_name.is_empty() || !belongs.measure_code.is_empty();
    named.then(|| Measure {
        parent_name: fact_text(entry, Fact::ParentName, context.lexicon),
        viewpoints: viewpoints(entry, context),
        ..of(belongs, entry.place.clone())
    })
}

fn of(belongs: Belonging, place: crate::cell::Place) -> Measure {
    Measure {
        belongs,
        parent_code: String::new(),
        parent_name: String::new(),
        viewpoints: Vec::new(),
        start_fiscal_year: None,
        end_fiscal_year: None,
        status: String::new(),
        place,
    }
}

/// A plan that an entry names.
pub fn plan(entry: &Entry) -> Option<Plan> {
    let raw = fact(entry, Fact::Plan)?;
    let name = one_line(&raw.value.text).into_owned();
    (!name.is_empty()).then(|| Plan { name, start_fiscal_year: None, end_fiscal_year: None, place: raw.place.clone() })
}

/// Measures that only their indicators and actions name are measures too; each stands once. A 視点 that all indicators of a
/// measure name alike is one of the measure.
pub fn measures_of_indicators(submission: &mut Submission) {
    let named = submission.indicators.iter().map(|indicator| (&indicator.belongs, &indicator.place));
    let acting = submission.actions.iter().map(|action| (&action.belongs, &action.place));
    let named = named.chain(acting).map(|(belongs, place)| of(belongs.clone(), place.clone()));
    let all: Vec<Measure> = std::mem::take(&mut submission.measures).into_iter().chain(named).collect();
    let mut seen = FxHashSet::default();
    submission.measures = all
        .into_iter()
        .filter(|measure| !measure.belongs.measure_code.is_empty() || !measure.belongs.measure_name.is_empty())
        .filter(|measure| seen.insert((measure.belongs.measure_code.clone(), measure.belongs.measure_name.clone())))
        .collect();
    if submission.indicators.iter().all(|indicator| indicator.viewpoints.is_empty()) {
        return;
    }
    let mut alike: FxHashMap<(&str, &str), Option<&Vec<String>>> = FxHashMap::default();
    for indicator in &submission.indicators {
        let said = alike.entry(known_by(&indicator.belongs)).or_insert(Some(&indicator.viewpoints));
        *said = said.filter(|known| **known == indicator.viewpoints);
    }
    for measure in submission.measures.iter_mut().filter(|measure| measure.viewpoints.is_empty()) {
        if let Some(Some(viewpoints)) = alike.get(&known_by(&measure.belongs)) {
            measure.viewpoints.clone_from(viewpoints);
        }
    }
}

/// What a measure is known by; the number of a row tells none from another.
fn known_by(belongs: &Belonging) -> (&str, &str) {
    (if belongs.numbered { "" } else { &belongs.measure_code }, &belongs.measure_name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_list_says_of_which_day_it_is() {
        for (text, day_of) in [
            ("平成３１年３月３１日現在", Some(date(2019, 3, 31))),
            ("（令和6年10月末現在）", Some(date(2024, 10, 31))),
            ("令和6年10月現在", None),
            ("令和6年2月30日現在", None),
            ("令和6年度", None),
        ] {
            assert_eq!(day(text, None), day_of, "{text}");
        }
    }
}
