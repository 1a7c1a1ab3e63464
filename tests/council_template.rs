//! An office's own council template: filled with 300 records, only what is bound and what follows from it differs.

#![expect(clippy::disallowed_methods, clippy::unwrap_used, reason = "a test that looks at outputs")]

#[path = "../examples/council-template.rs"]
#[expect(dead_code, reason = "main is called when it runs as an example")]
mod example;

use assert_cmd::Command;
use matome::cell::CellRef;
use matome::encoding::Encoding;
use matome::model::Model;
use matome::read::{self, Limits};
use matome::run::Run;
use matome::sheet::{Sheet, Workbook};
use matome::template::{Filled, Problem, Template, Values, words};
use matome::write::{self, Outputs};
use rust_xlsxwriter::{Chart, ChartType, Format, Formula, Table, Workbook as Written};
use std::collections::BTreeMap;
use std::io::{Cursor, Read};
use std::path::Path;
use zip::ZipArchive;

/// So many records of every list.
fn values(many: usize) -> Values {
    let filled = |text: String| Filled { number: None, text };
    let record = |fields: &'static [words::Word], at: usize| {
        let value = |name: &'static str| match name {
            "目標値" | "実績値" | "指標数" | "判定数" | "達成数" | "未達成数" => {
                Filled { number: Some(at.into()), text: at.to_string() }
            }
            "指標名" => filled(format!("=1+{at}<&>")),
            name => filled(format!("{name}{at}")),
        };
        fields.iter().map(|field| (field.name, value(field.name))).collect::<BTreeMap<_, _>>()
    };
    let of = |list: &words::List| (list.name, (1..=many).map(|at| record(list.fields, at)).collect());
    let mut fields: BTreeMap<_, _> =
        words::FIELDS.iter().map(|field| (field.name, filled(format!("［{}］", field.name)))).collect();
    fields.insert("達成数", Filled { number: Some(1234.into()), text: "1,234".to_owned() });
    Values { fields, lists: words::LISTS.iter().map(of).collect() }
}

fn template(bytes: &[u8]) -> Result<Template, Vec<matome::template::TemplateMistake>> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("様式.xlsx");
    std::fs::write(&path, bytes).unwrap();
    let template = read::template(&path, &Limits::default())?;
    write::check_template(&template).map_err(|mistake| vec![mistake])?;
    Ok(template)
}

/// The template filled, as the output folder has it.
fn filled(bytes: &[u8], values: &Values) -> Vec<u8> {
    let out = tempfile::tempdir().unwrap();
    let out = out.path().join("out");
    let (model, run) = (Model::default(), Run { encoding: Encoding::default(), ..Run::default() });
    let templates = [template(bytes).unwrap()];
    let outputs = Outputs {
        tables: &[],
        books: &[],
        model: &model,
        judgements: &Vec::new(),
        findings: &[],
        closed: &[],
        run: &run,
        templates: &templates,
        values,
    };
    write::outputs(&out, &outputs).unwrap();
    std::fs::read(out.join("議会報告_様式.xlsx")).unwrap()
}

fn parts(bytes: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut parts = BTreeMap::new();
    for place in 0..archive.len() {
        let mut part = archive.by_index(place).unwrap();
        let mut text = Vec::new();
        part.read_to_end(&mut text).unwrap();
        parts.insert(part.name().unwrap().into_owned(), text);
    }
    parts
}

fn part(bytes: &[u8], name: &str) -> String {
    String::from_utf8(parts(bytes).remove(name).unwrap()).unwrap()
}

fn shown<'w>(book: &'w Workbook, sheet: &str, at: &str) -> &'w str {
    let at: CellRef = at.parse().unwrap();
    let sheet: &Sheet = book.sheets.iter().find(|one| one.id.sheet == sheet).unwrap();
    sheet.cells.iter().find(|cell| cell.at == at).map(|cell| &*cell.raw.text).unwrap_or_default()
}

#[test]
fn only_what_is_bound_and_what_follows_from_it_differs() {
    let before = example::template().unwrap();
    let after = filled(&before, &values(300));
    let (old, new) = (parts(&before), parts(&after));
    assert_eq!(old.keys().collect::<Vec<_>>(), new.keys().collect::<Vec<_>>());
    let changed: Vec<&str> =
        old.iter().filter(|(name, bytes)| new.get(*name) != Some(*bytes)).map(|(name, _)| name.as_str()).collect();
    let allowed = [
        "xl/charts/chart1.xml",
        "xl/comments1.xml",
        "xl/drawings/drawing1.xml",
        "xl/drawings/vmlDrawing1.vml",
        "xl/workbook.xml",
        "xl/worksheets/sheet1.xml",
        "xl/worksheets/sheet2.xml",
    ];
    assert_eq!(changed, allowed);
    // around the rows of 指標 nothing differs but what is named here
    let around = |text: &str| {
        let (before, rest) = text.split_once("<sheetData>").unwrap();
        let (_, after) = rest.split_once("</sheetData>").unwrap();
        format!("{before}{after}")
    };
    let merges: String = (6..=304).map(|row| format!("<mergeCell ref=\"I{row}:J{row}\"/>")).collect();
    let old = part(&before, "xl/worksheets/sheet2.xml");
    let expected = around(&old)
        .replace("<dimension ref=\"A1:J7\"/>", "<dimension ref=\"A1:J306\"/>")
        .replace("<autoFilter ref=\"A4:H5\"/>", "<autoFilter ref=\"A4:H304\"/>")
        .replace("<mergeCells count=\"2\">", "<mergeCells count=\"301\">")
        .replace("<mergeCell ref=\"I5:J5\"/>", &format!("<mergeCell ref=\"I5:J5\"/>{merges}"))
        .replace("sqref=\"A5:J5\"", "sqref=\"A5:J304\"")
        .replace("sqref=\"H7\"", "sqref=\"H306\"")
        .replace("{{未確定}}{{団体名}}", "［未確定］［団体名］");
    assert_eq!(around(&part(&after, "xl/worksheets/sheet2.xml")), expected);
    let book = part(&after, "xl/workbook.xml");
    for range in ["指標!$A$1:$J$306", "総括!$A$1:$H$324", "指標!$F$5:$F$304", "指標!$4:$4", "fullCalcOnLoad=\"1\""]
    {
        assert!(book.contains(range), "{range}: {book}");
    }
    let chart = part(&after, "xl/charts/chart1.xml");
    assert!(chart.contains("<c:f>総括!$E$7:$E$306</c:f>") && chart.contains("<c:f>総括!$E$6</c:f>"), "{chart}");
    assert!(!chart.contains("{{"), "{chart}");
}

#[test]
fn cells_get_numbers_and_texts_and_formulas_grow() {
    let after = filled(&example::template().unwrap(), &values(300));
    let book = read::parse("様式.xlsx", &after).unwrap();
    assert_eq!(shown(&book, "総括", "A2"), "［未確定］［対象年度］　［団体名］　指標の達成状況");
    assert!(shown(&book, "総括", "A4").contains("達成は1,234件"));
    assert_eq!(shown(&book, "総括", "H1"), "［資料番号］");
    assert_eq!((shown(&book, "総括", "C7"), shown(&book, "総括", "C306")), ("1件", "300件"));
    assert_eq!(shown(&book, "指標", "C304"), "=1+300<&>");
    let rows = part(&after, "xl/worksheets/sheet1.xml");
    assert!(rows.contains("<f>SUM(C7:C306)</f></c>"), "{rows}");
    let list = part(&after, "xl/worksheets/sheet2.xml");
    assert!(list.contains("<f>COUNTIF(H5:H304,\"達成\")</f></c>"), "{list}");
    let heights = |text: &str| text.matches("ht=\"36\"").count();
    assert_eq!(heights(&list), 300);
}

#[test]
fn a_list_without_records_leaves_an_empty_row() {
    let after = filled(&example::template().unwrap(), &values(0));
    let list = part(&after, "xl/worksheets/sheet2.xml");
    assert!(list.contains("<mergeCell ref=\"I5:J5\"/></mergeCells>"), "{list}");
    let book = read::parse("様式.xlsx", &after).unwrap();
    assert_eq!((shown(&book, "指標", "C5"), shown(&book, "指標", "C6")), ("", "達成した指標"));
}

/// A sheet whose row 5 is repeated, with more of a kind.
fn with(more: impl FnOnce(&mut rust_xlsxwriter::Worksheet)) -> Vec<u8> {
    let mut book = Written::new();
    let sheet = book.add_worksheet().set_name("一覧").unwrap();
    sheet.write(3, 0, "名称").unwrap().write(3, 1, "値").unwrap();
    sheet.write(4, 0, "{{指標.指標名}}").unwrap().write(4, 1, "{{指標.実績値}}").unwrap();
    more(sheet);
    let other = book.add_worksheet().set_name("計").unwrap();
    other.write_formula(0, 0, Formula::new("=SUM(一覧!B5:B5)").set_result("7")).unwrap();
    other.write_formula(1, 0, Formula::new("=一覧!B20").set_result("8")).unwrap();
    book.save_to_buffer().unwrap()
}

#[test]
fn everything_below_and_elsewhere_follows() {
    let before = with(|sheet| {
        sheet.write_formula(4, 2, "=B5*2").unwrap();
        sheet.write_url(4, 3, "https://example.com/").unwrap();
        sheet.write_url(9, 0, "internal:'計'!A1").unwrap();
        sheet.add_table(3, 0, 5, 1, &Table::new()).unwrap();
        sheet.set_page_breaks(&[4, 12]).unwrap();
        let mut chart = Chart::new(ChartType::Line);
        chart.add_series().set_values("=一覧!$B$5:$B$6");
        sheet.insert_chart(8, 4, &chart).unwrap();
    });
    let after = filled(&before, &values(3));
    let list = part(&after, "xl/worksheets/sheet1.xml");
    for formula in ["<f>B5*2</f>", "<f>B6*2</f>", "<f>B7*2</f>"] {
        assert!(list.contains(formula), "{formula}: {list}");
    }
    for other in ["<brk id=\"4\"", "<brk id=\"14\"", "ref=\"D7\" r:id=", "ref=\"A12\" location="] {
        assert!(list.contains(other), "{other}: {list}");
    }
    assert!(part(&after, "xl/tables/table1.xml").contains("ref=\"A4:B8\""));
    assert!(part(&after, "xl/charts/chart1.xml").contains("一覧!$B$5:$B$8"));
    let elsewhere = part(&after, "xl/worksheets/sheet2.xml");
    assert!(elsewhere.contains("<f>SUM(一覧!B5:B7)</f></c>") && elsewhere.contains("<f>一覧!B22</f></c>"));
}

#[test]
fn what_newer_versions_added_to_sheets_follows_too() {
    let plain = with(|_| {});
    let extension = |formula: &str, validated: &str, lines: &str| {
        format!(
            "<extLst><ext xmlns:x14=\"m\" uri=\"u\"><x14:dataValidations xmlns:xm=\"n\"><x14:dataValidation type=\"list\"><x14:formula1><xm:f>{formula}</xm:f></x14:formula1><xm:sqref>{validated}</xm:sqref></x14:dataValidation></x14:dataValidations></ext><ext xmlns:x14=\"m\" uri=\"v\"><x14:sparklines xmlns:xm=\"n\">{lines}</x14:sparklines></ext></extLst>"
        )
    };
    let line =
        |range: &str, at: &str| format!("<x14:sparkline><xm:f>{range}</xm:f><xm:sqref>{at}</xm:sqref></x14:sparkline>");
    let before = {
        let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in parts(&plain) {
            let mut text = bytes;
            if name == "xl/worksheets/sheet1.xml" {
                let more = extension("計!$A$1:$A$3", "C5 C9", &line("一覧!B5:F5", "G5"));
                text = String::from_utf8(text).unwrap().replace("</worksheet>", &format!("{more}</worksheet>")).into();
            }
            out.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
            std::io::Write::write_all(&mut out, &text).unwrap();
        }
        out.finish().unwrap().into_inner()
    };
    let lines: String = (5..8).map(|row| line(&format!("一覧!B{row}:F{row}"), &format!("G{row}"))).collect();
    let after = part(&filled(&before, &values(3)), "xl/worksheets/sheet1.xml");
    assert!(after.contains(&extension("計!$A$1:$A$3", "C5:C7 C11", &lines)), "{after}");
}

#[test]
fn what_cannot_be_done_safely_names_the_cell() {
    let wrong = |bytes: &[u8]| {
        let mistake = template(bytes).unwrap_err().remove(0);
        (mistake.sheet, mistake.cell.map(|cell| cell.to_string()).unwrap_or_default(), mistake.problem)
    };
    let merged = with(|sheet| {
        sheet.merge_range(4, 3, 5, 3, "", &Format::new()).unwrap();
    });
    let (sheet, cell, problem) = wrong(&merged);
    assert_eq!((sheet.as_str(), cell.as_str()), ("一覧", "D5"));
    assert!(matches!(problem, Problem::Merge(_)));
    let one = with(|sheet| {
        sheet.write_formula(8, 0, "=B5+1").unwrap();
    });
    assert!(matches!(wrong(&one), (_, cell, Problem::OneOfMany(_)) if cell == "A9"));
    let relative = with(|sheet| {
        sheet.write_formula(4, 2, "=B5/B9").unwrap();
    });
    assert!(matches!(wrong(&relative), (_, cell, Problem::Relative(_)) if cell == "C5"));
    let two = with(|sheet| {
        sheet.write(4, 2, "{{施策.名称}}").unwrap();
    });
    assert!(matches!(wrong(&two), (_, cell, Problem::TwoLists) if cell == "C5"));
    let unknown = with(|sheet| {
        sheet.write(0, 0, "{{団体}}").unwrap();
    });
    let nearest = Some("団体名".to_owned());
    assert!(
        matches!(wrong(&unknown), (_, cell, Problem::Unknown { nearest: near, .. }) if cell == "A1" && near == nearest)
    );
    let head = with(|sheet| {
        sheet.set_header("&L{{団体}}");
    });
    assert!(matches!(wrong(&head), (_, _, Problem::Unknown { .. })));
    for bytes in [&b""[..], b"PK\x03\x04", b"text"] {
        assert!(matches!(wrong(bytes), (_, _, Problem::Unreadable(_))));
    }
}

#[test]
fn damaged_packages_are_told_and_never_panic() {
    let whole = example::template().unwrap();
    let mut parts = Vec::new();
    let mut archive = ZipArchive::new(Cursor::new(whole.as_slice())).unwrap();
    for place in 0..archive.len() {
        let mut part = archive.by_index(place).unwrap();
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).unwrap();
        parts.push((part.name().unwrap().into_owned(), bytes));
    }
    for cut in 0..parts.len() {
        for keep in [0, 1, 2] {
            let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
            for (place, (name, bytes)) in parts.iter().enumerate() {
                let kept = if place == cut { bytes.len() * keep / 3 } else { bytes.len() };
                out.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
                std::io::Write::write_all(&mut out, bytes.get(..kept).unwrap()).unwrap();
            }
            let damaged = out.finish().unwrap().into_inner();
            // either is right for a part that is not needed; it comes back
            let _ = template(&damaged);
        }
    }
}

#[test]
fn a_wrong_template_stops_the_run_before_anything_is_read() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("様式.xlsx");
    std::fs::write(
        &path,
        with(|sheet| {
            sheet.write(0, 0, "{{達成}}").unwrap();
        }),
    )
    .unwrap();
    let out = folder.path().join("out");
    let mut run = Command::cargo_bin("matome").unwrap();
    run.arg("consolidate").arg("samples").arg("--council-template").arg(&path).arg("--out").arg(&out);
    let said = run.assert().code(2).get_output().stderr.clone();
    let said = String::from_utf8(said).unwrap();
    assert!(said.contains("様式.xlsx [一覧]A1: {{達成}} という差し込み項目はありません"), "{said}");
    assert!(!out.exists());
}

#[test]
fn the_template_that_comes_with_the_project_is_the_example() {
    let there = std::fs::read("templates/council/みほん市_議会資料.xlsx").unwrap();
    assert_eq!(parts(&there), parts(&example::template().unwrap()), "cargo run --example council-template");
}

#[test]
fn the_page_lists_every_placeholder() {
    let mut list = String::new();
    for field in words::FIELDS {
        list.push_str(&format!("| `{{{{{}}}}}` | {} |\n", field.name, field.meaning));
    }
    let head = "| 項目 | 内容 |\n|---|---|\n";
    let mut text = format!("### ブックの項目\n\n{head}{list}");
    for list in words::LISTS {
        text.push_str(&format!("\n### 一覧 {}\n\n{}。\n\n{head}", list.name, list.meaning));
        for field in list.fields {
            text.push_str(&format!("| `{{{{{}.{}}}}}` | {} |\n", list.name, field.name, field.meaning));
        }
    }
    let path = Path::new("docs/council-template.md");
    let page = std::fs::read_to_string(path).unwrap().replace("\r\n", "\n");
    let (_, listed) = page.split_once("<!-- placeholders: cargo test --test council_template -->\n\n").unwrap();
    assert!(listed == text, "the list is old; it should be\n{text}");
}
