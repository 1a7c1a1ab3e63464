//! A number as decimal digits, rounded the way a spreadsheet rounds what it shows.

use std::io::Write;

/// Significant digits that a spreadsheet works with.
const DIGITS: usize = 15;

/// A number without its sign: `0.d₀d₁d₂… × 10^point`, no zero at either end of its digits.
#[derive(Clone, Copy)]
pub(super) struct Decimal {
    digits: [u8; DIGITS],
    len: usize,
    point: i32,
}

impl Decimal {
    const ZERO: Self = Self { digits: [0; DIGITS], len: 0, point: 0 };

    /// The magnitude of `number` to 15 significant digits; 0 for what is no finite number.
    pub(super) fn of(number: f64) -> Self {
        let mut text = [0u8; 40];
        let mut rest = &mut text[..];
        // The shortest digits that mean this number: at most 17, so that rounding them to 15 is rounding what
        // anyone would write.
        if !number.is_finite() || write!(rest, "{:e}", number.abs()).is_err() {
            return Self::ZERO;
        }
        let mut decimal = Self::ZERO;
        let mut up = false;
        let mut bytes = text.iter().copied().take_while(|byte| *byte != 0);
        let mantissa = bytes.by_ref().take_while(|byte| *byte != b'e').filter(u8::is_ascii_digit);
        for (nth, byte) in mantissa.enumerate() {
            match decimal.digits.get_mut(nth) {
                Some(digit) => {
                    *digit = byte - b'0';
                    decimal.len += 1;
                }
                None => up |= nth == DIGITS && byte >= b'5',
            }
        }
        let (mut exponent, mut sign) = (0, 1);
        for byte in bytes {
            match byte {
                b'-' => sign = -1,
                _ => exponent = exponent * 10 + i32::from(byte - b'0'),
            }
        }
        decimal.point = exponent * sign + 1;
        if up { decimal.rounded_up() } else { decimal.trimmed() }
    }

    /// The same, times 10 to the power of `exponent`.
    pub(super) fn shifted(mut self, exponent: i32) -> Self {
        if self.len > 0 {
            self.point += exponent;
        }
        self
    }

    /// Rounded to `places` decimal places, half away from zero.
    pub(super) fn rounded(mut self, places: i32) -> Self {
        let Ok(keep) = usize::try_from(self.point + places) else { return Self::ZERO };
        if keep >= self.len {
            return self;
        }
        let up = self.digits[keep] >= 5;
        self.len = keep;
        if up { self.rounded_up() } else { self.trimmed() }
    }

    /// One more in the last of its digits.
    fn rounded_up(mut self) -> Self {
        while self.len > 0 && self.digits[self.len - 1] == 9 {
            self.len -= 1;
        }
        if self.len > 0 {
            self.digits[self.len - 1] += 1;
        } else {
            self.digits[0] = 1;
            self.len = 1;
            self.point += 1;
        }
        self.trimmed()
    }

    fn trimmed(mut self) -> Self {
        while self.len > 0 && self.digits[self.len - 1] == 0 {
            self.len -= 1;
        }
        if self.len == 0 { Self::ZERO } else { self }
    }

    /// Whether it is 0.
    pub(super) fn is_zero(&self) -> bool {
        self.len == 0
    }

    /// How many digits stand before the decimal point; none for 0.5.
    pub(super) fn integer_len(&self) -> usize {
        usize::try_from(self.point).unwrap_or(0)
    }

    /// The digit `place` places left of the decimal point, 0 being the ones.
    pub(super) fn integer_digit(&self, place: usize) -> char {
        self.integer_len().checked_sub(place + 1).map_or('0', |index| self.digit(index))
    }

    /// The digit `place` places right of the decimal point, 0 being the tenths.
    pub(super) fn fraction_digit(&self, place: usize) -> char {
        let index = i64::from(self.point) + i64::try_from(place).unwrap_or(i64::MAX / 2);
        usize::try_from(index).map_or('0', |index| self.digit(index))
    }

    /// How many digits stand after the decimal point.
    pub(super) fn fraction_len(&self) -> usize {
        let len = i64::try_from(self.len).unwrap_or(0) - i64::from(self.point);
        usize::try_from(len).unwrap_or(0)
    }

    fn digit(&self, index: usize) -> char {
        if index < self.len { char::from(b'0' + self.digits[index]) } else { '0' }
    }

    /// The power of ten of its first digit.
    pub(super) fn exponent(&self) -> i32 {
        if self.len == 0 { 0 } else { self.point - 1 }
    }

    /// Appends it with as many digits as it has; very large and very small ones as `1.5E+25`.
    pub(super) fn write_plain(&self, text: &mut String) {
        if !(-10..=20).contains(&self.exponent()) {
            let exponent = self.exponent();
            self.shifted(-exponent).write_plain(text);
            let sign = if exponent < 0 { '-' } else { '+' };
            text.push_str(&format!("E{sign}{:02}", exponent.abs()));
            return;
        }
        match self.integer_len() {
            0 => text.push('0'),
            len => text.extend((0..len).rev().map(|place| self.integer_digit(place))),
        }
        if self.fraction_len() > 0 {
            text.push('.');
            text.extend((0..self.fraction_len()).map(|place| self.fraction_digit(place)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(decimal: Decimal) -> String {
        let mut text = String::new();
        decimal.write_plain(&mut text);
        text
    }

    #[test]
    fn fifteen_digits_and_no_noise() {
        for (number, shown) in [
            (0.1 + 0.2, "0.3"),
            (0.0, "0"),
            (1.0, "1"),
            (120.0, "120"),
            (0.05, "0.05"),
            (1234567.891, "1234567.891"),
            (1e15, "1000000000000000"),
            (1e20, "100000000000000000000"),
            (1.5e25, "1.5E+25"),
            (1e-5, "0.00001"),
            (2.5e-12, "2.5E-12"),
            (99.999_999_999_999_99, "100"),
            (1.234_567_890_123_456_7, "1.23456789012346"),
        ] {
            assert_eq!(plain(Decimal::of(number)), shown);
        }
    }

    #[test]
    fn half_is_rounded_away_from_zero_on_the_decimal_text() {
        for (number, places, shown) in [
            (2.675, 2, "2.68"),
            (1.005, 2, "1.01"),
            (0.5, 0, "1"),
            (0.49, 0, "0"),
            (2.5, 0, "3"),
            (99.95, 1, "100"),
            (9.96, 1, "10"),
            (0.04, 1, "0"),
            (0.05, 1, "0.1"),
            (1250.0, -2, "1300"),
            (49.0, -2, "0"),
            (50.0, -2, "100"),
            (4.0, -2, "0"),
        ] {
            assert_eq!(plain(Decimal::of(number).rounded(places)), shown, "{number} to {places}");
        }
    }
}
