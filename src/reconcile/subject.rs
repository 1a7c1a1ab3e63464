//! What a finding is about, in words that stay the same when rows, sheets and files are moved or renamed.

use crate::cell::{CellRef, Place, SheetId};
use crate::finding::Finding;
use crate::model::{Belonging, Indicator, Model, Narrative, Observation};
use crate::token::text::key;
use rustc_hash::FxHashMap;
use std::sync::Arc;

/// What one finding is about.
pub struct Subject {
    /// In words.
    pub words: String,
    /// The id of the indicator, if it is one or part of one.
    pub indicator: String,
    /// Whether the model knows it; if not, it is known by its cell alone.
    pub known: bool,
}

/// What each of the findings is about, in their order.
pub fn subjects(model: &Model, findings: &[Finding]) -> Vec<Subject> {
    let mut search = Search::of(findings);
    for indicator in &model.indicators {
        search.indicator(indicator);
    }
    search.others(model);
    let named: FxHashMap<(&str, &str), &str> = model
        .indicators
        .iter()
        .rev()
        .map(|indicator| ((indicator.place.sheet.file.as_str(), indicator.name.as_str()), indicator.id.as_str()))
        .collect();
    let subject = |(finding, found): (&Finding, Option<Slot>)| {
        let known = |words: Vec<String>| {
            let indicator = words.get(1).filter(|_| words.first().is_some_and(|first| first == "indicator"));
            Subject { indicator: indicator.cloned().unwrap_or_default(), words: joined(&words), known: true }
        };
        if let Some(slot) = found {
            return known(slot.words);
        }
        match named.get(&(finding.file.as_str(), finding.indicator_name.as_str())) {
            Some(id) => known(vec!["indicator".to_owned(), (*id).to_owned()]),
            None => Subject { words: of_place(finding), indicator: String::new(), known: false },
        }
    };
    findings.iter().zip(search.found).map(subject).collect()
}

/// By its department, file, sheet and cell, or the name of an indicator that was not submitted; what is about no file, by
/// what was found.
fn of_place(finding: &Finding) -> String {
    let cell = finding.cell.map(|cell| cell.to_string()).unwrap_or_default();
    let found = if finding.file.is_empty() { finding.found.as_str() } else { "" };
    let file = file_key(&finding.file);
    if !finding.indicator_name.is_empty() {
        let named = [&finding.department, &finding.measure_code, &finding.indicator_name].map(|text| key(text));
        return format!("{file}\u{1f}{}", named.join("\u{1f}"));
    }
    let parts = [&*key(&finding.department), &*file, &*key(&finding.sheet), &*cell, found];
    parts.join("\u{1f}")
}

/// Words that a file's name gets when it is sent again, after [`key`].
const AGAIN: [&str; 20] = [
    "修正版",
    "修正後",
    "修正済",
    "修正",
    "訂正版",
    "訂正",
    "再提出",
    "再送",
    "差替え",
    "差替",
    "差し替え",
    "最終版",
    "最終",
    "確定版",
    "確定",
    "改訂版",
    "改",
    "のコピー",
    "コピー",
    "確認箇所",
];

/// A file by its name without folder, extension and what is added to it when it is sent again: 評価シート_修正版(2).xlsx is
/// 評価シート.
pub fn file_key(file: &str) -> String {
    let name = file.rsplit('/').next().unwrap_or(file);
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let whole = key(stem);
    let mut rest = whole.as_str();
    loop {
        let trimmed = rest.trim_end_matches(['_', '-', '・', '【', '】', '[', ']']);
        let counted = trimmed.strip_suffix(')').and_then(|open| open.rsplit_once('('));
        let counted =
            counted.filter(|(_, inside)| inside.bytes().all(|byte| byte.is_ascii_digit()) || AGAIN.contains(inside));
        let shorter = counted.map(|(before, _)| before).or_else(|| {
            let unnumbered = trimmed.trim_end_matches(|char: char| char.is_ascii_digit());
            let word = |text: &'_ str| AGAIN.iter().find_map(|word| text.strip_suffix(word)).map(str::len);
            word(trimmed).or_else(|| word(unnumbered)).and_then(|length| trimmed.get(..length))
        });
        match shorter.filter(|shorter| !shorter.is_empty()) {
            Some(shorter) => rest = shorter,
            None => return if trimmed.is_empty() { whole } else { trimmed.to_owned() },
        }
    }
}

/// What stands in a cell, as the model knows it.
struct Slot {
    words: Vec<String>,
    /// Whether it is of the indicator that the finding names.
    named: bool,
}

/// Findings by their cells, and what was found to stand there: only the cells of findings are looked for.
struct Search<'a> {
    sheets: FxHashMap<(&'a str, &'a str), FxHashMap<CellRef, Vec<usize>>>,
    names: Vec<&'a str>,
    found: Vec<Option<Slot>>,
    /// The sheet that was asked for last.
    last: Option<(Arc<SheetId>, bool)>,
}

impl<'a> Search<'a> {
    fn of(findings: &'a [Finding]) -> Self {
        let mut sheets: FxHashMap<(&str, &str), FxHashMap<CellRef, Vec<usize>>> = FxHashMap::default();
        for (number, finding) in findings.iter().enumerate() {
            if let Some(cell) = finding.cell {
                let of_sheet = sheets.entry((finding.file.as_str(), finding.sheet.as_str())).or_default();
                of_sheet.entry(cell).or_default().push(number);
            }
        }
        let names = findings.iter().map(|finding| finding.indicator_name.as_str()).collect();
        Self { sheets, names, found: findings.iter().map(|_| None).collect(), last: None }
    }

    /// Notes what stands at `place`; of the indicator that a finding names before any other, else the first told.
    fn at(&mut self, place: &Place, name: &str, words: impl Fn() -> Vec<String>) {
        let known = match &self.last {
            Some((sheet, known)) if Arc::ptr_eq(sheet, &place.sheet) => *known,
            _ => {
                let known = self.sheets.contains_key(&(place.sheet.file.as_str(), place.sheet.sheet.as_str()));
                self.last = Some((Arc::clone(&place.sheet), known));
                known
            }
        };
        if !known {
            return;
        }
        let of_sheet = self.sheets.get(&(place.sheet.file.as_str(), place.sheet.sheet.as_str()));
        for number in of_sheet.and_then(|cells| cells.get(&place.cell)).into_iter().flatten() {
            let asked = self.names.get(*number).copied().unwrap_or_default();
            let named = asked == name;
            let Some(found) = self.found.get_mut(*number) else { continue };
            let better = found.as_ref().is_none_or(|found| named && !found.named);
            if better && (named || asked.is_empty()) {
                *found = Some(Slot { words: words(), named });
            }
        }
    }

    fn indicator(&mut self, indicator: &Indicator) {
        let of = |slot: &'static str| move || of_indicator(indicator, slot);
        let name = indicator.name.as_str();
        self.at(&indicator.place, name, of("name"));
        if let Some(place) = indicator.baseline.as_ref().and_then(|baseline| baseline.figure.place.as_ref()) {
            self.at(place, name, of("baseline"));
        }
        if let Some(place) = indicator.final_target.as_ref().and_then(|target| target.figure.place.as_ref()) {
            self.at(place, name, of("final target"));
        }
        for observation in &indicator.observations {
            let of = |series: &'static str| move || of_observation(indicator, observation, series);
            if let Some(place) = &observation.target.place {
                self.at(place, name, of("target"));
            }
            if let Some(place) = &observation.actual.place {
                self.at(place, name, of("actual"));
            }
        }
    }

    fn others(&mut self, model: &Model) {
        for measure in &model.measures {
            self.at(&measure.place, "", || of_measure("measure", &measure.belongs, &[]));
        }
        for cost in &model.costs {
            let Some(place) = &cost.amount.place else { continue };
            let kind = cost.kind.map(|kind| format!("{kind:?}")).unwrap_or_default();
            let year = cost.fiscal_year.to_string();
            self.at(place, "", || of_measure("cost", &cost.belongs, &[&year, &kind, &cost.item]));
        }
        for evaluation in &model.evaluations {
            let year = evaluation.fiscal_year.map(|year| year.to_string()).unwrap_or_default();
            let more = [year.as_str(), &evaluation.stage, &evaluation.criterion];
            self.at(&evaluation.place, "", || of_measure("evaluation", &evaluation.belongs, &more));
        }
        for action in &model.actions {
            self.at(&action.place, "", || of_measure("action", &action.belongs, &[&action.name]));
        }
        for narrative in &model.narratives {
            self.at(&narrative.place, "", || of_text(narrative));
        }
    }
}

/// What a finding about the name of an indicator is about.
pub fn name_words(indicator: &Indicator) -> String {
    joined(&of_indicator(indicator, "name"))
}

/// What a finding about a target or an actual is about.
pub fn figure_words(indicator: &Indicator, observation: &Observation, series: &str) -> String {
    joined(&of_observation(indicator, observation, series))
}

/// What a finding about a text is about.
pub fn text_words(narrative: &Narrative) -> String {
    joined(&of_text(narrative))
}

fn joined(words: &[String]) -> String {
    words.join("\u{1f}")
}

fn of_indicator(indicator: &Indicator, slot: &str) -> Vec<String> {
    vec!["indicator".to_owned(), indicator.id.clone(), slot.to_owned()]
}

fn of_text(narrative: &Narrative) -> Vec<String> {
    let year = narrative.fiscal_year.map(|year| year.to_string()).unwrap_or_default();
    of_measure("text", &narrative.belongs, &[&year, &narrative.heading])
}

fn of_observation(indicator: &Indicator, observation: &Observation, series: &str) -> Vec<String> {
    let counts = observation.aggregation.map(|aggregation| format!("{aggregation:?}")).unwrap_or_default();
    vec!["indicator".to_owned(), indicator.id.clone(), series.to_owned(), observation.period.to_string(), counts]
}

fn of_measure(what: &str, belongs: &Belonging, more: &[&str]) -> Vec<String> {
    let hangs = [&belongs.plan, &belongs.measure_code, &belongs.measure_name].map(|text| key(text));
    [what.to_owned()].into_iter().chain(hangs).chain(more.iter().map(|text| key(text))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_sent_again_is_the_same_file() {
        for again in [
            "評価シート.xlsx",
            "福祉部/評価シート.xls",
            "評価シート_修正版.xlsx",
            "評価シート（修正版）.xlsx",
            "評価シート（確認箇所）.xlsx",
            "評価シート (2).xlsx",
            "評価シート - コピー.xlsx",
            "評価シート【再提出】.xlsx",
            "評価シート_修正2.xlsx",
            "評価シート_最終_修正版（3）.xlsx",
        ] {
            assert_eq!(file_key(again), "評価シート", "{again}");
        }
    }

    #[test]
    fn numbers_that_tell_files_apart_stay() {
        for (one, other) in [("評価シート1.xlsx", "評価シート2.xlsx"), ("1-1_評価.xlsx", "1-2_評価.xlsx")]
        {
            assert_ne!(file_key(one), file_key(other));
        }
        assert_eq!(file_key("修正版.xlsx"), "修正版");
        assert_eq!(file_key("(1).xlsx"), "(1)");
        assert_eq!(file_key(""), "");
    }
}
