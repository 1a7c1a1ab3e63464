//! What the settings say of single indicators, and its way into the model.

use super::Settings;
use super::apply::is_end_of_path;
use crate::finding::Finding;
use crate::model::{Direction, DirectionSource, Indicator, Model};
use crate::rating::Rating;
use crate::rule::settings::{INDICATOR_SETTING_UNUSED, INDICATOR_SETTINGS_DIFFER};
use crate::token::text::key;
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

/// What an indicator has of its own, with the reason; what is left out of its place matches anything.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct IndicatorSetting {
    /// The indicator, by its name; width and spaces do not matter.
    pub name: String,
    /// The code of its measure.
    pub measure_code: Option<String>,
    /// 担当部署.
    pub department: Option<String>,
    /// The file, relative to its input, or the end of that path.
    pub file: Option<String>,
    /// Which way is better.
    pub direction: Option<Direction>,
    /// How it is rated.
    pub rating: Rating,
    /// Why.
    pub reason: String,
    /// Its line in the settings, from 1.
    pub line: usize,
}

impl IndicatorSetting {
    /// Whether it is about `indicator`.
    pub fn is_of(&self, indicator: &Indicator) -> bool {
        let belongs = &indicator.belongs;
        let file = |file: &String| is_end_of_path(file, &indicator.place.sheet.file);
        key(&self.name) == key(&indicator.name)
            && self.measure_code.as_ref().is_none_or(|code| key(code) == key(&belongs.measure_code))
            && self.department.as_ref().is_none_or(|department| key(department) == key(&belongs.department))
            && self.file.as_ref().is_none_or(file)
    }

    fn written(&self) -> String {
        let place = [("measure_code", &self.measure_code), ("department", &self.department), ("file", &self.file)];
        let place = place.iter().filter_map(|(key, value)| Some(format!(", {key} = \"{}\"", value.as_ref()?)));
        format!("{}: name = \"{}\"{}", self.line, self.name, place.collect::<String>())
    }
}

impl Settings {
    /// Gives the indicators what the settings say of them, and reports settings that are about no indicator, or that
    /// contradict each other: of these none is taken.
    pub fn set_indicators(&self, model: &mut Model) -> Vec<Finding> {
        if self.indicators.is_empty() {
            return Vec::new();
        }
        let mut named: FxHashMap<String, Vec<usize>> = FxHashMap::default();
        for (place, setting) in self.indicators.iter().enumerate() {
            named.entry(key(&setting.name)).or_default().push(place);
        }
        let mut findings = Vec::new();
        let mut used = vec![false; self.indicators.len()];
        for indicator in &mut model.indicators {
            let mut settings = Vec::new();
            for place in named.get(&key(&indicator.name)).into_iter().flatten() {
                let setting = self.indicators.get(*place).filter(|setting| setting.is_of(indicator));
                if let (Some(setting), Some(used)) = (setting, used.get_mut(*place)) {
                    *used = true;
                    settings.push(setting);
                }
            }
            if !set(indicator, &settings) {
                let lines: Vec<String> = settings.iter().map(|setting| setting.line.to_string()).collect();
                let finding = Finding::at(&INDICATOR_SETTINGS_DIFFER, &indicator.place, lines.join(", "));
                findings.push(Finding {
                    department: indicator.belongs.department.clone(),
                    measure_code: indicator.belongs.measure_code.clone(),
                    ..finding.about(&indicator.name)
                });
            }
        }
        let unused = self.indicators.iter().zip(used).filter(|(_, used)| !used);
        findings.extend(unused.map(|(setting, _)| {
            Finding::of_file(&INDICATOR_SETTING_UNUSED, "", setting.written()).about(&setting.name)
        }));
        findings
    }
}

/// Gives `indicator` all that its settings say; false where two of them say different things of one matter.
fn set(indicator: &mut Indicator, settings: &[&IndicatorSetting]) -> bool {
    let mut agree = true;
    if let Some(direction) = only(&mut agree, settings.iter().filter_map(|setting| setting.direction)) {
        indicator.direction = Some(direction);
        indicator.direction_source = Some(DirectionSource::Settings);
    }
    let ratings = || settings.iter().map(|setting| &setting.rating);
    let own = &mut indicator.rating;
    own.scale = only(&mut agree, ratings().filter_map(|rating| rating.scale.clone())).or_else(|| own.scale.take());
    own.method = only(&mut agree, ratings().filter_map(|rating| rating.method)).or(own.method);
    own.tolerance = only(&mut agree, ratings().filter_map(|rating| rating.tolerance)).or(own.tolerance);
    own.rounding = only(&mut agree, ratings().filter_map(|rating| rating.rounding)).or(own.rounding);
    own.adds_up = only(&mut agree, ratings().filter_map(|rating| rating.adds_up)).or(own.adds_up);
    agree
}

/// The value that all agree on; `None`, and noted, if they do not.
fn only<T: PartialEq>(agree: &mut bool, mut values: impl Iterator<Item = T>) -> Option<T> {
    let first = values.next()?;
    let same = values.all(|value| value == first);
    *agree &= same;
    same.then_some(first)
}
