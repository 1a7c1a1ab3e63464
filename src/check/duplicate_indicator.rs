//! `duplicate-indicator` and `duplicate-differs`: one indicator on two sheets.

use super::facts::{Facts, Seen, finding_at, finding_of, shown};
use super::measure_twice;
use crate::finding::Finding;
use crate::model::{Figure, Indicator};
use crate::rule::check::{DUPLICATE_DIFFERS, DUPLICATE_INDICATOR};
use std::collections::BTreeMap;

/// What two indicators have to share to be taken for one: plan, measure (by code, else by name) and name.
type Key<'a> = (&'a str, &'a str, &'a str);

/// How an indicator compares with one of the same key on another sheet.
enum Pair<'a> {
    /// No period in common.
    Apart,
    /// The same values wherever both have one.
    Equal,
    /// The first figures that differ: this one's and the other's.
    Differs(&'a Figure, &'a Figure),
}

/// `duplicate-indicator`: the same values twice. Not where the whole sheet stands there twice (`measure-twice`).
pub(super) fn check(facts: &Facts) -> Seen {
    let told = measure_twice::pairs(facts);
    look(facts, |indicator, pairs| {
        let differs = pairs.iter().any(|(_, pair)| matches!(pair, Pair::Differs(..)));
        let again = |other: &Indicator| told.contains(&(&*indicator.place.sheet, &*other.place.sheet));
        let equal = |(other, pair): &&(&Indicator, Pair)| matches!(pair, Pair::Equal) && !again(other);
        let (other, _) = pairs.iter().find(equal).filter(|_| !differs)?;
        Some(finding_of(&DUPLICATE_INDICATOR, indicator, &indicator.name, other.place.to_string()))
    })
}

/// `duplicate-differs`: two values, and no way to tell which is right.
pub(super) fn check_differs(facts: &Facts) -> Seen {
    look(facts, |indicator, pairs| {
        pairs.iter().find_map(|(other, pair)| match pair {
            Pair::Differs(here, there) => {
                let place = there.place.as_ref().unwrap_or(&other.place);
                let expected = format!("{}（{place}）", shown(there));
                Some(finding_at(&DUPLICATE_DIFFERS, indicator, here, expected))
            }
            Pair::Apart | Pair::Equal => None,
        })
    })
}

/// With how many others of its name an indicator is compared.
const MOST_OTHERS: usize = 1000;

/// Looks at each indicator that has its like on another sheet, of the same file or another, with those.
fn look(facts: &Facts, find: impl Fn(&Indicator, &[(&Indicator, Pair)]) -> Option<Finding>) -> Seen {
    let mut seen = Seen::default();
    let mut groups: BTreeMap<Key, Vec<&Indicator>> = BTreeMap::new();
    for indicator in &facts.model.indicators {
        match key(indicator) {
            Some(key) => groups.entry(key).or_default().push(indicator),
            None => seen.undecided(),
        }
    }
    for group in groups.values() {
        // Most groups stand on one sheet, and there may be many of one name on it.
        let one_sheet = group.windows(2).all(|pair| matches!(pair, [one, next] if one.place.sheet == next.place.sheet));
        for indicator in group {
            let others = if one_sheet { &[] } else { group.as_slice() };
            let elsewhere = others.iter().filter(|other| other.place.sheet != indicator.place.sheet).take(MOST_OTHERS);
            let pairs: Vec<_> = elsewhere.map(|other| (*other, compare(indicator, other))).collect();
            seen.look(find(indicator, &pairs));
        }
    }
    seen
}

/// `None` where nothing says which measure an indicator belongs to: a name alone does not make two of them one.
fn key(indicator: &Indicator) -> Option<Key<'_>> {
    let belongs = &indicator.belongs;
    // the number of a row is no code that another sheet would share
    let code = if belongs.numbered { "" } else { &belongs.measure_code };
    let measure = [code, &belongs.measure_name].into_iter().find(|text| !text.is_empty())?;
    Some((&belongs.plan, measure, &indicator.name))
}

fn compare<'a>(here: &'a Indicator, there: &'a Indicator) -> Pair<'a> {
    let mut shared = false;
    for one in &here.observations {
        let alike = there
            .observations
            .iter()
            .filter(|other| (other.period, other.aggregation) == (one.period, one.aggregation));
        for other in alike {
            shared = true;
            for (here, there) in [(&one.target, &other.target), (&one.actual, &other.actual)] {
                if here.value.is_some() && there.value.is_some() && here.value != there.value {
                    return Pair::Differs(here, there);
                }
            }
        }
    }
    if shared { Pair::Equal } else { Pair::Apart }
}

#[cfg(test)]
mod tests {
    use crate::check::fixture::expect;

    #[test]
    fn fires_at_both_places_of_equal_values() {
        expect(
            "コード | 名称                          | 向き | ファイル | R4目標 | R4実績
             1-1    | 相談件数 !duplicate-indicator | 増   | a.xlsx   | 100    | 120
             1-1    | 相談件数 !duplicate-indicator | 増   | b.xlsx   | 100    | 120",
        );
    }

    #[test]
    fn is_silent_on_other_measures_other_years_and_one_file() {
        expect(
            "コード | 名称     | 向き | ファイル | R4目標 | R4実績
             1-1    | 相談件数 | 増   | a.xlsx   | 100    | 120
             1-2    | 相談件数 | 増   | b.xlsx   | 100    | 120
             1-3    | 相談件数 | 増   | c.xlsx   | 100    | 120
             1-3    | 相談件数 | 増   | c.xlsx   | 100    | 120
                    | 相談件数 | 増   | d.xlsx   | 100    | 130",
        );
    }

    #[test]
    fn duplicate_differs_fires_at_both_places_of_two_values() {
        expect(
            "コード | 名称     | 向き | ファイル | R4目標 | R4実績
             1-1    | 相談件数 | 増   | a.xlsx   | 100    | 120 !duplicate-differs
             1-1    | 相談件数 | 増   | b.xlsx   | 100    | 102 !duplicate-differs",
        );
    }

    #[test]
    fn duplicate_differs_is_silent_on_the_same_number_in_other_digits() {
        expect(
            "コード | 名称                          | 向き | ファイル | R4目標 | R4実績
             1-1    | 相談件数 !duplicate-indicator | 増   | a.xlsx   | 1100   | 1,200
             1-1    | 相談件数 !duplicate-indicator | 増   | b.xlsx   | 1100   | 1200.0",
        );
    }
}
