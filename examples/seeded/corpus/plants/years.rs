//! Mistakes about years and days, and what was copied from the year before.

use super::{Plant, Planted, actual, measures, of, planted, some};
use crate::corpus::city::{City, EVALUATED, Layout};

pub const PLANTS: &[Plant] = &[
    Plant {
        rule: "actuals-copied",
        what: "前年度のシートの実績値を直さずに出した",
        plant: |city, _, chance| {
            measures(city, chance, Layout::Form)
                .into_iter()
                .map(|place| {
                    for one in &mut city.measures[place].indicators {
                        one.actuals.insert(EVALUATED, one.actuals[&2023].clone());
                    }
                    actual((place, 0), EVALUATED)
                })
                .collect()
        },
    },
    Plant {
        rule: "narrative-copied",
        what: "前年度の課題を直さずに出した",
        plant: |city, before, chance| {
            measures(city, chance, Layout::Form)
                .into_iter()
                .map(|place| {
                    city.measures[place].texts[0] = before.measures[place].texts[0].clone();
                    planted(format!("{place}/課題"))
                })
                .collect()
        },
    },
    Plant {
        rule: "year-shifted",
        what: "評価年度の欄に実績値を書いた（対象年度は空欄）",
        plant: |city, _, chance| {
            measures(city, chance, Layout::Form)
                .into_iter()
                .flat_map(|place| shifted(city, place, EVALUATED + 1))
                .collect()
        },
    },
    Plant {
        rule: "actual-before-end",
        what: "終わっていない年度の欄にも実績値を書いた",
        plant: |city, _, chance| {
            measures(city, chance, Layout::Form)
                .into_iter()
                .map(|place| {
                    for one in &mut city.measures[place].indicators {
                        one.actuals.insert(2025, one.targets[&EVALUATED].clone());
                    }
                    actual((place, 0), 2025)
                })
                .collect()
        },
    },
    Plant {
        rule: "date-in-future",
        what: "始まっていない年度の欄に実績値を書いた",
        plant: |city, _, chance| {
            some(city, chance, |layout, _| layout == Layout::Form)
                .into_iter()
                .map(|at| {
                    let one = of(city, at);
                    one.actuals.insert(2026, one.actuals[&EVALUATED].clone());
                    actual(at, 2026)
                })
                .collect()
        },
    },
];

/// Moves the actuals of the evaluated year to another.
fn shifted(city: &mut City, place: usize, year: i32) -> Vec<Planted> {
    let indicators = &mut city.measures[place].indicators;
    for one in indicators.iter_mut() {
        let moved = one.actuals.insert(EVALUATED, String::new()).unwrap_or_default();
        one.actuals.insert(year, moved);
    }
    (0..indicators.len()).map(|indicator| actual((place, indicator), year)).collect()
}
