//! A register as a workbook for people: a list per sheet, what is to be filled in marked, with choices where there are few.

use super::{DueMonth, DueYear, Register, Registered};
use crate::lexicon::Lexicon;
use crate::messages::{self, register as words};
use crate::model::{Figure, Frequency, Operator, Status};
use crate::page::{Book, Cell, Choices, Page, Role, Setup, Sheet, fitted};
use crate::period::{FiscalYear, Part, Period, wareki_short};
use crate::rating::{Method, Tolerance, Width};
use crate::table::Value;
use jiff::civil::Date;
use std::collections::BTreeSet;

/// Rows to fill in below what is known.
const SPARE: usize = 20;

/// The workbook of a register.
pub fn book<'a>(register: &Register) -> Book<'a> {
    let pages = [indicators(register), measures(register), roster(register), renamed(register), revisions(register)];
    Book {
        file_name: String::new(),
        title: words::TITLE.to_owned(),
        sheets: pages.into_iter().map(Sheet::Page).collect(),
        setup: Setup::default(),
    }
}

/// A column: its heading, the words to choose from, and its cells.
struct Column<'r, T> {
    heading: String,
    choices: Vec<String>,
    /// Whether it is for the office to fill in or change.
    input: bool,
    cell: Box<dyn Fn(&T) -> Value<'static> + 'r>,
}

impl<'r, T> Column<'r, T> {
    fn new(heading: impl Into<String>, cell: impl Fn(&T) -> Value<'static> + 'r) -> Self {
        Self { heading: heading.into(), choices: Vec::new(), input: false, cell: Box::new(cell) }
    }

    fn text(heading: impl Into<String>, cell: impl Fn(&T) -> String + 'r) -> Self {
        Self::new(heading, move |row| said(cell(row)))
    }

    fn input(self) -> Self {
        Self { input: true, ..self }
    }

    fn of(self, choices: &[&str]) -> Self {
        Self { choices: choices.iter().map(|choice| (*choice).to_owned()).collect(), input: true, ..self }
    }
}

fn said(text: String) -> Value<'static> {
    if text.is_empty() { Value::Empty } else { Value::text(text) }
}

/// A page with one list.
fn page<T>(name: &str, note: &str, columns: &[Column<T>], rows: &[T], left: u16) -> Page {
    let cell = |column: &Column<T>, row: Option<&T>| {
        let value = row.map(|row| (column.cell)(row)).unwrap_or_default();
        let number = match &value {
            Value::Number(number) if !column.input => Cell::number(*number, ""),
            _ => Cell { value, role: if column.input { Role::Input } else { Role::Body }, ..Cell::default() },
        };
        if row.is_none() { Cell { role: Role::Input, ..Cell::default() } } else { number }
    };
    let body: Vec<Vec<Cell>> =
        rows.iter().map(|row| columns.iter().map(|column| cell(column, Some(row))).collect()).collect();
    let headings: Vec<Cell> = columns.iter().map(|column| Cell::text(Role::Heading, column.heading.as_str())).collect();
    let all: Vec<Vec<Cell>> = std::iter::once(headings.clone()).chain(body.iter().cloned()).collect();
    let mut page = Page::new(name, fitted(&all, &vec![(8.0, 36.0); columns.len()]));
    page.landscape = true;
    page.line(Role::Title, name);
    page.line(Role::Note, note);
    page.blank();
    let header = page.next();
    page.row(headings);
    let spare = (0..SPARE).map(|_| columns.iter().map(|column| cell(column, None)).collect());
    body.into_iter().chain(spare).for_each(|row| page.row(row));
    let last = page.next().saturating_sub(1);
    page.freeze = Some((header + 1, left));
    page.repeat = Some((header, header));
    page.filter = Some((header, last, u16::try_from(columns.len().saturating_sub(1)).unwrap_or(u16::MAX)));
    let choices = (0u16..).zip(columns).filter(|(_, column)| !column.choices.is_empty());
    page.choices = choices
        .map(|(at, column)| Choices { first: header + 1, last, column: at, words: column.choices.clone() })
        .collect();
    page
}

fn indicators(register: &Register) -> Page {
    type Of<'r> = Column<'r, Registered>;

    let levels: Vec<&String> = Lexicon::standard()
        .levels
        .iter()
        .filter(|level| register.indicators.iter().flat_map(|each| &each.path).any(|node| node.level == **level))
        .collect();
    let years: BTreeSet<FiscalYear> = register
        .indicators
        .iter()
        .flat_map(|each| &each.indicator.observations)
        .filter(|observation| observation.period.part == Part::Year)
        .filter(|observation| !matches!(observation.target.status, Status::NoSlot | Status::Blank))
        .map(|observation| observation.period.fiscal_year)
        .collect();
    let mut columns: Vec<Of> = vec![
        Of::text("指標コード", |each| each.code.clone()),
        Of::text("計画", |each| each.indicator.belongs.plan.clone()),
    ];
    for level in levels {
        let node = move |each: &Registered| each.path.iter().find(|node| node.level == *level).cloned();
        columns.push(Of::text(format!("{level}コード"), move |each| {
            node(each).map(|node| node.code).unwrap_or_default()
        }));
        columns.push(Of::text(format!("{level}名"), move |each| node(each).map(|node| node.name).unwrap_or_default()));
    }
    let left = u16::try_from(columns.len() + 1).unwrap_or(1);
    columns.extend([
        Of::text("指標名", |each| each.indicator.name.clone()),
        Of::text("種類", |each| messages::kind(each.indicator.kind).to_owned()).of(&["成果", "活動", "対象・投入"]),
        Of::text("所管課", |each| each.indicator.belongs.department.clone()),
        Of::text("関連課", |each| each.indicator.belongs.related_departments.join("、")),
        Of::text("単位", unit),
        Of::text("方向", |each| messages::direction(each.indicator.direction).to_owned()).of(&["増加", "減少", "維持"]),
        Of::text("集計", |each| each.aggregation.map(messages::aggregation).unwrap_or_default().to_owned())
            .of(&["単年", "累計", "時点"]),
        Of::text("主観・客観", measured).of(&["主観", "客観"]),
        Of::new("基準値", |each| each.indicator.baseline.as_ref().map_or(Value::Empty, |one| value(&one.figure))),
        Of::text("基準年度", |each| {
            let baseline = each.indicator.baseline.as_ref().and_then(|one| one.fiscal_year);
            baseline.map(wareki_short).unwrap_or_default()
        }),
    ]);
    for year in years {
        columns.push(Of::new(format!("{}目標", wareki_short(year)), move |each| {
            let mut observations = each.indicator.observations.iter();
            let observation = observations.find(|observation| observation.period == Period::year(year));
            observation.map_or(Value::Empty, |observation| value(&observation.target))
        }));
    }
    let scales = crate::settings::Scale::names();
    let methods = Method::ALL.map(|(name, _)| name);
    columns.extend([
        Of::new("最終目標", |each| {
            each.indicator.final_target.as_ref().map_or(Value::Empty, |one| value(&one.figure))
        }),
        Of::text("目標年度", |each| {
            let target = each.indicator.final_target.as_ref().filter(|one| value(&one.figure) != Value::Empty);
            target.and_then(|one| one.fiscal_year).map(wareki_short).unwrap_or_default()
        }),
        Of::text("判定区分", |each| each.rating.scale.clone().unwrap_or_default()).of(&scales),
        Of::text("算定方式", |each| method(each.rating.method)).of(&methods),
        Of::text("許容幅", |each| each.rating.tolerance.map(tolerance).unwrap_or_default()).input(),
        Of::text("加算可", |each| yes(each.rating.adds_up, "可", "不可")).of(&["可", "不可"]),
        Of::text("測定頻度", |each| each.rhythm.frequency.map(frequency).unwrap_or_default()).of(&[
            "毎月",
            "四半期",
            "半年",
            "毎年",
            "隔年",
            "3年に1度",
            "4年に1度",
            "5年に1度",
            "調査年",
        ]),
        Of::text("把握月", |each| each.rhythm.due.map(due_month).unwrap_or_default()).input(),
        Of::text("調査年度", |each| {
            each.rhythm.survey_years.iter().map(|year| wareki_short(*year)).collect::<Vec<_>>().join(";")
        })
        .input(),
        Of::text("提出元", |each| each.submitter.clone()).input(),
        Of::text("議会報告", |each| yes(Some(each.released), "公表する", "公表しない")).of(&["公表する", "公表しない"]),
        Of::text("旧名称", |each| each.aliases.join(";")).input(),
        Of::text("再掲", |each| each.repeats.as_ref().map(|code| code.value.clone()).unwrap_or_default()).input(),
        Of::text("算定方法", |each| each.indicator.definition.clone()),
        Of::text("出典", |each| each.indicator.source.clone()),
    ]);
    page(words::INDICATORS, words::INDICATORS_NOTE, &columns, &register.indicators, left)
}

fn unit(each: &Registered) -> String {
    let indicator = &each.indicator;
    if indicator.unit_text.is_empty() { indicator.unit.clone() } else { indicator.unit_text.clone() }
}

fn measured(each: &Registered) -> String {
    match each.indicator.measurement {
        Some(crate::model::Measurement::Perception) => "主観",
        Some(crate::model::Measurement::Objective) => "客観",
        None => "",
    }
    .to_owned()
}

fn yes(said: Option<bool>, yes: &str, no: &str) -> String {
    said.map(|said| if said { yes } else { no }).unwrap_or_default().to_owned()
}

/// A figure as it is read again: a number, with 以上, 以下 where it is a bound, or the words that can be compared.
fn value(figure: &Figure) -> Value<'static> {
    let bound = match (figure.operator, figure.strict) {
        (Some(Operator::AtLeast), false) => "以上",
        (Some(Operator::AtLeast), true) => "超",
        (Some(Operator::AtMost), false) => "以下",
        (Some(Operator::AtMost), true) => "未満",
        _ => "",
    };
    let words = match figure.operator {
        Some(Operator::Maintain) => "維持",
        Some(Operator::Increase) => "増加",
        Some(Operator::Decrease) => "減少",
        Some(Operator::YearOnYear) => "前年度以上",
        _ => "",
    };
    match figure.value {
        Some(number) if bound.is_empty() && words.is_empty() => Value::Number(number),
        Some(number) if words.is_empty() => Value::text(format!("{number}{bound}")),
        // 60を維持
        Some(number) => Value::text(format!("{number}を{words}")),
        None if words.is_empty() => Value::Empty,
        None => Value::word(words),
    }
}

fn method(method: Option<Method>) -> String {
    let known = Method::ALL.iter().find(|(_, known)| Some(*known) == method);
    known.map(|(name, _)| *name).unwrap_or_default().to_owned()
}

fn tolerance(tolerance: Tolerance) -> String {
    let bound = if tolerance.strict { "未満" } else { "以内" };
    match tolerance.width {
        Width::Points(points) => format!("{points}ポイント{bound}"),
        Width::Percent(percent) => format!("{percent}%{bound}"),
    }
}

fn frequency(frequency: Frequency) -> String {
    match frequency {
        Frequency::Monthly => "毎月".to_owned(),
        Frequency::Quarterly => "四半期".to_owned(),
        Frequency::HalfYearly => "半年".to_owned(),
        Frequency::Yearly => "毎年".to_owned(),
        Frequency::Every(2) => "隔年".to_owned(),
        Frequency::Every(years) => format!("{years}年に1度"),
        Frequency::Survey => "調査年".to_owned(),
    }
}

fn due_month(due: DueMonth) -> String {
    let year = match due.year {
        DueYear::FirstAfter => "",
        DueYear::Same => "当年度",
        DueYear::Next => "翌年度",
    };
    format!("{year}{}月", due.month)
}

fn measures(register: &Register) -> Page {
    type Of<'r> = Column<'r, super::Listed>;

    let columns = [
        Of::text("コード", |each| each.code.clone()),
        Of::text("名称", |each| each.name.clone()),
        Of::text("階層", |each| each.level.clone()),
        Of::text("上位コード", |each| each.parent.clone()).input(),
        Of::text("所管課", |each| each.department.clone()),
    ];
    page(words::MEASURES, words::MEASURES_NOTE, &columns, &register.measures, 2)
}

fn roster(register: &Register) -> Page {
    type Of<'r> = Column<'r, super::Expected>;

    let date = |date: Option<Date>| date.map(|date| date.to_string()).unwrap_or_default();
    let columns = [
        Of::text("部署", |each| each.department.clone()),
        Of::text("部会", |each| each.group.clone()).input(),
        Of::text("提出期限", move |each| date(each.due)).input(),
        Of::text("受領日", move |each| date(each.received)).input(),
        Of::text("施策コード", |each| each.measure_code.clone()).input(),
        Of::text("施策名", |each| each.measure_name.clone()).input(),
    ];
    page(words::ROSTER, words::ROSTER_NOTE, &columns, &register.roster, 1)
}

fn renamed(register: &Register) -> Page {
    type Of<'r> = Column<'r, super::Renamed>;

    let columns = [
        Of::text("旧部署名", |each| each.old.clone()).input(),
        Of::text("新部署名", |each| each.new.clone()).input(),
        Of::text("施行日", |each| each.effective.map(|date| date.to_string()).unwrap_or_default()).input(),
    ];
    page(words::RENAMED, words::RENAMED_NOTE, &columns, &register.renamed, 1)
}

fn revisions(register: &Register) -> Page {
    type Of<'r> = Column<'r, super::Revision>;

    let columns = [
        Of::text("指標コード", |each| each.code.clone()).input(),
        Of::text("指標名", |each| each.name.clone()).input(),
        Of::text("対象年度", |each| each.year.map_or_else(|| "最終".to_owned(), wareki_short)).input(),
        Of::new("旧目標", |each| value(&each.old)).input(),
        Of::new("新目標", |each| value(&each.new)).input(),
        Of::text("適用年度", |each| each.effective.map(wareki_short).unwrap_or_default()).input(),
        Of::text("理由", |each| each.reason.clone()).input(),
    ];
    page(words::REVISIONS, words::REVISIONS_NOTE, &columns, &register.revisions, 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use rust_decimal::Decimal;

    #[test]
    fn figures_are_written_as_they_are_read() {
        let of = |value: Option<i64>, operator, strict| Figure {
            value: value.map(Decimal::from),
            operator,
            strict,
            status: Status::Value,
            ..Figure::no_slot()
        };
        assert_eq!(value(&of(Some(5), Some(Operator::Equal), false)), Value::Number(5.into()));
        assert_eq!(value(&of(Some(62), Some(Operator::AtLeast), false)), Value::text("62以上"));
        assert_eq!(value(&of(Some(3), Some(Operator::AtMost), true)), Value::text("3未満"));
        assert_eq!(value(&of(None, Some(Operator::Maintain), false)), Value::word("維持"));
        assert_eq!(value(&of(None, None, false)), Value::Empty);
    }
}
