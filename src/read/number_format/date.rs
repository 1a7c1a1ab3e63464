//! Serial numbers as dates and times, and how a number format shows them.

use super::numerals;
use super::section::{DatePart, Section, Token};
use jiff::civil::Date;

/// The last serial number that is a date: 9999-12-31.
const LAST: f64 = 2_958_465.0;
/// Days between the two systems: 1904-01-01 is 1462 in the other.
const FROM_1904: f64 = 1462.0;
const SECONDS_PER_DAY: f64 = 86_400.0;

const ENGLISH_MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const ENGLISH_WEEKDAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const KANJI_WEEKDAYS: [&str; 7] = ["月", "火", "水", "木", "金", "土", "日"];

/// First day, western year of the year 1, and the three ways to write an era.
const ERAS: [(Date, i16, [&str; 3]); 5] = [
    (Date::constant(2019, 5, 1), 2019, ["R", "令", "令和"]),
    (Date::constant(1989, 1, 8), 1989, ["H", "平", "平成"]),
    (Date::constant(1926, 12, 25), 1926, ["S", "昭", "昭和"]),
    (Date::constant(1912, 7, 30), 1912, ["T", "大", "大正"]),
    (Date::constant(1868, 1, 25), 1868, ["M", "明", "明治"]),
];

/// A moment as a serial number gives it.
#[derive(Clone, Copy)]
pub(super) struct Moment {
    /// The day, if the number is one that a calendar has.
    pub(super) date: Option<Date>,
    /// The serial number itself, for elapsed time.
    serial: f64,
    seconds: u32,
    milliseconds: u32,
}

impl Moment {
    /// The moment of a serial number, rounded to seconds unless `fine` asks for milliseconds.
    ///
    /// 29 February 1900, which never was, is no date; nor are the numbers below 1, which are times or empty slots.
    pub(super) fn of(serial: f64, date1904: bool, fine: bool) -> Self {
        let steps = if fine { 1000.0 } else { 1.0 };
        let mut day = serial.floor();
        let mut step = ((serial - day) * SECONDS_PER_DAY * steps).round();
        if step >= SECONDS_PER_DAY * steps {
            day += 1.0;
            step = 0.0;
        }
        let (seconds, milliseconds) = if fine { ((step / steps).floor(), step % steps) } else { (step, 0.0) };
        Self { date: date_of(day, date1904), serial, seconds: seconds as u32, milliseconds: milliseconds as u32 }
    }
}

/// The day of a whole serial number.
fn date_of(day: f64, date1904: bool) -> Option<Date> {
    if day < 1.0 {
        return None;
    }
    let day = if date1904 { day + FROM_1904 } else { day };
    if !(1.0..=LAST).contains(&day) || day == 60.0 {
        return None;
    }
    let since = if day < 60.0 { Date::constant(1899, 12, 31) } else { Date::constant(1899, 12, 30) };
    let days = jiff::Span::new().try_days(day as i64).ok()?;
    since.checked_add(days).ok()
}

/// Appends `moment` as `section` shows it. Parts that need a day stay out when there is none.
pub(super) fn write(section: &Section, moment: &Moment, text: &mut String) {
    let twelve_hours = section.date_parts().any(|part| part == DatePart::AmPm);
    for token in &section.tokens {
        match token {
            Token::Literal(literal) => text.push_str(literal),
            Token::Point => text.push('.'),
            Token::Date(part, len) if part.is_of_calendar() => {
                if let Some(date) = moment.date {
                    write_day(section, date, *part, *len, text);
                }
            }
            Token::Date(part, len) => write_time(section, moment, twelve_hours, *part, *len, text),
            _ => {}
        }
    }
}

fn write_day(section: &Section, date: Date, part: DatePart, len: usize, text: &mut String) {
    let era = ERAS.iter().find(|(first, ..)| *first <= date);
    let weekday = usize::try_from(date.weekday().to_monday_zero_offset()).unwrap_or(0);
    let month = usize::try_from(date.month() - 1).unwrap_or(0);
    let pick = |words: &[&'static str], index: usize| words.get(index).copied().unwrap_or_default();
    match part {
        DatePart::Year if len <= 2 => numerals::write_padded(i64::from(date.year() % 100), 2, section.numerals, text),
        DatePart::Year => numerals::write_digits(&format!("{:04}", date.year()), section.numerals, text),
        DatePart::Month => match len {
            3 => text.extend(pick(&ENGLISH_MONTHS, month).chars().take(3)),
            4 => text.push_str(pick(&ENGLISH_MONTHS, month)),
            5.. => text.extend(pick(&ENGLISH_MONTHS, month).chars().take(1)),
            _ => numerals::write_padded(i64::from(date.month()), len, section.numerals, text),
        },
        DatePart::Day => match len {
            3 if section.japanese => text.push_str(pick(&KANJI_WEEKDAYS, weekday)),
            4.. if section.japanese => {
                text.push_str(pick(&KANJI_WEEKDAYS, weekday));
                text.push_str("曜日");
            }
            3 => text.extend(pick(&ENGLISH_WEEKDAYS, weekday).chars().take(3)),
            4.. => text.push_str(pick(&ENGLISH_WEEKDAYS, weekday)),
            _ => numerals::write_padded(i64::from(date.day()), len, section.numerals, text),
        },
        DatePart::KanjiWeekday => {
            text.push_str(pick(&KANJI_WEEKDAYS, weekday));
            if len >= 4 {
                text.push_str("曜日");
            }
        }
        DatePart::Era => {
            if let Some((.., names)) = era {
                text.push_str(pick(names, len.clamp(1, 3) - 1));
            }
        }
        DatePart::EraYear => {
            let year = era.map_or(date.year(), |(_, first, _)| date.year() - first + 1);
            if section.gannen && year == 1 {
                text.push('元');
            } else {
                numerals::write_padded(i64::from(year), len, section.numerals, text);
            }
        }
        _ => {}
    }
}

fn write_time(section: &Section, moment: &Moment, twelve: bool, part: DatePart, len: usize, text: &mut String) {
    let hour = moment.seconds / 3600;
    let elapsed = |per_day: f64| (moment.serial.abs() * per_day + 1e-6).floor() as i64;
    let mut write = |value: i64| numerals::write_padded(value, len, section.numerals, text);
    match part {
        DatePart::Hour if twelve => write(i64::from(if hour.is_multiple_of(12) { 12 } else { hour % 12 })),
        DatePart::Hour => write(i64::from(hour)),
        DatePart::Minute => write(i64::from(moment.seconds / 60 % 60)),
        DatePart::Second => write(i64::from(moment.seconds % 60)),
        DatePart::SecondFraction => {
            let digits = format!("{:03}", moment.milliseconds);
            text.push('.');
            text.extend(digits.chars().chain(std::iter::repeat('0')).take(len));
        }
        DatePart::AmPm => text.push_str(match (section.japanese, hour < 12) {
            (true, true) => "午前",
            (true, false) => "午後",
            (false, true) => "AM",
            (false, false) => "PM",
        }),
        DatePart::ElapsedHours => write(elapsed(24.0)),
        DatePart::ElapsedMinutes => write(elapsed(1440.0)),
        DatePart::ElapsedSeconds => write(elapsed(SECONDS_PER_DAY)),
        _ => {}
    }
}
