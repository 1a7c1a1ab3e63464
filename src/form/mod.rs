//! Form definitions (様式定義): what the labels of one body's form leave unsaid, written down by the office.
//!
//! A definition never computes and never names a cell. It says in words that the lexicon knows what stands on the form
//! (`words`), and what the form should say and does not: the headings over columns that repeat (`repeat`), labels with
//! values that hold for the whole sheet (`fields`), and what a part of the sheet is (`region`).

pub mod draft;
mod fit;
mod parse;
pub mod repeat;

pub use fit::Fit;

use crate::config::Mistake;
use crate::entry::Fact;
use crate::lexicon::{Heading, Lexicon};
use crate::model::IndicatorKind;
use crate::token::text::key;
use crate::token::time::Time;
use std::sync::Arc;

/// A definition.
#[derive(Clone, Debug)]
pub struct Form {
    /// The name of its file, without the ending.
    pub name: String,
    /// What the form is called.
    pub title: String,
    /// The file as written.
    pub text: String,
    /// What the name of its sheet contains; empty if any sheet will do.
    pub sheet: String,
    /// Headings by which the form is known: all stand on a sheet that is this form.
    pub headings: Vec<String>,
    /// Its own words with known ones that mean the same.
    pub words: Vec<(String, String)>,
    /// The lexicon with those words.
    pub lexicon: Lexicon,
    /// Columns that repeat without saying of which year they are.
    pub repeat: Option<Repeat>,
    /// Parts of the sheet.
    pub regions: Vec<Region>,
    /// Labels with values that the sheet lacks.
    pub fields: Vec<Field>,
}

/// Columns that repeat: the same headings once for each block.
#[derive(Clone, Debug, PartialEq)]
pub struct Repeat {
    /// The heading with which each block begins, where that is not plain from the headings alone.
    pub first: Option<String>,
    /// What would stand over each block, from the left.
    pub blocks: Vec<Block>,
}

/// What would stand over one block of columns.
#[derive(Clone, Debug, PartialEq)]
pub struct Block {
    /// As written.
    pub text: String,
    /// What it means.
    pub heading: Heading,
}

/// A part of a sheet: whole rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Region {
    /// What the first text of its first row begins with.
    pub from: String,
    /// What a text in the row after its last begins with; to the end of the sheet if not given.
    pub to: Option<String>,
    /// What it is.
    pub what: What,
}

/// What a part of a sheet is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// Not to be read.
    Ignored,
    /// A table of indicators of this kind.
    Indicators(IndicatorKind),
    /// A table of money.
    Costs,
}

/// A label with its value, as if it stood at the top of the sheet.
#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    /// The label as written.
    pub label: String,
    /// What it says.
    pub says: Says,
    /// Its value.
    pub value: String,
}

/// What a field of a definition says.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Says {
    /// Something of each indicator.
    Fact(Fact),
    /// The year that the sheet is about.
    Year(Time),
}

impl Form {
    /// Reads a definition; `name` is that of its file.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with it, in the order of its lines.
    pub fn parse(name: &str, text: &str) -> Result<Self, Vec<Mistake>> {
        parse::form(name, text)
    }

    /// The text that a field of the definition gives for a fact.
    pub fn fact(&self, wanted: Fact) -> Option<&str> {
        let field = self.fields.iter().find(|field| field.says == Says::Fact(wanted));
        field.map(|field| field.value.as_str())
    }

    /// The year that a field of the definition gives.
    pub fn year(&self) -> Option<Time> {
        self.fields.iter().find_map(|field| if let Says::Year(time) = field.says { Some(time) } else { None })
    }
}

impl Region {
    /// Whether a text begins the region.
    pub fn begins(&self, text: &str) -> bool {
        key(text).starts_with(&key(&self.from))
    }

    /// Whether a text stands right after the region.
    pub fn ends(&self, text: &str) -> bool {
        self.to.as_ref().is_some_and(|to| key(text).starts_with(&key(to)))
    }
}

/// All definitions of a run.
#[derive(Clone, Debug, Default)]
pub struct Forms(pub Vec<Arc<Form>>);
