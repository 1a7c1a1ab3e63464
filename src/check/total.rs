//! Whether parts add up to a total.

use rust_decimal::Decimal;

/// The sum of the parts where it is not the total. Numbers that were `rounded` one by one may miss it by half of their last
/// place each (表章単位未満四捨五入のため計と一致しない).
pub(super) fn missed(total: Decimal, parts: &[Decimal], rounded: bool) -> Option<Decimal> {
    let sum = parts.iter().try_fold(Decimal::ZERO, |sum, part| sum.checked_add(*part))?;
    let places = parts.iter().chain([&total]).map(|number| number.normalize().scale()).max()?;
    let terms = Decimal::from(parts.len().checked_add(1)?);
    let room = Decimal::new(1, places).checked_mul(terms)?.checked_div(Decimal::TWO)?;
    let off = sum.checked_sub(total)?.abs();
    let fits = off.is_zero() || (rounded && off <= room);
    (!fits).then_some(sum)
}

/// `120＋95＝215`.
pub(super) fn written(parts: &[Decimal], sum: Decimal) -> String {
    let terms: Vec<String> = parts.iter().map(Decimal::to_string).collect();
    format!("{}＝{sum}", terms.join("＋"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rounded_parts_may_miss_by_half_a_unit_each() {
        let of = |numbers: &[&str]| -> Vec<Decimal> { numbers.iter().map(|number| number.parse().unwrap()).collect() };
        assert_eq!(missed(Decimal::new(216, 0), &of(&["120", "95"]), false), Some(Decimal::new(215, 0)));
        assert_eq!(missed(Decimal::new(216, 0), &of(&["120", "95"]), true), None);
        assert_eq!(missed(Decimal::new(217, 0), &of(&["120", "95"]), true), Some(Decimal::new(215, 0)));
        assert_eq!(missed(Decimal::new(2151, 1), &of(&["120.0", "95.2"]), true), None);
        assert_eq!(missed(Decimal::new(2155, 1), &of(&["120.0", "95.2"]), true), Some(Decimal::new(2152, 1)));
    }
}
