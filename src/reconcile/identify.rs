//! The ids of findings: the same from run to run, none twice in one run.
//!
//! An id is a digest of the rule and of what the finding is about (`subject`), with a number behind it where several are
//! about the same. What was found and expected is no part of it: that may change while the finding stays the same.

use super::subject::{Subject, file_key, subjects};
use crate::finding::Finding;
use crate::model::Model;
use crate::state::FindingRecord;
use rustc_hash::{FxHashMap, FxHashSet};

/// Gives each finding without an id its id. One that an earlier run told too has the id that it had there, also where
/// its cell, sheet or file has changed, as far as that can be known.
pub fn identify(model: &Model, earlier: &[FindingRecord], findings: &mut [Finding]) {
    let subjects = subjects(model, findings);
    let mut ids = Ids::of(earlier, findings, &subjects);
    ids.by(Ids::alike);
    ids.by(|_, _, _| true);
    let here: FxHashSet<String> = model.submissions.iter().map(|one| file_key(&one.file)).collect();
    for key in MOVED {
        ids.moved(*key, &|_| true);
    }
    for key in RENAMED {
        ids.moved(*key, &|file| !here.contains(&file_key(file)));
    }
    ids.fresh();
    let found = ids.found;
    for ((finding, id), subject) in findings.iter_mut().zip(found).zip(subjects) {
        if let Some(id) = id {
            finding.id = id;
            finding.life.indicator = subject.indicator;
        }
    }
}

/// What an id without its number is made of. It begins with a letter, so that no program takes it for a number.
fn base(finding: &Finding, words: &str) -> String {
    format!("f{:015x}", crate::digest::of_texts([finding.rule.name, words]) >> 4)
}

/// Whether the finding has an id that says that it is about what `words` say.
pub fn is_about(finding: &Finding, words: &str) -> bool {
    let id = finding.id.as_str();
    id.split_once('-').map_or(id, |(base, _)| base) == base(finding, words)
}

/// What a finding is told by besides its id, in the run now and in an earlier one alike.
#[derive(Clone, Copy)]
struct Told<'a> {
    rule: &'a str,
    department: &'a str,
    file: &'a str,
    sheet: &'a str,
    cell: &'a str,
    found: &'a str,
    expected: &'a str,
}

/// By what one that the model does not know is known again in the same file: under a renamed department, in a moved row or a
/// renamed sheet.
const MOVED: &[fn(&Told) -> Vec<String>] = &[
    |told| strings([told.rule, told.file, told.sheet, told.cell, told.found, told.expected]),
    |told| strings([told.rule, told.department, &file_key(told.file), told.sheet, told.found, told.expected]),
    |told| strings([told.rule, told.department, &file_key(told.file), told.cell, told.found]),
];

/// And in a file that came under another name: the old one is not there any more.
const RENAMED: &[fn(&Told) -> Vec<String>] = &[
    |told| strings([told.rule, told.department, told.sheet, told.cell, told.found]),
    |told| strings([told.rule, told.department, told.sheet, told.found, told.expected]),
];

fn strings<const N: usize>(parts: [&str; N]) -> Vec<String> {
    parts.map(str::to_owned).into()
}

struct Ids<'a> {
    earlier: &'a [FindingRecord<'a>],
    findings: &'a [Finding],
    subjects: &'a [Subject],
    bases: Vec<String>,
    /// The places of the findings, in the order of all lists.
    order: Vec<usize>,
    /// The earlier ones by their ids without numbers.
    of_base: FxHashMap<&'a str, Vec<usize>>,
    found: Vec<Option<String>>,
    taken: FxHashSet<String>,
}

impl<'a> Ids<'a> {
    fn of(earlier: &'a [FindingRecord<'a>], findings: &'a [Finding], subjects: &'a [Subject]) -> Self {
        let mut order: Vec<usize> =
            (0..findings.len()).filter(|at| findings.get(*at).is_some_and(is_nameless)).collect();
        order.sort_by(|one, other| match (findings.get(*one), findings.get(*other)) {
            (Some(one), Some(other)) => one.order(other).then_with(|| one.expected.cmp(&other.expected)),
            _ => one.cmp(other),
        });
        let mut of_base: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
        for (at, record) in earlier.iter().enumerate() {
            let base = record.id.split_once('-').map_or(&*record.id, |(base, _)| base);
            of_base.entry(base).or_default().push(at);
        }
        for list in of_base.values_mut() {
            list.sort_by_key(|at| earlier.get(*at).map(|record| (record.id.len(), &record.id)));
        }
        let named = findings.iter().filter(|finding| !is_nameless(finding)).map(|finding| finding.id.clone());
        Self {
            earlier,
            findings,
            subjects,
            bases: findings.iter().zip(subjects).map(|(finding, subject)| base(finding, &subject.words)).collect(),
            order,
            of_base,
            found: vec![None; findings.len()],
            taken: named.collect(),
        }
    }

    /// The same words as in the earlier run.
    fn alike(&self, finding: &Finding, record: &FindingRecord) -> bool {
        finding.found == record.found && finding.expected == record.expected
    }

    fn open(&self) -> Vec<usize> {
        self.order.iter().copied().filter(|at| self.found.get(*at).is_some_and(Option::is_none)).collect()
    }

    fn give(&mut self, at: usize, id: String) {
        if let Some(found) = self.found.get_mut(at) {
            self.taken.insert(id.clone());
            *found = Some(id);
        }
    }

    /// Gives those about the same thing the ids that they had, where `same` holds.
    fn by(&mut self, same: impl Fn(&Self, &Finding, &FindingRecord) -> bool) {
        for at in self.open() {
            let (Some(finding), Some(base)) = (self.findings.get(at), self.bases.get(at)) else { continue };
            let of_base = self.of_base.get(base.as_str()).into_iter().flatten();
            let mut records = of_base.filter_map(|at| self.earlier.get(*at));
            let had = records.find(|record| !self.taken.contains(&*record.id) && same(self, finding, record));
            if let Some(id) = had.map(|record| record.id.to_string()) {
                self.give(at, id);
            }
        }
    }

    /// Gives those that the model does not know the id of the only one of the earlier run that looks the same, if its file
    /// may be meant.
    fn moved(&mut self, key: fn(&Told) -> Vec<String>, may: &dyn Fn(&str) -> bool) {
        let weak = self.open().into_iter().filter(|at| self.subjects.get(*at).is_some_and(|subject| !subject.known));
        let mut now: FxHashMap<Vec<String>, Vec<usize>> = FxHashMap::default();
        for at in weak {
            let Some(finding) = self.findings.get(at).filter(|finding| !finding.file.is_empty()) else { continue };
            let cell = finding.cell.map(|cell| cell.to_string()).unwrap_or_default();
            let told = Told {
                rule: finding.rule.name,
                department: &finding.department,
                file: &finding.file,
                sheet: &finding.sheet,
                cell: &cell,
                found: &finding.found,
                expected: &finding.expected,
            };
            now.entry(key(&told)).or_default().push(at);
        }
        if now.is_empty() {
            return;
        }
        let mut before: FxHashMap<Vec<String>, Vec<&str>> = FxHashMap::default();
        for record in self.earlier.iter().filter(|record| !self.taken.contains(&*record.id) && may(&record.file)) {
            let told = Told {
                rule: &record.rule,
                department: &record.department,
                file: &record.file,
                sheet: &record.sheet,
                cell: &record.cell,
                found: &record.found,
                expected: &record.expected,
            };
            before.entry(key(&told)).or_default().push(&record.id);
        }
        for (key, places) in now {
            if let ([at], Some([id])) = (places.as_slice(), before.get(&key).map(Vec::as_slice)) {
                let id = (*id).to_owned();
                self.give(*at, id);
            }
        }
    }

    /// Gives the rest ids of their own.
    fn fresh(&mut self) {
        for at in self.open() {
            let Some(base) = self.bases.get(at).cloned() else { continue };
            let numbered = (2u32..).map(|number| format!("{base}-{number}"));
            let free = std::iter::once(base.clone()).chain(numbered).find(|id| !self.taken.contains(id));
            if let Some(id) = free {
                self.give(at, id);
            }
        }
    }
}

fn is_nameless(finding: &Finding) -> bool {
    finding.id.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cell::{Place, SheetId};
    use crate::rule::read::{CELL_UNREADABLE, DETAIL_UNREADABLE};
    use crate::state::record;
    use std::sync::Arc;

    fn at(file: &str, sheet: &str, cell: &str, found: &str) -> Finding {
        let sheet = Arc::new(SheetId { file: file.to_owned(), sheet: sheet.to_owned() });
        Finding::at(&CELL_UNREADABLE, &Place { sheet, cell: cell.parse().unwrap() }, found)
    }

    /// One in which the files of these findings came.
    fn model(findings: &[Finding]) -> Model {
        let received = findings.iter().map(|finding| crate::reconcile::Received {
            file: finding.file.clone(),
            sha256: finding.file.clone(),
            submission: None,
        });
        crate::reconcile::reconcile(crate::reconcile::Office::default(), received.collect()).0
    }

    fn ids(earlier: &[Finding], mut findings: Vec<Finding>) -> Vec<String> {
        let records: Vec<FindingRecord> = earlier.iter().map(record).collect();
        identify(&model(&findings), &records, &mut findings);
        findings.into_iter().map(|finding| finding.id).collect()
    }

    fn before() -> Vec<Finding> {
        let mut before = vec![at("a.xlsx", "1", "B5", "x"), at("a.xlsx", "1", "B6", "y"), at("b.xlsx", "1", "B5", "x")];
        identify(&Model::default(), &[], &mut before);
        before
    }

    #[test]
    fn no_two_findings_share_an_id() {
        let detail = |found: &str| Finding::of_file(&DETAIL_UNREADABLE, "a.xlsx", found);
        let all = ids(&[], vec![detail("notes"), detail("tables"), detail("notes"), at("a.xlsx", "1", "B5", "x")]);
        let (one, other) = all.split_at(3);
        assert_eq!(one.iter().filter(|id| id.contains('-')).count(), 2, "{one:?}");
        assert_eq!(all.iter().collect::<FxHashSet<_>>().len(), 4);
        assert!(other.iter().all(|id| id.starts_with('f') && id.len() == 16), "{other:?}");
    }

    #[test]
    fn what_was_found_is_no_part_of_an_id() {
        let before = before();
        assert_eq!(ids(&before, vec![at("a.xlsx", "1", "B5", "z")]), [before[0].id.clone()]);
        assert_eq!(ids(&[], vec![at("a.xlsx", "1", "B5", "z")]), [before[0].id.clone()]);
    }

    #[test]
    fn several_about_the_same_keep_theirs_when_one_goes() {
        let detail = |found: &str| Finding::of_file(&DETAIL_UNREADABLE, "a.xlsx", found);
        let mut before = vec![detail("notes"), detail("tables")];
        identify(&Model::default(), &[], &mut before);
        assert_eq!(ids(&before, vec![detail("tables")]), [before[1].id.clone()]);
        assert_eq!(ids(&before, vec![detail("tables"), detail("validations")])[1], before[0].id);
    }

    #[test]
    fn a_moved_row_a_renamed_sheet_and_a_renamed_file_are_the_same() {
        let before = before();
        for now in [
            at("a.xlsx", "1", "B9", "x"),
            at("a.xlsx", "表", "B5", "x"),
            at("a_修正版.xlsx", "1", "B5", "x"),
            at("c/a.xls", "1", "B5", "x"),
        ] {
            assert_eq!(ids(&before, vec![now.clone()]), [before[0].id.clone()], "{now:?}");
        }
        assert_eq!(ids(&before, vec![at("別名.xlsx", "1", "B6", "y")]), [before[1].id.clone()]);
        assert_ne!(ids(&before, vec![at("別名.xlsx", "1", "B5", "x")]), [before[0].id.clone()], "or that of b.xlsx");
        let now = ["a.xlsx", "a.xlsx", "b.xlsx"].into_iter().zip(["B5", "B9", "B4"]);
        let both = ids(&before, now.map(|(file, cell)| at(file, "1", cell, cell)).collect());
        assert_eq!(both[0], before[0].id);
        assert!(before.iter().all(|one| one.id != both[1]));
    }
}
