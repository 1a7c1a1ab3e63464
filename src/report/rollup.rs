//! 施策の評価: the judgements of measures, where the scale rolls up.

use super::judging::{Judging, ranges_in};
use super::order::Order;
use super::{Source, focus::Focus, show};
use crate::judgement::MeasureJudgement;
use crate::messages;
use crate::page::{Cell, Page, Role};

/// The judgement of a measure for the year reported on.
pub fn of<'a>(source: &Source<'a>, focus: &Focus, place: usize) -> Option<&'a MeasureJudgement> {
    source.rolled_up.iter().find(|one| one.place == place && Some(one.fiscal_year) == focus.year)
}

/// A table of all measures judged, and how they were, behind what stands on the page already; nothing without a roll-up.
pub fn section(page: &mut Page, source: &Source, focus: &Focus, order: &Order) {
    if source.rolled_up.is_empty() {
        return;
    }
    page.blank();
    page.line(Role::Section, messages::ROLLED_UP);
    page.headings(&["コード", "名称", "階層", "評価", "値", "評価に使った\n指標数", "使わなかった\n指標数"]);
    for (place, node) in order.measures.iter().enumerate() {
        let Some(judgement) = of(source, focus, place) else { continue };
        let mark = match (&judgement.mark, judgement.reason) {
            (Some(mark), _) => Cell::text(Role::Center, mark.clone()),
            (None, Some(reason)) => Cell::word(Role::Center, messages::not_rolled_up(reason).ja),
            (None, None) => Cell::word(Role::Center, "－"),
        };
        let value = judgement.value.map_or_else(|| Cell::word(Role::Center, "－"), |value| show::rate(Some(value)));
        page.row(vec![
            Cell::text(Role::Body, node.code),
            Cell::text(Role::Body, node.name).indented(node.level.saturating_sub(1)),
            Cell::text(Role::Center, node.level_name),
            mark,
            value,
            Cell::count(judgement.judged),
            Cell::count(judgement.left_out),
        ]);
    }
    let Some(rollup) = Judging::of(source).scale.and_then(|scale| scale.rollup) else { return };
    page.line(Role::Note, &format!("※{}", messages::rollup_note(&rollup, &ranges_in(&rollup.bands, ""))));
}
