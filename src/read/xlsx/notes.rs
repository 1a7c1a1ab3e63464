//! Notes on cells: comments parts, and the threads that Excel has besides since 2019.

use super::colour::Palette;
use super::strings::Collector;
use crate::cell::CellRef;
use crate::read::limits::Budget;
use crate::read::package::PartError;
use crate::read::xml::{self, Xml};
use crate::sheet::Note;
use quick_xml::events::Event;
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::Arc;

/// How the author of a note is called that only doubles a thread, for programs that know no threads.
const DOUBLE: &str = "tc=";

/// The people who write in threads, by their ids.
pub(super) type Persons = FxHashMap<String, Arc<str>>;

/// The notes of one sheet, being collected from its parts.
#[derive(Default)]
pub(super) struct Notes {
    notes: Vec<Note>,
    threaded: Vec<Threaded>,
}

/// A comment of a thread.
struct Threaded {
    id: String,
    /// When it was written, ISO 8601.
    when: String,
    note: Note,
}

impl Notes {
    /// Reads a comments part.
    pub(super) fn read(&mut self, text: &str, budget: &mut Budget<'_>) -> Result<(), PartError> {
        let mut authors: Vec<Arc<str>> = Vec::new();
        let mut collector = Collector::default();
        let mut reader = xml::reader(text, budget);
        loop {
            match reader.read_event()? {
                Event::Start(element) => match xml::local(element.name().into_inner()) {
                    "author" => {
                        budget.detail()?;
                        let mut author = String::new();
                        xml::read_text(&mut reader, &mut author)?;
                        budget.text(&author)?;
                        authors.push(author.into());
                    }
                    "comment" => {
                        let text = read_comment(&mut reader, &mut collector, budget)?;
                        let Some(at) = xml::attribute(&element, "ref").and_then(|at| at.parse().ok()) else { continue };
                        let number = xml::attribute(&element, "authorId").and_then(|id| id.parse::<usize>().ok());
                        let author = number.and_then(|number| authors.get(number)).cloned().unwrap_or_default();
                        budget.detail()?;
                        self.notes.push(Note { at, author, text, threaded: false });
                    }
                    _ => {}
                },
                Event::Empty(element) if xml::local(element.name().into_inner()) == "author" => {
                    budget.detail()?;
                    authors.push(Arc::default());
                }
                Event::End(element) if xml::local(element.name().into_inner()) == "comments" => return Ok(()),
                Event::Empty(element) if xml::local(element.name().into_inner()) == "comments" => return Ok(()),
                Event::Eof => return Err(PartError::Cut),
                _ => {}
            }
        }
    }

    /// Reads a part with the comments of threads.
    pub(super) fn read_threads(
        &mut self,
        text: &str,
        persons: &Persons,
        budget: &mut Budget<'_>,
    ) -> Result<(), PartError> {
        let mut reader = xml::reader(text, budget);
        loop {
            match reader.read_event()? {
                Event::Start(element) if xml::local(element.name().into_inner()) == "threadedComment" => {
                    let text = read_thread(&mut reader, budget)?;
                    let attribute = |name| xml::attribute(&element, name).unwrap_or_default();
                    let Ok(at) = attribute("ref").parse::<CellRef>() else { continue };
                    let author = persons.get(attribute("personId")).cloned().unwrap_or_default();
                    budget.detail()?;
                    self.threaded.push(Threaded {
                        id: attribute("id").to_owned(),
                        when: attribute("dT").to_owned(),
                        note: Note { at, author, text, threaded: true },
                    });
                }
                Event::End(element) if xml::local(element.name().into_inner()) == "ThreadedComments" => return Ok(()),
                Event::Empty(element) if xml::local(element.name().into_inner()) == "ThreadedComments" => return Ok(()),
                Event::Eof => return Err(PartError::Cut),
                _ => {}
            }
        }
    }

    /// All of them by their cells, threads in the order in which they were written, none doubled.
    pub(super) fn finish(mut self) -> Vec<Note> {
        let ids: FxHashSet<&str> = self.threaded.iter().map(|threaded| threaded.id.as_str()).collect();
        let doubles = |note: &Note| note.author.strip_prefix(DOUBLE).is_some_and(|id| ids.contains(id));
        self.notes.retain(|note| !doubles(note));
        self.threaded.sort_by(|one, other| one.when.cmp(&other.when));
        let mut notes = self.notes;
        notes.extend(self.threaded.into_iter().map(|threaded| threaded.note));
        notes.sort_by_key(|note| note.at);
        notes
    }
}

/// Reads a `comment`, which has just started.
fn read_comment(xml: &mut Xml<'_>, collector: &mut Collector, budget: &mut Budget<'_>) -> Result<Arc<str>, PartError> {
    let mut text = Arc::default();
    loop {
        match xml.read_event()? {
            Event::Start(element) if xml::local(element.name().into_inner()) == "text" => {
                text = collector.read(xml, &Palette::default(), budget)?.whole();
            }
            Event::Start(_) => xml::skip(xml)?,
            Event::End(_) => return Ok(text),
            Event::Eof => return Err(PartError::Cut),
            _ => {}
        }
    }
}

/// Reads a `threadedComment`, which has just started.
fn read_thread(xml: &mut Xml<'_>, budget: &Budget<'_>) -> Result<Arc<str>, PartError> {
    let mut text = String::new();
    loop {
        match xml.read_event()? {
            Event::Start(element) if xml::local(element.name().into_inner()) == "text" => {
                xml::read_text(xml, &mut text)?;
                budget.text(&text)?;
            }
            Event::Start(_) => xml::skip(xml)?,
            Event::End(_) => return Ok(text.replace("\r\n", "\n").into()),
            Event::Eof => return Err(PartError::Cut),
            _ => {}
        }
    }
}

/// Reads the part that lists the people who write in threads.
pub(super) fn read_persons(text: &str, budget: &mut Budget<'_>) -> Result<Persons, PartError> {
    let mut persons = Persons::default();
    let mut reader = xml::reader(text, budget);
    loop {
        match reader.read_event()? {
            Event::Start(element) | Event::Empty(element) if xml::local(element.name().into_inner()) == "person" => {
                let attribute = |name| xml::attribute(&element, name).unwrap_or_default();
                budget.detail()?;
                persons.insert(attribute("id").to_owned(), xml::unescaped(attribute("displayName")).into());
            }
            Event::End(element) if xml::local(element.name().into_inner()) == "personList" => return Ok(persons),
            Event::Empty(element) if xml::local(element.name().into_inner()) == "personList" => return Ok(persons),
            Event::Eof => return Err(PartError::Cut),
            _ => {}
        }
    }
}
