//! Fiscal years, quarters and months.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::fmt;

/// A Japanese fiscal year, by the western year in which it starts: 令和7年度 is 2025.
pub type FiscalYear = i32;

/// What a value is for. Ordered by fiscal year, then year before quarters before months.
///
/// Shown as `2025`, `2025-Q1` (April to June), `2025-10` (a month, by its calendar year).
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub struct Period {
    /// The fiscal year it lies in.
    pub fiscal_year: FiscalYear,
    /// The part of that year.
    pub part: Part,
}

/// A part of a fiscal year.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// All of it.
    Year,
    /// A quarter, 1 (April to June) to 4.
    Quarter(u8),
    /// A month by its place in the fiscal year: 0 is April, 11 is March.
    Month(u8),
}

impl Period {
    /// A whole fiscal year.
    pub const fn year(fiscal_year: FiscalYear) -> Self {
        Self { fiscal_year, part: Part::Year }
    }

    /// The month `month` (1 to 12) of the calendar year `year`.
    pub const fn month(year: i32, month: u8) -> Self {
        let fiscal_year = if month >= 4 { year } else { year - 1 };
        Self { fiscal_year, part: Part::Month((month + 8) % 12) }
    }

    /// The month `month` (1 to 12) of a fiscal year.
    pub const fn month_of(fiscal_year: FiscalYear, month: u8) -> Self {
        Self { fiscal_year, part: Part::Month((month + 8) % 12) }
    }

    /// The quarter `quarter` (1 is April to June) of a fiscal year.
    pub const fn quarter(fiscal_year: FiscalYear, quarter: u8) -> Self {
        Self { fiscal_year, part: Part::Quarter(quarter) }
    }

    /// Its first day; `None` if it lies outside the calendar.
    pub fn first_day(&self) -> Option<Date> {
        self.first_of(match self.part {
            Part::Year => 0,
            Part::Quarter(quarter) => i32::from(quarter) * 3 - 3,
            Part::Month(place) => i32::from(place),
        })
    }

    /// Its last day; `None` if it lies outside the calendar.
    pub fn last_day(&self) -> Option<Date> {
        let last = self.first_of(match self.part {
            Part::Year => 11,
            Part::Quarter(quarter) => i32::from(quarter) * 3 - 1,
            Part::Month(place) => i32::from(place),
        });
        last.map(|first| first.last_of_month())
    }

    /// The first day of a month by its place in the fiscal year, 0 is April.
    fn first_of(&self, place: i32) -> Option<Date> {
        let month = i8::try_from((place + 3) % 12 + 1).ok()?;
        let year = self.fiscal_year.checked_add(i32::from(month < 4))?;
        Date::new(i16::try_from(year).ok()?, month, 1).ok()
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.part {
            Part::Year => write!(f, "{}", self.fiscal_year),
            Part::Quarter(quarter) => write!(f, "{}-Q{quarter}", self.fiscal_year),
            Part::Month(place) => {
                let month = (place + 3) % 12 + 1;
                let year = self.fiscal_year + i32::from(month < 4);
                write!(f, "{year}-{month:02}")
            }
        }
    }
}

/// An era of the Japanese calendar: its name, its letter, the western year of its year 1.
const ERAS: [(&str, &str, i32); 5] =
    [("令和", "R", 2019), ("平成", "H", 1989), ("昭和", "S", 1926), ("大正", "T", 1912), ("明治", "M", 1868)];

/// The fiscal year that a day lies in.
pub fn fiscal_year_of(date: Date) -> FiscalYear {
    i32::from(date.year()) - i32::from(date.month() < 4)
}

/// A fiscal year as offices write it: 2025 → 令和7年度; 2019 is 令和元年度.
pub fn wareki(fiscal_year: FiscalYear) -> String {
    for (name, _, first) in ERAS {
        match fiscal_year - first {
            0 => return format!("{name}元年度"),
            1.. => return format!("{name}{}年度", fiscal_year - first + 1),
            _ => {}
        }
    }
    format!("{fiscal_year}年度")
}

/// A fiscal year in its short form: 2025 → R7.
pub fn wareki_short(fiscal_year: FiscalYear) -> String {
    for (_, letter, first) in ERAS {
        if fiscal_year >= first {
            return format!("{letter}{}", fiscal_year - first + 1);
        }
    }
    fiscal_year.to_string()
}

/// The western year in which year `number` of the era named or lettered `era` lies.
pub fn western_year(era: &str, number: i32) -> Option<i32> {
    let (_, _, first) = ERAS.iter().find(|(name, letter, _)| *name == era || letter.eq_ignore_ascii_case(era))?;
    (1..=99).contains(&number).then(|| first + number - 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn periods_end_with_their_last_month() {
        assert_eq!(Period::year(2024).last_day(), Some(date(2025, 3, 31)));
        assert_eq!(Period::quarter(2024, 1).last_day(), Some(date(2024, 6, 30)));
        assert_eq!(Period::quarter(2024, 4).last_day(), Some(date(2025, 3, 31)));
        assert_eq!(Period::month(2024, 2).last_day(), Some(date(2024, 2, 29)));
        assert_eq!(Period::year(40_000).last_day(), None);
    }

    #[test]
    fn months_from_january_lie_in_the_next_calendar_year() {
        assert_eq!(Period::month_of(2024, 4).to_string(), "2024-04");
        assert_eq!(Period::month_of(2024, 3).to_string(), "2025-03");
        assert_eq!(Period::month(2025, 1), Period::month_of(2024, 1));
        assert!(Period::month_of(2024, 4) < Period::month_of(2024, 1));
    }

    #[test]
    fn years_are_written_as_offices_do() {
        assert_eq!(wareki(2025), "令和7年度");
        assert_eq!(wareki(2019), "令和元年度");
        assert_eq!(wareki(2018), "平成30年度");
        assert_eq!(wareki_short(2018), "H30");
        assert_eq!(western_year("平成", 32), Some(2020));
        assert_eq!(western_year("r", 7), Some(2025));
        assert_eq!(western_year("R", 0), None);
    }
}
