//! Notes on the cells of a .xls sheet: the cell stands in one record, the text in another, a number joins them.

use super::globals::Globals;
use super::record::{CONTINUE, u16_at};
use super::strings;
use crate::cell::CellRef;
use crate::read::limits::{Budget, Exceeded};
use crate::sheet::Note;
use rustc_hash::FxHashMap;
use std::sync::Arc;

/// The object that is a note.
const NOTE_OBJECT: u16 = 0x19;

/// The notes of a sheet, while its records pass by.
pub(super) struct Notes<'a> {
    globals: &'a Globals,
    /// The object whose text is expected.
    object: Option<u16>,
    /// How long the text is that is coming, and what came of it.
    coming: Option<(u16, Vec<Vec<u8>>)>,
    texts: FxHashMap<u16, String>,
    /// Cell, number of the object, author.
    places: Vec<(CellRef, u16, String)>,
    /// Notes of older files, which hold their text themselves.
    old: Vec<(CellRef, Vec<u8>)>,
}

impl<'a> Notes<'a> {
    pub(super) fn new(globals: &'a Globals) -> Self {
        Self { globals, object: None, coming: None, texts: FxHashMap::default(), places: Vec::new(), old: Vec::new() }
    }

    /// Takes a NOTE, OBJ, TXO or CONTINUE record.
    pub(super) fn record(&mut self, id: u16, body: &[u8], budget: &mut Budget<'_>) -> Result<(), Exceeded> {
        if id == CONTINUE {
            if let Some((len, parts)) = &mut self.coming {
                // The last one holds the runs, which begin with no flag of characters.
                let had: usize = parts.iter().map(|part| part.len().saturating_sub(1)).sum();
                if had < usize::from(*len).saturating_mul(2) && parts.len() < usize::from(*len) {
                    parts.push(body.to_vec());
                }
            }
            return Ok(());
        }
        self.complete();
        match id {
            0x005d => {
                let (kind, number) = (u16_at(body, 4), u16_at(body, 6));
                self.object = number.filter(|_| u16_at(body, 0) == Some(0x15) && kind == Some(NOTE_OBJECT));
            }
            0x01b6 => self.coming = u16_at(body, 10).filter(|_| self.object.is_some()).map(|len| (len, Vec::new())),
            _ => {
                budget.detail()?;
                self.note(body);
            }
        }
        Ok(())
    }

    fn note(&mut self, body: &[u8]) {
        let Some((row, col)) = u16_at(body, 0).zip(u16_at(body, 2)) else { return };
        let at = CellRef::new(u32::from(row), u32::from(col));
        if self.globals.biff8 {
            let author = strings::inside(body, 8).map(|(author, _)| author.text).unwrap_or_default();
            if let Some(object) = u16_at(body, 6) {
                self.places.push((at, object, author));
            }
            return;
        }
        let text = body.get(6..).unwrap_or_default();
        match self.old.last_mut() {
            // A long note goes on in records that name no row.
            Some((_, before)) if row == u16::MAX => before.extend_from_slice(text),
            _ => self.old.push((at, text.get(..text.len()).unwrap_or_default().to_vec())),
        }
    }

    fn complete(&mut self) {
        let Some((len, parts)) = self.coming.take() else { return };
        let parts: Vec<&[u8]> = parts.iter().map(Vec::as_slice).collect();
        if let Some((object, text)) = self.object.take().zip(strings::continued(&parts, len)) {
            self.texts.insert(object, text);
        }
    }

    pub(super) fn finish(mut self) -> Vec<Note> {
        self.complete();
        let note = |at: CellRef, author: &str, text: String| {
            let text: Arc<str> = text.replace("\r\n", "\n").replace('\r', "\n").into();
            Note { at, author: author.trim().into(), text, threaded: false }
        };
        let texts = &self.texts;
        let of_object = |(at, object, author): &(CellRef, u16, String)| {
            texts.get(object).map(|text| note(*at, author, text.clone()))
        };
        let mut notes: Vec<Note> = self.places.iter().filter_map(of_object).collect();
        notes.extend(self.old.iter().map(|(at, text)| note(*at, "", strings::decoded(text, self.globals.encoding))));
        notes.sort_by_key(|note| note.at);
        notes
    }
}
