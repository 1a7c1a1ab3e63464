//! Mistakes in totals, texts and marks, and in what is handed in.

use super::{Plant, Planted, actual, measures, mistyped, name, of, planted, rises, some, tenths, times};
use crate::corpus::city::{EVALUATED, Indicator, Layout};
use crate::corpus::sheets::mark;

pub const PLANTS: &[Plant] = &[
    Plant {
        rule: "sum-differs",
        what: "計を打ち間違えた",
        plant: |city, _, _| {
            let found: Vec<usize> = (0..city.measures.len())
                .filter(|place| city.measures[*place].indicators.iter().any(super::is_part))
                .collect();
            found
                .into_iter()
                .map(|measure| {
                    let total = of(city, (measure, 2));
                    total.actuals.insert(EVALUATED, mistyped(&total.actuals[&EVALUATED]));
                    actual((measure, 2), EVALUATED)
                })
                .collect()
        },
    },
    Plant {
        rule: "cost-sum-differs",
        what: "総事業費を打ち間違えた",
        plant: |city, _, chance| {
            measures(city, chance, Layout::Form)
                .into_iter()
                .map(|place| {
                    let measure = &mut city.measures[place];
                    let sum: i64 = measure.costs[&EVALUATED].iter().sum();
                    measure.total = mistyped(&sum.to_string()).parse().ok();
                    planted(format!("{place}/total/{EVALUATED}"))
                })
                .collect()
        },
    },
    Plant {
        rule: "count-differs",
        what: "項目を足して件数を直さなかった",
        plant: |city, _, chance| {
            measures(city, chance, Layout::Form)
                .into_iter()
                .map(|place| {
                    let text = &mut city.measures[place].texts[1];
                    let marks = text.chars().filter(|c| ('①'..='⑳').contains(c)).count();
                    let next = ('①'..).nth(marks).unwrap_or('⑳');
                    text.push_str(&format!(" {next}関係課との打合せ"));
                    planted(format!("{place}/取組内容"))
                })
                .collect()
        },
    },
    Plant {
        rule: "cost-without-indicator",
        what: "一つの事業の指標を書かなかった（個票）",
        plant: |city, before, _| {
            lists(city, Layout::Book)
                .into_iter()
                .map(|place| {
                    city.measures[place].indicators.clear();
                    before.measures[place].indicators.clear();
                    planted(format!("{place}/cost/2022"))
                })
                .collect()
        },
    },
    Plant {
        rule: "indicator-without-cost",
        what: "一つの事業の決算額を書かなかった",
        plant: |city, _, _| {
            lists(city, Layout::Projects)
                .into_iter()
                .map(|place| {
                    city.measures[place].costs.remove(&EVALUATED);
                    name((place, 0))
                })
                .collect()
        },
    },
    Plant {
        rule: "continued-though-low",
        what: "達成率が50％に届かないのに現状維持とした",
        plant: |city, _, chance| {
            let found = measures(city, chance, Layout::Form);
            found
                .into_iter()
                .map(|place| {
                    for indicator in 0..3 {
                        let one = of(city, (place, indicator));
                        let factor = if one.direction == "減少" { tenths(26) } else { tenths(4) };
                        one.actuals.insert(EVALUATED, times(&one.actuals[&EVALUATED], factor));
                    }
                    city.measures[place].texts[3] = "現状維持".into();
                    planted(format!("{place}/今後の方向性"))
                })
                .collect()
        },
    },
    Plant {
        rule: "reason-missing",
        what: "未達成の要因を書かなかった（個票）",
        plant: |city, _, chance| {
            let found: Vec<usize> = measures(city, chance, Layout::Form)
                .into_iter()
                .filter(|place| missed(&city.measures[*place].indicators))
                .take(6)
                .collect();
            found
                .into_iter()
                .map(|place| {
                    let measure = &mut city.measures[place];
                    measure.texts[2].clear();
                    let first = measure.indicators.iter().position(|one| mark(one, EVALUATED) == "未達成").unwrap_or(0);
                    actual((place, first), EVALUATED)
                })
                .collect()
        },
    },
    Plant {
        rule: "reason-missing",
        what: "未達成の理由を備考に書かなかった（一覧）",
        plant: |city, _, _| {
            let mut files: Vec<String> = Vec::new();
            let mut planted = Vec::new();
            for place in 0..city.measures.len() {
                let measure = &mut city.measures[place];
                let only = measure.indicators.iter().filter(|one| mark(one, EVALUATED) == "未達成").count() == 1;
                if measure.layout == Layout::List && only && !files.contains(&measure.file) {
                    files.push(measure.file.clone());
                    let at = measure.indicators.iter().position(|one| mark(one, EVALUATED) == "未達成").unwrap_or(0);
                    measure.indicators[at].remark = Some(String::new());
                    planted.push(actual((place, at), EVALUATED));
                }
            }
            planted
        },
    },
    Plant {
        rule: "narrative-shared",
        what: "別の事業の課題を写した",
        plant: |city, _, chance| {
            let found = measures(city, chance, Layout::Form);
            found
                .chunks_exact(2)
                .map(|pair| {
                    city.measures[pair[1]].texts[0] = city.measures[pair[0]].texts[0].clone();
                    Planted { or: Some(format!("{}/課題", pair[0])), ..planted(format!("{}/課題", pair[1])) }
                })
                .collect()
        },
    },
    Plant {
        rule: "measure-twice",
        what: "古い版の個票が残っていた",
        plant: |city, _, chance| {
            let found: Vec<usize> = measures(city, chance, Layout::Form).into_iter().take(5).collect();
            found
                .into_iter()
                .flat_map(|place| {
                    let mut old = city.measures[place].clone();
                    old.file = old.file.replace(".xlsx", "_旧.xlsx");
                    let one = &mut old.indicators[0];
                    one.actuals.insert(EVALUATED, mistyped(&one.actuals[&EVALUATED]));
                    city.measures.push(old);
                    [name((place, 0)), name((city.measures.len() - 1, 0))]
                })
                .collect()
        },
    },
    Plant {
        rule: "duplicate-differs",
        what: "同じ指標を別の一覧に違う値で書いた",
        plant: |city, _, _| {
            again(
                city,
                |one| {
                    one.actuals.insert(2023, mistyped(&one.actuals[&2023]));
                },
                |at| actual(at, 2023),
            )
        },
    },
    Plant {
        rule: "duplicate-indicator",
        what: "同じ指標を別の一覧にも書いた",
        plant: |city, _, _| again(city, |_| {}, name),
    },
    Plant {
        rule: "unit-differs",
        what: "同じ指標を別の一覧に違う単位で書いた",
        plant: |city, _, _| again(city, |one| one.unit = "世帯".into(), name),
    },
    Plant {
        rule: "department-missing",
        what: "担当課を書かず、フォルダにも入れなかった",
        plant: |city, _, chance| {
            measures(city, chance, Layout::Form)
                .into_iter()
                .take(8)
                .map(|place| {
                    let measure = &mut city.measures[place];
                    measure.department.clear();
                    measure.file = format!("評価シート{place}.xlsx");
                    name((place, 0))
                })
                .collect()
        },
    },
    Plant {
        rule: "indicator-dropped",
        what: "指標の行を消した",
        plant: |city, _, chance| {
            measures(city, chance, Layout::Form)
                .into_iter()
                .map(|place| {
                    city.measures[place].indicators.remove(1);
                    name((place, 0))
                })
                .collect()
        },
    },
    Plant {
        rule: "indicator-added",
        what: "指標の行を足した",
        plant: |city, before, chance| {
            measures(city, chance, Layout::Form)
                .into_iter()
                .map(|place| {
                    before.measures[place].indicators.remove(1);
                    name((place, 1))
                })
                .collect()
        },
    },
    Plant {
        rule: "name-changed",
        what: "指標の名称を言い換えた",
        plant: |city, _, chance| {
            some(city, chance, |layout, one| layout != Layout::Rows && rises(one))
                .into_iter()
                .map(|at| {
                    let one = of(city, at);
                    one.name = format!("年間の{}", one.name.replace('：', "に関する"));
                    name(at)
                })
                .collect()
        },
    },
];

/// One project of each list.
fn lists(city: &super::City, layout: Layout) -> Vec<usize> {
    let mut files: Vec<&str> = Vec::new();
    let mut places = Vec::new();
    for (place, measure) in city.measures.iter().enumerate().filter(|(_, measure)| measure.layout == layout) {
        if !files.contains(&measure.file.as_str()) {
            files.push(&measure.file);
            places.push(place);
        }
    }
    places
}

fn missed(indicators: &[Indicator]) -> bool {
    indicators.iter().any(|one| mark(one, EVALUATED) == "未達成")
}

/// The first indicators of some measures of a list, in another list, too.
fn again(
    city: &mut super::City,
    change: impl Fn(&mut Indicator),
    at: impl Fn((usize, usize)) -> Planted,
) -> Vec<Planted> {
    let found: Vec<usize> =
        (0..city.measures.len()).filter(|place| city.measures[*place].layout == Layout::List).collect();
    let found = found.into_iter().filter(|place| !super::is_part(&city.measures[*place].indicators[0])).take(5);
    found
        .collect::<Vec<_>>()
        .into_iter()
        .flat_map(|place| {
            let mut copy = city.measures[place].clone();
            copy.file = "企画課/企画課_再掲.xlsx".into();
            copy.indicators.truncate(1);
            change(&mut copy.indicators[0]);
            city.measures.push(copy);
            [at((place, 0)), at((city.measures.len() - 1, 0))]
        })
        .collect()
}
