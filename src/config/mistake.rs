//! What can be wrong in a file that a user wrote, and the words for it.

use crate::lang::{Lang, Text};

/// Something in such a file that cannot be used, and its line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistake {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong.
    pub problem: Problem,
}

/// What is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// Not TOML; the parser's own words.
    Syntax(String),
    /// A key that there is not.
    UnknownKey {
        /// As written.
        key: String,
        /// The known key that was probably meant.
        nearest: Option<String>,
    },
    /// A word that is none of those possible here.
    UnknownWord {
        /// The key it stands at.
        key: String,
        /// As written.
        word: String,
        /// The one that was probably meant.
        nearest: Option<String>,
        /// The possible ones; empty where they are too many to list.
        known: Vec<String>,
    },
    /// A value of another type than the key takes.
    WrongType {
        /// The key.
        key: String,
        /// What it takes.
        takes: Text,
    },
    /// A key that has to be there.
    MissingKey {
        /// The key.
        key: String,
    },
    /// `[[accept]]` that names neither a file nor an indicator.
    AcceptsEverything,
    /// Both a named scale and bands.
    TwoScales,
    /// A band with both bounds, or one before the last with none.
    BandBounds {
        /// Its label.
        label: String,
    },
    /// A last band with a bound: rates below it would have no mark.
    LastBandBound {
        /// Its label.
        label: String,
    },
    /// A band that does not lie below the one before it.
    BandOrder {
        /// Its label.
        label: String,
    },
    /// Two bands of one label.
    BandTwice {
        /// The label.
        label: String,
    },
    /// A scale with the name of another.
    ScaleTwice {
        /// The name.
        name: String,
    },
    /// `[[indicator]]` that gives the indicator nothing of its own.
    ChangesNothing,
    /// Two blocks of columns that would be of the same time and kind.
    BlockTwice {
        /// As written.
        text: String,
    },
}

impl Mistake {
    /// The full sentence: the line, what is wrong, what was probably meant.
    pub fn message(&self, lang: Lang) -> String {
        let line = self.line;
        match lang {
            Lang::Ja => format!("{line}行目: {}", self.problem.ja()),
            Lang::En => format!("line {line}: {}", self.problem.en()),
        }
    }
}

impl Problem {
    fn ja(&self) -> String {
        match self {
            Self::Syntax(message) => format!("TOMLとして読めません（{message}）。"),
            Self::UnknownKey { key, nearest } => {
                format!("「{key}」という設定項目はありません。{}", meant_ja(nearest.as_deref()))
            }
            Self::UnknownWord { key, word, nearest, known } => {
                let known =
                    if known.is_empty() { String::new() } else { format!("使えるのは {} です。", known.join("、")) };
                format!("{key} に「{word}」は使えません。{}{known}", meant_ja(nearest.as_deref()))
            }
            Self::WrongType { key, takes } => format!("{key} には{}を書いてください。", takes.ja),
            Self::MissingKey { key } => format!("{key} がありません。書き足してください。"),
            Self::AcceptsEverything => "この例外はどこのことか決まっていません。file（または file・sheet・cell）か indicator を書いてください。".to_owned(),
            Self::TwoScales => "scale と [[judgement.band]] の両方があります。どちらか一つにしてください。".to_owned(),
            Self::BandBounds { label } => {
                format!("区分「{label}」には at_least（以上）か more_than（超）のどちらか一つを書いてください。")
            }
            Self::LastBandBound { label } => {
                format!("最後の区分「{label}」に境界があり、それを下回る値の区分がありません。境界のない区分を最後に足してください。")
            }
            Self::BandOrder { label } => {
                format!("区分「{label}」の境界が、一つ上の区分より低くありません。高い順に並べてください。")
            }
            Self::BandTwice { label } => format!("区分「{label}」が二つあります。"),
            Self::ScaleTwice { name } => format!("判定区分「{name}」はすでにあります。別の name にしてください。"),
            Self::ChangesNothing => "この指標の設定には変えるものがありません。direction、scale、method、tolerance、rounding、adds_up のどれかを書いてください。".to_owned(),
            Self::BlockTwice { text } => format!("blocks に「{text}」と同じ意味の見出しが二度あります。"),
        }
    }

    fn en(&self) -> String {
        match self {
            Self::Syntax(message) => format!("this is not TOML ({message})."),
            Self::UnknownKey { key, nearest } => {
                format!("there is no setting `{key}`.{}", meant_en(nearest.as_deref()))
            }
            Self::UnknownWord { key, word, nearest, known } => {
                let known = if known.is_empty() { String::new() } else { format!(" Possible: {}.", known.join(", ")) };
                format!("`{word}` cannot be used for `{key}`.{}{known}", meant_en(nearest.as_deref()))
            }
            Self::WrongType { key, takes } => format!("`{key}` takes {}.", takes.en),
            Self::MissingKey { key } => format!("`{key}` is missing."),
            Self::AcceptsEverything => {
                "this exception names no place: give `file` (with `sheet` and `cell`, if wanted) or `indicator`."
                    .to_owned()
            }
            Self::TwoScales => "both `scale` and [[judgement.band]] are given: keep one.".to_owned(),
            Self::BandBounds { label } => format!("band `{label}` needs either `at_least` or `more_than`."),
            Self::LastBandBound { label } => {
                format!("the last band, `{label}`, has a bound, so lower rates have no band: add one without a bound.")
            }
            Self::BandOrder { label } => format!("band `{label}` does not lie below the one before it."),
            Self::BandTwice { label } => format!("there are two bands `{label}`."),
            Self::ScaleTwice { name } => format!("there is a scale `{name}` already: give this one another `name`."),
            Self::ChangesNothing => {
                "this indicator is given nothing of its own: give `direction`, `scale`, `method`, `tolerance`, `rounding` or `adds_up`."
                    .to_owned()
            }
            Self::BlockTwice { text } => format!("`blocks` says the same as `{text}` twice."),
        }
    }
}

fn meant_ja(nearest: Option<&str>) -> String {
    nearest.map(|word| format!("「{word}」のことですか。")).unwrap_or_default()
}

fn meant_en(nearest: Option<&str>) -> String {
    nearest.map(|word| format!(" Did you mean `{word}`?")).unwrap_or_default()
}
