//! F10: targets and actuals in words (設置, 策定, 達成). Only words that say so unmistakably are taken as met or missed.

use super::{Case, Verdict};
use crate::model::Status;
use crate::settings::Word;
use crate::token::text::key;

/// What the words of an actual say of a target in words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    /// 前倒しで達成.
    Early,
    /// 達成.
    Met,
    /// 未達成.
    Missed,
    /// 後ろ倒し.
    Late,
}

impl Outcome {
    /// The word by which a scale marks it.
    pub(super) const fn word(self) -> Word {
        match self {
            Self::Early => Word::Early,
            Self::Met => Word::Met,
            Self::Missed => Word::Missed,
            Self::Late => Word::Late,
        }
    }

    /// Whether the target is met.
    pub(super) const fn is_met(self) -> bool {
        matches!(self, Self::Early | Self::Met)
    }
}

/// The verdict where target and actual are words; `None` where the target is a number or says what to compare with, or
/// the words are not clear.
pub(super) fn verdict(case: &Case) -> Option<Verdict> {
    let (target, actual) = (case.goal.figure, &case.observation.actual);
    let in_words = target.value.is_none() && target.operator.is_none();
    let known = matches!(actual.status, Status::Value | Status::Provisional | Status::Text);
    outcome(&target.text, &actual.text).filter(|_| in_words && known).map(Verdict::InWords)
}

/// Words that say it of any target.
const MET: [&str; 9] = ["達成", "目標達成", "達成済", "達成済み", "完了", "完了済", "完了済み", "実施済", "実施済み"];
const MISSED: [&str; 8] = ["未達成", "未達", "目標未達成", "不達成", "未実施", "未完了", "未着手", "達成できず"];
const LATE: [&str; 7] = ["後ろ倒し", "後倒し", "遅延", "先送り", "延期", "次年度に延期", "次年度へ延期"];
const EARLY: &str = "前倒し";
/// What makes of the target's own words that it was done.
const DONE: [&str; 8] = ["", "済", "済み", "した", "しました", "完了", "を完了", "を達成"];
/// What makes of them that it was not.
const NOT_DONE: [&str; 4] = ["せず", "できず", "しなかった", "できなかった"];

fn outcome(target: &str, actual: &str) -> Option<Outcome> {
    let actual = key(actual);
    let actual = actual.trim_end_matches('。');
    let target = key(target);
    let target = target.trim_end_matches('。').trim_end_matches("する");
    if target.is_empty() || actual.is_empty() {
        return None;
    }
    let own = |ends: &[&str]| actual.strip_prefix(target).is_some_and(|end| ends.contains(&end));
    let done = |words: &str| MET.contains(&words) || words == target || ["で実施", "して実施", "実施"].contains(&words);
    if own(&DONE) || MET.contains(&actual) {
        return Some(Outcome::Met);
    }
    if own(&NOT_DONE) || MISSED.contains(&actual) || actual.strip_prefix('未') == Some(target) {
        return Some(Outcome::Missed);
    }
    if LATE.contains(&actual) {
        return Some(Outcome::Late);
    }
    let rest = actual.strip_prefix(EARLY)?;
    let rest = rest.strip_prefix("して").or_else(|| rest.strip_prefix('で')).unwrap_or(rest);
    (rest.is_empty() || done(rest)).then_some(Outcome::Early)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_say_met_or_missed_only_where_they_cannot_mean_anything_else() {
        for (target, actual, said) in [
            ("設置", "設置", Some(Outcome::Met)),
            ("条例の制定", "条例の制定済", Some(Outcome::Met)),
            ("計画を策定する", "計画を策定した", Some(Outcome::Met)),
            ("策定", "達成", Some(Outcome::Met)),
            ("策定", "実施済み。", Some(Outcome::Met)),
            ("策定", "未策定", Some(Outcome::Missed)),
            ("策定", "策定せず", Some(Outcome::Missed)),
            ("策定", "未達成", Some(Outcome::Missed)),
            ("策定", "前倒しで達成", Some(Outcome::Early)),
            ("策定", "前倒しして策定", Some(Outcome::Early)),
            ("策定", "前倒し", Some(Outcome::Early)),
            ("策定", "後ろ倒し", Some(Outcome::Late)),
            ("策定", "策定中", None),
            ("策定", "策定に着手", None),
            ("策定", "おおむね達成", None),
            ("策定", "一部実施", None),
            ("策定", "前倒しを検討", None),
            ("策定", "前倒しできず", None),
            ("素案の策定", "策定", None),
            ("策定", "", None),
        ] {
            assert_eq!(outcome(target, actual), said, "{target} {actual}");
        }
    }
}
