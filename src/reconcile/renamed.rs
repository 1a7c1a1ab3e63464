//! 組織改正: offices that sheets call by a former name.

use crate::cell::SheetId;
use crate::finding::Finding;
use crate::model::{Belonging, Submission};
use crate::register::{Register, Renamed};
use crate::rule::register as rules;
use crate::token::text::key;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// What an office is called now.
#[derive(Debug, PartialEq, Eq)]
pub enum Now<'a> {
    /// As before, as far as the register knows.
    Same,
    /// By this name.
    Renamed(&'a str),
    /// It became several.
    Several(Vec<&'a str>),
}

/// The longest chain of renamings that is followed.
const LONGEST: usize = 10;

/// What an office is called now; a change that is still to come on `as_of` has not happened.
pub fn now<'a>(register: &'a Register, department: &str, as_of: Option<Date>) -> Now<'a> {
    let next = |name: &str| -> Vec<&'a Renamed> {
        let name = key(name);
        let past = |renamed: &&Renamed| renamed.effective.zip(as_of).is_none_or(|(day, as_of)| day <= as_of);
        register.renamed.iter().filter(past).filter(|renamed| key(&renamed.old) == name).collect()
    };
    let mut found: Option<&str> = None;
    for _ in 0..LONGEST {
        match next(found.unwrap_or(department))[..] {
            [] => break,
            [only] if key(&only.new) == key(department) => break,
            [only] => found = Some(&only.new),
            ref several => return Now::Several(several.iter().map(|renamed| renamed.new.as_str()).collect()),
        }
    }
    found.map_or(Now::Same, Now::Renamed)
}

/// Gives the departments of a submission the names they have now; tells once of each.
pub fn rename(submission: &mut Submission, register: &Register, as_of: Option<Date>) -> Vec<Finding> {
    let mut told: BTreeMap<String, Finding> = BTreeMap::new();
    let file = submission.file.clone();
    let mut change = |name: &mut String, sheet: Option<&SheetId>| {
        if name.is_empty() {
            return;
        }
        let (rule, new) = match now(register, name, as_of) {
            Now::Same => return,
            Now::Renamed(new) => (&rules::DEPARTMENT_RENAMED, new.to_owned()),
            Now::Several(names) => (&rules::DEPARTMENT_AMBIGUOUS, names.join("、")),
        };
        let certain = rule == &rules::DEPARTMENT_RENAMED;
        let finding = Finding {
            department: if certain { new.clone() } else { name.clone() },
            sheet: sheet.map(|sheet| sheet.sheet.clone()).unwrap_or_default(),
            ..Finding::of_file(rule, &file, name.as_str()).expecting(new.as_str())
        };
        told.entry(name.clone()).or_insert(finding);
        if certain {
            *name = new;
        }
    };
    let mut of = |belongs: &mut Belonging, sheet: Option<&SheetId>| {
        change(&mut belongs.department, sheet);
        belongs.related_departments.iter_mut().for_each(|related| change(related, sheet));
    };
    for each in &mut submission.indicators {
        of(&mut each.belongs, Some(&each.place.sheet));
    }
    for each in &mut submission.measures {
        of(&mut each.belongs, Some(&each.place.sheet));
    }
    submission.costs.iter_mut().for_each(|each| of(&mut each.belongs, None));
    submission.evaluations.iter_mut().for_each(|each| of(&mut each.belongs, Some(&each.place.sheet)));
    submission.actions.iter_mut().for_each(|each| of(&mut each.belongs, Some(&each.place.sheet)));
    submission.narratives.iter_mut().for_each(|each| of(&mut each.belongs, Some(&each.place.sheet)));
    told.into_values().collect()
}
