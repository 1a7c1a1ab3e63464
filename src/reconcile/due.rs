//! 未到来: empty actuals that by the register are not due yet, and those that are.

use crate::finding::Finding;
use crate::messages;
use crate::model::{Indicator, Status};
use crate::register::Registered;
use crate::rule::register as rules;
use jiff::civil::Date;

/// Marks empty actuals that are not due, and tells of those whose month is over before their period is.
///
/// Years in which an indicator is not measured are known without a date; all else only with one.
pub fn due(indicator: &mut Indicator, original: &Registered, as_of: Option<Date>) -> Vec<Finding> {
    let mut findings = Vec::new();
    let rhythm = &original.rhythm;
    for observation in &mut indicator.observations {
        let period = observation.period;
        if observation.actual.status != Status::Blank {
            continue;
        }
        if rhythm.measures(period) == Some(false) {
            observation.actual.status = Status::NotDue;
            continue;
        }
        let (Some(as_of), Some(due)) = (as_of, rhythm.due(period)) else { continue };
        if as_of < due {
            observation.actual.status = Status::NotDue;
        } else if period.last_day().is_some_and(|last| as_of < last) {
            let place = observation.actual.place.as_ref().unwrap_or(&indicator.place);
            let finding = Finding::at(&rules::ACTUAL_OVERDUE, place, messages::period(period));
            let month = format!("{}年{}月", due.year(), due.month());
            findings.push(Finding {
                department: indicator.belongs.department.clone(),
                measure_code: indicator.belongs.measure_code.clone(),
                ..finding.expecting(month).about(&indicator.name)
            });
        }
    }
    findings
}
