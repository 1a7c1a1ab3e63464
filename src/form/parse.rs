//! From the text of a definition to the definition.

use super::{Block, Field, Form, Region, Repeat, Says, What};
use crate::config::{Mistake, Problem, Reader};
use crate::lang::Text;
use crate::lexicon::{IGNORED, Lexicon, Sense};
use crate::model::IndicatorKind;
use crate::token::text::key;
use crate::token::time;
use std::ops::Range;
use toml::de::DeTable;

const HEADINGS: Text = Text {
    ja: "様式にある見出しを一つ以上（[\"…\", \"…\"]）",
    en: "one or more headings of the form ([\"...\", \"...\"])",
};
const BLOCKS: Text = Text {
    ja: "くり返す列の組の見出しを左から順に二つ以上（[\"R5年度実績\", \"R6年度実績\"]）",
    en: "what stands over each block of columns, two or more from the left ([\"R5年度実績\", \"R6年度実績\"])",
};
/// What `is` can say of a region, and what that means.
const REGIONS: [(&str, What); 5] = [
    (IGNORED, What::Ignored),
    ("成果指標", What::Indicators(IndicatorKind::Outcome)),
    ("活動指標", What::Indicators(IndicatorKind::Output)),
    ("対象指標", What::Indicators(IndicatorKind::Input)),
    ("事業費", What::Costs),
];

pub(super) fn form(name: &str, text: &str) -> Result<Form, Vec<Mistake>> {
    let mut reader = Reader::new(text);
    let document = reader.document().unwrap_or_default();
    reader.only_keys(&document, &["title", "sheet", "headings", "words", "repeat", "region", "fields"]);
    let written = reader.errors.is_empty();
    let title = required(&mut reader, &document, "title", &(0..0));
    let headings = reader.strings(&document, "headings");
    if written && headings.as_ref().is_none_or(|headings| headings.iter().all(|heading| key(heading).is_empty())) {
        let span = document.get("headings").map_or(0..0, toml::Spanned::span);
        reader.note(&span, Problem::WrongType { key: "headings".to_owned(), takes: HEADINGS });
    }
    let words = words(&mut reader, &document);
    let lexicon = Lexicon::standard().with(words.iter().map(|(word, same)| (word.as_str(), same.as_str())));
    let form = Form {
        name: name.to_owned(),
        title: title.unwrap_or_default(),
        text: text.to_owned(),
        sheet: reader.string(&document, "sheet").map(|(sheet, _)| sheet).unwrap_or_default(),
        headings: headings.unwrap_or_default().into_iter().filter(|heading| !key(heading).is_empty()).collect(),
        repeat: repeat(&mut reader, &document, &lexicon),
        regions: regions(&mut reader, &document),
        fields: fields(&mut reader, &document, &lexicon),
        words,
        lexicon,
    };
    let mut mistakes = reader.errors;
    mistakes.sort_by_key(|mistake| mistake.line);
    if mistakes.is_empty() { Ok(form) } else { Err(mistakes) }
}

/// A text that has to be there and to say something.
fn required<'a>(reader: &mut Reader<'a>, table: &DeTable<'a>, name: &str, span: &Range<usize>) -> Option<String> {
    match reader.string(table, name) {
        Some((text, _)) if !key(&text).is_empty() => Some(text),
        Some((_, span)) => {
            reader.note(&span, Problem::MissingKey { key: name.to_owned() });
            None
        }
        None => {
            if !table.contains_key(name) {
                reader.note(span, Problem::MissingKey { key: name.to_owned() });
            }
            None
        }
    }
}

/// The form's own words, each with a known one.
fn words<'a>(reader: &mut Reader<'a>, document: &DeTable<'a>) -> Vec<(String, String)> {
    let Some(table) = reader.table(document, "words") else { return Vec::new() };
    let mut words = Vec::new();
    for own in table.keys() {
        let own: &str = own.get_ref();
        let Some((same, span)) = reader.string(table, own) else { continue };
        if Lexicon::standard().knows(&same) && !key(own).is_empty() {
            words.push((own.to_owned(), same));
        } else {
            let known: Vec<&str> = Lexicon::standard().known().collect();
            reader.unknown_word(&span, own, &same, &known);
        }
    }
    words
}

fn repeat<'a>(reader: &mut Reader<'a>, document: &DeTable<'a>, lexicon: &Lexicon) -> Option<Repeat> {
    let table = reader.table(document, "repeat")?;
    reader.only_keys(table, &["first", "blocks"]);
    let span = document.get("repeat").map_or(0..0, toml::Spanned::span);
    let texts = reader.texts(table, "blocks").unwrap_or_default();
    if texts.len() < 2 {
        let span = table.get("blocks").map_or(span, toml::Spanned::span);
        reader.note(&span, Problem::WrongType { key: "blocks".to_owned(), takes: BLOCKS });
        return None;
    }
    let mut blocks: Vec<Block> = Vec::new();
    for (text, span) in texts {
        let heading = lexicon.heading(&text).filter(|heading| heading.time.is_some() || heading.series().is_some());
        match heading {
            None => reader.unknown_word(&span, "blocks", &text, &["R5年度", "R5年度実績", "令和5年度目標"]),
            Some(heading) if blocks.iter().any(|known| known.heading == heading) => {
                reader.note(&span, Problem::BlockTwice { text });
            }
            Some(heading) => blocks.push(Block { text, heading }),
        }
    }
    Some(Repeat { first: reader.string(table, "first").map(|(first, _)| first), blocks })
}

fn regions<'a>(reader: &mut Reader<'a>, document: &DeTable<'a>) -> Vec<Region> {
    let mut regions = Vec::new();
    for (table, span) in reader.tables(document, "region") {
        reader.only_keys(table, &["from", "to", "is"]);
        let from = required(reader, table, "from", &span);
        let to = reader.string(table, "to").map(|(to, _)| to).filter(|to| !key(to).is_empty());
        let what = match reader.string(table, "is") {
            None => {
                required(reader, table, "is", &span);
                None
            }
            Some((word, span)) => {
                let what = REGIONS.iter().find(|(known, _)| *known == word).map(|(_, what)| *what);
                if what.is_none() {
                    reader.unknown_word(&span, "is", &word, &REGIONS.map(|(known, _)| known));
                }
                what
            }
        };
        regions.extend(from.zip(what).map(|(from, what)| Region { from, to, what }));
    }
    regions
}

fn fields<'a>(reader: &mut Reader<'a>, document: &DeTable<'a>, lexicon: &Lexicon) -> Vec<Field> {
    let Some(table) = reader.table(document, "fields") else { return Vec::new() };
    let mut fields = Vec::new();
    for label in table.keys() {
        let span = label.span();
        let label: &str = label.get_ref();
        let Some((value, at)) = reader.string(table, label) else { continue };
        let heading = lexicon.heading(label);
        let says = match &heading {
            Some(heading) if heading.fact().is_some() => heading.fact().map(Says::Fact),
            Some(heading) if heading.has(Sense::Stub) => match time::whole(&value).filter(time::Time::is_year) {
                Some(time) => Some(Says::Year(time)),
                None => {
                    reader.unknown_word(&at, label, &value, &["令和6年度", "R6"]);
                    continue;
                }
            },
            _ => None,
        };
        match says {
            Some(says) => fields.push(Field { label: label.to_owned(), says, value }),
            None => reader.unknown_word(&span, "[fields]", label, &["担当課", "年度", "単位", "計画名", "事業番号"]),
        }
    }
    fields
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entry::Fact;
    use crate::lang::Lang;

    const WHOLE: &str = r#"
title = "事務事業評価 集約表"
sheet = "集約"
headings = ["事務事業名", "総合評価"]
[words]
"主管" = "担当課"
"到達点" = "実績値"
"記入欄" = "無視"
[repeat]
first = "到達点"
blocks = ["R4年度", "R5年度実績", "前年度目標"]
[[region]]
from = "参考"
to = "評価"
is = "無視"
[fields]
"担当課" = "企画課"
"対象年度" = "令和6年度"
"#;

    #[test]
    fn all_that_can_be_said_is_read() {
        let form = Form::parse("集約表", WHOLE).expect("a definition");
        assert_eq!(form.headings, ["事務事業名", "総合評価"]);
        assert_eq!(form.words.len(), 3);
        let repeat = form.repeat.as_ref().expect("a repetition");
        let years: Vec<_> =
            repeat.blocks.iter().map(|block| block.heading.time.and_then(|it| it.western(None))).collect();
        assert_eq!(years, [Some(2022), Some(2023), None]);
        assert_eq!(form.regions[0].what, What::Ignored);
        assert_eq!(form.fact(Fact::Department), Some("企画課"));
        assert_eq!(form.year().and_then(|time| time.western(None)), Some(2024));
        assert!(form.regions[0].begins("参　考（前年度）") && form.regions[0].ends("評価"));
    }

    #[test]
    fn mistakes_are_told_at_their_lines() {
        let message = |text: &str| {
            let mistakes = Form::parse("x", text).expect_err(text);
            mistakes.iter().map(|mistake| mistake.message(Lang::Ja)).collect::<Vec<_>>().join("／")
        };
        let head = "title = \"様式\"\nheadings = [\"事業名\"]\n";
        for (text, told) in [
            ("", "1行目: title がありません"),
            ("title = \"様式\"\n", "1行目: headings には様式にある見出し"),
            ("title = \"様式\"\nheadings = []\n", "2行目: headings には"),
            (
                "title = \"様式\"\nheading = [\"事業名\"]\n",
                "2行目: 「heading」という設定項目はありません。「headings」のことですか",
            ),
            (&format!("{head}[words]\n\"主管\" = \"担当化\"\n"), "4行目: 主管 に「担当化」は使えません"),
            (&format!("{head}[words]\n\"主管\" = \"\"\n"), "4行目: 主管 に「」は使えません"),
            (&format!("{head}[repeat]\nblocks = [\"R5\"]\n"), "4行目: blocks にはくり返す列の組"),
            (&format!("{head}[repeat]\nblocks = [\"R5\", \"来年\", \"R5\"]\n"), "4行目: blocks に「来年」は使えません"),
            (
                &format!("{head}[repeat]\nblocks = [\"R5\", \"R6\",\n \"令和5年\"]\n"),
                "5行目: blocks に「令和5年」と同じ意味の見出しが二度あります",
            ),
            (&format!("{head}[[region]]\nfrom = \"参考\"\nis = \"無し\"\n"), "5行目: is に「無し」は使えません"),
            (&format!("{head}[[region]]\nis = \"無視\"\n"), "3行目: from がありません"),
            (&format!("{head}[fields]\n\"年度\" = \"いつか\"\n"), "4行目: 年度 に「いつか」は使えません"),
            (&format!("{head}[fields]\n\"色\" = \"赤\"\n"), "4行目: [fields] に「色」は使えません"),
            ("title = ", "1行目: TOMLとして読めません"),
        ] {
            assert!(message(text).contains(told), "{text}\n{}", message(text));
        }
    }
}
