//! A table that the rules are asked of, and what is written elsewhere of its columns.

use super::CsvBytes;
use crate::messages::sheet as named;
use crate::sheet::{Cell, Content, Format, Sheet};
use rust_decimal::Decimal;
use std::collections::{BTreeMap, BTreeSet};

/// A table as it was read.
pub struct Subject<'a> {
    /// Its cells and what is known of its sheet.
    pub sheet: &'a Sheet,
    /// The format of its file.
    pub format: Format,
    /// Of a CSV, what its bytes say.
    pub bytes: Option<&'a CsvBytes>,
    /// What is written elsewhere of its columns, if anything is.
    pub explained: Option<&'a Explained>,
    /// What stands in its first row, column by column.
    pub headings: Vec<String>,
    /// What its columns hold.
    pub columns: Vec<Column>,
}

/// What a column holds.
#[derive(Clone, Debug, Default)]
pub struct Column {
    /// Cells with a number.
    pub numbers: usize,
    /// Other cells that hold something.
    pub others: usize,
}

/// What is written elsewhere of a table: in `datapackage.json`, or on the sheets of definitions and codes.
#[derive(Clone, Debug, Default)]
pub struct Explained {
    /// Its columns, by heading.
    pub columns: BTreeMap<String, Meaning>,
    /// The encoding, and whether a byte order mark stands first.
    pub encoding: Option<(String, bool)>,
    /// The table that has the same in long form.
    pub long_form: Option<String>,
}

/// What is written of a column.
#[derive(Clone, Debug, Default)]
pub struct Meaning {
    /// Whether its values are numbers.
    pub number: bool,
    /// Their unit.
    pub unit: String,
    /// Its name in ASCII.
    pub physical_name: String,
    /// What it means, which may say what its few words do.
    pub description: String,
    /// The words that may stand in it.
    pub words: BTreeSet<String>,
}

impl<'a> Subject<'a> {
    /// A sheet or a CSV.
    pub fn new(
        sheet: &'a Sheet,
        format: Format,
        bytes: Option<&'a CsvBytes>,
        explained: Option<&'a Explained>,
    ) -> Self {
        let width = sheet.cells.iter().map(|cell| cell.at.col as usize + 1).max().unwrap_or_default();
        let (mut headings, mut columns) = (vec![String::new(); width], vec![Column::default(); width]);
        for cell in sheet.cells.iter().filter(|cell| !cell.raw.text.is_empty()) {
            let place = cell.at.col as usize;
            if cell.at.row == 0 {
                if let Some(heading) = headings.get_mut(place) {
                    heading.push_str(&cell.raw.text);
                }
            } else if let Some(column) = columns.get_mut(place) {
                let number = is_number(cell);
                column.numbers += usize::from(number);
                column.others += usize::from(!number);
            }
        }
        Self { sheet, format, bytes, explained, headings, columns }
    }

    /// The cells under the headings that show something.
    pub fn data(&self) -> impl Iterator<Item = &'a Cell> {
        self.sheet.cells.iter().filter(|cell| cell.at.row > 0 && !cell.raw.text.is_empty())
    }

    /// What stands over a cell.
    pub fn heading(&self, cell: &Cell) -> &str {
        self.headings.get(cell.at.col as usize).map(String::as_str).unwrap_or_default()
    }

    /// What is written of the column of a cell.
    pub fn meaning(&self, cell: &Cell) -> Option<&Meaning> {
        self.explained.and_then(|explained| explained.columns.get(self.heading(cell)))
    }

    /// Whether a column holds numbers: it is said to, or most of its values are.
    pub fn is_numeric(&self, place: usize) -> bool {
        let said = self.explained.zip(self.headings.get(place)).and_then(|(all, heading)| all.columns.get(heading));
        let held = self.columns.get(place).is_some_and(|column| column.numbers > column.others);
        said.map_or(held, |meaning| meaning.number)
    }

    /// Whether a column quotes other sheets as they are written.
    pub fn is_quoted(&self, cell: &Cell) -> bool {
        let heading = self.heading(cell);
        heading.ends_with("（原文）") || heading.ends_with("_text") || QUOTED.contains(&heading)
    }
}

/// Columns of ours that quote what stands elsewhere: texts of sheets, names of files, sheets and cells, replies.
const QUOTED: [&str; 32] = [
    "text",
    "文章",
    "評価の文章",
    "heading",
    "found",
    "今の値",
    "expected",
    "あるべき値",
    "message",
    "remedy",
    "reply",
    "reason",
    "file",
    "ファイル",
    "sheet",
    "シート",
    "cell",
    "セル",
    "target_cell",
    "目標のセル",
    "actual_cell",
    "実績のセル",
    "related_cell",
    "mark",
    "評価",
    "見出し",
    "記述",
    "unit",
    "単位",
    "stated_judgement",
    "written",
    "説明",
];

/// Whether a cell holds a number: of a CSV, digits alone.
pub fn is_number(cell: &Cell) -> bool {
    match cell.raw.content {
        Content::Number(_) => true,
        Content::Text => {
            let text = cell.raw.text.trim_start_matches('-');
            text.starts_with(|one: char| one.is_ascii_digit())
                && text.bytes().all(|one| one.is_ascii_digit() || one == b'.')
                && text.parse::<Decimal>().is_ok()
        }
        _ => false,
    }
}

/// What a data package says of each of its files, by path.
pub fn of_package(text: &str) -> BTreeMap<String, Explained> {
    let package: serde_json::Value = serde_json::from_str(text).unwrap_or_default();
    let list = |value: &serde_json::Value| value.as_array().cloned().unwrap_or_default();
    let word = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
    let of = |resource: &serde_json::Value| {
        let fields = list(&resource["schema"]["fields"]);
        let columns = fields.iter().map(|field| {
            let physical = word(&field["physicalName"]);
            let meaning = Meaning {
                number: matches!(field["type"].as_str(), Some("number" | "integer")),
                unit: word(&field["unit"]),
                physical_name: if physical.is_empty() { word(&field["name"]) } else { physical },
                description: word(&field["description"]),
                words: list(&field["constraints"]["enum"]).iter().map(word).collect(),
            };
            (word(&field["name"]), meaning)
        });
        let encoding = Some((word(&resource["encoding"]), resource["bom"].as_bool().unwrap_or_default()));
        let long_form = resource["longForm"].as_str().map(str::to_owned);
        (word(&resource["path"]), Explained { columns: columns.collect(), encoding, long_form })
    };
    list(&package["resources"]).iter().map(of).collect()
}

/// What the sheets of definitions and codes of a workbook say of its other sheets, by name.
pub fn of_sheets(sheets: &[Sheet]) -> BTreeMap<String, Explained> {
    let mut all: BTreeMap<String, Explained> = BTreeMap::new();
    for (tab, list) in [named::DICTIONARY, named::CODES].map(|tab| (tab, records(sheets, tab))) {
        for record in list {
            let get = |heading: &str| record.get(heading).cloned().unwrap_or_default();
            let columns = &mut all.entry(get("シート")).or_default().columns;
            if tab == named::DICTIONARY {
                let number = ["数値", "整数"].contains(&get("型").as_str());
                let (unit, physical_name, description) = (get("単位"), get("項目名"), get("説明"));
                let meaning = Meaning { number, unit, physical_name, description, ..Meaning::default() };
                columns.insert(get("見出し"), meaning);
            } else if let Some(meaning) = columns.get_mut(&get("見出し")) {
                meaning.words.insert(get("コード"));
            }
        }
    }
    all
}

/// The rows of a sheet, each by its headings.
fn records(sheets: &[Sheet], tab: &str) -> Vec<BTreeMap<String, String>> {
    let Some(sheet) = sheets.iter().find(|sheet| sheet.id.sheet == tab) else { return Vec::new() };
    let mut headings: BTreeMap<u32, &str> = BTreeMap::new();
    let mut rows: BTreeMap<u32, BTreeMap<String, String>> = BTreeMap::new();
    for cell in &sheet.cells {
        if cell.at.row == 0 {
            headings.insert(cell.at.col, &cell.raw.text);
        } else if let Some(heading) = headings.get(&cell.at.col) {
            rows.entry(cell.at.row).or_default().insert((*heading).to_owned(), cell.raw.text.to_string());
        }
    }
    rows.into_values().collect()
}
