//! Indicators found again that an earlier run knew, by its id for them, else by measure and name.

use crate::model::Indicator;
use crate::token::text::key;
use rustc_hash::FxHashMap;

/// The indicators of this run, as an earlier one may have known them.
pub struct Again<'a> {
    by_id: FxHashMap<&'a str, Vec<usize>>,
    by_name: FxHashMap<(String, String), Vec<usize>>,
    indicators: &'a [Indicator],
}

impl<'a> Again<'a> {
    /// Those of this run.
    pub fn of(indicators: &'a [Indicator]) -> Self {
        let mut by_id: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
        let mut by_name: FxHashMap<(String, String), Vec<usize>> = FxHashMap::default();
        for (place, indicator) in indicators.iter().enumerate() {
            by_id.entry(&indicator.id).or_default().push(place);
            let name = (key(&indicator.belongs.measure_code), key(&indicator.name));
            by_name.entry(name).or_default().push(place);
        }
        Self { by_id, by_name, indicators }
    }

    /// The places of the indicator: under its measure; under another if it stands under one alone; by its name under its
    /// measure where its id is not known any more, as when a register came into use. Several only if all have one id and
    /// measure.
    pub fn find(&self, id: &str, code: &str, name: &str) -> Vec<usize> {
        let with_id = self.by_id.get(id).map(Vec::as_slice).unwrap_or_default();
        let of_code = |place: &&usize| self.code(**place) == Some(code);
        let here: Vec<usize> = with_id.iter().filter(of_code).copied().collect();
        if !here.is_empty() {
            return here;
        }
        let named = || self.named(code, name);
        match with_id {
            [only] => vec![*only],
            [] => named().into_iter().collect(),
            _ => Vec::new(),
        }
    }

    /// The only indicator of that name under that measure.
    pub fn named(&self, code: &str, name: &str) -> Option<usize> {
        match self.by_name.get(&(key(code), key(name))).map(Vec::as_slice) {
            Some([only]) if !name.is_empty() => Some(*only),
            _ => None,
        }
    }

    fn code(&self, place: usize) -> Option<&str> {
        self.indicators.get(place).map(|indicator| indicator.belongs.measure_code.as_str())
    }
}
