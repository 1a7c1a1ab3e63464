//! Changes against the year before: 前年比5％アップ.

use super::text::key;
use rust_decimal::Decimal;

/// By how many percent a value is to change against the year before; below 0 where it is to fall.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change {
    percent: Decimal,
}

impl Change {
    /// Whether it is to rise.
    pub fn rises(self) -> bool {
        self.percent >= Decimal::ZERO
    }

    /// Whether its digits could be an old and a new number, one pasted behind the other.
    pub fn splits(self) -> bool {
        self.percent.abs() >= Decimal::TEN
    }

    /// The value after it; `None` where it has no room in a decimal.
    pub fn of(self, before: Decimal) -> Option<Decimal> {
        let whole = self.percent.checked_add(Decimal::ONE_HUNDRED)?;
        before.checked_mul(whole)?.checked_div(Decimal::ONE_HUNDRED)
    }
}

const BEFORE: [&str; 2] = ["前年比", "前年度比"];
const UP: [&str; 7] = ["アップ", "増", "増加", "上昇", "向上", "up", "の増"];
const DOWN: [&str; 6] = ["ダウン", "減", "減少", "削減", "低下", "の減"];

/// The change that a text ends with; `None` where it says none unmistakably. A change over 100 % is rather two numbers, one
/// pasted behind the other.
pub fn year_on_year(text: &str) -> Option<Change> {
    let key = key(text);
    let (_, rest) = BEFORE.iter().find_map(|word| key.rsplit_once(word))?;
    let (number, word) = rest.split_once('%')?;
    let percent: Decimal = number.parse().ok().filter(|_| number.starts_with(|c: char| c.is_ascii_digit()))?;
    let word = word.strip_prefix("以上").unwrap_or(word);
    if percent > Decimal::ONE_HUNDRED {
        None
    } else if UP.contains(&word) {
        Some(Change { percent })
    } else if DOWN.contains(&word) {
        Some(Change { percent: -percent })
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_is_read_where_it_says_which_way() {
        let of =
            |text: &str| year_on_year(text).and_then(|change| change.of(200.into())).map(|value| value.normalize());
        assert_eq!(of("前年比５％アップ"), Some(210.into()));
        assert_eq!(of("サイトへのアクセス数、前年比５％アップ"), Some(210.into()));
        assert_eq!(of("対前年度比2.5％減"), Some(195.into()));
        assert_eq!(of("前年比10％以上増"), Some(220.into()));
        for text in
            ["前年比1410％アップ", "前年比5％", "前年比アップ", "5％アップ", "前年比△5％増", "前年比5％アップを検討"]
        {
            assert_eq!(of(text), None, "{text}");
        }
    }
}
