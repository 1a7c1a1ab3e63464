//! The words of a register: they are data (`templates/lexicon/register.toml`), looked up by key.

use super::{DueMonth, DueYear};
use crate::lexicon::Lexicon;
use crate::model::{Aggregation, Frequency, IndicatorKind, Measurement};
use crate::rating::Method;
use crate::token::text::key;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::OnceLock;

const SOURCE: &str = include_str!("../../templates/lexicon/register.toml");

/// What a sheet of a register lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// 指標台帳.
    Indicators,
    /// 施策体系.
    Measures,
    /// 名簿.
    Roster,
    /// 組織改正.
    Renamed,
    /// 目標改定.
    Revisions,
}

/// What a column of a register holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Column {
    Code,
    Name,
    Kind,
    Plan,
    Department,
    RelatedDepartments,
    Aggregation,
    Measurement,
    Scale,
    Method,
    Tolerance,
    Weight,
    Additive,
    Frequency,
    DueMonth,
    SurveyYears,
    Submitter,
    Released,
    Aliases,
    Repeats,
    Level,
    Parent,
    Group,
    Due,
    Received,
    MeasureCode,
    MeasureName,
    Old,
    New,
    Effective,
    Year,
    Reason,
    Remark,
    /// Code of a measure of the level, by its place in the lexicon's levels.
    #[serde(skip)]
    LevelCode(usize),
    /// Name of a measure of the level, likewise.
    #[serde(skip)]
    LevelName(usize),
    /// What any other sheet has too: unit, direction, baseline, targets.
    #[serde(skip)]
    AsElsewhere,
}

type Words = Vec<String>;

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    heading: BTreeMap<Kind, BTreeMap<Column, Words>>,
    level: Levels,
    value: BTreeMap<String, BTreeMap<String, Words>>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Levels {
    code: Words,
}

/// The words, as keys; a test holds that the file parses.
fn words() -> &'static File {
    static WORDS: OnceLock<File> = OnceLock::new();
    WORDS.get_or_init(|| {
        let mut file: File = toml::from_str(SOURCE).unwrap_or_default();
        let lists = file.heading.values_mut().flat_map(BTreeMap::values_mut);
        let lists = lists.chain(file.value.values_mut().flat_map(BTreeMap::values_mut));
        for word in lists.chain([&mut file.level.code]).flatten() {
            *word = key(word);
        }
        file.level.code.sort_by_key(|word| std::cmp::Reverse(word.len()));
        file
    })
}

/// What the heading `text` says on a sheet of that kind.
pub fn column(kind: Kind, text: &str, lexicon: &Lexicon) -> Option<Column> {
    let heading = key(text);
    let own = words().heading.get(&kind)?;
    let known = own.iter().find(|(_, words)| words.contains(&heading)).map(|(column, _)| *column);
    if known.is_some() || kind != Kind::Indicators {
        return known;
    }
    let level = |text: &str| lexicon.heading_of(text).filter(|heading| heading.series().is_none())?.level();
    let coded = words().level.code.iter().find_map(|word| heading.strip_suffix(word.as_str()));
    if let Some(depth) = coded.and_then(level) {
        return Some(Column::LevelCode(depth));
    }
    if let Some(depth) = level(&heading) {
        return Some(Column::LevelName(depth));
    }
    let meaning = lexicon.heading_of(&heading)?;
    if meaning.subject().is_some() && meaning.series().is_none() {
        return Some(Column::Name);
    }
    elsewhere(&meaning).then_some(Column::AsElsewhere)
}

/// Whether `text` is a heading of a list of indicators that no sheet of a department has.
pub fn is_own(text: &str) -> bool {
    let own = |columns: &BTreeMap<Column, Words>| {
        let text = key(text);
        ONLY_HERE.iter().filter_map(|column| columns.get(column)).any(|words| words.contains(&text))
    };
    words().heading.get(&Kind::Indicators).is_some_and(own)
}

/// Columns that only a register has.
pub const ONLY_HERE: [Column; 12] = [
    Column::Scale,
    Column::Method,
    Column::Tolerance,
    Column::Weight,
    Column::Additive,
    Column::Frequency,
    Column::DueMonth,
    Column::SurveyYears,
    Column::Submitter,
    Column::Released,
    Column::Aliases,
    Column::Repeats,
];

/// Whether a heading is of what any sheet says of an indicator, and a register too.
fn elsewhere(heading: &crate::lexicon::Heading) -> bool {
    use crate::entry::{Fact, Series};
    let series = [Series::Target, Series::FinalTarget, Series::Baseline, Series::BaselineYear, Series::FinalTargetYear];
    let facts = [Fact::Unit, Fact::Direction, Fact::Definition, Fact::Source, Fact::Remark];
    match heading.series() {
        Some(known) => series.contains(&known),
        None => heading.fact().is_some_and(|fact| facts.contains(&fact)),
    }
}

/// Whether a heading is of actuals: a sheet that has them is filled in by departments.
pub fn is_actual(text: &str, lexicon: &Lexicon) -> bool {
    use crate::entry::Series;
    let series = lexicon.heading(text).and_then(|heading| heading.series());
    series.is_some_and(|series| matches!(series, Series::Actual | Series::Forecast | Series::Rate))
}

/// The name under `what` that a text is a word for.
fn meaning(what: &str, text: &str) -> Option<&'static str> {
    let text = key(text);
    let all = words().value.get(what)?;
    all.iter().find(|(_, words)| words.contains(&text)).map(|(name, _)| name.as_str())
}

/// 成果, 活動, 対象.
pub fn kind(text: &str) -> Option<IndicatorKind> {
    Some(match meaning("kind", text)? {
        "outcome" => IndicatorKind::Outcome,
        "output" => IndicatorKind::Output,
        _ => IndicatorKind::Input,
    })
}

/// 単年, 累計, 時点.
pub fn aggregation(text: &str) -> Option<Aggregation> {
    Some(match meaning("aggregation", text)? {
        "annual" => Aggregation::Annual,
        "cumulative" => Aggregation::Cumulative,
        _ => Aggregation::Point,
    })
}

/// 主観, 客観.
pub fn measurement(text: &str) -> Option<Measurement> {
    let perception = meaning("measurement", text)? == "perception";
    Some(if perception { Measurement::Perception } else { Measurement::Objective })
}

/// 公表する, 公表しない.
pub fn released(text: &str) -> Option<bool> {
    meaning("released", text).map(|said| said == "yes")
}

/// 可, 不可.
pub fn additive(text: &str) -> Option<bool> {
    meaning("additive", text).map(|said| said == "yes")
}

/// The method that a text selects, by its name or a word for it.
pub fn method(text: &str) -> Option<Method> {
    let named = |name: &str| Method::ALL.iter().find(|(own, _)| key(own) == name).map(|(_, method)| *method);
    named(&key(text)).or_else(|| named(meaning("method", text)?))
}

/// Whether a year is the final target's: 最終.
pub fn is_final(text: &str) -> bool {
    meaning("final", text).is_some()
}

/// 毎年, 隔年, 3年に1度.
pub fn frequency(text: &str) -> Option<Frequency> {
    if let Some(known) = meaning("frequency", text) {
        return Some(match known {
            "monthly" => Frequency::Monthly,
            "quarterly" => Frequency::Quarterly,
            "half_yearly" => Frequency::HalfYearly,
            "every_2" => Frequency::Every(2),
            "survey" => Frequency::Survey,
            _ => Frequency::Yearly,
        });
    }
    let text = key(text);
    let digits = text.find(|c: char| !c.is_ascii_digit())?;
    let (number, rest) = text.split_at_checked(digits)?;
    let years: u8 = number.parse().ok().filter(|years| (1..=20).contains(years))?;
    let rest = rest.strip_prefix('年')?;
    let known = ["に1度", "に1回", "に一度", "に一回", "ごと", "毎", "ごとに", "毎に", "1回", "1度"];
    known.contains(&rest).then_some(if years == 1 { Frequency::Yearly } else { Frequency::Every(years) })
}

/// 10月, 翌年度5月, 当年度12月末.
pub fn due_month(text: &str) -> Option<DueMonth> {
    let text = key(text);
    let months = words().value.get("month")?;
    let prefix = |name: &str| months.get(name)?.iter().find_map(|word| text.strip_prefix(word.as_str()));
    let (year, rest) = match (prefix("same"), prefix("next")) {
        (Some(rest), _) => (DueYear::Same, rest),
        (None, Some(rest)) => (DueYear::Next, rest),
        (None, None) => (DueYear::FirstAfter, text.as_str()),
    };
    let rest = rest.strip_prefix('の').unwrap_or(rest);
    let rest = ["末", "頃", "ごろ", "中"].iter().find_map(|end| rest.strip_suffix(end)).unwrap_or(rest);
    let month: u8 = rest.strip_suffix('月').unwrap_or(rest).parse().ok()?;
    (1..=12).contains(&month).then_some(DueMonth { month, year })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_parses() {
        let file: File = toml::from_str(SOURCE).expect("register.toml");
        assert_eq!(file.heading.len(), 5);
    }

    #[test]
    fn rhythms_are_read_as_they_are_said() {
        for (text, expected) in [
            ("毎年", Some(Frequency::Yearly)),
            ("毎　月", Some(Frequency::Monthly)),
            ("隔年", Some(Frequency::Every(2))),
            ("３年に１度", Some(Frequency::Every(3))),
            ("5年ごと", Some(Frequency::Every(5))),
            ("調査年", Some(Frequency::Survey)),
            ("5年おき", None),
            ("随時", None),
        ] {
            assert_eq!(frequency(text), expected, "{text}");
        }
    }

    #[test]
    fn months_say_their_year_or_not() {
        let due = |month, year| Some(DueMonth { month, year });
        for (text, expected) in [
            ("10月", due(10, DueYear::FirstAfter)),
            ("５", due(5, DueYear::FirstAfter)),
            ("翌年度５月末", due(5, DueYear::Next)),
            ("当年度 12月", due(12, DueYear::Same)),
            ("13月", None),
            ("春", None),
        ] {
            assert_eq!(due_month(text), expected, "{text}");
        }
    }

    #[test]
    fn headings_of_the_register_are_told_from_those_of_any_sheet() {
        let column = |text: &str| column(Kind::Indicators, text, Lexicon::standard());
        assert_eq!(column("指標コード"), Some(Column::Code));
        assert_eq!(column("指標名"), Some(Column::Name));
        assert!(matches!(column("施策コード"), Some(Column::LevelCode(_))));
        assert!(matches!(column("事務事業名"), Some(Column::LevelName(_))));
        assert_eq!(column("計画"), Some(Column::Plan));
        for text in [
            "単位",
            "方向",
            "方向性",
            "基準値",
            "基準年度",
            "R6目標",
            "令和７年度目標値",
            "最終目標",
            "目標年度",
            "算定方法",
            "備考",
        ] {
            assert_eq!(column(text), Some(Column::AsElsewhere), "{text}");
        }
        for text in ["R6実績", "担当者", "内線", "電話番号"] {
            assert_eq!(column(text), None, "{text}");
        }
    }
}
