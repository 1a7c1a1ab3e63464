//! Office Open XML workbooks, in one pass over the parts that are needed.

mod book;
mod cells;
mod parts;
mod relations;
mod strings;
mod styles;

pub(super) use parts::parts;

use super::Contents;
use super::limits::Budget;
use super::package::{Package, PartError, resolved};
use super::rejection::Rejection;
use super::sheet_id;

use crate::sheet::{Known, Sheet, Trouble, TroubleKind};
use book::Tab;
use relations::Relation;

use strings::SharedString;
use styles::Styles;

/// What the sheets of a workbook share.
struct Shared {
    strings: Vec<SharedString>,
    styles: Styles,
    date1904: bool,
}

/// Reads the sheets of an opened package. A sheet that cannot be read costs only itself.
pub(super) fn read(file: &str, package: &mut Package<'_>, budget: &mut Budget<'_>) -> Result<Contents, Rejection> {
    let mut buffer = Vec::new();
    let path = workbook_path(package, &mut buffer, budget)?;
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", &path));
    let Some(text) = package.text(&path, &mut buffer, budget)? else { return Err(Rejection::not_a_spreadsheet("ZIP")) };
    let book = book::read(&text, budget)?;

    let rels = resolved(folder, &format!("_rels/{name}.rels"));
    let relations = match package.text(&rels, &mut buffer, budget)? {
        Some(text) => relations::read(&text, folder)?,
        None => Vec::new(),
    };
    let shared = Shared {
        strings: match part_of(&relations, "sharedStrings", package, &mut buffer, budget)? {
            Some(text) => strings::read(&text, budget)?,
            None => Vec::new(),
        },
        styles: match part_of(&relations, "styles", package, &mut buffer, budget)? {
            Some(text) => styles::read(&text)?,
            None => Styles::default(),
        },
        date1904: book.date1904,
    };

    let mut contents = Contents { names: book.names(), ..Contents::default() };
    for tab in book.tabs {
        let relation = relations.iter().find(|relation| relation.id == tab.relation);
        if relation.is_some_and(|relation| relation.kind != "worksheet") {
            // Charts, dialogs and macros have sheets of their own, which hold no cells to read.
            continue;
        }
        budget.sheet()?;
        match sheet(file, &tab, relation, package, &mut buffer, &shared, &mut contents.troubles, budget) {
            Ok(sheet) => contents.sheets.push(sheet),
            Err(PartError::Exceeded(limit)) => return Err(limit.into()),
            Err(error) => contents.troubles.push(Trouble {
                kind: TroubleKind::Sheet,
                sheet: Some(tab.name),
                cell: None,
                found: error.to_string(),
            }),
        }
    }
    Ok(contents)
}

/// The main part: what the package says it is, or where it usually is.
fn workbook_path(
    package: &mut Package<'_>,
    buffer: &mut Vec<u8>,
    budget: &mut Budget<'_>,
) -> Result<String, Rejection> {
    let usual = "xl/workbook.xml".to_owned();
    let Some(text) = package.text("_rels/.rels", buffer, budget)? else { return Ok(usual) };
    let relations = relations::read(&text, "")?;
    let main = relations.into_iter().find(|relation| relation.kind == "officeDocument");
    Ok(main.map(|relation| relation.target).filter(|target| package.has(target)).unwrap_or(usual))
}

/// The part that a relation of this kind leads to.
fn part_of<'b>(
    relations: &[Relation],
    kind: &str,
    package: &mut Package<'_>,
    buffer: &'b mut Vec<u8>,
    budget: &mut Budget<'_>,
) -> Result<Option<std::borrow::Cow<'b, str>>, PartError> {
    match relations.iter().find(|relation| relation.kind == kind) {
        Some(relation) => package.text(&relation.target, buffer, budget),
        None => Ok(None),
    }
}

#[expect(clippy::too_many_arguments, reason = "all of them differ")]
fn sheet(
    file: &str,
    tab: &Tab,
    relation: Option<&Relation>,
    package: &mut Package<'_>,
    buffer: &mut Vec<u8>,
    shared: &Shared,
    troubles: &mut Vec<Trouble>,
    budget: &mut Budget<'_>,
) -> Result<Sheet, PartError> {
    let missing = || PartError::Missing(tab.relation.clone());
    let target = &relation.ok_or_else(missing)?.target;
    let text = package.text(target, buffer, budget)?.ok_or_else(missing)?;
    // Troubles of cells count only if the sheet is read to its end.
    let mut of_sheet = Vec::new();
    let (cells, merges) = cells::read(&text, shared, &tab.name, &mut of_sheet, budget)?;
    troubles.append(&mut of_sheet);
    let id = sheet_id(file, &tab.name);
    Ok(Sheet { id, visibility: tab.visibility, cells, merges, known: Known::default() })
}
