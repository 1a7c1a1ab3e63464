//! 議会報告.xlsx as it is written: what it must say on every page, what it must never say, and that all of it can be
//! printed and be read by everyone (docs/council.md).
#![expect(clippy::disallowed_methods, clippy::unwrap_used, reason = "tests read what was written")]

mod fiction;

use fiction::{Fiction, Size, fiction};
use matome::model::{Narrative, NarrativeKind, Registration, Submitted};
use matome::page::{Book, Page, Role, Row, Sheet};
use matome::report::{Report, Source, report};
use matome::settings::Settings;
use matome::table::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;

const UNCONFIRMED: &str = "【未確定】";

/// A run over a fictional city, 10 measures under each of two 政策.
fn run(settings: &str) -> Fiction {
    let mut fiction = fiction(&Size {
        departments: 8,
        measures: 20,
        per_measure: 6,
        years: 2021..=2026,
        submissions: 20,
        findings: 40,
    });
    fiction.run.settings = serde_json::to_value(Settings::parse(settings).unwrap()).unwrap();
    fiction
}

fn reported(fiction: &Fiction) -> Report<'_> {
    let Fiction { model, judgements, outlooks, findings, run } = fiction;
    report(Source { outlooks, ..Source::of(model, judgements, findings, run) })
}

fn book<'r, 'a>(report: &'r Report<'a>, name: &str) -> &'r Book<'a> {
    report.books.iter().find(|book| book.file_name == name).unwrap()
}

fn pages<'a>(book: &'a Book<'_>) -> Vec<&'a Page> {
    let page = |sheet: &'a Sheet<'_>| if let Sheet::Page(page) = sheet { Some(page) } else { None };
    book.sheets.iter().filter_map(page).collect()
}

fn page<'a>(book: &'a Book<'_>, name: &str) -> &'a Page {
    pages(book).into_iter().find(|page| page.name == name).unwrap()
}

fn text(row: &Row, column: usize) -> &str {
    row.cells.get(column).and_then(|cell| cell.value.as_text()).unwrap_or_default()
}

/// The parts of the written book.
fn parts(book: &Book) -> BTreeMap<String, String> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("book.xlsx");
    matome::write::new_book(&path, book).unwrap();
    let mut package = zip::ZipArchive::new(std::fs::File::open(path).unwrap()).unwrap();
    let mut parts = BTreeMap::new();
    for place in 0..package.len() {
        let mut part = package.by_index(place).unwrap();
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).unwrap();
        parts.insert(part.name().unwrap().into_owned(), String::from_utf8_lossy(&bytes).into_owned());
    }
    parts
}

fn sheets(parts: &BTreeMap<String, String>) -> impl Iterator<Item = (&String, &String)> {
    parts.iter().filter(|(name, _)| name.starts_with("xl/worksheets/sheet"))
}

/// The values of an attribute in a text, in order.
fn values<'t>(text: &'t str, attribute: &str) -> Vec<&'t str> {
    let begin = format!(" {attribute}=\"");
    text.split(&begin).skip(1).map(|rest| rest.split('"').next().unwrap()).collect()
}

#[test]
fn every_page_is_marked_until_its_period_is_confirmed() {
    for (confirmed, marked) in [("", true), ("[\"2026-09\"]", true), ("[\"2026-09\", \"2026-10\"]", false)] {
        let line = if confirmed.is_empty() { String::new() } else { format!("[council]\nconfirmed = {confirmed}") };
        let fiction = run(&line);
        let report = reported(&fiction);
        let council = book(&report, "議会報告.xlsx");
        assert_eq!(council.title.contains(UNCONFIRMED), marked);
        for page in pages(council) {
            let shown = page.rows.iter().take(5).any(|row| text(row, 0).contains(UNCONFIRMED));
            assert_eq!(shown, marked, "{} {confirmed}", page.name);
        }
        for (name, sheet) in sheets(&parts(council)) {
            let head = sheet.split("<oddHeader>").nth(1).unwrap().split("</oddHeader>").next().unwrap();
            assert_eq!(head.contains(UNCONFIRMED), marked, "{name}");
        }
    }
    // Of no period nothing is confirmed.
    let mut fiction = run("[council]\nconfirmed = [\"2026-10\"]");
    fiction.run.period = None;
    let report = reported(&fiction);
    assert!(book(&report, "議会報告.xlsx").title.contains(UNCONFIRMED));
}

#[test]
fn the_cover_says_what_the_settings_say() {
    let fiction = run(
        "[council]\nmeeting = \"総務常任委員会\"\ndate = \"令和8年12月5日\"\nnumber = \"資料1\"\ndepartment = \"企画部\"",
    );
    let report = reported(&fiction);
    let cover = page(book(&report, "議会報告.xlsx"), "表紙");
    let said: Vec<&str> = cover.rows.iter().map(|row| text(row, 0)).collect();
    for wanted in ["総務常任委員会", "令和8年12月5日", "資料1", "所管：企画部", "架空市", "対象：第3次架空市総合計画"]
    {
        assert!(said.contains(&wanted), "{wanted} in {said:?}");
    }
    assert!(said.iter().all(|text| !text.is_empty()), "distances are heights, not empty rows");
}

#[test]
fn the_contents_lead_to_every_sheet_and_every_sheet_leads_back() {
    let fiction = run("");
    let report = reported(&fiction);
    let council = book(&report, "議会報告.xlsx");
    let link = |value: &Value| match value {
        Value::Link(link) => Some((link.file.clone(), link.sheet.clone())),
        _ => None,
    };
    let links = |page: &Page| -> Vec<(String, String)> {
        page.rows.iter().flat_map(|row| &row.cells).filter_map(|cell| link(&cell.value)).collect()
    };
    let listed = links(page(council, "目次"));
    let others: Vec<&Page> = pages(council).into_iter().skip(2).collect();
    let names: Vec<(String, String)> = others.iter().map(|page| (String::new(), page.name.clone())).collect();
    assert_eq!(listed, names);
    for other in others {
        assert_eq!(links(other), [(String::new(), "目次".to_owned())], "{}", other.name);
        // Beside what is printed.
        let printed = other.printed.unwrap();
        assert!(other.rows[0].cells.len() > printed && other.rows.iter().skip(1).all(|row| row.cells.len() <= printed));
    }
    let contents = page(council, "目次");
    assert!(contents.rows.iter().skip(2).all(|row| !text(row, 2).is_empty()), "a sheet of which nothing is said");
}

#[test]
fn causes_and_next_steps_are_told_whole() {
    let mut fiction = run("");
    let long: String = (1..=400).map(|number| format!("第{number}の要因として、窓口の混雑が続いた。")).collect();
    let year = 2025;
    let place = fiction.judgements.iter().zip(&fiction.model.indicators).position(|(list, one)| {
        let missed = |(judgement, observation): (&matome::judgement::Judgement, &matome::model::Observation)| {
            observation.period.fiscal_year == year && judgement.achieved == Some(false)
        };
        list.iter().zip(&one.observations).any(missed)
    });
    let belongs = fiction.model.indicators[place.unwrap()].belongs.clone();
    let narrative = |kind, fiscal_year, text: &str| Narrative {
        belongs: belongs.clone(),
        fiscal_year,
        heading: "内部の見出し".to_owned(),
        kind,
        text: text.to_owned(),
        place: fiction.model.indicators[0].place.clone(),
    };
    let more = [
        narrative(NarrativeKind::Reason, Some(year), &long),
        narrative(NarrativeKind::Direction, None, "窓口を増やす。"),
        narrative(NarrativeKind::Direction, Some(year - 1), "昨年の方針。"),
        narrative(NarrativeKind::Comment, Some(year), "職員の感想。"),
    ];
    fiction.model.narratives.extend(more);
    fiction.run.period = Some(matome::period::Period::month(2026, 3));
    let report = reported(&fiction);
    let council = book(&report, "議会報告.xlsx");
    let page = page(council, "未達成と今後の対応");
    let of_measure = |row: &&Row| text(row, 1) == belongs.measure_name;
    let first = page.rows.iter().position(|row| of_measure(&row)).unwrap();
    let same = page.rows[first + 1..].iter().take_while(|row| text(row, 2).ends_with("（続き）"));
    let rows: Vec<&Row> = std::iter::once(&page.rows[first]).chain(same).collect();
    assert!(rows.len() > 3, "a text of 9,000 characters in {} rows", rows.len());
    let told: String = rows.iter().map(|row| text(row, 8)).collect();
    assert_eq!(told.replace('\n', ""), long);
    assert_eq!(text(rows[0], 9), "=課題の1行目\n-2行目、\"引用\"を含む");
    assert_eq!(text(rows[0], 10), "窓口を増やす。");
    let all: Vec<&str> = page.rows.iter().flat_map(|row| (0..11).map(|column| text(row, column))).collect();
    assert!(all.contains(&"記載なし") && all.contains(&"同上"));
    for inside in ["昨年の方針。", "職員の感想。", "内部の見出し"] {
        assert!(!all.iter().any(|text| text.contains(inside)), "{inside}");
    }
    // No row is higher than Excel allows, or than what a page holds.
    for (name, sheet) in sheets(&parts(council)) {
        for height in values(sheet, "ht") {
            assert!(height.parse::<f64>().unwrap() < 409.0, "{name}: {height}");
        }
    }
}

#[test]
fn what_is_meant_for_inside_stands_in_no_part_of_the_package() {
    let mut fiction = run("");
    for (number, indicator) in fiction.model.indicators.iter_mut().enumerate() {
        if number % 6 == 0 {
            indicator.name = format!("非公表の指標{number}");
            indicator.registered = Some(Box::new(Registration {
                code: String::new(),
                place: indicator.place.clone(),
                frequency: None,
                due_month: None,
                released: false,
                submitted: Submitted::default(),
            }));
        }
    }
    let report = reported(&fiction);
    let parts = parts(book(&report, "議会報告.xlsx"));
    let inside = [
        "非公表の指標",
        "評価シート.xlsx",
        "施策評価（１）",
        "内部の備考",
        "データ_",
        "見通し",
        "externalLink",
        "file:///",
        "<f>",
    ];
    for (name, text) in &parts {
        for word in inside {
            assert!(!text.contains(word) || name.starts_with("xl/charts/") && word == "<f>", "{name}: {word}");
        }
    }
    assert!(parts["xl/sharedStrings.xml"].contains("公表しない指標"));
}

#[test]
fn everyone_can_read_it() {
    let fiction = run("");
    let report = reported(&fiction);
    let council = book(&report, "議会報告.xlsx");
    let parts = parts(council);
    let core = &parts["docProps/core.xml"];
    assert!(core.contains("<dc:language>ja-JP</dc:language>") && core.contains(&council.title), "{core}");
    assert!(parts["xl/workbook.xml"].contains("name=\"表紙\" sheetId=\"1\""));
    for (name, sheet) in sheets(&parts) {
        assert!(!sheet.contains("<mergeCell"), "{name}");
        assert!(!sheet.contains("hidden=\"1\""), "{name}");
        // The first sheet is in front, and the cursor of each in its first cell or, behind panes, at the panes.
        assert_eq!(sheet.contains("tabSelected=\"1\""), name.ends_with("/sheet1.xml"), "{name}");
        if !sheet.contains("<pane ") {
            assert!(!sheet.contains("activeCell"), "{name}");
        }
        assert!(sheet.contains("fitToPage=\"1\"") && !sheet.contains("fitToWidth=\"0\""), "{name}: columns may be cut");
    }
    let drawings: Vec<&String> =
        parts.iter().filter(|(name, _)| name.starts_with("xl/drawings/drawing")).map(|(_, text)| text).collect();
    assert!(!drawings.is_empty());
    for drawing in drawings {
        let frames = drawing.matches("<xdr:graphicFrame").count();
        let told = values(drawing, "descr");
        assert_eq!(told.len(), frames);
        assert!(told.iter().all(|text| text.contains('件')), "{told:?}");
    }
    for (name, chart) in parts.iter().filter(|(name, _)| name.starts_with("xl/charts/chart")) {
        assert!(!chart.contains("en-US") && !chart.contains("3DChart"), "{name}");
        // As a signed byte there is no character set 128.
        assert!(!chart.contains("charset=\"128\""), "{name}");
        assert!(chart.contains("<c:dLbls>") && chart.contains("<a:pattFill"), "{name}");
        assert_eq!(chart.matches("<c:title>").count(), 2, "{name}: the chart and its axis of values say what they are");
    }
}

#[test]
fn a_chart_stands_in_a_row_of_its_own_and_says_what_its_cells_say() {
    let bands =
        ["A\"\nat_least = 100\nachieved = true", "B\"\nat_least = 90\nachieved = false", "C\"\nachieved = false"];
    let fiction = run(&bands.map(|band| format!("[[judgement.band]]\nlabel = \"{band}\n")).concat());
    let report = reported(&fiction);
    let council = book(&report, "議会報告.xlsx");
    assert_eq!(page(council, "総括").charts.len(), 2);
    assert!(page(council, "総括").charts[1].series.iter().any(|series| series.values.sheet == "グラフの数値"));
    let mut drawn = 0;
    for page in pages(council) {
        for chart in &page.charts {
            drawn += 1;
            let row = &page.rows[chart.at.0 as usize];
            assert_eq!((row.cells.len(), row.cells[0].role), (1, Role::Caption), "{}", chart.title);
            assert!(row.height.unwrap() >= f64::from(chart.size.1) * 0.75 + 18.0, "{} is higher", chart.title);
            let columns = page.printed.unwrap();
            let across: f64 = page.widths[..columns].iter().map(|width| width * 8.0 + 5.0).sum();
            assert!(f64::from(chart.size.0) <= across, "{} is wider than what is printed", chart.title);
            let numbers: BTreeSet<&str> =
                chart.alt.split(|c: char| !c.is_ascii_digit()).filter(|number| !number.is_empty()).collect();
            for series in &chart.series {
                let drawn = self::page(council, &series.values.sheet);
                for at in series.values.first.0..=series.values.last.0 {
                    let value = &drawn.rows[at as usize].cells[usize::from(series.values.first.1)].value;
                    let Value::Integer(value) = value else { panic!("{}: {value:?}", chart.title) };
                    assert!(numbers.contains(value.to_string().as_str()), "{value} in {}", chart.alt);
                }
            }
        }
    }
    assert!(drawn >= 2, "{drawn} charts");
}

#[test]
fn indicators_stand_under_what_heads_them() {
    let fiction = run("");
    let report = reported(&fiction);
    let list = page(book(&report, "議会報告.xlsx"), "指標一覧");
    let mut under = BTreeMap::new();
    let mut section = String::new();
    for row in list.rows.iter().skip(2) {
        match row.cells[0].role {
            Role::Section => section = text(row, 0).to_owned(),
            _ => {
                assert!(text(row, 0).starts_with(section.chars().next().unwrap()), "{section}: {}", text(row, 0));
                *under.entry(section.clone()).or_insert(0) += 1;
            }
        }
    }
    let wanted = [("1　政策1　支え合うまちづくり", 60), ("2　政策2　支え合うまちづくり", 60)];
    assert_eq!(under, wanted.map(|(name, many)| (name.to_owned(), many)).into());
    assert!(list.repeat.is_some() && list.landscape);
}

#[test]
fn paper_and_minus_are_those_of_the_settings_in_every_place() {
    let fiction = run("[council]\npaper = \"A3\"\nminus = \"▲\"");
    let report = reported(&fiction);
    for name in ["議会報告.xlsx", "総括表.xlsx"] {
        let book = book(&report, name);
        let parts = parts(book);
        let styles = &parts["xl/styles.xml"];
        assert!(styles.contains('▲') && !styles.contains('△'), "{name}");
        assert!(!parts["xl/sharedStrings.xml"].contains('△'), "{name}");
        for (part, sheet) in sheets(&parts).filter(|_| name == "議会報告.xlsx") {
            let [paper, wide] = ["paperSize=\"8\"", "orientation=\"landscape\""].map(|word| sheet.contains(word));
            assert_eq!(paper, wide, "{part}");
        }
    }
}
