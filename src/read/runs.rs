//! A text collected from runs, some of them struck through: what shows, what does not, and the runs themselves.

use super::limits::Exceeded;
use super::{is_blank, some_text};
use crate::sheet::{Content, Raw, Run};
use std::sync::Arc;

/// The runs of one cell's text, as they come.
#[derive(Debug, Default)]
pub(super) struct Runs {
    runs: Vec<(String, bool)>,
    /// How many bytes they have.
    bytes: usize,
}

/// A text that was collected.
#[derive(Debug)]
pub(super) struct Collected {
    /// The text as a cell without number format shows it.
    pub(super) raw: Raw,
    /// Its runs, where part of it is struck through and part is not.
    pub(super) runs: Option<Arc<[Run]>>,
}

impl Runs {
    /// Appends text.
    pub(super) fn push(&mut self, text: &str, struck: bool) {
        self.bytes = self.bytes.saturating_add(text.len());
        match self.runs.last_mut() {
            Some((last, same)) if *same == struck => last.push_str(text),
            _ if text.is_empty() => {}
            _ => self.runs.push((text.to_owned(), struck)),
        }
    }

    /// The last character.
    pub(super) fn last(&self) -> Option<char> {
        self.runs.last().and_then(|(text, _)| text.chars().next_back())
    }

    /// Takes back white space at the end.
    pub(super) fn trim_end(&mut self, is_white: fn(char) -> bool) {
        while let Some((text, _)) = self.runs.last_mut() {
            text.truncate(text.trim_end_matches(is_white).len());
            if !text.is_empty() {
                return;
            }
            self.runs.pop();
        }
    }

    /// Whether the text has no more characters than these; roughly, as long as it is not whole.
    ///
    /// # Errors
    ///
    /// If it has more.
    pub(super) fn within(&self, limit: usize, whole: bool) -> Result<(), Exceeded> {
        // A character has four bytes at most, so that most of the time nothing need be counted.
        let chars = || self.runs.iter().map(|(text, _)| text.chars().count()).sum::<usize>();
        if self.bytes > limit.saturating_mul(4) || whole && self.bytes > limit && chars() > limit {
            return Err(Exceeded::Text(limit));
        }
        Ok(())
    }

    /// The whole text; none if it shows nothing, struck through or not.
    pub(super) fn finish(self) -> Option<Collected> {
        let part = |wanted: bool| -> String {
            self.runs.iter().filter(|(_, struck)| *struck == wanted).map(|(text, _)| text.as_str()).collect()
        };
        let struck = some_text(&part(true));
        let shown = part(false);
        if is_blank(&shown) {
            struck.as_ref()?;
            return Some(Collected { raw: Raw { struck, ..Raw::blank() }, runs: None });
        }
        let of = |(text, struck): &(String, bool)| Run { text: text.as_str().into(), struck: *struck, colour: None };
        let runs = struck.is_some().then(|| self.runs.iter().map(of).collect());
        Some(Collected { raw: Raw { content: Content::Text, struck, ..Raw::text(shown) }, runs })
    }
}
