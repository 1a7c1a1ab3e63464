//! Days as offices write them: 2024/10/25, 令和6年10月25日, R6.10.25, or a date of the workbook.

use crate::period::{FiscalYear, western_year};
use crate::sheet::{Content, Raw};
use crate::token::text::key;
use crate::token::time;
use jiff::civil::Date;

/// The day in a cell.
pub fn day(raw: &Raw) -> Option<Date> {
    if let Content::Date(date) = raw.content {
        return Some(date);
    }
    let text = key(&raw.text);
    let start = text.find(|c: char| c.is_ascii_digit() || c == '元')?;
    let (era, rest) = text.split_at_checked(start)?;
    let rest = rest.replace('元', "1");
    let mut numbers = Vec::new();
    let mut seen = 0;
    for part in rest.split(['年', '月', '/', '.', '-']) {
        seen += 1;
        let part = part.strip_suffix('日').unwrap_or(part);
        // 10月25日(金)
        let part = part.split('(').next().unwrap_or(part);
        let part = part.strip_suffix('日').unwrap_or(part);
        numbers.push(part.parse::<i32>().ok()?);
    }
    let [year, month, day] = numbers[..] else { return None };
    let year = if era.is_empty() { Some(year).filter(|year| *year > 1900) } else { western_year(era, year) };
    let date = Date::new(i16::try_from(year?).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok();
    date.filter(|_| seen == 3)
}

/// The fiscal year in a cell: 令和7年度, 2025, R7.
pub fn fiscal_year(text: &str) -> Option<FiscalYear> {
    time::whole(text)?.fiscal_year(None)
}

/// The first day that a cell means: a day, or the first of April of a fiscal year.
pub fn first_day(raw: &Raw) -> Option<Date> {
    day(raw).or_else(|| Date::new(i16::try_from(fiscal_year(&raw.text)?).ok()?, 4, 1).ok())
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn days_are_read_in_every_writing() {
        for text in [
            "2024/10/25",
            "2024-10-25",
            "令和６年１０月２５日",
            "R6.10.25",
            "２０２４年10月25日（金）",
            "令和6年10月25日(金)",
        ] {
            assert_eq!(day(&Raw::text(text)), Some(date(2024, 10, 25)), "{text}");
        }
        assert_eq!(day(&Raw::text("令和元年5月1日")), Some(date(2019, 5, 1)));
        for text in ["", "10月25日", "6.10.25", "2024/13/1", "月末"] {
            assert_eq!(day(&Raw::text(text)), None, "{text}");
        }
        assert_eq!(first_day(&Raw::text("令和6年度")), Some(date(2024, 4, 1)));
    }
}
