//! The scale of the judgement (判定区分): which rate gets which mark.

pub(super) mod parse;

use crate::rating::{Method, Reference, Tolerance};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use std::sync::LazyLock;

/// The scales that come with the program, by the name that selects them.
const PRESETS: [(&str, &str); 10] = [
    ("default", include_str!("../../templates/scales/default.toml")),
    ("fuji", include_str!("../../templates/scales/fuji.toml")),
    ("growth-strategy", include_str!("../../templates/scales/growth-strategy.toml")),
    ("nagayo", include_str!("../../templates/scales/nagayo.toml")),
    ("osaka-library", include_str!("../../templates/scales/osaka-library.toml")),
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

    /// The first band that is reached by the rate against what it looks at; the error of `rate` if that is not known.
    ///
    /// `just_missed` says that the target was to be exceeded (超) and was only reached, so that the rate is 100 and a
    /// band from 100 upward is still not due.
    pub fn band<E>(
        &self,
        rate: impl Fn(Reference) -> Result<Decimal, E>,
        just_missed: bool,
    ) -> Result<Option<&Band>, E> {
        for band in &self.bands {
            let needs_met = just_missed && band.against == Reference::Target && band.bound == Bound::AtLeast(MET);
            if !needs_met && (band.bound == Bound::Rest || band.bound.reached_by(rate(band.against)?)) {
                return Ok(Some(band));
            }
        }
        Ok(None)
    }

    /// The band where only met or not met is known and no rate: the one it must be, `None` if it could be several.
    pub fn only_band(&self, met: bool) -> Option<&Band> {
        let possible = |(i, band): &(usize, &Band)| {
            if band.achieved == Some(!met) {
                return false;
            }
            if band.against != Reference::Target {
                return true;
            }
            if met {
                // Some rate from 100 upward falls into it: it is the first, or the band above begins over 100.
                let mut above = self.bands.iter().take(*i).rev().filter(|band| band.against == Reference::Target);
                let above = above.next().and_then(|band| band.bound.height());
                above.is_none_or(|(bound, left_out)| bound > MET || (bound == MET && left_out))
            } else {
                // Some rate below 100 falls into it.
                band.bound.height().is_none_or(|(bound, _)| bound < MET)
            }
        };
        let mut candidates = self.bands.iter().enumerate().filter(possible);
        let first = candidates.next();
        first.filter(|_| candidates.next().is_none()).map(|(_, band)| band)
    }
}

impl Default for Scale {
    /// Two bands: 達成 from 100 % upward, and 未達成.
    fn default() -> Self {
        let band = |label: &str, bound, achieved| Band {
            label: label.to_owned(),
            against: Reference::Target,
            bound,
            achieved: Some(achieved),
        };
        Self::named("default").unwrap_or_else(|| Self {
            name: String::new(),
            method: Method::Standard,
            rounding: None,
            tolerance: None,
            not_judged: None,
            bands: vec![band("達成", Bound::AtLeast(MET), true), band("未達成", Bound::Rest, false)],
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn band(scale: &Scale, rate: Decimal, just_missed: bool) -> String {
        scale.band(|_| Ok::<_, ()>(rate), just_missed).unwrap().unwrap().label.clone()
    }

    fn mark(scale: &Scale, rate: &str) -> String {
        band(scale, rate.parse().unwrap(), false)
    }

    #[test]
    fn every_preset_can_be_read_and_has_a_source() {
        for (name, text) in PRESETS {
            assert!(Scale::parse(text).is_ok_and(|scale| !scale.name.is_empty()), "{name}");
            assert!(text.starts_with("# "), "{name}");
        }
        assert_eq!(Scale::named("default"), Some(Scale::default()));
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
            nagayo.band(level, false).map(|band| band.unwrap().label.clone())
        };
        for (target, baseline, mark) in
            [(101, Err(()), "S"), (100, Ok(105), "A"), (80, Ok(100), "B"), (80, Ok(90), "B"), (80, Ok(89), "C")]
        {
            assert_eq!(label(target, baseline).as_deref(), Ok(mark));
        }
        assert_eq!(label(80, Err(())), Err(()));
        assert_eq!(nagayo.only_band(true), None);
    }

    #[test]
    fn met_without_a_rate_is_marked_only_where_one_band_is_left() {
        let label = |name: &str, met| Scale::named(name).unwrap().only_band(met).map(|band| band.label.clone());
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
