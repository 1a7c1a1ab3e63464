//! Sheets as text for tests: a table whose cells hold what stands there and, after `!`, the rules that must fire there.
//!
//! ```text
//! 名称   | 向き | R4目標 | R4実績
//! 満足度 | 増   | 80     | !actual-missing
//! ```
//!
//! Columns: 名称, 単位, 向き, 基準 (or with its year: 基準R2), 種別, 目標種別, 起点 (from which year a target counts), 測定, コード, 施策, 部署, ファイル, シート, 備考, 最終R8, and of a period (`R4`,
//! `R4.10` for a month, `R4Q1`) 目標, 実績, 累計, 率, 判定, 時点 (`2024-10-31`). What else a row tells of its measure: 費:事業費:R4決算 (also
//! 予算 and 費:事業費:R4), 文:課題:R4, 評:総合評価:R4 (the mark, after `：` its text) and 取組 (`、` between several); a year may be left out.
//! A row without a name has no indicator. A rule that fires on a file as a whole is written beside the file's name. Other rules than
//! those written must stay silent.

use super::{Against, check, judge, outlook};
use crate::cell::{CellRef, Place, SheetId};
use crate::finding::Finding;
use crate::judgement::Judgement;
use crate::model::{
    Action, Aggregation, Baseline, Belonging, Cost, CostKind, Direction, DirectionSource, Evaluation, Figure,
    FinalTarget, Indicator, Measure, Measurement, Model, Narrative, NarrativeKind, Observation, Operator, Status,
};
use crate::outlook::Outlook;
use crate::period::{Period, western_year};
use crate::rating::Rating;
use crate::settings::Settings;
use crate::state::State;
use jiff::civil::Date;
use std::sync::Arc;

/// Nothing but the settings: no date, no run before.
pub(super) fn alone(settings: &Settings) -> Against<'_> {
    Against { settings, as_of: None, previous: None }
}

/// Checks the sheet without a date.
pub(super) fn expect(text: &str) {
    expect_on(None, text);
}

/// Checks the sheet on a date: exactly the rules written in it fire, each at its cell.
pub(super) fn expect_on(as_of: Option<Date>, text: &str) {
    expect_against(as_of, None, text);
}

/// Checks the sheet after a run that had the sheet `before`.
pub(super) fn expect_after(before: &str, text: &str) {
    expect_against(None, Some(&state(before)), text);
}

/// Checks the sheet on a date, after a run that had the sheet `before`.
pub(super) fn expect_after_on(as_of: Date, before: &str, text: &str) {
    expect_against(Some(as_of), Some(&state(before)), text);
}

/// What a run that had the sheet left behind.
fn state(text: &str) -> State {
    let (model, _) = model_of(text);
    let judgements = judge(&model, &Settings::default(), None);
    State { model, judgements, ..State::default() }
}

fn expect_against(as_of: Option<Date>, previous: Option<&State>, text: &str) {
    let (model, mut expected) = model_of(text);
    let settings = Settings::default();
    let (findings, _) =
        check(&model, &judge(&model, &settings, as_of), Against { as_of, previous, ..alone(&settings) });
    let at = |finding: &Finding| finding.cell.map_or_else(|| finding.file.clone(), |cell| cell.to_string());
    let mut got: Vec<String> =
        findings.iter().map(|finding| format!("{} {}", at(finding), finding.rule.name)).collect();
    got.sort();
    expected.sort();
    let sentences: Vec<String> = findings.iter().map(|finding| finding.message(Default::default())).collect();
    assert_eq!(got, expected, "\n{text}\n{sentences:#?}");
    for sentence in sentences {
        assert!(!sentence.contains('{') && !sentence.contains("（）"), "{sentence}");
    }
}

/// The judgement of the last observation of the first row.
pub(super) fn judged(text: &str) -> Judgement {
    judged_with("", None, text)
}

/// The same with settings and on a date.
pub(super) fn judged_with(settings: &str, as_of: Option<Date>, text: &str) -> Judgement {
    let (mut model, _) = model_of(text);
    let settings = Settings::parse(settings).unwrap();
    assert_eq!(settings.set_indicators(&mut model), []);
    let judgements = judge(&model, &settings, as_of);
    judgements[0].last().unwrap().clone()
}

/// The outlook of the first row on a date.
pub(super) fn outlook_on(as_of: Date, text: &str) -> Outlook {
    outlook_with("", as_of, text)
}

/// The same with settings.
pub(super) fn outlook_with(settings: &str, as_of: Date, text: &str) -> Outlook {
    let (mut model, _) = model_of(text);
    let settings = Settings::parse(settings).unwrap();
    settings.set_indicators(&mut model);
    outlook(&model, &settings, Some(as_of)).remove(0)
}

/// The model of the sheet, and the `cell rule` pairs written in it.
pub(super) fn model_of(text: &str) -> (Model, Vec<String>) {
    let mut lines = text.lines();
    let heads: Vec<&str> = lines.next().unwrap().split('|').map(str::trim).collect();
    let mut model = Model::default();
    let mut expected = Vec::new();
    for (row, line) in (1..).zip(lines) {
        let mut cells: Vec<Cell> = Vec::new();
        for (col, (head, text)) in (0..).zip(heads.iter().zip(line.split('|'))) {
            let (text, rules) = text.split_once('!').unwrap_or((text, ""));
            let (text, at) = (text.trim(), CellRef::new(row, col));
            let told_at = if *head == "ファイル" { text.to_owned() } else { at.to_string() };
            let rules = rules.split('!').map(str::trim).filter(|rule| !rule.is_empty());
            expected.extend(rules.map(|rule| format!("{told_at} {rule}")));
            cells.push(Cell { head, text, at });
        }
        more(&cells, &mut model);
        if cells.iter().any(|cell| cell.head == "名称" && !cell.text.is_empty()) {
            model.indicators.push(indicator(&cells));
        }
    }
    (model, expected)
}

/// A cell with the head of its column.
struct Cell<'a> {
    head: &'a str,
    text: &'a str,
    at: CellRef,
}

/// What stands under a head of the row.
fn text_of<'a>(cells: &[Cell<'a>], head: &str) -> &'a str {
    cells.iter().find(|cell| cell.head == head).map(|cell| cell.text).unwrap_or_default()
}

/// The sheet that the row stands on.
fn sheet(cells: &[Cell]) -> Arc<SheetId> {
    let or = |head, usual: &str| Some(text_of(cells, head)).filter(|text| !text.is_empty()).unwrap_or(usual).to_owned();
    Arc::new(SheetId { file: or("ファイル", "表.xlsx"), sheet: or("シート", "評価") })
}

fn belonging(cells: &[Cell]) -> Belonging {
    Belonging {
        measure_code: text_of(cells, "コード").to_owned(),
        measure_name: text_of(cells, "施策").to_owned(),
        department: text_of(cells, "部署").to_owned(),
        ..Belonging::default()
    }
}

/// What the row tells of its measure besides the indicator.
fn more(cells: &[Cell], model: &mut Model) {
    let (sheet, belongs) = (sheet(cells), belonging(cells));
    if !belongs.measure_name.is_empty() && !model.measures.iter().any(|measure| measure.belongs == belongs) {
        let cell = cells.iter().find(|cell| cell.head == "施策").unwrap().at;
        model.measures.push(Measure {
            belongs: belongs.clone(),
            parent_code: String::new(),
            parent_name: String::new(),
            viewpoints: Vec::new(),
            start_fiscal_year: None,
            end_fiscal_year: None,
            status: String::new(),
            place: Place { sheet: sheet.clone(), cell },
        });
    }
    for cell in cells.iter().filter(|cell| !cell.text.is_empty()) {
        let mut parts = cell.head.split(':');
        let (kind, name) = (parts.next().unwrap(), parts.next().unwrap_or_default());
        let year = parts.next().unwrap_or_default();
        let (belongs, place) = (belongs.clone(), Place { sheet: sheet.clone(), cell: cell.at });
        match kind {
            "費" => model.costs.push(Cost {
                belongs,
                fiscal_year: fiscal_year(year.trim_end_matches(['決', '算', '予'])).unwrap(),
                kind: match year {
                    _ if year.ends_with("決算") => Some(CostKind::Settlement),
                    _ if year.ends_with("予算") => Some(CostKind::Budget),
                    _ => None,
                },
                item: name.to_owned(),
                amount: figure(cell.text, place),
                unit: "千円".to_owned(),
            }),
            "文" => model.narratives.push(Narrative {
                belongs,
                fiscal_year: fiscal_year(year),
                heading: name.to_owned(),
                kind: match name {
                    "要因" => NarrativeKind::Reason,
                    "課題" => NarrativeKind::Issue,
                    "取組" => NarrativeKind::Activity,
                    _ => NarrativeKind::Other,
                },
                text: cell.text.to_owned(),
                place,
            }),
            "評" => {
                let (mark, text) = cell.text.split_once('：').unwrap_or((cell.text, ""));
                model.evaluations.push(Evaluation {
                    belongs,
                    fiscal_year: fiscal_year(year),
                    stage: String::new(),
                    criterion: name.to_owned(),
                    mark: mark.to_owned(),
                    points: None,
                    text: text.to_owned(),
                    place,
                });
            }
            "取組" => model.actions.extend(cell.text.split('、').map(|name| Action {
                belongs: belongs.clone(),
                name: name.to_owned(),
                due_fiscal_year: None,
                status: None,
                status_text: String::new(),
                as_of_date: None,
                place: place.clone(),
            })),
            _ => {}
        }
    }
}

fn indicator(cells: &[Cell]) -> Indicator {
    let text = |head: &str| text_of(cells, head);
    let sheet = sheet(cells);
    let figure_of = |cell: &Cell| figure(cell.text, Place { sheet: sheet.clone(), cell: cell.at });
    let direction = match text("向き") {
        "" => None,
        "増" => Some(Direction::Up),
        "減" => Some(Direction::Down),
        "維持" => Some(Direction::Maintain),
        "範囲" => Some(Direction::Range),
        other => panic!("向き {other}"),
    };
    let mut observations: Vec<Observation> = Vec::new();
    for cell in cells {
        let Some((period, series)) = period(cell.head) else { continue };
        if !observations.iter().any(|observation| observation.period == period) {
            observations.push(Observation {
                period,
                aggregation: aggregation(text("種別")),
                target_aggregation: aggregation(text("目標種別")),
                target_from_fiscal_year: fiscal_year(text("起点")),
                as_of_date: None,
                target: Figure::no_slot(),
                actual: Figure::no_slot(),
                cumulative: None,
                year_before: None,
                stated_rate: None,
                stated_judgement: String::new(),
            });
        }
        let observation = observations.iter_mut().find(|observation| observation.period == period).unwrap();
        match series {
            "目標" => observation.target = figure_of(cell),
            "実績" => observation.actual = figure_of(cell),
            "累計" => observation.cumulative = cell.text.parse().ok(),
            "率" => observation.stated_rate = cell.text.parse().ok(),
            "判定" => observation.stated_judgement = cell.text.to_owned(),
            "時点" => observation.as_of_date = cell.text.parse().ok(),
            other => panic!("column {other}"),
        }
    }
    let last = cells.iter().find_map(|cell| Some((cell, cell.head.strip_prefix("最終")?)));
    Indicator {
        id: format!("{}{}/{}", text("コード"), text("施策"), text("名称")),
        belongs: belonging(cells),
        viewpoints: Vec::new(),
        name: text("名称").to_owned(),
        kind: None,
        unit: text("単位").replace('％', "%"),
        unit_text: text("単位").to_owned(),
        direction,
        direction_source: direction.map(|_| DirectionSource::Sheet),
        measurement: (text("測定") == "主観").then_some(Measurement::Perception),
        definition: String::new(),
        source: String::new(),
        remark: text("備考").to_owned(),
        baseline: cells
            .iter()
            .find(|cell| cell.head.starts_with("基準") && !cell.text.is_empty())
            .map(|cell| Baseline { figure: figure_of(cell), fiscal_year: fiscal_year(&cell.head["基準".len()..]) }),
        final_target: last
            .filter(|(cell, _)| !cell.text.is_empty())
            .map(|(cell, year)| FinalTarget { figure: figure_of(cell), fiscal_year: fiscal_year(year) }),
        rating: Rating::default(),
        observations,
        place: Place { sheet: sheet.clone(), cell: cells.iter().find(|cell| cell.head == "名称").unwrap().at },
        registered: None,
    }
}

/// A figure from the text of a cell, for the handful of notations that tests need.
fn figure(text: &str, place: Place) -> Figure {
    let notations = [
        ("以上", Operator::AtLeast, false),
        ("超", Operator::AtLeast, true),
        ("以下", Operator::AtMost, false),
        ("未満", Operator::AtMost, true),
        ("維持", Operator::Maintain, false),
    ];
    let (status, bare) = match text {
        "" => (Status::Blank, text),
        "－" => (Status::None, text),
        "集計中" => (Status::Pending, text),
        "？" => (Status::Unreadable, text),
        _ if text.ends_with("速報") => (Status::Provisional, text.trim_end_matches("速報")),
        _ if text.ends_with("見込") => (Status::Forecast, text.trim_end_matches("見込")),
        _ => (Status::Value, text),
    };
    let (bare, operator, strict) = notations
        .into_iter()
        .find_map(|(word, operator, strict)| Some((bare.strip_suffix(word)?, Some(operator), strict)))
        .unwrap_or((bare, None, false));
    let value = bare.replace(',', "").replace('△', "-").parse().ok();
    let words = match text {
        "前年度以上" => Some(Operator::YearOnYear),
        "増加" => Some(Operator::Increase),
        "減少" => Some(Operator::Decrease),
        _ => operator,
    };
    let operator = if value.is_none() { words } else { operator.or(Some(Operator::Equal)) };
    // As in the model, words are a target's status when they say something comparable, and a value otherwise.
    let status = if value.is_none() && operator.is_some() { Status::Text } else { status };
    Figure {
        value,
        operator,
        strict,
        text: text.to_owned(),
        status,
        place: Some(place),
        revised_from: None,
        revised_from_text: None,
        corrected: None,
    }
}

fn aggregation(text: &str) -> Option<Aggregation> {
    match text {
        "単年" => Some(Aggregation::Annual),
        "累計" => Some(Aggregation::Cumulative),
        "時点" => Some(Aggregation::Point),
        _ => None,
    }
}

/// `R4` as a fiscal year.
fn fiscal_year(text: &str) -> Option<i32> {
    let (era, number) = text.split_at_checked(1)?;
    western_year(era, number.parse().ok()?)
}

/// `R4目標`, `R4.10目標`, `R4Q1目標` as a period and a series.
fn period(head: &str) -> Option<(Period, &str)> {
    let series = head.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || c == '.');
    let time = head.strip_suffix(series)?;
    let period = if let Some((year, month)) = time.split_once('.') {
        Period::month_of(fiscal_year(year)?, month.parse().ok()?)
    } else if let Some((year, quarter)) = time.split_once('Q') {
        Period::quarter(fiscal_year(year)?, quarter.parse().ok()?)
    } else {
        Period::year(fiscal_year(time)?)
    };
    Some((period, series))
}
