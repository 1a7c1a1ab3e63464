//! `year-shifted`: the year that is evaluated is empty, the year after it is filled.

use super::facts::{Facts, Seen, finding_at, number, shown};
use crate::cell::SheetId;
use crate::model::{Indicator, Observation, Status};
use crate::period::{FiscalYear, Part, wareki};
use crate::rule::check::YEAR_SHIFTED;
use std::collections::{BTreeMap, BTreeSet};

/// 令和6年度評価 is about 令和5年度: who takes one for the other fills the wrong column. The year of a sheet is that of its texts and
/// marks.
pub(super) fn check(facts: &Facts) -> Seen {
    let mut seen = Seen::default();
    let years = years(facts);
    for indicator in &facts.model.indicators {
        let sheet: &SheetId = &indicator.place.sheet;
        let Some(year) = years.get(sheet).filter(|years| years.len() == 1).and_then(|years| years.first()) else {
            continue;
        };
        let of = |year: FiscalYear| of_year(indicator, year);
        let Some((evaluated, next)) = of(*year).zip(of(year.saturating_add(1))) else {
            seen.undecided();
            continue;
        };
        let shifted = evaluated.actual.status == Status::Blank && number(&next.actual).is_some();
        let expected = || format!("{} {}", wareki(*year), shown(&evaluated.target));
        seen.look(shifted.then(|| finding_at(&YEAR_SHIFTED, indicator, &next.actual, expected().trim().to_owned())));
    }
    seen
}

fn of_year(indicator: &Indicator, year: FiscalYear) -> Option<&Observation> {
    indicator.observations.iter().find(|one| one.period.part == Part::Year && one.period.fiscal_year == year)
}

/// The years that the texts and marks of each sheet are about.
fn years<'a>(facts: &Facts<'a>) -> BTreeMap<&'a SheetId, BTreeSet<FiscalYear>> {
    let texts = facts.model.narratives.iter().map(|one| (&one.place.sheet, one.fiscal_year));
    let marks = facts.model.evaluations.iter().map(|one| (&one.place.sheet, one.fiscal_year));
    let mut years: BTreeMap<&SheetId, BTreeSet<FiscalYear>> = BTreeMap::new();
    for (sheet, year) in texts.chain(marks) {
        if let Some(year) = year {
            years.entry(sheet).or_default().insert(year);
        }
    }
    years
}

#[cfg(test)]
mod tests {
    use crate::check::fixture::expect;

    #[test]
    fn fires_where_the_year_after_the_evaluated_one_is_filled_instead() {
        expect(
            "施策   | 名称     | 向き | R4目標 | R4実績 | R5目標 | R5実績          | R6目標 | R6実績            | 評:総合評価:R5
             移住   | 相談件数 | 増   | 100    | 101    | 104    | !actual-missing | 108    | 106 !year-shifted | A",
        );
    }

    #[test]
    fn is_silent_where_the_evaluated_year_is_filled_or_nothing_is_yet() {
        expect(
            "施策   | シート | 名称     | 向き | R4目標 | R4実績 | R5目標 | R5実績 | R6目標 | R6実績 | 評:総合評価:R5
             移住   | 1      | 相談件数 | 増   | 100    | 101    | 104    | 105    | 108    | 110    | A
             創業   | 2      | 創業件数 | 増   | 100    | 101    | 104    |        | 108    |        | A
             農業   | 3      | 就農者数 | 増   | 100    | 101    | 104    | 集計中 | 108    | 110    | A",
        );
    }
}
