//! An entry of an indicator becomes an indicator with its observations.

use super::belonging::belonging;
use super::figure::{Read, Side, read};
use super::{Context, direction, fact, fact_text, statement};
use crate::cell::Located;
use crate::entry::{Entry, Fact, Series, Slot};
use crate::finding::Finding;
use crate::model::{
    Aggregation, Baseline, Figure, FinalTarget, Indicator, IndicatorKind, Measurement, Observation, Status,
};
use crate::period::{FiscalYear, Period, wareki};
use crate::rating::Rating;
use crate::rule::normalize as rules;
use crate::sheet::Raw;
use crate::token::quantity::{self, Reading};
use crate::token::text::{key, one_line, undecorated};
use crate::token::time;
use std::collections::BTreeMap;

/// The indicator of an entry; `None` if its name says that there is none.
pub fn indicator(
    entry: &Entry,
    kind: Option<IndicatorKind>,
    context: &Context,
    findings: &mut Vec<Finding>,
) -> Option<Indicator> {
    let (mut name, unit_in_name) = name(entry, context)?;
    let aimed = |slot: &Slot| matches!(slot.series, Series::Target | Series::FinalTarget);
    let mut stated = if entry.slots.iter().any(aimed) { None } else { statement::stated(entry, context, findings) };
    if let Some(stated) = &mut stated {
        name = std::mem::take(&mut stated.name);
    }
    let unit_in_name = unit_in_name.or_else(|| stated.as_ref().map(|stated| stated.unit.clone()));
    let (unit, unit_text) = unit(entry, unit_in_name, context);
    let (unit, unit_text) = if unit.is_empty() { unit_of_values(entry, context) } else { (unit, unit_text) };
    let belongs = belonging(entry, context);
    let unit_key = key(&unit_text);
    let mut reader = Reader { entry, name: &name, unit: &unit_key, context, findings };
    let mut observations = reader.observations(kind);
    let baseline = reader.baseline();
    let mut final_target = reader.final_target();
    let baseline = baseline.or_else(|| stated.as_mut().and_then(|stated| stated.baseline.take()));
    if let Some(stated) = stated {
        final_target = Some(stated.settle(&mut observations));
    }
    fold_final_target(&mut observations, &mut final_target);
    let mut observations: Vec<Observation> = observations.into_values().collect();
    observations.sort_by_key(|observation| (observation.period, observation.aggregation));
    let definition = fact_text(entry, Fact::Definition, context.lexicon);
    let mut indicator = Indicator {
        id: String::new(),
        belongs,
        kind,
        unit,
        unit_text,
        direction: None,
        direction_source: None,
        measurement: measurement(&name, &definition, context),
        definition,
        source: fact_text(entry, Fact::Source, context.lexicon),
        remark: fact_text(entry, Fact::Remark, context.lexicon),
        baseline,
        final_target,
        rating: Rating::default(),
        observations,
        place: entry.place.clone(),
        registered: None,
        name,
    };
    direction::set(&mut indicator, fact(entry, Fact::Direction), context);
    Some(indicator)
}

/// The name without decoration, its breakdown in brackets behind it; and the unit that stood in brackets at its end.
fn name(entry: &Entry, context: &Context) -> Option<(String, Option<String>)> {
    let raw = fact(entry, Fact::Name)?;
    let line = one_line(&raw.value.text);
    let mut name = undecorated(&line);
    for (open, close) in [('≪', '≫'), ('《', '》'), ('【', '】'), ('<', '>'), ('＜', '＞'), ('〈', '〉')] {
        // ≪指標名≫ 相談件数: the label in brackets is no part of the name
        if let Some((label, rest)) = name.strip_prefix(open).and_then(|rest| rest.split_once(close))
            && context.lexicon.heading(label).is_some()
            && !rest.trim().is_empty()
        {
            name = rest.trim();
        }
    }
    let mut unit = None;
    if let Some((before, inner)) = bracketed_at_end(name)
        && context.lexicon.is_unit(&key(inner))
    {
        unit = Some(inner.to_owned());
        name = before;
    }
    if name.is_empty() {
        return None;
    }
    let breakdown = fact_text(entry, Fact::Breakdown, context.lexicon);
    Some((if breakdown.is_empty() { name.to_owned() } else { format!("{name}（{breakdown}）") }, unit))
}

fn bracketed_at_end(name: &str) -> Option<(&str, &str)> {
    let inner = name.strip_suffix([')', '）'])?;
    let open = inner.rfind(['(', '（'])?;
    let (before, inner) = inner.split_at_checked(open)?;
    let before = before.trim_end();
    (!before.is_empty()).then(|| (before, inner.trim_start_matches(['(', '（'])))
}

/// The unit, normalized and as written.
fn unit(entry: &Entry, in_name: Option<String>, context: &Context) -> (String, String) {
    let stated = fact_text(entry, Fact::Unit, context.lexicon);
    let text = if stated.is_empty() { in_name.unwrap_or_default() } else { stated };
    let text = text.trim_matches(['(', ')', '（', '）']).to_owned();
    (normal_unit(&text, context), text)
}

fn normal_unit(text: &str, context: &Context) -> String {
    let key = key(text);
    context
        .lexicon
        .unit(&key)
        .map_or_else(|| if key.is_empty() { String::new() } else { text.to_owned() }, str::to_owned)
}

fn measurement(name: &str, definition: &str, context: &Context) -> Option<Measurement> {
    let says = |text: &str| {
        let key = key(text);
        context.lexicon.perception.iter().any(|word| key.contains(word.as_str()))
    };
    (says(name) || says(definition)).then_some(Measurement::Perception)
}

struct Reader<'a> {
    entry: &'a Entry,
    name: &'a str,
    unit: &'a str,
    context: &'a Context<'a>,
    findings: &'a mut Vec<Finding>,
}

pub type Observations = BTreeMap<(Period, Option<Aggregation>), Observation>;

impl Reader<'_> {
    fn read(&mut self, raw: &Located<Raw>, side: Side) -> Read {
        read(raw, side, self.unit, self.name, self.context, self.findings)
    }

    /// The year that a cell names itself, where no heading of its own names one: 100%（R8） under 目標値.
    fn own_period(&self, slot: &Slot) -> Option<Period> {
        if slot.stated || !is_value(slot.series) {
            return None;
        }
        match quantity::read(&slot.value.value, self.context.lexicon) {
            Reading::Number(quantity) => quantity.time?.fiscal_year(self.context.near).map(Period::year),
            _ => None,
        }
    }

    /// Reads a slot; a cell that names another year than its heading does is not read.
    fn read_slot(&mut self, slot: &Slot, side: Side) -> Read {
        let mut read = self.read(&slot.value, side);
        // 9（27） under 実績（累計）: the column is of the number in the brackets, or of both
        if slot.aggregation == Some(Aggregation::Cumulative)
            && read.quantity.as_ref().is_some_and(|quantity| quantity.bracketed.is_some())
        {
            let found = slot.value.value.text.to_string();
            self.findings.push(Finding::at(&rules::VALUE_UNREADABLE, &slot.value.place, found).about(self.name));
            unread(&mut read);
        }
        let year = read
            .quantity
            .as_ref()
            .and_then(|quantity| quantity.time)
            .and_then(|time| time.fiscal_year(self.context.near));
        if let (Some(year), Some(period), true) = (year, slot.period, slot.stated)
            && year != period.fiscal_year
        {
            let found = slot.value.value.text.to_string();
            let finding = Finding::at(&rules::VALUE_OF_OTHER_YEAR, &slot.value.place, found);
            self.findings.push(finding.expecting(wareki(period.fiscal_year)).about(self.name));
            unread(&mut read);
        }
        read
    }

    fn slots(&self, series: Series) -> impl Iterator<Item = &'_ Slot> + use<'_> {
        self.entry.slots.iter().filter(move |slot| slot.series == series)
    }

    fn observations(&mut self, kind: Option<IndicatorKind>) -> Observations {
        let mut observations = Observations::new();
        let entry = self.entry;
        for slot in &entry.slots {
            let Some(period) = self.own_period(slot).or(slot.period) else { continue };
            let key = (period, slot.aggregation);
            // of an indicator that only counts whom a project is for, the expected number stands in the target's place
            let planned = kind == Some(IndicatorKind::Input)
                && slot.series == Series::Forecast
                && self.slots(Series::Actual).next().is_some();
            match slot.series {
                Series::Target | Series::Forecast if slot.series == Series::Target || planned => {
                    let read = self.read_slot(slot, Side::Target);
                    let observation = observations.entry(key).or_insert_with(|| empty(period, slot.aggregation));
                    observation.target = read.figure;
                    observation.target_from_fiscal_year = slot.from;
                    if slot.from.is_some() || read.quantity.is_some_and(|quantity| quantity.cumulative) {
                        observation.target_aggregation = Some(Aggregation::Cumulative);
                    }
                }
                Series::Actual | Series::Forecast => {
                    let side = if slot.series == Series::Actual { Side::Actual } else { Side::Forecast };
                    let read = self.read_slot(slot, side);
                    let observation = observations.entry(key).or_insert_with(|| empty(period, slot.aggregation));
                    let known = observation.actual.status;
                    // an actual outranks a forecast for the same period unless it is still empty
                    let weaker = side == Side::Forecast && !matches!(known, Status::NoSlot | Status::Blank);
                    if weaker
                        || (side == Side::Actual && known == Status::Forecast && read.figure.status == Status::Blank)
                    {
                        continue;
                    }
                    if let Some(quantity) = read.quantity {
                        let cumulative =
                            quantity.bracketed.filter(|both| side == Side::Actual && *both >= quantity.value);
                        observation.cumulative = cumulative;
                        if quantity.cumulative && observation.aggregation.is_none() {
                            observation.aggregation = Some(Aggregation::Cumulative);
                        }
                    }
                    observation.actual = read.figure;
                }
                _ => {}
            }
        }
        self.years_before(&mut observations);
        for slot in &entry.slots {
            let Some(observation) = slot.period.and_then(|period| observations.get_mut(&(period, slot.aggregation)))
            else {
                continue;
            };
            match slot.series {
                Series::Superseded => superseded(observation, slot, self),
                Series::Rate => observation.stated_rate = self.stated_rate(&slot.value),
                Series::Judgement => {
                    let text = one_line(&slot.value.value.text);
                    let missing = self.context.lexicon.missing(&key(&text)).is_some();
                    observation.stated_judgement = if missing { String::new() } else { text.into_owned() };
                }
                _ => {}
            }
        }
        observations
    }

    /// 前年同月 stands beside the month's own actual, or beside its running total where the heading says so.
    fn years_before(&mut self, observations: &mut Observations) {
        let entry = self.entry;
        for slot in entry.slots.iter().filter(|slot| slot.series == Series::YearBefore) {
            let Some(period) = slot.period else { continue };
            let same = observations.keys().copied().filter(|(other, _)| *other == period);
            let rank = |(_, counts): &(Period, Option<Aggregation>)| {
                (*counts != slot.aggregation, *counts == Some(Aggregation::Cumulative))
            };
            let Some(key) = same.min_by_key(rank) else { continue };
            if let Some(observation) = observations.get_mut(&key) {
                observation.year_before = Some(self.read_slot(slot, Side::Actual).figure);
            }
        }
    }

    /// 達成率 in percent: 0.985 shown as 98.5％ is 98.5, and so is a bare 98.5.
    fn stated_rate(&self, raw: &Located<Raw>) -> Option<rust_decimal::Decimal> {
        let value = match quantity::read(&raw.value, self.context.lexicon) {
            Reading::Number(quantity) => quantity.value,
            _ => return None,
        };
        // as printed: 0.98527 shown as 98.5％ states 98.5
        match quantity::read(&Raw::text(raw.value.text.clone()), self.context.lexicon) {
            Reading::Number(shown) => Some(shown.value),
            _ => Some(value),
        }
    }

    fn baseline(&mut self) -> Option<Baseline> {
        let entry = self.entry;
        let slot = entry.slots.iter().find(|slot| slot.series == Series::Baseline)?;
        let read = self.read(&slot.value, Side::Baseline);
        let near = self.context.near;
        let stated = self.slots(Series::BaselineYear).find_map(|slot| self.year_in(&slot.value));
        let beside = read.quantity.and_then(|quantity| quantity.time).and_then(|time| time.fiscal_year(near));
        let fiscal_year = stated.or(beside).or(slot.period.map(|period| period.fiscal_year));
        Some(Baseline { figure: read.figure, fiscal_year })
    }

    fn final_target(&mut self) -> Option<FinalTarget> {
        let entry = self.entry;
        let slot = entry.slots.iter().find(|slot| slot.series == Series::FinalTarget)?;
        let read = self.read(&slot.value, Side::Target);
        let near = self.context.near;
        let stated = self.slots(Series::FinalTargetYear).find_map(|slot| self.year_in(&slot.value));
        let beside = read.quantity.and_then(|quantity| quantity.time).and_then(|time| time.fiscal_year(near));
        let fiscal_year = stated.or(slot.period.map(|period| period.fiscal_year)).or(beside);
        let says = !matches!(read.figure.status, Status::Blank | Status::None);
        if fiscal_year.is_none() && says {
            let found = slot.value.value.text.to_string();
            self.findings
                .push(Finding::at(&rules::FINAL_TARGET_YEAR_UNKNOWN, &slot.value.place, found).about(self.name));
        }
        Some(FinalTarget { figure: read.figure, fiscal_year })
    }

    /// The year in a cell: 平成30年度, or a bare 2025.
    fn year_in(&self, raw: &Located<Raw>) -> Option<FiscalYear> {
        time::whole(&raw.value.text)?.fiscal_year(self.context.near)
    }
}

/// Takes back the number of a cell that is not of what its heading says.
fn unread(read: &mut Read) {
    read.figure.status = Status::Unreadable;
    read.figure.value = None;
    read.figure.operator = None;
    read.quantity = None;
}

/// The target before it was revised, which stands in a cell of its own: kept beside the new one.
fn superseded(observation: &mut Observation, slot: &Slot, reader: &mut Reader) {
    let text = one_line(&slot.value.value.text);
    let target = &mut observation.target;
    let Some(place) = target.place.clone().filter(|_| !text.is_empty() && target.status == Status::Value) else {
        return;
    };
    if target.revised_from_text.is_some() || target.text == *text {
        return;
    }
    target.revised_from_text = Some(text.to_string());
    target.revised_from = match quantity::read(&slot.value.value, reader.context.lexicon) {
        Reading::Number(quantity) => Some(quantity.value),
        _ => None,
    };
    let finding = Finding::at(&rules::VALUE_REVISED, &place, target.text.clone()).expecting(text.as_ref());
    reader.findings.push(finding.about(reader.name).related_to(slot.value.place.cell));
}

/// Without a stated unit, the one that most values give beside their numbers; of two given as often, that of the targets.
fn unit_of_values(entry: &Entry, context: &Context) -> (String, String) {
    let mut units: Vec<(String, String, usize)> = Vec::new();
    let mut slots: Vec<&Slot> = entry.slots.iter().filter(|slot| is_value(slot.series)).collect();
    slots.sort_by_key(|slot| !matches!(slot.series, Series::Target | Series::FinalTarget));
    for slot in slots {
        if let Reading::Number(quantity) = quantity::read(&slot.value.value, context.lexicon)
            && !quantity.unit.is_empty()
        {
            let unit = normal_unit(&quantity.unit, context);
            match units.iter_mut().find(|(known, ..)| *known == unit) {
                Some((.., times)) => *times += 1,
                None => units.push((unit, quantity.unit, 1)),
            }
        }
    }
    let most = units.iter().map(|(.., times)| *times).max().unwrap_or(0);
    units.into_iter().find(|(.., times)| *times == most).map(|(unit, text, _)| (unit, text)).unwrap_or_default()
}

fn is_value(series: Series) -> bool {
    matches!(series, Series::Target | Series::FinalTarget | Series::Actual | Series::Forecast | Series::Baseline)
}

pub fn empty(period: Period, aggregation: Option<Aggregation>) -> Observation {
    Observation {
        period,
        aggregation,
        target_aggregation: None,
        target_from_fiscal_year: None,
        as_of_date: None,
        target: Figure::no_slot(),
        actual: Figure::no_slot(),
        cumulative: None,
        year_before: None,
        stated_rate: None,
        stated_judgement: String::new(),
    }
}

/// A final target makes a row in its year; the only target of a later year than any actual is the final one.
fn fold_final_target(observations: &mut Observations, final_target: &mut Option<FinalTarget>) {
    if let Some(target) = final_target
        && let Some(year) = target.fiscal_year
    {
        let period = Period::year(year);
        let observation = observations.entry((period, None)).or_insert_with(|| empty(period, None));
        if observation.target.status == Status::NoSlot {
            observation.target = target.figure.clone();
        }
        return;
    }
    if final_target.is_some() {
        return;
    }
    let mut targets = observations.values().filter(|observation| observation.target.status != Status::NoSlot);
    if let (Some(only), None) = (targets.next(), targets.next())
        && only.actual.status == Status::NoSlot
        && observations.values().all(|observation| observation.period <= only.period)
    {
        *final_target = Some(FinalTarget { figure: only.target.clone(), fiscal_year: Some(only.period.fiscal_year) });
    }
}
