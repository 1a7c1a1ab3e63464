//! Which registered indicator a submitted one is: by code, by name where it belongs, by a former name; never by guessing.

use crate::finding::Finding;
use crate::model::Indicator;
use crate::nearest::nearest;
use crate::register::{Register, Registered};
use crate::rule::register as rules;
use crate::token::text::key;
use rustc_hash::{FxHashMap, FxHashSet};

/// What submitted indicators were matched to.
#[derive(Debug, Default)]
pub struct Matched {
    /// Of each submitted indicator its place in the register.
    pub rows: Vec<Option<usize>>,
    /// Places in the register that a submitted indicator may be, though that is not certain.
    pub uncertain: FxHashSet<usize>,
}

/// How certain a match is; the first that applies decides.
const RANKS: [fn(&Submitted, &Row) -> bool; 7] = [
    |one, row| !one.code.is_empty() && one.code == row.code,
    |one, row| one.name == row.name && one.measure(row) == Some(true),
    |one, row| one.name == row.name && one.department(row) == Some(true) && one.measure(row).is_none(),
    |one, row| row.aliases.contains(&one.name) && one.measure(row) == Some(true),
    |one, row| row.aliases.contains(&one.name) && one.department(row) == Some(true) && one.measure(row).is_none(),
    |one, row| one.name == row.name && one.fits(row),
    |one, row| row.aliases.contains(&one.name) && one.fits(row),
];

/// What of a submitted indicator says which one it is.
struct Submitted<'a> {
    indicator: &'a Indicator,
    name: String,
    /// The indicator's own code, where the sheet gives one.
    code: String,
    measure_code: &'a str,
    measure_name: String,
    department: String,
}

/// The same of a row of the register.
struct Row<'a> {
    registered: &'a Registered,
    name: String,
    code: &'a str,
    aliases: Vec<String>,
    measure_name: String,
    department: String,
    submitter: String,
}

/// Whether two texts are the same, where both are known.
fn same(one: &str, other: &str) -> Option<bool> {
    (!one.is_empty() && !other.is_empty()).then(|| one == other)
}

impl Submitted<'_> {
    /// Whether both hang under one measure; `None` where that is not known. Two plans may give one code to two measures.
    fn measure(&self, row: &Row) -> Option<bool> {
        let (own, theirs) = (&self.indicator.belongs, &row.registered.indicator.belongs);
        let codes = same(self.measure_code, &theirs.measure_code);
        let names = same(&self.measure_name, &row.measure_name);
        let other_plan = same(&key(&own.plan), &key(&theirs.plan)) == Some(false);
        codes.or(names).map(|same| same && (!other_plan || names == Some(true)))
    }

    fn department(&self, row: &Row) -> Option<bool> {
        let asked = same(&self.department, &row.submitter) == Some(true);
        same(&self.department, &row.department).map(|same| same || asked).or(asked.then_some(true))
    }

    /// Whether nothing speaks against it: neither measure nor department.
    fn fits(&self, row: &Row) -> bool {
        self.measure(row) != Some(false) && self.department(row) != Some(false)
    }
}

/// Matches what was submitted to what is registered; what is not certain, or not registered, is told.
pub fn matched(register: &Register, indicators: &[Indicator]) -> (Matched, Vec<Finding>) {
    if register.indicators.is_empty() {
        return (Matched { rows: vec![None; indicators.len()], ..Matched::default() }, Vec::new());
    }
    let rows: Vec<Row> = register.indicators.iter().map(row).collect();
    let codes = own_codes(register);
    let shared = shared_codes(indicators);
    let submitted: Vec<Submitted> = indicators.iter().map(|indicator| submitted(indicator, &codes, &shared)).collect();
    let mut by_word: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
    for (at, row) in rows.iter().enumerate() {
        let words = row.aliases.iter().map(String::as_str).chain([row.name.as_str(), row.code]);
        for word in words.filter(|word| !word.is_empty()) {
            let places = by_word.entry(word).or_default();
            if places.last() != Some(&at) {
                places.push(at);
            }
        }
    }
    let mut state =
        State { rows: &rows, submitted: &submitted, taken: FxHashSet::default(), ambiguous: FxHashMap::default() };
    let mut matched = vec![None; indicators.len()];
    let mut contested: FxHashMap<usize, usize> = FxHashMap::default();
    for rank in RANKS {
        state.pass(rank, &by_word, &mut matched, &mut contested);
    }
    let mut findings = Vec::new();
    let mut uncertain = FxHashSet::default();
    let left = Left::of(&rows, &state.taken);
    for (at, one) in submitted.iter().enumerate() {
        if matched[at].is_some() {
            continue;
        }
        let told = |rule, expected: String| {
            let finding = Finding::at(rule, &one.indicator.place, one.indicator.name.as_str());
            finding.expecting(expected).about(&one.indicator.name)
        };
        let again = contested.get(&at).or_else(|| state.taken_by(one, &by_word));
        if let Some(row) = again {
            let elsewhere = submitted.iter().enumerate().filter(|(other, _)| {
                *other != at && (matched[*other] == Some(*row) || contested.get(other) == Some(row))
            });
            let place = elsewhere.map(|(_, other)| other.indicator.place.to_string()).next().unwrap_or_default();
            uncertain.insert(*row);
            findings.push(told(&rules::SUBMITTED_TWICE, place));
            continue;
        }
        let candidates = state.ambiguous.get(&at).cloned().unwrap_or_else(|| left.candidates(one, &by_word));
        if candidates.is_empty() {
            findings.push(told(&rules::INDICATOR_UNREGISTERED, String::new()));
        } else {
            findings.push(told(&rules::MATCH_UNCERTAIN, shown(&candidates, &rows)));
            uncertain.extend(candidates);
        }
    }
    (Matched { rows: matched, uncertain }, findings)
}

/// Of how many candidates a finding tells.
const MOST_SHOWN: usize = 5;

fn shown(candidates: &[usize], rows: &[Row]) -> String {
    let names = candidates.iter().filter_map(|at| rows.get(*at)).take(MOST_SHOWN).map(|row| {
        let belongs = &row.registered.indicator.belongs;
        let place = [row.code, &belongs.measure_code, &belongs.department].into_iter().find(|text| !text.is_empty());
        format!("{}［{}］", row.registered.indicator.name, place.unwrap_or_default())
    });
    let names: Vec<String> = names.collect();
    let more = candidates.len().saturating_sub(MOST_SHOWN);
    let more = if more > 0 { format!("、ほか{more}件") } else { String::new() };
    format!("{}{more}", names.join("、"))
}

fn row(registered: &Registered) -> Row<'_> {
    let belongs = &registered.indicator.belongs;
    Row {
        name: key(&registered.indicator.name),
        // another place of an indicator is known by its measure, not by the code of the first
        code: if registered.is_repeat() { "" } else { &registered.code },
        aliases: registered.aliases.iter().map(|alias| key(alias)).collect(),
        measure_name: key(&belongs.measure_name),
        department: key(&belongs.department),
        submitter: key(&registered.submitter),
        registered,
    }
}

/// Codes of indicators that are no codes of measures.
fn own_codes(register: &Register) -> FxHashSet<&str> {
    let measures: FxHashSet<&str> =
        register.indicators.iter().flat_map(|each| &each.path).map(|node| node.code.as_str()).collect();
    let codes = register.indicators.iter().map(|registered| registered.code.as_str());
    codes.filter(|code| !code.is_empty() && !measures.contains(code)).collect()
}

/// Codes that several submitted indicators have: they are of measures.
fn shared_codes(indicators: &[Indicator]) -> FxHashSet<&str> {
    let mut seen = FxHashSet::default();
    let codes = indicators.iter().map(|indicator| indicator.belongs.measure_code.as_str());
    codes.filter(|code| !seen.insert(*code)).collect()
}

fn submitted<'a>(indicator: &'a Indicator, codes: &FxHashSet<&str>, shared: &FxHashSet<&str>) -> Submitted<'a> {
    let belongs = &indicator.belongs;
    let code = belongs.measure_code.as_str();
    // 指標コード in a column of codes; the number of a row means something else on every sheet
    let own = !belongs.numbered && codes.contains(code) && !shared.contains(code);
    Submitted {
        indicator,
        name: key(&indicator.name),
        code: if own { code.to_owned() } else { String::new() },
        measure_code: if belongs.numbered || own { "" } else { code },
        measure_name: key(&belongs.measure_name),
        department: key(&belongs.department),
    }
}

struct State<'s, 'a> {
    rows: &'s [Row<'a>],
    submitted: &'s [Submitted<'a>],
    /// Rows that are matched, or would be to several, each with the rank.
    taken: FxHashSet<usize>,
    /// Submitted indicators for which several rows are equally good.
    ambiguous: FxHashMap<usize, Vec<usize>>,
}

impl State<'_, '_> {
    /// One rank: who alone is alike for whom. Two submitted indicators for one row, and two rows for one of them, are left.
    fn pass(
        &mut self,
        rank: fn(&Submitted, &Row) -> bool,
        by_word: &FxHashMap<&str, Vec<usize>>,
        matched: &mut [Option<usize>],
        contested: &mut FxHashMap<usize, usize>,
    ) {
        let mut claims: FxHashMap<usize, Vec<usize>> = FxHashMap::default();
        for (at, one) in self.submitted.iter().enumerate() {
            let open = matched.get(at).is_some_and(Option::is_none);
            if !open || contested.contains_key(&at) || self.ambiguous.contains_key(&at) {
                continue;
            }
            let candidates: Vec<usize> = places(one, by_word)
                .filter(|row| !self.taken.contains(row) && self.rows.get(*row).is_some_and(|row| rank(one, row)))
                .collect();
            match self.of_unit(one, candidates)[..] {
                [] => {}
                [only] => claims.entry(only).or_default().push(at),
                ref several => {
                    self.ambiguous.insert(at, several.to_vec());
                }
            }
        }
        let mut claims: Vec<(usize, Vec<usize>)> = claims.into_iter().collect();
        claims.sort_unstable();
        for (row, who) in claims {
            self.taken.insert(row);
            match who[..] {
                [only] => {
                    if let Some(place) = matched.get_mut(only) {
                        *place = Some(row);
                    }
                }
                ref several => contested.extend(several.iter().map(|at| (*at, row))),
            }
        }
    }

    /// Of several candidates the one that has the unit.
    fn of_unit(&self, one: &Submitted, candidates: Vec<usize>) -> Vec<usize> {
        if candidates.len() < 2 {
            return candidates;
        }
        let unit = |at: &usize| self.rows.get(*at).map(|row| row.registered.indicator.unit.as_str());
        let alike: Vec<usize> =
            candidates.iter().copied().filter(|at| unit(at) == Some(one.indicator.unit.as_str())).collect();
        if alike.len() == 1 { alike } else { candidates }
    }

    /// The row that this indicator would be if another were not matched to it.
    fn taken_by<'t>(&self, one: &Submitted, by_word: &'t FxHashMap<&str, Vec<usize>>) -> Option<&'t usize> {
        let mut places = by_word.get(one.name.as_str()).into_iter().flatten();
        places.find(|at| {
            let fits = |row: &Row| one.fits(row) && (one.measure(row).is_some() || one.department(row).is_some());
            self.taken.contains(at) && self.rows.get(**at).is_some_and(fits)
        })
    }
}

/// Rows that have the name, or the code, or the former name of an indicator.
fn places<'w>(one: &Submitted, by_word: &'w FxHashMap<&str, Vec<usize>>) -> impl Iterator<Item = usize> + use<'w> {
    let of = |word: &str| by_word.get(word).map(Vec::as_slice).unwrap_or_default();
    let (named, coded) = (of(&one.name), of(&one.code));
    named.iter().chain(coded.iter().filter(|at| !named.contains(at))).copied()
}

/// Rows that nothing was matched to, as those look for them whose names are a little different.
struct Left<'r, 'a> {
    rows: &'r [Row<'a>],
    by_loose: FxHashMap<String, Vec<usize>>,
    by_home: FxHashMap<&'r str, Vec<usize>>,
    free: FxHashSet<usize>,
}

/// Of so many rows under one measure or department at most the nearest name is looked for.
const MOST_NEAR: usize = 300;

impl<'r, 'a> Left<'r, 'a> {
    fn of(rows: &'r [Row<'a>], taken: &FxHashSet<usize>) -> Self {
        let (mut by_loose, mut by_home) = (FxHashMap::default(), FxHashMap::default());
        let mut free = FxHashSet::default();
        for (at, row) in rows.iter().enumerate().filter(|(at, _)| !taken.contains(at)) {
            free.insert(at);
            by_loose.entry(loose(&row.name)).or_insert_with(Vec::new).push(at);
            let homes = [row.registered.indicator.belongs.measure_code.as_str(), row.department.as_str()];
            for home in homes.into_iter().filter(|home| !home.is_empty()) {
                by_home.entry(home).or_insert_with(Vec::new).push(at);
            }
        }
        Self { rows, by_loose, by_home, free }
    }

    /// Rows of the same name elsewhere, or of nearly the same; of those under the same measure or department also one whose
    /// name may be a slip.
    fn candidates(&self, one: &Submitted, by_word: &FxHashMap<&str, Vec<usize>>) -> Vec<usize> {
        let free = |at: &usize| self.free.contains(at);
        let named = by_word.get(one.name.as_str()).into_iter().flatten().copied().filter(free);
        let mut candidates: Vec<usize> = named.collect();
        candidates.extend(self.by_loose.get(&loose(&one.name)).into_iter().flatten());
        let homes = [one.measure_code, one.department.as_str()];
        let near =
            homes.iter().filter_map(|home| self.by_home.get(home)).filter(|places| places.len() <= MOST_NEAR).find_map(
                |places| {
                    let named = |at: &usize| self.rows.get(*at).map(|row| row.name.as_str());
                    let name = nearest(&one.name, places.iter().filter_map(named))?;
                    places.iter().copied().find(|at| named(at) == Some(name))
                },
            );
        if candidates.is_empty() {
            candidates.extend(near);
        }
        candidates.sort_unstable();
        candidates.dedup();
        candidates
    }
}

/// A name without what may be written one way or another: particles, brackets, marks.
fn loose(key: &str) -> String {
    let mut text = key.replace("における", "").replace("に関する", "").replace("による", "");
    text.retain(|c| !matches!(c, 'の' | 'を' | 'に' | 'と' | '・' | '(' | ')' | '、' | ',' | '-' | '「' | '」' | '%'));
    text
}
