//! Office Open XML workbooks, in one pass over the parts that are needed.

mod book;
mod cells;
mod colour;
mod formulas;
mod notes;
mod parts;
mod relations;
mod strings;
mod styles;
mod tables;
mod template;
mod validations;

pub(super) use parts::parts;
pub(super) use template::template;

use super::Contents;
use super::limits::Budget;
use super::links::{self, Links};
use super::package::{Package, PartError, resolved};
use super::rejection::Rejection;
use super::sheet_id;
use crate::sheet::{Known, Sheet, Trouble, TroubleKind};
use book::{Book, Tab};
use cells::SheetPart;
use colour::Palette;
use notes::{Notes, Persons};
use relations::Relation;
use std::borrow::Cow;
use strings::SharedString;
use styles::Styles;

/// What the sheets of a workbook share.
struct Shared {
    strings: Vec<SharedString>,
    styles: Styles,
    palette: Palette,
    date1904: bool,
}

/// Reads the sheets of an opened package, but those whose names begin with `without`. A sheet that cannot be read costs
/// only itself.
pub(super) fn read(
    file: &str,
    package: &mut Package<'_>,
    without: Option<&str>,
    budget: &mut Budget<'_>,
) -> Result<Contents, Rejection> {
    let mut buffer = Vec::new();
    let path = workbook_path(package, &mut buffer, budget)?;
    let Some(text) = package.text(&path, &mut buffer, budget)? else { return Err(Rejection::not_a_spreadsheet("ZIP")) };
    let book = book::read(&text, budget)?;
    let relations = relations_of(&path, package, &mut buffer, budget)?;
    let shared = shared(&book, &relations, package, &mut buffer, budget)?;
    let contents = Contents { names: book.names(), ..Contents::default() };
    let (links, persons) = (Links::default(), None);
    let mut sheets = Sheets { file, package, buffer, shared, relations, links, persons, contents };
    let wanted = |tab: &&Tab| without.is_none_or(|without| !tab.name.starts_with(without));
    for tab in book.tabs.iter().filter(wanted) {
        sheets.read(tab, budget)?;
    }
    sheets.finish(&book.files, budget)
}

/// The main part: what the package says it is, or where it usually is.
fn workbook_path(
    package: &mut Package<'_>,
    buffer: &mut Vec<u8>,
    budget: &mut Budget<'_>,
) -> Result<String, Rejection> {
    let usual = "xl/workbook.xml".to_owned();
    let Some(text) = package.text("_rels/.rels", buffer, budget)? else { return Ok(usual) };
    let relations = relations::read(&text, "", budget)?;
    let main = relations.into_iter().find(|relation| relation.kind == "officeDocument");
    Ok(main.map(|relation| relation.target).filter(|target| package.has(target)).unwrap_or(usual))
}

/// Reads what the sheets share.
fn shared(
    book: &Book,
    relations: &[Relation],
    package: &mut Package<'_>,
    buffer: &mut Vec<u8>,
    budget: &mut Budget<'_>,
) -> Result<Shared, Rejection> {
    let mut styles = match part_of(relations, "styles", package, buffer, budget)? {
        Some(text) => styles::read(&text, budget)?,
        None => Styles::default(),
    };
    let mut palette = Palette { theme: Vec::new(), indexed: styles.take_palette() };
    let mut strings = match part_of(relations, "sharedStrings", package, buffer, budget)? {
        Some(text) => strings::read(&text, &palette, budget)?,
        None => Vec::new(),
    };
    let of_cells = styles.is_themed();
    if strings.iter().any(|string| string.is_themed(of_cells)) {
        // Few texts have such colours; without the part they have none that is known.
        let text = part_of(relations, "theme", package, buffer, budget);
        match text.and_then(|text| text.map(|text| colour::read_theme(&text, budget)).transpose()) {
            Ok(theme) => palette.theme = theme.unwrap_or_default(),
            Err(PartError::Exceeded(limit)) => return Err(limit.into()),
            Err(_) => {}
        }
        strings.iter_mut().for_each(|string| string.recolour(&palette));
    }
    Ok(Shared { strings, styles, palette, date1904: book.date1904 })
}

/// The sheets of a workbook, being read.
struct Sheets<'a, 'p> {
    file: &'a str,
    package: &'a mut Package<'p>,
    buffer: Vec<u8>,
    shared: Shared,
    /// Of the main part.
    relations: Vec<Relation>,
    links: Links,
    /// Once they were asked for.
    persons: Option<Persons>,
    contents: Contents,
}

impl Sheets<'_, '_> {
    /// Reads the sheet of a tab. What cannot be read of it is a trouble.
    fn read(&mut self, tab: &Tab, budget: &mut Budget<'_>) -> Result<(), Rejection> {
        let relation = self.relations.iter().find(|relation| relation.id == tab.relation);
        match relation.map(|relation| relation.kind.as_str()) {
            None | Some("worksheet") => {}
            Some("xlMacrosheet" | "xlIntlMacrosheet") => {
                self.contents.troubles.push(trouble(TroubleKind::MacroSheet, tab, String::new()));
                return Ok(());
            }
            // Charts and dialogs have sheets of their own, which hold no cells to read.
            Some(_) => return Ok(()),
        }
        budget.sheet()?;
        let target = relation.map(|relation| relation.target.clone());
        match self.read_part(tab, target, budget) {
            Ok(sheet) => self.contents.sheets.push(sheet),
            Err(PartError::Exceeded(limit)) => return Err(limit.into()),
            Err(error) => self.contents.troubles.push(trouble(TroubleKind::Sheet, tab, error.to_string())),
        }
        Ok(())
    }

    fn read_part(&mut self, tab: &Tab, target: Option<String>, budget: &mut Budget<'_>) -> Result<Sheet, PartError> {
        let missing = || PartError::Missing(tab.relation.clone());
        let target = target.ok_or_else(missing)?;
        let text = self.package.text(&target, &mut self.buffer, budget)?.ok_or_else(missing)?;
        // Troubles of cells count only if the sheet is read to its end.
        let mut troubles = Vec::new();
        let SheetPart { cells, merges, mut known } =
            cells::read(&text, &self.shared, &tab.name, &mut self.links, &mut troubles, budget)?;
        self.contents.troubles.append(&mut troubles);
        self.read_around(&target, tab, &mut known, budget)?;
        let id = sheet_id(self.file, &tab.name);
        Ok(Sheet { id, visibility: tab.visibility, cells, merges, known })
    }

    /// Reads what other parts say of the sheet in the part `sheet`. One that cannot be read costs only itself.
    fn read_around(
        &mut self,
        sheet: &str,
        tab: &Tab,
        known: &mut Known,
        budget: &mut Budget<'_>,
    ) -> Result<(), PartError> {
        // Most sheets have none; only where names are not written alike is it worth a search.
        if self.package.has_exactly(sheet) && !self.package.has_exactly(&rels_path(sheet)) {
            return Ok(());
        }
        let relations = match relations_of(sheet, self.package, &mut self.buffer, budget) {
            Err(error @ PartError::Exceeded(_)) => return Err(error),
            Err(error) => {
                self.contents.troubles.push(trouble(TroubleKind::Detail, tab, error.to_string()));
                return Ok(());
            }
            Ok(relations) => relations,
        };
        let mut notes = Notes::default();
        for relation in &relations {
            match self.read_related(relation, &mut notes, known, budget) {
                Ok(()) => {}
                Err(error @ PartError::Exceeded(_)) => return Err(error),
                Err(error) => {
                    let part = relation.target.rsplit('/').next().unwrap_or_default();
                    let found = format!("{part}: {error}");
                    self.contents.troubles.push(trouble(TroubleKind::Detail, tab, found));
                }
            }
        }
        known.notes = notes.finish();
        Ok(())
    }

    fn read_related(
        &mut self,
        relation: &Relation,
        notes: &mut Notes,
        known: &mut Known,
        budget: &mut Budget<'_>,
    ) -> Result<(), PartError> {
        budget.time()?;
        let kind = relation.kind.as_str();
        if !matches!(kind, "comments" | "threadedComment" | "table") {
            return Ok(());
        }
        if kind == "threadedComment" && self.persons.is_none() {
            let text = part_of(&self.relations, "person", self.package, &mut self.buffer, budget)?;
            self.persons = Some(match text {
                Some(text) => notes::read_persons(&text, budget)?,
                None => Persons::default(),
            });
        }
        let missing = || PartError::Missing(relation.target.clone());
        let text = self.package.text(&relation.target, &mut self.buffer, budget)?.ok_or_else(missing)?;
        match kind {
            "comments" => notes.read(&text, budget)?,
            "threadedComment" => {
                notes.read_threads(&text, self.persons.as_ref().unwrap_or(&Persons::default()), budget)?;
            }
            _ => known.tables.extend(tables::read(&text, budget)?),
        }
        Ok(())
    }

    /// All that was read; `files` are the relations that lead to other files.
    fn finish(mut self, files: &[String], budget: &mut Budget<'_>) -> Result<Contents, Rejection> {
        let mut names = Vec::new();
        for number in self.links.numbers().collect::<Vec<_>>() {
            let id = number.checked_sub(1).and_then(|index| files.get(index));
            let relation = id.and_then(|id| self.relations.iter().find(|relation| relation.id == *id));
            let Some(relation) = relation else { continue };
            let rels = rels_path(&relation.target);
            let text = self.package.text(&rels, &mut self.buffer, budget);
            let target = text.and_then(|text| match text {
                Some(text) => relations::external_target(&text, budget),
                None => Ok(None),
            });
            match target {
                Ok(target) => names.extend(target.map(|target| (number, links::file_name(&target)))),
                Err(PartError::Exceeded(limit)) => return Err(limit.into()),
                // The number will have to do.
                Err(_) => {}
            }
        }
        let name = |number| names.iter().find(|(found, _)| *found == number).map(|(_, name)| name.clone());
        self.contents.troubles.extend(self.links.trouble(name));
        Ok(self.contents)
    }
}

/// The relations of the part `path`; none if it has none.
fn relations_of(
    path: &str,
    package: &mut Package<'_>,
    buffer: &mut Vec<u8>,
    budget: &mut Budget<'_>,
) -> Result<Vec<Relation>, PartError> {
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    match package.text(&rels_path(path), buffer, budget)? {
        Some(text) => relations::read(&text, folder, budget),
        None => Ok(Vec::new()),
    }
}

/// Where the relations of the part `path` stand.
fn rels_path(path: &str) -> String {
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    resolved(folder, &format!("_rels/{name}.rels"))
}

/// The part that a relation of this kind leads to.
fn part_of<'b>(
    relations: &[Relation],
    kind: &str,
    package: &mut Package<'_>,
    buffer: &'b mut Vec<u8>,
    budget: &mut Budget<'_>,
) -> Result<Option<Cow<'b, str>>, PartError> {
    match relations.iter().find(|relation| relation.kind == kind) {
        Some(relation) => package.text(&relation.target, buffer, budget),
        None => Ok(None),
    }
}

fn trouble(kind: TroubleKind, tab: &Tab, found: String) -> Trouble {
    Trouble { kind, sheet: Some(tab.name.clone()), cell: None, found }
}
