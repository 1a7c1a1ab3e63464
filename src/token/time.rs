//! Points in time as offices write them: 令和元年度, R6, Ｒ７年度末, H28.2, (2017), '23, 2023(平成35)年度, 9月30日現在.

use crate::period::{FiscalYear, Period, western_year};

/// A year as written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Year {
    /// A western year.
    Western(i32),
    /// A year whose era is not written: 23年度.
    EraLess(i32),
}

/// A point in time as written, not yet a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub struct Time {
    /// The year.
    pub year: Option<Year>,
    /// Whether it says 年度: a month of it then counts from April.
    pub fiscal: bool,
    /// The last year of a range: R4～8年.
    pub until: Option<Year>,
    /// The month, 1 to 12.
    pub month: Option<u8>,
    /// Whether the month was written after a dot: H28.2 is a date, not a month's column.
    pub dotted: bool,
    /// The quarter, 1 is April to June.
    pub quarter: Option<u8>,
    /// The half of the year: 1 is 上期, 2 下期. It is no period that values are kept for.
    pub half: Option<u8>,
    /// Whether it says 末 or a day.
    pub end: bool,
    /// Whether it says 現在 or 時点.
    pub as_of: bool,
    /// Years from the year that the sheet is about: 前年度 is −1, 次年度 1.
    pub relative: Option<i32>,
}

impl Time {
    /// The western year written first, an era-less one resolved to the era that brings it nearest to `near`.
    ///
    /// `None` if no year is written, or if no era brings it within 20 years of `near`.
    pub fn western(&self, near: Option<i32>) -> Option<i32> {
        resolve(self.year?, near)
    }

    /// The period it names; `None` if it names none by itself (a bare month).
    ///
    /// The end of March is the fiscal year it closes: 「H26.3月末現在」 is 2013. A dotted date counts for its fiscal
    /// year: H28.2 is 2015.
    pub fn period(&self, near: Option<i32>) -> Option<Period> {
        let year = self.western(near).filter(|_| self.half.is_none())?;
        match (self.quarter, self.month) {
            (Some(quarter), _) => Some(Period::quarter(year, quarter)),
            (None, Some(month)) => {
                let period = if self.fiscal { Period::month_of(year, month) } else { Period::month(year, month) };
                let closes = month == 3 && (self.end || self.as_of);
                Some(if self.dotted && !self.as_of || closes { Period::year(period.fiscal_year) } else { period })
            }
            (None, None) => Some(Period::year(year)),
        }
    }

    /// The fiscal year it lies in.
    pub fn fiscal_year(&self, near: Option<i32>) -> Option<FiscalYear> {
        self.period(near).map(|period| period.fiscal_year)
    }

    /// The last fiscal year of a range; of a single point, that one.
    pub fn last_year(&self, near: Option<i32>) -> Option<FiscalYear> {
        match self.until {
            Some(until) => resolve(until, near.or_else(|| self.western(None))),
            None => self.fiscal_year(near),
        }
    }

    /// Whether it is a whole year, neither a month nor a day.
    pub fn is_year(&self) -> bool {
        (self.year.is_some() || self.relative.is_some())
            && self.month.is_none()
            && self.quarter.is_none()
            && self.half.is_none()
    }

    /// A month or quarter under a heading that gives the year.
    ///
    /// Under 令和7年 January is of 2025; under 令和6年度 it is of 2025 too.
    pub fn within(&self, above: &Self) -> Self {
        // 当年度 under R5年度 is R5
        let relative = self.relative.filter(|years| *years != 0 || above.year.is_none());
        Self {
            relative,
            year: self.year.or(above.year),
            fiscal: if self.year.is_some() { self.fiscal } else { above.fiscal },
            ..*self
        }
    }
}

fn resolve(year: Year, near: Option<i32>) -> Option<i32> {
    match year {
        Year::Western(year) => Some(year),
        Year::EraLess(number) => {
            let near = near?;
            let distance = |year: &i32| (year - near).abs();
            ["令和", "平成", "昭和"]
                .iter()
                .filter_map(|era| western_year(era, number))
                .min_by_key(distance)
                .filter(|year| distance(year) <= 20)
        }
    }
}

/// Years said by their distance from the year that a sheet is about.
const RELATIVE: [(&str, i32); 9] = [
    ("前々年度", -2),
    ("前前年度", -2),
    ("前年度", -1),
    ("当該年度", 0),
    ("本年度", 0),
    ("当年度", 0),
    ("次年度", 1),
    ("翌年度", 1),
    ("翌々年度", 2),
];

/// Reads a point in time at the start of `text`, a key (see [`super::text::key`]); gives it with the bytes it took.
pub fn at_start(text: &str) -> Option<(Time, usize)> {
    if !may_start(text) {
        return None;
    }
    let mut rest = Cursor { text, at: 0 };
    let mut time = Time::default();
    if let Some((_, years)) = RELATIVE.iter().find(|(word, _)| rest.take(word).is_some()) {
        return Some((Time { relative: Some(*years), fiscal: true, ..time }, rest.at));
    }
    let bracket = rest.take_any(&["(", "〈", "<", "[", "【"]).is_some();
    let start = rest.at;
    year(&mut rest, &mut time);
    if time.year.is_some() {
        range(&mut rest, &mut time);
    }
    month(&mut rest, &mut time);
    if time.month.is_none() {
        quarter(&mut rest, &mut time);
        const HALVES: [(&str, u8); 4] = [("上半期", 1), ("下半期", 2), ("上期", 1), ("下期", 2)];
        time.half = HALVES.iter().find(|(name, _)| rest.take(name).is_some()).map(|(_, half)| *half);
    }
    let dated = time.year.is_some() || time.month.is_some() || time.quarter.is_some() || time.half.is_some();
    if rest.at == start || !dated {
        return None;
    }
    if rest.take("末").is_some() {
        time.end = true;
    }
    if rest.take_any(&["現在", "時点"]).is_some() {
        time.as_of = true;
    }
    if bracket && rest.take_any(&[")", "〉", ">", "]", "】"]).is_none() {
        return None;
    }
    Some((time, rest.at))
}

/// Whether a point in time could start here, by the first character of its year, month or quarter alone.
fn may_start(text: &str) -> bool {
    let mut characters = text.chars();
    let first = characters.next();
    let first = if matches!(first, Some('(' | '〈' | '<' | '[' | '【')) { characters.next() } else { first };
    matches!(
        first,
        Some('0'..='9' | '令' | '平' | '昭' | '大' | '明' | '西' | '第' | 'r' | 'h' | 's' | 't' | 'm' | 'q')
            | Some('\'' | '’' | '‘' | '前' | '当' | '本' | '次' | '翌' | '上' | '下')
    )
}

/// Reads `text` (any text, not only a key) as one point in time and nothing else.
pub fn whole(text: &str) -> Option<Time> {
    if text.len() > 60 {
        return None;
    }
    let key = super::text::key(text);
    let (time, used) = at_start(&key)?;
    (used == key.len()).then_some(time)
}

/// Every point in time that a year is written for, in a text, with where it starts and ends in its key.
pub fn all_in(key: &str) -> Vec<(Time, usize, usize)> {
    let mut found = Vec::new();
    if !key.contains(|c: char| c.is_ascii_digit() || c == '元') {
        return found;
    }
    let mut at = 0;
    while let Some(rest) = key.get(at..).filter(|rest| !rest.is_empty()) {
        let after_digit = || key[..at].ends_with(|c: char| c.is_ascii_alphanumeric() || c == '.' || c == ',');
        match at_start(rest) {
            Some((time, used)) if time.year.is_some() && !after_digit() => {
                found.push((time, at, at + used));
                at += used;
            }
            _ => at += rest.chars().next().map_or(1, char::len_utf8),
        }
    }
    found
}

struct Cursor<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Cursor<'a> {
    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or("")
    }

    fn take(&mut self, word: &str) -> Option<()> {
        self.rest().starts_with(word).then(|| self.at += word.len())
    }

    fn take_any<'w>(&mut self, words: &[&'w str]) -> Option<&'w str> {
        words.iter().find(|word| self.take(word).is_some()).copied()
    }

    /// A run of 1 to `most` ASCII digits that no further digit follows.
    fn digits(&mut self, most: usize) -> Option<i32> {
        let rest = self.rest();
        // One more than may be: that it is too long shows there.
        let length = rest.bytes().take(most + 1).take_while(u8::is_ascii_digit).count();
        if length == 0 || length > most {
            return None;
        }
        let number = rest[..length].parse().ok()?;
        self.at += length;
        Some(number)
    }
}

fn year(rest: &mut Cursor, time: &mut Time) {
    let start = rest.at;
    let year = era_year(rest).or_else(|| western(rest)).or_else(|| short_western(rest));
    if let Some(year) = year {
        time.year = Some(Year::Western(year));
        // 2023(平成35)年度, 令和5(2023)年度, 令和7年(2025年)度: one year written twice
        let before = rest.at;
        let said = year_word(rest, time);
        if rest.take("(").is_some() {
            let again = era_year(rest).or_else(|| western(rest));
            let _ = year_word(rest, time);
            if again == Some(year) && rest.take(")").is_some() {
                if !said {
                    year_word(rest, time);
                } else if rest.take("度").is_some() {
                    time.fiscal = true;
                }
            } else if !said {
                rest.at = before;
            } else {
                rest.at = before;
                year_word(rest, time);
            }
        }
        return;
    }
    if let Some(number) = rest.digits(2) {
        if (1..=64).contains(&number) && year_word(rest, time) {
            time.year = Some(Year::EraLess(number));
        } else {
            rest.at = start;
        }
    }
}

/// 年度 or 年; true if one was there.
fn year_word(rest: &mut Cursor, time: &mut Time) -> bool {
    if rest.take("年度").is_some() {
        time.fiscal = true;
        true
    } else {
        // 年間 counts a length of time, it names no year
        !rest.rest().starts_with("年間") && rest.take("年").is_some()
    }
}

fn era_year(rest: &mut Cursor) -> Option<i32> {
    const NAMES: [&str; 10] = ["令和", "平成", "昭和", "大正", "明治", "r", "h", "s", "t", "m"];
    let start = rest.at;
    let era = rest.take_any(&NAMES)?;
    let _ = rest.take(".");
    let number = if rest.take("元").is_some() { Some(1) } else { rest.digits(2) };
    let year = number.and_then(|number| western_year(era, number));
    // "s1", "m2", "t5" alone are codes and units; only with 年 are they years of those eras
    let sure = era.len() > 1 || matches!(era, "r" | "h") || rest.rest().starts_with('年');
    if year.is_none() || !sure {
        rest.at = start;
        return None;
    }
    year
}

fn western(rest: &mut Cursor) -> Option<i32> {
    let start = rest.at;
    let _ = rest.take("西暦");
    match rest.digits(4) {
        Some(year @ 1900..=2100) => Some(year),
        _ => {
            rest.at = start;
            None
        }
    }
}

fn short_western(rest: &mut Cursor) -> Option<i32> {
    let start = rest.at;
    if rest.take_any(&["'", "’", "‘"]).is_some()
        && let Some(year @ 0..=99) = rest.digits(2)
    {
        return Some(2000 + year);
    }
    rest.at = start;
    None
}

fn range(rest: &mut Cursor, time: &mut Time) {
    let start = rest.at;
    if rest.take_any(&["~", "〜", "-", "から"]).is_none() {
        return;
    }
    let mut until = Time::default();
    let year = era_year(rest).or_else(|| western(rest)).map(Year::Western);
    let year = year.or_else(|| rest.digits(2).map(|number| same_era(time.year, number)));
    match year {
        Some(year) if year_word(rest, &mut until) || matches!(year, Year::Western(_)) => {
            time.until = Some(year);
            time.fiscal |= until.fiscal;
        }
        _ => rest.at = start,
    }
}

/// R4～8年: the 8 is of the era in which 4 was written, as far as the distance allows.
fn same_era(first: Option<Year>, number: i32) -> Year {
    match first {
        Some(Year::Western(year)) => ["令和", "平成", "昭和"]
            .iter()
            .filter_map(|era| western_year(era, number))
            .filter(|until| *until > year)
            .min()
            .map_or(Year::EraLess(number), Year::Western),
        _ => Year::EraLess(number),
    }
}

fn month(rest: &mut Cursor, time: &mut Time) {
    let start = rest.at;
    let stroke = time.year.is_some() && rest.take("/").is_some();
    let dotted = stroke || time.year.is_some() && rest.take(".").is_some();
    let Some(month @ 1..=12) = rest.digits(2) else {
        rest.at = start;
        return;
    };
    let named = rest.take("月").is_some();
    if !named && !dotted {
        rest.at = start;
        return;
    }
    time.month = u8::try_from(month).ok();
    time.dotted = dotted && !named && !stroke;
    let before_day = rest.at;
    let _ = rest.take_any(&[".", "/"]);
    if let Some(1..=31) = rest.digits(2)
        && (rest.take("日").is_some() || dotted)
    {
        time.end = true;
        time.dotted = false;
    } else {
        rest.at = before_day;
        let _ = rest.take("分");
    }
}

fn quarter(rest: &mut Cursor, time: &mut Time) {
    const NAMES: [(&str, u8); 20] = [
        ("第1四半期", 1),
        ("第2四半期", 2),
        ("第3四半期", 3),
        ("第4四半期", 4),
        ("第一四半期", 1),
        ("第二四半期", 2),
        ("第三四半期", 3),
        ("第四四半期", 4),
        ("1四半期", 1),
        ("2四半期", 2),
        ("3四半期", 3),
        ("4四半期", 4),
        ("1q", 1),
        ("2q", 2),
        ("3q", 3),
        ("4q", 4),
        ("q1", 1),
        ("q2", 2),
        ("q3", 3),
        ("q4", 4),
    ];
    time.quarter = NAMES.iter().find(|(name, _)| rest.take(name).is_some()).map(|(_, quarter)| *quarter);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn period(text: &str, near: Option<i32>) -> Option<String> {
        whole(text)?.period(near).map(|period| period.to_string())
    }

    #[test]
    fn years_are_read_in_every_writing() {
        for (text, expected) in [
            ("令和元", "2019"),
            ("令和元年度", "2019"),
            ("R6年度", "2024"),
            ("Ｒ７", "2025"),
            ("Ｒ元", "2019"),
            ("平成 22 年度", "2010"),
            ("平成32年", "2020"),
            ("昭和63年度", "1988"),
            ("(2017)", "2017"),
            ("〈R6〉", "2024"),
            ("'23", "2023"),
            ("2023(平成35)年度", "2023"),
            ("令和5(2023)年度", "2023"),
            ("令和7年(2025年)", "2025"),
            ("R10年度末", "2028"),
            ("2024年度", "2024"),
        ] {
            assert_eq!(period(text, None).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn dates_fall_into_their_fiscal_year() {
        for (text, expected) in [
            ("H28.3", "2015"),
            ("H28.2", "2015"),
            ("H26.3月末現在", "2013"),
            ("平成15年9月30日現在", "2003-09"),
            ("令和6年10月末現在", "2024-10"),
            ("令和7年3月31日現在", "2024"),
            ("令和6年度3月", "2025-03"),
            ("令和6年1月", "2024-01"),
            ("令和6年度第1四半期", "2024-Q1"),
        ] {
            assert_eq!(period(text, None).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn half_a_year_is_no_year() {
        assert_eq!(whole("令和6年度上半期").and_then(|time| time.half), Some(1));
        assert_eq!((whole("下期").and_then(|time| time.half), period("R6下期", None)), (Some(2), None));
        assert_eq!(whole("下水道"), None);
    }

    #[test]
    fn a_year_without_era_needs_a_year_nearby() {
        assert_eq!(period("23年度", Some(2014)).as_deref(), Some("2011"));
        assert_eq!(period("5年度", Some(2024)).as_deref(), Some("2023"));
        assert_eq!(period("23年度", None), None);
    }

    #[test]
    fn years_may_be_said_by_their_distance() {
        assert_eq!(whole("前年度").and_then(|time| time.relative), Some(-1));
        assert_eq!(
            whole("2024/4").and_then(|time| time.period(None)).map(|period| period.to_string()).as_deref(),
            Some("2024-04")
        );
    }

    #[test]
    fn ranges_keep_both_ends() {
        let time = whole("R4～8年").expect("a range");
        assert_eq!((time.western(None), time.last_year(None)), (Some(2022), Some(2026)));
        let time = whole("平成13年度～平成17年度").expect("a range");
        assert_eq!(time.last_year(None), Some(2005));
    }

    #[test]
    fn what_only_looks_like_a_time_is_none() {
        for text in ["100", "R", "7年間", "s1", "3(9)", "20231", "1.5", "21", "10回", "5年間で70人", "13指標"]
        {
            assert_eq!(whole(text), None, "{text}");
        }
    }

    #[test]
    fn years_inside_a_sentence_are_found() {
        let key =
            super::super::text::key("前期実施計画期間（平成13年度～平成17年度）の最終年である平成17年における目標。");
        let years: Vec<_> = all_in(&key).iter().map(|(time, ..)| (time.western(None), time.until.is_some())).collect();
        assert_eq!(years, [(Some(2001), true), (Some(2005), false)]);
    }
}
