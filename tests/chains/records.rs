//! What is read of a sheet as single statements, and how two readings differ.

use matome::cell::{CellRef, Rect};
use matome::model::{CellUse, Figure, Submission};
use matome::token::text::key;
use serde::Serialize;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// The way back to a cell of the original.
pub type Back<'a> = &'a dyn Fn(CellRef) -> Option<CellRef>;

/// What is read of a sheet: of each record, by its cell, what it says; addresses are those of the original.
#[derive(Default)]
pub struct Records {
    said: BTreeMap<String, Vec<String>>,
    /// The cells that are labels.
    pub labels: BTreeSet<CellRef>,
    /// The cells with names of indicators.
    pub names: BTreeSet<CellRef>,
    /// Of each indicator, where its name and its figures stand.
    pub indicators: Vec<(CellRef, Vec<CellRef>)>,
}

impl Records {
    /// What a submission says.
    pub fn of(read: &Submission, back: Back) -> Self {
        let labels = read.cells.iter().filter(|line| line.kind == CellUse::Label).filter_map(|line| line.cell);
        let mut records = Self { labels: labels.collect(), ..Self::default() };
        for indicator in &read.indicators {
            let of = told(Some(indicator.place.cell), back);
            let mut cells = Vec::new();
            let mut rest = value(indicator);
            for observation in &indicator.observations {
                let when = format!("indicator {of} {:?}", observation.period);
                let mut rest = value(observation);
                rest["period"].take();
                for (name, figure) in [("target", &observation.target), ("actual", &observation.actual)] {
                    rest[name].take();
                    records.figure(&format!("{when} {name}"), figure, back);
                    cells.extend(figure.place.as_ref().map(|place| place.cell));
                }
                records.rest(&when, &rest, back);
            }
            let baseline = indicator.baseline.as_ref().map(|baseline| ("baseline", &baseline.figure));
            let last = indicator.final_target.as_ref().map(|last| ("final_target", &last.figure));
            for (name, figure) in baseline.into_iter().chain(last) {
                rest[name]["figure"].take();
                records.figure(&format!("indicator {of} {name}"), figure, back);
                cells.extend(figure.place.as_ref().map(|place| place.cell));
            }
            rest["observations"].take();
            records.rest(&format!("indicator {of}"), &rest, back);
            records.names.insert(indicator.place.cell);
            records.indicators.push((indicator.place.cell, cells));
        }
        for cost in &read.costs {
            let place = told(cost.amount.place.as_ref().map(|place| place.cell), back);
            let mut rest = value(cost);
            rest["amount"].take();
            records.figure(&format!("cost {place} amount"), &cost.amount, back);
            records.rest(&format!("cost {place}"), &rest, back);
        }
        records.each("plan", &read.plans, back);
        records.each("measure", &read.measures, back);
        records.each("evaluation", &read.evaluations, back);
        records.each("action", &read.actions, back);
        records.each("narrative", &read.narratives, back);
        records.said.values_mut().for_each(|said| said.sort_unstable());
        records
    }

    fn each<T: Serialize>(&mut self, what: &str, records: &[T], back: Back) {
        for record in records {
            let record = value(record);
            let cell = record["place"]["cell"].as_str().and_then(|cell| cell.parse().ok());
            self.rest(&format!("{what} {}", told(cell, back)), &record, back);
        }
    }

    /// A figure is one statement; of a slot that a sheet does not have, none.
    fn figure(&mut self, of: &str, figure: &Figure, back: Back) {
        if figure.place.is_some() {
            let value = figure.value.map(|value| value.normalize());
            let figure = Figure { value, text: key(&figure.text).replace(',', ""), ..figure.clone() };
            let mut figure = self::value(&figure);
            figure["place"] = place(&figure["place"], back).into();
            self.say(of, figure.to_string());
        }
    }

    /// What a record says besides, field by field; an empty field says nothing.
    fn rest(&mut self, of: &str, value: &Value, back: Back) {
        match value {
            Value::Null | Value::Bool(false) => {}
            Value::Object(fields) if fields.contains_key("cell") => self.say(of, place(value, back)),
            Value::Object(fields) => {
                fields.iter().for_each(|(name, value)| self.rest(&format!("{of} {name}"), value, back));
            }
            Value::Array(values) => values.iter().for_each(|value| self.rest(of, value, back)),
            // A text may hold a label or a number (年度末現在), and is given as written.
            Value::String(text) if text.is_empty() => {}
            Value::String(text) => self.say(of, key(text)),
            other => self.say(of, other.to_string()),
        }
    }

    fn say(&mut self, of: &str, what: String) {
        self.said.entry(of.to_owned()).or_default().push(what);
    }

    /// What another reading says otherwise, says besides and does not say.
    pub fn difference(&self, other: &Self) -> Vec<String> {
        let all: BTreeSet<&String> = self.said.keys().chain(other.said.keys()).collect();
        let none = Vec::new();
        let line = |of: &String| {
            let (was, is) = (self.said.get(of).unwrap_or(&none), other.said.get(of).unwrap_or(&none));
            let kind = match (was.len(), is.len()) {
                _ if was == is => return None,
                (_, 0) => "lost",
                (0, _) => "extra",
                _ => "wrong",
            };
            Some(format!("  {kind}: {of}: {} -> {}", was.join(" & "), is.join(" & ")))
        };
        all.into_iter().filter_map(line).collect()
    }
}

fn value(record: &impl Serialize) -> Value {
    serde_json::to_value(record).unwrap()
}

fn place(place: &Value, back: Back) -> String {
    told(place["cell"].as_str().and_then(|cell| cell.parse().ok()), back)
}

fn told(cell: Option<CellRef>, back: Back) -> String {
    cell.and_then(back).map_or_else(|| "elsewhere".to_owned(), |cell| cell.to_string())
}

/// The smallest rectangle around some cells.
pub fn around(cells: impl IntoIterator<Item = CellRef>) -> Option<Rect> {
    let grown = |rect: Rect, cell: Rect| Rect {
        top: rect.top.min(cell.top),
        left: rect.left.min(cell.left),
        bottom: rect.bottom.max(cell.bottom),
        right: rect.right.max(cell.right),
    };
    cells.into_iter().map(Rect::of).reduce(grown)
}
