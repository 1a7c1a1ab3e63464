//! What the header of a table says of each of its columns.

use super::band::{Band, reach};
use super::grid::{Atom, Grid};
use crate::entry::{Fact, Series};
use crate::lexicon::{Heading, Sense};
use crate::model::{Aggregation, IndicatorKind};
use crate::token::time::Time;
use std::rc::Rc;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Names of indicators.
    Name,
    /// Names of listed actions.
    ActionName,
    /// Breakdowns under the names.
    Breakdown,
    /// Something said of the indicator.
    Fact(Fact),
    /// Numbers that count rows.
    Number,
    /// Names of a level of the plan tree.
    Level(usize),
    /// Labels of rows that say what kind of value stands in the row, or which year it is of.
    RowLabel,
    /// Values.
    Value,
    /// Nothing that is needed, or nothing that is known.
    Unknown,
}

/// The number of no atom: nothing stands over the column.
pub const NO_HEAD: usize = usize::MAX;

/// A column and what its header says of it.
#[derive(Clone, Debug)]
pub struct Column {
    /// The grid column.
    pub col: u32,
    /// What it holds.
    pub role: Role,
    /// What kind of value, if the header says so.
    pub series: Option<Series>,
    /// What it is for, if the header says so.
    pub time: Option<Time>,
    /// What it counts, if the header says so.
    pub aggregation: Option<Aggregation>,
    /// The unit its header names.
    pub unit: Option<String>,
    /// The kind of indicator its header names.
    pub kind: Option<IndicatorKind>,
    /// Number of its lowest header atom.
    pub head: usize,
    /// Whether it is the first column under that atom.
    pub first: bool,
    /// Whether it is an item of money.
    pub money: bool,
    /// What tells its indicators from the others under the same header: 指標①, or the highest heading of indicators.
    pub group: Option<Rc<str>>,
}

/// The columns of a band, by what its header says alone.
pub fn columns(grid: &Grid, band: Band) -> Vec<Column> {
    // Of each row of the header, the nearest atom so far and how far it reaches.
    let mut nearest = vec![None; (band.bottom - band.top + 1) as usize];
    // The lowest atom over the last column that has any.
    let mut before = None;
    let mut columns = Vec::new();
    for col in band.left..=band.right {
        let chain = chain(grid, band, col, &mut nearest);
        let lowest = chain.last().copied();
        columns.extend(column(col, chain, before));
        before = lowest.or(before);
    }
    columns
}

/// A column by the atoms over it, from the top; `before` is the lowest over the nearest column before it.
fn column<'g>(col: u32, chain: Vec<Numbered<'g>>, before: Option<Numbered<'g>>) -> Option<Column> {
    if chain.is_empty() {
        // an unmerged heading may stand for the empty places beside it
        let names =
            before.and_then(|(_, atom)| atom.heading.as_deref()).is_some_and(|heading| heading.subject().is_some());
        let head = before.map_or(NO_HEAD, |(head, _)| head);
        let role = if names { Role::Name } else { Role::Unknown };
        let bare = Column {
            col,
            role,
            series: None,
            time: None,
            aggregation: None,
            unit: None,
            kind: None,
            head,
            first: false,
            money: false,
            group: None,
        };
        return Some(bare);
    }
    let (head, lowest) = *chain.last()?;
    let headings: Vec<&Heading> = chain.iter().rev().filter_map(|(_, atom)| atom.heading.as_deref()).collect();
    let mut column = Column {
        col,
        role: Role::Unknown,
        series: headings.iter().find_map(|heading| heading.series()).map(|series| valued(series, &headings)),
        time: time(&headings),
        aggregation: headings.iter().find_map(|heading| heading.aggregation()),
        unit: headings.iter().find_map(|heading| heading.unit.clone()),
        kind: headings.iter().find_map(|heading| heading.subject().flatten()),
        head,
        first: lowest.rect.left == col
            && (lowest.heading.is_some() || chain.iter().all(|(_, atom)| atom.rect.left == col)),
        money: headings.iter().any(|heading| is_money(heading)),
        group: group(&chain),
    };
    column.role = match lowest.heading.as_deref() {
        Some(heading) => role(heading, &column),
        None if column.series.is_some() || column.time.is_some() => Role::Value,
        None if headings.first().is_some_and(|heading| heading.subject().is_some()) => Role::Name,
        None => Role::Unknown,
    };
    let superseded = headings.iter().any(|heading| heading.series() == Some(Series::Superseded));
    let target = headings.iter().any(|heading| heading.has(Sense::Series(Series::Target)));
    match column.series {
        Some(Series::Target) if superseded => column.series = Some(Series::Superseded),
        // 平成12年当初 is a time, whatever stood there then
        Some(Series::Superseded) if column.time.is_some() && !target => column.series = None,
        _ => {}
    }
    if column.role == Role::RowLabel
        && column.time.is_none()
        && let Some(year @ (Series::BaselineYear | Series::FinalTargetYear)) = column.series.and_then(year_of)
    {
        // 年度 under 基準値 heads the years of the starting values, not those of the rows
        (column.role, column.series) = (Role::Value, Some(year));
    }
    if column.role != Role::Value {
        column.series = column.series.filter(|series| matches!(series, Series::BaselineYear | Series::FinalTargetYear));
    }
    Some(column)
}

/// An atom with its number.
type Numbered<'g> = (usize, &'g Atom<'g>);

/// The header atoms over a column, from the top; an unmerged one reaches over the empty places to its right.
///
/// `nearest` holds of each row the nearest atom up to the column before and how far it reaches, and then up to this one.
fn chain<'g>(grid: &'g Grid, band: Band, col: u32, nearest: &mut [Option<(usize, u32)>]) -> Vec<Numbered<'g>> {
    let mut chain: Vec<Numbered> = Vec::new();
    for (row, nearest) in (band.top..=band.bottom).zip(nearest) {
        let own = grid.number_at(row, col);
        let number = own.or_else(|| {
            let (left, reach) = (*nearest)?;
            let atom = grid.atoms.get(left)?;
            let divided = row < band.bottom && atom.rect.bottom == row && reach >= col;
            divided.then_some(left)
        });
        if let Some(own) = own.filter(|own| nearest.is_none_or(|(known, _)| known != *own)) {
            *nearest = grid.atoms.get(own).map(|atom| (own, reach(grid, atom, band.right)));
        }
        if let Some(number) = number
            && let Some(atom) = grid.atoms.get(number).filter(|atom| !atom.is_blank())
            && chain.last().is_none_or(|(last, _)| *last != number)
        {
            chain.push((number, atom));
        }
    }
    chain
}

fn group(chain: &[Numbered]) -> Option<Rc<str>> {
    let marked = chain.iter().find_map(|(_, atom)| {
        let heading = atom.heading.as_deref()?;
        Some(Rc::from(format!("{:?} {}", heading.subject()?, heading.mark.as_deref()?)))
    });
    let heads = |atom: &Atom| {
        atom.heading.as_deref().is_some_and(|heading| heading.subject().is_some() && heading.series().is_none())
    };
    marked.or_else(|| chain.iter().find(|(_, atom)| heads(atom)).map(|(_, atom)| atom.key.clone()))
}

fn year_of(series: Series) -> Option<Series> {
    match series {
        Series::Baseline => Some(Series::BaselineYear),
        Series::FinalTarget => Some(Series::FinalTargetYear),
        _ => None,
    }
}

/// 目標年度 with its year beside it heads the target of that year, not years.
fn valued(series: Series, headings: &[&Heading]) -> Series {
    let dated = headings.iter().any(|heading| heading.time.is_some_and(|time| time.year.is_some()));
    match series {
        Series::FinalTargetYear if dated => Series::FinalTarget,
        Series::BaselineYear if dated => Series::Baseline,
        other => other,
    }
}

/// The lowest time, completed by the years above it.
fn time(headings: &[&Heading]) -> Option<Time> {
    headings
        .iter()
        .filter_map(|heading| heading.time)
        .reduce(|low, high| if low.year.is_some() { low } else { low.within(&high) })
}

fn role(heading: &Heading, column: &Column) -> Role {
    let has = |sense: Sense| heading.has(sense);
    if let Some(fact) = heading.fact() {
        return Role::Fact(fact);
    }
    if heading.subject().is_some() && heading.series().is_none() {
        return Role::Name;
    }
    if has(Sense::Action) {
        return Role::ActionName;
    }
    if heading.series().is_some() {
        return Role::Value;
    }
    if let Some(level) = heading.level() {
        return Role::Level(level);
    }
    if has(Sense::Number) {
        return Role::Number;
    }
    if has(Sense::Stub) {
        return Role::RowLabel;
    }
    if column.time.is_some() || column.series.is_some() || heading.aggregation().is_some() || has(Sense::Cost) {
        return Role::Value;
    }
    Role::Unknown
}

/// Whether a heading is of money.
pub fn is_money(heading: &Heading) -> bool {
    heading.senses.iter().any(|sense| {
        matches!(
            sense,
            Sense::Cost
                | Sense::Series(
                    Series::Budget
                        | Series::RevisedBudget
                        | Series::CarriedOver
                        | Series::Settlement
                        | Series::PlanAmount
                )
        )
    })
}
