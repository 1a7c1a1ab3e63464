//! What becomes of a finding from run to run: whether it is new, what the office decided, what the department replied.

use crate::cell::CellRef;
use crate::finding::Finding;
use crate::lang::Lang;
use crate::messages::life as words;
use serde::{Deserialize, Serialize};

/// The life of a finding so far.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Life {
    /// How it stands beside the run before; `None` where there was none to compare with.
    pub standing: Option<Standing>,
    /// The id of the indicator that it is about, as far as that is known.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub indicator: String,
    /// 対象月 of the run that told it first, if it is known.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub since: String,
    /// Why it is kept although this run did not find it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kept: Option<Kept>,
    /// What the office decided.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub decision: Option<Decision>,
    /// What the department replied: the reply that holds, then others.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub replies: Vec<Reply>,
}

/// How a finding stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// The run before did not tell it.
    New,
    /// The run before told it too.
    Continuing,
    /// The run before told it, and what it was about is right now.
    Resolved,
    /// The office accepts it as it is.
    Accepted,
}

/// Why a finding of the run before is kept that this run did not find.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kept {
    /// Its file did not come, or could not be read.
    NotLookedAt,
    /// It tells of a change, and what was changed still stands there.
    StillChanged,
}

/// What the office decided of a finding, and what stood there when it did.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    /// What it put into 了承.
    pub mark: Mark,
    /// 了承の理由.
    pub reason: String,
    /// What was found then.
    pub found: String,
    /// What was expected then.
    pub expected: String,
}

/// What stands in 了承.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mark {
    /// ○, with a reason.
    Accepted,
    /// ○ without a reason: not accepted yet.
    NoReason,
    /// Nothing, but a reason stands beside it.
    Nothing,
    /// A word that is neither ○ nor a refusal.
    Unclear(String),
    /// It had been accepted, and the office took that back.
    Withdrawn,
    /// The settings accept it.
    Settings,
}

/// What a department replied.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reply {
    /// 回答.
    pub text: String,
    /// 回答者; empty if nobody is named.
    pub by: String,
}

impl Decision {
    /// Whether `finding` is accepted by it: only as long as there stands what was accepted.
    pub fn accepts(&self, finding: &Finding) -> bool {
        match self.mark {
            Mark::Settings => true,
            Mark::Accepted => {
                without_cells(&self.found) == without_cells(&finding.found)
                    && without_cells(&self.expected) == without_cells(&finding.expected)
            }
            _ => false,
        }
    }
}

/// A text without the addresses of cells that it names in brackets, 107.5％（G14）: rows may have moved.
fn without_cells(text: &str) -> String {
    let is_cell = |inside: &str| inside.parse::<CellRef>().is_ok();
    let mut rest = text;
    let mut kept = String::new();
    while let Some((before, after)) = rest.split_once('（') {
        kept.push_str(before);
        match after.split_once('）').filter(|(inside, _)| is_cell(inside)) {
            Some((_, after)) => rest = after,
            None => {
                kept.push('（');
                rest = after;
            }
        }
    }
    kept + rest
}

impl Life {
    /// The reason for which it is accepted; empty if it is not.
    pub fn reason(&self) -> &str {
        let accepted = self.decision.as_ref().filter(|_| self.standing == Some(Standing::Accepted));
        accepted.map(|decision| decision.reason.as_str()).unwrap_or_default()
    }

    /// All replies as one text: the one that holds, then others.
    pub fn reply(&self) -> String {
        let one = |reply: &Reply| {
            let by = if reply.by.is_empty() { String::new() } else { words::by(&reply.by) };
            format!("{}{by}", reply.text)
        };
        let mut replies = self.replies.iter().map(one);
        let first = replies.next().unwrap_or_default();
        replies.fold(first, |all, other| all + "\n" + &words::other_reply(&other))
    }

    /// Why it stands in the lists although this run did not find it.
    pub fn kept_note(&self, lang: Lang) -> &'static str {
        match self.kept {
            Some(Kept::NotLookedAt) => words::NOT_LOOKED_AT.get(lang),
            Some(Kept::StillChanged) => words::STILL_CHANGED.get(lang),
            None => "",
        }
    }

    /// What staff should know of it besides its sentence, one note each.
    pub fn notes(&self, lang: Lang) -> Vec<String> {
        let mut notes = Vec::new();
        let settled = self.kept == Some(Kept::StillChanged) && self.standing == Some(Standing::Accepted);
        let kept = Some(self.kept_note(lang).to_owned()).filter(|note| !note.is_empty() && !settled);
        notes.extend(kept);
        if let Some(decision) = self.decision.as_ref().filter(|_| self.standing != Some(Standing::Accepted)) {
            match decision.mark {
                Mark::Accepted if self.standing != Some(Standing::Resolved) => {
                    let note = words::ACCEPTED_ANOTHER.get(lang).replace("{expected}", &decision.expected);
                    notes.push(note.replace("{found}", &decision.found).replace("{reason}", &decision.reason));
                }
                Mark::NoReason => notes.push(words::NO_REASON.get(lang).to_owned()),
                _ => {}
            }
        }
        notes
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rule::read::CELL_UNREADABLE;

    #[test]
    fn what_is_accepted_is_accepted_only_as_it_stands() {
        let decision =
            |mark| Decision { mark, reason: "例".to_owned(), found: "80（B5）".to_owned(), expected: String::new() };
        let found = |text: &str| Finding::of_file(&CELL_UNREADABLE, "a.xlsx", text);
        for (text, accepted) in [("80（B5）", true), ("80（B6）", true), ("81（B5）", false), ("80（速報）", false)]
        {
            assert_eq!(decision(Mark::Accepted).accepts(&found(text)), accepted, "{text}");
        }
        assert!(decision(Mark::Settings).accepts(&found("81")));
        for mark in [Mark::NoReason, Mark::Nothing, Mark::Withdrawn, Mark::Unclear("確認中".to_owned())] {
            assert!(!decision(mark).accepts(&found("80（B5）")));
        }
    }

    #[test]
    fn replies_that_differ_are_shown_together() {
        let reply = |text: &str, by: &str| Reply { text: text.to_owned(), by: by.to_owned() };
        let life = Life { replies: vec![reply("正しい", "田中"), reply("調べる", "")], ..Life::default() };
        assert_eq!(life.reply(), "正しい（回答者：田中）\n別の回答：調べる");
    }
}
