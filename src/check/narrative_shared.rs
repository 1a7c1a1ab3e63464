//! `narrative-shared`: the same long text under two measures.

use super::facts::{Facts, Seen, finding_in, home, squeezed};
use crate::cell::Place;
use crate::model::{Narrative, NarrativeKind};
use crate::rule::check::NARRATIVE_SHARED;
use std::collections::{BTreeMap, BTreeSet};

/// Shorter texts (「計画どおり実施した。」) are written twice without being copied.
pub(super) const LONG: usize = 30;
/// So much of a text is shown.
const SHOWN: usize = 24;

/// Once for each department that has the text of another measure before it.
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
        let mut told: BTreeSet<&str> = BTreeSet::new();
        for (place, narrative) in alike.iter().enumerate() {
            let before = alike.iter().take(place).any(|other| apart(narrative, other));
            let finding = before && told.insert(&narrative.belongs.department);
            seen.look(finding.then(|| {
                let others = alike.iter().filter(|other| apart(narrative, other)).map(|other| &other.place);
                let (belongs, found) = (&narrative.belongs, shortened(&narrative.text));
                finding_in(&NARRATIVE_SHARED, belongs, &narrative.place, found, listed(others))
            }));
        }
    }
    seen
}

/// The first of some places, and how many more there are.
fn listed<'a>(mut places: impl Iterator<Item = &'a Place>) -> String {
    let first = places.next().map(Place::to_string).unwrap_or_default();
    match places.count() {
        0 => first,
        more => format!("{first}（ほか{more}か所）"),
    }
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
    use super::*;
    use crate::cell::SheetId;
    use crate::check::fixture::expect;
    use std::sync::Arc;

    #[test]
    fn fires_at_the_second_measure() {
        expect(
            "コード | 施策         | 文:課題:R5
             1-1    | 移住の促進   | 担い手の平均年齢が上がり、後を継ぐ人が少なく、相談の窓口も一つに定まっていない。
             1-2    | 創業の支援   | 担い手の平均年齢が上がり、後を継ぐ人が少なく、相談の窓口も一つに定まっていない。 !narrative-shared",
        );
    }

    #[test]
    fn fires_once_for_each_department() {
        expect(
            "コード | 施策       | 部署   | 文:課題:R5
             1-1    | 移住の促進 | 企画課 | 担い手の平均年齢が上がり、後を継ぐ人が少なく、相談の窓口も一つに定まっていない。
             1-2    | 創業の支援 | 商工課 | 担い手の平均年齢が上がり、後を継ぐ人が少なく、相談の窓口も一つに定まっていない。 !narrative-shared
             1-3    | 商店の継承 | 商工課 | 担い手の平均年齢が上がり、後を継ぐ人が少なく、相談の窓口も一つに定まっていない。
             1-4    | 農業の継承 | 農政課 | 担い手の平均年齢が上がり、後を継ぐ人が少なく、相談の窓口も一つに定まっていない。 !narrative-shared",
        );
    }

    #[test]
    fn tells_the_first_of_the_other_places_and_how_many_there_are() {
        let sheet = Arc::new(SheetId { file: "a.xlsx".to_owned(), sheet: "調書".to_owned() });
        let places = ["A1", "B2", "C3"].map(|cell| Place { sheet: Arc::clone(&sheet), cell: cell.parse().unwrap() });
        assert_eq!(listed(places.iter()), "a.xlsx [調書]A1（ほか2か所）");
        assert_eq!(listed(places.iter().take(1)), "a.xlsx [調書]A1");
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
