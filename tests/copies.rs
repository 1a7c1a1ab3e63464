//! Copies for the departments: exactly the cells of their findings are marked, all else is as it was submitted.

#![expect(clippy::unwrap_used, clippy::disallowed_methods, reason = "a test reads files and fails")]

mod folder;

use matome::annotation::{AnnotatedSheet, Annotation, Mark};
use matome::cell::CellRef;
use matome::form::Forms;
use matome::period::Period;
use matome::pipeline::{Job, consolidate, submission};
use matome::read::{is_protected, package_parts, parse};
use matome::rule::Severity;
use matome::run::Run;
use matome::write::Filling;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read};
use std::path::{Path, PathBuf};
use zip::ZipArchive;

/// The parts of a package.
fn parts(bytes: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    (0..archive.len())
        .map(|index| {
            let mut part = archive.by_index(index).unwrap();
            let mut content = Vec::new();
            part.read_to_end(&mut content).unwrap();
            (part.name().unwrap().into_owned(), content)
        })
        .collect()
}

/// The cells named by the conditional formats that always hold, with the number of their format.
fn coloured(xml: &str) -> BTreeMap<String, String> {
    let mut cells = BTreeMap::new();
    for format in xml.split("<conditionalFormatting sqref=\"").skip(1).filter(|it| it.contains("<formula>\"matome\"="))
    {
        let (list, rest) = format.split_once('"').unwrap();
        let number = rest.split_once("dxfId=\"").unwrap().1.split('"').next().unwrap();
        cells.extend(list.split(' ').map(|cell| (cell.to_owned(), number.to_owned())));
    }
    cells
}

/// The text of each note that the program wrote, by its cell.
fn notes(xml: &str) -> BTreeMap<String, String> {
    let of = |note: &str| {
        let at = note.split_once("ref=\"").unwrap().1.split('"').next().unwrap();
        let (_, text) = note.split_once("xml:space=\"preserve\">").unwrap();
        (at.to_owned(), text.split("</").next().unwrap().to_owned())
    };
    xml.split("<comment ").skip(1).map(of).collect()
}

#[test]
fn a_copy_marks_the_cells_of_the_list_and_is_else_what_was_submitted() {
    let root = tempfile::tempdir().unwrap();
    let out = root.path().join("集計");
    let job = Job {
        inputs: vec![PathBuf::from("samples")],
        period: Some(Period::month(2024, 10)),
        as_of: Some(jiff::civil::date(2024, 10, 31)),
        ..Job::default()
    };
    let outcome = consolidate(&job, &out, &|_, _| {}).unwrap();
    let files = folder::files(&out);
    let run: serde_json::Value = serde_json::from_slice(&files["run.json"]).unwrap();
    for (name, bytes) in files.iter().filter(|(name, _)| *name != "run.json") {
        let digest: String = Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(run["outputs"][name], digest.as_str(), "{name}");
    }
    let mut seen = 0;
    for (book, bytes) in
        files.iter().filter(|(name, _)| name.starts_with("確認依頼/") && !name.contains("（確認箇所）"))
    {
        let department = Path::new(book).file_stem().unwrap().to_str().unwrap();
        // where the links of the list lead
        let packed = parts(bytes);
        let relations = packed.get("xl/worksheets/_rels/sheet1.xml.rels");
        let relations = relations.map(|xml| String::from_utf8(xml.clone()).unwrap()).unwrap_or_default();
        let targets: BTreeMap<&str, &str> = relations
            .split("<Relationship ")
            .skip(1)
            .map(|one| {
                let of = |name: &str| one.split_once(&format!("{name}=\"")).unwrap().1.split('"').next().unwrap();
                (of("Id"), of("Target"))
            })
            .collect();
        let sheet = String::from_utf8(packed["xl/worksheets/sheet1.xml"].clone()).unwrap();
        let mut linked = BTreeSet::new();
        for link in sheet.split("<hyperlink ").skip(1) {
            let of = |name: &str| link.split_once(&format!("{name}=\"")).unwrap().1.split('"').next().unwrap();
            let name = targets[of("r:id")];
            let (sheet, cell) = of("location").rsplit_once('!').unwrap();
            linked.insert((name.to_owned(), sheet.trim_matches('\'').to_owned(), cell.to_owned()));
        }
        let mut marked = BTreeSet::new();
        for name in targets.values().copied().collect::<BTreeSet<_>>() {
            seen += 1;
            let copy = &files[&format!("確認依頼/{name}")];
            let read = parse(name, copy).unwrap();
            let asked = |file: &str| -> BTreeMap<(String, String), Severity> {
                let of_file = outcome.findings.iter().filter(|finding| {
                    finding.department == department && finding.file == file && finding.severity != Severity::Note
                });
                let mut cells = BTreeMap::new();
                for finding in of_file.filter(|finding| finding.cell.is_some()) {
                    let key = (finding.sheet.clone(), finding.cell.unwrap().to_string());
                    let gravest = cells.entry(key).or_insert(finding.severity);
                    *gravest = finding.severity.min(*gravest);
                }
                cells
            };
            let stem = name.strip_suffix("（確認箇所）.xlsx").unwrap();
            let own = outcome.run.inputs.iter().map(|input| input.name.as_str()).find(|input| {
                let own = Path::new(input).file_stem().unwrap().to_str().unwrap();
                !asked(input).is_empty() && stem.ends_with(own)
            });
            let file = own.unwrap();
            let source = std::fs::read(Path::new("samples").join(file)).unwrap();
            let place = package_parts(file, &source).unwrap();
            let (before, after) = (parts(&source), parts(copy));
            let expected = asked(file);
            let (mut colours, mut touched) = (BTreeMap::new(), BTreeSet::new());
            for sheet in &place.sheets {
                let part = sheet.part.trim_start_matches('/');
                let xml = String::from_utf8(after[part].clone()).unwrap();
                for (cell, colour) in coloured(&xml) {
                    marked.insert((name.to_owned(), sheet.sheet.clone(), cell.clone()));
                    colours.insert((sheet.sheet.clone(), cell), colour);
                    touched.insert(part.to_owned());
                }
            }
            assert_eq!(colours.keys().collect::<Vec<_>>(), expected.keys().collect::<Vec<_>>(), "{name}");
            // one colour for each severity
            let pairs: BTreeSet<_> = colours.iter().map(|(cell, colour)| (colour, expected[cell])).collect();
            let severities: BTreeSet<_> = expected.values().collect();
            assert_eq!(pairs.len(), severities.len(), "{name}: {pairs:?}");
            // notes: one for each cell, with the words of the list
            let comments = after.iter().filter(|(part, _)| part.contains("commentsMatome"));
            let notes: BTreeMap<String, String> =
                comments.flat_map(|(_, xml)| notes(&String::from_utf8_lossy(xml))).collect();
            for ((_, cell), severity) in &expected {
                let word = if *severity == Severity::Error { "【差戻し】" } else { "【要確認】" };
                assert!(notes[cell].contains(word) && notes[cell].contains("お願い："), "{name} {cell}");
            }
            // every other part is the same
            for (part, content) in &before {
                let may = touched.contains(part) || part == "xl/styles.xml" || part == "[Content_Types].xml";
                let rels =
                    touched.iter().any(|sheet| *part == sheet.replace("worksheets/", "worksheets/_rels/") + ".rels");
                let drawn = part.contains("vmlDrawing") || part.contains("comments");
                assert!(after.get(part) == Some(content) || may || rels || drawn, "{name}: {part} differs");
            }
            // what is read of it is what was read of the original
            let original = parse(name, &source).unwrap();
            let [one, other] = [&original, &read].map(|workbook| submission(workbook, &Forms::default(), true));
            let plain = |submission: &matome::model::Submission| {
                format!("{submission:?}").replace(&one_sha(&source), "").replace(&one_sha(copy), "")
            };
            assert_eq!(plain(&one.0), plain(&other.0), "{name}");
            assert_eq!(one.1, other.1, "{name}");
        }
        assert_eq!(linked, marked, "{book}");
    }
    assert!(seen >= 10, "{seen} copies");
}

fn one_sha(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// All workbooks of the reader's tests that are packages: strict, of 1904, with macros, notes, hidden and protected sheets.
#[test]
fn any_package_keeps_all_that_it_had() {
    let root = tempfile::tempdir().unwrap();
    let out = root.path().join("写し");
    let filling = Filling::start(&out).unwrap();
    let mut originals = BTreeMap::new();
    for (name, bytes) in folder::files(Path::new("tests/data/reader")) {
        let (Some(parts), Ok(workbook)) = (package_parts(&name, &bytes), parse(&name, &bytes)) else { continue };
        let sheets: Vec<AnnotatedSheet> = workbook
            .sheets
            .iter()
            .filter(|sheet| parts.sheets.iter().any(|part| part.sheet == sheet.id.sheet))
            .map(|sheet| {
                let noted = sheet.known.notes.iter().map(|note| note.at);
                let filled = sheet.cells.iter().map(|cell| cell.at).take(1);
                let cells: BTreeSet<CellRef> = noted.chain(filled).chain(["Z90".parse().unwrap()]).collect();
                let mark = Mark::Asked(Severity::Error);
                let cells = cells.into_iter().map(|at| Annotation { at, mark, text: format!("確認<{at}>") });
                AnnotatedSheet { sheet: sheet.id.sheet.clone(), cells: cells.collect() }
            })
            .collect();
        if !sheets.is_empty() && filling.marked(&name, &bytes, &parts, &sheets).unwrap().is_some() {
            originals.insert(name, (bytes, sheets));
        }
    }
    filling.finish(&Run::default()).unwrap();
    for needed in ["k_strict.xlsx", "g_dates_1904.xlsx", "q4_template.xlsm", "c_merge_hidden_comment_dv.xlsx"] {
        assert!(originals.contains_key(needed), "{needed} was not copied: {:?}", originals.keys());
    }
    let mut gone_on = 0;
    for (name, (bytes, sheets)) in &originals {
        let copy = std::fs::read(out.join(name)).unwrap();
        let (one, other) = (parse(name, bytes).unwrap(), parse(name, &copy).unwrap());
        for ((one, other), asked) in one.sheets.iter().zip(&other.sheets).zip(sheets) {
            assert_eq!(
                (&one.cells, &one.merges, one.visibility),
                (&other.cells, &other.merges, other.visibility),
                "{name}"
            );
            let text = |notes: &[matome::sheet::Note], at| {
                notes.iter().find(|note| note.at == at).map(|note| note.text.to_string())
            };
            for Annotation { at, text: said, .. } in &asked.cells {
                let now = text(&other.known.notes, *at).unwrap_or_default();
                let had = text(&one.known.notes, *at).unwrap_or_default();
                gone_on += usize::from(!had.is_empty());
                assert!(now.starts_with(&had) && now.contains(said.as_str()), "{name} {at}: {now}");
            }
        }
        let (before, after) = (parts(bytes), parts(&copy));
        for (part, content) in &before {
            let may = ["worksheets/", "styles", "[content_types]", "comments", "vmldrawing"];
            let plain = part.replace('\\', "/").to_lowercase();
            assert!(after.get(part) == Some(content) || may.iter().any(|may| plain.contains(may)), "{name}: {part}");
        }
    }
    assert!(gone_on > 0, "no cell had a note before");
}

#[test]
fn a_copy_of_a_copy_has_its_own_marks_alone() {
    let root = tempfile::tempdir().unwrap();
    let marked = |folder: &str, bytes: &[u8], cells: &[&str]| {
        let out = root.path().join(folder);
        let parts = package_parts("x.xlsx", bytes).unwrap();
        let mark = Mark::Asked(Severity::Warning);
        let cell = |at: &&str| Annotation { at: at.parse().unwrap(), mark, text: format!("{folder}の{at}") };
        let cells = cells.iter().map(cell).collect();
        let sheets = [AnnotatedSheet { sheet: parts.sheets[0].sheet.clone(), cells }];
        let filling = Filling::start(&out).unwrap();
        assert_eq!(filling.marked("x.xlsx", bytes, &parts, &sheets).unwrap().as_deref(), Some("x.xlsx"));
        filling.finish(&Run::default()).unwrap();
        std::fs::read(out.join("x.xlsx")).unwrap()
    };
    for name in ["c_merge_hidden_comment_dv.xlsx", "g_dates_1904.xlsx"] {
        let source = std::fs::read(Path::new("tests/data/reader").join(name)).unwrap();
        let first = marked("一回目", &source, &["Y90", "Z91"]);
        let second = marked("二回目", &first, &["Z91", "Z92"]);
        let direct = marked("直接", &source, &["Z91", "Z92"]);
        let notes = |bytes: &[u8]| -> Vec<(String, String)> {
            let notes = parse("x.xlsx", bytes).unwrap().sheets.remove(0).known.notes;
            notes.iter().map(|note| (note.at.to_string(), note.text.replace("直接", "二回目"))).collect()
        };
        assert_eq!(notes(&second), notes(&direct), "{name}");
        let sheet = package_parts(name, &source).unwrap().sheets.remove(0).part;
        let of = |bytes: &[u8]| String::from_utf8(parts(bytes)[sheet.trim_start_matches('/')].clone()).unwrap();
        assert_eq!(coloured(&of(&second)).keys().collect::<Vec<_>>(), ["Z91", "Z92"], "{name}");
        let shapes = |bytes: &[u8]| -> usize {
            let drawings = parts(bytes).into_iter().filter(|(part, _)| part.contains("vmlDrawing"));
            drawings.map(|(_, xml)| String::from_utf8_lossy(&xml).matches("<v:shape ").count()).sum()
        };
        assert_eq!(shapes(&second), shapes(&direct), "{name}");
    }
}

#[test]
fn what_a_password_protects_has_no_copy() {
    for name in ["k_enc_agile_himitsu.xlsx", "k_enc_agile_velvet.xlsx", "k_enc_standard_himitsu.xlsx"] {
        let bytes = std::fs::read(Path::new("tests/data/reader").join(name)).unwrap();
        assert!(is_protected(&bytes) && package_parts(name, &bytes).is_none(), "{name}");
    }
}
