//! Whether a period has begun, or is over, on a date.

use crate::period::Period;
use jiff::civil::Date;

/// Whether the last day of `period` is `as_of` or earlier. A period outside the calendar is not over.
pub(super) fn is_over(period: Period, as_of: Date) -> bool {
    period.last_day().is_some_and(|last| last <= as_of)
}

/// Whether the first day of `period` is `as_of` or earlier. A period outside the calendar has not begun.
pub(super) fn has_begun(period: Period, as_of: Date) -> bool {
    period.first_day().is_some_and(|first| first <= as_of)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_period_is_over_on_its_last_day() {
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
