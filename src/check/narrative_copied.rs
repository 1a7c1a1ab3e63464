//! `narrative-copied`: the text of the year before, unchanged.

use super::facts::{Facts, Home, Seen, finding_in, home, squeezed};
use super::narrative_shared::{is_own, shortened};
use crate::model::{Narrative, NarrativeKind};
use crate::period::{FiscalYear, wareki};
use crate::rule::check::NARRATIVE_COPIED;
use std::collections::BTreeMap;

/// Shorter texts are written anew in the same words.
const LONG: usize = 20;

/// Under the same heading of the same measure, on these sheets or in the run before. Without a year nothing is told: what a
/// plan says of a measure stays as it is.
pub(super) fn check(facts: &Facts) -> Seen {
    let mut seen = Seen::with_previous(facts);
    let before = facts.previous.iter().flat_map(|before| before.narratives);
    let mut years: BTreeMap<(Home, String, String), Vec<FiscalYear>> = BTreeMap::new();
    for narrative in before.chain(&facts.model.narratives) {
        if let (Some(key), Some(year)) = (key(narrative), narrative.fiscal_year) {
            years.entry(key).or_default().push(year);
        }
    }
    for narrative in &facts.model.narratives {
        let Some(key) = key(narrative) else { continue };
        let Some(year) = narrative.fiscal_year else {
            seen.undecided();
            continue;
        };
        let earlier = years.get(&key).into_iter().flatten().filter(|other| **other < year).max();
        seen.look(earlier.map(|earlier| {
            finding_in(
                &NARRATIVE_COPIED,
                &narrative.belongs,
                &narrative.place,
                shortened(&narrative.text),
                wareki(*earlier),
            )
        }));
    }
    seen
}

fn key(narrative: &Narrative) -> Option<(Home<'_>, String, String)> {
    let text = squeezed(&narrative.text);
    // what a measure does may stay the same; what was done is of a year
    let done = narrative.kind != NarrativeKind::Activity || text.contains("た。");
    let long = text.chars().count() >= LONG;
    let told = is_own(narrative.kind) && done && long;
    Some((home(&narrative.belongs).filter(|_| told)?, squeezed(&narrative.heading), text))
}

#[cfg(test)]
mod tests {
    use crate::check::fixture::{expect, expect_after};

    #[test]
    fn fires_on_the_text_of_the_run_before_and_of_another_year_beside_it() {
        expect_after(
            "コード | 施策       | 文:課題:R5
             1-1    | 移住の促進 | 相談の窓口が一つに定まっておらず、問合せに時間がかかる。",
            "コード | 施策       | 文:課題:R6
             1-1    | 移住の促進 | 相談の窓口が一つに定まっておらず、 問合せに時間がかかる。 !narrative-copied",
        );
        expect(
            "コード | 施策       | 文:取組:R5 | 文:取組:R6
             1-1    | 移住の促進 | 相談会を東京で三回開き、移住者の声を広報紙に載せた。 | 相談会を東京で三回開き、移住者の声を広報紙に載せた。 !narrative-copied",
        );
    }

    #[test]
    fn is_silent_on_new_texts_what_a_measure_does_and_texts_without_a_year() {
        expect_after(
            "コード | 施策       | 文:課題:R5 | 文:取組:R5 | 文:要因
             1-1    | 移住の促進 | 相談の窓口が一つに定まっておらず、問合せに時間がかかる。 | 相談会を東京で開き、移住者の声を広報紙に載せる。 | 問合せが前の年より大きく減ったためと考えられる。",
            "コード | 施策       | 文:課題:R6 | 文:取組:R6 | 文:要因
             1-1    | 移住の促進 | 相談の窓口は一つになったが、夜間の問合せに応えられない。 | 相談会を東京で開き、移住者の声を広報紙に載せる。 | 問合せが前の年より大きく減ったためと考えられる。",
        );
        expect_after(
            "コード | 施策       | 文:課題:R6
             1-1    | 移住の促進 | 相談の窓口が一つに定まっておらず、問合せに時間がかかる。",
            "コード | 施策       | 文:課題:R6
             1-1    | 移住の促進 | 相談の窓口が一つに定まっておらず、問合せに時間がかかる。",
        );
    }
}
