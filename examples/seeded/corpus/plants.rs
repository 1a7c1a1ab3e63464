//! The mistakes, planted the way people make them.

mod sheets;
mod values;
mod years;

use super::chance::Chance;
use super::city::{City, Indicator, Layout, number, written};
use rust_decimal::Decimal;

/// A mistake that was planted.
pub struct Planted {
    /// Where it has to be told.
    pub at: String,
    /// Or there: which of two is the copy cannot be seen.
    pub or: Option<String>,
    /// Where it may be told, too.
    pub also: Vec<String>,
}

/// A kind of mistake.
pub struct Plant {
    /// The rule that is to find it.
    pub rule: &'static str,
    /// What is wrong, in a few words.
    pub what: &'static str,
    /// Plants it in many places of the city, or of the year before.
    pub plant: fn(&mut City, &mut City, &mut Chance) -> Vec<Planted>,
}

/// Every kind.
pub fn all() -> impl Iterator<Item = &'static Plant> {
    [values::PLANTS, sheets::PLANTS, years::PLANTS].into_iter().flatten()
}

/// How many of a kind go into one city.
const TIMES: usize = 10;

/// An indicator by its measure and its place there.
type At = (usize, usize);

/// What stands at a place.
fn planted(at: String) -> Planted {
    Planted { at, or: None, also: Vec::new() }
}

/// Some indicators that fit, at most one a measure.
fn some(city: &City, chance: &mut Chance, fits: impl Fn(Layout, &Indicator) -> bool) -> Vec<At> {
    let mut all: Vec<At> = Vec::new();
    let mut measures: Vec<usize> = (0..city.measures.len()).collect();
    chance.shuffle(&mut measures);
    for place in measures {
        let measure = &city.measures[place];
        let fit =
            measure.indicators.iter().position(|indicator| fits(measure.layout, indicator) && !is_part(indicator));
        all.extend(fit.map(|indicator| (place, indicator)));
    }
    all.truncate(TIMES);
    all
}

/// Some measures that are handed in that way.
fn measures(city: &City, chance: &mut Chance, layout: Layout) -> Vec<usize> {
    let mut all: Vec<usize> = (0..city.measures.len()).filter(|place| city.measures[*place].layout == layout).collect();
    chance.shuffle(&mut all);
    all.truncate(TIMES);
    all
}

/// Whether the indicator is one of several that add up.
fn is_part(indicator: &Indicator) -> bool {
    ["（男）", "（女）", "（計）"].iter().any(|part| indicator.name.ends_with(part))
}

/// An indicator of one year alone that should rise, with a rate.
fn rises(indicator: &Indicator) -> bool {
    indicator.direction == "増加" && indicator.rated && !indicator.name.ends_with("（累計）")
}

/// Where the actual of a year stands.
fn actual((measure, indicator): At, year: i32) -> Planted {
    planted(format!("{measure}/{indicator}/actual/{year}"))
}

/// Where the target of a year stands.
fn target((measure, indicator): At, year: i32) -> Planted {
    planted(format!("{measure}/{indicator}/target/{year}"))
}

/// Where the name stands.
fn name((measure, indicator): At) -> Planted {
    planted(format!("{measure}/{indicator}/name"))
}

fn of(city: &mut City, (measure, indicator): At) -> &mut Indicator {
    &mut city.measures[measure].indicators[indicator]
}

/// Changes both years: what was written so already.
fn both(city: &mut City, before: &mut City, at: At, change: impl Fn(&mut Indicator)) {
    change(of(city, at));
    change(of(before, at));
}

/// So many times as much, in the digits of the value.
fn times(text: &str, factor: Decimal) -> String {
    let value = number(text);
    (value * factor).round_dp(value.scale()).to_string()
}

/// The same with two digits changed places, or the last one another.
fn mistyped(text: &str) -> String {
    let mut digits: Vec<char> = text.chars().collect();
    let swap =
        digits.windows(2).position(|pair| pair[0].is_ascii_digit() && pair[1].is_ascii_digit() && pair[0] != pair[1]);
    match swap {
        Some(place) if digits[place + 1] != '0' || place > 0 => digits.swap(place, place + 1),
        _ => return (number(text) + Decimal::TEN).to_string(),
    }
    digits.into_iter().collect()
}

/// `number` in tenths.
fn tenths(number: i64) -> Decimal {
    written(number, 1).parse().unwrap_or_default()
}
