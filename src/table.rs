//! A neutral table: what a CSV and a data sheet of a workbook are both made from, so they cannot disagree.

use jiff::civil::Date;
use rust_decimal::Decimal;
use std::borrow::Cow;
use std::fmt;

/// Records under named columns. Every row has as many values as there are columns.
#[derive(Debug)]
pub struct Table<'a> {
    /// Stem of the CSV: `observations`.
    pub name: &'static str,
    /// Title in Japanese: 観測値.
    pub title: &'static str,
    /// What a row is, in Japanese.
    pub description: &'static str,
    /// The columns, in their promised order.
    pub columns: Vec<Column>,
    /// The records, sorted.
    pub rows: Rows<'a>,
}

/// Records that are made anew whenever they are wanted: a large run has millions of values, and none of them is needed
/// but while it is written.
pub struct Rows<'a> {
    len: usize,
    groups: usize,
    of_group: Box<dyn Fn(usize) -> Vec<Vec<Value<'a>>> + Send + Sync + 'a>,
}

impl<'a> Rows<'a> {
    /// One record for each of some things.
    pub fn of<T: Sync>(things: &'a [T], row: impl Fn(&'a T) -> Vec<Value<'a>> + Send + Sync + 'a) -> Self {
        let of_group = move |place: usize| things.get(place).map(&row).into_iter().collect();
        Self { len: things.len(), groups: things.len(), of_group: Box::new(of_group) }
    }

    /// `len` records in all, of which `of_group` makes those of the first, second … of some `groups`.
    pub fn in_groups(
        len: usize,
        groups: usize,
        of_group: impl Fn(usize) -> Vec<Vec<Value<'a>>> + Send + Sync + 'a,
    ) -> Self {
        Self { len, groups, of_group: Box::new(of_group) }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// All of them, in order.
    pub fn iter(&self) -> impl Iterator<Item = Vec<Value<'a>>> + '_ {
        (0..self.groups).flat_map(|group| (self.of_group)(group))
    }
}

impl<'a> From<Vec<Vec<Value<'a>>>> for Rows<'a> {
    fn from(rows: Vec<Vec<Value<'a>>>) -> Self {
        Self { len: rows.len(), groups: 1, of_group: Box::new(move |_| rows.clone()) }
    }
}

impl fmt::Debug for Rows<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} rows", self.len)
    }
}

impl Table<'_> {
    /// The place of the column of that name.
    pub fn position(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|column| column.name == name)
    }
}

/// A column; its name, once released, is a promise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    /// ASCII `snake_case`, the CSV's heading.
    pub name: &'static str,
    /// The data sheet's heading.
    pub title: &'static str,
    /// What its values are.
    pub kind: Kind,
    /// The unit of its numbers, where all have one.
    pub unit: &'static str,
    /// What it means, in Japanese.
    pub description: &'static str,
    /// What stands over it in a CSV.
    pub headed: Headed,
    /// The words that may stand in it, where there are but a few.
    pub words: &'static [&'static str],
    /// What it tells of which record is which.
    pub key: Option<Key>,
}

/// What a column tells of which record is which.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Key {
    /// No two records of its table have the same.
    Own,
    /// It is one of the keys, of the same name, of the table of this name.
    Of(&'static str),
}

/// What stands over a column of a CSV.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Headed {
    /// Its name.
    Name,
    /// Its title, for people.
    Title,
    /// Its title and the fiscal year that its values are of, for people; the table named has the same one a row.
    Year(i32, &'static str),
}

/// What the values of a column are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Words.
    Text,
    /// A decimal number.
    Number,
    /// A whole number.
    Integer,
    /// A day.
    Date,
    /// true or false.
    Boolean,
}

impl Column {
    /// A column of words.
    pub const fn text(name: &'static str, title: &'static str, description: &'static str) -> Self {
        Self::of(Kind::Text, name, title, "", description)
    }

    /// A column of decimal numbers.
    pub const fn number(
        name: &'static str,
        title: &'static str,
        unit: &'static str,
        description: &'static str,
    ) -> Self {
        Self::of(Kind::Number, name, title, unit, description)
    }

    /// A column of whole numbers.
    pub const fn integer(
        name: &'static str,
        title: &'static str,
        unit: &'static str,
        description: &'static str,
    ) -> Self {
        Self::of(Kind::Integer, name, title, unit, description)
    }

    /// A column of days.
    pub const fn date(name: &'static str, title: &'static str, description: &'static str) -> Self {
        Self::of(Kind::Date, name, title, "", description)
    }

    /// A column of true and false.
    pub const fn boolean(name: &'static str, title: &'static str, description: &'static str) -> Self {
        Self::of(Kind::Boolean, name, title, "", description)
    }

    const fn of(
        kind: Kind,
        name: &'static str,
        title: &'static str,
        unit: &'static str,
        description: &'static str,
    ) -> Self {
        Self { name, title, kind, unit, description, headed: Headed::Name, words: &[], key: None }
    }

    /// The same, its values being some of these words.
    pub const fn one_of(self, words: &'static [&'static str]) -> Self {
        Self { words, ..self }
    }

    /// The same, as a key.
    pub const fn keyed(self, key: Key) -> Self {
        Self { key: Some(key), ..self }
    }

    /// The same, headed otherwise.
    pub const fn headed(self, headed: Headed) -> Self {
        Self { headed, ..self }
    }

    /// What stands over it in a CSV: `target_value`, or 2025年度目標値.
    pub fn heading(&self) -> Cow<'static, str> {
        match self.headed {
            Headed::Name => self.name.into(),
            Headed::Title => self.title.into(),
            Headed::Year(year, _) => format!("{year}年度{}", self.title).into(),
        }
    }

    /// Its name in ASCII, which no other column of its table has: `target_value_2025`.
    pub fn physical_name(&self) -> Cow<'static, str> {
        match self.headed {
            Headed::Name | Headed::Title => self.name.into(),
            Headed::Year(year, _) => format!("{}_{year}", self.name).into(),
        }
    }
}

/// What stands in one cell.
#[derive(Clone, Debug, PartialEq, Default)]
pub enum Value<'a> {
    /// Nothing.
    #[default]
    Empty,
    /// A text.
    Text(Cow<'a, str>),
    /// A word of the program's own: a code, a label.
    Word(&'static str),
    /// A number as written, its decimals kept.
    Number(Decimal),
    /// A whole number.
    Integer(i64),
    /// true or false.
    Bool(bool),
    /// A day.
    Date(Date),
    /// A text that leads to a cell of this or another workbook.
    Link(Box<Link>),
    /// What a workbook reckons anew when a cell it looks at is changed.
    Live(Box<Live>),
}

/// A text and where it leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// What is shown.
    pub text: String,
    /// The file it leads to, relative to the folder of the workbook, `/` between its parts; empty for the workbook itself.
    pub file: String,
    /// The sheet it leads to; empty for the file as a whole.
    pub sheet: String,
    /// The cell it leads to, A1.
    pub cell: String,
}

/// A formula and what the program itself makes of it; a table shows the result alone.
#[derive(Clone, Debug, PartialEq)]
pub struct Live {
    /// The formula in the words of a workbook, without `=`: `ROUND(N5/M5*100,9)`.
    pub formula: String,
    /// What comes of it.
    pub result: Value<'static>,
}

impl<'a> Value<'a> {
    /// A text, or nothing if it is empty.
    pub fn text(text: impl Into<Cow<'a, str>>) -> Self {
        let text = text.into();
        if text.is_empty() { Self::Empty } else { Self::Text(text) }
    }

    /// The same, borrowing nothing.
    pub fn into_owned(self) -> Value<'static> {
        match self {
            Self::Text(text) => Value::Text(Cow::Owned(text.into_owned())),
            Self::Empty => Value::Empty,
            Self::Word(word) => Value::Word(word),
            Self::Number(number) => Value::Number(number),
            Self::Integer(number) => Value::Integer(number),
            Self::Bool(truth) => Value::Bool(truth),
            Self::Date(date) => Value::Date(date),
            Self::Link(link) => Value::Link(link),
            Self::Live(live) => Value::Live(live),
        }
    }

    /// What stands there once everything is reckoned.
    pub fn settled(&self) -> &Self {
        match self {
            Self::Live(live) => &live.result,
            value => value,
        }
    }

    /// A word, or nothing if it is empty.
    pub const fn word(word: &'static str) -> Self {
        if word.is_empty() { Self::Empty } else { Self::Word(word) }
    }

    /// A number, or nothing.
    pub fn number(number: Option<Decimal>) -> Self {
        number.map_or(Self::Empty, Self::Number)
    }

    /// A whole number, or nothing.
    pub fn integer(number: Option<impl Into<i64>>) -> Self {
        number.map_or(Self::Empty, |number| Self::Integer(number.into()))
    }

    /// A day, or nothing.
    pub fn date(date: Option<Date>) -> Self {
        date.map_or(Self::Empty, Self::Date)
    }

    /// The words of a text, a word or a link.
    pub fn as_text(&self) -> Option<&str> {
        match self.settled() {
            Self::Text(text) => Some(text),
            Self::Word(word) => Some(word),
            Self::Link(link) => Some(&link.text),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_text_is_no_value_and_zero_is_one() {
        assert_eq!(Value::text(""), Value::Empty);
        assert_eq!(Value::word(""), Value::Empty);
        assert_eq!(Value::integer(Some(0)), Value::Integer(0));
        assert_eq!(Value::number(None), Value::Empty);
    }

    #[test]
    fn a_value_is_small() {
        assert!(size_of::<Value>() <= 24);
    }
}
