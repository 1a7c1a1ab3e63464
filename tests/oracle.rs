//! Value by value, what is read of .xlsx, .xlsm and .ods is what calamine reads, but for differences that are named here.
//!
//! `MATOME_CORPUS=FOLDER cargo test --test oracle -- --nocapture` compares all workbooks below a folder besides.

#![expect(clippy::disallowed_methods, clippy::unwrap_used, reason = "a test reads files and fails")]
#![expect(clippy::print_stdout, reason = "a test tells what it compared")]

use calamine::{Data, Ods, Reader, Xlsx};
use matome::cell::{CellRef, MAX_COLS, MAX_ROWS};
use matome::read;
use matome::sheet::{Content, Format, Raw, Sheet, TroubleKind, Workbook};
use std::collections::{BTreeMap, HashMap};
use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

/// Why the two may differ. What is none of these fails the test.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum Difference {
    /// Struck-through runs are apart here, and part of the text there.
    Struck,
    /// A cell that is a date here (ggge, e, aaa show it, or the file says so in words) is a number or a word there, or
    /// the other way round (a time of day is no date here).
    DateOrNumber,
    /// Blank texts are no cells here.
    Blank,
    /// A formula without a stored value is a cell here and nothing there.
    Uncomputed,
    /// White space and line breaks in texts: entities, `_x000D_`, blanks between runs, paragraphs.
    WhiteSpace,
    /// The number format puts words around a text (`@"様"`).
    Worded,
    /// How a text is read aloud (ruby) is part of it there.
    Ruby,
    /// What is wrong with a cell is kept and told here, and drops or stops the sheet there.
    Told,
    /// An error: by its name here, by its kind there.
    ErrorName,
    /// TRUE and FALSE are written 1 and 0, or as words.
    Truth,
    /// A number that is written as a text of a formula, or a text as a number.
    NumberOrText,
    /// The file stops calamine: the sheet or the whole workbook.
    CalamineFails,
    /// The file or the sheet is rejected here, with a reason.
    Rejected,
    /// The address lies outside the grid of Excel; the cell is told here.
    Outside,
    /// Half of a character that takes two `_xHHHH_` stays as it is written here, and is a question mark there.
    Surrogate,
    /// What another file held when it was last looked at is no sheet here.
    Cached,
    /// One of the files of [`ONE_OFFS`].
    OneOff,
    /// An ODS cell repeats over rows or columns that calamine leaves out.
    Repeated,
}

/// Files with faults of their own, by the end of their path, and why what is read here is right.
const ONE_OFFS: [(&str, &str); 11] = [
    (
        "ooxml-strict/calc/templates/col.xlsx",
        "line breaks around the index of a string: calamine takes the first string",
    ),
    ("ooxml-strict/calc/templates/pagesetuppr.xlsx", "likewise"),
    ("ooxml-strict/calc/templates/printoptions.xlsx", "likewise"),
    ("ooxml-strict/calc/templates/selection.xlsx", "likewise"),
    ("ooxml-strict/calc/templates/sheetview.xlsx", "likewise"),
    ("spreadsheet/52575_main.xlsx", "an inline text that stands where a value does"),
    ("spreadsheet/duplicate-filename-case-insensitive.xlsx", "two parts of one name; Excel repairs it"),
    ("spreadsheet/duplicate-filename.xlsx", "likewise"),
    ("xlsx2csv/test/skip_empty_lines.xlsx", "one address twice, first without a value"),
    ("xlsx/TestIssue773_Template_output.xlsx", "likewise"),
    ("assets/TestFiles/MCExecl.xlsx", "text inside an element that may be ignored"),
];

/// What was compared.
#[derive(Default)]
struct Tally {
    files: usize,
    cells: usize,
    classes: BTreeMap<Difference, usize>,
    unexplained: Vec<String>,
}

/// A sheet as calamine has it: sparse.
type Oracle = Vec<(String, Result<HashMap<CellRef, Data>, String>)>;

#[test]
fn the_samples_and_cases_are_read_as_calamine_reads_them() {
    let mut tally = Tally::default();
    for folder in ["samples", "tests/data"] {
        tally.folder(Path::new(folder));
    }
    tally.tell();
}

#[test]
fn a_corpus_is_read_as_calamine_reads_it() {
    let Some(folder) = std::env::var_os("MATOME_CORPUS") else { return };
    let mut tally = Tally::default();
    tally.folder(Path::new(&folder));
    tally.tell();
}

impl Tally {
    fn folder(&mut self, folder: &Path) {
        let files = walkdir::WalkDir::new(folder).sort_by_file_name().into_iter().filter_map(Result::ok);
        let wanted = |path: &PathBuf| {
            let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
            matches!(extension.to_ascii_lowercase().as_str(), "xlsx" | "xlsm" | "ods")
        };
        let paths = files.filter(|file| file.file_type().is_file()).map(walkdir::DirEntry::into_path).filter(wanted);
        for path in paths {
            let bytes = std::fs::read(&path).unwrap();
            // calamine asks for a whole rectangle of memory for each sheet of an .ods.
            let stray = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("j_"));
            if bytes.len() < 3_000_000 && !(stray && path.extension().is_some_and(|extension| extension == "ods")) {
                self.file(&path.to_string_lossy(), &bytes);
            }
        }
    }

    fn file(&mut self, name: &str, bytes: &[u8]) {
        self.files += 1;
        let ours = match catch_unwind(|| read::parse(name, bytes)) {
            Ok(Ok(workbook)) => workbook,
            Ok(Err(_)) => return self.count(Difference::Rejected),
            Err(_) => return self.unexplained.push(format!("{name}: panic")),
        };
        let oracle = match ours.format {
            Format::Xlsx => of_xlsx(bytes),
            Format::Ods => of_ods(bytes),
            _ => return,
        };
        let Some(oracle) = oracle else { return self.count(Difference::CalamineFails) };
        for (sheet, cells) in oracle {
            self.sheet(name, &ours, &sheet, cells);
        }
    }

    fn sheet(&mut self, name: &str, workbook: &Workbook, sheet: &str, cells: Result<HashMap<CellRef, Data>, String>) {
        let Some(ours) = workbook.sheets.iter().find(|ours| ours.id.sheet == sheet) else {
            let told = workbook.troubles.iter().any(|trouble| trouble.sheet.as_deref() == Some(sheet));
            if told {
                self.count(Difference::Rejected);
            } else if sheet.starts_with("'file:") {
                self.count(Difference::Cached);
            } else if cells.is_ok_and(|cells| !cells.is_empty()) {
                self.unexplained.push(format!("{name} [{sheet}]: not read"));
            }
            return;
        };
        let Ok(mut theirs) = cells else { return self.count(Difference::CalamineFails) };
        let told: Vec<CellRef> = workbook
            .troubles
            .iter()
            .filter(|trouble| trouble.kind == TroubleKind::Cell && trouble.sheet.as_deref() == Some(sheet))
            .filter_map(|trouble| trouble.cell)
            .collect();
        for cell in &ours.cells {
            self.cells += 1;
            let their = theirs.remove(&cell.at).unwrap_or(Data::Empty);
            if told.contains(&cell.at) {
                self.count(Difference::Told);
            } else if let Err(difference) = compare(workbook.format, ours, &cell.raw, cell.at, &their) {
                self.different(name, difference, || {
                    format!("{name} [{sheet}]{}: {:?} {:?} / {their:?}", cell.at, cell.raw.content, cell.raw.text)
                });
            }
        }
        for (at, their) in theirs {
            self.cells += 1;
            let difference = match &their {
                Data::Empty => continue,
                Data::String(text) if is_blank(text) => Some(Difference::Blank),
                _ if at.row >= MAX_ROWS || at.col >= MAX_COLS => Some(Difference::Outside),
                _ if told.contains(&at) => Some(Difference::Told),
                _ => None,
            };
            self.different(name, difference, || format!("{name} [{sheet}]{at}: nothing / {their:?}"));
        }
    }

    fn different(&mut self, name: &str, difference: Option<Difference>, what: impl Fn() -> String) {
        match difference {
            Some(difference) => self.count(difference),
            None if ONE_OFFS.iter().any(|(file, _)| name.ends_with(file)) => self.count(Difference::OneOff),
            None => self.unexplained.push(what()),
        }
    }

    fn count(&mut self, difference: Difference) {
        *self.classes.entry(difference).or_default() += 1;
    }

    fn tell(&self) {
        println!("{} files, {} cells, {:?}", self.files, self.cells, self.classes);
        assert!(self.files > 0);
        let first: Vec<&String> = self.unexplained.iter().take(40).collect();
        assert!(first.is_empty(), "{} differences, such as {first:#?}", self.unexplained.len());
    }
}

/// Nothing if the two are the same; else why they differ, if that is one of the reasons named above.
fn compare(format: Format, sheet: &Sheet, raw: &Raw, at: CellRef, their: &Data) -> Result<(), Option<Difference>> {
    use Difference::{
        DateOrNumber, ErrorName, NumberOrText, Repeated, Ruby, Struck, Surrogate, Truth, Uncomputed, WhiteSpace, Worded,
    };
    let struck = raw.struck.is_some();
    let same = match (&raw.content, their) {
        (Content::Number(number), Data::Float(their)) => close(*number, *their),
        (Content::Number(number), Data::Int(their)) => close(*number, *their as f64),
        (Content::Bool(truth), Data::Bool(their)) => truth == their,
        (Content::Text, Data::String(their)) => *raw.text == **their,
        (Content::Error, Data::Error(_)) => true,
        (Content::Date(date), Data::DateTime(their)) => {
            let (year, month, day, ..) = their.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02}") == date.to_string()
        }
        (Content::Date(date), Data::DateTimeIso(their)) => their.starts_with(&date.to_string()),
        (Content::Blank, Data::Empty) => true,
        _ => false,
    };
    if same {
        return Ok(());
    }
    Err(match (&raw.content, their) {
        (Content::Blank | Content::Text, _) if struck => Some(Struck),
        (Content::Uncomputed, Data::Empty) => Some(Uncomputed),
        (Content::Uncomputed, Data::String(text)) if text.is_empty() => Some(Uncomputed),
        (
            Content::Date(_),
            Data::Float(_) | Data::Int(_) | Data::String(_) | Data::DateTime(_) | Data::DateTimeIso(_),
        ) => Some(DateOrNumber),
        (Content::Number(number), Data::DateTime(their)) if close(*number, their.as_f64()) => Some(DateOrNumber),
        (Content::Text, Data::DateTimeIso(_) | Data::DurationIso(_)) => Some(DateOrNumber),
        (Content::Error, Data::String(their)) if *raw.text == **their => Some(ErrorName),
        (Content::Bool(_), Data::Float(_) | Data::Int(_) | Data::String(_)) => Some(Truth),
        (Content::Text, Data::Float(_) | Data::Int(_) | Data::Bool(_)) => Some(NumberOrText),
        (Content::Text, Data::String(their)) => {
            let bare = |text: &str| text.chars().filter(|char| !char.is_whitespace()).collect::<String>();
            if their.contains('\u{fffd}') {
                Some(Surrogate)
            } else if bare(&raw.text) == bare(&their.replace("_x000D_", "").replace("_x000d_", "")) {
                Some(WhiteSpace)
            } else if sheet.known.phonetic(at).is_some() && format == Format::Ods {
                Some(Ruby)
            } else if raw.text.contains(their.trim()) {
                Some(Worded)
            } else {
                None
            }
        }
        (_, Data::Empty) if format == Format::Ods => Some(Repeated),
        _ => None,
    })
}

fn close(one: f64, other: f64) -> bool {
    one == other || (one - other).abs() <= one.abs() * 1e-14
}

fn is_blank(text: &str) -> bool {
    text.chars().all(|char| char.is_whitespace() || char == '\u{feff}')
}

/// The sheets of an .xlsx as calamine streams them; none if it cannot open the workbook.
fn of_xlsx(bytes: &[u8]) -> Option<Oracle> {
    let opened = catch_unwind(AssertUnwindSafe(|| Xlsx::new(Cursor::new(bytes.to_vec()))));
    let mut book = opened.ok()?.ok()?;
    let names = book.sheet_names();
    let mut sheets = Vec::new();
    for name in names {
        let cells = catch_unwind(AssertUnwindSafe(|| {
            let mut cells = HashMap::new();
            let mut reader = book.worksheet_cells_reader(&name).map_err(|error| error.to_string())?;
            while let Some(cell) = reader.next_cell().map_err(|error| error.to_string())? {
                let (row, col) = cell.get_position();
                // Where an address stands twice the first is kept here.
                cells.entry(CellRef::new(row, col)).or_insert_with(|| cell.get_value().clone().into());
            }
            Ok(cells)
        }));
        sheets.push((name, cells.unwrap_or_else(|_| Err("panic".to_owned()))));
    }
    Some(sheets)
}

/// The sheets of an .ods; none if calamine cannot open the workbook.
fn of_ods(bytes: &[u8]) -> Option<Oracle> {
    let opened = catch_unwind(AssertUnwindSafe(|| Ods::new(Cursor::new(bytes.to_vec()))));
    let mut book = opened.ok()?.ok()?;
    let mut sheets = Vec::new();
    for name in book.sheet_names() {
        let cells = book.worksheet_range(&name).map_err(|error| error.to_string()).map(|range| {
            let (top, left) = range.start().unwrap_or_default();
            let used = range.used_cells();
            used.map(|(row, col, data)| (CellRef::new(row as u32 + top, col as u32 + left), data.clone())).collect()
        });
        sheets.push((name, cells));
    }
    Some(sheets)
}
