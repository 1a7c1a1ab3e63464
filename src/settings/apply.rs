//! Applies the settings to the findings of all stages: levels and exceptions, at this one place.

use super::{Exception, Settings};
use crate::finding::Finding;
use crate::rule::RuleRun;
use crate::rule::settings::EXCEPTION_UNUSED;
use serde::Serialize;

/// The findings of a run after levels and exceptions.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Applied {
    /// Those to look at, in the order of all lists.
    pub findings: Vec<Finding>,
    /// Those that are known and accepted, in the same order.
    pub accepted: Vec<Accepted>,
    /// How many were left out because their rule is switched off.
    pub switched_off: usize,
}

/// A finding that an exception accepts.
#[derive(Clone, Debug, PartialEq)]
pub struct Accepted {
    /// The finding.
    pub finding: Finding,
    /// The exception's reason.
    pub reason: String,
}

impl Settings {
    /// Gives every finding its severity, sets the accepted ones apart, and reports exceptions that match nothing.
    ///
    /// `runs` keeps an exception from being called unused when its rule did not run at all.
    pub fn apply(&self, findings: Vec<Finding>, runs: &[RuleRun]) -> Applied {
        let mut applied = Applied::default();
        let mut used = vec![false; self.accept.len()];
        for mut finding in findings {
            let Some(severity) = self.severity(finding.rule) else {
                applied.switched_off += 1;
                continue;
            };
            finding.severity = severity;
            let mut reason = None;
            for (exception, used) in self.accept.iter().zip(&mut used) {
                if exception.matches(&finding) {
                    *used = true;
                    reason = reason.or(Some(&exception.reason));
                }
            }
            match reason {
                Some(reason) => applied.accepted.push(Accepted { finding, reason: reason.clone() }),
                None => applied.findings.push(finding),
            }
        }
        if let Some(severity) = self.severity(&EXCEPTION_UNUSED) {
            let unused = self.accept.iter().zip(used).filter(|(exception, used)| !used && self.ran(exception, runs));
            applied.findings.extend(unused.map(|(exception, _)| Finding {
                severity,
                indicator_name: exception.indicator.clone().unwrap_or_default(),
                ..Finding::of_file(&EXCEPTION_UNUSED, "", exception.written())
            }));
        }
        applied.findings.sort_by(Finding::order);
        applied.accepted.sort_by(|one, other| one.finding.order(&other.finding));
        applied
    }

    /// Whether the rule of `exception` could have found something.
    fn ran(&self, exception: &Exception, runs: &[RuleRun]) -> bool {
        let run = runs.iter().find(|run| run.rule.name == exception.rule);
        run.is_none_or(|run| run.not_run.is_none()) && self.rules.get(&exception.rule) != Some(&super::Level::Off)
    }
}

impl Exception {
    /// Whether it accepts `finding`: everything that it names has to agree.
    pub fn matches(&self, finding: &Finding) -> bool {
        let file = |file: &String| is_end_of_path(file, &finding.file);
        self.rule == finding.rule.name
            && self.file.as_ref().is_none_or(file)
            && self.sheet.as_ref().is_none_or(|sheet| *sheet == finding.sheet)
            && self.cell.is_none_or(|cell| Some(cell) == finding.cell)
            && self.indicator.as_ref().is_none_or(|name| *name == finding.indicator_name)
    }

    /// What it says, as in the settings file.
    fn written(&self) -> String {
        #[derive(Serialize)]
        struct Written<'a> {
            rule: &'a str,
            file: Option<&'a str>,
            sheet: Option<&'a str>,
            cell: Option<String>,
            indicator: Option<&'a str>,
        }
        let written = Written {
            rule: &self.rule,
            file: self.file.as_deref(),
            sheet: self.sheet.as_deref(),
            cell: self.cell.map(|cell| cell.to_string()),
            indicator: self.indicator.as_deref(),
        };
        let text = toml::to_string(&written).unwrap_or_else(|_| self.rule.clone());
        format!("{}: {}", self.line, text.trim().replace('\n', ", "))
    }
}

/// Whether `end` is the whole of `path` or its last parts.
pub(super) fn is_end_of_path(end: &str, path: &str) -> bool {
    path.strip_suffix(end).is_some_and(|folder| folder.is_empty() || folder.ends_with('/'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rule::{NotRun, Severity, named};

    fn finding(rule: &str, file: &str, indicator: &str) -> Finding {
        Finding::of_file(named(rule).unwrap(), file, "100").about(indicator)
    }

    fn settings(text: &str) -> Settings {
        Settings::parse(text).unwrap()
    }

    const ACCEPT: &str = r#"
[[accept]]
rule = "value-jump"
file = "相談.xlsx"
reason = "数え方を変えた"
"#;

    #[test]
    fn levels_are_given_and_rules_switched_off() {
        let settings = settings("[rules]\nvalue-jump = \"error\"\ntarget-zero = \"off\"\n");
        let applied =
            settings.apply(vec![finding("value-jump", "a.xlsx", ""), finding("target-zero", "a.xlsx", "")], &[]);
        assert_eq!(applied.findings.len(), 1);
        assert_eq!(applied.findings[0].severity, Severity::Error);
        assert_eq!(applied.switched_off, 1);
    }

    #[test]
    fn an_accepted_finding_is_set_apart_with_its_reason() {
        let found = vec![
            finding("value-jump", "福祉部/相談.xlsx", "件数"),
            finding("value-jump", "福祉部/別相談.xlsx", "件数"),
        ];
        let applied = settings(ACCEPT).apply(found, &[]);
        assert_eq!(applied.accepted.len(), 1);
        assert_eq!(applied.accepted[0].reason, "数え方を変えた");
        assert_eq!(applied.findings.len(), 1);
    }

    #[test]
    fn an_exception_that_matches_nothing_is_a_finding() {
        let applied = settings(ACCEPT).apply(Vec::new(), &[]);
        assert_eq!(applied.findings[0].rule.name, "exception-unused");
        assert_eq!(applied.findings[0].found, "2: rule = \"value-jump\", file = \"相談.xlsx\"");
    }

    #[test]
    fn an_exception_of_a_rule_that_did_not_run_is_not_called_unused() {
        let run = RuleRun {
            rule: named("value-jump").unwrap(),
            looked_at: 0,
            undecided: 0,
            findings: 0,
            not_run: Some(NotRun::NothingToLookAt),
        };
        assert!(settings(ACCEPT).apply(Vec::new(), &[run]).findings.is_empty());
        let off = format!("[rules]\nvalue-jump = \"off\"\n{ACCEPT}");
        assert!(settings(&off).apply(Vec::new(), &[]).findings.is_empty());
    }
}
