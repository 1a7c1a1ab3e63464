//! Whether a period has begun, or is over, on a date.

use crate::period::{FiscalYear, Part, Period};
use jiff::civil::Date;

/// Whether the last day of `period` is `as_of` or earlier. A period outside the calendar is not over.
pub(super) fn is_over(period: Period, as_of: Date) -> bool {
    last_day(period).is_some_and(|last| last <= as_of)
}

/// Whether the first day of `period` is `as_of` or earlier. A period outside the calendar has not begun.
pub(super) fn has_begun(period: Period, as_of: Date) -> bool {
    let first_month = match period.part {
        Part::Year => 0,
        Part::Quarter(quarter) => i32::from(quarter) * 3 - 3,
        Part::Month(place) => i32::from(place),
    };
    first_day(period.fiscal_year, first_month).is_some_and(|first| first <= as_of)
}

fn last_day(period: Period) -> Option<Date> {
    // months of the fiscal year from April: 0 to 11
    let last_month = match period.part {
        Part::Year => 11,
        Part::Quarter(quarter) => i32::from(quarter) * 3 - 1,
        Part::Month(place) => i32::from(place),
    };
    first_day(period.fiscal_year, last_month).map(|first| first.last_of_month())
}

/// The first day of a month by its place in the fiscal year.
fn first_day(fiscal_year: FiscalYear, place: i32) -> Option<Date> {
    let month = i8::try_from((place + 3) % 12 + 1).ok()?;
    let year = fiscal_year.checked_add(i32::from(month < 4))?;
    Date::new(i16::try_from(year).ok()?, month, 1).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn periods_end_with_their_last_month() {
        assert_eq!(last_day(Period::year(2024)), Some(date(2025, 3, 31)));
        assert_eq!(last_day(Period::quarter(2024, 1)), Some(date(2024, 6, 30)));
        assert_eq!(last_day(Period::quarter(2024, 4)), Some(date(2025, 3, 31)));
        assert_eq!(last_day(Period::month(2024, 2)), Some(date(2024, 2, 29)));
        assert_eq!(last_day(Period::year(40_000)), None);
        assert!(is_over(Period::month(2025, 10), date(2025, 10, 31)));
        assert!(!is_over(Period::year(2025), date(2025, 10, 31)));
    }

    #[test]
    fn periods_begin_with_their_first_month() {
        assert!(has_begun(Period::year(2025), date(2025, 4, 1)));
        assert!(!has_begun(Period::year(2025), date(2025, 3, 31)));
        assert!(has_begun(Period::quarter(2025, 4), date(2026, 1, 1)));
        assert!(!has_begun(Period::month(2026, 2), date(2026, 1, 31)));
    }
}
