//! A short digest that is the same on every machine and in every version: ids are made of it.

/// FNV-1a, 64 bits (<http://www.isthe.com/chongo/tech/comp/fnv/>), of some texts, each closed by a zero byte.
pub fn of_texts<'t>(texts: impl IntoIterator<Item = &'t str>) -> u64 {
    let bytes = texts.into_iter().flat_map(|text| text.bytes().chain([0]));
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash: u64, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3))
}

/// Twelve hexadecimal digits for some texts: short enough for people, long enough for a city.
pub fn short<T: AsRef<str>>(texts: &[T]) -> String {
    format!("{:012x}", of_texts(texts.iter().map(AsRef::as_ref)) >> 16)
}
