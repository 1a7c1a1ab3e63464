//! The order of measures, and the files' digests.

pub use crate::order::{Node, Order};

use rustc_hash::FxHashMap;

/// The digest of each file that was read.
pub fn digests<'a>(source: &super::Source<'a>) -> FxHashMap<&'a str, &'a str> {
    let of_inputs = source.run.inputs.iter().map(|input| (&input.name, &input.sha256));
    let of_submissions = source.model.submissions.iter().map(|record| (&record.file, &record.sha256));
    let known = of_submissions.chain(of_inputs).filter(|(file, digest)| !file.is_empty() && !digest.is_empty());
    known.map(|(file, digest)| (file.as_str(), digest.as_str())).collect()
}
