//! `continued-though-low`: 現状維持 for what reached less than half of its target.

use super::facts::{Facts, Home, Seen, finding_in, home};
use crate::model::{Evaluation, IndicatorKind};
use crate::period::{FiscalYear, Part, wareki_short};
use crate::rule::check::CONTINUED_THOUGH_LOW;
use rust_decimal::Decimal;
use rustc_hash::FxHashMap;

/// Criteria that say how the measure goes on.
const CRITERIA: [&str; 4] = ["方向", "総合", "今後", "判断"];
/// Words for going on as it is, or with more.
const CONTINUES: [&str; 6] = ["現状維持", "継続", "拡充", "拡大", "現行どおり", "現状どおり"];
/// Words for a change.
const CHANGES: [&str; 8] = ["改善", "見直", "縮小", "廃止", "休止", "終了", "統合", "完了"];
/// Half of the target.
const HALF: Decimal = Decimal::from_parts(50, 0, 0, false, 0);

/// The rates of one measure: each with its year, whether it is of an outcome, and its name.
type Rates<'a> = FxHashMap<Home<'a>, Vec<(FiscalYear, bool, &'a str, Decimal)>>;

/// Only where every rate of the measure in that year is low; of a measure with outcomes, every one of theirs.
pub(super) fn check(facts: &Facts) -> Seen {
    let mut seen = Seen::default();
    let mut rates: Rates = FxHashMap::default();
    for (indicator, observation, judgement) in facts.observations() {
        let (Some(home), Some(rate)) = (home(&indicator.belongs), judgement.achievement_rate) else { continue };
        if observation.period.part == Part::Year {
            let outcome = indicator.kind == Some(IndicatorKind::Outcome);
            rates.entry(home).or_default().push((observation.period.fiscal_year, outcome, &indicator.name, rate));
        }
    }
    for evaluation in facts.model.evaluations.iter().filter(|evaluation| continues(evaluation)) {
        let of_measure = home(&evaluation.belongs).and_then(|home| rates.get(&home));
        let year = evaluation.fiscal_year.or_else(|| of_measure?.iter().map(|(year, ..)| *year).max());
        let of_year: Vec<_> = of_measure.into_iter().flatten().filter(|(of, ..)| Some(*of) == year).collect();
        let outcomes = of_year.iter().any(|(_, outcome, ..)| *outcome);
        let telling: Vec<_> = of_year.into_iter().filter(|(_, outcome, ..)| *outcome || !outcomes).collect();
        if telling.is_empty() {
            seen.undecided();
            continue;
        }
        let low = telling.iter().all(|(.., rate)| *rate < HALF);
        let named = telling
            .iter()
            .map(|(year, _, name, rate)| format!("{name} {} {}％", wareki_short(*year), rate.round_dp(1).normalize()));
        seen.look(low.then(|| {
            let (found, expected) = (word(evaluation), named.collect::<Vec<_>>().join("、"));
            finding_in(&CONTINUED_THOUGH_LOW, &evaluation.belongs, &evaluation.place, found, expected)
        }));
    }
    seen
}

/// The mark; where there is none, what stands before the first stop of the text (継続：次期の委託に向けて…).
fn word(evaluation: &Evaluation) -> &str {
    let clause = evaluation.text.split(['：', ':', '。', '\n']).next().unwrap_or_default();
    if evaluation.mark.is_empty() { clause } else { &evaluation.mark }
}

fn continues(evaluation: &Evaluation) -> bool {
    let word = word(evaluation);
    let about = CRITERIA.iter().any(|criterion| evaluation.criterion.contains(criterion));
    let has = |words: &[&str]| words.iter().any(|other| word.contains(other));
    about && has(&CONTINUES) && !has(&CHANGES)
}

#[cfg(test)]
mod tests {
    use crate::check::fixture::expect;

    #[test]
    fn fires_where_every_rate_is_under_half() {
        expect(
            "施策 | 名称     | 向き | R5目標 | R5実績 | 評:今後の方向性:R5
             移住 | 相談件数 | 増   | 100    | 38     | 現状維持 !continued-though-low
             創業 | 創業件数 | 増   | 100    | 41     | ：継続：次の委託に向けて単価を調べる。 !continued-though-low",
        );
    }

    #[test]
    fn is_silent_on_a_change_and_where_one_rate_is_better() {
        expect(
            "施策 | 名称     | 向き | R5目標 | R5実績 | 評:今後の方向性:R5
             移住 | 相談件数 | 増   | 100    | 38     | 継続（改善）
             創業 | 創業件数 | 増   | 100    | 41     | 継続
             創業 | 相談件数 | 増   | 100    | 96     |
             農業 | 就農者数 | 増   | 100    | 50     | 現状維持
             漁業 | 就漁者数 | 増   | 100    | －     | 現状維持",
        );
    }
}
