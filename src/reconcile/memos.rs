//! Memos of staff, carried over to the rows they belong to.

use super::again::Again;
use crate::answers::Folder;
use crate::cell::SheetId;
use crate::edits::MemoRow;
use crate::finding::Finding;
use crate::memo::{About, Memo};
use crate::messages::{correction as words, file, sheet};
use crate::model::Model;
use crate::row_key::digest;
use crate::rule::corrections::MEMO_WITHOUT_PLACE;
use crate::token::text::key;
use std::collections::BTreeSet;
use std::collections::btree_map::{BTreeMap, Entry};

/// Gives the model the memos that stand in the folder that is being written and in that of the run before; tells of those
/// that have no row any more.
///
/// The newest word counts: what is written in the books here, then what was written in those of the run before after this
/// folder had it from there, then what the states know.
pub fn memos(model: &mut Model, here: &Folder, before: &Folder, previous: &[Memo]) -> Vec<Finding> {
    let loose = [here, before].into_iter().flat_map(|folder| &folder.edits).flat_map(|edits| &edits.loose);
    let (here, before) = (Known::of(&here.memos, here), Known::of(previous, before));
    let abouts: BTreeSet<&About> = [&here, &before].into_iter().flat_map(Known::abouts).collect();
    let again = Again::of(&model.indicators);
    let mut memos: BTreeMap<(bool, About), Memo> = BTreeMap::new();
    for about in abouts {
        let Some(memo) = newest(about, &here, &before) else { continue };
        let placed = placed(about, &memo.name, model, &again);
        let memo = Memo { placed: placed.is_some(), about: placed.unwrap_or(memo.about), ..memo };
        match memos.entry((!memo.placed, memo.about.clone())) {
            Entry::Vacant(free) => {
                free.insert(memo);
            }
            // Two that now belong to one row.
            Entry::Occupied(mut taken) => join(&mut taken.get_mut().text, &memo.text),
        }
    }
    let page = SheetId { file: file::CONSOLIDATED.to_owned(), sheet: sheet::CORRECTIONS.to_owned() };
    let lost = memos.values().filter(|memo| !memo.placed && !memo.text.is_empty());
    let mut findings: Vec<Finding> =
        lost.map(|memo| Finding::of_sheet(&MEMO_WITHOUT_PLACE, &page, memo.text.as_str()).about(&memo.name)).collect();
    findings.extend(loose.map(|(place, text)| Finding::at(&MEMO_WITHOUT_PLACE, place, text.as_str())));
    model.memos = memos.into_values().collect();
    findings
}

/// The memo about something, as the newest word has it.
fn newest(about: &About, here: &Known, before: &Known) -> Option<Memo> {
    let (now, then) = (here.memos.get(about), before.memos.get(about));
    let text = |memo: Option<&Memo>| memo.map(|memo| memo.text.clone());
    let mut heard: Vec<String> = now.map(|memo| memo.heard.clone()).unwrap_or_default();
    let (word, before_word) = (here.words.get(about), before.words.get(about));
    let carried = now.is_none_or(|now| now.carried);
    let late = before_word.filter(|word| carried && word.heard.iter().any(|one| !heard.contains(one)));
    let said = word.or(late);
    heard.extend(said.iter().flat_map(|word| &word.heard).cloned());
    heard.sort();
    heard.dedup();
    let text = said.map(|word| word.text.clone()).or_else(|| text(now)).or_else(|| text(then))?;
    // What was taken away before this folder began brings nothing back.
    if text.is_empty() && now.is_none() && word.is_none() {
        return None;
    }
    let known = said.or(now).or(then)?;
    let name = [Some(known), now, then].into_iter().flatten().map(|memo| &memo.name).find(|name| !name.is_empty());
    Some(Memo {
        about: about.clone(),
        name: name.cloned().unwrap_or_default(),
        text,
        placed: true,
        carried: carried && word.is_none(),
        heard,
    })
}

/// What a folder knows of memos.
struct Known<'a> {
    /// Its state; where it has none, what stands in its books as the program wrote it.
    memos: BTreeMap<&'a About, Memo>,
    /// What staff wrote into its books since. Where they say different things, all of it.
    words: BTreeMap<&'a About, Memo>,
}

impl<'a> Known<'a> {
    fn of(state: &'a [Memo], folder: &'a Folder) -> Self {
        let rows = || folder.edits.iter().flat_map(|edits| &edits.memos);
        let memo = |row: &MemoRow| Memo {
            about: row.about.clone(),
            name: row.name.clone(),
            text: row.text.clone(),
            placed: true,
            carried: false,
            heard: vec![row.digest()],
        };
        let unchanged =
            rows().filter(|row| !row.edited()).map(|row| (&row.about, Memo { heard: Vec::new(), ..memo(row) }));
        let memos: BTreeMap<&About, Memo> =
            unchanged.chain(state.iter().map(|memo| (&memo.about, memo.clone()))).collect();
        let mut words: BTreeMap<&About, Memo> = BTreeMap::new();
        for row in rows().filter(|row| row.edited()) {
            // A book that is older than the state says only once what it says.
            let news = memos
                .get(&row.about)
                .is_none_or(|known| row.written == digest(&[&known.text]) || !known.heard.contains(&row.digest()));
            if !news {
                continue;
            }
            match words.entry(&row.about) {
                Entry::Vacant(free) => {
                    free.insert(memo(row));
                }
                Entry::Occupied(mut said) => {
                    let said = said.get_mut();
                    join(&mut said.text, &row.text);
                    said.heard.push(row.digest());
                }
            }
        }
        Self { memos, words }
    }

    fn abouts(&self) -> impl Iterator<Item = &'a About> {
        self.memos.keys().chain(self.words.keys()).copied()
    }
}

/// Adds what is not said yet.
fn join(text: &mut String, more: &str) {
    if key(text).contains(&key(more)) {
        return;
    }
    if !text.is_empty() {
        text.push('\n');
        text.push_str(words::ANOTHER_MEMO);
    }
    text.push_str(more);
}

/// What a memo is about as this run knows it; `None` if it has no row.
fn placed(about: &About, name: &str, model: &Model, again: &Again) -> Option<About> {
    match about {
        About::Indicator { id, code } => {
            let indicator = again.find(id, code, name).first().and_then(|place| model.indicators.get(*place))?;
            Some(About::Indicator { id: indicator.id.clone(), code: indicator.belongs.measure_code.clone() })
        }
        About::Measure { code, name } => {
            let same =
                |belongs: &crate::model::Belonging| belongs.measure_code == *code && belongs.measure_name == *name;
            let stands = model.measures.iter().any(|measure| same(&measure.belongs));
            let stands = stands || model.indicators.iter().any(|indicator| same(&indicator.belongs));
            stands.then(|| about.clone())
        }
    }
}
