//! Whose a file is: what its sheets say, else the folder it lies in.

use crate::model::{Belonging, Submission};

/// The folder a file lies in, which offices name after the department; empty at the top.
pub fn of_folder(file: &str) -> String {
    let mut parts = file.rsplit('/');
    parts.next();
    parts.next().unwrap_or("").to_owned()
}

/// The one department that a submission names, else its folder.
pub fn of(submission: &Submission, file: &str) -> String {
    let named = submission.indicators.iter().map(|indicator| &indicator.belongs);
    let mut named =
        named.chain(submission.measures.iter().map(|measure| &measure.belongs)).map(|belongs| &belongs.department);
    let first = named.next().filter(|first| !first.is_empty() && named.all(|other| &other == first));
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
