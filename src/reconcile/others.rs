//! Sheets without an indicator: one finding for each, of one rule if the file holds nothing else, of another if it does.

use crate::finding::Finding;
use crate::messages;
use crate::model::{Look, OtherSheet, Submission};
use crate::rule::{Rule, reconcile as rules};

/// What is told of a file's sheets without an indicator; what other findings have told is not told again.
pub fn findings(submission: &Submission) -> Vec<Finding> {
    let nothing = submission.indicators.is_empty() && submission.actions.is_empty() && submission.costs.is_empty();
    if nothing && submission.others.iter().all(|other| other.look == Look::Empty) {
        let found = messages::look(&Look::Empty);
        return vec![Finding::of_file(&rules::FILE_WITHOUT_INDICATORS, &submission.file, found)];
    }
    let tell = |rule: &'static Rule, other: &OtherSheet| Finding {
        sheet: other.sheet.clone(),
        ..Finding::of_file(rule, &submission.file, messages::look(&other.look))
    };
    let told = submission.others.iter().filter_map(|other| match other.look {
        Look::Told | Look::Empty => None,
        Look::NotUnderstood => Some(tell(&rules::SHEET_NOT_UNDERSTOOD, other)),
        _ if nothing => Some(tell(&rules::FILE_WITHOUT_INDICATORS, other)),
        _ => Some(tell(&rules::SHEET_OF_ANOTHER_KIND, other)),
    });
    told.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(looks: &[Look]) -> Vec<(&'static str, String, String)> {
        let other = |look: &Look| OtherSheet { sheet: "表".to_owned(), look: look.clone() };
        let submission = Submission { others: looks.iter().map(other).collect(), ..Submission::default() };
        let found = findings(&submission).into_iter();
        found.map(|finding| (finding.rule.name, finding.sheet, finding.found)).collect()
    }

    #[test]
    fn a_file_of_which_nothing_was_read_is_told_once_for_each_sheet_that_shows_something() {
        let told = told(&[Look::Words, Look::Empty, Look::Told]);
        assert_eq!(told.len(), 1);
        assert_eq!((told[0].0, &*told[0].1), ("file-without-indicators", "表"));
    }

    #[test]
    fn a_file_that_shows_nothing_is_told_as_a_whole() {
        for looks in [&[][..], &[Look::Empty, Look::Empty]] {
            let told = told(looks);
            assert_eq!(told.len(), 1, "{told:?}");
            assert_eq!((told[0].0, &*told[0].1), ("file-without-indicators", ""));
        }
    }
}
