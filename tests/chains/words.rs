//! Mutations of words: sheets renamed, labels written another way or replaced by another word for the same.

use crate::mutant::{Mutant, Mutation, pick};
use matome::cell::CellRef;
use matome::lexicon::{Lexicon, Sense};
use matome::sheet::Raw;
use matome::token::text::key;
use std::sync::LazyLock;

pub const ALL: &[(&str, Mutation)] = &[
    ("rename", rename),
    ("re-label", relabel),
    ("widen label", widen_label),
    ("narrow label", narrow_label),
    ("space out label", space_out_label),
    ("break label", break_label),
];

fn rename(mutant: &Mutant, number: usize) -> Option<Mutant> {
    const NAMES: [&str; 6] = ["Sheet1", "清書", "様式", "入力用", "提出用 (2)", "ｼｰﾄ"];
    Some(mutant.renamed(pick(&NAMES, number)?.0))
}

/// The words of the lexicon's lists in which all words mean the same.
static SYNONYMS: LazyLock<Vec<Vec<String>>> = LazyLock::new(|| {
    const ALIKE: [&str; 5] = ["subject", "action", "series", "aggregation", "fact"];
    let lexicon: toml::Table = toml::from_str(include_str!("../../templates/lexicon/headings.toml")).unwrap();
    let words = |list: &toml::Value| -> Vec<String> {
        list.as_array().unwrap().iter().map(|word| key(word.as_str().unwrap())).collect()
    };
    let lists = ALIKE.iter().flat_map(|section| lexicon[*section].as_table().unwrap());
    const MONEY: [&str; 5] = ["budget", "revised_budget", "carried_over", "settlement", "plan_amount"];
    let lists = lists.filter(|(name, _)| !MONEY.contains(&name.as_str())).map(|(_, words)| words);
    let levels = lexicon["level"].as_array().unwrap().iter().map(|level| &level["words"]);
    lists.chain(levels).map(words).collect()
});

/// A label's word becomes another of its list, if the label means the same with it.
fn relabel(mutant: &Mutant, number: usize) -> Option<Mutant> {
    // what an amount, a mark or a text is of is given as written
    let given = |sense: &Sense| matches!(sense, Sense::Cost | Sense::Criterion | Sense::Narrative(_));
    let labels = mutant.labels().filter(|(_, means)| !means.senses.iter().any(given));
    // a note may cite a label: 「５ヵ年目標」は…
    let quoted: Vec<String> = mutant.sheet.cells.iter().flat_map(|cell| quoted(&cell.raw.text)).collect();
    let cited = |text: &str| quoted.iter().any(|quoted| quoted.starts_with(&key(text)));
    let labels: Vec<CellRef> = labels.filter(|(cell, _)| !cited(&cell.raw.text)).map(|(cell, _)| cell.at).collect();
    let (at, rest) = pick(&labels, number)?;
    let text = key(&mutant.at(at.row, at.col)?.text);
    let means = Lexicon::standard().heading(&text)?;
    let others = SYNONYMS.iter().flat_map(|list| {
        let longest = list.iter().filter(|word| text.contains(word.as_str())).max_by_key(|word| word.len());
        let others = longest.map(|word| list.iter().map(|other| text.replacen(word.as_str(), other, 1)));
        others.into_iter().flatten()
    });
    let same =
        |other: &String| *other != text && Lexicon::standard().heading(other).is_some_and(|other| other == means);
    let others: Vec<String> = others.filter(same).collect();
    let (other, _) = pick(&others, rest)?;
    Some(mutant.rewritten(at, |raw| Raw { text: other.into(), ..raw.clone() }))
}

/// What follows each opening quote.
fn quoted(text: &str) -> impl Iterator<Item = String> {
    text.split('「').skip(1).map(key)
}

/// One label written another way.
fn respelt(mutant: &Mutant, number: usize, spell: impl Fn(&str) -> String) -> Option<Mutant> {
    let other = |text: &str| spell(text) != *text;
    let labels: Vec<CellRef> =
        mutant.labels().filter(|(cell, _)| other(&cell.raw.text)).map(|(cell, _)| cell.at).collect();
    let (at, _) = pick(&labels, number)?;
    Some(mutant.rewritten(at, |raw| Raw { text: spell(&raw.text).into(), ..raw.clone() }))
}

fn widen_label(mutant: &Mutant, number: usize) -> Option<Mutant> {
    respelt(mutant, number, widened)
}

/// ASCII as its full-width forms.
pub fn widened(text: &str) -> String {
    let wide = |c: char| if c.is_ascii_graphic() { char::from_u32(u32::from(c) + 0xfee0).unwrap() } else { c };
    text.chars().map(wide).collect()
}

fn narrow_label(mutant: &Mutant, number: usize) -> Option<Mutant> {
    let narrow = |c: char| match c {
        '！'..='～' => char::from_u32(u32::from(c) - 0xfee0).unwrap(),
        c => c,
    };
    respelt(mutant, number, |text| text.chars().map(narrow).collect())
}

fn space_out_label(mutant: &Mutant, number: usize) -> Option<Mutant> {
    let space = ["\u{3000}", " ", "\u{3000}\u{3000}"][number % 3];
    respelt(mutant, number / 3, |text| text.chars().map(String::from).collect::<Vec<_>>().join(space))
}

fn break_label(mutant: &Mutant, number: usize) -> Option<Mutant> {
    respelt(mutant, number, |text| {
        let half = text.chars().count() / 2;
        text.chars().zip(0..).map(|(c, at)| if at == half && at > 0 { format!("\n{c}") } else { c.into() }).collect()
    })
}
