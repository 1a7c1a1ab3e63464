//! Mistakes in a single value, a rate, a mark or a unit.

use super::{Plant, Planted, actual, both, mistyped, name, number, of, planted, rises, some, target, tenths, times};
use crate::corpus::chance::Chance;
use crate::corpus::city::{City, EVALUATED, Indicator, Layout};
use crate::corpus::sheets::mark;
use rust_decimal::Decimal;

pub const PLANTS: &[Plant] = &[
    Plant {
        rule: "actual-missing",
        what: "過去の実績値を消した",
        plant: |city, _, chance| each(city, chance, |_, one| one.rated, |one| blank(one, 2023), |at| actual(at, 2023)),
    },
    Plant {
        rule: "target-missing",
        what: "途中の年度の目標値を消した",
        plant: |city, _, chance| {
            each(
                city,
                chance,
                |_, one| one.rated,
                |one| {
                    one.targets.insert(EVALUATED, String::new());
                },
                |at| target(at, EVALUATED),
            )
        },
    },
    Plant {
        rule: "actual-in-words",
        what: "実績値を言葉で書いた",
        plant: |city, _, chance| {
            each(
                city,
                chance,
                |_, one| one.rated,
                |one| {
                    one.actuals.insert(EVALUATED, "おおむね達成".into());
                },
                |at| actual(at, EVALUATED),
            )
        },
    },
    Plant {
        rule: "target-zero",
        what: "目標値が0になった（数式の参照先が空欄）",
        plant: |city, _, chance| {
            each(
                city,
                chance,
                |_, one| rises(one),
                |one| {
                    one.targets.insert(EVALUATED, "0".into());
                },
                |at| target(at, EVALUATED),
            )
        },
    },
    Plant {
        rule: "rate-wrong-way",
        what: "減少を目指す指標の達成率を実績÷目標で計算した",
        plant: |city, _, chance| {
            each(
                city,
                chance,
                |layout, one| stated(layout) && one.direction == "減少",
                wrong_way,
                |at| actual(at, 2022),
            )
        },
    },
    Plant {
        rule: "rate-disagrees",
        what: "達成率を打ち間違えた",
        plant: |city, _, chance| {
            each(
                city,
                chance,
                |layout, one| stated(layout) && rises(one),
                |one| {
                    let rate = number(&one.actuals[&2023]) / number(&one.targets[&2023]) * Decimal::ONE_HUNDRED;
                    one.rates.insert(2023, format!("{}％", (rate - Decimal::from(9)).round_dp(1)));
                },
                |at| actual(at, 2023),
            )
        },
    },
    Plant {
        rule: "judgement-disagrees",
        what: "達成と未達成を取り違えた",
        plant: |city, _, chance| {
            each(
                city,
                chance,
                |layout, _| matches!(layout, Layout::List | Layout::Rows),
                |one| {
                    let other = if mark(one, 2023) == "達成" { "未達成" } else { "達成" };
                    one.marks.insert(2023, other.into());
                },
                |at| actual(at, 2023),
            )
        },
    },
    Plant {
        rule: "direction-unknown",
        what: "向きを書き忘れた（目標値は毎年同じで、基準値もない）",
        plant: |city, before, chance| {
            let found = some(city, chance, |layout, one| layout != Layout::Rows && rises(one));
            let forget = |one: &mut Indicator| {
                one.direction = "";
                one.baseline.clear();
                let first = one.targets[&2022].clone();
                one.targets.values_mut().for_each(|target| target.clone_from(&first));
            };
            found
                .into_iter()
                .map(|at| {
                    both(city, before, at, forget);
                    name(at)
                })
                .collect()
        },
    },
    Plant {
        rule: "target-not-toward",
        what: "翌年度の目標値が後戻りした",
        plant: |city, _, chance| {
            each(
                city,
                chance,
                |layout, one| layout != Layout::Rows && rises(one),
                |one| {
                    let back = times(&one.targets[&2022], tenths(8));
                    one.targets.insert(2025, back);
                },
                |at| Planted { also: vec![format!("{}/{}/final", at.0, at.1)], ..target(at, 2025) },
            )
        },
    },
    Plant {
        rule: "final-target-differs",
        what: "最終目標値だけを改めた",
        plant: |city, _, chance| {
            each(
                city,
                chance,
                |layout, _| layout == Layout::List,
                |one| {
                    one.final_target = Some(times(&one.targets[&2025], tenths(11)));
                },
                |(measure, indicator)| planted(format!("{measure}/{indicator}/final")),
            )
        },
    },
    Plant {
        rule: "target-spans-years",
        what: "単年度の実績値に計画期間の累計の目標値を並べた",
        plant: |city, before, chance| {
            let found = some(city, chance, |layout, one| layout != Layout::Rows && rises(one) && one.unit != "％");
            found
                .into_iter()
                .map(|at| {
                    both(city, before, at, |one| {
                        let sum: Decimal = one.targets.values().map(|target| number(target)).sum();
                        one.targets.insert(EVALUATED, format!("累計{sum}"));
                    });
                    target(at, EVALUATED)
                })
                .collect()
        },
    },
    Plant {
        rule: "value-jump",
        what: "別の指標の値を書いた（6倍）",
        plant: |city, _, chance| {
            each(city, chance, |_, one| rises(one), |one| grow(one, Decimal::from(6)), |at| actual(at, EVALUATED))
        },
    },
    Plant {
        rule: "digit-slip",
        what: "実績値に0を一つ多く打った",
        plant: |city, _, chance| {
            each(city, chance, |_, one| rises(one), |one| grow(one, Decimal::TEN), |at| actual(at, EVALUATED))
        },
    },
    Plant {
        rule: "digit-slip",
        what: "実績値の桁が一つ足りない",
        plant: |city, _, chance| {
            each(city, chance, |_, one| rises(one), |one| shrink(one, 1), |at| actual(at, EVALUATED))
        },
    },
    Plant {
        rule: "digit-slip",
        what: "円と千円を取り違えた（1,000倍）",
        plant: |city, _, chance| {
            each(
                city,
                chance,
                |_, one| one.rated && !one.name.ends_with("（累計）"),
                |one| grow(one, Decimal::ONE_THOUSAND),
                |at| actual(at, EVALUATED),
            )
        },
    },
    Plant {
        rule: "digit-slip",
        what: "目標値に0を一つ多く打った",
        plant: |city, before, chance| {
            let found = some(city, chance, |_, one| rises(one));
            found
                .into_iter()
                .map(|at| {
                    both(city, before, at, |one| {
                        one.targets.insert(2023, times(&one.targets[&2023], Decimal::TEN));
                    });
                    target(at, 2023)
                })
                .collect()
        },
    },
    Plant {
        rule: "digit-slip",
        what: "累計に0を一つ多く打った",
        plant: |city, _, chance| {
            each(
                city,
                chance,
                |_, one| one.name.ends_with("（累計）"),
                |one| grow(one, Decimal::TEN),
                |at| actual(at, EVALUATED),
            )
        },
    },
    Plant {
        rule: "sign-flips",
        what: "△を付け忘れた",
        plant: |city, _, chance| {
            each(
                city,
                chance,
                |_, one| one.name.ends_with("社会増減数"),
                |one| grow(one, Decimal::NEGATIVE_ONE),
                |at| actual(at, EVALUATED),
            )
        },
    },
    Plant {
        rule: "cumulative-falls",
        what: "累計の欄に単年度の値を書いた",
        plant: |city, _, chance| {
            each(
                city,
                chance,
                |_, one| one.name.ends_with("（累計）"),
                |one| {
                    let year = number(&one.actuals[&EVALUATED]) - number(&one.actuals[&2023]);
                    one.actuals.insert(EVALUATED, year.to_string());
                },
                |at| actual(at, EVALUATED),
            )
        },
    },
    Plant {
        rule: "percent-over-hundred",
        what: "割合の欄に達成率を書いた",
        plant: |city, _, chance| {
            each(
                city,
                chance,
                |_, one| one.name.contains('率') && one.unit == "％",
                |one| {
                    one.actuals.insert(EVALUATED, "104.3".into());
                },
                |at| actual(at, EVALUATED),
            )
        },
    },
    Plant {
        rule: "same-as-last-year",
        what: "実績値を3年続けて写した",
        plant: |city, _, chance| {
            each(
                city,
                chance,
                |layout, one| layout != Layout::Rows && rises(one),
                |one| {
                    let first = one.actuals[&2022].clone();
                    one.actuals.insert(2023, first.clone());
                    one.actuals.insert(EVALUATED, first);
                },
                |at| actual(at, EVALUATED),
            )
        },
    },
    Plant {
        rule: "target-is-last-actual",
        what: "前年度の実績値を目標値に写した（2年続けて）",
        plant: |city, before, chance| {
            let found = some(city, chance, |layout, one| layout != Layout::Rows && rises(one));
            found
                .into_iter()
                .map(|at| {
                    both(city, before, at, |one| {
                        for year in [2023, EVALUATED] {
                            one.targets.insert(year, one.actuals[&(year - 1)].clone());
                        }
                    });
                    // the sheet of the year before has no actual of that year, but its target is the same
                    target(at, EVALUATED)
                })
                .collect()
        },
    },
    Plant {
        rule: "target-already-met",
        what: "とうに超えた目標値のまま",
        plant: |city, before, chance| {
            let found = some(city, chance, |layout, one| layout != Layout::Rows && rises(one));
            found
                .into_iter()
                .map(|at| {
                    both(city, before, at, |one| {
                        one.targets.values_mut().for_each(|target| *target = times(target, tenths(7)))
                    });
                    target(at, 2025)
                })
                .collect()
        },
    },
    Plant {
        rule: "rate-over",
        what: "半分以下の目標値に対する実績値",
        plant: |city, before, chance| {
            let found = some(city, chance, |layout, one| layout != Layout::Rows && rises(one));
            found
                .into_iter()
                .map(|at| {
                    both(city, before, at, |one| {
                        one.targets.values_mut().for_each(|target| *target = times(target, tenths(4)))
                    });
                    Planted { also: vec![actual(at, 2022).at, actual(at, 2023).at], ..actual(at, EVALUATED) }
                })
                .collect()
        },
    },
    Plant {
        rule: "unit-changed",
        what: "単位を書き換えた",
        plant: |city, _, chance| {
            each(
                city,
                chance,
                |_, one| rises(one),
                |one| one.unit = if one.unit == "人" { "世帯" } else { "人" }.into(),
                name,
            )
        },
    },
    Plant {
        rule: "actual-changed",
        what: "前年度に報告した実績値を打ち間違えた",
        plant: |city, _, chance| {
            each(
                city,
                chance,
                |_, one| one.rated,
                |one| {
                    one.actuals.insert(2022, mistyped(&one.actuals[&2022]));
                },
                |at| actual(at, 2022),
            )
        },
    },
    Plant {
        rule: "target-changed",
        what: "目標値を断りなく下げた",
        plant: |city, _, chance| {
            each(
                city,
                chance,
                |_, one| rises(one),
                |one| {
                    one.targets.insert(EVALUATED, times(&one.targets[&EVALUATED], tenths(9)));
                },
                |at| target(at, EVALUATED),
            )
        },
    },
    Plant {
        rule: "provisional-stays",
        what: "速報値のまま2年置いた",
        plant: |city, before, chance| {
            let found = some(city, chance, |_, one| one.rated);
            found
                .into_iter()
                .map(|at| {
                    both(city, before, at, |one| {
                        one.actuals.insert(2022, format!("{}（速報値）", one.actuals[&2022]));
                    });
                    actual(at, 2022)
                })
                .collect()
        },
    },
];

/// Changes some indicators that fit.
fn each(
    city: &mut City,
    chance: &mut Chance,
    fits: impl Fn(Layout, &Indicator) -> bool,
    change: impl Fn(&mut Indicator),
    at: impl Fn((usize, usize)) -> Planted,
) -> Vec<Planted> {
    let found = some(city, chance, fits);
    found
        .into_iter()
        .map(|place| {
            change(of(city, place));
            at(place)
        })
        .collect()
}

/// Layouts that state rates.
fn stated(layout: Layout) -> bool {
    matches!(layout, Layout::List | Layout::Form)
}

fn blank(one: &mut Indicator, year: i32) {
    one.actuals.insert(year, String::new());
}

fn wrong_way(one: &mut Indicator) {
    for year in [2022, 2023, EVALUATED] {
        let rate = number(&one.actuals[&year]) / number(&one.targets[&year]) * Decimal::ONE_HUNDRED;
        one.rates.insert(year, format!("{}％", rate.round_dp(1)));
    }
}

fn grow(one: &mut Indicator, factor: Decimal) {
    one.actuals.insert(EVALUATED, times(&one.actuals[&EVALUATED], factor));
}

/// With the last digits left out, or the point further to the left.
fn shrink(one: &mut Indicator, digits: usize) {
    let text = one.actuals[&EVALUATED].clone();
    let less = if text.contains('.') {
        (number(&text) / Decimal::TEN).normalize().to_string()
    } else {
        text[..text.len() - digits].to_owned()
    };
    one.actuals.insert(EVALUATED, less);
}
