//! `department-missing`: nobody to ask about a file.

use super::facts::{Facts, Seen};
use crate::finding::Finding;
use crate::rule::check::DEPARTMENT_MISSING;
use std::collections::BTreeMap;

/// Where others are known: a single list that names no department is nobody's fault.
pub(super) fn check(facts: &Facts) -> Seen {
    let mut seen = Seen::default();
    let mut files: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for indicator in &facts.model.indicators {
        let (without, all) = files.entry(&indicator.place.sheet.file).or_default();
        *without += usize::from(indicator.belongs.department.is_empty());
        *all += 1;
    }
    let known = files.values().any(|(without, all)| without < all);
    for (file, (without, _)) in &files {
        if known {
            let finding = || Finding::of_file(&DEPARTMENT_MISSING, file, without.to_string());
            seen.look((*without > 0).then(finding));
        } else {
            seen.undecided();
        }
    }
    seen
}

#[cfg(test)]
mod tests {
    use crate::check::fixture::expect;

    #[test]
    fn fires_on_a_file_without_a_department_where_others_have_one() {
        expect(
            "名称     | 部署   | ファイル                    | 向き | R5実績
             相談件数 | 福祉課 | a.xlsx                      | 増   | 104
             創業件数 |        | b.xlsx !department-missing | 増   | 14
             受講者数 |        | b.xlsx                      | 増   | 32",
        );
    }

    #[test]
    fn is_silent_where_all_or_none_are_known() {
        expect(
            "名称     | 部署   | ファイル | 向き | R5実績
             相談件数 | 福祉課 | a.xlsx   | 増   | 104
             創業件数 | 商工課 | b.xlsx   | 増   | 14",
        );
        expect("名称 | ファイル | 向き | R5実績\n相談件数 | a.xlsx | 増 | 104\n創業件数 | b.xlsx | 増 | 14");
    }
}
