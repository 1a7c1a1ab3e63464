//! Plants mistakes into sheets without any and counts which are found: `cargo run --example seeded`.
//!
//! Writes `docs/rules-recall.md`, and prints what was missed and what was told elsewhere.
#![expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "it writes and prints; that is what it is for"
)]

mod corpus;

/// A city for each.
const SEEDS: [u64; 3] = [1, 2, 3];

fn main() -> anyhow::Result<()> {
    let clean = corpus::clean(&SEEDS)?;
    for finding in &clean.0 {
        eprintln!(
            "clean: {} {} {:?} {}",
            finding.rule.name,
            finding.file,
            finding.cell,
            finding.message(Default::default())
        );
    }
    let scores = corpus::scores(&SEEDS)?;
    for score in &scores {
        for missed in &score.missed {
            eprintln!("missed: {} {missed}", score.rule);
        }
        for elsewhere in &score.elsewhere {
            eprintln!("elsewhere: {} {elsewhere}", score.rule);
        }
    }
    let page = corpus::page(&scores, &clean);
    print!("{page}");
    std::fs::write("docs/rules-recall.md", page)?;
    Ok(())
}
