//! What comes out of the samples is what `tests/expected/` says.
//!
//! `cargo run --example expected` accepts what comes out now; read the diff before it is committed.

#[path = "../examples/expected.rs"]
#[expect(dead_code, reason = "main is called when it runs as an example")]
mod generator;

mod folder;

use std::collections::BTreeMap;
use std::path::Path;

#[test]
fn what_comes_out_is_what_is_expected() {
    let texts = folder::files(Path::new(generator::FOLDER)).into_iter();
    let expected: BTreeMap<String, String> =
        texts.map(|(name, bytes)| (name, String::from_utf8(bytes).unwrap())).collect();
    let found = generator::expected().unwrap();
    let differences: Vec<String> = expected
        .keys()
        .chain(found.keys().filter(|name| !expected.contains_key(*name)))
        .filter_map(|name| {
            let (expected, found) = (expected.get(name), found.get(name));
            (expected != found).then(|| format!("{name}: {}", first_difference(expected, found)))
        })
        .collect();
    let accept = "cargo run --example expected accepts them; then read the diff";
    assert!(differences.is_empty(), "{accept}\n{}", differences.join("\n"));
}

fn first_difference(expected: Option<&String>, found: Option<&String>) -> String {
    let (Some(expected), Some(found)) = (expected, found) else {
        return if found.is_some() { "is new" } else { "does not come out any more" }.to_owned();
    };
    let pairs = expected.lines().map(Some).chain(std::iter::repeat(None));
    let pairs = pairs.zip(found.lines().map(Some).chain(std::iter::repeat(None)));
    let limit = expected.lines().count().max(found.lines().count());
    let mut lines = pairs.take(limit).zip(1..).filter(|((expected, found), _)| expected != found);
    let Some(((expected, found), line)) = lines.next() else { return "line ends differ".to_owned() };
    format!("line {line}\n  expected {}\n  found    {}", expected.unwrap_or("nothing"), found.unwrap_or("nothing"))
}
