//! A finding (確認事項): which rule, which cell, what stands there, what was expected.

use crate::cell::{CellRef, Place, SheetId};
use crate::lang::Lang;
use crate::rule::limits::TOO_MANY_FINDINGS;
use crate::rule::{Rule, Severity};
use rustc_hash::FxHashMap;
use std::cmp::Ordering;
use std::collections::BTreeMap;

/// Something that someone should look at. The rule owns its texts; the finding holds what fills them.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// Stable from run to run and no other's in the same run; empty until all findings of a run are known.
    pub id: String,
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

/// How many findings of one rule are told of one sheet.
const MOST_ALIKE: usize = 1000;

/// The findings of one file; of those of one rule on one sheet the first, and one that tells how many more there are.
pub fn bounded(mut findings: Vec<Finding>) -> Vec<Finding> {
    if findings.len() <= MOST_ALIKE {
        return findings;
    }
    let mut times: BTreeMap<&'static str, FxHashMap<String, usize>> = BTreeMap::new();
    let mut more: Vec<Finding> = Vec::new();
    findings.retain(|finding| {
        let of_rule = times.entry(finding.rule.name).or_default();
        let Some(times) = of_rule.get_mut(finding.sheet.as_str()) else {
            of_rule.insert(finding.sheet.clone(), 1);
            return true;
        };
        *times += 1;
        if *times == MOST_ALIKE + 1 {
            let rest = Finding::of_file(&TOO_MANY_FINDINGS, &finding.file, finding.rule.name);
            more.push(Finding { sheet: finding.sheet.clone(), ..rest });
        }
        *times <= MOST_ALIKE
    });
    for rest in &mut more {
        let all = times.get(rest.found.as_str()).and_then(|of_rule| of_rule.get(rest.sheet.as_str()));
        rest.expected = all.map_or(0, |all| all.saturating_sub(MOST_ALIKE)).to_string();
    }
    findings.extend(more);
    findings
}

impl Finding {
    /// A finding of `rule` about a file as a whole.
    pub fn of_file(rule: &'static Rule, file: &str, found: impl Into<String>) -> Self {
        Self {
            id: String::new(),
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

    /// A finding of `rule` about a sheet as a whole.
    pub fn of_sheet(rule: &'static Rule, sheet: &SheetId, found: impl Into<String>) -> Self {
        Self { sheet: sheet.sheet.clone(), ..Self::of_file(rule, &sheet.file, found) }
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

    /// Whether it tells what the other tells already: the same of the same cell.
    pub fn repeats(&self, other: &Self) -> bool {
        let key = |finding: &Self| (finding.rule.name, finding.cell);
        key(self) == key(other)
            && (&self.file, &self.sheet) == (&other.file, &other.sheet)
            && (&self.indicator_name, &self.found) == (&other.indicator_name, &other.found)
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rule::read::{CELL_UNREADABLE, MERGE_UNREADABLE};

    #[test]
    fn many_findings_of_one_rule_on_one_sheet_are_counted() {
        let on = |sheet: &str, rule| Finding { sheet: sheet.to_owned(), ..Finding::of_file(rule, "a.xlsx", "") };
        let mut findings = vec![on("1", &CELL_UNREADABLE); 5000];
        findings.extend(vec![on("2", &CELL_UNREADABLE); 1000]);
        findings.extend(vec![on("1", &MERGE_UNREADABLE); 1001]);
        let bounded = bounded(findings);
        assert_eq!(bounded.len(), 3 * MOST_ALIKE + 2);
        let more: Vec<&Finding> = bounded.iter().filter(|finding| finding.rule == &TOO_MANY_FINDINGS).collect();
        let told: Vec<_> = more.iter().map(|more| (&*more.sheet, &*more.found, &*more.expected)).collect();
        assert_eq!(told, [("1", "cell-unreadable", "4000"), ("1", "merge-unreadable", "1")]);
    }
}
