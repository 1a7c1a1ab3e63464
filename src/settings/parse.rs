//! From the text of `matome.toml` to settings.

use super::scale::parse::{
    choice, read_bands, read_method, read_not_judged, read_rounding, read_scale, read_tolerance, read_words,
};
use super::scale::read_rollup;
use super::{Exception, IndicatorSetting, Judging, Level, Scale, Settings, UnknownDirection};
use crate::config::{Mistake, Problem, Reader};
use crate::lang::Text;
use crate::model::Direction;
use crate::rating::{Rating, Rounding};
use crate::rule;
use rust_decimal::Decimal;
use std::collections::BTreeMap;
use std::ops::Range;
use toml::de::DeTable;
use unicode_normalization::UnicodeNormalization;

/// Reads and validates a settings file.
pub(super) fn settings(text: &str) -> Result<Settings, Vec<Mistake>> {
    let mut reader = Reader::new(text);
    let document = reader.document().unwrap_or_default();
    let keys = ["body", "inputs", "forms", "register", "rules", "accept", "council", "judgement", "scale", "indicator"];
    reader.only_keys(&document, &keys);
    let judgement = judging(&mut reader, &document);
    let settings = Settings {
        body: reader.string(&document, "body").map(|(body, _)| body).unwrap_or_default(),
        inputs: reader.strings(&document, "inputs").unwrap_or_default(),
        forms: reader.string(&document, "forms").map(|(forms, _)| forms).unwrap_or_default(),
        register: reader.string(&document, "register").map(|(register, _)| register).unwrap_or_default(),
        rules: rules(&mut reader, &document),
        accept: exceptions(&mut reader, &document),
        council: super::council::council(&mut reader, &document),
        indicators: indicators(&mut reader, &document, &judgement),
        judgement,
    };
    let mut errors = reader.errors;
    errors.sort_by_key(|error| error.line);
    if errors.is_empty() { Ok(settings) } else { Err(errors) }
}

fn rules<'a>(reader: &mut Reader<'a>, document: &DeTable<'a>) -> BTreeMap<String, Level> {
    let mut levels = BTreeMap::new();
    let Some(table) = reader.table(document, "rules") else { return levels };
    for key in table.keys() {
        let name: &str = key.get_ref();
        check_rule(reader, &key.span(), "[rules]", name);
        let Some((word, span)) = reader.string(table, name) else { continue };
        let level = match word.as_str() {
            "error" => Level::Error,
            "warning" => Level::Warning,
            "note" => Level::Note,
            "off" => Level::Off,
            _ => {
                reader.unknown_word(&span, name, &word, &["error", "warning", "note", "off"]);
                continue;
            }
        };
        levels.insert(name.to_owned(), level);
    }
    levels
}

fn exceptions<'a>(reader: &mut Reader<'a>, document: &DeTable<'a>) -> Vec<Exception> {
    let tables = reader.tables(document, "accept");
    tables.into_iter().filter_map(|(table, span)| exception(reader, table, &span)).collect()
}

fn exception<'a>(reader: &mut Reader<'a>, table: &DeTable<'a>, span: &Range<usize>) -> Option<Exception> {
    reader.only_keys(table, &["rule", "file", "sheet", "cell", "indicator", "reason"]);
    needs(reader, table, span, &["rule", "reason"]);
    if !table.contains_key("file") && !table.contains_key("indicator") {
        reader.note(span, Problem::AcceptsEverything);
    }
    let rule = reader.string(table, "rule");
    if let Some((name, span)) = &rule {
        check_rule(reader, span, "rule", name);
    }
    let cell = reader.string(table, "cell").and_then(|(address, span)| {
        let cell = address.parse().ok();
        if cell.is_none() {
            reader.unknown_word(&span, "cell", &address, &["A1", "H14"]);
        }
        cell
    });
    Some(Exception {
        rule: rule?.0,
        file: path(reader, table),
        sheet: text(reader, table, "sheet"),
        cell,
        indicator: text(reader, table, "indicator"),
        reason: text(reader, table, "reason")?,
        line: reader.line(span),
    })
}

fn judging<'a>(reader: &mut Reader<'a>, document: &DeTable<'a>) -> Judging {
    let scales = own_scales(reader, document);
    let Some(table) = reader.table(document, "judgement") else { return Judging { scales, ..Judging::default() } };
    let keys = [
        "scale",
        "method",
        "not_judged",
        "rounding",
        "tolerance",
        "unknown_direction",
        "band",
        "interim",
        "words",
        "rollup",
    ];
    reader.only_keys(table, &keys);
    let scale = scale(reader, table, &scales);
    let not_judged = read_not_judged(reader, table, &scale.bands);
    Judging {
        scale: Scale {
            method: read_method(reader, table).unwrap_or(scale.method),
            rounding: read_rounding(reader, table).map_or(scale.rounding, Rounding::decimals),
            tolerance: read_tolerance(reader, table).or(scale.tolerance),
            not_judged: not_judged.or(scale.not_judged),
            rollup: read_rollup(reader, table, &scale.bands).or_else(|| scale.rollup.clone()),
            words: read_words(reader, table, &scale.bands).unwrap_or_else(|| scale.words.clone()),
            ..scale
        },
        unknown_direction: unknown_direction(reader, table),
        scales,
    }
}

/// The scales that the body adds to those that come with the program.
fn own_scales<'a>(reader: &mut Reader<'a>, document: &DeTable<'a>) -> Vec<Scale> {
    let mut scales: Vec<Scale> = Vec::new();
    for (table, span) in reader.tables(document, "scale") {
        let scale = read_scale(reader, table, &span);
        if scale.name.trim().is_empty() {
            reader.note(&span, Problem::MissingKey { key: "name".to_owned() });
        } else if Scale::meant(&scale.name).is_some() || scales.iter().any(|other| other.name == scale.name) {
            reader.note(&span, Problem::ScaleTwice { name: scale.name.clone() });
        }
        scales.push(scale);
    }
    scales
}

/// The scale that `name` means, noted if there is none.
fn named_scale(reader: &mut Reader<'_>, name: &str, span: &Range<usize>, own: &[Scale]) -> Option<Scale> {
    let scale = own.iter().find(|scale| scale.name == name).or_else(|| Scale::meant(name));
    if scale.is_none() {
        let own = own.iter().map(|scale| scale.name.as_str());
        let known: Vec<&str> = Scale::names().into_iter().chain(own).collect();
        reader.unknown_word(span, "scale", name, &known);
    }
    scale.cloned()
}

fn scale<'a>(reader: &mut Reader<'a>, table: &DeTable<'a>, all: &[Scale]) -> Scale {
    let named = reader.string(table, "scale");
    let own = reader.tables(table, "band");
    match named {
        Some((_, span)) if !own.is_empty() => {
            reader.note(&span, Problem::TwoScales);
            Scale::default()
        }
        Some((name, span)) => named_scale(reader, &name, &span, all).unwrap_or_default(),
        None if own.is_empty() => Scale::default(),
        None => {
            let interim = reader.tables(table, "interim");
            Scale {
                name: "matome.toml".to_owned(),
                bands: read_bands(reader, &own),
                interim: read_bands(reader, &interim),
                ..Scale::default()
            }
        }
    }
}

fn indicators<'a>(reader: &mut Reader<'a>, document: &DeTable<'a>, judging: &Judging) -> Vec<IndicatorSetting> {
    let tables = reader.tables(document, "indicator");
    tables.into_iter().filter_map(|(table, span)| indicator(reader, table, &span, judging)).collect()
}

/// The words for which way is better.
const DIRECTIONS: [(&str, Direction); 4] =
    [("up", Direction::Up), ("down", Direction::Down), ("maintain", Direction::Maintain), ("range", Direction::Range)];

fn indicator<'a>(
    reader: &mut Reader<'a>,
    table: &DeTable<'a>,
    span: &Range<usize>,
    judging: &Judging,
) -> Option<IndicatorSetting> {
    let place = ["name", "measure_code", "department", "file", "reason"];
    let own = ["direction", "scale", "method", "tolerance", "rounding", "weight", "adds_up"];
    reader.only_keys(table, &[&place[..], &own].concat());
    needs(reader, table, span, &["name", "reason"]);
    if !own.iter().any(|key| table.contains_key(*key)) {
        reader.note(span, Problem::ChangesNothing);
    }
    let scale = reader.string(table, "scale");
    if let Some((name, span)) = &scale {
        named_scale(reader, name, span, &judging.scales);
    }
    let rating = Rating {
        scale: scale.map(|(name, _)| name),
        method: read_method(reader, table),
        tolerance: read_tolerance(reader, table),
        rounding: read_rounding(reader, table),
        weight: weight(reader, table),
        adds_up: reader.boolean(table, "adds_up"),
    };
    Some(IndicatorSetting {
        name: reader.string(table, "name")?.0,
        measure_code: text(reader, table, "measure_code"),
        department: text(reader, table, "department"),
        file: path(reader, table),
        direction: choice(reader, table, "direction", &DIRECTIONS),
        rating,
        reason: text(reader, table, "reason")?,
        line: reader.line(span),
    })
}

const WEIGHT: Text = Text { ja: "0より大きい数値", en: "a number above 0" };

fn weight<'a>(reader: &mut Reader<'a>, table: &DeTable<'a>) -> Option<Decimal> {
    let weight = reader.number(table, "weight")?;
    if weight <= Decimal::ZERO {
        let span = table.get("weight").map_or(0..0, toml::Spanned::span);
        reader.note(&span, Problem::WrongType { key: "weight".to_owned(), takes: WEIGHT });
    }
    Some(weight)
}

/// Notes each of `keys` that is not there, or empty.
fn needs<'a>(reader: &mut Reader<'a>, table: &DeTable<'a>, span: &Range<usize>, keys: &[&str]) {
    for key in keys {
        let empty =
            table.get(*key).is_none_or(|value| value.get_ref().as_str().is_some_and(|text| text.trim().is_empty()));
        if empty {
            reader.note(span, Problem::MissingKey { key: (*key).to_owned() });
        }
    }
}

fn text<'a>(reader: &mut Reader<'a>, table: &DeTable<'a>, key: &str) -> Option<String> {
    reader.string(table, key).map(|(text, _)| text)
}

/// The file of an exception or an indicator.
fn path<'a>(reader: &mut Reader<'a>, table: &DeTable<'a>) -> Option<String> {
    text(reader, table, "file").map(|file| file.replace('\\', "/").nfc().collect())
}

fn unknown_direction<'a>(reader: &mut Reader<'a>, table: &DeTable<'a>) -> UnknownDirection {
    match reader.string(table, "unknown_direction") {
        Some((word, _)) if word == "up" => UnknownDirection::Up,
        Some((word, span)) if word != "none" => {
            reader.unknown_word(&span, "unknown_direction", &word, &["none", "up"]);
            UnknownDirection::None
        }
        _ => UnknownDirection::None,
    }
}

/// Notes a rule that there is not, with the nearest that there is.
fn check_rule(reader: &mut Reader<'_>, span: &Range<usize>, key: &str, name: &str) {
    if rule::named(name).is_none() {
        let known: Vec<&str> = rule::all().map(|rule| rule.name).collect();
        reader.unknown_word(span, key, name, &known);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cell::CellRef;
    use crate::lang::Lang;
    use crate::settings::Bound;

    fn wrong(text: &str) -> Vec<String> {
        let errors = Settings::parse(text).err().unwrap_or_default();
        errors.iter().map(|error| error.message(Lang::En)).collect()
    }

    #[test]
    fn nothing_written_is_the_default() {
        assert_eq!(Settings::parse(""), Ok(Settings::default()));
        assert_eq!(Settings::parse("\u{feff}# 設定\r\n"), Ok(Settings::default()));
    }

    #[test]
    fn everything_can_be_written() {
        let settings = Settings::parse(
            r#"
body = "架空市"
inputs = ["回答", "追加/税務課.xlsx"]
[rules]
target-missing = "off"
value-jump = "error"
[[accept]]
rule = "value-jump"
file = '福祉部\相談.xlsx'
cell = "H14"
reason = "令和2年度から数え方を変えた"
[judgement]
rounding = 1
unknown_direction = "up"
[[judgement.band]]
label = "順調"
at_least = 99.5
achieved = true
[[judgement.band]]
label = "遅れ"
"#,
        )
        .unwrap();
        assert_eq!(settings.body, "架空市");
        assert_eq!(settings.inputs.len(), 2);
        assert_eq!(settings.rules.get("target-missing"), Some(&Level::Off));
        let exception = settings.accept.first().unwrap();
        assert_eq!(exception.file.as_deref(), Some("福祉部/相談.xlsx"));
        assert_eq!((exception.cell, exception.line), (Some(CellRef::new(13, 7)), 7));
        assert_eq!(settings.judgement.scale.rounding, Some(1));
        assert_eq!(settings.judgement.unknown_direction, UnknownDirection::Up);
        let first = settings.judgement.scale.bands.first().unwrap();
        assert_eq!(first.bound, Bound::AtLeast("99.5".parse().unwrap()));
    }

    #[test]
    fn every_example_of_the_page_can_be_used() {
        let page = include_str!("../../docs/settings.md").replace("\r\n", "\n");
        let examples: Vec<&str> = page.split("```toml\n").skip(1).filter_map(|rest| rest.split("```").next()).collect();
        assert_eq!(examples.len(), 11);
        for example in examples {
            assert!(wrong(example).is_empty(), "{example}{:?}", wrong(example));
        }
    }

    #[test]
    fn unknown_words_are_told_with_line_and_the_nearest_known() {
        for (text, expected) in [
            ("# 設定\nbodi = \"架空市\"", "line 2: there is no setting `bodi`. Did you mean `body`?"),
            (
                "[rules]\nactual-mising = \"off\"",
                "line 2: `actual-mising` cannot be used for `[rules]`. Did you mean `actual-missing`?",
            ),
            (
                "[rules]\nactual-missing = \"warn\"",
                "line 2: `warn` cannot be used for `actual-missing`. Possible: error, warning, note, off.",
            ),
            ("[judgement]\nscale = \"sanoo\"", "line 2: `sanoo` cannot be used for `scale`. Did you mean `sano`?"),
            (
                "[judgement]\nmethod = \"progres\"",
                "line 2: `progres` cannot be used for `method`. Did you mean `progress`? Possible: standard, ratio, level, progress, way, expectation, expected_way, year_on_year, comparison.",
            ),
            (
                "[[judgement.band]]\nlabel = \"A\"\nat_least = 1\nagainst = \"base\"\n[[judgement.band]]\nlabel = \"B\"",
                "line 4: `base` cannot be used for `against`. Possible: target, baseline, previous.",
            ),
            ("[judgement]\nscale = \"sano\"\nnot_judged = \"6点\"", "line 3: there are two bands `6点`."),
            (
                "[[indicator]]\nname = \"件数\"\nreason = \"理由\"\nscale = \"nagoya\"",
                "line 4: `nagoya` cannot be used for `scale`. Did you mean `nagayo`?",
            ),
            ("[[indicator]]\nname = \"件数\"\ndirection = \"up\"", "line 1: `reason` is missing."),
            (
                "[[indicator]]\nname = \"件数\"\nreason = \"理由\"",
                "line 1: this indicator is given nothing of its own: give `direction`, `scale`, `method`, `tolerance`, `rounding`, `weight` or `adds_up`.",
            ),
            (
                "[judgement]\ntolerance = { points = 3, percent = 10 }",
                "line 2: `tolerance` takes { points = 3 } or { percent = 10 }, 0 or more, with strict = true where the width itself is too far.",
            ),
            (
                "[[scale]]\nname = \"sano\"\n[[scale.band]]\nlabel = \"A\"",
                "line 1: there is a scale `sano` already: give this one another `name`.",
            ),
            ("inputs = \"回答\"", "line 1: `inputs` takes a list of texts ([\"...\", \"...\"])."),
            ("[judgement]\nrounding = 9", "line 2: `rounding` takes \"none\" or a number of decimals (0 to 6)."),
        ] {
            assert_eq!(wrong(text), [expected]);
        }
    }

    #[test]
    fn every_mistake_is_told_at_once_in_order() {
        let errors = wrong("bodi = 1\ninputs = 2\n[rule]\n[[accept]]\nrule = \"value-jump\"\n");
        assert_eq!(errors.len(), 5, "{errors:?}");
        assert!(errors[0].starts_with("line 1") && errors[4].starts_with("line 4"), "{errors:?}");
    }

    #[test]
    fn text_that_is_no_toml_names_its_line() {
        let errors = Settings::parse("body = \"架空市\"\n[rules\n").unwrap_err();
        assert_eq!(errors[0].line, 2);
        assert!(errors[0].message(Lang::Ja).starts_with("2行目: TOMLとして読めません"));
    }

    #[test]
    fn bands_must_go_down_and_leave_nothing_out() {
        let band = |label: &str, rest: &str| format!("[[judgement.band]]\nlabel = \"{label}\"\n{rest}\n");
        let wrong = |bands: &[String]| wrong(&bands.concat());
        assert_eq!(
            wrong(&[band("A", "at_least = 80"), band("B", "at_least = 100"), band("C", "")]),
            ["line 4: band `B` does not lie below the one before it."]
        );
        assert_eq!(
            wrong(&[band("A", "at_least = 80"), band("B", "more_than = 50")]),
            ["line 4: the last band, `B`, has a bound, so lower rates have no band: add one without a bound."]
        );
        assert_eq!(
            wrong(&[band("A", ""), band("B", "")]),
            ["line 1: band `A` needs either `at_least` or `more_than`."]
        );
        assert_eq!(wrong(&[band("A", "at_least = 80"), band("A", "")]), ["line 4: there are two bands `A`."]);
    }
}
