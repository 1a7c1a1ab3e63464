//! How the run judged, from its settings: what the pages say of bands and rounding is what was done.

use crate::messages;
use crate::run::Run;
use serde_json::Value;

/// How the run judged.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Judging {
    /// The marks and their ranges, highest first: 達成, 100％以上.
    pub bands: Vec<(String, String)>,
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
        for band in judging.pointer("/scale/bands").and_then(Value::as_array).into_iter().flatten() {
            let label = band.get("label").and_then(Value::as_str).unwrap_or_default();
            let bound = |name: &str| band.pointer(&format!("/bound/{name}")).and_then(Value::as_str);
            let (lower, below) = match (bound("at_least"), bound("more_than")) {
                (Some(bound), _) => (format!("{bound}％以上"), Some((bound, "未満"))),
                (None, Some(bound)) => (format!("{bound}％超"), Some((bound, "以下"))),
                (None, None) => (String::new(), None),
            };
            let upper_part = above.map(|word| format!("{upper}％{word}")).unwrap_or_default();
            bands.push((label.to_owned(), format!("{lower}{upper_part}")));
            above = below.map(|(_, word)| word);
            upper = below.map(|(bound, _)| bound.to_owned()).unwrap_or_default();
        }
        Self {
            bands,
            rounding: judging.get("rounding").and_then(Value::as_u64),
            unknown_is_up: judging.get("unknown_direction").and_then(Value::as_str) == Some("up"),
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
    fn the_notes_say_how_rates_were_rounded() {
        let notes = |settings: &str| judging(settings).notes().join("\n");
        assert!(notes("").contains("四捨五入する前の値で行い"));
        assert!(notes("[judgement]\nrounding = 0").contains("整数に四捨五入した値"));
        assert!(
            notes("[judgement]\nrounding = 1\nunknown_direction = \"up\"").contains("小数第1位までに四捨五入した値")
        );
    }
}
