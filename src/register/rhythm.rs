//! When a value is due: by how often and in which month its indicator is measured.

use super::{DueMonth, DueYear, Rhythm};
use crate::model::Frequency;
use crate::period::{FiscalYear, Part, Period};
use jiff::civil::Date;

impl Rhythm {
    /// Whether a value of that period is measured at all; `None` if the register does not say.
    pub fn measures(&self, period: Period) -> Option<bool> {
        let of_part = match (self.frequency?, period.part) {
            (Frequency::Quarterly, Part::Month(place)) => place % 3 == 2,
            (Frequency::HalfYearly, Part::Month(place)) => place % 6 == 5,
            (Frequency::HalfYearly, Part::Quarter(quarter)) => quarter % 2 == 0,
            _ => true,
        };
        Some(of_part && self.year_measured(period.fiscal_year)?)
    }

    fn year_measured(&self, year: FiscalYear) -> Option<bool> {
        if !self.survey_years.is_empty() {
            return Some(self.survey_years.contains(&year));
        }
        match self.frequency? {
            Frequency::Every(years) => {
                let since = year.checked_sub(self.anchor?)?;
                Some(since.checked_rem(i32::from(years))? == 0)
            }
            Frequency::Survey => None,
            _ => Some(true),
        }
    }

    /// The last day of the month in which the value of a period is known; `None` if the register does not say.
    pub fn due(&self, period: Period) -> Option<Date> {
        if period.part != Part::Year {
            return None;
        }
        let DueMonth { month, year } = self.due?;
        let fiscal_year = match year {
            DueYear::Same => period.fiscal_year,
            // March closes the year itself
            DueYear::FirstAfter if month == 3 => period.fiscal_year,
            DueYear::FirstAfter | DueYear::Next => period.fiscal_year.checked_add(1)?,
        };
        let year = fiscal_year.checked_add(i32::from(month < 4))?;
        Some(Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, 1).ok()?.last_of_month())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_month_is_in_the_year_that_is_said_else_the_first_after_the_year_ends() {
        let due = |month, year| Rhythm { due: Some(DueMonth { month, year }), ..Rhythm::default() };
        let of = |month, year| due(month, year).due(Period::year(2024));
        assert_eq!(of(10, DueYear::Same), Some(date(2024, 10, 31)));
        assert_eq!(of(2, DueYear::Same), Some(date(2025, 2, 28)));
        assert_eq!(of(3, DueYear::FirstAfter), Some(date(2025, 3, 31)));
        assert_eq!(of(5, DueYear::FirstAfter), Some(date(2025, 5, 31)));
        assert_eq!(of(1, DueYear::Next), Some(date(2026, 1, 31)));
        assert_eq!(due(5, DueYear::Same).due(Period::month(2024, 5)), None);
    }

    #[test]
    fn years_between_are_not_measured() {
        let every = |years, anchor| Rhythm { frequency: Some(Frequency::Every(years)), anchor, ..Rhythm::default() };
        let measured = |rhythm: &Rhythm, year| rhythm.measures(Period::year(year));
        let three = every(3, Some(2021));
        assert_eq!([2021, 2022, 2023, 2024].map(|year| measured(&three, year)), [true, false, false, true].map(Some));
        assert_eq!(measured(&three, 2018), Some(true));
        assert_eq!(measured(&every(3, None), 2024), None);
        let survey = Rhythm { frequency: Some(Frequency::Survey), ..Rhythm::default() };
        assert_eq!(measured(&survey, 2024), None);
        let listed = Rhythm { survey_years: vec![2022, 2025], ..survey };
        assert_eq!([2022, 2024].map(|year| measured(&listed, year)), [Some(true), Some(false)]);
        let quarterly = Rhythm { frequency: Some(Frequency::Quarterly), ..Rhythm::default() };
        assert_eq!(quarterly.measures(Period::month(2024, 5)), Some(false));
        assert_eq!(quarterly.measures(Period::month(2024, 6)), Some(true));
        assert_eq!(Rhythm::default().measures(Period::year(2024)), None);
    }
}
