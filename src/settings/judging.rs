//! How actuals are judged: the scale of the run, and that of an indicator that has one of its own.

use super::Scale;
use crate::rating::{Rating, Rounding};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// How actuals are judged.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Judging {
    /// The scale of every indicator that has none of its own.
    pub scale: Scale,
    /// What to do where it is not known which way is better.
    pub unknown_direction: UnknownDirection,
    /// Further scales of the body, which an indicator may name.
    pub scales: Vec<Scale>,
}

/// What to do where it is not known which way is better.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum UnknownDirection {
    /// No judgement.
    #[default]
    None,
    /// As if more were better.
    Up,
}

impl Judging {
    /// The scale by which an indicator with this rating is judged; `None` if it names one that there is not.
    pub fn scale_of(&self, rating: &Rating) -> Option<Cow<'_, Scale>> {
        let scale = match &rating.scale {
            None => &self.scale,
            Some(name) => self.scales.iter().find(|scale| scale.name == *name).or_else(|| Scale::meant(name))?,
        };
        if rating.method.is_none() && rating.tolerance.is_none() && rating.rounding.is_none() {
            return Some(Cow::Borrowed(scale));
        }
        Some(Cow::Owned(Scale {
            method: rating.method.unwrap_or(scale.method),
            tolerance: rating.tolerance.or(scale.tolerance),
            rounding: rating.rounding.map_or(scale.rounding, Rounding::decimals),
            ..scale.clone()
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rating::Method;
    use crate::settings::Settings;

    #[test]
    fn an_indicator_may_have_another_scale_than_the_run() {
        let text = "[judgement]\nscale = \"sano\"\n[[scale]]\nname = \"健診\"\n[[scale.band]]\nlabel = \"良\"\nat_least = 60\n[[scale.band]]\nlabel = \"可\"";
        let judging = Settings::parse(text).unwrap().judgement;
        let named = |name: &str| {
            let rating = Rating { scale: Some(name.to_owned()), ..Rating::default() };
            judging.scale_of(&rating).map(|scale| scale.name.clone())
        };
        assert_eq!(judging.scale_of(&Rating::default()).unwrap().name, "佐野市の7点法");
        assert_eq!(named("健診").as_deref(), Some("健診"));
        assert_eq!(named("nagayo").as_deref(), Some("長与町のS～C"));
        assert_eq!(named("長与町のS～C").as_deref(), Some("長与町のS～C"));
        assert_eq!(named("長与"), None);
    }

    #[test]
    fn what_an_indicator_has_of_its_own_goes_before_that_of_its_scale() {
        let judging = Judging::default();
        let rating = Rating { method: Some(Method::Level), rounding: Some(Rounding::Decimals(1)), ..Rating::default() };
        let scale = judging.scale_of(&rating).unwrap();
        assert_eq!((scale.method, scale.rounding), (Method::Level, Some(1)));
        assert_eq!(scale.bands, judging.scale.bands);
    }
}
