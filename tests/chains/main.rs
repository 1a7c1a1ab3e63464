//! Chains of changes that leave a sheet's meaning as it is leave what is read of it as it is, up to addresses: thousands
//! of random chains over the sheets of the samples. `MATOME_CHAINS` says how many, `MATOME_CHAINS_SEED` which,
//! `MATOME_FORMS` names a folder of further forms.

#![expect(clippy::unwrap_used, reason = "a test that reads the sample files")]

mod additions;
mod columns;
mod lines;
mod merges;
mod mutant;
mod numbers;
mod records;
mod words;

use matome::form::Forms;
use matome::model::Submission;
use matome::pipeline::submission;
use matome::sheet::{Sheet, Visibility, Workbook};
use mutant::{Mutant, Mutation};
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestCaseError, TestError, TestRng, TestRunner};
use rayon::prelude::*;
use records::Records;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

/// How many chains are tried, unless the environment says it.
const CHAINS: u32 = 3_000;

/// The most mutations of a chain.
const LONGEST: usize = 6;

/// Every mutation, by name.
fn mutations() -> Vec<(&'static str, Mutation)> {
    [lines::ALL, merges::ALL, words::ALL, numbers::ALL, columns::ALL, additions::ALL].concat()
}

/// A mutation by its number and what it picks among the places where it may happen.
type Step = (usize, u32);

#[test]
fn chains_of_mutations_change_nothing() {
    let mutations = mutations();
    let sheets = sheets();
    let cases = number("MATOME_CHAINS", CHAINS).div_ceil(u32::try_from(sheets.len()).unwrap());
    let seed = number("MATOME_CHAINS_SEED", 0);
    let (tried, applied) = (AtomicUsize::new(0), Mutex::new(BTreeMap::new()));
    let failures: Vec<String> = sheets
        .par_iter()
        .enumerate()
        .filter_map(|(rank, book)| {
            let original = Arc::new(Records::of(&read(book), &Some));
            let sheet = &book.sheets[0];
            let difference = |chain: &[Step]| {
                let mutant = mutated(Mutant::of(sheet, original.clone()), chain, &mutations, |name| {
                    *applied.lock().unwrap().entry(name).or_insert(0) += 1;
                });
                let read = read(&Workbook { sheets: mutant.sheets(), ..book.clone() });
                original.difference(&Records::of(&read, &|cell| mutant.back(cell)))
            };
            let failed = runner(cases, seed, rank).run(&chains(mutations.len()), |chain| {
                tried.fetch_add(1, Ordering::Relaxed);
                let difference = difference(&chain);
                if difference.is_empty() { Ok(()) } else { Err(TestCaseError::fail(shown(&difference))) }
            });
            let told = match failed.err()? {
                TestError::Fail(why, chain) => format!("{}\n{why}", told(&chain, &mutations)),
                TestError::Abort(why) => why.to_string(),
            };
            Some(format!("{} [{}]: {told}", book.file, sheet.id.sheet))
        })
        .collect();
    let applied = applied.into_inner().unwrap();
    println!("{} chains over {} sheets: {applied:?}", tried.into_inner(), sheets.len());
    assert!(failures.is_empty(), "{} sheets\n{}", failures.len(), failures.join("\n\n"));
    let never: Vec<_> = mutations.iter().map(|(name, _)| name).filter(|name| !applied.contains_key(**name)).collect();
    assert!(never.is_empty(), "never applied: {never:?}");
}

/// What is read by labels alone: a definition is of a form with its words.
fn read(book: &Workbook) -> Submission {
    submission(book, &Forms(Vec::new()), true).0
}

fn chains(mutations: usize) -> impl Strategy<Value = Vec<Step>> {
    prop::collection::vec((0..mutations, any::<u32>()), 1..=LONGEST)
}

fn runner(cases: u32, seed: u32, rank: usize) -> TestRunner {
    let mut bytes = [0; 16];
    bytes[..4].copy_from_slice(&seed.to_le_bytes());
    bytes[8..].copy_from_slice(&(rank as u64 + 1).to_le_bytes());
    let config = Config { cases, failure_persistence: None, ..Config::default() };
    TestRunner::new_with_rng(config, TestRng::from_seed(RngAlgorithm::XorShift, &bytes))
}

fn mutated(
    start: Mutant,
    chain: &[Step],
    mutations: &[(&'static str, Mutation)],
    applied: impl Fn(&'static str),
) -> Mutant {
    chain.iter().fold(start, |mutant, (number, pick)| {
        let (name, mutate) = mutations[*number];
        let Some(next) = mutate(&mutant, *pick as usize) else { return mutant };
        applied(name);
        next
    })
}

fn told(chain: &[Step], mutations: &[(&'static str, Mutation)]) -> String {
    chain.iter().map(|(number, pick)| format!("{} {pick}", mutations[*number].0)).collect::<Vec<_>>().join(", ")
}

/// Each sheet of the samples that holds an indicator or an action, as a workbook of its own.
fn sheets() -> Vec<Workbook> {
    let others = std::env::var_os("MATOME_FORMS").map(PathBuf::from);
    let folders: Vec<PathBuf> = ["samples", "tests/data"].map(PathBuf::from).into_iter().chain(others).collect();
    let found = matome::read::discover(&folders).unwrap();
    let books = found.files.iter().filter_map(|file| matome::read::Reader::default().workbook(file).ok());
    let alone = |book: &Workbook, sheet: &Sheet| Workbook { sheets: vec![sheet.clone()], ..book.clone() };
    let sheets = books.flat_map(|book| book.sheets.iter().map(|sheet| alone(&book, sheet)).collect::<Vec<_>>());
    let speaks = |book: &Workbook| {
        let read = read(book);
        book.sheets[0].visibility == Visibility::Visible && (read.indicators.len() + read.actions.len() > 0)
    };
    sheets.filter(speaks).collect()
}

/// The first lines of a difference.
fn shown(difference: &[String]) -> String {
    const SHOWN: usize = 8;
    let rest = difference.len().saturating_sub(SHOWN);
    let rest = (rest > 0).then(|| format!("  and {rest} more"));
    difference.iter().take(SHOWN).cloned().chain(rest).collect::<Vec<_>>().join("\n")
}

fn number(variable: &str, otherwise: u32) -> u32 {
    std::env::var_os(variable).and_then(|value| value.to_str()?.parse().ok()).unwrap_or(otherwise)
}
