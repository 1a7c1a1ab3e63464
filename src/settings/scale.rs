//! The scale of the judgement (判定区分): which rate gets which mark.

pub(super) mod parse;
mod rollup;

pub(super) use rollup::read as read_rollup;
pub use rollup::{Added, Rollup, RollupMethod};

use crate::rating::{Method, Reference, Tolerance};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use std::sync::LazyLock;

/// The scales that come with the program, by the name that selects them.
const PRESETS: [(&str, &str); 14] = [
    ("default", include_str!("../../templates/scales/default.toml")),
    ("fuji", include_str!("../../templates/scales/fuji.toml")),
    ("fukuoka-welfare", include_str!("../../templates/scales/fukuoka-welfare.toml")),
    ("growth-strategy", include_str!("../../templates/scales/growth-strategy.toml")),
    ("ino", include_str!("../../templates/scales/ino.toml")),
    ("kitsuki", include_str!("../../templates/scales/kitsuki.toml")),
    ("nagayo", include_str!("../../templates/scales/nagayo.toml")),
    ("osaka-library", include_str!("../../templates/scales/osaka-library.toml")),
    ("osaka-library-2016", include_str!("../../templates/scales/osaka-library-2016.toml")),
    ("regional-grants", include_str!("../../templates/scales/regional-grants.toml")),
    ("saitama", include_str!("../../templates/scales/saitama.toml")),
    ("sano", include_str!("../../templates/scales/sano.toml")),
    ("tagawa", include_str!("../../templates/scales/tagawa.toml")),
    ("tama", include_str!("../../templates/scales/tama.toml")),
];

/// A target that is just met has this rate.
const MET: Decimal = Decimal::ONE_HUNDRED;

/// Marks from the highest band to the lowest; the last band takes every rate that is left.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Scale {
    /// Its name, shown beside the results.
    pub name: String,
    /// How its rates are made.
    pub method: Method,
    /// Decimals to which a rate is rounded, half up, before the bands are looked at; `None` judges the rate as it is.
    pub rounding: Option<u32>,
    /// How far from a value still counts as that value.
    pub tolerance: Option<Tolerance>,
    /// The bands, highest first.
    pub bands: Vec<Band>,
    /// Those for a year before the final one that has no target of its own, where the scale has such: they look at the
    /// final target.
    pub interim: Vec<Band>,
    /// The marks of targets in words.
    pub words: Words,
    /// How measures are judged by their indicators, where the scale does so.
    pub rollup: Option<Rollup>,
    /// The mark of what is not judged, where the body has one.
    pub not_judged: Option<String>,
}

/// A band of rates with one mark.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Band {
    /// The mark.
    pub label: String,
    /// What its bound is of.
    pub against: Reference,
    /// Its lower bound.
    pub bound: Bound,
    /// 評価点, where the body gives them.
    pub points: Option<Decimal>,
    /// Whether it counts as achieved; `None` where only the target itself decides, as in a band around 100 %.
    pub achieved: Option<bool>,
}

/// The lower bound of a band, in percent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Bound {
    /// 以上.
    AtLeast(Decimal),
    /// 超.
    MoreThan(Decimal),
    /// Everything below the other bands.
    Rest,
}

impl Bound {
    fn reached_by(self, rate: Decimal) -> bool {
        match self {
            Self::AtLeast(bound) => rate >= bound,
            Self::MoreThan(bound) => rate > bound,
            Self::Rest => true,
        }
    }

    /// For ordering: the value, and whether the value itself is left out.
    fn height(self) -> Option<(Decimal, bool)> {
        match self {
            Self::AtLeast(bound) => Some((bound, false)),
            Self::MoreThan(bound) => Some((bound, true)),
            Self::Rest => None,
        }
    }
}

impl Scale {
    /// The names of the scales that come with the program.
    pub fn names() -> Vec<&'static str> {
        PRESETS.iter().map(|(name, _)| *name).collect()
    }

    /// The scale of that name that comes with the program.
    pub fn named(name: &str) -> Option<Self> {
        let (_, text) = PRESETS.iter().find(|(preset, _)| *preset == name)?;
        Self::parse(text).ok()
    }

    /// All scales that come with the program.
    fn presets() -> &'static [Self] {
        static READ: LazyLock<Vec<Scale>> =
            LazyLock::new(|| PRESETS.iter().filter_map(|(_, text)| Scale::parse(text).ok()).collect());
        &READ
    }

    /// The scale that a register or a setting means by `name`: the word that selects it, or the name it bears.
    pub fn meant(name: &str) -> Option<&'static Self> {
        let selected = PRESETS.iter().zip(Self::presets()).find(|((preset, _), _)| *preset == name);
        selected.map(|(_, scale)| scale).or_else(|| Self::presets().iter().find(|scale| scale.name == name))
    }

    /// The bands, for the years before the final one where the scale has such.
    pub fn bands_of(&self, interim: bool) -> &[Band] {
        if interim { &self.interim } else { &self.bands }
    }
}

impl Band {
    /// The first of `bands` that is reached by the rate against what it looks at; the error of `rate` if that is not known.
    ///
    /// `just_missed` says that the target was to be exceeded (超) and was only reached, so that the rate is 100 and a
    /// band from 100 upward is still not due.
    pub fn reached<E>(
        bands: &[Self],
        rate: impl Fn(Reference) -> Result<Decimal, E>,
        just_missed: bool,
    ) -> Result<Option<&Self>, E> {
        for band in bands {
            let needs_met = just_missed && band.against == Reference::Target && band.bound == Bound::AtLeast(MET);
            if !needs_met && (band.bound == Bound::Rest || band.bound.reached_by(rate(band.against)?)) {
                return Ok(Some(band));
            }
        }
        Ok(None)
    }

    /// The band where only met or not met is known and no rate: the one it must be, `None` if it could be several.
    pub fn only(bands: &[Self], met: bool) -> Option<&Self> {
        let possible = |(i, band): &(usize, &Self)| {
            if band.achieved == Some(!met) {
                return false;
            }
            if band.against != Reference::Target {
                return true;
            }
            if met {
                // Some rate from 100 upward falls into it: it is the first, or the band above begins over 100.
                let mut above = bands.iter().take(*i).rev().filter(|band| band.against == Reference::Target);
                let above = above.next().and_then(|band| band.bound.height());
                above.is_none_or(|(bound, left_out)| bound > MET || (bound == MET && left_out))
            } else {
                // Some rate below 100 falls into it.
                band.bound.height().is_none_or(|(bound, _)| bound < MET)
            }
        };
        let mut candidates = bands.iter().enumerate().filter(possible);
        let first = candidates.next();
        first.filter(|_| candidates.next().is_none()).map(|(_, band)| band)
    }
}

/// What the words of an actual may say of a target in words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Word {
    /// 前倒し.
    Early,
    /// 達成.
    Met,
    /// 未達成.
    Missed,
    /// 後ろ倒し.
    Late,
}

/// The marks of targets in words, by the labels of their bands, where the scale says so.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Words {
    /// 前倒し.
    pub early: Option<String>,
    /// 達成.
    pub met: Option<String>,
    /// 未達成.
    pub missed: Option<String>,
    /// 後ろ倒し.
    pub late: Option<String>,
}

impl Words {
    /// The band that a word is marked by.
    pub fn band<'b>(&self, bands: &'b [Band], word: Word) -> Option<&'b Band> {
        let label = match word {
            Word::Early => &self.early,
            Word::Met => &self.met,
            Word::Missed => &self.missed,
            Word::Late => &self.late,
        };
        bands.iter().find(|band| Some(&band.label) == label.as_ref())
    }
}

impl Default for Scale {
    /// Two bands: 達成 from 100 % upward, and 未達成.
    fn default() -> Self {
        let band = |label: &str, bound, achieved| Band {
            label: label.to_owned(),
            against: Reference::Target,
            bound,
            points: None,
            achieved: Some(achieved),
        };
        Self::named("default").unwrap_or_else(|| Self {
            name: String::new(),
            method: Method::Standard,
            rounding: None,
            tolerance: None,
            interim: Vec::new(),
            words: Words::default(),
            rollup: None,
            not_judged: None,
            bands: vec![band("達成", Bound::AtLeast(MET), true), band("未達成", Bound::Rest, false)],
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn band(scale: &Scale, rate: Decimal, just_missed: bool) -> String {
        Band::reached(&scale.bands, |_| Ok::<_, ()>(rate), just_missed).unwrap().unwrap().label.clone()
    }

    fn mark(scale: &Scale, rate: &str) -> String {
        band(scale, rate.parse().unwrap(), false)
    }

    #[test]
    fn every_preset_can_be_read_and_has_a_source() {
        for (name, text) in PRESETS {
            assert!(Scale::parse(text).is_ok_and(|scale| !scale.name.is_empty()), "{name}");
            let source = text.lines().any(|line| line.starts_with("# Source: ") && line.contains("https://"));
            assert!(text.starts_with("# ") && source, "{name}");
        }
        assert_eq!(Scale::named("default"), Some(Scale::default()));
    }

    #[test]
    fn every_preset_stands_on_the_page_with_its_name_and_method() {
        let page = include_str!("../../docs/settings.md");
        for (name, text) in PRESETS {
            let scale = Scale::parse(text).unwrap();
            let method = Method::ALL.iter().find(|(_, method)| *method == scale.method).unwrap().0;
            let row = format!("| `{name}` | {} | `{method}` | <https://", scale.name);
            assert!(page.contains(&row), "{row}");
        }
    }

    #[test]
    fn bounds_are_as_published() {
        let sano = Scale::named("sano").unwrap();
        for (rate, points) in [("100", "7点"), ("99.99", "6点"), ("90", "6点"), ("50", "2点"), ("49.9", "1点")] {
            assert_eq!(mark(&sano, rate), points, "{rate}");
        }
        let osaka = Scale::named("osaka-library").unwrap();
        for (rate, label) in [("110", "A"), ("109.9", "B"), ("80", "B"), ("50", "C"), ("0", "D")] {
            assert_eq!(mark(&osaka, rate), label, "{rate}");
        }
        let saitama = Scale::named("saitama").unwrap();
        for (rate, label) in [("110", "A"), ("109.9", "B"), ("90.1", "B"), ("90", "C")] {
            assert_eq!(mark(&saitama, rate), label, "{rate}");
        }
        let tama = Scale::named("tama").unwrap();
        for (rate, label) in
            [("100", "期待値の100%以上"), ("60", "期待値の60%以上100%未満"), ("59.9", "期待値の60%未満")]
        {
            assert_eq!(mark(&tama, rate), label, "{rate}");
        }
    }

    #[test]
    fn bands_may_look_at_target_and_baseline() {
        let nagayo = Scale::named("nagayo").unwrap();
        let label = |target: i64, baseline: Result<i64, ()>| {
            let level = |reference| match reference {
                Reference::Target => Ok(target.into()),
                _ => baseline.map(Decimal::from),
            };
            Band::reached(&nagayo.bands, level, false).map(|band| band.unwrap().label.clone())
        };
        for (target, baseline, mark) in
            [(101, Err(()), "S"), (100, Ok(105), "A"), (80, Ok(100), "B"), (80, Ok(90), "B"), (80, Ok(89), "C")]
        {
            assert_eq!(label(target, baseline).as_deref(), Ok(mark));
        }
        assert_eq!(label(80, Err(())), Err(()));
        assert_eq!(Band::only(&nagayo.bands, true), None);
    }

    #[test]
    fn met_without_a_rate_is_marked_only_where_one_band_is_left() {
        let label = |name: &str, met| {
            let scale = Scale::named(name).unwrap();
            Band::only(&scale.bands, met).map(|band| band.label.clone())
        };
        assert_eq!(label("default", true).as_deref(), Some("達成"));
        assert_eq!(label("default", false).as_deref(), Some("未達成"));
        assert_eq!(label("sano", true).as_deref(), Some("7点"));
        assert_eq!(label("sano", false), None);
        assert_eq!(label("osaka-library", true), None);
        assert_eq!(label("fuji", true).as_deref(), Some("80%以上"));
    }

    #[test]
    fn a_target_to_be_exceeded_is_not_met_at_100() {
        let scale = Scale::default();
        assert_eq!(band(&scale, MET, true), "未達成");
    }
}
