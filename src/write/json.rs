//! `run.json` and `state.jsonl`.

use super::error::Reason;
use crate::finding::Finding;
use crate::judgement::Judgements;
use crate::model::Model;
use crate::run::Run;
use crate::state;
use serde::Serialize;
use std::collections::BTreeMap;
use std::io::Write;

/// Name of the file by which a folder is known as an output.
pub const RUN: &str = "run.json";

/// The run, and what it wrote: by these digests the next run knows which files are its own and unchanged.
#[derive(Serialize)]
struct Written<'a> {
    #[serde(flatten)]
    run: &'a Run,
    outputs: BTreeMap<&'a str, &'a str>,
}

/// The bytes of `run.json`.
pub fn run(run: &Run, written: &[(String, String)]) -> Result<Vec<u8>, serde_json::Error> {
    let outputs = written.iter().map(|(name, digest)| (name.as_str(), digest.as_str())).collect();
    let mut bytes = serde_json::to_vec_pretty(&Written { run, outputs })?;
    bytes.push(b'\n');
    Ok(bytes)
}

/// Writes `state.jsonl`, line by line.
pub fn state<'a>(
    model: &'a Model,
    judgements: &'a Judgements,
    findings: impl Iterator<Item = &'a Finding>,
    out: &mut dyn Write,
) -> Result<(), Reason> {
    let mut bytes = Vec::with_capacity(1 << 14);
    for line in state::lines(model, judgements, findings) {
        bytes.clear();
        serde_json::to_writer(&mut bytes, &line)?;
        bytes.push(b'\n');
        out.write_all(&bytes)?;
    }
    Ok(())
}
