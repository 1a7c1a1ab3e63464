//! L3: what makes a table understood by those who did not make it.

use super::subject::Subject;
use super::{Verdict, verdict};
use crate::cell::column_letters;
use crate::lang::Text;
use std::collections::{BTreeMap, BTreeSet};

/// L3-01.
pub fn header_first(subject: &Subject) -> Verdict {
    let headings = subject.headings.iter().filter(|heading| !heading.is_empty()).count();
    let none = (headings < subject.headings.len()).then(|| "行1".to_owned());
    let later =
        subject.sheet.known.tables.iter().filter(|table| table.cells.top > 0).map(|table| table.cells.to_string());
    verdict(none.into_iter().chain(later))
}

/// Columns that name columns and files: their values are no codes.
const NAMES: [&str; 3] = ["name", "csv", "column"];

/// L3-02. A few words may be explained where their column is.
pub fn code_table(subject: &Subject) -> Verdict {
    let is_code = |text: &&str| text.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_');
    let is_truth = |text: &&str| matches!(*text, "true" | "false");
    let mut values: BTreeMap<u32, BTreeSet<&str>> = BTreeMap::new();
    for cell in subject.data() {
        values.entry(cell.at.col).or_default().insert(&cell.raw.text);
    }
    values.retain(|_, values| values.iter().all(is_code) && !values.iter().all(is_truth));
    if values.is_empty() {
        return Verdict::NotAsked(Text { ja: "コードの列がない", en: "no column of codes" });
    }
    let known = |(col, values): &(&u32, &BTreeSet<&str>)| {
        let heading = subject.headings.get(**col as usize);
        let meaning = subject.explained.zip(heading).and_then(|(all, heading)| all.columns.get(heading));
        meaning.is_some_and(|meaning| {
            let told = values.iter().all(|value| meaning.description.contains(value));
            told || !meaning.words.is_empty() || NAMES.contains(&meaning.physical_name.as_str())
        })
    };
    verdict(values.iter().filter(|one| !known(one)).map(|(col, _)| format!("列{}", column_letters(*col))))
}

/// L3-04.
pub fn units(subject: &Subject) -> Verdict {
    let column = subject.headings.iter().any(|heading| heading == "単位" || heading == "unit");
    let stated = |heading: &str| {
        let meaning = subject.explained.and_then(|all| all.columns.get(heading));
        let within =
            heading.contains('（') || heading.contains('(') || heading.contains("年度") || heading.contains("数");
        column || within || meaning.is_some_and(|meaning| !meaning.unit.is_empty())
    };
    let numeric: Vec<(u32, &String)> =
        (0u32..).zip(&subject.headings).filter(|(col, _)| subject.is_numeric(*col as usize)).collect();
    if numeric.is_empty() {
        return Verdict::NotAsked(Text { ja: "数値の列がない", en: "no column of numbers" });
    }
    let wrong = numeric.into_iter().filter(|(_, heading)| !stated(heading));
    verdict(wrong.map(|(col, heading)| format!("列{} 「{heading}」", column_letters(col))))
}

/// L3-05.
pub fn standard_time(subject: &Subject) -> Verdict {
    let time = |heading: &str| {
        ["年度", "年月", "日付", "時点", "期間", "_date", "_year", "period"].iter().any(|word| heading.contains(word))
            && !heading.contains('値')
            && !heading.contains("状態")
    };
    let era = |text: &str| {
        let western = text.chars().collect::<Vec<_>>().windows(4).any(|four| four.iter().all(char::is_ascii_digit));
        let named = ["令和", "平成", "昭和"].iter().any(|era| text.contains(era));
        let short = text.starts_with(['R', 'H', 'S', 'Ｒ', 'Ｈ', 'Ｓ'])
            && text.chars().nth(1).is_some_and(|one| one.is_numeric() || one == '元');
        (named || short) && !western
    };
    let headings = (0u32..).zip(&subject.headings).filter(|(_, heading)| era(heading));
    let headings = headings.map(|(col, heading)| format!("{}1 「{heading}」", column_letters(col)));
    let cells = subject.data().filter(|cell| time(subject.heading(cell)) && !subject.is_quoted(cell));
    let cells = cells.filter(|cell| era(&cell.raw.text)).map(|cell| format!("{} 「{}」", cell.at, cell.raw.text));
    verdict(headings.chain(cells))
}

/// L3-06. The names are for people to tell, as far as they end as names of regions do.
pub fn regions(subject: &Subject) -> Verdict {
    let region =
        |heading: &str| ["団体名", "body", "市町村名", "自治体名", "都道府県名", "団体コード"].contains(&heading);
    if !subject.headings.iter().any(|heading| region(heading)) {
        return Verdict::NotAsked(Text { ja: "地域の列がない", en: "no column of regions" });
    }
    let known = |text: &str| {
        text.ends_with(['都', '道', '府', '県', '市', '町', '村', '区'])
            || matches!(text.len(), 5 | 6) && text.bytes().all(|byte| byte.is_ascii_digit())
    };
    let wrong = subject.data().filter(|cell| region(subject.heading(cell)) && !known(&cell.raw.text));
    verdict(wrong.map(|cell| format!("{} 「{}」", cell.at, cell.raw.text)))
}

/// L3-07.
pub fn same_layout(_: &Subject) -> Verdict {
    Verdict::People
}

/// L3-08.
pub fn documented(subject: &Subject) -> Verdict {
    let Some(explained) = subject.explained else { return verdict(["項目の定義がない".to_owned()]) };
    let columns = subject.headings.iter().filter_map(|heading| match explained.columns.get(heading) {
        None => Some(format!("「{heading}」の定義がない")),
        Some(meaning) => {
            let name = &meaning.physical_name;
            (name.is_empty() || !name.is_ascii()).then(|| format!("「{heading}」の物理名「{name}」"))
        }
    });
    let encoding = subject.bytes.and_then(|bytes| {
        let stated = explained
            .encoding
            .as_ref()
            .is_some_and(|(encoding, bom)| *bom == bytes.bom && (encoding == "utf-8") == (bytes.utf8 && bytes.bom));
        (!stated).then(|| "文字コード・BOMの定義と違う".to_owned())
    });
    let ends =
        subject.bytes.and_then(|bytes| bytes.odd_ends.first()).map(|line| format!("{line}行目の改行がCRLFでない"));
    verdict(columns.chain(encoding).chain(ends))
}

/// L3-09.
pub fn long_form(subject: &Subject) -> Verdict {
    if subject.explained.is_some_and(|explained| explained.long_form.is_some()) {
        let why = Text {
            ja: "人が使う横持ちの表。同じ値の縦持ちの表が別にある",
            en: "wide for people; the same values are supplied in long form",
        };
        return Verdict::NotAsked(why);
    }
    let year = |heading: &str| {
        let start = heading.find(|one: char| one.is_numeric() || matches!(one, '令' | '平' | 'R' | 'H'))?;
        let rest = heading.get(start..)?;
        let digits: String = rest.chars().filter(char::is_ascii_digit).collect();
        let named = rest.contains('年') || rest.starts_with(['R', 'H']) || digits.len() == 4;
        (named && !digits.is_empty()).then_some(digits)
    };
    let years: BTreeSet<String> = subject.headings.iter().filter_map(|heading| year(heading)).collect();
    verdict((years.len() > 2).then(|| years.into_iter().collect::<Vec<_>>().join("、")))
}
