//! Number format codes: what Excel shows for a number, and whether the number is a percentage or a date.

mod built_in;
mod date;
mod decimal;
mod numerals;
mod section;

use date::Moment;
use decimal::Decimal;
use jiff::civil::Date;
use section::{Operator, Section, Token, Way};

/// A number format, parsed once and applied to many numbers.
#[derive(Debug)]
pub struct NumberFormat {
    /// For numbers: one, two or three, or with conditions.
    sections: Vec<Section>,
    /// For texts, where it says more than the text itself.
    text: Option<Section>,
}

/// What a format tells about a number beside its text.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Shown {
    /// Whether it is shown as a percentage.
    pub percent: bool,
    /// The day, if it is shown as a date.
    pub date: Option<Date>,
}

/// The longest code that is read, in characters. Excel itself stops at 255, and with it whatever it writes.
const LONGEST: usize = 1000;

impl NumberFormat {
    /// Parses a format code. It never fails: what is not understood is shown as General shows it, and so is what is
    /// longer than any program writes.
    pub fn parse(code: &str) -> Self {
        let code = if code.chars().nth(LONGEST).is_some() { "" } else { code };
        let mut sections: Vec<Section> = split(code).into_iter().map(Section::parse).collect();
        let is_text = |section: &Section| section.has(&Token::Text);
        let fourth = sections.len() > 3;
        let text = if fourth || sections.last().is_some_and(is_text) { sections.pop() } else { None };
        sections.truncate(3);
        Self { sections, text }
    }

    /// The format that a workbook names by number only, as Excel for Japan shows it.
    pub fn built_in(id: u32) -> Self {
        Self::parse(built_in::code(id))
    }

    /// Appends what is shown for `number`, and tells what it is.
    ///
    /// A number that no calendar has (below 1, above 9999-12-31, 1900-02-29) is plain under a date format.
    pub fn show(&self, number: f64, date1904: bool, text: &mut String) -> Shown {
        let Some((section, unsigned)) = self.section_for(number) else {
            write_general(number, text);
            return Shown::default();
        };
        match section.way {
            Way::Moment { fine, of_calendar } => {
                let moment = Moment::of(number, date1904, fine);
                if of_calendar && moment.date.is_none() || number < 0.0 {
                    write_general(number, text);
                    return Shown::default();
                }
                date::write(section, &moment, text);
                return Shown { percent: false, date: moment.date.filter(|_| of_calendar) };
            }
            Way::Plain => write_general(number, text),
            // No code at all means General; an empty section beside others hides its numbers.
            Way::Literal if section.tokens.is_empty() && self.is_bare() => write_general(number, text),
            Way::General => write_around_general(section, number, unsigned, text),
            Way::Literal | Way::Digits | Way::Exponent => write_number(section, number, unsigned, text),
        }
        Shown { percent: section.percents > 0, date: None }
    }

    /// What is shown for a text: itself, unless the format puts words around it.
    pub fn show_text(&self, value: &str) -> Option<String> {
        let section = self.text.as_ref()?;
        // A format that hides texts does not undo what someone wrote.
        if !section.has(&Token::Text) || section.tokens.len() == 1 {
            return None;
        }
        let mut text = String::new();
        for token in &section.tokens {
            match token {
                Token::Literal(literal) => text.push_str(literal),
                Token::Text => text.push_str(value),
                _ => {}
            }
        }
        Some(text)
    }

    /// Whether there is one section only.
    fn is_bare(&self) -> bool {
        self.sections.len() == 1 && self.text.is_none()
    }

    /// The section for `number`, and whether it says the sign itself.
    fn section_for(&self, number: f64) -> Option<(&Section, bool)> {
        let sections = &self.sections;
        if sections.iter().all(|section| section.condition.is_none()) {
            return match sections.as_slice() {
                [] => None,
                [.., zero] if sections.len() == 3 && number == 0.0 => Some((zero, true)),
                [_, negative, ..] if number < 0.0 => Some((negative, true)),
                [positive, ..] => Some((positive, false)),
            };
        }
        let found = sections.iter().position(|section| section.condition.is_none_or(|it| it.holds(number)))?;
        let section = sections.get(found)?;
        let unsigned = match section.condition {
            Some(it) => it.operand <= 0.0 && matches!(it.operator, Operator::Less | Operator::LessOrEqual),
            None => sections.first().and_then(|first| first.condition).is_some_and(|it| {
                it.operand == 0.0 && matches!(it.operator, Operator::Greater | Operator::GreaterOrEqual)
            }),
        };
        Some((section, unsigned))
    }
}

/// Appends `number` as General shows it: 15 significant digits.
pub fn write_general(number: f64, text: &mut String) {
    // Whole numbers are most of what stands in a form.
    if number.fract() == 0.0 && number.abs() < 1e15 {
        write_integer(number as i64, text);
        return;
    }
    if number < 0.0 {
        text.push('-');
    }
    Decimal::of(number).write_plain(text);
}

fn write_integer(number: i64, text: &mut String) {
    use std::fmt::Write;
    // Writing to a string cannot fail.
    let _ = write!(text, "{number}");
}

fn write_around_general(section: &Section, number: f64, unsigned: bool, text: &mut String) {
    for token in &section.tokens {
        match token {
            Token::Literal(literal) => text.push_str(literal),
            Token::General => {
                let number = if unsigned { number.abs() } else { number };
                let scaled = number * 100f64.powi(section.percents);
                if section.numerals > 0 && scaled.fract() == 0.0 && scaled.abs() < 1e15 {
                    match section.numerals {
                        3 => numerals::write_digits(&(scaled as i64).to_string(), 3, text),
                        kind => numerals::write_spoken(scaled as i64, kind, text),
                    }
                } else {
                    write_general(scaled, text);
                }
            }
            _ => {}
        }
    }
}

fn write_number(section: &Section, number: f64, unsigned: bool, text: &mut String) {
    let (before, places) = section.places;
    let places = i32::try_from(places).unwrap_or(i32::MAX / 4);
    let mut decimal = Decimal::of(number).shifted(2 * section.percents - 3 * section.thousands);
    let mut exponent = 0;
    if section.way == Way::Exponent {
        exponent = decimal.exponent();
        decimal = decimal.shifted(-exponent).rounded(places);
        // 9.99 rounds up to 10.0, which is 1.00 of the next power.
        let carried = decimal.exponent();
        exponent += carried;
        decimal = decimal.shifted(-carried);
    } else {
        decimal = decimal.rounded(places);
    }
    if number < 0.0 && !unsigned && (section.way == Way::Literal || !decimal.is_zero()) {
        text.push('-');
    }
    Digits { section, decimal, exponent, before }.write(text);
}

/// A rounded number on its way into a section's places.
struct Digits<'a> {
    section: &'a Section,
    decimal: Decimal,
    exponent: i32,
    /// Digit places before the point.
    before: usize,
}

impl Digits<'_> {
    fn write(&self, text: &mut String) {
        let mut stage = Stage::Integer(self.before);
        for token in &self.section.tokens {
            match (token, stage) {
                (Token::Literal(literal), _) => text.push_str(literal),
                (Token::Digit(kind), Stage::Integer(left)) => {
                    self.write_integer_place(*kind, left, text);
                    stage = Stage::Integer(left.saturating_sub(1));
                }
                (Token::Digit(kind), Stage::Fraction(place)) => {
                    if *kind == '0' || place < self.decimal.fraction_len() {
                        self.push(self.decimal.fraction_digit(place), text);
                    }
                    stage = Stage::Fraction(place + 1);
                }
                (Token::Digit(_), Stage::Exponent) => {}
                (Token::Point, at) => {
                    if self.before == 0 && matches!(at, Stage::Integer(_)) {
                        self.write_higher_places(0, text);
                    }
                    text.push('.');
                    stage = Stage::Fraction(0);
                }
                // There is one exponent, however often a damaged code asks for it.
                (Token::Exponent(_), Stage::Exponent) => {}
                (Token::Exponent(plus), _) => {
                    self.write_exponent(*plus, text);
                    stage = Stage::Exponent;
                }
                _ => {}
            }
        }
    }

    /// Writes the digit of the place that has `left` places from here to the point, itself included.
    fn write_integer_place(&self, kind: char, left: usize, text: &mut String) {
        if left == self.before {
            self.write_higher_places(left, text);
        }
        let Some(place) = left.checked_sub(1) else { return };
        if place < self.decimal.integer_len() || kind == '0' {
            self.push(self.decimal.integer_digit(place), text);
            self.write_separator(place, text);
        }
    }

    /// Writes the digits for which the section has no place of their own.
    fn write_higher_places(&self, places: usize, text: &mut String) {
        for place in (places..self.decimal.integer_len()).rev() {
            self.push(self.decimal.integer_digit(place), text);
            self.write_separator(place, text);
        }
    }

    fn write_separator(&self, place: usize, text: &mut String) {
        if self.section.grouped && place > 0 && place.is_multiple_of(3) {
            text.push(',');
        }
    }

    fn write_exponent(&self, plus: bool, text: &mut String) {
        text.push('E');
        if self.exponent < 0 {
            text.push('-');
        } else if plus {
            text.push('+');
        }
        let is_exponent = |token: &&Token| !matches!(token, Token::Exponent(_));
        let places = self.section.tokens.iter().skip_while(is_exponent);
        let places = places.filter(|token| matches!(token, Token::Digit(_))).count();
        text.push_str(&format!("{:0places$}", self.exponent.abs()));
    }

    fn push(&self, digit: char, text: &mut String) {
        text.push(numerals::mapped(digit, self.section.numerals));
    }
}

#[derive(Clone, Copy)]
enum Stage {
    /// Digit places left before the point.
    Integer(usize),
    /// The next place after the point.
    Fraction(usize),
    Exponent,
}

/// Cuts a code at each `;` that stands neither in quotes nor in brackets nor after a backslash.
fn split(code: &str) -> Vec<&str> {
    let mut sections = Vec::new();
    let (mut start, mut quoted, mut bracketed, mut escaped) = (0, false, false, false);
    for (at, char) in code.char_indices() {
        if std::mem::take(&mut escaped) {
            continue;
        }
        match char {
            '"' => quoted = !quoted,
            _ if quoted => {}
            '\\' | '_' | '*' | '!' => escaped = true,
            '[' => bracketed = true,
            ']' => bracketed = false,
            ';' if !bracketed => {
                sections.push(code.get(start..at).unwrap_or_default());
                start = at + 1;
            }
            _ => {}
        }
    }
    sections.push(code.get(start..).unwrap_or_default());
    sections
}

#[cfg(test)]
mod tests;
