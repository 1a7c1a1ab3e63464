//! `statement-shared`: the same KPI sentence under two measures.

use super::facts::{Facts, Seen, finding_of};
use crate::model::{Figure, Indicator};
use crate::rule::check::STATEMENT_SHARED;
use std::collections::BTreeMap;

pub(super) fn check(facts: &Facts) -> Seen {
    let mut seen = Seen::default();
    let mut groups: BTreeMap<(&str, &str), Vec<&Indicator>> = BTreeMap::new();
    for indicator in &facts.model.indicators {
        if let Some(sentence) = sentence(indicator) {
            groups.entry((&indicator.belongs.plan, &sentence.text)).or_default().push(indicator);
        }
    }
    for group in groups.values() {
        for indicator in group {
            let other = group.iter().find(|other| measure(other) != measure(indicator) && !is_one(indicator, other));
            let finding =
                |other: &&Indicator| finding_of(&STATEMENT_SHARED, indicator, &indicator.name, other.place.to_string());
            seen.look(other.map(finding));
        }
    }
    seen
}

/// The sentence that names an indicator and its target in one cell.
fn sentence(indicator: &Indicator) -> Option<&Figure> {
    let figure = &indicator.final_target.as_ref()?.figure;
    (figure.place.as_ref() == Some(&indicator.place)).then_some(figure)
}

/// Whether the register says that the two are places of one indicator.
fn is_one(one: &Indicator, other: &Indicator) -> bool {
    one.registered.is_some() && one.id == other.id
}

fn measure(indicator: &Indicator) -> (&str, &str) {
    (&indicator.belongs.measure_code, &indicator.belongs.measure_name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::fixture::{alone, expect, model_of};
    use crate::check::{check as check_all, judge};
    use crate::model::FinalTarget;
    use crate::settings::Settings;

    /// The sheet with the name of each indicator as the sentence of its target; the cells where the rule fires.
    fn fires(text: &str) -> Vec<String> {
        let (mut model, _) = model_of(text);
        for indicator in &mut model.indicators {
            let figure =
                Figure { text: indicator.name.clone(), place: Some(indicator.place.clone()), ..Figure::no_slot() };
            indicator.final_target = Some(FinalTarget { figure, fiscal_year: Some(2026) });
        }
        let settings = Settings::default();
        let (findings, _) = check_all(&model, &judge(&model, &settings, None), alone(&settings));
        let fired = findings.iter().filter(|finding| finding.rule == &STATEMENT_SHARED);
        fired.filter_map(|finding| finding.cell).map(|cell| cell.to_string()).collect()
    }

    #[test]
    fn fires_at_both_measures() {
        let cells = fires(
            "コード | 名称             | 向き | R4実績
             2-1-1  | 参加者数600人増 | 増   | 100
             2-1-2  | 参加者数600人増 | 増   | 120",
        );
        assert_eq!(cells.len(), 2);
    }

    #[test]
    fn is_silent_on_other_sentences_and_on_targets_with_a_cell_of_their_own() {
        let cells = fires(
            "コード | 名称             | 向き | R4実績
             2-1-1  | 参加者数600人増 | 増   | 100
             2-1-2  | 参加者数700人増 | 増   | 120",
        );
        assert!(cells.is_empty());
        expect(
            "コード | 名称     | 向き | R4目標 | R4実績
             2-1-1  | 参加者数 | 増   | 600    | 100
             2-1-2  | 参加者数 | 増   | 600    | 120",
        );
    }
}
