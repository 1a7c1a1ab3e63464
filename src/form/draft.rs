//! A first definition for a sheet that is read only in part: what was recognised filled in, what was not as questions.

use super::repeat;
use crate::cell::{CellRef, Rect};
use crate::lang::Lang;
use crate::lexicon::{Heading, Lexicon};
use crate::messages::form as catalogue;
use crate::sheet::{Cell, Content, Sheet};
use crate::token::text::{key, one_line};
use rustc_hash::FxHashMap;
use std::fmt::Write;

/// The most headings that a draft knows a form by, and the most texts that it cites from under a heading.
const HEADINGS: usize = 6;
const CITED: usize = 3;
/// The longest text that can be a heading, in characters.
const LONGEST: usize = 40;
/// A header has at least so many texts, and stands in the first so many rows.
const FEWEST: usize = 3;
const ROWS: u32 = 60;

/// What a draft needs to know of how a sheet was read.
#[derive(Clone, Copy, Debug, Default)]
pub struct Known<'a> {
    /// The header of the table of which most was left unread, if a table was recognised.
    pub header: Option<Rect>,
    /// Whether a year was found for the sheet as a whole.
    pub year: bool,
    /// What was told of the sheet, a sentence each.
    pub told: &'a [String],
}

/// A text of the header.
struct Head<'a> {
    at: CellRef,
    text: &'a str,
    key: String,
    heading: Option<Heading>,
}

/// The draft of a definition, as the text of its file; none if the sheet has nothing that could be a header.
pub fn draft(sheet: &Sheet, known: Known, lang: Lang) -> Option<String> {
    let header = known.header.or_else(|| likely_header(sheet))?;
    let heads = heads(sheet, header);
    let timed = heads.iter().any(|head| head.heading.as_ref().is_some_and(|heading| heading.time.is_some()));
    let words = own_words(sheet, header, &heads, lang);
    let blocks = repeated(header, &heads, lang).filter(|_| !timed);
    let year = !known.year && !timed && blocks.is_none();
    if words.is_empty() && blocks.is_none() && !year {
        return None;
    }
    let mut text = String::new();
    let _ = writeln!(text, "# {} [{}]", sheet.id.file, sheet.id.sheet);
    for line in catalogue::DRAFT_HEAD.get(lang).lines() {
        let _ = writeln!(text, "# {line}");
    }
    let _ = writeln!(text, "\ntitle = {}", quoted(&title(sheet, header)));
    let names: Vec<String> = telling(&heads).iter().map(|text| quoted(text)).collect();
    let _ = writeln!(text, "# {}\nheadings = [{}]", catalogue::DRAFT_HEADINGS.get(lang), names.join(", "));
    let _ = writeln!(text, "\n[words]\n# {}", catalogue::DRAFT_WORDS.get(lang));
    let _ = writeln!(text, "# {}: {}", catalogue::DRAFT_KNOWN.get(lang), understood(&heads).join("、"));
    text.push_str(&words);
    text.push_str(&blocks.unwrap_or_default());
    if year {
        let _ = writeln!(text, "\n# {}\n# [fields]\n# \"対象年度\" = \"\"", catalogue::DRAFT_YEAR.get(lang));
    }
    if !known.told.is_empty() {
        let _ = writeln!(text, "\n# {}", catalogue::DRAFT_TOLD.get(lang));
        for sentence in known.told {
            let _ = writeln!(text, "#   {}", one_line(sentence));
        }
    }
    Some(text)
}

/// The row that looks most like a header: many short texts side by side, and something under most of them.
fn likely_header(sheet: &Sheet) -> Option<Rect> {
    let mut rows: Vec<(u32, Vec<&Cell>)> = Vec::new();
    for cell in sheet.cells.iter().take_while(|cell| cell.at.row < ROWS) {
        match rows.last_mut() {
            Some((row, cells)) if *row == cell.at.row => cells.push(cell),
            _ => rows.push((cell.at.row, vec![cell])),
        }
    }
    let short = |cell: &&&Cell| cell.raw.content == Content::Text && cell.raw.text.chars().count() <= LONGEST;
    let filled = |at: usize| rows.get(at).map_or(0, |(_, cells)| cells.len());
    let texts = |at: usize| rows.get(at).map_or(0, |(_, cells)| cells.iter().filter(short).count());
    let heads = (0..rows.len()).filter(|at| texts(*at) >= FEWEST && filled(at + 1) * 2 >= texts(*at));
    let best = heads.max_by_key(|at| (texts(*at), std::cmp::Reverse(*at)))?;
    let (row, cells) = rows.get(best)?;
    Some(Rect { top: *row, bottom: *row, left: cells.first()?.at.col, right: cells.last()?.at.col })
}

/// The texts of a header, row by row.
fn heads(sheet: &Sheet, header: Rect) -> Vec<Head<'_>> {
    let cells = sheet.cells.iter().filter(|cell| header.contains(cell.at));
    let texts = cells.filter(|cell| matches!(cell.raw.content, Content::Text | Content::Date(_)));
    let head = |cell: &'_ Cell| {
        let key = key(&cell.raw.text);
        let heading = Lexicon::standard().heading_of(&key);
        (cell.at, key, heading)
    };
    texts
        .map(|cell| {
            let (at, key, heading) = head(cell);
            Head { at, text: &cell.raw.text, key, heading }
        })
        .filter(|head| !head.key.is_empty())
        .collect()
}

/// What the form is called: the text above its table that says so, else the name of its sheet or file.
fn title(sheet: &Sheet, header: Rect) -> String {
    let above = sheet.cells.iter().take_while(|cell| cell.at.row < header.top);
    let mut titles = above.filter(|cell| Lexicon::standard().is_title(&key(&cell.raw.text)));
    let name = || if sheet.id.sheet.is_empty() { sheet.id.file.clone() } else { sheet.id.sheet.clone() };
    titles.next().map_or_else(name, |cell| one_line(&cell.raw.text).into_owned())
}

/// Headings that tell the form from others: those that stand once and name no year.
fn telling<'a>(heads: &[Head<'a>]) -> Vec<&'a str> {
    let once = |head: &&Head| heads.iter().filter(|other| other.key == head.key).count() == 1;
    let plain = |head: &&Head| {
        head.heading.as_ref().is_none_or(|heading| heading.time.is_none()) && head.text.chars().count() <= LONGEST
    };
    heads.iter().filter(once).filter(plain).take(HEADINGS).map(|head| head.text).collect()
}

/// The headings that the lexicon knows, each once.
fn understood(heads: &[Head]) -> Vec<String> {
    let mut understood: Vec<String> = Vec::new();
    for head in heads.iter().filter(|head| head.heading.is_some()) {
        let text = one_line(head.text).into_owned();
        if !understood.contains(&text) {
            understood.push(text);
        }
    }
    understood
}

/// The headings that the lexicon does not know, as questions.
fn own_words(sheet: &Sheet, header: Rect, heads: &[Head], lang: Lang) -> String {
    let mut asked: Vec<&Head> = Vec::new();
    for head in heads.iter().filter(|head| head.heading.is_none() && head.text.chars().count() <= LONGEST) {
        if asked.iter().all(|known| known.key != head.key) {
            asked.push(head);
        }
    }
    let below = below(sheet, header);
    let mut text = String::new();
    for head in asked {
        let times = heads.iter().filter(|other| other.key == head.key).count();
        let cited = below.get(&head.at.col).map(Vec::as_slice).unwrap_or_default();
        let guess = guess(head, heads, cited).unwrap_or_default();
        let place = match times {
            1 => head.at.to_string(),
            times => format!("{}{}", head.at, catalogue::DRAFT_TIMES.get(lang).replace("{n}", &times.to_string())),
        };
        let cited: Vec<String> = cited.iter().map(|text| format!("「{}」", one_line(text))).collect();
        let _ = writeln!(text, "# {} = {}   # {place} {}", quoted(head.text), quoted(&guess), cited.join(""));
    }
    text
}

/// What stands below the header, column by column: the first different texts.
fn below(sheet: &Sheet, header: Rect) -> FxHashMap<u32, Vec<&str>> {
    let mut below: FxHashMap<u32, Vec<&str>> = FxHashMap::default();
    for cell in sheet.cells.iter().filter(|cell| cell.at.row > header.bottom) {
        let texts = below.entry(cell.at.col).or_default();
        if texts.len() < CITED && !texts.contains(&&*cell.raw.text) {
            texts.push(&cell.raw.text);
        }
    }
    below
}

/// What an unknown heading surely means: the indicator whose mark it is; units or offices, if nothing else stands under it.
fn guess(head: &Head, heads: &[Head], cited: &[&str]) -> Option<String> {
    let lexicon = Lexicon::standard();
    let marks = |heading: &Heading| heading.mark.as_deref() == Some(&*head.key) && heading.subject().is_some();
    if let Some(marked) = heads.iter().find(|other| other.heading.as_ref().is_some_and(marks)) {
        return Some(one_line(marked.text).into_owned());
    }
    let all = |is: &dyn Fn(&str) -> bool| !cited.is_empty() && cited.iter().all(|text| is(&key(text)));
    let known = [("単位", all(&|key| lexicon.is_unit(key))), ("担当課", all(&|key| key.ends_with(['課', '室', '係'])))];
    known.into_iter().find(|(_, sure)| *sure).map(|(word, _)| word.to_owned())
}

/// The question what stands over columns that repeat.
fn repeated(header: Rect, heads: &[Head], lang: Lang) -> Option<String> {
    let runs = (header.top..=header.bottom).filter_map(|row| {
        let mut texts: Vec<repeat::Head> = vec![None; (header.right - header.left + 1) as usize];
        for head in heads.iter().filter(|head| head.at.row == row) {
            let col = (head.at.col - header.left) as usize;
            if let Some(text) = texts.get_mut(col) {
                *text = Some((&head.key, col));
            }
        }
        Some((row, repeat::run(&texts, None, None)?))
    });
    let (row, run) = runs.max_by_key(|(_, run)| run.width())?;
    let start = |block: usize| {
        let past = u32::try_from(run.start + block * run.period).unwrap_or(0);
        CellRef::new(row, header.left + past)
    };
    let begins: Vec<String> = (0..run.times).map(|block| start(block).to_string()).collect();
    let question = catalogue::DRAFT_REPEAT.get(lang).replace("{n}", &run.times.to_string());
    let mut text = String::new();
    let _ = writeln!(text, "\n# {}\n# [repeat]", question.replace("{cells}", &begins.join("、")));
    if run.rest > 0 {
        let first = heads.iter().find(|head| head.at == start(0));
        let _ = writeln!(text, "# first = {}", quoted(first.map_or("", |head| head.text)));
    }
    let _ = writeln!(text, "# blocks = [{}]", vec!["\"\""; run.times].join(", "));
    Some(text)
}

/// A text as TOML writes it.
fn quoted(text: &str) -> String {
    toml::Value::String(one_line(text).into_owned()).to_string()
}
