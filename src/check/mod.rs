//! Checks targets against actuals: judgements first, then one small function per rule.

mod actual_changed;
mod actual_in_words;
mod actual_missing;
mod actuals_copied;
mod changes;
mod continued_though_low;
mod cost_and_indicator;
mod cost_sum_differs;
mod count_differs;
mod cumulative_falls;
mod date_in_future;
mod department_missing;
mod digit_slip;
mod direction_unknown;
mod duplicate_indicator;
mod facts;
mod final_target_differs;
mod formula;
mod indicator_set;
mod judge;
mod judgement_disagrees;
mod measure_twice;
mod method;
mod narrative_copied;
mod narrative_shared;
mod outlook;
mod over;
mod percent_over_hundred;
mod provisional_stays;
mod rate_disagrees;
mod rate_over;
mod reason_missing;
mod rollup;
mod same_as_last_year;
mod sign_flips;
mod statement_shared;
mod sum_differs;
mod target_already_met;
mod target_changed;
mod target_is_last_actual;
mod target_missing;
mod target_not_toward;
mod target_spans_years;
mod target_zero;
mod total;
mod unit_changed;
mod unit_differs;
mod value_jump;
mod year_shifted;

#[cfg(test)]
mod fixture;

pub use changes::changes;
pub use judge::{judge, reckon};
pub use outlook::outlook;
pub use rollup::roll_up;

use crate::finding::Finding;
use crate::judgement::Judgements;
use crate::model::Model;
use crate::rule::check as rules;
use crate::rule::{NotRun, Rule, RuleRun};
use crate::settings::Settings;
use crate::state::State;
use facts::{Before, Facts, Seen};
use jiff::civil::Date;
use rayon::prelude::*;

/// What a model is checked against besides itself.
#[derive(Clone, Copy, Debug)]
pub struct Against<'a> {
    /// The settings.
    pub settings: &'a Settings,
    /// The day as of which dates are judged; without it nothing that depends on the date is decided.
    pub as_of: Option<Date>,
    /// The run before this one.
    pub previous: Option<&'a State>,
}

/// The function of a rule.
type Check = fn(&Facts) -> Seen;

/// Every rule of this stage and its function, in the order of `rule::check::RULES`.
const CHECKS: &[(&Rule, Check)] = &[
    (&rules::ACTUAL_MISSING, actual_missing::check),
    (&rules::TARGET_MISSING, target_missing::check),
    (&rules::ACTUAL_IN_WORDS, actual_in_words::check),
    (&rules::TARGET_ZERO, target_zero::check),
    (&rules::RATE_WRONG_WAY, rate_disagrees::check_wrong_way),
    (&rules::RATE_DISAGREES, rate_disagrees::check),
    (&rules::JUDGEMENT_DISAGREES, judgement_disagrees::check),
    (&rules::DIRECTION_UNKNOWN, direction_unknown::check),
    (&rules::TARGET_NOT_TOWARD, target_not_toward::check),
    (&rules::FINAL_TARGET_DIFFERS, final_target_differs::check),
    (&rules::TARGET_SPANS_YEARS, target_spans_years::check),
    (&rules::VALUE_JUMP, value_jump::check),
    (&rules::SIGN_FLIPS, sign_flips::check),
    (&rules::CUMULATIVE_FALLS, cumulative_falls::check),
    (&rules::PERCENT_OVER_HUNDRED, percent_over_hundred::check),
    (&rules::SAME_AS_LAST_YEAR, same_as_last_year::check),
    (&rules::UNIT_DIFFERS, unit_differs::check),
    (&rules::DUPLICATE_DIFFERS, duplicate_indicator::check_differs),
    (&rules::DUPLICATE_INDICATOR, duplicate_indicator::check),
    (&rules::STATEMENT_SHARED, statement_shared::check),
    (&rules::TARGET_CHANGED, target_changed::check),
    (&rules::DIGIT_SLIP, digit_slip::check),
    (&rules::TARGET_IS_LAST_ACTUAL, target_is_last_actual::check),
    (&rules::TARGET_ALREADY_MET, target_already_met::check),
    (&rules::ACTUALS_COPIED, actuals_copied::check),
    (&rules::RATE_OVER, rate_over::check),
    (&rules::SUM_DIFFERS, sum_differs::check),
    (&rules::COST_SUM_DIFFERS, cost_sum_differs::check),
    (&rules::COUNT_DIFFERS, count_differs::check),
    (&rules::COST_WITHOUT_INDICATOR, cost_and_indicator::check_cost),
    (&rules::INDICATOR_WITHOUT_COST, cost_and_indicator::check_indicator),
    (&rules::CONTINUED_THOUGH_LOW, continued_though_low::check),
    (&rules::REASON_MISSING, reason_missing::check),
    (&rules::NARRATIVE_SHARED, narrative_shared::check),
    (&rules::NARRATIVE_COPIED, narrative_copied::check),
    (&rules::YEAR_SHIFTED, year_shifted::check),
    (&rules::DATE_IN_FUTURE, date_in_future::check),
    (&rules::ACTUAL_BEFORE_END, date_in_future::check_before_end),
    (&rules::PROVISIONAL_STAYS, provisional_stays::check),
    (&rules::MEASURE_TWICE, measure_twice::check),
    (&rules::DEPARTMENT_MISSING, department_missing::check),
    (&rules::ACTUAL_CHANGED, actual_changed::check),
    (&rules::UNIT_CHANGED, unit_changed::check),
    (&rules::INDICATOR_DROPPED, indicator_set::check_dropped),
    (&rules::INDICATOR_ADDED, indicator_set::check_added),
    (&rules::NAME_CHANGED, indicator_set::check_renamed),
];

/// Runs every rule that is not switched off. Severities are the rules' own; `Settings::apply` comes later, once for all stages.
///
/// `judgements` are those of this model. What a rule could not decide is counted in its [`RuleRun`].
pub fn check(model: &Model, judgements: &Judgements, against: Against) -> (Vec<Finding>, Vec<RuleRun>) {
    let Against { settings, as_of, previous } = against;
    let facts = Facts { model, judgements, settings, as_of, previous: previous.map(Before::of) };
    let mut findings = Vec::new();
    let mut runs = Vec::new();
    let look = |(rule, check): &(&Rule, Check)| {
        let mut seen = if settings.is_off(rule) { Seen::default() } else { check(&facts) };
        // Two series may share a target's cell; it is told once.
        seen.findings.sort_by(Finding::order);
        seen.findings.dedup_by(|one, other| one.repeats(other));
        seen
    };
    let all: Vec<Seen> = CHECKS.par_iter().with_max_len(1).map(look).collect();
    for ((rule, _), mut seen) in CHECKS.iter().zip(all) {
        let off = settings.is_off(rule);
        let not_run = match seen.looked_at {
            _ if off => Some(NotRun::SwitchedOff),
            0 => Some(seen.wants.unwrap_or(NotRun::NothingToLookAt)),
            _ => None,
        };
        runs.push(RuleRun {
            rule,
            looked_at: seen.looked_at,
            undecided: seen.undecided,
            findings: seen.findings.len(),
            not_run,
        });
        findings.append(&mut seen.findings);
    }
    findings.sort_by(Finding::order);
    (findings, runs)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::fixture::{alone, expect, model_of};

    #[test]
    fn every_rule_of_the_stage_has_its_function() {
        let listed: Vec<&str> = CHECKS.iter().map(|(rule, _)| rule.name).collect();
        let rules: Vec<&str> = rules::RULES.iter().map(|rule| rule.name).collect();
        assert_eq!(listed, rules);
    }

    #[test]
    fn no_rule_fires_on_a_trivially_clean_sheet() {
        expect(
            "名称       | 単位 | 向き | 基準 | R4目標 | R4実績 | R4率 | R4判定 | R5目標 | R5実績 | 最終R9
             相談件数   | 件   | 増   | 80   | 100    | 98     | 98   | 未達成 | 110    | 115    | 130
             ごみ排出量 | g    | 減   | 620  | 600    | 590    | 100  | 達成   | 590    | 593    | 560
             満足度     | ％   |      | 61.2 | 62以上 | 62.8   |      |        | 63以上 | －     | 65以上",
        );
    }

    #[test]
    fn annual_and_cumulative_values_of_one_indicator_are_not_mixed() {
        let (mut model, _) = model_of(
            "名称     | 向き | 種別 | R4目標 | R4実績 | R5目標 | R5実績 | R6目標 | R6実績 | 最終R6
             認定件数 | 増   | 単年 | 40     | 42     | 40     | 41     | 40     | 43     | 120
             認定件数 | 増   | 累計 | 40     | 42     | 80     | 83     | 120    | 126    | 120",
        );
        let cumulative = model.indicators.pop().unwrap();
        model.indicators[0].observations.extend(cumulative.observations);
        model.indicators[0].observations.sort_by_key(|observation| (observation.period, observation.aggregation));
        let settings = Settings::default();
        let (findings, _) = check(&model, &judge(&model, &settings, None), alone(&settings));
        assert_eq!(findings, []);
    }

    #[test]
    fn a_rule_switched_off_does_not_run_and_says_so() {
        let (model, _) = model_of("名称 | R4目標 | R4実績\n苦情 | 20 | 25");
        let settings = Settings::parse("[rules]\ndirection-unknown = \"off\"").unwrap();
        let judgements = judge(&model, &settings, None);
        let (findings, runs) = check(&model, &judgements, alone(&settings));
        assert!(findings.is_empty());
        let run = |rule: &Rule| runs.iter().find(|run| run.rule == rule).unwrap();
        assert_eq!(run(&rules::DIRECTION_UNKNOWN).not_run, Some(NotRun::SwitchedOff));
        assert_eq!(run(&rules::CUMULATIVE_FALLS).not_run, Some(NotRun::NothingToLookAt));
    }

    #[test]
    fn an_empty_model_passes_nothing() {
        let (model, settings) = (Model::default(), Settings::default());
        let (findings, runs) = check(&model, &judge(&model, &settings, None), alone(&settings));
        assert!(findings.is_empty());
        assert!(runs.iter().all(|run| run.not_run.is_some()));
        let reason = |rule: &Rule| runs.iter().find(|run| run.rule == rule).and_then(|run| run.not_run);
        assert_eq!(reason(&rules::ACTUAL_MISSING), Some(NotRun::NothingToLookAt));
        assert_eq!(reason(&rules::TARGET_CHANGED), Some(NotRun::NoPrevious));
    }
}
