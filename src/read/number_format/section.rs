//! One section of a number format code, cut into tokens.

use super::built_in;
use std::iter::Peekable;
use std::str::Chars;

/// What stands between two `;` of a number format code.
#[derive(Debug, Default)]
pub(super) struct Section {
    /// `[>=1000]`, if it says so.
    pub(super) condition: Option<Condition>,
    pub(super) tokens: Vec<Token>,
    /// How many `%` it has outside quotes.
    pub(super) percents: i32,
    /// How many thousands it drops: commas after the last digit.
    pub(super) thousands: i32,
    /// Whether it groups digits by three.
    pub(super) grouped: bool,
    /// `[DBNum1]` to `[DBNum3]`; 0 for plain digits.
    pub(super) numerals: u8,
    /// Whether the locale is Japanese.
    pub(super) japanese: bool,
    /// Whether the first year of an era is 元 (`[$-ja-JP-x-gannen]`).
    pub(super) gannen: bool,
    /// Whether it shows a vulgar fraction, `# ?/?`.
    pub(super) fraction: bool,
    /// What it makes of a number.
    pub(super) way: Way,
    /// Digit places before the point and after it.
    pub(super) places: (usize, usize),
}

/// What a section makes of a number; settled once, used for many.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub(super) enum Way {
    /// Literals only.
    #[default]
    Literal,
    /// `General`, with literals around it.
    General,
    /// `@` or a vulgar fraction: the number as General shows it, without what is around.
    Plain,
    Digits,
    Exponent,
    /// A date or time, and whether it tells milliseconds and anything of the day.
    Moment {
        fine: bool,
        of_calendar: bool,
    },
}

/// `[<operator><operand>]`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Condition {
    pub(super) operator: Operator,
    pub(super) operand: f64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Operator {
    Less,
    LessOrEqual,
    Equal,
    NotEqual,
    GreaterOrEqual,
    Greater,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Token {
    /// Shown as it is.
    Literal(String),
    /// `0`, `#` or `?`.
    Digit(char),
    /// The decimal point.
    Point,
    /// `E+` (true: the sign always shows) or `E-`.
    Exponent(bool),
    /// `General`.
    General,
    /// `@`, the text itself.
    Text,
    /// A part of a date or a time, and how often its letter stands.
    Date(DatePart, usize),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum DatePart {
    Year,
    Month,
    Day,
    /// `g`: 令和.
    Era,
    /// `e`: the year of the era.
    EraYear,
    /// `aaa`, `aaaa`: 月, 月曜日.
    KanjiWeekday,
    Hour,
    Minute,
    Second,
    /// `.0` after seconds.
    SecondFraction,
    AmPm,
    ElapsedHours,
    ElapsedMinutes,
    ElapsedSeconds,
}

impl DatePart {
    /// Whether it tells something of the day, not only of the time of day.
    pub(super) fn is_of_calendar(self) -> bool {
        use DatePart::{Day, Era, EraYear, KanjiWeekday, Month, Year};
        matches!(self, Year | Month | Day | Era | EraYear | KanjiWeekday)
    }
}

impl Condition {
    pub(super) fn holds(self, number: f64) -> bool {
        match self.operator {
            Operator::Less => number < self.operand,
            Operator::LessOrEqual => number <= self.operand,
            Operator::Equal => number == self.operand,
            Operator::NotEqual => number != self.operand,
            Operator::GreaterOrEqual => number >= self.operand,
            Operator::Greater => number > self.operand,
        }
    }

    fn parse(text: &str) -> Option<Self> {
        use Operator::{Equal, Greater, GreaterOrEqual, Less, LessOrEqual, NotEqual};
        // The longer operators first: "<=" begins with "<".
        let operators =
            [("<=", LessOrEqual), (">=", GreaterOrEqual), ("<>", NotEqual), ("<", Less), (">", Greater), ("=", Equal)];
        operators.into_iter().find_map(|(sign, operator)| {
            let operand = text.strip_prefix(sign)?.trim().parse().ok()?;
            Some(Self { operator, operand })
        })
    }
}

impl Section {
    /// Cuts one section; it never fails, for what is no known sign is shown as it is.
    pub(super) fn parse(code: &str) -> Self {
        let mut section = Self::default();
        let mut chars = built_in::of_system(code).unwrap_or(code).chars().peekable();
        while let Some(char) = chars.next() {
            section.take(char, &mut chars);
        }
        section.settle_commas();
        section.settle_dates();
        section.settle_way();
        section
    }

    /// Whether its tokens include `token`.
    pub(super) fn has(&self, token: &Token) -> bool {
        self.tokens.contains(token)
    }

    /// Its parts of a date or time.
    pub(super) fn date_parts(&self) -> impl Iterator<Item = DatePart> {
        self.tokens.iter().filter_map(|token| match token {
            Token::Date(part, _) => Some(*part),
            _ => None,
        })
    }

    fn take(&mut self, char: char, chars: &mut Peekable<Chars<'_>>) {
        match char {
            '"' => {
                let text: String = chars.by_ref().take_while(|char| *char != '"').collect();
                self.literal(&text);
            }
            '\\' | '!' | '¥' => {
                if let Some(char) = chars.next() {
                    self.literal(char.encode_utf8(&mut [0; 4]));
                }
            }
            // The width of a character, or a character to fill the cell with: neither is read.
            '_' | '*' => {
                chars.next();
            }
            '[' => {
                let text: String = chars.by_ref().take_while(|char| *char != ']').collect();
                self.bracket(&text);
            }
            '0' | '#' | '?' => self.tokens.push(Token::Digit(char)),
            '.' => match self.tokens.last() {
                Some(Token::Date(DatePart::Second | DatePart::ElapsedSeconds, _)) if chars.peek() == Some(&'0') => {
                    let len = run(chars, '0');
                    self.tokens.push(Token::Date(DatePart::SecondFraction, len));
                }
                _ => self.tokens.push(Token::Point),
            },
            // Whether a comma groups or scales is settled when all digits are known.
            ',' => self.tokens.push(Token::Literal(",".to_owned())),
            '%' => {
                self.percents += 1;
                self.literal("%");
            }
            '@' => self.tokens.push(Token::Text),
            'E' | 'e' if matches!(chars.peek(), Some('+' | '-')) => {
                let plus = chars.next() == Some('+');
                self.tokens.push(Token::Exponent(plus));
            }
            'G' | 'g' if take_word(chars, "eneral") || take_word(chars, "/標準") => self.tokens.push(Token::General),
            'A' | 'a' if take_word(chars, "m/pm") || take_word(chars, "/p") => {
                self.tokens.push(Token::Date(DatePart::AmPm, 1));
            }
            '/' if matches!(self.tokens.last(), Some(Token::Digit(_)))
                && matches!(chars.peek(), Some('0'..='9' | '#' | '?')) =>
            {
                self.fraction = true;
            }
            _ => match date_letter(char) {
                Some(part) => {
                    let len = 1 + run(chars, char);
                    match part {
                        DatePart::KanjiWeekday if len < 3 => self.literal(&char.to_string().repeat(len)),
                        _ => self.tokens.push(Token::Date(part, len)),
                    }
                }
                None => self.literal(char.encode_utf8(&mut [0; 4])),
            },
        }
    }

    fn literal(&mut self, text: &str) {
        // A comma stays a token of its own until it is settled.
        match self.tokens.last_mut() {
            Some(Token::Literal(last)) if last != "," => last.push_str(text),
            _ => self.tokens.push(Token::Literal(text.to_owned())),
        }
    }

    fn bracket(&mut self, text: &str) {
        let lower = text.to_ascii_lowercase();
        if let Some(locale) = text.strip_prefix('$') {
            let (currency, locale) = locale.split_once('-').unwrap_or((locale, ""));
            if !currency.is_empty() {
                self.literal(currency);
            }
            let locale = locale.to_ascii_lowercase();
            self.japanese |= locale.ends_with("411") || locale.starts_with("ja");
            self.gannen |= locale.contains("gannen");
        } else if let Some(kind) = lower.strip_prefix("dbnum") {
            self.numerals = kind.parse().unwrap_or(0);
        } else if let Some(condition) = Condition::parse(text) {
            self.condition = Some(condition);
        } else if !lower.is_empty() {
            let elapsed = match lower.as_bytes() {
                [b'h', ..] => Some(DatePart::ElapsedHours),
                [b'm', ..] => Some(DatePart::ElapsedMinutes),
                [b's', ..] => Some(DatePart::ElapsedSeconds),
                // The rest are colours, which are not read.
                _ => None,
            };
            if let Some(part) = elapsed.filter(|_| lower.bytes().all(|byte| lower.starts_with(char::from(byte)))) {
                self.tokens.push(Token::Date(part, lower.len()));
            }
        }
    }

    /// A comma between digits groups; commas after the last digit before the point or the end drop thousands.
    fn settle_commas(&mut self) {
        let is_comma = |token: &Token| matches!(token, Token::Literal(text) if text == ",");
        let is_digit = |token: &Token| matches!(token, Token::Digit(_));
        let mut kept: Vec<Token> = Vec::with_capacity(self.tokens.len());
        let tokens = std::mem::take(&mut self.tokens);
        // Of each token, whether the next one behind it that is no comma is a digit.
        let mut before_digit = vec![false; tokens.len()];
        let mut digit = false;
        for (before, token) in before_digit.iter_mut().zip(&tokens).rev() {
            *before = digit;
            if !is_comma(token) {
                digit = is_digit(token);
            }
        }
        for (token, before_digit) in tokens.into_iter().zip(before_digit) {
            if is_comma(&token) && kept.last().is_some_and(is_digit) {
                if before_digit {
                    self.grouped = true;
                } else {
                    self.thousands += 1;
                }
                continue;
            }
            kept.push(token);
        }
        self.tokens = kept;
    }

    fn settle_way(&mut self) {
        let whole = |token: &&Token| !matches!(token, Token::Point | Token::Exponent(_));
        let is_digit = |token: &&Token| matches!(token, Token::Digit(_));
        let before = self.tokens.iter().take_while(whole).filter(is_digit).count();
        let after = self.tokens.iter().skip_while(whole).skip(1);
        let after = after.take_while(|token| !matches!(token, Token::Exponent(_))).filter(is_digit).count();
        self.places = (before, after);
        self.way = if self.date_parts().next().is_some() {
            let fine = self.date_parts().any(|part| part == DatePart::SecondFraction);
            Way::Moment { fine, of_calendar: self.date_parts().any(DatePart::is_of_calendar) }
        } else if self.fraction || self.has(&Token::Text) {
            Way::Plain
        } else if self.has(&Token::General) {
            Way::General
        } else if self.tokens.iter().any(|token| matches!(token, Token::Exponent(_))) {
            Way::Exponent
        } else if before > 0 || after > 0 {
            Way::Digits
        } else {
            Way::Literal
        };
    }

    /// `m` beside hours or seconds is minutes; letters beside digits are no date but a unit that lacks its quotes.
    fn settle_dates(&mut self) {
        if self.tokens.iter().any(|token| matches!(token, Token::Digit(_) | Token::General)) {
            for token in &mut self.tokens {
                if let Token::Date(part, len) = *token {
                    *token = Token::Literal(letter_of(part).repeat(len));
                }
            }
            return;
        }
        let parts: Vec<DatePart> = self.date_parts().collect();
        let mut nth = 0usize;
        for token in &mut self.tokens {
            let Token::Date(part, len) = token else { continue };
            if *part == DatePart::Month && *len <= 2 {
                let before = nth.checked_sub(1).and_then(|nth| parts.get(nth));
                let after_hour = matches!(before, Some(DatePart::Hour | DatePart::ElapsedHours));
                if after_hour || matches!(parts.get(nth + 1), Some(DatePart::Second)) {
                    *part = DatePart::Minute;
                }
            }
            nth += 1;
        }
    }
}

fn date_letter(char: char) -> Option<DatePart> {
    Some(match char.to_ascii_lowercase() {
        'y' => DatePart::Year,
        'm' => DatePart::Month,
        'd' => DatePart::Day,
        'g' => DatePart::Era,
        'e' => DatePart::EraYear,
        'a' => DatePart::KanjiWeekday,
        'h' => DatePart::Hour,
        's' => DatePart::Second,
        _ => return None,
    })
}

fn letter_of(part: DatePart) -> &'static str {
    match part {
        DatePart::Year => "y",
        DatePart::Month | DatePart::Minute => "m",
        DatePart::Day => "d",
        DatePart::Era => "g",
        DatePart::EraYear => "e",
        DatePart::KanjiWeekday => "a",
        DatePart::Hour => "h",
        DatePart::Second => "s",
        _ => "",
    }
}

/// Takes the run of `letter`, of either case, that follows.
fn run(chars: &mut Peekable<Chars<'_>>, letter: char) -> usize {
    let mut len = 0;
    while chars.next_if(|next| next.eq_ignore_ascii_case(&letter)).is_some() {
        len += 1;
    }
    len
}

/// Takes `word`, of either case, if it follows.
fn take_word(chars: &mut Peekable<Chars<'_>>, word: &str) -> bool {
    let mut ahead = chars.clone();
    if word.chars().all(|char| ahead.next().is_some_and(|next| next.eq_ignore_ascii_case(&char))) {
        *chars = ahead;
        return true;
    }
    false
}
