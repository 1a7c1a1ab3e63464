//! Web pages that systems export, and Excel saves, under the name of a workbook: one sheet per table.
//!
//! The page is read token by token and no tree is made of it, so that no nesting is too deep. What is in a table
//! inside a table is a sheet of its own. Numbers stay the texts they are, unless the page itself gives the number
//! (`x:num`): what Excel would make of 1-2 or 001 when it opens the page is a guess that nobody should rely on.

mod cell;
mod grid;
mod style;
mod tabs;
#[cfg(test)]
mod tests;

use super::encoding::{declared, decoded};
use super::limits::{Budget, Exceeded};
use super::rejection::Rejection;
use super::runs::Collected;
use super::{Contents, is_blank};
use crate::sheet::Visibility;
use cell::{Open, Said, Writing};
use grid::Grid;
use html5gum::{DefaultEmitter, StartTag, Token, Tokenizer};
use std::borrow::Cow;
use std::collections::BTreeSet;
use style::{Look, Styles};
use tabs::Tab;

/// Reads a page.
pub(super) fn read(file: &str, bytes: &[u8], budget: &mut Budget<'_>) -> Result<Contents, Rejection> {
    let text = decoded(bytes, declared(bytes).as_deref());
    read_parts(file, [("", &*text)], budget)
}

/// Reads the parts of a page that was saved as one file, each with its address.
pub(super) fn read_parts<'t>(
    file: &str,
    parts: impl IntoIterator<Item = (&'t str, &'t str)>,
    budget: &mut Budget<'_>,
) -> Result<Contents, Rejection> {
    let mut pages = Pages { budget, tabs: Vec::new(), tables: Vec::new(), begun: 0 };
    for (address, text) in parts {
        Page::new(&mut pages, tabs::last_part(address)).read(text)?;
    }
    let contents = pages.contents(file)?;
    if contents.sheets.is_empty() {
        // What a system answers instead of its export: that someone is to log in, that nothing was found.
        return Err(Rejection::not_a_spreadsheet("HTML"));
    }
    Ok(contents)
}

/// What the parts of a page share.
struct Pages<'a, 'l> {
    budget: &'a mut Budget<'l>,
    /// The sheets that Excel lists.
    tabs: Vec<Tab>,
    /// The tables that ended.
    tables: Vec<Table>,
    /// How many tables began.
    begun: usize,
}

/// One part while it is read.
struct Page<'p, 'a, 'l> {
    pages: &'p mut Pages<'a, 'l>,
    /// The file that it was.
    address: &'p str,
    styles: Styles,
    /// The tables that are open, each inside the one before.
    open: Vec<Table>,
    /// The text outside all tables.
    outside: Writing,
    /// What came before the next table, line by line.
    before: Vec<Collected>,
    /// The last table that stood in no other, among those that ended.
    last: Option<usize>,
    /// The element whose text is not part of the page.
    silent: Option<Vec<u8>>,
    /// The text of a style sheet.
    css: String,
    /// Whether the name of a sheet is being read, from markup that is no comment.
    naming: bool,
    /// Whether notes are passed over: they stand in the cells as references, and at the end as text.
    in_notes: bool,
}

/// A table while it is read, and after.
#[derive(Default)]
struct Table {
    grid: Grid,
    cell: Option<Open>,
    caption: Option<Writing>,
    name: String,
    /// Tables around a picture that are open in the cell.
    around_picture: usize,
    struck_row: bool,
    /// Whether a row has begun: cells without one make one.
    in_row: bool,
    /// The how manieth it is, since tables inside it end before it does.
    order: usize,
    nested: bool,
    /// The file that it was in.
    address: String,
}

impl Pages<'_, '_> {
    /// The tables as sheets.
    fn contents(mut self, file: &str) -> Result<Contents, Exceeded> {
        let mut contents = Contents::default();
        let mut names: BTreeSet<String> = BTreeSet::new();
        self.tables.sort_by_key(|table| table.order);
        let mut tabs = self.tabs.into_iter();
        let (mut by_place, by_source): (Vec<Tab>, Vec<Tab>) = tabs.by_ref().partition(|tab| tab.source.is_empty());
        by_place.reverse();
        for (table, number) in self.tables.into_iter().zip(1u64..) {
            self.budget.sheet()?;
            let of_source =
                by_source.iter().find(|tab| !table.nested && tab.source.eq_ignore_ascii_case(&table.address));
            let of_place = if table.nested { None } else { by_place.pop() };
            let tab = of_source.cloned().or(of_place);
            let visibility = tab.as_ref().map_or(Visibility::Visible, |tab| tab.visibility);
            let listed = tab.map(|tab| tab.name).filter(|name| !is_blank(name));
            let said = Some(table.name).filter(|name| !is_blank(name));
            let wanted = said.or(listed).unwrap_or_else(|| format!("表{number}"));
            let numbered = (2u64..).map(|number| format!("{wanted} ({number})"));
            let free = std::iter::once(wanted.clone()).chain(numbered).find(|name| !names.contains(name));
            let name = free.unwrap_or(wanted);
            let (sheet, mut troubles) = table.grid.finish(file, &name, visibility);
            names.insert(name);
            contents.sheets.push(sheet);
            contents.troubles.append(&mut troubles);
        }
        Ok(contents)
    }
}

impl<'p, 'a, 'l> Page<'p, 'a, 'l> {
    fn new(pages: &'p mut Pages<'a, 'l>, address: &'p str) -> Self {
        Self {
            pages,
            address,
            styles: Styles::default(),
            open: Vec::new(),
            outside: Writing::default(),
            before: Vec::new(),
            last: None,
            silent: None,
            css: String::new(),
            naming: false,
            in_notes: false,
        }
    }

    fn read(mut self, text: &str) -> Result<(), Exceeded> {
        let mut emitter = DefaultEmitter::default();
        emitter.naively_switch_states(true);
        for token in Tokenizer::new_with_emitter(text, emitter) {
            self.pages.budget.time()?;
            // Reading from memory cannot fail.
            let Ok(token) = token;
            match token {
                Token::StartTag(tag) => self.start(&tag)?,
                Token::EndTag(tag) => self.end(&tag.name)?,
                Token::String(text) => {
                    self.text(&String::from_utf8_lossy(&text));
                    let limit = self.pages.budget.limits.text_chars;
                    self.writing().within(limit)?;
                }
                Token::Comment(comment) => self.comment(&String::from_utf8_lossy(&comment))?,
                Token::Doctype(_) | Token::Error(_) => {}
            }
        }
        while !self.open.is_empty() {
            self.end_table()?;
        }
        self.end_line()?;
        // What stands below the last table: remarks, sources.
        if let Some(last) = self.last.and_then(|last| self.pages.tables.get_mut(last)) {
            for line in self.before {
                last.grid.line(line, self.pages.budget)?;
            }
        }
        Ok(())
    }

    fn start(&mut self, tag: &StartTag<()>) -> Result<(), Exceeded> {
        let name: &[u8] = &tag.name;
        if self.silent.is_some() {
            match name {
                b"x:excelworksheet" => {
                    self.pages.budget.detail()?;
                    self.pages.tabs.push(Tab::default());
                }
                b"x:name" => self.naming = true,
                _ => {}
            }
            return Ok(());
        }
        if !tag.self_closing && is_silent(name) {
            self.silent = Some(name.to_vec());
            return Ok(());
        }
        let look = self.styles.of(&value(tag, "class").unwrap_or_default(), &value(tag, "style").unwrap_or_default());
        self.in_notes |= look.notes;
        let flat =
            self.open.last().and_then(|table| table.cell.as_ref()).is_some_and(|cell| cell.writing.is_around_picture());
        if flat {
            if let Some(table) = self.open.last_mut().filter(|_| name == b"table") {
                table.around_picture = table.around_picture.saturating_add(1);
            }
            self.writing().start(name, &look);
            return Ok(());
        }
        match name {
            b"table" => self.start_table(),
            b"caption" if !self.open.is_empty() => self.start_caption(&look),
            b"col" => self.describe(tag, &look),
            b"tr" => self.start_row(&look),
            b"thead" | b"tbody" | b"tfoot" => self.end_cell(),
            b"td" | b"th" => self.start_cell(tag, look),
            _ => {
                self.writing().start(name, &look);
                self.end_line_at(name)
            }
        }
    }

    fn end(&mut self, name: &[u8]) -> Result<(), Exceeded> {
        if let Some(silent) = self.silent.as_deref() {
            if name == b"x:name" {
                self.naming = false;
            }
            if silent == name {
                if name == b"style" {
                    for _ in 0..self.styles.read(&std::mem::take(&mut self.css)) {
                        self.pages.budget.detail()?;
                    }
                }
                self.silent = None;
            }
            return Ok(());
        }
        let around = self.open.last_mut().filter(|table| table.around_picture > 0);
        if let Some(table) = around {
            if name == b"table" {
                table.around_picture = table.around_picture.saturating_sub(1);
            }
            self.writing().end(name);
            return Ok(());
        }
        match name {
            b"table" => self.end_table(),
            b"caption" => self.end_caption(),
            b"tr" | b"thead" | b"tbody" | b"tfoot" | b"td" | b"th" => self.end_cell(),
            _ => {
                self.writing().end(name);
                self.end_line_at(name)
            }
        }
    }

    fn text(&mut self, text: &str) {
        match self.silent.as_deref() {
            Some(b"style") => self.css.push_str(text),
            Some(_) => {
                if let Some(tab) = self.pages.tabs.last_mut().filter(|_| self.naming) {
                    tab.name.push_str(text.trim());
                }
            }
            None if self.in_notes => {}
            None => self.writing().text(text),
        }
    }

    /// Conditional comments: what only Excel reads, and what only others do.
    fn comment(&mut self, comment: &str) -> Result<(), Exceeded> {
        let condition = comment.get(..64).unwrap_or(comment).trim_start();
        if condition.starts_with("[if !supportAnnotations]") {
            self.in_notes = true;
        } else if condition.starts_with("[endif]") {
            self.in_notes = false;
        } else if comment.contains("<x:ExcelWorksheet>") {
            let mut tabs = tabs::of(comment, self.pages.budget)?;
            self.pages.tabs.append(&mut tabs);
        }
        Ok(())
    }

    /// Where text goes.
    fn writing(&mut self) -> &mut Writing {
        match self.open.last_mut() {
            Some(Table { caption: Some(caption), .. }) => caption,
            Some(Table { cell: Some(cell), .. }) => &mut cell.writing,
            // Browsers show what stands between a table's cells above the table.
            _ => &mut self.outside,
        }
    }

    /// Ends the line outside all tables, if it is there that a block begins or ends.
    fn end_line_at(&mut self, name: &[u8]) -> Result<(), Exceeded> {
        if self.open.is_empty() && (name == b"br" || cell::is_block(name)) { self.end_line() } else { Ok(()) }
    }

    fn end_line(&mut self) -> Result<(), Exceeded> {
        let (line, next) = std::mem::take(&mut self.outside).broken();
        self.outside = next;
        if let Some(line) = line.finish(self.pages.budget)? {
            self.before.push(line.text);
        }
        Ok(())
    }

    fn start_table(&mut self) -> Result<(), Exceeded> {
        self.pages.budget.detail()?;
        let nested = !self.open.is_empty();
        let mut table = Table { order: self.pages.begun, nested, address: self.address.to_owned(), ..Table::default() };
        self.pages.begun = self.pages.begun.saturating_add(1);
        if !nested {
            self.end_line()?;
            for line in self.before.drain(..) {
                table.grid.line(line, self.pages.budget)?;
            }
        }
        self.open.push(table);
        Ok(())
    }

    fn end_table(&mut self) -> Result<(), Exceeded> {
        self.end_cell()?;
        let Some(table) = self.open.pop() else { return Ok(()) };
        if table.grid.is_empty() {
            return Ok(());
        }
        if !table.nested {
            self.last = Some(self.pages.tables.len());
        }
        self.pages.tables.push(table);
        Ok(())
    }

    fn start_caption(&mut self, look: &Look) -> Result<(), Exceeded> {
        self.end_cell()?;
        if let Some(table) = self.open.last_mut() {
            table.caption = Some(Writing::new(look.struck.unwrap_or(false)));
        }
        Ok(())
    }

    /// The caption names the sheet, and stands in a row of its own as it does in Excel.
    fn end_caption(&mut self) -> Result<(), Exceeded> {
        let Some(table) = self.open.last_mut() else { return Ok(()) };
        let Some(caption) = table.caption.take() else { return Ok(()) };
        let Some(caption) = caption.finish(self.pages.budget)? else { return Ok(()) };
        if table.name.is_empty() {
            table.name = caption.text.raw.text.split_whitespace().collect::<Vec<_>>().join(" ");
        }
        table.grid.line(caption.text, self.pages.budget)
    }

    fn describe(&mut self, tag: &StartTag<()>, look: &Look) -> Result<(), Exceeded> {
        let count = cell::span(value(tag, "span").as_deref(), None, false).cols;
        match self.open.last_mut() {
            Some(table) => table.grid.describe(count, look.hidden, self.pages.budget),
            None => Ok(()),
        }
    }

    fn start_row(&mut self, look: &Look) -> Result<(), Exceeded> {
        self.end_cell()?;
        let Some(table) = self.open.last_mut() else { return Ok(()) };
        table.struck_row = look.struck.unwrap_or(false);
        table.in_row = true;
        table.grid.start_row(look.hidden, self.pages.budget)
    }

    fn start_cell(&mut self, tag: &StartTag<()>, look: Look) -> Result<(), Exceeded> {
        self.end_cell()?;
        let Some(table) = self.open.last_mut() else { return Ok(()) };
        if !table.in_row {
            table.in_row = true;
            table.grid.start_row(false, self.pages.budget)?;
        }
        let span = cell::span(value(tag, "colspan").as_deref(), value(tag, "rowspan").as_deref(), look.runs_over);
        let at = table.grid.place(span, self.pages.budget)?;
        let formula = value(tag, "x:fmla").filter(|formula| !formula.is_empty());
        let said = Said {
            number: value(tag, "x:num").map(Cow::into_owned),
            truth: value(tag, "x:bool").is_some(),
            error: value(tag, "x:err").is_some(),
            formula: formula.map(|formula| formula.trim_start_matches('=').into()),
            format: look.format,
        };
        let writing = Writing::new(look.struck.unwrap_or(table.struck_row));
        table.cell = Some(Open { at, writing, said });
        Ok(())
    }

    /// Ends what is open of the innermost table, if anything is.
    fn end_cell(&mut self) -> Result<(), Exceeded> {
        self.end_caption()?;
        let Some(table) = self.open.last_mut() else { return Ok(()) };
        table.around_picture = 0;
        let Some(cell) = table.cell.take() else { return Ok(()) };
        let at = cell.at;
        match cell.finish(self.pages.budget)? {
            Some(content) => table.grid.hold(at, content, self.pages.budget),
            None => Ok(()),
        }
    }
}

/// The value of an attribute.
fn value<'t>(tag: &'t StartTag<()>, name: &str) -> Option<Cow<'t, str>> {
    let found = tag.attributes.iter().find(|(found, _)| &found[..] == name.as_bytes());
    found.map(|(_, value)| String::from_utf8_lossy(value))
}

/// Whether what stands in an element is not part of the page, or a choice that was not made.
fn is_silent(name: &[u8]) -> bool {
    matches!(
        name,
        b"script" | b"style" | b"title" | b"xml" | b"select" | b"template" | b"noscript" | b"object" | b"svg"
    )
}
