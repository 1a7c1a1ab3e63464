//! A finding (確認事項): which rule, which cell, what stands there, what was expected.

use crate::cell::{CellRef, Place};
use crate::lang::Lang;
use crate::rule::{Rule, Severity};
use std::cmp::Ordering;

/// Something that someone should look at. The rule owns its texts; the finding holds what fills them.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// The rule that was broken.
    pub rule: &'static Rule,
    /// Severity after the settings' overrides; the rule's own until then.
    pub severity: Severity,
    /// 担当部署, if known.
    pub department: String,
    /// Code of the measure, if known.
    pub measure_code: String,
    /// The indicator, if it is about one.
    pub indicator_name: String,
    /// The file, relative to its input; empty if it is about the run.
    pub file: String,
    /// The sheet; empty if it is about the file.
    pub sheet: String,
    /// The cell, if it is about one.
    pub cell: Option<CellRef>,
    /// What stands there.
    pub found: String,
    /// What was expected.
    pub expected: String,
    /// A second cell that has to do with it.
    pub related: Option<CellRef>,
}

impl Finding {
    /// A finding of `rule` about a file as a whole.
    pub fn of_file(rule: &'static Rule, file: &str, found: impl Into<String>) -> Self {
        Self {
            rule,
            severity: rule.severity,
            department: String::new(),
            measure_code: String::new(),
            indicator_name: String::new(),
            file: file.to_owned(),
            sheet: String::new(),
            cell: None,
            found: found.into(),
            expected: String::new(),
            related: None,
        }
    }

    /// A finding of `rule` about a cell.
    pub fn at(rule: &'static Rule, place: &Place, found: impl Into<String>) -> Self {
        Self {
            sheet: place.sheet.sheet.clone(),
            cell: Some(place.cell),
            ..Self::of_file(rule, &place.sheet.file, found)
        }
    }

    /// The same, with what was expected.
    pub fn expecting(mut self, expected: impl Into<String>) -> Self {
        self.expected = expected.into();
        self
    }

    /// The same, about an indicator.
    pub fn about(mut self, indicator_name: &str) -> Self {
        self.indicator_name = indicator_name.to_owned();
        self
    }

    /// The same, with a second cell.
    pub fn related_to(mut self, cell: CellRef) -> Self {
        self.related = Some(cell);
        self
    }

    /// The full sentence: the rule's, filled with what was found and expected.
    pub fn message(&self, lang: Lang) -> String {
        self.fill(self.rule.message.get(lang))
    }

    /// What to do about it.
    pub fn remedy(&self, lang: Lang) -> String {
        self.fill(self.rule.remedy.get(lang))
    }

    fn fill(&self, template: &str) -> String {
        let related = self.related.map(|cell| cell.to_string()).unwrap_or_default();
        template
            .replace("{indicator}", &self.indicator_name)
            .replace("{related}", &related)
            .replace("{expected}", &self.expected)
            .replace("{found}", &self.found)
    }

    /// Stable from run to run: a digest of what it is about, not of where in the list it stands.
    pub fn id(&self) -> String {
        let cell = self.cell.map(|cell| cell.to_string()).unwrap_or_default();
        let parts = [self.rule.name, &self.file, &self.sheet, &cell, &self.indicator_name, &self.found];
        format!("{:016x}", crate::digest::of_texts(parts))
    }

    /// The order of every list of findings: department, file, sheet, cell, rule.
    pub fn order(&self, other: &Self) -> Ordering {
        let key = |finding: &Self| (finding.cell, finding.rule.name);
        (&self.department, &self.file, &self.sheet)
            .cmp(&(&other.department, &other.file, &other.sheet))
            .then_with(|| key(self).cmp(&key(other)))
            .then_with(|| (&self.indicator_name, &self.found).cmp(&(&other.indicator_name, &other.found)))
    }
}
