//! An office's own workbook whose placeholders are filled: what stands in it, what it gets, and what is wrong with it.

pub mod text;
pub mod words;

use crate::cell::{CellRef, Rect};
use rust_decimal::Decimal;
use std::collections::BTreeMap;
use std::ops::Range;
use unicode_normalization::UnicodeNormalization;

/// A template as it was read: the package, where its parts lie, and the cells that are to be filled.
#[derive(Clone, Debug, Default)]
pub struct Template {
    /// Its file's name.
    pub file: String,
    /// SHA-256 of its bytes.
    pub sha256: String,
    /// The package.
    pub bytes: Vec<u8>,
    /// The text of every part that may have to change, by its name in the package.
    pub texts: BTreeMap<String, String>,
    /// The main part.
    pub workbook: String,
    /// The order in which formulas are reckoned: its part, and the parts that name it.
    pub calc_chain: Option<String>,
    /// Parts that speak of cells of any sheet, such as charts.
    pub charts: Vec<String>,
    /// The sheets, in the order of their tabs.
    pub sheets: Vec<TemplateSheet>,
    /// The cells to be filled, in the order of sheets and cells.
    pub slots: Vec<Slot>,
}

/// A sheet of a template.
#[derive(Clone, Debug, Default)]
pub struct TemplateSheet {
    /// Its name.
    pub name: String,
    /// Its part; none for sheets without cells.
    pub part: Option<String>,
    /// The parts that belong to it: last word of the kind of their relation, and the part.
    pub related: Vec<(String, String)>,
}

/// A cell to be filled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slot {
    /// The place of its sheet among the tabs.
    pub sheet: usize,
    /// The cell.
    pub at: CellRef,
    /// What stands in it, as the XML inside `si` or `is`; of a named cell `<t>{{name}}</t>`.
    pub inner: String,
    /// The placeholders in it.
    pub placeholders: Vec<Placeholder>,
}

/// A placeholder: a field of the book, or of the records of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Placeholder {
    /// The list; none for a field of the book.
    pub list: Option<&'static str>,
    /// The field.
    pub field: &'static str,
}

/// What a cell gets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filled {
    /// The number, where it is nothing but a number.
    pub number: Option<Decimal>,
    /// How it is shown within a text.
    pub text: String,
}

/// What the placeholders of all templates get.
#[derive(Clone, Debug, Default)]
pub struct Values {
    /// Fields of the book, by name.
    pub fields: BTreeMap<&'static str, Filled>,
    /// The records of each list, in order; each by its fields' names.
    pub lists: BTreeMap<&'static str, Vec<BTreeMap<&'static str, Filled>>>,
}

/// Something in a template that keeps it from being filled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TemplateMistake {
    /// The file.
    pub file: String,
    /// The sheet; empty if it is of the whole file.
    pub sheet: String,
    /// The cell.
    pub cell: Option<CellRef>,
    /// What is wrong.
    pub problem: Problem,
}

/// What is wrong with a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// It is no workbook that can be filled; what the reader says.
    Unreadable(String),
    /// A placeholder that is not known, and the nearest that is.
    Unknown {
        /// As written.
        name: String,
        /// The nearest.
        nearest: Option<String>,
    },
    /// A known name stands for more than one cell.
    NamedRange(String),
    /// Fields of two lists in one row.
    TwoLists,
    /// Fields of a list in two rows, one below the other.
    TwoRows,
    /// A merged cell reaches from the row that is repeated into others.
    Merge(Rect),
    /// A formula elsewhere looks at one cell of the row that is repeated.
    OneOfMany(String),
    /// A formula of the row that is repeated looks at another row without `$`.
    Relative(String),
    /// A formula looks at cells in a way that cannot follow them.
    Formula(String),
    /// An array formula or a data table lies across the row that is repeated.
    Array,
    /// The row that is repeated is the head or the sum of an Excel table.
    TableHead,
    /// Something stands on the sheet whose place cannot be changed.
    Fixed(&'static str),
    /// There is no row left.
    TooLong,
}

impl Values {
    /// Two empty records for each list: whether a template can be filled is seen with them.
    pub fn trial() -> Self {
        let lists = words::LISTS.iter().map(|list| (list.name, vec![BTreeMap::new(); 2])).collect();
        Self { fields: BTreeMap::new(), lists }
    }

    /// What a placeholder gets; `record` is the place in its list.
    pub fn of(&self, placeholder: Placeholder, record: usize) -> Option<&Filled> {
        match placeholder.list {
            None => self.fields.get(placeholder.field),
            Some(list) => self.lists.get(list)?.get(record)?.get(placeholder.field),
        }
    }

    /// How many records a list has.
    pub fn records(&self, list: &str) -> usize {
        self.lists.get(list).map_or(0, Vec::len)
    }
}

impl Placeholder {
    /// The placeholder of that name; `Err` is the nearest name that there is.
    pub fn named(name: &str) -> Result<Self, Option<String>> {
        words::all()
            .find(|(list, field)| words::written(*list, field) == name)
            .map(|(list, field)| Self { list, field })
            .ok_or_else(|| {
                let known: Vec<String> = words::all().map(|(list, field)| words::written(list, field)).collect();
                crate::nearest::nearest(name, known.iter().map(String::as_str)).map(str::to_owned)
            })
    }
}

/// Where a template's file goes once it is filled.
pub fn output(file: &str) -> String {
    let stem = crate::messages::file::COUNCIL.trim_end_matches(".xlsx");
    format!("{stem}_{file}")
}

/// The placeholders that a text says, with where each stands: `{{団体名}}`, the braces of either width, blanks inside
/// them not counted.
pub fn placeholders(text: &str) -> Vec<(Range<usize>, String)> {
    let mut found = Vec::new();
    let mut from = 0;
    let next = |from: usize, marks: [&str; 2]| {
        let rest = text.get(from..)?;
        let (at, mark) = marks.iter().filter_map(|mark| Some((rest.find(mark)?, mark))).min()?;
        Some((from + at, from + at + mark.len()))
    };
    while let Some((start, inside)) = next(from, ["{{", "｛｛"]) {
        let Some((end, after)) = next(inside, ["}}", "｝｝"]) else { break };
        let name: String = text.get(inside..end).unwrap_or_default().nfkc().filter(|c| !c.is_whitespace()).collect();
        found.push((start..after, name));
        from = after;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_are_found_in_texts() {
        let names = |text: &str| placeholders(text).into_iter().map(|(_, name)| name).collect::<Vec<_>>();
        assert_eq!(names("令和6年度　{{団体名}}"), ["団体名"]);
        assert_eq!(names("｛｛ 指標．コード ｝｝と{{達成数}}"), ["指標.コード", "達成数"]);
        assert_eq!(names("{{団体名"), [""; 0]);
        assert_eq!(names("{団体名} }}{{"), [""; 0]);
    }

    #[test]
    fn unknown_names_have_a_nearest() {
        assert_eq!(Placeholder::named("達成数").map(|one| one.field), Ok("達成数"));
        assert_eq!(Placeholder::named("団体"), Err(Some("団体名".to_owned())));
        let of_list = Placeholder::named("指標.指標名").unwrap();
        assert_eq!((of_list.list, of_list.field), (Some("指標"), "指標名"));
        assert_eq!(Placeholder::named("まったく別の何かの名前"), Err(None));
    }
}
