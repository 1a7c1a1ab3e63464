//! The page that explains every rule, `docs/rules.md`.

use super::ignored::IGNORED;
use super::{Rule, Severity, all};
use crate::lang::{Lang, Text};
use std::fmt::Write;

const TITLE: Text = Text { ja: "規則の一覧", en: "Rules" };
const INTRODUCTION: Text = Text {
    ja: "確認事項は、次のいずれかの規則によって出ます。名前は変わりません。レベルは `matome.toml` の `[rules]` で変えられます。\n\n\
         - **error**: その値は使えません。\n- **warning**: 値は使いますが、どなたかの確認が要ります。\n- **note**: お知らせです。\n\n\
         文中の `{found}` にはそこに書かれている内容、`{expected}` には期待される内容が入ります。",
    en: "Every finding comes from one of these rules. Their names stay. `[rules]` in `matome.toml` changes their level.\n\n\
         - **error**: the value cannot be used.\n- **warning**: it is used, but someone should look.\n- **note**: for information.\n\n\
         In the sentences `{found}` stands for what is written there, `{expected}` for what was expected.",
};
const HEAD: Text =
    Text { ja: "| 規則 | レベル | 内容 |\n|---|---|---|", en: "| rule | level | what |\n|---|---|---|" };
const LEDGER: Text = Text { ja: "セルを除外する理由", en: "Why cells are ignored" };
const OF_LEDGER: Text = Text {
    ja: "セルの台帳（`cells.csv`、`matome inspect`）は、空でないセルのすべてを「使用」「見出し」「除外」「未読」のどれかに分けます。除外には、次のどれかの理由が付きます。",
    en: "The ledger of cells (`cells.csv`, `matome inspect`) says of every cell that is not empty whether it was used, is a label, was ignored or was left unread. A cell is ignored for one of these reasons.",
};
const LEDGER_HEAD: Text =
    Text { ja: "| 名前 | 理由 | 説明 |\n|---|---|---|", en: "| name | reason | which cells |\n|---|---|---|" };
const WHY: Text = Text { ja: "理由", en: "Why" };
const REMEDY: Text = Text { ja: "直し方", en: "What to do" };
const EXAMPLE: Text = Text { ja: "例", en: "Example" };

/// Every rule with its texts, as Markdown, in the order of the stages.
pub fn page(lang: Lang) -> String {
    let mut page = format!("# {}\n\n{}\n\n{}\n", TITLE.get(lang), INTRODUCTION.get(lang), HEAD.get(lang));
    for rule in all() {
        let (name, title) = (rule.name, rule.title.get(lang));
        // Writing to a String cannot fail.
        let _ = writeln!(page, "| [{name}](#{name}) | {} | {title} |", level(rule));
    }
    for rule in all() {
        page.push('\n');
        page.push_str(&section(rule, lang));
    }
    let _ = write!(page, "\n## {}\n\n{}\n\n{}\n", LEDGER.get(lang), OF_LEDGER.get(lang), LEDGER_HEAD.get(lang));
    for ignored in IGNORED {
        let _ = writeln!(page, "| `{}` | {} | {} |", ignored.name, ignored.reason.get(lang), ignored.why.get(lang));
    }
    page
}

/// One rule with its texts, as Markdown.
fn section(rule: &Rule, lang: Lang) -> String {
    format!(
        "## {}\n\n**{}** ({})\n\n> {}\n\n- {}: {}\n- {}: {}\n- {}: `{}`\n",
        rule.name,
        rule.title.get(lang),
        level(rule),
        rule.message.get(lang),
        WHY.get(lang),
        rule.why.get(lang),
        REMEDY.get(lang),
        rule.remedy.get(lang),
        EXAMPLE.get(lang),
        rule.example.get(lang),
    )
}

fn level(rule: &Rule) -> &'static str {
    match rule.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_committed_pages_are_up_to_date() {
        for (lang, committed, command) in [
            (Lang::Ja, include_str!("../../docs/rules.md"), "cargo run --example rules-page ja > docs/rules.md"),
            (Lang::En, include_str!("../../docs/rules.en.md"), "cargo run --example rules-page en > docs/rules.en.md"),
        ] {
            assert!(page(lang) == committed.replace("\r\n", "\n"), "out of date; run: {command}");
        }
    }
}
