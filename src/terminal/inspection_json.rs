//! `inspect --format json`: the same as the text says, for other programs.

use super::inspection::{Read, by_file, runs, why};
use crate::cell::column_letters;
use crate::lang::Lang;
use crate::layout::{Means, Reaches, SheetShown, TableLayout};
use crate::messages::inspection as words;
use crate::model::{CellUse, Figure, Indicator};
use crate::pipeline::Outcome;
use crate::sheet::Visibility;
use serde_json::{Value, json};

/// Every file with its sheets, and the findings.
pub fn inspection_json(outcome: &Outcome, lang: Lang) -> String {
    let read = Read::of(&outcome.model);
    let shown = by_file(&outcome.shown, |shown| shown.sheet.file.as_str());
    let files = outcome.model.submissions.iter().map(|submission| {
        let sheets = shown.get(submission.file.as_str()).into_iter().flatten();
        let sheets: Vec<Value> = sheets.map(|shown| sheet(shown, &read, lang)).collect();
        json!({ "file": submission.file, "status": submission.status, "sheets": sheets })
    });
    let files: Vec<Value> = files.collect();
    json!({ "files": files, "findings": super::json(&outcome.findings, lang) }).to_string() + "\n"
}

fn sheet(shown: &SheetShown, read: &Read, lang: Lang) -> Value {
    let reaches = Reaches::new(&shown.layout);
    let fields = shown.layout.fields.iter().map(|field| {
        json!({
            "label": { "cell": field.label.0, "text": field.label.1 },
            "value": field.value.as_ref().map(|(cell, text)| json!({ "cell": cell, "text": text })),
            "means": words::means(&field.means, lang),
        })
    });
    let indicators = read.indicators.get(&*shown.sheet).into_iter().flatten().map(|indicator| of(indicator));
    let counts = read.counts(&shown.sheet).into_iter();
    let counts = counts.map(|(kind, count)| (words::entries(kind).get(Lang::En).to_owned(), Value::from(count)));
    let cells = |kind| shown.cells.iter().filter(|(cell, _)| cell.kind == kind).count();
    let not_used = runs(shown).into_iter().map(|run| {
        json!({
            "range": run.range(),
            "texts": run.texts,
            "kind": run.first.kind,
            "rule": run.first.rule,
            "reason": why(&reaches, &run.first, lang),
        })
    });
    json!({
        "sheet": shown.sheet.sheet,
        "hidden": shown.visibility != Visibility::Visible,
        "fiscal_year": shown.layout.year,
        "cells": {
            "all": shown.cells.len(),
            "used": cells(CellUse::Used),
            "label": cells(CellUse::Label),
            "ignored": cells(CellUse::Ignored),
            "unread": cells(CellUse::Unread),
        },
        "read": counts.collect::<serde_json::Map<String, Value>>(),
        "fields": fields.collect::<Vec<_>>(),
        "tables": shown.layout.tables.iter().map(|each| table(each, lang)).collect::<Vec<_>>(),
        "indicators": indicators.collect::<Vec<_>>(),
        "not_used": not_used.collect::<Vec<_>>(),
    })
}

fn table(table: &TableLayout, lang: Lang) -> Value {
    let columns = table.columns.iter().map(|column| {
        let line = |number: u32| if table.turned { (number + 1).to_string() } else { column_letters(number) };
        let (series, period) = match &column.means {
            Means::Value { series, period, .. } | Means::Money { series, period } => (*series, *period),
            _ => (None, None),
        };
        json!({
            "first": line(column.first),
            "last": line(column.last),
            "heading": column.heading,
            "means": words::means(&column.means, lang),
            "series": series.map(|series| words::series(series).get(Lang::En)),
            "period": period.map(|period| period.to_string()),
        })
    });
    json!({
        "header": table.header.to_string(),
        "turned": table.turned,
        "reads": table.reads.map(|kind| words::entries(kind).get(Lang::En)),
        "records": table.records,
        "columns": columns.collect::<Vec<_>>(),
    })
}

fn of(indicator: &Indicator) -> Value {
    let figure = |figure: &Figure| {
        let place = figure.place.as_ref()?;
        Some(json!({ "cell": place.cell, "value": figure.value, "text": figure.text, "status": figure.status }))
    };
    let observations = indicator.observations.iter().map(|observation| {
        json!({
            "period": observation.period.to_string(),
            "target": figure(&observation.target),
            "actual": figure(&observation.actual),
            "year_before": observation.year_before.as_ref().map(figure),
        })
    });
    json!({
        "cell": indicator.place.cell,
        "name": indicator.name,
        "unit": indicator.unit,
        "measure_code": indicator.belongs.measure_code,
        "measure_name": indicator.belongs.measure_name,
        "department": indicator.belongs.department,
        "baseline": indicator.baseline.as_ref().map(|baseline| {
            json!({ "fiscal_year": baseline.fiscal_year, "figure": figure(&baseline.figure) })
        }),
        "final_target": indicator.final_target.as_ref().map(|target| {
            json!({ "fiscal_year": target.fiscal_year, "figure": figure(&target.figure) })
        }),
        "observations": observations.collect::<Vec<_>>(),
    })
}
