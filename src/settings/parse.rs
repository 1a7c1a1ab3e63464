//! From the text of `matome.toml` to settings.

use super::scale::{Scale, read_bands, read_method, read_not_judged};
use super::{Exception, Judging, Level, Settings, UnknownDirection};
use crate::config::{Mistake, Problem, Reader};
use crate::lang::Text;
use crate::rule;
use std::collections::BTreeMap;
use std::ops::Range;
use toml::de::{DeTable, DeValue};
use unicode_normalization::UnicodeNormalization;

/// `rounding` beyond this many decimals is surely a slip.
const MOST_DECIMALS: u32 = 6;
const ROUNDING: Text =
    Text { ja: "\"none\"、または小数の桁数（0～6）", en: "\"none\" or a number of decimals (0 to 6)" };

/// Reads and validates a settings file.
pub(super) fn settings(text: &str) -> Result<Settings, Vec<Mistake>> {
    let mut reader = Reader::new(text);
    let document = reader.document().unwrap_or_default();
    reader.only_keys(&document, &["body", "inputs", "forms", "register", "rules", "accept", "judgement"]);
    let settings = Settings {
        body: reader.string(&document, "body").map(|(body, _)| body).unwrap_or_default(),
        inputs: reader.strings(&document, "inputs").unwrap_or_default(),
        forms: reader.string(&document, "forms").map(|(forms, _)| forms).unwrap_or_default(),
        register: reader.string(&document, "register").map(|(register, _)| register).unwrap_or_default(),
        rules: rules(&mut reader, &document),
        accept: exceptions(&mut reader, &document),
        judgement: judging(&mut reader, &document),
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
    for key in ["rule", "reason"] {
        let empty =
            table.get(key).is_none_or(|value| value.get_ref().as_str().is_some_and(|text| text.trim().is_empty()));
        if empty {
            reader.note(span, Problem::MissingKey { key: key.to_owned() });
        }
    }
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
    let text = |reader: &mut Reader<'a>, key: &str| reader.string(table, key).map(|(text, _)| text);
    Some(Exception {
        rule: rule?.0,
        file: text(reader, "file").map(|file| file.replace('\\', "/").nfc().collect()),
        sheet: text(reader, "sheet"),
        cell,
        indicator: text(reader, "indicator"),
        reason: text(reader, "reason")?,
        line: reader.line(span),
    })
}

fn judging<'a>(reader: &mut Reader<'a>, document: &DeTable<'a>) -> Judging {
    let Some(table) = reader.table(document, "judgement") else { return Judging::default() };
    reader.only_keys(table, &["scale", "method", "not_judged", "rounding", "unknown_direction", "band"]);
    let scale = scale(reader, table);
    let not_judged = read_not_judged(reader, table, &scale.bands);
    Judging {
        scale: Scale {
            method: read_method(reader, table).unwrap_or(scale.method),
            not_judged: not_judged.or(scale.not_judged),
            ..scale
        },
        rounding: rounding(reader, table),
        unknown_direction: unknown_direction(reader, table),
    }
}

fn scale<'a>(reader: &mut Reader<'a>, table: &DeTable<'a>) -> Scale {
    let named = reader.string(table, "scale");
    let own = reader.tables(table, "band");
    match named {
        Some((_, span)) if !own.is_empty() => {
            reader.note(&span, Problem::TwoScales);
            Scale::default()
        }
        Some((name, span)) => Scale::named(&name).unwrap_or_else(|| {
            reader.unknown_word(&span, "scale", &name, &Scale::names());
            Scale::default()
        }),
        None if own.is_empty() => Scale::default(),
        None => Scale { name: "matome.toml".to_owned(), bands: read_bands(reader, &own), ..Scale::default() },
    }
}

fn rounding<'a>(reader: &mut Reader<'a>, table: &DeTable<'a>) -> Option<u32> {
    let value = table.get("rounding")?;
    let decimals = match value.get_ref() {
        DeValue::String(word) if word.as_ref() == "none" => return None,
        DeValue::Integer(integer) => integer.as_str().parse().ok().filter(|decimals| *decimals <= MOST_DECIMALS),
        _ => None,
    };
    if decimals.is_none() {
        reader.note(&value.span(), Problem::WrongType { key: "rounding".to_owned(), takes: ROUNDING });
    }
    decimals
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
        assert_eq!(settings.judgement.rounding, Some(1));
        assert_eq!(settings.judgement.unknown_direction, UnknownDirection::Up);
        let first = settings.judgement.scale.bands.first().unwrap();
        assert_eq!(first.bound, Bound::AtLeast("99.5".parse().unwrap()));
    }

    #[test]
    fn every_example_of_the_page_can_be_used() {
        let page = include_str!("../../docs/settings.md").replace("\r\n", "\n");
        let examples: Vec<&str> = page.split("```toml\n").skip(1).filter_map(|rest| rest.split("```").next()).collect();
        assert_eq!(examples.len(), 6);
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
            (
                "[judgement]\nscale = \"sanoo\"",
                "line 2: `sanoo` cannot be used for `scale`. Did you mean `sano`? Possible: default, fuji, growth-strategy, nagayo, osaka-library, regional-grants, saitama, sano, tagawa, tama.",
            ),
            (
                "[judgement]\nmethod = \"progres\"",
                "line 2: `progres` cannot be used for `method`. Did you mean `progress`? Possible: standard, ratio, level, progress, way, expectation, expected_way, comparison.",
            ),
            (
                "[[judgement.band]]\nlabel = \"A\"\nat_least = 1\nagainst = \"base\"\n[[judgement.band]]\nlabel = \"B\"",
                "line 4: `base` cannot be used for `against`. Possible: target, baseline, previous.",
            ),
            ("[judgement]\nscale = \"sano\"\nnot_judged = \"6点\"", "line 3: there are two bands `6点`."),
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
