//! `judgement-disagrees`: what the sheet calls achieved against what its numbers say.

use super::facts::{Facts, Seen, finding_at};
use crate::finding::Finding;
use crate::judgement::Judgement;
use crate::rule::check::JUDGEMENT_DISAGREES;
use crate::settings::Scale;
use unicode_normalization::UnicodeNormalization;

/// Words that mean achieved wherever they stand. ○ and △ are no such words: bodies use them for 概ね and 一部, too.
const ACHIEVED: [&str; 5] = ["達成", "目標達成", "達成済", "達成済み", "◎"];
/// Words that mean not achieved wherever they stand.
const MISSED: [&str; 6] = ["未達成", "未達", "目標未達成", "不達成", "×", "✕"];

/// Compares marks of the configured scale as marks, and the clear words as achieved or not.
pub(super) fn check(facts: &Facts) -> Seen {
    let mut seen = Seen::default();
    for (indicator, observation, judgement) in facts.observations() {
        let stated: String = observation.stated_judgement.trim().nfkc().collect();
        if stated.is_empty() {
            continue;
        }
        // What the sheet says is of the actual on it, not of what the office made of that.
        let own = observation.actual.corrected.is_none();
        let scale = facts.settings.judgement.scale_of(&indicator.rating).filter(|_| own);
        match scale.and_then(|scale| agrees(&stated, judgement, &scale)) {
            None => seen.undecided(),
            Some(true) => seen.look(None),
            Some(false) => {
                let ours = judgement.mark.clone().unwrap_or_else(|| word(judgement).to_owned());
                let finding = finding_at(&JUDGEMENT_DISAGREES, indicator, &observation.actual, ours);
                seen.look(Some(Finding { found: stated, ..finding }));
            }
        }
    }
    seen
}

/// `None` where the word is not clear or there is no judgement of ours.
fn agrees(stated: &str, judgement: &Judgement, scale: &Scale) -> Option<bool> {
    let achieved = judgement.achieved?;
    let alike = |label: &str| label.nfkc().eq(stated.chars());
    match &judgement.mark {
        Some(mark) if judgement.reason.is_none() && scale.bands.iter().any(|band| alike(&band.label)) => {
            Some(alike(mark))
        }
        _ if ACHIEVED.contains(&stated) => Some(achieved),
        _ if MISSED.contains(&stated) => Some(!achieved),
        _ => None,
    }
}

fn word(judgement: &Judgement) -> &'static str {
    if judgement.achieved == Some(true) { "達成" } else { "未達成" }
}

#[cfg(test)]
mod tests {
    use crate::check::fixture::expect;

    #[test]
    fn fires_where_a_clear_word_contradicts_the_numbers() {
        expect(
            "名称   | 向き | R4目標 | R4実績                    | R4判定
             受診率 | 増   | 60     | 58.2 !judgement-disagrees | 達成
             満足度 | 増   | 60     | 61 !judgement-disagrees   | ×
             ごみ量 | 減   | 580    | 593 !judgement-disagrees  | ◎",
        );
    }

    #[test]
    fn is_silent_on_agreement_and_on_words_that_are_not_clear() {
        expect(
            "名称   | 向き | R4目標 | R4実績 | R4判定
             受診率 | 増   | 60     | 58.2   | 未達成
             満足度 | 増   | 60     | 61     | ◎
             利用率 | 増   | 60     | 58     | ○
             相談数 | 増   | 60     | 集計中 | 達成",
        );
    }
}
