//! Expressions over numbers that stand in cells: the text that a workbook reckons by, and what comes of it there.
//!
//! Only what Excel 2010 and LibreOffice both have, and nothing that is reckoned anew without a change (volatile).

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use std::fmt::{self, Display, Write};

/// An expression over cells that `Q` names.
#[derive(Clone, Debug, PartialEq)]
pub enum Expression<Q> {
    /// What stands in a cell.
    Cell(Q),
    /// A number.
    Number(Decimal),
    /// A text.
    Text(String),
    /// Two sides and what is between them.
    Of(Box<Self>, Operation, Box<Self>),
    /// A function.
    Call(Function, Vec<Self>),
}

/// What stands between two sides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operation {
    /// `+`
    Plus,
    /// `-`
    Minus,
    /// `*`
    Times,
    /// `/`
    Over,
    /// `=`
    Is,
    /// `<>`
    IsNot,
    /// `>`
    More,
    /// `>=`
    AtLeast,
    /// `<`
    Less,
    /// `<=`
    AtMost,
}

/// A function of a workbook.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Function {
    /// The second where the first holds, else the third.
    If,
    /// Whether all hold.
    And,
    /// Whether one holds.
    Or,
    /// Without its sign.
    Abs,
    /// The least.
    Min,
    /// The greatest.
    Max,
    /// Rounded half up, away from 0, to so many decimals.
    Round,
    /// How many are numbers.
    Count,
}

/// What stands in a cell, or comes of an expression.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// Nothing.
    Nothing,
    /// A number.
    Number(f64),
    /// A text.
    Text(String),
    /// Whether something holds.
    Holds(bool),
}

impl<Q> Expression<Q> {
    /// A text.
    pub fn text(text: &str) -> Self {
        Self::Text(text.to_owned())
    }

    /// A number.
    pub fn number(number: impl Into<Decimal>) -> Self {
        Self::Number(number.into())
    }

    /// This, an operation, and the other side.
    pub fn of(self, operation: Operation, other: Self) -> Self {
        Self::Of(Box::new(self), operation, Box::new(other))
    }

    /// This less the other.
    pub fn minus(self, other: Self) -> Self {
        self.of(Operation::Minus, other)
    }

    /// This by the other.
    pub fn over(self, other: Self) -> Self {
        self.of(Operation::Over, other)
    }

    /// This times the other.
    pub fn times(self, other: Self) -> Self {
        self.of(Operation::Times, other)
    }

    /// A function of these.
    pub const fn call(function: Function, arguments: Vec<Self>) -> Self {
        Self::Call(function, arguments)
    }

    /// This to so many decimals.
    pub fn rounded(self, decimals: u32) -> Self {
        Self::call(Function::Round, vec![self, Self::number(decimals)])
    }
}

impl<Q: PartialEq> Expression<Q> {
    /// `then` where the condition holds, else the other; no question where both are the same.
    pub fn either(condition: Self, then: Self, other: Self) -> Self {
        if then == other { then } else { Self::call(Function::If, vec![condition, then, other]) }
    }
}

impl<Q: Copy> Expression<Q> {
    /// As a workbook writes it, without `=`, each cell by its address; `None` where a cell has none.
    pub fn written<A: Display>(&self, address: &impl Fn(Q) -> Option<A>) -> Option<String> {
        let mut text = String::new();
        self.write(&mut text, address).ok()?;
        Some(text)
    }

    fn write<A: Display>(&self, out: &mut String, address: &impl Fn(Q) -> Option<A>) -> fmt::Result {
        match self {
            Self::Cell(cell) => write!(out, "{}", address(*cell).ok_or(fmt::Error)?),
            Self::Number(number) => write!(out, "{}", number.normalize()),
            Self::Text(text) => write!(out, "\"{}\"", text.replace('"', "\"\"")),
            Self::Of(left, operation, right) => {
                left.write_side(out, address, operation.binds(), false)?;
                out.push_str(operation.sign());
                right.write_side(out, address, operation.binds(), true)
            }
            Self::Call(function, arguments) => {
                write!(out, "{}(", function.name())?;
                for (place, argument) in arguments.iter().enumerate() {
                    if place > 0 {
                        out.push(',');
                    }
                    argument.write(out, address)?;
                }
                out.push(')');
                Ok(())
            }
        }
    }

    /// A side in parentheses where it would be read otherwise without them.
    fn write_side<A: Display>(
        &self,
        out: &mut String,
        address: &impl Fn(Q) -> Option<A>,
        outer: u8,
        is_right: bool,
    ) -> fmt::Result {
        let apart = match self {
            Self::Of(_, operation, _) => operation.binds() < outer || is_right && operation.binds() == outer,
            Self::Number(number) => is_right && number.is_sign_negative(),
            _ => false,
        };
        if !apart {
            return self.write(out, address);
        }
        out.push('(');
        self.write(out, address)?;
        out.push(')');
        Ok(())
    }

    /// What a workbook makes of it, by what stands in its cells; `None` where it would show an error.
    pub fn outcome(&self, cell: &impl Fn(Q) -> Outcome) -> Option<Outcome> {
        match self {
            Self::Cell(place) => Some(cell(*place)),
            Self::Number(number) => exact(*number).map(Outcome::Number),
            Self::Text(text) => Some(Outcome::Text(text.clone())),
            Self::Of(left, operation, right) => operation.outcome(&left.outcome(cell)?, &right.outcome(cell)?),
            Self::Call(Function::If, arguments) => {
                let [condition, then, other] = arguments.as_slice() else { return None };
                match condition.outcome(cell)? {
                    Outcome::Holds(true) => then.outcome(cell),
                    Outcome::Holds(false) => other.outcome(cell),
                    _ => None,
                }
            }
            Self::Call(function, arguments) => {
                let arguments: Option<Vec<Outcome>> = arguments.iter().map(|one| one.outcome(cell)).collect();
                function.outcome(&arguments?)
            }
        }
    }
}

impl Operation {
    /// As a workbook writes it.
    const fn sign(self) -> &'static str {
        match self {
            Self::Plus => "+",
            Self::Minus => "-",
            Self::Times => "*",
            Self::Over => "/",
            Self::Is => "=",
            Self::IsNot => "<>",
            Self::More => ">",
            Self::AtLeast => ">=",
            Self::Less => "<",
            Self::AtMost => "<=",
        }
    }

    /// How closely it binds its sides.
    const fn binds(self) -> u8 {
        match self {
            Self::Times | Self::Over => 2,
            Self::Plus | Self::Minus => 1,
            _ => 0,
        }
    }

    fn outcome(self, left: &Outcome, right: &Outcome) -> Option<Outcome> {
        let same = match (left, right) {
            // An empty text is no empty cell, but Excel takes one for the other.
            (Outcome::Text(text), Outcome::Nothing) | (Outcome::Nothing, Outcome::Text(text)) => text.is_empty(),
            (left, right) => left == right,
        };
        match self {
            Self::Is => return Some(Outcome::Holds(same)),
            Self::IsNot => return Some(Outcome::Holds(!same)),
            _ => {}
        }
        let (left, right) = (left.number()?, right.number()?);
        let finite = |number: f64| number.is_finite().then_some(Outcome::Number(number));
        match self {
            Self::Plus => finite(left + right),
            Self::Minus => finite(left - right),
            Self::Times => finite(left * right),
            Self::Over => finite(left / right),
            Self::More => Some(Outcome::Holds(left > right)),
            Self::AtLeast => Some(Outcome::Holds(left >= right)),
            Self::Less => Some(Outcome::Holds(left < right)),
            Self::AtMost => Some(Outcome::Holds(left <= right)),
            Self::Is | Self::IsNot => None,
        }
    }
}

impl Function {
    const fn name(self) -> &'static str {
        match self {
            Self::If => "IF",
            Self::And => "AND",
            Self::Or => "OR",
            Self::Abs => "ABS",
            Self::Min => "MIN",
            Self::Max => "MAX",
            Self::Round => "ROUND",
            Self::Count => "COUNT",
        }
    }

    fn outcome(self, arguments: &[Outcome]) -> Option<Outcome> {
        let numbers = || arguments.iter().map(Outcome::number).collect::<Option<Vec<f64>>>();
        let holds = || arguments.iter().map(Outcome::holds).collect::<Option<Vec<bool>>>();
        match self {
            Self::If => None,
            Self::And => Some(Outcome::Holds(holds()?.into_iter().all(|one| one))),
            Self::Or => Some(Outcome::Holds(holds()?.into_iter().any(|one| one))),
            Self::Abs => Some(Outcome::Number(numbers()?.first()?.abs())),
            Self::Min => numbers()?.into_iter().reduce(f64::min).map(Outcome::Number),
            Self::Max => numbers()?.into_iter().reduce(f64::max).map(Outcome::Number),
            Self::Round => match numbers()?.as_slice() {
                [number, decimals] => rounded(*number, decimals.to_u32()?).map(Outcome::Number),
                _ => None,
            },
            Self::Count => {
                let many = arguments.iter().filter(|one| matches!(one, Outcome::Number(_))).count();
                Some(Outcome::Number(many.to_f64()?))
            }
        }
    }
}

impl Outcome {
    /// What a workbook holds of a number; nothing of one that it cannot hold as it is.
    pub fn of(number: Option<Decimal>) -> Self {
        number.and_then(exact).map_or(Self::Nothing, Self::Number)
    }

    /// The number; an empty cell counts as 0, as in a workbook.
    const fn number(&self) -> Option<f64> {
        match self {
            Self::Number(number) => Some(*number),
            Self::Nothing => Some(0.0),
            Self::Text(_) | Self::Holds(_) => None,
        }
    }

    const fn holds(&self) -> Option<bool> {
        match self {
            Self::Holds(holds) => Some(*holds),
            _ => None,
        }
    }
}

/// A workbook rounds the 15 digits that it shows, not the float behind them: 1.005 to two decimals is 1.01.
fn rounded(number: f64, decimals: u32) -> Option<f64> {
    let shown = Decimal::from_scientific(&format!("{number:.14e}")).ok();
    let Some(shown) = shown else { return (number.abs() < 1.0).then_some(0.0) };
    shown.round_dp_with_strategy(decimals, rust_decimal::RoundingStrategy::MidpointAwayFromZero).to_f64()
}

/// The same number as Excel holds it; none if it has more digits than Excel keeps.
pub fn exact(number: Decimal) -> Option<f64> {
    const DIGITS: i128 = 1_000_000_000_000_000;
    let number = number.normalize();
    if number.mantissa().abs() >= DIGITS {
        return None;
    }
    // Both are whole numbers that a float holds, so that the quotient is the nearest float to the decimal.
    if number.scale() <= 22 {
        return Some(number.mantissa() as f64 / 10f64.powi(i32::try_from(number.scale()).ok()?));
    }
    number.to_string().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use Operation::{AtLeast, Is, Minus, Over, Plus, Times};

    type Sample = Expression<char>;

    fn cell(name: char) -> Sample {
        Expression::Cell(name)
    }

    fn written(expression: &Sample) -> String {
        expression.written(&|name| (name != '?').then(|| format!("{name}5"))).unwrap()
    }

    fn number(expression: &Sample, values: &[(char, f64)]) -> Option<f64> {
        let of = |name| values.iter().find(|(known, _)| *known == name).map(|(_, value)| *value);
        match expression.outcome(&|name| of(name).map_or(Outcome::Nothing, Outcome::Number))? {
            Outcome::Number(number) => Some(number),
            _ => None,
        }
    }

    #[test]
    fn parentheses_stand_where_they_are_needed_and_nowhere_else() {
        let way = cell('N').minus(cell('H')).over(cell('M').minus(cell('H'))).times(Sample::number(100));
        assert_eq!(written(&way), "(N5-H5)/(M5-H5)*100");
        let chain = cell('A').of(Minus, cell('B').of(Plus, cell('C'))).of(Over, cell('D').of(Times, cell('E')));
        assert_eq!(written(&chain), "(A5-(B5+C5))/(D5*E5)");
        assert_eq!(written(&cell('A').minus(Sample::number(-3))), "A5-(-3)");
        assert_eq!(written(&Sample::text("\"良\"")), "\"\"\"良\"\"\"");
        assert_eq!(cell('?').written(&|_| None::<String>), None);
    }

    #[test]
    fn a_question_with_one_answer_is_none() {
        let same = Sample::either(cell('A').of(Is, cell('B')), Sample::text("B"), Sample::text("B"));
        assert_eq!(written(&same), "\"B\"");
    }

    #[test]
    fn floats_are_rounded_as_a_workbook_does() {
        let rate = cell('N').over(cell('M')).times(Sample::number(100)).rounded(9);
        assert_eq!(number(&rate, &[('N', 29.0), ('M', 100.0)]), Some(29.0));
        assert_eq!(number(&rate, &[('N', 1.0), ('M', 3.0)]), Some(33.333_333_333));
        assert_eq!(number(&rate, &[('N', 1.0), ('M', 0.0)]), None);
        let two = |number: i64, scale| Sample::number(Decimal::new(number, scale)).rounded(2);
        assert_eq!(number(&two(1005, 3), &[]), Some(1.01));
        assert_eq!(number(&two(-1005, 3), &[]), Some(-1.01));
        assert_eq!(number(&two(1, 28), &[]), Some(0.0));
    }

    #[test]
    fn empty_cells_are_nothing_to_count_and_texts_are_no_numbers() {
        let count = Sample::call(Function::Count, vec![cell('A'), cell('B')]);
        assert_eq!(number(&count, &[('A', 0.0)]), Some(1.0));
        let more = cell('A').of(AtLeast, Sample::text("x"));
        assert_eq!(more.outcome(&|_| Outcome::Number(1.0)), None);
        let empty = cell('A').of(Is, Sample::text(""));
        assert_eq!(empty.outcome(&|_| Outcome::Nothing), Some(Outcome::Holds(true)));
    }
}
