//! The target that holds for a year: the register's, as its table of revisions has it.

use crate::model::{Figure, Status};
use crate::period::{FiscalYear, Period};
use crate::register::{Register, Registered, Revision};

/// A target of the register.
pub struct Official {
    /// The one that holds.
    pub figure: Figure,
    /// The one before its last revision.
    pub old: Option<Figure>,
}

/// The target of a year; `None` if the register has none.
pub fn official(
    register: &Register,
    original: &Registered,
    year: FiscalYear,
    now: Option<FiscalYear>,
) -> Option<Official> {
    let period = Period::year(year);
    let indicator = &original.indicator;
    let listed = indicator.observations.iter().find(|observation| observation.period == period);
    let listed = listed.map(|observation| &observation.target);
    let of_final = indicator.final_target.as_ref().filter(|target| target.fiscal_year == Some(year));
    let listed = listed.filter(|target| is_target(target)).or(of_final.map(|target| &target.figure));
    let also_final = of_final.is_some();
    let revisions = register.revisions.iter().filter(|revision| {
        revision.is_of(original) && (revision.year == Some(year) || (revision.year.is_none() && also_final))
    });
    in_force(listed.filter(|target| is_target(target)), revisions.collect(), year, now)
}

/// The final target with its year; `None` if the register has none.
pub fn official_final(
    register: &Register,
    original: &Registered,
    now: Option<FiscalYear>,
) -> Option<(Official, Option<FiscalYear>)> {
    let listed = original.indicator.final_target.as_ref();
    let year = listed.and_then(|target| target.fiscal_year);
    let revisions = register
        .revisions
        .iter()
        .filter(|revision| revision.is_of(original) && (revision.year.is_none() || revision.year == year));
    let figure = listed.map(|target| &target.figure).filter(|figure| is_target(figure));
    if let Some(year) = year {
        return Some((in_force(figure, revisions.collect(), year, now)?, Some(year)));
    }
    // without a year only the year of the report decides
    let far = FiscalYear::MAX;
    Some((in_force(figure, revisions.collect(), far, now)?, None))
}

fn is_target(figure: &Figure) -> bool {
    figure.value.is_some() || (figure.status == Status::Text && figure.operator.is_some())
}

/// Of the target that is listed and those of its revisions, in the order in which they came to hold, the last that does.
fn in_force(
    listed: Option<&Figure>,
    mut revisions: Vec<&Revision>,
    year: FiscalYear,
    now: Option<FiscalYear>,
) -> Option<Official> {
    revisions.sort_by_key(|revision| revision.effective);
    // of a list and a table that contradict each other neither is taken
    let known =
        |value| revisions.iter().any(|revision| [revision.old.value, revision.new.value].contains(&Some(value)));
    if !revisions.is_empty() && listed.and_then(|listed| listed.value).is_some_and(|value| !known(value)) {
        return None;
    }
    let holding = revisions.iter().rfind(|revision| revision.holds(year, now));
    if let Some(revision) = holding {
        let listed = listed.filter(|listed| listed.value == revision.new.value && listed.value.is_some());
        let figure = listed.unwrap_or(&revision.new).clone();
        return Some(Official { figure, old: Some(revision.old.clone()).filter(is_target) });
    }
    // the list may have the new target already
    let Some(next) = revisions.first() else {
        return listed.map(|listed| Official { figure: listed.clone(), old: None });
    };
    let old = if is_target(&next.old) { Some(&next.old) } else { None };
    let listed = listed.filter(|listed| listed.value != next.new.value);
    listed.or(old).map(|figure| Official { figure: figure.clone(), old: None })
}
