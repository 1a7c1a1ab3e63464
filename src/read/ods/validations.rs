//! What may be entered where: conditions that the file names, and the cells that have them.

use crate::cell::Rect;
use crate::read::limits::{Budget, Exceeded};
use crate::read::package::PartError;
use crate::read::xml::{self, Xml};
use crate::sheet::{Validation, ValidationKind};
use quick_xml::events::{BytesStart, Event};
use rustc_hash::FxHashMap;

/// The conditions of a file, by their names.
#[derive(Default)]
pub(super) struct Conditions(FxHashMap<String, Condition>);

/// What may be entered.
struct Condition {
    kind: ValidationKind,
    first: String,
    second: String,
}

impl Conditions {
    /// Reads `table:content-validations`, which has just started.
    pub(super) fn read(&mut self, xml: &mut Xml<'_>, budget: &mut Budget<'_>) -> Result<(), PartError> {
        loop {
            match xml.read_event()? {
                Event::Start(element) | Event::Empty(element)
                    if element.name().into_inner() == "table:content-validation" =>
                {
                    self.take(&element, budget)?;
                }
                Event::End(element) if element.name().into_inner() == "table:content-validations" => return Ok(()),
                Event::Eof => return Err(PartError::Cut),
                _ => {}
            }
        }
    }

    fn take(&mut self, element: &BytesStart<'_>, budget: &mut Budget<'_>) -> Result<(), Exceeded> {
        let attribute = |name| xml::unescaped(xml::attribute(element, name).unwrap_or_default());
        let condition = attribute("table:condition");
        budget.detail()?;
        budget.text(&condition)?;
        if let Some(condition) = Condition::parse(&condition) {
            self.0.insert(attribute("table:name").into_owned(), condition);
        }
        Ok(())
    }
}

impl Condition {
    /// Parses `of:cell-content-is-in-list("有";"無")` and its kin; none if anything may be entered.
    fn parse(condition: &str) -> Option<Self> {
        let condition =
            condition.split_once(':').filter(|(prefix, _)| prefix.bytes().all(|byte| byte.is_ascii_lowercase()));
        let condition = condition.map(|(_, rest)| rest).unwrap_or_default();
        let kinds = [
            ("cell-content-is-in-list(", ValidationKind::List),
            ("cell-content-text-length", ValidationKind::Length),
            ("cell-content-is-whole-number()", ValidationKind::Whole),
            ("cell-content-is-decimal-number()", ValidationKind::Decimal),
            ("cell-content-is-date()", ValidationKind::Date),
            ("cell-content-is-time()", ValidationKind::Time),
            ("is-true-formula(", ValidationKind::Custom),
        ];
        let (word, kind) = kinds.into_iter().find(|(word, _)| condition.starts_with(word))?;
        let inside = |text: &str| text.strip_suffix(')').unwrap_or(text).to_owned();
        let rest = condition.get(word.len()..).unwrap_or_default();
        let (first, second) = match kind {
            ValidationKind::List => (list(&inside(rest)), String::new()),
            ValidationKind::Custom => (inside(rest), String::new()),
            _ => match rest.split_once("between(") {
                Some((_, bounds)) => {
                    let bounds = inside(bounds);
                    let comma = comma_of(&bounds);
                    let (first, second) = bounds.split_at(comma);
                    (first.trim().to_owned(), second.trim_start_matches(',').trim().to_owned())
                }
                None => {
                    let bound = rest.split_once(['<', '>', '=']).map_or("", |(_, bound)| bound);
                    (bound.trim_start_matches(['<', '>', '=']).trim().to_owned(), String::new())
                }
            },
        };
        Some(Self { kind, first, second })
    }
}

/// `"有";"無"` as `"有,無"`; a source of another kind as it is.
fn list(source: &str) -> String {
    let mut words = Vec::new();
    let mut rest = source;
    loop {
        let Some((word, after)) = rest.strip_prefix('"').and_then(|rest| rest.split_once('"')) else {
            return source.to_owned();
        };
        words.push(word);
        match after.strip_prefix(';') {
            Some(after) => rest = after,
            None if after.is_empty() => return format!("\"{}\"", words.join(",")),
            None => return source.to_owned(),
        }
    }
}

/// Where the comma stands between two bounds: in no text and no brackets. The end if there is none.
fn comma_of(bounds: &str) -> usize {
    let (mut depth, mut quoted) = (0i32, false);
    for (at, char) in bounds.char_indices() {
        match char {
            '"' => quoted = !quoted,
            _ if quoted => {}
            '(' | '[' | '{' => depth = depth.saturating_add(1),
            ')' | ']' | '}' => depth = depth.saturating_sub(1),
            ',' if depth == 0 => return at,
            _ => {}
        }
    }
    bounds.len()
}

/// The cells of a sheet that have conditions, being collected row by row.
#[derive(Default)]
pub(super) struct Validated {
    /// In the order in which they come first.
    names: Vec<String>,
    cells: Vec<Vec<Rect>>,
    /// Which list each name has.
    by_name: FxHashMap<String, usize>,
    /// The rectangle of each list that last had these columns.
    last: FxHashMap<(usize, u32, u32), usize>,
}

impl Validated {
    /// Cells that have the condition `name`.
    pub(super) fn push(&mut self, name: &str, rect: Rect, budget: &mut Budget<'_>) -> Result<(), Exceeded> {
        let list = match self.by_name.get(name) {
            Some(list) => *list,
            None => {
                budget.detail()?;
                let list = self.names.len();
                self.names.push(name.to_owned());
                self.cells.push(Vec::new());
                self.by_name.insert(name.to_owned(), list);
                list
            }
        };
        let Some(cells) = self.cells.get_mut(list) else { return Ok(()) };
        let key = (list, rect.left, rect.right);
        let above = self.last.get(&key).and_then(|above| cells.get_mut(*above));
        if let Some(above) = above.filter(|above| above.bottom.checked_add(1) == Some(rect.top)) {
            above.bottom = rect.bottom;
            return Ok(());
        }
        budget.detail()?;
        self.last.insert(key, cells.len());
        cells.push(rect);
        Ok(())
    }

    /// All of them, with what may be entered.
    pub(super) fn finish(self, conditions: &Conditions) -> Vec<Validation> {
        let named = self.names.iter().zip(self.cells);
        let validation = |(name, cells): (&String, Vec<Rect>)| {
            let condition = conditions.0.get(name)?;
            let (first, second) = (condition.first.clone(), condition.second.clone());
            Some(Validation { cells, kind: condition.kind, first, second })
        };
        named.filter_map(validation).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ValidationKind::{Custom, Date, Decimal, Length, List, Whole};

    #[test]
    fn conditions_are_understood() {
        for (condition, expected) in [
            ("of:cell-content-is-in-list(\"達成\";\"未達成\")", Some((List, "\"達成,未達成\"", ""))),
            ("of:cell-content-is-in-list([$リスト.$A$1:.$A$3])", Some((List, "[$リスト.$A$1:.$A$3]", ""))),
            ("of:cell-content-is-whole-number() and cell-content()>=1", Some((Whole, "1", ""))),
            ("of:cell-content-is-decimal-number() and cell-content-is-between(0,100)", Some((Decimal, "0", "100"))),
            (
                "of:cell-content-is-date() and cell-content-is-not-between(DATE(2024;4;1),[.B1])",
                Some((Date, "DATE(2024;4;1)", "[.B1]")),
            ),
            ("of:cell-content-text-length()<=40", Some((Length, "40", ""))),
            ("of:cell-content-text-length-is-between(1,MAX(2,3))", Some((Length, "1", "MAX(2,3)"))),
            ("of:is-true-formula([.A1]>0)", Some((Custom, "[.A1]>0", ""))),
            ("of:cell-content-is-text()", None),
            ("", None),
        ] {
            let parsed = Condition::parse(condition);
            let parsed = parsed.as_ref().map(|it| (it.kind, it.first.as_str(), it.second.as_str()));
            assert_eq!(parsed, expected, "{condition}");
        }
    }
}
