//! What the rules find of what was planted, and what they find where nothing was.

use super::city::City;
use super::plants::{self, Plant, Planted};
use super::sheets::{Places, write};
use anyhow::Result;
use matome::finding::Finding;
use matome::pipeline::{Job, Outcome, consider};
use matome::rule::check::RULES;
use matome::state::State;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::fmt::Write;

/// How a rule did.
#[derive(Default)]
pub struct Score {
    /// What was planted, in a few words.
    pub what: &'static str,
    /// The rule that it was planted for.
    pub rule: &'static str,
    pub planted: usize,
    pub found: usize,
    /// Findings of the rule where nothing was planted.
    pub elsewhere: Vec<String>,
    /// What was planted and not found.
    pub missed: Vec<String>,
    /// Findings of other rules in the same runs.
    pub others: BTreeMap<&'static str, usize>,
}

/// A city without a mistake, and what a run made of its sheets a year before.
struct Clean {
    city: City,
    before: City,
    state: State,
}

impl Clean {
    fn new(seed: u64) -> Result<Self> {
        let city = City::new(seed);
        let before = city.year_before();
        let state = year_before(&before)?;
        Ok(Self { city, before, state })
    }
}

fn year_before(city: &City) -> Result<State> {
    let (outcome, _) = read(city, None, jiff::civil::date(2024, 6, 30))?;
    Ok(State { model: outcome.model, judgements: outcome.judgements, ..State::default() })
}

/// Reads the city's sheets after those of the year before.
fn run(city: &City, previous: State) -> Result<(Outcome, Places)> {
    read(city, Some(previous), jiff::civil::date(2025, 6, 30))
}

fn read(city: &City, previous: Option<State>, as_of: jiff::civil::Date) -> Result<(Outcome, Places)> {
    let folder = tempfile::tempdir()?;
    let places = write(city, folder.path())?;
    let job = Job { inputs: vec![folder.path().to_owned()], as_of: Some(as_of), previous, ..Job::default() };
    Ok((consider(&job, &|_, _| {})?, places))
}

/// Everything that is found in cities without a mistake, and how many values were looked at.
pub fn clean(seeds: &[u64]) -> Result<(Vec<Finding>, usize)> {
    let mut findings = Vec::new();
    let mut observations = 0;
    for seed in seeds {
        let Clean { city, state, .. } = Clean::new(*seed)?;
        let (outcome, _) = run(&city, state)?;
        observations += outcome.model.indicators.iter().map(|indicator| indicator.observations.len()).sum::<usize>();
        findings.extend(outcome.findings);
    }
    Ok((findings, observations))
}

/// Every kind of mistake, planted and looked for in a city for each seed.
pub fn scores(seeds: &[u64]) -> Result<Vec<Score>> {
    let cities: Vec<(u64, Clean)> = seeds.iter().map(|seed| Ok((*seed, Clean::new(*seed)?))).collect::<Result<_>>()?;
    let plants: Vec<&Plant> = plants::all().collect();
    plants.par_iter().map(|plant| score(plant, &cities)).collect()
}

fn score(plant: &Plant, cities: &[(u64, Clean)]) -> Result<Score> {
    let mut score = Score { what: plant.what, rule: plant.rule, ..Score::default() };
    for (seed, clean) in cities {
        let (mut city, mut before) = (clean.city.clone(), clean.before.clone());
        let planted = (plant.plant)(&mut city, &mut before, &mut super::chance::Chance::new(seed + 100));
        let previous = if before == clean.before { clean.state.clone() } else { year_before(&before)? };
        let (outcome, places) = run(&city, previous)?;
        count(&mut score, &planted, &outcome.findings, &places);
    }
    Ok(score)
}

fn count(score: &mut Score, planted: &[Planted], findings: &[Finding], places: &Places) {
    let stands = |finding: &Finding, key: &str| {
        places.get(key).is_some_and(|(file, sheet, cell)| {
            let at = finding.cell.map(|cell| cell.to_string());
            finding.file == *file && at.is_none_or(|at| finding.sheet == *sheet && at == *cell)
        })
    };
    let (of_rule, others): (Vec<_>, Vec<_>) = findings.iter().partition(|finding| finding.rule.name == score.rule);
    for one in planted {
        score.planted += 1;
        let there = |finding: &Finding| stands(finding, &one.at) || one.or.iter().any(|or| stands(finding, or));
        if of_rule.iter().any(|finding| there(finding)) {
            score.found += 1;
        } else {
            score.missed.push(format!("{} {:?}", one.at, places.get(&one.at)));
        }
    }
    for finding in of_rule {
        if !planted
            .iter()
            .any(|one| stands(finding, &one.at) || one.or.iter().chain(&one.also).any(|also| stands(finding, also)))
        {
            score.elsewhere.push(format!(
                "{} {:?} {}",
                finding.file,
                finding.cell,
                finding.message(Default::default())
            ));
        }
    }
    for finding in others {
        *score.others.entry(finding.rule.name).or_default() += 1;
    }
}

/// The figures as a page.
pub fn page(scores: &[Score], clean: &(Vec<Finding>, usize)) -> String {
    let mut page = String::from(
        "# 確認事項の見つかり方\n\n<!-- `cargo run --example seeded` makes this page. -->\n\n\
         架空の市の評価シート（個票、一覧、集約表、三段の表）に、職員がするのと同じ誤りを一種類ずつ植え、本物の xlsx ファイルから\
         読み取って数えたもの。「別の所」は、植えていない所でその規則が知らせた件数。「ほかの規則」は、同じ誤りのために\
         ほかの規則も知らせた件数。\n\n",
    );
    let (findings, observations) = clean;
    let _ =
        writeln!(page, "誤りを植えていないシート（{observations}期間分の値）での確認事項: **{}件**\n", findings.len());
    page.push_str(
        "| 規則 | 植えた誤り | 植えた数 | 見つけた数 | 再現率 | 別の所 | ほかの規則 |\n|---|---|--:|--:|--:|--:|---|\n",
    );
    for score in scores {
        let share = (score.found * 100).checked_div(score.planted).unwrap_or(0);
        let others: Vec<String> = score.others.iter().map(|(rule, times)| format!("`{rule}` {times}")).collect();
        let Score { rule, what, planted, found, elsewhere, .. } = score;
        let others = others.join("、");
        let _ =
            writeln!(page, "| `{rule}` | {what} | {planted} | {found} | {share}% | {} | {others} |", elsewhere.len());
    }
    let without: Vec<String> = RULES
        .iter()
        .filter(|rule| !scores.iter().any(|score| score.rule == rule.name))
        .map(|rule| format!("`{}`", rule.name))
        .collect();
    if !without.is_empty() {
        let _ = writeln!(page, "\nまだ植えていない規則: {}", without.join("、"));
    }
    page
}
