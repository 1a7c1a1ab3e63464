//! Mutations of values: numbers written as texts, and texts as numbers.

use crate::mutant::{Mutant, Mutation, pick};
use crate::words::widened;
use matome::cell::CellRef;
use matome::sheet::{Content, Raw};

pub const ALL: &[(&str, Mutation)] = &[("number as text", as_text), ("text as number", as_number)];

/// The cells of the figures that are read, those that satisfy a condition.
fn figures(mutant: &Mutant, which: impl Fn(&Raw) -> bool) -> Vec<CellRef> {
    let cells = mutant.original.indicators.iter().flat_map(|(_, cells)| cells).map(|cell| mutant.forth(*cell));
    cells.filter(|cell| mutant.at(cell.row, cell.col).is_some_and(&which)).collect()
}

/// A number becomes the text that it shows, with separators, in wide digits, or with spaces around it.
fn as_text(mutant: &Mutant, number: usize) -> Option<Mutant> {
    // of a number that shows rounded, the text would be another
    let shows_itself = |raw: &Raw| match raw.content {
        Content::Number(number) => raw.text.parse() == Ok(number) && !raw.text.ends_with('.'),
        _ => false,
    };
    let (at, rest) = pick(&figures(mutant, shows_itself), number)?;
    let write = |text: &str| match rest % 4 {
        0 => grouped(text),
        1 => widened(text),
        2 => widened(&grouped(text)),
        _ => format!("\u{3000}{text} "),
    };
    Some(mutant.rewritten(at, |raw| Raw::text(write(&raw.text))))
}

/// 1234567.5 → 1,234,567.5
fn grouped(text: &str) -> String {
    let whole = text.find('.').unwrap_or(text.len());
    let sign = text.len() - text.trim_start_matches('-').len();
    let group = |(at, c): (usize, char)| {
        let after = at > sign && at < whole && (whole - at).is_multiple_of(3);
        if after { format!(",{c}") } else { c.into() }
    };
    text.char_indices().map(group).collect()
}

fn as_number(mutant: &Mutant, number: usize) -> Option<Mutant> {
    let digits = |raw: &Raw| {
        raw.content == Content::Text && raw.text.len() < 15 && raw.text.bytes().all(|byte| byte.is_ascii_digit())
    };
    let (at, _) = pick(&figures(mutant, digits), number)?;
    Some(mutant.rewritten(at, |raw| raw.text.parse().map(Raw::number).unwrap_or_else(|_| raw.clone())))
}
