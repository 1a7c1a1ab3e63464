//! Whose a file is: what its sheets say, else the folder it lies in.

use crate::lexicon::Lexicon;
use crate::model::{Belonging, Submission};

/// The department in a file's name (福祉課_評価シート.xlsx), else the folder it lies in; empty if neither names one.
pub fn of_folder(file: &str) -> String {
    let mut parts = file.rsplit('/');
    let name = parts.next().unwrap_or("");
    let first = name.split(['_', '＿', ' ', '　', '(', '（', '.']).next().unwrap_or("");
    if Lexicon::standard().is_office(first) { first.to_owned() } else { parts.next().unwrap_or("").to_owned() }
}

/// The one department that a submission names, else its folder.
pub fn of(submission: &Submission, file: &str) -> String {
    let named = submission.indicators.iter().map(|indicator| &indicator.belongs);
    let mut named = named
        .chain(submission.measures.iter().map(|measure| &measure.belongs))
        .map(|belongs| &belongs.department)
        .filter(|department| !department.is_empty());
    let first = named.next().filter(|first| named.all(|other| &other == first));
    first.cloned().unwrap_or_else(|| of_folder(file))
}

/// Gives everything that names no department the folder's.
pub fn fill(submission: &mut Submission) {
    let folder = of_folder(&submission.file);
    let fill = |belongs: &mut Belonging| {
        if belongs.department.is_empty() {
            belongs.department.clone_from(&folder);
        }
    };
    submission.measures.iter_mut().for_each(|each| fill(&mut each.belongs));
    submission.indicators.iter_mut().for_each(|each| fill(&mut each.belongs));
    submission.costs.iter_mut().for_each(|each| fill(&mut each.belongs));
    submission.evaluations.iter_mut().for_each(|each| fill(&mut each.belongs));
    submission.actions.iter_mut().for_each(|each| fill(&mut each.belongs));
    submission.narratives.iter_mut().for_each(|each| fill(&mut each.belongs));
}
