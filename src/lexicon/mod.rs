//! The lexicon: what the words on sheets mean. The words are data (`templates/lexicon/`); this looks them up by key.

mod asides;
mod own;
mod sense;
mod sheets;
mod words;

pub use asides::Asides;
pub use own::IGNORED;
pub use sense::{Heading, Sense};
pub use sheets::sheet_kind;

use crate::entry::Series;
use crate::model::{ActionStatus, Aggregation, Direction, IndicatorKind, Operator, Status};
use crate::token::text::key;
use crate::token::time;
use rustc_hash::FxHashMap;
use std::cell::RefCell;
use std::rc::Rc;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};
use words::{
    Counted, Headings, StatementKeys, Units, Values, action_status, by_key, fact_named, keys, longest_first,
    narrative_named, pairs, series_named,
};

/// What a text means, whole.
#[derive(Clone, Debug)]
pub struct Meaning {
    /// The text's key.
    pub key: Rc<str>,
    /// What it means as a heading.
    pub heading: Option<Rc<Heading>>,
    /// Why a cell that holds it has no value, if that is what it says.
    pub missing: Option<Status>,
}

/// What the words on sheets mean.
#[derive(Clone, Debug)]
pub struct Lexicon {
    /// Which lexicon it is: no two of a run are told apart by less.
    id: usize,
    words: FxHashMap<char, Vec<(String, Word)>>,
    /// Whole texts of one form that mean a time or a unit too.
    same: FxHashMap<String, Heading>,
    /// Names of the levels of the plan tree, from the top.
    pub levels: Vec<String>,
    /// Rows that sum up others, by key.
    pub totals: Vec<String>,
    /// What a text that only explains starts with, by key.
    pub notes: Vec<String>,
    value_rows: Vec<String>,
    /// How a note calls the rows that stand one above the other, from the top.
    pub stacked: Vec<String>,
    titles: Vec<String>,
    offices: Vec<String>,
    example_rows: Vec<String>,
    example_starts: Vec<String>,
    money_sections: Vec<String>,
    no_money: Vec<String>,
    examples: Vec<String>,
    /// Texts beside tables: 印, 様式, 凡例.
    pub asides: Asides,
    missing: FxHashMap<String, Status>,
    /// Length of the longest of those, in bytes.
    longest_missing: usize,
    missing_containing: Vec<(String, Status)>,
    /// The characters that those start with, by their last eight bits: most texts have none and need no search.
    starts_of_missing: Vec<bool>,
    /// Marks beside a number, longest first.
    pub qualifiers: Vec<(String, Status)>,
    /// Operators, longest first; true for those that leave the bound out.
    pub operators: Vec<(String, Operator, bool)>,
    /// Words before a number that is counted up, longest first; true for 累計.
    pub counted: Vec<(String, bool)>,
    /// Words that make a number inexact, longest first.
    pub vague: Vec<String>,
    wordings: FxHashMap<String, Operator>,
    directions: FxHashMap<String, Direction>,
    action_statuses: FxHashMap<String, ActionStatus>,
    yes: Vec<String>,
    /// How the name of what moves a way by itself ends: 人口.
    adrift: FxHashMap<String, Direction>,
    /// What a name or definition contains if the indicator is a perception.
    pub perception: Vec<String>,
    units: FxHashMap<String, String>,
    /// Words of KPI sentences.
    pub statement: StatementKeys,
}

#[derive(Clone, Debug, Default)]
struct Word {
    senses: Vec<Sense>,
    /// The mark that a form's own word stands for.
    mark: Option<String>,
}

/// The longest key that can be a heading, in characters.
const LONGEST_HEADING: usize = 40;

/// The longest text whose meaning is kept, in bytes, and how many of them a thread keeps.
pub const LONGEST_KNOWN: usize = 160;

const MOST_KNOWN: usize = 8_192;

/// The longest text that a cell of Excel holds, in characters.
const LONGEST_TEXT: usize = 32_767;

impl Lexicon {
    /// The lexicon that comes with the program.
    pub fn standard() -> &'static Self {
        static STANDARD: OnceLock<Lexicon> = OnceLock::new();
        STANDARD.get_or_init(|| {
            let sources = [
                include_str!("../../templates/lexicon/headings.toml"),
                include_str!("../../templates/lexicon/values.toml"),
                include_str!("../../templates/lexicon/units.toml"),
            ];
            let [headings, values, units] = sources;
            // a test holds that these parse; an empty lexicon reads nothing and says so
            let file = (toml::from_str(headings), toml::from_str(values), toml::from_str(units));
            match file {
                (Ok(headings), Ok(values), Ok(units)) => Self::new(headings, values, units),
                _ => Self::new(Headings::default(), Values::default(), Units::default()),
            }
        })
    }

    fn new(headings: Headings, values: Values, units: Units) -> Self {
        let mut lexicon = Self {
            id: fresh_id(),
            words: FxHashMap::default(),
            same: FxHashMap::default(),
            levels: headings.level.iter().map(|level| level.name.clone()).collect(),
            totals: keys(headings.row.get("total")),
            notes: keys(headings.row.get("note")),
            stacked: keys(headings.row.get("stacked")),
            value_rows: keys(headings.row.get("value")),
            titles: keys(headings.title.get("plain")),
            offices: keys(headings.title.get("office")),
            examples: keys(headings.title.get("example")),
            asides: Asides::of(&headings.aside),
            example_rows: keys(headings.row.get("example")),
            example_starts: keys(headings.row.get("example_start")),
            money_sections: keys(headings.money.get("section")),
            no_money: keys(headings.money.get("other")),
            missing: by_key(&values.missing),
            longest_missing: 0,
            missing_containing: longest_first(pairs(&values.missing_containing)),
            starts_of_missing: vec![false; 256],
            qualifiers: longest_first(pairs(&values.qualifier)),
            operators: Vec::new(),
            counted: longest_first(pairs(&values.counted))
                .into_iter()
                .map(|(word, what)| (word, what == Counted::Cumulative))
                .collect(),
            vague: longest_first(values.vague.values().flatten().map(|word| (key(word), ())).collect())
                .into_iter()
                .map(|(word, ())| word)
                .collect(),
            wordings: by_key(&values.words).into_iter().map(|(word, what)| (word, Operator::from(what))).collect(),
            directions: by_key(&values.direction),
            yes: keys(values.action_status.get("yes")),
            action_statuses: FxHashMap::default(),
            adrift: by_key(&values.adrift),
            perception: keys(values.measurement.get("perception")),
            units: FxHashMap::default(),
            statement: values.statement.keyed(),
        };
        lexicon.longest_missing = lexicon.missing.keys().map(String::len).max().unwrap_or_default();
        for first in lexicon.missing_containing.iter().filter_map(|(word, _)| word.chars().next()) {
            lexicon.starts_of_missing[first as usize & 255] = true;
        }
        let bounds = longest_first(pairs(&values.operator));
        lexicon.operators = bounds.into_iter().map(|(word, bound)| (word, bound.operator(), bound.strict())).collect();
        for (name, words) in &values.action_status {
            if let Some(status) = action_status(name) {
                lexicon.action_statuses.extend(words.iter().map(|word| (key(word), status)));
            }
        }
        for (unit, others) in &units.unit {
            lexicon.units.insert(key(unit), unit.clone());
            lexicon.units.extend(others.iter().map(|other| (key(other), unit.clone())));
        }
        lexicon.learn_headings(&headings);
        lexicon
    }

    fn learn_headings(&mut self, headings: &Headings) {
        let mut senses: Vec<(&String, Sense)> = Vec::new();
        for (name, words) in &headings.subject {
            let kind = match name.as_str() {
                "outcome" => Some(IndicatorKind::Outcome),
                "output" => Some(IndicatorKind::Output),
                "input" => Some(IndicatorKind::Input),
                _ => None,
            };
            senses.extend(words.iter().map(|word| (word, Sense::Subject(kind))));
        }
        for (name, words) in &headings.series {
            if let Some(series) = series_named(name) {
                senses.extend(words.iter().map(|word| (word, Sense::Series(series))));
            }
        }
        for (name, words) in &headings.aggregation {
            let what = match name.as_str() {
                "annual" => Aggregation::Annual,
                "cumulative" => Aggregation::Cumulative,
                _ => Aggregation::Point,
            };
            senses.extend(words.iter().map(|word| (word, Sense::Aggregation(what))));
        }
        for (name, words) in &headings.fact {
            let sense = if name == "number" { Some(Sense::Number) } else { fact_named(name).map(Sense::Fact) };
            senses.extend(words.iter().filter_map(|word| Some((word, sense?))));
        }
        for (depth, level) in headings.level.iter().enumerate() {
            senses.extend(level.words.iter().map(|word| (word, Sense::Level(depth))));
        }
        for (name, words) in &headings.narrative {
            senses.extend(words.iter().map(|word| (word, Sense::Narrative(narrative_named(name)))));
        }
        let plain = [
            (&headings.action, Sense::Action),
            (&headings.stub, Sense::Stub),
            (&headings.other, Sense::Other),
            (&headings.cost, Sense::Cost),
            (&headings.criterion, Sense::Criterion),
        ];
        for (words, sense) in plain {
            senses.extend(words.values().flatten().map(|word| (word, sense)));
        }
        for (word, sense) in senses {
            self.learn(word, Some(sense));
        }
        for word in headings.filler.values().flatten() {
            self.learn(word, None);
        }
        for words in self.words.values_mut() {
            words.sort_by(|(one, _), (other, _)| other.len().cmp(&one.len()).then_with(|| one.cmp(other)));
        }
    }

    fn learn(&mut self, word: &str, sense: Option<Sense>) {
        let word = key(word);
        let Some(first) = word.chars().next() else { return };
        let words = self.words.entry(first).or_default();
        let at = words.iter().position(|(known, _)| *known == word).unwrap_or_else(|| {
            words.push((word, Word::default()));
            words.len() - 1
        });
        if let (Some((_, known)), Some(sense)) = (words.get_mut(at), sense)
            && !known.senses.contains(&sense)
        {
            known.senses.push(sense);
        }
    }

    /// What `text` means as a heading; `None` unless it is wholly made of known words, times and units.
    pub fn heading(&self, text: &str) -> Option<Heading> {
        if text.len() > LONGEST_HEADING * 4 { None } else { self.heading_of(&key(text)) }
    }

    /// What a text with this key means as a heading.
    pub fn heading_of(&self, key: &str) -> Option<Heading> {
        if key.is_empty() || key.len() > LONGEST_HEADING * 3 || key.chars().count() > LONGEST_HEADING {
            return None;
        }
        if let Some(same) = self.same.get(key) {
            return Some(same.clone());
        }
        let mut heading = Heading::default();
        let mut rest = key;
        while let Some(first) = rest.chars().next() {
            if let Some(used) = bracketed(rest).filter(|used| heading.time.is_some() && self.tells_rows(rest, *used)) {
                rest = rest.get(used..)?;
            } else if let Some(used) = bracketed(rest).filter(|used| self.adds_a_rate(rest, *used, &heading)) {
                rest = rest.get(used..)?;
            } else if let Some((unit, used)) = self.bracketed_unit(rest) {
                heading.unit = Some(unit);
                rest = rest.get(used..)?;
            } else if let Some((word, used)) = self.longest_word(rest, first)
                && !time::at_start(rest).is_some_and(|(time, longer)| longer > used && time.year.is_some())
            {
                heading.senses.extend(word.senses.iter().copied());
                heading.mark = heading.mark.or_else(|| word.mark.clone());
                rest = rest.get(used..)?;
            } else if let Some((time, used)) = time::at_start(rest) {
                match heading.time {
                    None => heading.time = Some(time),
                    Some(above) if time.year.is_none() && above.month.is_none() => {
                        heading.time = Some(time.within(&above))
                    }
                    Some(_) => return None,
                }
                rest = rest.get(used..)?;
            } else if let Some(used) =
                index(rest).filter(|used| !heading.senses.is_empty() || self.counts_a_word(rest, *used))
            {
                let marked = matches!(heading.senses.last(), Some(Sense::Subject(_))) && heading.mark.is_none();
                heading.mark = if marked { rest.get(..used).map(str::to_owned) } else { heading.mark };
                rest = rest.get(used..)?;
            } else if let (Some(used), Some(Sense::Series(_))) = (
                letter(rest).filter(|used| !rest.get(..*used).is_some_and(|it| self.is_unit(it))),
                heading.senses.last(),
            ) {
                // 目標Ａ, 実績Ｂ, 達成率Ｂ/Ａ: letters by which the columns speak of each other
                rest = rest.get(used..)?;
            } else if let (Some(used), Some(Sense::Subject(_)), None) =
                (letter(rest), heading.senses.last(), &heading.mark)
            {
                heading.mark = rest.get(..used).map(str::to_owned);
                rest = rest.get(used..)?;
            } else if let Some(used) = bracketed(rest).filter(|_| !heading.senses.is_empty()) {
                rest = rest.get(used..)?;
            } else {
                return None;
            }
        }
        (!heading.senses.is_empty() || heading.time.is_some()).then_some(heading)
    }

    /// Whether a bracket at the start says what the rows of a cell hold: R5年度（上段：目標、下段：実績）.
    fn tells_rows(&self, rest: &str, used: usize) -> bool {
        let inner = rest.get(..used).unwrap_or("");
        self.stacked.iter().filter(|word| inner.contains(word.as_str())).count() > 1
    }

    /// Whether a bracket at the start says what stands in brackets behind each value: 実績値（達成率）.
    fn adds_a_rate(&self, rest: &str, used: usize, heading: &Heading) -> bool {
        let inner = rest.get(1..used - 1).unwrap_or("");
        let known = inner.chars().next().and_then(|first| self.longest_word(inner, first));
        let rate = known
            .is_some_and(|(word, length)| length == inner.len() && word.senses.contains(&Sense::Series(Series::Rate)));
        rate && heading.series().is_some_and(|series| series != Series::Rate)
    }

    /// Whether digits at the start only count the word behind them: ①事業費, 2.成果指標.
    fn counts_a_word(&self, rest: &str, digits: usize) -> bool {
        let word = rest.get(digits..).unwrap_or("").trim_start_matches(['.', ')', '、', ':', '．']);
        let first = word.chars().next();
        first.and_then(|first| self.longest_word(word, first)).is_some_and(|(word, _)| !word.senses.is_empty())
    }

    fn longest_word(&self, rest: &str, first: char) -> Option<(&Word, usize)> {
        let words = self.words.get(&first)?;
        words.iter().find(|(word, _)| rest.starts_with(word.as_str())).map(|(word, means)| (means, word.len()))
    }

    /// `(人)`, `(単位:千円)` at the start: the unit and the bytes it takes.
    fn bracketed_unit(&self, rest: &str) -> Option<(String, usize)> {
        let used = bracketed(rest)?;
        let inner = rest.get(1..used - 1)?;
        let unit = inner.strip_prefix("単位:").or_else(|| inner.strip_prefix("単位")).unwrap_or(inner);
        (inner.len() > unit.len() || self.is_unit(unit)).then(|| (unit.to_owned(), used))
    }

    /// Why a cell that holds `key` has no value, if that is what it says; brackets around it change nothing.
    pub fn missing(&self, key: &str) -> Option<Status> {
        let bare = key.trim_matches(['(', ')', '[', ']', '【', '】', '〔', '〕', '「', '」', '。']);
        let dashes = !bare.is_empty() && bare.chars().all(|c| matches!(c, '-' | 'ー' | '―' | '…' | '*'));
        if dashes {
            return Some(Status::None);
        }
        let whole = |text: &str| if text.len() > self.longest_missing { None } else { self.missing.get(text).copied() };
        let whole = whole(bare).or_else(|| if bare.len() < key.len() { whole(key) } else { None });
        whole.or_else(|| {
            let words = || self.missing_containing.iter();
            let starts = |(at, first): (usize, char)| {
                self.starts_of_missing[first as usize & 255]
                    && bare.get(at..).is_some_and(|rest| words().any(|(word, _)| rest.starts_with(word.as_str())))
            };
            let found = bare.char_indices().any(starts);
            words().find(|(word, _)| found && bare.contains(word.as_str())).map(|(_, status)| *status)
        })
    }

    /// What a text is made comparable as and what it means; short texts are looked up once a thread, for the same labels
    /// stand on sheet after sheet.
    pub fn meaning(&self, text: &str) -> Meaning {
        thread_local! {
            static KNOWN: RefCell<(usize, FxHashMap<Box<str>, Meaning>)> = RefCell::default();
        }
        if text.len() > LONGEST_KNOWN {
            return self.fresh_meaning(text);
        }
        KNOWN.with_borrow_mut(|(of, known)| {
            if *of != self.id || known.len() > MOST_KNOWN {
                *of = self.id;
                known.clear();
            }
            if let Some(meaning) = known.get(text) {
                return meaning.clone();
            }
            let meaning = self.fresh_meaning(text);
            known.insert(text.into(), meaning.clone());
            meaning
        })
    }

    /// What a text means, without a look at what is kept; of a text longer than any cell of Excel the start is looked at.
    fn fresh_meaning(&self, text: &str) -> Meaning {
        let text = text.char_indices().nth(LONGEST_TEXT).and_then(|(end, _)| text.get(..end)).unwrap_or(text);
        let key = key(text);
        Meaning { heading: self.heading_of(&key).map(Rc::new), missing: self.missing(&key), key: key.into() }
    }

    /// How a target in these words could be compared; `None` if they say nothing comparable.
    pub fn wording(&self, key: &str) -> Option<Operator> {
        self.wordings.get(key.trim_matches(['(', ')', '。'])).copied()
    }

    /// Whether what has that name moves that way by itself, as a population does, so that a target there may be a limit.
    pub fn is_adrift(&self, name: &str, direction: Direction) -> bool {
        let key = key(name);
        let bare = key.split('(').next().unwrap_or_default();
        self.adrift.iter().any(|(word, way)| *way == direction && bare.ends_with(word.as_str()))
    }

    /// What a direction column says.
    pub fn direction(&self, key: &str) -> Option<Direction> {
        self.directions.get(key.trim_matches(['(', ')', '。'])).copied()
    }

    /// How far an action is.
    pub fn action_status(&self, key: &str) -> Option<ActionStatus> {
        let key = key.trim_matches(['(', ')', '。']);
        let whole = self.action_statuses.get(key).copied();
        // 未着手(検討中): what a bracket adds does not begin it. 達成(一部), 完了(予定) are not told by their first word.
        whole.or_else(|| {
            let (word, added) = key.split_once('(')?;
            let ended = [ActionStatus::Cancelled, ActionStatus::Achieved];
            let ends = self.action_statuses.get(added).is_some_and(|status| ended.contains(status));
            self.action_statuses.get(word).copied().filter(|status| *status == ActionStatus::NotStarted && !ends)
        })
    }

    /// Whether a cell in a column of its own says yes.
    pub fn says_yes(&self, key: &str) -> bool {
        self.yes.iter().any(|yes| yes == key)
    }

    /// The normal writing of a unit; `None` if the lexicon does not know it.
    pub fn unit(&self, key: &str) -> Option<&str> {
        self.units.get(key).map(String::as_str)
    }

    /// Whether a text with this key is a unit: a known one, or known ones with a stroke between them (便/日).
    pub fn is_unit(&self, key: &str) -> bool {
        self.units.contains_key(key) || (key.contains('/') && key.split('/').all(|part| self.units.contains_key(part)))
    }

    /// Whether a text with this key says that old and new texts stand side by side (見え消し).
    pub fn says_revised(&self, key: &str) -> bool {
        self.statement.revised.iter().any(|word| key.contains(word.as_str()))
    }

    /// Whether a section with this key speaks of money.
    pub fn speaks_of_money(&self, key: &str) -> bool {
        self.money_sections.iter().any(|word| key.contains(word.as_str()))
    }

    /// Whether an item with this key stands among money and is none: persons, rates.
    pub fn is_no_money(&self, key: &str) -> bool {
        self.no_money.iter().any(|word| key.contains(word.as_str()))
    }

    /// Whether a word names a part of an office: 健康増進課.
    pub fn is_office(&self, word: &str) -> bool {
        self.offices.iter().any(|office| word.len() > office.len() && word.ends_with(office.as_str()))
    }

    /// Whether a text with this key names the sheet or the form it is on.
    pub fn is_title(&self, key: &str) -> bool {
        self.titles.iter().any(|title| key.contains(title.as_str()))
    }
}

/// A number that no lexicon had before.
fn fresh_id() -> usize {
    static NEXT: AtomicUsize = AtomicUsize::new(1);
    NEXT.fetch_add(1, Ordering::Relaxed)
}

/// Text in brackets at the start: the bytes it takes, both brackets among them.
fn bracketed(rest: &str) -> Option<usize> {
    let inner = rest.strip_prefix('(')?;
    let end = inner.find(')')?;
    (!inner.get(..end)?.contains('(')).then_some(end + 2)
}

/// One or two digits that only count: 活動指標１, ①事業費.
fn index(rest: &str) -> Option<usize> {
    let length = rest.bytes().take_while(u8::is_ascii_digit).count();
    (1..=2).contains(&length).then_some(length)
}

/// A letter that only counts, alone or before another word: 活動指標ア, 成果指標b名称.
fn letter(rest: &str) -> Option<usize> {
    let mut chars = rest.chars();
    let letter = chars.next().filter(|c| matches!(c, 'ア'..='ン' | 'a'..='z'))?;
    let goes_on = |next: char| match letter {
        'a'..='z' => next.is_ascii_lowercase(),
        _ => matches!(next, 'ァ'..='ヺ' | 'ー'),
    };
    let alone = chars.next().is_none_or(|next| !goes_on(next));
    alone.then_some(letter.len_utf8())
}

#[cfg(test)]
mod tests;
