//! Whether a period is over on a date.

use crate::period::{Part, Period};
use jiff::civil::Date;

/// Whether the last day of `period` is `as_of` or earlier. A period outside the calendar is not over.
pub(super) fn is_over(period: Period, as_of: Date) -> bool {
    last_day(period).is_some_and(|last| last <= as_of)
}

fn last_day(period: Period) -> Option<Date> {
    // Months of the fiscal year from April: 0 to 11.
    let last_month = match period.part {
        Part::Year => 11,
        Part::Quarter(quarter) => i32::from(quarter) * 3 - 1,
        Part::Month(place) => i32::from(place),
    };
    let month = i8::try_from((last_month + 3) % 12 + 1).ok()?;
    let year = period.fiscal_year.checked_add(i32::from(month < 4))?;
    Date::new(i16::try_from(year).ok()?, month, 1).ok().map(|first| first.last_of_month())
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
}
