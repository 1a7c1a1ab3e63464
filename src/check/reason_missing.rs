//! `reason-missing`: a target missed, and no reason where others give theirs.

use super::facts::{Facts, Home, Seen, finding_at, home, shown};
use crate::cell::SheetId;
use crate::model::{Indicator, NarrativeKind, Observation};
use crate::period::Part;
use crate::rule::check::REASON_MISSING;
use std::collections::{BTreeMap, BTreeSet};

/// The cell for it is empty, so that it is not in the model: it shows in the sheets of the same form, those with the same
/// other headings, and in the rows of the same list.
pub(super) fn check(facts: &Facts) -> Seen {
    let mut seen = Seen::default();
    let forms = forms(facts);
    // many sheets are of few forms
    let asking: BTreeSet<&Headings> = forms.values().filter(|headings| gives(headings)).collect();
    let remarks = remarks(facts);
    let mut told: BTreeSet<(Home, &SheetId)> = BTreeSet::new();
    for (indicator, judgements) in facts.model.indicators.iter().zip(facts.judgements) {
        let Some(home) = home(&indicator.belongs) else { continue };
        let sheet: &SheetId = &indicator.place.sheet;
        let years = indicator.observations.iter().zip(judgements).rev();
        let mut years = years.filter(|(one, _)| one.period.part == Part::Year && one.actual.value.is_some());
        let last = years.next().filter(|(_, judgement)| judgement.achieved.is_some());
        let Some((observation, judgement)) = last else { continue };
        let headings = forms.get(&(sheet, home));
        let place = headings.is_some_and(|headings| asks(headings, &asking)) || asks_in_list(indicator, &remarks);
        if !place {
            seen.undecided();
            continue;
        }
        let silent = indicator.remark.trim().is_empty() && !headings.is_some_and(|headings| gives(headings));
        let missed = judgement.achieved == Some(false) && silent && told.insert((home, sheet));
        seen.look(missed.then(|| finding(indicator, observation)));
    }
    seen
}

fn finding(indicator: &Indicator, observation: &Observation) -> crate::finding::Finding {
    finding_at(&REASON_MISSING, indicator, &observation.actual, shown(&observation.target))
}

/// The headings under which a measure has texts on a sheet, each with whether it is for a reason.
type Headings<'a> = BTreeSet<(bool, &'a str)>;

/// What is written of each measure on each sheet.
fn forms<'a>(facts: &Facts<'a>) -> BTreeMap<(&'a SheetId, Home<'a>), Headings<'a>> {
    let mut forms: BTreeMap<(&SheetId, Home), Headings> = BTreeMap::new();
    for narrative in &facts.model.narratives {
        let Some(home) = home(&narrative.belongs) else { continue };
        let reason = narrative.kind == NarrativeKind::Reason;
        let headings = forms.entry((&narrative.place.sheet, home)).or_default();
        headings.insert((reason, &narrative.heading));
    }
    forms
}

fn gives(headings: &Headings) -> bool {
    headings.iter().any(|(reason, _)| *reason)
}

/// Whether the form with these headings has one for a reason, too.
fn asks(headings: &Headings, asking: &BTreeSet<&Headings>) -> bool {
    let plain: Vec<_> = headings.iter().filter(|(reason, _)| !reason).collect();
    gives(headings) || plain.len() > 1 && asking.iter().any(|form| plain.iter().all(|heading| form.contains(heading)))
}

/// Of each sheet, how many missed indicators have a remark, and how many there are.
fn remarks<'a>(facts: &Facts<'a>) -> BTreeMap<&'a SheetId, (usize, usize)> {
    let mut remarks: BTreeMap<&SheetId, (usize, usize)> = BTreeMap::new();
    for (indicator, judgements) in facts.model.indicators.iter().zip(facts.judgements) {
        let last = judgements.iter().rev().find_map(|judgement| judgement.achieved);
        if last == Some(false) {
            let (with, all) = remarks.entry(&indicator.place.sheet).or_default();
            *with += usize::from(!indicator.remark.trim().is_empty());
            *all += 1;
        }
    }
    remarks
}

/// Whether most of those that missed on the same list have a remark, and more than one.
fn asks_in_list(indicator: &Indicator, remarks: &BTreeMap<&SheetId, (usize, usize)>) -> bool {
    let sheet: &SheetId = &indicator.place.sheet;
    remarks.get(sheet).is_some_and(|(with, all)| *with > 1 && with * 2 > *all)
}

#[cfg(test)]
mod tests {
    use crate::check::fixture::expect;

    #[test]
    fn fires_where_other_sheets_of_the_form_give_a_reason() {
        expect(
            "コード | 施策 | シート | 名称     | 向き | R5目標 | R5実績              | 文:課題:R5   | 文:取組:R5   | 文:要因:R5
             1      | 移住 | 1      | 相談件数 | 増   | 100    | 88                  | 人手が足りない。 | 相談会を開いた。 | 会場が遠かった。
             2      | 創業 | 2      | 創業件数 | 増   | 100    | 81 !reason-missing | 融資が少ない。   | 講座を開いた。   |
             2      | 創業 | 2      | 受講者数 | 増   | 100    | 80                  |                  |                  |",
        );
        expect(
            "コード | 名称     | 向き | R5目標 | R5実績             | 備考
             1      | 相談件数 | 増   | 100    | 88                 | 会場が遠かった。
             2      | 創業件数 | 増   | 100    | 81                 | 融資が少なかった。
             3      | 就農者数 | 増   | 100    | 80 !reason-missing |",
        );
    }

    #[test]
    fn is_silent_where_the_form_may_have_no_place_for_it_and_where_the_target_was_met() {
        expect(
            "コード | 施策 | シート | 名称     | 向き | R5目標 | R5実績 | 文:課題:R5       | 文:取組:R5       | 文:要因:R5
             1      | 移住 | 1      | 相談件数 | 増   | 100    | 88     | 人手が足りない。 | 相談会を開いた。 | 会場が遠かった。
             2      | 創業 | 2      | 創業件数 | 増   | 100    | 104    | 融資が少ない。   | 講座を開いた。   |
             3      | 農業 | 3      | 就農者数 | 増   | 100    | 80     |                  |                  |",
        );
    }
}
