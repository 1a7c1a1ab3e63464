//! The known word that someone probably meant.

/// The word of `known` nearest to `word`, if one is near enough to be a slip of the keyboard.
///
/// Two words equally near are a tie, and a tie proposes nothing.
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let allowed = (word.chars().count() / 3).max(2);
    let mut best: Option<(usize, &str)> = None;
    let mut tie = false;
    for candidate in known {
        let distance = distance(word, candidate);
        if distance > allowed {
            continue;
        }
        match best {
            Some((least, _)) if distance > least => {}
            Some((least, _)) if distance == least => tie = true,
            _ => {
                best = Some((distance, candidate));
                tie = false;
            }
        }
    }
    best.filter(|_| !tie).map(|(_, candidate)| candidate)
}

/// Levenshtein's distance: letters put in, left out or exchanged.
fn distance(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (i, left) in one.chars().enumerate() {
        let mut next = vec![i + 1];
        for (((above, corner), right), j) in row.iter().skip(1).zip(&row).zip(&other).zip(0..) {
            let beside: usize = next.get(j).copied().unwrap_or(i + 1);
            next.push((corner + usize::from(left != *right)).min(above + 1).min(beside + 1));
        }
        row = next;
    }
    row.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_finds_its_word() {
        let known = ["actual-missing", "target-missing", "rate-disagrees"];
        assert_eq!(nearest("actual-mising", known), Some("actual-missing"));
        assert_eq!(nearest("rates-disagree", known), Some("rate-disagrees"));
        assert_eq!(nearest("something-else-altogether", known), None);
    }

    #[test]
    fn a_tie_proposes_nothing() {
        assert_eq!(nearest("band", ["bind", "bond"]), None);
    }

    #[test]
    fn distances_are_counted_in_letters() {
        assert_eq!(distance("", "abc"), 3);
        assert_eq!(distance("kitten", "sitting"), 3);
        assert_eq!(distance("達成", "未達成"), 1);
    }
}
