//! Digits as `[DBNum1]` (漢数字), `[DBNum2]` (大字) and `[DBNum3]` (全角) show them.

const KANJI: [char; 10] = ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
const FORMAL: [char; 10] = ['〇', '壱', '弐', '参', '四', '五', '六', '七', '八', '九'];
const FULL_WIDTH: [char; 10] = ['０', '１', '２', '３', '４', '５', '６', '７', '８', '９'];

fn digits(numerals: u8) -> Option<&'static [char; 10]> {
    match numerals {
        1 => Some(&KANJI),
        2 => Some(&FORMAL),
        3 => Some(&FULL_WIDTH),
        _ => None,
    }
}

/// `char` in these numerals; what is no digit stays as it is.
pub(super) fn mapped(char: char, numerals: u8) -> char {
    let index = char.to_digit(10).and_then(|digit| usize::try_from(digit).ok());
    digits(numerals).zip(index).and_then(|(digits, index)| digits.get(index).copied()).unwrap_or(char)
}

/// Appends `text` with each digit in these numerals: 二〇二四.
pub(super) fn write_digits(text: &str, numerals: u8, into: &mut String) {
    into.extend(text.chars().map(|char| mapped(char, numerals)));
}

/// Appends `value` with at least `len` digits; kanji numerals say it as it is spoken: 二十五.
pub(super) fn write_padded(value: i64, len: usize, numerals: u8, into: &mut String) {
    match numerals {
        1 | 2 => write_spoken(value, numerals, into),
        _ => write_digits(&format!("{value:0len$}"), numerals, into),
    }
}

/// Appends `value` as it is spoken: 千二百三十四. From 10,000 on, and below 0, digit by digit.
pub(super) fn write_spoken(value: i64, numerals: u8, into: &mut String) {
    if !(1..10_000).contains(&value) {
        return write_digits(&value.to_string(), numerals, into);
    }
    let units = if numerals == 2 { ['阡', '百', '拾'] } else { ['千', '百', '十'] };
    for (unit, size) in units.into_iter().zip([1000, 100, 10]) {
        let count = value / size % 10;
        // 大字 write the one of 壱拾, 漢数字 leave it out.
        if count > 1 || (count == 1 && numerals == 2) {
            write_digits(&count.to_string(), numerals, into);
        }
        if count > 0 {
            into.push(unit);
        }
    }
    if value % 10 > 0 {
        write_digits(&(value % 10).to_string(), numerals, into);
    }
}
