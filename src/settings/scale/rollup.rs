//! How measures are judged by their indicators.

use super::Band;
use crate::config::{Problem, Reader};
use crate::settings::scale::parse::{choice, read_bands};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use toml::de::DeTable;

/// How a measure is judged by the indicators that stand at it or under it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rollup {
    /// What is made of them.
    pub method: RollupMethod,
    /// The bands of the result, highest first; without any the result alone is shown.
    pub bands: Vec<Band>,
    /// An evaluation of the measure whose points are added.
    pub added: Option<Added>,
}

/// What is made of the indicators of a measure. What is not judged stays out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RollupMethod {
    /// The worst of their marks.
    Worst,
    /// The percentage that is achieved.
    Share,
    /// The mean of their points, by their weights.
    Mean,
    /// The points of the mean rate of the measure's own indicators, and of that of those under it, with the points of
    /// an evaluation.
    Points,
}

/// Points from an evaluation of the measure itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Added {
    /// The criterion (評価項目).
    pub criterion: String,
    /// The points of its marks; without any those that the sheet gives.
    pub marks: BTreeMap<String, Decimal>,
}

const METHODS: [(&str, RollupMethod); 4] = [
    ("worst", RollupMethod::Worst),
    ("share", RollupMethod::Share),
    ("mean", RollupMethod::Mean),
    ("points", RollupMethod::Points),
];

/// Reads `[rollup]` of a scale with these bands.
pub fn read<'a>(reader: &mut Reader<'a>, table: &DeTable<'a>, bands: &[Band]) -> Option<Rollup> {
    let inner = reader.table(table, "rollup")?;
    let span = table.get("rollup").map_or(0..0, toml::Spanned::span);
    reader.only_keys(inner, &["method", "criterion", "marks", "band"]);
    let method = choice(reader, inner, "method", &METHODS);
    if !inner.contains_key("method") {
        reader.note(&span, Problem::MissingKey { key: "method".to_owned() });
    }
    let by_points = matches!(method, Some(RollupMethod::Mean | RollupMethod::Points));
    if by_points && bands.iter().any(|band| band.points.is_none()) {
        reader.note(&span, Problem::MissingKey { key: "points".to_owned() });
    }
    let marks = reader.table(inner, "marks").map(|marks| {
        let keys: Vec<String> = marks.keys().map(|key| key.get_ref().to_string()).collect();
        keys.into_iter().filter_map(|key| Some((key.clone(), reader.number(marks, &key)?))).collect()
    });
    let criterion = reader.string(inner, "criterion").map(|(criterion, _)| criterion);
    if marks.is_some() && criterion.is_none() {
        reader.note(&span, Problem::MissingKey { key: "criterion".to_owned() });
    }
    let added = criterion.map(|criterion| Added { criterion, marks: marks.unwrap_or_default() });
    let tables = reader.tables(inner, "band");
    Some(Rollup { method: method?, bands: read_bands(reader, &tables), added })
}
