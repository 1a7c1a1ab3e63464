//! What is asked of a package besides what its schema says: each check tells its faults in a line.

use super::package::{Element, Package};
use matome::cell::{CellRef, Rect};
use std::collections::{BTreeMap, BTreeSet};

/// The fonts of the books.
const FONTS: [&str; 1] = ["游ゴシック"];
/// Links that Excel takes on a sheet, characters of a cell, of a list in a validation, of a header, of a sheet's name.
const LINKS: usize = 65_530;
const TEXT: usize = 32_767;
const LIST: usize = 255;
const HEADER: usize = 255;
const NAME: usize = 31;

/// Everything that is wrong with a package.
pub fn faults(bytes: &[u8]) -> Vec<String> {
    let package = Package::of(bytes);
    let mut faults = package.faults.clone();
    content_types(&package, &mut faults);
    relations(&package, &mut faults);
    fonts(&package, &mut faults);
    let names = names(&package, &mut faults);
    let tables = tables(&package, &names, &mut faults);
    let strings = package.strings();
    let printed = printed(&package);
    for (place, (name, part)) in package.sheets().into_iter().enumerate() {
        let Some(root) = package.xml(&part) else { continue };
        let own = tables.get(&part).map(Vec::as_slice).unwrap_or_default();
        let sheet = Sheet { name: &name, place, root: &root, strings: &strings, tables: own };
        let mut told = Vec::new();
        sheet.cells(&mut told);
        sheet.merges(&mut told);
        sheet.limits(&mut told);
        sheet.view(&mut told);
        sheet.print(printed.get(&place).copied().unwrap_or_default(), &mut told);
        faults.extend(told.into_iter().map(|fault| format!("[{name}] {fault}")));
    }
    drawings(&package, &mut faults);
    faults
}

fn content_types(package: &Package, faults: &mut Vec<String>) {
    let types = package.xml("[Content_Types].xml").unwrap_or_default();
    let of = |kind, key| -> BTreeSet<String> {
        types.all(kind).map(|one| one.get(key).trim_start_matches('/').to_lowercase()).collect()
    };
    let (defaults, overrides) = (of("Default", "Extension"), of("Override", "PartName"));
    for part in package.parts.keys().filter(|part| *part != "[Content_Types].xml") {
        let extension = part.rsplit('.').next().unwrap_or_default().to_lowercase();
        let xml = extension == "xml" && !overrides.contains(&part.to_lowercase());
        if xml || !defaults.contains(&extension) && !overrides.contains(&part.to_lowercase()) {
            faults.push(format!("{part}: 内容の種類がない"));
        }
    }
    let parts: BTreeSet<String> = package.parts.keys().map(|part| part.to_lowercase()).collect();
    faults.extend(overrides.difference(&parts).map(|part| format!("{part}: 種類だけがあり、部品がない")));
}

fn relations(package: &Package, faults: &mut Vec<String>) {
    for part in package.parts.keys().filter(|part| part.ends_with(".xml")) {
        let known = package.relations(part);
        for (id, (_, target)) in &known {
            if target.as_ref().is_some_and(|target| !package.parts.contains_key(target)) {
                faults.push(format!("{part}: {id} の先がない"));
            }
        }
        let Some(root) = package.xml(part) else { continue };
        for element in root.below() {
            for (key, id) in element.attributes.iter().filter(|(key, _)| key.starts_with("r:")) {
                if !known.contains_key(id) {
                    faults.push(format!("{part}: {key}={id} という関係がない"));
                }
            }
        }
    }
}

fn fonts(package: &Package, faults: &mut Vec<String>) {
    let styles = package.xml("xl/styles.xml").unwrap_or_default();
    let fonts = styles.child("fonts").map(|fonts| fonts.children.as_slice()).unwrap_or_default();
    for font in fonts.iter().filter_map(|font| font.child("name")).map(|name| name.get("val")) {
        if !FONTS.contains(&font) {
            faults.push(format!("フォント {font}"));
        }
    }
}

/// Whether Excel takes a word for a name, and not for a cell.
fn is_name(name: &str) -> bool {
    let first = name.chars().next().is_some_and(|first| first.is_alphabetic() || first == '_' || first == '\\');
    let rest = name.chars().all(|one| one.is_alphanumeric() || matches!(one, '_' | '.' | '\\'));
    let letters = name.trim_end_matches(|one: char| one.is_ascii_digit());
    let a1 = letters.len() < name.len() && letters.len() <= 3 && letters.bytes().all(|one| one.is_ascii_alphabetic());
    let upper = name.to_uppercase().replace(|one: char| one.is_ascii_digit(), "");
    let r1c1 = ["R", "C", "RC"].contains(&upper.as_str());
    first && rest && !a1 && !r1c1 && name.chars().count() <= 255
}

/// The defined names, lower case.
fn names(package: &Package, faults: &mut Vec<String>) -> BTreeSet<String> {
    let book = package.xml("xl/workbook.xml").unwrap_or_default();
    let tabs: BTreeSet<String> = package.sheets().into_iter().map(|(name, _)| name).collect();
    let (mut known, mut names) = (BTreeSet::new(), BTreeSet::new());
    for defined in book.child("definedNames").map(|list| list.children.as_slice()).unwrap_or_default() {
        let (name, scope) = (defined.get("name"), defined.get("localSheetId"));
        if !known.insert((name.to_lowercase(), scope.to_owned())) {
            faults.push(format!("名前 {name} が2つある"));
        }
        if !is_name(name) {
            faults.push(format!("名前 {name} は使えない"));
        }
        for sheet in sheets_of(&defined.text) {
            if !tabs.contains(&sheet) {
                faults.push(format!("名前 {name} のシート {sheet} がない"));
            }
        }
        if defined.text.contains("#REF!") || !is_balanced(&defined.text) {
            faults.push(format!("名前 {name} の式 {}", defined.text));
        }
        names.insert(name.to_lowercase());
    }
    let mut seen = BTreeSet::new();
    for (name, _) in package.sheets() {
        let odd = name.contains(['[', ']', ':', '*', '?', '/', '\\']) || name.starts_with('\'') || name.ends_with('\'');
        if name.is_empty() || name.encode_utf16().count() > NAME || odd {
            faults.push(format!("シート名 {name} は使えない"));
        }
        if !seen.insert(name.to_lowercase()) {
            faults.push(format!("シート名 {name} が2つある"));
        }
    }
    names
}

/// The sheets that a formula names.
fn sheets_of(formula: &str) -> Vec<String> {
    let mut sheets = Vec::new();
    let mut rest = formula;
    while let Some(at) = rest.find('!') {
        let before = &rest[..at];
        let sheet = match before.strip_suffix('\'') {
            Some(quoted) => {
                let start = quoted.replace("''", "\u{1}\u{1}").rfind('\'').map_or(0, |at| at + 1);
                quoted[start..].replace("''", "'")
            }
            None => {
                let word = |one: char| one.is_alphanumeric() || matches!(one, '_' | '.' | 'ー' | '・');
                let start = before.char_indices().rev().take_while(|(_, one)| word(*one)).last();
                start.map(|(start, _)| before[start..].to_owned()).unwrap_or_default()
            }
        };
        sheets.push(sheet);
        rest = &rest[at + 1..];
    }
    sheets.retain(|sheet| !sheet.is_empty() && sheet != "#REF");
    sheets
}

/// A table: its rectangle and the names of its columns.
pub struct ListTable {
    cells: Rect,
    columns: Vec<String>,
    name: String,
}

fn tables(package: &Package, names: &BTreeSet<String>, faults: &mut Vec<String>) -> BTreeMap<String, Vec<ListTable>> {
    let mut tables: BTreeMap<String, Vec<ListTable>> = BTreeMap::new();
    let (mut seen, mut ids) = (BTreeSet::new(), BTreeSet::new());
    for (_, sheet) in package.sheets() {
        let of_sheet = package.relations(&sheet).into_values().filter(|(kind, _)| kind == "table");
        for part in of_sheet.filter_map(|(_, target)| target) {
            let Some(root) = package.xml(&part) else { continue };
            let name = root.get("displayName").to_owned();
            if !is_name(&name) || name != root.get("name") {
                faults.push(format!("テーブル名 {name} は使えない"));
            }
            if !seen.insert(name.to_lowercase()) || names.contains(&name.to_lowercase()) {
                faults.push(format!("テーブル名 {name} が2つある"));
            }
            if !ids.insert(root.get("id").to_owned()) {
                faults.push(format!("{name}: テーブルの番号 {} が2つある", root.get("id")));
            }
            let Ok(cells) = root.get("ref").parse::<Rect>() else {
                faults.push(format!("{name}: 範囲 {}", root.get("ref")));
                continue;
            };
            let list = root.child("tableColumns").map(|list| list.children.as_slice()).unwrap_or_default();
            let columns: Vec<String> = list.iter().map(|column| column.get("name").to_owned()).collect();
            if columns.len() != (cells.right - cells.left + 1) as usize || cells.bottom == cells.top {
                faults.push(format!("{name}: 範囲 {cells} に列が{}", columns.len()));
            }
            if columns.iter().map(|column| column.to_lowercase()).collect::<BTreeSet<_>>().len() < columns.len() {
                faults.push(format!("{name}: 同じ名前の列がある"));
            }
            if root.child("autoFilter").is_some_and(|filter| filter.get("ref") != root.get("ref")) {
                faults.push(format!("{name}: フィルターの範囲"));
            }
            tables.entry(sheet.clone()).or_default().push(ListTable { cells, columns, name });
        }
    }
    tables
}

/// Of each sheet, by its place: whether it has a print area, and rows that are repeated.
fn printed(package: &Package) -> BTreeMap<usize, (bool, bool)> {
    let book = package.xml("xl/workbook.xml").unwrap_or_default();
    let mut printed: BTreeMap<usize, (bool, bool)> = BTreeMap::new();
    for defined in book.child("definedNames").map(|list| list.children.as_slice()).unwrap_or_default() {
        let Ok(place) = defined.get("localSheetId").parse() else { continue };
        let (area, titles) = printed.entry(place).or_default();
        *area |= defined.get("name") == "_xlnm.Print_Area";
        *titles |= defined.get("name") == "_xlnm.Print_Titles";
    }
    printed
}

fn drawings(package: &Package, faults: &mut Vec<String>) {
    for part in package.parts.keys().filter(|part| part.starts_with("xl/drawings/drawing")) {
        let Some(root) = package.xml(part) else { continue };
        for shape in root.below().into_iter().filter(|element| element.name.ends_with(":cNvPr")) {
            if shape.get("descr").is_empty() {
                faults.push(format!("{part}: {} に代替テキストがない", shape.get("name")));
            }
        }
    }
}

/// Brackets and quotes of a formula come in pairs.
fn is_balanced(formula: &str) -> bool {
    let (mut depth, mut quoted) = (Vec::new(), None);
    for one in formula.chars() {
        match (quoted, one) {
            (Some(quote), one) if one == quote => quoted = None,
            (Some(_), _) => {}
            (None, '"' | '\'') => quoted = Some(one),
            (None, '(' | '[' | '{') => depth.push(one),
            (None, ')') if depth.pop() != Some('(') => return false,
            (None, ']') if depth.pop() != Some('[') => return false,
            (None, '}') if depth.pop() != Some('{') => return false,
            _ => {}
        }
    }
    depth.is_empty() && quoted.is_none()
}

/// Whether a row of a table is spoken of without the table's name.
fn is_unqualified(formula: &str) -> bool {
    let bare = |mark: &str| {
        formula.match_indices(mark).any(|(at, _)| {
            let before = formula[..at].trim_end_matches('[').chars().next_back();
            !before.is_some_and(|one| one.is_alphanumeric() || matches!(one, '_' | 'ー'))
        })
    };
    bare("[#This Row]") || bare("[@")
}

struct Sheet<'a> {
    name: &'a str,
    place: usize,
    root: &'a Element,
    strings: &'a [String],
    tables: &'a [ListTable],
}

impl Sheet<'_> {
    fn rows(&self) -> &[Element] {
        self.root.child("sheetData").map(|data| data.children.as_slice()).unwrap_or_default()
    }

    fn text(&self, cell: &Element) -> Result<String, String> {
        let value = cell.child("v").map(|value| value.text.as_str()).unwrap_or_default();
        Ok(match cell.get("t") {
            "s" => {
                let place: usize = value.parse().map_err(|_| "文字列の番号".to_owned())?;
                self.strings.get(place).cloned().ok_or("文字列の番号")?
            }
            "inlineStr" => cell.child("is").map(Element::words).unwrap_or_default(),
            _ => value.to_owned(),
        })
    }

    fn cells(&self, faults: &mut Vec<String>) {
        let mut last: Option<CellRef> = None;
        let mut last_row = 0;
        let mut headings: BTreeMap<CellRef, String> = BTreeMap::new();
        for row in self.rows() {
            let number: u32 = row.get("r").parse().unwrap_or_default();
            if number <= last_row {
                faults.push(format!("行 {number} の順番"));
            }
            last_row = number;
            for cell in &row.children {
                let address = cell.get("r");
                let Ok(at) = address.parse::<CellRef>() else {
                    faults.push(format!("セル番地 {address}"));
                    continue;
                };
                if at.row + 1 != number || last.is_some_and(|last| last >= at) {
                    faults.push(format!("{address} の順番"));
                }
                last = Some(at);
                match self.text(cell) {
                    Ok(text) if text.encode_utf16().count() > TEXT => faults.push(format!("{address} の長さ")),
                    Ok(text) => {
                        if self.tables.iter().any(|table| table.cells.top == at.row && table.cells.contains(at)) {
                            if cell.get("t") != "s" && cell.get("t") != "inlineStr" {
                                faults.push(format!("{address}: テーブルの見出しが文字列でない"));
                            }
                            headings.insert(at, text);
                        }
                    }
                    Err(what) => faults.push(format!("{address}: {what}")),
                }
                if let Some(formula) = cell.child("f") {
                    self.formula(address, cell, &formula.text, faults);
                }
            }
        }
        for table in self.tables {
            let names = (table.cells.left..).zip(&table.columns);
            for (col, name) in names {
                if headings.get(&CellRef::new(table.cells.top, col)) != Some(name) {
                    faults.push(format!("{}: 列名「{name}」が見出しと違う", table.name));
                }
            }
        }
    }

    fn formula(&self, address: &str, cell: &Element, formula: &str, faults: &mut Vec<String>) {
        // a text that is empty is a result too
        if cell.child("v").is_none() {
            faults.push(format!("{address}: 式に結果がない"));
        }
        if !is_balanced(formula) {
            faults.push(format!("{address}: 式の括弧や引用符"));
        }
        if is_unqualified(formula) {
            faults.push(format!("{address}: 式にテーブル名がない"));
        }
    }

    fn merges(&self, faults: &mut Vec<String>) {
        let list = self.root.child("mergeCells").map(|list| list.children.as_slice()).unwrap_or_default();
        let merges: Vec<Rect> = list.iter().filter_map(|merge| merge.get("ref").parse().ok()).collect();
        for (place, merge) in merges.iter().enumerate() {
            if merges[..place].iter().any(|other| other.meets(merge)) {
                faults.push(format!("結合 {merge} が他と重なる"));
            }
            if self.tables.iter().any(|table| table.cells.meets(merge)) {
                faults.push(format!("結合 {merge} がテーブルと重なる"));
            }
        }
        for (place, table) in self.tables.iter().enumerate() {
            if self.tables[..place].iter().any(|other| other.cells.meets(&table.cells)) {
                faults.push(format!("テーブル {} が他と重なる", table.name));
            }
        }
    }

    fn limits(&self, faults: &mut Vec<String>) {
        let links = self.root.child("hyperlinks").map(|list| list.children.len()).unwrap_or_default();
        if links > LINKS {
            faults.push(format!("リンク {links}"));
        }
        for validation in self.root.child("dataValidations").map(|list| list.children.as_slice()).unwrap_or_default() {
            let list = validation.child("formula1").map(|one| one.text.trim_matches('"')).unwrap_or_default();
            if list.encode_utf16().count() > LIST {
                faults.push(format!("入力規則 {} の長さ", validation.get("sqref")));
            }
        }
        for head in self.root.child("headerFooter").map(|heads| heads.children.as_slice()).unwrap_or_default() {
            if head.text.encode_utf16().count() > HEADER {
                faults.push(format!("{} の長さ", head.name));
            }
        }
    }

    /// The first sheet is the one that is shown, at its first cell.
    fn view(&self, faults: &mut Vec<String>) {
        let views = self.root.child("sheetViews").map(|views| views.children.as_slice()).unwrap_or_default();
        for view in views {
            if (view.get("tabSelected") == "1") != (self.place == 0) {
                faults.push("最初のシートだけが選ばれていない".to_owned());
            }
            let frozen = view.child("pane").is_some();
            for selection in view.all("selection").filter(|selection| !frozen || selection.get("pane").is_empty()) {
                if !["", "A1"].contains(&selection.get("activeCell")) {
                    faults.push(format!("カーソルが {} にある", selection.get("activeCell")));
                }
            }
        }
    }

    /// What is laid out for people fits the width of a page and says what is printed; lists repeat their headings.
    fn print(&self, (area, titles): (bool, bool), faults: &mut Vec<String>) {
        let fits = self.root.child("sheetPr").and_then(|properties| properties.child("pageSetUpPr"));
        if fits.is_none_or(|fits| fits.get("fitToPage") != "1") {
            faults.push("ページの幅に合わせていない".to_owned());
        }
        let data = !self.tables.is_empty();
        if !data && !area {
            faults.push(format!("{} の印刷範囲がない", self.name));
        }
        let list = data || self.root.child("autoFilter").is_some();
        if list && !titles {
            faults.push("見出しの行を繰り返さない".to_owned());
        }
    }
}

#[test]
fn names_that_excel_takes_for_cells_are_told() {
    for name in ["A1", "xfd12", "R1C1", "r", "C", "1年", "達成 率", ""] {
        assert!(!is_name(name), "{name}");
    }
    for name in ["データ_観測値", "指標表", "_xlnm.Print_Area", "codes"] {
        assert!(is_name(name), "{name}");
    }
}

#[test]
fn formulas_are_looked_at_bracket_by_bracket() {
    for formula in ["SUM(A1:A3", "IF(A1=\"x,1)", "a[[b]"] {
        assert!(!is_balanced(formula), "{formula}");
    }
    for formula in ["IF(A1=\"(\",'シート（1'!A1,{1;2})", "表[[#This Row],[実績]]"] {
        assert!(is_balanced(formula), "{formula}");
    }
    assert!(is_unqualified("SUM([[#This Row],[実績]])") && is_unqualified("[@実績]*2"));
    assert!(!is_unqualified("表[[#This Row],[実績]]") && !is_unqualified("表[@実績]"));
    assert_eq!(sheets_of("'指標一覧'!$A$1+集計!B2+'a''b'!C1"), ["指標一覧", "集計", "a'b"]);
}
