//! What bodies print under counts: what they are shares of, what is counted once, what is not judged and why.

use super::super::focus::Focus;
use super::super::summary::{Counts, Figures, Summary, misses_the_whole};
use crate::judgement::NotJudged;
use crate::messages;
use crate::period::wareki;
use std::collections::BTreeMap;

/// A note and what it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// What it is about.
    pub about: About,
    /// Its text.
    pub text: String,
}

/// What a note is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum About {
    /// Every count.
    Counts,
    /// Shares of what is judged.
    Shares,
    /// How marks spread.
    Distribution,
    /// Layers beside one another.
    Layers,
    /// The year before.
    Comparison,
    /// Single values.
    Values,
    /// Reasons and next steps.
    Behind,
    /// How everything is reckoned.
    Method,
}

/// The notes that apply.
pub fn notes(figures: &Figures, focus: &Focus) -> Vec<Note> {
    let all = &figures.all;
    let aside = all.aside;
    let mut notes = Notes::default();
    notes.extend(About::Counts, reasons(all));
    notes.push(About::Shares, "割合の分母は、判定した指標の数（達成と未達成の計）である。".to_owned());
    if all.tells_marks() {
        notes.push(About::Distribution, "判定の分布の割合は、判定なしを含む指標数を分母とする。".to_owned());
    }
    if !figures.layers.is_empty() {
        notes.push(About::Layers, "階層の異なる指標は、合わせて割合を出していない。".to_owned());
    }
    if let (Some((before, _)), Some(year)) = (&all.year_before, focus.year) {
        notes.push(
            About::Comparison,
            "前年度の数は、同じ指標を、前年度の目標と実績により同じ方法で判定したもの。".to_owned(),
        );
        let only: Vec<String> = [
            (aside.appeared, format!("{}の欄がない指標（新規など）", wareki(*before))),
            (aside.disappeared, format!("{}の欄がない指標（廃止など）", wareki(year))),
        ]
        .into_iter()
        .filter(|(many, _)| *many > 0)
        .map(|(many, word)| format!("{word}{many}件"))
        .collect();
        if !only.is_empty() {
            notes.push(About::Comparison, format!("{}は、その年度の判定なしに数えている。", only.join("、")));
        }
    }
    if aside.repeated > 0 {
        notes.push(
            About::Counts,
            format!(
                "延べ{}件のうち再掲が{}件あるため、実質{}件である。",
                all.total.indicators + aside.repeated,
                aside.repeated,
                all.total.indicators
            ),
        );
    }
    if aside.alike > 0 {
        notes.push(About::Counts, format!("名称と値が同じ指標が{}件あり、それぞれを1件に数えている。", aside.alike));
    }
    if aside.provisional > 0 {
        notes.push(
            About::Values,
            format!("実績が速報値・暫定値である指標が{}件ある（指標一覧の備考に※を付す。）。", aside.provisional),
        );
    }
    if aside.sampled > 0 {
        notes.push(About::Values, format!("実績が標本調査による推計値である指標が{}件ある。", aside.sampled));
    }
    if figures.parts().iter().any(|(_, part)| misses(part)) {
        notes.push(About::Shares, "割合は小数第2位を四捨五入しているため、計と一致しない。".to_owned());
    }
    notes.0
}

/// Notes being gathered.
#[derive(Default)]
struct Notes(Vec<Note>);

impl Notes {
    fn push(&mut self, about: About, text: String) {
        self.0.push(Note { about, text });
    }

    fn extend(&mut self, about: About, texts: Option<String>) {
        self.0.extend(texts.map(|text| Note { about, text }));
    }
}

/// Why indicators are not judged, in words for those outside; what is only the office's concern is その他.
fn reasons(all: &Summary) -> Option<String> {
    let mut reasons: Vec<(&str, usize)> = Vec::new();
    let counted: &BTreeMap<Option<NotJudged>, usize> = &all.reasons;
    for (reason, many) in counted {
        let words = messages::not_judged_outside(*reason);
        let words = if words == "判定なし" { "その他" } else { words };
        match reasons.iter_mut().find(|(known, _)| *known == words) {
            Some((_, sum)) => *sum += many,
            None => reasons.push((words, *many)),
        }
    }
    reasons.sort_by_key(|(words, many)| (*words == "その他", std::cmp::Reverse(*many)));
    let listed: Vec<String> = reasons.iter().map(|(words, many)| format!("{words}{many}件")).collect();
    (!listed.is_empty()).then(|| format!("判定なし{}件の内訳：{}。", all.total.unjudged(), listed.join("、")))
}

/// Whether shares that the pages show miss 100.0 in sum.
fn misses(part: &Summary) -> bool {
    let one = |counts: &Counts| {
        let marks: Vec<usize> = counts.marks.values().copied().chain([counts.unmarked(), counts.unjudged()]).collect();
        misses_the_whole(&[counts.achieved, counts.missed], counts.judged())
            || part.tells_marks() && misses_the_whole(&marks, counts.indicators)
    };
    let groups = part.measurements.iter().map(|(_, counts)| counts).chain(part.kinds.iter().map(|(_, counts)| counts));
    let fields = part.fields().into_iter().map(|field| &field.counts);
    one(&part.total) || groups.chain(fields).any(one)
}
