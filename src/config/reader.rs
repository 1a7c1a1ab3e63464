//! Takes values out of TOML one by one and notes, with its line, everything that does not fit.

use super::mistake::{Mistake, Problem};
use crate::lang::Text;
use crate::nearest::nearest;
use rust_decimal::Decimal;
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

const STRING: Text = Text { ja: "\"…\" で囲んだ文字列", en: "a text in quotes" };
const STRINGS: Text =
    Text { ja: "文字列の一覧（[\"…\", \"…\"]）", en: "a list of texts ([\"...\", \"...\"])" };
const NUMBER: Text = Text { ja: "数値", en: "a number" };
const BOOLEAN: Text = Text { ja: "true か false", en: "true or false" };
const TABLE: Text = Text { ja: "[見出し] の形の項目", en: "a table" };
const TABLES: Text = Text { ja: "[[見出し]] の形の項目", en: "tables with double brackets" };

/// The text being read and what was wrong with it so far.
pub struct Reader<'a> {
    text: &'a str,
    /// What was wrong so far, in order of discovery.
    pub errors: Vec<Mistake>,
}

impl<'a> Reader<'a> {
    /// Begins with a text; Notepad may have put a byte order mark in front.
    pub fn new(text: &'a str) -> Self {
        Self { text: text.trim_start_matches('\u{feff}'), errors: Vec::new() }
    }

    /// The whole text as a table; `None`, with the error noted, if it is not TOML.
    pub fn document(&mut self) -> Option<DeTable<'a>> {
        match DeTable::parse(self.text) {
            Ok(table) => Some(table.into_inner()),
            Err(error) => {
                let span = error.span().unwrap_or(0..0);
                self.note(&span, Problem::Syntax(error.message().to_owned()));
                None
            }
        }
    }

    /// The line, from 1, on which `span` begins.
    pub fn line(&self, span: &Range<usize>) -> usize {
        let before = self.text.as_bytes().get(..span.start).unwrap_or_default();
        before.iter().filter(|byte| **byte == b'\n').count() + 1
    }

    /// Notes that something is wrong at a place.
    pub fn note(&mut self, span: &Range<usize>, problem: Problem) {
        let line = self.line(span);
        self.errors.push(Mistake { line, problem });
    }

    /// Notes every key of `table` that is none of `known`.
    pub fn only_keys(&mut self, table: &DeTable<'a>, known: &[&str]) {
        for key in table.keys() {
            let name: &str = key.get_ref();
            if !known.contains(&name) {
                let nearest = nearest(name, known.iter().copied()).map(str::to_owned);
                self.note(&key.span(), Problem::UnknownKey { key: name.to_owned(), nearest });
            }
        }
    }

    /// The text at `key`, with its place.
    pub fn string(&mut self, table: &DeTable<'a>, key: &str) -> Option<(String, Range<usize>)> {
        let value = table.get(key)?;
        match value.get_ref().as_str() {
            Some(text) => Some((text.to_owned(), value.span())),
            None => self.wrong(key, STRING, value),
        }
    }

    /// The texts at `key`.
    pub fn strings(&mut self, table: &DeTable<'a>, key: &str) -> Option<Vec<String>> {
        let value = table.get(key)?;
        let list = value.get_ref().as_array().map(|list| list.iter().collect::<Vec<_>>());
        let texts = list.and_then(|list| list.iter().map(|item| item.get_ref().as_str().map(str::to_owned)).collect());
        if texts.is_none() {
            return self.wrong(key, STRINGS, value);
        }
        texts
    }

    /// The texts at `key`, each with its place.
    pub fn texts(&mut self, table: &DeTable<'a>, key: &str) -> Option<Vec<(String, Range<usize>)>> {
        let texts = self.strings(table, key)?;
        let list = table.get(key)?.get_ref().as_array()?;
        Some(texts.into_iter().zip(list.iter().map(Spanned::span)).collect())
    }

    /// The number at `key`, exactly as written.
    pub fn number(&mut self, table: &DeTable<'a>, key: &str) -> Option<Decimal> {
        let value = table.get(key)?;
        let written = match value.get_ref() {
            DeValue::Integer(integer) if integer.radix() == 10 => integer.as_str(),
            DeValue::Float(float) => float.as_str(),
            _ => return self.wrong(key, NUMBER, value),
        };
        match written.trim_start_matches('+').parse() {
            Ok(number) => Some(number),
            Err(_) => self.wrong(key, NUMBER, value),
        }
    }

    /// The truth value at `key`.
    pub fn boolean(&mut self, table: &DeTable<'a>, key: &str) -> Option<bool> {
        let value = table.get(key)?;
        match value.get_ref().as_bool() {
            Some(truth) => Some(truth),
            None => self.wrong(key, BOOLEAN, value),
        }
    }

    /// The table at `key`.
    pub fn table<'t>(&mut self, table: &'t DeTable<'a>, key: &str) -> Option<&'t DeTable<'a>> {
        let value = table.get(key)?;
        match value.get_ref().as_table() {
            Some(inner) => Some(inner),
            None => self.wrong(key, TABLE, value),
        }
    }

    /// The tables at `[[key]]`, each with its place.
    pub fn tables<'t>(&mut self, table: &'t DeTable<'a>, key: &str) -> Vec<(&'t DeTable<'a>, Range<usize>)> {
        let Some(value) = table.get(key) else { return Vec::new() };
        let Some(list) = value.get_ref().as_array() else {
            return self.wrong(key, TABLES, value).unwrap_or_default();
        };
        let mut tables = Vec::new();
        for item in list.iter() {
            match item.get_ref().as_table() {
                Some(inner) => tables.push((inner, item.span())),
                None => {
                    let _: Option<()> = self.wrong(key, TABLES, item);
                }
            }
        }
        tables
    }

    /// Notes that `word` is none of `known`.
    pub fn unknown_word(&mut self, span: &Range<usize>, key: &str, word: &str, known: &[&str]) {
        let nearest = nearest(word, known.iter().copied()).map(str::to_owned);
        // Rules are too many to list; the dozen of other words is not.
        let known = if known.len() > 12 { &[] } else { known };
        let known = known.iter().map(|word| (*word).to_owned()).collect();
        self.note(span, Problem::UnknownWord { key: key.to_owned(), word: word.to_owned(), nearest, known });
    }

    fn wrong<T>(&mut self, key: &str, takes: Text, value: &Spanned<DeValue<'a>>) -> Option<T> {
        self.note(&value.span(), Problem::WrongType { key: key.to_owned(), takes });
        None
    }
}
