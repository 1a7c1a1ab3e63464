//! What people wrote into the program's own books, brought to the findings: decisions of the office, replies.

use crate::answers::{Answers, Book, Folder, Row, Said, said};
use crate::cell::SheetId;
use crate::finding::Finding;
use crate::life::{Decision, Mark, Reply, Standing};
use crate::messages::answer::BY_SETTINGS;
use crate::messages::{file, sheet};
use crate::rule::answers as rules;
use crate::state::FindingRecord;
use crate::token::text::key;
use rustc_hash::{FxHashMap, FxHashSet};

/// All that people wrote, by the ids of findings.
pub struct Written<'a> {
    /// The folder that is being written, as it stands.
    here: Known<'a>,
    /// The folder of the run before.
    before: Known<'a>,
    /// 確認依頼 among the inputs.
    returned: Vec<&'a Answers>,
    /// Books of the program among the inputs that are no reply.
    own: Vec<&'a str>,
    unreadable: Vec<&'a (String, String)>,
}

/// A folder: what its run knew and what is written in its books.
struct Known<'a> {
    records: FxHashMap<&'a str, &'a FindingRecord<'static>>,
    decided: FxHashMap<&'a str, &'a Row>,
    replies: Vec<(&'a Answers, &'a Row)>,
    /// Rows in which the office wrote something.
    marked: Vec<&'a Row>,
}

impl<'a> Known<'a> {
    fn of(records: &'a [FindingRecord<'static>], books: &'a [Answers]) -> Self {
        let rows = |book| {
            let books = books.iter().filter(move |answers| answers.book == book);
            books.flat_map(|answers| answers.rows.iter().map(move |row| (answers, row)))
        };
        let known: FxHashMap<&str, &FindingRecord<'static>> =
            records.iter().map(|record| (&*record.id, record)).collect();
        let wrote = |row: &Row| said(&row.mark) != Said::No || !row.reason.is_empty();
        let is_known = |row: &Row| {
            let decision = known.get(row.id.as_str()).and_then(|record| record.life.decision.as_ref());
            let same = |it: &Decision| (it.mark == Mark::Accepted) == (said(&row.mark) == Said::Yes);
            decision.is_some_and(|decision| same(decision) && decision.reason == row.reason)
        };
        let mut decided: FxHashMap<&str, &Row> = FxHashMap::default();
        for (_, row) in rows(Book::Consolidated).filter(|(_, row)| !row.id.is_empty()) {
            let first = decided.entry(&row.id).or_insert(row);
            // of a row and its copy, the one in which something is written; of two books, what is new in the older one
            let counts = match wrote(first) {
                true => is_known(first) && !is_known(row),
                false => !is_known(row) || first.place.sheet.file == row.place.sheet.file,
            };
            if wrote(row) && counts {
                *first = row;
            }
        }
        Self {
            records: known,
            decided,
            replies: rows(Book::Request).filter(|(_, row)| !row.reply.is_empty()).collect(),
            marked: rows(Book::Consolidated).map(|(_, row)| row).filter(|row| said(&row.mark) != Said::No).collect(),
        }
    }

    /// What the office decided of a finding, as this folder has it.
    fn decision(&self, id: &str) -> Option<Decision> {
        let record = self.records.get(id);
        let alive = record.filter(|record| record.life.standing != Some(Standing::Resolved));
        let recorded = alive.and_then(|record| record.life.decision.clone());
        let recorded = recorded.filter(|decision| decision.mark != Mark::Settings);
        let row = self.decided.get(id).filter(|row| key(&row.mark) != BY_SETTINGS);
        let Some(row) = row else { return recorded };
        let held = record.is_some_and(|record| record.life.standing == Some(Standing::Accepted));
        let accepted = recorded.as_ref().is_some_and(|decision| decision.mark == Mark::Accepted);
        let (found, expected) = match record {
            Some(record) => (record.found.to_string(), record.expected.to_string()),
            None => (row.found.clone(), row.expected.clone()),
        };
        let decided = |mark| Some(Decision { mark, reason: row.reason.clone(), found, expected });
        match said(&row.mark) {
            Said::Yes if row.reason.is_empty() => decided(Mark::NoReason),
            Said::Yes => decided(Mark::Accepted),
            Said::Unclear => decided(Mark::Unclear(row.mark.clone())),
            Said::No if !row.reason.is_empty() => decided(Mark::Nothing),
            // What was accepted of another value stands in the book no more.
            Said::No if accepted && !held => recorded,
            Said::No if recorded.is_some() => decided(Mark::Withdrawn),
            Said::No => None,
        }
    }

    fn replied(&self, id: &str) -> &[Reply] {
        self.records.get(id).map(|record| record.life.replies.as_slice()).unwrap_or_default()
    }
}

impl<'a> Written<'a> {
    /// What is written in the folder that is being written, in that of the run before, whose findings are `previous`, and
    /// in books among the inputs.
    pub fn of(
        here: &'a Folder,
        before: &'a Folder,
        previous: &'a [FindingRecord<'static>],
        inputs: &'a [Answers],
    ) -> Self {
        Self {
            here: Known::of(&here.findings, &here.books),
            before: Known::of(previous, &before.books),
            returned: inputs.iter().filter(|answers| answers.book == Book::Request).collect(),
            own: inputs
                .iter()
                .filter(|answers| answers.book != Book::Request)
                .map(|answers| answers.file.as_str())
                .collect(),
            unreadable: here.unreadable.iter().chain(&before.unreadable).collect(),
        }
    }

    /// Gives each finding what the office decided and what its department replied.
    pub fn answer(&self, findings: &mut [Finding]) {
        let returned = self.returned();
        for finding in findings {
            finding.life.decision = self.decision(finding);
            finding.life.replies = self.replies(&finding.id, &returned);
        }
    }

    /// Gives findings that are resolved what was replied to them at last.
    pub fn reply(&self, resolved: &mut [Finding]) {
        let returned = self.returned();
        for finding in resolved.iter_mut().filter(|finding| finding.life.standing == Some(Standing::Resolved)) {
            finding.life.replies = self.replies(&finding.id, &returned);
        }
    }

    /// The newest word counts: that in the folder being written, unless nothing was ever said there.
    fn decision(&self, finding: &Finding) -> Option<Decision> {
        let (here, before) = (self.here.decision(&finding.id), self.before.decision(&finding.id));
        let lapsed = |decision: &Decision| decision.mark == Mark::Accepted && !decision.accepts(finding);
        match (here, before) {
            (Some(here), None) if here.mark == Mark::Withdrawn => None,
            (Some(here), Some(before)) if lapsed(&here) && before.accepts(finding) => Some(before),
            (None, Some(before)) if before.mark == Mark::Withdrawn => None,
            (here, before) => here.or(before),
        }
    }

    /// The rows of returned books with a reply, by id.
    fn returned(&self) -> FxHashMap<&'a str, Vec<(&'a Answers, &'a Row)>> {
        let mut rows: FxHashMap<&str, Vec<(&Answers, &Row)>> = FxHashMap::default();
        let all = self.returned.iter().flat_map(|answers| answers.rows.iter().map(move |row| (*answers, row)));
        let in_folders = self.here.replies.iter().chain(&self.before.replies).copied();
        for (answers, row) in all.chain(in_folders).filter(|(_, row)| !row.reply.is_empty()) {
            rows.entry(&row.id).or_default().push((answers, row));
        }
        rows
    }

    /// Replies to a finding: first what is written for the first time, in a returned book before one in a folder; then
    /// what was known.
    fn replies(&self, id: &str, returned: &FxHashMap<&str, Vec<(&Answers, &Row)>>) -> Vec<Reply> {
        let known: Vec<&Reply> = self.here.replied(id).iter().chain(self.before.replied(id)).collect();
        let is_known = |text: &str| known.iter().any(|reply| key(&reply.text) == key(text));
        let rows = returned.get(id).into_iter().flatten();
        let written: Vec<Reply> =
            rows.map(|(answers, row)| Reply { text: row.reply.clone(), by: answers.by.clone() }).collect();
        let news = written.iter().filter(|reply| !is_known(&reply.text));
        let mut replies: Vec<Reply> = Vec::new();
        for reply in news.chain(known.iter().copied()).chain(&written) {
            match replies.iter_mut().find(|one| key(&one.text) == key(&reply.text)) {
                Some(same) if same.by.is_empty() => same.by.clone_from(&reply.by),
                Some(_) => {}
                None => replies.push(reply.clone()),
            }
        }
        replies
    }

    /// What should be known of what was written: decisions that are none, answers to nothing, books that cannot be read.
    pub fn findings(&self, findings: &[Finding]) -> Vec<Finding> {
        let page = SheetId { file: file::CONSOLIDATED.to_owned(), sheet: sheet::FINDINGS.to_owned() };
        let mut told = Vec::new();
        for finding in findings {
            let about = |rule, found: &str| Finding::of_sheet(rule, &page, found).about(&finding.indicator_name);
            match finding.life.decision.as_ref().map(|decision| &decision.mark) {
                Some(Mark::NoReason) => told.push(about(&rules::ACCEPTANCE_WITHOUT_REASON, &finding.id)),
                Some(Mark::Unclear(text)) => {
                    told.push(about(&rules::ACCEPTANCE_UNCLEAR, text).expecting(finding.id.as_str()));
                }
                _ => {}
            }
        }
        let now: FxHashSet<&str> = findings.iter().map(|finding| finding.id.as_str()).collect();
        let known = |id: &str| now.contains(id) || self.before.records.contains_key(id);
        for (row, folder) in
            [&self.here, &self.before].into_iter().flat_map(|one| one.marked.iter().map(move |row| (row, one)))
        {
            if !known(&row.id) && !folder.records.contains_key(row.id.as_str()) {
                told.push(
                    Finding::at(&rules::ACCEPTANCE_UNMATCHED, &row.place, row.reason.as_str()).about(&row.indicator),
                );
            }
        }
        for answers in &self.returned {
            for row in answers.rows.iter().filter(|row| !row.reply.is_empty() && !known(&row.id)) {
                let department = answers.department.clone();
                let finding =
                    Finding::at(&rules::REPLY_UNMATCHED, &row.place, row.reply.as_str()).about(&row.indicator);
                told.push(Finding { department, ..finding });
            }
        }
        told.extend(self.own.iter().map(|file| Finding::of_file(&rules::OWN_OUTPUT, file, "")));
        let unreadable = self.unreadable.iter();
        told.extend(unreadable.map(|(file, why)| Finding::of_file(&rules::ANSWERS_UNREADABLE, file, why.as_str())));
        told
    }
}
