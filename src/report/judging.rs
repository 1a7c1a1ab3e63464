//! How the run judged, from its settings and its indicators: what the pages say of bands and rounding is what was done.

use super::Source;
use crate::judgement::RateMethod;
use crate::messages;
use crate::model::Indicator;
use crate::page::Minus;
use crate::rating::{Method, Reference};
use crate::settings::{self, Band, Bound, IndicatorSetting, Scale, UnknownDirection};

/// How the run judged.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Judging {
    /// The scale of the run; `None` if the run tells none.
    pub scale: Option<Scale>,
    /// Other scales in use, or the same with another formula or rounding, each with the indicators judged by it.
    pub others: Vec<(Scale, Vec<String>)>,
    /// What the settings say of single indicators: the name, and what with which reason.
    pub own: Vec<(String, String)>,
    /// Whether more counts as better where the sheet does not say.
    pub unknown_is_up: bool,
    /// What stands before negative numbers.
    pub minus: Minus,
}

impl Judging {
    /// That of a run.
    pub fn of(source: &Source) -> Self {
        Self::over(source, &source.model.indicators.iter().collect::<Vec<_>>())
    }

    /// The same, of these indicators alone.
    pub fn over(source: &Source, indicators: &[&Indicator]) -> Self {
        let judging = source.run.settings.get("judgement").cloned();
        let judging: Option<settings::Judging> = judging.and_then(|judging| serde_json::from_value(judging).ok());
        let Some(judging) = judging else { return Self::default() };
        let mut others: Vec<(Scale, Vec<String>)> = Vec::new();
        for indicator in indicators {
            let scale = (!indicator.rating.is_empty()).then(|| judging.scale_of(&indicator.rating)).flatten();
            let Some(scale) = scale.filter(|scale| **scale != judging.scale) else { continue };
            match others.iter_mut().find(|(other, _)| *other == *scale) {
                Some((_, names)) if names.contains(&indicator.name) => {}
                Some((_, names)) => names.push(indicator.name.clone()),
                None => others.push((scale.into_owned(), vec![indicator.name.clone()])),
            }
        }
        let unknown_is_up = judging.unknown_direction == UnknownDirection::Up;
        let settings = source.run.settings.get("indicators").cloned();
        let settings: Vec<IndicatorSetting> =
            settings.and_then(|settings| serde_json::from_value(settings).ok()).unwrap_or_default();
        let own = settings.iter().map(|setting| (setting.name.clone(), messages::own_setting(setting))).collect();
        Self { scale: Some(judging.scale), others, own, unknown_is_up, minus: source.council().minus }
    }

    /// The marks of the run's scale and their ranges, highest first: 達成, 100％以上.
    pub fn bands(&self) -> Vec<(String, String)> {
        self.scale.as_ref().map(|scale| ranges(&scale.bands)).unwrap_or_default()
    }

    /// The marks of the run's scale, highest first.
    pub fn labels(&self) -> Vec<&str> {
        self.scale.iter().flat_map(|scale| &scale.bands).map(|band| band.label.as_str()).collect()
    }

    /// Those that count as achieved; none where the target itself decides for any band.
    pub fn achieved(&self) -> Vec<&str> {
        let bands = || self.scale.iter().flat_map(|scale| &scale.bands);
        let told = bands().all(|band| band.achieved.is_some());
        bands().filter(|band| told && band.achieved == Some(true)).map(|band| band.label.as_str()).collect()
    }

    /// The mark of what is not judged.
    pub fn not_judged(&self) -> Option<&str> {
        self.scale.as_ref()?.not_judged.as_deref()
    }

    /// The formulas of rates, each with the indicators it is for.
    pub fn formulas(&self) -> Vec<(String, &'static str)> {
        let Some(scale) = &self.scale else { return standard("") };
        let mut formulas = match rate_method(scale.method) {
            None => standard(""),
            Some(RateMethod::Comparison) => Vec::new(),
            Some(method) => vec![("目標値のある指標".to_owned(), messages::rate_method(method))],
        };
        for (other, names) in self.others.iter().filter(|(other, _)| other.method != scale.method) {
            let which = messages::own_scale(&other.name, names);
            match rate_method(other.method) {
                None => formulas.extend(standard(&which)),
                Some(method) => formulas.push((which, messages::rate_method(method))),
            }
        }
        formulas
    }

    /// The marks in a sentence: 達成（100％以上）、未達成（100％未満）.
    pub fn marks(&self) -> String {
        let mut marks = self.scale.as_ref().map(marks_of).unwrap_or_default();
        let bands = |scale: &Option<Scale>| scale.as_ref().map(|scale| scale.bands.clone()).unwrap_or_default();
        let own = bands(&self.scale);
        for (other, names) in self.others.iter().filter(|(other, _)| other.bands != own) {
            marks.push_str(&messages::own_marks(&messages::own_scale(&other.name, names), &marks_of(other)));
        }
        marks
    }

    /// The notes on counts and rates.
    pub fn notes(&self) -> Vec<String> {
        let mut notes: Vec<String> = messages::COUNTING_NOTES.iter().map(|note| (*note).to_owned()).collect();
        let scale = self.scale.clone().unwrap_or_default();
        notes.push(messages::rounding_note(scale.rounding));
        notes.extend(scale.not_judged.as_deref().map(messages::not_judged_note));
        notes.extend(scale.tolerance.map(messages::tolerance_note));
        notes.extend(messages::words_note(&scale.words));
        for (other, names) in &self.others {
            let which = messages::own_scale(&other.name, names);
            if other.rounding != scale.rounding {
                notes.push(format!("{which}の{}", messages::rounding_note(other.rounding)));
            }
            if let Some(mark) = other.not_judged.as_deref().filter(|_| other.not_judged != scale.not_judged) {
                notes.push(format!("{which}のうち、{}", messages::not_judged_note(mark)));
            }
            if let Some(tolerance) = other.tolerance.filter(|_| other.tolerance != scale.tolerance) {
                notes.push(format!("{which}は、{}", messages::tolerance_note(tolerance)));
            }
            if let Some(words) = messages::words_note(&other.words).filter(|_| other.words != scale.words) {
                notes.push(format!("{which}のうち、{words}"));
            }
        }
        if self.unknown_is_up {
            notes.push(messages::UNKNOWN_IS_UP.to_owned());
        }
        notes.push(messages::signs_note(self.minus.sign()));
        notes
    }
}

/// The formula of a method; `None` where the direction decides.
const fn rate_method(method: Method) -> Option<RateMethod> {
    match method {
        Method::Standard => None,
        Method::Ratio => Some(RateMethod::Ratio),
        Method::Level => Some(RateMethod::Level),
        Method::Progress => Some(RateMethod::Progress),
        Method::Way => Some(RateMethod::Way),
        Method::Expectation => Some(RateMethod::Expectation),
        Method::ExpectedWay => Some(RateMethod::ExpectedWay),
        Method::YearOnYear => Some(RateMethod::YearOnYear),
        Method::Comparison => Some(RateMethod::Comparison),
    }
}

/// The formulas of the method `standard`.
fn standard(which: &str) -> Vec<(String, &'static str)> {
    let named = |direction: &str| {
        if which.is_empty() { direction.to_owned() } else { format!("{which}のうち{direction}") }
    };
    vec![
        (named("増加が望ましい指標"), messages::rate_method(RateMethod::Ratio)),
        (named("減少が望ましい指標"), messages::rate_method(RateMethod::Progress)),
    ]
}

fn marks_of(scale: &Scale) -> String {
    let mut marks = in_a_sentence(&ranges(&scale.bands));
    if !scale.interim.is_empty() {
        marks.push_str(&messages::interim_marks(&in_a_sentence(&ranges(&scale.interim))));
    }
    marks
}

fn in_a_sentence(bands: &[(String, String)]) -> String {
    let named = |(label, range): &(String, String)| match range.as_str() {
        // Marks such as 80%以上 say their range themselves.
        range if range.is_empty() || label.contains(['%', '％']) => label.clone(),
        range => format!("{label}（{range}）"),
    };
    bands.iter().map(named).collect::<Vec<_>>().join("、")
}

/// The marks and their ranges in percent.
pub fn ranges(bands: &[Band]) -> Vec<(String, String)> {
    ranges_in(bands, "％")
}

/// The same in another unit.
pub fn ranges_in(bands: &[Band], unit: &str) -> Vec<(String, String)> {
    let mut ranges = Vec::new();
    let mut above = String::new();
    let mut reference = Reference::Target;
    for band in bands {
        let (lower, below) = match band.bound {
            Bound::AtLeast(bound) => (format!("{bound}{unit}以上"), format!("{bound}{unit}未満")),
            Bound::MoreThan(bound) => (format!("{bound}{unit}超"), format!("{bound}{unit}以下")),
            Bound::Rest => (String::new(), String::new()),
        };
        // The bound above is of something else.
        if band.bound != Bound::Rest && band.against != reference {
            above.clear();
            reference = band.against;
        }
        // From 100 upward below more than 100 is 100 and nothing else.
        let range = match band.bound {
            Bound::AtLeast(bound) if above == format!("{bound}{unit}以下") => format!("{bound}{unit}"),
            _ => format!("{lower}{above}"),
        };
        ranges.push((band.label.clone(), format!("{}{range}", messages::reference(reference))));
        above = below;
    }
    ranges
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::judgement::Judgements;
    use crate::model::Model;
    use crate::run::Run;
    use crate::settings::Settings;

    fn of(run: &Run, model: &Model) -> Judging {
        Judging::of(&Source {
            model,
            judgements: &Judgements::new(),
            outlooks: &[],
            rolled_up: &[],
            findings: &[],
            closed: &[],
            dues: &Default::default(),
            run,
        })
    }

    fn judging(settings: &str) -> Judging {
        let settings = Settings::parse(settings).unwrap();
        of(&Run { settings: serde_json::to_value(settings).unwrap(), ..Run::default() }, &Model::default())
    }

    #[test]
    fn the_bands_are_those_of_the_settings() {
        assert_eq!(judging("").marks(), "達成（100％以上）、未達成（100％未満）");
        let osaka = judging("[judgement]\nscale = \"osaka-library\"");
        assert_eq!(
            osaka.marks(),
            "A（110％以上）、B（80％以上110％未満）、C（50％以上80％未満）、D（50％未満）。最終年度だけに目標のある指標は、最終年度までは最終目標に対して、A（100％以上）、B（前年度の100％超）、C（前年度の100％）、D（前年度の100％未満）"
        );
        assert_eq!(
            judging("[judgement]\nscale = \"fuji\"").marks(),
            "80%以上、50%以上80%未満、20%以上50%未満、20%未満"
        );
        assert_eq!(of(&Run::default(), &Model::default()), Judging::default());
    }

    #[test]
    fn what_a_band_looks_at_and_the_formula_are_told() {
        let nagayo = judging("[judgement]\nscale = \"nagayo\"");
        assert_eq!(
            nagayo.marks(),
            "S（100％超）、A（基準値の100％超）、B（基準値の90％以上100％以下）、C（基準値の90％未満）"
        );
        let level = messages::rate_method(RateMethod::Level);
        assert_eq!(nagayo.formulas(), [("目標値のある指標".to_owned(), level)]);
        assert!(nagayo.notes().contains(&messages::not_judged_note("－")));
        assert_eq!(judging("").formulas().len(), 2);
    }

    #[test]
    fn what_the_settings_say_of_single_indicators_is_told_with_its_reason() {
        let own = judging(
            "[[indicator]]\nname = \"苦情\"\ndirection = \"down\"\nscale = \"nagayo\"\nrounding = 1\nreason = \"少ないほどよい\"",
        );
        let said =
            "望ましい方向は減少、判定区分は長与町のS～C、小数第1位までに四捨五入した値で判定（理由：少ないほどよい）";
        assert_eq!(own.own, [("苦情".to_owned(), said.to_owned())]);
    }

    #[test]
    fn the_notes_say_how_rates_were_rounded() {
        let notes = |settings: &str| judging(settings).notes().join("\n");
        assert!(notes("").contains("四捨五入する前の値で行い"));
        assert!(notes("[judgement]\nrounding = 0").contains("整数に四捨五入した値"));
        assert!(
            notes("[judgement]\nrounding = 1\nunknown_direction = \"up\"").contains("小数第1位までに四捨五入した値")
        );
        assert!(
            notes("[judgement]\ntolerance = { points = 3, strict = true }").contains("差が3ポイント未満のものは、同じ")
        );
    }
}
