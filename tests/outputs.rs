//! What a run writes: the schema's columns, the same bytes twice, nothing lost that others put there.
#![expect(clippy::disallowed_methods, clippy::unwrap_used, reason = "tests read what was written")]

mod fiction;
mod folder;

use fiction::{Fiction, Size, fiction};
use folder::files;
use matome::report::{Report, Source, report};
use matome::table::{Column, Value};
use matome::write::{LeftOpen, Outputs, WriteError, outputs, recover};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

fn small() -> Fiction {
    fiction(&Size { departments: 8, measures: 12, per_measure: 6, years: 2021..=2026, submissions: 16, findings: 40 })
}

fn reported(fiction: &Fiction) -> Report<'_> {
    let Fiction { model, judgements, outlooks, findings, run } = fiction;
    report(Source { outlooks, ..Source::of(model, judgements, findings, run) })
}

fn write(fiction: &Fiction, out: &Path) -> Result<Vec<LeftOpen>, WriteError> {
    let Fiction { model, judgements, findings, run, .. } = fiction;
    let Report { tables, books, values } = reported(fiction);
    let (tables, books) = (tables.as_slice(), books.as_slice());
    let templates = &[];
    outputs(out, &Outputs { tables, books, model, judgements, findings, closed: &[], run, templates, values: &values })
}

#[test]
fn two_runs_give_the_same_bytes_with_any_number_of_threads() {
    let folder = tempfile::tempdir().unwrap();
    let fiction = small();
    for (name, threads) in [("one", 1), ("many", 7)] {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| write(&fiction, &folder.path().join(name)).unwrap());
    }
    write(&fiction, &folder.path().join("one")).unwrap();
    let (one, many) = (files(&folder.path().join("one")), files(&folder.path().join("many")));
    assert_eq!(one.keys().collect::<Vec<_>>(), many.keys().collect::<Vec<_>>());
    for (name, bytes) in &one {
        assert!(many.get(name) == Some(bytes), "{name} differs");
    }
    for name in
        ["総括表.xlsx", "議会報告.xlsx", "確認依頼/所属不明.xlsx", "csv/observations.csv", "run.json", "state.jsonl"]
    {
        assert!(one.contains_key(name), "{name} is not there");
    }
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2, "something was left beside the outputs");
}

const COLUMNS: [(&str, &str); 12] = [
    (
        "observations",
        "indicator_id,body,plan,level,measure_code,measure_name,sort_order,department,related_departments,\
         indicator_name,indicator_kind,unit,unit_text,direction,direction_source,measurement,aggregation,\
         target_aggregation,target_from_fiscal_year,time_basis,as_of_date,frequency,due_month,baseline_value,\
         baseline_fiscal_year,final_target_value,final_target_operator,final_target_text,final_target_fiscal_year,\
         fiscal_year,period,target_value,target_operator,target_text,target_status,operator_strict,\
         target_revised_from,target_revised_from_text,actual_value,actual_text,actual_status,cumulative_value,\
         achievement_rate,rate_method,progress_rate,judgement,judgement_reason,stated_rate,stated_judgement,file,\
         sheet,target_cell,actual_cell,sha256,actual_corrected_from,actual_corrected_from_text,correction_reason,\
         corrected_by,corrected_on",
    ),
    (
        "indicators",
        "indicator_id,body,plan,level,measure_code,measure_name,sort_order,department,related_departments,\
         indicator_name,indicator_kind,unit,unit_text,direction,direction_source,measurement,aggregation,time_basis,\
         frequency,due_month,baseline_value,baseline_fiscal_year,final_target_value,final_target_operator,\
         final_target_text,final_target_fiscal_year,definition,source,scale,places,registered,file,sheet,cell,\
         released,final_target_revised_from",
    ),
    (
        "plans",
        "body,plan,start_fiscal_year,end_fiscal_year,extended_to_fiscal_year,priority_start_fiscal_year,\
         priority_end_fiscal_year,parent_plan,file,sheet,cell",
    ),
    (
        "measures",
        "body,plan,measure_id,parent_id,level,level_name,sort_order,measure_code,measure_name,department,\
         related_departments,viewpoints,start_fiscal_year,end_fiscal_year,status,file,sheet,cell,\
         judgement_fiscal_year,judgement_value,judgement,judged_indicators,left_out_indicators,judgement_reason",
    ),
    (
        "costs",
        "body,plan,measure_code,measure_name,department,plan_version,fiscal_year,kind,item,amount,unit,amount_yen,\
         amount_text,amount_status,file,sheet,cell",
    ),
    (
        "evaluations",
        "body,plan,measure_code,measure_name,department,fiscal_year,stage,criterion,mark,points,text,file,sheet,cell",
    ),
    (
        "actions",
        "body,plan,measure_code,measure_name,action_name,due_fiscal_year,action_status,action_status_text,as_of_date,\
         department,file,sheet,cell",
    ),
    ("narratives", "body,plan,measure_code,measure_name,department,fiscal_year,heading,kind,text,file,sheet,cell"),
    (
        "findings",
        "finding_id,state,reply,rule,severity,department,measure_code,indicator_name,file,sheet,cell,found,expected,\
         message,remedy,related_cell,reason",
    ),
    (
        "submissions",
        "department,measure_code,measure_name,status,file,sha256,indicators_expected,indicators_filled,\
         findings_error,findings_warning",
    ),
    (
        "outlooks",
        "indicator_id,body,plan,measure_code,measure_name,department,indicator_name,unit,direction,scope,fiscal_year,\
         through,latest_value,year_before_value,to_date_value,target_value,due_value,due_by,pace_rate,keeps_up,\
         projection_value,projection_method,projection_reason,average_value,required_value,forecast_value,\
         from_fiscal_year",
    ),
    ("cells", "body,plan,file,sheet,cell,kind,rule,count"),
];

#[test]
fn columns_are_those_of_the_schema_and_every_row_fills_them() {
    let fiction = small();
    let report = reported(&fiction);
    let names: Vec<(&str, String)> = report
        .tables
        .iter()
        .filter(|table| table.name != "indicators_wide")
        .map(|table| (table.name, table.columns.iter().map(|one| one.name).collect::<Vec<_>>().join(",")))
        .collect();
    assert_eq!(names, COLUMNS.map(|(name, columns)| (name, columns.to_owned())));
    for table in &report.tables {
        assert!(!table.rows.is_empty(), "{} is empty", table.name);
        assert!(table.rows.iter().count() == table.rows.len());
        assert!(table.rows.iter().all(|row| row.len() == table.columns.len()), "{} has a ragged row", table.name);
        let distinct = |of: fn(&Column) -> String| {
            assert_eq!(
                table.columns.iter().map(of).collect::<BTreeSet<_>>().len(),
                table.columns.len(),
                "{}",
                table.name
            )
        };
        distinct(|column| column.heading().into_owned());
        distinct(|column| column.physical_name().into_owned());
        if table.name != "indicators_wide" {
            distinct(|column| column.title.to_owned());
        }
    }
}

#[test]
fn every_word_of_a_column_of_few_words_is_one_of_them() {
    let mut fiction = small();
    fiction.model.indicators[0].kind = Some(matome::model::IndicatorKind::Input);
    let report = reported(&fiction);
    let mut seen = 0;
    for table in &report.tables {
        for row in table.rows.iter() {
            for (column, value) in table.columns.iter().zip(&row).filter(|(column, _)| !column.words.is_empty()) {
                let Some(word) = value.as_text() else { continue };
                assert!(column.words.contains(&word), "{} {}: {word}", table.name, column.name);
                seen += 1;
            }
        }
    }
    assert!(seen > 1000);
}

#[test]
fn the_wide_table_shows_the_values_of_the_long_one_year_by_year() {
    let fiction = small();
    let report = reported(&fiction);
    let table = |name: &str| report.tables.iter().find(|table| table.name == name).unwrap();
    let (long, wide) = (table("observations"), table("indicators_wide"));
    let at = |name: &str| long.position(name).unwrap();
    let [id, code, year, period] = ["indicator_id", "measure_code", "fiscal_year", "period"].map(at);
    let records: Vec<_> = long.rows.iter().collect();
    let headings: Vec<String> = wide.columns.iter().map(|column| column.heading().into_owned()).collect();
    let mut compared = 0;
    for row in wide.rows.iter() {
        for (number, title) in
            [("actual_value", "実績値"), ("target_value", "目標値"), ("achievement_rate", "達成率（％）")]
        {
            for (heading, value) in
                headings.iter().zip(&row).filter(|(heading, _)| heading.ends_with(&format!("年度{title}")))
            {
                let is_same = |record: &&Vec<Value>| {
                    let of_year =
                        record[period].as_text().is_some_and(|period| heading.starts_with(&format!("{period}年度")));
                    record[id] == row[0] && record[code] == row[3] && of_year
                };
                let of_year: Vec<_> = records.iter().filter(is_same).collect();
                if of_year.is_empty() {
                    assert_eq!(*value, Value::Empty);
                } else {
                    assert!(of_year.iter().any(|record| record[at(number)] == *value), "{heading} {:?}", row[0]);
                    assert!(matches!(of_year[0][year], Value::Integer(_)));
                    compared += 1;
                }
            }
        }
    }
    assert_eq!(wide.rows.len(), fiction.model.indicators.len());
    assert!(compared > 100, "{compared}");
}

#[test]
fn csvs_begin_with_a_mark_and_end_lines_as_windows_does() {
    let folder = tempfile::tempdir().unwrap();
    write(&small(), &folder.path().join("out")).unwrap();
    for (name, columns) in COLUMNS {
        let bytes = fs::read(folder.path().join(format!("out/csv/{name}.csv"))).unwrap();
        let text = String::from_utf8(bytes).unwrap();
        assert!(text.starts_with(&format!("\u{feff}{columns}\r\n")), "{name}");
        assert_eq!(text.matches('\n').count(), text.matches("\r\n").count(), "{name}");
        let mut reader = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
        assert_eq!(reader.records().map(Result::unwrap).count(), text.lines().count() - 1, "{name}");
    }
    let narratives = fs::read_to_string(folder.path().join("out/csv/narratives.csv")).unwrap();
    assert!(narratives.contains("\"'=課題の1行目 -2行目、\"\"引用\"\"を含む\""), "{narratives}");
}

#[test]
fn the_state_is_lossless() {
    let folder = tempfile::tempdir().unwrap();
    let fiction = small();
    write(&fiction, &folder.path().join("out")).unwrap();
    let text = fs::read_to_string(folder.path().join("out/state.jsonl")).unwrap();
    let state = matome::state::parse(&text).unwrap();
    assert_eq!(state.model, fiction.model);
    assert_eq!(state.judgements, fiction.judgements);
    assert_eq!(state.findings.len(), fiction.findings.len());
    assert!(matome::state::parse("{\"plan\":{}}").is_err());
    assert!(matome::state::parse("").is_err());
}

#[test]
fn what_others_put_into_the_folder_stays_and_what_they_changed_is_kept() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("集計");
    let mut fiction = small();
    fs::create_dir_all(out.join("メモ")).unwrap();
    fs::write(out.join("メモ/議事録.txt"), "残す").unwrap();
    write(&fiction, &out).unwrap();
    fs::write(out.join("確認依頼/福祉課.xlsx"), "回答").unwrap();
    fs::write(out.join("確認依頼/福祉課_追加.txt"), "残す").unwrap();
    fs::create_dir(out.join("空")).unwrap();
    fiction.findings.clear();
    write(&fiction, &out).unwrap();
    let files = files(&out);
    assert_eq!(files.get("メモ/議事録.txt").map(Vec::as_slice), Some("残す".as_bytes()));
    assert_eq!(files.get("確認依頼/福祉課_追加.txt").map(Vec::as_slice), Some("残す".as_bytes()));
    assert_eq!(files.get("控え/確認依頼/福祉課.xlsx").map(Vec::as_slice), Some("回答".as_bytes()));
    assert!(!files.contains_key("確認依頼/福祉課.xlsx"), "a request without findings is still there");
    assert!(!files.contains_key("確認依頼/環境課.xlsx"), "a request without findings is still there");
    assert!(out.join("空").is_dir());
}

#[test]
fn a_file_that_is_not_ours_is_not_overwritten() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("out");
    fs::create_dir(&out).unwrap();
    fs::write(out.join("総括表.xlsx"), "手作り").unwrap();
    let error = write(&small(), &out).unwrap_err();
    assert!(error.to_string().contains("総括表.xlsx"), "{error}");
    assert_eq!(files(&out).len(), 1);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "something was left beside the folder");
}

#[test]
fn a_folder_that_cannot_be_written_is_named_and_nothing_changes() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("ファイル");
    fs::write(&file, "x").unwrap();
    for out in [file.clone(), file.join("out")] {
        let error = write(&small(), &out).unwrap_err();
        assert!(error.to_string().contains("ファイル"), "{error}");
    }
    assert_eq!(fs::read_to_string(&file).unwrap(), "x");
}

#[test]
fn a_run_killed_at_any_moment_leaves_one_whole_folder() {
    let folder = tempfile::tempdir().unwrap();
    let beside = |name: &str| folder.path().join(name);
    let out = beside("out");
    write(&small(), &out).unwrap();
    let whole = files(&out);
    // While it fills the new folder.
    fs::create_dir(beside(".out.matome-new")).unwrap();
    fs::write(beside(".out.matome-new/総括表.xlsx"), "半分").unwrap();
    recover(&out).unwrap();
    assert_eq!(files(&out), whole);
    // Between the two renames.
    fs::rename(&out, beside(".out.matome-old")).unwrap();
    fs::create_dir(beside(".out.matome-new")).unwrap();
    recover(&out).unwrap();
    assert_eq!(files(&out), whole);
    // Before the old folder is cleared away.
    fs::create_dir(beside(".out.matome-old")).unwrap();
    fs::write(beside(".out.matome-old/run.json"), "{}").unwrap();
    recover(&out).unwrap();
    assert_eq!(files(&out), whole);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    // Someone made the folder anew in between: neither is thrown away.
    fs::rename(&out, beside(".out.matome-old")).unwrap();
    fs::create_dir(&out).unwrap();
    fs::write(out.join("新しいファイル.txt"), "x").unwrap();
    assert!(recover(&out).is_err());
    assert!(beside(".out.matome-old/run.json").is_file() && out.join("新しいファイル.txt").is_file());
}

/// What the run of a folder says that it wrote.
fn told(out: &Path) -> std::collections::BTreeMap<String, String> {
    let run: serde_json::Value = serde_json::from_slice(&fs::read(out.join("run.json")).unwrap()).unwrap();
    serde_json::from_value(run["outputs"].clone()).unwrap()
}

#[test]
fn a_book_that_is_open_is_left_and_the_new_one_stands_beside_it() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("集計");
    let mut fiction = small();
    write(&fiction, &out).unwrap();
    let (before, known) = (files(&out), told(&out));
    fs::write(out.join("~$総括表.xlsx"), "鍵").unwrap();
    fs::write(out.join("確認依頼/.~lock.福祉課.xlsx#"), "鍵").unwrap();
    fs::write(out.join("メモ.txt"), "残す").unwrap();
    fs::write(out.join("確認依頼/環境課.xlsx"), "回答").unwrap();
    fiction.run.period = Some(matome::period::Period::month(2031, 1));
    let left = |book: &str, new: &str| LeftOpen { book: book.to_owned(), new: Some(new.to_owned()) };
    let expected =
        [left("確認依頼/福祉課.xlsx", "確認依頼/福祉課（新）.xlsx"), left("総括表.xlsx", "総括表（新）.xlsx")];
    for _ in 0..2 {
        assert_eq!(write(&fiction, &out).unwrap(), expected);
        let after = files(&out);
        for book in ["総括表.xlsx", "確認依頼/福祉課.xlsx"] {
            assert_eq!(after[book], before[book], "{book} was touched");
            assert_eq!(told(&out)[book], known[book], "{book} is not known any more");
        }
        assert_ne!(after["総括表（新）.xlsx"], before["総括表.xlsx"]);
        assert_ne!(after["議会報告.xlsx"], before["議会報告.xlsx"]);
        assert_eq!(after["メモ.txt"], "残す".as_bytes());
        assert_eq!(after["控え/確認依頼/環境課.xlsx"], "回答".as_bytes());
        assert!(after.contains_key("~$総括表.xlsx"));
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "something was left beside the outputs");
    }
    // the one beside it is opened too
    fs::write(out.join("~$総括表（新）.xlsx"), "鍵").unwrap();
    let second = files(&out)["総括表（新）.xlsx"].clone();
    let open = write(&fiction, &out).unwrap();
    assert!(open.contains(&left("総括表.xlsx", "総括表（新2）.xlsx")), "{open:?}");
    assert_eq!(files(&out)["総括表（新）.xlsx"], second);
    // all are closed; what was written in the one that was open is kept
    for mark in ["~$総括表.xlsx", "~$総括表（新）.xlsx", "確認依頼/.~lock.福祉課.xlsx#"] {
        fs::remove_file(out.join(mark)).unwrap();
    }
    fs::write(out.join("総括表.xlsx"), "書き込んだ").unwrap();
    assert_eq!(write(&fiction, &out).unwrap(), []);
    let after = files(&out);
    assert_eq!(after["総括表.xlsx"], second);
    assert_eq!(after["控え/総括表.xlsx"], "書き込んだ".as_bytes());
    assert!(after.keys().all(|name| !name.contains("（新")), "{:?}", after.keys());
    write(&fiction, &folder.path().join("別")).unwrap();
    assert_eq!(after["run.json"], files(&folder.path().join("別"))["run.json"]);
}

#[test]
fn a_name_beside_an_open_book_that_is_not_ours_is_not_taken() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("集計");
    let fiction = small();
    write(&fiction, &out).unwrap();
    fs::write(out.join("~$総括表.xlsx"), "鍵").unwrap();
    fs::write(out.join("総括表（新）.xlsx"), "手作り").unwrap();
    let open = write(&fiction, &out).unwrap();
    assert_eq!(open[0].new.as_deref(), Some("総括表（新2）.xlsx"));
    assert_eq!(files(&out)["総括表（新）.xlsx"], "手作り".as_bytes());
}

#[test]
fn a_run_killed_while_files_go_one_by_one_leaves_the_old_or_the_new() {
    let folder = tempfile::tempdir().unwrap();
    let beside = |name: &str| folder.path().join(name);
    let out = beside("out");
    let mut fiction = small();
    write(&fiction, &out).unwrap();
    fs::write(out.join("メモ.txt"), "残す").unwrap();
    let old = files(&out);
    fiction.run.period = Some(matome::period::Period::month(2031, 1));
    write(&fiction, &beside("ready")).unwrap();
    let new = files(&beside("ready"));
    // while old files are moved aside: they go back
    fs::create_dir_all(beside(".out.matome-aside/csv")).unwrap();
    fs::rename(beside("ready"), beside(".out.matome-new")).unwrap();
    for name in ["総括表.xlsx", "csv/findings.csv", "run.json"] {
        fs::rename(out.join(name), beside(".out.matome-aside").join(name)).unwrap();
    }
    recover(&out).unwrap();
    assert_eq!(files(&out), old);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    // while new files are moved in: the others follow
    write(&fiction, &beside("ready")).unwrap();
    fs::rename(beside("ready"), beside(".out.matome-new")).unwrap();
    for name in old.keys().filter(|name| *name != "メモ.txt") {
        let gone = beside(".out.matome-gone").join(name);
        fs::create_dir_all(gone.parent().unwrap()).unwrap();
        fs::rename(out.join(name), gone).unwrap();
    }
    for name in ["総括表.xlsx", "csv/findings.csv"] {
        fs::rename(beside(".out.matome-new").join(name), out.join(name)).unwrap();
    }
    recover(&out).unwrap();
    let mut after = files(&out);
    assert_eq!(after.remove("メモ.txt").as_deref(), Some("残す".as_bytes()));
    assert_eq!(after, new);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[test]
fn the_council_sees_no_paths_no_cells_and_no_notes_meant_for_inside() {
    let fiction = small();
    let report = reported(&fiction);
    let council = report.books.iter().find(|book| book.file_name == "議会報告.xlsx").unwrap();
    assert!(council.title.contains("【未確定】"));
    let mut texts = Vec::new();
    for sheet in &council.sheets {
        let matome::page::Sheet::Page(page) = sheet else { panic!("a data sheet in the council's book") };
        for cell in page.rows.iter().flat_map(|row| &row.cells) {
            let leads_away = |link: &matome::table::Link| !link.file.is_empty() || link.cell != "A1";
            assert!(!matches!(&cell.value, matome::table::Value::Link(link) if leads_away(link)));
            texts.extend(cell.value.as_text().map(|text| (page.name.clone(), text.to_owned())));
        }
        for chart in &page.charts {
            texts.extend([&chart.title, &chart.alt, &chart.unit].map(|text| ("グラフ".to_owned(), text.clone())));
        }
        texts.push(("見出し".to_owned(), page.running_head.clone()));
    }
    let departments: Vec<&str> =
        fiction.model.indicators.iter().map(|indicator| indicator.belongs.department.as_str()).collect();
    for (page, text) in texts {
        // Departments are named where indicators are counted by them, and nowhere else.
        if page == "部署別総括" && departments.contains(&text.as_str()) {
            continue;
        }
        for inside in [".xlsx", "施策評価（１）", "内部の備考", "総務課", "企画政策課"] {
            assert!(!text.contains(inside), "{text}");
        }
    }
}

#[test]
fn every_indicator_leads_to_its_row_in_the_sources() {
    use matome::page::{Page, Sheet};
    let fiction = small();
    let report = reported(&fiction);
    let book = report.books.iter().find(|book| book.file_name == "総括表.xlsx").unwrap();
    let page = |name: &str| -> &Page {
        let mut pages = book.sheets.iter().filter_map(|sheet| match sheet {
            Sheet::Page(page) if page.name == name => Some(page),
            _ => None,
        });
        pages.next_back().unwrap()
    };
    let sources = page("出典");
    let mut links = 0;
    for row in &page("指標一覧").rows {
        let mut links_of_row = row.cells.iter().filter_map(|cell| match &cell.value {
            matome::table::Value::Link(link) => Some(link),
            _ => None,
        });
        let Some(link) = links_of_row.next_back() else { continue };
        let number: usize = link.cell.trim_start_matches('A').parse().unwrap();
        let source = &sources.rows[number - 1].cells;
        assert_eq!(source[2].value.as_text(), row.cells[3].value.as_text());
        assert_eq!(source[0].value.as_text(), row.cells[0].value.as_text());
        assert_eq!(link.sheet, "出典");
        links += 1;
    }
    assert_eq!(links, fiction.model.indicators.len());
}

#[test]
fn a_large_data_sheet_holds_what_its_table_holds() {
    use matome::page::Sheet;
    use matome::table::Value;
    let folder = tempfile::tempdir().unwrap();
    let size = Size { departments: 8, measures: 40, per_measure: 6, years: 2021..=2026, submissions: 40, findings: 10 };
    let mut fiction = fiction(&size);
    fiction.model.indicators[0].name = " _x000D_ <a> & \u{b}\"b\"".to_owned();
    write(&fiction, &folder.path().join("out")).unwrap();
    let bytes = fs::read(folder.path().join("out/総括表.xlsx")).unwrap();
    let read = matome::read::parse("総括表.xlsx", &bytes).unwrap();
    assert!(read.troubles.is_empty());
    let report = reported(&fiction);
    let sheets = report.books.iter().filter(|book| book.file_name == "総括表.xlsx").flat_map(|book| &book.sheets);
    let data = sheets.filter_map(|sheet| if let Sheet::Data(data) = sheet { Some(data) } else { None });
    let mut largest = 0;
    for data in data {
        largest = largest.max(data.table.rows.len() * data.columns.len());
        let sheet = read.sheets.iter().find(|sheet| sheet.id.sheet == data.name).unwrap();
        let mut cells = sheet.cells.iter().filter(|cell| cell.at.row > 0);
        for (row, record) in (1u32..).zip(data.table.rows.iter()) {
            for (col, place) in (0u32..).zip(&data.columns) {
                let written = match &record[*place] {
                    Value::Empty => continue,
                    Value::Number(number) => number.normalize().to_string(),
                    Value::Integer(number) => number.to_string(),
                    Value::Bool(truth) => truth.to_string().to_uppercase(),
                    Value::Date(date) => date.to_string(),
                    value => value.as_text().unwrap().to_owned(),
                };
                let cell = cells.next().unwrap();
                assert_eq!((cell.at.row, cell.at.col), (row, col), "{}", data.name);
                assert_eq!(*cell.raw.text, *written, "{} {}", data.name, cell.at);
            }
        }
        assert!(cells.next().is_none(), "{}", data.name);
    }
    assert!(largest > 30_000, "the largest sheet has {largest} cells");
}

#[test]
fn a_run_that_found_nothing_is_written_too() {
    let folder = tempfile::tempdir().unwrap();
    let mut fiction = small();
    fiction.model = matome::model::Model::default();
    fiction.judgements.clear();
    fiction.findings.clear();
    write(&fiction, &folder.path().join("empty")).unwrap();
    let mut fiction = small();
    fiction.judgements.clear();
    fiction.run.period = None;
    fiction.run.as_of = None;
    write(&fiction, &folder.path().join("unjudged")).unwrap();
    assert!(files(&folder.path().join("unjudged")).contains_key("総括表.xlsx"));
}

#[test]
fn the_judgements_of_measures_stand_in_both_books_and_in_their_table() {
    use matome::judgement::MeasureJudgement;
    let fiction = small();
    let Fiction { model, judgements, outlooks, findings, run } = &fiction;
    let place = matome::order::Order::of(model).place(&model.measures[0].belongs);
    let of_year = |fiscal_year| MeasureJudgement {
        place,
        fiscal_year,
        value: Some("66.66".parse().unwrap()),
        mark: Some("概ね順調".to_owned()),
        judged: 3,
        left_out: 1,
        reason: None,
    };
    let rolled_up: Vec<MeasureJudgement> = (2021..=2026).map(of_year).collect();
    let report = report(Source { outlooks, rolled_up: &rolled_up, ..Source::of(model, judgements, findings, run) });
    let measures = report.tables.iter().find(|table| table.name == "measures").unwrap();
    let [mark, judged] = ["judgement", "judged_indicators"].map(|name| measures.position(name).unwrap());
    let marked = measures.rows.iter().filter(|row| row[mark].as_text() == Some("概ね順調"));
    assert_eq!(marked.map(|row| row[judged].clone()).collect::<Vec<_>>(), [matome::table::Value::Integer(3)]);
    for name in ["総括表.xlsx", "議会報告.xlsx"] {
        let book = report.books.iter().find(|book| book.file_name == name).unwrap();
        let pages = book.sheets.iter().filter_map(|sheet| match sheet {
            matome::page::Sheet::Page(page) => Some(page),
            matome::page::Sheet::Data(_) => None,
        });
        let rows = pages.flat_map(|page| &page.rows);
        let texts = |row: &matome::page::Row| row.cells.iter().any(|cell| cell.value.as_text() == Some("概ね順調"));
        assert_eq!(rows.filter(|row| texts(row)).count(), 1, "{name}");
    }
}

#[test]
fn the_notes_of_both_books_tell_the_bands_of_every_scale_in_use() {
    let mut fiction = small();
    fiction.run.settings = serde_json::to_value(matome::settings::Settings::default()).unwrap();
    let told = |fiction: &Fiction, book: &str| {
        let report = reported(fiction);
        let book = report.books.iter().find(|one| one.file_name == book).unwrap();
        let pages = book.sheets.iter().filter_map(|sheet| match sheet {
            matome::page::Sheet::Page(page) => Some(page),
            matome::page::Sheet::Data(_) => None,
        });
        let cells = pages.flat_map(|page| &page.rows).flat_map(|row| &row.cells);
        let texts: Vec<String> = cells.filter_map(|cell| cell.value.as_text().map(str::to_owned)).collect();
        let texts = texts.join("\n");
        (texts.contains("長与町のS～C"), texts.contains("基準値の90％以上100％以下"))
    };
    for book in ["総括表.xlsx", "議会報告.xlsx"] {
        assert_eq!(told(&fiction, book), (false, false), "{book}");
    }
    fiction.model.indicators[0].rating.scale = Some("nagayo".to_owned());
    for book in ["総括表.xlsx", "議会報告.xlsx"] {
        assert_eq!(told(&fiction, book), (true, true), "{book}");
    }
}
