//! What a value cell says: a number with its unit and operator, words, or why there is no value.

use super::text::key;
use super::time::{self, Time, Year};
use crate::lexicon::Lexicon;
use crate::model::{Operator, Status};
use crate::sheet::{Content, Raw};
use rust_decimal::{Decimal, RoundingStrategy};
use unicode_normalization::UnicodeNormalization;

/// What a value cell says.
#[derive(Clone, Debug, PartialEq)]
pub enum Reading {
    /// Nothing stands there.
    Blank,
    /// A number.
    Number(Quantity),
    /// No value, and why.
    Missing(Status),
    /// Words without a number; how they could be compared, if at all.
    Words(Option<Operator>),
    /// Something that could be a number and cannot be read as exactly one.
    Unreadable(Why),
}

/// A number as a cell gives it.
#[derive(Clone, Debug, PartialEq)]
pub struct Quantity {
    /// The number as shown: 69.4％ is 69.4, △5 is −5, 11,147億円 is 11147.
    pub value: Decimal,
    /// 以上, 以下 …
    pub operator: Option<Operator>,
    /// Whether the bound itself is left out: 超, 未満.
    pub strict: bool,
    /// The unit written beside it, as keyed; empty if none is.
    pub unit: String,
    /// Value, provisional or forecast.
    pub status: Status,
    /// The number in brackets behind it: the cumulative one of `3(9)`.
    pub bracketed: Option<Decimal>,
    /// Whether it says that it is counted up (累計).
    pub cumulative: bool,
    /// The point in time written beside it: 「12.3（R1）」.
    pub time: Option<Time>,
    /// Whether it says that it is not exact: 約80.
    pub vague: bool,
}

/// Why a cell could not be read as one number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// 80人程度: not exact, and not on which side.
    Vague,
    /// More than one number, or a number among words.
    Unclear,
    /// `#DIV/0!` and its kin.
    Error,
    /// A formula without a stored value.
    Uncomputed,
    /// A date where a number was expected.
    Date,
    /// More digits than can be kept.
    TooLong,
}

/// Reads a value cell.
pub fn read(raw: &Raw, lexicon: &Lexicon) -> Reading {
    match &raw.content {
        Content::Blank => Reading::Blank,
        Content::Error => Reading::Unreadable(Why::Error),
        Content::Uncomputed => Reading::Unreadable(Why::Uncomputed),
        Content::Date(_) => Reading::Unreadable(Why::Date),
        Content::Number(number) => read_number(*number, raw, lexicon),
        Content::Bool(_) | Content::Text => read_text(&raw.text, lexicon),
    }
}

/// The decimal that Excel means by a stored number: its 15 significant digits. `None` if it has no place in a decimal.
pub fn decimal(number: f64) -> Option<Decimal> {
    if !number.is_finite() {
        return None;
    }
    let digits = format!("{number:.14e}");
    Decimal::from_scientific(&digits).ok().map(|decimal| decimal.normalize())
}

fn read_number(number: f64, raw: &Raw, lexicon: &Lexicon) -> Reading {
    let scale = if raw.percent { Decimal::ONE_HUNDRED } else { Decimal::ONE };
    let Some(value) = decimal(number).and_then(|value| value.checked_mul(scale)) else {
        return Reading::Unreadable(Why::TooLong);
    };
    let value = value.normalize();
    if raw.text.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b',' | b'-')) {
        let negative = value.is_sign_negative();
        let shown = whole_number(raw.text.trim_start_matches('-')).map(|shown| if negative { -shown } else { shown });
        return Reading::Number(plain(shown.map_or(value, |shown| in_thousands(value, shown))));
    }
    if is_clock(&raw.text) {
        return Reading::Unreadable(Why::Date);
    }
    let shown = match read_text(&raw.text, lexicon) {
        Reading::Number(shown) => shown,
        _ => plain(value),
    };
    Reading::Number(Quantity { value: in_thousands(value, shown.value), ..shown })
}

/// A number whose format shows thousands or millions of it (`#,##0,`), as shown: 12,345,678 is 12,345.678 where 12,346 stands.
fn in_thousands(value: Decimal, shown: Decimal) -> Decimal {
    let rounds =
        |value: &Decimal| value.round_dp_with_strategy(shown.scale(), RoundingStrategy::MidpointAwayFromZero) == shown;
    let scaled = [Decimal::ONE_THOUSAND, Decimal::from(1_000_000)].map(|scale| value / scale);
    if rounds(&value) { value } else { scaled.into_iter().find(rounds).map_or(value, |value| value.normalize()) }
}

fn plain(value: Decimal) -> Quantity {
    Quantity {
        value,
        operator: None,
        strict: false,
        unit: String::new(),
        status: Status::Value,
        bracketed: None,
        cumulative: false,
        time: None,
        vague: false,
    }
}

fn read_text(text: &str, lexicon: &Lexicon) -> Reading {
    let whole = key(text);
    if whole.is_empty() {
        return Reading::Blank;
    }
    if let Some(status) = lexicon.missing(&whole) {
        return Reading::Missing(status);
    }
    if let Some(operator) = lexicon.wording(&whole) {
        return Reading::Words(Some(operator));
    }
    if !whole.contains(|c: char| c.is_ascii_digit()) {
        return Reading::Words(words_operator(&whole, lexicon));
    }
    if let Some((time, rest)) = dated(text) {
        return match read_text(&rest, lexicon) {
            Reading::Number(quantity) if quantity.time.is_none() => {
                Reading::Number(Quantity { time: Some(time), ..quantity })
            }
            _ => Reading::Unreadable(Why::Unclear),
        };
    }
    if digits_apart(text) || digits_marked(text) {
        return Reading::Unreadable(Why::Unclear);
    }
    match quantity(&whole, lexicon) {
        Ok(quantity) => Reading::Number(quantity),
        Err(why) => Reading::Unreadable(why),
    }
}

/// 「R7　5,000人」, 「70％以上 令和7年度」: a year that stands apart before or behind what it is of, and the rest.
fn dated(text: &str) -> Option<(Time, String)> {
    let text: String = text.nfkc().collect();
    let text = text.trim();
    let (first, last) = (text.split_once(char::is_whitespace), text.rsplit_once(char::is_whitespace));
    let year = |word: &str| {
        let time = time::whole(word).filter(Time::is_year)?;
        // 2025 may be a number, and 5年 a span
        let era = matches!(time.year, Some(Year::Western(_))) && word.contains(|c: char| !c.is_ascii_digit());
        (era && time.until.is_none()).then_some(time)
    };
    let before = first.and_then(|(word, rest)| Some((year(word)?, rest.to_owned())));
    before.or_else(|| last.and_then(|(rest, word)| Some((year(word)?, rest.to_owned()))))
}

/// Words that end in something comparable: 全国平均を下回る says nothing, 前年度を上回る does.
fn words_operator(key: &str, lexicon: &Lexicon) -> Option<Operator> {
    key.split(['(', '、', '。']).next().and_then(|first| lexicon.wording(first))
}

/// Whether two digits have only white space between them: two numbers that must not become one.
fn digits_apart(text: &str) -> bool {
    let mut digit = false;
    let mut gap = false;
    for c in text.nfkc() {
        if c.is_whitespace() {
            gap = digit;
        } else {
            if c.is_ascii_digit() && gap {
                return true;
            }
            digit = c.is_ascii_digit();
            gap = false;
        }
    }
    false
}

/// Whether a raised or circled digit touches another: neither 79.8² nor ①98 has one digit more than its number.
fn digits_marked(text: &str) -> bool {
    let is_plain = |c: char| c.is_ascii_digit() || matches!(c, '０'..='９');
    let shown = |c: char| std::iter::once(c).nfkc();
    let is_marked = |c: char| !is_plain(c) && shown(c).any(|c| c.is_ascii_digit());
    let opens = |c: char| is_marked(c) && shown(c).next().is_some_and(|c| c.is_ascii_digit() || c == '(');
    let closes = |c: char| is_marked(c) && shown(c).last().is_some_and(|c| c.is_ascii_digit() || c == ')');
    let next = text.chars().filter(|c| !c.is_whitespace()).skip(1);
    let mut pairs = text.chars().filter(|c| !c.is_whitespace()).zip(next);
    pairs.any(|(one, two)| is_plain(one) && opens(two) || closes(one) && is_plain(two))
}

/// Whether a stored number is shown as a time of day or a span of time: 0:08:30 is no 0.0059.
fn is_clock(shown: &str) -> bool {
    let digit = |part: Option<char>| part.is_some_and(|c| c.is_ascii_digit());
    shown
        .match_indices(':')
        .any(|(at, _)| digit(shown[..at].chars().next_back()) && digit(shown[at + 1..].chars().next()))
}

/// 98※2, 18.7注2: without the number of the note behind a number; the ※ itself stays, it qualifies.
fn without_note_number(key: &str) -> &str {
    let less = key.trim_end_matches(|c: char| c.is_ascii_digit());
    if !(1..=2).contains(&(key.len() - less.len())) {
        return key;
    }
    less.strip_suffix('注').or_else(|| Some(less).filter(|less| less.ends_with('※'))).unwrap_or(key)
}

fn quantity(key: &str, lexicon: &Lexicon) -> Result<Quantity, Why> {
    let mut rest = without_note_number(unbracketed(key));
    let mut status = Status::Value;
    strip_qualifiers(&mut rest, &mut status, lexicon);
    let mut cumulative = false;
    if let Some((word, counts)) = lexicon.counted.iter().find(|(word, _)| rest.starts_with(word.as_str())) {
        let after = rest.get(word.len()..).unwrap_or("").trim_start_matches([':', '(']);
        if after.starts_with(|c: char| c.is_ascii_digit()) {
            rest = after.strip_suffix(')').filter(|inner| !inner.contains('(')).unwrap_or(after);
            cumulative = *counts;
        }
    }
    let mut when = leading_time(&mut rest);
    let (mut operator, mut strict) = (None, false);
    if let Some((word, how, leaves_out)) = lexicon.operators.iter().find(|(word, ..)| rest.starts_with(word.as_str())) {
        (operator, strict) = (Some(*how), *leaves_out);
        rest = rest.get(word.len()..).unwrap_or("");
    }
    let about = lexicon.statement.about.iter().find_map(|word| rest.strip_prefix(word.as_str()));
    rest = about.unwrap_or(rest);
    if lexicon.vague.iter().any(|word| rest.starts_with(word.as_str())) {
        return Err(Why::Vague);
    }
    let value = leading_number(&mut rest)?;
    strip_qualifiers(&mut rest, &mut status, lexicon);
    let mut bracketed = None;
    if let Some((before, inner)) = trailing_bracket(rest) {
        if let Some(time) = time::whole(inner) {
            when = Some(time);
            rest = before;
        } else if let Some(number) = whole_number(inner) {
            bracketed = Some(number);
            rest = before;
        } else if !before.is_empty() || lexicon.unit(inner).is_none() {
            if lexicon.vague.iter().any(|word| inner == word) {
                return Err(Why::Vague);
            }
            rest = before;
        } else {
            rest = inner;
        }
    }
    strip_qualifiers(&mut rest, &mut status, lexicon);
    if let Some((word, how, leaves_out)) = lexicon.operators.iter().find(|(word, ..)| rest.ends_with(word.as_str())) {
        if operator.is_some_and(|known| known != *how) {
            return Err(Why::Unclear);
        }
        (operator, strict) = (Some(*how), *leaves_out);
        rest = rest.strip_suffix(word.as_str()).unwrap_or(rest);
    }
    let unit = unit(rest, lexicon)?;
    let vague = about.is_some();
    Ok(Quantity { value, operator, strict, unit, status, bracketed, cumulative, time: when, vague })
}

/// 〔437〕: brackets around all of it change nothing. Round ones do: (100) may be −100, a part, or for reference.
fn unbracketed(key: &str) -> &str {
    const PAIRS: [(char, char); 3] = [('[', ']'), ('【', '】'), ('〔', '〕')];
    let inner = PAIRS.iter().find_map(|(open, close)| key.strip_prefix(*open)?.strip_suffix(*close));
    inner.filter(|inner| !inner.contains(['(', '[', '【', '〔'])).unwrap_or(key)
}

/// Takes marks like （速報値） off both ends.
fn strip_qualifiers(rest: &mut &str, status: &mut Status, lexicon: &Lexicon) {
    let bare = |c: char| c.is_ascii_digit() || matches!(c, '-' | '△' | '▲' | '+');
    while !(rest.starts_with(bare) && rest.ends_with(|c: char| c.is_ascii_digit() || c == '%')) {
        let marked = lexicon.qualifiers.iter().find_map(|(word, means)| Some((without(rest, word)?, *means)));
        let Some((less, means)) = marked else { return };
        *rest = less.trim_start_matches([':', '=']);
        *status = means;
    }
}

/// A text without a word at one of its ends, in brackets or bare; `None` if the word is at neither, or is all there is.
fn without<'t>(text: &'t str, word: &str) -> Option<&'t str> {
    const OPEN: [char; 4] = ['(', '[', '【', '〔'];
    const CLOSE: [char; 4] = [')', ']', '】', '〕'];
    let at_end = text.strip_suffix(CLOSE).and_then(|text| text.strip_suffix(word)?.strip_suffix(OPEN));
    let at_start = || text.strip_prefix(OPEN).and_then(|text| text.strip_prefix(word)?.strip_prefix(CLOSE));
    let less = at_end.or_else(at_start).or_else(|| text.strip_suffix(word)).or_else(|| text.strip_prefix(word))?;
    (!less.is_empty()).then_some(less)
}

/// 「(2017)54以上」, 「R1:12」: a time before the number, apart from it.
fn leading_time(rest: &mut &str) -> Option<Time> {
    let (time, used) = time::at_start(rest)?;
    let after = rest.get(used..)?;
    let apart = rest.starts_with(['(', '[', '<', '〈', '【']) || after.starts_with([':', '=', '、', '・']);
    let number = after.trim_start_matches([':', '=', '、', '・', '(']);
    if !apart || time.year.is_none() || number.is_empty() {
        return None;
    }
    *rest = number.strip_suffix(')').filter(|inner| after.contains('(') && !inner.contains('(')).unwrap_or(number);
    Some(time)
}

/// A signed number at the start, its thousands well grouped.
fn leading_number(rest: &mut &str) -> Result<Decimal, Why> {
    let mut text = *rest;
    let mut negative = false;
    if let Some(after) = text.strip_prefix(['△', '▲', '-', '−', '▼', '⊿', 'Δ']) {
        (text, negative) = (after, true);
    } else if let Some(after) = text.strip_prefix('+') {
        text = after;
    }
    let length = text.bytes().take_while(|byte| byte.is_ascii_digit() || matches!(byte, b',' | b'.')).count();
    let (number, after) = text.split_at_checked(length).ok_or(Why::Unclear)?;
    let number = number.trim_end_matches(',');
    let value = whole_number(number).ok_or(if number.len() > 28 { Why::TooLong } else { Why::Unclear })?;
    *rest = after;
    Ok(if negative { -value } else { value })
}

/// A number without a sign and nothing else; commas only where thousands are.
pub(super) fn whole_number(text: &str) -> Option<Decimal> {
    let (integer, fraction) = match text.split_once('.') {
        Some((integer, fraction)) => (integer, Some(fraction)),
        None => (text, None),
    };
    let grouped = integer.contains(',');
    let mut groups = integer.split(',');
    let first = groups.next()?;
    let well = (!grouped || (1..=3).contains(&first.len())) && groups.all(|group| group.len() == 3);
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if !well || !digits(&integer.replace(',', "")) || fraction.is_some_and(|fraction| !digits(fraction)) {
        return None;
    }
    text.replace(',', "").parse().ok()
}

/// `…(inner)` at the end.
fn trailing_bracket(rest: &str) -> Option<(&str, &str)> {
    let before = rest.strip_suffix([')', ']', '】', '〕'])?;
    let open = before.rfind(['(', '[', '【', '〔'])?;
    let inner = before.get(open..)?.trim_start_matches(['(', '[', '【', '〔']);
    Some((before.get(..open)?, inner))
}

/// What is left beside a number must be a unit: known, or a short word without digits.
fn unit(rest: &str, lexicon: &Lexicon) -> Result<String, Why> {
    let rest = rest.trim_matches(['(', ')', '[', ']', '。', ':', '、', '\'', '"']);
    if rest.is_empty() || lexicon.unit(rest).is_some() {
        return Ok(rest.to_owned());
    }
    if lexicon.vague.iter().any(|word| rest.ends_with(word.as_str())) {
        return Err(Why::Vague);
    }
    let wordy = rest
        .chars()
        .any(|c| c.is_ascii_digit() || matches!(c, '~' | '→' | '-' | '△' | '▲' | '(' | '、' | '。' | ',' | '.'));
    let changes = rest.ends_with(['増', '減', 'プ', 'ン']) || rest.contains(['を', 'に', 'が', 'は']);
    if wordy || changes || rest.chars().count() > 8 { Err(Why::Unclear) } else { Ok(rest.to_owned()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn number(text: &str) -> Quantity {
        match read(&Raw::text(text), Lexicon::standard()) {
            Reading::Number(quantity) => quantity,
            other => panic!("{text}: {other:?}"),
        }
    }

    #[test]
    fn numbers_are_read_with_their_units() {
        for (text, value, unit) in [
            ("109台", "109", "台"),
            ("1,007人", "1007", "人"),
            ("４１．５％", "41.5", "%"),
            ("△181人", "-181", "人"),
            ("▲58人", "-58", "人"),
            ("+150人", "150", "人"),
            ("-242人", "-242", "人"),
            ("11,147億円", "11147", "億円"),
            ("611g/人", "611", "g/人"),
            ("19,624.72", "19624.72", ""),
            ("104,602\t", "104602", ""),
            ("累計375回", "375", "回"),
            ("延べ1,000人", "1000", "人"),
            ("8.45人", "8.45", "人"),
            ("73.06年（全国10位）", "73.06", "年"),
            ("0.0", "0.0", ""),
            ("－3933", "-3933", ""),
            ("12㎡", "12", "m2"),
        ] {
            let read = number(text);
            assert_eq!((read.value.to_string().as_str(), read.unit.as_str()), (value, unit), "{text}");
        }
    }

    #[test]
    fn operators_and_qualifiers_are_told_apart_from_units() {
        let read = number("60.0 以上");
        assert_eq!((read.value.to_string(), read.operator), ("60.0".to_owned(), Some(Operator::AtLeast)));
        let read = number("520g以下");
        assert_eq!((read.unit.as_str(), read.operator), ("g", Some(Operator::AtMost)));
        let read = number("10,000人以上");
        assert_eq!((read.value.to_string(), read.unit.as_str()), ("10000".to_owned(), "人"));
        assert!(number("5％未満").strict);
        for text in ["3,692（速報値）", "［暫定値］3,692", "3,692［暫定値］", "9,870（速報）", "352万人（速報値）"]
        {
            assert_eq!(number(text).status, Status::Provisional, "{text}");
        }
        assert_eq!(number("120,000人（見込み）").status, Status::Forecast);
    }

    #[test]
    fn brackets_hold_the_cumulative_value_or_a_time() {
        assert_eq!(number("3(9)").bracketed, Some(Decimal::from(9)));
        assert_eq!(number("29（4）").value, Decimal::from(29));
        let read = number("12.3\n（R1）");
        assert_eq!(
            (read.value.to_string(), read.time.and_then(|time| time.western(None))),
            ("12.3".to_owned(), Some(2019))
        );
        assert_eq!(number("(2017) 54以上").operator, Some(Operator::AtLeast));
    }

    #[test]
    fn a_year_can_stand_apart_from_its_number() {
        for (text, value, year) in [
            ("R7　5,000人", "5000", 2025),
            ("Ｒ２\n58.0％", "58.0", 2020),
            ("令和7年度　70％ 以上", "70", 2025),
            ("70％以上 (R7年度)", "70", 2025),
            ("1,200 2025年度", "1200", 2025),
        ] {
            let read = number(text);
            let time = read.time.and_then(|time| time.western(None));
            assert_eq!((read.value.to_string().as_str(), time), (value, Some(year)), "{text}");
        }
        for text in ["2025 5,000人", "R5 100 R6 120", "R5 R6 120", "5年 100人", "R4～R6 100"] {
            assert_eq!(read(&Raw::text(text), Lexicon::standard()), Reading::Unreadable(Why::Unclear), "{text}");
        }
    }

    #[test]
    fn the_mark_of_a_note_is_no_digit() {
        for (text, value, status) in [
            ("▲98※2", "-98", Status::Provisional),
            ("1,234人 ※１", "1234", Status::Provisional),
            ("18.7注2", "18.7", Status::Value),
            ("12㎡", "12", Status::Value),
        ] {
            let read = number(text);
            assert_eq!((read.value.to_string().as_str(), read.status), (value, status), "{text}");
        }
        for text in ["79.8²", "98①", "98 ⑴", "①98", "79.8²人", "1.28*2", "※2"] {
            assert_eq!(read(&Raw::text(text), Lexicon::standard()), Reading::Unreadable(Why::Unclear), "{text}");
        }
    }

    #[test]
    fn a_format_can_show_thousands() {
        for (number, text, value) in [
            (12_345_678.0, "12,346", "12345.678"),
            (12_345_678.0, "12,345,678", "12345678"),
            (-1_500_000.0, "△1.5百万円", "-1.5"),
            (-12_345_678.0, "-12,346", "-12345.678"),
            (0.3, "0", "0.3"),
            (12.6, "13", "12.6"),
            (12.6, "99", "12.6"),
        ] {
            let raw = Raw { text: text.into(), ..Raw::number(number) };
            assert!(
                matches!(read(&raw, Lexicon::standard()), Reading::Number(read) if read.value.to_string() == value),
                "{text}"
            );
        }
    }

    #[test]
    fn a_time_of_day_is_no_number() {
        for text in ["0:08:30", "8:15", "26:30"] {
            let clock = Raw { text: text.into(), ..Raw::number(0.005_902_777) };
            assert_eq!(read(&clock, Lexicon::standard()), Reading::Unreadable(Why::Date), "{text}");
        }
    }

    #[test]
    fn what_could_be_two_numbers_is_none() {
        for text in [
            "10～20",
            "100/200",
            "21,00015,000人",
            "1,2345",
            "100 200",
            "120\n100",
            "全国10位以内",
            "3→4",
            "1万2千人",
            "21人増",
            "男50 女60",
            "毎年1ポイント以上",
            "前年比14％アップ",
            "(100)",
        ] {
            assert_eq!(read(&Raw::text(text), Lexicon::standard()), Reading::Unreadable(Why::Unclear), "{text}");
        }
        for text in ["80人程度", "80弱", "数80"] {
            assert_eq!(read(&Raw::text(text), Lexicon::standard()), Reading::Unreadable(Why::Vague), "{text}");
        }
    }

    #[test]
    fn words_are_words() {
        let words = |text: &str| read(&Raw::text(text), Lexicon::standard());
        assert_eq!(words("設置"), Reading::Words(None));
        assert_eq!(words("維持"), Reading::Words(Some(Operator::Maintain)));
        assert_eq!(words("前年度以上"), Reading::Words(Some(Operator::YearOnYear)));
        assert_eq!(words("限りなくゼロ"), Reading::Words(Some(Operator::Decrease)));
        assert_eq!(words("なし"), Reading::Missing(Status::None));
        assert_eq!(words(""), Reading::Blank);
    }

    #[test]
    fn stored_numbers_are_what_excel_means() {
        assert_eq!(decimal(0.1 + 0.2), Some("0.3".parse().expect("a decimal")));
        assert_eq!(decimal(2.675), Some("2.675".parse().expect("a decimal")));
        let percent = Raw { percent: true, text: "57.1%".into(), ..Raw::number(0.571) };
        assert!(
            matches!(read(&percent, Lexicon::standard()), Reading::Number(read) if read.value.to_string() == "57.1" && read.unit == "%")
        );
        let long = Raw::number(f64::MAX);
        assert_eq!(read(&long, Lexicon::standard()), Reading::Unreadable(Why::TooLong));
    }
}
