//! A fictional municipality of any size, with every status, direction and reason in it.

use jiff::civil::Date;
use matome::cell::{CellRef, Place, SheetId};
use matome::finding::Finding;
use matome::judgement::{Judgement, Judgements, NotJudged, RateMethod};
use matome::lang::Text;
use matome::model::*;
use matome::outlook::Outlooks;
use matome::period::Period;
use matome::rule::{Rule, Severity};
use matome::run::{Input, Run};
use matome::settings::Settings;
use matome::sheet::Format;
use rust_decimal::Decimal;
use std::collections::BTreeMap;
use std::sync::Arc;

/// How large it is.
pub struct Size {
    pub departments: usize,
    pub measures: usize,
    pub per_measure: usize,
    pub years: std::ops::RangeInclusive<i32>,
    pub submissions: usize,
    pub findings: usize,
}

/// What a run knows of it.
pub struct Fiction {
    pub model: Model,
    pub judgements: Judgements,
    pub outlooks: Outlooks,
    pub findings: Vec<Finding>,
    pub run: Run,
}

const DEPARTMENTS: [&str; 8] = [
    "企画政策課",
    "福祉課",
    "子育て支援課",
    "環境課",
    "商工観光課",
    "教育総務課",
    "道路河川課",
    "市民協働・男女共同参画推進課",
];

const NAMES: [(&str, &str, Direction, i64, u32); 10] = [
    ("自主防災組織の組織率", "%", Direction::Up, 850, 1),
    ("１人１日当たりのごみ排出量", "g", Direction::Down, 580, 0),
    ("子育て環境に満足している市民の割合（市民アンケート）", "%", Direction::Up, 612, 1),
    ("観光入込客数", "千人", Direction::Up, 1250, 0),
    ("将来負担比率", "%", Direction::Down, 485, 1),
    ("社会増減数", "人", Direction::Up, -120, 0),
    ("申請処理日数の平均値", "日", Direction::Down, 105, 1),
    ("認知症サポーター養成講座の延べ受講者数", "人", Direction::Up, 12345, 0),
    ("BOD環境基準達成率", "％", Direction::Up, 1000, 1),
    ("市内総生産額", "百万円", Direction::Up, 123_456, 0),
];

static MISSING: Rule = Rule {
    name: "actual-missing",
    severity: Severity::Warning,
    title: Text { ja: "実績値がない", en: "no actual" },
    message: Text { ja: "「{indicator}」の実績値がない（目標値 {expected}）。", en: "No actual." },
    why: Text { ja: "達成したか分からない。", en: "Unknown." },
    remedy: Text {
        ja: "実績値を記入する。まだ分からなければ「集計中」、調査がなければ「調査なし」と記入する。",
        en: "Fill it in.",
    },
    example: Text { ja: "空のセル", en: "an empty cell" },
};

static UNREADABLE: Rule = Rule {
    name: "value-unreadable",
    severity: Severity::Error,
    title: Text { ja: "値が読めない", en: "unreadable" },
    message: Text { ja: "「{found}」は数値として読めない。", en: "Not a number." },
    why: Text { ja: "集計に入らない。", en: "Not counted." },
    remedy: Text {
        ja: "数値だけを記入し、単位や注記は別のセルに記入する。", en: "Write the number alone."
    },
    example: Text { ja: "約80", en: "'about 80'" },
};

static LOOK_ALIKE: Rule = Rule { name: "look-alike", severity: Severity::Note, ..MISSING };

fn department(place: usize) -> String {
    let name = DEPARTMENTS[place % DEPARTMENTS.len()];
    if place < DEPARTMENTS.len() { name.to_owned() } else { format!("{name}{}", place / DEPARTMENTS.len() + 1) }
}

/// The municipality.
pub fn fiction(size: &Size) -> Fiction {
    let mut model = Model { body: "架空市".to_owned(), ..Model::default() };
    let mut judgements = Vec::new();
    let mut findings = Vec::new();
    let file = |number: usize| format!("{}/{:03}_施策評価シート.xlsx", department(number % size.departments), number);
    let plan = "第3次架空市総合計画".to_owned();
    let sheet = |number: usize| Arc::new(SheetId { file: file(number), sheet: "施策評価（１）".to_owned() });
    model.plans.push(Plan {
        name: plan.clone(),
        start_fiscal_year: Some(2022),
        end_fiscal_year: Some(2031),
        place: Place { sheet: sheet(0), cell: CellRef::new(0, 0) },
    });
    let mut codes: Vec<(String, String)> = (0..size.measures)
        .map(|number| {
            (
                format!("{}-{}", number / 10 + 1, number % 10 + 1),
                format!("施策その{}　安心して暮らせるまち", number + 1),
            )
        })
        .collect();
    codes.sort();
    for (number, (code, name)) in codes.iter().enumerate() {
        let on = sheet(number % size.submissions.max(1));
        let above = code.split('-').next().unwrap_or_default().to_owned();
        let belongs = Belonging {
            numbered: false,
            plan: plan.clone(),
            level: "施策".to_owned(),
            measure_code: code.clone(),
            measure_name: name.clone(),
            department: department(number % size.departments),
            related_departments: vec!["総務課".to_owned(), "財政課".to_owned()],
        };
        model.measures.push(Measure {
            belongs: belongs.clone(),
            parent_code: above.clone(),
            parent_name: format!("政策{above}　支え合うまちづくり"),
            viewpoints: vec!["SDGs".to_owned(), "DX".to_owned()],
            start_fiscal_year: Some(2022),
            end_fiscal_year: Some(2026),
            status: "継続".to_owned(),
            place: Place { sheet: Arc::clone(&on), cell: CellRef::new(2, 1) },
        });
        for place in 0..size.per_measure {
            let (indicator, list) = indicator(&belongs, number, place, &on, size);
            for (observation, judgement) in indicator.observations.iter().zip(&list) {
                if findings.len() < size.findings && judgement.reason == Some(NotJudged::NoActual) {
                    findings.push(finding(&MISSING, &indicator, observation));
                }
                if findings.len() < size.findings && judgement.reason == Some(NotJudged::Unreadable) {
                    findings.push(finding(&UNREADABLE, &indicator, observation));
                }
            }
            model.indicators.push(indicator);
            judgements.push(list);
        }
        others(&mut model, &belongs, &on);
    }
    let mut stray = Finding::of_file(&UNREADABLE, "所属の分からないファイル.xlsx", "=HYPERLINK(\"x\")");
    stray.department = String::new();
    findings.push(stray);
    findings
        .push(Finding {
            department: "企画政策課".to_owned(), ..Finding::of_file(&LOOK_ALIKE, &file(0), "似た指標")
        });
    findings.sort_by(Finding::order);
    submissions(&mut model, size, &file);
    let inputs = model
        .submissions
        .iter()
        .filter(|one| !one.file.is_empty())
        .map(|one| Input { name: one.file.clone(), sha256: one.sha256.clone(), format: Some(Format::Xlsx) })
        .collect();
    let run = Run {
        period: Some(Period::month(2026, 10)),
        as_of: Some(jiff::civil::date(2026, 10, 31)),
        inputs,
        skipped: BTreeMap::from([("Excelの一時ファイル".to_owned(), vec!["~$a.xlsx".to_owned()])]),
        settings: serde_json::json!({"scale": "標準"}),
        counts: BTreeMap::from([("indicators".to_owned(), model.indicators.len() as u64)]),
        ..Run::default()
    };
    let outlooks = matome::check::outlook(&model, &Settings::default(), run.as_of);
    Fiction { model, judgements, outlooks, findings, run }
}

fn finding(rule: &'static Rule, indicator: &Indicator, observation: &Observation) -> Finding {
    let place = observation.actual.place.as_ref().unwrap_or(&indicator.place);
    let mut finding = Finding::at(rule, place, observation.actual.text.clone())
        .expecting(observation.target.text.clone())
        .about(&indicator.name);
    finding.department.clone_from(&indicator.belongs.department);
    finding.measure_code.clone_from(&indicator.belongs.measure_code);
    finding
}

fn others(model: &mut Model, belongs: &Belonging, on: &Arc<SheetId>) {
    let place = |row| Place { sheet: Arc::clone(on), cell: CellRef::new(row, 3) };
    for (year, kind, amount) in [(2024, CostKind::Settlement, 12_345), (2025, CostKind::Budget, -300)] {
        model.costs.push(Cost {
            belongs: belongs.clone(),
            fiscal_year: year,
            kind: Some(kind),
            item: "事業費".to_owned(),
            amount: number(Decimal::from(amount), place(40)),
            unit: "千円".to_owned(),
        });
    }
    model.evaluations.push(Evaluation {
        belongs: belongs.clone(),
        fiscal_year: Some(2025),
        stage: "一次".to_owned(),
        criterion: "今後の方向性".to_owned(),
        mark: "B".to_owned(),
        points: Some(Decimal::new(35, 1)),
        text: "現状維持".to_owned(),
        place: place(50),
    });
    model.actions.push(Action {
        belongs: belongs.clone(),
        name: "窓口の予約制の導入".to_owned(),
        due_fiscal_year: Some(2026),
        status: Some(ActionStatus::Partly),
        status_text: "一部実施".to_owned(),
        as_of_date: Some(jiff::civil::date(2026, 9, 30)),
        place: place(60),
    });
    model.narratives.push(Narrative {
        belongs: belongs.clone(),
        fiscal_year: Some(2025),
        heading: "課題".to_owned(),
        kind: NarrativeKind::Issue,
        text: "=課題の1行目\n-2行目、\"引用\"を含む".to_owned(),
        place: place(70),
    });
    model.cells.push(LedgerLine {
        file: on.file.clone(),
        sheet: on.sheet.clone(),
        cell: None,
        kind: CellUse::Used,
        rule: String::new(),
        count: 120,
    });
}

fn submissions(model: &mut Model, size: &Size, file: &dyn Fn(usize) -> String) {
    use SubmissionStatus::*;
    let all = [Received, Received, Received, Missing, Late, Duplicate, Unchanged, OldForm, Unexpected, Rejected];
    for number in 0..size.submissions {
        let status = if number < size.measures { Received } else { all[number % all.len()] };
        let came = status != Missing;
        model.submissions.push(SubmissionRecord {
            department: department(number % size.departments),
            measure_code: format!("{}-{}", number / 10 + 1, number % 10 + 1),
            measure_name: format!("施策その{}", number + 1),
            status,
            file: if came { file(number) } else { String::new() },
            sha256: if came { format!("{number:064x}") } else { String::new() },
            indicators_expected: (number % 3 > 0).then_some(6),
            indicators_filled: 5,
            indicators: 6,
        });
    }
}

fn number(value: Decimal, place: Place) -> Figure {
    Figure {
        value: Some(value),
        text: value.to_string(),
        status: Status::Value,
        place: Some(place),
        ..Figure::no_slot()
    }
}

fn indicator(
    belongs: &Belonging,
    measure: usize,
    at: usize,
    on: &Arc<SheetId>,
    size: &Size,
) -> (Indicator, Vec<Judgement>) {
    let seed = measure * 7 + at * 3 + 1;
    let (name, unit, direction, base, scale) = NAMES[seed % NAMES.len()];
    let up = direction == Direction::Up;
    let row = 10 + at as u32 * 3;
    let cell = |row, col| Place { sheet: Arc::clone(on), cell: CellRef::new(row, col) };
    let mut observations = Vec::new();
    let mut judgements = Vec::new();
    for (step, year) in size.years.clone().enumerate() {
        let column = 5 + step as u32;
        let step = step as i64;
        let goal = Decimal::new(base + if up { step * 12 } else { -step * 6 }, scale);
        let mut target = number(goal, cell(row, column));
        target.operator = Some(if up { Operator::AtLeast } else { Operator::AtMost });
        target.strict = seed.is_multiple_of(9);
        if seed.is_multiple_of(4) {
            target.operator = Some(Operator::Equal);
        }
        let drift = (seed as i64 * 13 + step * 29) % 40 - if up { 5 } else { 25 };
        let mut actual = number(Decimal::new(base + step * 5 + drift, scale), cell(row + 1, column));
        let odd = if year >= 2024 { (seed + year as usize) % 19 } else { 18 };
        let mut judgement = judged(&target, &actual, up);
        let gone = |figure: &mut Figure, status, text: &str| {
            figure.value = None;
            figure.status = status;
            figure.text = text.to_owned();
        };
        let missing = match odd {
            0 => Some((Status::Blank, "", NotJudged::NoActual)),
            1 => Some((Status::Pending, "集計中", NotJudged::NoActual)),
            2 => Some((Status::None, "－", NotJudged::NoActual)),
            3 => Some((Status::NotSurveyed, "調査なし", NotJudged::NoActual)),
            4 => Some((Status::Unreadable, "約80", NotJudged::Unreadable)),
            5 => Some((Status::Undetermined, "未定", NotJudged::NoActual)),
            6 => Some((Status::NotDue, "", NotJudged::NotYetOver)),
            7 => Some((Status::Discontinued, "中止", NotJudged::NoActual)),
            8 => Some((Status::Value, "設置", NotJudged::ActualInWords)),
            9 => Some((Status::Suppressed, "X", NotJudged::NoActual)),
            _ => None,
        };
        if let Some((status, text, reason)) = missing {
            gone(&mut actual, status, text);
            judgement = Judgement { reason: Some(reason), ..Judgement::default() };
        }
        match odd {
            10 => actual.status = Status::Provisional,
            11 => {
                actual.status = Status::Forecast;
                judgement = Judgement { reason: Some(NotJudged::ForecastOnly), ..Judgement::default() };
            }
            12 => {
                gone(&mut target, Status::Text, "限りなくゼロに近づける");
                target.operator = None;
                judgement = Judgement { reason: Some(NotJudged::TargetInWords), ..Judgement::default() };
            }
            13 => {
                target.revised_from = Some(goal - Decimal::ONE);
                target.revised_from_text = Some("改定前".to_owned());
            }
            _ => {}
        }
        observations.push(Observation {
            period: Period::year(year),
            aggregation: Some(Aggregation::Annual),
            target_aggregation: None,
            target_from_fiscal_year: None,
            as_of_date: None::<Date>,
            target,
            actual,
            cumulative: None,
            year_before: None,
            stated_rate: Some(Decimal::new(1002, 1)),
            stated_judgement: "A".to_owned(),
        });
        judgements.push(judgement);
    }
    let indicator = Indicator {
        id: format!("{}:{name}{at}", belongs.measure_code),
        belongs: belongs.clone(),
        name: name.to_owned(),
        kind: Some(if at.is_multiple_of(2) { IndicatorKind::Outcome } else { IndicatorKind::Output }),
        unit: unit.replace('％', "%"),
        unit_text: unit.to_owned(),
        direction: Some(direction),
        direction_source: Some(DirectionSource::Sheet),
        measurement: Some(if name.contains("アンケート") {
            Measurement::Perception
        } else {
            Measurement::Objective
        }),
        definition: "当該年度末の数".to_owned(),
        source: "市民アンケート".to_owned(),
        remark: "内部の備考".to_owned(),
        baseline: Some(Baseline {
            figure: number(Decimal::new(base - 30, scale), cell(row, 3)),
            fiscal_year: Some(2020),
        }),
        final_target: Some(FinalTarget {
            figure: number(Decimal::new(base + 60, scale), cell(row, 4)),
            fiscal_year: Some(2031),
        }),
        rating: matome::rating::Rating::default(),
        observations,
        place: cell(row, 1),
        registered: None,
    };
    (indicator, judgements)
}

fn judged(target: &Figure, actual: &Figure, up: bool) -> Judgement {
    let (Some(goal), Some(value)) = (target.value, actual.value) else { return Judgement::default() };
    let achieved = if up { value >= goal } else { value <= goal };
    let rate =
        (value * Decimal::from(100)).checked_div(goal).map(|rate| if up { rate } else { Decimal::from(200) - rate });
    let mark = match rate.map(|rate| rate >= Decimal::from(90)) {
        _ if achieved => "A",
        Some(true) => "B",
        _ => "C",
    };
    Judgement {
        achievement_rate: rate,
        rate_method: Some(if up { RateMethod::Ratio } else { RateMethod::Progress }),
        progress_rate: Some(Decimal::new(5_555_555_555, 8)),
        mark: Some(mark.to_owned()),
        achieved: Some(achieved),
        reason: None,
    }
}
