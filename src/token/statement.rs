//! KPIs written as sentences: 「新規就農・就漁者21人増」, 「7年間で70人増（現状30人）」, 「登録者数150人（現状75人）R2～R6」.
//!
//! A sentence is taken apart where it can be read in one way only; else what stands in its way is told.

use super::quantity::whole_number;
use super::text::key;
use super::time::{self, Time};
use crate::lexicon::Lexicon;
use crate::model::Operator;
use rust_decimal::Decimal;

/// A KPI sentence, taken apart.
#[derive(Clone, Debug, PartialEq)]
pub struct Statement {
    /// What is counted, as written.
    pub name: String,
    /// What is aimed at.
    pub aim: Aim,
    /// Its unit, as keyed; empty if none is written.
    pub unit: String,
    /// Whether the number is what is gained over the years (増).
    pub gain: bool,
    /// Over how many years: 7年間で.
    pub years: Option<u32>,
    /// From when to when: R2～R6.
    pub period: Option<Time>,
    /// The present value in brackets: （現状30人）.
    pub baseline: Option<Decimal>,
    /// Numbers in brackets that the aim is made of: （企業立地4件×3人 新規就農者21人） is 12 and 21.
    pub parts: Vec<Decimal>,
}

/// What a sentence aims at.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Aim {
    /// A number.
    Number {
        /// The number.
        value: Decimal,
        /// 以上, 以下 …
        operator: Option<Operator>,
        /// Whether the bound itself is left out.
        strict: bool,
        /// Whether its digits could be an old and a new number, one pasted behind the other: 75, but not 50.
        splits: bool,
    },
    /// Words, and how they could be compared: 維持, 前年比５％アップ.
    Words(Option<Operator>),
    /// Nothing yet: ※現在の実績値を基に算出.
    Undetermined,
    /// Something with digits that is no single number: 21,00015,000, ７０50.
    Unclear,
}

/// How many sentences a text is, one a line: each must be one by itself, with a number of its own. 0 if it is one.
pub fn several(text: &str, lexicon: &Lexicon) -> usize {
    let lines: Vec<&str> = lines(text).collect();
    let alone = |line: &&&str| matches!(read(line, lexicon).map(|said| said.aim), Some(Aim::Number { .. }));
    if lines.len() > 1 && lines.iter().filter(alone).count() == lines.len() { lines.len() } else { 0 }
}

/// The lines of a text that say something.
pub fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.lines().map(str::trim).filter(|line| !line.is_empty())
}

/// Takes a sentence apart; `None` if it says nothing that is aimed at.
pub fn read(text: &str, lexicon: &Lexicon) -> Option<Statement> {
    let line = Line::of(text);
    let words = &lexicon.statement;
    let mut end = line.chars.len();
    let mut found = Outside::default();
    if let Some(at) = line.chars.iter().position(|c| *c == '※') {
        let remark: String = line.chars.get(at..)?.iter().collect();
        if words.undetermined.iter().any(|word| remark.contains(word.as_str())) {
            return Some(found.statement(line.name(at)?, Tail::bare(Aim::Undetermined, at)));
        }
        end = at;
    }
    while let Some(before) = found.take(&line, end, lexicon) {
        end = before;
    }
    if let Some(bracketed) = found.target.take() {
        return Some(found.statement(line.name(end)?, bracketed));
    }
    let mut tail = tail(&line, end, lexicon)?;
    let mut name = line.name(tail.start)?;
    // 5年間で相談会22回: the years may stand before the name as well
    if tail.years.is_none()
        && let Some((years, rest)) = years_at_start(&name)
    {
        (tail.years, name) = (Some(years), rest);
    }
    Some(found.statement(name, tail))
}

/// A text without white space, its wide characters narrow, and where each of them stands.
struct Line<'t> {
    text: &'t str,
    chars: Vec<char>,
    starts: Vec<usize>,
}

impl<'t> Line<'t> {
    fn of(text: &'t str) -> Self {
        let (mut chars, mut starts) = (Vec::new(), Vec::new());
        for (at, c) in text.char_indices().filter(|(_, c)| !c.is_whitespace()) {
            let folded = key(c.encode_utf8(&mut [0; 4]));
            // a compatibility character of several letters stays what it is
            let mut folded = folded.chars();
            chars.push(folded.next().filter(|_| folded.next().is_none()).unwrap_or(c));
            starts.push(at);
        }
        Self { text, chars, starts }
    }

    fn slice(&self, from: usize, to: usize) -> String {
        self.chars.get(from..to).unwrap_or_default().iter().collect()
    }

    /// What stands before `end`, as written.
    fn written(&self, end: usize) -> &'t str {
        let end = self.starts.get(end).copied().unwrap_or(self.text.len());
        self.text.get(..end).unwrap_or_default()
    }

    /// The name before `end`, without what joins it to the rest; `None` if no word is left.
    fn name(&self, end: usize) -> Option<String> {
        const JOINTS: [char; 14] = ['、', '，', ',', ':', '：', '・', '。', '-', 'は', 'を', 'が', 'の', '=', '＝'];
        let name = self.written(end);
        let name = name.trim_end_matches(|c: char| c.is_whitespace() || JOINTS.contains(&c)).trim_start();
        let name = super::text::one_line(name).into_owned();
        (name.chars().filter(|c| c.is_alphabetic()).count() >= 2).then_some(name)
    }

    /// Where the word stands that the part before `end` ends with.
    fn suffix(&self, end: usize, words: &[String]) -> Option<usize> {
        words.iter().find_map(|word| {
            let start = end.checked_sub(word.chars().count())?;
            (self.slice(start, end) == *word).then_some(start)
        })
    }

    /// Whether two digits next to one another from `start` to `end` stand apart, or differ in width.
    fn is_glued(&self, start: usize, end: usize) -> bool {
        let written = |at: usize| self.text.get(*self.starts.get(at)?..)?.chars().next();
        (start..end.saturating_sub(1)).any(|at| {
            let (Some(one), Some(next)) = (written(at), written(at + 1)) else { return false };
            let digits = is_digit(self.chars.get(at)) && is_digit(self.chars.get(at + 1));
            let apart = self.starts.get(at).zip(self.starts.get(at + 1)).is_some_and(|(a, b)| a + one.len_utf8() != *b);
            digits && (apart || one.is_ascii() != next.is_ascii())
        })
    }
}

fn is_digit(c: Option<&char>) -> bool {
    c.is_some_and(char::is_ascii_digit)
}

/// What stands around the aim: brackets behind it, and the years it is for.
#[derive(Default)]
struct Outside {
    period: Option<Time>,
    baseline: Option<Decimal>,
    parts: Vec<Decimal>,
    target: Option<Tail>,
}

impl Outside {
    fn statement(self, name: String, tail: Tail) -> Statement {
        let Self { period, baseline, parts, .. } = self;
        let Tail { aim, unit, gain, years, baseline: from, .. } = tail;
        Statement { name, aim, unit, gain, years, period, baseline: baseline.or(from), parts }
    }

    /// Takes one thing off the end; gives where what is left ends.
    fn take(&mut self, line: &Line, end: usize, lexicon: &Lexicon) -> Option<usize> {
        if line.chars.get(end.checked_sub(1)?) == Some(&'。') {
            return Some(end - 1);
        }
        if self.period.is_none()
            && let Some((time, start)) = range_at_end(line, end)
        {
            self.period = Some(time);
            return Some(start);
        }
        if *line.chars.get(end - 1)? != ')' {
            return None;
        }
        let open = line.chars.get(..end)?.iter().rposition(|c| *c == '(')?;
        let words = &lexicon.statement;
        let inside = line.slice(open + 1, end - 1);
        let starts_with = |words: &[String]| words.iter().any(|word| inside.starts_with(word.as_str()));
        if self.period.is_none()
            && let Some(time) = time::whole(&inside).filter(Time::is_year)
        {
            self.period = Some(time);
        } else if (starts_with(&words.baseline) || starts_with_year(&inside)) && self.baseline.is_none() {
            let tail = tail(line, end - 1, lexicon).filter(|tail| tail.start > open)?;
            let Aim::Number { value, .. } = tail.aim else { return None };
            self.baseline = Some(value);
        } else if let Some(parts) = parts(&inside, lexicon) {
            self.parts = parts;
        } else if self.target.is_none() {
            let tail = tail(line, end - 1, lexicon).filter(|tail| tail.start > open)?;
            if !(tail.gain || starts_with(&words.target)) {
                return None;
            }
            self.target = Some(tail);
        } else {
            return None;
        }
        Some(open)
    }
}

/// （R元年度5回）: a year, then a number of it.
fn starts_with_year(inside: &str) -> bool {
    time::at_start(inside).is_some_and(|(time, used)| {
        let after = inside.get(used..).unwrap_or_default().trim_start_matches([':', '=', '、', '・', 'は', 'の']);
        time.is_year() && time.until.is_none() && after.starts_with(|c: char| c.is_ascii_digit())
    })
}

/// The range of years that a line ends with.
fn range_at_end(line: &Line, end: usize) -> Option<(Time, usize)> {
    const LONGEST: usize = 24;
    let start = (end.saturating_sub(LONGEST)..end).find_map(|start| {
        let time = time::whole(&line.slice(start, end)).filter(|time| time.until.is_some() && time.year.is_some())?;
        let apart = start.checked_sub(1).is_none_or(|before| {
            line.chars.get(before).is_some_and(|c| !c.is_ascii_alphanumeric() && !matches!(c, '.' | ','))
        });
        apart.then_some((time, start))
    });
    start.filter(|(_, start)| *start > 0)
}

/// The aim at the end of a sentence.
struct Tail {
    aim: Aim,
    unit: String,
    gain: bool,
    years: Option<u32>,
    /// The number that it starts from: 5人→16人.
    baseline: Option<Decimal>,
    /// Where it starts, and the name before it ends.
    start: usize,
}

impl Tail {
    fn bare(aim: Aim, start: usize) -> Self {
        Self { aim, unit: String::new(), gain: false, years: None, baseline: None, start }
    }
}

/// The number with its unit that ends at `end`, and where it starts.
fn number_before(line: &Line, end: usize, lexicon: &Lexicon) -> Option<(Decimal, usize)> {
    let last = line.chars.get(..end)?.iter().rposition(char::is_ascii_digit)?;
    let unit = line.slice(last + 1, end);
    let part_of_number = |c: &char| c.is_ascii_digit() || matches!(c, ',' | '.');
    let first = line.chars.get(..=last)?.iter().rposition(|c| !part_of_number(c)).map_or(0, |before| before + 1);
    let value = whole_number(&line.slice(first, last + 1)).filter(|_| !line.is_glued(first, last + 1))?;
    (unit.is_empty() || lexicon.is_unit(&unit)).then_some((value, first))
}

fn tail(line: &Line, end: usize, lexicon: &Lexicon) -> Option<Tail> {
    let words = &lexicon.statement;
    let in_words = |operator, start| Tail::bare(Aim::Words(operator), start);
    // 60件以上を維持 aims at a number, 入館者数を維持 at none
    if let Some(start) = line.suffix(end, &words.aim)
        && let Some(tail) =
            tail(line, start, lexicon).filter(|tail| matches!(tail.aim, Aim::Number { .. } | Aim::Unclear))
    {
        return Some(tail);
    }
    if let Some(start) = kept(line, end, lexicon) {
        return Some(in_words(Some(Operator::Maintain), start));
    }
    let mut end = end;
    let gain = line.suffix(end, &words.up);
    let share = if gain.is_none() { line.suffix(end, &words.words) } else { None };
    end = gain.or(share).unwrap_or(end);
    let bound = lexicon.operators.iter().find_map(|(word, operator, strict)| {
        let start = end.checked_sub(word.chars().count())?;
        (line.slice(start, end) == *word).then_some((start, *operator, *strict))
    });
    end = bound.map_or(end, |(start, ..)| start);
    let last = line.chars.get(..end)?.iter().rposition(char::is_ascii_digit)?;
    let unit = line.slice(last + 1, end);
    let part_of_number = |c: &char| c.is_ascii_digit() || matches!(c, ',' | '.');
    let first = line.chars.get(..=last)?.iter().rposition(|c| !part_of_number(c)).map_or(0, |before| before + 1);
    // 出生率1.60 has no unit; a whole number without one may count anything
    let unitless = unit.is_empty() && line.slice(first, last + 1).contains('.');
    if !(lexicon.is_unit(&unit) || unitless) {
        return None;
    }
    let describing = words.describing.iter().any(|word| *word == unit || lexicon.unit(&unit) == Some(word.as_str()));
    let before = first.checked_sub(1).and_then(|before| line.chars.get(before));
    if describing && gain.is_none() || before.is_some_and(|c| matches!(c, '第' | '月' | '×' | '/')) {
        return None;
    }
    let relative = line.suffix(first, &words.relative);
    if let Some(start) = relative.or_else(|| share.map(|_| first)) {
        return Some(Tail { unit, ..in_words(None, start) });
    }
    let number = line.slice(first, last + 1);
    let about = line.suffix(first, &words.about);
    // of a range, where its lower bound starts
    let of_range = |c: &char| part_of_number(c) || matches!(c, '~' | '-' | '→' | '△' | '▲');
    let lower = line.chars.get(..first)?.iter().rposition(|c| !of_range(c)).map_or(0, |before| before + 1);
    // 5人→16人: from so many to so many
    let from = if before == Some(&'→') { number_before(line, first - 1, lexicon) } else { None };
    let between = before.is_some_and(|c| matches!(c, '~' | '-' | '△' | '▲' | '→')) && from.is_none();
    let value = whole_number(&number).filter(|_| about.is_none() && !between && !line.is_glued(first, last + 1));
    let (over, start) = years_before(line, from.map_or(about.unwrap_or(lower), |(_, start)| start));
    let glued_years = over.is_some() && line.is_glued(start, first) || over.is_some_and(|years| years > 30);
    let aim = match value {
        Some(value) if !glued_years => Aim::Number {
            value,
            operator: bound.map(|(_, operator, _)| operator),
            strict: bound.is_some_and(|(_, _, strict)| strict),
            splits: splits(&number) || over.is_some_and(|years| splits(&years.to_string())),
        },
        _ => Aim::Unclear,
    };
    let baseline = from.map(|(value, _)| value);
    Some(Tail { aim, unit, gain: gain.is_some(), years: over, baseline, start })
}

/// Where a sentence that ends at `end` says 維持, in one of its forms.
fn kept(line: &Line, end: usize, lexicon: &Lexicon) -> Option<usize> {
    const LONGEST: usize = 10;
    (end.saturating_sub(LONGEST)..end).find(|start| {
        let word = line.slice(*start, end);
        word.contains("維持") && lexicon.wording(&word) == Some(Operator::Maintain)
    })
}

const FOR_YEARS: [&str; 7] = ["年間で", "か年で", "カ年で", "ヵ年で", "ヶ年で", "年間に", "年で"];

/// 5年間で at the start of a name: the years, and the rest.
fn years_at_start(name: &str) -> Option<(u32, String)> {
    let digits: String = name
        .chars()
        .map_while(|c| key(c.encode_utf8(&mut [0; 4])).parse::<u8>().ok())
        .map(|digit| digit.to_string())
        .collect();
    let rest = name.get(name.char_indices().nth(digits.chars().count())?.0..)?;
    let rest = FOR_YEARS.iter().find_map(|word| rest.strip_prefix(word))?.trim_start_matches(['、', ' ', '　']);
    let years = digits.parse().ok().filter(|years| (1..=30).contains(years))?;
    (!rest.is_empty()).then(|| (years, rest.to_owned()))
}

/// 7年間で, 5か年で right before `end`: the years, and where they start.
fn years_before(line: &Line, end: usize) -> (Option<u32>, usize) {
    let Some(after) = line.suffix(end, &FOR_YEARS.map(str::to_owned)) else { return (None, end) };
    let digits = line.chars.get(..after).unwrap_or_default().iter().rev().take_while(|c| c.is_ascii_digit()).count();
    match line.slice(after - digits, after).parse() {
        Ok(years) => (Some(years), after - digits),
        Err(_) => (None, end),
    }
}

/// Whether digits could be two numbers, the second without a leading zero: 75 is 7 and 5, 50 is only 50.
fn splits(number: &str) -> bool {
    let integer: Vec<char> = number.chars().take_while(|c| *c != '.').filter(char::is_ascii_digit).collect();
    integer.iter().skip(1).any(|digit| *digit != '0')
}

/// The numbers of a bracket that lists what a sum is made of: 企業立地4件×3人 新規就農者21人.
fn parts(inside: &str, lexicon: &Lexicon) -> Option<Vec<Decimal>> {
    let chars: Vec<char> = inside.chars().collect();
    let (mut parts, mut at, mut named) = (Vec::new(), 0, false);
    while let Some(c) = chars.get(at) {
        if !c.is_ascii_digit() {
            named |= c.is_alphabetic();
            at += 1;
            continue;
        }
        let (value, after) = counted(&chars, at, lexicon)?;
        let mut product = value;
        at = after;
        while matches!(chars.get(at), Some('×' | 'x' | '*')) && is_digit(chars.get(at + 1)) {
            let (factor, after) = counted(&chars, at + 1, lexicon)?;
            product = product.checked_mul(factor)?;
            at = after;
        }
        if !named {
            return None;
        }
        parts.push(product);
    }
    (parts.len() > 1).then_some(parts)
}

/// A number with a unit behind it, from `at` on, and where it ends.
fn counted(chars: &[char], at: usize, lexicon: &Lexicon) -> Option<(Decimal, usize)> {
    const LONGEST_UNIT: usize = 4;
    let digits = chars.get(at..)?.iter().take_while(|c| c.is_ascii_digit() || matches!(c, ',' | '.')).count();
    let number: String = chars.get(at..at + digits)?.iter().collect();
    let value = whole_number(&number)?;
    let after = at + digits;
    let unit = (1..=LONGEST_UNIT).rev().find(|length| {
        let unit: Option<String> = chars.get(after..after + length).map(|unit| unit.iter().collect());
        unit.is_some_and(|unit| lexicon.is_unit(&unit))
    })?;
    Some((value, after + unit))
}

#[cfg(test)]
mod tests;
