//! Dates written as text in a file's own markup: ISO 8601.

use jiff::civil::{Date, DateTime};

/// The day of `2024-04-01` or `2024-04-01T09:00:00`, and its serial number in the system of 1900.
pub(super) fn parse_iso(text: &str) -> Option<(Date, f64)> {
    let text = text.trim().trim_end_matches('Z');
    let moment: DateTime = match text.parse() {
        Ok(moment) => moment,
        Err(_) => text.parse::<Date>().ok()?.into(),
    };
    let date = moment.date();
    let since =
        if date < Date::constant(1900, 3, 1) { Date::constant(1899, 12, 31) } else { Date::constant(1899, 12, 30) };
    let days = date.since(since).ok()?.get_days();
    let time = moment.time();
    let seconds = f64::from(time.hour()) * 3600.0 + f64::from(time.minute()) * 60.0 + f64::from(time.second());
    Some((date, f64::from(days) + seconds / 86_400.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn iso_dates_and_their_serial_numbers() {
        for (text, day, serial) in [
            ("2024-04-01", Date::constant(2024, 4, 1), 45383.0),
            ("2024-04-01T12:00:00", Date::constant(2024, 4, 1), 45383.5),
            ("2024-04-01T00:00:00.000Z", Date::constant(2024, 4, 1), 45383.0),
            ("1900-01-01", Date::constant(1900, 1, 1), 1.0),
            ("1900-03-01", Date::constant(1900, 3, 1), 61.0),
        ] {
            assert_eq!(parse_iso(text), Some((day, serial)), "{text}");
        }
        for text in ["", "N/A", "2024-13-01", "令和6年"] {
            assert_eq!(parse_iso(text), None, "{text}");
        }
    }
}
