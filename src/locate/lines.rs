//! Several indicators in one row, line by line, each line behind its mark: 「①相談件数⏎②解決率」.

use crate::cell::Located;
use crate::entry::{Entry, Fact, Slot};
use crate::lexicon::Lexicon;
use crate::sheet::{Content, Raw};
use crate::token::text::key;

/// The entries that an entry stands for: one for each marked line of its name, if its values are marked alike; else itself.
pub fn entries(entry: Entry, lexicon: &Lexicon) -> Vec<Entry> {
    let name = entry.facts.iter().find(|(fact, _)| *fact == Fact::Name);
    let several = name.and_then(|(_, name)| marked(&name.value)).map_or(0, |lines| lines.len());
    let entries: Option<Vec<Entry>> = (0..several).map(|at| of_line(&entry, at, several, lexicon)).collect();
    entries.filter(|entries| !entries.is_empty()).unwrap_or_else(|| vec![entry])
}

/// What one line of each cell says; `None` unless each value has a marked line for each name, or is of none.
fn of_line(entry: &Entry, at: usize, several: usize, lexicon: &Lexicon) -> Option<Entry> {
    let line = |raw: &Located<Raw>| {
        let lines = marked(&raw.value).filter(|lines| lines.len() == several)?;
        Some(raw.with(Raw::text(*lines.get(at)?)))
    };
    let value = |slot: &Slot| {
        let raw = &slot.value;
        let none = raw.value.content == Content::Blank || lexicon.missing(&key(&raw.value.text)).is_some();
        let value = if none { Some(raw.clone()) } else { line(raw) }?;
        Some(Slot { value, ..slot.clone() })
    };
    let facts = entry.facts.iter().map(|(fact, raw)| (*fact, line(raw).unwrap_or_else(|| raw.clone())));
    let slots = entry.slots.iter().map(value).collect::<Option<Vec<Slot>>>()?;
    Some(Entry { facts: facts.collect(), slots, ..entry.clone() })
}

/// The lines of a text without their marks, if they are marked ①, ② … or （1）, （2） … from the first to the last.
fn marked(raw: &Raw) -> Option<Vec<&str>> {
    let lines = raw.text.lines().map(str::trim).filter(|line| !line.is_empty());
    let lines: Option<Vec<&str>> = lines.zip(1_u32..).map(|(line, number)| behind_mark(line, number)).collect();
    lines.filter(|lines| lines.len() > 1)
}

fn behind_mark(line: &str, number: u32) -> Option<&str> {
    let circled = char::from_u32(0x245F + number).filter(|_| number <= 20)?;
    let bracketed = || {
        let (inner, rest) = line.strip_prefix(['(', '（'])?.split_once([')', '）'])?;
        (key(inner) == number.to_string()).then_some(rest)
    };
    let rest = line.strip_prefix(circled).or_else(bracketed)?.trim_start();
    (!rest.is_empty()).then_some(rest)
}
