//! What the settings say of the council's book: what stands on its cover, its paper, its minus, and which periods are confirmed.

use crate::config::Reader;
use crate::page::{Minus, Paper};
use crate::period::Period;
use serde::{Deserialize, Serialize};
use toml::de::DeTable;

/// `[council]`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Council {
    /// 会議名; empty if not given.
    pub meeting: String,
    /// 期日, as the office writes it; empty if not given.
    pub date: String,
    /// 資料番号; empty if not given.
    pub number: String,
    /// 所管; empty if not given.
    pub department: String,
    /// The paper of its wide tables.
    pub paper: Paper,
    /// What stands before negative numbers, in 総括表 too.
    pub minus: Minus,
    /// The periods whose figures may leave the office as they are: `2024-10`.
    pub confirmed: Vec<String>,
}

impl Council {
    /// Whether the figures of a run for that period are confirmed; those of no period never are.
    pub fn confirms(&self, period: Option<Period>) -> bool {
        period.is_some_and(|period| self.confirmed.contains(&period.to_string()))
    }
}

/// Reads `[council]`.
pub(super) fn council<'a>(reader: &mut Reader<'a>, document: &DeTable<'a>) -> Council {
    let Some(table) = reader.table(document, "council") else { return Council::default() };
    reader.only_keys(table, &["meeting", "date", "number", "department", "paper", "minus", "confirmed"]);
    let mut text = |key| reader.string(table, key).map(|(text, _)| text.trim().to_owned()).unwrap_or_default();
    Council {
        meeting: text("meeting"),
        date: text("date"),
        number: text("number"),
        department: text("department"),
        paper: super::scale::parse::choice(reader, table, "paper", &[("A4", Paper::A4), ("A3", Paper::A3)])
            .unwrap_or_default(),
        minus: super::scale::parse::choice(reader, table, "minus", &[("△", Minus::White), ("▲", Minus::Black)])
            .unwrap_or_default(),
        confirmed: confirmed(reader, table),
    }
}

/// The confirmed periods; whatever is no month is noted.
fn confirmed<'a>(reader: &mut Reader<'a>, table: &DeTable<'a>) -> Vec<String> {
    let texts = reader.texts(table, "confirmed").unwrap_or_default();
    for (text, span) in &texts {
        if !is_month(text) {
            reader.unknown_word(span, "confirmed", text, &["YYYY-MM"]);
        }
    }
    texts.into_iter().map(|(text, _)| text).collect()
}

/// Whether a text is a month as `--period` takes it: `2024-10`.
fn is_month(text: &str) -> bool {
    let digits = |part: &str, many: usize| part.len() == many && part.bytes().all(|byte| byte.is_ascii_digit());
    text.split_once('-').is_some_and(|(year, month)| {
        digits(year, 4) && digits(month, 2) && month.parse().is_ok_and(|month: u8| (1..=12).contains(&month))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::Lang;
    use crate::settings::Settings;

    #[test]
    fn everything_can_be_written_and_nothing_must_be() {
        let settings = Settings::parse(
            "[council]\nmeeting = \"総務常任委員会\"\ndate = \"令和6年12月5日\"\nnumber = \"資料1\"\n\
             department = \"企画政策課\"\npaper = \"A3\"\nminus = \"▲\"\nconfirmed = [\"2024-09\", \"2024-10\"]",
        );
        let council = settings.unwrap().council;
        assert_eq!((council.paper, council.minus), (Paper::A3, Minus::Black));
        assert_eq!((council.meeting.as_str(), council.number.as_str()), ("総務常任委員会", "資料1"));
        assert!(council.confirms(Some(Period::month(2024, 10))));
        assert!(!council.confirms(Some(Period::month(2024, 11))) && !council.confirms(None));
        let nothing = Settings::parse("").unwrap().council;
        assert_eq!((nothing.paper, nothing.minus), (Paper::A4, Minus::White));
        assert!(!nothing.confirms(Some(Period::month(2024, 10))));
    }

    #[test]
    fn what_is_not_known_is_told_with_its_line() {
        let text = "[council]\nmeating = \"x\"\npaper = \"B4\"\nminus = \"-\"\nconfirmed = [\"2024-13\", \"R6.10\"]\n";
        let mistakes = Settings::parse(text).unwrap_err();
        assert_eq!(mistakes.iter().map(|mistake| mistake.line).collect::<Vec<_>>(), [2, 3, 4, 5, 5]);
        assert!(mistakes[0].message(Lang::En).contains("meeting"), "{}", mistakes[0].message(Lang::En));
        assert!(mistakes[1].message(Lang::Ja).contains("A4、A3"), "{}", mistakes[1].message(Lang::Ja));
    }
}
