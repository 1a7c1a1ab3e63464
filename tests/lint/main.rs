//! Every workbook that a run writes is a sound package: what Excel would mend with a prompt, and what a validator of the
//! schema does not see.
#![expect(clippy::disallowed_methods, clippy::unwrap_used, reason = "a test that reads what was written")]

mod checks;
#[path = "../fiction/mod.rs"]
mod fiction;
#[path = "../folder/mod.rs"]
mod folder;
mod package;

use checks::faults;
use fiction::{Fiction, Size, fiction};
use folder::files;
use matome::encoding::Encoding;
use matome::pipeline::{Job, annotate, consolidate};
use matome::report::{Source, report};
use matome::write::{Outputs, outputs};
use package::Package;
use std::io::{Cursor, Write};
use std::path::Path;

const SMALL: Size =
    Size { departments: 2, measures: 2, per_measure: 2, years: 2023..=2026, submissions: 2, findings: 4 };

fn job() -> Job {
    Job {
        inputs: vec!["samples".into()],
        period: Some(matome::period::Period::month(2024, 10)),
        as_of: Some(jiff::civil::date(2024, 10, 31)),
        ..Job::default()
    }
}

/// No workbook of the folder has a fault; how many there are.
fn assert_sound(out: &Path) -> usize {
    let books = files(out).into_iter().filter(|(name, _)| name.ends_with(".xlsx"));
    let checked = books.map(|(name, bytes)| {
        let known = submitted(&name).map(|bytes| faults(&bytes)).unwrap_or_default();
        let own: Vec<String> = faults(&bytes).into_iter().filter(|fault| !known.contains(fault)).collect();
        assert_eq!(own, [""; 0], "{name}");
    });
    checked.count()
}

/// The sample that a marked copy is of: what is wrong with that one stays as it is.
fn submitted(copy: &str) -> Option<Vec<u8>> {
    let name = copy.strip_suffix("（確認箇所）.xlsx")?;
    let stem = |path: &str| path.rsplit('/').next().and_then(|name| name.strip_suffix(".xlsx")).map(str::to_owned);
    let samples = files(Path::new("samples")).into_iter();
    let of = samples.filter(|(path, _)| stem(path).is_some_and(|stem| name.ends_with(&stem)));
    Some(of.max_by_key(|(path, _)| path.len()).unwrap().1)
}

#[test]
fn the_books_of_the_samples_are_sound() {
    let folder = tempfile::tempdir().unwrap();
    consolidate(&job(), folder.path(), &|_, _| {}).unwrap();
    assert!(assert_sound(folder.path()) > 10);
}

#[test]
fn those_with_a_register_and_another_encoding_are_too() {
    let folder = tempfile::tempdir().unwrap();
    let register = Some("templates/register/みほん市_指標台帳.xlsx".into());
    consolidate(&Job { register, encoding: Encoding::Cp932, ..job() }, folder.path(), &|_, _| {}).unwrap();
    assert!(assert_sound(folder.path()) > 10);
}

#[test]
fn those_without_anything_in_them_are_too() {
    let folder = tempfile::tempdir().unwrap();
    let mut fiction = fiction(&SMALL);
    fiction.model = matome::model::Model::default();
    fiction.judgements.clear();
    fiction.outlooks.clear();
    fiction.findings.clear();
    write(&fiction, folder.path());
    assert!(assert_sound(folder.path()) >= 2);
}

#[test]
fn those_with_many_rows_are_too() {
    let folder = tempfile::tempdir().unwrap();
    let size = Size { departments: 8, measures: 40, per_measure: 6, years: 2021..=2026, submissions: 40, findings: 10 };
    write(&fiction(&size), folder.path());
    assert!(assert_sound(folder.path()) > 2);
    let book = Package::of(&std::fs::read(folder.path().join("総括表.xlsx")).unwrap());
    let part = |name: &str| book.sheets().into_iter().find(|(tab, _)| tab == name).unwrap().1;
    let rows = book.xml(&part("データ_観測値")).unwrap();
    assert!(rows.below().into_iter().any(|element| element.get("t") == "inlineStr"), "no sheet is large");
}

fn write(fiction: &Fiction, out: &Path) {
    let Fiction { model, judgements, outlooks, findings, run } = fiction;
    let made = report(Source { outlooks, ..Source::of(model, judgements, findings, run) });
    let (tables, books) = (&made.tables, &made.books);
    let (templates, values) = (&[][..], &made.values);
    outputs(out, &Outputs { tables, books, model, judgements, findings, closed: &[], run, templates, values }).unwrap();
}

/// A copy of a workbook of ours with a part changed.
fn damaged(bytes: &[u8], part: &str, old: &str, new: &str) -> Vec<u8> {
    let package = Package::of(bytes);
    let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let mut changed = 0;
    for (name, content) in package.parts {
        let text = String::from_utf8(content).unwrap();
        let text = if name == part && text.contains(old) {
            changed += 1;
            text.replacen(old, new, 1)
        } else {
            text
        };
        out.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        out.write_all(text.as_bytes()).unwrap();
    }
    assert_eq!(changed, 1, "{part} has no {old}");
    out.finish().unwrap().into_inner()
}

#[test]
fn a_fault_of_every_kind_is_seen() {
    let folder = tempfile::tempdir().unwrap();
    consolidate(&job(), folder.path(), &|_, _| {}).unwrap();
    let bytes = std::fs::read(folder.path().join("総括表.xlsx")).unwrap();
    let package = Package::of(&bytes);
    let sheets = package.sheets();
    let part = |name: &str| sheets.iter().find(|(tab, _)| tab == name).unwrap().1.clone();
    let (cover, codes) = (part("概要"), part("データ_コード表"));
    let table =
        |sheet: &str| package.relations(sheet).into_values().find(|(kind, _)| kind == "table").unwrap().1.unwrap();
    let codes_table = table(&codes);
    let book = "xl/workbook.xml";
    let merged = |refs: &str| format!("</sheetData><mergeCells>{refs}</mergeCells>");
    let long = "あ".repeat(300);
    let seeded: Vec<(&str, &str, String, &str)> = vec![
        (&cover, "</sheetData>", merged("<mergeCell ref=\"A1:B2\"/><mergeCell ref=\"B2:C3\"/>"), "他と重なる"),
        (&codes, "</sheetData>", merged("<mergeCell ref=\"A2:B2\"/>"), "テーブルと重なる"),
        (&codes_table, "name=\"意味\"", "name=\"意義\"".to_owned(), "見出しと違う"),
        (&codes_table, "ref=\"A1:E", "ref=\"A1:F".to_owned(), "に列が"),
        (&codes_table, "displayName=\"データ_コード表\"", "displayName=\"AB12\"".to_owned(), "テーブル名"),
        (book, "name=\"体系別総括\"", "name=\"概要\"".to_owned(), "が2つある"),
        (book, "name=\"体系別総括\"", format!("name=\"{}\"", &long[..96]), "使えない"),
        (book, "name=\"_xlnm.Print_Area\"", "name=\"A1\"".to_owned(), "使えない"),
        (book, "name=\"_xlnm.Print_Titles\"", "name=\"_xlnm.Print_Area\"".to_owned(), "が2つある"),
        (&cover, "<row r=\"2\"", "<row r=\"1\"".to_owned(), "順番"),
        (&cover, "r=\"A2\"", "r=\"A1\"".to_owned(), "順番"),
        (
            &cover,
            "</sheetData>",
            "<row r=\"9999\"><c r=\"A9999\"><f>SUM(A1</f><v>0</v></c></row></sheetData>".to_owned(),
            "括弧",
        ),
        (&cover, "</sheetData>", "<row r=\"9999\"><c r=\"A9999\"><f>A1</f></c></row></sheetData>".to_owned(), "結果"),
        (
            &cover,
            "</sheetData>",
            "<row r=\"9999\"><c r=\"A9999\"><f>[@意味]</f><v>0</v></c></row></sheetData>".to_owned(),
            "テーブル名がない",
        ),
        (
            &cover,
            "</sheetData>",
            format!(
                "<row r=\"9999\"><c r=\"A9999\" t=\"inlineStr\"><is><t>{}</t></is></c></row></sheetData>",
                "x".repeat(32_768)
            ),
            "長さ",
        ),
        (
            &cover,
            "</sheetData>",
            format!(
                "</sheetData><dataValidations><dataValidation sqref=\"A1\"><formula1>\"{long}\"</formula1></dataValidation></dataValidations>"
            ),
            "入力規則",
        ),
        (&cover, "<oddFooter>", format!("<oddFooter>{long}"), "oddFooter の長さ"),
        (&cover, "fitToPage=\"1\"", "fitToPage=\"0\"".to_owned(), "幅に合わせていない"),
        (&cover, "tabSelected=\"1\"", String::new(), "選ばれていない"),
        (
            "[Content_Types].xml",
            "PartName=\"/xl/styles.xml\"",
            "PartName=\"/xl/style.xml\"".to_owned(),
            "内容の種類がない",
        ),
        ("xl/_rels/workbook.xml.rels", "Target=\"styles.xml\"", "Target=\"style.xml\"".to_owned(), "の先がない"),
        (book, "r:id=\"rId1\"", "r:id=\"rId999\"".to_owned(), "という関係がない"),
        ("xl/styles.xml", "<name val=\"游ゴシック\"/>", "<name val=\"Calibri\"/>".to_owned(), "フォント"),
    ];
    for (part, old, new, told) in &seeded {
        let found = faults(&damaged(&bytes, part, old, new));
        assert!(found.iter().any(|fault| fault.contains(told)), "{told}: {found:?}");
    }
    assert_eq!(faults(&damaged(&bytes, &cover, "</sheetData>", "</sheetData>")), [""; 0]);
}

#[test]
fn copied_parts_of_annotated_workbooks_say_how_large_they_are() {
    let folder = tempfile::tempdir().unwrap();
    annotate(&Job { full_ledger: true, shows_sheets: true, ..job() }, folder.path(), &|_, _| {}).unwrap();
    let mut copies = 0;
    for (name, bytes) in files(folder.path()).into_iter().filter(|(name, _)| name.ends_with(".xlsx")) {
        assert_eq!(Package::of(&bytes).faults, [""; 0], "{name}");
        copies += 1;
    }
    assert!(copies > 5);
}
