//! `verify`: rule by rule, how many tables keep to it, and where those that do not break it.

use crate::lang::Lang;
use crate::messages::verify as words;
use crate::norm::{NORMS, Report, Verdict};
use std::collections::BTreeMap;
use std::fmt::Write;

/// Which of the four words a verdict is told by.
fn kind(verdict: &Verdict) -> usize {
    match verdict {
        Verdict::Meets => 0,
        Verdict::Breaks(_) => 1,
        Verdict::NotAsked(_) => 2,
        Verdict::People => 3,
    }
}

/// As text.
pub fn verification(report: &Report, lang: Lang) -> String {
    let mut text = String::new();
    // Writing to a String cannot fail.
    let mut line = |told: String| {
        let _ = writeln!(text, "{told}");
    };
    let counted = |text: &crate::lang::Text, n: usize| text.get(lang).replace("{n}", &n.to_string());
    if report.unchanged + report.changed.len() > 0 {
        line(counted(&words::UNCHANGED, report.unchanged));
    }
    for (file, what) in &report.changed {
        line(format!("  {file}: {}", what.get(lang)));
    }
    for (file, why) in &report.unread {
        line(format!("  {file}: {why}"));
    }
    line(counted(&words::TABLES, report.tables.len()));
    if !report.pages.is_empty() {
        line(counted(&words::PAGES, report.pages.len()));
    }
    for (place, norm) in NORMS.iter().enumerate() {
        let verdicts = || report.tables.iter().filter_map(|table| Some((table, table.verdicts.get(place)?)));
        let counts = words::VERDICTS.iter().enumerate().filter_map(|(at, word)| {
            let count = verdicts().filter(|(_, verdict)| kind(verdict) == at).count();
            (count > 0).then(|| format!("{} {count}", word.get(lang)))
        });
        let fatal = if norm.fatal { format!(" [{}]", words::FATAL.get(lang)) } else { String::new() };
        let counts = counts.collect::<Vec<_>>().join(" / ");
        line(format!("{}{fatal} {}: {counts}", norm.id, norm.asks.get(lang)));
        let mut reasons: BTreeMap<&str, usize> = BTreeMap::new();
        for (table, verdict) in verdicts() {
            match verdict {
                Verdict::Breaks(found) => {
                    let sheet = if table.sheet.is_empty() { String::new() } else { format!(" [{}]", table.sheet) };
                    line(format!("    {}{sheet} {}", table.file, found.join(" / ")));
                }
                Verdict::NotAsked(why) => *reasons.entry(why.get(lang)).or_default() += 1,
                Verdict::Meets | Verdict::People => {}
            }
        }
        for (why, count) in reasons {
            line(format!("    {} {count}: {why}", words::VERDICTS[2].get(lang)));
        }
        if !norm.people.is_empty() {
            line(format!("    {}: {}", words::PEOPLE.get(lang), norm.people));
        }
    }
    text
}

/// As JSON: every table with its verdict on every rule.
pub fn verification_json(report: &Report, lang: Lang) -> String {
    let words = ["meets", "breaks", "not_asked", "people"];
    let rules = NORMS.iter().enumerate().map(|(place, norm)| {
        let tables = report.tables.iter().filter_map(|table| {
            let verdict = table.verdicts.get(place)?;
            let (found, why) = match verdict {
                Verdict::Breaks(found) => (found.as_slice(), ""),
                Verdict::NotAsked(why) => (&[][..], why.get(lang)),
                Verdict::Meets | Verdict::People => (&[][..], ""),
            };
            let word = words.get(kind(verdict))?;
            Some(serde_json::json!({
                "file": table.file, "sheet": table.sheet, "verdict": word, "found": found, "why": why,
            }))
        });
        serde_json::json!({
            "id": norm.id,
            "asks": norm.asks.get(lang),
            "fatal": norm.fatal,
            "people": norm.people,
            "tables": tables.collect::<Vec<_>>(),
        })
    });
    let pairs = |list: &[(String, String)], second: &str| -> Vec<serde_json::Value> {
        list.iter().map(|(file, what)| serde_json::json!({ "file": file, second: what })).collect()
    };
    let changed: Vec<(String, String)> =
        report.changed.iter().map(|(file, what)| (file.clone(), what.get(lang).to_owned())).collect();
    let json = serde_json::json!({
        "unchanged": report.unchanged,
        "changed": pairs(&changed, "what"),
        "unread": pairs(&report.unread, "why"),
        "pages": pairs(&report.pages, "sheet"),
        "rules": rules.collect::<Vec<_>>(),
    });
    json.to_string() + "\n"
}
