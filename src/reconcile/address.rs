//! Whom a finding goes to.

use crate::finding::Finding;
use crate::model::{Belonging, Model};
use rustc_hash::FxHashMap;

/// Gives findings that name none the department and measure of what they are about: of the indicator of that name in that
/// file, else of the file.
pub fn address(model: &Model, findings: &mut [Finding]) {
    let indicators: FxHashMap<(&str, &str), &Belonging> = model
        .indicators
        .iter()
        .map(|indicator| ((indicator.place.sheet.file.as_str(), indicator.name.as_str()), &indicator.belongs))
        .collect();
    // an answer that did not come has no file, and what has no file is about the run
    let came = model.submissions.iter().filter(|submission| !submission.file.is_empty());
    let files: FxHashMap<&str, &str> =
        came.map(|submission| (submission.file.as_str(), submission.department.as_str())).collect();
    for finding in findings {
        if let Some(belongs) = indicators.get(&(finding.file.as_str(), finding.indicator_name.as_str())) {
            if finding.department.is_empty() {
                finding.department.clone_from(&belongs.department);
            }
            if finding.measure_code.is_empty() {
                finding.measure_code.clone_from(&belongs.measure_code);
            }
        } else if finding.department.is_empty() {
            finding.department = files.get(finding.file.as_str()).copied().unwrap_or_default().to_owned();
        }
    }
}
