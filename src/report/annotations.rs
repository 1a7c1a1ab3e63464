//! What became of each cell, in words: for the copy of a workbook that shows it.

use crate::annotation::{AnnotatedSheet, Annotation, Mark};
use crate::cell::{CellRef, Place};
use crate::messages::{self, annotation as words};
use crate::model::{CellUse, Figure, Model};
use crate::rule::ignored;
use std::collections::BTreeMap;

/// The annotations of a file's sheets, from a model with the full ledger.
pub fn annotations(model: &Model, file: &str) -> Vec<AnnotatedSheet> {
    let read_as = read_as(model, file);
    let mut sheets: Vec<AnnotatedSheet> = Vec::new();
    for line in model.cells.iter().filter(|line| line.file == file) {
        let Some(at) = line.cell else { continue };
        let text = match line.kind {
            CellUse::Used => {
                let phrases = read_as.get(&(line.sheet.as_str(), at)).filter(|phrases| !phrases.is_empty());
                phrases.map_or_else(|| words::USED.to_owned(), |phrases| phrases.join("\n"))
            }
            CellUse::Label => words::LABEL.to_owned(),
            CellUse::Ignored => {
                let reason = ignored::named(&line.rule).map_or(line.rule.as_str(), |ignored| ignored.reason.ja);
                format!("{}：{reason}", words::IGNORED)
            }
            CellUse::Unread => words::UNREAD.to_owned(),
        };
        let annotation = Annotation { at, mark: Mark::Use(line.kind), text };
        match sheets.iter_mut().find(|sheet| sheet.sheet == line.sheet) {
            Some(sheet) => sheet.cells.push(annotation),
            None => sheets.push(AnnotatedSheet { sheet: line.sheet.clone(), cells: vec![annotation] }),
        }
    }
    for sheet in &mut sheets {
        sheet.cells.sort_by_key(|annotation| annotation.at);
        sheet.cells.dedup_by_key(|annotation| annotation.at);
    }
    sheets
}

/// What cells of a file were read as.
fn read_as<'m>(model: &'m Model, file: &str) -> BTreeMap<(&'m str, CellRef), Vec<String>> {
    let mut read: BTreeMap<(&str, CellRef), Vec<String>> = BTreeMap::new();
    let mut say = |place: &'m Place, phrase: String| {
        if place.sheet.file == file {
            let phrases = read.entry((place.sheet.sheet.as_str(), place.cell)).or_default();
            if !phrases.contains(&phrase) {
                phrases.push(phrase);
            }
        }
    };
    for indicator in &model.indicators {
        let name = &indicator.name;
        say(&indicator.place, format!("{}：{name}", words::NAME));
        let mut figure = |figure: &'m Figure, what: &str, when: &str| {
            if let Some(place) = &figure.place {
                let value = figure.value.map(|value| value.to_string());
                let value = value.unwrap_or_else(|| messages::status(figure.status).to_owned());
                let value = if value.is_empty() { figure.text.clone() } else { value };
                say(place, format!("「{name}」{when}{what}：{value}"));
            }
        };
        if let Some(baseline) = &indicator.baseline {
            let year = baseline.fiscal_year.map(crate::period::wareki).unwrap_or_default();
            figure(&baseline.figure, words::BASELINE, &year);
        }
        if let Some(target) = &indicator.final_target {
            let year = target.fiscal_year.map(crate::period::wareki).unwrap_or_default();
            figure(&target.figure, words::FINAL_TARGET, &year);
        }
        for observation in &indicator.observations {
            let when = messages::period(observation.period);
            figure(&observation.target, words::TARGET, &when);
            figure(&observation.actual, words::ACTUAL, &when);
            if let Some(before) = &observation.year_before {
                figure(before, words::YEAR_BEFORE, &when);
            }
        }
    }
    for cost in &model.costs {
        if let Some(place) = &cost.amount.place {
            say(place, format!("{}：{} {}", words::COST, crate::period::wareki(cost.fiscal_year), cost.item));
        }
    }
    for evaluation in &model.evaluations {
        say(&evaluation.place, words::EVALUATION.to_owned());
    }
    for action in &model.actions {
        say(&action.place, words::ACTION.to_owned());
    }
    for narrative in &model.narratives {
        say(&narrative.place, words::NARRATIVE.to_owned());
    }
    for measure in &model.measures {
        say(&measure.place, words::MEASURE.to_owned());
    }
    read
}
