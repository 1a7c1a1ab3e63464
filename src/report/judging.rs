//! How the run judged, from its settings: what the pages say of bands and rounding is what was done.

use crate::judgement::RateMethod;
use crate::messages;
use crate::run::Run;
use serde_json::Value;

/// How the run judged.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Judging {
    /// The marks and their ranges, highest first: 達成, 100％以上.
    pub bands: Vec<(String, String)>,
    /// The marks of bands that count as achieved, highest first; none where the target itself decides for any band.
    pub achieved: Vec<String>,
    /// The formula of the scale; `None` where the direction decides.
    pub method: Option<RateMethod>,
    /// The mark of what is not judged.
    pub not_judged: Option<String>,
    /// Decimals to which a rate is rounded before it is judged.
    pub rounding: Option<u64>,
    /// Whether more counts as better where the sheet does not say.
    pub unknown_is_up: bool,
}

impl Judging {
    /// That of a run.
    pub fn of(run: &Run) -> Self {
        let judging = run.settings.get("judgement").unwrap_or(&Value::Null);
        let mut bands = Vec::new();
        let mut above: Option<&'static str> = None;
        let mut upper = String::new();
        let mut reference = "target";
        for band in judging.pointer("/scale/bands").and_then(Value::as_array).into_iter().flatten() {
            let label = band.get("label").and_then(Value::as_str).unwrap_or_default();
            let bound = |name: &str| band.pointer(&format!("/bound/{name}")).and_then(Value::as_str);
            let (lower, below) = match (bound("at_least"), bound("more_than")) {
                (Some(bound), _) => (format!("{bound}％以上"), Some((bound, "未満"))),
                (None, Some(bound)) => (format!("{bound}％超"), Some((bound, "以下"))),
                (None, None) => (String::new(), None),
            };
            let against = band.get("against").and_then(Value::as_str).unwrap_or_default();
            // The bound above is of something else.
            if below.is_some() && against != reference {
                above = None;
                reference = against;
            }
            let upper_part = above.map(|word| format!("{upper}％{word}")).unwrap_or_default();
            bands.push((label.to_owned(), format!("{}{lower}{upper_part}", messages::reference(reference))));
            above = below.map(|(_, word)| word);
            upper = below.map(|(bound, _)| bound.to_owned()).unwrap_or_default();
        }
        let list = judging.pointer("/scale/bands").and_then(Value::as_array);
        let says: Option<Vec<(&str, bool)>> = list
            .into_iter()
            .flatten()
            .map(|band| Some((band.get("label")?.as_str()?, band.get("achieved")?.as_bool()?)))
            .collect();
        let achieved = says.unwrap_or_default().into_iter().filter(|(_, achieved)| *achieved);
        Self {
            achieved: achieved.map(|(label, _)| label.to_owned()).collect(),
            bands,
            method: judging.pointer("/scale/method").and_then(|method| serde_json::from_value(method.clone()).ok()),
            not_judged: judging.pointer("/scale/not_judged").and_then(Value::as_str).map(str::to_owned),
            rounding: judging.get("rounding").and_then(Value::as_u64),
            unknown_is_up: judging.get("unknown_direction").and_then(Value::as_str) == Some("up"),
        }
    }

    /// The formulas of rates, each with the indicators it is for.
    pub fn formulas(&self) -> Vec<(&'static str, &'static str)> {
        match self.method {
            None => vec![
                ("増加が望ましい指標", messages::rate_method(RateMethod::Ratio)),
                ("減少が望ましい指標", messages::rate_method(RateMethod::Progress)),
            ],
            Some(RateMethod::Comparison) => Vec::new(),
            Some(method) => vec![("目標値のある指標", messages::rate_method(method))],
        }
    }

    /// The marks in a sentence: 達成（100％以上）、未達成（100％未満）.
    pub fn marks(&self) -> String {
        let named = |(label, range): &(String, String)| match range.as_str() {
            // Marks such as 80%以上 say their range themselves.
            range if range.is_empty() || label.contains(['%', '％']) => label.clone(),
            range => format!("{label}（{range}）"),
        };
        self.bands.iter().map(named).collect::<Vec<_>>().join("、")
    }

    /// The notes on counts and rates.
    pub fn notes(&self) -> Vec<String> {
        let mut notes: Vec<String> = messages::COUNTING_NOTES.iter().map(|note| (*note).to_owned()).collect();
        notes.push(messages::rounding_note(self.rounding));
        notes.extend(self.not_judged.as_deref().map(messages::not_judged_note));
        if self.unknown_is_up {
            notes.push(messages::UNKNOWN_IS_UP.to_owned());
        }
        notes.push(messages::SIGNS_NOTE.to_owned());
        notes
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::Settings;

    fn judging(settings: &str) -> Judging {
        let settings = Settings::parse(settings).unwrap();
        Judging::of(&Run { settings: serde_json::to_value(settings).unwrap(), ..Run::default() })
    }

    #[test]
    fn the_bands_are_those_of_the_settings() {
        assert_eq!(judging("").marks(), "達成（100％以上）、未達成（100％未満）");
        let osaka = judging("[judgement]\nscale = \"osaka-library\"");
        assert_eq!(osaka.marks(), "A（110％以上）、B（80％以上110％未満）、C（50％以上80％未満）、D（50％未満）");
        assert_eq!(
            judging("[judgement]\nscale = \"fuji\"").marks(),
            "80%以上、50%以上80%未満、20%以上50%未満、20%未満"
        );
        assert_eq!(Judging::of(&Run::default()), Judging::default());
    }

    #[test]
    fn what_a_band_looks_at_and_the_formula_are_told() {
        let nagayo = judging("[judgement]\nscale = \"nagayo\"");
        assert_eq!(
            nagayo.marks(),
            "S（100％超）、A（基準値の100％超）、B（基準値の90％以上100％以下）、C（基準値の90％未満）"
        );
        assert_eq!(nagayo.formulas(), [("目標値のある指標", messages::rate_method(RateMethod::Level))]);
        assert!(nagayo.notes().contains(&messages::not_judged_note("－")));
        assert_eq!(judging("").formulas().len(), 2);
    }

    #[test]
    fn the_notes_say_how_rates_were_rounded() {
        let notes = |settings: &str| judging(settings).notes().join("\n");
        assert!(notes("").contains("四捨五入する前の値で行い"));
        assert!(notes("[judgement]\nrounding = 0").contains("整数に四捨五入した値"));
        assert!(
            notes("[judgement]\nrounding = 1\nunknown_direction = \"up\"").contains("小数第1位までに四捨五入した値")
        );
    }
}
