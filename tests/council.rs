//! The tables that bodies give their councils, with the published counts: a model built to have them is judged, and the
//! words are read from the pages. Pages are those named in `conventions.md` §5.

#![expect(clippy::unwrap_used, reason = "a test that looks at outputs")]

use jiff::civil::date;
use matome::cell::{CellRef, Place, SheetId};
use matome::model::*;
use matome::page::{Page, Sheet};
use matome::period::Period;
use matome::report::{Report, Source, report};
use matome::run::Run;
use matome::settings::Settings;
use matome::table::Value;
use rust_decimal::Decimal;
use std::sync::Arc;

const YEAR: i32 = 2023;

/// An indicator that should reach 100.
#[derive(Clone, Copy)]
struct Kpi<'a> {
    layer: &'a str,
    measure: &'a str,
    above: &'a str,
    department: &'a str,
    measurement: Option<Measurement>,
    now: Option<i64>,
    before: Option<i64>,
}

const PLAIN: Kpi =
    Kpi { layer: "施策", measure: "", above: "", department: "", measurement: None, now: None, before: None };

/// So many of each value.
fn several<'a>(kpi: Kpi<'a>, values: &[(usize, Option<i64>)]) -> Vec<Kpi<'a>> {
    values.iter().flat_map(|(many, now)| std::iter::repeat_n(Kpi { now: *now, ..kpi }, *many)).collect()
}

fn place(row: u32) -> Place {
    let sheet = Arc::new(SheetId { file: "指標.xlsx".to_owned(), sheet: "一覧".to_owned() });
    Place { sheet, cell: CellRef::new(row, 0) }
}

fn figure(value: Option<i64>) -> Figure {
    Figure {
        value: value.map(Decimal::from),
        operator: value.map(|_| Operator::Equal),
        text: value.map(|value| value.to_string()).unwrap_or_default(),
        status: if value.is_some() { Status::Value } else { Status::Pending },
        ..Figure::no_slot()
    }
}

fn observation(year: i32, actual: Option<i64>) -> Observation {
    Observation {
        period: Period::year(year),
        aggregation: None,
        target_aggregation: None,
        target_from_fiscal_year: None,
        as_of_date: None,
        target: figure(Some(100)),
        actual: figure(actual),
        cumulative: None,
        year_before: None,
        stated_rate: None,
        stated_judgement: String::new(),
    }
}

fn belongs(layer: &str, measure: &str, department: &str) -> Belonging {
    let (code, name) = code_and_name(measure);
    Belonging {
        level: layer.to_owned(),
        measure_code: code.to_owned(),
        measure_name: name.to_owned(),
        department: department.to_owned(),
        ..Belonging::default()
    }
}

/// 「1-1 防災」.
fn code_and_name(measure: &str) -> (&str, &str) {
    measure.split_once(' ').unwrap_or(("", measure))
}

fn measure(belongs: Belonging, above: &str) -> Measure {
    let (code, name) = code_and_name(above);
    Measure {
        belongs,
        parent_code: code.to_owned(),
        parent_name: name.to_owned(),
        viewpoints: Vec::new(),
        start_fiscal_year: None,
        end_fiscal_year: None,
        status: String::new(),
        place: place(0),
    }
}

fn indicator(number: usize, kpi: &Kpi) -> Indicator {
    let mut observations = vec![observation(YEAR, kpi.now)];
    if kpi.before.is_some() {
        observations.insert(0, observation(YEAR - 1, kpi.before));
    }
    Indicator {
        id: number.to_string(),
        belongs: belongs(kpi.layer, kpi.measure, kpi.department),
        viewpoints: Vec::new(),
        name: format!("指標{number}"),
        kind: None,
        unit: "件".to_owned(),
        unit_text: "件".to_owned(),
        direction: Some(Direction::Up),
        direction_source: Some(DirectionSource::Sheet),
        measurement: kpi.measurement,
        definition: String::new(),
        source: String::new(),
        remark: String::new(),
        baseline: None,
        final_target: None,
        rating: Default::default(),
        observations,
        place: place(number as u32),
        registered: None,
    }
}

fn model(kpis: &[Kpi]) -> Model {
    let indicators = kpis.iter().enumerate().map(|(number, kpi)| indicator(number, kpi)).collect();
    let measures = kpis.iter().filter(|kpi| !kpi.above.is_empty());
    let measures = measures.map(|kpi| measure(belongs(kpi.layer, kpi.measure, ""), kpi.above)).collect();
    Model { indicators, measures, ..Model::default() }
}

/// The rows of a page of a book, the words of their cells with ` | ` between them.
fn rows(model: &Model, settings: &str, book: &str, sheet: &str) -> Vec<String> {
    let settings = Settings::parse(settings).unwrap();
    let as_of = Some(date(2024, 10, 31));
    let judgements = matome::check::judge(model, &settings, as_of);
    let against = matome::check::Against { settings: &settings, as_of, previous: None };
    let (findings, _) = matome::check::check(model, &judgements, against);
    let run = Run {
        period: Some(Period::month(2024, 10)),
        as_of,
        settings: serde_json::to_value(&settings).unwrap(),
        ..Run::default()
    };
    let dues = std::collections::BTreeMap::new();
    let source = Source {
        model,
        judgements: &judgements,
        reckonings: None,
        findings: &findings,
        run: &run,
        outlooks: &[],
        rolled_up: &[],
        closed: &[],
        dues: &dues,
        whereabouts: &std::collections::BTreeMap::new(),
        changes: None,
    };
    let Report { books, .. } = report(source);
    let book = books.iter().find(|one| one.file_name == book).unwrap();
    let page = book.sheets.iter().find_map(|one| match one {
        Sheet::Page(page) if page.name == sheet => Some(page),
        _ => None,
    });
    page.map(words).unwrap_or_default()
}

fn words(page: &Page) -> Vec<String> {
    let word = |value: &Value| match value {
        Value::Number(number) if number.is_sign_negative() => format!("△{}", number.abs()),
        Value::Number(number) => number.to_string(),
        Value::Integer(number) => number.to_string(),
        value => value.as_text().unwrap_or_default().replace('\n', "⏎"),
    };
    let row = |row: &matome::page::Row| row.cells.iter().map(|cell| word(&cell.value)).collect::<Vec<_>>().join(" | ");
    page.rows.iter().map(row).collect()
}

fn total(model: &Model, settings: &str) -> Vec<String> {
    rows(model, settings, "議会報告.xlsx", "総括")
}

#[track_caller]
fn holds(rows: &[String], wanted: &[&str]) {
    for row in wanted {
        assert!(rows.iter().any(|one| one == row), "no row\n  {row}\nin\n{}", rows.join("\n"));
    }
}

const THREE: &str = "
    [[judgement.band]]
    label = \"達成\"
    at_least = 100
    achieved = true
    [[judgement.band]]
    label = \"概ね達成\"
    at_least = 80
    achieved = false
    [[judgement.band]]
    label = \"未達成\"
    achieved = false";

#[test]
fn abira_counts_by_field_and_leaves_out_what_stands_twice() {
    // 安平町: 108本 44(40.7%)/19(17.6%)/45(41.7%), 再掲3項目のため実質108件.
    // https://www.town.abira.lg.jp/gyosei/sogo-keikaku/second-plan-chuki/1285
    let first = Kpi { measure: "子育て支援", above: "子育て・教育", ..PLAIN };
    let second = Kpi { measure: "農業の振興", above: "経済・産業", ..PLAIN };
    let mut kpis = several(first, &[(30, Some(100)), (9, Some(85)), (20, Some(40))]);
    kpis.extend(several(second, &[(14, Some(100)), (10, Some(85)), (25, Some(40))]));
    let mut model = model(&kpis);
    for number in 0..3 {
        let mut again = model.indicators[number].clone();
        again.belongs = belongs("施策", "農業の振興", "");
        model.indicators.push(again);
    }
    let rows = total(&model, THREE);
    holds(
        &rows,
        &[
            "分野 | 指標数 | 達成 | 概ね達成 | 未達成 | 判定なし",
            "子育て・教育 | 59 | 30⏎(50.8%) | 9⏎(15.3%) | 20⏎(33.9%) | 0⏎(0.0%)",
            "経済・産業 | 52 | 17⏎(32.7%) | 10⏎(19.2%) | 25⏎(48.1%) | 0⏎(0.0%)",
            "合計 | 108 | 44⏎(40.7%) | 19⏎(17.6%) | 45⏎(41.7%) | 0⏎(0.0%)",
            "※延べ111件のうち再掲が3件あるため、実質108件である。",
        ],
    );
}

#[test]
fn kakamigahara_counts_by_how_it_is_measured() {
    // 各務原市: 客観63/51/12, 主観52/31/21, 計115/82/33.
    // https://www.city.kakamigahara.lg.jp/shisei/shisaku/1008697/1017052/1008738.html
    let objective = Kpi { measurement: Some(Measurement::Objective), ..PLAIN };
    let perception = Kpi { measurement: Some(Measurement::Perception), ..PLAIN };
    let mut kpis = several(objective, &[(51, Some(100)), (12, Some(90))]);
    kpis.extend(several(perception, &[(31, Some(100)), (21, Some(90))]));
    let rows = total(&model(&kpis), "");
    holds(
        &rows,
        &[
            "主観（意識調査） | 52 | 52 | 31 | 59.6 | 21 | 40.4 | 0",
            "客観（数値） | 63 | 63 | 51 | 81.0 | 12 | 19.0 | 0",
            "合計 | 115 | 115 | 82 | 71.3 | 33 | 28.7 | 0",
        ],
    );
}

#[test]
fn sammu_keeps_layers_apart() {
    // 山武市: 施策40指標 高18=45.0% 中9=22.5% 低12=30.0% (1件不明で97.5%), 基本事業207指標は別に. 広報さんむ R6.2.
    let upper = Kpi { layer: "施策", measure: "防災", ..PLAIN };
    let lower = Kpi { layer: "基本事業", measure: "消防団の充実", ..PLAIN };
    let mut kpis = several(upper, &[(18, Some(100)), (9, Some(85)), (12, Some(40)), (1, None)]);
    kpis.extend(several(lower, &[(100, Some(100)), (107, Some(40))]));
    let scale = THREE.replace("概ね達成", "中").replace("未達成", "低").replace("達成", "高");
    let rows = total(&model(&kpis), &scale);
    holds(
        &rows,
        &[
            "施策 | 40 | 39 | 18 | 46.2 | 21 | 53.8 | 1",
            "基本事業 | 207 | 207 | 100 | 48.3 | 107 | 51.7 | 0",
            "合計 | 40 | 18⏎(45.0%) | 9⏎(22.5%) | 12⏎(30.0%) | 1⏎(2.5%)",
            "合計 | 207 | 100⏎(48.3%) | 0⏎(0.0%) | 107⏎(51.7%) | 0⏎(0.0%)",
            "※階層の異なる指標は、合わせて割合を出していない。",
        ],
    );
    assert!(!rows.iter().any(|row| row.contains("247")), "{}", rows.join("\n"));
}

#[test]
fn the_year_before_is_judged_by_the_same_rule() {
    // 国の成長戦略KPI: the present KPIs judged for the year before. https://pdfslide.tips/documents/eckpiec-407i426iece393i.html
    let mut kpis = several(Kpi { before: Some(100), ..PLAIN }, &[(6, Some(100)), (3, Some(80))]);
    kpis.extend(several(Kpi { before: Some(80), ..PLAIN }, &[(1, Some(100)), (4, Some(80))]));
    kpis.extend(several(PLAIN, &[(2, Some(100))]));
    let rows = total(&model(&kpis), "");
    holds(
        &rows,
        &[
            "達成 | 9 | 56.3 | 9 | 64.3 | 0 | △8.0",
            "未達成 | 7 | 43.8 | 5 | 35.7 | 2 | 8.1",
            "判定した指標 | 16 | － | 14 | － | 2 | －",
            "判定なし | 0 | － | 2 | － | △2 | －",
            "指標数 | 16 | － | 16 | － | 0 | －",
            "※令和4年度の欄がない指標（新規など）2件は、その年度の判定なしに数えている。",
            "※割合は小数第2位を四捨五入しているため、計と一致しない。",
        ],
    );
}

#[test]
fn fuji_shows_how_rates_spread() {
    // 富士市: 80%以上57 50–80 12 20–50 6 20未満0 その他3 合計78, 100%以上は内数. https://expydoc.com/doc/11693707
    let kpis =
        several(PLAIN, &[(40, Some(100)), (17, Some(90)), (6, Some(50)), (6, Some(79)), (6, Some(20)), (3, None)]);
    let rows = total(&model(&kpis), "[judgement]\nscale = \"fuji\"");
    holds(
        &rows,
        &[
            "合計 | 78 | 57⏎(73.1%)⏎うち達成40 | 12⏎(15.4%) | 6⏎(7.7%) | 0⏎(0.0%) | 3⏎(3.8%)",
            "※判定なし3件の内訳：実績値なし3件。",
        ],
    );
}

#[test]
fn the_sentence_sums_up_the_marks_that_count_as_achieved() {
    // 田川市: A＋B 68.6%, 3件は値が確認できず判定しない. https://joho.tagawa.fukuoka.jp/kiji0035135/
    let scale = THREE.replace("概ね達成", "B").replace("未達成", "C").replace("達成", "A").replacen(
        "achieved = false",
        "achieved = true",
        1,
    );
    let kpis = several(PLAIN, &[(20, Some(100)), (15, Some(85)), (16, Some(40)), (3, None)]);
    let rows = total(&model(&kpis), &scale).concat();
    assert!(rows.contains("指標54件のうち51件を判定した。達成は35件（68.6％）"), "{rows}");
    assert!(rows.contains("達成とする区分（A＋B）は35件（68.6％）である。"), "{rows}");
}

fn action(number: u32, due: Option<i32>, status: Option<ActionStatus>) -> Action {
    Action {
        belongs: belongs("政策", if number.is_multiple_of(2) { "財政の健全化" } else { "協働の推進" }, ""),
        name: format!("取組{number}"),
        due_fiscal_year: due,
        status,
        status_text: String::new(),
        as_of_date: Some(date(2019, 3, 31)),
        place: place(number),
    }
}

#[test]
fn of_121_actions_89_are_due_85_started_and_53_achieved() {
    // 習志野市: 121項目のうち平成30年度までに実施すべき89項目、着手85項目、達成53項目. The reform of the seed.
    let status = |number: u32| match number {
        0..53 => Some(ActionStatus::Achieved),
        53..60 => Some(ActionStatus::Partly),
        60..85 => Some(ActionStatus::Started),
        85..89 => Some(ActionStatus::NotStarted),
        _ => None,
    };
    let due = |number: u32| Some(if number < 89 { 2015 + (number % 4) as i32 } else { 2019 });
    let actions: Vec<Action> = (0..121).map(|number| action(number, due(number), status(number))).collect();
    let measures = actions.iter().map(|action| measure(action.belongs.clone(), "")).collect();
    let model = Model { actions, measures, ..Model::default() };
    for (book, sheet) in [("議会報告.xlsx", "総括"), ("総括表.xlsx", "取組項目総括")] {
        let rows = rows(&model, "", book, sheet);
        holds(
            &rows,
            &[
                "合計 | 121 | 89 | 85 | 95.5 | 53 | 59.6 | △4",
                "財政の健全化 | 61 | 45 | 43 | 95.6 | 27 | 60.0 | △2",
                "※着手していない項目の内訳：未着手4項目。",
            ],
        );
        let sentence = "取組項目121項目のうち、平成30年度までに実施すべき89項目について、85項目（95.5％）に着手し、\
                        そのうち53項目（59.6％）を達成した。計画との差は△4項目である。";
        assert!(rows.concat().contains(sentence), "{}", rows.join("\n"));
    }
}

#[test]
fn actions_without_dates_are_counted_as_a_whole() {
    let mut actions: Vec<Action> = (0..4).map(|number| action(number, None, Some(ActionStatus::Started))).collect();
    actions.push(action(4, None, Some(ActionStatus::Cancelled)));
    let rows = total(&Model { actions, ..model(&[PLAIN]) }, "");
    holds(&rows, &["合計 | 5 | 5 | 4 | 80.0 | 0 | 0.0 | －", "※着手していない項目の内訳：中止1項目。"]);
    let listed: Vec<Action> = (0..4).map(|number| action(number, None, None)).collect();
    let rows = total(&Model { actions: listed, ..model(&[PLAIN]) }, "");
    assert!(!rows.concat().contains("取組項目"), "a list that says nothing of progress");
}

#[test]
fn viewpoints_cross_the_pillars_and_count_once_in_the_sum() {
    // 笠間市: 三つの視点 × 六つの柱. The reform of the first seed; the counts are invented.
    const VIEWPOINTS: [&str; 3] = ["健康都市づくり", "防災力向上", "地域の活性化"];
    let pillars = ["1 都市基盤", "2 産業", "3 健康・福祉", "4 生活環境", "5 教育・文化", "6 自治・協働"];
    let names: Vec<String> = pillars.iter().map(|pillar| pillar.replacen(' ', "-1 ", 1) + "の施策").collect();
    let kpis: Vec<Kpi> = names
        .iter()
        .zip(pillars)
        .flat_map(|(name, above)| several(Kpi { measure: name, above, ..PLAIN }, &[(3, Some(100)), (1, Some(50))]))
        .collect();
    let mut model = model(&kpis);
    // A 視点 of the measure is one of all its indicators; the last of each has one of its own too.
    for (at, measure) in model.measures.iter_mut().enumerate() {
        measure.viewpoints = vec![VIEWPOINTS[at / 4 % 3].to_owned()];
    }
    for indicator in model.indicators.iter_mut().skip(3).step_by(4) {
        indicator.viewpoints = vec!["地域の活性化".to_owned()];
    }
    let rows = rows(&model, "", "議会報告.xlsx", "視点別総括");
    holds(
        &rows,
        &[
            "視点 | 区分 | 1　都市基盤 | 2　産業 | 3　健康・福祉 | 4　生活環境 | 5　教育・文化 | 6　自治・協働 | 計",
            "健康都市づくり | 指標数 | 4 | 0 | 0 | 4 | 0 | 0 | 8",
            "地域の活性化 | 指標数 | 1 | 1 | 4 | 1 | 1 | 4 | 12",
            " | 達成割合(%) | 0.0 | 0.0 | 75.0 | 0.0 | 0.0 | 75.0 | 50.0",
            "計（実数） | 指標数 | 4 | 4 | 4 | 4 | 4 | 4 | 24",
            " | 達成割合(%) | 75.0 | 75.0 | 75.0 | 75.0 | 75.0 | 75.0 | 75.0",
            "※複数の視点にわたる指標4件は、それぞれの視点に数え、計（実数）では1件に数えている。",
        ],
    );
    assert!(self::rows(&self::model(&kpis), "", "議会報告.xlsx", "視点別総括").is_empty());
}

#[test]
fn departments_have_a_page_where_there_are_several() {
    let mut kpis = several(Kpi { department: "福祉課", ..PLAIN }, &[(2, Some(100)), (1, Some(50))]);
    assert!(rows(&model(&kpis), "", "総括表.xlsx", "部署別総括").is_empty());
    kpis.extend(several(Kpi { department: "財政課", ..PLAIN }, &[(1, Some(50)), (1, None)]));
    for book in ["総括表.xlsx", "議会報告.xlsx"] {
        let rows = rows(&model(&kpis), "", book, "部署別総括");
        holds(&rows, &["福祉課 | 3 | 3 | 2 | 66.7 | 1 | 33.3 | 0", "財政課 | 2 | 1 | 0 | 0.0 | 1 | 100.0 | 1"]);
    }
}

fn cost(measure: &str, kind: CostKind, item: &str, amount: i64, unit: &str) -> Cost {
    Cost {
        belongs: belongs("施策", measure, ""),
        fiscal_year: YEAR,
        kind: Some(kind),
        item: item.to_owned(),
        amount: figure(Some(amount)),
        unit: unit.to_owned(),
    }
}

#[test]
fn fuji_sets_settlement_beside_budget_by_chapter() {
    // 富士市: 章ごとの件数・事業費・実績・進捗率. https://expydoc.com/doc/11693707; the amounts are invented.
    let mut model = model(&[
        Kpi { measure: "防災", above: "第1章", now: Some(100), ..PLAIN },
        Kpi { measure: "消防", above: "第1章", now: Some(100), ..PLAIN },
        Kpi { measure: "福祉", above: "第2章", now: Some(100), ..PLAIN },
    ]);
    model.costs = vec![
        cost("防災", CostKind::Budget, "予算額", 12_000, "千円"),
        cost("防災", CostKind::Settlement, "決算額", 9_000_400, "円"),
        cost("防災", CostKind::Settlement, "うち一般財源", 4_000, "千円"),
        cost("消防", CostKind::Budget, "事業費", 8_000, "千円"),
        cost("福祉", CostKind::Budget, "事業費", 100, ""),
    ];
    let rows = rows(&model, "", "議会報告.xlsx", "事業費総括");
    holds(&rows, &["第1章 | 2 | 2 | 20000 | 1 | 9000 | 1 | 75.0", "合計 | 2 | 2 | 20000 | 1 | 9000 | 1 | 75.0"]);
    assert!(rows.concat().contains("一つに決まらない事業が1事業あり、含まない。"), "{}", rows.join("\n"));
}

#[test]
fn what_the_register_keeps_inside_is_not_shown_to_the_council() {
    let mut model = model(&several(PLAIN, &[(3, Some(100)), (1, Some(50))]));
    for (number, released) in [(0, true), (3, false)] {
        model.indicators[number].registered = Some(Box::new(Registration {
            code: String::new(),
            place: place(0),
            frequency: None,
            due_month: None,
            released,
            submitted: Submitted::default(),
        }));
    }
    holds(&total(&model, ""), &["達成 | 3 | 100.0", "指標数 | 3 | －"]);
    assert!(!rows(&model, "", "議会報告.xlsx", "指標一覧").concat().contains("指標3"));
    assert!(rows(&model, "", "総括表.xlsx", "指標一覧").concat().contains("指標3"));
}

#[test]
fn a_sheet_names_viewpoints_for_rows_and_for_measures() {
    let folder = tempfile::tempdir().unwrap();
    let list = "施策指標一覧\n\
                施策名,指標名,単位,R5目標,R5実績,視点\n\
                防災,備蓄率,％,80,85,①災害に強いまち\n\
                防災,訓練の回数,回,10,9,人が集うまち\n\
                産業,来訪者数,人,100,120,人が集うまち、災害に強いまち\n\
                産業,商談件数,件,50,40,人が集うまち、災害に強いまち\n\
                福祉,相談件数,件,50,40,－\n";
    let input = folder.path().join("一覧.csv");
    write(&input, list);
    let job = matome::pipeline::Job { inputs: vec![input], ..Default::default() };
    let model = matome::pipeline::consider(&job, &|_, _| {}).unwrap().model;
    let of_measures: Vec<(&str, String)> = model
        .measures
        .iter()
        .map(|measure| (measure.belongs.measure_name.as_str(), measure.viewpoints.join(";")))
        .collect();
    let both = "人が集うまち;災害に強いまち".to_owned();
    assert_eq!(of_measures, [("防災", String::new()), ("産業", both), ("福祉", String::new())]);
    let rows = rows(&model, "", "議会報告.xlsx", "視点別総括");
    holds(
        &rows,
        &[
            "視点 | 区分 | 産業 | 防災 | 計",
            "人が集うまち | 指標数 | 2 | 1 | 3",
            "災害に強いまち | 指標数 | 2 | 1 | 3",
            "計（実数） | 指標数 | 2 | 2 | 4",
            "※視点の記載がない指標1件は、この表に含まない。",
        ],
    );
}

#[expect(clippy::disallowed_methods, reason = "the input of a test")]
fn write(path: &std::path::Path, text: &str) {
    std::fs::write(path, text).unwrap();
}
