//! Whose a file is: what its sheets say, else the folder it lies in.

use crate::model::{Belonging, Submission};

/// What the name of a part of an office ends in.
const OFFICES: [&str; 13] =
    ["課", "室", "局", "部", "所", "館", "係", "センター", "署", "院", "委員会", "担当", "グループ"];

/// The department in a file's name (福祉課_評価シート.xlsx), else the folder it lies in; empty if neither names one.
pub fn of_folder(file: &str) -> String {
    let mut parts = file.rsplit('/');
    let name = parts.next().unwrap_or("");
    let first = name.split(['_', '＿', ' ', '　', '(', '（', '.']).next().unwrap_or("");
    let named = OFFICES.iter().any(|office| first.len() > office.len() && first.ends_with(office));
    if named { first.to_owned() } else { parts.next().unwrap_or("").to_owned() }
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
