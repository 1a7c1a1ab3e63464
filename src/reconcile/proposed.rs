//! The corrections that are known: what the states hold, and what staff wrote into the books since.

use crate::answers::Folder;
use crate::correction::{Correction, Decision, Entered, Slot, Standing};
use crate::edits::{ActualEdit, CorrectionRow};
use crate::finding::Finding;
use crate::messages;
use crate::model::Aggregation;
use crate::period::Period;
use crate::row_key::digest;
use crate::rule::corrections::EDIT_NOT_TAKEN;
use crate::token::text::key;
use std::collections::BTreeMap;

/// Corrections by their ids.
pub struct Known(BTreeMap<String, Correction>);

impl Known {
    /// What is known, as the newest word has it: what is written in the books of the folder that is being written, then what was written
    /// in those of the run before after this folder had it from there, then what the states know. Besides, what in the
    /// books is no correction though it looks like one.
    pub fn of(here: &Folder, before: &Folder, previous: &[Correction]) -> (Self, Vec<Finding>) {
        let carried = |one: &Correction| Correction { carried: true, heard: Vec::new(), ..one.clone() };
        let mut known = Self(previous.iter().map(|one| (one.id.clone(), carried(one))).collect());
        // What this folder knows goes before what it had from the run before.
        known.0.extend(here.corrections.iter().map(|one| (one.id.clone(), one.clone())));
        rows(before).for_each(|row| known.row(row, false));
        rows(here).for_each(|row| known.row(row, true));
        actuals(before).for_each(|edit| _ = known.propose(edit));
        let refused = actuals(here).filter(|edit| !known.propose(edit)).map(|edit| {
            let finding = Finding::at(&EDIT_NOT_TAKEN, &edit.place, edit.to.text.as_str());
            finding.expecting(edit.shown.as_str()).about(&edit.name)
        });
        let findings = refused.collect();
        (known, findings)
    }

    /// All of them, by their ids.
    pub fn corrections(self) -> Vec<Correction> {
        self.0.into_values().collect()
    }

    /// Takes what is written in a row of 修正表, in the books here or in those of the run before.
    fn row(&mut self, row: &CorrectionRow, here: bool) {
        let Some(key) = &row.key else { return self.by_hand(row, here) };
        let Some(known) = self.0.get_mut(&key.id) else {
            // The state is lost: the book knows it.
            let correction = Correction { slot: key.slot.clone(), from: key.read.clone(), ..new(key.id.clone(), row) };
            self.0.insert(key.id.clone(), Correction { carried: !here, ..correction });
            return;
        };
        // A book that is older than the state says only once what it says.
        let newest = here && key.written == known.digest();
        if row.edited() && (newest || known.hears(row, here)) {
            known.from.clone_from(&key.read);
            known.say(row, here);
        }
        if known.slot.is_none() && here {
            known.code.clone_from(&row.code);
            known.name.clone_from(&row.name);
            known.period.clone_from(&row.period);
        }
    }

    /// Takes a row that staff added: what it is about is known by its words.
    fn by_hand(&mut self, row: &CorrectionRow, here: bool) {
        let words = [&row.code, &row.name, &row.period, &row.item, &row.to.text].map(|text| key(text));
        let id = id(words.iter().map(String::as_str));
        match self.0.get_mut(&id) {
            Some(known) if known.hears(row, here) => known.say(row, here),
            Some(_) => {}
            None => {
                let other = !row.item.is_empty() && !key(&row.item).starts_with(messages::correction::ACTUAL);
                let correction = Correction { carried: !here, ..new(id.clone(), row) };
                // What is not an actual is none of what can be corrected here.
                let name = if other { format!("{}（{}）", row.name, row.item) } else { row.name.clone() };
                self.0.insert(id, Correction { name, ..correction });
            }
        }
    }

    /// Takes an actual that was changed in 指標一覧 for a proposal; `false` if it is none.
    fn propose(&mut self, edit: &ActualEdit) -> bool {
        let Entered { text, .. } = &edit.to;
        if edit.formula || text.is_empty() || key(&edit.to.plain()) == key(&edit.submitted) {
            return false;
        }
        let Slot { indicator, code, period, aggregation } = &edit.slot;
        let (when, counted) = (period.to_string(), format!("{aggregation:?}"));
        let id = id([indicator.as_str(), code, &when, &counted, &key(text)]);
        let said = digest(&[&edit.submitted, text]);
        let known = self.0.entry(id.clone()).or_insert_with(|| Correction {
            id,
            slot: Some(edit.slot.clone()),
            department: edit.department.clone(),
            code: code.clone(),
            name: edit.name.clone(),
            period: period_shown(*period, *aggregation),
            from: edit.submitted.clone(),
            now: String::new(),
            to: edit.to.clone(),
            reason: String::new(),
            by: String::new(),
            on: String::new(),
            decision: Decision::None,
            standing: Standing::Proposed,
            carried: false,
            heard: Vec::new(),
        });
        // The same proposed again after the department submitted another value.
        if !known.heard.contains(&said) {
            if key(&known.from) != key(&edit.submitted) && known.to == edit.to {
                known.from.clone_from(&edit.submitted);
                known.decision = Decision::None;
            }
            known.heard.push(said);
        }
        true
    }
}

impl Correction {
    /// Whether what a row says is news; what is written late in the books of the run before is none once this folder has
    /// a word of its own.
    fn hears(&self, row: &CorrectionRow, here: bool) -> bool {
        (here || self.carried) && !self.heard.contains(&row.digest)
    }

    /// Takes what a row says.
    fn say(&mut self, row: &CorrectionRow, here: bool) {
        self.carried &= !here;
        self.to.clone_from(&row.to);
        self.reason.clone_from(&row.reason);
        self.by.clone_from(&row.by);
        self.on.clone_from(&row.on);
        self.decision.clone_from(&row.decision);
        if !self.heard.contains(&row.digest) {
            self.heard.push(row.digest.clone());
        }
    }
}

/// A correction that only its row knows.
fn new(id: String, row: &CorrectionRow) -> Correction {
    Correction {
        id,
        slot: None,
        department: row.department.clone(),
        code: row.code.clone(),
        name: row.name.clone(),
        period: row.period.clone(),
        from: String::new(),
        now: String::new(),
        to: row.to.clone(),
        reason: row.reason.clone(),
        by: row.by.clone(),
        on: row.on.clone(),
        decision: row.decision.clone(),
        standing: Standing::Proposed,
        carried: false,
        heard: vec![row.digest.clone()],
    }
}

fn rows(folder: &Folder) -> impl Iterator<Item = &CorrectionRow> {
    folder.edits.iter().flat_map(|edits| &edits.corrections)
}

fn actuals(folder: &Folder) -> impl Iterator<Item = &ActualEdit> {
    folder.edits.iter().flat_map(|edits| &edits.actuals)
}

/// An id that begins with a letter, so that no program takes it for a number.
fn id<'t>(words: impl IntoIterator<Item = &'t str>) -> String {
    format!("c{:015x}", crate::digest::of_texts(words) >> 4)
}

/// A period as 修正表 shows it, with what the actual counts where that is not the year's own.
pub fn period_shown(period: Period, aggregation: Option<Aggregation>) -> String {
    let counted = aggregation.filter(|one| *one != Aggregation::Annual).map(messages::aggregation);
    let counted = counted.map(|word| format!("（{word}）")).unwrap_or_default();
    messages::period(period) + &counted
}
