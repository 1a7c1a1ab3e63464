//! Where an entry hangs: plan, measure, department.

use super::{Context, fact, fact_text};
use crate::entry::{Entry, Fact};
use crate::model::Belonging;
use crate::token::text;

/// Where an entry hangs.
pub fn belonging(entry: &Entry, context: &Context) -> Belonging {
    let text_of = |wanted: Fact| fact_text(entry, wanted, context.lexicon);
    let named = text_of(Fact::MeasureName);
    let (inner, name) = text::code_and_name(&named);
    let code = text::code(&text_of(Fact::MeasureCode));
    let code = if code.is_empty() { inner } else { code };
    // where no other code is given, the number of its row is one, on its own sheet
    let number = text::code(&text_of(Fact::Number));
    let numbered = code.is_empty() && !number.is_empty();
    Belonging {
        plan: text_of(Fact::Plan),
        level: level(entry, context),
        measure_code: if numbered { number } else { code },
        numbered,
        measure_name: name,
        department: text_of(Fact::Department),
        related_departments: related(&text_of(Fact::RelatedDepartments)),
    }
}

/// The body's word for the level, from the label of the measure's name.
fn level(entry: &Entry, context: &Context) -> String {
    let Some(label) = fact(entry, Fact::Level) else { return String::new() };
    let depth = context.lexicon.heading(&label.value.text).and_then(|heading| heading.level());
    depth.and_then(|depth| context.lexicon.levels.get(depth).cloned()).unwrap_or_default()
}

/// Several departments in one cell.
fn related(text: &str) -> Vec<String> {
    each(text, &['、', '，', ',', '・', ';', '；', '\n', '／', '/'])
}

/// The 視点 that an entry names, each once. Their names may hold a ・; a number before one only counts it.
pub fn viewpoints(entry: &Entry, context: &Context) -> Vec<String> {
    let Some(raw) = fact(entry, Fact::Viewpoints) else { return Vec::new() };
    let mut viewpoints: Vec<String> = Vec::new();
    for text in each(&raw.value.text, &['、', '，', ',', ';', '；', '\n', '／', '/']) {
        if context.lexicon.meaning(&text).missing.is_some() {
            continue;
        }
        let name = text::undecorated(&text).trim_start_matches(|c: char| ('①'..='⑳').contains(&c)).trim().to_owned();
        if !name.is_empty() && !viewpoints.contains(&name) {
            viewpoints.push(name);
        }
    }
    viewpoints
}

fn each(text: &str, between: &[char]) -> Vec<String> {
    text.split(between)
        .map(|part| part.trim().to_owned())
        .filter(|part| !part.is_empty() && !matches!(part.as_str(), "なし" | "－" | "-"))
        .collect()
}
