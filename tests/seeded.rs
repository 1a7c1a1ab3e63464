//! The seeded-error corpus, in a city that `cargo run --example seeded` does not show: every mistake that is planted is found, and nothing is told of sheets without a mistake.

#![expect(clippy::disallowed_methods, reason = "a test that writes files")]

#[path = "../examples/seeded/corpus/mod.rs"]
mod corpus;

#[test]
fn sheets_without_a_mistake_give_no_finding() {
    let (findings, observations) = corpus::clean(&[1, 2]).unwrap();
    assert!(observations > 1000, "{observations}");
    assert_eq!(findings, []);
}

#[test]
fn every_planted_mistake_is_found_and_nothing_else_by_its_rule() {
    let scores = corpus::scores(&[4]).unwrap();
    for score in &scores {
        assert!(score.planted > 0, "{}", score.rule);
        assert!(score.missed.is_empty(), "{}: {:#?}", score.rule, score.missed);
        assert!(score.elsewhere.is_empty(), "{}: {:#?}", score.rule, score.elsewhere);
    }
    let page = corpus::page(&scores, &(Vec::new(), 0));
    assert!(scores.iter().all(|score| page.contains(&format!("| `{}` | {} |", score.rule, score.what))), "{page}");
}
