//! `inspect --annotate`: a copy shows what became of each cell, and is else the same workbook.

#![expect(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test reads files and fails"
)]

use matome::model::CellUse;
use matome::pipeline::{Job, annotate};
use matome::read::parse;
use std::collections::BTreeMap;
use std::io::{Cursor, Read};
use std::path::{Path, PathBuf};
use zip::ZipArchive;

/// The parts of a package as they are packed.
fn parts(bytes: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).expect("a package");
    (0..archive.len())
        .map(|index| {
            let mut part = archive.by_index(index).expect("a part");
            let mut content = Vec::new();
            part.read_to_end(&mut content).expect("whole");
            (part.name().expect("a name").into_owned(), content)
        })
        .collect()
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap().flatten() {
        if entry.path().is_dir() { found.extend(files(&entry.path())) } else { found.push(entry.path()) }
    }
    found.sort();
    found
}

#[test]
fn copies_differ_in_colours_and_notes_alone() {
    let root = tempfile::tempdir().unwrap();
    let out = root.path().join("写し");
    let template = PathBuf::from("tests/data/reader/q4_template.xlsm");
    let job = Job { inputs: vec![PathBuf::from("samples"), template], full_ledger: true, ..Job::default() };
    let outcome = annotate(&job, &out, &|_, _| {}).expect("written");
    assert!(out.join("run.json").exists(), "a folder without it would be read as an input");
    let (mut packages, mut others) = (0, 0);
    for path in files(&out).into_iter().filter(|path| path.extension().is_some_and(|it| it != "json")) {
        let name = path.strip_prefix(&out).unwrap().to_string_lossy().replace('\\', "/");
        let copy = std::fs::read(&path).unwrap();
        let used: Vec<_> = outcome.model.cells.iter().filter(|line| name.starts_with(&line.file)).collect();
        let copied = parse(&name, &copy).expect("a copy is a workbook");
        let source = [format!("samples/{name}"), format!("tests/data/reader/{name}")];
        let Some(source) = source.iter().find_map(|source| std::fs::read(source).ok()) else {
            // a file that is no package is shown by a new workbook, its cells where they were
            others += 1;
            let shown: usize = copied.sheets.iter().map(|sheet| sheet.cells.len()).sum();
            assert!(shown >= used.len(), "{name}: {shown} of {}", used.len());
            continue;
        };
        packages += 1;
        let original = parse(&name, &source).unwrap();
        for (one, other) in original.sheets.iter().zip(&copied.sheets) {
            assert_eq!((&one.cells, &one.merges, one.visibility), (&other.cells, &other.merges, other.visibility));
        }
        let (before, after) = (parts(&source), parts(&copy));
        let changed: Vec<&String> =
            before.iter().filter(|(name, old)| after.get(*name) != Some(*old)).map(|(name, _)| name).collect();
        let touched = |name: &str| {
            ["worksheets/", "styles.xml", "[Content_Types].xml", "comments", "vmlDrawing"]
                .iter()
                .any(|part| name.contains(part))
        };
        assert!(changed.iter().all(|name| touched(name)), "{name}: {changed:?}");
        // every cell of the ledger has a colour; a note there was stays and says more
        let sheets: String = after
            .iter()
            .filter(|(name, _)| name.contains("worksheets/sheet"))
            .map(|(_, xml)| String::from_utf8_lossy(xml).into_owned())
            .collect();
        let coloured: usize = sheets
            .split("<conditionalFormatting sqref=\"")
            .skip(1)
            .filter(|format| format.contains("<formula>\"matome\"=\"matome\"</formula>"))
            .filter_map(|format| Some(format.split('"').next()?.split(' ').count()))
            .sum();
        assert!(coloured >= used.len(), "{name}: {coloured} of {}", used.len());
        let comments = after.iter().filter(|(name, _)| name.contains("omments"));
        let notes: usize = comments.map(|(_, xml)| String::from_utf8_lossy(xml).matches("<comment ").count()).sum();
        assert!(notes >= used.len(), "{name}: {notes} of {}", used.len());
    }
    assert!(packages > 8 && others > 2, "{packages} packages, {others} others");
    assert!(outcome.model.cells.iter().any(|line| line.kind == CellUse::Used));
}

#[test]
fn the_ledger_balances() {
    let job = Job { inputs: vec![PathBuf::from("samples")], full_ledger: true, ..Job::default() };
    let outcome = matome::pipeline::consider(&job, &|_, _| {}).expect("read");
    for file in matome::read::discover(&job.inputs).unwrap().files {
        let Ok(workbook) = job.reader.workbook(&file) else { continue };
        let lines: Vec<_> = outcome.model.cells.iter().filter(|line| line.file == workbook.file).collect();
        let cells: usize = workbook.sheets.iter().map(|sheet| sheet.cells.len()).sum();
        let duplicate = lines.is_empty();
        assert!(duplicate || lines.len() == cells, "{}: {} of {cells}", workbook.file, lines.len());
        assert!(lines.iter().all(|line| (line.kind == CellUse::Ignored) != line.rule.is_empty()), "{}", workbook.file);
    }
}
