//! `narrative-shared`: the same long text under two measures.

use super::facts::{Facts, Seen, finding_in, home, squeezed};
use crate::model::{Narrative, NarrativeKind};
use crate::rule::check::NARRATIVE_SHARED;
use std::collections::BTreeMap;

/// Shorter texts (「計画どおり実施した。」) are written twice without being copied.
pub(super) const LONG: usize = 30;
/// So much of a text is shown.
const SHOWN: usize = 24;

/// At each but the first.
pub(super) fn check(facts: &Facts) -> Seen {
    let mut seen = Seen::default();
    let mut texts: BTreeMap<String, Vec<&Narrative>> = BTreeMap::new();
    for narrative in facts.model.narratives.iter().filter(|narrative| is_own(narrative.kind)) {
        let text = squeezed(&narrative.text);
        if text.chars().count() >= LONG && home(&narrative.belongs).is_some() {
            texts.entry(text).or_default().push(narrative);
        }
    }
    for alike in texts.values() {
        for (place, narrative) in alike.iter().enumerate() {
            let first = alike.iter().take(place).find(|other| apart(narrative, other));
            seen.look(first.map(|first| {
                finding_in(
                    &NARRATIVE_SHARED,
                    &narrative.belongs,
                    &narrative.place,
                    shortened(&narrative.text),
                    first.place.to_string(),
                )
            }));
        }
    }
    seen
}

/// Whether the text is about what became of the measure, not what it is.
pub(super) fn is_own(kind: NarrativeKind) -> bool {
    kind != NarrativeKind::Other
}

/// Of other measures by both code and name: one measure may have two names or two codes.
fn apart(one: &Narrative, other: &Narrative) -> bool {
    let (one, other) = (&one.belongs, &other.belongs);
    let differs = |one: &str, other: &str| one.is_empty() || other.is_empty() || one != other;
    one != other && differs(&one.measure_code, &other.measure_code) && differs(&one.measure_name, &other.measure_name)
}

/// The beginning of a text on one line.
pub(super) fn shortened(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut short: String = line.chars().take(SHOWN).collect();
    if short.len() < line.len() {
        short.push('…');
    }
    short
}

#[cfg(test)]
mod tests {
    use crate::check::fixture::expect;

    #[test]
    fn fires_at_the_second_measure() {
        expect(
            "コード | 施策         | 文:課題:R5
             1-1    | 移住の促進   | 担い手の平均年齢が上がり、後を継ぐ人が少なく、相談の窓口も一つに定まっていない。
             1-2    | 創業の支援   | 担い手の平均年齢が上がり、後を継ぐ人が少なく、相談の窓口も一つに定まっていない。 !narrative-shared",
        );
    }

    #[test]
    fn is_silent_on_short_texts_other_texts_and_one_measure() {
        expect(
            "コード | 施策       | 文:課題:R5 | 文:概要:R5
             1-1    | 移住の促進 | 計画どおりに実施した。 | この調書は、施策ごとに一枚を作成し、企画政策課へ提出する。
             1-2    | 創業の支援 | 計画どおりに実施した。 | この調書は、施策ごとに一枚を作成し、企画政策課へ提出する。
             1-3    | 農業の継承 | 園主の引退が見込まれる果樹園のうち、引き継ぐ相手が決まっているものは１割ほどである。 |
             1-3    | 農業の継承 | 園主の引退が見込まれる果樹園のうち、引き継ぐ相手が決まっているものは１割ほどである。 |",
        );
    }
}
