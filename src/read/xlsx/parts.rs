//! Where the parts of a package lie: for who writes a copy of it with something more in it.

use super::{book, relations, workbook_path};
use crate::annotation::{PackageParts, SheetPart};
use crate::read::limits::Budget;
use crate::read::package::{Package, resolved};
use crate::read::rejection::Rejection;
use crate::sheet::Visibility;

/// The parts of an opened package.
pub(in crate::read) fn parts(package: &mut Package<'_>, budget: &mut Budget<'_>) -> Result<PackageParts, Rejection> {
    let mut buffer = Vec::new();
    let path = workbook_path(package, &mut buffer, budget)?;
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", &path));
    let Some(text) = package.text(&path, &mut buffer, budget)? else {
        return Err(Rejection::not_a_spreadsheet("ZIP"));
    };
    let book = book::read(&text, budget)?;
    let of_book = match package.text(&resolved(folder, &format!("_rels/{name}.rels")), &mut buffer, budget)? {
        Some(text) => relations::read(&text, folder, budget)?,
        None => Vec::new(),
    };
    let styles = of_book.iter().find(|relation| relation.kind == "styles").map(|relation| relation.target.clone());
    let mut sheets = Vec::new();
    for tab in book.tabs {
        let Some(part) = of_book.iter().find(|relation| relation.id == tab.relation) else { continue };
        let (folder, name) = part.target.rsplit_once('/').unwrap_or(("", &part.target));
        let of_sheet = match package.text(&resolved(folder, &format!("_rels/{name}.rels")), &mut buffer, budget)? {
            Some(text) => relations::read(&text, folder, budget)?,
            None => Vec::new(),
        };
        let relations = of_sheet.into_iter().map(|relation| (relation.id, relation.kind, relation.target)).collect();
        let hidden = tab.visibility != Visibility::Visible;
        sheets.push(SheetPart { sheet: tab.name, hidden, part: part.target.clone(), relations });
    }
    Ok(PackageParts { styles, sheets })
}
