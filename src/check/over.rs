//! Whether a period is over on a date.

use crate::period::Period;
use jiff::civil::Date;

/// Whether the last day of `period` is `as_of` or earlier. A period outside the calendar is not over.
pub(super) fn is_over(period: Period, as_of: Date) -> bool {
    period.last_day().is_some_and(|last| last <= as_of)
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
}
