//! What goes to the terminal, as text; `main` prints it.

mod inspection;
mod inspection_json;
mod verify;

pub use inspection::inspection;
pub use inspection_json::inspection_json;
pub use verify::{verification, verification_json};

use crate::finding::Finding;
use crate::form::{Fit, Form, Forms};
use crate::lang::{Lang, Text};
use crate::messages::{self, cli as words, output};
use crate::pipeline::{FileKnown, Outcome, SheetFit};
use crate::rule::ignored::{self, Ignored};
use crate::rule::{self, Rule};
use crate::write::LeftOpen;
use std::fmt::Write;
use unicode_width::UnicodeWidthStr;

/// The summary of a run.
pub fn summary(outcome: &Outcome, out: &str, lang: Lang) -> String {
    let count = |name: &str| outcome.run.counts.get(name).copied().unwrap_or_default().to_string();
    let mut text = words::SUMMARY.get(lang).to_owned();
    for name in ["files", "indicators", "observations", "actions", "costs"] {
        text = text.replace(&format!("{{{name}}}"), &count(name));
    }
    let findings = words::FINDINGS
        .get(lang)
        .replace("{errors}", &count("findings_error"))
        .replace("{warnings}", &count("findings_warning"))
        .replace("{notes}", &count("findings_note"));
    let stands = |text: Text| {
        let filled = text.get(lang).replace("{new}", &count("findings_new"));
        let filled = filled.replace("{continuing}", &count("findings_continuing"));
        filled.replace("{resolved}", &count("findings_resolved")).replace("{accepted}", &count("findings_accepted"))
    };
    let compared = outcome.run.counts.contains_key("findings_new");
    let accepted = outcome.run.counts.get("findings_accepted").is_some_and(|count| *count > 0);
    let rules =
        words::RULES_RUN.get(lang).replace("{run}", &count("rules_run")).replace("{not_run}", &count("rules_not_run"));
    let mut lines = vec![text, findings];
    lines.extend(compared.then(|| stands(words::SINCE_BEFORE)));
    lines.extend((accepted && !compared).then(|| stands(words::ACCEPTED)));
    lines.push(rules);
    if outcome.run.as_of.is_none() {
        lines.push(words::NO_DATE.get(lang).to_owned());
    }
    lines.push(format!("{}: {out}", words::WRITTEN.get(lang)));
    lines.join("\n") + "\n"
}

/// Which outputs were left because someone has them open, and where the new ones stand: a line each.
pub fn left_open(outcome: &Outcome, lang: Lang) -> Vec<String> {
    let line = |left: &LeftOpen| {
        let text = if left.new.is_some() { output::LEFT_OPEN } else { output::LEFT_ALONE };
        let new = left.new.as_deref().unwrap_or_default();
        text.get(lang).replace("{book}", &left.book).replace("{new}", new)
    };
    outcome.left_open.iter().map(line).collect()
}

/// One line for the file and one for each sheet of which anything is known besides its cells.
fn inspect_known(text: &mut String, known: &FileKnown, lang: Lang) {
    let told = |counted: &[(Text, usize)]| {
        let counted = counted.iter().filter(|(_, count)| *count > 0);
        let words: Vec<String> =
            counted.map(|(text, count)| text.get(lang).replace("{n}", &count.to_string())).collect();
        words.join(words::COMMA.get(lang))
    };
    if known.names > 0 {
        let _ = writeln!(text, "  {}", told(&[(words::NAMES, known.names)]));
    }
    if let Some(links) = &known.links {
        let _ = writeln!(text, "  {}: {links}", words::LINKS.get(lang));
    }
    for (sheet, counts) in &known.sheets {
        let rows = usize::try_from(counts.hidden_rows).unwrap_or(usize::MAX);
        let cols = usize::try_from(counts.hidden_cols).unwrap_or(usize::MAX);
        let counts = [rows, cols, counts.notes, counts.validations, counts.tables];
        let counted: Vec<(Text, usize)> = words::KNOWN.into_iter().zip(counts).collect();
        let of_sheet = told(&counted);
        if !of_sheet.is_empty() {
            let _ = writeln!(text, "  [{sheet}] {of_sheet}");
        }
    }
}

/// A finding on one line: `福祉課.xlsx [シート]H14 warning actual-missing 実績値がない`.
pub fn line(finding: &Finding, lang: Lang) -> String {
    let cell = finding.cell.map(|cell| cell.to_string()).unwrap_or_default();
    let sheet = if finding.sheet.is_empty() { String::new() } else { format!("[{}]", finding.sheet) };
    let severity = match finding.severity {
        rule::Severity::Error => "error",
        rule::Severity::Warning => "warning",
        rule::Severity::Note => "note",
    };
    let place = format!("{} {sheet}{cell}", finding.file);
    format!("{} {severity} {} {}", place.trim_end(), finding.rule.name, finding.message(lang).replace('\n', " "))
}

/// The findings as JSON, one array.
pub fn findings_json(findings: &[Finding], lang: Lang) -> String {
    json(findings, lang).to_string() + "\n"
}

fn json(findings: &[Finding], lang: Lang) -> serde_json::Value {
    let rows: Vec<serde_json::Value> = findings
        .iter()
        .map(|finding| {
            serde_json::json!({
                "id": finding.id,
                "state": finding.life.standing,
                "reply": finding.life.reply(),
                "rule": finding.rule.name,
                "severity": finding.severity,
                "department": finding.department,
                "measure_code": finding.measure_code,
                "indicator": finding.indicator_name,
                "file": finding.file,
                "sheet": finding.sheet,
                "cell": finding.cell,
                "found": finding.found,
                "expected": finding.expected,
                "message": finding.told(lang),
                "remedy": finding.remedy(lang),
            })
        })
        .collect();
    serde_json::Value::Array(rows)
}

/// The reason for which the ledger leaves a cell out, in words, with its name.
fn reason(name: &str, lang: Lang) -> String {
    match ignored::named(name) {
        Some(ignored) => format!("{} ({name})", ignored.reason.get(lang)),
        None => name.to_owned(),
    }
}

/// All definitions, one a line.
pub fn forms(forms: &Forms, lang: Lang) -> String {
    if forms.0.is_empty() {
        return format!("{}\n", words::NO_FORMS.get(lang));
    }
    let longest = forms.0.iter().map(|form| form.name.width()).max().unwrap_or_default();
    let line = |form: &Form| format!("{}{}  {}\n", form.name, " ".repeat(longest - form.name.width()), form.title);
    forms.0.iter().map(|form| line(form)).collect()
}

/// That the definitions have no mistakes.
pub fn forms_fine(forms: &Forms, lang: Lang) -> String {
    words::FORMS_FINE.get(lang).replace("{n}", &forms.0.len().to_string()) + "\n"
}

/// Which definition each sheet is of.
pub fn fits(fits: &[SheetFit], lang: Lang) -> String {
    let mut text = String::new();
    for sheet in fits {
        let place = format!("{} [{}]", sheet.file, sheet.sheet);
        let whole: Vec<&Fit> = sheet.fits.iter().filter(|fit| fit.missing.is_empty()).collect();
        for fit in &whole {
            let _ = writeln!(text, "{place} {}", words::FORM_FITS.get(lang).replace("{form}", &fit.form.name));
        }
        for fit in sheet.fits.iter().filter(|_| whole.is_empty()) {
            let missing = fit.missing.iter().map(|(heading, now)| match now {
                Some(now) => format!("{heading} → {now}"),
                None => heading.clone(),
            });
            let missing: Vec<String> = missing.collect();
            let told = words::FORM_NEARLY.get(lang).replace("{form}", &fit.form.name);
            let _ = writeln!(text, "{place} {}", told.replace("{missing}", &missing.join(words::COMMA.get(lang))));
        }
        if sheet.fits.is_empty() && !sheet.sheet.is_empty() {
            let _ = writeln!(text, "{place} {}", words::FORM_NONE.get(lang));
        }
        let nearly = |finding: &&Finding| finding.rule != &rule::form::FORM_CHANGED;
        for finding in sheet.findings.iter().filter(nearly) {
            let _ = writeln!(text, "{}", line(finding, lang));
        }
    }
    text
}

/// Drafted definitions, one after the other.
pub fn drafts(drafts: &[String], lang: Lang) -> String {
    if drafts.is_empty() {
        return format!("# {}\n", messages::form::DRAFT_NONE.get(lang));
    }
    drafts.join(&format!("\n# {}\n\n", messages::form::DRAFT_NEXT.get(lang)))
}

/// All rules, one a line.
pub fn rules(lang: Lang) -> String {
    let longest = rule::all().map(|rule| rule.name.len()).max().unwrap_or_default();
    let mut text = String::new();
    for rule in rule::all() {
        let severity = messages::severity(rule.severity).get(lang);
        let _ = writeln!(text, "{:longest$}  {severity}  {}", rule.name, rule.title.get(lang));
    }
    let _ = writeln!(text, "\n{}", words::IGNORED.get(lang));
    for ignored in ignored::IGNORED {
        let _ = writeln!(text, "{:longest$}  {}", ignored.name, ignored.reason.get(lang));
    }
    text
}

/// One reason for which cells are ignored.
pub fn ignored(ignored: &Ignored, lang: Lang) -> String {
    format!(
        "{}\n{}\n\n{}: {}\n",
        ignored.name,
        ignored.reason.get(lang),
        words::WHICH_CELLS.get(lang),
        ignored.why.get(lang)
    )
}

/// One rule: what it says, why, how to mend it, an example.
pub fn rule(rule: &Rule, lang: Lang) -> String {
    format!(
        "{} ({})\n{}\n\n{}: {}\n{}: {}\n{}: {}\n",
        rule.name,
        messages::severity(rule.severity).get(lang),
        rule.title.get(lang),
        words::WHY.get(lang),
        rule.why.get(lang),
        words::REMEDY.get(lang),
        rule.remedy.get(lang),
        words::EXAMPLE.get(lang),
        rule.example.get(lang)
    )
}
