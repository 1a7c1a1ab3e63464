//! 出典: every number leads to the cell that it was read from, by a link that a workbook program can follow.
#![expect(clippy::disallowed_methods, clippy::unwrap_used, reason = "tests read what was written")]

mod folder;

use matome::period::Period;
use matome::pipeline::{Job, consolidate};
use matome::read::parse;
use matome::sheet::{Sheet, Workbook};
use matome::state::State;
use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

/// What means something else in a reference, or in the address of a cell.
const INPUT: &str = "回答 #1 100%'";
const OUT: &str = "集計/2024-10";

/// A link of a sheet.
#[derive(Debug)]
struct Link {
    /// The cell that it is on.
    cell: String,
    /// The file that it leads to, from the folder of the book, as it is written.
    target: Option<String>,
    /// The cell that it leads to.
    location: Option<String>,
}

fn consolidated(folder: &Path, previous: Option<State>) -> Vec<u8> {
    for (name, bytes) in folder::files(Path::new("samples")) {
        let path = folder.join(INPUT).join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    let job = Job {
        inputs: vec![folder.join(INPUT)],
        period: Some(Period::month(2024, 10)),
        as_of: Some(jiff::civil::date(2024, 10, 31)),
        previous,
        ..Job::default()
    };
    consolidate(&job, &folder.join(OUT), &|_, _| {}).unwrap();
    fs::read(folder.join(OUT).join("総括表.xlsx")).unwrap()
}

/// The links of the sheet of that name.
fn links(bytes: &[u8], sheet: &str) -> Vec<Link> {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut part = |name: &str| {
        let mut text = String::new();
        archive.by_name(name).ok()?.read_to_string(&mut text).ok()?;
        Some(text)
    };
    let book = part("xl/workbook.xml").unwrap();
    let names: Vec<String> = elements(&book, "sheet").iter().map(|one| one["name"].clone()).collect();
    let place = names.iter().position(|name| name == sheet).unwrap() + 1;
    let targets: BTreeMap<String, String> =
        part(&format!("xl/worksheets/_rels/sheet{place}.xml.rels")).map_or_else(BTreeMap::new, |text| {
            let all = elements(&text, "Relationship").into_iter();
            all.map(|one| (one["Id"].clone(), one["Target"].clone())).collect()
        });
    let text = part(&format!("xl/worksheets/sheet{place}.xml")).unwrap();
    let of = |one: HashMap<String, String>| Link {
        cell: one["ref"].clone(),
        target: one.get("r:id").map(|id| targets[id].clone()),
        location: one.get("location").cloned(),
    };
    elements(&text, "hyperlink").into_iter().map(of).collect()
}

/// The attributes of the elements of that name.
fn elements(xml: &str, name: &str) -> Vec<HashMap<String, String>> {
    let begin = format!("<{name} ");
    let parts = xml.split(&begin).skip(1).map(|part| part.split('>').next().unwrap());
    let unescaped = |text: &str| text.replace("&apos;", "'").replace("&quot;", "\"").replace("&amp;", "&");
    let attributes = |part: &str| {
        let pairs: Vec<&str> = part.split('"').collect();
        let pair = |pair: &[&str]| (pair[0].trim().trim_end_matches('=').to_owned(), unescaped(pair[1]));
        pairs.chunks_exact(2).map(pair).collect()
    };
    parts.map(attributes).collect()
}

/// A reference as the path that it stands for.
fn path_of(target: &str) -> PathBuf {
    let mut bytes = Vec::new();
    let mut rest = target.bytes();
    while let Some(byte) = rest.next() {
        let hex = |byte: Option<u8>| char::from(byte.unwrap()).to_digit(16).unwrap() as u8;
        bytes.push(if byte == b'%' { hex(rest.next()) * 16 + hex(rest.next()) } else { byte });
    }
    PathBuf::from(String::from_utf8(bytes).unwrap())
}

/// The texts of a sheet by their cells.
fn texts(sheet: &Sheet) -> HashMap<String, String> {
    sheet.cells.iter().map(|cell| (cell.at.to_string(), cell.raw.text.to_string())).collect()
}

fn sheet<'a>(book: &'a Workbook, name: &str) -> &'a Sheet {
    book.sheets.iter().find(|sheet| sheet.id.sheet == name).unwrap()
}

#[test]
fn every_number_stands_in_the_cell_that_its_link_leads_to() {
    let folder = tempfile::tempdir().unwrap();
    let bytes = consolidated(folder.path(), None);
    let book = parse("総括表.xlsx", &bytes).unwrap();
    let texts_of_sources = texts(sheet(&book, "出典"));
    let mut opened: HashMap<PathBuf, Workbook> = HashMap::new();
    let (mut followed, mut without_cell) = (0, 0);
    for link in links(&bytes, "出典") {
        let row = link.cell.trim_start_matches('L');
        let column = |letter: &str| texts_of_sources.get(&format!("{letter}{row}")).cloned().unwrap_or_default();
        let path = folder.path().join(OUT).join(path_of(&link.target.unwrap()));
        assert!(path.ends_with(column("J")), "{}: {}", path.display(), column("J"));
        assert!(path.is_file(), "{}", path.display());
        let (name, cell) = (column("K"), column("L"));
        match link.location {
            Some(location) => assert_eq!(location, format!("'{}'!{cell}", name.replace('\'', "''"))),
            None => without_cell += usize::from(name.is_empty()),
        }
        if column("D") == "指標名" {
            continue;
        }
        let read = opened.entry(path.clone()).or_insert_with(|| {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            parse(&name, &fs::read(&path).unwrap()).unwrap()
        });
        let stands = texts(sheet(read, &name)).get(&cell).cloned().unwrap_or_default();
        assert_eq!(stands, column("H"), "{} [{name}]{cell}", path.display());
        followed += 1;
    }
    assert!(followed > 500, "{followed}");
    assert!(without_cell > 10, "the CSV has no sheets: {without_cell}");
}

#[test]
fn every_row_of_the_pages_leads_to_its_indicator() {
    let folder = tempfile::tempdir().unwrap();
    let bytes = consolidated(folder.path(), None);
    let book = parse("総括表.xlsx", &bytes).unwrap();
    let sources = texts(sheet(&book, "出典"));
    for (page, name) in [("指標一覧", "指標名"), ("未達成・遅れ", "指標名"), ("最終目標の見通し", "指標名")]
    {
        let texts = texts(sheet(&book, page));
        let heading = texts.iter().find(|(_, text)| text.as_str() == name).map(|(cell, _)| cell.clone()).unwrap();
        let letters = |cell: &str| cell.trim_end_matches(|c: char| c.is_ascii_digit()).to_owned();
        let number = |cell: &str| cell.trim_start_matches(|c: char| c.is_ascii_uppercase()).parse::<u32>().unwrap();
        let (column, first) = (letters(&heading), number(&heading) + 1);
        let links = links(&bytes, page);
        let last = texts.keys().filter(|cell| letters(cell) == column).map(|cell| number(cell)).max().unwrap();
        assert!(last > first);
        for row in first..=last {
            let of_row = links.iter().find(|link| number(&link.cell) == row);
            let location = of_row.and_then(|link| link.location.as_deref());
            let target =
                location.and_then(|text| text.strip_prefix("'出典'!A")).unwrap_or_else(|| panic!("{page} {row}"));
            assert_eq!(sources.get(&format!("C{target}")), texts.get(&format!("{column}{row}")), "{page} {row}");
        }
    }
    let to_files = links(&bytes, "確認事項").into_iter().filter(|link| link.target.is_some()).count();
    assert!(to_files > 50, "{to_files}");
}

#[test]
fn what_differs_from_the_run_before_is_counted_and_shown() {
    let folder = tempfile::tempdir().unwrap();
    let lines = |bytes: &[u8]| -> Vec<Vec<String>> {
        let book = parse("総括表.xlsx", bytes).unwrap();
        let mut rows: BTreeMap<u32, Vec<String>> = BTreeMap::new();
        for cell in &sheet(&book, "前回との差").cells {
            rows.entry(cell.at.row).or_default().push(cell.raw.text.to_string());
        }
        rows.into_values().collect()
    };
    let says = |bytes: &[u8], text: &str| lines(bytes).iter().flatten().any(|cell| cell.contains(text));
    assert!(says(&consolidated(folder.path(), None), "前回の集計と比べていない"));
    let state = fs::read_to_string(folder.path().join(OUT).join("state.jsonl")).unwrap();
    let mut state = matome::state::parse(&state).unwrap();
    assert!(says(&consolidated(folder.path(), Some(state.clone())), "前回の集計と変わりなし"));

    let with_actual =
        |one: &&mut matome::model::Indicator| one.observations.first().is_some_and(|one| one.actual.value.is_some());
    let changed = state.model.indicators.iter_mut().find(with_actual).unwrap();
    let name = changed.name.clone();
    let actual = &mut changed.observations[0].actual;
    actual.value = actual.value.and_then(|value| value.checked_add(7.into()));
    let gone =
        matome::model::Indicator { name: "廃止した指標".to_owned(), id: "x".to_owned(), ..changed.clone() };
    state.model.indicators.push(gone);
    state.model.submissions.pop();
    let bytes = consolidated(folder.path(), Some(state));
    let lines = lines(&bytes);
    let row = |kind: &str| lines.iter().filter(|row| row[0] == kind && row.len() > 3).collect::<Vec<_>>();
    let [fewer] = row("減")[..] else { panic!("{lines:?}") };
    assert!(fewer.contains(&name) && fewer.contains(&"△7.00".to_owned()), "{fewer:?}");
    let [gone] = row("なくなった")[..] else { panic!("{lines:?}") };
    assert!(gone.contains(&"廃止した指標".to_owned()), "{gone:?}");
    assert!(lines.iter().any(|row| row.starts_with(&["減".to_owned(), "1".to_owned()])), "{lines:?}");
    assert!(says(&bytes, "新しいファイル：1件"));
    let leads = links(&bytes, "前回との差").iter().filter(|link| link.location.is_some()).count();
    assert_eq!(leads, 1, "what is gone stands nowhere");
}
