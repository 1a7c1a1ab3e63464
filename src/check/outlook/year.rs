//! Within the year: what was counted to date beside what was due, and what the year will come to.

use super::{is_met, to_be_reached};
use crate::check::facts::{number, spans_years};
use crate::check::formula::ratio;
use crate::check::over::is_over;
use crate::model::{Aggregation, Direction, Figure, Indicator, Observation, Status};
use crate::outlook::{Due, DueBy, NoProjection, ProjectedBy, Projection, YearOutlook};
use crate::period::{FiscalYear, Part, Period};
use jiff::civil::Date;
use rust_decimal::Decimal;

/// Before a quarter of the year has gone by, its pace says little.
const LEAST_MONTHS: u8 = 3;

/// The outlook within the fiscal year of the day.
pub fn outlook(
    indicator: &Indicator,
    day: Date,
    direction: impl Fn(&Figure) -> Option<Direction>,
) -> Option<YearOutlook> {
    let year = Period::month(i32::from(day.year()), u8::try_from(day.month()).ok()?).fiscal_year;
    let course = Course::of(indicator, year, day)?;
    let annual = target_of_year(indicator, year);
    let target = annual.and_then(to_be_reached);
    let total = course.total();
    let start = course.start(indicator);
    let direction = annual.or(course.target_at_last()).and_then(direction);
    let due = course.due_stated().or_else(|| {
        let (start, target) = (start.ok()?, target?);
        let value = target.checked_sub(start)?.checked_mul(course.gone())?.checked_div(course.all())?;
        Some(Due { value: value.checked_add(start)?, by: DueBy::Even })
    });
    let from_start = start.ok().zip(total).and_then(|(start, total)| total.checked_sub(start));
    let so_far = from_start.and_then(|counted| counted.checked_div(course.gone()));
    let left = target.zip(total).and_then(|(target, total)| target.checked_sub(total));
    let left = left.filter(|left| *left > Decimal::ZERO && start.is_ok());
    let pace = match (direction, due, start) {
        (Some(Direction::Up), Some(due), Ok(start)) => {
            let due = due.value.checked_sub(start).filter(|due| *due > Decimal::ZERO);
            from_start.zip(due).and_then(|(counted, due)| ratio(counted, due))
        }
        _ => None,
    };
    Some(YearOutlook {
        fiscal_year: year,
        through: course.last,
        latest: course.latest(),
        year_before: course.year_before(),
        to_date: total,
        target,
        due,
        pace,
        keeps_up: total.zip(due).and_then(|(total, due)| is_met(total, due.value, direction)),
        projection: start.and_then(|start| course.projection(indicator, start, total)),
        so_far,
        left: left.and_then(|left| left.checked_div(course.all().checked_sub(course.gone())?)),
        forecast: forecast(indicator, year),
    })
}

/// The target of the year as a whole, if all that the sheet says of it is one number for that year alone.
fn target_of_year(indicator: &Indicator, year: FiscalYear) -> Option<&Figure> {
    let whole = indicator.observations.iter().filter(|one| one.period == Period::year(year));
    let one_year = |one: &&Observation| one.target.value.is_some() && !spans_years(one);
    let mut targets = whole.filter(one_year).map(|one| &one.target);
    let first = targets.next()?;
    targets.all(|other| other.value == first.value).then_some(first)
}

/// 見込 of the year as the sheet gives it.
fn forecast(indicator: &Indicator, year: FiscalYear) -> Option<Decimal> {
    let whole = indicator.observations.iter().filter(|one| one.period == Period::year(year));
    whole.map(|one| &one.actual).find(|actual| actual.status == Status::Forecast).and_then(|actual| actual.value)
}

/// The months, or else the quarters, of one year.
struct Course<'a> {
    /// What each month alone has, or is at.
    own: Vec<&'a Observation>,
    /// Running totals.
    totals: Vec<&'a Observation>,
    /// The same of the year before.
    own_before: Vec<&'a Observation>,
    totals_before: Vec<&'a Observation>,
    /// What the values of `own` count.
    counts: Option<Aggregation>,
    /// Whether the office says, or else the values show, that those of `own` add up. A month's rate or a month's membership is of that month alone,
    /// too, and does not.
    adds_up: bool,
    last: Period,
}

impl<'a> Course<'a> {
    fn of(indicator: &'a Indicator, year: FiscalYear, day: Date) -> Option<Self> {
        let observations = || indicator.observations.iter();
        let is_known = |one: &&Observation| {
            one.period.fiscal_year == year && number(&one.actual).is_some() && is_over(one.period, day)
        };
        let kind = [Part::Month(0), Part::Quarter(0)].map(|part| std::mem::discriminant(&part));
        let kind = kind.into_iter().find(|kind| {
            observations().filter(is_known).any(|one| std::mem::discriminant(&one.period.part) == *kind)
        })?;
        let of_kind = |year: FiscalYear, totals: bool| -> Vec<&'a Observation> {
            let fits = |one: &&Observation| {
                one.period.fiscal_year == year
                    && std::mem::discriminant(&one.period.part) == kind
                    && (one.aggregation == Some(Aggregation::Cumulative)) == totals
            };
            observations().filter(fits).collect()
        };
        let own = of_kind(year, false);
        let counts = own.first().and_then(|one| one.aggregation);
        // Two kinds of value for each month are not set apart here.
        if own.iter().any(|one| one.aggregation != counts) {
            return None;
        }
        let totals = of_kind(year, true);
        let last = own.iter().chain(&totals).copied().filter(|one| is_known(one)).map(|one| one.period).max()?;
        let before = year.checked_sub(1)?;
        let mut own_before = of_kind(before, false);
        own_before.retain(|one| one.aggregation == counts);
        let mut course =
            Self { own, totals, own_before, totals_before: of_kind(before, true), counts, adds_up: false, last };
        course.adds_up = match indicator.rating.adds_up {
            Some(said) => said && counts != Some(Aggregation::Point),
            None => counts == Some(Aggregation::Annual) && course.shows_that_it_adds_up(indicator),
        };
        Some(course)
    }

    /// Running totals that grow by the month's own values, or a year before that is the sum of its months.
    fn shows_that_it_adds_up(&self, indicator: &Indicator) -> bool {
        let grows = self.own.iter().any(|one| {
            let (alone, total) = (number(&one.actual), self.total_at(one.period));
            let before = match place(one.period) {
                1 => Some(Decimal::ZERO),
                later => {
                    self.own.iter().find(|one| place(one.period) == later - 1).and_then(|one| self.total_at(one.period))
                }
            };
            let grown = total.zip(before).and_then(|(total, before)| total.checked_sub(before));
            grown.is_some_and(|grown| Some(grown) == alone && !grown.is_zero())
        });
        let end = Period { part: self.end(), ..self.last };
        let months = sum(&self.own_before, end, |one| number(&one.actual));
        grows || months.is_some_and(|months| whole_before(indicator, self.last) == Some(months))
    }

    /// The running total at a month: of its own, or beside the month's value, as in 3(9).
    fn total_at(&self, period: Period) -> Option<Decimal> {
        actual_at(&self.totals, period).or_else(|| at(&self.own, period).and_then(|one| one.cumulative))
    }

    /// The last month or quarter of a year.
    fn end(&self) -> Part {
        if matches!(self.last.part, Part::Quarter(_)) { Part::Quarter(4) } else { Part::Month(11) }
    }

    /// How many months or quarters have gone by.
    fn gone(&self) -> Decimal {
        Decimal::from(place(self.last))
    }

    /// How many a year has.
    fn all(&self) -> Decimal {
        Decimal::from(self.whole())
    }

    fn whole(&self) -> u8 {
        if matches!(self.last.part, Part::Quarter(_)) { 4 } else { 12 }
    }

    fn latest(&self) -> Option<Decimal> {
        actual_at(&self.own, self.last)
    }

    fn year_before(&self) -> Option<Decimal> {
        let beside = at(&self.own, self.last).and_then(|one| one.year_before.as_ref()).and_then(number);
        beside.or_else(|| actual_at(&self.own_before, self.last))
    }

    fn target_at_last(&self) -> Option<&'a Figure> {
        let last = at(&self.totals, self.last).or_else(|| at(&self.own, self.last))?;
        Some(&last.target).filter(|target| target.value.is_some())
    }

    /// What was counted by the last month; of values at a point in time, the last.
    fn total(&self) -> Option<Decimal> {
        if self.counts == Some(Aggregation::Point) && self.totals.is_empty() {
            return self.latest();
        }
        let sum = || sum(&self.own, self.last, |one| number(&one.actual)).filter(|_| self.adds_up);
        self.total_at(self.last).or_else(sum)
    }

    /// What a running total began the year with, or why the values tell nothing of the year as a whole.
    fn start(&self, indicator: &Indicator) -> Result<Decimal, NoProjection> {
        if self.total_at(self.last).is_none() {
            return match self.counts {
                Some(Aggregation::Point) => Err(NoProjection::PointInTime),
                _ if self.adds_up && self.total().is_none() => Err(NoProjection::Gap),
                _ if self.adds_up => Ok(Decimal::ZERO),
                _ => Err(NoProjection::CountUnknown),
            };
        }
        let first = self.own.iter().chain(&self.totals).find(|one| place(one.period) == 1);
        let first = first.and_then(|one| Some((one.period, self.total_at(one.period)?)));
        let alone = first.and_then(|(period, _)| actual_at(&self.own, period));
        match (first, alone) {
            (Some((_, total)), Some(alone)) if total == alone => Ok(Decimal::ZERO),
            (Some((_, total)), Some(alone)) => total.checked_sub(alone).ok_or(NoProjection::NoRoom),
            (Some((_, total)), None) => {
                let before = Period::year(self.last.fiscal_year.saturating_sub(1));
                let last_year = indicator
                    .observations
                    .iter()
                    .find(|one| one.period == before && one.aggregation == Some(Aggregation::Cumulative));
                match last_year.and_then(|one| number(&one.actual)) {
                    Some(known) if total >= known => Ok(known),
                    Some(_) => Ok(Decimal::ZERO),
                    None => Err(NoProjection::StartUnknown),
                }
            }
            (None, _) => Err(NoProjection::StartUnknown),
        }
    }

    /// What the targets of the months themselves ask by now.
    fn due_stated(&self) -> Option<Due> {
        let of_total = at(&self.totals, self.last).and_then(|one| to_be_reached(&one.target));
        let value = of_total.or_else(|| match self.counts {
            _ if self.adds_up => sum(&self.own, self.last, |one| to_be_reached(&one.target)),
            Some(Aggregation::Point) => at(&self.own, self.last).and_then(|one| to_be_reached(&one.target)),
            _ => None,
        })?;
        Some(Due { value, by: DueBy::Stated })
    }

    fn projection(
        &self,
        indicator: &Indicator,
        start: Decimal,
        total: Option<Decimal>,
    ) -> Result<Projection, NoProjection> {
        let counted = total.and_then(|total| total.checked_sub(start)).ok_or(NoProjection::Gap)?;
        if place(self.last) >= self.whole() {
            return Err(NoProjection::Over);
        }
        let months = if self.whole() == 4 { LEAST_MONTHS } else { place(self.last) };
        let (more, by) = match self.as_the_year_before(counted, indicator) {
            Some(value) => (value, ProjectedBy::Seasonal),
            None if months < LEAST_MONTHS => return Err(NoProjection::TooEarly),
            None => {
                let value = counted.checked_mul(self.all()).and_then(|value| value.checked_div(self.gone()));
                (value.ok_or(NoProjection::NoRoom)?, ProjectedBy::Even)
            }
        };
        let value = start.checked_add(more).ok_or(NoProjection::NoRoom)?;
        Ok(Projection { value, by })
    }

    /// Where the year before is known to this month and as a whole.
    fn as_the_year_before(&self, counted: Decimal, indicator: &Indicator) -> Option<Decimal> {
        let last = Period { fiscal_year: self.last.fiscal_year.checked_sub(1)?, ..self.last };
        let end = Period { part: self.end(), ..last };
        let of_total = |period: Period| {
            let first = self.totals_before.iter().find(|one| place(one.period) == 1)?;
            let alone = actual_at(&self.own_before, first.period)?;
            actual_at(&self.totals_before, period).filter(|_| number(&first.actual) == Some(alone))
        };
        let of_months =
            |period: Period| sum(&self.own_before, period, |one| number(&one.actual)).filter(|_| self.adds_up);
        let beside =
            || sum(&self.own, self.last, |one| one.year_before.as_ref().and_then(number)).filter(|_| self.adds_up);
        let to_date =
            of_months(last).or_else(|| of_total(last)).or_else(beside).filter(|part| *part > Decimal::ZERO)?;
        let whole = of_months(end)
            .or_else(|| of_total(end))
            .or_else(|| whole_before(indicator, self.last))
            .filter(|whole| *whole >= to_date)?;
        counted.checked_mul(whole)?.checked_div(to_date)
    }
}

/// The actual of the whole year before.
fn whole_before(indicator: &Indicator, last: Period) -> Option<Decimal> {
    let year = Period::year(last.fiscal_year.checked_sub(1)?);
    let counts = |one: &&Observation| matches!(one.aggregation, None | Some(Aggregation::Annual));
    let whole = indicator.observations.iter().filter(counts).find(|one| one.period == year)?;
    number(&whole.actual)
}

/// The place of a month or quarter in its year, from 1.
fn place(period: Period) -> u8 {
    match period.part {
        Part::Year => 1,
        Part::Quarter(quarter) => quarter,
        Part::Month(month) => month.saturating_add(1),
    }
}

fn at<'a>(observations: &[&'a Observation], period: Period) -> Option<&'a Observation> {
    observations.iter().copied().find(|one| one.period.part == period.part)
}

fn actual_at(observations: &[&Observation], period: Period) -> Option<Decimal> {
    at(observations, period).and_then(|one| number(&one.actual))
}

/// The sum from the first month or quarter to `last`, if each has a number.
fn sum(observations: &[&Observation], last: Period, of: impl Fn(&Observation) -> Option<Decimal>) -> Option<Decimal> {
    let counted = observations.iter().filter(|one| place(one.period) <= place(last));
    let numbers: Vec<Decimal> = counted.map(|one| of(one)).collect::<Option<_>>()?;
    if numbers.len() != usize::from(place(last)) {
        return None;
    }
    numbers.into_iter().try_fold(Decimal::ZERO, Decimal::checked_add)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::fixture::{outlook_on, outlook_with};
    use jiff::civil::date;

    fn number(value: &str) -> Decimal {
        value.parse().unwrap()
    }

    fn year(text: &str) -> YearOutlook {
        outlook_on(date(2025, 9, 30), text).year.unwrap()
    }

    const HALF: &str = "R7.4累計 | R7.4実績 | R7.5実績 | R7.6実績 | R7.7実績 | R7.8実績 | R7.9実績";

    #[test]
    fn counts_of_months_are_set_beside_the_share_of_the_year_that_is_due() {
        let year = year(&format!(
            "名称 | 向き | 種別 | R7目標 | {HALF} | R7.10実績\n来館者 | 増 | 単年 | 1200 | 90 | 90 | 100 | 80 | 70 | 110 | 90 |"
        ));
        assert_eq!(year.through, Period::month(2025, 9));
        assert_eq!((year.to_date, year.latest), (Some(number("540")), Some(number("90"))));
        assert_eq!(year.due, Some(Due { value: number("600"), by: DueBy::Even }));
        assert_eq!((year.pace, year.keeps_up), (Some(number("90")), Some(false)));
        assert_eq!(year.projection, Ok(Projection { value: number("1080"), by: ProjectedBy::Even }));
        assert_eq!((year.so_far, year.left), (Some(number("90")), Some(number("110"))));
    }

    #[test]
    fn targets_of_the_months_say_what_is_due() {
        let year = year(
            "名称 | 向き | 種別 | R7目標 | R7Q1目標 | R7Q1実績 | R7Q1累計 | R7Q2目標 | R7Q2実績\n来館者 | 増 | 単年 | 1000 | 100 | 120 | 120 | 300 | 290",
        );
        assert_eq!(year.due, Some(Due { value: number("400"), by: DueBy::Stated }));
        assert_eq!(year.keeps_up, Some(true));
        assert_eq!(year.left, Some(number("295")));
    }

    #[test]
    fn the_year_goes_on_as_the_year_before_did() {
        let before: String = (4..=15).map(|month| format!(" | R6.{}実績", (month - 1) % 12 + 1)).collect();
        let values = " | 10".repeat(6) + &" | 30".repeat(6);
        let year = year(&format!(
            "名称 | 向き | 種別 | R7目標 | {HALF}{before}\nツアー客 | 増 | 単年 | 300 | 20 | 20 | 20 | 20 | 20 | 20 | 20{values}"
        ));
        assert_eq!(year.projection, Ok(Projection { value: number("480"), by: ProjectedBy::Seasonal }));
        assert_eq!((year.year_before, year.keeps_up), (Some(number("10")), Some(false)));
    }

    #[test]
    fn what_should_fall_may_use_up_what_is_left() {
        let year =
            year(&format!("名称 | 向き | 種別 | R7目標 | {HALF}\n事故 | 減 | 単年 | 120 | 9 | 9 | 9 | 9 | 9 | 9 | 9"));
        assert_eq!((year.keeps_up, year.pace, year.left), (Some(true), None, Some(number("11"))));
    }

    #[test]
    fn a_month_without_a_number_and_values_at_a_point_are_not_projected() {
        let gap = year(&format!(
            "名称 | 向き | 種別 | R7目標 | {HALF}\n来館者 | 増 | 単年 | 1200 | 90 | 90 | － | 80 | 70 | 110 | 90"
        ));
        assert_eq!((gap.to_date, gap.projection), (None, Err(NoProjection::Gap)));
        let point = year("名称 | 向き | 種別 | R7目標 | R7.9実績\n会員数 | 増 | 時点 | 1200 | 1100");
        assert_eq!((point.to_date, point.due), (Some(number("1100")), None));
        assert_eq!(point.projection, Err(NoProjection::PointInTime));
        let rates =
            "名称 | 向き | 種別 | R7目標 | R7.4実績 | R7.5実績 | R7.6実績\n満足度 | 増 | 単年 | 75 | 71 | 72 | 71";
        let rates = year(rates);
        assert_eq!((rates.to_date, rates.due, rates.projection), (None, None, Err(NoProjection::CountUnknown)));
        let unknown = year("名称 | 向き | R7目標 | R7.9実績\n会員数 | 増 | 1200 | 1100");
        assert_eq!((unknown.to_date, unknown.projection), (None, Err(NoProjection::CountUnknown)));
    }

    #[test]
    fn the_office_may_say_that_months_add_up_or_that_they_do_not() {
        let said = |adds_up: bool| {
            let settings = format!("[[indicator]]\nname = \"参加者\"\nadds_up = {adds_up}\nreason = \"延べ人数\"");
            let sheet =
                "名称 | 向き | R7目標 | R7.4累計 | R7.4実績 | R7.5実績 | R7.6実績\n参加者 | 増 | 120 | | 10 | 8 | 12";
            outlook_with(&settings, date(2025, 6, 30), sheet).year.unwrap()
        };
        assert_eq!((said(true).to_date, said(true).pace), (Some(number("30")), Some(number("100"))));
        assert_eq!(said(true).projection, Ok(Projection { value: number("120"), by: ProjectedBy::Even }));
        assert_eq!((said(false).to_date, said(false).projection), (None, Err(NoProjection::CountUnknown)));
    }

    #[test]
    fn a_running_total_counts_from_where_it_began() {
        let plan = |before: &str| {
            year(&format!(
                "名称 | 向き | 種別 | R6実績 | R7目標 | R7.4実績 | R7.6実績\n認定 | 増 | 累計 | {before} | 300 | 205 | 215"
            ))
        };
        let known = plan("200");
        assert_eq!(known.due, Some(Due { value: number("225"), by: DueBy::Even }));
        assert_eq!(known.projection, Ok(Projection { value: number("260"), by: ProjectedBy::Even }));
        assert_eq!((known.pace, known.keeps_up), (Some(number("60")), Some(false)));
        let unknown = plan("－");
        assert_eq!((unknown.due, unknown.projection), (None, Err(NoProjection::StartUnknown)));
    }

    #[test]
    fn early_in_the_year_little_is_said_and_after_it_nothing() {
        let early = outlook_on(
            date(2025, 5, 31),
            "名称 | 向き | 種別 | R7目標 | R7.4累計 | R7.4実績 | R7.5実績\n来館者 | 増 | 単年 | 1200 | 90 | 90 | 100",
        );
        assert_eq!(early.year.unwrap().projection, Err(NoProjection::TooEarly));
        let later =
            outlook_on(date(2026, 5, 31), "名称 | 向き | 種別 | R7目標 | R7.4実績\n来館者 | 増 | 単年 | 1200 | 90");
        assert_eq!(later.year, None);
    }
}
